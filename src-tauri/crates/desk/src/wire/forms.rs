//! Forms and what goes around letters, as the screen and programs read it.

use serde::Serialize;
use ts_rs::TS;

/// A form (届出の用紙), written.
#[derive(Debug, Serialize, TS)]
pub struct FormMade {
    /// `certificate`, `notice`, `loss` or `uncollected`.
    pub form: String,
    /// For whom it is filled in: a management code or an employer's code.
    pub whose: Option<String>,
    /// Its pages.
    pub pages: usize,
    /// The file.
    pub file: String,
}

/// Envelopes, labels or covering letters of a batch, written.
#[derive(Debug, Serialize, TS)]
pub struct Wrapped {
    /// Of which batch.
    pub batch: String,
    /// On which layout.
    pub layout: String,
    /// So many envelopes or bundles.
    pub count: usize,
    /// Pages of the file.
    pub pages: usize,
    /// Its hash.
    pub sha256: String,
    /// The file.
    pub file: String,
}
