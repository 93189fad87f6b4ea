// When e-certificates lapse: a bar a month, each a way to its list.
import { Empty, Panel } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import type { MonthCount } from "../wire";

export function Lapsing({ months }: { months: MonthCount[] }) {
  const { say, count, month, monthShort } = useVoice();
  const most = Math.max(1, ...months.map((one) => one.count));
  return (
    <Panel title={say("lapsing_chart")} className="lapsing">
      {months.length === 0 && <Empty>{say("list_empty")}</Empty>}
      <ul className="bars" hidden={months.length === 0}>
        {months.map((one, at) => (
          <li key={one.month}>
            <button
              type="button"
              className="bar-button"
              title={month(one.month)}
              onClick={() => go({ screen: "list", name: "lapsing", month: one.month })}
            >
              <span className="unseen">{month(one.month)}</span>
              <span className="bar-count num">{count(one.count)}</span>
              <span className="bar-room">
                <span className={`bar-fill ${at === 0 ? "now" : ""}`} style={{ blockSize: `${(one.count / most) * 100}%` }} />
              </span>
              <span className="bar-month" aria-hidden="true">{monthShort(one.month)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
