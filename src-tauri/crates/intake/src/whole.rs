//! A file as it lies there, every sheet with every line as text: to go back to whoever sent it, with what is wrong marked in it.
//!
//! Numbers are written as their formats show them and days as days, so that zeros survive a text cell. My Numbers are hidden here,
//! wherever they stand.

use std::ops::ControlFlow;

use rules::words::Complaint;
use zeroize::Zeroize;

use crate::cell::{Cell, day_of_serial};
use crate::field::{DatePart, Field};
use crate::my_number;
use crate::protected;
use crate::reading::{Request, look};

/// In the place of a My Number. It says nothing when the file comes back.
const HIDDEN: &str = "****";

/// A sheet with all its lines.
pub struct WholeSheet {
    /// Its name; for a text file the file's name.
    pub name: String,
    /// Not hidden.
    pub visible: bool,
    /// The lines of its header, counted from 1; none when nothing is read of it.
    pub header_lines: Vec<u64>,
    /// The columns of the header.
    pub columns: usize,
    /// Its lines in ascending order, blank ones left out: the physical line, and its cells from column A on.
    pub lines: Vec<(u64, Vec<String>)>,
}

/// Every sheet of cells of a file.
///
/// # Errors
/// As [`crate::read`].
pub fn whole(request: &Request<'_>) -> Result<Vec<WholeSheet>, Complaint> {
    let contents = protected::open(request)?;
    let request = &contents.request(request);
    let mut book = contents.book(request)?;
    let is_1904 = book.is_1904();
    let mut sheets = Vec::new();
    for at in 0..book.sheets().len() {
        if !book.sheets()[at].of_cells {
            continue;
        }
        let (name, visible) = (book.sheets()[at].name.clone(), book.sheets()[at].visible);
        let (summary, plan) = look(request, &mut book, at, &mut Vec::new())?;
        let fields = plan.as_ref().map(|plan| plan.header.fields.as_slice()).unwrap_or_default();
        let head = summary.header_lines.last().copied().unwrap_or(0);
        let mut lines = Vec::new();
        book.rows(at, &mut |line, cells| {
            let data = u64::from(line) > head;
            let texts = cells.iter().enumerate().map(|(column, cell)| {
                let field = fields.get(column).copied().flatten().filter(|_| data);
                text(cell, field, is_1904)
            });
            let texts: Vec<String> = texts.collect();
            if texts.iter().any(|text| !text.is_empty()) {
                lines.push((u64::from(line), texts));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        let columns = summary.headers.len();
        sheets.push(WholeSheet { name, visible, header_lines: summary.header_lines, columns, lines });
    }
    Ok(sheets)
}

fn text(cell: &Cell<'_>, field: Option<Field>, is_1904: bool) -> String {
    let mut text = match cell {
        // A day that lost its format would be a bare number in a text cell.
        Cell::Number { value, .. }
            if matches!(field, Some(Field::Date(_, _, DatePart::Whole))) && (20_000.0..60_000.0).contains(value) =>
        {
            day_of_serial(*value, is_1904).map_or_else(|| cell.plain().into_owned(), |day| day.to_string())
        }
        Cell::Text(text) => text.trim().to_owned(),
        other => other.plain().into_owned(),
    };
    if text.is_empty() {
        return text;
    }
    if field.is_some_and(Field::is_my_number) {
        text.zeroize();
        return HIDDEN.to_owned();
    }
    if let Some(masked) = my_number::mask_within(&text) {
        text.zeroize();
        return masked;
    }
    text
}
