// Renewals of one last day, a bar a week; frozen, then planned week by week.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { useFailure } from "../frame/Failure";
import { Button, Empty, Facts, Field, Icon, Panel } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { useEmployer, useKept, useSession } from "../frame/session";
import { RefusedTable } from "../prints/RefusedTable";
import type { Planned, WaveShown } from "../wire";
import { Batches, Stopped } from "./Run";

/** A number of one and more as it is typed, also in full width; nothing for an empty field, `null` for anything else. */
export function counted(text: string): number | undefined | null {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") {
    return undefined;
  }
  return /^[1-9]\d{0,5}$/.test(plain) ? Number(plain) : null;
}

export function Waves() {
  const { say, short, lang } = useVoice();
  const { view, here, fixed } = useSession();
  const show = useFailure();
  const [until, setUntil] = useKept("wave until", here.today);
  const [weeks, setWeeks] = useKept("wave weeks", "");
  const [limit, setLimit] = useKept("wave limit", "");
  const [wave, setWave] = useState<WaveShown | null>(null);
  const [planned, setPlanned] = useState<Planned | null>(null);
  const runs = useAsked("runs", { lang });
  const [count, perWeek] = [counted(weeks), counted(limit)];
  const wrong = count === null || perWeek === null;
  const ask = (number: number | null) => ({ wave: number, until, on: view.on, weeks: count ?? null, per_week: perWeek ?? null, lang });
  const [look, looking] = useWork(
    async (number: number | null) => {
      setPlanned(null);
      setWave(await call("wave", ask(number)));
    },
    (failed) => show("failed_wave", failed),
  );
  const [freeze, freezing] = useWork(
    async () => {
      setWave(await call("freeze_wave", ask(null)));
      runs.again();
    },
    (failed) => show("failed_wave", failed),
  );
  const [plan, planning] = useWork(
    async (number: number, week: number) => {
      const answer = await call("plan_wave", { wave: number, week, without_unprintable: false, dry_run: false, lang });
      setPlanned(answer);
      setWave(await call("wave", ask(number)));
      if (answer.batch !== null && answer.refused.length === 0) {
        go({ screen: "print", batch: answer.batch, kind: null });
      }
    },
    (failed) => show("failed_wave", failed),
  );
  const busy = looking || freezing || planning;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) {
      look(null);
    }
  };
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setWave(null);
      setPlanned(null);
    };
  return (
    <>
      <Panel title={say("run_waves")} id="waves">
        <p>{say("wave_lead")}</p>
        <form className="form-row" onSubmit={submit}>
          <DayField label={say("wave_until")} value={until} onChange={change(setUntil)} />
          <Field
            id="wave-weeks"
            label={say("wave_weeks")}
            hint={say("wave_weeks_hint")}
            inputMode="numeric"
            value={weeks}
            error={count === null ? say("wave_number_wrong") : undefined}
            onChange={(event) => change(setWeeks)(event.target.value)}
          />
          <Field
            id="wave-limit"
            label={say("wave_limit")}
            hint={say("wave_limit_hint")}
            inputMode="numeric"
            value={limit}
            error={perWeek === null ? say("wave_number_wrong") : undefined}
            onChange={(event) => change(setLimit)(event.target.value)}
          />
          <Button id="wave-look" look={wave === null ? "key" : "plain"} submit busy={busy} disabled={wrong}>
            {say("wave_look")}
          </Button>
        </form>
        {(runs.answer?.waves.length ?? 0) > 0 && (
          <p id="waves-frozen">
            {say("wave_frozen")}{" "}
            {runs.answer?.waves.map((one) => (
              <Button key={one.wave} look="quiet" onClick={() => look(one.wave)}>
                {say("wave_number", { n: one.wave, day: short(one.until) })}
              </Button>
            ))}
          </p>
        )}
      </Panel>
      {wave !== null && (
        <Panel
          id="wave-shown"
          title={wave.wave === null ? say("wave_would") : say("wave_number", { n: wave.wave, day: short(wave.until) })}
          aside={
            wave.wave === null && (
              <Button id="wave-freeze" look="key" busy={busy} disabled={fixed !== undefined || wave.people === 0} title={fixed && say(fixed)} onClick={freeze}>
                {say("wave_freeze", { n: wave.people })}
              </Button>
            )
          }
        >
          <Shown wave={wave} busy={busy} onPlan={(week) => wave.wave !== null && plan(wave.wave, week)} />
          {planned !== null && planned.refused.length > 0 && (
            <div role="status" id="wave-refused">
              <h3>{planned.stopped ? say("plan_stopped") : say("plan_refused")}</h3>
              <RefusedTable refused={planned.refused} />
            </div>
          )}
        </Panel>
      )}
    </>
  );
}

function Shown({ wave, busy, onPlan }: { wave: WaveShown; busy: boolean; onPlan: (week: number) => void }) {
  const { say, count, day, short } = useVoice();
  const { fixed } = useSession();
  const employer = useEmployer();
  const most = Math.max(1, ...wave.weeks.map((week) => week.people));
  return (
    <>
      <Facts
        facts={[
          [say("wave_people"), say("people", { n: wave.people })],
          [say("wave_assistance"), say("people", { n: wave.assistance })],
          [say("wave_last_safe"), day(wave.last_safe)],
        ]}
      />
      {wave.remark !== null && (
        <p className="notice doubt">
          <Icon name="warn" /> {wave.remark}
        </p>
      )}
      {wave.stopped !== null && <Stopped why={wave.stopped} />}
      {wave.people === 0 ? (
        <Empty>{say("wave_nobody")}</Empty>
      ) : (
        <table className="tabular" id="wave-weeks-table">
          <thead>
            <tr>
              <th scope="col">{say("wave_week")}</th>
              <th scope="col">{say("wave_day")}</th>
              <th scope="col" className="wave-bars">
                {say("wave_load")}
              </th>
              <th scope="col">{say("wave_employers")}</th>
              <th scope="col">{say("run_state")}</th>
            </tr>
          </thead>
          <tbody>
            {wave.weeks.map((week) => (
              <tr key={week.week} data-week={week.week}>
                <th scope="row" className="num">
                  {week.week}
                </th>
                <td className="num">{short(week.day)}</td>
                <td className="wave-bars">
                  <span className="wave-bar" style={{ inlineSize: `${(week.people / most) * 70}%` }} aria-hidden="true" /> <span className="num">{say("people", { n: week.people })}</span>
                </td>
                <td>
                  {week.employers
                    .slice(0, 3)
                    .map((one) => `${one.employer === null ? say("wave_home") : employer(one.employer)} ${count(one.people)}`)
                    .join("、")}
                  {week.employers.length > 3 && say("wave_more", { n: week.employers.length - 3 })}
                </td>
                <td>
                  {week.batches.length > 0 ? (
                    <Batches batches={week.batches} />
                  ) : (
                    wave.wave !== null &&
                    wave.stopped === null &&
                    week.people > 0 && (
                      <Button busy={busy} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => onPlan(week.week)}>
                        {say("wave_plan")}
                      </Button>
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {wave.left_out.length > 0 && (
        <p className="soft" id="wave-left-out">
          {say("wave_left_out")} {wave.left_out.map((one) => `${one.reason}（${count(one.count)}）`).join(" ")}
        </p>
      )}
      {wave.interim.length > 0 && <Interims wave={wave} />}
    </>
  );
}

/** Whose wait ends before the wave does: each may wish a certificate in between. */
function Interims({ wave }: { wave: WaveShown }) {
  const { say, lang } = useVoice();
  const { view, fixed } = useSession();
  const show = useFailure();
  const [wished, setWished] = useState<ReadonlySet<string>>(new Set());
  const [wish, wishing] = useWork(
    async (member: string) => {
      await call("wish_interim", { member, on: view.on, lang });
      setWished(new Set([...wished, member]));
    },
    (failed) => show("failed_wave", failed),
  );
  return (
    <>
      <h3>{say("wave_interim", { n: wave.interim.length })}</h3>
      <ul className="wave-interim" id="wave-interim">
        {wave.interim.slice(0, 100).map((one) => (
          <li key={one.code}>
            <Button look="quiet" onClick={() => go({ screen: "member", member: one.member })}>
              {one.member} {one.name}
            </Button>{" "}
            {one.sentence}{" "}
            {wished.has(one.member) ? (
              <strong role="status">{say("wave_wished")}</strong>
            ) : (
              <Button busy={wishing} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => wish(one.member)}>
                {say("wave_wish")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
