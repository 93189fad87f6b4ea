import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";
import { millimetres } from "./Printers";

test("what is measured on the test sheet is recorded for a printer and a tray, in any width of digits", async () => {
  const { user, desk } = await openWindow({ screen: "settings", tab: "printers" });
  await waitFor(() => expect(byId("printers-panel").textContent).toContain("2階 複合機"));
  await user.click(byId("printers-test"));
  await waitFor(() => expect(byId("printers-told").textContent).toContain("試し刷りを送りました"));
  await user.clear(byId("printers-front_left"));
  await user.type(byId("printers-front_left"), "右へ{Enter}");
  expect(byId("printers-front_left-error").textContent).toContain("0.1mm単位");
  await user.clear(byId("printers-front_left"));
  await user.type(byId("printers-front_left"), "２１．２{Enter}");
  await waitFor(() => expect(byId("printers-told").textContent).toContain("記録しました"));
  expect(desk.asked.find((one) => one.cmd === "align")?.args).toMatchObject({ printer: "office", tray: null, front: [21.2, 20], back: [20, 20] });
  expect(byId("printers-panel").textContent).toContain("−1.20・+0.00");
  expect([millimetres("20"), millimetres("19.85"), millimetres("41"), millimetres("-1"), millimetres("")]).toEqual([20, 19.85, null, null, null]);
});
