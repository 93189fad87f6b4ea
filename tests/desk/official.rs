//! Whole roads of the official files: a form comes in, its wish is an application, and what goes out changes nothing when it
//! comes in again.

use crate::world::{World, codes, counts};
use serde_json::Value;

/// The head of a file for the society, from the employer whose number with it is 101.
const HEAD: &str = "0101,001,20260501,,,,,\r\n[kanri]\r\n,001\r\n0101,100,0001,東京都千代田区千代田１－１,見本商事株式会社,見本　太郎,03,1234,5678\r\n[data]\r\n";

fn record(code: &str, items: usize, filled: &[(usize, &str)]) -> String {
    let mut fields = vec![""; items];
    fields[0] = code;
    for (item, text) in filled {
        fields[item - 1] = text;
    }
    format!("{}\r\n", fields.join(","))
}

fn enrolment(number: &str, kana: &str, name: &str, wish: &str) -> String {
    let filled = [
        (7, kana),
        (8, name),
        (9, "7"),
        (10, "020203"),
        (11, "2"),
        (18, "9"),
        (19, "080501"),
        (29, "100"),
        (30, "0001"),
        (32, "東京都千代田区千代田１－１"),
        (34, wish),
        (35, "0101"),
        (36, number),
    ];
    record("2200700", 37, &filled)
}

/// A spouse, a child and a father of number 12, whose child wishes for a certificate.
fn family() -> String {
    let filled = [
        (8, "12"),
        (9, "ﾔﾏﾀﾞ ﾀﾛｳ"),
        (10, "山田　太郎"),
        (11, "5"),
        (12, "550102"),
        (21, "1"),
        (24, "ﾔﾏﾀﾞ ﾊﾅｺ"),
        (25, "山田　花子"),
        (26, "5"),
        (27, "570304"),
        (28, "2"),
        (44, "9"),
        (45, "020401"),
        (71, "ﾔﾏﾀﾞ ﾊﾙ"),
        (72, "山田　春"),
        (73, "9"),
        (74, "070505"),
        (75, "2"),
        (76, "01"),
        (90, "9"),
        (91, "080505"),
        (104, "ﾔﾏﾀﾞ ﾀﾞｲｽｹ"),
        (105, "山田　大助"),
        (106, "5"),
        (107, "300101"),
        (108, "1"),
        (109, "03"),
        (123, "9"),
        (124, "080505"),
        (138, "1"),
        (140, "0101"),
        (141, "12"),
    ];
    let mut filled = filled.to_vec();
    // A spouse who is a dependant since 2020 was reported in the era of then.
    filled.retain(|(item, _)| !matches!(item, 44 | 45));
    filled.extend([(44, "9"), (45, "020401")]);
    record("2202700", 142, &filled)
}

fn leaving(lost: &str, left: &str) -> String {
    ending(lost, left, "4")
}

fn ending(lost: &str, left: &str, cause: &str) -> String {
    let filled = [
        (7, "ﾔﾏﾀﾞ ﾀﾛｳ"),
        (8, "山田　太郎"),
        (9, "5"),
        (10, "550102"),
        (14, "9"),
        (15, lost),
        (16, cause),
        (17, "9"),
        (18, left),
        (28, "0101"),
        (29, "12"),
    ];
    record("2201700", 30, &filled)
}

fn cp932(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let how = intake::write::Csv {
        encoding: intake::write::Encoding::Cp932,
        line_end: intake::write::LineEnd::CrLf,
        guard: false,
        ..intake::write::Csv::default()
    };
    let rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    intake::write::csv(rows, how, &mut bytes).expect("the text is in CP932");
    bytes
}

fn import(world: &World, name: &str, text: &str, on: &str) -> Value {
    world.file(name, cp932(text));
    let ran = world.run(&["import", "ledger.daicho", name, "--on", on, "--json"]);
    assert!(ran.code == 0 || ran.code == 1, "{} {}", ran.out, ran.err);
    ran.json()
}

fn applications(world: &World, member: &str, on: &str) -> Vec<Value> {
    let ran = world.run(&["refusal", "ledger.daicho", "--member", member, "--on", on, "--json"]).ends(0).json();
    ran["applications"].as_array().expect("applications").clone()
}

#[test]
fn an_enrolment_with_a_wish_is_an_application_that_is_decided_and_no_second_file_adds_another() {
    let world = World::new();
    let file = format!("{HEAD}{}{}", enrolment("31", "ﾀﾆ ﾗﾝ", "谷　蘭", "1"), enrolment("32", "ﾀﾆ ﾕﾘ", "谷　百合", ""));
    let imported = import(&world, "KPFD0006.CSV", &file, "2026-05-02");
    assert_eq!(counts(&imported), [2, 0, 0, 0, 0, 0], "{imported}");
    assert_eq!(imported["sheets"][0]["sheet"], "資格取得届");

    let filed = applications(&world, "101-31-00", "2026-05-02");
    assert_eq!(filed.len(), 1, "{filed:?}");
    assert_eq!(filed[0]["on"], "2026-05-02");
    assert_eq!(filed[0]["received"], "2026-05-02");
    assert_eq!(filed[0]["way"], "employer");
    assert!(
        applications(&world, "101-32-00", "2026-05-02").is_empty(),
        "who wishes for nothing has applied for nothing"
    );
    assert_eq!(world.decide("101-31-00", "2026-05-02")["certificate"]["outcome"], "issue");

    // The same file, and the same wish in another file on another day.
    assert_eq!(counts(&import(&world, "KPFD0006.CSV", &file, "2026-05-03"))[..2], [0, 0]);
    let other = format!("{HEAD}{}", enrolment("31", "ﾀﾆ ﾗﾝ", "谷　蘭", "1"));
    assert_eq!(counts(&import(&world, "again.csv", &other, "2026-05-04")), [0, 0, 1, 0, 0, 0]);
    assert_eq!(applications(&world, "101-31-00", "2026-05-05").len(), 1);
}

#[test]
fn the_wish_in_a_spreadsheet_is_the_same_application() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,性別,資格取得年月日,利用登録,マイナンバーカード,電子証明書有効期限,資格確認書発行要否\n\
        101,41,00,森　葵,モリ　アオイ,H2.2.3,女,R8.5.1,,,,要\n\
        101,42,00,森　樹,モリ　イツキ,H3.2.3,男,R8.5.1,登録済,取得済,2030-01-01,要\n";
    let imported = world.import("取得.csv", table, &["--on", "2026-05-02"]);
    assert_eq!(counts(&imported), [2, 0, 0, 0, 0, 0], "{imported}");
    assert_eq!(applications(&world, "101-41-00", "2026-05-02").len(), 1);
    // Whoever has a usable マイナ保険証 is refused, and the refusal is on record with its reason.
    let filed = applications(&world, "101-42-00", "2026-05-02");
    assert_eq!(filed.len(), 1);
    assert_eq!(filed[0]["refused"][0]["because"], "myna_usable", "{filed:?}");
    let decided = world.decide("101-42-00", "2026-05-02");
    assert_eq!(decided["certificate"]["outcome"], "refuse", "{decided}");
}

#[test]
fn a_form_of_dependants_brings_up_to_three_people_and_each_row_can_be_named() {
    let world = World::peopled();
    let imported = import(&world, "SHFD0006.CSV", &format!("{HEAD}{}", family()), "2026-05-10");
    assert_eq!(counts(&imported), [2, 0, 1, 0, 0, 0], "{imported}");
    let sheets: Vec<&str> =
        imported["changes"].as_array().expect("changes").iter().filter_map(|row| row["sheet"].as_str()).collect();
    assert_eq!(sheets, ["被扶養者異動届（その他1）", "被扶養者異動届（その他2）"]);
    let child = world.show("101-0012-03", "2026-05-10");
    assert_eq!(child["name"], "山田　春");
    assert_eq!(applications(&world, "101-0012-03", "2026-05-10").len(), 1, "the wish is the child's own");
    assert!(applications(&world, "101-0012-04", "2026-05-10").is_empty());
    let ran =
        world.run(&["import", "ledger.daicho", "SHFD0006.CSV", "--sure", "被扶養者異動届（その他1）!6", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn a_leaving_goes_in_with_its_family_and_one_that_is_not_the_day_after_waits() {
    let world = World::peopled();
    let wrong = import(&world, "KPFD0006.CSV", &format!("{HEAD}{}", leaving("080501", "080501")), "2026-05-10");
    assert_eq!(counts(&wrong), [0, 0, 0, 1, 0, 0], "{wrong}");
    assert_eq!(codes(&wrong), ["lost_not_day_after_leaving"]);
    assert_eq!(wrong["complaints"][0]["cell"], "資格喪失届!N6", "item 14 is the fourteenth column");
    let right = import(&world, "KPFD0006.CSV", &format!("{HEAD}{}", leaving("080501", "080430")), "2026-05-10");
    assert_eq!(counts(&right), [0, 1, 0, 0, 0, 0], "{right}");
    assert_eq!(world.decide("101-0012-01", "2026-05-10")["covered"], "no");
}

#[test]
fn what_is_written_is_a_valid_file_and_changes_nothing_when_it_is_read_back() {
    let world = World::peopled();
    let gone = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格喪失年月日\n101,0012,02,山田　一郎,ヤマダ　イチロウ,2012/5/6,子,R8.4.20\n";
    world.import("gone.csv", gone, &["--on", "2026-05-01"]);
    for (form, layout, forms) in
        [("enrolment", "kpfd", 1), ("enrolment", "shfd", 1), ("dependants", "kpfd", 2), ("dependants", "shfd", 2)]
    {
        let out = format!("{form}-{layout}");
        std::fs::create_dir_all(world.at(&out)).expect("a folder");
        let mut arguments = vec![
            "official",
            "ledger.daicho",
            "--employer",
            "A001",
            "--form",
            form,
            "--layout",
            layout,
            "--out",
            &out,
            "--json",
        ];
        if layout == "shfd" {
            arguments.extend(["--office", "21-01-ｹｲﾄ-12345"]);
        }
        let made = world.run(&arguments).ends(0).json();
        assert_eq!(made["forms"], forms, "{made}");
        let path = made["file"].as_str().expect("a file").to_owned();
        let bytes = std::fs::read(world.at(&path)).expect("the file");
        valid(&bytes);
        let mut back = vec!["import", "ledger.daicho", &path, "--employer", "A001", "--dry-run", "--json"];
        if layout == "shfd" {
            back.extend(["--confirm", "整理番号"]);
        }
        let read = world.run(&back).json();
        let [new, changed, unchanged, doubtful, rejected, _] = counts(&read);
        assert_eq!([new, changed, doubtful, rejected], [0; 4], "{form} {layout}: {read}");
        assert!(unchanged > 0, "{read}");
    }
}

/// CR LF, no quotes, the same number of items in every form, bytes of JIS X 0208 and half-width kana alone.
fn valid(bytes: &[u8]) {
    assert!(bytes.ends_with(b"\r\n") && !bytes.contains(&b'"'));
    let mut at = 0;
    while at < bytes.len() {
        let wide = matches!(bytes[at], 0x81..=0x9F | 0xE0..=0xFC);
        if wide {
            let code = u16::from_be_bytes([bytes[at], bytes[at + 1]]);
            assert!(matches!(code, 0x8140..=0x84BE | 0x889F..=0x9FFC | 0xE040..=0xEAA4), "{code:04X}");
        } else {
            assert!(bytes[at] != b'\n' || bytes[at - 1] == b'\r', "every line ends in CR LF");
        }
        at += if wide { 2 } else { 1 };
    }
}

#[test]
fn a_character_that_the_form_lacks_is_replaced_by_name_and_a_person_who_does_not_fit_is_left_out_by_name() {
    let world = World::new();
    let table = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n\
        101,51,00,髙橋　葵,タカハシ　アオイ,H2.2.3,女,本人,R8.4.1\n\
        101,52,00,𠮷田　樹,ヨシダ　イツキ,H3.2.3,男,本人,R8.4.1\n\
        101,53,00,𩸽　渚,カモメ　ナギサ,H4.2.3,女,本人,R8.4.1\n";
    world.import("three.csv", table, &["--on", "2026-04-10"]);
    std::fs::create_dir_all(world.at("out")).expect("a folder");
    let ran = world.run(&[
        "official",
        "ledger.daicho",
        "--employer",
        "A001",
        "--form",
        "enrolment",
        "--out",
        "out",
        "--json",
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let made = ran.json();
    let said: Vec<(&str, &str)> = made["complaints"]
        .as_array()
        .expect("complaints")
        .iter()
        .filter_map(|one| Some((one["code"].as_str()?, one["cell"].as_str()?)))
        .collect();
    assert!(said.contains(&("character_replaced", "101-51-00 氏名")), "{said:?}");
    assert!(said.contains(&("character_not_in_form", "101-53-00 氏名")), "{said:?}");
    assert_eq!(made["forms"], 2, "{made}");
}

#[test]
fn a_file_of_an_unknown_number_of_items_goes_nowhere_and_says_which_are_known() {
    let world = World::new();
    let short = record("2200700", 35, &[(7, "ﾀﾆ ﾗﾝ")]);
    world.file("KPFD0006.CSV", cp932(&format!("{HEAD}{short}")));
    let ran = world.run(&["import", "ledger.daicho", "KPFD0006.CSV"]);
    assert_ne!(ran.code, 0);
    for part in ["2200700", "35", "33・34", "36・37"] {
        assert!(ran.err.contains(part) || ran.out.contains(part), "{part}: {} {}", ran.out, ran.err);
    }
}

#[test]
fn a_leaving_whose_cause_is_death_records_the_death_and_no_day_of_leaving_work() {
    let world = World::peopled();
    let imported = import(&world, "DEATH.CSV", &format!("{HEAD}{}", ending("080602", "080601", "5")), "2026-06-10");
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0, 0], "{imported}");
    let shown = world.show("101-12-0", "2026-06-20");
    assert_eq!((shown["died"].as_str(), shown["left"].is_null()), (Some("2026-06-01"), true), "{shown}");
}
