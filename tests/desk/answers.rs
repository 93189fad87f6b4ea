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

/// A certificate of one member is frozen in a batch: its code.
fn frozen(world: &World, member: &str, on: &str) -> String {
    world.file("who.txt", format!("{member}\n"));
    let planned = ["plan", "ledger.daicho", "--kind", "certificate", "--on", on, "--members", "who.txt", "--json"];
    world.run(&planned).ends(0).json()["batch"].as_str().expect("a batch").to_owned()
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

/// A society whose certificates end on 2026-07-31, and from June on later; 山田 太郎 needs one.
fn two_terms() -> World {
    let world = World::bare();
    let from_june = POLICY.replace("2024-12-02", "2026-06-01");
    world.file("policy.toml", POLICY.replace("fixed = 2029-11-30", "fixed = 2026-07-31") + &from_june);
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    registered(&world, "2026-05-07", "無");
    world
}

#[test]
fn the_one_before_it_serves_also_when_a_renewal_comes_back_and_whoever_leaves_meanwhile_gives_it_back_by_a_day() {
    let world = two_terms();
    let first = issued(&world, "2026-05-08");
    let is = |code: &str, what: &str, on: &str, more: &[&str]| {
        world.run(&[&["paper", "ledger.daicho", code, what, "--on", on], more].concat()).ends(0);
    };
    let told = |on: &str| {
        let codes: Vec<String> = pages(&of(&world, "101-12-0", on)).into_iter().map(str::to_owned).collect();
        codes.into_iter().filter(|code| !code.starts_with("notice")).collect::<Vec<_>>()
    };
    // Nothing was posted, and it has expired in the house.
    assert_eq!(told("2026-08-05")[0], "covered.no.nothing_to_show");
    is(&first, "in_hand", "2026-05-09", &[]);
    let second = issued(&world, "2026-07-18");
    is(&second, "undelivered", "2026-07-19", &["--note", "moved"]);
    assert_eq!(told("2026-07-20"), ["question.certificate_came_back", "covered.yes.certificate_in_hand"]);
    is(&second, "posted", "2026-07-20", &[]);
    is(&second, "never_came", "2026-07-21", &[]);
    assert_eq!(told("2026-07-21"), ["question.certificate_searched", "covered.yes.certificate_in_hand"]);
    assert_eq!(told("2026-08-01"), ["question.certificate_searched"], "until its last day");
    let left = "記号,番号,枝番,氏名,カナ,資格喪失年月日,退職日\n\
                101,12,00,山田　太郎,ヤマダ　タロウ,2026-07-21,2026-07-20\n";
    world.import("left.csv", left, &["--form", "leaving", "--on", "2026-07-22"]);
    let owed = world.run(&["owed", "ledger.daicho", "--on", "2026-07-30", "--json"]).ends(0).lines();
    let of_first = owed.iter().find(|row| row["paper"] == first.as_str()).expect("it is owed");
    assert_eq!((&of_first["by"], &of_first["next"]), (&"2026-07-26".into(), &"remind".into()), "{of_first}");
    assert!(!told("2026-07-30").iter().any(|code| code.starts_with("question")), "nothing is promised to who left");
}

/// A certificate of 山田 太郎 is frozen and printed: its code.
fn issued(world: &World, on: &str) -> String {
    let batch = frozen(world, "101-12-0", on);
    let out = format!("out-{on}");
    std::fs::create_dir(world.at(&out)).expect("a folder");
    world.run(&["print", "ledger.daicho", &batch, "--out", &out]).ends(0);
    let shown = world.show("101-12-0", on);
    let papers = shown["papers"].as_array().expect("papers");
    let newest = papers.iter().max_by_key(|paper| paper["issued"].to_string()).expect("a paper");
    newest["paper"].as_str().expect("a code").to_owned()
}

/// What happens to 山田 太郎, in the order of days.
enum Happens {
    /// A certificate is frozen, and printed where it is to leave the house.
    Freezes(&'static str, bool),
    /// Something happens to the newest certificate.
    Is(&'static str, &'static str),
    /// An application is taken.
    Asks(&'static str, &'static str),
    /// Another name is reported.
    Named(&'static str, &'static str),
    /// Cover ends and begins anew under another number and perhaps name.
    Renumbered(&'static str, &'static str),
}

#[test]
fn while_a_new_certificate_lies_in_the_house_what_the_member_still_holds_is_said() {
    use Happens::{Asks, Freezes, Is, Named, Renumbered};
    const ASK_THERE: &str = "医療機関の窓口で、資格の確かめ方";
    let waits = "question.certificate_not_posted";
    let serves = "covered.yes.certificate_in_hand";
    let (back, damaged) = ("certificate_return.due.replaced", "certificate_return.due.damaged");
    let first = || vec![Freezes("2026-05-08", true), Is("in_hand", "2026-05-09")];
    let second = || {
        let married = [Named("佐藤　太郎", "2026-06-10"), Freezes("2026-06-11", true), Is("in_hand", "2026-06-12")];
        first().into_iter().chain(married).collect::<Vec<_>>()
    };
    // (what happened before another certificate was frozen, what is said then; is the clinic to be asked?)
    for (name, story, then, expected, asks) in [
        ("renewed for its last day, it is kept until then", first(), vec![], vec![waits, serves], false),
        ("married", first(), vec![Named("佐藤　太郎", "2026-06-10")], vec![waits, serves, back], false),
        // Under its old number no clinic finds the member by it; it comes back all the same.
        ("another number", first(), vec![Renumbered("山田　太郎", "2026-06-10")], vec![waits, back], true),
        ("another name and number", first(), vec![Renumbered("佐藤　太郎", "2026-06-10")], vec![waits, back], true),
        ("lost", first(), vec![Is("lost", "2026-06-11"), Asks("lost", "2026-06-12")], vec![waits], true),
        (
            "damaged",
            first(),
            vec![Is("damaged", "2026-06-11"), Asks("damaged", "2026-06-12")],
            vec![waits, damaged],
            true,
        ),
        (
            "the one before never left the house",
            vec![Freezes("2026-05-08", false)],
            vec![Named("佐藤　太郎", "2026-06-10")],
            vec![waits],
            true,
        ),
        // What was replaced does not come back to life with the loss of what replaced it, and is still to be given back.
        (
            "the second is lost",
            second(),
            vec![Is("lost", "2026-06-13"), Asks("lost", "2026-06-14")],
            vec![waits, back],
            true,
        ),
        (
            "the second never arrived",
            second().into_iter().take(4).collect(),
            vec![Is("undelivered", "2026-06-13"), Named("伊藤　太郎", "2026-06-14")],
            vec![waits, serves, back],
            false,
        ),
        (
            "the second never came, and was searched for in vain",
            second().into_iter().take(4).collect(),
            vec![Is("never_came", "2026-06-13"), Is("search_in_vain", "2026-06-14"), Asks("lost", "2026-06-15")],
            vec![waits, serves, back],
            false,
        ),
    ] {
        let world = two_terms();
        let mut member = "101-12-0";
        for happens in story.into_iter().chain(then) {
            match happens {
                Freezes(on, leaves) => {
                    let batch = frozen(&world, member, on);
                    let out = format!("out-{on}");
                    std::fs::create_dir(world.at(&out)).expect("a folder");
                    if leaves {
                        world.run(&["print", "ledger.daicho", &batch, "--out", &out]).ends(0);
                    }
                }
                Is(what, on) => {
                    let shown = world.show(member, on);
                    let papers = shown["papers"].as_array().expect("papers");
                    let newest = papers.iter().max_by_key(|paper| paper["issued"].to_string()).expect("a paper");
                    let code = newest["paper"].as_str().expect("a code");
                    let why: &[&str] = if what == "undelivered" { &["--note", "moved"] } else { &[] };
                    let records = ["paper", "ledger.daicho", code, what, "--on", on];
                    world.run(&[&records, why].concat()).ends(0);
                }
                Asks(why, on) => {
                    let applies = ["apply", "ledger.daicho", "--member", member, "--reason", why, "--on", on];
                    world.run(&applies).ends(0);
                }
                Named(to, on) => reported(&world, "101,12,00", to, "R2.4.1", on),
                Renumbered(to, on) => {
                    renumbered(&world, to, on);
                    member = "101-99-0";
                }
            }
        }
        frozen(&world, member, "2026-07-20");
        let shown = of(&world, member, "2026-07-20");
        let mut told = pages(&shown);
        told.retain(|code| !code.starts_with("notice"));
        assert_eq!(told, expected, "{name}: {shown}");
        assert_eq!(shown["pages"][0]["say"].to_string().contains(ASK_THERE), asks, "{name}: {shown}");
        let due = shown["duties"].as_array().expect("duties").len();
        assert_eq!(
            due,
            told.iter().filter(|code| code.starts_with("certificate_return.due")).count(),
            "{name}: {shown}"
        );
        assert_eq!(world.decide(member, "2026-07-20")["covered_before_post"], asks, "{name}");
        // The paper that the visitor lays on the desk is spoken of in the same way.
        let papers = world.show(member, "2026-07-20");
        let oldest = papers["papers"].as_array().expect("papers").iter().min_by_key(|one| one["issued"].to_string());
        let code = oldest.expect("a paper")["paper"].as_str().expect("a code").to_owned();
        let scanned = world.run(&["counter", "ledger.daicho", &code, "--on", "2026-07-20", "--json"]).ends(0).json();
        assert_eq!(scanned["scanned"]["valid"], told.contains(&serves), "{name}: {scanned}");
        // In exchange: no deadline runs before the new one has left the house.
        let owed = world.run(&["owed", "ledger.daicho", "--on", "2026-07-20", "--json"]).ends(0).lines();
        let dated = owed.iter().any(|row| row["paper"] == code.as_str() && !row["by"].is_null());
        assert!(!(dated && told.contains(&serves)), "{name}: {owed:?}");
    }
}

/// They leave, and join again under another number.
fn renumbered(world: &World, name: &str, on: &str) {
    let left = "記号,番号,枝番,氏名,カナ,資格喪失年月日,退職日\n\
                101,12,00,山田　太郎,ヤマダ　タロウ,2026-06-10,2026-06-09\n";
    world.import("left.csv", left, &["--form", "leaving", "--on", on]);
    reported(world, "101,99,00", name, "R8.6.10", on);
}

#[test]
fn a_certificate_that_is_not_with_its_member_is_never_told_as_in_hand() {
    let world = World::peopled();
    registered(&world, "2026-05-07", "無");
    let batch = frozen(&world, "101-12-0", "2026-05-08");
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    let code = world.show("101-12-0", "2026-05-08")["papers"][0]["paper"].as_str().expect("a code").to_owned();
    let is = |what: &str, on: &str, more: &[&str]| {
        let records = ["paper", "ledger.daicho", &code, what, "--on", on];
        world.run(&[&records, more].concat()).ends(0);
    };
    let told = |member: &str, on: &str| {
        let shown = of(&world, member, on);
        let codes: Vec<String> = pages(&shown).into_iter().map(str::to_owned).collect();
        codes.into_iter().filter(|code| !code.starts_with("notice")).collect::<Vec<_>>()
    };
    is("undelivered", "2026-05-09", &["--note", "moved"]);
    assert_eq!(told("101-12-0", "2026-05-09"), ["question.certificate_came_back"]);
    is("in_hand", "2026-05-10", &[]);
    assert_eq!(
        told("101-12-0", "2026-05-10"),
        ["covered.yes.certificate_in_hand", "certificate.none.holds_live_certificate"]
    );
    is("never_came", "2026-05-11", &[]);
    assert_eq!(told("101-12-0", "2026-05-11"), ["question.certificate_searched"]);
    let over =
        |on: &str| of(&world, "101-12-0", on)["pages"][0]["act"].to_string().contains("調べる期限を過ぎています");
    let until = world.run(&["paper", "ledger.daicho", &code, "show", "--on", "2026-05-11", "--json"]).ends(0).json();
    let until = until["search_until"].as_str().expect("a day").to_owned();
    assert!(!over(&until) && over("2026-06-30"), "{until}");
    is("in_hand", "2026-05-12", &[]);
    is("said_returned", "2026-05-13", &[]);
    assert_eq!(told("101-12-0", "2026-05-13"), ["question.certificate_said_returned", "covered.no.nothing_to_show"]);
    is("loss_reported", "2026-05-14", &[]);
    assert_eq!(
        told("101-12-0", "2026-05-14"),
        ["covered.no.nothing_to_show", "certificate.on_application.lost"],
        "nobody is asked for the report once more"
    );
}

#[test]
fn a_certificate_with_the_number_before_the_change_is_told_as_one_that_serves_no_more() {
    let (world, _) = printed();
    let code = world.show("101-12-0", "2026-05-08")["papers"][0]["paper"].as_str().expect("a code").to_owned();
    world.run(&["paper", "ledger.daicho", &code, "in_hand", "--on", "2026-05-09"]).ends(0);
    renumbered(&world, "山田　太郎", "2026-06-10");
    let shown = of(&world, "101-99-0", "2026-07-20");
    let told = pages(&shown);
    for code in ["covered.no.nothing_to_show", "certificate.replace.number_changed", "certificate_return.due.replaced"]
    {
        assert!(told.contains(&code), "{code}: {shown}");
    }
    assert!(!shown.to_string().contains("だけをお出しください"), "{shown}");
    let scanned = world.run(&["counter", "ledger.daicho", &code, "--on", "2026-07-20", "--json"]).ends(0).json();
    assert_eq!(scanned["scanned"]["valid"], false, "{scanned}");
    assert!(
        scanned["scanned"]["sentence"].as_str().is_some_and(|said| said.contains("受診には使えません")),
        "{scanned}"
    );
}

/// An employer reports the insured person of the first household under a number and a name.
fn reported(world: &World, number: &str, name: &str, since: &str, on: &str) {
    let table =
        format!("記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n{number},{name},ヤマダ　タロウ,S55.1.2,{since}\n");
    let imported = world.import("changed.csv", &table, &["--form", "enrolment", "--on", on]);
    assert_eq!(imported["changed"], 1, "{imported}");
}

#[test]
fn who_left_is_told_what_comes_back_and_from_whom() {
    let world = World::peopled();
    world.import(
        "list.csv",
        "記号,番号,枝番,利用登録\n101,12,0,無\n",
        &["--form", "registration", "--on", "2026-05-07"],
    );
    let batch = frozen(&world, "101-12-0", "2026-05-08");
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    world.import(
        "left.csv",
        "記号,番号,枝番,氏名,カナ,資格喪失年月日,退職日\n101,0012,00,山田　太郎,ヤマダ　タロウ,2026-07-01,2026-06-30\n",
        &["--form", "leaving", "--on", "2026-07-02"],
    );
    let shown = of(&world, "101-12-0", "2026-07-03");
    assert!(!shown.to_string().contains("certificate_return"), "it has never left the house: {shown}");
    assert_eq!(shown["duties"], serde_json::json!([]));
    let paper = world.show("101-12-0", "2026-07-03")["papers"][0]["paper"].as_str().expect("a code").to_owned();
    world.run(&["paper", "ledger.daicho", &paper, "in_hand", "--on", "2026-05-09"]).ends(0);
    let shown = of(&world, "101-12-0", "2026-07-03");
    assert!(pages(&shown).contains(&"certificate_return.due.certificate_in_validity"), "{shown}");
    assert!(shown["duties"][0]["duty"].as_str().is_some_and(|duty| duty.contains("令和8年7月6日")), "{shown}");
    assert_eq!(shown["pages"][0]["code"], "covered.no.not_insured");
    assert_eq!(shown["pages"][0]["leaflet"], "returns");
    step(&world, &paper, "said_returned", "2026-07-04", &[]);
    assert_eq!(of(&world, "101-12-0", "2026-07-04")["duties"], serde_json::json!([]), "it is searched for");
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

/// A member whose first certificate another one was printed in the place of, because of another name: both codes.
fn married(world: &World) -> [String; 2] {
    let first = issued(world, "2026-05-08");
    step(world, &first, "in_hand", "2026-05-09", &[]);
    reported(world, "101,12,00", "佐藤　太郎", "R2.4.1", "2026-06-10");
    [first, issued(world, "2026-06-11")]
}

fn step(world: &World, code: &str, what: &str, on: &str, more: &[&str]) {
    world.run(&[&["paper", "ledger.daicho", code, what, "--on", on], more].concat()).ends(0);
}

fn left(world: &World, lost: &str, left: &str, on: &str) {
    let head = "記号,番号,枝番,氏名,カナ,資格喪失年月日,退職日\n";
    let table = format!("{head}101,12,00,佐藤　太郎,ヤマダ　タロウ,{lost},{left}\n");
    world.import("left.csv", &table, &["--form", "leaving", "--on", on]);
}

/// Why a paper is owed and until when: by the list of everything outstanding, and as its member is told.
fn owed(world: &World, code: &str, on: &str) -> [Option<(String, Option<String>)>; 2] {
    let told = |row: &Value| {
        let because = row["because"].as_str().expect("a reason").to_owned();
        (because, row["by"].as_str().map(str::to_owned))
    };
    let rows = world.run(&["owed", "ledger.daicho", "--on", on, "--json"]).ends(0).lines();
    let listed = rows.iter().find(|row| row["paper"] == code).map(told);
    let shown = of(world, "101-12-0", on);
    let duties = shown["duties"].as_array().expect("duties");
    [listed, duties.iter().find(|one| one["code"] == code).map(told)]
}

fn both(because: &str, by: Option<&str>) -> [Option<(String, Option<String>)>; 2] {
    let told = Some((because.to_owned(), by.map(str::to_owned)));
    [told.clone(), told]
}

fn scanned(world: &World, code: &str, on: &str) -> Value {
    world.run(&["counter", "ledger.daicho", code, "--on", on, "--json"]).ends(0).json()["scanned"].clone()
}

/// Does the sentence about a scanned paper name another?
fn names(scan: &Value, other: &str) -> bool {
    scan["sentence"].as_str().is_some_and(|said| said.contains(other))
}

#[test]
fn at_the_counter_as_on_the_list_a_replaced_certificate_is_due_from_the_posting_of_the_next_on() {
    let world = two_terms();
    let [first, second] = married(&world);
    assert_eq!(owed(&world, &first, "2026-06-20"), both("replaced", None));
    step(&world, &second, "posted", "2026-06-21", &[]);
    assert_eq!(owed(&world, &first, "2026-06-21"), both("replaced", Some("2026-06-26")));
    assert!(pages(&of(&world, "101-12-0", "2026-06-24")).contains(&"certificate_return.due.replaced"));
    // The post says later that it arrived, and yet another one lies in the house: the first day stays.
    step(&world, &second, "delivered", "2026-06-28", &[]);
    reported(&world, "101,12,00", "伊藤　太郎", "R2.4.1", "2026-07-09");
    let third = issued(&world, "2026-07-10");
    assert_eq!(owed(&world, &first, "2026-07-20"), both("replaced", Some("2026-06-26")));
    assert_eq!(owed(&world, &second, "2026-07-20"), both("replaced", None));
    assert!(names(&scanned(&world, &first, "2026-07-20"), &third));
    assert!(names(&scanned(&world, &first, "2026-06-30"), &second), "the third was not made yet");
}

#[test]
fn whoever_leaves_before_the_next_one_came_gives_back_the_first_from_the_end_of_cover_on() {
    let world = two_terms();
    let [first, second] = married(&world);
    left(&world, "2026-07-10", "2026-07-09", "2026-07-12");
    let expected = both("certificate_in_validity", Some("2026-07-15"));
    assert_eq!(owed(&world, &first, "2026-07-13"), expected);
    let scan = scanned(&world, &first, "2026-07-13");
    assert!(scan["sentence"].as_str().is_some_and(|said| said.contains("資格を失って")), "{scan}");
    // Posted all the same.
    step(&world, &second, "posted", "2026-07-14", &[]);
    assert_eq!(owed(&world, &first, "2026-07-16"), expected);
    assert_eq!(owed(&world, &second, "2026-07-16"), expected);
}

#[test]
fn a_certificate_that_is_destroyed_in_the_house_takes_nothing_from_the_one_before_it() {
    let world = two_terms();
    let [first, second] = married(&world);
    step(&world, &second, "destroyed", "2026-06-15", &["--witness", "鈴木"]);
    let shown = of(&world, "101-12-0", "2026-06-20");
    assert!(pages(&shown).contains(&"covered.yes.certificate_in_hand"), "{shown}");
    let scan = scanned(&world, &first, "2026-06-20");
    assert!(scan["valid"] == true && !names(&scan, &second), "{scan}");
    assert_eq!(owed(&world, &first, "2026-06-20"), both("replaced", None));
}

#[test]
fn a_certificate_of_the_dead_serves_nobody_and_one_under_an_old_number_comes_back_in_exchange() {
    let (world, _) = printed();
    let code = world.show("101-12-0", "2026-05-08")["papers"][0]["paper"].as_str().expect("a code").to_owned();
    step(&world, &code, "in_hand", "2026-05-09", &[]);
    assert_eq!(scanned(&world, &code, "2026-05-20")["valid"], true);
    world.run(&["died", "ledger.daicho", "101-12-0", "--on", "2026-06-01"]).ends(0);
    assert_eq!(scanned(&world, &code, "2026-05-31")["valid"], true, "not yet");
    let scan = scanned(&world, &code, "2026-06-01");
    assert_eq!(scan["valid"], false, "{scan}");
    assert!(scan["sentence"].as_str().is_some_and(|said| said.contains("死亡の届出")), "{scan}");
    world.run(&["died", "ledger.daicho", "101-12-0", "--mistake"]).ends(0);
    renumbered(&world, "山田　太郎", "2026-06-10");
    let shown = of(&world, "101-99-0", "2026-07-20");
    assert_eq!(
        (&shown["duties"][0]["because"], &shown["duties"][0]["by"]),
        (&"replaced".into(), &Value::Null),
        "{shown}"
    );
    let scan = scanned(&world, &code, "2026-07-20");
    assert!(scan["sentence"].as_str().is_some_and(|said| said.contains("新しいものが届いてから")), "{scan}");
}

#[test]
fn with_a_card_that_serves_the_certificate_comes_back_by_one_day_and_is_not_to_be_shown() {
    let world = World::bare();
    world.file("policy.toml", POLICY.replace("return_when_usable = false", "return_when_usable = true"));
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    registered(&world, "2026-05-07", "無");
    let [first, second] = married(&world);
    registered(&world, "2026-06-15", "有");
    for on in ["2026-06-15", "2026-06-19"] {
        assert_eq!(owed(&world, &first, on), both("myna_usable", Some("2026-06-20")), "{on}");
        let shown = of(&world, "101-12-0", on);
        assert!(pages(&shown).contains(&"covered.yes.myna_usable"), "{shown}");
        assert!(!shown.to_string().contains("だけをお出しください"), "{shown}");
    }
    assert!(names(&scanned(&world, &first, "2026-06-14"), &second));
}
