import { expect, test } from "vitest";
import { dayLong, dayShort, momentShort, monthLong } from "./frame/days";
import { codeWord, fieldWord, maybeWord, operatorWord, placeWord, recordWord, valueWord, word } from "./words";

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

test("whatever is recorded of a member is said in words on the page", () => {
  const kinds = ["enrolled", "person", "coverage", "name", "address", "address_check", "shield", "myna", "last_four", "last_four_check", "circumstance"];
  for (const kind of [...kinds, "application", "fee", "decision", "paper", "paper_life"]) {
    expect(codeWord("ja", kind)).not.toBe(kind);
    expect(codeWord("ja", kind)).toMatch(/^[^a-z]+$/);
  }
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

test("a row's place is said in words, a cell's as spreadsheets name it, anything else as it is", () => {
  for (const [place, ja, en] of [
    ["取得!9", "取得の9行目", "row 9 of 取得"],
    ["急ぎ!名簿!12", "急ぎ!名簿の12行目", "row 12 of 急ぎ!名簿"],
    ["policy.toml:3", "policy.tomlの3行目", "row 3 of policy.toml"],
    ["9", "9行目", "row 9"],
    ["1204", "1204行目", "row 1204"],
    ["名簿!D9", "名簿!D9", "名簿!D9"],
    ["101-12-00", "101-12-00", "101-12-00"],
    ["M0000000001", "M0000000001", "M0000000001"],
    ["", "", ""],
  ] as const) {
    expect(placeWord("ja", place)).toBe(ja);
    expect(placeWord("en", place)).toBe(en);
  }
});

test("days and postcodes of a difference are written as elsewhere", () => {
  for (const [field, value, ja] of [
    ["born", "1990-02-15", "H2.2.15"],
    ["past_lost", "2026-05-01", "R8.5.1"],
    ["postcode", "0060814", "006-0814"],
    ["postcode", "60814", "60814"],
    ["member", "1234-12-01", "1234-12-01"],
    ["relation", "husband", "夫"],
  ] as const) {
    expect(valueWord("ja", field, value)).toBe(ja);
  }
  expect(valueWord("en", "born", "1990-02-15")).toBe("1990-02-15");
});

test("a line of the record has its days and its postcode as elsewhere, and its numbers as they are", () => {
  for (const [event, said, ja] of [
    ["coverage", "1234-12-01、妻、1000001、取得 2020-04-01、喪失 2026-05-01", "1234-12-01、妻、1000001、取得 R2.4.1、喪失 R8.5.1"],
    ["person", "生年月日 1982-03-04、女", "生年月日 S57.3.4、女"],
    ["address", "1000001、東京都千代田区千代田1-1", "〒100-0001 東京都千代田区千代田1-1"],
    ["address", "送付先、1000001、東京都", "送付先、〒100-0001 東京都"],
  ] as const) {
    expect(recordWord("ja", event, said)).toBe(ja);
  }
  expect(recordWord("en", "coverage", "1-2-00, wife, acquired 2020-04-01")).toBe("1-2-00, wife, acquired 2020-04-01");
});

test("a code that only programs know has its words", () => {
  expect(codeWord("ja", "notice-right")).toBe("資格情報のお知らせ（右下カード）");
  expect(operatorWord("ja", "desk")).toBe("窓口");
  expect(operatorWord("ja", "")).toBe("だれか");
  expect(operatorWord("ja", "業務課 山田")).toBe("業務課 山田");
});
