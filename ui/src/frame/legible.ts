// Names with variant selectors (葛󠄀) show as boxes in WebKitGTK when no installed font knows the sequence.

const variants = /[\u{E0100}-\u{E01EF}]/gu;
const boxes = /Linux/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);

/** The name as this engine can show it. What is recorded and printed keeps its selectors. */
export function legible(name: string): string {
  return boxes ? name.replace(variants, "") : name;
}
