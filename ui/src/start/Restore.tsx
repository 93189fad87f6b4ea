// The way back: a copy is put into a new file, which is then open. No ledger is written over.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Field } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Here } from "../wire";

export function Restore({ onOpened, onBack }: { onOpened: (here: Here) => void; onBack: () => void }) {
  const { say } = useVoice();
  const show = useFailure();
  const [copy, setCopy] = useState("");
  const [to, setTo] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [restore, busy] = useWork(
    async () => {
      await call("restore", { copy, to, passphrase });
      const { ledger } = await call("status", {});
      if (ledger !== null) {
        onOpened(ledger);
      }
    },
    (failed) => show("failed_restore", failed),
  );
  const [choose] = useWork(
    async (what: "copy" | "new_ledger", put: (path: string) => void) => {
      const chosen = await call("choose", { what });
      if (chosen !== null) {
        put(chosen);
      }
    },
    (failed) => show("failed_restore", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (copy !== "" && to !== "" && passphrase !== "") {
      restore();
    }
  };
  return (
    <form className="panel start-open" onSubmit={submit} aria-label={say("restore_title")}>
      <div className="panel-head">
        <h2>{say("restore_title")}</h2>
      </div>
      <p>{say("restore_lead")}</p>
      <Field
        id="restore-copy"
        label={say("restore_copy")}
        value={copy}
        spellCheck={false}
        onChange={(event) => setCopy(event.target.value)}
        after={<Button id="choose-copy" onClick={() => choose("copy", setCopy)}>{say("choose")}</Button>}
      />
      <Field
        id="restore-to"
        label={say("restore_to")}
        hint={say("restore_to_hint")}
        value={to}
        spellCheck={false}
        onChange={(event) => setTo(event.target.value)}
        after={<Button id="choose-restore-to" onClick={() => choose("new_ledger", setTo)}>{say("choose")}</Button>}
      />
      <Field id="restore-passphrase" label={say("passphrase")} hint={say("restore_passphrase_hint")} type="password" autoComplete="off" value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
      <div className="actions">
        <Button onClick={onBack}>{say("back")}</Button>
        <Button id="restore" look="key" submit busy={busy} disabled={copy === "" || to === "" || passphrase === ""}>
          {busy ? say("restoring") : say("restore_go")}
        </Button>
      </div>
    </form>
  );
}
