// What is otherwise this month, above the difference; and the stop when the rows of a file do not hold together.
import { useEffect, useRef, useState } from "react";
import { Button, Icon, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Drift as Answer, Failed, Said } from "../wire";

/** The codes with which a whole file is stopped, and a clerk may look at it and go on. */
const TORN: ReadonlySet<string> = new Set(["rows_torn", "half_a_file", "older_file"]);

const TITLES: Readonly<Record<string, "half_title" | "older_title">> = { half_a_file: "half_title", older_file: "older_title" };
const LEADS: Readonly<Record<string, "half_lead" | "older_lead">> = { half_a_file: "half_lead", older_file: "older_lead" };

export const isTorn = (failed: Failed) => TORN.has(failed.code);

export function Drift({ drift, overruled }: { drift: Answer | null; overruled: Said[] }) {
  const { say } = useVoice();
  return (
    <>
      {drift !== null && drift.said.length > 0 && (
        <div className="notice drift" id="drift" role="status">
          <b>{say("drift_title")}</b>
          <ul>
            {drift.said.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {overruled.length > 0 && (
        <div className="notice doubt drift" id="overruled" role="status">
          <b>{say("torn_overruled")}</b>
          <ul>
            {overruled.map((said) => (
              <li key={said.sentence}>{said.sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Nothing was written. The numbers stand beside the box with which a clerk goes on all the same, which is recorded. */
export function Torn({ failed, busy, onAgain, onBack }: { failed: Failed; busy: boolean; onAgain: () => void; onBack: () => void }) {
  const { say, place } = useVoice();
  const [sure, setSure] = useState(false);
  const stop = useRef<HTMLDivElement>(null);
  // It stands above what the clerk was looking at: it comes into sight, with the keyboard.
  useEffect(() => {
    stop.current?.focus({ preventScroll: true });
    stop.current?.scrollIntoView({ block: "start" });
  }, [failed]);
  const hints = [...new Set(failed.complaints.map((one) => one.hint).filter((hint) => hint !== ""))];
  return (
    <div ref={stop} tabIndex={-1} className="torn-room">
    <Panel title={say(TITLES[failed.code] ?? "torn_title")} id="torn" className="torn">
      <p className="notice bad" role="alert">
        <Icon name="warn" /> {say(LEADS[failed.code] ?? "torn_lead")}
      </p>
      <ul>
        {failed.complaints.map((one) => (
          <li key={one.sentence}>
            {one.sentence} {one.cell !== "" && <span className="place">{place(one.cell)}</span>}
          </li>
        ))}
      </ul>
      {hints.map((hint) => (
        <p key={hint} className="hint">
          {hint}
        </p>
      ))}
      <label className="tick">
        <input type="checkbox" id="not-torn" checked={sure} disabled={busy} onChange={(event) => setSure(event.target.checked)} />
        {say("torn_sure")}
      </label>
      <div className="actions">
        <Button id="torn-back" look="key" disabled={busy} onClick={onBack}>
          {say("back")}
        </Button>
        <Button id="torn-on" disabled={!sure} busy={busy} onClick={onAgain}>
          {say("torn_on")}
        </Button>
      </div>
    </Panel>
    </div>
  );
}
