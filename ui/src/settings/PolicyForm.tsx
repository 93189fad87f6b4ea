// A policy as a form: the choices of the one that begins last, in words, each with the reason that a sample gives for it.
import { useState } from "react";
import { DayField, isDay } from "../frame/DayField";
import { Choice as Select, Field } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Preset } from "../wire";
import { CHOICES, type Choice, choices, choose, lacking, partsLacking, partsOf, tidyNumber, unquoted, yearly } from "./policy";

const NOTHING_WRONG: ReadonlyMap<string, string> = new Map();

type Props = { text: string; presets: readonly Preset[]; asked: boolean; wrong?: ReadonlyMap<string, string>; onText: (text: string) => void; sourceId?: string; disabled?: boolean };

/** `wrong` says of a choice what the desk says of it. */
export function PolicyForm({ text, presets, asked, wrong = NOTHING_WRONG, onText, sourceId = "adopt-source", disabled = false }: Props) {
  const { say, policy } = useVoice();
  const said = choices(text);
  const lacks = lacking(text);
  const from = said.get("from") ?? "";
  const source = unquoted(said.get("source") ?? "");
  const why = (key: string, value: string | null) =>
    presets.flatMap((preset) => preset.choices).find((choice) => choice.key === key && choice.value === value)?.comment;
  return (
    <fieldset className="policy-form" disabled={disabled}>
      {isDay(from) ? (
        <DayField label={policy("from")} value={from} disabled={disabled} onChange={(day) => onText(choose(text, "from", day))} />
      ) : (
        <Field label={policy("from")} value={from} error={wrong.get("from")} onChange={(event) => onText(choose(text, "from", event.target.value))} />
      )}
      <Field
        id={sourceId}
        className="source"
        label={say("policy_source")}
        hint={say("policy_source_why")}
        placeholder={say("policy_source_example")}
        value={source}
        error={asked && source.trim() === "" ? say("required") : wrong.get("source")}
        onChange={(event) => onText(choose(text, "source", JSON.stringify(event.target.value)))}
      />
      {CHOICES.map((choice) => {
        const value = said.get(choice.key) ?? null;
        const lack = lacks.get(choice.key);
        // What is plainly missing is said here; the desk would speak of the text behind the form.
        const mistake = lack === undefined ? wrong.get(choice.key) : say(lack === "number" ? "policy_number" : "policy_yearly");
        return (
          <div key={choice.key} className={`policy-choice ${mistake === undefined ? "" : "wrong"}`}>
            <One choice={choice} value={value} wrong={mistake !== undefined} disabled={disabled} onValue={(next) => onText(choose(text, choice.key, next, why(choice.key, next) ?? ""))} />
            <p className="hint">{why(choice.key, value)}</p>
            {mistake !== undefined && (
              <p className="error" id={`policy-${choice.key}-error`} role="alert">
                {mistake}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

type OneProps = { choice: Choice; value: string | null; wrong: boolean; disabled: boolean; onValue: (value: string | null) => void };

function One({ choice, value, wrong, disabled, onValue }: OneProps) {
  const { policy, policyValue } = useVoice();
  const id = `policy-${choice.key}`;
  const told = wrong ? { "aria-invalid": true, "aria-describedby": `${id}-error` } : {};
  const label = policy(choice.key);
  switch (choice.made) {
    case "word": {
      // A word that the form does not know is the desk's to refuse.
      const words = value !== null && choice.words.includes(value) ? choice.words : [...choice.words, value ?? ""];
      return <Select id={id} label={label} value={value ?? ""} choices={words.map((word) => ({ value: word, label: policyValue(choice.key, word) }))} onChoose={onValue} />;
    }
    case "number":
      return <Field id={id} label={label} type="number" min={0} {...told} value={value ?? ""} onChange={(event) => onValue(tidyNumber(event.target.value))} />;
    case "yearly":
      return <Yearly id={id} label={label} told={told} value={unquoted(value ?? "")} onValue={onValue} />;
    case "either": {
      const parts = partsOf(value ?? "");
      const form = choice.forms.find((one) => one.parts.some((part) => parts.has(part.key))) ?? choice.forms[0];
      const lack = partsLacking(choice.forms, parts);
      const written = (all: readonly (readonly [string, string])[]) => `{ ${all.map(([key, said]) => `${key} = ${said}`).join(", ")} }`;
      return (
        <>
          <Select
            id={id}
            label={label}
            value={form?.name ?? ""}
            choices={choice.forms.map((one) => ({ value: one.name, label: policy(`${choice.key}_${one.name}`) }))}
            onChoose={(name) => onValue(written(choice.forms.find((one) => one.name === name)?.parts.map((part) => [part.key, part.first] as const) ?? []))}
          />
          <div className="policy-parts">
            {form?.parts.map((part) => {
              const is = parts.get(part.key) ?? "";
              const put = (next: string) => onValue(written(form.parts.map((one) => [one.key, one.key === part.key ? next : (parts.get(one.key) ?? "")] as const)));
              return isDay(is) ? (
                <DayField key={part.key} label={policy(part.key)} value={is} disabled={disabled} onChange={put} />
              ) : (
                <Field key={part.key} label={policy(part.key)} type="number" min={0} {...(lack.includes(part.key) ? told : {})} value={is} onChange={(event) => put(tidyNumber(event.target.value))} />
              );
            })}
          </div>
        </>
      );
    }
  }
}

type YearlyProps = { id: string; label: string; told: object; value: string; onValue: (value: string | null) => void };

/** A day of every year: typed as in an office, held as the text has it. */
function Yearly({ id, label, told, value, onValue }: YearlyProps) {
  const { yearly: inWords, say } = useVoice();
  // While it is typed, it stays as the hand wrote it; afterwards it is the day in words.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field
      id={id}
      label={label}
      placeholder={say("policy_yearly_example")}
      {...told}
      value={typed ?? inWords(value)}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        onValue(text.trim() === "" ? null : JSON.stringify(yearly(text) ?? text));
      }}
    />
  );
}
