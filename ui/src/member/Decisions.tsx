// What was decided for a member, each with its sentence and a 「なぜ？」.
import { Badge, Button, Empty, Panel, type Tone } from "../frame/parts";
import { useVoice, type Voice } from "../frame/say";
import type { Decided, Return, Shown } from "../wire";
import type { About } from "./Why";

type Line = { about: About; what: string; word: string; tone: Tone; sentence: string; days: string };

export function Decisions({ shown, onWhy }: { shown: Shown; onWhy: (about: About) => void }) {
  const voice = useVoice();
  const { say } = voice;
  if (shown.decision === null) {
    return (
      <Panel title={say("decisions")} id="decisions">
        <Empty>{say("no_decision")}</Empty>
      </Panel>
    );
  }
  return (
    <Panel title={say("decisions")} id="decisions" className="decisions">
      <ul>
        {lines(shown, shown.decision, voice).map((line) => (
          <li key={line.about} className={`decision ${line.tone}`}>
            <span className="decision-what">{line.what}</span>
            <Badge tone={line.tone}>{line.word}</Badge>
            <span className="decision-said">
              {line.sentence}
              {line.days !== "" && <small className="num"> {line.days}</small>}
            </span>
            <Button id={`why-${line.about}`} aria-label={say("why_of", { what: line.what })} onClick={() => onWhy(line.about)}>
              {say("why")}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function lines(shown: Shown, decision: Decided, voice: Voice): Line[] {
  const { say, code, day } = voice;
  const { certificate, notice } = decision;
  // How long a wait lasts is in its sentence.
  const until = certificate.last_day === null ? "" : say("until", { day: day(certificate.last_day) });
  return [
    {
      about: "covered",
      what: say("decision_covered"),
      word: coveredWord(decision.covered, voice),
      tone: coveredTone(decision.covered),
      sentence: decision.covered_sentence,
      days: mynaDays(shown, decision, voice),
    },
    {
      about: "certificate",
      what: say("decision_certificate"),
      word: code(certificate.outcome),
      tone: outcomeTone(certificate.outcome),
      sentence: certificate.sentence,
      days: until,
    },
    {
      about: "notice",
      what: say("decision_notice"),
      word: code(notice.outcome),
      tone: outcomeTone(notice.outcome),
      sentence: notice.sentence,
      days: "",
    },
    ...decision.returns.map((one): Line => returned(one, voice)),
  ];
}

/** Until when a マイナ保険証 is good, or was. A day that is not over says nothing about cover when the card does not serve. */
function mynaDays(shown: Shown, decision: Decided, { say, day }: Voice): string {
  const until = decision.usable_until;
  if (until === null || shown.use_registered !== "yes" || (until >= shown.on && decision.covered_because !== "myna_usable")) {
    return "";
  }
  return say(until < shown.on ? "myna_over" : "myna_until", { day: day(until) });
}

function returned(one: Return, { code, say, day }: Voice): Line {
  const about: About = one.paper === "old_card" ? "old_card_return" : "certificate_return";
  const owed = one.owed_by === null ? "" : say("owed_by", { who: code(one.owed_by) });
  const by = one.by === null ? "" : say("until", { day: day(one.by) });
  return {
    about,
    what: `${code(one.paper)} ${say("decision_return")}`,
    word: code(one.outcome),
    tone: one.outcome === "due" ? "doubt" : "plain",
    sentence: one.duty ?? one.sentence,
    days: [owed, by].filter(Boolean).join(" "),
  };
}

function coveredWord(covered: string, { say }: Voice): string {
  switch (covered) {
    case "yes":
      return say("covered_yes");
    case "no":
      return say("covered_no");
    default:
      return say("covered_unknown");
  }
}

function coveredTone(covered: string): Tone {
  switch (covered) {
    case "yes":
      return "good";
    case "no":
      return "bad";
    default:
      return "doubt";
  }
}

/** What asks for work stands out; what needs nothing is quiet. */
export function outcomeTone(outcome: string): Tone {
  switch (outcome) {
    case "issue":
    case "renew":
    case "replace":
    case "reissue":
      return "key";
    case "wait":
    case "ask":
    case "on_application":
    case "due":
      return "doubt";
    case "refuse":
      return "bad";
    default:
      return "plain";
  }
}
