//! The law and a society's choices as functions: what is known of one member on one day goes in, a decision with its
//! reasons comes out.
//!
//! This crate knows no one: no clock (the day is an argument), no file, no ledger, no screen. It also holds the words
//! in which all the other crates meet ([`words`], [`calendar::Day`]).

pub mod calendar;
pub mod case;
pub mod decision;
pub mod policy;
pub mod words;
