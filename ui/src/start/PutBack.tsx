// A damaged ledger: the last good backup is offered with what it does not have, and put in its place on a yes.
import { useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { Told, useFailure } from "../frame/Failure";
import { Button, Facts, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Failed, Here, WayBack } from "../wire";

/** Failures for which there is this way out. */
export const DAMAGED: ReadonlySet<string> = new Set(["ledger_damaged", "ledger_gone"]);

type Props = { path: string; operator: string | null; passphrase: string; failed: Failed; onClose: () => void; onOpened: (here: Here) => void };

export function PutBack({ path, operator, passphrase, failed, onClose, onOpened }: Props) {
  const { say } = useVoice();
  const show = useFailure();
  const { answer: offer, failed: none } = useAsked("way_back", { path, operator, passphrase });
  const [done, setDone] = useState<{ told: WayBack; here: Here } | null>(null);
  const [put, busy] = useWork(
    async (copy: string) => {
      const told = await call("put_back", { path, operator, passphrase, copy });
      const { ledger } = await call("status", {});
      if (ledger !== null) {
        setDone({ told, here: ledger });
      }
    },
    (failed) => show("failed_put_back", failed),
  );
  if (done !== null) {
    const begin = () => onOpened(done.here);
    return (
      <Over title={say("put_back_done")} open onClose={begin}>
        <div role="status" className="put-back" id="put-back-done">
          <Lacks told={done.told} />
          {done.told.aside !== null && (
            <>
              <p>{say("put_back_aside")}</p>
              <p className="told-path" id="put-back-aside">
                {done.told.aside}
              </p>
            </>
          )}
        </div>
        <div className="dialog-foot">
          <Button id="put-back-begin" look="key" autoFocus onClick={begin}>
            {say("put_back_begin")}
          </Button>
        </div>
      </Over>
    );
  }
  return (
    <Over title={say("failed_open")} open onClose={onClose} role="alertdialog" className="failure">
      <Told failed={failed} />
      <section className="put-back" aria-label={say("put_back_title")}>
        <h3>{say("put_back_title")}</h3>
        {offer === undefined && none === undefined && <p role="status">{say("put_back_looking")}</p>}
        {none !== undefined && (
          <ul id="put-back-none">
            {none.complaints.map((said, at) => (
              <Passed key={at} said={said} />
            ))}
          </ul>
        )}
        {offer !== undefined && (
          <div id="put-back-offer">
            <Lacks told={offer} />
            {offer.passed.length > 0 && (
              <>
                <p>{say("put_back_passed")}</p>
                <ul>
                  {offer.passed.map((said, at) => (
                    <Passed key={at} said={said} />
                  ))}
                </ul>
              </>
            )}
            <p>{say("put_back_lead")}</p>
          </div>
        )}
      </section>
      <div className="dialog-foot">
        <Button id="put-back-close" autoFocus onClick={onClose}>
          {say("cancel")}
        </Button>
        <Button id="put-back" look="key" busy={busy} disabled={offer === undefined} onClick={() => offer !== undefined && put(offer.copy)}>
          {busy ? say("putting_back") : say("put_back_go")}
        </Button>
      </div>
    </Over>
  );
}

function Lacks({ told }: { told: WayBack }) {
  const { say, moment } = useVoice();
  return (
    <>
      <Facts
        facts={[
          [say("put_back_copy"), moment(told.made)],
          [say("put_back_last"), moment(told.at)],
          [say("put_back_place"), told.copy],
          [say("put_back_missing"), <Missing key="missing" count={told.missing} />],
        ]}
      />
      {told.deleted_since > 0 && <p className="notice doubt">{say("copies_deleted_since", { n: told.deleted_since })}</p>}
    </>
  );
}

/** At least so many acts are missing in a backup; `null` when no newer anchor is there to tell. */
export function Missing({ count: missing }: { count: number | null }) {
  const { say, count } = useVoice();
  return missing === null ? say("missing_unknown") : say("missing_some", { n: count(missing) });
}

function Passed({ said }: { said: Failed["complaints"][number] }) {
  return (
    <li>
      {said.sentence} {said.hint}
      {said.cell !== "" && <span className="place">{said.cell}</span>}
    </li>
  );
}
