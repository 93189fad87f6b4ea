// なぜ？ The sentence, the law, the society's own decision, the facts with their sources, and what would change it.
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Badge, Over, Skeleton, type Tone } from "../frame/parts";
import { useVoice, type Voice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Explained, ExplainedChange, ExplainedFact, ExplainedPart } from "../wire";
import { outcomeTone } from "./Decisions";

export type About = ExplainedPart["about"];

type Props = { member: string; about: About; open: boolean; onAbout: (about: About) => void; onClose: () => void };

export function Why({ member, about, open, onAbout, onClose }: Props) {
  const { say, lang } = useVoice();
  const { view, knownAt } = useSession();
  const { answer, failed, slow, again } = useAsked("explain", open ? { member, on: view.on, known_at: knownAt, lang } : null);
  return (
    <Over title={say("why_title")} open={open} onClose={onClose} side className="why">
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={8} />}
      {answer !== undefined && <WhyCard explained={answer} about={about} onAbout={onAbout} />}
    </Over>
  );
}

export function WhyCard({ explained, about, onAbout }: { explained: Explained; about: About; onAbout: (about: About) => void }) {
  const voice = useVoice();
  const { say, day } = voice;
  const part = explained.parts.find((one) => one.about === about) ?? explained.parts[0];
  if (part === undefined) {
    return null;
  }
  return (
    <div className="why-card" data-about={part.about}>
      <div className="why-parts" role="group" aria-label={say("decisions")}>
        {explained.parts.map((one) => (
          <button key={one.about} type="button" className="why-part" aria-pressed={one.about === part.about} onClick={() => onAbout(one.about)}>
            {aboutWord(one.about, voice)}
          </button>
        ))}
      </div>
      <p className="why-outcome">
        <Badge tone={partTone(part)}>{part.outcome_word}</Badge>
        <span className="num soft">{day(explained.on)}</span>
      </p>
      <p className="why-sentence">{part.sentence}</p>
      <dl className="why-grounds">
        <div>
          <dt>{say("why_basis")}</dt>
          <dd>{part.basis}</dd>
        </div>
        <div>
          <dt>{say("why_society")}</dt>
          <dd>
            {explained.policy_source} <small className="num soft">{say("why_policy_from", { day: day(explained.policy_from) })}</small>
          </dd>
        </div>
      </dl>
      <div className="why-tables">
        <Facts facts={part.facts} voice={voice} />
        <Changes changes={part.changes} voice={voice} />
      </div>
    </div>
  );
}

function Facts({ facts, voice }: { facts: ExplainedFact[]; voice: Voice }) {
  const { say, short, moment, place } = voice;
  return (
    <section>
      <h3>{say("why_facts")}</h3>
      <table className="tabular">
        <thead>
          <tr>
            <th scope="col">{say("why_fact")}</th>
            <th scope="col">{say("why_value")}</th>
            <th scope="col">{say("why_source")}</th>
            <th scope="col">{say("why_recorded")}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => {
            // The desk names the row that left it blank; nothing was recorded there, so nothing comes from it.
            const blank = fact.value === say("blank");
            return (
              <tr key={fact.column}>
                <th scope="row">{fact.word}</th>
                <td>{blank ? <span className="soft">{fact.value}</span> : <b>{dayOr(fact.value, short)}</b>}</td>
                <td className="soft">{blank || fact.source === null ? "—" : place(fact.source)}</td>
                <td className="soft num">{blank || fact.recorded === null ? "—" : recorded(fact.recorded, short, moment)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Changes({ changes, voice }: { changes: ExplainedChange[]; voice: Voice }) {
  const { say, short } = voice;
  return (
    <section>
      <h3>{say("why_changes")}</h3>
      {changes.length === 0 ? (
        <p className="soft">{say("why_no_changes")}</p>
      ) : (
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("why_fact")}</th>
              <th scope="col">{say("why_to")}</th>
              <th scope="col">{say("why_then")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={`${change.column} ${change.to} ${change.outcome}`}>
                <th scope="row">{change.word}</th>
                <td>{dayOr(change.to, short)}</td>
                <td>
                  <Badge tone={outcomeTone(change.outcome)}>{change.outcome_word}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayOr = (value: string, short: Voice["short"]) => (DAY.test(value) ? <span className="num">{short(value)}</span> : value);
const recorded = (at: string, short: Voice["short"], moment: Voice["moment"]) => (DAY.test(at) ? short(at) : moment(at));

function aboutWord(about: About, { say, code }: Voice): string {
  switch (about) {
    case "covered":
      return say("decision_covered");
    case "certificate":
      return say("decision_certificate");
    case "notice":
      return say("decision_notice");
    case "old_card_return":
    case "certificate_return":
      return code(about);
  }
}

function partTone(part: ExplainedPart): Tone {
  switch (part.about) {
    case "covered":
      return part.outcome === "yes" ? "good" : part.outcome === "no" ? "bad" : "doubt";
    case "certificate":
    case "notice":
    case "old_card_return":
    case "certificate_return":
      return outcomeTone(part.outcome);
  }
}
