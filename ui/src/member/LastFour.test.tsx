import { expect, test } from "vitest";
import { byId, openWindow, screen, waitFor } from "../mock/window";

test("the last four digits are shown for a reason, and gone when the window over the screen closes", async () => {
  const { user, desk } = await openWindow({ screen: "member", member: "101-1002-00" });
  await waitFor(() => byId("last-four"));
  expect(document.body.textContent).not.toContain("9018");
  await user.click(byId("last-four"));
  await user.type(byId("last-four-reason"), "本人の申出{Enter}");
  await waitFor(() => expect(byId("last-four-digits").textContent).toBe("9018"));
  const asked = desk.asked.find((one) => one.cmd === "last_four")?.args as { reason: string };
  expect(asked.reason).toBe("本人の申出");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.body.textContent).not.toContain("9018"));
});

test("on another day nobody looks at them, for that would be written down", async () => {
  const { user, desk } = await openWindow({ screen: "member", member: "101-1002-00" });
  await waitFor(() => expect(byId<HTMLButtonElement>("last-four").disabled).toBe(false));
  await user.click(byId("day"));
  await user.click(await screen.findByLabelText("指定した日までに記録された内容"));
  await user.click(byId("day-show"));
  await waitFor(() => expect(byId<HTMLButtonElement>("last-four").disabled).toBe(true));
  expect(byId("last-four").title).toBe("今日に戻ると使えます");
  byId("last-four").click();
  expect(document.getElementById("last-four-reason")).toBeNull();
  expect(desk.asked.some((one) => one.cmd === "last_four")).toBe(false);
});
