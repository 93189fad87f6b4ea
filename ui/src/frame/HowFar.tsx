// How far long work is, how long it will still take, and a way to stop it.
import { useState } from "react";
import { call } from "../desk";
import { Button } from "./parts";
import { useVoice, type Voice } from "./say";
import type { Progress } from "../wire";

/** `began` and `at` are the window's own clock, in milliseconds. */
export type Running = { job: number; began: number; at: number; progress: Progress };

/** The time left at the pace so far; nothing before there is a pace to go by. */
export function secondsLeft(passed: number, { done, total }: Progress): number | null {
  return done === 0 || passed < 500 ? null : Math.round((passed / done) * (total - done) / 1000);
}

function leftWord(seconds: number, { say }: Voice): string {
  if (seconds < 3) {
    return say("time_soon");
  }
  const time = seconds >= 90 ? say("minutes", { n: Math.round(seconds / 60) }) : say("seconds", { n: seconds });
  return say("time_left", { time });
}

/** `work` begins the words: `print` is said with `print_running`, `print_of` and `print_stop`. */
export function HowFar({ running, work }: { running: Running; work: "print" | "import" | "report" | "what_if" | "press" }) {
  const voice = useVoice();
  const { say } = voice;
  const [stopping, setStopping] = useState(false);
  const { progress, began, at, job } = running;
  const left = secondsLeft(at - began, progress);
  const stop = () => {
    setStopping(true);
    // Whether it stopped in time, the work itself answers.
    call("cancel", { job }).catch(() => setStopping(false));
  };
  return (
    <div className="how-far">
      <div className="how-far-line">
        <span>{say(`${work}_running`)}</span>
        <span className="num">{say(`${work}_of`, { done: progress.done, total: progress.total })}</span>
      </div>
      <progress aria-label={say(`${work}_running`)} value={progress.done} max={Math.max(1, progress.total)} />
      <div className="how-far-line">
        <span className="soft" role="status">
          {left === null ? "" : leftWord(left, voice)}
        </span>
        <Button id={`stop-${work}`} busy={stopping} onClick={stop}>
          {say(`${work}_stop`)}
        </Button>
      </div>
    </div>
  );
}
