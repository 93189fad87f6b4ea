//! 資格取得 and a dependant's recognition: a new member, one who comes back, or one whom the ledger knows already.

use ledger::{Answer, Circumstance, Coverage, HouseholdId, Myna, Person};
use rules::calendar::Day;
use rules::case::MyNumber;
use rules::words::fold::{kana_key, name_key};
use rules::words::{Complaint, InsuredNumber, Relation, Weight};

use super::super::book::{Book, Draft, DraftKeys, Fate, Line, Once, Touched};
use super::describe::{
    day_text, describe, describe_coverage, describe_registration, last_four_agrees, same_address, set,
};
use super::past::{Days, former, older, past, same_spell};
use super::who::{Likeness, by_person, everyone_like, family, holder, likeness, must_be, number, slipped, sure_enough};
use super::{Verdict, doubt, note, refusal};
use crate::wire::CellChange;

fn acquired(line: &Line) -> Result<Day, Box<Complaint>> {
    line.row.report.acquired.ok_or_else(|| {
        refusal(
            line,
            "acquired_missing",
            "資格取得日（認定日）がありません。",
            "There is no day of acquisition.",
            ("取得日を記入してください。", "Fill in the day of acquisition."),
        )
    })
}

/// Does a coverage go on on the day from which a row says that it begins?
fn goes_on(draft: &Draft, from: Day) -> bool {
    draft.ends().is_none_or(|ends| from < ends) || draft.coverage.acquired == Some(from)
}

/// A member whom a number or a person points to, unless a clerk has made sure that it is somebody else: the holder of a
/// number that was free again by then.
fn same_number(book: &Book, line: &Line, at: Option<usize>, from: Day) -> Result<Option<usize>, Box<Complaint>> {
    let Some(at) = at else { return Ok(None) };
    let draft = &book.drafts[at];
    let free = draft.coverage.lost.is_some_and(|lost| lost <= from);
    if free && likeness(line, draft) != Likeness::Same && line.is_other(at, draft) {
        return Ok(None);
    }
    must_be(book, line, at)?;
    Ok(Some(at))
}

/// 資格取得
pub(super) fn enrol(book: &mut Book, line: &mut Line) -> Verdict {
    let from = acquired(line)?;
    if line.row.report.number.is_none()
        && let Some(at) = by_person(book, line, Draft::insured)
        && book.drafts[at].coverage.acquired == Some(from)
        && !line.is_other(at, &book.drafts[at])
    {
        sure_enough(book, line, at)?;
        return known(book, line, at);
    }
    let number = number(book, line, "00")?;
    let apart = number.key().branch.parse::<u32>().is_ok_and(|branch| branch != 0);
    if apart && line.row.report.relation.is_none() {
        return Err(doubt(
            line,
            "relation_missing",
            "枝番が00ではありませんが、続柄がありません。本人か被扶養者か決められません。",
            "The branch is not 00 and there is no relation: the insured person, or a dependant?",
            ("続柄を記入してください。", "Fill in the relation."),
        ));
    }
    let holder = holder(book, line, &number.branch);
    let spell = |book: &mut Book, number| Spell {
        number,
        household: book.new_household(),
        relation: Relation::Insured,
        employer: book.employer(line).map(|employer| employer.code.clone()),
    };
    if let Some(verdict) = former(book, line, &number, from) {
        return verdict;
    }
    let same = same_number(book, line, holder, from)?;
    let at = match same {
        Some(at) => Some(at),
        None => known_elsewhere(book, line, from)?,
    };
    let Some(at) = at else {
        let spell = spell(book, number);
        return newcomer(book, line, spell, from);
    };
    if let Some(verdict) = past(book, line, at, Days::of(line)) {
        return verdict;
    }
    if Days::of(line).before(&book.drafts[at].coverage) {
        let spell = spell(book, number);
        return older(book, line, at, spell, from);
    }
    if same.is_some() && goes_on(&book.drafts[at], from) {
        return known(book, line, at);
    }
    may_come_back(book, line, at, from)?;
    let spell = spell(book, number);
    rejoin(book, line, at, spell, from)
}

/// Has or had somebody the very spell of which a row speaks?
fn heard(book: &Book, line: &Line, at: usize, from: Day) -> bool {
    let here = line.number.as_ref().is_some_and(|key| {
        let own = &book.drafts[at].keys.number;
        (&own.symbol, &own.number) == (&key.symbol, &key.number)
    });
    here || book.past(at).iter().any(|spell| spell.stands && spell.value.acquired == Some(from))
}

/// The same person under another number, unless a clerk has made sure that this is a namesake. Of several namesakes it is
/// the one of whom a clerk said so, or who has or had this very spell, else the one who is covered.
fn by_other_number(book: &Book, line: &Line, from: Day) -> Option<usize> {
    let alike = everyone_like(book, line).into_iter().filter(|at| !line.is_other(*at, &book.drafts[*at]));
    alike.max_by_key(|at| {
        let draft = &book.drafts[*at];
        let same = line.said_of(draft) == Some(Answer::Same);
        (same, heard(book, line, *at, from), draft.covered_on(from), draft.coverage.acquired)
    })
}

/// As [`by_other_number`], once it is sure enough who it is: not by kanji alone, and not one of several namesakes.
fn known_elsewhere(book: &Book, line: &Line, from: Day) -> Result<Option<usize>, Box<Complaint>> {
    let Some(at) = by_other_number(book, line, from) else { return Ok(None) };
    sure_enough(book, line, at)?;
    let draft = &book.drafts[at];
    let others = everyone_like(book, line).into_iter().filter(|other| *other != at);
    let others = others.filter(|other| line.said_of(&book.drafts[*other]) != Some(Answer::Different));
    let numbers: Vec<String> = others.map(|other| book.drafts[other].coverage.number.to_string()).collect();
    let told = line.said_of(draft) == Some(Answer::Same) || heard(book, line, at, from) || draft.covered_on(from);
    if numbers.is_empty() || told || line.is_same(at, draft) {
        return Ok(Some(at));
    }
    line.lay_beside(at, &draft.coverage);
    let held = draft.coverage.number.to_string();
    let all = numbers.iter().map(String::as_str).chain([held.as_str()]).collect::<Vec<_>>();
    Err(doubt(
        line,
        "several_alike",
        format!("生年月日とカナが同じ方が、台帳に何人もいます（{}）。", all.join("、")),
        format!("Several members have this birth date and kana ({}).", all.join(", ")),
        (
            "横に並べた方と同じ方か、どなたでもない別の方かを、届書で確かめてください。",
            "Check on the form whether it is the member shown beside it, or none of them.",
        ),
    ))
}

/// Somebody who is covered still, or again since, cannot come back.
fn may_come_back(book: &Book, line: &Line, at: usize, from: Day) -> Result<(), Box<Complaint>> {
    let draft = &book.drafts[at];
    // An enrolment that was cancelled has covered nobody.
    let cancelled = draft.coverage.lost.is_some_and(|lost| Some(lost) <= draft.coverage.acquired && lost <= from);
    let later = draft.coverage.acquired.is_some_and(|acquired| from <= acquired);
    if cancelled || (!book.covered(at, from) && !later) {
        return Ok(());
    }
    let held = draft.coverage.number.to_string();
    line.lay_beside(at, &draft.coverage);
    Err(doubt(
        line,
        "already_insured",
        format!("生年月日とカナが同じ方が、別の番号（{held}）で加入しています。"),
        format!("Somebody with the same birth date and kana is insured under another number ({held})."),
        (
            "同じ方か別の方かを確かめてください。同じ方であれば、先に喪失を届け出ます。",
            "Check whether it is the same person. If it is, the loss comes first.",
        ),
    ))
}

/// Where a new spell of coverage stands.
pub(super) struct Spell {
    number: InsuredNumber,
    household: HouseholdId,
    relation: Relation,
    employer: Option<String>,
}

impl Spell {
    pub(super) fn coverage(self, line: &Line, from: Day, today: Day) -> Coverage {
        let report = &line.row.report;
        Coverage {
            number: self.number,
            employer: self.employer,
            household: self.household,
            relation: self.relation,
            acquired: Some(from),
            lost: report.lost,
            left: report.left_work(),
            voluntary_until: report.voluntary_until,
            received: Some(today),
            staff_number: report.staff_number.clone(),
        }
    }
}

/// A member whom the ledger does not have.
fn newcomer(book: &mut Book, line: &mut Line, spell: Spell, from: Day) -> Verdict {
    let report = &line.row.report;
    let alike = if spell.employer.is_none() { book.employers_alike(line) } else { Vec::new() };
    if alike.len() > 1 {
        let codes = alike.join("、");
        return Err(doubt(
            line,
            "employer_unclear",
            format!("この記号の事業所が複数あり（{codes}）、どの事業所の方か決められません。"),
            format!("Several employers have this symbol ({codes}), and nothing tells which one this is."),
            (
                "ファイルの事業所を選ぶか、事業所の列を加えてください。",
                "Choose the employer of the file, or add a column for it.",
            ),
        ));
    }
    if report.name.is_none() {
        let (weight, ja, en) = if report.kana.is_none() {
            (Weight::Refusal, "氏名がありません。", "There is no name.")
        } else {
            (
                Weight::Doubt,
                "漢字の氏名がありません。このままでは書類に氏名を印字できません。",
                "There is no name but the kana; papers would bear none.",
            )
        };
        let missing = refusal(line, "name_missing", ja, en, ("氏名を記入してください。", "Fill in the name."));
        return Err(Box::new(Complaint { weight, ..*missing }));
    }
    if report.born.is_none() {
        return Err(refusal(
            line,
            "born_missing",
            "生年月日がありません。",
            "There is no birth date.",
            ("生年月日を記入してください。", "Fill in the birth date."),
        ));
    }
    let cell = |field, after: String| CellChange { field, before: String::new(), after };
    let mut cells = Vec::with_capacity(12);
    cells.push(cell("member", spell.number.to_string()));
    let mut draft = Draft {
        id: None,
        person: Person { born: None, sex: None },
        name: None,
        coverage: spell.coverage(line, from, book.today),
        coverage_from: from,
        home: None,
        shielded: false,
        myna: Myna::default(),
        last_four: None,
        correction_awaited: false,
        circumstance: Circumstance::default(),
        applied_today: false,
        touched: Touched { coverage: Some(from), ..Touched::default() },
        place: None,
        keys: DraftKeys::default(),
    };
    describe(line, &mut draft, from, &mut cells);
    cells.push(cell("acquired", from.to_string()));
    if let Some(lost) = report.lost {
        cells.push(cell("lost", lost.to_string()));
    }
    if report.last_four.is_some() {
        draft.touched.myna = Some(from);
    } else if report.my_number_blank {
        draft.myna.my_number = MyNumber::Missing;
        draft.touched.myna = Some(from);
        cells.push(cell("my_number", MyNumber::Missing.code().to_owned()));
    }
    describe_registration(report, &mut draft, from, &mut cells);
    let key = InsuredNumber::part_key(&draft.coverage.number.symbol);
    if draft.coverage.employer.is_none() && !book.knows_symbol(&key) {
        note(
            line,
            "symbol_unknown",
            "この記号の事業所は登録されていません。事業所宛ての書類は送れません。",
            "No employer on record has this symbol; nothing can be sent through an employer.",
            ("記号を確かめてください。", "Check the symbol."),
        );
    }
    let at = book.add(draft);
    Ok((Fate::New, at, cells))
}

/// An enrolment that is sent again reports no move and no marriage: a name or an address that the ledger once had, and has
/// replaced since, stays replaced.
fn leave_what_was_corrected(book: &Book, line: &mut Line, at: usize) {
    let draft = &book.drafts[at];
    let Some(Once { names, homes }) = book.once(at) else { return };
    let mut kept = Vec::new();
    let report = &mut line.row.report;
    let current = draft.name.as_ref();
    if let Some(name) = &report.name
        && current.is_some_and(|named| name_key(named.name.text()) != name_key(name.text()))
        && names.iter().any(|once| name_key(once.value.name.text()) == name_key(name.text()))
    {
        report.name = None;
        kept.push(("氏名", "name"));
    }
    if let Some(kana) = &report.kana
        && current.is_some_and(|named| kana_key(named.kana.text()) != kana_key(kana.text()))
        && names.iter().any(|once| kana_key(once.value.kana.text()) == kana_key(kana.text()))
    {
        report.kana = None;
        kept.push(("カナ", "kana"));
    }
    if let Some(address) = &report.address
        && draft.home.as_ref().is_some_and(|home| home.address != *address)
        && homes.iter().any(|once| once.value.address == *address)
    {
        (report.address, report.postcode) = (None, None);
        kept.push(("住所", "address"));
    }
    for (ja, en) in kept {
        note(
            line,
            "replaced_since",
            format!("この{ja}は、台帳ではその後変更されています。台帳のままにしました。"),
            format!("The ledger has replaced this {en} since; it stays."),
            ("元に戻す届であれば、変更届として取り込んでください。", "If it was changed back, import it as a change."),
        );
    }
}

/// A dependant without an address of their own lives with the insured person: the same address said once more is no news.
fn leave_the_familys_address(book: &Book, line: &mut Line, at: usize) {
    let draft = &book.drafts[at];
    let Some(said) = line.row.report.address.as_ref().filter(|_| !draft.insured() && draft.home.is_none()) else {
        return;
    };
    let family = book.household(draft.coverage.household);
    let head = family.into_iter().map(|other| &book.drafts[other]).find(|other| other.insured());
    let home = head.and_then(|head| head.home.as_ref());
    if home.is_some_and(|home| same_address(home.address.text(), said.text())) {
        (line.row.report.address, line.row.report.postcode) = (None, None);
    }
}

/// A row about a member whose coverage goes on.
fn known(book: &mut Book, line: &mut Line, at: usize) -> Verdict {
    line.lay_beside(at, &book.drafts[at].coverage);
    last_four_agrees(line, &book.drafts[at])?;
    same_spell(line, &book.drafts[at].coverage)?;
    let employer = book.employer(line).map(|employer| employer.code.clone());
    let mut cells = Vec::new();
    let today = book.today;
    leave_what_was_corrected(book, line, at);
    leave_the_familys_address(book, line, at);
    let draft = &mut book.drafts[at];
    let before = draft.coverage.acquired;
    describe_coverage(&line.row.report, employer, draft, &mut cells);
    describe(line, draft, today, &mut cells);
    describe_registration(&line.row.report, draft, today, &mut cells);
    if cells.is_empty() {
        return Ok((Fate::Unchanged, at, cells));
    }
    book.index(at);
    let (insured, acquired) = (book.drafts[at].insured(), book.drafts[at].coverage.acquired);
    if insured && before < acquired {
        family_follows(book, at, before, &mut cells);
    }
    Ok((Fate::Changed, at, cells))
}

/// Nobody is a dependant before there is an insured person: whoever began with them begins with them again.
fn family_follows(book: &mut Book, insured: usize, before: Option<Day>, cells: &mut Vec<CellChange>) {
    let acquired = book.drafts[insured].coverage.acquired;
    for at in book.household(book.drafts[insured].coverage.household) {
        let draft = &mut book.drafts[at];
        if at != insured && before <= draft.coverage.acquired && draft.coverage.acquired < acquired {
            let was = draft.coverage.acquired.map(|day| day.to_string()).unwrap_or_default();
            let after = acquired.map(|day| day.to_string()).unwrap_or_default();
            cells.push(CellChange { field: "dependant_acquired", before: was, after });
            draft.coverage.acquired = acquired;
            draft.touched.coverage = Some(draft.coverage_from);
        }
    }
}

/// A member who was here before: a new spell of coverage for the same person.
fn rejoin(book: &mut Book, line: &Line, at: usize, spell: Spell, from: Day) -> Verdict {
    last_four_agrees(line, &book.drafts[at])?;
    let mut cells = Vec::new();
    let mut draft = book.drafts[at].clone();
    let number = draft.coverage.number.to_string();
    if number != spell.number.to_string() {
        cells.push(CellChange { field: "member", before: number, after: spell.number.to_string() });
    }
    // The spell before stays as it was: nothing of it is replaced.
    cells.push(CellChange { field: "rejoined", before: String::new(), after: from.to_string() });
    if let Some(lost) = line.row.report.lost {
        cells.push(CellChange { field: "lost", before: String::new(), after: lost.to_string() });
    }
    leave_family_behind(book, at, &mut cells);
    // What this very file said of the spell before goes in too.
    let before = draft.touched.coverage.map(|began| (began, draft.coverage.clone()));
    draft.coverage = spell.coverage(line, from, book.today);
    draft.coverage_from = from;
    draft.touched.coverage = Some(from);
    describe(line, &mut draft, from, &mut cells);
    // A wish that was there before was of the spell before.
    draft.touched.wish |= line.row.report.wants_certificate == Some(true) && !draft.applied_today;
    describe_registration(&line.row.report, &mut draft, from, &mut cells);
    book.put(at, draft);
    if let Some((began, coverage)) = before {
        book.ended(at, began, coverage);
    }
    Ok((Fate::Changed, at, cells))
}

/// An insured person whose cover ended by age or by its term goes on to another household: whoever stays in the old one lost
/// cover then, and from now on nobody there says so.
fn leave_family_behind(book: &mut Book, insured: usize, cells: &mut Vec<CellChange>) {
    let draft = &book.drafts[insured];
    let (Some(ends), true) = (draft.ends(), draft.insured()) else { return };
    for at in book.household(draft.coverage.household).into_iter().filter(|at| *at != insured) {
        let draft = &mut book.drafts[at];
        if draft.ends().is_none_or(|own| ends < own) {
            set(cells, "dependant_lost", &mut draft.coverage.lost, Some(ends), day_text);
            draft.touched.coverage = Some(draft.coverage_from);
        }
    }
}

/// 被扶養者（異動）届, 該当: the insured person must be there, in the ledger or in the same file.
pub(super) fn add_dependant(book: &mut Book, line: &mut Line) -> Verdict {
    let from = acquired(line)?;
    let whole = number(book, line, "")?;
    // Whoever was a dependant under this number and has come back since under another.
    if let Some(at) = by_other_number(book, line, from)
        && let Some(Ok((Fate::Unchanged, ..))) = past(book, line, at, Days::of(line))
    {
        return Ok((Fate::Unchanged, at, Vec::new()));
    }
    let family = family(book, line);
    // A number that was given again has had several insured persons: the one who was covered on that day comes first.
    let insured_now = |fits: &dyn Fn(&Draft) -> bool| {
        family.iter().copied().find(|at| book.drafts[*at].insured() && fits(&book.drafts[*at]))
    };
    let insured = insured_now(&|draft| draft.covered_on(from)).or_else(|| insured_now(&|draft| goes_on(draft, from)));
    let Some(insured) = insured else {
        // The insured person had this number then, and has gone on to another.
        let led = |spell: &Coverage| {
            spell.relation == Relation::Insured
                && spell.acquired.is_some_and(|began| began <= from)
                && spell.lost.is_some_and(|lost| from < lost)
        };
        let key = line.number.clone().unwrap_or_default();
        let then = book.had(&key).find(|(_, spell)| led(spell)).map(|(_, spell)| spell.clone());
        if let Some(then) = then {
            return late_dependant(book, line, &whole, then, from);
        }
        let hint = (
            "被保険者の取得を先に取り込むか、番号と枝番を確かめてください。",
            "Enrol the insured person first, or check number and branch.",
        );
        return Err(refusal(
            line,
            "dependant_without_insured",
            "この記号・番号の被保険者が台帳にもこのファイルにもありません。",
            "Neither the ledger nor this file has the insured person of this number.",
            hint,
        ));
    };
    let branch = line.branch().map(str::to_owned);
    if branch.is_some()
        && let Some(verdict) = former(book, line, &whole, from)
    {
        return verdict;
    }
    let at = match &branch {
        Some(branch) => {
            let holder = holder(book, line, branch);
            same_number(book, line, holder, from)?
        }
        None => family.iter().copied().find(|at| {
            let draft = &book.drafts[*at];
            !draft.insured() && line.row.report.born.is_some() && likeness(line, draft) == Likeness::Same
        }),
    };
    let slip = |at: &usize| {
        let draft = &book.drafts[*at];
        !draft.insured() && draft.covered_on(from) && slipped(line, draft)
    };
    let at = match at {
        None if branch.is_none() => {
            family.iter().copied().find(|at| slip(at) && !line.is_other(*at, &book.drafts[*at]))
        }
        at => at,
    };
    if let Some(at) = at {
        must_be(book, line, at)?;
    }
    let household = book.drafts[insured].coverage.household;
    let employer = book.drafts[insured].coverage.employer.clone();
    // Whoever joins late a family that has left since left with it.
    let days = Days::of(line);
    let family_lost = book.drafts[insured].coverage.lost;
    line.row.report.lost = [line.row.report.lost, family_lost].into_iter().flatten().min();
    if let Some(at) = at {
        if book.drafts[at].insured() {
            return Err(doubt(
                line,
                "branch_of_insured",
                "この枝番は被保険者本人のものです。",
                "This branch is the insured person's own.",
                ("枝番を確かめてください。", "Check the branch."),
            ));
        }
        if let Some(verdict) = past(book, line, at, days) {
            return verdict;
        }
        let coverage = &book.drafts[at].coverage;
        let before = days.before(coverage);
        if !before && goes_on(&book.drafts[at], from) {
            return known(book, line, at);
        }
        let relation =
            line.row.report.relation.filter(|relation| *relation != Relation::Insured).unwrap_or(coverage.relation);
        let spell = Spell { number: coverage.number.clone(), household, relation, employer };
        if before && book.drafts[insured].covered_on(from) {
            return older(book, line, at, spell, from);
        }
        not_before(book, line, insured, from)?;
        return rejoin(book, line, at, spell, from);
    }
    not_before(book, line, insured, from)?;
    let elsewhere = known_elsewhere(book, line, from)?;
    if let Some(at) = elsewhere {
        if let Some(verdict) = past(book, line, at, days) {
            return verdict;
        }
        may_come_back(book, line, at, from)?;
    }
    let branch = branch.unwrap_or_else(|| next_branch(book, &family, &whole));
    let own = &book.drafts[insured].coverage.number;
    let number = InsuredNumber::new(own.symbol.clone(), own.number.clone(), branch);
    let relation =
        line.row.report.relation.filter(|relation| *relation != Relation::Insured).unwrap_or(Relation::Other);
    let spell = Spell { number, household, relation, employer };
    match elsewhere {
        Some(at) => rejoin(book, line, at, spell, from),
        None => newcomer(book, line, spell, from),
    }
}

/// Nobody is a dependant before there is an insured person.
fn not_before(book: &Book, line: &Line, insured: usize, from: Day) -> Result<(), Box<Complaint>> {
    let Some(acquired) = book.drafts[insured].coverage.acquired.filter(|acquired| from < *acquired) else {
        return Ok(());
    };
    Err(doubt(
        line,
        "before_insured",
        format!("認定日が被保険者の取得日（{}）より前です。", acquired.wareki()),
        format!("The day is before the insured person's acquisition ({acquired})."),
        ("どちらの日付が正しいか確かめてください。", "Check which day is right."),
    ))
}

/// A dependant of a spell that is over, told late: covered as long as the insured person was.
fn late_dependant(book: &mut Book, line: &mut Line, number: &InsuredNumber, then: Coverage, from: Day) -> Verdict {
    if line.branch().is_some()
        && let Some(verdict) = former(book, line, number, from)
    {
        return verdict;
    }
    if let Some(at) = known_elsewhere(book, line, from)? {
        if let Some(verdict) = past(book, line, at, Days::of(line)) {
            return verdict;
        }
        if family(book, line).contains(&at) && book.drafts[at].coverage.acquired == Some(from) {
            return known(book, line, at);
        }
        may_come_back(book, line, at, from)?;
    }
    line.row.report.lost = [line.row.report.lost, then.lost].into_iter().flatten().min();
    let branch = match line.branch() {
        Some(branch) => branch.to_owned(),
        None => next_branch(book, &family(book, line), number),
    };
    let relation =
        line.row.report.relation.filter(|relation| *relation != Relation::Insured).unwrap_or(Relation::Other);
    let number = InsuredNumber::new(then.number.symbol, then.number.number, branch);
    newcomer(book, line, Spell { number, household: then.household, relation, employer: then.employer }, from)
}

/// The next branch of a household: one more than the highest ever used, never one of the past.
fn next_branch(book: &Book, family: &[usize], number: &InsuredNumber) -> String {
    let key = number.key();
    let now = family.iter().map(|at| book.drafts[*at].keys.number.branch.clone());
    let once = book.had(&key).map(|(_, spell)| spell.number.key().branch);
    let highest = now.chain(once).filter_map(|branch| branch.parse::<u32>().ok()).max();
    format!("{:02}", highest.unwrap_or(0) + 1)
}
