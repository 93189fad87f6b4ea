// Where in the window the clerk is: a small address after `#`, so that back and forward work as everywhere.
import { useSyncExternalStore } from "react";

export type Kind = "notice" | "certificate" | "elderly_certificate" | "return_request" | "refusal";

const KINDS: readonly string[] = ["notice", "certificate", "elderly_certificate", "return_request", "refusal"] satisfies Kind[];
/** A batch that waits to be printed, or to be posted. */
export type OpenState = "planned" | "printed";
export type Route =
  | { screen: "home" }
  | { screen: "list"; name: string; month: string | null }
  | { screen: "find"; query: string }
  | { screen: "members" }
  | { screen: "member"; member: string }
  | { screen: "imports" }
  | { screen: "import" }
  | { screen: "prints"; state?: OpenState }
  | { screen: "print"; batch: string | null; kind: Kind | null }
  | { screen: "papers"; tab?: string; code?: string }
  | { screen: "answers"; member: string | null }
  | { screen: "counter"; member: string | null }
  | { screen: "reports"; tab?: string; behind?: string }
  | { screen: "settings"; tab?: string };

export const SECTIONS = ["home", "find", "members", "imports", "prints", "papers", "answers", "reports", "settings", "counter"] as const;
export type Section = (typeof SECTIONS)[number];

/** The section that a screen belongs to. */
export function sectionOf(route: Route): Section {
  switch (route.screen) {
    case "home":
    case "list":
      return "home";
    case "find":
      return "find";
    case "members":
    case "member":
      return "members";
    case "imports":
    case "import":
      return "imports";
    case "prints":
    case "print":
      return "prints";
    case "reports":
      return "reports";
    case "papers":
      return "papers";
    case "answers":
      return "answers";
    case "counter":
      return "counter";
    case "settings":
      return "settings";
  }
}

export function sectionRoute(section: Section): Route {
  switch (section) {
    case "find":
      return { screen: "find", query: "" };
    case "answers":
    case "counter":
      return { screen: section, member: null };
    default:
      return { screen: section };
  }
}

export function write(route: Route): string {
  const join = (...parts: string[]) => `#/${parts.map(encodeURIComponent).join("/")}`;
  switch (route.screen) {
    case "list":
      return route.month === null ? join("list", route.name) : join("list", route.name, route.month);
    case "find":
      return route.query === "" ? join("find") : join("find", route.query);
    case "member":
      return join("member", route.member);
    case "print":
      if (route.batch !== null) {
        return join("print", "batch", route.batch);
      }
      return route.kind === null ? join("print") : join("print", route.kind);
    case "prints":
      return route.state === undefined ? join("prints") : join("prints", route.state);
    case "reports":
      return join("reports", ...[route.tab, route.behind].filter((part) => part !== undefined));
    case "papers":
      if (route.tab !== undefined && route.code !== undefined) {
        return join("papers", route.tab, route.code);
      }
      return route.tab === undefined ? join("papers") : join("papers", route.tab);
    case "answers":
    case "counter":
      return route.member === null ? join(route.screen) : join(route.screen, route.member);
    case "settings":
      return route.tab === undefined ? join("settings") : join("settings", route.tab);
    default:
      return join(route.screen);
  }
}

export function parse(hash: string): Route {
  const [screen, one, two] = hash.replace(/^#\/?/, "").split("/").map(decoded);
  switch (screen) {
    case "list":
      return one ? { screen, name: one, month: two ?? null } : { screen: "home" };
    case "find":
      return { screen, query: one ?? "" };
    case "member":
      return one ? { screen, member: one } : { screen: "members" };
    case "print":
      if (one === "batch" && two) {
        return { screen, batch: two, kind: null };
      }
      return { screen, batch: null, kind: KINDS.includes(one ?? "") ? (one as Kind) : null };
    case "members":
    case "imports":
    case "import":
      return { screen };
    case "prints":
      return one === "planned" || one === "printed" ? { screen, state: one } : { screen };
    case "reports":
      return { screen, ...(one ? { tab: one } : {}), ...(two ? { behind: two } : {}) };
    case "papers":
      return one && two ? { screen, tab: one, code: two } : one ? { screen, tab: one } : { screen };
    case "answers":
    case "counter":
      return { screen, member: one || null };
    case "settings":
      return one ? { screen, tab: one } : { screen };
    default:
      return { screen: "home" };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const listeners = new Set<() => void>();
let hash = location.hash;
let route = parse(hash);

const tell = () => {
  for (const told of listeners) {
    told();
  }
};

/** The address is the truth; the route is read anew only when it has changed. */
function here(): Route {
  if (location.hash !== hash) {
    hash = location.hash;
    route = parse(hash);
  }
  return route;
}

export function go(to: Route, how: "push" | "replace" = "push"): void {
  const address = write(to);
  if (address === location.hash) {
    return;
  }
  if (how === "push") {
    history.pushState(null, "", address);
  } else {
    history.replaceState(null, "", address);
  }
  tell();
}

/** Another address for the screen that is shown, which stays as it is: whoever comes back later comes back there. */
export function rename(to: Route): void {
  hash = write(to);
  history.replaceState(null, "", hash);
}

function listen(told: () => void): () => void {
  listeners.add(told);
  window.addEventListener("popstate", told);
  return () => {
    listeners.delete(told);
    window.removeEventListener("popstate", told);
  };
}

export function useRoute(): Route {
  return useSyncExternalStore(listen, here);
}
