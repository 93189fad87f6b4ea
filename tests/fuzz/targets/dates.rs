//! Days as people write them. Tries `cell.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::dates(bytes));
