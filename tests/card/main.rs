//! Cards: what is asked of one, what may go wrong at every command, and the real service with the real program between.
#![allow(clippy::panic, reason = "a helper of tests fails by panicking")]

mod alone;
mod anchors;
mod dialogue;
mod faults;
mod input;
mod opensc;
mod service;
