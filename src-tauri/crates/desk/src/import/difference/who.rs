//! Whom a row means: the number first, else birth date and kana. Kanji decide nothing: whom a row without kana resembles by them
//! alone is shown beside it, for a clerk.

use ledger::Answer;
use rules::calendar::Day;
use rules::words::fold::{bare_kana_key, kana_key, name_key};
use rules::words::identity::{Grade, Key, Keys};
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
                "記号の列を加えるか、どの事業所のファイルかを示してください。",
                "Add a symbol column, or say whose file it is.",
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
    /// The same birth date, and another family name.
    Renamed,
    /// The same birth date, and another given name or sex: a twin, more likely.
    OtherGiven,
    /// Another name, and no birth date to tell by.
    OtherName,
    OtherBirth,
    Other,
}

/// Do the names agree, as far as both have one?
fn same_name(line: &Line, draft: &Draft) -> Option<bool> {
    match (&line.kana, &draft.keys.kana) {
        (Some(said), Some(known)) => Some(said == known),
        _ => match (&line.row.report.name, &draft.name) {
            (Some(said), Some(known)) => Some(name_key(said.text()) == name_key(known.name.text())),
            _ => None,
        },
    }
}

/// Another given name, or another sex: who is renamed keeps both. Where nobody can tell the given name, it counts as another.
fn other_given(line: &Line, draft: &Draft) -> bool {
    let report = &line.row.report;
    let sex = report.sex.zip(draft.person.sex).is_some_and(|(said, known)| said != known);
    let given = |text: &str, key: fn(&str) -> String| text.split_once('\u{3000}').map(|(_, given)| key(given));
    let known = draft.name.as_ref();
    let by_kana = report.kana.as_ref().and_then(|kana| given(kana.text(), kana_key));
    let by_name = report.name.as_ref().and_then(|name| given(name.text(), name_key));
    let same_kana =
        by_kana.zip(known.and_then(|named| given(named.kana.text(), kana_key))).map(|(one, other)| one == other);
    let same_name =
        by_name.zip(known.and_then(|named| given(named.name.text(), name_key))).map(|(one, other)| one == other);
    sex || same_kana.or(same_name) != Some(true)
}

pub(super) fn likeness(line: &Line, draft: &Draft) -> Likeness {
    let born = line.row.report.born.zip(draft.person.born).map(|(said, known)| said == known);
    match (born, same_name(line, draft)) {
        (Some(false), Some(false)) => Likeness::Other,
        (Some(false), _) => Likeness::OtherBirth,
        (Some(true), Some(false)) if other_given(line, draft) => Likeness::OtherGiven,
        (Some(true), Some(false)) => Likeness::Renamed,
        (None, Some(false)) => Likeness::OtherName,
        (_, Some(true) | None) => Likeness::Same,
    }
}

/// What a row and a member have in common. Somebody who joins may do so under a new number, which gainsays nothing.
pub(super) fn keys(book: &Book, line: &Line, at: usize) -> Keys {
    let (draft, report) = (&book.drafts[at], &line.row.report);
    let told = |same: Option<bool>| match same {
        None => Key::Untold,
        Some(true) => Key::Agrees,
        Some(false) => Key::Differs,
    };
    let joins = matches!(report.kind, ReportKind::Enrolment | ReportKind::DependantAdded);
    let number = line.number.as_ref().map_or(Key::Untold, |said| {
        let is = |own: &InsuredNumber| {
            let branch = line.branch().is_none() || said.branch == own.branch;
            said.symbol == own.symbol && said.number == own.number && branch
        };
        match is(&draft.keys.number) || book.over(at).any(|(_, spell)| is(&spell.number.key())) {
            true => Key::Agrees,
            false if joins => Key::Untold,
            false => Key::Differs,
        }
    });
    let kana = match (&line.kana, &draft.keys.kana, &report.kana, &draft.name) {
        (Some(said), Some(known), Some(text), Some(named)) => match said == known {
            true if text.text() == named.kana.text() => Key::Agrees,
            true if bare_kana_key(text.text()) == bare_kana_key(named.kana.text()) => Key::Agrees,
            true => Key::Folded,
            false if other_given(line, draft) => Key::Differs,
            false => Key::Renamed,
        },
        _ => Key::Untold,
    };
    let kanji = report.name.as_ref().zip(draft.name.as_ref()).filter(|(_, known)| !known.name.text().is_empty());
    Keys {
        number,
        born: told(report.born.zip(draft.person.born).map(|(said, known)| said == known)),
        kana,
        kanji: told(kanji.map(|(said, known)| {
            said.text() == known.name.text() || name_key(said.text()) == name_key(known.name.text())
        })),
        last_four: told(report.last_four.zip(draft.last_four).map(|(said, known)| said == known)),
        sex: told(report.sex.zip(draft.person.sex).map(|(said, known)| said == known)),
    }
}

/// Refuses to take somebody for the person of a row on too little: what agrees is graded, and C is for a clerk.
pub(super) fn sure_enough(book: &Book, line: &Line, at: usize) -> Result<(), Box<Complaint>> {
    let keys = keys(book, line, at);
    line.resembles.set(Some((at, keys)));
    if keys.grade() != Grade::C || line.is_same(at, &book.drafts[at]) {
        return Ok(());
    }
    line.lay_beside(at, &book.drafts[at].coverage);
    let said: Vec<_> = keys.by().into_iter().map(|by| by.said()).collect();
    let ja: Vec<String> = said.iter().map(|said| said.ja.clone()).collect();
    let en: Vec<String> = said.iter().map(|said| said.en.clone()).collect();
    let held = book.drafts[at].coverage.number.to_string();
    if line.said_of(&book.drafts[at]) == Some(Answer::Different) {
        return Err(doubt(
            line,
            "answered_different",
            format!("台帳の方（{held}）とは別の方と、以前に確かめられています。この行が誰のものか決められません。"),
            format!("A clerk once answered that this is not the member {held}; whom the row means is not clear."),
            ("番号と生年月日、カナを届書で確かめてください。", "Check number, birth date and kana on the form."),
        ));
    }
    Err(doubt(
        line,
        "weak_match",
        format!("台帳の方（{held}）と同じなのは{}だけで、同じ方か決められません。", ja.join("と")),
        format!("Only {} agrees with the member {held}; that does not tell a person.", en.join(" and ")),
        (
            "横に並べた台帳の内容と見比べて、同じ方か別の方かを答えてください。生年月日かカナの列があれば、次からは決められます。",
            "Compare the two and answer whether they are one person. With a birth date or kana the next file decides by itself.",
        ),
    ))
}

/// Is the member exactly the person of the row, by birth date and name, or by the name where there is no birth date?
fn is_person(line: &Line, draft: &Draft) -> bool {
    let named = line.kana.is_some() || line.row.report.name.is_some();
    let told = line.row.report.born.is_some() || same_name(line, draft) == Some(true);
    named && told && likeness(line, draft) == Likeness::Same
}

/// Somebody of the row's name with another birth date: the same person, if a digit slipped.
pub(super) fn slipped(line: &Line, draft: &Draft) -> bool {
    likeness(line, draft) == Likeness::OtherBirth && same_name(line, draft) == Some(true)
}

/// Everyone under the number of a row, dependants of the past too.
pub(super) fn family(book: &Book, line: &Line) -> Vec<usize> {
    line.number.as_ref().map(|key| book.under(key).collect()).unwrap_or_default()
}

/// Who holds the number of a row with this branch. A number that was used again has several holders: the one of the
/// same birth date and kana, else the one who was covered on the day of which the row speaks, else the one who acquired it
/// last.
pub(super) fn holder(book: &Book, line: &Line, branch: &str) -> Option<usize> {
    let key = line.number.as_ref()?;
    let branch = InsuredNumber::part_key(branch);
    let report = &line.row.report;
    let day = report.as_of.or(report.acquired).or(report.lost.map(Day::before)).unwrap_or(book.today);
    book.under(key).filter(|at| book.drafts[*at].keys.number.branch == branch).max_by_key(|at| {
        let draft = &book.drafts[*at];
        let there = draft.covered_on(day);
        (is_person(line, draft), there, draft.coverage.lost.is_none(), draft.coverage.acquired)
    })
}

/// Refuses to go on when number and person do not belong together.
pub(super) fn must_be(book: &Book, line: &Line, at: usize) -> Result<(), Box<Complaint>> {
    let draft = &book.drafts[at];
    line.lay_beside(at, &draft.coverage);
    let report = &line.row.report;
    let like = likeness(line, draft);
    if like != Likeness::Same {
        line.resembles.set(Some((at, keys(book, line, at))));
    }
    match like {
        Likeness::Same => sure_enough(book, line, at),
        Likeness::OtherGiven | Likeness::OtherName | Likeness::OtherBirth if line.is_same(at, draft) => Ok(()),
        Likeness::Renamed | Likeness::OtherGiven | Likeness::OtherName if another_of_family(book, line, at) => {
            Err(doubt(
                line,
                "branch_of_another",
                "この行の氏名は、台帳では同じ世帯の別の枝番の方のものです。",
                "In the ledger this name belongs to another branch of the household.",
                ("枝番を確かめてください。", "Check the branch."),
            ))
        }
        Likeness::Renamed => Ok(()),
        Likeness::OtherGiven => Err(doubt(
            line,
            "given_name_differs",
            "生年月日は台帳と同じですが、名または性別が違います。双子など、別の方かもしれません。",
            "The birth date is the ledger's, the given name or the sex is not: a twin, perhaps.",
            (
                "枝番と、同じ方か、番号を使い直した別の方かを、届書で確かめてください。",
                "Check the branch on the form, and whether it is the same person or the number was given again.",
            ),
        )),
        Likeness::OtherName => Err(doubt(
            line,
            "name_differs",
            "氏名が台帳と違い、生年月日がないため、同じ方か決められません。",
            "The name differs from the ledger's, and there is no birth date to tell by.",
            (
                "番号と、改姓などで同じ方かを確かめ、生年月日の列を加えてください。",
                "Check the number and whether it is the same person, and add the birth date.",
            ),
        )),
        Likeness::OtherBirth => Err(doubt(
            line,
            "birth_differs",
            "台帳の生年月日と違います。",
            "The birth date differs from the ledger's.",
            ("生年月日を届書で確かめてください。", "Check the birth date on the form."),
        )),
        Likeness::Other => {
            // A number that was used again after its holder left may be right; two holders at once never are.
            let free = report.acquired.is_some_and(|from| draft.coverage.lost.is_some_and(|lost| lost <= from));
            let hint = if free {
                (
                    "番号を使い直した別の方かを確かめてください。そうでなければ番号が違います。",
                    "Check whether the number was given again to another person; if not, it is wrong.",
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

/// Twins whose branches were exchanged, or a list without birth dates: the row names another member of the family exactly.
fn another_of_family(book: &Book, line: &Line, at: usize) -> bool {
    book.under(&book.drafts[at].keys.number).any(|other| other != at && is_person(line, &book.drafts[other]))
}

/// The single member with the row's birth date and kana that `fits`.
pub(super) fn by_person(book: &Book, line: &Line, fits: impl Fn(&Draft) -> bool) -> Option<usize> {
    let found = everyone_like(book, line);
    let mut fitting = found.into_iter().filter(|at| fits(&book.drafts[*at]));
    let first = fitting.next();
    if fitting.next().is_some() { None } else { first }
}

/// Everyone with the row's birth date and kana; in a row without kana, and its name.
pub(super) fn everyone_like(book: &Book, line: &Line) -> Vec<usize> {
    match (line.row.report.born, &line.kana) {
        (Some(born), Some(kana)) => book.people(born, kana).collect(),
        (Some(born), None) => book.born(born).filter(|at| same_name(line, &book.drafts[*at]) == Some(true)).collect(),
        (None, _) => Vec::new(),
    }
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
    let dependant = of(&|draft| !draft.insured() && is_person(line, draft));
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
    let says_who = report.born.is_some() || report.kana.is_some() || report.name.is_some();
    let same: Vec<usize> =
        family.iter().copied().filter(|at| says_who && likeness(line, &book.drafts[*at]) == Likeness::Same).collect();
    match (same.as_slice(), family.as_slice()) {
        ([one], _) => Ok(*one),
        ([], [only]) => Ok(*only),
        ([], []) => Err(unknown_member(line)),
        ([], _) if !says_who => {
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
