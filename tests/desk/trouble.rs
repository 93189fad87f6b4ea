//! A report of trouble: it tells what is wrong, and nobody who is real.

use desk::decide::Question;
use desk::ledger::{Moment, Passphrase};
use desk::trouble::Machine;
use desk::{Desk, Occasion};
use rules::calendar::day;
use rules::words::Lang;
use serde_json::Value;

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

/// What a report says under a heading.
fn part<'t>(text: &'t str, heading: &str) -> &'t str {
    let after = text.split_once(&format!("## {heading}")).expect("the heading").1;
    after.split_once("\n\n").expect("an empty line").1.split("\n## ").next().expect("a part").trim()
}

#[test]
fn every_member_of_a_society_is_told_as_a_look_alike_who_is_nobody_and_is_decided_alike() {
    let world = World::bare();
    world.run(&["demo", "society", "--members", "120", "--filled"]).ends(0);
    let folder = world.at("society");
    let secret = std::fs::read_to_string(folder.join("passphrase.txt")).expect("a passphrase");
    let on = day(2026, 4, 21);
    let at = Moment::new("2026-04-21T01:00:00Z").expect("an instant");
    let occasion = Occasion { at, today: on, operator: "desk".to_owned() };
    let desk = Desk::open(&folder.join(LEDGER), None, &Passphrase::from(secret), &occasion).expect("a ledger");
    let machine = Machine { program: "daicho".to_owned(), system: "linux".to_owned(), log: Vec::new() };
    let truth = std::fs::read_to_string(folder.join("truth.jsonl")).expect("the truth");
    let truth: Vec<Value> = truth.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let all = truth.iter().flat_map(|one| ["name", "kana", "address", "born"].map(|field| &one[field]));
    let canaries: Vec<&str> = all.filter_map(Value::as_str).filter(|text| text.chars().count() > 2).collect();
    let (mut told, mut alike, mut found) = (0, 0, Vec::new());
    for one in &truth {
        let member = one["member"].as_str().expect("a number").to_owned();
        let question = Question { on, known_at: None, member: Some(member.clone()), lang: Lang::Ja };
        // Whoever stands in a file that could not be taken in is not in the ledger.
        let Ok(trouble) = desk.trouble(&question, &machine) else { continue };
        told += 1;
        alike += usize::from(trouble.same == Some(true));
        let own = [&member, one["number"].as_str().expect("a number"), one["postcode"].as_str().unwrap_or("～")];
        let shown = trouble.text.split_once("## 加入者").expect("the member").1;
        // A number is looked for as one: its digits may stand in another's by chance.
        let whole = |own: &&str| shown.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == *own);
        found.extend(own.into_iter().filter(|own| own.len() > 3).filter(whole).map(str::to_owned));
        // Nobody else's either, but for a day of birth that somebody else has by chance.
        let mine = one["born"].as_str();
        let stands = |text: &&&str| shown.contains(**text) && (!text.starts_with(['1', '2']) || mine == Some(text));
        found.extend(canaries.iter().filter(stands).map(|text| (*text).to_owned()));
    }
    assert!(told > 90, "{told} of {} were told", truth.len());
    assert!(found.is_empty(), "real in a report: {found:?}");
    assert!(alike * 100 >= told * 95, "{alike} of {told} are decided alike");
}

#[test]
fn the_table_in_a_report_is_decided_by_the_rules_as_the_member_is() {
    let world = World::peopled();
    let report =
        world.run(&["trouble", LEDGER, "--member", "101-12-01", "--on", "2026-05-01", "--json"]).ends(0).json();
    assert_eq!(report["same"], true);
    let text = report["text"].as_str().expect("a text");
    world.file("reported.toml", part(text, "policy.toml"));
    world.file("reported.csv", part(text, "cases.csv"));
    let tried = world.run(&["rules", "try", "--policy", "reported.toml", "reported.csv", "--json"]).ends(0).lines();
    let decided = world.decide("101-12-01", "2026-05-01");
    assert_eq!(tried[0]["certificate"], decided["certificate"]["outcome"], "{tried:?}");
    assert_eq!(tried[0]["certificate_because"], decided["certificate"]["because"]);
    assert_eq!(tried[0]["notice"], decided["notice"]["outcome"]);
    assert_eq!(tried[0]["covered"], decided["covered"]);
}

#[test]
fn a_report_is_read_before_it_is_written_holds_the_log_and_is_a_look_in_the_journal() {
    let world = World::peopled();
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["show", LEDGER, "999-1-00"]).ends(4);
    let ran = world.run(&["trouble", LEDGER, "--member", "101-12-00", "--out", "out"]).ends(0);
    let files: Vec<_> = std::fs::read_dir(world.at("out")).expect("out").flatten().map(|entry| entry.path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let written = std::fs::read_to_string(&files[0]).expect("the report");
    assert_eq!(written.trim(), ran.out.trim(), "what is written is what was shown");
    assert!(part(&written, "動作の記録").contains("refused code=\"member_unknown\""), "{written}");
    for canary in ["山田", "太郎", "ヤマダ", "タロウ", "101-0012", "1980-01-02", "千代田", "理事会", "見本", "みほん"]
    {
        assert!(!written.contains(canary), "{canary} is in\n{written}");
    }
    let journal = world.run(&["journal", LEDGER, "--json"]).ends(0);
    assert!(journal.out.contains("不具合の報告"), "{}", journal.out);
    let without = world.run(&["trouble", LEDGER, "--json"]).ends(0).json();
    assert!(without["same"].is_null() && without["text"].as_str().is_some_and(|text| text.contains("members 4")));
    world.run(&["trouble", LEDGER, "--member", "999-1-00"]).ends(4);
    world.run(&["trouble", LEDGER, "--out", "nowhere"]).ends(4);
}
