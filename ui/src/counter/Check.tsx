// The check itself: by card and PIN, by card and printed code, or by two documents. What opens a card leaves the screen at once.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call, SHUT } from "../desk";
import { useWork } from "../frame/asking";
import { Button, Choice, Field, Panel, Radios } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { CardHolders, CounterChoices, Failed, Identified, ReadersHere } from "../wire";
import { Trouble } from "./Result";

type Way = "pin" | "code" | "papers";

/** So long what was typed and not sent stays in its field, in milliseconds. */
export const FORGOTTEN = 60_000;

type Props = {
  /** The member; `null` while the card is to say who it is. */
  member: string | null;
  readers: ReadersHere | null;
  choices: CounterChoices;
  /** Whose turn it is: goes back with what came of the check. */
  turn: number;
  /** Visitors may read the screen. */
  seen: boolean;
  /** The screen is hidden: what was typed goes. */
  hidden: boolean;
  /** A card is being read, for this visitor or the one before. */
  reading: boolean;
  onReading: (reading: boolean) => void;
  onUncover: () => void;
  onDone: (done: Identified, turn: number) => void;
  onHolders: (holders: CardHolders, turn: number) => void;
};

/** Not sent, because few tries are left: it goes only when the member wishes it. */
const KEPT = ["one_try_left", "too_few_tries"];
const NOTHING = { pin: "", born: "", until: "", code: "", number: "", proof: "" };

export function Check({ member, readers, choices, turn, seen, hidden, reading, onReading, onUncover, onDone, onHolders }: Props) {
  const { say, lang } = useVoice();
  const [way, setWay] = useState<Way>("pin");
  const [given, setGiven] = useState(NOTHING);
  const [proves, setProves] = useState(false);
  const [states, setStates] = useState(false);
  const [reader, setReader] = useState("");
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const [face, setFace] = useState(false);
  const [agrees, setAgrees] = useState<"yes" | "no" | "">("");
  const [stands, setStands] = useState(false);
  const [proxy, setProxy] = useState("");
  const [authority, setAuthority] = useState("");
  const [failed, setFailed] = useState<Failed | null>(null);
  // What was not sent because one try is left of it; tried only once the member says so.
  const [left, setLeft] = useState<string | null>(null);
  const [wished, setWished] = useState(false);
  const came = stands ? { proxy, authority } : { proxy: null, authority: null };
  const wipe = () => setGiven(NOTHING);
  const withCards = readers?.readers.filter((one) => one.card) ?? [];
  const [card, asking] = useWork(
    async (insists: string | null) => {
      setFailed(null);
      onReading(true);
      const answer = await call("check_card", {
        member,
        reader: withCards.length > 1 && withCards.some((one) => one.name === reader) ? reader : null,
        pin: way === "pin" ? given.pin : null,
        code_b: way === "code" ? [given.born, given.until, given.code] : null,
        number: states ? given.number : null,
        proof: proves ? given.proof : null,
        insists: insists ?? (wished ? left : null),
        face: way === "code" && face,
        ...came,
        lang,
      }).finally(() => onReading(false));
      wipe();
      setFace(false);
      setLeft(answer.identified?.insist ?? null);
      setWished(false);
      setProves(answer.identified?.insist === "proof");
      setStates(false);
      if (answer.identified !== null) {
        onDone(answer.identified, turn);
      } else if (answer.holders !== null) {
        onHolders(answer.holders, turn);
      }
    },
    (reason) => {
      setFailed(reason);
      // Few tries left: nothing was sent, and what was typed is sent only when the member says so.
      if (!KEPT.includes(reason.code) && reason.code !== "face_not_compared") {
        wipe();
      }
    },
  );
  const [papers, seeing] = useWork(
    async () => {
      setFailed(null);
      onDone(await call("check_papers", { member: member ?? "", documents: [...documents], face, agrees: agrees === "yes", ...came, lang }), turn);
      setDocuments([]);
      setFace(false);
      setAgrees("");
    },
    setFailed,
  );
  // Another card is another visitor's: what was typed for the one before does not go to it, nor what that one wished.
  // The first card on empty readers is the one that it was typed for, unless the one before was taken off while it was read.
  const cards = readers?.readers.map((one) => `${one.name} ${one.card} ${one.changes}`).join() ?? "";
  const before = useRef({ cards, any: withCards.length > 0, kept: false });
  useEffect(() => {
    const was = before.current;
    if (was.cards !== cards) {
      before.current = { cards, any: withCards.length > 0, kept: asking };
      if (!was.any && !was.kept) {
        return;
      }
      setFailed((failed) => (failed !== null && KEPT.includes(failed.code) ? null : failed));
      setLeft(null);
      setWished(false);
      setGiven((given) => (asking ? given : { ...NOTHING, born: given.born, until: given.until, code: given.code }));
    }
  }, [cards, asking, withCards.length]);
  // Behind the curtain, behind the lock, and when nobody goes on with it.
  useEffect(() => {
    if (hidden) {
      setGiven(NOTHING);
    }
  }, [hidden]);
  useEffect(() => {
    const forget = () => setGiven(NOTHING);
    window.addEventListener(SHUT, forget);
    const timer = given === NOTHING ? undefined : setTimeout(forget, FORGOTTEN);
    return () => {
      window.removeEventListener(SHUT, forget);
      clearTimeout(timer);
    };
  }, [given]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (way === "papers") {
      papers();
    } else if (!reading && !asking) {
      card(null);
    }
  };
  const choose = (next: Way) => {
    setWay(next);
    setFailed(null);
    setFace(false);
    wipe();
  };
  const set = (key: keyof typeof NOTHING) => (event: { target: { value: string } }) => setGiven({ ...given, [key]: event.target.value });
  const secret = (key: keyof typeof NOTHING, hint: "counter_pin_hint" | "counter_proof_hint" | "counter_number_hint" | null) => (
    <Field id={`counter-${key}`} type="password" inputMode="numeric" autoComplete="off" label={say(`counter_field_${key}`)} hint={hint === null ? undefined : say(hint)} value={given[key]} onChange={set(key)} />
  );
  const locked = failed !== null && ["pin_wrong", "pin_blocked", "one_try_left", "code_wrong", "code_blocked", "too_few_tries"].includes(failed.code);
  const compared = (
    <label className="tick">
      <input id="counter-face" type="checkbox" checked={face} onChange={(event) => setFace(event.target.checked)} /> {say(way === "code" ? "counter_face_card" : "counter_face")}
    </label>
  );
  const chosen = (of: CounterChoices["proxies"]) => [{ value: "", label: say("counter_choose") }, ...of.map((one) => ({ value: one.code, label: one.said }))];
  return (
    <Panel title={member === null ? say("counter_check_whoever") : say("counter_check")} id="counter-check">
      <form className="form-stack" onSubmit={submit}>
        <Radios
          id="counter-way"
          label={say("counter_way")}
          value={way}
          choices={[
            { value: "pin", label: say("counter_way_pin") },
            { value: "code", label: say("counter_way_code") },
            ...(member === null ? [] : [{ value: "papers" as const, label: say("counter_way_papers") }]),
          ]}
          onChoose={choose}
        />
        {way === "pin" && secret("pin", "counter_pin_hint")}
        {way === "code" && (
          <div className="counter-code">
            {(["born", "until", "code"] as const).map((key) => (
              <div key={key}>{secret(key, null)}</div>
            ))}
            <p className="hint">{say("counter_code_hint")}</p>
          </div>
        )}
        {way === "code" && !stands && compared}
        {way !== "papers" && (
          <>
            {withCards.length > 1 && (
              <Choice id="counter-reader" label={say("counter_reader")} value={reader} choices={[{ value: "", label: say("counter_choose") }, ...withCards.map((one) => ({ value: one.name, label: one.name }))]} onChoose={setReader} />
            )}
            <label className="tick">
              <input id="counter-states" type="checkbox" checked={states} onChange={(event) => setStates(event.target.checked)} /> {say("counter_states")}
            </label>
            {states && secret("number", "counter_number_hint")}
            <label className="tick">
              <input id="counter-proves" type="checkbox" checked={proves} onChange={(event) => setProves(event.target.checked)} /> {say("counter_proves")}
            </label>
            {proves && secret("proof", "counter_proof_hint")}
            {proves && left === "proof" && (
              <label className="tick">
                <input id="counter-last" type="checkbox" checked={wished} onChange={(event) => setWished(event.target.checked)} /> {say("counter_insist")}
              </label>
            )}
          </>
        )}
        {way === "papers" && (
          <>
            <fieldset className="counter-documents">
              <legend>{say("counter_documents")}</legend>
              {choices.documents.map((one) => (
                <label className="tick" key={one.code}>
                  <input
                    type="checkbox"
                    data-document={one.code}
                    checked={documents.includes(one.code)}
                    onChange={(event) => setDocuments(event.target.checked ? [...documents, one.code] : documents.filter((kept) => kept !== one.code))}
                  />{" "}
                  {one.said}
                </label>
              ))}
            </fieldset>
            {compared}
            <Radios
              id="counter-agrees"
              label={say(stands ? "counter_agrees_proxy" : "counter_agrees")}
              value={agrees}
              choices={[
                { value: "yes", label: say(stands ? "counter_agrees_proxy_yes" : "counter_agrees_yes") },
                { value: "no", label: say(stands ? "counter_agrees_proxy_no" : "counter_agrees_no") },
              ]}
              onChoose={setAgrees}
            />
          </>
        )}
        <label className="tick">
          <input id="counter-proxy" type="checkbox" checked={stands} onChange={(event) => setStands(event.target.checked)} /> {say("counter_proxy")}
        </label>
        {stands && (
          <div className="counter-code">
            <Choice id="counter-relation" label={say("counter_relation")} value={proxy} choices={chosen(choices.proxies)} onChoose={setProxy} />
            <Choice id="counter-authority" label={say("counter_authority")} value={authority} choices={chosen(choices.authorities)} onChoose={setAuthority} />
          </div>
        )}
        {failed !== null && <Trouble failed={failed} id="check-failed" seen={seen} onUncover={onUncover} />}
        <div className="actions start">
          <Button id="counter-do" look="key" submit busy={reading || asking || seeing} disabled={(way === "papers" && agrees === "") || (stands && (proxy === "" || authority === ""))}>
            {asking ? say("counter_reading") : say(way === "papers" ? "counter_record" : "counter_read")}
          </Button>
          {failed !== null && KEPT.includes(failed.code) && (
            <Button id="counter-insist" busy={reading || asking} onClick={() => card(failed.complaints[0]?.cell ?? null)}>
              {say("counter_insist")}
            </Button>
          )}
          {locked && way !== "code" && (
            <Button id="counter-by-code" onClick={() => choose("code")}>
              {say("counter_by_code")}
            </Button>
          )}
          {failed !== null && way !== "papers" && member !== null && (
            <Button id="counter-by-papers" onClick={() => choose("papers")}>
              {say("counter_by_papers")}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
