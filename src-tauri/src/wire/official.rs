//! What the screen asks about official files.

use serde::Deserialize;
use ts_rs::TS;

/// An employer's forms of some days as KPFD0006.CSV or SHFD0006.CSV.
#[derive(Debug, Deserialize, TS)]
pub struct OfficialAsk {
    pub employer: String,
    #[ts(type = "\"enrolment\" | \"leaving\" | \"dependants\"")]
    pub form: String,
    #[ts(type = "\"kpfd\" | \"shfd\"")]
    pub layout: String,
    #[ts(type = "Day")]
    pub from: String,
    #[ts(type = "Day")]
    pub to: String,
    pub office: Option<String>,
    pub serial: u16,
    /// The folder.
    pub out: String,
    #[ts(type = "Lang")]
    pub lang: String,
}
