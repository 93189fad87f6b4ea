import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, openWindow, waitFor } from "../mock/window";
import type { Shown } from "../wire";

const [paper] = answers.show.papers;
const of = (state: string) => ({ ...answers.show, papers: [{ ...paper, paper: "P1", state }] as Shown["papers"] });
const route = { screen: "member", member: "101-0012-01" } as const;

test("a letter that was sent is made again, said to be the same, seen and saved", async () => {
  const { user, desk } = await openWindow(route, {}, { show: () => of("posted") });
  await user.click(await waitFor(() => byId("letter-P1")));
  await waitFor(() => byId("letter-save"));
  const dialog = byId("letter-save").closest("[role=dialog]");
  expect(dialog?.textContent).toContain("同じもの（1バイトも違いません）");
  expect(dialog?.querySelectorAll("img")).toHaveLength(2);
  await user.click(byId("letter-save"));
  await waitFor(() => expect(dialog?.textContent).toContain("/P1.pdf"));
  expect(desk.asked.filter((one) => one.cmd === "rebuild").map((one) => (one.args as { out: string | null }).out === null)).toEqual([true, false]);
});

test("where a part of it is missing, that part is named and nothing is shown", async () => {
  const sentence = "書体「IPAmjMincho」がこの機械にありません。";
  const missing = () => {
    throw { code: "refused", ending: "input", complaints: [{ cell: "B1", code: "rebuild_font_missing", sentence, hint: "書体を入れてください。", weight: "refusal" }] };
  };
  const { user } = await openWindow(route, {}, { show: () => of("posted"), rebuild: missing });
  await user.click(await waitFor(() => byId("letter-P1")));
  await waitFor(() => expect(document.body.textContent).toContain(sentence));
  expect(document.querySelector(".letter-pages")).toBeNull();
  expect(document.getElementById("letter-save")).toBeNull();
});

test("beside the last letter of its kind, what differs stands first", async () => {
  const { user } = await openWindow(route, {}, { show: () => of("posted") });
  await user.click(await waitFor(() => byId("letter-P1")));
  await user.click(await waitFor(() => byId("letter-beside")));
  const table = await waitFor(() => byId("letter-lines"));
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => row.textContent);
  expect(rows).toEqual(["氏名見本　太郎山田　太郎変更", "負担割合（なし）3割変更", "番号10021002"]);
  await waitFor(() => expect(document.querySelectorAll(".letter-pages")).toHaveLength(2));
});

test("whoever may not print reads what the letters say and makes nothing again", async () => {
  const { user, desk } = await openWindow(route, { may: ["view"] }, { show: () => of("posted") });
  await user.click(await waitFor(() => byId("letter-P1")));
  await waitFor(() => byId("letter-lines"));
  expect(desk.asked.some((one) => one.cmd === "rebuild")).toBe(false);
});

test("what is not printed yet is no letter", async () => {
  await openWindow(route, {}, { show: () => of("planned") });
  await waitFor(() => byId("papers"));
  expect(document.getElementById("letter-P1")).toBeNull();
});
