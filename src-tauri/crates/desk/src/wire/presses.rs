//! Printers: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// A printer of this machine.
#[derive(Debug, Serialize, TS)]
pub struct PrinterHere {
    /// As the system calls it.
    pub name: String,
    /// As people call it.
    pub title: String,
    /// `idle`, `printing` or `stopped`.
    pub state: &'static str,
    /// What it is doing, and what is the matter with it, in words.
    pub said: String,
    /// Prints on both sides.
    pub both_sides: bool,
    /// Its trays; the first is the one that it takes by itself.
    pub trays: Vec<TrayHere>,
}

/// A tray of a printer.
#[derive(Debug, Serialize, TS)]
pub struct TrayHere {
    /// As the system calls it; empty for the one that the printer takes by itself.
    pub tray: String,
    /// In words.
    pub said: String,
    /// What was measured of it last.
    pub aligned: Option<Aligned>,
}

/// By how much what is printed from a tray is moved: mm to the right and down, as one looks at the side.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Aligned {
    /// When it was measured.
    #[ts(type = "Day")]
    pub on: Day,
    /// 表面
    pub front: [f64; 2],
    /// 裏面
    pub back: [f64; 2],
}

/// The test sheet of a printer and a tray.
#[derive(Debug, Serialize, TS)]
pub struct TestSheet {
    /// The printer.
    pub printer: String,
    /// The tray.
    pub tray: String,
    /// The file that was written, where it was not sent.
    pub file: Option<String>,
}

/// What is going on while a batch is sent.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Sending {
    /// The batch's code.
    pub batch: String,
    /// The sheets that the printer is at, counted through all files from 1.
    pub first: usize,
    /// The last of them.
    pub last: usize,
    /// Sheets that are on paper.
    pub done: usize,
    /// All sheets.
    pub sheets: usize,
    /// `waiting`, `printing`, `stopped` or `held`.
    pub state: &'static str,
    /// In words, with what is to be done at the printer.
    pub said: String,
}

/// How far a batch is on paper.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OnPaper {
    /// The batch's code.
    pub batch: String,
    /// All sheets: those of the letters, then those of the covers.
    pub sheets: usize,
    /// Of these the letters'.
    pub letters: usize,
    /// Sheets that are on paper.
    pub done: usize,
    /// How often the batch has been put on paper, with this time.
    pub round: i64,
    /// All of it is on paper.
    pub complete: bool,
    /// What was sent and nobody knows of yet.
    pub open: Option<OpenJob>,
    /// In words.
    pub said: String,
}

/// Sheets that were sent, and nobody knows of yet whether they are on paper.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OpenJob {
    /// The printer.
    pub printer: String,
    /// The tray; empty for the one that the printer takes by itself.
    pub tray: String,
    /// The first of the sheets, counted through all files from 1.
    pub first: usize,
    /// The last of them.
    pub last: usize,
}
