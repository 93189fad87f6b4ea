// What another day, another policy or a change of the law would decide otherwise. Nothing is recorded.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call, failedOf } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { Told, useFailure } from "../frame/Failure";
import { HowFar } from "../frame/HowFar";
import { Button, Choice, Empty, Panel } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import type { Failed, Turned, TurnedSide, WhatIf as Answer } from "../wire";
import { useLong, useTried, useWhatIfForm } from "./asked";

/** The society's own policy, and a file of the clerk's, beside the presets. */
const OWN = "";
const FILE = "file";

const lastPart = (path: string) => path.split(/[/\\]/).at(-1) ?? path;

export function WhatIf() {
  const { say, lang } = useVoice();
  const show = useFailure();
  const presets = useAsked("presets", {});
  const [form, keep] = useWhatIfForm();
  const [tried, keepTried] = useTried();
  const [failed, setFailed] = useState<Failed | null>(null);
  const told = useRef<HTMLDivElement>(null);
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    if (fresh) {
      told.current?.focus();
      setFresh(false);
    }
  }, [fresh]);
  const [stopped, setStopped] = useState(false);
  const [running, begin] = useLong("what_if");
  const [attempt, trying] = useWork(async () => {
    setFailed(null);
    const ask = { ...form, lang };
    setStopped(false);
    const answer = await begin((long) => call("what_if", { ...ask, ...long })).catch((reason: unknown) => {
      if (failedOf(reason).code !== "cancelled") {
        throw reason;
      }
      return null;
    });
    if (answer === null) {
      setStopped(true);
      return;
    }
    keepTried({ answer, ask });
    setFresh(true);
  }, setFailed);
  const [choose, choosing] = useWork(
    async (what: "policy" | "pack") => {
      const file = await call("choose", { what: "rules_file" });
      if (file !== null) {
        keep(what === "pack" ? { ...form, pack: file } : { ...form, policy: { preset: null, file } });
      }
    },
    (failed) => show("failed_what_if", failed),
  );
  const policy = form.policy === null ? OWN : (form.policy.preset ?? FILE);
  const choices = [
    { value: OWN, label: say("what_if_own_policy") },
    ...(presets.answer ?? []).map((one) => ({ value: one.id, label: one.title })),
    ...(form.policy?.file == null ? [] : [{ value: FILE, label: lastPart(form.policy.file) }]),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt();
  };
  return (
    <>
      <Panel title={say("what_if_choose")} id="what-if-form">
        <p>{say("what_if_lead")}</p>
        <form className="form-row" onSubmit={submit}>
          <DayField label={say("what_if_on")} value={form.on} onChange={(on) => keep({ ...form, on })} />
          <DayField label={say("what_if_against")} value={form.against} onChange={(against) => keep({ ...form, against })} />
          <Choice
            id="what-if-policy"
            label={say("what_if_policy")}
            value={policy}
            choices={choices}
            onChoose={(chosen) => keep({ ...form, policy: chosen === OWN ? null : chosen === FILE ? form.policy : { preset: chosen, file: null } })}
          />
          <Button id="what-if-policy-file" busy={choosing} onClick={() => choose("policy")}>
            {say("what_if_policy_file")}
          </Button>
          <div className="field">
            <span className="label">{say("what_if_pack")}</span>
            <span className="actions start" id="what-if-pack">
              <span>{form.pack === null ? say("what_if_no_pack") : lastPart(form.pack)}</span>
              <Button id="what-if-pack-file" busy={choosing} onClick={() => choose("pack")}>
                {say("choose")}
              </Button>
              {form.pack !== null && (
                <Button id="what-if-pack-none" look="quiet" onClick={() => keep({ ...form, pack: null })}>
                  {say("what_if_pack_none")}
                </Button>
              )}
            </span>
          </div>
          <Button id="what-if-go" look="key" submit busy={trying || running !== null}>
            {trying || running !== null ? say("what_if_trying") : say("what_if_go")}
          </Button>
        </form>
        {running !== null && <HowFar running={running} work="what_if" />}
        <p role="status" id="what-if-stopped" className="soft">
          {stopped && say("what_if_stopped")}
        </p>
        {failed !== null && (
          <div className="notice bad" role="alert">
            <Told failed={failed} />
          </div>
        )}
      </Panel>
      {tried !== null && (
        <div ref={told} tabIndex={-1} className="what-if-told">
          <Differences answer={tried.answer} />
        </div>
      )}
    </>
  );
}

const said = (side: TurnedSide) => (side.reason === "" ? side.word : `${side.word}（${side.reason}）`);

function Differences({ answer }: { answer: Answer }) {
  const { say, day, count } = useVoice();
  const abouts = [...new Set(answer.groups.map((group) => group.about))];
  return (
    <Panel title={say("what_if_differences")} id="what-if">
      <p className="tried" role="status" id="what-if-said">
        {say("what_if_said", { on: day(answer.on), against: day(answer.against), members: answer.members, altered: answer.altered })}
      </p>
      {answer.policy !== null && <p>{say("what_if_tried_policy", { source: answer.policy })}</p>}
      {answer.pack !== null && (
        <>
          <p>
            {answer.pack.title}（{answer.pack.source}）
          </p>
          <ul>
            {answer.pack.moved.map((moved) => (
              <li key={moved.key}>{say("what_if_moved", { what: moved.said, now: day(moved.now), then: day(moved.then) })}</li>
            ))}
          </ul>
        </>
      )}
      {answer.groups.length === 0 && <Empty>{say("what_if_none")}</Empty>}
      {abouts.map((about) => {
        const groups = answer.groups.filter((group) => group.about === about);
        return (
          <section key={about} data-about={about}>
            <h3>{groups[0]?.about_word}</h3>
            <table className="tabular what-if-table">
              <thead>
                <tr>
                  <th scope="col">{say("what_if_before")}</th>
                  <th scope="col">{say("what_if_after")}</th>
                  <th scope="col" className="end">
                    {say("what_if_members")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {groups.map((group) => (
                  <tr key={group.key}>
                    <td>{said(group.before)}</td>
                    <td>→ {said(group.after)}</td>
                    <td className="end">
                      <Open group={group} n={count(group.members)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </Panel>
  );
}

function Open({ group, n }: { group: Turned; n: string }) {
  const { say } = useVoice();
  return (
    <button
      type="button"
      className="link num"
      aria-label={say("report_open", { what: `${group.about_word} ${said(group.before)} → ${said(group.after)}`, n: group.members })}
      onClick={() => go({ screen: "reports", tab: "what_if", behind: group.key })}
    >
      {n}
    </button>
  );
}
