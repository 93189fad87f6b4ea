// The one box that finds everybody: results while typing, arrows to choose, Enter to open.
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from "react";
import { useAsked } from "../frame/asking";
import { Icon, Keys } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { useEmployer, useSession } from "../frame/session";
import type { Found } from "../wire";
import { legible } from "../frame/legible";
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
  // The last entry leads to all results, where there are any.
  const entries = found.length === 0 ? 0 : found.length + 1;
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
    if (one !== undefined) {
      openMember(one);
    } else if (entries > 0) {
      openAll();
    }
  };
  // An Enter that was quicker than the answer: it opens the first as soon as there is one.
  const wanted = useRef<string | null>(null);
  const arrived = useRef(choose);
  arrived.current = choose;
  useEffect(() => {
    if (!asking && wanted.current !== null) {
      const still = wanted.current === asked;
      wanted.current = null;
      if (still) {
        arrived.current(0);
      }
    }
  }, [asking, asked]);

  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    // The guard of the window keeps these away already; the box does not rely on it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      return;
    }
    switch (event.key) {
      case "ArrowDown":
        setOpen(true);
        setActive((active + 1) % Math.max(entries, 1));
        break;
      case "ArrowUp":
        setActive((active + Math.max(entries, 1) - 1) % Math.max(entries, 1));
        break;
      case "Enter":
        if (asked === "") {
          return;
        }
        if (asking) {
          wanted.current = asked;
        } else {
          choose(active);
        }
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
          wanted.current = null;
        }
      }}
    >
      <div className="find-field">
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
          aria-activedescendant={shown && entries > 0 ? `${list}-${active}` : undefined}
          aria-keyshortcuts="Control+F /"
          placeholder={say("find_hint")}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            wanted.current = null;
            setActive(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={key}
        />
        <Keys keys="Ctrl+F" />
      </div>
      <div className="find-list" hidden={!shown}>
        {found.length === 0 && (
          <p className="find-none">
            {say("find_none", { query: asked })}
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
              ref={at === active ? seen : undefined}
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
          {found.length > 0 && (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              role="option"
              id={`${list}-${found.length}`}
              aria-selected={active === found.length}
              tabIndex={-1}
              ref={active === found.length ? seen : undefined}
              className="find-all"
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(found.length)}
              onClick={openAll}
            >
              {say("find_all", { query: asked })}
            </div>
          )}
        </div>
      </div>
      <span className="unseen" role="status">
        {shown ? say("palette_found", { n: found.length }) : ""}
      </span>
    </div>
  );
}

const seen = (element: HTMLElement | null) => element?.scrollIntoView?.({ block: "nearest" });
