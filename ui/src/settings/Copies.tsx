// Copies of the ledger: where they go, one made now, and whether the way back works.
import { type FormEvent, useEffect, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Empty, Facts, Field, Over, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { Tried, useTried } from "../frame/Wrong";
import type { BackedUp, CopyHere, FallbackMade, Kept, Restored } from "../wire";

export function Copies() {
  const { say } = useVoice();
  const { answer, failed, slow, again } = useAsked("kept", {});
  const [tried, setTried] = useState<CopyHere | null>(null);
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return slow ? <Skeleton lines={6} /> : null;
  }
  return (
    <>
      <Make kept={answer} onMade={again} />
      <Panel title={say("copies_here")}>
        {answer.copies.length === 0 ? <Empty>{say(answer.to === null ? "copies_no_folder" : "copies_none")}</Empty> : <Table copies={answer.copies} onTry={setTried} />}
      </Panel>
      <Fallback />
      {tried !== null && (
        <Rehearse
          copy={tried}
          onClose={() => setTried(null)}
          onDone={again}
        />
      )}
    </>
  );
}

/** When the last copy was made and the way back was last tried; both are said to be due by the desk. */
export function KeptFacts({ kept }: { kept: Kept }) {
  const { say, moment } = useVoice();
  const when = (at: string | null, due: boolean) => (
    <span className="num">
      {at === null ? say("copies_never") : moment(at)} {due && <Badge tone="doubt">{say("copies_due")}</Badge>}
    </span>
  );
  return (
    <Facts
      facts={[
        [say("copies_last"), when(kept.copied, kept.copy_due)],
        [say("copies_rehearsed"), when(kept.rehearsed, kept.rehearsal_due)],
        ...kept.anchors.map((one) => [say("copies_anchors", { folder: one.folder }), <span key={one.folder} className="num">{one.at === null ? say("copies_anchors_none") : moment(one.at)}</span>] as const),
      ]}
    />
  );
}

function Make({ kept, onMade }: { kept: Kept; onMade: () => void }) {
  const { say } = useVoice();
  const { fixed } = useSession();
  const show = useFailure();
  const [to, setTo] = useState(kept.to ?? "");
  const [also, setAlso] = useState(kept.also ?? "");
  const [made, setMade] = useState<BackedUp | null>(null);
  const [make, busy] = useWork(
    async () => {
      setMade(null);
      setMade(await call("back_up", { to, also: also.trim() === "" ? null : also }));
      onMade();
    },
    (failed) => show("failed_copy", failed),
  );
  const [choose] = useWork(
    async (put: (folder: string) => void) => {
      const folder = await call("choose", { what: "folder" });
      if (folder !== null) {
        put(folder);
      }
    },
    (failed) => show("failed_copy", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to.trim() !== "") {
      make();
    }
  };
  const folder = (id: string, label: string, hint: string, value: string, put: (folder: string) => void) => (
    <Field
      id={id}
      label={label}
      hint={hint}
      value={value}
      spellCheck={false}
      onChange={(event) => put(event.target.value)}
      after={
        <Button id={`${id}-choose`} onClick={() => choose(put)}>
          {say("choose_folder")}
        </Button>
      }
    />
  );
  return (
    <Panel title={say("copies_make")}>
      <p>{say("copies_lead")}</p>
      <KeptFacts kept={kept} />
      <form className="form-stack" onSubmit={submit} noValidate>
        {folder("copies-to", say("copies_to"), say("copies_to_hint"), to, setTo)}
        {folder("copies-also", say("copies_also"), say("copies_also_hint"), also, setAlso)}
        <div className="actions start">
          <Button id="make-copy" look="key" submit busy={busy} disabled={fixed !== undefined || to.trim() === ""} title={fixed && say(fixed)}>
            {busy ? say("copies_making") : say("copies_make_go")}
          </Button>
        </div>
      </form>
      {made !== null && (
        <div role="status" id="copy-made">
          <p className={`notice ${made.complaints.length === 0 ? "good" : "doubt"}`}>
            {say("copies_made", { file: made.file })} {made.also !== null && say("copies_made_also")}
          </p>
          {made.complaints.map((said) => (
            <p key={said.code} className="notice bad">
              {say("copies_also_failed")} {said.sentence} {said.hint}
            </p>
          ))}
        </div>
      )}
    </Panel>
  );
}

/** The list for when the ledger cannot be opened, locked with a passphrase of its own. */
function Fallback() {
  const { say } = useVoice();
  const { fixed, here } = useSession();
  const show = useFailure();
  const [words, setWords] = useState(["", ""]);
  const [made, setMade] = useState<FallbackMade | null>(null);
  useEffect(() => () => setWords(["", ""]), []);
  const differ = words[1] !== "" && words[0] !== words[1];
  const [make, busy] = useWork(
    async () => {
      setMade(null);
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setMade(await call("fallback", { out, passphrase: words[0] ?? "" }));
        setWords(["", ""]);
      }
    },
    (failed) => show("failed_fallback", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words[0] !== "" && words[0] === words[1]) {
      make();
    }
  };
  // Everybody leaves the ledger with it.
  if (!here.may.includes("print_many")) {
    return null;
  }
  return (
    <Panel title={say("fallback")} id="fallback">
      <p>{say("fallback_lead")}</p>
      <form className="form-stack" onSubmit={submit} noValidate>
        <Field id="fallback-passphrase" label={say("fallback_passphrase")} hint={say("fallback_passphrase_hint")} type="password" autoComplete="off" value={words[0]} onChange={(event) => setWords([event.target.value, words[1] ?? ""])} />
        <Field id="fallback-again" label={say("passphrase_again")} error={differ ? say("passphrase_differs") : undefined} type="password" autoComplete="off" value={words[1]} onChange={(event) => setWords([words[0] ?? "", event.target.value])} />
        <div className="actions start">
          <Button id="make-fallback" submit busy={busy} disabled={fixed !== undefined || words[0] === "" || words[0] !== words[1]} title={fixed && say(fixed)}>
            {say("fallback_make")}
          </Button>
        </div>
      </form>
      {made !== null && (
        <p id="fallback-made" role="status" className="notice good">
          {say("fallback_made", { file: made.file, pages: made.pages, members: made.members })}
        </p>
      )}
    </Panel>
  );
}

function Table({ copies, onTry }: { copies: CopyHere[]; onTry: (copy: CopyHere) => void }) {
  const { say, moment } = useVoice();
  return (
    <table className="tabular">
      <thead>
        <tr>
          <th scope="col">{say("copies_at")}</th>
          <th scope="col" className="end">{say("copies_act")}</th>
          <th scope="col">{say("copies_file")}</th>
          <th scope="col">
            <span className="unseen">{say("copies_try")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {copies.map((copy, at) => (
          <tr key={copy.file}>
            <th scope="row" className="num">{moment(copy.at)}</th>
            <td className="num end">{copy.act}</td>
            <td className="soft">{copy.file.split(/[\\/]/).at(-1)}</td>
            <td>
              <Button id={`try-copy-${at}`} onClick={() => onTry(copy)}>
                {say("copies_try")}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rehearse({ copy, onClose, onDone }: { copy: CopyHere; onClose: () => void; onDone: () => void }) {
  const { say, moment, count } = useVoice();
  const show = useFailure();
  const [passphrase, setPassphrase] = useState("");
  const [told, setTold] = useState<Restored | null>(null);
  useEffect(() => () => setPassphrase(""), []);
  const tried = useTried("try-passphrase");
  const [go, busy] = useWork(
    async () => {
      tried.clear();
      setTold(await call("rehearse", { copy: copy.file, passphrase }));
      setPassphrase("");
      onDone();
    },
    (failed) => tried.take(failed) || show("failed_copy", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== "") {
      go();
    }
  };
  return (
    <Over title={say("copies_try")} open onClose={onClose}>
      <p>{say("copies_try_lead", { at: moment(copy.at) })}</p>
      {told === null ? (
        <form onSubmit={submit}>
          <Tried id="try-passphrase" autoFocus label={say("passphrase")} failed={tried.failed} value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
          <div className="dialog-foot">
            <Button onClick={onClose}>{say("cancel")}</Button>
            <Button id="try-copy" look="key" submit busy={busy}>
              {busy ? say("copies_trying") : say("copies_try_go")}
            </Button>
          </div>
        </form>
      ) : (
        <div role="status" id="copy-tried">
          <p className={`notice ${told.ok ? "good" : "bad"}`}>
            {told.ok ? say("copies_tried", { members: told.members, behind: count(told.behind ?? 0) }) : say("copies_tried_bad")}
          </p>
          {told.deleted_since > 0 && <p className="notice doubt">{say("copies_deleted_since", { n: told.deleted_since })}</p>}
          {told.findings.map((said, at) => (
            <p key={at} className="notice bad">
              {said.sentence} {said.hint}
            </p>
          ))}
          <div className="dialog-foot">
            <Button look="key" autoFocus onClick={onClose}>
              {say("close")}
            </Button>
          </div>
        </div>
      )}
    </Over>
  );
}
