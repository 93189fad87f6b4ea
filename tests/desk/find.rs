//! One box finds a member by whatever the clerk has.

use crate::world::World;

/// What is typed, and whom it must find first.
const TYPED: &[(&str, &str)] = &[
    ("101-12-0", "101-0012-00"),
    ("101-0012-00", "101-0012-00"),
    ("１０１－００１２－０１", "101-0012-01"),
    ("山田　太郎", "101-0012-00"),
    ("山田太郎", "101-0012-00"),
    ("太郎", "101-0012-00"),
    ("ヤマダ　ハナコ", "101-0012-01"),
    ("ﾔﾏﾀﾞ ﾊﾅｺ", "101-0012-01"),
    ("やまだ はなこ", "101-0012-01"),
    ("はなこ", "101-0012-01"),
    ("髙橋", "202-7-00"),
    ("高橋", "202-7-00"),
    ("たかはし", "202-7-00"),
    ("1990-02-15", "202-7-00"),
    ("平成2年2月15日", "202-7-00"),
    ("H2.2.15", "202-7-00"),
    ("19900215", "202-7-00"),
    ("山田 2012/5/6", "101-0012-02"),
    ("B002", "202-7-00"),
    ("見本商事", "202-7-00"),
];

#[test]
fn whatever_the_clerk_types_finds_the_member() {
    let world = World::peopled();
    for (typed, expected) in TYPED {
        let hits = world.run(&["find", "ledger.daicho", typed, "--json"]).ends(0).lines();
        assert_eq!(hits.first().map(|hit| hit["member"].clone()), Some((*expected).into()), "{typed}: {hits:?}");
        for field in ["name", "kana", "born", "employer"] {
            assert!(hits[0].get(field).is_some(), "{field}");
        }
    }
}

#[test]
fn nobody_is_found_by_what_nobody_has() {
    let world = World::peopled();
    for typed in ["斎藤", "2001-01-01", "999999", "%", "*", "' OR 1=1 --", "ヤマダ　サクラ"] {
        let hits = world.run(&["find", "ledger.daicho", typed, "--json"]).ends(0).lines();
        assert!(hits.is_empty(), "{typed}: {hits:?}");
    }
}

#[test]
fn a_paper_is_found_by_its_number() {
    let world = World::peopled();
    world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-01", "--json"]).ends(0);
    let shown = world.show("202-7-0", "2026-05-01");
    let paper = shown["papers"][0]["paper"].as_str().expect("a paper");
    let hits = world.run(&["find", "ledger.daicho", paper, "--json"]).ends(0).lines();
    assert_eq!(hits[0]["member"], "202-7-00");
}
