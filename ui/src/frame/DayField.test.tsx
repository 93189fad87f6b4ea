import { expect, test, vi } from "vitest";
import { render, screen as shown } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { byId, openWindow, screen, waitFor } from "../mock/window";
import { DayField, readDay } from "./DayField";
import { answers } from "../mock/answers";

const TODAY = "2026-04-15";

test("a day is read in every way an office writes it", () => {
  const ways = ["7.12.1", "7/12/1", "7-12-1", "7年12月1日", "R7.12.1", "r7/12/01", "Ｒ７．１２．１", "令和7年12月1日", "令 7年12月1日", "R071201", "2025-12-01", "2025/12/1", "2025年12月1日", "20251201", " ２０２５１２０１ "];
  expect(ways.map((way) => [way, readDay(way, TODAY)])).toEqual(ways.map((way) => [way, "2025-12-01"]));
  expect(readDay("令和元年5月1日", TODAY)).toBe("2019-05-01");
  expect(readDay("S64.1.7", TODAY)).toBe("1989-01-07");
  expect(readDay("63.1.7", "1980-01-01")).toBe("1988-01-07");
});

test("what is no day, or lies too far away, is none", () => {
  for (const text of ["", "7", "7.12", "7121", "712.1.1", "R7.2.30", "2025-02-29", "S64.1.8", "R2025.1.1", "R0.1.1", "1899-12-31", "M30.1.1", "2101-01-01", "R99.1.1", "7.13.1", "あした"]) {
    expect([text, readDay(text, TODAY)]).toEqual([text, null]);
  }
  expect(readDay("1900-01-01", TODAY)).toBe("1900-01-01");
  expect(readDay("R82.12.31", TODAY)).toBe("2100-12-31");
});

test("7.12.1 and Enter show the day", async () => {
  const { user } = await openWindow({ screen: "home" }, {}, { home: () => answers.home, trend: () => answers.trend });
  await user.click(byId("day"));
  const field = await screen.findByLabelText<HTMLInputElement>("いつの状態を見るか（基準日）");
  expect(field.value).toBe("令和8年4月15日");
  await user.clear(field);
  await user.type(field, "7.12.1{Enter}");
  await waitFor(() => expect(byId("day").textContent).toContain("R7.12.1"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a text that is no day is said so, sends nothing, and a paste over it is understood", async () => {
  const changed = vi.fn();
  const sent = vi.fn((event: React.FormEvent) => event.preventDefault());
  const user = userEvent.setup({ delay: null });
  render(
    <form onSubmit={sent}>
      <DayField label="日" value={TODAY} onChange={changed} />
      <button type="submit">見る</button>
    </form>,
  );
  const field = shown.getByLabelText<HTMLInputElement>("日");
  await user.clear(field);
  await user.type(field, "7.13.1{Enter}");
  expect(sent).not.toHaveBeenCalled();
  expect(shown.getByRole("alert").textContent).toContain("日付を読めません。");
  expect(field.validationMessage).not.toBe("");
  await user.clear(field);
  await user.paste("令和7年12月1日");
  expect(changed).toHaveBeenLastCalledWith("2025-12-01");
  expect(shown.queryByRole("alert")).toBeNull();
  await user.keyboard("{Enter}");
  expect(sent).toHaveBeenCalledOnce();
});
