// Rows of files that wait: why, what they say beside the ledger, and what a clerk can do with each.
import { useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Over, Panel, type Tone } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { RowHeld } from "../wire";

const TONES: Record<RowHeld["state"], Tone> = { ready: "good", already: "plain", doubtful: "doubt", rejected: "bad", unreadable: "bad" };

/** What waits, above the imports; nothing when nothing does. `of` narrows it to one import. */
export function Quarantine({ turn, onDone }: { turn: number; onDone: () => void }) {
  const { say, lang, count } = useVoice();
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
    async (rows: number[], sure: number[]) => {
      await call("retry_rows", { rows, sure, other_persons: [], lang });
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
          <Button id="retry-rows" look="key" busy={retrying} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => retry([], [])}>
            {say("rows_retry", { n: answer.ready })}
          </Button>
        ) : undefined
      }
    >
      <p className="soft" role="status">
        {say("rows_wait", { n: answer.total, ready: answer.ready })}
      </p>
      <table className="tabular rows-wait">
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
                  {row.file} <span className="num">{row.row}</span>
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
      <Over title={say("row_record")} open={chosen !== null} onClose={() => setChosen(null)} side>
        {chosen !== null && (
          <OneRow key={chosen.id} row={chosen} busy={retrying || dropping} onRetry={(sure) => retry([chosen.id], sure ? [chosen.id] : [])} onDrop={(reason) => drop(chosen.id, reason)} />
        )}
      </Over>
    </Panel>
  );
}

function OneRow({ row, busy, onRetry, onDrop }: { row: RowHeld; busy: boolean; onRetry: (sure: boolean) => void; onDrop: (reason: string) => void }) {
  const { say, field, value } = useVoice();
  const { fixed } = useSession();
  const [sure, setSure] = useState(false);
  const [reason, setReason] = useState("");
  const asks = row.state === "doubtful";
  const goes = row.state === "ready" || row.state === "already" || (asks && sure);
  return (
    <div id="row-record" data-row={row.id}>
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
      <table className="tabular">
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
        <label className="tick">
          <input type="checkbox" id="row-sure" checked={sure} disabled={busy} onChange={(event) => setSure(event.target.checked)} />
          {say("confirm_row")}
        </label>
      )}
      <div className="actions start">
        <Button id="row-in" look="key" busy={busy} disabled={fixed !== undefined || !goes} title={fixed && say(fixed)} onClick={() => onRetry(asks && sure)}>
          {say("row_in")}
        </Button>
      </div>
      <label className="field">
        {say("row_out_reason")}
        <input type="text" id="row-reason" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <div className="actions start">
        <Button id="row-out" busy={busy} disabled={fixed !== undefined || reason.trim() === ""} title={fixed && say(fixed)} onClick={() => onDrop(reason)}>
          {say("row_out")}
        </Button>
      </div>
    </div>
  );
}
