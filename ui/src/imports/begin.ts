// The beginning of an import, however its file came: chosen, or dropped on the window.
import { useCallback, useEffect, useState } from "react";
import { call, failedOf, progress } from "../desk";
import { useFailure } from "../frame/Failure";
import { go } from "../frame/route";
import { useVoice } from "../frame/say";
import { useKept, useSession } from "../frame/session";
import type { Dropped, Failed, ImportAsk, Imported, Look } from "../wire";

export type Draft = {
  ask: ImportAsk | null;
  look: Look | null;
  /** How the file is read was taken over from the last file with the same columns. */
  carried: boolean;
  difference: Imported | null;
  /** The rows of the file do not hold together: nothing is compared before a clerk has looked at it. */
  torn: Failed | null;
  done: { imported: Imported; rejects: string | null } | null;
  /** The file wants its password, or the name of a table in it. */
  locked?: Asks;
  /** It was opened with the password that is remembered for its employer. */
  kept?: boolean;
};

/** What a file asks for before it can be looked at. */
export type Asks = { ask: ImportAsk; failed: Failed };

const CODES: ReadonlySet<string> = new Set(["password_protected", "password_wrong", "archive_several"]);

/** Does the file only want to be asked for, by its password or by the name of a table in it? */
export const wants = (failed: Failed): boolean => failed.complaints.some((one) => CODES.has(one.code));

export const nothing: Draft = { ask: null, look: null, carried: false, difference: null, torn: null, done: null };

/** A file of which a clerk has said nothing yet. */
export const plain = (file: string): ImportAsk => ({ file, employer: null, form: "auto", confirmed: [], meanings: [], values: [], dates: [], encoding: null, recipe: null, not_torn: false, other_persons: [], sure: [], again: false });

/** The way to an import: a half done one goes on, a finished one makes room for the next. */
export function useNewImport(): () => void {
  const { kept } = useSession();
  return useCallback(() => {
    const draft = kept.get("import") as Draft | undefined;
    if (draft !== undefined && draft.done !== null) {
      kept.set("import", nothing);
    }
    go({ screen: "import" });
  }, [kept]);
}

/** Looks at a file, in the way in which the last one with the same columns was read. */
export async function firstLook(ask: ImportAsk, lang: "ja" | "en"): Promise<Draft> {
  const look = await call("look", { ask, lang });
  const before = look.remembered;
  if (before === null) {
    return { ...nothing, ask, look };
  }
  const carried: ImportAsk = {
    ...ask,
    employer: before.employer,
    form: before.form as ImportAsk["form"],
    confirmed: before.confirmed,
    meanings: before.meanings,
  };
  return { ...nothing, ask: carried, look: await call("look", { ask: carried, lang }), carried: true };
}

/** As [firstLook]; a file that wants something first becomes a draft that says so. */
export async function begun(ask: ImportAsk, lang: "ja" | "en"): Promise<Draft> {
  try {
    return await firstLook(ask, lang);
  } catch (reason) {
    const failed = failedOf(reason);
    if (wants(failed)) {
      return { ...nothing, locked: { ask, failed } };
    }
    throw reason;
  }
}

/** Is a file held over the window? One that is let go there is looked at, on whatever screen the clerk is. */
export function useDrops(): boolean {
  const { say, lang } = useVoice();
  const sees = useSession().here.may.includes("view");
  const [, setDraft] = useKept<Draft>("import", nothing);
  const show = useFailure();
  const [over, setOver] = useState(false);

  const take = useCallback(
    (files: string[]) => {
      const [file] = files;
      if (file === undefined) {
        return;
      }
      if (files.length > 1) {
        const complaint = { cell: "", code: "one_file", sentence: say("drop_many"), hint: say("drop_one"), weight: "refusal" as const };
        show("failed_import", { code: "one_file", ending: "usage", complaints: [complaint] });
        return;
      }
      go({ screen: "import" });
      begun(plain(file), lang).then(setDraft, (reason: unknown) => show("failed_import", failedOf(reason)));
    },
    [say, lang, setDraft, show],
  );
  useEffect(() => {
    if (!sees) {
      return;
    }
    let gone = false;
    const told = (dropped: Dropped) => {
      if (!gone) {
        setOver(dropped.over);
        take(dropped.files);
      }
    };
    call("drops", { progress: progress(told) }).catch((reason: unknown) => show("failed_import", failedOf(reason)));
    return () => {
      gone = true;
    };
  }, [sees, take, show]);
  return over;
}
