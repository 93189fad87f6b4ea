// How the file was read: its sheets, its headings, and which field each column became, with samples.
import { Badge, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Look, LookSheet } from "../wire";

export function Sheets({ look }: { look: Look }) {
  const { say } = useVoice();
  const read = look.sheets.filter((sheet) => sheet.skipped === null);
  const skipped = look.sheets.filter((sheet) => sheet.skipped !== null);
  return (
    <>
      {look.complaints.length > 0 && (
        <Panel title={say("import_messages")} className="messages">
          <ul className="flat">
            {look.complaints.map((said, at) => (
              <li key={at}>
                {said.sentence} {said.hint} <span className="place">{said.cell}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {read.map((sheet) => (
        <SheetPanel key={sheet.sheet} sheet={sheet} />
      ))}
      {skipped.map((sheet) => (
        <p key={sheet.sheet} className="soft skipped">
          {sheet.sheet} — {say("import_skipped", { why: sheet.skipped ?? "" })}
        </p>
      ))}
    </>
  );
}

function SheetPanel({ sheet }: { sheet: LookSheet }) {
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
                <td>{column.field === null ? <span className="soft">{say("import_unread")}</span> : <Badge tone="key">{column.field_word ?? column.field}</Badge>}</td>
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

/** A is the first column, AA the twenty-seventh: where a sample's row has it. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) {
    index = index * 26 + letter.charCodeAt(0) - 64;
  }
  return index - 1;
}
