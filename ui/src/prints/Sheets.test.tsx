import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("a batch is put into its envelopes, posted and closed, and nothing is closed before every sheet is accounted for", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "N260405-1", kind: null });
  await waitFor(() => expect(byId("sheets").textContent).toContain("行方が未記録 342 枚"));
  await user.click(byId("close-batch"));
  await user.click(await waitFor(() => byId("close-batch-yes")));
  await waitFor(() => expect(document.body.textContent).toContain("342枚の行方が記録されていません"));
  await user.click(byId("failure-close"));
  await user.click(await waitFor(() => byId("insert")));
  await user.click(await waitFor(() => byId("insert-yes")));
  await waitFor(() => expect(byId("sheets").textContent).toContain("差なし"));
  await user.click(byId("close-batch"));
  await user.click(await waitFor(() => byId("close-batch-yes")));
  await waitFor(() => expect(byId("sheets").textContent).toContain("締めました"));
  expect(document.getElementById("spoil")).toBeNull();
  expect(desk.asked.filter((one) => one.cmd === "close_batch")).toHaveLength(2);
});

test("a spoiled sheet is printed once more under the same number, and how often is shown", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "N260405-1", kind: null });
  await user.click(await waitFor(() => byId("spoil")));
  // Its number is no proof that it lies at hand; its code is.
  await user.type(await waitFor(() => byId("spoil-sheet")), "１２{Enter}");
  expect(byId("spoil-sheet-error").textContent).toContain("コードを読み取って");
  await user.clear(byId("spoil-sheet"));
  await user.type(byId("spoil-sheet"), "Ｐ７Ｋ３ＱＸ９ＦＨＴ２{Enter}");
  await waitFor(() => expect(byId("spoiled-done").textContent).toContain("12枚目"));
  await waitFor(() => expect(byId("sheets-reprinted").textContent).toContain("12枚目: 2回印刷"));
  expect(desk.asked.find((one) => one.cmd === "spoiled")?.args).toMatchObject({ batch: "N260405-1", sheet: "P7K3QX9FHT2" });
});

test("one scanned paper after the other is put into its envelope", async () => {
  const { user, desk } = await openWindow({ screen: "print", batch: "N260405-1", kind: null });
  await user.type(await waitFor(() => byId("insert-code")), "P7K3QX9FHT2{Enter}");
  await waitFor(() => expect(byId("insert-told").textContent).toContain("封入を記録しました"));
  expect(desk.asked.find((one) => one.cmd === "insert")?.args).toMatchObject({ codes: ["P7K3QX9FHT2"] });
});
