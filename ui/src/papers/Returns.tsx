// Returns: what is outstanding by who owes it, the next reminder, one paper's log, papers used after the end of cover, and what was
// destroyed.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { numberColumn } from "../find/columns";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel, useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Empty, Facts, Field, Over, Panel, Skeleton, type Tone } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Day, Destructions, DunningLog, Owed, OwedBy, Reminded, ReminderShown } from "../wire";
import "./returns.css";

/** Whose debts are shown: everyone's, one employer's by code, or those of whoever is written to at home. */
type Ower = { all: true } | { all: false; employer: string | null };

export function Returns() {
  const [turn, setTurn] = useState(0);
  const changed = () => setTurn((turn) => turn + 1);
  return (
    <>
      <Outstanding turn={turn} changed={changed} />
      <OnRecord turn={turn} />
      <UsedAfterLoss />
      <Destroyed />
    </>
  );
}

function nextTone(row: Owed): Tone {
  switch (row.next) {
    case "remind":
      return "key";
    case "report":
      return "bad";
    case "not_yet":
    case "wait":
      return "plain";
    default:
      return "doubt";
  }
}

function Outstanding({ turn, changed }: { turn: number; changed: () => void }) {
  const voice = useVoice();
  const { say, short, code, lang } = voice;
  const { view, fixed } = useSession();
  const show = useFailure();
  const [ower, setOwer] = useState<Ower>({ all: true });
  const [paper, setPaper] = useState<Owed | null>(null);
  const [planned, setPlanned] = useState<Reminded | null>(null);
  const narrow = { employer: ower.all ? null : ower.employer, home: !ower.all && ower.employer === null };
  const counts = useAsked("owed", { on: view.on, employer: null, home: false, start: 0, len: 0, lang });
  const { source, failed, again } = usePages<Owed>(JSON.stringify([ower, view.on, lang, turn]), (start, len) =>
    call("owed", { on: view.on, ...narrow, start, len, lang }),
  );
  const reload = () => {
    counts.again();
    again();
    changed();
  };
  const [preview, previewing] = useWork(
    async () => setPlanned(await call("remind", { on: view.on, employer: narrow.employer, out: null, lang })),
    (failed) => show("failed_remind", failed),
  );
  const columns: Column<Owed>[] = [
    numberColumn({ say }, (row) => row.member),
    { key: "name", head: say("name"), width: "minmax(7rem, 12rem)", wrap: true, cell: (row) => <b className="clip">{legible(row.name)}</b> },
    { key: "by", head: say("owed_until"), width: "5.75rem", cell: (row) => <span className="num">{short(row.by)}</span> },
    {
      key: "next",
      head: say("owed_next"),
      width: "minmax(11rem, 3fr)",
      wrap: true,
      cell: (row) => (
        <span title={row.next_sentence}>
          {row.reminded > 0 && <Badge tone={nextTone(row)}>{say("owed_times", { n: row.reminded })}</Badge>} {row.next_sentence}
        </span>
      ),
    },
    { key: "paper", head: say("paper_code"), width: "minmax(9rem, 10rem)", cell: (row) => <span className="num">{row.paper ?? code(row.kind)}</span> },
    { key: "state", head: say("state"), width: "minmax(6rem, 9rem)", wrap: true, cell: (row) => code(row.state) },
    { key: "why", head: say("list_why"), width: "minmax(11rem, 3fr)", wrap: true, cell: (row) => <span title={row.sentence}>{row.sentence}</span> },
  ];
  const owers = counts.answer?.owers ?? [];
  return (
    <Panel
      title={say("owed")}
      id="owed"
      aside={
        <Button id="remind-preview" look="key" busy={previewing} onClick={preview}>
          {say("remind_preview")}
        </Button>
      }
    >
      <p>{say("owed_lead")}</p>
      {counts.failed !== undefined && <FailurePanel failed={counts.failed} again={counts.again} />}
      {counts.answer === undefined && counts.slow && <Skeleton lines={4} />}
      {counts.answer !== undefined && (
        <Owers owers={owers} total={counts.answer.total} chosen={ower} onChoose={setOwer} />
      )}
      {failed !== undefined ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        <div className="owed-rows">
          <Rows
            id="owed-rows"
            label={say("owed")}
            source={source}
            columns={columns}
            rowKey={(row) => `${row.member} ${row.paper ?? row.kind}`}
            people
            onOpen={(row) => setPaper(row)}
            empty={say("owed_empty")}
          />
        </div>
      )}
      <Over title={say("remind_title")} open={planned !== null} onClose={() => setPlanned(null)} side>
        {planned !== null && (
          <Remind
            planned={planned}
            blocked={fixed && say(fixed)}
            record={async () => {
              const out = await call("choose", { what: "folder" });
              if (out !== null) {
                setPlanned(await call("remind", { on: view.on, employer: narrow.employer, out, lang }));
                reload();
              }
            }}
          />
        )}
      </Over>
      <Over title={say("dunning")} open={paper !== null} onClose={() => setPaper(null)} side>
        {paper !== null && (
          <OnePaper
            owed={paper}
            blocked={fixed && say(fixed)}
            done={() => {
              reload();
            }}
          />
        )}
      </Over>
    </Panel>
  );
}

/** Everyone who owes something, with counts; one of them narrows the rows. */
function Owers({ owers, total, chosen, onChoose }: { owers: OwedBy[]; total: number; chosen: Ower; onChoose: (ower: Ower) => void }) {
  const { say, count } = useVoice();
  const row = (key: string, name: string, ower: Ower, one: Omit<OwedBy, "employer" | "name">) => {
    const on = chosen.all ? ower.all : !ower.all && chosen.employer === ower.employer;
    return (
      <tr key={key} className={on ? "self" : ""}>
        <th scope="row">
          <button type="button" className="filter" id={`ower-${key}`} aria-pressed={on} onClick={() => onChoose(ower)}>
            {name}
          </button>
        </th>
        <td className="num end">{count(one.papers)}</td>
        <td className="num end">{count(one.overdue)}</td>
        <td className="num end">{count(one.ready)}</td>
        <td className="num end">{count(one.searched)}</td>
        <td className="num end">{count(one.report)}</td>
      </tr>
    );
  };
  const sum = (of: (one: OwedBy) => number) => owers.reduce((sum, one) => sum + of(one), 0);
  return (
    <div className="owers">
      <table className="tabular" id="owers">
        <thead>
          <tr>
            <th scope="col">{say("owed_by_whom")}</th>
            <th scope="col" className="end">
              {say("owed_papers")}
            </th>
            <th scope="col" className="end">
              {say("owed_overdue")}
            </th>
            <th scope="col" className="end">
              {say("owed_ready")}
            </th>
            <th scope="col" className="end">
              {say("owed_searched")}
            </th>
            <th scope="col" className="end">
              {say("owed_report")}
            </th>
          </tr>
        </thead>
        <tbody>
          {row("all", say("owed_everyone"), { all: true }, {
            papers: total,
            overdue: sum((one) => one.overdue),
            ready: sum((one) => one.ready),
            searched: sum((one) => one.searched),
            report: sum((one) => one.report),
          })}
          {owers.map((one) => row(one.employer ?? "home", one.name, { all: false, employer: one.employer }, one))}
        </tbody>
      </table>
    </div>
  );
}

/** The letters of a day, before and after they are recorded. */
function Remind({ planned, blocked, record }: { planned: Reminded; blocked: string | undefined; record: () => Promise<void> }) {
  const { say } = useVoice();
  const show = useFailure();
  const [write, writing] = useWork(record, (failed) => show("failed_remind", failed));
  return (
    <div className="form-stack" id="remind">
      {planned.letters.length === 0 ? <Empty>{say("remind_none")}</Empty> : <p>{say(planned.recorded ? "remind_recorded" : "remind_lead", { n: planned.letters.length })}</p>}
      {!planned.recorded && planned.letters.length > 0 && (
        <div className="actions start">
          <Button id="remind-record" look="key" busy={writing} disabled={blocked !== undefined} title={blocked} onClick={write}>
            {say("remind_record")}
          </Button>
        </div>
      )}
      {planned.letters.map((letter) => (
        <Letter key={`${letter.to} ${letter.papers[0]?.paper ?? ""}`} letter={letter} />
      ))}
      {planned.held.length > 0 && (
        <>
          <h3>{say("remind_held")}</h3>
          <ul id="remind-held">
            {planned.held.map((one) => (
              <li key={`${one.member} ${one.paper ?? ""}`}>
                <span className="num">{one.member}</span> {legible(one.name)} <span className="num">{one.paper}</span>: {one.sentence}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Letter({ letter }: { letter: ReminderShown }) {
  const { say, short, code } = useVoice();
  return (
    <section className="letter">
      <h3>
        {legible(letter.to)} <Badge tone={letter.firmness === "last" ? "bad" : "key"}>{say("remind_times", { times: letter.firmness_word })}</Badge>
      </h3>
      <table className="tabular">
        <thead>
          <tr>
            <th scope="col">{say("number")}</th>
            <th scope="col">{say("name")}</th>
            <th scope="col">{say("paper_code")}</th>
            <th scope="col">{say("owed_until")}</th>
            <th scope="col">{say("remind_number")}</th>
          </tr>
        </thead>
        <tbody>
          {letter.papers.map((line) => (
            <tr key={`${line.member} ${line.paper ?? line.kind}`}>
              <td className="num">{line.member}</td>
              <td>{legible(line.name)}</td>
              <td className="num">{line.paper ?? code(line.kind)}</td>
              <td className="num">{short(line.by)}</td>
              <td className="num">{say(line.fresh ? "remind_nth" : "remind_done", { n: line.number })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {letter.file !== null && <p className="soft">{letter.file}</p>}
    </section>
  );
}

/** One paper that is owed: why, what was done, and, after three reminders, the report that it cannot be collected. */
function OnePaper({ owed, blocked, done }: { owed: Owed; blocked: string | undefined; done: () => void }) {
  const { say, code, day, lang } = useVoice();
  const { view } = useSession();
  const show = useFailure();
  const [note, setNote] = useState("");
  const [reported, setReported] = useState<DunningLog | null>(null);
  const asked = useAsked("dunning", owed.paper === null ? null : { code: owed.paper, on: view.on, out: null, lang });
  const log = reported ?? asked.answer;
  const [report, reporting] = useWork(
    async () => {
      const out = await call("choose", { what: "folder" });
      if (out !== null && owed.paper !== null) {
        setReported(await call("not_collectable", { code: owed.paper, on: view.on, note: note.trim() === "" ? null : note, out, lang }));
        done();
      }
    },
    (failed) => show("failed_not_collectable", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    report();
  };
  return (
    <div id="dunning" className="form-stack">
      <Facts
        facts={[
          [say("name"), legible(owed.name)],
          [say("number"), owed.member],
          [say("paper_code"), owed.paper ?? code(owed.kind)],
          [say("owed_employer"), owed.employer_name ?? say("owed_home")],
          [say("list_why"), owed.sentence],
          [say("owed_basis"), owed.basis],
          [say("owed_until"), owed.by && day(owed.by)],
          [say("owed_duty"), owed.duty],
          [say("owed_next"), owed.next_sentence],
        ]}
      />
      <div className="actions start">
        <Button onClick={() => go({ screen: "member", member: owed.member })}>{say("owed_member")}</Button>
      </div>
      {asked.failed !== undefined && <FailurePanel failed={asked.failed} again={asked.again} />}
      {log !== undefined && <Log log={log} />}
      {log?.borne_out && (
        <form className="form-row" onSubmit={submit}>
          <Field id="report-note" label={say("report_note")} value={note} onChange={(event) => setNote(event.target.value)} />
          <Button id="report" look="key" submit busy={reporting} disabled={blocked !== undefined} title={blocked}>
            {say("report_record")}
          </Button>
        </form>
      )}
      {reported?.file && (
        <p role="status" id="reported">
          {say("report_done")} <span className="soft">{reported.file}</span>
        </p>
      )}
    </div>
  );
}

function Log({ log }: { log: DunningLog }) {
  const { say, short } = useVoice();
  return (
    <>
      <h3>{say("dunning_log", { n: log.reminded })}</h3>
      <table className="tabular" id="dunning-log">
        <thead>
          <tr>
            <th scope="col">{say("dunning_on")}</th>
            <th scope="col">{say("dunning_what")}</th>
            <th scope="col">{say("dunning_note")}</th>
            <th scope="col">{say("dunning_by")}</th>
          </tr>
        </thead>
        <tbody>
          {log.entries.map((entry, at) => (
            <tr key={`${entry.at} ${entry.event} ${at}`}>
              <td className="num">{short(entry.on)}</td>
              <td>{entry.said}</td>
              <td>{entry.note}</td>
              <td>{entry.operator}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Reminders that went out, to be printed once more. */
function OnRecord({ turn }: { turn: number }) {
  const { say, short, lang } = useVoice();
  const show = useFailure();
  const { answer, failed, again } = useAsked("reminders", { employer: null, lang });
  const [seen, setSeen] = useState(turn);
  const [told, setTold] = useState("");
  if (seen !== turn) {
    setSeen(turn);
    again();
  }
  const [print, printing] = useWork(
    async (id: number) => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        const letter = await call("remind_again", { id, out, lang });
        setTold(letter.file ?? "");
      }
    },
    (failed) => show("failed_remind", failed),
  );
  return (
    <Panel title={say("reminders")} id="reminders">
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer !== undefined && answer.length === 0 && <Empty>{say("reminders_none")}</Empty>}
      {answer !== undefined && answer.length > 0 && (
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("reminder_number")}</th>
              <th scope="col">{say("dunning_on")}</th>
              <th scope="col">{say("owed_by_whom")}</th>
              <th scope="col">{say("remind_number")}</th>
              <th scope="col" className="end">
              {say("owed_papers")}
            </th>
              <th scope="col">
                {say("remind_print")}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.map((one) => (
              <tr key={one.id}>
                <th scope="row" className="num">
                  {one.id}
                </th>
                <td className="num">{short(one.on)}</td>
                <td>{one.employer_name ?? one.employer ?? say("owed_home")}</td>
                <td>{one.firmness_word}</td>
                <td className="num end">{one.papers}</td>
                <td>
                  <Button id={`remind-again-${one.id}`} busy={printing} aria-label={say("remind_again_of", { n: one.id })} onClick={() => print(one.id)}>
                    {say("remind_again")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p role="status" className="soft">
        {told}
      </p>
    </Panel>
  );
}

/** Papers outside after the end of cover, and what clinics reported. */
function UsedAfterLoss() {
  const { say, short } = useVoice();
  const { view, here, fixed } = useSession();
  const show = useFailure();
  const { answer, failed, slow, again } = useAsked("used_after_loss", { on: view.on });
  const [member, setMember] = useState("");
  const [on, setOn] = useState<Day>(here.today);
  const [note, setNote] = useState("");
  const [told, setTold] = useState("");
  const [record, recording] = useWork(
    async () => {
      await call("record_use", { member, on, note });
      setTold(say("used_recorded"));
      setMember("");
      setNote("");
      again();
    },
    (failed) => show("failed_used", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record();
  };
  return (
    <Panel title={say("used")} id="used">
      <p>{say("used_lead")}</p>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={3} />}
      {answer !== undefined && answer.length === 0 && <Empty>{say("used_none")}</Empty>}
      {answer !== undefined && answer.length > 0 && (
        // What does not fit scrolls within the card, also by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="wide-room" tabIndex={0} role="group" aria-label={say("used")}>
          <table className="tabular" id="used-rows">
            <thead>
              <tr>
                <th scope="col">{say("number")}</th>
                <th scope="col">{say("name")}</th>
                <th scope="col">{say("paper_code")}</th>
                <th scope="col">{say("used_from")}</th>
                <th scope="col" className="end">
              {say("used_days")}
            </th>
                <th scope="col">{say("used_reported")}</th>
              </tr>
            </thead>
            <tbody>
              {answer.map((one) => (
                <tr key={`${one.code} ${one.paper ?? ""}`}>
                  <th scope="row" className="num">
                    {one.member}
                  </th>
                  <td>{legible(one.name)}</td>
                  <td className="num">{one.paper ?? say("used_back")}</td>
                  <td className="num">{short(one.from)}</td>
                  <td className="num end">{one.paper === null ? "" : one.days}</td>
                  <td>{one.uses.map((used) => `${short(used.on)} ${used.note}`).join("、")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form className="form-row" onSubmit={submit}>
        <Field id="used-member" label={say("who_saw_member")} value={member} onChange={(event) => setMember(event.target.value)} />
        <DayField label={say("used_on")} value={on} onChange={setOn} />
        <Field id="used-note" label={say("used_note")} value={note} onChange={(event) => setNote(event.target.value)} />
        <Button id="used-record" submit busy={recording} disabled={fixed !== undefined || member.trim() === "" || note.trim() === ""} title={fixed && say(fixed)}>
          {say("used_record")}
        </Button>
      </form>
      <p role="status">{told}</p>
    </Panel>
  );
}

/** What was destroyed on some days. */
function Destroyed() {
  const { say, short, count, lang } = useVoice();
  const { here } = useSession();
  const show = useFailure();
  const [first, setFirst] = useState<Day>(`${here.today.slice(0, 4)}-01-01`);
  const [last, setLast] = useState<Day>(here.today);
  const [log, setLog] = useState<Destructions | null>(null);
  const [ask, asking] = useWork(
    async (printed: boolean) => {
      const out = printed ? await call("choose", { what: "folder" }) : null;
      if (!printed || out !== null) {
        setLog(await call("destructions", { first, last, out, lang }));
      }
    },
    (failed) => show("failed_destroyed", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(false);
  };
  return (
    <Panel title={say("destroyed_log")} id="destroyed">
      <form className="form-row" onSubmit={submit}>
        <DayField label={say("journal_from")} value={first} onChange={setFirst} />
        <DayField label={say("journal_to")} value={last} onChange={setLast} />
        <Button id="destroyed-ask" submit busy={asking}>
          {say("destroyed_ask")}
        </Button>
        <Button id="destroyed-print" busy={asking} onClick={() => ask(true)}>
          {say("destroyed_print")}
        </Button>
      </form>
      {log !== null && log.destructions.length === 0 && <Empty>{say("destroyed_none")}</Empty>}
      {log !== null && log.destructions.length > 0 && (
        // What does not fit scrolls within the card, also by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="wide-room" tabIndex={0} role="group" aria-label={say("destroyed_log")}>
          <table className="tabular" id="destroyed-rows">
            <thead>
              <tr>
                <th scope="col">{say("dunning_on")}</th>
                <th scope="col" className="end">
              {say("owed_papers")}
            </th>
                <th scope="col">{say("destroyed_way")}</th>
                <th scope="col">{say("destroyed_witness")}</th>
                <th scope="col">{say("dunning_by")}</th>
                <th scope="col">{say("paper_code")}</th>
              </tr>
            </thead>
            <tbody>
              {log.destructions.map((one) => (
                <tr key={one.act}>
                  <td className="num">{short(one.on)}</td>
                  <td className="num end">{count(one.papers)}</td>
                  <td>{one.way}</td>
                  <td>{one.witness}</td>
                  <td>{one.operator}</td>
                  <td className="num">{one.codes.join(" ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {log?.file && (
        <p role="status" className="soft">
          {log.file}
        </p>
      )}
    </Panel>
  );
}
