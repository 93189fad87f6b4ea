// Asking the desk from a screen: the last answer stays while the next is on its way, and a late one is dropped.
import { useCallback, useEffect, useRef, useState } from "react";
import { type Answer, type Args, call, type Command, failedOf } from "../desk";
import type { Failed } from "../wire";

export type Asked<T> = {
  answer: T | undefined;
  failed: Failed | undefined;
  /** Nothing to show yet, and it has been 200 ms: time for a skeleton. */
  slow: boolean;
  asking: boolean;
  again: () => void;
};

export function useAsked<K extends Command>(cmd: K, args: Args<K> | null): Asked<Answer<K>> {
  const key = args === null ? null : JSON.stringify(args);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ answer?: Answer<K>; failed?: Failed; key: string | null }>({ key: null });
  const asking = key !== null && state.key !== `${turn}${key}`;
  const slow = useSlow(asking && state.answer === undefined);
  const latest = useRef(args);
  latest.current = args;

  useEffect(() => {
    const asked = latest.current;
    if (key === null || asked === null) {
      return;
    }
    let dropped = false;
    call(cmd, asked).then(
      (answer) => {
        if (!dropped) {
          setState({ answer, key: `${turn}${key}` });
        }
      },
      (reason: unknown) => {
        if (!dropped) {
          setState({ failed: failedOf(reason), key: `${turn}${key}` });
        }
      },
    );
    return () => {
      dropped = true;
    };
  }, [cmd, key, turn]);

  const again = useCallback(() => setTurn((turn) => turn + 1), []);
  return { answer: state.answer, failed: asking ? undefined : state.failed, slow, asking, again };
}

/** True once something has lasted 200 ms: what is quicker than that must not flicker. */
export function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), 200);
    return () => clearTimeout(timer);
  }, [busy]);
  return slow;
}

/** A work that a button starts: busy while it runs, and never started twice. */
export function useWork<T extends unknown[]>(
  work: (...args: T) => Promise<void>,
  failed: (failed: Failed) => void,
): [(...args: T) => void, boolean] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const latest = useRef({ work, failed });
  latest.current = { work, failed };
  const start = useCallback((...args: T) => {
    if (running.current) {
      return;
    }
    running.current = true;
    setBusy(true);
    latest.current
      .work(...args)
      .catch((reason: unknown) => latest.current.failed(failedOf(reason)))
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }, []);
  return [start, busy];
}
