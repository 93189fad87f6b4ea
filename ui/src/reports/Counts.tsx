// A report: numbers by employer and month, each of them a way to the list behind it.
import { type FormEvent, useState } from "react";
import { call, failedOf } from "../desk";
import { useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { Told, useFailure } from "../frame/Failure";
import { HowFar } from "../frame/HowFar";
import { Button, Choice, Empty, Panel, Radios } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { Failed, Report, ReportAsk } from "../wire";
import { reportAsk, useCounted, useLong, useReportForm, writePart } from "./asked";
import { Chart } from "./Chart";

const NAMES = ["issued", "reissued", "refused", "returned", "outstanding", "covered", "last_four"] as const;

/** So many employers stand in the table at once. */
const PAGE = 100;

export function Counts() {
  const { say, lang } = useVoice();
  const [form, keep] = useReportForm();
  const [counted, keepCounted] = useCounted();
  const [failed, setFailed] = useState<Failed | null>(null);
  const [stopped, setStopped] = useState(false);
  const [running, begin] = useLong("report");
  const [count, counting] = useWork(async () => {
    setFailed(null);
    const ask = reportAsk(form, lang);
    setStopped(false);
    const report = await begin((long) => call("report", { ...ask, ...long })).catch((reason: unknown) => {
      if (failedOf(reason).code !== "cancelled") {
        throw reason;
      }
      return null;
    });
    if (report === null) {
      setStopped(true);
      return;
    }
    // Whoever asks again is told the same, whatever was recorded since.
    keepCounted({ report, ask: { ...ask, as_of: String(report.act) } });
  }, setFailed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    count();
  };
  return (
    <>
      <Panel title={say("report_choose")} id="report-form">
        <form className="form-row" onSubmit={submit}>
          <Choice
            id="report-name"
            label={say("report_name")}
            value={form.name}
            choices={NAMES.map((name) => ({ value: name as string, label: say(`report_${name}`) }))}
            onChoose={(name) => keep({ ...form, name })}
          />
          <DayField label={say("report_on")} value={form.on} onChange={(on) => keep({ ...form, on })} />
          <Radios
            id="report-period"
            label={say("report_period")}
            value={form.period}
            choices={[
              { value: "year", label: say("report_year") },
              { value: "chosen", label: say("report_chosen") },
            ]}
            onChoose={(period) => keep({ ...form, period })}
          />
          {form.period === "chosen" && (
            <>
              <DayField label={say("report_from")} value={form.from} onChange={(from) => keep({ ...form, from })} />
              <DayField label={say("report_to")} value={form.to} onChange={(to) => keep({ ...form, to })} />
            </>
          )}
          <Radios
            id="report-as-of"
            label={say("report_as_of")}
            value={form.asOf}
            choices={[
              { value: "now", label: say("report_as_of_now") },
              { value: "then", label: say("report_as_of_then") },
            ]}
            onChoose={(asOf) => keep({ ...form, asOf })}
          />
          {form.asOf === "then" && <DayField label={say("report_then")} value={form.then} onChange={(then) => keep({ ...form, then })} />}
          <Button id="report-count" look="key" submit busy={counting || running !== null}>
            {counting || running !== null ? say("report_counting") : say("report_count")}
          </Button>
        </form>
        {running !== null && <HowFar running={running} work="report" />}
        <p role="status" id="report-stopped" className="soft">
          {stopped && say("report_stopped")}
        </p>
        {failed !== null && (
          <div className="notice bad" role="alert">
            <Told failed={failed} />
          </div>
        )}
      </Panel>
      {counted !== null && <Numbers key={`${counted.report.name} ${counted.report.act}`} report={counted.report} ask={counted.ask} />}
    </>
  );
}

function Numbers({ report, ask }: { report: Report; ask: ReportAsk }) {
  const { say, day, moment, month, monthShort, yearShort, count } = useVoice();
  const show = useFailure();
  // Who may look at nobody reads the numbers; the people behind them stay closed.
  const sees = useSession().here.may.includes("view");
  const [measure, setMeasure] = useKept(`report measure ${report.name}`, report.measures[0]?.code ?? "");
  const [start, setStart] = useState(0);
  const [saved, setSaved] = useState<string | null>(null);
  const at = Math.max(0, report.measures.findIndex((one) => one.code === measure));
  const code = report.measures[at]?.code ?? null;
  const [save, saving] = useWork(
    async (what: "report_csv" | "report_xlsx") => {
      const file = await call("choose", { what });
      if (file !== null) {
        setSaved((await call("save_report", { report: ask, file })).file);
      }
    },
    (failed) => show("failed_report", failed),
  );
  const open = (employer: string | null, of: string | null) =>
    go({ screen: "reports", tab: "counts", behind: writePart({ employer, month: of, measure: code }) });
  const number = (n: number, employer: string | null, of: string | null, called: string) =>
    n === 0 || !sees ? (
      <span className={n === 0 ? "num soft" : "num"}>{count(n)}</span>
    ) : (
      <button type="button" className="link num" aria-label={say("report_open", { what: called, n })} onClick={() => open(employer, of)}>
        {count(n)}
      </button>
    );
  const rows = report.rows.slice(start, start + PAGE);
  const word = report.measures[at]?.word ?? "";
  return (
    <Panel
      title={report.title}
      id="report"
      aside={
        <span className="actions">
          <Button id="report-csv" busy={saving} onClick={() => save("report_csv")}>
            {say("report_csv")}
          </Button>
          <Button id="report-xlsx" busy={saving} onClick={() => save("report_xlsx")}>
            {say("report_xlsx")}
          </Button>
        </span>
      }
    >
      <p id="report-as-of-said" role="status">
        {say("report_said", { on: day(report.on), at: report.as_of === null ? "" : moment(report.as_of), act: report.act })}
      </p>
      {report.remarks.map((remark) => (
        <p key={remark} className="notice doubt">
          {remark}
        </p>
      ))}
      {saved !== null && (
        <p id="report-saved" role="status">
          {say("report_saved", { file: saved })}
        </p>
      )}
      <Radios
        id="report-measure"
        label={say("report_measure")}
        value={code ?? ""}
        choices={report.measures.map((one) => ({ value: one.code as string, label: one.word }))}
        onChoose={setMeasure}
      />
      {report.rows.length === 0 ? (
        <Empty>{say("report_none")}</Empty>
      ) : (
        <>
          <Chart label={word} months={report.months} numbers={report.totals.map((of) => of[at] ?? 0)} />
          {/* What does not fit scrolls within the card, also by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="wide-room" tabIndex={0} role="group" aria-label={report.title}>
            <table className="tabular" id="report-table">
              <thead>
                <tr>
                  <th scope="col">{say("employer")}</th>
                  {report.months.map((one, place) => (
                    <th key={one} scope="col" className="end" title={month(one)}>
                      {place === 0 || one.endsWith("-01") ? <small>{yearShort(one)} </small> : null}
                      {monthShort(one)}
                    </th>
                  ))}
                  {!report.stock && (
                    <th scope="col" className="end">
                      {say("report_sum")}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.employer}>
                    <th scope="row">
                      {row.name} <small className="soft">{row.employer}</small>
                    </th>
                    {report.months.map((one, place) => (
                      <td key={one} className="end">
                        {number(row.cells[place]?.[at] ?? 0, row.employer, one, `${row.name} ${month(one)} ${word}`)}
                      </td>
                    ))}
                    {!report.stock && <td className="end">{number(row.sums[at] ?? 0, row.employer, null, `${row.name} ${word}`)}</td>}
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{say("report_all")}</th>
                  {report.months.map((one, place) => (
                    <td key={one} className="end">
                      {number(report.totals[place]?.[at] ?? 0, null, one, `${say("report_all")} ${month(one)} ${word}`)}
                    </td>
                  ))}
                  {!report.stock && <td className="end">{number(report.sums[at] ?? 0, null, null, `${say("report_all")} ${word}`)}</td>}
                </tr>
              </tfoot>
            </table>
          </div>
          {report.rows.length > PAGE && (
            <div className="actions">
              <Button id="report-before" disabled={start === 0} onClick={() => setStart(Math.max(0, start - PAGE))}>
                {say("report_before")}
              </Button>
              <Button id="report-after" disabled={start + PAGE >= report.rows.length} onClick={() => setStart(start + PAGE)}>
                {say("report_after")}
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}
