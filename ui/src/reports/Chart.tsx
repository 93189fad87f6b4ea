// The numbers of all employers by month, for the eye; the table beneath says the same to everybody.
import { useVoice } from "../frame/say";

const HIGH = 150;
const STEP = 52;
const TOP = 22;
const BOTTOM = 22;

export function Chart({ label, months, numbers }: { label: string; months: string[]; numbers: number[] }) {
  const { count, monthShort } = useVoice();
  const most = Math.max(1, ...numbers);
  const high = (n: number) => (n / most) * (HIGH - TOP - BOTTOM);
  return (
    <svg className="report-chart" viewBox={`0 0 ${Math.max(1, months.length) * STEP} ${HIGH}`} style={{ maxInlineSize: `${(months.length * STEP) / 16}rem` }} aria-hidden="true" focusable="false" data-label={label}>
      <line x1="0" x2={months.length * STEP} y1={HIGH - BOTTOM} y2={HIGH - BOTTOM} className="grid-line" />
      {months.map((month, at) => {
        const n = numbers[at] ?? 0;
        return (
          <g key={month}>
            <rect x={at * STEP + 8} width={STEP - 16} y={HIGH - BOTTOM - high(n)} height={high(n)} className="bar" />
            <text x={at * STEP + STEP / 2} y={HIGH - BOTTOM - high(n) - 5} className="middle">
              {count(n)}
            </text>
            <text x={at * STEP + STEP / 2} y={HIGH - 6} className="middle axis">
              {monthShort(month)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
