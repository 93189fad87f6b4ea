//! Row by row: what a file would change. Nothing is written here.

mod beside;
mod describe;
mod join;
mod leave;
mod past;
mod who;

use std::collections::HashMap;

use rules::calendar::Day;
use rules::words::fold::name_key;
use rules::words::{Complaint, InsuredNumber, ReportKind, Said, Weight};

use super::book::{Book, Draft, Fate, Line};
use super::fact_day;
use crate::wire::CellChange;
use describe::{describe, describe_registration, last_four_agrees, respelt};
use who::{leaver, meant, must_be};

/// What a row came to before it is counted: its fate, its member and what changes.
type Verdict = Result<(Fate, usize, Vec<CellChange>), Box<Complaint>>;

/// Judges every row, in an order in which each finds what it needs: leavings of known members first (a transfer leaves
/// before it joins), then enrolments, dependants, changes, registrations, and leavings of those who joined in this file.
pub(crate) fn judge(book: &mut Book, lines: &mut [Line]) {
    mark_repetitions(lines);
    let mut open: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].open()).collect();
    let mut later = Vec::new();
    let leaves = |kind| matches!(kind, ReportKind::Leaving | ReportKind::DependantRemoved);
    let joins = if lines.iter().any(|line| leaves(line.row.report.kind)) { joinings(lines) } else { HashMap::new() };
    open.sort_by_key(|at| (rank(lines[*at].row.report.kind), *at));
    for at in open {
        let line = &lines[at];
        let leaves = leaves(line.row.report.kind);
        let first = leaves.then(|| leaver(book, line)).flatten();
        if leaves && first.is_none_or(|first| ends_a_later_spell(&book.drafts[first], line, &joins)) {
            later.push(at);
            continue;
        }
        settle(book, &mut lines[at]);
    }
    for at in later {
        settle(book, &mut lines[at]);
    }
    for line in lines.iter_mut().filter(|line| matches!(line.fate, Fate::Doubtful | Fate::Rejected)) {
        line.member = beside::number_of(line, line.beside.get().map(|it| &book.drafts[it.at]));
    }
}

/// The days on which the rows of a file join, by symbol and number.
fn joinings(lines: &[Line]) -> HashMap<(String, String), Vec<Day>> {
    let mut days: HashMap<(String, String), Vec<Day>> = HashMap::new();
    for line in lines.iter().filter(|line| line.open()) {
        let joins = matches!(line.row.report.kind, ReportKind::Enrolment | ReportKind::DependantAdded);
        if let (true, Some(key), Some(from)) = (joins, &line.number, line.row.report.acquired) {
            days.entry((key.symbol.clone(), key.number.clone())).or_default().push(from);
        }
    }
    days
}

/// Somebody has left already, comes back in this file, and leaves again: the leaving is not the first one's correction.
fn ends_a_later_spell(draft: &Draft, line: &Line, joins: &HashMap<(String, String), Vec<Day>>) -> bool {
    let (Some(known), Some(lost), Some(key)) = (draft.coverage.lost, line.row.report.lost, &line.number) else {
        return false;
    };
    let days = joins.get(&(key.symbol.clone(), key.number.clone()));
    known < lost && days.is_some_and(|days| days.iter().any(|day| known <= *day && *day < lost))
}

fn rank(kind: ReportKind) -> u8 {
    match kind {
        ReportKind::Leaving => 0,
        ReportKind::DependantRemoved => 1,
        ReportKind::Enrolment => 2,
        ReportKind::DependantAdded => 3,
        ReportKind::Change => 4,
        ReportKind::Registration => 5,
    }
}

fn settle(book: &mut Book, line: &mut Line) {
    let verdict = match line.row.report.kind {
        ReportKind::Enrolment => join::enrol(book, line),
        ReportKind::DependantAdded => join::add_dependant(book, line),
        ReportKind::Leaving | ReportKind::DependantRemoved => leave::leave(book, line),
        ReportKind::Change => change(book, line),
        ReportKind::Registration => register(book, line),
    };
    match verdict {
        Ok((mut fate, at, mut cells)) => {
            if leave::die(book, line, at, &mut cells) && fate == Fate::Unchanged {
                fate = Fate::Changed;
            }
            (line.fate, line.own) = (fate, Some(at));
            if matches!(fate, Fate::New | Fate::Changed) {
                book.drafts[at].place = Some(line.row.place());
                line.member = book.drafts[at].coverage.number.to_string();
            }
            line.cells = cells;
            remark(book, line);
            if let (Some(said), Some(known)) = (&line.row.report.name, &book.drafts[at].name)
                && respelt(known.name.text(), said.text(), name_key)
            {
                note(
                    line,
                    "name_respelt",
                    "氏名の字体だけが台帳と違います。台帳のままにしました。",
                    "Only the spelling of the name differs from the ledger's, which stays.",
                    (
                        "印字を変えるときは、印字用の氏名を登録してください。",
                        "To print it otherwise, record a printed name.",
                    ),
                );
            }
        }
        Err(complaint) => {
            line.fate = if complaint.weight == Weight::Refusal { Fate::Rejected } else { Fate::Doubtful };
            line.cells =
                line.beside.get().map(|it| beside::differing(line, &book.drafts[it.at], it)).unwrap_or_default();
            line.row.complaints.push(*complaint);
        }
    }
}

/// What a clerk should know of a row that goes in.
fn remark(book: &Book, line: &mut Line) {
    let changes = |field| line.cells.iter().any(|cell| cell.field == field && !cell.before.is_empty());
    if changes("name") && !changes("kana") && line.row.report.kana.is_none() {
        note(
            line,
            "kana_kept",
            "氏名だけが変わります。カナは台帳のままです。",
            "The name changes, the kana stays the ledger's.",
            ("カナも変わるときは、カナの列を加えてください。", "If the kana changes too, add its column."),
        );
    }
    if book.unknown_employer(line) {
        note(
            line,
            "employer_not_on_record",
            "この行の事業所は登録されていません。記号から決めました。",
            "The row's employer is not on record; the symbol decided.",
            ("事業所コードまたは事業所名を確かめてください。", "Check the employer's code or name."),
        );
    }
}

fn refusal(
    line: &Line,
    code: &'static str,
    ja: impl Into<String>,
    en: impl Into<String>,
    hint: (&str, &str),
) -> Box<Complaint> {
    Box::new(Complaint {
        place: line.row.place(),
        code,
        weight: Weight::Refusal,
        sentence: Said::new(ja, en),
        hint: Said::new(hint.0, hint.1),
    })
}

fn doubt(
    line: &Line,
    code: &'static str,
    ja: impl Into<String>,
    en: impl Into<String>,
    hint: (&str, &str),
) -> Box<Complaint> {
    Box::new(Complaint { weight: Weight::Doubt, ..*refusal(line, code, ja, en, hint) })
}

/// A remark on a row that goes in.
fn note(line: &mut Line, code: &'static str, ja: impl Into<String>, en: impl Into<String>, hint: (&str, &str)) {
    let note = Complaint { weight: Weight::Note, ..*refusal(line, code, ja, en, hint) };
    line.row.complaints.push(note);
}

/// 変更, and lists of members as they are.
fn change(book: &mut Book, line: &Line) -> Verdict {
    let at = meant(book, line)?;
    must_be(book, line, at)?;
    last_four_agrees(line, &book.drafts[at])?;
    let mut cells = Vec::new();
    let from = fact_day(line.row.report.as_of, book.today);
    let draft = &mut book.drafts[at];
    describe(line, draft, from, &mut cells);
    describe_registration(&line.row.report, draft, from, &mut cells);
    if cells.is_empty() {
        return Ok((Fate::Unchanged, at, cells));
    }
    book.index(at);
    Ok((Fate::Changed, at, cells))
}

/// 利用登録状況
fn register(book: &mut Book, line: &Line) -> Verdict {
    // A list cannot speak of a day that has not come.
    if let Some(day) = line.row.report.as_of.filter(|day| book.today < *day) {
        return Err(doubt(
            line,
            "future_as_of",
            format!("基準日（{}）が先の日付です。", day.wareki()),
            format!("The list speaks of a day ahead ({day})."),
            ("基準日を確かめてください。", "Check the day of the list."),
        ));
    }
    let at = meant(book, line)?;
    must_be(book, line, at)?;
    let mut cells = Vec::new();
    let from = fact_day(line.row.report.as_of, book.today);
    let before = book.drafts[at].myna;
    describe_registration(&line.row.report, &mut book.drafts[at], from, &mut cells);
    book.carry_on(at, before, from);
    Ok((if cells.is_empty() { Fate::Unchanged } else { Fate::Changed }, at, cells))
}

/// Rows that stand in the file twice, rows about one person that contradict each other, and one number on two people.
fn mark_repetitions(lines: &mut [Line]) {
    let (repeated, shared) = repetitions(lines);
    for (first, at) in repeated {
        if lines[first].row.report == lines[at].row.report {
            let row = lines[first].row.line;
            note(
                &mut lines[at],
                "duplicate_row",
                format!("{row}行目と同じ内容です。"),
                format!("The same as row {row}."),
                ("一度だけ取り込みます。", "It goes in once."),
            );
            lines[at].fate = Fate::Duplicate;
            continue;
        }
        for (this, other) in [(first, at), (at, first)] {
            let row = lines[other].row.line;
            let complaint = doubt(
                &lines[this],
                "conflicting_rows",
                format!("同じ方の行が{row}行目にもあり、内容が違います。"),
                format!("Row {row} speaks of the same person and says otherwise."),
                ("正しい行だけを残してください。", "Leave only the right row."),
            );
            if lines[this].fate == Fate::Unchanged {
                lines[this].row.complaints.push(*complaint);
                lines[this].fate = Fate::Doubtful;
            }
        }
    }
    for rows in shared {
        let person = |at: usize| (lines[at].row.report.born, &lines[at].kana);
        let open: Vec<usize> = rows.into_iter().filter(|at| lines[*at].fate == Fate::Unchanged).collect();
        if open.iter().all(|at| person(*at) == person(open[0])) {
            continue;
        }
        let rows: Vec<String> = open.iter().map(|at| lines[*at].row.line.to_string()).collect();
        for at in open {
            let complaint = doubt(
                &lines[at],
                "number_twice",
                format!("同じ記号・番号・枝番の方が二人います（{}行目）。", rows.join("、")),
                format!("Two people have the same number (rows {}).", rows.join(", ")),
                ("番号または枝番を確かめてください。", "Check the number or the branch."),
            );
            lines[at].row.complaints.push(*complaint);
            lines[at].fate = Fate::Doubtful;
        }
    }
}

/// Pairs of rows of one kind about one person, and groups of rows that join under one number.
fn repetitions(lines: &[Line]) -> (Vec<(usize, usize)>, Vec<Vec<usize>>) {
    let mut seen: HashMap<(ReportKind, Option<&InsuredNumber>, _, Option<&str>), usize> = HashMap::new();
    let mut holders: HashMap<&InsuredNumber, usize> = HashMap::new();
    let mut repeated = Vec::new();
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, one) in lines.iter().enumerate().filter(|(_, one)| one.fate == Fate::Unchanged) {
        let report = &one.row.report;
        if let Some(number) = &one.number {
            let joins = report.kind == ReportKind::Enrolment
                || (report.kind == ReportKind::DependantAdded && report.branch.is_some());
            if joins {
                let first = *holders.entry(number).or_insert(at);
                if first != at {
                    groups.entry(first).or_insert_with(|| vec![first]).push(at);
                }
            }
        }
        let key = (report.kind, one.number.as_ref(), report.born, one.kana.as_deref());
        let first = *seen.entry(key).or_insert(at);
        if first != at {
            repeated.push((first, at));
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_unstable();
    (repeated, groups)
}
