//! The state's lists: what each says otherwise than the one of the day before, whatever columns it has and in whatever order it comes.

use serde_json::{Value, json};

use tests::program::Ran;

use crate::world::World;

const LEDGER: &str = "ledger.daicho";
const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日
101,1,00,新規　一,シンキ　ハジメ,S55.1.2,男,本人,R2.4.1
101,2,00,解除　二,カイジョ　ツギ,S56.1.2,女,本人,R2.4.1
202,3,00,期限　三,キゲン　ミツ,S57.1.2,男,本人,R2.4.1
101,4,00,更新　四,コウシン　ヨツ,S58.1.2,女,本人,R2.4.1
101,5,00,間近　五,マヂカ　イツ,S59.1.2,男,本人,R2.4.1
202,6,00,無載　六,ムサイ　ムツ,S60.1.2,女,本人,R2.4.1
202,7,00,同前　七,ドウゼン　ナナ,S61.1.2,男,本人,R2.4.1
";
const HEADER: &str = "記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n";
const APRIL: &str = "\
101,1,00,無,,2026-04-30
101,2,00,有,2028-01-02,2026-04-30
202,3,00,有,2026-05-10,2026-04-30
101,4,00,有,2026-06-01,2026-04-30
101,5,00,有,2026-07-01,2026-04-30
202,6,00,有,2029-01-02,2026-04-30
202,7,00,有,2029-01-02,2026-04-30
";
const MAY: &str = "\
101,1,00,有,2031-01-02,2026-05-31
101,2,00,解除,,2026-05-31
202,3,00,有,2026-05-10,2026-05-31
101,4,00,有,2031-06-01,2026-05-31
101,5,00,有,2026-07-01,2026-05-31
202,7,00,有,2029-01-02,2026-05-31
101,999,00,有,2029-01-02,2026-05-31
";

fn world() -> World {
    let world = World::new();
    assert_eq!(world.import("people.csv", PEOPLE, &["--on", "2026-04-01"])["new"], 7);
    world
}

fn load(world: &World, name: &str, rows: &str, on: &str) -> Value {
    world.import(name, &format!("{HEADER}{rows}"), &["--on", on])
}

fn says(ran: &Ran, words: &str) {
    assert!(ran.err.contains(words) || ran.out.contains(words), "{} {}", ran.out, ran.err);
}

fn lists(world: &World, words: &[&str]) -> Vec<Value> {
    world.run(&[&["lists", LEDGER], words, &["--json"]].concat()).ends(0).lines()
}

/// The parts that have any, with how many.
fn parts(difference: &Value) -> Vec<(String, u64)> {
    let parts = difference["parts"].as_array().expect("parts");
    let some = parts.iter().filter(|part| part["count"] != 0);
    some.map(|part| (part["part"].as_str().unwrap_or("").to_owned(), part["count"].as_u64().unwrap_or(0))).collect()
}

fn all() -> Vec<(String, u64)> {
    ["registered", "released", "lapsed", "lapsing", "changed", "unknown_to_them"]
        .map(|part| (part.to_owned(), 1))
        .to_vec()
}

#[test]
fn a_months_list_is_told_by_its_difference_to_the_last() {
    let world = world();
    load(&world, "april.csv", APRIL, "2026-05-05");
    load(&world, "may.csv", MAY, "2026-06-05");
    let difference = lists(&world, &["difference"]).remove(0);
    assert_eq!(parts(&difference), all(), "{difference}");
    assert_eq!((&difference["unknown"], &difference["unknown_rows"][0]["place"]), (&json!(1), &json!("8")));
    assert_eq!(
        (&difference["list"]["as_of"], &difference["with"]["as_of"]),
        (&json!("2026-05-31"), &json!("2026-04-30"))
    );
    for (part, member, why) in [
        ("registered", "101-1-00", "なし → あり"),
        ("released", "101-2-00", "あり → 解除"),
        ("lapsed", "202-3-00", "令和8年5月10日"),
        ("lapsing", "101-5-00", "令和8年7月1日"),
        ("changed", "101-4-00", "令和8年6月1日 → 令和13年6月1日"),
        ("unknown_to_them", "202-6-00", "今回の一覧にない"),
    ] {
        let people = lists(&world, &["difference", "--list", part]);
        assert_eq!((people.len(), &people[0]["member"]), (1, &json!(member)), "{part}");
        assert!(people[0]["why"].as_str().unwrap_or("").contains(why), "{part}: {}", people[0]);
    }
    // On paper a part is called by its word, and by that it can be asked for, too.
    let table = world.run(&["lists", "ledger.daicho", "difference"]).ends(0).out;
    assert!(
        table.contains("新しく登録された方") && !table.contains("registered") && !table.contains("unknown"),
        "{table}"
    );
    let by_word = lists(&world, &["difference", "--list", "登録が解除された方"]);
    assert_eq!((by_word.len(), &by_word[0]["member"]), (1, &json!("101-2-00")));
    let days = lists(&world, &[]);
    let seen: Vec<_> = days.iter().map(|day| (day["as_of"].clone(), day["unlisted"].clone())).collect();
    assert_eq!(seen, [(json!("2026-05-31"), json!(1)), (json!("2026-04-30"), json!(0))]);

    // Who was shown stands in the journal.
    let looks = world.run(&["journal", LEDGER, "seen", "202-6-0"]);
    assert!(looks.out.contains("一覧の差") || looks.code == 2, "{} {}", looks.out, looks.err);
}

#[test]
fn files_of_one_day_are_one_list_and_a_list_that_comes_late_changes_no_difference() {
    let world = world();
    let (first, second) = MAY.split_at(MAY.find("101,5").expect("the fifth"));
    load(&world, "may1.csv", first, "2026-06-05");
    load(&world, "may2.csv", second, "2026-06-06");
    // April's comes after May's.
    load(&world, "april.csv", APRIL, "2026-06-07");
    let difference = lists(&world, &["difference"]).remove(0);
    assert_eq!(parts(&difference), all(), "{difference}");
    let remarks = difference["remarks"].to_string();
    assert!(remarks.contains("2個のファイル") && remarks.contains("後に届きました"), "{remarks}");
    let days = lists(&world, &["show"]);
    assert_eq!((days.len(), &days[0]["files"]), (2, &json!(["may1.csv", "may2.csv"])));
    // The other way round, and with itself.
    let (may, april) = (days[0]["list"].to_string(), days[1]["list"].to_string());
    let back = lists(&world, &["difference", &april, "--with", &may]).remove(0);
    assert!(back["remarks"].to_string().contains("後の日"), "{back}");
    says(&world.run(&["lists", LEDGER, "difference", &may, "--with", &may]).ends(2), "令和8年5月31日の一覧");
    says(&world.run(&["lists", LEDGER, "difference", "99"]).ends(2), "この番号");
    says(&world.run(&["lists", LEDGER, "difference", "--list", "nobody"]).ends(2), "区分");
}

#[test]
fn a_list_of_any_columns_is_read_by_what_a_clerk_says_of_them() {
    let world = world();
    let table = "記号,番号,子番,証明書の日,ステータス,いつ\n101,1,00,2031-01-02,登録済,2026-05-31\n";
    let columns = ["A=記号", "B=番号", "C=枝番", "D=電子証明書有効期限", "E=利用登録", "F=基準日"];
    let mut words = vec!["--form", "registration", "--on", "2026-06-05"];
    for column in &columns {
        words.extend(["--column", column]);
    }
    let imported = world.import("odd.csv", table, &words);
    assert_eq!((&imported["changed"], &imported["list"]["as_of"]), (&json!(1), &json!("2026-05-31")), "{imported}");
    assert_eq!(world.show("101-1-0", "2026-06-05")["e_certificate_until"], "2031-01-02");
}

#[test]
fn the_rows_that_mean_nobody_come_out_of_the_lists_own_file_for_an_enquiry() {
    let world = world();
    load(&world, "april.csv", APRIL, "2026-05-05");
    load(&world, "may.csv", MAY, "2026-06-05");
    let made = lists(&world, &["difference", "--file", "may.csv", "--out", "rows.xlsx"]).remove(0);
    assert_eq!(made["rows"], 1, "{made}");
    assert!(world.at("rows.xlsx").exists());
    says(
        &world.run(&["lists", LEDGER, "difference", "--file", "april.csv", "--out", "no.xlsx"]).ends(2),
        "ファイルではありません",
    );
    assert!(!world.at("no.xlsx").exists());
    for (words, rows) in [
        (&["difference", "--out", "all.csv"][..], 7),
        (&["difference", "--list", "released", "--out", "released.xlsx"], 1),
        (&["difference", "--list", "unknown_to_us", "--out", "unknown.csv"], 1),
    ] {
        assert_eq!(lists(&world, words).remove(0)["rows"], rows, "{words:?}");
    }
    says(&world.run(&["lists", LEDGER, "difference", "--out", "all.txt"]).ends(2), ".csv");
    let ledger = world.ledger();
    lists(&world, &["difference", "--file", "may.csv", "--out", "rows.xlsx"]);
    assert!(ledger == world.ledger() || lists(&world, &[]).len() == 2, "nothing is loaded again");
}
