// 個人番号下4桁, to whoever may see them and says why.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useWork } from "../frame/asking";
import { Button, Field, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { Shown } from "../wire";

export function LastFour({ shown }: { shown: Shown }) {
  const { say, code } = useVoice();
  const { here, view, fixed } = useSession();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [digits, setDigits] = useState<string | null>(null);
  const [ask, busy] = useWork(
    async () => {
      setWrong(null);
      const answer = await call("last_four", { member: shown.code, on: view.on, reason });
      setDigits(answer.digits ?? say("last_four_none"));
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "" && !busy) {
      ask();
    }
  };
  const close = () => {
    setOpen(false);
    setReason("");
    setDigits(null);
    setWrong(null);
  };
  if (shown.last_four !== "on_file" || !here.may.includes("last_four")) {
    return <>{code(shown.last_four)}</>;
  }
  return (
    <>
      {code(shown.last_four)}{" "}
      {/* That they were seen is written down, and nothing is written from another day. */}
      <Button id="last-four" look="quiet" disabled={fixed !== undefined} title={fixed && say(fixed)} onClick={() => setOpen(true)}>
        {say("last_four_see")}
      </Button>
      <Over title={say("last_four_title")} open={open} onClose={close}>
        {digits === null ? (
          <form onSubmit={submit}>
            <Field
              id="last-four-reason"
              label={say("last_four_reason")}
              hint={say("last_four_reason_hint")}
              error={wrong}
              value={reason}
              autoFocus
              onChange={(event) => setReason(event.target.value)}
            />
            <div className="dialog-foot">
              <Button id="last-four-show" look="key" submit busy={busy} disabled={reason.trim() === ""}>
                {say("last_four_show")}
              </Button>
            </div>
          </form>
        ) : (
          <>
            <p className="recovery-code num" id="last-four-digits" role="status">
              {digits}
            </p>
            <div className="dialog-foot">
              <Button id="last-four-close" look="key" autoFocus onClick={close}>
                {say("close")}
              </Button>
            </div>
          </>
        )}
      </Over>
    </>
  );
}
