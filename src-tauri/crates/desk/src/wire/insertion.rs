//! Insertion by scan: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// What one scan was answered.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ScanAnswer {
    /// What was read, as the ledger keeps it where it is a code.
    pub code: String,
    /// Right or wrong: the tone that is heard.
    pub right: bool,
    /// Something was completed and recorded: an envelope closed, a bundle full, a bundle handed over.
    pub done: bool,
    /// What was recorded by it, so that nothing else need be read again.
    pub changed: Option<ScanChanged>,
    /// Why it is wrong, for programs.
    pub because: Option<String>,
    /// What a clerk is told.
    pub sentence: String,
    /// What to do.
    pub hint: Option<String>,
    /// The number of the envelope that was spoken of.
    pub envelope: Option<i64>,
    /// What was read and is not recorded yet: to be given back with the next scan.
    pub held: Vec<String>,
}

/// What one scan has changed in the numbers of a batch.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ScanChanged {
    /// The act that recorded it: numbers that were read after it hold it already.
    pub act: i64,
    /// The envelope of which this is said.
    pub envelope: Option<i64>,
    /// So many more envelopes are closed by scan.
    pub checked: i64,
    /// So many more are inserted without a scan.
    pub unchecked: i64,
    /// So many more are open.
    pub open: i64,
    /// So many sheets went in that waited.
    pub inserted: usize,
    /// The bundle that has one envelope more.
    pub bundle: Option<i64>,
    /// The bundle that was handed over.
    pub handed_over: Option<i64>,
    /// The next envelope that waits.
    pub next: Option<i64>,
}

impl ScanChanged {
    /// Nothing but that an act was recorded.
    #[must_use]
    pub fn of(act: i64) -> ScanChanged {
        ScanChanged {
            act,
            envelope: None,
            checked: 0,
            unchecked: 0,
            open: 0,
            inserted: 0,
            bundle: None,
            handed_over: None,
            next: None,
        }
    }
}

/// How far the insertion of a batch is.
#[derive(Serialize, TS)]
pub struct Insertion {
    /// The batch's code.
    pub batch: String,
    /// The last act that these numbers hold.
    pub act: i64,
    /// Its envelopes have codes: batches that were frozen earlier do not.
    pub coded: bool,
    /// Envelopes.
    pub envelopes: usize,
    /// Closed with exactly their sheets, by scan.
    pub checked: usize,
    /// Inserted, or further, without a scan: nothing was checked.
    pub unchecked: usize,
    /// Not closed yet.
    pub open: usize,
    /// The numbers of these, as far as they are not too many.
    pub open_envelopes: Vec<i64>,
    /// The numbers of the unchecked ones, as far as they are not too many.
    pub unchecked_envelopes: Vec<i64>,
    /// Its bundles.
    pub bundles: Vec<BundleShown>,
    /// Its sheets that could not be found.
    pub losses: Vec<LossShown>,
}

/// A bundle of envelopes.
#[derive(Serialize, TS)]
pub struct BundleShown {
    /// Its number.
    pub bundle: i64,
    /// The code on what lies in it.
    pub code: String,
    /// The code on its label.
    pub label: String,
    /// Whom it is for.
    pub name: String,
    /// Its envelopes.
    pub envelopes: usize,
    /// Those that were scanned into it.
    pub inside: usize,
    /// When it was handed over under its own label.
    #[ts(type = "Day | null")]
    pub handed_over: Option<Day>,
}

/// A sheet that could not be found.
#[derive(Serialize, TS)]
pub struct LossShown {
    /// Its number.
    pub sheet: i64,
    /// The number of its envelope.
    pub envelope: i64,
    /// `missing`, `found`, `broken`, `reprinted`.
    pub state: &'static str,
    /// In words.
    pub said: String,
    /// When it was missed.
    #[ts(type = "Day")]
    pub since: Day,
    /// By whom.
    pub operator: String,
    /// It cannot be printed once more for now.
    pub locked: bool,
    /// Closed envelopes that were not scanned again since.
    pub to_recount: Vec<i64>,
    /// Of these, those that have to be opened and scanned anew.
    pub to_open: Vec<i64>,
    /// Closed envelopes that have left since: nobody can scan them again.
    pub left: usize,
}

/// What was said of a sheet that could not be found.
#[derive(Serialize, TS)]
pub struct LossTold {
    /// The batch's code.
    pub batch: String,
    /// How it stands now.
    pub loss: LossShown,
    /// What that means for the clerk.
    pub sentence: String,
}
