// A printed batch goes to a printer of this machine: followed to the sheet, stopped, and gone on with.
import { type FormEvent, type ReactNode, useState } from "react";
import { call, failedOf, newJob, progress as channel } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { HowFar, type Running } from "../frame/HowFar";
import { Button, Choice, Field, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { OnPaper, Said, Sending } from "../wire";

/** After these, whoever stands at the printer is asked, or it is simply gone on with. */
const DOUBTS = ["sheet_in_doubt", "printer_gave_up", "cancelled", "sheet_not_sent"];

export function Press({ batch, printed }: { batch: string; printed: string | null }) {
  const { say } = useVoice();
  const [out, setOut] = useKept<string | null>(`press folder ${batch}`, null);
  const [choose, choosing] = useWork(async () => {
    const chosen = await call("choose", { what: "folder" });
    if (chosen !== null) {
      setOut(chosen);
    }
  }, useFailed());
  const folder = out ?? printed;
  return (
    <Panel title={say("press_title")} id="press">
      <p className="hint">{say("press_lead")}</p>
      {folder === null ? (
        <div className="actions start">
          <Button id="press-folder" busy={choosing} onClick={choose}>
            {say("press_folder")}
          </Button>
        </div>
      ) : (
        <Folder batch={batch} out={folder} />
      )}
    </Panel>
  );
}

function useFailed() {
  const show = useFailure();
  return (failed: ReturnType<typeof failedOf>) => show("failed_press", failed);
}

function Folder({ batch, out }: { batch: string; out: string }) {
  const { say, lang } = useVoice();
  const { fixed } = useSession();
  const fail = useFailed();
  const far = useAsked("on_paper", { batch, out, lang });
  const printers = useAsked("printers", { also: null, lang });
  const [which, setWhich] = useState<string | null>(null);
  const [tray, setTray] = useState("");
  const [last, setLast] = useState("");
  const [reason, setReason] = useState("");
  const [doubt, setDoubt] = useState<Said[] | null>(null);
  const [state, setState] = useKept<string>(`press said ${batch}`, "");
  const [running, setRunning] = useKept<Running | null>(`pressing ${batch}`, null);
  const [now, setNow] = useKept<OnPaper | null>(`pressed ${batch}`, null);
  const known = now ?? far.answer;
  const all = printers.answer ?? [];
  const printer = all.find((one) => one.name === which) ?? all[0];
  const [send, sending] = useWork(async () => {
    if (printer === undefined || known === undefined) {
      return;
    }
    const job = newJob();
    const began = performance.now();
    setDoubt(null);
    setRunning({ job, began, at: began, progress: { done: known.done, total: known.sheets } });
    const told = (sending: Sending) => {
      setState(sending.said);
      setRunning({ job, began, at: performance.now(), progress: { done: sending.done, total: sending.sheets } });
    };
    const words = { last: last.trim() === "" ? null : last, again: reason.trim() === "" ? null : reason };
    try {
      setNow(await call("press", { job, batch, out, printer: printer.name, tray: tray === "" ? null : tray, ...words, lang, progress: channel(told) }));
      setLast("");
      setReason("");
    } catch (thrown) {
      const failed = failedOf(thrown);
      if (!DOUBTS.includes(failed.code)) {
        throw failed;
      }
      setDoubt(failed.complaints);
    } finally {
      setState("");
      setRunning(null);
      setNow(await call("on_paper", { batch, out, lang }));
    }
  }, fail);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!sending && running === null) {
      send();
    }
  };
  if (far.failed !== undefined) {
    return <FailurePanel failed={far.failed} again={far.again} />;
  }
  if (printers.failed !== undefined) {
    return <FailurePanel failed={printers.failed} again={printers.again} />;
  }
  if (known === undefined || printers.answer === undefined) {
    return null;
  }
  return (
    <>
      <p id="press-far" role="status">
        {known.said}
      </p>
      {running !== null ? (
        <>
          <HowFar running={running} work="press" />
          {state !== say("press_running") && <p className="soft">{state}</p>}
        </>
      ) : (
        <Once complete={known.complete}>
          <form className="form-stack" onSubmit={submit}>
            <Choice id="press-printer" label={say("press_printer")} value={printer?.name ?? ""} choices={all.map((one) => ({ value: one.name, label: `${one.title}（${one.said}）` }))} onChoose={setWhich} />
            {printer === undefined && <p className="notice doubt">{say("printers_none")}</p>}
            {printer !== undefined && (
              <Choice
                id="press-tray"
                label={say("press_tray")}
                value={tray}
                choices={printer.trays.map((one) => ({ value: one.tray, label: one.aligned === null ? `${one.said}（${say("printers_never")}）` : one.said }))}
                onChoose={setTray}
              />
            )}
            {doubt?.map((one) => (
              <p key={one.sentence} className="notice doubt" role="alert">
                {one.sentence}
              </p>
            ))}
            {known.open !== null && (
              <Field
                id="press-last"
                label={say("press_last")}
                hint={say("press_last_hint", { first: known.open.first, last: known.open.last, before: known.open.first - 1 })}
                value={last}
                autoComplete="off"
                onChange={(event) => setLast(event.target.value)}
              />
            )}
            {known.complete && <Field id="press-again" label={say("press_again")} hint={say("press_again_hint")} value={reason} autoComplete="off" onChange={(event) => setReason(event.target.value)} />}
            <div className="actions start">
              <Button id="press-send" look={known.complete ? "plain" : "key"} submit busy={sending} disabled={fixed !== undefined || printer === undefined || (known.complete && reason.trim() === "")}>
                {(known.done > 0 || known.open !== null) && !known.complete ? say("press_go_on") : say("press_send")}
              </Button>
            </div>
          </form>
        </Once>
      )}
    </>
  );
}

/** What is on paper needs nothing more: sending it again is behind a line. */
function Once({ complete, children }: { complete: boolean; children: ReactNode }) {
  const { say } = useVoice();
  return complete ? (
    <details id="press-more">
      <summary>{say("press_more")}</summary>
      {children}
    </details>
  ) : (
    children
  );
}
