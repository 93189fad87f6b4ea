//! What we expect of the ledger: that it keeps what was said, tells it as it was known, and opens for nobody else.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a helper of tests fails by panicking, and tells its seed"
)]

mod acts;
mod backup;
mod deletion;
mod finding;
mod history;
mod looks;
mod opening;
mod parts;
mod recipes;
mod sharing;
mod slots;
mod whole;

use std::path::{Path, PathBuf};

use ledger::{
    ActSeq, Coverage, Entry, Error, HouseholdId, Layer, Ledger, MemberId, Moment, Named, NewAct, Passphrase, Person,
};
use rules::calendar::Day;
use rules::words::{InsuredNumber, Kana, Name, Relation};
use tempfile::TempDir;

/// A ledger in a folder of its own, which goes with it.
struct Shelf {
    folder: TempDir,
}

impl Shelf {
    fn new() -> Shelf {
        Shelf { folder: tempfile::tempdir().unwrap() }
    }

    /// With the ledger that a program of this version left.
    fn of_version(version: u32) -> Shelf {
        let shelf = Shelf::new();
        let from = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/ledgers")).join(version.to_string());
        for (name, to) in [("ledger.daicho", shelf.path()), ("ledger.daicho.keys", shelf.keys())] {
            std::fs::copy(from.join(name), &to).unwrap();
            std::fs::set_permissions(&to, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        }
        shelf
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.daicho")
    }

    fn keys(&self) -> PathBuf {
        self.folder.path().join("ledger.daicho.keys")
    }

    fn found(&self) -> Ledger {
        Ledger::create(&self.path(), "desk", &passphrase(), &moment(0)).unwrap()
    }

    fn open(&self) -> Result<Ledger, Error> {
        Ledger::open(&self.path(), &passphrase())
    }

    /// The names of everything in the folder.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .folder
            .path()
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn passphrase() -> Passphrase {
    Passphrase::from("たまごかけごはん 42 pinwheel\n".to_owned())
}

fn moment(minute: u32) -> Moment {
    let (day, minute) = (minute / 1440, minute % 1440);
    Moment::new(&format!("2026-{:02}-{:02}T{:02}:{:02}:00Z", 1 + day / 28, 1 + day % 28, minute / 60, minute % 60))
        .unwrap()
}

fn on(text: &str) -> Day {
    text.parse().unwrap()
}

fn an_act(minute: u32) -> NewAct {
    NewAct {
        at: moment(minute),
        operator: "op-1".to_owned(),
        kind: "import",
        on: on("2026-04-01"),
        subject: None,
        reason: None,
    }
}

/// Does an act that cannot be refused.
fn act<T>(ledger: &mut Ledger, minute: u32, f: impl FnOnce(&mut Entry<'_>) -> ledger::Result<T>) -> (ActSeq, T) {
    ledger.act(an_act(minute), f).unwrap()
}

fn named(name: &str, kana: &str) -> Named {
    Named { name: Name::new(name), kana: Kana::new(kana) }
}

fn coverage(household: HouseholdId, symbol: &str, number: &str, branch: &str) -> Coverage {
    Coverage {
        number: InsuredNumber::new(symbol, number, branch),
        employer: Some("E01".to_owned()),
        household,
        relation: if branch == "00" { Relation::Insured } else { Relation::Child },
        acquired: Some(on("2026-04-01")),
        lost: None,
        left: None,
        voluntary_until: None,
        received: None,
        staff_number: None,
    }
}

/// Enrols an insured person of a household of their own.
fn enrol(entry: &mut Entry<'_>, number: &str, name: &str, kana: &str, born: &str) -> ledger::Result<MemberId> {
    let member = entry.add_member(&Person { born: Some(on(born)), sex: None })?;
    let household = entry.household()?;
    entry.cover(member, on("2026-04-01"), &coverage(household, "11", number, "00"))?;
    entry.name(member, Layer::Reported, on("2026-04-01"), &named(name, kana))?;
    Ok(member)
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}
