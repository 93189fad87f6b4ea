import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("a printed batch goes to a printer, is stopped, asks for the last good sheet, and goes on behind it", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "N260405-1", kind: null });
  await user.click(await waitFor(() => byId("press-folder")));
  await user.click(await waitFor(() => byId("press-send")));
  await user.click(await waitFor(() => byId("stop-press")));
  const field = await waitFor(() => byId("press-last"));
  expect(byId("press").textContent).toContain("印刷を中止しました。");
  await user.type(field, "1{Enter}");
  await waitFor(() => expect(byId("press-far").textContent).toContain("すべて紙になっています"), { timeout: 4000 });
  const asked = desk.asked.filter((one) => one.cmd === "press").map((one) => one.args);
  expect(asked).toMatchObject([
    { batch: "N260405-1", printer: "office", tray: null, last: null, again: null },
    { last: "1", again: null },
  ]);
  // Every letter twice: not without a reason.
  expect(byId<HTMLButtonElement>("press-send").disabled).toBe(true);
  await user.type(byId("press-again"), "水濡れ");
  expect(byId<HTMLButtonElement>("press-send").disabled).toBe(false);
});
