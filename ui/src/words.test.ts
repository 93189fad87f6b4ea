import { expect, test } from "vitest";
import { dayLong, dayShort, momentShort, monthLong } from "./frame/days";
import { codeWord, fieldWord, maybeWord, valueWord, word } from "./words";

test("places are filled, and numbers get their separators", () => {
  expect(word("ja", "rows_of", { n: 500000 })).toBe("全 500,000 行");
  expect(word("en", "rows_of", { n: 500000 })).toBe("500,000 rows");
  expect(word("ja", "find_none", { query: "$&{n}" })).toBe("「$&{n}」に当てはまる方はいません。");
});

test("a code is said in words, an unknown one as it is", () => {
  expect(codeWord("ja", "in_hand")).toBe("交付済み");
  expect(codeWord("ja", "toString")).toBe("toString");
  expect(fieldWord("ja", "acquired")).toBe("資格取得日");
  expect(valueWord("ja", "sex", "female")).toBe("女");
  expect(valueWord("ja", "name", "none")).toBe("none");
  expect(maybeWord("ja", "list_of_nothing")).toBeUndefined();
});

test("days stand in the Japanese calendar, also the first year of an era", () => {
  expect(dayLong("2026-04-15", "ja")).toBe("令和8年4月15日");
  expect(dayLong("2019-05-01", "ja")).toBe("令和元年5月1日");
  expect(dayShort("1989-01-07", "ja")).toBe("S64.1.7");
  expect(dayShort("1989-01-08", "ja")).toBe("H1.1.8");
  expect(dayShort("2026-04-15", "en")).toBe("2026-04-15");
  expect(dayLong("いつか", "ja")).toBe("いつか");
  expect(monthLong("2026-05", "ja")).toBe("令和8年5月");
});

test("a moment is shown in Japanese time", () => {
  expect(momentShort("2026-04-05T15:40:00Z", "ja")).toBe("R8.4.6 00:40");
});
