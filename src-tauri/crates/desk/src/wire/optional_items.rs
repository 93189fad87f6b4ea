//! 任意記載事項: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// What a member's certificate says besides, and what it could say.
#[derive(Serialize, TS)]
pub struct OptionalItems {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// What the member wished.
    pub wished: Vec<OptionalItemShown>,
    /// What the society offers; nothing where its policy says so.
    pub offered: Vec<OptionalOffer>,
}

/// One item that a member wished.
#[derive(Serialize, TS)]
pub struct OptionalItemShown {
    /// `ceiling`, `meals`, `disease`.
    pub item: &'static str,
    /// In words.
    pub said: String,
    /// What stands on the certificate.
    pub printed: String,
    /// It has ended, and is not printed any more.
    pub over: bool,
    /// 申出の日
    #[ts(type = "Day")]
    pub on: Day,
}

/// One item that can be wished.
#[derive(Debug, Serialize, TS)]
pub struct OptionalOffer {
    /// `ceiling`, `meals`, `disease`.
    pub item: &'static str,
    /// In words.
    pub said: String,
    /// What can be said of this member.
    pub values: Vec<&'static str>,
}

/// A wish is on record.
#[derive(Serialize, TS)]
pub struct OptionalItemSaid {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// `ceiling`, `meals`, `disease`.
    pub item: &'static str,
    /// In words.
    pub said: String,
    /// What stands on the next certificate; nothing when it is no longer wished.
    pub printed: Option<String>,
    /// What that means for the clerk.
    pub sentence: String,
}
