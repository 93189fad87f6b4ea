//! What a society chose: dated, citing its own decision. A default never looks like law.

mod reading;

use crate::calendar::{Day, grace_exact, grace_month_end};
use crate::case::coded;
use crate::words::{Complaint, Said, Weight};

coded! {
    /// `certificate_lapse`: what follows when the e-certificate has lapsed.
    CertificateLapse {
        /// 職権交付
        ExOfficio = "ex_officio",
        /// 申請交付
        OnApplication = "on_application",
    }
}

coded! {
    /// `return_basis`
    ReturnBasis {
        /// 退職日
        Left = "left",
        /// 資格喪失日
        Lost = "lost",
    }
}

coded! {
    /// `grace_reading`
    GraceReading {
        /// To the end of the third month after the month of expiry.
        MonthEnd = "month_end",
        /// To the same day three months later.
        Exact = "exact",
    }
}

coded! {
    /// `notice_to`
    NoticeTo {
        /// Everyone.
        Everyone = "everyone",
        /// Holders of a マイナ保険証.
        MynaHolders = "myna_holders",
    }
}

coded! {
    /// `notice_on_change`
    NoticeOnChange {
        /// Unless the portal shows it.
        UnlessPortal = "unless_portal",
        /// Always.
        Always = "always",
    }
}

coded! {
    /// `notice_reissue`
    NoticeReissue {
        /// Unless the portal shows it.
        UnlessPortal = "unless_portal",
        /// Freely.
        Free = "free",
        /// Never.
        Never = "never",
    }
}

coded! {
    /// `print_characters`
    PrintCharacters {
        /// Every character that the fonts have.
        All = "all",
        /// JIS 第1・第2水準 only.
        Jis12 = "jis_1_2",
    }
}

coded! {
    /// `envelopes`
    Envelopes {
        /// One for each household.
        Household = "household",
        /// One for each member.
        Member = "member",
    }
}

/// `joiner_wait`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinerWait {
    /// Calendar days after `acquired`: shown from `days`, over on `until_days`.
    Days {
        /// Shown only.
        days: u32,
        /// The wait is over on this day after `acquired` (day 0).
        until_days: u32,
    },
    /// Business days after receipt, else after `acquired`.
    BusinessDays(u32),
}

/// `certificate_last_day`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateLastDay {
    /// A fixed day.
    Fixed(Day),
    /// The first end of `month_end` on or after the same day `years` later.
    Years {
        /// Whole years.
        years: u32,
        /// 1 to 12.
        month_end: u32,
    },
}

/// One policy, in force from a day until the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// First day in force.
    pub from: Day,
    /// The society's own decision (理事会決定 …), printed with reasons.
    pub source: String,
    /// 電子証明書の失効時の取扱い
    pub certificate_lapse: CertificateLapse,
    /// Days.
    pub lapse_lead_days: u32,
    /// The wait of joiners.
    pub joiner_wait: JoinerWait,
    /// Last day of certificates.
    pub certificate_last_day: CertificateLastDay,
    /// Months; 0 is no short term.
    pub short_term_months: u32,
    /// Days.
    pub renewal_lead_days: u32,
    /// The ratio is printed on the certificate.
    pub ratio_on_certificate: bool,
    /// Month and day, never 02-29.
    pub ratio_year: Option<(u32, u32)>,
    /// A certificate comes back when マイナ保険証 is usable.
    pub return_when_usable: bool,
    /// Basis day of returns.
    pub return_basis: ReturnBasis,
    /// Reading of the grace period.
    pub grace_reading: GraceReading,
    /// Who gets a notice.
    pub notice_to: NoticeTo,
    /// A notice on change.
    pub notice_on_change: NoticeOnChange,
    /// A notice again.
    pub notice_reissue: NoticeReissue,
    /// Yen.
    pub reissue_fee_yen: u32,
    /// Which characters are printed.
    pub print_characters: PrintCharacters,
    /// A frozen batch that is older than so many days is not printed or posted without a word.
    pub batch_max_age_days: u32,
    /// Who shares an envelope.
    pub envelopes: Envelopes,
    /// Letters to a home bear the post's customer barcode (カスタマバーコード).
    pub customer_barcode: bool,
    /// Certificates say, as the member wishes, what [`crate::optional_item`] names (任意記載事項).
    pub optional_items: bool,
    /// A batch whose newest list of registrations (利用登録状況) speaks of a day longer ago is not printed or posted without a word;
    /// `None` where the society set no limit.
    pub source_max_age_days: Option<u32>,
}

impl Policy {
    /// How long before its last day a certificate is renewed, in days: `renewal_lead_days`, but at most 14 for a
    /// certificate that was valid for less than twice that many days.
    #[must_use]
    pub fn renewal_lead(&self, valid_for_days: Option<i64>) -> i64 {
        let lead = i64::from(self.renewal_lead_days);
        match valid_for_days {
            Some(days) if days < 2 * lead => lead.min(SHORT_PAPERS_LEAD_DAYS),
            _ => lead,
        }
    }

    /// The society's reading of the grace period (猶予期間) after the end of an e-certificate: the last usable day.
    #[must_use]
    pub fn grace(&self, e_certificate_until: Day) -> Day {
        match self.grace_reading {
            GraceReading::MonthEnd => grace_month_end(e_certificate_until),
            GraceReading::Exact => grace_exact(e_certificate_until),
        }
    }
}

/// The longest renewal lead of a certificate that was valid for a short time only, in days.
const SHORT_PAPERS_LEAD_DAYS: i64 = 14;

/// Every policy of a society, in order of time. Each is in force until the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policies {
    in_order: Vec<Policy>,
}

impl Policies {
    /// Policies in any order. `None` when there is none, or two begin on the same day.
    #[must_use]
    pub fn new(mut policies: Vec<Policy>) -> Option<Policies> {
        policies.sort_by_key(|policy| policy.from);
        let distinct = policies.windows(2).all(|pair| matches!(pair, [a, b] if a.from < b.from));
        (distinct && !policies.is_empty()).then_some(Policies { in_order: policies })
    }

    /// The policy in force on a day, which decides everything asked about that day: also waits, short terms and returns
    /// that began under an earlier one. A day before the first policy is an error, not a guess.
    ///
    /// # Errors
    /// The complaint that no policy is in force yet; its place is empty, because only the asker knows where the day stands.
    pub fn on(&self, day: Day) -> Result<&Policy, Complaint> {
        let next = self.in_order.partition_point(|policy| policy.from <= day);
        next.checked_sub(1).and_then(|last| self.in_order.get(last)).ok_or_else(|| self.no_policy_yet(day))
    }

    /// The first day of the policy that follows the one in force on a day.
    #[must_use]
    pub fn next_after(&self, day: Day) -> Option<Day> {
        self.in_order.iter().map(|policy| policy.from).find(|from| *from > day)
    }

    /// The first day on which others choose otherwise, or cite another decision; `None` when they never do.
    #[must_use]
    pub fn parts_from(&self, others: &Policies) -> Option<Day> {
        let chosen =
            |policies: &Policies, on: Day| policies.on(on).ok().map(|policy| Policy { from: on, ..policy.clone() });
        let begun = self.iter().chain(others.iter()).map(|policy| policy.from);
        begun.filter(|day| chosen(self, *day) != chosen(others, *day)).min()
    }

    /// The policies, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = &Policy> {
        self.in_order.iter()
    }

    fn no_policy_yet(&self, day: Day) -> Complaint {
        let first = self.in_order.first().map_or(day, |policy| policy.from);
        Complaint {
            place: String::new(),
            code: "before_first_policy",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("{}にはまだ組合の定めがありません。最初の定めは{}からです。", day.wareki(), first.wareki()),
                format!("No policy is in force on {day}; the first begins on {first}."),
            ),
            hint: Said::new(
                "日付を確かめるか、その日に施行されていた定めを組合の方針に加えてください（policy.toml）。",
                "Check the day, or add the policy that was in force then to the policy file.",
            ),
        }
    }
}
