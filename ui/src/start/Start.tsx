// Before a ledger is open: open one, try a training society, or make a new one.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Choice, Field, Icon, Over } from "../frame/parts";
import { prefer, preferences } from "../frame/preferences";
import { useVoice } from "../frame/say";
import { Wrong } from "../frame/Wrong";
import type { Failed, Here, Status, TrainingMade } from "../wire";
import { type Draft, NewLedger, noDraft } from "./NewLedger";
import { DAMAGED, PutBack } from "./PutBack";
import { Restore } from "./Restore";
import { Recover } from "./Recover";
import { ViewBar } from "./ViewBar";
import "./start.css";

type Props = { status: Status; onOpened: (here: Here) => void };

export function Start({ status, onOpened }: Props) {
  const { say } = useVoice();
  const [doing, setDoing] = useState<"open" | "make" | "restore">("open");
  const [draft, setDraft] = useState<Draft>(noDraft);
  const back = () => setDoing("open");
  return (
    <main className="start-page" data-screen="start">
      <header className="start-head">
        <h1 tabIndex={-1}>{say("app")}</h1>
        <ViewBar />
        <p>{say("start_lead")}</p>
      </header>
      {doing === "make" && <NewLedger draft={draft} onDraft={setDraft} onMade={onOpened} onBack={back} />}
      {doing === "restore" && <Restore onOpened={onOpened} onBack={back} />}
      {doing === "open" && (
        <div className="start-choices">
          <Open status={status} onOpened={onOpened} />
          <div className="start-other">
            <Training onOpened={onOpened} />
            <section className="panel">
              <div className="panel-head">
                <h2>{say("new_title")}</h2>
              </div>
              <p>{say("new_lead")}</p>
              <Button id="new-ledger" onClick={() => setDoing("make")}>
                {say("new_start")}
              </Button>
            </section>
            <section className="panel">
              <div className="panel-head">
                <h2>{say("restore_title")}</h2>
              </div>
              <p>{say("restore_when")}</p>
              <Button id="start-restore" onClick={() => setDoing("restore")}>
                {say("restore_start")}
              </Button>
            </section>
          </div>
        </div>
      )}
      <footer className="start-foot num">{say("version", { version: status.version })}</footer>
    </main>
  );
}

function Open({ status, onOpened }: Props) {
  const { say, operator: called } = useVoice();
  const show = useFailure();
  const [path, setPath] = useState(status.named?.path ?? status.recent[0] ?? "");
  const [passphrase, setPassphrase] = useState("");
  const [visible, setVisible] = useState(false);
  const [wrong, setWrong] = useState<Failed | null>(null);
  const [damaged, setDamaged] = useState<Failed | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // Who can sign in is known before anybody does; a path that is still being typed has nobody yet.
  const { answer: door } = useAsked("operators_of", path === "" ? null : { path });
  const operators = door?.operators;
  const practice = door?.practice ?? null;
  const [chosen, setChosen] = useState(preferences().operator);
  const operator = operators?.find((one) => one === chosen) ?? operators?.[0] ?? null;
  const [recovering, setRecovering] = useState(false);

  const fail = (failed: Failed) => {
    // The clerk stays in the field: what was wrong is there.
    if (failed.code === "wrong_passphrase" || failed.code === "slow_down") {
      setWrong(failed);
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.select();
      });
    } else if (DAMAGED.has(failed.code)) {
      setDamaged(failed);
    } else {
      show("failed_open", failed);
    }
  };
  const named = status.named?.failed ?? null;
  useEffect(() => {
    if (named !== null) {
      show("failed_open", named);
    }
  }, [named, show]);
  const [open, busy] = useWork(async () => {
    setWrong(null);
    const here = await call("open_ledger", { path, operator, passphrase });
    prefer({ operator: here.operator });
    onOpened(here);
  }, fail);
  const [choose] = useWork(async () => {
    const chosen = await call("choose", { what: "ledger" });
    if (chosen !== null) {
      setPath(chosen);
      field.current?.focus();
    }
  }, fail);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path !== "" && passphrase !== "") {
      open();
    }
  };
  return (
    <form className="panel start-open" onSubmit={submit} aria-label={say("start_title")}>
      <div className="panel-head">
        <h2>{say("start_title")}</h2>
      </div>
      {status.recent.length > 0 && (
        <fieldset className="recent">
          <legend>{say("start_recent")}</legend>
          {status.recent.map((one) => (
            <label key={one} className="recent-one">
              <input
                type="radio"
                name="recent"
                checked={one === path}
                onChange={() => {
                  setPath(one);
                  setWrong(null);
                }}
              />
              <Icon name="folder" />
              <span>
                <b>{fileName(one)}</b>
                <small className="clip">{one}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <Field
        id="path"
        label={say("start_path")}
        hint={say("start_path_hint")}
        value={path}
        spellCheck={false}
        autoFocus={status.recent.length === 0 && status.named === null}
        onChange={(event) => setPath(event.target.value)}
        after={
          <Button id="choose-ledger" onClick={choose}>
            {say("choose")}
          </Button>
        }
      />
      {operator !== null && operators !== undefined && (
        <Choice
          id="operator"
          label={say("operator_field")}
          value={operator}
          choices={operators.map((one) => ({ value: one, label: called(one) }))}
          onChoose={(one) => {
            setChosen(one);
            setWrong(null);
          }}
        />
      )}
      <div className="field">
        <label htmlFor="passphrase">{say("passphrase")}</label>
        <input
          ref={field}
          id="passphrase"
          type={visible ? "text" : "password"}
          autoComplete="off"
          // With a ledger already chosen, the passphrase is all that is missing.
          autoFocus={path !== ""}
          value={passphrase}
          aria-invalid={wrong !== null}
          aria-describedby={[practice === null ? "" : "passphrase-practice", wrong === null ? "" : "passphrase-error"].filter(Boolean).join(" ") || undefined}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        {practice !== null && (
          <p className="hint" id="passphrase-practice">
            {say("practice_file", { file: practice })}
          </p>
        )}
        {wrong !== null && <Wrong id="passphrase-error" failed={wrong} />}
        <label className="tick">
          <input type="checkbox" checked={visible} onChange={(event) => setVisible(event.target.checked)} />
          {say("passphrase_show")}
        </label>
      </div>
      <Button id="open" look="key" submit busy={busy} disabled={path === "" || passphrase === ""}>
        {busy ? say("opening") : say("open")}
      </Button>
      {operators !== undefined && (
        <Button id="recover" look="quiet" onClick={() => setRecovering(true)}>
          {say("recovery_use")}
        </Button>
      )}
      {damaged !== null && (
        <PutBack path={path} operator={operator} passphrase={passphrase} failed={damaged} onClose={() => setDamaged(null)} onOpened={onOpened} />
      )}
      <Recover path={path} operators={operators ?? []} open={recovering} onClose={() => setRecovering(false)} onOpened={onOpened} />
    </form>
  );
}

const SIZES = ["300", "3000", "30000", "300000"] as const;

function Training({ onOpened }: { onOpened: (here: Here) => void }) {
  const { say, count } = useVoice();
  const show = useFailure();
  const [members, setMembers] = useState<(typeof SIZES)[number]>("3000");
  const [made, setMade] = useState<TrainingMade | null>(null);
  const [make, busy] = useWork(
    async () => {
      const dir = await call("choose", { what: "folder" });
      if (dir !== null) {
        setMade(await call("make_training", { dir, members: Number(members) }));
      }
    },
    (failed) => show("failed_training", failed),
  );
  return (
    <section className="panel start-training">
      <div className="panel-head">
        <h2>{say("training_title")}</h2>
      </div>
      <p>{say("training_lead")}</p>
      <Choice
        label={say("training_size")}
        value={members}
        disabled={busy}
        choices={SIZES.map((size) => ({ value: size, label: say("people", { n: count(Number(size)) }) }))}
        onChoose={setMembers}
      />
      <Button id="make-training" onClick={make} busy={busy}>
        {busy ? say("training_making") : say("training_make")}
      </Button>
      {made !== null && <Made made={made} onBegin={() => onOpened(made.here)} />}
    </section>
  );
}

/** A lock will ask for the passphrase: it is told before anything else. */
function Made({ made, onBegin }: { made: TrainingMade; onBegin: () => void }) {
  const { say } = useVoice();
  return (
    <Over title={say("training_made")} open onClose={onBegin}>
      <p>{say("training_passphrase")}</p>
      <p className="recovery-code" id="training-passphrase">
        {made.passphrase}
      </p>
      <p>{say("training_passphrase_lead", { file: made.file })}</p>
      <div className="dialog-foot">
        <Button id="training-begin" look="key" autoFocus onClick={onBegin}>
          {say("training_begin")}
        </Button>
      </div>
    </Over>
  );
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).pop() ?? path;
}
