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
