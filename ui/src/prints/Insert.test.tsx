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
  const scans = desk.asked.filter((one) => one.cmd === "scan").map((one) => one.args as { code: string; held: string[] });
  expect(scans.map((one) => one.held.length)).toEqual([0, 1, 1, 2]);
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
  await user.click(byId("loss-found-3"));
  await waitFor(() => expect(document.getElementById("loss-found-3")).toBeNull());
  expect(byId("loss-3").textContent).toContain("見つかった");
});
