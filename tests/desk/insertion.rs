//! Insertion by scan: sheets into envelopes, envelopes into bundles, bundles under their labels, sheets that are missing, and the
//! stock of paper. Every mistake has its own sentence and leaves the ledger as it was.

use std::collections::{BTreeMap, BTreeSet};

use desk::ledger::codes;
use serde_json::Value;

use crate::world::World;

pub const LEDGER: &str = "ledger.daicho";

/// One sheet as the manifest has it.
#[derive(Clone)]
pub struct Sheet {
    pub sheet: i64,
    pub paper: String,
    pub envelope: i64,
    pub code: String,
    pub bundle: String,
    pub label: String,
}

/// A printed batch, and what lies on its sheets.
pub struct Printed {
    pub world: World,
    pub batch: String,
    pub sheets: Vec<Sheet>,
}

impl Printed {
    /// Two employers with a household of three and two single members each.
    pub fn two_employers() -> Printed {
        Printed::of(people(), &["plan", LEDGER, "--kind", "notice", "--on", "2026-05-08", "--json"])
    }

    pub fn of(world: World, plan: &[&str]) -> Printed {
        let planned = world.run(plan).ends(0).json();
        let batch = planned["batch"].as_str().expect("a batch").to_owned();
        let mut printed = Printed { world, batch, sheets: Vec::new() };
        printed.print("out");
        printed.sheets = printed.manifest("out");
        printed
    }

    pub fn print(&self, folder: &str) {
        std::fs::create_dir(self.world.at(folder)).expect("a folder");
        self.world.run(&["print", LEDGER, &self.batch, "--out", folder]).ends(0);
    }

    fn manifest(&self, folder: &str) -> Vec<Sheet> {
        let text = std::fs::read_to_string(self.world.at(folder).join("manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&text).expect("JSON");
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let sheets = manifest["sheets"].as_array().expect("sheets").iter().map(|line| Sheet {
            sheet: line["sheet"].as_i64().expect("a number"),
            paper: text(line, "paper"),
            envelope: line["envelope"].as_i64().expect("a number"),
            code: text(line, "envelope_code"),
            bundle: text(line, "bundle_code"),
            label: text(line, "label_code"),
        });
        sheets.collect()
    }

    pub fn batch(&self, more: &[&str]) -> tests::program::Ran {
        self.world.run(&[&["batch", LEDGER, &self.batch], more].concat())
    }

    /// Scans some codes in one run; what each was answered.
    pub fn scans(&self, what: &str, codes: &[&str]) -> Vec<Value> {
        self.world.file("scans.txt", codes.join("\n"));
        self.batch(&[what, "--scans", "scans.txt", "--json"]).lines()
    }

    /// Why each of some scans was wrong; `done` where something was completed, `right` where more is to come.
    #[track_caller]
    pub fn said(&self, what: &str, codes: &[&str]) -> Vec<String> {
        let told = self.scans(what, codes);
        let word = |one: &Value| match (one["because"].as_str(), one["done"] == true) {
            (Some(because), _) => because.to_owned(),
            (None, true) => "done".to_owned(),
            (None, false) => "right".to_owned(),
        };
        told.iter().map(word).collect()
    }

    pub fn insertion(&self) -> Value {
        self.batch(&["insertion", "--json"]).ends(0).json()
    }

    pub fn envelope(&self, number: i64) -> Vec<&Sheet> {
        self.sheets.iter().filter(|sheet| sheet.envelope == number).collect()
    }

    /// Closes one envelope by scan.
    #[track_caller]
    pub fn fill(&self, number: i64) {
        let sheets = self.envelope(number);
        let codes: Vec<&str> =
            std::iter::once(sheets[0].code.as_str()).chain(sheets.iter().map(|one| &*one.paper)).collect();
        assert_eq!(self.said("inserted", &codes).last().map(String::as_str), Some("done"));
    }
}

/// Two employers with a household of three and two single members each.
pub fn people() -> World {
    let world = World::new();
    let header = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所";
    for (employer, symbol, names) in [
        ("A001", "101", ["山田　太郎,ヤマダ　タロウ", "佐藤　一郎,サトウ　イチロウ", "鈴木　健,スズキ　ケン"]),
        ("B002", "202", ["高橋　進,タカハシ　ススム", "田中　実,タナカ　ミノル", "伊藤　学,イトウ　マナブ"]),
    ] {
        let line = |number: usize, branch: &str, name: &str, born: &str, sex: &str, relation: &str| {
            format!("{symbol},{number},{branch},{name},{born},{sex},{relation},R2.4.1,1000001,東京都千代田区千代田1-1")
        };
        let (family, kana) = if symbol == "101" { ("山田", "ヤマダ") } else { ("高橋", "タカハシ") };
        let mut rows = vec![header.to_owned()];
        for (at, name) in names.iter().enumerate() {
            rows.push(line(at + 1, "00", name, "S55.1.2", "男", "本人"));
        }
        rows.push(line(1, "01", &format!("{family}　花子,{kana}　ハナコ"), "S57.3.4", "女", "妻"));
        rows.push(line(1, "02", &format!("{family}　陽子,{kana}　ヨウコ"), "H24.5.6", "女", "子"));
        let file = format!("{employer}.csv");
        let imported = world.import(&file, &rows.join("\n"), &["--employer", employer, "--on", "2026-04-10"]);
        assert_eq!(imported["new"], 5, "{imported}");
    }
    world
}

#[test]
fn sheets_and_envelopes_bear_opaque_codes_that_a_scanner_reads_from_the_printed_page() {
    let printed = Printed::two_employers();
    let mut seen = BTreeSet::new();
    for file in std::fs::read_dir(printed.world.at("out")).expect("a folder").flatten() {
        if file.path().extension().is_some_and(|kind| kind == "pdf") {
            for page in tests::paper::pdf_greys(&file.path(), 300) {
                seen.extend(tests::paper::qr_codes(&page));
            }
        }
    }
    let mut firsts = BTreeSet::new();
    for sheet in &printed.sheets {
        for (code, kind) in [
            (&sheet.paper, codes::Kind::Paper),
            (&sheet.code, codes::Kind::Envelope),
            (&sheet.bundle, codes::Kind::Bundle),
            (&sheet.label, codes::Kind::Label),
        ] {
            assert_eq!(codes::kind(code), Some(kind), "{code}");
            assert!(seen.contains(code), "{code} is not on any page: {seen:?}");
        }
        firsts.insert(sheet.code.clone());
    }
    assert_eq!(firsts.len(), 6, "an envelope for each household");
    // The same bytes again, codes and all.
    printed.print("again");
    let files = std::fs::read_dir(printed.world.at("out")).expect("a folder").flatten();
    for file in files.filter(|file| file.path().is_file()) {
        let again = std::fs::read(printed.world.at("again").join(file.file_name())).expect("the same file");
        assert!(std::fs::read(file.path()).expect("a file") == again, "{:?}", file.file_name());
    }
}

#[test]
fn an_envelope_closes_with_exactly_its_sheets_in_either_order_and_every_mistake_has_its_sentence() {
    let printed = Printed::two_employers();
    let household = printed.envelope(1);
    let [a, b, c] = [0, 1, 2].map(|at| household[at].paper.as_str());
    let envelope = household[0].code.as_str();
    let other = printed.envelope(2)[0];
    let foreign = Printed::two_employers();
    let strange = &foreign.sheets[0];
    // Too few: nothing is recorded.
    assert_eq!(printed.said("inserted", &[envelope, a, b]), ["right", "right", "right", "envelope_unfinished"]);
    assert_eq!(printed.insertion()["checked"], 0);
    // Mistakes change nothing, not even what is in hand; full width and small letters are read too.
    let wide: String = c.chars().map(|one| char::from_u32(u32::from(one) + 0xFEE0).expect("a letter")).collect();
    let said = printed.said(
        "inserted",
        &[
            envelope,
            a,
            a,
            &other.paper,
            &other.code,
            envelope,
            &strange.paper,
            &strange.code,
            "P2345678923",
            "HIKAE",
            &household[0].bundle,
            &household[0].label,
            &b.to_lowercase(),
            &wide,
            c,
            envelope,
        ],
    );
    let expected = [
        "right",
        "right",
        "already_scanned",
        "other_envelope",
        "envelope_unfinished",
        "envelope_twice",
        "paper_unknown",
        "envelope_unknown",
        "code_slip",
        "office_copy",
        "is_bundle",
        "is_label",
        "right",
        "done",
        "already_inserted",
        "envelope_closed",
    ];
    assert_eq!(said, expected);
    let told = printed.scans("inserted", &[&other.code, a]);
    assert_eq!(told[1]["because"], "already_inserted");
    // Sheets first, then the envelope; another envelope's sheet among them.
    let second = printed.envelope(4);
    let sheets: Vec<&str> = second.iter().map(|one| one.paper.as_str()).collect();
    let told =
        printed.scans("inserted", &[sheets[0], &other.paper, &other.code, sheets[1], sheets[2], &second[0].code]);
    let because: Vec<&str> = told.iter().map(|one| one["because"].as_str().unwrap_or("")).collect();
    assert_eq!(because, ["", "other_envelope", "other_envelope", "", "", ""]);
    assert_eq!(told[2]["sentence"], "この書類は封筒4のものです。封筒2には入れません。");
    assert_eq!(told[5]["done"], true);
    // By its number where no code can be read, and with the words of the command line.
    assert_eq!(printed.said("inserted", &["２", &other.paper]), ["right", "done"]);
    let third = printed.envelope(3)[0];
    printed.batch(&["inserted", "--envelope", &third.code, "--code", &third.paper]).ends(0);
    let now = printed.insertion();
    assert_eq!((now["checked"].as_i64(), now["open"].as_i64(), now["unchecked"].as_i64()), (Some(4), Some(2), Some(0)));
    assert!(printed.batch(&["close"]).ends(1).err.contains("行方が記録されていません"));
    // The rest without scans: it is said, and shown for ever.
    assert!(printed.batch(&["inserted"]).ends(0).out.contains("確認はしていません"));
    let now = printed.insertion();
    assert_eq!((now["checked"].as_i64(), now["unchecked_envelopes"].clone()), (Some(4), serde_json::json!([5, 6])));
    printed.batch(&["close"]).ends(0);
    printed.world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn what_was_taken_back_replaced_spoiled_or_shielded_meanwhile_goes_into_no_envelope() {
    let printed = Printed::two_employers();
    let single = printed.envelope(2)[0];
    std::fs::create_dir(printed.world.at("again")).expect("a folder");
    printed.batch(&["spoiled", &single.paper, "--out", "again"]).ends(0);
    let second = format!("{}-2", single.paper);
    let pages = tests::paper::pdf_greys(
        &printed.world.at("again").join(format!("{}-sheet{}-copy2.pdf", printed.batch, single.sheet)),
        300,
    );
    let read: Vec<String> = pages.iter().flat_map(|page| tests::paper::qr_codes(page)).collect();
    assert!(read.contains(&second), "the reprint says which copy it is: {read:?}");
    let said = printed.said("inserted", &[&single.code, &single.paper, &format!("{}-3", single.paper), &second]);
    assert_eq!(said, ["right", "old_copy", "copy_unknown", "done"]);
    // Handed over at the counter: the household's envelope closes without it.
    let household = printed.envelope(1);
    printed.world.run(&["paper", LEDGER, &household[1].paper, "in_hand"]).ends(0);
    let codes = [&*household[0].code, &household[1].paper, &household[0].paper, &household[2].paper];
    assert_eq!(printed.said("inserted", &codes), ["right", "paper_elsewhere", "right", "done"]);
    // Shielded since it was printed: their paper is no longer let into the family's envelope.
    let family = printed.envelope(4);
    let member = {
        let shown = printed.world.run(&["paper", LEDGER, &family[1].paper, "show", "--json"]).ends(0).json();
        shown["member"].as_str().expect("a member").to_owned()
    };
    printed.world.run(&["shield", LEDGER, &member, "on", "--reason", "本人の申出"]).ends(0);
    let said = printed.said("inserted", &[&family[0].code, &family[1].paper]);
    assert_eq!(said[0], "right");
    assert!(said[1].starts_with("shield"), "{said:?}");
}

#[test]
fn a_paper_that_was_replaced_or_taken_back_is_told_at_the_scan_and_what_to_do_with_it() {
    let world = World::bare();
    world.run(&["demo", "society", "--members", "60", "--seed", "7", "--filled"]).ends(0);
    let certificates = |on: &'static str| ["plan", LEDGER, "--kind", "certificate", "--on", on, "--json"];
    let printed = Printed::of(world.inside("society"), &certificates("2026-04-20"));
    let alone = |one: &&Sheet| printed.envelope(one.envelope).len() == 1;
    let old = printed.sheets.iter().find(alone).expect("an envelope of one").clone();
    let shown = printed.world.run(&["paper", LEDGER, &old.paper, "show", "--json"]).ends(0).json();
    let member = shown["member"].as_str().expect("a member");
    printed.world.run(&["name", LEDGER, member, "見本　一郎", "--on", "2026-04-21"]).ends(0);
    let batch = printed.world.run(&certificates("2026-04-22")).json()["batch"].as_str().expect("a batch").to_owned();
    let told = printed.scans("inserted", &[&old.code, &old.paper]);
    assert_eq!(told[1]["sentence"], format!("{}枚目は差し替えた書類です。封筒に入れません。", old.sheet));
    assert_eq!(told[1]["hint"], "抜いて廃棄し、新しい書類を入れてください。");
    assert_eq!(told[0]["because"], "envelope_empty", "its envelope has nothing left: {}", told[0]);
    // The new one is taken back before it is printed: a test print of it is told at the bench.
    printed.world.run(&["batch", LEDGER, &batch, "withdraw"]).ends(0);
    let shown = printed.world.run(&["show", LEDGER, member, "--json"]).ends(0).json();
    let papers = shown["papers"].as_array().expect("papers");
    let void = papers.iter().find(|one| one["state"] == "void").expect("the one taken back");
    let other = Printed { batch, ..printed };
    let told = other.scans("inserted", &[void["paper"].as_str().expect("a code")]);
    assert_eq!(told[0]["sentence"], "1枚目は取り消した書類です。封筒に入れません。");
    assert_eq!(told[0]["hint"], "抜いて廃棄してください。");
}

#[test]
fn only_a_sheet_in_hand_is_spoiled_and_one_that_nobody_has_is_missing() {
    let printed = Printed::two_employers();
    printed.fill(1);
    let (single, other) = (printed.envelope(2)[0].clone(), printed.envelope(3)[0].clone());
    let number = single.sheet.to_string();
    // Its number is no proof: whoever cannot find it may not call it spoiled and have it printed again.
    let refused = printed.batch(&["spoiled", &number]).ends(2).err;
    assert!(refused.contains("手元にあるときだけ") && refused.contains("行方不明として記録してください"), "{refused}");
    printed.batch(&["missing", &number]).ends(0);
    let refused = printed.batch(&["spoiled", &number]).ends(2).err;
    assert!(refused.contains("あと1通"), "locked: {refused}");
    assert!(printed.batch(&["spoiled", &single.paper]).ends(2).err.contains("先に「見つかった」と記録"));
    printed.batch(&["found", &number]).ends(0);
    // What is read must be a good sheet of this batch.
    let strange = Printed::two_employers();
    for (code, said) in [
        (single.code.as_str(), "これは封筒です"),
        ("HIKAE", "これは控えです"),
        ("P2345678923", "読み取り違いです"),
        (&strange.sheets[0].paper, "この組合の台帳にない書類です"),
        (&format!("{}-2", single.paper), "2回目の印刷は、台帳に記録がありません"),
    ] {
        let refused = printed.batch(&["spoiled", code]).ends(2).err;
        assert!(refused.contains(said), "{code}: {refused}");
    }
    assert_eq!(printed.batch(&["spoiled", &single.paper, "--json"]).ends(0).json()["copy"], 2);
    assert!(printed.batch(&["spoiled", &single.paper]).ends(2).err.contains("1回目の印刷です"));
    assert_eq!(printed.batch(&["spoiled", &other.paper, "--json"]).ends(0).json()["sheet"], other.sheet);
    assert_eq!(printed.batch(&["status", "--json"]).ends(0).json()["reprinted"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_whole_reprint_bears_the_code_of_each_sheets_own_copy_and_the_first_print_is_told_from_it() {
    let printed = Printed::two_employers();
    let sheet = printed.envelope(2)[0].clone();
    let other = printed.envelope(3)[0].clone();
    // What was done, what the whole then says on this sheet, and how a first, second and third print of it are answered.
    let copy = |copy: u32| if copy == 1 { sheet.paper.clone() } else { format!("{}-{copy}", sheet.paper) };
    let rows: [(&str, Option<u32>, u32, [&str; 3]); 3] = [
        ("as it was printed", None, 1, ["right", "copy_unknown", "copy_unknown"]),
        ("spoiled once", Some(1), 2, ["old_copy", "right", "copy_unknown"]),
        ("spoiled twice", Some(2), 3, ["old_copy", "old_copy", "right"]),
    ];
    for (what, spoil, whole, answers) in rows {
        if let Some(which) = spoil {
            printed.batch(&["spoiled", &copy(which)]).ends(0);
        }
        let out = if whole == 1 { "out".to_owned() } else { format!("whole{whole}") };
        if whole > 1 {
            printed.print(&out);
        }
        let file = printed.world.at(&out).join(format!("notice-{}-001.pdf", printed.batch));
        let manifest = std::fs::read_to_string(printed.world.at(&out).join("manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
        let read = |one: &Sheet| {
            let place = usize::try_from(one.sheet).expect("a sheet") - 1;
            let page = manifest["sheets"][place]["page"].as_u64().expect("a page") - 1;
            let page = usize::try_from(page).expect("a page");
            tests::paper::qr_codes(&tests::paper::pdf_page_grey(&file, page, 200))
        };
        assert!(read(&sheet).contains(&copy(whole)), "{what}: {:?}", read(&sheet));
        assert!(read(&other).contains(&other.paper), "{what}: the others are as they were");
        let codes = [copy(1), copy(2), copy(3)];
        let said = printed.said("inserted", &codes.each_ref().map(String::as_str));
        assert_eq!(said[..3], answers, "{what}");
    }
    // The same once more, and each made again from the ledger alone.
    printed.print("last");
    let file = format!("notice-{}-001.pdf", printed.batch);
    let bytes = |folder: &str| std::fs::read(printed.world.at(folder).join(&file)).expect("a file");
    assert!(bytes("last") == bytes("whole3") && bytes("whole3") != bytes("out"));
    printed.world.run(&["rebuild", LEDGER, &printed.batch]).ends(0);
    printed.world.run(&["rebuild", LEDGER, &sheet.paper]).ends(0);
}

#[test]
fn each_scan_says_what_it_has_changed_so_that_nothing_else_is_read_again() {
    let printed = Printed::two_employers();
    let before = printed.insertion();
    let household = printed.envelope(1);
    let codes: Vec<&str> =
        std::iter::once(&*household[0].code).chain(household.iter().map(|one| &*one.paper)).collect();
    let told = printed.scans("inserted", &codes);
    assert!(told[0]["changed"].is_null() && told[2]["changed"].is_null(), "nothing is recorded yet");
    let changed = &told[3]["changed"];
    assert_eq!(
        [&changed["checked"], &changed["open"], &changed["unchecked"], &changed["inserted"], &changed["next"]],
        [1, -1, 0, 3, 2]
    );
    assert!(changed["act"].as_i64() > before["act"].as_i64());
    let after = printed.insertion();
    for what in ["checked", "open", "unchecked"] {
        assert_eq!(
            after[what].as_i64(),
            Some(before[what].as_i64().expect("a number") + changed[what].as_i64().expect("a number")),
            "{what}"
        );
    }
    // The next one that waits, in the order of the pile.
    printed.fill(3);
    let second = printed.envelope(2)[0];
    assert_eq!(printed.scans("inserted", &[&second.code, &second.paper])[1]["changed"]["next"], 4);
    // What was inserted without a scan was counted apart.
    printed.batch(&["inserted"]).ends(0);
    let fifth = printed.envelope(5)[0];
    let told = printed.scans("inserted", &[&fifth.code, &fifth.paper]);
    let changed = &told[1]["changed"];
    assert_eq!([&changed["checked"], &changed["open"], &changed["unchecked"], &changed["inserted"]], [1, 0, -1, 0]);
    let told = printed.scans("bundled", &[&fifth.bundle, &fifth.code]);
    assert_eq!(told[1]["changed"]["bundle"], after["bundles"][1]["bundle"], "{}", told[1]);
}

#[test]
fn an_office_copy_says_that_it_is_one_and_is_refused_at_the_envelope() {
    let printed = Printed::two_employers();
    let single = printed.envelope(2)[0];
    std::fs::create_dir(printed.world.at("copies")).expect("a folder");
    printed.batch(&["copy", &single.sheet.to_string(), "--out", "copies"]).ends(0);
    let file = printed.world.at("copies").join(format!("{}-sheet{}-hikae.pdf", printed.batch, single.sheet));
    assert!(tests::paper::pdf_text(&file).contains("控（送りません）"));
    let read: BTreeSet<String> =
        tests::paper::pdf_greys(&file, 300).iter().flat_map(|page| tests::paper::qr_codes(page)).collect();
    assert!(read.contains("HIKAE") && !read.contains(&single.paper) && !read.contains(&single.code), "{read:?}");
    let told = printed.scans("inserted", &[&single.code, "HIKAE"]);
    assert_eq!(told[1]["sentence"], "これは控えです。封筒に入れません。");
}

#[test]
fn two_results_crosswise_in_two_envelopes_are_stopped_at_each_of_them_and_at_the_close() {
    let printed = Printed::two_employers();
    for envelope in [1, 4, 5, 6] {
        printed.fill(envelope);
    }
    // Each of two members' papers lies by the other's envelope.
    let (one, other) = (printed.envelope(2)[0].clone(), printed.envelope(3)[0].clone());
    let told = printed.scans("inserted", &[&one.code, &other.paper, &one.paper, &other.code, &one.paper, &other.paper]);
    let because: Vec<&str> = told.iter().map(|one| one["because"].as_str().unwrap_or("")).collect();
    assert_eq!(because, ["", "other_envelope", "", "", "already_inserted", ""]);
    assert_eq!(told[1]["sentence"], "この書類は封筒3のものです。封筒2には入れません。");
    assert_eq!(printed.insertion()["open"], 0);
    // Whoever closes the two without a scan, crosswise as they are, cannot close the batch.
    let crossed = Printed::two_employers();
    for envelope in [1, 4, 5, 6] {
        crossed.fill(envelope);
    }
    let refused = crossed.batch(&["close"]).ends(1).err;
    let places = [one.sheet, other.sheet].map(|sheet| format!("{sheet}枚目"));
    assert!(places.iter().all(|place| refused.contains(place)), "{refused}");
}

#[test]
fn two_bundles_of_equal_weight_are_told_apart_at_the_hand_over() {
    let printed = Printed::two_employers();
    for envelope in 1..=6 {
        printed.fill(envelope);
    }
    let (first, second) = (printed.envelope(1)[0].clone(), printed.envelope(4)[0].clone());
    let codes: Vec<String> = (1..=6).map(|number| printed.envelope(number)[0].code.clone()).collect();
    let said = printed.said("bundled", &[&codes[0], &first.bundle, &codes[0], &codes[3], &codes[0], &codes[1]]);
    assert_eq!(said, ["bundle_first", "right", "right", "other_bundle", "already_bundled", "right"]);
    assert!(printed.batch(&["close"]).ends(1).err.contains("まだ梱包に入れていません"));
    assert_eq!(printed.said("handed-over", &[&first.bundle, &first.label]), ["right", "bundle_unfinished"]);
    assert_eq!(printed.said("bundled", &[&first.bundle, &codes[2]]), ["right", "done"]);
    assert_eq!(
        printed.said("bundled", &[&second.bundle, &codes[3], &codes[4], &codes[5]]),
        ["right", "right", "right", "done"]
    );
    let told = printed.scans("handed-over", &[&first.bundle, &first.bundle, &second.label, &first.label]);
    let because: Vec<&str> = told.iter().map(|one| one["because"].as_str().unwrap_or("")).collect();
    assert_eq!(because, ["", "same_side", "bundle_crossed", ""]);
    assert!(told[2]["sentence"].as_str().expect("a sentence").contains("入れ違いです"), "{}", told[2]);
    // Of a crossed pair nothing stays in hand: what comes next begins anew, and its own label does not make it right.
    assert_eq!(
        printed.said("handed-over", &[&first.bundle, &second.label, &second.bundle, &first.label]),
        ["right", "bundle_crossed", "right", "bundle_crossed"]
    );
    let handed = printed.insertion()["bundles"].as_array().expect("bundles").clone();
    assert!(handed.iter().all(|one| one["handed_over"].is_null()), "{handed:?}");
    assert_eq!(printed.said("handed-over", &[&first.label, &first.bundle]), ["right", "done"]);
    // What has left with its bundle is not printed a second time, and the other bundle is not forgotten.
    let refused = printed.batch(&["spoiled", &first.paper]).ends(2).err;
    assert!(refused.contains("梱包ごと引き渡してあります"), "{refused}");
    let refused = printed.batch(&["close"]).ends(1).err;
    assert!(refused.contains("まだ引き渡していません") && refused.contains(&second.bundle), "{refused}");
    assert_eq!(printed.said("handed-over", &[&second.label, &second.bundle]), ["right", "done"]);
    assert_eq!(printed.said("handed-over", &[&second.label, &second.bundle]), ["right", "already_handed_over"]);
    let now = printed.insertion();
    assert!(
        now["bundles"]
            .as_array()
            .expect("bundles")
            .iter()
            .all(|one| one["inside"] == 3 && one["handed_over"].is_string())
    );
    printed.batch(&["close"]).ends(0);
    printed.world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn no_bundle_leaves_that_is_not_in_its_envelopes_or_gives_somebody_away() {
    let printed = Printed::two_employers();
    let first = printed.envelope(1)[0].clone();
    let hand_over = || printed.said("handed-over", &[&first.bundle, &first.label]);
    assert_eq!(hand_over(), ["right", "envelope_open"], "nothing lies in an envelope yet");
    for envelope in [1, 2] {
        printed.fill(envelope);
    }
    assert_eq!(hand_over(), ["right", "envelope_open"]);
    // Nor does what nobody has scanned go to the post while others were.
    let refused = printed.batch(&["posted"]).ends(1).err;
    assert!(refused.contains("封筒3は、封入の読み取りが終わっていません。"), "{refused}");
    for envelope in 3..=6 {
        printed.fill(envelope);
    }
    let shown = printed.world.run(&["paper", LEDGER, &first.paper, "--json"]).ends(0).json();
    let member = shown["member"].as_str().expect("a member");
    printed.world.run(&["shield", LEDGER, member, "on", "--reason", "本人の申出"]).ends(0);
    assert_eq!(hand_over()[0], "right");
    assert!(!["right", "done"].contains(&hand_over()[1].as_str()), "{:?}", hand_over());
    printed.world.run(&["shield", LEDGER, member, "off", "--reason", "取り違え"]).ends(0);
    assert_eq!(hand_over(), ["right", "done"]);
}

#[test]
fn the_code_of_an_old_print_is_not_recorded_as_the_sheet() {
    let printed = Printed::two_employers();
    let sheet = printed.envelope(1)[0].clone();
    printed.batch(&["spoiled", &sheet.paper]).ends(0);
    let told = printed.batch(&["inserted", "--code", &sheet.paper, "--json"]);
    assert!(told.out.contains("1回目の印刷"), "{} {}", told.out, told.err);
    let told = printed.batch(&["inserted", "--code", &format!("{}-2", sheet.paper), "--json"]).ends(0);
    assert!(told.out.contains("inserted"), "{}", told.out);
}

#[test]
fn a_missing_sheet_is_not_printed_again_before_the_closed_envelopes_were_scanned_again() {
    let printed = Printed::two_employers();
    for envelope in [1, 3, 4, 5] {
        printed.fill(envelope);
    }
    let lost = printed.envelope(2)[0].clone();
    let number = lost.sheet.to_string();
    let told = printed.batch(&["missing", &number, "--reason", "机の上にない", "--json"]).ends(0).json();
    assert_eq!(told["loss"]["to_recount"], serde_json::json!([1, 3, 4, 5]), "{told}");
    assert_eq!(told["loss"]["to_open"], serde_json::json!([1, 3]), "its neighbours on the pile");
    printed.batch(&["missing", &number]).ends(2);
    // Neither the sheet nor the whole comes out of the printer, and nothing leaves.
    assert!(printed.batch(&["spoiled", &number]).ends(2).err.contains("あと4通"));
    std::fs::create_dir(printed.world.at("whole")).expect("a folder");
    assert!(printed.world.run(&["print", LEDGER, &printed.batch, "--out", "whole"]).ends(2).err.contains("行方不明"));
    assert!(printed.batch(&["posted"]).ends(2).err.contains("行方不明"));
    assert_eq!(printed.said("inserted", &[&lost.code]), ["sheet_missing"]);
    // Two are seen through the window; the neighbours are opened and scanned anew.
    let code = |number: i64| printed.envelope(number)[0].code.clone();
    assert_eq!(
        printed.said("recount", &[&code(4), &code(5), &code(5), &code(6)]),
        ["right", "right", "recounted", "recounted"]
    );
    assert!(printed.batch(&["spoiled", &number]).ends(2).err.contains("あと2通"));
    assert_eq!(printed.said("recount", &[&code(1), &code(3), &code(3)]), ["right", "right", "recounted"]);
    assert!(printed.batch(&["spoiled", &number]).ends(2).err.contains("あと2通"), "opened is not yet looked at");
    printed.fill(1);
    assert!(printed.batch(&["spoiled", &number]).ends(2).err.contains("あと1通"));
    printed.fill(3);
    let again = printed.batch(&["spoiled", &number, "--json"]).ends(0).json();
    assert_eq!(again["copy"], 2);
    // The first print turned up after all: it is not used.
    assert!(printed.batch(&["found", &number]).ends(2).err.contains("もう刷り直してあります"));
    let second = format!("{}-2", lost.paper);
    assert_eq!(printed.said("inserted", &[&lost.code, &lost.paper, &second]), ["right", "old_copy", "done"]);
    printed.fill(6);
    printed.batch(&["close"]).ends(0);
    printed.world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_sheet_that_lay_in_another_envelope_is_found_at_the_recount_and_nothing_is_printed_twice() {
    let printed = Printed::two_employers();
    printed.fill(1);
    // Its own envelope was closed, and turned out to lack it.
    let lost = printed.envelope(2)[0].clone();
    printed.fill(2);
    let number = lost.sheet.to_string();
    printed.batch(&["missing", &number]).ends(0);
    assert_eq!(printed.insertion()["checked"], 1, "its envelope is open again");
    printed.batch(&["spoiled", &number]).ends(2);
    assert_eq!(printed.said("recount", &[&printed.envelope(1)[0].code]), ["right"]);
    // It lies in the neighbour's.
    let household = printed.envelope(1);
    assert_eq!(printed.said("inserted", &[&household[0].code, &household[0].paper, &lost.paper])[2], "sheet_missing");
    printed.batch(&["found", &number, "--reason", "封筒1の中"]).ends(0);
    assert_eq!(printed.said("inserted", &[&household[0].code, &lost.paper])[1], "other_envelope");
    printed.fill(1);
    printed.fill(2);
    let losses = printed.insertion()["losses"].clone();
    assert_eq!((losses[0]["state"].as_str(), losses[0]["locked"].as_bool()), (Some("found"), Some(false)), "{losses}");
    assert_eq!(printed.batch(&["status", "--json"]).ends(0).json()["reprinted"], serde_json::json!([]));
}

#[test]
fn the_chief_breaks_the_lock_with_a_reason_and_is_not_whoever_missed_the_sheet() {
    let printed = Printed::two_employers();
    printed.fill(1);
    printed.world.operator("sato", &["--name", "佐藤", "--role", "supervisor"]);
    printed.world.operator("kato", &["--name", "加藤", "--role", "clerk"]);
    let number = printed.envelope(2)[0].sheet.to_string();
    printed.batch(&["missing", &number]).ends(0);
    let unlock =
        |who: &[&str], reason: &str| printed.batch(&[&["unlock", &number, "--reason", reason][..], who].concat());
    assert!(unlock(&[], "確かめた").ends(2).err.contains("佐藤"), "whoever missed it asks another");
    unlock(&["--operator", "kato", "--passphrase-file", "kato.txt"], "確かめた").ends(1);
    let sato = ["--operator", "sato", "--passphrase-file", "sato.txt"];
    assert!(unlock(&sato, "　").ends(2).err.contains("理由"));
    unlock(&sato, "机とごみ箱を二人で確かめた").ends(0);
    assert_eq!(printed.insertion()["losses"][0]["state"], "broken");
    assert_eq!(printed.batch(&["spoiled", &number, "--json"]).ends(0).json()["copy"], 2);
    let acts = printed.world.acts("sheet_lock_broken");
    assert_eq!(acts.len(), 1);
    assert_eq!(acts[0].0, "sato");
    assert!(acts[0].2.as_deref().expect("a reason").contains("ごみ箱"));
}

#[test]
fn what_nobody_scanned_is_opened_at_a_recount_and_what_has_left_needs_the_chief() {
    let printed = Printed::two_employers();
    printed.batch(&["inserted"]).ends(0);
    let number = printed.envelope(6)[0].sheet.to_string();
    let told = printed.batch(&["missing", &number, "--json"]).ends(0).json();
    assert_eq!(told["loss"]["to_open"], serde_json::json!([1, 2, 3, 4, 5]), "{told}");
    printed.batch(&["found", &number]).ends(0);
    // A single envelope went ahead by courier.
    let ahead = printed.envelope(2)[0];
    printed.world.run(&["paper", LEDGER, &ahead.paper, "posted"]).ends(0);
    let told = printed.batch(&["missing", &number, "--json"]).ends(0).json();
    assert_eq!((told["loss"]["left"].as_i64(), told["loss"]["locked"].as_bool()), (Some(1), Some(true)));
    for envelope in [1, 3, 4, 5] {
        printed.said("recount", &[&printed.envelope(envelope)[0].code]);
        printed.fill(envelope);
    }
    assert!(printed.batch(&["spoiled", &number]).ends(2).err.contains("発送した封筒1通"));
    printed.batch(&["unlock", &number, "--reason", "先に出した分は先方が確かめた"]).ends(0);
    printed.batch(&["spoiled", &number]).ends(0);
}

#[test]
fn paper_received_is_paper_printed_spoiled_and_left() {
    let printed = Printed::two_employers();
    let world = &printed.world;
    let stock = |more: &[&str]| world.run(&[&["stock", LEDGER], more, &["--json"][..]].concat());
    let paper = "お知らせ用紙（A4）";
    assert!(stock(&["counted", paper, "5"]).ends(2).err.contains("まだ受け入れていません"));
    assert_eq!(stock(&["received", paper, "30"]).ends(0).json()["left"], 20, "ten sheets were printed");
    printed.batch(&["spoiled", &printed.sheets[1].paper]).ends(0);
    assert_eq!(stock(&["spoiled", paper, "3", "--reason", "紙詰まり"]).ends(0).json()["left"], 16);
    let refused = stock(&["counted", paper, "14"]).ends(1);
    assert!(refused.err.contains("-2枚の差"), "{}", refused.err);
    let now = stock(&["counted", paper, "14", "--reason", "試し刷り2枚の記録もれ"]).ends(0).json();
    assert_eq!(
        [&now["received"], &now["printed"], &now["spoiled"], &now["difference"], &now["left"]],
        [30, 11, 3, -2, 14]
    );
    assert_eq!(stock(&["counted", paper, "14"]).ends(0).json()["left"], 14, "no difference needs no reason");
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_batch_for_which_the_paper_does_not_reach_says_so_when_it_is_planned() {
    let world = people();
    world.run(&["stock", LEDGER, "received", "お知らせ用紙（A4）", "9"]).ends(0);
    world.run(&["stock", LEDGER, "received", "窓あき封筒（長3）", "6"]).ends(0);
    let plan = ["plan", LEDGER, "--kind", "notice", "--on", "2026-05-08", "--dry-run", "--json"];
    let remark = world.run(&plan).ends(0).json()["remark"].as_str().expect("a remark").to_owned();
    assert!(remark.contains("お知らせ用紙（A4）が足りません。10枚要りますが、残りは9枚です。"), "{remark}");
    assert!(!remark.contains("窓あき封筒"), "{remark}");
    world.run(&["stock", LEDGER, "received", "お知らせ用紙（A4）", "1"]).ends(0);
    let remark = world.run(&plan).ends(0).json()["remark"].as_str().unwrap_or_default().to_owned();
    assert!(!remark.contains("足りません"), "{remark}");
}

/// A number that follows from the one before: the same road on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

#[test]
fn hundreds_of_envelopes_are_scanned_in_any_order_with_mistakes_broken_off_and_closed_at_zero_difference() {
    let world = World::bare();
    world.run(&["demo", "society", "--members", "600", "--seed", "7", "--filled"]).ends(0);
    let printed =
        Printed::of(world.inside("society"), &["plan", LEDGER, "--kind", "notice", "--on", "2026-05-08", "--json"]);
    let mut envelopes: BTreeMap<i64, Vec<&Sheet>> = BTreeMap::new();
    for sheet in &printed.sheets {
        envelopes.entry(sheet.envelope).or_default().push(sheet);
    }
    assert!(envelopes.len() >= 200, "{} envelopes", envelopes.len());
    let mut chance = Chance(20_261_123);
    let mut order: Vec<i64> = envelopes.keys().copied().collect();
    chance.shuffle(&mut order);
    let mut script: Vec<(String, &str)> = Vec::new();
    let mut closed: Vec<i64> = Vec::new();
    let mut mistakes = 0;
    for number in &order {
        let mut sheets = envelopes[number].clone();
        chance.shuffle(&mut sheets);
        let envelope = &sheets[0].code;
        let first = chance.below(2) == 0;
        if first {
            script.push((envelope.clone(), "right"));
        }
        for (place, sheet) in sheets.iter().enumerate() {
            let wrong = order[chance.below(order.len())];
            let open = wrong != *number && !closed.contains(&wrong);
            let mistake = match chance.below(10) {
                0 if open && (first || place > 0) => Some((envelopes[&wrong][0].paper.clone(), "other_envelope")),
                1 if closed.contains(&wrong) => Some((envelopes[&wrong][0].paper.clone(), "already_inserted")),
                2 if open && first => Some((envelopes[&wrong][0].code.clone(), "envelope_unfinished")),
                3 => Some(("HIKAE".to_owned(), "office_copy")),
                // One character that was read wrong.
                4 => {
                    let slip = if sheet.paper.ends_with('2') { '3' } else { '2' };
                    Some((format!("{}{slip}", &sheet.paper[..10]), "code_slip"))
                }
                5 if place > 0 => Some((sheets[0].paper.clone(), "already_scanned")),
                _ => None,
            };
            mistakes += usize::from(mistake.is_some());
            script.extend(mistake);
            script.push((sheet.paper.clone(), if first && place + 1 == sheets.len() { "done" } else { "right" }));
        }
        if !first {
            script.push((envelope.clone(), "done"));
        }
        closed.push(*number);
    }
    assert!(mistakes > 40, "{mistakes} mistakes");
    // Broken off in the middle of an envelope, twice; what was closed stays, and the rest goes on.
    let cuts = [script.len() / 3, script.len() * 2 / 3];
    let (mut from, mut done) = (0, 0);
    for cut in cuts.into_iter().chain([script.len()]) {
        let end = (cut..script.len()).find(|at| script[at - 1].1 == "done").unwrap_or(script.len());
        // A scan more than the envelopes that are complete: the hand that is broken off.
        let codes: Vec<&str> = script[from..script.len().min(end + 1)].iter().map(|(code, _)| code.as_str()).collect();
        let told = printed.said("inserted", &codes);
        for (at, (code, word)) in script[from..end].iter().enumerate() {
            assert_eq!(told[at], *word, "scan {at} of {}: {code}", codes.len());
        }
        done += script[from..end].iter().filter(|(_, word)| *word == "done").count();
        assert_eq!(printed.insertion()["checked"], done, "only what was complete is recorded");
        from = end;
    }
    let now = printed.insertion();
    assert_eq!((now["checked"].as_u64(), now["open"].as_u64()), (Some(envelopes.len() as u64), Some(0)));
    printed.batch(&["close"]).ends(0);
    printed.world.run(&["verify", LEDGER]).ends(0);
}
