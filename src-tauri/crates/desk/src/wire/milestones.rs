//! Milestones as they are answered: days with the counts that lead to them.

use rules::calendar::Day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A day that comes by itself, with its count.
#[derive(Debug, Serialize, TS)]
pub struct Milestone {
    /// Its kind: `turning_70`, `grace_end`, `move_in_report` ...
    pub kind: &'static str,
    /// The kind in words.
    pub word: String,
    /// The day.
    #[ts(type = "Day")]
    pub day: Day,
    /// It is at most a month ahead.
    pub near: bool,
    /// The count that leads to it, step by step.
    pub steps: Vec<MilestoneStep>,
    /// Both readings of a grace period, the earlier first.
    pub readings: Vec<GraceRead>,
    /// The law it rests on.
    pub basis: String,
}

/// One step of a count.
#[derive(Debug, Serialize, TS)]
pub struct MilestoneStep {
    /// The day.
    #[ts(type = "Day")]
    pub day: Day,
    /// How it is reached.
    pub sentence: String,
}

/// The end of a grace period by one reading.
#[derive(Debug, Serialize, TS)]
pub struct GraceRead {
    /// `exact` or `month_end`.
    pub reading: &'static str,
    /// The reading in words.
    pub word: String,
    /// The last usable day by it.
    #[ts(type = "Day")]
    pub day: Day,
    /// Whoever is shown as covered goes by this one.
    pub counts: bool,
    /// The society has chosen this one.
    pub society: bool,
}

/// The days ahead of a member, for the command line.
#[derive(Serialize)]
pub struct MemberMilestones {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// The day of the view.
    pub on: Day,
    /// The days, the nearest first.
    pub milestones: Vec<Milestone>,
}

/// What can be reckoned from days that a clerk gives.
#[derive(Debug, Serialize, TS)]
pub struct Reckonable {
    /// The kind.
    pub kind: &'static str,
    /// The kind in words.
    pub word: String,
    /// What is to be given.
    pub fields: Vec<ReckonField>,
}

/// One thing to be given.
#[derive(Debug, Serialize, TS)]
pub struct ReckonField {
    /// Its name.
    pub field: &'static str,
    /// The same in words.
    pub word: String,
    /// Without it nothing can be reckoned.
    pub required: bool,
    /// A number, not a day.
    pub number: bool,
}

/// One thing that a clerk gives.
#[derive(Deserialize, TS)]
pub struct ReckonGiven {
    /// Which one.
    pub field: String,
    /// A day in any way of writing it, or a number.
    pub value: String,
}
