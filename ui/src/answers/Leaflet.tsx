// The leaflet that holds on the day, to be read out or handed over.
import { Over } from "../frame/parts";
import { useVoice } from "../frame/say";
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
    </Over>
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
