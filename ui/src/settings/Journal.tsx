// The journal: what was done and who was shown whom, who saw one member, what stands out, and the close of the day.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Empty, Facts, Field, Panel, Radios, Skeleton } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice, type Voice } from "../frame/say";
import { useSession } from "../frame/session";
import { listTitle } from "../home/lists";
import type { Closed, Day, JournalRow, Saw, Unusual } from "../wire";
import { Leak } from "./Leak";

/** So many rows are shown at once. */
const PAGE = 100;

const daysBefore = (day: Day, days: number): Day => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

export function Journal() {
  const { say } = useVoice();
  const { here } = useSession();
  if (!here.may.includes("audit")) {
    return (
      <>
        {here.may.includes("backup") && <Close />}
        <Panel title={say("journal")}>
          <Empty>{say("journal_not_permitted")}</Empty>
        </Panel>
      </>
    );
  }
  return (
    <>
      <Close />
      <WhoSaw />
      <StandsOut />
      {here.may.includes("view") && <Leak />}
      <Everything />
    </>
  );
}

/** The two days that a question is about. */
function useDays(days: number) {
  const { say } = useVoice();
  const { here } = useSession();
  const [first, setFirst] = useState<Day>(daysBefore(here.today, days));
  const [last, setLast] = useState<Day>(here.today);
  const fields = (
    <>
      <DayField label={say("journal_from")} value={first} onChange={setFirst} />
      <DayField label={say("journal_to")} value={last} onChange={setLast} />
    </>
  );
  return { first, last, fields };
}

function Close() {
  const { say } = useVoice();
  const { fixed } = useSession();
  const show = useFailure();
  const [closed, setClosed] = useState<Closed | null>(null);
  const [close, closing] = useWork(
    async () => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setClosed(await call("close_day", { out }));
      }
    },
    (failed) => show("failed_close", failed),
  );
  return (
    <Panel title={say("close_title")} id="close">
      <p>{say("close_lead")}</p>
      <div className="actions start">
        <Button id="close-day" look="key" busy={closing} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={close}>
          {say("close_day")}
        </Button>
      </div>
      {closed !== null && (
        <div id="closed" role="status">
          <Facts
            facts={[
              [say("close_sheet"), closed.file],
              [say("close_counts"), say("close_counts_said", { acts: closed.acts, looks: closed.looks })],
              [say("close_anchor"), <code key="anchor" className="journal-anchor">{closed.anchor}</code>],
              [say("close_kept"), closed.anchors.length === 0 ? say("close_kept_nowhere") : closed.anchors.join("、")],
            ]}
          />
        </div>
      )}
    </Panel>
  );
}

function WhoSaw() {
  const { say } = useVoice();
  const show = useFailure();
  // As long as looks are kept.
  const { first, last, fields } = useDays(5 * 366);
  const [member, setMember] = useState("");
  const [saw, setSaw] = useState<Saw | null>(null);
  const { lang } = useVoice();
  const [ask, asking] = useWork(
    async () => setSaw(await call("who_saw", { member, first, last, lang })),
    (failed) => show("failed_journal", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  return (
    <Panel title={say("who_saw")} id="who-saw">
      <form className="form-row" onSubmit={submit}>
        <Field id="who-saw-member" label={say("who_saw_member")} value={member} onChange={(event) => setMember(event.target.value)} />
        {fields}
        <Button id="who-saw-ask" submit busy={asking} disabled={member.trim() === ""}>
          {say("who_saw_ask")}
        </Button>
      </form>
      {saw !== null && (saw.rows.length === 0 ? <Empty>{say("who_saw_nobody")}</Empty> : <JournalTable id="saw" label={say("who_saw")} rows={saw.rows} />)}
    </Panel>
  );
}

function StandsOut() {
  const { say, short, operator, lang } = useVoice();
  const sees = useSession().here.may.includes("view");
  const show = useFailure();
  const { first, last, fields } = useDays(30);
  const [found, setFound] = useState<Unusual[] | null>(null);
  const [ask, asking] = useWork(
    async () => setFound(await call("unusual", { first, last, lang })),
    (failed) => show("failed_journal", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  return (
    <Panel title={say("unusual")} id="unusual">
      <p>{say("unusual_lead")}</p>
      <form className="form-row" onSubmit={submit}>
        {fields}
        <Button id="unusual-ask" submit busy={asking}>
          {say("unusual_ask")}
        </Button>
      </form>
      {found !== null && found.length === 0 && <Empty>{say("unusual_none")}</Empty>}
      {found !== null && found.length > 0 && (
        <table className="tabular" id="unusual-found">
          <thead>
            <tr>
              <th scope="col">{say("journal_day")}</th>
              <th scope="col">{say("import_by")}</th>
              <th scope="col">{say("unusual_why")}</th>
              <th scope="col">{say("unusual_whom")}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={`${one.on} ${one.operator} ${one.because}`}>
                <td className="num">{short(one.on)}</td>
                <td>{operator(one.operator)}</td>
                <td>{one.sentence}</td>
                <td>
                  {one.members.slice(0, 5).map((code) =>
                    sees ? (
                      <Button key={code} look="quiet" onClick={() => go({ screen: "member", member: code })}>
                        {code}
                      </Button>
                    ) : (
                      <span key={code} className="num">
                        {code}{" "}
                      </span>
                    ),
                  )}
                  {one.members.length > 5 && <span className="soft">{say("unusual_more", { n: one.members.length - 5 })}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Everything() {
  const { say, lang } = useVoice();
  const { first, last, fields } = useDays(7);
  const [what, setWhat] = useState<"all" | "acts" | "looks">("all");
  const [start, setStart] = useState(0);
  const { answer, failed, slow, again } = useAsked("journal", { first, last, operator: null, what: what === "all" ? null : what, start, len: PAGE, lang });
  return (
    <Panel title={say("journal")} id="journal" aside={answer && <span className="soft">{say("journal_total", { n: answer.total })}</span>}>
      <div className="form-row">
        {fields}
        <Radios
          id="journal-what"
          label={say("journal_what")}
          value={what}
          choices={[
            { value: "all", label: say("journal_all") },
            { value: "acts", label: say("journal_acts") },
            { value: "looks", label: say("journal_looks") },
          ]}
          onChoose={(what) => {
            setWhat(what);
            setStart(0);
          }}
        />
      </div>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={6} />}
      {answer !== undefined && (answer.rows.length === 0 ? <Empty>{say("journal_none")}</Empty> : <JournalTable id="journal-rows" label={say("journal")} rows={answer.rows} />)}
      {answer !== undefined && answer.total > PAGE && (
        <div className="actions">
          <Button id="journal-newer" disabled={start === 0} onClick={() => setStart(Math.max(0, start - PAGE))}>
            {say("journal_newer")}
          </Button>
          <Button id="journal-older" disabled={start + PAGE >= answer.total} onClick={() => setStart(start + PAGE)}>
            {say("journal_older")}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function JournalTable({ id, label, rows }: { id: string; label: string; rows: JournalRow[] }) {
  const voice = useVoice();
  const { say, moment, operator } = voice;
  return (
    // What does not fit scrolls within the card, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="wide-room" tabIndex={0} role="group" aria-label={label}>
      <table className="tabular" id={id}>
        <thead>
          <tr>
            <th scope="col">{say("journal_when")}</th>
            <th scope="col">{say("import_by")}</th>
            <th scope="col">{say("journal_did")}</th>
            <th scope="col" className="end">
              {say("journal_members")}
            </th>
            <th scope="col">{say("journal_about")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.look} ${row.seq}`}>
              <td className="num">{moment(row.at)}</td>
              <td>{operator(row.operator)}</td>
              <td>
                {row.look ? <Badge tone="plain">{say("journal_look")}</Badge> : null} {row.word}
              </td>
              <td className="num end">{row.everyone ? say("journal_everyone") : (row.members ?? "")}</td>
              <td className="soft about">{about(row, voice)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What it was about, short: of a file's seal its beginning is enough. */
function about(row: JournalRow, voice: Voice): string {
  if (row.look && row.kind === "list" && row.subject !== null) {
    return listTitle(row.subject, voice);
  }
  const subject = row.subject !== null && /^[0-9a-f]{64}$/.test(row.subject) ? `${row.subject.slice(0, 12)}…` : row.subject;
  return [subject, row.reason].filter((text) => text !== null && text !== "").join(" ");
}
