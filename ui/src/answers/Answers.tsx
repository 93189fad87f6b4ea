// At hand: what to say at the counter and on the phone, the leaflet of the day, the three beside each other, and days reckoned.
import { useMemo, useRef, useState } from "react";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Button, Empty, Field, Panel, Skeleton, Title } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { AnswerPage, LeafletHere } from "../wire";
import { AnswerCard } from "./AnswerCard";
import { Compared } from "./Compared";
import { Leaflet } from "./Leaflet";
import { OfMember } from "./OfMember";
import { Reckon } from "./Reckon";
import "./answers.css";

export function Answers({ member }: { member: string | null }) {
  const { say, day, lang } = useVoice();
  const { view } = useSession();
  const { answer, failed, slow, again } = useAsked("at_hand", { on: view.on, lang });
  const [leaflet, setLeaflet] = useState<string | null>(null);
  const [last, setLast] = useState("clinic");
  const read = (topic: string) => {
    setLast(topic);
    setLeaflet(topic);
  };
  const shown: LeafletHere | undefined = answer?.leaflets.find((one) => one.topic === last);
  return (
    <div className="screen answers" data-screen="answers" data-member={member ?? undefined}>
      <Title aside={member !== null && <Button onClick={() => go({ screen: "member", member })}>{say("answers_back")}</Button>}>
        {say("answers")} <small className="num">{day(view.on)}</small>
      </Title>
      {member !== null && <OfMember member={member} onLeaflet={read} />}
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      <Pages pages={answer?.pages} slow={slow} onLeaflet={read} arrival={member === null} />
      {answer !== undefined && (
        <>
          <Panel title={say("answers_leaflets")} id="leaflets">
            <div className="actions start">
              {answer.leaflets.map((one) => (
                <Button key={one.topic} id={`leaflet-${one.topic}`} onClick={() => read(one.topic)}>
                  {one.title}
                </Button>
              ))}
            </div>
          </Panel>
          <Compared answer={answer} />
          <Reckon kinds={answer.reckonable} />
          <Leaflet leaflet={shown} open={leaflet !== null} onClose={() => setLeaflet(null)} />
        </>
      )}
    </div>
  );
}

/** Widths, capitals and spaces do not matter to whoever looks for a page. */
const folded = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");

function found(pages: AnswerPage[], query: string): AnswerPage[] {
  const words = query.trim().split(/\s+/u).map(folded).filter((word) => word !== "");
  return words.length === 0 ? pages : pages.filter((page) => {
    const told = folded([page.code, page.about_word, page.title, ...page.say, ...page.ask, ...page.act].join(" "));
    return words.every((word) => told.includes(word));
  });
}

type PagesProps = { pages: AnswerPage[] | undefined; slow: boolean; onLeaflet: (topic: string) => void; arrival: boolean };

/** The box is there at once, so that whoever is on the phone can type while the pages are on their way. */
function Pages({ pages: all, slow, onLeaflet, arrival }: PagesProps) {
  const { say } = useVoice();
  const [query, setQuery] = useKept("answers query", "");
  const [code, setCode] = useKept<string | null>("answers page", null);
  const box = useRef<HTMLDivElement>(null);
  const pages = useMemo(() => found(all ?? [], query), [all, query]);
  const source = useAllRows(pages);
  const page = pages.find((one) => one.code === code) ?? pages[0];
  const begin = Math.max(pages.findIndex((one) => one.code === code), 0);
  const columns: Column<AnswerPage>[] = [
    { key: "about", head: say("answers_about"), width: "minmax(6rem, 9rem)", wrap: true, cell: (one) => one.about_word },
    { key: "title", head: say("answers_page"), width: "minmax(12rem, 1fr)", wrap: true, cell: (one) => <span title={one.title}>{one.title}</span> },
  ];
  return (
    <Panel title={say("answers_find")} id="answer-pages">
      <Field
        id="answers-find"
        label={say("answers_find_label")}
        hint={say("answers_find_hint")}
        value={query}
        autoComplete="off"
        spellCheck={false}
        data-arrival={arrival || undefined}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            box.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
          }
        }}
      />
      {all === undefined && slow && <Skeleton lines={8} />}
      {all !== undefined && (
        <div className="answers-pair" ref={box}>
          {/* Another search is another table: it begins at its own page. */}
          <div className="answers-list" key={query}>
            <Rows
              id="answers-list"
              label={say("answers_find")}
              source={source}
              columns={columns}
              rowKey={(one) => one.code}
              begin={begin}
              onActive={(one) => setCode(one.code)}
              onOpen={(one) => {
                setCode(one.code);
                box.current?.querySelector<HTMLElement>(".answer-card h3")?.focus();
              }}
              empty={say("answers_none")}
            />
          </div>
          {page === undefined ? <Empty>{say("answers_none")}</Empty> : <AnswerCard page={page} onLeaflet={onLeaflet} />}
        </div>
      )}
    </Panel>
  );
}
