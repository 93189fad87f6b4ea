//! The ex-officio run: from the month's list to letters, stopped by a newer list, and nobody twice.

use serde_json::Value;

use crate::world::{POLICY, World};

const LEDGER: &str = "ledger.daicho";
const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所
101,1,00,無登　一,ムトウ　ハジメ,S55.1.2,男,本人,R2.4.1,1000001,東京都千代田区千代田1-1
101,2,00,解除　二,カイジョ　ツギ,S56.1.2,女,本人,R2.4.1,1000001,東京都千代田区千代田1-2
202,3,00,期限　三,キゲン　ミツ,S57.1.2,男,本人,R2.4.1,5300001,大阪府大阪市北区梅田1-3
101,4,00,待機　四,タイキ　ヨツ,S58.1.2,女,本人,R8.4.20,1000001,東京都千代田区千代田1-4
101,5,00,不明　五,フメイ　イツ,S59.1.2,男,本人,R2.4.1,1000001,東京都千代田区千代田1-5
202,6,00,紛失　六,フンシツ　ムツ,S60.1.2,女,本人,R2.4.1,5300001,大阪府大阪市北区梅田1-6
202,7,00,無載　七,ムサイ　ナナ,S61.1.2,男,本人,R2.4.1,5300001,大阪府大阪市北区梅田1-7
";
const APRIL: &str = "\
記号,番号,枝番,利用登録,電子証明書有効期限,マイナンバーカード,基準日
101,1,00,無,,,2026-04-30
101,2,00,解除,,,2026-04-30
202,3,00,有,2026-02-20,,2026-04-30
101,4,00,不明,,,2026-04-30
101,5,00,不明,,,2026-04-30
202,6,00,有,,紛失,2026-04-30
101,999,00,無,,,2026-04-30
";

fn world(policy: &str) -> World {
    let world = World::bare();
    world.file("policy.toml", policy);
    world.run(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    assert_eq!(world.import("people.csv", PEOPLE, &["--on", "2026-04-25"])["new"], 7);
    world
}

fn list(world: &World, name: &str, table: &str, on: &str) -> Value {
    world.import(name, table, &["--form", "registration", "--on", on])
}

fn run(world: &World, words: &[&str]) -> Value {
    world.run(&[&["run", LEDGER], words, &["--json"]].concat()).ends(0).json()
}

/// How many each part of a run has that has any.
fn parts(run: &Value) -> Vec<(String, u64)> {
    let parts = run["parts"].as_array().expect("parts");
    let named = parts.iter().filter(|part| part["count"] != 0);
    named.map(|part| (part["part"].as_str().unwrap_or("").to_owned(), part["count"].as_u64().unwrap_or(0))).collect()
}

fn people(world: &World, words: &[&str]) -> Vec<Value> {
    world.run(&[&["run", LEDGER], words, &["--json"]].concat()).ends(0).lines()
}

#[test]
fn a_months_list_names_whom_it_concerns_each_with_the_reason_and_the_day() {
    let world = world(POLICY);
    world.run(&["run", LEDGER, "preview"]).ends(1);
    let loaded = list(&world, "april.csv", APRIL, "2026-05-07");
    assert_eq!(loaded["list"]["as_of"], "2026-04-30");
    let counts = ["people", "unlisted", "unknown"].map(|name| loaded["list"][name].as_u64().unwrap_or(99));
    assert_eq!((counts, loaded["list"]["whole"].as_bool()), ([7, 1, 1], Some(true)), "{loaded}");
    let seen = run(&world, &["preview", "--on", "2026-05-08"]);
    let expected = [
        ("due", 1),
        ("lapsing", 1),
        ("released", 1),
        ("waiting", 1),
        ("on_application", 1),
        ("unknown", 1),
        ("unlisted", 1),
    ];
    assert_eq!(parts(&seen), expected.map(|(part, count)| (part.to_owned(), count)), "{seen}");
    assert_eq!(seen["unknown_rows"], serde_json::json!([{ "place": "8", "because": "member_unknown" }]));
    assert!(seen["run"].is_null() && seen["wait"].as_str().is_some_and(|said| said.contains("50日目")), "{seen}");
    // Fifty days after 20 April, the day of acquisition being day 0.
    let waiting = people(&world, &["preview", "--part", "waiting", "--on", "2026-05-08"]);
    assert_eq!((waiting[0]["member"].as_str(), waiting[0]["by"].as_str()), (Some("101-4-00"), Some("2026-06-09")));
    let lapsing = people(&world, &["preview", "--part", "lapsing", "--on", "2026-05-08"]);
    assert_eq!((lapsing[0]["member"].as_str(), lapsing[0]["by"].as_str()), (Some("202-3-00"), Some("2026-05-20")));
    let unlisted = people(&world, &["preview", "--part", "unlisted", "--on", "2026-05-08"]);
    assert_eq!((unlisted[0]["member"].as_str(), unlisted[0]["because"].as_str()), (Some("202-7-00"), Some("unlisted")));
    assert!(world.run(&["run", LEDGER, "preview", "--part", "lucky"]).ends(2).err.contains("unlisted"));
    assert!(world.run(&["run", LEDGER, "preview", "--on", "2026-04-29"]).ends(1).err.contains("基準日"));
}

#[test]
fn a_wait_is_counted_in_business_days_where_the_society_does() {
    let world = world(&POLICY.replace("{ days = 30, until_days = 50 }", "{ business_days = 4 }"));
    list(&world, "april.csv", &APRIL.replace("2026-04-30", "2026-04-24"), "2026-04-25");
    let wait = run(&world, &["preview", "--on", "2026-04-25"]);
    assert!(wait["wait"].as_str().is_some_and(|said| said.contains("4営業日")), "{wait}");
    // Received on Saturday 25 April: Monday, Tuesday, not Showa day, Thursday, Friday 1 May.
    let waiting = people(&world, &["preview", "--part", "waiting", "--on", "2026-04-25"]);
    assert_eq!(waiting[0]["by"], "2026-05-01");
    assert!(people(&world, &["preview", "--part", "waiting", "--on", "2026-05-01"]).is_empty(), "the wait is over");
}

#[test]
fn a_frozen_run_stays_as_it_is_and_nobody_is_planned_twice() {
    let world = world(POLICY);
    list(&world, "april.csv", APRIL, "2026-05-07");
    let frozen = run(&world, &["freeze", "--on", "2026-05-08"]);
    assert_eq!((frozen["run"].as_i64(), frozen["to_plan"].as_u64()), (Some(1), Some(3)), "{frozen}");
    // What is learnt afterwards changes what would be decided, not what was frozen.
    let now = "記号,番号,枝番,資格喪失年月日\n101,1,00,2026-05-01\n";
    world.import("left.csv", now, &["--form", "leaving", "--on", "2026-05-09"]);
    let shown = run(&world, &["show", "1"]);
    assert_eq!(parts(&shown), parts(&frozen));
    let planned = world.run(&["run", LEDGER, "plan", "1", "--on", "2026-05-11", "--json"]).ends(1).json();
    assert_eq!(planned["members"], 2, "{planned}");
    assert_eq!(
        (planned["refused"][0]["member"].as_str(), planned["refused"][0]["because"].as_str()),
        (Some("101-1-00"), Some("not_insured"))
    );
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    assert_eq!(run(&world, &["show", "1"])["batches"], serde_json::json!([batch]));
    // Whoever left is asked about again, and nobody else.
    let again = world.run(&["run", LEDGER, "plan", "1", "--on", "2026-05-11", "--json"]).ends(1).json();
    assert_eq!(
        (again["members"].as_u64(), again["batch"].is_null(), again["refused"].as_array().map(Vec::len)),
        (Some(0), true, Some(1))
    );
    // A batch that is taken back is planned anew.
    world.run(&["batch", LEDGER, &batch, "withdraw"]).ends(0);
    assert_eq!(world.run(&["run", LEDGER, "plan", "1", "--on", "2026-05-12", "--json"]).ends(1).json()["members"], 2);
    assert!(world.run(&["run", LEDGER, "plan", "1", "--on", "2026-05-01"]).ends(1).err.contains("判定日"));
    assert!(world.run(&["run", LEDGER, "plan", "9"]).ends(1).err.contains("確定はありません"));
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn when_everybody_of_a_run_has_a_batch_nothing_is_planned() {
    let world = world(POLICY);
    list(&world, "april.csv", APRIL, "2026-05-07");
    run(&world, &["freeze", "--on", "2026-05-08"]);
    let planned = world.run(&["run", LEDGER, "plan", "1", "--on", "2026-05-08", "--json"]).ends(0).json();
    assert_eq!(planned["members"], 3);
    let ran = world.run(&["run", LEDGER, "plan", "1", "--on", "2026-05-08"]).ends(1);
    assert!(
        ran.err.contains("重ねて印刷することはありません")
            && ran.err.contains(planned["batch"].as_str().unwrap_or("?"))
    );
    assert_eq!(run(&world, &["show", "1"])["to_plan"], 0);
}

#[test]
fn a_list_that_changes_nothing_is_on_record_and_stops_the_older_run() {
    let world = world(POLICY);
    list(&world, "april.csv", APRIL, "2026-05-07");
    run(&world, &["freeze", "--on", "2026-05-08"]);
    // The same file again is no newer list.
    let same = list(&world, "april.csv", APRIL, "2026-05-08");
    assert_eq!((same["written"].as_bool(), same["list"]["before"].as_bool()), (Some(false), Some(true)), "{same}");
    assert!(run(&world, &["show", "1"])["stopped"].is_null());
    // An older list that comes late speaks of an older day.
    let march = APRIL.replace("2026-04-30", "2026-03-31");
    list(&world, "march.csv", &march, "2026-05-09");
    assert!(run(&world, &["show", "1"])["stopped"].is_null());
    let may = list(&world, "may.csv", &APRIL.replace("2026-04-30", "2026-05-31"), "2026-06-05");
    assert_eq!(
        (may["changed"].as_u64(), may["written"].as_bool(), may["id"].is_null()),
        (Some(0), Some(true), false),
        "{may}"
    );
    let stopped = run(&world, &["show", "1"])["stopped"].clone();
    assert_eq!(stopped["because"], "newer_list");
    assert!(stopped["sentence"].as_str().is_some_and(|said| said.contains("may.csv")), "{stopped}");
    let ran = world.run(&["run", LEDGER, "plan", "1", "--on", "2026-06-05"]).ends(1);
    assert!(ran.err.contains("may.csv") && ran.err.contains("令和8年5月31日"), "{}", ran.err);
    let second = run(&world, &["freeze", "--on", "2026-06-05"]);
    assert_eq!((second["run"].as_i64(), second["list"]["file"].as_str()), (Some(2), Some("may.csv")));
    assert_eq!(run(&world, &["show", "1"])["stopped"]["because"], "newer_list");
    let third = run(&world, &["freeze", "--on", "2026-06-06"]);
    assert_eq!(third["run"], 3);
    assert_eq!(run(&world, &["show", "2"])["stopped"]["because"], "newer_run");
    let all = people(&world, &[]);
    let numbers: Vec<i64> = all.iter().filter_map(|one| one["run"].as_i64()).collect();
    assert_eq!(numbers, [3, 2, 1]);
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_list_of_a_few_says_nothing_of_those_who_are_not_in_it() {
    let world = world(POLICY);
    let few: String = APRIL.lines().take(3).map(|line| format!("{line}\n")).collect();
    let loaded = list(&world, "few.csv", &few, "2026-05-07");
    assert_eq!(
        (loaded["list"]["whole"].as_bool(), loaded["list"]["unlisted"].as_u64()),
        (Some(false), Some(0)),
        "{loaded}"
    );
    let seen = run(&world, &["preview", "--on", "2026-05-08"]);
    assert!(parts(&seen).iter().all(|(part, _)| part != "unlisted"), "{seen}");
}

#[test]
fn whoever_waits_may_wish_a_certificate_in_between() {
    let world = world(POLICY);
    list(&world, "april.csv", APRIL, "2026-05-07");
    let wished = run(&world, &["interim", "101-4-00", "--on", "2026-05-08"]);
    assert_eq!(wished["last_day"], "2026-07-07", "two months");
    let decided = world.decide("101-4-00", "2026-05-08");
    assert_eq!(
        (decided["certificate"]["outcome"].as_str(), decided["certificate"]["because"].as_str()),
        (Some("issue"), Some("asked_at_enrolment"))
    );
    let frozen = run(&world, &["freeze", "--on", "2026-05-08"]);
    assert!(parts(&frozen).contains(&("interim".to_owned(), 1)), "{frozen}");
    assert!(
        world
            .run(&["run", LEDGER, "interim", "101-1-00", "--on", "2026-05-08"])
            .ends(1)
            .err
            .contains("登録待ちではない")
    );
}

/// The rows of the list of April with these numbers.
fn rows(numbers: &[&str]) -> String {
    let mut lines = APRIL.lines();
    let head = lines.next().unwrap_or_default();
    let wanted = lines.filter(|line| numbers.iter().any(|number| line.contains(&format!(",{number},00,"))));
    std::iter::once(head).chain(wanted).map(|line| format!("{line}\n")).collect()
}

fn read(loaded: &Value) -> (bool, u64, u64, u64) {
    let list = &loaded["list"];
    let count = |name: &str| list[name].as_u64().unwrap_or(99);
    (list["whole"] == true, count("files"), count("unlisted"), count("unknown"))
}

#[test]
fn a_list_that_comes_in_several_files_is_one_list_and_whoever_is_in_none_of_them_is_looked_for() {
    let world = world(POLICY);
    assert_eq!(read(&list(&world, "one.csv", &rows(&["1", "2"]), "2026-05-07")), (false, 1, 0, 0));
    assert!(parts(&run(&world, &["preview", "--on", "2026-05-08"])).iter().all(|(part, _)| part != "unlisted"));
    assert_eq!(read(&list(&world, "two.csv", &rows(&["3", "4", "5"]), "2026-05-07")), (true, 2, 2, 0));
    assert_eq!(read(&list(&world, "three.csv", &rows(&["6", "999"]), "2026-05-08")), (true, 3, 1, 1));
    let seen = run(&world, &["preview", "--on", "2026-05-08"]);
    let unlisted = people(&world, &["preview", "--part", "unlisted", "--on", "2026-05-08"]);
    assert_eq!((unlisted.len(), unlisted[0]["member"].as_str()), (1, Some("202-7-00")), "{seen}");
    assert_eq!(seen["unknown_rows"], serde_json::json!([{ "place": "three.csv 3", "because": "member_unknown" }]));
    // The same list sent anew, and one fewer in it, is no further part.
    let anew = rows(&["1", "2", "3", "4", "5"]).replace("無,,,", "無,,無,");
    assert_eq!(read(&list(&world, "anew.csv", &anew, "2026-05-09")), (true, 1, 2, 0));
    let unlisted = people(&world, &["preview", "--part", "unlisted", "--on", "2026-05-09"]);
    assert_eq!(unlisted[0]["member"].as_str(), Some("202-7-00"), "whoever lost the Myna card is named for that");
    world.run(&["verify", LEDGER]).ends(0);
}

fn use_on(world: &World, member: &str, on: &str) -> String {
    world.decide(member, on)["certificate"]["because"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_list_sent_again_changes_nothing_until_it_is_loaded_knowingly_and_then_its_own_day_only() {
    let world = world(POLICY);
    list(&world, "april.csv", APRIL, "2026-05-07");
    let usable = "記号,番号,枝番,利用登録,電子証明書有効期限,マイナンバーカード,基準日\n101,1,00,有,2030-01-02,有,";
    list(&world, "put-right.csv", &format!("{usable}2026-04-30\n"), "2026-05-10");
    assert_eq!(use_on(&world, "101-1-00", "2026-05-10"), "myna_usable");
    let acts = || world.run(&["verify", LEDGER, "--json"]).ends(0).json()["acts"].clone();
    let before = acts();
    let said = list(&world, "april.csv", APRIL, "2026-05-11");
    assert_eq!((said["changed"].as_u64(), said["list"]["differ"].as_u64()), (Some(0), Some(1)), "{said}");
    let told = world.run(&["import", LEDGER, "april.csv", "--form", "registration", "--on", "2026-05-11"]);
    assert!(told.out.contains("1人の令和8年4月30日現在の記録") && told.out.contains("--again"), "{}", told.out);
    assert_eq!(acts(), before, "nothing is written");
    // May's list finds it so: it changes nothing, and stands against whatever is said of April afterwards.
    let may = list(&world, "may.csv", &format!("{usable}2026-05-31\n"), "2026-06-05");
    assert_eq!((may["changed"].as_u64(), may["written"].as_bool()), (Some(0), Some(true)), "{may}");
    let again = list(&world, "april.csv", APRIL, "2026-06-06");
    assert_eq!(again["list"]["differ"], 1);
    let words = ["import", LEDGER, "april.csv", "--form", "registration", "--on", "2026-06-06", "--again", "--json"];
    assert_eq!(world.run(&[&words[..], &["--dry-run"]].concat()).ends(1).json()["changed"], 1);
    assert_eq!(use_on(&world, "101-1-00", "2026-05-30"), "myna_usable", "only looked at");
    let loaded = world.run(&words).ends(1).json();
    assert_eq!((loaded["changed"].as_u64(), loaded["written"].as_bool()), (Some(1), Some(true)), "{loaded}");
    assert_eq!(use_on(&world, "101-1-00", "2026-05-30"), "not_registered");
    assert_eq!(use_on(&world, "101-1-00", "2026-05-31"), "myna_usable", "the newer list stands");
    let newest = run(&world, &["preview", "--on", "2026-06-06"]);
    assert_eq!(newest["list"]["as_of"], "2026-05-31");
    assert_eq!(list(&world, "april.csv", APRIL, "2026-06-07")["list"]["differ"], 0);
    // Nothing else is loaded that way: neither a new list nor an employer's file.
    world.file("june.csv", APRIL.replace("2026-04-30", "2026-06-05"));
    let june = ["import", LEDGER, "june.csv", "--form", "registration", "--on", "2026-06-07", "--again"];
    assert!(world.run(&june).ends(2).err.contains("まだ取り込まれていません"));
    assert!(
        world.run(&["import", LEDGER, "people.csv", "--on", "2026-06-07", "--again"]).ends(2).err.contains("届出の")
    );
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_list_without_a_day_speaks_of_the_day_on_which_it_came_first() {
    let world = world(POLICY);
    let said = |word: &str| format!("記号,番号,枝番,利用登録,電子証明書有効期限\n101,1,00,{word}\n");
    list(&world, "first.csv", &said("無,"), "2026-05-07");
    list(&world, "second.csv", &said("有,2030-01-02"), "2026-06-05");
    let again = list(&world, "first.csv", &said("無,"), "2026-06-20");
    assert_eq!(
        (again["list"]["as_of"].as_str(), again["list"]["said"].as_bool(), again["list"]["differ"].as_u64()),
        (Some("2026-05-07"), Some(false), Some(0)),
        "of its own day nothing else is said: {again}"
    );
    let words = ["import", LEDGER, "first.csv", "--form", "registration", "--on", "2026-06-20", "--again", "--json"];
    assert_eq!(world.run(&words).ends(0).json()["changed"], 0);
    assert_eq!(use_on(&world, "101-1-00", "2026-06-20"), "myna_usable");
}

#[test]
fn an_older_list_that_comes_late_never_undoes_what_a_newer_one_found() {
    let world = world(POLICY);
    let said =
        |word: &str, day: &str| format!("記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n101,1,00,{word},{day}\n");
    let usable = "有,2030-01-02";
    list(&world, "april.csv", &said(usable, "2026-04-30"), "2026-05-07");
    list(&world, "may.csv", &said(usable, "2026-05-31"), "2026-06-05");
    list(&world, "mid.csv", &said("無,", "2026-05-15"), "2026-06-20");
    assert_eq!(use_on(&world, "101-1-00", "2026-05-20"), "not_registered");
    assert_eq!(use_on(&world, "101-1-00", "2026-06-20"), "myna_usable");
    world.run(&["verify", LEDGER]).ends(0);
}
