// What a member applied for, what was decided and what it costs; a new application is taken here and decided at once.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Choice, Empty, Field, Over, Panel, Radios } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { ApplicationShown, Applied, Day } from "../wire";

const REASONS = [
  "lost",
  "damaged",
  "no_myna_card",
  "not_registered",
  "e_certificate_lapsed",
  "myna_card_lost",
  "myna_card_renewing",
  "myna_card_returned",
  "needs_assistance",
] as const;

type Reason = (typeof REASONS)[number];
type Way = "employer" | "direct";

export function Applications({ member, changed }: { member: string; changed: () => void }) {
  const { say, lang } = useVoice();
  const { view, fixed, here } = useSession();
  const { answer, failed, again } = useAsked("applications", { member, on: view.on, lang });
  const [open, setOpen] = useState(false);
  const may = here.may.includes("edit");
  const renew = () => {
    again();
    changed();
  };
  return (
    <Panel
      title={say("applications")}
      id="applications"
      aside={
        may && (
          <Button id="apply" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => setOpen(true)}>
            {say("apply")}
          </Button>
        )
      }
    >
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer !== undefined && answer.applications.length === 0 && <Empty>{say("applications_none")}</Empty>}
      {answer?.applications.map((one) => <One key={one.application} member={member} one={one} changed={renew} />)}
      <Over title={say("apply_title")} open={open} onClose={() => setOpen(false)} side>
        {open && <Apply member={member} done={renew} />}
      </Over>
    </Panel>
  );
}

function One({ member, one, changed }: { member: string; one: ApplicationShown; changed: () => void }) {
  const { say, short } = useVoice();
  const { view, fixed, here } = useSession();
  const show = useFailure();
  const [why, setWhy] = useState("");
  const [file, setFile] = useState("");
  const [settle, settling] = useWork(
    async (waived: string | null) => {
      await call("settle_fee", { member, waived, on: view.on });
      changed();
    },
    (failed) => show("failed_fee", failed),
  );
  const [print, printing] = useWork(
    async () => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        const letter = await call("refusal_letter", { member, application: one.application, on: view.on, out });
        setFile(letter.file);
        changed();
      }
    },
    (failed) => show("failed_refusal", failed),
  );
  const blocked = fixed && say(fixed);
  return (
    <section className="application" data-application={one.application}>
      <p>
        <span className="num">{short(one.on)}</span> <b>{one.reason_word}</b> {one.way !== null && <small className="soft">{say(`way_${one.way === "direct" ? "direct" : "employer"}`)}</small>}{" "}
        {one.refused.length > 0 && <Badge tone="bad">{say("refused")}</Badge>}
      </p>
      {one.proxy !== null && <p className="soft">{say("proxy_said", { name: one.proxy.name, relation: one.proxy.relation, seen: one.proxy.papers_seen })}</p>}
      {one.refused.map((part) => (
        <p key={part.about}>
          {part.sentence} <small className="soft">{part.basis}</small>
        </p>
      ))}
      {one.refused.length > 0 && here.may.includes("print") && (
        <div className="actions start">
          <Button id={`refusal-${one.application}`} busy={printing} disabled={fixed !== undefined} title={blocked} onClick={print}>
            {one.letter === null ? say("refusal_print") : say("refusal_again", { day: short(one.letter) })}
          </Button>
        </div>
      )}
      <p role="status" className="soft">
        {file}
      </p>
      {one.fee !== null && (
        <p>
          {say("fee_said", { n: one.fee.yen })} <Badge tone={one.fee.state === "due" ? "doubt" : "good"}>{say(`fee_${one.fee.state === "due" ? "due" : one.fee.state === "paid" ? "paid" : "waived"}`)}</Badge> {one.fee.reason}
        </p>
      )}
      {one.fee?.state === "due" && here.may.includes("edit") && (
        <form
          className="form-row"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            settle(why);
          }}
        >
          <Button id="fee-paid" busy={settling} disabled={fixed !== undefined} title={blocked} onClick={() => settle(null)}>
            {say("fee_pay")}
          </Button>
          <Field id="fee-why" label={say("fee_why")} value={why} onChange={(event) => setWhy(event.target.value)} />
          <Button id="fee-waive" submit busy={settling} disabled={fixed !== undefined || why.trim() === ""} title={blocked}>
            {say("fee_waive")}
          </Button>
        </form>
      )}
    </section>
  );
}

/** The form as it lies before the clerk. */
function Apply({ member, done }: { member: string; done: () => void }) {
  const { say, code, lang } = useVoice();
  const { here } = useSession();
  const show = useFailure();
  const [reason, setReason] = useState<Reason>("lost");
  const [on, setOn] = useState<Day>(here.today);
  const [received, setReceived] = useState<Day>(here.today);
  const [way, setWay] = useState<Way>("employer");
  const [byProxy, setByProxy] = useState(false);
  const [proxy, setProxy] = useState({ name: "", relation: "", papers_seen: "" });
  const [applied, setApplied] = useState<Applied | null>(null);
  const [take, taking] = useWork(
    async () => {
      setApplied(null);
      setApplied(await call("apply", { member, reason, on, received, direct: way === "direct", proxy: byProxy ? proxy : null, waived: null, paid: false, lang }));
      done();
    },
    (failed) => show("failed_apply", failed),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take();
  };
  const part = (name: keyof typeof proxy) => (
    <Field id={`proxy-${name}`} label={say(`proxy_${name}`)} value={proxy[name]} onChange={(event) => setProxy({ ...proxy, [name]: event.target.value })} />
  );
  return (
    <>
      <form className="form-stack" onSubmit={submit}>
        <Choice id="apply-reason" label={say("apply_reason")} value={reason} choices={REASONS.map((value) => ({ value, label: say(`reason_${value}`) }))} onChoose={setReason} />
        <DayField label={say("apply_on")} value={on} onChange={setOn} />
        <DayField label={say("apply_received")} value={received} onChange={setReceived} />
        <Radios
          id="apply-way"
          label={say("apply_way")}
          value={way}
          choices={[
            { value: "employer", label: say("way_employer") },
            { value: "direct", label: say("way_direct") },
          ]}
          onChoose={setWay}
        />
        <label className="tick">
          <input id="apply-proxy" type="checkbox" checked={byProxy} onChange={(event) => setByProxy(event.target.checked)} /> {say("apply_proxy")}
        </label>
        {byProxy && (
          <>
            {part("name")}
            {part("relation")}
            {part("papers_seen")}
          </>
        )}
        <div className="actions start">
          <Button id="apply-take" look="key" submit busy={taking}>
            {say("apply_take")}
          </Button>
        </div>
      </form>
      {applied !== null && (
        <div id="applied" role="status">
          <h3>{say(applied.refused ? "applied_refused" : "applied_taken")}</h3>
          <p>
            <b>{code("certificate")}</b> {applied.decision.certificate.sentence} <small className="soft">{applied.decision.certificate.basis}</small>
          </p>
          <p>
            <b>{code("notice")}</b> {applied.decision.notice.sentence} <small className="soft">{applied.decision.notice.basis}</small>
          </p>
          {applied.fee !== null && <p>{say("fee_said", { n: applied.fee.yen })}</p>}
          {applied.remarks.map((remark) => (
            <p key={remark} className="notice doubt">
              {remark}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
