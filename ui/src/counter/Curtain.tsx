// Between the screen and whoever should not see it: one key hides everything, and a counter that visitors can see hides itself.
import { useCallback, useEffect, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { Button } from "../frame/parts";
import { useVoice } from "../frame/say";

/** So long nobody touched the counter, in milliseconds, until its screen hides itself. */
export const IDLE = 30_000;

export type CurtainState = { down: boolean; hide: () => void; show: () => void };

/** `watched`: visitors may see the screen. */
export function useCurtain(watched: boolean): CurtainState {
  const [down, setDown] = useState(false);
  const hide = useCallback(() => setDown(true), []);
  const show = useCallback(() => setDown(false), []);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === "F8") {
        event.preventDefault();
        // A key that is held is pressed once.
        if (!event.repeat) {
          setDown((down) => !down);
        }
      }
    };
    window.addEventListener("keydown", hear, true);
    return () => window.removeEventListener("keydown", hear, true);
  }, []);
  useEffect(() => {
    if (!watched || down) {
      return;
    }
    let timer = setTimeout(hide, IDLE);
    const used = () => {
      clearTimeout(timer);
      timer = setTimeout(hide, IDLE);
    };
    const kinds = ["keydown", "pointerdown", "pointermove", "input"] as const;
    for (const kind of kinds) {
      window.addEventListener(kind, used, true);
    }
    return () => {
      clearTimeout(timer);
      for (const kind of kinds) {
        window.removeEventListener(kind, used, true);
      }
    };
  }, [watched, down, hide]);
  return { down, hide, show };
}

export function Curtain({ state }: { state: CurtainState }) {
  const { say } = useVoice();
  // Above every other dialog; the keys of a scanner, its Enter too, end here, and the focus goes back to where it was.
  return (
    <ModalOverlay className="curtain" isOpen={state.down} isDismissable={false} isKeyboardDismissDisabled>
      <Modal>
        <Dialog id="curtain" aria-label={say("counter_hidden")}>
          <p>{say("counter_hidden")}</p>
          <Button id="curtain-up" look="key" onClick={state.show}>
            {say("counter_unhide")} <kbd>F8</kbd>
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
