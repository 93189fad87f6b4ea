// Ctrl+K: every action by its name, and every member.
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { Action } from "./actions";
import { useAsked } from "./asking";
import { legible } from "./legible";
import { Keys } from "./parts";
import { go } from "./route";
import { useVoice } from "./say";
import { useSession } from "./session";

type Props = { open: boolean; onClose: () => void; actions: Action[] };
type Entry = { id: string; label: string; soft: string; keys: string | null; run: () => void };

export function Palette({ open, onClose, actions }: Props) {
  const { say } = useVoice();
  return (
    <ModalOverlay className="over top" isOpen={open} onOpenChange={(open) => open || onClose()} isDismissable>
      <Modal className="over-window palette">
        <Dialog className="dialog" aria-label={say("palette")}>
          <Search actions={actions} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Search({ actions, onClose }: Omit<Props, "open">) {
  const { say, short } = useVoice();
  const { here, view } = useSession();
  const sees = here.may.includes("view");
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const asked = query.trim();
  const { answer } = useAsked("find", asked === "" || !sees ? null : { query: asked, on: view.on, limit: 8 });

  // A palette is opened to be typed into.
  useEffect(() => input.current?.focus(), []);

  const named = useMemo<Entry[]>(() => {
    const wanted = asked.toLowerCase();
    return actions
      .filter((action) => action.id !== "palette" && action.label.toLowerCase().includes(wanted))
      .map((action) => ({ id: action.id, label: action.label, soft: "", keys: action.keys, run: action.run }));
  }, [actions, asked]);
  const people: Entry[] = (asked === "" || !sees ? [] : (answer ?? [])).map((one) => ({
    id: one.member,
    label: legible(one.name),
    soft: `${one.kana}　${one.member}　${short(one.born)}`,
    keys: null,
    run: () => go({ screen: "member", member: one.member }),
  }));
  const entries = [...named, ...people];
  const at = Math.min(active, Math.max(entries.length - 1, 0));

  const run = (entry: Entry | undefined) => {
    if (entry !== undefined) {
      // The window gives the focus back before the action moves it.
      onClose();
      setTimeout(entry.run, 0);
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      return;
    }
    switch (event.key) {
      case "ArrowDown":
        setActive(entries.length === 0 ? 0 : (at + 1) % entries.length);
        break;
      case "ArrowUp":
        setActive(entries.length === 0 ? 0 : (at + entries.length - 1) % entries.length);
        break;
      case "Enter":
        run(entries[at]);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const line = (entry: Entry, index: number) => (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      key={entry.id}
      id={`${list}-${index}`}
      role="option"
      aria-selected={index === at}
      tabIndex={-1}
      className="palette-one"
      ref={index === at ? seen : undefined}
      onMouseMove={() => setActive(index)}
      onClick={() => run(entry)}
    >
      <span>{entry.label}</span>
      <small>{entry.soft}</small>
      {entry.keys !== null && <Keys keys={entry.keys} />}
    </div>
  );
  return (
    <>
      <input
        id="palette"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={entries.length > 0 ? `${list}-${at}` : undefined}
        aria-label={say("palette")}
        placeholder={say(sees ? "palette_hint" : "palette_hint_actions")}
        autoComplete="off"
        spellCheck={false}
        ref={input}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={key}
      />
      <div className="palette-list" role="listbox" id={list} aria-label={say("palette")} tabIndex={-1}>
        {named.length > 0 && (
          <div role="group" aria-label={say("palette_actions")}>
            <p className="palette-group" aria-hidden="true">
              {say("palette_actions")}
            </p>
            {named.map(line)}
          </div>
        )}
        {people.length > 0 && (
          <div role="group" aria-label={say("palette_members")}>
            <p className="palette-group" aria-hidden="true">
              {say("palette_members")}
            </p>
            {people.map((entry, index) => line(entry, named.length + index))}
          </div>
        )}
      </div>
      {entries.length === 0 && (
        <p className="empty">
          {say("palette_none")}
        </p>
      )}
      <span className="unseen" role="status">
        {say("palette_found", { n: entries.length })}
      </span>
    </>
  );
}

const seen = (element: HTMLElement | null) => element?.scrollIntoView?.({ block: "nearest" });
