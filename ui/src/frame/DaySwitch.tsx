// The day that is looked at, and how much the ledger knew: to see why something was decided as it was then.
import { useState } from "react";
import { Button as Pressable, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { DayField } from "./DayField";
import { Button, Icon, Radios } from "./parts";
import { useVoice } from "./say";
import { useSession, type View } from "./session";

export function DaySwitch() {
  const { say, short } = useVoice();
  const { here, view, past } = useSession();
  const other = view.on !== here.today;
  return (
    <DialogTrigger>
      <Pressable className={`button quiet day-button ${past ? "past" : ""}`} id="day">
        <Icon name="day" />
        {/* What differs from today is named: the day, what was known, or both. */}
        <span className="day-said">
          {(other || !past) && (
            <span>
              {say("day_switch")} <b className="num">{short(view.on)}</b>
            </span>
          )}
          {view.knownAt !== null && <span className="num">{say("day_known_short", { day: short(view.knownAt) })}</span>}
          {!past && <small>{say("day_today")}</small>}
        </span>
      </Pressable>
      <Popover className="pop" offset={6} placement="bottom end">
        <Dialog className="day-dialog" aria-label={say("day_switch")}>
          {({ close }) => <Choose close={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Choose({ close }: { close: () => void }) {
  const { say } = useVoice();
  const { here, view, setView } = useSession();
  const [chosen, setChosen] = useState<View>(view);
  const show = (view: View) => {
    setView(view);
    close();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        show(chosen);
      }}
    >
      <DayField label={say("day_on")} value={chosen.on} onChange={(on) => setChosen({ ...chosen, on })} autoFocus />
      <Radios
        label={say("day_known")}
        value={chosen.knownAt === null ? "now" : "then"}
        choices={[
          { value: "now", label: say("day_known_now") },
          { value: "then", label: say("day_known_then") },
        ]}
        onChoose={(known) => setChosen({ ...chosen, knownAt: known === "now" ? null : chosen.on })}
      />
      {chosen.knownAt !== null && (
        <DayField label={say("day_known_by")} value={chosen.knownAt} onChange={(knownAt) => setChosen({ ...chosen, knownAt })} />
      )}
      <p className="hint">{say("day_known_hint")}</p>
      <div className="dialog-foot">
        <Button id="day-today" onClick={() => show({ on: here.today, knownAt: null })}>
          {say("day_back")}
        </Button>
        <Button look="key" id="day-show" submit>
          {say("day_show")}
        </Button>
      </div>
    </form>
  );
}

/** The words above every screen when the ledger lies where nothing can be written. */
export function ReadOnlyBand() {
  const { say } = useVoice();
  const { here } = useSession();
  return here.read_only ? (
    <div className="past-band" id="read-only" role="status">
      <b>{say("read_only_title")}</b>
      <span>{say("read_only_lead")}</span>
    </div>
  ) : null;
}

/** The words above every screen when the view is not today's. */
export function PastBand({ countsNow }: { countsNow: boolean }) {
  const { say, day } = useVoice();
  const { here, view, setView, past } = useSession();
  if (!past) {
    return null;
  }
  return (
    <div className="past-band" role="status">
      <b>{say("past_title")}</b>
      <span>
        {view.on !== here.today && say("past_on", { day: day(view.on) })}
        {view.knownAt !== null && (countsNow ? say("past_counts_now") : say("past_known", { day: day(view.knownAt) }))}
        {say("past_no_write")}
      </span>
      <Button id="back-to-today" onClick={() => setView({ on: here.today, knownAt: null })}>
        {say("day_back")}
      </Button>
    </div>
  );
}
