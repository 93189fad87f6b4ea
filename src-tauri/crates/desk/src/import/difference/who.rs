//! Whom a row means: the number first, else birth date and kana. Kanji never decide.

use rules::words::fold::name_key;
use rules::words::{Complaint, InsuredNumber, Relation, ReportKind};

use super::super::book::{Book, Draft, Line};
use super::{doubt, refusal};

/// The whole number of a row as it was sent, or why there is none. A row without a branch gets `branch`.
pub(super) fn number(book: &Book, line: &Line, branch: &str) -> Result<InsuredNumber, Box<Complaint>> {
    let Some(number) = &line.row.report.number else {
        return Err(doubt(
            line,
            "number_missing",
            "番号がありません。",
            "There is no number.",
            ("番号を採番して記入してから、取り込んでください。", "Assign a number and import again."),
        ));
    };
    let Some(symbol) = &line.symbol else {
        return Err(refusal(
            line,
            "symbol_missing",
            "記号がなく、事業所からも決められません。",
            "There is no symbol, and the employer does not tell it.",
            (
                "記号の列を加えるか、--employer で事業所を指定してください。",
                "Add a symbol column or name the employer.",
            ),
        ));
    };
    if let Some(other) = book.other_employer(line) {
        return Err(doubt(
            line,
            "other_employer",
            format!("この記号は別の事業所（{other}）のものです。"),
            format!("This symbol belongs to another employer ({other})."),
            ("記号、または指定した事業所を確かめてください。", "Check the symbol, or the employer that was named."),
        ));
    }
    Ok(InsuredNumber::new(symbol, number, line.branch().unwrap_or(branch)))
}

/// How a row and a member agree as persons.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    Renamed,
    OtherBirth,
    Other,
}

pub(super) fn likeness(line: &Line, draft: &Draft) -> Likeness {
    let report = &line.row.report;
    let born = match (report.born, draft.person.born) {
        (Some(said), Some(known)) => said == known,
        _ => true,
    };
    let kana = match (&line.kana, &draft.keys.kana) {
        (Some(said), Some(known)) => said == known,
        _ => match (&report.name, &draft.name) {
            (Some(said), Some(known)) => name_key(said.text()) == name_key(known.name.text()),
            _ => true,
        },
    };
    match (born, kana) {
        (true, true) => Likeness::Same,
        (true, false) => Likeness::Renamed,
        (false, true) => Likeness::OtherBirth,
        (false, false) => Likeness::Other,
    }
}

/// Is the member, by birth date and kana, exactly the person of the row?
fn is_person(line: &Line, draft: &Draft) -> bool {
    line.row.report.born.is_some()
        && (line.kana.is_some() || line.row.report.name.is_some())
        && likeness(line, draft) == Likeness::Same
}

/// Everyone under the number of a row, dependants of the past too.
pub(super) fn family(book: &Book, line: &Line) -> Vec<usize> {
    line.number.as_ref().map(|key| book.under(key).collect()).unwrap_or_default()
}

/// Who holds the number of a row with this branch. A number that was used again has several holders: the one of the
/// same birth date and kana, else the one who acquired it last.
pub(super) fn holder(book: &Book, line: &Line, branch: &str) -> Option<usize> {
    let key = line.number.as_ref()?;
    let branch = InsuredNumber::part_key(branch);
    book.under(key).filter(|at| book.drafts[*at].keys.number.branch == branch).max_by_key(|at| {
        let draft = &book.drafts[*at];
        (is_person(line, draft), draft.coverage.lost.is_none(), draft.coverage.acquired)
    })
}

/// Refuses to go on when number and person do not belong together.
pub(super) fn must_be(book: &Book, line: &Line, at: usize) -> Result<(), Box<Complaint>> {
    let draft = &book.drafts[at];
    let report = &line.row.report;
    match likeness(line, draft) {
        Likeness::Same => Ok(()),
        Likeness::Renamed => {
            // Twins whose branches were exchanged: the row names another member of the family exactly.
            let other = book
                .under(&draft.keys.number)
                .any(|other| other != at && line.kana.is_some() && is_person(line, &book.drafts[other]));
            if !other {
                return Ok(());
            }
            Err(doubt(
                line,
                "branch_of_another",
                "氏名と生年月日は、台帳では同じ世帯の別の枝番の方のものです。",
                "In the ledger this name and birth date belong to another branch of the household.",
                ("枝番を確かめてください。", "Check the branch."),
            ))
        }
        Likeness::OtherBirth => Err(doubt(
            line,
            "birth_differs",
            "台帳の生年月日と違います。",
            "The birth date differs from the ledger's.",
            ("どちらが正しいか、届書で確かめてください。", "Check which is right."),
        )),
        Likeness::Other => {
            // A number that was used again after its holder left may be right; two holders at once never are.
            let free = report.acquired.is_some_and(|from| draft.coverage.lost.is_some_and(|lost| lost <= from));
            let hint = if free {
                (
                    "番号を使い直したのであれば --other-person にこの行番号を指定し、そうでなければ番号を確かめてください。",
                    "If the number was given again, name this row with --other-person; otherwise check the number.",
                )
            } else {
                ("番号を確かめてください。", "Check the number.")
            };
            Err(doubt(
                line,
                "number_taken",
                "この記号・番号・枝番は、台帳では別の方のものです。",
                "In the ledger this number belongs to somebody else.",
                hint,
            ))
        }
    }
}

/// The single member with the row's birth date and kana that `fits`.
pub(super) fn by_person(book: &Book, line: &Line, fits: impl Fn(&Draft) -> bool) -> Option<usize> {
    let (born, kana) = (line.row.report.born?, line.kana.as_ref()?);
    let mut found = book.people(born, kana).filter(|at| fits(&book.drafts[*at]));
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

/// The member whom a leaving row means.
pub(super) fn leaver(book: &Book, line: &Line) -> Option<usize> {
    let insured_leaves = line.row.report.kind == ReportKind::Leaving;
    if line.number.is_none() {
        return by_person(book, line, |draft| draft.insured() == insured_leaves);
    }
    if let Some(branch) = line.branch() {
        return holder(book, line, branch);
    }
    let family = family(book, line);
    let of = |fits: &dyn Fn(&Draft) -> bool| {
        let fitting = family.iter().copied().filter(|at| fits(&book.drafts[*at]));
        fitting.max_by_key(|at| {
            let draft = &book.drafts[*at];
            (is_person(line, draft), draft.coverage.acquired)
        })
    };
    let dependant = of(&|draft| !draft.insured() && line.row.report.born.is_some() && is_person(line, draft));
    if !insured_leaves {
        return dependant;
    }
    // A list of leavings without branches may name a dependant, too.
    let insured = of(&Draft::insured);
    match insured {
        Some(at) if dependant.is_some() && likeness(line, &book.drafts[at]) != Likeness::Same => dependant,
        insured => insured,
    }
}

pub(super) fn unknown_member(line: &Line) -> Box<Complaint> {
    refusal(
        line,
        "member_unknown",
        "この方は台帳にありません。",
        "The ledger does not have this person.",
        ("番号と生年月日を確かめるか、先に取得を取り込んでください。", "Check number and birth date, or enrol first."),
    )
}

/// The member whom a change or a registration means.
pub(super) fn meant(book: &Book, line: &Line) -> Result<usize, Box<Complaint>> {
    let report = &line.row.report;
    if report.number.is_none() {
        return by_person(book, line, |_| true).ok_or_else(|| unknown_member(line));
    }
    number(book, line, "")?;
    if let Some(branch) = line.branch() {
        return holder(book, line, branch).ok_or_else(|| unknown_member(line));
    }
    let family = family(book, line);
    let says_who = report.born.is_some() || report.kana.is_some();
    let same: Vec<usize> =
        family.iter().copied().filter(|at| says_who && likeness(line, &book.drafts[*at]) == Likeness::Same).collect();
    match (same.as_slice(), family.as_slice()) {
        ([one], _) => Ok(*one),
        ([], [only]) => Ok(*only),
        ([], []) => Err(unknown_member(line)),
        ([], _) if !says_who && report.name.is_none() => {
            family.iter().copied().find(|at| book.drafts[*at].insured()).ok_or_else(|| unknown_member(line))
        }
        _ => Err(doubt(
            line,
            "member_ambiguous",
            "この番号の世帯のどなたか決められません。",
            "It is not clear whom of the household this means.",
            ("枝番を加えてください。", "Add the branch."),
        )),
    }
}

/// Is the row about a dependant?
pub(super) fn of_dependant(line: &Line) -> bool {
    matches!(line.row.report.kind, ReportKind::DependantAdded | ReportKind::DependantRemoved)
        || line.row.report.relation.is_some_and(|relation| relation != Relation::Insured)
}
