//! Ages and what begins or ends with them (年齢計算ニ関スル法律, 民法143条).

use super::Day;

/// 29 February, the one birthday that most years lack.
fn on_leap_day(born: Day) -> bool {
    (born.month(), born.day()) == (2, 29)
}

/// 達する日: the day at whose end a person reaches `years`: the day before the birthday; born on 29 February, 28 February.
///
/// 年齢計算ニ関スル法律, 民法143条.
#[must_use]
pub fn reaches(born: Day, years: u32) -> Day {
    let birthday = born.plus_years(years);
    // In a common year the "same day" of 29 February is already 28 February, the day before being meant.
    if on_leap_day(born) && birthday.day() == 28 { birthday } else { birthday.before() }
}

/// Full years of age on a day. A person is `n` from the day after the one at whose end `n` is reached.
#[must_use]
pub fn age_on(born: Day, on: Day) -> u32 {
    let years = u32::try_from(on.year() - born.year()).unwrap_or(0);
    if years > 0 && on <= reaches(born, years) { years - 1 } else { years }
}

/// First day of 高齢受給者 (70 to 74): the 1st of the month after the day of reaching 70; born on the 1st, that very 1st.
///
/// 健康保険法74条1項2号 (70歳に達する日の属する月の翌月以後).
#[must_use]
pub fn start_at_70(born: Day) -> Day {
    reaches(born, 70).month_end().after()
}

/// The first day not covered at 75 (後期高齢者医療): the birthday itself. For a birth on 29 February 1 March, because a
/// year that is 75 later has no 29 February; whether 28 February still counts is the doubtful day.
///
/// 健康保険法36条5号, 高齢者の医療の確保に関する法律50条, 52条.
#[must_use]
pub fn birthday_75(born: Day) -> Day {
    let same = born.plus_years(75);
    if on_leap_day(born) && same.day() == 28 { same.after() } else { same }
}

/// The doubtful day of a birth on 29 February: 28 February of the year of the 75th birthday. Public sources do not say
/// whether cover has ended by then; a clerk asks.
#[must_use]
pub fn doubtful_day_75(born: Day) -> Option<Day> {
    on_leap_day(born).then(|| birthday_75(born).before())
}

/// The last day that a paper may carry before the 75th birthday; born on 29 February, 28 February.
#[must_use]
pub fn last_day_before_75(born: Day) -> Day {
    birthday_75(born).before()
}
