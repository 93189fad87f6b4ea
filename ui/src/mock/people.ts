// Invented people, the same for the same number: nobody here exists.
import type { Found } from "../wire";

const FAMILIES = "佐藤サトウ 鈴木スズキ 髙橋タカハシ 田中タナカ 伊藤イトウ 渡邉ワタナベ 山本ヤマモト 中村ナカムラ 小林コバヤシ 加藤カトウ 𠮷田ヨシダ 山田ヤマダ 佐々木ササキ 山口ヤマグチ 松本マツモト 井上イノウエ 木村キムラ 林ハヤシ 齋藤サイトウ 清水シミズ 山﨑ヤマザキ 森モリ 池田イケダ 橋本ハシモト 阿部アベ 石川イシカワ 中島ナカジマ 小川オガワ 前田マエダ 長谷川ハセガワ 辻󠄀ツジ 葛󠄀西カサイ";
const GIVEN = {
  old: { m: "正夫マサオ 修オサム 誠マコト 隆タカシ 健一ケンイチ 洋一ヨウイチ", f: "和子カズコ 洋子ヨウコ 文子フミコ 順子ジュンコ 紀子ノリコ 恵子ケイコ" },
  middle: { m: "大輔ダイスケ 拓也タクヤ 亮リョウ 直樹ナオキ 和也カズヤ 康平コウヘイ", f: "美穂ミホ 麻衣マイ 愛アイ 彩アヤ 裕子ユウコ 久美子クミコ" },
  young: { m: "蓮レン 湊ミナト 颯太ソウタ 悠人ユウト 碧アオ 海斗カイト", f: "陽菜ヒナ 葵アオイ さくらサクラ 結衣ユイ 凛リン 莉子リコ" },
};

type Spelled = { kanji: string; kana: string };
const spelled = (list: string): Spelled[] =>
  list.split(" ").map((one) => {
    const at = one.search(/[ァ-ヶー]+$/u);
    return { kanji: one.slice(0, at), kana: one.slice(at) };
  });

const families = spelled(FAMILIES);
const given = {
  old: { m: spelled(GIVEN.old.m), f: spelled(GIVEN.old.f) },
  middle: { m: spelled(GIVEN.middle.m), f: spelled(GIVEN.middle.f) },
  young: { m: spelled(GIVEN.young.m), f: spelled(GIVEN.young.f) },
};

/** A number from a number; good enough for invented lives. */
export function luck(seed: number): number {
  let x = (seed + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
}

const below = (seed: number, most: number) => Math.floor(luck(seed) * most);
const two = (n: number) => String(n).padStart(2, "0");
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export const EMPLOYERS = [
  { code: "001", name: "見本製作所", symbol: "101" },
  { code: "002", name: "見本商事", symbol: "102" },
  { code: "003", name: "見本システムズ", symbol: "103" },
  { code: "004", name: "見本運輸", symbol: "104" },
];

export type Person = Found & { sex: "male" | "female"; relation: string; household: number };

/** The member of a place in the ledger's order: a household of one to four, the insured first. */
export function person(index: number): Person {
  const household = Math.floor(index / 3);
  const place = index % 3;
  const family = at(families, below(household * 7 + 1, families.length));
  const employer = at(EMPLOYERS, below(household * 11 + 3, EMPLOYERS.length));
  const adult = place < 2;
  const year = adult ? 1951 + below(household * 13 + 5, 50) : 2004 + below(index * 5, 21);
  const headIsMale = luck(household * 17) < 0.6;
  const male = place === 0 ? headIsMale : place === 1 ? !headIsMale : luck(index * 3) < 0.5;
  const names = given[year < 1972 ? "old" : year < 2000 ? "middle" : "young"][male ? "m" : "f"];
  const own = at(names, below(index * 19 + 7, names.length));
  // One of many names and without a space among them: as wide as a name comes.
  const long = household === 77 && place === 0;
  const name = long ? { kanji: "MARIAALEJANDRADELOSANGELESEUGENIACONCEPCIONGONZALEZRODRIGUEZ", kana: "マリアアレハンドラデロスアンヘレスエウヘニアコンセプシオンゴンサレスロドリゲス" } : own;
  const gone = luck(index * 23 + 9) < 0.06;
  return {
    member: `${employer.symbol}-${1000 + household}-${two(place)}`,
    name: `${family.kanji}　${name.kanji}`,
    kana: `${family.kana}　${name.kana}`,
    born: `${year}-${two(1 + below(index * 29, 12))}-${two(1 + below(index * 31, 28))}`,
    employer: employer.code,
    code: codeOf(index),
    acquired: `${adult ? 2001 + below(household * 37, 25) : Math.max(year, 2010)}-04-01`,
    lost: gone ? "2026-04-01" : null,
    sex: male ? "male" : "female",
    relation: place === 0 ? "insured" : place === 1 ? (male ? "husband" : "wife") : "child",
    household,
  };
}

/** As a ledger makes them: an M, and ten of the characters that nobody takes for others. */
function codeOf(index: number): string {
  const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  return `M${Array.from({ length: 10 }, (_, place) => letters[below(index * 41 + place, letters.length)]).join("")}`;
}

/** Half width, katakana, no spaces: enough for looking somebody up here. */
export function folded(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/[\s\u{E0100}-\u{E01EF}]/gu, "")
    .replaceAll("髙", "高")
    .replaceAll("𠮷", "吉")
    .replaceAll("﨑", "崎")
    .toLowerCase();
}
