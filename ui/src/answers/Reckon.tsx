// Days reckoned from what the caller tells: the ledger holds no move, no stay and no card's issue.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call, failedOf } from "../desk";
import { Button, Choice, Field, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { MilestoneLine } from "../member/Milestones";
import type { Failed, Milestone, Reckonable } from "../wire";

export function Reckon({ kinds }: { kinds: Reckonable[] }) {
  const { say, lang } = useVoice();
  const { view } = useSession();
  const [kind, setKind] = useState("move_in_report");
  const [given, setGiven] = useState<Record<string, string>>({});
  const [told, setTold] = useState<{ milestone?: Milestone; failed?: Failed }>({});
  const result = useRef<HTMLDivElement>(null);
  // What was counted is seen without a search for it.
  useEffect(() => {
    if (told.milestone !== undefined) {
      result.current?.scrollIntoView?.({ block: "nearest" });
    }
  }, [told]);
  const form = kinds.find((one) => one.kind === kind) ?? kinds[0];
  if (form === undefined) {
    return null;
  }
  const wrong = (field: string) => told.failed?.complaints.filter((one) => one.cell === field).map((one) => `${one.sentence}${one.hint}`).join(" ");
  // What speaks of no field of the form is told below it.
  const others = told.failed?.complaints.filter((one) => form.fields.every(({ field }) => field !== one.cell)) ?? [];
  const reckon = (event: FormEvent) => {
    event.preventDefault();
    const asked = form.fields.map(({ field }) => ({ field, value: given[field] ?? "" }));
    call("reckon", { kind: form.kind, given: asked, on: view.on, lang }).then(
      (milestone) => setTold({ milestone }),
      (reason: unknown) => {
        const failed = failedOf(reason);
        setTold({ failed });
        const first = form.fields.find(({ field }) => failed.complaints.some((one) => one.cell === field));
        document.getElementById(`reckon-${first?.field ?? "kind"}`)?.focus();
      },
    );
  };
  return (
    <Panel title={say("reckon")} id="reckon">
      <p>{say("reckon_lead")}</p>
      <form className="reckon-form" onSubmit={reckon} noValidate>
        <Choice
          id="reckon-kind"
          label={say("reckon_kind")}
          value={form.kind}
          choices={kinds.map((one) => ({ value: one.kind, label: one.word }))}
          onChoose={(next) => {
            setKind(next);
            setTold({});
          }}
        />
        {form.fields.map((one) => (
          <Field
            key={one.field}
            id={`reckon-${one.field}`}
            label={one.required ? one.word : say("reckon_if_any", { field: one.word })}
            hint={one.number ? undefined : say("reckon_hint")}
            error={wrong(one.field) || undefined}
            autoComplete="off"
            inputMode={one.number ? "numeric" : undefined}
            value={given[one.field] ?? ""}
            onChange={(event) => setGiven({ ...given, [one.field]: event.target.value })}
          />
        ))}
        <div className="actions start">
          <Button id="reckon-do" look="key" submit>
            {say("reckon_do")}
          </Button>
        </div>
      </form>
      {others.map((one) => (
        <p key={one.code} className="error" role="alert">
          {one.sentence} {one.hint}
        </p>
      ))}
      <div role="status" id="reckoned" ref={result}>
        {told.milestone !== undefined && <MilestoneLine milestone={told.milestone} open />}
      </div>
    </Panel>
  );
}
