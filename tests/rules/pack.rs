//! Rule packs: what is read, every mistake with its line, and that a pack decides nothing unless it is given.

use rules::calendar::{LAW, day};
use rules::case::Case;
use rules::decision::{Covered, CoveredBecause};
use rules::pack::Pack;
use rules::policy::Policies;
use rules::{decide, decide_under};

const LONGER: &str = "\
# 経過措置を1年延ばす案
title = \"経過措置の延長（案）\"
source = \"第1回 見本部会 資料2\"
old_cards_end = 2026-12-02
";

const POLICY: &str = include_str!("../../templates/policies/single_company.toml");

fn mistakes(text: &str) -> Vec<(String, &'static str)> {
    let all = Pack::read(text, "pack.toml").expect_err("a mistake was accepted");
    for one in &all {
        assert!(!one.sentence.ja.is_empty() && !one.hint.en.is_empty());
    }
    all.into_iter().map(|one| (one.place, one.code)).collect()
}

#[test]
fn a_pack_moves_what_it_names_and_leaves_the_rest() {
    let pack = Pack::read(LONGER, "pack.toml").unwrap();
    assert_eq!((pack.title.as_str(), pack.law.old_cards_end), ("経過措置の延長（案）", day(2026, 12, 2)));
    assert_eq!(pack.law.old_cards_not_issued, LAW.old_cards_not_issued);
    let moved = pack.moved();
    assert_eq!(moved.len(), 1);
    assert_eq!((moved[0].key, moved[0].now, moved[0].then), ("old_cards_end", LAW.old_cards_end, day(2026, 12, 2)));
    let all = "title = \"全部\"\nsource = \"案\"\nold_cards_not_issued = 2025-01-01\nold_cards_end = 2026-01-01\n\
               clinic_acceptance_over = 2027-01-01\nmyna_card_adult_at_18 = 2023-01-01\n";
    assert_eq!(Pack::read(all, "pack.toml").unwrap().moved().len(), 4, "every date of the law can be named");
}

#[test]
fn every_mistake_of_a_pack_is_named_with_its_line() {
    let cases = [
        ("", vec![("pack.toml:1", "missing_key"), ("pack.toml:1", "missing_key")]),
        (
            "title = \"案\"\nsource = 5\nold_card_end = 2026-12-02\nold_cards_end = \"2026-12-02\"\n",
            vec![("pack.toml:2", "unknown_value"), ("pack.toml:3", "unknown_key"), ("pack.toml:4", "unknown_value")],
        ),
        ("title = \"案\"\nsource = \"案\"\nold_cards_end = 2025-12-02\n", vec![("pack.toml:3", "pack_moves_nothing")]),
        ("title = \"案\"\nsource = \"案\"\n", vec![("pack.toml:1", "pack_moves_nothing")]),
        ("title = \"案\"\nsource = \"案\"\n\nold_cards_end = 2024-12-01\n", vec![("pack.toml:4", "days_out_of_order")]),
        (
            "title = \"案\"\nsource = \"案\"\nold_cards_end = 2026-12-02T00:00:00\n",
            vec![("pack.toml:3", "unknown_value")],
        ),
    ];
    for (text, expected) in cases {
        let expected: Vec<(String, &'static str)> =
            expected.into_iter().map(|(place, code)| (place.to_owned(), code)).collect();
        assert_eq!(mistakes(text), expected, "in:\n{text}");
    }
    let torn = mistakes("title = \"案\nsource = \"案\"\n");
    assert!(torn.iter().all(|(_, code)| *code == "not_toml"), "{torn:?}");
}

#[test]
fn an_old_card_is_good_for_as_long_as_the_pack_says_and_only_under_it() {
    let pack = Pack::read(LONGER, "pack.toml").unwrap();
    let policies = Policies::read(POLICY, "policy.toml").unwrap();
    for (on, under_law, under_pack) in [
        (day(2025, 12, 1), true, true),
        (day(2025, 12, 2), false, true),
        (day(2026, 12, 1), false, true),
        (day(2026, 12, 2), false, false),
    ] {
        let mut case = Case::blank(on);
        case.old_card_until = Some(day(2027, 3, 31));
        let policy = policies.on(on).unwrap();
        let good = |because| because == CoveredBecause::OldCardGood;
        let (law, then) = (decide(&case, policy).unwrap(), decide_under(&pack.law, &case, policy).unwrap());
        assert_eq!((good(law.covered_because), good(then.covered_because)), (under_law, under_pack), "{on}");
        assert_eq!(then.covered == Covered::Yes, under_pack, "{on}");
    }
}
