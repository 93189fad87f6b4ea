// The state's lists, and what each says otherwise than the one of the day before: each number with the people behind it.
import { useState } from "react";
import { call } from "../desk";
import { listedColumns } from "../find/columns";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Button, Choice, Empty, Facts, Panel, Skeleton } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useSession } from "../frame/session";
import type { ListDayShown, ListDifferenceAsk, ListedRow } from "../wire";

export function Lists() {
  const { say, lang, day } = useVoice();
  const [chosen, setChosen] = useState<string | null>(null);
  const days = useAsked("list_days", { lang });
  const all = days.answer ?? [];
  const list = chosen ?? (all[0] === undefined ? null : String(all[0].list));
  if (days.failed !== undefined) {
    return <FailurePanel failed={days.failed} again={days.again} />;
  }
  if (days.answer === undefined) {
    return <Skeleton />;
  }
  if (list === null) {
    return (
      <Panel title={say("run_lists")} id="lists-panel">
        <Empty>{say("run_no_list")}</Empty>
        <Button id="lists-to-imports" onClick={() => go({ screen: "imports" })}>
          {say("run_to_imports")}
        </Button>
      </Panel>
    );
  }
  return (
    <Panel title={say("run_lists")} id="lists-panel">
      <Choice
        id="lists-choice"
        label={say("lists_which")}
        value={list}
        choices={all.map((one) => ({ value: String(one.list), label: day(one.as_of) }))}
        onChoose={setChosen}
      />
      <Difference key={list} ask={{ list: Number(list), with: null, lang }} />
    </Panel>
  );
}

function Difference({ ask }: { ask: ListDifferenceAsk }) {
  const { say, count, day, moment, operator, place } = useVoice();
  const { fixed } = useSession();
  const show = useFailure();
  const { answer, failed, again } = useAsked("list_difference", ask);
  const [part, setPart] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [save, saving] = useWork(
    async (what: "report_csv" | "report_xlsx") => {
      const file = await call("choose", { what });
      if (file !== null) {
        setSaved((await call("save_list", { difference: ask, part, file })).file);
      }
    },
    (failed) => show("failed_lists", failed),
  );
  const [saveUnknown, savingUnknown] = useWork(
    async () => {
      const file = await call("choose", { what: "import_file" });
      const out = file === null ? null : await call("choose", { what: "report_xlsx" });
      if (file !== null && out !== null) {
        setSaved((await call("save_unknown_rows", { list: ask.list, file, out, lang: ask.lang })).file);
      }
    },
    (failed) => show("failed_lists", failed),
  );
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return <Skeleton />;
  }
  const about = (list: ListDayShown) => say("lists_about", { day: day(list.as_of), people: list.people, files: list.files.join("、") });
  return (
    <>
      <Facts
        facts={[
          [say("lists_this"), about(answer.list)],
          [say("lists_before"), answer.with === null ? "—" : about(answer.with)],
          [say("run_loaded"), `${moment(answer.list.at)} ${operator(answer.list.operator)}`],
        ]}
      />
      {answer.remarks.map((remark) => (
        <p key={remark} className="notice">
          {remark}
        </p>
      ))}
      <table className="tabular" id="lists-difference">
        <thead>
          <tr>
            <th scope="col">{say("lists_what")}</th>
            <th scope="col" className="end">
              {say("lists_count")}
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.parts.map((one) => (
            <tr key={one.part} data-part={one.part}>
              <th scope="row">{one.word}</th>
              <td className="end">
                <button type="button" className="link num" aria-pressed={part === one.part} disabled={one.count === 0} onClick={() => setPart(one.part)}>
                  {count(one.count)}
                </button>
                {one.again > 0 && <small className="soft"> {say("lists_again", { n: one.again })}</small>}
              </td>
            </tr>
          ))}
          <tr data-part="unknown_to_us">
            <th scope="row">{say("lists_unknown")}</th>
            <td className="end">
              <button type="button" className="link num" aria-pressed={part === "unknown_to_us"} disabled={answer.unknown === 0} onClick={() => setPart("unknown_to_us")}>
                {count(answer.unknown)}
              </button>
            </td>
          </tr>
        </tbody>
      </table>
      {part === "unknown_to_us" ? (
        <div id="lists-unknown" className="form">
          <p>{say("lists_unknown_hint")}</p>
          {/* However many they are, they scroll by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <ul className="unknown-rows" tabIndex={0} aria-label={say("lists_unknown")}>
            {answer.unknown_rows.map((row) => (
              <li key={row.place}>{place(row.place.replace(/ (\d+)$/, "!$1"))}</li>
            ))}
          </ul>
          <div className="actions start">
            <Button id="lists-save-unknown" busy={savingUnknown} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={saveUnknown}>
              {say("lists_unknown_save")}
            </Button>
          </div>
        </div>
      ) : (
        part !== null && <People ask={ask} part={part} title={answer.parts.find((one) => one.part === part)?.word ?? part} />
      )}
      <div className="actions start">
        <Button id="lists-csv" busy={saving} onClick={() => save("report_csv")}>
          {say("lists_csv")}
        </Button>
        <Button id="lists-xlsx" busy={saving} onClick={() => save("report_xlsx")}>
          {say("lists_xlsx")}
        </Button>
      </div>
      {saved !== null && <p role="status">{say("lists_saved", { file: saved })}</p>}
    </>
  );
}

function People({ ask, part, title }: { ask: ListDifferenceAsk; part: string; title: string }) {
  const voice = useVoice();
  const { say } = voice;
  const employer = useEmployer();
  const { source, failed, again } = usePages<ListedRow>(JSON.stringify([ask, part]), (start, len) => call("list_people", { difference: ask, part, start, len }));
  const columns: Column<ListedRow>[] = [
    ...listedColumns(voice, say("lists_until")),
    { key: "employer", head: say("employer"), width: "minmax(5rem, 9rem)", wrap: true, cell: (row) => employer(row.employer) },
  ];
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  return (
    <div className="run-rows">
      <Rows
        id="lists-people"
        label={title}
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
