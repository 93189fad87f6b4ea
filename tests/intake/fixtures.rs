//! Each file in `fixtures/employers` is read as its `.expected.txt` says. `UPDATE=1` writes the expectations anew.

use std::path::{Path, PathBuf};

use crate::told;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers")
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder of fixtures is there")
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            !name.ends_with(".expected.txt") && !name.ends_with(".py") && path.is_file()
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_employers_file_is_read_as_expected() {
    let mut wrong = Vec::new();
    for path in files() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8");
        let bytes = std::fs::read(&path).expect("a fixture can be read");
        let (reading, rows) = told::read(name, &bytes, &[]);
        let told = told::reading(&reading, &rows);
        let expected = folder().join(format!("{name}.expected.txt"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &told).expect("an expectation can be written");
            continue;
        }
        let before = std::fs::read_to_string(&expected).unwrap_or_default();
        if before != told {
            wrong.push(format!("--- {name}\n{}", difference(&before, &told)));
        }
    }
    assert!(wrong.is_empty(), "run again with UPDATE=1 if this is right\n{}", wrong.join("\n"));
}

#[test]
fn every_file_that_is_bad_as_a_whole_is_refused_and_no_other() {
    for path in files() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8");
        let bytes = std::fs::read(&path).expect("a fixture can be read");
        let (reading, rows) = told::read(name, &bytes, &[]);
        assert_eq!(reading.is_err(), name.starts_with("bad_"), "{name}");
        if let Err(complaint) = reading {
            assert!(!complaint.hint.ja.is_empty() && !complaint.hint.en.is_empty(), "{name} has no hint");
            assert!(complaint.place.contains(name) || complaint.place.contains('!'), "{name}: {}", complaint.place);
            // Headers are judged before rows are handed over; only a late fault may come after some.
            assert!(
                rows.is_empty() || name.contains("far_cell") || name.contains("repeated") || name.contains("quote"),
                "{name}"
            );
        }
    }
}

#[test]
fn no_file_yields_a_full_my_number() {
    for path in files() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8");
        let bytes = std::fs::read(&path).expect("a fixture can be read");
        let (reading, rows) = told::read(name, &bytes, &[]);
        let told = told::reading(&reading, &rows);
        for number in ["991234567809", "998877665500", "012345678903", "12345678903", "123456789018", "991234567800"] {
            let bare: String = told.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
            assert!(!bare.contains(number), "{name} shows {number}");
        }
    }
}

fn difference(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("- {line}"));
    let new = after.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect::<Vec<_>>().join("\n")
}
