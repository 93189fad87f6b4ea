//! `daicho rules try`: a table of cases in, the same table with outcomes out. Needs no ledger.

use std::path::Path;

use intake::table::records;
use intake::write::{Csv, Encoding, LineEnd, csv};
use rules::policy::Policies;
use rules::trial::{Record, try_cases};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::founding::{file_name, text_file};
use crate::{Failure, wire};

/// Decides a table. The answer is CSV, or one JSON object a line.
///
/// # Errors
/// Every error of the policy; without one, every error of the table.
pub fn run(policy: &Path, cases: &Path, json: bool, lang: Lang) -> Result<String, Failure> {
    let policies = Policies::read(&text_file(policy)?, &file_name(policy)).map_err(Failure::others)?;
    let bytes = std::fs::read(cases).map_err(|error| Failure::file(cases, &error))?;
    let place = file_name(cases);
    let lines = records(&bytes)
        .map_err(|complaint| Failure::other(Complaint { place: placed(&place, &complaint), ..complaint }))?;
    let mut table = lines.into_iter().map(|(line, cells)| Record { line, cells });
    let header = table.next().ok_or_else(|| empty(&place))?;
    let rows: Vec<Record> = table.collect();
    let trials = try_cases(&policies, &header, &rows, &place).map_err(Failure::others)?;
    if json {
        return Ok(trials.objects(lang).map(|object| wire::json(&object) + "\n").collect());
    }
    let mut out = Vec::new();
    let names: Vec<String> = trials.header().map(str::to_owned).collect();
    let cells = trials.rows().map(|row| row.into_iter().map(|cell| cell.into_owned()).collect::<Vec<_>>());
    csv(
        std::iter::once(names).chain(cells),
        Csv { encoding: Encoding::Utf8, line_end: LineEnd::Lf, ..Csv::default() },
        &mut out,
    )
    .map_err(|unwritten| Failure::others(unwritten.complaints()))?;
    String::from_utf8(out).map_err(|_| empty(&place))
}

fn placed(file: &str, complaint: &Complaint) -> String {
    if complaint.place.is_empty() { file.to_owned() } else { format!("{file}:{}", complaint.place) }
}

fn empty(place: &str) -> Failure {
    Failure::other(Complaint {
        place: format!("{place}:1 (on)"),
        code: "missing_column",
        weight: Weight::Refusal,
        sentence: Said::new("表に見出しがありません。", "The table has no header."),
        hint: Said::new(
            "1行目に列名を書いてください。on は必ず要ります。",
            "Write the column names in the first line; `on` is needed.",
        ),
    })
}
