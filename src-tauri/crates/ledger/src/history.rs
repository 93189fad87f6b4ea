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
//! of one member are folded as they come. Nothing but one member is held in memory.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use rules::calendar::Day;
use rules::case::{Access, Assistance, MyNumber, MynaCard, PortalVisible, Reason, UseRegistration};
use rules::words::{Address, InsuredNumber, Kana, LastFour, Name, Relation, Sex};

use crate::acts::Known;
use crate::checks::{self, Campaign, CheckState, Happened, LetterOf};
use crate::door::{Cursor, Q, Row, Tx, Val};
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
    (first, last): (i64, i64),
    on: Day,
    known: Known,
    each: &mut dyn FnMut(State) -> Result<ControlFlow<()>>,
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
            let state = pass.state(MemberId(members.member), code, on)?;
            if each(state)?.is_break() {
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

impl Pass<'_> {
    fn state(&mut self, id: MemberId, code: String, on: Day) -> Result<State> {
        let mut person = Fold::new(on);
        self.person.of(id.0, |row| dated(row, &mut person, read_person))?;
        let mut coverage = Fold::new(on);
        self.coverage.of(id.0, |row| dated(row, &mut coverage, read_coverage))?;
        let mut names = [Fold::new(on), Fold::new(on), Fold::new(on)];
        self.name.of(id.0, |row| {
            let layer = row.word(5, Layer::from_code)?;
            let [registered, reported, printed] = &mut names;
            let fold = match layer {
                Layer::Registered => registered,
                Layer::Reported => reported,
                Layer::Printed => printed,
            };
            dated(row, fold, read_named)
        })?;
        let mut addresses = [Fold::new(on), Fold::new(on)];
        self.address.of(id.0, |row| {
            let kind = row.word(5, AddressKind::from_code)?;
            let [home, delivery] = &mut addresses;
            let fold = match kind {
                AddressKind::Home => home,
                AddressKind::Delivery => delivery,
            };
            dated(row, fold, |row| Ok((read_addressed(row)?, row.int(2)?)))
        })?;
        let mut myna = Fold::new(on);
        self.myna.of(id.0, |row| dated(row, &mut myna, read_myna))?;
        let mut digits: Vec<Digits> = Vec::new();
        self.last_four.of(id.0, |row| {
            let fact = if row.yes(3)? { None } else { Some(read_last_four(row)?) };
            digits.push((row.day(1)?, row.int(2)?, fact));
            Ok(())
        })?;
        let last_four = digits_on(&digits, on, i64::MAX);
        let mut circumstance = Fold::new(on);
        self.circumstance.of(id.0, |row| dated(row, &mut circumstance, read_circumstance))?;
        let mut applications = Vec::new();
        self.application.of(id.0, |row| {
            applications.push(read_application(row)?);
            Ok(())
        })?;
        let mut checks: [Option<(i64, Option<String>)>; 2] = [None, None];
        self.address_check.of(id.0, |row| {
            let kind = row.word(3, AddressKind::from_code)?;
            if row.day(1)? <= on {
                checks[kind as usize] = Some((row.int(2)?, row.maybe_text(5)?));
            }
            Ok(())
        })?;
        let mut shielded = false;
        self.shield.of(id.0, |row| {
            shielded = row.yes(3)?;
            Ok(())
        })?;
        let mut papers: Vec<PaperState> = Vec::new();
        self.paper.of(id.0, |row| {
            papers.push(read_paper(row)?);
            Ok(())
        })?;
        let mut happened: Vec<(i64, Day, Happened)> = Vec::new();
        // Both come in the order of papers; an event of a paper that is not known does not happen (its act came later).
        let mut at = 0;
        self.event.of(id.0, |row| {
            let paper = PaperId(row.int(1)?);
            while papers.get(at).is_some_and(|known| known.id < paper) {
                at += 1;
            }
            let day = row.day(3)?;
            if let Some(known) = papers.get(at).filter(|known| known.id == paper && known.kind == PaperKind::LastFour) {
                let life = row.word(4, PaperLife::from_code)?;
                // The printer's own day says nothing of when the letter went out: it counts as sent from its day of issue on.
                let inside = matches!(life, PaperLife::Printed | PaperLife::Inserted);
                let day = if inside { known.issued } else { day };
                if day <= on {
                    happened.push((row.int(2)?, day, Happened::Letter(paper, life)));
                }
            }
            if day <= on
                && let Some(known) = papers.get_mut(at).filter(|known| known.id == paper)
            {
                let life = row.word(4, PaperLife::from_code)?;
                // A reminder leaves a paper where it is.
                if life == known.life && row.maybe_str(5)?.is_some_and(|note| note.starts_with(REMINDED)) {
                    known.reminded.push(day);
                    return Ok(());
                }
                known.before = Some(known.life);
                // Only a batch that is taken back makes a replaced paper stand again.
                known.replaced = life == PaperLife::Replaced || known.replaced && (life.closed() || life.searched());
                known.life = life;
                known.since = Some(day);
            }
            Ok(())
        })?;
        self.step.of(id.0, |row| {
            let step = checks::read_step(row)?;
            if step.step.on <= on {
                happened.push((step.act.0, step.step.on, Happened::Step(step)));
            }
            Ok(())
        })?;
        let check = self.check(&papers, happened, &digits, last_four.as_ref())?;
        let [home, delivery] = addresses.map(Fold::now);
        // An address that was recorded after the mail came back is not the one that it came back from.
        let doubt = [(&home, 0), (&delivery, 1)].map(|(address, at)| {
            let (checked, why) = checks[at].take()?;
            why.filter(|_| address.as_ref().is_some_and(|(_, act)| *act < checked))
        });
        let [home, delivery] = [home, delivery].map(|address| address.map(|(address, _)| address));
        let (now, next) = coverage.done();
        let coverage_later = now.is_some() && next.is_some();
        let (myna, myna_next) = myna.done();
        let (coverage_from, coverage) = now.or(next).unzip();
        Ok(State {
            id,
            code,
            person: person.now_or_next().map(|(_, person)| person).unwrap_or_default(),
            coverage,
            coverage_from,
            coverage_later,
            names: named(names),
            home,
            delivery,
            myna_from: myna.as_ref().map(|(from, _)| *from),
            myna: myna.map(|(_, myna)| myna).unwrap_or_default(),
            myna_later: myna_next.is_some(),
            last_four,
            circumstance: circumstance.now().unwrap_or_default(),
            doubt,
            check,
            shielded,
            papers,
            applications,
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
            digits_on(digits, issued, act.0).map(|fact| fact.digits) != now.map(|fact| fact.digits)
        }))
    }
}

/// A row of 下4桁: its from-day, its act, and what it says; `None` takes the day's fact away.
type Digits = (Day, i64, Option<LastFourFact>);

/// The 下4桁 in force on a day, by the rows of acts before one.
fn digits_on(rows: &[Digits], on: Day, before: i64) -> Option<LastFourFact> {
    let mut fold = Fold::new(on);
    for (from, _, fact) in rows.iter().filter(|(_, act, _)| *act < before) {
        fold.row(*from, fact.clone());
    }
    fold.now()
}

/// The names in force; when there are none at all, those of the earliest later day.
fn named(folds: [Fold<Named>; 3]) -> Names {
    let [registered, reported, printed] = folds.map(Fold::done);
    if registered.0.is_some() || reported.0.is_some() || printed.0.is_some() {
        let [registered, reported, printed] =
            [registered.0, reported.0, printed.0].map(|now| now.map(|(_, named)| named));
        return Names { registered, reported, printed };
    }
    let next = [registered.1, reported.1, printed.1];
    let first = next.iter().flatten().map(|(day, _)| *day).min();
    let [registered, reported, printed] =
        next.map(|next| next.and_then(|(day, named)| (Some(day) == first).then_some(named)));
    Names { registered, reported, printed }
}

/// Gives a row with from-day (1) and withdrawal (3) to its fold.
fn dated<T>(row: &Row<'_>, fold: &mut Fold<T>, read: impl FnOnce(&Row<'_>) -> Result<T>) -> Result<()> {
    let value = if row.yes(3)? { None } else { Some(read(row)?) };
    fold.row(row.day(1)?, value);
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
