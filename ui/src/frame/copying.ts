// What a clerk copies goes through the desk: it writes down whom it shows, and takes it off the clipboard again after a minute.
import { useEffect } from "react";
import { call, failedOf } from "../desk";
import { preferences } from "./preferences";
import { useFailure } from "./Failure";

/** The text that is chosen: in a field what is marked there, elsewhere what is marked on the page. */
function chosen(): string {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    const marked = field.type === "password" ? "" : field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    if (marked !== "") {
      return marked;
    }
  }
  return document.getSelection()?.toString() ?? "";
}

/** Whom it shows: the members of the rows it touches, else the one whose screen it is. */
function shown(): string[] {
  const selection = document.getSelection();
  const marked = selection !== null && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const touched = [...document.querySelectorAll<HTMLElement>("[data-member]")].filter((one) => marked?.intersectsNode(one));
  const all = touched.length > 0 ? touched : [...document.querySelectorAll<HTMLElement>(".screen[data-member]")];
  return [...new Set(all.flatMap((one) => one.dataset["member"] ?? []))];
}

/** Every copy and cut of the window. */
export function useCopying(): void {
  const show = useFailure();
  useEffect(() => {
    const copy = (event: ClipboardEvent) => {
      const text = chosen();
      if (text === "") {
        return;
      }
      event.preventDefault();
      const on = document.getElementById("content")?.dataset["on"] ?? "";
      call("copy", { text, members: shown(), on, lang: preferences().lang }).catch((reason: unknown) => show("failed_copying", failedOf(reason)));
      if (event.type === "cut") {
        // Undone by the same key as any other change of the field.
        document.execCommand("delete");
      }
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
    };
  }, [show]);
}
