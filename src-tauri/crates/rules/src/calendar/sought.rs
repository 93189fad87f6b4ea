//! A birth date as somebody types it to search: written to its end, or only as far as the month or the year, or in digits
//! that could mean several days. [`written`] reads a day that will be kept and so never guesses; a
//! search may look for each.

use super::written::{self, Unreadable, era_of_code, fold, in_era, month_and_day, number, strip_era};
use super::{Day, Era};

/// What somebody who types a date can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    /// One day, surely.
    Day(Day),
    /// One day, if the digits are meant so.
    Perhaps(Day),
    /// The days of a month: year and month.
    Month(i32, u32),
    /// The days of a year.
    Year(i32),
}

impl Sought {
    /// What the day, written `2026-04-01`, begins with; a whole day is the whole of it.
    #[must_use]
    pub fn beginning(self) -> String {
        match self {
            Sought::Day(day) | Sought::Perhaps(day) => day.to_string(),
            Sought::Month(year, month) => format!("{year:04}-{month:02}-"),
            Sought::Year(year) => format!("{year:04}-"),
        }
    }
}

/// Everything that a text can mean as a birth date, the likeliest first; nothing for a text that is no date.
///
/// Beside all that [`written::understand`] reads: `S44.8`, `昭和44年8月`, `1969/8`, `S4408`, `196908` (the month), `S44`,
/// `昭和44年`, `1969年` (the year), `44.8.28` and `440828` (every era, and 19xx), and `3440828` with the era's code of
/// receipts (1 to 5) as well as `5440828` with that of the official forms (1, 3, 5, 7, 9).
#[must_use]
pub fn sought(text: &str) -> Vec<Sought> {
    let folded = fold(text);
    let text: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let mut all = Vec::new();
    let mut add = |one: Sought| {
        if !all.contains(&one) {
            all.push(one);
        }
    };
    let digits_only = text.bytes().all(|b| b.is_ascii_digit());
    match written::understand(&text) {
        // Seven digits are read by the code of the official forms; another code is as likely.
        Ok(read) if digits_only && text.len() == 7 => add(Sought::Perhaps(read.day)),
        Ok(read) => add(Sought::Day(read.day)),
        Err(Unreadable::SixDigits | Unreadable::TwoDigitYear) => in_any_era(&text).for_each(&mut add),
        Err(_) => {}
    }
    if digits_only && text.len() == 7 {
        coded(&text).for_each(&mut add);
    }
    if let Some(begun) = begun(&text) {
        add(begun);
    }
    all
}

/// `440828` and `44.8.28`: the day in each era that had it, and in the last century.
fn in_any_era(text: &str) -> impl Iterator<Item = Sought> {
    let parts = match number(text) {
        Some((n, "")) => Some((n / 10_000, n / 100 % 100, n % 100)),
        Some((year, rest)) => month_and_day(rest).ok().map(|(month, day)| (year, month, day)),
        None => None,
    };
    parts.into_iter().flat_map(|(year, month, day)| {
        let last_century = i32::try_from(year).ok().and_then(|year| Day::new(1900 + year, month, day));
        Era::ALL
            .into_iter()
            .filter_map(move |era| inside(era, year, month, day))
            .chain(last_century)
            .map(Sought::Perhaps)
    })
}

/// `3440828`: by the codes of the official forms and by those of receipts.
fn coded(text: &str) -> impl Iterator<Item = Sought> {
    let n = number(text).map_or(0, |(n, _)| n);
    let code = n / 1_000_000;
    let of_receipts = usize::try_from(code).ok().and_then(|code| Era::ALL.into_iter().rev().nth(code.checked_sub(1)?));
    [era_of_code(code), of_receipts]
        .into_iter()
        .flatten()
        .filter_map(move |era| inside(era, n / 10_000 % 100, n / 100 % 100, n % 100))
        .map(Sought::Perhaps)
}

/// The day, if it lies within the era.
fn inside(era: Era, year: u32, month: u32, day: u32) -> Option<Day> {
    in_era(era, year, month, day).ok().filter(|read| read.outside_era.is_none()).map(|read| read.day)
}

/// A date that goes no further than its month or its year.
fn begun(text: &str) -> Option<Sought> {
    if let Some((era, rest)) = strip_era(text) {
        let (year, rest) = match rest.strip_prefix('元') {
            Some(rest) => (1, rest),
            None => number(rest)?,
        };
        let first = era.first_day().year();
        return match (year, rest) {
            (1..=99, "" | "年" | "." | "/" | "-") => Some(Sought::Year(first + i32::try_from(year).ok()? - 1)),
            (1..=99, rest) => month_of(first + i32::try_from(year).ok()? - 1, rest),
            (101..=9999, "") => month(first + i32::try_from(year / 100).ok()? - 1, year % 100),
            _ => None,
        };
    }
    let (n, rest) = number(text)?;
    let year = i32::try_from(n).ok()?;
    match (text.len() - rest.len(), rest) {
        // Four digits alone are a number of a member; with 年 they are a year.
        (4, "年") => Some(Sought::Year(year)),
        (4, rest) if !rest.is_empty() => month_of(year, rest),
        (6, "") if (1868..2100).contains(&(year / 100)) => month(year / 100, n % 100),
        _ => None,
    }
}

/// `.8`, `/08`, `年8月`, with a separator behind or without.
fn month_of(year: i32, rest: &str) -> Option<Sought> {
    let (n, rest) = number(rest.strip_prefix(['/', '-', '.', '年'])?)?;
    matches!(rest, "" | "月" | "." | "/" | "-").then(|| month(year, n))?
}

fn month(year: i32, month: u32) -> Option<Sought> {
    Day::new(year, month, 1).map(|_| Sought::Month(year, month))
}
