//! Must a paper come back (返納), who owes it, and how the duty ends.
//!
//! 健康保険法施行規則51条 (資格確認書), 52条 (高齢受給者証).

use crate::calendar::{Day, member_hands_back_by};
use crate::case::{Case, CertificateState, HeldCertificate, coded};
use crate::certificate::Answer;
use crate::decision::{CertificateOutcome, ReturnBecause, ReturnDecision, ReturnOutcome};
use crate::policy::ReturnBasis;
use crate::question::Question;

/// Nothing to say about a paper.
const NOTHING: ReturnDecision = ReturnDecision { outcome: ReturnOutcome::None, because: None };

const fn due(because: ReturnBecause) -> ReturnDecision {
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

coded! {
    /// Where the collection of a paper stands.
    Collection {
        /// 回収待ち: owed.
        Owed = "owed",
        /// 返却済みとの申出: "I already gave it back"; the society and the employer search. No dunning.
        SaidReturned = "said_returned",
        /// 未着との申出: "it never came"; the post and the society search. No dunning.
        NeverCame = "never_came",
        /// 回収済
        Returned = "returned",
        /// 滅失届: a loss report closes the duty.
        LossReported = "loss_reported",
        /// 回収不能届: the employer could not collect it, and shows the log of dunning.
        NotCollectable = "not_collectable",
        /// 自己廃棄: an expired paper, destroyed by its holder.
        SelfDisposed = "self_disposed",
        /// 発見後の破棄: found after it was lost, never live again, destroyed.
        FoundAndDestroyed = "found_and_destroyed",
    }
}

coded! {
    /// What happens to a collection.
    CollectionEvent {
        /// 督促: the member or the employer is reminded.
        Dun = "dun",
        /// "I already gave it back."
        SayReturned = "say_returned",
        /// "It never came."
        SayNeverCame = "say_never_came",
        /// The search found nothing; the duty stands as before.
        SearchInVain = "search_in_vain",
        /// The paper is here.
        Return = "return",
        /// 滅失届
        ReportLoss = "report_loss",
        /// 回収不能届
        ReportNotCollectable = "report_not_collectable",
        /// The holder destroys an expired paper.
        Dispose = "dispose",
        /// It was found after all.
        Find = "find",
    }
}

/// The steps of a collection: from where, by what, to where. What is not in the table does not happen.
pub const COLLECTION: &[(Collection, CollectionEvent, Collection)] = {
    use Collection::*;
    use CollectionEvent::*;
    &[
        (Owed, Dun, Owed),
        (Owed, SayReturned, SaidReturned),
        (Owed, SayNeverCame, NeverCame),
        (Owed, Return, Returned),
        (Owed, ReportLoss, LossReported),
        (Owed, ReportNotCollectable, NotCollectable),
        (Owed, Dispose, SelfDisposed),
        (SaidReturned, Return, Returned),
        (SaidReturned, SearchInVain, Owed),
        (SaidReturned, ReportLoss, LossReported),
        (NeverCame, Return, Returned),
        (NeverCame, SearchInVain, Owed),
        (NeverCame, ReportLoss, LossReported),
        // Found after it was lost: never live again; destroyed, and both sides are closed.
        (LossReported, Find, FoundAndDestroyed),
        (NotCollectable, Find, FoundAndDestroyed),
        (NotCollectable, Return, Returned),
    ]
};

impl Collection {
    /// Where the event leads; `None` when it does not happen here. A cannot-collect report needs the dated log of dunning:
    /// `dunned_on` are its days.
    #[must_use]
    pub fn after(self, event: CollectionEvent, dunned_on: &[Day]) -> Option<Collection> {
        if event == CollectionEvent::ReportNotCollectable && dunned_on.is_empty() {
            return None;
        }
        COLLECTION.iter().find(|(from, by, _)| *from == self && *by == event).map(|(_, _, to)| *to)
    }

    /// May the member or the employer be reminded now? Not while a search is open, and not after the end.
    #[must_use]
    pub fn may_be_dunned(self) -> bool {
        self.after(CollectionEvent::Dun, &[]).is_some()
    }

    /// The duty is closed.
    #[must_use]
    pub fn closed(self) -> bool {
        !matches!(self, Collection::Owed | Collection::SaidReturned | Collection::NeverCame)
    }
}
