// Everything a clerk can do from anywhere, once: the palette, the menu and the keys read this one list.
import { useEffect } from "react";
import type { Say } from "./say";
import { prefer, preferences, zoomBy } from "./preferences";
import { go, parse, SECTIONS, sectionRoute } from "./route";

export type Action = { id: string; label: string; keys: string | null; group: "go" | "view" | "ledger" | "help"; run: () => void };

export type Doors = { openPalette: () => void; openKeys: () => void; focusFind: () => void; lock: () => void; newImport: () => void; closeLedger: () => void };

/** What the screen itself can be told, with a ledger and without. */
export const viewActions = (say: Say): Action[] => [
  { id: "zoom-in", label: say("zoom_in"), keys: "Ctrl++", group: "view", run: () => zoomBy(1) },
  { id: "zoom-out", label: say("zoom_out"), keys: "Ctrl+-", group: "view", run: () => zoomBy(-1) },
  { id: "zoom-reset", label: say("zoom_reset"), keys: "Ctrl+0", group: "view", run: () => prefer({ zoom: 100 }) },
  { id: "light", label: say("theme_light"), keys: null, group: "view", run: () => prefer({ theme: "light" }) },
  { id: "dark", label: say("theme_dark"), keys: null, group: "view", run: () => prefer({ theme: "dark" }) },
  {
    id: "language",
    label: say("to_english"),
    keys: null,
    group: "view",
    run: () => prefer({ lang: preferences().lang === "ja" ? "en" : "ja" }),
  },
];

export const keysAction = (say: Say, openKeys: () => void): Action => ({ id: "keys", label: say("shortcuts"), keys: "F1", group: "help", run: openKeys });

/** Whoever may not look at members (`sees`) is offered the settings alone, and the reports where they may count (`counts`). */
export function actions(say: Say, doors: Doors, sees: boolean, counts: boolean): Action[] {
  const sections = SECTIONS.map(
    (section, at): Action => ({
      id: `go-${section}`,
      label: say("go_to", { place: say(section) }),
      keys: `Alt+${(at + 1) % 10}`,
      group: "go",
      run: () => {
        go(sectionRoute(section));
        // Who wants to find begins to type, already there or not.
        if (section === "find") {
          doors.focusFind();
        }
      },
    }),
  );
  const work: Action[] = [
    { id: "back", label: say("screen_back"), keys: "Alt+←", group: "go", run: () => history.back() },
    { id: "forward", label: say("screen_forward"), keys: "Alt+→", group: "go", run: () => history.forward() },
    { id: "focus-find", label: say("find_label"), keys: "Ctrl+F", group: "go", run: doors.focusFind },
    { id: "answers", label: say("answers_open"), keys: "F2", group: "go", run: openAnswers },
    { id: "counter", label: say("counter_open"), keys: "F3", group: "go", run: openCounter },
    { id: "new-import", label: say("new_import"), keys: null, group: "ledger", run: doors.newImport },
    { id: "new-print", label: say("new_print"), keys: null, group: "ledger", run: () => go({ screen: "print", batch: null, kind: null }) },
  ];
  return [
    ...(sees ? [...sections, ...work] : sections.filter((one) => one.id === "go-settings" || (counts && one.id === "go-reports"))),
    ...viewActions(say),
    { id: "palette", label: say("palette"), keys: "Ctrl+K", group: "help", run: doors.openPalette },
    keysAction(say, doors.openKeys),
    { id: "lock", label: say("lock"), keys: null, group: "ledger", run: doors.lock },
    { id: "close-ledger", label: say("close_ledger"), keys: null, group: "ledger", run: doors.closeLedger },
  ];
}

/** At hand for whoever is on the phone: beside a member it is about that member. */
function openAnswers() {
  const here = parse(location.hash);
  go({ screen: "answers", member: here.screen === "member" ? here.member : null });
}

/** Who stands there; beside a member it is about that member. */
function openCounter() {
  const here = parse(location.hash);
  go({ screen: "counter", member: here.screen === "member" ? here.member : null });
}

/** Is the clerk writing into something, so that a plain letter is not a shortcut? */
function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** The shortcut that a key press means, by its id. */
export function shortcut(event: KeyboardEvent): string | null {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey && !control && /^Digit[0-9]$/.test(event.code)) {
    const section = SECTIONS[(Number(event.code.slice(5)) + 9) % 10];
    return section === undefined ? null : `go-${section}`;
  }
  if (event.altKey && !control && event.key === "ArrowLeft") {
    return "back";
  }
  if (event.altKey && !control && event.key === "ArrowRight") {
    return "forward";
  }
  if (event.key === "F1") {
    return "keys";
  }
  if (event.key === "F2" && !control && !event.altKey) {
    return "answers";
  }
  if (event.key === "F3" && !control && !event.altKey) {
    return "counter";
  }
  if (event.key === "/" && !control && !event.altKey && !writing(event.target)) {
    return "focus-find";
  }
  if (!control || event.altKey) {
    return null;
  }
  switch (event.key) {
    case "k":
    case "K":
      return "palette";
    case "f":
    case "F":
      return "focus-find";
    case "+":
    case ";": // The key of + on a Japanese keyboard, without Shift.
    case "=":
      return "zoom-in";
    case "-":
      return "zoom-out";
    case "0":
      return "zoom-reset";
    default:
      return null;
  }
}

/** Hears the keys of these actions. A window over the screen keeps the keys: only the size may change behind it. */
export function useShortcuts(actions: readonly Action[]) {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const id = shortcut(event);
      const action = actions.find((action) => action.id === id);
      if (action === undefined) {
        return;
      }
      event.preventDefault();
      if (document.querySelector("[role=dialog], [role=alertdialog]") === null || action.group === "view") {
        action.run();
      }
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [actions]);
}

/** Keys of a browser that would only harm here: loading the page anew, printing it, showing its source. */
export function isBrowserKey(event: KeyboardEvent): boolean {
  const control = event.ctrlKey || event.metaKey;
  return event.key === "F5" || (control && !event.altKey && /^[rpujg]$/i.test(event.key));
}
