//! A frozen batch rests on what the ledger knew: what it learns afterwards stops the batch, is listed, and is never applied.

use serde_json::Value;

use crate::world::World;
use tests::program::run_at;

const HEADER: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n";
const WIFE: &str = "101,0012,01,佐藤　花子,サトウ　ハナコ,S57.3.4,女,妻,R2.4.1,1000001,東京都千代田区千代田1-1\n";

fn planned(world: &World, kind: &str) -> String {
    let arguments = ["plan", "ledger.daicho", "--kind", kind, "--on", "2026-05-08", "--json"];
    world.run(&arguments).ends(0).json()["batch"].as_str().expect("a batch").to_owned()
}

fn folder(world: &World, name: &str) {
    std::fs::create_dir(world.at(name)).expect("a folder");
}

fn status(world: &World, batch: &str) -> Value {
    world.run(&["batch", "ledger.daicho", batch, "status", "--json"]).ends(0).json()["later"].clone()
}

fn files(world: &World, out: &str) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(world.at(out)).expect("the folder").flatten();
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a file")))
        .collect();
    files.sort();
    files
}

#[test]
fn last_months_data_are_not_sent_a_newer_import_stops_the_batch_with_every_change_by_member() {
    let world = World::peopled();
    let batch = planned(&world, "notice");
    folder(&world, "out");
    let before = status(&world, &batch);
    assert_eq!((before["total"].as_u64(), before["stops"].as_bool()), (Some(0), Some(false)), "{before}");
    assert_eq!(before["import"]["file"], "people.csv", "{before}");
    assert!(before["as_of"].as_str().is_some_and(|at| at.ends_with('Z')), "{before}");

    world.import("june.csv", &format!("{HEADER}{WIFE}"), &["--on", "2026-05-20"]);
    let ran = world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(1);
    assert!(ran.err.contains("101-0012-01: 氏名が変わっています。"), "{}", ran.err);
    assert!(ran.err.contains("1人について"), "{}", ran.err);
    assert!(!ran.err.contains("佐藤"), "an error names nobody: {}", ran.err);
    assert!(files(&world, "out").is_empty(), "no file is left");

    let after = status(&world, &batch);
    assert_eq!((after["stops"].as_bool(), after["sources"][0]["file"].as_str()), (Some(true), Some("june.csv")));
    let name = &after["changes"][0];
    assert_eq!(
        (name["member"].as_str(), name["what"].as_str(), name["was"].as_str(), name["now"].as_str()),
        (Some("101-0012-01"), Some("name"), Some("山田　花子"), Some("佐藤　花子")),
        "{after}"
    );

    // Frozen anew, it goes out with the new name, and nothing stands in its way.
    world.run(&["batch", "ledger.daicho", &batch, "withdraw"]).ends(0);
    let arguments = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-20", "--json"];
    let again = world.run(&arguments).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    world.run(&["print", "ledger.daicho", &again, "--out", "out"]).ends(0);
    let text = tests::pdf_text(&world.at("out").join(format!("notice-{again}-001.pdf")));
    let text: String = text.split_whitespace().collect();
    assert!(text.contains("佐藤花子") && !text.contains("山田花子"), "{text}");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn whoever_goes_on_says_why_and_what_comes_after_that_stops_it_again() {
    let world = World::peopled();
    let batch = planned(&world, "notice");
    folder(&world, "out");
    world.import("june.csv", &format!("{HEADER}{WIFE}"), &["--on", "2026-05-20"]);
    let print = |more: &[&str]| {
        let mut arguments = vec!["print", "ledger.daicho", batch.as_str(), "--out", "out"];
        arguments.extend(more);
        world.run(&arguments)
    };
    print(&["--despite", "  "]).ends(2);
    print(&["--despite", "改姓は別便で知らせる"]).ends(0);
    let text = tests::pdf_text(&world.at("out").join(format!("notice-{batch}-001.pdf")));
    assert!(text.contains("山田") && !text.contains("佐藤"), "nothing is applied: {text}");
    let later = status(&world, &batch);
    assert_eq!(later["despite"][0]["reason"], "改姓は別便で知らせる", "{later}");
    assert_eq!((later["changes"][0]["accepted"].as_bool(), later["stops"].as_bool()), (Some(true), Some(false)));

    // Printed once more it is the same, and says that it is no longer as the ledger has it.
    let first = files(&world, "out");
    let said = print(&["--json"]).ends(0).json();
    assert_eq!((said["later"].as_u64(), files(&world, "out") == first), (Some(2), true), "{said}");

    let moved = format!("{HEADER}{}", WIFE.replace("千代田1-1", "丸の内9-9"));
    world.import("july.csv", &moved, &["--on", "2026-05-21"]);
    let ran = world.run(&["batch", "ledger.daicho", &batch, "posted"]).ends(1);
    assert!(ran.err.contains("101-0012-01: 住所が変わっています。") && !ran.err.contains("氏名"), "{}", ran.err);
    world.run(&["batch", "ledger.daicho", &batch, "posted", "--despite", "転送されることを確かめた"]).ends(0);
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn an_import_that_says_the_same_again_or_speaks_of_others_stops_nothing() {
    let world = World::peopled();
    world.file("who.txt", "101-12-0\n");
    let arguments =
        ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--members", "who.txt", "--json"];
    let batch = world.run(&arguments).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    let again = crate::world::PEOPLE.replace("19900215", "H2.2.15");
    world.import("again.csv", &again, &["--on", "2026-05-20"]);
    world.import("june.csv", &format!("{HEADER}{WIFE}"), &["--on", "2026-05-20"]);
    folder(&world, "out");
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    let later = status(&world, &batch);
    assert_eq!((later["total"].as_u64(), later["sources"].as_array().map(Vec::len)), (Some(0), Some(2)), "{later}");
    assert_eq!(later["asked"], "番号の一覧（1人）");
}

#[test]
fn the_name_of_the_insured_person_a_death_and_a_registration_stop_whom_they_concern() {
    let world = World::peopled();
    let list = "記号,番号,枝番,利用登録\n101,12,0,無\n101,12,1,無\n101,12,2,無\n202,7,0,無\n";
    world.import("list.csv", list, &["--on", "2026-05-07"]);
    let batch = planned(&world, "certificate");
    folder(&world, "out");
    // The head of the household is renamed: his own paper changes, and those of his family.
    world.run(&["name", "ledger.daicho", "101-12-0", "山田　太朗", "--on", "2026-05-09"]).ends(0);
    let next = list.replace("202,7,0,無", "202,7,0,有");
    world.import("利用登録状況.csv", &next, &["--on", "2026-05-10"]);
    let ran = world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(1);
    for said in [
        "101-0012-00: 氏名が変わっています。",
        "101-0012-01: 被保険者の氏名が変わっています。",
        "101-0012-02: 被保険者の氏名が変わっています。",
        "202-7-00: マイナ保険証の状況が変わっています。",
    ] {
        assert!(ran.err.contains(said), "{said} in {}", ran.err);
    }
}

#[test]
fn a_batch_that_is_older_than_the_policy_allows_stops_until_somebody_says_why_it_goes_on() {
    for (most, stops) in [(None, true), (Some(90), false), (Some(5), true)] {
        let world = World::bare();
        let key = most.map(|days| format!("\nbatch_max_age_days = {days}")).unwrap_or_default();
        let policy = format!("{}{key}\n", crate::world::POLICY.trim_end());
        world.file("policy.toml", policy);
        let at = |instant: &str, arguments: &[&str]| run_at(world.path(), instant, arguments);
        let begun = "2026-05-08 03:00:00";
        at(begun, &["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world.file("people.csv", crate::world::PEOPLE);
        at(begun, &["import", "ledger.daicho", "people.csv"]).ends(0);
        let planned = at(begun, &["plan", "ledger.daicho", "--kind", "notice", "--json"]).ends(0).json();
        let batch = planned["batch"].as_str().expect("a batch");
        folder(&world, "out");
        let print = ["print", "ledger.daicho", batch, "--out", "out"];
        if !stops {
            at("2026-06-08 03:00:00", &print).ends(0);
            continue;
        }
        let ran = at("2026-06-08 03:00:00", &print).ends(1);
        assert!(ran.err.contains("31日前に確定"), "{}", ran.err);
        let despite = [&print[..], &["--despite", "発送の都合で遅れた"]].concat();
        at("2026-06-08 03:00:00", &despite).ends(0);
    }
}

#[test]
fn a_list_of_registrations_older_than_the_policy_allows_stops_the_print_until_somebody_says_why_it_goes_on() {
    for (most, stops) in [(None, false), (Some(60), false), (Some(30), true)] {
        let world = World::bare();
        let key = most.map(|days| format!("\nsource_max_age_days = {days}")).unwrap_or_default();
        world.file("policy.toml", format!("{}{key}\n", crate::world::POLICY.trim_end()));
        let at = |instant: &str, arguments: &[&str]| run_at(world.path(), instant, arguments);
        let begun = "2026-04-10 03:00:00";
        at(begun, &["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world.file("people.csv", crate::world::PEOPLE);
        at(begun, &["import", "ledger.daicho", "people.csv"]).ends(0);
        world.file("利用登録状況.csv", "記号,番号,枝番,利用登録\n101,12,0,無\n101,12,1,無\n101,12,2,無\n202,7,0,無\n");
        at(begun, &["import", "ledger.daicho", "利用登録状況.csv", "--on", "2026-03-31"]).ends(0);
        let today = "2026-05-08 03:00:00";
        let planned = at(today, &["plan", "ledger.daicho", "--kind", "certificate", "--json"]).ends(0).json();
        let batch = planned["batch"].as_str().expect("a batch");
        folder(&world, "out");
        let print = ["print", "ledger.daicho", batch, "--out", "out"];
        if !stops {
            at(today, &print).ends(0);
            continue;
        }
        let ran = at(today, &print).ends(1);
        assert!(ran.err.contains("利用登録状況は、38日前のものです。方針では30日までです。"), "{}", ran.err);
        assert_eq!(
            at(today, &["batch", "ledger.daicho", batch, "status", "--json"]).ends(0).json()["later"]["stops"],
            true
        );
        at(today, &[&print[..], &["--despite", "次の一覧は来週のため"]].concat()).ends(0);
        at(today, &["batch", "ledger.daicho", batch, "posted"]).ends(0);
    }
}
