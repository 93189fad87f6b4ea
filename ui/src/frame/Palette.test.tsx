import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";
import { preferences } from "./preferences";

test("Ctrl+K opens the palette, a word narrows it, Enter does it", async () => {
  const { user } = await openWindow({ screen: "home" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await waitFor(() => byId("palette")), "暗い");
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(preferences().theme).toBe("dark"));
});

test("the palette finds members too", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { find: () => answers.find });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await waitFor(() => byId("palette")), "やまだ");
  await waitFor(() => expect(screen.getAllByRole("option").length).toBe(3));
  await user.keyboard("{ArrowDown}{Enter}");
  await onScreen("member");
});

test("Escape closes it and the focus goes back to where it was", async () => {
  const { user } = await openWindow({ screen: "home" });
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H1"));
  byId("menu").focus();
  await user.keyboard("{Control>}k{/Control}");
  // The key goes to whoever has the focus: it must have moved into the palette first.
  await waitFor(() => expect(byId("palette").closest("[role=dialog]")?.contains(document.activeElement)).toBe(true));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.getElementById("palette")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(byId("menu")));
});

test("Alt and a digit lead to a section, and the focus to its heading, or to the box where one types", async () => {
  const { user } = await openWindow({ screen: "home" });
  for (const [key, name] of [["4", "imports"], ["5", "prints"], ["6", "papers"], ["8", "reports"], ["9", "settings"], ["3", "members"], ["2", "find"], ["1", "home"]] as const) {
    await user.keyboard(`{Alt>}[Digit${key}]{/Alt}`);
    await onScreen(name);
    const begins = name === "find" ? "find" : name === "papers" ? "scan-code" : "H1";
    await waitFor(() => expect(begins === "H1" ? document.activeElement?.tagName : document.activeElement?.id).toBe(begins));
  }
  await user.keyboard("{Alt>}[Digit2]{/Alt}");
  await waitFor(() => expect(document.activeElement).toBe(byId("find")));
  byId("menu").focus();
  await user.keyboard("{Alt>}[Digit2]{/Alt}");
  expect(document.activeElement).toBe(byId("find"));
});
