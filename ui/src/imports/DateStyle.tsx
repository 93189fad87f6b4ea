// How a column writes days that could mean two: said once, for the whole column.
import { useVoice } from "../frame/say";
import type { ImportAsk } from "../wire";

const STYLES = ["western", "wareki", "showa", "heisei", "reiwa", "month_first", "day_first"] as const;

type Props = { place: string; header: string; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void };

export function DateStyle({ place, header, ask, busy, onAsk }: Props) {
  const { say } = useVoice();
  const own = ask.dates.find((one) => one.startsWith(`${place}=`));
  return (
    <div className="remedy">
      <label>
        {say("date_style", { header })}{" "}
        <select
          id="date-style"
          value={own?.slice(place.length + 1) ?? ""}
          disabled={busy}
          onChange={(event) => {
            const rest = ask.dates.filter((one) => !one.startsWith(`${place}=`));
            onAsk({ ...ask, dates: event.target.value === "" ? rest : [...rest, `${place}=${event.target.value}`] });
          }}
        >
          <option value="">{say("date_style_none")}</option>
          {STYLES.map((style) => (
            <option key={style} value={style}>
              {say(`date_style_${style}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="hint">{say("date_style_hint")}</p>
    </div>
  );
}
