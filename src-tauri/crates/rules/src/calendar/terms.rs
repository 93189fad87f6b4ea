//! Terms (期間の計算, 民法143条).

use super::Day;

/// The last day of a term of `months` that begins on `from`: the day before the same day of the last month, or, where
/// that month lacks the day, its last day (10 January + 2 months = 9 March; 30 December + 2 months = 28 February).
#[must_use]
pub fn term_of_months(from: Day, months: u32) -> Day {
    let same = from.plus_months(months);
    if same.day() == from.day() { same.before() } else { same }
}

/// The last day of a term of `years` that begins on `from` (29 February + 5 years = 28 February).
#[must_use]
pub fn term_of_years(from: Day, years: u32) -> Day {
    term_of_months(from, years.saturating_mul(12))
}
