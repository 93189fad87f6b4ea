// How the screen is to look, before there is a ledger with a menu: language, colours, size, and the keys.
import { useCallback, useMemo, useState } from "react";
import { call } from "../desk";
import { keysAction, useShortcuts, viewActions } from "../frame/actions";
import { KeyList } from "../frame/KeyList";
import { Button } from "../frame/parts";
import { prefer, THEMES, usePreferences, ZOOMS } from "../frame/preferences";
import { useVoice } from "../frame/say";
import { themeWord } from "../words";

export function ViewBar() {
  const { say } = useVoice();
  const { theme, zoom, lang } = usePreferences();
  const [keys, setKeys] = useState(false);
  const openKeys = useCallback(() => setKeys(true), []);
  const actions = useMemo(() => [...viewActions(say), keysAction(say, openKeys)], [say, openKeys]);
  useShortcuts(actions);
  const speak = () => {
    const other = lang === "ja" ? "en" : "ja";
    prefer({ lang: other });
    // What the desk refuses here is told in this language, too; that it was not heard shows by itself.
    call("status", { lang: other }).catch(() => undefined);
  };
  return (
    <div className="view-bar" role="group" aria-label={say("tab_view")}>
      <select id="start-theme" aria-label={say("theme")} value={theme} onChange={(event) => prefer({ theme: THEMES.find((one) => one === event.target.value) ?? "system" })}>
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {themeWord(lang, one)}
          </option>
        ))}
      </select>
      <select id="start-zoom" aria-label={say("zoom")} value={zoom} onChange={(event) => prefer({ zoom: Number(event.target.value) })}>
        {ZOOMS.map((one) => (
          <option key={one} value={one}>
            {one}%
          </option>
        ))}
      </select>
      <Button id="start-language" look="quiet" onClick={speak}>
        {say("to_english")}
      </Button>
      <Button id="start-keys" look="quiet" aria-keyshortcuts="F1" onClick={openKeys}>
        {say("shortcuts")}
      </Button>
      <KeyList open={keys} onClose={() => setKeys(false)} actions={actions} />
    </div>
  );
}
