//! The clocks of the My Number Card (マイナンバーカード) and of its electronic certificate (利用者証明用電子証明書).

use super::ages::age_on;
use super::{Day, LAW, Law};

/// The `count`-th birthday after `issued`; a birthday on 29 February is 28 February where the year has none.
fn birthday_after(born: Day, issued: Day, count: u32) -> Day {
    let age = u32::try_from(issued.year() - born.year()).unwrap_or(0);
    let passed = if born.plus_years(age) <= issued { age } else { age.saturating_sub(1) };
    born.plus_years(passed + count)
}

/// The last day of the e-certificate: the 5th birthday after issue (公的個人認証法施行規則).
#[must_use]
pub fn e_certificate_expiry(born: Day, issued: Day) -> Day {
    birthday_after(born, issued, 5)
}

/// 猶予期間, read to the month's end: the last day of the third month after the month of expiry is the last usable day.
#[must_use]
pub fn grace_month_end(e_certificate_until: Day) -> Day {
    e_certificate_until.plus_months(3).month_end()
}

/// 猶予期間, read to the day: the same day three months later, clamped to the month's end, is the last usable day. Of the
/// two readings it is always the earlier.
#[must_use]
pub fn grace_exact(e_certificate_until: Day) -> Day {
    e_certificate_until.plus_months(3)
}

/// The last day of a My Number Card: the 10th birthday after issue, the 5th for those not of age at issue; for foreign
/// residents the end of the stay if that is earlier (番号利用法 カード等に関する命令 26条).
#[must_use]
pub fn myna_card_expiry(born: Day, applied: Day, issued: Day, stay_until: Option<Day>) -> Day {
    myna_card_expiry_under(&LAW, born, applied, issued, stay_until)
}

/// As [`myna_card_expiry`], under another law.
#[must_use]
pub fn myna_card_expiry_under(law: &Law, born: Day, applied: Day, issued: Day, stay_until: Option<Day>) -> Day {
    let (_, birthdays) = myna_card_birthdays(law, born, applied, issued);
    let expiry = birthday_after(born, issued, birthdays);
    stay_until.map_or(expiry, |stay| stay.min(expiry))
}

/// From which age on somebody who applied on that day is of age for the card, and on which birthday after issue it ends.
#[must_use]
pub fn myna_card_birthdays(law: &Law, born: Day, applied: Day, issued: Day) -> (u32, u32) {
    let adult_at = if applied < law.myna_card_adult_at_18 { 20 } else { 18 };
    (adult_at, if age_on(born, issued) < adult_at { 5 } else { 10 })
}

/// The last day to report a move (転入届) without losing the card: within 14 days of moving and within 30 days of the
/// moving-out day that was announced (転出予定日).
#[must_use]
pub fn move_in_report_by(moved: Day, announced_out: Option<Day>) -> Day {
    let by_move = moved.plus_days(14);
    announced_out.map_or(by_move, |out| by_move.min(out.plus_days(30)))
}

/// The last day for the card's continued use (継続利用) after the move-in report: within 90 days.
#[must_use]
pub fn continued_use_by(move_in_report: Day) -> Day {
    move_in_report.plus_days(90)
}

/// The last day to have the card kept for life abroad: the day before departure (転出予定日の前日).
#[must_use]
pub fn apply_abroad_by(departure: Day) -> Day {
    departure.before()
}
