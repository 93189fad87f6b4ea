// 郵送の保護: whether a member's mail is shielded, and, of one whose is, the addresses for a reason alone.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { legible } from "../frame/legible";
import { Badge, Button, Facts, Field, Over, Panel } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { Mend } from "../papers/Mail";
import type { AddressShown, PostalAddress, Shielded, Shown } from "../wire";

export function Shield({ shown, onChanged }: { shown: Shown; onChanged: () => void }) {
  const { say, postcode } = useVoice();
  const { here, fixed } = useSession();
  const [asking, setAsking] = useState<"shield" | "address" | "mend" | null>(null);
  const [done, setDone] = useState<Shielded | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const writes = fixed === undefined && here.may.includes("edit");
  const title = fixed && say(fixed);
  const delivery = shown.delivery_address && `${shown.delivery_postcode ? `〒${postcode(shown.delivery_postcode)} ` : ""}${legible(shown.delivery_address)}`;
  return (
    <Panel
      title={say("mail_of_member")}
      id="shield"
      aside={shown.shielded ? <Badge tone="bad">{say("shielded")}</Badge> : shown.doubt !== null && <Badge tone="doubt">{say("mail_doubtful")}</Badge>}
    >
      {shown.shielded ? <p>{say("shielded_lead")}</p> : <Facts facts={[[say("delivery_address"), delivery]]} />}
      {shown.doubt !== null && <p className="notice doubt">{say("shield_doubt", { why: shown.doubt })}</p>}
      <div className="actions start">
        {shown.shielded && (
          <Button id="address-see" disabled={!writes} title={title} onClick={() => setAsking("address")}>
            {say("shield_see")}
          </Button>
        )}
        <Button id="address-mend" disabled={!writes} title={title} onClick={() => setAsking("mend")}>
          {say("mail_mend")}
        </Button>
        <Button id="shield-change" disabled={!writes} title={title} onClick={() => setAsking("shield")}>
          {shown.shielded ? say("shield_off") : say("shield_on")}
        </Button>
      </div>
      {told !== null && <p role="status">{told}</p>}
      {done !== null && (
        <div id="shield-done" role="status">
          <p>{done.sentence}</p>
          <ul>
            {done.under_way.map((paper) => (
              <li key={paper.paper}>
                <button type="button" className="link num" onClick={() => go({ screen: "print", batch: paper.batch, kind: null })}>
                  {paper.batch}
                </button>{" "}
                <span className="num">{paper.paper}</span> {paper.sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
      {asking === "shield" && (
        <Change
          shown={shown}
          onClose={() => setAsking(null)}
          onDone={(answer) => {
            setAsking(null);
            setDone(answer);
            onChanged();
          }}
        />
      )}
      {asking === "address" && <See shown={shown} onClose={() => setAsking(null)} />}
      {asking === "mend" && (
        <Mend
          row={{ code: shown.code, name: shown.name, doubtful: null, shielded: shown.shielded }}
          onClose={() => setAsking(null)}
          onDone={(sentence) => {
            setAsking(null);
            setTold(sentence);
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}

function Change({ shown, onClose, onDone }: { shown: Shown; onClose: () => void; onDone: (done: Shielded) => void }) {
  const { say, lang } = useVoice();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [change, busy] = useWork(
    async () => {
      setWrong(null);
      onDone(await call("shield", { member: shown.code, on: !shown.shielded, reason, lang }));
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === "") {
      setWrong(say("shield_reason_missing"));
    } else if (!busy) {
      change();
    }
  };
  return (
    <Over title={shown.shielded ? say("shield_off_title") : say("shield_on_title")} open onClose={onClose}>
      <form onSubmit={submit}>
        <p>{shown.shielded ? say("shield_off_lead") : say("shield_on_lead")}</p>
        <Field id="shield-reason" label={say("shield_reason")} hint={say("last_four_reason_hint_short")} error={wrong} value={reason} autoFocus onChange={(event) => setReason(event.target.value)} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button id="shield-save" look="key" submit busy={busy}>
            {shown.shielded ? say("shield_off") : say("shield_on")}
          </Button>
        </div>
      </form>
    </Over>
  );
}

function See({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const { say, postcode } = useVoice();
  const { view } = useSession();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [address, setAddress] = useState<AddressShown | null>(null);
  const [ask, busy] = useWork(
    async () => {
      setWrong(null);
      setAddress(await call("shielded_address", { member: shown.code, on: view.on, reason }));
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === "") {
      setWrong(say("shield_reason_missing"));
    } else if (!busy) {
      ask();
    }
  };
  const full = (one: PostalAddress | null) => one && `${one.postcode === "" ? "" : `〒${postcode(one.postcode)} `}${legible(one.address)}`;
  return (
    <Over title={say("shield_see_title")} open onClose={onClose}>
      {address === null ? (
        <form onSubmit={submit}>
          <Field id="address-reason" label={say("last_four_reason")} hint={say("last_four_reason_hint")} error={wrong} value={reason} autoFocus onChange={(event) => setReason(event.target.value)} />
          <div className="dialog-foot">
            <Button id="address-show" look="key" submit busy={busy}>
              {say("last_four_show")}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <div id="address-shown" role="status">
            <Facts
              facts={[
                [say("home_address"), full(address.home)],
                [say("delivery_address"), full(address.delivery)],
              ]}
            />
          </div>
          <div className="dialog-foot">
            <Button id="address-close" look="key" autoFocus onClick={onClose}>
              {say("close")}
            </Button>
          </div>
        </>
      )}
    </Over>
  );
}
