// Members who may be one person, and two of the state's lists, on paper.
import type { RowAnswered, ListDayShown, ListDifferenceShown, Listed, SameList, SamePair, SamePerson } from "../wire";
import { person } from "./people";

const DAYS: ListDayShown[] = [
  { list: 3, as_of: "2026-03-31", said: true, files: ["利用登録状況_R8年3月末_1.csv", "利用登録状況_R8年3月末_2.csv"], people: 12_402, whole: true, at: "2026-04-05T00:40:00Z", operator: "yamada", unknown: 2, unlisted: 4 },
  { list: 1, as_of: "2026-02-28", said: true, files: ["利用登録状況_R8年2月末.csv"], people: 12_377, whole: true, at: "2026-03-05T00:40:00Z", operator: "sato", unknown: 0, unlisted: 6 },
];

export class PaperSame {
  answers = new Map<string, SamePair["answered"]>();

  rows: RowAnswered[] = [
    { act: 212, member: person(8).member, code: person(8).code, name: person(8).name, answer: "same", at: "2026-04-10T02:00:00Z", operator: "山田（yamada）" },
    { act: 198, member: person(9).member, code: person(9).code, name: person(9).name, answer: "different", at: "2026-03-10T02:00:00Z", operator: "鈴木（suzuki）" },
  ];

  list(all: boolean, start: number, len: number): SameList {
    const pairs = [this.pair(1, 2, false), this.pair(3, 4, true), this.pair(5, 6, false)];
    const rows = pairs.filter((pair) => all || pair.answered === null);
    return { open: rows.filter((pair) => pair.answered === null).length, total: rows.length, start, rows: rows.slice(start, start + len) };
  }

  answer(one: string, answer: "same" | "different" | "open", note: string | null): SamePair | undefined {
    if (answer === "open") {
      this.answers.delete(one);
    } else {
      this.answers.set(one, { answer, at: "2026-04-15T01:00:00Z", operator: "山田（yamada）", note });
    }
    return this.list(true, 0, 10).rows.find((pair) => pair.person.code === one);
  }

  private pair(at: number, beside: number, shielded: boolean): SamePair {
    const [one, other] = [person(at), person(beside)];
    const who = (of: ReturnType<typeof person>, from: string): SamePerson => ({
      member: of.member,
      code: of.code,
      name: one.name,
      shielded,
      spells: [{ member: of.member, employer: of.employer, acquired: from, lost: null }],
      papers: [{ paper: `P22222222${at}${beside}`, kind: "資格確認書", state: "手元にある", last_day: "2027-11-30" }],
      owed: 0,
    });
    const row = (field: string, word: string, left: string, right: string) => ({ field, word, one: left, other: right, same: left === right });
    return {
      person: who(one, "2019-04-01"),
      other: who(other, "2024-10-01"),
      why: at === 5 ? "slipped" : "born_and_kana",
      sentence: at === 5 ? "カナと事業所が同じで、生年月日が1字だけ違う" : "生年月日とカナが同じ",
      twice: false,
      rows: [
        row("name", "氏名", one.name, one.name),
        row("kana", "カナ", one.kana, one.kana),
        row("born", "生年月日", "1990-02-15", at === 5 ? "1990-02-16" : "1990-02-15"),
        row("employer", "事業所", one.employer ?? "", other.employer ?? ""),
        shielded ? { field: "address", word: "住所", one: "****", other: "****", same: false } : row("address", "住所", "東京都千代田区千代田1-1", "大阪府大阪市北区梅田1-2-3"),
      ],
      answered: this.answers.get(one.code) ?? null,
      next: "横に並べて見比べ、同じ方か別の方かを答えてください。分からないときは事業所に確かめます。",
    };
  }

  days(): ListDayShown[] {
    return DAYS;
  }

  difference(list: number): ListDifferenceShown {
    const [last, before] = DAYS;
    const own = DAYS.find((day) => day.list === list);
    if (own === undefined || last === undefined || before === undefined) {
      throw new Error("no such list");
    }
    const part = (code: ListDifferenceShown["parts"][number]["part"], word: string, count: number, again = 0) => ({ part: code, word, count, again });
    return {
      list: own,
      with: own === last ? before : null,
      days: 90,
      parts: [
        part("registered", "新しく登録された方", 31),
        part("released", "登録が解除された方", 3),
        part("lapsed", "電子証明書の期限が切れた方", 9),
        part("lapsing", "電子証明書の期限が近い方", 77),
        part("changed", "電子証明書の期限が変わった方", 0),
        part("unknown_to_them", "加入中で一覧にない方", 4, 2),
      ],
      unknown: 2,
      unknown_rows: [
        { place: "利用登録状況_R8年3月末_1.csv 214", because: "member_unknown" },
        { place: "利用登録状況_R8年3月末_2.csv 8", because: "member_unknown" },
      ],
      remarks: ["同じ基準日の2個のファイルを、一つの一覧として数えました。"],
    };
  }

  people(part: string, start: number, len: number): Listed {
    const total = this.difference(3).parts.find((one) => one.part === part)?.count ?? 0;
    const rows = Array.from({ length: Math.min(len, total - start) }, (_, at) => {
      const one = person(start + at + 1);
      return { member: one.member, code: one.code, name: one.name, kana: one.kana, born: one.born, employer: one.employer, why: "利用登録 なし → あり", by: "2031-01-02" };
    });
    return { name: part, on: "2026-03-31", total, start, rows };
  }
}
