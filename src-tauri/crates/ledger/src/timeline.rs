//! What the ledger recorded of one member, in the order of days: withdrawn and corrected rows too.

use std::cell::Cell;
use std::collections::HashMap;

use rules::calendar::Day;

use crate::acts::{Known, Moment};
use crate::checks;
use crate::counter;
use crate::door::{Q, Row, Tx, Val, sql};
use crate::error::Result;
use crate::facts::{
    ActSeq, AddressKind, Addressed, BatchId, Coverage, DecisionRow, Event, Fact, Layer, MemberId, Myna, Named, PaperId,
    PaperKind, PaperLife, Recorded,
};
use crate::history;
use crate::optional_items;
use crate::papers;
use crate::parts::{self, Hidden};
use crate::reminders::reminded;
use crate::undo::{Said, Void};

/// Every coverage of a member, as known, in the order of from-days and of their recording.
pub(crate) fn coverages(tx: &Tx, member: MemberId, known: Known) -> Result<Vec<Recorded<Coverage>>> {
    recorded(tx, sql!("members/coverage.sql"), member, known, |_| Ok(true), history::read_coverage)
}

/// Everything that was said of a member's マイナ保険証, likewise.
pub(crate) fn mynas(tx: &Tx, member: MemberId, known: Known) -> Result<Vec<Recorded<Myna>>> {
    recorded(tx, sql!("members/myna.sql"), member, known, |_| Ok(true), history::read_myna)
}

/// Every name of a member in one layer, likewise.
pub(crate) fn names(tx: &Tx, member: MemberId, layer: Layer, known: Known) -> Result<Vec<Recorded<Named>>> {
    let of_layer = |row: &Row<'_>| Ok(row.word(5, Layer::from_code)? == layer);
    recorded(tx, sql!("members/name.sql"), member, known, of_layer, history::read_named)
}

/// Every address of a member of one kind, likewise.
pub(crate) fn addresses(
    tx: &Tx,
    member: MemberId,
    kind: AddressKind,
    known: Known,
) -> Result<Vec<Recorded<Addressed>>> {
    let of_kind = |row: &Row<'_>| Ok(row.word(5, AddressKind::from_code)? == kind);
    recorded(tx, sql!("members/address.sql"), member, known, of_kind, history::read_addressed)
}

fn recorded<T>(
    tx: &Tx,
    q: &'static Q,
    member: MemberId,
    known: Known,
    meant: impl Fn(&Row<'_>) -> Result<bool>,
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<Recorded<T>>> {
    let (hidden, void) = (Hidden::at(tx, known)?, Void::at(tx, known)?);
    let values = [Val::I(member.0), Val::I(member.0), Val::I(known.0)];
    let mut rows: Vec<Said<T>> = Vec::new();
    tx.rows(q, &values, |row| {
        if !hidden.hides(row.int(2)?) && meant(row)? {
            let value = if row.yes(3)? { None } else { Some(read(row)?) };
            rows.push(Said { from: row.day(1)?, act: row.int(2)?, value });
        }
        Ok(())
    })?;
    // What an import said that was taken back was never so.
    void.strike(&mut rows);
    let mut all: Vec<Recorded<T>> = Vec::new();
    for Said { from, act, value } in rows {
        for earlier in all.iter_mut().rev().take_while(|earlier| earlier.from == from) {
            earlier.stands = false;
        }
        if let Some(value) = value {
            all.push(Recorded { from, act: ActSeq(parts::known_by(tx, act)?), value, stands: true });
        }
    }
    Ok(all)
}

/// An event before it is known when its act was done; `None` as its day is the act's own day.
struct Dated {
    on: Option<Day>,
    act: i64,
    kind: &'static str,
    place: Option<String>,
    fact: Fact,
}

/// Every recorded thing of a member, as known.
pub(crate) fn timeline(tx: &Tx, member: MemberId, known: Known) -> Result<Vec<Event>> {
    tx.reading(|| {
        let mut all = Vec::new();
        let hidden = Hidden::at(tx, known)?;
        let mut collect = |q: &'static Q, read: &dyn Fn(&Row<'_>) -> Result<Dated>| {
            tx.rows(q, &[Val::I(member.0), Val::I(member.0), Val::I(known.0)], |row| {
                if !hidden.hides(row.int(2)?) {
                    all.push(read(row)?);
                }
                Ok(())
            })
        };
        collect(sql!("members/member.sql"), &|row| {
            Ok(Dated { on: None, act: row.int(2)?, kind: "enrolled", place: None, fact: Fact::Added })
        })?;
        collect(sql!("members/person.sql"), &|row| {
            dated(row, ["person", "person_withdrawn"], history::read_person, Fact::Person)
        })?;
        collect(sql!("members/coverage.sql"), &|row| {
            dated(row, ["coverage", "coverage_withdrawn"], history::read_coverage, Fact::Coverage)
        })?;
        collect(sql!("members/name.sql"), &|row| {
            let layer = row.word(5, Layer::from_code)?;
            dated(row, ["name", "name_withdrawn"], history::read_named, |named| Fact::Name(layer, named))
        })?;
        collect(sql!("members/address.sql"), &|row| {
            let kind = row.word(5, AddressKind::from_code)?;
            dated(row, ["address", "address_withdrawn"], history::read_addressed, |address| {
                Fact::Address(kind, address)
            })
        })?;
        collect(sql!("members/myna.sql"), &|row| {
            dated(row, ["myna", "myna_withdrawn"], history::read_myna, Fact::Myna)
        })?;
        collect(sql!("members/last_four.sql"), &|row| {
            dated(row, ["last_four", "last_four_withdrawn"], history::read_last_four, Fact::LastFour)
        })?;
        collect(sql!("members/circumstance.sql"), &|row| {
            let kinds = ["circumstance", "circumstance_withdrawn"];
            dated(row, kinds, history::read_circumstance, Fact::Circumstance)
        })?;
        collect(sql!("members/application.sql"), &|row| {
            let application = history::read_application(row)?;
            let (act, place) = (row.int(2)?, row.maybe_text(3)?);
            Ok(Dated { on: application.on, act, kind: "application", place, fact: Fact::Application(application) })
        })?;
        collect(sql!("papers/paper.sql"), &|row| {
            let fact = Fact::Paper(PaperId(row.int(1)?), row.word(5, PaperKind::from_code)?);
            Ok(Dated { on: Some(row.day(6)?), act: row.int(2)?, kind: "paper", place: None, fact })
        })?;
        let before = Cell::new(None);
        collect(sql!("papers/event.sql"), &|row| {
            let (paper, life) = (PaperId(row.int(1)?), row.word(4, PaperLife::from_code)?);
            // A reminder leaves its paper where it is.
            let stays = before.replace(Some((paper, life))) == Some((paper, life));
            let (kind, fact) = match row.maybe_str(5)?.and_then(reminded) {
                Some(number) if stays => ("reminder", Fact::Reminder(Some(paper), number)),
                _ => ("paper_life", Fact::PaperLife(paper, life)),
            };
            Ok(Dated { on: Some(row.day(3)?), act: row.int(2)?, kind, place: None, fact })
        })?;
        collect(sql!("reminders/cards_of.sql"), &|row| {
            let number = usize::try_from(row.int(3)?).map_err(|_| row.damage(3))?;
            let fact = Fact::Reminder(None, number);
            Ok(Dated { on: Some(row.day(1)?), act: row.int(2)?, kind: "reminder", place: None, fact })
        })?;
        collect(sql!("reminders/card_ends_of.sql"), &|row| {
            let fact = Fact::OldCard(row.word(3, PaperLife::from_code)?);
            Ok(Dated { on: Some(row.day(1)?), act: row.int(2)?, kind: "old_card_life", place: None, fact })
        })?;
        collect(sql!("reminders/deaths_of.sql"), &|row| {
            let died = row.maybe_day(1)?;
            let kind = if died.is_some() { "death" } else { "death_withdrawn" };
            Ok(Dated { on: died, act: row.int(2)?, kind, place: None, fact: Fact::Death(died) })
        })?;
        collect(sql!("papers/decision.sql"), &|row| {
            let decision = DecisionRow {
                member,
                on: row.day(1)?,
                about: row.text(3)?,
                outcome: row.text(4)?,
                because: row.text(5)?,
                last_day: row.maybe_day(6)?,
                last_day_because: row.maybe_text(7)?,
                policy_from: row.maybe_day(8)?,
                batch: row.maybe_int(9)?.map(BatchId),
            };
            let (on, act) = (Some(decision.on), row.int(2)?);
            Ok(Dated { on, act, kind: "decision", place: None, fact: Fact::Decision(decision) })
        })?;
        collect(sql!("members/address_check.sql"), &|row| {
            let fact = Fact::AddressCheck(row.word(3, AddressKind::from_code)?, row.yes(4)?);
            Ok(Dated { on: Some(row.day(1)?), act: row.int(2)?, kind: "address_check", place: None, fact })
        })?;
        collect(sql!("checks/steps.sql"), &|row| {
            let step = checks::read_step(row)?;
            let fact = Fact::Check(step.step.kind);
            Ok(Dated { on: Some(step.step.on), act: row.int(2)?, kind: "last_four_check", place: None, fact })
        })?;
        collect(sql!("papers/fees.sql"), &|row| {
            let fee = papers::read_fee(row)?;
            Ok(Dated { on: Some(fee.on), act: row.int(2)?, kind: "fee", place: None, fact: Fact::Fee(fee) })
        })?;
        collect(sql!("members/shield.sql"), &|row| {
            Ok(Dated { on: None, act: row.int(2)?, kind: "shield", place: None, fact: Fact::Shield(row.yes(3)?) })
        })?;
        collect(sql!("members/optional_item.sql"), &|row| {
            let (item, wished) = optional_items::read(row)?;
            let kind = if wished.is_some() { "optional_item" } else { "optional_item_withdrawn" };
            let fact = Fact::OptionalItem(item, wished.map(|wished| wished.from));
            Ok(Dated { on: Some(row.day(6)?), act: row.int(2)?, kind, place: None, fact })
        })?;
        collect(sql!("members/identity_check.sql"), &|row| {
            let (act, check) = counter::read(row)?;
            let fact = Fact::IdentityCheck(check.method, check.seen);
            Ok(Dated { on: Some(check.on), act: act.0, kind: "identity_check", place: None, fact })
        })?;
        let mut acts: HashMap<i64, (i64, Moment, Day)> = HashMap::new();
        let mut events = Vec::with_capacity(all.len());
        for Dated { on, act, kind, place, fact } in all {
            let (act, at, day) = match acts.get(&act) {
                Some(known) => known.clone(),
                None => {
                    let read = |row: &Row<'_>| Ok((row.int(0)?, row.word(1, Moment::new)?, row.day(2)?));
                    let known_by = Val::I(parts::known_by(tx, act)?);
                    let Some(found) = tx.one(sql!("acts/moments.sql"), &[known_by.clone(), known_by], read)? else {
                        continue;
                    };
                    acts.insert(act, found.clone());
                    found
                }
            };
            events.push(Event { on: on.unwrap_or(day), act: ActSeq(act), at, kind, place, fact });
        }
        events.sort_by_key(|event| (event.on, event.act));
        Ok(events)
    })
}

/// A row with from-day (1), act (2), withdrawal (3) and place (4).
fn dated<T>(
    row: &Row<'_>,
    [said, withdrawn]: [&'static str; 2],
    read: impl FnOnce(&Row<'_>) -> Result<T>,
    fact: impl FnOnce(Option<T>) -> Fact,
) -> Result<Dated> {
    let gone = row.yes(3)?;
    let value = if gone { None } else { Some(read(row)?) };
    Ok(Dated {
        on: Some(row.day(1)?),
        act: row.int(2)?,
        kind: if gone { withdrawn } else { said },
        place: row.maybe_text(4)?,
        fact: fact(value),
    })
}
