//! A member's applications, and the letters that tell of refused ones.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::FeeShown;

/// An application on file.
#[derive(Debug, Serialize, TS)]
pub struct ApplicationShown {
    /// Its number inside the ledger.
    pub application: i64,
    /// 申請理由
    pub reason: &'static str,
    /// The same in words.
    pub reason_word: String,
    /// 申請日
    #[ts(type = "Day | null")]
    pub on: Option<Day>,
    /// 受付日, for one that came on paper.
    #[ts(type = "Day | null")]
    pub received: Option<Day>,
    /// `employer` or `direct`.
    pub way: Option<&'static str>,
    /// Who brought it in the member's place: name, relation, papers seen.
    pub proxy: Option<ProxyShown>,
    /// What of it was refused.
    pub refused: Vec<RefusedPart>,
    /// What it costs.
    pub fee: Option<FeeShown>,
    /// The day that the letter of its refusal bears, once it was printed.
    #[ts(type = "Day | null")]
    pub letter: Option<Day>,
}

/// 代理人
#[derive(Debug, Serialize, TS)]
pub struct ProxyShown {
    /// 氏名
    pub name: String,
    /// 続柄・関係
    pub relation: String,
    /// 確認した書類
    pub papers_seen: String,
}

/// A part of an application that was refused.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RefusedPart {
    /// `certificate` or `notice`.
    pub about: String,
    /// The reason's word.
    pub because: String,
    /// The same in words.
    pub sentence: String,
    /// The law and the society's own decision it rests on.
    pub basis: String,
    /// The day it was decided for.
    #[ts(type = "Day")]
    pub on: Day,
}

/// A member's applications, the last one first.
#[derive(Debug, Serialize, TS)]
pub struct Applications {
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// Whose: the management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// The applications.
    pub applications: Vec<ApplicationShown>,
}

/// The letter of a refusal (不交付のお知らせ), written.
#[derive(Debug, Serialize, TS)]
pub struct RefusalLetter {
    /// Whose: `記号-番号-枝番`.
    pub member: String,
    /// Whose: the management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// Of which application.
    pub application: i64,
    /// The day the letter bears.
    #[ts(type = "Day")]
    pub on: Day,
    /// It was printed before, and is the same now.
    pub again: bool,
    /// The file.
    pub file: String,
}
