// Today's work: the one number that must be nought, then every list with its count and its deadline.
import { useEffect, useState } from "react";
import { call } from "../desk";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Button, Empty, Icon, Panel, Skeleton, Title } from "../frame/parts";
import { go, type Route, write } from "../frame/route";
import { useVoice, type Voice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Home as Answer, HomeList, ReleaseWaiting, Restored } from "../wire";
import { KeptFacts } from "../settings/Copies";
import { Lapsing } from "./Lapsing";
import { BATCHES, BENCHES, GROUPS, listTitle, SINCE } from "./lists";
import { Trend } from "./Trend";
import "./home.css";

export function Home() {
  const voice = useVoice();
  const { say, day } = voice;
  const { view, here } = useSession();
  const { answer, failed, slow, again } = useAsked("home", { on: view.on, lang: voice.lang });
  return (
    <div className="screen home" data-screen="home">
      <Title aside={<span className="soft">{here.society}</span>}>
        {view.on === here.today ? (
          <>
            {say("home")} <small className="num">{day(view.on)}</small>
          </>
        ) : (
          say("home_on", { day: day(view.on) })
        )}
      </Title>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={8} />}
      {answer !== undefined && (
        <div className="home-grid">
          {answer.members === 0 ? <Nobody /> : <Uncovered answer={answer} />}
          <Todo answer={answer} voice={voice} />
          <Waiting />
          <Lapsing on={answer.on} months={answer.lapsing} />
          <Trend />
          <Copies />
        </div>
      )}
    </div>
  );
}

function listRoute(name: string): Route {
  const bench = BENCHES.get(name);
  if (bench !== undefined) {
    return bench;
  }
  const state = BATCHES.get(name);
  return state === undefined ? { screen: "list", name, month: null } : { screen: "prints", state };
}

function open(name: string) {
  go(listRoute(name));
}

const DOORS: Record<ReleaseWaiting["what"], (batch: string | null) => Route> = {
  import: () => ({ screen: "import" }),
  print: (batch) => ({ screen: "print", batch, kind: null }),
  delete: () => ({ screen: "settings", tab: "deletion" }),
  asset: () => ({ screen: "settings", tab: "assets" }),
};

/** What others have prepared and whoever works here may release. */
function Waiting() {
  const { say, operator, moment } = useVoice();
  const { answer } = useAsked("waiting", {});
  if (answer === undefined || answer.length === 0) {
    return null;
  }
  return (
    <Panel title={say("waiting_releases")} id="waiting-releases">
      <ul className="waiting">
        {answer.map((one) => (
          <li key={`${one.what} ${one.at}`}>
            <a href={write(DOORS[one.what](one.batch))}>{say(`waiting_${one.what}`, { who: operator(one.operator), batch: one.batch ?? "" })}</a> <small className="num">{moment(one.at)}</small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** When the ledger was last copied, and whether the way back has been tried. */
function Copies() {
  const { say } = useVoice();
  const { fixed } = useSession();
  const { answer, again } = useAsked("kept", {});
  const [told, setTold] = useState<Restored | null>(null);
  const due = answer !== undefined && answer.rehearsal_due && answer.copies.length > 0 && fixed === undefined;
  // Once a week the way back is tried without being asked for. It disturbs nobody; what cannot be tried stays due.
  useEffect(() => {
    if (due) {
      call("rehearse_when_due", {}).then(
        (done) => {
          setTold(done);
          again();
        },
        () => undefined,
      );
    }
  }, [due, again]);
  return answer === undefined ? null : (
    <Panel title={say("home_copies")} className="home-copies" aside={<Button id="home-copies" onClick={() => go({ screen: "settings", tab: "copies" })}>{say("copies_make")}</Button>}>
      <KeptFacts kept={answer} />
      {told !== null && !told.ok && (
        <p className="notice bad" role="alert">
          {say("copies_tried_bad")} {told.findings.map((said) => said.sentence).join("")}
        </p>
      )}
    </Panel>
  );
}

/** Where nobody is insured nobody can be left uncovered: what there is to do instead. */
function Nobody() {
  const { say } = useVoice();
  const { here, fixed } = useSession();
  return here.members > 0 ? (
    <Panel title={say("uncovered_question")} className="uncovered">
      <Empty>{say("nobody_insured")}</Empty>
    </Panel>
  ) : (
    <Panel title={say("nobody_yet")} className="uncovered" id="nobody-yet">
      <p>{say("nobody_yet_lead")}</p>
      <div className="actions start">
        <Button id="first-import" look="key" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => go({ screen: "import" })}>
          {say("new_import")}
        </Button>
      </div>
    </Panel>
  );
}

function Uncovered({ answer }: { answer: Answer }) {
  const { say, count, day } = useVoice();
  const waiting = answer.lists.find((list) => list.name === "covered_before_post")?.count ?? 0;
  const { here } = useSession();
  const now = answer.on === here.today ? say("uncovered_now") : say("uncovered_on", { day: day(answer.on) });
  const one = (name: "uncovered" | "uncovered_ahead", n: number, label: string) => (
    <a
      href={write({ screen: "list", name, month: null })}
      id={name === "uncovered" ? "uncovered" : "uncovered-ahead"}
      className={`big ${n === 0 ? "calm" : "alarm"}`}
      onClick={(event) => {
        event.preventDefault();
        open(name);
      }}
    >
      <span className="big-number">
        {count(n)}
        <small>{say("people", { n: "" }).trim()}</small>
      </span>
      <span className="big-label">{n === 0 ? say("uncovered_zero") : label}</span>
      <span className="big-more">
        {name === "uncovered" ? say("of_members", { n: answer.members }) : say("see_list")}
        <Icon name="next" />
      </span>
    </a>
  );
  return (
    <Panel title={say("uncovered_question")} className="uncovered">
      <div className="uncovered-pair">
        {one("uncovered", answer.uncovered, now)}
        {one("uncovered_ahead", answer.uncovered_ahead, say("uncovered_ahead", { day: day(answer.ahead) }))}
      </div>
      {waiting > 0 && (
        <p className="soft">
          <a
            id="covered-before-post"
            href={write({ screen: "list", name: "covered_before_post", month: null })}
            onClick={(event) => {
              event.preventDefault();
              open("covered_before_post");
            }}
          >
            {say("covered_before_post", { n: waiting })}
          </a>
        </p>
      )}
    </Panel>
  );
}

function Todo({ answer, voice }: { answer: Answer; voice: Voice }) {
  const { say, count, short } = voice;
  const known = new Map(answer.lists.map((list) => [list.name, list]));
  const grouped = new Set<string>(GROUPS.flatMap((group) => [...group.lists]));
  const overdue = (list: HomeList) => list.by !== null && list.by < answer.on && !SINCE.has(list.name);
  const line = (list: HomeList) => (
    <tr key={list.name} className={list.count === 0 ? "nought" : ""}>
      <th scope="row">
        <a
          href={write(listRoute(list.name))}
          id={`list-${list.name}`}
          onClick={(event) => {
            event.preventDefault();
            open(list.name);
          }}
        >
          {listTitle(list.name, voice)}
        </a>
      </th>
      <td className="num end">{count(list.count)}</td>
      <td className={`num ${overdue(list) ? "overdue" : ""}`}>
        {short(list.by)}
        {overdue(list) && <span className="unseen"> {say("todo_overdue")}</span>}
      </td>
    </tr>
  );
  // A list that no group knows must not get lost: it stands at the end.
  const others = answer.lists.filter((list) => !grouped.has(list.name) && !list.name.startsWith("uncovered"));
  return (
    <Panel title={say("todo")} className="todo">
      <table className="tabular todo-table">
        <thead>
          <tr>
            <th scope="col">{say("todo_what")}</th>
            <th scope="col" className="end">
              {say("todo_count")}
            </th>
            <th scope="col">{say("todo_by")}</th>
          </tr>
        </thead>
        {GROUPS.map((group) => (
          <tbody key={group.title}>
            <tr className="group">
              <th colSpan={3} scope="rowgroup">
                {say(group.title)}
              </th>
            </tr>
            {group.lists.map((name) => {
              const list = known.get(name);
              return list === undefined ? null : line(list);
            })}
          </tbody>
        ))}
        {others.length > 0 && <tbody>{others.map(line)}</tbody>}
      </table>
    </Panel>
  );
}
