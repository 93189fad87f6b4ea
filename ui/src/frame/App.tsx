// The window: either a ledger is open, or one is to be opened.
import { useCallback, useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { call, failedOf } from "../desk";
import { Start } from "../start/Start";
import type { Failed, Here, Status } from "../wire";
import { useSlow } from "./asking";
import { Boundary } from "./Boundary";
import { useCopying } from "./copying";
import { FailurePanel, FailureProvider } from "./Failure";
import { Frame } from "./Frame";
import { Lockable } from "./Lock";
import { Skeleton } from "./parts";
import { preferences, usePreferences } from "./preferences";
import { useVoice } from "./say";
import { go } from "./route";
import { SessionProvider } from "./session";

export function App() {
  const { lang } = usePreferences();
  return (
    <I18nProvider locale={lang === "ja" ? "ja-JP-u-ca-japanese" : "en-GB"}>
      <FailureProvider>
        <Boundary name="window">
          <Ledger />
        </Boundary>
      </FailureProvider>
    </I18nProvider>
  );
}

function Ledger() {
  const { say } = useVoice();
  const [status, setStatus] = useState<Status | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  useCopying();
  const slow = useSlow(status === null && failed === null);

  const ask = useCallback(() => {
    setFailed(null);
    call("status", { lang: preferences().lang }).then(setStatus, (reason: unknown) => setFailed(failedOf(reason)));
  }, []);
  useEffect(ask, [ask]);

  const renew = useCallback((here: Here) => setStatus((status) => status && { ...status, ledger: here }), []);
  const opened = useCallback(
    (here: Here) => {
      go({ screen: "home" }, "replace");
      renew(here);
    },
    [renew],
  );
  const closeLedger = useCallback(() => {
    call("close_ledger", {}).then(
      () => {
        go({ screen: "home" }, "replace");
        ask();
      },
      (reason: unknown) => setFailed(failedOf(reason)),
    );
  }, [ask]);

  if (failed !== null) {
    return (
      <main className="alone">
        <h1>{say("app")}</h1>
        <FailurePanel failed={failed} again={ask} />
      </main>
    );
  }
  if (status === null) {
    return <main className="alone">{slow && <Skeleton />}</main>;
  }
  if (status.ledger === null) {
    return <Start status={status} onOpened={opened} />;
  }
  return (
    <SessionProvider key={`${status.ledger.path} ${status.ledger.operator}`} here={status.ledger} version={status.version} closeLedger={closeLedger} renew={renew}>
      <Lockable onOther={opened}>
        <Frame />
      </Lockable>
    </SessionProvider>
  );
}
