//! 個人番号: checked, cut to four digits, and gone.

use std::borrow::Cow;

use rules::words::LastFour;
use zeroize::{Zeroize, Zeroizing};

/// What is wrong with what stands in a column of My Numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAMyNumber {
    /// Words such as 未提出, but no number.
    NoDigits,
    /// Digits were lost to scientific notation (`1.23457E+11`).
    Scientific,
    /// 法人番号: thirteen digits.
    Corporate,
    /// Words stand beside the digits.
    Beside,
    /// Not twelve digits; how many there are.
    Length(usize),
    /// The twelfth digit does not fit the eleven before it.
    CheckDigit,
}

/// A My Number that was read, cut to what may be kept.
pub(crate) struct Cut {
    pub(crate) last_four: LastFour,
    /// Zeros that a spreadsheet had dropped were put back.
    pub(crate) padded: bool,
}

/// The check digit of eleven digits (検査用数字).
///
/// 行政手続における特定の個人を識別するための番号の利用等に関する法律に規定する個人番号…省令 (平成26年総務省令第85号) 第5条: 11 less the remainder
/// by 11 of the sum of P_n × Q_n, 0 when that remainder is 0 or 1.
#[must_use]
pub fn check_digit(eleven: &[u8; 11]) -> u8 {
    const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = eleven.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let rest = sum % 11;
    if rest <= 1 { 0 } else { u8::try_from(11 - rest).unwrap_or(0) }
}

/// Reads a My Number. `from_number` says that the cell held a number, which may have lost leading zeros.
pub(crate) fn read(text: &str, from_number: bool) -> Result<Cut, NotAMyNumber> {
    let mut digits = [0u8; 16];
    let mut count = 0usize;
    let mut other = false;
    let mut letter_e = false;
    for c in text.chars() {
        match digit(c) {
            Some(value) => {
                if let Some(slot) = digits.get_mut(count) {
                    *slot = value;
                }
                count += 1;
            }
            None if c.is_whitespace() || is_dash(c) => {}
            None => {
                letter_e |= matches!(c, 'E' | 'e' | 'Ｅ' | 'ｅ' | '.' | '．');
                other = true;
            }
        }
    }
    let read = judge(&mut digits, count, other, letter_e, from_number);
    digits.zeroize();
    read
}

fn judge(
    digits: &mut [u8; 16],
    count: usize,
    other: bool,
    letter_e: bool,
    from_number: bool,
) -> Result<Cut, NotAMyNumber> {
    if count == 0 {
        return Err(NotAMyNumber::NoDigits);
    }
    if other {
        return Err(if letter_e { NotAMyNumber::Scientific } else { NotAMyNumber::Beside });
    }
    // A number of at least nine digits may have begun with zeros; a shorter one is something else.
    let padded = from_number && (9..12).contains(&count);
    if padded {
        digits.copy_within(0..count, 12 - count);
        digits[..12 - count].fill(0);
    }
    match count {
        12 => {}
        13 => return Err(NotAMyNumber::Corporate),
        _ if padded => {}
        n => return Err(NotAMyNumber::Length(n)),
    }
    let mut eleven = [0u8; 11];
    eleven.copy_from_slice(&digits[..11]);
    let fits = check_digit(&eleven) == digits[11];
    eleven.zeroize();
    if !fits {
        return Err(NotAMyNumber::CheckDigit);
    }
    let four: String = digits[8..12].iter().map(|digit| char::from(b'0' + digit)).collect();
    let last_four = LastFour::new(&four).ok_or(NotAMyNumber::Length(count))?;
    Ok(Cut { last_four, padded })
}

/// A cell's text with every digit but the last four hidden: for a column of My Numbers.
pub(crate) fn mask(text: &str) -> String {
    let total = text.chars().filter(|c| digit(*c).is_some()).count();
    let mut seen = 0;
    text.chars()
        .map(|c| {
            if digit(c).is_none() {
                return c;
            }
            seen += 1;
            if total >= 8 && seen + 4 > total { c } else { '*' }
        })
        .collect()
}

/// A text from any other column, in which a good My Number is hidden all the same; `None` when there is none.
pub(crate) fn mask_within(text: &str) -> Option<String> {
    // Most cells have too few digits to hold one.
    if text.len() < 12 || text.chars().filter(|c| digit(*c).is_some()).take(12).count() < 12 {
        return None;
    }
    let mut chars: Vec<char> = text.chars().collect();
    let mut read: Vec<u8> = chars.iter().map(|c| digit(*c).unwrap_or(0)).collect();
    let mut masked = false;
    let mut at = 0;
    while at < chars.len() {
        let (places, end) = run(&chars, at);
        if places.is_empty() {
            at += 1;
            continue;
        }
        // Another number may stand before or behind it: what counts is where a piece begins and where one ends.
        let begins = |at: usize| at == 0 || places[at - 1] + 1 < places[at];
        for first in (0..places.len()).filter(|first| begins(*first)) {
            let last = first + 12;
            if last > places.len() || !(last == places.len() || begins(last)) {
                continue;
            }
            let mut digits = [0u8; 12];
            for (slot, place) in digits.iter_mut().zip(&places[first..last]) {
                *slot = read[*place];
            }
            let mut eleven = [0u8; 11];
            eleven.copy_from_slice(&digits[..11]);
            if check_digit(&eleven) == digits[11] {
                for place in &places[first..last - 4] {
                    chars[*place] = '*';
                }
                masked = true;
            }
            digits.zeroize();
            eleven.zeroize();
        }
        at = end;
    }
    let out = masked.then(|| chars.iter().collect());
    chars.fill('\0');
    read.zeroize();
    out
}

/// The name of a file or a sheet as it may be shown and kept: a good My Number in it is hidden, by signs that names may have.
#[must_use]
pub fn name_shown(name: &str) -> Cow<'_, str> {
    mask_within(name).map_or(Cow::Borrowed(name), |masked| Cow::Owned(masked.replace('*', "＊")))
}

/// The beginning of a text that is said of a cell. A My Number may be the whole, or a longer number may begin with one: neither is
/// said.
pub(crate) fn beginning(text: &str, most: usize) -> String {
    let masked = mask_within(text);
    let shown: String = masked.as_deref().unwrap_or(text).chars().take(most).collect();
    match mask_within(&shown) {
        Some(masked) => {
            drop(Zeroizing::new(shown));
            masked
        }
        None => shown,
    }
}

/// The places of the digits of a run that begins at `at`; single separators inside do not end it.
fn run(chars: &[char], at: usize) -> (Vec<usize>, usize) {
    let mut places = Vec::new();
    let mut here = at;
    while here < chars.len() {
        if digit(chars[here]).is_some() {
            places.push(here);
        } else if places.is_empty()
            || !(chars[here] == ' ' || is_dash(chars[here]))
            || chars.get(here + 1).is_none_or(|next| digit(*next).is_none())
        {
            break;
        }
        here += 1;
    }
    (places, here)
}

fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => u8::try_from(u32::from(c) - u32::from('0')).ok(),
        '０'..='９' => u8::try_from(u32::from(c) - u32::from('０')).ok(),
        _ => None,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '‐' | '−' | 'ー' | '―' | '–' | '_' | '\u{200B}')
}
