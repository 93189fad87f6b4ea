//! What is asked about rows that wait, and about imports that are taken back.

use serde::Deserialize;
use ts_rs::TS;

/// The rows that wait.
#[derive(Debug, Deserialize, TS)]
pub struct QuarantineAsk {
    /// Only those of one import.
    pub import: Option<i64>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// Rows that are to go in after all.
#[derive(Debug, Deserialize, TS)]
pub struct RetryAsk {
    /// Their numbers; all that can go in, when there is none.
    pub rows: Vec<i64>,
    /// Those that are right although the ledger says otherwise.
    pub sure: Vec<i64>,
    /// Those whose person is not the similar one in the ledger.
    pub other_persons: Vec<i64>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// Rows that are not to go in.
#[derive(Debug, Deserialize, TS)]
pub struct DropAsk {
    pub rows: Vec<i64>,
    /// Why.
    pub reason: String,
}

/// An import to be taken back.
#[derive(Debug, Deserialize, TS)]
pub struct UndoAsk {
    pub import: i64,
    /// Why.
    pub reason: Option<String>,
    /// Only what would happen.
    pub dry_run: bool,
    #[ts(type = "Lang")]
    pub lang: String,
}
