//! 同じ方・別の方: what clerks answered about two who may be one person. An answer is kept, and may be taken back by another.
//!
//! Nobody is merged: one person who was a member twice stays two members, and the answer links them. Of a row of a file only a
//! keyed mark is kept, from which nothing can be read.

use std::collections::BTreeMap;

use crate::acts::Moment;
use crate::book::Ledger;
use crate::door::{Row, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, MemberId};
use crate::seal::Sealer;
use crate::tables;

rules::coded! {
    /// What a clerk answered.
    Answer {
        /// 同じ方
        Same = "same",
        /// 別の方
        Different = "different",
        /// 取り消し: as if nobody had answered.
        Open = "open",
    }
}

/// A row's person, keyed by the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(String);

/// An answer, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What was answered.
    pub answer: Answer,
    /// By which act.
    pub act: ActSeq,
    /// When.
    pub at: Moment,
    /// By whom.
    pub operator: String,
    /// What was noted.
    pub note: Option<String>,
}

fn keyed(sealer: &Sealer, parts: &[&str]) -> PersonKey {
    PersonKey(sealer.person(parts).iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

fn answered(row: &Row<'_>, from: usize) -> Result<Answered> {
    Ok(Answered {
        answer: row.word(from, Answer::from_code)?,
        act: ActSeq(row.int(from + 1)?),
        at: row.word(from + 2, Moment::new)?,
        operator: row.text(from + 3)?,
        note: None,
    })
}

fn pairs(tx: &Tx) -> Result<BTreeMap<(MemberId, MemberId), Answered>> {
    let mut last = BTreeMap::new();
    tx.rows(sql!("identity/pairs.sql"), &[], |row| {
        let pair = (MemberId(row.int(0)?), MemberId(row.int(1)?));
        last.insert(pair, Answered { note: row.maybe_text(6)?, ..answered(row, 2)? });
        Ok(())
    })?;
    last.retain(|_, answered: &mut Answered| answered.answer != Answer::Open);
    Ok(last)
}

/// Two members, the one with the lower number first.
#[must_use]
pub fn pair(one: MemberId, other: MemberId) -> (MemberId, MemberId) {
    if other < one { (other, one) } else { (one, other) }
}

impl Ledger {
    /// The keyed mark of a row's person. Nobody without the ledger's key makes or reads it.
    #[must_use]
    pub fn person_key(&self, parts: &[&str]) -> PersonKey {
        keyed(self.sealer(), parts)
    }

    /// The answers about rows of files that stand: by the row's person and the member.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn row_answers(&self) -> Result<BTreeMap<(PersonKey, MemberId), Answered>> {
        let mut last = BTreeMap::new();
        self.tx().rows(sql!("identity/rows.sql"), &[], |row| {
            last.insert((PersonKey(row.text(1)?), MemberId(row.int(0)?)), answered(row, 2)?);
            Ok(())
        })?;
        last.retain(|_, answered: &mut Answered| answered.answer != Answer::Open);
        Ok(last)
    }

    /// The answers about two members that stand, the member with the lower number first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn same_answers(&self) -> Result<BTreeMap<(MemberId, MemberId), Answered>> {
        pairs(self.tx())
    }
}

impl Entry<'_> {
    /// A clerk answered about a row's person and a member.
    ///
    /// # Errors
    /// When there is no such member.
    pub fn row_answer(&mut self, member: MemberId, person: &PersonKey, answer: Answer) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::ROW_ANSWER, &[member.0.into(), act, line, Val::from(&person.0), answer.code().into()])
    }

    /// A clerk answered about two members.
    ///
    /// # Errors
    /// When there is no such member, or both are one.
    pub fn same_answer(&mut self, one: MemberId, other: MemberId, answer: Answer) -> Result<()> {
        let (one, other) = pair(one, other);
        let (act, line) = self.line();
        self.write(&tables::SAME_ANSWER, &[one.0.into(), other.0.into(), act, line, answer.code().into()])
    }

    /// As [`Ledger::same_answers`], at this moment: nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn same_answers(&self) -> Result<BTreeMap<(MemberId, MemberId), Answered>> {
        pairs(self.tx())
    }
}
