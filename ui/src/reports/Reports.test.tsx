import { expect, test } from "vitest";
import { failure } from "../mock/desk";
import { byId, onScreen, openWindow, screen, waitFor } from "../mock/window";

test("a report is counted by employer and month, and every number opens the list behind it", async () => {
  const { user, desk } = await openWindow({ screen: "reports" });
  await user.click(await waitFor(() => byId("report-count")));
  const table = await waitFor(() => byId("report-table"));
  expect(table.querySelectorAll("thead th")).toHaveLength(14);
  expect(table.querySelector("tfoot")?.textContent).toContain("合計");
  expect(byId("report-as-of-said").textContent).toContain("処理番号 43");
  expect(document.querySelectorAll(".report-chart .bar")).toHaveLength(12);
  // What is nought opens nothing.
  expect(table.querySelector("tbody tr td")?.querySelector("button")).toBeNull();
  await user.click(screen.getByRole("button", { name: /見本商事 令和7年7月 資格確認書 交付 4/ }));
  await onScreen("behind");
  await waitFor(() => expect(screen.getAllByRole("row").length).toBeGreaterThan(1));
  // The list is asked for as the report was known: the numbers cannot have changed meanwhile.
  expect(desk.asked.findLast((one) => one.cmd === "report_list")?.args).toMatchObject({ report: { name: "issued", as_of: "43" }, month: "2025-07", measure: "certificate_issued" });
  await user.click(screen.getByRole("button", { name: "戻る" }));
  await onScreen("reports");
  expect(byId("report-table").querySelectorAll("tfoot td")).toHaveLength(13);
});

test("a report of chosen months and of what was known is asked for, and what is wrong is said in place", async () => {
  const { user, desk } = await openWindow({ screen: "reports" }, {}, {
    report: () => {
      throw failure("period_backwards", "usage", "期間の始まりが終わりより後です。", "月を確かめてください。");
    },
  });
  await user.selectOptions(await waitFor(() => byId("report-name")), "covered");
  await user.click(screen.getByLabelText("月を選ぶ"));
  await user.click(screen.getByLabelText("過去の記録"));
  await user.click(byId("report-count"));
  expect(await screen.findByText(/期間の始まりが終わりより後です/)).toBeTruthy();
  expect(desk.asked.findLast((one) => one.cmd === "report")?.args).toMatchObject({ name: "covered", from: "2026-04", to: "2026-04", as_of: "2026-04-15" });
});

test("a report is saved where the clerk says", async () => {
  const { user, desk } = await openWindow({ screen: "reports" });
  await user.click(await waitFor(() => byId("report-count")));
  await user.click(await waitFor(() => byId("report-xlsx")));
  await waitFor(() => expect(byId("report-saved").textContent).toContain("報告.xlsx"));
  expect(desk.asked.find((one) => one.cmd === "save_report")?.args).toMatchObject({ file: "/srv/kenpo/報告/報告.xlsx", report: { as_of: "43" } });
});

test("another policy and a rule pack are tried, and each difference opens its list", async () => {
  const { user, desk } = await openWindow({ screen: "reports", tab: "what_if" });
  await user.click(await waitFor(() => byId("what-if-go")));
  expect(await screen.findByText(/比べるものが同じです/)).toBeTruthy();
  await waitFor(() => expect(byId("what-if-policy").querySelectorAll("option").length).toBeGreaterThan(1));
  await user.selectOptions(byId("what-if-policy"), "on_application");
  await user.click(byId("what-if-pack-file"));
  await waitFor(() => expect(byId("what-if-pack").textContent).toContain("延長案.toml"));
  await user.click(byId("what-if-go"));
  const told = await waitFor(() => byId("what-if-said"));
  expect(told.textContent).toContain("412");
  expect(told.textContent).toContain("何も記録していません");
  expect(byId("what-if").textContent).toContain("従来の健康保険証が使えなくなる日");
  expect(desk.asked.findLast((one) => one.cmd === "what_if")?.args).toMatchObject({ policy: { preset: "on_application", file: null }, pack: "/srv/kenpo/延長案.toml" });
  await user.click(screen.getByRole("button", { name: /早まる.*12/ }));
  await onScreen("behind");
  expect(desk.asked.findLast((one) => one.cmd === "what_if_list")?.args).toMatchObject({ key: "last_day:ends.policy:ends_earlier.policy" });
});

test("a list behind a number that was never counted says so", async () => {
  await openWindow({ screen: "reports", tab: "counts", behind: '["A001",null,null]' });
  await onScreen("behind");
  expect(screen.getByText("もう一度数えてから開いてください。")).toBeTruthy();
});

test("an auditor who may look at nobody reads the numbers and is offered no list", async () => {
  const { user } = await openWindow({ screen: "reports", tab: "what_if" }, { may: ["audit"] });
  await user.click(await waitFor(() => byId("report-count")));
  const table = await waitFor(() => byId("report-table"));
  expect(table.querySelectorAll("button")).toHaveLength(0);
  expect(table.querySelector("tfoot")?.textContent).toContain("合計");
  expect(screen.queryByRole("tab", { name: "試算" })).toBeNull();
});
