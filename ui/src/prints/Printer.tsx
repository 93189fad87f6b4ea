// A few letters straight to a printer, through the system's own dialog: the pages of the very PDF, as pictures.
import { useCallback, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { call, failedOf } from "../desk";
import { useWork } from "../frame/asking";
import { useFailure } from "../frame/Failure";
import { Button, Over } from "../frame/parts";
import { useVoice } from "../frame/say";
import type { BatchOnRecord } from "../wire";

/** More than these go through a folder: a picture of a page takes memory as its PDF does not. */
const MOST_LETTERS = 20;
/** Dots to the inch of a fine page. */
const DOTS = 240;

/** The page's size on paper, from its picture. */
export const millimetres = (dots: number) => Math.round((dots / DOTS) * 25.4);

type Props = { run: BatchOnRecord; blocked: string | undefined; busy: boolean; onPrinted: () => void };

export function Printer({ run, blocked, busy, onPrinted }: Props) {
  const { say } = useVoice();
  const show = useFailure();
  const [pages, setPages] = useState<string[] | null>(null);
  const [asking, setAsking] = useState(false);
  // The pages stay until the clerk answers: nobody tells when the system's dialog has closed.
  const done = () => {
    setAsking(false);
    setPages(null);
  };
  const [read, reading] = useWork(
    async () => {
      await call("may_go_out", { batch: run.batch });
      const all: string[] = [];
      let count = 1;
      for (let page = 1; page <= count; page += 1) {
        // One after the other: the second is drawn while the clerk already sees that something happens.
        const answer = await call("page", { batch: run.batch, page, fine: true });
        count = answer.pages;
        all.push(`data:image/png;base64,${answer.png}`);
      }
      setPages(all);
    },
    (failed) => show("failed_print", failed),
  );
  const [record, recording] = useWork(
    async () => {
      await call("printed", { batch: run.batch });
      done();
      onPrinted();
    },
    (failed) => {
      done();
      show("failed_print", failed);
    },
  );
  const shown = useCallback((width_mm: number, height_mm: number) => {
    call("printer", { width_mm, height_mm }).then(
      () => setAsking(true),
      (reason: unknown) => {
        setPages(null);
        show("failed_print", failedOf(reason));
      },
    );
  }, [show]);
  const many = run.sheets > MOST_LETTERS;
  return (
    <>
      <Button id="print-dialog" busy={busy || reading} disabled={blocked !== undefined || many} title={many ? say("printer_many", { n: MOST_LETTERS }) : blocked} onClick={read}>
        {reading ? say("printer_reading") : say("printer")}
      </Button>
      {many && <p className="hint">{say("printer_many", { n: MOST_LETTERS })}</p>}
      {pages !== null && <Sheets pages={pages} onShown={shown} />}
      <Over title={say("printer_title")} open={asking} onClose={done} role="alertdialog">
        <p>{say("printer_lead")}</p>
        <div className="dialog-foot">
          <Button id="printed-no" onClick={done}>
            {say("printer_no")}
          </Button>
          <Button id="printed-yes" look="key" busy={recording} onClick={record}>
            {say("printer_yes")}
          </Button>
        </div>
      </Over>
    </>
  );
}

/** The pages, seen by the printer alone. */
function Sheets({ pages, onShown }: { pages: string[]; onShown: (width: number, height: number) => void }) {
  const { say } = useVoice();
  const [room, setRoom] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (room === null) {
      return;
    }
    const pictures = [...room.querySelectorAll("img")];
    const size = new CSSStyleSheet();
    let gone = false;
    void Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined))).then(() => {
      const [first] = pictures;
      if (gone || first === undefined) {
        return;
      }
      const [width, height] = [millimetres(first.naturalWidth), millimetres(first.naturalHeight)];
      size.replaceSync(`@page { size: ${width}mm ${height}mm; margin: 0 } @media print { .sheets div { aspect-ratio: ${width} / ${height - 1} } }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, size];
      onShown(width, height);
    });
    return () => {
      gone = true;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== size);
    };
  }, [room, onShown]);
  return createPortal(
    <div className="sheets" ref={setRoom}>
      {pages.map((page, at) => (
        // As wide as the paper, and a hair shorter: its last line of dots would open another page.
        <div key={at}>
          <img src={page} alt={say("preview_alt", { n: at + 1 })} />
        </div>
      ))}
    </div>,
    document.body,
  );
}
