// On what a batch rests, and what the ledger has learnt since: shown, never applied. Whoever goes on says why.
import { type FormEvent, useRef, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Facts, Field, Over, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { BatchOnRecord, LaterSource } from "../wire";
import { MadeWith } from "./MadeWith";

export function Later({ run }: { run: BatchOnRecord }) {
  const { say, day, lang, moment } = useVoice();
  const { fixed } = useSession();
  const show = useFailure();
  const { answer, failed, again } = useAsked("batch_later", { batch: run.batch, lang });
  // What is printed or posted beside this panel changes what may stop it.
  const seen = useRef(run.state);
  if (seen.current !== run.state) {
    seen.current = run.state;
    again();
  }
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [goOn, going] = useWork(
    async () => {
      await call("go_on", { batch: run.batch, reason });
      setAsking(false);
      setReason("");
      again();
    },
    (failed) => {
      setAsking(false);
      show("failed_go_on", failed);
    },
  );
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return null;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    goOn();
  };
  const source = (one: LaterSource) => (
    <>
      {one.file}
      {one.as_of !== null && ` ${say("later_as_of", { day: day(one.as_of) })}`} <span className="soft num">{moment(one.at)}</span>
    </>
  );
  const overtaken = answer.assets.some((one) => one.later !== null && !one.accepted);
  const quiet = answer.total === 0 && !answer.too_old && !overtaken;
  return (
    <Panel title={say("later_title")} id="later" aside={quiet ? <Badge tone="good">{say("later_none")}</Badge> : <Badge tone="doubt">{answer.total > 0 ? say("later_some", { n: answer.total }) : say(overtaken ? "later_overtaken" : "later_old")}</Badge>}>
      <Facts
        facts={[
          [say("later_asked"), answer.asked],
          [say("later_layout"), answer.layout],
          ...(answer.as_of === null ? [] : [[say("later_known"), <span key="as-of" className="num">{moment(answer.as_of)}</span>] as const]),
          ...(answer.import === null ? [] : [[say("later_import"), source(answer.import)] as const]),
          ...(answer.list === null ? [] : [[say("later_list"), source(answer.list)] as const]),
          [say("later_age"), say(answer.too_old ? "later_days_over" : "later_days", { n: answer.age, most: answer.most })],
          ...answer.sources.map((one) => [say("later_since"), source(one)] as const),
          ...answer.despite.map((one) => [say("later_despite"), `${one.operator} ${moment(one.at)}: ${one.reason}`] as const),
        ]}
      />
      <MadeWith assets={answer.assets} />
      {answer.stops && (
        <div className="notice doubt" role="status">
          <p>{answer.total > 0 ? say("later_stops") : say(overtaken ? "later_stops_overtaken" : "later_stops_old")}</p>
          <Button id="go-on" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => setAsking(true)}>
            {say("go_on")}
          </Button>
        </div>
      )}
      {!answer.stops && answer.printed && answer.total > 0 && <p className="notice doubt">{say("later_printed")}</p>}
      {answer.changes.length > 0 && (
        <table className="tabular" id="later-changes">
          <thead>
            <tr>
              <th scope="col">{say("later_member")}</th>
              <th scope="col">{say("later_what")}</th>
              <th scope="col">{say("later_was")}</th>
              <th scope="col">{say("later_now")}</th>
            </tr>
          </thead>
          <tbody>
            {answer.changes.map((one) => (
              <tr key={`${one.member} ${one.what}`}>
                <th scope="row">
                  <span className="num">{one.member}</span> {legible(one.name)}
                </th>
                <td>
                  {one.word}
                  {one.accepted && <span className="soft"> {say("later_accepted")}</span>}
                </td>
                <td>{one.was === null ? "―" : legible(one.was)}</td>
                <td>{one.now === null ? "―" : legible(one.now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {answer.changes.length < answer.total && <p className="hint">{say("later_more", { n: answer.total - answer.changes.length })}</p>}
      <Over title={say("go_on_title")} open={asking} onClose={() => setAsking(false)} role="alertdialog">
        <form onSubmit={submit}>
          <p>{say("go_on_lead")}</p>
          <Field id="go-on-reason" label={say("shield_reason")} value={reason} required onChange={(event) => setReason(event.target.value)} />
          <div className="dialog-foot">
            <Button onClick={() => setAsking(false)}>{say("cancel")}</Button>
            <Button id="go-on-yes" look="key" submit busy={going} disabled={reason.trim() === ""}>
              {say("go_on_yes")}
            </Button>
          </div>
        </form>
      </Over>
    </Panel>
  );
}
