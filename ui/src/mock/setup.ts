// Before every component test: a clean shell, and a document that has sizes, since happy-dom lays nothing out.
import { cleanup, configure } from "@testing-library/react";
import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach } from "vitest";
import { prefer } from "../frame/preferences";

Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, get: () => 600 });
Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, get: () => 900 });
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 600 });

// Its selection calls itself without end when a widget puts the caret into a field; no test asks for a caret.
Selection.prototype.collapse = () => undefined;

// Its document is of another class than its window names, so nobody would find the focus within a window over the screen.
Object.defineProperty(document.defaultView?.Document, Symbol.hasInstance, { value: (one: Node) => one.nodeType === Node.DOCUMENT_NODE });

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  prefer({ theme: "system", zoom: 100, lang: "ja" });
  history.replaceState(null, "", "#/home");
});

afterEach(() => {
  cleanup();
  clearMocks();
});
