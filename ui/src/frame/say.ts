// The screen's voice: words, codes, days and numbers in the clerk's language.
import { useMemo } from "react";
import type { Day, Lang } from "../wire";
import { codeWord, counted, fieldWord, maybeWord, operatorWord, placeWord, policyValueWord, policyWord, postcode, recordWord, type Fill, type Word, valueWord, word } from "../words";
import { dayLong, dayShort, momentShort, monthLong, monthShort, yearlyDay, yearShort } from "./days";
import { usePreferences } from "./preferences";

/** Everything that is said depends on the language alone. */
export function voice(lang: Lang) {
  return {
    lang,
    say: <K extends Word>(key: K, ...fill: Fill<K>) => word(lang, key, ...fill),
    maybe: (key: string) => maybeWord(lang, key),
    code: (code: string) => codeWord(lang, code),
    field: (field: string) => fieldWord(lang, field),
    policy: (key: string) => policyWord(lang, key),
    policyValue: (key: string, value: string) => policyValueWord(lang, key, value.replace(/\d{4}-\d{2}-\d{2}/, (day) => dayLong(day, lang)).replace(/(?<=^")\d{2}-\d{2}(?="$)/, (day) => yearlyDay(day, lang))),
    value: (field: string, value: string) => valueWord(lang, field, value),
    place: (place: string) => placeWord(lang, place),
    operator: (id: string) => operatorWord(lang, id),
    record: (event: string, said: string) => recordWord(lang, event, said),
    postcode,
    count: (n: number) => counted(lang, n),
    yearly: (day: string) => yearlyDay(day, lang),
    day: (day: Day) => dayLong(day, lang),
    short: (day: Day | null) => (day === null ? "" : dayShort(day, lang)),
    month: (month: string) => monthLong(month, lang),
    monthShort: (month: string) => monthShort(month, lang),
    yearShort: (month: string) => yearShort(month, lang),
    moment: (moment: string) => momentShort(moment, lang),
  };
}

export type Voice = ReturnType<typeof voice>;
export type Say = Voice["say"];

export function useVoice(): Voice {
  const { lang } = usePreferences();
  return useMemo(() => voice(lang), [lang]);
}
