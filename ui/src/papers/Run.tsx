// The month's work: whom the state's list concerns, renewals over the weeks before a last day, and what follows from corrections.
import { useEffect, useState } from "react";
import { call } from "../desk";
import { numberColumn } from "../find/columns";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Empty, Facts, Icon, Panel, Radios, Skeleton } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useKept, useSession } from "../frame/session";
import { RefusedTable } from "../prints/RefusedTable";
import type { ListLoaded, Planned, RunOnRecord, RunPerson, RunShown, RunStopped } from "../wire";
import { Consequences } from "./Consequences";
import { Lists } from "./Lists";
import { Same } from "./Same";
import { Waves } from "./Waves";
import "./run.css";

export type Part = "run" | "waves" | "lists" | "same" | "consequences";
const PARTS: readonly Part[] = ["run", "waves", "lists", "same", "consequences"];
export const partOf = (code: string | undefined): Part | undefined => PARTS.find((part) => part === code);

/** Whoever comes for one part of it (`begin`) finds that; else what was looked at last. */
export function Run({ begin }: { begin: Part | undefined }) {
  const { say } = useVoice();
  const [part, setPart] = useKept<Part>("run part", "run");
  useEffect(() => {
    if (begin !== undefined) {
      setPart(begin);
    }
  }, [begin, setPart]);
  return (
    <>
      <Radios
        id="run-part"
        label={say("run_what")}
        value={part}
        choices={[
          { value: "run", label: say("run_exofficio") },
          { value: "waves", label: say("run_waves") },
          { value: "lists", label: say("run_lists") },
          { value: "same", label: say("run_same") },
          { value: "consequences", label: say("run_consequences") },
        ]}
        onChoose={setPart}
      />
      {part === "run" && <ExOfficio />}
      {part === "waves" && <Waves />}
      {part === "lists" && <Lists />}
      {part === "same" && <Same />}
      {part === "consequences" && <Consequences />}
    </>
  );
}

function ExOfficio() {
  const { say, lang } = useVoice();
  const { view, fixed } = useSession();
  const show = useFailure();
  const [chosen, setChosen] = useState<number | null>(null);
  const runs = useAsked("runs", { lang });
  const list = runs.answer?.list ?? null;
  const run = useAsked("run", list === null ? null : { run: chosen, on: view.on, lang });
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [freeze, freezing] = useWork(
    async () => {
      const frozen = await call("freeze_run", { run: null, on: view.on, lang });
      setPlanned(null);
      setChosen(frozen.run);
      runs.again();
    },
    (failed) => show("failed_run", failed),
  );
  const [plan, planning] = useWork(
    async (number: number, without: boolean) => {
      const answer = await call("plan_run", { run: number, on: view.on, without_unprintable: without, dry_run: false, lang });
      setPlanned(answer);
      run.again();
      runs.again();
      if (answer.batch !== null && answer.refused.length === 0) {
        go({ screen: "print", batch: answer.batch, kind: null });
      }
    },
    (failed) => show("failed_run", failed),
  );
  const choose = (number: number | null) => {
    setPlanned(null);
    setChosen(number);
  };
  const busy = freezing || planning;
  const shown = run.answer;
  return (
    <>
      <Panel title={say("run_list")} id="run-list">
        {runs.failed !== undefined && <FailurePanel failed={runs.failed} again={runs.again} />}
        {runs.answer === undefined && runs.slow && <Skeleton lines={2} />}
        {runs.answer !== undefined && list === null && (
          <>
            <Empty>{say("run_no_list")}</Empty>
            <div className="actions start">
              <Button id="run-import" look="key" onClick={() => go({ screen: "imports" })}>
                {say("run_to_imports")}
              </Button>
            </div>
          </>
        )}
        {list !== null && <ListFacts list={list} />}
      </Panel>
      {list !== null && (
        <Panel
          id="run-shown"
          title={chosen === null ? say("run_preview") : say("run_number", { n: chosen })}
          aside={
            chosen !== null && (
              <Button id="run-back" look="quiet" onClick={() => choose(null)}>
                {say("run_preview")}
              </Button>
            )
          }
        >
          {run.failed !== undefined && <FailurePanel failed={run.failed} again={run.again} />}
          {shown === undefined && run.slow && <Skeleton lines={5} />}
          {shown !== undefined && (
            <>
              <Parts key={shown.run ?? 0} shown={shown} />
              {shown.stopped !== null && <Stopped why={shown.stopped} />}
              <div className="actions start">
                {shown.run === null ? (
                  <Button id="run-freeze" look="key" busy={busy} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={freeze}>
                    {say("run_freeze")}
                  </Button>
                ) : (
                  shown.stopped === null && (
                    <Button
                      id="run-plan"
                      look="key"
                      busy={busy}
                      disabled={fixed !== undefined || shown.to_plan === 0}
                      title={fixed && say(fixed)}
                      onClick={() => shown.run !== null && plan(shown.run, false)}
                    >
                      {say("run_plan", { n: shown.to_plan })}
                    </Button>
                  )
                )}
                <span className="soft">{shown.run === null ? say("run_freeze_hint") : say("run_plan_hint")}</span>
              </div>
              {shown.batches.length > 0 && <Batches batches={shown.batches} />}
              {planned !== null && planned.refused.length > 0 && (
                <div role={planned.stopped ? "alert" : "status"} id="run-refused">
                  <h3>{planned.stopped ? say("plan_stopped") : say("plan_refused")}</h3>
                  {planned.stopped && (
                    <Button id="run-without" busy={busy} onClick={() => shown.run !== null && plan(shown.run, true)}>
                      {say("freeze_without")}
                    </Button>
                  )}
                  <RefusedTable refused={planned.refused} />
                </div>
              )}
            </>
          )}
        </Panel>
      )}
      {runs.answer !== undefined && runs.answer.runs.length > 0 && <Frozen runs={runs.answer.runs} chosen={chosen} onChoose={choose} />}
    </>
  );
}

function ListFacts({ list }: { list: ListLoaded }) {
  const { say, day, moment, operator } = useVoice();
  return (
    <>
      <Facts
        facts={[
          [say("run_as_of"), list.said ? day(list.as_of) : say("run_as_of_unsaid", { day: day(list.as_of) })],
          [say("run_file"), list.file],
          [say("run_people"), say("people", { n: list.people })],
          [say("run_loaded"), `${moment(list.at)} ${operator(list.operator)}`],
        ]}
      />
      {!list.whole && (
        <p className="notice doubt">
          <Icon name="warn" /> {say("run_partial")}
        </p>
      )}
    </>
  );
}

/** The parts with their counts; one that is chosen shows its people. */
function Parts({ shown }: { shown: RunShown }) {
  const { say, count, short } = useVoice();
  const filled = shown.parts.filter((part) => part.count > 0);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <p className="soft">{shown.wait}</p>
      {filled.length === 0 && <Empty>{say("run_nobody")}</Empty>}
      <table className="tabular" id="run-parts" hidden={filled.length === 0}>
        <thead>
          <tr>
            <th scope="col">{say("run_part")}</th>
            <th scope="col" className="end">
              {say("run_count")}
            </th>
            <th scope="col">{say("list_by")}</th>
            <th scope="col">{say("list_why")}</th>
          </tr>
        </thead>
        <tbody>
          {filled.map((part) => (
            <tr key={part.part} data-part={part.part}>
              <th scope="row">
                <Button look="quiet" aria-expanded={open === part.part} onClick={() => setOpen(open === part.part ? null : part.part)}>
                  {part.word}
                </Button>{" "}
                {part.planned && <Badge tone="key">{say("run_printed")}</Badge>}
              </th>
              <td className="num end">{count(part.count)}</td>
              <td className="num">{short(part.by)}</td>
              <td>{part.reasons.map((one) => `${one.reason}（${count(one.count)}）`).join(" ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.unknown_rows.length > 0 && (
        <p className="notice doubt" id="run-unknown">
          <Icon name="warn" /> {say("run_unknown_rows", { n: shown.unknown_rows.length, rows: shown.unknown_rows.slice(0, 20).map((row) => row.place).join("、") })}
        </p>
      )}
      {open !== null && <People shown={shown} part={open} />}
    </>
  );
}

function People({ shown, part }: { shown: RunShown; part: string }) {
  const { say, short, lang } = useVoice();
  const employer = useEmployer();
  const { source, failed, again } = usePages<RunPerson>(JSON.stringify([shown.run, shown.on, part, lang]), (start, len) =>
    call("run_people", { run: shown.run, on: shown.on, part, start, len, lang }),
  );
  const columns: Column<RunPerson>[] = [
    numberColumn({ say }, (row) => row.member),
    { key: "name", head: say("name"), width: "minmax(7rem, 13rem)", cell: (row) => row.name },
    { key: "by", head: say("list_by"), width: "5.75rem", cell: (row) => <span className="num">{short(row.by)}</span> },
    { key: "why", head: say("list_why"), width: "minmax(11rem, 3fr)", wrap: true, cell: (row) => <span title={row.sentence}>{row.sentence}</span> },
    { key: "employer", head: say("employer"), width: "minmax(5rem, 9rem)", wrap: true, cell: (row) => employer(row.employer) },
  ];
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  const word = shown.parts.find((one) => one.part === part)?.word ?? part;
  return (
    <div className="run-rows">
      <Rows
        id="run-people"
        label={word}
        source={source}
        columns={columns}
        rowKey={(row) => row.member}
        people
        onOpen={(row) => go({ screen: "member", member: row.member })}
        empty={say("list_empty")}
      />
    </div>
  );
}

export function Stopped({ why }: { why: RunStopped }) {
  return (
    <p className="notice doubt" id="run-stopped" role="status">
      <Icon name="warn" /> {why.sentence} {why.hint}
    </p>
  );
}

export function Batches({ batches }: { batches: readonly string[] }) {
  const { say } = useVoice();
  return (
    <p className="run-batches">
      {say("run_batches")}{" "}
      {batches.map((batch) => (
        <Button key={batch} look="quiet" onClick={() => go({ screen: "print", batch, kind: null })}>
          {batch}
        </Button>
      ))}
    </p>
  );
}

function Frozen({ runs, chosen, onChoose }: { runs: RunOnRecord[]; chosen: number | null; onChoose: (run: number) => void }) {
  const { say, short, operator } = useVoice();
  return (
    <Panel title={say("run_frozen")} id="run-frozen">
      <table className="tabular">
        <thead>
          <tr>
            <th scope="col">{say("run_times")}</th>
            <th scope="col">{say("run_day")}</th>
            <th scope="col">{say("run_as_of")}</th>
            <th scope="col">{say("import_by")}</th>
            <th scope="col">{say("run_state")}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.run} aria-current={run.run === chosen || undefined}>
              <th scope="row">
                <Button look="quiet" onClick={() => onChoose(run.run)}>
                  {say("run_number", { n: run.run })}
                </Button>
              </th>
              <td className="num">{short(run.on)}</td>
              <td className="num">{short(run.as_of)}</td>
              {/* A name of two letters is not broken in two by a long reason beside it. */}
              <td className="num">{operator(run.operator)}</td>
              <td>
                {run.stopped !== null ? (
                  <>
                    <Badge tone="doubt">{say("run_stopped")}</Badge> <small>{run.stopped.sentence}</small>
                  </>
                ) : run.batches.length > 0 ? (
                  <Badge tone="good">{say("run_has_batches", { n: run.batches.length })}</Badge>
                ) : (
                  <Badge tone="key">{say("run_open")}</Badge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
