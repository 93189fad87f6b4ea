// When something could not be done: what happened, what is safe, what to do. One window for all of it.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Failed, Said } from "../wire";
import type { Word } from "../words";
import { Button, Icon, Over } from "./parts";
import { useVoice } from "./say";

type Title = Extract<Word, `failed${string}`>;
type Shown = { title: Title; failed: Failed };
const Context = createContext<(title: Title, failed: Failed) => void>(() => undefined);

/** Shows a failure in the window; a cancelled work is no failure. */
export function useFailure(): (title: Title, failed: Failed) => void {
  return useContext(Context);
}

export function FailureProvider({ children }: { children: ReactNode }) {
  const { say } = useVoice();
  const [shown, setShown] = useState<Shown | null>(null);
  const [open, setOpen] = useState(false);
  const show = useCallback((title: Title, failed: Failed) => {
    if (failed.code !== "cancelled") {
      setShown({ title, failed });
      setOpen(true);
    }
  }, []);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Context value={useMemo(() => show, [show])}>
      {children}
      {shown !== null && (
        <Over title={say(shown.failed.stands === true ? "failed_partly" : shown.title)} open={open} onClose={close} role="alertdialog" className="failure">
          <Told failed={shown.failed} />
          <Reopen failed={shown.failed} />
          <div className="dialog-foot">
            <Button look="key" id="failure-close" autoFocus onClick={close}>
              {say("close")}
            </Button>
          </div>
        </Over>
      )}
    </Context>
  );
}

/** Failures that speak of no ledger, for there is none, or of one that is not as it was. */
const NO_LEDGER: ReadonlySet<string> = new Set(["ledger_missing", "ledger_damaged", "ledger_gone", "not_a_ledger", "no_ledger", "folder_missing"]);

/** The three parts of a failure. The sentence of a fault of the program says itself that the ledger is safe. */
export function Told({ failed }: { failed: Failed }) {
  const { say } = useVoice();
  const hints = [...new Set(failed.complaints.map((one) => one.hint).filter((hint) => hint !== ""))];
  return (
    <div className="told">
      <h3>{say("what_happened")}</h3>
      <ul>
        {failed.complaints.map((said, at) => (
          <li key={at}>
            <Sentence said={said} />
          </li>
        ))}
      </ul>
      {failed.code !== "fault" && failed.stands !== true && !NO_LEDGER.has(failed.code) && (
        <>
          <h3>{say("what_is_safe")}</h3>
          <p>{say("safe")}</p>
        </>
      )}
      {hints.length > 0 && (
        <>
          <h3>{say("what_to_do")}</h3>
          {hints.map((hint) => (
            <p key={hint}>{hint}</p>
          ))}
        </>
      )}
    </div>
  );
}

function Sentence({ said }: { said: Said }) {
  const { place } = useVoice();
  return (
    <>
      {said.sentence}
      {said.cell !== "" && <span className="place">{place(said.cell)}</span>}
    </>
  );
}

/** A ledger that is found to be damaged while it is open; a backup that is damaged is not meant. */
function Reopen({ failed }: { failed: Failed }) {
  const { say } = useVoice();
  const ledger = failed.code === "ledger_damaged" && !failed.complaints.some((one) => one.cell.endsWith(".kbk"));
  return ledger && <p>{say("damaged_reopen")}</p>;
}

/** A failure in the place of what could not be read; the rest of the screen stays. */
export function FailurePanel({ failed, again }: { failed: Failed; again: () => void }) {
  const { say } = useVoice();
  return (
    <section className="panel failure-panel" role="alert">
      <div className="panel-head">
        <h2>
          <Icon name="warn" /> {say("failed_read")}
        </h2>
      </div>
      <Told failed={failed} />
      <Reopen failed={failed} />
      <Button onClick={again}>{say("again")}</Button>
    </section>
  );
}
