//! Copies and the way back, as a clerk or a nightly job goes it; what is wrong is said, and the ledger stays as it is.

use std::path::PathBuf;

use serde_json::Value;
use tests::{pdf_greys, pdf_text, qr_codes};

use crate::world::{World, codes};

/// A society with people, and a folder for copies.
fn kept() -> (World, PathBuf) {
    let world = World::peopled();
    std::fs::create_dir(world.at("copies")).expect("a folder");
    let made = world.run(&["backup", "ledger.daicho", "--to", "copies", "--json"]).ends(0).json();
    let file = PathBuf::from(made["file"].as_str().expect("a file"));
    (world, file)
}

fn move_sakura(world: &World) {
    let row = "記号,番号,枝番,氏名,カナ,生年月日,郵便番号,住所\n202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,5300001,大阪府大阪市北区梅田9\n";
    let imported = world.import("moved.csv", row, &["--on", "2026-05-01"]);
    assert_eq!(imported["changed"], 1, "{imported}");
}

fn found_codes(answer: &Value) -> Vec<String> {
    answer["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|one| one["code"].as_str().unwrap_or("").to_owned())
        .collect()
}

#[test]
fn a_copy_leads_back_to_what_was_known_and_says_what_it_does_not_have() {
    let (world, copy) = kept();
    let copy = copy.display().to_string();
    let before = world.show("202-7-0", "2026-04-20");
    move_sakura(&world);
    world.run(&["backup", "ledger.daicho", "--to", "copies", "--json"]).ends(0);
    let restored =
        world.run(&["restore", &copy, "--to", "back.daicho", "--anchors", "copies", "--json"]).ends(0).json();
    assert_eq!(restored["ok"], true, "{restored}");
    assert_eq!(restored["members"], 4);
    assert_eq!(restored["behind"], 2, "the first backup itself and the move: {restored}");
    // Another look than the one that was made after the copy, even within the same second.
    world.run(&["find", "back.daicho", "山田"]).ends(0);
    let shown = world.run(&["show", "back.daicho", "202-7-0", "--on", "2026-04-20", "--json"]).ends(0).json();
    assert_eq!(shown, before);
    world.run(&["verify", "back.daicho", "--json"]).ends(0);
    let held = world.run(&["verify", "back.daicho", "--anchors", "copies", "--json"]).ends(1).json();
    assert_eq!(
        found_codes(&held),
        ["anchor_ahead", "anchor_differs"],
        "acts are missing, and other looks stand there: {held}"
    );
    assert!(held["findings"][0]["hint"].as_str().is_some_and(|hint| hint.contains("控えから戻した")), "{held}");

    let again = world.run(&["restore", &copy, "--to", "back.daicho"]).ends(4);
    assert!(again.err.contains("すでにあります"), "{}", again.err);
    let ours = world.run(&["verify", "ledger.daicho", "--anchors", "copies", "--json"]).ends(0).json();
    assert_eq!((&ours["anchors"], &ours["since_anchor"]), (&Value::from(2), &Value::from(1)), "{ours}");
}

#[test]
fn a_rehearsal_leaves_nothing_but_its_record() {
    let (world, copy) = kept();
    move_sakura(&world);
    let rehearse = ["restore", copy.to_str().expect("UTF-8"), "--to", "ledger.daicho", "--rehearse", "--json"];
    let answer = world.run(&rehearse).ends(0).json();
    assert_eq!(
        (&answer["ok"], &answer["rehearsal"], &answer["behind"]),
        (&true.into(), &true.into(), &2.into()),
        "{answer}"
    );
    let left: Vec<String> = std::fs::read_dir(world.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("rehearsal"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let shown = world.run(&rehearse[..5]).ends(0);
    assert!(shown.out.contains("この控えから戻せます"), "{}", shown.out);

    // A copy that knows more than the ledger: the ledger is the old one.
    let old = World::bare();
    for name in ["", ".keys"] {
        std::fs::copy(copy.with_extension(format!("kbk{name}")), old.at(&format!("old.kbk{name}"))).expect("a copy");
    }
    old.run(&["restore", "old.kbk", "--to", "ledger.daicho"]).ends(0);
    let newer = world.run(&["backup", "ledger.daicho", "--to", "copies", "--json"]).ends(0).json();
    let newer = newer["file"].as_str().expect("a file");
    let told = old.run(&["restore", newer, "--to", "ledger.daicho", "--rehearse", "--json"]).ends(1).json();
    assert_eq!(found_codes(&told), ["copy_differs"], "{told}");
}

#[test]
fn the_second_place_gets_the_same_bytes_and_a_full_or_missing_one_is_said() {
    let (world, _) = kept();
    std::fs::create_dir(world.at("stick")).expect("a folder");
    let made = world.run(&["backup", "ledger.daicho", "--to", "copies", "--also", "stick", "--json"]).ends(0).json();
    let [first, second] = ["file", "also"].map(|name| std::fs::read(made[name].as_str().expect(name)).expect("a copy"));
    assert!(first == second);
    assert!(std::fs::read_dir(world.at("stick")).expect("the folder").count() == 3, "copy, key file, anchors");
    let told = world.run(&["backup", "ledger.daicho", "--to", "copies", "--also", "nowhere", "--json"]).ends(1).json();
    assert_eq!(codes(&told), ["folder_missing"], "{told}");
    assert!(PathBuf::from(told["file"].as_str().expect("a file")).exists(), "the first copy stays");
}

/// The command, its exit code, and what it says.
const WRONG: &[(&[&str], i32, &str)] = &[
    (&["backup", "ledger.daicho", "--to", "nowhere"], 3, "フォルダーがありません"),
    (&["restore", "nothing.kbk", "--to", "back.daicho"], 3, "ありません"),
    (&["restore", "society.toml", "--to", "back.daicho"], 3, "資格台帳ではありません"),
    (&["restore", "{copy}", "--to", "nowhere/back.daicho"], 3, "フォルダーがありません"),
    (&["restore", "{copy}", "--to", "nowhere.daicho", "--rehearse"], 3, "ありません"),
    (&["restore", "{copy}", "--to", "other/ledger.daicho", "--rehearse"], 4, "別の台帳"),
    (&["verify", "ledger.daicho", "--anchors", "other/copies"], 4, "別の台帳"),
    (&["verify", "ledger.daicho", "--anchors", "empty"], 4, "記録点がありません"),
    (&["verify", "ledger.daicho", "--anchors", "broken"], 4, "記録点として読めません"),
    (&["verify", "ledger.daicho", "--anchors", "nowhere"], 4, "見つかりません"),
];

#[test]
fn what_cannot_be_done_is_said_and_the_ledger_stays() {
    let (world, copy) = kept();
    for folder in ["other/copies", "empty", "broken"] {
        std::fs::create_dir_all(world.at(folder)).expect("a folder");
    }
    std::fs::write(world.at("broken/daicho-00000000.anchors"), "daicho 1 half a li").expect("a file");
    world.run(&["init", "other/ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.run(&["backup", "other/ledger.daicho", "--to", "other/copies"]).ends(0);
    let before = world.ledger();
    for (arguments, code, words) in WRONG {
        let copy = copy.display().to_string();
        let arguments: Vec<&str> =
            arguments.iter().map(|word| if *word == "{copy}" { copy.as_str() } else { word }).collect();
        let ran = world.run(&arguments).ends(*code);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
        assert!(before == world.ledger(), "{arguments:?}");
    }
    std::fs::write(world.at("wrong.txt"), "another one\n").expect("a file");
    let wrong = ["restore", copy.to_str().expect("UTF-8"), "--to", "back.daicho", "--passphrase-file", "wrong.txt"];
    assert!(world.run(&wrong).ends(3).err.contains("パスフレーズが違います"));

    let whole = std::fs::read(&copy).expect("the copy");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(&copy, &damaged).expect("the copy");
    let told = world.run(&["restore", copy.to_str().expect("UTF-8"), "--to", "back.daicho"]);
    assert!(told.code == 1 || told.code == 3, "{}: {}", told.code, told.err);
    assert!(told.err.contains("壊れて"), "{}", told.err);
    assert!(!world.at("back.daicho").exists() && !world.at("back.daicho.keys").exists());
}

#[test]
fn the_code_on_a_batchs_cover_is_an_anchor() {
    let world = World::peopled();
    std::fs::create_dir_all(world.at("out")).expect("a folder");
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-20", "--json"];
    let batch = world.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    let cover = world.at(&format!("out/{batch}-cover.pdf"));
    let codes = qr_codes(&pdf_greys(&cover, 200)[0]);
    let code = codes.into_iter().max_by_key(String::len).expect("a code on the cover");
    let text: String = pdf_text(&cover).split_whitespace().collect();
    assert!(text.contains(&code.split_whitespace().collect::<String>()), "{code} in {text}");
    std::fs::create_dir(world.at("scanned")).expect("a folder");
    std::fs::write(world.at("scanned/cover.anchors"), &code).expect("a file");
    let held = world.run(&["verify", "ledger.daicho", "--anchors", "scanned", "--json"]).ends(0).json();
    assert_eq!(held["anchors"], 1, "{held}");
    std::fs::write(world.at("scanned/cover.anchors"), code.replacen(" 3 ", " 2 ", 1)).expect("a file");
    let forged = world.run(&["verify", "ledger.daicho", "--anchors", "scanned", "--json"]).ends(1).json();
    assert_eq!(found_codes(&forged), ["anchor_forged"], "{forged}");
}

#[test]
fn once_a_week_the_way_back_is_tried_without_anybody_asking() {
    use desk::ledger::{Moment, Passphrase};
    use desk::rules::calendar::Day;
    use desk::rules::words::Lang;
    use desk::{Desk, Occasion};

    let (world, _) = kept();
    let passphrase = Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"));
    let begin = Moment::new(
        world.run(&["journal", "ledger.daicho", "--what", "acts", "--json"]).ends(0).lines()[0]["at"]
            .as_str()
            .expect("a moment"),
    )
    .expect("a moment")
    .day_in_japan();
    let occasion = |on: Day| Occasion {
        at: Moment::new(&format!("{on}T01:00:00Z")).expect("a moment"),
        today: on,
        operator: "desk".to_owned(),
    };
    let mut desk = Desk::open(&world.at("ledger.daicho"), None, &passphrase, &occasion(begin)).expect("a desk");
    let mut tried = |days: i64| {
        let on = begin.plus_days(days);
        let tried = desk.rehearse_when_due(&world.at("copies"), Lang::Ja, &occasion(on)).expect("an answer");
        tried.map(|tried| (tried.ok, tried.members))
    };
    assert_eq!(tried(0), None, "the copy is new");
    assert_eq!(tried(7), None);
    assert_eq!(tried(8), Some((true, 4)));
    assert_eq!(tried(9), None, "it was tried a day ago");
    // A copy that is damaged is found, said, and not tried again on the same day.
    let copy = desk::ledger::backup::copies(&world.at("copies"), desk.number()).expect("copies").remove(0).1;
    let mut bytes = std::fs::read(&copy).expect("the copy");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&copy, bytes).expect("the copy");
    let later = begin.plus_days(20);
    let found = desk.rehearse_when_due(&world.at("copies"), Lang::Ja, &occasion(later));
    assert!(found.as_ref().map_or(true, |told| told.as_ref().is_some_and(|told| !told.ok)), "damage is found");
}
