// Written by the test of src-tauri/src/wire.rs (UPDATE=1); never by hand.

/** A day: 2026-04-21. */
export type Day = string;
export type Lang = "ja" | "en";
/** A list of the home screen. */
export type ListName = string;
export type Said = {
  /** Where: a cell, a line, a file. */
  cell: string,
  /** A stable word. */
  code: string,
  /** What is wrong. */
  sentence: string,
  /** What to do. */
  hint: string,
  /** `note` (the row went in), `doubt` (it waits for a clerk) or `refusal`. */
  weight: "note" | "doubt" | "refusal",
};
export type Failed = {
  /** The first complaint's code: what the screen may branch on. */
  code: string,
  /** `refused`, `usage`, `cannot_open` or `other`. */
  ending: "refused" | "usage" | "cannot_open" | "other",
  /** Seconds until it can be tried again, where that must be waited for. */
  wait?: number,
  /** What was asked for was done all the same; only what follows it failed. */
  stands?: boolean,
  /** What happened, and what to do. */
  complaints: Array<Said>,
};
export type Here = {
  /** The file. */
  path: string,
  /** The society. */
  society: string,
  /** Its insurer number. */
  insurer_number: string,
  /** A training society. */
  training: boolean,
  /** Members on record. */
  members: number,
  /** Its employers. */
  employers: Array<EmployerHere>,
  /** The day in Japan. */
  today: Day,
  /** Who works. */
  operator: string,
  /** How whoever works is called. */
  operator_name: string,
  /** It lies where nothing can be written: it is only read. */
  read_only: boolean,
  /** What whoever works may do. */
  may: Array<string>,
};
export type Door = {
  /** The operators who can sign in. */
  operators: Array<string>,
  /** The name of the file beside it that has the passphrase, where it seems to be a training society. */
  practice: string | null,
};
export type TrainingMade = {
  /** The open ledger. */
  here: Here,
  /** Its passphrase, which is no secret. */
  passphrase: string,
  /** The name of the file beside the ledger where that can be read again. */
  file: string,
};
export type EmployerHere = {
  /** 事業所コード */
  code: string,
  /** 名称 */
  name: string,
  /** 記号 */
  symbol: string,
};
export type Preset = {
  /** Its name. */
  id: string,
  /** For which kind of society. */
  title: string,
  /** What it is for. */
  about: string,
  /** Every choice. */
  choices: Array<PresetChoice>,
  /** The whole text. */
  text: string,
};
export type PresetChoice = {
  /** The key. */
  key: string,
  /** The value. */
  value: string,
  /** Why it is so. */
  comment: string,
};
export type SocietyForm = {
  /** 保険者名称 */
  name: string,
  /** 保険者番号 */
  insurer_number: string,
  /** 郵便番号 */
  postcode: string,
  /** 所在地 */
  address: string,
  /** 電話番号 */
  phone: string,
  /** マイナポータルの入口 */
  portal_url: string,
  /** 事業所 */
  employers: Array<EmployerForm>,
};
export type EmployerForm = {
  /** 事業所コード */
  code: string,
  /** 名称 */
  name: string,
  /** 記号 */
  symbol: string,
  /** 郵便番号 */
  postcode: string,
  /** 所在地 */
  address: string,
  /** 担当 */
  contact: string,
};
export type Home = {
  /** The day. */
  on: Day,
  /** Members insured on the day. */
  members: number,
  /** Insured, and nothing to show at a clinic. */
  uncovered: number,
  /** The same on `ahead`, if nothing is done. */
  uncovered_ahead: number,
  /** The day that is looked ahead to. */
  ahead: Day,
  /** Every list of work. */
  lists: Array<HomeList>,
  /** Of the rows of files that wait, those that could go in by now. */
  rows_ready: number,
  /** E-certificates that lapse, by month. */
  lapsing: Array<MonthCount>,
};
export type HomeList = {
  /** Its name. */
  name: string,
  /** How many people; of work on batches or on rows of files, how many of those. */
  count: number,
  /** The nearest deadline; of work on batches or on rows of files, the day of the oldest. */
  by: Day | null,
};
export type MonthCount = {
  /** `2026-05` */
  month: string,
  /** How many. */
  count: number,
};
export type Listed = {
  /** The list. */
  name: string,
  /** The day. */
  on: Day,
  /** How many there are. */
  total: number,
  /** The first row's place, from 0. */
  start: number,
  /** The rows. */
  rows: Array<ListedRow>,
};
export type ListedRow = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** カナ */
  kana: string,
  /** 生年月日 */
  born: Day | null,
  /** 事業所 */
  employer: string | null,
  /** Why it is on the list. */
  why: string,
  /** By when, or from when. */
  by: Day | null,
};
export type Trend = {
  /** The days, the first one first. */
  points: Array<TrendPoint>,
};
export type TrendPoint = {
  /** The day. */
  on: Day,
  /** Insured members. */
  members: number,
  /** Registered for use of the My Number Card. */
  registered: number,
  /** With a live certificate. */
  certificates: number,
  /** With nothing to show. */
  uncovered: number,
};
export type Found = {
  /** 記号-番号-枝番 */
  member: string,
  /** 氏名 */
  name: string,
  /** カナ */
  kana: string,
  /** 生年月日 */
  born: Day | null,
  /** 事業所 */
  employer: string | null,
  /** The member's management code. */
  code: string,
  /** First day covered. */
  acquired: Day | null,
  /** First day not covered. */
  lost: Day | null,
};
export type People = {
  /** How many there are. */
  total: number,
  /** The first row's place, from 0. */
  start: number,
  /** The rows. */
  rows: Array<Found>,
};
export type Shown = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 記号 */
  symbol: string,
  /** 番号 */
  number: string,
  /** 枝番 */
  branch: string,
  /** The printable name. */
  name: string,
  /** カナ */
  kana: string,
  /** Names by layer. */
  names: Names,
  /** 生年月日 */
  born: Day | null,
  /** 性別 */
  sex: string | null,
  /** 続柄 */
  relation: string | null,
  /** 資格取得日 */
  acquired: Day | null,
  /** 資格喪失日 */
  lost: Day | null,
  /** 退職日 */
  left: Day | null,
  /** 任意継続の最終日 */
  voluntary_until: Day | null,
  /** 事業所 */
  employer: string | null,
  /** 事業所の名称 */
  employer_name: string | null,
  /** 郵便番号 */
  postcode: string | null,
  /** 住所 */
  address: string | null,
  /** 送付先の郵便番号 */
  delivery_postcode: string | null,
  /** 送付先 */
  delivery_address: string | null,
  /** 郵送の保護: the addresses are shown for a reason alone. */
  shielded: boolean,
  /** Mail to the address in use came back: why. */
  doubt: string | null,
  /** My Number `registered`, `missing`, or `unknown` before anybody has said. */
  my_number: string,
  /** マイナンバーカード */
  myna_card: string,
  /** 利用登録 */
  use_registered: string,
  /** 電子証明書有効期限 */
  e_certificate_until: Day | null,
  /** 一部負担金の割合 in tenths, of those of 70 and over. */
  ratio: number | null,
  /** 閲覧 */
  access: string,
  /** 死亡日 */
  died: Day | null,
  /** 従来の健康保険証, of whoever is known to have one. */
  old_card: OldCardShown | null,
  /** Whether last four digits are on file. The digits themselves are shown nowhere but on the notice. */
  last_four: string,
  /** The outcomes of the day. */
  decision: Decided | null,
  /** The household. */
  household: Array<Found>,
  /** Papers. */
  papers: Array<Paper>,
  /** The days ahead, the nearest first. */
  milestones: Array<Milestone>,
  /** What happened, in order. */
  timeline: Array<Event>,
  /** The day of the view. */
  on: Day,
};
export type Names = {
  /** 住民票の氏名 */
  registered: string | null,
  /** 届出の氏名 */
  reported: string | null,
  /** 印字の氏名 */
  printed: string | null,
};
export type OldCardShown = {
  /** Until when it is good by what is printed on it. */
  until: Day,
  /** Where it is. */
  state: string,
  /** Since when it is there, when that was said. */
  since: Day | null,
};
export type Paper = {
  /** Its management code. */
  paper: string,
  /** `notice` or `certificate`. */
  kind: string,
  /** 交付年月日 */
  issued: Day,
  /** 有効期限 */
  last_day: Day | null,
  /** Where it is. */
  state: string,
};
export type Event = {
  /** The day it is true from. */
  on: Day,
  /** When it was recorded. */
  at: string,
  /** The act that recorded it. */
  act: number,
  /** What it is. */
  event: string,
  /** What was recorded, in words. */
  said: string,
  /** The place in the file it came from, when it came from one. */
  cell: string | null,
};
export type Decided = {
  /** 記号-番号-枝番 */
  member: string,
  /** 氏名 */
  name: string,
  /** The member's management code. */
  code: string,
  /** Covered on the day? */
  covered: string,
  /** What that rests on. */
  covered_because: string,
  /** That as a sentence. A certificate counts from its day of issue; one that is not posted yet is said so. */
  covered_sentence: string,
  /** Covered by a certificate alone that is not posted yet. */
  covered_before_post: boolean,
  /** Until when a マイナ保険証 is usable, by the earlier reading. */
  usable_until: Day | null,
  /** The certificate. */
  certificate: Outcome,
  /** The notice. */
  notice: Outcome,
  /** What is due back. */
  returns: Array<Return>,
};
export type Outcome = {
  /** The outcome's code. */
  outcome: string,
  /** The reason's code. */
  because: string,
  /** The reason alone, for lists and counts. */
  reason: string,
  /** Outcome and reason as a sentence. */
  sentence: string,
  /** The legal basis. */
  basis: string,
  /** The last day of a certificate that is to be printed. */
  last_day: Day | null,
  /** Which rule set the last day. */
  last_day_because?: string,
  /** The day a wait ends. */
  wait_until?: Day,
};
export type Return = {
  /** `old_card`, `certificate` or `elderly_certificate`. */
  paper: string,
  /** The management code of the very paper, where one is meant. */
  code?: string,
  /** `due` or `not_due`. */
  outcome: string,
  /** The reason's code. */
  because: string,
  /** The reason as a sentence. */
  sentence: string,
  /** Who owes it: `employer`, `member`, `funeral_claimant`. */
  owed_by: string | null,
  /** By when. */
  by: Day | null,
  /** Who owes it and by when, as a sentence. */
  duty?: string,
};
export type Explained = {
  /** The day. */
  on: Day,
  /** What the ledger knew then. */
  known_at: string | null,
  /** The first day of the policy that decided. */
  policy_from: Day,
  /** The society's own decision behind it. */
  policy_source: string,
  /** Part by part. */
  parts: Array<ExplainedPart>,
};
export type ExplainedPart = {
  /** `covered`, `certificate`, `notice`, `old_card_return`, `certificate_return`. */
  about: "covered" | "certificate" | "notice" | "old_card_return" | "certificate_return",
  /** The outcome's code. */
  outcome: string,
  /** The outcome in words. */
  outcome_word: string,
  /** Outcome and reason as a sentence. */
  sentence: string,
  /** The law, and the society's decision where it chose. */
  basis: string,
  /** The facts it rested on. */
  facts: Array<ExplainedFact>,
  /** The single changes that would alter it. */
  changes: Array<ExplainedChange>,
};
export type ExplainedFact = {
  /** Its column of `rules try`. */
  column: string,
  /** Its name in words. */
  word: string,
  /** Its value in words. */
  value: string,
  /** The file and row it came from. */
  source: string | null,
  /** When it was recorded. */
  recorded: string | null,
};
export type ExplainedChange = {
  /** The fact's column. */
  column: string,
  /** Its name in words. */
  word: string,
  /** What it would be. */
  to: string,
  /** The outcome it would then be. */
  outcome: string,
  /** The same in words. */
  outcome_word: string,
};
export type AnswerPage = {
  /** Its code: `certificate.issue.no_myna_card`. */
  code: string,
  /** What it is about. */
  about: string,
  /** The same in words. */
  about_word: string,
  /** The outcome's code; `null` for a question. */
  outcome: string | null,
  /** The reason's code; `null` for a question. */
  because: string | null,
  /** What it is called. */
  title: string,
  /** What to say, sentence by sentence. */
  say: Array<string>,
  /** What to ask. */
  ask: Array<string>,
  /** What to do in the ledger. */
  act: Array<string>,
  /** The law, and the society's own decision where it chose. */
  basis: string,
  /** The leaflet to hand over: its topic. */
  leaflet: string,
};
export type LeafletHere = {
  /** What it is about. */
  topic: string,
  /** The same in words. */
  title: string,
  /** The first day on which it holds. */
  from: Day | null,
  /** The last day on which it holds. */
  until: Day | null,
  /** Its lines. */
  lines: Array<LeafletLine>,
};
export type LeafletLine = {
  /** `head`, `words` or `item`. */
  what: "head" | "words" | "item",
  /** The words. */
  text: string,
};
export type LeafletPrinted = {
  /** What it is about. */
  topic: string,
  /** The same in words. */
  title: string,
  /** The day on which it holds. */
  on: Day,
  /** Its pages. */
  pages: number,
  /** The file. */
  file: string,
};
export type ComparedLine = {
  /** What is compared. */
  question: string,
  /** マイナ保険証 */
  myna: string,
  /** 資格確認書 */
  certificate: string,
  /** 資格情報のお知らせ */
  notice: string,
};
export type AtHand = {
  /** The day. */
  on: Day,
  /** Every page. */
  pages: Array<AnswerPage>,
  /** The leaflets that hold. */
  leaflets: Array<LeafletHere>,
  /** The heads of the comparison's columns. */
  heads: Array<string>,
  /** My Number Card, certificate and notice side by side. */
  compared: Array<ComparedLine>,
  /** What can be reckoned. */
  reckonable: Array<Reckonable>,
};
export type MemberAnswers = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** The day. */
  on: Day,
  /** The pages that apply. */
  pages: Array<AnswerPage>,
  /** What is due back, or not. */
  duties: Array<Return>,
  /** Papers. */
  papers: Array<Paper>,
  /** The days that are near. */
  milestones: Array<Milestone>,
};
export type Milestone = {
  /** Its kind: `turning_70`, `grace_end`, `move_in_report` ... */
  kind: string,
  /** The kind in words. */
  word: string,
  /** The day. */
  day: Day,
  /** It is at most a month ahead. */
  near: boolean,
  /** The count that leads to it, step by step. */
  steps: Array<MilestoneStep>,
  /** Both readings of a grace period, the earlier first. */
  readings: Array<GraceRead>,
  /** The law it rests on. */
  basis: string,
};
export type MilestoneStep = {
  /** The day. */
  day: Day,
  /** How it is reached. */
  sentence: string,
};
export type GraceRead = {
  /** `exact` or `month_end`. */
  reading: string,
  /** The reading in words. */
  word: string,
  /** The last usable day by it. */
  day: Day,
  /** Whoever is shown as covered goes by this one. */
  counts: boolean,
  /** The society has chosen this one. */
  society: boolean,
};
export type Reckonable = {
  /** The kind. */
  kind: string,
  /** The kind in words. */
  word: string,
  /** What is to be given. */
  fields: Array<ReckonField>,
};
export type ReckonField = {
  /** Its name. */
  field: string,
  /** The same in words. */
  word: string,
  /** Without it nothing can be reckoned. */
  required: boolean,
  /** A number, not a day. */
  number: boolean,
};
export type ReckonGiven = {
  /** Which one. */
  field: string,
  /** A day in any way of writing it, or a number. */
  value: string,
};
export type Look = {
  /** Its name. */
  file: string,
  /** Its length. */
  bytes: number,
  /** SHA-256. */
  sha256: string,
  /** The encoding in which it was read; only a text file has one. */
  encoding: string | null,
  /** Its sheets. */
  sheets: Array<LookSheet>,
  /** What is to be said of the file or a sheet. */
  complaints: Array<Said>,
  /** The day on which the same file went in before. */
  seen_before: Day | null,
  /** How a file with the same columns was read last. */
  remembered: Remembered | null,
  /** The recipe that reads it. */
  recipe: RecipeUsed | null,
  /** Recipes of other employers for the same headings. */
  offered: Array<RecipeOffered>,
  /** What stands in its columns of codes. */
  values: Array<LookValue>,
  /** What such values can mean, by field. */
  codes: Array<LookCodes>,
  /** What a column can mean. */
  fields: Array<LookField>,
};
export type LookSheet = {
  /** Its name. */
  sheet: string,
  /** Its position in the file, counted from 1. */
  position: number,
  /** Rows of data. */
  rows: number,
  /** Why it was passed over. */
  skipped: string | null,
  /** The last line of the header, from 1; 0 without one. */
  header_row: number,
  /** The headings. */
  headers: Array<string>,
  /** What each column is taken to mean. */
  mapping: Array<LookColumn>,
  /** Some rows; of My Numbers only the last four digits. */
  samples: Array<Array<string>>,
};
export type LookColumn = {
  /** Its letters. */
  column: string,
  /** Its heading. */
  header: string,
  /** The field's code; none when the column is not used. */
  field: string | null,
  /** The field in words. */
  field_word: string | null,
};
export type LookField = {
  /** Its code. */
  code: string,
  /** In words. */
  word: string,
};
export type Remembered = {
  /** The day in Japan. */
  on: Day,
  /** The file. */
  file: string,
  /** The employer, when the whole file was one employer's. */
  employer: string | null,
  /** The form. */
  form: string,
  /** What was confirmed of its columns. */
  confirmed: Array<string>,
  /** What its columns were said to mean (`1!C=number`). */
  meanings: Array<string>,
};
export type Imported = {
  /** The file's name. */
  file: string,
  /** SHA-256 of the file. */
  sha256: string,
  /** Whether anything was written. */
  written: boolean,
  /** 一人で行った: many rows, and nobody else released them. */
  alone: boolean,
  /** The id of the import, when something was written. */
  id: number | null,
  /** Rows of people the ledger did not know. */
  new: number,
  /** Rows that change something. */
  changed: number,
  /** Rows that say what the ledger says. */
  unchanged: number,
  /** Rows that wait for a clerk. */
  doubtful: number,
  /** Rows that cannot go in. */
  rejected: number,
  /** Rows that stand in the file twice. */
  duplicate: number,
  /** Everything there is to say, with places. */
  complaints: Array<Said>,
  /** Cell by cell, what changes. */
  changes: Array<RowChange>,
  /** Whom the rows that did not go in speak of, and what they say otherwise than the ledger. */
  waiting: Array<RowWaiting>,
  /** How the sheets were read. */
  sheets: Array<SheetRead>,
  /** The sheets of the file into which the rows that did not go in were written. */
  rejects: Array<RejectsSheet>,
  /** The employer's own file with what is wrong marked in it, where one was written. */
  returned: ReturnedFile | null,
  /** Rows of former files that wait and could go in by now. */
  rows_ready: number,
  /** The list of the state that it is. */
  list: ListRead | null,
  /** 読み取り方: the recipe that read it. */
  recipe: RecipeUsed | null,
  /** Recipes of other employers for the same headings; none of them is used unless a clerk names it. */
  offered: Array<RecipeOffered>,
  /** 今月の違い: what is otherwise than in earlier files. */
  drift: Drift | null,
  /** The alarm of torn rows that a clerk has overruled. */
  overruled: Array<Said>,
};
export type RecipeUsed = {
  /** Its number. */
  id: number,
  /** Its version. */
  version: number,
  /** Whose files it is for. */
  employer: string | null,
  /** The first of its headings. */
  name: string,
  /** When this version was written. */
  on: Day,
  /** By whom. */
  operator: string,
  /** The file has other columns than it: it was found by those that stayed. */
  near: boolean,
};
export type RecipeOfImport = {
  /** The number of the recipe. */
  id: number,
  /** Its version. */
  version: number,
};
export type RecipeOffered = {
  /** Its number. */
  id: number,
  /** Whose files it is for. */
  employer: string | null,
  /** The first of its headings. */
  name: string,
};
export type RecipeOnRecord = {
  /** Its number. */
  id: number,
  /** Its version. */
  version: number,
  /** Whose files it is for. */
  employer: string | null,
  /** The first of its headings. */
  name: string,
  /** The form as which the files are read. */
  form: string,
  /** When this version was written. */
  on: Day,
  /** By whom. */
  operator: string,
  /** How many imports it read, in all its versions. */
  imports: number,
  /** The last of them. */
  last_import: number | null,
};
export type RecipeShown = {
  /** The headings, sheet by sheet. */
  headings: Array<Array<string>>,
  /** What was said of columns: heading and meaning. */
  columns: Array<[string, string]>,
  /** What was confirmed. */
  confirmed: Array<string>,
  /** What values mean: field, value and meaning. */
  values: Array<[string, string, string]>,
  /** The encoding that was said. */
  encoding: string | null,
  /** Its versions, the first one first. */
  versions: Array<RecipeVersion>,
  /** Its number. */
  id: number,
  /** Its version. */
  version: number,
  /** Whose files it is for. */
  employer: string | null,
  /** The first of its headings. */
  name: string,
  /** The form as which the files are read. */
  form: string,
  /** When this version was written. */
  on: Day,
  /** By whom. */
  operator: string,
  /** How many imports it read, in all its versions. */
  imports: number,
  /** The last of them. */
  last_import: number | null,
};
export type RecipeVersion = {
  /** Its number. */
  version: number,
  /** When. */
  on: Day,
  /** By whom. */
  operator: string,
  /** With this one it was forgotten. */
  forgotten: boolean,
};
export type RecipeDone = {
  /** Its number. */
  id: number,
  /** Its version. */
  version: number,
  /** The file. */
  file: string | null,
};
export type EarlierFile = {
  /** The number of its import. */
  import: number,
  /** Its name. */
  file: string,
  /** When it was imported. */
  on: Day,
  /** By whom. */
  operator: string,
  /** Its rows; 0 where that was not kept. */
  rows: number,
};
export type Alike = {
  /** How many of its rows are the same, in hundredths. */
  percent: number,
  /** The file. */
  file: EarlierFile,
};
export type Drift = {
  /** The last one, with which columns and sheets are compared. */
  against: EarlierFile | null,
  /** How many there were. */
  files: number,
  /** Columns that are new. */
  new_columns: Array<string>,
  /** Columns that are gone. */
  missing_columns: Array<string>,
  /** Columns that stand elsewhere. */
  moved_columns: Array<string>,
  /** Sheets that are new. */
  new_sheets: Array<string>,
  /** Sheets that are gone. */
  missing_sheets: Array<string>,
  /** The rows of this file. */
  rows: number,
  /** How many there usually are; told from three files on. */
  usual_rows: number | null,
  /** The very same file went in before. */
  same_file: EarlierFile | null,
  /** Nearly the same rows went in before. */
  alike: Alike | null,
  /** All of it in words; empty when nothing is otherwise. */
  said: Array<string>,
};
export type LookValue = {
  /** The sheet. */
  sheet: string,
  /** The column. */
  column: string,
  /** Its field. */
  field: string,
  /** The value. */
  value: string,
  /** In how many rows. */
  rows: number,
  /** What it is taken to mean; `null` when nobody knows. */
  means: string | null,
};
export type LookCodes = {
  /** The field. */
  field: string,
  /** In words. */
  word: string,
  /** Its meanings, in words. */
  meanings: Array<LookCode>,
};
export type LookCode = {
  /** The code. */
  code: string,
  /** In words. */
  word: string,
};
export type SheetRead = {
  /** Its name. */
  sheet: string,
  /** Rows of data. */
  rows: number,
  /** Why it was skipped. */
  skipped: string | null,
};
export type RejectsSheet = {
  /** Its name in the file that was written. */
  sheet: string,
  /** `rejected` or `doubtful`. */
  outcome: string,
  /** Its rows. */
  rows: number,
};
export type RowChange = {
  /** The sheet. */
  sheet: string,
  /** The row, counted from 1. */
  row: number,
  /** `new` or `changed`. */
  outcome: "new" | "changed",
  /** The member's number. */
  member: string,
  /** Field by field. */
  cells: Array<CellChange>,
  /** How sure it is that it means this member; nothing of who is new. */
  matched: RowMatch | null,
};
export type RowWaiting = {
  /** The sheet. */
  sheet: string,
  /** The row, counted from 1. */
  row: number,
  /** The number that it bears. */
  member: string,
  /** Of the member it was compared with: field by field the ledger's value before, the file's after, as far as they differ. */
  cells: Array<CellChange>,
  /** Whom of the ledger it resembles, and how much. */
  matched: RowMatch | null,
};
export type RowMatch = {
  /** The member's number in the ledger. */
  member: string,
  /** `A` or `B` goes in; `C` is for a clerk. */
  grade: "A" | "B" | "C",
  /** What agrees: `number`, `born`, `kana`, `kana_folded`, `given_kana`, `last_four`, `kanji`. */
  by: Array<string>,
  /** What a clerk answered about the two before: `same` or `different`. */
  answered: string | null,
};
export type CellChange = {
  /** The field. */
  field: string,
  /** Before; blank for nothing. */
  before: string,
  /** After. */
  after: string,
};
export type ImportOnRecord = {
  /** Its number. */
  id: number,
  /** When. */
  at: string,
  /** By whom. */
  operator: string,
  /** The file. */
  file: string,
  /** SHA-256 of the file. */
  sha256: string,
  /** The employer whom the clerk named for the whole file. */
  employer: string | null,
  /** The employers whose rows the file has, by their codes; none where nobody knew. */
  employers: Array<string>,
  /** 新規 */
  new: number,
  /** 変更 */
  changed: number,
  /** 変更なし */
  unchanged: number,
  /** 要確認 */
  doubtful: number,
  /** エラー */
  rejected: number,
  /** 重複 */
  duplicate: number,
  /** 一人で行った: it touched many, and nobody else released it. */
  alone: boolean,
  /** 取消し: it was taken back. */
  undone: ImportUndone | null,
  /** 読み取り方: the recipe that read it, and what was said of the file became. */
  recipe: RecipeOfImport | null,
};
export type ImportUndone = {
  /** When. */
  at: string,
  /** By whom. */
  operator: string,
  /** Why. */
  reason: string | null,
};
export type ReturnedFile = {
  /** Its name. */
  file: string,
  /** Rows that the employer is asked to mend. */
  rows: number,
  /** Rows that only the society can put right. */
  ours: number,
  /** Cells that are marked. */
  cells: number,
};
export type Quarantine = {
  /** How many there are. */
  total: number,
  /** How many of them could go in as the ledger is now. */
  ready: number,
  /** One by one, those that could go in first. */
  rows: Array<RowHeld>,
};
export type RowHeld = {
  /** Its number. */
  id: number,
  /** Of which import. */
  import: number,
  /** The file. */
  file: string,
  /** The sheet; for a text file its name. */
  sheet: string,
  /** The line in it. */
  row: number,
  /** The employer, by code, where it is known. */
  employer: string | null,
  /** When it came. */
  at: string,
  /** For how many days it has waited. */
  days: number,
  /** `enrolment`, `leaving`, `dependant_added`, `dependant_removed`, `change` or `registration`. */
  kind: string,
  /** The number of which it speaks, as far as it has one. */
  member: string,
  /** 氏名, as it says. */
  name: string,
  /** As the ledger is now: `ready` (it can go in), `already` (the ledger says so), `doubtful`, `rejected`, or `unreadable` (the row itself must be mended). */
  state: "ready" | "already" | "doubtful" | "rejected" | "unreadable",
  /** Why it still waits. */
  reasons: Array<Said>,
  /** What it says otherwise than the ledger, or would change. */
  cells: Array<CellChange>,
  /** The row as it came: heading and cell. */
  said: Array<HeldCell>,
};
export type HeldCell = {
  /** The column's letters. */
  column: string,
  /** Its heading. */
  heading: string,
  /** What stands there. */
  text: string,
};
export type Retried = {
  /** Those that went in, or would. */
  went_in: Array<number>,
  /** Those of which the ledger says the same by now. */
  already: Array<number>,
  /** Those that still wait. */
  waiting: Array<RowHeld>,
  /** Whether anything was written. */
  written: boolean,
  /** 一人で行った: many rows, and nobody else released them. */
  alone: boolean,
};
export type DroppedRows = {
  /** Their numbers. */
  dropped: Array<number>,
};
export type UndoShown = {
  /** Its number. */
  import: number,
  /** The file. */
  file: string,
  /** When it was imported. */
  at: string,
  /** By whom. */
  operator: string,
  /** Whether it was taken back; otherwise nothing was written. */
  written: boolean,
  /** 一人で行った: many people, and nobody else released it. */
  alone: boolean,
  /** Those who were on record by it alone, and are no longer. */
  withdrawn: number,
  /** Those who were on record by it alone, and stay there without cover, for what was done about them since. */
  uncovered: number,
  /** Those whose former facts stand again. */
  restored: number,
  /** So many facts are answered by counter-entries. */
  facts: number,
  /** Rows of it that waited and wait no longer. */
  waiting: number,
  /** It was a list of the state, which counts no longer. */
  list: boolean,
  /** The people whom it concerns, the first ones. */
  people: Array<UndoPerson>,
  /** What somebody has changed since: it stays. */
  kept: Array<UndoKept>,
  /** What cannot be taken back: papers and letters that were made since for these people. */
  left: Array<UndoLeft>,
  /** Files that were written since and may name these people. */
  exports: Array<UndoExport>,
};
export type UndoPerson = {
  /** `記号-番号-枝番` */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** `withdrawn`, `uncovered` (was never covered, and stays on record for what was done since), `restored` or `kept`. */
  outcome: string,
  /** What goes back: `person`, `coverage`, `name`, `address`, `myna`, `last_four`, `circumstance`. */
  about: Array<string>,
};
export type UndoKept = {
  /** `記号-番号-枝番` */
  member: string,
  /** 氏名 */
  name: string,
  /** `person`, `coverage`, `name`, `address`, `myna`, `last_four`, `circumstance`, or `household`. */
  about: string,
  /** From when it is true. */
  from: Day | null,
  /** When it was changed. */
  at: string,
  /** By whom. */
  operator: string,
  /** In words. */
  sentence: string,
};
export type UndoLeft = {
  /** `記号-番号-枝番` */
  member: string,
  /** The management code of the member. */
  code: string,
  /** 氏名 */
  name: string,
  /** `paper`, `reminder` or `refusal`. */
  what: string,
  /** The code of the paper. */
  paper: string | null,
  /** The batch. */
  batch: string | null,
  /** The kind of the paper. */
  kind: string | null,
  /** Where the paper is. */
  life: string | null,
  /** It has left the house. */
  outside: boolean,
  /** Since when. */
  on: Day | null,
  /** What it is and what to do, in words. */
  sentence: string,
};
export type UndoExport = {
  /** When. */
  at: string,
  /** By whom. */
  operator: string,
  /** What was done, in words. */
  did: string,
};
export type Planned = {
  /** Its code; absent when nothing was frozen, or it was only asked what would be. */
  batch: string | null,
  /** The kind of paper. */
  kind: string,
  /** The day that was asked about. */
  on: Day,
  /** Members with a sheet. */
  members: number,
  /** Sheets. */
  sheets: number,
  /** Envelopes. */
  envelopes: number,
  /** Nothing was frozen, since somebody's paper cannot be printed; the refused say who and why. */
  stopped: boolean,
  /** Who gets nothing, and why. */
  refused: Array<Refused>,
  /** What to look at once more before it is frozen: a day of issue far from today. */
  remark: string | null,
  /** How many letters home bear a customer barcode, and whether the post's discount can be had. */
  post?: string,
  /** The layout, the seal and the issuer that were approved for it. */
  assets: Array<AssetNamed>,
};
export type Refused = {
  /** 記号-番号-枝番 */
  member: string,
  /** The reason's code. */
  because: string,
  /** The reason as a sentence. */
  sentence: string,
  /** What to do about it. */
  hint?: string,
  /** The row from which the name, or the address, came: file, sheet, row. */
  place?: string,
};
export type SameList = {
  /** How many wait for a clerk. */
  open: number,
  /** How many there are. */
  total: number,
  /** The place of the first row. */
  start: number,
  /** Pair by pair. */
  rows: Array<SamePair>,
};
export type SamePair = {
  /** One of them. */
  person: SamePerson,
  /** The other one. */
  other: SamePerson,
  /** Why they may be one person. */
  why: "born_and_kana" | "born_and_last_four" | "slipped" | "said",
  /** The same in words. */
  sentence: string,
  /** They are one person, and covered twice at once. */
  twice: boolean,
  /** Field by field. */
  rows: Array<SameRow>,
  /** What a clerk answered. */
  answered: SameAnswered | null,
  /** What to do. */
  next: string,
};
export type SamePerson = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** 郵送の保護: no address is shown. */
  shielded: boolean,
  /** The spells of cover. */
  spells: Array<SameSpell>,
  /** The papers. */
  papers: Array<SamePaper>,
  /** How many papers are owed. */
  owed: number,
};
export type SameSpell = {
  /** 記号-番号-枝番 */
  member: string,
  /** 事業所 */
  employer: string | null,
  /** 資格取得日 */
  acquired: Day | null,
  /** 資格喪失日 */
  lost: Day | null,
};
export type SamePaper = {
  /** Its code. */
  paper: string,
  /** Its kind in words. */
  kind: string,
  /** Its state in words. */
  state: string,
  /** Its last day. */
  last_day: Day | null,
};
export type SameRow = {
  /** The field. */
  field: string,
  /** Its name. */
  word: string,
  /** Of one. */
  one: string,
  /** Of the other. */
  other: string,
  /** They agree, ways of writing aside. */
  same: boolean,
};
export type SameAnswered = {
  /** The answer. */
  answer: "same" | "different",
  /** When, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
  /** What was noted. */
  note: string | null,
};
export type RowAnswered = {
  /** The act that recorded it: by this and the member it is taken back. */
  act: number,
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** The answer. */
  answer: "same" | "different",
  /** When, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
};
export type RowsForgotten = {
  /** How many. */
  taken_back: number,
};
export type ListDayShown = {
  /** The number of its last file. */
  list: number,
  /** 基準日 */
  as_of: Day,
  /** Its files name that day; else it is the day of loading. */
  said: boolean,
  /** Its files. */
  files: Array<string>,
  /** How many people it has. */
  people: number,
  /** It speaks of most of those who were insured on that day. */
  whole: boolean,
  /** When its last file was loaded, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
  /** How many of its rows mean nobody of the ledger. */
  unknown: number,
  /** How many were insured and are not in it. */
  unlisted: number,
};
export type ListDifferenceShown = {
  /** The list. */
  list: ListDayShown,
  /** The one it is compared with. */
  with: ListDayShown | null,
  /** So many days ahead an e-certificate ends soon. */
  days: number,
  /** The numbers. */
  parts: Array<ListPart>,
  /** How many of its rows mean nobody of the ledger. */
  unknown: number,
  /** Where they stand. */
  unknown_rows: Array<RowUnknown>,
  /** What a clerk must know beside the numbers. */
  remarks: Array<string>,
};
export type ListPart = {
  /** Its code. */
  part: "registered" | "released" | "lapsed" | "lapsing" | "changed" | "unknown_to_them",
  /** In words. */
  word: string,
  /** How many people. */
  count: number,
  /** How many of them in the list before as well. */
  again: number,
};
export type BatchOnRecord = {
  /** Its code. */
  batch: string,
  /** The kind of paper. */
  kind: string,
  /** The day that was asked about. */
  on: Day,
  /** When it was frozen. */
  at: string,
  /** By whom. */
  operator: string,
  /** Sheets. */
  sheets: number,
  /** Envelopes. */
  envelopes: number,
  /** `planned`, `printed`, `inserted`, `posted`, or `void` when it was taken back. */
  state: "planned" | "printed" | "inserted" | "posted" | "void",
  /** Since when it is closed: every sheet is accounted for. */
  closed: Day | null,
  /** 一人で行った: it touched many, and nobody else released it. */
  alone: boolean,
};
export type Bench = {
  /** What can be said, in the order of the bench. */
  modes: Array<BenchMode>,
  /** Why the post brings something back. */
  reasons: Array<BenchReason>,
};
export type BenchMode = {
  /** The step. */
  step: string,
  /** In words. */
  word: string,
  /** A reason of the post is asked for. */
  reason: boolean,
  /** A second person is asked for. */
  witness: boolean,
};
export type BenchReason = {
  /** A stable word. */
  code: string,
  /** In words. */
  word: string,
};
export type PaperShown = {
  /** Its management code. */
  paper: string,
  /** What it is. */
  kind: string,
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** Whose: the management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** 氏名 as the paper bears it, where that is otherwise than the ledger has it. */
  form: string | null,
  /** Where it is. */
  state: string,
  /** Since when it is there. */
  since: Day | null,
  /** 交付年月日 */
  issued: Day,
  /** 有効期限 */
  last_day: Day | null,
  /** The batch in which it was frozen. */
  batch: string | null,
  /** The paper that stands in its place. */
  replaced_by: string | null,
  /** May it be shown at a clinic? */
  valid: boolean,
  /** What the clerk says of it. */
  sentence: string,
  /** 調査期限, while it is searched for. */
  search_until: Day | null,
  /** What may be recorded of it now. */
  steps: Array<string>,
  /** What happened to it, in the order of days. */
  events: Array<PaperHappened>,
};
export type PaperHappened = {
  /** The day. */
  on: Day,
  /** Where it was then. */
  state: string,
  /** The same in words. */
  said: string,
  /** When it was recorded. */
  at: string,
  /** By whom. */
  operator: string,
};
export type PaperStepped = {
  /** The code: as the ledger has it, or, when it has none, as it was read. */
  paper: string,
  /** Whose. */
  member: string | null,
  /** 氏名 */
  name: string | null,
  /** What it is. */
  kind: string | null,
  /** Where it was. */
  before: string | null,
  /** Where it is now. */
  state: string | null,
  /** Was it recorded? */
  done: boolean,
  /** Why not: a stable word. */
  because: string | null,
  /** Why not, or what follows. */
  sentence: string | null,
  /** What to do. */
  hint: string | null,
};
export type MailBack = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** The paper that lies here; `None` when only the address is left to mend. */
  paper: string | null,
  /** What it is. */
  kind: string | null,
  /** Since when it lies here. */
  since: Day | null,
  /** Why it came back, in words. */
  why: string,
  /** The address that nothing goes to until it is mended: `home` or `delivery`. */
  doubtful: "home" | "delivery" | null,
  /** 郵送の保護 */
  shielded: boolean,
  /** What is proposed next. */
  next: MailProposal,
};
export type MailProposal = {
  /** A stable word. */
  code: "find_address" | "post_again" | "call" | "destroy",
  /** The same for the clerk. */
  sentence: string,
};
export type Mended = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** `home` or `delivery`. */
  kind: "home" | "delivery",
  /** The one on file is right after all. */
  confirmed: boolean,
  /** The address that mail goes to is still doubtful. */
  doubtful: boolean,
};
export type BatchSheets = {
  /** The batch's code. */
  batch: string,
  /** The last act that these numbers hold. */
  act: number,
  /** Sheets. */
  sheets: number,
  /** How many are where, in the order of a paper's life. */
  counts: Array<LifeCount>,
  /** How often the whole batch came out of the printer. */
  times_printed: number,
  /** Spoiled sheets, and how often each was printed in all. */
  reprinted: Array<SheetPrinted>,
  /** Sheets that are not accounted for. */
  missing: number,
  /** These, by name as far as they are not too many. */
  open: Array<SheetOpen>,
  /** Since when the batch is closed. */
  closed: Day | null,
  /** Its envelopes have codes: what is inserted is scanned envelope by envelope. */
  coded: boolean,
};
export type LifeCount = {
  /** Where. */
  state: string,
  /** In words. */
  said: string,
  /** How many. */
  count: number,
};
export type SheetOpen = {
  /** Its number. */
  sheet: number,
  /** The number of its envelope. */
  envelope: number,
  /** The paper on it. */
  paper: string,
  /** 記号-番号-枝番 */
  member: string,
  /** 氏名 */
  name: string,
  /** Where it is. */
  state: string,
  /** In words. */
  said: string,
};
export type SheetPrinted = {
  /** Its number. */
  sheet: number,
  /** How often it was printed. */
  times: number,
};
export type Spoiled = {
  /** The batch's code. */
  batch: string,
  /** The number of the sheet. */
  sheet: number,
  /** The paper on it, under the same number as before. */
  paper: string,
  /** 記号-番号-枝番 */
  member: string,
  /** Which copy this is, counted from 2. */
  copy: number,
  /** How often the sheet was printed in all. */
  times: number,
  /** The file that was written. */
  file: string | null,
  /** What that means for the clerk. */
  sentence: string,
};
export type BatchClosed = {
  /** The batch's code. */
  batch: string,
  /** On which day. */
  on: Day,
  /** Its sheets, all accounted for. */
  sheets: number,
};
export type ScanAnswer = {
  /** What was read, as the ledger keeps it where it is a code. */
  code: string,
  /** Right or wrong: the tone that is heard. */
  right: boolean,
  /** Something was completed and recorded: an envelope closed, a bundle full, a bundle handed over. */
  done: boolean,
  /** What was recorded by it, so that nothing else need be read again. */
  changed: ScanChanged | null,
  /** Why it is wrong, for programs. */
  because: string | null,
  /** What a clerk is told. */
  sentence: string,
  /** What to do. */
  hint: string | null,
  /** The number of the envelope that was spoken of. */
  envelope: number | null,
  /** What was read and is not recorded yet: to be given back with the next scan. */
  held: Array<string>,
};
export type ScanChanged = {
  /** The act that recorded it: numbers that were read after it hold it already. */
  act: number,
  /** The envelope of which this is said. */
  envelope: number | null,
  /** So many more envelopes are closed by scan. */
  checked: number,
  /** So many more are inserted without a scan. */
  unchecked: number,
  /** So many more are open. */
  open: number,
  /** So many sheets went in that waited. */
  inserted: number,
  /** The bundle that has one envelope more. */
  bundle: number | null,
  /** The bundle that was handed over. */
  handed_over: number | null,
  /** The next envelope that waits. */
  next: number | null,
};
export type Insertion = {
  /** The batch's code. */
  batch: string,
  /** The last act that these numbers hold. */
  act: number,
  /** Its envelopes have codes: batches that were frozen earlier do not. */
  coded: boolean,
  /** Envelopes. */
  envelopes: number,
  /** Closed with exactly their sheets, by scan. */
  checked: number,
  /** Inserted, or further, without a scan: nothing was checked. */
  unchecked: number,
  /** Not closed yet. */
  open: number,
  /** The numbers of these, as far as they are not too many. */
  open_envelopes: Array<number>,
  /** The numbers of the unchecked ones, as far as they are not too many. */
  unchecked_envelopes: Array<number>,
  /** Its bundles. */
  bundles: Array<BundleShown>,
  /** Its sheets that could not be found. */
  losses: Array<LossShown>,
};
export type BundleShown = {
  /** Its number. */
  bundle: number,
  /** The code on what lies in it. */
  code: string,
  /** The code on its label. */
  label: string,
  /** Whom it is for. */
  name: string,
  /** Its envelopes. */
  envelopes: number,
  /** Those that were scanned into it. */
  inside: number,
  /** When it was handed over under its own label. */
  handed_over: Day | null,
};
export type LossShown = {
  /** Its number. */
  sheet: number,
  /** The number of its envelope. */
  envelope: number,
  /** `missing`, `found`, `broken`, `reprinted`. */
  state: string,
  /** In words. */
  said: string,
  /** When it was missed. */
  since: Day,
  /** By whom. */
  operator: string,
  /** It cannot be printed once more for now. */
  locked: boolean,
  /** Closed envelopes that were not scanned again since. */
  to_recount: Array<number>,
  /** Of these, those that have to be opened and scanned anew. */
  to_open: Array<number>,
  /** Closed envelopes that have left since: nobody can scan them again. */
  left: number,
};
export type LossTold = {
  /** The batch's code. */
  batch: string,
  /** How it stands now. */
  loss: LossShown,
  /** What that means for the clerk. */
  sentence: string,
};
export type Stock = {
  /** Its name, as layouts have it. */
  stock: string,
  /** Something was recorded of it; else it is only a name that a layout has. */
  kept: boolean,
  /** Sheets that came. */
  received: number,
  /** Sheets that were printed, reprints too; of envelopes those that were filled. */
  printed: number,
  /** Sheets that were spoiled otherwise. */
  spoiled: number,
  /** What counts found more or less, all explained. */
  difference: number,
  /** What should be there. */
  left: number,
  /** What was recorded, in order. */
  events: Array<StockLine>,
};
export type StockLine = {
  /** On which day. */
  on: Day,
  /** `received`, `spoiled`, `counted`. */
  step: string,
  /** In words. */
  said: string,
  /** So many sheets. */
  sheets: number,
  /** What a count found more or less than there should have been. */
  difference: number,
  /** Why. */
  reason: string | null,
  /** By whom. */
  operator: string,
};
export type PrinterHere = {
  /** As the system calls it. */
  name: string,
  /** As people call it. */
  title: string,
  /** `idle`, `printing` or `stopped`. */
  state: string,
  /** What it is doing, and what is the matter with it, in words. */
  said: string,
  /** Prints on both sides. */
  both_sides: boolean,
  /** Its trays; the first is the one that it takes by itself. */
  trays: Array<TrayHere>,
};
export type TrayHere = {
  /** As the system calls it; empty for the one that the printer takes by itself. */
  tray: string,
  /** In words. */
  said: string,
  /** What was measured of it last. */
  aligned: Aligned | null,
};
export type Aligned = {
  /** When it was measured. */
  on: Day,
  /** 表面 */
  front: [number, number],
  /** 裏面 */
  back: [number, number],
};
export type TestSheet = {
  /** The printer. */
  printer: string,
  /** The tray. */
  tray: string,
  /** The file that was written, where it was not sent. */
  file: string | null,
};
export type Sending = {
  /** The batch's code. */
  batch: string,
  /** The sheets that the printer is at, counted through all files from 1. */
  first: number,
  /** The last of them. */
  last: number,
  /** Sheets that are on paper. */
  done: number,
  /** All sheets. */
  sheets: number,
  /** `waiting`, `printing`, `stopped` or `held`. */
  state: string,
  /** In words, with what is to be done at the printer. */
  said: string,
};
export type OnPaper = {
  /** The batch's code. */
  batch: string,
  /** All sheets: those of the letters, then those of the covers. */
  sheets: number,
  /** Of these the letters'. */
  letters: number,
  /** Sheets that are on paper. */
  done: number,
  /** How often the batch has been put on paper, with this time. */
  round: number,
  /** All of it is on paper. */
  complete: boolean,
  /** What was sent and nobody knows of yet. */
  open: OpenJob | null,
  /** In words. */
  said: string,
};
export type OpenJob = {
  /** The printer. */
  printer: string,
  /** The tray; empty for the one that the printer takes by itself. */
  tray: string,
  /** The first of the sheets, counted through all files from 1. */
  first: number,
  /** The last of them. */
  last: number,
};
export type Assets = {
  /** The day that was asked about. */
  on: Day,
  /** So many wait for an approval. */
  waiting: number,
  /** What waits first, then the latest first. */
  rows: Array<AssetHere>,
};
export type AssetHere = {
  /** Its number. */
  id: number,
  /** `seal`, `issuer` or `layout`. */
  what: string,
  /** In words; of a layout with its paper. */
  word: string,
  /** The kind of paper, of a layout. */
  paper: string | null,
  /** `standard`, `large` or `plain`, of a layout. */
  variant: string | null,
  /** What it is called; of an issuer what is printed. */
  name: string,
  /** The first day. */
  from: Day,
  /** The last day, where one is known. */
  until: Day | null,
  /** SHA-256 of a picture's file or of a layout's text. */
  sha256: string | null,
  /** `proposed`, `approved` or `withdrawn`. */
  state: string,
  /** In words. */
  said: string,
  /** It is what is printed on the day that was asked about. */
  in_force: boolean,
  /** When it was proposed. */
  proposed_at: string,
  /** By whom. */
  proposed_by: string,
  /** When it was approved. */
  approved_at: string | null,
  /** By whom. */
  approved_by: string | null,
  /** The same person proposed and approved it. */
  alone: boolean,
  /** Why it was withdrawn. */
  reason: string | null,
  /** Whoever asks may approve it, as far as their roles go. */
  mine: boolean,
};
export type AssetNamed = {
  /** The number of the proposal. */
  id: number,
  /** `seal`, `issuer` or `layout`. */
  what: string,
  /** In words. */
  word: string,
  /** What it is called; of an issuer what is printed. */
  name: string,
  /** The first day. */
  from: Day,
  /** Who approved it. */
  approved_by: string,
  /** That was whoever proposed it. */
  alone: boolean,
  /** What stops the batch: it is no longer in force. */
  later: string | null,
  /** A clerk has gone on with the batch since this was known. */
  accepted: boolean,
};
export type BatchLater = {
  /** The batch's code. */
  batch: string,
  /** The kind of paper. */
  kind: string,
  /** The day that was asked about. */
  on: Day,
  /** What was asked for, as a sentence. */
  asked: string,
  /** The layout's name. */
  layout: string,
  /** Up to when the ledger was known: the instant of its last act before. */
  as_of: string | null,
  /** The newest import that the ledger had then. */
  import: LaterSource | null,
  /** The newest registration list that it had. */
  list: LaterSource | null,
  /** So many days ago it was frozen, or gone on with. */
  age: number,
  /** So many days the policy allows. */
  most: number,
  /** It is older than that. */
  too_old: boolean,
  /** Printing it for the first time, or posting it, stops for what stands here. */
  stops: boolean,
  /** Something of it has left the printer: printing it again gives the same bytes. */
  printed: boolean,
  /** What was imported since. */
  sources: Array<LaterSource>,
  /** How many changes there are. */
  total: number,
  /** These, as far as they are not too many. */
  changes: Array<LaterChange>,
  /** Who went on with it all the same. */
  despite: Array<WentOn>,
  /** The layout, the seal and the issuer that it was frozen with. */
  assets: Array<AssetNamed>,
};
export type LaterSource = {
  /** The file's name. */
  file: string,
  /** When it was imported. */
  at: string,
  /** The day for which a registration list speaks. */
  as_of: Day | null,
};
export type LaterChange = {
  /** 記号-番号-枝番 */
  member: string,
  /** 氏名, as it was frozen. */
  name: string,
  /** What: a stable word. */
  what: string,
  /** In words. */
  word: string,
  /** As it was frozen, where it may be shown. */
  was: string | null,
  /** As it is now. */
  now: string | null,
  /** A clerk has gone on with the batch since this was known. */
  accepted: boolean,
};
export type WentOn = {
  /** When. */
  at: string,
  /** Who. */
  operator: string,
  /** Why. */
  reason: string,
  /** How many changes were known then. */
  changes: number,
};
export type Characters = {
  /** How many names were read. */
  names: number,
  /** How many characters they have. */
  characters: number,
  /** So many of them wait for a decision. */
  waiting: number,
  /** These first, then those that many names have. */
  rows: Array<CharacterHere>,
};
export type CharacterHere = {
  /** The character, with its variation selector if it has one. */
  letter: string,
  /** Its code points. */
  code: string,
  /** Where it is found: `shipped`, `mincho`, `needs_mincho`, `nowhere`, `unseen`; `absent` when no name has it. */
  found: string,
  /** The policy does not print it. */
  outside: boolean,
  /** Whoever has it is not printed before something is decided. */
  waits: boolean,
  /** `substitute`, `mincho` or `kana`. */
  decided: string | null,
  /** In place of it. */
  substitute: string | null,
  /** When it was decided. */
  at: string | null,
  /** By whom. */
  operator: string | null,
  /** How many names have it. */
  count: number,
  /** Whose, as far as they are not too many. */
  members: Array<string>,
  /** What becomes of it. */
  sentence: string,
};
export type Shielded = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** Is it? */
  shielded: boolean,
  /** Is an own address of delivery on file? */
  delivery: boolean,
  /** What that means for the clerk. */
  sentence: string,
  /** What is frozen, has not left the house and would give the member away. */
  under_way: Array<PaperUnderWay>,
};
export type AtCounter = {
  /** What to say, what is due back, the papers, the days that are near. */
  answers: MemberAnswers,
  /** カナ */
  kana: string,
  /** The first letters of the kana, for a screen that visitors may see. */
  initials: string,
  /** 生年月日 */
  born: Day | null,
  /** `male`, `female` */
  sex: string | null,
  /** The paper whose code was scanned. */
  scanned: ScannedPaper | null,
  /** マイナ保険証 in one sentence. */
  myna_said: string,
  /** 電子証明書の有効期限 on record. */
  e_certificate_until: Day | null,
  /** Are the last four digits on file? */
  last_four: boolean,
  /** What is open, a sentence each. */
  open: Array<OpenMatter>,
  /** The household, the insured person first. */
  household: Array<Found>,
  /** The checks at the counter, the latest first. */
  checks: Array<CheckDone>,
};
export type ScannedPaper = {
  /** Its code. */
  paper: string,
  /** `notice`, `certificate`, … */
  kind: string,
  /** Where it is: `in_hand`, `posted`, `lost`, … */
  state: string,
  /** Is it good on that day? */
  valid: boolean,
  /** What to say of it. */
  sentence: string,
};
export type OpenMatter = {
  /** `died`, `not_insured`, `protected`, `last_four_case`, `card_differs`, `address_doubtful`, `no_certificate` */
  code: string,
  /** In words. */
  said: string,
};
export type CheckDone = {
  /** When. */
  on: Day,
  /** The instant, UTC. */
  at: string,
  /** Who checked. */
  operator: string,
  /** `card_pin`, `card_code_b`, `documents` */
  method: string,
  /** `same`, `variant`, `different`, `unread` */
  result: string,
  /** Was it seen that it is this member? Not where the card failed its proof, whatever was written on it. */
  identified: boolean,
  /** By what and with what result, in words. */
  said: string,
};
export type CounterChoices = {
  /** 本人確認書類 */
  documents: Array<CounterChoice>,
  /** 代理の方の続柄 */
  proxies: Array<CounterChoice>,
  /** 代理権の確認 */
  authorities: Array<CounterChoice>,
};
export type CounterChoice = {
  /** Its word. */
  code: string,
  /** In words. */
  said: string,
  /** It bears a photo. */
  photo: boolean,
};
export type ReadersHere = {
  /** `ready` (a card lies in a reader), `no_card`, or the code of a trouble. */
  state: string,
  /** In a sentence. */
  sentence: string,
  /** What to do; empty when all is well. */
  hint: string,
  /** The readers. */
  readers: Array<ReaderHere>,
};
export type ReaderHere = {
  /** Its name, as the system tells it. */
  name: string,
  /** A card lies in it. */
  card: boolean,
  /** It is a program that plays a reader. */
  virtual_one: boolean,
  /** Another number when another card, or the same once more, was laid down. */
  changes: number,
};
export type ReaderReport = {
  /** Is everything as it should be? */
  ok: boolean,
  /** What was found, the first that matters first. */
  findings: Array<ReaderFinding>,
};
export type ReaderFinding = {
  /** Which reader; nothing where it is about the machine. */
  reader: string | null,
  /** A stable word: `no_service`, `no_reader`, `old_card`, `card_good`, … */
  code: string,
  /** `good`, `doubt`, `bad` */
  tone: string,
  /** What it is. */
  sentence: string,
  /** The next step. */
  hint: string,
};
export type CardAnswer = {
  /** The one member whose card it is. */
  identified: Identified | null,
  /** Where it is not one: whom it may belong to. */
  holders: CardHolders | null,
};
export type CardHolders = {
  /** Who it may be; nobody when the ledger knows none. */
  found: Array<Found>,
  /** What to say and do. */
  sentence: string,
};
export type Identified = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** `same`, `variant`, `different`; `unread` where the card shows nobody. */
  result: string,
  /** Was it seen that it is this member? Not where the card failed its proof, whatever was written on it. */
  identified: boolean,
  /** The result in a sentence. */
  sentence: string,
  /** `card_pin`, `card_code_b`, `documents` */
  method: string,
  /** Thing by thing; empty where papers were seen. */
  compared: Array<ComparedShown>,
  /** 下4桁: `agrees`, `differs`; nothing where they were not compared. */
  last_four: string | null,
  /** The same in a sentence. */
  last_four_said: string | null,
  /** 電子証明書の有効期限, by the card. */
  certificate_until: Day | null,
  /** The e-certificate in a sentence. */
  certificate_said: string | null,
  /** カードの有効期限 */
  card_until: Day | null,
  /** 真正性: `genuine`, `failed`; nothing where it was not asked. */
  possession: string | null,
  /** The same in a sentence, with what it does not say. */
  possession_said: string | null,
  /** What was not sent because one try is left of it, and can be tried when the member wishes it: `proof`. */
  insist: string | null,
  /** What was written into the ledger besides the check itself. */
  recorded: Array<string>,
  /** What to do next. */
  next: Array<string>,
  /** Commands exchanged with the card; 0 where none was read. */
  exchanged: number,
};
export type ComparedShown = {
  /** `name`, `born`, `sex` */
  about: string,
  /** In words. */
  said: string,
  /** `A`, `B`, `C`; nothing where one of them does not say it. */
  grade: string | null,
  /** Why it is not A. */
  because: Array<string>,
};
export type OptionalItems = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** What the member wished. */
  wished: Array<OptionalItemShown>,
  /** What the society offers; nothing where its policy says so. */
  offered: Array<OptionalOffer>,
};
export type OptionalItemShown = {
  /** `ceiling`, `meals`, `disease`. */
  item: string,
  /** In words. */
  said: string,
  /** What stands on the certificate. */
  printed: string,
  /** It has ended, and is not printed any more. */
  over: boolean,
  /** 申出の日 */
  on: Day,
};
export type OptionalOffer = {
  /** `ceiling`, `meals`, `disease`. */
  item: string,
  /** In words. */
  said: string,
  /** What can be said of this member. */
  values: Array<string>,
};
export type OptionalItemSaid = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** `ceiling`, `meals`, `disease`. */
  item: string,
  /** In words. */
  said: string,
  /** What stands on the next certificate; nothing when it is no longer wished. */
  printed: string | null,
  /** What that means for the clerk. */
  sentence: string,
};
export type PaperUnderWay = {
  /** Its management code. */
  paper: string,
  /** The batch in which it was frozen. */
  batch: string,
  /** Where it is. */
  state: string,
  /** What to do with it. */
  sentence: string,
};
export type PostalAddress = {
  /** 郵便番号 */
  postcode: string,
  /** 住所 */
  address: string,
};
export type AddressShown = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** 住所 */
  home: PostalAddress | null,
  /** 送付先 */
  delivery: PostalAddress | null,
};
export type AccessChanged = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** The day from which it is true. */
  on: Day,
  /** `open` or `blocked`, before. */
  before: string,
  /** The same, after; as before when nothing had to be written. */
  after: string,
};
export type Owed = {
  /** Its management code; an old card has none. */
  paper: string | null,
  /** What it is. */
  kind: string,
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** Whose: the management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** The employer that owes it, by code. */
  employer: string | null,
  /** Its name. */
  employer_name: string | null,
  /** Where the paper is. */
  state: string,
  /** Why it is owed. */
  because: string,
  /** The same in words. */
  sentence: string,
  /** The law it rests on. */
  basis: string,
  /** The first day of the duty. */
  from: Day,
  /** Until when it was to be handed over; without it no deadline runs. */
  by: Day | null,
  /** `employer`, `member` or `funeral_claimant`. */
  owed_by: string,
  /** Who hands it to whom, in words. */
  duty: string,
  /** The deadline is over. */
  overdue: boolean,
  /** It is searched for, and nobody is reminded meanwhile. */
  searched: boolean,
  /** How many reminders of this duty went out. */
  reminded: number,
  /** The last of them. */
  reminded_on: Day | null,
  /** What is next: `not_yet`, `searched`, `remind`, `wait`, `report` or why no letter can go out. */
  next: string,
  /** From which day on. */
  next_on: Day | null,
  /** The same in words. */
  next_sentence: string,
};
export type OwedBy = {
  /** By code; none is everyone who is written to at home. */
  employer: string | null,
  /** Its name. */
  name: string,
  /** How many papers. */
  papers: number,
  /** Of how many the deadline is over. */
  overdue: number,
  /** Of how many a reminder may go out now. */
  ready: number,
  /** How many are searched for. */
  searched: number,
  /** How many were reminded of in vain as often as they may be. */
  report: number,
};
export type OwedList = {
  /** The day that was asked about. */
  on: Day,
  /** Everything outstanding, by who owes it. */
  owers: Array<OwedBy>,
  /** How many papers the asked-for owe. */
  total: number,
  /** The first of the rows, counted from 0. */
  start: number,
  /** The rows. */
  rows: Array<Owed>,
};
export type UsedAfterLoss = {
  /** Its management code; none when only a use was reported and no paper is outside any more. */
  paper: string | null,
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** Whose: the management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** The employer, by code. */
  employer: string | null,
  /** The end of cover: the first day without. */
  from: Day,
  /** The last day on which it could be shown, as far as is known. */
  until: Day | null,
  /** So many days it could be shown. */
  days: number,
  /** Uses that clinics reported. */
  uses: Array<UseReported>,
};
export type UseReported = {
  /** When. */
  on: Day,
  /** Where, and what else was said. */
  note: string,
};
export type ReminderShown = {
  /** Its number, once it is on record. */
  id: number | null,
  /** The day it bears. */
  on: Day,
  /** The employer that is written to, by code; none for a letter to somebody's home. */
  employer: string | null,
  /** Whom it addresses. */
  to: string,
  /** `first`, `second` or `last`. */
  firmness: string,
  /** The same in words. */
  firmness_word: string,
  /** The day by which an answer is asked for. */
  answer_by: Day,
  /** What it lists. */
  papers: Array<ReminderLine>,
  /** The file that was written. */
  file: string | null,
};
export type ReminderLine = {
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** 氏名 */
  name: string,
  /** What it is. */
  kind: string,
  /** Its management code. */
  paper: string | null,
  /** Until when it was to be handed over. */
  by: Day | null,
  /** The number of its reminder. */
  number: number,
  /** It is reminded of by this letter, and not only listed again. */
  fresh: boolean,
};
export type NotReminded = {
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** 氏名 */
  name: string,
  /** The paper's management code. */
  paper: string | null,
  /** Why not: a stable word. */
  because: string,
  /** Why not. */
  sentence: string,
};
export type Reminded = {
  /** The day they bear. */
  on: Day,
  /** Were they recorded? */
  recorded: boolean,
  /** The letters. */
  letters: Array<ReminderShown>,
  /** What is held back, and why. */
  held: Array<NotReminded>,
};
export type ReminderOnRecord = {
  /** Its number. */
  id: number,
  /** The day it bears. */
  on: Day,
  /** The employer that was written to, by code; none for a letter to somebody's home. */
  employer: string | null,
  /** Its name. */
  employer_name: string | null,
  /** `first`, `second` or `last`. */
  firmness: string,
  /** The same in words. */
  firmness_word: string,
  /** How many papers it lists. */
  papers: number,
};
export type DunningEntry = {
  /** When it happened. */
  on: Day,
  /** When it was recorded. */
  at: string,
  /** By whom. */
  operator: string,
  /** A stable word: where the paper was from then on, or `reminded`. */
  event: string,
  /** The same in words. */
  said: string,
  /** What was noted. */
  note: string | null,
};
export type DunningLog = {
  /** The paper's management code. */
  paper: string,
  /** What it is. */
  kind: string,
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** 氏名 */
  name: string,
  /** Where it is. */
  state: string,
  /** How many reminders of the present duty went out. */
  reminded: number,
  /** Would the report that it cannot be collected be borne out? */
  borne_out: boolean,
  /** The entries in their order. */
  entries: Array<DunningEntry>,
  /** The file that was written. */
  file: string | null,
};
export type Destruction = {
  /** The act that recorded it. */
  act: number,
  /** When. */
  on: Day,
  /** How many papers. */
  papers: number,
  /** How. */
  way: string,
  /** Who saw it. */
  witness: string,
  /** Who recorded it. */
  operator: string,
  /** Which papers. */
  codes: Array<string>,
};
export type Destructions = {
  /** The first day. */
  first: Day,
  /** The last day. */
  last: Day,
  /** How many papers altogether. */
  papers: number,
  /** One by one, the first one first. */
  destructions: Array<Destruction>,
  /** The file that was written. */
  file: string | null,
};
export type ApplicationShown = {
  /** Its number inside the ledger. */
  application: number,
  /** 申請理由 */
  reason: string,
  /** The same in words. */
  reason_word: string,
  /** 申請日 */
  on: Day | null,
  /** 受付日, for one that came on paper. */
  received: Day | null,
  /** `employer` or `direct`. */
  way: string | null,
  /** Who brought it in the member's place: name, relation, papers seen. */
  proxy: ProxyShown | null,
  /** What of it was refused. */
  refused: Array<RefusedPart>,
  /** What it costs. */
  fee: FeeShown | null,
  /** The day that the letter of its refusal bears, once it was printed. */
  letter: Day | null,
};
export type ProxyShown = {
  /** 氏名 */
  name: string,
  /** 続柄・関係 */
  relation: string,
  /** 確認した書類 */
  papers_seen: string,
};
export type RefusedPart = {
  /** `certificate` or `notice`. */
  about: string,
  /** The reason's word. */
  because: string,
  /** The same in words. */
  sentence: string,
  /** The law and the society's own decision it rests on. */
  basis: string,
  /** The day it was decided for. */
  on: Day,
};
export type Applications = {
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** Whose: the management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** The applications. */
  applications: Array<ApplicationShown>,
};
export type RefusalLetter = {
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** Whose: the management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** Of which application. */
  application: number,
  /** The day the letter bears. */
  on: Day,
  /** It was printed before, and is the same now. */
  again: boolean,
  /** The file. */
  file: string,
};
export type FormMade = {
  /** `certificate`, `notice`, `loss` or `uncollected`. */
  form: string,
  /** For whom it is filled in: a management code or an employer's code. */
  whose: string | null,
  /** Its pages. */
  pages: number,
  /** The file. */
  file: string,
};
export type Wrapped = {
  /** Of which batch. */
  batch: string,
  /** On which layout. */
  layout: string,
  /** So many envelopes or bundles. */
  count: number,
  /** Pages of the file. */
  pages: number,
  /** Its hash. */
  sha256: string,
  /** The file. */
  file: string,
};
export type Rebuilt = {
  /** The code that was asked for, of a paper or of a batch. */
  code: string,
  /** The batch. */
  batch: string,
  /** Its day. */
  on: Day,
  /** What was made. */
  files: Array<RebuiltFile>,
  /** What to tell a clerk. */
  sentence: string,
};
export type RebuiltFile = {
  /** Where it lies, or its name when nothing was written. */
  file: string,
  /** Its pages. */
  pages: number,
  /** The file of the batch that it is, or that it is a part of. */
  of: string,
  /** SHA-256 of that file: as on record, and as made again. */
  sha256: string,
};
export type LetterBeside = {
  /** 記号-番号-枝番 */
  member: string,
  /** The name. */
  name: string,
  /** The kind of paper. */
  kind: string,
  /** The letter's code. */
  paper: string,
  /** Its day. */
  on: Day,
  /** The earlier letter's code. */
  before: string,
  /** Its day. */
  before_on: Day,
  /** What they say. */
  lines: Array<LetterLine>,
};
export type LetterLine = {
  /** Its word in a layout. */
  word: string,
  /** What a clerk calls it. */
  called: string,
  /** What the earlier letter says; empty where it says nothing. */
  before: string,
  /** What the letter says. */
  now: string,
  /** Do they say the same? */
  same: boolean,
};
export type Applied = {
  /** Whose: `記号-番号-枝番`. */
  member: string,
  /** Whose: the management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** 申請理由 */
  reason: string,
  /** 申請日 */
  on: Day,
  /** 受付日 */
  received: Day,
  /** `employer` or `direct`. */
  way: string,
  /** What is decided on the day of receipt. */
  decision: Decided,
  /** Was what was applied for refused? */
  refused: boolean,
  /** What it costs. */
  fee: FeeShown | null,
  /** What a clerk should look at once more. */
  remarks: Array<string>,
};
export type FeeShown = {
  /** In yen. */
  yen: number,
  /** `due`, `paid` or `waived`. */
  state: string,
  /** Since when it stands so. */
  on: Day,
  /** Why it is waived. */
  reason: string | null,
};
export type Journal = {
  /** The first day. */
  first: Day,
  /** The last day. */
  last: Day,
  /** How many rows there are in all. */
  total: number,
  /** The place of the first row. */
  start: number,
  /** The rows. */
  rows: Array<JournalRow>,
};
export type JournalRow = {
  /** A look: it changed nothing. */
  look: boolean,
  /** Its number in its chain. */
  seq: number,
  /** When, in UTC. */
  at: string,
  /** Who; empty when nobody knows. */
  operator: string,
  /** What, as a code. */
  kind: string,
  /** What, in words. */
  word: string,
  /** Of what: a file's seal, a batch's or a member's code, a list; the rest in words. */
  subject: string | null,
  /** The reason that was given. */
  reason: string | null,
  /** How many members a look showed. */
  members: number | null,
  /** Everyone on record was shown. */
  everyone: boolean,
};
export type Saw = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** The first day. */
  first: Day,
  /** The last day. */
  last: Day,
  /** Looks at the member, and acts about the member and its letters, the latest first. */
  rows: Array<JournalRow>,
};
export type Unusual = {
  /** Who. */
  operator: string,
  /** The day. */
  on: Day,
  /** The reason's code. */
  because: string,
  /** The reason as a sentence. */
  sentence: string,
  /** Whom: management codes. */
  members: Array<string>,
};
export type Closed = {
  /** The day. */
  on: Day,
  /** The act that closed it. */
  act: number,
  /** The anchor after it. */
  anchor: string,
  /** The sheet. */
  file: string,
  /** Acts of the day. */
  acts: number,
  /** Looks of the day. */
  looks: number,
  /** The files to which the anchor was added. */
  anchors: Array<string>,
};
export type Due = {
  /** The day asked about. */
  on: Day,
  /** Every kind that is kept for a time. */
  kinds: Array<DueKind>,
  /** Deletions that wait for a second person. */
  waiting: Array<DeletionWaiting>,
  /** Deletions that were done, the last one first. */
  done: Array<DeletionDone>,
  /** The last one is not wiped from the file itself yet. */
  unswept: boolean,
};
export type DueKind = {
  /** `last_four`, `papers`, `member` or `looks`. */
  kind: string,
  /** In words. */
  word: string,
  /** How long it is kept. */
  length: number,
  /** `days` or `years`. */
  unit: string,
  /** The shortest and the longest that may be chosen. */
  least: number,
  /** The longest. */
  most: number,
  /** The society's own decision; `null` while the program's default holds. */
  source: string | null,
  /** Why it is kept so long, and from when it counts. */
  basis: string,
  /** How many members' data are due; of looks, how many looks. */
  due: number,
  /** How many would be, and are kept for a reason. */
  held: number,
};
export type DeletionWaiting = {
  /** As of which day. */
  on: Day,
  /** Which kinds. */
  kinds: Array<string>,
  /** Who prepared it. */
  operator: string,
  /** The same, by name and code. */
  called: string,
  /** When. */
  at: string,
};
export type ReleaseWaiting = {
  /** `import`, `print`, `delete` or `asset`. */
  what: "import" | "print" | "delete" | "asset",
  /** The batch that is to be printed. */
  batch: string | null,
  /** Who prepared it. */
  operator: string,
  /** When, in UTC. */
  at: string,
};
export type DeletionDone = {
  /** The number of its certificate. */
  number: string,
  /** The act. */
  act: number,
  /** When. */
  at: string,
  /** Who. */
  operator: string,
  /** Why. */
  reason: string,
  /** Of how many members something was deleted. */
  members: number,
};
export type DueMembers = {
  /** The kind. */
  kind: string,
  /** All rows of the list. */
  total: number,
  /** From which row on. */
  start: number,
  /** The rows. */
  rows: Array<DueMember>,
};
export type DueMember = {
  /** 記号-番号-枝番 */
  member: string,
  /** The management code. */
  code: string,
  /** The name. */
  name: string,
  /** The day on which cover ended. */
  ended: Day,
  /** Why they are kept; `null` when they may go. */
  held: string | null,
  /** The same in words. */
  because: string | null,
};
export type Deleted = {
  /** The number of the certificate. */
  number: string,
  /** The act. */
  act: number,
  /** The day on which it was done. */
  on: Day,
  /** Of how many members something of a kind was deleted; of looks, how many. */
  kinds: Array<KindCount>,
  /** Rows that went. */
  rows: number,
  /** Where the journal stands after it. */
  anchor: string,
  /** By one person alone. */
  alone: boolean,
  /** Copies of before, which still have it. */
  copies: number,
  /** The day by which they are thinned out. */
  copies_until: Day,
  /** The certificate, when a folder was given. */
  file: string | null,
  /** The files outside to which it was added. */
  lists: Array<string>,
  /** Wiped from the file itself; else that is done when the ledger is opened next. */
  swept: boolean,
};
export type KindCount = {
  /** The kind. */
  kind: string,
  /** In words. */
  word: string,
  /** How many. */
  count: number,
};
export type Trouble = {
  /** All of it. */
  text: string,
  /** Is the look-alike decided as the member is? `None` without a member. */
  same: boolean | null,
};
export type LeakAnswer = {
  /** What the journal calls it. */
  subject: string,
  /** The day on which the society came to know. */
  known_on: Day,
  /** How many people it concerns. */
  members: number,
  /** Which data, with how many people each. */
  data: Array<LeakData>,
  /** To whom it went or who saw it. */
  receivers: Array<LeakReceiver>,
  /** Must it be reported? */
  due: boolean,
  /** Why. */
  because: Array<LeakReason>,
  /** The data are encrypted, and the key is not lost with them. */
  encrypted: boolean,
  /** 速報: from about this day ... */
  first_from: Day,
  /** ... to this one. */
  first_by: Day,
  /** 確報: the last day. */
  full_by: Day,
  /** The first of those concerned; the list on file names all. */
  people: Array<LeakPerson>,
  /** The act, when it was put on record. */
  act: number | null,
  /** The draft of the report, and the list. */
  files: Array<string>,
};
export type LeakData = {
  /** Its code. */
  data: string,
  /** Its word. */
  word: string,
  /** Of how many people. */
  members: number,
};
export type LeakReceiver = {
  /** An employer, the members' homes, or an operator. */
  name: string,
  /** How many papers or people. */
  members: number,
};
export type LeakReason = {
  /** Its code. */
  code: string,
  /** Its sentence. */
  sentence: string,
};
export type LeakPerson = {
  /** The management code. */
  code: string,
  /** The number, or the management code. */
  member: string,
  /** The name. */
  name: string,
  /** The paper's code. */
  paper: string | null,
  /** To whom it went. */
  receiver: string | null,
};
export type FallbackMade = {
  /** The PDF. */
  file: string,
  /** The act. */
  act: number,
  /** Its pages. */
  pages: number,
  /** Who is insured. */
  members: number,
  /** Who is not, and owes a paper back. */
  owing: number,
};
export type Printed = {
  /** The batch's code. */
  batch: string,
  /** The kind of paper. */
  kind: string,
  /** The folder. */
  out: string,
  /** Sheets of members. */
  sheets: number,
  /** Pages of all files. */
  pages: number,
  /** Every file. */
  files: Array<PrintedFile>,
  /** It was printed before, and shows what was sent; so many things have changed since. */
  later: number,
};
export type PrintedFile = {
  /** Its name in the folder. */
  file: string,
  /** Its pages. */
  pages: number,
  /** SHA-256. */
  sha256: string,
};
export type Settings = {
  /** Who it is. */
  society: SocietyHere,
  /** Its policies, the first one first. */
  policies: Array<PolicyHere>,
  /** The layouts that papers can have. */
  layouts: Array<LayoutHere>,
  /** The program's version. */
  version: string,
  /** What others have given, and under which licence. */
  licences: Array<Licence>,
};
export type SocietyHere = {
  /** 保険者名称 */
  name: string,
  /** 保険者番号 */
  insurer_number: string,
  /** 郵便番号 */
  postcode: string,
  /** 所在地 */
  address: string,
  /** 電話番号 */
  phone: string,
  /** マイナポータルの入口 */
  portal_url: string,
  /** A training society. */
  training: boolean,
  /** The layout of notices. */
  notice_layout: string,
  /** The layout of certificates. */
  certificate_layout: string,
  /** Whether the notice bears the last four digits. */
  last_four_on_notice: boolean,
  /** Its employers. */
  employers: Array<EmployerForm>,
};
export type LayoutHere = {
  /** Its name. */
  name: string,
  /** What it calls itself. */
  title: string,
  /** The paper that it is for. */
  kind: "notice" | "certificate",
};
export type PolicyHere = {
  /** Its first day. */
  from: Day,
  /** The society's own decision. */
  source: string,
  /** The whole text of all policies. */
  text: string,
};
export type PolicyTried = {
  /** The day that was looked at: the day asked about, or the first one that would be decided otherwise when that comes later. */
  on: Day,
  /** The first day that would be decided otherwise. */
  since: Day | null,
  /** That first day lies before the day asked about. */
  earlier: boolean,
  /** Members looked at. */
  members: number,
  /** Members who would be decided otherwise. */
  altered: number,
  /** Those of them who would get a certificate that day. */
  due: number,
  /** Some of them. */
  examples: Array<ListedRow>,
  /** Mistakes in the text. */
  complaints: Array<Said>,
};
export type SocietyChange = {
  /** 保険者名称 */
  name: string,
  /** 郵便番号 */
  postcode: string,
  /** 所在地 */
  address: string,
  /** 電話番号 */
  phone: string,
  /** マイナポータルの入口 */
  portal_url: string,
  /** The layout of notices. */
  notice_layout: string,
  /** The layout of certificates. */
  certificate_layout: string,
  /** Whether the notice bears the last four digits. */
  last_four_on_notice: boolean,
};
export type Kept = {
  /** The folder of copies; `null` until one is chosen. */
  to: string | null,
  /** The second place. */
  also: string | null,
  /** When the last copy was made. */
  copied: string | null,
  /** There has been none for three days. */
  copy_due: boolean,
  /** When the way back was last rehearsed. */
  rehearsed: string | null,
  /** That was more than a week ago, or never. */
  rehearsal_due: boolean,
  /** The copies in the folder, the last one first. */
  copies: Array<CopyHere>,
  /** What the files of anchors there have last. */
  anchors: Array<AnchorsHere>,
};
export type AnchorsHere = {
  /** The folder. */
  folder: string,
  /** When its last anchor was made; `null` when there is none, or the folder is not there just now. */
  at: string | null,
  /** The act of that anchor. */
  act: number | null,
};
export type CopyHere = {
  /** The file. */
  file: string,
  /** When it was made. */
  at: string,
  /** The last act in it. */
  act: number,
};
export type BackedUp = {
  /** The copy; its key file lies beside it. */
  file: string,
  /** Its bytes. */
  bytes: number,
  /** The last act in it. */
  act: number,
  /** Where the journal stood, as one line. */
  anchor: string,
  /** The file to which that line was added. */
  anchors: string,
  /** Older copies that were taken away. */
  removed: Array<string>,
  /** The copy in the second place. */
  also: string | null,
  /** Why there is none in the second place. */
  complaints: Array<Said>,
  /** The way back from it was tried at once, as is done once a week. */
  rehearsed?: Restored,
};
export type Restored = {
  /** The copy. */
  copy: string,
  /** The new file; of a rehearsal it has been taken away again. */
  file: string,
  /** Only rehearsed? */
  rehearsal: boolean,
  /** The last act in it. */
  act: number,
  /** When that was done. */
  at: string,
  /** Members in it. */
  members: number,
  /** At least so many acts were done since, by the ledger or the anchors; `null` when no newer anchor was found. */
  behind: number | null,
  /** Deletions that were done since: what they deleted is in the copy, and has to be deleted again. */
  deleted_since: number,
  /** Where its journal stands, as one line. */
  anchor: string,
  /** What is wrong. */
  findings: Array<Said>,
  /** Nothing is wrong. */
  ok: boolean,
};
export type WayBack = {
  /** The ledger. */
  ledger: string,
  /** What is wrong with it. */
  damage: Said,
  /** The last copy that is whole. */
  copy: string,
  /** When it was made. */
  made: string,
  /** The last act in it. */
  act: number,
  /** When that was done. */
  at: string,
  /** At least so many acts are not in it, by the anchors; `null` when no newer anchor was found. */
  missing: number | null,
  /** Deletions that were done since: what they deleted is in the copy, and has to be deleted again. */
  deleted_since: number,
  /** Copies and folders that were passed over, and why. */
  passed: Array<Said>,
  /** The copy is in the ledger's place now? */
  done: boolean,
  /** Where the damaged file lies, once it was set aside. */
  aside: string | null,
};
export type Licence = {
  /** What. */
  name: string,
  /** The licence. */
  licence: string,
  /** Its text, or where it is. */
  text: string,
};
export type OperatorHere = {
  /** The code under which the person signs in. */
  code: string,
  /** How the person is called. */
  name: string,
  /** Is an operator now. */
  active: boolean,
  /** `viewer`, `clerk`, `supervisor`, `admin`, `auditor`. */
  roles: Array<string>,
  /** `last_four`, `batch`. */
  grants: Array<string>,
  /** Has a passphrase. */
  signs_in: boolean,
};
export type OperatorForm = {
  /** The code under which the person signs in. */
  code: string,
  /** How the person is called; without one, by the code. */
  name: string,
  /** `viewer`, `clerk`, `supervisor`, `admin`, `auditor`. */
  roles: Array<string>,
  /** `last_four`, `batch`. */
  grants: Array<string>,
};
export type RecoveryPrinted = {
  /** Nine groups of four letters. */
  code: string,
  /** The day on which it was made. */
  on: Day,
};
export type LastFourShown = {
  /** Number. */
  member: string,
  /** Management code. */
  code: string,
  /** The digits, when they are on file. */
  digits: string | null,
};
export type Report = {
  /** Its name: `issued`, `reissued`, `refused`, `returned`, `outstanding`, `covered` or `last_four`. */
  name: string,
  /** What it is called. */
  title: string,
  /** Its numbers are how things stand at the end of each month, not what happened in it. */
  stock: boolean,
  /** The last day that is looked at; a month that still runs ends here. */
  on: Day,
  /** The last act that was known: asked for again with it, the numbers are the same. */
  act: number,
  /** When that act was recorded. */
  as_of: string | null,
  /** The months, `2026-04`, the first one first. */
  months: Array<string>,
  /** What is counted. */
  measures: Array<Measure>,
  /** One for each employer that has anything. */
  rows: Array<ReportRow>,
  /** Of all employers, by month and measure. */
  totals: Array<Array<number>>,
  /** Of all employers and months, by measure; empty where the numbers are how things stand. */
  sums: Array<number>,
  /** What a reader must know beside the numbers. */
  remarks: Array<string>,
};
export type Measure = {
  /** Its code. */
  code: string,
  /** In words. */
  word: string,
};
export type ReportRow = {
  /** The code; empty for members without an employer. */
  employer: string,
  /** The name. */
  name: string,
  /** By month and measure. */
  cells: Array<Array<number>>,
  /** Of all months, by measure; empty where the numbers are how things stand. */
  sums: Array<number>,
};
export type ReportFile = {
  /** Where. */
  file: string,
  /** Its rows, without the header. */
  rows: number,
  /** SHA-256 of its bytes. */
  sha256: string,
};
export type OfficialFile = {
  /** The file. */
  file: string,
  /** `enrolment`, `leaving` or `dependants`. */
  form: string,
  /** `kpfd` or `shfd`. */
  layout: string,
  /** Forms in it. */
  forms: number,
  /** Complaints that left somebody out. */
  left_out: number,
  /** Its seal. */
  sha256: string,
  /** Who was left out, and which characters were replaced. */
  complaints: Array<Said>,
  /** What has to be filled in. */
  remarks: Array<string>,
};
export type WhatIf = {
  /** The day as it is. */
  on: Day,
  /** The day that it is compared with. */
  against: Day,
  /** The last act that was known. */
  act: number,
  /** The policy tried in the place of the society's, by its own citation. */
  policy: string | null,
  /** The rule pack that was tried. */
  pack: PackTried | null,
  /** Members looked at. */
  members: number,
  /** Members of whom anything is decided otherwise. */
  altered: number,
  /** The differences, those about one thing together, the largest first. */
  groups: Array<Turned>,
};
export type PackTried = {
  /** What the change is called. */
  title: string,
  /** Where it is announced. */
  source: string,
  /** The dates that it moves. */
  moved: Array<DateMoved>,
};
export type DateMoved = {
  /** Its key in the pack. */
  key: string,
  /** What begins on it. */
  said: string,
  /** As the law is. */
  now: Day,
  /** As the pack has it. */
  then: Day,
};
export type Turned = {
  /** What the list behind it is asked for by. */
  key: string,
  /** `covered`, `certificate`, `notice`, `old_card_return`, `certificate_return` or `last_day`. */
  about: string,
  /** The same in words. */
  about_word: string,
  /** As it is. */
  before: TurnedSide,
  /** As it would be. */
  after: TurnedSide,
  /** How many. */
  members: number,
};
export type TurnedSide = {
  /** The outcome's code; of a last day `ends`, `ends_earlier` or `ends_later`. */
  outcome: string,
  /** The outcome in words. */
  word: string,
  /** The reason's code; empty where there is none. */
  because: string,
  /** The reason in words. */
  reason: string,
};
export type CheckCount = {
  /** `not_sent`, `sent`, `agrees`, `differs`, `no_answer`, `returned_undelivered`, `case_open`, `corrected`, `second_letter_sent`, `closed`. */
  state: string,
  /** The same in words. */
  said: string,
  /** How many. */
  count: number,
};
export type CheckCampaign = {
  /** The batch. */
  batch: string,
  /** 交付年月日 of its letters. */
  on: Day,
  /** 回答期限 */
  until: Day,
  /** How many letters. */
  letters: number,
  /** By state, of those whose last letter it is; states of nobody are left out. */
  counts: Array<CheckCount>,
};
export type CheckEmployer = {
  /** 事業所コード */
  employer: string | null,
  /** 名称 */
  name: string | null,
  /** By state; states of nobody are left out. */
  counts: Array<CheckCount>,
};
export type CheckStatus = {
  /** The day asked about. */
  on: Day,
  /** Everyone insured on the day, and whoever else has an open case. */
  members: number,
  /** By state. */
  counts: Array<CheckCount>,
  /** How many letters are past their day without an answer, and not recorded so yet. */
  overdue: number,
  /** Every campaign, the latest first; second letters are not among them. */
  campaigns: Array<CheckCampaign>,
  /** By employer; without one last. */
  employers: Array<CheckEmployer>,
};
export type CheckAnswered = {
  /** What was scanned or typed. */
  given: string,
  /** The letter. */
  paper: string | null,
  /** Whose: `記号-番号-枝番`. */
  member: string | null,
  /** 氏名 */
  name: string | null,
  /** Where the check stood. */
  before: string | null,
  /** Where it stands now. */
  state: string | null,
  /** Was it recorded? */
  done: boolean,
  /** Why not: a stable word. */
  because: string | null,
  /** Why not, or what follows. */
  sentence: string | null,
  /** What to do. */
  hint: string | null,
};
export type CheckOverdue = {
  /** The day. */
  on: Day,
  /** How many had not answered. */
  members: number,
};
export type CheckAsked = {
  /** `employer`, `member` or `resident_register`. */
  whom: string,
  /** The same in words. */
  said: string,
  /** Until which day. */
  until: Day,
  /** That day is over. */
  late: boolean,
};
export type SwapShown = {
  /** `記号-番号-枝番` */
  member: string,
  /** Management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** `household`, or `import`: next to each other in the file that brought the numbers. */
  beside: "household" | "import",
  /** How many comparisons of four digits speak for it: 1 or 2. */
  agreeing: number,
  /** With how many people it was compared. */
  compared: number,
  /** In how many of ten thousand such searches somebody fits by chance. */
  chance: number,
  /** All of it in words. */
  sentence: string,
};
export type CheckCase = {
  /** `記号-番号-枝番` */
  member: string,
  /** Management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** 事業所コード */
  employer: string | null,
  /** Where it stands. */
  state: string,
  /** The same in words. */
  said: string,
  /** Since when. */
  since: Day | null,
  /** Who was asked last. */
  asked: CheckAsked | null,
  /** What to do next. */
  next: string,
  /** What may be recorded now: `ask`, `correct`, `second_letter`, `close`. */
  steps: Array<string>,
  /** With whom the number may have been exchanged. */
  swaps: Array<SwapShown>,
};
export type CheckLetter = {
  /** Its management code. */
  paper: string,
  /** Its batch. */
  batch: string,
  /** 交付年月日 */
  on: Day,
  /** 回答期限 */
  until: Day,
  /** It tells of a correction. */
  second: boolean,
  /** `with_digits` or `without_digits`. */
  letter: string,
  /** Where it is. */
  state: string,
};
export type CheckHappened = {
  /** The day. */
  on: Day,
  /** `agree`, `differ`, `deadline_passes`, `open_case`, `correct`, `close`. */
  event: string,
  /** The same in words. */
  said: string,
  /** Who is asked. */
  asked: CheckAsked | null,
  /** Were the card's last four digits told? They are not shown here. */
  digits_told: boolean,
  /** What else was noted. */
  note: string | null,
  /** By whom. */
  operator: string,
};
export type AgreementShown = {
  /** `name`, `kana` or `address`. */
  about: string,
  /** What they are, in words: 届出, 住民票, 回答. */
  between: [string, string],
  /** The two spellings. */
  spellings: [string, string],
  /** `A`, `B` or `C`. */
  grade: string,
  /** Why it is not A. */
  because: Array<string>,
};
export type CheckCaseShown = {
  /** As in the list. */
  case: CheckCase,
  /** The letters, the first one first. */
  letters: Array<CheckLetter>,
  /** What happened, in the order in which it was recorded. */
  events: Array<CheckHappened>,
  /** How far spellings of name and address agree. */
  agreements: Array<AgreementShown>,
};
export type ListRead = {
  /** 基準日 */
  as_of: Day,
  /** The list itself names that day; else it is the day of loading. */
  said: boolean,
  /** How many people it has. */
  people: number,
  /** With the other files of the same day it speaks of most of those who were insured on that day. */
  whole: boolean,
  /** In how many files the list of that day came so far, this one included. */
  files: number,
  /** Insured on that day, and in none of these files. */
  unlisted: number,
  /** In it, and not in the ledger. */
  unknown: number,
  /** This very list was loaded before. */
  before: boolean,
  /** It was loaded before, and of so many people the ledger has something else of that day by now. */
  differ: number,
};
export type ListLoaded = {
  /** Its number. */
  list: number,
  /** 基準日 */
  as_of: Day,
  /** The list itself names that day; else it is the day of loading. */
  said: boolean,
  /** The file's name. */
  file: string,
  /** When it was loaded, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
  /** How many people it has. */
  people: number,
  /** It speaks of most of those who were insured on that day. */
  whole: boolean,
};
export type RunShown = {
  /** Its number; absent while it is only looked at. */
  run: number | null,
  /** The list it rests on. */
  list: ListLoaded,
  /** The day that was decided. */
  on: Day,
  /** When it was frozen, in UTC. */
  at: string | null,
  /** By whom. */
  operator: string | null,
  /** How joiners are waited for, by the policy of that day. */
  wait: string,
  /** Whom it names, part by part, in the order of work. */
  parts: Array<RunPartShown>,
  /** Rows of the list that mean nobody of the ledger. */
  unknown_rows: Array<RowUnknown>,
  /** Why nothing is planned from it any more. */
  stopped: RunStopped | null,
  /** The batches that were planned from it. */
  batches: Array<string>,
  /** How many are still to be planned. */
  to_plan: number,
};
export type RunPartShown = {
  /** Its word. */
  part: "due" | "lapsing" | "released" | "interim" | "renewal" | "waiting" | "on_application" | "unknown" | "unlisted" | "undecided",
  /** How a clerk calls it. */
  word: string,
  /** How many. */
  count: number,
  /** The nearest day that matters. */
  by: Day | null,
  /** Batches are planned from it. */
  planned: boolean,
  /** Why, each with how many. */
  reasons: Array<ReasonCount>,
};
export type ReasonCount = {
  /** Its code. */
  because: string,
  /** In words. */
  reason: string,
  /** How many. */
  count: number,
};
export type RowUnknown = {
  /** Where it stands in the file. */
  place: string,
  /** The reason's code. */
  because: string,
};
export type RunStopped = {
  /** `newer_list`, `newer_run` or `newer_wave`. */
  because: string,
  /** In words. */
  sentence: string,
  /** What to do. */
  hint: string,
};
export type RunPerson = {
  /** 記号-番号-枝番 */
  member: string,
  /** The member's management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** カナ */
  kana: string,
  /** 事業所 */
  employer: string | null,
  /** In which part. */
  part: string,
  /** The reason's code. */
  because: string,
  /** The reason as a sentence. */
  sentence: string,
  /** By when a paper must be in hand, or when the wait ends. */
  by: Day | null,
};
export type RunPeople = {
  /** How many there are in all. */
  total: number,
  /** The place of the first, counted from 0. */
  start: number,
  /** Them. */
  rows: Array<RunPerson>,
};
export type RunOnRecord = {
  /** Its number. */
  run: number,
  /** The day that was decided. */
  on: Day,
  /** 基準日 of its list. */
  as_of: Day,
  /** When it was frozen, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
  /** Why nothing is planned from it any more. */
  stopped: RunStopped | null,
  /** The batches that were planned from it. */
  batches: Array<string>,
};
export type Runs = {
  /** The list that speaks of the latest day. */
  list: ListLoaded | null,
  /** The runs, the latest first. */
  runs: Array<RunOnRecord>,
  /** The waves, the latest first. */
  waves: Array<WaveOnRecord>,
};
export type WaveOnRecord = {
  /** Its number. */
  wave: number,
  /** The common last day. */
  until: Day,
  /** When it was frozen, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
};
export type WaveShown = {
  /** Its number; absent while it is only looked at. */
  wave: number | null,
  /** The common last day of the certificates. */
  until: Day,
  /** The last day on which a renewal may go out. */
  last_safe: Day,
  /** So many weeks there could be. */
  available: number,
  /** How many it renews. */
  people: number,
  /** Of these, without an application because the need for assistance goes on. */
  assistance: number,
  /** Week by week. */
  weeks: Array<WaveWeek>,
  /** Whose certificate ends then too, and who is not renewed, by reason. */
  left_out: Array<ReasonCount>,
  /** Whose registration is pending, and whose wait ends before the wave does. */
  interim: Array<Interim>,
  /** What to look at once more. */
  remark: string | null,
  /** Why nothing is planned from it any more. */
  stopped: RunStopped | null,
};
export type WaveWeek = {
  /** Counted from 1. */
  week: number,
  /** The day of issue: the first business day. */
  day: Day,
  /** How many people. */
  people: number,
  /** Whose employers, the largest first; without a code those at home. */
  employers: Array<WaveEmployer>,
  /** The batches that were planned from it. */
  batches: Array<string>,
};
export type WaveEmployer = {
  /** The employer's code; absent for those who get it at home. */
  employer: string | null,
  /** How many people. */
  people: number,
};
export type Interim = {
  /** 記号-番号-枝番 */
  member: string,
  /** The member's management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** 事業所 */
  employer: string | null,
  /** The day the wait ends; absent when it is over. */
  wait_until: Day | null,
  /** The last day of a certificate issued now. */
  last_day: Day,
  /** What is proposed. */
  sentence: string,
};
export type Consequence = {
  /** 記号-番号-枝番 */
  member: string,
  /** The member's management code. */
  code: string,
  /** 氏名 */
  name: string,
  /** 事業所 */
  employer: string | null,
  /** Which one it is: by this it is settled. */
  what: string,
  /** What kind of consequence. */
  kind: "not_insured" | "not_needed" | "wrongly_refused" | "printed_otherwise" | "last_day" | "due_back" | "waited" | "missed",
  /** The paper that it is about. */
  paper: string | null,
  /** The day that was decided. */
  on: Day,
  /** What was decided, and what is known now. */
  sentence: string,
  /** What to do. */
  next: string,
  /** What caused it. */
  cause: Cause | null,
  /** A clerk has settled it. */
  seen: Settled | null,
};
export type Cause = {
  /** The number of the act. */
  act: number,
  /** When, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
  /** What was done, with the file and the row where there is one. */
  said: string,
};
export type Settled = {
  /** When, in UTC. */
  at: string,
  /** By whom. */
  operator: string,
  /** What was done. */
  note: string | null,
};
export type Consequences = {
  /** How many are open. */
  open: number,
  /** How many there are in this list. */
  total: number,
  /** The place of the first, counted from 0. */
  start: number,
  /** Them. */
  rows: Array<Consequence>,
};
export type Nothing = Record<symbol, never>;
export type Dropped = {
  /** Something is held over the window. */
  over: boolean,
  /** What was let go. */
  files: Array<string>,
};
export type LangAsk = {
  /** `ja` or `en`. */
  lang: Lang,
};
export type TroubleAsk = {
  /** Whom it concerns, as a clerk writes it; `null` for nobody. */
  member: string | null, on: Day, lang: Lang,
};
export type SaveTroubleAsk = { text: string, out: string, };
export type StatusAsk = {
  /** The language from now on. */
  lang?: Lang,
};
export type OnAsk = { on: Day, };
export type Status = {
  /** The open ledger. */
  ledger: Here | null,
  /** The ledger that was named when the program was started, told once. */
  named: Named | null,
  /** Ledgers opened lately. */
  recent: Array<string>,
  /** The program's version. */
  version: string,
  /** The day in Japan. */
  today: Day,
};
export type Named = {
  /** Its path. */
  path: string,
  /** Why it could not be opened. */
  failed: Failed | null,
};
export type ChooseAsk = { what: "copy" | "ledger" | "new_ledger" | "import_file" | "folder" | "rejects_file" | "returned_file" | "recipe_file" | "recipe_out" | "report_csv" | "report_xlsx" | "rules_file" | "seal_file", };
export type OpenAsk = { path: string,
  /** The operator's code; `null` is whoever has the passphrase. */
  operator: string | null, passphrase: string,
};
export type PathAsk = { path: string, };
export type RecoverAsk = { path: string,
  /** The recovery code as it was typed. */
  code: string, operator: string,
  /** The new passphrase. */
  passphrase: string,
};
export type IdleAsk = {
  /** Since it last asked. */
  used: boolean,
  /** Minutes without use after which it locks itself. */
  minutes: number,
};
export type Idle = { locked: boolean,
  /** Who worked, of a locked window. */
  operator: string | null,
  /** The ledger behind a locked window. */
  path: string | null,
  /** The passphrase, of a training society: it is no secret. */
  practice: string | null,
};
export type UnlockAsk = { operator: string, passphrase: string, };
export type AddOperatorAsk = { form: OperatorForm, passphrase: string, };
export type ChangeOperatorAsk = { form: OperatorForm, };
export type OperatorAsk = { code: string, };
export type RemoveAsk = { code: string,
  /** The ledger's key is exchanged too. */
  rekey: boolean,
};
export type SetPassphraseAsk = { code: string,
  /** The passphrase of whoever works. */
  own: string,
  /** The new one. */
  passphrase: string,
};
export type TypedAsk = {
  /** The recovery code as it was typed back. */
  typed: string,
};
export type LastFourAsk = { member: string, on: Day, reason: string, };
export type TrainingAsk = { dir: string, members: number, };
export type FoundingAsk = { society: SocietyForm, };
export type FoundAsk = { path: string, passphrase: string, society: SocietyForm,
  /** The text of the policy. */
  policy: string,
};
export type DayAsk = { on: Day, lang: Lang, };
export type ListAsk = { name: string, on: Day,
  /** `2026-05`, to narrow the list to one month. */
  month: string | null, start: number, len: number, lang: Lang,
};
export type FindAsk = { query: string, on: Day, limit: number, };
export type PeopleAsk = { on: Day, start: number, len: number, };
export type MemberAsk = {
  /** Number or management code. */
  member: string, on: Day,
  /** What the ledger knew at that instant, or at the end of that day in Japan; `null` is now. */
  known_at: string | null, lang: Lang,
};
export type ReckonAsk = {
  /** Its kind. */
  kind: string,
  /** What is given. */
  given: Array<ReckonGiven>,
  /** From which day on a month ahead is near. */
  on: Day, lang: Lang,
};
export type LeafletAsk = { topic: string, on: Day, out: string, lang: Lang, };
export type ImportAsk = { file: string, employer: string | null, form: "auto" | "enrolment" | "leaving" | "dependants" | "registration" | "members",
  /** Columns whose meaning a clerk has confirmed. */
  confirmed: Array<string>,
  /** What a clerk has said that columns mean (`1!C=number`). */
  meanings: Array<string>,
  /** What a clerk has said that values mean (`relation:3=child`). */
  values: Array<string>,
  /** How a clerk has said that columns write their days (`1!F=western`). */
  dates: Array<string>,
  /** The encoding of a text file, when a clerk has said it. */
  encoding: string | null,
  /** The recipe by which it is read; `null` is the employer's own, 0 is none. */
  recipe: number | null,
  /** The alarm of torn rows was looked at. */
  not_torn: boolean,
  /** Rows of whom a clerk has made sure that they are other people than those the ledger has. */
  other_persons: Array<string>,
  /** Rows of which a clerk has made sure that they are right where the ledger says otherwise. */
  sure: Array<string>,
  /** A list of the state that was loaded before is loaded once more. */
  again: boolean,
  /** The password that came with the file. */
  password?: string,
  /** Which table of an archive is meant. */
  inside?: string,
};
export type RecipeAsk = { id: number, lang: Lang, };
export type RecipeOutAsk = { id: number, out: string, };
export type RecipeTakeAsk = { file: string, employer: string | null, };
export type PasswordAsk = { employer: string,
  /** `null` forgets it. */
  password: string | null,
};
export type FileAsk = { ask: ImportAsk, lang: Lang, };
export type CellsAsk = { ask: ImportAsk, sheet: string,
  /** Counted from 1. */
  row: number,
};
export type AcceptAsk = { ask: ImportAsk,
  /** Where rows that did not go in are written. */
  rejects: string | null,
  /** Where the employer's own file is written with what is wrong marked in it. */
  returned: string | null,
  /** A number by which the screen may cancel it. */
  job: number, lang: Lang,
};
export type PlanAsk = { kind: "notice" | "certificate" | "elderly_certificate" | "return_request" | "refusal", on: Day,
  /** Numbers or management codes; `null` is everyone who is due. */
  members: Array<string> | null,
  /** One envelope for each household or for each member; `null` is as the policy has it. */
  envelopes: "household" | "member" | null, without_unprintable: boolean,
  /** Only says what would be frozen. */
  dry_run: boolean, lang: Lang,
};
export type JournalAsk = { first: Day, last: Day,
  /** Of one operator only. */
  operator: string | null,
  /** `acts` or `looks` only. */
  what: "acts" | "looks" | null, start: number, len: number, lang: Lang,
};
export type WhoSawAsk = { member: string, first: Day, last: Day, lang: Lang, };
export type DaysAsk = { first: Day, last: Day, lang: Lang, };
export type OutAsk = {
  /** A folder. */
  out: string,
};
export type DueAsk = {
  /** As of which day. */
  on: Day, lang: Lang,
};
export type DueMembersAsk = {
  /** `last_four`, `papers` or `member`. */
  kind: string,
  /** Those who are kept for a reason. */
  held: boolean, on: Day, start: number, len: number, lang: Lang,
};
export type DeleteAsk = {
  /** Which kinds. */
  kinds: Array<string>,
  /** As of which day. */
  on: Day, reason: string,
  /** The folder for the certificate. */
  out: string,
};
export type CertificateAsk = {
  /** The act that deleted. */
  act: number,
  /** The folder for the certificate. */
  out: string,
};
export type HoldAsk = {
  /** Number or management code. */
  member: string,
  /** Not deleted for now; else the hold ends. */
  held: boolean, reason: string,
};
export type KeepAsk = { kind: string,
  /** Days or years, as the kind is counted. */
  length: number,
  /** The society's own decision. */
  source: string,
};
export type LostWord = "batch" | "copy" | "ledger" | "seen";
export type LeakAsk = { lost: LostWord,
  /** The batch's code, the copy's name, or the operator's code. */
  name: string,
  /** The numbers of the envelopes as they were typed; nothing means all. */
  envelopes: string,
  /** Of what somebody saw: the first day. */
  first: Day,
  /** The last day. */
  last: Day,
  /** The day on which it came to be known. */
  known_on: Day,
  /** Who has it now. */
  receiver: string | null, on_purpose: boolean, sensitive: boolean, key_too: boolean,
  /** A folder for the draft and the list; `null` only answers. */
  out: string | null, lang: Lang,
};
export type FallbackAsk = { out: string, passphrase: string, };
export type PrintAsk = {
  /** A number by which the screen may cancel it. */
  job: number, batch: string, out: string,
};
export type Progress = { done: number, total: number, };
export type CopyAsk = { text: string,
  /** Numbers or management codes, as the screen names them. */
  members: Array<string>,
  /** The day that the screen shows; nothing where no ledger is open. */
  on: string, lang: Lang,
};
export type PageAsk = { batch: string,
  /** Counted from 1. */
  page: number,
  /** For a printer: 240 dots to the inch. */
  fine: boolean,
};
export type BatchAsk = { batch: string, };
export type PrinterAsk = { width_mm: number, height_mm: number, };
export type PagePicture = { page: number, pages: number,
  /** PNG in base64. */
  png: string,
};
export type LayoutAsk = {
  /** A layout that comes with the program. */
  name: string,
  /** A text in its place; `null` is the layout as it comes. */
  text: string | null,
  /** Counted from 1. */
  page: number, lang: Lang,
};
export type LayoutPicture = {
  /** The layout's text. */
  text: string,
  /** Counted from 1; 0 when the text cannot be used. */
  page: number, pages: number,
  /** PNG in base64. */
  png: string,
  /** What is wrong with the text. */
  complaints: Array<Said>,
};
export type SaveAsk = {
  /** What the society calls the layout. */
  name: string, text: string,
};
export type PostAsk = { batch: string, on: Day, };
export type PaperAsk = { code: string, on: Day, lang: Lang, };
export type StepAsk = { codes: Array<string>,
  /** A step of the bench. */
  step: string, on: Day,
  /** The word of the reason, the way of destruction, or what else should be remembered. */
  note: string | null,
  /** The second person, where papers are destroyed. */
  witness: string | null, lang: Lang,
};
export type InsertAsk = { batch: string,
  /** None means everything. */
  codes: Array<string>, on: Day, lang: Lang,
};
export type SheetsAsk = { batch: string, lang: Lang, };
export type GoOnAsk = { batch: string, reason: string, };
export type CharactersAsk = {
  /** Only what waits for a decision. */
  open: boolean, lang: Lang,
};
export type CharacterAsk = { letter: string, way: "substitute" | "mincho" | "kana" | "open",
  /** In its place, with `substitute`. */
  substitute: string | null,
};
export type AssetAsk = { id: number, lang: Lang, };
export type ProposeAsk = { what: "seal" | "issuer" | "layout",
  /** What a seal is called, what an issuer says, which layout. */
  name: string,
  /** The picture of a seal. */
  path: string | null, variant: "standard" | "large" | "plain", from: Day, until: Day | null,
};
export type WithdrawAssetAsk = { id: number, reason: string, };
export type AssetPictures = { row: AssetHere, present: string, proposed: string,
  /** The picture of a seal itself. */
  picture: string,
};
export type SpoiledAsk = { batch: string,
  /** The code that was read from it; of a missing one its number. */
  sheet: string,
  /** A folder for the sheet; `null` only records it. */
  out: string | null, on: Day, lang: Lang,
};
export type ScanAsk = { batch: string, mode: "insert" | "bundle" | "recount" | "hand_over",
  /** What was read before and is not recorded yet. */
  held: Array<string>, code: string, on: Day, lang: Lang,
};
export type LossAsk = { batch: string, sheet: number, said: "missing" | "found" | "broken", reason: string, on: Day, lang: Lang, };
export type OfficeCopyAsk = { batch: string, sheet: number, out: string, };
export type StockAsk = { stock: string, step: "received" | "spoiled" | "counted", sheets: number, reason: string, on: Day, lang: Lang, };
export type FarAsk = { batch: string,
  /** The folder that it was printed into, or the one around it. */
  out: string, lang: Lang,
};
export type PressAsk = {
  /** A number by which the screen may cancel it. */
  job: number, batch: string,
  /** The folder that it was printed into, or the one around it. */
  out: string, printer: string, tray: string | null,
  /** The last good sheet, where somebody was asked for it. */
  last: string | null,
  /** Why what is on paper already is sent once more. */
  again: string | null, lang: Lang,
};
export type PrintersAsk = { also: string | null, lang: Lang, };
export type TestSheetAsk = { printer: string, tray: string | null, paper: "a4" | "hagaki", };
export type AlignAsk = { printer: string, tray: string | null, front: [number, number], back: [number, number], on: Day, };
export type NewAddress = { postcode: string, address: string, };
export type MendAsk = { member: string, kind: "home" | "delivery",
  /** The new one; `null` confirms the one on file. */
  new: NewAddress | null, on: Day,
};
export type ShieldAsk = { member: string, on: boolean, reason: string, lang: Lang, };
export type CardAsk = {
  /** The member; nobody where the card is to say who it is. */
  member: string | null, reader: string | null, pin: string | null, code_b: [string, string, string] | null, number: string | null, proof: string | null,
  /** `pin`, `proof`, `number`, `code_b`: what is tried although one try is left. */
  insists: string | null,
  /** The photo on the card was compared with the face. */
  face: boolean, proxy: string | null, authority: string | null, lang: Lang,
};
export type PapersSeenAsk = { member: string, documents: Array<string>, face: boolean, agrees: boolean, proxy: string | null, authority: string | null, lang: Lang, };
export type OptionalAsk = { member: string, on: Day, lang: Lang, };
export type WishAsk = { member: string, item: string, value: string | null, from: Day | null, until: Day | null, on: Day, lang: Lang, };
export type AddressAsk = { member: string, on: Day, reason: string, };
export type OwedAsk = { on: Day,
  /** Only what one employer owes, by code. */
  employer: string | null,
  /** Only what is asked for at home. */
  home: boolean, start: number, len: number, lang: Lang,
};
export type RemindAsk = { on: Day,
  /** To one employer only, by code. */
  employer: string | null, out: string | null, lang: Lang,
};
export type RemindersAsk = {
  /** To one employer only, by code. */
  employer: string | null, lang: Lang,
};
export type RemindAgainAsk = { id: number, out: string, lang: Lang, };
export type UseAsk = { member: string, on: Day, note: string, };
export type DeathAsk = { member: string, on: Day | null, };
export type OldCardAsk = { member: string, what: "in_hand" | "returned" | "loss_reported" | "not_collectable" | "self_disposed",
  /** Since when. */
  on: Day,
  /** In hand: the date that is printed on it. */
  until: Day | null,
  /** Ended: what else should be remembered. */
  note: string | null,
};
export type AccessAsk = { member: string, access: "open" | "blocked", reason: string, on: Day, };
export type DunningAsk = { code: string, on: Day, out: string | null, lang: Lang, };
export type NotCollectableAsk = { code: string, on: Day, note: string | null, out: string, lang: Lang, };
export type DestructionsAsk = { first: Day, last: Day, out: string | null, lang: Lang, };
export type ApplicationsAsk = { member: string, on: Day, lang: Lang, };
export type ApplyAsk = { member: string, reason: string, on: Day, received: Day, direct: boolean, proxy: ProxyAsk | null,
  /** Why nothing is asked for it. */
  waived: string | null, paid: boolean, lang: Lang,
};
export type FeeAsk = { member: string, waived: string | null, on: Day, };
export type RefusalAsk = { member: string,
  /** None is the last one that was refused. */
  application: number | null, on: Day, out: string,
};
export type FormAsk = { form: "certificate" | "notice" | "loss" | "uncollected", member: string | null, employer: string | null, on: Day, out: string, };
export type WrapAsk = { batch: string, layout: "envelope-naga3" | "envelope-naga3-window" | "envelope-kaku2" | "labels-a4-12" | "sending", bundles: boolean, out: string, };
export type RebuildAsk = {
  /** The paper's code. */
  code: string,
  /** A folder for its PDF; `null` only shows it. */
  out: string | null, lang: Lang,
};
export type BesideAsk = {
  /** The paper's code. */
  code: string,
  /** The other one's; `null` is the one of its kind before it. */
  other: string | null, lang: Lang,
};
export type LetterPictures = { rebuilt: Rebuilt,
  /** Its pages: PNG in base64. */
  pages: Array<string>,
};
export type ProxyAsk = { name: string, relation: string, papers_seen: string, };
export type CancelAsk = { job: number, };
export type PolicyAsk = { text: string, on: Day, lang: Lang, };
export type AdoptAsk = { text: string,
  /** Days before today may be decided otherwise, too. */
  earlier: boolean,
};
export type SocietyAsk = { society: SocietyChange, };
export type EmployerAsk = { employer: EmployerForm, };
export type BackUpAsk = { to: string, also: string | null, };
export type RehearseAsk = { copy: string, passphrase: string, };
export type RestoreAsk = { copy: string, to: string, passphrase: string, };
export type PutBackAsk = { path: string, operator: string | null, passphrase: string,
  /** The copy that was offered. */
  copy: string,
};
export type ReportAsk = { name: string,
  /** The first month, `2026-04`; `null` is twelve months in all. */
  from: string | null,
  /** The last month; `null` is the month of `on`. */
  to: string | null,
  /** The last day that is looked at. */
  on: Day,
  /** What is known: the number of an act, or the end of a day; `null` is now. */
  as_of: string | null, lang: Lang,
  /** What `cancel` takes, where somebody waits for it. */
  job?: number,
};
export type ReportListAsk = { report: ReportAsk, employer: string | null, month: string | null, measure: string | null, start: number, len: number, };
export type ReportSaveAsk = { report: ReportAsk, file: string, };
export type OfficialAsk = { employer: string, form: "enrolment" | "leaving" | "dependants", layout: "kpfd" | "shfd", from: Day, to: Day, office: string | null, serial: number,
  /** The folder. */
  out: string, lang: Lang,
};
export type PolicyChoice = { preset: string | null, file: string | null, };
export type WhatIfAsk = { on: Day, against: Day,
  /** `null` is the society's own. */
  policy: PolicyChoice | null,
  /** The file of a rule pack; `null` is the law as it is. */
  pack: string | null, lang: Lang,
  /** What `cancel` takes, where somebody waits for it. */
  job?: number,
};
export type WhatIfListAsk = { supposing: WhatIfAsk, key: string, start: number, len: number, };
export type StartLastFourAsk = { on: Day,
  /** The last day for an answer; `null` is the usual time. */
  until: Day | null,
  /** Numbers or management codes; `null` is everyone insured. */
  members: Array<string> | null, without_unprintable: boolean,
  /** Only says what would be frozen. */
  dry_run: boolean, lang: Lang,
};
export type AnswerAsk = {
  /** The codes of letters, or members' numbers. */
  codes: Array<string>, agrees: boolean,
  /** The card's last four digits, when the member told them. */
  said: string | null, on: Day, lang: Lang,
};
export type CaseAsk = { member: string, on: Day, name: string | null, address: string | null, lang: Lang, };
export type CaseStepAsk = { member: string, step: "ask" | "correct" | "close",
  /** Who is asked. */
  whom: "employer" | "member" | "resident_register" | null, until: Day | null, on: Day, note: string | null, lang: Lang,
};
export type SecondLetterAsk = { member: string, on: Day, until: Day | null, lang: Lang, };
export type RunAsk = {
  /** Its number; without it, what would be frozen. */
  run: number | null, on: Day, lang: Lang,
};
export type RunPeopleAsk = {
  /** The run's number; without it, what would be frozen. */
  run: number | null, on: Day,
  /** One part alone. */
  part: string | null, start: number, len: number, lang: Lang,
};
export type PlanRunAsk = { run: number,
  /** The day of issue. */
  on: Day,
  /** Members whose paper cannot be printed are left out. */
  without_unprintable: boolean,
  /** Only what would be frozen. */
  dry_run: boolean, lang: Lang,
};
export type InterimAsk = { member: string, on: Day, lang: Lang, };
export type WaveAsk = {
  /** Its number; without it, how it would be laid. */
  wave: number | null,
  /** The common last day. */
  until: Day,
  /** No week goes out before it. */
  on: Day,
  /** Over how many weeks. */
  weeks: number | null,
  /** At most so many people a week. */
  per_week: number | null, lang: Lang,
};
export type PlanWaveAsk = { wave: number,
  /** Counted from 1. */
  week: number,
  /** Members whose paper cannot be printed are left out. */
  without_unprintable: boolean,
  /** Only what would be frozen. */
  dry_run: boolean, lang: Lang,
};
export type ConsequencesAsk = { on: Day,
  /** What is settled too. */
  all: boolean, start: number, len: number, lang: Lang,
};
export type SameAsk = { on: Day,
  /** Those that are answered too. */
  all: boolean, start: number, len: number, lang: Lang,
};
export type AnswerSameAsk = { one: string, other: string,
  /** `open` takes an answer back. */
  answer: "same" | "different" | "open", note: string | null, on: Day, lang: Lang,
};
export type RowAnswersAsk = { on: Day, lang: Lang, };
export type ForgetRowAsk = {
  /** The act that recorded it. */
  act: number,
  /** The member, by number or management code. */
  member: string, on: Day,
};
export type UnknownRowsAsk = {
  /** The list. */
  list: number,
  /** The very file that was loaded as it. */
  file: string,
  /** Where the workbook is written. */
  out: string, lang: Lang,
};
export type ListDifferenceAsk = {
  /** The list. */
  list: number,
  /** Compared with this one; with the one of the day before it where none is named. */
  with: number | null, lang: Lang,
};
export type ListPeopleAsk = { difference: ListDifferenceAsk, part: string, start: number, len: number, };
export type ListSaveAsk = { difference: ListDifferenceAsk, part: string | null, file: string, };
export type SettleAsk = { member: string,
  /** Which one. */
  what: string,
  /** How. */
  note: string | null, on: Day, lang: Lang,
};
export type QuarantineAsk = {
  /** Only those of one import. */
  import: number | null, lang: Lang,
};
export type RetryAsk = {
  /** Their numbers; all that can go in, when there is none. */
  rows: Array<number>,
  /** Those that are right although the ledger says otherwise. */
  sure: Array<number>,
  /** Those whose person is not the similar one in the ledger. */
  other_persons: Array<number>, lang: Lang,
};
export type DropAsk = { rows: Array<number>,
  /** Why. */
  reason: string,
};
export type UndoAsk = { import: number,
  /** Why. */
  reason: string | null,
  /** Only what would happen. */
  dry_run: boolean, lang: Lang,
};

/** Every command: its arguments and its answer. `import`, `print`, `report` and `what_if` tell how far they are
 * through a channel, `press` what the printer does, `drops` what is dropped. */
export type Commands = {
  status: { args: StatusAsk, ret: Status },
  choose: { args: ChooseAsk, ret: string | null },
  open_ledger: { args: OpenAsk, ret: Here },
  close_ledger: { args: Nothing, ret: null },
  operators_of: { args: PathAsk, ret: Door },
  recover: { args: RecoverAsk, ret: Here },
  idle: { args: IdleAsk, ret: Idle },
  lock: { args: Nothing, ret: null },
  unlock: { args: UnlockAsk, ret: Here },
  operators: { args: Nothing, ret: Array<OperatorHere> },
  add_operator: { args: AddOperatorAsk, ret: null },
  change_operator: { args: ChangeOperatorAsk, ret: Here },
  remove_operator: { args: RemoveAsk, ret: null },
  unlock_operator: { args: OperatorAsk, ret: null },
  set_passphrase: { args: SetPassphraseAsk, ret: null },
  rekey: { args: Nothing, ret: Here },
  new_recovery: { args: Nothing, ret: RecoveryPrinted },
  confirm_recovery: { args: TypedAsk, ret: null },
  last_four: { args: LastFourAsk, ret: LastFourShown },
  release: { args: BatchAsk, ret: null },
  make_training: { args: TrainingAsk, ret: TrainingMade },
  presets: { args: Nothing, ret: Array<Preset> },
  check_founding: { args: FoundingAsk, ret: null },
  make_ledger: { args: FoundAsk, ret: Here },
  home: { args: DayAsk, ret: Home },
  trend: { args: OnAsk, ret: Trend },
  waiting: { args: Nothing, ret: Array<ReleaseWaiting> },
  list: { args: ListAsk, ret: Listed },
  find: { args: FindAsk, ret: Array<Found> },
  people: { args: PeopleAsk, ret: People },
  show: { args: MemberAsk, ret: Shown },
  explain: { args: MemberAsk, ret: Explained },
  at_hand: { args: DayAsk, ret: AtHand },
  member_answers: { args: MemberAsk, ret: MemberAnswers },
  reckon: { args: ReckonAsk, ret: Milestone },
  print_leaflet: { args: LeafletAsk, ret: LeafletPrinted },
  look: { args: FileAsk, ret: Look },
  difference: { args: FileAsk, ret: Imported },
  cells: { args: CellsAsk, ret: Array<string> },
  keep_password: { args: PasswordAsk, ret: null },
  import: { args: AcceptAsk & { progress: import("@tauri-apps/api/core").Channel<Progress> }, ret: Imported },
  drops: { args: Nothing & { progress: import("@tauri-apps/api/core").Channel<Dropped> }, ret: null },
  imports: { args: Nothing, ret: Array<ImportOnRecord> },
  recipes: { args: LangAsk, ret: Array<RecipeOnRecord> },
  recipe: { args: RecipeAsk, ret: RecipeShown },
  export_recipe: { args: RecipeOutAsk, ret: RecipeDone },
  take_recipe: { args: RecipeTakeAsk, ret: RecipeDone },
  forget_recipe: { args: RecipeAsk, ret: RecipeDone },
  quarantine: { args: QuarantineAsk, ret: Quarantine },
  retry_rows: { args: RetryAsk, ret: Retried },
  drop_rows: { args: DropAsk, ret: DroppedRows },
  undo_import: { args: UndoAsk, ret: UndoShown },
  plan: { args: PlanAsk, ret: Planned },
  batches: { args: Nothing, ret: Array<BatchOnRecord> },
  print: { args: PrintAsk & { progress: import("@tauri-apps/api/core").Channel<Progress> }, ret: Printed },
  page: { args: PageAsk, ret: PagePicture },
  printer: { args: PrinterAsk, ret: null },
  may_go_out: { args: BatchAsk, ret: null },
  printed: { args: BatchAsk, ret: null },
  layout: { args: LayoutAsk, ret: LayoutPicture },
  save_layout: { args: SaveAsk, ret: string },
  post: { args: PostAsk, ret: null },
  withdraw: { args: BatchAsk, ret: null },
  runs: { args: LangAsk, ret: Runs },
  run: { args: RunAsk, ret: RunShown },
  run_people: { args: RunPeopleAsk, ret: RunPeople },
  freeze_run: { args: RunAsk, ret: RunShown },
  plan_run: { args: PlanRunAsk, ret: Planned },
  wish_interim: { args: InterimAsk, ret: Interim },
  wave: { args: WaveAsk, ret: WaveShown },
  freeze_wave: { args: WaveAsk, ret: WaveShown },
  plan_wave: { args: PlanWaveAsk, ret: Planned },
  consequences: { args: ConsequencesAsk, ret: Consequences },
  settle_consequence: { args: SettleAsk, ret: Consequence },
  same_people: { args: SameAsk, ret: SameList },
  answer_same: { args: AnswerSameAsk, ret: SamePair },
  row_answers: { args: RowAnswersAsk, ret: Array<RowAnswered> },
  forget_row_answer: { args: ForgetRowAsk, ret: RowsForgotten },
  list_days: { args: LangAsk, ret: Array<ListDayShown> },
  list_difference: { args: ListDifferenceAsk, ret: ListDifferenceShown },
  list_people: { args: ListPeopleAsk, ret: Listed },
  save_list: { args: ListSaveAsk, ret: ReportFile },
  save_unknown_rows: { args: UnknownRowsAsk, ret: ReportFile },
  bench: { args: LangAsk, ret: Bench },
  paper: { args: PaperAsk, ret: PaperShown },
  paper_step: { args: StepAsk, ret: Array<PaperStepped> },
  returned_mail: { args: DayAsk, ret: Array<MailBack> },
  mend_address: { args: MendAsk, ret: Mended },
  batch_sheets: { args: SheetsAsk, ret: BatchSheets },
  insert: { args: InsertAsk, ret: Array<PaperStepped> },
  spoiled: { args: SpoiledAsk, ret: Spoiled },
  close_batch: { args: BatchAsk, ret: BatchClosed },
  scan: { args: ScanAsk, ret: ScanAnswer },
  insertion: { args: SheetsAsk, ret: Insertion },
  say_of_sheet: { args: LossAsk, ret: LossTold },
  office_copy: { args: OfficeCopyAsk, ret: string },
  stocks: { args: LangAsk, ret: Array<Stock> },
  record_stock: { args: StockAsk, ret: Stock },
  printers: { args: PrintersAsk, ret: Array<PrinterHere> },
  on_paper: { args: FarAsk, ret: OnPaper },
  press: { args: PressAsk & { progress: import("@tauri-apps/api/core").Channel<Sending> }, ret: OnPaper },
  test_sheet: { args: TestSheetAsk, ret: TestSheet },
  align: { args: AlignAsk, ret: Aligned },
  batch_later: { args: SheetsAsk, ret: BatchLater },
  go_on: { args: GoOnAsk, ret: boolean },
  characters: { args: CharactersAsk, ret: Characters },
  assets: { args: LangAsk, ret: Assets },
  asset_look: { args: AssetAsk, ret: AssetPictures },
  seal_picture: { args: AssetAsk, ret: string },
  propose_asset: { args: ProposeAsk, ret: number },
  approve_asset: { args: AssetAsk, ret: null },
  withdraw_asset: { args: WithdrawAssetAsk, ret: null },
  decide_character: { args: CharacterAsk, ret: null },
  shield: { args: ShieldAsk, ret: Shielded },
  at_counter: { args: MemberAsk, ret: AtCounter },
  counter_choices: { args: LangAsk, ret: CounterChoices },
  watch_readers: { args: LangAsk & { progress: import("@tauri-apps/api/core").Channel<ReadersHere> }, ret: null },
  reader_doctor: { args: LangAsk, ret: ReaderReport },
  check_card: { args: CardAsk, ret: CardAnswer },
  check_papers: { args: PapersSeenAsk, ret: Identified },
  optional_items: { args: OptionalAsk, ret: OptionalItems },
  wish: { args: WishAsk, ret: OptionalItemSaid },
  shielded_address: { args: AddressAsk, ret: AddressShown },
  owed: { args: OwedAsk, ret: OwedList },
  remind: { args: RemindAsk, ret: Reminded },
  reminders: { args: RemindersAsk, ret: Array<ReminderOnRecord> },
  remind_again: { args: RemindAgainAsk, ret: ReminderShown },
  used_after_loss: { args: OnAsk, ret: Array<UsedAfterLoss> },
  record_use: { args: UseAsk, ret: null },
  record_death: { args: DeathAsk, ret: null },
  old_card: { args: OldCardAsk, ret: null },
  block_access: { args: AccessAsk, ret: AccessChanged },
  dunning: { args: DunningAsk, ret: DunningLog },
  not_collectable: { args: NotCollectableAsk, ret: DunningLog },
  destructions: { args: DestructionsAsk, ret: Destructions },
  applications: { args: ApplicationsAsk, ret: Applications },
  apply: { args: ApplyAsk, ret: Applied },
  settle_fee: { args: FeeAsk, ret: FeeShown },
  refusal_letter: { args: RefusalAsk, ret: RefusalLetter },
  form: { args: FormAsk, ret: FormMade },
  wrap: { args: WrapAsk, ret: Wrapped },
  rebuild: { args: RebuildAsk, ret: LetterPictures },
  beside: { args: BesideAsk, ret: LetterBeside },
  journal: { args: JournalAsk, ret: Journal },
  who_saw: { args: WhoSawAsk, ret: Saw },
  unusual: { args: DaysAsk, ret: Array<Unusual> },
  close_day: { args: OutAsk, ret: Closed },
  due_for_deletion: { args: DueAsk, ret: Due },
  due_members: { args: DueMembersAsk, ret: DueMembers },
  delete_due: { args: DeleteAsk, ret: Deleted },
  deletion_certificate: { args: CertificateAsk, ret: Deleted },
  hold_deletion: { args: HoldAsk, ret: null },
  keep_for: { args: KeepAsk, ret: null },
  leak: { args: LeakAsk, ret: LeakAnswer },
  trouble: { args: TroubleAsk, ret: Trouble },
  save_trouble: { args: SaveTroubleAsk, ret: string },
  fallback: { args: FallbackAsk, ret: FallbackMade },
  cancel: { args: CancelAsk, ret: null },
  copy: { args: CopyAsk, ret: null },
  settings: { args: LangAsk, ret: Settings },
  try_policy: { args: PolicyAsk, ret: PolicyTried },
  adopt_policy: { args: AdoptAsk, ret: null },
  change_society: { args: SocietyAsk, ret: Here },
  add_employer: { args: EmployerAsk, ret: Here },
  change_employer: { args: EmployerAsk, ret: Here },
  kept: { args: Nothing, ret: Kept },
  back_up: { args: BackUpAsk, ret: BackedUp },
  rehearse: { args: RehearseAsk, ret: Restored },
  rehearse_when_due: { args: Nothing, ret: Restored | null },
  restore: { args: RestoreAsk, ret: Restored },
  way_back: { args: OpenAsk, ret: WayBack },
  put_back: { args: PutBackAsk, ret: WayBack },
  report: { args: ReportAsk & { progress: import("@tauri-apps/api/core").Channel<Progress> }, ret: Report },
  report_list: { args: ReportListAsk, ret: Listed },
  save_report: { args: ReportSaveAsk, ret: ReportFile },
  official: { args: OfficialAsk, ret: OfficialFile },
  what_if: { args: WhatIfAsk & { progress: import("@tauri-apps/api/core").Channel<Progress> }, ret: WhatIf },
  what_if_list: { args: WhatIfListAsk, ret: Listed },
  start_last_four: { args: StartLastFourAsk, ret: Planned },
  last_four_status: { args: DayAsk, ret: CheckStatus },
  last_four_due: { args: DayAsk, ret: CheckOverdue },
  last_four_answer: { args: AnswerAsk, ret: Array<CheckAnswered> },
  last_four_cases: { args: DayAsk, ret: Array<CheckCase> },
  last_four_case: { args: CaseAsk, ret: CheckCaseShown },
  last_four_step: { args: CaseStepAsk, ret: CheckCaseShown },
  second_letter: { args: SecondLetterAsk, ret: Planned },
};
