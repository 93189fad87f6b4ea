// What came of a check: the result in one sentence, thing by thing, and what to do next.
import { useEffect, useRef } from "react";
import { legible } from "../frame/legible";
import { Badge, Icon, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Failed, Identified } from "../wire";

const TONES = { A: "good", B: "doubt", C: "bad" } as const;

export function Result({ done, seen }: { done: Identified; seen: boolean }) {
  const { say } = useVoice();
  const verdict = useRef<HTMLParagraphElement>(null);
  // What came of it is what the clerk looks at now.
  useEffect(() => verdict.current?.focus(), [done]);
  const good = done.identified;
  const told = [done.last_four_said, done.certificate_said, done.possession_said, ...done.recorded].filter((one) => one !== null);
  return (
    <Panel title={seen ? say("counter_result") : say("counter_result_of", { name: legible(done.name) })} id="counter-result" className={`counter-result ${good ? "good" : "bad"}`}>
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

/** A trouble where it happened: the sentence and the next step. */
export function Trouble({ failed, id }: { failed: Failed; id: string }) {
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
