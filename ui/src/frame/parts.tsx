// The small parts that every screen is made of.
import { type ComponentProps, type ReactNode, useId } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useVoice } from "./say";

type ButtonProps = Omit<ComponentProps<"button">, "type"> & { "data-arrival"?: boolean; look?: "key" | "plain" | "quiet"; busy?: boolean; submit?: boolean };

/**
 * A button. While its work runs it does nothing and says that it is busy; it keeps the focus, which a disabled one would lose.
 */
export function Button({ look = "plain", busy = false, submit = false, onClick, className, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? "submit" : "button"}
      className={`button ${look} ${className ?? ""}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {/* The last + of `Ctrl++` is a key itself. */}
      {keys.split(/\+(?=.)/).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}

/** The heading of a screen. Focus comes here after a change of screen, unless something bears `data-arrival`. */
export function Title({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="title">
      <h1 tabIndex={-1}>{children}</h1>
      {aside !== undefined && <div className="title-aside">{aside}</div>}
    </div>
  );
}

type PanelProps = { title: ReactNode; aside?: ReactNode; children: ReactNode; className?: string; id?: string };

export function Panel({ title, aside, children, className = "", id }: PanelProps) {
  const own = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={own} id={id}>
      <div className="panel-head">
        <h2 id={own}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

type FieldProps = ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode; error?: ReactNode; after?: ReactNode };

/** A labelled input; its hint and its error are read out with it. */
export function Field({ label, hint, error, after, id, className, "aria-describedby": described, "aria-invalid": invalid, ...rest }: FieldProps) {
  const own = useId();
  const input = id ?? own;
  const told = [described ?? "", hint ? `${input}-hint` : "", error ? `${input}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={`field ${className ?? ""}`}>
      <label htmlFor={input}>{label}</label>
      <div className="field-row">
        <input {...rest} id={input} aria-describedby={told === "" ? undefined : told} aria-invalid={error ? true : invalid} />
        {after}
      </div>
      {hint && (
        <p className="hint" id={`${input}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${input}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

type ChoiceProps<T extends string> = {
  label: ReactNode;
  value: T;
  choices: readonly { value: T; label: string }[];
  onChoose: (value: T) => void;
  id?: string;
  disabled?: boolean;
};

export function Choice<T extends string>({ label, value, choices, onChoose, id, disabled }: ChoiceProps<T>) {
  const own = useId();
  return (
    <div className="field">
      <label htmlFor={id ?? own}>{label}</label>
      <select
        id={id ?? own}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen !== undefined) {
            onChoose(chosen.value);
          }
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Radios<T extends string>({ label, value, choices, onChoose, id }: ChoiceProps<T>) {
  const own = useId();
  return (
    <fieldset className="radios" id={id}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={own}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

export type Tone = "plain" | "good" | "doubt" | "bad" | "key";

export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

/** Grey lines in place of what is still on its way. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { say } = useVoice();
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{say("busy")}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className="bar" style={{ inlineSize: `${92 - ((at * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** Names and values. What is blank shows as a dash, so that a gap is seen. */
export function Facts({ facts }: { facts: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value], at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>{value === null || value === undefined || value === "" ? <span className="dash">—</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

type WindowProps = {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  side?: boolean;
  role?: "dialog" | "alertdialog";
  className?: string;
};

/** A window over the screen. It keeps the focus, Esc closes it, and the focus goes back to where it was. */
export function Over({ title, open, onClose, children, side = false, role = "dialog", className = "" }: WindowProps) {
  const { say } = useVoice();
  return (
    <ModalOverlay className={`over ${side ? "side" : ""}`} isOpen={open} onOpenChange={(open) => open || onClose()} isDismissable={role === "dialog"}>
      <Modal className={`over-window ${className}`}>
        <Dialog role={role} className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <button type="button" className="button quiet icon" aria-label={say("close")} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const ICONS = {
  home: "M3 10.5 12 3l9 7.5M5.5 9v11h13V9M10 20v-6h4v6",
  find: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21",
  members: "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 20c.4-3.8 3-6 6.5-6s6.100 2.200 6.500 6M15.500 5a3.500 3.500 0 0 1 0 6.500M17.500 14.300c2.300.8 3.700 2.800 4 5.700",
  imports: "M12 3v11m0 0 4.500-4.500M12 14l-4.500-4.500M4 15v5h16v-5",
  prints: "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7v-7Z",
  reports: "M4 20V4m0 16h16M8.500 16v-5M13 16V7M17.500 16v-7",
  papers: "M6 3h9l4 4v14H6V3Zm9 0v4h4M9 12h7M9 16h7",
  answers: "M4 5h16v11H9.500L5 20v-4H4V5ZM8 9h8M8 12h5",
  counter: "M4 20v-6h16v6M7 14V9h10v5M9.5 9V4h5v5",
  settings: "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.500v5M9 14.500v5",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  day: "M4 6h16v14H4V6Zm0 4.500h16M8.500 3.500v4M15.500 3.500v4",
  next: "M9 5l7 7-7 7",
  previous: "M15 5l-7 7 7 7",
  warn: "M12 4 2.800 20h18.400L12 4Zm0 6v5m0 2v.8",
  done: "M5 12.500 10 17.500 19.500 7",
  folder: "M3 6h6.500l2 2.500H21V19H3V6Z",
} as const;

export type IconName = keyof typeof ICONS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon-line" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={ICONS[name]} />
    </svg>
  );
}
