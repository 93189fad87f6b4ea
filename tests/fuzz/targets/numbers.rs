//! My Numbers, where they belong and where they do not. Tries `my_number.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::numbers(bytes));
