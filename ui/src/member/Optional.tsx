// 任意記載事項: what a member wishes to stand on the certificate besides. Where the society offers nothing, nothing is shown.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { DayField } from "../frame/DayField";
import { Badge, Button, Choice, Facts, Over, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Day, OptionalItemSaid, OptionalItems, Shown } from "../wire";

export function Optional({ shown, onChanged }: { shown: Shown; onChanged: () => void }) {
  const { say, lang } = useVoice();
  const { here, fixed, view } = useSession();
  const { answer, again } = useAsked("optional_items", { member: shown.code, on: view.on, lang });
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<OptionalItemSaid | null>(null);
  if (answer === undefined || (answer.offered.length === 0 && answer.wished.length === 0)) {
    return null;
  }
  const writes = fixed === undefined && here.may.includes("edit");
  return (
    <Panel title={say("optional")} id="optional">
      {answer.wished.length === 0 ? (
        <p className="soft">{say("optional_none")}</p>
      ) : (
        <Facts
          facts={answer.wished.map((one) => [
            one.said,
            <>
              {one.printed} {one.over && <Badge tone="doubt">{say("optional_over")}</Badge>}
            </>,
          ])}
        />
      )}
      <div className="actions start">
        <Button id="optional-change" disabled={!writes} title={fixed && say(fixed)} onClick={() => setAsking(true)}>
          {say("optional_change")}
        </Button>
      </div>
      {done !== null && (
        <p id="optional-done" role="status">
          {done.sentence}
        </p>
      )}
      {asking && (
        <Change
          shown={shown}
          items={answer}
          onClose={() => setAsking(false)}
          onDone={(said) => {
            setAsking(false);
            setDone(said);
            again();
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}

type ChangeProps = { shown: Shown; items: OptionalItems; onClose: () => void; onDone: (done: OptionalItemSaid) => void };

/** What is chosen in place of a value when the member no longer wishes it. */
const NO_LONGER = "";

function Change({ shown, items, onClose, onDone }: ChangeProps) {
  const { say, lang } = useVoice();
  const { here } = useSession();
  const wished = items.wished.map((one) => ({ item: one.item, said: one.said, values: [] as string[] }));
  const kinds = [...items.offered, ...wished.filter((one) => items.offered.every((offer) => offer.item !== one.item))];
  const [item, setItem] = useState(kinds[0]?.item ?? "");
  const kind = kinds.find((one) => one.item === item);
  const known = items.wished.some((one) => one.item === item);
  const [value, setValue] = useState<string | null>(null);
  const chosen = value ?? kind?.values[0] ?? NO_LONGER;
  const [from, setFrom] = useState<Day>(here.today);
  const [ends, setEnds] = useState(false);
  const [until, setUntil] = useState<Day>(here.today);
  const [on, setOn] = useState<Day>(here.today);
  const [wrong, setWrong] = useState<string | null>(null);
  const [save, busy] = useWork(
    async () => {
      setWrong(null);
      const said = chosen === NO_LONGER ? { value: null, from: null, until: null } : { value: chosen, from, until: ends ? until : null };
      onDone(await call("wish", { member: shown.code, item, ...said, on, lang }));
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) {
      save();
    }
  };
  const values = [...(kind?.values ?? []), ...(known ? [NO_LONGER] : [])];
  return (
    <Over title={say("optional_title")} open onClose={onClose}>
      <form className="form-stack" onSubmit={submit}>
        <p>{say("optional_lead")}</p>
        <Choice
          id="optional-item"
          label={say("optional_item")}
          value={item}
          choices={kinds.map((one) => ({ value: one.item, label: one.said }))}
          onChoose={(next) => {
            setItem(next);
            setValue(null);
          }}
        />
        <Choice id="optional-value" label={say("optional_value")} value={chosen} choices={values.map((one) => ({ value: one, label: one === NO_LONGER ? say("optional_no_longer") : one }))} onChoose={setValue} />
        {chosen !== NO_LONGER && (
          <>
            <DayField label={say("optional_from")} value={from} onChange={setFrom} />
            <label className="tick">
              <input type="checkbox" id="optional-ends" checked={ends} onChange={(event) => setEnds(event.target.checked)} /> {say("optional_ends")}
            </label>
            {ends && <DayField label={say("optional_until")} value={until} onChange={setUntil} />}
          </>
        )}
        <DayField label={say("optional_on")} value={on} onChange={setOn} />
        {wrong !== null && (
          <p className="error" role="alert" id="optional-wrong">
            {wrong}
          </p>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button id="optional-save" look="key" submit busy={busy}>
            {say("optional_save")}
          </Button>
        </div>
      </form>
    </Over>
  );
}
