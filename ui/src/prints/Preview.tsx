// The pages of the very PDF, as pictures: what is seen here is what the printer gets.
import { type KeyboardEvent as Pressed, useEffect, useRef, useState } from "react";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Button, Icon, Over, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";

export function Preview({ batch }: { batch: string }) {
  const { say, count } = useVoice();
  const [page, setPage] = useState(1);
  const [typed, setTyped] = useState("1");
  const { answer, failed, slow, asking, again } = useAsked("page", { batch, page, fine: false });
  const pages = answer?.pages ?? 1;
  const turn = (to: number) => {
    const next = Math.min(Math.max(1, to), pages);
    setPage(next);
    setTyped(String(next));
  };
  const [large, setLarge] = useState(false);
  const key = (event: Pressed) => {
    switch (event.key) {
      case "PageDown":
      case "ArrowRight":
        turn(page + 1);
        break;
      case "PageUp":
      case "ArrowLeft":
        turn(page - 1);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <Panel
      title={say("preview")}
      className="preview"
      aside={
        <div className="pager">
          <Button look="quiet" id="page-previous" aria-label={say("page_previous")} disabled={page <= 1} onClick={() => turn(page - 1)}>
            <Icon name="previous" />
          </Button>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              turn(Number.parseInt(typed.normalize("NFKC"), 10) || page);
            }}
          >
            <input
              id="page"
              className="num"
              aria-label={say("page_go")}
              inputMode="numeric"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => setTyped(String(page))}
            />
          </form>
          <span className="num soft">/ {count(pages)}</span>
          <small className="soft">{say("pages_more")}</small>
          <Button look="quiet" id="page-next" aria-label={say("page_next")} disabled={page >= pages} onClick={() => turn(page + 1)}>
            <Icon name="next" />
          </Button>
        </div>
      }
    >
      {failed !== undefined ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        // The picture takes the keys that turn pages.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div className="preview-room" role="group" aria-label={say("page_of", { n: page, of: pages })} aria-busy={asking} onKeyDown={key}>
          {answer === undefined && slow && <Skeleton lines={12} />}
          {answer !== undefined && (
            <button type="button" id="page-enlarge" className="page-picture" aria-label={say("page_enlarge", { n: answer.page })} title={say("page_enlarge", { n: answer.page })} onClick={() => setLarge(true)}>
              <img src={`data:image/png;base64,${answer.png}`} alt={say("preview_alt", { n: answer.page })} />
            </button>
          )}
        </div>
      )}
      <Over title={say("page_of", { n: page, of: pages })} open={large} onClose={() => setLarge(false)} className="page-large">
        <Large batch={batch} page={page} pages={pages} png={answer?.png ?? ""} onTurn={turn} />
      </Over>
    </Panel>
  );
}

const REST_MS = 200;

type LargeProps = { batch: string; page: number; pages: number; png: string; onTurn: (to: number) => void };

/** One page as wide as the window, as sharp as a printer gets it; until that is here, the picture that there is. */
function Large({ batch, page, pages, png, onTurn }: LargeProps) {
  const { say } = useVoice();
  // While a clerk leafs, the plain pictures do: a sharp one is made once the hand rests.
  const [rested, setRested] = useState(page);
  useEffect(() => {
    const rest = setTimeout(() => setRested(page), REST_MS);
    return () => clearTimeout(rest);
  }, [page]);
  const { answer, failed, asking, again } = useAsked("page", { batch, page: rested, fine: true });
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => room.current?.focus(), []);
  useEffect(() => {
    if (room.current !== null) {
      room.current.scrollTop = 0;
    }
  }, [page]);
  // The arrows turn wherever the focus is in this window.
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && !event.altKey) {
        onTurn(page + (event.key === "ArrowRight" ? 1 : -1));
        event.preventDefault();
      }
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [page, onTurn]);
  const sharp = answer?.page === page ? answer.png : png;
  return (
    <div className="page-sheet">
      <div className="pager">
        <span className="hint">{say("page_keys")}</span>
        <Button look="quiet" id="large-previous" aria-label={say("page_previous")} disabled={page <= 1} onClick={() => onTurn(page - 1)}>
          <Icon name="previous" />
        </Button>
        <Button look="quiet" id="large-next" aria-label={say("page_next")} disabled={page >= pages} onClick={() => onTurn(page + 1)}>
          <Icon name="next" />
        </Button>
      </div>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {/* A page that is higher than the window must be scrollable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="preview-room" id="page-large" ref={room} tabIndex={0} role="region" aria-label={say("preview_alt", { n: page })} aria-busy={asking}>
        {sharp !== "" && <img src={`data:image/png;base64,${sharp}`} alt={say("preview_alt", { n: page })} />}
      </div>
    </div>
  );
}
