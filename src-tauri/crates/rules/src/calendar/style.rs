//! How somebody writes the days that could mean two: `550102`, `80/1/2`, `04/05/2026`. Nobody guesses it; a clerk says it once.

use super::written::{fold, in_era, month_and_day, number};
use super::{Day, Era};

crate::case::coded! {
    /// 日付の書き方 of a column.
    DateStyle {
        /// 西暦下2桁: the last year with these digits that is not to come.
        Western = "western",
        /// 和暦（元号なし）: the era in which alone the day exists; where two do, it stays a doubt.
        Wareki = "wareki",
        /// 昭和
        Showa = "showa",
        /// 平成
        Heisei = "heisei",
        /// 令和
        Reiwa = "reiwa",
        /// 月/日/年
        MonthFirst = "month_first",
        /// 日/月/年
        DayFirst = "day_first",
    }
}

impl DateStyle {
    /// The Japanese word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DateStyle::Western => "西暦",
            DateStyle::Wareki => "和暦",
            DateStyle::Showa => "昭和",
            DateStyle::Heisei => "平成",
            DateStyle::Reiwa => "令和",
            DateStyle::MonthFirst => "月日年",
            DateStyle::DayFirst => "日月年",
        }
    }

    /// The style of a word or a code.
    #[must_use]
    pub fn named(word: &str) -> Option<DateStyle> {
        let word = word.trim();
        DateStyle::ALL.iter().copied().find(|style| style.code() == word || style.word() == word)
    }

    fn era(self) -> Option<Era> {
        match self {
            DateStyle::Showa => Some(Era::Showa),
            DateStyle::Heisei => Some(Era::Heisei),
            DateStyle::Reiwa => Some(Era::Reiwa),
            _ => None,
        }
    }
}

/// So many years back a day is still believed.
const OLDEST: i32 = 120;

/// The day that a text without an era means in a style; `None` when it means none, or still two. Nothing is later than `latest`.
#[must_use]
pub fn understand_in(text: &str, style: DateStyle, latest: Day) -> Option<Day> {
    let text = fold(text.trim());
    if let DateStyle::MonthFirst | DateStyle::DayFirst = style {
        return year_last(&text, style, latest);
    }
    let (year, month, day) = two_digits(&text)?;
    match style {
        DateStyle::Western => western(year, month, day, latest),
        DateStyle::Wareki => {
            let within = |era: Era| in_era(era, year, month, day).ok().filter(|read| read.outside_era.is_none());
            let likely = |day: &Day| *day <= latest && latest.year() - OLDEST <= day.year();
            let mut days = Era::ALL.into_iter().filter_map(within).map(|read| read.day).filter(likely);
            let only = days.next();
            if days.next().is_none() { only } else { None }
        }
        style => in_era(style.era()?, year, month, day).ok().map(|read| read.day).filter(|day| *day <= latest),
    }
}

/// `550102`, also where a spreadsheet dropped its first zero, and `55/1/2`.
fn two_digits(text: &str) -> Option<(u32, u32, u32)> {
    let (first, rest) = number(text)?;
    let width = text.len() - rest.len();
    match (width, rest.trim()) {
        (5 | 6, "") => Some((first / 10_000, first / 100 % 100, first % 100)),
        (1 | 2, _) => {
            let (month, day) = month_and_day(rest).ok()?;
            (day < 100).then_some((first, month, day))
        }
        _ => None,
    }
}

fn western(year: u32, month: u32, day: u32, latest: Day) -> Option<Day> {
    let century = latest.year() - latest.year() % 100;
    let year = i32::try_from(year).ok()?;
    [century + year, century - 100 + year]
        .into_iter()
        .filter_map(|year| Day::new(year, month, day))
        .find(|day| *day <= latest)
}

/// `04/05/2026`, `4/5/26`
fn year_last(text: &str, style: DateStyle, latest: Day) -> Option<Day> {
    let (first, rest) = number(text)?;
    let (second, year) = month_and_day(rest).ok()?;
    let (month, day) = if style == DateStyle::MonthFirst { (first, second) } else { (second, first) };
    if year < 100 {
        return western(year, month, day, latest);
    }
    Day::new(i32::try_from(year).ok()?, month, day).filter(|day| *day <= latest)
}
