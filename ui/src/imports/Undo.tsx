// An import is taken back: first what would happen and what has left the house, then the act.
import { useEffect, useRef, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Facts, Field } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { ImportOnRecord, UndoShown } from "../wire";

export function Undo({ row, onDone }: { row: ImportOnRecord; onDone: () => void }) {
  const { say, lang, count, moment, operator, short } = useVoice();
  const { fixed } = useSession();
  const show = useFailure();
  const [shown, setShown] = useState<UndoShown | null>(null);
  const [reason, setReason] = useState("");
  const [look, looking] = useWork(
    async () => setShown(await call("undo_import", { import: row.id, reason: null, dry_run: true, lang })),
    (failed) => show("failed_undo", failed),
  );
  const [undo, undoing] = useWork(
    async () => {
      setShown(await call("undo_import", { import: row.id, reason: reason.trim() === "" ? null : reason, dry_run: false, lang }));
      onDone();
    },
    (failed) => show("failed_undo", failed),
  );
  // What was pressed is gone with what it asked for: the answer has the keyboard.
  const answer = useRef<HTMLElement>(null);
  useEffect(() => answer.current?.focus({ preventScroll: true }), [shown]);
  if (row.undone !== null && shown === null) {
    return (
      <p className="notice" id="import-undone">
        {say("undo_was", { when: moment(row.undone.at), by: operator(row.undone.operator) })} {row.undone.reason ?? ""}
      </p>
    );
  }
  if (shown === null) {
    return (
      <div className="actions start">
        <Button id="undo-look" busy={looking} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={look}>
          {say("undo_look")}
        </Button>
      </div>
    );
  }
  return (
    <section id="undo" ref={answer} tabIndex={-1} className="form" data-written={shown.written} aria-label={say("undo_title")}>
      <h3>{say(shown.written ? "undo_done" : "undo_title")}</h3>
      <Facts
        facts={[
          [say("undo_withdrawn"), count(shown.withdrawn)],
          [say("undo_restored"), count(shown.restored)],
          [say("undo_uncovered"), count(shown.uncovered)],
          [say("undo_rows"), count(shown.waiting)],
        ]}
      />
      {shown.left.length > 0 && (
        <>
          <h3>{say("undo_left", { n: shown.left.length })}</h3>
          <ul id="undo-left">
            {shown.left.map((one) => (
              <li key={`${one.code} ${one.what} ${one.paper ?? ""}`} className={one.outside ? "bad" : ""}>
                <b className="num">{one.member}</b> {one.name} <span className="num">{one.paper ?? ""}</span> {short(one.on)} {one.sentence}
              </li>
            ))}
          </ul>
        </>
      )}
      {shown.exports.length > 0 && <p className="notice doubt">{say("undo_exports", { n: shown.exports.length })}</p>}
      {shown.kept.length > 0 && (
        <>
          <h3>{say("undo_kept", { n: shown.kept.length })}</h3>
          <ul id="undo-kept">
            {shown.kept.map((one) => (
              <li key={`${one.member} ${one.about} ${one.from ?? ""}`}>
                <b className="num">{one.member}</b> {one.name} {one.sentence}
              </li>
            ))}
          </ul>
        </>
      )}
      {!shown.written && (
        <>
          <Field id="undo-reason" label={say("undo_reason")} hint={say("undo_hint")} value={reason} onChange={(event) => setReason(event.target.value)} />
          <div className="actions start">
            <Button id="undo-import" look="key" busy={undoing} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={undo}>
              {say("undo_do")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
