// The pages of the very PDF, as pictures: what is seen here is what the printer gets.
import { type KeyboardEvent, useState } from "react";
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Button, Icon, Panel, Skeleton } from "../frame/parts";
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
  const key = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) {
      return;
    }
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
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
        <div className="preview-room" tabIndex={0} role="group" aria-label={say("page_of", { n: page, of: pages })} aria-busy={asking} onKeyDown={key}>
          {answer === undefined && slow && <Skeleton lines={12} />}
          {answer !== undefined && <img src={`data:image/png;base64,${answer.png}`} alt={say("preview_alt", { n: answer.page })} />}
        </div>
      )}
    </Panel>
  );
}
