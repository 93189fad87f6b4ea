//! A csv or tsv: one sheet, in whatever encoding it came.

use std::borrow::Cow;

use rules::words::{Complaint, Weight};
use zeroize::Zeroizing;

use super::Take;
use crate::cell::Cell;
use crate::delimited::{Broken, Records, delimiter_of, is_longer};
use crate::encoding::{TextEncoding, decode};
use crate::limits::{CELLS, COLUMNS, TEXT_ROWS};
use crate::refusal::{complaint, empty, too_large};
use crate::{FileKind, refusal as refusals};

pub(super) struct Text {
    text: Zeroizing<String>,
    encoding: TextEncoding,
    delimiter: u8,
}

impl Text {
    pub(super) fn open(bytes: &[u8], said: Option<TextEncoding>) -> Result<Text, Complaint> {
        no_endless_line(bytes)?;
        let (text, encoding) = decode(bytes, said)?;
        if text.trim().is_empty() {
            return Err(empty());
        }
        let head: String = text.trim_start().chars().take(4_096).collect::<String>().to_ascii_lowercase();
        if head.starts_with("<html")
            || head.starts_with("<!doctype")
            || head.starts_with("<table")
            || head.starts_with("<?xml")
        {
            return Err(refusals::other_kind("ウェブページ（HTML）またはXML", "a web page or XML"));
        }
        // Before a single row is made: the reader of a longer one would come to its end for nothing.
        if is_longer(&text, TEXT_ROWS) {
            return Err(too_many_rows());
        }
        let delimiter = delimiter_of(&text);
        Ok(Text { text, encoding, delimiter })
    }

    pub(super) fn kind(&self) -> FileKind {
        if self.delimiter == b'\t' { FileKind::Tsv } else { FileKind::Csv }
    }

    pub(super) fn encoding(&self) -> TextEncoding {
        self.encoding
    }

    pub(super) fn whole(&self) -> &str {
        &self.text
    }

    pub(super) fn rows(&mut self, take: Take<'_>) -> Result<(), Complaint> {
        let mut records = Records::new(&self.text, self.delimiter);
        let mut cells = 0u64;
        while let Some(record) = records.next().map_err(broken)? {
            let line = u32::try_from(record.line).ok().filter(|line| *line <= TEXT_ROWS).ok_or_else(too_many_rows)?;
            let mut row: Vec<Cell<'_>> = Vec::new();
            let mut last = 0;
            for (column, field) in record.fields().enumerate() {
                let cell = spreadsheet_error(field).unwrap_or_else(|| Cell::text(field));
                if !cell.is_blank() {
                    last = column + 1;
                }
                row.push(cell);
            }
            row.truncate(last);
            if row.len() > COLUMNS as usize {
                return Err(too_large("200列を超えています。", "There are more than 200 columns."));
            }
            cells += row.len() as u64;
            if cells > CELLS {
                return Err(super::xlsx::too_many_cells());
            }
            if !row.is_empty() && take(line, &row)?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

fn too_many_rows() -> Complaint {
    too_large("100万行を超えています。", "There are more than 1,000,000 rows.")
}

/// Before anything is made of it: a file of one line is none, and would be held several times over. Line ends stand as these
/// bytes in every encoding.
fn no_endless_line(bytes: &[u8]) -> Result<(), Complaint> {
    let mut line = 1;
    for piece in bytes.split_inclusive(|byte| *byte == b'\n' || *byte == b'\r') {
        if piece.len() > ENDLESS {
            return Err(broken(Broken::Long(line)));
        }
        line += u64::from(piece.ends_with(b"\n"));
    }
    Ok(())
}

/// Bytes of a line that no 64 KB of text can take.
const ENDLESS: usize = 512 * 1024;

/// `#N/A` and the like, as Excel writes them into a csv.
fn spreadsheet_error(text: &str) -> Option<Cell<'_>> {
    let text = text.trim();
    let error = text.starts_with('#')
        && matches!(text, "#N/A" | "#REF!" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NULL!" | "#NUM!" | "#SPILL!");
    error.then_some(Cell::Fault(Cow::Borrowed(text)))
}

pub(crate) fn broken(broken: Broken) -> Complaint {
    match broken {
        Broken::Quote(line) => complaint(
            format!("{line}行目"),
            "quote_not_closed",
            Weight::Refusal,
            (
                format!("{line}行目の引用符（\"）が閉じられていません。"),
                format!("A quote (\") opened in line {line} is never closed."),
            ),
            ("その行の \" を直すか、.xlsx で送ってもらってください。", "Mend that line, or ask for an .xlsx."),
        ),
        Broken::Long(line) => complaint(
            format!("{line}行目"),
            "line_too_long",
            Weight::Refusal,
            (
                format!("{line}行目が長すぎます（上限64 KB）。"),
                format!("Line {line} is too long (the limit is 64 KB)."),
            ),
            ("行の区切りが失われていないか見てください。", "See whether line ends were lost."),
        ),
    }
}
