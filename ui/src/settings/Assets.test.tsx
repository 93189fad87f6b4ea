import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("a seal that another has proposed is seen beside the paper as it is, and approved", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "assets" });
  await waitFor(() => expect(byId("assets").textContent).toContain("承認を待つもの 1"));
  expect(byId("assets").textContent).toContain("申し出 佐藤（sato）");
  await user.click(await waitFor(() => byId("asset-look-3")));
  await waitFor(() => byId("asset-approve"));
  expect(document.querySelectorAll(".asset-pages img").length).toBe(3);
  await user.click(byId("asset-approve"));
  await waitFor(() => expect(byId("assets").textContent).toContain("「新理事長印」を承認しました。"));
  expect(desk.asked.find((one) => one.cmd === "approve_asset")?.args).toEqual({ id: 3, lang: "ja" });
  await waitFor(() => expect(byId("assets").textContent).toContain("待っているものはありません"));
});

test("a seal is proposed from a file, and whoever proposed it cannot approve it", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "assets" });
  await waitFor(() => byId("asset-propose"));
  expect(byId("asset-propose-yes").hasAttribute("disabled")).toBe(true);
  await user.type(byId("asset-name"), "常務印");
  await user.click(byId("asset-file"));
  await waitFor(() => expect(byId("asset-propose").textContent).toContain("新理事長印.png"));
  await user.click(byId("asset-propose-yes"));
  await waitFor(() => expect(byId("assets").textContent).toContain("「常務印」を申し出ました。"));
  expect(desk.asked.find((one) => one.cmd === "propose_asset")?.args).toMatchObject({ what: "seal", name: "常務印", path: "/srv/kenpo/印影/新理事長印.png", until: null });
  // Whoever proposed it is told to ask another one.
  await user.click(await waitFor(() => byId("asset-look-4")));
  await user.click(await waitFor(() => byId("asset-approve")));
  await waitFor(() => expect(document.body.textContent).toContain("申し出た人とは別の責任者が承認します"));
});

test("what is withdrawn says why", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "assets" });
  await waitFor(() => byId("assets"));
  await user.click(await waitFor(() => byId("asset-withdraw-1")));
  expect(byId("asset-withdraw-yes").hasAttribute("disabled")).toBe(true);
  await user.type(byId("asset-reason"), "読み取り直す");
  await user.click(byId("asset-withdraw-yes"));
  await waitFor(() => expect(byId("assets").textContent).toContain("「理事長印」を取り下げました。"));
  expect(desk.asked.find((one) => one.cmd === "withdraw_asset")?.args).toEqual({ id: 1, reason: "読み取り直す" });
});
