//! The one clock of the program: the instant in UTC, the day in Japan, and how long the machine has been running.

use std::sync::OnceLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use desk::guesses::Tick;
use desk::ledger::Moment;
use rules::calendar::{Day, day};

/// Now: the instant, and the day in Japan (UTC+9, no summer time since 1952).
pub fn now() -> (Option<Moment>, Day) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    (moment(seconds), day_of(seconds + 9 * 3600))
}

/// How long the machine has been running, which no change of its clock changes.
pub fn tick() -> Tick {
    let read = |file: &str| std::fs::read_to_string(file).ok();
    let seconds = read("/proc/uptime").and_then(|text| text.split('.').next()?.parse().ok());
    match (read("/proc/sys/kernel/random/boot_id"), seconds) {
        (Some(boot), Some(seconds)) => Tick { boot: boot.trim().to_owned(), seconds },
        // Elsewhere it is known how long this program has been running.
        _ => {
            static BEGUN: OnceLock<Instant> = OnceLock::new();
            let seconds = BEGUN.get_or_init(Instant::now).elapsed().as_secs();
            Tick { boot: std::process::id().to_string(), seconds }
        }
    }
}

fn day_of(seconds: u64) -> Day {
    day(1970, 1, 1).plus_days(i64::try_from(seconds / 86_400).unwrap_or(0))
}

fn moment(seconds: u64) -> Option<Moment> {
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    Moment::new(&format!("{}T{hour:02}:{minute:02}:{second:02}Z", day_of(seconds)))
}
