// The scan bench: whoever holds a paper reads its code and says what happened to it. One field hears the scanner, the keyboard
// and the choice of what happened; each scan is answered at once, and the next may come before.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call, failedOf } from "../desk";
import { useAsked } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Empty, Field, Panel } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { Bench, BenchMode, Day, Failed, PaperShown, PaperStepped } from "../wire";

/** One scan since the bench was opened, and what it was answered. */
export type Scanned = {
  at: number;
  paper: string;
  member: string | null;
  name: string | null;
  kind: string | null;
  /** What was said of it; `null` when it was only looked at. */
  step: string | null;
  state: string | null;
  sentence: string;
  hint: string;
  done: boolean;
};

const NONE: readonly Scanned[] = [];
/** Looking, which changes nothing. */
const LOOK = "show";

/** What was read: half-width, without the blanks that a scanner adds. Which codes are good the desk knows. */
export const readings = (text: string): string[] =>
  text
    .normalize("NFKC")
    .split(/[\s,、;]+/)
    .filter((one) => one !== "");

/** Before the desk has said what can be said: looking is possible at once. */
const BARE: Bench = { modes: [], reasons: [] };

export function Scan({ code }: { code: string | null }) {
  const { lang } = useVoice();
  const { answer, failed, again } = useAsked("bench", { lang });
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  return <Laid bench={answer ?? BARE} code={code} />;
}

function Laid({ bench, code }: { bench: Bench; code: string | null }) {
  const { say, lang } = useVoice();
  const { here, view, fixed } = useSession();
  const writes = fixed === undefined && here.may.includes("edit");
  const [step, setStep] = useKept<string>("scan step", LOOK);
  const mode = writes ? (bench.modes.find((one) => one.step === step) ?? null) : null;
  const [rows, setRows] = useKept<readonly Scanned[]>("scanned", NONE);
  const kept = useRef(rows);
  kept.current = rows;
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [on, setOn] = useState<Day>(here.today);
  const [bulk, setBulk] = useState(false);
  // Codes that wait for a reason, a witness, or the rest of their envelope.
  const [pending, setPending] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  // One after the other, in the order in which they were read.
  const line = useRef<Promise<void>>(Promise.resolve());
  const collects = mode !== null && (mode.reason || mode.witness || bulk);

  const note = (more: readonly Omit<Scanned, "at">[]) => {
    const first = kept.current[0]?.at ?? 0;
    const added = more.map((one, at) => ({ ...one, at: first + at + 1 })).reverse();
    kept.current = [...added, ...kept.current];
    setRows(kept.current);
  };
  const later = (work: () => Promise<void>) => {
    setAsking((asking) => asking + 1);
    line.current = line.current.then(work).finally(() => setAsking((asking) => asking - 1));
  };
  const look = (paper: string) =>
    later(async () => {
      try {
        note([seen(await call("paper", { code: paper, on: view.on, lang }))]);
      } catch (reason) {
        note([refused(paper, null, failedOf(reason))]);
      }
    });
  const record = (codes: readonly string[], mode: BenchMode, reason: string | null, witness: string | null) =>
    later(async () => {
      try {
        const told = await call("paper_step", { codes: [...codes], step: mode.step, on, note: reason, witness, lang });
        note(told.map((one) => stepped(one, mode.word)));
      } catch (reason) {
        const failed = failedOf(reason);
        note(codes.map((paper) => refused(paper, mode.word, failed)));
      }
    });

  // What another screen has asked for is looked at once.
  const looked = useRef<string | null>(null);
  useEffect(() => {
    if (code !== null && looked.current !== code) {
      looked.current = code;
      look(code);
    }
  });

  const choose = (chosen: BenchMode | null) => {
    setStep(chosen?.step ?? LOOK);
    setPending([]);
    setWrong(null);
    field.current?.focus();
  };
  const finish = (reason: string | null, witness: string | null) => {
    if (mode !== null && pending.length > 0) {
      record(pending, mode, reason, witness);
    }
    setPending([]);
    setWrong(null);
    field.current?.focus();
  };
  const drop = () => {
    setPending([]);
    setWrong(null);
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const codes = readings(text);
    setText("");
    setWrong(null);
    const [only] = codes;
    if (only === undefined) {
      if (pending.length > 0 && mode !== null) {
        if (mode.reason || mode.witness) {
          document.getElementById(mode.reason ? "scan-reason" : "scan-witness")?.focus();
        } else {
          finish(null, null);
        }
      }
      return;
    }
    if (codes.length === 1 && /^\d{1,2}$/.test(only)) {
      const chosen = Number(only) === 0 ? null : bench.modes[Number(only) - 1];
      if (chosen === undefined || (chosen !== null && !writes)) {
        setWrong(chosen === undefined ? say("scan_no_mode", { n: bench.modes.length }) : say("scan_only_look"));
      } else {
        choose(chosen);
      }
      return;
    }
    if (mode === null) {
      for (const paper of codes) {
        look(paper);
      }
    } else if (collects) {
      const fresh = codes.filter((paper) => !pending.includes(paper));
      if (fresh.length < codes.length) {
        setWrong(say("scan_twice"));
      }
      setPending([...pending, ...fresh]);
      if (mode.reason && !bulk) {
        requestAnimationFrame(() => document.getElementById("scan-reason")?.focus());
      }
    } else {
      record(codes, mode, null, null);
    }
  };
  const bad = rows.filter((one) => !one.done).length;
  const last = rows[0];
  return (
    <div className="scan">
      <Panel title={say("scan_what")} className="scan-modes-panel">
        <fieldset className="scan-modes" id="scan-modes">
          <legend className="unseen">{say("scan_what")}</legend>
          {[null, ...bench.modes].map((one, at) => (
            <label key={one?.step ?? LOOK} className={one === mode ? "chosen" : ""}>
              <input type="radio" name="scan-mode" value={one?.step ?? LOOK} checked={one === mode} disabled={one !== null && !writes} onChange={() => choose(one)} />
              <kbd>{at}</kbd>
              <span>{one === null ? say("scan_look") : one.word}</span>
            </label>
          ))}
        </fieldset>
        {!writes && <p className="hint">{fixed === undefined ? say("scan_only_look") : say(fixed)}</p>}
      </Panel>
      <div className="scan-work">
        <Panel title={mode === null ? say("scan_look") : mode.word}>
          <form onSubmit={submit} className="form-stack">
            <Field
              ref={field}
              id="scan-code"
              className="scan-code"
              label={say("paper_code_scan")}
              hint={say("scan_hint")}
              error={wrong}
              value={text}
              autoComplete="off"
              spellCheck={false}
              data-arrival
              onChange={(event) => setText(event.target.value)}
              after={
                <Button submit id="scan-go">
                  {say("scan_go")}
                </Button>
              }
            />
            {mode !== null && (
              <div className="form-row">
                <DayField label={say("scan_day")} value={on} onChange={setOn} />
                <label className="tick">
                  <input type="checkbox" id="scan-bulk" checked={bulk || mode.witness} disabled={mode.witness} onChange={(event) => setBulk(event.target.checked)} />
                  <span>{say("scan_bulk")}</span>
                </label>
              </div>
            )}
          </form>
          {pending.length > 0 && mode !== null && (
            <Pending key={mode.step} bench={bench} mode={mode} pending={pending} onDone={finish} onDrop={drop} />
          )}
          <div className="scan-last" aria-live="polite" id="scan-last">
            {asking > 0 && <p className="soft">{say("busy")}</p>}
            {last !== undefined && <Last one={last} />}
          </div>
        </Panel>
        <Panel
          title={say("scan_rows")}
          aside={
            <span className="soft" id="scan-count">
              {bad === 0 ? say("scan_count", { n: rows.length }) : say("scan_count_bad", { n: rows.length, bad })}
            </span>
          }
        >
          <Table rows={rows} />
          {rows.length > 0 && (
            <div className="actions start">
              <Button
                id="scan-clear"
                onClick={() => {
                  kept.current = NONE;
                  setRows(NONE);
                  field.current?.focus();
                }}
              >
                {say("scan_clear")}
              </Button>
            </div>
          )}
        </Panel>
      </div>
    </div>
  );
}

type PendingProps = {
  bench: Bench;
  mode: BenchMode;
  pending: readonly string[];
  onDone: (reason: string | null, witness: string | null) => void;
  onDrop: () => void;
};

/** What waits: for one key that gives the reason, for a second person, or for the last code of the envelope. */
function Pending({ bench, mode, pending, onDone, onDrop }: PendingProps) {
  const { say } = useVoice();
  const [key, setKey] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [witness, setWitness] = useState("");
  const [way, setWay] = useState("");
  const hear = (typed: string) => {
    const plain = typed.normalize("NFKC").trim();
    const chosen = /^\d$/.test(plain) ? bench.reasons[Number(plain) - 1] : undefined;
    if (chosen !== undefined) {
      onDone(chosen.code, null);
      return;
    }
    // A scanner that goes on reading is no answer: its text stays whole until its Enter, so that no digit of it is a reason.
    setKey(typed);
  };
  const destroy = (event: FormEvent) => {
    event.preventDefault();
    if (witness.trim() === "") {
      setWrong(say("scan_witness_missing"));
      return;
    }
    onDone(way.trim() === "" ? null : way, witness);
  };
  const list = (
    <>
      <p className="scan-pending-count" role="status">
        {say("scan_pending", { n: pending.length })}
      </p>
      <p className="num scan-pending-codes">{pending.join("　")}</p>
    </>
  );
  const drop = (
    <Button id="scan-drop" onClick={onDrop}>
      {say("scan_drop")}
    </Button>
  );
  if (mode.reason) {
    return (
      <form
        id="scan-pending"
        className="scan-pending form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          setKey("");
          setWrong(say("scan_reason_first", { n: bench.reasons.length }));
        }}
      >
        {list}
        <Field
          id="scan-reason"
          label={say("scan_reason", { n: bench.reasons.length })}
          error={wrong}
          value={key}
          autoComplete="off"
          onKeyDown={(event) => event.key === "Escape" && onDrop()}
          onChange={(event) => hear(event.target.value)}
        />
        <ol className="scan-reasons">
          {bench.reasons.map((reason, at) => (
            <li key={reason.code}>
              <button type="button" className="button" id={`reason-${reason.code}`} onClick={() => onDone(reason.code, null)}>
                <kbd>{at + 1}</kbd> {reason.word}
              </button>
            </li>
          ))}
        </ol>
        <div className="actions start">{drop}</div>
      </form>
    );
  }
  if (mode.witness) {
    return (
      <form id="scan-pending" className="scan-pending form-stack" onSubmit={destroy}>
        {list}
        <Field id="scan-witness" label={say("scan_witness")} error={wrong} value={witness} onChange={(event) => setWitness(event.target.value)} />
        <Field id="scan-way" label={say("scan_way")} hint={say("scan_way_hint")} value={way} onChange={(event) => setWay(event.target.value)} />
        <div className="actions start">
          <Button id="scan-record" look="key" submit>
            {say("scan_destroy", { n: pending.length })}
          </Button>
          {drop}
        </div>
      </form>
    );
  }
  return (
    <div id="scan-pending" className="scan-pending form-stack">
      {list}
      <div className="actions start">
        <Button id="scan-record" look="key" onClick={() => onDone(null, null)}>
          {say("scan_record", { n: pending.length })}
        </Button>
        {drop}
      </div>
    </div>
  );
}

function Last({ one }: { one: Scanned }) {
  const { say, code } = useVoice();
  return (
    <article className={`scan-answer ${one.done ? "" : "wrong"}`} id="scan-answer">
      <h3>
        {!one.done && <Badge tone="bad">{say("scan_not_recorded")}</Badge>}{" "}
        {one.name === null ? <span className="num">{one.paper}</span> : legible(one.name)} <small className="num">{one.member}</small>
      </h3>
      <p>
        {[one.kind === null ? null : code(one.kind), one.state === null ? null : code(one.state), one.name === null ? null : one.paper].filter((part) => part !== null).join("　")}
      </p>
      <p className="scan-says">{one.sentence === "" ? say("scan_recorded") : one.sentence}</p>
      {one.hint !== "" && <p className="hint">{one.hint}</p>}
    </article>
  );
}

function Table({ rows }: { rows: readonly Scanned[] }) {
  const { say, code } = useVoice();
  const source = useAllRows(rows);
  const columns: Column<Scanned>[] = [
    { key: "at", head: say("scan_at"), width: "3rem", end: true, cell: (row) => row.at },
    {
      key: "what",
      head: say("scan_what_short"),
      width: "minmax(6rem, 9rem)",
      cell: (row) => (row.done ? (row.step ?? say("scan_look")) : <Badge tone="bad">{say("scan_not_recorded")}</Badge>),
    },
    { key: "paper", head: say("paper_code"), width: "9.5rem", cell: (row) => <span className="num">{row.paper}</span> },
    {
      key: "who",
      head: say("name"),
      width: "minmax(8rem, 13rem)",
      wrap: true,
      cell: (row) => (
        <span className="named">
          <b className="clip">{legible(row.name ?? "")}</b>
          <small className="clip num">{row.member}</small>
        </span>
      ),
    },
    { key: "state", head: say("state"), width: "minmax(6rem, 9rem)", wrap: true, cell: (row) => (row.state === null ? "" : code(row.state)) },
    { key: "said", head: say("scan_said"), width: "minmax(12rem, 3fr)", wrap: true, cell: (row) => <span title={`${row.sentence}${row.hint}`}>{`${row.sentence}${row.hint}`}</span> },
  ];
  if (rows.length === 0) {
    return <Empty>{say("scan_none")}</Empty>;
  }
  return (
    <div className="scan-rows">
      <Rows
        id="scanned"
        label={say("scan_rows")}
        source={source}
        columns={columns}
        rowKey={(row) => `${row.at} ${row.paper}`}
        tone={(row) => (row.done ? "" : "wrong")}
        onOpen={(row) => row.member !== null && go({ screen: "member", member: row.member })}
        empty={say("scan_none")}
      />
    </div>
  );
}

const seen = (one: PaperShown): Omit<Scanned, "at"> => ({
  paper: one.paper,
  member: one.member,
  name: one.name,
  kind: one.kind,
  step: null,
  state: one.state,
  sentence: one.sentence,
  hint: "",
  done: true,
});

const stepped = (one: PaperStepped, word: string): Omit<Scanned, "at"> => ({
  paper: one.paper,
  member: one.member,
  name: one.name,
  kind: one.kind,
  step: word,
  state: one.state,
  sentence: one.sentence ?? "",
  hint: one.hint ?? "",
  done: one.done,
});

const refused = (paper: string, word: string | null, failed: Failed): Omit<Scanned, "at"> => ({
  paper,
  member: null,
  name: null,
  kind: null,
  step: word,
  state: null,
  sentence: failed.complaints[0]?.sentence ?? "",
  hint: failed.complaints[0]?.hint ?? "",
  done: false,
});
