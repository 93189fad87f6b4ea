//! 日数の計算: a day reckoned from days that a clerk gives, where the ledger does not hold them (a move, a stay, a card's issue).

use super::{Kind, Milestone, count};
use crate::calendar::Day;
use crate::case::coded;
use crate::words::Lang;

coded! {
    /// A fact that a clerk gives.
    GivenFact {
        /// 生年月日
        Born = "born",
        /// カード・電子証明書の発行日
        Issued = "issued",
        /// カードの申請日
        Applied = "applied",
        /// 在留期間の満了日
        StayUntil = "stay_until",
        /// 電子証明書の有効期限
        ECertificateUntil = "e_certificate_until",
        /// 引っ越した日
        Moved = "moved",
        /// 転出予定日
        AnnouncedOut = "announced_out",
        /// 転入届を出した日
        Reported = "reported",
        /// 国外への転出予定日
        Departure = "departure",
        /// 資格取得日
        Acquired = "acquired",
        /// 資格喪失日
        Lost = "lost",
        /// 事実のあった日
        Happened = "happened",
        /// 受付日・数え始めの日
        Received = "received",
        /// 営業日の数
        BusinessDays = "business_days",
    }
}

impl GivenFact {
    /// The fact as a form names it.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            GivenFact::Born => ("生年月日", "Birth date"),
            GivenFact::Issued => ("発行日", "Issued on"),
            GivenFact::Applied => ("カードの申請日", "Applied for on"),
            GivenFact::StayUntil => ("在留期間の満了日", "Last day of the stay"),
            GivenFact::ECertificateUntil => ("電子証明書の有効期限", "Last day of the e-certificate"),
            GivenFact::Moved => ("引っ越した日", "Moved on"),
            GivenFact::AnnouncedOut => ("転出予定日", "Announced moving-out day"),
            GivenFact::Reported => ("転入届を出した日", "Move reported on"),
            GivenFact::Departure => ("国外への転出予定日", "Leaves Japan on"),
            GivenFact::Acquired => ("資格取得日", "Day of acquisition"),
            GivenFact::Lost => ("資格喪失日", "Day of loss"),
            GivenFact::Happened => ("事実のあった日", "Day of the fact"),
            GivenFact::Received => ("受付日（数え始めの日）", "Received on (first day)"),
            GivenFact::BusinessDays => ("営業日の数", "Business days"),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// What a clerk gives. What is not asked for is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Days by their facts.
    pub days: Vec<(GivenFact, Day)>,
    /// [`GivenFact::BusinessDays`]: how many.
    pub business_days: Option<u32>,
}

impl Given {
    /// The day of a fact.
    #[must_use]
    pub fn day(&self, fact: GivenFact) -> Option<Day> {
        self.days.iter().find(|(known, _)| *known == fact).map(|(_, day)| *day)
    }
}

impl Kind {
    /// What must be given for it to be reckoned, and what may be; empty for what only the ledger can tell.
    #[must_use]
    pub const fn needs(self) -> (&'static [GivenFact], &'static [GivenFact]) {
        use GivenFact as F;
        match self {
            Kind::Turning70 | Kind::Turning75 => (&[F::Born], &[]),
            Kind::VoluntaryEnd => (&[F::Acquired], &[]),
            Kind::VoluntaryApplication | Kind::HandBack => (&[F::Lost], &[]),
            Kind::ECertificateEnd => (&[F::Born, F::Issued], &[]),
            Kind::GraceEnd => (&[F::ECertificateUntil], &[]),
            Kind::MynaCardEnd => (&[F::Born, F::Issued], &[F::Applied, F::StayUntil]),
            Kind::StayEnd => (&[F::StayUntil], &[]),
            Kind::MoveInReport => (&[F::Moved], &[F::AnnouncedOut]),
            Kind::ContinuedUse => (&[F::Reported], &[]),
            Kind::LeavingJapan => (&[F::Departure], &[]),
            Kind::EmployerFiles => (&[F::Happened], &[]),
            Kind::SocietyRegisters => (&[F::Received], &[]),
            Kind::BusinessDays => (&[F::Received, F::BusinessDays], &[]),
            Kind::WaitEnd => (&[], &[]),
        }
    }

    /// The kinds that can be reckoned from given days.
    pub fn reckonable() -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(|kind| !kind.needs().0.is_empty())
    }
}

/// The day of a kind with its count, from what was given.
///
/// # Errors
/// The facts that are missing; none for what only the ledger can tell.
pub fn reckon(kind: Kind, given: &Given) -> Result<Milestone, Vec<GivenFact>> {
    use GivenFact as F;
    let missing: Vec<GivenFact> = kind
        .needs()
        .0
        .iter()
        .copied()
        .filter(|fact| match fact {
            F::BusinessDays => given.business_days.is_none(),
            fact => given.day(*fact).is_none(),
        })
        .collect();
    let reckoned = || {
        let day = |fact| given.day(fact);
        Some(match kind {
            Kind::Turning70 => count::turning_70(day(F::Born)?),
            Kind::Turning75 => count::turning_75(day(F::Born)?),
            Kind::VoluntaryEnd => count::voluntary_longest(day(F::Acquired)?),
            Kind::VoluntaryApplication => count::voluntary_application(day(F::Lost)?),
            Kind::HandBack => count::hand_back(day(F::Lost)?),
            Kind::ECertificateEnd => count::e_certificate_of_card(day(F::Born)?, day(F::Issued)?),
            Kind::GraceEnd => count::grace_end(day(F::ECertificateUntil)?, None),
            Kind::MynaCardEnd => {
                count::myna_card_end(day(F::Born)?, day(F::Applied), day(F::Issued)?, day(F::StayUntil))
            }
            Kind::StayEnd => count::stay_end(day(F::StayUntil)?),
            Kind::MoveInReport => count::move_in_report(day(F::Moved)?, day(F::AnnouncedOut)),
            Kind::ContinuedUse => count::continued_use(day(F::Reported)?),
            Kind::LeavingJapan => count::leaving_japan(day(F::Departure)?),
            Kind::EmployerFiles => count::employer_files(day(F::Happened)?),
            Kind::SocietyRegisters => count::society_registers(day(F::Received)?),
            Kind::BusinessDays => count::business_days(kind, day(F::Received)?, given.business_days?),
            Kind::WaitEnd => return None,
        })
    };
    reckoned().ok_or(missing)
}
