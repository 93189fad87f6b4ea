// Who gets no paper in this run, page by page: the number, why, what to do, and the row of the file that it came from.
import { useState } from "react";
import { Button, Icon } from "../frame/parts";
import { go, write } from "../frame/route";
import { useVoice } from "../frame/say";
import type { Refused } from "../wire";

/** So many stand on one page. */
const PAGE = 50;

export function RefusedTable({ refused }: { refused: Refused[] }) {
  const { say, count } = useVoice();
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(refused.length / PAGE));
  // Another answer may be shorter.
  const at = Math.min(page, pages - 1);
  return (
    <>
      {pages > 1 && (
        <div className="pager" id="refused-pager">
          <Button look="quiet" id="refused-previous" aria-label={say("refused_previous")} disabled={at === 0} onClick={() => setPage(at - 1)}>
            <Icon name="previous" />
          </Button>
          <span className="num" role="status">
            {say("refused_of", { first: count(at * PAGE + 1), last: count(Math.min((at + 1) * PAGE, refused.length)), all: count(refused.length) })}
          </span>
          <Button look="quiet" id="refused-next" aria-label={say("refused_next")} disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            <Icon name="next" />
          </Button>
        </div>
      )}
      <table className="tabular refused">
        <thead>
          <tr>
            <th scope="col">{say("number")}</th>
            <th scope="col">{say("refused_why")}</th>
            <th scope="col">{say("refused_row")}</th>
          </tr>
        </thead>
        <tbody>
          {refused.slice(at * PAGE, (at + 1) * PAGE).map((one, line) => (
            <tr key={`${one.member} ${line}`}>
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
              <td className="refused-row">{one.place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
