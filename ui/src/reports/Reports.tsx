// Reports for the board and the audit, and what something else would change: both count, and record nothing.
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Title } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import { Behind } from "./Behind";
import { Counts } from "./Counts";
import { WhatIf } from "./WhatIf";
import "./reports.css";

export function Reports({ tab, behind }: { tab: string | undefined; behind: string | undefined }) {
  const { say } = useVoice();
  const sees = useSession().here.may.includes("view");
  if (behind !== undefined) {
    return <Behind tab={tab ?? "counts"} behind={behind} />;
  }
  return (
    <div className="screen reports" data-screen="reports">
      <Title>{say("reports")}</Title>
      <Tabs className="tabs" defaultSelectedKey={sees ? (tab ?? "counts") : "counts"}>
        <TabList className="tab-list" aria-label={say("reports")}>
          <Tab id="counts">{say("tab_counts")}</Tab>
          {sees && <Tab id="what_if">{say("tab_what_if")}</Tab>}
        </TabList>
        <TabPanel id="counts" className="tab-panel wide">
          <Counts />
        </TabPanel>
        {sees && (
          <TabPanel id="what_if" className="tab-panel wide">
            <WhatIf />
          </TabPanel>
        )}
      </Tabs>
    </div>
  );
}
