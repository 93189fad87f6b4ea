//! Books behind a password, and tables in an archive.

use std::io::Write;
use std::path::Path;

use intake::{Password, Request};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

use crate::forge;
use crate::told::{plain, read_with};

const PASSWORD: &str = "はる2026!spring";
const CSV: &str = "番号,氏名,カナ,生年月日,資格取得日\n1,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1\n";

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers").join(name)).expect(name)
}

/// What came of it: the number of rows, or the code of the refusal.
fn outcome(name: &str, bytes: &[u8], password: Option<&str>, inside: Option<&str>) -> Result<usize, &'static str> {
    let password = password.map(|text| Password::new(text.to_owned()));
    let request = Request { password: password.as_ref(), inside, ..plain(name, bytes) };
    let (reading, rows) = read_with(&request);
    reading.map(|_| rows.len()).map_err(|complaint| {
        assert!(!complaint.hint.ja.is_empty() && !complaint.hint.en.is_empty(), "{} has no hint", complaint.code);
        complaint.code
    })
}

#[test]
fn every_way_in_which_excel_locks_a_book_opens_with_its_password_alone() {
    let open = outcome("clean_book.xlsx", &fixture("clean_book.xlsx"), None, None);
    assert!(open.is_ok_and(|rows| rows > 0));
    let mut names: Vec<String> = Vec::new();
    for hash in ["sha1", "sha256", "sha384", "sha512"] {
        names.extend([128, 192, 256].map(|bits| format!("{hash}_aes{bits}.xlsx")));
    }
    names.extend(["excel_2007_aes128.xlsx", "excel_2007_aes256.xlsx", "as_excel_locks.xlsx"].map(str::to_owned));
    for name in names {
        let bytes = fixture(&format!("locked/{name}"));
        assert_eq!(outcome(&name, &bytes, Some(PASSWORD), None), open, "{name}");
        assert_eq!(outcome(&name, &bytes, Some("はる2026!Spring"), None), Err("password_wrong"), "{name}");
        assert_eq!(outcome(&name, &bytes, Some(""), None), Err("password_wrong"), "{name}");
        assert_eq!(outcome(&name, &bytes, None, None), Err("password_protected"), "{name}");
    }
}

#[test]
fn a_book_of_which_only_the_structure_is_locked_needs_no_password() {
    let bytes = fixture("locked/structure_only.xlsx");
    let open = outcome("clean_book.xlsx", &fixture("clean_book.xlsx"), None, None);
    assert_eq!(outcome("表.xlsx", &bytes, None, None), open);
    assert_eq!(outcome("表.xlsx", &bytes, Some("another"), None), open);
}

#[test]
fn the_line_end_of_a_password_file_is_no_part_of_the_password() {
    let bytes = fixture("locked/sha1_aes128.xlsx");
    for ending in ["\n", "\r\n"] {
        assert!(outcome("表.xlsx", &bytes, Some(&format!("{PASSWORD}{ending}")), None).is_ok());
    }
}

#[test]
fn a_changed_book_is_told_from_a_wrong_password() {
    let good = fixture("locked/sha512_aes256.xlsx");
    let from = good.windows(16).position(|it| it == [0; 16]).unwrap_or(0);
    let (mut told, mut tried) = (0, 0);
    // The locked book is the larger part of the file: bytes all over it are changed, one at a time.
    for at in (from..good.len()).step_by(397) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        let found = outcome("表.xlsx", &bytes, Some(PASSWORD), None);
        assert_ne!(found, Err("too_large"), "{at}");
        tried += 1;
        told += usize::from(found == Err("file_tampered"));
    }
    assert!(8 <= told, "{told} of {tried} changed bytes were told");
}

#[test]
fn a_locked_book_that_is_cut_off_is_damaged() {
    let good = fixture("locked/sha512_aes256.xlsx");
    for keep in [600, 2_000, good.len() / 2, good.len() - 2_000] {
        let found = outcome("表.xlsx", &good[..keep], Some(PASSWORD), None);
        assert_eq!(found, Err("damaged_file"), "{keep} of {}", good.len());
    }
}

#[test]
fn a_lock_that_would_take_for_ever_is_not_tried() {
    let mut bytes = fixture("locked/sha512_aes256.xlsx");
    let at = bytes.windows(16).position(|it| it == b"spinCount=\"5000\"").expect("the count is plain text");
    bytes[at..at + 16].copy_from_slice(b"spinCount='9999'");
    // As many digits as there is room for: a blank before the next word is given up.
    let text = b"spinCount='4294967295'";
    let rest = bytes[at + 16..].iter().position(|b| *b == b'b').expect("blockSize follows");
    let tail = b"saltSize='16' ";
    let mut words = text.to_vec();
    words.extend_from_slice(b" ");
    words.extend_from_slice(&tail[..tail.len()]);
    words.resize((16 + rest).max(words.len()), b' ');
    let grown = words.len() - 16 - rest;
    bytes.splice(at..at + 16 + rest, words);
    // What was pushed on is taken from the blanks that follow.
    for _ in 0..grown {
        let blank = bytes[at..].windows(2).position(|it| it == b"  ").expect("the text is indented");
        bytes.remove(at + blank);
    }
    let found = outcome("表.xlsx", &bytes, Some(PASSWORD), None);
    assert_eq!(found, Err("damaged_file"));
}

#[test]
fn what_cannot_be_unlocked_says_what_to_ask_for() {
    for name in ["bad_password.xls", "bad_password.ods"] {
        assert_eq!(outcome(name, &fixture(name), Some(PASSWORD), None), Err("locked_otherwise"), "{name}");
    }
    assert_eq!(outcome("KPFD0006.CRY", &[0x5A; 700], None, None), Err("media_encrypted"));
    let archive = forge::zip(&[("KPFD0006.CRY", &[0x5A; 700])]);
    assert_eq!(outcome("KPFD0006.zip", &archive, None, None), Err("media_encrypted"));
    let pdf = b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>";
    assert_eq!(outcome("取得.xlsx", pdf, None, None), Err("locked_otherwise"));
    assert_eq!(outcome("取得.pdf", b"%PDF-1.7\ntrailer <<>>", None, None), Err("other_kind_of_file"));
}

enum Lock<'p> {
    Old(&'p [u8]),
    Aes(&'p str),
}

fn archive(parts: &[(&str, &[u8])], lock: &Lock<'_>) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in parts {
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        match lock {
            Lock::Old(password) => {
                writer.start_file(*name, plain.with_deprecated_encryption(password).expect("a password"))
            }
            Lock::Aes(password) => writer.start_file(*name, plain.with_aes_encryption(AesMode::Aes256, password)),
        }
        .expect("a part can be started");
        writer.write_all(data).expect("a part can be written");
    }
    writer.finish().expect("a zip can be finished").into_inner()
}

#[test]
fn the_one_table_in_an_archive_is_read_whatever_systems_put_beside_it() {
    let bytes = forge::zip(&[
        ("__MACOSX/._取得.csv", b"x"),
        (".DS_Store", b"x"),
        ("Thumbs.db", b"x"),
        ("送付状.pdf", b"%PDF"),
        ("取得届/資格取得.csv", CSV.as_bytes()),
    ]);
    let (reading, rows) = read_with(&plain("名簿.zip", &bytes));
    let reading = reading.expect("one table");
    assert_eq!(reading.inside.as_deref(), Some("資格取得.csv"));
    assert_eq!(reading.sheets[0].name, "資格取得.csv");
    assert_eq!(rows[0].place(), "資格取得.csv!2");
    assert_eq!(reading.sha256, intake::sha256(CSV.as_bytes()), "the table is known again however it was sent");
}

#[test]
fn of_several_tables_the_clerk_names_one() {
    let bytes = forge::zip(&[("取得.csv", CSV.as_bytes()), ("扶養/取得.csv", CSV.as_bytes()), ("b.csv", b"x,y\n")]);
    let (reading, _) = read_with(&plain("名簿.zip", &bytes));
    let complaint = reading.expect_err("three tables");
    assert_eq!(complaint.code, "archive_several");
    for name in ["扶養/取得.csv", "b.csv"] {
        assert!(complaint.sentence.ja.contains(name), "{}", complaint.sentence.ja);
    }
    assert_eq!(outcome("名簿.zip", &bytes, None, Some("扶養/取得.csv")), Ok(1));
    assert_eq!(outcome("名簿.zip", &bytes, None, Some("c.csv")), Err("not_inside"));
    let request = Request { inside: Some("取得.csv"), ..plain("名簿.zip", &bytes) };
    let said = read_with(&request).0.expect("one is named").complaints;
    assert!(said.iter().any(|one| one.code == "archive_others" && one.sentence.ja.contains("b.csv")), "{said:?}");
}

#[test]
fn both_locks_of_archives_open_with_their_password_alone() {
    for lock in [Lock::Old(PASSWORD.as_bytes()), Lock::Aes(PASSWORD)] {
        let bytes = archive(&[("取得.csv", CSV.as_bytes())], &lock);
        assert_eq!(outcome("名簿.zip", &bytes, Some(PASSWORD), None), Ok(1));
        assert_eq!(outcome("名簿.zip", &bytes, None, None), Err("password_protected"));
        for wrong in 0..400 {
            let wrong = format!("not this one {wrong}");
            assert_eq!(outcome("名簿.zip", &bytes, Some(&wrong), None), Err("password_wrong"), "{wrong}");
        }
    }
}

#[test]
fn a_password_that_windows_took_as_cp932_opens_too() {
    // はる in CP932.
    let bytes = archive(&[("取得.csv", CSV.as_bytes())], &Lock::Old(b"\x82\xCD\x82\xE92026!"));
    assert_eq!(outcome("名簿.zip", &bytes, Some("はる2026!"), None), Ok(1));
}

#[test]
fn a_book_with_its_own_password_in_an_archive_is_read() {
    let book = fixture("locked/sha256_aes128.xlsx");
    let bytes = forge::zip(&[("名簿.xlsx", &book)]);
    assert!(outcome("名簿.zip", &bytes, Some(PASSWORD), None).is_ok());
    assert_eq!(outcome("名簿.zip", &bytes, None, None), Err("password_protected"));
}

#[test]
fn names_from_windows_are_read_as_windows_writes_them() {
    // 取得.csv, ﾃｽﾄ.csv in CP932, and 取得.csv in UTF-8 without the flag that would say so.
    for (raw, name) in [
        (&b"\x8E\xE6\x93\xBE.csv"[..], "取得.csv"),
        (b"\xC3\xBD\xC4.csv", "ﾃｽﾄ.csv"),
        (b"\xE5\x8F\x96\xE5\xBE\x97.csv", "取得.csv"),
    ] {
        let stand_in = "x".repeat(raw.len() - 4) + ".csv";
        let mut bytes = forge::zip(&[(&stand_in, CSV.as_bytes())]);
        while let Some(at) = bytes.windows(raw.len()).position(|it| it == stand_in.as_bytes()) {
            bytes[at..at + raw.len()].copy_from_slice(raw);
        }
        let (reading, _) = read_with(&plain("a.zip", &bytes));
        assert_eq!(reading.expect("a table").inside.as_deref(), Some(name));
    }
}

#[test]
fn names_that_lead_out_of_an_archive_lead_nowhere() {
    for name in ["../../etc/取得.csv", "/取得.csv", "C:\\x\\取得.csv", "..\\取得.csv", "\u{202E}取得.csv"] {
        let bytes = forge::zip(&[(name, CSV.as_bytes())]);
        let (reading, _) = read_with(&plain("a.zip", &bytes));
        assert_eq!(reading.expect("a table").inside.as_deref(), Some("取得.csv"), "{name}");
    }
}

#[test]
fn an_archive_in_an_archive_is_not_opened() {
    let inner = forge::zip(&[("取得.csv", CSV.as_bytes())]);
    assert_eq!(outcome("a.zip", &forge::zip(&[("中.zip", &inner)]), None, None), Err("archive_in_archive"));
    // Nor when it says that it is something else.
    assert_eq!(outcome("a.zip", &forge::zip(&[("中.xlsx", &inner)]), None, None), Err("archive_in_archive"));
    assert_eq!(outcome("a.zip", &forge::zip(&[("読んで.md", b"x")]), None, None), Err("archive_without_table"));
}

#[test]
fn a_password_is_never_shown() {
    assert!(!format!("{:?}", Password::new(PASSWORD.to_owned())).contains("2026"));
}
