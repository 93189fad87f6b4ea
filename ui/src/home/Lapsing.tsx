// When e-certificates lapse: a bar a month, each a way to its list.
import { monthsFrom } from "../frame/days";
import { Empty, Panel } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import type { Day, MonthCount } from "../wire";

/** The desk looks so many months ahead, and names only those in which somebody's e-certificate lapses. */
const AHEAD = 12;

export function Lapsing({ on, months }: { on: Day; months: MonthCount[] }) {
  const { say, count, month, monthShort, yearShort } = useVoice();
  const counts = new Map(months.map((one) => [one.month, one.count]));
  const bars = monthsFrom(on, AHEAD).map((month) => ({ month, count: counts.get(month) ?? 0 }));
  // A year where it begins, and at both ends: the last month bears the name of the first.
  const dated = (at: number, month: string) => at === 0 || at === AHEAD || month.endsWith("-01");
  const most = Math.max(1, ...counts.values());
  return (
    <Panel title={say("lapsing_chart")} className="lapsing">
      {months.length === 0 && <Empty>{say("list_empty")}</Empty>}
      <ul className="bars" hidden={months.length === 0}>
        {bars.map((one, at) => (
          <li key={one.month}>
            <button
              type="button"
              className="bar-button"
              title={month(one.month)}
              onClick={() => go({ screen: "list", name: "lapsing", month: one.month })}
            >
              <span className="unseen">{month(one.month)}</span>
              <span className={`bar-count num ${one.count === 0 ? "soft" : ""}`}>{count(one.count)}</span>
              <span className="bar-room">
                {one.count > 0 && <span className={`bar-fill ${at === 0 ? "now" : ""}`} style={{ blockSize: `${(one.count / most) * 100}%` }} />}
              </span>
              <span className="bar-month" aria-hidden="true">{monthShort(one.month)}</span>
              <span className="bar-year" aria-hidden="true">{dated(at, one.month) && yearShort(one.month)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
