//! What is asked about members who may be one person, and about the state's lists.

use serde::Deserialize;
use ts_rs::TS;

/// A piece of the pairs.
#[derive(Debug, Deserialize, TS)]
pub struct SameAsk {
    #[ts(type = "Day")]
    pub on: String,
    /// Those that are answered too.
    pub all: bool,
    pub start: usize,
    pub len: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// An answer about two members.
#[derive(Debug, Deserialize, TS)]
pub struct AnswerSameAsk {
    pub one: String,
    pub other: String,
    /// `open` takes an answer back.
    #[ts(type = "\"same\" | \"different\" | \"open\"")]
    pub answer: String,
    pub note: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// What was answered about rows of files.
#[derive(Debug, Deserialize, TS)]
pub struct RowAnswersAsk {
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// An answer about rows of a file that is taken back.
#[derive(Debug, Deserialize, TS)]
pub struct ForgetRowAsk {
    /// The act that recorded it.
    #[ts(type = "number")]
    pub act: i64,
    /// The member, by number or management code.
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
}

/// Two lists to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ListDifferenceAsk {
    /// The list.
    #[ts(type = "number")]
    pub list: i64,
    /// Compared with this one; with the one of the day before it where none is named.
    #[ts(type = "number | null")]
    pub with: Option<i64>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The people behind a number of a difference.
#[derive(Debug, Deserialize, TS)]
pub struct ListPeopleAsk {
    pub difference: ListDifferenceAsk,
    pub part: String,
    pub start: usize,
    pub len: usize,
}

/// A difference, or the people behind one of its numbers, as a file.
#[derive(Debug, Deserialize, TS)]
pub struct ListSaveAsk {
    pub difference: ListDifferenceAsk,
    pub part: Option<String>,
    pub file: String,
}

/// The rows of a list that mean nobody of the ledger, written as they came.
#[derive(Debug, Deserialize, TS)]
pub struct UnknownRowsAsk {
    /// The list.
    #[ts(type = "number")]
    pub list: i64,
    /// The very file that was loaded as it.
    pub file: String,
    /// Where the workbook is written.
    pub out: String,
    #[ts(type = "Lang")]
    pub lang: String,
}
