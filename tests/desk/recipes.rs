//! How an employer's files are read is said once; what is otherwise than before is told before anything is written.

use serde_json::Value;

use crate::world::{World, codes, counts};

/// A file in the hand of somebody who counts people, sexes and relations in numbers of their own.
const MARCH: &str = "\
社員番号,社保番号,枝番,名前,ふりがな,誕生日,性別,続柄,入社日,住所
E1,8001,00,試験　一郎,シケン　イチロウ,800102,0,1,R8.3.1,東京都千代田区千代田1-1
E2,8002,00,見本　和子,ミホン　カズコ,750607,1,1,R8.3.1,東京都千代田区千代田1-2
";

const APRIL: &str = "\
社員番号,社保番号,枝番,名前,ふりがな,誕生日,性別,続柄,入社日,住所
E3,8003,00,試験　三郎,シケン　サブロウ,810304,0,1,R8.4.1,東京都千代田区千代田1-3
";

const SAID: [&str; 12] = [
    "--column",
    "B=番号",
    "--confirm",
    "入社日",
    "--value",
    "性別:0=男",
    "--value",
    "性別:1=女",
    "--value",
    "続柄:1=本人",
    "--date",
    "F=西暦",
];

fn march(world: &World) -> Value {
    let mut more = vec!["--employer", "A001", "--on", "2026-03-10"];
    more.extend(SAID);
    world.import("march.csv", MARCH, &more)
}

fn recipes(world: &World) -> Vec<Value> {
    world.run(&["recipe", "ledger.daicho", "--json"]).ends(0).lines()
}

#[test]
fn codes_and_days_that_could_mean_two_are_asked_about_and_never_guessed() {
    let world = World::new();
    let asked = world.import("march.csv", MARCH, &["--employer", "A001", "--dry-run", "--column", "B=番号"]);
    assert_eq!(counts(&asked), [0, 0, 0, 0, 2, 0], "{asked}");
    let codes = codes(&asked);
    for code in ["codes_need_meaning", "sex_codes_unclear", "ambiguous_date"] {
        assert!(codes.iter().any(|one| one == code), "{code} {codes:?}");
    }
    let sentence = asked["complaints"][0]["sentence"].as_str().expect("a sentence");
    assert!(sentence.contains("「0」1行"), "{sentence}");
    for (option, word) in
        [("--value", "続柄=子"), ("--value", "続柄:3=いとこ"), ("--date", "F=昔"), ("--encoding", "ebcdic")]
    {
        let ran = world.run(&["import", "ledger.daicho", "march.csv", option, word]);
        assert_eq!(ran.code, 2, "{option} {word}: {}", ran.err);
    }
}

#[test]
fn what_was_said_once_reads_the_next_file_of_the_same_employer_without_a_question() {
    let world = World::new();
    let first = march(&world);
    assert_eq!(counts(&first), [2, 0, 0, 0, 0, 0], "{first}");
    assert!(first["recipe"].is_null(), "nothing was remembered yet: {first}");
    assert_eq!(world.show("101-8001-00", "2026-03-10")["born"], "1980-01-02");
    let next = world.import("april.csv", APRIL, &["--employer", "A001", "--on", "2026-04-10"]);
    assert_eq!(counts(&next), [1, 0, 0, 0, 0, 0], "{next}");
    assert_eq!((&next["recipe"]["id"], &next["recipe"]["version"]), (&1.into(), &1.into()), "{next}");
    assert_eq!(world.show("101-8003-00", "2026-04-10")["sex"], "male");
    let recipes = recipes(&world);
    assert_eq!(recipes.len(), 1, "read as before, so no new version: {recipes:?}");
    assert_eq!((&recipes[0]["version"], &recipes[0]["imports"]), (&1.into(), &2.into()));
    let imports = world.run(&["imports", "ledger.daicho", "--json"]).ends(0).lines();
    for import in &imports {
        assert_eq!((&import["recipe"]["id"], &import["recipe"]["version"]), (&1.into(), &1.into()), "{import}");
    }
    let shown = world.run(&["imports", "ledger.daicho"]).ends(0).out;
    assert!(shown.contains("読み取り方") && shown.contains("1-1"), "{shown}");
}

#[test]
fn another_employers_recipe_is_offered_and_not_used() {
    let world = World::new();
    march(&world);
    let other = world.import("other.csv", APRIL, &["--employer", "B002", "--dry-run"]);
    assert!(other["recipe"].is_null(), "{other}");
    assert_eq!(other["offered"][0]["employer"], "A001");
    assert_eq!(counts(&other)[0], 0, "{other}");
    let named = world.import("other.csv", APRIL, &["--employer", "B002", "--recipe", "1", "--on", "2026-04-10"]);
    assert_eq!(counts(&named), [1, 0, 0, 0, 0, 0], "{named}");
    let recipes = recipes(&world);
    assert_eq!(recipes.iter().map(|one| one["employer"].as_str()).collect::<Vec<_>>(), [Some("A001"), Some("B002")]);
    assert_eq!(world.run(&["import", "ledger.daicho", "other.csv", "--recipe", "9"]).code, 2);
}

#[test]
fn what_is_said_of_this_file_wins_and_becomes_a_version_once_it_is_written() {
    let world = World::new();
    march(&world);
    let said = ["--employer", "A001", "--on", "2026-04-10", "--value", "性別:0=女"];
    let dry = world.import("april.csv", APRIL, &[&said[..], &["--dry-run"]].concat());
    assert_eq!(counts(&dry), [1, 0, 0, 0, 0, 0], "{dry}");
    assert_eq!(recipes(&world)[0]["version"], 1, "nothing is remembered of a dry run");
    world.import("april.csv", APRIL, &said);
    assert_eq!(world.show("101-8003-00", "2026-04-10")["sex"], "female");
    let shown = world.run(&["recipe", "ledger.daicho", "show", "1", "--json"]).ends(0).json();
    assert_eq!(shown["versions"].as_array().map(Vec::len), Some(2), "{shown}");
    assert!(shown["values"].to_string().contains("[\"性別\",\"0\",\"女\"]"), "{shown}");
    let none = world.import("april.csv", APRIL, &["--employer", "A001", "--no-recipe", "--dry-run"]);
    assert!(none["recipe"].is_null() && counts(&none)[0] == 0, "{none}");
}

#[test]
fn a_recipe_leaves_as_a_text_without_people_and_comes_in_for_another_employer() {
    let world = World::new();
    march(&world);
    world.run(&["recipe", "ledger.daicho", "export", "1", "--out", "way.toml"]).ends(0);
    let text = std::fs::read_to_string(world.at("way.toml")).expect("a file");
    for person in ["試験", "見本", "シケン", "8001", "E1", "800102", "千代田"] {
        assert!(!text.contains(person), "{person}: {text}");
    }
    assert_eq!(
        world.run(&["recipe", "ledger.daicho", "export", "1", "--out", "way.toml"]).code,
        4,
        "nothing is overwritten"
    );
    world.run(&["recipe", "ledger.daicho", "import", "way.toml", "--employer", "B002"]).ends(0);
    let read = world.import("other.csv", APRIL, &["--employer", "B002", "--dry-run"]);
    assert_eq!(counts(&read), [1, 0, 0, 0, 0, 0], "{read}");
    world.run(&["recipe", "ledger.daicho", "forget", "2"]).ends(0);
    assert_eq!(recipes(&world).len(), 1);
    assert_eq!(counts(&world.import("other.csv", APRIL, &["--employer", "B002", "--dry-run"]))[0], 0);
    for (name, text) in [
        ("bad.toml", "recipe = 1\nform = \"auto\"\nx = 1\n"),
        ("new.toml", "recipe = 2\nform = \"auto\"\n"),
        (
            "word.toml",
            "recipe = 1\nform = \"auto\"\n[[value]]\nfield = \"relation\"\nvalue = \"3\"\nmeans = \"cousin\"\n",
        ),
    ] {
        world.file(name, text);
        let ran = world.run(&["recipe", "ledger.daicho", "import", name, "--json"]);
        assert_eq!(ran.code, 4, "{name} {}", ran.err);
    }
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn new_and_moved_columns_are_said_and_what_was_decided_goes_with_its_heading() {
    let world = World::new();
    march(&world);
    let table = "\
社員番号,社保番号,枝番,名前,メール,ふりがな,誕生日,性別,続柄,住所,入社日,部署
E3,8003,00,試験　三郎,a@example.jp,シケン　サブロウ,810304,0,1,東京都千代田区千代田1-3,R8.4.1,総務
";
    let read = world.import("april.csv", table, &["--employer", "A001", "--on", "2026-04-10"]);
    assert_eq!(counts(&read), [1, 0, 0, 0, 0, 0], "{read}");
    assert_eq!(read["recipe"]["near"], true);
    let drift = &read["drift"];
    assert_eq!(drift["new_columns"], serde_json::json!(["メール", "部署"]), "{drift}");
    assert_eq!(drift["moved_columns"].as_array().map(Vec::len), Some(1), "{drift}");
    assert_eq!(drift["missing_columns"], serde_json::json!([]), "{drift}");
    let again = world.import(
        "april2.csv",
        &table.replace("8003", "8005").replace("三郎", "四郎").replace("サブロウ", "シロウ"),
        &["--employer", "A001", "--dry-run"],
    );
    assert_eq!(again["recipe"]["near"], false, "the new headings are the recipe's now: {again}");
    assert_eq!(again["drift"]["said"], serde_json::json!([]), "{again}");
}

#[test]
fn an_unusual_number_of_rows_and_the_same_rows_again_are_said() {
    let world = World::new();
    let name = |at: usize| ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][at % 10];
    let people = |from: usize, count: usize, day: &str| {
        const KANA: [&str; 10] = ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ"];
        let mut text = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n".to_owned();
        for at in from..from + count {
            let kana = format!("{}{}{}", KANA[at / 100 % 10], KANA[at / 10 % 10], KANA[at % 10]);
            let names = format!("{}{}{}", name(at / 100), name(at / 10), name(at));
            text.push_str(&format!(
                "101,{},00,山本　{names},ヤマモト　{kana},19{:02}-0{}-11,男,本人,{day}\n",
                3000 + at,
                50 + at % 45,
                1 + at % 9
            ));
        }
        text
    };
    for (at, day) in ["2026-01-05", "2026-02-05", "2026-03-05"].into_iter().enumerate() {
        let read = world.import(&format!("{at}.csv"), &people(at * 20, 20, day), &["--on", day]);
        assert_eq!(counts(&read), [20, 0, 0, 0, 0, 0], "{read}");
        assert!(read["drift"]["usual_rows"].is_null(), "two files make no custom: {read}");
    }
    let few = world.import("few.csv", &people(60, 12, "2026-04-05"), &["--on", "2026-04-06", "--dry-run"]);
    assert_eq!((&few["drift"]["usual_rows"], &few["drift"]["rows"]), (&20.into(), &12.into()), "{few}");
    assert!(few["drift"]["said"].to_string().contains("40%少ない"), "{few}");
    let usual = world.import("usual.csv", &people(60, 19, "2026-04-05"), &["--on", "2026-04-06", "--dry-run"]);
    assert_eq!(usual["drift"]["said"], serde_json::json!([]), "{usual}");
    let alike = format!("{}\n", people(40, 20, "2026-03-05"));
    let alike = world.import("march again.csv", &alike, &["--on", "2026-04-06", "--dry-run"]);
    assert_eq!(alike["drift"]["alike"]["percent"], 100, "{alike}");
    assert!(alike["drift"]["said"].to_string().contains("「2.csv」と100%同じ行"), "{alike}");
    let same = world.import("2.csv", &people(40, 20, "2026-03-05"), &["--on", "2026-04-06", "--dry-run"]);
    assert_eq!(same["drift"]["same_file"]["operator"], "desk", "{same}");
}

#[test]
fn an_alarm_that_is_overruled_stands_in_the_journal_with_its_numbers() {
    let world = World::peopled();
    let torn = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日
101,0012,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,R2.4.1
101,0012,01,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,妻,R2.4.1
101,0012,02,山田　花子,ヤマダ　ハナコ,S57.3.4,女,子,R2.4.1
202,7,00,山田　一郎,ヤマダ　イチロウ,2012/5/6,男,本人,2021.10.1
";
    world.file("torn.csv", torn);
    let before = world.ledger();
    let stopped = world.run(&["import", "ledger.daicho", "torn.csv"]);
    assert_eq!(stopped.code, 1, "{} {}", stopped.out, stopped.err);
    assert!(stopped.err.contains("比べた4行のうち4行") && stopped.err.contains("--not-torn"), "{}", stopped.err);
    for person in ["さくら", "太郎", "ヤマダ"] {
        assert!(!stopped.err.contains(person), "no names: {}", stopped.err);
    }
    assert!(before == world.ledger(), "nothing is written");
    let torn = format!("{torn}101,0099,00,新井　一,アライ　ハジメ,1980-02-03,男,本人,2026-04-01\n");
    world.file("torn.csv", torn);
    let sure = world.run(&["import", "ledger.daicho", "torn.csv", "--not-torn", "--on", "2026-04-20", "--json"]);
    let sure = sure.json();
    assert_eq!(sure["new"], 1, "{sure}");
    assert_eq!(sure["overruled"][0]["code"], "rows_torn", "{sure}");
    let journal = world.run(&["journal", "ledger.daicho", "--json"]).ends(0);
    assert!(journal.out.contains("行ずれの警報を承知で取り込み"), "{}", journal.out);
}

#[test]
fn the_kind_of_form_of_a_recipe_is_said_in_words() {
    let world = World::peopled();
    let list = "記号,番号,枝番,氏名,カナ,生年月日,住所\n\
        101,12,0,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,東京都千代田区千代田9-9\n";
    world.import("一覧.csv", list, &["--form", "members", "--employer", "A001", "--on", "2026-05-01"]);
    let id = recipes(&world).last().and_then(|one| one["id"].as_i64()).expect("a recipe").to_string();
    let shown = world.run(&["recipe", "ledger.daicho", "show", &id]).ends(0).out;
    assert!(shown.contains("届の種類: 加入者の一覧"), "{shown}");
    world.run(&["recipe", "ledger.daicho", "export", &id, "--out", "r.toml"]).ends(0);
    let text = std::fs::read_to_string(world.at("r.toml")).expect("the file");
    assert!(text.starts_with("# 資格台帳の"), "{text}");
}
