//! The last-four check as a whole road: letters in two variants, answers, silence, differences, exchanged numbers, deletion.

use serde_json::Value;
use tests::pdf_text;
use tests::program::Ran;
use tests::year::my_number as number;

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

/// A household of three, a colleague in the next row, somebody in voluntary continuation, and somebody without a number.
fn society(numbers: [&str; 5]) -> World {
    let world = World::new();
    let [taro, hanako, ichiro, sakura, kenji] = numbers.map(number);
    let people = format!(
        "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,個人番号,郵便番号,住所
101,0012,00,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,,{taro},1000001,東京都千代田区千代田1-1
101,0012,01,山田　花子,ヤマダ　ハナコ,S57.3.4,女,妻,R2.4.1,,{hanako},1000001,東京都千代田区千代田1-1
101,0012,02,山田　一郎,ヤマダ　イチロウ,2012/5/6,男,子,2020-04-01,,{ichiro},1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2026.4.1,2028-03-31,{sakura},5300001,大阪府大阪市北区梅田1-2-3
101,0013,00,鈴木　健二,スズキ　ケンジ,19850607,男,本人,2021-04-01,,{kenji},1000001,東京都千代田区千代田2-2
101,0014,00,佐藤　次郎,サトウ　ジロウ,19750304,男,本人,2021-04-01,,,1000001,東京都千代田区千代田3-3
"
    );
    let imported = world.import("people.csv", &people, &["--on", "2026-04-10"]);
    assert_eq!(imported["new"], 6, "{imported}");
    world
}

const USUAL: [&str; 5] = ["1111", "2222", "3333", "4444", "5555"];

fn run(world: &World, arguments: &[&str]) -> Ran {
    world.run(&[&["lastfour", LEDGER], arguments, &["--json"]].concat())
}

/// Freezes a campaign and prints it; the batch and the code of each member's letter.
fn campaign(world: &World, on: &str, until: &str, more: &[&str]) -> (String, impl Fn(&str) -> String) {
    let arguments = ["start", "--on", on, "--until", until];
    let planned = run(world, &[&arguments, more].concat());
    let planned = planned.json();
    let batch = planned["batch"].as_str().unwrap_or_else(|| panic!("{planned}")).to_owned();
    print(world, &batch);
    let text = std::fs::read_to_string(world.at(&format!("out-{batch}/manifest.json"))).expect("a manifest");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    let codes: Vec<(String, String)> = manifest["sheets"]
        .as_array()
        .expect("sheets")
        .iter()
        .map(|sheet| {
            (sheet["code"].as_str().unwrap_or("").to_owned(), sheet["paper"].as_str().unwrap_or("").to_owned())
        })
        .collect();
    let of = |member: &str| world.show(member, "2026-10-01")["code"].as_str().unwrap_or("").to_owned();
    let members: Vec<(String, String)> = ["101-12-0", "101-12-1", "101-12-2", "202-7-0", "101-13-0", "101-14-0"]
        .iter()
        .map(|member| ((*member).to_owned(), of(member)))
        .collect();
    let letter = move |member: &str| {
        let code = &members.iter().find(|(number, _)| number == member).expect("a member").1;
        codes.iter().find(|(known, _)| known == code).expect("a letter").1.clone()
    };
    (batch, letter)
}

fn print(world: &World, batch: &str) {
    let out = format!("out-{batch}");
    if !world.at(&out).is_dir() {
        std::fs::create_dir(world.at(&out)).expect("a folder");
    }
    world.run(&["print", LEDGER, batch, "--out", &out]).ends(0);
}

/// The pages of a batch, without separators.
fn pages(world: &World, batch: &str) -> Vec<String> {
    let file = world.at(&format!("out-{batch}/last_four-{batch}-001.pdf"));
    pdf_text(&file)
        .split('\u{c}')
        .map(|page| page.split_whitespace().collect())
        .filter(|page: &String| page.contains("回答票"))
        .collect()
}

/// How many stand in a state: as the campaign counts and as the board is told.
fn standing(world: &World, on: &str) -> Vec<(String, u64)> {
    let status = run(world, &["status", "--on", on]).ends(0).json();
    let counts = status["counts"].as_array().expect("counts").iter();
    let counts: Vec<(String, u64)> = counts
        .map(|one| (one["state"].as_str().unwrap_or("").to_owned(), one["count"].as_u64().unwrap_or(0)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let report = world.run(&["report", LEDGER, "last_four", "--on", on, "--from", on, "--json"]).ends(0).json();
    let measures = report["measures"].as_array().expect("measures").iter();
    let told = measures.zip(report["totals"][0].as_array().expect("numbers"));
    let told: Vec<(String, u64)> = told
        .map(|(measure, count)| (measure["code"].as_str().unwrap_or("").to_owned(), count.as_u64().unwrap_or(0)))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(told, counts, "the report and the campaign say the same");
    counts
}

fn answer(world: &World, code: &str, what: &str, on: &str) -> Value {
    let ran = run(world, &["answer", code, what, "--on", on]);
    let told = ran.json();
    assert_eq!(ran.code == 0, told["done"] == true, "{told}");
    told
}

fn because(told: &Value) -> &str {
    told["because"].as_str().unwrap_or_default()
}

fn counts(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected.iter().map(|(state, count)| ((*state).to_owned(), *count)).collect()
}

#[test]
fn letters_go_out_in_two_variants_answers_come_in_and_silence_is_no_agreement() {
    let world = society(USUAL);
    assert_eq!(standing(&world, "2026-10-01"), counts(&[("not_sent", 6)]));
    let dry = run(&world, &["start", "--on", "2026-10-01", "--dry-run"]).ends(0).json();
    assert_eq!((dry["members"].as_u64(), dry["batch"].is_null()), (Some(6), true), "{dry}");
    let (batch, letter) = campaign(&world, "2026-10-01", "2026-10-31", &[]);
    let pages = pages(&world, &batch);
    assert_eq!(pages.len(), 6);
    for (name, digits) in
        [("山田太郎", "1111"), ("山田花子", "2222"), ("山田一郎", "3333"), ("髙橋さくら", "4444"), ("鈴木健二", "5555")]
    {
        let own: Vec<&String> = pages.iter().filter(|page| page.contains(&format!("氏名{name}"))).collect();
        assert_eq!(own.len(), 1, "{name}");
        assert!(own[0].contains(digits), "{}", own[0]);
        assert!(
            USUAL.iter().all(|other| *other == digits || !own[0].contains(other)),
            "somebody else's digits: {}",
            own[0]
        );
    }
    let without = pages.iter().find(|page| page.contains("佐藤次郎")).expect("a letter without digits");
    assert!(without.contains("下4桁を載せていません") && USUAL.iter().all(|digits| !without.contains(digits)));
    // The same bytes again.
    let pdf = world.at(&format!("out-{batch}/last_four-{batch}-001.pdf"));
    let before = std::fs::read(&pdf).expect("a file");
    print(&world, &batch);
    assert!(before == std::fs::read(&pdf).expect("a file"), "printed again, it is the same");
    assert_eq!(standing(&world, "2026-10-02"), counts(&[("sent", 6)]));

    // Nobody is asked twice.
    let again = run(&world, &["start", "--on", "2026-10-02"]).json();
    assert_eq!((again["members"].as_u64(), again["batch"].is_null()), (Some(0), true), "{again}");
    world.file("who.txt", "101-12-0\n");
    let listed = run(&world, &["start", "--on", "2026-10-02", "--members", "who.txt"]).ends(1).json();
    assert_eq!(listed["refused"][0]["because"], "answer_awaited");

    let taro = letter("101-12-0");
    assert_eq!(answer(&world, &taro, "agrees", "2026-10-10")["state"], "agrees");
    let twice = answer(&world, &taro, "agrees", "2026-10-10");
    assert_eq!(because(&twice), "already_answered");
    assert!(twice["sentence"].as_str().is_some_and(|said| said.contains("一致")), "{twice}");
    // By the member's number, when the reply was lost.
    assert_eq!(answer(&world, "101-12-1", "differs", "2026-10-12")["state"], "differs");
    let slip = format!("{}{}", &taro[..10], if taro.ends_with('2') { '3' } else { '2' });
    let notice = world.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-10-05", "--json"]).ends(0).json();
    let notice = notice["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("notices")).expect("a folder");
    world.run(&["print", LEDGER, &notice, "--out", "notices"]).ends(0);
    let manifest = std::fs::read_to_string(world.at("notices/manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    let paper = manifest["sheets"][0]["paper"].as_str().expect("a code").to_owned();
    for (code, on, expected) in [
        (slip.as_str(), "2026-10-12", "code_slip"),
        ("P2222222223", "2026-10-12", "paper_unknown"),
        (paper.as_str(), "2026-10-12", "not_a_letter"),
        (letter("202-7-0").as_str(), "2026-09-30", "day_too_early"),
        (letter("101-14-0").as_str(), "2026-10-12", "without_digits"),
        ("999-1-0", "2026-10-12", "member_unknown"),
    ] {
        assert_eq!(because(&answer(&world, code, "agrees", on)), expected, "{code}");
    }
    // Several from one envelope, one of them twice.
    let (sakura, kenji) = (letter("202-7-0"), letter("101-13-0"));
    let also = ["answer", &sakura, "agrees", "--also", &kenji, "--also", &sakura, "--on", "2026-10-13"];
    let told = run(&world, &also).ends(1).lines();
    assert_eq!(told.iter().map(|one| one["done"] == true).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(because(&told[2]), "already_scanned");

    // Silence past the day, and never before.
    let due = |on: &str| run(&world, &["due", "--on", on]).ends(0).json()["members"].as_u64();
    assert_eq!(due("2026-10-31"), Some(0));
    let ahead = run(&world, &["due", "--on", "2999-01-01"]).ends(2);
    assert!(ahead.err.contains("今日より後です"), "{}", ahead.err);
    assert_eq!(run(&world, &["status", "--on", "2026-11-01"]).ends(0).json()["overdue"], 2);
    assert_eq!((due("2026-11-01"), due("2026-11-01")), (Some(2), Some(0)));
    let expected = counts(&[("agrees", 3), ("differs", 1), ("no_answer", 2)]);
    assert_eq!(standing(&world, "2026-11-02"), expected);
    // An answer after the deadline is an answer.
    assert_eq!(answer(&world, &letter("101-12-2"), "agrees", "2026-11-05")["state"], "agrees");
    // Disputed digits are printed nowhere; those of others are.
    let status = run(&world, &["status", "--on", "2026-11-06"]).ends(0).json();
    assert_eq!(status["campaigns"][0]["letters"], 6);
    assert_eq!(status["employers"].as_array().map(Vec::len), Some(2), "{status}");
    let shown = world.show("101-12-1", "2026-11-06")["timeline"].to_string();
    assert!(shown.contains("下4桁の確認") || shown.contains("last_four_check"), "{shown}");
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_letter_that_is_not_printed_has_no_answer_and_one_that_came_back_is_sent_again_when_the_address_is_mended() {
    let world = society(USUAL);
    let planned = run(&world, &["start", "--on", "2026-10-01"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    assert_eq!(because(&answer(&world, "202-7-0", "agrees", "2026-10-05")), "never_sent");
    assert_eq!(standing(&world, "2026-10-05"), counts(&[("not_sent", 6)]));
    print(&world, &batch);
    let shown = run(&world, &["case", "202-7-0", "--on", "2026-10-05"]).ends(0).json();
    let paper = shown["letters"][0]["paper"].as_str().expect("a letter").to_owned();
    assert_eq!(
        (shown["letters"][0]["until"].as_str(), shown["case"]["state"].as_str()),
        (Some("2026-10-31"), Some("sent"))
    );
    let today = "2027-01-10";
    world.run(&["paper", LEDGER, &paper, "undelivered", "--note", "moved", "--on", today]).ends(0);
    assert!(standing(&world, "2027-01-11").contains(&("returned_undelivered".to_owned(), 1)));
    let again = |on: &str| {
        world.file("who.txt", "202-7-0\n");
        run(&world, &["start", "--on", on, "--members", "who.txt"]).json()
    };
    assert_eq!(again("2027-01-12")["refused"][0]["because"], "address_doubtful");
    let mended = "記号,番号,枝番,郵便番号,住所\n202,7,0,5300002,大阪府大阪市北区曽根崎2-2\n";
    world.import("moved.csv", mended, &["--form", "members", "--on", "2027-01-13"]);
    let planned = again("2027-01-14");
    assert_eq!(planned["members"], 1, "{planned}");
    print(&world, planned["batch"].as_str().expect("a batch"));
    assert_eq!(because(&answer(&world, &paper, "agrees", "2027-01-20")), "older_letter");
    assert_eq!(answer(&world, "202-7-0", "agrees", "2027-01-20")["state"], "agrees");
}

#[test]
fn a_difference_is_asked_about_corrected_by_an_import_told_and_closed_by_a_second_person() {
    let world = society(USUAL);
    world.operator("sato", &["--name", "佐藤", "--role", "clerk"]);
    let (_, letter) = campaign(&world, "2026-10-01", "2026-10-31", &[]);
    let as_sato = |arguments: &[&str]| world.run_as("sato", &[&["lastfour", LEDGER], arguments, &["--json"]].concat());
    let kenji = letter("101-13-0");
    as_sato(&["answer", &kenji, "differs", "--on", "2026-10-10"]).ends(0);
    // The disputed digits are on no paper from now on.
    world.file("who.txt", "101-13-0\n");
    let notices = ["plan", LEDGER, "--kind", "notice", "--on", "2026-10-11", "--members", "who.txt", "--json"];
    let batch = world.run(&notices).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("notice")).expect("a folder");
    world.run(&["print", LEDGER, &batch, "--out", "notice"]).ends(0);
    let text = pdf_text(&world.at(&format!("notice/notice-{batch}-001.pdf")));
    assert!(text.contains("鈴木") && !text.contains("5555"), "{text}");

    // Nobody has been asked yet: another number is a doubt.
    let other = format!("記号,番号,枝番,氏名カナ,生年月日,個人番号\n101,13,0,ｽｽﾞｷ ｹﾝｼﾞ,S60.6.7,{}\n", number("7777"));
    let imported = world.import("other.csv", &other, &["--form", "members", "--on", "2026-10-11"]);
    assert_eq!(imported["doubtful"], 1, "{imported}");
    let case = |arguments: &[&str]| as_sato(&[&["case", "101-13-0"], arguments].concat());
    assert!(case(&["ask", "--on", "2026-10-12"]).ends(2).err.contains("照会先"));
    let asked = case(&["ask", "--whom", "employer", "--until", "2026-11-10", "--on", "2026-10-12"]).ends(0).json();
    assert_eq!(
        (asked["case"]["state"].as_str(), asked["case"]["asked"]["until"].as_str()),
        (Some("case_open"), Some("2026-11-10"))
    );
    // Four digits are not rewritten by hand.
    let unchanged = case(&["correct", "--on", "2026-10-20"]).ends(1);
    assert!(unchanged.err.contains("手紙を出したときのまま"), "{}", unchanged.err);
    let corrected = format!("記号,番号,枝番,氏名カナ,生年月日,個人番号\n101,13,0,ｽｽﾞｷ ｹﾝｼﾞ,S60.6.7,{}\n", number("7777"));
    let imported = world.import("number.csv", &corrected, &["--form", "members", "--on", "2026-10-20"]);
    assert_eq!(imported["changed"], 1, "what somebody was asked for goes in: {imported}");
    let open = as_sato(&["cases", "--on", "2026-10-21"]).ends(0).lines();
    assert!(open[0]["next"].as_str().is_some_and(|next| next.contains("訂正を確認")), "{}", open[0]);
    assert_eq!(case(&["correct", "--on", "2026-10-21"]).ends(0).json()["case"]["state"], "corrected");
    // A correction is told before it is closed.
    assert!(case(&["close", "--note", "済み", "--on", "2026-10-21"]).ends(1).err.contains("訂正済み"));
    let second = case(&["second-letter", "--on", "2026-10-22"]).ends(0).json();
    let second = second["batch"].as_str().expect("a batch").to_owned();
    print(&world, &second);
    let page = pages(&world, &second).pop().expect("a page");
    assert!(page.contains("訂正のお知らせ") && page.contains("7777") && !page.contains("5555"), "{page}");
    let confirmed = as_sato(&["answer", "101-13-0", "agrees", "--on", "2026-10-30"]).ends(0).json();
    assert_eq!(confirmed["state"], "second_letter_sent");
    // Whoever dealt with it does not close it; a second person does, with a reason, and once.
    let own = case(&["close", "--note", "済み", "--on", "2026-10-31"]).ends(1);
    assert!(own.err.contains("別の方"), "{}", own.err);
    let close = |note: &str| run(&world, &["case", "101-13-0", "close", "--note", note, "--on", "2026-10-31"]);
    assert!(close(" ").ends(2).err.contains("理由"));
    let closed = close("事業主の届出を確認").ends(0).json();
    assert_eq!(closed["case"]["state"], "closed");
    assert!(close("もう一度").ends(1).err.contains("完了"));
    let who: Vec<&str> =
        closed["events"].as_array().expect("events").iter().filter_map(|one| one["operator"].as_str()).collect();
    assert_eq!(who, ["sato", "sato", "sato", "sato", "desk"]);
    assert!(run(&world, &["cases"]).ends(0).lines().is_empty());
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn an_answer_about_a_number_that_was_replaced_since_says_nothing_of_the_one_on_file() {
    let world = society(USUAL);
    let (_, letter) = campaign(&world, "2026-10-01", "2026-10-31", &[]);
    answer(&world, &letter("202-7-0"), "agrees", "2026-10-10");
    let list = |member: &str, kana: &str, born: &str, last: &str| {
        format!("記号,番号,枝番,氏名カナ,生年月日,個人番号\n{member},{kana},{born},{}\n", number(last))
    };
    world.import(
        "new.csv",
        &list("101,13,0", "ｽｽﾞｷ ｹﾝｼﾞ", "S60.6.7", "7777"),
        &["--form", "members", "--sure", "2", "--on", "2026-10-12"],
    );
    world.import(
        "new2.csv",
        &list("202,7,0", "ﾀｶﾊｼ ｻｸﾗ", "H2.2.15", "8888"),
        &["--form", "members", "--sure", "2", "--on", "2026-10-12"],
    );
    assert_eq!(because(&answer(&world, &letter("101-13-0"), "agrees", "2026-10-13")), "number_changed");
    assert_eq!(standing(&world, "2026-10-14"), counts(&[("not_sent", 2), ("sent", 4)]));
    let next = run(&world, &["start", "--on", "2026-10-15"]).ends(0).json();
    assert_eq!(next["members"], 2, "both are asked anew: {next}");
}

#[test]
fn exchanged_numbers_are_proposed_from_what_was_said_and_never_corrected() {
    let world = society(USUAL);
    let (_, letter) = campaign(&world, "2026-10-01", "2026-10-31", &[]);
    let tell = |code: &str, digits: &str| {
        world.file("said.txt", digits);
        run(&world, &["answer", code, "differs", "--on", "2026-10-10", "--said-file", "said.txt"])
    };
    assert!(tell(&letter("101-12-0"), "12345678").ends(2).err.contains("4桁"));
    assert_eq!(because(&tell(&letter("101-12-0"), "1111").ends(1).json()), "digits_agree");
    // The wife's number was told by the husband, and the other way round.
    tell(&letter("101-12-0"), "2222\n").ends(0);
    let cases = run(&world, &["cases", "--on", "2026-10-11"]).ends(0).lines();
    assert_eq!(cases[0]["swaps"][0]["member"], "101-0012-01");
    assert_eq!(
        (cases[0]["swaps"][0]["agreeing"].as_u64(), cases[0]["swaps"][0]["beside"].as_str()),
        (Some(1), Some("household"))
    );
    let one_sided = cases[0]["swaps"][0]["chance"].as_u64().expect("a chance");
    tell(&letter("101-12-1"), "１１１１").ends(0);
    let cases = run(&world, &["cases", "--on", "2026-10-11"]).ends(0).lines();
    assert_eq!(cases.len(), 2);
    for case in &cases {
        let swap = &case["swaps"][0];
        assert_eq!(swap["agreeing"], 2, "{case}");
        assert!(swap["chance"].as_u64().is_some_and(|chance| chance <= one_sided), "{swap}");
        assert!(swap["sentence"].as_str().is_some_and(|said| said.contains("1万回に")), "{swap}");
    }
    // The next row of the file that brought the numbers.
    tell(&letter("202-7-0"), "5555").ends(0);
    let cases = run(&world, &["cases", "--on", "2026-10-11"]).ends(0).lines();
    let sakura = cases.iter().find(|case| case["member"] == "202-7-00").expect("a case");
    assert_eq!(
        (sakura["swaps"][0]["member"].as_str(), sakura["swaps"][0]["beside"].as_str()),
        (Some("101-0013-00"), Some("import"))
    );
    // Nothing of it is in what is shown or in the journal, and nothing was corrected.
    let text = cases.iter().map(Value::to_string).collect::<String>();
    assert!(["1111", "2222", "5555"].iter().all(|digits| !text.contains(digits)), "{text}");
    let held = |member: &str| {
        let arguments = ["show", LEDGER, member, "--reason", "確認", "--on", "2026-10-11", "--json"];
        world.run(&arguments).ends(0).json()["last_four_digits"].as_str().unwrap_or("").to_owned()
    };
    assert_eq!((held("101-12-0"), held("101-12-1")), ("1111".to_owned(), "2222".to_owned()));
    // Whoever may not see digits does not tell them either.
    world.operator("sato", &["--role", "clerk"]);
    world.file("said.txt", "9999");
    let kenji = letter("101-13-0");
    let refused = ["lastfour", LEDGER, "answer", &kenji, "differs", "--said-file", "said.txt"];
    assert!(world.run_as("sato", &refused).ends(1).err.contains("許されていません"));
}

#[test]
fn spellings_of_an_answer_are_graded_with_reasons() {
    let world = society(USUAL);
    let (_, letter) = campaign(&world, "2026-10-01", "2026-10-31", &[]);
    answer(&world, &letter("202-7-0"), "differs", "2026-10-10");
    let arguments = ["case", "202-7-0", "--name", "高橋さくら", "--address", "大阪府大阪市北区梅田１丁目２番３号"];
    let shown = run(&world, &[&arguments[..], &["--on", "2026-10-11"]].concat()).ends(0).json();
    let grades: Vec<(&str, &str)> = shown["agreements"]
        .as_array()
        .expect("agreements")
        .iter()
        .map(|one| (one["about"].as_str().unwrap_or(""), one["grade"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(grades, [("name", "B"), ("address", "B")], "{shown}");
}

#[test]
fn the_digits_that_were_told_and_every_step_go_with_the_last_four_digits() {
    let world = society(USUAL);
    let (batch, letter) = campaign(&world, "2026-10-01", "2026-10-31", &[]);
    world.run(&["batch", LEDGER, &batch, "posted"]).ends(0);
    answer(&world, &letter("101-13-0"), "agrees", "2026-10-10");
    world.file("said.txt", "9999");
    run(&world, &["answer", "202-7-0", "differs", "--on", "2026-10-10", "--said-file", "said.txt"]).ends(0);
    for (member, day) in [("101,13,0", "2026-10-15"), ("202,7,0", "2026-10-15")] {
        let left = format!("記号,番号,枝番,資格喪失年月日\n{member},{day}\n");
        world.import("left.csv", &left, &["--form", "leaving", "--on", "2026-10-16"]);
    }
    // An open case keeps the digits; a settled check does not.
    let delete = ["delete", LEDGER, "--kind", "last_four", "--reason", "期間の満了", "--json"];
    let deleted = world.run(&[&delete[..], &["--out", "."]].concat());
    let deleted = deleted.json();
    assert_eq!(deleted["kinds"][0]["count"], 1, "{deleted}");
    let timeline = world.show("101-13-0", "2027-01-20")["timeline"].to_string();
    assert!(!timeline.contains("last_four_check"), "{timeline}");
    world.run(&["verify", LEDGER]).ends(0);
}
