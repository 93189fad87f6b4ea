//! A whole xlsx, or any zip. Tries `book/package.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::xlsx(bytes));
