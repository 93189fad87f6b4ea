import { expect, test } from "vitest";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const picture = () => document.querySelector<HTMLImageElement>(".layouts img");

test("a slip in a layout leaves the last good paper in grey under the complaint, until the text is whole again", async () => {
  const { user } = await openWindow({ screen: "settings" });
  await user.click(await screen.findByRole("tab", { name: "様式" }));
  await waitFor(() => expect(picture()?.className).toBe(""));
  const before = picture()?.src;
  await user.clear(byId("layout-text"));
  await user.type(byId("layout-text"), "title = ");
  expect((await screen.findByText(/引用符がありません。/)).textContent).toContain("notice-right.tomlの2行目");
  expect(picture()?.className).toBe("before");
  expect(picture()?.src).toBe(before);
  expect(picture()?.alt).toContain("資格情報のお知らせ（右下カード） の誤りのない最後の紙面");
  await user.type(byId("layout-text"), '"お知らせ"');
  await waitFor(() => expect(picture()?.className).toBe(""));
});

test("a layout that is being written waits while the clerk looks elsewhere, until it is started again", async () => {
  const { user } = await openWindow({ screen: "settings" });
  await user.click(await screen.findByRole("tab", { name: "様式" }));
  await waitFor(() => expect(byId<HTMLTextAreaElement>("layout-text").value).not.toBe(""));
  const before = byId<HTMLTextAreaElement>("layout-text").value;
  await user.type(byId("layout-text"), "# 書きかけ");
  await user.type(byId("layout-name"), "窓付き");
  await user.click(byId("section-home"));
  await onScreen("home");
  await user.click(byId("section-settings"));
  await user.click(await screen.findByRole("tab", { name: "様式" }));
  await waitFor(() => expect(byId<HTMLTextAreaElement>("layout-text").value).toContain("# 書きかけ"));
  expect(byId<HTMLInputElement>("layout-name").value).toBe("窓付き");
  await user.click(byId("layout-back"));
  await waitFor(() => expect(byId<HTMLTextAreaElement>("layout-text").value).toBe(before));
});
