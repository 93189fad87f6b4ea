//! 取消し: what an import wrote, fact by fact, with what stood there before and who spoke of it since.
//!
//! An import is taken back by counter-entries: each fact that nobody has changed since gets a new row of the same from-day that says
//! what stood there before, or takes the day's fact away. Nothing is deleted, and whoever asks what was known between the two acts
//! finds the import. Whoever was on record by the import alone is as if never entered from then on (`member_undone`); the one
//! reader of history passes them over.
//!
//! Refused: hiding the acts of an import as unpublished parts are hidden. It would be less to write, but nobody could see from a
//! member's rows that something was taken back, and what follows from it would never be found.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rules::calendar::Day;

use crate::acts::{Known, Moment};
use crate::book::Ledger;
use crate::door::{Q, Row, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{
    ActSeq, AddressKind, Addressed, Circumstance, Coverage, HouseholdId, ImportRow, LastFourFact, Layer, MemberId,
    Myna, Named, Person,
};
use crate::parts::{Hidden, PART};
use crate::{history, tables};

/// What was said of somebody, and left no paper.
const SAID_ONLY: [&str; 8] = [
    "decision",
    "run_member",
    "wave_member",
    "registration_unlisted",
    "consequence_seen",
    "member_undone",
    "row_answer",
    "same_answer",
];
/// Facts, which a file may have told.
const FACTS: [&str; 8] = ["person", "coverage", "name", "address", "myna", "last_four", "circumstance", "death"];
/// The acts by which files tell them.
const FILES: [&str; 4] = ["import", PART, "waiting_in", "import_undo"];

/// An import that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Its number.
    pub import: i64,
    /// The act that took it back.
    pub act: ActSeq,
    /// When.
    pub at: Moment,
    /// By whom.
    pub operator: String,
    /// Why.
    pub reason: Option<String>,
}

/// What stood in the place of a fact before; `None` when nothing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// Birth and sex.
    Person(Option<Person>),
    /// 資格
    Coverage(Option<Coverage>),
    /// 氏名
    Name(Layer, Option<Named>),
    /// 住所・送付先
    Address(AddressKind, Option<Addressed>),
    /// マイナ保険証
    Myna(Option<Myna>),
    /// 下4桁
    LastFour(Option<LastFourFact>),
    /// What else decides.
    Circumstance(Option<Circumstance>),
    /// 死亡
    Death(Option<Day>),
}

impl Before {
    /// A stable word for what it is about.
    #[must_use]
    pub fn about(&self) -> &'static str {
        match self {
            Before::Person(_) => "person",
            Before::Coverage(_) => "coverage",
            Before::Name(..) => "name",
            Before::Address(..) => "address",
            Before::Myna(_) => "myna",
            Before::LastFour(_) => "last_four",
            Before::Circumstance(_) => "circumstance",
            Before::Death(_) => "death",
        }
    }
}

/// A fact that some acts wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    /// The day from which it is true.
    pub from: Day,
    /// What stood there before.
    pub before: Before,
    /// Somebody has spoken of that very fact since: the last act that did.
    pub since: Option<ActSeq>,
}

/// What some acts wrote of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfMember {
    /// Who.
    pub member: MemberId,
    /// One of these acts entered the member.
    pub entered: bool,
    /// Fact by fact.
    pub wrote: Vec<Wrote>,
    /// The households that these acts put the member into.
    pub households: BTreeSet<HouseholdId>,
    /// The last act of others by which a clerk did something about the member since; only asked of whom these entered.
    pub touched_since: Option<ActSeq>,
}

/// A row of a fact: its from-day, its act, and what it says; `None` takes the day's fact away.
pub(crate) struct Said<T> {
    pub from: Day,
    pub act: i64,
    pub value: Option<T>,
}

/// The acts of imports that were taken back (by import), and those that took them back. A row of the one and the counter-entry of the
/// other say nothing together.
#[derive(Clone, Default)]
pub(crate) struct Void(Arc<HashMap<i64, (i64, bool)>>);

impl Void {
    /// As it was known.
    pub fn at(tx: &Tx, known: Known) -> Result<Void> {
        if let Some((asked, void)) = &*tx.void.borrow()
            && *asked == known.0
        {
            return Ok(void.clone());
        }
        let read = |row: &Row<'_>| Ok((row.int(0)?, (row.int(1)?, row.int(2)? == 1)));
        let void = Void(Arc::new(tx.all(sql!("undo/void.sql"), &[Val::I(known.0)], read)?.into_iter().collect()));
        let head = tx.one(sql!("acts/head.sql"), &[], |row| row.int(0))?.unwrap_or(0);
        if known.0 <= head {
            *tx.void.borrow_mut() = Some((known.0, void.clone()));
        }
        Ok(void)
    }

    /// As it is known now.
    fn latest(tx: &Tx) -> Result<Void> {
        Void::at(tx, Known(tx.one(sql!("acts/head.sql"), &[], |row| row.int(0))?.unwrap_or(0)))
    }

    /// Strikes out each counter-entry together with what it answers. Rows come in the order of their from-days and recording.
    pub fn strike<T>(&self, rows: &mut Vec<Said<T>>) {
        if self.0.is_empty() {
            return;
        }
        let mut struck = vec![false; rows.len()];
        for (at, row) in rows.iter().enumerate() {
            let Some((import, true)) = self.0.get(&row.act) else { continue };
            let of_day = rows[..at].iter().enumerate().rev().take_while(|(_, other)| other.from == row.from);
            for (other, _) in of_day.filter(|(_, other)| self.0.get(&other.act) == Some(&(*import, false))) {
                struck[other] = true;
                struck[at] = true;
            }
        }
        let mut struck = struck.into_iter();
        rows.retain(|_| !struck.next().unwrap_or(false));
    }
}

/// The rows of one fact: the last one of others that came before, whether these acts wrote it last, and who did after them.
struct Fact<T> {
    from: Day,
    before: Option<T>,
    own: bool,
    since: Option<i64>,
}

/// Which rows of a kind are meant.
type Meant<'m> = &'m dyn Fn(&Row<'_>) -> Result<bool>;

/// Reads the facts of one kind, and keeps those that some acts wrote.
fn facts<T>(
    ledger: &Ledger,
    q: &'static Q,
    member: MemberId,
    (acts, void): (&BTreeSet<i64>, &Void),
    (hidden, meant): (&Hidden, Meant<'_>),
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<Fact<T>>> {
    let mut rows: Vec<Said<T>> = Vec::new();
    let values = [Val::I(member.0), Val::I(member.0), Val::I(i64::MAX)];
    ledger.tx().rows(q, &values, |row| {
        let (from, act) = (row.day(1)?, row.int(2)?);
        if !hidden.hides(act) && meant(row)? {
            rows.push(Said { from, act, value: if row.yes(3)? { None } else { Some(read(row)?) } });
        }
        Ok(())
    })?;
    void.strike(&mut rows);
    Ok(told_by(acts, rows))
}

/// The facts that some acts wrote, of rows in the order of their from-days and recording.
fn told_by<T>(acts: &BTreeSet<i64>, rows: Vec<Said<T>>) -> Vec<Fact<T>> {
    let mut all: Vec<Fact<T>> = Vec::new();
    for Said { from, act, value } in rows {
        if all.last().is_none_or(|fact| fact.from != from) {
            all.push(Fact { from, before: None, own: false, since: None });
        }
        let Some(fact) = all.last_mut() else { continue };
        if acts.contains(&act) {
            fact.own = true;
            fact.since = None;
        } else if fact.own {
            fact.since = Some(act);
        } else {
            fact.before = value;
        }
    }
    all.retain(|fact| fact.own);
    all
}

impl Ledger {
    /// The imports that were taken back, by number.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn imports_undone(&self) -> Result<BTreeMap<i64, Undone>> {
        let read = |row: &Row<'_>| {
            Ok(Undone {
                import: row.int(0)?,
                act: ActSeq(row.int(1)?),
                at: row.word(2, Moment::new)?,
                operator: row.text(3)?,
                reason: row.maybe_text(4)?,
            })
        };
        let all = self.tx().all(sql!("undo/undone.sql"), &[], read)?;
        Ok(all.into_iter().map(|one| (one.import, one)).collect())
    }

    /// The acts that wrote what an import brought: its own, its parts, and those by which its waiting rows went in later.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn acts_of_import(&self, import: &ImportRow) -> Result<BTreeSet<i64>> {
        let mut acts = BTreeSet::from([import.act.0]);
        acts.extend(self.tx().all(sql!("undo/parts.sql"), &[Val::I(import.act.0)], |row| row.int(0))?);
        acts.extend(self.tx().all(sql!("undo/went_in.sql"), &[Val::I(import.id)], |row| row.int(0))?);
        Ok(acts)
    }

    /// Of whom some acts wrote something, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members_written(&self, acts: &BTreeSet<i64>) -> Result<Vec<MemberId>> {
        let (Some(first), Some(last)) = (acts.first(), acts.last()) else { return Ok(Vec::new()) };
        let mut members = BTreeSet::new();
        self.tx().rows(sql!("undo/written.sql"), &[Val::I(*first), Val::I(*last)], |row| {
            if acts.contains(&row.int(1)?) {
                members.insert(MemberId(row.int(0)?));
            }
            Ok(())
        })?;
        Ok(members.into_iter().collect())
    }

    /// What some acts wrote of a member.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn written_of(&self, member: MemberId, acts: &BTreeSet<i64>) -> Result<OfMember> {
        let (hidden, void) = (Hidden::latest(self.tx())?, Void::latest(self.tx())?);
        let mut wrote = Vec::new();
        macro_rules! of {
            ($file:literal, $read:expr, $before:expr) => {
                of!($file, $read, $before, &|_: &Row<'_>| Ok(true))
            };
            ($file:literal, $read:expr, $before:expr, $meant:expr) => {
                for fact in facts(self, sql!($file), member, (acts, &void), (&hidden, $meant), $read)? {
                    wrote.push(Wrote { from: fact.from, since: fact.since.map(ActSeq), before: $before(fact.before) });
                }
            };
        }
        of!("members/person.sql", history::read_person, Before::Person);
        of!("members/coverage.sql", history::read_coverage, Before::Coverage);
        for layer in Layer::ALL.iter().copied() {
            let meant = |row: &Row<'_>| Ok(row.word(5, Layer::from_code)? == layer);
            of!("members/name.sql", history::read_named, |before| Before::Name(layer, before), &meant);
        }
        for kind in AddressKind::ALL.iter().copied() {
            let meant = |row: &Row<'_>| Ok(row.word(5, AddressKind::from_code)? == kind);
            of!("members/address.sql", history::read_addressed, |before| Before::Address(kind, before), &meant);
        }
        of!("members/myna.sql", history::read_myna, Before::Myna);
        of!("members/last_four.sql", history::read_last_four, Before::LastFour);
        of!("members/circumstance.sql", history::read_circumstance, Before::Circumstance);
        for fact in self.death_told_by(member, (acts, &void), &hidden)? {
            let since = fact.since.map(ActSeq);
            wrote.push(Wrote { from: fact.from, since, before: Before::Death(fact.before) });
        }
        let by = self.tx().one(sql!("undo/entered.sql"), &[Val::I(member.0)], |row| row.int(0))?;
        let entered = by.is_some_and(|act| acts.contains(&act));
        let mut households = BTreeSet::new();
        let known = [Val::I(member.0), Val::I(member.0), Val::I(i64::MAX)];
        self.tx().rows(sql!("members/coverage.sql"), &known, |row| {
            if acts.contains(&row.int(2)?) {
                households.extend(row.maybe_int(9)?.map(HouseholdId));
            }
            Ok(())
        })?;
        let touched_since = if entered { self.touched_since(member, (acts, &void), &hidden)? } else { None };
        Ok(OfMember { member, entered, wrote, households, touched_since })
    }

    /// A death, when some acts wrote it. It is one fact, whatever its day: the last one who spoke of it counts.
    fn death_told_by(
        &self,
        member: MemberId,
        (acts, void): (&BTreeSet<i64>, &Void),
        hidden: &Hidden,
    ) -> Result<Vec<Fact<Day>>> {
        let values = [Val::I(member.0), Val::I(member.0), Val::I(i64::MAX)];
        let told =
            self.tx().all(sql!("reminders/deaths_of.sql"), &values, |row| Ok((row.int(2)?, row.maybe_day(1)?)))?;
        let Some(from) = told.iter().filter(|(act, _)| acts.contains(act)).find_map(|(_, day)| *day) else {
            return Ok(Vec::new());
        };
        let mut rows: Vec<Said<Day>> = told
            .into_iter()
            .filter(|(act, _)| !hidden.hides(*act))
            .map(|(act, value)| Said { from, act, value })
            .collect();
        void.strike(&mut rows);
        Ok(told_by(acts, rows))
    }

    /// Has any act after one recorded a fact of a member?
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn written_after(&self, member: MemberId, act: ActSeq) -> Result<bool> {
        let hidden = Hidden::latest(self.tx())?;
        let mut found = false;
        self.tx().rows(sql!("undo/after.sql"), &[Val::I(member.0), Val::I(act.0)], |row| {
            found |= !hidden.hides(row.int(0)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The last act of others by which a clerk did something about a member: a paper, an application, a correction by hand. What
    /// files say of everybody, and what was decided of somebody without a paper, is not asked for.
    fn touched_since(
        &self,
        member: MemberId,
        (acts, void): (&BTreeSet<i64>, &Void),
        hidden: &Hidden,
    ) -> Result<Option<ActSeq>> {
        let mut last = None;
        for table in tables::ALL {
            let Some(of) = &table.of else { continue };
            if SAID_ONLY.contains(&table.name) {
                continue;
            }
            let mut theirs = BTreeSet::new();
            self.tx().rows(&of.scan, &[Val::I(member.0)], |row| {
                let act = row.int(table.act_at)?;
                if !acts.contains(&act) && !void.0.contains_key(&act) && !hidden.hides(act) {
                    theirs.insert(act);
                }
                Ok(())
            })?;
            for act in theirs {
                let by_file = FACTS.contains(&table.name)
                    && self.acts(act..=act)?.iter().any(|act| FILES.contains(&act.kind.as_str()));
                if !by_file {
                    last = last.max(Some(ActSeq(act)));
                }
            }
        }
        Ok(last)
    }
}

impl Entry<'_> {
    /// Puts back what stood in the place of a fact before some acts wrote it.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such member.
    pub fn put_back(&mut self, member: MemberId, wrote: &Wrote) -> Result<()> {
        let from = wrote.from;
        match &wrote.before {
            Before::Person(Some(person)) => self.person(member, from, person),
            Before::Person(None) => self.withdraw_person(member, from),
            Before::Coverage(Some(coverage)) => self.cover(member, from, coverage),
            Before::Coverage(None) => self.withdraw_coverage(member, from),
            Before::Name(layer, Some(named)) => self.name(member, *layer, from, named),
            Before::Name(layer, None) => self.withdraw_name(member, *layer, from),
            Before::Address(kind, Some(addressed)) => self.address(member, *kind, from, addressed),
            Before::Address(kind, None) => self.withdraw_address(member, *kind, from),
            Before::Myna(Some(myna)) => self.myna(member, from, myna),
            Before::Myna(None) => self.withdraw_myna(member, from),
            Before::LastFour(Some(digits)) => self.last_four(member, from, digits),
            Before::LastFour(None) => self.withdraw_last_four(member, from),
            Before::Circumstance(Some(circumstance)) => self.circumstance(member, from, circumstance),
            Before::Circumstance(None) => self.withdraw_circumstance(member, from),
            Before::Death(died) => self.death(member, *died),
        }
    }

    /// An import is taken back with this act.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such import, or it was taken back before.
    pub fn import_undone(&mut self, import: i64) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::IMPORT_UNDONE, &[import.into(), act, line])
    }

    /// Whoever was on record by an import alone is taken back with it.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such member, or they were taken back before.
    pub fn member_undone(&mut self, member: MemberId, import: i64) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::MEMBER_UNDONE, &[member.0.into(), act, line, import.into()])
    }

    /// Was an import taken back by now? Nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn is_undone(&self, import: i64) -> Result<bool> {
        let mut found = false;
        self.tx().rows(sql!("undo/undone.sql"), &[], |row| {
            found |= row.int(0)? == import;
            Ok(())
        })?;
        Ok(found)
    }

    /// The doubt about a member's address as it was known once: mail came back from it, and why.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn doubt_once(&self, member: MemberId, on: Day, known: Known) -> Result<[Option<String>; 2]> {
        let mut doubt = [None, None];
        history::read(self.tx(), (member.0, member.0), on, known, &mut |state| {
            doubt = state.doubt;
            Ok(std::ops::ControlFlow::Break(()))
        })?;
        Ok(doubt)
    }
}
