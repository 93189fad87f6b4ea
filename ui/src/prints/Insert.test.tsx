import { expect, test } from "vitest";
import { preferences } from "../frame/preferences";
import { byId, openWindow, waitFor } from "../mock/window";

const open = () => openWindow({ screen: "print", batch: "N260405-1", kind: null });

test("an envelope and its sheets are scanned in one field, right and wrong are told apart, and a full envelope is recorded", async () => {
  const { user, desk } = await open();
  const field = await waitFor(() => byId("bench-code"));
  await user.type(field, "E7K3QX9FHT1{Enter}");
  await waitFor(() => expect(byId("bench-told").dataset["tone"]).toBe("right"));
  await user.type(field, "Ｐ９Ｎ５ＳＺ３ＨＫＷ４{Enter}");
  await waitFor(() => expect(byId("bench-told").dataset["tone"]).toBe("wrong"));
  expect(byId("bench-told").textContent).toContain("この書類は封筒2のものです。封筒1には入れません。");
  expect(byId("bench-told").textContent).toContain("違います");
  // Two scans before the first is answered: the second knows what the first has read.
  await user.type(field, "P7K3QX9FHT2{Enter}P8M4RY2GJV3{Enter}");
  await waitFor(() => expect(byId("bench-told").dataset["tone"]).toBe("done"));
  await waitFor(() => expect(byId("bench-counts").textContent).toContain("読み取りで確認した封筒1"));
  // The answer itself says what is new: neither the batch nor its sheets are read again for one envelope.
  expect(byId("bench-told").textContent).toContain("次は封筒2です。");
  expect(byId("sheets").textContent).toContain("封入済み2 枚");
  expect(byId("sheets").textContent).toContain("行方が未記録 340 枚");
  const asked = (cmd: string) => desk.asked.filter((one) => one.cmd === cmd).length;
  expect(["insertion", "batch_sheets", "batches"].map(asked)).toEqual([1, 1, 1]);
  await user.type(field, "E0000000002{Enter}P9N5SZ3HKW4{Enter}");
  await waitFor(() => expect(byId("bench-counts").textContent).toContain("読み取りで確認した封筒2"));
  // After the last one the whole is read.
  await waitFor(() => expect(["insertion", "batch_sheets"].map(asked)).toEqual([2, 2]));
  const scans = desk.asked.filter((one) => one.cmd === "scan").map((one) => one.args as { code: string; held: string[] });
  expect(scans.map((one) => one.held.length)).toEqual([0, 1, 1, 2, 0, 1]);
  expect(scans[1]?.code).toBe("P9N5SZ3HKW4");
});

test("what is in hand is dropped by Escape, and the sound is muted for good", async () => {
  const { user } = await open();
  const field = await waitFor(() => byId("bench-code"));
  await user.type(field, "E7K3QX9FHT1{Enter}");
  await waitFor(() => expect(byId("bench-held").textContent).toContain("E7K3QX9FHT1"));
  await user.type(field, "{Escape}");
  await waitFor(() => expect(document.getElementById("bench-held")).toBeNull());
  expect(byId("bench-told").textContent).toContain("何も記録していません");
  await user.click(byId("bench-sound"));
  expect(preferences().sound).toBe(false);
});

test("a missing sheet is reported, locked, and found", async () => {
  const { user } = await open();
  await user.click(await waitFor(() => byId("loss-report")));
  await user.type(await waitFor(() => byId("loss-sheet")), "三{Enter}");
  expect(byId("loss-sheet-error").textContent).toContain("1から342");
  await user.clear(byId("loss-sheet"));
  await user.type(byId("loss-sheet"), "３{Enter}");
  await waitFor(() => expect(byId("loss-3").textContent).toContain("行方不明"));
  expect(byId("loss-3").textContent).toContain("開けて確かめる封筒: 1");
  expect(byId("loss-unlock-3")).toBeTruthy();
  expect(document.getElementById("loss-reprint-3")).toBeNull();
  await user.click(byId("loss-found-3"));
  await waitFor(() => expect(document.getElementById("loss-found-3")).toBeNull());
  expect(byId("loss-3").textContent).toContain("見つかった");
});
