// What goes around the letters of a batch: labels, envelopes, covering letters, in the order of the batch.
import { useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";

const WRAPPINGS = [
  { layout: "labels-a4-12", word: "wrap_labels", bundles: false },
  { layout: "envelope-naga3", word: "wrap_naga3", bundles: false },
  { layout: "envelope-naga3-window", word: "wrap_naga3_window", bundles: false },
  { layout: "envelope-kaku2", word: "wrap_kaku2", bundles: true },
  { layout: "sending", word: "wrap_sending", bundles: false },
] as const;

export function Wrap({ batch }: { batch: string }) {
  const { say } = useVoice();
  const show = useFailure();
  const [done, setDone] = useState("");
  const [write, writing] = useWork(
    async ({ layout, bundles }: (typeof WRAPPINGS)[number]) => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        const made = await call("wrap", { batch, layout, bundles, out });
        setDone(say("wrap_done", { n: made.count, file: made.file }));
      }
    },
    (failed) => show("failed_wrap", failed),
  );
  return (
    <Panel title={say("wrap_title")} id="wrap">
      <div className="actions start">
        {WRAPPINGS.map((one) => (
          <Button key={one.layout} id={`wrap-${one.layout}`} busy={writing} onClick={() => write(one)}>
            {say(one.word)}
          </Button>
        ))}
      </div>
      <p role="status" className="soft">
        {done}
      </p>
    </Panel>
  );
}
