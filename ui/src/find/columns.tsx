// How people stand in a table, everywhere the same.
import { legible } from "../frame/legible";
import type { Column } from "../frame/Rows";
import type { Voice } from "../frame/say";
import type { Day, Found } from "../wire";

export function peopleColumns({ say, short }: Voice, employer: (code: string | null) => string): Column<Found>[] {
  return [
    { key: "member", head: say("number"), width: "minmax(7.5rem, 8.5rem)", cell: (row) => <span className="num">{row.member}</span> },
    { key: "name", head: say("name"), width: "minmax(7rem, 4fr)", cell: (row) => <b title={row.name}>{legible(row.name)}</b> },
    { key: "kana", head: say("kana"), width: "minmax(7rem, 5fr)", cell: (row) => <span title={row.kana}>{row.kana}</span> },
    { key: "born", head: say("born"), width: "5.75rem", cell: (row) => <span className="num">{short(row.born)}</span> },
    { key: "employer", head: say("employer"), width: "minmax(6rem, 5fr)", cell: (row) => employer(row.employer) },
    { key: "acquired", head: say("acquired"), width: "5.75rem", cell: (row) => <span className="num">{short(row.acquired)}</span> },
    { key: "lost", head: say("lost"), width: "5.75rem", cell: (row) => <span className="num">{short(row.lost)}</span> },
    { key: "code", head: say("code"), width: "9.5rem", cell: (row) => <span className="num soft">{row.code}</span> },
  ];
}

/** Those who have left by a day stand in grey. */
export const peopleTone = (on: Day) => (row: Found): string => (hasLeft(row, on) ? "gone" : "");

/** The day of loss is the first without cover. */
export const hasLeft = (one: Found, on: Day): boolean => one.lost !== null && one.lost <= on;
