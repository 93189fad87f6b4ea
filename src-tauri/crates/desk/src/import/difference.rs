//! Row by row: what a file would change. Nothing is written here.

use std::collections::HashMap;

use intake::Row;
use ledger::{Addressed, Circumstance, Coverage, Myna, Named, Person};
use rules::calendar::Day;
use rules::case::{MyNumber, UseRegistration};
use rules::words::fold::{kana_key, name_key};
use rules::words::{Address, Complaint, InsuredNumber, Kana, Name, Relation, Report, ReportKind, Said, Weight};

use super::book::{Book, Draft, Touched};
use super::{Fate, Judged, fact_day};
use crate::wire::CellChange;

/// What a row came to before it is counted.
type Verdict = Result<(Fate, usize, Vec<CellChange>), Box<Complaint>>;

/// Judges every row, in an order in which each finds what it needs: leavings of known members first (a transfer leaves
/// before it joins), then enrolments, dependants, changes, registrations, and leavings of those who joined in this file.
pub(crate) fn judge(book: &mut Book, rows: Vec<Row>) -> Vec<Judged> {
    let mut judged: Vec<Judged> = rows
        .into_iter()
        .map(|row| {
            let fate = match row.weight() {
                Some(Weight::Refusal) => Fate::Rejected,
                Some(Weight::Doubt) => Fate::Doubtful,
                _ => Fate::Unchanged,
            };
            let member = member_of(book, &row.report);
            Judged { row, fate, member, cells: Vec::new() }
        })
        .collect();
    mark_repetitions(book, &mut judged);
    let mut open: Vec<usize> = (0..judged.len()).filter(|at| judged[*at].fate == Fate::Unchanged).collect();
    let mut later = Vec::new();
    open.sort_by_key(|at| (rank(judged[*at].row.report.kind), *at));
    for at in open {
        let kind = judged[at].row.report.kind;
        if matches!(kind, ReportKind::Leaving | ReportKind::DependantRemoved)
            && leaver(book, &judged[at].row.report).is_none()
        {
            later.push(at);
            continue;
        }
        settle(book, &mut judged[at]);
    }
    for at in later {
        settle(book, &mut judged[at]);
    }
    judged
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

fn settle(book: &mut Book, judged: &mut Judged) {
    let row = &judged.row;
    let verdict = match row.report.kind {
        ReportKind::Enrolment => enrol(book, row),
        ReportKind::DependantAdded => add_dependant(book, row),
        ReportKind::Leaving | ReportKind::DependantRemoved => leave(book, row),
        ReportKind::Change => change(book, row),
        ReportKind::Registration => register(book, row),
    };
    match verdict {
        Ok((fate, at, cells)) => {
            judged.fate = fate;
            if matches!(fate, Fate::New | Fate::Changed) {
                book.drafts[at].place = Some(judged.row.place());
            }
            judged.member = book.drafts[at].coverage.number.to_string();
            judged.cells = cells;
            if let (Some(said), Some(known)) = (&judged.row.report.name, &book.drafts[at].name)
                && respelt(known.name.text(), said.text(), name_key)
            {
                let note = refusal(
                    &judged.row,
                    "name_respelt",
                    "氏名の字体だけが台帳と違います。台帳のままにしました。",
                    "Only the spelling of the name differs from the ledger's, which stays.",
                    (
                        "印字を変えるときは、印字用の氏名を登録してください。",
                        "To print it otherwise, record a printed name.",
                    ),
                );
                judged.row.complaints.push(Complaint { weight: Weight::Note, ..*note });
            }
        }
        Err(complaint) => {
            judged.fate = if complaint.weight == Weight::Refusal { Fate::Rejected } else { Fate::Doubtful };
            judged.row.complaints.push(*complaint);
        }
    }
}

/// The number a row gives, as far as it gives one.
fn member_of(book: &Book, report: &Report) -> String {
    let symbol = book.symbol(report).unwrap_or_default();
    match &report.number {
        Some(number) => InsuredNumber::new(symbol, number, report.branch.as_deref().unwrap_or("")).to_string(),
        None => String::new(),
    }
}

fn refusal(
    row: &Row,
    code: &'static str,
    ja: impl Into<String>,
    en: impl Into<String>,
    hint: (&str, &str),
) -> Box<Complaint> {
    Box::new(Complaint {
        place: row.place(),
        code,
        weight: Weight::Refusal,
        sentence: Said::new(ja, en),
        hint: Said::new(hint.0, hint.1),
    })
}

fn doubt(
    row: &Row,
    code: &'static str,
    ja: impl Into<String>,
    en: impl Into<String>,
    hint: (&str, &str),
) -> Box<Complaint> {
    let mut complaint = refusal(row, code, ja, en, hint);
    complaint.weight = Weight::Doubt;
    complaint
}

/// Rows that stand in the file twice, rows about one person that contradict each other, and one number on two people.
fn mark_repetitions(book: &Book, judged: &mut [Judged]) {
    let mut seen: HashMap<(ReportKind, String, Option<Day>, String), usize> = HashMap::new();
    let mut holders: HashMap<InsuredNumber, Vec<usize>> = HashMap::new();
    for at in 0..judged.len() {
        if judged[at].fate != Fate::Unchanged {
            continue;
        }
        let report = &judged[at].row.report;
        let kana = report.kana.as_ref().map(|kana| kana_key(kana.text())).unwrap_or_default();
        let number = report.number.as_ref().map(|number| {
            let branch = report.branch.clone().unwrap_or_default();
            InsuredNumber::new(book.symbol(report).unwrap_or_default(), number, branch).key()
        });
        if let Some(number) = &number {
            let joins = matches!(report.kind, ReportKind::Enrolment | ReportKind::DependantAdded);
            if joins && (report.branch.is_some() || report.kind == ReportKind::Enrolment) {
                holders.entry(number.clone()).or_default().push(at);
            }
        }
        let key = (report.kind, number.map(|number| number.to_string()).unwrap_or_default(), report.born, kana);
        if let Some(first) = seen.get(&key).copied() {
            if judged[first].row.report == *report {
                let line = judged[first].row.line;
                let note = Complaint {
                    weight: Weight::Note,
                    ..*refusal(
                        &judged[at].row,
                        "duplicate_row",
                        format!("{line}行目と同じ内容です。"),
                        format!("The same as row {line}."),
                        ("一度だけ取り込みます。", "It goes in once."),
                    )
                };
                judged[at].fate = Fate::Duplicate;
                judged[at].row.complaints.push(note);
            } else {
                for (this, other) in [(first, at), (at, first)] {
                    let line = judged[other].row.line;
                    let complaint = doubt(
                        &judged[this].row,
                        "conflicting_rows",
                        format!("同じ方の行が{line}行目にもあり、内容が違います。"),
                        format!("Row {line} speaks of the same person and says otherwise."),
                        ("正しい行だけを残してください。", "Leave only the right row."),
                    );
                    if judged[this].fate == Fate::Unchanged {
                        judged[this].row.complaints.push(*complaint);
                        judged[this].fate = Fate::Doubtful;
                    }
                }
            }
        } else {
            seen.insert(key, at);
        }
    }
    for rows in holders.values().filter(|rows| rows.len() > 1) {
        let person = |at: usize| {
            let report = &judged[at].row.report;
            (report.born, report.kana.as_ref().map(|kana| kana_key(kana.text())))
        };
        let open: Vec<usize> = rows.iter().copied().filter(|at| judged[*at].fate == Fate::Unchanged).collect();
        let Some(first) = open.first().map(|at| person(*at)) else { continue };
        if open.iter().all(|at| person(*at) == first) {
            continue;
        }
        let lines: Vec<String> = open.iter().map(|at| judged[*at].row.line.to_string()).collect();
        for at in open {
            let complaint = doubt(
                &judged[at].row,
                "number_twice",
                format!("同じ記号・番号・枝番の方が二人います（{}行目）。", lines.join("、")),
                format!("Two people have the same number (rows {}).", lines.join(", ")),
                ("番号または枝番を確かめてください。", "Check the number or the branch."),
            );
            judged[at].row.complaints.push(*complaint);
            judged[at].fate = Fate::Doubtful;
        }
    }
}

/// The whole number of a row, or why there is none.
fn number(book: &Book, row: &Row, branch: &str) -> Result<InsuredNumber, Box<Complaint>> {
    let report = &row.report;
    let Some(number) = &report.number else {
        return Err(doubt(
            row,
            "number_missing",
            "番号がありません。",
            "There is no number.",
            ("番号を採番して記入してから、取り込んでください。", "Assign a number and import again."),
        ));
    };
    let Some(symbol) = book.symbol(report) else {
        return Err(refusal(
            row,
            "symbol_missing",
            "記号がなく、事業所からも決められません。",
            "There is no symbol, and the employer does not tell it.",
            (
                "記号の列を加えるか、--employer で事業所を指定してください。",
                "Add a symbol column or name the employer.",
            ),
        ));
    };
    if let Some(other) = book.other_employer(report) {
        return Err(doubt(
            row,
            "other_employer",
            format!("この記号は別の事業所（{other}）のものです。"),
            format!("This symbol belongs to another employer ({other})."),
            ("記号、または指定した事業所を確かめてください。", "Check the symbol, or the employer that was named."),
        ));
    }
    Ok(InsuredNumber::new(symbol, number, report.branch.as_deref().unwrap_or(branch)))
}

/// How a row and a member agree as persons.
enum Likeness {
    Same,
    Renamed,
    OtherBirth,
    Other,
}

fn likeness(report: &Report, draft: &Draft) -> Likeness {
    let born = match (report.born, draft.person.born) {
        (Some(said), Some(known)) => said == known,
        _ => true,
    };
    let kana = match (&report.kana, draft.kana_key()) {
        (Some(said), Some(known)) => kana_key(said.text()) == known,
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

/// Refuses to go on when number and person do not belong together.
fn must_be(book: &Book, row: &Row, at: usize) -> Result<(), Box<Complaint>> {
    let draft = &book.drafts[at];
    let report = &row.report;
    match likeness(report, draft) {
        Likeness::Same => Ok(()),
        Likeness::Renamed => {
            // Twins whose branches were exchanged: the row names another member of the family exactly.
            let number = &draft.coverage.number;
            let other = book.under(&number.symbol, &number.number).into_iter().any(|other| {
                other != at
                    && report.born.is_some()
                    && report.kana.is_some()
                    && matches!(likeness(report, &book.drafts[other]), Likeness::Same)
            });
            if !other {
                return Ok(());
            }
            Err(doubt(
                row,
                "branch_of_another",
                "氏名と生年月日は、台帳では同じ世帯の別の枝番の方のものです。",
                "In the ledger this name and birth date belong to another branch of the household.",
                ("枝番を確かめてください。", "Check the branch."),
            ))
        }
        Likeness::OtherBirth => Err(doubt(
            row,
            "birth_differs",
            "台帳の生年月日と違います。",
            "The birth date differs from the ledger's.",
            ("どちらが正しいか、届書で確かめてください。", "Check which is right."),
        )),
        Likeness::Other => Err(doubt(
            row,
            "number_taken",
            "この記号・番号・枝番は、台帳では別の方のものです。",
            "In the ledger this number belongs to somebody else.",
            ("番号を確かめてください。", "Check the number."),
        )),
    }
}

/// The single member with the row's birth date and kana that `fits`.
fn by_person(book: &Book, report: &Report, fits: impl Fn(&Draft) -> bool) -> Option<usize> {
    let (born, kana) = (report.born?, report.kana.as_ref()?);
    let mut found = book.people(born, &kana_key(kana.text())).iter().copied().filter(|at| fits(&book.drafts[*at]));
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

/// Sets a value and notes the change; a row that says nothing changes nothing.
fn set<T: Clone + PartialEq>(
    cells: &mut Vec<CellChange>,
    field: &'static str,
    now: &mut T,
    said: T,
    shown: impl Fn(&T) -> String,
) -> bool {
    if *now == said {
        return false;
    }
    cells.push(CellChange { field, before: shown(now), after: shown(&said) });
    *now = said;
    true
}

fn day_text(day: &Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// What every kind of row may say of a person: sex, name, address, last four. `from` is the day facts are true from.
fn describe(row: &Row, draft: &mut Draft, from: Day, cells: &mut Vec<CellChange>) -> Result<(), Box<Complaint>> {
    let report = &row.report;
    if let (Some(said), Some(known)) = (report.last_four, draft.last_four)
        && said != known
    {
        return Err(doubt(
            row,
            "last_four_differs",
            "個人番号の下4桁が台帳と違います。",
            "The last four digits of the My Number differ from the ledger's.",
            ("本人または事業所に確かめてください。", "Ask the member or the employer."),
        ));
    }
    if let Some(born) = report.born
        && draft.person.born.is_none()
        && set(cells, "born", &mut draft.person.born, Some(born), day_text)
    {
        draft.touched.person = Some(from);
    }
    if let Some(sex) = report.sex
        && set(cells, "sex", &mut draft.person.sex, Some(sex), |sex| sex.map_or("", rules::words::Sex::code).to_owned())
    {
        draft.touched.person = Some(from);
    }
    if report.name.is_some() || report.kana.is_some() {
        let mut named = draft.name.clone().unwrap_or(Named { name: Name::default(), kana: Kana::default() });
        let mut changed = false;
        if let Some(name) = &report.name
            && !respelt(named.name.text(), name.text(), name_key)
        {
            changed |= set(cells, "name", &mut named.name, name.clone(), |name| name.text().to_owned());
        }
        if let Some(kana) = &report.kana
            && !respelt(named.kana.text(), kana.text(), kana_key)
        {
            changed |= set(cells, "kana", &mut named.kana, kana.clone(), |kana| kana.text().to_owned());
        }
        if changed {
            draft.name = Some(named);
            draft.touched.name = Some(from);
        }
    }
    if report.postcode.is_some() || report.address.is_some() {
        let mut home = draft.home.clone().unwrap_or(Addressed { postcode: String::new(), address: Address::default() });
        let mut changed = false;
        if let Some(postcode) = &report.postcode {
            changed |= set(cells, "postcode", &mut home.postcode, postcode.clone(), Clone::clone);
        }
        if let Some(address) = &report.address {
            changed |= set(cells, "address", &mut home.address, address.clone(), |address| address.text().to_owned());
        }
        if changed {
            draft.home = Some(home);
            draft.touched.home = Some(from);
        }
    }
    if let Some(digits) = report.last_four {
        let hidden = |digits: &Option<_>| if digits.is_some() { "****".to_owned() } else { String::new() };
        if set(cells, "last_four", &mut draft.last_four, Some(digits), hidden) {
            draft.touched.last_four = Some(from);
        }
        if set(cells, "my_number", &mut draft.myna.my_number, MyNumber::Registered, |status| status.code().to_owned()) {
            draft.touched.myna = Some(from);
        }
    }
    if let Some(wants) = report.wants_certificate
        && wants
        && set(cells, "asked_at_enrolment", &mut draft.circumstance.asked_at_enrolment, true, |asked| {
            if *asked { "yes".to_owned() } else { "no".to_owned() }
        })
    {
        draft.touched.circumstance = Some(from);
    }
    Ok(())
}

/// Is this only another spelling of what the ledger has? It then stays as it is: kanji never decide. A spelling that tells
/// family from given name is worth having, though.
fn respelt(known: &str, said: &str, key: impl Fn(&str) -> String) -> bool {
    let splits = said.contains('\u{3000}') && !known.contains('\u{3000}');
    known != said && key(known) == key(said) && !splits
}

/// Compares the days and the place of a coverage that goes on.
fn describe_coverage(book: &Book, report: &Report, draft: &mut Draft, cells: &mut Vec<CellChange>) {
    let mut changed = false;
    let coverage = &mut draft.coverage;
    if report.acquired.is_some() {
        changed |= set(cells, "acquired", &mut coverage.acquired, report.acquired, day_text);
    }
    if report.voluntary_until.is_some() {
        changed |= set(cells, "voluntary_until", &mut coverage.voluntary_until, report.voluntary_until, day_text);
    }
    if report.staff_number.is_some() {
        changed |= set(cells, "staff_number", &mut coverage.staff_number, report.staff_number.clone(), |text| {
            text.clone().unwrap_or_default()
        });
    }
    if let Some(employer) = book.employer(report) {
        changed |= set(cells, "employer", &mut coverage.employer, Some(employer.code.clone()), |code| {
            code.clone().unwrap_or_default()
        });
    }
    if let Some(relation) = report.relation
        && coverage.relation != Relation::Insured
        && relation != Relation::Insured
    {
        changed |= set(cells, "relation", &mut coverage.relation, relation, |relation| relation.code().to_owned());
    }
    if changed {
        draft.touched.coverage = Some(draft.coverage_from);
    }
}

fn acquired(row: &Row) -> Result<Day, Box<Complaint>> {
    row.report.acquired.ok_or_else(|| {
        refusal(
            row,
            "acquired_missing",
            "資格取得日（認定日）がありません。",
            "There is no day of acquisition.",
            ("取得日を記入してください。", "Fill in the day of acquisition."),
        )
    })
}

/// 資格取得: a new member, a member who comes back, or one whom the ledger knows already.
fn enrol(book: &mut Book, row: &Row) -> Verdict {
    let report = &row.report;
    let from = acquired(row)?;
    let today = book.today;
    let person = by_person(book, report, Draft::insured);
    if report.number.is_none()
        && let Some(at) = person
        && book.drafts[at].coverage.acquired == Some(from)
    {
        return known(book, row, at, from);
    }
    let number = number(book, row, "00")?;
    if let Some(at) = book.numbered(&number) {
        must_be(book, row, at)?;
        let draft = &book.drafts[at];
        if draft.coverage.lost.is_none_or(|lost| from < lost) {
            return known(book, row, at, from);
        }
        let spell = insured_spell(book, report, number);
        return rejoin(book, row, at, spell, from);
    }
    if let Some(at) = by_person(book, report, |_| true) {
        let draft = &book.drafts[at];
        if draft.covered_on(from) || draft.coverage.acquired.is_some_and(|acquired| acquired >= from) {
            return Err(insured_elsewhere(row, draft));
        }
        let spell = insured_spell(book, report, number);
        return rejoin(book, row, at, spell, from);
    }
    let household = book.new_household();
    let employer = book.employer(report).map(|employer| employer.code.clone());
    let draft = newcomer(book, row, number, household, Relation::Insured, employer, from, today)?;
    let at = book.add(draft.0);
    Ok((Fate::New, at, draft.1))
}

/// A member whom the ledger does not have.
#[allow(clippy::too_many_arguments, reason = "one call for each of the two ways to join; the parts differ")]
fn newcomer(
    book: &Book,
    row: &Row,
    number: InsuredNumber,
    household: ledger::HouseholdId,
    relation: Relation,
    employer: Option<String>,
    from: Day,
    today: Day,
) -> Result<(Draft, Vec<CellChange>), Box<Complaint>> {
    let report = &row.report;
    if report.name.is_none() && report.kana.is_none() {
        return Err(refusal(
            row,
            "name_missing",
            "氏名がありません。",
            "There is no name.",
            ("氏名を記入してください。", "Fill in the name."),
        ));
    }
    if report.name.is_none() {
        return Err(doubt(
            row,
            "name_missing",
            "漢字の氏名がありません。このままでは書類に氏名を印字できません。",
            "There is no name but the kana; papers would bear none.",
            ("氏名を記入してください。", "Fill in the name."),
        ));
    }
    if report.born.is_none() {
        return Err(refusal(
            row,
            "born_missing",
            "生年月日がありません。",
            "There is no birth date.",
            ("生年月日を記入してください。", "Fill in the birth date."),
        ));
    }
    let mut cells = vec![CellChange { field: "member", before: String::new(), after: number.to_string() }];
    let mut draft = Draft {
        id: None,
        person: Person { born: None, sex: None },
        name: None,
        coverage: Coverage {
            number,
            employer,
            household,
            relation,
            acquired: Some(from),
            lost: report.lost,
            left: report.left,
            voluntary_until: report.voluntary_until,
            received: Some(today),
            staff_number: report.staff_number.clone(),
        },
        coverage_from: from,
        home: None,
        myna: Myna::default(),
        last_four: None,
        circumstance: Circumstance::default(),
        touched: Touched { coverage: Some(from), ..Touched::default() },
        place: None,
    };
    cells.push(CellChange { field: "acquired", before: String::new(), after: from.to_string() });
    describe(row, &mut draft, from, &mut cells)?;
    if report.last_four.is_none() && book.numbered_sheets.contains(&row.sheet) {
        draft.myna.my_number = MyNumber::Missing;
        draft.touched.myna = Some(from);
        cells.push(CellChange {
            field: "my_number",
            before: String::new(),
            after: MyNumber::Missing.code().to_owned(),
        });
    } else if report.last_four.is_some() {
        draft.touched.myna = Some(from);
    }
    describe_registration(report, &mut draft, from, &mut cells);
    Ok((draft, cells))
}

/// A row about a member whose coverage goes on.
fn known(book: &mut Book, row: &Row, at: usize, from: Day) -> Verdict {
    let mut cells = Vec::new();
    let mut draft = book.drafts[at].clone();
    describe_coverage(book, &row.report, &mut draft, &mut cells);
    describe(row, &mut draft, fact_day(None, book.today).max(from.min(book.today)), &mut cells)?;
    describe_registration(&row.report, &mut draft, book.today, &mut cells);
    book.drafts[at] = draft;
    Ok((if cells.is_empty() { Fate::Unchanged } else { Fate::Changed }, at, cells))
}

/// Somebody with the row's birth date and kana is covered already, under another number.
fn insured_elsewhere(row: &Row, draft: &Draft) -> Box<Complaint> {
    let held = draft.coverage.number.to_string();
    doubt(
        row,
        "already_insured",
        format!("生年月日とカナが同じ方が、別の番号（{held}）で加入しています。"),
        format!("Somebody with the same birth date and kana is insured under another number ({held})."),
        (
            "同じ方であれば先に喪失を取り込み、別の方であれば届書を確かめてください。",
            "If it is the same person, import the loss first; otherwise check the form.",
        ),
    )
}

/// Where a new spell of coverage stands.
struct Spell {
    number: InsuredNumber,
    household: ledger::HouseholdId,
    relation: Relation,
    employer: Option<String>,
}

/// The spell of an insured person: a household of its own.
fn insured_spell(book: &mut Book, report: &Report, number: InsuredNumber) -> Spell {
    let employer = book.employer(report).map(|employer| employer.code.clone());
    Spell { number, household: book.new_household(), relation: Relation::Insured, employer }
}

/// A member who was here before: a new spell of coverage for the same person.
fn rejoin(book: &mut Book, row: &Row, at: usize, spell: Spell, from: Day) -> Verdict {
    let report = &row.report;
    let mut cells = Vec::new();
    let mut draft = book.drafts[at].clone();
    let number = draft.coverage.number.to_string();
    cells.push(CellChange { field: "member", before: number, after: spell.number.to_string() });
    cells.push(CellChange { field: "acquired", before: day_text(&draft.coverage.acquired), after: from.to_string() });
    draft.coverage = Coverage {
        number: spell.number,
        employer: spell.employer,
        household: spell.household,
        relation: spell.relation,
        acquired: Some(from),
        lost: report.lost,
        left: report.left,
        voluntary_until: report.voluntary_until,
        received: Some(book.today),
        staff_number: report.staff_number.clone(),
    };
    draft.coverage_from = from;
    draft.touched.coverage = Some(from);
    describe(row, &mut draft, from, &mut cells)?;
    book.put(at, draft);
    Ok((Fate::Changed, at, cells))
}

/// 被扶養者（異動）届, 該当: the insured person must be there, in the ledger or in the same file.
fn add_dependant(book: &mut Book, row: &Row) -> Verdict {
    let report = &row.report;
    let from = acquired(row)?;
    let whole = number(book, row, "")?;
    let family = book.under(&whole.symbol, &whole.number);
    let insured = family.iter().copied().find(|at| {
        let draft = &book.drafts[*at];
        draft.insured() && draft.coverage.lost.is_none_or(|lost| from < lost)
    });
    let Some(insured) = insured else {
        return Err(refusal(
            row,
            "dependant_without_insured",
            "この記号・番号の被保険者が台帳にもこのファイルにもありません。",
            "Neither the ledger nor this file has the insured person of this number.",
            (
                "被保険者の取得を先に取り込むか、番号を確かめてください。",
                "Enrol the insured person first, or check the number.",
            ),
        ));
    };
    let branch_given = report.branch.as_ref().filter(|branch| !branch.trim().is_empty());
    let same_person = family.iter().copied().find(|at| {
        let draft = &book.drafts[*at];
        !draft.insured() && matches!(likeness(report, draft), Likeness::Same) && report.born.is_some()
    });
    let at = match branch_given {
        Some(_) => book.numbered(&whole),
        None => same_person,
    };
    if let Some(at) = at {
        must_be(book, row, at)?;
        if book.drafts[at].insured() {
            return Err(doubt(
                row,
                "branch_of_insured",
                "この枝番は被保険者本人のものです。",
                "This branch is the insured person's own.",
                ("枝番を確かめてください。", "Check the branch."),
            ));
        }
        if book.drafts[at].coverage.lost.is_none_or(|lost| from < lost) {
            return known(book, row, at, from);
        }
        let mut cells = vec![CellChange {
            field: "acquired",
            before: day_text(&book.drafts[at].coverage.acquired),
            after: from.to_string(),
        }];
        let household = book.drafts[insured].coverage.household;
        let mut draft = book.drafts[at].clone();
        draft.coverage.acquired = Some(from);
        draft.coverage.lost = report.lost;
        draft.coverage.left = None;
        draft.coverage.household = household;
        draft.coverage_from = from;
        draft.touched.coverage = Some(from);
        describe(row, &mut draft, from, &mut cells)?;
        book.put(at, draft);
        return Ok((Fate::Changed, at, cells));
    }
    if let Some(acquired) = book.drafts[insured].coverage.acquired
        && from < acquired
    {
        return Err(doubt(
            row,
            "before_insured",
            format!("認定日が被保険者の取得日（{}）より前です。", acquired.wareki()),
            format!("The day is before the insured person's acquisition ({acquired})."),
            ("どちらの日付が正しいか確かめてください。", "Check which day is right."),
        ));
    }
    let elsewhere = by_person(book, report, |_| true);
    if let Some(at) = elsewhere
        && (book.drafts[at].covered_on(from)
            || book.drafts[at].coverage.acquired.is_some_and(|acquired| from <= acquired))
    {
        return Err(insured_elsewhere(row, &book.drafts[at]));
    }
    let branch = match branch_given {
        Some(branch) => branch.clone(),
        None => next_branch(book, &family),
    };
    let number = InsuredNumber::new(
        book.drafts[insured].coverage.number.symbol.clone(),
        book.drafts[insured].coverage.number.number.clone(),
        branch,
    );
    let household = book.drafts[insured].coverage.household;
    let employer = book.drafts[insured].coverage.employer.clone();
    let relation = report.relation.filter(|relation| *relation != Relation::Insured).unwrap_or(Relation::Other);
    if let Some(at) = elsewhere {
        return rejoin(book, row, at, Spell { number, household, relation, employer }, from);
    }
    let (draft, cells) = newcomer(book, row, number, household, relation, employer, from, book.today)?;
    let at = book.add(draft);
    Ok((Fate::New, at, cells))
}

/// The next branch of a household: one more than the highest ever used, never one of the past.
fn next_branch(book: &Book, family: &[usize]) -> String {
    let highest = family
        .iter()
        .filter_map(|at| InsuredNumber::part_key(&book.drafts[*at].coverage.number.branch).parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    format!("{:02}", highest + 1)
}

/// The member whom a leaving row means.
fn leaver(book: &Book, report: &Report) -> Option<usize> {
    if let (Some(symbol), Some(number)) = (book.symbol(report), &report.number) {
        if let Some(branch) = &report.branch {
            return book.numbered(&InsuredNumber::new(symbol, number, branch));
        }
        let family = book.under(&symbol, number);
        let fits = |at: &usize| match report.kind {
            ReportKind::Leaving => book.drafts[*at].insured(),
            _ => {
                !book.drafts[*at].insured()
                    && report.born.is_some()
                    && matches!(likeness(report, &book.drafts[*at]), Likeness::Same)
            }
        };
        return family.iter().copied().filter(fits).max_by_key(|at| book.drafts[*at].coverage.acquired);
    }
    let insured = report.kind == ReportKind::Leaving;
    by_person(book, report, |draft| draft.insured() == insured)
}

fn unknown_member(row: &Row) -> Box<Complaint> {
    refusal(
        row,
        "member_unknown",
        "この方は台帳にありません。",
        "The ledger does not have this person.",
        ("番号と生年月日を確かめるか、先に取得を取り込んでください。", "Check number and birth date, or enrol first."),
    )
}

/// 資格喪失, and a dependant's removal. Dependants lose cover with the insured person.
fn leave(book: &mut Book, row: &Row) -> Verdict {
    let report = &row.report;
    let Some(at) = leaver(book, report) else {
        // Whoever has come back under another number since has left the old one behind.
        let later = by_person(book, report, |draft| {
            report.lost.is_some_and(|lost| draft.coverage.acquired.is_some_and(|acquired| lost <= acquired))
        });
        return later.map(|at| (Fate::Unchanged, at, Vec::new())).ok_or_else(|| unknown_member(row));
    };
    must_be(book, row, at)?;
    if let (Some(chosen), Some(theirs)) = (book.chosen(), &book.drafts[at].coverage.employer)
        && chosen.code != *theirs
    {
        return Err(doubt(
            row,
            "other_employer",
            format!("この方は別の事業所（{theirs}）の方です。"),
            format!("This member belongs to another employer ({theirs})."),
            ("事業所と番号を確かめてください。", "Check the employer and the number."),
        ));
    }
    let Some(lost) = report.lost else {
        return Err(refusal(
            row,
            "lost_missing",
            "資格喪失日がありません。",
            "There is no day of loss.",
            ("喪失日または退職日を記入してください。", "Fill in the day of loss or of leaving."),
        ));
    };
    if let Some(acquired) = book.drafts[at].coverage.acquired
        && lost < acquired
    {
        return Err(refusal(
            row,
            "lost_before_acquired",
            format!("喪失日が取得日（{}）より前です。", acquired.wareki()),
            format!("The loss is before the acquisition ({acquired})."),
            ("どちらの日付が正しいか確かめてください。", "Check which day is right."),
        ));
    }
    let mut cells = Vec::new();
    let insured = book.drafts[at].insured();
    let family = if insured { book.household(book.drafts[at].coverage.household) } else { vec![at] };
    let before = book.drafts[at].coverage.lost;
    for member in family {
        let draft = &mut book.drafts[member];
        let own = member == at;
        // A dependant who left earlier stays as they are; one who left with the insured person follows a corrected day.
        let left_alone = draft.coverage.lost.is_some_and(|already| already <= lost && Some(already) != before);
        if !own && left_alone {
            continue;
        }
        let mut theirs = Vec::new();
        let mut changed = set(&mut theirs, "lost", &mut draft.coverage.lost, Some(lost), day_text);
        if own && report.left.is_some() {
            changed |= set(&mut theirs, "left", &mut draft.coverage.left, report.left, day_text);
        }
        if changed {
            draft.touched.coverage = Some(draft.coverage_from);
        }
        if !own {
            for cell in &mut theirs {
                cell.field = "dependant_lost";
            }
        }
        cells.extend(theirs);
    }
    Ok((if cells.is_empty() { Fate::Unchanged } else { Fate::Changed }, at, cells))
}

/// The member whom a change or a registration means.
fn meant(book: &Book, row: &Row) -> Result<usize, Box<Complaint>> {
    let report = &row.report;
    if report.number.is_some() {
        let whole = number(book, row, "")?;
        if report.branch.is_some() {
            return book.numbered(&whole).ok_or_else(|| unknown_member(row));
        }
        let family = book.under(&whole.symbol, &whole.number);
        let same: Vec<usize> = family
            .iter()
            .copied()
            .filter(|at| {
                (report.born.is_some() || report.kana.is_some())
                    && matches!(likeness(report, &book.drafts[*at]), Likeness::Same)
            })
            .collect();
        return match (same.as_slice(), family.as_slice()) {
            ([one], _) => Ok(*one),
            ([], [only]) => Ok(*only),
            ([], []) => Err(unknown_member(row)),
            ([], _) if report.born.is_none() && report.kana.is_none() && report.name.is_none() => {
                family.iter().copied().find(|at| book.drafts[*at].insured()).ok_or_else(|| unknown_member(row))
            }
            _ => Err(doubt(
                row,
                "member_ambiguous",
                "この番号の世帯のどなたか決められません。",
                "It is not clear whom of the household this means.",
                ("枝番を加えてください。", "Add the branch."),
            )),
        };
    }
    by_person(book, report, |_| true).ok_or_else(|| unknown_member(row))
}

fn change(book: &mut Book, row: &Row) -> Verdict {
    let at = meant(book, row)?;
    must_be(book, row, at)?;
    let mut cells = Vec::new();
    let mut draft = book.drafts[at].clone();
    describe(row, &mut draft, fact_day(row.report.as_of, book.today), &mut cells)?;
    describe_registration(&row.report, &mut draft, fact_day(row.report.as_of, book.today), &mut cells);
    book.drafts[at] = draft;
    Ok((if cells.is_empty() { Fate::Unchanged } else { Fate::Changed }, at, cells))
}

/// A list cannot speak of a day that has not come.
fn not_ahead(book: &Book, row: &Row) -> Result<(), Box<Complaint>> {
    match row.report.as_of {
        Some(day) if book.today < day => Err(doubt(
            row,
            "future_as_of",
            format!("基準日（{}）が先の日付です。", day.wareki()),
            format!("The list speaks of a day ahead ({day})."),
            ("基準日を確かめてください。", "Check the day of the list."),
        )),
        _ => Ok(()),
    }
}

/// 利用登録状況
fn register(book: &mut Book, row: &Row) -> Verdict {
    not_ahead(book, row)?;
    let at = meant(book, row)?;
    must_be(book, row, at)?;
    let mut cells = Vec::new();
    let mut draft = book.drafts[at].clone();
    describe_registration(&row.report, &mut draft, fact_day(row.report.as_of, book.today), &mut cells);
    book.drafts[at] = draft;
    Ok((if cells.is_empty() { Fate::Unchanged } else { Fate::Changed }, at, cells))
}

/// What a row says of the My Number Card.
fn describe_registration(report: &Report, draft: &mut Draft, from: Day, cells: &mut Vec<CellChange>) {
    let mut changed = false;
    if let Some(said) = report.use_registered {
        changed |= set(cells, "use_registered", &mut draft.myna.use_registered, said, |word| word.code().to_owned());
        // Whoever is registered for use has a number that the state knows.
        if said == UseRegistration::Yes {
            changed |=
                set(cells, "my_number", &mut draft.myna.my_number, MyNumber::Registered, |word| word.code().to_owned());
        }
    }
    if let Some(said) = report.myna_card {
        changed |= set(cells, "myna_card", &mut draft.myna.card, said, |word| word.code().to_owned());
    }
    if report.e_certificate_until.is_some() {
        changed |= set(
            cells,
            "e_certificate_until",
            &mut draft.myna.e_certificate_until,
            report.e_certificate_until,
            day_text,
        );
    }
    if changed {
        draft.touched.myna = Some(from);
    }
}
