// The forms (届出の用紙): of one member, with what is known filled in; blank, or with an employer's name and address.
import { type ReactNode, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Choice, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";

const FORMS = ["certificate", "notice", "loss", "uncollected"] as const;
type Form = (typeof FORMS)[number];

export function Forms({ member }: { member: string }) {
  const { say } = useVoice();
  return (
    <FormsPanel title={say("forms_title")} member={member} employer={null}>
      <p className="soft">{say("forms_lead")}</p>
    </FormsPanel>
  );
}

/** Forms for whoever has no letter yet: nothing filled in, or the employer only. */
export function BlankForms() {
  const { say } = useVoice();
  const { here } = useSession();
  const [employer, setEmployer] = useState("");
  return (
    <FormsPanel title={say("blank_title")} member={null} employer={employer === "" ? null : employer}>
      <p className="soft">{say("blank_lead")}</p>
      <Choice
        id="form-employer"
        label={say("blank_for")}
        value={employer}
        choices={[{ value: "", label: say("blank_none") }, ...here.employers.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))]}
        onChoose={setEmployer}
      />
    </FormsPanel>
  );
}

type FormsProps = { title: string; member: string | null; employer: string | null; children: ReactNode };

function FormsPanel({ title, member, employer, children }: FormsProps) {
  const { say } = useVoice();
  const { view, here } = useSession();
  const show = useFailure();
  const [file, setFile] = useState("");
  const [write, writing] = useWork(
    async (form: Form) => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setFile((await call("form", { form, member, employer, on: view.on, out })).file);
      }
    },
    (failed) => show("failed_form", failed),
  );
  if (!here.may.includes("print")) {
    return null;
  }
  return (
    <Panel title={title} id="forms">
      {children}
      <div className="actions start">
        {FORMS.map((form) => (
          <Button key={form} id={`form-${form}`} busy={writing} onClick={() => write(form)}>
            {say(`form_${form}`)}
          </Button>
        ))}
      </div>
      <p role="status" className="soft">
        {file}
      </p>
    </Panel>
  );
}
