//! What an import does to the ledger.

use intake::write::{Cell, Sheet, Texts, xlsx};
use tests::year::my_number;

use crate::world::{PEOPLE, World, codes, counts};

#[test]
fn the_same_file_again_changes_nothing() {
    let world = World::peopled();
    let before = world.ledger();
    let again = world.import("people.csv", PEOPLE, &["--on", "2026-04-11"]);
    assert_eq!(counts(&again), [0, 0, 4, 0, 0, 0], "{again}");
    assert_eq!(again["written"], false);
    assert!(before == world.ledger(), "the ledger is byte for byte as before");
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let world = World::new();
    let before = world.ledger();
    let shown = world.import("people.csv", PEOPLE, &["--dry-run"]);
    assert_eq!(counts(&shown), [4, 0, 0, 0, 0, 0]);
    assert_eq!(shown["changes"].as_array().map(Vec::len), Some(4));
    assert!(before == world.ledger(), "nothing is written");
    assert!(world.run(&["find", "ledger.daicho", "山田", "--json"]).ends(0).lines().is_empty());
}

#[test]
fn lost_leading_zeros_and_full_width_digits_are_the_same_number() {
    let world = World::peopled();
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n１０１,12,0,山田　太郎,ヤマダ　タロウ,S55.1.2,R2.4.1\n";
    let imported = world.import("again.csv", table, &[]);
    assert_eq!(counts(&imported), [0, 0, 1, 0, 0, 0], "{imported}");
}

#[test]
fn a_changed_cell_is_shown_before_and_after_and_the_past_stays() {
    let world = World::peopled();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,郵便番号,住所\n\
        202,7,00,佐藤　さくら,サトウ　サクラ,1990-02-15,2021-10-01,5300001,大阪府大阪市北区梅田1-2-3\n";
    let imported = world.import("changed.csv", table, &["--on", "2026-05-01"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    let cells = imported["changes"][0]["cells"].as_array().expect("cells");
    let fields: Vec<&str> = cells.iter().filter_map(|cell| cell["field"].as_str()).collect();
    assert_eq!(fields, ["name", "kana"]);
    assert_eq!(cells[0]["before"], "髙橋　さくら");
    assert_eq!(cells[0]["after"], "佐藤　さくら");
    assert_eq!(world.show("202-7-00", "2026-04-30")["name"], "髙橋　さくら");
    assert_eq!(world.show("202-7-00", "2026-05-01")["name"], "佐藤　さくら");
}

/// Rows in doubt, each with what the ledger says and the file says otherwise, and the number that the row bears.
const DOUBTS: &[(&str, &str, &[[&str; 3]])] = &[
    ("101,12,00,山田　太郎,ヤマダ　タロウ,S56.1.2,R2.4.1", "101-12-00", &[["born", "1980-01-02", "1981-01-02"]]),
    (
        "202,7,,伊藤　三郎,イトウ　サブロウ,S60.7.8,R3.10.1",
        "202-7-00",
        &[
            ["name", "髙橋　さくら", "伊藤　三郎"],
            ["kana", "タカハシ　サクラ", "イトウ　サブロウ"],
            ["born", "1990-02-15", "1985-07-08"],
        ],
    ),
    (
        "101,77,00,高橋　さくら,タカハシ　サクラ,H2.2.15,R8.4.1",
        "101-77-00",
        &[["member", "202-7-00", "101-77-00"], ["acquired", "2021-10-01", "2026-04-01"]],
    ),
    ("101,78,00,誤　日子,アヤマリ　ヒコ,令和7年2月30日,R8.4.1", "101-78-00", &[]),
];

#[test]
fn a_row_in_doubt_shows_the_ledgers_values_beside_its_own() {
    let world = World::peopled();
    let mut table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n".to_owned();
    for (row, ..) in DOUBTS {
        table.push_str(&format!("{row}\n"));
    }
    let imported = world.import("doubts.csv", &table, &["--on", "2026-05-01", "--dry-run"]);
    assert_eq!(counts(&imported), [0, 0, 0, 3, 1, 0], "{imported}");
    let waiting = imported["waiting"].as_array().expect("rows that wait");
    assert_eq!(waiting.len(), DOUBTS.len(), "{imported}");
    for ((at, (row, member, differs)), waits) in DOUBTS.iter().enumerate().zip(waiting) {
        assert_eq!((&waits["sheet"], &waits["row"]), (&"doubts.csv".into(), &(at + 2).into()), "{row}");
        assert_eq!(waits["member"], *member, "{row}");
        let cells = waits["cells"].as_array().expect("cells");
        let cells: Vec<[&str; 3]> = cells
            .iter()
            .map(|cell| ["field", "before", "after"].map(|key| cell[key].as_str().unwrap_or("?")))
            // Of somebody whom the row may mean on too little, everything stands beside it that tells a person.
            .filter(|[_, before, after]| !after.is_empty() && before != after)
            .collect();
        assert_eq!(cells, *differs, "{row}");
    }
}

#[test]
fn a_fact_from_a_workbook_names_the_file_and_one_from_a_table_names_it_once() {
    let world = World::peopled();
    let header = ["記号", "番号", "枝番", "氏名", "カナ", "生年月日", "資格取得年月日"];
    let row = ["101", "91", "00", "加藤　四郎", "カトウ　シロウ", "S61.7.8", "R8.4.1"].map(Cell::text).to_vec();
    let mut book = Vec::new();
    xlsx(vec![Sheet::new("取得", header, [row])], Texts::Shared, &mut book).expect("a workbook");
    world.file("A001_取得届.xlsx", book);
    world.run(&["import", "ledger.daicho", "A001_取得届.xlsx", "--on", "2026-05-01"]).ends(0);
    let places = |member: &str| {
        let shown = world.show(member, "2026-05-02");
        let mut cells: Vec<String> = shown["timeline"]
            .as_array()
            .expect("a timeline")
            .iter()
            .filter_map(|event| event["cell"].as_str().map(str::to_owned))
            .collect();
        cells.dedup();
        cells
    };
    assert_eq!(places("101-91-00"), ["A001_取得届.xlsx 取得!2"]);
    assert_eq!(places("202-7-00"), ["people.csv!5"]);
}

#[test]
fn dependants_lose_cover_with_the_insured_person() {
    let world = World::peopled();
    let table =
        "記号,番号,氏名,カナ,生年月日,資格喪失年月日,喪失原因\n101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.5.1,退職\n";
    let imported = world.import("leaving.csv", table, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    for member in ["101-12-0", "101-12-1", "101-12-2"] {
        assert_eq!(world.show(member, "2026-05-02")["lost"], "2026-05-01", "{member}");
    }
    assert_eq!(world.show("202-7-0", "2026-05-02")["lost"], serde_json::Value::Null);
    let again = world.import("leaving.csv", table, &["--on", "2026-05-03"]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "{again}");
}

#[test]
fn a_last_working_day_alone_loses_cover_on_the_day_after() {
    let world = World::peopled();
    let table = "記号,番号,氏名,カナ,生年月日,退職年月日\n202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.4.30\n";
    let imported = world.import("leaving.csv", table, &["--form", "leaving", "--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    let shown = world.show("202-7-0", "2026-05-02");
    assert_eq!(shown["lost"], "2026-05-01");
    assert_eq!(shown["left"], "2026-04-30");
}

#[test]
fn whoever_comes_back_under_a_new_number_is_the_same_member() {
    let world = World::peopled();
    world.import(
        "leaving.csv",
        "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1\n",
        &["--on", "2026-05-02"],
    );
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,99,00,高橋　さくら,タカハシ　サクラ,H2.2.15,R8.6.1\n";
    let imported = world.import("back.csv", table, &["--on", "2026-06-02"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    assert_eq!(world.show("101-99-0", "2026-06-02")["code"], world.show("202-7-0", "2026-05-01")["code"]);
    assert_eq!(world.show("202-7-0", "2026-05-15")["member"], "202-7-00");

    // The file of the first enrolment, sent again years later, says nothing new.
    let again = world.import("people.csv", PEOPLE, &["--on", "2026-06-03"]);
    assert_eq!(counts(&again), [0, 0, 4, 0, 0, 0], "{again}");
}

#[test]
fn a_spell_that_is_over_and_on_record_is_unchanged_and_a_new_one_goes_in() {
    let world = World::peopled();
    let table = |rows: &str| format!("記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,資格喪失年月日\n{rows}\n");
    let first = table("101,80,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,本人,R7.4.1,R7.10.1");
    assert_eq!(counts(&world.import("first.csv", &first, &["--on", "2026-05-01"])), [1, 0, 0, 0, 0, 0]);
    let again = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n\
        101,80,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n";
    let back = world.import("again.csv", again, &["--on", "2026-05-02"]);
    assert_eq!(counts(&back), [0, 1, 0, 0, 0, 0], "{back}");
    let cells = back["changes"][0]["cells"].as_array().expect("cells");
    assert_eq!((cells.len(), &cells[0]["field"], &cells[0]["after"]), (1, &"rejoined".into(), &"2026-04-01".into()));

    // Other bytes, the same spell.
    let resaved = first.replace("R7.4.1", "2025-04-01");
    let resent = world.import("resaved.csv", &resaved, &["--on", "2026-05-03"]);
    assert_eq!(counts(&resent), [0, 0, 1, 0, 0, 0], "{resent}");
    let loss = "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n101,80,伊藤　三郎,イトウ　サブロウ,S60.7.8,R7.10.1\n";
    let resent = world.import("loss.csv", loss, &["--on", "2026-05-03"]);
    assert_eq!(counts(&resent), [0, 0, 1, 0, 0, 0], "the loss alone is on record too: {resent}");

    // Another day of loss for the spell that is over waits for a clerk, and then corrects that spell alone.
    let other = first.replace("R7.10.1", "R7.11.1");
    let differs = world.import("other.csv", &other, &["--on", "2026-05-04"]);
    assert_eq!(codes(&differs), ["past_differs"], "{differs}");
    let sure = world.import("other.csv", &other, &["--on", "2026-05-04", "--sure", "2"]);
    assert_eq!(counts(&sure), [0, 1, 0, 0, 0, 0], "{sure}");
    assert_eq!(world.show("101-80-0", "2025-10-15")["lost"], "2025-11-01");
    assert_eq!(world.show("101-80-0", "2026-05-04")["acquired"], "2026-04-01");

    // A spell before, of which nobody had told the ledger.
    let older = table("101,80,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,本人,R3.4.1,R4.4.1");
    let went_in = world.import("older.csv", &older, &["--on", "2026-05-05"]);
    assert_eq!(counts(&went_in), [0, 1, 0, 0, 0, 0], "{went_in}");
    assert_eq!(world.show("101-80-0", "2021-05-01")["lost"], "2022-04-01");
    assert_eq!(world.show("101-80-0", "2025-05-01")["acquired"], "2025-04-01");
    assert_eq!(world.show("101-80-0", "2026-05-05")["lost"], serde_json::Value::Null);
    let overlaps = table("101,80,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,本人,R3.10.1,R6.4.1");
    let doubtful = world.import("overlaps.csv", &overlaps, &["--on", "2026-05-06"]);
    assert_eq!(codes(&doubtful), ["spells_overlap"], "{doubtful}");
}

#[test]
fn whoever_lost_and_acquired_on_one_day_stays_covered_when_the_loss_comes_again() {
    let world = World::peopled();
    let loss = "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1\n";
    let gain =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1\n";
    let early = world.import("gain.csv", gain, &["--on", "2026-05-02"]);
    assert_eq!(codes(&early), ["still_insured"], "the beginning is never moved past what was known: {early}");
    world.import("loss.csv", loss, &["--on", "2026-05-02"]);
    assert_eq!(counts(&world.import("gain.csv", gain, &["--on", "2026-05-03"])), [0, 1, 0, 0, 0, 0]);
    let resaved = loss.replace("R8.5.1", "2026-05-01");
    let again = world.import("loss-again.csv", &resaved, &["--on", "2026-05-04"]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "{again}");
    assert_eq!(world.show("202-7-0", "2026-05-04")["lost"], serde_json::Value::Null);
    assert_eq!(world.show("202-7-0", "2026-04-30")["lost"], "2026-05-01");
}

#[test]
fn an_older_file_does_not_take_a_correction_back() {
    let world = World::peopled();
    let corrected = PEOPLE.replace("2021.10.1", "2021.10.4");
    let imported = world.import("corrected.csv", &corrected, &["--on", "2026-04-20"]);
    assert_eq!(counts(&imported), [0, 1, 3, 0, 0, 0], "{imported}");
    let again = world.import("people.csv", PEOPLE, &["--on", "2026-04-21"]);
    assert_eq!(counts(&again), [0, 0, 4, 0, 0, 0], "the same bytes went in before: {again}");
    assert_eq!(codes(&again), ["imported_before"], "{again}");
    let resaved = PEOPLE.replace("2021.10.1", "R3.10.1");
    let doubtful = world.import("resaved.csv", &resaved, &["--on", "2026-04-22"]);
    assert_eq!(counts(&doubtful), [0, 0, 3, 1, 0, 0], "{doubtful}");
    assert_eq!(codes(&doubtful), ["correction_taken_back"], "{doubtful}");
    assert_eq!(world.show("202-7-0", "2026-04-22")["acquired"], "2021-10-04");
    let sure = world.import("resaved.csv", &resaved, &["--on", "2026-04-22", "--sure", "5"]);
    assert_eq!(counts(&sure), [0, 1, 3, 0, 0, 0], "{sure}");
    assert_eq!(world.show("202-7-0", "2026-04-22")["acquired"], "2021-10-01");
}

#[test]
fn rows_that_waited_go_in_when_the_same_file_comes_again() {
    let world = World::peopled();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,続柄,認定年月日\n\
        101,12,03,山田　次子,ヤマダ　ツギコ,R6.7.7,子,R6.7.7\n101,55,01,鈴木　花,スズキ　ハナ,R6.7.8,子,R8.4.1\n";
    let first = world.import("dependants.csv", table, &["--on", "2026-05-01"]);
    assert_eq!(counts(&first), [1, 0, 0, 0, 1, 0], "{first}");
    let insured = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,55,00,鈴木　一,スズキ　ハジメ,H7.1.1,R8.4.1\n";
    world.import("insured.csv", insured, &["--on", "2026-05-02"]);
    let again = world.import("other-name.csv", table, &["--on", "2026-05-03"]);
    assert_eq!(counts(&again), [1, 0, 1, 0, 0, 0], "{again}");
}

#[test]
fn a_number_means_whoever_had_it_on_the_day() {
    let world = World::peopled();
    let leaving = "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1\n";
    world.import("leaving.csv", leaving, &["--on", "2026-05-02"]);
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n202,7,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.6.1\n";
    world.import("again.csv", table, &["--on", "2026-06-02", "--other-person", "2"]);
    let back =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,99,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.7.1\n";
    world.import("back.csv", back, &["--on", "2026-07-02"]);
    for (on, name) in [
        ("2026-04-30", "髙橋　さくら"),
        ("2026-05-15", "髙橋　さくら"),
        ("2026-06-01", "伊藤　三郎"),
        ("2026-07-02", "伊藤　三郎"),
    ] {
        assert_eq!(world.show("202-7-0", on)["name"], name, "{on}");
        assert_eq!(world.decide("202-7-0", on)["name"], name, "{on}");
    }
    world.file("members.txt", "202-7\n");
    let arguments = ["plan", "ledger.daicho", "--kind", "notice", "--members", "members.txt", "--json", "--on"];
    let planned = |on: &str| world.run(&[arguments.as_slice(), &[on]].concat()).json();
    let early = planned("2026-04-30");
    assert_eq!(early["members"], 1, "{early}");
    assert_eq!(world.show("101-99-0", "2026-07-02")["papers"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_dependant_who_is_reported_after_the_family_left_left_with_it() {
    let world = World::peopled();
    world.import(
        "leaving.csv",
        "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.6.1\n",
        &["--on", "2026-06-02"],
    );
    world.import(
        "again.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,12,00,鈴木　新,スズキ　アラタ,S60.7.8,R8.7.1\n",
        &["--on", "2026-07-02", "--other-person", "2"],
    );
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,続柄,認定年月日\n101,12,03,山田　次子,ヤマダ　ツギコ,R6.7.7,子,R8.5.1\n";
    let imported = world.import("late.csv", table, &["--on", "2026-07-03"]);
    assert_eq!(counts(&imported), [1, 0, 0, 0, 0, 0], "{imported}");
    assert_eq!(world.show("101-12-03", "2026-07-03")["lost"], "2026-06-01", "{imported}");
}

#[test]
fn a_namesake_goes_in_once_a_clerk_has_made_sure() {
    let world = World::peopled();
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,71,00,高橋　桜,タカハシ　サクラ,H2.2.15,R8.4.1\n";
    let doubtful = world.import("namesake.csv", table, &["--on", "2026-05-02"]);
    assert_eq!(counts(&doubtful), [0, 0, 0, 1, 0, 0], "{doubtful}");
    let unknown = world.run(&["import", "ledger.daicho", "namesake.csv", "--other-person", "9"]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
    let sure = world.import("namesake.csv", table, &["--on", "2026-05-02", "--other-person", "2"]);
    assert_eq!(counts(&sure), [1, 0, 0, 0, 0, 0], "{sure}");
    assert_ne!(world.show("101-71-0", "2026-05-02")["code"], world.show("202-7-0", "2026-05-02")["code"]);
    let again = world.import("namesake.csv", table, &["--on", "2026-05-03"]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "what is in stays in: {again}");
}

#[test]
fn a_number_that_is_given_again_keeps_its_two_holders_apart() {
    let world = World::peopled();
    let leaving = "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n202,7,髙橋　さくら,タカハシ　サクラ,H2.2.15,R8.5.1\n";
    world.import("leaving.csv", leaving, &["--on", "2026-05-02"]);
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n202,7,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.6.1\n";
    let doubtful = world.import("again.csv", table, &["--on", "2026-06-02"]);
    assert!(codes(&doubtful).contains(&"number_taken".to_owned()), "{doubtful}");
    let sure = world.import("again.csv", table, &["--on", "2026-06-02", "--other-person", "again.csv!2"]);
    assert_eq!(counts(&sure), [1, 0, 0, 0, 0, 0], "{sure}");
    assert_eq!(world.show("202-7-0", "2026-06-02")["name"], "伊藤　三郎");
    let late = world.import("leaving.csv", leaving, &["--on", "2026-06-03"]);
    assert_eq!(counts(&late), [0, 0, 1, 0, 0, 0], "the old leaving still means the first holder: {late}");
    let too_early = table.replace("R8.6.1", "R8.4.1").replace("202,7,", "101,12,");
    let taken = world.import("taken.csv", &too_early, &["--on", "2026-06-03", "--other-person", "2"]);
    assert_eq!(counts(&taken), [0, 0, 0, 1, 0, 0], "two holders at once never are: {taken}");
}

#[test]
fn whoever_joined_and_left_within_one_row_is_covered_for_those_days() {
    let world = World::peopled();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,資格喪失年月日\n\
        101,80,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,本人,R8.4.1,R8.4.20\n";
    let imported = world.import("both.csv", table, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [1, 0, 0, 0, 0, 0], "{imported}");
    let cells = imported["changes"][0]["cells"].as_array().expect("cells");
    assert!(cells.iter().any(|cell| cell["field"] == "lost" && cell["after"] == "2026-04-20"), "{imported}");
    assert_eq!(world.show("101-80-0", "2026-04-19")["lost"], "2026-04-20");
    let again = world.import("both.csv", table, &["--on", "2026-05-03"]);
    assert_eq!(counts(&again), [0, 0, 1, 0, 0, 0], "{again}");
}

#[test]
fn a_leaving_without_a_branch_that_names_a_dependant_ends_the_dependants_cover_alone() {
    let world = World::peopled();
    let table = "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n101,12,山田　花子,ヤマダ　ハナコ,S57.3.4,R8.5.1\n";
    let imported = world.import("leaving.csv", table, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    assert_eq!(world.show("101-12-1", "2026-05-02")["lost"], "2026-05-01");
    assert_eq!(world.show("101-12-0", "2026-05-02")["lost"], serde_json::Value::Null);
}

#[test]
fn numbers_that_a_program_has_damaged_are_read_and_remarked() {
    let world = World::peopled();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n\
        101.0,12.0,0.0,山田　太郎,ヤマダ　タロウ,S55.1.2,R2.4.1\n999,5,0,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n";
    let imported = world.import("floats.csv", table, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [1, 0, 1, 0, 0, 0], "{imported}");
    for code in ["number_with_fraction", "leading_zeros_restored", "symbol_unknown"] {
        assert!(codes(&imported).contains(&code.to_owned()), "{code}: {imported}");
    }
    assert_eq!(world.show("999-5-0", "2026-05-02")["member"], "999-5-00");
}

#[test]
fn a_registration_list_changes_what_is_known_of_the_card() {
    let world = World::peopled();
    let table = "保険者番号,記号,番号,枝番,利用登録,電子証明書有効期限\n\
        06132682,101,0012,00,有,2028-06-15\n06132682,101,0012,01,無,\n06132682,202,7,00,解除,\n";
    let imported = world.import("利用登録状況.csv", table, &["--on", "2026-05-07"]);
    assert_eq!(counts(&imported), [0, 3, 0, 0, 0, 0], "{imported}");
    assert_eq!(world.show("101-12-0", "2026-05-06")["my_number"], "unknown", "nobody has said");
    let shown = world.show("101-12-0", "2026-05-07");
    assert_eq!(shown["my_number"], "registered");
    assert_eq!(shown["use_registered"], "yes");
    assert_eq!(shown["e_certificate_until"], "2028-06-15");
    assert_eq!(world.show("101-12-1", "2026-05-07")["use_registered"], "no");
    assert_eq!(world.show("202-7-0", "2026-05-07")["use_registered"], "released");
    let again = world.import("利用登録状況.csv", table, &["--on", "2026-05-08"]);
    assert_eq!(counts(&again), [0, 0, 3, 0, 0, 0], "{again}");
}

/// Tables, each with its counts (new, changed, unchanged, doubtful, rejected, duplicate) and the code that must be said.
const TROUBLE: &[(&str, &str, [u64; 6], &str)] = &[
    (
        "a dependant without the insured person",
        "記号,番号,枝番,氏名,カナ,生年月日,続柄,認定年月日\n101,555,01,鈴木　次郎,スズキ　ジロウ,H20.1.1,子,R8.4.1\n",
        [0, 0, 0, 0, 1, 0],
        "dependant_without_insured",
    ),
    (
        "a loss before the acquisition",
        "記号,番号,氏名,カナ,生年月日,資格喪失年月日\n101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,R1.5.1\n",
        [0, 0, 0, 0, 1, 0],
        "lost_before_acquired",
    ),
    (
        "a number that belongs to somebody else",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,12,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n",
        [0, 0, 0, 1, 0, 0],
        "number_taken",
    ),
    (
        "another birth date under the same number",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,12,00,山田　太郎,ヤマダ　タロウ,S56.1.2,R2.4.1\n",
        [0, 0, 0, 1, 0, 0],
        "birth_differs",
    ),
    (
        "two people with one number in one file",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n101,70,00,加藤　四郎,カトウ　シロウ,S61.7.8,R8.4.1\n",
        [0, 0, 0, 2, 0, 0],
        "number_twice",
    ),
    (
        "the same row twice",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n",
        [1, 0, 0, 0, 0, 1],
        "duplicate_row",
    ),
    (
        "two rows that contradict each other",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.2\n",
        [0, 0, 0, 2, 0, 0],
        "conflicting_rows",
    ),
    (
        "somebody insured under another number",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,71,00,高橋　さくら,タカハシ　サクラ,H2.2.15,R8.4.1\n",
        [0, 0, 0, 1, 0, 0],
        "already_insured",
    ),
    (
        "an impossible date",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,令和7年2月30日\n",
        [0, 0, 0, 0, 1, 0],
        "impossible_date",
    ),
    (
        "a wrong check digit",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,個人番号\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1,123456789019\n",
        [0, 0, 0, 0, 1, 0],
        "my_number_check_digit",
    ),
    (
        "a My Number that a spreadsheet has cut",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,個人番号\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1,1.23457E+11\n",
        [0, 0, 0, 0, 1, 0],
        "my_number_scientific",
    ),
    (
        "a number with a letter",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,12A,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n",
        [0, 0, 0, 1, 0, 0],
        "odd_number",
    ),
    (
        "a branch of three digits",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,70,100,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n",
        [0, 0, 0, 1, 0, 0],
        "odd_number",
    ),
    (
        "a number longer than any",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,70123456789,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n",
        [0, 0, 0, 1, 0, 0],
        "odd_number",
    ),
    (
        "a registration of somebody unknown",
        "記号,番号,枝番,利用登録,電子証明書有効期限\n101,4444,00,有,2028-06-15\n",
        [0, 0, 0, 0, 1, 0],
        "member_unknown",
    ),
];

#[test]
fn trouble_is_named_and_the_rest_of_the_ledger_stays() {
    let world = World::peopled();
    for (what, table, expected, code) in TROUBLE {
        let imported = world.import("trouble.csv", table, &["--dry-run", "--on", "2026-05-07"]);
        assert_eq!(counts(&imported), *expected, "{what}: {imported}");
        assert!(codes(&imported).iter().any(|said| said == code), "{what}: {imported}");
        for complaint in imported["complaints"].as_array().expect("complaints") {
            for part in ["cell", "sentence", "hint"] {
                assert!(complaint[part].as_str().is_some_and(|text| !text.is_empty()), "{what}: {part}: {complaint}");
            }
        }
    }
}

#[test]
fn a_full_my_number_leaves_no_trace() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,個人番号\n\
        101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1,123456789018\n\
        101,71,00,伊藤　五郎,イトウ　ゴロウ,S61.7.8,令和8年13月1日,123456789018\n";
    world.file("numbers.csv", table);
    let ran = world.run(&["import", "ledger.daicho", "numbers.csv", "--json", "--rejects", "rejects.xlsx"]).ends(1);
    assert!(!ran.out.contains("123456789018") && !ran.err.contains("123456789018"));
    assert!(!ran.out.contains("9018"), "not even the last four are echoed: {}", ran.out);
    let rejects = std::fs::read(world.at("rejects.xlsx")).expect("rejects");
    let sheets = intake_cells(&rejects);
    assert!(sheets.iter().all(|cell| !cell.contains("123456789018")), "{sheets:?}");
    let shown = world.show("101-70-0", "2026-05-07");
    assert_eq!(shown["my_number"], "registered");
    assert_eq!(shown["last_four"], "on_file");
}

#[test]
fn rejected_rows_go_out_with_their_columns_row_and_reason_and_go_in_once_mended() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n\
        101,0070,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n\
        101,0071,00,伊藤　五郎,イトウ　ゴロウ,S61.7.8,令和8年13月1日\n";
    world.file("mixed.csv", table);
    let imported =
        world.run(&["import", "ledger.daicho", "mixed.csv", "--json", "--rejects", "rejects.xlsx"]).ends(1).json();
    assert_eq!(counts(&imported), [1, 0, 0, 0, 1, 0]);
    let cells = intake_cells(&std::fs::read(world.at("rejects.xlsx")).expect("rejects"));
    for text in ["記号", "番号", "資格取得年月日", "行番号", "理由", "0071", "伊藤　五郎", "令和8年13月1日", "3"]
    {
        assert!(cells.iter().any(|cell| cell == text), "{text} in {cells:?}");
    }
    assert!(!cells.iter().any(|cell| cell == "0070"), "only what was rejected");
    let mended = table.replace("令和8年13月1日", "令和8年4月1日");
    let imported = world.import("mended.csv", &mended, &[]);
    assert_eq!(counts(&imported), [1, 0, 1, 0, 0, 0], "{imported}");
}

#[test]
fn an_import_on_record_tells_whose_rows_it_had_though_nobody_named_them() {
    let world = World::new();
    let head = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n";
    let (one, other) = (
        "101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n",
        "202,71,00,伊藤　五郎,イトウ　ゴロウ,S61.7.8,R8.4.1\n",
    );
    world.import("one.csv", &format!("{head}{one}"), &[]);
    world.import("two.csv", &format!("{head}{one}{other}"), &[]);
    let ran = world.run(&["imports", "ledger.daicho", "--json"]).ends(0);
    let told: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |file: &str| told.iter().find(|it| it["file"] == file).map(|it| it["employers"].clone());
    assert_eq!(of("one.csv"), Some(serde_json::json!(["A001"])), "{told:?}");
    assert_eq!(of("two.csv"), Some(serde_json::json!(["A001", "B002"])), "{told:?}");
    assert!(told.iter().all(|it| it["employer"].is_null()));
}

/// Doubts that a clerk can answer with an option, each with the options that do.
const ANSWERED: [(&str, &str, &str, &[&str]); 4] = [
    (
        "another birth date",
        "202,7,00,髙橋　さくら,タカハシ　サクラ,1990-02-16,R3.10.1",
        "birth_differs",
        &["--sure 届.csv!2"],
    ),
    (
        "another given name",
        "202,7,00,髙橋　もも,タカハシ　モモ,1990-02-15,R3.10.1",
        "given_name_differs",
        &["--sure 届.csv!2", "--other-person 届.csv!2"],
    ),
    (
        "somebody insured elsewhere",
        "202,70,00,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.5.1",
        "already_insured",
        &["--other-person 届.csv!2"],
    ),
    ("nobody's symbol", ",70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1", "symbol_missing", &["--employer"]),
];

#[test]
fn the_terminal_alone_names_the_option_that_answers_a_doubt_and_the_employer_reads_none() {
    for (what, row, code, options) in ANSWERED {
        let world = World::peopled();
        world.file("届.csv", format!("記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n{row}\n"));
        let import = ["import", "ledger.daicho", "届.csv", "--on", "2026-05-04", "--form", "enrolment"];
        let said = world.run(&[&import[..], &["--dry-run"]].concat()).ends(1).out;
        for option in options {
            assert!(said.contains(option), "{what}: {option} in {said}");
        }
        let imported = world.run(&[&import[..], &["--json", "--rejects", "rejects.xlsx"]].concat()).ends(1).json();
        assert!(codes(&imported).contains(&code.to_owned()), "{what}: {imported}");
        let complaints = imported["complaints"].to_string();
        let cells = intake_cells(&std::fs::read(world.at("rejects.xlsx")).expect("rejects"));
        for text in cells.iter().chain([&complaints]) {
            assert!(!text.contains("--") && !text.contains("daicho "), "{what}: {text}");
        }
    }
}

/// Every text of a workbook that the program wrote, read back by unpacking its cells.
fn intake_cells(bytes: &[u8]) -> Vec<String> {
    use calamine::{Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut cells = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        cells.extend(range.cells().map(|(_, _, cell)| cell.to_string()));
    }
    cells
}

#[test]
fn an_era_that_had_ended_is_read_and_remarked() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,平成32年4月1日\n";
    let imported = world.import("era.csv", table, &["--on", "2026-05-07"]);
    assert_eq!(counts(&imported), [1, 0, 0, 0, 0, 0], "{imported}");
    assert!(codes(&imported).contains(&"era_overflow".to_owned()), "{imported}");
    assert_eq!(world.show("101-70-0", "2026-05-07")["acquired"], "2020-04-01");
}

#[test]
fn a_hiring_day_counts_as_acquisition_only_once_it_is_confirmed() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,入社日\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n";
    let doubtful = world.import("hired.csv", table, &["--on", "2026-05-07", "--form", "enrolment"]);
    assert_eq!(counts(&doubtful), [0, 0, 0, 1, 0, 0], "{doubtful}");
    let confirmed =
        world.import("hired.csv", table, &["--on", "2026-05-07", "--form", "enrolment", "--confirm", "入社日"]);
    assert_eq!(counts(&confirmed), [1, 0, 0, 0, 0, 0], "{confirmed}");
}

#[test]
fn another_spelling_of_the_same_name_changes_nothing_and_is_remarked() {
    let world = World::peopled();
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n202,7,00,高橋さくら,ﾀｶﾊｼ ｻｸﾗ,1990-02-15,2021-10-01\n";
    let imported = world.import("respelt.csv", table, &["--on", "2026-05-01"]);
    assert_eq!(counts(&imported), [0, 0, 1, 0, 0, 0], "{imported}");
    assert!(codes(&imported).contains(&"name_respelt".to_owned()), "{imported}");
    assert_eq!(world.show("202-7-0", "2026-05-01")["name"], "髙橋　さくら");
}

#[test]
fn a_name_without_its_space_gets_it_from_a_later_file_and_keeps_its_own_characters() {
    let world = World::new();
    let head = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日";
    let joined = format!("{head}\n101,71,00,齋藤結愛,サイトウ　ユア,H18.12.17,R7.5.7\n");
    assert_eq!(counts(&world.import("joined.csv", &joined, &["--on", "2026-05-01"])), [1, 0, 0, 0, 0, 0]);
    let parted = format!("{head}\n101,71,00,斎藤　結愛,サイトウ　ユア,H18.12.17,R7.5.7\n");
    assert_eq!(counts(&world.import("parted.csv", &parted, &["--on", "2026-05-02"])), [0, 1, 0, 0, 0, 0]);
    assert_eq!(world.show("101-71-0", "2026-05-02")["name"], "齋藤　結愛");
}

#[test]
fn what_a_later_file_of_the_folder_lets_in_is_not_sent_back() {
    let world = World::new();
    let family = "記号,番号,枝番,氏名,カナ,生年月日,続柄,認定年月日\n101,72,01,森　葵,モリ　アオイ,H20.2.3,子,R8.4.1\n";
    let head =
        "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日\n101,72,00,森　樹,モリ　イツキ,S55.2.3,本人,R8.4.1\n";
    std::fs::create_dir(world.at("来た物")).expect("a folder");
    world.file("来た物/1_扶養.csv", family);
    world.file("来た物/2_取得.csv", head);
    let ask = ["import", "ledger.daicho", "来た物", "--on", "2026-05-01", "--return", "返す物", "--json"];
    let files = world.run(&ask).ends(0).lines();
    assert_eq!(files[0]["imported"]["returned"], serde_json::Value::Null, "{}", files[0]);
    assert_eq!(std::fs::read_dir(world.at("返す物")).expect("a folder").count(), 0);
}

const FAMILY_MOVES: &str = "記号,番号,枝番,氏名,カナ,生年月日,続柄,異動区分,資格取得年月日,資格喪失年月日\n\
    101,0012,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,喪失,,R8.5.1\n\
    202,0050,00,山田　太郎,ヤマダ　タロウ,S55.1.2,本人,取得,R8.5.1,\n\
    202,0050,01,山田　花子,ヤマダ　ハナコ,S57.3.4,妻,該当,R8.5.1,\n";

#[test]
fn a_family_that_changes_employers_stays_the_same_people() {
    let world = World::peopled();
    let (taro, hanako) =
        (world.show("101-12-0", "2026-04-30")["code"].clone(), world.show("101-12-1", "2026-04-30")["code"].clone());
    let imported = world.import("moves.csv", FAMILY_MOVES, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [0, 3, 0, 0, 0, 0], "{imported}");
    assert_eq!(world.show("202-50-0", "2026-05-02")["code"], taro);
    assert_eq!(world.show("202-50-1", "2026-05-02")["code"], hanako);
    assert_eq!(world.show("202-50-1", "2026-05-02")["sex"], "female", "what was known of her is still known");
    assert_eq!(
        world.show("101-12-2", "2026-05-02")["lost"],
        "2026-05-01",
        "the son stays behind and is no longer covered"
    );
}

#[test]
fn nobody_is_covered_twice_without_a_clerks_look() {
    let world = World::peopled();
    let table =
        "記号,番号,枝番,氏名,カナ,生年月日,続柄,認定年月日\n202,7,01,山田　一郎,ヤマダ　イチロウ,2012/5/6,子,R8.4.1\n";
    let imported = world.import("twice.csv", table, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [0, 0, 0, 1, 0, 0], "{imported}");
    assert!(codes(&imported).contains(&"already_insured".to_owned()), "{imported}");
}

#[test]
fn dependants_follow_a_corrected_day_of_loss() {
    let world = World::peopled();
    let table = |day: &str| {
        format!("記号,番号,氏名,カナ,生年月日,資格喪失年月日\n101,12,山田　太郎,ヤマダ　タロウ,S55.1.2,{day}\n")
    };
    for (day, lost) in [("R8.5.1", "2026-05-01"), ("R8.5.11", "2026-05-11"), ("R8.4.21", "2026-04-21")] {
        world.import("leaving.csv", &table(day), &["--on", "2026-05-12"]);
        for member in ["101-12-0", "101-12-1", "101-12-2"] {
            assert_eq!(world.show(member, "2026-05-12")["lost"], lost, "{member} {day}");
        }
    }
}

#[test]
fn a_loss_from_another_employer_takes_no_cover_away() {
    let world = World::peopled();
    let table = "番号,氏名,カナ,生年月日,資格喪失年月日\n,山田　太郎,ヤマダ　タロウ,S55.1.2,R8.5.1\n";
    let imported =
        world.import("leaving.csv", table, &["--employer", "B002", "--form", "leaving", "--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [0, 0, 0, 1, 0, 0], "{imported}");
    assert!(codes(&imported).contains(&"other_employer".to_owned()), "{imported}");
    assert_eq!(world.show("101-12-0", "2026-05-02")["lost"], serde_json::Value::Null);
}

#[test]
fn rejected_rows_never_overwrite_a_file_that_somebody_needs() {
    let world = World::peopled();
    let before = world.ledger();
    for out in ["ledger.daicho", "ledger.daicho.keys", "people.csv", "rows.csv", "nowhere/rows.xlsx"] {
        let ran = world.run(&["import", "ledger.daicho", "people.csv", "--rejects", out]);
        assert!(ran.code == 2 || ran.code == 4, "{out}: {}", ran.out);
        assert!(ran.err.contains('→'), "{out}: {}", ran.err);
        assert!(before == world.ledger(), "{out}");
    }
    assert!(std::fs::read_to_string(world.at("people.csv")).is_ok_and(|text| text == PEOPLE));
}

#[test]
fn a_sample_row_is_nobody_wherever_it_says_so() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,記入例,00,健保　太郎,ケンポ　タロウ,S55.1.2,R8.4.1\n101,70,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,R8.4.1\n";
    let imported = world.import("sample.csv", table, &["--on", "2026-05-07"]);
    assert_eq!(counts(&imported), [1, 0, 0, 0, 0, 0], "{imported}");
}

#[test]
fn a_symbol_of_two_employers_is_a_doubt_until_one_is_named() {
    let world = World::bare();
    let society = crate::world::SOCIETY;
    let first = society.find("[[employer]]").expect("employers");
    let twin = "\n[[employer]]\ncode = \"Z999\"\nname = \"双子商事\"\nsymbol = \"101\"\n";
    assert!(society[first..].contains("symbol = \"101\""), "{society}");
    world.file("society.toml", format!("{society}{twin}"));
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    let table = "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,80,00,見本　一,ミホン　ハジメ,S60.7.8,R8.4.1\n";
    let doubtful = world.import("new.csv", table, &["--on", "2026-05-07"]);
    assert_eq!(
        (counts(&doubtful), codes(&doubtful)),
        ([0, 0, 0, 1, 0, 0], vec!["employer_unclear".to_owned()]),
        "{doubtful}"
    );
    let named = world.import("new.csv", table, &["--on", "2026-05-07", "--employer", "Z999"]);
    assert_eq!(counts(&named), [1, 0, 0, 0, 0, 0], "{named}");
    assert_eq!(world.show("101-80-0", "2026-05-07")["employer"], "Z999");
}

/// Ten insured people as a list of members has them, one column more where `also` says so.
fn members_of(month: &str, also: Option<&str>) -> String {
    let mut text = format!(
        "記号,番号,枝番,氏名,カナ,生年月日,性別,資格取得年月日,郵便番号,住所{}\n",
        also.map_or("", |_| ",部署")
    );
    let names =
        [("一郎", "イチロウ"), ("二郎", "ジロウ"), ("三郎", "サブロウ"), ("四郎", "シロウ"), ("五郎", "ゴロウ")];
    let families = [("山田", "ヤマダ"), ("鈴木", "スズキ")];
    for at in 0..10_usize {
        let ((family, family_kana), (given, given_kana)) = (families[at / 5], names[at % 5]);
        let moved = month == "may" && at == 3;
        let street = if moved {
            "札幌市中央区北二条西9-9-9".to_owned()
        } else {
            format!("札幌市中央区北一条西{}-2", at + 1)
        };
        text += &format!(
            "101,{},00,{family}　{given},{family_kana}　{given_kana},1970-0{}-1{at},男,2020-04-01,060-0001,北海道{street}{}\n",
            600 + at,
            at % 9 + 1,
            also.map_or(String::new(), |word| format!(",{word}"))
        );
    }
    text
}

#[test]
fn last_months_list_takes_nothing_back_though_it_changed_nothing_then_and_has_a_column_more_now() {
    let world = World::new();
    world.import(
        "前から.csv",
        &members_of("april", None).replace("-2\n", "-2 \n"),
        &["--on", "2026-04-01", "--form", "enrolment"],
    );
    let on = |day: &'static str| ["--on", day, "--form", "members"];
    let april = world.import("4月.csv", &members_of("april", None), &on("2026-04-20"));
    assert_eq!((counts(&april), &april["written"]), ([0, 0, 10, 0, 0, 0], &false.into()), "{april}");
    let may = world.import("5月.csv", &members_of("may", None), &on("2026-05-20"));
    assert_eq!(counts(&may), [0, 1, 9, 0, 0, 0], "{may}");
    let again = world.import("4月.csv", &members_of("april", None), &on("2026-06-20"));
    assert_eq!(counts(&again)[..2], [0, 0], "{again}");
    assert!(codes(&again).contains(&"imported_before".to_owned()), "{again}");
    let wider = members_of("april", Some("総務"));
    world.file("4月_部署付き.csv", &wider);
    let ran = world.run(&[
        "import",
        "ledger.daicho",
        "4月_部署付き.csv",
        "--on",
        "2026-06-20",
        "--form",
        "members",
        "--json",
    ]);
    assert_eq!(ran.code, 1, "{} {}", ran.out, ran.err);
    assert!(ran.err.contains("older_file") || ran.err.contains("前の内容に戻ります"), "{}", ran.err);
    let half: String = members_of("may", Some("総務")).lines().take(7).map(|line| format!("{line}\n")).collect();
    world.file("半分.csv", &half);
    let ran = world.run(&["import", "ledger.daicho", "半分.csv", "--on", "2026-06-20", "--form", "members"]);
    assert_eq!(ran.code, 1, "{} {}", ran.out, ran.err);
    assert!(ran.err.contains("行目までしかありません"), "{}", ran.err);
}

#[test]
fn my_numbers_that_have_moved_by_a_row_stop_the_file() {
    let world = World::new();
    let table = |shift: usize| {
        let mut lines = members_of("april", Some("番号")).lines().map(str::to_owned).collect::<Vec<_>>();
        lines[0] = lines[0].replace("部署", "個人番号");
        for at in 0..10 {
            let number = tests::year::my_number(&format!("{:04}", 1_000 + (at + shift) % 10 * 7));
            lines[at + 1] = lines[at + 1].replace(",番号", &format!(",{number}"));
        }
        lines.join("\n") + "\n"
    };
    assert_eq!(
        counts(&world.import("正.csv", &table(0), &["--on", "2026-04-01", "--form", "enrolment"])),
        [10, 0, 0, 0, 0, 0]
    );
    world.file("ずれ.csv", table(1));
    let ran = world.run(&["import", "ledger.daicho", "ずれ.csv", "--on", "2026-05-01"]);
    assert_eq!(ran.code, 1, "{} {}", ran.out, ran.err);
    assert!(ran.err.contains("個人番号の下4桁が") && ran.err.contains("1行上にずれています"), "{}", ran.err);
}

#[test]
fn a_list_of_the_state_without_a_day_and_one_of_two_days_are_remarked() {
    let world = World::peopled();
    let head = "記号,番号,枝番,氏名カナ,生年月日,マイナンバーカード,利用登録,電子証明書有効期限,基準日\n";
    let row = |branch: &str, kana: &str, born: &str, day: &str| {
        format!("101,0012,{branch},{kana},{born},取得済,登録済,2030-01-01,{day}\n")
    };
    let list = |one: &str, two: &str| {
        format!(
            "{head}{}{}",
            row("00", "ヤマダ　タロウ", "1980-01-02", one),
            row("01", "ヤマダ　ハナコ", "1982-03-04", two)
        )
    };
    let none = world.import("日なし.csv", &list("", ""), &["--on", "2026-05-02"]);
    assert!(codes(&none).contains(&"list_without_day".to_owned()), "{none}");
    let two = world.import("二日.csv", &list("2026-04-30", "2026-03-31"), &["--on", "2026-05-03"]);
    assert!(codes(&two).contains(&"list_of_several_days".to_owned()), "{two}");
    let one = world.import("一日.csv", &list("2026-04-30", "2026-04-30"), &["--on", "2026-05-04"]);
    assert!(!codes(&one).iter().any(|code| code.starts_with("list_")), "{one}");
}

#[test]
fn files_of_a_folder_that_speak_of_the_same_people_are_recorded_once_and_all_their_rows_wait() {
    let world = World::peopled();
    std::fs::create_dir(world.at("来た物")).expect("a folder");
    let table = |born: &str, sex: &str| {
        format!(
            "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n101,12,00,山田　太郎,ヤマダ　タロウ,{born},{sex},本人,2020-04-01\n"
        )
    };
    world.file("来た物/1.csv", table("1980-01-03", "男"));
    world.file("来た物/2.csv", table("1980-13-02", "男"));
    world.file("来た物/3.csv", table("1980-01-02", "不明"));
    let imports = || world.run(&["imports", "ledger.daicho", "--json"]).ends(0).lines().len();
    let before = imports();
    let ask = ["import", "ledger.daicho", "来た物", "--on", "2026-05-01", "--json"];
    let files = world.run(&ask).ends(1).lines();
    let held = |name: &str| files.iter().map(|file| file["imported"][name].as_u64().expect("a count")).sum::<u64>();
    let waiting = world.run(&["quarantine", "ledger.daicho", "--json"]).ends(0).lines();
    assert_eq!(waiting.len() as u64, held("doubtful") + held("rejected"), "{files:?}");
    assert!(1 < waiting.len(), "{files:?}");
    assert_eq!(imports(), before + files.len());
    // The whole folder again brings nothing new.
    world.run(&ask).ends(1);
    assert_eq!(imports(), before + files.len());
}

#[test]
fn a_my_number_in_the_name_of_a_file_or_a_sheet_is_shown_nowhere() {
    use intake::write::{Cell, Sheet, Texts, xlsx};
    let world = World::peopled();
    let number = my_number("9018");
    let header = ["記号", "番号", "枝番", "氏名", "カナ", "生年月日", "性別", "続柄", "資格取得年月日"];
    let row = ["101", "81", "00", "見本　一", "ミホン　ハジメ", "1980-13-02", "男", "本人", "2026-04-01"];
    let sheet = Sheet::new(number.as_str(), header, vec![row.map(Cell::text).to_vec()]);
    let mut bytes = Vec::new();
    xlsx(vec![sheet], Texts::Shared, &mut bytes).expect("a workbook");
    std::fs::create_dir(world.at("来た物")).expect("a folder");
    world.file(&format!("来た物/取得_{number}.xlsx"), &bytes);
    world.file(&format!("来た物/{number}.csv"), format!("{}\n{}\n", header.join(","), row.join(",")));
    let ask = ["import", "ledger.daicho", "来た物", "--rejects", "直す物", "--return", "返す物", "--on", "2026-05-01"];
    let mut shown = vec![world.run(&ask), world.run(&[&ask[..], &["--json"]].concat())];
    shown.extend([&["imports", "ledger.daicho"][..], &["quarantine", "ledger.daicho"]].map(|ask| world.run(ask)));
    for ran in &shown {
        assert!(!ran.out.contains(&number) && !ran.err.contains(&number), "{} {}", ran.out, ran.err);
    }
    assert!(shown[0].out.contains("9018"), "the file can still be told: {}", shown[0].out);
    assert!(shown[3].out.contains("待っている行 2"), "{}", shown[3].out);
    for folder in ["直す物", "返す物"] {
        let files: Vec<_> =
            std::fs::read_dir(world.at(folder)).expect("a folder").map(|one| one.expect("one")).collect();
        assert_eq!(files.len(), 2);
        for file in files {
            assert!(!file.file_name().to_string_lossy().contains(&number), "{folder}");
            let bytes = std::fs::read(file.path()).expect("a workbook");
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
            for at in 0..zip.len() {
                let part = std::io::read_to_string(zip.by_index(at).expect("a part")).expect("text");
                assert!(!part.contains(&number), "{folder}");
            }
        }
    }
}

#[test]
fn a_file_of_which_no_row_went_in_is_never_said_to_have_been_imported() {
    let world = World::new();
    let child = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n\
        101,60,01,森　光,モリ　ヒカル,R1.5.6,男,子,R8.4.1\n";
    world.file("扶養.csv", child);
    let import = || world.run(&["import", "ledger.daicho", "扶養.csv", "--on", "2026-05-01"]);
    let first = import();
    assert!(first.code == 1 && first.out.contains("扶養.csv: 取り込めた行はありません"), "{}", first.out);
    let again = import();
    assert!(!again.out.contains("取り込み済み") && !again.out.contains("取り込みました"), "{}", again.out);
    assert!(again.out.contains("取り込めた行はありません（取込番号 1）"), "{}", again.out);
    let listed = world.run(&["imports", "ledger.daicho"]).ends(0).out;
    assert!(!listed.contains('Z') && !listed.contains("T0"), "an instant is said as the clock in Japan: {listed}");
    world.file("empty", "\n");
    let asked = world.run(&["import", "ledger.daicho", "扶養.csv", "--password-file", "empty"]);
    assert!(asked.err.contains("empty: ファイルのパスワード"), "{}", asked.err);
    world.file("年.csv", child.replace("R1.5.6", "1790/1/1"));
    let year = world.run(&["import", "ledger.daicho", "年.csv", "--on", "2026-05-01"]);
    assert!(year.out.contains("「1790/1/1」の年は、読み取れる年の範囲にありません"), "{}", year.out);
}
