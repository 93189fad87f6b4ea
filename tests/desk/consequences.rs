//! What is learnt afterwards never alters what was decided: it raises what follows, for a clerk.

use std::collections::BTreeMap;

use desk::import::Import;
use desk::ledger::{Fact, Ledger, Moment, Passphrase};
use desk::rules::calendar::Day;
use desk::rules::words::Lang;
use desk::{Desk, Occasion};
use proptest::prelude::*;
use serde_json::Value;

use crate::world::World;

const LEDGER: &str = "ledger.daicho";
const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所
101,1,00,山田　太郎,ヤマダ　タロウ,S55.1.2,男,本人,R2.4.1,1000001,東京都千代田区千代田1-1
101,1,01,山田　花子,ヤマダ　ハナコ,S57.3.4,女,妻,R2.4.1,1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,女,本人,R3.10.1,5300001,大阪府大阪市北区梅田1-2-3
";
const LIST: &str =
    "記号,番号,枝番,利用登録,基準日\n101,1,00,無,2026-04-30\n101,1,01,無,2026-04-30\n202,7,00,無,2026-04-30\n";

/// A society whose three members were given certificates on 11 May.
pub fn given() -> World {
    let world = World::new();
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    world.import("april.csv", LIST, &["--form", "registration", "--on", "2026-05-07"]);
    world.run(&["run", LEDGER, "freeze", "--on", "2026-05-08"]).ends(0);
    let planned = world.run(&["run", LEDGER, "plan", "1", "--on", "2026-05-11", "--json"]).ends(0).json();
    assert_eq!(planned["members"], 3);
    std::fs::create_dir(world.at("out")).expect("a folder");
    let batch = planned["batch"].as_str().expect("a batch");
    world.run(&["print", LEDGER, batch, "--out", "out"]).ends(0);
    world.run(&["batch", LEDGER, batch, "posted"]).ends(0);
    world
}

fn follows(world: &World, on: &str, more: &[&str]) -> Vec<Value> {
    world.run(&[&["consequences", LEDGER, "--on", on, "--json"], more].concat()).ends(0).lines()
}

fn kinds(all: &[Value]) -> Vec<(String, String)> {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or("").to_owned();
    all.iter().map(|one| (text(one, "member"), text(one, "kind"))).collect()
}

fn kind(member: &str, kind: &str) -> (String, String) {
    (member.to_owned(), kind.to_owned())
}

const LEAVING: [&str; 2] = ["--form", "leaving"];

#[test]
fn a_backdated_loss_tells_that_the_whole_family_was_not_insured_and_who_said_so() {
    let world = given();
    assert!(follows(&world, "2026-06-01", &[]).is_empty());
    let left = "記号,番号,枝番,資格喪失年月日\n101,1,00,2026-05-01\n";
    world.import("late.csv", left, &[&LEAVING[..], &["--on", "2026-06-01"]].concat());
    let all = follows(&world, "2026-06-02", &[]);
    assert_eq!(kinds(&all), [kind("101-1-00", "not_insured"), kind("101-1-01", "not_insured")], "{all:?}");
    let cause = all[0]["cause"]["said"].as_str().expect("a cause");
    assert!(cause.contains("取り込んだ") && cause.contains("late.csv") && cause.contains('2'), "{cause}");
    assert_eq!(all[0]["cause"]["operator"], "desk");
    assert_eq!(all[1]["cause"]["act"], all[0]["cause"]["act"], "the family's loss came with the same file");
    assert!(all[0]["sentence"].as_str().is_some_and(|said| said.contains("令和8年5月11日")), "{all:?}");
    assert!(all[0]["next"].as_str().is_some_and(|said| said.contains("回収")), "{all:?}");
    // The paper is as it was.
    let shown = world.show("101-1-00", "2026-06-02");
    assert_eq!(shown["papers"][0]["issued"], "2026-05-11");
}

#[test]
fn what_a_clerk_has_settled_stays_settled_until_a_later_cause() {
    let world = given();
    let left = |day: &str| format!("記号,番号,枝番,資格喪失年月日\n202,7,00,{day}\n");
    world.import("late.csv", &left("2026-05-01"), &[&LEAVING[..], &["--on", "2026-06-01"]].concat());
    let what = follows(&world, "2026-06-02", &[])[0]["what"].as_str().expect("a code").to_owned();
    assert!(what.starts_with("not_insured:P"), "{what}");
    let settle = |note: &str| {
        world.run(&[
            "consequences",
            LEDGER,
            "--seen",
            "202-7-00",
            &what,
            "--note",
            note,
            "--on",
            "2026-06-02",
            "--json",
        ])
    };
    let settled = settle("電話で回収を依頼した").ends(0).json();
    assert_eq!(settled["seen"]["note"], "電話で回収を依頼した");
    assert!(settle("もう一度").ends(1).err.contains("確認済み"));
    assert!(follows(&world, "2026-06-03", &[]).is_empty());
    assert_eq!(follows(&world, "2026-06-03", &["--all"])[0]["seen"]["operator"], "desk");
    let nothing = ["consequences", LEDGER, "--seen", "101-1-00", &what, "--on", "2026-06-02"];
    assert!(world.run(&nothing).ends(1).err.contains("この影響はありません"));
    // Corrected to a day after the paper was issued, and back again: that is a new cause.
    world.import("right.csv", &left("2026-05-20"), &[&LEAVING[..], &["--on", "2026-06-04", "--sure", "2"]].concat());
    assert!(kinds(&follows(&world, "2026-06-04", &["--all"])).iter().all(|(_, kind)| kind != "not_insured"));
    world.import("again.csv", &left("2026-05-02"), &[&LEAVING[..], &["--on", "2026-06-05", "--sure", "2"]].concat());
    let again = follows(&world, "2026-06-05", &[]);
    assert_eq!(kinds(&again), [kind("202-7-00", "not_insured")], "{again:?}");
    assert!(again[0]["cause"]["said"].as_str().is_some_and(|said| said.contains("again.csv")), "{again:?}");
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_loss_that_was_told_late_makes_the_certificate_due_back() {
    let world = given();
    let left = |number: &str, day: &str| format!("記号,番号,枝番,資格喪失年月日\n{number},00,{day}\n");
    // Within the employer's five days there is nothing to wonder at.
    world.import("soon.csv", &left("202,7", "2026-06-10"), &[&LEAVING[..], &["--on", "2026-06-15"]].concat());
    assert!(follows(&world, "2026-06-20", &[]).is_empty());
    world.import("late.csv", &left("101,1", "2026-06-10"), &[&LEAVING[..], &["--on", "2026-07-15"]].concat());
    let all = follows(&world, "2026-07-16", &[]);
    assert_eq!(kinds(&all), [kind("101-1-00", "due_back"), kind("101-1-01", "due_back")], "{all:?}");
    assert!(
        all[0]["sentence"]
            .as_str()
            .is_some_and(|said| said.contains("令和8年6月10日") && said.contains("令和8年7月15日"))
    );
    // Back in the house, it is no longer due.
    let paper = all[0]["paper"].as_str().expect("a paper");
    world.run(&["paper", LEDGER, paper, "returned", "--on", "2026-12-20"]).ends(0);
    assert_eq!(kinds(&follows(&world, "2026-12-21", &[])), [kind("101-1-01", "due_back")]);
}

#[test]
fn a_backdated_registration_and_a_backdated_name_say_what_was_printed_in_vain_or_wrongly() {
    let world = given();
    let usable = "記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n202,7,00,有,2030-01-01,2026-05-10\n";
    world.import("better.csv", usable, &["--form", "registration", "--on", "2026-06-01"]);
    let all = follows(&world, "2026-06-02", &[]);
    assert_eq!(kinds(&all), [kind("202-7-00", "not_needed")], "{all:?}");
    world
        .run(&[
            "name",
            LEDGER,
            "101-1-01",
            "鈴木　花子",
            "--kana",
            "スズキ　ハナコ",
            "--layer",
            "reported",
            "--on",
            "2026-05-01",
        ])
        .ends(0);
    let all = follows(&world, "2026-06-02", &[]);
    assert_eq!(kinds(&all), [kind("101-1-01", "printed_otherwise"), kind("202-7-00", "not_needed")], "{all:?}");
    assert!(all[0]["sentence"].as_str().is_some_and(|said| said.contains("氏名")), "{all:?}");
    assert!(all[0]["cause"]["said"].as_str().is_some_and(|said| said.contains("氏名を登録した")), "{all:?}");
    // A name that changed after the day of issue is a change, and no correction.
    world
        .run(&[
            "name",
            LEDGER,
            "101-1-00",
            "山本　太郎",
            "--kana",
            "ヤマモト　タロウ",
            "--layer",
            "reported",
            "--on",
            "2026-05-20",
        ])
        .ends(0);
    assert_eq!(follows(&world, "2026-06-02", &[]).len(), 2);
}

#[test]
fn a_backdated_join_and_a_wait_for_nothing_are_found_in_the_last_run() {
    let world = World::new();
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    let joiner = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n\
        202,8,00,新人　八郎,シンジン　ハチロウ,H10.1.2,男,本人,2026-04-20,5300001,大阪府大阪市北区梅田1-8\n";
    world.import("joiner.csv", joiner, &["--on", "2026-04-25"]);
    world.import("april.csv", LIST, &["--form", "registration", "--on", "2026-05-07"]);
    world.run(&["run", LEDGER, "freeze", "--on", "2026-05-08"]).ends(0);
    assert!(follows(&world, "2026-05-09", &[]).is_empty());
    let said = "記号,番号,枝番,利用登録,基準日\n202,8,00,無,2026-05-01\n";
    world.import("asked.csv", said, &["--form", "registration", "--on", "2026-05-20"]);
    let late = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n\
        202,9,00,遅田　九郎,オソダ　クロウ,H11.1.2,男,本人,2026-03-01,5300001,大阪府大阪市北区梅田1-9\n";
    world.import("late.csv", late, &["--on", "2026-05-21"]);
    let none = "記号,番号,枝番,利用登録,基準日\n202,9,00,無,2026-05-01\n";
    world.import("none.csv", none, &["--form", "registration", "--on", "2026-05-22"]);
    let all = follows(&world, "2026-05-23", &[]);
    assert_eq!(kinds(&all), [kind("202-9-00", "missed"), kind("202-8-00", "waited")], "{all:?}");
    assert!(all[1]["sentence"].as_str().is_some_and(|said| said.contains("待つ必要はありませんでした")), "{all:?}");
    assert!(all[1]["cause"]["said"].as_str().is_some_and(|said| said.contains("asked.csv")), "{all:?}");
}

#[test]
fn whoever_an_earlier_run_missed_is_found_once_until_a_later_run_names_the_member_or_nothing_is_due_any_more() {
    let world = World::new();
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    world.import("april.csv", LIST, &["--form", "registration", "--on", "2026-05-07"]);
    world.run(&["run", LEDGER, "freeze", "--on", "2026-05-08"]).ends(0);
    world.import(
        "may.csv",
        &LIST.replace("2026-04-30", "2026-05-31"),
        &["--form", "registration", "--on", "2026-06-05"],
    );
    world.run(&["run", LEDGER, "freeze", "--on", "2026-06-08"]).ends(0);
    // Two whom both runs would have named, and one who was gone before the second.
    let late = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n\
        202,9,00,遅田　九郎,オソダ　クロウ,H11.1.2,男,本人,2026-03-01,5300001,大阪府大阪市北区梅田1-9\n\
        202,10,00,遅川　十郎,オソカワ　ジュウロウ,H12.1.2,男,本人,2026-03-01,5300001,大阪府大阪市北区梅田1-10\n\
        202,11,00,去川　一郎,サリカワ　イチロウ,H13.1.2,男,本人,2026-03-01,5300001,大阪府大阪市北区梅田1-11\n";
    world.import("late.csv", late, &["--on", "2026-06-10"]);
    let none =
        "記号,番号,枝番,利用登録,基準日\n202,9,00,無,2026-05-01\n202,10,00,無,2026-05-01\n202,11,00,無,2026-05-01\n";
    world.import("none.csv", none, &["--form", "registration", "--on", "2026-06-11"]);
    let all = follows(&world, "2026-06-12", &[]);
    assert_eq!(kinds(&all), ["202-9-00", "202-10-00", "202-11-00"].map(|one| kind(one, "missed")), "{all:?}");
    assert!(all.iter().all(|one| one["what"] == "missed:1"), "once, in the first run: {all:?}");
    world.import(
        "left.csv",
        "記号,番号,枝番,資格喪失年月日\n202,11,00,2026-06-12\n",
        &["--form", "leaving", "--on", "2026-06-13"],
    );
    assert_eq!(kinds(&follows(&world, "2026-06-14", &[])).len(), 2, "nothing is due to whoever is gone");
    world.file("who.txt", "202-9-0\n");
    let plan = ["plan", LEDGER, "--kind", "certificate", "--members", "who.txt", "--on", "2026-06-15"];
    world.run(&plan).ends(0);
    assert_eq!(kinds(&follows(&world, "2026-06-16", &[])), [kind("202-10-00", "missed")], "one has it by now");
    world.run(&["run", LEDGER, "freeze", "--on", "2026-06-17"]).ends(0);
    assert!(follows(&world, "2026-06-18", &[]).is_empty(), "the third run names the other");
}

fn passphrase(world: &World) -> Passphrase {
    Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"))
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn occasion(on: Day) -> Occasion {
    Occasion { at: Moment::new("2026-11-20T01:00:00Z").expect("a moment"), today: on, operator: "desk".to_owned() }
}

/// Every decision and every paper with what is printed on it, as the ledger has them up to an act.
fn decided(ledger: &Ledger, upto: i64) -> BTreeMap<i64, Vec<String>> {
    let known = ledger.now_known().expect("acts");
    let mut all = BTreeMap::new();
    for (member, _) in members(ledger) {
        let mut said = Vec::new();
        for event in ledger.timeline(member, known).expect("a timeline") {
            let whose = event.act.0 <= upto;
            if let (true, Fact::Decision(_) | Fact::Paper(..) | Fact::PaperLife(..)) = (whose, &event.fact) {
                said.push(format!("{event:?}"));
            }
        }
        let state = ledger.state(member, day("2026-05-31"), known).expect("a state").expect("a member");
        said.extend(state.papers.iter().map(|paper| {
            let printed = &paper.printed;
            format!("{} {} {:?} {} {:?}", paper.code, paper.issued, paper.until, printed.name.text(), printed.number)
        }));
        all.insert(member.0, said);
    }
    all
}

fn members(ledger: &Ledger) -> Vec<(desk::ledger::MemberId, String)> {
    let mut all = Vec::new();
    let known = ledger.now_known().expect("acts");
    ledger
        .states(day("2026-05-11"), known, &mut |state| {
            all.push((state.id, state.code.clone()));
            Ok(std::ops::ControlFlow::Continue(()))
        })
        .expect("members");
    all.truncate(3);
    all
}

/// One correction: which member, of what kind, of which day.
fn corrections() -> impl Strategy<Value = Vec<(usize, u8, i64)>> {
    prop::collection::vec((0_usize..3, 0_u8..4, 0_i64..60), 1..5)
}

#[test]
fn whatever_is_backdated_the_decisions_and_papers_stay_byte_for_byte() {
    let world = given();
    let passphrase = passphrase(&world);
    let (upto, before) = {
        let ledger = Ledger::open(&world.at(LEDGER), &passphrase).expect("a ledger");
        let upto = ledger.head().expect("a head").0.0;
        (upto, decided(&ledger, upto))
    };
    let batch = world.run(&["run", LEDGER, "show", "1", "--json"]).ends(0).json()["batches"][0]
        .as_str()
        .expect("a batch")
        .to_owned();
    let printed = bytes(&world, "out");
    let mut desk = Desk::open(&world.at(LEDGER), None, &passphrase, &occasion(day("2026-06-01"))).expect("a desk");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 16, ..ProptestConfig::default() });
    let at = std::cell::Cell::new(0);
    let desk = std::cell::RefCell::new(&mut desk);
    let outcome = runner.run(&corrections(), |all| {
        for (who, kind, days) in all {
            let number = ["101,1,00", "101,1,01", "202,7,00"][who];
            let on = day("2026-04-05").plus_days(days);
            let table = match kind {
                0 => format!("記号,番号,枝番,資格喪失年月日\n{number},{on}\n"),
                1 => format!("記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n{number},有,2030-01-01,{on}\n"),
                2 => format!("記号,番号,枝番,利用登録,基準日\n{number},解除,{on}\n"),
                _ => format!("記号,番号,枝番,郵便番号,住所\n{number},5300002,大阪府大阪市北区曽根崎{days}\n"),
            };
            at.set(at.get() + 1);
            let name = format!("correction{}.csv", at.get());
            world.file(&name, table);
            let mut import = Import::of(world.at(&name), Lang::Ja);
            import.form = desk::import::form(["leaving", "registration", "registration", "members"][usize::from(kind)]);
            import.sure = vec!["2".to_owned()];
            desk.borrow_mut().import(&import, &occasion(day("2026-06-20"))).expect("an import");
        }
        let desk = desk.borrow();
        desk.consequences(day("2026-06-20"), true, (0, 100), Lang::Ja).expect("consequences");
        let ledger = Ledger::open(&world.at(LEDGER), &passphrase).expect("a ledger");
        prop_assert_eq!(&decided(&ledger, upto), &before);
        Ok(())
    });
    outcome.expect("nothing of the past is altered");
    std::fs::create_dir(world.at("again")).expect("a folder");
    world.run(&["print", LEDGER, &batch, "--out", "again"]).ends(0);
    assert_eq!(bytes(&world, "again"), printed, "a reprint says the same");
    world.run(&["verify", LEDGER]).ends(0);
}

/// Every file of a folder, folders within it too.
fn bytes(world: &World, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![world.at(folder)];
    while let Some(one) = folders.pop() {
        for entry in std::fs::read_dir(&one).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(world.at(folder)).expect("inside").display().to_string();
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}
