//! The one table of a paper's life, walked.

use proptest::prelude::*;
use rules::calendar::day;
use rules::paper::{Life, STEPS, Step, To, search_until};

/// What a paper's road must never do, whatever happens to it in whatever order.
fn walk(steps: &[usize]) {
    let (mut life, mut before) = (Life::Planned, None);
    // What cannot be taken back.
    let (mut lost, mut left, mut over, mut reminded) = (false, false, false, 0);
    for step in steps {
        let step = Step::ALL[*step];
        let Some(next) = life.after(step, before) else {
            assert!(life.steps().all(|one| one != step || step == Step::SearchInVain));
            continue;
        };
        if step == Step::Remind {
            assert!(!life.searched() && !life.closed(), "{life:?} is reminded of");
            assert_eq!(next, life);
            reminded += 1;
            continue;
        }
        assert!(!(over && next.counts()), "{life:?} {step:?} brings back what was done away with");
        assert!(!(lost && (next.outside() || next == Life::Undelivered)), "{step:?} makes a lost paper live again");
        assert!(left || next != Life::Returned, "what never left the printer is returned");
        assert!(next != Life::Destroyed || !life.outside() || matches!(life, Life::Printed | Life::Inserted));
        left |= step == Step::Print;
        lost |= matches!(next, Life::Lost | Life::LossReported);
        over |= !next.counts() && next != Life::Replaced;
        (before, life) = (Some(life), next);
    }
    assert!(reminded == 0 || left);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]
    #[test]
    fn no_walk_through_the_table_brings_back_what_was_lost_or_done_away_with(
        steps in prop::collection::vec(0..Step::ALL.len(), 1..60)
    ) {
        walk(&steps);
    }
}

#[test]
fn every_place_is_reached_every_step_happens_somewhere_and_no_step_leads_two_ways() {
    let mut reached = vec![Life::Planned];
    let mut at = 0;
    while at < reached.len() {
        let life = reached[at];
        for before in [None, Some(Life::InHand)] {
            for next in life.steps().filter_map(|step| life.after(step, before)) {
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
        }
        at += 1;
    }
    assert_eq!(reached.len(), Life::ALL.len());
    for step in Step::ALL {
        for life in Life::ALL {
            let rows = STEPS.iter().filter(|(from, by, _)| by == step && from.contains(life)).count();
            assert!(rows <= 1, "{life:?} {step:?} stands in the table {rows} times");
        }
        assert!(STEPS.iter().any(|(_, by, _)| by == step), "{step:?} never happens");
    }
}

#[test]
fn what_is_closed_can_only_be_found_or_destroyed() {
    for life in Life::ALL.iter().filter(|life| life.closed()) {
        for step in life.steps() {
            let kept = matches!(step, Step::Find | Step::Return | Step::Destroy | Step::Replace);
            assert!(kept, "{life:?} {step:?}");
            assert!(life.after(step, None).is_some_and(|next| next.closed() || next == Life::Replaced));
        }
    }
}

#[test]
fn what_was_said_to_be_returned_stands_as_before_when_the_search_is_in_vain() {
    for before in [Life::InHand, Life::Damaged, Life::Lost, Life::Replaced] {
        let said = before.after(Step::SayReturned, None).unwrap();
        assert!(said.searched() && said.after(Step::Remind, Some(before)).is_none());
        assert_eq!(said.after(Step::SearchInVain, Some(before)), Some(before));
    }
    // What never came is lost when nobody finds it.
    assert_eq!(Life::NeverCame.after(Step::SearchInVain, Some(Life::Posted)), Some(Life::Lost));
    assert_eq!(search_until(day(2026, 4, 1)), day(2026, 4, 15));
}

#[test]
fn whoever_finds_a_lost_paper_brings_it_to_be_destroyed() {
    for (step, next) in [(Step::Find, Life::Found), (Step::Return, Life::Found)] {
        for life in [Life::Lost, Life::LossReported, Life::NotCollectable] {
            assert_eq!(life.after(step, None), Some(next));
        }
    }
    let ways: Vec<Step> = Life::Found.steps().collect();
    assert_eq!(ways, [Step::Destroy]);
    assert!(STEPS.iter().all(|(from, _, to)| *to != To::AsBefore || *from == [Life::SaidReturned].as_slice()));
}
