//! The list of sheets of an xlsx and where they lie. Tries `book/xlsx.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::workbook(bytes));
