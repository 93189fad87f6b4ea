//! Rows that wait, and imports that are taken back.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::{CellChange, Said};

/// The rows that wait.
#[derive(Debug, Serialize, TS)]
pub struct Quarantine {
    /// How many there are.
    pub total: u64,
    /// How many of them could go in as the ledger is now.
    pub ready: u64,
    /// One by one, those that could go in first.
    pub rows: Vec<RowHeld>,
}

/// A row that waits.
#[derive(Debug, Serialize, TS)]
pub struct RowHeld {
    /// Its number.
    pub id: i64,
    /// Of which import.
    pub import: i64,
    /// The file.
    pub file: String,
    /// The sheet; for a text file its name.
    pub sheet: String,
    /// The line in it.
    pub row: u64,
    /// The employer, by code, where it is known.
    pub employer: Option<String>,
    /// When it came.
    pub at: String,
    /// For how many days it has waited.
    pub days: i64,
    /// `enrolment`, `leaving`, `dependant_added`, `dependant_removed`, `change` or `registration`.
    pub kind: String,
    /// The number of which it speaks, as far as it has one.
    pub member: String,
    /// 氏名, as it says.
    pub name: String,
    /// As the ledger is now: `ready` (it can go in), `already` (the ledger says so), `doubtful`, `rejected`, or `unreadable`
    /// (the row itself must be mended).
    #[ts(type = "\"ready\" | \"already\" | \"doubtful\" | \"rejected\" | \"unreadable\"")]
    pub state: &'static str,
    /// Why it still waits.
    pub reasons: Vec<Said>,
    /// What it says otherwise than the ledger, or would change.
    pub cells: Vec<CellChange>,
    /// The row as it came: heading and cell.
    pub said: Vec<HeldCell>,
}

/// A cell of a row that waits, My Numbers hidden.
#[derive(Debug, Serialize, TS)]
pub struct HeldCell {
    /// The column's letters.
    pub column: String,
    /// Its heading.
    pub heading: String,
    /// What stands there.
    pub text: String,
}

/// What became of rows that waited.
#[derive(Debug, Serialize, TS)]
pub struct Retried {
    /// Those that went in, or would.
    pub went_in: Vec<i64>,
    /// Those of which the ledger says the same by now.
    pub already: Vec<i64>,
    /// Those that still wait.
    pub waiting: Vec<RowHeld>,
    /// Whether anything was written.
    pub written: bool,
    /// 一人で行った: many rows, and nobody else released them.
    pub alone: bool,
}

/// Rows that a clerk took out.
#[derive(Debug, Serialize, TS)]
pub struct DroppedRows {
    /// Their numbers.
    pub dropped: Vec<i64>,
}

/// The employer's own file with what is wrong marked in it.
#[derive(Debug, Serialize, TS)]
pub struct ReturnedFile {
    /// Its name.
    pub file: String,
    /// Rows that the employer is asked to mend.
    pub rows: u64,
    /// Rows that only the society can put right.
    pub ours: u64,
    /// Cells that are marked.
    pub cells: u64,
}

/// How an import was taken back.
#[derive(Debug, Serialize, TS)]
pub struct ImportUndone {
    /// When.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// Why.
    pub reason: Option<String>,
}

/// An import that is taken back, or would be.
#[derive(Debug, Serialize, TS)]
pub struct UndoShown {
    /// Its number.
    pub import: i64,
    /// The file.
    pub file: String,
    /// When it was imported.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// Whether it was taken back; otherwise nothing was written.
    pub written: bool,
    /// 一人で行った: many people, and nobody else released it.
    pub alone: bool,
    /// Those who were on record by it alone, and are no longer.
    pub withdrawn: u64,
    /// Those who were on record by it alone, and stay there without cover, for what was done about them since.
    pub uncovered: u64,
    /// Those whose former facts stand again.
    pub restored: u64,
    /// So many facts are answered by counter-entries.
    pub facts: u64,
    /// Rows of it that waited and wait no longer.
    pub waiting: u64,
    /// It was a list of the state, which counts no longer.
    pub list: bool,
    /// The people whom it concerns, the first ones.
    pub people: Vec<UndoPerson>,
    /// What somebody has changed since: it stays.
    pub kept: Vec<UndoKept>,
    /// What cannot be taken back: papers and letters that were made since for these people.
    pub left: Vec<UndoLeft>,
    /// Files that were written since and may name these people.
    pub exports: Vec<UndoExport>,
}

/// Somebody whom the taking back concerns.
#[derive(Debug, Serialize, TS)]
pub struct UndoPerson {
    /// `記号-番号-枝番`
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// `withdrawn`, `uncovered` (was never covered, and stays on record for what was done since), `restored` or `kept`.
    pub outcome: &'static str,
    /// What goes back: `person`, `coverage`, `name`, `address`, `myna`, `last_four`, `circumstance`.
    pub about: Vec<&'static str>,
}

/// A fact that stays, since somebody has changed it.
#[derive(Debug, Serialize, TS)]
pub struct UndoKept {
    /// `記号-番号-枝番`
    pub member: String,
    /// 氏名
    pub name: String,
    /// `person`, `coverage`, `name`, `address`, `myna`, `last_four`, `circumstance`, or `household`.
    pub about: &'static str,
    /// From when it is true.
    #[ts(type = "Day | null")]
    pub from: Option<Day>,
    /// When it was changed.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// In words.
    pub sentence: String,
}

/// A paper or letter that an import led to, and that cannot be taken back with it.
#[derive(Debug, Serialize, TS)]
pub struct UndoLeft {
    /// `記号-番号-枝番`
    pub member: String,
    /// The management code of the member.
    pub code: String,
    /// 氏名
    pub name: String,
    /// `paper`, `reminder` or `refusal`.
    pub what: &'static str,
    /// The code of the paper.
    pub paper: Option<String>,
    /// The batch.
    pub batch: Option<String>,
    /// The kind of the paper.
    pub kind: Option<&'static str>,
    /// Where the paper is.
    pub life: Option<&'static str>,
    /// It has left the house.
    pub outside: bool,
    /// Since when.
    #[ts(type = "Day | null")]
    pub on: Option<Day>,
    /// What it is and what to do, in words.
    pub sentence: String,
}

/// A file that was written after an import.
#[derive(Debug, Serialize, TS)]
pub struct UndoExport {
    /// When.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// What was done, in words.
    pub did: String,
}
