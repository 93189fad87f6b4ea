// The employers whose people the society insures: looked through, added, changed. None is taken out: its members' past stands under it.
import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { Button, Empty, Field, Over, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession, useSettingsFixed } from "../frame/session";
import type { EmployerForm } from "../wire";

/** As many as are seen at a glance; more can be searched through. */
const FEW = 8;
/** Rows at most: who looks for one among more searches. */
const ROWS = 100;
const FIELDS = ["code", "symbol", "name", "postcode", "address", "contact"] as const;
const NEEDED: readonly string[] = ["code", "symbol", "name"];
const NONE: EmployerForm = { code: "", symbol: "", name: "", postcode: "", address: "", contact: "" };

/** Wide and narrow letters, large and small ones are the same to who searches. */
const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

export function Employers({ employers, onChanged }: { employers: readonly EmployerForm[]; onChanged: () => void }) {
  const { say, postcode } = useVoice();
  const fixed = useSettingsFixed();
  const [query, setQuery] = useState("");
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<EmployerForm | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const sought = plain(query);
  const found = employers.filter((one) => FIELDS.some((key) => plain(one[key]).includes(sought)));
  const close = () => {
    setAdding(false);
    setChanging(null);
  };
  const done = (name: string) => {
    close();
    setSaved(name);
    onChanged();
  };
  return (
    <Panel
      title={say("employers")}
      id="employers"
      aside={
        <Button id="employer-new" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => setAdding(true)}>
          {say("employer_add")}
        </Button>
      }
    >
      <p>{say("employers_lead")}</p>
      {employers.length > FEW && (
        <Field id="employers-find" type="search" label={say("employers_find")} value={query} onChange={(event) => setQuery(event.target.value)} />
      )}
      {saved !== null && (
        <p role="status" id="employer-saved">
          {say("employer_saved", { name: saved })}
        </p>
      )}
      {found.length === 0 ? (
        <Empty>{say("employers_none")}</Empty>
      ) : (
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("employer_code")}</th>
              <th scope="col">{say("employer_name")}</th>
              <th scope="col">{say("employer_symbol")}</th>
              <th scope="col">{say("address")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {found.slice(0, ROWS).map((one) => (
              <tr key={one.code} data-employer={one.code}>
                <td className="num">{one.code}</td>
                <th scope="row">{one.name}</th>
                <td className="num">{one.symbol}</td>
                <td>{one.postcode === "" ? one.address : `〒${postcode(one.postcode)} ${one.address}`}</td>
                <td className="end">
                  <Button look="quiet" aria-label={say("employer_change_title", { name: one.name })} disabled={fixed !== undefined} onClick={() => setChanging(one)}>
                    {say("change")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.length > ROWS && <p className="hint">{say("employers_more", { n: found.length - ROWS })}</p>}
      {adding && <Edit title={say("employer_add")} first={NONE} onDone={done} onClose={close} />}
      {changing !== null && <Edit title={say("employer_change_title", { name: changing.name })} first={changing} old onDone={done} onClose={close} />}
    </Panel>
  );
}

type EditProps = { title: string; first: EmployerForm; old?: boolean; onDone: (name: string) => void; onClose: () => void };

function Edit({ title, first, old = false, onDone, onClose }: EditProps) {
  const { say } = useVoice();
  const { renew } = useSession();
  const [form, setForm] = useState(first);
  const [asked, setAsked] = useState(false);
  // What the desk says: of a field, until it is written anew, and of the whole.
  const [told, setTold] = useState<ReadonlyMap<string, string>>(new Map());
  const [wrong, setWrong] = useState<string | null>(null);
  const own = useRef<HTMLFormElement>(null);
  const [found, setFound] = useState(0);
  useLayoutEffect(() => {
    own.current?.querySelector<HTMLElement>("input[aria-invalid=true]")?.focus();
  }, [found]);
  const [save, busy] = useWork(
    async () => {
      renew(await call(old ? "change_employer" : "add_employer", { employer: form }));
      onDone(form.name.trim());
    },
    ({ complaints }) => {
      const words = (one: { sentence: string; hint: string }) => `${one.sentence}${one.hint}`;
      const fields = complaints.filter((one) => one.cell in NONE);
      setTold(new Map(fields.map((one) => [one.cell, words(one)])));
      setWrong(fields.length === complaints.length ? null : complaints.filter((one) => !(one.cell in NONE)).map(words).join(" "));
      setFound((before) => before + 1);
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const blank = NEEDED.some((key) => form[key as keyof EmployerForm].trim() === "");
    setAsked(blank);
    setWrong(null);
    if (blank) {
      setFound((before) => before + 1);
    } else {
      save();
    }
  };
  const write = (key: keyof EmployerForm, text: string) => {
    setForm({ ...form, [key]: text });
    setTold(new Map([...told].filter(([field]) => field !== key)));
  };
  return (
    <Over title={title} open onClose={onClose}>
      <form ref={own} className="form-stack" onSubmit={submit} noValidate>
        <div className="fields">
          {FIELDS.map((key) => (
            <Field
              key={key}
              id={`employer-${key}`}
              className={key}
              label={key === "postcode" || key === "address" ? say(key) : say(`employer_${key}`)}
              hint={key === "code" && !old ? say("employer_code_hint") : undefined}
              readOnly={key === "code" && old}
              value={form[key]}
              error={asked && NEEDED.includes(key) && form[key].trim() === "" ? say("required") : told.get(key)}
              onChange={(event) => write(key, event.target.value)}
            />
          ))}
        </div>
        {wrong !== null && (
          <p className="error" role="alert">
            {wrong}
          </p>
        )}
        <div className="dialog-foot">
          <Button id="employer-save" look="key" submit busy={busy}>
            {say("employer_save")}
          </Button>
        </div>
      </form>
    </Over>
  );
}
