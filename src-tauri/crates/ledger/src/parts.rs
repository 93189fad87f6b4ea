//! 取込みの途中: a long import is written in parts, so that whoever else works waits for one part at most.
//!
//! * A part is an act of its own kind ([`PART`]). What it wrote is known to nobody until one small act publishes all the parts
//!   of the import ([`crate::Entry::publish`]): it is known from that act on, as if that act had written it.
//! * An import that is stopped between its parts publishes none, and the ledger is to everybody as if it had never begun. Its
//!   parts stay, sealed, and are passed over by every reader ([`Hidden`]); the same file imported again begins anew.
//! * What an import reads may change before it publishes. [`crate::Entry::unchanged_since`] tells, inside the act.
//!
//! Refused: staging tables, from which the last act would have to copy every row while all others wait; a mark on each row that
//! publication changes, for rows are never changed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use rules::calendar::Day;
use rules::retention::Kind;

use crate::acts::{Known, Moment};
use crate::book::Ledger;
use crate::door::{Tx, Val, sql};
use crate::error::Result;
use crate::facts::{ActSeq, MemberId};

/// The kind of an act that writes a part of an import.
pub const PART: &str = "import_part";

/// So long the lock is left to others between two parts: some times as long as a waiting program stays away from it
/// ([`crate::book`]), so that each of them finds it free.
const GIVE_WAY: Duration = Duration::from_millis(50);

/// The parts that nobody knew, of all that were sealed. What they wrote is passed over.
#[derive(Clone, Default)]
pub(crate) struct Hidden(Arc<[i64]>);

impl Hidden {
    /// Those that were unknown when `known` was all that was known. What was unknown then stays so: it is asked once.
    pub fn at(tx: &Tx, known: Known) -> Result<Hidden> {
        if let Some((asked, hidden)) = &*tx.hidden.borrow()
            && *asked == known.0
        {
            return Ok(hidden.clone());
        }
        let hidden = Hidden(tx.all(sql!("acts/hidden.sql"), &[Val::I(known.0)], |row| row.int(0))?.into());
        if known.0 <= head(tx)? {
            *tx.hidden.borrow_mut() = Some((known.0, hidden.clone()));
        }
        Ok(hidden)
    }

    /// Those that are unknown now.
    pub fn latest(tx: &Tx) -> Result<Hidden> {
        Hidden::at(tx, Known(head(tx)?))
    }

    /// Is what the act wrote unknown?
    pub fn hides(&self, act: i64) -> bool {
        !self.0.is_empty() && self.0.binary_search(&act).is_ok()
    }

    /// The part whose term in the index it is, when an act gave it: 0 for what everybody knows.
    pub fn part_of(&self, act: i64) -> i64 {
        if self.hides(act) { act } else { 0 }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

fn head(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("acts/head.sql"), &[], |row| row.int(0))?.unwrap_or(0))
}

/// The act from which on it was known what an act wrote: for a part, the one that published it.
pub(crate) fn known_by(tx: &Tx, act: i64) -> Result<i64> {
    Ok(tx.one(sql!("acts/published_by.sql"), &[Val::I(act)], |row| row.int(0))?.unwrap_or(act))
}

impl Ledger {
    /// The parts of imports that nobody knows: of imports that are being written just now, and of those that were stopped.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn unpublished(&self) -> Result<BTreeSet<ActSeq>> {
        Ok(Hidden::latest(self.tx())?.0.iter().copied().map(ActSeq).collect())
    }

    /// Everybody whom only an unpublished part of an import knows, or who was taken back with their import, and who is not deleted:
    /// by management code, with the day in Japan of the part or of the taking back.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn unpublished_members(&self) -> Result<Vec<(MemberId, String, Day)>> {
        let hidden = Hidden::latest(self.tx())?;
        let mut all = self.tx().all(sql!("undo/members.sql"), &[], |row| {
            Ok((MemberId(row.int(0)?), row.text(1)?, row.word(2, Moment::new)?.day_in_japan()))
        })?;
        if hidden.len() > 0 {
            self.tx().rows(sql!("members/of_parts.sql"), &[], |row| {
                if hidden.hides(row.int(2)?) {
                    all.push((MemberId(row.int(0)?), row.text(1)?, row.word(3, Moment::new)?.day_in_japan()));
                }
                Ok(())
            })?;
        }
        let mut there = Vec::with_capacity(all.len());
        for one in all {
            if self.has_any(one.0, Kind::Member)? {
                there.push(one);
            }
        }
        Ok(there)
    }

    /// The last act that is known: the last of all but for unpublished parts of imports.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_known(&self) -> Result<ActSeq> {
        let (mut last, hidden) = (self.head()?.0.0, Hidden::latest(self.tx())?);
        while hidden.hides(last) {
            last -= 1;
        }
        Ok(ActSeq(last))
    }

    /// Leaves the lock to whoever waits for it, before the next part is written: the engine's wait is no queue, and whoever
    /// takes the lock again at once always comes first.
    pub fn give_way(&self) {
        std::thread::park_timeout(GIVE_WAY);
    }
}
