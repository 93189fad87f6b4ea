import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { answers } from "../mock/answers";
import { mockDesk } from "../mock/desk";
import type { ImportAsk, Imported, Said } from "../wire";
import { byId } from "../mock/window";
import { Difference } from "./Difference";
import { plain } from "./begin";
import { confirmation, place } from "./place";
import { countOf, rowsOf, tickedRows } from "./rows";

const ask: ImportAsk = plain("届.csv");

function show(imported: Imported, said: ImportAsk = ask) {
  const asked = vi.fn();
  const accepted = vi.fn();
  const shown = render(
    <Difference ask={said} look={answers.look} imported={imported} busy={false} accepting={false} running={null} stopped={false} fixed={undefined} onAsk={asked} onAccept={accepted} onBack={() => undefined} />,
  );
  return { asked, accepted, user: userEvent.setup({ delay: null }), close: () => shown.unmount() };
}

const doubt = (cell: string, code: string): Imported => {
  const said: Said = { cell, code, sentence: "確かめが必要です。", hint: "--confirm を付けてください。", weight: "doubt" };
  return { ...answers.difference, doubtful: 1, complaints: [said] };
};

test("every change and every complaint of the desk is a row, those that need a clerk first", () => {
  const rows = rowsOf(answers.difference);
  expect(rows.map((row) => row.kind)).toEqual(["rejected", "changed", "new", "new", "note"]);
  expect(countOf("new", answers.difference, rows)).toBe(2);
  expect(countOf("rejected", answers.difference, rows)).toBe(1);
  expect(countOf("note", answers.difference, rows)).toBe(1);
});

test("a filter leaves only its kind", async () => {
  const { user } = show(answers.difference);
  await user.click(byId("filter-changed"));
  const grid = screen.getByRole("grid");
  expect(within(grid).getAllByRole("row")).toHaveLength(2);
  expect(grid.textContent).toContain("佐藤　さくら");
  await user.click(byId("filter-doubtful"));
  expect(screen.getByText("この区分の行はありません。")).toBeTruthy();
});

test("a complaint shows its cell: sheet, row, column and heading", async () => {
  const { user } = show(answers.difference);
  await user.click(byId("filter-rejected"));
  const detail = document.querySelector(".detail");
  expect(detail?.getAttribute("data-place")).toBe("届.csv!G4");
  expect(detail?.textContent).toContain("届.csvの4行目");
  expect(detail?.textContent).toContain("G 列「資格取得年月日」");
  expect(detail?.textContent).toContain("2025年2月は28日までです。");
});

test("a complaint shows the row as the file has it, its cell marked", async () => {
  mockDesk({}, { cells: ({ row }) => ["101", "90", "00", "伊藤　三郎", "イトウ　サブロウ", "S60.7.8", `令和7年2月30日（${row}行目）`, ""] });
  const { user } = show(answers.difference);
  await user.click(byId("filter-rejected"));
  const region = await screen.findByRole("region", { name: "ファイルの 4 行目" });
  expect(region.querySelectorAll("tr")).toHaveLength(answers.look.sheets[0]?.mapping.length ?? 0);
  expect(region.querySelector(".here")?.textContent).toBe("G資格取得年月日令和7年2月30日（4行目）");
  expect(region.textContent).toContain("S60.7.8");
});

test("a place begins with its row, and names its sheet where the file has several", () => {
  const doubts = (sheets: string[]): Imported => ({
    ...answers.difference,
    changes: [],
    complaints: sheets.map((sheet) => ({ cell: `${sheet}!12`, code: "past_differs", sentence: "違います。", hint: "", weight: "doubt" })),
  });
  const places = () => [...document.querySelectorAll("#difference [data-row] [role=gridcell]:first-child")].map((cell) => cell.textContent?.trim());
  const { close } = show(doubts(["届.csv"]));
  expect(places()).toEqual(["12行目"]);
  close();
  show(doubts(["取得届", "被扶養者異動届"]));
  expect(places()).toEqual(["12行目 取得届", "12行目 被扶養者異動届"]);
});

test("days and numbers stand on one line, a name may break", async () => {
  const cells = [
    { field: "member", before: "101-9003-00", after: "202-0007-00" },
    { field: "born", before: "1969-08-28", after: "1969-08-29" },
    { field: "name", before: "佐藤　花", after: "佐藤　はな" },
  ];
  const { user } = show({ ...doubt("届.csv!2", "birth_differs"), changes: [], waiting: [{ sheet: "届.csv", row: 2, member: "202-0007-00", cells, matched: null }] });
  await user.click(byId("filter-doubtful"));
  const whole = [...byId("beside").querySelectorAll("td .num")].map((one) => one.textContent);
  expect(whole).toEqual(["101-9003-00", "202-0007-00", "S44.8.28", "S44.8.29"]);
});

test("a doubt shows the ledger's values beside the file's, its number, and the cells that differ", async () => {
  const cells = [
    { field: "born", before: "1990-02-15", after: "1990-02-16" },
    { field: "kana", before: "サトウ　サクラ", after: "サトウ　ハナ" },
  ];
  const waiting: Imported["waiting"] = [{ sheet: "届.csv", row: 2, member: "202-0007-00", cells, matched: { member: "202-0007-00", grade: "C", by: ["number", "kanji"], answered: null } }];
  mockDesk({}, { cells: () => ["202", "7", "00", "佐藤　花", "サトウ　ハナ", "H2.2.16", "R3.10.1", ""] });
  const { user } = show({ ...doubt("届.csv!2", "birth_differs"), changes: [], waiting });
  await user.click(byId("filter-doubtful"));
  expect(within(screen.getByRole("grid")).getByText("202-0007-00")).toBeTruthy();
  const rows = [...byId("beside").querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toEqual([["項目", "台帳", "ファイル"], ["生年月日", "H2.2.15", "H2.2.16"], ["カナ", "サトウ　サクラ", "サトウ　ハナ"]]);
  const region = await screen.findByRole("region", { name: "ファイルの 2 行目" });
  expect([...region.querySelectorAll(".here .letters")].map((one) => one.textContent)).toEqual(["E", "F"]);
});

test("a column in doubt is confirmed with a tick, which asks anew", async () => {
  const look = answers.look;
  const { asked, user } = show(doubt("届.csv!G2", "column_needs_confirmation"));
  await user.click(byId("confirm-column"));
  const column = look.sheets[0]?.mapping.find((one) => one.column === "G");
  expect(asked).toHaveBeenCalledWith({ ...ask, confirmed: [column?.header] });
  expect(document.body.textContent).not.toContain("--confirm");
});

test("a namesake is confirmed by the row's name", async () => {
  const { asked, user } = show(doubt("届.csv!B2", "already_insured"));
  await user.click(byId("confirm-person"));
  expect(asked).toHaveBeenCalledWith({ ...ask, other_persons: ["届.csv!2"] });
});

test("a row that is right where the ledger says otherwise is confirmed by its name", async () => {
  for (const code of ["correction_taken_back", "past_differs", "still_insured", "birth_differs", "given_name_differs", "name_differs"]) {
    const { asked, user, close } = show(doubt("届.csv!2", code));
    // One tick after the other, each on a screen of its own.
    await user.click(byId("confirm-row"));
    expect(asked).toHaveBeenCalledWith({ ...ask, sure: ["届.csv!2"] });
    expect(document.body.textContent).not.toContain("--");
    close();
  }
});

test("the button says how many rows go in, and rejects go out only when asked", async () => {
  const { accepted, user } = show(answers.difference);
  expect(byId("accept-import").textContent).toBe("3 行を取り込む");
  await user.click(byId("with-rejects"));
  await user.click(byId("accept-import"));
  expect(accepted).toHaveBeenCalledWith(true, false);
});

test("a place is taken apart, also where a sheet has an exclamation mark", () => {
  expect(place("名簿!D17")).toEqual({ sheet: "名簿", column: "D", row: 17 });
  expect(place("急ぎ!名簿!AB3")).toEqual({ sheet: "急ぎ!名簿", column: "AB", row: 3 });
  expect(place("名簿!17")).toEqual({ sheet: "名簿", column: null, row: 17 });
  expect(place("")).toEqual({ sheet: "", column: null, row: null });
});

test("a confusable field is confirmed under the desk's own word", () => {
  expect(confirmation({ column: "F", header: "入社日(西暦)", field: "hired", field_word: "入社日" })).toBe("hired_is_acquired");
  expect(confirmation({ column: "F", header: "続柄コード", field: "relation", field_word: "続柄" })).toBe("relation_codes");
  expect(confirmation({ column: "F", header: "何か", field: null, field_word: null })).toBe("何か");
});

test("a tick stays on its row, where the doubt stood, and is taken back there", async () => {
  const [first] = answers.difference.changes;
  if (first === undefined) {
    throw new Error("the answers hold no change");
  }
  const change = { ...first, sheet: "届.csv", row: 30 };
  const said = (row: number): Said => ({ cell: `届.csv!${row}`, code: "past_differs", sentence: "違います。", hint: "", weight: "doubt" });
  const imported = { ...answers.difference, doubtful: 2, complaints: [said(20), said(40)], changes: [...answers.difference.changes, change] };
  const ticked = { ...ask, sure: ["届.csv!30", "届.csv!99"], other_persons: ["届.csv!30"] };
  expect(rowsOf(imported, tickedRows(ticked)).slice(0, 3).map((row) => row.row)).toEqual([20, 30, 40]);
  const { asked, user } = show(imported, ticked);
  await user.click(document.querySelector("[data-row='届.csv!30']") as HTMLElement);
  const tick = (name: string) => document.querySelector<HTMLInputElement>(`[data-ticked='${name}']`);
  expect(tick("sure 届.csv!30")?.checked).toBe(true);
  expect(tick("other_persons 届.csv!30")?.checked).toBe(true);
  await user.click(tick("sure 届.csv!30") as HTMLElement);
  expect(asked).toHaveBeenLastCalledWith({ ...ticked, sure: ["届.csv!99"] });
  // A row that changes nothing any more is in no list; its tick is still there.
  await user.click(screen.getByLabelText("届.csvの99行目: この行が正しいです"));
  expect(asked).toHaveBeenLastCalledWith({ ...ticked, sure: ["届.csv!30"] });
});

test("with nothing to import, the rows wait, and are written out only when asked", async () => {
  const rejected = { ...answers.difference, new: 0, changed: 0, doubtful: 0, rejected: 1, changes: [] };
  const { accepted, user, close } = show(rejected);
  expect(byId("accept-import").textContent).toBe("1 行を待たせておく");
  await user.click(byId("accept-import"));
  expect(accepted).toHaveBeenLastCalledWith(false, false);
  await user.click(byId("with-rejects"));
  await user.click(byId("accept-import"));
  expect(accepted).toHaveBeenLastCalledWith(true, false);
  close();
  show({ ...rejected, rejected: 0, complaints: [] });
  expect(byId<HTMLButtonElement>("accept-import").disabled).toBe(true);
  expect(byId("accept-import").textContent).toBe("取り込む行がありません");
});

test("a list of the state that changes nothing is loaded all the same, once", async () => {
  const list = { as_of: "2026-03-31", said: true, people: 12_402, whole: true, files: 1, unlisted: 4, unknown: 0, before: false, differ: 0 };
  const unchanged: Imported = { ...answers.difference, new: 0, changed: 0, doubtful: 0, rejected: 0, changes: [], complaints: [], list };
  const { accepted, user, close } = show(unchanged);
  expect(byId("difference-list").textContent).toContain("一覧にない加入者 4人");
  expect(byId("accept-import").textContent).toBe("変更のない一覧として取り込む");
  await user.click(byId("accept-import"));
  expect(accepted).toHaveBeenCalledWith(false, false);
  close();
  show({ ...unchanged, list: { ...list, before: true } });
  expect(byId<HTMLButtonElement>("accept-import").disabled).toBe(true);
  expect(byId("difference-list").textContent).toContain("取込み済み");
});

test("a list that was loaded before says how many differ by now, and is loaded once more only knowingly", async () => {
  const list = { as_of: "2026-03-31", said: true, people: 12_402, whole: true, files: 1, unlisted: 4, unknown: 0, before: true, differ: 3 };
  const before: Imported = { ...answers.difference, new: 0, changed: 0, doubtful: 0, rejected: 0, changes: [], complaints: [], list };
  const { asked, user, close } = show(before);
  expect(byId("difference-list").textContent).toContain("3人");
  expect(byId<HTMLButtonElement>("accept-import").disabled).toBe(true);
  await user.click(byId("list-again"));
  expect(asked).toHaveBeenCalledWith({ ...ask, again: true });
  close();
  // The difference is shown before it goes in, and can be left alone again.
  const again = show({ ...before, changed: 3, list: { ...list, differ: 0 } }, { ...ask, again: true });
  expect(byId<HTMLButtonElement>("accept-import").disabled).toBe(false);
  await again.user.click(byId("list-not-again"));
  expect(again.asked).toHaveBeenCalledWith(ask);
});

test("a list that has come in part says that nobody is looked for yet, and one in several files how many", () => {
  const list = { as_of: "2026-03-31", said: true, people: 402, whole: false, files: 1, unlisted: 0, unknown: 0, before: false, differ: 0 };
  const part: Imported = { ...answers.difference, list };
  const { close } = show(part);
  expect(byId("difference-list").textContent).toContain("半分に届きません");
  close();
  show({ ...part, list: { ...list, whole: true, files: 2, unlisted: 1 } });
  expect(byId("difference-list").textContent).toContain("2つのファイル");
});
