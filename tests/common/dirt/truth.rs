//! The truth about everybody in the files, held against a ledger that they went into.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use desk::demo::{DAY, Member};
use desk::ledger::{Ledger, Passphrase, State};
use rules::calendar::Day;
use rules::words::fold::kana_key;

use super::value::JOINED;
use super::{AGAIN, Fate, Incoming};
use crate::program::run;

/// The passphrase of the ledger that they go into.
pub const PASSPHRASE: &str = "見本の合言葉 for tests";

/// What a folder came to, in rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The ledger has these people as the truth says.
    pub right: usize,
    /// Nothing of them is in the ledger, as it should be.
    pub waiting: usize,
    /// They wait, and might have gone in: the kinds and shapes of their files.
    pub doubted: BTreeMap<String, usize>,
    /// The ledger says of them what is not so.
    pub wrong: Vec<String>,
}

/// Founds the society of the files in a folder, and puts the files beside it.
pub fn founded(incoming: &Incoming, folder: &Path) {
    for (name, text) in [
        ("society.toml", incoming.society.society_toml()),
        ("policy.toml", incoming.society.policy_toml()),
        ("passphrase.txt", format!("{PASSPHRASE}\n")),
    ] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    run(folder, &["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    for file in &incoming.files {
        let path = folder.join("incoming").join(&file.name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, &file.bytes).expect("a file");
    }
}

/// Everybody in the ledger, by number.
fn everybody(folder: &Path) -> BTreeMap<String, State> {
    let ledger =
        Ledger::open(&folder.join("ledger.daicho"), &Passphrase::from(PASSPHRASE.to_owned())).expect("a ledger");
    let mut all = BTreeMap::new();
    ledger
        .states(DAY, ledger.now_known().expect("known"), &mut |state| {
            if let Some(coverage) = &state.coverage {
                let twice = all.insert(coverage.number.key().to_string(), state.clone());
                assert!(twice.is_none(), "two people with one number");
            }
            Ok(ControlFlow::Continue(()))
        })
        .expect("states");
    all
}

/// What of a member is not so in the ledger, field by field.
fn untrue(state: &State, truth: &Member, name: &str, lost: Option<Day>) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let mut must = |field, same: bool| {
        if !same {
            wrong.push(field);
        }
    };
    let coverage = state.coverage.as_ref().expect("cover");
    let named = state.names.reported.as_ref();
    must("name", named.is_some_and(|named| named.name.text() == name));
    must("kana", named.is_some_and(|named| kana_key(named.kana.text()) == kana_key(&truth.kana())));
    must("born", state.person.born == Some(truth.born));
    must("sex", state.person.sex == Some(truth.sex));
    must("relation", coverage.relation == truth.relation);
    must("acquired", coverage.acquired == Some(truth.acquired));
    must("lost", coverage.lost == lost);
    let home = state.home.as_ref();
    must("postcode", home.is_some_and(|home| home.postcode == truth.postcode));
    must("address", home.is_some_and(|home| home.address.text() == truth.address));
    let digits = state.last_four.as_ref().map(|fact| fact.digits.text().to_owned());
    must("last four", digits.as_deref() == truth.my_number.as_deref().map(|number| &number[8..]));
    wrong
}

/// Counts what became of every row of the files.
pub fn tally(incoming: &Incoming, folder: &Path) -> Tally {
    let all = everybody(folder);
    let mut tally = Tally::default();
    let mut known: BTreeSet<String> = BTreeSet::new();
    // Whoever does not leave in a file is there still.
    let left: BTreeSet<usize> =
        incoming.files.iter().filter(|file| file.leaving).flat_map(|file| &file.rows).map(|(at, _)| *at).collect();
    // A name that came without its space gets it with the next file that has it.
    let again: BTreeSet<usize> = incoming
        .files
        .iter()
        .filter(|file| file.kind == AGAIN)
        .flat_map(|file| &file.rows)
        .map(|(at, _)| *at)
        .collect();
    for file in &incoming.files {
        for (at, fate) in &file.rows {
            let truth = &incoming.society.members[*at];
            let number = truth.number.key().to_string();
            let found = all.get(&number);
            known.insert(number);
            match (fate, found) {
                (Fate::Waits, None) => tally.waiting += 1,
                (Fate::Waits, Some(_)) => tally.wrong.push(format!("{}: {} went in", file.name, truth.number)),
                (Fate::In, None) => *tally.doubted.entry(format!("{} × {}", file.kind, file.shape)).or_default() += 1,
                (Fate::In, Some(state)) => {
                    let joined = file.kind == JOINED && !again.contains(at);
                    let name = if joined { truth.name().replace('\u{3000}', "") } else { truth.name() };
                    let wrong = untrue(state, truth, &name, truth.lost.filter(|_| left.contains(at)));
                    if wrong.is_empty() {
                        tally.right += 1;
                    } else {
                        tally.wrong.push(format!("{}: {} {}", file.name, truth.number, wrong.join(", ")));
                    }
                }
            }
        }
    }
    let strangers = all.keys().filter(|number| !known.contains(*number));
    tally.wrong.extend(strangers.map(|number| format!("nobody has the number {number}")));
    tally
}
