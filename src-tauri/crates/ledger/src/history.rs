//! The one reader of history: rows on two time axes go in, what holds on one day comes out.
//!
//! Only rows of acts that were known are asked for, and those of unpublished parts of imports are passed over (`parts.rs`).
//! Of these, rows with one from-day are one fact, and the one recorded last counts; when that one is a withdrawal, the day's
//! fact is gone. Of what is left, the fact with the greatest from-day not after the day asked about is in force.
//!
//! What has not begun yet: of coverage and of the person, when nothing is in force, the earliest later fact is given, so
//! that a coming enrolment is seen as one. A member without any name in force has those of the earliest later day.
//! Everything else that has not begun is not known.
//!
//! One member and all members are read by the same pass: each table gives its rows in the order of members, and the rows
//! of one member are folded for a day, or for several. Nothing but one member is held in memory.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use rules::calendar::Day;
use rules::case::{Access, Assistance, MyNumber, MynaCard, PortalVisible, Reason, UseRegistration};
use rules::words::{Address, InsuredNumber, Kana, LastFour, Name, Relation, Sex};

use crate::acts::Known;
use crate::checks::{self, Campaign, CheckState, CheckStep, Happened, LetterOf};
use crate::door::{Cursor, Q, Row, Tx, Val, sql};
use crate::error::Result;
use crate::facts::{
    AddressKind, Addressed, ApplicationFact, BatchId, Circumstance, Coverage, HouseholdId, Imprint, LastFourFact,
    Layer, MemberId, Myna, Named, Names, PaperId, PaperKind, PaperLife, PaperState, Person, State,
};
use crate::parts::Hidden;
use crate::reminders::REMINDED;

/// A fact with its from-day.
type Dated<T> = (Day, T);

/// The fold over the rows of one fact, which come in the order of their from-days and, within a day, of their recording.
#[derive(Debug)]
pub(crate) struct Fold<T> {
    on: Day,
    /// The from-day of the rows being read, and the last of them; `None` in it is a withdrawal.
    group: Option<(Day, Option<T>)>,
    now: Option<Dated<T>>,
    next: Option<Dated<T>>,
}

impl<T> Fold<T> {
    pub fn new(on: Day) -> Fold<T> {
        Fold { on, group: None, now: None, next: None }
    }

    /// The next row; `None` takes the day's fact away.
    pub fn row(&mut self, from: Day, value: Option<T>) {
        match &mut self.group {
            Some((day, last)) if *day == from => *last = value,
            _ => {
                self.settle();
                self.group = Some((from, value));
            }
        }
    }

    fn settle(&mut self) {
        let Some((from, Some(value))) = self.group.take() else { return };
        if from <= self.on {
            self.now = Some((from, value));
        } else if self.next.is_none() {
            self.next = Some((from, value));
        }
    }

    /// What is in force, and what comes next after the day, each with its from-day.
    pub fn done(mut self) -> (Option<Dated<T>>, Option<Dated<T>>) {
        self.settle();
        (self.now, self.next)
    }

    /// What is in force.
    pub fn now(self) -> Option<T> {
        self.done().0.map(|(_, value)| value)
    }

    /// What is in force, else what comes next.
    pub fn now_or_next(self) -> Option<Dated<T>> {
        let (now, next) = self.done();
        now.or(next)
    }
}

/// The queries of the pass, all with the same three values: first member, last member, last act known.
pub(crate) static PASS: [&Q; 15] = {
    macro_rules! queries {
        ($($file:literal),+) => { [$({
            static STATEMENT: Q = Q { name: $file, sql: include_str!($file) };
            &STATEMENT
        }),+] };
    }
    queries!(
        "members/member.sql",
        "members/person.sql",
        "members/coverage.sql",
        "members/name.sql",
        "members/address.sql",
        "members/myna.sql",
        "members/last_four.sql",
        "members/circumstance.sql",
        "members/application.sql",
        "members/address_check.sql",
        "members/shield.sql",
        "papers/paper.sql",
        "papers/event.sql",
        "checks/steps.sql",
        "papers/decision.sql"
    )
};

/// Where each of [`PASS`] gives the act of a row.
const ACT_AT: usize = 2;

/// How many of [`PASS`] a state is made of; decisions are history of another kind and only stand in the timeline.
const OF_STATE: usize = 14;

/// A cursor that knows whose row it stands on.
struct Merge<'p> {
    cursor: Cursor<'p>,
    hidden: &'p Hidden,
    /// The member of the row; `i64::MAX` behind the last.
    member: i64,
}

impl<'p> Merge<'p> {
    fn new(cursor: Cursor<'p>, hidden: &'p Hidden) -> Result<Merge<'p>> {
        let mut merge = Merge { cursor, hidden, member: i64::MIN };
        merge.step()?;
        Ok(merge)
    }

    fn step(&mut self) -> Result<()> {
        self.member = i64::MAX;
        while self.cursor.step()? {
            let Some(row) = self.cursor.current() else { break };
            if !self.hidden.hides(row.int(ACT_AT)?) {
                self.member = row.int(0)?;
                break;
            }
        }
        Ok(())
    }

    /// Gives each row of a member to `each`. Rows of members that are not known are passed over.
    fn of(&mut self, member: i64, mut each: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        while self.member <= member {
            if self.member == member
                && let Some(row) = self.cursor.current()
            {
                each(&row)?;
            }
            self.step()?;
        }
        Ok(())
    }
}

/// Reads the members of a range as they are on a day, in the order of their numbers.
pub(crate) fn read(
    tx: &Tx,
    range: (i64, i64),
    on: Day,
    known: Known,
    each: &mut dyn FnMut(State) -> Result<ControlFlow<()>>,
) -> Result<()> {
    rows_of(tx, range, known, &mut |pass, mut rows| each(pass.state(&mut rows, on, true)?))
}

/// Reads the members of a range as they are on each of some days, given in their order, and gives each state with the place of
/// its day. The rows of a member are read once, and where nothing begins between two days, their state is one.
pub(crate) fn read_on(
    tx: &Tx,
    range: (i64, i64),
    days: &[Day],
    known: Known,
    each: &mut dyn FnMut(usize, &State) -> Result<ControlFlow<()>>,
) -> Result<()> {
    rows_of(tx, range, known, &mut |pass, mut rows| {
        let mut before: Option<(Day, State)> = None;
        for (at, on) in days.iter().enumerate() {
            let state = match before.take() {
                Some((day, state)) if !rows.begins(day, *on) => state,
                _ => pass.state(&mut rows, *on, at + 1 == days.len())?,
            };
            if each(at, &state)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            before = Some((*on, state));
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// The insured persons of a range on each of some days, given in their order: the place of the day, what covers them then or next,
/// and when they were born.
pub(crate) fn insured_on(
    tx: &Tx,
    (first, last): (i64, i64),
    days: &[Day],
    known: Known,
    each: &mut dyn FnMut(usize, &Coverage, Option<Day>),
) -> Result<()> {
    tx.reading(|| {
        let hidden = Hidden::at(tx, known)?;
        let values = [Val::I(first), Val::I(last), Val::I(known.0)];
        let (mut coverages, mut persons) =
            (tx.prepared(sql!("members/coverage.sql"))?, tx.prepared(sql!("members/person.sql"))?);
        let mut coverage = Merge::new(coverages.cursor(&values)?, &hidden)?;
        let mut person = Merge::new(persons.cursor(&values)?, &hidden)?;
        while coverage.member != i64::MAX {
            let member = coverage.member;
            let (mut of_coverage, mut of_person) = (Dates::new(), Dates::new());
            coverage.of(member, |row| dated(row, &mut of_coverage, read_coverage))?;
            let insured = |(_, value): &Dated<Option<Coverage>>| {
                value.as_ref().is_some_and(|it| it.relation == Relation::Insured)
            };
            if !of_coverage.iter().any(insured) {
                continue;
            }
            person.of(member, |row| dated(row, &mut of_person, read_person))?;
            for (at, on) in days.iter().enumerate() {
                let (now, next) = folded(&of_coverage, *on);
                let Some((_, coverage)) = now.or(next).filter(|(_, it)| it.relation == Relation::Insured) else {
                    continue;
                };
                let (now, next) = folded(&of_person, *on);
                each(at, coverage, now.or(next).and_then(|(_, person)| person.born));
            }
        }
        Ok(())
    })
}

/// The rows of the members of a range, one member after the other.
fn rows_of(
    tx: &Tx,
    (first, last): (i64, i64),
    known: Known,
    each: &mut dyn FnMut(&Pass<'_>, Rows) -> Result<ControlFlow<()>>,
) -> Result<()> {
    tx.reading(|| {
        let hidden = Hidden::at(tx, known)?;
        let values = [Val::I(first), Val::I(last), Val::I(known.0)];
        let mut statements = Vec::with_capacity(OF_STATE);
        for q in &PASS[..OF_STATE] {
            statements.push(tx.prepared(q)?);
        }
        let mut cursors = Vec::with_capacity(OF_STATE);
        for statement in &mut statements {
            cursors.push(statement.cursor(&values)?);
        }
        let mut merges =
            cursors.into_iter().map(|cursor| Merge::new(cursor, &hidden)).collect::<Result<Vec<_>>>()?.into_iter();
        let mut pull = || merges.next().expect("as many cursors as queries");
        let mut members = pull();
        let mut pass = Pass {
            person: pull(),
            coverage: pull(),
            name: pull(),
            address: pull(),
            myna: pull(),
            last_four: pull(),
            circumstance: pull(),
            application: pull(),
            address_check: pull(),
            shield: pull(),
            paper: pull(),
            event: pull(),
            step: pull(),
            campaigns: Campaigns { tx, known, all: OnceCell::new() },
        };
        while members.member != i64::MAX {
            let code = match members.cursor.current() {
                Some(row) => row.text(1)?,
                None => break,
            };
            let rows = pass.rows(MemberId(members.member), code)?;
            if each(&pass, rows)?.is_break() {
                break;
            }
            members.step()?;
        }
        Ok(())
    })
}

/// Steps through the rows that [`read`] would read, touching every value and keeping none; how many they are.
pub(crate) fn step_through(tx: &Tx, known: Known) -> Result<u64> {
    tx.reading(|| {
        let mut count = 0;
        for q in &PASS[..OF_STATE] {
            let mut statement = tx.prepared(q)?;
            let columns = statement.columns();
            let mut cursor = statement.cursor(&[Val::I(i64::MIN), Val::I(i64::MAX), Val::I(known.0)])?;
            while let Some(row) = cursor.next()? {
                for at in 0..columns {
                    row.value(at)?;
                }
                count += 1;
            }
        }
        Ok(count)
    })
}

struct Pass<'p> {
    person: Merge<'p>,
    coverage: Merge<'p>,
    name: Merge<'p>,
    address: Merge<'p>,
    myna: Merge<'p>,
    last_four: Merge<'p>,
    circumstance: Merge<'p>,
    application: Merge<'p>,
    address_check: Merge<'p>,
    shield: Merge<'p>,
    paper: Merge<'p>,
    event: Merge<'p>,
    step: Merge<'p>,
    campaigns: Campaigns<'p>,
}

/// The campaigns of last-four letters, asked for with the first letter.
struct Campaigns<'p> {
    tx: &'p Tx,
    known: Known,
    all: OnceCell<HashMap<BatchId, Campaign>>,
}

impl Campaigns<'_> {
    /// The campaign of a batch, as known.
    fn of(&self, batch: BatchId) -> Result<Option<Campaign>> {
        let all = match self.all.get() {
            Some(all) => all,
            None => {
                let read = checks::campaigns(self.tx, self.known)?;
                self.all.get_or_init(|| read)
            }
        };
        Ok(all.get(&batch).copied())
    }
}

/// The facts of one kind, in the order in which the fold reads them; `None` takes the day's fact away.
type Dates<T> = Vec<Dated<Option<T>>>;

/// What is known of one member, whatever day is asked about.
struct Rows {
    id: MemberId,
    code: String,
    person: Dates<Person>,
    coverage: Dates<Coverage>,
    /// Registered, reported, printed.
    names: [Dates<Named>; 3],
    /// Of the home and of delivery, each with the act that recorded it.
    addresses: [Dates<(Addressed, i64)>; 2],
    myna: Dates<Myna>,
    digits: Vec<Digits>,
    circumstance: Dates<Circumstance>,
    applications: Vec<ApplicationFact>,
    checks: Vec<(AddressKind, Day, i64, Option<String>)>,
    shielded: bool,
    /// As they were planned.
    papers: Vec<PaperState>,
    events: Vec<PaperEvent>,
    steps: Vec<CheckStep>,
}

/// A row of a paper's life.
struct PaperEvent {
    paper: PaperId,
    act: i64,
    on: Day,
    life: PaperLife,
    reminder: bool,
}

impl Rows {
    /// Does anything begin after one day and up to another?
    fn begins(&self, after: Day, upto: Day) -> bool {
        fn any<T>(dates: &[Dated<T>], between: impl Fn(&Day) -> bool) -> bool {
            dates.iter().any(|(day, _)| between(day))
        }
        let between = |day: &Day| after < *day && *day <= upto;
        any(&self.person, between)
            || any(&self.coverage, between)
            || self.names.iter().any(|names| any(names, between))
            || self.addresses.iter().any(|addresses| any(addresses, between))
            || any(&self.myna, between)
            || self.digits.iter().any(|(day, ..)| between(day))
            || any(&self.circumstance, between)
            || self.checks.iter().any(|(_, day, ..)| between(day))
            // A letter counts as sent from its day of issue on, whatever day the printer says.
            || self.papers.iter().any(|paper| between(&paper.issued))
            || self.events.iter().any(|event| between(&event.on))
            || self.steps.iter().any(|step| between(&step.step.on))
    }
}

impl Pass<'_> {
    /// Everything that is known of the next member.
    fn rows(&mut self, id: MemberId, code: String) -> Result<Rows> {
        let mut rows = Rows {
            id,
            code,
            person: Vec::new(),
            coverage: Vec::new(),
            names: [Vec::new(), Vec::new(), Vec::new()],
            addresses: [Vec::new(), Vec::new()],
            myna: Vec::new(),
            digits: Vec::new(),
            circumstance: Vec::new(),
            applications: Vec::new(),
            checks: Vec::new(),
            shielded: false,
            papers: Vec::new(),
            events: Vec::new(),
            steps: Vec::new(),
        };
        self.person.of(id.0, |row| dated(row, &mut rows.person, read_person))?;
        self.coverage.of(id.0, |row| dated(row, &mut rows.coverage, read_coverage))?;
        self.name.of(id.0, |row| {
            let [registered, reported, printed] = &mut rows.names;
            let names = match row.word(5, Layer::from_code)? {
                Layer::Registered => registered,
                Layer::Reported => reported,
                Layer::Printed => printed,
            };
            dated(row, names, read_named)
        })?;
        self.address.of(id.0, |row| {
            let [home, delivery] = &mut rows.addresses;
            let addresses = match row.word(5, AddressKind::from_code)? {
                AddressKind::Home => home,
                AddressKind::Delivery => delivery,
            };
            dated(row, addresses, |row| Ok((read_addressed(row)?, row.int(2)?)))
        })?;
        self.myna.of(id.0, |row| dated(row, &mut rows.myna, read_myna))?;
        self.last_four.of(id.0, |row| {
            let fact = if row.yes(3)? { None } else { Some(read_last_four(row)?) };
            rows.digits.push((row.day(1)?, row.int(2)?, fact));
            Ok(())
        })?;
        self.circumstance.of(id.0, |row| dated(row, &mut rows.circumstance, read_circumstance))?;
        self.application.of(id.0, |row| {
            rows.applications.push(read_application(row)?);
            Ok(())
        })?;
        self.address_check.of(id.0, |row| {
            rows.checks.push((row.word(3, AddressKind::from_code)?, row.day(1)?, row.int(2)?, row.maybe_text(5)?));
            Ok(())
        })?;
        self.shield.of(id.0, |row| {
            rows.shielded = row.yes(3)?;
            Ok(())
        })?;
        self.paper.of(id.0, |row| {
            rows.papers.push(read_paper(row)?);
            Ok(())
        })?;
        self.event.of(id.0, |row| {
            rows.events.push(PaperEvent {
                paper: PaperId(row.int(1)?),
                act: row.int(2)?,
                on: row.day(3)?,
                life: row.word(4, PaperLife::from_code)?,
                reminder: row.maybe_str(5)?.is_some_and(|note| note.starts_with(REMINDED)),
            });
            Ok(())
        })?;
        self.step.of(id.0, |row| {
            rows.steps.push(checks::read_step(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The member on a day. `last`: the papers are not asked for again.
    fn state(&self, rows: &mut Rows, on: Day, last: bool) -> Result<State> {
        let (last_four_from, last_four) = digits_on(&rows.digits, on, i64::MAX).unzip();
        let mut checks: [Option<(i64, &Option<String>)>; 2] = [None, None];
        for (kind, _, act, why) in rows.checks.iter().filter(|(_, day, ..)| *day <= on) {
            checks[*kind as usize] = Some((*act, why));
        }
        let mut papers = if last { std::mem::take(&mut rows.papers) } else { rows.papers.clone() };
        let mut happened: Vec<(i64, Day, Happened)> = Vec::new();
        // Both come in the order of papers; an event of a paper that is not known does not happen (its act came later).
        let mut at = 0;
        for event in &rows.events {
            while papers.get(at).is_some_and(|known| known.id < event.paper) {
                at += 1;
            }
            let Some(known) = papers.get_mut(at).filter(|known| known.id == event.paper) else { continue };
            let (day, life) = (event.on, event.life);
            if known.kind == PaperKind::LastFour {
                // The printer's own day says nothing of when the letter went out: it counts as sent from its day of issue on.
                let inside = matches!(life, PaperLife::Printed | PaperLife::Inserted);
                let sent = if inside { known.issued } else { day };
                if sent <= on {
                    happened.push((event.act, sent, Happened::Letter(event.paper, life)));
                }
            }
            if on < day {
                continue;
            }
            // A reminder leaves a paper where it is.
            if life == known.life && event.reminder {
                known.reminded.push(day);
                continue;
            }
            known.before = Some(known.life);
            // Only a batch that is taken back makes a replaced paper stand again.
            known.replaced = life == PaperLife::Replaced || known.replaced && (life.closed() || life.searched());
            known.left_house = match life {
                PaperLife::Undelivered | PaperLife::NeverCame => None,
                PaperLife::SaidReturned | PaperLife::Returned => known.left_house.or(Some(day)),
                life if life.held() => known.left_house.or(Some(day)),
                PaperLife::Replaced | PaperLife::Destroyed | PaperLife::Void => known.left_house,
                // Whoever loses or destroys what was not posted by the record has had it all the same.
                life if known.life.in_house() && !life.in_house() => Some(day),
                _ => known.left_house,
            };
            known.life = life;
            known.since = Some(day);
        }
        let steps = rows.steps.iter().filter(|step| step.step.on <= on);
        happened.extend(steps.map(|step| (step.act.0, step.step.on, Happened::Step(step.clone()))));
        let check = self.check(&papers, happened, &rows.digits, last_four.as_ref())?;
        let addresses = rows.addresses.each_ref().map(|dates| folded(dates, on).0);
        // An address that was recorded after the mail came back is not the one that it came back from.
        let doubt = [0, 1].map(|at| {
            let (checked, why) = checks[at]?;
            why.clone().filter(|_| addresses[at].is_some_and(|(_, (_, act))| *act < checked))
        });
        let [home, delivery] = addresses.map(|address| address.map(|(_, (address, _))| address.clone()));
        let (now, next) = folded(&rows.coverage, on);
        let coverage_later = now.is_some() && next.is_some();
        let (coverage_from, coverage) = now.or(next).map(|(from, coverage)| (from, coverage.clone())).unzip();
        let (myna, myna_next) = folded(&rows.myna, on);
        let (person, person_next) = folded(&rows.person, on);
        Ok(State {
            id: rows.id,
            code: rows.code.clone(),
            person: person.or(person_next).map(|(_, person)| *person).unwrap_or_default(),
            coverage,
            coverage_from,
            coverage_later,
            names: named(rows.names.each_ref().map(|dates| folded(dates, on))),
            home,
            delivery,
            myna_from: myna.map(|(from, _)| from),
            myna: myna.map(|(_, myna)| *myna).unwrap_or_default(),
            myna_later: myna_next.is_some(),
            last_four,
            last_four_from,
            circumstance: folded(&rows.circumstance, on).0.map(|(_, it)| it.clone()).unwrap_or_default(),
            doubt,
            check,
            shielded: rows.shielded,
            papers,
            applications: rows.applications.clone(),
        })
    }

    /// Where the last-four check stands, by the letters among the papers and what happened.
    fn check(
        &self,
        papers: &[PaperState],
        happened: Vec<(i64, Day, Happened)>,
        digits: &[Digits],
        now: Option<&LastFourFact>,
    ) -> Result<Option<CheckState>> {
        let mut letters = Vec::new();
        for paper in papers.iter().filter(|paper| paper.kind == PaperKind::LastFour) {
            let Some(batch) = paper.batch else { continue };
            letters.extend(self.campaigns.of(batch)?.map(|campaign| LetterOf {
                paper: paper.id,
                issued: paper.issued,
                campaign,
                void: paper.life == PaperLife::Void,
            }));
        }
        Ok(checks::stands(&letters, happened, |act, issued| {
            digits_on(digits, issued, act.0).map(|(_, fact)| fact.digits) != now.map(|fact| fact.digits)
        }))
    }
}

/// A row of 下4桁: its from-day, its act, and what it says; `None` takes the day's fact away.
type Digits = (Day, i64, Option<LastFourFact>);

/// The 下4桁 in force on a day, by the rows of acts before one.
fn digits_on(rows: &[Digits], on: Day, before: i64) -> Option<(Day, LastFourFact)> {
    let mut fold = Fold::new(on);
    for (from, _, fact) in rows.iter().filter(|(_, act, _)| *act < before) {
        fold.row(*from, fact.clone().map(|fact| (*from, fact)));
    }
    fold.now()
}

/// What is in force on a day, and what comes next after it.
type NowAndNext<'r, T> = (Option<Dated<&'r T>>, Option<Dated<&'r T>>);

/// Folds the facts of one kind for a day.
fn folded<T>(dates: &Dates<T>, on: Day) -> NowAndNext<'_, T> {
    let mut fold = Fold::new(on);
    for (from, value) in dates {
        fold.row(*from, value.as_ref());
    }
    fold.done()
}

/// The names in force; when there are none at all, those of the earliest later day.
fn named(folds: [NowAndNext<'_, Named>; 3]) -> Names {
    let now = folds.map(|(now, _)| now);
    let of = if now.iter().any(Option::is_some) {
        now
    } else {
        let next = folds.map(|(_, next)| next);
        let first = next.iter().flatten().map(|(day, _)| *day).min();
        next.map(|next| next.filter(|(day, _)| Some(*day) == first))
    };
    let [registered, reported, printed] = of.map(|named| named.map(|(_, named)| named.clone()));
    Names { registered, reported, printed }
}

/// Puts a row with from-day (1) and withdrawal (3) to the facts of its kind.
fn dated<T>(row: &Row<'_>, dates: &mut Dates<T>, read: impl FnOnce(&Row<'_>) -> Result<T>) -> Result<()> {
    let value = if row.yes(3)? { None } else { Some(read(row)?) };
    dates.push((row.day(1)?, value));
    Ok(())
}

pub(crate) fn read_person(row: &Row<'_>) -> Result<Person> {
    Ok(Person { born: row.maybe_day(5)?, sex: row.maybe_word(6, Sex::from_code)? })
}

pub(crate) fn read_coverage(row: &Row<'_>) -> Result<Coverage> {
    Ok(Coverage {
        number: InsuredNumber { symbol: row.text(5)?, number: row.text(6)?, branch: row.text(7)? },
        employer: row.maybe_text(8)?,
        household: HouseholdId(row.int(9)?),
        relation: row.word(10, Relation::from_code)?,
        acquired: row.maybe_day(11)?,
        lost: row.maybe_day(12)?,
        left: row.maybe_day(13)?,
        voluntary_until: row.maybe_day(14)?,
        received: row.maybe_day(15)?,
        staff_number: row.maybe_text(16)?,
    })
}

pub(crate) fn read_named(row: &Row<'_>) -> Result<Named> {
    Ok(Named { name: Name::new(row.str(6)?), kana: Kana::new(row.str(7)?) })
}

pub(crate) fn read_addressed(row: &Row<'_>) -> Result<Addressed> {
    Ok(Addressed { postcode: row.text(6)?, address: Address::new(row.str(7)?) })
}

pub(crate) fn read_myna(row: &Row<'_>) -> Result<Myna> {
    Ok(Myna {
        my_number: row.word(5, MyNumber::from_code)?,
        card: row.word(6, MynaCard::from_code)?,
        use_registered: row.word(7, UseRegistration::from_code)?,
        e_certificate_until: row.maybe_day(8)?,
        access: row.word(9, Access::from_code)?,
        portal: row.word(10, PortalVisible::from_code)?,
    })
}

pub(crate) fn read_last_four(row: &Row<'_>) -> Result<LastFourFact> {
    Ok(LastFourFact { digits: row.word(5, LastFour::new)?, state: row.text(6)? })
}

pub(crate) fn read_circumstance(row: &Row<'_>) -> Result<Circumstance> {
    Ok(Circumstance {
        resident: row.yes(5)?,
        assistance: row.word(6, Assistance::from_code)?,
        asked_at_enrolment: row.yes(7)?,
        old_card_until: row.maybe_day(8)?,
        ratio: ratio(row, 9)?,
    })
}

fn ratio(row: &Row<'_>, at: usize) -> Result<Option<u8>> {
    row.maybe_int(at)?.map(|ratio| u8::try_from(ratio).map_err(|_| row.damage(at))).transpose()
}

pub(crate) fn read_application(row: &Row<'_>) -> Result<ApplicationFact> {
    Ok(ApplicationFact { id: row.int(1)?, reason: row.word(4, Reason::from_code)?, on: row.maybe_day(5)? })
}

pub(crate) fn read_paper(row: &Row<'_>) -> Result<PaperState> {
    Ok(PaperState {
        id: PaperId(row.int(1)?),
        code: row.text(3)?,
        member: MemberId(row.int(0)?),
        batch: row.maybe_int(4)?.map(BatchId),
        kind: row.word(5, PaperKind::from_code)?,
        issued: row.day(6)?,
        until: row.maybe_day(7)?,
        life: PaperLife::Planned,
        since: None,
        before: None,
        replaced: false,
        left_house: None,
        reminded: Vec::new(),
        printed: Imprint {
            name: Name::new(row.str(8)?),
            number: InsuredNumber { symbol: row.text(9)?, number: row.text(10)?, branch: row.text(11)? },
            acquired: row.maybe_day(12)?,
            ratio: ratio(row, 13)?,
            address: row.maybe_str(14)?.map(Address::new),
        },
    })
}
