//! What another day, policy or rule pack would change.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// What would be decided otherwise, in counts.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WhatIf {
    /// The day as it is.
    #[ts(type = "Day")]
    pub on: Day,
    /// The day that it is compared with.
    #[ts(type = "Day")]
    pub against: Day,
    /// The last act that was known.
    #[ts(type = "number")]
    pub act: i64,
    /// The policy tried in the place of the society's, by its own citation.
    pub policy: Option<String>,
    /// The rule pack that was tried.
    pub pack: Option<PackTried>,
    /// Members looked at.
    pub members: u64,
    /// Members of whom anything is decided otherwise.
    pub altered: u64,
    /// The differences, those about one thing together, the largest first.
    pub groups: Vec<Turned>,
}

/// A rule pack that was tried.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PackTried {
    /// What the change is called.
    pub title: String,
    /// Where it is announced.
    pub source: String,
    /// The dates that it moves.
    pub moved: Vec<DateMoved>,
}

/// A date of the law that a pack moves.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DateMoved {
    /// Its key in the pack.
    pub key: &'static str,
    /// What begins on it.
    pub said: String,
    /// As the law is.
    #[ts(type = "Day")]
    pub now: Day,
    /// As the pack has it.
    #[ts(type = "Day")]
    pub then: Day,
}

/// Members who are decided otherwise in the same way.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Turned {
    /// What the list behind it is asked for by.
    pub key: String,
    /// `covered`, `certificate`, `notice`, `old_card_return`, `certificate_return` or `last_day`.
    pub about: &'static str,
    /// The same in words.
    pub about_word: String,
    /// As it is.
    pub before: TurnedSide,
    /// As it would be.
    pub after: TurnedSide,
    /// How many.
    pub members: u64,
}

/// One side of a difference.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TurnedSide {
    /// The outcome's code; of a last day `ends`, `ends_earlier` or `ends_later`.
    pub outcome: &'static str,
    /// The outcome in words.
    pub word: String,
    /// The reason's code; empty where there is none.
    pub because: &'static str,
    /// The reason in words.
    pub reason: String,
}
