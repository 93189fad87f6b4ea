//! The sheets of a batch: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::{BatchLater, BatchOnRecord};

/// How far the sheets of a batch are.
#[derive(Serialize, TS)]
pub struct BatchSheets {
    /// The batch's code.
    pub batch: String,
    /// The last act that these numbers hold.
    pub act: i64,
    /// Sheets.
    pub sheets: usize,
    /// How many are where, in the order of a paper's life.
    pub counts: Vec<LifeCount>,
    /// How often the whole batch came out of the printer.
    pub times_printed: usize,
    /// Spoiled sheets, and how often each was printed in all.
    pub reprinted: Vec<SheetPrinted>,
    /// Sheets that are not accounted for.
    pub missing: usize,
    /// These, by name as far as they are not too many.
    pub open: Vec<SheetOpen>,
    /// Since when the batch is closed.
    #[ts(type = "Day | null")]
    pub closed: Option<Day>,
    /// Its envelopes have codes: what is inserted is scanned envelope by envelope.
    pub coded: bool,
}

/// A batch and its sheets, in one answer.
#[derive(Serialize)]
pub struct BatchStatus {
    /// The batch.
    #[serde(flatten)]
    pub run: BatchOnRecord,
    /// How many sheets are where.
    pub counts: Vec<LifeCount>,
    /// How often the whole batch came out of the printer.
    pub times_printed: usize,
    /// Spoiled sheets, and how often each was printed in all.
    pub reprinted: Vec<SheetPrinted>,
    /// Sheets that are not accounted for.
    pub missing: usize,
    /// These, by name as far as they are not too many.
    pub open: Vec<SheetOpen>,
    /// On what it rests, and what has changed since.
    pub later: BatchLater,
}

impl BatchStatus {
    /// Both together.
    #[must_use]
    pub fn of(run: BatchOnRecord, sheets: BatchSheets, later: BatchLater) -> BatchStatus {
        let BatchSheets { counts, times_printed, reprinted, missing, open, .. } = sheets;
        BatchStatus { run, counts, times_printed, reprinted, missing, open, later }
    }
}

/// How many papers are somewhere.
#[derive(Debug, Serialize, TS)]
pub struct LifeCount {
    /// Where.
    pub state: &'static str,
    /// In words.
    pub said: String,
    /// How many.
    pub count: usize,
}

/// A sheet that was spoiled.
#[derive(Debug, Serialize, TS)]
pub struct SheetPrinted {
    /// Its number.
    pub sheet: i64,
    /// How often it was printed.
    pub times: usize,
}

/// A sheet that is not accounted for.
#[derive(Serialize, TS)]
pub struct SheetOpen {
    /// Its number.
    pub sheet: i64,
    /// The number of its envelope.
    pub envelope: i64,
    /// The paper on it.
    pub paper: String,
    /// 記号-番号-枝番
    pub member: String,
    /// 氏名
    pub name: String,
    /// Where it is.
    pub state: &'static str,
    /// In words.
    pub said: String,
}

/// A spoiled sheet that came out of the printer once more.
#[derive(Serialize, TS)]
pub struct Spoiled {
    /// The batch's code.
    pub batch: String,
    /// The number of the sheet.
    pub sheet: i64,
    /// The paper on it, under the same number as before.
    pub paper: String,
    /// 記号-番号-枝番
    pub member: String,
    /// Which copy this is, counted from 2.
    pub copy: i64,
    /// How often the sheet was printed in all.
    pub times: usize,
    /// The file that was written.
    pub file: Option<String>,
    /// What that means for the clerk.
    pub sentence: String,
}

/// A batch that was closed.
#[derive(Debug, Serialize, TS)]
pub struct BatchClosed {
    /// The batch's code.
    pub batch: String,
    /// On which day.
    #[ts(type = "Day")]
    pub on: Day,
    /// Its sheets, all accounted for.
    pub sheets: usize,
}
