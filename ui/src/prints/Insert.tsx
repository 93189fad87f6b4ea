// Insertion by scan: one field hears the scanner; each scan is answered by a tone, a word and a sentence. What was read stands here until
// an envelope is complete, then one act records it: a window that closes in between has recorded whole envelopes only.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call, failedOf } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Field, Over, Panel } from "../frame/parts";
import { prefer, usePreferences } from "../frame/preferences";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { sound } from "../frame/tone";
import { readings } from "../papers/Scan";
import "../papers/papers.css";
import type { BatchOnRecord, Insertion, LossShown, ScanAnswer, ScanAsk, ScanChanged } from "../wire";

type Mode = ScanAsk["mode"];
const MODES: readonly Mode[] = ["insert", "bundle", "recount", "hand_over"];

type InsertProps = {
  run: BatchOnRecord;
  /** What was recorded since the whole batch was read. */
  scanned: readonly ScanChanged[];
  onScanned: (changed: ScanChanged) => void;
  /** After so many envelopes the whole is read again. */
  anew: number;
  again: () => void;
};

/** The numbers as they were read, and what was scanned since. */
function since(read: Insertion, scanned: readonly ScanChanged[]): Insertion {
  const later = scanned.filter((one) => one.act > read.act);
  const sum = (of: "checked" | "unchecked" | "open") => later.reduce((sum, one) => sum + one[of], read[of]);
  return { ...read, checked: sum("checked"), unchecked: sum("unchecked"), open: sum("open"), bundles: read.bundles.map((bundle) => ({ ...bundle, inside: bundle.inside + later.filter((one) => one.bundle === bundle.bundle).length })) };
}

export function Insert({ run, scanned, onScanned, anew, again: batchAgain }: InsertProps) {
  const { say, day, lang, count } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  const { sound: loud } = usePreferences();
  const { answer: known, failed, again } = useAsked("insertion", { batch: run.batch, lang });
  const answer = known && since(known, scanned);
  const [mode, setMode] = useState<Mode>("insert");
  const [code, setCode] = useState("");
  const [told, setTold] = useState<ScanAnswer | null>(null);
  const [held, setHeld] = useState<readonly string[]>([]);
  const [dropped, setDropped] = useState(false);
  const [asking, setAsking] = useState<"missing" | LossShown | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const inHand = useRef<readonly string[]>([]);
  // One after the other, in the order in which they were read: a scanner does not wait.
  const line = useRef<Promise<void>>(Promise.resolve());
  const changed = () => {
    again();
    batchAgain();
  };
  const hold = (codes: readonly string[]) => {
    inHand.current = codes;
    setHeld(codes);
  };
  const read = (one: string) => {
    line.current = line.current.then(async () => {
      try {
        const heard = await call("scan", { batch: run.batch, mode, held: [...inHand.current], code: one, on: here.today, lang });
        sound(heard.right ? (heard.done ? "done" : "right") : "wrong");
        hold(heard.held);
        setTold(heard);
        setDropped(false);
        if (heard.changed !== null) {
          onScanned(heard.changed);
        }
        // A bundle that left shows its day; what is looked for, and what a colleague did, is read as a whole.
        if (heard.because === "somebody_faster" || (heard.right && (mode === "recount" || mode === "hand_over"))) {
          changed();
        }
      } catch (reason) {
        sound("wrong");
        const complaint = failedOf(reason).complaints[0];
        setTold({ code: one, right: false, done: false, changed: null, because: complaint?.code ?? null, sentence: complaint?.sentence ?? "", hint: complaint?.hint ?? null, envelope: null, held: [...inHand.current] });
      }
    });
  };
  const drop = () => {
    setCode("");
    if (inHand.current.length > 0) {
      hold([]);
      setTold(null);
      setDropped(true);
    }
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const codes = readings(code);
    setCode("");
    codes.forEach(read);
  };
  const choose = (next: Mode) => {
    setMode(next);
    hold([]);
    setTold(null);
    setDropped(false);
    field.current?.focus();
  };
  // The last envelope changes where the batch is.
  const over = known !== undefined && known.open > 0 && answer?.open === 0;
  const due = known !== undefined && scanned.filter((one) => one.act > known.act).length >= anew;
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    if (over || due) {
      latest.current();
    }
  }, [over, due]);
  const [find, finding] = useWork(
    async (sheet: number) => {
      const answered = await call("say_of_sheet", { batch: run.batch, sheet, said: "found", reason: "", on: here.today, lang });
      setSaid(answered.sentence);
      changed();
    },
    (failed) => show("failed_sheet", failed),
  );
  const [reprint, reprinting] = useWork(
    async (sheet: number) => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        const made = await call("spoiled", { batch: run.batch, sheet: String(sheet), out, on: here.today, lang });
        setSaid(`${made.sentence} ${made.file ?? ""}`);
        changed();
      }
    },
    (failed) => show("failed_sheet", failed),
  );
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return null;
  }
  const blocked = fixed !== undefined || run.closed !== null;
  const tone = told === null ? "" : told.right ? (told.done ? "done" : "right") : "wrong";
  return (
    <Panel title={say("bench_title")} id="inserting">
      {!answer.coded && <p className="hint">{say("bench_uncoded")}</p>}
      {answer.coded && !blocked && (
        <>
          <fieldset className="bench-modes" aria-label={say("bench_mode")}>
            {MODES.map((one) => (
              <label key={one} className={one === mode ? "chosen" : ""}>
                <input type="radio" name="bench-mode" id={`bench-${one}`} checked={one === mode} onChange={() => choose(one)} /> {say(`bench_${one}`)}
              </label>
            ))}
            <label className="bench-sound">
              <input type="checkbox" id="bench-sound" checked={loud} onChange={(event) => prefer({ sound: event.target.checked })} /> {say("bench_sound")}
            </label>
          </fieldset>
          <div id="bench-told" role="status" className={`bench-told ${tone}`} data-tone={tone}>
            {told !== null && (
              <>
                <b>{say(told.right ? (told.done ? "bench_done" : "bench_right") : "bench_wrong")}</b> <span className="num">{told.code}</span>
                <p>
                  {told.sentence} {told.hint}
                  {told.changed?.next != null && ` ${say("bench_next", { n: told.changed.next })}`}
                </p>
              </>
            )}
            {dropped && <p>{say("bench_begun_again")}</p>}
          </div>
          <form className="scan-code" onSubmit={submit}>
            <Field
              ref={field}
              id="bench-code"
              label={say("bench_code")}
              hint={say(`bench_${mode}_hint`)}
              value={code}
              autoComplete="off"
              onKeyDown={(event) => event.key === "Escape" && drop()}
              onChange={(event) => setCode(event.target.value)}
              after={<Button submit>{say("scan_go")}</Button>}
            />
          </form>
          {held.length > 0 && (
            <p id="bench-held">
              <span className="num">{say("bench_held", { codes: held.join("　") })}</span>{" "}
              <Button id="bench-again" onClick={drop}>
                {say("bench_again")}
              </Button>
            </p>
          )}
        </>
      )}
      <table className="tabular" id="bench-counts">
        <tbody>
          <tr>
            <th scope="row">{say("bench_checked")}</th>
            <td className="num end">{count(answer.checked)}</td>
          </tr>
          <tr>
            <th scope="row">{say("bench_unchecked")}</th>
            <td className="num end">{count(answer.unchecked)}</td>
          </tr>
          <tr>
            <th scope="row">{say("bench_open")}</th>
            <td className="num end">{count(answer.open)}</td>
          </tr>
        </tbody>
      </table>
      {answer.bundles.length > 0 && (
        <details id="bench-bundles">
          <summary>{say("bench_bundles")}</summary>
          <table className="tabular">
            <tbody>
              {answer.bundles.map((one) => (
                <tr key={one.bundle}>
                  <th scope="row">{one.name}</th>
                  <td className="num">{one.code}</td>
                  <td className="num end">{say("bench_inside", { inside: one.inside, all: one.envelopes })}</td>
                  <td>{one.handed_over !== null && say("bench_handed", { day: day(one.handed_over) })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {answer.losses.map((one) => (
        <section key={one.sheet} className="loss" id={`loss-${one.sheet}`}>
          <p>
            <Badge tone={one.state === "missing" ? "bad" : "doubt"}>{one.said}</Badge> {say("loss_row", { sheet: one.sheet, envelope: one.envelope })}{" "}
            {one.to_recount.length > 0 && say("loss_left", { n: one.to_recount.length })}
          </p>
          {one.to_open.length > 0 && <p>{say("loss_to_open", { list: one.to_open.join("、") })}</p>}
          {!blocked && (one.state === "missing" || one.state === "broken") && (
            <div className="actions start">
              <Button id={`loss-found-${one.sheet}`} busy={finding} onClick={() => find(one.sheet)}>
                {say("loss_found")}
              </Button>
              {!one.locked && (
                <Button id={`loss-reprint-${one.sheet}`} busy={reprinting} onClick={() => reprint(one.sheet)}>
                  {say("loss_reprint")}
                </Button>
              )}
              {one.locked && (
                <Button id={`loss-unlock-${one.sheet}`} onClick={() => setAsking(one)}>
                  {say("loss_unlock")}
                </Button>
              )}
            </div>
          )}
        </section>
      ))}
      {said !== null && (
        <p id="loss-said" role="status">
          {said}
        </p>
      )}
      {!blocked && run.state !== "posted" && (
        <div className="actions start">
          <Button id="loss-report" onClick={() => setAsking("missing")}>
            {say("loss_report")}
          </Button>
        </div>
      )}
      {asking !== null && (
        <OfSheet
          run={run}
          loss={asking === "missing" ? null : asking}
          onClose={() => setAsking(null)}
          onDone={(sentence) => {
            setAsking(null);
            setSaid(sentence);
            changed();
          }}
        />
      )}
    </Panel>
  );
}

/** A sheet that cannot be found, by its number; or the reason for which a missing one may be printed again. */
function OfSheet({ run, loss, onClose, onDone }: { run: BatchOnRecord; loss: LossShown | null; onClose: () => void; onDone: (sentence: string) => void }) {
  const { say, lang } = useVoice();
  const { here } = useSession();
  const [sheet, setSheet] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [record, busy] = useWork(
    async (number: number) => {
      setWrong(null);
      const told = await call("say_of_sheet", { batch: run.batch, sheet: number, said: loss === null ? "missing" : "broken", reason, on: here.today, lang });
      onDone(told.sentence);
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const plain = sheet.normalize("NFKC").trim();
    if (loss !== null) {
      record(loss.sheet);
    } else if (/^\d{1,7}$/.test(plain)) {
      record(Number(plain));
    } else {
      setWrong(say("spoil_number_wrong", { n: run.sheets }));
    }
  };
  return (
    <Over title={say(loss === null ? "loss_title" : "loss_unlock_title")} open onClose={onClose}>
      <form onSubmit={submit} className="form-stack">
        <p>{say(loss === null ? "loss_lead" : "loss_unlock_lead")}</p>
        {loss === null && (
          <Field id="loss-sheet" label={say("loss_sheet", { n: run.sheets })} error={wrong} value={sheet} autoFocus autoComplete="off" onChange={(event) => setSheet(event.target.value)} />
        )}
        <Field id="loss-reason" label={say(loss === null ? "loss_reason" : "stock_reason")} error={loss === null ? null : wrong} value={reason} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button id="loss-yes" look="key" submit busy={busy}>
            {say(loss === null ? "loss_yes" : "loss_unlock_yes")}
          </Button>
        </div>
      </form>
    </Over>
  );
}
