//! 印刷機: by how much each printer is off, what of a batch was sent to one, and what of it came out.

use rules::calendar::Day;

use crate::book::Ledger;
use crate::door::{Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId};
use crate::tables;

/// By how much what a printer prints from a tray is moved: hundredths of a millimetre to the right and down, as one looks at the side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offsets {
    /// 表面
    pub front: (i64, i64),
    /// 裏面
    pub back: (i64, i64),
}

/// 位置合わせ: what was measured of a printer and one of its trays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    /// The printer, as the system calls it.
    pub printer: String,
    /// The tray, as the system calls it; empty for the one that the printer takes by itself.
    pub tray: String,
    /// By which act.
    pub act: ActSeq,
    /// On which day it was measured.
    pub on: Day,
    /// By how much what is printed is moved.
    pub offsets: Offsets,
}

/// Some pages of a file, counted from 1, that were meant for a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressJob {
    /// The file of the batch.
    pub file: String,
    /// Its first page, counted from 1.
    pub first: i64,
    /// Its last page.
    pub last: i64,
    /// How often the batch has been put on paper, with this time.
    pub round: i64,
    /// The printer.
    pub printer: String,
    /// The tray.
    pub tray: String,
}

/// What is known of pages that were meant for a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// The act that says that they are about to be sent; it names them.
    pub act: ActSeq,
    /// Which pages.
    pub job: PressJob,
    /// The number that the system gave them, once it had taken them.
    pub number: Option<i64>,
    /// The last good page that is on paper after them: a file, and the page in it. `None` as long as nobody knows.
    pub ended: Option<(String, i64)>,
}

fn pressed(tx: &Tx, batch: BatchId) -> Result<Vec<Pressed>> {
    let mut jobs = tx.all(sql!("presses/jobs.sql"), &[Val::I(batch.0)], |row| {
        let job = PressJob {
            round: row.int(1)?,
            file: row.text(2)?,
            first: row.int(3)?,
            last: row.int(4)?,
            printer: row.text(5)?,
            tray: row.text(6)?,
        };
        Ok(Pressed { act: ActSeq(row.int(0)?), job, number: None, ended: None })
    })?;
    let steps = tx.all(sql!("presses/steps.sql"), &[Val::I(batch.0)], |row| {
        Ok((ActSeq(row.int(0)?), row.maybe_int(2)?, row.maybe_text(3)?, row.maybe_int(4)?))
    })?;
    for (act, number, file, page) in steps {
        let Some(job) = jobs.iter_mut().find(|job| job.act == act) else { continue };
        if number.is_some() {
            job.number = number;
        }
        // What somebody found out later counts.
        if let (Some(file), Some(page)) = (file, page) {
            job.ended = Some((file, page));
        }
    }
    Ok(jobs)
}

impl Ledger {
    /// What was measured of printers, the last of each printer and tray.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn calibrations(&self) -> Result<Vec<Calibration>> {
        let all = self.tx().all(sql!("presses/calibrations.sql"), &[], |row| {
            let offsets = Offsets { front: (row.int(4)?, row.int(5)?), back: (row.int(6)?, row.int(7)?) };
            let (printer, tray) = (row.text(0)?, row.text(1)?);
            Ok(Calibration { printer, tray, act: ActSeq(row.int(2)?), on: row.day(3)?, offsets })
        })?;
        let mut last: Vec<Calibration> = Vec::new();
        for one in all {
            match last.last_mut().filter(|before| (&before.printer, &before.tray) == (&one.printer, &one.tray)) {
                Some(before) => *before = one,
                None => last.push(one),
            }
        }
        Ok(last)
    }

    /// Every printer that something was sent to.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn printers_sent_to(&self) -> Result<Vec<String>> {
        self.tx().all(sql!("presses/sent_to.sql"), &[], |row| row.text(0))
    }

    /// What of a batch was sent to printers, in the order in which it was sent.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn pressed(&self, batch: BatchId) -> Result<Vec<Pressed>> {
        pressed(self.tx(), batch)
    }
}

impl Entry<'_> {
    /// What was measured of a printer and a tray.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when the printer has no name or something is off by more than a centimetre.
    pub fn calibration(&mut self, printer: &str, tray: &str, on: Day, offsets: Offsets) -> Result<()> {
        let (act, line) = self.line();
        let (front, back) = (offsets.front, offsets.back);
        let values = [
            Val::from(printer),
            Val::from(tray),
            act,
            line,
            on.into(),
            front.0.into(),
            front.1.into(),
            back.0.into(),
            back.1.into(),
        ];
        self.write(&tables::CALIBRATION, &values)
    }

    /// What of a batch was sent to printers, at this moment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn pressed(&self, batch: BatchId) -> Result<Vec<Pressed>> {
        pressed(self.tx, batch)
    }

    /// Some pages of a batch are about to be sent to a printer.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such batch or these are no pages.
    pub fn press_job(&mut self, batch: BatchId, job: &PressJob) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            batch.0.into(),
            act,
            line,
            job.round.into(),
            Val::from(&job.file),
            job.first.into(),
            job.last.into(),
            Val::from(&job.printer),
            Val::from(&job.tray),
        ];
        self.write(&tables::PRESS_JOB, &values)
    }

    /// The system has taken pages and given them a number.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when nothing of the kind was about to be sent.
    pub fn press_taken(&mut self, batch: BatchId, job: ActSeq, number: i64) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            batch.0.into(),
            job.0.into(),
            act,
            line,
            Val::T("taken".into()),
            number.into(),
            Val::from(None::<&str>),
            Val::from(None::<i64>),
        ];
        self.write(&tables::PRESS_STEP, &values)
    }

    /// It is known up to which page of which file a batch is on paper.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when nothing of the kind was about to be sent.
    pub fn press_ended(&mut self, batch: BatchId, job: ActSeq, file: &str, page: i64) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            batch.0.into(),
            job.0.into(),
            act,
            line,
            Val::T("ended".into()),
            Val::from(None::<i64>),
            Val::from(file),
            page.into(),
        ];
        self.write(&tables::PRESS_STEP, &values)
    }
}
