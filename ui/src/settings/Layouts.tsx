// The layouts of papers with the paper beside them: what is written here is seen there, on somebody who does not exist.
import { useEffect, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Button, Choice, Field, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useKept, useSettingsFixed } from "../frame/session";
import type { LayoutHere, LayoutPicture } from "../wire";

/** While somebody types, the paper waits until the hand rests. */
const REST_MS = 350;

/** What is being written, and under which name it shall be saved. `null` is the layout as it is. */
type Draft = { name: string; text: string | null; own: string };

type Props = { layouts: readonly LayoutHere[]; first: string; onSaved: () => void };

export function Layouts({ layouts, first, onSaved }: Props) {
  const { say, lang, count, place } = useVoice();
  const fixed = useSettingsFixed();
  const show = useFailure();
  const [kept, keep] = useKept<Draft | null>("layout draft", null);
  const { name, text: typed, own } = kept ?? { name: first, text: null, own: "" };
  const [text, setText] = useState(typed);
  const [page, setPage] = useState(1);
  useEffect(() => {
    const rest = setTimeout(() => setText(typed), REST_MS);
    return () => clearTimeout(rest);
  }, [typed]);
  const { answer, failed, slow, asking, again } = useAsked("layout", { name, text, page, lang });
  // A slip of the pen takes no paper away: the last that could be made stays until the next.
  const [good, setGood] = useState<LayoutPicture | null>(null);
  const made = answer !== undefined && answer.png !== "";
  const shown = made ? answer : good;
  useEffect(() => {
    if (answer !== undefined && answer.png !== "") {
      setGood(answer);
    }
  }, [answer]);
  const choose = (next: string) => {
    setGood(null);
    keep({ name: next, text: null, own: "" });
    setText(null);
    setPage(1);
  };
  const [saved, setSaved] = useState(false);
  const [save, saving] = useWork(
    async () => {
      const seal = await call("save_layout", { name: own, text: typed ?? "" });
      onSaved();
      choose(seal);
      setSaved(true);
    },
    (failed) => show("failed_layout", failed),
  );
  return (
    <div className="layouts">
      <Panel title={say("layout_text")}>
        <p>{say("layout_lead")}</p>
        <div className="actions start">
          <Choice id="layout" label={say("layouts")} value={name} choices={layouts.map((one) => ({ value: one.name, label: one.title }))} onChoose={choose} />
          <Button id="layout-back" disabled={typed === null} onClick={() => choose(name)}>
            {say("layout_back")}
          </Button>
        </div>
        <textarea
          id="layout-text"
          className="raw"
          aria-label={say("layout_text")}
          rows={24}
          spellCheck={false}
          value={typed ?? answer?.text ?? ""}
          onChange={(event) => {
            keep({ name, text: event.target.value, own });
            setSaved(false);
          }}
        />
        <div className="layout-save">
          <Field id="layout-name" label={say("layout_name")} placeholder={say("layout_name_example")} value={own} onChange={(event) => keep({ name, text: typed, own: event.target.value })} />
          <Button
            id="save-layout"
            look="key"
            busy={saving}
            disabled={fixed !== undefined || typed === null || own.trim() === "" || (answer?.complaints.length ?? 0) > 0}
            title={fixed && say(fixed)}
            onClick={save}
          >
            {say("layout_save")}
          </Button>
        </div>
        {saved && (
          <p role="status" id="layout-saved">
            {say("layout_saved")}
          </p>
        )}
      </Panel>
      <Panel
        title={say("preview")}
        className="preview"
        aside={
          <div className="pager">
            <span className="num soft">{say("page_of", { n: shown?.page ?? 0, of: count(shown?.pages ?? 0) })}</span>
            <Button id="layout-turn" disabled={(shown?.pages ?? 0) < 2} onClick={() => setPage(page === 1 ? 2 : 1)}>
              {say("layout_turn")}
            </Button>
          </div>
        }
      >
        {failed !== undefined && <FailurePanel failed={failed} again={again} />}
        {answer?.complaints.map((said, at) => (
          <p key={at} className="notice doubt" role="status">
            {said.sentence} {said.hint} <span className="place">{place(said.cell)}</span>
          </p>
        ))}
        <div className="preview-room" aria-busy={asking}>
          {shown === null && slow && <Skeleton lines={12} />}
          {shown !== null && (
            <img
              src={`data:image/png;base64,${shown.png}`}
              className={made ? "" : "before"}
              alt={say(made ? "layout_alt" : "layout_alt_before", { name: layouts.find((one) => one.name === name)?.title ?? name })}
            />
          )}
        </div>
      </Panel>
    </div>
  );
}
