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
        return Err(too_large_file(length));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
        complaint(
            format!("{line}行目"),
            "undecodable",
            Weight::Refusal,
            (format!("{line}行目がUTF-8ではありません。"), format!("Line {line} is not UTF-8.")),
            ("UTF-8で保存し直してください。", "Save it as UTF-8."),
        )
    })?;
    let mut records = Records::new(text, b',');
    let mut table = Vec::new();
    while let Some(record) = records.next().map_err(broken)? {
        table.push((record.line, record.fields().map(str::to_owned).collect()));
    }
    Ok(table)
}
