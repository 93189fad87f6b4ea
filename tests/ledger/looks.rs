//! Looks: nobody is shown without a row that says so, and nothing is known of anybody by looking.

use std::path::Path;

use ledger::{Anchor, Error, Ledger, MemberId, NewLook, Person};

use crate::{Shelf, act, moment, on};

fn look(minute: u32, operator: &str, kind: &'static str) -> NewLook {
    NewLook { at: moment(minute), operator: operator.to_owned(), kind, subject: None }
}

fn shown(ledger: &Ledger, minute: u32, operator: &str, members: &[MemberId]) -> ledger::Result<()> {
    ledger.look(look(minute, operator, "show"), || Ok(((), members.to_vec())))
}

/// A ledger with five members, of whom the last came later.
fn filled() -> (Shelf, Ledger, Vec<MemberId>) {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let mut members = Vec::new();
    for (minute, count) in [(1, 4), (5, 1)] {
        let (_, more) = act(&mut ledger, minute, |entry| {
            (0..count).map(|_| entry.add_member(&Person { born: None, sex: None })).collect::<ledger::Result<Vec<_>>>()
        });
        members.extend(more);
        if minute == 1 {
            ledger.look_at_everyone(&look(2, "sato", "decide")).unwrap();
        }
    }
    (shelf, ledger, members)
}

#[test]
fn who_saw_somebody_is_answered_with_those_who_saw_everyone() {
    let (_shelf, ledger, members) = filled();
    let before = ledger.head().unwrap();
    shown(&ledger, 10, "desk", &[members[0], members[1], members[0]]).unwrap();
    shown(&ledger, 11, "suzuki", &members[4..]).unwrap();
    shown(&ledger, 12, "suzuki", &[]).unwrap();
    assert_eq!(ledger.head().unwrap(), before, "looking is no act");
    let day = moment(0).day_in_japan();
    let saw = |member: MemberId| -> Vec<(String, String, i64)> {
        let looks = ledger.looks_at(member, day, day).unwrap();
        looks.into_iter().map(|look| (look.operator, look.kind, look.members)).collect()
    };
    let all = ("sato".to_owned(), "decide".to_owned(), 4);
    assert_eq!(saw(members[0]), [all.clone(), ("desk".to_owned(), "show".to_owned(), 2)]);
    assert_eq!(saw(members[2]), [all]);
    assert_eq!(saw(members[4]), [("suzuki".to_owned(), "show".to_owned(), 1)], "who came later was not among everyone");
    assert_eq!(ledger.looks_at(members[0], day.after(), day.after()).unwrap(), []);
    assert_eq!(ledger.looks(day, day).unwrap().len(), 3, "nobody shown is no look");
    assert_eq!(ledger.looked_at(2, 3).unwrap(), [(2, members[0]), (2, members[1]), (3, members[4])]);
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty() && verified.looks == 3, "{:?}", verified.findings);
}

#[test]
fn what_cannot_be_written_down_is_not_shown() {
    let (_shelf, ledger, members) = filled();
    // Known in a larger ledger only.
    let (_larger, mut larger) = {
        let shelf = Shelf::new();
        let ledger = shelf.found();
        (shelf, ledger)
    };
    let (_, nobody) = act(&mut larger, 1, |entry| {
        let mut last = None;
        for _ in 0..9 {
            last = Some(entry.add_member(&Person { born: None, sex: None })?);
        }
        Ok(last.unwrap())
    });
    let refused = shown(&ledger, 10, "desk", &[members[0], nobody]);
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    let failed: Result<(), Error> = ledger.look(look(10, "desk", "show"), || Err(Error::Refused("no".to_owned())));
    assert!(failed.is_err());
    let unnamed = shown(&ledger, 10, "", &members[..1]);
    assert!(matches!(unnamed, Err(Error::Refused(_))), "{unnamed:?}");
    assert_eq!(ledger.look_head().unwrap().0, 1, "nothing of it was written");
    shown(&ledger, 11, "desk", &members[..1]).unwrap();
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn every_look_of_many_at_once_is_counted_and_the_chain_holds() {
    let (shelf, ledger, members) = filled();
    let count = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let (path, members, count) = (shelf.path(), &members, &count);
            scope.spawn(move || {
                let ledger = Ledger::open(&path, &crate::passphrase()).unwrap();
                for round in 0..25_usize {
                    let some = &members[round % 3..=round % 3 + 1];
                    shown(&ledger, 20, &format!("op-{worker}"), some).unwrap();
                    count.fetch_add(some.len(), std::sync::atomic::Ordering::Relaxed);
                }
            });
        }
    });
    let day = moment(0).day_in_japan();
    let counted: i64 =
        ledger.looks(day, day).unwrap().iter().filter(|look| !look.everyone).map(|look| look.members).sum();
    assert_eq!(usize::try_from(counted).unwrap(), count.into_inner());
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn an_anchor_vouches_for_the_looks_before_it_too() {
    let (shelf, mut ledger, members) = filled();
    shown(&ledger, 10, "desk", &members[..2]).unwrap();
    let old = shelf.path().with_extension("old");
    copy(&shelf.path(), &old);
    shown(&ledger, 11, "desk", &members[..1]).unwrap();
    let (seq, ()) = act(&mut ledger, 12, |_| Ok(()));
    let anchor = ledger.anchor(seq).unwrap().unwrap();
    assert_eq!(anchor.looks.map(|(look, _)| look), Some(3));
    // A look after the act belongs to the next anchor, so that this one never changes.
    shown(&ledger, 13, "desk", &members[..1]).unwrap();
    assert_eq!(ledger.anchor(seq).unwrap().unwrap(), anchor);
    let read = Anchor::read(&anchor.text()).unwrap();
    assert_eq!(read, anchor);
    assert_eq!(ledger.hold_against(&[read]).unwrap().findings, []);

    let mut forged = anchor.clone();
    forged.looks = Some((2, [0; 16]));
    let codes = |ledger: &Ledger, anchor: &Anchor| -> Vec<&str> {
        ledger.hold_against(std::slice::from_ref(anchor)).unwrap().findings.iter().map(|it| it.code).collect()
    };
    assert_eq!(codes(&ledger, &forged), ["anchor_forged"]);
    // A file from before, with as many acts but fewer looks.
    drop(ledger);
    copy(&old, &shelf.path());
    let mut ledger = shelf.open().unwrap();
    act(&mut ledger, 12, |_| Ok(()));
    assert_eq!(codes(&ledger, &anchor), ["anchor_ahead"], "the acts are the same; only the looks tell");
    assert!(ledger.verify().unwrap().findings.is_empty(), "the chains alone do not tell");
}

fn copy(from: &Path, to: &Path) {
    for companion in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{companion}", to.display()));
    }
    std::fs::copy(from, to).unwrap();
    let rest = format!("{}-wal", from.display());
    if Path::new(&rest).exists() {
        std::fs::copy(&rest, format!("{}-wal", to.display())).unwrap();
    }
}

#[test]
fn a_ledger_from_before_looks_were_written_down_gets_their_table_and_keeps_its_data() {
    let shelf = Shelf::of_version(7);
    let first = ledger::Passphrase::from("見本の合言葉 for tests".to_owned());
    let ledger = Ledger::open(&shelf.path(), &first).unwrap();
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.looks), (4, 0));
    let found = ledger.find("ヤマダ", 10).unwrap();
    assert_eq!(found.len(), 3);
    shown(&ledger, 10, "desk", &found).unwrap();
    assert_eq!(ledger.looks_at(found[0], on("2020-01-01"), on("2030-01-01")).unwrap().len(), 1);
    assert_eq!(ledger.operators(ledger.now_known().unwrap()).unwrap().len(), 2);
}
