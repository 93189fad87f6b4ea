// Two members who may be one person, side by side: the arrow keys go through the pairs, Enter to the answer.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Empty, Field, Panel, Skeleton } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useSession } from "../frame/session";
import type { RowAnswered, SamePair, SamePerson } from "../wire";

const keyOf = (pair: SamePair) => `${pair.person.code} ${pair.other.code}`;

export function Same() {
  return (
    <>
      <Pairs />
      <RowAnswers />
    </>
  );
}

function Pairs() {
  const { say, lang } = useVoice();
  const { view, fixed } = useSession();
  const show = useFailure();
  const [all, setAll] = useState(false);
  const [turn, setTurn] = useState(0);
  const [active, setActive] = useState<SamePair | null>(null);
  const [note, setNote] = useState("");
  const [told, setTold] = useState("");
  const answers = useRef<HTMLDivElement>(null);
  // After an answer the list has the focus again, so that the next pair is one key away.
  const back = useRef(false);
  const { source, failed, again } = usePages<SamePair>(JSON.stringify([view.on, all, turn, lang]), (start, len) =>
    call("same_people", { on: view.on, all, start, len, lang }),
  );
  const [answer, answering] = useWork(
    async (pair: SamePair, said: "same" | "different" | "open") => {
      await call("answer_same", { one: pair.person.code, other: pair.other.code, answer: said, note: note.trim() === "" ? null : note, on: view.on, lang });
      setNote("");
      setTold(say("same_recorded", { one: pair.person.member, other: pair.other.member }));
      setActive(null);
      back.current = true;
      setTurn(turn + 1);
    },
    (failed) => show("failed_same", failed),
  );
  useEffect(() => {
    if (back.current && source.total !== undefined) {
      back.current = false;
      document.getElementById(source.total === 0 ? "same-all" : "same")?.focus();
    }
  }, [source]);
  const columns: Column<SamePair>[] = [
    { key: "one", head: say("same_one"), width: "minmax(9rem, 14rem)", cell: (row) => <Who person={row.person} /> },
    { key: "other", head: say("same_other"), width: "minmax(9rem, 14rem)", cell: (row) => <Who person={row.other} /> },
    { key: "why", head: say("same_why"), width: "minmax(10rem, 2fr)", wrap: true, cell: (row) => <span title={row.sentence}>{row.sentence}</span> },
    { key: "answer", head: say("run_state"), width: "6rem", cell: (row) => (row.answered === null ? say("same_open") : say(row.answered.answer === "same" ? "same_same" : "same_different")) },
  ];
  const may = fixed === undefined;
  return (
    <Panel
      title={say("run_same")}
      id="same-panel"
      aside={
        <label className="tick">
          <input type="checkbox" id="same-all" checked={all} onChange={(event) => setAll(event.target.checked)} /> {say("same_all")}
        </label>
      }
    >
      <p>{say("same_lead")}</p>
      <p role="status" className="unseen">
        {told}
      </p>
      {failed !== undefined ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        <div className="run-rows">
          <Rows
            id="same"
            label={say("run_same")}
            source={source}
            columns={columns}
            rowKey={keyOf}
            onActive={(row) => setActive(row)}
            onOpen={(row) => {
              setActive(row);
              answers.current?.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
            }}
            empty={say("same_none")}
          />
        </div>
      )}
      <div ref={answers}>
        {active !== null && (
          <div id="same-pair" className="form">
            <SideBySide pair={active} />
            <p>{active.next}</p>
            {active.answered === null ? (
              <Field id="same-note" label={say("same_note")} hint={say("same_note_hint")} value={note} onChange={(event) => setNote(event.target.value)} />
            ) : (
              <Answered pair={active} />
            )}
            <div className="actions start">
              {active.answered === null ? (
                <>
                  <Button id="same-same" look="key" busy={answering} disabled={!may} title={fixed && say(fixed)} onClick={() => answer(active, "same")}>
                    {say("same_same")}
                  </Button>
                  <Button id="same-different" busy={answering} disabled={!may} title={fixed && say(fixed)} onClick={() => answer(active, "different")}>
                    {say("same_different")}
                  </Button>
                </>
              ) : (
                <Button id="same-take-back" busy={answering} disabled={!may} title={fixed && say(fixed)} onClick={() => answer(active, "open")}>
                  {say("same_take_back")}
                </Button>
              )}
              <Button id="same-open-one" onClick={() => go({ screen: "member", member: active.person.member })}>
                {say("same_open_member", { member: active.person.member })}
              </Button>
              <Button id="same-open-other" onClick={() => go({ screen: "member", member: active.other.member })}>
                {say("same_open_member", { member: active.other.member })}
              </Button>
            </div>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** What was answered about rows of files, which decides next month's rows; taken back, it is asked again. */
function RowAnswers() {
  const { say, moment, lang } = useVoice();
  const { view, fixed } = useSession();
  const show = useFailure();
  const { answer, failed, slow, again } = useAsked("row_answers", { on: view.on, lang });
  const [told, setTold] = useState("");
  const said = useRef<HTMLParagraphElement>(null);
  // The button that was pressed goes with its row.
  useLayoutEffect(() => said.current?.focus(), [told]);
  const [forget, forgetting] = useWork(
    async (one: RowAnswered) => {
      await call("forget_row_answer", { act: one.act, member: one.code, on: view.on });
      setTold(say("same_rows_taken", { member: one.member }));
      again();
    },
    (reason) => show("failed_same", reason),
  );
  return (
    <Panel title={say("same_rows")} id="same-rows">
      <p>{say("same_rows_lead")}</p>
      {told !== "" && (
        <p role="status" className="notice good" id="same-rows-told" ref={said} tabIndex={-1}>
          {told}
        </p>
      )}
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && failed === undefined && slow && <Skeleton lines={2} />}
      {answer !== undefined && answer.length === 0 && <Empty>{say("same_rows_none")}</Empty>}
      {answer !== undefined && answer.length > 0 && (
        // A table that is wider than its card scrolls within it, by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="wide-room" tabIndex={0} role="group" aria-label={say("same_rows")}>
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("rows_person")}</th>
              <th scope="col">{say("same_rows_answer")}</th>
              <th scope="col">{say("import_at")}</th>
              <th scope="col">{say("import_by")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {answer.map((one) => (
              <tr key={`${one.act} ${one.code}`} data-answer={`${one.act} ${one.member}`}>
                <th scope="row">
                  <span className="num">{one.member}</span> {legible(one.name)}
                </th>
                <td className="one-line">{say(one.answer === "same" ? "same_same" : "same_different")}</td>
                <td className="num">{moment(one.at)}</td>
                <td>{one.operator}</td>
                <td className="end">
                  <Button
                    look="quiet"
                    aria-label={say("same_rows_back_of", { member: one.member })}
                    busy={forgetting}
                    disabled={fixed !== undefined}
                    title={fixed && say(fixed)}
                    onClick={() => forget(one)}
                  >
                    {say("same_take_back")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        </div>
      )}
    </Panel>
  );
}

function Who({ person }: { person: SamePerson }) {
  return (
    <span>
      <span className="num">{person.member}</span> {person.name}
    </span>
  );
}

function Answered({ pair }: { pair: SamePair }) {
  const { say, moment } = useVoice();
  const { answered } = pair;
  if (answered === null) {
    return null;
  }
  return (
    <p>
      <b>{say(answered.answer === "same" ? "same_same" : "same_different")}</b> {moment(answered.at)} {answered.operator} {answered.note ?? ""}
    </p>
  );
}

/** Field by field; what differs is said in a word, not by colour alone. */
function SideBySide({ pair }: { pair: SamePair }) {
  const { say, day, value } = useVoice();
  const employer = useEmployer();
  const said = (field: string, text: string) => (text === "" || text === "****" ? text || "—" : field === "employer" ? employer(text) : legible(value(field, text)));
  const spells = (person: SamePerson) =>
    person.spells.map((one) => (
      <span key={`${one.member} ${one.acquired ?? ""}`} className="line">
        <span className="num">{one.member}</span> {one.acquired === null ? "" : day(one.acquired)}〜{one.lost === null ? "" : day(one.lost)}
      </span>
    ));
  const papers = (person: SamePerson) =>
    person.papers.map((one) => (
      <span key={one.paper} className="line">
        {one.kind} {one.state} <span className="num">{one.paper}</span>
      </span>
    ));
  return (
    <table className="tabular" id="side-by-side">
      <caption>{pair.sentence}</caption>
      <thead>
        <tr>
          <th scope="col">{say("diff_field")}</th>
          <th scope="col" className="num">{pair.person.member}</th>
          <th scope="col" className="num">{pair.other.member}</th>
          <th scope="col">{say("same_agrees")}</th>
        </tr>
      </thead>
      <tbody>
        {pair.rows.map((row) => (
          <tr key={row.field} data-field={row.field}>
            <th scope="row">{row.word}</th>
            <td>{said(row.field, row.one)}</td>
            <td>{said(row.field, row.other)}</td>
            <td>{row.same ? say("same_yes") : <Badge tone="doubt">{say("same_no")}</Badge>}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{say("same_spells")}</th>
          <td>{spells(pair.person)}</td>
          <td>{spells(pair.other)}</td>
          <td>{pair.twice && <Badge tone="doubt">{say("same_twice")}</Badge>}</td>
        </tr>
        <tr>
          <th scope="row">{say("same_papers")}</th>
          <td>{papers(pair.person)}</td>
          <td>{papers(pair.other)}</td>
          <td />
        </tr>
        <tr>
          <th scope="row">{say("same_owed")}</th>
          <td className="num">{pair.person.owed}</td>
          <td className="num">{pair.other.owed}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}
