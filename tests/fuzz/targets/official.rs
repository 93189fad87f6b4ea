//! KPFD0006.CSV and SHFD0006.CSV, read and written again. Tries `official.rs`, `official/records.rs`, `official/layout.rs`, `official/write.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::official(bytes));
