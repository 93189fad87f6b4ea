//! The ex-officio run, and the list it rests on.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// A list of the state that an import brought, or would bring.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListRead {
    /// 基準日
    #[ts(type = "Day")]
    pub as_of: Day,
    /// The list itself names that day; else it is the day of loading.
    pub said: bool,
    /// How many people it has.
    pub people: u64,
    /// With the other files of the same day it speaks of most of those who were insured on that day.
    pub whole: bool,
    /// In how many files the list of that day came so far, this one included.
    pub files: u64,
    /// Insured on that day, and in none of these files.
    pub unlisted: u64,
    /// In it, and not in the ledger.
    pub unknown: u64,
    /// This very list was loaded before.
    pub before: bool,
    /// It was loaded before, and of so many people the ledger has something else of that day by now.
    pub differ: u64,
}

/// A list of the state that was loaded.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListLoaded {
    /// Its number.
    pub list: i64,
    /// 基準日
    #[ts(type = "Day")]
    pub as_of: Day,
    /// The list itself names that day; else it is the day of loading.
    pub said: bool,
    /// The file's name.
    pub file: String,
    /// When it was loaded, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// How many people it has.
    pub people: i64,
    /// It speaks of most of those who were insured on that day.
    pub whole: bool,
}

/// A run as it is frozen, or as it would be.
#[derive(Debug, Serialize, TS)]
pub struct RunShown {
    /// Its number; absent while it is only looked at.
    pub run: Option<i64>,
    /// The list it rests on.
    pub list: ListLoaded,
    /// The day that was decided.
    #[ts(type = "Day")]
    pub on: Day,
    /// When it was frozen, in UTC.
    pub at: Option<String>,
    /// By whom.
    pub operator: Option<String>,
    /// How joiners are waited for, by the policy of that day.
    pub wait: String,
    /// Whom it names, part by part, in the order of work.
    pub parts: Vec<RunPartShown>,
    /// Rows of the list that mean nobody of the ledger.
    pub unknown_rows: Vec<RowUnknown>,
    /// Why nothing is planned from it any more.
    pub stopped: Option<RunStopped>,
    /// The batches that were planned from it.
    pub batches: Vec<String>,
    /// How many are still to be planned.
    pub to_plan: u64,
}

/// One part of a run.
#[derive(Debug, Serialize, TS)]
pub struct RunPartShown {
    /// Its word.
    #[ts(
        type = "\"due\" | \"lapsing\" | \"released\" | \"interim\" | \"renewal\" | \"waiting\" | \"on_application\" | \"unknown\" | \"unlisted\" | \"undecided\""
    )]
    pub part: &'static str,
    /// How a clerk calls it.
    pub word: String,
    /// How many.
    pub count: u64,
    /// The nearest day that matters.
    #[ts(type = "Day | null")]
    pub by: Option<Day>,
    /// Batches are planned from it.
    pub planned: bool,
    /// Why, each with how many.
    pub reasons: Vec<ReasonCount>,
}

/// A reason, and of how many it is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReasonCount {
    /// Its code.
    pub because: String,
    /// In words.
    pub reason: String,
    /// How many.
    pub count: u64,
}

/// A row of the list that means nobody of the ledger.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RowUnknown {
    /// Where it stands in the file.
    pub place: String,
    /// The reason's code.
    pub because: String,
}

/// Why nothing is planned from a run, or from a wave, any more.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RunStopped {
    /// `newer_list`, `newer_run` or `newer_wave`.
    pub because: &'static str,
    /// In words.
    pub sentence: String,
    /// What to do.
    pub hint: String,
}

/// Somebody whom a run names.
#[derive(Serialize, TS)]
pub struct RunPerson {
    /// 記号-番号-枝番
    pub member: String,
    /// The member's management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// カナ
    pub kana: String,
    /// 事業所
    pub employer: Option<String>,
    /// In which part.
    pub part: &'static str,
    /// The reason's code.
    pub because: String,
    /// The reason as a sentence.
    pub sentence: String,
    /// By when a paper must be in hand, or when the wait ends.
    #[ts(type = "Day | null")]
    pub by: Option<Day>,
}

/// A piece of a run's people.
#[derive(Serialize, TS)]
pub struct RunPeople {
    /// How many there are in all.
    pub total: usize,
    /// The place of the first, counted from 0.
    pub start: usize,
    /// Them.
    pub rows: Vec<RunPerson>,
}

/// A run on record, in short.
#[derive(Debug, Serialize, TS)]
pub struct RunOnRecord {
    /// Its number.
    pub run: i64,
    /// The day that was decided.
    #[ts(type = "Day")]
    pub on: Day,
    /// 基準日 of its list.
    #[ts(type = "Day")]
    pub as_of: Day,
    /// When it was frozen, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// Why nothing is planned from it any more.
    pub stopped: Option<RunStopped>,
    /// The batches that were planned from it.
    pub batches: Vec<String>,
}

/// Where the ex-officio runs stand.
#[derive(Debug, Serialize, TS)]
pub struct Runs {
    /// The list that speaks of the latest day.
    pub list: Option<ListLoaded>,
    /// The runs, the latest first.
    pub runs: Vec<RunOnRecord>,
    /// The waves, the latest first.
    pub waves: Vec<WaveOnRecord>,
}

/// A wave on record, in short.
#[derive(Debug, Serialize, TS)]
pub struct WaveOnRecord {
    /// Its number.
    pub wave: i64,
    /// The common last day.
    #[ts(type = "Day")]
    pub until: Day,
    /// When it was frozen, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
}
