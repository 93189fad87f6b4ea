//! What the page of a member asks about letters that were sent.

use desk::wire::Rebuilt;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A letter that is made again.
#[derive(Debug, Deserialize, TS)]
pub struct RebuildAsk {
    /// The paper's code.
    pub code: String,
    /// A folder for its PDF; `null` only shows it.
    pub out: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A letter beside another one of the same member.
#[derive(Debug, Deserialize, TS)]
pub struct BesideAsk {
    /// The paper's code.
    pub code: String,
    /// The other one's; `null` is the one of its kind before it.
    pub other: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A letter that was made again, as pictures.
#[derive(Serialize, TS)]
pub struct LetterPictures {
    pub rebuilt: Rebuilt,
    /// Its pages: PNG in base64.
    pub pages: Vec<String>,
}
