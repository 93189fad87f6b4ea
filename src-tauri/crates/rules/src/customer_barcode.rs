//! カスタマバーコード: the bars by which Japan Post sorts letters. What of an address goes into them (住所表示番号), their code and
//! their check digit, as 郵便番号・バーコードマニュアル p. 12–25 sets down. Drawing them is for whoever draws papers.
//!
//! The manual takes the address after the 町域 that the postcode covers. That needs no table of towns: nothing in a town's name is
//! extracted, as long as a numeral counts only where a number is meant (六番町 and 八丁堀 are names, 六番 and 四丁六番 are not).

use unicode_normalization::UnicodeNormalization as _;

/// Places for 住所表示番号.
const PLACES: usize = 13;

/// One bar: how far it reaches above and below the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// ロングバー
    Long,
    /// セミロングバー（上）
    Upper,
    /// セミロングバー（下）
    Lower,
    /// タイミングバー
    Timing,
}

/// How many bars a barcode has.
pub const BARS: usize = 67;

/// The characters of the code: its bars and its value for the check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit(u8),
    Hyphen,
    /// CC1 to CC8.
    Control(u8),
}

impl Sign {
    fn value(self) -> u32 {
        match self {
            Sign::Digit(digit) => u32::from(digit),
            Sign::Hyphen => 10,
            Sign::Control(number) => 10 + u32::from(number),
        }
    }

    fn of_value(value: u32) -> Sign {
        match u8::try_from(value).unwrap_or(0) {
            digit @ 0..=9 => Sign::Digit(digit),
            10 => Sign::Hyphen,
            control => Sign::Control(control - 10),
        }
    }

    /// 1 long, 2 upper, 3 lower, 4 timing.
    fn bars(self) -> [u8; 3] {
        match self {
            Sign::Digit(digit) => [
                [1, 4, 4],
                [1, 1, 4],
                [1, 3, 2],
                [3, 1, 2],
                [1, 2, 3],
                [1, 4, 1],
                [3, 2, 1],
                [2, 1, 3],
                [2, 3, 1],
                [4, 1, 1],
            ][usize::from(digit % 10)],
            Sign::Hyphen => [4, 1, 4],
            Sign::Control(number) => {
                [[3, 2, 4], [3, 4, 2], [2, 3, 4], [4, 3, 2], [2, 4, 3], [4, 2, 3], [4, 4, 1], [1, 1, 1]]
                    [usize::from((number.max(1) - 1) % 8)]
            }
        }
    }
}

/// The bars for a postcode of seven digits and a 住所表示番号 as [`display_number`] gives it; `None` when the postcode has not seven
/// digits or the number holds anything but digits, hyphens and capital letters.
#[must_use]
pub fn bars(postcode: &str, number: &str) -> Option<Vec<Bar>> {
    let signs = signs(postcode, number)?;
    let codes = [1, 3].into_iter().chain(signs.into_iter().flat_map(Sign::bars)).chain([3, 1]);
    Some(
        codes
            .map(|code| match code {
                1 => Bar::Long,
                2 => Bar::Upper,
                3 => Bar::Lower,
                _ => Bar::Timing,
            })
            .collect(),
    )
}

/// The seven digits, thirteen places and the check digit.
fn signs(postcode: &str, number: &str) -> Option<Vec<Sign>> {
    let digits: Vec<u8> = postcode.bytes().filter(|byte| *byte != b'-').map(|byte| byte.wrapping_sub(b'0')).collect();
    if digits.len() != 7 || digits.iter().any(|digit| *digit > 9) {
        return None;
    }
    let mut signs: Vec<Sign> = digits.into_iter().map(Sign::Digit).collect();
    let mut places = Vec::new();
    for byte in number.bytes() {
        match byte {
            b'0'..=b'9' => places.push(Sign::Digit(byte - b'0')),
            b'-' => places.push(Sign::Hyphen),
            // A letter takes two places: which third of the alphabet, and which of it.
            b'A'..=b'Z' => {
                places.push(Sign::Control((byte - b'A') / 10 + 1));
                places.push(Sign::Digit((byte - b'A') % 10));
            }
            _ => return None,
        }
    }
    // What is too long is cut, also between the two places of a letter; what is short is filled up.
    places.resize(PLACES, Sign::Control(4));
    signs.extend(places);
    let sum: u32 = signs.iter().map(|sign| sign.value()).sum();
    signs.push(Sign::of_value((19 - sum % 19) % 19));
    Some(signs)
}

/// 住所表示番号 of an address: its numbers, single letters and hyphens, and nothing else. Empty when it has none; it may be longer than
/// the barcode holds.
#[must_use]
pub fn display_number(address: &str) -> String {
    let text: Vec<char> = address
        .nfkc()
        .map(|sign| match sign {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' => '-',
            sign => sign.to_ascii_uppercase(),
        })
        .filter(|sign| !matches!(sign, '&' | '/' | '・' | '.'))
        .collect();
    tidied(&extracted(&floors(&streets(&arabic(&text)))))
}

/// 一 to 九 and the tens and hundreds between them.
fn numeral(sign: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|one| one == sign).and_then(|at| u32::try_from(at).ok())
}

fn is_numeral(sign: char) -> bool {
    numeral(sign).is_some() || matches!(sign, '十' | '百' | '千')
}

/// The value of 漢数字: 百一 is 101, 二三 is 23.
fn value(signs: &[char]) -> u32 {
    let (mut sum, mut last) = (0_u32, None::<u32>);
    for sign in signs {
        let unit = match sign {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            _ => {
                let digit = numeral(*sign).unwrap_or(0);
                last = Some(last.map_or(digit, |before| before.saturating_mul(10).saturating_add(digit)));
                continue;
            }
        };
        sum = sum.saturating_add(last.take().unwrap_or(1).saturating_mul(unit));
    }
    sum.saturating_add(last.unwrap_or(0))
}

/// 漢数字 where they stand for a number of the address.
fn arabic(text: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let run = text[at..].iter().take_while(|sign| is_numeral(**sign)).count();
        // 一の二: the second numeral goes on what the first began.
        let goes_on = matches!(out.as_slice(), [.., before, 'の' | 'ノ'] if before.is_ascii_digit());
        if 0 < run && (goes_on || counts(&text[at + run..])) {
            out.extend(value(&text[at..at + run]).to_string().chars());
        } else {
            out.extend_from_slice(&text[at..at + run]);
        }
        at += run;
        if let Some(sign) = text.get(at) {
            out.push(*sign);
            at += 1;
        }
    }
    out
}

/// Does what follows a numeral make it a number: 丁目, 丁, 番地, 番, 号, 地割, 線, の, ノ? A 丁, a 番 or a の in a name does not.
fn counts(rest: &[char]) -> bool {
    let begins = |word: &str| word.chars().eq(rest.iter().copied().take(word.chars().count()));
    let number_at = |at: usize| {
        rest.get(at).is_none_or(|sign| sign.is_ascii_digit() || is_numeral(*sign) || matches!(sign, '-' | ' '))
    };
    match rest.first() {
        Some('丁') => begins("丁目") || number_at(1),
        Some('番') => !begins("番町") && !begins("番丁"),
        Some('号') => true,
        Some('地') => begins("地割"),
        Some('線') => true,
        Some('の' | 'ノ') => rest.get(1).is_some_and(|sign| sign.is_ascii_digit() || is_numeral(*sign)),
        _ => false,
    }
}

/// 北1条 and 6番町 are names of towns, in whichever digits they are written.
fn streets(text: &[char]) -> Vec<char> {
    let mut out = text.to_vec();
    let mut digits = 0;
    for (at, sign) in text.iter().enumerate() {
        if sign.is_ascii_digit() {
            digits += 1;
            continue;
        }
        let next = text.get(at + 1);
        if *sign == '条' || (*sign == '番' && matches!(next, Some('町' | '丁'))) {
            out[at - digits..at].fill(' ');
        }
        digits = 0;
    }
    out
}

/// 10F is the tenth floor: its F is no part of the number, and parts it from what follows.
fn floors(text: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    for (at, sign) in text.iter().enumerate() {
        let floor = *sign == 'F'
            && at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(char::is_ascii_digit)
            && !text.get(at + 1).is_some_and(char::is_ascii_alphabetic);
        out.push(if floor { '-' } else { *sign });
    }
    out
}

/// Digits, hyphens and letters that stand alone; a hyphen for each stretch of anything else.
fn extracted(text: &[char]) -> String {
    let letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_uppercase);
    let mut out = String::new();
    for (at, sign) in text.iter().enumerate() {
        let alone = sign.is_ascii_uppercase() && !letter(at.checked_sub(1)) && !letter(Some(at + 1));
        out.push(if sign.is_ascii_digit() || alone { *sign } else { '-' });
    }
    out
}

/// One hyphen where there are several, none at the ends and none beside a letter.
fn tidied(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').filter(|part| !part.is_empty()).collect();
    let mut out = String::new();
    for part in parts {
        let beside = out.ends_with(|sign: char| sign.is_ascii_uppercase())
            || part.starts_with(|sign: char| sign.is_ascii_uppercase());
        if !out.is_empty() && !beside {
            out.push('-');
        }
        out.push_str(part);
    }
    out
}
