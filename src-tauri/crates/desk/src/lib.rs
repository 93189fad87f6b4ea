//! The list of a clerk's work, one function for each thing a clerk does: [`found`], [`import`], [`find`], [`show`],
//! [`home`], [`decide`], [`explain`], [`rename`], [`plan`], [`print`], [`backup`], [`verify`]. The command line and the window both come through here.
//!
//! This crate brings the rooms together (`intake`, `ledger`, `papers`) and alone knows how answers look to the outside
//! ([`wire`]). It has no clock: whoever calls says what day it is and when, in an [`Occasion`].

pub mod addressee;
pub mod answers;
pub mod applications;
pub mod assets;
pub mod backup;
pub mod batches;
pub mod bench;
mod campaign;
pub mod case;
pub mod characters;
pub mod checks;
mod close;
mod colleague;
pub mod consequences;
pub mod counter;
pub mod damaged;
pub mod decide;
pub mod deletion;
pub mod demo;
mod destroyed;
pub mod drafts;
mod dunning;
mod employers;
pub mod envelopes;
pub mod explain;
mod failure;
mod fallback;
mod family;
pub mod find;
pub mod forms;
pub mod founding;
pub mod guesses;
pub mod home;
pub mod import;
pub mod insertion;
mod interim;
pub mod journal;
mod last_four;
pub mod later;
pub mod leaflets;
pub mod leak;
pub mod life;
pub mod lists;
pub mod look;
pub mod losses;
pub mod milestones;
pub mod official;
pub mod old_cards;
pub mod operators;
pub mod optional_items;
pub mod owed;
pub mod places;
pub mod plan;
pub mod presses;
pub mod print;
pub mod reader;
mod rebuild;
mod recipes;
mod refusals;
mod release;
pub mod reminders;
pub mod rename;
pub mod reports;
pub mod returned_mail;
pub mod roles;
pub mod run;
pub mod same;
pub mod settings;
pub mod sheets;
pub mod shield;
pub mod show;
pub mod stock;
mod told;
pub mod training;
pub mod trial;
pub mod trouble;
pub mod verify;
pub mod watched;
pub mod waves;
pub mod what_if;
pub mod wire;
pub mod words;
pub mod work;
pub mod wrapping;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ledger::{HouseholdId, Known, Ledger, MemberId, Moment, Named, NewAct, Opener, Operator, Passphrase, State};
use rules::calendar::Day;
use rules::policy::Policies;
use rules::words::{Complaint, InsuredNumber, Relation, Said, Weight};

pub use failure::{Ending, Failure};
pub use intake::foreign_parser_runs;
pub use ledger;
pub use rules;

/// When something is done, and by whom. The desk has no clock of its own.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The instant, in UTC.
    pub at: Moment,
    /// The same instant's day in Japan.
    pub today: Day,
    /// Who founds a ledger: the code of its first operator. In an open ledger, whoever signed in does it.
    pub operator: String,
}

impl Occasion {
    fn act(&self, kind: &'static str, on: Day) -> NewAct {
        NewAct { at: self.at.clone(), operator: self.operator.clone(), kind, on, subject: None, reason: None }
    }
}

/// An open ledger, whoever signed in to it, and the work that can be done with it.
pub struct Desk {
    ledger: Ledger,
    who: Operator,
    /// What is done now is done at this occasion, where no other is named.
    occasion: Occasion,
    /// Where anchors go by themselves.
    anchors: Vec<PathBuf>,
    /// So many days ahead of today something may be recorded.
    ahead: i64,
}

impl Desk {
    /// Opens a ledger for an operator; without a code, for whoever has this passphrase. Guesses are not counted here
    /// ([`operators::sign_in`] does).
    ///
    /// # Errors
    /// When it is missing, damaged, newer than this program, on a network drive, the passphrase is wrong, or the operator is
    /// no longer one.
    pub fn open(
        path: &Path,
        operator: Option<&str>,
        passphrase: &Passphrase,
        occasion: &Occasion,
    ) -> Result<Desk, Failure> {
        let ledger = Ledger::open_as(path, Opener::Operator(operator, passphrase))?;
        let who = operators::who_opened(&ledger)?;
        Ok(Desk::at_work(ledger, who, occasion))
    }

    /// As [`Desk::open`], of a ledger that lies where nothing can be written: it is only read, and who is shown whom is written
    /// down in `elsewhere` until it can be written again.
    ///
    /// # Errors
    /// As [`Desk::open`], and when what lies there must be written back before it can be read.
    pub fn open_to_read(
        path: &Path,
        operator: Option<&str>,
        passphrase: &Passphrase,
        elsewhere: &Path,
        occasion: &Occasion,
    ) -> Result<Desk, Failure> {
        let ledger = Ledger::open_to_read(path, Opener::Operator(operator, passphrase), elsewhere)?;
        let who = operators::who_opened(&ledger)?;
        Ok(Desk::at_work(ledger, who, occasion))
    }

    /// Is it open for reading only?
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.ledger.is_read_only()
    }

    /// Takes up what was shown while the ledger could not be written. That something of it was changed is put on record.
    fn take_up(&mut self, elsewhere: &Path, occasion: &Occasion) -> Result<(), Failure> {
        if self.ledger.take_up(elsewhere)?.is_some_and(|taken| taken.broken) {
            let act = self.act_of("looks_broken", occasion);
            self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        }
        Ok(())
    }

    fn at_work(ledger: Ledger, who: Operator, occasion: &Occasion) -> Desk {
        tracing::info!(ledger = ledger.number(), "opened");
        let occasion = Occasion { operator: who.code.clone(), ..occasion.clone() };
        Desk { ledger, who, occasion, anchors: Vec::new(), ahead: 0 }
    }

    /// A year is rehearsed: what happens may be recorded so many days ahead of today, which is otherwise taken for a slip.
    pub fn look_ahead(&mut self, days: i64) {
        self.ahead = days;
    }

    /// It is later now: what is done from here on is done at this occasion.
    pub fn now(&mut self, occasion: &Occasion) {
        self.occasion = Occasion { operator: self.who.code.clone(), ..occasion.clone() };
    }

    /// The code of whoever signed in.
    #[must_use]
    pub fn operator(&self) -> &str {
        &self.who.code
    }

    /// An act of whoever signed in.
    pub(crate) fn act_of(&self, kind: &'static str, occasion: &Occasion) -> NewAct {
        NewAct { operator: self.who.code.clone(), ..occasion.act(kind, occasion.today) }
    }

    /// Another way into the same ledger: what one reads while the other writes. Both see what is acknowledged.
    ///
    /// # Errors
    /// When the file has gone.
    pub fn again(&self) -> Result<Desk, Failure> {
        Ok(Desk {
            ledger: self.ledger.again()?,
            who: self.who.clone(),
            occasion: self.occasion.clone(),
            anchors: self.anchors.clone(),
            ahead: self.ahead,
        })
    }

    /// The number of the last act that is known: while it stays, nothing has changed. Parts of an import are not known yet.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_act(&self) -> Result<i64, Failure> {
        Ok(self.ledger.last_known()?.0)
    }

    /// Says that there is no ledger before anybody is asked for its passphrase.
    ///
    /// # Errors
    /// When there is no file of this name.
    pub fn check_there(path: &Path) -> Result<(), Failure> {
        if path.exists() { Ok(()) } else { Err(Ledger::missing_file(path).into()) }
    }

    /// What was known at `moment`; without one, what is known now.
    fn known(&self, moment: Option<&Moment>) -> Result<Known, Failure> {
        Ok(match moment {
            Some(moment) => self.ledger.known_at(moment)?,
            None => self.ledger.now_known()?,
        })
    }

    /// The society's policies as they were known.
    fn policies(&self, known: Known) -> Result<Policies, Failure> {
        let text = self.ledger.policy_text(known)?.ok_or_else(|| {
            Failure::other(Complaint {
                place: String::new(),
                code: "no_policy",
                weight: Weight::Refusal,
                sentence: Said::new("その時点の台帳には、まだ方針がありません。", "The ledger held no policy then."),
                hint: Said::new("もっと後の時点で見てください。", "Look as of a later instant."),
            })
        })?;
        Policies::read(&text, "policy.toml").map_err(Failure::others)
    }

    /// The member a clerk means by `記号-番号-枝番` (any width, with or without leading zeros) or a management code: whoever
    /// has the number on the day, else whoever had it last before.
    ///
    /// # Errors
    /// When nobody fits, or, without a symbol, members of several symbols.
    pub fn member(&self, text: &str, on: Day) -> Result<MemberId, Failure> {
        let text = text.trim();
        if let Some(id) = self.ledger.member_by_code(text)? {
            self.not_deleted(id, text)?;
            return Ok(id);
        }
        let unknown = |sentence: Said, hint: Said| {
            Failure::other(Complaint {
                place: text.to_owned(),
                code: "member_unknown",
                weight: Weight::Refusal,
                sentence,
                hint,
            })
        };
        let folded = InsuredNumber::part_key(text);
        let mut parts: Vec<&str> = folded.split(['-', '‐', '−']).collect();
        if parts.len() == 1 {
            // An IME writes ー for the hyphen; a symbol in kana may have one of its own.
            parts = folded.split('ー').collect();
        }
        let (symbol, number, branch) = match parts.as_slice() {
            [symbol, number, branch] => (Some(*symbol), *number, Some(*branch)),
            [symbol, number] => (Some(*symbol), *number, None),
            [number] => (None, *number, None),
            _ => (None, "", None),
        };
        let known = self.ledger.now_known()?;
        let symbol_key = symbol.map(InsuredNumber::part_key);
        let number_key = InsuredNumber::part_key(number);
        let branch_key = branch.map(InsuredNumber::part_key);
        let mut fitting: Vec<(Holding, String, MemberId)> = Vec::new();
        for id in self.ledger.members_with_number(symbol_key.as_deref(), &number_key)? {
            for spell in self.ledger.coverages(id, known)?.into_iter().filter(|spell| spell.stands) {
                let coverage = spell.value;
                let key = coverage.number.key();
                let same = key.number == number_key
                    && symbol_key.as_ref().is_none_or(|symbol| *symbol == key.symbol)
                    && match &branch_key {
                        Some(branch) => *branch == key.branch,
                        None => coverage.relation == Relation::Insured,
                    };
                if same {
                    let acquired = coverage.acquired.unwrap_or(spell.from);
                    fitting.push((Holding::of(acquired, coverage.lost, on), key.symbol, id));
                }
            }
        }
        fitting.sort();
        match fitting.as_slice() {
            [] => Err(unknown(
                Said::new("この番号の加入者は台帳にありません。", "No member of the ledger has this number."),
                Said::new(
                    "記号-番号-枝番、または管理コードで指定してください。",
                    "Give symbol-number-branch or a management code.",
                ),
            )),
            [(_, symbol, id), others @ ..] if others.iter().all(|(_, other, who)| who == id || other == symbol) => {
                Ok(*id)
            }
            _ => Err(unknown(
                Said::new("この番号の加入者が複数います。", "More than one member has this number."),
                Said::new("記号も付けて指定してください。", "Give the symbol too."),
            )),
        }
    }
}

/// How somebody who once had a number stands to a day: who has it on that day comes first, then who had it last before,
/// then who has it first after.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Holding {
    /// The days since it was acquired.
    Now(i64),
    /// The days since it was lost.
    Before(i64),
    /// The days until it is acquired.
    After(i64),
}

impl Holding {
    fn of(acquired: Day, lost: Option<Day>, on: Day) -> Holding {
        match lost {
            _ if on < acquired => Holding::After(on.days_until(acquired)),
            Some(lost) if lost <= on => Holding::Before(lost.days_until(on)),
            _ => Holding::Now(acquired.days_until(on)),
        }
    }
}

/// Up to this many members are looked up one by one; above, the whole ledger is read once.
const FEW: usize = 2_000;

impl Desk {
    /// The states of some members, or of all without a list, in no promised order for a short list.
    pub(crate) fn each_of(
        &self,
        ids: Option<&HashSet<MemberId>>,
        on: Day,
        known: Known,
        each: &mut dyn FnMut(State),
    ) -> Result<(), Failure> {
        match ids {
            Some(ids) if ids.len() <= FEW => {
                let mut sorted: Vec<MemberId> = ids.iter().copied().collect();
                sorted.sort_unstable();
                for id in sorted {
                    if let Some(state) = self.state(id, on, known)? {
                        each(state);
                    }
                }
            }
            _ => self.states(on, known, &mut |state| {
                if ids.is_none_or(|ids| ids.contains(&state.id)) {
                    each(state);
                }
                ControlFlow::Continue(())
            })?,
        }
        Ok(())
    }

    /// The names of the insured persons of these members' households, for the papers of dependants.
    pub(crate) fn insured_names<'a>(
        &self,
        states: impl Iterator<Item = &'a State> + Clone,
        on: Day,
        known: Known,
    ) -> Result<HashMap<HouseholdId, Named>, Failure> {
        let named = |state: &State| state.names.printable().cloned().unwrap_or_default();
        let mut names = HashMap::new();
        let mut open: HashSet<HouseholdId> = HashSet::new();
        for state in states.clone() {
            if let Some(coverage) = &state.coverage {
                if case::insured(state) {
                    names.insert(coverage.household, named(state));
                } else {
                    open.insert(coverage.household);
                }
            }
        }
        open.retain(|household| !names.contains_key(household));
        for household in open {
            for state in self.ledger.household(household, on, known)? {
                if case::insured(&state) {
                    names.insert(household, named(&state));
                }
            }
        }
        Ok(names)
    }
}

/// A day as written on the command line, with a remark when it was written in an era that had ended by then.
///
/// # Errors
/// When it is no day, or could mean two.
pub fn written_day(text: &str) -> Result<(Day, Option<Complaint>), Failure> {
    let written = rules::calendar::written::read(text).map_err(Failure::usage)?;
    Ok((written.day, written.remark("", text)))
}

/// A day as written, remarks left aside.
///
/// # Errors
/// When it is no day, or could mean two.
pub fn day(text: &str) -> Result<Day, Failure> {
    written_day(text).map(|(day, _)| day)
}
