import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const open = (options = {}) => openWindow({ screen: "papers", tab: "returns" }, options);
const asked = (desk: Awaited<ReturnType<typeof open>>["desk"], cmd: string) => desk.asked.filter((one) => one.cmd === cmd).map((one) => one.args);

test("what is outstanding is shown by who owes it, and one employer's alone", async () => {
  const { user, desk } = await open();
  const owers = await waitFor(() => byId("owers"));
  expect(within(owers).getAllByRole("row")).toHaveLength(4);
  await waitFor(() => expect(byId("owed-rows").textContent).toContain("髙橋　さくら"));
  await user.click(byId("ower-A001"));
  await waitFor(() => expect(byId("owed-rows").textContent).not.toContain("髙橋"));
  expect(byId("ower-A001").getAttribute("aria-pressed")).toBe("true");
  await user.click(byId("ower-home"));
  await waitFor(() => expect(byId("owed-rows").textContent).toContain("髙橋　さくら"));
  expect(asked(desk, "owed").at(-1)).toMatchObject({ home: true, employer: null });
});

test("the reminders are seen before they are recorded, with what is held back and why", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("ower-A001")));
  await user.click(byId("remind-preview"));
  const remind = await waitFor(() => byId("remind"));
  expect(remind.textContent).toContain("株式会社みほん製作所　御中");
  expect(byId("remind-held").textContent).toContain("その間は督促しません");
  expect(asked(desk, "remind")).toMatchObject([{ employer: "A001", out: null }]);
  await user.click(byId("remind-record"));
  await waitFor(() => expect(byId("remind").textContent).toContain("daicho-remind-2026-04-15-00001.pdf"));
  expect(document.getElementById("remind-record")).toBeNull();
});

test("after three reminders the report is recorded from the paper's own log", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("ower-home")));
  await waitFor(() => expect(byId("owed-rows").textContent).toContain("髙橋　さくら"));
  byId("owed-rows").focus();
  await user.keyboard("{Enter}");
  const log = await waitFor(() => byId("dunning-log"));
  expect(within(log).getAllByText("督促")).toHaveLength(3);
  await user.type(byId("report-note"), "本人と連絡が取れない{Enter}");
  await waitFor(() => expect(byId("reported").textContent).toContain("daicho-dunning-P6666666666.pdf"));
  expect(asked(desk, "not_collectable")).toMatchObject([{ code: "P6666666666", note: "本人と連絡が取れない" }]);
});

test("a use after the end of cover is recorded, and what was destroyed is shown", async () => {
  const { user, desk } = await open();
  await waitFor(() => expect(byId("used-rows").textContent).toContain("見本医院から電話"));
  await user.type(byId("used-member"), "101-12-0");
  await user.type(byId("used-note"), "見本薬局{Enter}");
  expect(await screen.findByText("使用を記録しました。")).toBeTruthy();
  expect(asked(desk, "record_use")).toMatchObject([{ member: "101-12-0", note: "見本薬局" }]);
  await user.click(byId("destroyed-ask"));
  await waitFor(() => expect(byId("destroyed-rows").textContent).toContain("P4444444444 P5555555555"));
});

test("in a ledger that can only be read nothing is recorded", async () => {
  const { user } = await open({ readOnly: true });
  await user.click(await waitFor(() => byId("remind-preview")));
  expect((await waitFor(() => byId<HTMLButtonElement>("remind-record"))).disabled).toBe(true);
});
