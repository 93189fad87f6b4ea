// Days as a clerk reads them. Only shown here, never counted with: days come from the desk and go back as they came. The
// months of a chart's axis are the one exception.
import type { Day, Lang } from "../wire";

const usual = { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" } as const;
const long = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { ...usual, era: "long", month: "long" });
const narrow = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { ...usual, era: "narrow" });
const longMonth = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { timeZone: "UTC", era: "long", year: "numeric", month: "long" });
const moment = {
  ja: new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { ...usual, timeZone: "Asia/Tokyo", era: "narrow", hour: "2-digit", minute: "2-digit" }),
  en: new Intl.DateTimeFormat("sv-SE", { ...usual, timeZone: "Asia/Tokyo", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }),
};

function read(day: Day): Date | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The last second of a day in Japan, as the desk writes instants: what was recorded on the day itself still counts. */
export function endOfDay(day: Day): string {
  return `${day}T14:59:59Z`;
}

/** 令和8年4月15日; what is no day stays as it is. */
export function dayLong(day: Day, lang: Lang): string {
  const date = read(day);
  return lang === "en" || date === undefined ? day : long.format(date);
}

/** 7月31日, from `07-31`, a day of every year; what is none stays as it is. */
export function yearlyDay(day: string, lang: Lang): string {
  const [, month, date] = /^(\d{2})-(\d{2})$/.exec(day) ?? [];
  return lang === "en" || month === undefined || date === undefined ? day : `${Number(month)}月${Number(date)}日`;
}

/** R8.4.15, for tables. */
export function dayShort(day: Day, lang: Lang): string {
  const date = read(day);
  return lang === "en" || date === undefined ? day : dotted(narrow.formatToParts(date));
}

const partOf = (parts: Intl.DateTimeFormatPart[], type: string) => parts.find((one) => one.type === type)?.value.replace("年", "") ?? "";
const yearOf = (parts: Intl.DateTimeFormatPart[]) => `${partOf(parts, "era")}${partOf(parts, "year")}`;
const dotted = (parts: Intl.DateTimeFormatPart[]) => `${yearOf(parts)}.${partOf(parts, "month")}.${partOf(parts, "day")}`;

/** 令和8年4月, from `2026-04`. */
export function monthLong(month: string, lang: Lang): string {
  const date = read(`${month}-01`);
  return lang === "en" || date === undefined ? month : longMonth.format(date);
}

/** The months of an axis: that of `first`, and as many after it. */
export function monthsFrom(first: Day, after: number): string[] {
  const [year = 0, month = 1] = first.split("-").map(Number);
  return Array.from({ length: after + 1 }, (_, at) => new Date(Date.UTC(year, month - 1 + at)).toISOString().slice(0, 7));
}

/** The month alone, as under a chart. */
export function monthShort(month: string, lang: Lang): string {
  const number = String(Number(month.slice(5, 7)));
  return lang === "ja" ? `${number}月` : month.slice(5, 7);
}

/** The year of a month as a chart has room for it: R8年. */
export function yearShort(month: string, lang: Lang): string {
  const date = read(`${month}-01`);
  return lang === "en" || date === undefined ? month.slice(0, 4) : `${yearOf(narrow.formatToParts(date))}年`;
}

/** R8.4.15 09:30, Japanese time, from a moment in UTC. */
export function momentShort(at: string, lang: Lang): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) {
    return at;
  }
  if (lang === "en") {
    return moment.en.format(date);
  }
  const parts = moment.ja.formatToParts(date);
  return `${dotted(parts)} ${partOf(parts, "hour")}:${partOf(parts, "minute")}`;
}
