//! The files of the house, without what is built or made.

use std::fs;
use std::path::{Path, PathBuf};

/// One text file.
pub struct Source {
    /// From the top of the house, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl Source {
    /// A planted file.
    pub fn planted(path: &str, text: &str) -> Vec<Source> {
        vec![Source { path: path.to_owned(), text: text.to_owned() }]
    }
}

/// The top of the house.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests live one folder below the top").to_owned()
}

/// Every text file of the house; files that are no UTF-8 are spreadsheets, fonts and pictures.
pub fn all() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&top(), "", &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(found.len() > 100, "only {} files were found: the walk itself is broken", found.len());
    found
}

/// The Rust of the crates that are shipped.
pub fn product() -> Vec<Source> {
    let found: Vec<Source> = all().into_iter().filter(|it| is_product(&it.path)).collect();
    let only_tests: Vec<String> = found.iter().flat_map(test_modules).collect();
    let found: Vec<Source> = found.into_iter().filter(|it| !only_tests.contains(&it.path)).collect();
    for room in ["rules", "ledger", "intake", "papers", "card", "desk", "cli"] {
        assert!(found.iter().any(|it| room_of(&it.path) == room), "no source of {room} was found");
    }
    found
}

/// The files that a file declares for its tests alone: `#[cfg(test)] mod name;`.
fn test_modules(source: &Source) -> Vec<String> {
    let stem = source.path.trim_end_matches(".rs");
    let folder = match stem.rsplit_once('/') {
        Some((folder, "lib" | "main" | "mod")) => folder,
        _ => stem,
    };
    let declared =
        source.text.split(crate::lexed::TESTS_ONLY).skip(1).filter_map(|after| after.trim_start().strip_prefix("mod "));
    declared
        .filter_map(|after| after.split_once([';', '{', ' ']))
        .map(|(name, _)| format!("{folder}/{name}.rs"))
        .collect()
}

fn is_product(path: &str) -> bool {
    path.starts_with("src-tauri/") && path.contains("/src/") && path.ends_with(".rs")
}

/// `ledger` of `src-tauri/crates/ledger/src/lib.rs`; `main` of the shell; empty elsewhere.
pub fn room_of(path: &str) -> &str {
    if let Some(rest) = path.strip_prefix("src-tauri/crates/") {
        return rest.split('/').next().unwrap_or("");
    }
    if path.starts_with("src-tauri/") { "main" } else { "" }
}

fn walk(folder: &Path, below: &str, found: &mut Vec<Source>) {
    const NOT_OURS: [&str; 10] = [
        ".git",
        "target",
        "node_modules",
        "training",
        "dist",
        "mock-dist",
        "shots",
        "gen",
        "__pycache__",
        "proptest-regressions",
    ];
    for entry in fs::read_dir(folder).expect("the house can be read") {
        let entry = entry.expect("the house can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let kind = entry.file_type().expect("the house can be read");
        if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) {
            walk(&entry.path(), &path, found);
        } else if kind.is_file()
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            found.push(Source { path, text });
        }
    }
}
