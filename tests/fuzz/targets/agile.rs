//! The lock of a book as Excel locks it since 2010. Tries `protected/agile.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::agile(bytes));
