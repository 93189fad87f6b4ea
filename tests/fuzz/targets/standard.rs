//! The lock of a book as Excel 2007 locked it. Tries `protected/standard.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::standard(bytes));
