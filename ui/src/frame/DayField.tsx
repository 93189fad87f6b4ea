// A day as it is typed in an office: era, year, month, day. The calendar is the widget's; nothing is reckoned here.
import { parseDate } from "@internationalized/date";
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
} from "react-aria-components";
import type { Day } from "../wire";
import { Icon } from "./parts";
import { useVoice } from "./say";

type Props = { label: string; value: Day; onChange: (day: Day) => void; disabled?: boolean; autoFocus?: boolean };

/** Is there such a day? What is typed as a text may be none. */
export function isDay(text: string): boolean {
  try {
    parseDate(text);
    return true;
  } catch {
    return false;
  }
}

export function DayField({ label, value, onChange, disabled = false, autoFocus = false }: Props) {
  const { say } = useVoice();
  return (
    <DatePicker
      className="field day-field"
      value={parseDate(value)}
      onChange={(day) => day !== null && onChange(day.toString())}
      isDisabled={disabled}
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <Group className="day-group">
        <DateInput className="day-input">{(segment) => <DateSegment className="day-segment" segment={segment} />}</DateInput>
        <Button className="button quiet icon" aria-label={say("calendar")}>
          <Icon name="day" />
        </Button>
      </Group>
      <Popover className="pop" offset={4}>
        <Dialog className="calendar-dialog">
          <Calendar className="calendar">
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
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
