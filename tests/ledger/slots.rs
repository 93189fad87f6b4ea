//! Slots: each kind of secret opens the ledger, none that was edited or carried over does, and whatever moment a change of
//! keys stops at, the ledger opens.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ledger::{Bulk, Error, Holder, Ledger, Moment, Opener, Operator, Passphrase, RecoveryCode, Roles, Step};

use crate::{Shelf, act, an_act, bytes, enrol, moment, on, passphrase};

fn said(text: &str) -> Passphrase {
    Passphrase::from(text.to_owned())
}

fn sato() -> Passphrase {
    said("佐藤の長い合言葉です")
}

fn operator(code: &str) -> Holder {
    Holder::Operator(code.to_owned())
}

/// A ledger with a member and two operators, `desk` and `sato`.
fn shared() -> (Shelf, Ledger) {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    act(&mut ledger, 1, |entry| enrol(entry, "0000123", "山田　太郎", "ヤマダ　タロウ", "1980-01-02"));
    put(&mut ledger, 2, &operator("sato"), &sato());
    (shelf, ledger)
}

fn put(ledger: &mut Ledger, minute: u32, holder: &Holder, secret: &Passphrase) {
    let slot = ledger.slot(holder, secret, &moment(minute)).unwrap();
    act(ledger, minute, |entry| entry.put_slot(slot));
}

fn open(path: &Path, code: Option<&str>, secret: &Passphrase) -> Result<Holder, Error> {
    Ledger::open_as(path, Opener::Operator(code, secret)).map(|ledger| ledger.holder().clone())
}

#[test]
fn each_operator_opens_with_the_own_passphrase_and_it_is_known_who_did() {
    let (shelf, ledger) = shared();
    assert_eq!(ledger.holder(), &operator("desk"));
    let path = shelf.path();
    for (code, secret, who) in [
        (None, passphrase(), "desk"),
        (None, sato(), "sato"),
        (Some("desk"), passphrase(), "desk"),
        (Some("sato"), sato(), "sato"),
    ] {
        assert_eq!(open(&path, code, &secret).unwrap(), operator(who));
    }
    assert!(matches!(open(&path, Some("sato"), &passphrase()), Err(Error::WrongPassphrase(_))));
    assert!(matches!(open(&path, None, &said("another passphrase")), Err(Error::WrongPassphrase(_))));
    assert!(
        matches!(open(&path, Some("nobody"), &sato()), Err(Error::NoSuchOperator { code, .. }) if code == "nobody")
    );
    assert_eq!(Ledger::roll(&path).unwrap().operators, ["desk", "sato"]);
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_nobody_elses() {
    let (shelf, mut ledger) = shared();
    put(&mut ledger, 3, &operator("sato"), &said("佐藤の新しい合言葉です"));
    assert!(matches!(open(&shelf.path(), None, &sato()), Err(Error::WrongPassphrase(_))));
    assert_eq!(open(&shelf.path(), None, &said("佐藤の新しい合言葉です")).unwrap(), operator("sato"));
    assert_eq!(open(&shelf.path(), None, &passphrase()).unwrap(), operator("desk"));
    assert_eq!(shelf.keys().metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_removed_operator_opens_nothing_and_the_last_one_stays() {
    let (shelf, mut ledger) = shared();
    let taken = |ledger: &mut Ledger, code: &str| ledger.act(an_act(3), |entry| entry.take_slot(&operator(code)));
    assert!(taken(&mut ledger, "sato").unwrap().1);
    assert!(!taken(&mut ledger, "sato").unwrap().1);
    assert!(open(&shelf.path(), None, &sato()).is_err());
    assert!(matches!(taken(&mut ledger, "desk"), Err(Error::Refused(_))));
    assert_eq!(open(&shelf.path(), None, &passphrase()).unwrap(), operator("desk"));
}

#[test]
fn a_recovery_code_opens_only_after_it_was_typed_back() {
    let (shelf, mut ledger) = shared();
    let recover = |code: &RecoveryCode| Ledger::open_as(&shelf.path(), Opener::Recovery(code));
    let (code, slot) = ledger.recovery_code(&moment(3)).unwrap();
    act(&mut ledger, 3, |entry| entry.put_slot(slot));
    assert!(matches!(recover(&code), Err(Error::NoRecoveryCode(_))));
    let other = ledger.recovery_code(&moment(3)).unwrap().0;
    assert!(matches!(ledger.recovery_typed_back(&other, &moment(4)), Err(Error::RecoveryCodeMistyped)));

    let typed = RecoveryCode::read(&code.text().to_lowercase().replace('-', " ")).unwrap();
    let slot = ledger.recovery_typed_back(&typed, &moment(4)).unwrap();
    act(&mut ledger, 4, |entry| entry.put_slot(slot));
    assert!(!ledger.has_slot(&Holder::Unconfirmed).unwrap());
    let mut recovered = recover(&code).unwrap();
    assert_eq!(recovered.holder(), &Holder::Recovery);
    assert!(recover(&other).is_err());
    put(&mut recovered, 5, &operator("desk"), &said("見つけなおした合言葉"));
    assert_eq!(open(&shelf.path(), Some("desk"), &said("見つけなおした合言葉")).unwrap(), operator("desk"));

    // A new one takes the place of the old one, once it is typed back and not before.
    let (second, slot) = ledger.recovery_code(&moment(6)).unwrap();
    act(&mut ledger, 6, |entry| entry.put_slot(slot));
    recover(&code).unwrap();
    let slot = ledger.recovery_typed_back(&second, &moment(7)).unwrap();
    act(&mut ledger, 7, |entry| entry.put_slot(slot));
    assert!(matches!(recover(&code), Err(Error::WrongPassphrase(_))));
    recover(&second).unwrap();
}

#[test]
fn a_slot_for_runs_that_nobody_attends_opens_nothing_as_an_operator() {
    let (shelf, mut ledger) = shared();
    let secret = said("what the system's keychain keeps");
    let keychain = Holder::Keychain("sato".to_owned());
    put(&mut ledger, 3, &keychain, &secret);
    let opened = Ledger::open_as(&shelf.path(), Opener::Keychain(&secret)).unwrap();
    assert_eq!(opened.holder(), &keychain);
    assert!(open(&shelf.path(), None, &secret).is_err());
    assert!(Ledger::open_as(&shelf.path(), Opener::Keychain(&sato())).is_err());
    act(&mut ledger, 4, |entry| entry.take_slot(&keychain));
    assert!(Ledger::open_as(&shelf.path(), Opener::Keychain(&secret)).is_err());
}

#[test]
fn a_slot_that_was_edited_weakened_exchanged_or_carried_over_opens_nothing() {
    let (shelf, _) = shared();
    let (other, _) = shared();
    let text = String::from_utf8(bytes(&shelf.keys())).unwrap();
    let file: toml::Table = text.parse().unwrap();
    let foreign: toml::Table = String::from_utf8(bytes(&other.keys())).unwrap().parse().unwrap();
    let opens = |file: &toml::Table| {
        std::fs::write(shelf.keys(), toml::to_string(file).unwrap()).unwrap();
        open(&shelf.path(), Some("sato"), &sato())
    };
    assert_eq!(opens(&file).unwrap(), operator("sato"));
    type Edit = fn(&mut toml::Table, &toml::Table);
    fn slot(file: &mut toml::Table, at: usize) -> &mut toml::Table {
        file["slot"].as_array_mut().unwrap()[at].as_table_mut().unwrap()
    }
    let edits: [(&str, Edit); 11] = [
        ("weaker memory", |file, _| drop(slot(file, 1).insert("memory_kib".to_owned(), 8192.into()))),
        ("fewer passes", |file, _| drop(slot(file, 1).insert("passes".to_owned(), 1.into()))),
        ("another's code", |file, _| drop(slot(file, 0).insert("operator".to_owned(), "sato".into()))),
        ("another kind", |file, _| {
            slot(file, 1).insert("kind".to_owned(), "recovery".into());
            slot(file, 1).remove("operator");
        }),
        ("an exchanged public half", |file, _| {
            let taken = slot(file, 0)["public"].clone();
            slot(file, 1).insert("public".to_owned(), taken);
        }),
        ("another's sealed key", |file, _| {
            let taken = slot(file, 0)["sealed"].clone();
            slot(file, 1).insert("sealed".to_owned(), taken);
        }),
        ("a foreign slot", |file, foreign| {
            let taken = foreign["slot"].as_array().unwrap()[1].clone();
            file["slot"].as_array_mut().unwrap()[1] = taken;
        }),
        ("a slot taken out", |file, _| drop(file["slot"].as_array_mut().unwrap().remove(0))),
        ("a slot twice", |file, _| {
            let again = file["slot"].as_array().unwrap()[1].clone();
            file["slot"].as_array_mut().unwrap().push(again);
        }),
        ("another day", |file, _| drop(slot(file, 0).insert("created".to_owned(), "2020-01-01T00:00:00Z".into()))),
        ("form 1", |file, _| drop(file.insert("form".to_owned(), 1.into()))),
    ];
    for (name, edit) in edits {
        let mut edited = file.clone();
        edit(&mut edited, &foreign);
        let error = opens(&edited).expect_err(name);
        assert!(
            matches!(error, Error::WrongPassphrase(_) | Error::KeyFileDamaged(_) | Error::NoSuchOperator { .. }),
            "{name}: {error}"
        );
    }
    assert_eq!(opens(&file).unwrap(), operator("sato"));
}

#[test]
fn what_a_stopped_change_left_behind_is_in_nobodys_way() {
    let (shelf, mut ledger) = shared();
    // Stopped before the new file took the old one's place.
    let left = shelf.folder.path().join(".ledger.daicho.keys.new");
    std::fs::write(&left, "form = 2\nhalf a fi").unwrap();
    assert_eq!(open(&shelf.path(), None, &sato()).unwrap(), operator("sato"));
    put(&mut ledger, 3, &operator("mori"), &said("森さんの長い合言葉です"));
    assert!(!left.exists());
    assert_eq!(open(&shelf.path(), None, &said("森さんの長い合言葉です")).unwrap(), operator("mori"));
}

/// What lies in a folder beside one ledger, to be laid back.
fn files(shelf: &Shelf) -> (Vec<u8>, Vec<u8>) {
    (bytes(&shelf.path()), bytes(&shelf.keys()))
}

fn lay(shelf: &Shelf, ledger: &[u8], keys: &[u8]) {
    std::fs::write(shelf.path(), ledger).unwrap();
    std::fs::write(shelf.keys(), keys).unwrap();
}

#[test]
fn a_new_data_key_keeps_everybody_every_act_and_every_seal() {
    let (shelf, mut ledger) = shared();
    let (code, slot) = ledger.recovery_code(&moment(3)).unwrap();
    act(&mut ledger, 3, |entry| entry.put_slot(slot));
    let slot = ledger.recovery_typed_back(&code, &moment(4)).unwrap();
    act(&mut ledger, 4, |entry| entry.put_slot(slot));
    let head = ledger.head().unwrap();
    drop(ledger);
    let before = files(&shelf);

    let ledger = shelf.open().unwrap().rekey().unwrap();
    assert_eq!(ledger.head().unwrap(), head);
    drop(ledger);
    assert_eq!(shelf.names(), ["ledger.daicho", "ledger.daicho.keys"]);
    assert_eq!(shelf.path().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!String::from_utf8(bytes(&shelf.keys())).unwrap().contains("before"));
    for (code, secret) in [("desk", passphrase()), ("sato", sato())] {
        assert_eq!(open(&shelf.path(), None, &secret).unwrap(), operator(code));
    }
    Ledger::open_as(&shelf.path(), Opener::Recovery(&code)).unwrap();

    // The chain goes on, and once more after another key.
    let mut ledger = shelf.open().unwrap();
    act(&mut ledger, 5, |entry| enrol(entry, "0000124", "鈴木　花子", "スズキ　ハナコ", "1990-05-06"));
    let mut ledger = ledger.rekey().unwrap();
    act(&mut ledger, 6, |entry| entry.household());
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!(verified.acts, 6);
    drop(ledger);

    // Whoever has the old key file, and so the old key, opens nothing of it any more; nor the other way round.
    let after = files(&shelf);
    lay(&shelf, &after.0, &before.1);
    assert!(matches!(shelf.open(), Err(Error::Damaged { .. })));
    lay(&shelf, &before.0, &after.1);
    assert!(matches!(shelf.open(), Err(Error::Damaged { .. })));
    lay(&shelf, &before.0, &before.1);
    assert_eq!(shelf.open().unwrap().head().unwrap(), head);
}

#[test]
fn a_new_data_key_waits_for_nobody_and_takes_the_ledger_from_nobody() {
    let (shelf, ledger) = shared();
    let other = shelf.open().unwrap();
    let before = bytes(&shelf.keys());
    assert!(matches!(ledger.rekey(), Err((Some(_), Error::Busy(_)))));
    assert!(other.verify().unwrap().findings.is_empty());
    assert!(before == bytes(&shelf.keys()));
    drop(other);
    shelf.open().unwrap().rekey().unwrap();
}

#[test]
fn a_ledger_that_was_replaced_under_an_open_one_is_not_written() {
    let (shelf, mut ledger) = shared();
    let copy = shelf.folder.path().join("copy");
    std::fs::copy(shelf.path(), &copy).unwrap();
    std::fs::rename(&copy, shelf.path()).unwrap();
    let refused = ledger.act(an_act(9), |entry| entry.household());
    assert!(matches!(refused, Err(Error::Replaced(_))), "{refused:?}");
}

#[test]
fn operators_and_releases_are_facts_of_acts() {
    let (shelf, mut ledger) = shared();
    let mut sato = Operator {
        code: "sato".to_owned(),
        name: "佐藤".to_owned(),
        active: true,
        roles: Roles { clerk: true, ..Roles::default() },
    };
    let (first, ()) = act(&mut ledger, 3, |entry| entry.operator(&sato));
    sato.roles.supervisor = true;
    act(&mut ledger, 4, |entry| {
        entry.operator(&sato)?;
        entry.release(Bulk::Import, "file", Step::Prepared)?;
        entry.release(Bulk::Import, "file", Step::Alone)
    });
    let known = ledger.now_known().unwrap();
    assert_eq!(ledger.operators(known).unwrap(), [sato.clone()]);
    assert!(!ledger.operators(ledger::Known::after(first)).unwrap()[0].roles.supervisor);
    let steps: Vec<Step> =
        ledger.releases(Bulk::Import, Some("file"), known).unwrap().iter().map(|released| released.step).collect();
    assert_eq!(steps, [Step::Prepared, Step::Alone]);
    assert!(ledger.releases(Bulk::Print, Some("file"), known).unwrap().is_empty());
    let idle = Operator { roles: Roles::default(), ..sato.clone() };
    assert!(matches!(ledger.act(an_act(5), |entry| entry.operator(&idle)), Err(Error::Refused(_))));
    let strange = Operator { code: "a\nb".to_owned(), ..sato };
    assert!(matches!(ledger.act(an_act(5), |entry| entry.operator(&strange)), Err(Error::Refused(_))));
    assert!(ledger.verify().unwrap().findings.is_empty());
    drop(shelf);
}

/// A ledger of the sixth version, whose key file is of form 1, laid out privately.
fn sixth() -> Shelf {
    Shelf::of_version(6)
}

#[test]
fn a_ledger_of_the_sixth_version_opens_keeps_its_data_and_is_whole() {
    let shelf = sixth();
    let keys = bytes(&shelf.keys());
    let first = said("見本の合言葉 for tests");
    let mut ledger = Ledger::open(&shelf.path(), &first).unwrap();
    assert_eq!(ledger.holder(), &operator("desk"));
    assert!(keys == bytes(&shelf.keys()), "a key file is not changed by being read");
    // As it was before its tables were changed, it lies beside it, and leads back.
    let kept: Vec<String> = shelf.names().into_iter().filter(|name| name.ends_with(".kbk")).collect();
    assert_eq!(kept.len(), 1, "{:?}", shelf.names());
    let copy =
        ledger::backup::Copy::open(&shelf.path().with_file_name(&kept[0]), Opener::Operator(None, &first)).unwrap();
    assert!(copy.verify().unwrap().findings.is_empty(), "a copy of older tables is whole");
    let back = Shelf::new();
    assert_eq!(copy.restore(&back.path()).unwrap().head().unwrap(), ledger.head().unwrap());
    assert_eq!(back.names(), ["ledger.daicho", "ledger.daicho.keys"], "no further copy is made on the way back");
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty() && verified.acts == 3, "{:?}", verified.findings);
    let found = ledger.find("ヤマダ", 10).unwrap();
    assert_eq!(found.len(), 2);
    assert!(ledger.operators(ledger.now_known().unwrap()).unwrap().is_empty());

    // Its one slot stays beside new ones, and becomes one like them when its operator signs in again.
    assert!(!ledger.strengthen(&first, &moment(1)).unwrap());
    put(&mut ledger, 1, &operator("sato"), &sato());
    assert_eq!(Ledger::roll(&shelf.path()).unwrap().operators, ["desk", "sato"]);
    drop(ledger);
    let by_sato = Ledger::open(&shelf.path(), &sato()).unwrap();
    assert!(matches!(by_sato.rekey(), Err((Some(_), Error::Refused(_)))), "desk's slot cannot be given a new key yet");
    let ledger = Ledger::open(&shelf.path(), &first).unwrap();
    assert!(ledger.strengthen(&first, &moment(2)).unwrap());
    assert!(!ledger.strengthen(&first, &moment(2)).unwrap());
    let ledger = ledger.rekey().unwrap();
    assert!(ledger.verify().unwrap().findings.is_empty());
    drop(ledger);
    assert_eq!(open(&shelf.path(), Some("desk"), &first).unwrap(), operator("desk"));
    assert_eq!(open(&shelf.path(), Some("sato"), &sato()).unwrap(), operator("sato"));
}

#[test]
fn a_moment_stands_on_every_slot() {
    let (shelf, _) = shared();
    let file: toml::Table = String::from_utf8(bytes(&shelf.keys())).unwrap().parse().unwrap();
    for slot in file["slot"].as_array().unwrap() {
        assert!(Moment::new(slot["created"].as_str().unwrap()).is_some_and(|at| at.day_in_japan() >= on("2026-01-01")));
    }
}
