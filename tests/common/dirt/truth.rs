//! The truth about everybody in the files, held against a ledger that they went into.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use desk::demo::Member;
use desk::ledger::{Ledger, Passphrase, State};
use rules::calendar::Day;
use rules::words::fold::kana_key;

use super::official::SPOILED;
use super::value::{JOINED, plain, wide};
use super::{Fate, Incoming, Says};
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

/// Everybody in the ledger as of a day, by number.
fn everybody(folder: &Path, on: Day) -> BTreeMap<String, State> {
    let ledger =
        Ledger::open(&folder.join("ledger.daicho"), &Passphrase::from(PASSPHRASE.to_owned())).expect("a ledger");
    let mut all = BTreeMap::new();
    ledger
        .states(on, ledger.now_known().expect("known"), &mut |state| {
            if let Some(coverage) = &state.coverage {
                let twice = all.insert(coverage.number.key().to_string(), state.clone());
                assert!(twice.is_none(), "two people with one number");
            }
            Ok(ControlFlow::Continue(()))
        })
        .expect("states");
    all
}

/// What the ledger must say of a member after all the files: what he is in truth, as far as they told it.
struct Told {
    name: String,
    /// 郵便番号 and 住所, when anything told them.
    home: Option<(String, String)>,
    lost: Option<Day>,
    last_four: Option<String>,
}

/// Which files speak of whom.
struct Sayings(BTreeMap<usize, Vec<(Says, &'static str, &'static str)>>);

impl Sayings {
    fn of(incoming: &Incoming) -> Sayings {
        let mut all: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for file in &incoming.files {
            for (at, _) in &file.rows {
                all.entry(*at).or_default().push((file.says, file.kind, file.shape));
            }
        }
        Sayings(all)
    }

    fn told(&self, incoming: &Incoming, at: usize) -> Told {
        let truth = &incoming.society.members[at];
        let said = self.0.get(&at).map(Vec::as_slice).unwrap_or_default();
        let by = |says: Says| said.iter().find(|one| one.0 == says);
        let again = by(Says::Again).is_some();
        // A name that came without its space gets it with the next file that has it.
        let joined = !again && by(Says::Begins).is_some_and(|one| one.1 == JOINED);
        let official = by(Says::Official);
        let spoiled = official.is_some_and(|one| one.2 == SPOILED);
        let name = match (joined, official) {
            (true, _) => truth.name().replace('\u{3000}', ""),
            (false, Some(_)) => truth.name().chars().map(plain).collect(),
            (false, None) => truth.name(),
        };
        let new = (truth.postcode.clone(), truth.address.clone());
        let old = incoming.before.get(&at).cloned().unwrap_or_else(|| new.clone());
        let home = if by(Says::Moves).is_some() {
            Some(new)
        } else {
            // Where the form leaves the address out, the next file that has it tells.
            let left_out = truth.insured() && !spoiled && truth.my_number.is_some();
            match official {
                Some(_) if !left_out => Some((old.0, wide(&old.1))),
                Some(_) if !again => None,
                _ => Some(old),
            }
        };
        let digits = truth.my_number.as_deref().map(|number| number[8..].to_owned());
        Told {
            name,
            home,
            lost: truth.lost.filter(|_| by(Says::Ends).is_some()),
            last_four: digits.filter(|_| !spoiled || again),
        }
    }
}

/// What of a member is not so in the ledger, field by field.
fn untrue(state: &State, truth: &Member, told: &Told) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let mut must = |field, same: bool| {
        if !same {
            wrong.push(field);
        }
    };
    let coverage = state.coverage.as_ref().expect("cover");
    let named = state.names.reported.as_ref();
    must("name", named.is_some_and(|named| named.name.text() == told.name));
    must("kana", named.is_some_and(|named| kana_key(named.kana.text()) == kana_key(&truth.kana())));
    must("born", state.person.born == Some(truth.born));
    must("sex", state.person.sex == Some(truth.sex));
    must("relation", coverage.relation == truth.relation);
    must("acquired", coverage.acquired == Some(truth.acquired));
    must("lost", coverage.lost == told.lost);
    let home = state.home.as_ref().map(|home| (home.postcode.as_str(), home.address.text()));
    must("home", home == told.home.as_ref().map(|(postcode, address)| (postcode.as_str(), address.as_str())));
    let digits = state.last_four.as_ref().map(|fact| fact.digits.text().to_owned());
    must("last four", digits == told.last_four);
    wrong
}

/// Counts what became of every row of the files, as of a day on which all of it holds.
pub fn tally(incoming: &Incoming, folder: &Path, on: Day) -> Tally {
    let all = everybody(folder, on);
    let sayings = Sayings::of(incoming);
    let mut tally = Tally::default();
    let mut known: BTreeSet<String> = BTreeSet::new();
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
                    let wrong = untrue(state, truth, &sayings.told(incoming, *at));
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
