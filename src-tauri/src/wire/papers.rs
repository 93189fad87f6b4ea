//! What the section of papers asks for: scans, returned mail, the sheets of a batch, shielded mail.

use serde::Deserialize;
use ts_rs::TS;

/// A paper by its code.
#[derive(Debug, Deserialize, TS)]
pub struct PaperAsk {
    pub code: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// What happened to some papers.
#[derive(Debug, Deserialize, TS)]
pub struct StepAsk {
    pub codes: Vec<String>,
    /// A step of the bench.
    pub step: String,
    #[ts(type = "Day")]
    pub on: String,
    /// The word of the reason, the way of destruction, or what else should be remembered.
    pub note: Option<String>,
    /// The second person, where papers are destroyed.
    pub witness: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// What was put into the envelopes of a batch: everything, or what was scanned.
#[derive(Debug, Deserialize, TS)]
pub struct InsertAsk {
    pub batch: String,
    /// None means everything.
    pub codes: Vec<String>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The characters of all names.
#[derive(Debug, Deserialize, TS)]
pub struct CharactersAsk {
    /// Only what waits for a decision.
    pub open: bool,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// How a character is printed from now on.
#[derive(Debug, Deserialize, TS)]
pub struct CharacterAsk {
    pub letter: String,
    #[ts(type = "\"substitute\" | \"mincho\" | \"kana\" | \"open\"")]
    pub way: String,
    /// In its place, with `substitute`.
    pub substitute: Option<String>,
}

/// A batch that is gone on with, and why.
#[derive(Debug, Deserialize, TS)]
pub struct GoOnAsk {
    pub batch: String,
    pub reason: String,
}

/// The sheets of a batch.
#[derive(Debug, Deserialize, TS)]
pub struct SheetsAsk {
    pub batch: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A sheet that was spoiled, or is missing.
#[derive(Debug, Deserialize, TS)]
pub struct SpoiledAsk {
    pub batch: String,
    /// The code that was read from it; of a missing one its number.
    pub sheet: String,
    /// A folder for the sheet; `null` only records it.
    pub out: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// One scan of an insertion.
#[derive(Debug, Deserialize, TS)]
pub struct ScanAsk {
    pub batch: String,
    #[ts(type = "\"insert\" | \"bundle\" | \"recount\" | \"hand_over\"")]
    pub mode: String,
    /// What was read before and is not recorded yet.
    pub held: Vec<String>,
    pub code: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// What is said of a sheet that cannot be found.
#[derive(Debug, Deserialize, TS)]
pub struct LossAsk {
    pub batch: String,
    pub sheet: u32,
    #[ts(type = "\"missing\" | \"found\" | \"broken\"")]
    pub said: String,
    pub reason: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// An office copy of one sheet, into a folder.
#[derive(Debug, Deserialize, TS)]
pub struct OfficeCopyAsk {
    pub batch: String,
    pub sheet: u32,
    pub out: String,
}

/// What is recorded of a stock of paper.
#[derive(Debug, Deserialize, TS)]
pub struct StockAsk {
    pub stock: String,
    #[ts(type = "\"received\" | \"spoiled\" | \"counted\"")]
    pub step: String,
    pub sheets: u32,
    pub reason: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// An address that is mended, or confirmed.
#[derive(Deserialize, TS)]
pub struct MendAsk {
    pub member: String,
    #[ts(type = "\"home\" | \"delivery\"")]
    pub kind: String,
    /// The new one; `null` confirms the one on file.
    pub new: Option<NewAddress>,
    #[ts(type = "Day")]
    pub on: String,
}

/// A new address.
#[derive(Deserialize, TS)]
pub struct NewAddress {
    pub postcode: String,
    pub address: String,
}

/// A member's mail is shielded, or no longer.
#[derive(Debug, Deserialize, TS)]
pub struct ShieldAsk {
    pub member: String,
    pub on: bool,
    pub reason: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// What a member's certificate says besides.
#[derive(Debug, Deserialize, TS)]
pub struct OptionalAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A member wishes something on the certificate; without a value no longer.
#[derive(Deserialize, TS)]
pub struct WishAsk {
    pub member: String,
    pub item: String,
    pub value: Option<String>,
    #[ts(type = "Day | null")]
    pub from: Option<String>,
    #[ts(type = "Day | null")]
    pub until: Option<String>,
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The addresses of a shielded member, for a reason.
#[derive(Debug, Deserialize, TS)]
pub struct AddressAsk {
    pub member: String,
    #[ts(type = "Day")]
    pub on: String,
    pub reason: String,
}
