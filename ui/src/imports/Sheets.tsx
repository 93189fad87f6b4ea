// How the file was read: its sheets, its headings, and which field each column became, with samples.
import { Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { ImportAsk, Look, LookColumn, LookField, LookSheet } from "../wire";

type Mapping = { ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void };

export function Sheets({ look, ...mapping }: Mapping & { look: Look }) {
  const { say, place } = useVoice();
  const read = look.sheets.filter((sheet) => sheet.skipped === null);
  const skipped = look.sheets.filter((sheet) => sheet.skipped !== null);
  return (
    <>
      {look.complaints.length > 0 && (
        <Panel title={say("import_messages")} className="messages">
          <ul className="flat">
            {look.complaints.map((said, at) => (
              <li key={at}>
                {said.sentence} {said.hint} {said.cell !== "" && <span className="place">{place(said.cell)}</span>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {read.map((sheet) => (
        <SheetPanel key={sheet.sheet} sheet={sheet} fields={look.fields} {...mapping} />
      ))}
      {skipped.map((sheet) => (
        <p key={sheet.sheet} className="soft skipped">
          {sheet.sheet} — {say("import_skipped", { why: sheet.skipped ?? "" })}
        </p>
      ))}
    </>
  );
}

function SheetPanel({ sheet, fields, ask, busy, onAsk }: Mapping & { sheet: LookSheet; fields: LookField[] }) {
  const { say } = useVoice();
  return (
    <Panel
      title={`${say("import_sheet")} ${sheet.sheet}`}
      aside={
        <span className="soft">
          {say("import_rows", { n: sheet.rows })}　{say("import_header_row", { n: sheet.header_row })}
        </span>
      }
    >
      <table className="tabular mapping">
        <thead>
          <tr>
            <th scope="col">{say("import_column")}</th>
            <th scope="col">{say("import_header")}</th>
            <th scope="col">{say("import_field")}</th>
            <th scope="col">{say("import_sample")}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.mapping.map((column) => {
            const index = columnIndex(column.column);
            return (
              <tr key={column.column} className={column.field === null ? "unread" : ""}>
                <td className="num">{column.column}</td>
                <th scope="row">{column.header}</th>
                <td>
                  <MeaningOf column={column} sheet={sheet} fields={fields} ask={ask} busy={busy} onAsk={onAsk} />
                </td>
                <td className="samples">
                  {sheet.samples.map((row, at) => (
                    <span key={at}>{row[index] ?? ""}</span>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}

/** What a column is taken to mean, for the clerk to say otherwise. A column of My Numbers stays one: none is ever shown whole. */
function MeaningOf({ column, sheet, fields, ask, busy, onAsk }: Mapping & { column: LookColumn; sheet: LookSheet; fields: LookField[] }) {
  const { say } = useVoice();
  if (column.field === "my_number") {
    return <span>{column.field_word}</span>;
  }
  const place = `${sheet.position}!${column.column}=`;
  const known = fields.some((field) => field.code === column.field);
  return (
    <select
      aria-label={say("import_meaning_of", { header: column.header || column.column })}
      data-column={`${sheet.position}!${column.column}`}
      value={column.field ?? ""}
      disabled={busy}
      onChange={(event) => onAsk({ ...ask, meanings: [...ask.meanings.filter((one) => !one.startsWith(place)), `${place}${event.target.value}`] })}
    >
      <option value="">{say("import_unread")}</option>
      {column.field !== null && !known && <option value={column.field}>{column.field_word}</option>}
      {fields.map((field) => (
        <option key={field.code} value={field.code}>
          {field.word}
        </option>
      ))}
    </select>
  );
}

/** A is the first column, AA the twenty-seventh: where a sample's row has it. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) {
    index = index * 26 + letter.charCodeAt(0) - 64;
  }
  return index - 1;
}
