//! A My Number Card of software: what the real one answers, command by command, for people who do not exist. It answers directly
//! ([`Desk`]), in microseconds, or lies on a reader of a private service ([`PcscService`]), where any program finds it.
//!
//! Made after what others measured on cards; nobody here has compared it with one. It keeps a log of commands, which a real card does
//! not, and fails on demand.

mod chip;
mod desk;
mod holder;
mod kept;
mod reported;
mod service;

pub use chip::{Card, Fault};
pub use desk::{Desk, Slot, random};
pub use holder::{Holder, PEOPLE, Token, holder};
pub use kept::holds_nothing_of;
pub use reported::reported;
pub use service::{PcscService, Reader, card_program};

use std::path::PathBuf;

/// Where keys and certificates lie.
#[must_use]
pub fn fixtures() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/cards"))
}

/// Who issued the software cards' certificates, as a file that `DAICHO_CARD_TRUST` may name.
#[must_use]
pub fn trust_file() -> PathBuf {
    fixtures().join("trust.tsv")
}

/// The same, read.
///
/// # Panics
/// When the file is missing.
#[must_use]
pub fn trust() -> card::Trust {
    let text = std::fs::read_to_string(trust_file()).expect("the fixture");
    card::Trust::written(&text).expect("a list of authorities")
}
