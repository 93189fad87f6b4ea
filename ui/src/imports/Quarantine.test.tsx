import { expect, test } from "vitest";
import { byId, openWindow, waitFor } from "../mock/window";

test("rows that can go in go in at once, a doubtful one only when a clerk is sure, and one is taken out with a reason", async () => {
  const { user, desk } = await openWindow({ screen: "imports" });
  await user.click(await waitFor(() => byId("retry-rows")));
  await waitFor(() => expect(document.getElementById("row-7")).toBeNull());
  await user.click(byId("row-8"));
  expect((await waitFor(() => byId("row-beside"))).textContent).toContain("S63.3.4");
  expect(byId<HTMLButtonElement>("row-in").disabled).toBe(true);
  expect(byId<HTMLButtonElement>("row-out").disabled).toBe(true);
  await user.click(byId("row-sure"));
  expect(byId<HTMLButtonElement>("row-in").disabled).toBe(false);
  await user.type(byId("row-reason"), "取下げ");
  await user.click(byId("row-out"));
  await waitFor(() => expect(document.getElementById("row-8")).toBeNull());
  await user.click(byId("row-9"));
  await waitFor(() => byId("row-record"));
  expect(document.getElementById("row-sure"), "that it is right settles nothing here").toBeNull();
  await user.click(byId("row-other"));
  await user.click(byId("row-in"));
  await waitFor(() => expect(document.getElementById("quarantine")).toBeNull());
  const sent = desk.asked.filter((one) => one.cmd === "retry_rows" || one.cmd === "drop_rows").map((one) => one.args);
  expect(sent).toMatchObject([{ rows: [], sure: [] }, { rows: [8], reason: "取下げ" }, { rows: [9], sure: [], other_persons: [9] }]);
});

test("what taking an import back would do, and what has left the house, is seen before it is done", async () => {
  const { user, desk } = await openWindow({ screen: "imports" });
  await waitFor(() => byId("quarantine"));
  await waitFor(() => byId("imports"));
  byId("imports").focus();
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await waitFor(() => expect(byId("import-record").textContent).toContain("3番 第1版"));
  await user.click(await waitFor(() => byId("undo-look")));
  expect((await waitFor(() => byId("undo-left"))).textContent).toContain("取り消せません");
  expect(byId("undo-kept").textContent).toContain("そのまま残します");
  await user.type(byId("undo-reason"), "取り違え");
  await user.click(byId("undo-import"));
  await waitFor(() => expect(byId("undo").dataset.written).toBe("true"));
  const sent = desk.asked.filter((one) => one.cmd === "undo_import").map((one) => one.args);
  expect(sent).toMatchObject([{ dry_run: true }, { dry_run: false, reason: "取り違え" }]);
});
