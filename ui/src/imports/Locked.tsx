// A file that opens only with a password, or an archive of which one table is meant: asked where the file is being chosen.
import { useRef, useState } from "react";
import { call, failedOf } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Choice, Field, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { ImportAsk } from "../wire";
import { type Asks, begun, type Draft, nothing } from "./begin";

const nameOf = (path: string): string => path.split(/[\\/]/).pop() ?? path;

type Props = { asks: Asks; onDraft: (draft: Draft) => void };

export function Locked({ asks, onDraft }: Props) {
  const { say, lang } = useVoice();
  const { here } = useSession();
  const show = useFailure();
  const [password, setPassword] = useState("");
  const [remember, setRemember] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const { ask, failed } = asks;
  const employer = ask.employer ?? "";
  const file = nameOf(ask.file);
  const insides = failed.complaints.filter((one) => one.code === "archive_inside").map((one) => one.cell);
  const wrong = failed.complaints.find((one) => one.code === "password_wrong");

  const typed = useRef(0);
  const [open, opening] = useWork(
    async (next: ImportAsk) => {
      typed.current += 1;
      const draft = await begun(next, lang);
      onDraft(draft);
      if (draft.look !== null && remember && next.employer !== null && next.password !== undefined) {
        // The file is open all the same.
        call("keep_password", { employer: next.employer, password: next.password }).catch((reason: unknown) => show("failed_password", failedOf(reason)));
      }
    },
    (failed) => show("failed_import", failed),
  );
  // Where a password is remembered for this employer, the file opens by itself; one that is typed meanwhile goes before it.
  const [knock] = useWork(
    async (next: ImportAsk) => {
      const before = typed.current;
      const draft = await begun(next, lang);
      if (typed.current === before) {
        onDraft(draft.look === null ? draft : { ...draft, kept: true });
      }
    },
    (failed) => show("failed_import", failed),
  );
  const [forget, forgetting] = useWork(
    async () => {
      await call("keep_password", { employer, password: null });
      setForgotten(true);
    },
    (reason) => show("failed_password", reason),
  );

  if (insides.length > 0) {
    return (
      <Panel title={say("inside_title", { file })} id="inside" className="locked-file">
        <p>{say("inside_lead")}</p>
        <ul className="insides">
          {insides.map((inside) => (
            <li key={inside}>
              <Button busy={opening} onClick={() => open({ ...ask, inside })}>
                {inside}
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
    );
  }
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    if (password !== "") {
      open({ ...ask, password });
    }
  };
  return (
    <Panel title={say("password_file", { file })} id="locked-file" className="locked-file">
      <form className="form" onSubmit={submit}>
        <p>{say("password_lead")}</p>
        <Field
          id="file-password"
          type="password"
          autoComplete="off"
          autoFocus
          label={say("password_label")}
          value={password}
          error={wrong && `${wrong.sentence} ${wrong.hint}`}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Choice
          id="password-employer"
          label={say("password_whose")}
          value={employer}
          choices={[{ value: "", label: say("import_employer_auto") }, ...here.employers.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))]}
          onChoose={(chosen) => {
            setForgotten(false);
            const { password: _tried, ...rest } = ask;
            const next = { ...rest, employer: chosen === "" ? null : chosen };
            onDraft({ ...nothing, locked: { failed, ask: next } });
            if (next.employer !== null) {
              knock(next);
            }
          }}
        />
        {employer !== "" && (
          <label className="tick">
            <input id="remember-password" type="checkbox" checked={remember} onChange={(event) => setRemember(event.target.checked)} />
            {say("password_remember")}
          </label>
        )}
        <div className="actions start">
          <Button id="open-locked" look="key" submit busy={opening} disabled={password === ""}>
            {say("password_try")}
          </Button>
          {employer !== "" && (
            <Button id="forget-password" busy={forgetting} disabled={forgotten} onClick={() => forget()}>
              {say(forgotten ? "password_forgotten" : "password_forget")}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}

/** The file opened by itself: said, and where the password is forgotten the file asks for it again. */
export function Kept({ ask, onDraft }: { ask: ImportAsk; onDraft: (draft: Draft) => void }) {
  const { say } = useVoice();
  const show = useFailure();
  const [forget, forgetting] = useWork(
    async () => {
      await call("keep_password", { employer: ask.employer ?? "", password: null });
      onDraft({ ...nothing, locked: { ask, failed: { code: "password_protected", ending: "other", complaints: [] } } });
    },
    (reason) => show("failed_password", reason),
  );
  return (
    <p className="notice good recipe" id="password-kept" role="status">
      <span>{say("password_kept")}</span>
      <Button id="forget-kept" busy={forgetting} onClick={() => forget()}>
        {say("password_forget")}
      </Button>
    </p>
  );
}
