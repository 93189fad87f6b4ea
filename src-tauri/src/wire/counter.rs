//! 窓口: what the screen asks.

use serde::Deserialize;
use ts_rs::TS;
use zeroize::Zeroize;

/// A look at the card in the reader. What opens it is wiped once it was asked.
#[derive(Deserialize, TS, Zeroize)]
#[zeroize(drop)]
pub struct CardAsk {
    /// The member; nobody where the card is to say who it is.
    pub member: Option<String>,
    pub reader: Option<String>,
    pub pin: Option<String>,
    pub code_b: Option<[String; 3]>,
    pub number: Option<String>,
    pub proof: Option<String>,
    /// `pin`, `proof`, `number`, `code_b`: what is tried although one try is left.
    pub insists: Option<String>,
    /// The photo on the card was compared with the face.
    pub face: bool,
    pub proxy: Option<String>,
    pub authority: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// Papers that were seen in place of the chip.
#[derive(Deserialize, TS)]
pub struct PapersSeenAsk {
    pub member: String,
    pub documents: Vec<String>,
    pub face: bool,
    pub agrees: bool,
    pub proxy: Option<String>,
    pub authority: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}
