//! Every reader of a file is tried by libFuzzer: it has a target, `make fuzz` runs that, and what comes with it comes nowhere else.

use rustsec::Lockfile;

use crate::tree::{self, Source};
use crate::{finds, none};

const TARGETS: &str = "tests/fuzz/targets/";
const READERS: &str = "src-tauri/crates/intake/src/";
/// What holds readers together or reads nothing that was sent.
const NOT_READERS: [&str; 13] = [
    "apart.rs",
    "apart/confine.rs",
    "apart/doors.rs",
    "book.rs",
    "columns.rs",
    "doors.rs",
    "habits.rs",
    "jis.rs",
    "lib.rs",
    "limits.rs",
    "password.rs",
    "reading.rs",
    "refusal.rs",
];

fn named(source: &Source) -> &str {
    source.path.trim_start_matches(TARGETS).trim_end_matches(".rs")
}

/// Targets that `make fuzz`, the package or the list of checks does not know, and readers that no target says it tries.
fn untried(sources: &[Source]) -> Vec<String> {
    let text = |path: &str| sources.iter().find(|it| it.path == path).map_or("", |it| it.text.as_str());
    let (makefile, package, checks) =
        (text("Makefile").replace("\\\n", " "), text("tests/fuzz/Cargo.toml"), text("tests/fuzz/src/checks.rs"));
    let listed: Vec<&str> = makefile
        .lines()
        .find_map(|line| line.strip_prefix("FUZZ ?= "))
        .map(|names| names.split_whitespace().collect())
        .unwrap_or_default();
    let targets: Vec<&Source> = sources.iter().filter(|it| it.path.starts_with(TARGETS)).collect();
    let mut found = Vec::new();
    for name in targets.iter().map(|it| named(it)) {
        let places = [
            (listed.contains(&name), "make fuzz"),
            (package.contains(&format!("path = \"targets/{name}.rs\"")), "tests/fuzz/Cargo.toml"),
            (checks.contains(&format!("(\"{name}\", {name})")), "the list of checks"),
        ];
        found.extend(places.iter().filter(|(is, _)| !is).map(|(_, place)| format!("{name} is not in {place}")));
    }
    for name in listed.iter().filter(|name| !targets.iter().any(|it| named(it) == **name)) {
        found.push(format!("make fuzz runs {name}, which is no target"));
    }
    let readers = sources.iter().filter_map(|it| it.path.strip_prefix(READERS)).filter(|it| it.ends_with(".rs"));
    for reader in readers.filter(|it| !NOT_READERS.contains(it)) {
        if !targets.iter().any(|target| target.text.contains(&format!("`{reader}`"))) {
            found.push(format!("{reader} is tried by no target"));
        }
    }
    found
}

#[test]
fn every_reader_has_a_target_and_every_target_is_run() {
    let all = tree::all();
    assert!(all.iter().filter(|it| it.path.starts_with(TARGETS)).count() > 10, "the targets were not found");
    none(&untried(&all));
}

#[test]
fn a_reader_without_a_target_and_a_target_that_is_not_run_are_found() {
    let planted = |path: &str, text: &str| {
        let all = tree::all().into_iter().filter(|it| it.path != path);
        untried(&all.chain(Source::planted(path, text)).collect::<Vec<_>>())
    };
    finds(&planted("src-tauri/crates/intake/src/book/xlsb.rs", "//! A binary book."), "book/xlsb.rs");
    let makefile = std::fs::read_to_string(tree::top().join("Makefile")).expect("the Makefile");
    finds(&planted("Makefile", &makefile.replace("FUZZ ?= agile ", "FUZZ ?= ")), "agile is not in make fuzz");
    finds(&planted("Makefile", &makefile.replace("FUZZ ?= ", "FUZZ ?= pdf ")), "runs pdf");
}

/// What the lock of the targets has beyond the house's own, or in another version.
fn strangers(own: &str, house: &str) -> Vec<String> {
    let lock = |text: &str| -> Lockfile { text.parse().expect("a lock file") };
    let (own, house) = (lock(own), lock(house));
    let known = |it: &rustsec::cargo_lock::Package| {
        house
            .packages
            .iter()
            .any(|other| (&other.name, &other.version, &other.checksum) == (&it.name, &it.version, &it.checksum))
    };
    // The last one lets libFuzzer's own code be compiled on all cores.
    let theirs = ["fuzz", "libfuzzer-sys", "arbitrary", "jobserver"];
    let strange = own.packages.iter().filter(|it| !known(it) && !theirs.contains(&it.name.as_str()));
    strange.map(|it| format!("{} {} comes with the targets alone", it.name, it.version)).collect()
}

#[test]
fn nothing_but_libfuzzer_comes_with_the_targets_and_libfuzzer_comes_nowhere_else() {
    let read = |path: &str| std::fs::read_to_string(tree::top().join(path)).expect("a lock file");
    let (own, house) = (read("tests/fuzz/Cargo.lock"), read("Cargo.lock"));
    none(&strangers(&own, &house));
    assert!(
        own.contains("\"libfuzzer-sys\"") && !house.contains("\"libfuzzer-sys\""),
        "libfuzzer-sys is where it is not meant to be"
    );
    finds(
        &strangers(&own.replacen("name = \"calamine\"\nversion = \"", "name = \"calamine\"\nversion = \"9", 1), &house),
        "calamine 9",
    );
}
