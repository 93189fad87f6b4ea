//! The rules, as the tables beside this file say they are, and everything else the `rules` crate promises.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test stops where its expectation does")]

mod agreement;
mod asset;
mod at_hand;
mod calendar;
mod counter;
mod customer_barcode;
mod elderly;
mod explain;
mod identity;
mod in_hand;
mod last_four;
mod leak;
mod milestone;
mod owed;
mod pack;
mod paper;
mod policies;
mod returned_mail;
mod returns;
mod rows;
mod tables;
mod trial;
mod waves;
mod wording;
