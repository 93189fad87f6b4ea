//! What is asked of the last-four check.

use serde::Deserialize;
use ts_rs::TS;

/// The letters of a campaign.
#[derive(Debug, Deserialize, TS)]
pub struct StartLastFourAsk {
    #[ts(type = "Day")]
    pub on: String,
    /// The last day for an answer; `null` is the usual time.
    #[ts(type = "Day | null")]
    pub until: Option<String>,
    /// Numbers or management codes; `null` is everyone insured.
    pub members: Option<Vec<String>>,
    pub without_unprintable: bool,
    /// Only says what would be frozen.
    pub dry_run: bool,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// Answers. Of digits only four, and they are nobody's to see: no `Debug`.
#[derive(Deserialize, TS)]
pub struct AnswerAsk {
    /// The codes of letters, or members' numbers.
    pub codes: Vec<String>,
    pub agrees: bool,
    /// The card's last four digits, when the member told them.
    pub said: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A case, and spellings to compare with the ledger's. They are personal: no `Debug`.
#[derive(Deserialize, TS)]
pub struct CaseAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    pub name: Option<String>,
    pub address: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A step of a case.
#[derive(Debug, Deserialize, TS)]
pub struct CaseStepAsk {
    pub member: String,
    #[ts(type = "\"ask\" | \"correct\" | \"close\"")]
    pub step: String,
    /// Who is asked.
    #[ts(type = "\"employer\" | \"member\" | \"resident_register\" | null")]
    pub whom: Option<String>,
    #[ts(type = "Day | null")]
    pub until: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    pub note: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A second letter.
#[derive(Debug, Deserialize, TS)]
pub struct SecondLetterAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Day | null")]
    pub until: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}
