//! The members a file speaks of, as the ledger knows them and as they will be once the file is in.

use std::collections::{HashMap, HashSet};

use intake::Row;
use ledger::{
    AddressKind, Addressed, Circumstance, Coverage, Employer, Entry, HouseholdId, LastFourFact, Layer, MemberId, Myna,
    Named, Person, State,
};
use rules::calendar::Day;
use rules::words::fold::{kana_key, name_key};
use rules::words::{InsuredNumber, LastFour, Relation, Report, ReportKind, Weight};

use super::Index;
use crate::Failure;

/// Which facts of a draft are new, each with the day from which it is true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    pub(crate) person: Option<Day>,
    pub(crate) coverage: Option<Day>,
    pub(crate) name: Option<Day>,
    pub(crate) home: Option<Day>,
    pub(crate) myna: Option<Day>,
    pub(crate) last_four: Option<Day>,
    pub(crate) circumstance: Option<Day>,
}

/// One member: what the ledger knows, with what the file adds laid over it.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) id: Option<MemberId>,
    pub(crate) person: Person,
    pub(crate) name: Option<Named>,
    pub(crate) coverage: Coverage,
    pub(crate) coverage_from: Day,
    pub(crate) home: Option<Addressed>,
    pub(crate) myna: Myna,
    pub(crate) last_four: Option<LastFour>,
    pub(crate) circumstance: Circumstance,
    pub(crate) touched: Touched,
    /// The sheet and row of the file that touched it last.
    pub(crate) place: Option<String>,
}

impl Draft {
    pub(crate) fn touched(&self) -> bool {
        self.touched != Touched::default()
    }

    pub(crate) fn insured(&self) -> bool {
        self.coverage.relation == Relation::Insured
    }

    pub(crate) fn kana_key(&self) -> Option<String> {
        self.name.as_ref().map(|named| kana_key(named.kana.text())).filter(|key| !key.is_empty())
    }

    /// Does the coverage still run on `day`?
    pub(crate) fn covered_on(&self, day: Day) -> bool {
        self.coverage.acquired.is_none_or(|acquired| acquired <= day)
            && self.coverage.lost.is_none_or(|lost| day < lost)
    }
}

/// The keys by which rows may mean members.
pub(crate) struct Keys {
    pub(crate) numbers: HashSet<(String, String)>,
    pub(crate) people: HashSet<(Day, String)>,
}

impl Keys {
    pub(crate) fn fit(&self, state: &State) -> bool {
        let by_number = state.coverage.as_ref().is_some_and(|coverage| {
            let key = coverage.number.key();
            self.numbers.contains(&(key.symbol, key.number))
        });
        if by_number || self.people.is_empty() {
            return by_number;
        }
        match (state.person.born, state.names.reported.as_ref().or(state.names.printable())) {
            (Some(born), Some(named)) => self.people.contains(&(born, kana_key(named.kana.text()))),
            _ => false,
        }
    }
}

/// The working copy.
pub(crate) struct Book {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) today: Day,
    /// Sheets that have a column for the My Number: a blank there is a number that is missing.
    pub(crate) numbered_sheets: HashSet<String>,
    employers: Vec<Employer>,
    chosen: Option<Employer>,
    loaded: HashSet<MemberId>,
    by_number: Index<InsuredNumber>,
    by_household: Index<(String, String)>,
    by_person: Index<(Day, String)>,
    in_household: Index<HouseholdId>,
    new_households: i64,
}

impl Book {
    pub(crate) fn new(employers: Vec<Employer>, chosen: Option<Employer>, today: Day) -> Book {
        Book {
            drafts: Vec::new(),
            today,
            numbered_sheets: HashSet::new(),
            employers,
            chosen,
            loaded: HashSet::new(),
            by_number: HashMap::new(),
            by_household: HashMap::new(),
            by_person: HashMap::new(),
            in_household: HashMap::new(),
            new_households: 0,
        }
    }

    /// The day on which members are looked at: a registration list speaks of its own day, everything else of today.
    pub(crate) fn view_day(&self, rows: &[Row]) -> Day {
        let mut days = rows.iter().map(|row| match row.report.kind {
            ReportKind::Registration => row.report.as_of,
            _ => None,
        });
        match days.next().flatten() {
            Some(first) if days.all(|day| day == Some(first)) => first.min(self.today),
            _ => self.today,
        }
    }

    /// The employer of a row: the one the clerk named, or the one the row or its symbol names.
    pub(crate) fn employer(&self, report: &Report) -> Option<&Employer> {
        if let Some(chosen) = &self.chosen {
            return Some(chosen);
        }
        if let Some(text) = &report.employer {
            let key = name_key(text);
            let named =
                self.employers.iter().find(|employer| employer.code == *text || name_key(&employer.name) == key);
            if named.is_some() {
                return named;
            }
        }
        if let Some(symbol) = &report.symbol {
            let key = InsuredNumber::part_key(symbol);
            let mut fitting = self.employers.iter().filter(|employer| InsuredNumber::part_key(&employer.symbol) == key);
            let first = fitting.next();
            return if fitting.next().is_none() { first } else { None };
        }
        match self.employers.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The employer the clerk named for the whole file.
    pub(crate) fn chosen(&self) -> Option<&Employer> {
        self.chosen.as_ref()
    }

    /// The other employer whose symbol a row bears, when the clerk named one with another symbol.
    pub(crate) fn other_employer(&self, report: &Report) -> Option<&str> {
        let (chosen, symbol) = (self.chosen.as_ref()?, report.symbol.as_ref()?);
        let key = InsuredNumber::part_key(symbol);
        let owner = self.employers.iter().find(|employer| InsuredNumber::part_key(&employer.symbol) == key)?;
        (InsuredNumber::part_key(&chosen.symbol) != key).then_some(owner.code.as_str())
    }

    /// The symbol of a row: its own, else its employer's.
    pub(crate) fn symbol(&self, report: &Report) -> Option<String> {
        report.symbol.clone().or_else(|| self.employer(report).map(|employer| employer.symbol.clone()))
    }

    pub(crate) fn keys(&self, rows: &[Row]) -> Keys {
        let mut keys = Keys { numbers: HashSet::new(), people: HashSet::new() };
        for row in rows.iter().filter(|row| row.weight() < Some(Weight::Refusal)) {
            let report = &row.report;
            if let (Some(symbol), Some(number)) = (self.symbol(report), &report.number) {
                keys.numbers.insert((InsuredNumber::part_key(&symbol), InsuredNumber::part_key(number)));
            }
            if let (Some(born), Some(kana)) = (report.born, &report.kana) {
                keys.people.insert((born, kana_key(kana.text())));
            }
        }
        keys
    }

    pub(crate) fn load(&mut self, state: State) {
        let Some(coverage) = state.coverage else { return };
        if !self.loaded.insert(state.id) {
            return;
        }
        let coverage_from = state.coverage_from.or(coverage.acquired).unwrap_or(self.today);
        self.add(Draft {
            id: Some(state.id),
            person: state.person,
            name: state.names.reported.or(state.names.registered),
            coverage,
            coverage_from,
            home: state.home,
            myna: state.myna,
            last_four: state.last_four.map(|fact| fact.digits),
            circumstance: state.circumstance,
            touched: Touched::default(),
            place: None,
        });
    }

    /// Puts a draft into the book and its indexes.
    pub(crate) fn add(&mut self, draft: Draft) -> usize {
        let at = self.drafts.len();
        self.index(at, &draft);
        if let (Some(born), Some(kana)) = (draft.person.born, draft.kana_key()) {
            self.by_person.entry((born, kana)).or_default().push(at);
        }
        self.drafts.push(draft);
        at
    }

    fn index(&mut self, at: usize, draft: &Draft) {
        let key = draft.coverage.number.key();
        self.by_household.entry((key.symbol.clone(), key.number.clone())).or_default().push(at);
        self.by_number.entry(key).or_default().push(at);
        self.in_household.entry(draft.coverage.household).or_default().push(at);
    }

    /// Puts a draft back whose number or household may have changed.
    pub(crate) fn put(&mut self, at: usize, draft: Draft) {
        self.index(at, &draft);
        self.drafts[at] = draft;
    }

    /// The draft that has this number now; of several the one acquired last.
    pub(crate) fn numbered(&self, number: &InsuredNumber) -> Option<usize> {
        let key = number.key();
        self.by_number
            .get(&key)?
            .iter()
            .copied()
            .filter(|at| self.drafts[*at].coverage.number.key() == key)
            .max_by_key(|at| (self.drafts[*at].coverage.lost.is_none(), self.drafts[*at].coverage.acquired))
    }

    /// Everyone under one symbol and number, dependants of the past too.
    pub(crate) fn under(&self, symbol: &str, number: &str) -> Vec<usize> {
        let key = (InsuredNumber::part_key(symbol), InsuredNumber::part_key(number));
        let mut found: Vec<usize> = self
            .by_household
            .get(&key)
            .into_iter()
            .flatten()
            .copied()
            .filter(|at| {
                let own = self.drafts[*at].coverage.number.key();
                (own.symbol, own.number) == key
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Everyone with this birth date and kana.
    pub(crate) fn people(&self, born: Day, kana: &str) -> &[usize] {
        self.by_person.get(&(born, kana.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Everyone of one household.
    pub(crate) fn household(&self, household: HouseholdId) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .in_household
            .get(&household)
            .into_iter()
            .flatten()
            .copied()
            .filter(|at| self.drafts[*at].coverage.household == household)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(crate) fn has_insured(&self, household: HouseholdId) -> bool {
        self.household(household).iter().any(|at| self.drafts[*at].insured())
    }

    /// A household that the ledger does not have yet; negative until it is written.
    pub(crate) fn new_household(&mut self) -> HouseholdId {
        self.new_households -= 1;
        HouseholdId(self.new_households)
    }

    /// Writes everything that was touched.
    pub(crate) fn write(&mut self, entry: &mut Entry) -> Result<(), Failure> {
        let mut households: HashMap<HouseholdId, HouseholdId> = HashMap::new();
        for draft in self.drafts.iter_mut().filter(|draft| draft.touched()) {
            let touched = &draft.touched;
            entry.from_place(draft.place.as_deref());
            let id = match draft.id {
                Some(id) => {
                    if let Some(from) = touched.person {
                        entry.person(id, from, &draft.person)?;
                    }
                    id
                }
                None => entry.add_member(&draft.person)?,
            };
            if let Some(from) = touched.coverage {
                let provisional = draft.coverage.household;
                if provisional.0 < 0 {
                    draft.coverage.household = match households.get(&provisional) {
                        Some(known) => *known,
                        None => {
                            let made = entry.household()?;
                            households.insert(provisional, made);
                            made
                        }
                    };
                }
                entry.cover(id, from, &draft.coverage)?;
            }
            if let (Some(from), Some(named)) = (touched.name, &draft.name) {
                entry.name(id, Layer::Reported, from, named)?;
            }
            if let (Some(from), Some(home)) = (touched.home, &draft.home) {
                entry.address(id, AddressKind::Home, from, home)?;
            }
            if let Some(from) = touched.myna {
                entry.myna(id, from, &draft.myna)?;
            }
            if let (Some(from), Some(digits)) = (touched.last_four, draft.last_four) {
                entry.last_four(id, from, &LastFourFact { digits, state: "not_sent".to_owned() })?;
            }
            if let Some(from) = touched.circumstance {
                entry.circumstance(id, from, &draft.circumstance)?;
            }
        }
        entry.from_place(None);
        Ok(())
    }
}
