//! Who somebody is: kanji decide nothing, what a clerk answered is kept, and members who may be one person stand side by side.

use serde_json::{Value, json};

use tests::program::Ran;

use crate::world::{World, codes, counts};

const LEDGER: &str = "ledger.daicho";

fn table(header: &str, rows: &[&str]) -> String {
    format!("{header}\n{}\n", rows.join("\n"))
}

fn says(ran: &Ran, words: &str) {
    assert!(ran.err.contains(words) || ran.out.contains(words), "{} {}", ran.out, ran.err);
}

fn same(world: &World, words: &[&str]) -> Vec<Value> {
    let more = ["--on", "2026-06-02", "--json"];
    world.run(&[&["same", LEDGER], words, &more].concat()).ends(0).lines()
}

fn home(world: &World, on: &str) -> u64 {
    let lists = world.run(&["work", LEDGER, "--on", on, "--json"]).ends(0).lines();
    lists.iter().find(|one| one["list"] == "same_person").and_then(|one| one["count"].as_u64()).expect("the list")
}

/// header | row | the grade and by what, or the doubt with its grade and by what.
const MATCHES: &[(&str, &str, &str, &str)] = &[
    // Goes in.
    (
        "記号,番号,枝番,氏名,カナ,生年月日,郵便番号",
        "202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,5300002",
        "A",
        "number born kana",
    ),
    ("記号,番号,枝番,カナ,生年月日,郵便番号", "202,7,00,タカハシサクラ,H2.2.15,5300003", "A", "number born kana"),
    ("記号,番号,枝番,生年月日,郵便番号", "202,7,00,H2.2.15,5300004", "B", "number born"),
    ("記号,番号,枝番,氏名,生年月日,郵便番号", "202,7,00,高橋さくら,H2.2.15,5300005", "B", "number born kanji"),
    ("記号,番号,枝番,カナ,郵便番号", "202,7,00,ﾀｶﾊｼ ｻｸﾗ,5300006", "B", "number kana"),
    ("記号,番号,枝番,郵便番号", "202,7,00,5300007", "B", "number"),
    (
        "記号,番号,氏名,カナ,生年月日,郵便番号",
        "202,7,田中　さくら,タナカ　サクラ,H2.2.15,5300008",
        "B",
        "number born given_kana",
    ),
    ("氏名,カナ,生年月日,郵便番号", "高橋　さくら,タカハシ　サクラ,H2.2.15,5300009", "B", "born kana"),
    // Waits.
    ("記号,番号,枝番,氏名,郵便番号", "202,7,00,髙橋　さくら,5300010", "C", "number kanji"),
    ("記号,番号,氏名,資格喪失年月日", "202,7,高橋　さくら,R8.5.1", "C", "number kanji"),
    ("記号,番号,枝番,氏名,生年月日,資格取得年月日", "101,77,00,高橋　さくら,H2.2.15,R8.5.1", "C", "born kanji"),
];

#[test]
fn kanji_alone_never_say_who_a_row_means() {
    for (header, row, grade, by) in MATCHES {
        let world = World::peopled();
        let imported = world.import("row.csv", &table(header, &[row]), &["--on", "2026-05-02", "--dry-run"]);
        let by: Vec<&str> = by.split(' ').collect();
        let (list, waits) =
            if *grade == "C" { ("waiting", [0, 0, 0, 1, 0, 0]) } else { ("changes", [0, 1, 0, 0, 0, 0]) };
        assert_eq!(counts(&imported), waits, "{row}: {imported}");
        let matched = &imported[list][0]["matched"];
        assert_eq!(matched["grade"], *grade, "{row}: {imported}");
        assert_eq!(matched["by"], json!(by), "{row}: {imported}");
        assert_eq!(matched["member"], "202-7-00", "{row}");
        if *grade == "C" {
            assert_eq!(codes(&imported), ["weak_match"], "{row}: {imported}");
            // The ledger's birth date and kana stand beside the row, which has none.
            let cells = imported["waiting"][0]["cells"].as_array().expect("cells");
            let kana = cells.iter().find(|cell| cell["field"] == "kana").expect("the kana");
            assert_eq!((&kana["before"], &kana["after"]), (&json!("タカハシ　サクラ"), &json!("")), "{row}");
        }
    }
}

#[test]
fn what_a_clerk_answered_of_a_row_is_kept_and_can_be_taken_back() {
    let world = World::peopled();
    let header = "記号,番号,枝番,氏名,郵便番号,住所";
    let row = |house: &str| table(header, &[&format!("202,7,00,髙橋　さくら,5300001,大阪府大阪市北区梅田9-{house}")]);
    let asked = world.import("may.csv", &row("1"), &["--on", "2026-05-02"]);
    assert_eq!(codes(&asked), ["weak_match"], "{asked}");
    let sure = world.import("may.csv", &row("1"), &["--on", "2026-05-02", "--sure", "2"]);
    assert_eq!(counts(&sure), [0, 1, 0, 0, 0, 0], "{sure}");
    let june = world.import("june.csv", &row("2"), &["--on", "2026-06-02"]);
    assert_eq!(counts(&june), [0, 1, 0, 0, 0, 0], "next month nobody is asked: {june}");
    assert_eq!(june["changes"][0]["matched"]["answered"], "same");
    // Another row's person is not meant by that answer.
    let other =
        world.import("other.csv", &table(header, &["202,7,00,高橋　さゆり,5300001,大阪府"]), &["--on", "2026-06-02"]);
    assert_eq!(other["doubtful"], 1, "{other}");

    let rows = same(&world, &["rows"]);
    assert_eq!((rows.len(), &rows[0]["member"], &rows[0]["answer"]), (1, &json!("202-7-00"), &json!("same")));
    let act = rows[0]["act"].to_string();
    assert_eq!(same(&world, &["forget", &act, "202-7-00"])[0]["taken_back"], 1);
    says(&world.run(&["same", LEDGER, "forget", &act, "202-7-00"]).ends(1), "答え");
    assert!(same(&world, &["rows"]).is_empty());
    let july = world.import("july.csv", &row("3"), &["--on", "2026-07-02"]);
    assert_eq!(codes(&july), ["weak_match"], "{july}");
    world.run(&["verify", LEDGER]).ends(0);
}

const JOIN: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,資格取得年月日";

#[test]
fn a_namesake_who_joins_as_another_person_is_not_asked_about_again() {
    let world = World::peopled();
    let namesake = table(JOIN, &["101,55,00,髙橋　櫻,タカハシ　サクラ,H2.2.15,女,R8.6.1"]);
    let asked = world.import("join.csv", &namesake, &["--on", "2026-06-02"]);
    assert_eq!(codes(&asked), ["already_insured"], "{asked}");
    let joined = world.import("join.csv", &namesake, &["--on", "2026-06-02", "--other-person", "2"]);
    assert_eq!(counts(&joined), [1, 0, 0, 0, 0, 0], "{joined}");
    assert_eq!(home(&world, "2026-06-02"), 0);
    let all = same(&world, &["list", "--all"]);
    assert_eq!((all.len(), &all[0]["answered"]["answer"]), (1, &json!("different")));
}

#[test]
fn members_who_may_be_one_stand_side_by_side_until_somebody_answers() {
    let world = World::peopled();
    assert_eq!(home(&world, "2026-06-02"), 0);
    // The birth date's day slipped: neither the import nor the ledger sees one person at first.
    let slipped = table(JOIN, &["202,70,00,高橋　さくら,ﾀｶﾊｼ ｻｸﾗ,H2.2.16,女,R8.6.1"]);
    world.import("slipped.csv", &slipped, &["--on", "2026-06-02"]);
    assert_eq!(home(&world, "2026-06-02"), 1);
    let pairs = same(&world, &[]);
    let pair = &pairs[0];
    assert_eq!((pairs.len(), &pair["why"], &pair["twice"]), (1, &json!("slipped"), &json!(false)));
    let row = |field: &str| {
        pair["rows"].as_array().expect("rows").iter().find(|row| row["field"] == field).expect("a row").clone()
    };
    assert_eq!(
        (&row("born")["one"], &row("born")["other"], &row("born")["same"]),
        (&json!("1990-02-15"), &json!("1990-02-16"), &json!(false))
    );
    assert_eq!(row("name")["same"], true, "髙 and 高 are one");
    assert_eq!(pair["person"]["spells"][0]["acquired"], "2021-10-01");

    // One person, covered twice: it stays on the list until one of the covers has ended.
    let answered = same(&world, &["answer", "202-70-0", "202-7-0", "same", "--note", "事業所に電話"]);
    assert_eq!((&answered[0]["twice"], &answered[0]["answered"]["note"]), (&json!(true), &json!("事業所に電話")));
    assert_eq!(home(&world, "2026-06-02"), 1);
    assert!(same(&world, &[])[0]["next"].as_str().unwrap_or("").contains("喪失"));
    says(&world.run(&["same", LEDGER, "answer", "202-7-0", "202-70-0", "same"]).ends(1), "同じ答え");
    let loss = table("記号,番号,枝番,カナ,生年月日,資格喪失年月日", &["202,7,00,タカハシ　サクラ,H2.2.15,R8.6.1"]);
    world.import("loss.csv", &loss, &["--on", "2026-06-02"]);
    assert_eq!(home(&world, "2026-06-02"), 0);

    // An answer can be taken back, and another given.
    same(&world, &["answer", "202-7-0", "202-70-0", "open"]);
    assert_eq!(home(&world, "2026-06-02"), 1);
    same(&world, &["answer", "202-7-0", "202-70-0", "different"]);
    assert_eq!(home(&world, "2026-06-02"), 0);
    says(&world.run(&["same", LEDGER, "answer", "202-7-0", "202-7-0", "same"]).ends(2), "同じ加入者");
    says(&world.run(&["same", LEDGER, "answer", "202-7-0", "101-12-0", "open"]).ends(1), "答えはありません");
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn no_address_of_whoever_is_shielded_stands_beside_anybody() {
    let world = World::peopled();
    let header = format!("{JOIN},郵便番号,住所");
    let slipped =
        table(&header, &["202,70,00,高橋　さくら,ﾀｶﾊｼ ｻｸﾗ,H2.2.16,女,R8.6.1,5300001,大阪府大阪市北区梅田1-2-3"]);
    world.import("slipped.csv", &slipped, &["--on", "2026-06-02"]);
    let shown = same(&world, &[])[0].to_string();
    assert!(shown.contains("梅田1-2-3"), "{shown}");
    world.run(&["shield", LEDGER, "202-7-0", "on", "--reason", "本人の申出"]).ends(0);
    let shown = same(&world, &[])[0].to_string();
    assert!(!shown.contains("梅田") && shown.contains("****"), "{shown}");
}

#[test]
fn several_namesakes_are_not_chosen_among_by_the_program() {
    let world = World::peopled();
    let second = table(JOIN, &["101,55,00,高橋　櫻,タカハシ　サクラ,H2.2.15,女,R4.6.1"]);
    world.import("second.csv", &second, &["--on", "2026-04-12", "--other-person", "2"]);
    let leave = "記号,番号,枝番,カナ,生年月日,資格喪失年月日";
    let gone =
        table(leave, &["101,55,00,タカハシ　サクラ,H2.2.15,R8.4.12", "202,7,00,タカハシ　サクラ,H2.2.15,R8.4.12"]);
    assert_eq!(world.import("gone.csv", &gone, &["--on", "2026-04-13"])["changed"], 2);
    let back = table(JOIN, &["101,66,00,高橋　さくら,タカハシ　サクラ,H2.2.15,女,R8.6.1"]);
    let asked = world.import("back.csv", &back, &["--on", "2026-06-02"]);
    assert_eq!(codes(&asked), ["several_alike"], "{asked}");
    let sure = world.import("back.csv", &back, &["--on", "2026-06-02", "--sure", "2"]);
    assert_eq!(counts(&sure), [0, 1, 0, 0, 0, 0], "{sure}");
}

/// Whatever columns an employer leaves out, nobody is taken for somebody else: what the generator knows decides.
#[test]
fn no_row_of_a_generated_society_is_taken_for_somebody_else() {
    let world = World::bare();
    world.run(&["demo", "demo", "--members", "600", "--seed", "11", "--filled"]).ends(0);
    let truth = std::fs::read_to_string(world.at("demo/truth.jsonl")).expect("the truth");
    let people: Vec<Value> = truth.lines().map(|line| serde_json::from_str(line).expect("a member")).collect();
    let text = |person: &Value, field: &str| person[field].as_str().unwrap_or("").to_owned();
    type Columns<'c> = (&'c str, &'c [&'c str]);
    let kinds: &[Columns<'_>] = &[
        ("記号,番号,枝番,氏名", &["symbol", "number", "branch", "name"]),
        ("記号,番号,枝番,カナ", &["symbol", "number", "branch", "kana"]),
        ("カナ,生年月日", &["kana", "born"]),
        ("氏名,生年月日", &["name", "born"]),
        ("記号,番号,カナ,生年月日", &["symbol", "number", "kana", "born"]),
        ("記号,番号,氏名", &["symbol", "number", "name"]),
    ];
    let (mut taken, mut waited) = (0, 0);
    for (at, (header, fields)) in kinds.iter().enumerate() {
        let mut csv = format!("{header},電話番号,郵便番号,住所\n");
        for (row, person) in people.iter().enumerate() {
            let mut cells: Vec<String> = fields.iter().map(|field| text(person, field)).collect();
            // Every fifth row bears its neighbour's number, as a row that slipped does.
            if row % 5 == 0 && fields.contains(&"number") {
                cells[1] = text(&people[(row + 7) % people.len()], "number");
            }
            csv.push_str(&format!("{},,1000001,東京都千代田区千代田{}\n", cells.join(","), row + 1));
        }
        world.file(&format!("demo/kind{at}.csv"), &csv);
        let name = format!("kind{at}.csv");
        let words =
            ["import", "demo/ledger.daicho", &format!("demo/{name}"), "--dry-run", "--json", "--on", "2026-04-20"];
        // So many numbers that slipped raise the alarm; here it is the rows that are looked at.
        let words = [&words[..], &["--not-torn"]].concat();
        let ran = world.run(&[&words[..], &["--passphrase-file", "demo/passphrase.txt"]].concat());
        let imported = ran.json();
        for change in imported["changes"].as_array().expect("changes") {
            let row = usize::try_from(change["row"].as_u64().expect("a row")).expect("small") - 2;
            let (person, matched) = (&people[row], &change["matched"]);
            assert_ne!(matched["grade"], "C", "{header} {row}: {change}");
            assert_eq!(matched["member"], person["member"], "{header} {row}: {change}");
            taken += 1;
        }
        waited += imported["doubtful"].as_u64().unwrap_or(0) + imported["rejected"].as_u64().unwrap_or(0);
    }
    assert!(taken > 0 && waited > 0, "{taken} {waited}");
}
