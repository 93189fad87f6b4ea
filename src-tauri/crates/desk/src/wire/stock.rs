//! 用紙の在庫: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// One stock of paper: received = printed + spoiled + left, and what counts found besides.
#[derive(Serialize, TS)]
pub struct Stock {
    /// Its name, as layouts have it.
    pub stock: String,
    /// Something was recorded of it; else it is only a name that a layout has.
    pub kept: bool,
    /// Sheets that came.
    pub received: i64,
    /// Sheets that were printed, reprints too; of envelopes those that were filled.
    pub printed: i64,
    /// Sheets that were spoiled otherwise.
    pub spoiled: i64,
    /// What counts found more or less, all explained.
    pub difference: i64,
    /// What should be there.
    pub left: i64,
    /// What was recorded, in order.
    pub events: Vec<StockLine>,
}

/// One record of a stock.
#[derive(Serialize, TS)]
pub struct StockLine {
    /// On which day.
    #[ts(type = "Day")]
    pub on: Day,
    /// `received`, `spoiled`, `counted`.
    pub step: &'static str,
    /// In words.
    pub said: String,
    /// So many sheets.
    pub sheets: i64,
    /// What a count found more or less than there should have been.
    pub difference: i64,
    /// Why.
    pub reason: Option<String>,
    /// By whom.
    pub operator: String,
}
