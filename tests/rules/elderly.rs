//! The elderly certificate: the day before and the day of everything that decides.

use rules::calendar::{Day, day};
use rules::case::{Case, Change};
use rules::decision::Because;
use rules::elderly::{Circumstances, Held, NotDue, Outcome, elderly};
use rules::policy::{Policies, Policy};

use crate::rows::{base_policy, policy_text};

fn policy(on_certificate: bool) -> Policy {
    let mut keys = base_policy();
    keys.insert("ratio_on_certificate".to_owned(), on_certificate.to_string());
    keys.insert("ratio_year".to_owned(), "\"07-31\"".to_owned());
    Policies::read(&policy_text(&keys), "p").unwrap().on(day(2026, 4, 1)).unwrap().clone()
}

/// Born 1956-05-02: 70 from 2026-06-01, 75 on 2031-05-02.
fn case(on: Day) -> Case {
    Case { born: Some(day(1956, 5, 2)), acquired: Some(day(2020, 4, 1)), ..Case::blank(on) }
}

const HOLDER: Circumstances = Circumstances { certificate_without_ratio: true, held: None, had_one: false };

fn held(until: Day, change: Change) -> Circumstances {
    Circumstances {
        held: Some(Held { until: Some(until), lost: false, damaged: false, change }),
        had_one: true,
        ..HOLDER
    }
}

#[test]
fn it_is_issued_in_the_month_before_70_begins_and_not_a_day_earlier() {
    let policy = policy(false);
    assert_eq!(elderly(&case(day(2026, 4, 30)), &policy, &HOLDER), Err(NotDue::Under70));
    let due = elderly(&case(day(2026, 5, 1)), &policy, &HOLDER).unwrap();
    assert_eq!((due.outcome, due.because), (Outcome::Issue, Because::Turned70));
    assert_eq!((due.from, due.until), (day(2026, 6, 1), Some(day(2026, 7, 31))));
    let late = |on: Day| elderly(&case(on), &policy, &HOLDER).unwrap();
    assert_eq!(late(day(2026, 7, 31)).from, day(2026, 6, 1), "the ratio began then");
    assert_eq!((late(day(2026, 8, 1)).from, late(day(2026, 8, 1)).until), (day(2026, 8, 1), Some(day(2027, 7, 31))));
}

#[test]
fn whoever_the_certificate_tells_the_ratio_and_whoever_has_none_gets_no_elderly_certificate() {
    let on = day(2026, 6, 10);
    assert_eq!(elderly(&case(on), &policy(true), &HOLDER), Err(NotDue::RatioOnCertificate));
    let none = Circumstances { certificate_without_ratio: false, ..HOLDER };
    assert_eq!(elderly(&case(on), &policy(false), &none), Err(NotDue::NoCertificate));
    assert_eq!(elderly(&Case { born: None, ..case(on) }, &policy(false), &HOLDER), Err(NotDue::Under70));
    for (lost, told) in [(on, Err(NotDue::NotInsured)), (on.after(), Ok(on))] {
        let case = Case { lost: Some(lost), ..case(on) };
        assert_eq!(elderly(&case, &policy(false), &HOLDER).map(|due| due.until.unwrap()), told);
    }
}

#[test]
fn the_next_one_begins_the_day_after_the_one_before_and_ends_with_the_year_or_before_75() {
    let policy = policy(false);
    let year = day(2026, 7, 31);
    assert_eq!(elderly(&case(day(2026, 6, 30)), &policy, &held(year, Change::None)), Err(NotDue::HoldsElderly));
    let due = elderly(&case(day(2026, 7, 1)), &policy, &held(year, Change::None)).unwrap();
    assert_eq!((due.outcome, due.from, due.until), (Outcome::Renew, day(2026, 8, 1), Some(day(2027, 7, 31))));
    let last = elderly(&case(day(2030, 7, 15)), &policy, &held(day(2030, 7, 31), Change::None)).unwrap();
    assert_eq!(last.until, Some(day(2031, 5, 1)), "the day before the 75th birthday");
    let over = elderly(&case(day(2031, 4, 20)), &policy, &held(day(2031, 5, 1), Change::None));
    assert_eq!(over, Err(NotDue::HoldsElderly), "nothing begins at 75");
}

#[test]
fn what_has_changed_is_replaced_and_what_was_lost_or_damaged_is_issued_again() {
    let (policy, on) = (policy(false), day(2026, 9, 10));
    for (change, because) in [
        (Change::Ratio, Because::BurdenRatioChanged),
        (Change::Name, Because::NameChanged),
        (Change::Number, Because::NumberChanged),
    ] {
        let due = elderly(&case(on), &policy, &held(day(2027, 7, 31), change)).unwrap();
        assert_eq!((due.outcome, due.because, due.from), (Outcome::Replace, because, on), "{change:?}");
        assert!(due.sentence().ja.contains("お返しください"));
    }
    let address = elderly(&case(on), &policy, &held(day(2027, 7, 31), Change::Address));
    assert_eq!(address, Err(NotDue::HoldsElderly));
    for (lost, damaged, because) in [(true, false, Because::Lost), (false, true, Because::Damaged)] {
        let held = Held { until: Some(day(2027, 7, 31)), lost, damaged, change: Change::None };
        let due = elderly(&case(on), &policy, &Circumstances { held: Some(held), had_one: true, ..HOLDER }).unwrap();
        assert_eq!((due.outcome, due.because), (Outcome::Reissue, because));
    }
    let gone = Circumstances { had_one: true, ..HOLDER };
    assert_eq!(elderly(&case(on), &policy, &gone).unwrap().from, on, "it is not backdated a second time");
}
