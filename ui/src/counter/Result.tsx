// What came of a check: the result in one sentence, thing by thing, and what to do next.
import { useLayoutEffect, useRef } from "react";
import { legible } from "../frame/legible";
import { Badge, Button, Icon, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Failed, Identified } from "../wire";

const TONES = { A: "good", B: "doubt", C: "bad" } as const;

export function Result({ done }: { done: Identified }) {
  const { say } = useVoice();
  const verdict = useRef<HTMLParagraphElement>(null);
  // What came of it is what the clerk looks at now.
  useLayoutEffect(() => verdict.current?.focus(), [done]);
  const good = done.identified;
  const told = [done.last_four_said, done.certificate_said, done.possession_said, ...done.recorded].filter((one) => one !== null);
  return (
    <Panel title={say("counter_result_of", { name: legible(done.name) })} id="counter-result" className={`counter-result ${good ? "good" : "bad"}`}>
      <p className="counter-verdict" role="status" ref={verdict} tabIndex={-1} data-result={done.result} data-exchanged={done.exchanged}>
        <Icon name={good ? "done" : "warn"} /> {done.sentence}
      </p>
      {done.compared.length > 0 && (
        <ul className="counter-compared">
          {done.compared.map((one) => (
            <li key={one.about} data-about={one.about} data-grade={one.grade ?? ""}>
              {one.said} <Badge tone={one.grade === null ? "plain" : (TONES[one.grade as "A"] ?? "plain")}>{say(one.grade === "A" ? "counter_same" : one.grade === "B" ? "counter_variant" : one.grade === "C" ? "counter_different" : "counter_untold")}</Badge> {one.because.join(say("comma"))}
            </li>
          ))}
        </ul>
      )}
      {told.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {done.next.length > 0 && (
        <>
          <h3>{say("counter_todo")}</h3>
          <ul className="counter-todo">
            {done.next.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

/** What visitors may read of a check: that it went well. */
export function Done() {
  const { say } = useVoice();
  const verdict = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => verdict.current?.focus(), []);
  return (
    <Panel title={say("counter_result")} id="counter-result" className="counter-result good">
      <p className="counter-verdict" role="status" ref={verdict} tabIndex={-1}>
        <Icon name="done" /> {say("counter_done")}
      </p>
    </Panel>
  );
}

/** All that visitors may read where the clerk must look first. */
export function Wait({ id, onUncover }: { id: string; onUncover: () => void }) {
  const { say } = useVoice();
  return (
    <div className="notice" role="status" id={id}>
      <Icon name="warn" />
      <div>
        <p>{say("counter_wait")}</p>
        <Button onClick={onUncover}>{say("counter_uncover")}</Button>
      </div>
    </div>
  );
}

/** What a trouble is about when it is about the card, or the form, and not about a member. */
const OF_THE_CARD = ["", "card", "pin", "proof", "number", "code_b", "documents", "face", "proxy", "authority"];

/** What was typed finds nobody: it tells of nobody either. */
const OF_NOBODY = ["member_unknown", "code_slip", "not_a_paper", "paper_unknown"];

/** A trouble where it happened: the sentence and the next step. Visitors read it only where it tells nothing of a member. */
export function Trouble({ failed, id, seen, onUncover }: { failed: Failed; id: string; seen: boolean; onUncover: () => void }) {
  if (seen && !failed.complaints.every((one) => OF_THE_CARD.includes(one.cell) || OF_NOBODY.includes(one.code))) {
    return <Wait id={id} onUncover={onUncover} />;
  }
  return (
    <div className="notice doubt" role="alert" id={id}>
      <Icon name="warn" />
      <div>
        {failed.complaints.map((one, at) => (
          <p key={at}>
            <b>{one.sentence}</b> {one.hint}
          </p>
        ))}
      </div>
    </div>
  );
}
