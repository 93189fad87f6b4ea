//! A day as people write it, by era or Gregorian: the one door through which written dates enter.
//!
//! Read are `2026-04-01`, `2026/4/1`, `2026.4.1`, `2026年4月1日`, `20260401`, `R8.4.1`, `r8/4/1`, `令8.4.1`,
//! `令和8年4月1日`, `㋿8年4月1日`, `令和元年5月1日`, `R080401`, and the official forms' code with six digits `9-080401`
//! and `9080401`; all of them in full width too, and with a time or a weekday behind, which are dropped.
//! What could mean two days (`80/1/2`, `550102`) is never guessed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::{Day, Era};
use crate::words::{Complaint, Said, Weight};

/// So many years after its end an era is still taken at its word (平成32年 is 2020: forms are printed ahead); later than
/// that the year is more likely a slip.
const YEARS_PAST_END: i32 = 10;

/// The era of a code of the official forms (元号コード).
pub(super) fn era_of_code(code: u32) -> Option<Era> {
    match code {
        1 => Some(Era::Meiji),
        3 => Some(Era::Taisho),
        5 => Some(Era::Showa),
        7 => Some(Era::Heisei),
        9 => Some(Era::Reiwa),
        _ => None,
    }
}

/// The era a text begins with (letter, one kanji, or both), and the rest of the text.
pub(super) fn strip_era(text: &str) -> Option<(Era, &str)> {
    let first = text.chars().next()?;
    let letter = first.to_ascii_uppercase();
    let era = Era::ALL.into_iter().find(|era| era.letter() == letter || era.name().starts_with(first))?;
    let rest = text.strip_prefix(era.name()).unwrap_or_else(|| &text[first.len_utf8()..]);
    Some((era, rest))
}

/// The first day on which the next era had begun; `None` for the present era.
fn end_of(era: Era) -> Option<Day> {
    Era::ALL.into_iter().map(Era::first_day).filter(|first| *first > era.first_day()).min()
}

/// A day that was read, and what there is to remark about how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDay {
    /// The day.
    pub day: Day,
    /// The era in which it was written, when that era had ended or not begun on that day (平成32年, H31.5.1, R1.4.30).
    pub outside_era: Option<Era>,
}

impl WrittenDay {
    /// The remark about it, if there is one: a note.
    #[must_use]
    pub fn remark(&self, place: &str, text: &str) -> Option<Complaint> {
        let era = self.outside_era?;
        let (written, true_form) = (quoted(text), self.day.wareki());
        Some(Complaint {
            place: place.to_owned(),
            code: "era_overflow",
            weight: Weight::Note,
            sentence: Said::new(
                format!("「{written}」は{}の期間の外の日です。{}と読みました。", era.name(), self.day),
                format!("{written} lies outside the era {}; it was read as {}.", era.letter(), self.day),
            ),
            hint: Said::new(format!("正しい元号では{true_form}です。"), format!("By the right era it is {true_form}.")),
        })
    }
}

/// Why a text is not a day, or not surely one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing is written.
    Blank,
    /// The text has no form of a date.
    NotADate,
    /// The form is right, but there is no such day: month 13, 30 February, year 0 or after 9999.
    Impossible {
        /// Gregorian year, when it can be told.
        year: i32,
        /// Month as written.
        month: u32,
        /// The last day of that month, when the month exists.
        month_ends: Option<u32>,
    },
    /// Two digits of a year without an era: 55 may be 昭和55年 or 1955.
    TwoDigitYear,
    /// The year comes last: 04/05/2026 may be the fourth of May or the fifth of April.
    YearLast,
    /// Six digits without an era.
    SixDigits,
    /// A year more than ten years after the end of its era (昭和99年).
    LongPastEra {
        /// The day, if the years are counted on.
        counted: Day,
        /// The era as written.
        era: Era,
    },
}

impl Unreadable {
    /// The stable word of it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Unreadable::Blank => "date_missing",
            Unreadable::NotADate => "not_a_date",
            Unreadable::Impossible { .. } => "impossible_date",
            Unreadable::TwoDigitYear | Unreadable::YearLast | Unreadable::SixDigits => "ambiguous_date",
            Unreadable::LongPastEra { .. } => "era_long_past",
        }
    }

    /// How much it weighs: what could be meant two ways is a doubt, the rest cannot be used.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Unreadable::TwoDigitYear
            | Unreadable::YearLast
            | Unreadable::SixDigits
            | Unreadable::LongPastEra { .. } => Weight::Doubt,
            Unreadable::Blank | Unreadable::NotADate | Unreadable::Impossible { .. } => Weight::Refusal,
        }
    }

    /// The complaint about `text` at `place`. A long run of digits in the text is not repeated: it may be a My Number.
    #[must_use]
    pub fn complaint(&self, place: &str, text: &str) -> Complaint {
        let written = quoted(text);
        let (sentence, hint) = match self {
            Unreadable::Blank => (
                Said::new("日付がありません。", "The date is missing."),
                Said::new("2026-04-01 や 令和8年4月1日 のように書いてください。", "Write it as 2026-04-01 or R8.4.1."),
            ),
            Unreadable::NotADate => (
                Said::new(format!("「{written}」は日付として読めません。"), format!("{written} is not a date.")),
                Said::new("2026-04-01 や 令和8年4月1日 のように書いてください。", "Write it as 2026-04-01 or R8.4.1."),
            ),
            Unreadable::Impossible { year, month, month_ends } => (
                match month_ends {
                    None if (1..=12).contains(month) => Said::new(
                        format!("「{written}」の年は、読み取れる年の範囲にありません。"),
                        format!("The year of {written} is out of the range that is read."),
                    ),
                    _ => Said::new(format!("「{written}」という日はありません。"), format!("{written} is not a day.")),
                },
                match month_ends {
                    Some(last) => Said::new(
                        format!("{year}年{month}月は{last}日までです。"),
                        format!("The month ends on the {}.", ordinal(*last)),
                    ),
                    None if !(1..=12).contains(month) => Said::new("月は1から12までです。", "Months go from 1 to 12."),
                    None => Said::new(
                        "年は1868年から9999年までです。桁の抜けや余りがないか見てください。",
                        "Years go from 1868 to 9999; a digit may be missing or too many.",
                    ),
                },
            ),
            Unreadable::TwoDigitYear => (
                Said::new(
                    format!("「{written}」の年は2桁で、元号か西暦か分かりません。"),
                    format!("The year of {written} has two digits: era or Gregorian?"),
                ),
                Said::new("S55.1.2 や 1980/1/2 のように書いてください。", "Write it as S55.1.2 or 1980/1/2."),
            ),
            Unreadable::YearLast => (
                Said::new(
                    format!("「{written}」は年が最後にあり、月と日のどちらが先か分かりません。"),
                    format!("{written} has the year last: is the month or the day first?"),
                ),
                Said::new("2026-04-01 や 令和8年4月1日 のように書いてください。", "Write it as 2026-04-01 or R8.4.1."),
            ),
            Unreadable::SixDigits => (
                Said::new(
                    format!("「{written}」は6桁で、元号か西暦か分かりません。"),
                    format!("{written} has six digits: era or Gregorian?"),
                ),
                Said::new(
                    "元号を付けるか（S550102）、西暦8桁（19800102）で書いてください。",
                    "Add the era (S550102) or write eight digits (19800102).",
                ),
            ),
            Unreadable::LongPastEra { counted, era } => (
                Said::new(
                    format!("「{written}」は{}が終わってから10年より後の年です。", era.name()),
                    format!("{written} is more than ten years after the end of that era."),
                ),
                Said::new(
                    format!("{counted}（{}）のことであれば、そのように書き直してください。", counted.wareki()),
                    format!("If {counted} is meant, write it so."),
                ),
            ),
        };
        Complaint { place: place.to_owned(), code: self.code(), weight: self.weight(), sentence, hint }
    }
}

/// Reads a day in any of the forms listed at the top of this file, for whoever only needs a sentence when it fails.
///
/// # Errors
/// A complaint without a place: why the text is no day, or that it could mean two.
pub fn read(text: &str) -> Result<WrittenDay, Complaint> {
    understand(text).map_err(|why| why.complaint("", text))
}

/// Reads a day in any of the forms listed at the top of this file.
///
/// # Errors
/// Names why the text is no day, or not surely one.
pub fn understand(text: &str) -> Result<WrittenDay, Unreadable> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Unreadable::Blank);
    }
    if text.len() > 120 {
        return Err(Unreadable::NotADate);
    }
    read_folded(fold(text).trim())
}

/// The text with ㍼ opened to 昭和, and digits, hyphens and dots narrowed.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    // The hyphens and dots that NFKC leaves are narrowed here.
    text.nfkc()
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' => '-',
            '。' | '・' | '、' => '.',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

fn read_folded(text: &str) -> Result<WrittenDay, Unreadable> {
    match strip_era(text) {
        Some((era, rest)) => read_in_era(era, rest.trim_start_matches([' ', '-', '.', '/'])),
        None => read_bare(text),
    }
}

fn read_in_era(era: Era, rest: &str) -> Result<WrittenDay, Unreadable> {
    let rest = rest.trim_end();
    if rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit()) {
        let n = digits(rest);
        return in_era(era, n / 10_000, n / 100 % 100, n % 100);
    }
    let (year, after) = match rest.strip_prefix('元') {
        Some(after) => (1, after),
        None => number(rest).ok_or(Unreadable::NotADate)?,
    };
    let (month, day) = month_and_day(after)?;
    in_era(era, year, month, day)
}

fn read_bare(text: &str) -> Result<WrittenDay, Unreadable> {
    let (first, rest) = number(text).ok_or(Unreadable::NotADate)?;
    let width = text.len() - rest.len();
    if rest.is_empty() || is_tail(rest) {
        return match width {
            8 => gregorian(first / 10_000, first / 100 % 100, first % 100),
            7 => match era_of_code(first / 1_000_000) {
                Some(era) => in_era(era, first / 10_000 % 100, first / 100 % 100, first % 100),
                None => Err(Unreadable::NotADate),
            },
            6 => Err(Unreadable::SixDigits),
            _ => Err(Unreadable::NotADate),
        };
    }
    // 5-550102: the era's code, a hyphen, six digits.
    if width == 1
        && let Some(six) = rest.strip_prefix('-')
        && six.len() == 6
        && six.bytes().all(|b| b.is_ascii_digit())
    {
        let era = era_of_code(first).ok_or(Unreadable::NotADate)?;
        let n = digits(six);
        return in_era(era, n / 10_000, n / 100 % 100, n % 100);
    }
    let (month, day) = month_and_day(rest)?;
    match width {
        4 => gregorian(first, month, day),
        1 | 2 if 1000 <= day => Err(Unreadable::YearLast),
        1 | 2 => Err(Unreadable::TwoDigitYear),
        _ => Err(Unreadable::Impossible { year: i32::try_from(first).unwrap_or(i32::MAX), month, month_ends: None }),
    }
}

/// Month and day with a separator before each: `/4/1`, `年4月1日`, `. 4. 1`.
pub(super) fn month_and_day(text: &str) -> Result<(u32, u32), Unreadable> {
    let (month, rest) = separated(text, '年').ok_or(Unreadable::NotADate)?;
    let (day, rest) = separated(rest, '月').ok_or(Unreadable::NotADate)?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('日').unwrap_or(rest);
    if is_tail(rest) { Ok((month, day)) } else { Err(Unreadable::NotADate) }
}

fn separated(text: &str, kanji: char) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let rest = text.strip_prefix(['/', '-', '.', kanji])?;
    number(rest.trim_start())
}

/// What may stand behind a date and says nothing: a time of day, a weekday, 生.
fn is_tail(rest: &str) -> bool {
    let rest = rest.trim();
    if rest.is_empty() || matches!(rest, "生" | "生まれ" | "付" | "Z") {
        return true;
    }
    if rest.starts_with('(') && rest.ends_with(')') && rest.chars().count() <= 5 {
        return !rest.bytes().any(|b| b.is_ascii_digit());
    }
    let time = rest.strip_prefix('T').unwrap_or(rest);
    time.contains(':') && time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z'))
}

/// The number a text begins with (at most nine digits) and the rest.
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let width = text.bytes().take_while(u8::is_ascii_digit).count();
    if width == 0 || width > 9 {
        return None;
    }
    Some((digits(&text[..width]), &text[width..]))
}

fn digits(text: &str) -> u32 {
    text.bytes().fold(0, |n, b| n * 10 + u32::from(b - b'0'))
}

fn gregorian(year: u32, month: u32, day: u32) -> Result<WrittenDay, Unreadable> {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    match Day::new(year, month, day) {
        Some(day) => Ok(WrittenDay { day, outside_era: None }),
        None => Err(Unreadable::Impossible { year, month, month_ends: month_end(year, month) }),
    }
}

pub(super) fn in_era(era: Era, year: u32, month: u32, date: u32) -> Result<WrittenDay, Unreadable> {
    if year == 0 || year > 200 {
        return Err(Unreadable::NotADate);
    }
    let read = gregorian(era.first_day().year().unsigned_abs() + year - 1, month, date)?;
    match end_of(era) {
        Some(end) if read.day.year() > end.year() + YEARS_PAST_END => {
            Err(Unreadable::LongPastEra { counted: read.day, era })
        }
        Some(end) if read.day >= end => Ok(WrittenDay { outside_era: Some(era), ..read }),
        _ if read.day < era.first_day() => Ok(WrittenDay { outside_era: Some(era), ..read }),
        _ => Ok(read),
    }
}

fn month_end(year: i32, month: u32) -> Option<u32> {
    (28..=31).rev().find(|last| Day::new(year, month, *last).is_some())
}

fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// The text as it may be shown: at most 24 characters, and never so many digits that they could be a My Number.
fn quoted(text: &str) -> String {
    let text = text.trim();
    let date = text.split([' ', 'T', '\u{3000}']).next().unwrap_or(text);
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).count();
    if digits(text) > 8 && digits(date) <= 8 && date.len() < text.len() {
        return format!("{date} …");
    }
    if digits(text) > 8 {
        return "…".to_owned();
    }
    if text.chars().count() <= 24 {
        return text.to_owned();
    }
    text.chars().take(23).chain(['…']).collect()
}
