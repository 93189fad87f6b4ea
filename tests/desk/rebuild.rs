//! Any letter that was sent can be made again: the same bytes, or the parts that are missing are named.

use desk::ledger::{Ledger, Moment, NewAct, Passphrase, PrintMade};
use rules::calendar::day;
use serde_json::Value;
use tests::pdf_text;

use crate::world::{PEOPLE, POLICY, World};

const MORE: &str = "記号,番号,枝番,氏名,カナ,生年月日,続柄,資格取得年月日,利用登録,個人番号,住所,郵便番号\n\
    101,70,00,葛󠄀城　髙一,カツラギ　タカイチ,S62.6.10,本人,R3.4.1,無,123456789018,東京都千代田区1,1000001\n";

fn printed(world: &World, on: &str, out: &str) -> (String, Value) {
    let planned = world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", on, "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at(out)).expect("a folder");
    world.run(&["print", "ledger.daicho", &batch, "--out", out]).ends(0);
    let manifest = std::fs::read(world.at(out).join("manifest.json")).expect("a manifest");
    (batch, serde_json::from_slice(&manifest).expect("a manifest"))
}

#[test]
fn a_letter_is_made_again_after_its_member_its_layout_and_its_society_have_changed() {
    let world = World::peopled();
    let (batch, manifest) = printed(&world, "2026-05-08", "out");
    let paper = manifest["sheets"][1]["paper"].as_str().expect("a paper");
    let name = "見本　花子";
    world.run(&["name", "ledger.daicho", "101-12-1", name, "--on", "2026-05-09"]).ends(0);
    std::fs::create_dir(world.at("again")).expect("a folder");
    let rebuilt = world.run(&["rebuild", "ledger.daicho", paper, "--out", "again", "--json"]).ends(0).json();
    assert_eq!(rebuilt["batch"], batch.as_str());
    assert_eq!(rebuilt["files"][0]["sha256"], manifest["files"][0]["sha256"], "the file it lay in is the same");
    let pdf = world.at("again").join(format!("{paper}.pdf"));
    let text = pdf_text(&pdf);
    assert!(text.contains(paper) && !text.contains(name), "{text}");
    // It holds this letter and no other one.
    assert_eq!(text.matches('\u{c}').count(), 2, "front and back");
    for sheet in manifest["sheets"].as_array().expect("sheets").iter().filter(|sheet| sheet["paper"] != paper) {
        let bytes = std::fs::read(&pdf).expect("a file");
        let other = sheet["paper"].as_str().expect("a paper");
        assert!(!text.contains(other) && !bytes.windows(other.len()).any(|part| part == other.as_bytes()));
    }
    let first = std::fs::read(&pdf).expect("a file");
    world.run(&["rebuild", "ledger.daicho", paper, "--out", "again"]).ends(0);
    assert!(first == std::fs::read(&pdf).expect("a file"), "made once more, it is the same");

    // All of the batch: byte for byte what lay in the folder.
    world.run(&["rebuild", "ledger.daicho", &batch, "--out", "again"]).ends(0);
    for file in manifest["files"].as_array().expect("files").iter().filter_map(|file| file["file"].as_str()) {
        if file.contains("cover") {
            continue;
        }
        let (before, again) = (std::fs::read(world.at("out").join(file)), std::fs::read(world.at("again").join(file)));
        assert!(before.expect("a file") == again.expect("a file"), "{file}");
    }
}

#[test]
fn a_name_in_the_rare_typeface_is_made_again_too() {
    let world = World::new();
    world.import("list.csv", MORE, &["--on", "2026-05-07"]);
    let (_, manifest) = printed(&world, "2026-05-08", "out");
    let paper = manifest["sheets"][0]["paper"].as_str().expect("a paper");
    let rebuilt = world.run(&["rebuild", "ledger.daicho", paper, "--json"]).ends(0).json();
    assert_eq!(rebuilt["files"][0]["sha256"], manifest["files"][0]["sha256"]);
    assert_eq!(rebuilt["files"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_is_no_longer_the_same_is_named_part_by_part() {
    let world = World::peopled();
    let (batch, manifest) = printed(&world, "2026-05-08", "out");
    let paper = manifest["sheets"][0]["paper"].as_str().expect("a paper").to_owned();
    let whole = |made: &PrintMade| made.clone();
    let wrong = "0".repeat(64);
    let unlike = |made: &PrintMade| {
        let mut made = whole(made);
        made.files.iter_mut().for_each(|file| file.sha256.clone_from(&wrong));
        made
    };
    type Change<'a> = (&'a str, Box<dyn Fn(&mut PrintMade) + 'a>);
    let changes: [Change<'_>; 4] = [
        (
            "書体「Some Mincho」がこの機械にありません",
            Box::new(|made| made.fonts.push(("Some Mincho".to_owned(), wrong.clone()))),
        ),
        (
            "書体「BIZ UDPGothic Regular」が、印刷したときと別の版です",
            Box::new(|made| made.fonts[0].1.clone_from(&wrong)),
        ),
        ("券面の内容のもとになる記録が、印刷したときと違います", Box::new(|made| made.data.clone_from(&wrong))),
        ("プログラムの版が、印刷したときと違います", Box::new(|made| made.engine.clone_from(&wrong))),
    ];
    for (minute, (part, change)) in changes.into_iter().enumerate() {
        // As if it had been printed by another program or on another machine.
        {
            let passphrase = Passphrase::from("見本の合言葉 for tests".to_owned());
            let mut ledger = Ledger::open(&world.at("ledger.daicho"), &passphrase).expect("a ledger");
            let id = ledger.batch_by_code(&batch).expect("a ledger").expect("a batch").id;
            let (_, first) = ledger.prints(id).expect("a ledger").remove(0);
            let mut made = unlike(&first);
            change(&mut made);
            let act = NewAct {
                operator: "desk".to_owned(),
                at: Moment::new(&format!("2099-01-01T00:0{minute}:00Z")).expect("an instant"),
                kind: "print_made",
                subject: Some(batch.clone()),
                reason: None,
                on: day(2026, 5, 8),
            };
            ledger.act::<(), desk::ledger::Error>(act, |entry| entry.print_made(id, &made)).expect("an act");
        }
        std::fs::create_dir_all(world.at("again")).expect("a folder");
        let refused = world.run(&["rebuild", "ledger.daicho", &paper, "--out", "again"]).ends(1).err;
        assert!(refused.contains(part) && refused.matches('→').count() == 1, "{part}: {refused}");
        assert_eq!(std::fs::read_dir(world.at("again")).expect("a folder").count(), 0, "nothing is written");
    }
}

#[test]
fn a_letter_lies_beside_the_last_one_of_its_kind() {
    let world = World::bare();
    world.file("policy.toml", POLICY.replace("notice_on_change = \"unless_portal\"", "notice_on_change = \"always\""));
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    let (_, first) = printed(&world, "2026-05-08", "out");
    let of = |manifest: &Value, code: &str| {
        let sheets = manifest["sheets"].as_array().expect("sheets").clone();
        sheets.into_iter().find(|sheet| sheet["code"] == code).map(|sheet| sheet["paper"].clone()).expect("a sheet")
    };
    let shown = world.run(&["show", "ledger.daicho", "101-12-1", "--json"]).ends(0).json();
    let code = shown["code"].as_str().expect("a code");
    let before = of(&first, code);
    let none = world.run(&["beside", "ledger.daicho", before.as_str().expect("a code")]).ends(1).err;
    assert!(none.contains("これより前の同じ種類の書類はありません"), "{none}");

    world.run(&["name", "ledger.daicho", "101-12-1", "見本　花子", "--on", "2026-05-09"]).ends(0);
    let (_, second) = printed(&world, "2026-06-08", "second");
    let now = of(&second, code);
    let beside = world.run(&["beside", "ledger.daicho", now.as_str().expect("a code"), "--json"]).ends(0).json();
    assert_eq!((&beside["before"], &beside["paper"]), (&before, &now));
    let lines = beside["lines"].as_array().expect("lines");
    let changed: Vec<&str> =
        lines.iter().filter(|line| line["same"] == false).filter_map(|line| line["word"].as_str()).collect();
    assert!(changed.contains(&"name") && changed.contains(&"paper") && !changed.contains(&"number"), "{changed:?}");
    let name = lines.iter().find(|line| line["word"] == "name").expect("a name");
    assert_eq!(name["now"], "見本　花子");
    let stranger = first["sheets"].as_array().expect("sheets").iter().find(|sheet| sheet["code"] != code);
    let stranger = stranger.and_then(|sheet| sheet["paper"].as_str()).expect("another one's");
    let refused =
        world.run(&["beside", "ledger.daicho", now.as_str().expect("a code"), "--with", stranger]).ends(1).err;
    assert!(refused.contains("別の方のものです"), "{refused}");
}

#[test]
fn nobody_makes_again_what_was_never_printed() {
    let world = World::peopled();
    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    let refused = world.run(&["rebuild", "ledger.daicho", batch]).ends(1).err;
    assert!(refused.contains("印刷したときの記録がありません"), "{refused}");
}
