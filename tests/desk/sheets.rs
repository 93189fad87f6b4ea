//! The sheets of a batch: inserted, spoiled and printed once more, accounted for, closed.

use serde_json::Value;

use crate::world::World;

/// A batch of notices for a household of three and somebody alone, printed.
struct Printed {
    world: World,
    batch: String,
}

impl Printed {
    fn new() -> Printed {
        let printed = Printed::planned();
        std::fs::create_dir(printed.world.at("out")).expect("a folder");
        printed.world.run(&["print", "ledger.daicho", &printed.batch, "--out", "out"]).ends(0);
        printed
    }

    fn planned() -> Printed {
        let world = World::peopled();
        let arguments = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"];
        let planned = world.run(&arguments).ends(0).json();
        Printed { batch: planned["batch"].as_str().expect("a batch").to_owned(), world }
    }

    fn batch(&self, more: &[&str]) -> tests::program::Ran {
        self.world.run(&[&["batch", "ledger.daicho", &self.batch], more].concat())
    }

    fn status(&self) -> Value {
        self.batch(&["status", "--json"]).ends(0).json()
    }

    /// The codes of the papers, in the order of the sheets.
    fn papers(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.world.at("out").join("manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&text).expect("JSON");
        let sheets = manifest["sheets"].as_array().expect("sheets").clone();
        sheets.iter().map(|sheet| sheet["paper"].as_str().expect("a code").to_owned()).collect()
    }
}

#[test]
fn a_batch_is_inserted_posted_and_closed_with_no_sheet_missing() {
    let printed = Printed::new();
    let status = printed.status();
    assert_eq!((status["state"].as_str(), status["missing"].as_u64()), (Some("printed"), Some(4)), "{status}");
    let ran = printed.batch(&["close"]).ends(1);
    for sheet in 1..=4 {
        assert!(ran.err.contains(&format!("{sheet}枚目")), "{}", ran.err);
    }
    assert!(ran.err.contains("4枚の行方"), "{}", ran.err);
    printed.batch(&["inserted"]).ends(0);
    let status = printed.status();
    assert_eq!((status["state"].as_str(), status["missing"].as_u64()), (Some("inserted"), Some(0)), "{status}");
    assert!(printed.batch(&["inserted"]).ends(2).err.contains("封入を待つ書類はありません"));
    printed.batch(&["posted"]).ends(0);
    assert_eq!(printed.status()["state"], "posted");
    printed.batch(&["close"]).ends(0);
    assert!(printed.status()["closed"].is_string());
    assert!(printed.batch(&["close"]).ends(2).err.contains("締めてあります"));
    assert!(printed.batch(&["spoiled", "1"]).ends(2).err.contains("締めてあります"));
    printed.world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn what_is_not_printed_is_neither_inserted_nor_spoiled_nor_closed() {
    let planned = Printed::planned();
    assert!(planned.batch(&["inserted"]).ends(2).err.contains("まだ印刷していない"));
    assert!(planned.batch(&["spoiled", "1"]).ends(2).err.contains("印刷待ち"));
    planned.batch(&["close"]).ends(1);
    planned.batch(&["withdraw"]).ends(0);
    assert!(planned.batch(&["inserted"]).ends(2).err.contains("取り消されています"));
}

#[test]
fn scanned_papers_are_inserted_one_by_one_and_a_strange_one_is_told() {
    let printed = Printed::new();
    let papers = printed.papers();
    let other = Printed::new().papers();
    let arguments =
        ["inserted", "--code", &papers[0], "--code", &papers[0], "--code", &other[0], "--code", "P2", "--json"];
    let ran = printed.batch(&arguments).ends(1);
    let told: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let because: Vec<&str> = told.iter().map(|one| one["because"].as_str().unwrap_or("done")).collect();
    assert_eq!(because, ["done", "already_scanned", "not_in_batch", "not_in_batch"], "{}", ran.out);
    let status = printed.status();
    assert_eq!((status["state"].as_str(), status["missing"].as_u64()), (Some("printed"), Some(3)), "{status}");
    assert!(status["open"].as_array().expect("sheets").iter().all(|sheet| sheet["paper"] != papers[0].as_str()));
}

#[test]
fn a_spoiled_sheet_is_printed_once_more_under_the_same_number_and_counted() {
    let printed = Printed::new();
    let paper = printed.papers()[1].clone();
    std::fs::create_dir(printed.world.at("again")).expect("a folder");
    let told = printed.batch(&["spoiled", &paper, "--out", "again", "--json"]).ends(0).json();
    assert_eq!(
        (told["paper"].as_str(), told["copy"].as_i64(), told["times"].as_u64()),
        (Some(paper.as_str()), Some(2), Some(2))
    );
    let file = told["file"].as_str().expect("a file");
    assert!(file.ends_with(&format!("{}-sheet2-copy2.pdf", printed.batch)), "{file}");
    let pdf =
        std::fs::read(printed.world.at("again").join(format!("{}-sheet2-copy2.pdf", printed.batch))).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF"));
    // The sheet itself says that it is the second, beside its code; the first print never said so, and is as it was.
    let again = printed.world.at("again").join(format!("{}-sheet2-copy2.pdf", printed.batch));
    let text = tests::paper::pdf_text(&again);
    assert!(text.contains(&format!("{paper}（2回目の印刷）")), "{text}");
    let files = |folder: &str| {
        let mut files: Vec<_> = std::fs::read_dir(printed.world.at(folder)).expect("a folder").flatten().collect();
        files.sort_by_key(std::fs::DirEntry::file_name);
        let papers = files.iter().filter(|file| file.file_name().to_string_lossy().ends_with(".pdf"));
        papers.map(|file| (file.file_name(), std::fs::read(file.path()).expect("a file"))).collect::<Vec<_>>()
    };
    for (name, _) in files("out") {
        let text = tests::paper::pdf_text(&printed.world.at("out").join(&name));
        assert!(!text.contains("回目の印刷"), "{name:?}: {text}");
    }
    // Made again, the letter is the sheet that went out: the second copy, not the one that was spoiled.
    std::fs::create_dir(printed.world.at("second")).expect("a folder");
    let rebuild =
        |out: &str| printed.world.run(&["rebuild", "ledger.daicho", &paper, "--out", out, "--json"]).ends(0).json();
    let rebuilt = rebuild("second");
    assert_eq!(rebuilt["files"][0]["sha256"], intake::sha256(&pdf), "{rebuilt}");
    let text = tests::paper::pdf_text(&printed.world.at("second").join(format!("{paper}.pdf")));
    assert!(text.contains(&format!("{paper}（2回目の印刷）")), "{text}");
    // Spoiled in the envelope, it is out of it again.
    printed.batch(&["inserted"]).ends(0);
    let told = printed.batch(&["spoiled", &format!("{paper}-2"), "--json"]).ends(0).json();
    assert_eq!((told["copy"].as_i64(), told["times"].as_u64(), told["file"].is_null()), (Some(3), Some(3), true));
    // Without a folder it is on record all the same, and can be written at any time.
    rebuild("second");
    let text = tests::paper::pdf_text(&printed.world.at("second").join(format!("{paper}.pdf")));
    assert!(text.contains(&format!("{paper}（3回目の印刷）")), "{text}");
    let status = printed.status();
    assert_eq!(status["reprinted"], serde_json::json!([{ "sheet": 2, "times": 3 }]));
    assert_eq!((status["missing"].as_u64(), &status["open"][0]["sheet"]), (Some(1), &2.into()), "{status}");
    assert!(printed.batch(&["spoiled", "9"]).ends(2).err.contains("この束は4枚です"));
    printed.batch(&["inserted"]).ends(0);
    printed.batch(&["posted"]).ends(0);
    assert!(printed.batch(&["spoiled", "2"]).ends(2).err.contains("発送済み"));
    printed.batch(&["close"]).ends(0);
    std::fs::create_dir(printed.world.at("rebuilt")).expect("a folder");
    printed.world.run(&["rebuild", "ledger.daicho", &printed.batch, "--out", "rebuilt"]).ends(0);
    let whole = format!("notice-{}-001.pdf", printed.batch);
    let first = files("out").into_iter().find(|(name, _)| *name == *whole);
    let again = files("rebuilt").into_iter().find(|(name, _)| *name == *whole);
    assert!(first.is_some() && first == again, "the batch is as it was, byte for byte");
    printed.world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn a_folder_that_is_not_there_leaves_nothing_recorded() {
    let printed = Printed::new();
    printed.batch(&["spoiled", &printed.papers()[1], "--out", "nowhere"]).ends(4);
    assert_eq!(printed.status()["reprinted"], serde_json::json!([]));
}

#[test]
fn what_is_handed_over_or_destroyed_is_accounted_for() {
    let printed = Printed::new();
    let papers = printed.papers();
    let world = &printed.world;
    world.run(&["paper", "ledger.daicho", &papers[0], "in_hand"]).ends(0);
    world.run(&["paper", "ledger.daicho", &papers[1], "destroyed", "--witness", "鈴木"]).ends(0);
    printed.batch(&["close"]).ends(1);
    let arguments = ["paper", "ledger.daicho", &papers[2], "posted", "--also", &papers[3]];
    world.run(&arguments).ends(0);
    let closed = printed.batch(&["close", "--json"]).ends(0).json();
    assert_eq!(closed["sheets"], 4);
}
