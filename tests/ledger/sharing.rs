//! Several processes on one ledger: each reads and writes, nothing is lost, and everybody sees what the others did.

use std::process::Command;

use ledger::{Ledger, Person};

use crate::{Shelf, act, on, passphrase};

/// Where a child process finds the ledger it is to write to.
const CHILD: &str = "LEDGER_OF_THE_CHILD";
const ACTS: u32 = 25;

/// A process of its own when the variable is set; otherwise it writes into a ledger of its own.
#[test]
fn a_writer_finds_every_act_it_did() {
    let shelf = Shelf::new();
    let mut ledger = match std::env::var_os(CHILD) {
        Some(path) => Ledger::open(path.as_ref(), &passphrase()).unwrap(),
        None => shelf.found(),
    };
    for minute in 1..=ACTS {
        let (seq, member) = act(&mut ledger, minute, |entry| entry.add_member(&Person::default()));
        let known = ledger.now_known().unwrap();
        assert!(known.act() >= seq);
        assert!(ledger.state(member, on("2026-04-01"), known).unwrap().is_some());
    }
    println!("wrote {ACTS} acts");
}

#[test]
fn three_processes_write_one_ledger_at_once_and_nothing_is_lost() {
    let shelf = Shelf::new();
    drop(shelf.found());
    let mut children: Vec<_> = (0..3)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "sharing::a_writer_finds_every_act_it_did", "--nocapture"])
                .env(CHILD, shelf.path())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    // Meanwhile a reader looks on, and always sees whole acts.
    let ledger = shelf.open().unwrap();
    while children.iter_mut().any(|child| child.try_wait().unwrap().is_none()) {
        let verified = ledger.verify().unwrap();
        assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    }
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        assert!(String::from_utf8_lossy(&output.stdout).contains("wrote 25 acts"));
    }
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!(verified.acts, 3 * i64::from(ACTS));
    assert_eq!(ledger.head().unwrap().0.0, 3 * i64::from(ACTS));
}

#[test]
fn two_connections_see_each_others_acts_and_a_picture_does_not_move_under_a_reader() {
    let shelf = Shelf::new();
    let mut writer = shelf.found();
    let reader = shelf.open().unwrap();
    act(&mut writer, 1, |entry| entry.add_member(&Person::default()));
    assert_eq!(reader.head().unwrap(), writer.head().unwrap());
    let known = reader.now_known().unwrap();
    let mut seen = 0;
    reader
        .states(on("2026-04-01"), known, &mut |_| {
            act(&mut writer, 2, |entry| entry.add_member(&Person::default()));
            seen += 1;
            assert_eq!(reader.now_known()?, known);
            Ok(std::ops::ControlFlow::Continue(()))
        })
        .unwrap();
    assert_eq!(seen, 1);
    assert!(reader.now_known().unwrap() > known);
}
