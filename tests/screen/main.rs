//! The real window: the built program under Xvfb, driven as a clerk drives it, by keyboard and eye. Every journey leaves
//! pictures of the screens under `target/shots`.
#![allow(clippy::panic, reason = "a helper of tests fails by panicking")]

mod counter;
mod drop;
mod incoming;
mod intake_journeys;
mod journeys;
mod mailing;
mod traces;
mod window;
mod year;
