//! Every command by every role: what is not permitted is refused, changes nothing else, and is recorded.

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

/// Roles, and what each is given.
const ROLES: [(&str, &[&str]); 6] = [
    ("viewer", &["--role", "viewer"]),
    ("clerk", &["--role", "clerk"]),
    ("granted", &["--role", "clerk", "--grant", "last_four", "--grant", "batch"]),
    ("supervisor", &["--role", "supervisor"]),
    ("admin", &["--role", "admin"]),
    ("auditor", &["--role", "auditor"]),
];

/// Commands, the permission that each asks for, and who has it in the order above.
fn matrix(batch: &str) -> Vec<(Vec<String>, &'static str, [bool; 6])> {
    let row = |words: &str, permission, may| {
        (words.split(' ').map(|word| word.replace("BATCH", batch)).collect(), permission, may)
    };
    let (look, work) = ([true, true, true, true, false, false], [false, true, true, true, false, false]);
    vec![
        row("find L 山田", "view", look),
        row("show L 101-12-00", "view", look),
        row("decide L --on 2026-04-21", "view", look),
        row("imports L", "view", look),
        row("report L covered", "audit", [true, true, true, true, false, true]),
        row("what-if L --against-on 2999-12-01", "settings", [true, true, true, true, true, false]),
        row("import L people.csv --dry-run", "edit", work),
        row("import L people.csv", "edit", work),
        row("name L 101-12-00 山田太朗", "edit", work),
        row("print L BATCH --out out", "print", work),
        row("plan L --kind notice --on 2026-04-22 --members one.txt", "print", work),
        row("show L 101-12-00 --reason 本人の申出", "last_four", [false, false, true, true, false, false]),
        row("release L BATCH", "release", [false, false, false, true, false, false]),
        row("verify L", "audit", [false, false, false, true, false, true]),
        row("operator L list", "operators", [false, false, false, true, true, true]),
        row("operator L unlock desk", "operators", [false, false, false, false, true, false]),
        row(
            "operator L password desk --new-passphrase-file new.txt",
            "operators",
            [false, false, false, false, true, false],
        ),
        row("journal L", "audit", [false, false, false, true, false, true]),
        row("journal L close --out out", "backup", [false, true, true, true, true, true]),
        row(
            "fallback L --out out --new-passphrase-file new.txt",
            "print_many",
            [false, false, true, true, false, false],
        ),
        row("delete L", "delete", [false, false, false, true, true, false]),
        row("delete L who member", "delete", [false, false, false, true, false, false]),
        row("delete L keep member 6 --source 規程", "settings", [false, false, false, false, true, false]),
        row("recovery L new", "operators", [false, false, false, false, true, false]),
    ]
}

#[test]
fn whatever_a_role_may_not_do_is_refused_and_recorded_and_the_rest_is_done() {
    let world = World::peopled();
    world.file("one.txt", "101-12-00\n");
    world.file("new.txt", "見本の合言葉 for tests\n");
    std::fs::create_dir(world.at("out")).expect("a folder");
    let planned = world
        .run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-04-21", "--members", "one.txt", "--json"])
        .ends(0)
        .json();
    for (code, words) in ROLES {
        world.operator(code, words);
    }
    let mut refused = 0;
    for (words, permission, may) in matrix(planned["batch"].as_str().expect("a batch")) {
        for ((code, _), may) in ROLES.iter().zip(may) {
            let words: Vec<&str> = words.iter().map(|word| if word == "L" { LEDGER } else { word }).collect();
            let ran = world.run_as(code, &words);
            if may {
                assert!(ran.code <= 1 && !ran.err.contains("許されていません"), "{code} {words:?}: {}", ran.err);
                continue;
            }
            assert_eq!(ran.code, 1, "{code} {words:?}: {} {}", ran.out, ran.err);
            assert!(ran.out.is_empty() && ran.err.contains("許されていません"), "{code} {words:?}: {}", ran.out);
            assert!(ran.err.contains("役割") || ran.err.contains("責任者"), "who may is said: {}", ran.err);
            refused += 1;
            let last = world.acts("refused").pop().expect("a refusal on record");
            assert_eq!(last, ((*code).to_owned(), Some(permission.to_owned()), None), "{words:?}");
        }
    }
    assert_eq!(world.acts("refused").len(), refused);
    assert!(world.run(&["verify", LEDGER, "--json"]).ends(0).json()["ok"] == true);
}

#[test]
fn the_last_four_are_masked_without_a_reason_and_each_time_they_are_shown_is_on_record() {
    let world = World::new();
    world.import(
        "people.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,個人番号\n\
         101,0012,00,山田　太郎,ヤマダ　タロウ,S55.1.2,男,本人,R2.4.1,123456789018\n",
        &["--on", "2026-04-10"],
    );
    let show = ["show", LEDGER, "101-12-00", "--on", "2026-04-21"];
    let shown = world.run(&show).ends(0).out;
    assert!(shown.contains("****") && !shown.contains("9018"), "{shown}");
    let json = world.run(&["show", LEDGER, "101-12-00", "--json"]).ends(0);
    assert!(!json.out.contains("9018") && json.json()["last_four"] == "on_file", "{}", json.out);
    assert!(!world.run(&["find", LEDGER, "9018", "--json"]).ends(0).out.contains("9018"), "nobody is found by them");

    let with = ["show", LEDGER, "101-12-00", "--on", "2026-04-21", "--reason", "本人の申出による照合", "--json"];
    let shown = world.run(&with).ends(0).json();
    assert_eq!(shown["last_four_digits"], "9018");
    let acts = world.acts("last_four_shown");
    assert_eq!(acts.len(), 1);
    assert_eq!((acts[0].1.as_deref(), acts[0].2.as_deref()), (shown["code"].as_str(), Some("本人の申出による照合")));
    assert!(world.run(&["show", LEDGER, "101-12-00", "--reason", " "]).ends(2).err.contains("理由"));
    assert_eq!(world.acts("last_four_shown").len(), 1);
}

/// An employer's file of new people, by their numbers.
fn many(numbers: std::ops::RangeInclusive<usize>) -> String {
    let mut text = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n".to_owned();
    for number in numbers {
        let (name, kana) =
            [("青木", "アオキ"), ("伊藤", "イトウ"), ("上田", "ウエダ"), ("遠藤", "エンドウ")][number % 4];
        text.push_str(&format!(
            "101,{number},00,{name}　太郎,{kana}　タロウ,S{}.{}.{},男,本人,R2.4.1,1000001,東京都千代田区千代田1-1\n",
            30 + number % 30,
            1 + number % 12,
            1 + number % 28
        ));
    }
    text
}

#[test]
fn one_person_alone_does_everything_at_once_and_that_is_shown_for_ever() {
    let world = World::new();
    let imported = world.import("many.csv", &many(1..=101), &["--on", "2026-04-10"]);
    assert_eq!((imported["new"].as_u64(), imported["alone"].as_bool()), (Some(101), Some(true)), "{imported}");
    let few = world.import("few.csv", &many(201..=203), &["--on", "2026-04-10"]);
    assert_eq!((few["written"].as_bool(), few["alone"].as_bool()), (Some(true), Some(false)), "{few}");
    let listed = world.run(&["imports", LEDGER, "--json"]).ends(0).lines();
    assert_eq!(listed.iter().map(|one| one["alone"].as_bool()).collect::<Vec<_>>(), [Some(true), Some(false)]);
    assert!(world.run(&["imports", LEDGER]).ends(0).out.contains("一人で行った"));

    let plan = ["plan", LEDGER, "--kind", "notice", "--on", "2026-04-21", "--json"];
    let planned = world.run(&plan).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    assert!(planned["sheets"].as_u64() > Some(100), "{planned}");
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", LEDGER, batch, "--out", "out"]).ends(0);
    let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
    let passphrase = desk::ledger::Passphrase::from(passphrase);
    let ledger = desk::ledger::Ledger::open(&world.at(LEDGER), &passphrase).expect("a ledger");
    let known = ledger.now_known().expect("acts");
    let steps = ledger.releases(desk::ledger::Bulk::Print, Some(batch), known).expect("steps");
    assert_eq!(steps.iter().map(|one| one.step).collect::<Vec<_>>(), [desk::ledger::Step::Alone]);
}

#[test]
fn where_there_are_two_the_other_one_releases_what_touches_many() {
    let world = World::new();
    world.operator("clerk", &["--role", "clerk", "--grant", "batch"]);
    world.operator("boss", &["--role", "supervisor"]);
    std::fs::create_dir(world.at("out")).expect("a folder");
    let plan = ["plan", LEDGER, "--kind", "notice", "--on", "2026-04-21", "--json"];
    let frozen = |by: &str| {
        let planned = world.run_as(by, &plan).ends(0).json();
        planned["batch"].as_str().expect("a batch").to_owned()
    };
    // The clerk prepares, a supervisor imports the same file.
    for (at, numbers) in [1..=101, 201..=301].into_iter().enumerate() {
        let file = format!("many{at}.csv");
        world.file(&file, many(numbers));
        let import = ["import", LEDGER, &file, "--on", "2026-04-10", "--json"];
        let ran = world.run_as("clerk", &import).ends(1);
        assert!(ran.out.is_empty() && ran.err.contains("別の責任者") && ran.err.contains("boss"), "{}", ran.err);
        assert_eq!(world.acts("prepare").len(), at + 1);
        let imported = world.run_as("boss", &import).ends(0).json();
        assert_eq!((imported["written"].as_bool(), imported["alone"].as_bool()), (Some(true), Some(false)));
        if at == 0 {
            // Whoever froze a batch themselves waits for the other.
            let batch = frozen("boss");
            let print = ["print", LEDGER, &batch, "--out", "out"];
            let refused = world.run_as("boss", &print).ends(1);
            assert!(refused.err.contains("窓口（desk）") && refused.err.contains("24時間"), "{}", refused.err);
            world.run(&print).ends(0);
            std::fs::remove_dir_all(world.at("out")).expect("a folder");
            std::fs::create_dir(world.at("out")).expect("a folder");
        }
    }
    assert!(!world.run(&["imports", LEDGER]).ends(0).out.contains("一人で行った"));

    let batch = frozen("clerk");
    let print = ["print", LEDGER, &batch, "--out", "out"];
    assert!(world.run_as("clerk", &print).ends(1).err.contains("別の責任者"));
    assert_eq!(std::fs::read_dir(world.at("out")).expect("a folder").count(), 0);
    world.run_as("boss", &["release", LEDGER, &batch]).ends(0);
    world.run_as("clerk", &print).ends(0);
}

#[test]
fn whoever_is_left_alone_since_today_is_told_why_it_must_be_waited_and_until_when() {
    use desk::ledger::{Moment, Passphrase};

    let world = World::new();
    world.operator("boss", &["--role", "supervisor"]);
    world.run(&["operator", LEDGER, "remove", "boss"]).ends(0);
    world.file("many.csv", many(1..=101));
    let import = ["import", LEDGER, "many.csv", "--on", "2026-04-10", "--json"];
    let refused = world.run(&import).ends(1);
    assert!(refused.err.contains("ほかの責任者を外したか役割を変えたため"), "{}", refused.err);
    assert!(!refused.err.contains("別の責任者が確かめてから"), "there is none: {}", refused.err);
    // A day after the removal it can be done, and at no other time.
    let passphrase = Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"));
    let ledger = desk::ledger::Ledger::open(&world.at(LEDGER), &passphrase).expect("a ledger");
    let removed = ledger.last_of_kind("operator_removed").expect("an answer").expect("a removal").at;
    drop(ledger);
    let from = removed.seconds_before(-24 * 3600);
    let said = format!("{} {}から、一人で進められます", from.day_in_japan().wareki(), &from.in_japan()[11..]);
    assert!(refused.err.contains(&said), "{said}: {}", refused.err);
    let import = |at: Moment| {
        let occasion = desk::Occasion { today: at.day_in_japan(), at, operator: "desk".to_owned() };
        let mut desk = desk::Desk::open(&world.at(LEDGER), None, &passphrase, &occasion).expect("a desk");
        let import = desk::import::Import::of(world.at("many.csv"), desk::rules::words::Lang::Ja);
        desk.import(&import, &occasion).map(|imported| imported.alone).map_err(|failure| failure.complaints[0].code)
    };
    assert_eq!(import(from.seconds_before(1)), Err("release_needed"));
    assert_eq!(import(from), Ok(true));
}

#[test]
fn whoever_may_release_is_told_what_others_wait_for() {
    let world = World::peopled();
    for (code, role) in [("sato", "clerk"), ("mori", "supervisor"), ("ueda", "supervisor")] {
        world.operator(code, &["--role", role]);
    }
    world.file("many.csv", many(301..=450));
    let occasion = desk::Occasion {
        at: desk::ledger::Moment::new("2026-06-01T01:00:00Z").expect("a moment"),
        today: "2026-06-01".parse().expect("a day"),
        operator: "desk".to_owned(),
    };
    let waiting = |code: &str| -> Vec<(String, String)> {
        let secret = std::fs::read_to_string(world.at(&format!("{code}.txt"))).expect("a passphrase");
        let secret = desk::ledger::Passphrase::from(secret);
        let desk = desk::Desk::open(&world.at(LEDGER), Some(code), &secret, &occasion).expect("a desk");
        let waiting = desk.waiting_releases().expect("an answer");
        waiting.into_iter().map(|one| (one.what.to_owned(), one.operator)).collect()
    };
    assert_eq!(waiting("mori"), []);
    let import = ["import", LEDGER, "many.csv"];
    world.run_as("sato", &import).ends(1);
    let asked = [("import".to_owned(), "sato".to_owned())];
    assert_eq!((waiting("mori"), waiting("ueda"), waiting("sato")), (asked.to_vec(), asked.to_vec(), Vec::new()));
    world.run_as("mori", &import).ends(0);
    assert_eq!(waiting("ueda"), []);
    assert_eq!(world.acts("refused"), [], "asking is no refusal");
}

#[test]
fn a_clerk_without_the_grant_prints_single_letters_only() {
    let world = World::new();
    world.operator("clerk", &["--role", "clerk"]);
    world.import("some.csv", &many(1..=21), &["--on", "2026-04-10"]);
    let plan = ["plan", LEDGER, "--kind", "notice", "--on", "2026-04-21", "--json"];
    assert!(world.run_as("clerk", &plan).ends(1).err.contains("まとめての印刷"));
    world.file("twenty.txt", (1..=20).map(|number| format!("101-{number}-00\n")).collect::<String>());
    let mut listed = plan.to_vec();
    listed.extend(["--members", "twenty.txt"]);
    assert_eq!(world.run_as("clerk", &listed).ends(0).json()["sheets"], 20);
}
