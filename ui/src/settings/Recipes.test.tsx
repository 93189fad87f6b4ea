import { expect, test } from "vitest";
import { byId, openWindow, screen, waitFor } from "../mock/window";

test("recipes are listed, looked at, written to a file and forgotten", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "recipes" });
  await waitFor(() => byId("recipes"));
  await user.click(await screen.findByText("書き出す"));
  await waitFor(() => expect(desk.asked.findLast((one) => one.cmd === "export_recipe")?.args).toMatchObject({ id: 3 }));
  await user.click(screen.getByText("内容"));
  await waitFor(() => expect(byId("recipe-says").textContent).toContain("続柄 3 = 子"));
  await user.click(byId("recipe-forget"));
  await screen.findByText("覚えている読み取り方はまだありません。");
  await user.click(byId("recipe-take"));
  await waitFor(() => expect(desk.asked.some((one) => one.cmd === "take_recipe")).toBe(true));
});
