// What is done with papers once they have left the printer: a tab for each kind of work.
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Title } from "../frame/parts";
import { useVoice } from "../frame/say";
import { LastFour } from "./LastFour";
import { Run } from "./Run";
import { Scan } from "./Scan";

export function Papers({ tab }: { tab?: string | undefined }) {
  const { say } = useVoice();
  return (
    <div className="screen papers" data-screen="papers">
      <Title>{say("papers")}</Title>
      <Tabs className="tabs" defaultSelectedKey={tab ?? "scan"}>
        <TabList className="tab-list" aria-label={say("papers")}>
          <Tab id="scan">{say("tab_scan")}</Tab>
          <Tab id="last_four">{say("tab_last_four")}</Tab>
          <Tab id="run">{say("tab_run")}</Tab>
        </TabList>
        <TabPanel id="scan" className="tab-panel wide">
          <Scan />
        </TabPanel>
        <TabPanel id="last_four" className="tab-panel wide">
          <LastFour />
        </TabPanel>
        <TabPanel id="run" className="tab-panel wide">
          <Run />
        </TabPanel>
      </Tabs>
    </div>
  );
}
