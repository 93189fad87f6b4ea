//! How the letters of a batch were made: what they rested on and which bytes came of it, so that each can be made again.

use crate::book::Ledger;
use crate::door::{Q, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId};
use crate::tables;

/// A printing of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintMade {
    /// SHA-256 of the program's own way of setting and writing, in hexadecimal.
    pub engine: String,
    /// The typefaces: name and SHA-256.
    pub fonts: Vec<(String, String)>,
    /// SHA-256 of everything that the sheets say.
    pub data: String,
    /// Its files, in order.
    pub files: Vec<PrintFile>,
}

/// A file of a printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintFile {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
    /// The first and the last sheet of the batch in it, counted from 1.
    pub sheets: (i64, i64),
}

impl Ledger {
    /// The printings of a whole batch, the first one first: only those that differ from the one before are on record.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn prints(&self, batch: BatchId) -> Result<Vec<(ActSeq, PrintMade)>> {
        printings(self.tx(), batch, sql!("prints/made.sql"), &[Val::I(batch.0)])
    }

    /// How a sheet of a batch, counted from 1, was made alone the last time; none where it only ever came with the whole.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn printed_alone(&self, batch: BatchId, sheet: i64) -> Result<Option<(ActSeq, PrintMade)>> {
        let all = printings(self.tx(), batch, sql!("prints/alone.sql"), &[Val::I(batch.0), Val::I(sheet)])?;
        Ok(all.into_iter().next_back())
    }
}

impl Entry<'_> {
    /// Records how a batch was printed. What was printed the same way before is on record already.
    ///
    /// # Errors
    /// When there is no such batch.
    pub fn print_made(&mut self, batch: BatchId, made: &PrintMade) -> Result<()> {
        let before = printings(self.tx, batch, sql!("prints/made.sql"), &[Val::I(batch.0)])?;
        if before.last().is_some_and(|(_, before)| before == made) {
            return Ok(());
        }
        self.write_made(batch, made)
    }

    /// Records how a sheet was made that is printed once more alone, in the act of its [`Entry::reprint`].
    ///
    /// # Errors
    /// When there is no such batch.
    pub fn printed_alone(&mut self, batch: BatchId, made: &PrintMade) -> Result<()> {
        self.write_made(batch, made)
    }

    fn write_made(&mut self, batch: BatchId, made: &PrintMade) -> Result<()> {
        let fonts: Vec<String> = made.fonts.iter().map(|(name, sha256)| format!("{name} {sha256}")).collect();
        let (act, line) = self.line();
        let values = [
            batch.0.into(),
            act,
            line,
            Val::from(&made.engine),
            Val::T(fonts.join("\n").into()),
            Val::from(&made.data),
        ];
        self.write(&tables::PRINT_MADE, &values)?;
        for (place, one) in (1_i64..).zip(&made.files) {
            let (act, line) = self.line();
            let values = [
                batch.0.into(),
                act,
                place.into(),
                line,
                Val::from(&one.file),
                Val::from(&one.sha256),
                one.bytes.into(),
                one.sheets.0.into(),
                one.sheets.1.into(),
            ];
            self.write(&tables::PRINT_FILE, &values)?;
        }
        Ok(())
    }
}

fn printings(tx: &Tx, batch: BatchId, which: &'static Q, values: &[Val<'_>]) -> Result<Vec<(ActSeq, PrintMade)>> {
    let mut made = tx.all(which, values, |row| {
        let fonts = row.text(2)?;
        let named = |line: &str| line.rsplit_once(' ').map(|(name, sha256)| (name.to_owned(), sha256.to_owned()));
        let fonts = fonts.lines().filter_map(named).collect();
        Ok((ActSeq(row.int(0)?), PrintMade { engine: row.text(1)?, fonts, data: row.text(3)?, files: Vec::new() }))
    })?;
    for (act, one) in &mut made {
        one.files = tx.all(sql!("prints/files.sql"), &[Val::I(batch.0), Val::I(act.0)], |row| {
            Ok(PrintFile {
                file: row.text(0)?,
                sha256: row.text(1)?,
                bytes: row.int(2)?,
                sheets: (row.int(3)?, row.int(4)?),
            })
        })?;
    }
    Ok(made)
}
