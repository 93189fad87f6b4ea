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
