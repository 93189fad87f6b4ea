//! The journal: who, when, what for. Every write to the ledger is part of exactly one act.

use rules::calendar::Day;

use crate::facts::ActSeq;

/// An instant in UTC, to the second: `2026-11-21T10:58:44Z`. This crate has no clock; the caller gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(String);

impl Moment {
    /// Exactly `YYYY-MM-DDTHH:MM:SSZ`, on a day that exists; `None` for anything else.
    #[must_use]
    pub fn new(text: &str) -> Option<Moment> {
        let (day, rest) = text.split_once('T')?;
        day.parse::<Day>().ok()?;
        let time = rest.strip_suffix('Z')?.as_bytes();
        let two = |at: usize| -> Option<u32> {
            let pair = time.get(at..at + 2)?;
            pair.iter().all(u8::is_ascii_digit).then(|| pair.iter().fold(0, |sum, b| sum * 10 + u32::from(b - b'0')))
        };
        let shaped = time.len() == 8 && time.get(2) == Some(&b':') && time.get(5) == Some(&b':');
        (shaped && two(0)? < 24 && two(3)? < 60 && two(6)? < 60).then(|| Moment(text.to_owned()))
    }

    /// The instant at which a day begins in Japan.
    #[must_use]
    pub fn begin_of(day: Day) -> Moment {
        Moment(format!("{}T15:00:00Z", day.before()))
    }

    /// The day in Japan (UTC+9, no summer time since 1952).
    #[must_use]
    pub fn day_in_japan(&self) -> Day {
        let (day, time) = self.0.split_at(10);
        let day: Day = day.parse().unwrap_or(rules::calendar::day(1970, 1, 1));
        if "T15" <= &time[..3] { day.after() } else { day }
    }

    /// The instant so many seconds before, at most some days.
    #[must_use]
    pub fn seconds_before(&self, seconds: i64) -> Moment {
        let day: Day = self.0[..10].parse().unwrap_or(rules::calendar::day(1970, 1, 1));
        let two = |at: usize| self.0[at..at + 2].parse::<i64>().unwrap_or(0);
        let of_day = two(11) * 3600 + two(14) * 60 + two(17) - seconds;
        let (days, rest) = (of_day.div_euclid(86_400), of_day.rem_euclid(86_400));
        let day = day.plus_days(days);
        Moment(format!("{day}T{:02}:{:02}:{:02}Z", rest / 3600, rest % 3600 / 60, rest % 60))
    }

    /// As the clock in Japan showed it: `2026-11-22 14:05`.
    #[must_use]
    pub fn in_japan(&self) -> String {
        self.seconds_before(-9 * 3600).0[..16].replace('T', " ")
    }

    /// The seconds from this instant to a later one; negative when it lies before.
    #[must_use]
    pub fn seconds_until(&self, later: &Moment) -> i64 {
        let parts = |moment: &Moment| {
            let day: Day = moment.0[..10].parse().unwrap_or(rules::calendar::day(1970, 1, 1));
            let two = |at: usize| moment.0[at..at + 2].parse::<i64>().unwrap_or(0);
            (day, two(11) * 3600 + two(14) * 60 + two(17))
        };
        let ((day, time), (other_day, other_time)) = (parts(self), parts(later));
        day.days_until(other_day) * 86_400 + other_time - time
    }

    /// The text form.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What was known: every act up to and including this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known(pub(crate) i64);

impl Known {
    /// Everything up to and including the act.
    #[must_use]
    pub fn after(act: ActSeq) -> Known {
        Known(act.0)
    }

    /// The last act that is known; 0 when none is.
    #[must_use]
    pub fn act(self) -> ActSeq {
        ActSeq(self.0)
    }
}

/// An act about to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAct {
    /// When.
    pub at: Moment,
    /// Who: an operator's id.
    pub operator: String,
    /// What: `found`, `import`, `plan`, `print`, `policy`, …
    pub kind: &'static str,
    /// The day for which it is done.
    pub on: Day,
    /// About what: a file's seal, a batch's code, a management code; never personal data.
    pub subject: Option<String>,
    /// Why, when a reason was asked.
    pub reason: Option<String>,
}

/// An act on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its number.
    pub seq: ActSeq,
    /// When.
    pub at: Moment,
    /// Who.
    pub operator: String,
    /// What.
    pub kind: String,
    /// For which day.
    pub on: Day,
    /// About what.
    pub subject: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// How many rows it wrote.
    pub rows: i64,
    /// The head of the chain after it.
    pub hash: [u8; 32],
}
