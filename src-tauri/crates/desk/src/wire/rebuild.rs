//! Letters made again, and letters side by side.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// Letters made again, the same byte for byte.
#[derive(Debug, Serialize, TS)]
pub struct Rebuilt {
    /// The code that was asked for, of a paper or of a batch.
    pub code: String,
    /// The batch.
    pub batch: String,
    /// Its day.
    #[ts(type = "Day")]
    pub on: Day,
    /// What was made.
    pub files: Vec<RebuiltFile>,
    /// What to tell a clerk.
    pub sentence: String,
}

/// A file that was made again.
#[derive(Debug, Serialize, TS)]
pub struct RebuiltFile {
    /// Where it lies, or its name when nothing was written.
    pub file: String,
    /// Its pages.
    pub pages: usize,
    /// The file of the batch that it is, or that it is a part of.
    pub of: String,
    /// SHA-256 of that file: as on record, and as made again.
    pub sha256: String,
}

/// A letter made again, to be looked at.
pub struct LetterAgain {
    /// What was made.
    pub rebuilt: Rebuilt,
    /// Its pages, as PNG.
    pub pictures: Vec<Vec<u8>>,
}

/// A letter beside an earlier one.
#[derive(Debug, Serialize, TS)]
pub struct LetterBeside {
    /// 記号-番号-枝番
    pub member: String,
    /// The name.
    pub name: String,
    /// The kind of paper.
    pub kind: &'static str,
    /// The letter's code.
    pub paper: String,
    /// Its day.
    #[ts(type = "Day")]
    pub on: Day,
    /// The earlier letter's code.
    pub before: String,
    /// Its day.
    #[ts(type = "Day")]
    pub before_on: Day,
    /// What they say.
    pub lines: Vec<LetterLine>,
}

/// One thing that two letters say.
#[derive(Debug, Serialize, TS)]
pub struct LetterLine {
    /// Its word in a layout.
    pub word: &'static str,
    /// What a clerk calls it.
    pub called: String,
    /// What the earlier letter says; empty where it says nothing.
    pub before: String,
    /// What the letter says.
    pub now: String,
    /// Do they say the same?
    pub same: bool,
}
