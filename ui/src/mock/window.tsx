// A window for component tests: the whole screen over a desk of paper.
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../frame/App";
import { guardInputMethod } from "../frame/ime";
import { go, type Route } from "../frame/route";
import type { Dropped } from "../wire";
import * as desk from "./desk";

type Desk = Parameters<typeof desk.mockDesk>;

/** Opens the window and waits for its first screen, and until that has taken the focus: from then on it hears the keys. */
export async function openWindow(route: Route, options: Desk[0] = {}, over: Desk[1] = {}) {
  const asked = desk.mockDesk(options, over);
  go(route, "replace");
  const unguard = guardInputMethod(window);
  const shown = render(<App />);
  await waitFor(() => {
    if (document.activeElement === document.body) {
      throw new Error(`${screenName()} has not taken the focus`);
    }
  });
  return { user: patient(), desk: asked, close: () => { shown.unmount(); unguard(); } };
}

/** A clerk who waits until a button can be pressed: on a busy machine it may still be grey when it is first seen. */
function patient() {
  const user = userEvent.setup({ delay: null });
  const click = async (what: Element) => {
    await waitFor(() => {
      if (what.matches(":disabled, [aria-disabled='true']")) {
        throw new Error(`${what.id} cannot be pressed`);
      }
    });
    await user.click(what);
  };
  return { ...user, click };
}

/** Files are held over the window, or let go there, as soon as it listens. */
export const dropFiles = (dropped: Dropped) => waitFor(() => act(() => desk.dropFiles(dropped)));

/** The screen that is shown. */
export function screenName(): string {
  const name = document.querySelector<HTMLElement>("[data-screen]")?.dataset["screen"];
  if (name === undefined) {
    throw new Error("no screen is shown");
  }
  return name;
}

export const byId = <T extends HTMLElement>(id: string): T => {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`nothing has the id ${id}`);
  }
  return found as T;
};

export const onScreen = (name: string) =>
  waitFor(() => {
    if (screenName() !== name) {
      throw new Error(`${screenName()} is shown, not ${name}`);
    }
  });

export { screen, waitFor };
