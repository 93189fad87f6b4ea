//! Every date of the law, once, and the clocks that follow from it: terms, ages, eras, public holidays.
//!
//! A constant names the FIRST day of the new state; compare with `<` and `<=` only. What a society chose is no date of
//! law and lives in [`crate::policy`].

mod ages;
mod day;
mod deadlines;
mod era;
mod holidays;
mod myna;
mod sought;
pub mod style;
mod terms;
pub mod written;

pub use ages::{age_on, birthday_75, doubtful_day_75, last_day_before_75, reaches, start_at_70};
pub use day::{Day, NotADay, day};
pub use deadlines::{
    employer_files_by, member_hands_back_by, society_registers_by, voluntary_application_by, voluntary_last_day,
};
pub use era::Era;
pub use holidays::{Holiday, business_day_after, holiday, is_business_day, is_public_holiday, public_holidays};
pub use myna::{
    apply_abroad_by, continued_use_by, e_certificate_expiry, grace_exact, grace_month_end, move_in_report_by,
    myna_card_birthdays, myna_card_expiry, myna_card_expiry_under,
};
pub use sought::{Sought, sought};
pub use terms::{term_of_months, term_of_years};

/// Old cards (従来の健康保険証) are no longer issued or reissued from this day, not even for loss or a changed name; from
/// this day there are certificates (資格確認書), and so there can be no policy before it.
///
/// 令和5年法律第48号 (番号利用法等の一部改正法), in force 令和6年12月2日.
pub const OLD_CARDS_NOT_ISSUED: Day = day(2024, 12, 2);

/// No old card (従来の健康保険証) is good from this day, whatever is printed on it.
///
/// 令和5年法律第48号 附則, transitional provision: at most one year from its coming into force.
pub const OLD_CARDS_END: Day = day(2025, 12, 2);

/// Clinics' provisional acceptance of an expired old card, or of a notice alone, is over from this day.
///
/// 厚生労働省保険局 事務連絡 (暫定的な取扱いは令和8年3月末まで).
pub const CLINIC_ACCEPTANCE_OVER: Day = day(2026, 4, 1);

/// For a My Number Card applied for from this day on, who is 18 at issue is of age (ten years); before it, who was 20.
///
/// 平成30年法律第59号 (民法の成年年齢の引下げ), in force 令和4年4月1日.
pub const MYNA_CARD_ADULT_AT_18: Day = day(2022, 4, 1);

/// The dates of law together, so that a change of the law can be rehearsed; the law itself is [`LAW`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// [`OLD_CARDS_NOT_ISSUED`]
    pub old_cards_not_issued: Day,
    /// [`OLD_CARDS_END`]
    pub old_cards_end: Day,
    /// [`CLINIC_ACCEPTANCE_OVER`]
    pub clinic_acceptance_over: Day,
    /// [`MYNA_CARD_ADULT_AT_18`]
    pub myna_card_adult_at_18: Day,
}

/// The law as it is.
pub const LAW: Law = Law {
    old_cards_not_issued: OLD_CARDS_NOT_ISSUED,
    old_cards_end: OLD_CARDS_END,
    clinic_acceptance_over: CLINIC_ACCEPTANCE_OVER,
    myna_card_adult_at_18: MYNA_CARD_ADULT_AT_18,
};

impl Law {
    /// The date of a name, as texts outside the program write it.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Day> {
        match name {
            "old_cards_not_issued" => Some(self.old_cards_not_issued),
            "old_cards_end" => Some(self.old_cards_end),
            "clinic_acceptance_over" => Some(self.clinic_acceptance_over),
            _ => None,
        }
    }

    /// May an old card still be issued or reissued on the day?
    #[must_use]
    pub fn old_cards_issued_on(&self, on: Day) -> bool {
        on < self.old_cards_not_issued
    }

    /// Is an old card good on the day, when `printed` is the last day printed on it?
    #[must_use]
    pub fn old_card_good_on(&self, printed: Day, on: Day) -> bool {
        on < self.old_cards_end && on <= printed
    }

    /// May clinics, on the day, provisionally accept an expired old card, or a notice alone, once they have found the
    /// member's eligibility online?
    #[must_use]
    pub fn clinics_accept_provisionally_on(&self, on: Day) -> bool {
        on < self.clinic_acceptance_over
    }
}
