// How people stand in a table, everywhere the same.
import { legible } from "../frame/legible";
import type { Column } from "../frame/Rows";
import type { Voice } from "../frame/say";
import type { Day, Found, ListedRow } from "../wire";

/** Whom a row is about, by symbol, number and branch: never cut short. In rows of one line it does not wrap. */
export function numberColumn<Row>({ say }: Pick<Voice, "say">, of: (row: Row) => string, wrap = true): Column<Row> {
  return { key: "member", head: say("number"), width: "minmax(7.5rem, 10rem)", wrap, cell: (row) => <span className="num">{of(row)}</span> };
}

export function peopleColumns(voice: Voice, employer: (code: string | null) => string): Column<Found>[] {
  const { say, short } = voice;
  return [
    numberColumn(voice, (row) => row.member, false),
    { key: "name", head: say("name"), width: "minmax(7rem, 4fr)", cell: (row) => <b title={row.name}>{legible(row.name)}</b> },
    { key: "kana", head: say("kana"), width: "minmax(7rem, 5fr)", cell: (row) => <span title={row.kana}>{row.kana}</span> },
    { key: "born", head: say("born"), width: "5.75rem", cell: (row) => <span className="num">{short(row.born)}</span> },
    { key: "employer", head: say("employer"), width: "minmax(6rem, 5fr)", cell: (row) => employer(row.employer) },
    { key: "acquired", head: say("acquired"), width: "5.75rem", cell: (row) => <span className="num">{short(row.acquired)}</span> },
    { key: "lost", head: say("lost"), width: "5.75rem", cell: (row) => <span className="num">{short(row.lost)}</span> },
    { key: "code", head: say("code"), width: "9.5rem", cell: (row) => <span className="num soft">{row.code}</span> },
  ];
}

/** Who is on a work list, by when (under that heading, where it has days) and why: in a narrow window the rest may lie beyond the edge. */
export function listedColumns({ say, short }: Voice, by: string | null): Column<ListedRow>[] {
  const named: Column<ListedRow> = {
    key: "name",
    head: say("name"),
    width: "minmax(7rem, 13rem)",
    wrap: true,
    cell: (row) => (
      <span className="named" title={`${row.name} ${row.kana}`}>
        <b className="clip">{legible(row.name)}</b>
        <small className="clip">{row.kana}</small>
      </span>
    ),
  };
  const day: Column<ListedRow>[] = by === null ? [] : [{ key: "by", head: by, width: "5.75rem", cell: (row) => <span className="num">{short(row.by)}</span> }];
  const why: Column<ListedRow> = { key: "why", head: say("list_why"), width: "minmax(11rem, 3fr)", wrap: true, cell: (row) => <span title={row.why}>{row.why}</span> };
  return [numberColumn({ say }, (row) => row.member), named, ...day, why];
}

/** Those who have left by a day stand in grey. */
export const peopleTone = (on: Day) => (row: Found): string => (hasLeft(row, on) ? "gone" : "");

/** The day of loss is the first without cover. */
export const hasLeft = (one: Found, on: Day): boolean => one.lost !== null && one.lost <= on;
