import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("a report of trouble is read as a whole, added to, and saved as it was read", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "about" });
  await user.type(await waitFor(() => byId("trouble-member")), "101-1-0");
  await user.click(byId("trouble-make"));
  const text = await waitFor(() => byId("trouble-text") as HTMLTextAreaElement);
  expect(text.value).toContain("作りものに置き換えたもの");
  expect(byId("trouble").textContent).toContain("判定の結果と理由は同じです");
  await user.type(text, "お知らせが出ません");
  await user.click(byId("trouble-save"));
  await waitFor(() => expect(byId("trouble-saved").textContent).toContain("daicho-trouble-"));
  expect(desk.asked.find((one) => one.cmd === "trouble")?.args).toMatchObject({ member: "101-1-0" });
  expect(desk.asked.find((one) => one.cmd === "save_trouble")?.args).toMatchObject({ text: expect.stringContaining("お知らせが出ません") as string });
});

test("a report needs no member", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "about" });
  await user.click(await waitFor(() => byId("trouble-make")));
  await waitFor(() => byId("trouble-text"));
  expect(desk.asked.find((one) => one.cmd === "trouble")?.args).toMatchObject({ member: null });
});
