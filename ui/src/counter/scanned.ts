// A scanner is a keyboard. Whatever the input method makes of its keys, the keys themselves are the code: they are listened to beside
// the field, and when a code ends with Enter it is taken from them.
import { type RefObject, useEffect } from "react";

/** A scanner types faster than anyone: so many milliseconds between two keys at most. */
const QUICK = 80;
/** A management code is eleven characters; with the copy's number a few more. What a hand typed a moment before is none of it. */
const CODE = /[MP][2-9A-HJKMNP-Z]{10}(-\d{1,3})?$/;

/** The character of a key, whatever layout of letters and digits it has and whatever the input method makes of it. */
export function keyOf(code: string): string | null {
  const found = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
  if (found !== null) {
    return found[1] ?? found[2] ?? null;
  }
  return code === "Minus" || code === "NumpadSubtract" ? "-" : null;
}

/** Hears a scanner while the counter has the focus; `told` gets the code, and no Enter of it sends anything. What is typed by hand goes its own way. */
export function useScanned(field: RefObject<HTMLInputElement | null>, told: (code: string) => void) {
  useEffect(() => {
    let keys = "";
    let last = 0;
    const hear = (event: KeyboardEvent) => {
      // In every field of the counter, but not where something else is being written, or hidden.
      const elsewhere = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [role=dialog]") !== null && event.target.closest("[data-screen=counter]") === null;
      if (elsewhere || event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
        return;
      }
      if (event.code === "Enter" || event.code === "NumpadEnter") {
        const code = CODE.exec(keys)?.[0];
        keys = "";
        if (code !== undefined && event.timeStamp - last <= QUICK) {
          // The input method may still be making words of it: it lets go when the field does.
          event.preventDefault();
          event.stopImmediatePropagation();
          const input = field.current;
          input?.blur();
          told(code);
          setTimeout(() => input?.focus(), 0);
        }
        return;
      }
      const key = keyOf(event.code);
      if (key !== null) {
        keys = event.timeStamp - last <= QUICK ? keys + key : key;
        last = event.timeStamp;
      }
    };
    window.addEventListener("keydown", hear, true);
    return () => window.removeEventListener("keydown", hear, true);
  }, [field, told]);
}
