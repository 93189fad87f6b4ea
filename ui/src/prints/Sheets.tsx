// The sheets of a batch: how many are where, which are not accounted for, what was spoiled, and the close.
import { type FormEvent, useRef, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Field, Over, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { readings } from "../papers/Scan";
import type { BatchOnRecord, BatchSheets, PaperStepped, ScanChanged, Spoiled } from "../wire";

type SheetsProps = {
  run: BatchOnRecord;
  /** Counts what was recorded beside this panel, of which the whole is read again. */
  scans: number;
  /** What was scanned since the whole was read. */
  scanned: readonly ScanChanged[];
  again: () => void;
};

/** The numbers as they were read, and what was scanned since. */
function since(read: BatchSheets, scanned: readonly ScanChanged[], said: string): BatchSheets {
  const later = scanned.filter((one) => one.act > read.act);
  const moved = later.reduce((sum, one) => sum + one.inserted, 0);
  if (moved === 0) {
    return read;
  }
  const closed = new Set(later.map((one) => one.envelope));
  const before = read.counts.find((one) => one.state === "inserted") ?? { state: "inserted", said, count: 0 };
  const counts = read.counts
    .filter((one) => one.state !== "inserted")
    .flatMap((one) => (one.state === "printed" ? [{ ...one, count: one.count - moved }, { ...before, count: before.count + moved }] : [one]))
    .filter((one) => one.count > 0);
  return { ...read, counts, missing: read.missing - moved, open: read.open.filter((one) => !closed.has(one.envelope)) };
}

export function Sheets({ run, scans, scanned, again: batchAgain }: SheetsProps) {
  const { say, day, lang, count } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  // The state is part of the question: what is printed or posted beside this panel is counted anew.
  const { answer: known, failed, again } = useAsked("batch_sheets", { batch: run.batch, lang });
  const answer = known && since(known, scanned, say("state_inserted"));
  const beside = `${run.state} ${scans}`;
  const seen = useRef(beside);
  if (seen.current !== beside) {
    seen.current = beside;
    again();
  }
  const [asking, setAsking] = useState<"insert" | "spoiled" | "close" | null>(null);
  const [code, setCode] = useState("");
  const [told, setTold] = useState<PaperStepped | null>(null);
  const [spoiled, setSpoiled] = useState<Spoiled | null>(null);
  const blocked = fixed && say(fixed);
  const changed = () => {
    setAsking(null);
    again();
    batchAgain();
  };
  const stop = (title: "failed_insert" | "failed_close_batch") => (failed: Parameters<typeof show>[1]) => {
    setAsking(null);
    show(title, failed);
  };
  const [insert, inserting] = useWork(async () => {
    await call("insert", { batch: run.batch, codes: [], on: here.today, lang });
    changed();
  }, stop("failed_insert"));
  const [scan, scanning] = useWork(async (codes: string[]) => {
    const answers = await call("insert", { batch: run.batch, codes, on: here.today, lang });
    setTold(answers.at(-1) ?? null);
    again();
    batchAgain();
  }, stop("failed_insert"));
  const [close, closing] = useWork(async () => {
    await call("close_batch", { batch: run.batch });
    changed();
  }, stop("failed_close_batch"));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const codes = readings(code);
    if (codes.length > 0 && !scanning) {
      setCode("");
      scan(codes);
    }
  };
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return null;
  }
  const printed = answer.counts.some((one) => one.state === "printed");
  return (
    <Panel
      title={say("sheets_title")}
      id="sheets"
      aside={
        answer.closed !== null ? (
          <Badge tone="good">{say("sheets_closed", { day: day(answer.closed) })}</Badge>
        ) : answer.missing === 0 ? (
          <Badge tone="good">{say("sheets_all")}</Badge>
        ) : (
          <Badge tone="doubt">{say("sheets_missing", { n: answer.missing })}</Badge>
        )
      }
    >
      <table className="tabular">
        <tbody>
          {answer.counts.map((one) => (
            <tr key={one.state}>
              <th scope="row">{one.said}</th>
              <td className="num end">{say("sheets", { n: one.count })}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{say("sheets_times")}</th>
            <td className="num end">{count(answer.times_printed)}</td>
          </tr>
        </tbody>
      </table>
      {answer.reprinted.length > 0 && (
        <p id="sheets-reprinted">{answer.reprinted.map((one) => say("sheets_reprinted", { sheet: one.sheet, times: one.times })).join("　")}</p>
      )}
      {answer.closed === null && (
        <>
          {printed && !answer.coded && (
            <form className="sheets-scan" onSubmit={submit}>
              <Field
                id="insert-code"
                label={say("insert_scan")}
                value={code}
                autoComplete="off"
                disabled={fixed !== undefined}
                onChange={(event) => setCode(event.target.value)}
                after={
                  <Button submit busy={scanning} disabled={fixed !== undefined} title={blocked}>
                    {say("insert_one")}
                  </Button>
                }
              />
            </form>
          )}
          {told !== null && (
            <p id="insert-told" role="status" className={told.done ? "" : "error"}>
              <span className="num">{told.paper}</span> {legible(told.name ?? "")} {told.done ? say("inserted_one") : `${told.sentence ?? ""}${told.hint ?? ""}`}
            </p>
          )}
          <div className="batch-actions">
            {printed && (
              <Button id="insert" disabled={fixed !== undefined} title={blocked} onClick={() => setAsking("insert")}>
                {say("insert_all")}
              </Button>
            )}
            {run.state !== "planned" && run.state !== "posted" && (
              <Button id="spoil" disabled={fixed !== undefined} title={blocked} onClick={() => setAsking("spoiled")}>
                {say("spoil")}
              </Button>
            )}
            {run.state !== "planned" && (
              <Button id="close-batch" disabled={fixed !== undefined} title={blocked} onClick={() => setAsking("close")}>
                {say("close_batch")}
              </Button>
            )}
          </div>
        </>
      )}
      {spoiled !== null && (
        <p id="spoiled-done" role="status">
          {spoiled.sentence} {spoiled.file !== null && <span className="num">{spoiled.file}</span>}
        </p>
      )}
      {answer.missing > 0 && run.state !== "planned" && (
        <details id="sheets-open">
          <summary>{say("sheets_open", { n: answer.missing })}</summary>
          <table className="tabular">
            <thead>
              <tr>
                <th scope="col" className="end">
                  {say("sheet")}
                </th>
                <th scope="col" className="end">
                  {say("envelope")}
                </th>
                <th scope="col">{say("paper_code")}</th>
                <th scope="col">{say("name")}</th>
                <th scope="col">{say("state")}</th>
              </tr>
            </thead>
            <tbody>
              {answer.open.map((one) => (
                <tr key={one.sheet}>
                  <td className="num end">{one.sheet}</td>
                  <td className="num end">{one.envelope}</td>
                  <td className="num">{one.paper}</td>
                  <th scope="row">{legible(one.name)}</th>
                  <td>{one.said}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <Over title={say("insert_title")} open={asking === "insert"} onClose={() => setAsking(null)} role="alertdialog">
        <p>{say("insert_lead", { n: answer.counts.find((one) => one.state === "printed")?.count ?? 0 })}</p>
        <div className="dialog-foot">
          <Button onClick={() => setAsking(null)}>{say("cancel")}</Button>
          <Button id="insert-yes" look="key" busy={inserting} onClick={insert}>
            {say("insert_yes")}
          </Button>
        </div>
      </Over>
      <Over title={say("close_batch_title")} open={asking === "close"} onClose={() => setAsking(null)} role="alertdialog">
        <p>{say("close_batch_lead", { n: answer.sheets })}</p>
        <div className="dialog-foot">
          <Button onClick={() => setAsking(null)}>{say("cancel")}</Button>
          <Button id="close-batch-yes" look="key" busy={closing} onClick={close}>
            {say("close_batch_yes")}
          </Button>
        </div>
      </Over>
      {asking === "spoiled" && (
        <Spoil
          run={run}
          onClose={() => setAsking(null)}
          onDone={(done) => {
            setSpoiled(done);
            changed();
          }}
        />
      )}
    </Panel>
  );
}

/** A sheet that came out wrong: it is read, for it lies at hand, and a folder takes the same sheet once more. */
function Spoil({ run, onClose, onDone }: { run: BatchOnRecord; onClose: () => void; onDone: (done: Spoiled) => void }) {
  const { say, lang } = useVoice();
  const { here } = useSession();
  const [sheet, setSheet] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [spoil, busy] = useWork(
    async (code: string) => {
      setWrong(null);
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        onDone(await call("spoiled", { batch: run.batch, sheet: code, out, on: here.today, lang }));
      }
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readings(sheet)[0];
    if (code === undefined || /^\d{1,7}$/.test(code)) {
      setWrong(say("spoil_code_wrong"));
    } else if (!busy) {
      spoil(code);
    }
  };
  return (
    <Over title={say("spoil_title")} open onClose={onClose}>
      <form onSubmit={submit}>
        <p>{say("spoil_lead")}</p>
        <Field id="spoil-sheet" label={say("spoil_code")} hint={say("spoil_hint")} error={wrong} value={sheet} autoFocus autoComplete="off" onChange={(event) => setSheet(event.target.value)} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button id="spoil-yes" look="key" submit busy={busy}>
            {say("spoil_yes")}
          </Button>
        </div>
      </form>
    </Over>
  );
}
