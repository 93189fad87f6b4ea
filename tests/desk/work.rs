//! The work lists on the command line: each with its count and nearest day, or one list's people with why and by when.

use desk::ledger::PaperLife;
use desk::work::{List, list, title};
use rules::words::Lang;
use serde_json::Value;

use crate::world::World;

/// Four people, of whom one turns 70 on 1 June 2026 and one is in voluntary continuation until the end of May.
fn society() -> World {
    let world = World::new();
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    world.import("list.csv", LIST, &["--form", "registration", "--on", "2026-04-11"]);
    world
}

const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
101,0012,00,山田　太郎,ヤマダ　タロウ,昭和31年5月2日,男,本人,令和2年4月1日,,1000001,東京都千代田区千代田1-1
101,0012,01,山田　花子,ヤマダ　ハナコ,S57.3.4,女,妻,R2.4.1,,1000001,東京都千代田区千代田1-1
101,0030,00,佐藤　健,サトウ　ケン,1990-01-02,男,本人,2022-04-01,,1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2024.6.1,2026-05-31,5300001,大阪府大阪市北区梅田1-2-3
";
const LIST: &str = "\
記号,番号,枝番,利用登録,電子証明書有効期限
101,12,0,有,2026-05-20
101,12,1,無,
101,30,0,有,2030-06-15
202,7,0,有,2030-02-15
";

fn counts(world: &World, on: &str) -> Vec<Value> {
    world.run(&["work", "ledger.daicho", "--on", on, "--json"]).ends(0).lines()
}

fn people(world: &World, name: &str, on: &str, more: &[&str]) -> Vec<Value> {
    world.run(&[&["work", "ledger.daicho", name, "--on", on, "--json"], more].concat()).ends(0).lines()
}

fn count_of(lists: &[Value], name: &str) -> (u64, Value) {
    let one = lists.iter().find(|one| one["list"] == name).unwrap_or_else(|| panic!("no list {name}"));
    (one["count"].as_u64().expect("a count"), one["by"].clone())
}

#[test]
fn every_list_has_its_count_its_nearest_day_and_exactly_its_people() {
    let world = society();
    let on = "2026-05-10";
    let lists = counts(&world, on);
    assert_eq!(count_of(&lists, "certificate_due").0, 1, "the wife is not registered");
    assert_eq!(count_of(&lists, "turning_70"), (1, "2026-06-01".into()));
    assert_eq!(count_of(&lists, "voluntary_ending"), (1, "2026-05-31".into()));
    assert_eq!(count_of(&lists, "unprinted"), (0, Value::Null));
    for one in &lists {
        let name = one["list"].as_str().expect("a name");
        if name == "unprinted" || name == "unposted" {
            continue;
        }
        let rows = people(&world, name, on, &[]);
        assert_eq!(rows.len() as u64, one["count"].as_u64().expect("a count"), "{name}");
        assert_eq!(rows.first().map_or(Value::Null, |row| row["by"].clone()), one["by"], "{name}");
        for row in &rows {
            assert!(row["why"].as_str().is_some_and(|why| !why.is_empty()), "{name}: {row}");
        }
    }
    let table = world.run(&["work", "ledger.daicho", "--on", on]).ends(0).out;
    assert!(table.contains("任意継続が終わる") && table.contains("加入者 4人"), "{table}");
}

#[test]
fn the_milestones_of_a_month_name_each_day_and_whose() {
    let world = society();
    let near = |on: &str| -> Vec<(String, String)> {
        let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
        people(&world, "milestones", on, &[]).iter().map(|row| (text(row, "member"), text(row, "by"))).collect()
    };
    let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(member, by)| ((*member).to_owned(), (*by).to_owned())).collect()
    };
    let all = [("101-0012-00", "2026-05-20"), ("202-7-00", "2026-05-31"), ("101-0012-00", "2026-06-01")];
    assert_eq!(near("2026-05-10"), of(&all));
    // A month before the day, and the day after it.
    assert_eq!(near("2026-04-30"), of(&all[..1]), "31 May and 1 June are more than a month ahead");
    assert_eq!(near("2026-05-01"), of(&all));
    assert_eq!(near("2026-06-02"), of(&[]), "who left has none, who turned 70 has turned it");
    let june = people(&world, "milestones", "2026-05-10", &["--month", "2026-06"]);
    assert_eq!(june.len(), 1);
    assert!(june[0]["why"].as_str().is_some_and(|why| why.contains("70歳")), "{}", june[0]);
}

#[test]
fn batches_are_listed_as_batches_and_a_wrong_name_is_said_with_the_right_ones() {
    let world = society();
    let planned = ["plan", "ledger.daicho", "--kind", "certificate", "--on", "2026-05-10", "--json"];
    let batch = world.run(&planned).ends(0).json()["batch"].clone();
    assert_eq!(count_of(&counts(&world, "2026-05-10"), "unprinted").0, 1);
    let batches = people(&world, "unprinted", "2026-05-10", &[]);
    assert_eq!((batches.len(), &batches[0]["batch"]), (1, &batch));
    assert!(people(&world, "unposted", "2026-05-10", &[]).is_empty());
    let wrong = world.run(&["work", "ledger.daicho", "everything"]).ends(2);
    assert!(wrong.err.contains("certificate_due") && wrong.err.contains("unposted"), "{}", wrong.err);
    assert!(list("unposted").is_ok_and(|found| found == List::Batches(PaperLife::Printed)));
}

#[test]
fn the_lists_are_called_as_the_home_screen_calls_them() {
    let words = include_str!("../../ui/src/words.ts");
    for name in desk::home::LISTS.iter().chain(desk::home::BATCHES.iter().map(|(name, _)| name)) {
        let [ja, en] = [Lang::Ja, Lang::En].map(|lang| title(name, lang));
        let word = format!("  list_{name}: [\"{ja}\", \"{en}\"],");
        assert!(words.contains(&word), "the screen does not say {word}");
    }
}

#[test]
fn whoever_may_look_at_nobody_is_shown_no_list() {
    let world = society();
    world.file("new.txt", "another long passphrase\n");
    let add = ["operator", "ledger.daicho", "add", "admin", "--role", "admin", "--new-passphrase-file", "new.txt"];
    world.run(&add).ends(0);
    let as_admin = ["--operator", "admin", "--passphrase-file", "new.txt"];
    for command in [
        vec!["work", "ledger.daicho"],
        vec!["work", "ledger.daicho", "ask"],
        vec!["milestone", "ledger.daicho", "101-12-0"],
        vec!["answer", "ledger.daicho", "101-12-0"],
    ] {
        let ran = world.run(&[&command[..], &as_admin].concat());
        assert!(ran.code != 0 && ran.out.is_empty(), "{command:?}: {}", ran.out);
    }
}

#[test]
fn who_was_on_a_list_and_whose_pages_were_read_stands_in_the_journal() {
    let world = society();
    people(&world, "ask", "2026-05-10", &[]);
    people(&world, "turning_70", "2026-05-10", &[]);
    world.run(&["answer", "ledger.daicho", "202-7-0", "--on", "2026-05-10"]).ends(0);
    world.run(&["milestone", "ledger.daicho", "202-7-0", "--on", "2026-05-10"]).ends(0);
    let looks = world.run(&["journal", "ledger.daicho", "--what", "looks", "--json"]).ends(0).out;
    for kind in ["\"list\"", "turning_70", "\"answers\"", "\"milestones\""] {
        assert!(looks.contains(kind), "{kind} in {looks}");
    }
}
