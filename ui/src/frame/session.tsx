// The open ledger and the day on which it is looked at, known to every screen.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState, useSyncExternalStore } from "react";
import type { Day, Here } from "../wire";
import { endOfDay } from "./days";

/** The day that is looked at, and until when the ledger's knowledge counts (`null`: all it knows). */
export type View = { on: Day; knownAt: Day | null };

/** Why nothing may be written: the ledger lies where it cannot be, or the view is not today's. */
export type Fixed = "read_only_blocked" | "past_blocked" | undefined;

export type Session = {
  here: Here;
  version: string;
  view: View;
  setView: (view: View) => void;
  /** The instant up to which the ledger's knowledge counts, as the desk asks for it. */
  knownAt: string | null;
  /** The view is not today's. */
  past: boolean;
  /** Why nothing may be written, as a word; undefined when it may. */
  fixed: Fixed;
  closeLedger: () => void;
  /** The ledger's own data have changed: this is how it is now. */
  renew: (here: Here) => void;
  kept: Kept;
};

/** What outlives its screen while the ledger is open. */
class Kept {
  private readonly values = new Map<string, unknown>();
  private readonly listeners = new Set<() => void>();

  get(name: string): unknown {
    return this.values.get(name);
  }

  set(name: string, value: unknown) {
    this.values.set(name, value);
    for (const told of this.listeners) {
      told();
    }
  }

  readonly listen = (told: () => void) => {
    this.listeners.add(told);
    return () => this.listeners.delete(told);
  };
}

const Context = createContext<Session | null>(null);

type SessionProps = { here: Here; version: string; closeLedger: () => void; renew: (here: Here) => void; children: ReactNode };

export function SessionProvider({ here, version, closeLedger, renew, children }: SessionProps) {
  const [view, setView] = useState<View>({ on: here.today, knownAt: null });
  const [kept] = useState(() => new Kept());
  const session = useMemo(
    () => {
      const past = view.on !== here.today || view.knownAt !== null;
      const fixed: Fixed = here.read_only ? "read_only_blocked" : past ? "past_blocked" : undefined;
      return { here, version, view, setView, knownAt: view.knownAt === null ? null : endOfDay(view.knownAt), past, fixed, closeLedger, renew, kept };
    },
    [here, version, view, closeLedger, renew, kept],
  );
  return <Context value={session}>{children}</Context>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (session === null) {
    throw new Error("a screen of the ledger was shown without a ledger");
  }
  return session;
}

/** Why whoever works here may not change the settings, as a word; undefined when they may. */
export function useSettingsFixed(): Fixed | "settings_not_permitted" {
  const { here, fixed } = useSession();
  return here.may.includes("settings") ? fixed : "settings_not_permitted";
}

/** An employer by its code, with its name where the ledger knows it. */
export function useEmployer(): (code: string | null) => string {
  const { employers } = useSession().here;
  return useCallback(
    (code) => {
      const name = employers.find((one) => one.code === code)?.name;
      return code === null ? "" : name === undefined ? code : `${code} ${name}`;
    },
    [employers],
  );
}

/**
 * A state that outlives its screen while the ledger is open: a half done import waits for the clerk to come back, and a
 * printing that goes on is seen again. `first` must be the same value each time it is asked for, or a plain one.
 */
export function useKept<T>(name: string, first: T): [T, (next: T) => void] {
  const { kept } = useSession();
  const value = useSyncExternalStore(kept.listen, () => kept.get(name));
  const keep = useCallback((next: T) => kept.set(name, next), [kept, name]);
  return [value === undefined ? first : (value as T), keep];
}
