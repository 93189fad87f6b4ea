//! What a society chose: dated, citing its own decision. A default never looks like law.

use crate::calendar::Day;
use crate::case::coded;

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
}
