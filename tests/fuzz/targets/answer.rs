//! What a reader apart answers. Tries `apart/wire.rs`, `apart/parent.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::checks::answer(bytes));
