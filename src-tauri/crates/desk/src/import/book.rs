//! The members a file speaks of, as the ledger knows them and as they will be once the file is in.

use std::cell::Cell;
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use intake::Row;
use ledger::{
    AddressKind, Addressed, Answer, Circumstance, Coverage, Employer, Entry, HouseholdId, LastFourFact, Layer,
    MemberId, Myna, Named, Person, Recorded, State,
};
use rules::calendar::Day;
use rules::last_four::Check;
use rules::policy::Policy;
use rules::words::fold::{kana_key, name_key};
use rules::words::identity::Keys as Likeness;
use rules::words::{InsuredNumber, LastFour, Relation, Report, ReportKind, Weight};
use smallvec::SmallVec;

use super::wish::{self, REASON};
use crate::Failure;
use crate::counter::number_differs;
use crate::wire::CellChange;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    New,
    Changed,
    Unchanged,
    Doubtful,
    Rejected,
    Duplicate,
}

/// A row with the keys by which it may mean somebody (they are compared many times and made once), its fate, and what it
/// changes.
pub(crate) struct Line {
    pub(crate) row: Row,
    /// [`Fate::Unchanged`] until it is judged.
    pub(crate) fate: Fate,
    /// The number of the member, once the row joins or changes one; the row's own, where it waits or cannot go in.
    pub(crate) member: String,
    /// What it changes; where it waits, what it says otherwise than the ledger.
    pub(crate) cells: Vec<CellChange>,
    /// The place of its employer in the book.
    employer: Option<usize>,
    /// 記号: the row's own, else its employer's.
    pub(crate) symbol: Option<String>,
    /// The number as it is compared, when the row has one and a symbol is known; the branch is empty when it has none.
    pub(crate) number: Option<InsuredNumber>,
    /// 氏名カナ as it is compared.
    pub(crate) kana: Option<String>,
    /// A clerk has made sure that this is nobody whom the ledger knows, whoever has the same name or number.
    pub(crate) other_person: bool,
    /// A clerk has made sure that the row is right and the ledger is not.
    pub(crate) sure: bool,
    /// It went in with the same file before: what has changed since stays.
    went_in: bool,
    /// Whom it was laid beside, while it is judged.
    pub(crate) beside: Cell<Option<Beside>>,
    /// Whom it resembles, and in what.
    pub(crate) resembles: Cell<Option<(usize, Likeness)>>,
    /// What clerks answered about it and members before.
    pub(crate) answers: Vec<(MemberId, Answer)>,
    /// The member whom it joins or changes, once it is judged.
    pub(crate) own: Option<usize>,
    /// The answer of now that decided: about whom, and whether it is the same person.
    pub(crate) answered: Cell<Option<(usize, Answer)>>,
    /// So many complaints came of reading it, whatever the ledger says.
    pub(crate) read: usize,
}

/// A member whom a row was compared with, and the days of the spell of cover that it seems to speak of.
#[derive(Clone, Copy)]
pub(crate) struct Beside {
    pub(crate) at: usize,
    pub(crate) acquired: Option<Day>,
    pub(crate) lost: Option<Day>,
}

impl Line {
    /// Is it still to be judged?
    pub(crate) fn open(&self) -> bool {
        self.fate == Fate::Unchanged && !self.went_in
    }

    /// Remembers whom the row is compared with: what a clerk has to compare when it comes to a doubt.
    pub(crate) fn lay_beside(&self, at: usize, spell: &Coverage) {
        self.beside.set(Some(Beside { at, acquired: spell.acquired, lost: spell.lost }));
    }

    /// What a clerk answered before about the row and a member.
    pub(crate) fn said_of(&self, draft: &Draft) -> Option<Answer> {
        let id = draft.id?;
        self.answers.iter().find(|(member, _)| *member == id).map(|(_, answer)| *answer)
    }

    /// Is it the same person, say a clerk's mark of now or an answer of before? An answer of now is remembered.
    pub(crate) fn is_same(&self, at: usize, draft: &Draft) -> bool {
        if self.sure {
            self.answered.set(Some((at, Answer::Same)));
        }
        self.sure || self.said_of(draft) == Some(Answer::Same)
    }

    /// Is it somebody else, say a clerk's mark of now or an answer of before? An answer of now is remembered.
    pub(crate) fn is_other(&self, at: usize, draft: &Draft) -> bool {
        if self.other_person {
            self.answered.set(Some((at, Answer::Different)));
        }
        self.other_person || self.said_of(draft) == Some(Answer::Different)
    }

    /// Does the row give a branch?
    pub(crate) fn branch(&self) -> Option<&str> {
        self.row.report.branch.as_deref().map(str::trim).filter(|branch| !branch.is_empty())
    }
}

/// From a hash to the places of drafts, nearly always one or a family's: whoever looks up compares the keys themselves.
type Index = HashMap<u64, Places>;
type Places = SmallVec<[usize; 2]>;

fn hash(key: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

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
    /// 死亡: the day.
    pub(crate) death: Option<Day>,
    /// A certificate is wished for: an application of the day.
    pub(crate) wish: bool,
    /// What was said of the マイナ保険証 of later days, with what those who said it did not know.
    pub(crate) later_mynas: Vec<(Day, Myna)>,
    /// Spells of cover that were over before the present one began, each with the day of its fact.
    pub(crate) past: Vec<(Day, Coverage)>,
}

/// One member: what the ledger knows, with what the file adds laid over it.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) id: Option<MemberId>,
    pub(crate) person: Person,
    pub(crate) name: Option<Named>,
    pub(crate) coverage: Coverage,
    pub(crate) coverage_from: Day,
    pub(crate) home: Option<Addressed>,
    /// 郵送の保護: no address is shown.
    pub(crate) shielded: bool,
    pub(crate) myna: Myna,
    pub(crate) last_four: Option<LastFour>,
    /// Somebody is asked about a difference of the number: another one is what is waited for.
    pub(crate) correction_awaited: bool,
    pub(crate) circumstance: Circumstance,
    /// An application of today is on file: the wish of a form is none once more.
    pub(crate) applied_today: bool,
    pub(crate) touched: Touched,
    /// The sheet and row of the file that touched it last.
    pub(crate) place: Option<String>,
    /// Number and kana as they are compared; the book fills them in.
    pub(crate) keys: DraftKeys,
}

/// A member's number and kana as they are compared.
#[derive(Clone, Default)]
pub(crate) struct DraftKeys {
    pub(crate) number: InsuredNumber,
    pub(crate) kana: Option<String>,
}

impl Draft {
    pub(crate) fn touched(&self) -> bool {
        self.touched != Touched::default()
    }

    pub(crate) fn insured(&self) -> bool {
        self.coverage.relation == Relation::Insured
    }

    /// The first day without cover.
    pub(crate) fn ends(&self) -> Option<Day> {
        self.coverage.ends(self.person.born)
    }

    /// Does the coverage still run on `day`?
    pub(crate) fn covered_on(&self, day: Day) -> bool {
        self.coverage.acquired.is_none_or(|acquired| acquired <= day) && self.ends().is_none_or(|ends| day < ends)
    }
}

/// The keys by which the rows of a file may mean members.
pub(crate) struct Keys<'l> {
    pub(crate) numbers: HashSet<(&'l str, &'l str)>,
    pub(crate) people: HashSet<(Day, &'l str)>,
    /// Birth dates of rows that have a name and no kana.
    pub(crate) births: HashSet<Day>,
}

impl<'l> Keys<'l> {
    pub(crate) fn of(lines: &'l [Line]) -> Keys<'l> {
        let mut keys = Keys { numbers: HashSet::new(), people: HashSet::new(), births: HashSet::new() };
        for line in lines.iter().filter(|line| line.open()) {
            keys.numbers.extend(line.number.as_ref().map(|key| (key.symbol.as_str(), key.number.as_str())));
            if let (Some(born), Some(kana)) = (line.row.report.born, &line.kana) {
                keys.people.insert((born, kana.as_str()));
            }
            if line.kana.is_none() && line.row.report.name.is_some() {
                keys.births.extend(line.row.report.born);
            }
        }
        keys
    }

    /// Does a row bear this number?
    pub(crate) fn has(&self, number: &InsuredNumber) -> bool {
        let key = number.key();
        self.numbers.contains(&(key.symbol.as_str(), key.number.as_str()))
    }

    /// Does a row bear the number of a member?
    pub(crate) fn has_number_of(&self, state: &State) -> bool {
        state.coverage.as_ref().is_some_and(|coverage| self.has(&coverage.number))
    }

    /// Does a row bear the birth date and kana of a member, or the birth date where it has no kana?
    pub(crate) fn has_person(&self, state: &State) -> bool {
        let Some(born) = state.person.born else { return false };
        let kana = || {
            let named = state.names.reported.as_ref().or(state.names.printable())?;
            Some(kana_key(named.kana.text()))
        };
        self.births.contains(&born)
            || (!self.people.is_empty() && kana().is_some_and(|kana| self.people.contains(&(born, kana.as_str()))))
    }
}

/// What is known of the rows beside what they say: of which a clerk has made sure (as `12` or `取得!12`), and which went in
/// before.
pub(crate) struct Marks<'m> {
    /// Other persons than those whom the ledger has.
    pub(crate) other_persons: &'m [String],
    /// Right, where the ledger says otherwise.
    pub(crate) sure: &'m [String],
    /// Did not go in with the same file before; `None` when the file is new.
    pub(crate) held: Option<HashSet<&'m str>>,
    /// The name of the file: another one when the same file was sent before.
    pub(crate) file: &'m str,
    /// A list of the state that went in before is compared as if it had not.
    pub(crate) again: bool,
}

impl Marks<'_> {
    /// Takes the marks to the rows.
    pub(crate) fn set(&self, lines: &mut [Line]) {
        for line in lines {
            line.other_person = self.other_persons.iter().any(|word| line.row.is_named(word));
            line.sure = self.sure.iter().any(|word| line.row.is_named(word));
            let here = || place_in(self.file, &line.row);
            let listed = line.row.report.kind == ReportKind::Registration;
            let sure = line.sure || line.other_person || (self.again && listed);
            line.went_in = !sure && self.held.as_ref().is_some_and(|held| !held.contains(here().as_str()));
        }
    }
}

/// The place of a row within its file, whatever the file is called: a text file has one sheet that bears its name.
pub(crate) fn place_in(file: &str, row: &Row) -> String {
    if *row.sheet == *file { row.line.to_string() } else { row.place() }
}

/// What was said of somebody's マイナ保険証 of a later day.
#[derive(Clone, Copy)]
pub(crate) struct Later {
    pub(crate) from: Day,
    pub(crate) myna: Myna,
    /// By a registration list, which knows of card, use and e-certificate; other news leaves these as they were.
    pub(crate) of_list: bool,
}

/// What the ledger recorded of somebody's name and address.
pub(crate) struct Once {
    pub(crate) names: Vec<Recorded<Named>>,
    pub(crate) homes: Vec<Recorded<Addressed>>,
}

/// An employer on record, name and symbol as they are compared.
struct Known {
    employer: Employer,
    name: String,
    symbol: String,
}

/// The working copy.
pub(crate) struct Book {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) today: Day,
    employers: Vec<Known>,
    chosen: Option<usize>,
    loaded: HashMap<MemberId, usize>,
    by_number: Index,
    by_person: Index,
    /// By numbers of spells that are over.
    by_former: Index,
    by_birth: HashMap<Day, Places>,
    /// Some rows have a name and no kana: their people are found by birth date and name.
    by_birth_too: bool,
    in_household: HashMap<HouseholdId, Places>,
    /// Those who were in a household in a spell that is over.
    formerly_in: HashMap<HouseholdId, Places>,
    /// What the ledger recorded of the cover of those whose rows may speak of the past.
    past: HashMap<MemberId, Vec<Recorded<Coverage>>>,
    /// The first day of which a list speaks, when that is over.
    listed: Option<Day>,
    /// Members of whose マイナ保険証 something was said for a day after that, and what, once it has been noted.
    spoken_of_since: Vec<MemberId>,
    later_mynas: HashMap<MemberId, Vec<Later>>,
    /// The days after that of which later lists speak, each with those who are in none of that day.
    confirmed: Vec<(Day, HashSet<MemberId>)>,
    /// Names and addresses that the ledger once had of those whose rows say something else than it does now.
    once: HashMap<MemberId, Once>,
    /// Those of whom the ledger knows that they died, when a row says so of somebody.
    deaths: HashMap<MemberId, Day>,
    new_households: i64,
    /// The numbers under which new households were written.
    households: HashMap<HouseholdId, HouseholdId>,
    /// By which an application is decided.
    policy: Option<Policy>,
}

impl Book {
    pub(crate) fn new(employers: Vec<Employer>, chosen: Option<&str>, today: Day) -> Book {
        let chosen = chosen.and_then(|code| employers.iter().position(|employer| employer.code == code));
        let known = |employer: Employer| Known {
            name: name_key(&employer.name),
            symbol: InsuredNumber::part_key(&employer.symbol),
            employer,
        };
        Book {
            drafts: Vec::new(),
            today,
            employers: employers.into_iter().map(known).collect(),
            chosen,
            loaded: HashMap::new(),
            by_number: HashMap::new(),
            by_person: HashMap::new(),
            by_former: HashMap::new(),
            by_birth: HashMap::new(),
            by_birth_too: false,
            in_household: HashMap::new(),
            formerly_in: HashMap::new(),
            past: HashMap::new(),
            once: HashMap::new(),
            listed: None,
            spoken_of_since: Vec::new(),
            later_mynas: HashMap::new(),
            confirmed: Vec::new(),
            deaths: HashMap::new(),
            new_households: 0,
            households: HashMap::new(),
            policy: None,
        }
    }

    /// Wishes for a certificate are decided by this policy.
    pub(crate) fn decide_by(&mut self, policy: Option<Policy>) {
        self.policy = policy;
    }

    /// The day on which members are looked at: a registration list speaks of its own day, everything else of today.
    pub(crate) fn look(&mut self, lines: &[Line]) -> Day {
        let mut days = lines.iter().filter(|line| line.open()).map(|line| match line.row.report.kind {
            ReportKind::Registration => line.row.report.as_of,
            _ => None,
        });
        self.listed = days.clone().flatten().min().filter(|day| *day < self.today);
        match days.next().flatten() {
            Some(first) if days.all(|day| day == Some(first)) => first.min(self.today),
            _ => self.today,
        }
    }

    /// The employer of a row: the one the clerk named, or the one the row or its symbol names.
    fn employer_of(&self, report: &Report) -> Option<usize> {
        if let Some(chosen) = self.chosen {
            return Some(chosen);
        }
        if let Some(named) = self.named_by(report) {
            return Some(named);
        }
        if let Some(symbol) = &report.symbol {
            let key = InsuredNumber::part_key(symbol);
            let mut fitting = (0..self.employers.len()).filter(|at| self.employers[*at].symbol == key);
            let first = fitting.next();
            return if fitting.next().is_none() { first } else { None };
        }
        (self.employers.len() == 1).then_some(0)
    }

    /// The employer of a line.
    pub(crate) fn employer(&self, line: &Line) -> Option<&Employer> {
        line.employer.map(|at| &self.employers[at].employer)
    }

    /// The employer whom the clerk named for the whole file, or a column of the row.
    pub(crate) fn named_employer(&self, line: &Line) -> Option<&Employer> {
        self.chosen.or_else(|| self.named_by(&line.row.report)).map(|at| &self.employers[at].employer)
    }

    /// The row names an employer whom nobody knows.
    pub(crate) fn unknown_employer(&self, line: &Line) -> bool {
        self.chosen.is_none() && line.row.report.employer.is_some() && self.named_by(&line.row.report).is_none()
    }

    /// The other employer whose symbol a row bears, when the clerk or the row named one with another symbol.
    pub(crate) fn other_employer(&self, line: &Line) -> Option<&str> {
        let (named, symbol) = (self.named_employer(line)?, line.row.report.symbol.as_ref()?);
        let key = InsuredNumber::part_key(symbol);
        let owner = self.employers.iter().find(|one| one.symbol == key)?;
        (InsuredNumber::part_key(&named.symbol) != key).then_some(owner.employer.code.as_str())
    }

    /// The employer that a row names: by code or name; in a row without 記号 also by 記号, as the official files do, which put 事業所番号
    /// or 事業所整理記号 (`01-ｹｲﾄ`) there.
    fn named_by(&self, report: &Report) -> Option<usize> {
        let text = report.employer.as_deref()?;
        let by_symbol = |text: &str| {
            let key = InsuredNumber::part_key(text);
            let mut fitting =
                (0..self.employers.len()).filter(|at| !key.is_empty() && self.employers[*at].symbol == key);
            let first = fitting.next();
            first.filter(|_| fitting.next().is_none())
        };
        self.by_word(text).or_else(|| {
            let parts = || text.rsplit_once('-').filter(|_| report.symbol.is_none());
            let whole = report.symbol.is_none().then_some(text).and_then(by_symbol);
            whole
                .or_else(|| by_symbol(&text.replace('-', "")).filter(|_| parts().is_some()))
                .or_else(|| parts().and_then(|(_, last)| by_symbol(last)))
        })
    }

    /// An employer by code or by name.
    fn by_word(&self, text: &str) -> Option<usize> {
        let key = name_key(text);
        self.employers.iter().position(|one| one.employer.code == *text || one.name == key)
    }

    /// Is this the symbol of an employer on record?
    pub(crate) fn knows_symbol(&self, key: &str) -> bool {
        self.employers.iter().any(|one| one.symbol == key)
    }

    /// The employers that share the symbol of a row, when nothing tells which of them sent it; empty when there is no doubt.
    pub(crate) fn employers_alike(&self, line: &Line) -> Vec<&str> {
        let Some(symbol) = line.row.report.symbol.as_ref().filter(|_| line.employer.is_none()) else {
            return Vec::new();
        };
        let key = InsuredNumber::part_key(symbol);
        self.employers.iter().filter(|one| one.symbol == key).map(|one| one.employer.code.as_str()).collect()
    }

    /// A row with its keys.
    pub(crate) fn line(&self, row: Row) -> Line {
        let report = &row.report;
        let employer = self.employer_of(report);
        let symbol = report.symbol.clone().or_else(|| employer.map(|at| self.employers[at].employer.symbol.clone()));
        let number = match (&symbol, &report.number) {
            (Some(symbol), Some(number)) => Some(InsuredNumber {
                symbol: InsuredNumber::part_key(symbol),
                number: InsuredNumber::part_key(number),
                branch: InsuredNumber::part_key(report.branch.as_deref().unwrap_or_default()),
            }),
            _ => None,
        };
        let kana = report.kana.as_ref().map(|kana| kana_key(kana.text()));
        let fate = match row.weight() {
            Some(Weight::Refusal) => Fate::Rejected,
            Some(Weight::Doubt) => Fate::Doubtful,
            _ => Fate::Unchanged,
        };
        Line {
            read: row.complaints.len(),
            row,
            fate,
            member: String::new(),
            cells: Vec::new(),
            employer,
            symbol,
            number,
            kana,
            other_person: false,
            sure: false,
            went_in: false,
            beside: Cell::new(None),
            resembles: Cell::new(None),
            answers: Vec::new(),
            own: None,
            answered: Cell::new(None),
        }
    }

    /// Is this member in the book?
    pub(crate) fn has(&self, member: MemberId) -> bool {
        self.loaded.contains_key(&member)
    }

    pub(crate) fn load(&mut self, state: State) {
        let correction_awaited =
            state.check.is_some_and(|check| check.state == Check::CaseOpen) || number_differs(&state);
        let Some(coverage) = state.coverage else { return };
        if self.has(state.id) {
            return;
        }
        let since = |listed: Day| state.myna_later || state.myna_from.is_some_and(|from| listed < from);
        if self.listed.is_some_and(since) {
            self.spoken_of_since.push(state.id);
        }
        let coverage_from = state.coverage_from.or(coverage.acquired).unwrap_or(self.today);
        let id = state.id;
        let at = self.add(Draft {
            id: Some(id),
            person: state.person,
            name: state.names.reported.or(state.names.registered),
            coverage,
            coverage_from,
            home: state.home,
            shielded: state.shielded,
            myna: state.myna,
            last_four: state.last_four.map(|fact| fact.digits),
            correction_awaited,
            circumstance: state.circumstance,
            applied_today: state.applications.iter().any(|one| one.reason == REASON && one.on == Some(self.today)),
            touched: Touched::default(),
            place: None,
            keys: DraftKeys::default(),
        });
        self.loaded.insert(id, at);
    }

    /// Puts a draft into the book and its indexes.
    pub(crate) fn add(&mut self, draft: Draft) -> usize {
        let at = self.drafts.len();
        self.drafts.push(draft);
        self.index(at);
        at
    }

    /// Puts a draft back whose number, household or name may have changed.
    pub(crate) fn put(&mut self, at: usize, draft: Draft) {
        self.drafts[at] = draft;
        self.index(at);
    }

    /// Makes room for the members of so many rows; `by_birth` when some have a name and no kana.
    pub(crate) fn reserve(&mut self, lines: usize, by_birth: bool) {
        self.by_birth_too = by_birth;
        self.drafts.reserve(lines);
        self.by_number.reserve(lines);
        self.by_person.reserve(lines);
        self.in_household.reserve(lines);
    }

    /// Makes the keys of a draft anew.
    pub(crate) fn index(&mut self, at: usize) {
        let draft = &mut self.drafts[at];
        draft.keys = DraftKeys {
            number: draft.coverage.number.key(),
            kana: draft.name.as_ref().map(|named| kana_key(named.kana.text())).filter(|key| !key.is_empty()),
        };
        let enter = |places: &mut Places| {
            if !places.contains(&at) {
                places.push(at);
            }
        };
        let key = &draft.keys.number;
        enter(self.by_number.entry(hash((&key.symbol, &key.number))).or_default());
        enter(self.in_household.entry(draft.coverage.household).or_default());
        if let Some(born) = draft.person.born.filter(|_| self.by_birth_too) {
            enter(self.by_birth.entry(born).or_default());
        }
        if let (Some(born), Some(kana)) = (draft.person.born, &draft.keys.kana) {
            enter(self.by_person.entry(hash((born, kana))).or_default());
        }
    }

    /// Everyone under one symbol and number, dependants of the past too.
    pub(crate) fn under<'b>(&'b self, key: &'b InsuredNumber) -> impl Iterator<Item = usize> + 'b {
        self.by_number.get(&hash((&key.symbol, &key.number))).into_iter().flatten().copied().filter(move |at| {
            let own = &self.drafts[*at].keys.number;
            own.symbol == key.symbol && own.number == key.number
        })
    }

    /// Everyone with this birth date and kana.
    pub(crate) fn people<'b>(&'b self, born: Day, kana: &'b str) -> impl Iterator<Item = usize> + 'b {
        self.by_person.get(&hash((born, kana))).into_iter().flatten().copied().filter(move |at| {
            let draft = &self.drafts[*at];
            draft.person.born == Some(born) && draft.keys.kana.as_deref() == Some(kana)
        })
    }

    /// Everyone born on a day.
    pub(crate) fn born(&self, day: Day) -> impl Iterator<Item = usize> + '_ {
        let born_then = move |at: &usize| self.drafts[*at].person.born == Some(day);
        self.by_birth.get(&day).into_iter().flatten().copied().filter(born_then)
    }

    /// Members of whom a row may tell a spell of cover that is not the one in force.
    pub(crate) fn strays(&self, lines: &[Line]) -> Vec<MemberId> {
        let mut ids = Vec::new();
        for line in lines.iter().filter(|line| line.open()) {
            let report = &line.row.report;
            if matches!(report.kind, ReportKind::Change | ReportKind::Registration) {
                continue;
            }
            let elsewhere = |draft: &Draft| {
                let acquired = draft.coverage.acquired;
                report.acquired.is_some_and(|said| acquired != Some(said))
                    || report.lost.is_some_and(|lost| acquired.is_some_and(|acquired| lost <= acquired))
                    || report.lost.zip(draft.coverage.lost).is_some_and(|(said, known)| said != known)
            };
            let by_number = line.number.iter().flat_map(|key| self.under(key));
            let person = report.born.zip(line.kana.as_deref());
            let by_person = person.into_iter().flat_map(|(born, kana)| self.people(born, kana));
            let drafts = by_number.chain(by_person).map(|at| &self.drafts[at]).filter(|draft| elsewhere(draft));
            ids.extend(drafts.filter_map(|draft| draft.id));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Members whose rows, enrolments that were sent again, say another name or address than the ledger.
    pub(crate) fn restated(&self, lines: &[Line]) -> Vec<MemberId> {
        let mut ids = Vec::new();
        for line in lines.iter().filter(|line| line.open()) {
            let report = &line.row.report;
            if !matches!(report.kind, ReportKind::Enrolment | ReportKind::DependantAdded) {
                continue;
            }
            let differs = |draft: &Draft| {
                let name = report.name.as_ref().zip(draft.name.as_ref());
                let kana = line.kana.as_ref().zip(draft.keys.kana.as_ref());
                let home = report.address.as_ref().zip(draft.home.as_ref());
                draft.coverage.acquired == report.acquired
                    && (name.is_some_and(|(said, known)| said.text() != known.name.text())
                        || kana.is_some_and(|(said, known)| said != known)
                        || home.is_some_and(|(said, known)| *said != known.address))
            };
            let by_number = line.number.iter().flat_map(|key| self.under(key));
            ids.extend(
                by_number.map(|at| &self.drafts[at]).filter(|draft| differs(draft)).filter_map(|draft| draft.id),
            );
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Does a row say that somebody died? Then the book has to know who did.
    pub(crate) fn speaks_of_death(lines: &[Line]) -> bool {
        lines.iter().any(|line| line.open() && line.row.report.says_death())
    }

    /// Notes those of whom the ledger knows that they died.
    pub(crate) fn mourn(&mut self, deaths: HashMap<MemberId, Day>) {
        self.deaths = deaths;
    }

    /// When a member died: as this file says, else the ledger.
    pub(crate) fn death_of(&self, at: usize) -> Option<Day> {
        let draft = &self.drafts[at];
        draft.touched.death.or_else(|| draft.id.and_then(|id| self.deaths.get(&id).copied()))
    }

    /// Notes the names and addresses that the ledger recorded of a member.
    pub(crate) fn recall(&mut self, member: MemberId, once: Once) {
        self.once.insert(member, once);
    }

    /// The names and addresses that the ledger recorded, when a row says something else than it does now.
    pub(crate) fn once(&self, at: usize) -> Option<&Once> {
        self.drafts[at].id.and_then(|id| self.once.get(&id))
    }

    /// The first day of which a list speaks, and those of whose マイナ保険証 something was said for a day after.
    pub(crate) fn spoken_of_since(&mut self) -> Option<(Day, Vec<MemberId>)> {
        Some((self.listed?, std::mem::take(&mut self.spoken_of_since)))
    }

    /// Notes what the ledger recorded of a member's マイナ保険証 of days after the first of which a list speaks.
    pub(crate) fn remember_mynas(&mut self, member: MemberId, later: Vec<Later>) {
        self.later_mynas.insert(member, later);
    }

    /// The first day of which a list speaks, when that is over.
    pub(crate) fn listed(&self) -> Option<Day> {
        self.listed
    }

    /// Notes of which days after that later lists speak, and of whom they do not.
    pub(crate) fn confirm(&mut self, days: Vec<(Day, HashSet<MemberId>)>) {
        self.confirmed = days;
    }

    /// Takes what a list says of its day on to the days after: who spoke of those and did not know it, did not gainsay it. A
    /// later list that found the ledger right wrote nothing; what it found is written now, so that an older one never undoes it.
    pub(crate) fn carry_on(&mut self, at: usize, before: Myna, from: Day) {
        let Some(id) = self.drafts[at].id else { return };
        let now = self.drafts[at].myna;
        if now == before {
            return;
        }
        let none = Vec::new();
        let all = self.later_mynas.get(&id).unwrap_or(&none);
        let later: Vec<Later> = all.iter().copied().filter(|one| from < one.from).collect();
        let blank = Myna::default();
        let next = self.confirmed.iter().find(|(day, unlisted)| from < *day && !unlisted.contains(&id));
        let found = next.and_then(|(day, _)| {
            let stood = later.iter().rev().find(|one| one.from <= *day);
            if stood.is_some_and(|one| one.of_list) {
                return None;
            }
            let stood = stood.map_or(before, |one| one.myna);
            let mut found = stood;
            macro_rules! unsaid {
                ($($field:ident),+) => {$(
                    // Of what nobody knew then, the later list said nothing.
                    if stood.$field == blank.$field {
                        found.$field = now.$field;
                    }
                )+};
            }
            unsaid!(my_number, card, use_registered, e_certificate_until, access, portal);
            Some((*day, found))
        });
        for Later { from: day, myna: said, of_list } in later {
            let mut carried = said;
            let goes_on = !of_list && found.is_none_or(|(confirmed, _)| day < confirmed);
            macro_rules! carry {
                ($($field:ident),+) => {$(
                    let silent = said.$field == blank.$field || (goes_on && said.$field == before.$field);
                    if now.$field != before.$field && silent {
                        carried.$field = now.$field;
                    }
                )+};
            }
            carry!(my_number, card, use_registered, e_certificate_until, access, portal);
            if carried != said && found.is_none_or(|(confirmed, _)| day != confirmed) {
                self.drafts[at].touched.later_mynas.push((day, carried));
            }
        }
        self.drafts[at].touched.later_mynas.extend(found.filter(|(_, found)| *found != now));
    }

    /// Notes what the ledger recorded of a member's cover.
    pub(crate) fn remember(&mut self, member: MemberId, coverages: Vec<Recorded<Coverage>>) {
        if let Some(at) = self.loaded.get(&member).copied() {
            for one in coverages.iter().filter(|one| one.stands) {
                self.formerly(at, &one.value);
            }
        }
        self.past.insert(member, coverages);
    }

    /// Is what the ledger recorded of a member's cover in the book?
    pub(crate) fn remembers(&self, member: MemberId) -> bool {
        self.past.contains_key(&member)
    }

    fn formerly(&mut self, at: usize, coverage: &Coverage) {
        let key = coverage.number.key();
        let by_number = self.by_former.entry(hash((&key.symbol, &key.number))).or_default();
        let by_household = self.formerly_in.entry(coverage.household).or_default();
        for places in [by_number, by_household] {
            if !places.contains(&at) {
                places.push(at);
            }
        }
    }

    /// A spell of cover that is over goes in beside the present one; what this file said of it before is replaced.
    pub(crate) fn ended(&mut self, at: usize, from: Day, coverage: Coverage) {
        self.formerly(at, &coverage);
        let past = &mut self.drafts[at].touched.past;
        past.retain(|(began, _)| *began != from);
        past.push((from, coverage));
    }

    /// The spells of a member that are over, each with the day of its fact: on record, or told by this file.
    pub(crate) fn over(&self, at: usize) -> impl Iterator<Item = (Day, &Coverage)> {
        let draft = &self.drafts[at];
        let own = draft.touched.past.iter().map(|(from, coverage)| (*from, coverage));
        let recorded = self.past(at).iter().filter(|one| one.stands && one.value.acquired != draft.coverage.acquired);
        let told = move |one: &&Recorded<Coverage>| !draft.touched.past.iter().any(|(from, _)| *from == one.from);
        recorded.filter(told).map(|one| (one.from, &one.value)).chain(own)
    }

    /// Everyone who had this number in a spell that is over, with that spell.
    pub(crate) fn had<'b>(&'b self, key: &'b InsuredNumber) -> impl Iterator<Item = (usize, &'b Coverage)> + 'b {
        let places = self.by_former.get(&hash((&key.symbol, &key.number)));
        places.into_iter().flatten().copied().flat_map(move |at| {
            self.over(at).map(move |(_, coverage)| (at, coverage)).filter(move |(_, coverage)| {
                let own = coverage.number.key();
                own.symbol == key.symbol && own.number == key.number
            })
        })
    }

    /// Does a member's cover run on a day, and that of the insured person of the household?
    pub(crate) fn covered(&self, at: usize, day: Day) -> bool {
        let draft = &self.drafts[at];
        let family = || {
            let insured = self.household(draft.coverage.household);
            let mut insured = insured.into_iter().filter(|other| self.drafts[*other].insured()).peekable();
            insured.peek().is_none() || insured.any(|other| self.drafts[other].covered_on(day))
        };
        draft.covered_on(day) && (draft.insured() || family())
    }

    /// What the ledger recorded of a member's cover, when a row may speak of the past.
    pub(crate) fn past(&self, at: usize) -> &[Recorded<Coverage>] {
        self.drafts[at].id.and_then(|id| self.past.get(&id)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The dependants who lost cover with a spell of an insured person's that is over: place, day of the fact, coverage.
    pub(crate) fn past_family(&self, insured: usize, spell: &Coverage) -> Vec<(usize, Day, Coverage)> {
        if spell.relation != Relation::Insured {
            return Vec::new();
        }
        let with = |theirs: &Coverage| theirs.household == spell.household && theirs.lost == spell.lost;
        let then = self.formerly_in.get(&spell.household).into_iter().flatten().copied();
        then.filter(|at| *at != insured)
            .flat_map(|at| self.over(at).map(move |(from, theirs)| (at, from, theirs)))
            .filter(|(_, _, theirs)| with(theirs))
            .map(|(at, from, theirs)| (at, from, theirs.clone()))
            .collect()
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

    /// The places of everyone who was touched.
    pub(crate) fn touched(&self) -> Vec<usize> {
        (0..self.drafts.len()).filter(|at| self.drafts[*at].touched()).collect()
    }

    /// Writes what was touched of some. A household may come in several parts: they become known at once.
    pub(crate) fn write(&mut self, touched: &[usize], entry: &mut Entry) -> Result<(), Failure> {
        for at in touched {
            let draft = &mut self.drafts[*at];
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
            draft.id = Some(id);
            if let Some(from) = touched.coverage {
                let provisional = draft.coverage.household;
                draft.coverage.household = on_record(&mut self.households, entry, provisional)?;
                entry.cover(id, from, &draft.coverage)?;
            }
            for (from, coverage) in &touched.past {
                let household = on_record(&mut self.households, entry, coverage.household)?;
                entry.cover(id, *from, &Coverage { household, ..coverage.clone() })?;
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
            for (from, myna) in &touched.later_mynas {
                entry.myna(id, *from, myna)?;
            }
            if let (Some(from), Some(digits)) = (touched.last_four, draft.last_four) {
                entry.last_four(id, from, &LastFourFact { digits, state: "not_sent".to_owned() })?;
            }
            if let Some(from) = touched.circumstance {
                entry.circumstance(id, from, &draft.circumstance)?;
            }
            if let Some(died) = touched.death {
                entry.death(id, Some(died))?;
            }
            if touched.wish {
                wish::record(entry, id, self.today, self.policy.as_ref())?;
            }
        }
        entry.from_place(None);
        Ok(())
    }
}

/// A household's number in the ledger; one that it does not have yet is made.
fn on_record(
    made: &mut HashMap<HouseholdId, HouseholdId>,
    entry: &mut Entry,
    household: HouseholdId,
) -> Result<HouseholdId, Failure> {
    if 0 <= household.0 {
        return Ok(household);
    }
    if let Some(known) = made.get(&household) {
        return Ok(*known);
    }
    let new = entry.household()?;
    made.insert(household, new);
    Ok(new)
}
