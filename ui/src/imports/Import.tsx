// From a file to the ledger: choose, see how it was read, see every difference, accept.
import { useState } from "react";
import { call, failedOf, newJob, progress as channel } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import type { Running } from "../frame/HowFar";
import { Badge, Button, Choice, Icon, Panel, Title } from "../frame/parts";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { type Fixed, useKept, useSession } from "../frame/session";
import type { ImportAsk, Imported, Look, Progress, Remembered } from "../wire";
import { begun, type Draft, firstLook, nothing, plain } from "./begin";
import { Difference } from "./Difference";
import { Drift, isTorn, Torn } from "./Drift";
import { Kept, Locked } from "./Locked";
import { Recipe } from "./Recipe";
import { Sheets } from "./Sheets";
import { Values } from "./Values";
import "./imports.css";

const FORMS = ["auto", "enrolment", "leaving", "dependants", "registration", "members"] as const;
/** The encodings of text files, by the names under which people know them. */
const ENCODINGS: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  cp932: "Shift_JIS",
  "euc-jp": "EUC-JP",
  "iso-2022-jp": "JIS",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
};
const STEPS = ["file", "columns", "difference", "done"] as const;

export function Import() {
  const { say, lang, short } = useVoice();
  const { fixed, renew } = useSession();
  const show = useFailure();
  const [draft, setDraft] = useKept<Draft>("import", nothing);
  const { ask, look, difference, done } = draft;
  // An import goes on when the clerk looks at something else meanwhile, and is found again.
  const [running, setRunning] = useKept<Running | null>("importing", null);
  const [stopped, setStopped] = useState(false);
  const fail = (failed: Parameters<typeof show>[1]) => show("failed_import", failed);

  const [choose, choosing] = useWork(async () => {
    const file = await call("choose", { what: "import_file" });
    if (file !== null) {
      setDraft(await begun(plain(file), lang));
    }
  }, fail);
  const [lookAgain, looking] = useWork(async (next: ImportAsk) => {
    const chosen = next.employer !== null && next.employer !== ask?.employer;
    setDraft(chosen ? { ...(await firstLook(next, lang)), kept: draft.kept === true } : { ...draft, ask: next, carried: false, look: await call("look", { ask: next, lang }) });
  }, fail);
  const [compare, comparing] = useWork(async (next: ImportAsk) => {
    const answer = await call("difference", { ask: next, lang });
    setDraft({ ...draft, ask: next, difference: answer, torn: null, done: null });
  }, (failed) => (isTorn(failed) ? setDraft({ ...draft, difference: null, torn: failed }) : fail(failed)));
  const [accept, accepting] = useWork(async (withRejects: boolean, withReturned: boolean) => {
    if (ask === null) {
      return;
    }
    const rejects = withRejects ? await call("choose", { what: "rejects_file" }) : null;
    if (withRejects && rejects === null) {
      return;
    }
    const returned = withReturned ? await call("choose", { what: "returned_file" }) : null;
    if (withReturned && returned === null) {
      return;
    }
    const job = newJob();
    const began = performance.now();
    setStopped(false);
    try {
      const told = (progress: Progress) => setRunning({ job, began, at: performance.now(), progress });
      const imported = await call("import", { ask, rejects, returned, job, lang, progress: channel(told) });
      setDraft({ ...draft, done: { imported, rejects } });
    } catch (reason) {
      const failed = failedOf(reason);
      if (failed.code !== "cancelled") {
        throw failed;
      }
      setStopped(true);
      return;
    } finally {
      setRunning(null);
    }
    // How many are on record now; the import stands, also where this cannot be told.
    call("status", {}).then(({ ledger }) => ledger !== null && renew(ledger), () => undefined);
  }, fail);
  // The rows that stayed out are found by reading the file once more. Should one of them have become fit to go in, it is
  // shown before it does.
  const [writeLeft, writing] = useWork(
    async (what: "rejects" | "returned") => {
      if (ask === null || done === null) {
        return;
      }
      const file = await call("choose", { what: what === "rejects" ? "rejects_file" : "returned_file" });
      if (file === null) {
        return;
      }
      const again = await call("difference", { ask, lang });
      if (again.new + again.changed > 0) {
        setDraft({ ...draft, difference: again, done: null });
        return;
      }
      const [rejects, returned] = what === "rejects" ? [file, null] : [null, file];
      const written = await call("import", { ask, rejects, returned, job: newJob(), lang, progress: channel<Progress>(() => undefined) });
      const { imported } = done;
      setDraft({
        ...draft,
        done: what === "rejects" ? { imported: { ...imported, rejects: written.rejects }, rejects } : { imported: { ...imported, returned: written.returned }, rejects: done.rejects },
      });
    },
    (failed) => show("failed_rejects", failed),
  );

  const step = done !== null ? "done" : difference !== null ? "difference" : look !== null ? "columns" : "file";
  const at = STEPS.indexOf(step);
  return (
    <div className={`screen import ${step === "difference" ? "tall" : ""}`} data-screen="import" data-step={step}>
      <Title
        aside={
          look !== null && done === null ? (
            <Button id="other-file" disabled={running !== null} onClick={() => setDraft(nothing)}>
              {say("import_other_file")}
            </Button>
          ) : undefined
        }
      >
        {say("import_title")} {look !== null && <small className="clip">{look.file}</small>}
      </Title>
      <ol className="steps">
        {STEPS.map((one, index) => (
          <li key={one} aria-current={one === step ? "step" : undefined} className={index < at ? "done" : ""}>
            <span className="step-mark">{index + 1}</span>
            {say(`import_step_${one}`)}
          </li>
        ))}
      </ol>
      {step === "file" && draft.locked !== undefined && (
        <>
          <Locked asks={draft.locked} onDraft={setDraft} />
          <div className="actions start">
            <Button id="leave-locked" look="quiet" onClick={() => setDraft(nothing)}>
              {say("import_other_file")}
            </Button>
          </div>
        </>
      )}
      {step === "file" && draft.locked === undefined && (
        <section className="panel choose-file">
          <Icon name="imports" />
          <p>{say("import_lead")}</p>
          <Button id="choose-file" look="key" data-arrival busy={choosing} onClick={choose}>
            {choosing ? say("busy") : say("import_choose")}
          </Button>
          <p>{say("import_drop")}</p>
          <p className="hint">{say("import_kinds")}</p>
        </section>
      )}
      {step === "columns" && look !== null && ask !== null && (
        <>
          {look.seen_before !== null && (
            <p className="notice doubt" role="status">
              <Icon name="warn" /> {say("import_seen", { when: short(look.seen_before) })}
            </p>
          )}
          {draft.kept === true && ask.employer !== null && <Kept ask={ask} onDraft={setDraft} />}
          {draft.carried && look.remembered !== null && (
            <Carried remembered={look.remembered} busy={looking} onForget={() => lookAgain(plain(ask.file))} />
          )}
          <Recipe look={look} ask={ask} busy={looking} onAsk={lookAgain} />
          <Asked look={look} ask={ask} busy={looking} onAsk={lookAgain} />
          {draft.torn !== null && (
            <Torn failed={draft.torn} busy={comparing} onAgain={() => compare({ ...ask, not_torn: true })} onBack={() => setDraft({ ...draft, torn: null })} />
          )}
          <Sheets look={look} ask={ask} busy={looking} onAsk={lookAgain} />
          <Values look={look} ask={ask} busy={looking} onAsk={lookAgain} />
          <div className="actions at-hand">
            <Button id="compare" look="key" busy={comparing} disabled={looking} onClick={() => compare(ask)}>
              {comparing ? say("import_comparing") : say("import_compare")}
            </Button>
          </div>
        </>
      )}
      {step === "difference" && difference !== null && <Drift drift={difference.drift} overruled={difference.overruled} />}
      {step === "difference" && difference !== null && ask !== null && (
        <Difference
          ask={ask}
          look={look}
          imported={difference}
          busy={comparing}
          accepting={accepting || running !== null}
          running={running}
          stopped={stopped}
          fixed={fixed}
          onAsk={compare}
          onAccept={accept}
          onBack={() => setDraft({ ...draft, difference: null })}
        />
      )}
      {done !== null && <Done imported={done.imported} rejects={done.rejects} writing={writing} fixed={fixed} onLeft={writeLeft} onNext={() => setDraft(nothing)} />}
    </div>
  );
}

function Carried({ remembered, busy, onForget }: { remembered: Remembered; busy: boolean; onForget: () => void }) {
  const { say, short } = useVoice();
  return (
    <p className="notice good carried" role="status">
      <span>{say("import_carried", { when: short(remembered.on), file: remembered.file })}</span>
      <Button id="forget" busy={busy} onClick={onForget}>
        {say("import_forget")}
      </Button>
    </p>
  );
}

function Asked({ look, ask, busy, onAsk }: { look: Look; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void }) {
  const { say } = useVoice();
  const { here } = useSession();
  return (
    <div className="asked" aria-busy={busy}>
      <Choice
        id="import-employer"
        label={say("import_employer")}
        value={ask.employer ?? ""}
        choices={[
          { value: "", label: say("import_employer_auto") },
          ...here.employers.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` })),
        ]}
        onChoose={(employer) => onAsk({ ...ask, employer: employer === "" ? null : employer })}
      />
      <Choice
        id="import-form"
        label={say("import_form")}
        value={ask.form}
        choices={FORMS.map((form) => ({ value: form, label: say(`form_${form}`) }))}
        onChoose={(form) => onAsk({ ...ask, form })}
      />
      {look.encoding !== null && (
        <Choice
          id="import-encoding"
          label={say("import_encoding")}
          value={ask.encoding ?? ""}
          choices={[
            { value: "", label: ask.encoding === null ? say("import_encoding_found", { name: ENCODINGS[look.encoding] ?? look.encoding }) : say("import_encoding_auto") },
            ...Object.entries(ENCODINGS).map(([value, label]) => ({ value, label })),
          ]}
          onChoose={(encoding) => onAsk({ ...ask, encoding: encoding === "" ? null : encoding })}
        />
      )}
    </div>
  );
}

type DoneProps = { imported: Imported; rejects: string | null; writing: boolean; fixed: Fixed; onLeft: (what: "rejects" | "returned") => void; onNext: () => void };

function Done({ imported, rejects, writing, fixed, onLeft, onNext }: DoneProps) {
  const { say } = useVoice();
  const nobody = imported.new + imported.changed === 0 && imported.list === null;
  return (
    <Panel title={say(!imported.written ? "import_done_none" : nobody ? "import_done_held" : "import_done")} id="import-done" className="import-done">
      <p className="done-counts" role="status">
        <Badge tone="key">
          {say("filter_new")} {say("cases", { n: imported.new })}
        </Badge>
        <Badge tone="good">
          {say("filter_changed")} {say("cases", { n: imported.changed })}
        </Badge>
        <Badge tone={imported.doubtful > 0 ? "doubt" : "plain"}>
          {say("filter_doubtful")} {say("cases", { n: imported.doubtful })}
        </Badge>
        <Badge tone={imported.rejected > 0 ? "bad" : "plain"}>
          {say("filter_rejected")} {say("cases", { n: imported.rejected })}
        </Badge>
      </p>
      <p className="soft">
        {say("count_unchanged", { n: imported.unchanged })}　{say("count_duplicate", { n: imported.duplicate })}
      </p>
      {imported.written && imported.doubtful + imported.rejected > 0 && <p id="import-done-waits">{say("import_done_waits")}</p>}
      {imported.returned !== null && <p id="import-done-returned">{say("import_done_returned", { file: imported.returned.file, n: imported.returned.rows })}</p>}
      {rejects !== null && <p>{say("import_done_rejects", { path: rejects })}</p>}
      {imported.rejects.length > 0 && (
        <ul>
          {imported.rejects.map((one) => (
            <li key={one.sheet}>{say(one.outcome === "rejected" ? "rejects_sheet_rejected" : "rejects_sheet_doubtful", { sheet: one.sheet, rows: String(one.rows) })}</li>
          ))}
        </ul>
      )}
      <div className="actions start">
        <Button id="next-import" look="key" onClick={onNext}>
          {say("import_next")}
        </Button>
        {rejects === null && imported.doubtful + imported.rejected > 0 && (
          <Button id="write-rejects" busy={writing} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => onLeft("rejects")}>
            {say(writing ? "rejects_writing" : "rejects_write")}
          </Button>
        )}
        {imported.returned === null && imported.doubtful + imported.rejected > 0 && (
          <Button id="write-returned" busy={writing} disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => onLeft("returned")}>
            {say("returned_write")}
          </Button>
        )}
        <Button onClick={() => go({ screen: "imports" })}>{say("import_list")}</Button>
        <Button onClick={() => go({ screen: "home" })}>{say("to_home")}</Button>
      </div>
    </Panel>
  );
}
