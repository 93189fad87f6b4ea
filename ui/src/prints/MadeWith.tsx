// What a batch is made with, before anything of it is printed: the seal as it stands on the paper, in whose name, and who approved it.
import { useAsked } from "../frame/asking";
import { Badge } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { AssetNamed } from "../wire";

export function MadeWith({ assets }: { assets: readonly AssetNamed[] }) {
  const { say, day } = useVoice();
  if (assets.length === 0) {
    return null;
  }
  return (
    <ul className="made-with" id="made-with">
      {assets.map((one) => (
        <li key={one.id}>
          {one.what === "seal" && <Seal id={one.id} name={one.name} />}
          <div>
            <span className="soft">{one.word}</span> <strong>{one.name}</strong>
            <div className="soft">{say(one.alone ? "made_with_alone" : "made_with", { from: day(one.from), who: one.approved_by })}</div>
            {one.later !== null && (
              <p className="notice doubt" role="status">
                {one.later} {one.accepted && <Badge>{say("later_accepted")}</Badge>}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Seal({ id, name }: { id: number; name: string }) {
  const { say, lang } = useVoice();
  const { answer } = useAsked("seal_picture", { id, lang });
  return answer === undefined ? null : <img src={`data:image/png;base64,${answer}`} alt={say("asset_seal_alt", { name })} />;
}
