//! A batch is frozen once and printed as often as needed.

use std::collections::BTreeMap;

use serde_json::Value;
use tests::pdf_text;

use crate::world::{World, codes};

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

/// What a paper of a batch says, read back from its PDF.
fn printed(world: &World, kind: &str, on: &str, members: &str) -> String {
    world.file("who.txt", members);
    let arguments = ["plan", "ledger.daicho", "--kind", kind, "--on", on, "--members", "who.txt", "--json"];
    let planned = world.run(&arguments).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    let out = format!("out-{batch}");
    std::fs::create_dir(world.at(&out)).expect("a folder");
    world.run(&["print", "ledger.daicho", batch, "--out", &out]).ends(0);
    let pdf = std::fs::read_dir(world.at(&out)).expect("the folder").flatten().map(|entry| entry.path());
    let pdf = pdf.filter(|path| path.extension().is_some_and(|it| it == "pdf"));
    let volume = pdf.filter(|path| !path.to_string_lossy().contains("cover")).max().expect("a volume");
    pdf_text(&volume).split_whitespace().collect()
}

const OLD: &str = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,利用登録,個人番号,住所,郵便番号\n\
    101,70,00,佐藤　一,サトウ　ハジメ,S27.6.10,本人,R3.4.1,無,123456789018,東京都千代田区1,1000001\n";

#[test]
fn those_of_70_and_over_have_their_ratio_printed_with_its_last_day_and_no_certificate_without_it() {
    let world = World::bare();
    let policy = crate::world::POLICY
        .replace("ratio_on_certificate = true", "ratio_on_certificate = true\nratio_year = \"07-31\"");
    world.file("policy.toml", policy);
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("old.csv", OLD, &["--on", "2026-04-20"]);
    world.file("who.txt", "101-70-0\n");
    let arguments =
        ["plan", "ledger.daicho", "--kind", "certificate", "--on", "2026-04-21", "--members", "who.txt", "--json"];
    let stopped = world.run(&arguments).ends(1).json();
    assert_eq!(stopped["refused"][0]["because"], "ratio_missing", "{stopped}");
    let list = "記号,番号,枝番,氏名カナ,生年月日,負担割合\n101,70,0,ｻﾄｳ ﾊｼﾞﾒ,S27.6.10,３割\n";
    let imported = world.import("負担割合.csv", list, &["--on", "2026-04-21"]);
    assert_eq!(imported["changed"], 1, "{imported}");
    let doubtful = world.import("one.csv", &list.replace("３割", "1割"), &["--on", "2026-04-21"]);
    assert!(codes(&doubtful).contains(&"unknown_ratio".to_owned()), "{doubtful}");
    let certificate = printed(&world, "certificate", "2026-04-21", "101-70-0\n");
    assert!(certificate.contains("3割") && certificate.contains("令和8年（2026年）7月31日まで"), "{certificate}");
    assert!(certificate.contains("理事会決定令和6年11月5日"), "the society's own decision stands there: {certificate}");
    let notice = printed(&world, "notice", "2026-04-21", "101-70-0\n");
    assert!(notice.contains("3割"), "{notice}");
}

#[test]
fn the_last_four_stand_on_notices_only_where_the_society_prints_them() {
    for (choice, there) in [("true", true), ("false", false)] {
        let world = World::bare();
        let society =
            crate::world::SOCIETY.replace("last_four_on_notice = true", &format!("last_four_on_notice = {choice}"));
        world.file("society.toml", society);
        world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world.import("old.csv", OLD, &["--on", "2026-04-20"]);
        assert_eq!(printed(&world, "notice", "2026-04-21", "101-70-0\n").contains("9018"), there, "{choice}");
    }
}

#[test]
fn the_back_of_the_notice_says_what_the_policy_says() {
    for (reading, lapse, says, never) in [
        ("month_end", "ex_officio", "9月30日", "電子証明書の期限切れ、カードの紛失"),
        ("exact", "on_application", "電子証明書の期限切れ、カードの紛失", "9月30日"),
    ] {
        let world = World::bare();
        let policy = crate::world::POLICY
            .replace("grace_reading = \"month_end\"", &format!("grace_reading = \"{reading}\""))
            .replace("certificate_lapse = \"ex_officio\"", &format!("certificate_lapse = \"{lapse}\""));
        world.file("policy.toml", policy);
        world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world.import("old.csv", OLD, &["--on", "2026-04-20"]);
        let back = printed(&world, "notice", "2026-04-21", "101-70-0\n");
        assert!(back.contains(says) && !back.contains(never), "{reading}: {back}");
    }
}

#[test]
fn what_has_changed_since_a_certificate_was_printed_decides_what_follows() {
    let world = World::peopled();
    let not_registered = "記号,番号,枝番,利用登録\n202,7,0,無\n101,12,0,無\n";
    world.import("list.csv", not_registered, &["--on", "2026-05-07"]);
    let first = printed(&world, "certificate", "2026-05-08", "202-7-0\n101-12-0\n");
    assert!(first.contains("髙橋") && first.contains("山田"), "{first}");
    let because = |member: &str, on: &str| {
        let decided = world.decide(member, on);
        let text = |part: &str, key: &str| decided[part][key].as_str().unwrap_or_default().to_owned();
        [text("certificate", "outcome"), text("certificate", "because"), text("notice", "because")]
    };
    assert_eq!(because("202-7-0", "2026-05-09")[..2], ["none", "holds_live_certificate"]);

    // A move alone is written on the back by hand, a corrected day of acquisition beside it or not.
    let moved = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,郵便番号,住所\n\
        101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,R2.4.2,1500001,東京都渋谷区1\n";
    world.import("moved.csv", moved, &["--on", "2026-05-10"]);
    assert_eq!(because("101-12-0", "2026-05-11")[..2], ["none", "address_by_hand"]);
    let married = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n\
        202,7,00,佐藤　さくら,サトウ　サクラ,H2.2.15,2021.10.1\n";
    world.import("married.csv", married, &["--on", "2026-05-10"]);
    let [outcome, why, notice] = because("202-7-0", "2026-05-11");
    assert_eq!([outcome.as_str(), why.as_str()], ["replace", "name_changed"], "{notice}");
    let second = printed(&world, "certificate", "2026-05-12", "202-7-0\n");
    assert!(second.contains("佐藤"), "{second}");
    let papers = world.show("202-7-0", "2026-05-13")["papers"].clone();
    let states: Vec<&str> = papers.as_array().expect("papers").iter().filter_map(|it| it["state"].as_str()).collect();
    assert_eq!(states.len(), 2, "{papers}");
    assert!(states.contains(&"replaced"), "the one before is replaced: {papers}");
    let decided = world.decide("202-7-0", "2026-05-13");
    assert_eq!(decided["certificate"]["because"], "holds_live_certificate", "{decided}");
}

#[test]
fn papers_go_home_without_an_employer_and_nobody_goes_without_an_address() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,任意継続最終日,郵便番号,住所\n\
        101,1,00,佐藤　一,サトウ　ハジメ,S60.7.8,本人,R8.4.1,,1000001,東京都千代田区1\n\
        101,2,00,佐藤　二,サトウ　ジロウ,S61.7.8,本人,R8.4.1,R10.3.31,1000001,東京都千代田区2\n\
        101,3,00,佐藤　三,サトウ　サブロウ,S62.7.8,本人,R8.4.1,R10.3.31,,\n\
        999,4,00,佐藤　四,サトウ　シロウ,S63.7.8,本人,R8.4.1,,1000001,東京都千代田区4\n";
    world.import("people.csv", table, &["--on", "2026-04-10"]);
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-21", "--json"];
    let planned = world.run(&plan).ends(1).json();
    assert_eq!(planned["refused"][0]["because"], "address_missing", "{planned}");
    assert_eq!(planned["refused"][0]["member"], "101-3-00");
    assert_eq!(planned["envelopes"], 3);
    std::fs::create_dir(world.at("out")).expect("out");
    world.run(&["print", "ledger.daicho", planned["batch"].as_str().expect("a batch"), "--out", "out"]).ends(0);
    let manifest = std::fs::read_to_string(world.at("out/manifest.csv")).expect("the manifest");
    for (member, route) in [("101-1-0", "employer"), ("101-2-0", "home"), ("999-4-0", "home")] {
        let shown = world.show(member, "2026-04-21");
        let code = shown["code"].as_str().expect("a code");
        let line = manifest.lines().find(|line| line.contains(code)).unwrap_or_default();
        assert!(line.split(',').any(|cell| cell == route), "{member}: {route} in {line}");
    }
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
fn another_batchs_manifest_in_the_folder_keeps_its_content_under_a_name_of_its_own() {
    let world = World::peopled();
    let frozen = |member: &str| {
        world.file("who.txt", member);
        let arguments =
            ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--members", "who.txt", "--json"];
        world.run(&arguments).ends(0).json()["batch"].as_str().expect("a batch").to_owned()
    };
    let (first, second) = (frozen("101-12-0\n"), frozen("202-7-0\n"));
    std::fs::create_dir(world.at("out")).expect("out");
    let print = |batch: &str| world.run(&["print", "ledger.daicho", batch, "--out", "out", "--json"]);
    let there = || {
        let files = std::fs::read_dir(world.at("out")).expect("out").flatten();
        files.map(|one| (one.file_name(), std::fs::read(one.path()).expect("a file"))).collect::<BTreeMap<_, _>>()
    };
    print(&first).ends(0);
    let kept = there();
    print(&first).ends(0);
    assert!(kept == there(), "the same batch again is the same bytes");
    print(&second).ends(0);
    let both = there();
    for (name, content) in &kept {
        let name = name.to_string_lossy().replace("manifest.", &format!("manifest-{first}."));
        assert!(both.get(std::ffi::OsStr::new(&name)) == Some(content), "{name} of the first batch is as it was");
    }
    let manifest = std::fs::read_to_string(world.at("out/manifest.json")).expect("the manifest");
    assert!(manifest.contains(&second) && !manifest.contains(&first), "{manifest}");
    print(&second).ends(0);
    assert!(both == there(), "the same batch again is the same bytes");
    // A manifest that nobody can read is kept too.
    std::fs::write(world.at("out/manifest.json"), "{").expect("a broken manifest");
    print(&first).ends(0);
    assert_eq!(std::fs::read_to_string(world.at("out/manifest-earlier.json")).expect("the broken one"), "{");
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

#[test]
fn a_batch_that_nobody_has_printed_is_taken_back_and_everything_is_as_before() {
    let world = World::peopled();
    let freeze = |on: &str, more: &[&str]| {
        let arguments = ["plan", "ledger.daicho", "--kind", "certificate", "--on", on, "--json"];
        world.run(&[&arguments, more].concat()).ends(0).json()
    };
    let batch = |code: &str, what: &[&str]| world.run(&[&["batch", "ledger.daicho", code], what].concat());
    let state = |code: &str| batch(code, &["status", "--json"]).ends(0).json()["state"].clone();
    let decided = || world.run(&["decide", "ledger.daicho", "--on", "2026-05-20", "--json"]).ends(0).out;
    std::fs::create_dir(world.at("out")).expect("a folder");
    let list = "記号,番号,枝番,利用登録\n101,12,1,無\n202,7,0,無\n";
    world.import("list.csv", list, &["--on", "2026-05-07"]);

    // Two have a certificate; then a name changes, and the certificate is to be replaced.
    let first = freeze("2026-05-08", &[])["batch"].as_str().expect("a batch").to_owned();
    world.run(&["print", "ledger.daicho", &first, "--out", "out"]).ends(0);
    let early = batch(&first, &["posted", "--on", "2026-05-09"]).ends(2);
    assert!(early.err.contains("印刷した日より前"), "{}", early.err);
    batch(&first, &["posted"]).ends(0);
    assert_eq!(state(&first), "posted");
    world.import(
        "married.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,続柄\n202,7,00,鈴木　さくら,スズキ　サクラ,19900215,本人\n",
        &["--on", "2026-05-19"],
    );
    let before = decided();
    let had = world.show("202-7-0", "2026-05-20")["papers"][0].clone();

    // What would be frozen is said first, and nothing is written.
    let asked = freeze("2026-05-20", &["--dry-run"]);
    assert_eq!(
        (&asked["batch"], &asked["members"], &asked["envelopes"]),
        (&Value::Null, &1.into(), &1.into()),
        "{asked}"
    );
    assert_eq!(decided(), before);
    let second = freeze("2026-05-20", &[])["batch"].as_str().expect("a batch").to_owned();
    assert_ne!(decided(), before, "a frozen certificate counts");
    assert_eq!(world.show("202-7-0", "2026-05-20")["papers"][0]["state"], "replaced");

    batch(&second, &["withdraw"]).ends(0);
    assert_eq!(decided(), before, "the certificate of before stands again, and is to be replaced again");
    assert_eq!(state(&second), "void");
    let papers = world.show("202-7-0", "2026-05-20")["papers"].clone();
    assert_eq!((&papers[0]["state"], &papers[1]["state"]), (&had["state"], &"void".into()), "{papers}");
    assert_eq!(freeze("2026-05-20", &["--dry-run"])["members"], 1, "it is due again");

    // It is neither printed nor posted nor taken back once more; what was printed is not taken back at all.
    for (code, what, sentence) in [
        (&second, &["withdraw"][..], "取り消されています"),
        (&second, &["posted"], "取り消されています"),
        (&first, &["withdraw"], "取り消せません"),
    ] {
        let ran = batch(code, what).ends(2);
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
    let ran = world.run(&["print", "ledger.daicho", &second, "--out", "out"]).ends(2);
    assert!(ran.err.contains("取り消されています"), "{}", ran.err);
    assert_eq!(state(&first), "posted");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}
