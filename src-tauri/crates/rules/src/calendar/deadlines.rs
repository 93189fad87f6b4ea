//! The old short deadlines: who files, registers and hands back by when.

use super::Day;
use super::terms::term_of_years;

/// The employer files within 5 days of the fact (健康保険法施行規則24条, 29条, 38条).
#[must_use]
pub fn employer_files_by(fact: Day) -> Day {
    fact.plus_days(5)
}

/// The society registers the data within 5 days of receipt (健康保険法施行規則, 令和5年6月1日から).
#[must_use]
pub fn society_registers_by(received: Day) -> Day {
    received.plus_days(5)
}

/// The member hands a certificate back within 5 days: to the employer, or, in voluntary continuation, to the society
/// (健康保険法施行規則51条).
#[must_use]
pub fn member_hands_back_by(end_of_cover: Day) -> Day {
    end_of_cover.plus_days(5)
}

/// The last covered day of voluntary continuation (任意継続) at the latest: the day before the second anniversary of its
/// acquisition (健康保険法38条1号).
#[must_use]
pub fn voluntary_last_day(acquired: Day) -> Day {
    term_of_years(acquired, 2)
}

/// The last day to apply for voluntary continuation: within 20 days of the loss (健康保険法37条). The loss begins with the
/// day, which therefore counts (民法140条ただし書): lost on 1 April, apply by 20 April.
#[must_use]
pub fn voluntary_application_by(lost: Day) -> Day {
    lost.plus_days(19)
}
