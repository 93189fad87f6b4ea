//! A batch is frozen once and printed as often as needed.

use tests::pdf_text;

use crate::world::World;

#[test]
fn whoever_is_listed_but_not_due_is_refused_with_the_reason() {
    let world = World::peopled();
    world.import(
        "list.csv",
        "記号,番号,枝番,利用登録,電子証明書有効期限\n101,12,0,有,2028-06-15\n101,12,1,無,\n",
        &["--on", "2026-05-07"],
    );
    world.file("who.txt", "101-12-0\n101-12-1\n");
    let planned = world
        .run(&[
            "plan",
            "ledger.daicho",
            "--kind",
            "certificate",
            "--on",
            "2026-05-08",
            "--members",
            "who.txt",
            "--json",
        ])
        .ends(1)
        .json();
    assert_eq!(planned["members"], 1);
    assert_eq!(planned["refused"][0]["member"], "101-0012-00");
    assert_eq!(planned["refused"][0]["because"], "myna_usable");
    assert!(planned["refused"][0]["sentence"].as_str().is_some_and(|text| !text.is_empty()));
}

#[test]
fn a_household_shares_an_envelope() {
    let world = World::peopled();
    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(0).json();
    assert_eq!(planned["sheets"], 4);
    assert_eq!(planned["envelopes"], 2);
}

#[test]
fn a_character_that_no_font_has_stops_the_batch_with_member_and_character() {
    let world = World::peopled();
    world.import(
        "foreign.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,80,00,김　민준,キム　ミンジュン,S60.7.8,R8.4.1\n",
        &["--on", "2026-05-07"],
    );
    let before = world.ledger();
    let stopped =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(1).json();
    assert!(stopped["batch"].is_null() && stopped["stopped"] == true, "{stopped}");
    assert_eq!(stopped["refused"].as_array().map(Vec::len), Some(1), "{stopped}");
    assert_eq!(stopped["refused"][0]["member"], "101-80-00");
    assert!(stopped["refused"][0]["sentence"].as_str().is_some_and(|text| text.contains("U+AE40")), "{stopped}");
    assert!(before == world.ledger(), "nothing is frozen");
    let planned = world
        .run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--without-unprintable", "--json"])
        .ends(1)
        .json();
    assert_eq!(planned["members"], 4);
    assert_eq!(planned["refused"][0]["member"], "101-80-00");
}

#[test]
fn a_batch_prints_what_was_frozen_whatever_is_learnt_later() {
    let world = World::peopled();
    std::fs::create_dir(world.at("out")).expect("out");
    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    let print = || {
        world.run(&["print", "ledger.daicho", &batch, "--out", "out", "--json"]).ends(0);
        let mut files: Vec<_> =
            std::fs::read_dir(world.at("out")).expect("out").map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        files.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect::<Vec<_>>()
    };
    let first = print();
    world.import(
        "renamed.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n202,7,00,佐藤　さくら,サトウ　サクラ,1990-02-15,2021-10-01\n",
        &["--on", "2026-05-01"],
    );
    assert!(first == print(), "the same bytes");
    let text: String = first
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|extension| extension == "pdf"))
        .map(|(path, _)| pdf_text(path))
        .collect();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(text.contains("髙橋さくら") && !text.contains("佐藤さくら"));
    assert!(text.contains("見本"), "a training society says so on paper");
    let state = world.show("101-12-0", "2026-12-31")["papers"][0]["state"].clone();
    assert_eq!(state, "printed");
}

#[test]
fn the_manifest_names_every_sheet_and_no_person() {
    let world = World::peopled();
    std::fs::create_dir(world.at("out")).expect("out");
    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    let printed = world.run(&["print", "ledger.daicho", batch, "--out", "out", "--json"]).ends(0).json();
    let manifest = std::fs::read_to_string(world.at("out/manifest.json")).expect("manifest.json");
    let table = std::fs::read_to_string(world.at("out/manifest.csv")).expect("manifest.csv");
    assert!(!manifest.contains("山田") && !table.contains("山田"));
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["sheets"].as_array().map(Vec::len), Some(4));
    assert_eq!(table.lines().count(), 5);
    for file in printed["files"].as_array().expect("files") {
        let path = world.at("out").join(file["file"].as_str().expect("a name"));
        let sum = std::process::Command::new("sha256sum").arg(&path).output().expect("sha256sum");
        let sum = String::from_utf8_lossy(&sum.stdout).split(' ').next().unwrap_or_default().to_owned();
        assert_eq!(file["sha256"], sum.as_str());
    }
}

#[test]
fn certificates_follow_the_chosen_layout() {
    let world = World::peopled();
    std::fs::create_dir(world.at("out")).expect("out");
    world.import(
        "list.csv",
        "記号,番号,枝番,利用登録\n101,12,0,無\n101,12,1,無\n202,7,0,解除\n",
        &["--on", "2026-05-07"],
    );
    let planned = world
        .run(&[
            "plan",
            "ledger.daicho",
            "--kind",
            "certificate",
            "--on",
            "2026-05-08",
            "--layout",
            "certificate-hagaki",
            "--json",
        ])
        .ends(0)
        .json();
    let printed = world
        .run(&["print", "ledger.daicho", planned["batch"].as_str().expect("a batch"), "--out", "out", "--json"])
        .ends(0)
        .json();
    let file = printed["files"][0]["file"].as_str().expect("a file");
    let text: String = pdf_text(&world.at("out").join(file)).chars().filter(|c| !c.is_whitespace()).collect();
    for part in ["資格確認書", "山田太郎", "髙橋さくら", "2029年", "11月30日"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_printed_name_lets_an_unprintable_member_through() {
    let world = World::peopled();
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,80,00,김　민준,キム　ミンジュン,S60.7.8,R8.4.1\n";
    world.import("foreign.csv", table, &["--on", "2026-05-07"]);
    world.run(&["name", "ledger.daicho", "101-80-0", "キム　ミンジュン", "--on", "2026-05-08", "--json"]).ends(0);
    let shown = world.show("101-80-0", "2026-05-08");
    assert_eq!(shown["name"], "キム　ミンジュン");
    assert_eq!(shown["names"]["reported"], "김　민준");
    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(0).json();
    assert_eq!(planned["members"], 5);
    for wrong in [["name", "ledger.daicho", "101-80-0", " "], ["name", "ledger.daicho", "999-9-9", "名"]] {
        let ran = world.run(&wrong);
        assert!(ran.code == 2 || ran.code == 4, "{}", ran.err);
        assert!(ran.err.contains('→'), "{}", ran.err);
    }
}

#[test]
fn a_society_that_prints_jis_characters_only_is_told_of_every_other() {
    let world = World::bare();
    world.file(
        "policy.toml",
        crate::world::POLICY.replace("print_characters = \"all\"", "print_characters = \"jis_1_2\""),
    );
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("people.csv", crate::world::PEOPLE, &["--on", "2026-04-10"]);
    let stopped =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(1).json();
    assert_eq!(stopped["refused"][0]["because"], "outside_jis_1_2");
    assert!(stopped["refused"][0]["sentence"].as_str().is_some_and(|text| text.contains('髙')), "{stopped}");
    world.run(&["name", "ledger.daicho", "202-7-0", "高橋　さくら", "--on", "2026-05-08"]).ends(0);
    world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08"]).ends(0);
}
