// The days ahead of a member, each with the count that leads to it, to be unfolded and read out.
import { Badge, Empty, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Milestone, Shown } from "../wire";

export function Milestones({ shown }: { shown: Shown }) {
  const { say } = useVoice();
  return (
    <Panel title={say("milestones")} id="milestones">
      {shown.milestones.length === 0 ? <Empty>{say("milestones_none")}</Empty> : shown.milestones.map((one) => <MilestoneLine key={one.kind} milestone={one} />)}
    </Panel>
  );
}

export function MilestoneLine({ milestone, open = false }: { milestone: Milestone; open?: boolean }) {
  const { say, day, short } = useVoice();
  return (
    <details className="milestone" data-kind={milestone.kind} open={open}>
      <summary>
        <b className="num">{day(milestone.day)}</b> {milestone.word} {milestone.near && <Badge tone="doubt">{say("milestone_near")}</Badge>}
      </summary>
      <ol className="milestone-count">
        {milestone.steps.map((step, at) => (
          <li key={at}>
            <span className="num soft">{short(step.day)}</span> {step.sentence}
          </li>
        ))}
      </ol>
      {milestone.readings.length > 0 && (
        <table className="tabular milestone-readings">
          <caption>{say("milestone_readings")}</caption>
          <tbody>
            {milestone.readings.map((read) => (
              <tr key={read.reading}>
                <th scope="row">{read.word}</th>
                <td className="num">{day(read.day)}</td>
                <td>
                  {read.counts && <Badge tone="key">{say("milestone_counts")}</Badge>} {read.society && <Badge>{say("milestone_society")}</Badge>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="soft">
        {say("why_basis")}: {milestone.basis}
      </p>
    </details>
  );
}
