//! The contract with the outside: what every answer looks like as JSON. Names are those of the command line's contract.

use rules::calendar::Day;
use rules::words::{Complaint, Lang};
use serde::Serialize;

/// One answer as one line of JSON.
#[must_use]
pub fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_else(|_| String::from("null"))
}

/// A complaint as it is shown.
#[derive(Debug, Clone, Serialize)]
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

/// What `init` made.
#[derive(Debug, Serialize)]
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
    pub policies: Vec<Day>,
}

/// A training society that was made.
#[derive(Debug, Serialize)]
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
#[derive(Debug, Serialize)]
pub struct Imported {
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Whether anything was written.
    pub written: bool,
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
    /// How the sheets were read.
    pub sheets: Vec<SheetRead>,
}

/// An import on record.
#[derive(Debug, Serialize)]
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
    /// The employer, when the whole file was one employer's.
    pub employer: Option<String>,
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
}

/// How one sheet was read.
#[derive(Debug, Serialize)]
pub struct SheetRead {
    /// Its name.
    pub sheet: String,
    /// Rows of data.
    pub rows: u64,
    /// Why it was skipped.
    pub skipped: Option<String>,
}

/// What one row changes.
#[derive(Debug, Serialize)]
pub struct RowChange {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u64,
    /// `new` or `changed`.
    pub outcome: &'static str,
    /// The member's number.
    pub member: String,
    /// Field by field.
    pub cells: Vec<CellChange>,
}

/// One field before and after.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct CellChange {
    /// The field.
    pub field: &'static str,
    /// Before; blank for nothing.
    pub before: String,
    /// After.
    pub after: String,
}

/// One hit of `find`.
#[derive(Serialize)]
pub struct Found {
    /// 記号-番号-枝番
    pub member: String,
    /// 氏名
    pub name: String,
    /// カナ
    pub kana: String,
    /// 生年月日
    pub born: Option<Day>,
    /// 事業所
    pub employer: Option<String>,
    /// The member's management code.
    pub code: String,
    /// First day covered.
    pub acquired: Option<Day>,
    /// First day not covered.
    pub lost: Option<Day>,
}

/// The outcomes of one member.
#[derive(Debug, Serialize)]
pub struct Decided {
    /// 記号-番号-枝番
    pub member: String,
    /// 氏名
    pub name: String,
    /// The member's management code.
    pub code: String,
    /// Covered on the day?
    pub covered: &'static str,
    /// Until when a マイナ保険証 is usable, by the earlier reading.
    pub usable_until: Option<Day>,
    /// The certificate.
    pub certificate: Outcome,
    /// The notice.
    pub notice: Outcome,
    /// What is due back.
    pub returns: Vec<Return>,
}

/// One outcome with its reason.
#[derive(Debug, Serialize)]
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
    pub last_day: Option<Day>,
    /// Which rule set the last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day_because: Option<&'static str>,
    /// The day a wait ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_until: Option<Day>,
}

/// One paper that is due back, or not.
#[derive(Debug, Serialize)]
pub struct Return {
    /// `old_card` or `certificate`.
    pub paper: &'static str,
    /// `due` or `not_due`.
    pub outcome: &'static str,
    /// The reason's code.
    pub because: &'static str,
    /// The reason as a sentence.
    pub sentence: String,
    /// Who owes it: `employer`, `member`, `funeral_claimant`.
    pub owed_by: Option<&'static str>,
    /// By when.
    pub by: Option<Day>,
    /// Who owes it and by when, as a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
}

/// A name that was put right.
#[derive(Debug, Serialize)]
pub struct Renamed {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// `registered`, `reported` or `printed`.
    pub layer: &'static str,
    /// The day from which it is true.
    pub on: Day,
    /// What changed; empty when it was so already.
    pub cells: Vec<CellChange>,
}

/// A frozen batch.
#[derive(Debug, Serialize)]
pub struct Planned {
    /// Its code; absent when nothing was frozen.
    pub batch: Option<String>,
    /// The kind of paper.
    pub kind: &'static str,
    /// The day that was asked about.
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
}

/// A member who gets no paper from a batch.
#[derive(Debug, Clone, Serialize)]
pub struct Refused {
    /// 記号-番号-枝番
    pub member: String,
    /// The reason's code.
    pub because: String,
    /// The reason as a sentence.
    pub sentence: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// What `print` wrote.
#[derive(Debug, Serialize)]
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
}

/// One file that was written.
#[derive(Debug, Serialize)]
pub struct File {
    /// Its name in the folder.
    pub file: String,
    /// Its pages.
    pub pages: usize,
    /// SHA-256.
    pub sha256: String,
}

/// One line of the manifest.
#[derive(Debug, Serialize)]
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
}

/// The manifest of a print.
#[derive(Debug, Serialize)]
pub struct Manifest {
    /// The batch's code.
    pub batch: String,
    /// The kind of paper.
    pub kind: &'static str,
    /// The day that was asked about.
    pub on: Day,
    /// Every file.
    pub files: Vec<File>,
    /// Every sheet.
    pub sheets: Vec<ManifestLine>,
}

/// A member whole.
#[derive(Serialize)]
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
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<&'static str>,
    /// 続柄
    pub relation: Option<&'static str>,
    /// 資格取得日
    pub acquired: Option<Day>,
    /// 資格喪失日
    pub lost: Option<Day>,
    /// 退職日
    pub left: Option<Day>,
    /// 任意継続の最終日
    pub voluntary_until: Option<Day>,
    /// 事業所
    pub employer: Option<String>,
    /// 事業所の名称
    pub employer_name: Option<String>,
    /// 郵便番号
    pub postcode: Option<String>,
    /// 住所
    pub address: Option<String>,
    /// My Number registered or missing.
    pub my_number: &'static str,
    /// マイナンバーカード
    pub myna_card: &'static str,
    /// 利用登録
    pub use_registered: &'static str,
    /// 電子証明書有効期限
    pub e_certificate_until: Option<Day>,
    /// 閲覧
    pub access: &'static str,
    /// Whether last four digits are on file. The digits themselves are shown nowhere but on the notice.
    pub last_four: &'static str,
    /// The outcomes of the day.
    pub decision: Option<Decided>,
    /// The household.
    pub household: Vec<Found>,
    /// Papers.
    pub papers: Vec<Paper>,
    /// What happened, in order.
    pub timeline: Vec<Event>,
    /// The day of the view.
    pub on: Day,
}

/// A name in its three layers.
#[derive(Debug, Serialize)]
pub struct Names {
    /// 住民票の氏名
    pub registered: Option<String>,
    /// 届出の氏名
    pub reported: Option<String>,
    /// 印字の氏名
    pub printed: Option<String>,
}

/// A paper of a member.
#[derive(Debug, Serialize)]
pub struct Paper {
    /// Its management code.
    pub paper: String,
    /// `notice` or `certificate`.
    pub kind: &'static str,
    /// 交付年月日
    pub issued: Day,
    /// 有効期限
    pub last_day: Option<Day>,
    /// Where it is.
    pub state: &'static str,
}

/// One event of a member's life in the ledger.
#[derive(Debug, Serialize)]
pub struct Event {
    /// The day it is true from.
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
#[derive(Debug, Serialize)]
pub struct Verified {
    /// Nothing is wrong.
    pub ok: bool,
    /// Acts in the journal.
    pub acts: i64,
    /// Facts under seal.
    pub rows: i64,
    /// The journal's head.
    pub head: String,
    /// What is wrong.
    pub findings: Vec<Said>,
}
