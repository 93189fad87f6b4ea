//! The law and a society's choices as functions: what is known of one member on one day goes in, a decision with its
//! reasons comes out.
//!
//! This crate knows no one: no clock (the day is an argument), no file, no ledger, no screen. It also holds the words
//! in which all the other crates meet ([`words`], [`calendar::Day`]).

pub mod agreement;
pub mod asset;
pub mod at_hand;
pub mod calendar;
pub mod case;
mod certificate;
pub mod counter;
mod covered;
pub mod customer_barcode;
mod decide;
pub mod decision;
pub mod elderly;
pub mod explain;
mod in_hand;
pub mod last_day;
pub mod last_four;
pub mod leaflet;
pub mod leak;
pub mod milestone;
mod notice;
pub mod optional_item;
pub mod owed;
pub mod pack;
pub mod paper;
pub mod policy;
mod question;
pub mod retention;
pub mod returned_mail;
pub mod returns;
pub mod trial;
pub mod waves;
pub mod wording;
pub mod words;

pub use decide::{decide, decide_under};
pub use explain::{explain, explain_under};
pub use in_hand::{certificate_by, certificate_by_under};
pub use last_day::CannotDecide;
