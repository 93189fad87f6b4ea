//! 漏えい等の報告: must a loss of personal data be reported, and by when.
//!
//! 個人情報保護法26条・同法施行規則7条・8条 and 番号法29条の4 with its own rule. A report follows in two steps: 速報 within about
//! three to five days from the day on which the society came to know, 確報 within thirty days (sixty where somebody may have
//! done it on purpose). The day of knowing is the first day, holidays count, and a last day on which no office is open moves
//! on to the next one that is (個人情報保護委員会ガイドライン 通則編 3-5-3).

use crate::calendar::{Day, is_business_day};
use crate::words::Said;

/// More than so many members: 施行規則7条4号.
const MANY: usize = 1_000;
/// More than so many whose My Number, or a part of it, was among the data: 番号法29条の4の規則2条.
const MANY_WITH_NUMBERS: usize = 100;
/// 速報: from the third to the fifth day.
const FIRST_REPORT: (i64, i64) = (3, 5);
/// 確報: the thirtieth day, ...
const FULL_REPORT: i64 = 30;
/// ... or the sixtieth where it was done on purpose.
const FULL_REPORT_ON_PURPOSE: i64 = 60;

/// What was lost or seen by somebody who should not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leak {
    /// The day on which the society came to know of it.
    pub known_on: Day,
    /// How many members it concerns.
    pub members: usize,
    /// Of these, with the last four digits of the My Number: the Commission's Q9-4 lets a part of the number be judged as the
    /// number itself.
    pub with_numbers: usize,
    /// Somebody may have done it on purpose.
    pub on_purpose: bool,
    /// It holds what needs special care (要配慮個人情報): an illness, a disability.
    pub sensitive: bool,
    /// It is encrypted by the state of the art, and the key is not lost with it (施行規則7条: 高度な暗号化).
    pub encrypted: bool,
}

/// Why a report is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// 要配慮個人情報: 施行規則7条1号
    Sensitive,
    /// 不正の目的: 施行規則7条3号
    OnPurpose,
    /// More than a thousand: 施行規則7条4号
    Many,
    /// 特定個人情報 of more than a hundred: 番号法29条の4の規則2条
    Numbers,
}

impl Reason {
    /// The word in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::Sensitive => "sensitive",
            Reason::OnPurpose => "on_purpose",
            Reason::Many => "many",
            Reason::Numbers => "numbers",
        }
    }

    /// Its sentence, with the rule that it stands in.
    #[must_use]
    pub fn sentence(self) -> Said {
        match self {
            Reason::Sensitive => Said::new(
                "要配慮個人情報が含まれています（施行規則7条1号）。",
                "It holds data that need special care (enforcement rules, art. 7 no. 1).",
            ),
            Reason::OnPurpose => Said::new(
                "不正の目的で行われたおそれがあります（施行規則7条3号）。",
                "It may have been done on purpose (enforcement rules, art. 7 no. 3).",
            ),
            Reason::Many => Said::new(
                "対象の方が1,000人を超えています（施行規則7条4号）。",
                "It concerns more than 1,000 people (enforcement rules, art. 7 no. 4).",
            ),
            Reason::Numbers => Said::new(
                "個人番号の下4桁を含む方が100人を超えています（番号法の規則2条。一部の桁も個人番号として扱います）。",
                "The last four digits of more than 100 people are among the data (My Number Act, rules, art. 2).",
            ),
        }
    }
}

/// What is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Why; empty when the law asks for no report.
    pub because: Vec<Reason>,
    /// 速報: from about this day ...
    pub first_from: Day,
    /// ... to this one.
    pub first_by: Day,
    /// 確報: the last day.
    pub full_by: Day,
}

/// What is due after a leak. The days are answered even when no report is due: who reports all the same keeps to them.
#[must_use]
pub fn report(leak: &Leak) -> Report {
    let mut because = Vec::new();
    if !leak.encrypted && leak.members > 0 {
        let reasons = [
            (leak.sensitive, Reason::Sensitive),
            (leak.on_purpose, Reason::OnPurpose),
            (leak.members > MANY, Reason::Many),
            (leak.with_numbers > MANY_WITH_NUMBERS, Reason::Numbers),
        ];
        because.extend(reasons.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason));
    }
    let nth = |count: i64| leak.known_on.plus_days(count - 1);
    let full = if leak.on_purpose { FULL_REPORT_ON_PURPOSE } else { FULL_REPORT };
    Report { because, first_from: nth(FIRST_REPORT.0), first_by: nth(FIRST_REPORT.1), full_by: open_from(nth(full)) }
}

/// The day itself, or the next on which offices of the state are open (行政機関の休日に関する法律1条: not at weekends, on public
/// holidays, and from 29 December to 3 January).
fn open_from(mut day: Day) -> Day {
    let closed = |day: Day| {
        let (month, of_month) = (day.month(), day.day());
        !is_business_day(day) || (month == 12 && of_month >= 29) || (month == 1 && of_month <= 3)
    };
    while closed(day) {
        day = day.after();
    }
    day
}
