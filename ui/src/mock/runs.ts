// A month's run, a wave of renewals and two consequences on paper.
import type { Consequence, Consequences, ListLoaded, Planned, RunOnRecord, RunPeople, Runs, RunShown, WaveShown } from "../wire";
import { person } from "./people";

const LIST: ListLoaded = {
  list: 3,
  as_of: "2026-03-31",
  said: true,
  file: "利用登録状況_R8年3月末.csv",
  at: "2026-04-05T00:40:00Z",
  operator: "yamada",
  people: 12_402,
  whole: true,
};

const WORDS = { due: "交付する", lapsing: "電子証明書の期限切れ", waiting: "待機中", unlisted: "一覧にない" } as const;
const COUNTS = { due: 31, lapsing: 9, waiting: 63, unlisted: 4 } as const;
type Part = keyof typeof COUNTS;
const PARTS: readonly Part[] = ["due", "lapsing", "waiting", "unlisted"];

const planned = (on: string, members: number, batch: string | null): Planned => ({
  batch,
  kind: "certificate",
  on,
  members,
  sheets: members,
  envelopes: members,
  stopped: false,
  refused: [],
  remark: null,
  assets: [],
});

export class PaperRuns {
  runs: RunOnRecord[] = [
    {
      run: 1,
      on: "2026-03-09",
      as_of: "2026-02-28",
      at: "2026-03-09T01:00:00Z",
      operator: "sato",
      stopped: { because: "newer_list", sentence: "新しい一覧（利用登録状況_R8年3月末.csv）があるため、この確定からはもう印刷できません。", hint: "新しい一覧で確定し直してください。" },
      batches: ["C260309-1"],
    },
  ];
  waves: { wave: number; until: string; at: string; operator: string }[] = [];
  weeks = new Map<number, string[]>();
  settled = new Set<string>();

  all(): Runs {
    return { list: LIST, runs: this.runs, waves: this.waves };
  }

  run(number: number | null, on: string): RunShown {
    const found = this.runs.find((one) => one.run === number);
    const batches = found?.batches ?? [];
    return {
      run: number,
      list: LIST,
      on: found?.on ?? on,
      at: found?.at ?? null,
      operator: found?.operator ?? null,
      wait: "資格取得日から50日目まで待つ（30日目からが目安）",
      parts: PARTS.map((part) => ({
        part,
        word: WORDS[part],
        count: COUNTS[part],
        by: part === "unlisted" ? null : "2026-04-30",
        planned: part === "due" || part === "lapsing",
        reasons: [{ because: "not_registered", reason: "利用登録がない", count: COUNTS[part] }],
      })),
      unknown_rows: [{ place: "214", because: "member_unknown" }],
      stopped: found?.stopped ?? null,
      batches,
      to_plan: found === undefined || batches.length > 0 ? 0 : COUNTS.due + COUNTS.lapsing,
    };
  }

  people(part: string | null, start: number, len: number): RunPeople {
    const total = COUNTS[(part ?? "due") as Part] ?? 0;
    const rows = [];
    for (let at = start; at < Math.min(start + len, total); at += 1) {
      const one = person(at * 7);
      rows.push({
        member: one.member,
        code: one.code,
        name: one.name,
        kana: one.kana,
        employer: one.employer,
        part: (part ?? "due") as Part,
        because: "not_registered",
        sentence: "利用登録がないため、資格確認書を交付します。",
        by: "2026-04-30",
      });
    }
    return { total, start, rows };
  }

  freeze(on: string): RunShown {
    const run = this.runs.length + 1;
    this.runs = [{ run, on, as_of: LIST.as_of, at: `${on}T01:00:00Z`, operator: "yamada", stopped: null, batches: [] }, ...this.runs];
    return this.run(run, on);
  }

  planRun(run: number, on: string): Planned {
    const batch = `C260415-${run}`;
    this.runs = this.runs.map((one) => (one.run === run ? { ...one, batches: [batch] } : one));
    return { ...planned(on, 39, batch), refused: [{ member: "101-1042-00", because: "not_insured", sentence: "加入していないため、交付しません。" }] };
  }

  wave(number: number | null, until: string, weeks: number | null): WaveShown {
    const people = [412, 398, 405, 377];
    const days = ["2026-10-01", "2026-10-05", "2026-10-13", "2026-10-19"];
    return {
      wave: number,
      until,
      last_safe: "2026-11-16",
      available: 8,
      people: 1592,
      assistance: 12,
      weeks: people.slice(0, weeks ?? 4).map((count, at) => ({
        week: at + 1,
        day: days[at] ?? until,
        people: count,
        employers: [
          { employer: "A001", people: count - 20 },
          { employer: null, people: 20 },
        ],
        batches: this.weeks.get(at + 1) ?? [],
      })),
      left_out: [{ because: "myna_usable", reason: "マイナ保険証が使える", count: 88 }],
      interim: [
        {
          member: "101-1300-00",
          code: "M2222222226",
          name: "新人 二十",
          employer: "A001",
          wait_until: "2026-10-21",
          last_day: "2026-11-14",
          sentence: "令和8年10月21日までに登録を確かめられないときは、ご希望を伺い、有効期限令和8年11月14日の短期の資格確認書を交付できます。",
        },
      ],
      remark: null,
      stopped: null,
    };
  }

  freezeWave(until: string, weeks: number | null): WaveShown {
    const wave = this.waves.length + 1;
    this.waves = [{ wave, until, at: "2026-04-15T01:00:00Z", operator: "yamada" }, ...this.waves];
    return this.wave(wave, until, weeks);
  }

  planWave(week: number): Planned {
    const batch = `C261001-${week}`;
    this.weeks.set(week, [batch]);
    return { ...planned("2026-10-01", 411, batch), refused: [{ member: "101-1042-00", because: "myna_usable", sentence: "マイナ保険証が使えるため、交付しません。" }] };
  }

  consequences(all: boolean, start: number, len: number): Consequences {
    const rows = this.found().filter((one) => all || one.seen === null);
    return { open: rows.filter((one) => one.seen === null).length, total: rows.length, start, rows: rows.slice(start, start + len) };
  }

  settle(what: string): Consequence | undefined {
    this.settled.add(what);
    return this.found().find((one) => one.what === what);
  }

  private found(): Consequence[] {
    const make = (at: number, kind: Consequence["kind"], sentence: string, next: string): Consequence => {
      const one = person(at);
      const what = `${kind}:P222222222${at}`;
      return {
        member: one.member,
        code: one.code,
        name: one.name,
        employer: one.employer,
        what,
        kind,
        paper: `P222222222${at}`,
        on: "2026-03-10",
        sentence,
        next,
        cause: { act: 41, at: "2026-04-05T00:40:00Z", operator: "sato", said: "取り込んだ: 喪失_3月.xlsx 名簿!17" },
        seen: this.settled.has(what) ? { at: "2026-04-15T01:00:00Z", operator: "yamada", note: null } : null,
      };
    };
    return [
      make(1, "not_insured", "令和8年3月10日に交付した資格確認書は、その日に加入していない方へのものでした。", "回収してください。"),
      make(2, "printed_otherwise", "令和8年3月10日に交付した資格確認書の氏名は、その日の時点で、いま分かっているものと違っていました。", "差し替えて、古いものを返してもらってください。"),
    ];
  }
}
