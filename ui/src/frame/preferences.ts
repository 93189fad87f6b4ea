// What a clerk prefers of the screen itself: colours, size, language, when it locks, and under which code one works.
// Nothing else is ever kept in the browser's store.
import { useSyncExternalStore } from "react";
import type { Lang } from "../wire";

export type Theme = "system" | "light" | "dark";
export type Preferences = { theme: Theme; zoom: number; lang: Lang; lockMinutes: number; operator: string; sound: boolean };

const KEY = "daicho.screen";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];
export const ZOOMS = [100, 110, 125, 150, 175, 200] as const;
export const LOCK_MINUTES = [1, 3, 5, 10, 15] as const;
const usual: Preferences = { theme: "system", zoom: 100, lang: "ja", lockMinutes: 5, operator: "", sound: true };

let current: Preferences = read();
const listeners = new Set<() => void>();

/** The store may be empty, foreign or closed to us; then the usual holds. */
function read(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) {
      return usual;
    }
    const { theme, zoom, lang, lockMinutes, operator, sound } = kept as Partial<Record<keyof Preferences, unknown>>;
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      zoom: ZOOMS.find((one) => one === zoom) ?? 100,
      lang: lang === "en" ? "en" : "ja",
      lockMinutes: LOCK_MINUTES.find((one) => one === lockMinutes) ?? 5,
      operator: typeof operator === "string" ? operator : "",
      sound: sound !== false,
    };
  } catch {
    return usual;
  }
}

export const preferences = (): Preferences => current;

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A closed store only means that the choice is forgotten with the window.
  }
  applyPreferences();
  for (const told of listeners) {
    told();
  }
}

/** Everything is sized in rem, so that the root's size is the zoom; rows of long tables ask for it in pixels. */
export function applyPreferences(): void {
  const root = document.documentElement;
  root.lang = current.lang;
  root.dataset["theme"] = current.theme;
  root.style.fontSize = `${(16 * current.zoom) / 100}px`;
}

export function zoomBy(steps: number): void {
  const at = ZOOMS.findIndex((one) => one === current.zoom);
  const to = ZOOMS[Math.min(Math.max(at + steps, 0), ZOOMS.length - 1)];
  prefer({ zoom: to ?? 100 });
}

function listen(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(listen, preferences);
}
