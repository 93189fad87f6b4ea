//! 削除: rows whose time is over go for good, and what stays proves that nothing else went.
//!
//! * An act says whose data of which kind go (`gone`); triggers let rows go only while it is open. The marks of what goes are
//!   summed up by the act that wrote it (`gone_part`), so that `verify` finds every seal as it was. A mark for each row was
//!   refused: sums keep less, and the salts that went with the rows (`seal.rs`) make them say nothing.
//! * The member's own row stays, an opaque code, so that the journal still points somewhere.
//! * SQLite's `secure_delete` zeroes what is deleted, but copies of a row that was moved from page to page may stay in the
//!   gaps between rows: afterwards the file is written anew (`VACUUM`) and its journal truncated. `unswept` remembers that
//!   until it is done; whoever opens the ledger next does it after a power cut.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rules::retention::Kind;
use rusqlite::limits::Limit;

use crate::acts::{Known, Moment};
use crate::book::{self, Ledger};
use crate::door::{Q, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::facts::{ActSeq, MemberId};
use crate::seal::{Seal, Sealer, Sum};
use crate::tables;

static VACUUM: Q = Q { name: "vacuum", sql: "VACUUM" };
/// Whoever works with the ledger goes on; wiping can wait, not they.
const BRIEFLY: Duration = Duration::from_secs(2);

static TRUNCATE: Q = Q { name: "wal_checkpoint", sql: "PRAGMA wal_checkpoint(TRUNCATE)" };

/// What was deleted of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Which data.
    pub kind: Kind,
    /// By which act.
    pub act: ActSeq,
    /// When.
    pub at: Moment,
}

/// An act that deleted something: of each kind whose, by management code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The act.
    pub act: ActSeq,
    /// Whose data of which kind.
    pub members: BTreeMap<Kind, Vec<String>>,
}

/// 保留: a member whose data are not deleted for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Who.
    pub member: MemberId,
    /// The act that said so.
    pub act: ActSeq,
    /// Why.
    pub reason: Option<String>,
}

/// 保存期間 as the society decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// Of what.
    pub kind: Kind,
    /// In the unit of the kind's span.
    pub length: u32,
    /// The society's own decision.
    pub source: String,
}

/// The salts of one kind, in the order of members.
pub(crate) struct Salts(Vec<(i64, i64, [u8; 16])>);

impl Salts {
    /// All of a kind.
    pub fn of_kind(tx: &Tx, kind: &str) -> Result<Salts> {
        tx.all(sql!("deletion/salts.sql"), &[kind.into()], |row| Ok((row.int(0)?, row.int(1)?, row.bytes(2)?)))
            .map(Salts)
    }

    /// Those of one member.
    fn of_member(tx: &Tx, member: i64, kind: &str) -> Result<Salts> {
        let read = tx.all(sql!("deletion/salt.sql"), &[Val::I(member), kind.into()], |row| {
            Ok((member, row.int(0)?, row.bytes(1)?))
        });
        read.map(Salts)
    }

    /// What is mixed into the mark of a member's row that an act wrote: nothing when the salt was made later.
    pub fn of(&self, member: i64, act: i64) -> Option<&[u8; 16]> {
        let at = self.0.binary_search_by_key(&member, |salt| salt.0).ok()?;
        self.0.get(at).filter(|salt| salt.1 <= act).map(|salt| &salt.2)
    }
}

/// The salt of a member's rows of a kind, when there is one.
pub(crate) fn salt(tx: &Tx, member: i64, kind: &str) -> Result<Option<[u8; 16]>> {
    tx.one(sql!("deletion/salt.sql"), &[Val::I(member), kind.into()], |row| row.bytes(1))
}

/// Up to which look they were deleted, the act known then, and the head they left; 0 and zeros when none was.
pub(crate) fn looks_head(tx: &Tx) -> Result<(i64, i64, Seal)> {
    if !crate::verify::has_table(tx, "gone_looks")? {
        return Ok((0, 0, [0; 32]));
    }
    let head = tx.one(sql!("deletion/looks_head.sql"), &[], |row| Ok((row.int(0)?, row.int(1)?, row.bytes32(2)?)))?;
    Ok(head.unwrap_or((0, 0, [0; 32])))
}

/// The sums of what was deleted, by act and table.
pub(crate) fn parts(tx: &Tx) -> Result<BTreeMap<(i64, String), Sum>> {
    let mut parts: BTreeMap<(i64, String), Sum> = BTreeMap::new();
    // A copy from before there were deletions has no table for them.
    if crate::verify::has_table(tx, "gone_part")? {
        tx.rows(sql!("deletion/parts.sql"), &[], |row| {
            parts.entry((row.int(0)?, row.text(1)?)).or_default().join(row.int(2)?, &row.bytes32(3)?);
            Ok(())
        })?;
    }
    Ok(parts)
}

/// Deletes a member's rows of a kind and adds their marks to `gone`. What refers to another goes first.
pub(crate) fn take(
    tx: &Tx,
    sealer: &Sealer,
    member: MemberId,
    kind: Kind,
    gone: &mut BTreeMap<(&'static str, i64), Sum>,
) -> Result<()> {
    let mut note = |table: &crate::door::Table, scan: &'static Q, values: &[Val<'_>], salts: &Salts| {
        tx.rows(scan, values, |row| {
            let act = row.int(table.act_at)?;
            let mut mark = sealer.row(table.name);
            for at in 0..table.columns.len() {
                mark.read(row.value(at)?);
            }
            if let Some(salt) = salts.of(member.0, act) {
                mark.value(&Val::B(salt));
            }
            gone.entry((table.name, act)).or_default().add(&mark.done());
            Ok(())
        })
    };
    for table in tables::ALL.into_iter().rev() {
        let Some(of) = table.of.as_ref().filter(|of| kind == Kind::Member || of.kind == kind.code()) else { continue };
        let salts = match table.salted() {
            Some(kind) => Salts::of_member(tx, member.0, kind)?,
            None => Salts(Vec::new()),
        };
        note(table, &of.scan, &[Val::I(member.0)], &salts)?;
        tx.exec(&of.take, &[Val::I(member.0)])?;
    }
    let values = [Val::I(member.0), kind.code().into()];
    note(&tables::SALT, sql!("deletion/salt_rows.sql"), &values, &Salts(Vec::new()))?;
    tx.exec(sql!("deletion/take_salt.sql"), &values)?;
    Ok(())
}

/// Deletes the looks before a moment, from the first on, once `keep` has written down the head they leave behind; how many.
pub(crate) fn take_looks(tx: &Tx, before: &Moment, keep: impl FnOnce(i64, i64, &Seal) -> Result<()>) -> Result<i64> {
    let last = tx.one(sql!("deletion/looks_before.sql"), &[before.text().into()], |row| {
        Ok((row.int(0)?, row.int(1)?, row.bytes32(2)?))
    })?;
    let Some((look, act, hash)) = last else { return Ok(0) };
    let count = tx.one(sql!("deletion/count_looks.sql"), &[Val::I(look)], |row| row.int(0))?.unwrap_or(0);
    keep(look, act, &hash)?;
    tx.exec(sql!("deletion/take_look_members.sql"), &[Val::I(look)])?;
    tx.exec(sql!("deletion/take_looks.sql"), &[Val::I(look)])?;
    Ok(count)
}

impl Ledger {
    /// Has the ledger any row of a kind of a member's?
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn has_any(&self, member: MemberId, kind: Kind) -> Result<bool> {
        for table in tables::ALL {
            if let Some(of) = table.of.as_ref().filter(|of| kind == Kind::Member || of.kind == kind.code())
                && self.tx().one(&of.scan, &[Val::I(member.0)], |_| Ok(()))?.is_some()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many looks were made before a moment, of those that may go.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn looks_before(&self, before: &Moment) -> Result<i64> {
        let last =
            self.tx().one(sql!("deletion/looks_before.sql"), &[before.text().into()], |row| row.int(0))?.unwrap_or(0);
        Ok(self.tx().one(sql!("deletion/count_looks.sql"), &[Val::I(last)], |row| row.int(0))?.unwrap_or(0))
    }

    /// What was deleted of a member, in the order of the acts.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn gone(&self, member: MemberId) -> Result<Vec<Gone>> {
        self.tx().all(sql!("deletion/of_member.sql"), &[Val::I(member.0)], |row| {
            Ok(Gone { kind: row.word(0, Kind::from_code)?, act: ActSeq(row.int(1)?), at: row.word(2, Moment::new)? })
        })
    }

    /// Every deletion of members' data after an act, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn deletions(&self, after: ActSeq) -> Result<Vec<Deletion>> {
        let mut all: Vec<Deletion> = Vec::new();
        self.tx().rows(sql!("deletion/all.sql"), &[Val::I(after.0)], |row| {
            let act = ActSeq(row.int(0)?);
            if all.last().is_none_or(|last| last.act != act) {
                all.push(Deletion { act, members: BTreeMap::new() });
            }
            if let Some(last) = all.last_mut() {
                last.members.entry(row.word(1, Kind::from_code)?).or_default().push(row.text(2)?);
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// How many rows of members, and how many looks, an act deleted.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn deleted_by(&self, act: ActSeq) -> Result<(i64, i64)> {
        let number = |q: &'static Q| Ok(self.tx().one(q, &[Val::I(act.0)], |row| row.int(0))?.unwrap_or(0));
        let looks: Result<i64> = number(sql!("deletion/looks_of_act.sql"));
        Ok((number(sql!("deletion/rows_of_act.sql"))?, looks?))
    }

    /// How many of the sheets that an act froze were deleted since.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn sheets_gone(&self, act: ActSeq) -> Result<i64> {
        let values = [Val::I(act.0), tables::SHEET.name.into()];
        Ok(self.tx().one(sql!("deletion/of_act.sql"), &values, |row| row.int(0))?.unwrap_or(0))
    }

    /// How long the society decided to keep what, as known; what it did not decide is not among it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn retentions(&self, known: Known) -> Result<Vec<Retention>> {
        let mut last: BTreeMap<Kind, Retention> = BTreeMap::new();
        self.tx().rows(sql!("deletion/retention.sql"), &[Val::I(known.0)], |row| {
            let kind = row.word(0, Kind::from_code)?;
            let length = u32::try_from(row.int(1)?).map_err(|_| row.damage(1))?;
            last.insert(kind, Retention { kind, length, source: row.text(2)? });
            Ok(())
        })?;
        Ok(last.into_values().collect())
    }

    /// Who is on hold.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn holds(&self) -> Result<Vec<Hold>> {
        let mut last: BTreeMap<MemberId, Option<Hold>> = BTreeMap::new();
        self.tx().rows(sql!("deletion/holds.sql"), &[], |row| {
            let member = MemberId(row.int(0)?);
            let hold = Hold { member, act: ActSeq(row.int(2)?), reason: row.maybe_text(3)? };
            last.insert(member, row.yes(1)?.then_some(hold));
            Ok(())
        })?;
        Ok(last.into_values().flatten().collect())
    }

    /// Is there a deletion whose traces in the file are not wiped yet?
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn is_unswept(&self) -> Result<bool> {
        Ok(self.tx().one(sql!("deletion/unswept.sql"), &[], |row| row.maybe_int(0))?.flatten().is_some())
    }

    /// Wipes what deleted rows may have left in the file: the statistics of the planner, which hold samples, the gaps in its
    /// pages, and the journal beside it. False when somebody else is at work just now; then it is still to be done.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn sweep(&self) -> Result<bool> {
        let Some(upto) = self.tx().one(sql!("deletion/unswept.sql"), &[], |row| row.maybe_int(0))?.flatten() else {
            return Ok(true);
        };
        match self.wipe(upto) {
            Err(Error::Busy(_)) => Ok(false),
            other => other,
        }
    }

    fn wipe(&self, upto: i64) -> Result<bool> {
        let mut tx = book::connect(self.path(), self.path(), self.keys())?;
        book::identify(&tx, self.keys())?;
        book::settle(&mut tx)?;
        let error = |error: rusqlite::Error| tx.error("sweep", &error);
        tx.connection.busy_timeout(BRIEFLY).map_err(error)?;
        // VACUUM attaches its passing file, which is in memory, by itself.
        tx.connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1).map_err(error)?;
        tx.connection
            .execute_batch("DELETE FROM sqlite_stat4; PRAGMA analysis_limit = 1000; ANALYZE")
            .map_err(error)?;
        tx.exec(&VACUUM, &[])?;
        if tx.one(&TRUNCATE, &[], |row| row.int(0))? != Some(0) {
            return Ok(false);
        }
        tx.exec(sql!("deletion/swept.sql"), &[Val::I(upto)])?;
        Ok(true)
    }
}

impl Entry<'_> {
    /// Deletes everything of a kind that the ledger has of some members. What refers to it goes too; the members' codes stay.
    ///
    /// # Errors
    /// [`Error::Refused`] for looks, which belong to nobody alone; when the ledger cannot be written.
    pub fn delete(&mut self, kind: Kind, members: &BTreeSet<MemberId>) -> Result<()> {
        if kind == Kind::Looks {
            return Err(Error::Refused("looks are not deleted by member".to_owned()));
        }
        members.iter().try_for_each(|member| self.delete_of(kind, *member))
    }
}
