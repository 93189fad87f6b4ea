// A frozen batch: its numbers, its pages as they will be printed, the printing itself, and the posting.
import { useState } from "react";
import { call, failedOf, newJob, progress as channel } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { HowFar, type Running } from "../frame/HowFar";
import { Badge, Button, Facts, Over, Panel, Skeleton, Title } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { BatchOnRecord, Planned, Printed, Progress, ScanChanged } from "../wire";
import { Later } from "./Later";
import { Preview } from "./Preview";
import { Printer } from "./Printer";
import { BatchState } from "./Prints";
import { RefusedTable } from "./RefusedTable";
import { Insert } from "./Insert";
import { Sheets } from "./Sheets";
import { Press } from "./Press";
import { Wrap } from "./Wrap";

/** After so many envelopes the whole batch is read again: a colleague may scan beside this window. */
const ANEW = 100;

/** More letters than this are released by another person, as the desk has it. */
const MANY = 100;

export function Batch({ batch }: { batch: string }) {
  const { say } = useVoice();
  const { answer, failed, slow, again } = useAsked("batches", {});
  const run = answer?.find((one) => one.batch === batch);
  return (
    <>
      <Title aside={<Button onClick={() => go({ screen: "prints" })}>{say("batches_title")}</Button>}>
        {say("batch", { batch })} {run !== undefined && <BatchState state={run.state} />}
      </Title>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={8} />}
      {run !== undefined && <Run run={run} again={again} />}
    </>
  );
}

function Run({ run, again }: { run: BatchOnRecord; again: () => void }) {
  const { say, code, day, moment, operator } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  // A printing goes on when the clerk looks at something else meanwhile, and is found again.
  const [running, setRunning] = useKept<Running | null>(`running ${run.batch}`, null);
  const [printed, setPrinted] = useKept<Printed | null>(`printed ${run.batch}`, null);
  // The folder of a printing that was stopped: it goes on there, and comes to the same bytes.
  const [stopped, setStopped] = useState<string | null>(null);
  const [asking, setAsking] = useState<"post" | "withdraw" | null>(null);
  const [scans, setScans] = useState(0);
  // What was scanned since the whole was read: after each envelope only this is new.
  const [scanned, setScanned] = useState<readonly ScanChanged[]>([]);
  const [planned] = useKept<Planned | null>("print refused", null);
  const [print, starting] = useWork(
    async (known: string | null) => {
      const out = known ?? (await call("choose", { what: "folder" }));
      if (out === null) {
        return;
      }
      const job = newJob();
      const began = performance.now();
      setStopped(null);
      setPrinted(null);
      setRunning({ job, began, at: began, progress: { done: 0, total: run.sheets } });
      const told = (progress: Progress) => setRunning({ job, began, at: performance.now(), progress });
      try {
        setPrinted(await call("print", { job, batch: run.batch, out, progress: channel(told) }));
      } catch (reason) {
        const failed = failedOf(reason);
        if (failed.code === "cancelled") {
          setStopped(out);
        } else {
          throw failed;
        }
      } finally {
        setRunning(null);
        again();
      }
    },
    (failed) => show("failed_print", failed),
  );
  const [post, posting] = useWork(
    async () => {
      await call("post", { batch: run.batch, on: here.today });
      setAsking(null);
      again();
    },
    (failed) => {
      setAsking(null);
      show("failed_post", failed);
    },
  );
  const [withdraw, withdrawing] = useWork(
    async () => {
      await call("withdraw", { batch: run.batch });
      setAsking(null);
      again();
    },
    (failed) => {
      setAsking(null);
      show("failed_withdraw", failed);
    },
  );
  const [released, setReleased] = useState(false);
  const [release, releasing] = useWork(
    async () => {
      await call("release", { batch: run.batch });
      setReleased(true);
    },
    (failed) => show("failed_print", failed),
  );
  // Many letters that another has frozen wait for a second pair of eyes.
  const waits = run.state === "planned" && run.sheets > MANY && run.operator !== here.operator && here.may.includes("release");
  const busy = starting || running !== null;
  const blocked = fixed && say(fixed);
  const refused = planned?.batch === run.batch ? planned.refused : [];
  return (
    <div className="batch-grid">
      <div className="batch-side">
        <Panel title={code(run.kind)}>
          <Facts
            facts={[
              [say("batch_day"), day(run.on)],
              [say("batch_sheets"), say("sheets", { n: run.sheets })],
              [say("batch_envelopes"), say("letters", { n: run.envelopes })],
              [say("batch_at"), <span key="at" className="num">{moment(run.at)}</span>],
              [say("import_by"), run.alone ? `${operator(run.operator)}（${say("alone")}）` : operator(run.operator)],
            ]}
          />
          {run.state === "void" && <p className="notice doubt">{say("withdrawn")}</p>}
          {run.state !== "void" && (
            <div className="batch-actions">
              <Button id="print" look={run.state === "planned" ? "key" : "plain"} busy={busy} disabled={fixed !== undefined} title={blocked} onClick={() => print(null)}>
                {run.state === "planned" ? say("print_folder") : say("print_again")}
              </Button>
              {waits && !released && (
                <Button id="release" busy={releasing} disabled={fixed !== undefined} title={blocked} onClick={release}>
                  {say("release")}
                </Button>
              )}
              <Printer run={run} blocked={blocked} busy={busy} onPrinted={again} />
              {(run.state === "printed" || run.state === "inserted") && (
                <Button id="post" look="key" disabled={fixed !== undefined || busy} title={blocked} onClick={() => setAsking("post")}>
                  {say("post")}
                </Button>
              )}
              {run.state === "planned" && (
                <Button id="withdraw" disabled={fixed !== undefined || busy} title={blocked} onClick={() => setAsking("withdraw")}>
                  {say("withdraw")}
                </Button>
              )}
            </div>
          )}
          {running !== null && <HowFar running={running} work="print" />}
          {stopped !== null && (
            <p className="notice doubt" role="status">
              <span>{say("print_stopped")}</span>
              <Button id="resume-print" busy={busy} onClick={() => print(stopped)}>
                {say("print_resume")}
              </Button>
            </p>
          )}
          {released && <p role="status">{say("release_done")}</p>}
          {run.state === "posted" && <Badge tone="good">{say("posted_done")}</Badge>}
        </Panel>
        {printed !== null && (
          <Panel title={say("print_done")} id="print-done">
            <p role="status">{say("print_done_where", { out: printed.out })}</p>
            {printed.later > 0 && <p className="notice doubt">{say("later_printed")}</p>}
            <table className="tabular">
              <thead>
                <tr>
                  <th scope="col">{say("print_files")}</th>
                  <th scope="col" className="end">
                    {say("print_pages")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {printed.files.map((file) => (
                  <tr key={file.file}>
                    <th scope="row">{file.file}</th>
                    <td className="num end">{file.pages}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
        )}
        {run.state !== "void" && run.state !== "planned" && here.may.includes("print") && <Press batch={run.batch} printed={printed?.out ?? null} />}
        {run.state !== "void" && <Later run={run} />}
        {run.state !== "void" && run.state !== "planned" && (
          <Insert
            run={run}
            scanned={scanned}
            onScanned={(one) => setScanned((before) => [...before, one].slice(-2 * ANEW))}
            anew={ANEW}
            again={() => {
              setScans((scans) => scans + 1);
              again();
            }}
          />
        )}
        {run.state !== "void" && <Sheets run={run} scans={scans} scanned={scanned} again={again} />}
        {run.state !== "void" && here.may.includes("print") && <Wrap batch={run.batch} />}
        {refused.length > 0 && (
          <Panel title={say("plan_refused")} aside={<span className="soft">{say("people", { n: refused.length })}</span>}>
            <RefusedTable refused={refused} />
          </Panel>
        )}
      </div>
      <Preview batch={run.batch} />
      <Over title={say("post_title")} open={asking === "post"} onClose={() => setAsking(null)} role="alertdialog">
        <p>{say("post_lead", { day: day(here.today) })}</p>
        <div className="dialog-foot">
          <Button onClick={() => setAsking(null)}>{say("cancel")}</Button>
          <Button id="post-yes" look="key" busy={posting} onClick={post}>
            {say("post_yes")}
          </Button>
        </div>
      </Over>
      <Over title={say("withdraw_title")} open={asking === "withdraw"} onClose={() => setAsking(null)} role="alertdialog">
        <p>{say("withdraw_lead", { n: run.sheets })}</p>
        <div className="dialog-foot">
          <Button onClick={() => setAsking(null)}>{say("cancel")}</Button>
          <Button id="withdraw-yes" look="key" busy={withdrawing} onClick={withdraw}>
            {say("withdraw_yes")}
          </Button>
        </div>
      </Over>
    </div>
  );
}
