//! Must a certificate (資格確認書) be issued?
//!
//! Two tables of rules, both asked from the top; the first that applies decides, those before it were set aside. The first
//! looks at the member, the second also at the certificate already held. The row numbers are those of the contract,
//! because its other sentences speak of "row 17" or "rows 10 to 13".
//!
//! 健康保険法51条の3, 健康保険法施行規則47条から49条. Whom the society serves without an application is, for the time being, everyone
//! who cannot use a マイナ保険証 (令和5年法律第48号附則, 当分の間の職権交付).

use crate::case::{Assistance, CertificateState, Change, Facts, MynaCard, Reason, UseRegistration};
use crate::decision::{Because, CertificateDecision, CertificateOutcome};
use crate::last_day::{CannotDecide, last_day};
use crate::policy::CertificateLapse;
use crate::question::Question;

use Because::*;
use CertificateOutcome as Outcome;

/// A row of the first table.
pub(crate) struct Rule {
    /// Its number in the contract; 0 is the doubtful day, which stands between rows 1 and 2.
    row: u8,
    because: Because,
    outcome: Says,
    applies: fn(&Question) -> bool,
}

/// What a row of the first table says.
enum Says {
    /// Always this.
    Just(Outcome),
    /// As the policy's `certificate_lapse` says.
    AsOnLapse,
}

/// Row 17: a usable マイナ保険証. It stands last and always applies.
const USABLE: Rule = Rule { row: 17, because: MynaUsable, outcome: Says::Just(Outcome::None), applies: |_| true };

/// The first table: the member.
const FIRST: [Rule; 18] = {
    use Says::{AsOnLapse, Just};
    [
        Rule { row: 1, because: NotInsured, outcome: Just(Outcome::None), applies: |it| !it.insured() },
        Rule { row: 0, because: Born29February, outcome: Just(Outcome::Ask), applies: |it| it.doubtful_day() },
        Rule { row: 2, because: OldCardGood, outcome: Just(Outcome::None), applies: |it| it.old_card_good() },
        Rule { row: 3, because: AccessBlocked, outcome: Just(Outcome::Issue), applies: |it| it.access_blocked() },
        Rule { row: 4, because: MyNumberMissing, outcome: Just(Outcome::Issue), applies: |it| it.number_missing() },
        Rule { row: 5, because: NoMynaCard, outcome: Just(Outcome::Issue), applies: |it| it.card() == MynaCard::None },
        Rule {
            row: 6,
            because: MynaCardReturned,
            outcome: Just(Outcome::Issue),
            applies: |it| it.card() == MynaCard::Returned,
        },
        Rule {
            row: 7,
            because: NotRegistered,
            outcome: Just(Outcome::Issue),
            applies: |it| it.registration() == UseRegistration::No,
        },
        Rule {
            row: 8,
            because: RegistrationReleased,
            outcome: Just(Outcome::Issue),
            applies: |it| it.registration() == UseRegistration::Released,
        },
        Rule {
            row: 9,
            because: NeedsAssistance,
            outcome: Just(Outcome::Issue),
            applies: |it| it.assistance() == Assistance::Standing,
        },
        Rule { row: 10, because: ECertificateLapsed, outcome: AsOnLapse, applies: |it| it.past_societys_reading() },
        Rule { row: 11, because: ECertificateLapsing, outcome: AsOnLapse, applies: |it| it.e_certificate_lapsing() },
        Rule {
            row: 12,
            because: MynaCardLost,
            outcome: Just(Outcome::OnApplication),
            applies: |it| it.card() == MynaCard::Lost,
        },
        Rule {
            row: 13,
            because: MynaCardRenewing,
            outcome: Just(Outcome::OnApplication),
            applies: |it| it.card() == MynaCard::Renewing,
        },
        Rule {
            row: 14,
            because: NeedsAssistance,
            outcome: Just(Outcome::OnApplication),
            applies: |it| {
                it.assistance() == Assistance::Applied || it.applied_for_certificate() == Some(Reason::NeedsAssistance)
            },
        },
        Rule { row: 15, because: WaitingForRegistration, outcome: Just(Outcome::Wait), applies: |it| it.waiting() },
        Rule {
            row: 16,
            because: RegistrationUnknown,
            outcome: Just(Outcome::Ask),
            applies: |it| it.unknown_would_decide(),
        },
        USABLE,
    ]
};

impl Rule {
    fn outcome(&self, it: &Question) -> Outcome {
        match self.outcome {
            Says::Just(outcome) => outcome,
            Says::AsOnLapse => match it.policy.certificate_lapse {
                CertificateLapse::ExOfficio => Outcome::Issue,
                CertificateLapse::OnApplication => Outcome::OnApplication,
            },
        }
    }

    /// The reason on an application that fits this row and turns on_application into issue.
    fn fitting(&self) -> Option<Reason> {
        match self.row {
            10 | 11 => Some(Reason::ECertificateLapsed),
            12 => Some(Reason::MynaCardLost),
            13 => Some(Reason::MynaCardRenewing),
            14 => Some(Reason::NeedsAssistance),
            _ => None,
        }
    }

    fn applied_for(&self, it: &Question) -> bool {
        self.fitting().is_some_and(|reason| it.applied_for_certificate() == Some(reason))
    }

    fn usable(&self) -> bool {
        self.row == USABLE.row
    }

    fn on_an_unknown(&self) -> bool {
        matches!(self.row, 15 | 16)
    }

    /// A state that is soon over, so that the certificate is short: rows 10 to 13 and 15.
    fn short_term(&self) -> bool {
        matches!(self.row, 10..=13 | 15)
    }
}

/// A line of the second table: a certificate is already held.
struct Line {
    says: Then,
    applies: fn(&Question, &Rule) -> bool,
}

/// What a line of the second table says.
enum Then {
    /// This outcome, with this code.
    Just(Outcome, Because),
    /// This outcome, with the row's code.
    WithRowsCode(Outcome),
    /// Outcome and code of the first table.
    AsFirstTable,
}

/// The last line of the second table, which always applies.
const OTHERWISE: Line = Line { says: Then::WithRowsCode(Outcome::Renew), applies: |_, _| true };

/// The second table. Before its lines apply, a certificate is held.
const HELD: [Line; 18] = {
    use CertificateState as State;
    use Then::{AsFirstTable, Just, WithRowsCode};
    [
        Line { says: AsFirstTable, applies: |_, row| matches!(row.row, 0..=2) },
        Line { says: Just(Outcome::None, LossReportOnly), applies: |it, row| row.usable() && it.live_and(State::Lost) },
        Line {
            says: Just(Outcome::Refuse, MynaUsable),
            applies: |it, row| row.usable() && it.applied_for_certificate().is_some(),
        },
        Line { says: Just(Outcome::None, MynaUsable), applies: |_, row| row.usable() },
        Line {
            says: Just(Outcome::Reissue, Lost),
            applies: |it, _| it.live_and(State::Lost) && it.applied_for_certificate() == Some(Reason::Lost),
        },
        Line {
            says: Just(Outcome::Reissue, Damaged),
            applies: |it, _| it.live_and(State::Damaged) && it.applied_for_certificate() == Some(Reason::Damaged),
        },
        Line { says: Just(Outcome::OnApplication, Lost), applies: |it, _| it.live_and(State::Lost) },
        Line { says: Just(Outcome::OnApplication, Damaged), applies: |it, _| it.live_and(State::Damaged) },
        Line { says: Just(Outcome::Replace, NameChanged), applies: |it, _| it.live_and_changed(Change::Name) },
        Line { says: Just(Outcome::Replace, NumberChanged), applies: |it, _| it.live_and_changed(Change::Number) },
        Line {
            says: Just(Outcome::Replace, BurdenRatioChanged),
            applies: |it, _| it.policy.ratio_on_certificate && it.live_and_changed(Change::Ratio),
        },
        Line {
            says: Just(Outcome::None, AddressByHand),
            applies: |it, _| it.long_left() && it.change() == Change::Address,
        },
        Line { says: Just(Outcome::None, HoldsLiveCertificate), applies: |it, _| it.long_left() },
        // Nothing is printed on an unknown.
        Line { says: AsFirstTable, applies: |_, row| row.on_an_unknown() },
        Line {
            says: Just(Outcome::None, AddressByHand),
            applies: |it, row| renewal_would_not_last_longer(it, row) && it.change() == Change::Address,
        },
        Line {
            says: Just(Outcome::None, HoldsLiveCertificate),
            applies: |it, row| renewal_would_not_last_longer(it, row),
        },
        Line {
            says: WithRowsCode(Outcome::OnApplication),
            applies: |it, row| {
                matches!(row.row, 10..=13)
                    && it.policy.certificate_lapse == CertificateLapse::OnApplication
                    && !row.applied_for(it)
            },
        },
        OTHERWISE,
    ]
};

/// A renewal of a live certificate is reckoned as printed on the day after the old one's last day.
fn renewal_would_not_last_longer(it: &Question, row: &Rule) -> bool {
    it.live().is_some_and(|old| last_day(it, row.short_term(), old.until.after()).day <= old.until)
}

/// The certificate's part of a decision, with what the other parts need to know of it.
pub(crate) struct Answer {
    pub decision: CertificateDecision,
    /// The first table came to row 17: マイナ保険証 is usable.
    pub usable: bool,
    /// The facts it rested on.
    pub rested_on: Facts,
}

/// Decides the certificate.
pub(crate) fn certificate(it: &Question) -> Result<Answer, CannotDecide> {
    let row = FIRST.iter().find(|rule| (rule.applies)(it)).unwrap_or(&USABLE);
    let (outcome, because) = if it.held().is_some() { when_held(it, row) } else { when_none_is_held(it, row) };
    let short_term = row.short_term() || because == AskedAtEnrolment;
    let last_day = match outcome {
        Outcome::Issue | Outcome::Replace | Outcome::Reissue => Some(last_day(it, short_term, it.on())),
        Outcome::Renew => Some(last_day(it, short_term, it.live().map_or(it.on(), |old| old.until.after()))),
        Outcome::None | Outcome::OnApplication | Outcome::Refuse | Outcome::Wait | Outcome::Ask => None,
    };
    if let Some(last_day) = last_day.filter(|last| last.day < it.on()) {
        return Err(CannotDecide { printed: it.on(), last_day });
    }
    let wait_until = if outcome == Outcome::Wait { it.wait_ends() } else { None };
    Ok(Answer {
        decision: CertificateDecision { outcome, because, last_day, wait_until },
        usable: row.usable(),
        rested_on: it.seen(),
    })
}

/// The first table, with what an application and the box ticked at enrolment do to it.
fn when_none_is_held(it: &Question, row: &Rule) -> (Outcome, Because) {
    let outcome = row.outcome(it);
    match row.row {
        10..=14 if outcome == Outcome::OnApplication && (row.applied_for(it) || it.asked_at_enrolment()) => {
            (Outcome::Issue, row.because)
        }
        15 | 16 if it.asked_at_enrolment() => (Outcome::Issue, AskedAtEnrolment),
        17 if it.applied_for_certificate().is_some() || it.asked_at_enrolment() => (Outcome::Refuse, MynaUsable),
        _ => (outcome, row.because),
    }
}

/// The second table.
fn when_held(it: &Question, row: &Rule) -> (Outcome, Because) {
    let line = HELD.iter().find(|line| (line.applies)(it, row)).unwrap_or(&OTHERWISE);
    match line.says {
        Then::Just(outcome, because) => (outcome, because),
        Then::WithRowsCode(outcome) => (outcome, row.because),
        Then::AsFirstTable => (row.outcome(it), row.because),
    }
}
