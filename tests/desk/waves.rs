//! Renewals of one last day, levelled over weeks, frozen, and planned week by week.

use serde_json::Value;

use crate::world::{POLICY, World};

const LEDGER: &str = "ledger.daicho";
const UNTIL: &str = "2026-11-30";

/// Eight people of two employers and one at home whose certificates all end on 30 November 2026.
fn world() -> World {
    let world = World::bare();
    world.file("policy.toml", POLICY.replace("{ fixed = 2029-11-30 }", "{ fixed = 2026-11-30 }"));
    world.run(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    let mut people =
        String::from("記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所\n");
    let mut list = String::from("記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n");
    for (at, (symbol, voluntary)) in [
        ("101", ""),
        ("101", ""),
        ("101", ""),
        ("101", ""),
        ("202", ""),
        ("202", ""),
        ("202", "2028-03-31"),
        ("101", ""),
    ]
    .iter()
    .enumerate()
    {
        let given = ["一", "二", "三", "四", "五", "六", "七", "八"][at];
        let kana = ["イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ"][at];
        let number = at + 1;
        people.push_str(&format!(
            "{symbol},{number},00,更新　{given},コウシン　{kana},S5{at}.1.2,男,本人,R6.4.1,{voluntary},1000001,東京都千代田区千代田1-{number}\n"
        ));
        list.push_str(&format!("{symbol},{number},00,無,,2026-01-31\n"));
    }
    assert_eq!(world.import("people.csv", &people, &["--on", "2026-01-10"])["new"], 8);
    world.import("list.csv", &list, &["--form", "registration", "--on", "2026-02-05"]);
    let planned = world.run(&["plan", LEDGER, "--kind", "certificate", "--on", "2026-02-06", "--json"]).ends(0).json();
    assert_eq!(planned["members"], 8);
    // The eighth can use the card since; the society has decided the years after.
    let usable = "記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n101,8,00,有,2030-01-01,2026-08-31\n";
    world.import("august.csv", usable, &["--form", "registration", "--on", "2026-09-05"]);
    let next = POLICY.replace("from = 2024-12-02", "from = 2026-09-01").replace("[[policy]]\n", "");
    let both = format!("{}\n[[policy]]\n{}", POLICY.replace("{ fixed = 2029-11-30 }", "{ fixed = 2026-11-30 }"), next);
    world.file("policies.toml", both);
    world
}

/// The desk with the policy of the next years adopted.
pub fn adopted() -> World {
    let world = world();
    adopt(&world);
    world
}

fn adopt(world: &World) {
    let text = std::fs::read_to_string(world.at("policies.toml")).expect("policies");
    let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
    let passphrase = desk::ledger::Passphrase::from(passphrase);
    let occasion = desk::Occasion {
        at: desk::ledger::Moment::new("2026-09-10T01:00:00Z").expect("a moment"),
        today: "2026-09-10".parse().expect("a day"),
        operator: "desk".to_owned(),
    };
    let mut ledger = desk::ledger::Ledger::open(&world.at(LEDGER), &passphrase).expect("a ledger");
    let act = desk::ledger::NewAct {
        at: occasion.at,
        operator: occasion.operator,
        kind: "policy",
        on: occasion.today,
        subject: None,
        reason: None,
    };
    ledger.act::<(), desk::ledger::Error>(act, |entry| entry.policy(&text)).expect("adopted");
}

fn waves(world: &World, words: &[&str]) -> Value {
    world.run(&[&["waves", LEDGER], words, &["--json"]].concat()).ends(0).json()
}

fn loads(wave: &Value) -> Vec<(String, u64)> {
    let weeks = wave["weeks"].as_array().expect("weeks");
    weeks
        .iter()
        .map(|week| (week["day"].as_str().unwrap_or("").to_owned(), week["people"].as_u64().unwrap_or(99)))
        .collect()
}

#[test]
fn renewals_are_levelled_by_employer_over_weeks_that_are_safe() {
    let world = adopted();
    let wave = waves(&world, &["--until", UNTIL, "--weeks", "3", "--on", "2026-09-10"]);
    // Sixty days before on, and until fourteen days before; employers and homes are not split.
    let expected = [("2026-10-01", 4), ("2026-10-05", 2), ("2026-10-13", 1)];
    assert_eq!(loads(&wave), expected.map(|(day, people)| (day.to_owned(), people)), "{wave}");
    assert_eq!(
        (wave["people"].as_u64(), wave["last_safe"].as_str(), wave["available"].as_u64()),
        (Some(7), Some("2026-11-16"), Some(8))
    );
    assert_eq!(wave["left_out"][0]["because"], "myna_usable");
    assert_eq!(wave["weeks"][0]["employers"], serde_json::json!([{ "employer": "A001", "people": 4 }]));
    assert!(wave["weeks"][2]["employers"][0]["employer"].is_null(), "at home");
    // At most four a week: two weeks do.
    let limited = waves(&world, &["--until", UNTIL, "--per-week", "4", "--on", "2026-09-10"]);
    assert_eq!(loads(&limited).iter().map(|(_, people)| *people).collect::<Vec<_>>(), [4, 3]);
    let tight = waves(&world, &["--until", UNTIL, "--per-week", "3", "--on", "2026-09-10"]);
    assert!(tight["remark"].as_str().is_some_and(|said| said.contains("事業所は分けません")), "{tight}");
    let err = |words: &[&str]| world.run(&[&["waves", LEDGER], words].concat()).ends(1).err;
    assert!(err(&["--until", UNTIL, "--weeks", "9", "--on", "2026-09-10"]).contains("8週"));
    assert!(err(&["--until", UNTIL, "--weeks", "1", "--per-week", "5", "--on", "2026-09-10"]).contains("7人"));
    assert!(err(&["--until", UNTIL, "--on", "2026-11-17"]).contains("令和8年11月16日"));
    assert!(err(&["--until", "2026-12-31", "--freeze", "--on", "2026-09-10"]).contains("更新するものはありません"));
    assert!(world.run(&["waves", LEDGER]).ends(2).err.contains("--until"));
}

#[test]
fn a_frozen_wave_is_planned_week_by_week_and_nobody_twice() {
    let world = adopted();
    let words = ["--until", UNTIL, "--weeks", "3", "--freeze", "--on", "2026-09-10"];
    assert_eq!(waves(&world, &words)["wave"], 1);
    // Frozen again while nothing of it is planned: the later one counts.
    let second = waves(&world, &words);
    assert_eq!(second["wave"], 2);
    assert_eq!(waves(&world, &["show", "1"])["stopped"]["because"], "newer_wave");
    world.run(&["waves", LEDGER, "plan", "1", "1"]).ends(1);
    // A run of those days leaves renewals to the wave.
    world.run(&["run", LEDGER, "freeze", "--on", "2026-10-01", "--json"]).ends(0);
    let run = world.run(&["run", LEDGER, "show", "1", "--json"]).ends(0).json();
    let renewals =
        run["parts"].as_array().expect("parts").iter().find(|part| part["part"] == "renewal").expect("renewals");
    assert_eq!((renewals["count"].as_u64(), run["to_plan"].as_u64()), (Some(7), Some(0)));
    let mut renewed = 0;
    for week in ["1", "2", "3"] {
        let planned = world.run(&["waves", LEDGER, "plan", "2", week, "--json"]).ends(0).json();
        renewed += planned["members"].as_u64().unwrap_or(0);
        world.run(&["waves", LEDGER, "plan", "2", week]).ends(1);
    }
    assert_eq!(renewed, 7);
    let shown = waves(&world, &["show", "2"]);
    assert!(
        shown["weeks"]
            .as_array()
            .expect("weeks")
            .iter()
            .all(|week| week["batches"].as_array().is_some_and(|all| all.len() == 1))
    );
    assert!(world.run(&[&["waves", LEDGER][..], &words].concat()).ends(1).err.contains("もう束を確定しています"));
    assert!(world.run(&["waves", LEDGER, "plan", "2", "4"]).ends(1).err.contains("1から3"));
    // Everybody is covered on the day after.
    for number in 1..=7 {
        let symbol = if number < 5 { "101" } else { "202" };
        assert_eq!(world.decide(&format!("{symbol}-{number}-00"), "2026-12-01")["covered"], "yes", "{number}");
    }
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_standing_need_is_renewed_without_an_application_and_a_wait_that_ends_before_the_wave_is_bridged() {
    let world = adopted();
    // The first of them can use a card, and needs help at the clinic.
    let passphrase =
        desk::ledger::Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"));
    let day: desk::rules::calendar::Day = "2026-09-01".parse().expect("a day");
    let mut ledger = desk::ledger::Ledger::open(&world.at(LEDGER), &passphrase).expect("a ledger");
    let member = ledger.members_with_number(Some("101"), "1").expect("members")[0];
    let act = desk::ledger::NewAct {
        at: desk::ledger::Moment::new("2026-09-11T01:00:00Z").expect("a moment"),
        operator: "desk".to_owned(),
        kind: "import",
        on: day,
        subject: None,
        reason: None,
    };
    let standing = desk::ledger::Circumstance {
        assistance: desk::rules::case::Assistance::Standing,
        ..desk::ledger::Circumstance::default()
    };
    let done = ledger.act::<(), desk::ledger::Error>(act, |entry| entry.circumstance(member, day, &standing));
    done.expect("recorded");
    drop(ledger);
    let table = "記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n101,1,00,有,2030-01-01,2026-08-31\n";
    world.import("helped.csv", table, &["--form", "registration", "--on", "2026-09-11"]);
    let joiner = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n\
        101,20,00,新人　二十,シンジン　ハタチ,H16.1.2,女,本人,2026-09-01,1000001,東京都千代田区千代田2-1\n";
    world.import("joiner.csv", joiner, &["--on", "2026-09-12"]);
    let wave = waves(&world, &["--until", UNTIL, "--on", "2026-09-15"]);
    assert_eq!((wave["people"].as_u64(), wave["assistance"].as_u64()), (Some(7), Some(1)), "{wave}");
    let interim = wave["interim"].as_array().expect("proposals");
    assert_eq!(interim.len(), 1, "{wave}");
    assert_eq!(
        (interim[0]["member"].as_str(), interim[0]["wait_until"].as_str()),
        (Some("101-20-00"), Some("2026-10-21"))
    );
    assert_eq!(interim[0]["last_day"], "2026-11-14", "two months from 15 September");
}
