//! What a sheet hides from whoever looks at it: rows and columns, said by their places. A hidden row may be one that the employer
//! filtered away, so it waits until a clerk has made sure.

use rules::words::{Complaint, Said, Weight};

use crate::cell::letters;
use crate::refusal::complaint;

/// Hidden rows (physical lines, from 1) and columns (from 0) of a sheet, as ranges.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Hidden {
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
    /// Some of the rows were filtered away, as far as the file says so.
    pub(crate) filtered: bool,
}

/// More ranges than this no clerk hides.
const RANGES: usize = 50_000;
/// Ranges that a sentence names.
const NAMED: usize = 8;

impl Hidden {
    pub(crate) fn hide_rows(&mut self, first: u32, last: u32) {
        extend(&mut self.rows, first, last);
    }

    pub(crate) fn hide_columns(&mut self, first: u32, last: u32) {
        extend(&mut self.columns, first, last);
    }

    pub(crate) fn has_row(&self, line: u32) -> bool {
        has(&self.rows, line)
    }

    fn has_column(&self, column: u32) -> bool {
        has(&self.columns, column)
    }
}

/// Rows come in ascending order, so that neighbours are joined and what is looked up is found by halving.
fn extend(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    let room = ranges.len() < RANGES;
    match ranges.last_mut() {
        Some((_, end)) if first <= end.saturating_add(1) => *end = (*end).max(last),
        _ if room => ranges.push((first, last.max(first))),
        _ => {}
    }
}

fn has(ranges: &[(u32, u32)], at: u32) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= at);
    after.checked_sub(1).and_then(|before| ranges.get(before)).is_some_and(|(_, last)| at <= *last)
}

/// Of a row that was hidden and is read: it waits for a clerk.
pub(crate) fn row(sheet: &str, line: u32) -> Complaint {
    complaint(
        format!("{sheet}!{line}"),
        "hidden_row",
        Weight::Doubt,
        ("この行は送られたファイルで隠れています。", "This row is hidden in the file as it was sent."),
        (
            "届け出る行かどうかを送り主に確かめ、取り込むときは「隠れた行」を確認済みにしてください。",
            "Ask the sender whether it is meant; to import it, confirm the hidden rows.",
        ),
    )
}

/// Of a sheet: which of its rows that were read are hidden.
pub(crate) fn rows(sheet: &str, lines: &[u32], filtered: bool, confirmed: bool) -> Complaint {
    let mut ranges = Vec::new();
    for line in lines {
        extend(&mut ranges, *line, *line);
    }
    let places = named(&ranges, |line| line.to_string());
    let (filter_ja, filter_en) =
        if filtered { ("（フィルターを含む）", " (some by a filter)") } else { ("", "") };
    let (then_ja, then_en) = if confirmed {
        ("確認済みとして取り込みます", "they were confirmed")
    } else {
        ("確認を待ちます", "they wait")
    };
    complaint(
        sheet,
        "hidden_rows",
        Weight::Note,
        (
            format!("シート「{sheet}」の{}行が隠れています{filter_ja}: {places}。{then_ja}。", lines.len()),
            format!("{} rows of sheet \"{sheet}\" are hidden{filter_en}: {places}; {then_en}.", lines.len()),
        ),
        ("取り込みたくない行は、送り主に消してもらってください。", "Have the sender delete rows that are not meant."),
    )
}

/// Of a sheet: which of its columns are hidden. They are read like all others.
pub(crate) fn columns(sheet: &str, headers: &[String], hidden: &Hidden) -> Option<Complaint> {
    let mut ranges = Vec::new();
    let mut count = 0;
    for (column, _) in (0u32..).zip(headers).filter(|(at, text)| !text.is_empty() && hidden.has_column(*at)) {
        extend(&mut ranges, column, column);
        count += 1;
    }
    (count > 0).then(|| {
        let places = named(&ranges, |column| letters(column as usize));
        complaint(
            sheet,
            "hidden_columns",
            Weight::Note,
            (
                format!("シート「{sheet}」の{count}列が隠れています: {places}。隠れた列も読みます。"),
                format!("{count} columns of sheet \"{sheet}\" are hidden: {places}; they are read like the others."),
            ),
            (
                "読み込みたくない列は、列の意味を「取り込まない」にしてください。",
                "A column that is not meant can be left out.",
            ),
        )
    })
}

/// A sheet that is hidden is not read.
pub(crate) fn sheet(name: &str) -> Complaint {
    complaint(
        name,
        "hidden_sheet",
        Weight::Note,
        (
            format!("シート「{name}」は隠れているため読みません。"),
            format!("Sheet \"{name}\" is hidden and is not read."),
        ),
        (
            "取り込むものなら、送り主に表示してから保存し直してもらってください。",
            "If it is meant, have the sender show it and save the file again.",
        ),
    )
}

/// The refusal of a file of which nothing can be read, where hidden sheets may be what was meant.
pub(crate) fn beside(refused: Complaint, sheets: &[&str]) -> Complaint {
    if sheets.is_empty() {
        return refused;
    }
    let some = &sheets[..sheets.len().min(NAMED)];
    let ja = some.iter().map(|name| format!("「{name}」")).collect::<String>();
    let en = some.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let (said, hint) = (&refused.sentence, &refused.hint);
    Complaint {
        sentence: Said::new(
            format!("{}隠れたシート{ja}があり、読んでいません。", said.ja),
            format!("{} There are hidden sheets, which were not read: {en}.", said.en),
        ),
        hint: Said::new(
            format!("隠れたシートを取り込むものなら、表示して保存し直してください。そうでなければ、{}", hint.ja),
            format!("If a hidden sheet is meant, show it and save the file again. Else: {}", hint.en),
        ),
        ..refused
    }
}

fn named(ranges: &[(u32, u32)], name: impl Fn(u32) -> String) -> String {
    let some = ranges
        .iter()
        .take(NAMED)
        .map(|(first, last)| if first == last { name(*first) } else { format!("{}–{}", name(*first), name(*last)) });
    let mut text = some.collect::<Vec<_>>().join("、");
    if ranges.len() > NAMED {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_range_and_every_line_is_found() {
        let mut hidden = Hidden::default();
        for (first, last) in [(3, 3), (4, 6), (9, 12), (11, 11), (20, 20)] {
            hidden.hide_rows(first, last);
        }
        assert_eq!(hidden.rows, [(3, 6), (9, 12), (20, 20)]);
        let found: Vec<u32> = (0..25).filter(|line| hidden.has_row(*line)).collect();
        assert_eq!(found, [3, 4, 5, 6, 9, 10, 11, 12, 20]);
    }
}
