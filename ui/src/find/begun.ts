// A birth date that is not written to its end: the desk finds by whole days only.

const ERA = "(?:[tshr]|大正?|昭和?|平成?|令和?)(?:元|\\d{1,2})";
const YEAR = "(?:19|20)\\d{2}";
const BEGUN = new RegExp(`^(?:${ERA}|${YEAR})(?:\\d{1,3}|[年./-](?:\\d{1,2}[月./-]?)?)?$`, "i");

/** Does a text look like a day of which the month or the day is still missing? */
export const begunDay = (text: string): boolean => BEGUN.test(text.normalize("NFKC").replaceAll(/\s/g, ""));
