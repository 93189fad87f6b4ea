//! How long each kind of data is kept (保存期間), and from which day it may be deleted.
//!
//! No statute names one span for what a society keeps in this ledger: each society lays it down in its own rules for records
//! (文書保存規程, 個人情報取扱規程). The defaults below are meant to be confirmed by such a decision; what law or a limitation
//! of actions forbids to undercut is the floor.

use crate::calendar::{Day, term_of_years};
use crate::case::{Case, coded};
use crate::question::end_of_cover;
use crate::words::Said;

coded! {
    /// A kind of data that is deleted together, in the order in which it is offered.
    Kind {
        /// 個人番号下4桁
        LastFour = "last_four",
        /// Papers and the decisions they rest on.
        Papers = "papers",
        /// Everything about a person: name, birth, numbers, addresses, マイナ保険証, applications, and the papers too.
        Member = "member",
        /// 閲覧の記録
        Looks = "looks",
    }
}

/// In what a span is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 日
    Days,
    /// 年
    Years,
}

impl Unit {
    /// The word on the screen and in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Unit::Days => "days",
            Unit::Years => "years",
        }
    }

    /// So many of it, in words.
    #[must_use]
    pub fn said(self, length: u32) -> Said {
        match self {
            Unit::Days => Said::new(format!("{length}日"), format!("{length} days")),
            Unit::Years => Said::new(format!("{length}年"), format!("{length} years")),
        }
    }
}

/// How long a kind is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Of what.
    pub kind: Kind,
    /// In what the lengths are counted.
    pub unit: Unit,
    /// As long as the society has not decided.
    pub default: u32,
    /// The shortest that a society may choose.
    pub least: u32,
    /// The longest.
    pub most: u32,
}

/// The one table of spans.
///
/// * Last four: 番号法20条 (保管の制限) and 特定個人情報ガイドライン（事業者編）別添1 ask for deletion as soon as the business
///   is done and no retention period runs; the business (the check, the notice) ends with cover. Thirty days are for a loss that
///   is reported wrongly. 730 days at most, the two years of 健康保険法193条.
/// * Papers and members: claims for benefits lapse after two years (健康保険法193条), which is the floor; employers keep
///   their papers as long (健康保険法施行規則34条). Five years (民法166条1項1号, claims back) are a practice, to be decided
///   by the society.
/// * Looks: the practice of audit logs, three years (limitation of unauthorised access) to ten (reliability, section 6).
pub const SPANS: [Span; 4] = [
    Span { kind: Kind::LastFour, unit: Unit::Days, default: 30, least: 0, most: 730 },
    Span { kind: Kind::Papers, unit: Unit::Years, default: 5, least: 2, most: 20 },
    Span { kind: Kind::Member, unit: Unit::Years, default: 5, least: 2, most: 20 },
    Span { kind: Kind::Looks, unit: Unit::Years, default: 5, least: 3, most: 10 },
];

/// Copies of the ledger are thinned to thirteen months: after so many a deleted person is in none of them any more.
pub const COPIES_MONTHS: u32 = 13;

/// The day on which cover ended (資格の終わり), once it has: the loss, the 75th birthday, the end of voluntary continuation.
#[must_use]
pub fn ended(case: &Case) -> Option<Day> {
    end_of_cover(case).filter(|end| *end <= case.on)
}

impl Kind {
    /// How long it is kept.
    #[must_use]
    pub fn span(self) -> Span {
        SPANS.into_iter().find(|span| span.kind == self).unwrap_or(SPANS[0])
    }

    /// The first day on which data may be deleted that were needed until `end`: the day of loss (資格喪失日), or of the look.
    #[must_use]
    pub fn due_from(self, length: u32, end: Day) -> Day {
        match self.span().unit {
            Unit::Days => end.plus_days(i64::from(length)),
            Unit::Years => term_of_years(end, length).after(),
        }
    }

    /// What it is, in words.
    #[must_use]
    pub fn said(self) -> Said {
        match self {
            Kind::LastFour => Said::new("個人番号の下4桁", "Last four digits of the My Number"),
            Kind::Papers => Said::new("書類と判定", "Papers and decisions"),
            Kind::Member => {
                Said::new("加入者の情報（氏名・番号・住所など、書類も）", "Everything about a member, papers too")
            }
            Kind::Looks => Said::new("閲覧の記録", "Journal of looks"),
        }
    }

    /// Why it is kept as long as it is by default, and from when it counts.
    #[must_use]
    pub fn basis(self) -> Said {
        match self {
            Kind::LastFour => Said::new(
                "資格喪失日から。番号法20条: 事務が終われば持ち続けない",
                "From the loss of cover. My Number Act 20: not kept when the business is done",
            ),
            Kind::Papers | Kind::Member => Said::new(
                "資格喪失日から。給付の時効2年（健康保険法193条）が下限。5年は目安で、組合の決定で確かめる",
                "From the loss of cover. At least the two years of Health Insurance Act 193; five are a custom for the society to confirm",
            ),
            Kind::Looks => Said::new(
                "見た日から。法令の定めはなく、記録の目安による（3～10年）",
                "From the day of the look. No statute; the custom of audit logs (3 to 10 years)",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day;

    #[test]
    fn data_may_go_from_the_day_after_the_last_day_of_the_span() {
        let lost = day(2021, 6, 1);
        assert_eq!(Kind::Member.due_from(5, lost), day(2026, 6, 1));
        assert_eq!(Kind::LastFour.due_from(30, lost), day(2021, 7, 1));
        assert_eq!(Kind::LastFour.due_from(0, lost), lost);
        // A year without the day ends on the last of its month.
        assert_eq!(Kind::Papers.due_from(2, day(2024, 2, 29)), day(2026, 3, 1));
    }

    #[test]
    fn every_kind_has_its_span_and_no_default_lies_outside_of_it() {
        for kind in Kind::ALL {
            let Span { default, least, most, .. } = kind.span();
            assert_eq!(kind.span().kind, *kind);
            assert!((least..=most).contains(&default), "{}", kind.code());
            assert!(!kind.said().ja.is_empty() && !kind.basis().en.is_empty());
        }
    }
}
