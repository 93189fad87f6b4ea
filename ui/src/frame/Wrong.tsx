// What is wrong with a passphrase, said in its field; where it must be waited, the seconds go down.
import { type ComponentProps, useEffect, useState } from "react";
import type { Failed } from "../wire";
import { Field } from "./parts";
import { useVoice } from "./say";

const SECOND_MS = 1000;

/** The seconds that are left of a failure's wait. */
function useLeft(failed: Failed): number {
  const wait = failed.wait ?? 0;
  const [left, setLeft] = useState(wait);
  useEffect(() => {
    const end = performance.now() + wait * SECOND_MS;
    setLeft(wait);
    if (wait === 0) {
      return;
    }
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((end - performance.now()) / SECOND_MS));
      setLeft(now);
      if (now === 0) {
        clearInterval(timer);
      }
    }, SECOND_MS / 4);
    return () => clearInterval(timer);
  }, [failed, wait]);
  return left;
}

export function Wrong({ id, failed }: { id: string; failed: Failed }) {
  const { say } = useVoice();
  const left = useLeft(failed);
  if (failed.wait === undefined) {
    return (
      <p className="error" id={id} role="alert">
        {failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ") || say("slow_down")}
      </p>
    );
  }
  return (
    <div className="error" id={id}>
      <p role="alert">
        {say("slow_down")} {failed.complaints.map((one) => one.hint).join(" ")}
      </p>
      {/* Read out once, with the sentence; nobody wants to hear every second. */}
      <p className="num" role="timer">
        {left > 0 ? say("slow_down_left", { n: left }) : say("slow_down_over")}
      </p>
    </div>
  );
}

/**
 * A passphrase that is tried. What was wrong with it is said in its field, where the clerk stays; `take` answers whether it was
 * that.
 */
export function useTried(id: string) {
  const [failed, setFailed] = useState<Failed | null>(null);
  const take = (failed: Failed): boolean => {
    if (failed.code !== "wrong_passphrase" && failed.code !== "slow_down") {
      return false;
    }
    setFailed(failed);
    requestAnimationFrame(() => {
      const field = document.getElementById(id);
      if (field instanceof HTMLInputElement) {
        field.focus();
        field.select();
      }
    });
    return true;
  };
  return { failed, take, clear: () => setFailed(null) };
}

type TriedProps = Omit<ComponentProps<typeof Field>, "id" | "type" | "error"> & { id: string; failed: Failed | null };

/** The field of a passphrase that is tried. */
export function Tried({ id, failed, ...rest }: TriedProps) {
  return (
    <div>
      <Field
        {...rest}
        id={id}
        type="password"
        autoComplete="off"
        aria-invalid={failed !== null || undefined}
        aria-describedby={failed === null ? undefined : `${id}-error`}
      />
      {failed !== null && <Wrong id={`${id}-error`} failed={failed} />}
    </div>
  );
}
