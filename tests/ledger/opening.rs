//! A ledger opens for the right passphrase and for nothing else; whatever else comes is named, and nothing is changed.

use std::os::unix::fs::{PermissionsExt, symlink};

use ledger::{Error, Ledger, Passphrase};

use crate::{Shelf, act, bytes, enrol, moment, on, passphrase};

/// A ledger with one member, closed.
fn filled() -> Shelf {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    act(&mut ledger, 1, |entry| enrol(entry, "0000123", "山田　太郎", "ヤマダ　タロウ", "1980-01-02"));
    shelf
}

/// What opening gives, once it is sure that it changed neither file and left nothing beside them.
fn refused(shelf: &Shelf) -> Error {
    let before = (bytes(&shelf.path()), std::fs::read(shelf.keys()).ok());
    let names = shelf.names();
    let error = shelf.open().unwrap_err();
    assert!(before == (bytes(&shelf.path()), std::fs::read(shelf.keys()).ok()), "the files changed: {error}");
    assert_eq!(names, shelf.names(), "{error}");
    assert!(error.cannot_open(), "{error}");
    let complaint = error.complaint();
    assert!(
        !complaint.sentence.ja.is_empty() && !complaint.hint.en.is_empty() && complaint.place.contains("ledger.daicho")
    );
    error
}

#[test]
fn what_was_written_is_there_when_it_is_opened_again() {
    let shelf = filled();
    let ledger = shelf.open().unwrap();
    let found = ledger.find("123", 10).unwrap();
    assert_eq!(found.len(), 1);
    let state = ledger.state(found[0], on("2026-05-01"), ledger.now_known().unwrap()).unwrap().unwrap();
    assert_eq!(state.names.printable().unwrap().name.text(), "山田　太郎");
    assert_eq!(state.coverage.unwrap().number.number, "0000123");
}

#[test]
fn opening_and_reading_leaves_the_file_byte_for_byte() {
    let shelf = filled();
    let before = (bytes(&shelf.path()), bytes(&shelf.keys()), shelf.names());
    let ledger = shelf.open().unwrap();
    ledger.find("やまだ", 10).unwrap();
    assert!(ledger.verify().unwrap().findings.is_empty());
    drop(ledger);
    assert!(before == (bytes(&shelf.path()), bytes(&shelf.keys()), shelf.names()));
}

#[test]
fn the_files_are_private_and_only_two() {
    let shelf = filled();
    assert_eq!(shelf.names(), ["ledger.daicho", "ledger.daicho.keys"]);
    for file in [shelf.path(), shelf.keys()] {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn nothing_readable_lies_on_the_disk() {
    let shelf = filled();
    for file in [shelf.path(), shelf.keys()] {
        let bytes = bytes(&file);
        for canary in ["山田", "ヤマダ", "0000123", "1980-01-02", "SQLite format", "たまご"] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary}");
        }
    }
}

#[test]
fn a_wrong_passphrase_is_refused() {
    let shelf = filled();
    let before = bytes(&shelf.path());
    for wrong in ["", "たまごかけごはん 42 pinwhee", "たまごかけごはん 42 pinwheel "] {
        let error = Ledger::open(&shelf.path(), &Passphrase::from(wrong.to_owned())).unwrap_err();
        assert!(matches!(error, Error::WrongPassphrase(_)), "{error}");
        assert!(error.cannot_open());
    }
    assert!(before == bytes(&shelf.path()));
}

#[test]
fn one_line_end_behind_a_passphrase_does_not_belong_to_it() {
    let shelf = filled();
    for same in ["たまごかけごはん 42 pinwheel", "たまごかけごはん 42 pinwheel\r\n"] {
        Ledger::open(&shelf.path(), &Passphrase::from(same.to_owned())).unwrap();
    }
    assert_eq!(format!("{:?}", passphrase()), "‹redacted›");
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let shelf = filled();
    let before = (bytes(&shelf.path()), bytes(&shelf.keys()));
    let again = Ledger::create(&shelf.path(), "desk", &passphrase(), &moment(2)).unwrap_err();
    assert!(matches!(again, Error::AlreadyExists(_)) && !again.cannot_open());
    assert!(before == (bytes(&shelf.path()), bytes(&shelf.keys())));

    let lonely = Shelf::new();
    std::fs::write(lonely.keys(), "somebody's key file").unwrap();
    assert!(matches!(Ledger::create(&lonely.path(), "desk", &passphrase(), &moment(2)), Err(Error::AlreadyExists(_))));
    assert_eq!(lonely.names(), ["ledger.daicho.keys"]);
}

#[test]
fn a_ledger_that_cannot_be_made_leaves_nothing_behind() {
    let shelf = Shelf::new();
    let nowhere = shelf.folder.path().join("no such folder").join("ledger.daicho");
    assert!(matches!(Ledger::create(&nowhere, "desk", &passphrase(), &moment(0)), Err(Error::NoFolder(_))));
    let no_passphrase = Passphrase::from("\n".to_owned());
    assert!(matches!(
        Ledger::create(&shelf.path(), "desk", &no_passphrase, &moment(0)),
        Err(Error::EmptyPassphrase(_))
    ));
    assert!(shelf.names().is_empty());
}

#[test]
fn a_ledger_can_be_handed_to_another_thread() {
    let shelf = filled();
    let ledger = shelf.open().unwrap();
    let found = std::thread::spawn(move || ledger.find("山田", 5).unwrap().len()).join().unwrap();
    assert_eq!(found, 1);
}

#[test]
fn a_ledger_that_was_just_made_can_be_taken_away_but_never_one_with_an_act() {
    let shelf = Shelf::new();
    shelf.found().discard();
    assert!(shelf.names().is_empty());

    let shelf = filled();
    shelf.open().unwrap().discard();
    assert_eq!(shelf.names().len(), 2);
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    act(&mut ledger, 1, |entry| entry.household());
    ledger.discard();
    assert_eq!(shelf.names().len(), 2);
}

#[test]
fn a_missing_ledger_is_missing_and_is_not_made() {
    let shelf = Shelf::new();
    let error = shelf.open().unwrap_err();
    assert!(matches!(error, Error::Missing(_)) && error.cannot_open());
    assert!(shelf.names().is_empty());
}

#[test]
fn files_of_other_kinds_are_no_ledgers() {
    for strange in [
        &b""[..],
        b"name,kana,born\n",
        b"PK\x03\x04 a spreadsheet",
        b"SQLite format 3\0 somebody else's",
        &[0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea],
    ] {
        let shelf = Shelf::new();
        std::fs::write(shelf.path(), strange).unwrap();
        assert!(matches!(refused(&shelf), Error::NotALedger(_)), "{strange:?}");
    }
    let shelf = filled();
    std::fs::write(shelf.path(), "a text that was copied over the ledger").unwrap();
    assert!(matches!(refused(&shelf), Error::NotALedger(_)));
    let shelf = Shelf::new();
    std::fs::create_dir(shelf.path()).unwrap();
    assert!(matches!(shelf.open(), Err(Error::NotALedger(_))));
}

#[test]
fn a_missing_key_file_is_named() {
    let shelf = filled();
    std::fs::remove_file(shelf.keys()).unwrap();
    assert!(matches!(refused(&shelf), Error::KeyFileMissing(_)));
}

#[test]
fn a_key_file_that_was_changed_anywhere_is_damaged_or_opens_nothing() {
    let shelf = filled();
    let whole = String::from_utf8(bytes(&shelf.keys())).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let put = |text: &str| std::fs::write(shelf.keys(), text).unwrap();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains('=')) {
        // The last digit or letter of the value becomes another one.
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let place = line.rfind(|c: char| c.is_ascii_alphanumeric()).unwrap();
        let other = if &line[place..=place] == "3" { "4" } else { "3" };
        changed[at].replace_range(place..=place, other);
        put(&changed.join("\n"));
        let error = refused(&shelf);
        assert!(
            matches!(error, Error::KeyFileDamaged(_) | Error::WrongPassphrase(_) | Error::Newer { .. }),
            "{line}: {error}"
        );
    }
    for text in ["", "not = toml = at all", "form = 1\n", "form = 1\nledger = \"x\"\nslot = []\nmac = \"\"\n", "\u{0}"]
    {
        put(text);
        assert!(matches!(refused(&shelf), Error::KeyFileDamaged(_)), "{text}");
    }
    put("form = 9\nsomething_new = true\n");
    assert!(matches!(refused(&shelf), Error::Newer { .. }));
    put(&whole);
    shelf.open().unwrap();
}

#[test]
fn a_slot_that_would_exhaust_the_machine_is_not_tried() {
    let shelf = filled();
    let whole = String::from_utf8(bytes(&shelf.keys())).unwrap();
    std::fs::write(shelf.keys(), whole.replace("memory_kib = 65536", "memory_kib = 4000000000")).unwrap();
    assert!(matches!(refused(&shelf), Error::KeyFileDamaged(_)));
    std::fs::write(shelf.keys(), whole.replace("lanes = 4", "lanes = 4000000000")).unwrap();
    assert!(matches!(refused(&shelf), Error::KeyFileDamaged(_)));
}

#[test]
fn the_key_file_of_another_ledger_opens_nothing() {
    let (shelf, other) = (filled(), filled());
    std::fs::copy(other.keys(), shelf.keys()).unwrap();
    assert!(matches!(refused(&shelf), Error::Damaged { .. }));
}

#[test]
fn every_damaged_byte_is_noticed_before_anything_is_shown() {
    let shelf = filled();
    let whole = bytes(&shelf.path());
    let pages = whole.len() / 4096;
    // One bit in every other page, each time at another place.
    for page in (0..pages).step_by(2) {
        let mut damaged = whole.clone();
        damaged[page * 4096 + (page * 977 + 31) % 4096] ^= 1 << (page % 8);
        std::fs::write(shelf.path(), &damaged).unwrap();
        let error = refused(&shelf);
        assert!(matches!(error, Error::Damaged { .. } | Error::NotALedger(_)), "page {page}: {error}");
    }
    let mut swapped = whole.clone();
    swapped[4096..3 * 4096].rotate_left(4096);
    std::fs::write(shelf.path(), &swapped).unwrap();
    assert!(matches!(refused(&shelf), Error::Damaged { .. }));
    std::fs::write(shelf.path(), &whole).unwrap();
    shelf.open().unwrap();
}

#[test]
fn a_ledger_that_was_cut_short_or_zeroed_is_damaged() {
    let shelf = filled();
    let whole = bytes(&shelf.path());
    for length in [16, 4095, 4096, whole.len() / 2, whole.len() - 1, whole.len() - 4096] {
        std::fs::write(shelf.path(), &whole[..length]).unwrap();
        assert!(matches!(refused(&shelf), Error::Damaged { .. }), "{length}");
    }
    std::fs::write(shelf.path(), vec![0; whole.len()]).unwrap();
    assert!(matches!(refused(&shelf), Error::Damaged { .. }));
}

#[test]
fn a_file_that_others_can_touch_is_refused() {
    let shelf = filled();
    let mode = |mode| std::fs::set_permissions(shelf.path(), PermissionsExt::from_mode(mode)).unwrap();
    for open in [0o644, 0o660, 0o606, 0o620] {
        mode(open);
        assert!(matches!(refused(&shelf), Error::NotPrivate { .. }), "{open:o}");
    }
    mode(0o400);
    assert!(matches!(refused(&shelf), Error::ReadOnly(_)));
    mode(0o600);
    let second = shelf.folder.path().join("second name");
    std::fs::hard_link(shelf.path(), &second).unwrap();
    assert!(matches!(refused(&shelf), Error::NotPrivate { .. }));
    std::fs::remove_file(second).unwrap();
    let real = shelf.folder.path().join("real");
    std::fs::rename(shelf.path(), &real).unwrap();
    symlink(&real, shelf.path()).unwrap();
    assert!(matches!(refused(&shelf), Error::NotPrivate { .. }));
    std::fs::remove_file(shelf.path()).unwrap();
    std::fs::rename(&real, shelf.path()).unwrap();
    std::fs::set_permissions(shelf.keys(), PermissionsExt::from_mode(0o644)).unwrap();
    assert!(matches!(refused(&shelf), Error::NotPrivate { .. }));
    std::fs::set_permissions(shelf.keys(), PermissionsExt::from_mode(0o400)).unwrap();
    shelf.open().unwrap();
}
