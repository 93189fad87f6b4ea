// Who gets what: the kind, the day, everyone who is due or a list of numbers. Freezing gives a batch, or says who cannot be printed.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { useFailure } from "../frame/Failure";
import { Button, Icon, Radios } from "../frame/parts";
import { go, type Kind } from "../frame/route";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { Planned } from "../wire";
import { RefusedTable } from "./RefusedTable";

/** One number a line; from a spreadsheet only the first cell of a line counts. */
export function numbers(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split("\t")[0]?.trim() ?? "")
    .filter((line) => line !== "");
}

export function Freeze({ kind: first }: { kind: Kind }) {
  const { say, lang } = useVoice();
  const { here, past } = useSession();
  const show = useFailure();
  const [kind, setKind] = useState<Kind>(first);
  const [on, setOn] = useKept("print day", here.today);
  const [who, setWho] = useKept<"all" | "some">("print who", "all");
  const [text, setText] = useKept("print numbers", "");
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [, keepRefused] = useKept<Planned | null>("print refused", null);
  const listed = numbers(text);

  const [freeze, busy] = useWork(
    async (without: boolean) => {
      const members = who === "all" ? null : listed;
      const answer = await call("plan", { kind, on, members, without_unprintable: without, lang });
      setPlanned(answer);
      if (answer.batch !== null) {
        keepRefused(answer);
        // What was written is frozen now; the next run begins afresh.
        setText("");
        setWho("all");
        setOn(here.today);
        go({ screen: "print", batch: answer.batch, kind: null });
      }
    },
    (failed) => show("failed_plan", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    freeze(false);
  };
  const blocked = past || (who === "some" && listed.length === 0);
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
          ]}
          onChoose={setKind}
        />
        <DayField label={say("print_day")} value={on} onChange={setOn} />
        <Radios
          id="print-who"
          label={say("print_who")}
          value={who}
          choices={[
            { value: "all", label: say("print_who_all") },
            { value: "some", label: say("print_who_some") },
          ]}
          onChoose={setWho}
        />
        {who === "some" && (
          <div className="field">
            <label htmlFor="numbers">{say("print_numbers")}</label>
            <textarea id="numbers" rows={6} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
            <p className="hint" role="status">
              {say("print_numbers_count", { n: listed.length })}
            </p>
          </div>
        )}
        <div className="actions start">
          <Button id="freeze" look="key" submit busy={busy} disabled={blocked} title={past ? say("past_blocked") : undefined}>
            {busy ? say("freezing") : say("freeze")}
          </Button>
        </div>
      </form>
      {planned !== null && planned.batch === null && (
        <section className="panel stopped" role="alert">
          <div className="panel-head">
            <h2>
              <Icon name="warn" /> {planned.stopped ? say("plan_stopped") : say("plan_none")}
            </h2>
            {planned.stopped && (
              <Button id="freeze-without" busy={busy} disabled={past} onClick={() => freeze(true)}>
                {say("freeze_without")}
              </Button>
            )}
          </div>
          {planned.stopped && <p>{say("plan_stopped_hint")}</p>}
          {planned.refused.length > 0 && <RefusedTable refused={planned.refused} />}
        </section>
      )}
    </>
  );
}
