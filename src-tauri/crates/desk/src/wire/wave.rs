//! Waves of renewals, and certificates in between.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::{ReasonCount, RunStopped};

/// A wave as it is frozen, or as it would be.
#[derive(Serialize, TS)]
pub struct WaveShown {
    /// Its number; absent while it is only looked at.
    pub wave: Option<i64>,
    /// The common last day of the certificates.
    #[ts(type = "Day")]
    pub until: Day,
    /// The last day on which a renewal may go out.
    #[ts(type = "Day")]
    pub last_safe: Day,
    /// So many weeks there could be.
    pub available: usize,
    /// How many it renews.
    pub people: usize,
    /// Of these, without an application because the need for assistance goes on.
    pub assistance: usize,
    /// Week by week.
    pub weeks: Vec<WaveWeek>,
    /// Whose certificate ends then too, and who is not renewed, by reason.
    pub left_out: Vec<ReasonCount>,
    /// Whose registration is pending, and whose wait ends before the wave does.
    pub interim: Vec<Interim>,
    /// What to look at once more.
    pub remark: Option<String>,
    /// Why nothing is planned from it any more.
    pub stopped: Option<RunStopped>,
}

/// A week of a wave.
#[derive(Debug, Serialize, TS)]
pub struct WaveWeek {
    /// Counted from 1.
    pub week: i64,
    /// The day of issue: the first business day.
    #[ts(type = "Day")]
    pub day: Day,
    /// How many people.
    pub people: usize,
    /// Whose employers, the largest first; without a code those at home.
    pub employers: Vec<WaveEmployer>,
    /// The batches that were planned from it.
    pub batches: Vec<String>,
}

/// An employer's share of a week.
#[derive(Debug, Serialize, TS)]
pub struct WaveEmployer {
    /// The employer's code; absent for those who get it at home.
    pub employer: Option<String>,
    /// How many people.
    pub people: usize,
}

/// 登録待ちの短期: a certificate in between, for somebody whose registration is pending.
#[derive(Serialize, TS)]
pub struct Interim {
    /// 記号-番号-枝番
    pub member: String,
    /// The member's management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// 事業所
    pub employer: Option<String>,
    /// The day the wait ends; absent when it is over.
    #[ts(type = "Day | null")]
    pub wait_until: Option<Day>,
    /// The last day of a certificate issued now.
    #[ts(type = "Day")]
    pub last_day: Day,
    /// What is proposed.
    pub sentence: String,
}
