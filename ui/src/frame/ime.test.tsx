import { fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { guardInputMethod } from "./ime";

let unguard: () => void;
beforeEach(() => {
  unguard = guardInputMethod(window);
});
afterEach(() => unguard());

function form() {
  const heard = vi.fn();
  const submitted = vi.fn((event: React.FormEvent) => event.preventDefault());
  const { container } = render(
    <form onSubmit={submitted}>
      <input onKeyDown={heard} />
    </form>,
  );
  const input = container.querySelector("input") as HTMLInputElement;
  return { heard, submitted, input, form: container.querySelector("form") as HTMLFormElement };
}

test("an Enter that ends a conversion does not reach the screen", () => {
  const { heard, input } = form();
  fireEvent.keyDown(input, { key: "Enter", isComposing: true });
  expect(heard).not.toHaveBeenCalled();
});

test("nor does the Enter that WebKit reports with the old key code and without a conversion", () => {
  const { heard, input } = form();
  fireEvent.keyDown(input, { key: "Enter", keyCode: 229 });
  expect(heard).not.toHaveBeenCalled();
});

test("an ordinary Enter is heard", () => {
  const { heard, input } = form();
  fireEvent.keyDown(input, { key: "Enter", keyCode: 13 });
  expect(heard).toHaveBeenCalledOnce();
});

test("a form is not submitted while a conversion is under way, and is afterwards", async () => {
  const { submitted, input, form: element } = form();
  fireEvent.compositionStart(input);
  fireEvent.submit(element);
  expect(submitted).not.toHaveBeenCalled();
  fireEvent.compositionEnd(input);
  fireEvent.submit(element);
  expect(submitted).not.toHaveBeenCalled();
  await new Promise((turn) => setTimeout(turn, 5));
  fireEvent.submit(element);
  expect(submitted).toHaveBeenCalledOnce();
});
