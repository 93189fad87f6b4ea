//! What is outstanding, the letters about it, and what answers them.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// A paper that is owed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Owed {
    /// Its management code; an old card has none.
    pub paper: Option<String>,
    /// What it is.
    pub kind: &'static str,
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// Whose: the management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// The employer that owes it, by code.
    pub employer: Option<String>,
    /// Its name.
    pub employer_name: Option<String>,
    /// Where the paper is.
    pub state: &'static str,
    /// Why it is owed.
    pub because: &'static str,
    /// The same in words.
    pub sentence: String,
    /// The law it rests on.
    pub basis: String,
    /// The first day of the duty.
    #[ts(type = "Day")]
    pub from: Day,
    /// Until when it was to be handed over; without it no deadline runs.
    #[ts(type = "Day | null")]
    pub by: Option<Day>,
    /// `employer`, `member` or `funeral_claimant`.
    pub owed_by: &'static str,
    /// Who hands it to whom, in words.
    pub duty: String,
    /// The deadline is over.
    pub overdue: bool,
    /// It is searched for, and nobody is reminded meanwhile.
    pub searched: bool,
    /// How many reminders of this duty went out.
    pub reminded: usize,
    /// The last of them.
    #[ts(type = "Day | null")]
    pub reminded_on: Option<Day>,
    /// What is next: `not_yet`, `searched`, `remind`, `wait`, `report` or why no letter can go out.
    pub next: &'static str,
    /// From which day on.
    #[ts(type = "Day | null")]
    pub next_on: Option<Day>,
    /// The same in words.
    pub next_sentence: String,
}

/// What one employer owes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OwedBy {
    /// By code; none is everyone who is written to at home.
    pub employer: Option<String>,
    /// Its name.
    pub name: String,
    /// How many papers.
    pub papers: usize,
    /// Of how many the deadline is over.
    pub overdue: usize,
    /// Of how many a reminder may go out now.
    pub ready: usize,
    /// How many are searched for.
    pub searched: usize,
    /// How many were reminded of in vain as often as they may be.
    pub report: usize,
}

/// A piece of what is outstanding.
#[derive(Debug, Serialize, TS)]
pub struct OwedList {
    /// The day that was asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// Everything outstanding, by who owes it.
    pub owers: Vec<OwedBy>,
    /// How many papers the asked-for owe.
    pub total: usize,
    /// The first of the rows, counted from 0.
    pub start: usize,
    /// The rows.
    pub rows: Vec<Owed>,
}

/// A paper that was outside after the end of cover.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UsedAfterLoss {
    /// Its management code; none when only a use was reported and no paper is outside any more.
    pub paper: Option<String>,
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// Whose: the management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// The employer, by code.
    pub employer: Option<String>,
    /// The end of cover: the first day without.
    #[ts(type = "Day")]
    pub from: Day,
    /// The last day on which it could be shown, as far as is known.
    #[ts(type = "Day | null")]
    pub until: Option<Day>,
    /// So many days it could be shown.
    pub days: i64,
    /// Uses that clinics reported.
    pub uses: Vec<UseReported>,
}

/// A use after the end of cover that a clinic reported.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UseReported {
    /// When.
    #[ts(type = "Day")]
    pub on: Day,
    /// Where, and what else was said.
    pub note: String,
}

/// A reminder: planned, or on record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReminderShown {
    /// Its number, once it is on record.
    pub id: Option<i64>,
    /// The day it bears.
    #[ts(type = "Day")]
    pub on: Day,
    /// The employer that is written to, by code; none for a letter to somebody's home.
    pub employer: Option<String>,
    /// Whom it addresses.
    pub to: String,
    /// `first`, `second` or `last`.
    pub firmness: &'static str,
    /// The same in words.
    pub firmness_word: String,
    /// The day by which an answer is asked for.
    #[ts(type = "Day")]
    pub answer_by: Day,
    /// What it lists.
    pub papers: Vec<ReminderLine>,
    /// The file that was written.
    pub file: Option<String>,
}

/// A paper on a reminder, as the letter says it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReminderLine {
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// 氏名
    pub name: String,
    /// What it is.
    pub kind: &'static str,
    /// Its management code.
    pub paper: Option<String>,
    /// Until when it was to be handed over.
    #[ts(type = "Day | null")]
    pub by: Option<Day>,
    /// The number of its reminder.
    pub number: usize,
    /// It is reminded of by this letter, and not only listed again.
    pub fresh: bool,
}

/// What nobody is reminded of although its deadline is over.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NotReminded {
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// 氏名
    pub name: String,
    /// The paper's management code.
    pub paper: Option<String>,
    /// Why not: a stable word.
    pub because: &'static str,
    /// Why not.
    pub sentence: String,
}

/// The reminders of a day.
#[derive(Debug, Serialize, TS)]
pub struct Reminded {
    /// The day they bear.
    #[ts(type = "Day")]
    pub on: Day,
    /// Were they recorded?
    pub recorded: bool,
    /// The letters.
    pub letters: Vec<ReminderShown>,
    /// What is held back, and why.
    pub held: Vec<NotReminded>,
}

/// A reminder on record, without the people it names.
#[derive(Debug, Serialize, TS)]
pub struct ReminderOnRecord {
    /// Its number.
    pub id: i64,
    /// The day it bears.
    #[ts(type = "Day")]
    pub on: Day,
    /// The employer that was written to, by code; none for a letter to somebody's home.
    pub employer: Option<String>,
    /// Its name.
    pub employer_name: Option<String>,
    /// `first`, `second` or `last`.
    pub firmness: &'static str,
    /// The same in words.
    pub firmness_word: String,
    /// How many papers it lists.
    pub papers: usize,
}

/// One thing that happened to a paper.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DunningEntry {
    /// When it happened.
    #[ts(type = "Day")]
    pub on: Day,
    /// When it was recorded.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// A stable word: where the paper was from then on, or `reminded`.
    pub event: &'static str,
    /// The same in words.
    pub said: String,
    /// What was noted.
    pub note: Option<String>,
}

/// Everything that was done about one paper (回収の経過).
#[derive(Debug, Clone, Serialize, TS)]
pub struct DunningLog {
    /// The paper's management code.
    pub paper: String,
    /// What it is.
    pub kind: &'static str,
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// 氏名
    pub name: String,
    /// Where it is.
    pub state: &'static str,
    /// How many reminders of the present duty went out.
    pub reminded: usize,
    /// Would the report that it cannot be collected be borne out?
    pub borne_out: bool,
    /// The entries in their order.
    pub entries: Vec<DunningEntry>,
    /// The file that was written.
    pub file: Option<String>,
}

/// 廃棄記録
#[derive(Debug, Serialize, TS)]
pub struct Destruction {
    /// The act that recorded it.
    pub act: i64,
    /// When.
    #[ts(type = "Day")]
    pub on: Day,
    /// How many papers.
    pub papers: i64,
    /// How.
    pub way: String,
    /// Who saw it.
    pub witness: String,
    /// Who recorded it.
    pub operator: String,
    /// Which papers.
    pub codes: Vec<String>,
}

/// The destructions of some days.
#[derive(Debug, Serialize, TS)]
pub struct Destructions {
    /// The first day.
    #[ts(type = "Day")]
    pub first: Day,
    /// The last day.
    #[ts(type = "Day")]
    pub last: Day,
    /// How many papers altogether.
    pub papers: i64,
    /// One by one, the first one first.
    pub destructions: Vec<Destruction>,
    /// The file that was written.
    pub file: Option<String>,
}
