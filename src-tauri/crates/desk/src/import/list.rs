//! 利用登録状況の一覧: what a file says as a whole when it is the state's list: as of which day, who is missing in it, and who is
//! in it and not in the ledger.

use std::collections::HashSet;
use std::ops::ControlFlow;

use ledger::{Known, Ledger, MemberId, NewList, State};
use rules::calendar::Day;
use rules::retention::ended;
use rules::words::{InsuredNumber, ReportKind, Weight};

use super::book::{Book, Fate, Line, place_in};
use super::fact_day;
use crate::Failure;
use crate::case::case;
use crate::wire::ListRead;

/// A list of fewer than one in so many of all whom the ledger ever had is no list of everybody: nobody is looked for in it.
const FAR_TOO_FEW: u64 = 20;

/// The list that a file is, for the record unless this very list was loaded before and brings nothing new, and for the clerk.
/// `None` when no row of the file is one of such a list that could be read.
pub(super) fn of(
    ledger: &Ledger,
    known: Known,
    (book, lines): (&Book, &[Line]),
    file: &str,
    sha256: &str,
) -> Result<Option<(Option<NewList>, ListRead)>, Failure> {
    let rows: Vec<&Line> = lines.iter().filter(|line| line.row.report.kind == ReportKind::Registration).collect();
    if !rows.iter().any(|line| matches!(line.fate, Fate::Changed | Fate::Unchanged | Fate::Duplicate)) {
        return Ok(None);
    }
    let said = rows.iter().filter_map(|line| line.row.report.as_of).filter(|day| *day <= book.today).max();
    let as_of = fact_day(said, book.today);
    let before = ledger.registration_lists()?.iter().any(|list| list.sha256 == sha256);
    let unknown: Vec<(String, String)> = rows
        .iter()
        .filter(|line| matches!(line.fate, Fate::Rejected | Fate::Doubtful))
        .filter_map(|line| {
            let why = line.row.complaints.iter().rev().find(|complaint| complaint.weight != Weight::Note)?;
            (why.code == "member_unknown").then(|| (place_in(file, &line.row), why.code.to_owned()))
        })
        .collect();
    let missing = missing(ledger, known, (book, &rows), as_of)?;
    let people = rows.len();
    let read = ListRead {
        as_of,
        said: said.is_some(),
        people: people as u64,
        whole: missing.is_some(),
        unlisted: missing.as_ref().map_or(0, Vec::len) as u64,
        unknown: unknown.len() as u64,
        before,
    };
    let nothing_new = before && book.touched().is_empty();
    let list = NewList {
        import: 0,
        as_of,
        said: said.is_some(),
        people: i64::try_from(people).unwrap_or(i64::MAX),
        whole: missing.is_some(),
        unlisted: missing.unwrap_or_default(),
        unknown,
    };
    Ok(Some(((!nothing_new).then_some(list), read)))
}

/// Who was insured on the day of the list and is not in it; `None` when the list speaks of less than half of them.
fn missing(
    ledger: &Ledger,
    known: Known,
    (book, rows): (&Book, &[&Line]),
    as_of: Day,
) -> Result<Option<Vec<MemberId>>, Failure> {
    if rows.len() as u64 * FAR_TOO_FEW < ledger.count_members()? {
        return Ok(None);
    }
    let beside = rows.iter().filter_map(|line| line.beside.get());
    let listed: HashSet<MemberId> = beside.filter_map(|it| book.drafts[it.at].id).collect();
    // Rows that went in before, or that wait, were not laid beside anybody: they are known by their numbers.
    let mut numbers: HashSet<InsuredNumber> = HashSet::new();
    for line in rows {
        if let (Some(number), Some(branch)) = (&line.number, line.branch()) {
            numbers.insert(InsuredNumber { branch: InsuredNumber::part_key(branch), ..number.clone() });
        }
    }
    let (mut there, mut missing) = (0_usize, Vec::new());
    ledger.states(as_of, known, &mut |state| {
        if insured_on(&state, as_of) {
            let number = state.coverage.as_ref().map(|coverage| coverage.number.key());
            if listed.contains(&state.id) || number.is_some_and(|number| numbers.contains(&number)) {
                there += 1;
            } else {
                missing.push(state.id);
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((missing.len() <= there).then_some(missing))
}

fn insured_on(state: &State, on: Day) -> bool {
    let case = case(state, on);
    case.acquired.is_none_or(|acquired| acquired <= on) && ended(&case).is_none()
}
