// Deletion: what is kept for how long, what is due, whose data that is, and the deletion itself with its certificate.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Empty, Facts, Field, Over, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Day, Deleted, DeletionDone, Due, DueKind } from "../wire";

/** So many people are shown at once. */
const PAGE = 50;

export function Deletion() {
  const { say, lang } = useVoice();
  const { here } = useSession();
  const [on, setOn] = useState<Day>(here.today);
  const may = here.may.includes("delete");
  const sees = may || here.may.includes("settings");
  const { answer, failed, slow, again } = useAsked("due_for_deletion", sees ? { on, lang } : null);
  const [people, setPeople] = useState<{ kind: DueKind; held: boolean } | null>(null);
  const [keeping, setKeeping] = useState<DueKind | null>(null);
  if (!sees) {
    return (
      <Panel title={say("deletion")}>
        <Empty>{say("deletion_not_permitted")}</Empty>
      </Panel>
    );
  }
  return (
    <>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={6} />}
      {answer !== undefined && (
        <>
          <Panel title={say("deletion_due")} id="deletion-due">
            <p>{say("deletion_lead")}</p>
            <div className="form-row">
              <DayField label={say("deletion_on")} value={on} onChange={setOn} />
            </div>
            <Kinds due={answer} may={may} onPeople={(kind, held) => setPeople({ kind, held })} onKeep={setKeeping} />
            {answer.unswept && <p className="notice doubt">{say("deletion_unswept")}</p>}
          </Panel>
          {may && <Go due={answer} onDone={again} />}
          {may && <Hold onDone={again} />}
          <Done done={answer.done} may={may} />
        </>
      )}
      {people !== null && <People kind={people.kind} held={people.held} on={on} onClose={() => setPeople(null)} />}
      {keeping !== null && (
        <Keep
          kind={keeping}
          onClose={() => setKeeping(null)}
          onDone={() => {
            setKeeping(null);
            again();
          }}
        />
      )}
    </>
  );
}

/** So many days or years. */
function useSpan() {
  const { say } = useVoice();
  return (kind: DueKind, n: number) => (kind.unit === "days" ? say("deletion_days", { n }) : say("deletion_years", { n }));
}

function Kinds({ due, may, onPeople, onKeep }: { due: Due; may: boolean; onPeople: (kind: DueKind, held: boolean) => void; onKeep: (kind: DueKind) => void }) {
  const { say, count } = useVoice();
  const { here, past } = useSession();
  const span = useSpan();
  const admin = here.may.includes("settings");
  const number = (kind: DueKind, held: boolean) => {
    const n = held ? kind.held : kind.due;
    return may && n > 0 && kind.kind !== "looks" ? (
      <Button id={`${held ? "held" : "due"}-${kind.kind}`} look="quiet" aria-label={say(held ? "deletion_see_n_held" : "deletion_see_n", { kind: kind.word, n })} onClick={() => onPeople(kind, held)}>
        {count(n)}
      </Button>
    ) : (
      count(n)
    );
  };
  return (
    <table className="tabular" id="deletion-kinds">
      <thead>
        <tr>
          <th scope="col">{say("deletion_kind")}</th>
          <th scope="col">{say("deletion_span")}</th>
          <th scope="col" className="end">{say("deletion_count")}</th>
          <th scope="col" className="end">{say("deletion_held")}</th>
        </tr>
      </thead>
      <tbody>
        {due.kinds.map((kind) => (
          <tr key={kind.kind} data-kind={kind.kind}>
            <th scope="row">{kind.word}</th>
            <td>
              {span(kind, kind.length)}{" "}
              {kind.source === null ? <Badge tone="doubt">{say("deletion_default")}</Badge> : <span className="soft">{kind.source}</span>}
              {admin && (
                <Button id={`keep-${kind.kind}`} look="quiet" disabled={past} aria-label={say("deletion_keep_label", { kind: kind.word })} onClick={() => onKeep(kind)}>
                  {say("deletion_keep")}
                </Button>
              )}
              <p className="soft">{kind.basis}</p>
            </td>
            <td className="num end">{number(kind, false)}</td>
            <td className="num end">{number(kind, true)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The deletion itself: prepared by one, done by another, for a reason. */
function Go({ due, onDone }: { due: Due; onDone: () => void }) {
  const { say, short, moment } = useVoice();
  const { here, past } = useSession();
  const show = useFailure();
  const [chosen, setChosen] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const [go, busy] = useWork(
    async (kinds: string[], on: Day) => {
      const out = await call("choose", { what: "folder" });
      if (out === null) {
        return;
      }
      try {
        setDeleted(await call("delete_due", { kinds, on, reason, out }));
        setReason("");
        setChosen([]);
      } finally {
        onDone();
      }
    },
    (failed) => show("failed_deletion", failed),
  );
  const there = due.kinds.filter((kind) => kind.due > 0);
  const ready = chosen.length > 0 && reason.trim() !== "" && !past;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      go(chosen, due.on);
    }
  };
  const word = (code: string) => due.kinds.find((kind) => kind.kind === code)?.word ?? code;
  return (
    <Panel title={say("deletion_go_title")} id="deletion-go">
      {due.waiting.map((one) => (
        <div key={`${one.on} ${one.kinds.join("+")} ${one.at}`} className="notice doubt" data-waiting={one.kinds.join("+")}>
          {/* Whoever asked for it is not told to release it. */}
          <p>{say(one.operator === here.operator ? "deletion_waiting_own" : "deletion_waiting", { on: short(one.on), kinds: one.kinds.map(word).join("、"), who: one.called, at: moment(one.at) })}</p>
        </div>
      ))}
      {there.length === 0 ? (
        deleted === null && <Empty>{say("deletion_none")}</Empty>
      ) : (
        <form className="form-stack" onSubmit={submit} noValidate>
          <p>{say("deletion_go_lead")}</p>
          <fieldset className="radios">
            <legend>{say("deletion_kind")}</legend>
            {there.map((kind) => (
              <label key={kind.kind}>
                <input
                  id={`delete-${kind.kind}`}
                  type="checkbox"
                  checked={chosen.includes(kind.kind)}
                  onChange={(event) => setChosen(event.target.checked ? [...chosen, kind.kind] : chosen.filter((one) => one !== kind.kind))}
                />
                <span>{say(kind.kind === "looks" ? "deletion_of_looks" : "deletion_of", { kind: kind.word, n: kind.due })}</span>
              </label>
            ))}
          </fieldset>
          <Field id="deletion-reason" label={say("deletion_reason")} hint={say("deletion_reason_hint")} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          <div className="actions start">
            <Button id="delete-go" look="key" submit busy={busy} disabled={!ready} title={past ? say("past_blocked") : undefined}>
              {say("deletion_go")}
            </Button>
          </div>
        </form>
      )}
      {deleted !== null && (
        <div id="deleted" role="status">
          <p className="notice good">{say("deletion_done", { number: deleted.number })}</p>
          <Facts
            facts={[
              [say("deletion_what"), deleted.kinds.map((kind) => say(kind.kind === "looks" ? "deletion_of_looks" : "deletion_of", { kind: kind.word, n: kind.count })).join("、")],
              [say("deletion_certificate"), deleted.file ?? ""],
              [say("deletion_copies"), deleted.copies === 0 ? say("deletion_no_copies") : say("deletion_copies_said", { n: deleted.copies, until: short(deleted.copies_until) })],
              [say("close_anchor"), <code key="anchor" className="journal-anchor">{deleted.anchor}</code>],
            ]}
          />
          {deleted.alone && <p className="notice doubt">{say("deletion_alone")}</p>}
          {!deleted.swept && <p className="notice doubt">{say("deletion_unswept")}</p>}
        </div>
      )}
    </Panel>
  );
}

function Hold({ onDone }: { onDone: () => void }) {
  const { say } = useVoice();
  const { past } = useSession();
  const show = useFailure();
  const [member, setMember] = useState("");
  const [reason, setReason] = useState("");
  const [told, setTold] = useState<boolean | null>(null);
  const [go, busy] = useWork(
    async (held: boolean) => {
      setTold(null);
      await call("hold_deletion", { member, held, reason });
      setTold(held);
      setMember("");
      setReason("");
      onDone();
    },
    (failed) => show("failed_hold", failed),
  );
  const ready = member.trim() !== "" && reason.trim() !== "" && !past;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      go(true);
    }
  };
  return (
    <Panel title={say("deletion_hold")} id="deletion-hold">
      <p>{say("deletion_hold_lead")}</p>
      <form className="form-stack" onSubmit={submit} noValidate>
        <Field id="hold-member" label={say("who_saw_member")} value={member} onChange={(event) => setMember(event.target.value)} />
        <Field id="hold-reason" label={say("deletion_hold_reason")} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        <div className="actions start">
          <Button id="hold-go" submit busy={busy} disabled={!ready}>
            {say("deletion_hold_go")}
          </Button>
          <Button id="hold-free" busy={busy} disabled={!ready} onClick={() => go(false)}>
            {say("deletion_hold_free")}
          </Button>
        </div>
      </form>
      {told !== null && (
        <p id="hold-told" role="status" className="notice good">
          {say(told ? "deletion_hold_done" : "deletion_hold_freed")}
        </p>
      )}
    </Panel>
  );
}

/** Deletions that were done; each has its certificate, the same one each time. */
function Done({ done, may }: { done: DeletionDone[]; may: boolean }) {
  const { say, moment, operator, count } = useVoice();
  const show = useFailure();
  const [written, setWritten] = useState<Deleted | null>(null);
  const [write] = useWork(
    async (act: number) => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setWritten(await call("deletion_certificate", { act, out }));
      }
    },
    (failed) => show("failed_certificate", failed),
  );
  return (
    <Panel title={say("deletion_past")} id="deletion-past">
      {done.length === 0 ? (
        <Empty>{say("deletion_past_none")}</Empty>
      ) : (
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("journal_when")}</th>
              <th scope="col">{say("deletion_number")}</th>
              <th scope="col">{say("import_by")}</th>
              <th scope="col" className="end">{say("journal_members")}</th>
              <th scope="col">{say("deletion_reason")}</th>
              <th scope="col">
                <span className="unseen">{say("deletion_certificate")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {done.map((one) => (
              <tr key={one.number}>
                <td className="num">{moment(one.at)}</td>
                <th scope="row" className="num">{one.number}</th>
                <td>{operator(one.operator)}</td>
                <td className="num end">{count(one.members)}</td>
                <td>{one.reason}</td>
                <td>
                  {may && (
                    <Button id={`certificate-${one.act}`} look="quiet" onClick={() => write(one.act)}>
                      {say("deletion_again")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {written !== null && (
        <p role="status" className="notice good">
          {say("deletion_written", { file: written.file ?? "" })}
        </p>
      )}
    </Panel>
  );
}

/** Whose data are due, or kept for a reason. To see them is a look, and stands in the journal. */
function People({ kind, held, on, onClose }: { kind: DueKind; held: boolean; on: Day; onClose: () => void }) {
  const { say, short, lang } = useVoice();
  const [start, setStart] = useState(0);
  const { answer, failed, again } = useAsked("due_members", { kind: kind.kind, held, on, start, len: PAGE, lang });
  return (
    <Over title={say(held ? "deletion_see_held" : "deletion_see_due", { kind: kind.word, n: held ? kind.held : kind.due })} open onClose={onClose}>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer !== undefined && (
        <table className="tabular" id="due-people">
          <thead>
            <tr>
              <th scope="col">{say("deletion_member")}</th>
              <th scope="col">{say("deletion_code")}</th>
              <th scope="col">{say("deletion_name")}</th>
              <th scope="col">{say("deletion_ended")}</th>
              {held && <th scope="col">{say("deletion_because")}</th>}
            </tr>
          </thead>
          <tbody>
            {answer.rows.map((row) => (
              <tr key={row.code}>
                <th scope="row" className="num">{row.member}</th>
                <td className="num">{row.code}</td>
                <td>{row.name}</td>
                <td className="num">{short(row.ended)}</td>
                {held && <td>{row.because}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="dialog-foot">
        {answer !== undefined && answer.total > PAGE && (
          <>
            <Button disabled={start === 0} onClick={() => setStart(Math.max(0, start - PAGE))}>
              {say("deletion_before")}
            </Button>
            <Button disabled={start + PAGE >= answer.total} onClick={() => setStart(start + PAGE)}>
              {say("deletion_after")}
            </Button>
          </>
        )}
        <Button look="key" onClick={onClose}>
          {say("close")}
        </Button>
      </div>
    </Over>
  );
}

function Keep({ kind, onClose, onDone }: { kind: DueKind; onClose: () => void; onDone: () => void }) {
  const { say } = useVoice();
  const show = useFailure();
  const span = useSpan();
  const [length, setLength] = useState(String(kind.length));
  const [source, setSource] = useState(kind.source ?? "");
  const number = Number(length.normalize("NFKC"));
  const good = Number.isInteger(number) && kind.least <= number && number <= kind.most;
  const [go, busy] = useWork(
    async () => {
      await call("keep_for", { kind: kind.kind, length: number, source });
      onDone();
    },
    (failed) => show("failed_keep", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (good && source.trim() !== "") {
      go();
    }
  };
  const between = say("deletion_between", { least: span(kind, kind.least), most: span(kind, kind.most) });
  return (
    <Over title={say("deletion_keep_of", { kind: kind.word })} open onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="soft">{kind.basis}</p>
        <Field id="keep-length" autoFocus label={say(kind.unit === "days" ? "deletion_in_days" : "deletion_in_years")} hint={between} error={good ? undefined : between} value={length} inputMode="numeric" onChange={(event) => setLength(event.target.value)} />
        <Field id="keep-source" label={say("deletion_source")} hint={say("deletion_source_hint")} value={source} onChange={(event) => setSource(event.target.value)} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button id="keep-go" look="key" submit busy={busy} disabled={!good || source.trim() === ""}>
            {say("deletion_keep_go")}
          </Button>
        </div>
      </form>
    </Over>
  );
}
