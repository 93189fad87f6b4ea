//! Papers: what was printed is read back with other programs.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod barcode;
mod bytes;
mod cover;
mod envelope;
mod geometry;
mod hostile;
mod last_four;
mod layouts;
mod look;
mod people;
mod reading;
mod refusals;
mod stamp;
mod volumes;
