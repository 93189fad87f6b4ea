//! Must a paper come back (返納), and who owes it. How the duty ends is in [`crate::paper`].
//!
//! 健康保険法施行規則51条 (資格確認書), 52条 (高齢受給者証).

use crate::calendar::{Day, member_hands_back_by};
use crate::case::{Case, CertificateState, HeldCertificate, coded};
use crate::certificate::Answer;
use crate::decision::{CertificateOutcome, ReturnBecause, ReturnDecision, ReturnOutcome};
use crate::policy::ReturnBasis;
use crate::question::Question;

/// Nothing to say about a paper.
pub const NOTHING: ReturnDecision = ReturnDecision { outcome: ReturnOutcome::None, because: None };

/// It comes back, for a reason.
#[must_use]
pub const fn due(because: ReturnBecause) -> ReturnDecision {
    ReturnDecision { outcome: ReturnOutcome::Due, because: Some(because) }
}

const fn not_due(because: ReturnBecause) -> ReturnDecision {
    ReturnDecision { outcome: ReturnOutcome::NotDue, because: Some(because) }
}

/// The notice (資格情報のお知らせ) never comes back.
pub const NOTICE: ReturnDecision = not_due(ReturnBecause::NoticeNever);

/// The elderly certificate (高齢受給者証) always does: on loss, on expiry and when the ratio changes.
pub const ELDERLY_CERTIFICATE: ReturnDecision = due(ReturnBecause::ElderlyAlways);

/// The day on which a return's duty is measured: `left` or `lost`, as the society chose. One day lies between them.
fn basis_day(it: &Question, end_of_cover: Day) -> Day {
    match it.policy.return_basis {
        ReturnBasis::Lost => end_of_cover,
        ReturnBasis::Left => match (it.voluntary_until(), it.left()) {
            (None, Some(left)) => left,
            // The last working day came before a voluntary continuation; what ends now is the continuation.
            _ => end_of_cover.before(),
        },
    }
}

/// The end of cover, when it has come by the day.
fn ended(it: &Question) -> Option<Day> {
    it.end_of_cover().filter(|end| *end <= it.on())
}

/// The old card (従来の健康保険証).
pub(crate) fn old_card(it: &Question) -> ReturnDecision {
    if it.old_card_until().is_none() {
        return NOTHING;
    }
    match ended(it) {
        Some(end) if basis_day(it, end) < it.law.old_cards_end => due(ReturnBecause::OldCardInTransition),
        Some(_) => not_due(ReturnBecause::OldCardSelfDisposal),
        None => NOTHING,
    }
}

/// The certificate (資格確認書).
pub(crate) fn certificate(it: &Question, answer: &Answer) -> ReturnDecision {
    let Some(held) = it.on_file() else { return NOTHING };
    if let Some(end) = ended(it) {
        return on_loss(it, held, end);
    }
    it.note(answer.rested_on);
    let replaced = match (answer.decision.outcome, it.state_of(held)) {
        (CertificateOutcome::Replace, _) => Some(ReturnBecause::Replaced),
        (CertificateOutcome::Reissue, CertificateState::Damaged) => Some(ReturnBecause::Damaged),
        _ => None,
    };
    let with_member = matches!(it.state_of(held), CertificateState::InHand | CertificateState::Damaged);
    match replaced {
        Some(because) if with_member => due(because),
        None if answer.usable && with_member && it.live().is_some() => {
            if it.policy.return_when_usable {
                due(ReturnBecause::MynaUsable)
            } else {
                not_due(ReturnBecause::MynaUsable)
            }
        }
        _ => NOTHING,
    }
}

/// After the end of cover: any certificate on file, a lost one too, because only its loss report closes the duty. An
/// undelivered one lies with the society.
fn on_loss(it: &Question, held: HeldCertificate, end_of_cover: Day) -> ReturnDecision {
    if it.state_of(held) == CertificateState::Undelivered {
        NOTHING
    } else if basis_day(it, end_of_cover) <= held.until {
        due(ReturnBecause::CertificateInValidity)
    } else {
        not_due(ReturnBecause::CertificateExpired)
    }
}

coded! {
    /// Who owes a return.
    OwedBy {
        /// 事業主: without delay (遅滞なく); the member hands it to the employer within 5 days.
        Employer = "employer",
        /// 任意継続の本人: within 5 days, straight to the society.
        Member = "member",
        /// 埋葬料等を請求する方: whoever claims the funeral benefit.
        FuneralClaimant = "funeral_claimant",
    }
}

/// A return that is due: who owes it, and until when the member hands the paper over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// Who owes it to the society.
    pub owed_by: OwedBy,
    /// The last day for the member: to the employer, or, in voluntary continuation, to the society. `None` after a death,
    /// when the paper comes with the claim.
    pub by: Option<Day>,
}

/// Who owes a return of this case. The five days count from the end of cover, or, when the member stays insured (a
/// replaced or damaged certificate), from the day asked about.
#[must_use]
pub fn duty(case: &Case, died: bool) -> Duty {
    let end_of_cover = crate::question::end_of_cover(case);
    let from = end_of_cover.filter(|end| *end <= case.on).unwrap_or(case.on);
    if died {
        Duty { owed_by: OwedBy::FuneralClaimant, by: None }
    } else if case.voluntary_until.is_some() {
        Duty { owed_by: OwedBy::Member, by: Some(member_hands_back_by(from)) }
    } else {
        Duty { owed_by: OwedBy::Employer, by: Some(member_hands_back_by(from)) }
    }
}
