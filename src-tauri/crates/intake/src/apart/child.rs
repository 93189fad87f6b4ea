//! The process that reads one file: confines itself, hears what is asked, answers, and is gone.

use std::io::{self, Read, Write};

use zeroize::{Zeroize, Zeroizing};

use super::confine;
use super::wire::{Asked, Carried, Input, LINES, PEAK, READ, REFUSED, REQUEST, ROWS, SHEET, WHOLE, Wanted};
use crate::limits::LARGEST_FILE;
use crate::{Password, Request, WholeSheet};

/// The one word with which a program is started as a reader.
pub const CALLED: &str = "read-one-file-apart";

/// Rows are handed over so many bytes at a time.
const BATCH: usize = 64 * 1024;

/// Reads one file: what is asked comes from standard input, what was read goes to standard output. The answer is the exit code.
#[must_use]
pub fn serve() -> u8 {
    let Some(peak) = confine::at_once() else { return 3 };
    if answer(&mut io::stdin().lock(), &mut io::stdout().lock(), peak).is_ok() { 0 } else { 4 }
}

fn answer(from: &mut impl Read, to: &mut impl Write, mut peak: confine::Peak) -> io::Result<()> {
    let bad = || io::Error::from(io::ErrorKind::InvalidData);
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = Some(u32::from_le_bytes(length)).filter(|length| *length <= REQUEST).ok_or_else(bad)?;
    let mut head = Zeroizing::new(vec![0; length as usize]);
    from.read_exact(&mut head)?;
    let mut asked = Asked::take(&mut Input::new(&head)).ok_or_else(bad)?;
    drop(head);
    if u64::from(asked.length) > LARGEST_FILE {
        return Err(bad());
    }
    let mut bytes = Zeroizing::new(vec![0; asked.length as usize]);
    from.read_exact(&mut bytes)?;
    let password = asked.password.take().map(Password::new);
    let request = Request {
        bytes: &bytes,
        file_name: &asked.file_name,
        form: asked.form,
        on: asked.on,
        confirmed: &asked.confirmed,
        meanings: &asked.meanings,
        habits: asked.habits.as_ref(),
        with_cells: asked.with_cells,
        password: password.as_ref(),
        inside: asked.inside.as_deref(),
    };
    let mut rows = Vec::with_capacity(2 * BATCH);
    let mut told = Ok(());
    let mut each = |row: crate::Row| {
        row.put(&mut rows);
        if rows.len() >= BATCH && told.is_ok() {
            told = frame(to, ROWS, &mut rows);
        }
    };
    let refused = if asked.old_books { None } else { crate::reading::old_book(&request) };
    let read = match (refused, asked.wanted) {
        (Some(complaint), _) => Err(complaint),
        (None, Wanted::Rows) => crate::read(&request, &mut each).map(Some),
        (None, Wanted::Headings) => crate::read_headers(&request).map(Some),
        (None, Wanted::Whole) => crate::whole(&request).map(|sheets| {
            told = sheets.into_iter().try_for_each(|sheet| whole(to, sheet));
            None
        }),
    };
    told?;
    if !rows.is_empty() {
        frame(to, ROWS, &mut rows)?;
    }
    peak.kilobytes().put(&mut rows);
    frame(to, PEAK, &mut rows)?;
    let kind = match &read {
        Ok(Some(reading)) => {
            reading.put(&mut rows);
            READ
        }
        Ok(None) => WHOLE,
        Err(complaint) => {
            complaint.put(&mut rows);
            REFUSED
        }
    };
    frame(to, kind, &mut rows)?;
    to.flush()
}

/// A sheet, and then its lines, some at a time.
fn whole(to: &mut impl Write, sheet: WholeSheet) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(2 * BATCH);
    WholeSheet { lines: Vec::new(), ..sheet }.put(&mut bytes);
    frame(to, SHEET, &mut bytes)?;
    for line in &sheet.lines {
        line.put(&mut bytes);
        if bytes.len() >= BATCH {
            frame(to, LINES, &mut bytes)?;
        }
    }
    if bytes.is_empty() { Ok(()) } else { frame(to, LINES, &mut bytes) }
}

/// Sends bytes and empties them.
pub(super) fn frame(to: &mut impl Write, kind: u8, bytes: &mut Vec<u8>) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::InvalidData)?;
    let mut head = [0; 5];
    head[..4].copy_from_slice(&length.to_le_bytes());
    head[4] = kind;
    to.write_all(&head)?;
    to.write_all(bytes)?;
    bytes.as_mut_slice().zeroize();
    bytes.clear();
    Ok(())
}
