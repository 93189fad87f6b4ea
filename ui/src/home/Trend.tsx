// Registration and cover over time, in parts of all members: two lines for the eye, a table for a screen reader.
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Empty, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { TrendPoint } from "../wire";

const WIDE = 470;
const HIGH = 170;
const LEFT = 40;
const RIGHT = 92;
const TOP = 12;
const BOTTOM = 24;

const part = (n: number, of: number) => (of === 0 ? 0 : n / of);
const registered = (point: TrendPoint) => part(point.registered, point.members);
const covered = (point: TrendPoint) => part(point.members - point.uncovered, point.members);
const nothingKnown = (point: TrendPoint) => point.registered === 0 && point.certificates === 0 && point.uncovered === point.members;
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** The course from the first day of which anything was known: before it, nought per cent would be said of nobody. */
export function known(points: TrendPoint[]): TrendPoint[] {
  const first = points.findIndex((point) => !nothingKnown(point));
  return first < 0 ? [] : points.slice(first);
}

/** The places of two names beside the ends of their lines, moved apart when the lines end close together. */
function apart(one: number, other: number): [number, number] {
  const room = 32;
  const near = room - Math.abs(one - other);
  if (near <= 0) {
    return [one, other];
  }
  const lowest = HIGH - BOTTOM - 15;
  const upper = Math.max(TOP + 4, Math.min((one + other - room) / 2, lowest - room));
  return one <= other ? [upper, upper + room] : [upper + room, upper];
}

export function Trend() {
  const { say, count, short } = useVoice();
  const { view } = useSession();
  const { answer, failed, slow, again } = useAsked("trend", { on: view.on });
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  const points = known(answer?.points ?? []);
  return (
    <Panel title={say("trend_chart")} className="trend">
      {answer === undefined && slow && <Skeleton />}
      {answer !== undefined && points.length < 2 && <Empty>{say("trend_few")}</Empty>}
      {answer !== undefined && points.length >= 2 && (
        <>
          <Lines points={points} />
          <table className="unseen">
            <caption>{say("trend_chart")}</caption>
            <thead>
              <tr>
                {(["trend_day", "trend_members", "trend_registered", "trend_covered", "trend_certificates", "trend_uncovered"] as const).map((head) => (
                  <th key={head} scope="col">
                    {say(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.on}>
                  <th scope="row">{short(point.on)}</th>
                  <td>{count(point.members)}</td>
                  <td>{percent(registered(point))}</td>
                  <td>{percent(covered(point))}</td>
                  <td>{count(point.certificates)}</td>
                  <td>{count(point.uncovered)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}

function Lines({ points }: { points: TrendPoint[] }) {
  const { say, monthShort } = useVoice();
  const lowest = Math.min(...points.map(registered), ...points.map(covered));
  // The axis begins at the ten below the lowest point, so that small changes can be seen.
  const floor = Math.max(0, Math.floor(lowest * 10 - 0.2) / 10);
  const x = (at: number) => LEFT + (at / (points.length - 1)) * (WIDE - LEFT - RIGHT);
  const y = (share: number) => TOP + ((1 - share) / (1 - floor || 1)) * (HIGH - TOP - BOTTOM);
  const path = (share: (point: TrendPoint) => number) =>
    points.map((point, at) => `${at === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(share(point)).toFixed(1)}`).join("");
  const ticks = [floor, (1 + floor) / 2, 1];
  const last = points.at(-1);
  const [coveredAt, registeredAt] = last === undefined ? [0, 0] : apart(y(covered(last)), y(registered(last)));
  const every = Math.ceil(points.length / 7);
  return (
    <svg className="lines" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true" focusable="false">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDE - RIGHT} y1={y(tick)} y2={y(tick)} className="grid-line" />
          <text x={LEFT - 6} y={y(tick) + 4} className="axis end">
            {Math.round(tick * 100)}%
          </text>
        </g>
      ))}
      {points.map((point, at) =>
        (points.length - 1 - at) % every === 0 ? (
          <text key={point.on} x={x(at)} y={HIGH - 6} className="axis middle">
            {monthShort(point.on)}
          </text>
        ) : null,
      )}
      <path d={path(covered)} className="line covered" />
      <path d={path(registered)} className="line registered" />
      {last !== undefined && (
        <>
          <circle cx={x(points.length - 1)} cy={y(covered(last))} r="3.5" className="dot covered" />
          <circle cx={x(points.length - 1)} cy={y(registered(last))} r="3.5" className="dot registered" />
          <text x={WIDE - RIGHT + 8} y={coveredAt + 1} className="name covered">
            {say("trend_covered")}
          </text>
          <text x={WIDE - RIGHT + 8} y={coveredAt + 15} className="name covered">
            {percent(covered(last))}
          </text>
          <text x={WIDE - RIGHT + 8} y={registeredAt + 1} className="name registered">
            {say("trend_registered")}
          </text>
          <text x={WIDE - RIGHT + 8} y={registeredAt + 15} className="name registered">
            {percent(registered(last))}
          </text>
        </>
      )}
    </svg>
  );
}
