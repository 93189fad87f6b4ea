//! A whole xls, and the compound file around it. Tries `book/compound.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::xls(bytes));
