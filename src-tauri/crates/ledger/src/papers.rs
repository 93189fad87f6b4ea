//! Batches, sheets and imports, read.

use rules::calendar::Day;

use crate::acts::{Known, Moment};
use crate::door::{Q, Row, Tx, Val, sql};
use crate::error::Result;
use crate::facts::{
    ActSeq, Batch, BatchId, Fee, FeeState, ImportRow, MemberId, NewImport, PaperId, PaperKind, PaperLife, SheetRow,
    Undelivered,
};

fn read_batch(row: &Row<'_>) -> Result<Batch> {
    let act = row.int(2)?;
    Ok(Batch {
        id: BatchId(row.int(0)?),
        code: row.text(1)?,
        kind: row.word(3, PaperKind::from_code)?,
        on: row.day(4)?,
        layout: row.maybe_text(5)?,
        act: ActSeq(act),
        known: Known(act),
    })
}

/// Batches of a range of numbers.
pub(crate) fn batches(tx: &Tx, first: i64, last: i64) -> Result<Vec<Batch>> {
    tx.all(sql!("papers/batch.sql"), &[Val::I(first), Val::I(last)], read_batch)
}

/// How far each batch is that is not posted: as far as the paper that is behind all others.
pub(crate) fn batch_lives(tx: &Tx) -> Result<Vec<(BatchId, PaperLife)>> {
    let lives = tx.all(sql!("papers/batch_lives.sql"), &[], |row| {
        Ok((BatchId(row.int(0)?), behind([row.yes(1)?, row.yes(2)?, row.yes(3)?, row.yes(4)?])))
    })?;
    Ok(lives.into_iter().filter_map(|(batch, life)| Some((batch, life?))).collect())
}

/// How far one batch is, likewise; `None` when it is posted.
pub(crate) fn batch_life(tx: &Tx, batch: BatchId) -> Result<Option<PaperLife>> {
    let yes = |row: &Row<'_>, at: usize| Ok::<_, crate::Error>(row.maybe_int(at)?.is_some_and(|number| number != 0));
    let life = tx.one(sql!("papers/batch_life.sql"), &[Val::I(batch.0)], |row| {
        Ok(behind([yes(row, 0)?, yes(row, 1)?, yes(row, 2)?, yes(row, 3)?]))
    })?;
    Ok(life.flatten())
}

/// The life that is behind all others: some are planned, printed, inserted; or all are taken back.
fn behind(some: [bool; 4]) -> Option<PaperLife> {
    match some {
        [true, ..] => Some(PaperLife::Planned),
        [_, true, ..] => Some(PaperLife::Printed),
        [_, _, true, _] => Some(PaperLife::Inserted),
        [.., taken_back] => taken_back.then_some(PaperLife::Void),
    }
}

/// The batch of a management code.
pub(crate) fn batch_by_code(tx: &Tx, code: &str) -> Result<Option<Batch>> {
    let Some(code) = crate::codes::tidy(code) else { return Ok(None) };
    tx.one(sql!("papers/batch_by_code.sql"), &[Val::from(&code)], read_batch)
}

/// The sheets of a batch.
pub(crate) fn sheets(tx: &Tx, batch: BatchId) -> Result<Vec<SheetRow>> {
    tx.all(sql!("papers/sheets.sql"), &[Val::I(batch.0)], |row| {
        Ok(SheetRow {
            batch: BatchId(row.int(0)?),
            sheet: row.int(1)?,
            envelope: row.int(2)?,
            route: row.text(3)?,
            employer: row.maybe_text(4)?,
            member: MemberId(row.int(5)?),
            paper: row.maybe_int(6)?.map(PaperId),
        })
    })
}

/// The reprinted sheets of a batch: the sheet, and which copy it was.
pub(crate) fn reprints(tx: &Tx, batch: BatchId) -> Result<Vec<(i64, i64)>> {
    tx.all(sql!("papers/reprints.sql"), &[Val::I(batch.0)], |row| Ok((row.int(0)?, row.int(1)?)))
}

pub(crate) fn reprints_before(tx: &Tx, batch: BatchId, act: Option<ActSeq>) -> Result<Vec<(i64, i64)>> {
    let act = act.map_or(i64::MAX, |act| act.0);
    let values = [Val::I(batch.0), Val::I(act)];
    tx.all(sql!("papers/reprints_before.sql"), &values, |row| Ok((row.int(0)?, row.int(1)?)))
}

/// The papers that came back and went nowhere since.
pub(crate) fn undelivered(tx: &Tx) -> Result<Vec<Undelivered>> {
    tx.all(sql!("papers/undelivered.sql"), &[], |row| {
        Ok(Undelivered {
            member: MemberId(row.int(0)?),
            paper: PaperId(row.int(1)?),
            on: row.day(2)?,
            why: row.maybe_text(3)?,
        })
    })
}

/// Since when a batch is closed.
pub(crate) fn closed(tx: &Tx, batch: BatchId) -> Result<Option<Day>> {
    tx.one(sql!("papers/closed.sql"), &[Val::I(batch.0)], |row| row.day(0))
}

pub(crate) fn read_fee(row: &Row<'_>) -> Result<Fee> {
    Ok(Fee {
        application: row.int(1)?,
        on: row.day(3)?,
        yen: u32::try_from(row.int(4)?).map_err(|_| row.damage(4))?,
        state: row.word(5, FeeState::from_code)?,
        reason: row.maybe_text(6)?,
    })
}

/// The fees of a member, as known: of each application the last word.
pub(crate) fn fees(tx: &Tx, member: MemberId, known: Known) -> Result<Vec<Fee>> {
    let mut fees: Vec<Fee> = Vec::new();
    tx.rows(sql!("papers/fees.sql"), &[Val::I(member.0), Val::I(member.0), Val::I(known.0)], |row| {
        let one = read_fee(row)?;
        match fees.last_mut() {
            Some(before) if before.application == one.application => *before = one,
            _ => fees.push(one),
        }
        Ok(())
    })?;
    Ok(fees)
}

/// Imports as a query gives them.
pub(crate) fn imports(tx: &Tx, q: &'static Q, values: &[Val<'_>]) -> Result<Vec<ImportRow>> {
    tx.all(q, values, |row| {
        Ok(ImportRow {
            id: row.int(0)?,
            act: ActSeq(row.int(1)?),
            at: row.word(2, Moment::new)?,
            operator: row.text(3)?,
            employers: row.maybe_text(19)?.map(|codes| codes.lines().map(str::to_owned).collect()).unwrap_or_default(),
            import: NewImport {
                sha256: row.text(4)?,
                file: row.text(5)?,
                bytes: row.int(6)?,
                employer: row.maybe_text(7)?,
                form: row.text(8)?,
                confirmed: row.text(9)?,
                meanings: row.text(10)?,
                headers: row.text(11)?,
                new: row.int(12)?,
                changed: row.int(13)?,
                unchanged: row.int(14)?,
                doubtful: row.int(15)?,
                rejected: row.int(16)?,
                duplicate: row.int(17)?,
                held: row.text(18)?,
            },
        })
    })
}
