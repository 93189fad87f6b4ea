//! What the section of returns asks for, and the member's page about applications.

use serde::Deserialize;
use ts_rs::TS;

/// A piece of what is outstanding.
#[derive(Debug, Deserialize, TS)]
pub struct OwedAsk {
    #[ts(type = "Day")]
    pub on: String,
    /// Only what one employer owes, by code.
    pub employer: Option<String>,
    /// Only what is asked for at home.
    pub home: bool,
    pub start: usize,
    pub len: usize,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The reminders of a day; with a folder they are recorded and written there.
#[derive(Debug, Deserialize, TS)]
pub struct RemindAsk {
    #[ts(type = "Day")]
    pub on: String,
    /// To one employer only, by code.
    pub employer: Option<String>,
    pub out: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The reminders on record.
#[derive(Debug, Deserialize, TS)]
pub struct RemindersAsk {
    /// To one employer only, by code.
    pub employer: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A reminder once more.
#[derive(Debug, Deserialize, TS)]
pub struct RemindAgainAsk {
    pub id: i64,
    pub out: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A use after the end of cover.
#[derive(Debug, Deserialize, TS)]
pub struct UseAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    pub note: String,
}

/// A death, or that it was a mistake.
#[derive(Debug, Deserialize, TS)]
pub struct DeathAsk {
    pub member: String,
    #[ts(type = "Day | null")]
    pub on: Option<String>,
}

/// What is said of an old card.
#[derive(Debug, Deserialize, TS)]
pub struct OldCardAsk {
    pub member: String,
    #[ts(type = "\"in_hand\" | \"returned\" | \"loss_reported\" | \"not_collectable\" | \"self_disposed\"")]
    pub what: String,
    /// Since when.
    #[ts(type = "Day")]
    pub on: String,
    /// In hand: the date that is printed on it.
    #[ts(type = "Day | null")]
    pub until: Option<String>,
    /// Ended: what else should be remembered.
    pub note: Option<String>,
}

/// Looking at a member's own data is blocked from a day, or can be done again.
#[derive(Debug, Deserialize, TS)]
pub struct AccessAsk {
    pub member: String,
    #[ts(type = "\"open\" | \"blocked\"")]
    pub access: String,
    pub reason: String,
    #[ts(type = "Day")]
    pub on: String,
}

/// What was done about a paper; with a folder it is printed there.
#[derive(Debug, Deserialize, TS)]
pub struct DunningAsk {
    pub code: String,
    #[ts(type = "Day")]
    pub on: String,
    pub out: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The report that a paper cannot be collected; what was done about it is printed into the folder.
#[derive(Debug, Deserialize, TS)]
pub struct NotCollectableAsk {
    pub code: String,
    #[ts(type = "Day")]
    pub on: String,
    pub note: Option<String>,
    pub out: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// What was destroyed; with a folder it is printed there.
#[derive(Debug, Deserialize, TS)]
pub struct DestructionsAsk {
    #[ts(type = "Day")]
    pub first: String,
    #[ts(type = "Day")]
    pub last: String,
    pub out: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A member's applications.
#[derive(Debug, Deserialize, TS)]
pub struct ApplicationsAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// Who brings an application in the member's place.
#[derive(Debug, Deserialize, TS)]
pub struct ProxyAsk {
    pub name: String,
    pub relation: String,
    pub papers_seen: String,
}

/// An application as it lies before the clerk.
#[derive(Debug, Deserialize, TS)]
pub struct ApplyAsk {
    pub member: String,
    pub reason: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Day")]
    pub received: String,
    pub direct: bool,
    pub proxy: Option<ProxyAsk>,
    /// Why nothing is asked for it.
    pub waived: Option<String>,
    pub paid: bool,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// An open fee is paid, or waived for a reason.
#[derive(Debug, Deserialize, TS)]
pub struct FeeAsk {
    pub member: String,
    pub waived: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
}

/// The letter of a refused application.
#[derive(Debug, Deserialize, TS)]
pub struct RefusalAsk {
    pub member: String,
    /// None is the last one that was refused.
    pub application: Option<i64>,
    #[ts(type = "Day")]
    pub on: String,
    pub out: String,
}

/// A form (届出の用紙), blank or filled in.
#[derive(Debug, Deserialize, TS)]
pub struct FormAsk {
    #[ts(type = "\"certificate\" | \"notice\" | \"loss\" | \"uncollected\"")]
    pub form: String,
    pub member: Option<String>,
    pub employer: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    pub out: String,
}

/// Envelopes, labels or covering letters of a batch.
#[derive(Debug, Deserialize, TS)]
pub struct WrapAsk {
    pub batch: String,
    #[ts(
        type = "\"envelope-naga3\" | \"envelope-naga3-window\" | \"envelope-kaku2\" | \"labels-a4-12\" | \"sending\""
    )]
    pub layout: String,
    pub bundles: bool,
    pub out: String,
}
