//! A plain table of text, kept by hand. Tries `table.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::table(bytes));
