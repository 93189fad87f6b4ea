//! Must a notice (資格情報のお知らせ, 資格情報通知書) be sent?
//!
//! One table, asked from the top; the row numbers are those of the contract. 健康保険法施行規則51条の3.

use crate::case::{Change, PortalVisible as Portal};
use crate::certificate::Answer;
use crate::decision::{Because, CertificateOutcome, NoticeDecision, NoticeOutcome};
use crate::policy::{NoticeOnChange, NoticeReissue, NoticeTo};
use crate::question::Question;

use Because::*;
use NoticeOutcome as Outcome;

struct Rule {
    outcome: Outcome,
    because: Code,
    applies: fn(&Question, &Answer) -> bool,
}

enum Code {
    /// Always this.
    Just(Because),
    /// The code of the change.
    OfChange,
}

const OTHERWISE: Rule = Rule { outcome: Outcome::None, because: Code::Just(AlreadySent), applies: |_, _| true };

const NOTICE: [Rule; 14] = {
    use Code::{Just, OfChange};
    [
        // 1
        Rule { outcome: Outcome::None, because: Just(NotInsured), applies: |it, _| !it.insured() },
        // 2
        Rule { outcome: Outcome::None, because: Just(MyNumberMissing), applies: |it, _| it.number_missing() },
        // 3: the certificate serves; a notice is no use without a usable Myna card.
        Rule { outcome: Outcome::None, because: Just(AccessBlocked), applies: |it, _| it.access_blocked() },
        // 4
        Rule {
            outcome: Outcome::Issue,
            because: Just(Joined),
            applies: |it, _| it.notice_sent().is_none() && it.policy.notice_to == NoticeTo::Everyone,
        },
        // 5
        Rule {
            outcome: Outcome::None,
            because: Just(CertificateInstead),
            applies: |it, certificate| it.notice_sent().is_none() && certificate_is_held_or_to_be(it, certificate),
        },
        // 6
        Rule { outcome: Outcome::Issue, because: Just(Joined), applies: |it, _| it.notice_sent().is_none() },
        // 7
        Rule {
            outcome: Outcome::Issue,
            because: OfChange,
            applies: |it, _| changed(it).is_some() && it.policy.notice_on_change == NoticeOnChange::Always,
        },
        // 8: visible, or not known; whoever does not see it says so.
        Rule {
            outcome: Outcome::None,
            because: Just(PortalVisible),
            applies: |it, _| changed(it).is_some() && it.portal_visible() != Portal::No,
        },
        // 9
        Rule {
            outcome: Outcome::Reissue,
            because: OfChange,
            applies: |it, _| changed(it).is_some() && it.applied_for_notice(),
        },
        // 10
        Rule { outcome: Outcome::None, because: Just(ReissueOnApplication), applies: |it, _| changed(it).is_some() },
        // 11: nobody is refused on an unknown.
        Rule {
            outcome: Outcome::Refuse,
            because: Just(PortalVisible),
            applies: |it, _| {
                it.applied_for_notice()
                    && it.policy.notice_reissue == NoticeReissue::UnlessPortal
                    && it.portal_visible() == Portal::Yes
            },
        },
        // 12
        Rule {
            outcome: Outcome::Reissue,
            because: Just(Lost),
            applies: |it, _| it.applied_for_notice() && it.policy.notice_reissue != NoticeReissue::Never,
        },
        // 13
        Rule { outcome: Outcome::Refuse, because: Just(PolicyNever), applies: |it, _| it.applied_for_notice() },
        // 14
        OTHERWISE,
    ]
};

/// A live certificate is on file, in any state, needed or not; or one is to be printed now.
fn certificate_is_held_or_to_be(it: &Question, certificate: &Answer) -> bool {
    if it.live().is_some() {
        return true;
    }
    it.note(certificate.rested_on);
    matches!(
        certificate.decision.outcome,
        CertificateOutcome::Issue
            | CertificateOutcome::Renew
            | CertificateOutcome::Replace
            | CertificateOutcome::Reissue
    )
}

/// The change that a notice must follow. A changed address is none; the start at 70 gives way to a change that was told.
fn changed(it: &Question) -> Option<Because> {
    match it.change() {
        Change::Name => Some(NameChanged),
        Change::Number => Some(NumberChanged),
        Change::Ratio => Some(BurdenRatioChanged),
        Change::Acquisition => Some(AcquisitionChanged),
        Change::None | Change::Address => it.turned_70().then_some(Turned70),
    }
}

/// Decides the notice.
pub(crate) fn notice(it: &Question, certificate: &Answer) -> NoticeDecision {
    let rule = NOTICE.iter().find(|rule| (rule.applies)(it, certificate)).unwrap_or(&OTHERWISE);
    let because = match rule.because {
        Code::Just(because) => because,
        Code::OfChange => changed(it).unwrap_or(AlreadySent),
    };
    NoticeDecision { outcome: rule.outcome, because }
}
