//! `daicho rules try`: a table of cases in, the same table with outcomes out.

use serde_json::Value;

use crate::world::World;

const CASES: &str = "case,on,use_registered,myna_card,e_certificate_until\n\
    usable,2026-05-01,yes,held,2028-01-31\n\
    \"no, not registered\",2026-05-01,no,,\n";

#[test]
fn the_table_comes_back_with_its_outcomes() {
    let world = World::bare();
    world.file("cases.csv", format!("\u{feff}{CASES}"));
    let ran = world.run(&["rules", "try", "--policy", "policy.toml", "cases.csv"]).ends(0);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[0],
        "case,on,use_registered,myna_card,e_certificate_until,covered,usable_until,certificate,certificate_because,\
         certificate_last_day,certificate_last_day_because,notice,notice_because,old_card_return,certificate_return"
    );
    assert_eq!(
        lines[1],
        "usable,2026-05-01,yes,held,2028-01-31,yes,2028-04-30,none,myna_usable,,,issue,joined,none,none"
    );
    assert_eq!(
        lines[2],
        "\"no, not registered\",2026-05-01,no,,,no,,issue,not_registered,2029-11-30,policy,issue,joined,none,none"
    );
    assert!(ran.out.ends_with('\n') && !ran.out.contains('\r') && !ran.out.starts_with('\u{feff}'));
}

#[test]
fn json_explains_itself() {
    let world = World::bare();
    world.file("cases.csv", CASES);
    let lines = world.run(&["rules", "try", "--policy", "policy.toml", "cases.csv", "--json"]).ends(0).lines();
    assert_eq!(lines.len(), 2);
    let one = &lines[1];
    assert_eq!(one["certificate"], "issue");
    assert_eq!(one["e_certificate_until"], Value::Null);
    assert_eq!(one["wait_until"], Value::Null);
    for part in ["covered", "certificate", "notice", "old_card_return", "certificate_return"] {
        let why = &one["why"][part];
        assert!(why["sentence"].is_string() && why["basis"].is_string(), "{part}: {why}");
        assert!(why["inputs"].is_array(), "{part}: {why}");
        assert!(!why["would_change"].is_null(), "{part}: {why}");
    }
    let changes = one["why"]["certificate"]["would_change"].to_string();
    assert!(changes.contains("use_registered"), "{changes}");
}

#[test]
fn all_errors_are_named_and_nothing_is_answered() {
    let world = World::bare();
    world
        .file("cases.csv", "case,on,myna_card\na,2026-02-30,held\n\nb,2026-02-28,sold\n\"c\nc\",,held\nd,2026-01-01\n");
    let ran = world.run(&["rules", "try", "--policy", "policy.toml", "cases.csv"]).ends(4);
    assert!(ran.out.is_empty());
    for place in ["cases.csv:2", "cases.csv:4", "cases.csv:5", "cases.csv:7"] {
        assert!(ran.err.contains(place), "{place} in {}", ran.err);
    }
    world.file("bad.toml", crate::world::POLICY.replace("short_term_months = 2", "short_term_months = -2"));
    let ran = world.run(&["rules", "try", "--policy", "bad.toml", "cases.csv"]).ends(4);
    assert!(ran.out.is_empty() && ran.err.contains("bad.toml:8") && !ran.err.contains("cases.csv"), "{}", ran.err);
}
