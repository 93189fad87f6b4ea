// Who the society is and how it prints: what may change, as a form; what may not, as it is.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Choice, Facts, Field, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useKept, useSession, useSettingsFixed } from "../frame/session";
import type { Settings, SocietyChange, SocietyHere } from "../wire";
import { Employers } from "./Employers";

const FIELDS = ["name", "postcode", "address", "phone", "portal_url"] as const;

/** What the form may change of a society. */
const changeableOf = ({ name, postcode, address, phone, portal_url, notice_layout, certificate_layout, last_four_on_notice }: SocietyHere): SocietyChange => ({
  name,
  postcode,
  address,
  phone,
  portal_url,
  notice_layout,
  certificate_layout,
  last_four_on_notice,
});

export function Society({ answer, onChanged }: { answer: Settings; onChanged: () => void }) {
  const { say, lang } = useVoice();
  const { renew } = useSession();
  const fixed = useSettingsFixed();
  const show = useFailure();
  const { society, layouts } = answer;
  const { insurer_number, training, employers } = society;
  const changeable = changeableOf(society);
  const [form, setForm] = useKept<SocietyChange>("society form", changeable);
  const [asked, setAsked] = useState(false);
  const [changed, setChanged] = useState(false);
  // What the desk says of a field, until the field is written anew.
  const [told, setTold] = useState<ReadonlyMap<string, string>>(new Map());
  const set = (change: Partial<SocietyChange>) => {
    setForm({ ...form, ...change });
    setTold(new Map([...told].filter(([key]) => !(key in change))));
    setChanged(false);
  };
  const same = (Object.keys(changeable) as (keyof SocietyChange)[]).every((key) => form[key] === changeable[key]);
  const [save, busy] = useWork(
    async () => {
      renew(await call("change_society", { society: form }));
      // As the desk keeps it, which may be otherwise than it was typed: a postcode without its hyphen.
      setForm(changeableOf((await call("settings", { lang })).society));
      setTold(new Map());
      setChanged(true);
      onChanged();
    },
    (failed) => {
      const [first] = failed.complaints;
      if (first === undefined || failed.code !== "society_field") {
        show("failed_society", failed);
        return;
      }
      setTold(new Map(failed.complaints.map((said) => [said.cell, `${said.sentence}${said.hint}`])));
      document.getElementById(`change-${first.cell}`)?.focus();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const blank = FIELDS.find((key) => form[key].trim() === "");
    setAsked(blank !== undefined);
    if (blank === undefined) {
      save();
    } else {
      document.getElementById(`change-${blank}`)?.focus();
    }
  };
  const layout = (kind: "notice" | "certificate") => (
    <Choice
      id={`change-${kind}_layout`}
      label={say(`${kind}_layout`)}
      value={form[`${kind}_layout`]}
      choices={layouts.filter((one) => one.kind === kind).map(({ name, title }) => ({ value: name, label: title }))}
      onChoose={(name) => set({ [`${kind}_layout`]: name })}
    />
  );
  return (
    <>
      <Panel title={society.name}>
        <Facts
          facts={[
            [say("insurer_number"), <span key="number" className="num">{insurer_number}</span>],
            [say("society_kind"), training ? say("training_band") : say("society_real")],
          ]}
        />
        <form className="form-stack" onSubmit={submit} noValidate>
          {fixed !== undefined && (
            <p className="hint" id="society-fixed">
              {say(fixed)}
            </p>
          )}
          <fieldset className="within" disabled={fixed !== undefined}>
            <div className="fields">
              {FIELDS.map((key) => (
                <Field
                  key={key}
                  id={`change-${key}`}
                  className={key}
                  label={key === "name" ? say("society_name") : say(key)}
                  value={form[key]}
                  error={asked && form[key].trim() === "" ? say("required") : told.get(key)}
                  onChange={(event) => set({ [key]: event.target.value })}
                />
              ))}
              {layout("notice")}
              {layout("certificate")}
            </div>
            <label className="tick">
              <input type="checkbox" id="change-last_four" checked={form.last_four_on_notice} onChange={(event) => set({ last_four_on_notice: event.target.checked })} />
              {say("last_four_on_notice")}
            </label>
          </fieldset>
          <div className="actions start">
            <Button id="change-society" look="key" submit busy={busy} disabled={fixed !== undefined || same} title={fixed && say(fixed)}>
              {say("society_save")}
            </Button>
            {changed && (
              <span role="status" id="society-changed">
                {say("society_saved")}
              </span>
            )}
          </div>
        </form>
      </Panel>
      <Employers employers={employers} onChanged={onChanged} />
    </>
  );
}
