// What was asked for last and what came of it: kept while the list behind a number is looked at.
import { useCallback } from "react";
import { newJob, progress as channel } from "../desk";
import type { Running } from "../frame/HowFar";
import { useKept, useSession } from "../frame/session";
import type { Day, Lang, PolicyChoice, Progress, Report, ReportAsk, WhatIf, WhatIfAsk } from "../wire";

/** As the form has it. A day stands for its month. */
export type ReportForm = { name: string; period: "year" | "chosen"; from: Day; to: Day; on: Day; asOf: "now" | "then"; then: Day };

export function useReportForm() {
  const { here, view } = useSession();
  const first: ReportForm = { name: "issued", period: "year", from: view.on, to: view.on, on: view.on, asOf: "now", then: here.today };
  return useKept("report form", first);
}

/** The report that was counted last, with the question that brings it again as it was. */
export function useCounted() {
  return useKept<{ report: Report; ask: ReportAsk } | null>("report counted", null);
}

export function reportAsk(form: ReportForm, lang: Lang): ReportAsk {
  const chosen = form.period === "chosen";
  return {
    name: form.name,
    from: chosen ? form.from.slice(0, 7) : null,
    to: chosen ? form.to.slice(0, 7) : null,
    on: form.on,
    as_of: form.asOf === "now" ? null : form.then,
    lang,
  };
}

export type WhatIfForm = { on: Day; against: Day; policy: PolicyChoice | null; pack: string | null };

export function useWhatIfForm() {
  const { view } = useSession();
  const first: WhatIfForm = { on: view.on, against: view.on, policy: null, pack: null };
  return useKept("what-if form", first);
}

export function useTried() {
  return useKept<{ answer: WhatIf; ask: WhatIfAsk } | null>("what-if tried", null);
}

/** Which part of a report: employer, month, measure; what is `null` is all. */
export type Part = { employer: string | null; month: string | null; measure: string | null };

export const writePart = (part: Part): string => JSON.stringify([part.employer, part.month, part.measure]);

export function readPart(text: string): Part {
  const [employer = null, month = null, measure = null] = JSON.parse(text) as (string | null)[];
  return { employer, month, measure };
}

/** What is over sooner is not worth a word about how far it is. */
const SOON = 400;

/**
 * A long look at everyone: how far it is, kept while the clerk looks at something else meanwhile, and the way to begin it. What is
 * begun gets its number and its road for progress.
 */
export function useLong(name: "report" | "what_if"): [Running | null, <T>(work: (long: { job: number; progress: ReturnType<typeof channel<Progress>> }) => Promise<T>) => Promise<T>] {
  const [running, setRunning] = useKept<Running | null>(`long ${name}`, null);
  const begin = useCallback(
    async <T,>(work: (long: { job: number; progress: ReturnType<typeof channel<Progress>> }) => Promise<T>): Promise<T> => {
      const job = newJob();
      const began = performance.now();
      let over = false;
      const told = (progress: Progress) => {
        const at = performance.now();
        if (!over && at - began >= SOON) {
          setRunning({ job, began, at, progress });
        }
      };
      try {
        return await work({ job, progress: channel(told) });
      } finally {
        over = true;
        setRunning(null);
      }
    },
    [setRunning],
  );
  return [running, begin];
}
