//! A copy that has its name is whole, and the way back leads only into a new file. Anchors from outside tell what the chain
//! itself cannot.

use std::path::{Path, PathBuf};

use ledger::backup::{Copy, CopyName, copies, superfluous, take_away};
use ledger::{Anchor, Error, Ledger, Opener};

use crate::{Shelf, act, bytes, enrol, moment, passphrase};

/// A ledger with so many acts, each a day after the other.
fn filled(shelf: &Shelf, acts: u32) -> Ledger {
    let mut ledger = shelf.found();
    grow(&mut ledger, 1, acts);
    ledger
}

fn grow(ledger: &mut Ledger, from: u32, to: u32) {
    for number in from..=to {
        act(ledger, number * 1440, |entry| {
            enrol(entry, &number.to_string(), "山田　太郎", "ヤマダ　タロウ", "1980-01-02")
        });
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn anchors(ledger: &Ledger, acts: impl IntoIterator<Item = i64>) -> Vec<Anchor> {
    acts.into_iter().map(|seq| ledger.anchor(ledger::ActSeq(seq)).unwrap().unwrap()).collect()
}

fn codes(ledger: &Ledger, anchors: &[Anchor]) -> Vec<&'static str> {
    ledger.hold_against(anchors).unwrap().findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_copy_is_made_while_others_work_and_leads_back_into_a_new_file() {
    let shelf = Shelf::new();
    let mut ledger = filled(&shelf, 3);
    let away = Shelf::new();
    let made = ledger.back_up(away.folder.path(), &moment(9_000)).unwrap();
    grow(&mut ledger, 4, 4);
    let copy_name = made.file.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(names(away.folder.path()), [copy_name.clone(), format!("{copy_name}.keys")]);
    assert_eq!(CopyName::read(&copy_name).unwrap().act.0, 3);
    assert_eq!(made.bytes, bytes(&made.file).len() as u64);

    let copy = Copy::open(&made.file, Opener::Operator(None, &passphrase())).unwrap();
    assert!(copy.verify().unwrap().findings.is_empty());
    assert_eq!(copy.last().unwrap().unwrap().seq.0, 3);
    assert_eq!(copy.ledger(), ledger.number());
    let back = Shelf::new();
    let restored = copy.restore(&back.path()).unwrap();
    assert_eq!(restored.head().unwrap().0.0, 3);
    assert!(restored.verify().unwrap().findings.is_empty());
    assert_eq!(codes(&restored, &anchors(&ledger, [3])), Vec::<&str>::new());
    assert_eq!(codes(&restored, &anchors(&ledger, [3, 4])), ["anchor_ahead"]);
    drop(restored);
    assert_eq!(back.names(), ["ledger.daicho", "ledger.daicho.keys"]);
    assert!(matches!(copy.restore(&back.path()), Err(Error::AlreadyExists(_))), "never over a ledger");
    drop(copy);
    assert_eq!(names(away.folder.path()), [copy_name.clone(), format!("{copy_name}.keys")], "a look leaves nothing");
}

#[test]
fn a_copy_that_is_not_whole_is_refused_and_leaves_nothing() {
    let shelf = Shelf::new();
    let ledger = filled(&shelf, 3);
    let away = Shelf::new();
    let made = ledger.back_up(away.folder.path(), &moment(9_000)).unwrap().file;
    let whole = bytes(&made);
    let back = Shelf::new();
    for at in [20, whole.len() / 2, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        std::fs::write(&made, &damaged).unwrap();
        let told = match Copy::open(&made, Opener::Operator(None, &passphrase())) {
            Err(_) => true,
            Ok(copy) => copy.verify().map_or(true, |found| !found.findings.is_empty()),
        };
        assert!(told, "byte {at}");
        if let Ok(copy) = Copy::open(&made, Opener::Operator(None, &passphrase())) {
            assert!(copy.restore(&back.path()).is_err(), "byte {at}");
        }
        assert!(back.names().is_empty(), "byte {at}: {:?}", back.names());
    }
    std::fs::write(&made, &whole).unwrap();
    std::fs::remove_file(format!("{}.keys", made.display())).unwrap();
    assert!(matches!(Copy::open(&made, Opener::Operator(None, &passphrase())), Err(Error::KeyFileMissing(_))));
    assert!(matches!(ledger.back_up(&away.path(), &moment(9_001)), Err(Error::NoFolder(_))));
}

#[test]
fn what_an_interrupted_copy_left_is_swept_away_by_the_next() {
    let shelf = Shelf::new();
    let ledger = filled(&shelf, 1);
    let away = Shelf::new();
    let begins: String = ledger.number().chars().take(8).collect();
    let left = [
        format!(".daicho-{begins}-20260101T000000Z-7.partial"),
        format!(".daicho-{begins}-20260101T000000Z-7.partial.keys"),
    ];
    for name in &left {
        std::fs::write(away.folder.path().join(name), b"half").unwrap();
    }
    std::fs::write(away.folder.path().join(".daicho-00000000-20260101T000000Z-7.partial"), b"another ledger's")
        .unwrap();
    ledger.back_up(away.folder.path(), &moment(9_000)).unwrap();
    let here = names(away.folder.path());
    assert!(left.iter().all(|name| !here.contains(name)), "{here:?}");
    assert_eq!(here.len(), 3, "{here:?}");
}

#[test]
fn seven_days_five_weeks_and_thirteen_months_are_kept() {
    let at = |day: u32| CopyName {
        at: moment(day * 1440),
        act: ledger::ActSeq(i64::from(day)),
        ledger: "01234567".to_owned(),
    };
    let daily: Vec<(CopyName, PathBuf)> = (0..336).rev().map(|day| (at(day), PathBuf::from(day.to_string()))).collect();
    let gone = superfluous(&daily);
    let kept: Vec<String> = daily
        .iter()
        .filter(|(_, path)| !gone.contains(path))
        .map(|(name, _)| name.at.day_in_japan().to_string())
        .collect();
    let expected = [
        "2026-12-28",
        "2026-12-27",
        "2026-12-26",
        "2026-12-25",
        "2026-12-24",
        "2026-12-23",
        "2026-12-22",
        "2026-12-20",
        "2026-12-13",
        "2026-12-06",
        "2026-11-28",
        "2026-10-28",
        "2026-09-28",
        "2026-08-28",
        "2026-07-28",
        "2026-06-28",
        "2026-05-28",
        "2026-04-28",
        "2026-03-28",
        "2026-02-28",
        "2026-01-28",
    ];
    assert_eq!(kept, expected);
    assert!(superfluous(&daily[..1]).is_empty(), "the newest copy stays");

    let shelf = Shelf::new();
    let ledger = filled(&shelf, 1);
    let away = Shelf::new();
    let first = ledger.back_up(away.folder.path(), &moment(9_000)).unwrap().file;
    let second = ledger.back_up(away.folder.path(), &moment(9_001)).unwrap().file;
    let here = || copies(away.folder.path(), ledger.number()).unwrap();
    assert!(superfluous(&here()).is_empty(), "all of the newest day stay");
    ledger.back_up(away.folder.path(), &moment(9_001 + 1440)).unwrap();
    assert_eq!(superfluous(&here()), std::slice::from_ref(&first), "of a day that is over one is enough");
    take_away(&first);
    assert_eq!(here().iter().map(|(_, path)| path.clone()).collect::<Vec<_>>()[1..], [second]);
}

#[test]
fn an_anchor_is_a_line_that_reads_back_and_nobody_without_the_key_can_write() {
    let shelf = Shelf::new();
    let ledger = filled(&shelf, 3);
    let anchor = anchors(&ledger, [2]).remove(0);
    assert_eq!(Anchor::read(&format!("{}\n", anchor.text())), Some(anchor.clone()));
    assert_eq!(codes(&ledger, std::slice::from_ref(&anchor)), Vec::<&str>::new());
    let text = anchor.text();
    for (from, to) in [(" 2 2026", " 3 2026"), ("T00:", "T01:"), ("daicho 2", "daicho 1")] {
        let forged = Anchor::read(&text.replacen(from, to, 1));
        assert!(forged.is_none_or(|forged| codes(&ledger, &[forged]) == ["anchor_forged"]), "{from} → {to}");
    }
    for broken in ["", "daicho 1", &text[..text.len() - 1], &format!("{text} x")] {
        assert_eq!(Anchor::read(broken), None, "{broken}");
    }
    let other = filled(&Shelf::new(), 3);
    let held = other.hold_against(&[anchor]).unwrap();
    assert_eq!((held.anchors, held.others, held.findings.len()), (0, 1, 0), "another ledger's anchors are left aside");
}

#[test]
fn anchors_tell_of_an_old_file_put_back_and_name_the_first_altered_day() {
    let shelf = Shelf::new();
    let mut ledger = filled(&shelf, 3);
    let away = Shelf::new();
    let old = ledger.back_up(away.folder.path(), &moment(9_000)).unwrap().file;
    grow(&mut ledger, 4, 6);
    let outside = anchors(&ledger, [2, 4, 6]);
    drop(ledger);

    // The old copy goes on as if nothing had been.
    let back = Shelf::new();
    let mut restored = Copy::open(&old, Opener::Operator(None, &passphrase())).unwrap().restore(&back.path()).unwrap();
    let held = restored.hold_against(&outside).unwrap();
    let said: Vec<(&str, &str)> = held.findings.iter().map(|one| (one.code, one.place.as_str())).collect();
    assert_eq!(said, [("anchor_ahead", "act 4")]);
    assert!(held.findings[0].sentence.ja.contains("3 件"), "{}", held.findings[0].sentence.ja);
    for number in 7..=9 {
        act(&mut restored, number * 1440, |entry| enrol(entry, "9", "鈴木　花", "スズキ　ハナ", "1990-01-02"));
    }
    assert!(restored.verify().unwrap().findings.is_empty(), "the chain alone does not tell");
    let held = restored.hold_against(&outside).unwrap();
    assert_eq!(held.findings.len(), 1);
    assert_eq!((held.findings[0].code, held.findings[0].place.as_str()), ("anchor_differs", "act 3"));
    assert!(held.findings[0].sentence.en.contains("from 2026-01-04"), "{}", held.findings[0].sentence.en);
    assert_eq!(held.since, 4, "acts after the last anchor that agrees");
}
