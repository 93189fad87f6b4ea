//! Holidays, eras and days. The clocks of the law stand in `tables/08-calendar.md`.

use rules::calendar::{Day, Era, business_day_after, day, is_business_day, is_public_holiday, public_holidays};

#[test]
fn the_public_holidays_of_2024_to_2030_are_those_of_the_official_calendar() {
    // `holidays.csv` was written down from the calendar, not from this program.
    let mut written: Vec<Day> = Vec::new();
    for line in include_str!("holidays.csv").lines().skip(1) {
        written.push(line.split(',').next().unwrap().parse().unwrap());
    }
    let computed: Vec<Day> = (2024..=2030).flat_map(public_holidays).collect();
    assert_eq!(computed, written);
}

#[test]
fn the_names_of_the_holidays_fit_their_rules() {
    // A slip of the pen in the table would be a holiday on the wrong weekday.
    use chrono_free::weekday;
    for line in include_str!("holidays.csv").lines().skip(1) {
        let (text, name) = line.split_once(',').unwrap();
        let on: Day = text.parse().unwrap();
        match name {
            "成人の日" | "海の日" | "敬老の日" | "スポーツの日" => {
                assert_eq!(weekday(on), "Mon", "{line}")
            }
            "振替休日" | "国民の休日" => assert_ne!(weekday(on), "Sun", "{line}"),
            _ => {}
        }
    }
}

/// The weekday by a way of its own (Zeller's congruence), not the program's.
mod chrono_free {
    use rules::calendar::Day;

    pub fn weekday(on: Day) -> &'static str {
        let (mut year, mut month) = (on.year(), i32::try_from(on.month()).unwrap());
        if month < 3 {
            month += 12;
            year -= 1;
        }
        let (century, of_century) = (year / 100, year % 100);
        let day = i32::try_from(on.day()).unwrap();
        let h = (day + 13 * (month + 1) / 5 + of_century + of_century / 4 + century / 4 + 5 * century) % 7;
        ["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"][usize::try_from(h).unwrap()]
    }
}

#[test]
fn the_equinox_days_outside_the_table_are_the_computed_ones() {
    // 海上保安庁's long list: in 2012 autumn fell on 22 September for the first time since 1896, in 2023 spring on the 21st.
    for (spring, autumn) in [((2012, 20), 22), ((2013, 20), 23), ((2022, 21), 23), ((2023, 21), 23), ((2031, 21), 23)] {
        let (year, spring) = spring;
        assert!(is_public_holiday(day(year, 3, spring)), "{year}");
        assert!(is_public_holiday(day(year, 9, autumn)), "{year}");
    }
    assert!(!is_public_holiday(day(2023, 3, 20)));
}

#[test]
fn a_day_between_two_holidays_is_one_only_when_both_are_national_days() {
    assert!(is_public_holiday(day(2026, 9, 22)), "between 敬老の日 and 秋分の日");
    assert!(is_public_holiday(day(2032, 9, 21)), "20 September 2032 and 22 September 2032");
    assert!(!is_public_holiday(day(2027, 9, 21)), "two days lie between");
    assert!(!is_public_holiday(day(2025, 12, 31)));
}

#[test]
fn the_days_around_new_year_are_business_days_unless_they_are_weekends() {
    for (on, open) in [
        (day(2025, 12, 29), true),
        (day(2025, 12, 31), true),
        (day(2026, 1, 1), false),
        (day(2026, 1, 2), true),
        (day(2026, 1, 3), false), // a Saturday
        (day(2025, 1, 3), true),
    ] {
        assert_eq!(is_business_day(on), open, "{on}");
    }
}

#[test]
fn the_first_business_day_after_a_day_is_number_one() {
    assert_eq!(business_day_after(day(2026, 6, 1), 0), day(2026, 6, 1));
    assert_eq!(business_day_after(day(2026, 6, 6), 0), day(2026, 6, 6), "no day is counted, so none is looked for");
    assert_eq!(business_day_after(day(2026, 6, 1), 1), day(2026, 6, 2));
    assert_eq!(business_day_after(day(2026, 6, 5), 1), day(2026, 6, 8));
    assert_eq!(business_day_after(day(2026, 5, 1), 1), day(2026, 5, 7));
}

#[test]
fn an_absurd_count_of_business_days_comes_to_an_end() {
    assert_eq!(business_day_after(day(9999, 12, 1), u32::MAX), day(9999, 12, 31));
}

#[test]
fn the_first_day_there_is_has_business_days_after_it() {
    // 1 January 1868 is a Wednesday, and nothing lies before it.
    assert_eq!(business_day_after(day(1868, 1, 1), 1), day(1868, 1, 2));
    assert_eq!(business_day_after(day(1868, 1, 1), 3), day(1868, 1, 6));
    assert!(is_public_holiday(day(1868, 1, 1)) && !is_public_holiday(day(1868, 1, 2)));
}

#[test]
fn days_are_written_in_their_era() {
    for (on, written) in [
        (day(2026, 4, 1), "令和8年4月1日"),
        (day(2019, 5, 1), "令和元年5月1日"),
        (day(2019, 12, 31), "令和元年12月31日"),
        (day(2020, 1, 1), "令和2年1月1日"),
        (day(2019, 4, 30), "平成31年4月30日"),
        (day(1989, 1, 8), "平成元年1月8日"),
        (day(1989, 1, 7), "昭和64年1月7日"),
        (day(1926, 12, 25), "昭和元年12月25日"),
        (day(1926, 12, 24), "大正15年12月24日"),
        (day(1912, 7, 30), "大正元年7月30日"),
        (day(1912, 7, 29), "明治45年7月29日"),
        (day(1868, 1, 25), "明治元年1月25日"),
        (day(1868, 1, 24), "1868年1月24日"),
    ] {
        assert_eq!(on.wareki(), written, "{on}");
    }
    assert_eq!(Era::of(day(2026, 4, 1)).map(Era::letter), Some('R'));
    assert_eq!(Era::Showa.year(day(1975, 3, 1)), 50);
}

#[test]
fn no_arithmetic_on_days_fails_or_turns_around() {
    let last = day(9999, 12, 31);
    assert_eq!(last.after(), last);
    assert_eq!(day(2026, 4, 1).plus_days(i64::MAX), last);
    assert_eq!(day(2026, 4, 1).plus_days(i64::MIN), day(1868, 1, 1));
    assert_eq!(day(2026, 4, 1).plus_months(u32::MAX), last);
    assert_eq!(day(2026, 4, 1).plus_years(u32::MAX), last);
    assert_eq!(day(2026, 4, 1).plus_days(i64::from(u32::MAX)), last);
}

#[test]
fn only_days_that_exist_are_read() {
    for text in [
        "2025-02-29",
        "2025-2-28",
        "2025-13-01",
        "2025-00-10",
        "2025/04/01",
        "20250401",
        "+2025-4-1",
        " 2025-04-01",
        "",
    ] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
    assert_eq!("2028-02-29".parse::<Day>(), Ok(day(2028, 2, 29)));
    assert_eq!("9999-12-31".parse::<Day>(), Ok(day(9999, 12, 31)));
}

#[test]
fn a_birth_date_is_sought_in_every_sense_it_can_have_and_nothing_else_is() {
    use rules::calendar::sought;
    let table: &[(&str, &[&str])] = &[
        ("S44.8.28", &["1969-08-28"]),
        ("昭和44年8月28日", &["1969-08-28"]),
        ("S44.8", &["1969-08-"]),
        ("昭和４４年８月", &["1969-08-"]),
        ("S4408", &["1969-08-"]),
        ("1969-08", &["1969-08-"]),
        ("196908", &["1969-08-"]),
        ("S44", &["1969-"]),
        ("㍼44年", &["1969-"]),
        ("1969年", &["1969-"]),
        ("令和元年", &["2019-"]),
        ("R1.5", &["2019-05-"]),
        // 5 is 昭和 in the official forms and 令和 in receipts; 3 is 大正 or 昭和. Only days inside the era count.
        ("5440828", &["1969-08-28", "2062-08-28"]),
        ("3440828", &["1969-08-28"]),
        ("3100828", &["1921-08-28", "1935-08-28"]),
        ("4020215", &["1990-02-15"]),
        ("440828", &["2062-08-28", "1969-08-28", "1911-08-28", "1944-08-28"]),
        ("44.8.28", &["2062-08-28", "1969-08-28", "1911-08-28", "1944-08-28"]),
        // Neither a day nor the beginning of one.
        ("1969", &[]),
        ("44-8", &[]),
        ("6550102", &[]),
        ("S44.13", &[]),
        ("S44.8.32", &[]),
        ("441328", &[]),
        ("101-1002", &[]),
        ("平田", &[]),
        ("大山 3", &[]),
        ("M7K3QX9FHT2", &[]),
        ("", &[]),
    ];
    for (typed, expected) in table {
        let meant: Vec<String> = sought(typed).into_iter().map(rules::calendar::Sought::beginning).collect();
        assert_eq!(meant, *expected, "{typed}");
    }
}
