// What letters are made with: seals, issuers and layouts, proposed for a day on by one person and approved by another, who sees the paper
// as it is beside the paper as it would be.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Choice, Empty, Field, Over, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { AssetHere, Day, LayoutHere, ProposeAsk } from "../wire";

type What = ProposeAsk["what"];
type Variant = ProposeAsk["variant"];
const WHATS: readonly What[] = ["seal", "issuer", "layout"];
const VARIANTS: readonly Variant[] = ["standard", "large", "plain"];

export function Assets({ layouts }: { layouts: readonly LayoutHere[] }) {
  const { say, lang, day, moment } = useVoice();
  const { fixed, here } = useSession();
  const show = useFailure();
  const { answer, failed, slow, again } = useAsked("assets", { lang });
  const [looked, look] = useState<number | null>(null);
  const [withdrawing, setWithdrawing] = useState<AssetHere | null>(null);
  const [reason, setReason] = useState("");
  const [told, setTold] = useState<string | null>(null);
  const tell = (words: string) => {
    setTold(words);
    again();
  };
  const [approve, approving] = useWork(
    async (row: AssetHere) => {
      await call("approve_asset", { id: row.id, lang });
      look(null);
      tell(say("asset_approved", { name: row.name }));
    },
    (reason) => show("failed_asset", reason),
  );
  const [withdraw, ending] = useWork(
    async () => {
      if (withdrawing !== null) {
        await call("withdraw_asset", { id: withdrawing.id, reason });
        setWithdrawing(null);
        setReason("");
        tell(say("asset_withdrawn", { name: withdrawing.name }));
      }
    },
    (reason) => {
      setWithdrawing(null);
      show("failed_asset", reason);
    },
  );
  const may = here.may.includes("settings") || here.may.includes("release");
  const blocked = fixed && say(fixed);
  const tone = (row: AssetHere) => (row.state === "proposed" ? "doubt" : row.in_force ? "good" : "plain");
  return (
    <>
      <Panel
        title={say("assets")}
        id="assets"
        aside={answer !== undefined && (answer.waiting === 0 ? <Badge tone="good">{say("assets_none_wait")}</Badge> : <Badge tone="doubt">{say("assets_wait", { n: answer.waiting })}</Badge>)}
      >
        <p>{say("assets_lead")}</p>
        {failed !== undefined && <FailurePanel failed={failed} again={again} />}
        {answer === undefined && slow && <Skeleton lines={4} />}
        {told !== null && (
          <p className="notice good" role="status">
            {told}
          </p>
        )}
        {answer !== undefined && answer.rows.length === 0 && <Empty>{say("assets_empty")}</Empty>}
        {answer !== undefined && answer.rows.length > 0 && (
          // What does not fit scrolls within the card, also by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <div className="wide-room" tabIndex={0} role="group" aria-label={say("assets")}>
            <table className="tabular assets-table">
              <thead>
                <tr>
                  <th scope="col">{say("asset_what")}</th>
                  <th scope="col">{say("asset_days")}</th>
                  <th scope="col">{say("asset_state")}</th>
                  <th scope="col">{say("asset_do")}</th>
                </tr>
              </thead>
              <tbody>
                {answer.rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      {row.name} <div className="soft">{row.word}</div>
                    </th>
                    <td>{row.until === null ? say("asset_from", { from: day(row.from) }) : say("asset_between", { from: day(row.from), until: day(row.until) })}</td>
                    <td>
                      <Badge tone={tone(row)}>{row.in_force ? say("asset_in_force") : row.said}</Badge>
                      <div className="soft">{say("asset_proposed_by", { who: row.proposed_by, at: moment(row.proposed_at) })}</div>
                      {row.approved_by !== null && row.approved_at !== null && <div className="soft">{say(row.alone ? "asset_approved_alone" : "asset_approved_by", { who: row.approved_by, at: moment(row.approved_at) })}</div>}
                      {row.reason !== null && <div className="soft">{row.reason}</div>}
                    </td>
                    <td>
                      <div className="batch-actions">
                        <Button id={`asset-look-${row.id}`} onClick={() => look(row.id)}>
                          {say(row.mine ? "asset_look_approve" : "asset_look")}
                        </Button>
                        {row.state !== "withdrawn" && may && (
                          <Button id={`asset-withdraw-${row.id}`} look="quiet" disabled={fixed !== undefined} title={blocked} onClick={() => setWithdrawing(row)}>
                            {say("asset_withdraw")}
                          </Button>
                        )}
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      {here.may.includes("settings") && <Proposal layouts={layouts} onProposed={(name) => tell(say("asset_proposed", { name }))} />}
      {looked !== null && <Look id={looked} busy={approving} onClose={() => look(null)} onApprove={approve} />}
      <Over title={say("asset_withdraw_title", { name: withdrawing?.name ?? "" })} open={withdrawing !== null} onClose={() => setWithdrawing(null)} role="alertdialog">
        <form
          className="form-stack"
          onSubmit={(event) => {
            event.preventDefault();
            withdraw();
          }}
        >
          <p>{say("asset_withdraw_lead")}</p>
          <Field id="asset-reason" label={say("shield_reason")} value={reason} required onChange={(event) => setReason(event.target.value)} />
          <div className="dialog-foot">
            <Button onClick={() => setWithdrawing(null)}>{say("cancel")}</Button>
            <Button id="asset-withdraw-yes" look="key" submit busy={ending} disabled={reason.trim() === ""}>
              {say("asset_withdraw_yes")}
            </Button>
          </div>
        </form>
      </Over>
    </>
  );
}

/** The paper as it is beside the paper as it would be. Whoever approves has seen both. */
function Look({ id, busy, onClose, onApprove }: { id: number; busy: boolean; onClose: () => void; onApprove: (row: AssetHere) => void }) {
  const { say, lang, day } = useVoice();
  const { fixed } = useSession();
  const { answer, failed, slow, again } = useAsked("asset_look", { id, lang });
  const picture = (png: string, alt: string) => (png === "" ? <p className="hint">{say("asset_no_page")}</p> : <img src={`data:image/png;base64,${png}`} alt={alt} />);
  return (
    <Over title={answer === undefined ? say("asset_look") : `${answer.row.word}　${answer.row.name}`} open onClose={onClose} className="asset-look">
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={10} />}
      {answer !== undefined && (
        <>
          <div className="asset-pages">
            <figure>
              <figcaption>{say("asset_present", { day: day(answer.row.from) })}</figcaption>
              {picture(answer.present, say("asset_present", { day: day(answer.row.from) }))}
            </figure>
            <figure>
              <figcaption>{say("asset_with", { name: answer.row.name })}</figcaption>
              {picture(answer.proposed, say("asset_with", { name: answer.row.name }))}
            </figure>
            {answer.picture !== "" && (
              <figure className="asset-seal">
                <figcaption>{say("asset_picture")}</figcaption>
                {picture(answer.picture, say("asset_seal_alt", { name: answer.row.name }))}
              </figure>
            )}
          </div>
          <div className="dialog-foot">
            <Button onClick={onClose}>{say("close")}</Button>
            {answer.row.mine && (
              <Button id="asset-approve" look="key" busy={busy} disabled={fixed !== undefined} onClick={() => onApprove(answer.row)}>
                {say("asset_approve")}
              </Button>
            )}
          </div>
        </>
      )}
    </Over>
  );
}

function Proposal({ layouts, onProposed }: { layouts: readonly LayoutHere[]; onProposed: (name: string) => void }) {
  const { say } = useVoice();
  const { fixed, here } = useSession();
  const show = useFailure();
  const [what, setWhat] = useState<What>("seal");
  const [name, setName] = useState("");
  const [path, setPath] = useState<string | null>(null);
  const [layout, setLayout] = useState(layouts[0]?.name ?? "");
  const [variant, setVariant] = useState<Variant>("standard");
  const [from, setFrom] = useState<Day>(here.today);
  const [ends, setEnds] = useState(false);
  const [until, setUntil] = useState<Day>(here.today);
  const [choose, choosing] = useWork(
    async () => setPath((await call("choose", { what: "seal_file" })) ?? path),
    (reason) => show("failed_asset", reason),
  );
  const [propose, proposing] = useWork(
    async () => {
      await call("propose_asset", { what, name: what === "layout" ? layout : name, path: what === "seal" ? path : null, variant, from, until: ends ? until : null });
      onProposed(what === "layout" ? (layouts.find((one) => one.name === layout)?.title ?? layout) : name);
      setName("");
      setPath(null);
    },
    (reason) => show("failed_asset", reason),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    propose();
  };
  const ready = what === "layout" ? layout !== "" : name.trim() !== "" && (what === "issuer" || path !== null);
  return (
    <Panel title={say("asset_propose")} id="asset-propose">
      <form className="form-stack" onSubmit={submit}>
        <Choice id="asset-what" label={say("asset_what")} value={what} choices={WHATS.map((one) => ({ value: one, label: say(`asset_${one}`) }))} onChoose={setWhat} />
        {what === "layout" ? (
          <>
            <Choice id="asset-layout" label={say("layouts")} value={layout} choices={layouts.map((one) => ({ value: one.name, label: one.title }))} onChoose={setLayout} />
            <Choice id="asset-variant" label={say("asset_variant")} value={variant} choices={VARIANTS.map((one) => ({ value: one, label: say(`asset_${one}`) }))} onChoose={setVariant} />
          </>
        ) : (
          <Field id="asset-name" label={say(what === "seal" ? "asset_name" : "asset_issuer_text")} placeholder={say(what === "seal" ? "asset_name_example" : "asset_issuer_example")} value={name} onChange={(event) => setName(event.target.value)} />
        )}
        {what === "seal" && (
          <div className="actions start">
            <Button id="asset-file" busy={choosing} onClick={choose}>
              {say("asset_choose")}
            </Button>
            <span className="soft">{path ?? say("asset_choose_hint")}</span>
          </div>
        )}
        <DayField label={say("asset_from_label")} value={from} onChange={setFrom} />
        <label className="tick">
          <input type="checkbox" id="asset-ends" checked={ends} onChange={(event) => setEnds(event.target.checked)} /> {say("asset_ends")}
        </label>
        {ends && <DayField label={say("asset_until_label")} value={until} onChange={setUntil} />}
        <div className="dialog-foot">
          <Button id="asset-propose-yes" look="key" submit busy={proposing} disabled={fixed !== undefined || !ready} title={fixed && say(fixed)}>
            {say("asset_propose_yes")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
