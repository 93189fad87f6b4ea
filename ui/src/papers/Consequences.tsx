// What follows for earlier decisions and papers from what was learnt later: one after the other, settled with Enter and a word.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call } from "../desk";
import { numberColumn } from "../find/columns";
import { useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Button, Facts, Field, Panel } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Consequence } from "../wire";

export function Consequences() {
  const voice = useVoice();
  const { say, short, day, moment, operator, lang } = voice;
  const { view, fixed } = useSession();
  const show = useFailure();
  const [all, setAll] = useState(false);
  const [turn, setTurn] = useState(0);
  const [active, setActive] = useState<Consequence | null>(null);
  const [note, setNote] = useState("");
  const [told, setTold] = useState("");
  const field = useRef<HTMLDivElement>(null);
  // After one is settled the list has the focus again, once it is there, so that the next one is one key away.
  const back = useRef(false);
  const { source, failed, again } = usePages<Consequence>(JSON.stringify([view.on, all, turn, lang]), (start, len) =>
    call("consequences", { on: view.on, all, start, len, lang }),
  );
  const [settle, settling] = useWork(
    async (one: Consequence) => {
      await call("settle_consequence", { member: one.code, what: one.what, note: note.trim() === "" ? null : note, on: view.on, lang });
      setNote("");
      setTold(say("consequence_settled", { member: one.member }));
      setActive(null);
      back.current = true;
      setTurn(turn + 1);
    },
    (failed) => show("failed_consequence", failed),
  );
  useEffect(() => {
    if (back.current && source.total !== undefined) {
      back.current = false;
      document.getElementById(source.total === 0 ? "consequences-all" : "consequences")?.focus();
    }
  }, [source]);
  const columns: Column<Consequence>[] = [
    numberColumn({ say }, (row) => row.member),
    { key: "name", head: say("name"), width: "minmax(6rem, 11rem)", cell: (row) => row.name },
    { key: "on", head: say("consequence_day"), width: "5.75rem", cell: (row) => <span className="num">{short(row.on)}</span> },
    { key: "what", head: say("consequence_what"), width: "minmax(12rem, 3fr)", wrap: true, cell: (row) => <span title={row.sentence}>{row.sentence}</span> },
    { key: "state", head: say("run_state"), width: "6rem", cell: (row) => (row.seen === null ? say("consequence_open") : say("consequence_seen")) },
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (active !== null && active.seen === null && fixed === undefined) {
      settle(active);
    }
  };
  return (
    <Panel
      title={say("run_consequences")}
      id="consequences-panel"
      aside={
        <label className="tick">
          <input type="checkbox" id="consequences-all" checked={all} onChange={(event) => setAll(event.target.checked)} /> {say("consequence_all")}
        </label>
      }
    >
      <p>{say("consequence_lead")}</p>
      <p role="status" className="unseen">
        {told}
      </p>
      {failed !== undefined ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        <div className="run-rows">
          <Rows
            id="consequences"
            label={say("run_consequences")}
            source={source}
            columns={columns}
            rowKey={(row) => `${row.member} ${row.what}`}
            onActive={(row) => setActive(row)}
            onOpen={(row) => {
              setActive(row);
              field.current?.querySelector("input")?.focus();
            }}
            empty={say("consequence_none")}
          />
        </div>
      )}
      {active !== null && (
        <div id="consequence" ref={field}>
          <Facts
            facts={[
              [say("consequence_what"), active.sentence],
              [say("consequence_next"), active.next],
              [
                say("consequence_cause"),
                active.cause === null ? say("consequence_cause_unknown") : `${active.cause.said}（${moment(active.cause.at)} ${operator(active.cause.operator)}）`,
              ],
              [say("consequence_day"), day(active.on)],
            ]}
          />
          {active.seen === null ? (
            <form className="form-row" onSubmit={submit}>
              <Field id="consequence-note" label={say("consequence_note")} hint={say("consequence_note_hint")} value={note} onChange={(event) => setNote(event.target.value)} />
              <Button id="consequence-settle" look="key" submit busy={settling} disabled={fixed !== undefined} title={fixed && say(fixed)}>
                {say("consequence_settle")}
              </Button>
              <Button id="consequence-member" onClick={() => go({ screen: "member", member: active.member })}>
                {say("consequence_member")}
              </Button>
            </form>
          ) : (
            <p>
              {say("consequence_seen")}: {moment(active.seen.at)} {operator(active.seen.operator)} {active.seen.note ?? ""}
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}
