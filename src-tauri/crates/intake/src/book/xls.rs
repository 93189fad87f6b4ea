//! An xls (BIFF). calamine reads it whole and makes room for as many cells as the file declares; so its workbook stream is
//! measured first, record by record, and handed to calamine in a fresh compound file without the declared size. The
//! measuring also keeps what calamine does not tell: the number formats that show leading zeros. [MS-XLS]

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, SheetType, SheetVisible, XlsError};
use rules::words::Complaint;

use super::compound::{self, u16_at, u32_at};
use super::xlsx::{out_of_bounds, too_many_sheets};
use super::{SheetName, Take, guarded};
use crate::cell::{Cell, day_of_serial, zeros_of};
use crate::hidden::Hidden;
use crate::limits::{COLUMNS, ROWS, SHEETS, XLS_AREA};
use crate::refusal::{RESAVE, damaged, locked_otherwise, too_large};

pub(super) struct Xls {
    hidden: Vec<Hidden>,
    book: calamine::Xls<Cursor<Vec<u8>>>,
    zeros: Zeros,
    order: Vec<String>,
}

impl Xls {
    pub(super) fn open(bytes: &[u8]) -> Result<(Xls, Vec<SheetName>), Complaint> {
        let mut stream = compound::workbook(bytes)?;
        let (_, _, declared) = measure(&stream)?;
        for (from, to) in declared {
            stream[from..to].fill(0);
        }
        // Sheets may overlap in a forged stream, so that blanking one changed another: what is read is what was measured.
        let (zeros, hidden, declared) = measure(&stream)?;
        if declared.into_iter().any(|(from, to)| stream[from..to].iter().any(|byte| *byte != 0)) {
            return Err(damaged("sheets overlap"));
        }
        let file = compound::wrap(&stream);
        drop(stream);
        let book = guarded(|| calamine::Xls::new(Cursor::new(file)))?.map_err(|error| of_xls(&error))?;
        let sheets: Vec<SheetName> = book
            .sheets_metadata()
            .iter()
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                visible: sheet.visible == SheetVisible::Visible,
                of_cells: sheet.typ == SheetType::WorkSheet,
            })
            .collect();
        if sheets.len() > SHEETS {
            return Err(too_many_sheets(sheets.len()));
        }
        let order = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        Ok((Xls { hidden, book, zeros, order }, sheets))
    }

    pub(super) fn is_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    /// What a sheet hides.
    pub(super) fn hidden(&self, name: &str) -> Hidden {
        let sheet = self.order.iter().position(|sheet| sheet == name);
        sheet.and_then(|sheet| self.hidden.get(sheet)).cloned().unwrap_or_default()
    }

    pub(super) fn rows(&mut self, name: &str, take: Take<'_>) -> Result<(), Complaint> {
        let is_1904 = self.book.has_1904_epoch();
        let sheet = self.order.iter().position(|sheet| sheet == name).unwrap_or(0);
        let range = guarded(|| self.book.worksheet_range(name))?.map_err(|error| of_xls(&error))?;
        let Some((top, left)) = range.start() else { return Ok(()) };
        let mut row: Vec<Cell<'_>> = Vec::new();
        for (down, cells) in (0u32..).zip(range.rows()) {
            row.clear();
            row.resize(left as usize, Cell::Empty);
            let at_row = top + down;
            let mut last = 0;
            for (at_column, cell) in (left..).zip(cells) {
                let cell = match cell {
                    Data::Empty => Cell::Empty,
                    Data::String(text) => Cell::text(text.as_str()),
                    Data::Float(value) => self.number(*value, (sheet, at_row, at_column)),
                    #[allow(clippy::cast_precision_loss, reason = "an integer cell of BIFF has 30 bits")]
                    Data::Int(value) => self.number(*value as f64, (sheet, at_row, at_column)),
                    Data::DateTime(date) if date.is_datetime() => Cell::Date(day_of_serial(date.as_f64(), is_1904)),
                    Data::DateTime(date) => Cell::Number { value: date.as_f64(), zeros: 0 },
                    Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text.as_str()),
                    Data::Bool(flag) => Cell::Flag(*flag),
                    Data::Error(error) => Cell::Fault(error.to_string().into()),
                };
                if !matches!(cell, Cell::Empty) {
                    last = row.len() + 1;
                }
                row.push(cell);
            }
            row.truncate(last);
            if !row.is_empty() && take(at_row + 1, &row)?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn number(&self, value: f64, at: (usize, u32, u32)) -> Cell<'static> {
        Cell::Number { value, zeros: self.zeros.get(&at).copied().unwrap_or(0) }
    }
}

fn of_xls(error: &XlsError) -> Complaint {
    match error {
        XlsError::Password => locked(),
        XlsError::Cfb(_) => damaged("xls; if it has a password, take that off"),
        _ => damaged("xls"),
    }
}

/// The old ways of locking (RC4 and XOR) keep no secret and are not worth opening.
fn locked() -> Complaint {
    locked_otherwise(
        ("パスワードで保護された古い形式（.xls）のブックです。", "This is an old book (.xls) behind a password."),
        RESAVE,
    )
}

/// By sheet, row and column: the digits that a cell's number format shows at least.
type Zeros = HashMap<(usize, u32, u32), u8>;

/// Where a size is declared in the stream.
type Declared = (usize, usize);

/// Walks over every record as calamine will: refuses encryption and what spans too much, collects the cells whose number
/// format shows leading zeros, and says where sizes are declared, for they are to be blanked.
fn measure(stream: &[u8]) -> Result<(Zeros, Vec<Hidden>, Vec<Declared>), Complaint> {
    let mut formats: HashMap<u16, u8> = HashMap::new();
    let mut cell_formats: Vec<u8> = Vec::new();
    let mut sheets: Vec<usize> = Vec::new();
    let mut wide = true;
    for record in (Records { stream, at: 0 }) {
        let body = &stream[record.from..record.to];
        match record.kind {
            0x0809 if body.len() >= 2 => wide = u16_at(body, 0) >= 0x0600 || u16_at(body, 0) == 0,
            0x002F => return Err(locked()),
            0x041E if body.len() > 5 => {
                formats.insert(u16_at(body, 0), zeros_of(&format_text(body, wide)));
            }
            0x00E0 if body.len() >= 4 => {
                cell_formats.push(formats.get(&u16_at(body, 2)).copied().unwrap_or(0));
            }
            0x0085 if body.len() >= 6 => {
                let at = u32_at(body, 0) as usize;
                if at >= stream.len() {
                    return Err(damaged("a sheet lies outside"));
                }
                sheets.push(at);
            }
            0x000A => break,
            _ => {}
        }
    }
    let mut hidden = Vec::new();
    if sheets.is_empty() {
        return Err(damaged("no sheets"));
    }
    if sheets.len() > SHEETS {
        return Err(too_many_sheets(sheets.len()));
    }
    let mut found = Zeros::new();
    let mut declared: Vec<Declared> = Vec::new();
    for (sheet, start) in sheets.into_iter().enumerate() {
        let mut span: Option<[u32; 4]> = None;
        let mut hides = Hidden::default();
        // The first BOF is the sheet's own; one behind it begins a chart inside, whose cells are not the sheet's.
        let (mut begun, mut inside) = (false, 0usize);
        for record in (Records { stream, at: start }) {
            let body = &stream[record.from..record.to];
            if record.kind == 0x0200 {
                declared.push((record.from, record.to));
            }
            if inside > 0 {
                match record.kind {
                    0x0809 => inside += 1,
                    0x000A => inside -= 1,
                    _ => {}
                }
                continue;
            }
            match record.kind {
                0x0809 if begun => inside += 1,
                0x0809 => begun = true,
                0x000A => break,
                // NUMBER, LABEL, RSTRING, BOOLERR, RK, LABELSST, FORMULA, MULRK: row, first column, (last column).
                0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 | 0x00BD if body.len() >= 6 => {
                    let (row, first) = (u32::from(u16_at(body, 0)), u32::from(u16_at(body, 2)));
                    let many = record.kind == 0x00BD;
                    let last = if many { u32::from(u16_at(body, body.len() - 2)) } else { first };
                    let [top, bottom, left, right] = span.get_or_insert([row, row, first, first]);
                    (*top, *bottom) = ((*top).min(row), (*bottom).max(row));
                    (*left, *right) = ((*left).min(first), (*right).max(last));
                    if row >= ROWS || last >= COLUMNS {
                        return Err(out_of_bounds(&format!("{}枚目のシート", sheet + 1), (row, last)));
                    }
                    let mut keep = |column: u32, format: u16| {
                        let zeros = cell_formats.get(usize::from(format)).copied().unwrap_or(0);
                        if zeros > 1 {
                            found.insert((sheet, row, column), zeros);
                        }
                    };
                    match record.kind {
                        0x00BD => {
                            for (column, at) in (first..=last).zip((4..body.len() - 2).step_by(6)) {
                                keep(column, u16_at(body, at));
                            }
                        }
                        0x0203 | 0x027E | 0x0006 => keep(first, u16_at(body, 4)),
                        _ => {}
                    }
                }
                // ROW, whose height may be none.
                0x0208 if body.len() >= 14 && body[12] & 0x20 != 0 => {
                    let line = u32::from(u16_at(body, 0)) + 1;
                    hides.hide_rows(line, line);
                }
                // COLINFO
                0x007D if body.len() >= 10 && body[8] & 1 != 0 => {
                    hides.hide_columns(u32::from(u16_at(body, 0)), u32::from(u16_at(body, 2)));
                }
                // FILTERMODE
                0x009B => hides.filtered = true,
                _ => {}
            }
        }
        hidden.push(hides);
        if let Some([top, bottom, left, right]) = span
            && u64::from(bottom - top + 1) * u64::from(right - left + 1) > XLS_AREA
        {
            return Err(too_large("表が大きすぎます。", "The table is too large."));
        }
    }
    Ok((found, hidden, declared))
}

/// The code of a FORMAT record; what it holds beside ASCII does not matter here. Before Excel 97 it was a plain string.
fn format_text(body: &[u8], wide: bool) -> String {
    if !wide {
        return body[3..].iter().take(usize::from(body[2])).map(|b| char::from(*b)).collect();
    }
    let count = usize::from(u16_at(body, 2));
    let raw = &body[5..];
    if body[4] & 1 == 1 {
        let units: Vec<u16> = raw.chunks_exact(2).take(count).map(|two| u16_at(two, 0)).collect();
        return String::from_utf16_lossy(&units);
    }
    raw.iter().take(count).map(|b| char::from(*b)).collect()
}

struct Record {
    kind: u16,
    from: usize,
    to: usize,
}

/// Records one behind the other; ends where the next one would leave the stream.
struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let head = self.stream.get(self.at..self.at.checked_add(4)?)?;
        let (from, length) = (self.at + 4, usize::from(u16_at(head, 2)));
        let to = from.checked_add(length).filter(|to| *to <= self.stream.len())?;
        self.at = to;
        Some(Record { kind: u16_at(head, 0), from, to })
    }
}
