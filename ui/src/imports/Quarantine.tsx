// Rows of files that wait: why, what they say beside the ledger, and what a clerk can do with each.
import { useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Field, Over, Panel, type Tone } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { RowHeld } from "../wire";

const TONES: Record<RowHeld["state"], Tone> = { ready: "good", already: "plain", doubtful: "doubt", rejected: "bad", unreadable: "bad" };

/** What waits, above the imports; nothing when nothing does. `of` narrows it to one import. */
export function Quarantine({ turn, onDone }: { turn: number; onDone: () => void }) {
  const { say, lang, count, place } = useVoice();
  const { fixed } = useSession();
  const show = useFailure();
  const { answer, again } = useAsked("quarantine", { import: null, lang });
  const [seen, setSeen] = useState(turn);
  if (seen !== turn) {
    setSeen(turn);
    again();
  }
  const [chosen, setChosen] = useState<RowHeld | null>(null);
  const [retry, retrying] = useWork(
    async (rows: number[], sure: number[], other_persons: number[]) => {
      await call("retry_rows", { rows, sure, other_persons, lang });
      setChosen(null);
      again();
      onDone();
    },
    (failed) => show("failed_rows", failed),
  );
  const [drop, dropping] = useWork(
    async (row: number, reason: string) => {
      await call("drop_rows", { rows: [row], reason });
      setChosen(null);
      again();
    },
    (failed) => show("failed_rows", failed),
  );
  if (answer === undefined || answer.total === 0) {
    return null;
  }
  return (
    <Panel
      id="quarantine"
      title={say("list_quarantine")}
      aside={
        answer.ready > 0 ? (
          <Button id="retry-rows" look="key" busy={retrying} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => retry([], [], [])}>
            {say("rows_retry", { n: answer.ready })}
          </Button>
        ) : undefined
      }
    >
      <p className="soft" role="status">
        {say("rows_wait", { n: answer.total, ready: answer.ready })}
      </p>
      {/* However many wait, what was imported stays within reach below. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="rows-wait" tabIndex={0} role="group" aria-label={say("list_quarantine")}>
      <table className="tabular">
        <thead>
          <tr>
            <th scope="col">{say("rows_place")}</th>
            <th scope="col">{say("diff_kind")}</th>
            <th scope="col">{say("rows_person")}</th>
            <th scope="col" className="end">
              {say("rows_days")}
            </th>
            <th scope="col">{say("rows_why")}</th>
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <button type="button" className="link" id={`row-${row.id}`} onClick={() => setChosen(row)}>
                  {place(`${row.file}!${row.row}`)}
                </button>
              </th>
              <td>
                <Badge tone={TONES[row.state]}>{say(`row_${row.state}`)}</Badge>
              </td>
              <td>
                <span className="num">{row.member}</span> {legible(row.name)}
              </td>
              <td className="num end">{count(row.days)}</td>
              <td>{row.reasons[0]?.sentence ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      </div>
      <Over title={say("row_record")} open={chosen !== null} onClose={() => setChosen(null)} side>
        {chosen !== null && (
          <OneRow key={chosen.id} row={chosen} busy={retrying || dropping} onRetry={(said) => retry([chosen.id], said === "sure" ? [chosen.id] : [], said === "other" ? [chosen.id] : [])} onDrop={(reason) => drop(chosen.id, reason)} />
        )}
      </Over>
    </Panel>
  );
}

/** What a clerk says of a doubtful row: nothing yet, that it is right, or that it is about somebody else. */
type Said = "" | "sure" | "other";

/** Doubts about who it is. */
const ASKS_WHO: ReadonlySet<string> = new Set(["already_insured", "number_taken", "weak_match", "several_alike", "answered_different", "given_name_differs"]);
/** Of these only that it is somebody else settles the doubt. */
const ONLY_OTHER: ReadonlySet<string> = new Set(["already_insured", "number_taken"]);

function OneRow({ row, busy, onRetry, onDrop }: { row: RowHeld; busy: boolean; onRetry: (said: Said) => void; onDrop: (reason: string) => void }) {
  const { say, field, value } = useVoice();
  const { fixed } = useSession();
  const [said, setSaid] = useState<Said>("");
  const [reason, setReason] = useState("");
  const asks = row.state === "doubtful";
  const goes = row.state === "ready" || row.state === "already" || (asks && said !== "");
  const may = (what: Said) => row.reasons.some(({ code }) => (what === "other" ? ASKS_WHO.has(code) : !ONLY_OTHER.has(code)));
  const who = row.reasons.some(({ code }) => ASKS_WHO.has(code));
  const tick = (what: "sure" | "other", label: string, hint: string) => (
    <>
      <label className="tick">
        <input type="checkbox" id={`row-${what}`} checked={said === what} disabled={busy} aria-describedby={`row-${what}-hint`} onChange={(event) => setSaid(event.target.checked ? what : "")} />
        {label}
      </label>
      <p className="hint" id={`row-${what}-hint`}>
        {hint}
      </p>
    </>
  );
  return (
    <div id="row-record" className="form" data-row={row.id}>
      {row.reasons.map((reason) => (
        <p key={`${reason.cell} ${reason.code}`}>
          {reason.sentence} <span className="hint">{reason.hint}</span>
        </p>
      ))}
      {row.cells.length > 0 && (
        <table className="tabular" id="row-beside">
          <thead>
            <tr>
              <th scope="col">{say("diff_field")}</th>
              <th scope="col">{say("diff_ledger")}</th>
              <th scope="col">{say("diff_file")}</th>
            </tr>
          </thead>
          <tbody>
            {row.cells.map((cell) => (
              <tr key={cell.field}>
                <th scope="row">{field(cell.field)}</th>
                <td className="soft">{cell.before === "" ? "—" : legible(value(cell.field, cell.before))}</td>
                <td>
                  <b>{legible(value(cell.field, cell.after))}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{say("row_as_it_came")}</h3>
      <table className="tabular as-it-came">
        <tbody>
          {row.said.map((cell) => (
            <tr key={cell.column}>
              <td className="letters">{cell.column}</td>
              <th scope="row">{cell.heading}</th>
              <td>{legible(cell.text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {asks && (
        <div className="remedy">
          {may("sure") && tick("sure", say(who ? "confirm_same" : "confirm_row"), say(who ? "row_same_hint" : "confirm_row_hint"))}
          {may("other") && tick("other", say("confirm_person"), say("confirm_person_hint"))}
        </div>
      )}
      <div className="actions start">
        <Button id="row-in" look="key" busy={busy} disabled={fixed !== undefined || !goes} title={fixed && say(fixed)} onClick={() => onRetry(asks ? said : "")}>
          {say("row_in")}
        </Button>
      </div>
      <Field id="row-reason" label={say("row_out_reason")} value={reason} onChange={(event) => setReason(event.target.value)} />
      <div className="actions start">
        <Button id="row-out" busy={busy} disabled={fixed !== undefined || reason.trim() === ""} title={fixed && say(fixed)} onClick={() => onDrop(reason)}>
          {say("row_out")}
        </Button>
      </div>
    </div>
  );
}
