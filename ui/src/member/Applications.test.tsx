import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, openWindow, screen, waitFor } from "../mock/window";

const open = (options = {}) => openWindow({ screen: "member", member: "101-12-00" }, options, { show: () => answers.show });

test("an application by a proxy is decided at once, and its refusal is printed", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("apply")));
  await user.selectOptions(await waitFor(() => byId("apply-reason")), "e_certificate_lapsed");
  await user.click(screen.getByLabelText("本人から直接"));
  await user.click(byId("apply-proxy"));
  await user.type(byId("proxy-name"), "山田　花子");
  await user.type(byId("proxy-relation"), "妻");
  await user.type(byId("proxy-papers_seen"), "委任状と運転免許証");
  await user.click(byId("apply-take"));
  expect((await waitFor(() => byId("applied"))).textContent).toContain("交付できない申請です");
  const proxy = { name: "山田　花子", relation: "妻", papers_seen: "委任状と運転免許証" };
  expect(desk.asked.find((one) => one.cmd === "apply")?.args).toMatchObject({ member: "101-12-00", reason: "e_certificate_lapsed", direct: true, proxy });
  await user.keyboard("{Escape}");
  await user.click(await waitFor(() => byId("refusal-1")));
  await waitFor(() => expect(byId("refusal-1").textContent).toContain("もう一度印刷"));
});

test("a fee is waived with a reason only, or paid", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("apply")));
  await user.click(await waitFor(() => byId("apply-take")));
  await waitFor(() => byId("applied"));
  await user.keyboard("{Escape}");
  await waitFor(() => byId("fee-waive"));
  expect(byId<HTMLButtonElement>("fee-waive").disabled).toBe(true);
  await user.type(byId("fee-why"), "盗難{Enter}");
  await waitFor(() => expect(byId("applications").textContent).toContain("免除"));
  expect(desk.asked.find((one) => one.cmd === "settle_fee")?.args).toMatchObject({ waived: "盗難" });
});

test("whoever may only look takes no application", async () => {
  await open({ may: ["view"] });
  await waitFor(() => byId("applications"));
  expect(document.getElementById("apply")).toBeNull();
});
