//! What is decided for members of a ledger.

use crate::world::World;

#[test]
fn what_the_registration_list_says_decides_the_papers() {
    let world = World::peopled();
    let table =
        "記号,番号,枝番,利用登録,電子証明書有効期限\n101,12,0,有,2028-06-15\n101,12,1,無,\n202,7,0,有,2026-03-10\n";
    world.import("list.csv", table, &["--on", "2026-05-07"]);
    let usable = world.decide("101-12-0", "2026-05-10");
    assert_eq!(usable["covered"], "yes");
    assert_eq!(usable["usable_until"], "2028-09-15");
    assert_eq!(usable["certificate"]["outcome"], "none");
    assert_eq!(usable["certificate"]["because"], "myna_usable");
    assert_eq!(usable["notice"]["outcome"], "issue");
    let unregistered = world.decide("101-12-1", "2026-05-10");
    assert_eq!(unregistered["covered"], "no");
    assert_eq!(unregistered["certificate"]["outcome"], "issue");
    assert_eq!(unregistered["certificate"]["because"], "not_registered");
    assert_eq!(unregistered["certificate"]["last_day"], "2029-11-30");
    for text in ["sentence", "basis"] {
        assert!(unregistered["certificate"][text].as_str().is_some_and(|text| !text.is_empty()));
    }
    let lapsing = world.decide("202-7-0", "2026-06-01");
    assert_eq!(lapsing["certificate"]["because"], "e_certificate_lapsing");
    let unknown = world.decide("101-12-2", "2026-05-10");
    assert_eq!(unknown["certificate"]["outcome"], "ask");
}

#[test]
fn what_was_known_then_is_still_what_was_known_then() {
    let world = World::peopled();
    // Facts recorded by this run are known from now on, not before.
    let then =
        world.run(&["decide", "ledger.daicho", "--on", "2026-05-10", "--known-at", "2020-01-01T00:00:00Z", "--json"]);
    assert!(then.code == 4 || then.out.is_empty(), "nothing was known in 2020: {}", then.out);
    let now = world.run(&["decide", "ledger.daicho", "--on", "2026-05-10", "--json"]).ends(0).lines();
    assert_eq!(now.len(), 4);
}

#[test]
fn deciding_writes_nothing() {
    let world = World::peopled();
    let before = world.ledger();
    world.run(&["decide", "ledger.daicho", "--on", "2026-05-10"]).ends(0);
    assert!(before == world.ledger());
}

#[test]
fn a_loss_with_a_certificate_in_validity_makes_a_return_due() {
    let world = World::peopled();
    world.import("list.csv", "記号,番号,枝番,利用登録\n202,7,0,無\n", &["--on", "2026-05-07"]);
    world.run(&["plan", "ledger.daicho", "--kind", "certificate", "--on", "2026-05-08", "--json"]).ends(0);
    world.import("leave.csv", "記号,番号,氏名,カナ,生年月日,退職年月日,資格喪失年月日\n202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.31,R8.6.1\n", &["--on", "2026-06-02"]);
    let decided = world.decide("202-7-0", "2026-06-02");
    assert_eq!(decided["certificate"]["because"], "not_insured");
    let back = &decided["returns"][0];
    assert_eq!(back["paper"], "certificate");
    assert_eq!(back["outcome"], "due");
    assert_eq!(back["because"], "certificate_in_validity");
    assert!(back["owed_by"].as_str().is_some_and(|text| !text.is_empty()), "{back}");
    assert_eq!(back["by"], "2026-06-06", "within five days of the loss");
}

#[test]
fn between_two_imports_the_ledger_is_as_it_was_known_then() {
    let world = World::peopled();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,郵便番号,住所\n\
        202,7,00,佐藤　さくら,サトウ　サクラ,H2.2.15,2021-10-01,5300001,大阪府大阪市北区梅田1-2-3\n";
    let imports = || world.run(&["imports", "ledger.daicho", "--json"]).ends(0).lines();
    let first = imports();
    assert_eq!((first.len(), &first[0]["new"], &first[0]["file"]), (1, &4.into(), &"people.csv".into()));
    let then = first[0]["at"].as_str().expect("a moment").to_owned();
    // An instant has whole seconds: the second import must fall into a later one.
    let end = std::time::Instant::now() + std::time::Duration::from_secs(5);
    while std::time::Instant::now() < end && now() <= then {
        std::thread::park_timeout(std::time::Duration::from_millis(50));
    }
    world.import("changed.csv", table, &["--on", "2026-05-01"]);
    let second = imports();
    assert_eq!((second.len(), &second[1]["changed"], &second[1]["operator"]), (2, &1.into(), &first[0]["operator"]));
    let name = |known_at: &[&str]| {
        let arguments = [&["show", "ledger.daicho", "202-7-0", "--on", "2026-05-02", "--json"], known_at].concat();
        world.run(&arguments).ends(0).json()["name"].as_str().expect("a name").to_owned()
    };
    assert_eq!(name(&[]), "佐藤　さくら");
    assert_eq!(name(&["--known-at", &then]), "髙橋　さくら");
    let table = world.run(&["imports", "ledger.daicho"]).ends(0).out;
    assert!(table.contains("要確認") && table.contains("changed.csv"), "{table}");
}

/// The instant, as the ledger writes it.
fn now() -> String {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let day = rules::calendar::day(1970, 1, 1).plus_days(i64::try_from(seconds / 86_400).unwrap_or(0));
    format!("{day}T{:02}:{:02}:{:02}Z", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
}
