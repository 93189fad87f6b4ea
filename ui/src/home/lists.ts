// The work lists, grouped as a clerk goes through a day.
import type { OpenState, Route } from "../frame/route";
import type { Voice } from "../frame/say";

export const GROUPS = [
  { title: "group_issue", lists: ["notice_due", "certificate_due", "renewal_due", "covered_before_post", "unprinted", "unposted"] },
  { title: "group_wait", lists: ["on_application", "waiting", "ask", "same_person", "card_differs", "quarantine"] },
  { title: "group_ahead", lists: ["lapsing", "certificates_ending", "milestones", "turning_70", "turning_75", "voluntary_ending"] },
  { title: "group_return", lists: ["returns_due", "returned_mail", "searches", "consequences"] },
] as const;

/** Lists on which nobody has a deadline: what they are for is done without delay, or when an answer comes. */
export const UNDATED: ReadonlySet<string> = new Set(["notice_due", "ask", "returned_mail", "consequences", "same_person", "card_differs"]);

/** Rows that count batches, by the state in which those are: they lead to the batches, and their day is the one of the oldest,
    no deadline. */
export const BATCHES: ReadonlyMap<string, OpenState> = new Map([
  ["unprinted", "planned"],
  ["unposted", "printed"],
]);

/** Rows whose day is the one on which the oldest came, no deadline. */
export const SINCE: ReadonlySet<string> = new Set([...BATCHES.keys(), "quarantine"]);

/** Rows whose work has a place of its own, which lists the same. */
export const BENCHES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["returned_mail", { screen: "papers", tab: "mail" }],
  ["returns_due", { screen: "papers", tab: "returns" }],
  ["consequences", { screen: "papers", tab: "run", code: "consequences" }],
  ["same_person", { screen: "papers", tab: "run", code: "same" }],
  ["quarantine", { screen: "imports" }],
]);

/** A list's name in words; one that the catalogue does not know shows its own name. */
export function listTitle(name: string, { maybe }: Voice): string {
  return maybe(`list_${name}`) ?? name;
}
