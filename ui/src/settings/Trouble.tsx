// A report of trouble: made from a look-alike, read as a whole, then saved as it was read.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Field, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Trouble as Answer } from "../wire";

export function Trouble() {
  const { say, lang } = useVoice();
  const { here, view } = useSession();
  const show = useFailure();
  const [member, setMember] = useState("");
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [text, setText] = useState("");
  const [saved, setSaved] = useState<string | null>(null);
  const [make, making] = useWork(
    async () => {
      setSaved(null);
      const made = await call("trouble", { member: member.trim() === "" ? null : member, on: view.on, lang });
      setText(made.text);
      setAnswer(made);
    },
    (failed) => show("failed_trouble", failed),
  );
  const [save, saving] = useWork(
    async () => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setSaved(await call("save_trouble", { text, out }));
      }
    },
    (failed) => show("failed_trouble", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make();
  };
  return (
    <Panel title={say("trouble")} id="trouble">
      <p>{say("trouble_lead")}</p>
      <form className="form-row" onSubmit={submit}>
        {here.may.includes("view") && (
          <Field id="trouble-member" label={say("trouble_member")} value={member} spellCheck={false} onChange={(event) => setMember(event.target.value)} />
        )}
        <Button id="trouble-make" look="key" submit busy={making}>
          {say("trouble_make")}
        </Button>
      </form>
      {answer !== null && (
        <>
          {answer.same !== null && (
            <p className={`notice ${answer.same ? "good" : "bad"}`} role="status">
              {say(answer.same ? "trouble_same" : "trouble_other")}
            </p>
          )}
          <textarea id="trouble-text" className="raw" aria-label={say("trouble_text")} rows={16} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
          <div className="actions start">
            <Button id="trouble-save" busy={saving} onClick={save}>
              {say("trouble_save")}
            </Button>
          </div>
          {saved !== null && (
            <p id="trouble-saved" role="status">
              {say("trouble_saved", { file: saved })}
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
