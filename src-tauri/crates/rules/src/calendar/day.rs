//! One day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate, Weekday};

/// A calendar day in Japan, without a time.
///
/// The text form is `YYYY-MM-DD` and nothing else; what people write is read by [`crate::calendar::written`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// The first day there is: the first of 明治.
const FIRST: Day = day(1868, 1, 1);
/// The last day there is: the last that four digits can write.
const LAST: Day = day(9999, 12, 31);

/// A day that is known when the program is compiled. An impossible day does not compile.
#[must_use]
pub const fn day(year: i32, month: u32, day: u32) -> Day {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Day(date),
        None => Day::impossible(),
    }
}

impl Day {
    #[allow(clippy::panic, reason = "only reached while compiling a constant")]
    const fn impossible() -> Day {
        panic!("no such day")
    }

    /// The day `year`-`month`-`day` (Gregorian), or `None` when there is no such day or it lies outside 1868 to 9999.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(FIRST.year()..=LAST.year()).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Day)
    }

    /// The Gregorian year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The day `days` later (earlier when negative). Beyond the first and the last day there is, that day: a policy may
    /// name a term of any length, and no arithmetic on days fails.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Day {
        let beyond = if days < 0 { FIRST } else { LAST };
        let moved = chrono::TimeDelta::try_days(days).and_then(|delta| self.0.checked_add_signed(delta));
        moved.map_or(beyond, |date| Day(date).clamp(FIRST, LAST))
    }

    /// The same day `months` later; where that month lacks the day, its last day.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Day {
        self.0.checked_add_months(Months::new(months)).map_or(LAST, |date| Day(date).min(LAST))
    }

    /// The same day `years` later; 29 February becomes 28 February where the year has none.
    #[must_use]
    pub fn plus_years(self, years: u32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Day {
        self.plus_days(1 - i64::from(self.day())).plus_months(1).before()
    }

    /// The day before.
    #[must_use]
    pub fn before(self) -> Day {
        self.plus_days(-1)
    }

    /// The day after.
    #[must_use]
    pub fn after(self) -> Day {
        self.plus_days(1)
    }

    /// Days from this day to `other`; negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Day) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// Days since 1899-12-30, as spreadsheets count them.
    #[must_use]
    pub fn from_serial(serial: i64) -> Option<Day> {
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::TimeDelta::try_days(serial)?).map(Day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is not `YYYY-MM-DD`, or names no day that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADay;

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day in the form YYYY-MM-DD")
    }
}

impl std::error::Error for NotADay {}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(NotADay);
        }
        let number = |range: std::ops::Range<usize>| text.get(range).and_then(|t| t.parse::<u32>().ok());
        match (number(0..4), number(5..7), number(8..10)) {
            (Some(y), Some(m), Some(d)) => Day::new(i32::try_from(y).map_err(|_| NotADay)?, m, d).ok_or(NotADay),
            _ => Err(NotADay),
        }
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
