import { fireEvent } from "@testing-library/react";
import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, onScreen, openWindow, screen, screenName, waitFor } from "../mock/window";

const options = () => screen.queryAllByRole("option");
const chosen = () => options().find((one) => one.getAttribute("aria-selected") === "true");

test("results appear while typing, the first is chosen, and Enter opens it", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { find: () => answers.find });
  await user.type(byId("find"), "やまだ");
  await waitFor(() => expect(options()).toHaveLength(answers.find.length + 1));
  expect(chosen()?.textContent).toContain("山田　一郎");
  await user.keyboard("{ArrowDown}");
  expect(chosen()?.textContent).toContain("山田　太郎");
  await user.keyboard("{Enter}");
  await onScreen("member");
  expect(location.hash).toBe("#/member/101-0012-00");
});

test("an Enter that ends a conversion opens nobody", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { find: () => answers.find });
  await user.type(byId("find"), "やまだ");
  await waitFor(() => expect(options().length).toBeGreaterThan(1));
  fireEvent.keyDown(byId("find"), { key: "Enter", isComposing: true });
  fireEvent.keyDown(byId("find"), { key: "Enter", keyCode: 229 });
  expect(screenName()).toBe("home");
});

test("the last entry leads to all results", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { find: () => answers.find });
  await user.type(byId("find"), "やまだ");
  await waitFor(() => expect(options().length).toBeGreaterThan(1));
  await user.keyboard("{ArrowUp}{Enter}");
  await onScreen("find");
  await waitFor(() => expect(byId("found").textContent).toContain("山田　花子"));
});

test("what nobody matches is said in a sentence", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { find: () => [] });
  await user.type(byId("find"), "xyz");
  expect(await screen.findByText("「xyz」に当てはまる方はいません。")).toBeTruthy();
});

test("a late answer to an older question is dropped", async () => {
  let first: ((found: typeof answers.find) => void) | undefined;
  const { user } = await openWindow({ screen: "home" }, {}, {
    find: ({ query }) => (query === "や" ? new Promise((answer) => (first = answer)) : answers.find.slice(0, 1)),
  });
  await user.type(byId("find"), "やま");
  await waitFor(() => expect(options()).toHaveLength(2));
  first?.(answers.find);
  await new Promise((turn) => setTimeout(turn, 20));
  expect(options()).toHaveLength(2);
});

test("the slash and Ctrl+F lead to the box, Escape empties it", async () => {
  const { user } = await openWindow({ screen: "home" });
  await user.keyboard("/");
  expect(document.activeElement).toBe(byId("find"));
  await user.type(byId("find"), "さとう");
  await user.keyboard("{Escape}");
  expect(byId<HTMLInputElement>("find").value).toBe("");
  byId("menu").focus();
  await user.keyboard("{Control>}f{/Control}");
  expect(document.activeElement).toBe(byId("find"));
});

test("an Enter that is quicker than the answer opens the first who is found, unless the text has changed", async () => {
  const waiting: (() => void)[] = [];
  const { user } = await openWindow({ screen: "home" }, {}, {
    find: ({ query }) => new Promise((answer) => waiting.push(() => answer(query === "なし" ? [] : answers.find))),
  });
  await user.click(byId("find"));
  await user.paste("やま");
  await waitFor(() => expect(waiting).toHaveLength(1));
  await user.keyboard("{Enter}");
  await user.type(byId("find"), "だ");
  await waitFor(() => expect(waiting).toHaveLength(2));
  for (const answer of waiting) {
    answer();
  }
  await waitFor(() => expect(options().length).toBeGreaterThan(1));
  expect(screenName()).toBe("home");
  await user.type(byId("find"), "い");
  await waitFor(() => expect(waiting).toHaveLength(3));
  await user.keyboard("{Enter}");
  expect(screenName()).toBe("home");
  waiting[2]?.();
  await onScreen("member");
});

test("where nobody is found there is nothing to choose, and Enter leads nowhere", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { find: () => [] });
  await user.type(byId("find"), "xyz");
  await screen.findByText("「xyz」に当てはまる方はいません。");
  expect(options()).toHaveLength(0);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(screenName()).toBe("home");
  expect(screen.queryByText(/結果をすべて見る/)).toBeNull();
});
