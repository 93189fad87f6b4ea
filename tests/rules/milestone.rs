//! Milestones: the counts in words, both readings, what is near, and what is ahead of whom. The days stand in `tables/09-milestones.md`.

use rules::calendar::{Day, day, holiday};
use rules::case::{Case, UseRegistration};
use rules::milestone::{Given, GivenFact, Kind, Milestone, ahead, is_near, milestones, reckon};
use rules::policy::{GraceReading, JoinerWait, Policies, Policy};
use rules::words::Lang;

use crate::rows::{base_policy, policy_text};

fn policy() -> Policy {
    let policies = Policies::read(&policy_text(&base_policy()), "policy.toml").unwrap();
    policies.on(day(2026, 4, 1)).unwrap().clone()
}

/// Every fact at once: each kind takes those it needs.
fn everything() -> Given {
    let days = GivenFact::ALL.iter().filter(|fact| **fact != GivenFact::BusinessDays).map(|fact| {
        let on = match fact {
            GivenFact::Born => day(1956, 2, 29),
            _ => day(2026, 4, 28),
        };
        (*fact, on)
    });
    Given { days: days.collect(), business_days: Some(4) }
}

fn told(milestone: &Milestone, lang: Lang) -> String {
    milestone.steps.iter().map(|step| step.said.in_lang(lang)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_day_that_can_be_reckoned_tells_its_count_in_both_languages_and_what_it_rests_on() {
    for kind in Kind::reckonable() {
        let one = reckon(kind, &everything()).unwrap();
        assert!(one.steps.len() >= 2, "{kind:?}");
        for step in &one.steps {
            let (ja, en) = (&step.said.ja, &step.said.en);
            assert!(ja.ends_with('。') && !ja.is_ascii(), "{ja}");
            assert!(en.ends_with('.') && en.is_ascii() && !en.contains("  "), "{en}");
        }
        assert!(one.steps.iter().any(|step| step.day == one.day), "{kind:?}: the count leads to the day");
        assert!(!one.kind.basis().ja.is_empty() && one.kind.basis().en.is_ascii());
        assert_ne!(kind.word(Lang::Ja), kind.word(Lang::En));
    }
}

#[test]
fn what_is_missing_is_named_and_what_only_the_ledger_knows_is_not_reckoned() {
    let none = Given::default();
    assert_eq!(reckon(Kind::MoveInReport, &none), Err(vec![GivenFact::Moved]));
    assert_eq!(reckon(Kind::MynaCardEnd, &none), Err(vec![GivenFact::Born, GivenFact::Issued]));
    assert_eq!(reckon(Kind::BusinessDays, &none), Err(vec![GivenFact::Received, GivenFact::BusinessDays]));
    assert_eq!(reckon(Kind::WaitEnd, &everything()), Err(Vec::new()));
    assert!(Kind::reckonable().all(|kind| kind != Kind::WaitEnd));
}

#[test]
fn holidays_have_the_names_of_the_official_calendar() {
    for line in include_str!("holidays.csv").lines().skip(1) {
        let (text, name) = line.split_once(',').unwrap();
        let on: Day = text.parse().unwrap();
        let holiday = holiday(on).unwrap();
        assert_eq!(holiday.name(Lang::Ja), name, "{text}");
        assert!(holiday.name(Lang::En).is_ascii());
    }
    assert_eq!(holiday(day(2026, 5, 2)), None, "a Saturday is no holiday");
}

#[test]
fn every_day_that_is_no_business_day_is_passed_over_by_name() {
    let given = Given { days: vec![(GivenFact::Received, day(2026, 4, 28))], business_days: Some(4) };
    let one = reckon(Kind::BusinessDays, &given).unwrap();
    let (ja, en) = (told(&one, Lang::Ja), told(&one, Lang::En));
    for name in ["昭和の日", "憲法記念日", "みどりの日", "こどもの日", "振替休日", "5月2日は土曜日"]
    {
        assert_eq!(ja.matches(name).count(), 1, "{name} in {ja}");
    }
    assert!(ja.contains("5月8日（金）が4営業日目です。"), "{ja}");
    assert!(en.contains("2026-05-06 (Wednesday) is passed over: a substitute holiday."), "{en}");
}

#[test]
fn a_birth_on_29_february_is_said_to_be_one() {
    let born = Given { days: vec![(GivenFact::Born, day(1956, 2, 29))], business_days: None };
    let seventy = told(&reckon(Kind::Turning70, &born).unwrap(), Lang::Ja);
    assert!(seventy.contains("2026年には2月29日がありません") && seventy.contains("令和8年2月28日"), "{seventy}");
    let seventy_five = told(&reckon(Kind::Turning75, &born).unwrap(), Lang::Ja);
    assert!(seventy_five.contains("定かでない日"), "{seventy_five}");
}

#[test]
fn both_readings_of_the_grace_period_are_shown_and_the_earlier_counts() {
    let given = Given { days: vec![(GivenFact::ECertificateUntil, day(2025, 11, 10))], business_days: None };
    let one = reckon(Kind::GraceEnd, &given).unwrap();
    let read: Vec<_> = one.readings.iter().map(|read| (read.reading, read.day, read.counts)).collect();
    let expected = [(GraceReading::Exact, day(2026, 2, 10), true), (GraceReading::MonthEnd, day(2026, 2, 28), false)];
    assert_eq!(read, expected);
    let given = Given { days: vec![(GivenFact::ECertificateUntil, day(2025, 11, 30))], business_days: None };
    assert!(reckon(Kind::GraceEnd, &given).unwrap().readings.iter().all(|read| read.counts), "they agree");
}

#[test]
fn a_milestone_is_near_from_a_month_before_to_the_day_itself() {
    let seventy = day(2026, 6, 1);
    for (on, near) in
        [(day(2026, 4, 30), false), (day(2026, 5, 1), true), (day(2026, 6, 1), true), (day(2026, 6, 2), false)]
    {
        assert_eq!(is_near(seventy, on), near, "{on}");
    }
}

fn somebody(on: Day) -> Case {
    Case {
        born: Some(day(1956, 5, 2)),
        acquired: Some(day(2026, 4, 1)),
        voluntary_until: Some(day(2028, 3, 31)),
        use_registered: UseRegistration::Yes,
        e_certificate_until: Some(day(2026, 5, 20)),
        ..Case::blank(on)
    }
}

#[test]
fn the_days_ahead_come_in_order_and_none_after_the_end_of_cover() {
    let on = day(2026, 4, 28);
    let kinds = |case: &Case| ahead(case, None).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    let all = [Kind::ECertificateEnd, Kind::Turning70, Kind::GraceEnd, Kind::VoluntaryEnd];
    assert_eq!(kinds(&somebody(on)), all, "75 comes after the continuation has ended");
    let employed = Case { voluntary_until: None, ..somebody(on) };
    assert_eq!(kinds(&employed).last(), Some(&Kind::Turning75));
    let abroad = Case { resident: false, ..employed.clone() };
    assert!(!kinds(&abroad).contains(&Kind::Turning75), "whoever has no residence in Japan stays");
    let leaves = Case { lost: Some(day(2026, 5, 25)), ..employed.clone() };
    assert_eq!(kinds(&leaves), [Kind::ECertificateEnd]);
    let left = Case { lost: Some(on), ..employed.clone() };
    assert!(kinds(&left).is_empty());
    let released = Case { use_registered: UseRegistration::Released, ..employed };
    assert!(!kinds(&released).contains(&Kind::GraceEnd));
    assert_eq!(ahead(&somebody(day(2026, 6, 1)), None).first(), Some(&(Kind::Turning70, day(2026, 6, 1))));
}

#[test]
fn each_day_ahead_has_its_count_and_a_shorter_continuation_says_so() {
    let on = day(2026, 4, 28);
    let shorter = Case { voluntary_until: Some(day(2027, 3, 31)), ..somebody(on) };
    for (case, told_end) in [(somebody(on), false), (shorter, true)] {
        let all = milestones(&case, &policy(), None);
        assert_eq!(all.len(), ahead(&case, None).len());
        for (one, (kind, day)) in all.iter().zip(ahead(&case, None)) {
            assert_eq!((one.kind, one.day), (kind, day));
        }
        let end = all.iter().find(|one| one.kind == Kind::VoluntaryEnd).unwrap();
        assert_eq!(told(end, Lang::Ja).contains("台帳の任意継続の最終日"), told_end);
    }
    let grace = milestones(&somebody(on), &policy(), None);
    let grace = grace.iter().find(|one| one.kind == Kind::GraceEnd).unwrap();
    assert!(told(grace, Lang::Ja).contains("当組合は「月末まで」"), "the society's own reading is named");
}

#[test]
fn a_wait_is_counted_as_the_policy_has_it() {
    let on = day(2026, 4, 28);
    let case = Case { received: Some(on), ..Case { voluntary_until: None, ..somebody(on) } };
    let by_days = Policy { joiner_wait: JoinerWait::Days { days: 30, until_days: 50 }, ..policy() };
    let wait = |policy: &Policy, until: Day| {
        milestones(&case, policy, Some(until)).into_iter().find(|one| one.kind == Kind::WaitEnd).unwrap()
    };
    assert_eq!(wait(&by_days, day(2026, 5, 21)).day, day(2026, 5, 21));
    let by_business_days = Policy { joiner_wait: JoinerWait::BusinessDays(4), ..policy() };
    let one = wait(&by_business_days, day(2026, 5, 8));
    assert_eq!(one.day, day(2026, 5, 8));
    assert!(told(&one, Lang::Ja).contains("こどもの日"));
}
