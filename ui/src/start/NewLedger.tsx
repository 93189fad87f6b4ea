// A new ledger, step by step: who the society is, whose employees it insures, what it decided, and where the book lies.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Button, Facts, Field, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { choices, choose } from "../settings/policy";
import type { EmployerForm, Here, Preset, SocietyForm } from "../wire";

const STEPS = ["society", "employers", "policy", "place", "check"] as const;
type Step = (typeof STEPS)[number];

const noEmployer: EmployerForm = { code: "", name: "", symbol: "", postcode: "", address: "" };
const noSociety: SocietyForm = {
  name: "",
  insurer_number: "",
  postcode: "",
  address: "",
  phone: "",
  portal_url: "https://myna.go.jp/",
  employers: [noEmployer],
};

type Draft = { society: SocietyForm; preset: Preset | null; source: string; policy: string; path: string; passphrase: string; again: string };

/** The decision of the society takes the place of the sample's own; the rest of the text stays as it is. */
const withSource = (text: string, source: string) => choose(text, "source", JSON.stringify(source));

export function NewLedger({ onMade, onBack }: { onMade: (here: Here) => void; onBack: () => void }) {
  const { say } = useVoice();
  const show = useFailure();
  const [step, setStep] = useState<Step>("society");
  const [draft, setDraft] = useState<Draft>({
    society: noSociety,
    preset: null,
    source: "",
    policy: "",
    path: "",
    passphrase: "",
    again: "",
  });
  const [asked, setAsked] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const at = STEPS.indexOf(step);

  useEffect(() => heading.current?.focus(), [step]);
  const turnTo = (to: Step) => {
    setAsked(false);
    setStep(to);
  };

  const [make, busy] = useWork(
    async () => {
      const { path, passphrase, society, policy } = draft;
      onMade(await call("make_ledger", { path, passphrase, society, policy }));
    },
    (failed) => show("failed_make", failed),
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete(step, draft)) {
      setAsked(true);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(".wizard input[aria-invalid=true], .wizard [aria-invalid=true] input")?.focus());
      return;
    }
    const next = STEPS[at + 1];
    if (next === undefined) {
      make();
    } else {
      turnTo(next);
    }
  };
  const back = () => {
    const before = STEPS[at - 1];
    if (before === undefined) {
      onBack();
    } else {
      turnTo(before);
    }
  };
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
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
        {step === "society" && <SocietyStep draft={draft} set={set} asked={asked} />}
        {step === "employers" && <EmployersStep draft={draft} set={set} asked={asked} />}
        {step === "policy" && <PolicyStep draft={draft} set={set} asked={asked} />}
        {step === "place" && <PlaceStep draft={draft} set={set} asked={asked} />}
        {step === "check" && <CheckStep draft={draft} edit={turnTo} />}
      </div>
      <div className="wizard-foot">
        <Button onClick={back}>{say("back")}</Button>
        <Button id={step === "check" ? "make-ledger" : "wizard-next"} look="key" submit busy={busy}>
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

function SocietyStep({ draft, set, asked }: StepProps) {
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
      error={asked && !filled(society[key]) ? say("required") : undefined}
      onChange={(event) => set({ society: { ...society, [key]: event.target.value } })}
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

function EmployersStep({ draft, set, asked }: StepProps) {
  const { say } = useVoice();
  const { employers } = draft.society;
  const put = (employers: EmployerForm[]) => set({ society: { ...draft.society, employers } });
  return (
    <>
      {employers.map((employer, at) => (
        <fieldset key={at} className="employer-form">
          <legend>{say("employer_n", { n: at + 1 })}</legend>
          <div className="fields">
            {(["code", "symbol", "name", "postcode", "address"] as const).map((key) => {
              const label = key === "postcode" || key === "address" ? say(key) : say(`employer_${key}`);
              const needed = key === "code" || key === "symbol" || key === "name";
              return (
                <Field
                  key={key}
                  className={key}
                  label={label}
                  value={employer[key]}
                  error={asked && needed && !filled(employer[key]) ? say("required") : undefined}
                  onChange={(event) => put(employers.map((one, index) => (index === at ? { ...one, [key]: event.target.value } : one)))}
                />
              );
            })}
          </div>
          {employers.length > 1 && (
            <Button look="quiet" onClick={() => put(employers.filter((_, index) => index !== at))}>
              {say("employer_remove")}
            </Button>
          )}
        </fieldset>
      ))}
      <Button id="add-employer" onClick={() => put([...employers, noEmployer])}>
        {say("employer_add")}
      </Button>
    </>
  );
}

function PolicyStep({ draft, set, asked }: StepProps) {
  const { say, policy, policyValue } = useVoice();
  const { answer, failed, slow, again } = useAsked("presets", {});
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return slow ? <Skeleton /> : null;
  }
  const chosen = draft.preset;
  const said = choices(draft.policy);
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
          <Field
            id="policy-source"
            label={say("policy_source")}
            hint={say("policy_source_why")}
            placeholder={say("policy_source_example")}
            value={draft.source}
            error={asked && !filled(draft.source) ? say("required") : undefined}
            onChange={(event) => set({ source: event.target.value, policy: withSource(draft.policy, event.target.value) })}
          />
          {/* What does not fit must be scrollable by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="choices" tabIndex={0} role="region" aria-label={say("policy_choices")}>
            <table className="tabular">
              <thead>
                <tr>
                  <th scope="col">{say("policy_key")}</th>
                  <th scope="col">{say("policy_value")}</th>
                  <th scope="col">{say("policy_comment")}</th>
                </tr>
              </thead>
              <tbody>
                {chosen.choices
                  .filter((choice) => choice.key !== "source")
                  .map(({ key, value, comment }) => (
                    <tr key={key}>
                      <th scope="row">{policy(key)}</th>
                      <td>{policyValue(key, said.get(key) ?? "")}</td>
                      <td>{said.get(key) === value ? comment : ""}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
          <details>
            <summary>{say("policy_text")}</summary>
            <textarea
              className="raw"
              aria-label={say("policy_text")}
              rows={16}
              spellCheck={false}
              value={draft.policy}
              onChange={(event) => set({ policy: event.target.value })}
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
