// Every import so far, the newest first: which file, when, by whom, with what result.
import { useEffect, useMemo, useRef, useState } from "react";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { HowFar, type Running } from "../frame/HowFar";
import { Button, Facts, Over, Skeleton, Title } from "../frame/parts";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useKept, useSession } from "../frame/session";
import type { ImportOnRecord } from "../wire";
import { useNewImport } from "./begin";
import { Official } from "./Official";
import { Quarantine } from "./Quarantine";
import { Undo } from "./Undo";
import "./imports.css";

const none: ImportOnRecord[] = [];

const employersOf = (row: ImportOnRecord) => (row.employers.length > 0 || row.employer === null ? row.employers : [row.employer]);

/** Whose rows a file had: the one, or the first and how many more; where nobody knew, the file itself may say. */
function Employers({ codes }: { codes: readonly string[] }) {
  const { say } = useVoice();
  const employer = useEmployer();
  const [first, ...more] = codes;
  return first === undefined ? (
    <span className="soft">{say("import_unnamed")}</span>
  ) : (
    <span title={codes.map(employer).join("\n")}>{more.length === 0 ? employer(first) : say("import_employers", { first: employer(first), n: more.length })}</span>
  );
}

export function Imports() {
  const { say, count, moment, operator } = useVoice();
  const { fixed } = useSession();
  const { answer, failed, slow, again } = useAsked("imports", {});
  const newImport = useNewImport();
  // An import that goes on while the clerk looks at this list; once it has ended, the list has it.
  const [running] = useKept<Running | null>("importing", null);
  const runs = running !== null;
  const ran = useRef(runs);
  useEffect(() => {
    if (ran.current && !runs) {
      again();
    }
    ran.current = runs;
  }, [runs, again]);
  const [chosen, setChosen] = useState<ImportOnRecord | null>(null);
  const [official, setOfficial] = useState(false);
  // Taking an import back settles its rows: what waits is asked anew.
  const [turn, setTurn] = useState(0);
  const undone = () => {
    again();
    setTurn((turn) => turn + 1);
  };
  const newest = useMemo(() => (answer ?? none).toSorted((one, other) => other.id - one.id), [answer]);
  const source = useAllRows(newest);
  const number = (key: "new" | "changed" | "unchanged" | "doubtful" | "rejected", head: string, width: string): Column<ImportOnRecord> => ({
    key,
    head,
    width,
    end: true,
    cell: (row) => <span className={`num ${row[key] === 0 ? "soft" : ""} ${row[key] > 0 && (key === "doubtful" || key === "rejected") ? key : ""}`}>{count(row[key])}</span>,
  });
  const columns: Column<ImportOnRecord>[] = [
    { key: "at", head: say("import_at"), width: "8.25rem", cell: (row) => <span className="num">{moment(row.at)}</span> },
    { key: "file", head: say("import_file"), width: "minmax(8rem, 1fr)", cell: (row) => (row.undone === null ? <b title={row.file}>{row.file}</b> : <del title={say("undo_done")}>{row.file}</del>) },
    { key: "employer", head: say("employer"), width: "minmax(4.5rem, 7rem)", cell: (row) => <Employers codes={employersOf(row)} /> },
    number("new", say("filter_new"), "3.25rem"),
    number("changed", say("filter_changed"), "3.25rem"),
    number("unchanged", say("filter_unchanged"), "4rem"),
    number("doubtful", say("filter_doubtful"), "3.25rem"),
    number("rejected", say("filter_rejected"), "4rem"),
    { key: "by", head: say("import_by"), width: "minmax(5rem, 8rem)", cell: (row) => (row.alone ? `${operator(row.operator)}（${say("alone")}）` : operator(row.operator)) },
  ];
  return (
    <div className="screen tall" data-screen="imports">
      <Title
        aside={
          <>
            <Button id="official-open" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => setOfficial(true)}>
              {say("official_open")}
            </Button>
            <Button id="new-import" look="key" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={newImport}>
              {say("new_import")}
            </Button>
          </>
        }
      >
        {say("imports")}
      </Title>
      {running !== null && (
        <section className="panel" aria-label={say("import_running")}>
          <HowFar running={running} work="import" />
        </section>
      )}
      <Quarantine turn={turn} onDone={again} />
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={6} />}
      {answer !== undefined && (
        <Rows id="imports" label={say("import_list")} source={source} columns={columns} rowKey={(row) => String(row.id)} onOpen={setChosen} empty={say("import_list_empty")} />
      )}
      <Over title={say("import_record")} open={chosen !== null} onClose={() => setChosen(null)} side>
        {chosen !== null && <OneImport row={chosen} onUndone={undone} />}
      </Over>
      <Over title={say("official")} open={official} onClose={() => setOfficial(false)} side>
        {official && <Official />}
      </Over>
    </div>
  );
}

/** One import whole, as it stands on record. */
function OneImport({ row, onUndone }: { row: ImportOnRecord; onUndone: () => void }) {
  const { say, count, moment, operator } = useVoice();
  const counts = [
    ["filter_new", row.new],
    ["filter_changed", row.changed],
    ["filter_unchanged", row.unchanged],
    ["filter_duplicate", row.duplicate],
    ["filter_doubtful", row.doubtful],
    ["filter_rejected", row.rejected],
  ] as const;
  return (
    <div id="import-record" className="form" data-import={row.id}>
      <Facts
        facts={[
          [say("import_file"), <b key="file">{row.file}</b>],
          [say("import_at"), <span key="at" className="num">{moment(row.at)}</span>],
          [say("import_by"), row.alone ? `${operator(row.operator)}（${say("alone")}）` : operator(row.operator)],
          [say("employer"), <Employers key="employer" codes={employersOf(row)} />],
          [say("import_recipe"), row.recipe === null ? say("import_recipe_none") : say("import_recipe_version", { id: row.recipe.id, version: row.recipe.version })],
          [say("import_sha"), row.sha256],
        ]}
      />
      <h3>{say("import_counts")}</h3>
      <Facts facts={counts.map(([name, n]) => [say(name), <span key={name} className="num">{count(n)}</span>])} />
      <Undo row={row} onDone={onUndone} />
    </div>
  );
}
