//! What a clerk compares when a row is in doubt: the ledger's values beside the file's, as far as they differ.

use rules::words::InsuredNumber;
use rules::words::fold::{kana_key, name_key};
use rules::words::identity::Grade;

use super::super::book::{Beside, Draft, Line};
use super::describe::day_text;
use crate::wire::CellChange;

/// Field by field what the row says otherwise than the ledger does of a member: the ledger's before, the file's after. What the
/// row does not say differs from nothing.
pub(super) fn differing(line: &Line, draft: &Draft, beside: Beside) -> Vec<CellChange> {
    let report = &line.row.report;
    let mut cells = Vec::new();
    // Whom a row may mean on too little is shown whole: what the ledger has of the person, also where the row says nothing.
    let weak = line.resembles.get().is_some_and(|(at, keys)| at == beside.at && keys.grade() == Grade::C);
    let mut cell = |field, before: String, after: String, same: bool| {
        let person = matches!(field, "name" | "kana" | "born" | "sex") && !before.is_empty();
        if !same || (weak && person) {
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
    let (known, said) = (named.map_or("", |named| named.name.text()), report.name.as_ref().map(|name| name.text()));
    let same = said.is_none_or(|said| name_key(known) == name_key(said));
    cell("name", known.to_owned(), said.unwrap_or_default().to_owned(), same);
    let (known, said) = (named.map_or("", |named| named.kana.text()), report.kana.as_ref().map(|kana| kana.text()));
    let same = said.is_none_or(|said| kana_key(known) == kana_key(said));
    cell("kana", known.to_owned(), said.unwrap_or_default().to_owned(), same);
    let person = &draft.person;
    for (field, known, said) in [
        ("born", person.born, report.born),
        ("acquired", beside.acquired, report.acquired),
        ("lost", beside.lost, report.lost),
    ] {
        cell(field, day_text(&known), day_text(&said), said.is_none() || said == known);
    }
    let (known, said) = (person.sex.map_or("", rules::words::Sex::code), report.sex.map(rules::words::Sex::code));
    cell("sex", known.to_owned(), said.unwrap_or_default().to_owned(), said.is_none_or(|said| known == said));
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
