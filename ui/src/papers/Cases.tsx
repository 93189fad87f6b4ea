// Differences that are not closed: what to do next, with whom numbers may have been exchanged, and the steps to the end.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { numberColumn } from "../find/columns";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Facts, Field, Icon, Over, Panel, Radios, Skeleton } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { CheckCase, CheckCaseShown, Failed } from "../wire";

export function Cases({ cases, onDone }: { cases: readonly CheckCase[]; onDone: () => void }) {
  const { say, short } = useVoice();
  const [open, setOpen] = useState<string | null>(null);
  const source = useAllRows(cases);
  const columns: Column<CheckCase>[] = [
    numberColumn({ say }, (row) => row.member),
    { key: "name", head: say("name"), width: "minmax(7rem, 12rem)", wrap: true, cell: (row) => <b className="clip">{legible(row.name)}</b> },
    { key: "state", head: say("state"), width: "minmax(7rem, 10rem)", wrap: true, cell: (row) => row.said },
    { key: "asked", head: say("check_asked"), width: "minmax(6rem, 9rem)", wrap: true, cell: (row) => (row.asked === null ? "" : `${row.asked.said} ${short(row.asked.until)}${row.asked.late ? ` ${say("check_late")}` : ""}`) },
    { key: "next", head: say("check_next"), width: "minmax(12rem, 3fr)", wrap: true, cell: (row) => <span title={row.next}>{row.swaps.length > 0 ? `${say("check_swap_found")} ${row.next}` : row.next}</span> },
  ];
  return (
    <Panel title={say("check_cases")} id="check-cases">
      <div className="check-cases">
        <Rows id="cases" label={say("check_cases")} source={source} columns={columns} rowKey={(row) => row.member} people onOpen={(row) => setOpen(row.code)} empty={say("check_no_cases")} />
      </div>
      {open !== null && <CaseOver code={open} onClose={() => setOpen(null)} onDone={onDone} />}
    </Panel>
  );
}

function CaseOver({ code, onClose, onDone }: { code: string; onClose: () => void; onDone: () => void }) {
  const { say, short, operator, lang } = useVoice();
  const { view } = useSession();
  const [spelled, setSpelled] = useState<{ name: string | null; address: string | null }>({ name: null, address: null });
  const { answer, failed, slow, again } = useAsked("last_four_case", { member: code, on: view.on, ...spelled, lang });
  const done = () => {
    again();
    onDone();
  };
  return (
    <Over title={say("check_case")} open onClose={onClose} side>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={6} />}
      {answer !== undefined && (
        <div id="case" className="form-stack">
          <Facts
            facts={[
              [say("number"), <span key="number" className="num">{answer.case.member}</span>],
              [say("name"), <b key="name">{answer.case.name}</b>],
              [say("state"), answer.case.said],
              [say("check_since"), short(answer.case.since)],
              [say("check_asked"), answer.case.asked === null ? "" : `${answer.case.asked.said} ${short(answer.case.asked.until)}`],
            ]}
          />
          <p className="notice" id="case-next">{answer.case.next}</p>
          {answer.case.swaps.map((swap) => (
            <p key={swap.code} className="notice doubt" data-swap={swap.code}>
              <Icon name="warn" />
              <span>
                <b className="num">{swap.member}</b> {swap.name} {swap.sentence}
              </span>
            </p>
          ))}
          <Steps shown={answer} onDone={done} />
          <Spellings shown={answer} onCompare={setSpelled} />
          <h3>{say("check_history")}</h3>
          <ul className="check-told" id="case-events">
            {answer.letters.map((letter) => (
              <li key={letter.paper}>
                <span className="num">{short(letter.on)}</span> {say(letter.second ? "check_second_letter" : "check_first_letter", { paper: letter.paper })}{" "}
                <span className="soft">{say(letter.letter === "with_digits" ? "check_with_digits" : "check_without_digits")}</span>
              </li>
            ))}
            {answer.events.map((event, at) => (
              <li key={at}>
                <span className="num">{short(event.on)}</span> {event.said}
                {event.asked !== null && ` ${event.asked.said} ${short(event.asked.until)}`}
                {event.digits_told && ` ${say("check_digits_told")}`}
                {event.note !== null && ` ${event.note}`} <span className="soft">{operator(event.operator)}</span>
              </li>
            ))}
          </ul>
          <div className="dialog-foot">
            <Button onClick={() => go({ screen: "member", member: answer.case.code })}>{say("check_member")}</Button>
            <Button look="key" id="case-close-window" onClick={onClose}>
              {say("close")}
            </Button>
          </div>
        </div>
      )}
    </Over>
  );
}

type Whom = "employer" | "member" | "resident_register";

/** What may be done now. What is wrong is said beside it. */
function Steps({ shown, onDone }: { shown: CheckCaseShown; onDone: () => void }) {
  const { say, lang } = useVoice();
  const { here, view, fixed } = useSession();
  const [whom, setWhom] = useState<Whom>("employer");
  const [until, setUntil] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [frozen, setFrozen] = useState<string | null>(null);
  const { member } = { member: shown.case.code };
  const told = (failed: Failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" "));
  const [step, busy] = useWork(async (what: "ask" | "correct" | "close") => {
    setWrong(null);
    const asks = what === "ask";
    await call("last_four_step", { member, step: what, whom: asks ? whom : null, until: asks ? until : null, on: view.on, note: note.trim() === "" ? null : note, lang });
    setNote("");
    onDone();
  }, told);
  const [second, freezing] = useWork(async () => {
    setWrong(null);
    const planned = await call("second_letter", { member, on: view.on, until: null, lang });
    if (planned.batch === null) {
      setWrong(planned.refused.map((one) => one.sentence).join(" "));
      return;
    }
    setFrozen(planned.batch);
    onDone();
  }, told);
  const may = (what: string) => shown.case.steps.includes(what);
  const blocked = fixed !== undefined || !here.may.includes("edit");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked) {
      step("ask");
    }
  };
  return (
    <>
      {may("ask") && (
        <form onSubmit={submit} noValidate className="form-stack">
          <Radios
            id="case-whom"
            label={say("check_whom")}
            value={whom}
            choices={[
              { value: "employer", label: say("check_whom_employer") },
              { value: "member", label: say("check_whom_member") },
              { value: "resident_register", label: say("check_whom_register") },
            ]}
            onChoose={setWhom}
          />
          <Radios
            id="case-until"
            label={say("check_asked_until")}
            value={until === null ? "usual" : "day"}
            choices={[
              { value: "usual", label: say("check_until_usual") },
              { value: "day", label: say("check_until_day") },
            ]}
            onChoose={(chosen) => setUntil(chosen === "usual" ? null : view.on)}
          />
          {until !== null && <DayField label={say("check_asked_until")} value={until} onChange={setUntil} />}
          <div className="actions start">
            <Button id="case-ask" submit look="key" busy={busy} disabled={blocked} title={fixed && say(fixed)}>
              {say("check_ask")}
            </Button>
          </div>
        </form>
      )}
      {(may("close") || may("correct") || may("ask")) && (
        <Field id="case-note" label={say("check_note")} hint={say("check_note_hint")} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      )}
      <div className="actions start">
        {may("correct") && (
          <Button id="case-correct" look="key" busy={busy} disabled={blocked} onClick={() => step("correct")}>
            {say("check_correct")}
          </Button>
        )}
        {may("second_letter") && (
          <Button id="case-second" look="key" busy={freezing} disabled={blocked} onClick={() => second()}>
            {say("check_second")}
          </Button>
        )}
        {may("close") && (
          <Button id="case-close" busy={busy} disabled={blocked || note.trim() === ""} onClick={() => step("close")}>
            {say("check_close")}
          </Button>
        )}
      </div>
      {wrong !== null && (
        <p className="error" id="case-wrong" role="alert">
          {wrong}
        </p>
      )}
      {frozen !== null && (
        <p className="notice good" role="status">
          {say("check_second_frozen")} <Button look="quiet" onClick={() => go({ screen: "print", batch: frozen, kind: null })}>{frozen}</Button>
        </p>
      )}
    </>
  );
}

/** How the spellings of name and address agree, and those of the answer once they are typed. */
function Spellings({ shown, onCompare }: { shown: CheckCaseShown; onCompare: (spelled: { name: string | null; address: string | null }) => void }) {
  const { say, field } = useVoice();
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const tone = { A: "good", B: "plain", C: "doubt" } as const;
  return (
    <details id="case-spellings" open={shown.agreements.length > 0}>
      <summary>{say("check_spellings")}</summary>
      {shown.agreements.map((one, at) => (
        <p key={at} data-grade={one.grade}>
          <Badge tone={tone[one.grade as keyof typeof tone] ?? "plain"}>{say(`check_grade_${one.grade === "A" ? "a" : one.grade === "B" ? "b" : "c"}`)}</Badge> {field(one.about)} {one.between[0]}「{one.spellings[0]}」 {one.between[1]}「{one.spellings[1]}」 <span className="soft">{one.because.join("、")}</span>
        </p>
      ))}
      <form
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onCompare({ name: name.trim() === "" ? null : name, address: address.trim() === "" ? null : address });
        }}
      >
        <Field id="case-name" label={say("check_answer_name")} value={name} onChange={(event) => setName(event.target.value)} />
        <Field id="case-address" label={say("check_answer_address")} value={address} onChange={(event) => setAddress(event.target.value)} />
        <div className="actions start">
          <Button id="case-compare" submit>
            {say("check_compare")}
          </Button>
        </div>
      </form>
    </details>
  );
}
