//! An import is taken back: everybody is on record as before it, but for what somebody has changed since, and what has left the
//! house is told.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use desk::import::Import;
use desk::import::undo::Undo;
use desk::ledger::{Ledger, Moment, Passphrase};
use desk::rules::calendar::Day;
use desk::rules::words::Lang;
use desk::{Desk, Occasion};
use serde_json::Value;

use crate::world::{PEOPLE, World, codes, counts};

const HEADER: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n";
const ON: &str = "2026-06-01";

fn undo(world: &World, import: &str, more: &[&str]) -> Value {
    let mut arguments = vec!["imports", "ledger.daicho", "undo", import, "--json"];
    arguments.extend(more);
    world.run(&arguments).ends(0).json()
}

/// What is decided of everybody, the counts of the home screen, and whom some words find.
fn everything(world: &World) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut decided: Vec<String> = world
        .run(&["decide", "ledger.daicho", "--on", ON, "--json"])
        .ends(0)
        .lines()
        .iter()
        .map(Value::to_string)
        .collect();
    decided.sort();
    all.extend(decided);
    let lists = world.run(&["work", "ledger.daicho", "--on", ON, "--json"]).ends(0).lines();
    all.extend(lists.iter().filter(|list| list["list"] != "quarantine").map(Value::to_string));
    for query in ["山田", "高橋", "見本", "101", "101-50-00"] {
        all.push(world.run(&["find", "ledger.daicho", query, "--on", ON, "--json"]).ends(0).out);
    }
    all
}

const OTHERS: &str = "101,50,00,見本　太,ミホン　フトシ,S55.3.4,男,本人,R8.4.1,1000001,東京都千代田区千代田2-2\n\
    101,50,01,見本　花,ミホン　ハナ,S57.3.4,女,妻,R8.4.1,1000001,東京都千代田区千代田2-2\n\
    202,7,00,佐藤　さくら,サトウ　サクラ,1990-02-15,女,本人,2021-10-01,5300001,大阪府大阪市北区梅田8-8\n";

#[test]
fn an_import_that_is_taken_back_leaves_everything_as_it_was_and_the_same_file_goes_in_again() {
    let world = World::peopled();
    let before = everything(&world);
    let imported = world.import("others.csv", &format!("{HEADER}{OTHERS}"), &["--on", "2026-05-01"]);
    assert_eq!(counts(&imported), [2, 1, 0, 0, 0, 0], "{imported}");
    let after = everything(&world);
    assert_ne!(before, after);
    let shown = undo(&world, "2", &["--dry-run"]);
    assert_eq!(
        (shown["written"].as_bool(), shown["withdrawn"].as_u64(), shown["restored"].as_u64()),
        (Some(false), Some(2), Some(1)),
        "{shown}"
    );
    assert_eq!(after, everything(&world), "a look writes nothing");
    let done = undo(&world, "2", &["--reason", "事業所の取り違え"]);
    assert_eq!(done["written"], true);
    assert_eq!(
        (done["left"].as_array().map(Vec::len), done["kept"].as_array().map(Vec::len)),
        (Some(0), Some(0)),
        "{done}"
    );
    assert_eq!(before, everything(&world));
    world.run(&["verify", "ledger.daicho"]).ends(0);
    let twice = world.run(&["imports", "ledger.daicho", "undo", "2"]);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("取り消し済み"), "{}", twice.err);
    let again = world.import("others.csv", &format!("{HEADER}{OTHERS}"), &["--on", "2026-05-01"]);
    assert_eq!(counts(&again), [2, 1, 0, 0, 0, 0], "{again}");
    assert!(!codes(&again).contains(&"imported_before".to_owned()), "{again}");
    let known = world.run(&["imports", "ledger.daicho", "--json"]).ends(0).lines();
    assert_eq!(known[1]["undone"]["reason"], "事業所の取り違え");
    assert!(known[2]["undone"].is_null());
}

#[test]
fn what_was_known_between_the_import_and_its_undoing_is_still_known() {
    let world = World::new();
    let at = |instant: &str, arguments: &[&str]| tests::program::run_at(world.path(), instant, arguments);
    world.file("people.csv", PEOPLE);
    at("2026-06-01 01:00:00", &["import", "ledger.daicho", "people.csv"]).ends(0);
    at("2026-06-03 01:00:00", &["imports", "ledger.daicho", "undo", "1"]).ends(0);
    let then =
        at("2026-06-04 01:00:00", &["decide", "ledger.daicho", "--known-at", "2026-06-02T01:00:00Z", "--json"]).ends(0);
    assert_eq!(then.lines().len(), 4);
    let now = at("2026-06-04 01:00:00", &["decide", "ledger.daicho", "--json"]).ends(0);
    assert_eq!(now.lines().len(), 0, "{}", now.out);
}

#[test]
fn what_somebody_changed_since_stays_and_is_told() {
    let world = World::peopled();
    world.import("others.csv", &format!("{HEADER}{OTHERS}"), &["--on", "2026-05-01"]);
    let leaving =
        "記号,番号,枝番,氏名,カナ,生年月日,資格喪失年月日\n101,50,00,見本　太,ミホン　フトシ,S55.3.4,R8.5.20\n";
    let left = world.import("喪失届.csv", leaving, &["--on", "2026-05-25"]);
    assert_eq!(left["changed"], 1, "{left}");
    let done = undo(&world, "2", &[]);
    let kept = done["kept"].as_array().expect("what stays");
    assert!(kept.iter().any(|one| one["member"] == "101-50-00" && one["about"] == "coverage"), "{done}");
    assert_eq!(world.show("101-50-00", ON)["member"], "101-50-00");
}

#[test]
fn whoever_is_waited_for_in_a_household_of_others_stays() {
    let world = World::peopled();
    world.import("others.csv", &format!("{HEADER}{OTHERS}"), &["--on", "2026-05-01"]);
    let child =
        format!("{HEADER}101,50,02,見本　次郎,ミホン　ジロウ,R1.5.6,男,子,R8.5.1,1000001,東京都千代田区千代田2-2\n");
    let joined = world.import("扶養.csv", &child, &["--on", "2026-05-10"]);
    assert_eq!(joined["new"], 1, "{joined}");
    let done = undo(&world, "2", &[]);
    let kept = done["kept"].as_array().expect("what stays");
    assert!(kept.iter().any(|one| one["member"] == "101-50-00" && one["about"] == "household"), "{done}");
    assert_eq!(done["withdrawn"], 1, "only the wife is taken back: {done}");
}

#[test]
fn rows_of_the_import_that_wait_are_settled_and_rows_that_went_in_later_go_back_with_it() {
    let world = World::peopled();
    let family = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n\
        101,60,01,見本　花,ミホン　ハナ,S57.3.4,女,妻,R8.4.1\n\
        101,61,01,見本　夢,ミホン　ユメ,S58.3.4,女,妻,R8.4.1\n";
    world.import("family.csv", family, &[]);
    world.import("insured.csv", &format!("{HEADER}101,60,00,見本　太,ミホン　フトシ,S55.3.4,男,本人,R8.4.1,,\n"), &[]);
    world.run(&["quarantine", "ledger.daicho", "retry"]).ends(0);
    assert_eq!(world.run(&["show", "ledger.daicho", "101-60-01"]).code, 0);
    let done = undo(&world, "2", &[]);
    assert_eq!((done["withdrawn"].as_u64(), done["waiting"].as_u64()), (Some(1), Some(1)), "{done}");
    assert_ne!(world.run(&["show", "ledger.daicho", "101-60-01"]).code, 0);
    assert_eq!(world.run(&["quarantine", "ledger.daicho", "--json"]).ends(0).lines().len(), 0);
}

#[test]
fn a_list_of_the_state_that_is_taken_back_counts_no_longer() {
    let world = World::peopled();
    let list = "記号,番号,枝番,氏名,カナ,生年月日,利用登録\n\
        101,12,00,山田　太郎,ヤマダ　タロウ,S55.1.2,済\n101,12,01,山田　花子,ヤマダ　ハナコ,S57.3.4,済\n\
        101,12,02,山田　一郎,ヤマダ　イチロウ,2012/5/6,済\n202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,済\n";
    let before = everything(&world);
    let loaded = world.import("利用登録.csv", list, &["--on", "2026-05-01"]);
    assert_eq!(loaded["list"]["people"], 4, "{loaded}");
    let done = undo(&world, "2", &[]);
    assert_eq!((done["list"].as_bool(), done["restored"].as_u64()), (Some(true), Some(4)), "{done}");
    assert_eq!(before, everything(&world));
    let again = world.import("利用登録.csv", list, &["--on", "2026-05-02"]);
    assert_eq!(again["list"]["before"], false, "{again}");
    assert_eq!(again["changed"], 4, "{again}");
}

#[test]
fn a_paper_that_was_posted_since_is_told_and_asked_back() {
    let world = World::peopled();
    let other = "101,70,00,見本　太,ミホン　フトシ,S55.3.4,男,本人,R8.4.1,1000001,東京都千代田区千代田2-2\n";
    world.import("others.csv", &format!("{HEADER}{other}"), &["--on", "2026-04-20"]);
    world.file("whom.txt", "101-70-00\n");
    let planned = world
        .run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-21", "--members", "whom.txt", "--json"])
        .ends(0)
        .json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    let inside = undo(&world, "2", &["--dry-run"]);
    assert_eq!(inside["left"][0]["outside"], false, "{inside}");
    world.run(&["batch", "ledger.daicho", &batch, "posted"]).ends(0);
    let done = undo(&world, "2", &[]);
    assert_eq!((done["uncovered"].as_u64(), done["withdrawn"].as_u64()), (Some(1), Some(0)), "{done}");
    let left = &done["left"][0];
    assert_eq!((left["outside"].as_bool(), left["what"].as_str()), (Some(true), Some("paper")), "{done}");
    assert_eq!(left["batch"], batch.as_str());
    let code = left["code"].as_str().expect("a code");
    let follows = world.run(&["consequences", "ledger.daicho", "--json"]).ends(0).lines();
    assert!(follows.iter().any(|one| one.to_string().contains("not_insured")), "{follows:?}");
    let shown = world.show(code, ON);
    assert_eq!(shown["name"], "見本　太", "who it was for can still be seen: {shown}");
    let decided = world.decide(code, ON);
    assert_ne!(decided["covered"], "yes", "{decided}");
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn occasion() -> Occasion {
    Occasion { at: Moment::new("2026-06-01T01:00:00Z").expect("a moment"), today: day(ON), operator: "desk".to_owned() }
}

fn passphrase(world: &World) -> Passphrase {
    Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"))
}

/// Everyone's whole state but for numbers of the ledger's own making.
fn states(world: &World) -> BTreeMap<String, String> {
    let ledger = Ledger::open(&world.at("ledger.daicho"), &passphrase(world)).expect("a ledger");
    let mut all = BTreeMap::new();
    let known = ledger.now_known().expect("acts");
    ledger
        .states(day(ON), known, &mut |state| {
            let names: Vec<String> =
                state.names.printable().iter().map(|it| format!("{}{}", it.name.text(), it.kana.text())).collect();
            let home = state.home.as_ref().map(|home| home.address.text().to_owned());
            all.insert(
                state.code.clone(),
                format!(
                    "{:?} {:?} {names:?} {home:?} {:?} {:?} {:?}",
                    state.person, state.coverage, state.myna, state.last_four, state.circumstance
                ),
            );
            Ok(ControlFlow::Continue(()))
        })
        .expect("states");
    assert_eq!(ledger.verify().expect("an answer").findings.len(), 0);
    all
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Rows of families of which some are there already: new ones, changed names and addresses, losses, and rows that wait.
fn some_file(chance: &mut Chance, families: std::ops::Range<u64>) -> String {
    let mut text = String::from(
        "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,資格喪失年月日,異動区分,郵便番号,住所\n",
    );
    for family in families {
        let street = chance.below(5);
        let renamed = ["見本", "手本", "台本"][chance.below(3) as usize];
        let kana = ["ミホン", "テホン", "ダイホン"]
            [["見本", "手本", "台本"].iter().position(|it| *it == renamed).unwrap_or(0)];
        if chance.below(4) == 0 {
            continue;
        }
        let born = ["S55.1.2", "S55.1.2", "S55.1.2", "令和7年2月30日"][chance.below(4) as usize];
        let lost = if chance.below(5) == 0 { ("R8.5.1", "喪失") } else { ("", "取得") };
        text.push_str(&format!(
            "101,{number},00,{renamed}　太郎,{kana}　タロウ,{born},男,本人,R2.4.1,{},{},1000001,東京都千代田区千代田{street}-1\n",
            lost.0, lost.1, number = 500 + family
        ));
        if chance.below(2) == 0 {
            text.push_str(&format!(
                "101,{number},01,見本　花子,ミホン　ハナコ,S57.3.4,女,妻,R2.4.1,,取得,1000001,東京都千代田区千代田{street}-1\n",
                number = 500 + family + 40 * chance.below(2)
            ));
        }
    }
    text
}

#[test]
fn whatever_a_file_brings_taking_it_back_in_parts_or_at_once_leaves_everybody_as_before() {
    for seed in 0..12 {
        let mut chance = Chance(seed);
        let world = World::new();
        let mut desk = Desk::open(&world.at("ledger.daicho"), None, &passphrase(&world), &occasion()).expect("a desk");
        let load = |desk: &mut Desk, name: &str, text: String| {
            world.file(name, text);
            let part = 1 + seed as usize % 2 * 800;
            desk.import(&Import { part, not_torn: true, ..Import::of(world.at(name), Lang::Ja) }, &occasion())
                .expect("an import")
        };
        load(&mut desk, "first.csv", some_file(&mut chance, 0..30));
        let before = states(&world);
        let imported = load(&mut desk, "second.csv", some_file(&mut chance, 10..40));
        // Others are at work with other members meanwhile.
        let others = load(&mut desk, "others.csv", some_file(&mut chance, 200..205));
        let Some(import) = imported.id else { continue };
        let part = 1 + seed as usize % 3 * 400;
        let undone = desk.undo_import(&Undo { part, ..Undo::of(import, Lang::Ja) }, &occasion()).expect("an undoing");
        assert!(undone.written && undone.kept.is_empty() && undone.left.is_empty(), "seed {seed}: {undone:?}");
        let mut after = states(&world);
        after.retain(|code, _| before.contains_key(code));
        assert_eq!(before, after, "seed {seed}");
        let all = states(&world).len();
        assert_eq!(all, before.len() + others.new as usize, "seed {seed}: nobody else is there");
        let again = desk
            .import(&Import { not_torn: true, ..Import::of(world.at("second.csv"), Lang::Ja) }, &occasion())
            .expect("an import");
        assert_eq!(
            (again.new, again.changed),
            (imported.new, imported.changed),
            "seed {seed}: the same file brings the same"
        );
    }
}

#[test]
fn an_undoing_that_would_take_nothing_back_is_refused_and_names_the_import_to_be_taken_back_first() {
    let world = World::peopled();
    let (insured, child) = (
        "101,60,00,森　守,モリ　マモル,S55.3.4,男,本人,R8.4.1,1000001,東京都千代田区千代田2-2\n",
        "101,60,01,森　光,モリ　ヒカル,R1.5.6,男,子,R8.4.1,1000001,東京都千代田区千代田2-2\n",
    );
    let waits = world.import("扶養.csv", &format!("{HEADER}{child}"), &["--on", "2026-05-01"]);
    assert_eq!(counts(&waits), [0, 0, 0, 0, 1, 0], "{waits}");
    world.import("取得.csv", &format!("{HEADER}{insured}"), &["--on", "2026-05-02"]);
    world.run(&["quarantine", "ledger.daicho", "retry"]).ends(0);
    let refused = world.run(&["imports", "ledger.daicho", "undo", "3"]);
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert!(refused.err.contains("先に取込み 2（扶養.csv）を取り消し"), "{}", refused.err);
    assert_eq!(undo(&world, "3", &["--dry-run"])["kept"].as_array().map(Vec::len), Some(1));
    assert_eq!(undo(&world, "2", &[])["withdrawn"], 1);
    assert_eq!(undo(&world, "3", &[])["withdrawn"], 1);
    let twice = world.run(&["imports", "ledger.daicho", "undo", "3"]);
    assert!(twice.code == 1 && twice.err.contains("取り消し済み"), "{}", twice.err);
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn what_an_undoing_left_behind_is_taken_back_once_nothing_stands_in_its_way() {
    let world = World::peopled();
    let before = everything(&world);
    world.import("others.csv", &format!("{HEADER}{OTHERS}"), &["--on", "2026-05-01"]);
    let child =
        format!("{HEADER}101,50,02,見本　次郎,ミホン　ジロウ,R1.5.6,男,子,R8.5.1,1000001,東京都千代田区千代田2-2\n");
    world.import("扶養.csv", &child, &["--on", "2026-05-10"]);
    let first = undo(&world, "2", &[]);
    assert_eq!((first["withdrawn"].as_u64(), first["kept"].as_array().map(Vec::len)), (Some(1), Some(1)), "{first}");
    assert!(world.run(&["imports", "ledger.daicho", "undo", "2"]).err.contains("取り消し済み"));
    undo(&world, "3", &[]);
    let rest = undo(&world, "2", &[]);
    assert_eq!((rest["withdrawn"].as_u64(), rest["kept"].as_array().map(Vec::len)), (Some(1), Some(0)), "{rest}");
    assert_eq!(before, everything(&world));
    assert!(world.run(&["imports", "ledger.daicho", "undo", "2"]).err.contains("取り消し済み"));
    world.run(&["verify", "ledger.daicho"]).ends(0);
}
