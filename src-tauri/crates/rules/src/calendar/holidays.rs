//! 国民の祝日: the public holidays of Japan, computed from the law (国民の祝日に関する法律), and the business days between them.
//!
//! The law as it stands since 2022. In earlier years some holidays lay elsewhere (2019 to 2021 by special laws);
//! nobody asks about them, because no policy begins before December 2024. Equinox days are announced in the year
//! before; until then they are computed, and so far every computed day was the one announced.

use chrono::Weekday;

use super::Day;
use crate::case::coded;
use crate::words::Lang;

coded! {
    /// 国民の祝日 and the days that the law adds to them, by name.
    Holiday {
        /// 元日
        NewYear = "new_year",
        /// 成人の日
        ComingOfAge = "coming_of_age",
        /// 建国記念の日
        Foundation = "foundation",
        /// 天皇誕生日
        EmperorsBirthday = "emperors_birthday",
        /// 春分の日
        SpringEquinox = "spring_equinox",
        /// 昭和の日
        Showa = "showa",
        /// 憲法記念日
        Constitution = "constitution",
        /// みどりの日
        Greenery = "greenery",
        /// こどもの日
        Children = "children",
        /// 海の日
        Sea = "sea",
        /// 山の日
        Mountain = "mountain",
        /// 敬老の日
        RespectForTheAged = "respect_for_the_aged",
        /// 秋分の日
        AutumnEquinox = "autumn_equinox",
        /// スポーツの日
        Sports = "sports",
        /// 文化の日
        Culture = "culture",
        /// 勤労感謝の日
        Labour = "labour",
        /// 振替休日
        Substitute = "substitute",
        /// 国民の休日
        InBetween = "in_between",
    }
}

impl Holiday {
    /// The holiday as a calendar calls it.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Holiday::NewYear => ("元日", "New Year's Day"),
            Holiday::ComingOfAge => ("成人の日", "Coming of Age Day"),
            Holiday::Foundation => ("建国記念の日", "National Foundation Day"),
            Holiday::EmperorsBirthday => ("天皇誕生日", "the Emperor's Birthday"),
            Holiday::SpringEquinox => ("春分の日", "Vernal Equinox Day"),
            Holiday::Showa => ("昭和の日", "Showa Day"),
            Holiday::Constitution => ("憲法記念日", "Constitution Memorial Day"),
            Holiday::Greenery => ("みどりの日", "Greenery Day"),
            Holiday::Children => ("こどもの日", "Children's Day"),
            Holiday::Sea => ("海の日", "Marine Day"),
            Holiday::Mountain => ("山の日", "Mountain Day"),
            Holiday::RespectForTheAged => ("敬老の日", "Respect for the Aged Day"),
            Holiday::AutumnEquinox => ("秋分の日", "Autumnal Equinox Day"),
            Holiday::Sports => ("スポーツの日", "Sports Day"),
            Holiday::Culture => ("文化の日", "Culture Day"),
            Holiday::Labour => ("勤労感謝の日", "Labour Thanksgiving Day"),
            Holiday::Substitute => ("振替休日", "a substitute holiday"),
            Holiday::InBetween => ("国民の休日", "a citizens' holiday"),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// What a public holiday rests on (2条).
fn national_day(on: Day) -> Option<Holiday> {
    // "The n-th Monday" is a Monday from day 7n-6 to day 7n.
    let nth_monday = |n: u32| on.weekday() == Weekday::Mon && (7 * n - 6..=7 * n).contains(&on.day());
    Some(match (on.month(), on.day()) {
        (1, 1) => Holiday::NewYear,
        (2, 11) => Holiday::Foundation,
        (2, 23) => Holiday::EmperorsBirthday,
        (4, 29) => Holiday::Showa,
        (5, 3) => Holiday::Constitution,
        (5, 4) => Holiday::Greenery,
        (5, 5) => Holiday::Children,
        (8, 11) => Holiday::Mountain,
        (11, 3) => Holiday::Culture,
        (11, 23) => Holiday::Labour,
        (1, _) if nth_monday(2) => Holiday::ComingOfAge,
        (10, _) if nth_monday(2) => Holiday::Sports,
        (7, _) if nth_monday(3) => Holiday::Sea,
        (3, day) if day == spring_equinox(on.year()) => Holiday::SpringEquinox,
        (9, _) if nth_monday(3) => Holiday::RespectForTheAged,
        (9, day) if day == autumn_equinox(on.year()) => Holiday::AutumnEquinox,
        _ => return None,
    })
}

fn is_national_day(on: Day) -> bool {
    national_day(on).is_some()
}

/// The day of March on which the sun crosses the equator (春分日).
fn spring_equinox(year: i32) -> u32 {
    equinox(year, [20_835_700, 20_843_100, 21_851_000])
}

/// The day of September on which the sun crosses the equator (秋分日).
fn autumn_equinox(year: i32) -> u32 {
    equinox(year, [23_258_800, 23_248_800, 24_248_800])
}

/// The customary formula of the almanac (海上保安庁水路部), in millionths of a day: a base for the years before 1980, from
/// 1980 to 2099, and from 2100; plus 0.242194 of a day a year, minus the leap days.
fn equinox(year: i32, [before_1980, to_2099, from_2100]: [i64; 3]) -> u32 {
    let years = i64::from(year) - 1980;
    let (base, leap_days) = match year {
        ..1980 => (before_1980, (years - 3).div_euclid(4)),
        1980..2100 => (to_2099, years.div_euclid(4)),
        _ => (from_2100, years.div_euclid(4)),
    };
    let day = (base + 242_194 * years).div_euclid(1_000_000) - leap_days;
    u32::try_from(day).unwrap_or(0)
}

/// 振替休日 (3条2項): when a national day falls on a Sunday, the next day that is none. At most three national days stand in a
/// row (3 to 5 May); counting them, and not walking back until there is none, ends on the first day there is, too.
fn is_substitute(on: Day) -> bool {
    let mut row_before = (1..=3).map(|days| on.plus_days(-days)).take_while(|day| is_national_day(*day));
    !is_national_day(on) && row_before.any(|day| day.weekday() == Weekday::Sun)
}

/// 国民の休日 (3条3項): a day between two national days.
fn is_in_between(on: Day) -> bool {
    !is_national_day(on) && is_national_day(on.before()) && is_national_day(on.after())
}

/// The public holiday that a day is: a national day, its substitute, or a day in between. Sundays are none by themselves, and
/// neither are 29 to 31 December and 2 and 3 January.
#[must_use]
pub fn holiday(on: Day) -> Option<Holiday> {
    let added = || {
        let substitute = is_substitute(on).then_some(Holiday::Substitute);
        substitute.or_else(|| is_in_between(on).then_some(Holiday::InBetween))
    };
    national_day(on).or_else(added)
}

/// Is the day a public holiday?
#[must_use]
pub fn is_public_holiday(on: Day) -> bool {
    holiday(on).is_some()
}

/// The public holidays of a year, in order.
#[must_use]
pub fn public_holidays(year: i32) -> Vec<Day> {
    let first = Day::new(year, 1, 1);
    std::iter::successors(first, |day| Some(day.after()).filter(|next| next.year() == year && next > day))
        .filter(|day| is_public_holiday(*day))
        .collect()
}

/// 営業日: Monday to Friday, not a public holiday.
#[must_use]
pub fn is_business_day(on: Day) -> bool {
    !matches!(on.weekday(), Weekday::Sat | Weekday::Sun) && !is_public_holiday(on)
}

/// The `count`-th business day after a day, the first business day after it being number 1; the day itself for 0.
#[must_use]
pub fn business_day_after(from: Day, count: u32) -> Day {
    let mut left = count;
    let mut day = from;
    while left > 0 {
        let next = day.after();
        if next == day {
            return day; // The calendar's last day: no policy means such a count, but none may hang the program.
        }
        day = next;
        if is_business_day(day) {
            left -= 1;
        }
    }
    day
}
