//! The contract with the outside: what every answer looks like as JSON. Names are those of the command line's contract.

mod answers;
mod assets;
mod bench;
mod consequence;
mod counter;
mod folder;
mod forms;
mod insertion;
mod last_four;
mod lists;
mod mailing;
mod milestones;
mod official;
mod optional_items;
mod owed;
mod presses;
mod quarantine;
mod rebuild;
mod recipes;
mod refusals;
mod reports;
mod returned_mail;
mod run;
mod same;
mod sheets;
mod shield;
mod stock;
mod wave;
mod what_if;

use rules::calendar::Day;
use rules::words::{Complaint, Lang};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Ending, Failure};

pub use answers::{AnswerPage, AtHand, ComparedLine, LeafletHere, LeafletLine, LeafletPrinted, MemberAnswers};
pub use assets::*;
pub use bench::{Bench, BenchMode, BenchReason};
pub use consequence::*;
pub use counter::*;
pub use folder::*;
pub use forms::*;
pub use insertion::*;
pub use last_four::{
    AgreementShown, CheckAnswered, CheckAsked, CheckCampaign, CheckCase, CheckCaseShown, CheckCount, CheckEmployer,
    CheckHappened, CheckLetter, CheckOverdue, CheckStatus, SwapShown,
};
pub use lists::*;
pub use mailing::*;
pub use milestones::{GraceRead, MemberMilestones, Milestone, MilestoneStep, ReckonField, ReckonGiven, Reckonable};
pub use official::OfficialFile;
pub use optional_items::*;
pub use owed::*;
pub use presses::*;
pub use quarantine::*;
pub use rebuild::{LetterAgain, LetterBeside, LetterLine, Rebuilt, RebuiltFile};
pub use recipes::*;
pub use refusals::*;
pub use reports::{Measure, Report, ReportFile, ReportRow};
pub use returned_mail::{MailBack, MailProposal, Mended};
pub use run::*;
pub use same::*;
pub use sheets::{BatchClosed, BatchSheets, BatchStatus, LifeCount, SheetOpen, SheetPrinted, Spoiled};
pub use shield::{AccessChanged, AddressShown, PaperUnderWay, PostalAddress, Shielded};
pub use stock::*;
pub use wave::*;
pub use what_if::{DateMoved, PackTried, Turned, TurnedSide, WhatIf};

/// One answer as one line of JSON.
#[must_use]
pub fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_else(|_| String::from("null"))
}

/// A complaint as it is shown.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Said {
    /// Where: a cell, a line, a file.
    pub cell: String,
    /// A stable word.
    pub code: String,
    /// What is wrong.
    pub sentence: String,
    /// What to do.
    pub hint: String,
    /// `note` (the row went in), `doubt` (it waits for a clerk) or `refusal`.
    #[ts(type = "\"note\" | \"doubt\" | \"refusal\"")]
    pub weight: &'static str,
}

impl Said {
    /// The complaint in one language.
    #[must_use]
    pub fn of(complaint: &Complaint, lang: Lang) -> Said {
        Said {
            cell: complaint.place.clone(),
            code: complaint.code.to_owned(),
            sentence: complaint.sentence.in_lang(lang).to_owned(),
            hint: complaint.hint.in_lang(lang).to_owned(),
            weight: complaint.weight.code(),
        }
    }
}

/// Why something was not done: every failure of a command.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Failed {
    /// The first complaint's code: what the screen may branch on.
    pub code: String,
    /// `refused`, `usage`, `cannot_open` or `other`.
    #[ts(type = "\"refused\" | \"usage\" | \"cannot_open\" | \"other\"")]
    pub ending: &'static str,
    /// Seconds until it can be tried again, where that must be waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub wait: Option<u64>,
    /// What was asked for was done all the same; only what follows it failed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub stands: bool,
    /// What happened, and what to do.
    pub complaints: Vec<Said>,
}

impl Failed {
    /// A failure in one language.
    #[must_use]
    pub fn of(failure: &Failure, lang: Lang) -> Failed {
        Failed {
            code: failure.complaints.first().map(|complaint| complaint.code.to_owned()).unwrap_or_default(),
            ending: match failure.ending {
                Ending::Refused => "refused",
                Ending::Usage => "usage",
                Ending::CannotOpen | Ending::MustWait(_) => "cannot_open",
                Ending::Other => "other",
            },
            wait: match failure.ending {
                Ending::MustWait(seconds) => Some(seconds),
                _ => None,
            },
            stands: failure.stands(),
            complaints: failure.complaints.iter().map(|complaint| Said::of(complaint, lang)).collect(),
        }
    }
}

/// What is known of a ledger before anybody signs in.
#[derive(Debug, Serialize, TS)]
pub struct Door {
    /// The operators who can sign in.
    pub operators: Vec<String>,
    /// The name of the file beside it that has the passphrase, where it seems to be a training society.
    pub practice: Option<&'static str>,
}

/// A training society that was made and is open.
#[derive(Serialize, TS)]
pub struct TrainingMade {
    /// The open ledger.
    pub here: Here,
    /// Its passphrase, which is no secret.
    pub passphrase: String,
    /// The name of the file beside the ledger where that can be read again.
    pub file: &'static str,
}

/// What `init` made.
#[derive(Debug, Serialize, TS)]
pub struct Founded {
    /// The ledger file.
    pub ledger: String,
    /// The society.
    pub society: String,
    /// Its insurer number.
    pub insurer_number: String,
    /// Employers recorded.
    pub employers: usize,
    /// First days of its policies.
    #[ts(type = "Array<Day>")]
    pub policies: Vec<Day>,
}

/// A training society that was made.
#[derive(Debug, Serialize, TS)]
pub struct Training {
    /// The folder.
    pub dir: String,
    /// The ledger, inside the folder.
    pub ledger: String,
    /// The society.
    pub society: String,
    /// Members.
    pub members: u32,
    /// The seed.
    pub seed: u64,
    /// The files, inside the folder; those of `incoming/` in the order in which they are to be imported.
    pub files: Vec<String>,
    /// What was imported.
    pub imported: Vec<Imported>,
}

/// What an import did, or would do.
#[derive(Debug, Serialize, TS)]
pub struct Imported {
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Whether anything was written.
    pub written: bool,
    /// 一人で行った: many rows, and nobody else released them.
    pub alone: bool,
    /// The id of the import, when something was written.
    pub id: Option<i64>,
    /// Rows of people the ledger did not know.
    pub new: u64,
    /// Rows that change something.
    pub changed: u64,
    /// Rows that say what the ledger says.
    pub unchanged: u64,
    /// Rows that wait for a clerk.
    pub doubtful: u64,
    /// Rows that cannot go in.
    pub rejected: u64,
    /// Rows that stand in the file twice.
    pub duplicate: u64,
    /// Everything there is to say, with places.
    pub complaints: Vec<Said>,
    /// Cell by cell, what changes.
    pub changes: Vec<RowChange>,
    /// Whom the rows that did not go in speak of, and what they say otherwise than the ledger.
    pub waiting: Vec<RowWaiting>,
    /// How the sheets were read.
    pub sheets: Vec<SheetRead>,
    /// The sheets of the file into which the rows that did not go in were written.
    pub rejects: Vec<RejectsSheet>,
    /// The employer's own file with what is wrong marked in it, where one was written.
    pub returned: Option<ReturnedFile>,
    /// Rows of former files that wait and could go in by now.
    pub rows_ready: u64,
    /// The list of the state that it is.
    pub list: Option<ListRead>,
    /// 読み取り方: the recipe that read it.
    pub recipe: Option<RecipeUsed>,
    /// Recipes of other employers for the same headings; none of them is used unless a clerk names it.
    pub offered: Vec<RecipeOffered>,
    /// 今月の違い: what is otherwise than in earlier files.
    pub drift: Option<Drift>,
    /// The alarm of torn rows that a clerk has overruled.
    pub overruled: Vec<Said>,
}

/// A sheet of rows that did not go in.
#[derive(Debug, Serialize, TS)]
pub struct RejectsSheet {
    /// Its name in the file that was written.
    pub sheet: String,
    /// `rejected` or `doubtful`.
    pub outcome: &'static str,
    /// Its rows.
    pub rows: u64,
}

/// An import on record.
#[derive(Debug, Serialize, TS)]
pub struct ImportOnRecord {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// The file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The employer whom the clerk named for the whole file.
    pub employer: Option<String>,
    /// The employers whose rows the file has, by their codes; none where nobody knew.
    pub employers: Vec<String>,
    /// 新規
    pub new: i64,
    /// 変更
    pub changed: i64,
    /// 変更なし
    pub unchanged: i64,
    /// 要確認
    pub doubtful: i64,
    /// エラー
    pub rejected: i64,
    /// 重複
    pub duplicate: i64,
    /// 一人で行った: it touched many, and nobody else released it.
    pub alone: bool,
    /// 取消し: it was taken back.
    pub undone: Option<ImportUndone>,
    /// 読み取り方: the recipe that read it, and what was said of the file became.
    pub recipe: Option<RecipeOfImport>,
}

/// How one sheet was read.
#[derive(Debug, Serialize, TS)]
pub struct SheetRead {
    /// Its name.
    pub sheet: String,
    /// Rows of data.
    pub rows: u64,
    /// Why it was skipped.
    pub skipped: Option<String>,
}

/// What one row changes.
#[derive(Debug, Serialize, TS)]
pub struct RowChange {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u64,
    /// `new` or `changed`.
    #[ts(type = "\"new\" | \"changed\"")]
    pub outcome: &'static str,
    /// The member's number.
    pub member: String,
    /// Field by field.
    pub cells: Vec<CellChange>,
    /// How sure it is that it means this member; nothing of who is new.
    pub matched: Option<RowMatch>,
}

/// How sure it is that a row means a member of the ledger.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RowMatch {
    /// The member's number in the ledger.
    pub member: String,
    /// `A` or `B` goes in; `C` is for a clerk.
    #[ts(type = "\"A\" | \"B\" | \"C\"")]
    pub grade: &'static str,
    /// What agrees: `number`, `born`, `kana`, `kana_folded`, `given_kana`, `last_four`, `kanji`.
    pub by: Vec<&'static str>,
    /// What a clerk answered about the two before: `same` or `different`.
    pub answered: Option<&'static str>,
}

/// A row that waits for a clerk or cannot go in.
#[derive(Debug, Serialize, TS)]
pub struct RowWaiting {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u64,
    /// The number that it bears.
    pub member: String,
    /// Of the member it was compared with: field by field the ledger's value before, the file's after, as far as they differ.
    pub cells: Vec<CellChange>,
    /// Whom of the ledger it resembles, and how much.
    pub matched: Option<RowMatch>,
}

/// One field before and after.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, TS)]
pub struct CellChange {
    /// The field.
    pub field: &'static str,
    /// Before; blank for nothing.
    pub before: String,
    /// After.
    pub after: String,
}

/// One hit of `find`.
#[derive(Serialize, TS)]
pub struct Found {
    /// 記号-番号-枝番
    pub member: String,
    /// 氏名
    pub name: String,
    /// カナ
    pub kana: String,
    /// 生年月日
    #[ts(type = "Day | null")]
    pub born: Option<Day>,
    /// 事業所
    pub employer: Option<String>,
    /// The member's management code.
    pub code: String,
    /// First day covered.
    #[ts(type = "Day | null")]
    pub acquired: Option<Day>,
    /// First day not covered.
    #[ts(type = "Day | null")]
    pub lost: Option<Day>,
}

/// The outcomes of one member.
#[derive(Debug, Serialize, TS)]
pub struct Decided {
    /// 記号-番号-枝番
    pub member: String,
    /// 氏名
    pub name: String,
    /// The member's management code.
    pub code: String,
    /// Covered on the day?
    pub covered: &'static str,
    /// What that rests on.
    pub covered_because: &'static str,
    /// That as a sentence. A certificate counts from its day of issue; one that is not posted yet is said so.
    pub covered_sentence: &'static str,
    /// Covered by a certificate alone that is not posted yet.
    pub covered_before_post: bool,
    /// Until when a マイナ保険証 is usable, by the earlier reading.
    #[ts(type = "Day | null")]
    pub usable_until: Option<Day>,
    /// The certificate.
    pub certificate: Outcome,
    /// The notice.
    pub notice: Outcome,
    /// What is due back.
    pub returns: Vec<Return>,
}

/// One outcome with its reason.
#[derive(Debug, Serialize, TS)]
pub struct Outcome {
    /// The outcome's code.
    pub outcome: &'static str,
    /// The reason's code.
    pub because: &'static str,
    /// The reason alone, for lists and counts.
    pub reason: &'static str,
    /// Outcome and reason as a sentence.
    pub sentence: String,
    /// The legal basis.
    pub basis: String,
    /// The last day of a certificate that is to be printed.
    #[ts(type = "Day | null")]
    pub last_day: Option<Day>,
    /// Which rule set the last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub last_day_because: Option<&'static str>,
    /// The day a wait ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "Day", optional)]
    pub wait_until: Option<Day>,
}

/// One paper that is due back, or not.
#[derive(Debug, Serialize, TS)]
pub struct Return {
    /// `old_card`, `certificate` or `elderly_certificate`.
    pub paper: &'static str,
    /// The management code of the very paper, where one is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
    /// `due` or `not_due`.
    pub outcome: &'static str,
    /// The reason's code.
    pub because: &'static str,
    /// The reason as a sentence.
    pub sentence: String,
    /// Who owes it: `employer`, `member`, `funeral_claimant`.
    pub owed_by: Option<&'static str>,
    /// By when.
    #[ts(type = "Day | null")]
    pub by: Option<Day>,
    /// Who owes it and by when, as a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duty: Option<String>,
}

/// A name that was put right.
#[derive(Debug, Serialize, TS)]
pub struct Renamed {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// `registered`, `reported` or `printed`.
    pub layer: &'static str,
    /// The day from which it is true.
    #[ts(type = "Day")]
    pub on: Day,
    /// What changed; empty when it was so already.
    pub cells: Vec<CellChange>,
}

/// A frozen batch.
#[derive(Debug, Serialize, TS)]
pub struct Planned {
    /// Its code; absent when nothing was frozen, or it was only asked what would be.
    pub batch: Option<String>,
    /// The kind of paper.
    pub kind: &'static str,
    /// The day that was asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// Members with a sheet.
    pub members: usize,
    /// Sheets.
    pub sheets: usize,
    /// Envelopes.
    pub envelopes: usize,
    /// Nothing was frozen, since somebody's paper cannot be printed; the refused say who and why.
    pub stopped: bool,
    /// Who gets nothing, and why.
    pub refused: Vec<Refused>,
    /// What to look at once more before it is frozen: a day of issue far from today.
    pub remark: Option<String>,
    /// How many letters home bear a customer barcode, and whether the post's discount can be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub post: Option<String>,
    /// The layout, the seal and the issuer that were approved for it.
    pub assets: Vec<AssetNamed>,
}

/// A member who gets no paper from a batch.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Refused {
    /// 記号-番号-枝番
    pub member: String,
    /// The reason's code.
    pub because: String,
    /// The reason as a sentence.
    pub sentence: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hint: Option<String>,
    /// The row from which the name, or the address, came: file, sheet, row.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<String>,
}

/// What `print` wrote.
#[derive(Debug, Serialize, TS)]
pub struct Printed {
    /// The batch's code.
    pub batch: String,
    /// The kind of paper.
    pub kind: &'static str,
    /// The folder.
    pub out: String,
    /// Sheets of members.
    pub sheets: usize,
    /// Pages of all files.
    pub pages: usize,
    /// Every file.
    pub files: Vec<File>,
    /// It was printed before, and shows what was sent; so many things have changed since.
    pub later: usize,
}

/// One file that was written.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "PrintedFile")]
pub struct File {
    /// Its name in the folder.
    pub file: String,
    /// Its pages.
    pub pages: usize,
    /// SHA-256.
    pub sha256: String,
}

/// One line of the manifest.
#[derive(Debug, Serialize, TS)]
pub struct ManifestLine {
    /// Which sheet of the batch, from 1.
    pub sheet: usize,
    /// The paper's management code.
    pub paper: String,
    /// The member's management code.
    pub code: String,
    /// The file.
    pub file: String,
    /// The first page in it, from 1.
    pub page: usize,
    /// How many pages.
    pub pages: usize,
    /// The envelope, from 1.
    pub envelope: u32,
    /// `employer` or `home`.
    pub route: &'static str,
    /// The employer's code.
    pub employer: Option<String>,
    /// What a scanner reads of the envelope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub envelope_code: Option<String>,
    /// What a scanner reads of the bundle, on what lies in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bundle_code: Option<String>,
    /// What a scanner reads of the bundle's label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_code: Option<String>,
}

/// The manifest of a print.
#[derive(Debug, Serialize, TS)]
pub struct Manifest {
    /// The batch's code.
    pub batch: String,
    /// The kind of paper.
    pub kind: &'static str,
    /// The day that was asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// Every file.
    pub files: Vec<File>,
    /// Every sheet.
    pub sheets: Vec<ManifestLine>,
}

/// A member whole.
#[derive(Serialize, TS)]
pub struct Shown {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番
    pub branch: String,
    /// The printable name.
    pub name: String,
    /// カナ
    pub kana: String,
    /// Names by layer.
    pub names: Names,
    /// 生年月日
    #[ts(type = "Day | null")]
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<&'static str>,
    /// 続柄
    pub relation: Option<&'static str>,
    /// 資格取得日
    #[ts(type = "Day | null")]
    pub acquired: Option<Day>,
    /// 資格喪失日
    #[ts(type = "Day | null")]
    pub lost: Option<Day>,
    /// 退職日
    #[ts(type = "Day | null")]
    pub left: Option<Day>,
    /// 任意継続の最終日
    #[ts(type = "Day | null")]
    pub voluntary_until: Option<Day>,
    /// 事業所
    pub employer: Option<String>,
    /// 事業所の名称
    pub employer_name: Option<String>,
    /// 郵便番号
    pub postcode: Option<String>,
    /// 住所
    pub address: Option<String>,
    /// 送付先の郵便番号
    pub delivery_postcode: Option<String>,
    /// 送付先
    pub delivery_address: Option<String>,
    /// 郵送の保護: the addresses are shown for a reason alone.
    pub shielded: bool,
    /// Mail to the address in use came back: why.
    pub doubt: Option<String>,
    /// My Number `registered`, `missing`, or `unknown` before anybody has said.
    pub my_number: &'static str,
    /// マイナンバーカード
    pub myna_card: &'static str,
    /// 利用登録
    pub use_registered: &'static str,
    /// 電子証明書有効期限
    #[ts(type = "Day | null")]
    pub e_certificate_until: Option<Day>,
    /// 一部負担金の割合 in tenths, of those of 70 and over.
    pub ratio: Option<u8>,
    /// 閲覧
    pub access: &'static str,
    /// 死亡日
    #[ts(type = "Day | null")]
    pub died: Option<Day>,
    /// 従来の健康保険証, of whoever is known to have one.
    pub old_card: Option<OldCardShown>,
    /// Whether last four digits are on file. The digits themselves are shown nowhere but on the notice.
    pub last_four: &'static str,
    /// The outcomes of the day.
    pub decision: Option<Decided>,
    /// The household.
    pub household: Vec<Found>,
    /// Papers.
    pub papers: Vec<Paper>,
    /// The days ahead, the nearest first.
    pub milestones: Vec<Milestone>,
    /// What happened, in order.
    pub timeline: Vec<Event>,
    /// The day of the view.
    #[ts(type = "Day")]
    pub on: Day,
}

/// A name in its three layers.
#[derive(Debug, Serialize, TS)]
pub struct Names {
    /// 住民票の氏名
    pub registered: Option<String>,
    /// 届出の氏名
    pub reported: Option<String>,
    /// 印字の氏名
    pub printed: Option<String>,
}

/// 従来の健康保険証
#[derive(Debug, Serialize, TS)]
pub struct OldCardShown {
    /// Until when it is good by what is printed on it.
    #[ts(type = "Day")]
    pub until: Day,
    /// Where it is.
    pub state: &'static str,
    /// Since when it is there, when that was said.
    #[ts(type = "Day | null")]
    pub since: Option<Day>,
}

/// A paper of a member.
#[derive(Debug, Serialize, TS)]
pub struct Paper {
    /// Its management code.
    pub paper: String,
    /// `notice` or `certificate`.
    pub kind: &'static str,
    /// 交付年月日
    #[ts(type = "Day")]
    pub issued: Day,
    /// 有効期限
    #[ts(type = "Day | null")]
    pub last_day: Option<Day>,
    /// Where it is.
    pub state: &'static str,
}

/// One event of a member's life in the ledger.
#[derive(Debug, Serialize, TS)]
pub struct Event {
    /// The day it is true from.
    #[ts(type = "Day")]
    pub on: Day,
    /// When it was recorded.
    pub at: String,
    /// The act that recorded it.
    pub act: i64,
    /// What it is.
    pub event: String,
    /// What was recorded, in words.
    pub said: String,
    /// The place in the file it came from, when it came from one.
    pub cell: Option<String>,
}

/// What `verify` found.
#[derive(Debug, Serialize, TS)]
pub struct Verified {
    /// Nothing is wrong.
    pub ok: bool,
    /// Acts in the journal.
    pub acts: i64,
    /// Facts under seal.
    pub rows: i64,
    /// The journal's head.
    pub head: String,
    /// How many anchors from outside agree or not; `null` when none were asked.
    pub anchors: Option<usize>,
    /// Acts after the last anchor that agrees; `null` when none were asked.
    pub since_anchor: Option<i64>,
    /// The first day on which something was altered, as far as it can be told; `null` when nothing was.
    #[ts(type = "Day | null")]
    pub altered: Option<Day>,
    /// What is wrong.
    pub findings: Vec<Said>,
    /// What is remarkable and no tampering: a clock that was set back or far ahead.
    pub remarks: Vec<Said>,
}

/// A copy that was made.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackedUp {
    /// The copy; its key file lies beside it.
    pub file: String,
    /// Its bytes.
    pub bytes: u64,
    /// The last act in it.
    pub act: i64,
    /// Where the journal stood, as one line.
    pub anchor: String,
    /// The file to which that line was added.
    pub anchors: String,
    /// Older copies that were taken away.
    pub removed: Vec<String>,
    /// The copy in the second place.
    pub also: Option<String>,
    /// Why there is none in the second place.
    pub complaints: Vec<Said>,
    /// The way back from it was tried at once, as is done once a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rehearsed: Option<Restored>,
}

/// A file of anchors in a folder.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AnchorsHere {
    /// The folder.
    pub folder: String,
    /// When its last anchor was made; `null` when there is none, or the folder is not there just now.
    pub at: Option<String>,
    /// The act of that anchor.
    #[ts(type = "number | null")]
    pub act: Option<i64>,
}

/// The copies of a ledger, and when the way back was last tried.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Kept {
    /// The folder of copies; `null` until one is chosen.
    pub to: Option<String>,
    /// The second place.
    pub also: Option<String>,
    /// When the last copy was made.
    pub copied: Option<String>,
    /// There has been none for three days.
    pub copy_due: bool,
    /// When the way back was last rehearsed.
    pub rehearsed: Option<String>,
    /// That was more than a week ago, or never.
    pub rehearsal_due: bool,
    /// The copies in the folder, the last one first.
    pub copies: Vec<CopyHere>,
    /// What the files of anchors there have last.
    pub anchors: Vec<AnchorsHere>,
}

/// A copy in the folder.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CopyHere {
    /// The file.
    pub file: String,
    /// When it was made.
    pub at: String,
    /// The last act in it.
    pub act: i64,
}

/// A way back that was gone, or rehearsed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Restored {
    /// The copy.
    pub copy: String,
    /// The new file; of a rehearsal it has been taken away again.
    pub file: String,
    /// Only rehearsed?
    pub rehearsal: bool,
    /// The last act in it.
    pub act: i64,
    /// When that was done.
    pub at: String,
    /// Members in it.
    pub members: u64,
    /// At least so many acts were done since, by the ledger or the anchors; `null` when no newer anchor was found.
    pub behind: Option<i64>,
    /// Deletions that were done since: what they deleted is in the copy, and has to be deleted again.
    pub deleted_since: usize,
    /// Where its journal stands, as one line.
    pub anchor: String,
    /// What is wrong.
    pub findings: Vec<Said>,
    /// Nothing is wrong.
    pub ok: bool,
}

/// The way out of a damaged ledger: the last good copy, and what it does not have.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WayBack {
    /// The ledger.
    pub ledger: String,
    /// What is wrong with it.
    pub damage: Said,
    /// The last copy that is whole.
    pub copy: String,
    /// When it was made.
    pub made: String,
    /// The last act in it.
    pub act: i64,
    /// When that was done.
    pub at: String,
    /// At least so many acts are not in it, by the anchors; `null` when no newer anchor was found.
    pub missing: Option<i64>,
    /// Deletions that were done since: what they deleted is in the copy, and has to be deleted again.
    pub deleted_since: usize,
    /// Copies and folders that were passed over, and why.
    pub passed: Vec<Said>,
    /// The copy is in the ledger's place now?
    pub done: bool,
    /// Where the damaged file lies, once it was set aside.
    pub aside: Option<String>,
}

/// Today's work in counts.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Home {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// Members insured on the day.
    pub members: u64,
    /// Insured, and nothing to show at a clinic.
    pub uncovered: u64,
    /// The same on `ahead`, if nothing is done.
    pub uncovered_ahead: u64,
    /// The day that is looked ahead to.
    #[ts(type = "Day")]
    pub ahead: Day,
    /// Every list of work.
    pub lists: Vec<HomeList>,
    /// Of the rows of files that wait, those that could go in by now.
    pub rows_ready: u64,
    /// E-certificates that lapse, by month.
    pub lapsing: Vec<MonthCount>,
}

/// One list of work.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HomeList {
    /// Its name.
    pub name: String,
    /// How many people; of work on batches or on rows of files, how many of those.
    pub count: u64,
    /// The nearest deadline; of work on batches or on rows of files, the day of the oldest.
    #[ts(type = "Day | null")]
    pub by: Option<Day>,
}

/// One list of work with its title, for the command line.
#[derive(Debug, Clone, Serialize)]
pub struct WorkList {
    /// Its name.
    pub list: String,
    /// What it is called.
    pub title: String,
    /// How many.
    pub count: u64,
    /// The nearest deadline; of work on batches, the day of the oldest.
    pub by: Option<Day>,
}

/// A count of one month.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MonthCount {
    /// `2026-05`
    pub month: String,
    /// How many.
    pub count: u64,
}

/// A piece of a list.
#[derive(Serialize, TS)]
pub struct Listed {
    /// The list.
    pub name: String,
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// How many there are.
    pub total: usize,
    /// The first row's place, from 0.
    pub start: usize,
    /// The rows.
    pub rows: Vec<ListedRow>,
}

/// A member on a list.
#[derive(Serialize, TS)]
pub struct ListedRow {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// カナ
    pub kana: String,
    /// 生年月日
    #[ts(type = "Day | null")]
    pub born: Option<Day>,
    /// 事業所
    pub employer: Option<String>,
    /// Why it is on the list.
    pub why: String,
    /// By when, or from when.
    #[ts(type = "Day | null")]
    pub by: Option<Day>,
}

/// Registration and coverage over time.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Trend {
    /// The days, the first one first.
    pub points: Vec<TrendPoint>,
}

/// Counts of one day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TrendPoint {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// Insured members.
    pub members: u64,
    /// Registered for use of the My Number Card.
    pub registered: u64,
    /// With a live certificate.
    pub certificates: u64,
    /// With nothing to show.
    pub uncovered: u64,
}

/// Everyone, a piece at a time.
#[derive(Serialize, TS)]
pub struct People {
    /// How many there are.
    pub total: usize,
    /// The first row's place, from 0.
    pub start: usize,
    /// The rows.
    pub rows: Vec<Found>,
}

/// Why a member's decision is as it is.
#[derive(Debug, Serialize, TS)]
pub struct Explained {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// What the ledger knew then.
    pub known_at: Option<String>,
    /// The first day of the policy that decided.
    #[ts(type = "Day")]
    pub policy_from: Day,
    /// The society's own decision behind it.
    pub policy_source: String,
    /// Part by part.
    pub parts: Vec<ExplainedPart>,
}

/// One part of a decision.
#[derive(Debug, Serialize, TS)]
pub struct ExplainedPart {
    /// `covered`, `certificate`, `notice`, `old_card_return`, `certificate_return`.
    #[ts(type = "\"covered\" | \"certificate\" | \"notice\" | \"old_card_return\" | \"certificate_return\"")]
    pub about: &'static str,
    /// The outcome's code.
    pub outcome: &'static str,
    /// The outcome in words.
    pub outcome_word: String,
    /// Outcome and reason as a sentence.
    pub sentence: String,
    /// The law, and the society's decision where it chose.
    pub basis: String,
    /// The facts it rested on.
    pub facts: Vec<ExplainedFact>,
    /// The single changes that would alter it.
    pub changes: Vec<ExplainedChange>,
}

/// A fact that decided.
#[derive(Debug, Serialize, TS)]
pub struct ExplainedFact {
    /// Its column of `rules try`.
    pub column: &'static str,
    /// Its name in words.
    pub word: String,
    /// Its value in words.
    pub value: String,
    /// The file and row it came from.
    pub source: Option<String>,
    /// When it was recorded.
    pub recorded: Option<String>,
}

/// A change that would alter an outcome.
#[derive(Debug, Serialize, TS)]
pub struct ExplainedChange {
    /// The fact's column.
    pub column: &'static str,
    /// Its name in words.
    pub word: String,
    /// What it would be.
    pub to: String,
    /// The outcome it would then be.
    pub outcome: &'static str,
    /// The same in words.
    pub outcome_word: String,
}

/// The ledger that is open.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Here {
    /// The file.
    pub path: String,
    /// The society.
    pub society: String,
    /// Its insurer number.
    pub insurer_number: String,
    /// A training society.
    pub training: bool,
    /// Members on record.
    pub members: u64,
    /// Its employers.
    pub employers: Vec<EmployerHere>,
    /// The day in Japan.
    #[ts(type = "Day")]
    pub today: Day,
    /// Who works.
    pub operator: String,
    /// How whoever works is called.
    pub operator_name: String,
    /// It lies where nothing can be written: it is only read.
    pub read_only: bool,
    /// What whoever works may do.
    pub may: Vec<&'static str>,
}

/// An employer in short.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EmployerHere {
    /// 事業所コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 記号
    pub symbol: String,
}

/// A policy that comes with the program.
#[derive(Debug, Serialize, TS)]
pub struct Preset {
    /// Its name.
    pub id: String,
    /// For which kind of society.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// Every choice.
    pub choices: Vec<PresetChoice>,
    /// The whole text.
    pub text: String,
}

/// One choice of a policy.
#[derive(Debug, Serialize, TS)]
pub struct PresetChoice {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
    /// Why it is so.
    pub comment: String,
}

/// A society as a form.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SocietyForm {
    /// 保険者名称
    pub name: String,
    /// 保険者番号
    pub insurer_number: String,
    /// 郵便番号
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 電話番号
    pub phone: String,
    /// マイナポータルの入口
    pub portal_url: String,
    /// 事業所
    pub employers: Vec<EmployerForm>,
}

/// An employer as a form, and as it is on record; what is not known is blank.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct EmployerForm {
    /// 事業所コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 記号
    pub symbol: String,
    /// 郵便番号
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 担当
    pub contact: String,
}

/// A first look at a file.
#[derive(Serialize, TS)]
pub struct Look {
    /// Its name.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: String,
    /// The encoding in which it was read; only a text file has one.
    pub encoding: Option<&'static str>,
    /// Its sheets.
    pub sheets: Vec<LookSheet>,
    /// What is to be said of the file or a sheet.
    pub complaints: Vec<Said>,
    /// The day on which the same file went in before.
    #[ts(type = "Day | null")]
    pub seen_before: Option<Day>,
    /// How a file with the same columns was read last.
    pub remembered: Option<Remembered>,
    /// The recipe that reads it.
    pub recipe: Option<RecipeUsed>,
    /// Recipes of other employers for the same headings.
    pub offered: Vec<RecipeOffered>,
    /// What stands in its columns of codes.
    pub values: Vec<LookValue>,
    /// What such values can mean, by field.
    pub codes: Vec<LookCodes>,
    /// What a column can mean.
    pub fields: Vec<LookField>,
}

/// How a file with the same columns was read last.
#[derive(Serialize, TS)]
pub struct Remembered {
    /// The day in Japan.
    #[ts(type = "Day")]
    pub on: Day,
    /// The file.
    pub file: String,
    /// The employer, when the whole file was one employer's.
    pub employer: Option<String>,
    /// The form.
    pub form: String,
    /// What was confirmed of its columns.
    pub confirmed: Vec<String>,
    /// What its columns were said to mean (`1!C=number`).
    pub meanings: Vec<String>,
}

/// What a column can mean.
#[derive(Serialize, TS)]
pub struct LookField {
    /// Its code.
    pub code: &'static str,
    /// In words.
    pub word: &'static str,
}

/// One sheet at a first look.
#[derive(Serialize, TS)]
pub struct LookSheet {
    /// Its name.
    pub sheet: String,
    /// Its position in the file, counted from 1.
    pub position: usize,
    /// Rows of data.
    pub rows: u64,
    /// Why it was passed over.
    pub skipped: Option<String>,
    /// The last line of the header, from 1; 0 without one.
    pub header_row: u64,
    /// The headings.
    pub headers: Vec<String>,
    /// What each column is taken to mean.
    pub mapping: Vec<LookColumn>,
    /// Some rows; of My Numbers only the last four digits.
    pub samples: Vec<Vec<String>>,
}

/// One column at a first look.
#[derive(Debug, Serialize, TS)]
pub struct LookColumn {
    /// Its letters.
    pub column: String,
    /// Its heading.
    pub header: String,
    /// The field's code; none when the column is not used.
    pub field: Option<&'static str>,
    /// The field in words.
    pub field_word: Option<&'static str>,
}

/// What may be deleted on a day, by kind; and how deletions stand.
#[derive(Debug, Serialize, TS)]
pub struct Due {
    /// The day asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// Every kind that is kept for a time.
    pub kinds: Vec<DueKind>,
    /// Deletions that wait for a second person.
    pub waiting: Vec<DeletionWaiting>,
    /// Deletions that were done, the last one first.
    pub done: Vec<DeletionDone>,
    /// The last one is not wiped from the file itself yet.
    pub unswept: bool,
}

/// One kind of data.
#[derive(Debug, Serialize, TS)]
pub struct DueKind {
    /// `last_four`, `papers`, `member` or `looks`.
    pub kind: &'static str,
    /// In words.
    pub word: String,
    /// How long it is kept.
    pub length: u32,
    /// `days` or `years`.
    pub unit: &'static str,
    /// The shortest and the longest that may be chosen.
    pub least: u32,
    /// The longest.
    pub most: u32,
    /// The society's own decision; `null` while the program's default holds.
    pub source: Option<String>,
    /// Why it is kept so long, and from when it counts.
    pub basis: String,
    /// How many members' data are due; of looks, how many looks.
    pub due: u64,
    /// How many would be, and are kept for a reason.
    pub held: u64,
}

/// Work on many that somebody prepared and another has to release.
#[derive(Debug, Serialize, TS)]
pub struct ReleaseWaiting {
    /// `import`, `print`, `delete` or `asset`.
    #[ts(type = "\"import\" | \"print\" | \"delete\" | \"asset\"")]
    pub what: &'static str,
    /// The batch that is to be printed.
    pub batch: Option<String>,
    /// Who prepared it.
    pub operator: String,
    /// When, in UTC.
    pub at: String,
}

/// A deletion that somebody prepared and another has to release.
#[derive(Debug, Serialize, TS)]
pub struct DeletionWaiting {
    /// As of which day.
    #[ts(type = "Day")]
    pub on: Day,
    /// Which kinds.
    pub kinds: Vec<String>,
    /// Who prepared it.
    pub operator: String,
    /// The same, by name and code.
    pub called: String,
    /// When.
    pub at: String,
}

/// A deletion that was done.
#[derive(Debug, Serialize, TS)]
pub struct DeletionDone {
    /// The number of its certificate.
    pub number: String,
    /// The act.
    #[ts(type = "number")]
    pub act: i64,
    /// When.
    pub at: String,
    /// Who.
    pub operator: String,
    /// Why.
    pub reason: String,
    /// Of how many members something was deleted.
    pub members: u64,
}

/// A piece of the list of those whose data of a kind are due, or kept for a reason.
#[derive(Debug, Serialize, TS)]
pub struct DueMembers {
    /// The kind.
    pub kind: &'static str,
    /// All rows of the list.
    pub total: usize,
    /// From which row on.
    pub start: usize,
    /// The rows.
    pub rows: Vec<DueMember>,
}

/// Somebody whose data are due, or kept for a reason.
#[derive(Debug, Serialize, TS)]
pub struct DueMember {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The day on which cover ended.
    #[ts(type = "Day")]
    pub ended: Day,
    /// Why they are kept; `null` when they may go.
    pub held: Option<&'static str>,
    /// The same in words.
    pub because: Option<String>,
}

/// A deletion that has just been done, or whose certificate was printed again.
#[derive(Debug, Serialize, TS)]
pub struct Deleted {
    /// The number of the certificate.
    pub number: String,
    /// The act.
    #[ts(type = "number")]
    pub act: i64,
    /// The day on which it was done.
    #[ts(type = "Day")]
    pub on: Day,
    /// Of how many members something of a kind was deleted; of looks, how many.
    pub kinds: Vec<KindCount>,
    /// Rows that went.
    #[ts(type = "number")]
    pub rows: i64,
    /// Where the journal stands after it.
    pub anchor: String,
    /// By one person alone.
    pub alone: bool,
    /// Copies of before, which still have it.
    pub copies: usize,
    /// The day by which they are thinned out.
    #[ts(type = "Day")]
    pub copies_until: Day,
    /// The certificate, when a folder was given.
    pub file: Option<String>,
    /// The files outside to which it was added.
    pub lists: Vec<String>,
    /// Wiped from the file itself; else that is done when the ledger is opened next.
    pub swept: bool,
}

/// How many of a kind.
#[derive(Debug, Serialize, TS)]
pub struct KindCount {
    /// The kind.
    pub kind: &'static str,
    /// In words.
    pub word: String,
    /// How many.
    pub count: u64,
}

/// A closed day.
#[derive(Debug, Serialize, TS)]
pub struct Closed {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// The act that closed it.
    #[ts(type = "number")]
    pub act: i64,
    /// The anchor after it.
    pub anchor: String,
    /// The sheet.
    pub file: String,
    /// Acts of the day.
    pub acts: usize,
    /// Looks of the day.
    pub looks: usize,
    /// The files to which the anchor was added.
    pub anchors: Vec<String>,
}

/// A leak: whom it concerns, with which data, and what must be reported by when.
#[derive(Serialize, TS)]
pub struct LeakAnswer {
    /// What the journal calls it.
    pub subject: String,
    /// The day on which the society came to know.
    #[ts(type = "Day")]
    pub known_on: Day,
    /// How many people it concerns.
    pub members: usize,
    /// Which data, with how many people each.
    pub data: Vec<LeakData>,
    /// To whom it went or who saw it.
    pub receivers: Vec<LeakReceiver>,
    /// Must it be reported?
    pub due: bool,
    /// Why.
    pub because: Vec<LeakReason>,
    /// The data are encrypted, and the key is not lost with them.
    pub encrypted: bool,
    /// 速報: from about this day ...
    #[ts(type = "Day")]
    pub first_from: Day,
    /// ... to this one.
    #[ts(type = "Day")]
    pub first_by: Day,
    /// 確報: the last day.
    #[ts(type = "Day")]
    pub full_by: Day,
    /// The first of those concerned; the list on file names all.
    pub people: Vec<LeakPerson>,
    /// The act, when it was put on record.
    #[ts(type = "number | null")]
    pub act: Option<i64>,
    /// The draft of the report, and the list.
    pub files: Vec<String>,
}

/// A kind of data that was among it.
#[derive(Debug, Serialize, TS)]
pub struct LeakData {
    /// Its code.
    pub data: &'static str,
    /// Its word.
    pub word: String,
    /// Of how many people.
    pub members: usize,
}

/// To whom it went.
#[derive(Debug, Serialize, TS)]
pub struct LeakReceiver {
    /// An employer, the members' homes, or an operator.
    pub name: String,
    /// How many papers or people.
    pub members: usize,
}

/// Why a report is due.
#[derive(Debug, Serialize, TS)]
pub struct LeakReason {
    /// Its code.
    pub code: &'static str,
    /// Its sentence.
    pub sentence: String,
}

/// Somebody concerned.
#[derive(Serialize, TS)]
pub struct LeakPerson {
    /// The management code.
    pub code: String,
    /// The number, or the management code.
    pub member: String,
    /// The name.
    pub name: String,
    /// The paper's code.
    pub paper: Option<String>,
    /// To whom it went.
    pub receiver: Option<String>,
}

/// The fallback list was made.
#[derive(Debug, Serialize, TS)]
pub struct FallbackMade {
    /// The PDF.
    pub file: String,
    /// The act.
    #[ts(type = "number")]
    pub act: i64,
    /// Its pages.
    pub pages: usize,
    /// Who is insured.
    pub members: usize,
    /// Who is not, and owes a paper back.
    pub owing: usize,
}

/// A page of the journal, the latest first.
#[derive(Debug, Serialize, TS)]
pub struct Journal {
    /// The first day.
    #[ts(type = "Day")]
    pub first: Day,
    /// The last day.
    #[ts(type = "Day")]
    pub last: Day,
    /// How many rows there are in all.
    pub total: usize,
    /// The place of the first row.
    pub start: usize,
    /// The rows.
    pub rows: Vec<JournalRow>,
}

/// An act, or a look.
#[derive(Debug, Serialize, TS)]
pub struct JournalRow {
    /// A look: it changed nothing.
    pub look: bool,
    /// Its number in its chain.
    #[ts(type = "number")]
    pub seq: i64,
    /// When, in UTC.
    pub at: String,
    /// Who; empty when nobody knows.
    pub operator: String,
    /// What, as a code.
    pub kind: String,
    /// What, in words.
    pub word: String,
    /// Of what: a file's seal, a batch's or a member's code, a list; the rest in words.
    pub subject: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
    /// How many members a look showed.
    #[ts(type = "number | null")]
    pub members: Option<u64>,
    /// Everyone on record was shown.
    pub everyone: bool,
}

/// Who saw somebody.
#[derive(Debug, Serialize, TS)]
pub struct Saw {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// The first day.
    #[ts(type = "Day")]
    pub first: Day,
    /// The last day.
    #[ts(type = "Day")]
    pub last: Day,
    /// Looks at the member, and acts about the member and its letters, the latest first.
    pub rows: Vec<JournalRow>,
}

/// Looks that stand out: one operator on one day, for one reason.
#[derive(Debug, Serialize, TS)]
pub struct Unusual {
    /// Who.
    pub operator: String,
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// The reason's code.
    pub because: &'static str,
    /// The reason as a sentence.
    pub sentence: String,
    /// Whom: management codes.
    pub members: Vec<String>,
}

/// A batch on record.
#[derive(Debug, Serialize, TS)]
pub struct BatchOnRecord {
    /// Its code.
    pub batch: String,
    /// The kind of paper.
    pub kind: &'static str,
    /// The day that was asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// When it was frozen.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// Sheets.
    pub sheets: usize,
    /// Envelopes.
    pub envelopes: usize,
    /// `planned`, `printed`, `inserted`, `posted`, or `void` when it was taken back.
    #[ts(type = "\"planned\" | \"printed\" | \"inserted\" | \"posted\" | \"void\"")]
    pub state: &'static str,
    /// Since when it is closed: every sheet is accounted for.
    #[ts(type = "Day | null")]
    pub closed: Option<Day>,
    /// 一人で行った: it touched many, and nobody else released it.
    pub alone: bool,
}

/// A page as a picture.
pub struct PagePicture {
    /// The page, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The picture.
    pub png: Vec<u8>,
}

/// A page under a layout that is being looked at.
pub struct LayoutPage {
    /// The layout's text.
    pub text: String,
    /// The page, from 1; 0 when there is none.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The picture.
    pub png: Vec<u8>,
    /// What is wrong with the text.
    pub complaints: Vec<Said>,
}

/// A layout by name.
#[derive(Debug, Serialize, TS)]
pub struct LayoutHere {
    /// Its name.
    pub name: String,
    /// What it calls itself.
    pub title: String,
    /// The paper that it is for.
    #[ts(type = "\"notice\" | \"certificate\"")]
    pub kind: &'static str,
}

/// The society and what it decided.
#[derive(Debug, Serialize, TS)]
pub struct Settings {
    /// Who it is.
    pub society: SocietyHere,
    /// Its policies, the first one first.
    pub policies: Vec<PolicyHere>,
    /// The layouts that papers can have.
    pub layouts: Vec<LayoutHere>,
    /// The program's version.
    pub version: String,
    /// What others have given, and under which licence.
    pub licences: Vec<Licence>,
}

/// What a society may change of itself, as a form.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SocietyChange {
    /// 保険者名称
    pub name: String,
    /// 郵便番号
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 電話番号
    pub phone: String,
    /// マイナポータルの入口
    pub portal_url: String,
    /// The layout of notices.
    pub notice_layout: String,
    /// The layout of certificates.
    pub certificate_layout: String,
    /// Whether the notice bears the last four digits.
    pub last_four_on_notice: bool,
}

/// A society on record.
#[derive(Debug, Serialize, TS)]
pub struct SocietyHere {
    /// 保険者名称
    pub name: String,
    /// 保険者番号
    pub insurer_number: String,
    /// 郵便番号
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 電話番号
    pub phone: String,
    /// マイナポータルの入口
    pub portal_url: String,
    /// A training society.
    pub training: bool,
    /// The layout of notices.
    pub notice_layout: String,
    /// The layout of certificates.
    pub certificate_layout: String,
    /// Whether the notice bears the last four digits.
    pub last_four_on_notice: bool,
    /// Its employers.
    pub employers: Vec<EmployerForm>,
}

/// A policy on record.
#[derive(Debug, Serialize, TS)]
pub struct PolicyHere {
    /// Its first day.
    #[ts(type = "Day")]
    pub from: Day,
    /// The society's own decision.
    pub source: String,
    /// The whole text of all policies.
    pub text: String,
}

/// What another policy would change.
#[derive(Serialize, TS)]
pub struct PolicyTried {
    /// The day that was looked at: the day asked about, or the first one that would be decided otherwise when that comes later.
    #[ts(type = "Day")]
    pub on: Day,
    /// The first day that would be decided otherwise.
    #[ts(type = "Day | null")]
    pub since: Option<Day>,
    /// That first day lies before the day asked about.
    pub earlier: bool,
    /// Members looked at.
    pub members: u64,
    /// Members who would be decided otherwise.
    pub altered: u64,
    /// Those of them who would get a certificate that day.
    pub due: u64,
    /// Some of them.
    pub examples: Vec<ListedRow>,
    /// Mistakes in the text.
    pub complaints: Vec<Said>,
}

/// What somebody has given, and under which licence.
#[derive(Debug, Serialize, TS)]
pub struct Licence {
    /// What.
    pub name: String,
    /// The licence.
    pub licence: String,
    /// Its text, or where it is.
    pub text: String,
}

/// 担当者
#[derive(Debug, Clone, Serialize, TS)]
pub struct OperatorHere {
    /// The code under which the person signs in.
    pub code: String,
    /// How the person is called.
    pub name: String,
    /// Is an operator now.
    pub active: bool,
    /// `viewer`, `clerk`, `supervisor`, `admin`, `auditor`.
    pub roles: Vec<&'static str>,
    /// `last_four`, `batch`.
    pub grants: Vec<&'static str>,
    /// Has a passphrase.
    pub signs_in: bool,
}

/// An operator as somebody enters one.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OperatorForm {
    /// The code under which the person signs in.
    pub code: String,
    /// How the person is called; without one, by the code.
    pub name: String,
    /// `viewer`, `clerk`, `supervisor`, `admin`, `auditor`.
    pub roles: Vec<String>,
    /// `last_four`, `batch`.
    pub grants: Vec<String>,
}

/// A recovery code, shown once.
#[derive(Serialize, TS)]
pub struct RecoveryPrinted {
    /// Nine groups of four letters.
    pub code: String,
    /// The day on which it was made.
    #[ts(type = "Day")]
    pub on: Day,
}

/// 下4桁, shown for a reason that was recorded.
#[derive(Serialize, TS)]
pub struct LastFourShown {
    /// Number.
    pub member: String,
    /// Management code.
    pub code: String,
    /// The digits, when they are on file.
    pub digits: Option<String>,
}

/// A member with the last four digits, for the command line.
#[derive(Serialize)]
pub struct ShownWithDigits<'a> {
    /// The member.
    #[serde(flatten)]
    pub shown: &'a Shown,
    /// The digits, when they are on file.
    pub last_four_digits: Option<&'a str>,
}

/// Something small is done.
#[derive(Debug, Serialize)]
pub struct Done {
    /// It is.
    pub done: bool,
}

/// A report of trouble, as the clerk reads it before it is saved.
#[derive(Debug, Serialize, TS)]
pub struct Trouble {
    /// All of it.
    pub text: String,
    /// Is the look-alike decided as the member is? `None` without a member.
    pub same: Option<bool>,
}

/// A paper as a scan of its code finds it.
#[derive(Debug, Serialize, TS)]
pub struct PaperShown {
    /// Its management code.
    pub paper: String,
    /// What it is.
    pub kind: &'static str,
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// Whose: the management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// 氏名 as the paper bears it, where that is otherwise than the ledger has it.
    pub form: Option<String>,
    /// Where it is.
    pub state: &'static str,
    /// Since when it is there.
    #[ts(type = "Day | null")]
    pub since: Option<Day>,
    /// 交付年月日
    #[ts(type = "Day")]
    pub issued: Day,
    /// 有効期限
    #[ts(type = "Day | null")]
    pub last_day: Option<Day>,
    /// The batch in which it was frozen.
    pub batch: Option<String>,
    /// The paper that stands in its place.
    pub replaced_by: Option<String>,
    /// May it be shown at a clinic?
    pub valid: bool,
    /// What the clerk says of it.
    pub sentence: String,
    /// 調査期限, while it is searched for.
    #[ts(type = "Day | null")]
    pub search_until: Option<Day>,
    /// What may be recorded of it now.
    pub steps: Vec<&'static str>,
    /// What happened to it, in the order of days.
    pub events: Vec<PaperHappened>,
}

/// One thing that happened to a paper.
#[derive(Debug, Serialize, TS)]
pub struct PaperHappened {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// Where it was then.
    pub state: &'static str,
    /// The same in words.
    pub said: String,
    /// When it was recorded.
    pub at: String,
    /// By whom.
    pub operator: String,
}

/// What became of one scanned code.
#[derive(Debug, Serialize, TS)]
pub struct PaperStepped {
    /// The code: as the ledger has it, or, when it has none, as it was read.
    pub paper: String,
    /// Whose.
    pub member: Option<String>,
    /// 氏名
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<&'static str>,
    /// Where it was.
    pub before: Option<&'static str>,
    /// Where it is now.
    pub state: Option<&'static str>,
    /// Was it recorded?
    pub done: bool,
    /// Why not: a stable word.
    pub because: Option<String>,
    /// Why not, or what follows.
    pub sentence: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

/// An application that was taken, and what was decided.
#[derive(Debug, Serialize, TS)]
pub struct Applied {
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// Whose: the management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// 申請理由
    pub reason: &'static str,
    /// 申請日
    #[ts(type = "Day")]
    pub on: Day,
    /// 受付日
    #[ts(type = "Day")]
    pub received: Day,
    /// `employer` or `direct`.
    pub way: &'static str,
    /// What is decided on the day of receipt.
    pub decision: Decided,
    /// Was what was applied for refused?
    pub refused: bool,
    /// What it costs.
    pub fee: Option<FeeShown>,
    /// What a clerk should look at once more.
    pub remarks: Vec<String>,
}

/// 再交付手数料
#[derive(Debug, Serialize, TS)]
pub struct FeeShown {
    /// In yen.
    pub yen: u32,
    /// `due`, `paid` or `waived`.
    pub state: &'static str,
    /// Since when it stands so.
    #[ts(type = "Day")]
    pub on: Day,
    /// Why it is waived.
    pub reason: Option<String>,
}
