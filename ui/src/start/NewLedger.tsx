// A new ledger, step by step: who the society is, whose employees it insures, what it decided, and where the book lies.
import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { call, failedOf } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Button, Facts, Field, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { CHOICES, choices, choose, unquoted } from "../settings/policy";
import { PolicyForm } from "../settings/PolicyForm";
import type { EmployerForm, Here, Preset, Said, SocietyForm } from "../wire";
import "../settings/settings.css";

const STEPS = ["society", "employers", "policy", "place", "check"] as const;
type Step = (typeof STEPS)[number];

const noEmployer: EmployerForm = { code: "", name: "", symbol: "", postcode: "", address: "", contact: "" };
const noSociety: SocietyForm = {
  name: "",
  insurer_number: "",
  postcode: "",
  address: "",
  phone: "",
  portal_url: "https://myna.go.jp/",
  employers: [noEmployer],
};

/** What is written so far. It outlives the form: who looks at something else finds it again. */
export type Draft = { society: SocietyForm; preset: Preset | null; source: string; policy: string; path: string; passphrase: string; again: string };

export const noDraft: Draft = { society: noSociety, preset: null, source: "", policy: "", path: "", passphrase: "", again: "" };

/** What the desk finds wrong, by field: `postcode`, and of the second employer `employer.1.postcode`. */
type Told = ReadonlyMap<string, string>;

/** The step that has the field of which the desk speaks; other mistakes have none. */
const stepOf = (field: string): Step | null => (field.startsWith("employer.") ? "employers" : field in noSociety ? "society" : null);

/** What the desk finds wrong with a step's own fields. Steps that are not written yet say nothing. */
async function mistakes(step: Step, society: SocietyForm): Promise<readonly Said[]> {
  if (step !== "society" && step !== "employers") {
    return [];
  }
  try {
    await call("check_founding", { society });
    return [];
  } catch (reason) {
    const { complaints } = failedOf(reason);
    if (complaints.some((one) => stepOf(one.cell) === null)) {
      throw reason;
    }
    return complaints.filter((one) => stepOf(one.cell) === step);
  }
}

/** The decision of the society takes the place of the sample's own; the rest of the text stays as it is. */
const withSource = (text: string, source: string) => choose(text, "source", JSON.stringify(source));

type Props = { draft: Draft; onDraft: (draft: Draft) => void; onMade: (here: Here) => void; onBack: () => void };

export function NewLedger({ draft, onDraft, onMade, onBack }: Props) {
  const { say } = useVoice();
  const show = useFailure();
  const [step, setStep] = useState<Step>("society");
  const [asked, setAsked] = useState(false);
  const [told, setTold] = useState<Told>(new Map());
  // Counts how often something was found wrong: the focus goes to the first such field each time.
  const [found, setFound] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const at = STEPS.indexOf(step);

  // Before anything is drawn, so that no key that is pressed meanwhile is lost.
  useLayoutEffect(() => {
    const wrong = document.querySelector<HTMLElement>(".wizard input[aria-invalid=true], .wizard [aria-invalid=true] input");
    (wrong ?? heading.current)?.focus();
  }, [step, found]);
  const turnTo = (to: Step) => {
    setAsked(false);
    setStep(to);
  };
  /** Leads to the first step of which something is said, and says it at its fields. */
  const tell = (said: readonly Said[]) => {
    setTold(new Map(said.map((one) => [one.cell, `${one.sentence}${one.hint}`])));
    turnTo(STEPS.find((one) => said.some(({ cell }) => stepOf(cell) === one)) ?? step);
    setFound((before) => before + 1);
  };
  /** What is written anew is no longer wrong, until the desk says so again. */
  const forget = (gone: (field: string) => boolean) => setTold((before) => new Map([...before].filter(([field]) => !gone(field))));

  const [make, busy] = useWork(
    async () => {
      const { path, passphrase, society, policy } = draft;
      onMade(await call("make_ledger", { path, passphrase, society, policy }));
    },
    (failed) => {
      if (failed.complaints.every((one) => stepOf(one.cell) !== null)) {
        tell(failed.complaints);
      } else {
        show("failed_make", failed);
      }
    },
  );
  const [goOn, checking] = useWork(
    async (next: Step) => {
      const wrong = await mistakes(step, draft.society);
      if (wrong.length === 0) {
        turnTo(next);
      } else {
        tell(wrong);
      }
    },
    (failed) => show("failed", failed),
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = STEPS[at + 1];
    if (!complete(step, draft)) {
      setAsked(true);
      setFound((before) => before + 1);
    } else if (next === undefined) {
      make();
    } else {
      goOn(next);
    }
  };
  const back = () => {
    const before = STEPS[at - 1];
    if (before === undefined) {
      // A passphrase is not left lying about.
      set({ passphrase: "", again: "" });
      onBack();
    } else {
      turnTo(before);
    }
  };
  const set = (change: Partial<Draft>) => onDraft({ ...draft, ...change });
  return (
    <form className="panel wizard" onSubmit={submit} noValidate>
      <ol className="steps" aria-label={say("new_title")}>
        {STEPS.map((one, index) => (
          <li key={one} aria-current={one === step ? "step" : undefined} className={index < at ? "done" : ""}>
            <span className="step-mark">{index + 1}</span>
            {say(`step_${one}`)}
          </li>
        ))}
      </ol>
      <h2 ref={heading} tabIndex={-1}>
        {say(`step_${step}`)} <small>{say("step_of", { n: at + 1, of: STEPS.length })}</small>
      </h2>
      <div className="wizard-body">
        {step === "society" && <SocietyStep draft={draft} set={set} asked={asked} told={told} forget={forget} />}
        {step === "employers" && <EmployersStep draft={draft} set={set} asked={asked} told={told} forget={forget} />}
        {step === "policy" && <PolicyStep draft={draft} set={set} asked={asked} />}
        {step === "place" && <PlaceStep draft={draft} set={set} asked={asked} />}
        {step === "check" && <CheckStep draft={draft} edit={turnTo} />}
      </div>
      <div className="wizard-foot">
        <Button onClick={back}>{say("back")}</Button>
        <Button id={step === "check" ? "make-ledger" : "wizard-next"} look="key" submit busy={busy || checking}>
          {step === "check" ? (busy ? say("making") : say("make_ledger")) : say("next")}
        </Button>
      </div>
    </form>
  );
}

/** Is everything there? Whether it is right, the desk says. */
function complete(step: Step, draft: Draft): boolean {
  const { society } = draft;
  switch (step) {
    case "society":
      return [society.name, society.insurer_number, society.postcode, society.address, society.phone, society.portal_url].every(filled);
    case "employers":
      return society.employers.length > 0 && society.employers.every((one) => [one.code, one.name, one.symbol].every(filled));
    case "policy":
      return draft.preset !== null && filled(draft.source);
    case "place":
      return filled(draft.path) && filled(draft.passphrase) && draft.passphrase === draft.again;
    case "check":
      return true;
  }
}

const filled = (text: string) => text.trim() !== "";

type StepProps = { draft: Draft; set: (change: Partial<Draft>) => void; asked: boolean };
type CheckedProps = StepProps & { told: Told; forget: (gone: (field: string) => boolean) => void };

function SocietyStep({ draft, set, asked, told, forget }: CheckedProps) {
  const { say } = useVoice();
  const { society } = draft;
  const field = (key: "name" | "insurer_number" | "postcode" | "address" | "phone" | "portal_url", label: string, hint?: string) => (
    <Field
      id={`society-${key}`}
      label={label}
      hint={hint}
      className={key}
      value={society[key]}
      inputMode={key === "insurer_number" || key === "postcode" ? "numeric" : undefined}
      error={asked && !filled(society[key]) ? say("required") : told.get(key)}
      onChange={(event) => {
        forget((field) => field === key);
        set({ society: { ...society, [key]: event.target.value } });
      }}
    />
  );
  return (
    <div className="fields">
      {field("name", say("society_name"))}
      {field("insurer_number", say("insurer_number"))}
      {field("postcode", say("postcode"))}
      {field("address", say("address"))}
      {field("phone", say("phone"))}
      {field("portal_url", say("portal_url"), say("portal_hint"))}
    </div>
  );
}

function EmployersStep({ draft, set, asked, told, forget }: CheckedProps) {
  const { say } = useVoice();
  const { employers } = draft.society;
  const put = (employers: EmployerForm[]) => set({ society: { ...draft.society, employers } });
  const then = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());
  const add = () => {
    put([...employers, noEmployer]);
    then(`employer-${employers.length}-code`);
  };
  // What was pressed goes with its employer: the neighbour's takes the focus, or the way to another where one alone is left.
  const remove = (at: number) => {
    // What was said of the others speaks of places that they no longer have.
    forget((field) => field.startsWith("employer."));
    put(employers.filter((_, index) => index !== at));
    then(employers.length === 2 ? "add-employer" : `remove-employer-${Math.min(at, employers.length - 2)}`);
  };
  return (
    <>
      {employers.map((employer, at) => (
        <fieldset key={at} className="employer-form">
          <legend>{say("employer_n", { n: at + 1 })}</legend>
          <div className="fields">
            {(["code", "symbol", "name", "postcode", "address", "contact"] as const).map((key) => {
              const label = key === "postcode" || key === "address" ? say(key) : say(`employer_${key}`);
              const needed = key === "code" || key === "symbol" || key === "name";
              return (
                <Field
                  key={key}
                  id={`employer-${at}-${key}`}
                  className={key}
                  label={label}
                  value={employer[key]}
                  error={asked && needed && !filled(employer[key]) ? say("required") : told.get(`employer.${at}.${key}`)}
                  onChange={(event) => {
                    forget((field) => field === `employer.${at}.${key}`);
                    put(employers.map((one, index) => (index === at ? { ...one, [key]: event.target.value } : one)));
                  }}
                />
              );
            })}
          </div>
          {employers.length > 1 && (
            <Button id={`remove-employer-${at}`} look="quiet" onClick={() => remove(at)}>
              {say("employer_remove")}
            </Button>
          )}
        </fieldset>
      ))}
      <Button id="add-employer" onClick={add}>
        {say("employer_add")}
      </Button>
    </>
  );
}

function PolicyStep({ draft, set, asked }: StepProps) {
  const { say } = useVoice();
  const { answer, failed, slow, again } = useAsked("presets", {});
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return slow ? <Skeleton /> : null;
  }
  const chosen = draft.preset;
  const write = (policy: string) => set({ policy, source: unquoted(choices(policy).get("source") ?? "") });
  return (
    <div className="policy-step">
      <p>{say("policy_pick")}</p>
      <div className="presets" role="radiogroup" aria-label={say("step_policy")} aria-invalid={asked && chosen === null ? true : undefined}>
        {answer.map((preset) => (
          <label key={preset.id} className="preset">
            <input
              type="radio"
              name="preset"
              value={preset.id}
              checked={chosen?.id === preset.id}
              onChange={() => set({ preset, policy: withSource(preset.text, draft.source) })}
            />
            <span>
              <b>{preset.title}</b>
              <small>{preset.about}</small>
            </span>
          </label>
        ))}
      </div>
      {asked && chosen === null && (
        <p className="error" role="alert">
          {say("required")}
        </p>
      )}
      {chosen !== null && (
        <div className="policy-chosen">
          <PolicyForm text={draft.policy} presets={answer} asked={asked} onText={write} sourceId="policy-source" />
          <details>
            <summary>{say("policy_text")}</summary>
            <textarea
              id="new-policy-text"
              className="raw"
              aria-label={say("policy_text")}
              rows={16}
              spellCheck={false}
              value={draft.policy}
              onChange={(event) => write(event.target.value)}
            />
          </details>
        </div>
      )}
    </div>
  );
}

function PlaceStep({ draft, set, asked }: StepProps) {
  const { say } = useVoice();
  const show = useFailure();
  const [choose] = useWork(
    async () => {
      const path = await call("choose", { what: "new_ledger" });
      if (path !== null) {
        set({ path });
      }
    },
    (failed) => show("failed", failed),
  );
  const differs = draft.again !== "" && draft.again !== draft.passphrase;
  return (
    <>
      <p>{say("place_lead")}</p>
      <Field
        id="new-path"
        label={say("place_path")}
        value={draft.path}
        spellCheck={false}
        error={asked && !filled(draft.path) ? say("required") : undefined}
        onChange={(event) => set({ path: event.target.value })}
        after={
          <Button id="choose-place" onClick={choose}>
            {say("choose")}
          </Button>
        }
      />
      <Field
        id="new-passphrase"
        type="password"
        autoComplete="new-password"
        label={say("passphrase")}
        hint={say("passphrase_rule")}
        value={draft.passphrase}
        error={asked && !filled(draft.passphrase) ? say("required") : undefined}
        onChange={(event) => set({ passphrase: event.target.value })}
      />
      <Field
        id="new-passphrase-again"
        type="password"
        autoComplete="new-password"
        label={say("passphrase_again")}
        value={draft.again}
        error={differs || (asked && draft.again !== draft.passphrase) ? say("passphrase_differs") : undefined}
        onChange={(event) => set({ again: event.target.value })}
      />
    </>
  );
}

function CheckStep({ draft, edit }: { draft: Draft; edit: (step: Step) => void }) {
  const { say } = useVoice();
  const { society } = draft;
  const change = (step: Step) => (
    <Button look="quiet" onClick={() => edit(step)}>
      {say("change")}
    </Button>
  );
  return (
    <>
      <p>{say("check_lead")}</p>
      <div className="check-part">
        <h3>
          {say("step_society")} {change("society")}
        </h3>
        <Facts
          facts={[
            [say("society_name"), society.name],
            [say("insurer_number"), society.insurer_number],
            [say("address"), `〒${society.postcode} ${society.address}`],
            [say("phone"), society.phone],
          ]}
        />
      </div>
      <div className="check-part">
        <h3>
          {say("check_employers")} {change("employers")}
        </h3>
        <ul className="flat">
          {society.employers.map((one, at) => (
            <li key={at}>
              {one.code} {one.name}（{say("employer_symbol")} {one.symbol}）
            </li>
          ))}
        </ul>
      </div>
      <div className="check-part">
        <h3>
          {say("check_policy")} {change("policy")}
        </h3>
        <Facts
          facts={[
            [say("check_policy"), draft.preset?.title],
            [say("policy_source"), draft.source],
          ]}
        />
        <Altered draft={draft} />
      </div>
      <div className="check-part">
        <h3>
          {say("step_place")} {change("place")}
        </h3>
        <p className="clip">{draft.path}</p>
      </div>
    </>
  );
}

/** What the society decided otherwise than the sample it began with. */
function Altered({ draft }: { draft: Draft }) {
  const { say, policy, policyValue } = useVoice();
  const sample = choices(draft.preset?.text ?? "");
  const said = choices(draft.policy);
  const altered = ["from", ...CHOICES.map((choice) => choice.key)].filter((key) => said.get(key) !== sample.get(key));
  if (altered.length === 0) {
    return <p id="policy-altered">{say("check_as_sample")}</p>;
  }
  const value = (of: Map<string, string>, key: string) => {
    const text = of.get(key);
    return text === undefined ? say("none") : policyValue(key, text);
  };
  return (
    <table className="tabular" id="policy-altered">
      <thead>
        <tr>
          <th scope="col">{say("check_altered")}</th>
          <th scope="col">{say("check_sample")}</th>
          <th scope="col">{say("check_here")}</th>
        </tr>
      </thead>
      <tbody>
        {altered.map((key) => (
          <tr key={key}>
            <th scope="row">{policy(key)}</th>
            <td className="soft">{value(sample, key)}</td>
            <td>
              <b>{value(said, key)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
