// The difference as rows to read: what would change, and what cannot go in yet.
import type { Imported, RowChange, Said } from "../wire";
import { place } from "./place";

export type Kind = "new" | "changed" | "doubtful" | "rejected" | "note";
export type Filter = "all" | Kind;
export type DifferenceRow =
  | { kind: "new" | "changed"; key: string; sheet: string; row: number; change: RowChange }
  | { kind: "doubtful" | "rejected" | "note"; key: string; sheet: string; row: number; said: Said };

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

/** All rows, those that need a clerk first, then in the order of the file. */
export function rowsOf(imported: Imported): DifferenceRow[] {
  const said = imported.complaints.map((said, at): DifferenceRow => {
    const where = place(said.cell);
    return { kind: kindOf(said), key: `${said.cell} ${said.code} ${at}`, sheet: where.sheet, row: where.row ?? 0, said };
  });
  const changes = imported.changes.map(
    (change): DifferenceRow => ({ kind: change.outcome, key: `${change.sheet}!${change.row}`, sheet: change.sheet, row: change.row, change }),
  );
  const urgent = said.filter((one) => one.kind !== "note");
  const notes = said.filter((one) => one.kind === "note");
  return [...urgent.filter((one) => one.kind === "doubtful"), ...urgent.filter((one) => one.kind === "rejected"), ...changes, ...notes];
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
