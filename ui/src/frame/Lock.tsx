// A window that nobody uses locks itself: the ledger behind it is closed, and what was being typed is kept under the lock.
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { call, LOCKED, SHUT } from "../desk";
import { useAsked, useWork } from "./asking";
import type { Failed, Here, Idle } from "../wire";
import { Button, Choice } from "./parts";
import { preferences } from "./preferences";
import { useVoice } from "./say";
import { useSession } from "./session";
import { Wrong } from "./Wrong";

/** So often the desk is told whether the window is used. */
const EVERY_MS = 5000;
const USES = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Locks what is inside. `onOther` is told when somebody else than before has signed in. */
export function Lockable({ children, onOther }: { children: ReactNode; onOther: (here: Here) => void }) {
  const { here } = useSession();
  const [locked, setLocked] = useState<Idle | null>(null);
  const used = useRef(false);
  // Where the clerk was when the window was locked.
  const before = useRef<Element | null>(null);

  const ask = useCallback(() => {
    const asked = { used: used.current, minutes: preferences().lockMinutes };
    used.current = false;
    call("idle", asked).then(
      (idle) =>
        setLocked((then) => {
          if (idle.locked && then === null) {
            before.current = document.activeElement;
          }
          return idle.locked ? idle : null;
        }),
      // Whatever is wrong with the desk shows at the next thing that is asked of it.
      () => undefined,
    );
  }, []);
  useEffect(() => {
    const use = () => {
      used.current = true;
    };
    const timer = setInterval(ask, EVERY_MS);
    window.addEventListener(LOCKED, ask);
    USES.forEach((one) => window.addEventListener(one, use, { passive: true, capture: true }));
    return () => {
      clearInterval(timer);
      window.removeEventListener(LOCKED, ask);
      USES.forEach((one) => window.removeEventListener(one, use, { capture: true }));
    };
  }, [ask]);

  useEffect(() => {
    if (locked !== null) {
      window.dispatchEvent(new Event(SHUT));
    }
  }, [locked]);

  // Once the lock has gone, the focus goes back to where it was.
  useEffect(() => {
    const there = before.current;
    if (locked === null && there !== null) {
      before.current = null;
      giveBack(there);
    }
  }, [locked]);
  const opened = (next: Here) => {
    setLocked(null);
    if (next.operator !== here.operator) {
      onOther(next);
    }
  };
  return (
    <>
      {children}
      {locked !== null && <Locked idle={locked} onOpened={opened} />}
    </>
  );
}

/** The focus goes back to where it was; where that has gone too, to the beginning of the screen. The dialog lets go of it two frames later. */
function giveBack(before: Element) {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const there = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : document.querySelector<HTMLElement>("main h1");
      there?.focus({ preventScroll: true });
    }),
  );
}

function Locked({ idle, onOpened }: { idle: Idle; onOpened: (here: Here) => void }) {
  const { say, operator: called } = useVoice();
  const { closeLedger } = useSession();
  const [operator, setOperator] = useState(idle.operator ?? "");
  const [passphrase, setPassphrase] = useState("");
  const [wrong, setWrong] = useState<Failed | null>(null);
  const { answer: door } = useAsked("operators_of", idle.path === null ? null : { path: idle.path });
  const operators = door?.operators ?? [operator];
  const [unlock, busy] = useWork(async () => {
    setWrong(null);
    onOpened(await call("unlock", { operator, passphrase }));
  }, setWrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== "") {
      unlock();
    }
  };
  return (
    <ModalOverlay className="over lock-screen" isOpen isDismissable={false} isKeyboardDismissDisabled>
      <Modal className="over-window">
        <Dialog className="dialog" aria-label={say("locked")}>
          <form className="lock-form" onSubmit={submit} data-screen="locked">
            <Heading slot="title" level={2}>
              {say("locked")}
            </Heading>
            <p>{say("locked_lead")}</p>
            <Choice
              id="lock-operator"
              label={say("operator_field")}
              value={operator}
              choices={operators.map((one) => ({ value: one, label: called(one) }))}
              onChoose={setOperator}
            />
            <div className="field">
              <label htmlFor="lock-passphrase">{say("passphrase")}</label>
              <input
                id="lock-passphrase"
                type="password"
                autoComplete="off"
                autoFocus
                value={passphrase}
                aria-invalid={wrong !== null}
                aria-describedby={[idle.practice === null ? "" : "lock-practice", wrong === null ? "" : "lock-error"].filter(Boolean).join(" ") || undefined}
                onChange={(event) => setPassphrase(event.target.value)}
              />
              {idle.practice !== null && (
                <p className="hint" id="lock-practice">
                  {say("practice_is", { passphrase: idle.practice })}
                </p>
              )}
              {wrong !== null && <Wrong id="lock-error" failed={wrong} />}
            </div>
            <div className="dialog-foot">
              <Button id="lock-close" look="quiet" onClick={closeLedger}>
                {say("close_ledger")}
              </Button>
              <Button id="unlock" look="key" submit busy={busy} disabled={passphrase === ""}>
                {say("unlock")}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
