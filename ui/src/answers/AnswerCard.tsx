// One page: what to say in large letters, then what to ask, what to do, and what it rests on.
import { Button } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { AnswerPage } from "../wire";

export function AnswerCard({ page, onLeaflet }: { page: AnswerPage; onLeaflet: (topic: string) => void }) {
  const { say } = useVoice();
  return (
    <article className="answer-card" data-page={page.code}>
      <h3 tabIndex={-1}>{page.title}</h3>
      <section>
        <h4>{say("answers_say")}</h4>
        <div className="answer-say">
          {page.say.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </section>
      <Lines title={say("answers_ask")} lines={page.ask} />
      <Lines title={say("answers_act")} lines={page.act} />
      <p className="answer-basis soft">
        <b>{say("why_basis")}</b> {page.basis}
      </p>
      <div className="actions start">
        <Button onClick={() => onLeaflet(page.leaflet)}>{say("answers_leaflet")}</Button>
      </div>
    </article>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return lines.length === 0 ? null : (
    <section>
      <h4>{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
