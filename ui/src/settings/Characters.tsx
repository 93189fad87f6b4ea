// The characters of all names that are not printed as a matter of course: decided once, by keyboard, line after line.
import { type KeyboardEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Empty, Field, Keys, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { CharacterAsk, CharacterHere } from "../wire";

type Way = CharacterAsk["way"];
const WAYS = [["1", "substitute"], ["2", "mincho"], ["3", "kana"]] as const;

export function Characters() {
  const { say, lang, moment } = useVoice();
  const { fixed, here } = useSession();
  const show = useFailure();
  const { answer, failed, slow, again } = useAsked("characters", { open: false, lang });
  // The character whose substitute is being typed.
  const [typing, setTyping] = useState<{ letter: string; text: string } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [decide, deciding] = useWork(
    async (row: CharacterHere, way: Way, substitute: string | null) => {
      await call("decide_character", { letter: row.letter, way, substitute });
      setTyping(null);
      setDone(say("character_done", { code: row.code }));
      again();
    },
    (reason) => show("failed_character", reason),
  );
  const still = fixed !== undefined || !here.may.includes("edit") || deciding;
  const choose = (row: CharacterHere, way: Way) => (way === "substitute" ? setTyping({ letter: row.letter, text: row.substitute ?? "" }) : decide(row, way, null));
  const hear = (row: CharacterHere) => (event: KeyboardEvent) => {
    const way = WAYS.find(([key]) => key === event.key)?.[1];
    if (way !== undefined && !still && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      choose(row, way);
    }
  };
  return (
    <Panel title={say("characters")} id="characters" aside={answer !== undefined && (answer.waiting === 0 ? <Badge tone="good">{say("characters_none_wait")}</Badge> : <Badge tone="doubt">{say("characters_wait", { n: answer.waiting })}</Badge>)}>
      <p>{say("characters_lead")}</p>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={4} />}
      {done !== null && (
        <p className="notice good" role="status">
          {done}
        </p>
      )}
      {answer !== undefined && <p className="hint">{say("characters_read", { names: answer.names, n: answer.characters })}</p>}
      {answer !== undefined && answer.rows.length === 0 && <Empty>{say("characters_empty")}</Empty>}
      {answer !== undefined && answer.rows.length > 0 && (
        // A table that is wider than its card scrolls within it, by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="wide-room" tabIndex={0} role="group" aria-label={say("characters")}>
          <table className="tabular">
            <thead>
              <tr>
                <th scope="col">{say("character")}</th>
                <th scope="col" className="end">
                  {say("character_names")}
                </th>
                <th scope="col">{say("character_becomes")}</th>
                <th scope="col">
                  {say("character_decide")} <Keys keys="1 2 3" />
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.rows.map((row) => (
                <tr key={row.code} onKeyDown={hear(row)}>
                  <th scope="row">
                    {row.found !== "unseen" && legible(row.letter)} <span className="soft num">{row.code}</span>
                  </th>
                  <td className="num end" title={row.members.join(" ")}>
                    {row.count}
                  </td>
                  <td>
                    {row.sentence}
                    {row.members.length > 0 && <div className="soft num">{row.members.slice(0, 3).join("　")}{row.count > 3 && " …"}</div>}
                    {row.operator !== null && <div className="soft">{row.operator} {row.at !== null && moment(row.at)}</div>}
                  </td>
                  <td>
                    {typing?.letter === row.letter ? (
                      <form
                        onSubmit={(event) => {
                          event.preventDefault();
                          decide(row, "substitute", typing.text);
                        }}
                      >
                        {/* What was asked for by a key is typed at once. */}
                        <Field id="character-substitute" label={say("character_substitute")} value={typing.text} autoFocus onKeyDown={(event) => event.key === "Escape" && setTyping(null)} onChange={(event) => setTyping({ letter: row.letter, text: event.target.value })} />
                        <Button id="character-substitute-yes" submit look="key" busy={deciding} disabled={typing.text.trim() === ""}>
                          {say("character_yes")}
                        </Button>
                      </form>
                    ) : (
                      <div className="batch-actions">
                        {WAYS.map(([, way]) => (
                          <Button key={way} id={`character-${way}-${row.code.replaceAll(/\W/g, "")}`} look={row.decided === way ? "key" : "plain"} disabled={still} aria-pressed={row.decided === way} onClick={() => choose(row, way)}>
                            {say(`character_${way}`)}
                          </Button>
                        ))}
                        {row.decided !== null && (
                          <Button look="quiet" disabled={still} onClick={() => decide(row, "open", null)}>
                            {say("character_open")}
                          </Button>
                        )}
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
