import { expect, test } from "vitest";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

const open = (options = {}, over = {}) => openWindow({ screen: "papers", tab: "run" }, options, over);

test("the list's day and the parts with their counts are shown, and a part opens its people", async () => {
  const { user, desk } = await open();
  await waitFor(() => expect(byId("run-list").textContent).toContain("利用登録状況_R8年3月末.csv"));
  const parts = await waitFor(() => byId("run-parts"));
  await waitFor(() => expect(parts.querySelectorAll("tbody tr")).toHaveLength(4));
  expect(parts.querySelector("[data-part=waiting]")?.textContent).toContain("63");
  expect(byId("run-unknown").textContent).toContain("214");
  await user.click(screen.getByRole("button", { name: "待機中" }));
  await waitFor(() => expect(byId("run-people").querySelectorAll("[data-member]").length).toBeGreaterThan(10));
  expect(desk.asked.find((one) => one.cmd === "run_people")?.args).toMatchObject({ run: null, part: "waiting", on: "2026-04-15" });
});

test("a run is frozen, planned once, and who was left out is named with the reason", async () => {
  const { user, desk } = await open();
  await user.click(await waitFor(() => byId("run-freeze")));
  await user.click(await waitFor(() => byId("run-plan")));
  const refused = await waitFor(() => byId("run-refused"));
  expect(refused.textContent).toContain("101-1042-00");
  expect(desk.asked.find((one) => one.cmd === "plan_run")?.args).toMatchObject({ run: 2, on: "2026-04-15", dry_run: false });
  await waitFor(() => expect(byId<HTMLButtonElement>("run-plan").disabled).toBe(true));
  expect(byId("run-frozen").textContent).toContain("束 1件");
});

test("a run that a newer list stopped says so and is not planned", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "第1回" }));
  await waitFor(() => expect(byId("run-stopped").textContent).toContain("新しい一覧（利用登録状況_R8年3月末.csv）"));
  expect(document.getElementById("run-plan")).toBeNull();
});

test("without a list the way leads to the imports", async () => {
  const { user } = await open({}, { runs: () => ({ list: null, runs: [], waves: [] }) });
  await user.click(await waitFor(() => byId("run-import")));
  await onScreen("imports");
});

test("a wave is laid, frozen, and planned week by week; numbers may be of full width", async () => {
  const { user, desk } = await open();
  await user.click(await screen.findByLabelText("更新の波"));
  await user.type(byId("wave-weeks"), "四");
  expect(byId("wave-weeks-error").textContent).toContain("1以上の数");
  await user.clear(byId("wave-weeks"));
  await user.type(byId("wave-weeks"), "３{Enter}");
  await waitFor(() => expect(byId("wave-weeks-table").querySelectorAll("tbody tr")).toHaveLength(3));
  expect(desk.asked.find((one) => one.cmd === "wave")?.args).toMatchObject({ wave: null, weeks: 3, per_week: null });
  expect(byId("wave-weeks-table").textContent).toContain("412 人");
  await user.click(byId("wave-freeze"));
  await waitFor(() => expect(screen.getAllByRole("button", { name: "束にする" })).toHaveLength(3));
  await user.click(screen.getAllByRole("button", { name: "束にする" })[0] as HTMLElement);
  await waitFor(() => expect(byId("wave-refused").textContent).toContain("101-1042-00"));
  expect(desk.asked.find((one) => one.cmd === "plan_wave")?.args).toMatchObject({ wave: 1, week: 1 });
  await user.click(screen.getByRole("button", { name: "希望を記録する" }));
  expect(await screen.findByText("希望を記録しました")).toBeTruthy();
});

test("what follows from a correction is settled with Enter and a word, and the list has the focus again", async () => {
  const { user, desk } = await open();
  await user.click(await screen.findByLabelText("訂正の影響"));
  const list = await waitFor(() => byId("consequences"));
  await waitFor(() => expect(byId("consequence").textContent).toContain("喪失_3月.xlsx 名簿!17"));
  list.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toBe(byId("consequence-note")));
  await user.keyboard("電話で回収を依頼{Enter}");
  await waitFor(() => expect(desk.asked.find((one) => one.cmd === "settle_consequence")?.args).toMatchObject({ note: "電話で回収を依頼", what: "not_insured:P2222222221" }));
  await waitFor(() => expect(byId("consequences").querySelectorAll("[data-row]")).toHaveLength(1));
  await waitFor(() => expect(document.activeElement).toBe(byId("consequences")));
  await user.click(byId("consequences-all"));
  await waitFor(() => expect(byId("consequences").querySelectorAll("[data-row]")).toHaveLength(2));
  expect(byId("consequences").textContent).toContain("確認済み");
});

test("two members who may be one stand side by side, and the answer is kept with a word", async () => {
  const { user, desk } = await open();
  await user.click(await screen.findByLabelText("同じ方かもしれない方"));
  const list = await waitFor(() => byId("same"));
  await waitFor(() => expect(list.querySelectorAll("[data-row]")).toHaveLength(3));
  list.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(byId("side-by-side").textContent).toContain("カナ"));
  expect(byId("side-by-side").querySelector("[data-field=address]")?.textContent).toContain("****");
  await user.type(byId("same-note"), "事業所に電話");
  await user.click(byId("same-same"));
  await waitFor(() => expect(byId("same").querySelectorAll("[data-row]")).toHaveLength(2));
  expect(desk.asked.find((one) => one.cmd === "answer_same")?.args).toMatchObject({ answer: "same", note: "事業所に電話" });
  await user.click(byId("same-all"));
  await waitFor(() => expect(byId("same").querySelectorAll("[data-row]")).toHaveLength(3));
  expect(byId("same").textContent).toContain("同じ方");
});

test("an answer about a row of a file is taken back, and the next file asks again", async () => {
  const { user, desk } = await open();
  await user.click(await screen.findByLabelText("同じ方かもしれない方"));
  const panel = await waitFor(() => byId("same-rows"));
  await waitFor(() => expect(panel.querySelectorAll("[data-answer]")).toHaveLength(2));
  await user.click(panel.querySelector("[data-answer^='212'] button") as HTMLElement);
  await waitFor(() => expect(panel.querySelectorAll("[data-answer]")).toHaveLength(1));
  expect(document.activeElement).toBe(byId("same-rows-told"));
  expect(desk.asked.find((one) => one.cmd === "forget_row_answer")?.args).toMatchObject({ act: 212 });
});

test("a list's difference opens the people behind each number, and is saved", async () => {
  const { user, desk } = await open();
  await user.click(await screen.findByLabelText("一覧の差"));
  const table = await waitFor(() => byId("lists-difference"));
  expect(table.querySelector("[data-part=unknown_to_them]")?.textContent).toContain("前の一覧でも 2");
  await user.click(table.querySelector("[data-part=released] button") as HTMLElement);
  await waitFor(() => expect(byId("lists-people").querySelectorAll("[data-member]")).toHaveLength(3));
  expect(desk.asked.find((one) => one.cmd === "list_people")?.args).toMatchObject({ part: "released", difference: { list: 3, with: null } });
  await user.click(table.querySelector("[data-part=unknown_to_us] button") as HTMLElement);
  expect(byId("lists-unknown").textContent).toContain("利用登録状況_R8年3月末_1.csvの214行目");
  await user.click(byId("lists-save-unknown"));
  await waitFor(() => expect(desk.asked.find((one) => one.cmd === "save_unknown_rows")?.args).toMatchObject({ list: 3, out: "/srv/kenpo/報告/報告.xlsx" }));
});
