// What stands in the columns of codes, value by value, and what each means. Whose code it is, nobody guesses; it is asked once.
import { Badge, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { ImportAsk, Look, LookCodes, LookValue } from "../wire";

type Props = { look: Look; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void };

export function Values({ look, ask, busy, onAsk }: Props) {
  const { say } = useVoice();
  const groups = look.codes.flatMap((codes) => {
    const values = look.values.filter((one) => one.field === codes.field);
    return values.length === 0 ? [] : [{ codes, values, open: values.filter((one) => one.means === null).length }];
  });
  if (groups.length === 0) {
    return null;
  }
  const open = groups.reduce((sum, one) => sum + one.open, 0);
  return (
    <Panel title={say("values_title")} id="values" className="values" aside={open > 0 ? <Badge tone="doubt">{say("values_open", { n: open })}</Badge> : undefined}>
      <p className="hint">{say("values_lead")}</p>
      {groups.map(({ codes, values, open: unknown }) => (
        <details key={codes.field} open={unknown > 0} data-field={codes.field}>
          <summary>
            {codes.word} <small className="soft">{say("values_count", { n: values.length })}</small>
          </summary>
          <table className="tabular">
            <thead>
              <tr>
                <th scope="col">{say("values_value")}</th>
                <th scope="col" className="end">
                  {say("values_rows")}
                </th>
                <th scope="col">{say("values_means")}</th>
              </tr>
            </thead>
            <tbody>
              {values.map((one) => (
                <tr key={`${one.sheet} ${one.column} ${one.value}`} className={one.means === null ? "doubtful" : ""}>
                  <th scope="row">{one.value}</th>
                  <td className="num end">{one.rows}</td>
                  <td>
                    <Means one={one} codes={codes} ask={ask} busy={busy} onAsk={onAsk} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ))}
    </Panel>
  );
}

type MeansProps = { one: LookValue; codes: LookCodes; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void };

function Means({ one, codes, ask, busy, onAsk }: MeansProps) {
  const { say } = useVoice();
  const said = `${one.field}:${one.value}=`;
  const own = ask.values.find((value) => value.startsWith(said));
  const value = own === undefined ? (one.means ?? "?") : own.slice(said.length);
  return (
    <select
      aria-label={say("values_means_of", { field: codes.word, value: one.value })}
      data-value={`${one.field}:${one.value}`}
      value={value}
      disabled={busy}
      onChange={(event) => {
        const rest = ask.values.filter((other) => !other.startsWith(said));
        onAsk({ ...ask, values: event.target.value === "?" ? rest : [...rest, `${said}${event.target.value}`] });
      }}
    >
      <option value="?">{say("values_unknown")}</option>
      {codes.meanings.map((meaning) => (
        <option key={meaning.code} value={meaning.code}>
          {meaning.word}
        </option>
      ))}
      <option value="">{say("values_nothing")}</option>
    </select>
  );
}
