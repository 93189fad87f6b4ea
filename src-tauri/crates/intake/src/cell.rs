//! One cell as it came, before anything is made of it.

use std::borrow::Cow;

use rules::calendar::Day;

/// A cell's value, and of its number format only what a reader needs.
#[derive(Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    /// A number; `zeros` is how many digits its number format shows at least (`0000000` is 7), else 0.
    Number {
        value: f64,
        zeros: u8,
    },
    /// A number with a date format; `None` when it is no day that a spreadsheet can show.
    Date(Option<Day>),
    Flag(bool),
    /// `#N/A` and the like.
    Fault(Cow<'a, str>),
    /// A formula whose result was never saved.
    Uncomputed,
    /// More than [`crate::limits::TEXT`] characters.
    TooLong,
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        let text = text.into();
        // A character has at most four bytes, so most texts need no counting.
        if text.len() > crate::limits::TEXT && text.chars().count() > crate::limits::TEXT {
            return Cell::TooLong;
        }
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    pub(crate) fn into_owned(self) -> Cell<'static> {
        match self {
            Cell::Empty => Cell::Empty,
            Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Cell::Number { value, zeros } => Cell::Number { value, zeros },
            Cell::Date(day) => Cell::Date(day),
            Cell::Flag(flag) => Cell::Flag(flag),
            Cell::Fault(text) => Cell::Fault(Cow::Owned(text.into_owned())),
            Cell::Uncomputed => Cell::Uncomputed,
            Cell::TooLong => Cell::TooLong,
        }
    }

    /// Nothing in it, or only spaces.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }

    /// The text without what surrounds it (spaces, line ends, `="…"`, a leading `'`); a number as its format shows it.
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty | Cell::Uncomputed | Cell::TooLong => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(bare(text)),
            Cell::Number { value, zeros } => Cow::Owned(number_text(*value, *zeros)),
            Cell::Date(Some(day)) => Cow::Owned(day.to_string()),
            Cell::Date(None) => Cow::Borrowed("#DATE"),
            Cell::Flag(flag) => Cow::Borrowed(if *flag { "TRUE" } else { "FALSE" }),
            Cell::Fault(text) => Cow::Borrowed(text.as_ref()),
        }
    }
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inner.trim();
    }
    text.strip_prefix('\'').map_or(text, str::trim_start)
}

/// A number as digits; a whole number with as many leading zeros as its format shows.
pub(crate) fn number_text(value: f64, zeros: u8) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        let width = usize::from(zeros);
        return format!("{value:0width$.0}");
    }
    value.to_string()
}

/// How many digits a number format shows at least, when it shows nothing but digits and separators between them
/// (`0000000`, `000\-0000`); else 0.
pub(crate) fn zeros_of(format: &str) -> u8 {
    let mut zeros = 0u8;
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            '0' => zeros = zeros.saturating_add(1),
            ';' => break,
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            '-' | ' ' | '(' | ')' => {}
            _ => return 0,
        }
    }
    zeros
}

/// The day of a spreadsheet's serial number. The books of old Macs count from 1904.
///
/// Only 1900 to 2100 are dates that somebody meant; 60 is the 29 February 1900 that never was.
pub(crate) fn day_of_serial(serial: f64, is_1904: bool) -> Option<Day> {
    if !serial.is_finite() {
        return None;
    }
    let whole = serial.floor() + if is_1904 { 1462.0 } else { 0.0 };
    if !(1.0..=73_050.0).contains(&whole) || whole == 60.0 {
        return None;
    }
    // The range was checked just above.
    #[allow(clippy::cast_possible_truncation)]
    let whole = whole as i64;
    Day::from_serial(if whole < 60 { whole + 1 } else { whole })
}

/// The letters of a column: 0 is A.
#[must_use]
pub fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or(0));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// The position of a column by its letters, counted from 0.
#[must_use]
pub fn column(letters: &str) -> Option<usize> {
    let number = letters.bytes().try_fold(0_usize, |sum, letter| {
        let value = letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1)?;
        sum.checked_mul(26)?.checked_add(value)
    })?;
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_zeros_say_how_many_digits_they_show() {
        for (format, zeros) in [
            ("0000000", 7),
            ("000\\-0000", 7),
            ("000-0000", 7),
            ("00\"番\"", 2),
            ("General", 0),
            ("#,##0", 0),
            ("@", 0),
        ] {
            assert_eq!(zeros_of(format), zeros, "{format}");
        }
    }

    #[test]
    fn columns_have_letters() {
        for (column, text) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), text);
        }
    }
}
