// The stock of paper: what came, was printed, was spoiled, is left; and what counts found.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Button, Empty, Field, Panel } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { StockAsk } from "../wire";

const STEPS: readonly StockAsk["step"][] = ["received", "spoiled", "counted"];

export function StockOfPaper() {
  const { say, lang, count } = useVoice();
  const { here, fixed } = useSession();
  const { answer, failed, again } = useAsked("stocks", { lang });
  const [stock, setStock] = useState("");
  const [step, setStep] = useState<StockAsk["step"]>("received");
  const [sheets, setSheets] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [kept, setKept] = useState<string | null>(null);
  const [record, busy] = useWork(
    async (number: number) => {
      setWrong(null);
      const now = await call("record_stock", { stock, step, sheets: number, reason, on: here.today, lang });
      setKept(say("stock_kept", { stock: now.stock, n: now.left }));
      setSheets("");
      setReason("");
      again();
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const plain = sheets.normalize("NFKC").trim();
    if (stock.trim() === "" || !/^\d{1,8}$/.test(plain)) {
      setWrong(say("stock_number_wrong"));
    } else if (!busy) {
      record(Number(plain));
    }
  };
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  if (answer === undefined) {
    return null;
  }
  const writes = fixed === undefined && here.may.includes("print");
  return (
    <Panel title={say("stock_title")} id="stock">
      <p className="hint">{say("stock_lead")}</p>
      {answer.length === 0 ? (
        <Empty>{say("stock_none")}</Empty>
      ) : (
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("stock_name")}</th>
              {(["stock_received", "stock_printed", "stock_spoiled", "stock_difference", "stock_left"] as const).map((one) => (
                <th key={one} scope="col" className="end">
                  {say(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.map((one) => (
              <tr key={one.stock}>
                <th scope="row">{one.stock}</th>
                <td className="num end">{count(one.received)}</td>
                <td className="num end">{count(one.printed)}</td>
                <td className="num end">{count(one.spoiled)}</td>
                <td className="num end">{count(one.difference)}</td>
                <td className="num end">{one.kept ? count(one.left) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {writes && (
        <form id="stock-form" className="form-stack" onSubmit={submit}>
          <Field id="stock-name" label={say("stock_name")} value={stock} autoComplete="off" list="stock-names" onChange={(event) => setStock(event.target.value)} />
          <datalist id="stock-names">
            {answer.map((one) => (
              <option key={one.stock} value={one.stock} />
            ))}
          </datalist>
          <fieldset className="bench-modes" aria-label={say("stock_what")}>
            {STEPS.map((one) => (
              <label key={one} className={one === step ? "chosen" : ""}>
                <input type="radio" name="stock-step" id={`stock-${one}`} checked={one === step} onChange={() => setStep(one)} /> {say(`stock_${one}`)}
              </label>
            ))}
          </fieldset>
          <Field id="stock-sheets" label={say("stock_sheets")} error={wrong} value={sheets} autoComplete="off" inputMode="numeric" onChange={(event) => setSheets(event.target.value)} />
          <Field id="stock-reason" label={say("stock_reason")} hint={say("stock_reason_hint")} value={reason} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
          <div className="actions start">
            <Button id="stock-record" look="key" submit busy={busy}>
              {say("stock_record")}
            </Button>
          </div>
        </form>
      )}
      {kept !== null && (
        <p id="stock-kept" role="status">
          {kept}
        </p>
      )}
    </Panel>
  );
}
