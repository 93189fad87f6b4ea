//! A plain table of text: UTF-8 with or without BOM, RFC 4180, nothing made of the cells. For tables that people keep
//! beside the program, such as the cases of `daicho rules try`.

use rules::words::{Complaint, Weight};

use crate::book::text::broken;
use crate::delimited::Records;
use crate::limits::LARGEST_FILE;
use crate::refusal::{complaint, too_large_file};

/// The records of a table, each with the physical line in which it begins (counted from 1). Empty lines are skipped, before
/// the header too; records may have any number of cells, for the caller to judge.
///
/// # Errors
/// When the bytes are not UTF-8, a quote is never closed, or the table is larger than any that is kept by hand.
pub fn records(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Complaint> {
    let length = bytes.len() as u64;
    if length > LARGEST_FILE {
        return Err(too_large_file(length, LARGEST_FILE));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
        complaint(
            line.to_string(),
            "undecodable",
            Weight::Refusal,
            (format!("{line}行目がUTF-8ではありません。"), format!("Line {line} is not UTF-8.")),
            ("UTF-8で保存し直してください。", "Save it as UTF-8."),
        )
    })?;
    check_quotes(text)?;
    let mut records = Records::new(text, b',');
    let mut table = Vec::new();
    while let Some(record) = records.next().map_err(broken)? {
        table.push((record.line, record.fields().map(str::to_owned).collect()));
    }
    Ok(table)
}

/// RFC 4180 to the letter: a quote opens a cell, closes it, or stands doubled inside it. Spreadsheets are more patient, and
/// then say something else than was written.
fn check_quotes(text: &str) -> Result<(), Complaint> {
    let (mut line, mut opened) = (1_usize, None);
    let mut signs = text.strip_prefix('\u{feff}').unwrap_or(text).chars().peekable();
    let mut begins = true;
    while let Some(sign) = signs.next() {
        match (sign, opened) {
            ('"', Some(_)) if signs.peek() == Some(&'"') => {
                signs.next();
            }
            ('"', Some(_)) => {
                opened = None;
                if !matches!(signs.peek(), None | Some(',' | '\r' | '\n')) {
                    return Err(stray(line));
                }
            }
            ('"', None) if begins => opened = Some(line),
            ('"', None) => return Err(stray(line)),
            _ => {}
        }
        begins = opened.is_none() && matches!(sign, ',' | '\r' | '\n');
        line += usize::from(sign == '\n');
    }
    opened.map_or(Ok(()), |line| Err(Complaint { code: "quote_not_closed", ..stray(line) }))
}

fn stray(line: usize) -> Complaint {
    complaint(
        line.to_string(),
        "stray_quote",
        Weight::Refusal,
        (
            "引用符（\"）の使い方が違います。".to_owned(),
            "A quote stands where it cannot, or is never closed.".to_owned(),
        ),
        (
            "セルの中の \" は \"\" と書き、セル全体を \" で囲んでください。",
            "Write a quote inside a cell twice, and quote the whole cell.",
        ),
    )
}
