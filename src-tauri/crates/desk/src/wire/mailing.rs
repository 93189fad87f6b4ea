//! Mailings: on what a batch rests, and what has changed since.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::AssetNamed;

/// On what a batch rests, and what the ledger has come to know since.
#[derive(Serialize, TS)]
pub struct BatchLater {
    /// The batch's code.
    pub batch: String,
    /// The kind of paper.
    pub kind: &'static str,
    /// The day that was asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// What was asked for, as a sentence.
    pub asked: String,
    /// The layout's name.
    pub layout: String,
    /// Up to when the ledger was known: the instant of its last act before.
    pub as_of: Option<String>,
    /// The newest import that the ledger had then.
    pub import: Option<LaterSource>,
    /// The newest registration list that it had.
    pub list: Option<LaterSource>,
    /// So many days ago it was frozen, or gone on with.
    pub age: i64,
    /// So many days the policy allows.
    pub most: i64,
    /// It is older than that.
    pub too_old: bool,
    /// Printing it for the first time, or posting it, stops for what stands here.
    pub stops: bool,
    /// Something of it has left the printer: printing it again gives the same bytes.
    pub printed: bool,
    /// What was imported since.
    pub sources: Vec<LaterSource>,
    /// How many changes there are.
    pub total: usize,
    /// These, as far as they are not too many.
    pub changes: Vec<LaterChange>,
    /// Who went on with it all the same.
    pub despite: Vec<WentOn>,
    /// The layout, the seal and the issuer that it was frozen with.
    pub assets: Vec<AssetNamed>,
}

/// A file that brought something into the ledger.
#[derive(Serialize, TS)]
pub struct LaterSource {
    /// The file's name.
    pub file: String,
    /// When it was imported.
    pub at: String,
    /// The day for which a registration list speaks.
    #[ts(type = "Day | null")]
    pub as_of: Option<Day>,
}

/// Something of a member that is no longer as it was frozen.
#[derive(Serialize, TS)]
pub struct LaterChange {
    /// 記号-番号-枝番
    pub member: String,
    /// 氏名, as it was frozen.
    pub name: String,
    /// What: a stable word.
    pub what: &'static str,
    /// In words.
    pub word: String,
    /// As it was frozen, where it may be shown.
    pub was: Option<String>,
    /// As it is now.
    pub now: Option<String>,
    /// A clerk has gone on with the batch since this was known.
    pub accepted: bool,
}

/// Somebody went on with a batch although something had changed.
#[derive(Serialize, TS)]
pub struct WentOn {
    /// When.
    pub at: String,
    /// Who.
    pub operator: String,
    /// Why.
    pub reason: String,
    /// How many changes were known then.
    pub changes: i64,
}

/// The characters of all names, as far as they are not printed as a matter of course.
#[derive(Serialize, TS)]
pub struct Characters {
    /// How many names were read.
    pub names: usize,
    /// How many characters they have.
    pub characters: usize,
    /// So many of them wait for a decision.
    pub waiting: usize,
    /// These first, then those that many names have.
    pub rows: Vec<CharacterHere>,
}

/// A character of names, or a decision about one.
#[derive(Serialize, TS)]
pub struct CharacterHere {
    /// The character, with its variation selector if it has one.
    pub letter: String,
    /// Its code points.
    pub code: String,
    /// Where it is found: `shipped`, `mincho`, `needs_mincho`, `nowhere`, `unseen`; `absent` when no name has it.
    pub found: &'static str,
    /// The policy does not print it.
    pub outside: bool,
    /// Whoever has it is not printed before something is decided.
    pub waits: bool,
    /// `substitute`, `mincho` or `kana`.
    pub decided: Option<&'static str>,
    /// In place of it.
    pub substitute: Option<String>,
    /// When it was decided.
    pub at: Option<String>,
    /// By whom.
    pub operator: Option<String>,
    /// How many names have it.
    pub count: usize,
    /// Whose, as far as they are not too many.
    pub members: Vec<String>,
    /// What becomes of it.
    pub sentence: String,
}

/// A test page of an envelope.
#[derive(Debug, Serialize)]
pub struct EnvelopeTried {
    /// The envelope.
    pub title: String,
    /// What of the paper is always seen: left, top, width and height in mm.
    pub safe: [f32; 4],
    /// The largest customer barcode in points, where any can be had.
    pub largest_barcode: Option<f32>,
    /// The file that was written.
    pub file: String,
}
