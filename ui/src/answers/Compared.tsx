// My Number Card, certificate and notice side by side.
import { Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { AtHand } from "../wire";

export function Compared({ answer }: { answer: AtHand }) {
  const { say } = useVoice();
  return (
    <Panel title={say("answers_compared")} id="compared">
      {/* What does not fit scrolls within the card, also by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="wide-room" tabIndex={0} role="group" aria-label={say("answers_compared")}>
        <table className="tabular compared">
          <thead>
            <tr>
              <th scope="col">{say("answers_question")}</th>
              {answer.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.compared.map((line) => (
              <tr key={line.question}>
                <th scope="row">{line.question}</th>
                <td>{line.myna}</td>
                <td>{line.certificate}</td>
                <td>{line.notice}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
