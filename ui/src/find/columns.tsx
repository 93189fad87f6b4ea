// How people stand in a table, everywhere the same.
import { legible } from "../frame/legible";
import type { Column } from "../frame/Rows";
import type { Voice } from "../frame/say";
import type { Found } from "../wire";

export function peopleColumns({ say, short }: Voice, employer: (code: string | null) => string): Column<Found>[] {
  return [
    { key: "member", head: say("number"), width: "minmax(7.5rem, 9rem)", cell: (row) => <span className="num">{row.member}</span> },
    { key: "name", head: say("name"), width: "minmax(8rem, 4fr)", cell: (row) => <b>{legible(row.name)}</b> },
    { key: "kana", head: say("kana"), width: "minmax(8rem, 4fr)", cell: (row) => row.kana },
    { key: "born", head: say("born"), width: "6rem", cell: (row) => <span className="num">{short(row.born)}</span> },
    { key: "employer", head: say("employer"), width: "minmax(6rem, 5fr)", cell: (row) => employer(row.employer) },
    { key: "acquired", head: say("acquired"), width: "6rem", cell: (row) => <span className="num">{short(row.acquired)}</span> },
    { key: "lost", head: say("lost"), width: "6rem", cell: (row) => <span className="num">{short(row.lost)}</span> },
    { key: "code", head: say("code"), width: "5.5rem", cell: (row) => <span className="num soft">{row.code}</span> },
  ];
}

/** Those who left stand in grey. */
export const peopleTone = (row: Found): string => (row.lost === null ? "" : "gone");
