// The leaflet that holds on the day, to be read out, or printed and handed over.
import { useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { LeafletHere, LeafletLine } from "../wire";

export function Leaflet({ leaflet, open, onClose }: { leaflet: LeafletHere | undefined; open: boolean; onClose: () => void }) {
  const { say, short } = useVoice();
  if (leaflet === undefined) {
    return null;
  }
  const holds =
    leaflet.from === null
      ? say("leaflet_until", { until: short(leaflet.until) })
      : leaflet.until === null
        ? say("leaflet_from", { from: short(leaflet.from) })
        : say("leaflet_between", { from: short(leaflet.from), until: short(leaflet.until) });
  return (
    <Over title={leaflet.title} open={open} onClose={onClose} className="leaflet">
      <p className="soft num">{holds}</p>
      {grouped(leaflet.lines).map((group, at) => (
        <Group key={at} group={group} />
      ))}
      <Print key={leaflet.topic} leaflet={leaflet} />
    </Over>
  );
}

function Print({ leaflet }: { leaflet: LeafletHere }) {
  const { say, lang } = useVoice();
  const { view } = useSession();
  const show = useFailure();
  const [file, setFile] = useState<string | null>(null);
  const [print, printing] = useWork(
    async () => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        setFile(null);
        const printed = await call("print_leaflet", { topic: leaflet.topic, on: view.on, out, lang });
        setFile(printed.file);
      }
    },
    (failed) => show("failed_leaflet", failed),
  );
  return (
    <div className="dialog-foot">
      <p role="status" className="soft" id="leaflet-file">
        {file !== null && say("leaflet_printed", { file })}
      </p>
      <Button id="leaflet-print" look="key" busy={printing} onClick={print}>
        {say("leaflet_print")}
      </Button>
    </div>
  );
}

/** Items that follow each other are one list. */
function grouped(lines: LeafletLine[]): LeafletLine[][] {
  const groups: LeafletLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (line.what === "item" && last?.[0]?.what === "item") {
      last.push(line);
    } else {
      groups.push([line]);
    }
  }
  return groups;
}

function Group({ group }: { group: LeafletLine[] }) {
  const [first] = group;
  switch (first?.what) {
    case "head":
      return <h3>{first.text}</h3>;
    case "words":
      return <p>{first.text}</p>;
    case "item":
      return (
        <ul>
          {group.map((line) => (
            <li key={line.text}>{line.text}</li>
          ))}
        </ul>
      );
    case undefined:
      return null;
  }
}
