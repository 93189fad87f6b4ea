// Every batch that was frozen, and how far it got: to print, printed, posted.
import { useMemo } from "react";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Badge, Button, Icon, Skeleton, Title, type Tone } from "../frame/parts";
import { go, type OpenState } from "../frame/route";
import { type Column, Rows, useAllRows } from "../frame/Rows";
import { useVoice, type Voice } from "../frame/say";
import { useSession } from "../frame/session";
import { BlankForms } from "../member/Forms";
import type { BatchOnRecord } from "../wire";
import "./prints.css";

const none: BatchOnRecord[] = [];

/** `state` shows only the batches that are in it; what lies in its envelopes waits for the post, as what is printed does. */
export function Prints({ state }: { state: OpenState | null }) {
  const voice = useVoice();
  const { say, count, short, code, moment } = voice;
  const { fixed } = useSession();
  const { answer, failed, slow, again } = useAsked("batches", {});
  const shown = useMemo(() => (answer ?? none).filter((batch) => state === null || batch.state === state || (state === "printed" && batch.state === "inserted")), [answer, state]);
  const source = useAllRows(shown);
  const columns: Column<BatchOnRecord>[] = [
    { key: "state", head: say("state"), width: "6.5rem", cell: (row) => <BatchState state={row.state} /> },
    { key: "batch", head: say("batch_code"), width: "minmax(8rem, 12rem)", cell: (row) => <b className="num">{row.batch}</b> },
    { key: "kind", head: say("paper_kind"), width: "minmax(10rem, 1fr)", cell: (row) => code(row.kind) },
    { key: "on", head: say("batch_day"), width: "6.5rem", cell: (row) => <span className="num">{short(row.on)}</span> },
    { key: "sheets", head: say("batch_sheets"), width: "5.5rem", end: true, cell: (row) => <span className="num">{count(row.sheets)}</span> },
    { key: "envelopes", head: say("batch_envelopes"), width: "5.5rem", end: true, cell: (row) => <span className="num">{count(row.envelopes)}</span> },
    { key: "at", head: say("batch_at"), width: "9.5rem", cell: (row) => <span className="num">{moment(row.at)}</span> },
    { key: "by", head: say("import_by"), width: "minmax(6rem, 10rem)", cell: (row) => (row.alone ? `${voice.operator(row.operator)}（${say("alone")}）` : voice.operator(row.operator)) },
  ];
  return (
    <div className="screen tall" data-screen="prints">
      <Title
        aside={
          <Button
            id="new-print"
            look="key"
            disabled={fixed !== undefined}
            title={fixed && say(fixed)}
            onClick={() => go({ screen: "print", batch: null, kind: null })}
          >
            {say("new_print")}
          </Button>
        }
      >
        {say("prints")}
      </Title>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={6} />}
      {state !== null && (
        <p className="batches-filter">
          <span>{say("filter")}</span>
          <button type="button" className="filter" id="batches-all" aria-label={say("filter_away", { what: say(`list_${state === "planned" ? "unprinted" : "unposted"}`) })} onClick={() => go({ screen: "prints" })}>
            {say(`list_${state === "planned" ? "unprinted" : "unposted"}`)}
            <Icon name="close" />
          </button>
        </p>
      )}
      {answer !== undefined && (
        <Rows
          id="batches"
          label={say("batches_title")}
          source={source}
          columns={columns}
          rowKey={(row) => row.batch}
          onOpen={(row) => go({ screen: "print", batch: row.batch, kind: null })}
          empty={state === null ? say("batches_empty") : say("batches_none")}
        />
      )}
      {state === null && <BlankForms />}
    </div>
  );
}

export function BatchState({ state }: { state: BatchOnRecord["state"] }) {
  const voice = useVoice();
  return <Badge tone={stateTone(state)}>{stateWord(state, voice)}</Badge>;
}

function stateWord(state: BatchOnRecord["state"], { say }: Voice): string {
  switch (state) {
    case "planned":
      return say("state_planned");
    case "printed":
      return say("state_printed");
    case "inserted":
      return say("state_inserted");
    case "posted":
      return say("state_posted");
    case "void":
      return say("state_void");
  }
}

function stateTone(state: BatchOnRecord["state"]): Tone {
  switch (state) {
    case "planned":
      return "doubt";
    case "printed":
    case "inserted":
      return "key";
    case "posted":
      return "good";
    case "void":
      return "plain";
  }
}
