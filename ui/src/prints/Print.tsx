// One print run: freeze whom it is for, look at the very pages, print, and record that it was posted.
import { Title } from "../frame/parts";
import type { Kind } from "../frame/route";
import { useVoice } from "../frame/say";
import { Batch } from "./Batch";
import { Freeze } from "./Freeze";
import "./prints.css";

export function Print({ batch, kind }: { batch: string | null; kind: Kind | null }) {
  const { say } = useVoice();
  return (
    <div className="screen print" data-screen="print" data-batch={batch ?? ""}>
      {batch === null ? (
        <>
          <Title>{say("print_title")}</Title>
          <Freeze kind={kind ?? "notice"} />
        </>
      ) : (
        <Batch batch={batch} />
      )}
    </div>
  );
}
