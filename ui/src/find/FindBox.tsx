// The one box that finds everybody: results while typing, arrows to choose, Enter to open.
import { type KeyboardEvent, type Ref, useId, useRef, useState } from "react";
import { useAsked } from "../frame/asking";
import { Icon, Keys } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { useEmployer, useSession } from "../frame/session";
import type { Found } from "../wire";
import { legible } from "../frame/legible";
import { begunDay } from "./begun";
import { hasLeft, peopleTone } from "./columns";

const AT_ONCE = 10;

export function FindBox({ ref }: { ref: Ref<HTMLInputElement> }) {
  const { say, short } = useVoice();
  const { view } = useSession();
  const employer = useEmployer();
  const list = useId();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const asked = query.trim();
  const { answer, asking } = useAsked("find", asked === "" ? null : { query: asked, on: view.on, limit: AT_ONCE });
  const found = asked === "" ? [] : (answer ?? []);
  // The last entry leads to all results.
  const entries = found.length + 1;
  const shown = open && asked !== "" && (answer !== undefined || !asking);

  const leave = () => {
    setOpen(false);
    setQuery("");
  };
  const openMember = (one: Found) => {
    leave();
    go({ screen: "member", member: one.member });
  };
  const openAll = () => {
    setOpen(false);
    go({ screen: "find", query: asked });
  };
  const choose = (at: number) => {
    const one = found[at];
    if (one === undefined) {
      openAll();
    } else {
      openMember(one);
    }
  };

  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    // The guard of the window keeps these away already; the box does not rely on it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      return;
    }
    switch (event.key) {
      case "ArrowDown":
        setOpen(true);
        setActive((active + 1) % entries);
        break;
      case "ArrowUp":
        setActive((active + entries - 1) % entries);
        break;
      case "Enter":
        if (asked === "" || asking) {
          return;
        }
        choose(active);
        break;
      case "Escape":
        if (!open && query === "") {
          return;
        }
        leave();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div
      className="find-box"
      ref={box}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) {
          setOpen(false);
        }
      }}
    >
      <Icon name="find" />
      <input
        ref={ref}
        id="find"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={say("find_label")}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${list}-${active}` : undefined}
        aria-keyshortcuts="Control+F /"
        placeholder={say("find_hint")}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={key}
      />
      <Keys keys="Ctrl+F" />
      <div className="find-list" hidden={!shown}>
        {found.length === 0 && (
          <p className="find-none">
            {say("find_none", { query: asked })}
            {begunDay(asked) && (
              <>
                <br />
                {say("find_day_hint")}
              </>
            )}
          </p>
        )}
        <div role="listbox" id={list} aria-label={say("find_label")}>
          {found.map((one, at) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={one.member}
              role="option"
              id={`${list}-${at}`}
              aria-selected={at === active}
              tabIndex={-1}
              className={`find-one ${peopleTone(view.on)(one)}`}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(at)}
              onClick={() => openMember(one)}
            >
              <span className="num">{one.member}</span>
              <span className="who">
                <b>{legible(one.name)}</b> <small>{one.kana}</small>
              </span>
              <span className="num soft">{short(one.born)}</span>
              <span className="soft clip">{!hasLeft(one, view.on) ? employer(one.employer) : `${say("lost")} ${short(one.lost)}`}</span>
            </div>
          ))}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
          <div
            role="option"
            id={`${list}-${found.length}`}
            aria-selected={active === found.length}
            tabIndex={-1}
            className="find-all"
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(found.length)}
            onClick={openAll}
          >
            {say("find_all", { query: asked })}
          </div>
        </div>
      </div>
      <span className="unseen" role="status">
        {shown ? say("palette_found", { n: found.length }) : ""}
      </span>
    </div>
  );
}
