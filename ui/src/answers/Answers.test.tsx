import { fireEvent, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { answers } from "../mock/answers";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const rows = () => [...document.querySelectorAll<HTMLElement>("#answers-list [data-row]")].map((row) => row.dataset["row"]);
const card = () => document.querySelector<HTMLElement>(".answers-pair .answer-card");

test("F2 leads from anywhere to what to say, and the box waits for words", async () => {
  const { user, desk } = await openWindow({ screen: "home" });
  await user.keyboard("{F2}");
  await onScreen("answers");
  await waitFor(() => expect(document.activeElement).toBe(byId("answers-find")));
  expect(document.getElementById("answers-of")).toBeNull();
  expect(desk.asked.some((one) => one.cmd === "member_answers")).toBe(false);
});

test("beside a member F2 leads to what to say to that member", async () => {
  const { user, desk } = await openWindow({ screen: "member", member: "101-1002-00" });
  await waitFor(() => byId("decisions"));
  await user.keyboard("{F2}");
  const of = await waitFor(() => byId("answers-of"));
  expect(of.textContent).toContain("1002-00");
  expect(of.querySelectorAll(".answer-card")).toHaveLength(answers.memberAnswers.pages.length);
  expect(desk.asked.filter((one) => one.cmd === "member_answers")).toHaveLength(1);
  await user.click(screen.getByText("この方の画面へ"));
  await onScreen("member");
});

test("words narrow the pages whatever their width, the arrows choose, and the page says what to say, ask and do", async () => {
  const { user } = await openWindow({ screen: "answers", member: null });
  const box = await waitFor(() => byId("answers-find"));
  await user.type(box, "海外 ｶｰﾄﾞ");
  await waitFor(() => expect(rows()).toContain("question.going_abroad"));
  expect(rows()).not.toContain("question.death");
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement?.id).toBe("answers-list");
  await waitFor(() => expect(card()?.dataset["page"]).toBe(rows()[0]));
  const page = answers.atHand.pages.find((one) => one.code === card()?.dataset["page"]);
  for (const line of [page?.say[0], page?.ask[0], page?.act[0], page?.basis]) {
    expect(card()?.textContent).toContain(line);
  }
  await user.keyboard("{Enter}");
  expect(document.activeElement?.tagName).toBe("H3");
  await user.clear(byId("answers-find"));
  await user.type(byId("answers-find"), "ぬるぽ");
  await waitFor(() => expect(screen.getAllByText("当てはまる案内はありません。言葉を短くしてください。").length).toBeGreaterThan(0));
});

test("what is being converted by the input method moves nothing", async () => {
  await openWindow({ screen: "answers", member: null });
  const box = await waitFor(() => byId("answers-find"));
  box.focus();
  fireEvent.keyDown(box, { key: "Enter", keyCode: 229, isComposing: true });
  expect(document.activeElement).toBe(box);
});

test("the leaflet of the day is read in a window over the screen, which gives the focus back", async () => {
  const { user } = await openWindow({ screen: "answers", member: null });
  const button = await waitFor(() => byId("leaflet-returns"));
  await user.click(button);
  const over = await screen.findByRole("dialog");
  const leaflet = answers.atHand.leaflets.find((one) => one.topic === "returns");
  for (const line of leaflet?.lines ?? []) {
    expect(over.textContent).toContain(line.text);
  }
  expect(over.textContent).toMatch(/R7\.12\.\d+から/);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("the three are compared line by line", async () => {
  await openWindow({ screen: "answers", member: null });
  const table = await waitFor(() => byId("compared"));
  expect(within(table).getAllByRole("columnheader").map((head) => head.textContent)).toEqual(["くらべること", ...answers.atHand.heads]);
  expect(within(table).getAllByRole("row")).toHaveLength(answers.atHand.compared.length + 1);
});

test("a day is reckoned with its count; what is missing is said at its field, which takes the focus", async () => {
  const { user, desk } = await openWindow({ screen: "answers", member: null });
  const form = await waitFor(() => byId("reckon"));
  await user.click(byId("reckon-do"));
  await waitFor(() => expect(byId("reckon-moved-error").textContent).toContain("日付がありません。"));
  expect(document.activeElement?.id).toBe("reckon-moved");
  await user.type(byId("reckon-moved"), "R8.4.3{Enter}");
  await waitFor(() => expect(byId("reckoned").textContent).toContain("令和8年4月9日"));
  expect(document.getElementById("reckon-moved-error")).toBeNull();
  const asked = desk.asked.filter((one) => one.cmd === "reckon").at(-1);
  expect(asked?.args).toMatchObject({ kind: "move_in_report", given: [{ field: "moved", value: "R8.4.3" }, { field: "announced_out", value: "" }] });
  expect(within(byId("reckoned")).getAllByRole("listitem").length).toBe(answers.reckon.steps.length);
  await user.selectOptions(byId("reckon-kind"), "business_days");
  await waitFor(() => expect(form.querySelectorAll("input")).toHaveLength(2));
  expect(byId("reckoned").textContent).toBe("");
});

test("a member's page has the days ahead with their counts folded, and leads to what to say", async () => {
  const { user } = await openWindow({ screen: "member", member: "101-1002-00" }, {}, { show: () => ({ ...answers.show, milestones: [{ ...answers.reckon, kind: "turning_70", near: true }] }) });
  const panel = await waitFor(() => byId("milestones"));
  const one = panel.querySelector("details");
  expect(one?.open).toBe(false);
  expect(one?.textContent).toContain("1か月以内");
  await user.click(within(panel).getByText("令和8年4月9日"));
  expect(one?.open).toBe(true);
  await user.click(byId("member-answers"));
  await onScreen("answers");
});

test("a leaflet is printed where the clerk says", async () => {
  const { user, desk } = await openWindow({ screen: "answers", member: null });
  await user.click(await waitFor(() => byId("leaflet-returns")));
  await user.click(await waitFor(() => byId("leaflet-print")));
  await waitFor(() => expect(byId("leaflet-file").textContent).toContain("daicho-leaflet-returns-2026-04-15.pdf"));
  expect(desk.asked.find((one) => one.cmd === "print_leaflet")?.args).toMatchObject({ topic: "returns", on: "2026-04-15" });
});
