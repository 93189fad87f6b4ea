//! The shared strings of an xlsx. Tries `book/xlsx.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::strings(bytes));
