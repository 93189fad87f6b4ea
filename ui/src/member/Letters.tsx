// A letter that was sent, made again and seen: the same bytes, or the part that is missing by name. And beside the last of its kind.
import { useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { legible } from "../frame/legible";
import { Badge, Button, Over, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { LetterBeside, Shown } from "../wire";

type Paper = Shown["papers"][number];

export function Letter({ paper }: { paper: Paper }) {
  const { say, code, short } = useVoice();
  const [open, setOpen] = useState(false);
  // What waits for the printer is no letter yet.
  if (paper.state === "planned") {
    return null;
  }
  return (
    <>
      <Button look="quiet" id={`letter-${paper.paper}`} aria-label={say("letter_of", { paper: paper.paper })} onClick={() => setOpen(true)}>
        {say("letter_see")}
      </Button>
      <Over title={say("letter_title", { kind: code(paper.kind), on: short(paper.issued) ?? "" })} open={open} onClose={() => setOpen(false)} className="letter-window">
        <Opened paper={paper.paper} />
      </Over>
    </>
  );
}

function Opened({ paper }: { paper: string }) {
  const { say } = useVoice();
  const { here } = useSession();
  const [beside, setBeside] = useState(false);
  // Whoever may not print makes nothing again, and reads what the two letters say.
  const prints = here.may.includes("print");
  return (
    <>
      {prints && !beside && <Again paper={paper} saved />}
      {beside || !prints ? (
        <Beside paper={paper} prints={prints} />
      ) : (
        <div className="dialog-foot">
          <Button id="letter-beside" onClick={() => setBeside(true)}>
            {say("letter_beside")}
          </Button>
        </div>
      )}
    </>
  );
}

/** The pages of a letter, as they were sent. */
function Again({ paper, saved = false }: { paper: string; saved?: boolean }) {
  const { say, lang } = useVoice();
  const show = useFailure();
  const { answer, failed, again } = useAsked("rebuild", { code: paper, out: null, lang });
  const [file, setFile] = useState("");
  const [save, saving] = useWork(
    async () => {
      const out = await call("choose", { what: "folder" });
      if (out !== null) {
        const made = await call("rebuild", { code: paper, out, lang });
        setFile(made.rebuilt.files.map((one) => one.file).join(" "));
      }
    },
    (failed) => show("failed_letter", failed),
  );
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return <Skeleton lines={12} />;
  }
  return (
    <>
      <p role="status" className="letter-same">
        <Badge tone="good">{say("letter_same")}</Badge> {answer.rebuilt.sentence}
      </p>
      {/* The pages are higher than the window, and are scrolled by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="letter-pages" tabIndex={0} role="region" aria-label={say("letter_pages", { paper })}>
        {answer.pages.map((png, at) => (
          <img key={`${at}${png}`} src={`data:image/png;base64,${png}`} alt={say("preview_alt", { n: at + 1 })} />
        ))}
      </div>
      {saved && (
        <div className="actions start">
          <Button id="letter-save" busy={saving} onClick={save}>
            {say("letter_save")}
          </Button>
          <span role="status" className="soft">
            {file !== "" && say("lists_saved", { file })}
          </span>
        </div>
      )}
    </>
  );
}

function Beside({ paper, prints }: { paper: string; prints: boolean }) {
  const { say, lang } = useVoice();
  const { answer, failed, again } = useAsked("beside", { code: paper, other: null, lang });
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return <Skeleton lines={12} />;
  }
  return (
    <>
      <Lines beside={answer} />
      {prints && (
        <div className="letter-both">
          <section aria-label={say("letter_before")}>
            <Again paper={answer.before} />
          </section>
          <section aria-label={say("letter_now")}>
            <Again paper={answer.paper} />
          </section>
        </div>
      )}
    </>
  );
}

/** What the two say: what differs first. */
function Lines({ beside }: { beside: LetterBeside }) {
  const { say, short } = useVoice();
  const lines = [...beside.lines.filter((one) => !one.same), ...beside.lines.filter((one) => one.same)];
  const none = <span className="soft">{say("letter_nothing")}</span>;
  return (
    <table className="tabular" id="letter-lines">
      <thead>
        <tr>
          <th scope="col">{say("letter_item")}</th>
          <th scope="col">
            {say("letter_before")} <span className="num">{short(beside.before_on)}</span>
          </th>
          <th scope="col">
            {say("letter_now")} <span className="num">{short(beside.on)}</span>
          </th>
          <th scope="col">{say("letter_change")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.word} data-same={line.same}>
            <th scope="row">{line.called}</th>
            <td>{line.before === "" ? none : legible(line.before)}</td>
            <td>{line.now === "" ? none : legible(line.now)}</td>
            <td>{!line.same && <Badge tone="doubt">{say("letter_differs")}</Badge>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
