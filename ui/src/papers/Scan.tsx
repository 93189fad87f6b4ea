// The scan bench: whoever holds a paper reads its code.
import { Panel } from "../frame/parts";
import { useVoice } from "../frame/say";

export function Scan() {
  const { say } = useVoice();
  return (
    <Panel title={say("tab_scan")}>
      <p>{say("scan_lead")}</p>
    </Panel>
  );
}
