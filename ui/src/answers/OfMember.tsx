// What to say to the member who is on the phone: the pages that apply, what is due back, the papers, the days that are near.
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Empty, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { MilestoneLine } from "../member/Milestones";
import type { MemberAnswers } from "../wire";
import { AnswerCard } from "./AnswerCard";

export function OfMember({ member, onLeaflet }: { member: string; onLeaflet: (topic: string) => void }) {
  const { say, lang } = useVoice();
  const { view, knownAt } = useSession();
  const { answer, failed, slow, again } = useAsked("member_answers", { member, on: view.on, known_at: knownAt, lang });
  return (
    <>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={8} />}
      {answer !== undefined && failed === undefined && (
        <Panel title={say("answers_of", { name: legible(answer.name) })} id="answers-of" aside={<span className="num soft">{answer.member}</span>}>
          <OfMemberBody answer={answer} onLeaflet={onLeaflet} />
        </Panel>
      )}
    </>
  );
}

/** The pages that apply, what is due back, the papers, and the days that are near. */
export function OfMemberBody({ answer, onLeaflet }: { answer: MemberAnswers; onLeaflet: (topic: string) => void }) {
  const { say, code, short } = useVoice();
  return (
    <>
      <div className="answer-cards">
        {answer.pages.map((page) => (
          <AnswerCard key={page.code} page={page} onLeaflet={onLeaflet} />
        ))}
      </div>
      <div className="answers-more">
        <section>
          <h3>{say("answers_duties")}</h3>
          {answer.duties.length === 0 ? (
            <Empty>{say("answers_no_duties")}</Empty>
          ) : (
            <ul>
              {answer.duties.map((one) => (
                <li key={one.code ?? one.paper}>
                  <Badge tone={one.outcome === "due" ? "doubt" : "plain"}>{code(one.outcome)}</Badge> {one.code && <span className="num">{one.code}</span>} {one.sentence} {one.duty}
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h3>{say("papers")}</h3>
          {answer.papers.length === 0 ? (
            <Empty>{say("no_papers")}</Empty>
          ) : (
            <ul>
              {answer.papers.map((paper) => (
                <li key={paper.paper}>
                  {code(paper.kind)} <span className="num">{paper.paper}</span> <span className="num">{short(paper.issued)}</span> {code(paper.state)}
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h3>{say("milestones_near")}</h3>
          {answer.milestones.length === 0 ? <Empty>{say("milestones_none_near")}</Empty> : answer.milestones.map((one) => <MilestoneLine key={one.kind} milestone={one} />)}
        </section>
      </div>
    </>
  );
}
