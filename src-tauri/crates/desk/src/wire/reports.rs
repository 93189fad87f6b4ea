//! Reports for the board and the audit.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// A report: numbers by employer and month.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Report {
    /// Its name: `issued`, `reissued`, `refused`, `returned`, `outstanding`, `covered` or `last_four`.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// Its numbers are how things stand at the end of each month, not what happened in it.
    pub stock: bool,
    /// The last day that is looked at; a month that still runs ends here.
    #[ts(type = "Day")]
    pub on: Day,
    /// The last act that was known: asked for again with it, the numbers are the same.
    #[ts(type = "number")]
    pub act: i64,
    /// When that act was recorded.
    pub as_of: Option<String>,
    /// The months, `2026-04`, the first one first.
    pub months: Vec<String>,
    /// What is counted.
    pub measures: Vec<Measure>,
    /// One for each employer that has anything.
    pub rows: Vec<ReportRow>,
    /// Of all employers, by month and measure.
    pub totals: Vec<Vec<u64>>,
    /// Of all employers and months, by measure; empty where the numbers are how things stand.
    pub sums: Vec<u64>,
    /// What a reader must know beside the numbers.
    pub remarks: Vec<String>,
}

/// What a report counts.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Measure {
    /// Its code.
    pub code: &'static str,
    /// In words.
    pub word: String,
}

/// The numbers of one employer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReportRow {
    /// The code; empty for members without an employer.
    pub employer: String,
    /// The name.
    pub name: String,
    /// By month and measure.
    pub cells: Vec<Vec<u64>>,
    /// Of all months, by measure; empty where the numbers are how things stand.
    pub sums: Vec<u64>,
}

/// A report was written to a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReportFile {
    /// Where.
    pub file: String,
    /// Its rows, without the header.
    pub rows: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}
