//! An ods, streamed. calamine would build each sheet as one table, as large as its repeat counts say.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rules::words::Complaint;

use super::package;
use super::xlsx::{attribute, out_of_bounds, too_many_cells, too_many_sheets};
use super::{SheetName, Take};
use crate::cell::Cell;
use crate::hidden::Hidden;
use crate::limits::{CELLS, COLUMNS, ROWS, SHEETS, SMALL_PART_BYTES, TEXT};
use crate::refusal::{RESAVE, damaged, locked_otherwise};

pub(super) struct Ods<'b> {
    hidden: Vec<Hidden>,
    bytes: &'b [u8],
    names: Vec<String>,
    cells: u64,
}

impl<'b> Ods<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<(Ods<'b>, Vec<SheetName>), Complaint> {
        package::measure(bytes)?;
        let mut zip = package::open(bytes)?;
        if let Ok(part) = zip.by_name("META-INF/manifest.xml") {
            let mut manifest = Vec::new();
            part.take(SMALL_PART_BYTES).read_to_end(&mut manifest).map_err(|_| damaged("manifest"))?;
            if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
                return Err(locked_otherwise(
                    ("パスワードで保護されたODSのファイルです。", "This ODS file is protected by a password."),
                    RESAVE,
                ));
            }
        }
        let mut sheets = Vec::new();
        let mut hidden_styles: Vec<String> = Vec::new();
        let mut style = String::new();
        let mut hidden: Vec<Hidden> = Vec::new();
        let (mut line, mut column) = (1u32, 0u32);
        walk(bytes, &mut |event| {
            if let Event::Start(tag) = event {
                match tag.name().as_ref() {
                    "style:style" => style = attribute(tag, "style:name").unwrap_or_default(),
                    "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                        hidden_styles.push(style.clone());
                    }
                    "table:table" => {
                        hidden.push(Hidden::default());
                        (line, column) = (1, 0);
                        sheets.push(SheetName {
                            name: attribute(tag, "table:name").unwrap_or_default(),
                            visible: !attribute(tag, "table:style-name").is_some_and(|s| hidden_styles.contains(&s)),
                            of_cells: true,
                        });
                    }
                    "table:table-row" => {
                        let last = line.saturating_add(count(tag, "table:number-rows-repeated") - 1);
                        let shown = attribute(tag, "table:visibility");
                        if let (Some("collapse" | "filter"), Some(hides)) = (shown.as_deref(), hidden.last_mut()) {
                            hides.hide_rows(line, last);
                            hides.filtered |= shown.as_deref() == Some("filter");
                        }
                        line = last.saturating_add(1);
                    }
                    "table:table-column" => {
                        let last = column.saturating_add(count(tag, "table:number-columns-repeated") - 1);
                        let shown = attribute(tag, "table:visibility");
                        if let (Some("collapse" | "filter"), Some(hides)) = (shown.as_deref(), hidden.last_mut()) {
                            hides.hide_columns(column, last);
                        }
                        column = last.saturating_add(1);
                    }
                    _ => {}
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if sheets.len() > SHEETS {
            return Err(too_many_sheets(sheets.len()));
        }
        let names = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        Ok((Ods { hidden, bytes, names, cells: 0 }, sheets))
    }

    /// What a sheet hides.
    pub(super) fn hidden(&self, sheet: usize) -> Hidden {
        self.hidden.get(sheet).cloned().unwrap_or_default()
    }

    pub(super) fn rows(&mut self, sheet: usize, take: Take<'_>) -> Result<(), Complaint> {
        let name = self.names.get(sheet).map_or("", String::as_str);
        let mut at_sheet: Option<usize> = None;
        let mut grid = Grid { name, line: 1, repeat: 1, row: Vec::new(), column: 0, cells: &mut self.cells };
        let mut cell: Option<Open> = None;
        walk(self.bytes, &mut |event| {
            if let Event::Start(tag) = event
                && tag.name().as_ref() == "table:table"
            {
                at_sheet = Some(at_sheet.map_or(0, |at| at + 1));
                return Ok(ControlFlow::Continue(()));
            }
            if at_sheet != Some(sheet) {
                return Ok(ControlFlow::Continue(()));
            }
            match event {
                Event::Start(tag) => match tag.name().as_ref() {
                    "table:table-row" => {
                        grid.repeat = count(tag, "table:number-rows-repeated");
                        grid.row.clear();
                        grid.column = 0;
                    }
                    "table:table-cell" | "table:covered-table-cell" => cell = Some(Open::new(tag)),
                    other => {
                        if let Some(cell) = &mut cell {
                            cell.enter(other, tag);
                        }
                    }
                },
                Event::Text(text) => {
                    if let Some(cell) = &mut cell {
                        cell.push(&text.xml10_content());
                    }
                }
                Event::GeneralRef(entity) => {
                    if let Some(cell) = &mut cell {
                        cell.push(&resolved(entity));
                    }
                }
                Event::End(tag) => match tag.name().as_ref() {
                    "table:table-cell" | "table:covered-table-cell" => {
                        if let Some(cell) = cell.take() {
                            let repeat = cell.repeat;
                            grid.put(cell.value(), repeat)?;
                        }
                    }
                    "table:table-row" => return grid.end_row(take),
                    "table:table" => return Ok(ControlFlow::Break(())),
                    other => {
                        if let Some(cell) = &mut cell {
                            cell.leave(other);
                        }
                    }
                },
                _ => {}
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}

/// The row that is being filled.
struct Grid<'g> {
    name: &'g str,
    line: u32,
    repeat: u32,
    row: Vec<Cell<'static>>,
    column: u32,
    cells: &'g mut u64,
}

impl Grid<'_> {
    fn put(&mut self, cell: Cell<'static>, repeat: u32) -> Result<(), Complaint> {
        let from = self.column;
        self.column = self.column.saturating_add(repeat);
        if matches!(cell, Cell::Empty) {
            return Ok(());
        }
        if self.column > COLUMNS {
            return Err(out_of_bounds(self.name, (self.line - 1, self.column - 1)));
        }
        self.row.resize(from as usize, Cell::Empty);
        for _ in 0..repeat {
            self.row.push(cell.clone());
        }
        Ok(())
    }

    fn end_row(&mut self, take: Take<'_>) -> Result<ControlFlow<()>, Complaint> {
        if self.row.is_empty() {
            self.line = self.line.saturating_add(self.repeat);
            return Ok(ControlFlow::Continue(()));
        }
        if self.line.saturating_add(self.repeat - 1) > ROWS {
            return Err(out_of_bounds(
                self.name,
                (self.line.saturating_add(self.repeat) - 2, self.row.len() as u32 - 1),
            ));
        }
        for _ in 0..self.repeat {
            *self.cells += self.row.len() as u64;
            if *self.cells > CELLS {
                return Err(too_many_cells());
            }
            if take(self.line, &self.row)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            self.line += 1;
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// A cell whose end has not come yet.
struct Open {
    repeat: u32,
    kind: String,
    value: Option<String>,
    fault: bool,
    formula: bool,
    /// What the cell shows.
    shown: String,
    paragraphs: u32,
    /// Inside an annotation or a ruby, whose text is not the cell's.
    aside: u32,
}

impl Open {
    fn new(tag: &BytesStart<'_>) -> Open {
        let kind = attribute(tag, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => attribute(tag, "office:date-value"),
            "time" => attribute(tag, "office:time-value"),
            "boolean" => attribute(tag, "office:boolean-value"),
            "string" => attribute(tag, "office:string-value"),
            _ => attribute(tag, "office:value"),
        };
        Open {
            repeat: count(tag, "table:number-columns-repeated"),
            kind,
            value,
            fault: attribute(tag, "calcext:value-type").as_deref() == Some("error"),
            formula: attribute(tag, "table:formula").is_some(),
            shown: String::new(),
            paragraphs: 0,
            aside: 0,
        }
    }

    fn enter(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "office:annotation" | "text:ruby-text" | "text:note" | "draw:frame" => self.aside += 1,
            _ if self.aside > 0 => {}
            "text:p" => {
                self.paragraphs += 1;
                if self.paragraphs > 1 {
                    self.push("\n");
                }
            }
            "text:s" => {
                for _ in 0..count(tag, "text:c").min(64) {
                    self.push(" ");
                }
            }
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        if matches!(name, "office:annotation" | "text:ruby-text" | "text:note" | "draw:frame") {
            self.aside = self.aside.saturating_sub(1);
        }
    }

    fn push(&mut self, text: &str) {
        // Four bytes a character and some more: a longer text is refused as too long anyway.
        if self.aside == 0 && self.paragraphs > 0 && self.shown.len() <= 4 * TEXT + 4 {
            self.shown.push_str(text);
        }
    }

    fn value(self) -> Cell<'static> {
        if self.fault {
            return Cell::Fault(self.shown.into());
        }
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => match self.value.as_deref().map(str::parse::<f64>) {
                Some(Ok(value)) => Cell::Number { value, zeros: shown_zeros(&self.shown) },
                _ => Cell::text(self.shown),
            },
            "boolean" => Cell::Flag(self.value.as_deref() == Some("true")),
            "date" => Cell::text(self.value.unwrap_or(self.shown)),
            "time" => Cell::text(self.shown),
            "" if self.formula && self.shown.is_empty() => Cell::Uncomputed,
            _ => Cell::text(match self.value {
                Some(value) if !value.is_empty() => value,
                _ => self.shown,
            }),
        }
    }
}

/// How many digits the cell shows, when it shows a number with leading zeros.
fn shown_zeros(shown: &str) -> u8 {
    let digits = shown.bytes().filter(u8::is_ascii_digit).count();
    let plain = shown.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain && shown.starts_with('0') { u8::try_from(digits).unwrap_or(0) } else { 0 }
}

fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    match entity.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}

/// Every event of the content, until the visitor has seen enough.
fn walk(
    bytes: &[u8],
    visit: &mut dyn FnMut(&Event<'_>) -> Result<ControlFlow<()>, Complaint>,
) -> Result<(), Complaint> {
    let mut zip = package::open(bytes)?;
    let part = zip.by_name("content.xml").map_err(|error| package::zip_complaint(&error))?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| damaged("XML"))? {
            Event::Eof => return Ok(()),
            event => {
                if visit(&event)?.is_break() {
                    return Ok(());
                }
            }
        }
    }
}
