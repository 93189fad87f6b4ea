//! An archive around a table, with and without a password. Tries `protected.rs`, `protected/archive.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::archive(bytes));
