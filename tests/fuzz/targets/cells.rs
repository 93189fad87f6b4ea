//! Cells of every meaning: words, codes, days and numbers. Tries `value.rs`, `row.rs`, `field.rs`, `header.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::cells(bytes));
