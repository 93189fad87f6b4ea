import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, openWindow, waitFor } from "../mock/window";

const member = { screen: "member", member: "101-1002-00" } as const;
const shielded = { ...answers.show, shielded: true, postcode: null, address: null };

test("mail is shielded for a reason, and nothing happens without one", async () => {
  const { user, desk } = await openWindow(member);
  await user.click(await waitFor(() => byId("shield-change")));
  await user.click(await waitFor(() => byId("shield-save")));
  expect(byId("shield-reason-error").textContent).toContain("理由を入れてください");
  expect(desk.asked.some((one) => one.cmd === "shield")).toBe(false);
  await user.type(byId("shield-reason"), "本人の申出{Enter}");
  await waitFor(() => expect(byId("shield-done").textContent).toContain("郵送を保護しました"));
  expect(desk.asked.find((one) => one.cmd === "shield")?.args).toMatchObject({ on: true, reason: "本人の申出" });
});

test("of a shielded member no address is shown until a reason is given, and it goes with the window", async () => {
  const { user, desk } = await openWindow(member, {}, { show: () => shielded });
  await waitFor(() => expect(byId("shield").textContent).toContain("一通ずつ"));
  expect(byId("coverage").textContent).toContain("郵送を保護");
  expect(document.body.textContent).not.toContain("前田四条");
  await user.click(byId("address-see"));
  await user.type(await waitFor(() => byId("address-reason")), "送付先の確認{Enter}");
  await waitFor(() => expect(byId("address-shown").textContent).toContain("前田四条"));
  expect(desk.asked.find((one) => one.cmd === "shielded_address")?.args).toMatchObject({ reason: "送付先の確認" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.body.textContent).not.toContain("前田四条"));
});
