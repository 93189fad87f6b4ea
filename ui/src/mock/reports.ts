// The paper desk's reports, and what something else would change.
import type { Report, ReportAsk, WhatIf, WhatIfAsk } from "../wire";
import { failure } from "./desk";
import { EMPLOYERS } from "./people";

const MONTHS = ["2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"];

export function report(ask: ReportAsk): Report {
  const stock = ["outstanding", "covered", "last_four"].includes(ask.name);
  const months = ask.from === null ? MONTHS : MONTHS.filter((month) => ask.from !== null && ask.from <= month && (ask.to === null || month <= ask.to));
  if (months.length === 0) {
    throw failure("period_backwards", "usage", "期間の始まりが終わりより後です。", "月を確かめてください。まだ来ていない月は数えません。", ask.name);
  }
  const measures = [
    { code: "certificate_issued", word: "資格確認書 交付" },
    { code: "notice_issued", word: "お知らせ 交付" },
  ];
  const rows = [...EMPLOYERS, { code: "", name: "任意継続など（事業所なし）" }].map(({ code, name }, at) => {
    const cells = months.map((_, month) => [(at + 1) * month, at === 0 ? 3 : 0]);
    return { employer: code, name, cells, sums: stock ? [] : sum(cells) };
  });
  const totals = months.map((_, month) => sum(rows.map((row) => row.cells[month] ?? [])));
  return {
    name: ask.name,
    title: "交付",
    stock,
    on: ask.on,
    act: 43,
    as_of: "2026-04-15T00:58:00Z",
    months,
    measures,
    rows,
    totals,
    sums: stock ? [] : sum(totals),
    remarks: [],
  };
}

const sum = (all: number[][]): number[] => [0, 1].map((at) => all.reduce((before, one) => before + (one[at] ?? 0), 0));

export function whatIf(ask: WhatIfAsk, members: number): WhatIf {
  if (ask.against === ask.on && ask.policy === null && ask.pack === null) {
    throw failure("nothing_supposed", "usage", "比べるものが同じです。", "別の日、別の方針、法改正の見込みのどれかを選んでください。");
  }
  return {
    on: ask.on,
    against: ask.against,
    act: 43,
    policy: ask.policy === null ? null : "理事会決定 令和8年3月3日",
    pack:
      ask.pack === null
        ? null
        : {
            title: "経過措置の延長（案）",
            source: "見本部会 資料2",
            moved: [{ key: "old_cards_end", said: "従来の健康保険証が使えなくなる日", now: "2025-12-02", then: "2026-12-02" }],
          },
    members,
    altered: 412,
    groups: [
      {
        key: "covered:yes.myna_usable:no.nothing_to_show",
        about: "covered",
        about_word: "受診のときに示せるもの",
        before: { outcome: "yes", word: "あり", because: "myna_usable", reason: "マイナ保険証が使えます。" },
        after: { outcome: "no", word: "なし", because: "nothing_to_show", reason: "資格はありますが、この日に医療機関で示せるものがありません。" },
        members: 400,
      },
      {
        key: "last_day:ends.policy:ends_earlier.policy",
        about: "last_day",
        about_word: "資格確認書の有効期限",
        before: { outcome: "ends", word: "いまの有効期限", because: "policy", reason: "組合が定めた日" },
        after: { outcome: "ends_earlier", word: "早まる", because: "policy", reason: "組合が定めた日" },
        members: 12,
      },
    ],
  };
}
