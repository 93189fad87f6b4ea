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
  const { answer, failed, slow, again } = useAsked("printers", { lang });
  if (failed !== undefined) {
    return <FailurePanel failed={failed} again={again} />;
  }
  return (
    <Panel title={say("printers")} id="printers-panel">
      <p className="hint">{say("printers_lead")}</p>
      {answer === undefined && slow && <Skeleton lines={4} />}
      {answer?.length === 0 && <Empty>{say("printers_none")}</Empty>}
      {answer?.map((printer) => (
        <Trays key={printer.name} printer={printer} />
      ))}
      {answer !== undefined && answer.length > 0 && <Measure printers={answer} again={again} />}
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
  const chosen = places.find((one) => one.key === key);
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
      <Choice id="printers-which" label={say("printers_which")} value={key} choices={places.map((one) => ({ value: one.key, label: `${one.printer.title}　${one.tray.said}` }))} onChoose={setKey} />
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
