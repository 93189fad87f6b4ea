//! What is written is read again. Tries `write.rs`, `whole.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::written(bytes));
