//! Renewals over weeks: everybody once, nobody too late, as level as employers allow.

use proptest::prelude::*;
use rules::calendar::{Day, day, is_business_day};
use rules::waves::{HAND_OVER_DAYS, fewest_weeks, last_safe_day, level, loads, weeks};

fn any_day() -> impl Strategy<Value = Day> {
    (0_i64..4000).prop_map(|days| day(2025, 1, 1).plus_days(days))
}

proptest! {
    #[test]
    fn everybody_falls_into_exactly_one_week_and_the_weeks_differ_by_at_most_the_largest_employer(
        groups in prop::collection::vec(1_usize..400, 0..60), count in 1_usize..12,
    ) {
        let week_of = level(&groups, count);
        prop_assert_eq!(week_of.len(), groups.len());
        prop_assert!(week_of.iter().all(|week| *week < count));
        let load = loads(&groups, &week_of, count);
        prop_assert_eq!(load.iter().sum::<usize>(), groups.iter().sum::<usize>());
        let (most, least) = (load.iter().max().copied().unwrap_or(0), load.iter().min().copied().unwrap_or(0));
        prop_assert!(most - least <= groups.iter().max().copied().unwrap_or(0), "{:?}", load);
        prop_assert_eq!(level(&groups, count), week_of, "the same people, the same weeks");
    }

    #[test]
    fn a_limit_a_week_is_kept_by_the_fewest_weeks_that_can(
        groups in prop::collection::vec(1_usize..400, 1..40), per_week in 1_usize..900, most in 1_usize..12,
    ) {
        let bound = per_week.max(groups.iter().copied().max().unwrap_or(0));
        let fits = |count: usize| loads(&groups, &level(&groups, count), count).into_iter().all(|load| load <= bound);
        match fewest_weeks(&groups, per_week, most) {
            Some(count) => prop_assert!(fits(count) && (1..count).all(|fewer| !fits(fewer)) && count <= most),
            None => prop_assert!((1..=most).all(|count| !fits(count))),
        }
    }

    #[test]
    fn nothing_goes_out_before_it_can_be_renewed_or_after_the_last_safe_day(
        today in any_day(), until in any_day(), lead in 0_i64..200,
    ) {
        let days = weeks(today, until, lead);
        for day in &days {
            prop_assert!(today <= *day && until.plus_days(-lead) <= *day && *day <= last_safe_day(until));
            prop_assert!(is_business_day(*day));
        }
        let monday = |day: &Day| day.plus_days(-i64::from(day.weekday().num_days_from_monday()));
        prop_assert!(days.windows(2).all(|two| monday(&two[0]) < monday(&two[1])), "one a week, in their order");
    }
}

#[test]
fn a_week_goes_out_on_its_first_business_day() {
    // 30 November 2026, sixty days before: Thursday 1 October. Monday 12 October is a holiday.
    let days = weeks(day(2026, 9, 1), day(2026, 11, 30), 60);
    let expected = [(10, 1), (10, 5), (10, 13), (10, 19), (10, 26), (11, 2), (11, 9), (11, 16)];
    assert_eq!(days, expected.map(|(month, of_month)| day(2026, month, of_month)));
    assert_eq!(last_safe_day(day(2026, 11, 30)), day(2026, 11, 30).plus_days(-HAND_OVER_DAYS));
    assert!(weeks(day(2026, 11, 17), day(2026, 11, 30), 60).is_empty(), "too late for any week");
}

#[test]
fn an_employer_is_never_split_and_the_largest_come_first() {
    let groups = [50, 10, 40, 30, 20];
    let week_of = level(&groups, 3);
    assert_eq!(week_of, [0, 1, 1, 2, 2]);
    assert_eq!(loads(&groups, &week_of, 3), [50, 50, 50]);
    assert_eq!(
        (fewest_weeks(&groups, 60, 8), fewest_weeks(&groups, 10, 2), fewest_weeks(&[], 10, 2)),
        (Some(3), None, Some(1))
    );
    assert!(level(&[], 3).is_empty());
    assert_eq!(level(&[5, 6], 0), [0, 0]);
}
