//! What the rooms of tests share: the built program, temporary folders, and reading papers back.
#![allow(clippy::panic, reason = "a helper of tests fails by panicking")]

#[cfg(feature = "desk")]
pub mod dirt;
#[cfg(feature = "intruder")]
pub mod intruder;
pub mod paper;
pub mod print_service;
pub mod program;
pub mod society;
#[cfg(feature = "software_card")]
pub mod software_card;
#[cfg(feature = "year")]
pub mod year;

pub use paper::{pdf_greys, pdf_text, qr_codes};
