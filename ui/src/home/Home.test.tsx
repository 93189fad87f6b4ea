import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { monthsFrom } from "../frame/days";
import { go } from "../frame/route";
import { answers } from "../mock/answers";
import { byId, onScreen, openWindow, waitFor } from "../mock/window";
import type { Home } from "../wire";
import { Lapsing } from "./Lapsing";
import { known } from "./Trend";

const count = (month: string) => within(screen.getByText(month).closest("button") as HTMLElement).getByText(/^[\d,]+$/).textContent;

test("the chart of e-certificates shows every month of the year ahead, those with nobody too", () => {
  render(<Lapsing on={answers.home.on} months={answers.home.lapsing} />);
  expect(screen.getAllByRole("button")).toHaveLength(13);
  expect(count("令和8年4月")).toBe("0");
  expect(count("令和8年6月")).toBe("1");
  expect(count("令和9年4月")).toBe("0");
  expect(document.querySelectorAll(".bar-fill")).toHaveLength(1);
});

test("the bars bear the year at both ends and at each January", () => {
  render(<Lapsing on="2026-04-21" months={[{ month: "2026-05", count: 3 }]} />);
  const axis = [...document.querySelectorAll(".bars li")].map((bar) => `${bar.querySelector(".bar-month")?.textContent}${bar.querySelector(".bar-year")?.textContent}`);
  expect(axis).toEqual(["4月R8年", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月R9年", "2月", "3月", "4月R9年"]);
});

test("a chart without anybody says so", () => {
  render(<Lapsing on="2026-04-21" months={[]} />);
  expect(screen.getByText("当てはまる方はいません。")).toBeTruthy();
});

test("the months of an axis go over the turn of the year", () => {
  for (const [first, after, months] of [
    ["2026-04-21", 0, ["2026-04"]],
    ["2026-12-31", 2, ["2026-12", "2027-01", "2027-02"]],
    ["2026-01-31", 1, ["2026-01", "2026-02"]],
  ] as const) {
    expect(monthsFrom(first, after)).toEqual(months);
  }
});

test("the course begins on the first day of which anything was known", () => {
  const point = (on: string, registered: number, certificates: number, uncovered: number) => ({ on, members: 4, registered, certificates, uncovered });
  const blank = point("2026-01-31", 0, 0, 4);
  const first = { registered: point("2026-02-28", 1, 0, 4), certificate: point("2026-02-28", 0, 1, 3), oldCard: point("2026-02-28", 0, 0, 3) };
  for (const one of Object.values(first)) {
    expect(known([blank, one, blank])).toEqual([one, blank]);
  }
  expect(known([blank])).toEqual([]);
});

test("a ledger that has known something for one day only has no course yet", async () => {
  await openWindow({ screen: "home" }, {}, { trend: () => answers.trend });
  await waitFor(() => expect(screen.getByText("記録がたまると、ここに推移が出ます。")).toBeTruthy());
});

const withRows = (...rows: Home["lists"]): Home => ({ ...answers.home, lists: [...answers.home.lists.filter(({ name }) => rows.every((row) => row.name !== name)), ...rows] });

test("batches that are not printed or not posted stand among what is to be issued and lead to the batches", async () => {
  const home = withRows({ name: "unprinted", count: 2, by: "2026-04-10" }, { name: "unposted", count: 1, by: "2026-04-15" });
  const { user } = await openWindow({ screen: "home" }, {}, { home: () => home });
  const row = await waitFor(() => byId("list-unprinted").closest("tr") as HTMLElement);
  expect(row.textContent).toBe("印刷していない束2R8.4.10");
  expect(byId("list-unposted").closest("tr")?.textContent).toBe("発送していない束1R8.4.15");
  expect(row.closest("tbody")?.textContent).toContain("発行する");
  await user.click(byId("list-unprinted"));
  await onScreen("prints");
  const batches = () => [...byId("batches").querySelectorAll("[role=row]")].map((row) => row.textContent).filter((text) => text?.match(/[A-Z]\d{6}/));
  await waitFor(() => expect(batches().length).toBeGreaterThan(0));
  expect(batches().every((text) => text?.startsWith("印刷待ち"))).toBe(true);
  const waiting = batches().length;
  await user.click(byId("batches-all"));
  await waitFor(() => expect(batches().length).toBeGreaterThan(waiting));
  expect(document.getElementById("batches-all")).toBeNull();
});

test("a deadline is marked from the day after it, the day of a batch never", async () => {
  const rows = ["2026-04-20", "2026-04-21", null].map((by, at) => ({ name: ["certificate_due", "renewal_due", "waiting"][at] ?? "", count: 1, by }));
  await openWindow({ screen: "home" }, {}, { home: () => withRows(...rows, { name: "unposted", count: 1, by: "2026-04-02" }) });
  const marked = await waitFor(() => ["certificate_due", "renewal_due", "waiting", "unposted"].map((name) => byId(`list-${name}`).closest("tr")?.textContent?.includes("期限を過ぎています")));
  expect(marked).toEqual([true, false, false, false]);
  expect(document.querySelectorAll(".overdue")).toHaveLength(1);
  expect(screen.getByRole("columnheader", { name: "最も早い期限" })).toBeTruthy();
});

test("a ledger without members says what to do, and that nobody is left out only where there is somebody", async () => {
  const { user } = await openWindow({ screen: "home" }, { members: 0 });
  await waitFor(() => byId("nobody-yet"));
  expect(document.body.textContent).not.toContain("全員が受診できます");
  expect(document.querySelector(".calm")).toBeNull();
  await user.click(byId("first-import"));
  await onScreen("import");
});

test("on a day on which nobody is insured yet no file is asked for", async () => {
  await openWindow({ screen: "home" }, {}, { home: () => ({ ...answers.home, members: 0, uncovered: 0, uncovered_ahead: 0 }) });
  await waitFor(() => expect(screen.getByText("この日に加入している方はいません。")).toBeTruthy());
  expect(document.getElementById("first-import")).toBeNull();
});

test("what is due back and what follows from corrections are opened where they are worked off", async () => {
  const { user } = await openWindow({ screen: "home" });
  await user.click(await waitFor(() => byId("list-returns_due")));
  await onScreen("papers");
  await waitFor(() => byId("owers"));
  go({ screen: "home" });
  await onScreen("home");
  await user.click(await waitFor(() => byId("list-consequences")));
  await onScreen("papers");
  await waitFor(() => byId("consequences-panel"));
});
