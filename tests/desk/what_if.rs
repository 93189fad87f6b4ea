//! 試算: another day, another policy and a change of the law, tried over the whole ledger without a trace.

use desk::ledger::{Circumstance, Ledger, Moment, NewAct, Passphrase};
use desk::what_if::Supposing;
use desk::{Desk, Occasion};
use rules::calendar::day;
use rules::words::Lang;
use serde_json::Value;

use crate::world::{POLICY, World};

/// A household of three and one more: the husband's e-certificate ends in June, the wife is not registered.
fn society() -> World {
    let world = World::peopled();
    world.import(
        "list.csv",
        "記号,番号,枝番,利用登録,電子証明書有効期限\n101,0012,00,有,2026-06-15\n101,0012,01,無,\n",
        &["--form", "registration", "--on", "2026-04-20"],
    );
    world
}

const ON: &str = "2026-04-21";

fn tried(world: &World, more: &[&str]) -> Value {
    world.run(&[&["what-if", "ledger.daicho", "--on", ON, "--json"], more].concat()).ends(0).json()
}

/// Key and count of each difference.
fn groups(answer: &Value) -> Vec<(String, u64)> {
    let groups = answer["groups"].as_array().expect("groups");
    groups
        .iter()
        .map(|one| (one["key"].as_str().expect("a key").to_owned(), one["members"].as_u64().unwrap_or(0)))
        .collect()
}

fn count(answer: &Value, key: &str) -> u64 {
    groups(answer).iter().find(|(known, _)| known == key).map_or(0, |(_, count)| *count)
}

/// The end of the journal, and how many acts it has.
fn head(world: &World) -> (Value, Value) {
    let verified = world.run(&["verify", "ledger.daicho", "--json"]).ends(0).json();
    (verified["head"].clone(), verified["acts"].clone())
}

fn members(world: &World, more: &[&str]) -> Vec<String> {
    let lines = world.run(&[&["what-if", "ledger.daicho", "--on", ON, "--json"], more].concat()).ends(0).lines();
    lines.iter().map(|one| one["member"].as_str().expect("a member").to_owned()).collect()
}

#[test]
fn another_day_tells_who_is_decided_otherwise_then_and_leaves_no_act() {
    let world = society();
    let before = head(&world);
    let answer = tried(&world, &["--against-on", "2026-12-01"]);
    assert_eq!((&answer["members"], &answer["on"], &answer["against"]), (&4.into(), &ON.into(), &"2026-12-01".into()));
    let lapsed = "certificate:none.myna_usable:issue.e_certificate_lapsed";
    assert_eq!(count(&answer, lapsed), 1, "{answer}");
    assert_eq!(count(&answer, "covered:yes.myna_usable:no.nothing_to_show"), 1, "{answer}");
    assert_eq!(members(&world, &["--against-on", "2026-12-01", "--list", lapsed]), ["101-0012-00"]);
    // Each count is the length of the list behind it.
    for (key, count) in groups(&answer) {
        let listed = members(&world, &["--against-on", "2026-12-01", "--list", &key]);
        assert_eq!(listed.len() as u64, count, "{key}");
    }
    assert_eq!(head(&world), before, "nothing is recorded");
    // The look stands in the journal.
    let looks = world.run(&["journal", "ledger.daicho", "--what", "looks", "--json"]).ends(0).lines();
    assert!(looks.iter().any(|one| one["kind"] == "what_if"), "{looks:?}");
    let ran = world.run(&["what-if", "ledger.daicho", "--against-on", "2026-12-01", "--list", "nothing"]).ends(2);
    assert!(ran.err.contains("この違い"), "{}", ran.err);
}

#[test]
fn another_policy_is_compared_outcome_by_outcome_and_day_by_day() {
    let world = society();
    world.file(
        "apply.toml",
        POLICY.replace("certificate_lapse = \"ex_officio\"", "certificate_lapse = \"on_application\""),
    );
    world.file("short.toml", POLICY.replace("fixed = 2029-11-30", "fixed = 2028-11-30"));
    let lapse = ["--on", "2026-12-01", "--policy", "apply.toml"];
    let answer = world.run(&[&["what-if", "ledger.daicho", "--json"], &lapse[..]].concat()).ends(0).json();
    let turned = "certificate:issue.e_certificate_lapsed:on_application.e_certificate_lapsed";
    assert_eq!(groups(&answer), [(turned.to_owned(), 1)]);
    assert_eq!(answer["policy"], "理事会決定 令和6年11月5日");
    let sooner = tried(&world, &["--policy", "short.toml"]);
    assert_eq!(groups(&sooner), [("last_day:ends.policy:ends_earlier.policy".to_owned(), 1)], "the wife's alone");
    let arguments = ["what-if", "ledger.daicho", "--on", ON, "--policy", "short.toml", "--list"];
    let key = "last_day:ends.policy:ends_earlier.policy";
    let listed = world.run(&[&arguments[..], &[key, "--json"]].concat()).ends(0).lines();
    assert_eq!(listed[0]["why"], "2029-11-30 → 2028-11-30");
    // The same policy changes nothing; a file with mistakes names them with their lines.
    assert_eq!(tried(&world, &["--policy", "policy.toml"])["altered"], 0);
    world.file("wrong.toml", POLICY.replace("short_term_months = 2", "short_term = 2"));
    let ran = world.run(&["what-if", "ledger.daicho", "--policy", "wrong.toml"]).ends(1);
    assert!(ran.err.contains("policy.toml:"), "{}", ran.err);
    let same = world.run(&["what-if", "ledger.daicho", "--on", ON]).ends(2);
    assert!(same.err.contains("同じ"), "{}", same.err);
}

#[test]
fn a_change_of_the_law_is_tried_before_it_comes_and_only_tried() {
    let world = society();
    let passphrase = || {
        let text = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
        Passphrase::from(text.trim_end().to_owned())
    };
    let mut ledger = Ledger::open(&world.at("ledger.daicho"), &passphrase()).expect("the ledger");
    let somebody = ledger.members_with_number(None, "7").expect("numbers")[0];
    let act = NewAct {
        at: Moment::new("2099-01-01T00:00:00Z").expect("an instant"),
        operator: "desk".to_owned(),
        kind: "import",
        on: day(2026, 4, 20),
        subject: None,
        reason: None,
    };
    let card = Circumstance { old_card_until: Some(day(2026, 9, 30)), ..Circumstance::default() };
    ledger
        .act::<(), desk::ledger::Error>(act, |entry| entry.circumstance(somebody, day(2025, 1, 1), &card))
        .expect("an old card");
    drop(ledger);
    world.file("pack.toml", "title = \"延長（案）\"\nsource = \"見本部会\"\nold_cards_end = 2026-12-02\n");
    let answer = tried(&world, &["--rules", "pack.toml"]);
    assert_eq!(answer["pack"]["moved"][0]["then"], "2026-12-02", "{answer}");
    let good: u64 = groups(&answer)
        .iter()
        .filter(|(key, _)| key.starts_with("certificate:") && key.ends_with(":none.old_card_good"))
        .map(|(_, count)| *count)
        .sum();
    assert_eq!((good, answer["altered"].as_u64()), (1, Some(1)), "{answer}");
    assert_ne!(world.decide("202-7-0", ON)["certificate"]["because"], "old_card_good", "the law is as it was");
    world.file("wrong.toml", "title = \"案\"\nsource = \"案\"\nold_card_end = 2026-12-02\n");
    let ran = world.run(&["what-if", "ledger.daicho", "--rules", "wrong.toml"]).ends(1);
    assert!(ran.err.contains("pack.toml:3"), "{}", ran.err);
}

#[test]
fn what_was_not_known_yet_is_not_compared() {
    let world = World::bare();
    let at = |instant: &str| Occasion {
        at: Moment::new(instant).expect("an instant"),
        today: day(2026, 4, 21),
        operator: "desk".to_owned(),
    };
    let passphrase = Passphrase::from("見本の合言葉 for tests".to_owned());
    let (society, policy) = (world.at("society.toml"), world.at("policy.toml"));
    let founded = at("2026-04-01T00:00:00Z");
    let ledger = world.at("ledger.daicho");
    let (mut desk, _) = desk::founding::found(&ledger, &society, &policy, &passphrase, &founded).expect("a ledger");
    world.file("people.csv", crate::world::PEOPLE);
    world.file("list.csv", "記号,番号,枝番,利用登録\n101,0012,01,無\n");
    for (file, instant) in [("people.csv", "2026-04-10T00:00:00Z"), ("list.csv", "2026-04-20T00:00:00Z")] {
        let import = desk::import::Import::of(world.at(file), Lang::Ja);
        desk.import(&import, &at(instant)).expect("an import");
    }
    let policy = POLICY.replace("fixed = 2029-11-30", "fixed = 2028-11-30");
    let supposing = |known: Option<&str>| Supposing {
        on: day(2026, 4, 21),
        against: None,
        policy: Some(policy.clone()),
        pack: None,
        known_at: known.map(|known| Moment::new(known).expect("an instant")),
        lang: Lang::Ja,
    };
    let altered = |desk: &Desk, known| desk.what_if(&supposing(known)).expect("a comparison").answer.altered;
    assert_eq!(altered(&desk, None), 1, "the wife would be printed a certificate");
    assert_eq!(altered(&desk, Some("2026-04-15T00:00:00Z")), 0, "nobody knew of her registration");
}
