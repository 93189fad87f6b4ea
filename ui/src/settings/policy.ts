// The text of a society's policies, read and written line by line: the form beside it stays in step, and whatever else
// stands in the text stays as it is.
import type { Day } from "../wire";

/** A choice of a policy, by how it is made. A value is held as the text has it: `"ex_officio"`, `30`, `{ fixed = 2029-11-30 }`. */
export type Choice = { key: string } & (
  | { made: "word"; words: readonly string[] }
  | { made: "number" }
  | { made: "yearly" }
  | { made: "either"; forms: readonly Form[] }
);

/** One of two ways to say the same thing, with what is said when a clerk turns to it. */
export type Form = { name: string; parts: readonly { key: string; first: string }[] };

/** Every choice of a policy but its first day and its decision, in the order of the form. */
export const CHOICES: readonly Choice[] = [
  { key: "certificate_lapse", made: "word", words: ['"ex_officio"', '"on_application"'] },
  { key: "lapse_lead_days", made: "number" },
  {
    key: "joiner_wait",
    made: "either",
    forms: [
      { name: "days", parts: [{ key: "days", first: "30" }, { key: "until_days", first: "50" }] },
      { name: "business_days", parts: [{ key: "business_days", first: "4" }] },
    ],
  },
  {
    key: "certificate_last_day",
    made: "either",
    forms: [
      { name: "fixed", parts: [{ key: "fixed", first: "2029-11-30" }] },
      { name: "years", parts: [{ key: "years", first: "2" }, { key: "month_end", first: "3" }] },
    ],
  },
  { key: "short_term_months", made: "number" },
  { key: "renewal_lead_days", made: "number" },
  { key: "ratio_on_certificate", made: "word", words: ["true", "false"] },
  { key: "ratio_year", made: "yearly" },
  { key: "return_when_usable", made: "word", words: ["true", "false"] },
  { key: "return_basis", made: "word", words: ['"left"', '"lost"'] },
  { key: "grace_reading", made: "word", words: ['"month_end"', '"exact"'] },
  { key: "notice_to", made: "word", words: ['"everyone"', '"myna_holders"'] },
  { key: "notice_on_change", made: "word", words: ['"unless_portal"', '"always"'] },
  { key: "notice_reissue", made: "word", words: ['"unless_portal"', '"free"', '"never"'] },
  { key: "reissue_fee_yen", made: "number" },
  { key: "print_characters", made: "word", words: ['"all"', '"jis_1_2"'] },
  { key: "batch_max_age_days", made: "number" },
  { key: "envelopes", made: "word", words: ['"household"', '"member"'] },
  { key: "customer_barcode", made: "word", words: ["true", "false"] },
  { key: "source_max_age_days", made: "number" },
  { key: "optional_items", made: "word", words: ["true", "false"] },
];

const BEGINS = /^\s*\[\[policy\]\]/;
const SAYS = /^\s*(\w+)\s*=\s*("(?:[^"\\]|\\.)*"|\{[^}]*\}|[^#]*?)\s*(?:#.*)?$/;

/** The lines of one policy, the last one not among them. */
type Span = { start: number; end: number };

function saidIn(lines: readonly string[], { start, end }: Span): Map<string, string> {
  const said = lines.slice(start, end).flatMap((line) => {
    const [, key, value] = SAYS.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return new Map(said);
}

/** The policy that begins last. Days are written so that the later one is the greater text. */
function newest(lines: readonly string[]): Span | undefined {
  const starts = lines.flatMap((line, at) => (BEGINS.test(line) ? [at] : []));
  const spans = starts.map((start, at) => ({ start, end: starts[at + 1] ?? lines.length }));
  const from = (span: Span) => saidIn(lines, span).get("from") ?? "";
  return spans.reduce<Span | undefined>((last, span) => (last === undefined || from(last) <= from(span) ? span : last), undefined);
}

/** What the policy says that begins last. */
export function choices(text: string): Map<string, string> {
  const lines = text.split("\n");
  const span = newest(lines);
  return span === undefined ? new Map() : saidIn(lines, span);
}

/**
 * The text with another value in the policy that begins last; `null` leaves the choice out. A comment above it belongs to the
 * value that was: `comment` takes its place, unless it is to stay (`undefined`).
 */
export function choose(text: string, key: string, value: string | null, comment?: string): string {
  const lines = text.split("\n");
  const span = newest(lines);
  if (span === undefined) {
    return text;
  }
  const found = lines.findIndex((line, at) => span.start < at && at < span.end && SAYS.exec(line)?.[1] === key);
  let end = found < 0 ? span.end : found;
  if (found < 0) {
    while (end > span.start + 1 && lines[end - 1]?.trim() === "") {
      end -= 1;
    }
  }
  let start = end;
  while (found >= 0 && comment !== undefined && lines[start - 1]?.startsWith("#")) {
    start -= 1;
  }
  const says = value === null ? [] : [...(comment ? [`# ${comment}`] : []), `${key} = ${value}`];
  return [...lines.slice(0, start), ...says, ...lines.slice(found < 0 ? end : end + 1)].join("\n");
}

/** The text with the last policy once more, from `from` on and with no decision yet; as it is when that policy begins no earlier. */
export function beginOn(text: string, from: Day): string {
  const lines = text.split("\n");
  const span = newest(lines);
  if (span === undefined || (saidIn(lines, span).get("from") ?? "") >= from) {
    return text;
  }
  const again = choose(choose(lines.slice(span.start, span.end).join("\n"), "from", from), "source", '""', "");
  return `${text.trimEnd()}\n\n${again.trimEnd()}\n`;
}

/** The parts of a value in braces; one may be blank. */
export function partsOf(value: string): Map<string, string> {
  return new Map([...value.matchAll(/(\w+)\s*=\s*([^,}\s]*)/g)].map(([, key = "", said = ""]) => [key, said]));
}

/** A text without its quotes. */
export function unquoted(value: string): string {
  if (!value.startsWith('"')) {
    return value;
  }
  try {
    return String(JSON.parse(value));
  } catch {
    return value.slice(1, -1);
  }
}

/** A day of every year as the text has it, `07-31`, from what is typed in an office: `7月31日`, `7/31`, `07-31`; `null` from anything else. */
export function yearly(typed: string): string | null {
  const plain = typed.normalize("NFKC").replaceAll(/\s/g, "").replaceAll(/[ー−‐–—]/g, "-");
  const [, month, day] = /^(\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain) ?? [];
  return month === undefined || day === undefined ? null : `${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Is it a whole number, in one of the ways in which the text may have one? */
const isNumber = (value: string): boolean => /^\+?(0|[1-9](_?\d)*|0[xob][\da-f_]+)$/i.test(value);

/** A number as it is typed, without the noughts before it, which the text may not have. */
export const tidyNumber = (typed: string): string => typed.replace(/^0+(?=\d)/, "");

/** The choices in which a number or a day is missing, in the order of the form, each with what it lacks. */
export function lacking(text: string): Map<string, "number" | "yearly"> {
  const said = choices(text);
  const lacks = new Map<string, "number" | "yearly">();
  for (const choice of CHOICES) {
    const value = said.get(choice.key);
    if (value === undefined) {
      continue;
    }
    if (choice.made === "number" && !isNumber(value)) {
      lacks.set(choice.key, "number");
    }
    if (choice.made === "yearly" && yearly(unquoted(value)) === null) {
      lacks.set(choice.key, "yearly");
    }
    if (choice.made === "either" && partsLacking(choice.forms, partsOf(value)).length > 0) {
      lacks.set(choice.key, "number");
    }
  }
  return lacks;
}

/** The parts of a form that ought to be numbers and are none. */
export function partsLacking(forms: readonly Form[], parts: ReadonlyMap<string, string>): string[] {
  const form = forms.find((one) => one.parts.some((part) => parts.has(part.key)));
  return form?.parts.filter((part) => isNumber(part.first) && !isNumber(parts.get(part.key) ?? "")).map((part) => part.key) ?? [];
}

/** The choice that stands on the line of which a complaint speaks (`policy.toml:85`); none where no choice stands. */
export function choiceAt(text: string, place: string): string | null {
  const line = /:(\d+)$/.exec(place)?.[1];
  return /^\s*(\w+)\s*=/.exec(text.split("\n")[Number(line) - 1] ?? "")?.[1] ?? null;
}
