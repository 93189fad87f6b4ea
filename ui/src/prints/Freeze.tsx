// Who gets what: the kind, the day, everyone who is due or a list of numbers. First the answer is looked at, then it is frozen.
import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { useFailure } from "../frame/Failure";
import { Button, Facts, Icon, Radios } from "../frame/parts";
import { go, type Kind } from "../frame/route";
import { useVoice } from "../frame/say";
import { type Fixed, useKept, useSession } from "../frame/session";
import type { Planned } from "../wire";
import { RefusedTable } from "./RefusedTable";

/** One number a line; from a spreadsheet only the first cell of a line counts. A number that stands twice, in full width perhaps,
    is one. */
export function numbers(text: string): string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.split("\t")[0]?.trim() ?? "")
    .filter((line) => line !== "");
  return [...new Map(lines.toReversed().map((line) => [line.normalize("NFKC"), line])).values()].toReversed();
}

export function Freeze({ kind: first }: { kind: Kind }) {
  const { say, lang } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  const [kind, setKind] = useState<Kind>(first);
  const [on, setOn] = useKept("print day", here.today);
  const [who, setWho] = useKept<"all" | "some">("print who", "all");
  const [text, setText] = useKept("print numbers", "");
  const [wrapped, setWrapped] = useState<"policy" | "household" | "member">("policy");
  // Whom it would be for, and whether those who cannot be printed are left out of it.
  const [planned, setPlanned] = useState<{ answer: Planned; without: boolean } | null>(null);
  const [, keepRefused] = useKept<Planned | null>("print refused", null);
  const listed = numbers(text);
  const ask = (without: boolean, dry_run: boolean) =>
    call("plan", { kind, on, envelopes: wrapped === "policy" ? null : wrapped, members: who === "all" ? null : listed, without_unprintable: without, dry_run, lang });

  const [look, looking] = useWork(
    async (without: boolean) => setPlanned({ answer: await ask(without, true), without }),
    (failed) => show("failed_plan", failed),
  );
  const [freeze, freezing] = useWork(
    async (without: boolean) => {
      const answer = await ask(without, false);
      if (answer.batch === null) {
        // The ledger has changed since it was looked at.
        setPlanned({ answer, without });
        return;
      }
      keepRefused(answer);
      // What was written is frozen now; the next run begins afresh.
      setText("");
      setWho("all");
      setOn(here.today);
      go({ screen: "print", batch: answer.batch, kind: null });
    },
    (failed) => show("failed_plan", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look(false);
  };
  /** What is asked changes: the answer to the earlier question goes. */
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPlanned(null);
    };
  const busy = looking || freezing;
  const blocked = fixed !== undefined || (who === "some" && listed.length === 0);
  return (
    <>
      <form className="panel freeze-form" onSubmit={submit}>
        <p>{say("print_lead")}</p>
        <Radios
          id="print-kind"
          label={say("print_kind")}
          value={kind}
          choices={[
            { value: "notice", label: say("kind_notice") },
            { value: "certificate", label: say("kind_certificate") },
            { value: "elderly_certificate", label: say("kind_elderly_certificate") },
            { value: "return_request", label: say("kind_return_request") },
            { value: "refusal", label: say("kind_refusal") },
          ]}
          onChoose={change(setKind)}
        />
        <DayField label={say("print_day")} value={on} onChange={change(setOn)} />
        <Radios
          id="print-who"
          label={say("print_who")}
          value={who}
          choices={[
            { value: "all", label: say("print_who_all") },
            { value: "some", label: say("print_who_some") },
          ]}
          onChoose={change(setWho)}
        />
        <Radios
          id="print-envelopes"
          label={say("print_envelopes")}
          value={wrapped}
          choices={[
            { value: "policy", label: say("print_envelopes_policy") },
            { value: "household", label: say("print_envelopes_household") },
            { value: "member", label: say("print_envelopes_member") },
          ]}
          onChoose={change(setWrapped)}
        />
        {who === "some" && (
          <div className="field">
            <label htmlFor="numbers">{say("print_numbers")}</label>
            <textarea id="numbers" rows={6} spellCheck={false} value={text} onChange={(event) => change(setText)(event.target.value)} />
            <p className="hint" role="status">
              {say("print_numbers_count", { n: listed.length })}
            </p>
          </div>
        )}
        <div className="actions start">
          <Button id="freeze" look={planned === null ? "key" : "plain"} submit busy={busy} disabled={blocked} title={fixed && say(fixed)}>
            {looking ? say("freeze_looking") : say("freeze_look")}
          </Button>
        </div>
      </form>
      {planned !== null && (
        <Answer
          planned={planned.answer}
          busy={busy}
          fixed={fixed}
          onFreeze={() => freeze(planned.without)}
          onWithout={() => look(true)}
        />
      )}
    </>
  );
}

/** Whom it would be for; or that nobody is due, or that somebody's paper cannot be printed. */
function Answer({ planned, busy, fixed, onFreeze, onWithout }: { planned: Planned; busy: boolean; fixed: Fixed; onFreeze: () => void; onWithout: () => void }) {
  const { say, code, day } = useVoice();
  const ready = !planned.stopped && planned.members > 0;
  const title = ready ? say("plan_ready") : planned.stopped ? say("plan_stopped") : say("plan_none");
  // Who has looked goes on with Enter.
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => panel.current?.querySelector<HTMLButtonElement>("#freeze-yes, #freeze-without")?.focus(), [planned]);
  return (
    <section ref={panel} className={ready ? "panel" : "panel stopped"} role={ready ? "status" : "alert"}>
      <div className="panel-head">
        <h2>
          {!ready && <Icon name="warn" />} {title}
        </h2>
        {planned.stopped && (
          <Button id="freeze-without" busy={busy} disabled={fixed !== undefined} onClick={onWithout}>
            {say("freeze_without")}
          </Button>
        )}
      </div>
      {planned.stopped && <p>{say("plan_stopped_hint")}</p>}
      {ready && (
        <>
          <Facts
            facts={[
              [say("paper_kind"), code(planned.kind)],
              [say("batch_day"), day(planned.on)],
              [say("plan_members"), say("people", { n: planned.members })],
              [say("batch_envelopes"), say("letters", { n: planned.envelopes })],
            ]}
          />
          {planned.remark !== null && (
            <p className="notice doubt" id="freeze-remark">
              <Icon name="warn" /> {planned.remark}
            </p>
          )}
          <div className="actions start">
            <Button id="freeze-yes" look="key" busy={busy} disabled={fixed !== undefined} onClick={onFreeze}>
              {say("freeze", { n: planned.members })}
            </Button>
            <span className="soft">{say("freeze_hint")}</span>
          </div>
        </>
      )}
      {planned.refused.length > 0 && (
        <>
          {ready && <h3>{say("plan_refused")}</h3>}
          <RefusedTable refused={planned.refused} />
        </>
      )}
    </section>
  );
}
