//! What reports count: papers issued and ended, refusals, and through whom a member was insured on a day.
//!
//! Everything is read as it was known, so that a number is the same tomorrow. The states of members at the end of a month are
//! those of [`Ledger::states`]; here is what states do not tell: what happened in between.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rules::calendar::Day;
use rules::words::Relation;

use crate::acts::Known;
use crate::book::Ledger;
use crate::door::{Tx, Val, sql};
use crate::error::Result;
use crate::facts::{MemberId, PaperId, PaperKind, PaperLife};
use crate::history::Fold;
use crate::parts::Hidden;

/// 交付: a paper and what was decided for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedPaper {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub paper: PaperId,
    /// What it is.
    pub kind: PaperKind,
    /// 交付年月日
    pub on: Day,
    /// The outcome's word and the reason's; `None` for a paper from before this ledger, and for kinds that nothing decides.
    pub decided: Option<(String, String)>,
}

/// A paper that came to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedPaper {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub paper: PaperId,
    /// What it is.
    pub kind: PaperKind,
    /// When.
    pub on: Day,
    /// How: returned, found, loss reported, not collectable, destroyed by its holder.
    pub life: PaperLife,
}

/// 不交付: a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Whose application.
    pub member: MemberId,
    /// When it was decided.
    pub on: Day,
    /// About which paper: `certificate` or `notice`.
    pub about: String,
    /// The reason's word.
    pub because: String,
}

impl Ledger {
    /// The papers issued on some days, the first and the last included, but for those taken back before they were printed.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn papers_issued(&self, first: Day, last: Day, known: Known) -> Result<Vec<IssuedPaper>> {
        let tx = self.tx();
        tx.reading(|| {
            let hidden = Hidden::at(tx, known)?;
            let mut void: HashSet<i64> = HashSet::new();
            tx.rows(sql!("reports/void.sql"), &[Val::I(known.0)], |row| {
                if !hidden.hides(row.int(2)?) {
                    void.insert(row.int(1)?);
                }
                Ok(())
            })?;
            let mut issued = Vec::new();
            tx.rows(sql!("reports/issued.sql"), &[first.into(), last.into(), Val::I(known.0)], |row| {
                let paper = row.int(1)?;
                if void.contains(&paper) || hidden.hides(row.int(2)?) {
                    return Ok(());
                }
                issued.push(IssuedPaper {
                    member: MemberId(row.int(0)?),
                    paper: PaperId(paper),
                    kind: row.word(3, PaperKind::from_code)?,
                    on: row.day(4)?,
                    decided: row.maybe_text(5)?.zip(row.maybe_text(6)?),
                });
                Ok(())
            })?;
            Ok(issued)
        })
    }

    /// The papers that came to an end on some days, likewise.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn papers_ended(&self, first: Day, last: Day, known: Known) -> Result<Vec<EndedPaper>> {
        let tx = self.tx();
        tx.reading(|| {
            let hidden = Hidden::at(tx, known)?;
            let mut ended = Vec::new();
            tx.rows(sql!("reports/ended.sql"), &[first.into(), last.into(), Val::I(known.0)], |row| {
                if !hidden.hides(row.int(2)?) {
                    ended.push(EndedPaper {
                        member: MemberId(row.int(0)?),
                        paper: PaperId(row.int(1)?),
                        kind: row.word(3, PaperKind::from_code)?,
                        on: row.day(4)?,
                        life: row.word(5, PaperLife::from_code)?,
                    });
                }
                Ok(())
            })?;
            Ok(ended)
        })
    }

    /// What was refused on some days, likewise.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn refusals(&self, first: Day, last: Day, known: Known) -> Result<Vec<Refused>> {
        let tx = self.tx();
        tx.reading(|| {
            let hidden = Hidden::at(tx, known)?;
            let mut refused = Vec::new();
            tx.rows(sql!("reports/refused.sql"), &[first.into(), last.into(), Val::I(known.0)], |row| {
                if !hidden.hides(row.int(2)?) {
                    refused.push(Refused {
                        member: MemberId(row.int(0)?),
                        on: row.day(1)?,
                        about: row.text(3)?,
                        because: row.text(4)?,
                    });
                }
                Ok(())
            })?;
            Ok(refused)
        })
    }

    /// Through which employer members were insured on some days, by its code; `None` without one, as in voluntary continuation,
    /// that of the insured person too. Whoever had not begun yet is of the employer with whom they begin, and whoever had left
    /// of the last one. A member without any coverage is not among them.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn employers_of(
        &self,
        asked: &BTreeMap<MemberId, BTreeSet<Day>>,
        known: Known,
    ) -> Result<HashMap<(MemberId, Day), Option<String>>> {
        let (Some((first, _)), Some((last, _))) = (asked.first_key_value(), asked.last_key_value()) else {
            return Ok(HashMap::new());
        };
        let tx = self.tx();
        tx.reading(|| {
            let mut found: HashMap<(MemberId, Day), Spell> = HashMap::new();
            let mut led: HashMap<i64, BTreeSet<Day>> = HashMap::new();
            spells(tx, (first.0, last.0), known, &mut |member, rows| {
                for day in asked.get(&member).into_iter().flatten() {
                    let Some(spell) = on_day(rows, *day) else { continue };
                    if !spell.insured && !spell.voluntary {
                        led.entry(spell.household).or_default().insert(*day);
                    }
                    found.insert((member, *day), spell);
                }
            })?;
            // Dependants are in voluntary continuation with the insured person, whatever their own rows say.
            let mut voluntary: HashSet<(i64, Day)> = HashSet::new();
            if !led.is_empty() {
                spells(tx, (i64::MIN, i64::MAX), known, &mut |_, rows| {
                    let households: BTreeSet<i64> =
                        rows.iter().filter_map(|(_, spell)| Some(spell.as_ref()?.household)).collect();
                    for household in households {
                        for day in led.get(&household).into_iter().flatten() {
                            let leads = |spell: &Spell| spell.insured && spell.household == household;
                            if on_day(rows, *day).is_some_and(|spell| leads(&spell) && spell.voluntary) {
                                voluntary.insert((household, *day));
                            }
                        }
                    }
                })?;
            }
            let employer = |((member, day), spell): ((MemberId, Day), Spell)| {
                let none = spell.voluntary || !spell.insured && voluntary.contains(&(spell.household, day));
                ((member, day), spell.employer.filter(|_| !none))
            };
            Ok(found.into_iter().map(employer).collect())
        })
    }
}

/// Of a row of coverage, what a report asks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spell {
    employer: Option<String>,
    household: i64,
    insured: bool,
    voluntary: bool,
}

/// A row of coverage with its from-day; `None` is a withdrawal.
type SpellRow = (Day, Option<Spell>);

/// The rows of coverage of each member of a range, as known.
fn spells(tx: &Tx, (first, last): (i64, i64), known: Known, each: &mut dyn FnMut(MemberId, &[SpellRow])) -> Result<()> {
    let hidden = Hidden::at(tx, known)?;
    let mut rows: Vec<SpellRow> = Vec::new();
    let mut of = None;
    tx.rows(sql!("members/coverage.sql"), &[Val::I(first), Val::I(last), Val::I(known.0)], |row| {
        if hidden.hides(row.int(2)?) {
            return Ok(());
        }
        let member = MemberId(row.int(0)?);
        if let Some(before) = of.replace(member).filter(|before| *before != member) {
            each(before, &rows);
            rows.clear();
        }
        let spell = if row.yes(3)? {
            None
        } else {
            Some(Spell {
                employer: row.maybe_text(8)?,
                household: row.int(9)?,
                insured: row.word(10, Relation::from_code)? == Relation::Insured,
                voluntary: row.maybe_day(14)?.is_some(),
            })
        };
        rows.push((row.day(1)?, spell));
        Ok(())
    })?;
    if let Some(member) = of {
        each(member, &rows);
    }
    Ok(())
}

/// What is in force on a day, else what comes next.
fn on_day(rows: &[SpellRow], day: Day) -> Option<Spell> {
    let mut fold = Fold::new(day);
    for (from, spell) in rows {
        fold.row(*from, spell.clone());
    }
    fold.now_or_next().map(|(_, spell)| spell)
}
