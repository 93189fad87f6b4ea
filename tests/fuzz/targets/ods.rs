//! The contents of an OpenDocument table. Tries `book/ods.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::ods(bytes));
