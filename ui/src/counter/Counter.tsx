// 窓口: who stands there. A scan, a number or a name finds the member; the card or two documents show that it is them.
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { Leaflet } from "../answers/Leaflet";
import { OfMemberBody } from "../answers/OfMember";
import { call, failedOf } from "../desk";
import { useAsked } from "../frame/asking";
import { legible } from "../frame/legible";
import { Badge, Button, Empty, Facts, Field, Icon, Panel, Title } from "../frame/parts";
import { go, rename } from "../frame/route";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { AtCounter, Failed, Found, Identified } from "../wire";
import { Check } from "./Check";
import { Curtain, useCurtain } from "./Curtain";
import { ReaderState, useReaders } from "./Reader";
import { Done, Result, Trouble, Wait } from "./Result";
import { useScanned } from "./scanned";
import "../answers/answers.css";
import "./counter.css";

/** A number begins with a digit, perhaps behind a letter; a code has its eleven characters, even with a slip. All else is a name. */
const BY_CODE = /^[a-z]?[0-9]/i;
const CODE = /^[mp](?:[2-9a-hjkmnp-z]{10}|(?=.*[0-9])[0-9a-z]{10})(-\d{1,3})?$/i;

/** What was typed, half-width and without the blanks around it. */
const plain = (text: string): string => text.normalize("NFKC").trim();

/** Another day, or another moment of knowledge, is another counter; whoever stands there stays. */
export function Counter({ member }: { member: string | null }) {
  const { view, knownAt } = useSession();
  const [last, setLast] = useState(member);
  return <Desk key={`${view.on} ${knownAt}`} member={member} last={last} onLooked={setLast} />;
}

function Desk({ member, last, onLooked }: { member: string | null; last: string | null; onLooked: (code: string | null) => void }) {
  const { say, lang } = useVoice();
  const { view, knownAt, here, fixed } = useSession();
  const [watched, setWatched] = useKept("counter visitors see", false);
  const [shown, setShown] = useState<AtCounter | null>(null);
  const [hits, setHits] = useState<Found[] | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<Identified | null>(null);
  const [text, setText] = useState("");
  const [leaflet, setLeaflet] = useState<string | null>(null);
  // Who is asked about: what belongs to the one before comes to nothing.
  const [visitor, setVisitor] = useState(0);
  // Before which visitor the clerk has uncovered the screen; the next one sees nothing of it.
  const [uncovered, setUncovered] = useState(-1);
  const [reading, setReading] = useKept("counter reading", false);
  const field = useRef<HTMLInputElement>(null);
  const turn = useRef(0);
  const readers = useReaders();
  const curtain = useCurtain(watched);
  const seen = watched && uncovered !== visitor;
  const { answer: choices } = useAsked("counter_choices", { lang });
  const { answer: hand } = useAsked("at_hand", { on: view.on, lang });

  const look = useCallback(
    (asked: string) => {
      const what = plain(asked);
      if (what === "") {
        return;
      }
      turn.current += 1;
      const mine = turn.current;
      setVisitor(mine);
      const late = () => turn.current !== mine;
      setAsking(true);
      setFailed(null);
      setShown(null);
      setHits(null);
      setDone(null);
      const byCode = BY_CODE.test(what) || CODE.test(what);
      onLooked(byCode ? what : null);
      // Who comes back to this counter does not meet the visitor with whom it was opened.
      if (member !== null && what !== member) {
        rename({ screen: "counter", member: null });
      }
      const answered = byCode
        ? call("at_counter", { member: what, on: view.on, known_at: knownAt, lang }).then((answer) => () => setShown(answer))
        : call("find", { query: what, on: view.on, limit: 20 }).then((found) => () => setHits(found));
      answered
        .then(
          (show) => late() || show(),
          (reason: unknown) => late() || setFailed(failedOf(reason)),
        )
        .finally(() => late() || setAsking(false));
    },
    [view.on, knownAt, lang, onLooked, member],
  );
  const again = (code: string) => {
    const mine = turn.current;
    call("at_counter", { member: code, on: view.on, known_at: knownAt, lang }).then(
      // The paper that was scanned stays in sight.
      (answer) => turn.current === mine && setShown((before) => ({ ...answer, scanned: answer.scanned ?? (before?.answers.code === answer.answers.code ? before.scanned : null) })),
      (reason: unknown) => turn.current === mine && setFailed(failedOf(reason)),
    );
  };
  // Whatever hides the screen covers it, too.
  const { down } = curtain;
  useEffect(() => {
    if (down) {
      setUncovered(-1);
    }
  }, [down]);
  const ask = useCallback(
    (asked: string) => {
      setText("");
      look(asked);
    },
    [look],
  );
  useScanned(field, ask);
  // Looked up once, and not again with the language.
  const first = useRef(() => (last === null ? undefined : look(last)));
  useEffect(() => first.current(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(text);
  };
  const next = () => {
    turn.current += 1;
    setVisitor(turn.current);
    // What is still on its way is nobody's any more.
    setAsking(false);
    setShown(null);
    setHits(null);
    setFailed(null);
    setDone(null);
    setText("");
    onLooked(null);
    if (member !== null) {
      go({ screen: "counter", member: null }, "replace");
    }
    field.current?.focus();
  };
  const chosen = shown?.answers;
  // Before visitors: where the clerk must look first, nothing is shown at all.
  const aside = seen && ((hits !== null && hits.length !== 1) || (shown !== null && shown.open.length > 0) || (done !== null && (!done.identified || done.next.length > 0)));
  const uncover = () => setUncovered(visitor);
  // The tick is what is on the screen now: taking it away is for every visitor, and so is setting it.
  const watch = (yes: boolean) => {
    setUncovered(-1);
    setWatched(yes);
  };
  return (
    <div className={`screen counter ${seen ? "visitors" : ""}`} data-screen="counter" data-member={chosen?.code}>
      <Title
        aside={
          <>
            <label className="tick">
              <input id="counter-visitors" type="checkbox" checked={seen} onChange={(event) => watch(event.target.checked)} /> {say("counter_visitors")}
            </label>
            <Button id="counter-hide" onClick={curtain.hide}>
              {say("counter_hide")} <kbd>F8</kbd>
            </Button>
          </>
        }
      >
        {say("counter")}
      </Title>
      <Panel title={say("counter_who")} id="counter-who" aside={<ReaderState readers={readers} reading={reading} />}>
        <form className="counter-ask" onSubmit={submit}>
          <Field
            ref={field}
            id="counter-text"
            label={say("counter_text")}
            hint={say("counter_text_hint")}
            value={text}
            autoComplete="off"
            spellCheck={false}
            data-arrival
            onChange={(event) => setText(event.target.value)}
          />
          <div className="actions start">
            <Button id="counter-look" look="key" submit busy={asking}>
              {say("counter_look")}
            </Button>
            <Button id="counter-next" disabled={reading} onClick={next}>
              {say("counter_next")}
            </Button>
          </div>
        </form>
        {aside && <Wait id="counter-aside" onUncover={uncover} />}
        {!aside && failed !== null && <Trouble failed={failed} id="counter-failed" seen={seen} onUncover={uncover} />}
        {!aside && hits !== null && <Hits hits={hits} seen={seen} onChoose={ask} />}
      </Panel>
      {shown !== null && !aside && <Who shown={shown} seen={seen} />}
      {done !== null && !aside && (seen ? <Done /> : <Result done={done} />)}
      {choices !== undefined && fixed === undefined && here.may.includes("edit") && (
        <Check
          key={visitor}
          turn={visitor}
          seen={seen}
          hidden={curtain.down}
          reading={reading || asking}
          onReading={setReading}
          onUncover={uncover}
          member={chosen?.code ?? null}
          readers={readers.here}
          choices={choices}
          onDone={(identified, asked) => {
            // It is on record either way; it is shown to whoever it is about.
            if (asked !== turn.current) {
              return;
            }
            setDone(identified);
            setFailed(null);
            setHits(null);
            again(identified.code);
          }}
          onHolders={(holders, asked) => {
            if (asked !== turn.current) {
              return;
            }
            setDone(null);
            setHits(holders.found);
            setFailed({ code: "holders", ending: "other", complaints: [{ cell: "", code: "holders", sentence: holders.sentence, hint: "", weight: "refusal" }] });
          }}
        />
      )}
      {shown !== null && !aside && (
        <>
          <Panel title={say("counter_say")} id="counter-say">
            {seen ? <Said shown={shown} /> : <OfMemberBody answer={shown.answers} onLeaflet={setLeaflet} />}
          </Panel>
          {!seen && (
            <Panel title={say("counter_checks")} id="counter-checks">
              <Checks shown={shown} />
            </Panel>
          )}
        </>
      )}
      <Leaflet leaflet={hand?.leaflets.find((one) => one.topic === leaflet)} open={leaflet !== null} onClose={() => setLeaflet(null)} />
      <Curtain state={curtain} />
    </div>
  );
}

function Hits({ hits, seen, onChoose }: { hits: Found[]; seen: boolean; onChoose: (code: string) => void }) {
  const { say, short } = useVoice();
  if (hits.length === 0) {
    return <Empty>{say("counter_nobody")}</Empty>;
  }
  return (
    <ul className="counter-hits" id="counter-hits">
      {hits.map((one) => (
        <li key={one.code}>
          <Button onClick={() => onChoose(one.code)}>
            {seen ? initialsOf(one.kana) : `${one.member} ${legible(one.name)}　${one.kana}`} {!seen && one.born !== null && <span className="num">{short(one.born)}</span>}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The first letters of the kana, as the desk makes them. */
const initialsOf = (kana: string): string =>
  kana
    .split(/\s+/u)
    .map((part) => part.slice(0, 1))
    .join("・");

function Who({ shown, seen }: { shown: AtCounter; seen: boolean }) {
  const { say, day, code } = useVoice();
  const { answers } = shown;
  return (
    <Panel
      title={seen ? say("counter_name", { name: shown.initials }) : say("counter_name", { name: legible(answers.name) })}
      id="counter-shown"
      className="counter-shown"
      aside={
        <Button id="counter-member" onClick={() => go({ screen: "member", member: answers.code })} disabled={seen}>
          {say("answers_back")}
        </Button>
      }
    >
      {!seen && shown.scanned !== null && (
        <p className={`notice ${shown.scanned.valid ? "good" : "doubt"}`} id="counter-scanned" role="status">
          <Icon name={shown.scanned.valid ? "done" : "warn"} />
          <span>
            <b>{code(shown.scanned.kind)}</b> <span className="num">{shown.scanned.paper}</span> <Badge>{code(shown.scanned.state)}</Badge> {shown.scanned.sentence}
          </span>
        </p>
      )}
      {!seen &&
        shown.open.map((one) => (
          <p key={one.code} className="notice doubt" data-open={one.code}>
            <Icon name="warn" /> <span>{one.said}</span>
          </p>
        ))}
      <Facts
        facts={
          seen
            ? []
            : [
                [say("number"), <span key="n" className="num">{answers.member}</span>],
                [say("kana"), shown.kana],
                [say("born"), shown.born === null ? null : day(shown.born)],
                [say("sex"), shown.sex === null ? null : code(shown.sex)],
                [say("counter_myna"), shown.myna_said],
                [say("counter_last_four"), say(shown.last_four ? "counter_on_file" : "counter_not_on_file")],
                [say("household"), shown.household.map((one) => `${one.member} ${legible(one.name)}`).join("、")],
              ]
        }
      />
    </Panel>
  );
}

/** What visitors may read over the desk: the sentences that are said to them anyway. */
function Said({ shown }: { shown: AtCounter }) {
  return (
    <div className="counter-said">
      {shown.answers.pages.flatMap((page) => page.say).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function Checks({ shown }: { shown: AtCounter }) {
  const { say, short, operator } = useVoice();
  if (shown.checks.length === 0) {
    return <Empty>{say("counter_no_checks")}</Empty>;
  }
  return (
    <ul className="counter-past">
      {shown.checks.map((one, at) => (
        <li key={at}>
          <span className="num">{short(one.on)}</span> <Badge tone={one.identified ? "good" : "doubt"}>{say(`counter_${one.result as "same"}`)}</Badge> {one.said} <span className="soft">{operator(one.operator)}</span>
        </li>
      ))}
    </ul>
  );
}
