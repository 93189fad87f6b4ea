//! An official file that was written.

use serde::Serialize;
use ts_rs::TS;

use super::Said;

/// KPFD0006.CSV or SHFD0006.CSV.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OfficialFile {
    /// The file.
    pub file: String,
    /// `enrolment`, `leaving` or `dependants`.
    pub form: &'static str,
    /// `kpfd` or `shfd`.
    pub layout: &'static str,
    /// Forms in it.
    #[ts(type = "number")]
    pub forms: u64,
    /// Complaints that left somebody out.
    #[ts(type = "number")]
    pub left_out: u64,
    /// Its seal.
    pub sha256: String,
    /// Who was left out, and which characters were replaced.
    pub complaints: Vec<Said>,
    /// What has to be filled in.
    pub remarks: Vec<String>,
}
