//! 更新の波: who is renewed in which week before a common last day.

use rules::calendar::Day;

use crate::acts::Moment;
use crate::book::Ledger;
use crate::door::{Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId, MemberId};
use crate::tables;

/// A wave, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaveId(pub i64);

/// A wave to be frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWave {
    /// The common last day (有効期限) of the certificates that are renewed.
    pub until: Day,
    /// The first day of its first week.
    pub begins: Day,
    /// Over how many weeks.
    pub weeks: i64,
    /// At most so many people a week, where the clerk said so.
    pub per_week: Option<i64>,
    /// Whom it renews.
    pub members: Vec<WaveMember>,
}

/// A wave on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wave {
    /// Its number.
    pub id: WaveId,
    /// The act that froze it.
    pub act: ActSeq,
    /// The common last day.
    pub until: Day,
    /// The first day of its first week.
    pub begins: Day,
    /// Over how many weeks.
    pub weeks: i64,
    /// At most so many people a week.
    pub per_week: Option<i64>,
    /// When it was frozen.
    pub at: Moment,
    /// By whom.
    pub operator: String,
}

/// Somebody whom a wave renews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveMember {
    /// Who.
    pub member: MemberId,
    /// In which week, counted from 1.
    pub week: i64,
    /// The reason's word.
    pub because: String,
}

impl Ledger {
    /// Every wave, in the order of freezing.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn waves(&self) -> Result<Vec<Wave>> {
        self.tx().all(sql!("waves/waves.sql"), &[], |row| {
            Ok(Wave {
                id: WaveId(row.int(0)?),
                act: ActSeq(row.int(1)?),
                until: row.day(2)?,
                begins: row.day(3)?,
                weeks: row.int(4)?,
                per_week: row.maybe_int(5)?,
                at: row.word(6, Moment::new)?,
                operator: row.text(7)?,
            })
        })
    }

    /// Whom a wave renews, by week; whose papers were deleted since is no longer among them.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn wave_members(&self, wave: WaveId) -> Result<Vec<WaveMember>> {
        self.tx().all(sql!("waves/members.sql"), &[Val::I(wave.0)], |row| {
            Ok(WaveMember { member: MemberId(row.int(0)?), week: row.int(1)?, because: row.text(2)? })
        })
    }

    /// The batches that were planned from a wave: the week, and the batch's code.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn wave_batches(&self, wave: WaveId) -> Result<Vec<(i64, String)>> {
        self.tx().all(sql!("waves/batches.sql"), &[Val::I(wave.0)], |row| Ok((row.int(0)?, row.text(1)?)))
    }
}

impl Entry<'_> {
    /// Freezes a wave; its number.
    ///
    /// # Errors
    /// When there is no such member.
    pub fn wave(&mut self, wave: &NewWave) -> Result<WaveId> {
        let id = self.number_after(sql!("waves/last.sql"))?;
        let (act, line) = self.line();
        let values =
            [id.into(), act, line, wave.until.into(), wave.begins.into(), wave.weeks.into(), wave.per_week.into()];
        self.write(&tables::WAVE, &values)?;
        for one in &wave.members {
            let (act, line) = self.line();
            let values = [one.member.0.into(), id.into(), act, line, one.week.into(), Val::from(&one.because)];
            self.write(&tables::WAVE_MEMBER, &values)?;
        }
        Ok(WaveId(id))
    }

    /// The number of the wave frozen last, at this moment; 0 when there is none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_wave(&self) -> Result<WaveId> {
        Ok(WaveId(self.number_after(sql!("waves/last.sql"))? - 1))
    }

    /// A batch was planned from a week of a wave.
    ///
    /// # Errors
    /// When there is no such wave or batch.
    pub fn wave_batch(&mut self, wave: WaveId, week: i64, batch: BatchId) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::WAVE_BATCH, &[wave.0.into(), week.into(), batch.0.into(), act, line])
    }

    /// As [`Ledger::wave_batches`], at this moment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn wave_batches(&self, wave: WaveId) -> Result<Vec<(i64, String)>> {
        self.tx().all(sql!("waves/batches.sql"), &[Val::I(wave.0)], |row| Ok((row.int(0)?, row.text(1)?)))
    }
}
