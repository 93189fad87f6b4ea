//! An xlsx, streamed cell by cell through calamine after its parts were measured.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, XlsxError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rules::words::Complaint;

use super::package::{self, Seen};
use super::{SheetName, Take, guarded};
use crate::cell::{Cell, day_of_serial, letters, zeros_of};
use crate::hidden::Hidden;
use crate::limits::{CELLS, COLUMNS, ROWS, SHEETS};
use crate::refusal::{damaged, password, too_large};

pub(super) struct Xlsx<'b> {
    bytes: &'b [u8],
    book: calamine::Xlsx<Cursor<&'b [u8]>>,
    seen: Seen,
    cells: u64,
}

/// At most so many places are looked up of cells that calamine cannot read.
const ODD_CELLS: usize = 100_000;

impl<'b> Xlsx<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<(Xlsx<'b>, Vec<SheetName>), Complaint> {
        let seen = package::measure(bytes)?;
        let book = guarded(|| calamine::Xlsx::new(Cursor::new(bytes)))?.map_err(|error| of_xlsx(&error))?;
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
        Ok((Xlsx { bytes, book, seen, cells: 0 }, sheets))
    }

    pub(super) fn is_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    /// What a sheet hides. Only a book in which something is hidden is read for it.
    pub(super) fn hidden(&self, name: &str) -> Result<Hidden, Complaint> {
        if self.seen.hidden { hidden(self.bytes, name) } else { Ok(Hidden::default()) }
    }

    pub(super) fn rows(&mut self, name: &str, take: Take<'_>) -> Result<(), Complaint> {
        let odd =
            if self.seen.new_errors || self.seen.uncomputed { odd_cells(self.bytes, name)? } else { HashMap::new() };
        let is_1904 = self.book.has_1904_epoch();
        let mut reader = match guarded(|| self.book.worksheet_cells_reader(name))? {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(error) => return Err(of_xlsx(&error)),
        };
        let zeros: Vec<u8> = reader
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref().map_or(0, |format| zeros_of(&format.format_code)))
            .collect();
        let mut row: Vec<Cell<'_>> = Vec::new();
        let mut line = 0u32;
        let mut last = (0u32, 0u32);
        let mut faults = 0usize;
        loop {
            let (at, value) = match guarded(|| reader.next_cell_with_style_id())? {
                Ok(None) => break,
                Ok(Some((cell, style))) => {
                    let value = match cell.get_value() {
                        DataRef::Empty => Cell::Empty,
                        DataRef::SharedString(text) => Cell::text(*text),
                        DataRef::String(text) => Cell::text(text.clone()),
                        DataRef::Float(value) => {
                            Cell::Number { value: *value, zeros: zeros.get(style).copied().unwrap_or(0) }
                        }
                        #[allow(clippy::cast_precision_loss, reason = "a cell's number has at most 15 digits")]
                        DataRef::Int(value) => {
                            Cell::Number { value: *value as f64, zeros: zeros.get(style).copied().unwrap_or(0) }
                        }
                        DataRef::DateTime(date) if date.is_datetime() => {
                            Cell::Date(day_of_serial(date.as_f64(), is_1904))
                        }
                        DataRef::DateTime(date) => Cell::Number { value: date.as_f64(), zeros: 0 },
                        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text.clone()),
                        DataRef::Bool(flag) => Cell::Flag(*flag),
                        DataRef::Error(error) => Cell::Fault(error.to_string().into()),
                    };
                    (cell.get_position(), value)
                }
                Err(error) if is_of_one_cell(&error) => {
                    faults += 1;
                    if faults > ODD_CELLS {
                        return Err(damaged("too many bad cells"));
                    }
                    // calamine does not say where; the cell was found beforehand, or is taken to be the next one.
                    if !odd.is_empty() {
                        continue;
                    }
                    ((last.0, last.1 + 1), Cell::Fault("#ERROR!".into()))
                }
                Err(error) => return Err(of_xlsx(&error)),
            };
            last = at;
            let value = if matches!(value, Cell::Empty) {
                match odd.get(&at) {
                    Some(found) => found.clone(),
                    None => continue,
                }
            } else {
                value
            };
            let here = at.0.saturating_add(1);
            if here > ROWS || at.1 >= COLUMNS {
                return Err(out_of_bounds(name, at));
            }
            if here != line {
                if here < line {
                    return Err(damaged("rows out of order"));
                }
                if line > 0 && flush(line, &mut row, &odd, take)?.is_break() {
                    return Ok(());
                }
                line = here;
            }
            self.cells += 1;
            if self.cells > CELLS {
                return Err(too_many_cells());
            }
            let column = at.1 as usize;
            if row.len() <= column {
                row.resize(column + 1, Cell::Empty);
            }
            row[column] = value;
        }
        if line > 0 {
            let _ = flush(line, &mut row, &odd, take)?;
        }
        Ok(())
    }
}

/// Hands a row over, with the odd cells that calamine skipped, and empties it.
fn flush<'c>(
    line: u32,
    row: &mut Vec<Cell<'c>>,
    odd: &HashMap<(u32, u32), Cell<'static>>,
    take: Take<'_>,
) -> Result<ControlFlow<()>, Complaint> {
    if !odd.is_empty() {
        for (at, cell) in odd.iter().filter(|(at, _)| at.0 + 1 == line && at.1 < COLUMNS) {
            let column = at.1 as usize;
            if row.len() <= column {
                row.resize(column + 1, Cell::Empty);
            }
            row[column] = cell.clone();
        }
    }
    let flow = take(line, row)?;
    row.clear();
    Ok(flow)
}

pub(super) fn out_of_bounds(sheet: &str, at: (u32, u32)) -> Complaint {
    let cell = format!("{}{}", letters(at.1 as usize), at.0.saturating_add(1));
    let mut complaint = too_large(
        &format!("表から遠く離れたセル（{cell}）に値があります。"),
        &format!("There is a value in a cell far from the table ({cell})."),
    );
    complaint.place = format!("{sheet}!{cell}");
    complaint
}

pub(super) fn too_many_cells() -> Complaint {
    too_large("セルが2,000万個を超えています。", "There are more than 20 million cells.")
}

pub(super) fn too_many_sheets(count: usize) -> Complaint {
    too_large(&format!("シートが多すぎます（{count}枚）。"), &format!("There are too many sheets ({count})."))
}

/// An error that spoils one cell and leaves the stream where the next one can be read.
fn is_of_one_cell(error: &XlsxError) -> bool {
    !matches!(
        error,
        XlsxError::Io(_) | XlsxError::Zip(_) | XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::XmlEof(_)
    )
}

fn of_xlsx(error: &XlsxError) -> Complaint {
    match error {
        XlsxError::Password => password(),
        XlsxError::Zip(error) => package::zip_complaint(error),
        // What calamine says names parts of the file, never the value of a cell.
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => damaged("a part is missing"),
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::XmlEof(_) => damaged("XML"),
        _ => damaged("xlsx"),
    }
}

/// The cells of a sheet that calamine passes over: error values it does not know, and formulas without a result.
fn odd_cells(bytes: &[u8], sheet: &str) -> Result<HashMap<(u32, u32), Cell<'static>>, Complaint> {
    let mut zip = package::open(bytes)?;
    let mut found = HashMap::new();
    let Some(path) = part_of(&mut zip, sheet) else { return Ok(found) };
    let Ok(part) = zip.by_name(&path) else { return Ok(found) };
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut at = (0u32, 0u32);
    let (mut is_error, mut has_formula, mut in_value) = (false, false, false);
    let mut value = String::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| damaged("XML"))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => {
                    at = match attribute(&tag, "r").and_then(|r| r.parse::<u32>().ok()) {
                        Some(row) => (row.saturating_sub(1), 0),
                        None => (at.0, 0),
                    };
                }
                "c" => {
                    if let Some(place) = attribute(&tag, "r").and_then(|r| position(&r)) {
                        at = place;
                    }
                    is_error = attribute(&tag, "t").is_some_and(|t| t == "e");
                    has_formula = false;
                    value.clear();
                }
                "f" => has_formula = true,
                "v" => in_value = true,
                _ => {}
            },
            Event::Text(text) if in_value && value.len() < 64 => value.push_str(text.as_ref()),
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" => in_value = false,
                "row" => at = (at.0.saturating_add(1), 0),
                "c" => {
                    let odd = if is_error && !package::is_old_error(&value) {
                        Some(Cell::Fault(value.clone().into()))
                    } else if has_formula && value.is_empty() {
                        Some(Cell::Uncomputed)
                    } else {
                        None
                    };
                    if let Some(odd) = odd {
                        if found.len() >= ODD_CELLS {
                            return Err(damaged("too many bad cells"));
                        }
                        found.insert(at, odd);
                    }
                    at.1 = at.1.saturating_add(1);
                }
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn hidden(bytes: &[u8], sheet: &str) -> Result<Hidden, Complaint> {
    let mut zip = package::open(bytes)?;
    let mut found = Hidden::default();
    let Some(path) = part_of(&mut zip, sheet) else { return Ok(found) };
    let Ok(part) = zip.by_name(&path) else { return Ok(found) };
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut line = 0u32;
    let mut filter = false;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| damaged("XML"))? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "row" => {
                    line = number(&tag, "r").unwrap_or(line.saturating_add(1));
                    // Folded to nothing is hidden as well.
                    if is_on(&tag, "hidden") || attribute(&tag, "ht").is_some_and(|ht| ht.parse() == Ok(0.0)) {
                        found.hide_rows(line, line);
                    }
                }
                "col" if is_on(&tag, "hidden") => {
                    if let (Some(first), Some(last)) = (number(&tag, "min"), number(&tag, "max")) {
                        found.hide_columns(first.saturating_sub(1), last.saturating_sub(1));
                    }
                }
                "filterColumn" => filter = true,
                _ => {}
            },
            Event::Eof => {
                found.filtered = filter;
                return Ok(found);
            }
            _ => {}
        }
    }
}

fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

/// The part that holds a sheet, by way of the workbook and its relations.
fn part_of(zip: &mut package::Zip<'_>, sheet: &str) -> Option<String> {
    let relation = find(zip, "xl/workbook.xml", |tag| {
        (tag.local_name().as_ref() == "sheet" && attribute(tag, "name").as_deref() == Some(sheet))
            .then(|| attribute(tag, "r:id"))
            .flatten()
    })?;
    let target = find(zip, "xl/_rels/workbook.xml.rels", |tag| {
        (tag.local_name().as_ref() == "Relationship" && attribute(tag, "Id").as_deref() == Some(&relation))
            .then(|| attribute(tag, "Target"))
            .flatten()
    })?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

fn find(zip: &mut package::Zip<'_>, part: &str, wanted: impl Fn(&BytesStart<'_>) -> Option<String>) -> Option<String> {
    let part = zip.by_name(part).ok()?;
    let mut xml = Reader::from_reader(BufReader::new(part.take(crate::limits::SMALL_PART_BYTES)));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                if let Some(text) = wanted(&tag) {
                    return Some(text);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
}

/// Row and column, from 0, of a place such as D17.
fn position(place: &str) -> Option<(u32, u32)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let column = place[..digits].bytes().try_fold(0u32, |n, b| {
        n.checked_mul(26)?.checked_add(u32::from(b.to_ascii_uppercase().checked_sub(b'A')?) + 1)
    })?;
    Some((place[digits..].parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
