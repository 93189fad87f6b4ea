import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { monthsFrom } from "../frame/days";
import { answers } from "../mock/answers";
import { openWindow, waitFor } from "../mock/window";
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
