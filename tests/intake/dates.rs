//! Days as people write them: through every form and back.

use proptest::prelude::*;
use rules::calendar::written::{self, Unreadable};
use rules::calendar::{Day, Era, day};
use rules::words::Weight;

use crate::told::{codes, rows_of_csv};

fn a_day() -> impl Strategy<Value = Day> {
    // From the first day that the Gregorian calendar was Japan's.
    (0i64..60_000).prop_map(|n| day(1873, 1, 1).plus_days(n))
}

fn forms(it: Day) -> Vec<String> {
    let (y, m, d) = (it.year(), it.month(), it.day());
    let era = Era::of(it).expect("days since 1873 have an era");
    let (letter, name, n) = (era.letter(), era.name(), era.year(it));
    let code = match era {
        Era::Meiji => 1,
        Era::Taisho => 3,
        Era::Showa => 5,
        Era::Heisei => 7,
        Era::Reiwa => 9,
    };
    let mut forms = vec![
        format!("{y}-{m:02}-{d:02}"),
        format!("{y}/{m}/{d}"),
        format!("{y}.{m}.{d}"),
        format!("{y}. {m}. {d}"),
        format!("{y}年{m}月{d}日"),
        format!("{y}年{m}月{d}日(水)"),
        format!("{y:04}{m:02}{d:02}"),
        format!("{y}-{m:02}-{d:02} 00:00:00"),
        format!("{letter}{n}.{m}.{d}"),
        format!("{}{n}/{m}/{d}", letter.to_ascii_lowercase()),
        format!("{letter}{n:02}{m:02}{d:02}"),
        format!("{letter}.{n}.{m}.{d}"),
        format!("{name}{n}年{m}月{d}日"),
        format!("{name} {n} 年 {m} 月 {d} 日"),
        format!("{}{n}.{m}.{d}", name.chars().next().unwrap_or_default()),
        format!("{code}-{n:02}{m:02}{d:02}"),
        format!("{code}{n:02}{m:02}{d:02}"),
        it.wareki(),
    ];
    if n == 1 {
        forms.push(format!("{letter}元.{m}.{d}"));
    }
    let square = match era {
        Era::Meiji => '㍾',
        Era::Taisho => '㍽',
        Era::Showa => '㍼',
        Era::Heisei => '㍻',
        Era::Reiwa => '㋿',
    };
    forms.push(format!("{square}{n}年{m}月{d}日"));
    let wide: Vec<String> = forms
        .iter()
        .map(|form| {
            form.chars()
                .map(|c| if ('!'..='~').contains(&c) { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c })
                .collect()
        })
        .collect();
    forms.extend(wide);
    forms
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_day_comes_back_from_every_form_it_is_written_in(it in a_day()) {
        for form in forms(it) {
            let read = written::understand(&form);
            prop_assert_eq!(read.as_ref().map(|read| read.day), Ok(it), "{}", form);
            prop_assert!(read.is_ok_and(|read| read.outside_era.is_none()), "{}", form);
        }
    }

    #[test]
    fn no_text_makes_the_reading_of_dates_fail_other_than_with_a_complaint(text in "\\PC{0,24}") {
        if let Err(why) = written::understand(&text) {
            let complaint = why.complaint("表!A1", &text);
            prop_assert!(!complaint.sentence.ja.is_empty() && !complaint.hint.en.is_empty());
        }
    }
}

#[test]
fn a_day_that_does_not_exist_is_refused_with_the_end_of_its_month() {
    for (text, hint) in [
        ("令和7年2月30日", "The month ends on the 28th."),
        ("2024-02-30", "The month ends on the 29th."),
        ("H30.2.29", "The month ends on the 28th."),
        ("2026/4/31", "The month ends on the 30th."),
        ("20260132", "The month ends on the 31st."),
        ("2026/13/1", "Months go from 1 to 12."),
    ] {
        let complaint = written::read(text).expect_err(text);
        assert_eq!(
            (complaint.code, complaint.weight, complaint.hint.en.as_str()),
            ("impossible_date", Weight::Refusal, hint)
        );
        assert_eq!(complaint.sentence.en, format!("{text} is not a day."));
    }
}

#[test]
fn years_past_the_end_of_an_era_are_counted_on_and_remarked() {
    for (text, it) in [
        ("H31.5.1", day(2019, 5, 1)),
        ("S64.1.8", day(1989, 1, 8)),
        ("R1.4.30", day(2019, 4, 30)),
        ("平成32年4月1日", day(2020, 4, 1)),
        ("H41.12.31", day(2029, 12, 31)),
        ("T15.12.25", day(1926, 12, 25)),
    ] {
        let read = written::understand(text).expect(text);
        assert_eq!(read.day, it, "{text}");
        let remark = read.remark("表!D2", text).expect(text);
        assert_eq!((remark.code, remark.weight), ("era_overflow", Weight::Note), "{text}");
    }
    assert_eq!(written::understand("H31.4.30").map(|read| read.outside_era), Ok(None));
    assert!(matches!(written::understand("昭和99年1月1日"), Err(Unreadable::LongPastEra { .. })));
    assert!(matches!(written::understand("H42.1.1"), Err(Unreadable::LongPastEra { .. })));
}

#[test]
fn what_could_mean_two_days_is_a_doubt_and_never_guessed() {
    for text in ["80/1/2", "550102", "8.4.1", "８０・１・２"] {
        let complaint = written::read(text).expect_err(text);
        assert_eq!((complaint.code, complaint.weight), ("ambiguous_date", Weight::Doubt), "{text}");
    }
}

#[test]
fn a_complaint_about_a_date_does_not_repeat_a_my_number() {
    for text in ["991234567809", "9912-3456-7809", "９９１２３４５６７８０９", "9912 3456 7809", "991234567809 00:00"]
    {
        let complaint = written::read(text).expect_err(text);
        let told = format!("{complaint:?}");
        assert!(!told.contains("34567"), "{told}");
    }
}

#[test]
fn serial_numbers_in_a_column_of_days_are_read_with_a_note() {
    let rows = rows_of_csv("番号,氏名,カナ,生年月日,資格取得日\n1,大野　慧,オオノ　ケイ,29587,46113\n");
    assert_eq!((rows[0].report.born, rows[0].report.acquired), (Some(day(1981, 1, 1)), Some(day(2026, 4, 1))));
    assert_eq!(codes(&rows[0]), ["serial_number_date", "serial_number_date"]);
}
