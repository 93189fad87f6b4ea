// What is done with papers once they have left the printer: a tab for each kind of work.
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Title } from "../frame/parts";
import { useVoice } from "../frame/say";
import { LastFour } from "./LastFour";
import { Mail } from "./Mail";
import { Returns } from "./Returns";
import { partOf, Run } from "./Run";
import { Scan } from "./Scan";
import { StockOfPaper } from "./Stock";
import "./papers.css";

export function Papers({ tab, code }: { tab?: string | undefined; code?: string | undefined }) {
  const { say } = useVoice();
  return (
    <div className="screen papers" data-screen="papers">
      <Title>{say("papers")}</Title>
      <Tabs className="tabs" defaultSelectedKey={tab ?? "scan"}>
        <TabList className="tab-list" aria-label={say("papers")}>
          <Tab id="scan">{say("tab_scan")}</Tab>
          <Tab id="mail">{say("tab_mail")}</Tab>
          <Tab id="returns">{say("tab_returns")}</Tab>
          <Tab id="last_four">{say("tab_last_four")}</Tab>
          <Tab id="run">{say("tab_run")}</Tab>
          <Tab id="stock">{say("tab_stock")}</Tab>
        </TabList>
        <TabPanel id="scan" className="tab-panel wide">
          <Scan code={tab === "scan" && code !== undefined ? code : null} />
        </TabPanel>
        <TabPanel id="mail" className="tab-panel wide">
          <Mail />
        </TabPanel>
        <TabPanel id="returns" className="tab-panel wide">
          <Returns />
        </TabPanel>
        <TabPanel id="last_four" className="tab-panel wide">
          <LastFour />
        </TabPanel>
        <TabPanel id="run" className="tab-panel wide">
          <Run begin={tab === "run" ? partOf(code) : undefined} />
        </TabPanel>
        <TabPanel id="stock" className="tab-panel wide">
          <StockOfPaper />
        </TabPanel>
      </Tabs>
    </div>
  );
}
