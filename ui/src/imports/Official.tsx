// An employer's forms of some days as KPFD0006.CSV or SHFD0006.CSV: which form, of whom, of which days, into which folder.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { useFailure } from "../frame/Failure";
import { Button, Choice, Field } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Day, OfficialAsk, OfficialFile } from "../wire";

const FORMS: readonly OfficialAsk["form"][] = ["enrolment", "leaving", "dependants"];
const LAYOUTS: readonly OfficialAsk["layout"][] = ["kpfd", "shfd"];

export function Official() {
  const { say, count, lang } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  const [employer, setEmployer] = useState(here.employers[0]?.code ?? "");
  const [form, setForm] = useState<OfficialAsk["form"]>("enrolment");
  const [layout, setLayout] = useState<OfficialAsk["layout"]>("kpfd");
  const [from, setFrom] = useState<Day>(here.today);
  const [to, setTo] = useState<Day>(here.today);
  const [office, setOffice] = useState("");
  const [serial, setSerial] = useState("1");
  const [written, setWritten] = useState<OfficialFile | null>(null);
  const [write, writing] = useWork(
    async () => {
      setWritten(null);
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setWritten(await call("official", { employer, form, layout, from, to, office: office.trim() === "" ? null : office.trim(), serial: Number(serial), out, lang }));
      }
    },
    (failed) => show("failed_official", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write();
  };
  return (
    <form id="official" className="form" onSubmit={submit}>
      <p>{say("official_lead")}</p>
      <Choice id="official-employer" label={say("employer")} value={employer} choices={here.employers.map((one) => ({ value: one.code, label: one.name }))} onChoose={setEmployer} />
      <Choice id="official-form" label={say("official_form")} value={form} choices={FORMS.map((value) => ({ value, label: say(`official_form_${value}`) }))} onChoose={setForm} />
      <Choice id="official-layout" label={say("official_layout")} value={layout} choices={LAYOUTS.map((value) => ({ value, label: say(`official_layout_${value}`) }))} onChoose={setLayout} />
      <DayField label={say("official_from")} value={from} onChange={setFrom} />
      <DayField label={say("official_to")} value={to} onChange={setTo} />
      <Field id="official-office" label={say(`official_office_${layout}`)} value={office} spellCheck={false} onChange={(event) => setOffice(event.target.value)} />
      <Field id="official-serial" label={say("official_serial")} value={serial} inputMode="numeric" onChange={(event) => setSerial(event.target.value.replaceAll(/[^0-9]/g, "").slice(0, 3))} />
      <div className="actions start">
        <Button id="official-write" look="key" submit busy={writing} disabled={fixed !== undefined || serial === "" || employer === ""} title={fixed && say(fixed)}>
          {say("official_write")}
        </Button>
      </div>
      {written !== null && (
        <div id="official-written" className="form" role="status">
          <p className={`notice ${written.left_out > 0 ? "bad" : "good"}`}>{say("official_written", { n: count(written.forms), file: written.file })}</p>
          <ul>
            {written.complaints.map((one) => (
              <li key={`${one.cell} ${one.code} ${one.sentence}`}>
                <b className="num">{one.cell}</b> {one.sentence} {one.hint}
              </li>
            ))}
            {written.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}
