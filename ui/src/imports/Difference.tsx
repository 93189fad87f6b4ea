// The difference between the file and the ledger, row by row, before anything is written.
import { useEffect, useMemo, useRef, useState } from "react";
import { useAsked } from "../frame/asking";
import { HowFar, type Running } from "../frame/HowFar";
import { legible } from "../frame/legible";
import { Badge, Button, Empty, Skeleton, type Tone } from "../frame/parts";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice, type Voice } from "../frame/say";
import type { Fixed } from "../frame/session";
import type { CellChange, ImportAsk, Imported, Look, LookColumn, RowMatch } from "../wire";
import { countOf, type DifferenceRow, type Filter, type Kind, rowName, rowsOf, tickedRows } from "./rows";
import { columnAt, confirmation, type Place, place } from "./place";
import { DateStyle } from "./DateStyle";
import { numberColumn } from "../find/columns";

const FILTERS: readonly Filter[] = ["all", "new", "changed", "doubtful", "rejected", "note"];

type Props = {
  ask: ImportAsk;
  look: Look | null;
  imported: Imported;
  busy: boolean;
  accepting: boolean;
  running: Running | null;
  stopped: boolean;
  fixed: Fixed;
  onAsk: (ask: ImportAsk) => void;
  onAccept: (withRejects: boolean, withReturned: boolean) => void;
  onBack: () => void;
};

export function Difference({ ask, look, imported, busy, accepting, running, stopped, fixed, onAsk, onAccept, onBack }: Props) {
  const voice = useVoice();
  const { say, count } = voice;
  const [filter, setFilter] = useState<Filter>("all");
  const [chosen, setChosen] = useState<DifferenceRow | null>(null);
  const [rejects, setRejects] = useState(false);
  const [returned, setReturned] = useState(false);
  const ticked = useMemo(() => tickedRows(ask), [ask]);
  const rows = useMemo(() => rowsOf(imported, ticked), [imported, ticked]);
  // A ticked row that says what the ledger says is no difference any more; its tick must still be within reach.
  const unseen = useMemo(() => [...ticked].filter((name) => !rows.some((row) => rowName(row) === name)), [ticked, rows]);
  const shown = useMemo(() => (filter === "all" ? rows : rows.filter((row) => row.kind === filter)), [rows, filter]);
  const source = useAllRows(shown);
  const sheets = useMemo(() => new Set(rows.map((row) => row.sheet)).size, [rows]);
  const going = imported.new + imported.changed;
  const left = imported.doubtful + imported.rejected;
  // That a list of the state was loaded is worth recording also when it changes nothing.
  const loads = going === 0 && imported.list !== null && !imported.list.before;
  const columns: Column<DifferenceRow>[] = [
    { key: "place", head: say("diff_place"), width: sheets > 1 ? "minmax(6rem, 9rem)" : "6rem", cell: (row) => <Where cell={cellOf(row)} sheets={sheets} voice={voice} /> },
    { key: "kind", head: say("diff_kind"), width: "4.75rem", cell: (row) => <Badge tone={kindTone(row.kind)}>{kindWord(row.kind, voice)}</Badge> },
    numberColumn({ say }, (row) => "change" in row ? row.change.member : row.member, false),
    { key: "what", head: say("diff_what"), width: "minmax(7rem, 1fr)", cell: (row) => <What row={row} voice={voice} /> },
  ];
  return (
    <>
      <div className="filters" role="group" aria-label={say("filter")}>
        {FILTERS.map((one) => {
          const n = countOf(one, imported, rows);
          return (
            <button
              key={one}
              type="button"
              id={`filter-${one}`}
              className={`filter ${one}`}
              aria-pressed={filter === one}
              onClick={() => {
                setFilter(one);
                setChosen(null);
              }}
            >
              {filterWord(one, voice)} <b className="num">{count(n)}</b>
            </button>
          );
        })}
        <span className="soft filters-rest">
          {say("count_unchanged", { n: imported.unchanged })}
          {imported.duplicate > 0 && `　${say("count_duplicate", { n: imported.duplicate })}`}
        </span>
      </div>
      <div className="difference" aria-busy={busy}>
        <Rows
          key={filter}
          id="difference"
          label={say("import_step_difference")}
          source={source}
          columns={columns}
          rowKey={(row) => row.key}
          tone={(row) => row.kind}
          onActive={(row) => setChosen(row)}
          onOpen={(row) => setChosen(row)}
          empty={say("diff_none")}
        />
        <Detail row={chosen} look={look} ask={ask} busy={busy} onAsk={onAsk} />
      </div>
      {unseen.length > 0 && (
        <div className="unseen-ticks" role="group" aria-label={say("ticked_rows")}>
          {unseen.map((name) => (
            <Ticked key={name} name={name} ask={ask} busy={busy} onAsk={onAsk} placed />
          ))}
        </div>
      )}
      {running !== null && <HowFar running={running} work="import" />}
      {stopped && running === null && (
        <p className="notice doubt" role="status">
          {say("import_stopped")}
        </p>
      )}
      {imported.list !== null && (
        <div className="notice" id="difference-list" role="status">
          <p>
            {say("list_read", { day: voice.day(imported.list.as_of), people: imported.list.people, unlisted: imported.list.unlisted, unknown: imported.list.unknown })}
            {imported.list.files > 1 && ` ${say("list_read_files", { n: imported.list.files })}`}
            {!imported.list.whole && ` ${say("list_read_part")}`}
            {imported.list.before && ` ${say("list_read_before")}`}
            {imported.list.differ > 0 && ` ${say("list_read_differs", { n: imported.list.differ, day: voice.day(imported.list.as_of) })}`}
          </p>
          {imported.list.differ > 0 && (
            <Button id="list-again" busy={busy} onClick={() => onAsk({ ...ask, again: true })}>
              {say("list_again")}
            </Button>
          )}
          {ask.again && (
            <>
              <p>{say("list_again_means", { day: voice.day(imported.list.as_of) })}</p>
              <Button id="list-not-again" busy={busy} onClick={() => onAsk({ ...ask, again: false })}>
                {say("list_not_again")}
              </Button>
            </>
          )}
        </div>
      )}
      <div className="actions">
        <Button disabled={accepting} onClick={onBack}>{say("back")}</Button>
        {left > 0 && (
          <label className="tick">
            <input type="checkbox" id="with-rejects" checked={rejects} onChange={(event) => setRejects(event.target.checked)} />
            {say("rejects_tick")}
          </label>
        )}
        {left > 0 && (
          <label className="tick">
            <input type="checkbox" id="with-returned" checked={returned} onChange={(event) => setReturned(event.target.checked)} />
            {say("returned_tick")}
          </label>
        )}
        <Button
          id="accept-import"
          look="key"
          busy={accepting}
          disabled={fixed !== undefined || busy || (going === 0 && left === 0 && !loads)}
          title={fixed && say(fixed)}
          onClick={() => onAccept(rejects, returned)}
        >
          {loads ? say(accepting ? "import_writing" : "import_the_list") : going === 0 ? accepting ? say("import_writing") : left > 0 ? say("import_hold", { n: left }) : say("import_nothing") : accepting ? say("import_writing") : say("import_accept", { n: going })}
        </Button>
      </div>
    </>
  );
}

const cellOf = (row: DifferenceRow): string => ("change" in row ? `${row.sheet}!${row.row}` : row.said.cell);

/** The row first: where it is narrow, the sheet is cut and the row never. A file of one sheet needs no name for it. */
function Where({ cell, sheets, voice }: { cell: string; sheets: number; voice: Voice }) {
  const { sheet, column, row } = place(cell);
  const here = row === null ? cell : column === null ? String(row) : `${column}${row}`;
  return (
    <span title={voice.place(cell)}>
      <span className="num">{voice.place(here)}</span> {sheets > 1 && row !== null && <small className="soft">{sheet}</small>}
    </span>
  );
}

/** Days, numbers and codes stand on one line; names and addresses break where there is no room. */
const ONE_LINE = /^[!-~]{1,20}$/u;

function Value({ text }: { text: string }) {
  return <span className={ONE_LINE.test(text) ? "num" : undefined}>{text}</span>;
}

function What({ row, voice }: { row: DifferenceRow; voice: Voice }) {
  switch (row.kind) {
    case "doubtful":
    case "rejected":
    case "note":
      return <span title={row.said.sentence}>{row.said.sentence}</span>;
    case "new":
    case "changed": {
      const { cells } = row.change;
      const [first, second] = cells;
      const more = cells.length - 2;
      return (
        <>
          {first && <Change cell={first} voice={voice} />}
          {second && <Change cell={second} voice={voice} />}
          {more > 0 && <span className="soft"> {voice.say("diff_more", { n: more })}</span>}
        </>
      );
    }
  }
}

function Change({ cell, voice }: { cell: CellChange; voice: Voice }) {
  const value = (text: string) => legible(voice.value(cell.field, text));
  return (
    <span className="change">
      <small>{voice.field(cell.field)}</small>
      {cell.before !== "" && (
        <>
          <del>{value(cell.before)}</del>
          <span aria-hidden="true">→</span>
        </>
      )}
      <ins>{value(cell.after)}</ins>
    </span>
  );
}

type DetailProps = { row: DifferenceRow | null; look: Look | null; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void };

/** Where it stands in the file, what is the matter, and what a clerk can do about it here. */
function Detail({ row, look, ask, busy, onAsk }: DetailProps) {
  const voice = useVoice();
  const { say } = voice;
  if (row === null) {
    return (
      <aside className="detail">
        <Empty>{say("diff_select")}</Empty>
      </aside>
    );
  }
  return (
    <aside className="detail" aria-live="polite" data-place={cellOf(row)}>
      <p className="detail-head">
        <Badge tone={kindTone(row.kind)}>{kindWord(row.kind, voice)}</Badge>
        <span className="num">{voice.place(`${row.sheet}!${row.row}`)}</span>
      </p>
      {"change" in row ? (
        <>
          <Ticked name={rowName(row)} ask={ask} busy={busy} onAsk={onAsk} />
          <ChangeDetail cells={row.change.cells} member={row.change.member} />
          <Matched matched={row.change.matched} />
        </>
      ) : (
        <SaidDetail row={row} look={look} ask={ask} busy={busy} onAsk={onAsk} />
      )}
    </aside>
  );
}

type TickedProps = { name: string; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void; placed?: boolean };

/** What a clerk has said of a row, for taking it back. */
function Ticked({ name, ask, busy, onAsk, placed = false }: TickedProps) {
  const { say, place } = useVoice();
  const box = useRef<HTMLInputElement>(null);
  // The tick was just made on the doubt that stood here: who made it goes on from it.
  useEffect(() => {
    if (document.activeElement === document.body) {
      box.current?.focus();
    }
  }, []);
  const said = (["sure", "other_persons"] as const).filter((one) => ask[one].includes(name));
  return said.map((one, at) => (
    <div key={one} className="remedy">
      <label className="tick">
        <input
          ref={at === 0 ? box : undefined}
          type="checkbox"
          data-ticked={`${one} ${name}`}
          checked
          disabled={busy}
          onChange={() => onAsk({ ...ask, [one]: ask[one].filter((row) => row !== name) })}
        />
        {placed && `${place(name)}: `}
        {say(one === "sure" ? "confirm_row" : "confirm_person")}
      </label>
    </div>
  ));
}

function ChangeDetail({ cells, member }: { cells: CellChange[]; member: string }) {
  const { say } = useVoice();
  return (
    <>
      <p className="num soft">{member}</p>
      <Compared cells={cells} heads={[say("diff_before"), say("diff_after")]} />
    </>
  );
}

/** Two values of each field, side by side. */
function Compared({ id, cells, heads }: { id?: string; cells: CellChange[]; heads: readonly [string, string] }) {
  const { say, field, value } = useVoice();
  return (
    <table className="tabular" id={id}>
      <thead>
        <tr>
          <th scope="col">{say("diff_field")}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={cell.field}>
            <th scope="row">{field(cell.field)}</th>
            <td className="soft">{cell.before === "" ? "—" : <Value text={legible(value(cell.field, cell.before))} />}</td>
            <td>
              <b>
                <Value text={legible(value(cell.field, cell.after))} />
              </b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How sure it is that the row means this member: small, for whoever asks. */
function Matched({ matched }: { matched: RowMatch | null }) {
  const { say, maybe } = useVoice();
  if (matched === null) {
    return null;
  }
  const by = matched.by.map((one) => maybe(`match_${one}`) ?? one).join("・");
  return (
    <p className="soft" id="matched">
      <small>
        {say("match_with", { member: matched.member })}　{say("match_grade", { grade: matched.grade, by: by === "" ? "—" : by })}
        {matched.answered !== null && `　${say(matched.answered === "same" ? "match_answered_same" : "match_answered_different")}`}
      </small>
    </p>
  );
}

type SaidRow = Extract<DifferenceRow, { kind: "doubtful" | "rejected" | "note" }>;

function SaidDetail({ row, look, ask, busy, onAsk }: { row: SaidRow; look: Look | null; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void }) {
  const { say } = useVoice();
  const { said } = row;
  const at = place(said.cell);
  const column = columnAt(look, at);
  const rowName = `${at.sheet}!${at.row ?? ""}`;
  return (
    <>
      <RowOfFile look={look} ask={ask} at={at} differs={row.beside} />
      {column !== null && <p className="detail-column">{say("diff_column", { column: column.column, header: column.header })}</p>}
      <p className="detail-sentence">{said.sentence}</p>
      <Matched matched={row.matched} />
      {row.beside.length > 0 && <Compared id="beside" cells={row.beside} heads={[say("diff_ledger"), say("diff_file")]} />}
      <Remedy
        code={said.code}
        hint={said.hint}
        column={column === null ? null : { header: column.header, name: confirmation(column), place: `${look?.sheets.find((one) => one.sheet === at.sheet)?.position ?? 1}!${column.column}` }}
        rowName={rowName}
        ask={ask}
        busy={busy}
        onAsk={onAsk}
      />
    </>
  );
}

/** Doubts about who it is: the answer is kept for the next file. */
const ASKS_WHO: ReadonlySet<string> = new Set(["weak_match", "several_alike", "answered_different"]);

type RemedyProps = { code: string; hint: string; column: { header: string; name: string; place: string } | null; rowName: string; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void };

/** What a clerk may say to a doubt: that the column means the same, or that it is somebody else. Anything else is a hint. */
function Remedy({ code, hint, column, rowName, ask, busy, onAsk }: RemedyProps) {
  const { say } = useVoice();
  const turned = (rows: string[], on: boolean) => (on ? [...rows, rowName] : rows.filter((one) => one !== rowName));
  const person = (
    <Tick
      id="confirm-person"
      label={say("confirm_person")}
      hint={say("confirm_person_hint")}
      checked={ask.other_persons.includes(rowName)}
      busy={busy}
      onTick={(on) => onAsk({ ...ask, other_persons: turned(ask.other_persons, on) })}
    />
  );
  const row = (
    <Tick
      id="confirm-row"
      label={say(ASKS_WHO.has(code) ? "confirm_same" : "confirm_row")}
      hint={say(ASKS_WHO.has(code) ? "confirm_same_hint" : "confirm_row_hint")}
      checked={ask.sure.includes(rowName)}
      busy={busy}
      onTick={(on) => onAsk({ ...ask, sure: turned(ask.sure, on) })}
    />
  );
  switch (code) {
    case "hidden_row":
      return (
        <Tick
          id="confirm-hidden"
          label={say("confirm_hidden")}
          hint={say("confirm_hidden_hint")}
          checked={ask.confirmed.includes("hidden_rows")}
          busy={busy}
          onTick={(on) => onAsk({ ...ask, confirmed: on ? [...ask.confirmed, "hidden_rows"] : ask.confirmed.filter((one) => one !== "hidden_rows") })}
        />
      );
    case "column_needs_confirmation":
    case "relation_code_needs_confirmation": {
      if (column === null) {
        return <p>{hint}</p>;
      }
      const { name, header } = column;
      return (
        <Tick
          id="confirm-column"
          label={say("confirm_column", { header })}
          hint={say("confirm_column_hint", { header })}
          checked={ask.confirmed.includes(name)}
          busy={busy}
          onTick={(on) => onAsk({ ...ask, confirmed: on ? [...ask.confirmed, name] : ask.confirmed.filter((one) => one !== name) })}
        />
      );
    }
    case "ambiguous_date":
      return column === null ? <p>{hint}</p> : <DateStyle place={column.place} header={column.header} ask={ask} busy={busy} onAsk={onAsk} />;
    case "already_insured":
    case "number_taken":
      return person;
    case "given_name_differs":
    case "weak_match":
    case "several_alike":
    case "answered_different":
      return (
        <>
          {row}
          {person}
        </>
      );
    case "correction_taken_back":
    case "past_differs":
    case "still_insured":
    case "birth_differs":
    case "name_differs":
      return row;
    default:
      return <p>{hint}</p>;
  }
}

type TickProps = { id: string; label: string; hint: string; checked: boolean; busy: boolean; onTick: (on: boolean) => void };

function Tick({ id, label, hint, checked, busy, onTick }: TickProps) {
  return (
    <div className="remedy">
      <label className="tick">
        <input type="checkbox" id={id} checked={checked} disabled={busy} aria-describedby={`${id}-hint`} onChange={(event) => onTick(event.target.checked)} />
        {label}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

/** The columns of which a member's number is put together. */
const NUMBER = ["symbol", "number", "branch"];

/** While a clerk goes down the rows, the file waits until the hand rests. */
const REST_MS = 200;

/** The row of the file as it stands there, the cell in question marked: heading by heading, so that a wide row can be read. */
function RowOfFile({ look, ask, at, differs }: { look: Look | null; ask: ImportAsk; at: Place; differs: CellChange[] }) {
  const { say } = useVoice();
  const { sheet, row, column } = at;
  const name = row === null ? null : JSON.stringify([sheet, row]);
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const rest = setTimeout(() => setRested(name), REST_MS);
    return () => clearTimeout(rest);
  }, [name]);
  const there = rested === name && row !== null;
  const { answer, slow } = useAsked("cells", there ? { ask, sheet, row } : null);
  const marked = useRef<HTMLTableRowElement>(null);
  const cells = there ? answer : undefined;
  // Only the row's own room scrolls: the table that the clerk goes down stays where it is.
  useEffect(() => {
    const room = marked.current?.closest<HTMLElement>(".file-row");
    if (room && marked.current) {
      room.scrollTop = marked.current.offsetTop - room.clientHeight / 2;
    }
  }, [cells]);
  const columns = look?.sheets.find((one) => one.sheet === sheet)?.mapping ?? [];
  const fields = new Set(differs.flatMap(({ field }) => (field === "member" ? NUMBER : [field])));
  const here = (one: LookColumn) => one.column === column || (one.field !== null && fields.has(one.field));
  const first = columns.find(here);
  if (row === null || columns.length === 0) {
    return null;
  }
  if (cells === undefined) {
    return slow ? <Skeleton lines={3} /> : null;
  }
  return (
    // A long row must be scrollable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="file-row" tabIndex={0} role="region" aria-label={say("diff_row", { row })}>
      <table>
        <tbody>
          {columns.map((one, index) => (
            <tr key={one.column} ref={one === first ? marked : undefined} className={here(one) ? "here" : ""}>
              <td className="letters">{one.column}</td>
              <th scope="row">{one.header}</th>
              <td className="cell-text">
                <Value text={legible(cells[index] ?? "")} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function kindWord(kind: Kind, { say }: Voice): string {
  switch (kind) {
    case "new":
      return say("filter_new");
    case "changed":
      return say("filter_changed");
    case "doubtful":
      return say("filter_doubtful");
    case "rejected":
      return say("filter_rejected");
    case "note":
      return say("filter_notes");
  }
}

function filterWord(filter: Filter, voice: Voice): string {
  return filter === "all" ? voice.say("filter_all") : kindWord(filter, voice);
}

function kindTone(kind: Kind): Tone {
  switch (kind) {
    case "new":
      return "key";
    case "changed":
      return "good";
    case "doubtful":
      return "doubt";
    case "rejected":
      return "bad";
    case "note":
      return "plain";
  }
}
