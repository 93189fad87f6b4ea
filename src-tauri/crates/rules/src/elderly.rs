//! Must an elderly certificate (高齢受給者証, 様式第10号) be issued? It carries the ratio of those from 70 to 74, where the certificate
//! (資格確認書) does not.
//!
//! 健康保険法施行規則52条. Whoever shows a マイナ保険証 needs none: the clinic sees the ratio there.

use crate::calendar::{Day, last_day_before_75, start_at_70};
use crate::case::{Case, Change, coded};
use crate::decision::Because;
use crate::policy::Policy;
use crate::question::end_of_cover;
use crate::words::Said;

/// So many days before its first day, and before the end of the one before it, an elderly certificate is issued: in the month
/// before, so that it is in hand when it begins.
pub const ELDERLY_LEAD_DAYS: i64 = 31;

coded! {
    /// What becomes of the elderly certificate.
    Outcome {
        /// The first one.
        Issue = "issue",
        /// The one before it ends.
        Renew = "renew",
        /// The one before it no longer says what is so; it is due back.
        Replace = "replace",
        /// The one before it was lost or damaged.
        Reissue = "reissue",
    }
}

coded! {
    /// Why none is issued.
    NotDue {
        /// Not insured on the day.
        NotInsured = "not_insured",
        /// Younger than 70, and not about to be.
        Under70 = "under_70",
        /// The policy prints the ratio on the certificate.
        RatioOnCertificate = "ratio_on_certificate",
        /// No certificate is held that lacks the ratio.
        NoCertificate = "no_certificate_held",
        /// The one in hand says what is so.
        HoldsElderly = "holds_elderly_certificate",
        /// It would end before it begins.
        EndsBefore = "ends_before_it_begins",
    }
}

/// The elderly certificate that the member has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// 有効期限
    pub until: Option<Day>,
    /// It was lost.
    pub lost: bool,
    /// It was damaged.
    pub damaged: bool,
    /// What has changed since it was printed.
    pub change: Change,
}

/// What is known besides the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// A certificate without the ratio is held, or is to be issued now.
    pub certificate_without_ratio: bool,
    /// The elderly certificate that counts.
    pub held: Option<Held>,
    /// There was one before, whatever became of it.
    pub had_one: bool,
}

/// An elderly certificate that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What becomes of it.
    pub outcome: Outcome,
    /// Why.
    pub because: Because,
    /// 発効期日: the first day of the ratio.
    pub from: Day,
    /// 有効期限
    pub until: Option<Day>,
}

/// Is an elderly certificate due on the day of the case?
///
/// # Errors
/// Why it is not.
pub fn elderly(case: &Case, policy: &Policy, known: &Circumstances) -> Result<Due, NotDue> {
    let on = case.on;
    let end = end_of_cover(case);
    let insured = case.acquired.is_none_or(|acquired| acquired <= on) && end.is_none_or(|end| on < end);
    let start = case.born.map(start_at_70);
    let Some(start) = start.filter(|start| on.days_until(*start) <= ELDERLY_LEAD_DAYS && insured) else {
        return Err(if insured { NotDue::Under70 } else { NotDue::NotInsured });
    };
    if policy.ratio_on_certificate {
        return Err(NotDue::RatioOnCertificate);
    }
    if !known.certificate_without_ratio {
        return Err(NotDue::NoCertificate);
    }
    let first = start.max(case.acquired.unwrap_or(start));
    let (outcome, because, from) = match known.held {
        None if known.had_one => (Outcome::Issue, Because::Turned70, on.max(first)),
        // Late within the year of the ratio it tells the day on which the ratio began; later the day of issue.
        None if policy.ratio_year_end(first).is_none_or(|end| on <= end) => (Outcome::Issue, Because::Turned70, first),
        None => (Outcome::Issue, Because::Turned70, on),
        Some(held) if held.lost => (Outcome::Reissue, Because::Lost, on.max(first)),
        Some(held) if held.damaged => (Outcome::Reissue, Because::Damaged, on.max(first)),
        Some(Held { change: Change::Ratio, .. }) => (Outcome::Replace, Because::BurdenRatioChanged, on.max(first)),
        Some(Held { change: Change::Name, .. }) => (Outcome::Replace, Because::NameChanged, on.max(first)),
        Some(Held { change: Change::Number, .. }) => (Outcome::Replace, Because::NumberChanged, on.max(first)),
        Some(Held { until: Some(until), .. }) if on.days_until(until) < ELDERLY_LEAD_DAYS => {
            (Outcome::Renew, Because::Turned70, on.max(until.after()))
        }
        Some(_) => return Err(NotDue::HoldsElderly),
    };
    let until = [
        policy.ratio_year_end(from),
        case.born.map(last_day_before_75).filter(|_| case.resident),
        case.voluntary_until,
        end.map(Day::before),
    ];
    let until = until.into_iter().flatten().min();
    if until.is_some_and(|until| until < from) {
        // The ratio's year goes on, but the cover does not.
        return Err(if outcome == Outcome::Renew { NotDue::HoldsElderly } else { NotDue::EndsBefore });
    }
    Ok(Due { outcome, because, from, until })
}

impl NotDue {
    /// In words.
    #[must_use]
    pub fn sentence(self) -> Said {
        match self {
            NotDue::NotInsured => Said::new("この日に資格がありません。", "Not insured on the day."),
            NotDue::Under70 => Said::new("高齢受給者（70歳から74歳）ではありません。", "Not 70 to 74 years old."),
            NotDue::RatioOnCertificate => Said::new(
                "方針により、負担割合は資格確認書に印字します。高齢受給者証は交付しません。",
                "The policy prints the ratio on the certificate; no elderly certificate is issued.",
            ),
            NotDue::NoCertificate => Said::new(
                "負担割合のない資格確認書をお持ちではありません。マイナ保険証で割合が分かります。",
                "No certificate without a ratio is held. A clinic sees the ratio by the My Number Card.",
            ),
            NotDue::HoldsElderly => {
                Said::new("いまの高齢受給者証が使えます。", "The elderly certificate in hand is good.")
            }
            NotDue::EndsBefore => Said::new(
                "始まる日より前に資格が終わります。",
                "Cover ends before the elderly certificate would begin.",
            ),
        }
    }
}

impl Due {
    /// Outcome and reason in one sentence.
    #[must_use]
    pub fn sentence(&self) -> Said {
        self.outcome.sentence(self.because)
    }
}

impl Outcome {
    /// Outcome and reason in one sentence.
    #[must_use]
    pub fn sentence(self, because: Because) -> Said {
        match (self, because) {
            (Outcome::Replace, Because::BurdenRatioChanged) => Said::new(
                "一部負担金の割合が変わったため、高齢受給者証を差し替えます。いままでのものはお返しください。",
                "The ratio has changed: this elderly certificate takes the place of the one before, which is due back.",
            ),
            (Outcome::Replace, _) => Said::new(
                "記載事項が変わったため、高齢受給者証を差し替えます。いままでのものはお返しください。",
                "What is printed has changed: this elderly certificate takes the place of the one before, which is due back.",
            ),
            (Outcome::Reissue, _) => {
                Said::new("高齢受給者証を再交付します。", "The elderly certificate is issued again.")
            }
            (Outcome::Renew, _) => Said::new(
                "いまの高齢受給者証の有効期限が来るため、新しいものを交付します。期限が過ぎたものはお返しください。",
                "The elderly certificate in hand ends; this is the next one. The expired one is due back.",
            ),
            (Outcome::Issue, _) => Said::new(
                "70歳から74歳の方で、資格確認書に負担割合の記載がないため、高齢受給者証を交付します。",
                "From 70 to 74 the ratio stands on an elderly certificate, since the certificate does not bear it.",
            ),
        }
    }
}

/// The law that an elderly certificate rests on.
#[must_use]
pub fn basis() -> Said {
    Said::new("健康保険法施行規則第52条", "Ordinance for Enforcement of the Health Insurance Act, article 52")
}
