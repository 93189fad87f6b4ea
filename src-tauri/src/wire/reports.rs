//! What the screens of reports and of what-if ask for.

use serde::Deserialize;
use ts_rs::TS;

/// A report.
#[derive(Debug, Deserialize, TS)]
pub struct ReportAsk {
    pub name: String,
    /// The first month, `2026-04`; `null` is twelve months in all.
    pub from: Option<String>,
    /// The last month; `null` is the month of `on`.
    pub to: Option<String>,
    /// The last day that is looked at.
    #[ts(type = "Day")]
    pub on: String,
    /// What is known: the number of an act, or the end of a day; `null` is now.
    pub as_of: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
    /// What `cancel` takes, where somebody waits for it.
    #[serde(default)]
    #[ts(optional)]
    pub job: Option<u32>,
}

/// The people behind a part of a report; what is `null` is all.
#[derive(Debug, Deserialize, TS)]
pub struct ReportListAsk {
    pub report: ReportAsk,
    pub employer: Option<String>,
    pub month: Option<String>,
    pub measure: Option<String>,
    pub start: usize,
    pub len: usize,
}

/// A report into a file.
#[derive(Debug, Deserialize, TS)]
pub struct ReportSaveAsk {
    pub report: ReportAsk,
    pub file: String,
}

/// A policy to be tried: one that comes with the program, or a file.
#[derive(Debug, Deserialize, TS)]
pub struct PolicyChoice {
    pub preset: Option<String>,
    pub file: Option<String>,
}

/// What is supposed.
#[derive(Debug, Deserialize, TS)]
pub struct WhatIfAsk {
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Day")]
    pub against: String,
    /// `null` is the society's own.
    pub policy: Option<PolicyChoice>,
    /// The file of a rule pack; `null` is the law as it is.
    pub pack: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
    /// What `cancel` takes, where somebody waits for it.
    #[serde(default)]
    #[ts(optional)]
    pub job: Option<u32>,
}

/// The people behind one difference.
#[derive(Debug, Deserialize, TS)]
pub struct WhatIfListAsk {
    pub supposing: WhatIfAsk,
    pub key: String,
    pub start: usize,
    pub len: usize,
}
