// A forgotten passphrase: the sealed recovery code sets a new one.
import { useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { Button, Choice, Field, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Here } from "../wire";

type Props = { path: string; operators: readonly string[]; open: boolean; onClose: () => void; onOpened: (here: Here) => void };

export function Recover({ path, operators, open, onClose, onOpened }: Props) {
  const { say } = useVoice();
  const [chosen, setChosen] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const operator = chosen ?? operators[0] ?? "";
  const [recover, busy] = useWork(
    async () => {
      setWrong(null);
      onOpened(await call("recover", { path, code, operator, passphrase }));
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  return (
    <Over title={say("recovery_use")} open={open} onClose={onClose}>
      <p>{say("recovery_use_lead")}</p>
      <Choice
        id="recover-operator"
        label={say("operator_field")}
        value={operator}
        choices={operators.map((one) => ({ value: one, label: one }))}
        onChoose={setChosen}
      />
      <Field id="recover-code" autoFocus label={say("recovery")} value={code} spellCheck={false} autoComplete="off" onChange={(event) => setCode(event.target.value)} />
      <Field
        id="recover-passphrase"
        type="password"
        autoComplete="off"
        label={say("own_passphrase_new")}
        hint={say("passphrase_rule")}
        error={wrong}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <div className="dialog-foot">
        <Button id="recover-do" look="key" busy={busy} disabled={code === "" || passphrase === ""} onClick={recover}>
          {say("recovery_use_do")}
        </Button>
      </div>
    </Over>
  );
}
