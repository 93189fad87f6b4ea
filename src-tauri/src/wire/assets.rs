//! Layouts, seals and issuers: what the screen asks for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One proposal.
#[derive(Debug, Deserialize, TS)]
pub struct AssetAsk {
    pub id: i64,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// Something is proposed for a day on.
#[derive(Debug, Deserialize, TS)]
pub struct ProposeAsk {
    #[ts(type = "\"seal\" | \"issuer\" | \"layout\"")]
    pub what: String,
    /// What a seal is called, what an issuer says, which layout.
    pub name: String,
    /// The picture of a seal.
    pub path: Option<String>,
    #[ts(type = "\"standard\" | \"large\" | \"plain\"")]
    pub variant: String,
    #[ts(type = "Day")]
    pub from: String,
    #[ts(type = "Day | null")]
    pub until: Option<String>,
}

/// A proposal is withdrawn, and why.
#[derive(Debug, Deserialize, TS)]
pub struct WithdrawAssetAsk {
    pub id: i64,
    pub reason: String,
}

/// A specimen with a proposal and one without it, each a PNG in base64; empty where there is none.
#[derive(Serialize, TS)]
pub struct AssetPictures {
    #[ts(type = "AssetHere")]
    pub row: desk::wire::AssetHere,
    pub present: String,
    pub proposed: String,
    /// The picture of a seal itself.
    pub picture: String,
}
