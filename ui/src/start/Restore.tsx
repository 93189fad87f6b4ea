// The way back: a copy is put into a new file, which is then open. No ledger is written over.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Facts, Field, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import { Tried, useTried } from "../frame/Wrong";
import type { Here, Restored } from "../wire";
import { Missing } from "./PutBack";

export function Restore({ onOpened, onBack }: { onOpened: (here: Here) => void; onBack: () => void }) {
  const { say, moment } = useVoice();
  const show = useFailure();
  const [copy, setCopy] = useState("");
  const [to, setTo] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [done, setDone] = useState<{ told: Restored; here: Here } | null>(null);
  const tried = useTried("restore-passphrase");
  const [restore, busy] = useWork(
    async () => {
      tried.clear();
      const told = await call("restore", { copy, to, passphrase });
      const { ledger } = await call("status", {});
      if (ledger !== null) {
        setDone({ told, here: ledger });
      }
    },
    (failed) => tried.take(failed) || show("failed_restore", failed),
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
      <Tried id="restore-passphrase" label={say("passphrase")} hint={say("restore_passphrase_hint")} failed={tried.failed} value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
      <div className="actions">
        <Button onClick={onBack}>{say("back")}</Button>
        <Button id="restore" look="key" submit busy={busy} disabled={copy === "" || to === "" || passphrase === ""}>
          {busy ? say("restoring") : say("restore_go")}
        </Button>
      </div>
      {done !== null && (
        <Over title={say("restore_done")} open onClose={() => onOpened(done.here)}>
          <p>{say("restore_done_lead", { at: moment(done.told.at), file: done.told.file })}</p>
          <Facts facts={[[say("put_back_missing"), <Missing key="missing" count={done.told.behind} />]]} />
          {done.told.deleted_since > 0 && <p className="notice doubt">{say("copies_deleted_since", { n: done.told.deleted_since })}</p>}
          <div className="dialog-foot">
            <Button id="restore-begin" look="key" autoFocus onClick={() => onOpened(done.here)}>
              {say("put_back_begin")}
            </Button>
          </div>
        </Over>
      )}
    </form>
  );
}
