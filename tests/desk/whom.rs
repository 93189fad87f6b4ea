//! Whom a row means, and what it must not do to anybody else: sequences of files as a year brings them.

use serde_json::{Value, json};

use crate::world::{PEOPLE, World, codes, counts};

/// A table of one header and its rows.
fn table(header: &str, rows: &[&str]) -> String {
    format!("{header}\n{}\n", rows.join("\n"))
}

fn lost(world: &World, member: &str, on: &str) -> Value {
    world.show(member, on)["lost"].clone()
}

fn covered(world: &World, member: &str, on: &str) -> (String, String) {
    let decided = world.decide(member, on);
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("no decision: {decided}")).to_owned();
    (text(&decided["covered"]), text(&decided["certificate"]["because"]))
}

const BOTH: &str = "異動区分,記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,資格喪失年月日";

#[test]
fn a_loss_and_a_return_in_one_file_are_both_recorded() {
    let world = World::peopled();
    let loss = "喪失,202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,,R8.5.1";
    let back = "取得,202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,R8.6.1,";
    let imported = world.import("both.csv", &table(BOTH, &[loss, back]), &["--on", "2026-06-02"]);
    assert_eq!(counts(&imported), [0, 2, 0, 0, 0, 0], "{imported}");
    assert_eq!(lost(&world, "202-7-0", "2026-05-15"), "2026-05-01");
    assert_eq!(covered(&world, "202-7-0", "2026-05-15").1, "not_insured");
    assert_eq!(world.show("202-7-0", "2026-06-02")["acquired"], "2026-06-01");
    let again = world.import("again.csv", &table(BOTH, &[loss, back, ""]), &["--on", "2026-06-03"]);
    assert_eq!(counts(&again), [0, 0, 2, 0, 0, 0], "{again}");
}

#[test]
fn a_family_that_loses_and_acquires_on_one_day_in_one_file_stays_covered_when_it_is_sent_again() {
    let world = World::peopled();
    let rows = [
        "喪失,101,0012,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,,R8.5.1",
        "取得,101,0012,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,R8.5.1,",
        "取得,101,0012,01,山田　花子,ヤマダ　ハナコ,S57.3.4,妻,R8.5.1,",
        "取得,101,0012,02,山田　一郎,ヤマダ　イチロウ,2012/5/6,子,R8.5.1,",
    ];
    let first = world.import("move.csv", &table(BOTH, &rows), &["--on", "2026-05-02"]);
    assert_eq!(counts(&first), [0, 4, 0, 0, 0, 0], "{first}");
    let again = world.import("again.csv", &table(BOTH, &[&rows[..], &[""]].concat()), &["--on", "2026-05-20"]);
    assert_eq!(counts(&again), [0, 0, 4, 0, 0, 0], "{again}");
    for member in ["101-12-0", "101-12-1", "101-12-2"] {
        assert_eq!(lost(&world, member, "2026-05-20"), Value::Null, "{member}");
        assert_eq!(lost(&world, member, "2026-04-30"), "2026-05-01", "{member}");
    }
}

/// Without a birth date, another name is another person until a clerk has looked: header, row, code.
const NAMES: &[(&str, &str, &str)] = &[
    ("記号,番号,氏名,カナ,資格喪失年月日", "202,7,鈴木　健太,スズキ　ケンタ,R8.5.1", "name_differs"),
    ("記号,番号,氏名,郵便番号,住所", "202,7,鈴木　健太,1500001,東京都渋谷区神宮前1-1", "name_differs"),
    ("記号,番号,枝番,カナ,利用登録状況", "202,7,00,スズキ　ケンタ,登録済", "name_differs"),
    ("記号,番号,枝番,氏名,カナ,削除日", "101,12,01,山田　一郎,ヤマダ　イチロウ,R8.5.1", "branch_of_another"),
    (
        "記号,番号,枝番,氏名,カナ,生年月日,性別,資格取得年月日",
        "202,7,00,木村　拓也,キムラ　タクヤ,H2.2.15,男,2021.10.1",
        "given_name_differs",
    ),
    ("記号,番号,氏名,カナ,生年月日,続柄,認定日", "101,12,山田　花子,ヤマダ　ハナコ,S57.3.5,妻,R8.5.1", "birth_differs"),
    ("記号,番号,枝番,氏名,生年月日,資格取得年月日", "101,77,00,髙橋　さくら,H2.2.15,R8.6.1", "weak_match"),
    (
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日",
        "101,500,01,佐藤　花,サトウ　ハナ,S62.7.8,R8.4.1",
        "relation_missing",
    ),
    (
        "事業所コード,記号,番号,氏名,カナ,生年月日,資格喪失年月日",
        "A001,202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1",
        "other_employer",
    ),
    (
        "事業所コード,記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日",
        "B002,101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,R2.4.1",
        "other_employer",
    ),
];

#[test]
fn nobody_is_touched_by_a_row_about_somebody_else() {
    let world = World::peopled();
    // The row waits in the ledger; of nobody in it anything is otherwise.
    let everybody = || {
        let all = ["101-12-0", "101-12-1", "202-7-0"].map(|member| world.show(member, "2026-05-03").to_string());
        let decided = world.run(&["decide", "ledger.daicho", "--on", "2026-05-03", "--json"]).ends(0).out;
        (all, decided)
    };
    let before = everybody();
    for (header, row, code) in NAMES {
        let imported = world.import("slip.csv", &table(header, &[row]), &["--on", "2026-05-02"]);
        assert_eq!(counts(&imported), [0, 0, 0, 1, 0, 0], "{row}: {imported}");
        assert!(codes(&imported).contains(&(*code).to_owned()), "{row}: {code} in {imported}");
        assert!(before == everybody(), "{row}: everybody is as before");
    }
}

#[test]
fn a_leaving_without_birth_dates_that_names_a_dependant_ends_the_dependants_cover_alone() {
    let world = World::peopled();
    let row = table("記号,番号,氏名,カナ,資格喪失年月日", &["101,12,山田　花子,ヤマダ　ハナコ,R8.5.1"]);
    let imported = world.import("leaving.csv", &row, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    assert_eq!(lost(&world, "101-12-1", "2026-05-02"), "2026-05-01");
    assert_eq!(lost(&world, "101-12-0", "2026-05-02"), Value::Null);
}

#[test]
fn a_birth_date_or_a_name_is_put_right_once_a_clerk_has_made_sure() {
    let world = World::peopled();
    let header = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日";
    let row = table(header, &["202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.16,2021.10.1"]);
    assert_eq!(codes(&world.import("born.csv", &row, &["--on", "2026-05-02"])), ["birth_differs"]);
    let sure = world.import("born.csv", &row, &["--on", "2026-05-02", "--sure", "2"]);
    assert_eq!(counts(&sure), [0, 1, 0, 0, 0, 0], "{sure}");
    assert_eq!(world.show("202-7-0", "2026-05-02")["born"], "1990-02-16");
}

#[test]
fn a_third_namesake_is_a_doubt_too() {
    let world = World::peopled();
    let header = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日";
    let second = table(header, &["101,50,00,高橋　咲良,タカハシ　サクラ,H2.2.15,R8.5.1"]);
    world.import("second.csv", &second, &["--on", "2026-05-10", "--other-person", "2"]);
    let third = table(header, &["101,77,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.6.1"]);
    let imported = world.import("third.csv", &third, &["--on", "2026-06-10"]);
    assert_eq!(codes(&imported), ["already_insured"], "{imported}");
    let again = world.import("resaved.csv", &second.replace("R8.5.1", "2026-05-01"), &["--on", "2026-06-11"]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "the second is known by number: {again}");
}

#[test]
fn dependants_lose_cover_with_the_insured_person_though_no_file_says_so() {
    let world = World::new();
    let header = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,利用登録状況,任意継続最終日,郵便番号,住所";
    let rows = [
        "101,5,00,佐藤　一,サトウ　ハジメ,S26.6.10,本人,R3.4.1,登録済,,,",
        "101,5,01,佐藤　花,サトウ　ハナ,S30.7.8,妻,R3.4.1,登録済,,,",
        "101,6,00,山本　太,ヤマモト　フトシ,S55.1.2,本人,R8.4.1,,R10.3.31,1000001,東京都千代田区1",
        "101,6,01,山本　緑,ヤマモト　ミドリ,S57.3.4,妻,R8.4.1,,,1000001,東京都千代田区1",
    ];
    let imported = world.import("people.csv", &table(header, &rows), &["--on", "2026-04-20"]);
    assert_eq!(counts(&imported), [4, 0, 0, 0, 0, 0], "{imported}");
    for (insured, dependant, last, first) in
        [("101-5-0", "101-5-1", "2026-06-09", "2026-06-10"), ("101-6-0", "101-6-1", "2028-03-31", "2028-04-01")]
    {
        for member in [insured, dependant] {
            assert_ne!(covered(&world, member, last).1, "not_insured", "{member} {last}");
            assert_eq!(covered(&world, member, first).1, "not_insured", "{member} {first}");
        }
        let all = world.run(&["decide", "ledger.daicho", "--on", first, "--json"]).ends(0).lines();
        for member in [insured, dependant] {
            let number = format!("{}0", &member[..member.len() - 1]) == insured;
            let own = all.iter().find(|one| {
                let text = one["member"].as_str().unwrap_or_default();
                text.starts_with(&insured[..5]) && text.ends_with(if number { "-00" } else { "-01" })
            });
            assert_eq!(own.map(|one| &one["covered"]), Some(&json!("no")), "{member}: all at once say the same");
        }
    }
    // The whole household of a voluntary member gets its letters at home, in one envelope.
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-21", "--json"];
    let batch = world.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("out")).expect("out");
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    let manifest = std::fs::read_to_string(world.at("out/manifest.csv")).expect("the manifest");
    let code = |member: &str| world.show(member, "2026-04-21")["code"].as_str().unwrap_or_default().to_owned();
    let (his, hers) = (code("101-6-0"), code("101-6-1"));
    let line = |code: &str| manifest.lines().find(|line| line.contains(code)).unwrap_or_default().to_owned();
    let home = |line: &str| line.split(',').any(|cell| cell == "home");
    assert!(home(&line(&his)) && home(&line(&hers)), "{manifest}");
}

#[test]
fn a_dependants_later_removal_does_not_outlast_the_insured_persons_cover() {
    let world = World::peopled();
    let leaving =
        table("記号,番号,氏名,カナ,生年月日,資格喪失年月日", &["101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.5.1"]);
    world.import("leaving.csv", &leaving, &["--on", "2026-05-02"]);
    let removal = table(
        "異動区分,記号,番号,枝番,氏名,カナ,生年月日,続柄,削除日",
        &["非該当,101,12,01,山田　花子,ヤマダ　ハナコ,S57.3.4,妻,R8.9.1"],
    );
    let imported = world.import("removal.csv", &removal, &["--on", "2026-05-03"]);
    assert_eq!(counts(&imported), [0, 0, 1, 0, 0, 0], "{imported}");
    assert_eq!(codes(&imported), ["lost_with_family"]);
    assert_eq!(lost(&world, "101-12-1", "2026-06-01"), "2026-05-01");
}

#[test]
fn dependants_begin_no_earlier_than_the_insured_person() {
    let world = World::new();
    let header = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日";
    let rows =
        ["101,5,00,佐藤　一,サトウ　ハジメ,S60.7.8,本人,R8.4.1", "101,5,01,佐藤　花,サトウ　ハナ,S62.7.8,妻,R8.4.1"];
    world.import("people.csv", &table(header, &rows), &["--on", "2026-04-20"]);
    let later = rows[0].replace("R8.4.1", "R8.4.15");
    let imported = world.import("later.csv", &table(header, &[&later]), &["--on", "2026-04-22"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    assert_eq!(world.show("101-5-1", "2026-04-22")["acquired"], "2026-04-15");
}

#[test]
fn a_corrected_day_of_a_past_loss_is_the_whole_familys_and_leaves_the_next_holder_alone() {
    let world = World::peopled();
    let leaving = "記号,番号,氏名,カナ,生年月日,資格喪失年月日";
    let joining = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日";
    let loss = |day: &str| table(leaving, &[&format!("101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,{day}")]);
    world.import("leaving.csv", &loss("R8.5.1"), &["--on", "2026-05-02"]);
    let back = table(joining, &["101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.8.1"]);
    world.import("back.csv", &back, &["--on", "2026-08-02"]);
    for (day, on) in [("R8.6.1", "2026-06-01"), ("R8.4.20", "2026-04-20")] {
        let doubtful = world.import("other.csv", &loss(day), &["--on", "2026-08-03"]);
        assert_eq!(codes(&doubtful), ["past_differs"], "{day}: {doubtful}");
        let sure = world.import("other.csv", &loss(day), &["--on", "2026-08-03", "--sure", "2"]);
        assert_eq!(counts(&sure), [0, 1, 0, 0, 0, 0], "{day}: {sure}");
        for member in ["101-12-0", "101-12-1", "101-12-2"] {
            assert_eq!(lost(&world, member, "2026-04-15"), on, "{member}");
        }
        assert_eq!(lost(&world, "101-12-0", "2026-08-03"), Value::Null);
    }

    // Two holders of one number at once never are.
    let hers = |day: &str| table(leaving, &[&format!("202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,{day}")]);
    world.import("hers.csv", &hers("R8.5.1"), &["--on", "2026-05-02"]);
    let new = table(joining, &["202,7,00,伊藤　健,イトウ　ケン,S60.3.3,R8.7.1"]);
    world.import("new.csv", &new, &["--on", "2026-07-02", "--other-person", "2"]);
    let moved = table(joining, &["101,99,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.9.1"]);
    world.import("moved.csv", &moved, &["--on", "2026-09-02"]);
    let taken = world.import("taken.csv", &hers("R8.8.1"), &["--on", "2026-09-03", "--sure", "2"]);
    assert_eq!(codes(&taken), ["number_taken"], "{taken}");
}

#[test]
fn a_registration_list_speaks_of_who_held_the_number_on_its_day() {
    let world = World::peopled();
    let leaving =
        table("記号,番号,氏名,カナ,生年月日,資格喪失年月日", &["202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1"]);
    world.import("leaving.csv", &leaving, &["--on", "2026-05-02"]);
    let new =
        table("記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日", &["202,7,00,伊藤　健,イトウ　ケン,S60.3.3,R8.7.1"]);
    world.import("new.csv", &new, &["--on", "2026-07-02", "--other-person", "2"]);
    let list = table("記号,番号,枝番,利用登録状況,基準日", &["202,7,00,登録済,R8.4.20"]);
    let imported = world.import("list.csv", &list, &["--on", "2026-07-05"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    assert_eq!(world.show("202-7-0", "2026-07-05")["use_registered"], "unknown");
    assert_eq!(world.show("202-7-0", "2026-04-25")["use_registered"], "yes");
}

#[test]
fn a_list_of_an_earlier_day_tells_what_later_news_did_not_know() {
    let world = World::peopled();
    let june = table("記号,番号,枝番,利用登録状況,基準日", &["202,7,00,登録済,R8.6.1"]);
    world.import("june.csv", &june, &["--on", "2026-06-05"]);
    let may = table("記号,番号,枝番,利用登録状況,電子証明書有効期限,基準日", &["202,7,00,登録済,R8.1.10,R8.5.1"]);
    let imported = world.import("may.csv", &may, &["--on", "2026-06-06"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    for on in ["2026-05-10", "2026-06-10"] {
        assert_eq!(world.show("202-7-0", on)["e_certificate_until"], "2026-01-10", "{on}");
        assert_ne!(covered(&world, "202-7-0", on).0, "yes", "{on}");
    }
    // Later news that did know is not gainsaid.
    let newer = table("記号,番号,枝番,利用登録状況,電子証明書有効期限,基準日", &["202,7,00,登録済,R13.1.10,R8.6.15"]);
    world.import("newer.csv", &newer, &["--on", "2026-06-16"]);
    let older = table("記号,番号,枝番,利用登録状況,電子証明書有効期限,基準日", &["202,7,00,登録済,R8.1.20,R8.6.10"]);
    world.import("older.csv", &older, &["--on", "2026-06-17"]);
    assert_eq!(world.show("202-7-0", "2026-06-17")["e_certificate_until"], "2031-01-10");
}

#[test]
fn an_enrolment_that_is_sent_again_takes_no_married_name_back() {
    let world = World::peopled();
    let change = table(
        "異動区分,記号,番号,枝番,氏名,カナ,生年月日,郵便番号,住所",
        &["変更,202,7,00,佐藤　さくら,サトウ　サクラ,H2.2.15,1500001,東京都渋谷区1"],
    );
    let imported = world.import("change.csv", &change, &["--on", "2026-05-01"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    let more = format!("{PEOPLE}\n202,8,00,新田　次郎,ニッタ　ジロウ,H3.3.3,男,本人,R8.6.1,,\n");
    let again = world.import("cumulative.csv", &more, &["--on", "2026-06-05"]);
    assert_eq!(counts(&again), [1, 0, 4, 0, 0, 0], "{again}");
    assert!(codes(&again).contains(&"replaced_since".to_owned()), "{again}");
    let shown = world.show("202-7-0", "2026-06-06");
    assert_eq!((&shown["name"], &shown["address"]), (&json!("佐藤　さくら"), &json!("東京都渋谷区1")));
}

#[test]
fn a_rejected_row_that_is_mended_does_not_say_that_the_my_number_is_missing() {
    let world = World::new();
    let sent = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,個人番号\n\
        101,5,00,佐藤　一,サトウ　ハジメ,S60.13.8,R8.4.1,123456789018\n101,6,00,佐藤　二,サトウ　ニ,S60.13.8,R8.4.1,\n";
    let first = world.import("sent.csv", sent, &["--on", "2026-04-10", "--rejects", "rejects.xlsx"]);
    assert_eq!(counts(&first), [0, 0, 0, 0, 2, 0], "{first}");
    let mended: String = rows_of(&world.at("rejects.xlsx"))
        .iter()
        .map(|row| row.join(",").replace("S60.13.8", "S60.12.8").replace('\n', " ") + "\n")
        .collect();
    assert!(!mended.contains("123456789018") && mended.contains("****"), "{mended}");
    let imported = world.import("mended.csv", &mended, &["--on", "2026-04-11"]);
    assert_eq!(counts(&imported), [2, 0, 0, 0, 0, 0], "{imported}");
    // The digits that were checked in the first file waited with the row.
    assert_eq!(world.show("101-5-0", "2026-04-12")["my_number"], "registered");
    assert_eq!(world.show("101-6-0", "2026-04-12")["my_number"], "missing");
}

const CHANGE: &str = "異動区分,記号,番号,枝番,氏名,カナ,生年月日";
const JOIN: &str = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日";
const LEAVE: &str = "記号,番号,氏名,カナ,生年月日,資格喪失年月日";
const FAMILY: &str = "異動区分,記号,番号,枝番,氏名,カナ,生年月日,続柄,認定日,削除日";

/// A ledger with a year of files, one after the other: header, rows, day of receipt.
fn after(files: &[(&str, &[&str], &str)]) -> World {
    let world = World::peopled();
    for (at, (header, rows, on)) in files.iter().enumerate() {
        let imported = world.import(&format!("{at}.csv"), &table(header, rows), &["--on", on]);
        assert_eq!(imported["doubtful"], 0, "{rows:?}: {imported}");
        assert_eq!(imported["rejected"], 0, "{rows:?}: {imported}");
    }
    world
}

const SAKURA_MOVES: [&str; 2] = [
    "喪失,202,7,00,佐藤　さくら,サトウ　サクラ,H2.2.15,本人,,R8.6.1",
    "取得,101,88,00,佐藤　さくら,サトウ　サクラ,H2.2.15,本人,R8.6.1,",
];

#[test]
fn an_old_enrolment_of_somebody_who_was_renamed_and_moved_makes_no_second_person() {
    let renamed: &[&str] = &["変更,202,7,00,佐藤　さくら,サトウ　サクラ,H2.2.15"];
    let world = after(&[(CHANGE, renamed, "2026-05-01"), (BOTH, &SAKURA_MOVES, "2026-06-02")]);
    let old = table(JOIN, &["202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,2021.10.1"]);
    let again = world.import("old.csv", &old, &["--on", "2026-06-05"]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "{again}");
    // Nobody else had the number while she had it, whatever a clerk marks.
    let other = table(JOIN, &["202,7,00,伊藤　健,イトウ　ケン,S60.3.3,R8.5.1"]);
    for more in [&[][..], &["--other-person", "2"]] {
        let taken = world.import("taken.csv", &other, &[&["--on", "2026-06-05"], more].concat());
        assert!(codes(&taken).contains(&"number_taken".to_owned()), "{taken}");
        assert_eq!(taken["doubtful"], 1, "{taken}");
    }
    let free = world.import("free.csv", &other.replace("R8.5.1", "R8.6.1"), &["--on", "2026-06-06"]);
    assert_eq!(counts(&free), [1, 0, 0, 0, 0, 0], "{free}");
}

#[test]
fn the_loss_of_a_second_spell_leaves_the_first_ones_alone() {
    let first: (&str, &[&str], &str) = (LEAVE, &["202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1"], "2026-05-02");
    let back = "取得,202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,R8.6.1,";
    let again = "喪失,202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,,R8.6.20";
    for rows in [[back, again], [again, back]] {
        let world = after(&[first, (BOTH, &rows, "2026-06-22")]);
        for (on, covered_then) in
            [("2026-04-30", true), ("2026-05-15", false), ("2026-06-10", true), ("2026-06-22", false)]
        {
            assert_eq!(covered(&world, "202-7-0", on).1 != "not_insured", covered_then, "{rows:?} {on}");
        }
    }
    // A return that is still to come is known when its own loss is told.
    let ahead = [
        "喪失,202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,,R8.7.1",
        "取得,202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,R8.8.1,",
    ];
    let last: &[&str] = &["202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.9.1"];
    let world = after(&[(BOTH, &ahead, "2026-06-20"), (LEAVE, last, "2026-06-23")]);
    for (on, covered_then) in [("2026-07-15", false), ("2026-08-15", true), ("2026-09-15", false)] {
        assert_eq!(covered(&world, "202-7-0", on).1 != "not_insured", covered_then, "{on}");
    }
}

#[test]
fn an_older_file_takes_no_corrected_loss_back() {
    let loss = |day: &str| format!("101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,{day}");
    let (first, second) = (loss("R8.5.1"), loss("R8.5.20"));
    let world = after(&[(LEAVE, &[&first], "2026-05-02"), (LEAVE, &[&second], "2026-05-22")]);
    let again = world.import("again.csv", &table(LEAVE, &[&first, ""]), &["--on", "2026-05-23"]);
    assert_eq!(codes(&again), ["correction_taken_back"], "{again}");
    assert_eq!(lost(&world, "101-12-1", "2026-05-23"), "2026-05-20");
    let sure = world.import("again.csv", &table(LEAVE, &[&first, ""]), &["--on", "2026-05-23", "--sure", "2"]);
    assert_eq!(counts(&sure), [0, 1, 0, 0, 0, 0], "{sure}");
    assert_eq!(lost(&world, "101-12-2", "2026-05-23"), "2026-05-01");
}

#[test]
fn the_enrolment_before_a_return_is_on_record_and_no_correction() {
    let leaves: &[&str] = &["202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1"];
    let returns: &[&str] = &["202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.6.1"];
    let world = after(&[(LEAVE, leaves, "2026-05-02"), (JOIN, returns, "2026-06-02")]);
    let old = table(JOIN, &["202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,2021-10-1"]);
    for more in [&[][..], &["--sure", "2"]] {
        let again = world.import("old.csv", &old, &[&["--on", "2026-06-03"], more].concat());
        assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "{again}");
    }
}

#[test]
fn registration_lists_come_to_the_same_in_every_order() {
    const LIST: &str = "記号,番号,枝番,利用登録状況,電子証明書有効期限,基準日";
    let lists = [
        ("202,7,00,登録済,R12.1.1,R8.5.1", "2026-07-05"),
        ("202,7,00,解除,,R8.6.1", "2026-07-05"),
        ("202,7,00,登録済,R13.1.1,R8.7.1", "2026-07-05"),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let files = order.map(|at| (LIST, [lists[at].0], lists[at].1));
        let files: Vec<(&str, &[&str], &str)> =
            files.iter().map(|(header, rows, on)| (*header, rows.as_slice(), *on)).collect();
        let world = after(&files);
        let shown = world.show("202-7-0", "2026-07-07");
        assert_eq!(
            (&shown["use_registered"], &shown["e_certificate_until"]),
            (&json!("yes"), &json!("2031-01-01")),
            "{order:?}"
        );
        assert_eq!(world.show("202-7-0", "2026-06-15")["use_registered"], "released", "{order:?}");
        assert_eq!(world.show("202-7-0", "2026-05-15")["use_registered"], "yes", "{order:?}");
    }
}

#[test]
fn a_later_list_says_nothing_of_those_who_are_not_on_it() {
    const LIST: &str = "記号,番号,枝番,利用登録状況,基準日";
    let world =
        after(&[(LIST, &["101,12,00,登録済,R8.7.1"], "2026-07-05"), (LIST, &["202,7,00,登録済,R8.6.1"], "2026-07-06")]);
    assert_eq!(world.show("202-7-0", "2026-07-07")["use_registered"], "yes");
}

#[test]
fn a_bare_number_of_one_member_is_that_member() {
    let moves: &[&str] = &[
        "喪失,202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,,R8.6.1",
        "取得,101,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,本人,R8.6.1,",
    ];
    let world = after(&[(BOTH, moves, "2026-06-02")]);
    assert_eq!(world.show("7", "2026-06-03")["member"], "101-7-00");
}

#[test]
fn where_nobody_can_tell_the_given_name_a_clerk_decides() {
    let world = World::peopled();
    for (header, row) in [
        ("記号,番号,枝番,氏名,生年月日,資格取得年月日", "202,7,00,木村　拓也,H2.2.15,2021.10.1"),
        ("記号,番号,氏名,生年月日,資格喪失年月日", "202,7,木村　拓也,H2.2.15,R8.5.1"),
    ] {
        let imported = world.import("slip.csv", &table(header, &[row]), &["--on", "2026-05-02"]);
        assert_eq!(codes(&imported), ["given_name_differs"], "{row}: {imported}");
    }
    let twins = |kana: &str, name: &str| table(FAMILY, &[&format!("該当,101,12,03,{name},{kana},R8.4.20,子,R8.4.20,")]);
    world.import("one.csv", &twins("ヤマダカズミ", "山田一美"), &["--on", "2026-05-02"]);
    let second = world.import("two.csv", &twins("ヤマダフミ", "山田二美"), &["--on", "2026-05-03"]);
    assert_eq!(second["doubtful"], 1, "{second}");
}

#[test]
fn a_corrected_family_loss_leaves_dependants_their_own_days() {
    let removed: &[&str] = &["非該当,101,12,01,山田　花子,ヤマダ　ハナコ,S57.3.4,妻,,R8.4.20"];
    let loss = |day: &str| format!("101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,{day}");
    let (early, late) = (loss("R8.4.10"), loss("R8.5.10"));
    let world =
        after(&[(FAMILY, removed, "2026-04-21"), (LEAVE, &[&early], "2026-04-22"), (LEAVE, &[&late], "2026-05-12")]);
    assert_eq!(lost(&world, "101-12-1", "2026-05-12"), "2026-04-20", "her own removal");
    assert_eq!(lost(&world, "101-12-2", "2026-05-12"), "2026-05-10");

    // Whoever has cover of their own since was a dependant up to that day.
    let (first, second) = (loss("R8.5.1"), loss("R8.6.1"));
    let own: &[&str] = &["202,60,00,山田　花子,ヤマダ　ハナコ,S57.3.4,R8.5.15"];
    let world =
        after(&[(LEAVE, &[&first], "2026-05-02"), (JOIN, own, "2026-05-16"), (LEAVE, &[&second], "2026-06-02")]);
    assert_eq!(lost(&world, "101-12-1", "2026-05-10"), "2026-05-15");
    assert_eq!(lost(&world, "202-60-0", "2026-06-02"), Value::Null);
    assert_eq!(lost(&world, "101-12-2", "2026-06-02"), "2026-06-01");
}

#[test]
fn a_return_is_read_whole_and_begins_no_earlier_than_the_insured_person() {
    let leaves: &[&str] = &["101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.5.1"];
    let header = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,利用登録状況,電子証明書有効期限";
    let row = "101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.6.1,未登録,R12.1.1";
    let world = after(&[(LEAVE, leaves, "2026-05-02"), (header, &[row], "2026-06-02")]);
    assert_eq!(world.show("101-12-0", "2026-06-02")["use_registered"], "no");
    let again = world.import("again.csv", &table(header, &[row, ""]), &["--on", "2026-06-03"]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "{again}");
    let early = table(FAMILY, &["該当,101,12,01,山田　花子,ヤマダ　ハナコ,S57.3.4,妻,R8.5.15,"]);
    assert_eq!(codes(&world.import("early.csv", &early, &["--on", "2026-06-03"])), ["before_insured"]);
    let grandchild = table(FAMILY, &["該当,101,12,02,山田　一郎,ヤマダ　イチロウ,2012/5/6,孫,R8.6.1,"]);
    assert_eq!(counts(&world.import("child.csv", &grandchild, &["--on", "2026-06-03"])), [0, 1, 0, 0, 0, 0]);
    assert_eq!(world.show("101-12-2", "2026-06-03")["relation"], "grandchild");
}

#[test]
fn whoever_lost_cover_by_law_may_join_elsewhere() {
    let header = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,任意継続最終日";
    let people: &[&str] = &[
        "101,5,00,佐藤　一,サトウ　ハジメ,S26.6.10,本人,R3.4.1,",
        "101,5,01,佐藤　花,サトウ　ハナ,S30.7.8,妻,R3.4.1,",
        "101,6,00,山本　太,ヤマモト　フトシ,S55.1.2,本人,R6.4.1,R8.3.31",
        "202,6,00,佐藤　子,サトウ　コ,S55.7.8,本人,R3.4.1,",
        "101,70,00,清水　一,シミズ　ハジメ,S60.1.1,本人,R8.4.1,",
    ];
    let cancelled: &[&str] = &["101,70,清水　一,シミズ　ハジメ,S60.1.1,R8.4.1"];
    let world = after(&[
        (header, people, "2026-04-20"),
        (LEAVE, cancelled, "2026-04-21"),
        (JOIN, &["202,70,00,清水　一,シミズ　ハジメ,S60.1.1,R8.4.1"], "2026-04-22"),
        (JOIN, &["202,90,00,山本　太,ヤマモト　フトシ,S55.1.2,R8.6.1"], "2026-06-02"),
        (FAMILY, &["該当,202,6,01,佐藤　花,サトウ　ハナ,S30.7.8,母,R8.6.10,"], "2026-06-12"),
    ]);
    assert_ne!(covered(&world, "202-70-0", "2026-04-22").1, "not_insured");
    assert_ne!(covered(&world, "202-6-1", "2026-06-12").1, "not_insured");
    let late = table(FAMILY, &["該当,101,5,02,佐藤　孫,サトウ　マゴ,R8.7.1,孫,R8.7.1,"]);
    let refused = world.import("late.csv", &late, &["--on", "2026-07-12"]);
    assert_eq!(codes(&refused), ["dependant_without_insured"], "{refused}");
}

#[test]
fn a_newborn_of_a_spell_that_is_over_is_told_late() {
    let moves: &[&str] = &[
        "喪失,101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,,R8.5.1",
        "取得,202,50,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,R8.5.1,",
    ];
    let world = after(&[(BOTH, moves, "2026-05-02")]);
    let late = table(FAMILY, &["該当,101,12,03,山田　次子,ヤマダ　ツギコ,R8.4.23,子,R8.4.23,"]);
    let imported = world.import("late.csv", &late, &["--on", "2026-05-20"]);
    assert_eq!(counts(&imported), [1, 0, 0, 0, 0, 0], "{imported}");
    assert_eq!(lost(&world, "101-12-3", "2026-04-25"), "2026-05-01");
    assert_eq!(counts(&world.import("again.csv", &format!("{late}\n"), &["--on", "2026-05-21"])), [0, 0, 1, 0, 0, 0]);

    // A last working day that no longer fits the day of loss is not kept.
    let header = "記号,番号,氏名,カナ,生年月日,退職年月日";
    let world = after(&[
        (header, &["202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.4.30"], "2026-05-02"),
        (LEAVE, &["202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.6.1"], "2026-06-02"),
    ]);
    assert_eq!(world.show("202-7-0", "2026-06-02")["left"], Value::Null);
}

#[test]
fn whoever_stays_behind_when_the_insured_person_goes_on_has_lost_cover() {
    let header = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,任意継続最終日";
    let family: &[&str] = &[
        "101,6,00,山本　太,ヤマモト　フトシ,S55.1.2,本人,R6.4.1,R8.3.31",
        "101,6,01,山本　緑,ヤマモト　ミドリ,S57.3.4,妻,R6.4.1,",
        "101,6,02,山本　実,ヤマモト　ミノル,H25.3.4,子,R6.4.1,",
    ];
    let world = after(&[
        (header, family, "2026-01-20"),
        (FAMILY, &["非該当,101,6,02,山本　実,ヤマモト　ミノル,H25.3.4,子,,R8.2.1"], "2026-02-02"),
        (JOIN, &["202,90,00,山本　太,ヤマモト　フトシ,S55.1.2,R8.6.1"], "2026-06-02"),
    ]);
    assert_ne!(covered(&world, "202-90-0", "2026-06-02").1, "not_insured");
    assert_eq!(covered(&world, "101-6-1", "2026-06-02").1, "not_insured");
    assert_eq!(lost(&world, "101-6-1", "2026-06-02"), "2026-04-01");
    assert_eq!(lost(&world, "101-6-2", "2026-06-02"), "2026-02-01", "a day of their own stays");
}

#[test]
fn the_last_of_two_corrections_in_one_file_is_the_whole_familys() {
    let loss = |day: &str| format!("喪失,101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,,{day}");
    let back = "取得,101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,R8.8.1,";
    let both =
        |begins: &str, day: &str| format!("取得,101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,{begins},{day}");
    let world = after(&[(BOTH, &[&loss("R8.5.1")], "2026-05-02"), (BOTH, &[back], "2026-08-02")]);
    let rows = [loss("R8.6.1"), both("R2.4.1", "R8.4.20")];
    let two = table(BOTH, &[&rows[0], &rows[1]]);
    let sure = world.import("two.csv", &two, &["--on", "2026-08-03", "--sure", "2", "--sure", "3"]);
    assert_eq!(counts(&sure), [0, 2, 0, 0, 0, 0], "{sure}");
    for member in ["101-12-0", "101-12-1", "101-12-2"] {
        assert_eq!(lost(&world, member, "2026-04-15"), "2026-04-20", "{member}");
    }
}

#[test]
fn a_large_list_of_leavings_without_numbers_ends_the_dependants_cover_too() {
    let world = World::peopled();
    let strangers = (0..2_001).map(|at| format!("知らない　{at},シラナイ　{at},S40.1.1,R8.5.1"));
    let rows: Vec<String> =
        ["山田　太郎,ヤマダ　タロウ,S55.1.2,R8.5.1".to_owned()].into_iter().chain(strangers).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let many = table("氏名,カナ,生年月日,資格喪失年月日", &rows);
    let imported = world.import("many.csv", &many, &["--on", "2026-05-02", "--not-torn"]);
    assert_eq!(imported["changed"], 1, "{imported}");
    for member in ["101-12-0", "101-12-1", "101-12-2"] {
        assert_eq!(lost(&world, member, "2026-05-02"), "2026-05-01", "{member}");
    }
}

fn rows_of(file: &std::path::Path) -> Vec<Vec<String>> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("its cells");
    sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}
