//! Members who may be one person.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// A piece of the pairs of members who may be one person.
#[derive(Serialize, TS)]
pub struct SameList {
    /// How many wait for a clerk.
    pub open: usize,
    /// How many there are.
    pub total: usize,
    /// The place of the first row.
    pub start: usize,
    /// Pair by pair.
    pub rows: Vec<SamePair>,
}

/// Two members side by side.
#[derive(Serialize, TS)]
pub struct SamePair {
    /// One of them.
    pub person: SamePerson,
    /// The other one.
    pub other: SamePerson,
    /// Why they may be one person.
    #[ts(type = "\"born_and_kana\" | \"born_and_last_four\" | \"slipped\" | \"said\"")]
    pub why: &'static str,
    /// The same in words.
    pub sentence: String,
    /// They are one person, and covered twice at once.
    pub twice: bool,
    /// Field by field.
    pub rows: Vec<SameRow>,
    /// What a clerk answered.
    pub answered: Option<SameAnswered>,
    /// What to do.
    pub next: String,
}

/// One of two members.
#[derive(Serialize, TS)]
pub struct SamePerson {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// 郵送の保護: no address is shown.
    pub shielded: bool,
    /// The spells of cover.
    pub spells: Vec<SameSpell>,
    /// The papers.
    pub papers: Vec<SamePaper>,
    /// How many papers are owed.
    pub owed: u64,
}

/// A spell of cover.
#[derive(Serialize, TS)]
pub struct SameSpell {
    /// 記号-番号-枝番
    pub member: String,
    /// 事業所
    pub employer: Option<String>,
    /// 資格取得日
    #[ts(type = "Day | null")]
    pub acquired: Option<Day>,
    /// 資格喪失日
    #[ts(type = "Day | null")]
    pub lost: Option<Day>,
}

/// A paper.
#[derive(Serialize, TS)]
pub struct SamePaper {
    /// Its code.
    pub paper: String,
    /// Its kind in words.
    pub kind: String,
    /// Its state in words.
    pub state: String,
    /// Its last day.
    #[ts(type = "Day | null")]
    pub last_day: Option<Day>,
}

/// One field of both.
#[derive(Serialize, TS)]
pub struct SameRow {
    /// The field.
    pub field: &'static str,
    /// Its name.
    pub word: String,
    /// Of one.
    pub one: String,
    /// Of the other.
    pub other: String,
    /// They agree, ways of writing aside.
    pub same: bool,
}

/// What a clerk answered.
#[derive(Serialize, TS)]
pub struct SameAnswered {
    /// The answer.
    #[ts(type = "\"same\" | \"different\"")]
    pub answer: &'static str,
    /// When, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// What was noted.
    pub note: Option<String>,
}

/// What a clerk answered about a row of a file and a member.
#[derive(Serialize, TS)]
pub struct RowAnswered {
    /// The act that recorded it: by this and the member it is taken back.
    #[ts(type = "number")]
    pub act: i64,
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// The answer.
    #[ts(type = "\"same\" | \"different\"")]
    pub answer: &'static str,
    /// When, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
}

/// Answers about rows that were taken back.
#[derive(Debug, Serialize, TS)]
pub struct RowsForgotten {
    /// How many.
    pub taken_back: u64,
}

/// The table of variant characters.
#[derive(Debug, Serialize, TS)]
pub struct VariantTable {
    /// Its version.
    pub version: u32,
    /// How many variants it has.
    pub variants: u64,
}
