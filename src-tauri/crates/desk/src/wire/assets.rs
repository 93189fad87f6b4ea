//! Layouts, seals and issuers, dated and approved by two people.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// What letters are made with: everything that was ever proposed, and what is in force on a day.
#[derive(Debug, Serialize, TS)]
pub struct Assets {
    /// The day that was asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// So many wait for an approval.
    pub waiting: usize,
    /// What waits first, then the latest first.
    pub rows: Vec<AssetHere>,
}

/// A proposal and what became of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AssetHere {
    /// Its number.
    pub id: i64,
    /// `seal`, `issuer` or `layout`.
    pub what: &'static str,
    /// In words; of a layout with its paper.
    pub word: String,
    /// The kind of paper, of a layout.
    pub paper: Option<&'static str>,
    /// `standard`, `large` or `plain`, of a layout.
    pub variant: Option<&'static str>,
    /// What it is called; of an issuer what is printed.
    pub name: String,
    /// The first day.
    #[ts(type = "Day")]
    pub from: Day,
    /// The last day, where one is known.
    #[ts(type = "Day | null")]
    pub until: Option<Day>,
    /// SHA-256 of a picture's file or of a layout's text.
    pub sha256: Option<String>,
    /// `proposed`, `approved` or `withdrawn`.
    pub state: &'static str,
    /// In words.
    pub said: String,
    /// It is what is printed on the day that was asked about.
    pub in_force: bool,
    /// When it was proposed.
    pub proposed_at: String,
    /// By whom.
    pub proposed_by: String,
    /// When it was approved.
    pub approved_at: Option<String>,
    /// By whom.
    pub approved_by: Option<String>,
    /// The same person proposed and approved it.
    pub alone: bool,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// Whoever asks may approve it, as far as their roles go.
    pub mine: bool,
}

/// Something that a batch is made with, by name.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AssetNamed {
    /// The number of the proposal.
    pub id: i64,
    /// `seal`, `issuer` or `layout`.
    pub what: &'static str,
    /// In words.
    pub word: String,
    /// What it is called; of an issuer what is printed.
    pub name: String,
    /// The first day.
    #[ts(type = "Day")]
    pub from: Day,
    /// Who approved it.
    pub approved_by: String,
    /// That was whoever proposed it.
    pub alone: bool,
    /// What stops the batch: it is no longer in force.
    pub later: Option<String>,
    /// A clerk has gone on with the batch since this was known.
    pub accepted: bool,
}

/// A specimen of a paper with a proposal, and with what is in force without it.
#[derive(Debug, Serialize, TS)]
pub struct AssetLook {
    /// The proposal.
    pub row: AssetHere,
    /// A page as it is printed without it; empty when it cannot be.
    pub present: Vec<u8>,
    /// The page with it.
    pub proposed: Vec<u8>,
    /// The picture of a seal itself.
    pub picture: Vec<u8>,
}
