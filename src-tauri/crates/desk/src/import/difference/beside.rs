//! What a clerk compares when a row is in doubt: the ledger's values beside the file's, as far as they differ.

use rules::words::InsuredNumber;
use rules::words::fold::{kana_key, name_key};

use super::super::book::{Beside, Draft, Line};
use super::describe::day_text;
use crate::wire::CellChange;

/// Field by field what the row says otherwise than the ledger does of a member: the ledger's before, the file's after. What the
/// row does not say differs from nothing.
pub(super) fn differing(line: &Line, draft: &Draft, beside: Beside) -> Vec<CellChange> {
    let report = &line.row.report;
    let mut cells = Vec::new();
    let mut cell = |field, before: String, after: String, same: bool| {
        if !same {
            cells.push(CellChange { field, before, after });
        }
    };
    let (own, known) = (number_of(line, Some(draft)), &draft.coverage.number);
    if let Some(said) = &line.number {
        let key = &draft.keys.number;
        let branch = line.branch().is_none() || said.branch == key.branch;
        let same = (&said.symbol, &said.number) == (&key.symbol, &key.number) && branch;
        cell("member", known.to_string(), own, same);
    }
    let named = draft.name.as_ref();
    if let Some(said) = &report.name {
        let known = named.map_or("", |named| named.name.text());
        cell("name", known.to_owned(), said.text().to_owned(), name_key(known) == name_key(said.text()));
    }
    if let Some(said) = &report.kana {
        let known = named.map_or("", |named| named.kana.text());
        cell("kana", known.to_owned(), said.text().to_owned(), kana_key(known) == kana_key(said.text()));
    }
    let person = &draft.person;
    for (field, known, said) in [
        ("born", person.born, report.born),
        ("acquired", beside.acquired, report.acquired),
        ("lost", beside.lost, report.lost),
    ] {
        cell(field, day_text(&known), day_text(&said), said.is_none() || said == known);
    }
    if let Some(said) = report.sex {
        let known = person.sex.map_or("", rules::words::Sex::code);
        cell("sex", known.to_owned(), said.code().to_owned(), known == said.code());
    }
    cells
}

/// The number that a row bears; the branch of the member beside it where it has none of its own. Blank without a number.
pub(super) fn number_of(line: &Line, beside: Option<&Draft>) -> String {
    let Some(number) = &line.row.report.number else { return String::new() };
    let Some(symbol) = &line.symbol else { return number.clone() };
    let here = |draft: &&Draft| {
        let (said, known) = (line.number.as_ref(), &draft.keys.number);
        said.is_some_and(|said| (&said.symbol, &said.number) == (&known.symbol, &known.number))
    };
    let known = beside.filter(here).map(|draft| draft.coverage.number.branch.as_str());
    match line.branch().or(known) {
        Some(branch) => InsuredNumber::new(symbol, number, branch).to_string(),
        None => format!("{symbol}-{number}"),
    }
}
