//! What is asked about the ex-officio run, waves of renewals, and what follows from corrections.

use serde::Deserialize;
use ts_rs::TS;

/// A run, or what one would be on a day.
#[derive(Debug, Deserialize, TS)]
pub struct RunAsk {
    /// Its number; without it, what would be frozen.
    pub run: Option<i64>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A piece of a run's people.
#[derive(Debug, Deserialize, TS)]
pub struct RunPeopleAsk {
    /// The run's number; without it, what would be frozen.
    pub run: Option<i64>,
    #[ts(type = "Day")]
    pub on: String,
    /// One part alone.
    pub part: Option<String>,
    pub start: usize,
    pub len: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A batch from a run.
#[derive(Debug, Deserialize, TS)]
pub struct PlanRunAsk {
    pub run: i64,
    /// The day of issue.
    #[ts(type = "Day")]
    pub on: String,
    /// Members whose paper cannot be printed are left out.
    pub without_unprintable: bool,
    /// Only what would be frozen.
    pub dry_run: bool,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// Somebody who waits wishes a certificate in between.
#[derive(Debug, Deserialize, TS)]
pub struct InterimAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A wave on record, or how one would be laid.
#[derive(Debug, Deserialize, TS)]
pub struct WaveAsk {
    /// Its number; without it, how it would be laid.
    pub wave: Option<i64>,
    /// The common last day.
    #[ts(type = "Day")]
    pub until: String,
    /// No week goes out before it.
    #[ts(type = "Day")]
    pub on: String,
    /// Over how many weeks.
    pub weeks: Option<usize>,
    /// At most so many people a week.
    pub per_week: Option<usize>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A batch from a week of a wave.
#[derive(Debug, Deserialize, TS)]
pub struct PlanWaveAsk {
    pub wave: i64,
    /// Counted from 1.
    pub week: i64,
    /// Members whose paper cannot be printed are left out.
    pub without_unprintable: bool,
    /// Only what would be frozen.
    pub dry_run: bool,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A piece of what follows from corrections.
#[derive(Debug, Deserialize, TS)]
pub struct ConsequencesAsk {
    #[ts(type = "Day")]
    pub on: String,
    /// What is settled too.
    pub all: bool,
    pub start: usize,
    pub len: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A consequence is settled.
#[derive(Debug, Deserialize, TS)]
pub struct SettleAsk {
    pub member: String,
    /// Which one.
    pub what: String,
    /// How.
    pub note: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}
