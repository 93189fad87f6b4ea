//! The main job, end to end, on a training society.

use std::collections::HashMap;

use serde_json::Value;
use tests::program::run;
use tests::{pdf_greys, pdf_text, qr_codes};

#[test]
fn a_training_society_goes_from_nothing_to_letters() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    run(here, &["demo", "training", "--members", "24", "--seed", "7", "--json"]).ends(0);
    let training = here.join("training");
    let daicho = |arguments: &[&str]| run(&training, arguments);

    let mut incoming: Vec<String> = std::fs::read_dir(training.join("incoming"))
        .expect("incoming")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    incoming.sort();
    assert!(incoming.len() >= 4, "several kinds of files: {incoming:?}");
    for file in &incoming {
        let ran = daicho(&["import", "ledger.daicho", &format!("incoming/{file}"), "--on", "2026-04-20", "--json"]);
        assert!(ran.code == 0 || ran.code == 1, "{file}: {}", ran.err);
    }
    let truth: HashMap<String, Value> = std::fs::read_to_string(training.join("truth.jsonl"))
        .expect("truth.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|one| (key(&one), one))
        .collect();

    let decided = daicho(&["decide", "ledger.daicho", "--on", "2026-04-20", "--json"]).ends(0).lines();
    assert_eq!(decided.len(), truth.len(), "everyone who should be there, and nobody else");
    for one in &decided {
        let code = one["code"].as_str().expect("a code");
        let shown = daicho(&["show", "ledger.daicho", code, "--on", "2026-04-20", "--json"]).ends(0).json();
        let known = truth.get(&key(&shown)).unwrap_or_else(|| panic!("not in truth: {}", key(&shown)));
        for field in ["name", "kana", "born", "sex", "acquired", "lost"] {
            assert_eq!(shown[field], known[field], "{field} of {}", key(&shown));
        }
    }

    std::fs::create_dir(training.join("out")).expect("out");
    for kind in ["notice", "certificate"] {
        let planned = daicho(&["plan", "ledger.daicho", "--kind", kind, "--on", "2026-04-20", "--json"]).ends(0).json();
        let batch = planned["batch"].as_str().unwrap_or_else(|| panic!("a batch of {kind}: {planned}")).to_owned();
        let printed = daicho(&["print", "ledger.daicho", &batch, "--out", "out", "--json"]).ends(0).json();
        let mut text = String::new();
        for file in printed["files"].as_array().expect("files") {
            let path = training.join("out").join(file["file"].as_str().expect("a name"));
            text.push_str(&pdf_text(&path));
            if kind == "notice" && !file["file"].as_str().expect("a name").contains("cover") {
                let codes: Vec<String> = pdf_greys(&path, 200).iter().flat_map(|page| qr_codes(page)).collect();
                let (portal, own): (Vec<String>, Vec<String>) =
                    codes.into_iter().partition(|code| code == "https://myna.go.jp/");
                assert_eq!(Some(portal.len() as u64), planned["members"].as_u64(), "the portal's on every notice");
                let papers = own.iter().filter(|code| code.starts_with('P')).count() as u64;
                assert_eq!(Some(papers), planned["members"].as_u64(), "the paper's own on every notice");
                assert!(own.iter().all(|code| desk::ledger::codes::is_valid(code)), "nothing of anybody: {own:?}");
                std::fs::remove_dir_all(path.with_extension("200.pgm")).expect("pictures");
            }
        }
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let due: Vec<&Value> =
            decided.iter().filter(|one| matches!(one[kind]["outcome"].as_str(), Some("issue"))).collect();
        assert_eq!(planned["members"], due.len(), "{kind}");
        for one in due {
            let name: String = one["name"].as_str().expect("a name").chars().filter(|c| !c.is_whitespace()).collect();
            assert!(text.contains(&name), "{kind}: {name} is printed");
        }
        let before = bytes(&training.join("out"));
        daicho(&["print", "ledger.daicho", &batch, "--out", "out", "--json"]).ends(0);
        assert_eq!(before, bytes(&training.join("out")), "a reprint is the same bytes");
        let again = daicho(&["plan", "ledger.daicho", "--kind", kind, "--on", "2026-04-20", "--json"]).ends(0).json();
        assert!(again["batch"].is_null(), "nobody is due twice: {again}");
    }
    daicho(&["verify", "ledger.daicho", "--json"]).ends(0);
}

fn key(one: &Value) -> String {
    let part = |name: &str| {
        let text = one[name].as_str().unwrap_or_else(|| panic!("{name} of {one}"));
        let bare = text.trim_start_matches('0');
        if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
    };
    format!("{}-{}-{}", part("symbol"), part("number"), part("branch"))
}

fn bytes(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("a readable file")))
        .collect();
    files.sort();
    files
}
