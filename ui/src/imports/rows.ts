// The difference as rows to read: what would change, and what cannot go in yet.
import type { CellChange, ImportAsk, Imported, RowChange, RowMatch, Said } from "../wire";
import { place } from "./place";

export type Kind = "new" | "changed" | "doubtful" | "rejected" | "note";
export type Filter = "all" | Kind;
export type DifferenceRow =
  | { kind: "new" | "changed"; key: string; sheet: string; row: number; change: RowChange }
  | { kind: "doubtful" | "rejected" | "note"; key: string; sheet: string; row: number; said: Said; member: string; beside: CellChange[]; matched: RowMatch | null };

function kindOf(said: Said): "doubtful" | "rejected" | "note" {
  switch (said.weight) {
    case "doubt":
      return "doubtful";
    case "refusal":
      return "rejected";
    case "note":
      return "note";
  }
}

/** The name under which the desk takes what a clerk says of a row. */
export const rowName = (row: { sheet: string; row: number }): string => `${row.sheet}!${row.row}`;

/** The rows of which a clerk has said that they are right, or somebody else's. */
export const tickedRows = (ask: ImportAsk): Set<string> => new Set([...ask.sure, ...ask.other_persons]);

/** All rows, those that need a clerk first, then in the order of the file. A row that was ticked stays where its doubt stood. */
export function rowsOf(imported: Imported, ticked: ReadonlySet<string> = new Set()): DifferenceRow[] {
  const named = new Map(imported.changes.map((change) => [rowName(change), change.member]));
  const waiting = new Map(imported.waiting.map((row) => [rowName(row), row]));
  const said = imported.complaints.map((said, at): DifferenceRow => {
    const where = place(said.cell);
    const name = rowName({ sheet: where.sheet, row: where.row ?? 0 });
    const waits = waiting.get(name);
    return { kind: kindOf(said), key: `${said.cell} ${said.code} ${at}`, sheet: where.sheet, row: where.row ?? 0, said, member: waits?.member ?? named.get(name) ?? "", beside: waits?.cells ?? [], matched: waits?.matched ?? null };
  });
  const changes = imported.changes.map(
    (change): DifferenceRow => ({ kind: change.outcome, key: `${change.sheet}!${change.row}`, sheet: change.sheet, row: change.row, change }),
  );
  const urgent = said.filter((one) => one.kind !== "note");
  const notes = said.filter((one) => one.kind === "note");
  const settled = changes.filter((one) => ticked.has(rowName(one)));
  const doubtful = urgent.filter((one) => one.kind === "doubtful");
  const first = settled.length === 0 ? doubtful : [...doubtful, ...settled].toSorted((one, other) => (one.sheet === other.sheet ? one.row - other.row : 0));
  return [...first, ...urgent.filter((one) => one.kind === "rejected"), ...changes.filter((one) => !settled.includes(one)), ...notes];
}

/** What a filter counts: the desk's own counts of rows; notes are counted as they stand. */
export function countOf(filter: Filter, imported: Imported, rows: readonly DifferenceRow[]): number {
  switch (filter) {
    case "all":
      return rows.length;
    case "new":
      return imported.new;
    case "changed":
      return imported.changed;
    case "doubtful":
      return imported.doubtful;
    case "rejected":
      return imported.rejected;
    case "note":
      return rows.filter((row) => row.kind === "note").length;
  }
}
