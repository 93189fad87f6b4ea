//! A reading told as text: what a person checks when an expectation changes.

use std::fmt::Write;

use intake::{Confirmation, Form, Reading, Request, Row};
use rules::calendar::{Day, day};
use rules::words::{Complaint, Report, Weight};

/// The day on which all files here are read.
pub const ON: Day = day(2026, 5, 10);

/// Reads a file as it would be imported on [`ON`].
pub fn read(file_name: &str, bytes: &[u8], confirmed: &[Confirmation]) -> (Result<Reading, Complaint>, Vec<Row>) {
    read_with(&Request { confirmed, ..plain(file_name, bytes) })
}

/// A request of which a clerk has said nothing.
pub fn plain<'a>(file_name: &'a str, bytes: &'a [u8]) -> Request<'a> {
    Request {
        bytes,
        file_name,
        form: Form::Auto,
        on: ON,
        confirmed: &[],
        meanings: &[],
        habits: None,
        with_cells: true,
        password: None,
        inside: None,
    }
}

/// Reads what is asked.
pub fn read_with(request: &Request<'_>) -> (Result<Reading, Complaint>, Vec<Row>) {
    let mut rows = Vec::new();
    let reading = intake::read(request, &mut |row| rows.push(row));
    (reading, rows)
}

/// The rows of a csv in UTF-8.
pub fn rows_of_csv(text: &str) -> Vec<Row> {
    let (reading, rows) = read("表.csv", text.as_bytes(), &[]);
    assert!(reading.is_ok(), "refused: {}", reading.as_ref().err().map(complaint_line).unwrap_or_default());
    rows
}

/// The codes of a row's complaints.
pub fn codes(row: &Row) -> Vec<&'static str> {
    row.complaints.iter().map(|complaint| complaint.code).collect()
}

/// Everything about a reading.
pub fn reading(reading: &Result<Reading, Complaint>, rows: &[Row]) -> String {
    let mut out = String::new();
    let reading = match reading {
        Ok(reading) => reading,
        Err(complaint) => {
            let _ = writeln!(out, "REFUSED\n{}", complaint_line(complaint));
            return out;
        }
    };
    let encoding = reading.encoding.map_or("-", |encoding| encoding.name());
    let _ = writeln!(out, "{} encoding {encoding}", reading.kind.code());
    for complaint in &reading.complaints {
        let _ = writeln!(out, "{}", complaint_line(complaint));
    }
    for sheet in &reading.sheets {
        let state = if sheet.visible { "" } else { " (hidden)" };
        let _ = writeln!(out, "\nSHEET {}{state}", sheet.name);
        if let Some(why) = &sheet.skipped {
            let _ = writeln!(out, "  skipped: {} / {}", why.ja, why.en);
            continue;
        }
        let _ = writeln!(out, "  header in {:?}, rows {}", sheet.header_lines, sheet.rows);
        for (column, field) in &sheet.mapping {
            let at = sheet.headers.get(letters(column)).map_or("", String::as_str);
            let _ = writeln!(out, "  {column} {at} = {}", field.code());
        }
        for skipped in &sheet.skipped_rows {
            let _ = writeln!(out, "  line {} skipped: {}", skipped.line, skipped.why.ja);
        }
        for row in rows.iter().filter(|row| *row.sheet == *sheet.name) {
            let _ = writeln!(out, "\n{} {}", row.place(), row.weight().map_or("ok", weight));
            let _ = writeln!(out, "  {}", report(&row.report));
            for complaint in &row.complaints {
                let _ = writeln!(out, "  {}", complaint_line(complaint));
            }
            let _ = writeln!(out, "  | {} |", row.cells.join(" | ").replace('\n', "⏎"));
        }
    }
    out
}

fn letters(column: &str) -> usize {
    column.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1) - 1
}

fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Note => "note",
        Weight::Doubt => "DOUBT",
        Weight::Refusal => "REFUSAL",
    }
}

pub fn complaint_line(complaint: &Complaint) -> String {
    format!(
        "{} {} {}: {} {} / {} {}",
        weight(complaint.weight),
        complaint.code,
        complaint.place,
        complaint.sentence.ja,
        complaint.hint.ja,
        complaint.sentence.en,
        complaint.hint.en
    )
}

fn report(report: &Report) -> String {
    let mut out = report.kind.code().to_owned();
    let mut say = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(out, " {name}={value}");
        }
    };
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    say("employer", report.employer.clone());
    say("symbol", report.symbol.clone());
    say("number", report.number.clone());
    say("branch", report.branch.clone());
    say("staff", report.staff_number.clone());
    say("name", report.name.as_ref().map(|name| name.text().to_owned()));
    say("kana", report.kana.as_ref().map(|kana| kana.text().to_owned()));
    say("born", day(report.born));
    say("sex", report.sex.map(|sex| sex.code().to_owned()));
    say("relation", report.relation.map(|relation| relation.code().to_owned()));
    say("insured", report.insured_name.as_ref().map(|name| name.text().to_owned()));
    say("insured_kana", report.insured_kana.as_ref().map(|kana| kana.text().to_owned()));
    say("last_four", report.last_four.map(|four| four.text()));
    say("acquired", day(report.acquired));
    say("lost", day(report.lost));
    say("left", day(report.left));
    say("voluntary_until", day(report.voluntary_until));
    say("reason", report.reason.clone());
    say("postcode", report.postcode.clone());
    say("address", report.address.as_ref().map(|address| address.text().to_owned()));
    say("wants_certificate", report.wants_certificate.map(|wants| wants.to_string()));
    say("myna_card", report.myna_card.map(|card| card.code().to_owned()));
    say("use_registered", report.use_registered.map(|registered| registered.code().to_owned()));
    say("e_certificate_until", day(report.e_certificate_until));
    say("as_of", day(report.as_of));
    out
}
