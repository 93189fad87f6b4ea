// One member whole: who, covered or not and why, the papers, the household, and what happened.
import { useState } from "react";
import { peopleTone } from "../find/columns";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Empty, Facts, Panel, Skeleton, Title } from "../frame/parts";
import { go, write } from "../frame/route";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Shown } from "../wire";
import { Applications } from "./Applications";
import { Forms } from "./Forms";
import { Decisions } from "./Decisions";
import { Access, Death, OldCard } from "./Filings";
import { LastFour } from "./LastFour";
import { Letter } from "./Letters";
import { Optional } from "./Optional";
import { Shield } from "./Shield";
import { Milestones } from "./Milestones";
import { Timeline } from "./Timeline";
import { type About, Why } from "./Why";
import "./member.css";

export function Member({ member }: { member: string }) {
  const { say, lang } = useVoice();
  const { view, knownAt } = useSession();
  const { answer, failed, slow, again } = useAsked("show", { member, on: view.on, known_at: knownAt, lang });
  const [why, setWhy] = useState<About | null>(null);
  const [lastWhy, setLastWhy] = useState<About>("certificate");
  const ask = (about: About) => {
    setLastWhy(about);
    setWhy(about);
  };
  return (
    <div className="screen member" data-screen="member" data-member={member}>
      <Title
        aside={
          answer && (
            <>
              <Button id="member-answers" title="F2" onClick={() => go({ screen: "answers", member })}>
                {say("answers_open")}
              </Button>
              <span className="num soft">{answer.code}</span>
            </>
          )
        }
      >
        {answer === undefined ? (
          say("member_missing")
        ) : (
          <>
            {legible(answer.name)} <small>{answer.kana}</small>
          </>
        )}
        <span className="num number-chip">{answer?.member ?? member}</span>
      </Title>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={10} />}
      {answer !== undefined && failed === undefined && (
        <div className="member-grid">
          <div className="member-main">
            <Decisions shown={answer} onWhy={ask} />
            <Papers shown={answer} onChanged={again} />
            <Applications member={member} changed={again} />
            <Forms member={member} />
            <Timeline events={answer.timeline} />
          </div>
          <div className="member-side">
            <Coverage shown={answer} onChanged={again} />
            <Shield shown={answer} onChanged={again} />
            <MynaCard shown={answer} onChanged={again} />
            <Optional shown={answer} onChanged={again} />
            <Milestones shown={answer} />
            <Household shown={answer} />
          </div>
        </div>
      )}
      <Why member={member} about={why ?? lastWhy} open={why !== null} onAbout={ask} onClose={() => setWhy(null)} />
    </div>
  );
}

function Coverage({ shown, onChanged }: { shown: Shown; onChanged: () => void }) {
  const { say, code, day, postcode, lang } = useVoice();
  const full = (on: string | null) => on && (
    <>
      <span className="num">{day(on)}</span> {lang === "ja" && <small className="num soft">{on}</small>}
    </>
  );
  const { names } = shown;
  return (
    <Panel title={say("coverage")} id="coverage">
      <Facts
        facts={[
          [say("born"), full(shown.born)],
          [say("sex"), shown.sex && code(shown.sex)],
          [say("relation"), shown.relation && code(shown.relation)],
          [say("employer"), shown.employer && `${shown.employer} ${shown.employer_name ?? ""}`],
          [say("acquired"), full(shown.acquired)],
          ...(shown.left === null ? [] : [[say("left"), full(shown.left)] as const]),
          ...(shown.voluntary_until === null ? [] : [[say("voluntary_until"), full(shown.voluntary_until)] as const]),
          [say("lost"), full(shown.lost)],
          [say("home_address"), shown.shielded ? say("shielded") : shown.address && `${shown.postcode ? `〒${postcode(shown.postcode)} ` : ""}${legible(shown.address)}`],
        ]}
      />
      <h3>{say("names")}</h3>
      <Facts
        facts={[
          [say("name_registered"), names.registered && legible(names.registered)],
          [say("name_reported"), names.reported && legible(names.reported)],
          [say("name_printed"), names.printed && legible(names.printed)],
        ]}
      />
      <Death shown={shown} onChanged={onChanged} />
    </Panel>
  );
}

function MynaCard({ shown, onChanged }: { shown: Shown; onChanged: () => void }) {
  const { say, code, day } = useVoice();
  return (
    <Panel title={say("myna")} id="myna">
      <Facts
        facts={[
          [say("use_registered"), code(shown.use_registered)],
          [say("myna_card"), code(shown.myna_card)],
          [say("e_certificate_until"), shown.e_certificate_until && <span className="num">{day(shown.e_certificate_until)}</span>],
          [say("my_number"), code(shown.my_number)],
          [say("ratio"), shown.ratio === null ? null : say("ratio_tenths", { n: shown.ratio })],
          [say("last_four"), <LastFour key="last-four" shown={shown} />],
          [say("access"), <Access key="access" shown={shown} onChanged={onChanged} />],
        ]}
      />
    </Panel>
  );
}

function Household({ shown }: { shown: Shown }) {
  const { say, short } = useVoice();
  return (
    <Panel title={say("household")} id="household">
      <table className="tabular">
        <thead>
          <tr>
            <th scope="col">{say("name")}</th>
            <th scope="col">{say("born")}</th>
            <th scope="col">{say("lost")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.household.map((one) => {
            const self = one.code === shown.code;
            return (
              <tr key={one.code} className={`${self ? "self" : ""} ${peopleTone(shown.on)(one)}`}>
                <th scope="row">
                  {self ? (
                    <span aria-current="true">{legible(one.name)}</span>
                  ) : (
                    <a
                      href={write({ screen: "member", member: one.member })}
                      onClick={(event) => {
                        event.preventDefault();
                        go({ screen: "member", member: one.member });
                      }}
                    >
                      {legible(one.name)}
                    </a>
                  )}{" "}
                  <small className="num soft">{one.member}</small>
                </th>
                <td className="num">{short(one.born)}</td>
                <td className="num">{self && one.lost === null ? <small className="soft">{say("household_self")}</small> : short(one.lost)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}

function Papers({ shown, onChanged }: { shown: Shown; onChanged: () => void }) {
  const { say, code, short } = useVoice();
  return (
    <Panel title={say("papers")} id="papers">
      {shown.papers.length === 0 ? (
        <Empty>{say("no_papers")}</Empty>
      ) : (
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("paper_code")}</th>
              <th scope="col">{say("paper_kind")}</th>
              <th scope="col">{say("issued")}</th>
              <th scope="col">{say("last_day")}</th>
              <th scope="col">{say("letter")}</th>
              <th scope="col">{say("state")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.papers.map((paper) => (
              <tr key={paper.paper}>
                <th scope="row" className="num">
                  <a
                    href={write({ screen: "papers", tab: "scan", code: paper.paper })}
                    title={say("paper_open")}
                    onClick={(event) => {
                      event.preventDefault();
                      go({ screen: "papers", tab: "scan", code: paper.paper });
                    }}
                  >
                    {paper.paper}
                  </a>
                </th>
                <td>{code(paper.kind)}</td>
                <td className="num">{short(paper.issued)}</td>
                <td className="num">
                  {short(paper.last_day)} {paper.last_day !== null && paper.last_day < shown.on && <Badge tone="doubt">{say("expired")}</Badge>}
                </td>
                <td>
                  <Letter paper={paper} />
                </td>
                <td>{paper.state === "printed" || paper.state === "inserted" ? say("to_post") : code(paper.state)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <OldCard shown={shown} onChanged={onChanged} />
    </Panel>
  );
}
