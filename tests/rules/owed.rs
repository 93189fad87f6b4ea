//! What is owed paper by paper, and when somebody is reminded of it.

use proptest::prelude::*;
use rules::calendar::{Day, day};
use rules::case::Case;
use rules::decision::ReturnBecause;
use rules::owed::{
    Circumstances, Firmness, InItsPlace, Kind, Next, Owed, Paper, REMINDER_WAIT_DAYS, REMINDERS, borne_out, next, owed,
};
use rules::paper::Life;
use rules::policy::{Policies, Policy};
use rules::returns::{NOTHING, OwedBy, due};

const ELSE: Circumstances = Circumstances { old_card: NOTHING, certificate: NOTHING, died: false, usable_since: None };

fn policy(basis: &str) -> Policy {
    let text = format!(
        "[[policy]]\nfrom = 2024-12-02\nsource = \"s\"\ncertificate_lapse = \"ex_officio\"\njoiner_wait = {{ business_days = 4 }}\n\
         certificate_last_day = {{ fixed = 2029-11-30 }}\nshort_term_months = 2\nratio_on_certificate = true\n\
         return_when_usable = false\nreturn_basis = \"{basis}\"\ngrace_reading = \"month_end\"\nnotice_to = \"everyone\"\n\
         notice_on_change = \"always\"\nnotice_reissue = \"free\"\nreissue_fee_yen = 0\nprint_characters = \"all\"\n"
    );
    Policies::read(&text, "p").unwrap().on(day(2026, 4, 1)).unwrap().clone()
}

fn paper(life: Life) -> Paper {
    Paper {
        kind: Kind::Certificate,
        life,
        before: Some(Life::InHand),
        since: Some(day(2026, 9, 1)),
        in_its_place: if life == Life::Replaced { InItsPlace::Left(day(2026, 9, 1)) } else { InItsPlace::Nothing },
        until: Some(day(2027, 3, 31)),
        counts: true,
    }
}

fn gone(on: Day) -> Case {
    Case { lost: Some(day(2027, 3, 31)), left: Some(day(2027, 3, 30)), ..Case::blank(on) }
}

#[test]
fn after_the_end_of_cover_a_certificate_is_owed_as_long_as_nothing_closed_it() {
    let (case, policy) = (gone(day(2027, 4, 10)), policy("lost"));
    for life in Life::ALL {
        let told = owed(&case, &policy, &paper(*life), &ELSE);
        let expected = match life {
            Life::Planned | Life::Undelivered => None,
            // Replaced, and expired since.
            Life::Replaced => None,
            life if life.closed() => None,
            life if life.searched() => Some((ReturnBecause::CertificateInValidity, true)),
            _ => Some((ReturnBecause::CertificateInValidity, false)),
        };
        assert_eq!(told.map(|owed| (owed.because, owed.searched)), expected, "{life:?}");
    }
}

#[test]
fn the_day_before_and_the_day_of_the_basis_the_end_and_the_expiry_decide() {
    let on_loss = |until: Day, basis: &str| {
        let case = gone(day(2027, 4, 10));
        owed(&case, &policy(basis), &Paper { until: Some(until), ..paper(Life::InHand) }, &ELSE).is_some()
    };
    assert!(on_loss(day(2027, 3, 31), "lost") && !on_loss(day(2027, 3, 30), "lost"));
    assert!(on_loss(day(2027, 3, 30), "left") && !on_loss(day(2027, 3, 29), "left"));
    let ended = |on: Day| owed(&gone(on), &policy("lost"), &paper(Life::InHand), &ELSE);
    assert!(ended(day(2027, 3, 30)).is_none());
    assert_eq!(ended(day(2027, 3, 31)).unwrap().duty.by, Some(day(2027, 4, 5)));
    let replaced = |on: Day| owed(&Case::blank(on), &policy("lost"), &paper(Life::Replaced), &ELSE);
    assert_eq!(replaced(day(2027, 3, 31)).unwrap().duty.by, Some(day(2026, 9, 6)));
    assert!(replaced(day(2027, 4, 1)).is_none());
}

#[test]
fn what_was_never_in_its_holders_hand_or_was_lost_before_it_was_replaced_is_not_owed() {
    for before in Life::ALL {
        let one = Paper { before: Some(*before), ..paper(Life::Replaced) };
        let told = owed(&Case::blank(day(2026, 10, 1)), &policy("lost"), &one, &ELSE);
        assert_eq!(told.is_some(), before.outside(), "{before:?}");
    }
}

#[test]
fn after_a_death_no_deadline_runs() {
    let dead = Circumstances { died: true, ..ELSE };
    let told = owed(&gone(day(2027, 4, 10)), &policy("lost"), &paper(Life::InHand), &dead).unwrap();
    assert_eq!((told.duty.owed_by, told.duty.by), (OwedBy::FuneralClaimant, None));
    assert_eq!(next(&told, &[], day(2030, 1, 1)), Next::NotYet(None));
}

fn duty() -> Owed {
    owed(&gone(day(2027, 4, 10)), &policy("lost"), &paper(Life::InHand), &ELSE).unwrap()
}

#[test]
fn the_first_reminder_comes_after_the_deadline_and_each_next_one_after_the_wait() {
    let duty = duty();
    let by = duty.duty.by.unwrap();
    assert_eq!(next(&duty, &[], by), Next::NotYet(Some(by)));
    let first = by.after();
    assert_eq!(next(&duty, &[], first), Next::Remind(Firmness::First));
    let second = first.plus_days(REMINDER_WAIT_DAYS);
    assert_eq!(next(&duty, &[first], second.before()), Next::Wait(second.before()));
    assert_eq!(next(&duty, &[first], second), Next::Remind(Firmness::Second));
    let third = second.plus_days(REMINDER_WAIT_DAYS);
    assert_eq!(next(&duty, &[first, second], third), Next::Remind(Firmness::Last));
    assert!(!borne_out(&duty, &[first, second]));
    let over = third.plus_days(REMINDER_WAIT_DAYS);
    assert_eq!(next(&duty, &[first, second, third], over.before()), Next::Wait(over.before()));
    assert_eq!(next(&duty, &[first, second, third], over), Next::Report);
    assert!(borne_out(&duty, &[first, second, third]));
    // Reminders of an earlier duty count for nothing.
    let before = duty.from.before();
    assert_eq!(next(&duty, &[before, before, before], first), Next::Remind(Firmness::First));
    assert!(!borne_out(&duty, &[before, first, second]));
}

proptest! {
    #[test]
    fn whatever_the_days_nobody_is_reminded_early_twice_within_the_wait_or_more_than_three_times(
        steps in prop::collection::vec(0i64..40, 1..30),
        searched in any::<bool>(),
    ) {
        let duty = Owed { searched, ..duty() };
        let by = duty.duty.by.unwrap();
        let mut on = duty.from;
        let mut reminded: Vec<Day> = Vec::new();
        for step in steps {
            on = on.plus_days(step);
            if let Next::Remind(firmness) = next(&duty, &reminded, on) {
                prop_assert!(!searched && by < on);
                prop_assert!(reminded.last().is_none_or(|last| last.days_until(on) >= REMINDER_WAIT_DAYS));
                reminded.push(on);
                prop_assert_eq!(firmness.number(), reminded.len());
            }
        }
        prop_assert!(reminded.len() <= REMINDERS);
        prop_assert_eq!(borne_out(&duty, &reminded), reminded.len() == REMINDERS);
    }
}

#[test]
fn what_was_replaced_comes_back_from_the_first_day_of_its_card_the_end_of_cover_or_the_posting() {
    let usable = Circumstances { certificate: due(ReturnBecause::MynaUsable), ..ELSE };
    let (since, early, late) = (day(2026, 9, 1), day(2026, 9, 10), day(2026, 9, 20));
    let asked = day(2026, 10, 1);
    let insured = Case::blank(asked);
    let left = |on| Case { lost: Some(on), left: Some(on.before()), ..Case::blank(asked) };
    let card = |on| Circumstances { usable_since: Some(on), ..usable };
    for (name, case, place, known, expected) in [
        ("in the house", &insured, InItsPlace::ToCome, ELSE, (ReturnBecause::Replaced, since, None)),
        ("posted", &insured, InItsPlace::Left(early), ELSE, (ReturnBecause::Replaced, early, Some(early))),
        (
            "posted after the day",
            &insured,
            InItsPlace::Left(asked.after()),
            ELSE,
            (ReturnBecause::Replaced, since, None),
        ),
        (
            "in the house, and gone",
            &left(late),
            InItsPlace::ToCome,
            ELSE,
            (ReturnBecause::CertificateInValidity, late, Some(late)),
        ),
        (
            "posted, and gone later",
            &left(late),
            InItsPlace::Left(early),
            ELSE,
            (ReturnBecause::Replaced, early, Some(early)),
        ),
        (
            "gone, and posted later",
            &left(early),
            InItsPlace::Left(late),
            ELSE,
            (ReturnBecause::CertificateInValidity, early, Some(early)),
        ),
        (
            "in the house, and a card",
            &insured,
            InItsPlace::ToCome,
            card(late),
            (ReturnBecause::MynaUsable, late, Some(late)),
        ),
        (
            "posted, and a card later",
            &insured,
            InItsPlace::Left(early),
            card(late),
            (ReturnBecause::Replaced, early, Some(early)),
        ),
        (
            "a card that is not asked for",
            &insured,
            InItsPlace::ToCome,
            Circumstances { usable_since: Some(late), ..ELSE },
            (ReturnBecause::Replaced, since, None),
        ),
    ] {
        let one = Paper { in_its_place: place, ..paper(Life::Replaced) };
        let told = owed(case, &policy("lost"), &one, &known).unwrap();
        let (because, from, begins) = expected;
        assert_eq!((told.because, told.from), (because, from), "{name}");
        assert_eq!(told.duty.by, begins.map(|day| day.plus_days(5)), "{name}");
    }
    let of_the_elderly =
        Paper { kind: Kind::ElderlyCertificate, in_its_place: InItsPlace::ToCome, ..paper(Life::Replaced) };
    let told = owed(&insured, &policy("lost"), &of_the_elderly, &card(late)).unwrap();
    assert_eq!((told.because, told.duty.by), (ReturnBecause::Replaced, None), "a card is no reason for it");
}

#[test]
fn with_a_card_that_serves_every_certificate_that_its_holder_has_is_asked_for() {
    let card =
        Circumstances { certificate: due(ReturnBecause::MynaUsable), usable_since: Some(day(2026, 9, 10)), ..ELSE };
    let at = |on, life| {
        let one = Paper { counts: false, ..paper(life) };
        owed(&Case::blank(on), &policy("lost"), &one, &card).map(|owed| (owed.because, owed.duty.by))
    };
    assert_eq!(at(day(2026, 10, 1), Life::InHand), Some((ReturnBecause::MynaUsable, Some(day(2026, 9, 15)))));
    assert_eq!(at(day(2026, 10, 1), Life::Printed), None, "it lies in the house");
    assert_eq!(at(day(2027, 4, 1), Life::InHand), None, "expired, it is destroyed by its holder");
}
