//! The same batch is the same file.

use std::path::Path;
use std::process::Command;

use crate::people::{batch, layout, print, print_into, society};

/// Set for the second process: where it prints.
const FOLDER: &str = "DAICHO_TEST_PRINT_INTO";

#[test]
fn the_same_batch_gives_the_same_bytes_in_another_process() {
    let sheets = batch(90);
    if let Some(folder) = std::env::var_os(FOLDER) {
        print_into(Path::new(&folder), &layout("notice-right"), &society(), &sheets).unwrap();
        return;
    }
    let here = print("notice-right", &sheets);
    let there = tempfile::tempdir().unwrap();
    let ran = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "bytes::the_same_batch_gives_the_same_bytes_in_another_process"])
        .env(FOLDER, there.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    let file = &here.volumes[0].file;
    let (one, other) = (std::fs::read(here.path(0)).unwrap(), std::fs::read(there.path().join(file)).unwrap());
    assert_eq!(one.len() as u64, here.volumes[0].bytes);
    assert!(one == other, "{file} differs");
}

#[test]
fn another_member_gives_other_bytes() {
    let mut sheets = batch(3);
    let one = print("notice-right", &sheets).volumes[0].sha256;
    sheets[2].branch = "09".into();
    assert_ne!(one, print("notice-right", &sheets).volumes[0].sha256);
}

#[test]
fn the_stated_digest_is_the_digest_of_the_file() {
    let printed = print("certificate-a4", &batch(2));
    let said: String = printed.volumes[0].sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let counted = Command::new("sha256sum").arg(printed.path(0)).output().unwrap();
    assert!(String::from_utf8_lossy(&counted.stdout).starts_with(&said));
}
