//! 様式・印影・発行者: which of several that were approved is in force on a day.

use crate::calendar::Day;

crate::coded! {
    /// What a letter is made with, beside what it says of its member.
    What {
        /// 印影
        Seal = "seal",
        /// 発行者
        Issuer = "issuer",
        /// 様式
        Layout = "layout",
    }
}

/// How far a proposal has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Nobody has approved it: it is never printed.
    Proposed,
    /// Approved; the number tells which of two was approved later.
    Approved(i64),
    /// Withdrawn after it was approved (with that number): it is never printed any more, and what it had taken the place of does not come back by itself.
    Withdrawn(i64),
}

/// The days for which something is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: Day,
    /// The last day, where one is known.
    pub until: Option<Day>,
    /// How far it has come.
    pub stand: Stand,
}

/// Which of these is in force on a day, by its place: the one that begins last, of two that begin on one day the one approved last.
/// Where that one has ended or was withdrawn there is none: the seal of a former president does not come back by itself.
#[must_use]
pub fn in_force(terms: &[Term], on: Day) -> Option<usize> {
    let rank = |term: &Term| match term.stand {
        Stand::Proposed => None,
        Stand::Approved(act) | Stand::Withdrawn(act) => Some((term.from, act)),
    };
    let begun = terms.iter().enumerate().filter(|(_, term)| term.from <= on);
    let (at, term) = begun.filter(|(_, term)| rank(term).is_some()).max_by_key(|(_, term)| rank(term))?;
    let good = matches!(term.stand, Stand::Approved(_)) && term.until.is_none_or(|until| on <= until);
    good.then_some(at)
}
