// Who gets no paper in this run, and what to do about it.
import { go, write } from "../frame/route";
import { useVoice } from "../frame/say";
import type { Refused } from "../wire";

export function RefusedTable({ refused }: { refused: Refused[] }) {
  const { say } = useVoice();
  return (
    <table className="tabular refused">
      <thead>
        <tr>
          <th scope="col">{say("number")}</th>
          <th scope="col">{say("refused_why")}</th>
        </tr>
      </thead>
      <tbody>
        {refused.map((one, at) => (
          <tr key={`${one.member} ${at}`}>
            <th scope="row" className="num">
              <a
                href={write({ screen: "member", member: one.member })}
                onClick={(event) => {
                  event.preventDefault();
                  go({ screen: "member", member: one.member });
                }}
              >
                {one.member}
              </a>
            </th>
            <td>
              {one.sentence}
              {one.hint !== undefined && <small className="hint"> {one.hint}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
