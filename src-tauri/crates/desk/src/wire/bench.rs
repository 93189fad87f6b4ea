//! 読み取り: what stands on the bench.

use serde::Serialize;
use ts_rs::TS;

/// What a clerk can say of a paper in hand.
#[derive(Debug, Serialize, TS)]
pub struct Bench {
    /// What can be said, in the order of the bench.
    pub modes: Vec<BenchMode>,
    /// Why the post brings something back.
    pub reasons: Vec<BenchReason>,
}

/// One thing that can be said.
#[derive(Debug, Serialize, TS)]
pub struct BenchMode {
    /// The step.
    pub step: &'static str,
    /// In words.
    pub word: &'static str,
    /// A reason of the post is asked for.
    pub reason: bool,
    /// A second person is asked for.
    pub witness: bool,
}

/// One reason of the post.
#[derive(Debug, Serialize, TS)]
pub struct BenchReason {
    /// A stable word.
    pub code: &'static str,
    /// In words.
    pub word: String,
}
