//! The cells of an xlsx. Tries `book/xlsx.rs`, `hidden.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::sheet(bytes));
