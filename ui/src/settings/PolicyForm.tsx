// A policy as a form: the choices of the one that begins last, in words, each with the reason that a sample gives for it.
import { DayField, isDay } from "../frame/DayField";
import { Choice as Select, Field } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Preset } from "../wire";
import { CHOICES, type Choice, choices, choose, partsOf, unquoted } from "./policy";

const NOTHING_WRONG: ReadonlyMap<string, string> = new Map();

type Props = { text: string; presets: readonly Preset[]; asked: boolean; wrong?: ReadonlyMap<string, string>; onText: (text: string) => void; sourceId?: string };

/** `wrong` says of a choice what the desk says of it. */
export function PolicyForm({ text, presets, asked, wrong = NOTHING_WRONG, onText, sourceId = "adopt-source" }: Props) {
  const { say, policy } = useVoice();
  const said = choices(text);
  const from = said.get("from") ?? "";
  const source = unquoted(said.get("source") ?? "");
  const why = (key: string, value: string | null) =>
    presets.flatMap((preset) => preset.choices).find((choice) => choice.key === key && choice.value === value)?.comment;
  return (
    <div className="policy-form">
      {isDay(from) ? (
        <DayField label={policy("from")} value={from} onChange={(day) => onText(choose(text, "from", day))} />
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
        const mistake = wrong.get(choice.key);
        return (
          <div key={choice.key} className={`policy-choice ${mistake === undefined ? "" : "wrong"}`}>
            <One choice={choice} value={value} onValue={(next) => onText(choose(text, choice.key, next, why(choice.key, next) ?? ""))} />
            <p className="hint">{why(choice.key, value)}</p>
            {mistake !== undefined && (
              <p className="error" id={`policy-${choice.key}-error`}>
                {mistake}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

type OneProps = { choice: Choice; value: string | null; onValue: (value: string | null) => void };

function One({ choice, value, onValue }: OneProps) {
  const { policy, policyValue } = useVoice();
  const id = `policy-${choice.key}`;
  const label = policy(choice.key);
  switch (choice.made) {
    case "word": {
      // A word that the form does not know is the desk's to refuse.
      const words = value !== null && choice.words.includes(value) ? choice.words : [...choice.words, value ?? ""];
      return <Select id={id} label={label} value={value ?? ""} choices={words.map((word) => ({ value: word, label: policyValue(choice.key, word) }))} onChoose={onValue} />;
    }
    case "number":
      return <Field id={id} label={label} type="number" min={0} value={value ?? ""} onChange={(event) => onValue(event.target.value)} />;
    case "yearly":
      return (
        <Field
          id={id}
          label={label}
          placeholder="07-31"
          value={unquoted(value ?? "")}
          onChange={(event) => onValue(event.target.value === "" ? null : JSON.stringify(event.target.value))}
        />
      );
    case "either": {
      const parts = partsOf(value ?? "");
      const form = choice.forms.find((one) => one.parts.some((part) => parts.has(part.key))) ?? choice.forms[0];
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
                <DayField key={part.key} label={policy(part.key)} value={is} onChange={put} />
              ) : (
                <Field key={part.key} label={policy(part.key)} type="number" min={0} value={is} onChange={(event) => put(event.target.value)} />
              );
            })}
          </div>
        </>
      );
    }
  }
}
