// The reader, as it is now, and what is the matter with it.
import { useEffect, useState } from "react";
import { call, progress } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Badge, Button, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { ReaderReport, ReadersHere } from "../wire";

export type Readers = { here: ReadersHere | null };

/** Readers and cards as they come and go, for as long as the screen is there. */
export function useReaders(): Readers {
  const { lang } = useVoice();
  const [here, setHere] = useState<ReadersHere | null>(null);
  useEffect(() => {
    let left = false;
    const told = (now: ReadersHere) => left || setHere(now);
    // Without a reader the counter goes on by documents: nothing is said over the screen.
    call("watch_readers", { lang, progress: progress(told) }).catch(() => undefined);
    return () => {
      left = true;
    };
  }, [lang]);
  return { here };
}

export function ReaderState({ readers: { here }, reading }: { readers: Readers; reading: boolean }) {
  const { say, lang } = useVoice();
  const show = useFailure();
  const [report, setReport] = useState<ReaderReport | null>(null);
  const [ask, asking] = useWork(
    async () => setReport(await call("reader_doctor", { lang })),
    (failed) => show("failed_reader", failed),
  );
  return (
    <div className="reader-state" id="reader-state" data-state={here?.state}>
      {here !== null && (
        <span role="status">
          <Badge tone={here.state === "ready" ? "good" : here.state === "no_card" ? "plain" : "doubt"}>{here.sentence}</Badge>
        </span>
      )}
      <Button id="reader-doctor" busy={asking} disabled={reading} onClick={() => ask()}>
        {say("reader_doctor")}
      </Button>
      <Over title={say("reader_doctor_title")} open={report !== null} onClose={() => setReport(null)}>
        <ul className="reader-findings" id="reader-findings">
          {report?.findings.map((one, at) => (
            <li key={at} data-finding={one.code}>
              <Badge tone={one.tone as "good"}>{one.reader ?? say("reader_machine")}</Badge>
              <p>
                <b>{one.sentence}</b> {one.hint}
              </p>
            </li>
          ))}
        </ul>
      </Over>
    </div>
  );
}
