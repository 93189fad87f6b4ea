//! JIS第1・第2水準: the characters that old printers, old systems and clinics can show.

use encoding_rs::{EncoderResult, SHIFT_JIS};

/// The characters of a text outside JIS X 0208 level 1 and 2 (and outside ASCII and half-width kana), each once, in the order
/// of the text: 髙, ①, 𠮷, 外字.
///
/// The ranges of Shift_JIS that the official forms allow are 8140–84BE, 889F–9FFC and E040–EAA4; rows that NEC and IBM added
/// lie outside. A character that Windows maps to its full-width twin alone (U+301C 〜) counts as the twin.
#[must_use]
pub fn outside_jis_1_2(text: &str) -> Vec<char> {
    let mut outside = Vec::new();
    for c in text.chars() {
        if !inside(c) && !outside.contains(&c) {
            outside.push(c);
        }
    }
    outside
}

fn inside(c: char) -> bool {
    if (' '..='~').contains(&c) || ('\u{FF61}'..='\u{FF9F}').contains(&c) {
        return true;
    }
    let twin = match c {
        '〜' => '～',
        '—' => '―',
        '‖' => '∥',
        '−' => '－',
        '¢' => '￠',
        '£' => '￡',
        '¬' => '￢',
        // Single bytes in Shift_JIS, but no ASCII and no level 1 or 2.
        '¥' | '‾' => return false,
        c => c,
    };
    let mut encoder = SHIFT_JIS.new_encoder();
    let (mut from, mut to) = ([0u8; 4], [0u8; 8]);
    let (result, _, written) = encoder.encode_from_utf8_without_replacement(twin.encode_utf8(&mut from), &mut to, true);
    if result != EncoderResult::InputEmpty || written != 2 {
        return false;
    }
    matches!(u16::from_be_bytes([to[0], to[1]]), 0x8140..=0x84BE | 0x889F..=0x9FFC | 0xE040..=0xEAA4)
}
