//! The state's lists and their differences.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::RowUnknown;

/// The list of a day, of however many files.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListDayShown {
    /// The number of its last file.
    pub list: i64,
    /// 基準日
    #[ts(type = "Day")]
    pub as_of: Day,
    /// Its files name that day; else it is the day of loading.
    pub said: bool,
    /// Its files.
    pub files: Vec<String>,
    /// How many people it has.
    pub people: u64,
    /// It speaks of most of those who were insured on that day.
    pub whole: bool,
    /// When its last file was loaded, in UTC.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// How many of its rows mean nobody of the ledger.
    pub unknown: u64,
    /// How many were insured and are not in it.
    pub unlisted: u64,
}

/// What a list says otherwise than another.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListDifferenceShown {
    /// The list.
    pub list: ListDayShown,
    /// The one it is compared with.
    pub with: Option<ListDayShown>,
    /// So many days ahead an e-certificate ends soon.
    #[ts(type = "number")]
    pub days: i64,
    /// The numbers.
    pub parts: Vec<ListPart>,
    /// How many of its rows mean nobody of the ledger.
    pub unknown: u64,
    /// Where they stand.
    pub unknown_rows: Vec<RowUnknown>,
    /// What a clerk must know beside the numbers.
    pub remarks: Vec<String>,
}

/// A number of a difference.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListPart {
    /// Its code.
    #[ts(type = "\"registered\" | \"released\" | \"lapsed\" | \"lapsing\" | \"changed\" | \"unknown_to_them\"")]
    pub part: &'static str,
    /// In words.
    pub word: String,
    /// How many people.
    pub count: u64,
    /// How many of them in the list before as well.
    pub again: u64,
}
