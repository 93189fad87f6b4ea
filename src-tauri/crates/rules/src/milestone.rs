//! 節目: the days that come by themselves (70, 75, the ends of terms and certificates, the days of a move), each with the count that
//! leads to it, unfolded step by step, so that a clerk can read it out and a member can follow it.
//!
//! The days themselves are the calendar's; here they are only put into words. A step names its day and says how it was reached;
//! where business days are counted, every day that is passed over is named.

mod count;
mod reckon;

use crate::calendar::{Day, birthday_75, doubtful_day_75, grace_exact, start_at_70};
use crate::case::{Case, UseRegistration, coded};
use crate::policy::{GraceReading, JoinerWait, Policy};
use crate::question::end_of_cover;
use crate::words::{Lang, Said};

pub use reckon::{Given, GivenFact, reckon};

/// So many months ahead a milestone is near, and somebody prepares for it.
pub const NEAR_MONTHS: u32 = 1;

coded! {
    /// What kind of day it is.
    Kind {
        /// 70歳 (高齢受給者の開始)
        Turning70 = "turning_70",
        /// 75歳 (後期高齢者医療への移行)
        Turning75 = "turning_75",
        /// 任意継続の最終日
        VoluntaryEnd = "voluntary_end",
        /// 任意継続の申出期限
        VoluntaryApplication = "voluntary_application",
        /// 電子証明書の有効期限
        ECertificateEnd = "e_certificate_end",
        /// 電子証明書の猶予期間の終わり
        GraceEnd = "grace_end",
        /// マイナンバーカードの有効期限
        MynaCardEnd = "myna_card_end",
        /// 在留期間の満了
        StayEnd = "stay_end",
        /// 転入届の期限
        MoveInReport = "move_in_report",
        /// カードの継続利用の期限
        ContinuedUse = "continued_use",
        /// 国外へ転出する前の手続きの期限
        LeavingJapan = "leaving_japan",
        /// 新しく加入した方を待つ期間の終わり
        WaitEnd = "wait_end",
        /// 資格確認書の返納の期限
        HandBack = "hand_back",
        /// 事業主の届出の期限
        EmployerFiles = "employer_files",
        /// 組合の登録の期限
        SocietyRegisters = "society_registers",
        /// 営業日で数えた期限
        BusinessDays = "business_days",
    }
}

/// One step of a count: a day, and how it was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: Day,
    /// How it was reached, as a sentence.
    pub said: Said,
}

/// A day as one reading of the law has it, where there are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Which reading.
    pub reading: GraceReading,
    /// The last usable day by it.
    pub day: Day,
    /// Whoever is shown as covered goes by this one: the earlier.
    pub counts: bool,
}

/// A day that comes by itself, and the count that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// What it is.
    pub kind: Kind,
    /// The day: of what begins its first day, of what ends its last, of what is to be done the last day for it.
    pub day: Day,
    /// The count, in order; its last step is never empty.
    pub steps: Vec<Step>,
    /// Both readings of the grace period, the earlier first; empty where the law is read one way.
    pub readings: Vec<Reading>,
}

impl Milestone {
    /// Is it so near on a day that somebody prepares for it?
    #[must_use]
    pub fn is_near(&self, on: Day) -> bool {
        is_near(self.day, on)
    }
}

/// Is a day still ahead on `on`, and at most a month?
#[must_use]
pub fn is_near(day: Day, on: Day) -> bool {
    on <= day && day <= on.plus_months(NEAR_MONTHS)
}

/// The days that are ahead of a member, the nearest first, without their counts: cheap enough for everybody at once. `wait_until`
/// is the end of the wait that was decided, if it was. Whoever is no longer insured has none, and none comes after the end
/// of cover.
#[must_use]
pub fn ahead(case: &Case, wait_until: Option<Day>) -> Vec<(Kind, Day)> {
    let on = case.on;
    let end = end_of_cover(case);
    if end.is_some_and(|end| end <= on || case.acquired.is_some_and(|acquired| end <= acquired)) {
        return Vec::new();
    }
    let e_certificate = case.e_certificate_until.filter(|_| case.use_registered == UseRegistration::Yes);
    let mut days: Vec<(Kind, Day)> = [
        (Kind::Turning70, case.born.map(start_at_70)),
        (Kind::Turning75, case.born.filter(|_| case.resident).map(birthday_75)),
        (Kind::VoluntaryEnd, case.voluntary_until),
        (Kind::ECertificateEnd, e_certificate),
        (Kind::GraceEnd, e_certificate.map(grace_exact)),
        (Kind::WaitEnd, wait_until),
    ]
    .into_iter()
    .filter_map(|(kind, day)| Some((kind, day?)))
    .filter(|(_, day)| on <= *day && end.is_none_or(|end| *day <= end))
    .collect();
    days.sort_by_key(|(_, day)| *day);
    days
}

/// The days that are ahead of a member with their counts, the nearest first.
#[must_use]
pub fn milestones(case: &Case, policy: &Policy, wait_until: Option<Day>) -> Vec<Milestone> {
    ahead(case, wait_until).into_iter().filter_map(|(kind, _)| unfolded(case, policy, kind)).collect()
}

/// One of a member's days with its count.
fn unfolded(case: &Case, policy: &Policy, kind: Kind) -> Option<Milestone> {
    Some(match kind {
        Kind::Turning70 => count::turning_70(case.born?),
        Kind::Turning75 => count::turning_75(case.born?),
        Kind::VoluntaryEnd => count::voluntary_end(case.acquired, case.voluntary_until?),
        Kind::ECertificateEnd => count::e_certificate_end(case.e_certificate_until?),
        Kind::GraceEnd => count::grace_end(case.e_certificate_until?, Some(policy.grace_reading)),
        Kind::WaitEnd => match policy.joiner_wait {
            JoinerWait::Days { until_days, .. } => count::wait_days(case.acquired?, until_days),
            JoinerWait::BusinessDays(days) => {
                count::business_days(Kind::WaitEnd, case.received.or(case.acquired)?, days)
            }
        },
        _ => return None,
    })
}

/// The doubtful day of a birth on 29 February, said where 75 is said.
fn doubtful(born: Day) -> Option<Day> {
    doubtful_day_75(born)
}

impl Kind {
    /// What the day is, for lists and headings.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Kind::Turning70 => ("70歳（高齢受給者）の開始", "the start at 70"),
            Kind::Turning75 => ("75歳（後期高齢者医療）への移行", "75: leaves for the elderly scheme"),
            Kind::VoluntaryEnd => ("任意継続の最終日", "the last day of voluntary continuation"),
            Kind::VoluntaryApplication => ("任意継続の申出期限", "the last day to apply for voluntary continuation"),
            Kind::ECertificateEnd => ("電子証明書の有効期限", "the last day of the e-certificate"),
            Kind::GraceEnd => ("電子証明書の猶予期間の終わり", "the end of the e-certificate's grace period"),
            Kind::MynaCardEnd => ("マイナンバーカードの有効期限", "the last day of the My Number Card"),
            Kind::StayEnd => ("在留期間の満了", "the end of the stay"),
            Kind::MoveInReport => ("転入届の期限", "the last day to report a move"),
            Kind::ContinuedUse => ("カードの継続利用の期限", "the last day for the card's continued use"),
            Kind::LeavingJapan => ("国外転出の前の手続きの期限", "the last day to keep the card for life abroad"),
            Kind::WaitEnd => ("利用登録を待つ期間の終わり", "the end of the wait for the registration"),
            Kind::HandBack => ("資格確認書の返納の期限", "the last day to hand a certificate back"),
            Kind::EmployerFiles => ("事業主の届出の期限", "the last day for the employer to file"),
            Kind::SocietyRegisters => ("組合の登録の期限", "the last day for the society to register"),
            Kind::BusinessDays => ("営業日で数えた期限", "a term in business days"),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// The law, or whose choice, the day rests on.
    #[must_use]
    pub fn basis(self) -> Said {
        let (ja, en) = match self {
            Kind::Turning70 => (
                "健康保険法第74条第1項第2号、年齢計算ニ関スル法律、民法第143条",
                "Health Insurance Act, article 74; Act on the Calculation of Age; Civil Code, article 143",
            ),
            Kind::Turning75 => (
                "健康保険法第36条、高齢者の医療の確保に関する法律第50条・第52条",
                "Health Insurance Act, article 36; Act on Medical Care for the Elderly, articles 50 and 52",
            ),
            Kind::VoluntaryEnd => {
                ("健康保険法第38条、民法第143条", "Health Insurance Act, article 38; Civil Code, article 143")
            }
            Kind::VoluntaryApplication => {
                ("健康保険法第37条、民法第140条", "Health Insurance Act, article 37; Civil Code, article 140")
            }
            Kind::ECertificateEnd => (
                "公的個人認証法施行規則（利用者証明用電子証明書の有効期間）",
                "Enforcement Regulations of the Public Certification Act (term of the certificate)",
            ),
            Kind::GraceEnd => (
                "厚生労働省の取扱い（電子証明書の満了後3か月）。月末までと、同じ日までの二通りの読み方があります",
                "practice of the ministry (three months after expiry), which is read in two ways",
            ),
            Kind::MynaCardEnd => (
                "番号利用法の命令（マイナンバーカードの有効期間）",
                "orders under the Number Use Act (term of the card)",
            ),
            Kind::StayEnd => (
                "番号利用法の命令（外国人住民のカードの有効期間）",
                "orders under the Number Use Act (cards of foreign residents)",
            ),
            Kind::MoveInReport => (
                "住民基本台帳法第22条・第24条の2、番号利用法第17条",
                "Residential Basic Book Act, articles 22 and 24-2; Number Use Act, article 17",
            ),
            Kind::ContinuedUse => ("番号利用法第17条", "Number Use Act, article 17"),
            Kind::LeavingJapan => (
                "番号利用法第17条（国外転出者のカード）",
                "Number Use Act, article 17 (cards of those who live abroad)",
            ),
            Kind::WaitEnd => ("組合の定め「新しく加入した方を待つ期間」", "the society's policy: wait of joiners"),
            Kind::HandBack => {
                ("健康保険法施行規則第51条", "Enforcement Regulations of the Health Insurance Act, article 51")
            }
            Kind::EmployerFiles => (
                "健康保険法施行規則第24条・第29条・第38条",
                "Enforcement Regulations of the Health Insurance Act, articles 24, 29 and 38",
            ),
            Kind::SocietyRegisters => (
                "健康保険法施行規則（届書の受付から5日以内の登録）",
                "Enforcement Regulations of the Health Insurance Act (registered within 5 days)",
            ),
            Kind::BusinessDays => {
                ("国民の祝日に関する法律、土曜日・日曜日", "Act on National Holidays; Saturdays and Sundays")
            }
        };
        Said::new(ja, en)
    }
}
