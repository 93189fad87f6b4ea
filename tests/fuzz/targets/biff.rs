//! The workbook stream of an xls. Tries `book/xls.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::biff(bytes));
