//! What a clerk says: to a member with what was decided of them, about a reason, and the leaflet of the day.

use serde_json::Value;

use crate::world::{PEOPLE, POLICY, World};

fn pages(shown: &Value) -> Vec<&str> {
    let all = shown["pages"].as_array().expect("pages");
    all.iter().map(|page| page["code"].as_str().expect("a code")).collect()
}

fn of(world: &World, member: &str, on: &str) -> Value {
    world.run(&["answer", "ledger.daicho", member, "--on", on, "--json"]).ends(0).json()
}

#[test]
fn a_member_is_told_what_was_decided_why_what_is_due_back_and_which_papers_there_are() {
    let world = World::peopled();
    world.import(
        "list.csv",
        "記号,番号,枝番,利用登録\n101,12,0,無\n202,7,0,有\n",
        &["--form", "registration", "--on", "2026-05-07"],
    );
    let shown = of(&world, "101-12-0", "2026-05-08");
    assert_eq!(
        pages(&shown),
        ["covered.no.nothing_to_show", "certificate.issue.not_registered", "notice.issue.joined"]
    );
    let certificate = &shown["pages"][1];
    let decided = world.decide("101-12-0", "2026-05-08");
    assert_eq!(certificate["say"][0], decided["certificate"]["sentence"], "the page says what was decided");
    assert_eq!(certificate["basis"], decided["certificate"]["basis"], "with the society's own decision");
    assert!(certificate["say"].to_string().contains("有効期限"), "{certificate}");
    let shown = of(&world, "202-7-0", "2026-05-08");
    assert_eq!(pages(&shown)[..2], ["covered.yes.myna_usable", "certificate.none.myna_usable"]);
    // The certificate is frozen, not posted, then posted.
    world.file("who.txt", "101-12-0\n");
    let planned =
        ["plan", "ledger.daicho", "--kind", "certificate", "--on", "2026-05-08", "--members", "who.txt", "--json"];
    world.run(&planned).ends(0);
    let shown = of(&world, "101-12-0", "2026-05-08");
    assert_eq!(
        pages(&shown),
        ["question.certificate_not_posted", "notice.issue.joined"],
        "nobody holds it, nothing covers"
    );
    assert!(shown["pages"][0]["say"][0].as_str().is_some_and(|said| said.contains("まだ発送していません")), "{shown}");
    assert_eq!(shown["papers"][0]["kind"], "certificate");
    let said = world.run(&["answer", "ledger.daicho", "101-12-0", "--on", "2026-05-08"]).ends(0).out;
    assert!(said.contains("言う: ") && said.contains("聞く: ") && said.contains("根拠: "), "{said}");
}

fn registered(world: &World, day: &str, answer: &str) {
    let list = format!("記号,番号,枝番,利用登録\n101,12,0,{answer}\n");
    world.import("list.csv", &list, &["--form", "registration", "--on", day]);
}

/// A society whose member has a certificate and a notice that are printed, with their batches.
fn printed() -> (World, [String; 2]) {
    let world = World::peopled();
    registered(&world, "2026-05-07", "無");
    world.file("who.txt", "101-12-0\n");
    let batches = ["certificate", "notice"].map(|kind| {
        let members = ["--on", "2026-05-08", "--members", "who.txt", "--json"];
        let planned = world.run(&[&["plan", "ledger.daicho", "--kind", kind], &members[..]].concat()).ends(0).json();
        std::fs::create_dir(world.at(kind)).expect("a folder");
        let batch = planned["batch"].as_str().expect("a batch").to_owned();
        world.run(&["print", "ledger.daicho", &batch, "--out", kind]).ends(0);
        batch
    });
    (world, batches)
}

#[test]
fn what_lies_in_the_house_is_told_as_not_posted_and_a_card_serves_meanwhile() {
    let (world, _) = printed();
    assert_eq!(
        pages(&of(&world, "101-12-0", "2026-05-08")),
        ["question.certificate_not_posted", "question.notice_not_posted"]
    );
    registered(&world, "2026-05-09", "有");
    assert_eq!(
        pages(&of(&world, "101-12-0", "2026-05-09")),
        ["question.certificate_not_posted", "question.notice_not_posted", "covered.yes.myna_usable"],
        "the card serves until the certificate comes"
    );
}

#[test]
fn what_was_posted_is_told_as_in_hand() {
    let (world, batches) = printed();
    for batch in &batches {
        world.run(&["batch", "ledger.daicho", batch, "posted"]).ends(0);
    }
    let shown = world.run(&["answer", "ledger.daicho", "101-12-0", "--json"]).ends(0).json();
    assert_eq!(pages(&shown)[0], "covered.yes.certificate_in_hand", "{shown}");
    assert!(pages(&shown).contains(&"notice.none.already_sent"), "{shown}");
}

#[test]
fn while_a_new_certificate_lies_in_the_house_the_one_before_it_serves() {
    const ASK_THERE: &str = "医療機関の窓口で、資格の確かめ方";
    let ends_soon = "fixed = 2026-07-31";
    let from_june = POLICY.replace("2024-12-02", "2026-06-01");
    let policy = POLICY.replace("fixed = 2029-11-30", ends_soon) + &from_june;
    let waits = "question.certificate_not_posted";
    let (serves, back) = ("covered.yes.certificate_in_hand", "certificate_return.due.replaced");
    // (what changed and happened before the next certificate was frozen, why it was, what is said; is the clinic to be asked?)
    for (name, number, happened, because, expected, asks) in [
        ("山田　太郎", "12", None, "not_registered", vec![waits, serves], false),
        ("佐藤　太郎", "12", None, "name_changed", vec![waits, serves, back], false),
        // Under its old number no clinic finds the member by it; it comes back all the same.
        ("山田　太郎", "99", None, "number_changed", vec![waits, back], true),
        ("山田　太郎", "12", Some("lost"), "lost", vec![waits], true),
        ("山田　太郎", "12", Some("damaged"), "damaged", vec![waits, "certificate_return.due.damaged"], true),
    ] {
        let world = World::bare();
        world.file("policy.toml", &policy);
        world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
        registered(&world, "2026-05-07", "無");
        world.file("who.txt", "101-12-0\n");
        let frozen = |on: &str| {
            let planned =
                ["plan", "ledger.daicho", "--kind", "certificate", "--on", on, "--members", "who.txt", "--json"];
            world.run(&planned).ends(0).json()["batch"].as_str().expect("a batch").to_owned()
        };
        let first = frozen("2026-05-08");
        std::fs::create_dir(world.at("out")).expect("a folder");
        world.run(&["print", "ledger.daicho", &first, "--out", "out"]).ends(0);
        let paper = world.show("101-12-0", "2026-05-08")["papers"][0]["paper"].as_str().expect("a code").to_owned();
        let happens = |what: &str, on: &str| world.run(&["paper", "ledger.daicho", &paper, what, "--on", on]).ends(0);
        happens("in_hand", "2026-05-09");
        let member = format!("101-{number}-0");
        let since = if number == "12" { "R2.4.1" } else { "R8.6.10" };
        let changed = format!(
            "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n\
             101,{number},00,{name},ヤマダ　タロウ,S55.1.2,{since}\n"
        );
        if number != "12" {
            let left = "記号,番号,枝番,氏名,カナ,資格喪失年月日,退職日\n\
                        101,12,00,山田　太郎,ヤマダ　タロウ,2026-06-10,2026-06-09\n";
            world.import("left.csv", left, &["--form", "leaving", "--on", "2026-06-10"]);
        }
        world.import("changed.csv", &changed, &["--form", "enrolment", "--on", "2026-06-10"]);
        if let Some(what) = happened {
            happens(what, "2026-06-11");
            let asked = ["apply", "ledger.daicho", "--member", &member, "--reason", what, "--on", "2026-06-12"];
            world.run(&asked).ends(0);
        }
        let decided = world.decide(&member, "2026-07-20");
        assert_eq!(decided["certificate"]["because"], because, "{decided}");
        world.file("who.txt", format!("{member}\n"));
        frozen("2026-07-20");
        let shown = of(&world, &member, "2026-07-20");
        let mut told = pages(&shown);
        told.retain(|code| !code.starts_with("notice"));
        assert_eq!(told, expected, "{because}: {shown}");
        assert_eq!(shown["pages"][0]["say"].to_string().contains(ASK_THERE), asks, "{because}: {shown}");
        let decided = world.decide(&member, "2026-07-20");
        assert_eq!(decided["covered_before_post"], asks, "{because}: {decided}");
    }
}

#[test]
fn who_left_is_told_what_comes_back_and_from_whom() {
    let world = World::peopled();
    world.import(
        "list.csv",
        "記号,番号,枝番,利用登録\n101,12,0,無\n",
        &["--form", "registration", "--on", "2026-05-07"],
    );
    world.file("who.txt", "101-12-0\n");
    world
        .run(&["plan", "ledger.daicho", "--kind", "certificate", "--on", "2026-05-08", "--members", "who.txt"])
        .ends(0);
    world.import(
        "left.csv",
        "記号,番号,枝番,氏名,カナ,資格喪失年月日,退職日\n101,0012,00,山田　太郎,ヤマダ　タロウ,2026-07-01,2026-06-30\n",
        &["--form", "leaving", "--on", "2026-07-02"],
    );
    let shown = of(&world, "101-12-0", "2026-07-03");
    assert!(pages(&shown).contains(&"certificate_return.due.certificate_in_validity"), "{shown}");
    assert!(shown["duties"][0]["duty"].as_str().is_some_and(|duty| duty.contains("令和8年7月6日")), "{shown}");
    assert_eq!(shown["pages"][0]["code"], "covered.no.not_insured");
    assert_eq!(shown["pages"][0]["leaflet"], "returns");
}

#[test]
fn a_day_that_is_near_brings_its_question_to_the_member() {
    let world = World::peopled();
    world.import(
        "list.csv",
        "記号,番号,枝番,利用登録,電子証明書有効期限\n202,7,0,有,2026-05-20\n",
        &["--form", "registration", "--on", "2026-05-07"],
    );
    let shown = of(&world, "202-7-0", "2026-05-08");
    assert_eq!(pages(&shown)[0], "question.card_expired");
    assert_eq!(shown["milestones"][0]["kind"], "e_certificate_end");
    assert_eq!(shown["milestones"].as_array().map(Vec::len), Some(1), "75 is far");
}

#[test]
fn a_reason_a_code_or_words_lead_to_their_pages_without_a_ledger() {
    let world = World::bare();
    let about = |text: &str, more: &[&str]| world.run(&[&["answer", "--about", text, "--json"], more].concat());
    let reason = about("no_myna_card", &[]).ends(0).lines();
    let codes: Vec<&str> = reason.iter().filter_map(|page| page["code"].as_str()).collect();
    assert_eq!(codes, ["certificate.issue.no_myna_card", "certificate.renew.no_myna_card"]);
    assert_eq!(about("certificate.refuse.myna_usable", &[]).ends(0).lines().len(), 1);
    assert_eq!(about("notice_lost", &[]).ends(0).lines()[0]["code"], "question.notice_lost");
    assert!(about("certificate.issue", &[]).ends(0).lines().len() > 5);
    let searched = about("海外　カード", &[]).ends(0).lines();
    assert!(searched.iter().any(|page| page["code"] == "question.going_abroad"), "{searched:?}");
    assert_eq!(about("going abroad moves", &["--lang", "en"]).ends(1).code, 1);
    assert!(about("moves abroad", &["--lang", "en"]).ends(0).lines()[0]["title"].as_str().is_some_and(str::is_ascii));
    let none = about("ぬるぽ", &[]).ends(1);
    assert!(none.err.contains("当てはまる案内はありません"), "{}", none.err);
    let all = world.run(&["answer", "--json"]).ends(0).lines();
    assert!(all.len() > 100, "{}", all.len());
    let table = world.run(&["answer"]).ends(0).out;
    assert!(table.contains("question.leaving_work"), "{table}");
}

#[test]
fn the_leaflet_is_the_one_of_the_day_before_and_of_the_day() {
    let world = World::bare();
    let leaflet = |topic: &str, on: &str| {
        let arguments = ["answer", "--leaflet", topic, "--on", on, "--json"];
        world.run(&arguments).ends(0).json()
    };
    // The contract's dates, written down here and not taken from the program.
    for (on, from, until) in [
        ("2024-12-01", Value::Null, Value::from("2024-12-01")),
        ("2024-12-02", "2024-12-02".into(), "2025-12-01".into()),
        ("2025-12-01", "2024-12-02".into(), "2025-12-01".into()),
        ("2025-12-02", "2025-12-02".into(), "2026-03-31".into()),
        ("2026-03-31", "2025-12-02".into(), "2026-03-31".into()),
        ("2026-04-01", "2026-04-01".into(), Value::Null),
    ] {
        let one = leaflet("clinic", on);
        assert_eq!((&one["from"], &one["until"]), (&from, &until), "{on}");
    }
    let due = |on: &str| leaflet("returns", on)["lines"].to_string();
    assert!(
        due("2025-12-01").contains("期限の切れていない資格確認書") && !due("2025-12-01").contains("もう使えません")
    );
    assert!(due("2025-12-02").contains("もう使えません"));
    let said = world.run(&["answer", "--leaflet", "clinic", "--on", "2026-01-05"]).ends(0).out;
    assert!(said.contains("令和8年3月31日まで"), "{said}");
}

#[test]
fn a_leaflet_is_printed_with_or_without_a_ledger_and_reads_as_on_the_screen() {
    let world = World::peopled();
    std::fs::create_dir(world.at("out")).expect("a folder");
    for (topic, on, lang) in [
        ("clinic", "2024-11-01", "ja"),
        ("clinic", "2026-01-05", "ja"),
        ("returns", "2026-05-08", "ja"),
        ("clinic", "2026-01-05", "en"),
    ] {
        let shown = world.run(&["answer", "--leaflet", topic, "--on", on, "--lang", lang, "--json"]).ends(0).json();
        let arguments =
            ["answer", "ledger.daicho", "--leaflet", topic, "--on", on, "--lang", lang, "--out", "out", "--json"];
        // Before the first policy there is no society that could hand it out.
        let arguments = if on < "2024-12-02" { &[&arguments[..1], &arguments[2..]].concat()[..] } else { &arguments };
        let printed = world.run(arguments).ends(0).json();
        assert_eq!((printed["topic"].as_str(), printed["pages"].as_u64()), (Some(topic), Some(1)), "{printed}");
        let file = world.path().join(printed["file"].as_str().expect("a file"));
        let text = tests::paper::pdf_text(&file).replace(char::is_whitespace, "");
        for line in shown["lines"].as_array().expect("lines") {
            let said = line["text"].as_str().expect("a text").replace(char::is_whitespace, "");
            assert!(text.contains(&said), "{topic} {on}: {said} in {text}");
        }
        assert_eq!(text.contains("見本"), on >= "2024-12-02", "the society's name: {text}");
        let size = tests::paper::pdf_greys(&file, 50).len();
        assert_eq!(size, 1, "one page to hand over");
    }
    let nowhere = world.run(&["answer", "--leaflet", "clinic", "--out", "nowhere"]);
    assert_ne!(nowhere.code, 0, "{}", nowhere.err);
    world.run(&["answer", "ledger.daicho"]).ends(2);
    world.run(&["answer", "ledger.daicho", "101-12-0", "--leaflet", "clinic"]).ends(2);
}
