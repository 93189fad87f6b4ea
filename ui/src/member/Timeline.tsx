// What was recorded of a member, newest first, with where it came from.
import { Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { Event } from "../wire";

export function Timeline({ events }: { events: Event[] }) {
  const { say, code, short, moment, place, record } = useVoice();
  const newest = [...events].reverse();
  return (
    <Panel title={say("timeline")} id="timeline">
      <table className="tabular timeline">
        <thead>
          <tr>
            <th scope="col">{say("timeline_day")}</th>
            <th scope="col">{say("timeline_event")}</th>
            <th scope="col">{say("timeline_said")}</th>
            <th scope="col">{say("timeline_source")}</th>
          </tr>
        </thead>
        <tbody>
          {newest.map((event, at) => (
            <tr key={`${event.act}-${event.event}-${at}`}>
              <td className="num">{short(event.on)}</td>
              <th scope="row">{code(event.event)}</th>
              <td>{record(event.event, event.said)}</td>
              <td className="soft" title={moment(event.at)}>
                {event.cell !== null ? place(event.cell) : say("timeline_act", { n: event.act })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
