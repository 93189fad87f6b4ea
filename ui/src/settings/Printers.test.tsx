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
  await waitFor(() => expect(byId("printers-panel").textContent).toContain("−1.20・+0.00"));
  expect([millimetres("20"), millimetres("19.85"), millimetres("41"), millimetres("-1"), millimetres("")]).toEqual([20, 19.85, null, null, null]);
});

test("a printer of the network is added by its address, and what does not answer is said", async () => {
  const address = "ipp://192.0.2.10/ipp/print";
  const { user, desk } = await openWindow({ screen: "settings", tab: "printers" });
  await user.type(await waitFor(() => byId("printers-address")), `${address}{Enter}`);
  await waitFor(() => expect(byId("printers-address-told").textContent).toContain("応答がありました"));
  expect(byId("printers-panel").textContent).toContain("事務所の複合機");
  await user.selectOptions(byId("printers-which"), "事務所の複合機　プリンターの設定どおり");
  await user.click(byId("printers-record"));
  await waitFor(() => expect(byId("printers-told").textContent).toContain("記録しました"));
  expect(desk.asked.find((one) => one.cmd === "align")?.args).toMatchObject({ printer: address, tray: null });
});

test("without a print service the panel of addresses is still there", async () => {
  const sentence = "このパソコンの印刷サービスにつながりません。";
  const printers = () => {
    throw { code: "refused", ending: "input", complaints: [{ cell: "", code: "no_print_service", sentence, hint: "", weight: "refusal" }] };
  };
  const { user } = await openWindow({ screen: "settings", tab: "printers" }, {}, { printers });
  await waitFor(() => expect(document.body.textContent).toContain(sentence));
  await user.type(byId("printers-address"), "192.0.2.10{Enter}");
  await waitFor(() => expect(byId("printers-address-error").textContent).toContain(sentence));
});
