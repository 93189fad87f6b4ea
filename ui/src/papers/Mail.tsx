// Returned mail: what came back, why, and what is proposed; the doubtful address is mended from here.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Field, Over, Panel, Radios, Skeleton } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { MailBack } from "../wire";

const NONE: MailBack[] = [];

export function Mail() {
  const { say, short, code, lang } = useVoice();
  const { here, view, fixed } = useSession();
  const { answer, failed, slow, again } = useAsked("returned_mail", { on: view.on, lang });
  const [chosen, setChosen] = useState<MailBack | null>(null);
  const [mending, setMending] = useState<MailBack | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const source = useAllRows(answer ?? NONE);
  const writes = fixed === undefined && here.may.includes("edit");
  const columns: Column<MailBack>[] = [
    { key: "since", head: say("mail_since"), width: "5.75rem", cell: (row) => <span className="num">{short(row.since)}</span> },
    {
      key: "who",
      head: say("name"),
      width: "minmax(8rem, 13rem)",
      wrap: true,
      cell: (row) => (
        <span className="named">
          <b className="clip">{legible(row.name)}</b>
          <small className="clip num">{row.member}</small>
        </span>
      ),
    },
    {
      key: "paper",
      head: say("mail_paper"),
      width: "minmax(8rem, 11rem)",
      wrap: true,
      cell: (row) =>
        row.paper === null ? (
          <span className="soft">{say("mail_no_paper")}</span>
        ) : (
          <span className="named">
            <span className="clip">{row.kind === null ? "" : code(row.kind)}</span>
            <small className="clip num">{row.paper}</small>
          </span>
        ),
    },
    {
      key: "why",
      head: say("mail_why"),
      width: "minmax(9rem, 2fr)",
      wrap: true,
      cell: (row) => (
        <span>
          {row.why} {row.doubtful !== null && <Badge tone="doubt">{say("mail_doubtful")}</Badge>}
        </span>
      ),
    },
    { key: "next", head: say("mail_next"), width: "minmax(12rem, 3fr)", wrap: true, cell: (row) => <span title={row.next.sentence}>{row.next.sentence}</span> },
  ];
  const mended = (sentence: string) => {
    setMending(null);
    setTold(sentence);
    again();
  };
  return (
    <Panel title={say("mail_title")} className="mail" id="mail">
      <p>{say("mail_lead")}</p>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={6} />}
      {answer !== undefined && (
        <div className="scan-rows">
          <Rows
            id="mail-rows"
            label={say("mail_title")}
            source={source}
            columns={columns}
            rowKey={(row) => row.member}
            people
            onActive={(row) => setChosen(row)}
            onOpen={(row) => (writes ? setMending(row) : go({ screen: "member", member: row.member }))}
            empty={say("mail_none")}
          />
        </div>
      )}
      {told !== null && (
        <p id="mail-told" role="status">
          {told}
        </p>
      )}
      {answer !== undefined && answer.length > 0 && chosen !== null && (
        <div className="actions start">
          <Button id="mail-mend" look="key" disabled={!writes} title={fixed && say(fixed)} onClick={() => setMending(chosen)}>
            {say("mail_mend")}
          </Button>
          <Button id="mail-member" onClick={() => go({ screen: "member", member: chosen.member })}>
            {say("mail_member")}
          </Button>
          {chosen.paper !== null && (
            <Button id="mail-scan" onClick={() => chosen.paper !== null && go({ screen: "papers", tab: "scan", code: chosen.paper })}>
              {say("mail_scan")}
            </Button>
          )}
        </div>
      )}
      {mending !== null && <Mend key={mending.code} row={mending} onClose={() => setMending(null)} onDone={mended} />}
    </Panel>
  );
}

/** A new address, or the word that the one on file is right. */
export function Mend({ row, onClose, onDone }: { row: { code: string; name: string; doubtful: "home" | "delivery" | null; shielded: boolean }; onClose: () => void; onDone: (told: string) => void }) {
  const { say } = useVoice();
  const { here } = useSession();
  const [kind, setKind] = useState<"home" | "delivery">(row.shielded ? "delivery" : (row.doubtful ?? "home"));
  const [postcode, setPostcode] = useState("");
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState<{ cell: string; told: string } | null>(null);
  const [mend, busy] = useWork(
    async (confirm: boolean) => {
      setWrong(null);
      const done = await call("mend_address", { member: row.code, kind, new: confirm ? null : { postcode, address }, on: here.today });
      onDone(say(done.doubtful ? "mend_still" : done.confirmed ? "mend_confirmed" : "mend_done", { name: legible(row.name) }));
    },
    (failed) => setWrong({ cell: failed.complaints[0]?.cell ?? "", told: failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ") }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) {
      mend(false);
    }
  };
  const at = (cell: string) => (wrong !== null && wrong.cell === cell ? wrong.told : null);
  const elsewhere = wrong !== null && !["postcode", "address"].includes(wrong.cell) ? wrong.told : null;
  return (
    <Over title={say("mend_title", { name: legible(row.name) })} open onClose={onClose}>
      <form onSubmit={submit} className="form-stack">
        <Radios
          id="mend-kind"
          label={say("mend_kind")}
          value={kind}
          choices={[
            { value: "home", label: say("mend_home") },
            { value: "delivery", label: say("mend_delivery") },
          ]}
          onChoose={setKind}
        />
        <Field id="mend-postcode" label={say("postcode")} value={postcode} error={at("postcode")} autoFocus autoComplete="off" onChange={(event) => setPostcode(event.target.value)} />
        <Field id="mend-address" label={say("mend_address")} value={address} error={at("address")} autoComplete="off" onChange={(event) => setAddress(event.target.value)} />
        {elsewhere !== null && (
          <p className="error" role="alert">
            {elsewhere}
          </p>
        )}
        <div className="dialog-foot">
          <Button id="mend-confirm" busy={busy} onClick={() => mend(true)}>
            {say("mend_confirm")}
          </Button>
          <Button id="mend-save" look="key" submit busy={busy}>
            {say("mend_save")}
          </Button>
        </div>
      </form>
    </Over>
  );
}
