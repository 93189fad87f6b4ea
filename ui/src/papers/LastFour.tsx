// The last-four check: answers by scan and one key, how far the campaign is, and the letters of the next one. Digits are never
// shown here; the member's own page shows them for a reason.
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Empty, Facts, Field, Icon, Panel, Radios, Skeleton } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import { numbers } from "../prints/Freeze";
import { RefusedTable } from "../prints/RefusedTable";
import type { CheckAnswered, CheckCount, CheckEmployer, CheckStatus, Planned } from "../wire";
import { Cases } from "./Cases";
import "./last_four.css";

export function LastFour() {
  const { say, lang } = useVoice();
  const { view, here } = useSession();
  const { answer, failed, slow, again } = useAsked("last_four_status", { on: view.on, lang });
  const cases = useAsked("last_four_cases", here.may.includes("edit") ? { on: view.on, lang } : null);
  const renew = () => {
    again();
    cases.again();
  };
  return (
    <>
      <Answers onDone={renew} />
      {cases.failed !== undefined && <FailurePanel failed={cases.failed} again={cases.again} />}
      {cases.answer !== undefined && <Cases cases={cases.answer} onDone={renew} />}
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={6} />}
      {answer !== undefined && (
        <Panel title={say("check_progress")} id="check-progress">
          <Progress status={answer} onDone={renew} />
        </Panel>
      )}
      <Begin />
    </>
  );
}

/** Answers, as the letters come back: the code, then one key. */
function Answers({ onDone }: { onDone: () => void }) {
  const { say, code, lang } = useVoice();
  const { here, view, fixed } = useSession();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  // The letter that was read and waits for its one key.
  const [held, setHeld] = useState<string | null>(null);
  const [telling, setTelling] = useState(false);
  const [digits, setDigits] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [told, setTold] = useKept<readonly CheckAnswered[]>("check answers", []);
  const blocked = fixed !== undefined || !here.may.includes("edit");
  const ready = () => {
    setHeld(null);
    setText("");
    setTelling(false);
    setDigits("");
    requestAnimationFrame(() => field.current?.focus());
  };
  const [record, busy] = useWork(
    async (given: string, agrees: boolean, said: string | null) => {
      setWrong(null);
      const answers = await call("last_four_answer", { codes: [given], agrees, said, on: view.on, lang });
      setTold([...answers.toReversed(), ...told].slice(0, 200));
      ready();
      onDone();
    },
    // What was typed stays where it is, with what is wrong beside it.
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const tells = here.may.includes("last_four");
  const choose = (key: string): boolean => {
    if (held === null || blocked || busy) {
      return false;
    }
    if (key === "1" || key === "2") {
      record(held, key === "1", null);
      return true;
    }
    if (key === "3" && tells) {
      setTelling(true);
      return true;
    }
    return false;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && held === null && !blocked) {
      setWrong(null);
      setHeld(text.trim());
      setText("");
    }
  };
  const key = (event: KeyboardEvent) => {
    if (held === null) {
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      ready();
    } else if (text === "" && choose(event.key)) {
      event.preventDefault();
    }
  };
  return (
    <Panel title={say("check_answers")} id="check-answers">
      <p>{say("check_answers_lead")}</p>
      <form onSubmit={submit} noValidate>
        <Field
          ref={field}
          id="check-code"
          className="check-code"
          label={held === null ? say("check_code") : say("check_code_of", { code: held })}
          hint={held === null ? say("check_code_hint") : say("check_key_hint")}
          error={wrong}
          value={text}
          autoComplete="off"
          spellCheck={false}
          disabled={blocked}
          title={fixed && say(fixed)}
          onKeyDown={key}
          onChange={(event) => {
            const typed = event.target.value;
            // An input method that is on writes １ in place of 1.
            if (held !== null && choose(typed.normalize("NFKC").trim())) {
              setText("");
            } else {
              setText(typed);
            }
          }}
        />
      </form>
      {held !== null && !telling && (
        <div className="actions start" id="check-keys">
          <Button id="check-agrees" look="key" busy={busy} onClick={() => choose("1")}>
            {say("check_agrees")} <kbd>1</kbd>
          </Button>
          <Button id="check-differs" busy={busy} onClick={() => choose("2")}>
            {say("check_differs")} <kbd>2</kbd>
          </Button>
          {tells && (
            <Button id="check-tells" busy={busy} onClick={() => choose("3")}>
              {say("check_tells")} <kbd>3</kbd>
            </Button>
          )}
          <Button id="check-drop" look="quiet" onClick={ready}>
            {say("cancel")} <kbd>Esc</kbd>
          </Button>
        </div>
      )}
      {held !== null && telling && (
        <form
          className="actions start"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            record(held, false, digits);
          }}
        >
          <Field
            id="check-digits"
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            autoFocus
            label={say("check_digits")}
            hint={say("check_digits_hint")}
            value={digits}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                event.preventDefault();
                ready();
              }
            }}
            onChange={(event) => setDigits(event.target.value)}
          />
          <Button id="check-tell" look="key" submit busy={busy} disabled={digits.trim().length !== 4}>
            {say("check_tell")}
          </Button>
        </form>
      )}
      {told.length > 0 && (
        <ul id="check-told" className="check-told" aria-live="polite">
          {told.map((one, at) => (
            <li key={told.length - at} data-done={one.done}>
              {one.done ? <Badge tone={one.state === "agrees" ? "good" : "doubt"}>{code(one.state ?? "")}</Badge> : <Badge tone="bad">{say("check_not_recorded")}</Badge>}{" "}
              <span className="num">{one.member ?? one.given}</span> <b>{one.name}</b>
              {one.sentence !== null && <span> {one.sentence}</span>}
              {one.hint !== null && <span className="soft"> {one.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** States and how many stand in each, in words. */
function Counts({ counts }: { counts: readonly CheckCount[] }) {
  const { count } = useVoice();
  return (
    <>
      {counts
        .filter((one) => one.count > 0)
        .map((one) => (
          <span key={one.state} className="check-count" data-state={one.state}>
            {one.said} <b className="num">{count(one.count)}</b>
          </span>
        ))}
    </>
  );
}

function Progress({ status, onDone }: { status: CheckStatus; onDone: () => void }) {
  const { say, short, count, lang } = useVoice();
  const { here, view, fixed } = useSession();
  const show = useFailure();
  const [due, busy] = useWork(
    async () => {
      await call("last_four_due", { on: view.on, lang });
      onDone();
    },
    (failed) => show("failed_check", failed),
  );
  const source = useAllRows<CheckEmployer>(status.employers);
  const columns: Column<CheckEmployer>[] = [
    { key: "employer", head: say("employer"), width: "minmax(9rem, 16rem)", cell: (row) => (row.employer === null ? say("check_no_employer") : `${row.employer} ${row.name ?? ""}`) },
    { key: "counts", head: say("check_states"), width: "minmax(14rem, 3fr)", wrap: true, cell: (row) => <Counts counts={row.counts} /> },
  ];
  return (
    <>
      <Facts facts={[[say("check_members"), say("people", { n: status.members })], ...status.counts.filter((one) => one.count > 0).map((one) => [one.said, <span key={one.state} className="num">{count(one.count)}</span>] as const)]} />
      {status.overdue > 0 && (
        <div className="notice doubt" id="check-overdue">
          <Icon name="warn" /> {say("check_overdue", { n: status.overdue })}{" "}
          <Button id="check-due" busy={busy} disabled={fixed !== undefined || !here.may.includes("edit")} title={fixed && say(fixed)} onClick={() => due()}>
            {say("check_due")}
          </Button>
        </div>
      )}
      {status.campaigns.length > 0 && (
        <table className="tabular" id="check-campaigns">
          <thead>
            <tr>
              <th scope="col">{say("check_batch")}</th>
              <th scope="col">{say("check_letter_day")}</th>
              <th scope="col">{say("check_until")}</th>
              <th scope="col" className="end">{say("check_letters")}</th>
              <th scope="col">{say("check_states")}</th>
            </tr>
          </thead>
          <tbody>
            {status.campaigns.map((one) => (
              <tr key={one.batch} data-batch={one.batch}>
                <th scope="row">
                  <Button look="quiet" onClick={() => go({ screen: "print", batch: one.batch, kind: null })}>{one.batch}</Button>
                </th>
                <td className="num">{short(one.on)}</td>
                <td className="num">{short(one.until)}</td>
                <td className="num end">{count(one.letters)}</td>
                <td>
                  <Counts counts={one.counts} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{say("check_by_employer")}</h3>
      <div className="check-employers">
        <Rows id="check-employers" label={say("check_by_employer")} source={source} columns={columns} rowKey={(row) => row.employer ?? ""} empty={say("list_empty")} />
      </div>
    </>
  );
}

/** The letters of a campaign: looked at first, then frozen. */
function Begin() {
  const { say, day, lang } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  const [on, setOn] = useState(here.today);
  const [until, setUntil] = useState<string | null>(null);
  const [who, setWho] = useState<"all" | "some">("all");
  const [text, setText] = useState("");
  const [planned, setPlanned] = useState<Planned | null>(null);
  const listed = numbers(text);
  const ask = (dry_run: boolean, without: boolean) =>
    call("start_last_four", { on, until, members: who === "all" ? null : listed, without_unprintable: without, dry_run, lang });
  const [look, looking] = useWork(
    async () => setPlanned(await ask(true, true)),
    (failed) => show("failed_check", failed),
  );
  const [freeze, freezing] = useWork(
    async () => {
      const answer = await ask(false, true);
      if (answer.batch === null) {
        setPlanned(answer);
        return;
      }
      go({ screen: "print", batch: answer.batch, kind: null });
    },
    (failed) => show("failed_check", failed),
  );
  const blocked = fixed !== undefined || !here.may.includes("print") || (who === "some" && listed.length === 0);
  return (
    <Panel title={say("check_begin")} id="check-begin">
      <p>{say("check_begin_lead")}</p>
      <form
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked) {
            look();
          }
        }}
      >
        <DayField label={say("check_letter_day")} value={on} onChange={(day) => (setOn(day), setPlanned(null))} />
        <Radios
          id="check-until"
          label={say("check_until")}
          value={until === null ? "usual" : "day"}
          choices={[
            { value: "usual", label: say("check_until_usual") },
            { value: "day", label: say("check_until_day") },
          ]}
          onChoose={(chosen) => (setUntil(chosen === "usual" ? null : on), setPlanned(null))}
        />
        {until !== null && <DayField label={say("check_until")} value={until} onChange={(day) => (setUntil(day), setPlanned(null))} />}
        <Radios
          id="check-who"
          label={say("print_who")}
          value={who}
          choices={[
            { value: "all", label: say("check_who_all") },
            { value: "some", label: say("print_who_some") },
          ]}
          onChoose={(chosen) => (setWho(chosen), setPlanned(null))}
        />
        {who === "some" && (
          <div className="field">
            <label htmlFor="check-numbers">{say("print_numbers")}</label>
            <textarea id="check-numbers" rows={4} spellCheck={false} value={text} onChange={(event) => (setText(event.target.value), setPlanned(null))} />
          </div>
        )}
        <div className="actions start">
          <Button id="check-look" submit busy={looking || freezing} disabled={blocked} title={fixed && say(fixed)}>
            {say("freeze_look")}
          </Button>
        </div>
      </form>
      {planned !== null && (
        <div id="check-planned" role="status">
          {planned.members === 0 ? (
            <Empty>{say("plan_none")}</Empty>
          ) : (
            <>
              <Facts
                facts={[
                  [say("batch_day"), day(planned.on)],
                  [say("plan_members"), say("people", { n: planned.members })],
                  [say("batch_envelopes"), say("letters", { n: planned.envelopes })],
                ]}
              />
              {planned.remark !== null && (
                <p className="notice doubt">
                  <Icon name="warn" /> {planned.remark}
                </p>
              )}
              <Button id="check-freeze" look="key" busy={looking || freezing} disabled={blocked} onClick={() => freeze()}>
                {say("freeze", { n: planned.members })}
              </Button>
            </>
          )}
          {planned.refused.length > 0 && <RefusedTable refused={planned.refused} />}
        </div>
      )}
    </Panel>
  );
}
