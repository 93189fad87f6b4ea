// A leak: whom a lost batch, copy or machine concerns, or what somebody saw, with which data, and by when it must be reported.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { useFailure } from "../frame/Failure";
import { Badge, Button, Choice, Facts, Field, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Day, LeakAnswer, LostWord } from "../wire";

const LOST: readonly LostWord[] = ["batch", "copy", "ledger", "seen"];

/** Numbers in any writing: `3 5,12`, `３、５`. */
export function Leak() {
  const { say, lang } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  const [lost, setLost] = useState<LostWord>("batch");
  const [name, setName] = useState("");
  const [envelopes, setEnvelopes] = useState("");
  const [first, setFirst] = useState<Day>(here.today);
  const [last, setLast] = useState<Day>(here.today);
  const [knownOn, setKnownOn] = useState<Day>(here.today);
  const [receiver, setReceiver] = useState("");
  const [ticks, setTicks] = useState({ on_purpose: false, sensitive: false, key_too: false });
  const [answer, setAnswer] = useState<LeakAnswer | null>(null);
  const ask = (out: string | null) => {
    const who = receiver.trim() === "" ? null : receiver;
    return call("leak", { lost, name, envelopes: lost === "batch" ? envelopes : "", first, last, known_on: knownOn, receiver: who, ...ticks, out, lang });
  };
  const [look, looking] = useWork(
    async () => {
      setAnswer(null);
      setAnswer(await ask(null));
    },
    (failed) => show("failed_leak", failed),
  );
  const [write, writing] = useWork(
    async () => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setAnswer(await ask(out));
      }
    },
    (failed) => show("failed_leak", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look();
  };
  const tick = (word: keyof typeof ticks) => (
    <label>
      <input id={`leak-${word}`} type="checkbox" checked={ticks[word]} onChange={(event) => setTicks({ ...ticks, [word]: event.target.checked })} /> {say(`leak_${word}`)}
    </label>
  );
  return (
    <Panel title={say("leak")} id="leak">
      <p>{say("leak_lead")}</p>
      <form className="form-row" onSubmit={submit}>
        <Choice
          id="leak-lost"
          label={say("leak_lost")}
          value={lost}
          choices={LOST.map((value) => ({ value, label: say(`leak_lost_${value}`) }))}
          onChoose={(value) => {
            setLost(value);
            setAnswer(null);
          }}
        />
        {lost !== "ledger" && <Field id="leak-name" label={say(`leak_name_${lost}`)} value={name} spellCheck={false} onChange={(event) => setName(event.target.value)} />}
        {lost === "batch" && <Field id="leak-envelopes" label={say("leak_envelopes")} value={envelopes} onChange={(event) => setEnvelopes(event.target.value)} />}
        {lost === "seen" && (
          <>
            <DayField label={say("journal_from")} value={first} onChange={setFirst} />
            <DayField label={say("journal_to")} value={last} onChange={setLast} />
          </>
        )}
        <DayField label={say("leak_known_on")} value={knownOn} onChange={setKnownOn} />
        {lost !== "seen" && <Field id="leak-receiver" label={say("leak_receiver")} value={receiver} onChange={(event) => setReceiver(event.target.value)} />}
        <div className="leak-ticks">
          {tick("on_purpose")}
          {tick("sensitive")}
          {(lost === "copy" || lost === "ledger") && tick("key_too")}
        </div>
        <Button id="leak-ask" look="key" submit busy={looking} disabled={lost !== "ledger" && name.trim() === ""}>
          {say("leak_ask")}
        </Button>
      </form>
      {answer !== null && <Told answer={answer} />}
      {answer !== null && (
        <div className="actions start">
          <Button id="leak-write" busy={writing} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={write}>
            {say("leak_write")}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Told({ answer }: { answer: LeakAnswer }) {
  const { say, day } = useVoice();
  const listed = (parts: string[]) => parts.join("、");
  return (
    <div id="leak-told" role="status">
      <p className={`notice ${answer.due ? "bad" : "good"}`}>
        {say(answer.due ? "leak_due" : answer.encrypted ? "leak_encrypted" : "leak_not_due")} {answer.because.map((reason) => reason.sentence).join("")}
      </p>
      <Facts
        facts={[
          [say("leak_members"), <span key="members" className="num">{say("leak_members_said", { n: answer.members })}</span>],
          [say("leak_data"), listed(answer.data.map((data) => say("leak_data_said", { word: data.word, n: data.members })))],
          ...(answer.receivers.length === 0 ? [] : ([[say("leak_receivers"), listed(answer.receivers.map((one) => say("leak_receiver_said", { name: one.name, n: one.members })))]] as const)),
          [say("leak_first"), say("leak_first_said", { from: day(answer.first_from), by: day(answer.first_by) })],
          [say("leak_full"), day(answer.full_by)],
          ...(answer.files.length === 0 ? [] : ([[say("leak_files"), listed(answer.files)]] as const)),
        ]}
      />
      <div className="leak-people">
        <table className="tabular" id="leak-people">
          <thead>
            <tr>
              <th scope="col">{say("leak_member")}</th>
              <th scope="col">{say("leak_person")}</th>
              <th scope="col">{say("leak_paper")}</th>
              <th scope="col">{say("leak_receivers")}</th>
            </tr>
          </thead>
          <tbody>
            {answer.people.map((one) => (
              <tr key={`${one.code} ${one.paper ?? ""}`}>
                <td className="num">{one.member}</td>
                <td>{one.name}</td>
                <td className="num soft">{one.paper}</td>
                <td className="soft">{one.receiver}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answer.people.length < answer.members && <Badge tone="plain">{say("unusual_more", { n: answer.members - answer.people.length })}</Badge>}
    </div>
  );
}
