//! Where a sheet's header is: the row, or pair of rows, among the first twenty whose words are understood best.

use rules::words::{Complaint, Weight};
use zeroize::Zeroizing;

use crate::cell::{Cell, letters};
use crate::field::{Field, fold, meaning, meaning_in, part_of};
use crate::limits::HEADER_WITHIN;
use crate::my_number::mask_within;
use crate::refusal::complaint;

/// The first rows of a sheet, kept while its header is looked for.
pub(crate) type Head = Vec<(u32, Vec<Cell<'static>>)>;

#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// One line, or two.
    pub(crate) lines: Vec<u32>,
    /// As written, `group／own` in two-row headers; empty where a column has none.
    pub(crate) texts: Vec<String>,
    pub(crate) fields: Vec<Option<Field>>,
    /// The rows above it, as text: the sheet's title.
    pub(crate) title: String,
}

/// Finds the header; `None` when no row has words enough.
pub(crate) fn find(head: &Head) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
    for (at, (line, cells)) in head.iter().enumerate() {
        if *line > HEADER_WITHIN {
            break;
        }
        let below = head.get(at + 1).filter(|(next, _)| *next == line + 1);
        let single = read_one(*line, cells);
        let double = below.and_then(|(next, own)| read_two(*line, cells, *next, own));
        // Two rows count only for what they add.
        for candidate in [Some(single), double].into_iter().flatten() {
            let score = score(&candidate);
            if is_header(&candidate) && best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, candidate));
            }
        }
    }
    let (_, mut header) = best?;
    let first = header.lines[0];
    header.title = head
        .iter()
        .take_while(|(line, _)| *line < first)
        .flat_map(|(_, cells)| cells)
        .map(|cell| cell.plain().into_owned())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    Some(header)
}

fn read_one(line: u32, cells: &[Cell<'static>]) -> Header {
    let texts: Vec<String> = cells.iter().map(text).collect();
    let fields = texts.iter().map(|text| meaning(&fold(text))).collect();
    let mut header = Header { lines: vec![line], texts, fields, title: String::new() };
    loose_parts(&mut header);
    header
}

/// A group row over a row of its own words. Merged cells hold their text in the first cell only, so an empty group cell
/// belongs to the group on its left, when that one has a word of its own below.
fn read_two(line: u32, groups: &[Cell<'static>], next: u32, owns: &[Cell<'static>]) -> Option<Header> {
    if owns.iter().any(looks_like_data) {
        return None;
    }
    let width = groups.len().max(owns.len());
    let at = |cells: &[Cell<'static>], column: usize| cells.get(column).map(text).unwrap_or_default();
    let understood =
        |text: &str| !text.is_empty() && (meaning(&fold(text)).is_some() || part_of(&fold(text)).is_some());
    if !(0..width).any(|column| understood(&at(owns, column))) {
        return None;
    }
    let mut texts = Vec::with_capacity(width);
    let mut fields = Vec::with_capacity(width);
    let mut group = String::new();
    let mut open = false;
    // A title above the header adds nothing to it, and is none of it.
    let mut adds = false;
    for column in 0..width {
        let (above, own) = (at(groups, column), at(owns, column));
        if !above.is_empty() {
            group = above;
            open = !own.is_empty();
        } else if own.is_empty() || !open {
            group = String::new();
            open = false;
        }
        let (field, alone) = (meaning_in(&fold(&group), &fold(&own)), meaning(&fold(&own)));
        adds |= field != alone;
        fields.push(field);
        texts.push(match (group.is_empty(), own.is_empty()) {
            (false, false) => format!("{group}／{own}"),
            (false, true) => group.clone(),
            (true, _) => own,
        });
    }
    adds.then(|| Header { lines: vec![line, next], texts, fields, title: String::new() })
}

/// 元号 | 年 | 月 | 日 without anything above them are the birth date's, when no other column is.
fn loose_parts(header: &mut Header) {
    use crate::field::{DateField, DatePart, Scope};
    let parts: Vec<Option<DatePart>> = header
        .texts
        .iter()
        .zip(&header.fields)
        .map(|(text, field)| if field.is_none() { part_of(&fold(text)) } else { None })
        .collect();
    let has_born = header.fields.iter().any(|field| matches!(field, Some(Field::Date(_, DateField::Born, _))));
    let count = |wanted| parts.iter().filter(|part| **part == Some(wanted)).count();
    if has_born || count(DatePart::Year) != 1 || count(DatePart::Month) != 1 || count(DatePart::Day) != 1 {
        return;
    }
    for (field, part) in header.fields.iter_mut().zip(parts) {
        if let Some(part) = part {
            *field = Some(Field::Date(Scope::Open, DateField::Born, part));
        }
    }
}

/// The words of a cell. Headings are shown and kept, so a My Number that stands among them is hidden here.
fn text(cell: &Cell<'static>) -> String {
    match cell {
        Cell::Text(_) => {
            let text = cell.plain().chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
            match mask_within(&text) {
                Some(masked) => {
                    drop(Zeroizing::new(text));
                    masked
                }
                None => text,
            }
        }
        _ => String::new(),
    }
}

fn looks_like_data(cell: &Cell<'static>) -> bool {
    match cell {
        Cell::Number { .. } | Cell::Date(_) | Cell::Flag(_) => true,
        Cell::Text(text) => {
            let digits = text.chars().filter(|c| c.is_numeric()).count();
            digits >= 4 && meaning(&fold(text)).is_none()
        }
        _ => false,
    }
}

fn score(header: &Header) -> usize {
    let points = |field: &Field| if *field == Field::Ignored { 1 } else { 3 };
    header.fields.iter().flatten().map(points).sum()
}

fn is_header(header: &Header) -> bool {
    let mut real: Vec<Field> =
        header.fields.iter().flatten().copied().filter(|field| *field != Field::Ignored).collect();
    real.sort_unstable();
    real.dedup();
    real.len() >= 2 && real.iter().any(|field| field.identifies())
}

/// Two columns of a sheet that mean the same: nobody should guess which one is right.
pub(crate) fn duplicate(sheet: &str, header: &Header, word: &str, columns: (usize, usize)) -> Complaint {
    let line = header.lines.last().copied().unwrap_or(1);
    let cell = |column: usize| format!("{}{line}", letters(column));
    let name = |column: usize| header.texts.get(column).map_or("", String::as_str);
    complaint(
        format!("{sheet}!{}", cell(columns.1)),
        "duplicate_column",
        Weight::Refusal,
        (
            format!(
                "{}「{}」と{}「{}」は、どちらも{word}の列です。",
                cell(columns.0),
                name(columns.0),
                cell(columns.1),
                name(columns.1)
            ),
            format!(
                "{} ({}) and {} ({}) both mean {word}.",
                cell(columns.0),
                name(columns.0),
                cell(columns.1),
                name(columns.1)
            ),
        ),
        (
            "使わない方の列の見出しを変えるか、列を消すか、「読み込まない」としてください。",
            "Rename or delete the column that is not meant, or leave it out.",
        ),
    )
}

pub(crate) fn missing(sheet: &str) -> Complaint {
    complaint(
        sheet,
        "header_missing",
        Weight::Refusal,
        (
            "先頭の20行に見出し（氏名、番号、生年月日など）の行が見つかりません。",
            "No header row (name, number, birth date and so on) was found in the first 20 rows.",
        ),
        (
            "表の先頭に「番号」「氏名」「生年月日」のような見出しの行を付けてください。",
            "Put a row with headings such as 番号, 氏名 and 生年月日 above the table.",
        ),
    )
}
