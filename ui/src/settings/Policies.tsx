// What the society decided, from which day on; what another policy would change, seen before it is adopted.
import { type Ref, useLayoutEffect, useRef, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { Told, useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Button, Over, Panel } from "../frame/parts";
import { go, write } from "../frame/route";
import { useVoice } from "../frame/say";
import { useKept, useSession, useSettingsFixed } from "../frame/session";
import type { Failed, PolicyHere, PolicyTried } from "../wire";
import { beginOn, choiceAt, choices, lacking, unquoted } from "./policy";
import { PolicyForm } from "./PolicyForm";

export function Policies({ policies, onAdopted }: { policies: PolicyHere[]; onAdopted: () => void }) {
  const { say, day } = useVoice();
  const text = policies.at(-1)?.text ?? "";
  return (
    <>
      <Panel title={say("policy_on_record")}>
        <table className="tabular">
          <tbody>
            {policies.map((policy) => (
              <tr key={policy.from}>
                <th scope="row" className="num">{say("why_policy_from", { day: day(policy.from) })}</th>
                <td>{policy.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <details>
          <summary>{say("policy_in_force")}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className="raw" tabIndex={0} aria-label={say("policy_in_force")}>
            {text}
          </pre>
        </details>
      </Panel>
      <Next onRecord={text} onAdopted={onAdopted} />
    </>
  );
}

/** The next policy: chosen, tried, adopted. */
function Next({ onRecord, onAdopted }: { onRecord: string; onAdopted: () => void }) {
  const { say, lang } = useVoice();
  const { view, here } = useSession();
  const fixed = useSettingsFixed();
  // On another day it may still be tried.
  const still = fixed !== undefined && fixed !== "past_blocked";
  const show = useFailure();
  const presets = useAsked("presets", {});
  const [text, keepText] = useKept("policy text", beginOn(onRecord, here.today));
  const [tried, setTried] = useState<PolicyTried | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [asked, setAsked] = useState(false);
  const [adopting, setAdopting] = useState(false);
  const [adopted, setAdopted] = useState(false);
  const setText = (next: string) => {
    keepText(next);
    setTried(null);
    setAdopted(false);
  };
  const wrong = new Map(tried?.complaints.map((said) => [choiceAt(text, said.cell) ?? "", `${said.sentence}${said.hint}`]));
  // Who has tried it reads what it would change, wherever the form has been scrolled to; with the answer itself, not after a click on it.
  const answer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (tried !== null) {
      answer.current?.scrollIntoView({ block: "nearest" });
      answer.current?.focus({ preventScroll: true });
    }
  }, [tried]);
  const [attempt, trying] = useWork(async () => {
    const [lack] = lacking(text).keys();
    if (lack !== undefined) {
      const choice = document.getElementById(`policy-${lack}`)?.closest(".policy-choice");
      (choice?.querySelector<HTMLElement>("[aria-invalid=true]") ?? document.getElementById(`policy-${lack}`))?.focus();
      return;
    }
    setFailed(null);
    setTried(null);
    setAdopted(false);
    setTried(await call("try_policy", { text, on: view.on, lang }));
  }, setFailed);
  const [adopt, busy] = useWork(
    async () => {
      await call("adopt_policy", { text, earlier: tried?.earlier === true });
      setAdopting(false);
      setTried(null);
      setAdopted(true);
      onAdopted();
    },
    (failed) => {
      setAdopting(false);
      show("failed_adopt", failed);
    },
  );
  const ask = () => {
    const cited = unquoted(choices(text).get("source") ?? "").trim() !== "";
    setAsked(!cited);
    if (cited) {
      setAdopting(true);
    } else {
      document.getElementById("adopt-source")?.focus();
    }
  };
  return (
    <Panel title={say("policy_next")} id="policy-try">
      <p>{say("policy_next_lead")}</p>
      {still && (
        <p className="hint" id="policy-fixed">
          {say(fixed)}
        </p>
      )}
      <PolicyForm text={text} presets={presets.answer ?? []} asked={asked} wrong={wrong} disabled={still} onText={setText} />
      <details>
        <summary>{say("policy_text")}</summary>
        <textarea id="policy-text" className="raw" aria-label={say("policy_text")} rows={14} spellCheck={false} readOnly={still} value={text} onChange={(event) => setText(event.target.value)} />
      </details>
      <div className="actions start">
        <Button id="try-policy" look={tried === null ? "key" : "plain"} busy={trying} disabled={still} title={still ? say(fixed) : undefined} onClick={attempt}>
          {trying ? say("policy_trying") : say("policy_try_go")}
        </Button>
        <Button
          id="adopt-policy"
          look={tried === null ? "plain" : "key"}
          disabled={fixed !== undefined || tried === null || tried.complaints.length > 0 || tried.since === null}
          title={fixed !== undefined ? say(fixed) : tried === null ? say("policy_try_first") : undefined}
          onClick={ask}
        >
          {say("policy_adopt")}
        </Button>
        {adopted && (
          <span role="status" id="policy-adopted">
            {say("policy_adopted")}
          </span>
        )}
      </div>
      {failed !== null && (
        <div className="notice bad" role="alert">
          <Told failed={failed} />
        </div>
      )}
      {tried !== null && <Tried ref={answer} tried={tried} text={text} />}
      {tried !== null && <Adopt tried={tried} text={text} open={adopting} busy={busy} onAdopt={adopt} onClose={() => setAdopting(false)} />}
    </Panel>
  );
}

function Tried({ ref, tried, text }: { ref: Ref<HTMLDivElement>; tried: PolicyTried; text: string }) {
  const { say, day, short, policy, place } = useVoice();
  const where = (cell: string) => {
    const key = choiceAt(text, cell);
    return key === null ? place(cell) : policy(key);
  };
  return (
    <div ref={ref} role="status" id="policy-tried" tabIndex={-1}>
      {tried.complaints.map((said, at) => (
        <p key={at} className="notice doubt">
          {said.sentence} {said.hint} <span className="place">{where(said.cell)}</span>
        </p>
      ))}
      {tried.complaints.length === 0 && (
        <p className="tried">
          {tried.since === null ? say("policy_same") : say("policy_tried", { day: day(tried.on), members: tried.members, altered: tried.altered, due: tried.due })}
        </p>
      )}
      {tried.examples.length > 0 && (
        <>
          <h3>{say("policy_examples")}</h3>
          <table className="tabular">
            <tbody>
              {tried.examples.map((one) => (
                <tr key={one.member}>
                  <td className="num">
                    <a
                      href={write({ screen: "member", member: one.member })}
                      onClick={(event) => {
                        event.preventDefault();
                        go({ screen: "member", member: one.member });
                      }}
                    >
                      {one.member}
                    </a>
                  </td>
                  <th scope="row">{legible(one.name)}</th>
                  <td className="num">{short(one.born)}</td>
                  <td>{one.why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}

type AdoptProps = { tried: PolicyTried; text: string; open: boolean; busy: boolean; onAdopt: () => void; onClose: () => void };

/** The last question before a policy is written: from when, by which decision, and what it changes. */
function Adopt({ tried, text, open, busy, onAdopt, onClose }: AdoptProps) {
  const { say, day } = useVoice();
  const [sure, setSure] = useState(false);
  const source = unquoted(choices(text).get("source") ?? "");
  return (
    <Over title={say("policy_adopt_title")} open={open} onClose={onClose} role="alertdialog">
      <p>{say("policy_adopt_lead", { day: day(tried.since ?? tried.on), source })}</p>
      <p className="tried">{say("policy_tried", { day: day(tried.on), members: tried.members, altered: tried.altered, due: tried.due })}</p>
      {tried.earlier && (
        <label className="tick">
          <input type="checkbox" id="adopt-earlier" checked={sure} onChange={(event) => setSure(event.target.checked)} />
          {say("policy_adopt_earlier")}
        </label>
      )}
      <div className="dialog-foot">
        <Button onClick={onClose}>{say("cancel")}</Button>
        <Button id="adopt-yes" look="key" busy={busy} disabled={tried.earlier && !sure} onClick={onAdopt}>
          {say("policy_adopt_yes")}
        </Button>
      </div>
    </Over>
  );
}
