//! 元号: days as the Japanese calendar writes them.

use super::{Day, day};

/// 元号 of the modern age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治
    Meiji,
    /// 大正
    Taisho,
    /// 昭和
    Showa,
    /// 平成
    Heisei,
    /// 令和
    Reiwa,
}

impl Era {
    /// Every era, the latest first.
    pub const ALL: [Era; 5] = [Era::Reiwa, Era::Heisei, Era::Showa, Era::Taisho, Era::Meiji];

    /// The first day of the era.
    #[must_use]
    pub const fn first_day(self) -> Day {
        match self {
            Era::Meiji => day(1868, 1, 25),
            Era::Taisho => day(1912, 7, 30),
            Era::Showa => day(1926, 12, 25),
            Era::Heisei => day(1989, 1, 8),
            Era::Reiwa => day(2019, 5, 1),
        }
    }

    /// The era's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// The letter that forms use.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Era::Meiji => 'M',
            Era::Taisho => 'T',
            Era::Showa => 'S',
            Era::Heisei => 'H',
            Era::Reiwa => 'R',
        }
    }

    /// The era of a day; `None` before 明治.
    #[must_use]
    pub fn of(day: Day) -> Option<Era> {
        Era::ALL.into_iter().find(|era| era.first_day() <= day)
    }

    /// The year of the era in which a day lies: 1 in the year in which the era began.
    #[must_use]
    pub fn year(self, day: Day) -> i32 {
        day.year() - self.first_day().year() + 1
    }
}

impl Day {
    /// 和暦: `令和8年4月1日`; the first year of an era is `元年`. Before 明治 the Gregorian year stands instead.
    #[must_use]
    pub fn wareki(self) -> String {
        let (month, day) = (self.month(), self.day());
        match Era::of(self).map(|era| (era.name(), era.year(self))) {
            Some((name, 1)) => format!("{name}元年{month}月{day}日"),
            Some((name, year)) => format!("{name}{year}年{month}月{day}日"),
            None => format!("{}年{month}月{day}日", self.year()),
        }
    }
}
