// The forms (届出の用紙) of one member, with what is known filled in.
import { useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";

const FORMS = ["certificate", "notice", "loss", "uncollected"] as const;
type Form = (typeof FORMS)[number];

export function Forms({ member }: { member: string }) {
  const { say } = useVoice();
  const { view, here } = useSession();
  const show = useFailure();
  const [file, setFile] = useState("");
  const [write, writing] = useWork(
    async (form: Form) => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setFile((await call("form", { form, member, employer: null, on: view.on, out })).file);
      }
    },
    (failed) => show("failed_form", failed),
  );
  if (!here.may.includes("print")) {
    return null;
  }
  return (
    <Panel title={say("forms_title")} id="forms">
      <p className="soft">{say("forms_lead")}</p>
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
