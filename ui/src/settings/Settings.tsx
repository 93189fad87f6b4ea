// The society, its policies, the screen itself, and what this program is made of.
import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Panel, Radios, Skeleton, Title } from "../frame/parts";
import { LOCK_MINUTES, prefer, THEMES, usePreferences, ZOOMS } from "../frame/preferences";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Lang, Settings as Answer } from "../wire";
import { themeWord } from "../words";
import { Assets } from "./Assets";
import { Copies } from "./Copies";
import { Deletion } from "./Deletion";
import { Journal } from "./Journal";
import { Layouts } from "./Layouts";
import { Operators } from "./Operators";
import { Policies } from "./Policies";
import { Characters } from "./Characters";
import { Printers } from "./Printers";
import { Recipes } from "./Recipes";
import { Society } from "./Society";
import { Trouble } from "./Trouble";
import "./settings.css";

export function Settings({ tab }: { tab?: string | undefined }) {
  const { say, lang } = useVoice();
  const { may } = useSession().here;
  const { answer, failed, slow, again } = useAsked("settings", { lang });
  // Who may look at nobody works here and nowhere else: with the operators, or with the journal.
  const first = may.includes("view") ? "society" : may.includes("audit") && !may.includes("operators") ? "journal" : "operators";
  return (
    <div className="screen settings" data-screen="settings">
      <Title>{say("settings")}</Title>
      <Tabs className="tabs" defaultSelectedKey={tab ?? first}>
        <TabList className="tab-list" aria-label={say("settings")}>
          <Tab id="society">{say("tab_society")}</Tab>
          <Tab id="policies">{say("tab_policies")}</Tab>
          <Tab id="layouts">{say("tab_layouts")}</Tab>
          <Tab id="assets">{say("tab_assets")}</Tab>
          {may.includes("view") && <Tab id="recipes">{say("tab_recipes")}</Tab>}
          {may.includes("view") && <Tab id="characters">{say("tab_characters")}</Tab>}
          {may.includes("print") && <Tab id="printers">{say("tab_printers")}</Tab>}
          <Tab id="copies">{say("tab_copies")}</Tab>
          <Tab id="operators">{say("tab_operators")}</Tab>
          <Tab id="journal">{say("tab_journal")}</Tab>
          <Tab id="deletion">{say("tab_deletion")}</Tab>
          <Tab id="view">{say("tab_view")}</Tab>
          <Tab id="about">{say("tab_about")}</Tab>
        </TabList>
        {failed !== undefined && <FailurePanel failed={failed} again={again} />}
        {answer === undefined && slow && <Skeleton lines={6} />}
        <TabPanel id="society" className="tab-panel">
          {answer && <Society answer={answer} onChanged={again} />}
        </TabPanel>
        <TabPanel id="policies" className="tab-panel">
          {answer && <Policies policies={answer.policies} onAdopted={again} />}
        </TabPanel>
        <TabPanel id="layouts" className="tab-panel wide">
          {answer && <Layouts layouts={answer.layouts} onSaved={again} first={answer.society.notice_layout} />}
        </TabPanel>
        <TabPanel id="assets" className="tab-panel">
          {answer && <Assets layouts={answer.layouts} />}
        </TabPanel>
        <TabPanel id="printers" className="tab-panel">
          <Printers />
        </TabPanel>
        <TabPanel id="characters" className="tab-panel">
          <Characters />
        </TabPanel>
        <TabPanel id="recipes" className="tab-panel">
          <Recipes />
        </TabPanel>
        <TabPanel id="copies" className="tab-panel">
          <Copies />
        </TabPanel>
        <TabPanel id="operators" className="tab-panel">
          <Operators />
        </TabPanel>
        <TabPanel id="journal" className="tab-panel">
          <Journal />
        </TabPanel>
        <TabPanel id="deletion" className="tab-panel">
          <Deletion />
        </TabPanel>
        <TabPanel id="view" className="tab-panel">
          <View />
        </TabPanel>
        <TabPanel id="about" className="tab-panel">
          {answer && <About answer={answer} />}
        </TabPanel>
      </Tabs>
    </div>
  );
}

const LANGS: readonly { value: Lang; label: string }[] = [
  { value: "ja", label: "日本語" },
  { value: "en", label: "English" },
];

function View() {
  const { say } = useVoice();
  const { theme, zoom, lang, lockMinutes } = usePreferences();
  return (
    <Panel title={say("tab_view")} className="view-settings">
      <Radios
        id="theme"
        label={say("theme")}
        value={theme}
        choices={THEMES.map((one) => ({ value: one, label: themeWord(lang, one) }))}
        onChoose={(theme) => prefer({ theme })}
      />
      <Radios
        id="zoom"
        label={say("zoom")}
        value={String(zoom)}
        choices={ZOOMS.map((one) => ({ value: String(one), label: `${one}%` }))}
        onChoose={(zoom) => prefer({ zoom: Number(zoom) })}
      />
      <Radios
        id="lock-minutes"
        label={say("lock_minutes")}
        value={String(lockMinutes)}
        choices={LOCK_MINUTES.map((one) => ({ value: String(one), label: say("minutes", { n: one }) }))}
        onChoose={(minutes) => prefer({ lockMinutes: Number(minutes) })}
      />
      <Radios id="lang" label={say("language")} value={lang} choices={LANGS} onChoose={(lang) => prefer({ lang })} />
    </Panel>
  );
}

function About({ answer }: { answer: Answer }) {
  const { say } = useVoice();
  const [open, setOpen] = useState<string | null>(null);
  const shown = answer.licences.find((one) => one.name === open);
  return (
    <>
      <Panel title={say("app")} aside={<span className="num soft">{say("version", { version: answer.version })}</span>}>
        <p>{say("about_lead")}</p>
      </Panel>
      <Trouble />
      <Panel title={say("licences")}>
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("licence_part")}</th>
              <th scope="col">{say("licence")}</th>
            </tr>
          </thead>
          <tbody>
            {answer.licences.map((one) => (
              <tr key={one.name}>
                <th scope="row">
                  {one.text === "" ? (
                    one.name
                  ) : (
                    <button type="button" className="link" aria-expanded={open === one.name} onClick={() => setOpen(open === one.name ? null : one.name)}>
                      {one.name}
                    </button>
                  )}
                </th>
                <td>{one.licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown !== undefined && (
          // A long text must be scrollable by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre className="raw" tabIndex={0} aria-label={shown.name}>
            {shown.text}
          </pre>
        )}
      </Panel>
    </>
  );
}
