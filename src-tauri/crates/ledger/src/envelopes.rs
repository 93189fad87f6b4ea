//! Envelopes and bundles of a batch, what scans found of them, sheets that cannot be found, and the stock of paper.

use rules::calendar::Day;

use crate::book::Ledger;
use crate::codes;
use crate::door::{Row, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId, MemberId, PaperId, SheetRow};
use crate::tables;

rules::coded! {
    /// What happened to an envelope.
    EnvelopeStep {
        /// Exactly its sheets were scanned, and it was closed.
        Closed = "closed",
        /// It was opened again.
        Opened = "opened",
        /// It was seen closed at a recount.
        Seen = "seen",
        /// It was put into its bundle.
        Bundled = "bundled",
    }
}

rules::coded! {
    /// What became of a sheet that could not be found.
    LossStep {
        /// 行方不明
        Missing = "missing",
        /// 発見
        Found = "found",
        /// The chief broke the lock.
        Broken = "broken",
        /// It came out of the printer once more.
        Reprinted = "reprinted",
    }
}

rules::coded! {
    /// What happened to a stock of paper.
    StockStep {
        /// 受入
        Received = "received",
        /// 損紙: spoiled without having been a sheet of a batch.
        Spoiled = "spoiled",
        /// 棚卸
        Counted = "counted",
    }
}

/// 封筒
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeRow {
    /// The batch.
    pub batch: BatchId,
    /// Its number within the batch.
    pub envelope: i64,
    /// Its code.
    pub code: String,
    /// The bundle that it belongs to.
    pub bundle: i64,
}

/// 梱包
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleRow {
    /// The batch.
    pub batch: BatchId,
    /// Its number within the batch.
    pub bundle: i64,
    /// The code on what lies in it.
    pub code: String,
    /// The code on what is put on its outside.
    pub label: String,
    /// How it travels.
    pub route: String,
    /// The employer that it goes to, by code.
    pub employer: Option<String>,
}

/// One step of one envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeEvent {
    /// The envelope.
    pub envelope: i64,
    /// What happened.
    pub step: EnvelopeStep,
    /// By which act.
    pub act: ActSeq,
    /// On which day.
    pub on: Day,
}

/// One step of one sheet that could not be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The sheet.
    pub sheet: i64,
    /// What happened.
    pub step: LossStep,
    /// By which act.
    pub act: ActSeq,
    /// On which day.
    pub on: Day,
}

/// One step of one stock of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockEvent {
    /// The stock, by the name that layouts use.
    pub stock: String,
    /// What happened.
    pub step: StockStep,
    /// By which act.
    pub act: ActSeq,
    /// On which day.
    pub on: Day,
    /// So many sheets.
    pub sheets: i64,
    /// What a count found more or less than there should have been.
    pub difference: i64,
}

fn read_envelope(row: &Row<'_>) -> Result<EnvelopeRow> {
    Ok(EnvelopeRow { batch: BatchId(row.int(0)?), envelope: row.int(1)?, code: row.text(2)?, bundle: row.int(3)? })
}

fn read_bundle(row: &Row<'_>) -> Result<BundleRow> {
    Ok(BundleRow {
        batch: BatchId(row.int(0)?),
        bundle: row.int(1)?,
        code: row.text(2)?,
        label: row.text(3)?,
        route: row.text(4)?,
        employer: row.maybe_text(5)?,
    })
}

fn read_sheet(row: &Row<'_>) -> Result<SheetRow> {
    Ok(SheetRow {
        batch: BatchId(row.int(0)?),
        sheet: row.int(1)?,
        envelope: row.int(2)?,
        route: row.text(3)?,
        employer: row.maybe_text(4)?,
        member: MemberId(row.int(5)?),
        paper: row.maybe_int(6)?.map(PaperId),
    })
}

fn read_event(row: &Row<'_>) -> Result<EnvelopeEvent> {
    Ok(EnvelopeEvent {
        envelope: row.int(0)?,
        step: row.word(1, EnvelopeStep::from_code)?,
        act: ActSeq(row.int(2)?),
        on: row.day(3)?,
    })
}

fn read_loss(row: &Row<'_>) -> Result<Loss> {
    Ok(Loss { sheet: row.int(0)?, step: row.word(1, LossStep::from_code)?, act: ActSeq(row.int(2)?), on: row.day(3)? })
}

fn read_stock(row: &Row<'_>) -> Result<StockEvent> {
    Ok(StockEvent {
        stock: row.text(0)?,
        step: row.word(1, StockStep::from_code)?,
        act: ActSeq(row.int(2)?),
        on: row.day(3)?,
        sheets: row.int(4)?,
        difference: row.int(5)?,
    })
}

fn events_of(tx: &Tx, batch: BatchId, envelope: i64) -> Result<Vec<EnvelopeEvent>> {
    tx.all(sql!("envelopes/events_of.sql"), &[Val::I(batch.0), Val::I(envelope)], read_event)
}

fn losses(tx: &Tx, batch: BatchId) -> Result<Vec<Loss>> {
    tx.all(sql!("envelopes/losses.sql"), &[Val::I(batch.0)], read_loss)
}

/// What of each envelope's, of a whole batch.
fn events(tx: &Tx, batch: BatchId) -> Result<Vec<EnvelopeEvent>> {
    tx.all(sql!("envelopes/events.sql"), &[Val::I(batch.0)], read_event)
}

impl Ledger {
    /// The envelope of a management code.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn envelope_by_code(&self, code: &str) -> Result<Option<EnvelopeRow>> {
        let Some(code) = codes::tidy(code) else { return Ok(None) };
        self.tx().one(sql!("envelopes/by_code.sql"), &[Val::from(&code)], read_envelope)
    }

    /// The bundle of a management code, by what lies in it or by its label.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn bundle_by_code(&self, code: &str) -> Result<Option<BundleRow>> {
        let Some(code) = codes::tidy(code) else { return Ok(None) };
        self.tx().one(sql!("envelopes/bundle_by_code.sql"), &[Val::from(&code)], read_bundle)
    }

    /// The envelopes of a batch, in order; none of a batch that was frozen before they had codes.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn envelopes(&self, batch: BatchId) -> Result<Vec<EnvelopeRow>> {
        self.tx().all(sql!("envelopes/of_batch.sql"), &[Val::I(batch.0)], read_envelope)
    }

    /// One envelope of a batch.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn envelope(&self, batch: BatchId, envelope: i64) -> Result<Option<EnvelopeRow>> {
        self.tx().one(sql!("envelopes/one.sql"), &[Val::I(batch.0), Val::I(envelope)], read_envelope)
    }

    /// How many envelopes a bundle has, and how many of them lie in it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn in_bundle(&self, batch: BatchId, bundle: i64) -> Result<(i64, i64)> {
        let counts = self.tx().one(sql!("envelopes/in_bundle.sql"), &[Val::I(batch.0), Val::I(bundle)], |row| {
            Ok((row.int(0)?, row.int(1)?))
        })?;
        Ok(counts.unwrap_or_default())
    }

    /// The bundles of a batch, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn bundles(&self, batch: BatchId) -> Result<Vec<BundleRow>> {
        self.tx().all(sql!("envelopes/bundles.sql"), &[Val::I(batch.0)], read_bundle)
    }

    /// What happened to the envelopes of a batch, each in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn envelope_events(&self, batch: BatchId) -> Result<Vec<EnvelopeEvent>> {
        events(self.tx(), batch)
    }

    /// What happened to one envelope, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn events_of_envelope(&self, batch: BatchId, envelope: i64) -> Result<Vec<EnvelopeEvent>> {
        events_of(self.tx(), batch, envelope)
    }

    /// Was anything of a batch scanned into its envelope?
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn scanning_begun(&self, batch: BatchId) -> Result<bool> {
        Ok(self.tx().one(sql!("envelopes/begun.sql"), &[Val::I(batch.0)], |_| Ok(()))?.is_some())
    }

    /// What lies in one envelope.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn sheets_in(&self, batch: BatchId, envelope: i64) -> Result<Vec<SheetRow>> {
        self.tx().all(sql!("envelopes/sheets.sql"), &[Val::I(batch.0), Val::I(envelope)], read_sheet)
    }

    /// The sheet that a paper is.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn sheet_of_paper(&self, member: MemberId, paper: PaperId) -> Result<Option<SheetRow>> {
        self.tx().one(sql!("envelopes/sheet_of_paper.sql"), &[Val::I(member.0), Val::I(paper.0)], read_sheet)
    }

    /// One sheet of a batch.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn sheet(&self, batch: BatchId, sheet: i64) -> Result<Option<SheetRow>> {
        self.tx().one(sql!("envelopes/sheet.sql"), &[Val::I(batch.0), Val::I(sheet)], read_sheet)
    }

    /// Which copy of a sheet is the good one: the one that came out of the printer last.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_copy(&self, batch: BatchId, sheet: i64) -> Result<i64> {
        let copy =
            self.tx().one(sql!("envelopes/copy.sql"), &[Val::I(batch.0), Val::I(sheet)], |row| row.maybe_int(0))?;
        Ok(copy.flatten().unwrap_or(1))
    }

    /// What became of the sheets of a batch that could not be found, each in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn losses(&self, batch: BatchId) -> Result<Vec<Loss>> {
        losses(self.tx(), batch)
    }

    /// What became of one sheet that could not be found, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn losses_of(&self, batch: BatchId, sheet: i64) -> Result<Vec<Loss>> {
        self.tx().all(sql!("envelopes/losses_of.sql"), &[Val::I(batch.0), Val::I(sheet)], read_loss)
    }

    /// When sheets of a batch were inserted unchecked, and how many.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn insertions(&self, batch: BatchId) -> Result<Vec<(ActSeq, Day, i64)>> {
        self.tx().all(sql!("envelopes/insertions.sql"), &[Val::I(batch.0)], |row| {
            Ok((ActSeq(row.int(0)?), row.day(1)?, row.int(2)?))
        })
    }

    /// Which bundles of a batch were handed over, and when.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn hand_overs(&self, batch: BatchId) -> Result<Vec<(i64, Day)>> {
        self.tx().all(sql!("envelopes/hand_overs.sql"), &[Val::I(batch.0)], |row| Ok((row.int(0)?, row.day(1)?)))
    }

    /// What happened to the stocks of paper, each in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn stock_events(&self) -> Result<Vec<StockEvent>> {
        self.tx().all(sql!("envelopes/stock.sql"), &[], read_stock)
    }
}

impl Entry<'_> {
    /// A bundle of a batch that is being frozen, with new codes.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such batch, or the bundle is there already.
    pub fn bundle(&mut self, batch: BatchId, bundle: i64, route: &str, employer: Option<&str>) -> Result<()> {
        let (code, label) = (self.code(codes::Kind::Bundle)?, self.code(codes::Kind::Label)?);
        let (act, line) = self.line();
        let values = [
            batch.0.into(),
            bundle.into(),
            act,
            line,
            Val::from(&code),
            Val::from(&label),
            route.into(),
            employer.into(),
        ];
        self.write(&tables::BUNDLE, &values)
    }

    /// An envelope of a batch that is being frozen, with a new code.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such bundle, or the envelope is there already.
    pub fn envelope(&mut self, batch: BatchId, envelope: i64, bundle: i64) -> Result<()> {
        let code = self.code(codes::Kind::Envelope)?;
        let (act, line) = self.line();
        let values = [batch.0.into(), envelope.into(), act, line, Val::from(&code), bundle.into()];
        self.write(&tables::ENVELOPE, &values)
    }

    /// Something happened to an envelope.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such envelope.
    pub fn envelope_event(&mut self, batch: BatchId, envelope: i64, on: Day, step: EnvelopeStep) -> Result<()> {
        let (act, line) = self.line();
        let values = [batch.0.into(), envelope.into(), act, line, on.into(), step.code().into()];
        self.write(&tables::ENVELOPE_EVENT, &values)
    }

    /// What happened to one envelope, at this moment: nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn events_of_envelope(&self, batch: BatchId, envelope: i64) -> Result<Vec<EnvelopeEvent>> {
        events_of(self.tx, batch, envelope)
    }

    /// What happened to the envelopes of a batch, at this moment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn envelope_events(&self, batch: BatchId) -> Result<Vec<EnvelopeEvent>> {
        events(self.tx, batch)
    }

    /// So many sheets of a batch were inserted unchecked.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such batch, or it is no sheet.
    pub fn insertion(&mut self, batch: BatchId, on: Day, sheets: usize) -> Result<()> {
        let (act, line) = self.line();
        let sheets = i64::try_from(sheets).unwrap_or(i64::MAX);
        self.write(&tables::INSERTION, &[batch.0.into(), act, line, on.into(), sheets.into()])
    }

    /// A bundle was handed over under its own label.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such bundle, or it was handed over already.
    pub fn hand_over(&mut self, batch: BatchId, bundle: i64, on: Day) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::HAND_OVER, &[batch.0.into(), bundle.into(), act, line, on.into()])
    }

    /// A sheet cannot be found, or what became of it.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such batch.
    pub fn loss(&mut self, batch: BatchId, sheet: i64, on: Day, step: LossStep) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::SHEET_LOSS, &[batch.0.into(), sheet.into(), act, line, on.into(), step.code().into()])
    }

    /// What became of the sheets of a batch that could not be found, at this moment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn losses(&self, batch: BatchId) -> Result<Vec<Loss>> {
        losses(self.tx, batch)
    }

    /// Something happened to a stock of paper.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when the stock has no name, or there are less than no sheets.
    pub fn stock(&mut self, stock: &str, step: StockStep, on: Day, sheets: i64, difference: i64) -> Result<()> {
        let (act, line) = self.line();
        let values = [stock.into(), act, line, on.into(), step.code().into(), sheets.into(), difference.into()];
        self.write(&tables::STOCK_EVENT, &values)
    }

    /// What happened to the stocks of paper, at this moment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn stock_events(&self) -> Result<Vec<StockEvent>> {
        self.tx.all(sql!("envelopes/stock.sql"), &[], read_stock)
    }
}
