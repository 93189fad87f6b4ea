//! The last day of a certificate (有効期限): the earliest of eight days, and which of them won.

use crate::calendar::{Day, term_of_months, term_of_years};
use crate::decision::{LastDay, LastDayBecause};
use crate::policy::{CertificateLastDay, Policy};
use crate::question::Question;
use crate::words::Said;

/// A certificate that would have to be printed with a last day before the day of printing. The policy needs a
/// successor; nobody guesses one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotDecide {
    /// The day of printing.
    pub printed: Day,
    /// The last day that the policy and the law give.
    pub last_day: LastDay,
}

impl CannotDecide {
    /// The stable word of this complaint.
    pub const CODE: &'static str = "last_day_before_printing";

    /// What is wrong.
    #[must_use]
    pub fn sentence(&self) -> Said {
        let (last, printed) = (self.last_day.day, self.printed);
        Said::new(
            format!("資格確認書の有効期限({})が交付の日({})より前になります。", last.wareki(), printed.wareki()),
            format!("The certificate's last day ({last}) would be before the day it is printed ({printed})."),
        )
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Said {
        Said::new(
            "組合の定め（資格確認書の有効期限）の次の版を決めて、方針に加えてください（policy.toml）。",
            "Add a successor to the policy, with a later certificate_last_day.",
        )
    }
}

impl std::fmt::Display for CannotDecide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence().ja)
    }
}

impl std::error::Error for CannotDecide {}

/// The last day of a certificate that is reckoned from `from`: the day of printing, or, when a live certificate is
/// renewed, the day after the old one's last day. `short_term` is whether the row of the first table, or a box ticked at
/// enrolment, calls for a short one.
///
/// On a tie the first in the contract's table is named.
pub(crate) fn last_day(it: &Question, short_term: bool, from: Day) -> LastDay {
    use LastDayBecause as By;
    let policy = it.policy;
    // A cut at 70 concerns a certificate with the ratio on it only, and with a birth that is known.
    let start_at_70 = if policy.ratio_on_certificate { it.start_at_70() } else { None };
    let candidates = [
        (
            By::ShortTerm,
            (short_term && policy.short_term_months > 0).then(|| term_of_months(from, policy.short_term_months)),
        ),
        // 健康保険法施行規則47条: no policy can exceed five years, and they count from the real day.
        (By::FiveYears, Some(term_of_years(it.on(), 5))),
        (By::Before75, it.last_before_75()),
        (By::VoluntaryEnd, it.voluntary_until()),
        (By::Before70, start_at_70.filter(|start| from < *start).map(Day::before)),
        (By::RatioYear, start_at_70.filter(|start| *start <= from).and_then(|_| policy.ratio_year_end(from))),
        (By::Lost, it.lost().map(Day::before)),
    ];
    let mut earliest = LastDay { day: societys_day(policy, from), because: By::Policy };
    for (because, candidate) in candidates {
        if let Some(day) = candidate
            && day < earliest.day
        {
            earliest = LastDay { day, because };
        }
    }
    earliest
}

/// The society's choice: a fixed day, or the first end of a month on or after the same day years later.
fn societys_day(policy: &Policy, from: Day) -> Day {
    match policy.certificate_last_day {
        CertificateLastDay::Fixed(day) => day,
        CertificateLastDay::Years { years, month_end } => {
            let same_day = from.plus_years(years);
            let months_ahead = (month_end + 12 - same_day.month()) % 12;
            // The first of the month first: 31 August + 1 month must be September, not the end of it twice.
            same_day.plus_days(1 - i64::from(same_day.day())).plus_months(months_ahead).month_end()
        }
    }
}

impl Policy {
    /// The first day of the ratio's year end (`ratio_year`) on or after a day; `None` without such a year.
    #[must_use]
    pub fn ratio_year_end(&self, from: Day) -> Option<Day> {
        let (month, day) = self.ratio_year?;
        let this_year = Day::new(from.year(), month, day)?;
        if from <= this_year { Some(this_year) } else { Day::new(from.year() + 1, month, day) }
    }
}
