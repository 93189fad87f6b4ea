import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("paper is received and counted, and a difference is explained", async () => {
  const { user } = await openWindow({ screen: "papers", tab: "stock" });
  await user.type(await waitFor(() => byId("stock-name")), "窓あき封筒");
  await user.type(byId("stock-sheets"), "千{Enter}");
  expect(byId("stock-sheets-error").textContent).toContain("数字の枚数");
  await user.clear(byId("stock-sheets"));
  await user.type(byId("stock-sheets"), "５００{Enter}");
  await waitFor(() => expect(byId("stock-kept").textContent).toContain("残りは500枚"));
  await user.click(byId("stock-counted"));
  await user.type(byId("stock-sheets"), "498{Enter}");
  await waitFor(() => expect(byId("stock-sheets-error").textContent).toContain("500枚あるはず"));
  await user.type(byId("stock-reason"), "破れ2枚{Enter}");
  await waitFor(() => expect(byId("stock-kept").textContent).toContain("残りは498枚"));
});
