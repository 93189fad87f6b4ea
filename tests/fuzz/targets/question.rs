//! What a reader apart is asked. Tries `apart/wire.rs`, `apart/child.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::question(bytes));
