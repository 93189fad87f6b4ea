// A new passphrase. Nobody sees what is typed, so it is typed twice.
import type { ReactNode } from "react";
import { Field } from "./parts";
import { useVoice } from "./say";

export type Typed = { first: string; again: string };

export const UNTYPED: Typed = { first: "", again: "" };

/** Something was typed, and twice the same. */
export const isSame = ({ first, again }: Typed): boolean => first !== "" && first === again;

type Props = { id: string; label: ReactNode; hint?: ReactNode; error?: ReactNode; typed: Typed; onType: (typed: Typed) => void };

export function Twice({ id, label, hint, error, typed, onType }: Props) {
  const { say } = useVoice();
  return (
    <>
      <Field id={id} type="password" autoComplete="off" label={label} hint={hint} error={error} value={typed.first} onChange={(event) => onType({ ...typed, first: event.target.value })} />
      <Field
        id={`${id}-again`}
        type="password"
        autoComplete="off"
        label={say("passphrase_again")}
        error={typed.again !== "" && typed.first !== typed.again ? say("passphrase_differs") : undefined}
        value={typed.again}
        onChange={(event) => onType({ ...typed, again: event.target.value })}
      />
    </>
  );
}
