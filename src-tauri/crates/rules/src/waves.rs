//! 更新の波: certificates with a common last day (有効期限) are renewed over some weeks before it, and not all on one day.
//!
//! An employer hands its people's papers over together, so an employer is never split. The weeks come out as level as that
//! allows: they differ by at most the largest employer. The same people always fall into the same weeks.

use crate::calendar::{Day, is_business_day};

/// So many days before the last day the last renewals go out: the post, the employer's desk, and one letter that comes back.
/// The society's practice, not law.
pub const HAND_OVER_DAYS: i64 = 14;

/// The last day on which a renewal of a certificate may go out that is good up to `until`.
#[must_use]
pub fn last_safe_day(until: Day) -> Day {
    until.plus_days(-HAND_OVER_DAYS)
}

/// The days on which the weeks of a wave go out: of each week the first business day, from `today` on, not earlier than
/// `lead` days before `until` (before that nothing is renewed) and not later than [`last_safe_day`].
#[must_use]
pub fn weeks(today: Day, until: Day, lead: i64) -> Vec<Day> {
    let (first, last) = (today.max(until.plus_days(-lead)), last_safe_day(until));
    let mut days: Vec<Day> = Vec::new();
    let mut day = first;
    while day <= last {
        let days_into_week = i64::from(day.weekday().num_days_from_monday());
        if is_business_day(day) {
            days.push(day);
            // The next week's Monday.
            day = day.plus_days(7 - days_into_week);
        } else {
            day = day.after();
        }
    }
    days
}

/// Lays groups over `weeks` weeks; the place of the week of each, counted from 0. The largest first, each into the week that
/// has fewest so far, the earlier one on a tie. All in week 0 when there is no week at all.
#[must_use]
pub fn level(groups: &[usize], weeks: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(groups[*at]), *at));
    let mut load = vec![0_usize; weeks.max(1)];
    let mut week_of = vec![0; groups.len()];
    for at in order {
        let week = (0..load.len()).min_by_key(|week| (load[*week], *week)).unwrap_or(0);
        load[week] += groups[at];
        week_of[at] = week;
    }
    week_of
}

/// How many people each week has.
#[must_use]
pub fn loads(groups: &[usize], week_of: &[usize], weeks: usize) -> Vec<usize> {
    let mut load = vec![0; weeks];
    for (size, week) in groups.iter().zip(week_of) {
        if let Some(load) = load.get_mut(*week) {
            *load += size;
        }
    }
    load
}

/// The fewest weeks, at most `most`, in which no week has more than `per_week`; an employer that is larger has a week of its
/// own size. `None` when `most` weeks are too few.
#[must_use]
pub fn fewest_weeks(groups: &[usize], per_week: usize, most: usize) -> Option<usize> {
    let bound = per_week.max(groups.iter().copied().max().unwrap_or(0));
    (1..=most).find(|weeks| {
        let week_of = level(groups, *weeks);
        loads(groups, &week_of, *weeks).into_iter().all(|load| load <= bound)
    })
}
