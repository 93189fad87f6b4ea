//! What the rules answer. A decision is never a bool or a string: an outcome, the reason it rests on, and its days.

use crate::calendar::Day;
use crate::case::coded;

coded! {
    /// Is this member covered on the day? (`covered`)
    Covered {
        /// Shown as covered.
        Yes = "yes",
        /// Not covered.
        No = "no",
        /// A fact that would decide is unknown; never counted as covered.
        Unknown = "unknown",
    }
}

coded! {
    /// Why a member is shown as covered, or not. No column of `daicho rules try`; the sentence of `why` rests on it.
    CoveredBecause {
        /// Not insured on the day.
        NotInsured = "not_insured",
        /// The doubtful day of a birth on 29 February.
        Born29February = "born_29_february",
        /// An old card that is still good.
        OldCardGood = "old_card_good",
        /// A live certificate in hand.
        CertificateInHand = "certificate_in_hand",
        /// A usable マイナ保険証.
        MynaUsable = "myna_usable",
        /// A fact that would decide is unknown.
        RegistrationUnknown = "registration_unknown",
        /// Insured, but with nothing to show at a clinic.
        NothingToShow = "nothing_to_show",
    }
}

coded! {
    /// What happens with a certificate (資格確認書).
    CertificateOutcome {
        /// Nothing.
        None = "none",
        /// 交付
        Issue = "issue",
        /// Only when applied for.
        OnApplication = "on_application",
        /// 更新
        Renew = "renew",
        /// 差替え: the old one is due back.
        Replace = "replace",
        /// 再交付
        Reissue = "reissue",
        /// The application is refused.
        Refuse = "refuse",
        /// Wait for the registration.
        Wait = "wait",
        /// Ask the member.
        Ask = "ask",
    }
}

coded! {
    /// What happens with a notice (資格情報のお知らせ).
    NoticeOutcome {
        /// Nothing.
        None = "none",
        /// 交付
        Issue = "issue",
        /// 再交付
        Reissue = "reissue",
        /// The application is refused.
        Refuse = "refuse",
    }
}

coded! {
    /// Must a paper come back?
    ReturnOutcome {
        /// Nothing to say.
        None = "none",
        /// 要返納
        Due = "due",
        /// 返納不要
        NotDue = "not_due",
    }
}

coded! {
    /// Reason codes of the certificate and the notice.
    Because {
        /// Not insured on the day.
        NotInsured = "not_insured",
        /// The doubtful day of a birth on 29 February.
        Born29February = "born_29_february",
        /// An old card is still good.
        OldCardGood = "old_card_good",
        /// Access blocked.
        AccessBlocked = "access_blocked",
        /// My Number missing.
        MyNumberMissing = "my_number_missing",
        /// No My Number Card.
        NoMynaCard = "no_myna_card",
        /// Card returned.
        MynaCardReturned = "myna_card_returned",
        /// Not registered for use.
        NotRegistered = "not_registered",
        /// Registration released.
        RegistrationReleased = "registration_released",
        /// Needs assistance.
        NeedsAssistance = "needs_assistance",
        /// Past the society's grace reading.
        ECertificateLapsed = "e_certificate_lapsed",
        /// Near the earlier grace reading.
        ECertificateLapsing = "e_certificate_lapsing",
        /// Card lost.
        MynaCardLost = "myna_card_lost",
        /// Card being renewed.
        MynaCardRenewing = "myna_card_renewing",
        /// Waiting for the registration.
        WaitingForRegistration = "waiting_for_registration",
        /// Registration unknown.
        RegistrationUnknown = "registration_unknown",
        /// Usable マイナ保険証.
        MynaUsable = "myna_usable",
        /// Asked at enrolment.
        AskedAtEnrolment = "asked_at_enrolment",
        /// A loss report only.
        LossReportOnly = "loss_report_only",
        /// Lost.
        Lost = "lost",
        /// Damaged.
        Damaged = "damaged",
        /// Name changed.
        NameChanged = "name_changed",
        /// Number changed.
        NumberChanged = "number_changed",
        /// Ratio changed.
        BurdenRatioChanged = "burden_ratio_changed",
        /// Acquisition day changed.
        AcquisitionChanged = "acquisition_changed",
        /// The start at 70.
        Turned70 = "turned_70",
        /// Address written by hand.
        AddressByHand = "address_by_hand",
        /// Holds a live certificate.
        HoldsLiveCertificate = "holds_live_certificate",
        /// Never sent.
        Joined = "joined",
        /// A certificate instead.
        CertificateInstead = "certificate_instead",
        /// The portal shows it.
        PortalVisible = "portal_visible",
        /// Only when applied for.
        ReissueOnApplication = "reissue_on_application",
        /// The society never does.
        PolicyNever = "policy_never",
        /// Already sent.
        AlreadySent = "already_sent",
    }
}

coded! {
    /// Reason codes of returns.
    ReturnBecause {
        /// Old card, within the year of transition.
        OldCardInTransition = "old_card_in_transition",
        /// Old card, destroyed by the holder.
        OldCardSelfDisposal = "old_card_self_disposal",
        /// Certificate still valid.
        CertificateInValidity = "certificate_in_validity",
        /// Certificate expired.
        CertificateExpired = "certificate_expired",
        /// Replaced.
        Replaced = "replaced",
        /// Damaged.
        Damaged = "damaged",
        /// マイナ保険証 usable again.
        MynaUsable = "myna_usable",
        /// A notice never comes back.
        NoticeNever = "notice_never",
        /// An elderly certificate always comes back.
        ElderlyAlways = "elderly_always",
    }
}

coded! {
    /// Which day won (rules of the last day).
    LastDayBecause {
        /// The society's fixed day or month end.
        Policy = "policy",
        /// Short term.
        ShortTerm = "short_term",
        /// Five years.
        FiveYears = "five_years",
        /// Before 75.
        Before75 = "before_75",
        /// End of voluntary continuation.
        VoluntaryEnd = "voluntary_end",
        /// Before the start at 70.
        Before70 = "before_70",
        /// The ratio's year.
        RatioYear = "ratio_year",
        /// A loss already known.
        Lost = "lost",
    }
}

/// A last day and the candidate that won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastDay {
    /// 有効期限
    pub day: Day,
    /// Which candidate won; on a tie the first of the contract's table.
    pub because: LastDayBecause,
}

/// The certificate's part of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CertificateDecision {
    /// What happens.
    pub outcome: CertificateOutcome,
    /// Why.
    pub because: Because,
    /// For issue, renew, replace and reissue.
    pub last_day: Option<LastDay>,
    /// The day a wait ends, for wait only.
    pub wait_until: Option<Day>,
}

/// The notice's part of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeDecision {
    /// What happens.
    pub outcome: NoticeOutcome,
    /// Why.
    pub because: Because,
}

/// A return's part of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnDecision {
    /// What happens.
    pub outcome: ReturnOutcome,
    /// Why; `None` with the outcome none.
    pub because: Option<ReturnBecause>,
}

/// Everything decided for one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Covered on the day?
    pub covered: Covered,
    /// Why.
    pub covered_because: CoveredBecause,
    /// The earlier grace reading, whenever an expiry is known.
    pub usable_until: Option<Day>,
    /// The certificate.
    pub certificate: CertificateDecision,
    /// The notice.
    pub notice: NoticeDecision,
    /// The old card.
    pub old_card_return: ReturnDecision,
    /// The certificate's return.
    pub certificate_return: ReturnDecision,
}

impl CertificateDecision {
    /// The refusal of an application about the certificate.
    #[must_use]
    pub fn refused(because: Because) -> CertificateDecision {
        CertificateDecision { outcome: CertificateOutcome::Refuse, because, last_day: None, wait_until: None }
    }
}

impl NoticeDecision {
    /// The refusal of an application about the notice.
    #[must_use]
    pub fn refused(because: Because) -> NoticeDecision {
        NoticeDecision { outcome: NoticeOutcome::Refuse, because }
    }
}
