//! The one clock of the program: the instant in UTC and the day in Japan.

use std::time::{SystemTime, UNIX_EPOCH};

use desk::ledger::Moment;
use rules::calendar::{Day, day};

/// Now: the instant, and the day in Japan (UTC+9, no summer time since 1952).
pub fn now() -> (Option<Moment>, Day) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    (moment(seconds), day_of(seconds + 9 * 3600))
}

fn day_of(seconds: u64) -> Day {
    day(1970, 1, 1).plus_days(i64::try_from(seconds / 86_400).unwrap_or(0))
}

fn moment(seconds: u64) -> Option<Moment> {
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    Moment::new(&format!("{}T{hour:02}:{minute:02}:{second:02}Z", day_of(seconds)))
}
