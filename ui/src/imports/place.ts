// A place in a file as the desk writes it, `名簿!D17`, taken apart for showing.
import type { Look, LookColumn } from "../wire";

export type Place = { sheet: string; column: string | null; row: number | null };

export function place(cell: string): Place {
  const at = cell.lastIndexOf("!");
  const sheet = at < 0 ? "" : cell.slice(0, at);
  const [, column = "", row = ""] = /^([A-Z]*)(\d*)$/.exec(at < 0 ? cell : cell.slice(at + 1)) ?? [];
  return { sheet, column: column === "" ? null : column, row: row === "" ? null : Number(row) };
}

/** The column of the file that a place is in, as it was mapped. */
export function columnAt(look: Look | null, at: Place): LookColumn | null {
  const sheet = look?.sheets.find((one) => one.sheet === at.sheet);
  return sheet?.mapping.find((one) => one.column === at.column) ?? null;
}

/** Confusable columns, and the name under which the desk takes a clerk's confirmation of each. */
const CONFIRMED_AS: Record<string, string> = {
  hired: "hired_is_acquired",
  entered: "entry_is_acquired",
  reference_number: "reference_is_number",
  relation: "relation_codes",
};

/** What a tick on this column confirms: its field's confusion, else the column by its own heading. */
export function confirmation(column: LookColumn): string {
  return (column.field !== null && CONFIRMED_AS[column.field]) || column.header;
}
