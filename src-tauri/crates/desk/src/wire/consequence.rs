//! What follows from corrections.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// Something that follows from a correction, for a clerk.
#[derive(Serialize, TS)]
pub struct Consequence {
    /// 記号-番号-枝番
    pub member: String,
    /// The member's management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// 事業所
    pub employer: Option<String>,
    /// Which one it is: by this it is settled.
    pub what: String,
    /// What kind of consequence.
    #[ts(
        type = "\"not_insured\" | \"not_needed\" | \"wrongly_refused\" | \"printed_otherwise\" | \"last_day\" | \"due_back\" | \"waited\" | \"missed\""
    )]
    pub kind: &'static str,
    /// The paper that it is about.
    pub paper: Option<String>,
    /// The day that was decided.
    #[ts(type = "Day")]
    pub on: Day,
    /// What was decided, and what is known now.
    pub sentence: String,
    /// What to do.
    pub next: String,
    /// What caused it.
    pub cause: Option<Cause>,
    /// A clerk has settled it.
    pub seen: Option<Settled>,
}

/// The act that caused a consequence.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Cause {
    /// The number of the act.
    pub act: i64,
    /// When, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// What was done, with the file and the row where there is one.
    pub said: String,
}

/// What a clerk did about a consequence.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Settled {
    /// When, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// What was done.
    pub note: Option<String>,
}

/// A piece of what follows from corrections.
#[derive(Serialize, TS)]
pub struct Consequences {
    /// How many are open.
    pub open: usize,
    /// How many there are in this list.
    pub total: usize,
    /// The place of the first, counted from 0.
    pub start: usize,
    /// Them.
    pub rows: Vec<Consequence>,
}
