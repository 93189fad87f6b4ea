// Who works with the ledger: operators and their roles, one's own passphrase, the recovery code.
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Badge, Button, Field, Over, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { isSame, Twice, type Typed, UNTYPED } from "../frame/Twice";
import { Tried, useTried } from "../frame/Wrong";
import type { Failed, OperatorForm, OperatorHere, RecoveryPrinted } from "../wire";
import { roleWord } from "../words";

const ROLES = ["viewer", "clerk", "supervisor", "admin", "auditor"] as const;
const GRANTS = ["last_four", "batch"] as const;
/** A name that fits the tables and the papers, in letters. */
const LONGEST_NAME = 40;
/** The paper of the recovery code, in millimetres: A4. */
const PAPER = { width_mm: 210, height_mm: 297 };
const EMPTY: OperatorForm = { code: "", name: "", roles: ["clerk"], grants: [] };

export function Operators() {
  const { here } = useSession();
  const admin = here.may.includes("operators");
  return (
    <>
      {(admin || here.may.includes("audit")) && <Everybody admin={admin} />}
      <OwnPassphrase code={here.operator} />
      {admin && <Recovery />}
    </>
  );
}

function Everybody({ admin }: { admin: boolean }) {
  const { say, lang, operator } = useVoice();
  const { here, fixed } = useSession();
  const why = fixed && say(fixed);
  // Whom nobody has named goes by the code, and the first of all by what everything else calls them.
  const called = (one: OperatorHere) => (one.name === one.code ? operator(one.code) : one.name);
  const { answer, failed, slow, asking, again } = useAsked("operators", {});
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<OperatorHere | null>(null);
  const [removing, setRemoving] = useState<OperatorHere | null>(null);
  const [told, setTold] = useState<"operator_added" | "operator_changed" | "operator_removed" | "operator_removed_rekeyed" | null>(null);
  // Who was just worked on: once the table has them as they are now, the focus is at their row.
  const worked = useRef<string | null>(null);
  useEffect(() => {
    const code = worked.current;
    if (code !== null && !asking) {
      worked.current = null;
      (document.querySelector<HTMLElement>(`[data-operator="${CSS.escape(code)}"] button`) ?? document.getElementById("operator-add"))?.focus();
    }
  }, [asking]);
  const show = useFailure();
  const [exchanged, setExchanged] = useState(false);
  const [exchange, exchanging] = useWork(
    async () => {
      setExchanged(false);
      setTold(null);
      await call("rekey", {});
      setExchanged(true);
    },
    (failed) => show("failed_rekey", failed),
  );
  const begin = (open: () => void) => {
    setTold(null);
    open();
  };
  const words = (codes: readonly string[]) => codes.map((code) => roleWord(lang, code)).join("・");
  const done = (code: string | null, said: typeof told) => {
    worked.current = code;
    setTold(said);
    setAdding(false);
    setChanging(null);
    setRemoving(null);
    again();
  };
  return (
    <Panel
      title={say("operators")}
      id="operators"
      aside={
        admin && (
          <div className="actions">
            <Button id="rekey" look="quiet" busy={exchanging} disabled={fixed !== undefined} title={why} onClick={exchange}>
              {say("rekey")}
            </Button>
            <Button id="operator-add" disabled={fixed !== undefined} title={why} onClick={() => begin(() => setAdding(true))}>
              {say("operator_add")}
            </Button>
          </div>
        )
      }
    >
      {admin && why !== undefined && <p className="hint">{why}</p>}
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton />}
      {answer !== undefined && (
        // What does not fit scrolls within the card, also by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="wide-room" tabIndex={0} role="group" aria-label={say("operators")}>
          <table className="tabular operators">
            <thead>
              <tr>
                <th scope="col">{say("operator_code")}</th>
                <th scope="col">{say("operator_name")}</th>
                <th scope="col">{say("operator_roles")}</th>
                <th scope="col">{say("operator_grants")}</th>
                <th scope="col">{say("operator_state")}</th>
                {admin && <td />}
              </tr>
            </thead>
            <tbody>
              {answer.map((one) => (
                <tr key={one.code} className={one.active ? "" : "gone"} data-operator={one.code}>
                  <td className="num">{one.code}</td>
                  <th scope="row">{called(one)}</th>
                  <td>{words(one.roles)}</td>
                  <td>{words(one.grants)}</td>
                  <td>
                    {!one.active && <Badge>{say("operator_gone")}</Badge>}
                    {one.active && !one.signs_in && <Badge tone="doubt">{say("operator_no_passphrase")}</Badge>}
                  </td>
                  {admin && (
                    <td>
                      {one.active && (
                        <Button look="quiet" aria-label={`${say("operator_change")} ${called(one)}`} disabled={fixed !== undefined} title={why} onClick={() => begin(() => setChanging(one))}>
                          {say("operator_change")}
                        </Button>
                      )}
                      {one.active && one.code !== here.operator && (
                        <Button look="quiet" aria-label={`${say("operator_remove")} ${called(one)}`} disabled={fixed !== undefined} title={why} onClick={() => begin(() => setRemoving(one))}>
                          {say("operator_remove")}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {exchanged && <p role="status">{say("rekey_done")}</p>}
      {told !== null && (
        <p role="status" id="operator-told">
          {say(told)}
        </p>
      )}
      {adding && <Form title={say("operator_add")} first={EMPTY} onDone={(code) => done(code, "operator_added")} onClose={() => setAdding(false)} />}
      {changing !== null && (
        <Form title={say("operator_change_title", { name: called(changing) })} first={changing} old onDone={(code) => done(code, "operator_changed")} onClose={() => setChanging(null)} />
      )}
      {removing !== null && <Remove operator={removing} name={called(removing)} onDone={done} onClose={() => setRemoving(null)} />}
    </Panel>
  );
}

type FormProps = { title: string; first: OperatorForm; old?: boolean; onDone: (code: string) => void; onClose: () => void };

function Form({ title, first, old = false, onDone, onClose }: FormProps) {
  const { say } = useVoice();
  const { renew } = useSession();
  const [form, setForm] = useState<OperatorForm>({ code: first.code, name: first.name, roles: [...first.roles], grants: [...first.grants] });
  const [typed, setTyped] = useState<Typed>(UNTYPED);
  const [asked, setAsked] = useState(false);
  const name = form.name.trim();
  const long = [...name].length > LONGEST_NAME;
  const [wrong, setWrong] = useState<{ text: string; weak: boolean } | null>(null);
  const fail = (failed: Failed) => setWrong({ text: failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" "), weak: failed.code === "passphrase_weak" });
  const [save, busy] = useWork(async () => {
    setWrong(null);
    if (old) {
      renew(await call("change_operator", { form }));
    } else {
      await call("add_operator", { form, passphrase: typed.first });
    }
    onDone(form.code.trim());
  }, fail);
  const [unlock] = useWork(async () => {
    await call("unlock_operator", { code: form.code });
    onClose();
  }, fail);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name === "" || long) {
      document.getElementById("operator-name")?.focus();
    } else if (!old && !isSame(typed)) {
      document.getElementById(typed.first === "" ? "operator-passphrase" : "operator-passphrase-again")?.focus();
    } else {
      save();
    }
  };
  return (
    <Over title={title} open onClose={onClose}>
      <form className="form-stack" onSubmit={submit} noValidate>
        <Field
          id="operator-code"
          label={say("operator_code")}
          hint={say("operator_code_hint")}
          value={form.code}
          readOnly={old}
          autoFocus={!old}
          spellCheck={false}
          onChange={(event) => setForm({ ...form, code: event.target.value })}
        />
        <Field
          id="operator-name"
          label={say("operator_name")}
          autoFocus={old}
          value={form.name}
          error={long ? say("operator_name_long", { n: LONGEST_NAME }) : asked && name === "" ? say("operator_name_missing") : undefined}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
        />
        <Ticks label={say("operator_roles")} all={ROLES} chosen={form.roles} onChoose={(roles) => setForm({ ...form, roles })} />
        <Ticks label={say("operator_grants")} all={GRANTS} chosen={form.grants} onChoose={(grants) => setForm({ ...form, grants })} />
        {!old && (
          <Twice
            id="operator-passphrase"
            label={say("operator_first_passphrase")}
            hint={say("passphrase_rule")}
            error={wrong?.weak === true ? wrong.text : asked && typed.first === "" ? say("operator_passphrase_missing") : undefined}
            typed={typed}
            onType={(typed) => {
              setTyped(typed);
              setWrong(null);
            }}
          />
        )}
        {wrong !== null && !wrong.weak && (
          <p className="error" role="alert">
            {wrong.text}
          </p>
        )}
        <div className="dialog-foot">
          {old && (
            <Button look="quiet" onClick={unlock}>
              {say("operator_unlock")}
            </Button>
          )}
          <Button id="operator-save" look="key" submit busy={busy}>
            {say(old ? "operator_keep" : "operator_save")}
          </Button>
        </div>
      </form>
    </Over>
  );
}

type TicksProps = { label: string; all: readonly string[]; chosen: readonly string[]; onChoose: (chosen: string[]) => void };

function Ticks({ label, all, chosen, onChoose }: TicksProps) {
  const { lang } = useVoice();
  const own = useId();
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      {all.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            id={`${own}-${one}`}
            value={one}
            checked={chosen.includes(one)}
            onChange={(event) => onChoose(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))}
          />
          <span>{roleWord(lang, one)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Remove({ operator, name, onDone, onClose }: { operator: OperatorHere; name: string; onDone: (code: string | null, said: "operator_removed" | "operator_removed_rekeyed" | null) => void; onClose: () => void }) {
  const { say } = useVoice();
  const show = useFailure();
  const [rekey, setRekey] = useState(true);
  const [remove, busy] = useWork(
    async () => {
      await call("remove_operator", { code: operator.code, rekey });
      onDone(operator.code, rekey ? "operator_removed_rekeyed" : "operator_removed");
    },
    (failed) => {
      // Part of it may stand.
      onDone(null, null);
      show("failed_operator", failed);
    },
  );
  return (
    <Over title={say("operator_remove_title", { name })} open onClose={onClose}>
      <p>{say("operator_remove_lead")}</p>
      <label className="tick">
        <input type="checkbox" checked={rekey} onChange={(event) => setRekey(event.target.checked)} />
        {say("operator_rekey")}
      </label>
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose}>
          {say("cancel")}
        </Button>
        <Button id="operator-remove-yes" look="key" busy={busy} onClick={remove}>
          {say("operator_remove")}
        </Button>
      </div>
    </Over>
  );
}

function OwnPassphrase({ code }: { code: string }) {
  const { say } = useVoice();
  const { fixed } = useSession();
  const [own, setOwn] = useState("");
  const [typed, setTyped] = useState<Typed>(UNTYPED);
  const [wrong, setWrong] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const tried = useTried("own-now");
  const [change, busy] = useWork(
    async () => {
      tried.clear();
      setWrong(null);
      setDone(false);
      await call("set_passphrase", { code, own, passphrase: typed.first });
      setDone(true);
      setOwn("");
      setTyped(UNTYPED);
    },
    (failed) => {
      if (!tried.take(failed)) {
        setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" "));
        document.getElementById("own-new")?.focus();
      }
    },
  );
  const ready = own !== "" && typed.first !== "" && fixed === undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && isSame(typed)) {
      change();
    } else if (ready) {
      document.getElementById("own-new-again")?.focus();
    }
  };
  return (
    <Panel title={say("own_passphrase")} id="own-passphrase">
      <form className="form-stack" onSubmit={submit} noValidate>
        {fixed !== undefined && <p className="hint">{say(fixed)}</p>}
        <Tried
          id="own-now"
          label={say("own_passphrase_now")}
          failed={tried.failed}
          value={own}
          onChange={(event) => {
            setOwn(event.target.value);
            setDone(false);
          }}
        />
        <Twice
          id="own-new"
          label={say("own_passphrase_new")}
          hint={say("passphrase_rule")}
          error={wrong}
          typed={typed}
          onType={(typed) => {
            setTyped(typed);
            setWrong(null);
          }}
        />
        {done && (
          <p className="hint" role="status">
            {say("own_passphrase_done")}
          </p>
        )}
        <div>
          <Button id="own-change" submit busy={busy} disabled={!ready} title={fixed && say(fixed)}>
            {say("own_passphrase_change")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function Recovery() {
  const { say } = useVoice();
  const { fixed } = useSession();
  const show = useFailure();
  const [printed, setPrinted] = useState<RecoveryPrinted | null>(null);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [valid, setValid] = useState(false);
  const [make, making] = useWork(
    async () => {
      setValid(false);
      setTyped("");
      setPrinted(await call("new_recovery", {}));
    },
    (failed) => show("failed_recovery", failed),
  );
  const [confirm, confirming] = useWork(
    async () => {
      setWrong(null);
      await call("confirm_recovery", { typed });
      setPrinted(null);
      setValid(true);
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const [print, printing] = useWork(
    async () => {
      await call("printer", PAPER);
    },
    (failed) => show("failed_print", failed),
  );
  // The code opens below what was in sight; it is typed back in view of it.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (printed !== null) {
      form.current?.scrollIntoView({ block: "nearest" });
    }
  }, [printed]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== "" && fixed === undefined) {
      confirm();
    }
  };
  return (
    <Panel title={say("recovery")} id="recovery">
      <p>{say("recovery_lead")}</p>
      {fixed !== undefined && <p className="hint">{say(fixed)}</p>}
      {valid && <p role="status">{say("recovery_done")}</p>}
      {printed === null ? (
        <div>
          <Button id="recovery-new" busy={making} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={make}>
            {say("recovery_new")}
          </Button>
        </div>
      ) : (
        <form ref={form} className="form-stack" onSubmit={submit} noValidate>
          <p className="recovery-code num" id="recovery-code">
            {printed.code.split(/(?<=-)/).map((part, at) => (
              <span key={at}>
                {part}
                <wbr />
              </span>
            ))}
          </p>
          <p>{say("recovery_once")}</p>
          <div>
            <Button id="recovery-print" busy={printing} onClick={print}>
              {say("recovery_print")}
            </Button>
          </div>
          <Sheet printed={printed} />
          <Field
            id="recovery-typed"
            autoFocus
            label={say("recovery_typed")}
            value={typed}
            spellCheck={false}
            autoComplete="off"
            error={wrong}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div>
            <Button id="recovery-confirm" look="key" submit busy={confirming} disabled={typed === "" || fixed !== undefined} title={fixed && say(fixed)}>
              {say("recovery_confirm")}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  );
}

/** The code on paper, seen by the printer alone. It is there as long as the code is: nobody tells when the system's dialog has closed. */
function Sheet({ printed }: { printed: RecoveryPrinted }) {
  const { say, day } = useVoice();
  const { here } = useSession();
  return createPortal(
    <div className="sheets">
      <article className="recovery-sheet">
        <h1>{say("recovery")}</h1>
        {here.training && <p>{say("training_band")}</p>}
        <p>{here.society}</p>
        <p>{day(printed.on)}</p>
        <p className="recovery-large num">
          {printed.code.match(/(?:[^-]+-?){1,3}/g)?.map((line, at) => (
            <span key={at}>{line}</span>
          ))}
        </p>
        <p>{say("recovery_sheet_lead")}</p>
        <p>{say("recovery_sheet_once")}</p>
      </article>
    </div>,
    document.body,
  );
}
