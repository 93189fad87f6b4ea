import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("characters that wait are decided by keyboard, once for everybody who has them", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "characters" });
  await waitFor(() => expect(byId("characters").textContent).toContain("決まりを待つ文字 2"));
  expect(byId("characters").textContent).toContain("101-1002-00");
  byId("character-kana-U2A6B2").focus();
  await user.keyboard("1");
  await user.type(await waitFor(() => byId("character-substitute")), "鰡{Enter}");
  await waitFor(() => expect(byId("characters").textContent).toContain("「鰡」に置き換えて印字します。"));
  expect(desk.asked.find((one) => one.cmd === "decide_character")?.args).toEqual({ letter: "\u{2a6b2}", way: "substitute", substitute: "鰡" });
  byId("character-kana-U200F").focus();
  await user.keyboard("3");
  await waitFor(() => expect(byId("characters").textContent).toContain("待っている文字はありません"));
});
