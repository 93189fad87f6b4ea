// What the society decided, from which day on; and what another text would change, without writing it.
import { useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { Told } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Button, Panel } from "../frame/parts";
import { go, write } from "../frame/route";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { Failed, PolicyHere, PolicyTried } from "../wire";

export function Policies({ policies }: { policies: PolicyHere[] }) {
  const { say, day } = useVoice();
  const newest = policies.at(-1);
  return (
    <>
      {policies.map((policy) => (
        <Panel key={policy.from} title={<span className="num">{say("why_policy_from", { day: day(policy.from) })}</span>} aside={<span className="soft">{policy.source}</span>}>
          <details open={policies.length === 1}>
            <summary>{say("policy_in_force")}</summary>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className="raw" tabIndex={0} aria-label={say("policy_in_force")}>
              {policy.text}
            </pre>
          </details>
        </Panel>
      ))}
      <Try first={newest?.text ?? ""} />
    </>
  );
}

function Try({ first }: { first: string }) {
  const { say, lang, short } = useVoice();
  const { view } = useSession();
  const [text, setText] = useKept("policy text", first);
  const [tried, setTried] = useState<PolicyTried | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [go_, busy] = useWork(async () => {
    setFailed(null);
    setTried(null);
    setTried(await call("try_policy", { text, on: view.on, lang }));
  }, setFailed);
  return (
    <Panel title={say("policy_try")} id="policy-try">
      <p>{say("policy_try_lead")}</p>
      <textarea id="policy-text" className="raw" aria-label={say("policy_try")} rows={14} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      <div className="actions start">
        <Button id="try-policy" look="key" busy={busy} onClick={go_}>
          {busy ? say("policy_trying") : say("policy_try_go")}
        </Button>
      </div>
      {failed !== null && (
        <div className="notice bad" role="alert">
          <Told failed={failed} />
        </div>
      )}
      {tried !== null && (
        <div role="status" id="policy-tried">
          <p className="tried">{say("policy_tried", { members: tried.members, altered: tried.altered, due: tried.due_today })}</p>
          {tried.complaints.map((said, at) => (
            <p key={at} className="notice doubt">
              {said.sentence} {said.hint} <span className="place">{said.cell}</span>
            </p>
          ))}
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
      )}
    </Panel>
  );
}
