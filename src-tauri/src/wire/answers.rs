//! What is asked at the counter.

use serde::Deserialize;
use ts_rs::TS;

/// A day to be reckoned.
#[derive(Deserialize, TS)]
pub struct ReckonAsk {
    /// Its kind.
    pub kind: String,
    /// What is given.
    #[ts(type = "Array<ReckonGiven>")]
    pub given: Vec<desk::wire::ReckonGiven>,
    /// From which day on a month ahead is near.
    #[ts(type = "Day")]
    pub on: String,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// The leaflet of a day, to be printed into a folder.
#[derive(Debug, Deserialize, TS)]
pub struct LeafletAsk {
    pub topic: String,
    #[ts(type = "Day")]
    pub on: String,
    pub out: String,
    #[ts(type = "Lang")]
    pub lang: String,
}
