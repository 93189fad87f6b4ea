// The desk behind the window. This file alone knows that the window is Tauri's; all others ask here.
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Commands, Failed, Progress } from "./wire";

export type Command = keyof Commands;
export type Args<K extends Command> = Commands[K]["args"];
export type Answer<K extends Command> = Commands[K]["ret"];

/** Said to the window when the desk answers that it is locked. */
export const LOCKED = "daicho-locked";

/** Said to the window when it has locked: what was typed of a visitor's card does not outlive it. */
export const SHUT = "daicho-shut";

/** Asks the desk. Whatever goes wrong arrives as a `Failed`, so that a screen has one kind of failure to show. */
export async function call<K extends Command>(cmd: K, args: Args<K>): Promise<Answer<K>> {
  try {
    // Everything that is asked goes under one name; a road for progress is no part of the question.
    const { progress, ...ask } = args as Record<string, unknown>;
    return await invoke<Answer<K>>(cmd, progress === undefined ? { ask } : { ask, progress });
  } catch (reason) {
    const failed = failedOf(reason);
    if (failed.code === "locked") {
      window.dispatchEvent(new Event(LOCKED));
    }
    throw failed;
  }
}

/** A road on which a long work tells how far it is, or the window what is dropped on it. */
export function progress<T = Progress>(told: (progress: T) => void): Channel<T> {
  const channel = new Channel<T>();
  channel.onmessage = told;
  return channel;
}

let jobs = 0;

/** The number of a new long work; `cancel` takes it. */
export function newJob(): number {
  jobs += 1;
  return jobs;
}

export function isFailed(reason: unknown): reason is Failed {
  return (
    typeof reason === "object" && reason !== null && "code" in reason && "complaints" in reason && Array.isArray(reason.complaints)
  );
}

/** What was thrown, as a `Failed`. An unexpected thing keeps its own words as the sentence: the clerk can read them out. */
export function failedOf(reason: unknown): Failed {
  if (isFailed(reason)) {
    return reason;
  }
  const sentence = reason instanceof Error ? reason.message : String(reason);
  return { code: "unexpected", ending: "other", complaints: [{ cell: "", code: "unexpected", sentence, hint: "", weight: "refusal" }] };
}
