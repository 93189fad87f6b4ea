//! Text tables in every encoding. Tries `delimited.rs`, `encoding.rs`, `book/text.rs`, `sniff.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::text(bytes));
