//! 利用登録状況の一覧: what a file says as a whole when it is the state's list: as of which day, who is missing in it, and who is
//! in it and not in the ledger.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;

use ledger::{Known, Ledger, MemberId, NewList, RegistrationList, State};
use rules::calendar::Day;
use rules::retention::ended;
use rules::words::{Complaint, InsuredNumber, ReportKind, Said, Weight};

use super::book::{Book, Fate, Line, place_in};
use super::fact_day;
use crate::Failure;
use crate::case::case;
use crate::wire::ListRead;

/// A list of fewer than one in so many of all whom the ledger ever had is about some people, and no part of a list of everybody...
const FAR_TOO_FEW: u64 = 20;

/// ...unless the society is so small that its list may come in as many files as it has employers.
const SMALL: u64 = 5_000;

/// Who is not in a list, nor in the other files of the same day.
struct Missing {
    members: Vec<MemberId>,
    /// Most of those who were insured on that day are in it.
    whole: bool,
    /// In how many files the list came so far.
    files: u64,
}

/// How a list speaks of its day.
pub(super) struct Spoken<'l> {
    /// The list that had these bytes before.
    pub before: Option<&'l RegistrationList>,
    /// How many people it says something else of than the ledger has of that day by now.
    pub differ: u64,
}

/// The list that a file is, for the record unless this very list was loaded before and brings nothing new, and for the clerk.
/// `None` when no row of the file is one of such a list that could be read.
pub(super) fn of(
    ledger: &Ledger,
    known: Known,
    (book, lines): (&Book, &[Line]),
    file: &str,
    spoken: &Spoken<'_>,
) -> Result<Option<(Option<NewList>, ListRead)>, Failure> {
    let rows: Vec<&Line> = lines.iter().filter(|line| line.row.report.kind == ReportKind::Registration).collect();
    if !rows.iter().any(|line| matches!(line.fate, Fate::Changed | Fate::Unchanged | Fate::Duplicate)) {
        return Ok(None);
    }
    let said = rows.iter().filter_map(|line| line.row.report.as_of).filter(|day| *day <= book.today).max();
    let as_of = fact_day(said, book.today);
    let said = spoken.before.map_or(said.is_some(), |before| before.said);
    let unknown: Vec<(String, String)> = rows
        .iter()
        .filter(|line| matches!(line.fate, Fate::Rejected | Fate::Doubtful))
        .filter_map(|line| {
            let why = line.row.complaints.iter().rev().find(|complaint| complaint.weight != Weight::Note)?;
            (why.code == "member_unknown").then(|| (place_in(file, &line.row), why.code.to_owned()))
        })
        .collect();
    let missing = missing(ledger, known, (book, &rows), as_of)?;
    let whole = missing.as_ref().is_some_and(|missing| missing.whole);
    let people = rows.len();
    let read = ListRead {
        as_of,
        said,
        people: people as u64,
        whole,
        files: missing.as_ref().map_or(1, |missing| missing.files),
        unlisted: missing.as_ref().filter(|missing| missing.whole).map_or(0, |missing| missing.members.len() as u64),
        unknown: unknown.len() as u64,
        before: spoken.before.is_some(),
        differ: spoken.differ,
    };
    let nothing_new = spoken.before.is_some() && book.touched().is_empty();
    let list = NewList {
        import: 0,
        as_of,
        said,
        people: i64::try_from(people).unwrap_or(i64::MAX),
        whole,
        unlisted: missing.map(|missing| missing.members).unwrap_or_default(),
        unknown,
    };
    Ok(Some(((!nothing_new).then_some(list), read)))
}

/// What a clerk should know of the day of a list: that it has none, or that its rows have several.
pub(super) fn of_which_day(file: &str, lines: &[Line], today: Day) -> Option<Complaint> {
    let reports = lines.iter().map(|line| &line.row.report).filter(|report| report.kind == ReportKind::Registration);
    let days: Vec<Option<Day>> = reports.map(|report| report.as_of).collect();
    let said: BTreeSet<Day> = days.iter().flatten().copied().collect();
    let (code, ja, en) = match (days.first()?, said.first(), said.last()) {
        (_, None, _) => (
            "list_without_day",
            format!("一覧に基準日がないため、{}現在の一覧として読みました。", today.wareki()),
            format!("The list says no day; it was read as one of {today}."),
        ),
        (_, Some(first), Some(last)) if first != last => (
            "list_of_several_days",
            format!("行によって基準日が違います（{}から{}まで）。", first.wareki(), last.wareki()),
            format!("The rows are of several days, from {first} to {last}."),
        ),
        _ => return None,
    };
    Some(Complaint {
        place: file.to_owned(),
        code,
        weight: Weight::Note,
        sentence: Said::new(ja, en),
        hint: Said::new(
            "一覧を作った日を確かめ、違うときは基準日の列に書いて取り込んでください。古い一覧は、新しい状況を上書きします。",
            "See of which day it is, and write it into a column 基準日: an old list overwrites what is newer.",
        ),
    })
}

/// Who was insured on the day of the list and is not in it, nor in the files of that day that were loaded before: a list may come
/// in several. `None` when it is about a few people only.
fn missing(
    ledger: &Ledger,
    known: Known,
    (book, rows): (&Book, &[&Line]),
    as_of: Day,
) -> Result<Option<Missing>, Failure> {
    let all = ledger.count_members()?;
    if SMALL < all && rows.len() as u64 * FAR_TOO_FEW < all {
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
    let (mut there, mut missing) = (Vec::new(), Vec::new());
    ledger.states(as_of, known, &mut |state| {
        if insured_on(&state, as_of) {
            let number = state.coverage.as_ref().map(|coverage| coverage.number.key());
            if listed.contains(&state.id) || number.is_some_and(|number| numbers.contains(&number)) {
                there.push(state.id);
            } else {
                missing.push(state.id);
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let lists = ledger.registration_lists()?;
    let earlier = in_lists(ledger, &lists, as_of)?;
    let known_before = earlier.filter(|(_, before)| {
        // Whoever sends most of everybody once more sends the list anew, and no further part of it.
        let again = there.iter().filter(|id| before.contains(id)).count();
        there.len() < missing.len() || 2 * again <= there.len()
    });
    let total = there.len() + missing.len();
    let files = match known_before {
        Some((files, before)) => {
            missing.retain(|id| !before.contains(id));
            files + 1
        }
        None => 1,
    };
    let whole = 2 * missing.len() <= total;
    Ok(Some(Missing { members: missing, whole, files }))
}

/// Who was in the files of a day that were loaded so far, and how many files these are; `None` when nobody was looked for in any.
fn in_lists(
    ledger: &Ledger,
    lists: &[RegistrationList],
    as_of: Day,
) -> Result<Option<(u64, HashSet<MemberId>)>, Failure> {
    let of_day: Vec<&RegistrationList> = lists.iter().filter(|list| list.as_of == as_of).collect();
    for (at, list) in of_day.iter().enumerate().rev() {
        let Some(unlisted) = looked_for(ledger, list)? else { continue };
        let mut listed = HashSet::new();
        ledger.states(as_of, Known::after(list.act), &mut |state| {
            if insured_on(&state, as_of) && !unlisted.contains(&state.id) {
                listed.insert(state.id);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        return Ok(Some((at as u64 + 1, listed)));
    }
    Ok(None)
}

/// Who is neither in a list nor in the files of its day before it; `None` when nobody was looked for.
fn looked_for(ledger: &Ledger, list: &RegistrationList) -> Result<Option<HashSet<MemberId>>, Failure> {
    let unlisted: HashSet<MemberId> = ledger.unlisted(list.id)?.into_iter().collect();
    // Where most are missing, somebody is.
    Ok((list.whole || !unlisted.is_empty()).then_some(unlisted))
}

/// The days after one of which later lists speak, each with those who are not in the list of that day: of whoever else is, it
/// said what the ledger had, or changed it.
pub(super) fn confirmed_after(ledger: &Ledger, day: Day) -> Result<Vec<(Day, HashSet<MemberId>)>, Failure> {
    let mut days = BTreeMap::new();
    for list in ledger.registration_lists()?.iter().filter(|list| day < list.as_of) {
        if let Some(unlisted) = looked_for(ledger, list)? {
            days.insert(list.as_of, unlisted);
        }
    }
    Ok(days.into_iter().collect())
}

fn insured_on(state: &State, on: Day) -> bool {
    let case = case(state, on);
    case.acquired.is_none_or(|acquired| acquired <= on) && ended(&case).is_none()
}
