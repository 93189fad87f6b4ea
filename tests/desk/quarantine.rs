//! Rows that did not go in wait, and go in when the ledger has what they lacked; the employer's own file goes back and comes back
//! mended.

use serde_json::Value;
use tests::year::my_number;

use crate::world::{PEOPLE, World, counts};

const HEADER: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,個人番号,郵便番号,住所\n";

fn waiting(world: &World) -> Vec<Value> {
    world.run(&["quarantine", "ledger.daicho", "--json"]).ends(0).lines()
}

fn states(world: &World) -> Vec<String> {
    waiting(world).iter().map(|row| row["state"].as_str().expect("a state").to_owned()).collect()
}

fn count(world: &World) -> u64 {
    let lists = world.run(&["work", "ledger.daicho", "--json"]).ends(0).lines();
    lists
        .iter()
        .find(|list| list["list"] == "quarantine")
        .expect("the list")
        .get("count")
        .and_then(Value::as_u64)
        .expect("a count")
}

fn there(world: &World, member: &str) -> bool {
    world.run(&["show", "ledger.daicho", member, "--json"]).code == 0
}

const FAMILY_ONLY: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n\
    101,50,01,見本　花,ミホン　ハナ,S57.3.4,女,妻,R8.4.1\n\
    202,7,01,髙橋　健,タカハシ　ケン,H30.1.1,男,子,R8.4.1\n";

#[test]
fn a_dependant_whose_insured_person_is_not_there_yet_waits_and_goes_in_later() {
    let world = World::peopled();
    let imported = world.import("family.csv", FAMILY_ONLY, &[]);
    assert_eq!(counts(&imported), [1, 0, 0, 0, 1, 0], "{imported}");
    assert_eq!(states(&world), ["rejected"]);
    assert_eq!(count(&world), 1);
    let insured = format!("{HEADER}101,50,00,見本　太,ミホン　フトシ,S55.3.4,男,本人,R8.4.1,,,\n");
    let imported = world.import("insured.csv", &insured, &[]);
    assert_eq!(imported["rows_ready"], 1, "{imported}");
    assert_eq!(states(&world), ["ready"]);
    assert!(!there(&world, "101-50-01"), "nothing goes in by itself");
    let tried = world.run(&["quarantine", "ledger.daicho", "retry", "--dry-run", "--json"]).ends(0).json();
    assert_eq!(tried["went_in"].as_array().map(Vec::len), Some(1), "{tried}");
    assert_eq!(count(&world), 1);
    let done = world.run(&["quarantine", "ledger.daicho", "retry", "--json"]).ends(0).json();
    assert_eq!((done["written"].as_bool(), done["went_in"].as_array().map(Vec::len)), (Some(true), Some(1)), "{done}");
    assert!(there(&world, "101-50-01"));
    assert_eq!(count(&world), 0);
    // It never comes back, and the same file is the same file.
    let again = world.import("family.csv", FAMILY_ONLY, &[]);
    assert_eq!(counts(&again), [0, 0, 2, 0, 0, 0], "{again}");
    assert_eq!(count(&world), 0);
}

#[test]
fn a_row_that_waits_does_not_overwrite_what_was_recorded_since_unless_a_clerk_is_sure() {
    let world = World::new();
    let early = "記号,番号,枝番,氏名,カナ,生年月日,郵便番号,住所\n\
        101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,5300001,大阪府大阪市北区梅田9-9\n";
    let imported = world.import("住所変更.csv", early, &["--on", "2026-04-01"]);
    assert_eq!(counts(&imported), [0, 0, 0, 0, 1, 0], "{imported}");
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    let rows = waiting(&world);
    assert_eq!(rows[0]["state"], "doubtful", "{}", rows[0]);
    assert_eq!(rows[0]["reasons"][0]["code"], "newer_facts");
    let cells = rows[0]["cells"].as_array().expect("cells");
    assert!(
        cells.iter().any(|cell| cell["field"] == "address" && cell["before"] != ""),
        "both values are shown: {cells:?}"
    );
    let id = rows[0]["id"].to_string();
    let all = world.run(&["quarantine", "ledger.daicho", "retry", "--json"]).ends(0).json();
    assert_eq!(all["written"], false);
    let sure = world.run(&["quarantine", "ledger.daicho", "retry", "--sure", &id, "--json"]).ends(0).json();
    assert_eq!(sure["went_in"].as_array().map(Vec::len), Some(1), "{sure}");
    assert_eq!(count(&world), 0);
}

#[test]
fn the_last_four_digits_of_a_row_that_waits_are_not_lost_and_the_number_is_nowhere() {
    let world = World::peopled();
    let number = my_number("4321");
    let four = &number[8..];
    let table = format!("{HEADER}101,60,01,見本　花,ミホン　ハナ,S57.3.4,女,妻,R8.4.1,{number},,\n");
    world.import("family.csv", &table, &[]);
    let ran = world.run(&["quarantine", "ledger.daicho", "--json"]).ends(0);
    assert!(!ran.out.contains(&number) && !ran.out.contains(&number[..8]), "{}", ran.out);
    assert!(!ran.out.contains(four), "not even four digits are shown: {}", ran.out);
    world.import("insured.csv", &format!("{HEADER}101,60,00,見本　太,ミホン　フトシ,S55.3.4,男,本人,R8.4.1,,,\n"), &[]);
    world.run(&["quarantine", "ledger.daicho", "retry"]).ends(0);
    let campaign = world.run(&["show", "ledger.daicho", "101-60-01", "--json"]).ends(0).out;
    assert!(campaign.contains("last_four"), "{campaign}");
}

#[test]
fn a_row_that_is_taken_out_needs_a_reason_and_stays_out() {
    let world = World::peopled();
    world.import("family.csv", FAMILY_ONLY, &[]);
    let id = waiting(&world)[0]["id"].to_string();
    world.run(&["quarantine", "ledger.daicho", "drop", &id, "--reason", " "]).ends(2);
    assert_eq!(count(&world), 1);
    world.run(&["quarantine", "ledger.daicho", "drop", &id, "--reason", "届出の取下げ"]).ends(0);
    assert_eq!(count(&world), 0);
    let ran = world.run(&["quarantine", "ledger.daicho", "drop", &id, "--reason", "もう一度"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("もう除きました"), "{}", ran.err);
    world.run(&["quarantine", "ledger.daicho", "show", &id]).ends(1);
}

#[test]
fn a_file_of_which_no_row_goes_in_is_on_record_with_its_rows_once() {
    let world = World::peopled();
    let table = format!("{HEADER}101,60,01,見本　花,ミホン　ハナ,S57.3.4,女,妻,R8.4.1,,,\n");
    let first = world.import("family.csv", &table, &[]);
    assert_eq!(first["written"], true, "{first}");
    let again = world.import("family.csv", &table, &[]);
    assert_eq!(again["written"], false, "{again}");
    assert_eq!(count(&world), 1);
}

#[test]
fn a_deletion_takes_the_rows_that_wait_no_longer_and_the_ledger_still_proves_itself() {
    let world = World::peopled();
    world.import("family.csv", FAMILY_ONLY, &[]);
    let id = waiting(&world)[0]["id"].to_string();
    world.run(&["quarantine", "ledger.daicho", "drop", &id, "--reason", "取下げ"]).ends(0);
    world.run(&["delete", "ledger.daicho", "--reason", "保存期間", "--out", "."]).ends(0);
    world.run(&["verify", "ledger.daicho"]).ends(0);
    let none = world.run(&["delete", "ledger.daicho", "--reason", "保存期間", "--out", "."]);
    assert_ne!(none.code, 0, "nothing is left to delete: {}", none.out);
}

#[test]
fn a_row_waits_on_when_another_file_says_something_broken_of_the_same_person() {
    let world = World::peopled();
    let born = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n\
        101,12,00,山田　太郎,ヤマダ　タロウ,1980-01-03,男,本人,2020-04-01\n";
    let first = world.import("born.csv", born, &["--on", "2026-04-10"]);
    assert_eq!(counts(&first), [0, 0, 0, 1, 0, 0], "{first}");
    let broken = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n\
        101,12,00,山田　太郎,,1980-13-02,男,本人,2020-04-01\n";
    let second = world.import("broken.csv", broken, &["--on", "2026-04-10"]);
    assert_eq!(second["doubtful"].as_u64().zip(second["rejected"].as_u64()).map(|(one, other)| one + other), Some(1));
    let files: Vec<Value> = waiting(&world).into_iter().map(|row| row["file"].clone()).collect();
    assert_eq!(files.len(), 2, "both wait: {files:?}");
    // The same file sent again, not yet mended, takes the place of its own row; once mended it ends every wait.
    let third = broken.replace("13-02", "14-02");
    world.import("broken.csv", &third, &["--on", "2026-04-10"]);
    assert_eq!(waiting(&world).len(), 2);
    let good = broken.replace("1980-13-02", "1980-01-02");
    let mended = world.import("mended.csv", &good, &["--on", "2026-04-10"]);
    assert_eq!((&mended["doubtful"], &mended["rejected"]), (&0.into(), &0.into()), "{mended}");
    assert_eq!(count(&world), 0, "{:?}", waiting(&world));
}
