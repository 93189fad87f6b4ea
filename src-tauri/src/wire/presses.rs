//! What the screen asks of the machine's printers.

use serde::Deserialize;
use ts_rs::TS;

/// The printers; with them one that is asked for by its address.
#[derive(Deserialize, TS)]
pub struct PrintersAsk {
    pub also: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// How far a batch is on paper.
#[derive(Deserialize, TS)]
pub struct FarAsk {
    pub batch: String,
    /// The folder that it was printed into, or the one around it.
    pub out: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A batch goes to a printer.
#[derive(Deserialize, TS)]
pub struct PressAsk {
    /// A number by which the screen may cancel it.
    pub job: u32,
    pub batch: String,
    /// The folder that it was printed into, or the one around it.
    pub out: String,
    pub printer: String,
    pub tray: Option<String>,
    /// The last good sheet, where somebody was asked for it.
    pub last: Option<String>,
    /// Why what is on paper already is sent once more.
    pub again: Option<String>,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The test sheet of a printer and a tray.
#[derive(Deserialize, TS)]
pub struct TestSheetAsk {
    pub printer: String,
    pub tray: Option<String>,
    #[ts(type = "\"a4\" | \"hagaki\"")]
    pub paper: String,
}

/// Where the cross of a test sheet was found, in mm from the left and the upper edge.
#[derive(Deserialize, TS)]
pub struct AlignAsk {
    pub printer: String,
    pub tray: Option<String>,
    pub front: [f64; 2],
    pub back: [f64; 2],
    #[ts(type = "Day")]
    pub on: String,
}
