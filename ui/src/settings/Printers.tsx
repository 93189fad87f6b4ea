// The printers of this machine, tray by tray, and by how much each is off.
import { type FormEvent, useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Button, Choice, Empty, Field, Panel, Radios, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useSession } from "../frame/session";
import type { PrinterHere, TrayHere } from "../wire";

const SIDES = ["front_left", "front_top", "back_left", "back_top"] as const;
type Side = (typeof SIDES)[number];

/** A length as a clerk types it, in mm; nothing when it cannot be one. */
export function millimetres(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  return /^\d{1,2}([.]\d{1,2})?$/.test(plain) && Number(plain) <= 40 ? Number(plain) : null;
}

export function Printers() {
  const { say, lang } = useVoice();
  const { answer, failed, slow, again } = useAsked("printers", { also: null, lang });
  const [found, setFound] = useState<PrinterHere[] | null>(null);
  const known = found ?? answer;
  const look = () => {
    setFound(null);
    again();
  };
  return (
    <>
      {failed !== undefined && found === null ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        <Panel title={say("printers")} id="printers-panel">
          <p className="hint">{say("printers_lead")}</p>
          {known === undefined && slow && <Skeleton lines={4} />}
          {known?.length === 0 && <Empty>{say("printers_none")}</Empty>}
          {known?.map((printer) => (
            <Trays key={printer.name} printer={printer} />
          ))}
          {known !== undefined && known.length > 0 && <Measure printers={known} again={look} />}
        </Panel>
      )}
      <Address onFound={setFound} />
    </>
  );
}

/** A printer of the network, by its address: where the machine has no print service, that is the way to one. */
function Address({ onFound }: { onFound: (printers: PrinterHere[]) => void }) {
  const { say, lang } = useVoice();
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const [ask, asking] = useWork(
    async () => {
      setWrong(null);
      setTold("");
      const printers = await call("printers", { also: address, lang });
      onFound(printers);
      setTold(say("printers_address_found"));
    },
    (failed) => setWrong(failed.complaints.map((one) => `${one.sentence}${one.hint}`).join(" ")),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== "" && !asking) {
      ask();
    }
  };
  return (
    <Panel title={say("printers_address")} id="printers-address-panel">
      <form className="form-stack" onSubmit={submit}>
        <p className="hint">{say("printers_address_lead")}</p>
        <Field id="printers-address" label={say("printers_address_label")} hint={say("printers_address_hint")} error={wrong} value={address} autoComplete="off" spellCheck={false} onChange={(event) => setAddress(event.target.value)} />
        <div className="actions start">
          <Button id="printers-address-ask" submit busy={asking} disabled={address.trim() === ""}>
            {say("printers_address_ask")}
          </Button>
        </div>
        <p id="printers-address-told" role="status">
          {told}
        </p>
      </form>
    </Panel>
  );
}

function Trays({ printer }: { printer: PrinterHere }) {
  const { say, day } = useVoice();
  const side = ([right, down]: [number, number]) => `${signed(right)}・${signed(down)}`;
  return (
    <table className="tabular">
      <caption>
        {printer.title} <span className="soft">{printer.said}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{say("printers_tray")}</th>
          <th scope="col">{say("printers_aligned")}</th>
          <th scope="col" className="end">
            {say("printers_front")}
          </th>
          <th scope="col" className="end">
            {say("printers_back")}
          </th>
        </tr>
      </thead>
      <tbody>
        {printer.trays.map((tray) => (
          <tr key={tray.tray}>
            <th scope="row">{tray.said}</th>
            <td>{tray.aligned === null ? <span className="soft">{say("printers_never")}</span> : day(tray.aligned.on)}</td>
            <td className="num end">{tray.aligned === null ? "" : side(tray.aligned.front)}</td>
            <td className="num end">{tray.aligned === null ? "" : side(tray.aligned.back)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function signed(mm: number): string {
  return `${mm < 0 ? "−" : "+"}${Math.abs(mm).toFixed(2)}`;
}

function Measure({ printers, again }: { printers: PrinterHere[]; again: () => void }) {
  const { say } = useVoice();
  const { here, fixed } = useSession();
  const show = useFailure();
  const places: { key: string; printer: PrinterHere; tray: TrayHere }[] = printers.flatMap((printer) => printer.trays.map((tray) => ({ key: `${printer.name}\n${tray.tray}`, printer, tray })));
  const [key, setKey] = useState(places[0]?.key ?? "");
  const [paper, setPaper] = useState<"a4" | "hagaki">("a4");
  const [found, setFound] = useState<Record<Side, string>>({ front_left: "20.0", front_top: "20.0", back_left: "20.0", back_top: "20.0" });
  const [wrong, setWrong] = useState<Side | null>(null);
  const [told, setTold] = useState("");
  const chosen = places.find((one) => one.key === key) ?? places[0];
  const which = chosen === undefined ? null : { printer: chosen.printer.name, tray: chosen.tray.tray === "" ? null : chosen.tray.tray };
  const fail = (failed: Parameters<typeof show>[1]) => show("failed_printers", failed);
  const [test, testing] = useWork(async () => {
    if (which !== null) {
      await call("test_sheet", { ...which, paper });
      setTold(say("printers_tested"));
    }
  }, fail);
  const [record, recording] = useWork(async (mm: Record<Side, number>) => {
    if (which !== null) {
      await call("align", { ...which, front: [mm.front_left, mm.front_top], back: [mm.back_left, mm.back_top], on: here.today });
      setFound({ front_left: "20.0", front_top: "20.0", back_left: "20.0", back_top: "20.0" });
      setTold(say("printers_recorded"));
      again();
    }
  }, fail);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const bad = SIDES.find((side) => millimetres(found[side]) === null) ?? null;
    setWrong(bad);
    if (bad === null && !recording) {
      const mm = (side: Side) => millimetres(found[side]) ?? 20;
      record({ front_left: mm("front_left"), front_top: mm("front_top"), back_left: mm("back_left"), back_top: mm("back_top") });
    }
  };
  return (
    <form id="printers-measure" className="form-stack" onSubmit={submit}>
      <Choice id="printers-which" label={say("printers_which")} value={chosen?.key ?? ""} choices={places.map((one) => ({ value: one.key, label: `${one.printer.title}　${one.tray.said}` }))} onChoose={setKey} />
      <Radios
        id="printers-paper"
        label={say("printers_paper")}
        value={paper}
        choices={[
          { value: "a4", label: say("printers_a4") },
          { value: "hagaki", label: say("printers_hagaki") },
        ]}
        onChoose={setPaper}
      />
      <div className="actions start">
        <Button id="printers-test" busy={testing} disabled={fixed !== undefined} onClick={() => test()}>
          {say("printers_test")}
        </Button>
      </div>
      <p className="hint">{say("printers_measure_hint")}</p>
      <div className="printers-sides">
        {SIDES.map((side) => (
          <Field
            key={side}
            id={`printers-${side}`}
            label={say(`printers_${side}`)}
            error={wrong === side ? say("printers_measure_wrong") : null}
            value={found[side]}
            inputMode="decimal"
            autoComplete="off"
            onChange={(event) => setFound({ ...found, [side]: event.target.value })}
          />
        ))}
      </div>
      <div className="actions start">
        <Button id="printers-record" look="key" submit busy={recording} disabled={fixed !== undefined}>
          {say("printers_record")}
        </Button>
      </div>
      <p id="printers-told" role="status">
        {told}
      </p>
    </form>
  );
}
