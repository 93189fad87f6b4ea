// A desk of paper: every command of the shell over invented data. For component tests and for mock.html; never shipped.
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Args, Answer, Command } from "../desk";
import type {
  ApplicationShown,
  AssetHere,
  BatchOnRecord,
  Bench,
  CellChange,
    CharacterHere, CheckCase, CheckCaseShown, CheckStatus,
  Day,
  Decided,
  Deleted,
  DeletionDone,
  Dropped,
  Due,
  DunningLog,
  EmployerForm,
  Explained,
  Failed,
  Found,
  Here,
  Home,
  HomeList,
  ImportAsk,
  Imported,
  ImportOnRecord,
  JournalRow,
  Kept,
  ListedRow,
  Look,
  LossShown,
  MailBack,
  OperatorHere,
  Owed,
  PaperShown,
  PaperStepped,
  RecipeOnRecord,
  RowChange,
  RowHeld,
  Said,
  ScanAnswer,
  Settings,
  Shown,
  SocietyChange,
  OnPaper,
  PrinterHere,
  Stock,
  TrendPoint,
  WayBack,
} from "../wire";
import { answers } from "./answers";
import { PRESETS, POLICY_TEXT } from "./policies";
import { PaperCounter } from "./counter";
import { EMPLOYERS, folded, luck, person } from "./people";
import { paperPicture } from "./picture";
import { report, whatIf } from "./reports";
import { PaperRuns } from "./runs";
import { PaperSame } from "./same";

export const TODAY = "2026-04-15";
export const RIGHT_PASSPHRASE = "momiji-umibe-suzume";

export const RECOVERY_CODE = "7K2M-9QWX-0TRB-5HNC-ZD4G-1VEA-8SJP-6YFM-3KQT";

const OPERATORS: OperatorHere[] = [
  {
    code: "yamada",
    name: "業務課 山田",
    active: true,
    roles: ["viewer", "clerk", "supervisor", "admin", "auditor"],
    grants: ["last_four", "batch"],
    signs_in: true,
  },
  { code: "sato", name: "佐藤", active: true, roles: ["clerk"], grants: [], signs_in: true },
  { code: "kimura", name: "木村", active: false, roles: ["clerk"], grants: ["batch"], signs_in: false },
];

export type MockOptions = { open: boolean; training: boolean; members: number; delay: number; readOnly: boolean; may: readonly string[] | null; file: string | null; overtaken: string | null; pace: number };
/** The desk never answers in the same breath: what a test sees too early, it sees so on every machine. */
const usual: MockOptions = { open: true, training: true, members: 12431, delay: 5, readOnly: false, may: null, file: null, overtaken: null, pace: 1 };

type Table = { [K in Command]?: (args: Args<K>) => Answer<K> | Promise<Answer<K>> };

export const failure = (code: string, ending: Failed["ending"], sentence: string, hint = "", cell = ""): Failed => ({
  code,
  ending,
  complaints: [{ cell, code, sentence, hint, weight: "refusal" }],
});

/** How many times slower than usual the long works of the desk go, for pictures of what is under way. */
let pace = 1;
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const work = (ms: number) => wait(ms * pace);

/** Puts the paper desk in the shell's place. `over` replaces single commands; what is asked is kept in the answer. */
export function mockDesk(options: Partial<MockOptions> = {}, over: Table = {}): { asked: { cmd: string; args: unknown }[] } {
  const desk = new PaperDesk({ ...usual, ...options });
  dropRoad = null;
  pace = desk.options.pace;
  const asked: { cmd: string; args: unknown }[] = [];
  mockIPC(async (cmd, sent) => {
    const args = question(sent);
    asked.push({ cmd, args });
    if (desk.options.delay) {
      await wait(desk.options.delay);
    }
    const replaced = over[cmd as Command] as ((args: unknown) => unknown) | undefined;
    const own = desk.commands[cmd as Command] as ((args: unknown) => unknown) | undefined;
    if (replaced === undefined && own === undefined) {
      throw failure("no_such_command", "other", `No command ${cmd}.`);
    }
    return (replaced ?? own)?.(args);
  });
  return { asked };
}

/** What was asked: the shell gets it under one name, with the road for progress beside it. */
function question(sent: unknown): Record<string, unknown> {
  const { ask, progress } = sent as { ask?: Record<string, unknown>; progress?: unknown };
  return progress === undefined ? { ...ask } : { ...ask, progress };
}

class PaperDesk {
  readonly options: MockOptions;
  open: boolean;
  wrong = 0;
  /** The ledger whose name says so is damaged until a backup was put back. */
  broken = true;
  who = "yamada";
  locked = false;
  operators: OperatorHere[] = structuredClone(OPERATORS);
  cancelled = new Set<number>();
  imported: ImportOnRecord[];
  held: RowHeld[] = HELD.map((row) => ({ ...row }));
  taken = new Set<string>();
  passwords = new Map<string, string>();
  runs: BatchOnRecord[];
  society: SocietyChange | null = null;
  employers: EmployerForm[] = EMPLOYERS.map((one, at) => ({ ...one, postcode: `101005${at}`, address: `東京都千代田区神田錦町${at + 1}丁目99番地`, contact: "人事部" }));
  deleted: DeletionDone[] = [];
  caseSteps: string[] = [];
  year = new PaperRuns();
  private same = new PaperSame();
  readonly counter = new PaperCounter();
  scanned: { shown: PaperShown; state: string; why: string | null }[] = ["P7K3QX9FHT2", "P8M4RY2GJV3", "P9N5SZ3HKW4"].map((paper) => ({ shown: { ...PAPER, paper }, state: "posted", why: null }));
  mail: MailBack[] = structuredClone(MAIL);
  spoiled: { batch: string; sheet: number }[] = [];
  filled = new Set<number>();
  losses: LossShown[] = [];
  paperStock: Stock[] = [];
  printers: PrinterHere[] = [
    {
      name: "office",
      title: "2階 複合機",
      state: "idle",
      said: "印刷できます",
      both_sides: true,
      trays: [
        { tray: "", said: "プリンターの設定どおり", aligned: null },
        { tray: "tray-2", said: "トレイ2", aligned: { on: TODAY, front: [-1.2, 0.5], back: [0, -0.7] } },
      ],
    },
  ];
  pressed = new Map<string, OnPaper>();
  onPaper(batch: string): OnPaper {
    const sheets = this.run(batch).sheets + 2;
    const fresh: OnPaper = { batch, sheets, letters: sheets - 2, done: 0, round: 1, complete: false, open: null, said: `${sheets}枚のうち、まだ1枚も紙になっていません。` };
    return this.pressed.get(batch) ?? fresh;
  }
  /** Why batches were gone on with. */
  wentOn = new Map<string, string[]>();
  assets: AssetHere[] = [
    { id: 3, what: "seal", word: "印影", paper: null, variant: null, name: "新理事長印", from: "2026-06-01", until: null, sha256: null, state: "proposed", said: "承認を待っています", in_force: false, proposed_at: "2026-04-14T01:00:00Z", proposed_by: "佐藤（sato）", approved_at: null, approved_by: null, alone: false, reason: null, mine: true },
    { id: 2, what: "issuer", word: "発行者", paper: null, variant: null, name: "理事長　港　太郎", from: "2024-04-01", until: null, sha256: null, state: "approved", said: "承認済み", in_force: true, proposed_at: "2024-03-20T01:00:00Z", proposed_by: "佐藤（sato）", approved_at: "2024-03-21T01:00:00Z", approved_by: "見本 係（desk）", alone: false, reason: null, mine: false },
    { id: 1, what: "seal", word: "印影", paper: null, variant: null, name: "理事長印", from: "2024-04-01", until: null, sha256: null, state: "approved", said: "承認済み", in_force: true, proposed_at: "2024-03-20T01:00:00Z", proposed_by: "佐藤（sato）", approved_at: "2024-03-21T01:00:00Z", approved_by: "見本 係（desk）", alone: false, reason: null, mine: false },
  ];
  letters: CharacterHere[] = [
    { letter: "\u{2a6b2}", code: "U+2A6B2", found: "nowhere", outside: false, waits: true, decided: null, substitute: null, at: null, operator: null, count: 2, members: ["101-1002-00", "101-1002-01"], sentence: "どの書体にもありません。決まりを選ぶまで、この文字のある方は印刷できません。" },
    { letter: "\u200f", code: "U+200F", found: "unseen", outside: false, waits: true, decided: null, substitute: null, at: null, operator: null, count: 1, members: ["101-1007-01"], sentence: "紙の上で見えない文字です。氏名から除いて登録し直してください。" },
    { letter: "槗", code: "U+69D7", found: "mincho", outside: false, waits: false, decided: null, substitute: null, at: null, operator: null, count: 5, members: ["101-1011-00"], sentence: "IPAmj明朝にだけあります。氏名全体をIPAmj明朝で印字します。" },
  ];
  shields = new Map<string, string>();
  wishes: { member: string; item: string; said: string; printed: string; on: Day }[] = [];
  applications: ApplicationShown[] = [];
  filed: Partial<Pick<Shown, "died" | "old_card" | "access">> = {};
  kept: Kept = {
    to: "/mnt/控え",
    also: null,
    copied: "2026-04-12T01:00:00Z",
    copy_due: false,
    rehearsed: "2026-03-30T02:10:00Z",
    anchors: [
      { folder: "/mnt/控え", at: "2026-04-14T08:00:00Z", act: 41 },
      { folder: "/media/usb", at: null, act: null },
    ],
    rehearsal_due: true,
    copies: [
      { file: "/mnt/控え/daicho-0a1b2c3d-20260412T010000Z-41.kbk", at: "2026-04-12T01:00:00Z", act: 41 },
      { file: "/mnt/控え/daicho-0a1b2c3d-20260405T010000Z-36.kbk", at: "2026-04-05T01:00:00Z", act: 36 },
    ],
  };

  constructor(options: MockOptions) {
    this.options = options;
    this.open = options.open;
    this.imported = structuredClone(IMPORTS);
    this.runs = structuredClone(BATCHES);
  }

  paper(code: string) {
    const plain = code.normalize("NFKC").toUpperCase();
    const paper = this.scanned.find((one) => one.shown.paper === plain);
    if (paper === undefined) {
      throw failure("code_slip", "usage", "管理番号の読み取り違いか、打ち間違いです。", "Pから始まる11文字を、もう一度読み取ってください。", code);
    }
    return paper;
  }

  here(): Here {
    return {
      path: this.options.training ? "/srv/clerk/練習/ledger.daicho" : "/srv/kenpo/資格台帳.daicho",
      society: this.society?.name ?? (this.options.training ? "見本健康保険組合" : "あおば工業健康保険組合"),
      insurer_number: "06139992",
      training: this.options.training,
      members: this.options.members,
      employers: this.employers.map(({ code, name, symbol }) => ({ code, name, symbol })),
      today: TODAY,
      operator: this.who,
      operator_name: this.operators.find((one) => one.code === this.who)?.name ?? this.who,
      read_only: this.options.readOnly,
      may: this.may(),
    };
  }

  /** A file that went in says nothing new any more; what stayed out stays out. */
  recipes: RecipeOnRecord[] = [{ id: 3, version: 2, employer: "A001", name: "番号・氏名・氏名カナ… 10列", form: "auto", on: "2026-03-10", operator: "業務課 山田", imports: 4, last_import: 42 }];

  oneRecipe(id: number): RecipeOnRecord {
    const one = this.recipes.find((recipe) => recipe.id === id);
    if (one === undefined) {
      throw failure("recipe_unknown", "usage", "この番号の読み取り方はありません。", "一覧で番号を確かめてください。", String(id));
    }
    return one;
  }

  difference(ask: ImportAsk): Imported {
    const now = difference(ask, false);
    return this.taken.has(ask.file) ? { ...now, new: 0, changed: 0, unchanged: now.unchanged + now.new + now.changed, changes: [] } : now;
  }

  /** As the desk's own table has it, for the two who are in the mock. */
  may(): string[] {
    if (this.options.may !== null) {
      return [...this.options.may];
    }
    return this.who === "sato"
      ? ["view", "edit", "print", "backup"]
      : ["view", "last_four", "edit", "print", "print_many", "release", "operators", "settings", "backup", "audit", "delete"];
  }

  found(index: number): Found {
    const { sex: _, relation: _r, household: _h, ...found } = person(index);
    return found;
  }

  index(member: string): number {
    const [, number, branch] = /^\d+-(\d+)-(\d+)$/.exec(member) ?? [];
    const index = (Number(number) - 1000) * 3 + Number(branch);
    if (!Number.isInteger(index) || index < 0 || index >= this.options.members) {
      throw failure("member_unknown", "other", "この加入者は台帳にありません。", "番号を確かめてください。", member);
    }
    return index;
  }

  /** A file is tried with the password that is remembered for its employer. */
  private with(ask: ImportAsk): ImportAsk {
    const kept = ask.employer === null || ask.password !== undefined ? undefined : this.passwords.get(ask.employer);
    return kept === undefined ? ask : { ...ask, password: kept };
  }

  readonly commands: Required<Table> = {
    status: () => ({
      ledger: this.open ? this.here() : null,
      named: null,
      recent: ["/srv/kenpo/資格台帳.daicho", "/srv/clerk/練習/ledger.daicho"],
      version: "0.1.0",
      today: TODAY,
    }),
    choose: ({ what }) =>
      ({
        ledger: "/srv/kenpo/資格台帳.daicho",
        copy: "/mnt/控え/daicho-0a1b2c3d-20260412T010000Z-41.kbk",
        new_ledger: "/srv/kenpo/新しい台帳.daicho",
        seal_file: "/srv/kenpo/印影/新理事長印.png",
        import_file: `/srv/kenpo/受信/${this.options.file ?? "見本製作所_資格取得届_R8年4月.xlsx"}`,
        folder: "/srv/kenpo/印刷/R8-04-15",
        rejects_file: "/srv/kenpo/受信/戻す行.xlsx",
        returned_file: "/srv/kenpo/受信/お返しするファイル.xlsx",
        recipe_file: "/srv/kenpo/受信/読み取り方.toml",
        recipe_out: "/srv/kenpo/送信/読み取り方.toml",
        report_csv: "/srv/kenpo/報告/報告.csv",
        report_xlsx: "/srv/kenpo/報告/報告.xlsx",
        rules_file: "/srv/kenpo/延長案.toml",
      })[what],
    operators_of: ({ path }) => {
      if (!path.endsWith(".daicho")) {
        throw failure("ledger_missing", "cannot_open", "この台帳はありません。", "", path);
      }
      return { operators: this.operators.filter((one) => one.active).map((one) => one.code), practice: path.includes("練習") ? "passphrase.txt" : null };
    },
    recover: ({ code, operator }) => {
      if (!code.startsWith("7K2M")) {
        throw failure("recovery_code_mistyped", "other", "復旧コードに打ち間違いがあります。", "4文字ずつ9組を、印刷のとおりに入れてください。");
      }
      this.open = true;
      this.who = operator;
      return this.here();
    },
    idle: () => ({ locked: this.locked, operator: this.locked ? this.who : null, path: this.locked ? this.here().path : null, practice: this.locked && this.here().training ? RIGHT_PASSPHRASE : null }),
    lock: () => {
      this.locked = true;
      return null;
    },
    unlock: ({ operator, passphrase }) => {
      if (passphrase !== RIGHT_PASSPHRASE) {
        throw failure("wrong_passphrase", "cannot_open", "パスフレーズが違います。", "もう一度入れてください。");
      }
      this.locked = false;
      this.who = operator;
      return this.here();
    },
    operators: () => this.operators,
    add_operator: ({ form, passphrase }) => {
      if (passphrase.length < 12) {
        throw failure("passphrase_weak", "usage", "このパスフレーズは短いか、推測されやすいものです。", "12文字以上にしてください。");
      }
      this.operators.push({ ...form, active: true, signs_in: true });
      return null;
    },
    change_operator: ({ form }) => {
      this.operators = this.operators.map((one) => (one.code === form.code ? { ...one, ...form } : one));
      return this.here();
    },
    remove_operator: ({ code }) => {
      this.operators = this.operators.map((one) => (one.code === code ? { ...one, active: false, signs_in: false } : one));
      return null;
    },
    unlock_operator: () => null,
    set_passphrase: ({ own }) => {
      if (own !== RIGHT_PASSPHRASE) {
        throw failure("wrong_passphrase", "cannot_open", "パスフレーズが違います。");
      }
      return null;
    },
    rekey: () => this.here(),
    new_recovery: () => ({ code: RECOVERY_CODE, on: TODAY }),
    confirm_recovery: ({ typed }) => {
      if (typed.toUpperCase() !== RECOVERY_CODE) {
        throw failure("recovery_code_mistyped", "other", "復旧コードに打ち間違いがあります。", "4文字ずつ9組を、印刷のとおりに入れてください。");
      }
      return null;
    },
    last_four: ({ member }) => ({ member, code: member, digits: "9018" }),
    last_four_status: ({ on }) => checkStatus(on),
    last_four_due: ({ on }) => ({ on, members: 3 }),
    last_four_answer: ({ codes, agrees }) =>
      codes.map((given) =>
        given.startsWith("P2")
          ? { given, paper: given, member: "101-1002-00", name: "高橋　さくら", before: "sent", state: agrees ? "agrees" : "differs", done: true, because: null, sentence: null, hint: null }
          : { given, paper: null, member: null, name: null, before: null, state: null, done: false, because: "code_slip", sentence: "管理番号の読み取り違いか、打ち間違いです。", hint: "もう一度読み取ってください。" },
      ),
    last_four_cases: () => [checkCase(this.caseSteps)],
    last_four_case: ({ name, address }) => checkCaseShown(this.caseSteps, name, address),
    last_four_step: ({ step, whom, note }) => {
      if (step === "close" && (note ?? "") === "") {
        throw failure("reason_missing", "usage", "完了の理由がありません。", "何を確かめたかを短く書いてください。");
      }
      this.caseSteps = [...this.caseSteps, whom === null ? step : `${step} ${whom}`];
      return checkCaseShown(this.caseSteps, null, null);
    },
    second_letter: ({ on }) => ({ batch: "L260415-2", kind: "last_four", on, members: 1, sheets: 1, envelopes: 1, stopped: false, refused: [], remark: null, assets: [] }),
    start_last_four: ({ on, members, dry_run }) => {
      const n = members === null ? 214 : members.length;
      return { batch: dry_run ? null : "L260415-1", kind: "last_four", on, members: n, sheets: n, envelopes: n, stopped: false, refused: [], remark: null, assets: [] };
    },
    release: () => null,
    open_ledger: ({ path, operator, passphrase }) => {
      if (path.includes("新しい版")) {
        throw failure("ledger_newer", "cannot_open", "この台帳は新しい版のプログラムで書かれています(台帳 9、このプログラム 7)。", "プログラムを更新してから開いてください。", path);
      }
      if (passphrase !== RIGHT_PASSPHRASE) {
        this.wrong += 1;
        const code = this.wrong > 5 ? "slow_down" : "wrong_passphrase";
        throw failure(code, "cannot_open", "パスフレーズが違います。", "大文字・小文字と入力方式を確かめ、もう一度入れてください。", path);
      }
      if (path.includes("壊れた") && this.broken) {
        throw failure("ledger_damaged", "cannot_open", DAMAGE.sentence, DAMAGE.hint, path);
      }
      this.open = true;
      this.who = operator ?? "yamada";
      return this.here();
    },
    close_ledger: () => {
      this.open = false;
      this.locked = false;
      return null;
    },
    make_training: async ({ members }) => {
      await wait(600);
      this.open = true;
      return { here: { ...this.here(), members, training: true }, passphrase: RIGHT_PASSPHRASE, file: "passphrase.txt" };
    },
    presets: () => PRESETS,
    check_founding: () => null,
    make_ledger: ({ path, society }) => {
      this.open = true;
      return { ...this.here(), path, society: society.name, training: false, members: 0 };
    },
    home: ({ on }) => home(on, this.options.members, this.runs),
    waiting: () => [],
    trend: () => ({ points: trend(this.options.members) }),
    list: ({ name, on, start, len }) => {
      const total = listTotal(name, this.options.members);
      const rows: ListedRow[] = [];
      for (let at = start; at < Math.min(start + len, total); at += 1) {
        rows.push(this.listed(name, at));
      }
      return { name, on, total, start, rows };
    },
    find: ({ query, limit }) => {
      const wanted = folded(query);
      const found: Found[] = [];
      for (let index = 0; index < Math.min(this.options.members, 6000) && found.length < limit; index += 1) {
        const one = this.found(index);
        if ([one.member, one.name, one.kana, one.code, one.born ?? ""].some((text) => folded(text).includes(wanted))) {
          found.push(one);
        }
      }
      return found;
    },
    people: ({ start, len }) => {
      const rows: Found[] = [];
      for (let index = start; index < Math.min(start + len, this.options.members); index += 1) {
        rows.push(this.found(index));
      }
      return { total: this.options.members, start, rows };
    },
    show: ({ member, on }) => this.show(member, on),
    explain: ({ member, on, known_at }) => this.explain(member, on, known_at),
    at_hand: ({ on }) => ({ ...answers.atHand, on }),
    member_answers: ({ member, on }) => {
      const shown = this.show(member, on);
      return { ...answers.memberAnswers, member: shown.member, code: shown.code, name: shown.name, on, papers: shown.papers };
    },
    print_leaflet: ({ topic, on, out }) => ({ topic, title: topic, on, pages: 1, file: `${out}/daicho-leaflet-${topic}-${on}.pdf` }),
    reckon: ({ kind, given }) => {
      const blank = given.filter((one) => one.value.trim() === "" && one.field !== "announced_out");
      if (blank.length > 0) {
        throw { ...failure("fact_missing", "usage", ""), complaints: blank.map((one) => ({ cell: one.field, code: "fact_missing", sentence: "日付がありません。", hint: "2026-04-01 や 令和8年4月1日 のように入れてください。", weight: "refusal" as const })) };
      }
      return { ...answers.reckon, kind };
    },
    look: ({ ask }) => look(this.with(ask)),
    at_counter: ({ member: text, on }) => this.counter.at(text, (member) => ({ ...answers.memberAnswers, member, on })),
    counter_choices: () => this.counter.choices,
    watch_readers: ({ progress }) => {
      tell(progress, this.counter.here);
      return null;
    },
    reader_doctor: () => this.counter.report,
    check_card: (ask) => this.counter.card(ask),
    check_papers: ({ member, documents, agrees }) => this.counter.papers(member, documents, agrees),
    drops: ({ progress }) => {
      dropRoad = progress;
      return null;
    },
    difference: ({ ask }) => this.difference(ask),
    keep_password: ({ employer, password }) => {
      if (password === null) {
        this.passwords.delete(employer);
      } else {
        this.passwords.set(employer, password);
      }
      return null;
    },
    cells: ({ sheet, row }) => (sheet === "取得届" ? cellsOf(row) : []),
    import: async ({ ask, rejects, returned, job, progress }) => {
      const total = difference(ask, true).new + difference(ask, true).changed;
      for (let done = 0; done <= total; done += Math.ceil(total / 10)) {
        await work(30);
        if (this.cancelled.has(job)) {
          throw failure("cancelled", "other", "取込みを中止しました。");
        }
        tell(progress, { done, total });
      }
      const sheets = (done: Imported) => ({ ...done, rejects: rejects === null ? [] : done.rejects, returned: returned === null ? null : { file: "お返しするファイル.xlsx", rows: 3, ours: 1, cells: 3 } });
      if (this.taken.has(ask.file)) {
        const { rejects: left, returned: back } = sheets(difference(ask, true));
        return { ...this.difference(ask), rejects: left, returned: back };
      }
      const done = sheets(difference(ask, true));
      this.taken.add(ask.file);
      this.imported.unshift({
        id: 43,
        at: "2026-04-15T01:12:00Z",
        operator: "業務課 山田",
        file: done.file,
        sha256: done.sha256,
        employer: "001",
        employers: ["001"],
        new: done.new,
        changed: done.changed,
        unchanged: done.unchanged,
        doubtful: done.doubtful,
        rejected: done.rejected,
        duplicate: done.duplicate,
        alone: done.alone,
        undone: null,
        recipe: { id: 3, version: 2 },
      });
      return done;
    },
    imports: () => this.imported,
    recipes: () => this.recipes,
    recipe: ({ id }) => ({ ...this.oneRecipe(id), headings: [["番号", "氏名", "氏名カナ"]], columns: [["社員番号", "番号"]], confirmed: ["hired_is_acquired"], values: [["続柄", "3", "子"]], encoding: null, versions: [{ version: 1, on: "2026-02-10", operator: "業務課 山田", forgotten: false }] }),
    export_recipe: ({ id, out }) => ({ id, version: 2, file: out }),
    take_recipe: () => ({ id: 6, version: 1, file: null }),
    forget_recipe: ({ id }) => {
      this.recipes = this.recipes.filter((one) => one.id !== id);
      return { id, version: 3, file: null };
    },
    quarantine: () => ({ total: this.held.length, ready: this.held.filter((row) => row.state === "ready").length, rows: this.held }),
    retry_rows: ({ rows, sure, other_persons }) => {
      const goes = (row: RowHeld) => (rows.length === 0 ? row.state === "ready" : rows.includes(row.id) && (row.state === "ready" || sure.includes(row.id) || other_persons.includes(row.id)));
      const went_in = this.held.filter(goes).map((row) => row.id);
      this.held = this.held.filter((row) => !went_in.includes(row.id));
      return { went_in, already: [], waiting: [], written: went_in.length > 0, alone: false };
    },
    drop_rows: ({ rows }) => {
      this.held = this.held.filter((row) => !rows.includes(row.id));
      return { dropped: rows };
    },
    undo_import: ({ import: id, reason, dry_run }) => {
      const row = this.imported.find((one) => one.id === id) ?? this.imported[0];
      if (row !== undefined && !dry_run) {
        row.undone = { at: "2026-04-15T01:30:00Z", operator: "yamada", reason };
      }
      return {
        import: id,
        file: row?.file ?? "",
        at: row?.at ?? "",
        operator: "yamada",
        written: !dry_run,
        alone: false,
        withdrawn: row?.new ?? 0,
        uncovered: 1,
        restored: row?.changed ?? 0,
        facts: 40,
        waiting: 1,
        list: false,
        people: [],
        kept: [{ member: "102-1260-00", name: "見本　葵", about: "address", from: "2026-04-01", at: "2026-04-10T01:00:00Z", operator: "業務課 鈴木", sentence: "住所は、取込みのあとに業務課 鈴木が変えたため（2026-04-10）、そのまま残します。" }],
        left: [
          {
            member: "101-1042-00",
            code: "M7K2QF5WX3A",
            name: "見本　蓮",
            what: "paper",
            paper: "P4ZD8HN2KQ7",
            batch: "N260405-1",
            kind: "notice",
            life: "posted",
            outside: true,
            on: "2026-04-06",
            sentence: "資格情報のお知らせは組合の外にあります（発送済み）。取り消せません。返納を求めてください。",
          },
        ],
        exports: [],
      };
    },
    plan: ({ kind, on, members, without_unprintable, dry_run }) => {
      const count = members === null ? (kind === "notice" ? 214 : 41) : members.length;
      const due = Math.max(count - 3, 1);
      const refused = [
        { member: "101-1042-00", because: "address_missing", sentence: "自宅へ送る方ですが、住所が登録されていません。", hint: "住所を取り込んでから、もう一度確定してください。" },
        { member: "103-1187-01", because: "glyph_missing", sentence: "書体にない文字「𡈽」（U+2123D）が氏名にあります。", hint: "印字用の氏名を登録してください。" },
        { member: "102-1260-00", because: "already_sent", sentence: "お送りしてから、書いてある内容に変わりがないため、資格情報のお知らせはお送りしません。" },
      ];
      if (!without_unprintable) {
        return { batch: null, kind, on, members: count, sheets: 0, envelopes: 0, stopped: true, refused, remark: null, assets: [] };
      }
      if (dry_run) {
        return { batch: null, kind, on, members: due, sheets: due, envelopes: Math.ceil(count / 2), stopped: false, refused, remark: null, assets: [] };
      }
      const batch = `${kind === "notice" ? "N" : "C"}260415-${this.runs.length + 1}`;
      this.runs.unshift({ batch, kind, on, at: "2026-04-15T01:20:00Z", operator: "業務課 山田", sheets: due, envelopes: Math.ceil(count / 2), state: "planned", closed: null, alone: false });
      return { batch, kind, on, members: due, sheets: due, envelopes: Math.ceil(count / 2), stopped: false, refused, remark: null, assets: [] };
    },
    journal: ({ first, last, what, start }) => {
      const rows = journal().filter((row) => what === null || row.look === (what === "looks"));
      return { first, last, total: rows.length, start, rows };
    },
    who_saw: ({ member, first, last }) => ({ member, code: "M0000000002", first, last, rows: journal().filter((row) => row.look) }),
    unusual: () => [{ operator: "sato", on: "2026-04-12", because: "off_hours", sentence: "休みの日または夜間（21時から7時）に3人を見ています。", members: ["M0000000002", "M0000000003", "M0000000004"] }],
    owed: ({ on, employer, home, start, len }) => {
      const rows = outstanding().filter((row) => (home ? row.employer === null : employer === null || row.employer === employer));
      return {
        on,
        owers: [
          { employer: "A001", name: "株式会社みほん製作所", papers: 2, overdue: 2, ready: 1, searched: 1, report: 0 },
          { employer: null, name: "自宅へ案内する方", papers: 1, overdue: 1, ready: 0, searched: 0, report: 1 },
        ],
        total: rows.length,
        start,
        rows: rows.slice(start, start + len),
      };
    },
    remind: ({ on, out }) => {
      const recorded = out !== null;
      return {
        on,
        recorded,
        letters: [
          {
            id: recorded ? 1 : null,
            on,
            employer: "A001",
            to: "株式会社みほん製作所　御中",
            firmness: "first",
            firmness_word: "1回目",
            answer_by: "2026-04-29",
            papers: [{ member: "101-12-00", name: "山田　太郎", kind: "certificate", paper: "P2222222222", by: "2026-04-05", number: 1, fresh: true }],
            file: recorded ? `${out}/daicho-remind-${on}-00001.pdf` : null,
          },
        ],
        held: [{ member: "101-13-00", name: "佐藤　次郎", paper: "P3333333333", because: "searched", sentence: "令和8年4月25日まで調べます。その間は督促しません。" }],
      };
    },
    reminders: () => [{ id: 1, on: "2026-03-20", employer: "B002", employer_name: "見本商事株式会社", firmness: "first", firmness_word: "1回目", papers: 3 }],
    remind_again: ({ id, out }) => ({ id, on: "2026-03-20", employer: "B002", to: "見本商事株式会社　御中", firmness: "first", firmness_word: "1回目", answer_by: "2026-04-03", papers: [], file: `${out}/daicho-remind-2026-03-20-0000${id}.pdf` }),
    used_after_loss: () => [{ paper: "P2222222222", member: "101-12-00", code: "M0000000012", name: "山田　太郎", employer: "A001", from: "2026-04-01", until: "2026-04-15", days: 15, uses: [{ on: "2026-04-03", note: "見本医院から電話" }] }],
    record_use: () => null,
    record_death: ({ on }) => {
      if (on !== null && on > TODAY) {
        throw failure("day_in_future", "usage", "死亡の日が今日より後です。", "日付を確かめてください。");
      }
      this.filed.died = on;
      return null;
    },
    old_card: ({ what, on, until }) => {
      if (what === "not_collectable") {
        throw failure("not_borne_out", "refused", "回収不能届には3回の督促の記録が要ります。いまは0回です。", "先に督促を出してください。台帳は元のままです。");
      }
      this.filed.old_card = { until: until ?? this.filed.old_card?.until ?? "2025-12-01", state: what, since: what === "in_hand" ? null : on };
      return null;
    },
    block_access: ({ member, access, on }) => {
      const before = this.filed.access ?? "open";
      this.filed.access = access;
      return { member, code: "M0000000012", on, before, after: access };
    },
    dunning: ({ code, out }) => dunning(code, "posted", out),
    not_collectable: ({ code, out }) => dunning(code, "not_collectable", out),
    destructions: ({ first, last, out }) => ({
      first,
      last,
      papers: 2,
      destructions: [{ act: 40, on: "2026-04-02", papers: 2, way: "裁断", witness: "佐藤", operator: "山田", codes: ["P4444444444", "P5555555555"] }],
      file: out === null ? null : `${out}/daicho-destruction.pdf`,
    }),
    applications: ({ member }) => ({ member, code: "M0000000012", name: "山田　太郎", applications: this.applications }),
    apply: ({ member, reason, on, received, direct, proxy }) => {
      const decided = decision(person(12), false);
      const refused = reason === "e_certificate_lapsed";
      this.applications.unshift({
        application: this.applications.length + 1,
        reason,
        reason_word: reason,
        on,
        received,
        way: direct ? "direct" : "employer",
        proxy,
        refused: refused ? [{ about: "certificate", because: "myna_usable", sentence: "マイナ保険証が使えるため、申請のあった資格確認書は交付できません。", basis: "健康保険法第51条の3", on }] : [],
        fee: refused ? null : { yen: 1000, state: "due", on, reason: null },
        letter: null,
      });
      return { member, code: "M0000000012", name: "山田　太郎", reason, on, received, way: direct ? "direct" : "employer", decision: decided, refused, fee: null, remarks: [] };
    },
    settle_fee: ({ waived, on }) => {
      const fee = { yen: 1000, state: waived === null ? "paid" : "waived", on, reason: waived };
      this.applications = this.applications.map((one) => (one.fee === null ? one : { ...one, fee }));
      return fee;
    },
    refusal_letter: ({ member, application, on, out }) => {
      this.applications = this.applications.map((one) => (one.application === application ? { ...one, letter: on } : one));
      return { member, code: "M0000000012", name: "山田　太郎", application: application ?? 1, on, again: false, file: `${out}/daicho-refusal-M0000000012-${application ?? 1}.pdf` };
    },
    form: ({ form, member, employer, out }) => ({ form, whose: member ?? employer, pages: 1, file: `${out}/daicho-form-${form}.pdf` }),
    rebuild: ({ code, out }) => ({
      rebuilt: {
        code,
        batch: "B0000000000",
        on: "2026-04-21",
        files: [{ file: out === null ? `${code}.pdf` : `${out}/${code}.pdf`, pages: 2, of: "B0000000000-01.pdf", sha256: "0" }],
        sentence: "印刷したときと同じもの（1バイトも違いません）を作り直しました。",
      },
      pages: [paperPicture(code, 1), paperPicture(code, 2)],
    }),
    beside: ({ code, other }) => ({
      member: "101-1002-00",
      name: "山田　太郎",
      kind: "notice",
      paper: code,
      on: "2026-04-21",
      before: other ?? "P0000000001",
      before_on: "2025-10-01",
      lines: [
        { word: "number", called: "番号", before: "1002", now: "1002", same: true },
        { word: "name", called: "氏名", before: "見本　太郎", now: "山田　太郎", same: false },
        { word: "ratio", called: "負担割合", before: "", now: "3割", same: false },
      ],
    }),
    wrap: ({ batch, layout, out }) => ({ batch, layout, count: 6, pages: 1, sha256: "0", file: `${out}/${batch}-${layout}.pdf` }),
    close_day: ({ out }) => ({ on: TODAY, act: 43, anchor: "daicho 2 0a1b2c3d-…", file: `${out}/daicho-close-${TODAY}-43.pdf`, acts: 6, looks: 128, anchors: ["/mnt/usb/daicho-0a1b2c3d.anchors"] }),
    due_for_deletion: ({ on }) => due(on, this.deleted),
    due_members: ({ kind, held, start }) => ({
      kind,
      total: held ? 1 : 3,
      start,
      rows: held
        ? [{ member: "101-2001-00", code: "M0000000021", name: "残田　保", ended: "2020-10-01", held: "hold", because: "保留にしています（不服申立てのため）" }]
        : [1, 2, 3].map((n) => ({ member: `101-200${n}-00`, code: `M000000001${n}`, name: `去田　${["一", "二", "三"][n - 1] ?? ""}`, ended: "2020-10-01", held: null, because: null })),
    }),
    delete_due: ({ reason, out, kinds }) => {
      if (reason === "確認待ち") {
        throw failure("release_needed", "refused", "削除は元に戻せないため、別の責任者が確かめてから行います。まだ何も削除していません。", "森（mori）に、同じ日付での同じ削除を頼んでください。", "");
      }
      this.deleted.unshift({ number: "0a1b2c3d-44", act: 44, at: `${TODAY}T02:00:00Z`, operator: "desk", reason, members: 3 });
      return { ...certificate(out), kinds: kinds.map((kind) => ({ kind, word: "加入者の情報（氏名・番号・住所など、書類も）", count: 3 })) };
    },
    deletion_certificate: ({ out }) => certificate(out),
    hold_deletion: () => null,
    keep_for: () => null,
    trouble: ({ member }) => ({
      text: `# 資格台帳 不具合の報告\n\n## 何をして、どうなったか\n\n\n## プログラム\n\ndaicho-window 0.1.0\n${member === null ? "" : "\n## 加入者（作りものに置き換えたもの）\n\nname reported: 春夏　秋冬\n"}`,
      same: member === null ? null : true,
    }),
    save_trouble: ({ out }) => `${out}/daicho-trouble-20260421T030000Z.txt`,
    leak: ({ lost, name, known_on, out, key_too }) => {
      const encrypted = (lost === "copy" || lost === "ledger") && !key_too;
      return {
        subject: name,
        known_on,
        members: 2,
        data: [
          { data: "name", word: "氏名・フリガナ", members: 2 },
          { data: "last_four", word: "個人番号下4桁", members: 1 },
        ],
        receivers: lost === "batch" ? [{ name: "株式会社東雲食品", members: 2 }] : [],
        due: key_too,
        because: key_too ? [{ code: "many", sentence: "対象の方が1,000人を超えています（施行規則7条4号）。" }] : [],
        encrypted,
        first_from: "2026-04-17",
        first_by: "2026-04-19",
        full_by: "2026-05-14",
        people: [
          { code: "M0000000002", member: "101-1-0", name: "見本　一郎", paper: "P0000000002", receiver: "株式会社東雲食品" },
          { code: "M0000000003", member: "101-1-1", name: "見本　花子", paper: "P0000000003", receiver: "株式会社東雲食品" },
        ],
        act: out === null ? null : 44,
        files: out === null ? [] : [`${out}/daicho-leak-44-report.pdf`, `${out}/daicho-leak-44-people.xlsx`],
      };
    },
    fallback: ({ out, passphrase }) => {
      if (passphrase.length < 12) {
        throw failure("passphrase_weak", "usage", "このパスフレーズは短いか、推測されやすいものです。", "12文字以上、または4語以上で、よくある言葉や並びを避けてください。", "");
      }
      return { file: `${out}/daicho-fallback-${TODAY}-45.pdf`, act: 45, pages: 10, members: 191, owing: 0 };
    },
    runs: () => this.year.all(),
    run: ({ run, on }) => this.year.run(run, on),
    run_people: ({ part, start, len }) => this.year.people(part, start, len),
    freeze_run: ({ on }) => this.year.freeze(on),
    plan_run: ({ run, on }) => this.year.planRun(run, on),
    wave: ({ wave, until, weeks }) => this.year.wave(wave, until, weeks),
    freeze_wave: ({ until, weeks }) => this.year.freezeWave(until, weeks),
    plan_wave: ({ week }) => this.year.planWave(week),
    wish_interim: ({ member }) => {
      const [one] = this.year.wave(null, "2026-11-30", null).interim;
      if (one === undefined) {
        throw failure("nothing_pending", "refused", "この方は登録待ちではありません。");
      }
      return { ...one, member };
    },
    consequences: ({ all, start, len }) => this.year.consequences(all, start, len),
    settle_consequence: ({ what }) => {
      const settled = this.year.settle(what);
      if (settled === undefined) {
        throw failure("no_consequence", "refused", "この方に、この影響はありません。", "一覧をもう一度見てください。", what);
      }
      return settled;
    },
    same_people: ({ all, start, len }) => this.same.list(all, start, len),
    answer_same: ({ one, answer, note }) => {
      const pair = this.same.answer(one, answer, note);
      if (pair === undefined) {
        throw failure("member_unknown", "refused", "この番号の加入者は台帳にありません。", "記号-番号-枝番、または管理コードで指定してください。", one);
      }
      return pair;
    },
    row_answers: () => this.same.rows,
    forget_row_answer: ({ act, member }) => {
      const before = this.same.rows.length;
      this.same.rows = this.same.rows.filter((one) => one.act !== act || one.code !== member);
      return { taken_back: before - this.same.rows.length };
    },
    list_days: () => this.same.days(),
    list_difference: ({ list }) => this.same.difference(list),
    list_people: ({ part, start, len }) => this.same.people(part, start, len),
    save_unknown_rows: ({ out }) => ({ file: out, rows: 2, sha256: "0".repeat(64) }),
    save_list: ({ file }) => ({ file, rows: 6, sha256: "0".repeat(64) }),
    batches: () => this.runs,
    bench: () => BENCH,
    paper: ({ code }) => {
      const paper = this.paper(code);
      return { ...paper.shown, state: paper.state, sentence: `この書類は「${paper.state}」です。` };
    },
    paper_step: ({ codes, step, note }) =>
      codes.map((code): PaperStepped => {
        try {
          const paper = this.paper(code);
          if (paper.state === step) {
            throw failure("step_impossible", "refused", "この書類にはもう記録があります。", "管理番号と、手元の書類の券面を見比べてください。");
          }
          const before = paper.state;
          paper.state = step;
          paper.why = note;
          const { member, name, kind } = paper.shown;
          return { paper: paper.shown.paper, member, name, kind, before, state: step, done: true, because: null, sentence: step === "undelivered" ? "住所を確かめてください。" : null, hint: null };
        } catch (reason) {
          const said = (reason as Failed).complaints[0];
          return { paper: code, member: null, name: null, kind: null, before: null, state: null, done: false, because: said?.code ?? "", sentence: said?.sentence ?? "", hint: said?.hint ?? "" };
        }
      }),
    returned_mail: () => this.mail,
    mend_address: ({ member, kind, new: written }) => {
      if (written !== null && !/^[\d０-９]{3}[-－]?[\d０-９]{4}$/.test(written.postcode)) {
        throw failure("postcode_wrong", "usage", "郵便番号が7桁の数字ではありません。", "例: 100-0001", "postcode");
      }
      const row = this.mail.find((one) => one.code === member);
      this.mail = this.mail.filter((one) => one.code !== member);
      return { member: row?.member ?? member, code: member, name: row?.name ?? "", kind, confirmed: written === null, doubtful: false };
    },
    batch_sheets: ({ batch }) => {
      const run = this.run(batch);
      const missing = run.state === "planned" || run.state === "printed" ? run.sheets : 0;
      return {
        batch,
        act: 100,
        sheets: run.sheets,
        counts: [{ state: run.state, said: run.state === "printed" ? "印刷済み" : run.state, count: run.sheets }],
        times_printed: run.state === "planned" ? 0 : 1,
        reprinted: this.spoiled.filter((one) => one.batch === batch).map((one) => ({ sheet: one.sheet, times: 2 })),
        missing,
        open: missing === 0 ? [] : [{ sheet: 1, envelope: 1, paper: "P7K3QX9FHT2", member: "101-1002-00", name: "佐藤　花子", state: run.state, said: "印刷済み" }],
        closed: run.closed,
        coded: false,
      };
    },
    batch_later: ({ batch }) => {
      const run = this.run(batch);
      const changes = [
        { member: "101-1002-00", name: "佐藤　花子", what: "name", word: "氏名", was: "佐藤　花子", now: "鈴木　花子", accepted: this.wentOn.has(batch) },
        { member: "101-1007-01", name: "田中　蓮", what: "address", word: "住所", was: "〒1000001 東京都千代田区千代田1-1", now: "〒1500001 東京都渋谷区神宮前1-2", accepted: this.wentOn.has(batch) },
      ];
      const overtaken = batch === this.options.overtaken;
      return {
        batch,
        kind: run.kind,
        on: run.on,
        asked: "対象となる方すべて",
        layout: "notice-right",
        as_of: "2026-04-09T05:00:00Z",
        import: { file: "4月異動.xlsx", at: "2026-04-09T04:58:00Z", as_of: null },
        list: { file: "利用登録状況.csv", at: "2026-04-08T01:00:00Z", as_of: "2026-04-07" },
        age: 5,
        most: 30,
        too_old: false,
        stops: overtaken && !this.wentOn.has(batch) && ["planned", "printed", "inserted"].includes(run.state),
        printed: run.state !== "planned",
        sources: overtaken ? [{ file: "4月異動2.xlsx", at: "2026-04-14T02:00:00Z", as_of: null }] : [],
        total: overtaken ? changes.length : 0,
        changes: overtaken ? changes : [],
        assets: run.kind === "certificate" ? this.assets.filter((one) => one.in_force).map(({ id, what, word, name, from, approved_by, alone }) => ({ id, what, word, name, from, approved_by: approved_by ?? "", alone, later: null, accepted: false })) : [],
        despite: [...(this.wentOn.get(batch) ?? [])].map((reason) => ({ at: "2026-04-15T01:00:00Z", operator: "見本 係（desk）", reason, changes: 2 })),
      };
    },
    assets: () => ({ on: "2026-04-15", waiting: this.assets.filter((one) => one.state === "proposed").length, rows: this.assets }),
    asset_look: ({ id }) => ({ row: this.asset(id), present: paperPicture("B0000000000", 1), proposed: paperPicture("B0000000000", 2), picture: this.asset(id).what === "seal" ? paperPicture("SEAL", id) : "" }),
    seal_picture: ({ id }) => paperPicture("SEAL", id),
    propose_asset: ({ what, name, from, until }) => {
      const id = Math.max(0, ...this.assets.map((one) => one.id)) + 1;
      const words = { seal: "印影", issuer: "発行者", layout: "様式（資格確認書）" } as const;
      this.assets = [{ id, what, word: words[what], paper: null, variant: null, name, from, until, sha256: null, state: "proposed", said: "承認を待っています", in_force: false, proposed_at: "2026-04-15T01:00:00Z", proposed_by: "見本 係（desk）", approved_at: null, approved_by: null, alone: false, reason: null, mine: true }, ...this.assets];
      return id;
    },
    approve_asset: ({ id }) => {
      if (this.asset(id).proposed_by === "見本 係（desk）") {
        throw failure("release_needed", "refused", "印影・発行者・様式は、申し出た人とは別の責任者が承認します。まだ使われません。", "佐藤（sato）に承認を頼んでください。");
      }
      this.assets = this.assets.map((one) => (one.id === id ? { ...one, state: "approved", said: "承認済み", in_force: true, approved_at: "2026-04-15T02:00:00Z", approved_by: "見本 係（desk）", mine: false } : one.what === this.asset(id).what ? { ...one, in_force: false } : one));
      return null;
    },
    withdraw_asset: ({ id, reason }) => {
      this.assets = this.assets.map((one) => (one.id === id ? { ...one, state: "withdrawn", said: "取り下げ", in_force: false, reason, mine: false } : one));
      return null;
    },
    characters: ({ open }) => {
      const rows = this.letters.filter((row) => !open || row.waits);
      return { names: 2140, characters: 1312, waiting: this.letters.filter((row) => row.waits).length, rows };
    },
    decide_character: ({ letter, way, substitute }) => {
      this.letters = this.letters.map((row) => (row.letter === letter ? { ...row, waits: way === "open", decided: way === "open" ? null : way, substitute, at: "2026-04-15T01:00:00Z", operator: "見本 係（desk）", sentence: way === "substitute" ? `「${substitute}」に置き換えて印字します。` : "氏名をカナで印字します。" } : row));
      return null;
    },
    go_on: ({ batch, reason }) => {
      this.wentOn.set(batch, [...(this.wentOn.get(batch) ?? []), reason]);
      return true;
    },
    insert: ({ batch, codes }) => {
      if (codes.length === 0) {
        this.run(batch).state = "inserted";
      }
      return codes.map((code) => ({ paper: code, member: "101-1002-00", name: "佐藤　花子", kind: "certificate", before: "printed", state: "inserted", done: true, because: null, sentence: null, hint: null }));
    },
    // The twelfth sheet bears P7K3QX9FHT2; a number is that of a missing one.
    spoiled: ({ batch, sheet: which, out }) => {
      const sheet = which === "P7K3QX9FHT2" ? 12 : Number(which);
      if (Number.isNaN(sheet)) {
        throw failure("paper_unknown", "usage", "この組合の台帳にない書類です。");
      }
      this.spoiled.push({ batch, sheet });
      return { batch, sheet, paper: "P7K3QX9FHT2", member: "101-1002-00", copy: 2, times: 2, file: out === null ? null : `${out}/${batch}-sheet${sheet}-copy2.pdf`, sentence: `${sheet}枚目を刷り損じとして記録しました。` };
    },
    // Two envelopes: 1 with two sheets, 2 with one; their codes end in their numbers.
    scan: ({ batch, held, code }) => {
      const told = (right: boolean, sentence: string, more: Partial<ScanAnswer> = {}): ScanAnswer => ({ code, right, done: false, changed: null, because: null, sentence, hint: null, envelope: null, held, ...more });
      const sheets: Record<string, number> = { P7K3QX9FHT2: 1, P8M4RY2GJV3: 1, P9N5SZ3HKW4: 2 };
      const envelope = code.startsWith("E") ? Number(code.slice(-1)) : sheets[code];
      if (envelope === undefined) {
        return told(false, "読み取り違いです。", { because: "code_slip", hint: "もう一度読み取ってください。" });
      }
      const open = held.map((one) => (one.startsWith("E") ? Number(one.slice(-1)) : sheets[one]))[0];
      if (open !== undefined && open !== envelope) {
        return told(false, `この書類は封筒${envelope}のものです。封筒${open}には入れません。`, { because: "other_envelope" });
      }
      const now = [...held, code];
      if (now.length === (envelope === 1 ? 3 : 2)) {
        this.filled.add(envelope);
        return told(true, `封筒${envelope}は、すべてそろいました。`, { done: true, envelope, held: [], changed: { act: 100 + this.filled.size, envelope, checked: 1, unchecked: 0, open: -1, inserted: envelope === 1 ? 2 : 1, bundle: null, handed_over: null, next: envelope === 1 ? 2 : null } });
      }
      return told(true, `束 ${batch} の封筒${envelope}です。`, { envelope, held: now });
    },
    insertion: ({ batch }) => ({
      batch,
      act: 100 + this.filled.size,
      coded: true,
      envelopes: 2,
      checked: this.filled.size,
      unchecked: 0,
      open: 2 - this.filled.size,
      open_envelopes: [1, 2].filter((one) => !this.filled.has(one)),
      unchecked_envelopes: [],
      bundles: [{ bundle: 1, code: "K7K3QX9FHT2", label: "T7K3QX9FHT2", name: "株式会社みほん製作所", envelopes: 2, inside: 0, handed_over: null }],
      losses: this.losses,
    }),
    say_of_sheet: ({ batch, sheet, said }) => {
      const words = { missing: "行方不明", found: "見つかった", broken: "責任者が刷り直しを認めた" };
      const locked = said === "missing";
      const loss: LossShown = { sheet, envelope: 2, state: said, said: words[said], since: TODAY, operator: "desk", locked, to_recount: locked ? [1] : [], to_open: locked ? [1] : [], left: 0 };
      this.losses = [...this.losses.filter((one) => one.sheet !== sheet), loss];
      return { batch, loss, sentence: `${sheet}枚目：${words[said]}と記録しました。` };
    },
    office_copy: ({ batch, sheet, out }) => `${out}/${batch}-sheet${sheet}-hikae.pdf`,
    printers: ({ also }) => {
      if (also !== null && !this.printers.some((one) => one.name === also)) {
        const title = "事務所の複合機";
        this.printers = [...this.printers, { ...this.printers[0], name: also, title, trays: [{ tray: "", said: "プリンターの設定どおり", aligned: null }] } as PrinterHere];
      }
      return this.printers;
    },
    on_paper: ({ batch }) => this.onPaper(batch),
    press: async ({ job, batch, last, progress }) => {
      const before = this.onPaper(batch);
      if (before.open !== null && last === null) {
        throw failure("sheet_in_doubt", "refused", `前に送った印刷の結果が分かりません。${before.open.first}枚目から${before.open.last}枚目までが、どこまで出たか分かりません。`, "プリンターの紙を見てください。");
      }
      this.pressed.set(batch, { ...before, done: last === null ? before.done : Number(last), open: null });
      for (let done = this.onPaper(batch).done; done < before.sheets; done += Math.ceil(before.sheets / 20)) {
        await work(60);
        if (this.cancelled.has(job)) {
          this.pressed.set(batch, { ...before, done, open: { printer: "office", tray: "", first: done + 1, last: before.sheets } });
          throw failure("cancelled", "refused", "印刷を中止しました。", "プリンターの紙を見てください。");
        }
        tell(progress, { batch, first: done + 1, last: before.sheets, done, sheets: before.sheets, state: "printing", said: "印刷しています" });
      }
      this.pressed.set(batch, { ...before, done: before.sheets, complete: true, open: null, said: `${before.sheets}枚すべて紙になっています。` });
      return this.onPaper(batch);
    },
    test_sheet: ({ printer, tray }) => ({ printer, tray: tray ?? "", file: null }),
    align: ({ printer, tray, front, back, on }) => {
      const off = (found: number) => Math.round((20 - found) * 100) / 100;
      const aligned = { on, front: [off(front[0]), off(front[1])] as [number, number], back: [off(back[0]), off(back[1])] as [number, number] };
      this.printers = this.printers.map((one) => (one.name !== printer ? one : { ...one, trays: one.trays.map((own) => (own.tray !== (tray ?? "") ? own : { ...own, aligned })) }));
      return aligned;
    },
    stocks: () => this.paperStock,
    record_stock: ({ stock, step, sheets, reason, on }) => {
      const before = this.paperStock.find((one) => one.stock === stock) ?? { stock, kept: true, received: 0, printed: 0, spoiled: 0, difference: 0, left: 0, events: [] };
      const difference = step === "counted" ? sheets - before.left : 0;
      if (difference !== 0 && reason === "") {
        throw failure("stock_difference", "refused", `${before.left}枚あるはずのところ、数えると${sheets}枚です。`, "差の理由を書いて記録してください。", stock);
      }
      const left = step === "counted" ? sheets : before.left + (step === "received" ? sheets : -sheets);
      const now: Stock = {
        ...before,
        received: before.received + (step === "received" ? sheets : 0),
        spoiled: before.spoiled + (step === "spoiled" ? sheets : 0),
        difference: before.difference + difference,
        left,
        events: [...before.events, { on, step, said: step, sheets, difference, reason, operator: "desk" }],
      };
      this.paperStock = [...this.paperStock.filter((one) => one.stock !== stock), now];
      return now;
    },
    close_batch: ({ batch }) => {
      const run = this.run(batch);
      if (run.state === "printed") {
        throw failure("sheet_missing", "refused", `${run.sheets}枚の行方が記録されていません。`, "封入・発送・手渡し・廃棄のいずれかを記録してから締めてください。");
      }
      run.closed = TODAY;
      return { batch, on: TODAY, sheets: run.sheets };
    },
    shield: ({ member, on, reason }) => {
      this.shields.set(member, reason);
      return { member, code: member, name: "", shielded: on, delivery: false, sentence: on ? "郵送を保護しました。" : "郵送の保護を解きました。", under_way: [] };
    },
    optional_items: ({ member }) => ({
      member,
      code: member,
      wished: this.wishes.filter((one) => one.member === member).map((one) => ({ item: one.item, said: one.said, printed: one.printed, over: false, on: one.on })),
      offered: [
        { item: "ceiling", said: "限度額適用区分", values: ["ア", "イ", "ウ", "エ", "オ"] },
        { item: "meals", said: "標準負担額減額認定", values: ["区分オ", "区分オ・長期入院"] },
        { item: "disease", said: "特定疾病", values: ["1・10,000円", "1・20,000円", "2・10,000円", "3・10,000円"] },
      ],
    }),
    wish: ({ member, item, value, on }) => {
      const said = ({ ceiling: "限度額適用区分", meals: "標準負担額減額認定" } as Record<string, string>)[item] ?? "特定疾病";
      this.wishes = this.wishes.filter((one) => one.member !== member || one.item !== item);
      const printed = value === null ? null : `${value}（令和8年4月1日から）`;
      if (printed !== null) {
        this.wishes.push({ member, item, said, printed, on });
      }
      return { member, code: member, name: "", item, said, printed, sentence: "次に交付する資格確認書から記載します。" };
    },
    shielded_address: ({ member }) => ({ member, code: member, home: { postcode: "0060814", address: "北海道札幌市手稲区前田四条9丁目" }, delivery: null }),
    withdraw: ({ batch }) => {
      this.run(batch).state = "void";
      return null;
    },
    print: async ({ job, batch, out, progress }) => {
      const run = this.run(batch);
      const total = run.sheets;
      for (let done = 0; done <= total; done += Math.ceil(total / 20)) {
        await work(120);
        if (this.cancelled.has(job)) {
          throw failure("cancelled", "other", "印刷を止めました。");
        }
        tell(progress, { done: Math.min(done, total), total });
      }
      run.state = "printed";
      return {
        batch,
        kind: run.kind,
        out,
        sheets: total,
        pages: total * 2,
        files: [
          { file: `${run.kind}-${batch}-001.pdf`, pages: total * 2, sha256: "9f2c4e" },
          { file: `cover-${batch}.pdf`, pages: 6, sha256: "c01d3f" },
        ],
        later: this.options.overtaken === batch ? 2 : 0,
      };
    },
    layout: ({ name, text, page }) => {
      const torn = text !== null && !text.includes("title = \"");
      const said: Said = { cell: `${name}.toml:2`, code: "bad_toml", sentence: "引用符がありません。", hint: "文字の前後に \" を付けてください。", weight: "refusal" };
      return {
        text: text ?? `# ${name}\ntitle = "資格情報のお知らせ"\n`,
        page: torn ? 0 : Math.min(page, 2),
        pages: torn ? 0 : 2,
        png: torn ? "" : paperPicture("B0000000000", page),
        complaints: torn ? [said] : [],
      };
    },
    save_layout: () => "notice-right",
    printer: () => null,
    may_go_out: () => null,
    printed: ({ batch }) => {
      this.run(batch).state = "printed";
      return null;
    },
    page: ({ batch, page }) => ({ page, pages: this.run(batch).sheets, png: paperPicture(batch, page) }),
    post: ({ batch }) => {
      this.run(batch).state = "posted";
      return null;
    },
    copy: () => null,
    cancel: ({ job }) => {
      this.cancelled.add(job);
      return null;
    },
    settings: () => settings(this.here(), this.society, this.employers),
    try_policy: async ({ text }) => {
      await wait(400);
      if (!text.includes("from =")) {
        throw failure("policy_from_missing", "refused", "方針に from（適用する日）がありません。", "from = 2026-07-01 のように書いてください。", "policy.toml!3");
      }
      const earlier = !text.includes(`from = ${TODAY}`);
      return { on: TODAY, since: earlier ? "2024-12-02" : TODAY, earlier, members: this.options.members, altered: 2314, due: 41, examples: [0, 1, 2, 3, 4].map((at) => this.listed("ask", at * 5)), complaints: [] };
    },
    adopt_policy: () => null,
    report: (ask) => report(ask),
    report_list: ({ report: asked, start }) => ({ name: asked.name, on: asked.on, total: 2, start, rows: [0, 1].map((at) => this.listed("ask", at)) }),
    save_report: ({ file }) => ({ file, rows: 39, sha256: "5".repeat(64) }),
    official: ({ form, layout, out }) => ({
      file: `${out}/${layout === "kpfd" ? "KPFD0006.CSV" : "SHFD0006.CSV"}`,
      form,
      layout,
      forms: 12,
      left_out: 1,
      sha256: "6".repeat(64),
      complaints: [
        { cell: "101-51-00 氏名", code: "character_replaced", sentence: "氏名：「髙」は様式で使えない文字のため、「高」に替えました。", hint: "台帳の文字はそのままです。", weight: "note" },
        { cell: "101-53-00 氏名", code: "character_not_in_form", sentence: "氏名：「鷗」（U+9DD7）は第1・第2水準にない文字です。この方の届は書き出していません。", hint: "台帳の値を直すか、届書作成プログラムで作ってください。", weight: "refusal" },
      ],
      remarks: ["個人番号・報酬月額・住所カナ・事業主氏名・電話番号は台帳にないため空欄です。届書作成プログラムで補ってください。"],
    }),
    what_if: (ask) => whatIf(ask, this.options.members),
    what_if_list: ({ key, supposing, start }) => ({ name: key, on: supposing.on, total: 2, start, rows: [0, 1].map((at) => this.listed("ask", at)) }),
    kept: () => this.kept,
    back_up: async ({ to, also }) => {
      await wait(300);
      const file = `${to}/daicho-0a1b2c3d-20260414T010000Z-42.kbk`;
      this.kept = { ...this.kept, to, also, copied: `${TODAY}T01:00:00Z`, copy_due: false, copies: [{ file, at: `${TODAY}T01:00:00Z`, act: 42 }, ...this.kept.copies] };
      return { file, bytes: 4_200_000, act: 42, anchor: "daicho 1 …", anchors: `${to}/daicho-0a1b2c3d.anchors`, removed: [], also: also === null ? null : `${also}/daicho-0a1b2c3d-20260414T010000Z-42.kbk`, complaints: [] };
    },
    rehearse_when_due: () => null,
    rehearse: async ({ copy, passphrase }) => {
      await wait(300);
      if (passphrase === "wrong") {
        throw failure("wrong_passphrase", "cannot_open", "パスフレーズが違います。", "大文字・小文字と入力方式を確かめ、もう一度入れてください。", copy);
      }
      return { copy, file: "", rehearsal: true, act: 41, at: "2026-04-12T01:00:00Z", members: this.options.members, behind: 3, deleted_since: 1, anchor: "daicho 1 …", findings: [], ok: true };
    },
    restore: ({ copy, to }) => {
      this.open = true;
      return { copy, file: to, rehearsal: false, act: 41, at: "2026-04-12T01:00:00Z", members: this.options.members, behind: null, deleted_since: 0, anchor: "daicho 1 …", findings: [], ok: true };
    },
    way_back: async ({ path }) => {
      await wait(300);
      return wayBack(path);
    },
    put_back: async ({ path, operator }) => {
      await wait(300);
      this.broken = false;
      this.open = true;
      this.who = operator ?? "yamada";
      return { ...wayBack(path), done: true, aside: `${path}.damaged-20260414T013000Z` };
    },
    add_employer: ({ employer }) => {
      if (this.employers.some((one) => one.code === employer.code)) {
        throw failure("employer_twice", "usage", `事業所コード ${employer.code} の事業所は、すでにあります。`, "事業所ごとに別のコードにしてください。", "code");
      }
      this.employers = [...this.employers, employer];
      return this.here();
    },
    change_employer: ({ employer }) => {
      this.employers = this.employers.map((one) => (one.code === employer.code ? employer : one));
      return this.here();
    },
    change_society: ({ society }) => {
      // The desk keeps a postcode without its hyphen, and nothing around a text.
      this.society = { ...society, postcode: society.postcode.trim().replace("-", ""), phone: society.phone.trim() };
      return this.here();
    },
  };

  asset(id: number): AssetHere {
    const found = this.assets.find((one) => one.id === id);
    if (found === undefined) {
      throw failure("asset_unknown", "refused", "この番号の申し出はありません。", "一覧で番号を確かめてください。", String(id));
    }
    return found;
  }

  run(batch: string): BatchOnRecord {
    const run = this.runs.find((one) => one.batch === batch);
    if (run === undefined) {
      throw failure("batch_unknown", "other", "この番号の束はありません。", "印刷の一覧から選んでください。", batch);
    }
    return run;
  }

  listed(name: string, at: number): ListedRow {
    const one = this.found((at * 7 + name.length * 3) % this.options.members);
    return { member: one.member, code: one.code, name: one.name, kana: one.kana, born: one.born, employer: one.employer, why: at % 3 === 1 ? WHY.second : (REASONS[name] ?? WHY.first), by: BY[name] ?? null };
  }

  show(member: string, on: string): Shown {
    const index = this.index(member);
    const one = person(index);
    const [symbol = "", number = "", branch = ""] = one.member.split("-");
    const household: Found[] = [];
    for (let at = one.household * 3; at < Math.min(one.household * 3 + 3, this.options.members); at += 1) {
      household.push(this.found(at));
    }
    const lapsing = index % 3 === 0;
    return {
      member: one.member,
      code: one.code,
      symbol,
      number,
      branch,
      name: one.name,
      kana: one.kana,
      names: { registered: one.name, reported: one.name.replace("髙", "高").replace("𠮷", "吉"), printed: null },
      born: one.born,
      sex: one.sex,
      relation: one.relation,
      acquired: one.acquired,
      lost: one.lost,
      left: one.lost === null ? null : "2026-03-31",
      voluntary_until: null,
      employer: one.employer,
      employer_name: EMPLOYERS.find((employer) => employer.code === one.employer)?.name ?? null,
      postcode: "0060814",
      address: "北海道札幌市手稲区前田四条9丁目9番99号　コーポひかり 302号室",
      delivery_postcode: null,
      delivery_address: null,
      shielded: false,
      doubt: null,
      my_number: "registered",
      ratio: null,
      myna_card: "held",
      use_registered: lapsing ? "yes" : "no",
      e_certificate_until: lapsing ? "2026-02-14" : null,
      access: this.filed.access ?? "open",
      died: this.filed.died ?? null,
      old_card: this.filed.old_card ?? null,
      last_four: "on_file",
      decision: decision(one, lapsing),
      household,
      papers: lapsing
        ? [{ paper: "N-0004127", kind: "notice", issued: "2024-12-10", last_day: null, state: "posted" }]
        : [
            { paper: "C-0001882", kind: "certificate", issued: "2025-12-01", last_day: "2029-11-30", state: "in_hand" },
            { paper: "C-0000211", kind: "certificate", issued: "2024-12-10", last_day: "2025-11-30", state: "posted" },
            { paper: "N-0000417", kind: "notice", issued: "2024-12-10", last_day: null, state: "posted" },
          ],
      milestones: answers.show.milestones,
      timeline: timeline(one),
      on,
    };
  }

  explain(member: string, on: string, known_at: string | null): Explained {
    const shown = this.show(member, on);
    const lapsing = shown.use_registered === "yes";
    const list = "利用登録状況_R8年3月末.csv!D214";
    return {
      on,
      known_at,
      policy_from: "2024-12-02",
      policy_source: "見本健康保険組合 理事会決定 令和6年11月5日（研修用）",
      parts: [
        {
          about: "covered",
          outcome: lapsing ? "yes" : "yes",
          outcome_word: "受診できる",
          sentence: lapsing ? "マイナ保険証が使えます。" : "有効な資格確認書が手元にあります。",
          basis: "健康保険法第63条第3項",
          facts: facts(lapsing, list),
          changes: [
            { column: "use_registered", word: "健康保険証利用登録", to: "解除", outcome: "no", outcome_word: "受診できない" },
            { column: "on", word: "基準とする日", to: "2026-06-01", outcome: "no", outcome_word: "受診できない" },
          ],
        },
        {
          about: "certificate",
          outcome: lapsing ? "issue" : "none",
          outcome_word: lapsing ? "交付" : "なし",
          sentence: lapsing
            ? "カードの電子証明書の猶予期間がまもなく終わるか、もう終わっているため、資格確認書を交付します。有効期限は令和11年11月30日です(当組合が定めた有効期限)。"
            : "有効な資格確認書があるため、新しい資格確認書は交付しません。",
          basis:
            "健康保険法第51条の3、令和5年法律第48号附則(当分の間の職権交付)。組合の定め「電子証明書が切れた方への交付・資格確認書の有効期限」(見本健康保険組合 理事会決定 令和6年11月5日（研修用）)",
          facts: facts(lapsing, list),
          changes: [
            { column: "e_certificate_until", word: "電子証明書の有効期限", to: "2026-07-14", outcome: "none", outcome_word: "なし" },
            { column: "use_registered", word: "健康保険証利用登録", to: "不明", outcome: "ask", outcome_word: "要確認" },
            { column: "myna_card", word: "マイナンバーカード", to: "更新手続き中", outcome: "on_application", outcome_word: "申請により交付" },
          ],
        },
        {
          about: "notice",
          outcome: "none",
          outcome_word: "なし",
          sentence: "お送りしてから、書いてある内容に変わりがないため、資格情報のお知らせはお送りしません。",
          basis: "健康保険法施行規則第51条の3",
          facts: [{ column: "notice_issued", word: "お知らせの交付日", value: "2024-12-10", source: "束 N241210-1", recorded: "2024-12-10" }],
          changes: [{ column: "change", word: "変更", to: "氏名", outcome: "none", outcome_word: "なし" }],
        },
        {
          about: "certificate_return",
          outcome: "none",
          outcome_word: "なし",
          sentence: "返していただくものはありません。",
          basis: "健康保険法施行規則第51条",
          facts: [{ column: "lost", word: "資格喪失日", value: "（記録なし）", source: null, recorded: null }],
          changes: [],
        },
      ],
    };
  }
}

let dropRoad: unknown = null;

/** Files are held over the window, or let go there; fails until the window listens. */
export function dropFiles(dropped: Dropped) {
  if (dropRoad === null) {
    throw new Error("the window does not listen for files yet");
  }
  tell(dropRoad, dropped);
}

/** A channel of the shell is heard under its number; messages are counted from nought. */
const heard = new Map<number, number>();
export function tell(channel: unknown, message: unknown) {
  const id = channelId(channel);
  const internals = (window as unknown as { __TAURI_INTERNALS__?: { runCallback?: (id: number, message: unknown) => void } }).__TAURI_INTERNALS__;
  if (id !== null) {
    const index = heard.get(id) ?? 0;
    heard.set(id, index + 1);
    internals?.runCallback?.(id, { index, message });
  }
}

function channelId(channel: unknown): number | null {
  if (typeof channel === "object" && channel !== null && "id" in channel) {
    return Number(channel.id);
  }
  const [, id] = /^__CHANNEL__:(\d+)$/.exec(String(channel)) ?? [];
  return id === undefined ? null : Number(id);
}

const DAMAGE: Said = {
  cell: "",
  code: "ledger_damaged",
  sentence: "台帳が壊れています（12ページ目）。",
  hint: "このファイルは消さずに、直近の控えから戻してください。壊れたファイルは別の名前で残ります。",
  weight: "refusal",
};

function wayBack(ledger: string): WayBack {
  const copies = "/srv/控え";
  return {
    ledger,
    damage: { ...DAMAGE, cell: ledger },
    copy: `${copies}/daicho-0a1b2c3d-20260412T010000Z-41.kbk`,
    made: "2026-04-12T01:00:00Z",
    act: 41,
    at: "2026-04-12T00:52:00Z",
    missing: 3,
    deleted_since: 0,
    passed: [{ cell: `${copies}/daicho-0a1b2c3d-20260413T010000Z-44.kbk`, code: "copy_damaged", sentence: "この控えは壊れています。", hint: "", weight: "refusal" }],
    done: false,
    aside: null,
  };
}

function due(on: Day, done: DeletionDone[]): Due {
  const n = done.length > 0 ? 0 : 3;
  const rows = [
    ["last_four", "個人番号の下4桁", 30, "days", 0, 730, "特定個人情報取扱規程 第12条", "資格喪失日から。番号法20条: 事務が終われば持ち続けない", n, 0],
    ["papers", "書類と判定", 5, "years", 2, 20, null, "資格喪失日から。給付の時効2年（健康保険法193条）が下限。5年は目安で、組合の決定で確かめる", 0, 0],
    ["member", "加入者の情報（氏名・番号・住所など、書類も）", 5, "years", 2, 20, null, "資格喪失日から。給付の時効2年（健康保険法193条）が下限。5年は目安で、組合の決定で確かめる", n, 1],
    ["looks", "閲覧の記録", 5, "years", 3, 10, null, "見た日から。法令の定めはなく、記録の目安による（3～10年）", 0, 0],
  ] as const;
  return {
    on,
    kinds: rows.map(([kind, word, length, unit, least, most, source, basis, due, held]) => ({ kind, word, length, unit, least, most, source, basis, due, held })),
    waiting: done.length > 0 ? [] : [{ on, kinds: ["last_four"], operator: "mori", called: "森（mori）", at: `${TODAY}T00:30:00Z` }],
    done,
    unswept: false,
  };
}

const certificate = (out: string): Deleted => ({
  number: "0a1b2c3d-44",
  act: 44,
  on: TODAY,
  kinds: [],
  rows: 36,
  anchor: "daicho 2 0a1b2c3d-…",
  alone: false,
  copies: 12,
  copies_until: "2027-05-15",
  file: `${out}/daicho-deletion-0a1b2c3d-44.pdf`,
  lists: ["/mnt/usb/daicho-0a1b2c3d.deleted"],
  swept: true,
});

function journal(): JournalRow[] {
  const row = (seq: number, change: Partial<JournalRow>): JournalRow => ({ look: true, seq, at: `2026-04-15T0${seq}:12:00Z`, operator: "yamada", kind: "show", word: "加入者の画面", subject: "M0000000002", reason: null, members: 3, everyone: false, ...change });
  return [
    row(5, { look: false, kind: "print", word: "印刷した", subject: "BXZ3K9QFHT2", members: null }),
    row(4, {}),
    row(3, { kind: "decide", word: "判定", subject: null, members: 2894, everyone: true, operator: "sato" }),
    row(2, { look: false, kind: "last_four_shown", word: "下4桁を見た", reason: "窓口で本人から照会", members: null }),
    row(1, { kind: "find", word: "検索の結果", subject: null, members: 8 }),
  ];
}

function facts(lapsing: boolean, list: string) {
  return [
    { column: "on", word: "基準とする日", value: TODAY, source: null, recorded: null },
    { column: "my_number", word: "マイナンバーの登録", value: "登録済み", source: "加入者一覧_R6.csv!K88", recorded: "2024-11-20" },
    { column: "myna_card", word: "マイナンバーカード", value: "あり", source: list, recorded: "2026-04-05" },
    { column: "use_registered", word: "健康保険証利用登録", value: lapsing ? "あり" : "なし", source: list, recorded: "2026-04-05" },
    { column: "e_certificate_until", word: "電子証明書の有効期限", value: lapsing ? "2026-02-14" : "（記録なし）", source: list, recorded: "2026-04-05" },
  ];
}

function decision(one: Found, lapsing: boolean): Decided {
  return {
    member: one.member,
    name: one.name,
    code: one.code,
    covered: one.lost === null ? "yes" : "no",
    covered_because: one.lost !== null ? "not_insured" : lapsing ? "myna_usable" : "certificate_in_hand",
    covered_sentence: one.lost !== null ? "この日は資格がありません。" : lapsing ? "マイナ保険証が使えます。" : "有効な資格確認書が手元にあります。",
    covered_before_post: false,
    usable_until: lapsing ? "2026-05-31" : "2029-11-30",
    certificate: {
      outcome: lapsing ? "issue" : "none",
      because: lapsing ? "e_certificate_lapsing" : "holds_live_certificate",
      reason: lapsing ? "カードの電子証明書の猶予期間がまもなく終わるか、もう終わっている" : "有効な資格確認書がある",
      sentence: lapsing
        ? "カードの電子証明書の猶予期間がまもなく終わるか、もう終わっているため、資格確認書を交付します。"
        : "有効な資格確認書があるため、新しい資格確認書は交付しません。",
      basis: "健康保険法第51条の3",
      last_day: lapsing ? "2029-11-30" : null,
      last_day_because: "policy",
    },
    notice: {
      outcome: "none",
      because: "already_sent",
      reason: "お送りしてから、書いてある内容に変わりがない",
      sentence: "お送りしてから、書いてある内容に変わりがないため、資格情報のお知らせはお送りしません。",
      basis: "健康保険法施行規則第51条の3",
      last_day: null,
    },
    returns:
      one.lost === null
        ? []
        : [
            {
              paper: "certificate",
              outcome: "due",
              because: "certificate_in_validity",
              sentence: "有効期限の前に資格を失ったため、資格確認書を返していただきます。",
              owed_by: "employer",
              by: "2026-04-06",
            },
          ],
  };
}

function timeline(one: Found): Shown["timeline"] {
  const join = one.acquired ?? "2020-04-01";
  return [
    { on: join, at: "2024-11-20T01:00:00Z", act: 1, event: "enrolled", said: "", cell: "加入者一覧_R6.csv!A88" },
    { on: join, at: "2024-11-20T01:00:00Z", act: 1, event: "coverage", said: `${one.member}、本人、${one.employer}、取得 ${join}`, cell: "加入者一覧_R6.csv!B88" },
    { on: join, at: "2024-11-20T01:00:00Z", act: 1, event: "name", said: `${one.name}、${one.kana}、届出`, cell: "加入者一覧_R6.csv!E88" },
    { on: "2024-12-10", at: "2024-12-10T05:30:00Z", act: 14, event: "decision", said: "資格情報のお知らせ、交付", cell: null },
    { on: "2024-12-10", at: "2024-12-10T05:30:00Z", act: 14, event: "paper", said: "資格情報のお知らせ", cell: null },
    { on: "2024-12-12", at: "2024-12-12T00:10:00Z", act: 15, event: "paper_life", said: "発送済み", cell: null },
    { on: "2025-06-01", at: "2025-06-03T02:00:00Z", act: 27, event: "address", said: "0060814、北海道札幌市手稲区前田四条9丁目9番99号", cell: "住所変更_R7年6月.xlsx!住所!F12" },
    { on: "2026-03-31", at: "2026-04-05T00:40:00Z", act: 41, event: "myna", said: "利用登録 あり、個人番号 登録済み、電子証明書 2026-02-14", cell: "利用登録状況_R8年3月末.csv!D214" },
  ];
}

const WHY = { first: "まだお送りしていない", second: "利用登録の状況がまだ届いていない" };
const REASONS: Record<string, string> = {
  notice_due: "まだお送りしていない",
  certificate_due: "マイナ保険証の利用登録がない",
  renewal_due: "資格確認書の有効期限が近い",
  on_application: "マイナンバーカードを紛失された",
  waiting: "利用登録の状況がまだ届いていない",
  ask: "利用登録の状況が分からない",
  lapsing: "電子証明書の期限が切れる",
  turning_70: "70歳になり、高齢受給者に該当する",
  turning_75: "75歳になり、後期高齢者医療に移る",
  certificates_ending: "資格確認書の有効期限が来る",
  returns_due: "有効期限の前に資格を失った",
  uncovered: "資格はあるが、医療機関で示せるものがない",
  uncovered_ahead: "電子証明書の猶予期間が終わる",
  consequences: "加入していない方への交付",
  same_person: "生年月日とカナが同じ",
};
const BY: Record<string, string> = {
  notice_due: "2026-04-30",
  certificate_due: "2026-04-20",
  renewal_due: "2026-05-31",
  waiting: "2026-05-05",
  ask: "2026-04-22",
  returns_due: "2026-04-06",
  uncovered: "2026-04-15",
  uncovered_ahead: "2026-07-14",
};

const COUNTS: Record<string, number> = {
  notice_due: 214,
  certificate_due: 41,
  renewal_due: 0,
  on_application: 18,
  waiting: 63,
  ask: 9,
  lapsing: 349,
  certificates_ending: 27,
  milestones: 14,
  turning_70: 6,
  turning_75: 11,
  voluntary_ending: 3,
  returns_due: 52,
  uncovered: 12,
  uncovered_ahead: 31,
  consequences: 2,
  same_person: 3,
};

const listTotal = (name: string, members: number) => Math.min(COUNTS[name] ?? 25, members);

function batchesIn(name: string, runs: BatchOnRecord[], state: BatchOnRecord["state"]): HomeList {
  const days = runs.filter((batch) => batch.state === state).map((batch) => batch.on).toSorted();
  return { name, count: days.length, by: days[0] ?? null };
}

function home(on: string, members: number, runs: BatchOnRecord[]): Home {
  const lapsing = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03"];
  return {
    on,
    members,
    uncovered: members === 0 ? 0 : listTotal("uncovered", members),
    uncovered_ahead: members === 0 ? 0 : listTotal("uncovered_ahead", members),
    ahead: "2026-07-14",
    lists: Object.keys(COUNTS)
      .filter((name) => !name.startsWith("uncovered"))
      .map((name) => ({ name, count: listTotal(name, members), by: listTotal(name, members) === 0 ? null : (BY[name] ?? null) }))
      .concat([batchesIn("unprinted", runs, "planned"), batchesIn("unposted", runs, "printed"), { name: "quarantine", count: members === 0 ? 0 : HELD.length, by: members === 0 ? null : "2026-04-02" }]),
    rows_ready: members === 0 ? 0 : 1,
    // As the desk does: a month in which nobody's lapses is not named.
    lapsing: lapsing.map((month, at) => ({ month, count: Math.round(34 * (0.5 + luck(at + 4) * 0.9) * (at === 0 ? 0.6 : 1)) })).filter(({ month }) => month !== "2026-09"),
  };
}

function trend(members: number): TrendPoint[] {
  const days = ["2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-15"];
  return days.map((on, at) => ({
    on,
    members,
    registered: Math.round(members * (0.62 + at * 0.0135 + luck(at) * 0.006)),
    certificates: Math.round(members * (0.31 - at * 0.011)),
    uncovered: Math.round(members * Math.max(0.001, 0.052 - at * 0.0043)),
  }));
}

const COLUMNS: [string, string, string | null, string | null][] = [
  ["A", "番号", null, null],
  ["B", "被保険者証番号", "number", "番号"],
  ["C", "氏名", "name", "氏名"],
  ["D", "フリガナ", "kana", "氏名カナ"],
  ["E", "生年月日", "born", "生年月日"],
  ["F", "性別", "sex", "性別"],
  ["G", "入社日", "hired", "入社日"],
  ["H", "郵便番号", "postcode", "郵便番号"],
  ["I", "住所", "address", "住所"],
  ["J", "備考", null, null],
];

function look(ask: ImportAsk): Look {
  if (ask.file.includes("壊れた")) {
    throw failure("not_a_book", "refused", "ファイルが途中で切れていて、開けません。", "送り元に、もう一度送ってもらってください。", ask.file);
  }
  if (ask.file.includes("保護")) {
    if (ask.password === undefined) {
      throw failure("password_protected", "other", "パスワードで保護されたファイルです。", "別便で届いたパスワードを入れてください。", ask.file);
    }
    if (ask.password !== "はる2026") {
      throw failure("password_wrong", "other", "パスワードが違います。", "大文字と小文字を確かめてください。", ask.file);
    }
  }
  if (ask.file.endsWith(".zip") && ask.inside === undefined) {
    const several = failure("archive_several", "other", "圧縮ファイルの中に表のファイルが2個あります: 取得.csv、喪失.csv", "", ask.file);
    const named = (name: string) => ({ cell: name, code: "archive_inside", sentence: `中の表: ${name}`, hint: "", weight: "refusal" as const });
    throw { ...several, complaints: [...several.complaints, named("取得.csv"), named("喪失.csv")] };
  }
  const said = (column: string) => {
    const meaning = ask.meanings.find((one) => one.startsWith(`1!${column}=`))?.slice(column.length + 3);
    const known = COLUMNS.find(([, , field]) => field === meaning);
    return meaning === undefined ? null : { field: known?.[2] ?? null, field_word: known?.[3] ?? null };
  };
  const before = ask.file.includes("5月")
    ? { on: "2026-04-10", file: "見本製作所_資格取得届_R8年4月.xlsx", employer: "A001", form: "enrolment", confirmed: ["hired_is_acquired"], meanings: ["1!J=staff_number"] }
    : null;
  return {
    file: ask.file.split("/").pop() ?? ask.file,
    bytes: 48211,
    sha256: "4be1c0ffee5d2a77",
    encoding: ask.file.endsWith(".csv") ? (ask.encoding ?? "cp932") : null,
    seen_before: null,
    remembered: before,
    recipe: ask.recipe === 0 || !ask.file.includes("読み取り方") ? null : { id: 3, version: 2, employer: "A001", name: "番号・氏名・カナ… 10列", on: "2026-03-10", operator: "業務課 山田", near: false },
    offered: ask.file.includes("別の事業所") && ask.recipe === null ? [{ id: 5, employer: "B002", name: "番号・氏名・カナ… 10列" }] : [],
    values: [
      { sheet: "取得届", column: "F", field: "sex", value: "男", rows: 120, means: "male" },
      { sheet: "取得届", column: "F", field: "sex", value: "9", rows: 2, means: ask.values.includes("sex:9=female") ? "female" : null },
    ],
    codes: [{ field: "sex", word: "性別", meanings: [{ code: "male", word: "男" }, { code: "female", word: "女" }] }],
    fields: COLUMNS.flatMap(([, , code, word]) => (code === null || word === null ? [] : [{ code, word }])),
    sheets: [
      {
        sheet: "取得届",
        position: 1,
        rows: 212,
        skipped: null,
        header_row: 4,
        headers: COLUMNS.map(([, header]) => header),
        mapping: COLUMNS.map(([column, header, field, field_word]) => ({ column, header, ...(said(column) ?? { field, field_word }) })),
        samples: [0, 3, 6].map((at, row) => {
          const one = person(at * 31);
          return [String(row + 1), one.member.split("-")[1] ?? "", one.name, one.kana, "H8.5.2", "男", "R8.4.1", "060-0001", "北海道札幌市中央区北一条西1-2-3", ""];
        }),
      },
      { sheet: "記入例", position: 2, rows: 3, skipped: "記入例のシート", header_row: 0, headers: [], mapping: [], samples: [] },
    ],
    complaints: [...(ask.file.includes("隠れ") ? HIDDEN : []), { cell: "取得届!6", code: "example_row", sentence: "記入例の行を読み飛ばしました。", hint: "", weight: "note" }],
  };
}

const HIDDEN: Said[] = [
  { cell: "取得届", code: "hidden_columns", sentence: "シート「取得届」の2列が隠れています: C–D。隠れた列も読みます。", hint: "", weight: "note" },
  { cell: "取得届", code: "hidden_rows", sentence: "シート「取得届」の3行が隠れています（フィルターを含む）: 31–32、48。確認を待ちます。", hint: "取り込む行かどうかを、送り主に確かめてください。", weight: "note" },
];

/** A row of the employer's file as it came. */
function cellsOf(row: number): string[] {
  const one = person(row * 3);
  return [String(row - 6), one.member.split("-")[1] ?? "", one.name, one.kana, row === 215 ? "令和7年2月30日" : "H8.5.2", "男", "R8.4.1", "060-0001", "北海道札幌市中央区北一条西1-2-3", ""];
}

function difference(ask: ImportAsk, written: boolean): Imported {
  if (ask.file.includes("行ずれ") && !ask.not_torn) {
    throw failure("rows_torn", "refused", "氏名カナの名が、番号の示す台帳の方と違う行が、比べた50行のうち47行あります（例: 取得届!7、取得届!8）。", "送り主に確かめてください。", "取得届!7");
  }
  if (ask.file.includes("途中") && !ask.not_torn) {
    throw failure("half_a_file", "refused", "令和8年3月10日に取り込んだ「見本製作所_資格取得届_R8年3月.xlsx」（350行）の、初めから212行目までしかありません。", "送る途中や保存の途中で切れていないか確かめ、全部の行があるファイルを送ってもらってください。", "取得届!212");
  }
  const confirmed = ask.confirmed.includes("hired_is_acquired");
  const other = ask.other_persons.length > 0;
  const changes: RowChange[] = [];
  const newcomers = confirmed ? 196 : 158;
  for (let at = 0; at < newcomers; at += 1) {
    const one = person(at * 3 + 900);
    changes.push({ sheet: "取得届", row: at + 7, outcome: "new", member: one.member, cells: newcomer(one), matched: null });
  }
  for (let at = 0; at < 9; at += 1) {
    const one = person(at * 3);
    changes.push({ sheet: "取得届", row: at + 205, outcome: "changed", member: one.member, cells: changed(at), matched: { member: one.member, grade: "A", by: ["number", "born", "kana"], answered: null } });
  }
  const doubts: Said[] = [];
  if (!confirmed) {
    for (let at = 0; at < 38; at += 1) {
      doubts.push({
        cell: `取得届!G${at + 165}`,
        code: "column_needs_confirmation",
        sentence: "「入社日」の列しかありません。資格取得日として読んでよいか、確かめが必要です。",
        hint: "同じ意味かを確かめてください。違うなら資格取得日の列を加えてください。",
        weight: "doubt",
      });
    }
  }
  if (ask.file.includes("隠れ") && !ask.confirmed.includes("hidden_rows")) {
    for (const row of [31, 32, 48]) {
      doubts.push({ cell: `取得届!${row}`, code: "hidden_row", sentence: "隠れている行です。", hint: "取り込む行かどうかを、送り主に確かめてください。", weight: "doubt" });
    }
  }
  if (!other) {
    doubts.push({
      cell: "取得届!B214",
      code: "already_insured",
      sentence: "生年月日とカナが同じ方が、別の番号（102-1044-00）で加入しています。",
      hint: "同じ方か別の方かを確かめてください。同じ方であれば、先に喪失を届け出ます。",
      weight: "doubt",
    });
  }
  const refused: Said[] = [
    { cell: "取得届!E215", code: "no_such_day", sentence: "令和7年2月30日という日はありません。", hint: "2月は28日までです。正しい日に直してください。", weight: "refusal" },
    { cell: "取得届!C216", code: "error_value", sentence: "セルがエラー値（#N/A）です。", hint: "元の表の式を直し、値が出てから保存し直してください。", weight: "refusal" },
    { cell: "取得届!E217", code: "born_after_acquired", sentence: "生年月日が資格取得日より後です。", hint: "どちらかを確かめてください。", weight: "refusal" },
  ];
  const notes: Said[] = [
    { cell: "取得届!B7", code: "leading_zeros_restored", sentence: "失われた先頭の0を補い、0000123 と読みました。", hint: "違っていれば、書き直してください。", weight: "note" },
    { cell: "取得届!6", code: "example_row", sentence: "記入例の行を読み飛ばしました。", hint: "", weight: "note" },
  ];
  return {
    file: ask.file.split("/").pop() ?? ask.file,
    sha256: "4be1c0ffee5d2a77",
    written,
    alone: false,
    id: written ? 43 : null,
    list: null,
    recipe: null,
    offered: [],
    drift: {
      against: { import: 40, file: "見本製作所_資格取得届_R8年3月.xlsx", on: "2026-03-10", operator: "業務課 山田", rows: 350 },
      files: 4,
      new_columns: ["メールアドレス", "部署"],
      missing_columns: [],
      moved_columns: [],
      new_sheets: [],
      missing_sheets: [],
      rows: 212,
      usual_rows: 350,
      same_file: null,
      alike: null,
      said: ["新しい列2つ: メールアドレス、部署", "行数212は、いつも（350）より39%少ない"],
    },
    overruled: ask.not_torn ? [{ cell: "取得届!7", code: "rows_torn", sentence: "氏名カナの名が、番号の示す台帳の方と違う行が、比べた50行のうち47行あります。", hint: "", weight: "refusal" as const }] : [],
    returned: null,
    rows_ready: 0,
    new: newcomers,
    changed: 9,
    unchanged: 2,
    waiting: other ? [] : [{ sheet: "取得届", row: 214, member: "101-2301-00", cells: [{ field: "member", before: "102-1044-00", after: "101-2301-00" }, { field: "acquired", before: "2019-04-01", after: "2026-04-01" }], matched: { member: "102-1044-00", grade: "B", by: ["born", "kana"], answered: null } }],
    doubtful: doubts.length,
    rejected: refused.length,
    duplicate: 0,
    complaints: [...doubts, ...refused, ...notes],
    changes,
    sheets: [
      { sheet: "取得届", rows: 212, skipped: null },
      { sheet: "記入例", rows: 3, skipped: "記入例のシート" },
    ],
    rejects: written
      ? [
          { sheet: "1エラー_取得届", outcome: "rejected", rows: refused.length },
          { sheet: "2要確認_取得届", outcome: "doubtful", rows: doubts.length },
        ]
      : [],
  };
}

function newcomer(one: ReturnType<typeof person>): CellChange[] {
  return [
    { field: "name", before: "", after: one.name },
    { field: "kana", before: "", after: one.kana },
    { field: "born", before: "", after: one.born ?? "" },
    { field: "sex", before: "", after: one.sex },
    { field: "relation", before: "", after: "insured" },
    { field: "acquired", before: "", after: "2026-04-01" },
    { field: "postcode", before: "", after: "0600001" },
    { field: "address", before: "", after: "北海道札幌市中央区北一条西1-2-3" },
  ];
}

const CHANGES: CellChange[][] = [
  [{ field: "name", before: "高橋　さくら", after: "髙橋　さくら" }],
  [
    { field: "postcode", before: "0600001", after: "0060814" },
    { field: "address", before: "北海道札幌市中央区北一条西1-2-3", after: "北海道札幌市手稲区前田四条9丁目9番99号" },
  ],
  [{ field: "employer", before: "001", after: "003" }],
];
const changed = (at: number): CellChange[] => CHANGES[at % CHANGES.length] ?? [];

const HELD: RowHeld[] = [
  {
    id: 7,
    import: 41,
    file: "見本商事_喪失届_R8年3月.xls",
    sheet: "喪失届",
    row: 12,
    employer: "002",
    at: "2026-04-02T06:15:00Z",
    days: 13,
    kind: "leaving",
    member: "102-1311-00",
    name: "見本　結衣",
    state: "ready",
    reasons: [],
    cells: [{ field: "lost", before: "", after: "2026-04-01" }],
    said: [
      { column: "A", heading: "番号", text: "1311" },
      { column: "B", heading: "氏名", text: "見本　結衣" },
      { column: "C", heading: "資格喪失年月日", text: "R8.4.1" },
    ],
  },
  {
    id: 8,
    import: 41,
    file: "見本商事_喪失届_R8年3月.xls",
    sheet: "喪失届",
    row: 15,
    employer: "002",
    at: "2026-04-02T06:15:00Z",
    days: 13,
    kind: "leaving",
    member: "102-1260-00",
    name: "見本　葵",
    state: "doubtful",
    reasons: [{ cell: "喪失届!15", code: "birth_differs", sentence: "台帳の生年月日と違います。", hint: "生年月日を届書で確かめてください。", weight: "doubt" }],
    cells: [{ field: "born", before: "1988-03-04", after: "1988-04-03" }],
    said: [{ column: "A", heading: "番号", text: "1260" }],
  },
  {
    id: 9,
    import: 40,
    file: "見本運輸_被扶養者異動届.xlsx",
    sheet: "異動届",
    row: 7,
    employer: "004",
    at: "2026-04-02T05:58:00Z",
    days: 13,
    kind: "enrolment",
    member: "104-2301-00",
    name: "見本　健一郎",
    state: "doubtful",
    reasons: [{ cell: "異動届!7", code: "already_insured", sentence: "生年月日とカナが同じ方が、別の番号（102-1044-00）で加入しています。", hint: "同じ方か別の方かを確かめてください。同じ方であれば、先に喪失を届け出ます。", weight: "doubt" }],
    cells: [{ field: "member", before: "102-1044-00", after: "104-2301-00" }],
    said: [
      { column: "A", heading: "番号", text: "2301" },
      { column: "B", heading: "氏名", text: "見本　健一郎" },
      { column: "C", heading: "住所", text: "北海道札幌市中央区北一条西1-2-3 みほんマンション札幌駅前ノースサイドタワー1203号室" },
    ],
  },
];

const IMPORTS: ImportOnRecord[] = [
  { id: 42, at: "2026-04-05T00:40:00Z", operator: "業務課 山田", file: "利用登録状況_R8年3月末.csv", sha256: "a1b2c3", employer: null, employers: ["001", "002", "003", "004"], new: 0, changed: 1127, unchanged: 11283, doubtful: 4, rejected: 0, duplicate: 0, alone: true, undone: null, recipe: null },
  { id: 41, at: "2026-04-02T06:15:00Z", operator: "業務課 山田", file: "見本商事_喪失届_R8年3月.xls", sha256: "d4e5f6", employer: null, employers: ["002"], new: 0, changed: 38, unchanged: 0, doubtful: 2, rejected: 1, duplicate: 0, alone: false, undone: null, recipe: { id: 3, version: 1 } },
  { id: 40, at: "2026-04-02T05:58:00Z", operator: "業務課 鈴木", file: "見本運輸_被扶養者異動届.xlsx", sha256: "0a9b8c", employer: "004", employers: [], new: 17, changed: 6, unchanged: 1, doubtful: 0, rejected: 0, duplicate: 1, alone: false, undone: null, recipe: { id: 3, version: 1 } },
];

const BATCHES: BatchOnRecord[] = [
  { batch: "C260410-1", kind: "certificate", on: "2026-04-10", at: "2026-04-10T02:05:00Z", operator: "業務課 山田", sheets: 88, envelopes: 61, state: "planned", closed: null, alone: false },
  { batch: "N260405-1", kind: "notice", on: "2026-04-05", at: "2026-04-05T04:11:00Z", operator: "業務課 鈴木", sheets: 342, envelopes: 180, state: "printed", closed: null, alone: false },
  { batch: "N260305-1", kind: "notice", on: "2026-03-05", at: "2026-03-05T04:30:00Z", operator: "業務課 山田", sheets: 127, envelopes: 70, state: "posted", closed: null, alone: false },
];

const BENCH: Bench = {
  modes: [
    ["returned", "返納"],
    ["undelivered", "返戻"],
    ["said_returned", "返却済みの申出"],
    ["never_came", "未着の申出"],
    ["lost", "紛失"],
    ["destroyed", "廃棄"],
  ].map(([step = "", word = ""]) => ({ step, word, reason: step === "undelivered", witness: step === "destroyed" })),
  reasons: [
    ["unknown_at_address", "あて所に尋ねあたりません"],
    ["moved", "転居先不明"],
    ["no_such_address", "あて先の住所がない"],
    ["not_collected", "保管期間の経過"],
    ["refused", "受取拒絶"],
    ["other", "そのほか"],
  ].map(([code = "", word = ""]) => ({ code, word })),
};

const PAPER: PaperShown = {
  paper: "P7K3QX9FHT2",
  kind: "certificate",
  member: "101-1002-00",
  code: "M7K3QX9FHT2",
  name: "佐藤　花子",
  form: null,
  state: "posted",
  since: "2026-04-10",
  issued: "2026-04-10",
  last_day: "2027-07-31",
  batch: "C260410-1",
  replaced_by: null,
  valid: true,
  sentence: "この書類は「発送済み」です。",
  search_until: null,
  steps: ["undelivered", "returned", "lost"],
  events: [],
};

const MAIL: MailBack[] = [
  {
    member: "101-1002-00",
    code: "M7K3QX9FHT2",
    name: "佐藤　花子",
    paper: "P7K3QX9FHT2",
    kind: "certificate",
    since: "2026-04-12",
    why: "転居先不明",
    doubtful: "home",
    shielded: false,
    next: { code: "find_address", sentence: "本人か事業所に住所を確かめ、直してください。" },
  },
];

const SOCIETY: Omit<SocietyChange, "name"> = {
  postcode: "1010054",
  address: "東京都千代田区神田錦町9丁目99番地",
  phone: "03-0000-0000",
  portal_url: "https://myna.go.jp/",
  notice_layout: "notice-right",
  certificate_layout: "certificate-a4",
  last_four_on_notice: true,
};

function settings(here: Here, changed: SocietyChange | null, employers: EmployerForm[]): Settings {
  return {
    society: { ...SOCIETY, ...changed, name: here.society, insurer_number: here.insurer_number, training: here.training, employers },
    policies: [{ from: "2024-12-02", source: "見本健康保険組合 理事会決定 令和6年11月5日（研修用）", text: POLICY_TEXT }],
    layouts: [
      { name: "notice-left", title: "資格情報のお知らせ（左下カード）", kind: "notice" },
      { name: "notice-right", title: "資格情報のお知らせ（右下カード）", kind: "notice" },
      { name: "certificate-a4", title: "資格確認書（A4、右下カード）", kind: "certificate" },
      { name: "certificate-hagaki", title: "資格確認書（はがき大）", kind: "certificate" },
    ],
    version: "0.1.0",
    licences: [
      { name: "Daicho", licence: "MIT OR Apache-2.0", text: "" },
      { name: "BIZ UDPGothic", licence: "SIL OFL 1.1", text: "Copyright 2022 The BIZ UDGothic Project Authors" },
      { name: "React", licence: "MIT", text: "Copyright (c) Meta Platforms, Inc. and affiliates." },
      { name: "React Aria Components", licence: "Apache-2.0", text: "Copyright 2024 Adobe. All rights reserved." },
      { name: "SQLCipher", licence: "BSD-3-Clause", text: "Copyright (c) 2025, ZETETIC LLC" },
      { name: "デジタル庁デザインシステム", licence: "MIT", text: "Copyright (c) 2025 Digital Agency, Japan" },
    ],
  };
}

/** The last-four check of a small society. */
function checkStatus(on: Day): CheckStatus {
  const counts = [
    { state: "sent", said: "回答待ち", count: 120 },
    { state: "agrees", said: "一致", count: 90 },
    { state: "differs", said: "相違（未着手）", count: 4 },
  ];
  return {
    on,
    members: 214,
    counts,
    overdue: 3,
    campaigns: [{ batch: "L260401-1", on: "2026-04-01", until: "2026-04-30", letters: 214, counts }],
    employers: [
      { employer: "A001", name: "株式会社みほん製作所", counts },
      { employer: null, name: null, counts: [{ state: "sent", said: "回答待ち", count: 2 }] },
    ],
  };
}

function checkCase(done: readonly string[]): CheckCase {
  const asked = done.find((step) => step.startsWith("ask"));
  return {
    member: "101-1002-00",
    code: "M7K3QX9FHT2",
    name: "高橋　さくら",
    employer: "A001",
    state: asked === undefined ? "differs" : "case_open",
    said: asked === undefined ? "相違（未着手）" : "照会中",
    since: "2026-04-10",
    asked: asked === undefined ? null : { whom: "employer", said: "事業主", until: "2026-05-15", late: false },
    next: asked === undefined ? "だれに、いつまでに照会するかを決めてください。" : "回答を待ち、訂正後の番号がある一覧を取り込んでください。",
    steps: asked === undefined ? ["ask"] : ["ask", "close"],
    swaps: [{ member: "101-1002-01", code: "M7K3QX9FHT3", name: "高橋　花子", beside: "household", agreeing: 2, compared: 3, chance: 1, sentence: "同じ世帯の方と番号が入れ替わっているかもしれません（3人と比べました。偶然に合う割合は1万回に1回です）。二人の番号を確かめてください。" }],
  };
}

function checkCaseShown(done: readonly string[], name: string | null, address: string | null): CheckCaseShown {
  return {
    case: checkCase(done),
    letters: [{ paper: "P2K3QX9FHT2", batch: "L260401-1", on: "2026-04-01", until: "2026-04-30", second: false, letter: "with_digits", state: "posted" }],
    events: [
      { on: "2026-04-10", event: "differ", said: "相違の回答", asked: null, digits_told: true, note: null, operator: "sato" },
      ...done.map((step) => ({ on: TODAY, event: step, said: step.startsWith("ask") ? "照会" : "完了", asked: null, digits_told: false, note: null, operator: "yamada" })),
    ],
    agreements: [
      ...(name === null ? [] : [{ about: "name", between: ["台帳", "回答"] as [string, string], spellings: ["高橋　さくら", name] as [string, string], grade: "B", because: ["異体字・旧字体の違いです"] }]),
      ...(address === null ? [] : [{ about: "address", between: ["台帳", "回答"] as [string, string], spellings: ["千代田1-1", address] as [string, string], grade: "C", because: ["文字が違います"] }]),
    ],
  };
}

/** What is outstanding: a paper to be reminded of, one that is searched for, and one that nobody could collect. */
function outstanding(): Owed[] {
  const one = (change: Partial<Owed>): Owed => ({
    paper: "P2222222222",
    kind: "certificate",
    member: "101-12-00",
    code: "M0000000012",
    name: "山田　太郎",
    employer: "A001",
    employer_name: "株式会社みほん製作所",
    state: "posted",
    because: "certificate_in_validity",
    sentence: "有効期限の前に資格を失ったため、資格確認書を返していただきます。",
    basis: "健康保険法施行規則第51条",
    from: "2026-03-31",
    by: "2026-04-05",
    owed_by: "employer",
    duty: "事業主は遅滞なく組合へ返してください。",
    overdue: true,
    searched: false,
    reminded: 0,
    reminded_on: null,
    next: "remind",
    next_on: null,
    next_sentence: "1回目の督促を出せます。",
    ...change,
  });
  return [
    one({}),
    one({ paper: "P3333333333", member: "101-13-00", name: "佐藤　次郎", state: "said_returned", searched: true, overdue: false, next: "searched", next_sentence: "令和8年4月25日まで調べます。その間は督促しません。" }),
    one({ paper: "P6666666666", member: "202-7-00", name: "髙橋　さくら", employer: null, employer_name: null, owed_by: "member", reminded: 3, next: "report", next_sentence: "督促は終わりました。回収不能届を受け付けて記録します。" }),
  ];
}

function dunning(paper: string, state: string, out: string | null): DunningLog {
  const entry = (on: Day, event: string, said: string, note: string | null) => ({ on, at: `${on}T01:00:00Z`, operator: "山田（yamada）", event, said, note });
  return {
    paper,
    kind: "certificate",
    member: "202-7-00",
    name: "髙橋　さくら",
    state,
    reminded: 3,
    borne_out: state !== "not_collectable",
    entries: [
      entry("2025-06-08", "posted", "発送済み", null),
      entry("2026-01-11", "reminded", "督促", "督促第1号"),
      entry("2026-01-25", "reminded", "督促", "督促第2号"),
      entry("2026-02-08", "reminded", "督促", "督促第3号"),
    ],
    file: out === null ? null : `${out}/daicho-dunning-${paper}.pdf`,
  };
}
