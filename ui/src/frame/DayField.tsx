// A day as it is typed in an office: `7.12.1`, `R7/12/1`, `令和7年12月1日`, `20251201`, or chosen in a calendar.
// A text takes every way of writing, a paste and a conversion of the input method; segments would take digits alone.
import { CalendarDate, JapaneseCalendar, parseDate, toCalendar } from "@internationalized/date";
import { useEffect, useId, useRef, useState } from "react";
import { Button, Calendar, CalendarCell, CalendarGrid, Dialog, DialogTrigger, Group, Heading, Popover } from "react-aria-components";
import type { Day } from "../wire";
import { Icon } from "./parts";
import { useVoice } from "./say";

type Props = { label: string; value: Day; onChange: (day: Day) => void; disabled?: boolean; autoFocus?: boolean; /** What the desk said of the day. */ error?: string | null };

const FIRST = "1900-01-01";
const LAST = "2100-12-31";

/** Is there such a day? What is typed as a text may be none. */
export function isDay(text: string): boolean {
  try {
    parseDate(text);
    return true;
  } catch {
    return false;
  }
}

const ERAS: Record<string, string> = { 令: "reiwa", r: "reiwa", 平: "heisei", h: "heisei", 昭: "showa", s: "showa", 大: "taisho", t: "taisho", 明: "meiji", m: "meiji" };
const ERA = "(令和?|平成?|昭和?|大正?|明治?|[rhstm])?";
const WRITTEN = new RegExp(`^${ERA}(\\d{4}|\\d{1,2}|元)[年./-](\\d{1,2})[月./-](\\d{1,2})日?$`);
const CLOSED = new RegExp(`^(?:${ERA}(\\d{2})|(?:)(\\d{4}))(\\d{2})(\\d{2})$`);

/** The day that a text says; a year of one or two digits is one of the era of `near`. `null` where it says none. */
export function readDay(text: string, near: Day): Day | null {
  const plain = text.normalize("NFKC").toLowerCase().replaceAll(/[\s]/g, "").replaceAll(/[。・,、]/g, ".").replaceAll(/[ー−‐–—]/g, "-");
  const written = WRITTEN.exec(plain);
  const closed = CLOSED.exec(plain);
  const [era, year, month, day] = written !== null ? written.slice(1) : closed !== null ? [closed[1], closed[2] ?? closed[3], closed[4], closed[5]] : [];
  if (year === undefined || (era !== undefined && year.length === 4)) {
    return null;
  }
  const read = year.length === 4 ? western(year, Number(month), Number(day)) : ofEra(era === undefined ? eraOf(near) : ERAS[era.charAt(0)], year, Number(month), Number(day));
  return read !== null && FIRST <= read && read <= LAST ? read : null;
}

function western(year: string, month: number, day: number): Day | null {
  const written = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDay(written) ? written : null;
}

const japanese = new JapaneseCalendar();
const eraOf = (day: Day): string => toCalendar(parseDate(day), japanese).era;

/** The calendar moves a day that an era does not have to one that it has; such a day was not meant. */
function ofEra(era: string | undefined, year: string, month: number, day: number): Day | null {
  const wanted = year === "元" ? 1 : Number(year);
  if (era === undefined || wanted === 0 || month === 0 || day === 0) {
    return null;
  }
  const found = new CalendarDate(japanese, era, wanted, month, day);
  return found.era === era && found.year === wanted && found.month === month && found.day === day ? toCalendar(found, parseDate(FIRST).calendar).toString() : null;
}

export function DayField({ label, value, onChange, disabled = false, autoFocus = false, error = null }: Props) {
  const { say, day: inWords } = useVoice();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // While it is typed, the text stays as the hand wrote it; afterwards it is the day in words.
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const bad = typed !== null && readDay(typed, value) === null;
  const told = bad && left ? say("day_unread") : error;
  const wrong = told !== null;
  // A form is not sent with a day that is none.
  useEffect(() => input.current?.setCustomValidity(bad ? say("day_unread") : ""), [bad, say]);
  // The dialog in which a day is asked for begins with it.
  useEffect(() => {
    if (autoFocus) {
      input.current?.focus();
    }
  }, [autoFocus]);
  const choose = (day: Day) => {
    setTyped(null);
    setLeft(false);
    onChange(day);
  };
  return (
    <div className="field day-field">
      <label htmlFor={id}>{label}</label>
      <Group className="day-group" isDisabled={disabled} isInvalid={wrong}>
        <input
          ref={input}
          id={id}
          className="day-input num"
          autoComplete="off"
          spellCheck={false}
          disabled={disabled}
          value={typed ?? inWords(value)}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            const text = event.target.value;
            setTyped(text);
            setLeft(false);
            const read = readDay(text, value);
            if (read !== null) {
              onChange(read);
            }
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && bad) {
              event.preventDefault();
              setLeft(true);
            }
          }}
          onBlur={() => {
            setLeft(true);
            if (!bad) {
              setTyped(null);
            }
          }}
        />
        <DialogTrigger>
          <Button className="button quiet icon" isDisabled={disabled} aria-label={say("calendar")}>
            <Icon name="day" />
          </Button>
          <Popover className="pop" offset={4}>
            <Dialog className="calendar-dialog" aria-label={label}>
              {({ close }) => (
                <Calendar
                  className="calendar"
                  // The day that is chosen is where the next step begins.
                  autoFocus
                  minValue={parseDate(FIRST)}
                  maxValue={parseDate(LAST)}
                  value={parseDate(value)}
                  onChange={(day) => {
                    choose(day.toString());
                    close();
                  }}
                >
                  <header>
                    <Button slot="previous" className="button quiet icon" aria-label={say("previous_month")}>
                      <Icon name="previous" />
                    </Button>
                    <Heading level={3} />
                    <Button slot="next" className="button quiet icon" aria-label={say("next_month")}>
                      <Icon name="next" />
                    </Button>
                  </header>
                  <CalendarGrid>{(day) => <CalendarCell className="calendar-cell" date={day} />}</CalendarGrid>
                </Calendar>
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      </Group>
      {wrong && (
        <p className="error" id={`${id}-error`} role="alert">
          {told}
        </p>
      )}
    </div>
  );
}
