// A forgotten passphrase: the sealed recovery code sets a new one.
import { useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { Button, Choice, Field, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import { isSame, Twice, type Typed, UNTYPED } from "../frame/Twice";
import type { Here } from "../wire";

type Props = { path: string; operators: readonly string[]; open: boolean; onClose: () => void; onOpened: (here: Here) => void };

export function Recover({ path, operators, open, onClose, onOpened }: Props) {
  const { say, operator: called } = useVoice();
  const [chosen, setChosen] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const [typed, setTyped] = useState<Typed>(UNTYPED);
  const [wrong, setWrong] = useState<string | null>(null);
  const operator = chosen ?? operators[0] ?? "";
  const [recover, busy] = useWork(
    async () => {
      setWrong(null);
      onOpened(await call("recover", { path, code, operator, passphrase: typed.first }));
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
        choices={operators.map((one) => ({ value: one, label: called(one) }))}
        onChoose={setChosen}
      />
      <Field id="recover-code" autoFocus label={say("recovery")} value={code} spellCheck={false} autoComplete="off" onChange={(event) => setCode(event.target.value)} />
      <Twice
        id="recover-passphrase"
        label={say("own_passphrase_new")}
        hint={say("passphrase_rule")}
        error={wrong}
        typed={typed}
        onType={(typed) => {
          setTyped(typed);
          setWrong(null);
        }}
      />
      <div className="dialog-foot">
        <Button id="recover-do" look="key" busy={busy} disabled={code === "" || !isSame(typed)} onClick={recover}>
          {say("recovery_use_do")}
        </Button>
      </div>
    </Over>
  );
}
