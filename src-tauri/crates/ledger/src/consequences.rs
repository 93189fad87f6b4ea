//! 訂正の影響: decisions about which something was learnt afterwards, and what a clerk has settled of it.
//!
//! Nothing here says what follows from a correction: that is decided anew by the rules. The ledger only finds whom it may
//! concern.

use std::collections::BTreeSet;

use rules::calendar::Day;

use crate::acts::{Known, Moment};
use crate::book::Ledger;
use crate::door::{Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId, DecisionRow, MemberId};
use crate::parts::{self, Hidden};
use crate::share::Share;
use crate::tables;

/// 確認済み: what followed from a correction, seen and settled by a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Whose.
    pub member: MemberId,
    /// Which consequence, by its code.
    pub what: String,
    /// The act that caused it, as far as it was seen: a later cause raises it anew.
    pub cause: ActSeq,
    /// What the clerk did about it.
    pub note: Option<String>,
    /// When.
    pub at: Moment,
    /// By whom.
    pub operator: String,
}

impl Ledger {
    /// The decisions, of a share of the members, after which something was recorded of the member that decides and was true already on
    /// their day, each with the act that took it; by member. What unpublished parts of imports say is left aside.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn decided_before(&self, of: Share) -> Result<Vec<(ActSeq, DecisionRow)>> {
        self.tx().all(sql!("consequences/decided_before.sql"), &of.range(), |row| {
            let decision = DecisionRow {
                member: MemberId(row.int(0)?),
                on: row.day(2)?,
                about: row.text(3)?,
                outcome: row.text(4)?,
                because: row.text(5)?,
                last_day: row.maybe_day(6)?,
                last_day_because: None,
                policy_from: None,
                batch: row.maybe_int(7)?.map(BatchId),
            };
            Ok((ActSeq(row.int(1)?), decision))
        })
    }

    /// The losses, of a share of the members, that were told after their day while a certificate was out: whose, the day of loss, and
    /// the day of the act that told it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn losses_told_after(&self, of: Share) -> Result<Vec<(MemberId, Day, Day)>> {
        self.tx().all(sql!("consequences/told_after.sql"), &of.range(), |row| {
            Ok((MemberId(row.int(0)?), row.day(1)?, row.day(2)?))
        })
    }

    /// Everybody of a share of whom something was recorded after `known` that decides and was true already on `day`.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn spoken_of_since(&self, known: Known, day: Day, of: Share) -> Result<Vec<MemberId>> {
        let [first, last] = of.range();
        let values = [first, last, Val::I(known.act().0), Val::from(day)];
        self.tx().all(sql!("consequences/spoken_of_since.sql"), &values, |row| Ok(MemberId(row.int(0)?)))
    }

    /// The acts after `known` from which on something that decides was known of a member, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn acts_about(&self, member: MemberId, known: Known) -> Result<Vec<ActSeq>> {
        let hidden = Hidden::latest(self.tx())?;
        let mut acts = BTreeSet::new();
        self.tx().rows(sql!("consequences/acts_of.sql"), &[Val::I(member.0), Val::I(known.act().0)], |row| {
            let act = row.int(0)?;
            if !hidden.hides(act) {
                acts.insert(ActSeq(parts::known_by(self.tx(), act)?));
            }
            Ok(())
        })?;
        Ok(acts.into_iter().collect())
    }

    /// What was seen and settled, of a share of the members, in the order in which it was.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn consequences_seen(&self, of: Share) -> Result<Vec<Seen>> {
        seen(self.tx(), of)
    }
}

fn seen(tx: &Tx, of: Share) -> Result<Vec<Seen>> {
    tx.all(sql!("consequences/seen.sql"), &of.range(), |row| {
        Ok(Seen {
            member: MemberId(row.int(0)?),
            what: row.text(1)?,
            cause: ActSeq(row.int(2)?),
            note: row.maybe_text(3)?,
            at: row.word(4, Moment::new)?,
            operator: row.text(5)?,
        })
    })
}

impl Entry<'_> {
    /// As [`Ledger::consequences_seen`], at this moment: nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn consequences_seen(&self, of: MemberId) -> Result<Vec<Seen>> {
        seen(self.tx(), Share::one(of))
    }

    /// A clerk has seen what followed from a correction, as far as `cause`.
    ///
    /// # Errors
    /// When there is no such member or act.
    pub fn consequence_seen(&mut self, member: MemberId, what: &str, cause: ActSeq, note: Option<&str>) -> Result<()> {
        let (act, line) = self.line();
        let values = [member.0.into(), what.into(), act, line, cause.0.into(), note.into()];
        self.write(&tables::CONSEQUENCE_SEEN, &values)
    }
}
