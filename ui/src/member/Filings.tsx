// What is reported of a member at the counter or by post, each where it is looked for: a death (死亡の届出), what became of the old card,
// and whether anybody may look at the member's own data (自己情報の閲覧).
import { type FormEvent, type ReactNode, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { Badge, Button, Field, Over, Radios } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Day, Failed, OldCardAsk, Shown } from "../wire";

type Props = { shown: Shown; onChanged: () => void };

/** What the desk answered, in one line for the field that it is about. */
const told = (failed: Failed) => failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ");

/** The button of a form, shown to whoever may record something. */
function Door({ id, label, form, title }: { id: string; label: string; title: string; form: (close: () => void) => ReactNode }) {
  const { say } = useVoice();
  const { here, fixed } = useSession();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return here.may.includes("edit") ? (
    <>
      <Button id={id} look="quiet" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Over title={title} open={open} onClose={close}>
        {open && form(close)}
      </Over>
    </>
  ) : null;
}

function Foot({ id, save, busy, close }: { id: string; save: string; busy: boolean; close: () => void }) {
  const { say } = useVoice();
  return (
    <div className="dialog-foot">
      <Button onClick={close}>{say("cancel")}</Button>
      <Button id={id} look="key" submit busy={busy}>
        {save}
      </Button>
    </div>
  );
}

/** When the member died, with the form that records it, or that it was a mistake. */
export function Death({ shown, onChanged }: Props) {
  const { say, day } = useVoice();
  return (
    <>
      {shown.died !== null && (
        <p id="died">
          <Badge tone="doubt">{say("death")}</Badge> <span className="num">{day(shown.died)}</span> <small className="soft">{say("death_claim")}</small>
        </p>
      )}
      <Door
        id="death-record"
        label={say(shown.died === null ? "death_record" : "death_change")}
        title={say("death")}
        form={(close) => (
          <DeathForm
            shown={shown}
            close={close}
            done={() => {
              close();
              onChanged();
            }}
          />
        )}
      />
    </>
  );
}

type FormProps = { shown: Shown; close: () => void; done: () => void };

function DeathForm({ shown, close, done }: FormProps) {
  const { say } = useVoice();
  const { here } = useSession();
  const [on, setOn] = useState<Day>(shown.died ?? here.today);
  const [wrong, setWrong] = useState<string | null>(null);
  const [record, busy] = useWork(
    async (died: Day | null) => {
      setWrong(null);
      await call("record_death", { member: shown.code, on: died });
      done();
    },
    (failed) => setWrong(told(failed)),
  );
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        record(on);
      }}
    >
      <p>{say("death_lead")}</p>
      <DayField label={say("death_on")} value={on} onChange={setOn} error={wrong} autoFocus />
      {shown.died !== null && (
        <div className="actions start">
          <Button id="death-mistake" busy={busy} onClick={() => record(null)}>
            {say("death_mistake")}
          </Button>
        </div>
      )}
      <Foot id="death-save" save={say("filing_record")} busy={busy} close={close} />
    </form>
  );
}

const CARDS = ["in_hand", "returned", "loss_reported", "not_collectable", "self_disposed"] as const satisfies readonly OldCardAsk["what"][];

/** 従来の健康保険証, with the form that records what became of it. */
export function OldCard({ shown, onChanged }: Props) {
  const { say, short } = useVoice();
  const card = shown.old_card;
  const state = CARDS.find((one) => one === card?.state);
  return (
    <div className="old-card" id="old-card">
      <b>{say("old_card")}</b>{" "}
      {card === null ? (
        <span className="soft">{say("old_card_none")}</span>
      ) : (
        <>
          <span className="num">{say("until", { day: short(card.until) })}</span> <Badge tone={card.state === "in_hand" ? "plain" : "good"}>{state === undefined ? card.state : say(`old_card_${state}`)}</Badge>{" "}
          {card.since !== null && <small className="num soft">{short(card.since)}</small>}
        </>
      )}{" "}
      <Door
        id="old-card-record"
        label={say("old_card_record")}
        title={say("old_card")}
        form={(close) => (
          <OldCardForm
            shown={shown}
            close={close}
            done={() => {
              close();
              onChanged();
            }}
          />
        )}
      />
    </div>
  );
}

function OldCardForm({ shown, close, done }: FormProps) {
  const { say } = useVoice();
  const { here } = useSession();
  const [what, setWhat] = useState<OldCardAsk["what"]>(shown.old_card?.state === "in_hand" ? "returned" : "in_hand");
  const [on, setOn] = useState<Day>(here.today);
  const [dated, setDated] = useState(false);
  const [until, setUntil] = useState<Day>(shown.old_card?.until ?? here.today);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [record, busy] = useWork(
    async () => {
      setWrong(null);
      const inHand = what === "in_hand";
      await call("old_card", { member: shown.code, what, on, until: inHand && dated ? until : null, note: inHand || note.trim() === "" ? null : note });
      done();
    },
    (failed) => setWrong(told(failed)),
  );
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        record();
      }}
    >
      <p>{say("old_card_lead")}</p>
      <Radios id="old-card-what" label={say("old_card_what")} value={what} choices={CARDS.map((value) => ({ value, label: say(`old_card_${value}`) }))} onChoose={setWhat} />
      {wrong !== null && (
        <p className="error" id="old-card-error" role="alert">
          {wrong}
        </p>
      )}
      <DayField label={say("filing_on")} value={on} onChange={setOn} autoFocus />
      {what === "in_hand" ? (
        <>
          <p>
            <label>
              <input id="old-card-dated" type="checkbox" checked={dated} onChange={(event) => setDated(event.target.checked)} /> {say("old_card_dated")}
            </label>
          </p>
          {dated && <DayField label={say("old_card_until")} value={until} onChange={setUntil} />}
        </>
      ) : (
        <Field id="old-card-note" label={say("old_card_note")} value={note} onChange={(event) => setNote(event.target.value)} />
      )}
      <Foot id="old-card-save" save={say("filing_record")} busy={busy} close={close} />
    </form>
  );
}

/** Whether anybody may look at the member's own data, with the form that changes it. */
export function Access({ shown, onChanged }: Props) {
  const { say, code } = useVoice();
  return (
    <>
      {code(shown.access)}{" "}
      <Door
        id="access-change"
        label={say(shown.access === "blocked" ? "access_open" : "access_block")}
        title={say(shown.access === "blocked" ? "access_open" : "access_block")}
        form={(close) => (
          <AccessForm
            shown={shown}
            close={close}
            done={() => {
              close();
              onChanged();
            }}
          />
        )}
      />
    </>
  );
}

function AccessForm({ shown, close, done }: FormProps) {
  const { say } = useVoice();
  const { here } = useSession();
  const blocked = shown.access === "blocked";
  const [on, setOn] = useState<Day>(here.today);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [record, busy] = useWork(
    async () => {
      setWrong(null);
      await call("block_access", { member: shown.code, access: blocked ? "open" : "blocked", reason, on });
      done();
    },
    (failed) => setWrong(told(failed)),
  );
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (reason.trim() === "") {
          setWrong(say("shield_reason_missing"));
        } else {
          record();
        }
      }}
    >
      <p>{say(blocked ? "access_open_lead" : "access_block_lead")}</p>
      <Field id="access-reason" label={say("shield_reason")} hint={say("last_four_reason_hint_short")} error={wrong} value={reason} autoFocus onChange={(event) => setReason(event.target.value)} />
      <DayField label={say("access_from")} value={on} onChange={setOn} />
      <Foot id="access-save" save={say("filing_record")} busy={busy} close={close} />
    </form>
  );
}
