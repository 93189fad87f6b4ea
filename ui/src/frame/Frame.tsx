// The frame round every screen: what stays when all else changes, and what survives when a screen breaks.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button as Pressable, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from "react-aria-components";
import { Answers } from "../answers/Answers";
import { Counter } from "../counter/Counter";
import { call, LOCKED } from "../desk";
import { FindBox } from "../find/FindBox";
import { Find } from "../find/Find";
import { Members } from "../find/Members";
import { Home } from "../home/Home";
import { List } from "../home/List";
import { Import } from "../imports/Import";
import { Imports } from "../imports/Imports";
import { useDrops, useNewImport } from "../imports/begin";
import { Member } from "../member/Member";
import { Papers } from "../papers/Papers";
import { Print } from "../prints/Print";
import { Prints } from "../prints/Prints";
import { Reports } from "../reports/Reports";
import { Settings } from "../settings/Settings";
import type { Failed } from "../wire";
import { type Action, actions as allActions, useShortcuts } from "./actions";
import { Boundary } from "./Boundary";
import { DaySwitch, PastBand, ReadOnlyBand } from "./DaySwitch";
import { useFailure } from "./Failure";
import { KeyList } from "./KeyList";
import { Icon, Keys } from "./parts";
import { Palette } from "./Palette";
import { go, type Route, SECTIONS, sectionOf, sectionRoute, useRoute, write } from "./route";
import { useVoice } from "./say";
import { useSession } from "./session";

/** Screens that count everyone by what the ledger knows now, whatever else is looked at. */
const COUNTS_NOW: ReadonlySet<Route["screen"]> = new Set(["home", "list", "find", "members"]);

/** Where whoever may look at nobody works. */
const SETTINGS: Route = { screen: "settings" };

export function Frame() {
  const { say, short, operator } = useVoice();
  const { here, view, past, closeLedger, version } = useSession();
  const asked = useRoute();
  const sees = here.may.includes("view");
  // Who keeps an eye on the work without looking at members counts, too.
  const counts = sees || here.may.includes("audit");
  const route = sees || asked.screen === "settings" || (counts && asked.screen === "reports") ? asked : SETTINGS;
  useEffect(() => {
    if (route !== asked) {
      go(route, "replace");
    }
  }, [route, asked]);
  const show = useFailure();
  const find = useRef<HTMLInputElement>(null);
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);

  const focusFind = useCallback(() => {
    find.current?.focus();
    find.current?.select();
  }, []);
  const lock = useCallback(() => {
    call("lock", {}).then(
      () => window.dispatchEvent(new Event(LOCKED)),
      (failed: Failed) => show("failed_operator", failed),
    );
  }, [show]);
  const openPalette = useCallback(() => setPalette(true), []);
  const openKeys = useCallback(() => setKeys(true), []);
  const newImport = useNewImport();
  const actions = useMemo(
    () => allActions(say, { openPalette, openKeys, focusFind, lock, newImport, closeLedger }, sees, counts),
    [sees, counts, say, openPalette, openKeys, focusFind, lock, newImport, closeLedger],
  );

  useShortcuts(actions);
  useEffect(() => {
    // From the heading, where a change of screen puts the focus, the arrow leads into the screen's table.
    const hear = (event: KeyboardEvent) => {
      if (event.key === "ArrowDown" && event.target instanceof HTMLHeadingElement) {
        document.querySelector<HTMLElement>("main [role=grid]")?.focus();
      }
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);

  const over = useDrops();
  useFocusOnArrival(write(route));
  useFocusKept();

  const section = sectionOf(route);
  return (
    <div className={`frame ${here.training ? "training" : ""} ${past ? "past" : ""}`}>
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>("main h1")?.focus();
        }}
      >
        {say("skip")}
      </a>
      {here.training && (
        <section className="training-band" aria-label={say("training_short")} title={say("training_more")}>
          {say("training_band")}
        </section>
      )}
      <header className="header">
        <p className="brand">
          <b>{say("app")}</b>
          <span className="clip">{here.society}</span>
          {here.training && <span className="training-mark">{say("training_short")}</span>}
        </p>
        {sees && <FindBox ref={find} />}
        {sees && <DaySwitch />}
        <MainMenu actions={actions} />
      </header>
      <nav className="rail" aria-label={say("sections")}>
        <ul>
          {SECTIONS.map((one, at) => {
            const action = actions.find((action) => action.id === `go-${one}`);
            return (
              action !== undefined && (
                <li key={one}>
                  <a
                    href={write(sectionRoute(one))}
                    id={`section-${one}`}
                    aria-current={one === section ? "page" : undefined}
                    aria-keyshortcuts={`Alt+${(at + 1) % 10}`}
                    title={`${say(one)}  Alt+${(at + 1) % 10}`}
                    onClick={(event) => {
                      event.preventDefault();
                      action.run();
                    }}
                  >
                    <Icon name={one} />
                    <span>{say(one)}</span>
                    <kbd>{(at + 1) % 10}</kbd>
                  </a>
                </li>
              )
            );
          })}
        </ul>
      </nav>
      <main className="main" id="content" data-on={view.on}>
        <ReadOnlyBand />
        <PastBand countsNow={COUNTS_NOW.has(route.screen)} />
        <Boundary key={write(route)} name={route.screen}>
          <Screen route={route} />
        </Boundary>
      </main>
      <footer className="status">
        <span className="clip" title={here.path}>
          {here.path}
        </span>
        <span className="members" title={say("status_members_all")}>{say("status_members", { n: here.members })}</span>
        <span id="who">
          {here.operator_name === here.operator
            ? say("operator", { name: operator(here.operator) })
            : say("operator_called", { name: here.operator_name, code: here.operator })}
        </span>
        <span className="num">{say("status_today", { day: short(here.today) })}</span>
        <span className="num version">{say("version", { version })}</span>
      </footer>
      {over && (
        <div className="drop-here" role="status">
          <p>{say("drop_here")}</p>
        </div>
      )}
      <Palette open={palette} onClose={() => setPalette(false)} actions={actions} />
      <KeyList open={keys} onClose={() => setKeys(false)} actions={actions} />
    </div>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case "home":
      return <Home />;
    case "list":
      return <List key={`${route.name} ${route.month}`} name={route.name} month={route.month} />;
    case "find":
      return <Find query={route.query} />;
    case "members":
      return <Members />;
    case "member":
      return <Member key={route.member} member={route.member} />;
    case "imports":
      return <Imports />;
    case "import":
      return <Import />;
    case "prints":
      return <Prints state={route.state ?? null} />;
    case "print":
      return <Print key={route.batch ?? "new"} batch={route.batch} kind={route.kind} />;
    case "reports":
      return <Reports tab={route.tab} behind={route.behind} />;
    case "counter":
      return <Counter member={route.member} />;
    case "papers":
      return <Papers tab={route.tab} code={route.code} />;
    case "answers":
      return <Answers key={route.member ?? ""} member={route.member} />;
    case "settings":
      return <Settings tab={route.tab} />;
  }
}

/** Where a screen begins: at what it offers before all else, or what it is for in the frame, else at its heading. */
function beginning(): HTMLElement | null {
  const outside = document.querySelector<HTMLElement>("main [data-begins-at]")?.dataset["beginsAt"];
  return document.querySelector<HTMLElement>("main [data-arrival]") ?? (outside === undefined ? null : document.getElementById(outside)) ?? document.querySelector<HTMLElement>("main h1");
}

/** After a change of screen the focus is where it begins: never lost, never left behind. The first screen keeps what it has. */
function useFocusOnArrival(address: string) {
  const last = useRef(address);
  useEffect(() => {
    if (last.current === address) {
      return;
    }
    last.current = address;
    const frame = requestAnimationFrame(() => {
      const dialog = document.querySelector("[role=dialog], [role=alertdialog]");
      if (dialog === null) {
        beginning()?.focus({ preventScroll: true });
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [address]);
}

/** What held the focus may go with a step of the work; then the screen's beginning takes it, so that the next key is heard. */
function useFocusKept() {
  useEffect(() => {
    const content = document.getElementById("content");
    if (content === null) {
      return;
    }
    const lost = () => document.activeElement === document.body && document.querySelector("[role=dialog], [role=alertdialog]") === null;
    const keep = () => {
      if (lost()) {
        beginning()?.focus({ preventScroll: true });
      }
    };
    // Whoever closes a window over the screen gives the focus back in the next frame: what is lost is lost for two.
    const look = () => lost() && requestAnimationFrame(() => requestAnimationFrame(keep));
    const watch = new MutationObserver(() => {
      if (lost()) {
        setTimeout(look, 100);
      }
    });
    watch.observe(content, { childList: true, subtree: true });
    keep();
    return () => watch.disconnect();
  }, []);
}

function MainMenu({ actions }: { actions: Action[] }) {
  const { say } = useVoice();
  const groups = [
    ["go", say("menu_go")],
    ["ledger", say("menu_ledger")],
    ["view", say("menu_view")],
    ["help", say("menu_help")],
  ] as const;
  return (
    <MenuTrigger>
      <Pressable className="button quiet" id="menu">
        <Icon name="menu" />
        {say("menu")}
      </Pressable>
      <Popover className="pop" offset={6} placement="bottom end">
        <Menu className="menu" onAction={(id) => setTimeout(() => actions.find((action) => action.id === id)?.run(), 0)}>
          {groups.map(([group, title], at) => (
            <MenuSection key={group} id={group}>
              {at > 0 && <Separator />}
              <Header>{title}</Header>
              {actions
                .filter((action) => action.group === group)
                .map((action) => (
                  <MenuItem key={action.id} id={action.id} className="menu-item" textValue={action.label}>
                    <span>{action.label}</span>
                    {action.keys !== null && <Keys keys={action.keys} />}
                  </MenuItem>
                ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
