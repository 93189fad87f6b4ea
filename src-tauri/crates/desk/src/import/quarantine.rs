//! 待っている行: what did not go in waits in the ledger, and is compared with it anew whenever somebody asks.
//!
//! * Nothing goes in by itself: the program says which rows could go in by now, and a clerk lets them in with one act.
//! * A row speaks of the day on which it came. What somebody has recorded of the person since is never overwritten unless a clerk
//!   has made sure.
//! * A row that can be understood is compared by the very code that compares a file. One that cannot must be mended by whoever
//!   sent it: the mended row, whatever file it comes in, ends the wait.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use intake::{Reading, Row};
use ledger::{Bulk, Ended, Known, Ledger, MemberId, NewAct, Reason, Step, Waiting, WaitingRow};
use rules::calendar::Day;
use rules::words::fold::kana_key;
use rules::words::{Complaint, InsuredNumber, Lang, ReportKind, Said, Weight};

use super::book::{Book, Fate, Line, place_in};
use super::{Import, Sought, difference, read_file};
use crate::release::MANY;
use crate::roles::Permission;
use crate::wire::{self, CellChange, DroppedRows, HeldCell, Quarantine, Retried, RowHeld};
use crate::{Desk, Failure, Occasion};

/// The heading under which a list that goes back to the employer says which line a row was.
pub(super) const ROW_NUMBER: [&str; 2] = ["行番号", "row"];

/// Rows that are to go in after all.
#[derive(Debug, Clone, Default)]
pub struct Retry {
    /// Their numbers; all that can go in, when there is none.
    pub rows: Vec<i64>,
    /// Of which a clerk has made sure that they are right where the ledger says otherwise.
    pub sure: Vec<i64>,
    /// Of whom a clerk has made sure that they are other people than those whom the ledger has.
    pub other_persons: Vec<i64>,
    /// Only say what would happen.
    pub dry_run: bool,
    /// The language of sentences.
    pub lang: Lang,
}

/// What an import does to the rows that wait.
#[derive(Default)]
pub(super) struct Held {
    /// Rows of it that wait from now on, by their place in the file.
    pub new: Vec<(String, WaitingRow)>,
    /// Rows of former files that wait no longer.
    pub ended: Vec<(i64, Ended)>,
}

impl Held {
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.ended.is_empty()
    }

    /// What a file that was compared does: its own rows wait unless they do so already, and rows of former files that it repeats or
    /// mends do so no longer.
    pub(super) fn of(
        ledger: &Ledger,
        import: &Import,
        (file, sha256): (&str, &str),
        (book, lines): (&Book, &[Line]),
        today: Day,
    ) -> Result<Held, Failure> {
        let before = ledger.waiting(None)?;
        let held = |line: &&Line| matches!(line.fate, Fate::Doubtful | Fate::Rejected);
        if before.is_empty() && !lines.iter().any(|line| held(&line)) {
            return Ok(Held::default());
        }
        let same: HashSet<i64> = ledger.imports_with_sha(sha256)?.iter().map(|row| row.id).collect();
        let beside = Beside::of(import, today, !before.is_empty(), lines)?;
        let mut ended: Vec<(i64, Ended)> = Vec::new();
        let mut there: HashSet<String> = HashSet::new();
        let met = Met::of(lines, &beside);
        for one in &before {
            if same.contains(&one.import) {
                // The same bytes: a row is found by its place.
                let now = lines.iter().find(|line| place_in(file, &line.row) == one.place);
                match now.map(|line| line.fate) {
                    Some(Fate::New | Fate::Changed) => ended.push((one.id, Ended::Mended)),
                    Some(Fate::Unchanged | Fate::Duplicate) => ended.push((one.id, Ended::Already)),
                    Some(Fate::Doubtful | Fate::Rejected) => {
                        there.insert(one.place.clone());
                    }
                    None => {}
                }
                continue;
            }
            let mended = met.candidates(one).into_iter().map(|at| &lines[at]).any(|line| {
                // Of rows that say the same the first one counts.
                let ends = match line.fate {
                    Fate::New | Fate::Changed | Fate::Unchanged => true,
                    Fate::Doubtful | Fate::Rejected => replaces(file, line, one, &beside),
                    Fate::Duplicate => false,
                };
                ends && repairs(book, line, one, &beside)
            });
            if mended {
                ended.push((one.id, Ended::Mended));
            }
        }
        let new = lines
            .iter()
            .filter(held)
            .map(|line| (place_in(file, &line.row), line))
            .filter(|(place, _)| !there.contains(place))
            .map(|(place, line)| (place, waiting_row(book, import, line, &beside, today)))
            .collect();
        Ok(Held { new, ended })
    }
}

/// A file that went back to be mended has no My Numbers any more: what the first file gave of one is taken from the row that waits.
pub(super) fn recall(
    ledger: &Ledger,
    (import, today): (&Import, Day),
    (book, lines): (&Book, &mut [Line]),
    reading: &Reading,
) -> Result<(), Failure> {
    let hidden = |line: &Line| line.row.report.last_four.is_none() && !line.row.report.my_number_blank;
    if ledger.count_waiting()?.0 == 0 || !lines.iter().any(hidden) {
        return Ok(());
    }
    let numbered: Vec<Waiting> =
        ledger.waiting(None)?.into_iter().filter(|one| one.row.report.last_four.is_some()).collect();
    // A row whose very kind or person was mended is known by the line that it was.
    let says_lines = reading.sheets.iter().any(|sheet| row_number_column(&sheet.headers).is_some());
    let beside = Beside::of(import, today, says_lines && !numbered.is_empty(), &[])?;
    let met = Met::of(lines, &beside);
    // What was said last counts first.
    for one in numbered.iter().rev() {
        let mended: Vec<usize> = met
            .candidates(one)
            .into_iter()
            .filter(|at| hidden(&lines[*at]) && repairs(book, &lines[*at], one, &beside))
            .collect();
        for at in mended {
            lines[at].row.report.last_four = one.row.report.last_four;
            lines[at].row.complaints.retain(|complaint| complaint.code != NUMBER_HIDDEN);
            lines[at].read = lines[at].row.complaints.len();
        }
    }
    Ok(())
}

/// A hidden My Number is not wondered at where the ledger has the person's, or the row changes nothing.
pub(super) fn known_all_the_same(book: &Book, lines: &mut [Line]) {
    for line in lines {
        let has = line.own.is_some_and(|at| book.drafts[at].last_four.is_some());
        if has || matches!(line.fate, Fate::Unchanged | Fate::Duplicate) {
            let all = line.row.complaints.len();
            line.row.complaints.retain(|complaint| complaint.code != NUMBER_HIDDEN);
            line.read -= all - line.row.complaints.len();
        }
    }
}

/// The complaint of a cell in which this program has hidden a My Number.
const NUMBER_HIDDEN: &str = "my_number_hidden";

/// Where a list that went back to the employer says which line a row was.
fn row_number_column(headings: &[String]) -> Option<usize> {
    headings.iter().rposition(|heading| ROW_NUMBER.contains(&heading.trim()))
}

/// What only a second reading of the file tells: the cells of the rows that wait, the headings, and which line of the first file a
/// row was.
#[derive(Default)]
struct Beside {
    cells: HashMap<(String, u64), Vec<String>>,
    headings: HashMap<String, Vec<String>>,
    once: HashMap<(String, u64), u64>,
}

impl Beside {
    fn of(import: &Import, today: Day, lines_of_before: bool, lines: &[Line]) -> Result<Beside, Failure> {
        let held: HashSet<(&str, u64)> = lines
            .iter()
            .filter(|line| matches!(line.fate, Fate::Doubtful | Fate::Rejected))
            .map(|line| (&*line.row.sheet, line.row.line))
            .collect();
        if held.is_empty() && !lines_of_before {
            return Ok(Beside::default());
        }
        let bytes = read_file(&import.file)?;
        let name = crate::founding::sent_name(&import.file);
        let mut all: HashMap<(String, u64), Vec<String>> = HashMap::new();
        let mut last: HashMap<(String, u64), Vec<String>> = HashMap::new();
        let reading = crate::reader::read(&import.request(&bytes, &name, today, true), &mut |row: Row| {
            let key = (row.sheet.to_string(), row.line);
            if held.contains(&(&*row.sheet, row.line)) {
                all.insert(key.clone(), row.cells.clone());
            }
            if lines_of_before {
                // The headings are known only afterwards; a row number stands in one of the last columns.
                last.insert(key, row.cells.into_iter().rev().take(4).collect());
            }
        })?;
        let mut beside = Beside { cells: all, ..Beside::default() };
        for sheet in &reading.sheets {
            for cells in beside.cells.iter_mut().filter(|((name, _), _)| *name == sheet.name).map(|(_, cells)| cells) {
                super::hide_my_numbers(sheet, cells);
            }
            let width = sheet.headers.len();
            if let Some(from_end) = row_number_column(&sheet.headers).map(|at| width - 1 - at) {
                let of_sheet = last.iter().filter(|((name, _), _)| *name == sheet.name);
                let once =
                    of_sheet.filter_map(|(key, cells)| Some((key.clone(), cells.get(from_end)?.trim().parse().ok()?)));
                beside.once.extend(once);
            }
            beside.headings.insert(sheet.name.clone(), sheet.headers.clone());
        }
        Ok(beside)
    }

    fn once(&self, row: &Row) -> Option<u64> {
        self.once.get(&(row.sheet.to_string(), row.line)).copied()
    }
}

/// The rows of a file by what they may be recognised by.
#[derive(Default)]
struct Met {
    by_number: HashMap<(ReportKind, String), Vec<usize>>,
    by_person: HashMap<(ReportKind, Day, String), Vec<usize>>,
    by_once: HashMap<u64, Vec<usize>>,
}

impl Met {
    fn of(lines: &[Line], beside: &Beside) -> Met {
        let mut met = Met::default();
        for (at, line) in lines.iter().enumerate() {
            let report = &line.row.report;
            if let Some(number) = &report.number {
                met.by_number.entry((report.kind, InsuredNumber::part_key(number))).or_default().push(at);
            }
            if let (Some(born), Some(kana)) = (report.born, &line.kana) {
                met.by_person.entry((report.kind, born, kana.clone())).or_default().push(at);
            }
            if let Some(once) = beside.once(&line.row) {
                met.by_once.entry(once).or_default().push(at);
            }
        }
        met
    }

    /// The rows that may be a mended one.
    fn candidates(&self, waiting: &Waiting) -> Vec<usize> {
        let report = &waiting.row.report;
        let mut found = Vec::new();
        if let Some(number) = &report.number {
            found.extend(self.by_number.get(&(report.kind, InsuredNumber::part_key(number))).into_iter().flatten());
        }
        if let (Some(born), Some(kana)) = (report.born, &report.kana) {
            let key = (report.kind, born, kana_key(kana.text()));
            found.extend(self.by_person.get(&key).into_iter().flatten());
        }
        found.extend(self.by_once.get(&waiting.row.line).into_iter().flatten());
        found
    }
}

/// Is a row the one that waits, mended or sent again? The same employer's, the same event, the same person; where a mended cell is
/// what tells the person, the line of the first file and two things in common, as a My Number that waits must not become
/// another's.
fn repairs(book: &Book, line: &Line, waiting: &Waiting, beside: &Beside) -> bool {
    let (said, held) = (&line.row.report, &waiting.row.report);
    let employer = book.employer(line).map(|employer| employer.code.as_str());
    if let (Some(one), Some(other)) = (employer, waiting.row.employer.as_deref())
        && one != other
    {
        return false;
    }
    let key = |text: &Option<String>| text.as_deref().map(InsuredNumber::part_key).filter(|key| !key.is_empty());
    let kana = held.kana.as_ref().map(|kana| kana_key(kana.text()));
    fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
        one.zip(other).map(|(one, other)| one == other)
    }
    let number = agree(key(&said.number), key(&held.number));
    let branch = agree(key(&said.branch), key(&held.branch));
    let symbol = agree(key(&said.symbol), key(&held.symbol));
    let born = agree(said.born, held.born);
    let kana = agree(line.kana.clone(), kana);
    let name = agree(said.name.as_ref().map(|name| name.text()), held.name.as_ref().map(|name| name.text()));
    let numbered = number == Some(true) && branch != Some(false) && symbol != Some(false);
    let person = born == Some(true) && kana == Some(true);
    // A number alone may be another one's of the family; one who agrees with nothing else is somebody else.
    let nothing = [born, kana, name].iter().all(|one| *one != Some(true)) && [born, kana, name].contains(&Some(false));
    if said.kind == held.kind && (person || (numbered && !nothing)) {
        return true;
    }
    let common = [number, born, kana, name].into_iter().filter(|one| *one == Some(true)).count();
    beside.once(&line.row) == Some(waiting.row.line) && 2 <= common
}

/// Does a row that waits itself do so in the place of one that waits already? Only as the very same row of the same file, or of the one
/// that went back: what is wrong with it may be less than what is wrong with another.
fn replaces(file: &str, line: &Line, waiting: &Waiting, beside: &Beside) -> bool {
    let same_place = waiting.file == file && waiting.place == place_in(file, &line.row);
    same_place || beside.once(&line.row) == Some(waiting.row.line)
}

fn waiting_row(book: &Book, import: &Import, line: &Line, beside: &Beside, today: Day) -> WaitingRow {
    let row = &line.row;
    let mut report = row.report.clone();
    // It speaks of the day on which it came, however long it waits.
    if matches!(report.kind, ReportKind::Change | ReportKind::Registration) {
        report.as_of = report.as_of.or(Some(today));
    }
    let of_row = line.read;
    let reason = |at: usize, complaint: &Complaint| Reason {
        place: complaint.place.clone(),
        code: complaint.code.to_owned(),
        weight: complaint.weight,
        sentence: complaint.sentence.clone(),
        hint: complaint.hint.clone(),
        of_row: at < of_row,
    };
    WaitingRow {
        employer: book.employer(line).map(|employer| employer.code.clone()).or_else(|| import.employer.clone()),
        sheet: row.sheet.to_string(),
        line: row.line,
        rejected: line.fate == Fate::Rejected,
        report,
        headings: beside.headings.get(&*row.sheet).cloned().unwrap_or_default(),
        cells: beside.cells.get(&(row.sheet.to_string(), row.line)).cloned().unwrap_or_default(),
        reasons: row.complaints.iter().enumerate().map(|(at, one)| reason(at, one)).collect(),
    }
}

/// A row that waits, compared with the ledger as it is now.
struct Looked {
    waiting: Waiting,
    state: &'static str,
    reasons: Vec<(String, Complaint)>,
    cells: Vec<CellChange>,
    member: String,
    beside: Option<MemberId>,
}

/// The rows of one import, compared together: what they would write, and how each fares.
struct Group {
    import: i64,
    book: Book,
    rows: Vec<Looked>,
}

/// Rows of which a clerk has made sure.
#[derive(Default, Clone, Copy)]
struct Sure<'s> {
    sure: &'s [i64],
    other_persons: &'s [i64],
}

/// Compares rows that wait with the ledger, import by import, as if their files had come today.
fn look(ledger: &Ledger, all: Vec<Waiting>, known: Known, sure: Sure<'_>, today: Day) -> Result<Vec<Group>, Failure> {
    let mut imports: BTreeMap<i64, Vec<Waiting>> = BTreeMap::new();
    for one in all {
        imports.entry(one.import).or_default().push(one);
    }
    let acts: HashMap<i64, ledger::ActSeq> = ledger.imports()?.into_iter().map(|row| (row.id, row.act)).collect();
    let mut groups = Vec::with_capacity(imports.len());
    for (import, rows) in imports {
        let employers = ledger.employers(today, known)?;
        let named = rows.first().and_then(|one| one.named_employer.clone());
        let mut book = Book::new(employers, named.as_deref(), today);
        let (unreadable, readable): (Vec<Waiting>, Vec<Waiting>) = rows.into_iter().partition(unreadable);
        let mut lines: Vec<Line> = readable
            .iter()
            .map(|one| {
                let complaints = Vec::new();
                let (sheet, cells) = (Arc::from(one.row.sheet.as_str()), Vec::new());
                let row = Row { sheet, line: one.row.line, report: one.row.report.clone(), complaints, cells };
                let mut line = book.line(row);
                line.sure = sure.sure.contains(&one.id);
                line.other_person = sure.other_persons.contains(&one.id);
                line
            })
            .collect();
        Sought { ledger, known }.load(&mut book, &lines)?;
        difference::judge(&mut book, &mut lines);
        let since = acts.get(&import).copied();
        let mut looked: Vec<Looked> = Vec::with_capacity(lines.len());
        for (waiting, line) in readable.into_iter().zip(lines) {
            let beside = line.beside.get().and_then(|it| book.drafts[it.at].id);
            let mut reasons: Vec<(String, Complaint)> =
                line.row.complaints.iter().map(|one| (one.code.to_owned(), one.clone())).collect();
            let mut state = match line.fate {
                Fate::New | Fate::Changed => "ready",
                Fate::Unchanged | Fate::Duplicate => "already",
                Fate::Doubtful => "doubtful",
                Fate::Rejected => "rejected",
            };
            let overwrites = line.fate == Fate::Changed && line.cells.iter().any(|cell| !cell.before.is_empty());
            if overwrites
                && !line.sure
                && let Some(since) = since
            {
                // Whoever wrote of this person after the row came knew more than the row does.
                let member = match beside {
                    Some(member) => Some(member),
                    None => whom(ledger, &line, known, today)?,
                };
                if let Some(member) = member
                    && ledger.written_after(member, since)?
                {
                    state = "doubtful";
                    reasons.push(("newer_facts".to_owned(), newer(&line)));
                }
            }
            looked.push(Looked { waiting, state, reasons, cells: line.cells, member: line.member, beside });
        }
        for waiting in unreadable {
            let member = waiting.row.report.number.clone().unwrap_or_default();
            looked.push(Looked {
                waiting,
                state: "unreadable",
                reasons: Vec::new(),
                cells: Vec::new(),
                member,
                beside: None,
            });
        }
        groups.push(Group { import, book, rows: looked });
    }
    Ok(groups)
}

/// Nothing in the ledger can make such a row good.
fn unreadable(one: &Waiting) -> bool {
    one.row.reasons.iter().any(|reason| reason.of_row && reason.weight > Weight::Note)
}

/// Whom a row that changes somebody is about, by number or by birth date and kana.
fn whom(ledger: &Ledger, line: &Line, known: Known, today: Day) -> Result<Option<MemberId>, Failure> {
    let mut ids = Vec::new();
    if let Some(number) = &line.number {
        ids.extend(ledger.members_with_number(Some(&number.symbol), &number.number)?);
    }
    if let (Some(born), Some(kana)) = (line.row.report.born, &line.kana) {
        ids.extend(ledger.members_born_with_kana(born, kana)?);
    }
    for id in ids {
        if let Some(state) = ledger.state(id, today, known)?
            && state.coverage.as_ref().is_some_and(|coverage| coverage.number.to_string() == line.member)
        {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

fn newer(line: &Line) -> Complaint {
    Complaint {
        place: line.row.place(),
        code: "newer_facts",
        weight: Weight::Doubt,
        sentence: Said::new(
            "この行が届いたあとに、この方の記録が変わっています。",
            "This person's record has changed since the row came.",
        ),
        hint: Said::new(
            "台帳の今の値と見比べて、この行のほうが正しいと確かめたときだけ取り込んでください。",
            "Compare it with the ledger, and let it in only if it is certain that the row is right.",
        ),
    }
}

impl Looked {
    fn shown(&self, lang: Lang, today: Day) -> RowHeld {
        let Waiting { id, import, at, file, row, .. } = &self.waiting;
        // What was said when it was read stays true; what was said of the ledger is said anew.
        let read = row.reasons.iter().filter(|reason| reason.of_row).map(|reason| wire::Said {
            cell: reason.place.clone(),
            code: reason.code.clone(),
            sentence: reason.sentence.in_lang(lang).to_owned(),
            hint: reason.hint.in_lang(lang).to_owned(),
            weight: reason.weight.code(),
        });
        let now = self.reasons.iter().map(|(_, complaint)| wire::Said::of(complaint, lang));
        let named = |at: usize| row.headings.get(at).cloned().unwrap_or_default();
        let said = row.cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
        RowHeld {
            id: *id,
            import: *import,
            file: file.clone(),
            sheet: row.sheet.clone(),
            row: row.line,
            employer: row.employer.clone(),
            at: at.text().to_owned(),
            days: at.day_in_japan().days_until(today),
            kind: row.report.kind.code().to_owned(),
            member: self.member.clone(),
            name: row.report.name.as_ref().map(|name| name.text().to_owned()).unwrap_or_default(),
            state: self.state,
            reasons: read.chain(now).collect(),
            cells: self.cells.clone(),
            said: said
                .map(|(at, text)| HeldCell { column: intake::letters(at), heading: named(at), text: text.clone() })
                .collect(),
        }
    }
}

impl Desk {
    /// The rows that wait, compared with the ledger as it is now: all, or those of one import. Whom they are laid beside is put on
    /// record.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn quarantine(&self, import: Option<i64>, lang: Lang, occasion: &Occasion) -> Result<Quarantine, Failure> {
        self.must(Permission::View)?;
        let today = occasion.today;
        self.showing("waiting", None, || {
            let groups = look(&self.ledger, self.ledger.waiting(import)?, self.known(None)?, Sure::default(), today)?;
            let all: Vec<&Looked> = groups.iter().flat_map(|group| &group.rows).collect();
            let shown = all.iter().filter_map(|one| one.beside).collect();
            let mut rows: Vec<RowHeld> = all.iter().map(|one| one.shown(lang, today)).collect();
            rows.sort_by_key(|row| (!matches!(row.state, "ready" | "already"), row.id));
            let ready = rows.iter().filter(|row| row.state == "ready").count() as u64;
            Ok((Quarantine { total: rows.len() as u64, ready, rows }, shown))
        })
    }

    /// One row that waits.
    ///
    /// # Errors
    /// When there is no such row, or it waits no longer.
    pub fn held_row(&self, id: i64, lang: Lang, occasion: &Occasion) -> Result<RowHeld, Failure> {
        let all = self.quarantine(None, lang, occasion)?;
        match all.rows.into_iter().find(|row| row.id == id) {
            Some(row) => Ok(row),
            None => Err(self.not_waiting(id)?),
        }
    }

    /// How many rows wait, how many of them could go in by now, and since when the oldest waits.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) fn count_waiting(&self, today: Day) -> Result<(u64, u64, Option<Day>), Failure> {
        let (total, since) = self.ledger.count_waiting()?;
        if total == 0 {
            return Ok((0, 0, None));
        }
        let groups = look(&self.ledger, self.ledger.waiting(None)?, self.known(None)?, Sure::default(), today)?;
        let ready = groups.iter().flat_map(|group| &group.rows).filter(|one| one.state == "ready").count();
        Ok((total, ready as u64, since.map(|at| at.day_in_japan())))
    }

    /// Lets rows in that waited, as far as they can go in now; of which the ledger says the same by now, they wait no longer.
    ///
    /// # Errors
    /// When one of them does not wait, another person must release them, or the ledger cannot be written.
    pub fn retry_waiting(&mut self, retry: &Retry, occasion: &Occasion) -> Result<Retried, Failure> {
        self.must(Permission::Edit)?;
        let today = occasion.today;
        let sure = Sure { sure: &retry.sure, other_persons: &retry.other_persons };
        let mut wanted: Vec<i64> = [&retry.rows[..], &retry.sure, &retry.other_persons].concat();
        wanted.sort_unstable();
        wanted.dedup();
        let chosen = |all: Vec<Waiting>| -> Vec<Waiting> {
            all.into_iter().filter(|one| wanted.is_empty() || wanted.binary_search(&one.id).is_ok()).collect()
        };
        let all = self.ledger.waiting(None)?;
        if let Some(gone) = wanted.iter().find(|id| !all.iter().any(|one| one.id == **id)) {
            return Err(self.not_waiting(*gone)?);
        }
        let (mut went_in, mut already, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
        let mut alone = false;
        // Of one import after the other: each may be taken back by itself.
        let first = look(&self.ledger, chosen(all), self.known(None)?, sure, today)?;
        let ready = first.iter().flat_map(|group| &group.rows).filter(|one| one.state == "ready").count();
        let imports: Vec<i64> = first.iter().map(|group| group.import).collect();
        let step =
            if ready > MANY && !retry.dry_run { self.released(Bulk::Import, "waiting", None, occasion)? } else { None };
        let mut written = false;
        for import in imports {
            let (operator, mut step_of) = (self.who.code.clone(), step);
            let judge = |ledger: &Ledger| -> Result<Option<Group>, Failure> {
                let rows = chosen(ledger.waiting(Some(import))?);
                let known = ledger.now_known()?;
                let mut group = match look(ledger, rows.clone(), known, sure, today)?.pop() {
                    Some(group) => group,
                    None => return Ok(None),
                };
                // Those in doubt leave no trace in what is written.
                let stays: HashSet<i64> = group
                    .rows
                    .iter()
                    .filter(|one| one.reasons.iter().any(|(code, _)| code == "newer_facts"))
                    .map(|one| one.waiting.id)
                    .collect();
                if !stays.is_empty() {
                    let rest = rows.into_iter().filter(|one| !stays.contains(&one.id)).collect();
                    let held = std::mem::take(&mut group.rows);
                    let mut again = look(ledger, rest, known, sure, today)?.pop();
                    let kept = held.into_iter().filter(|one| stays.contains(&one.waiting.id));
                    match &mut again {
                        Some(again) => again.rows.extend(kept),
                        None => group.rows.extend(kept),
                    }
                    group = match again {
                        Some(again) => again,
                        None => Group { book: Book::new(Vec::new(), None, today), ..group },
                    };
                }
                Ok(Some(group))
            };
            let mut done: Option<Group> = None;
            if retry.dry_run {
                done = judge(&self.ledger)?;
            } else if judge(&self.ledger)?
                .is_some_and(|group| group.rows.iter().any(|one| matches!(one.state, "ready" | "already")))
            {
                let base = NewAct { operator, ..occasion.act("waiting_in", today) };
                let (_, group) = self.ledger.act_upon::<_, Option<Group>, Failure>(
                    |ledger| Ok((NewAct { subject: Some(import.to_string()), ..base }, judge(ledger)?)),
                    |entry, group| {
                        let Some(mut group) = group else { return Ok(None) };
                        if let Some(step) = step_of.take() {
                            entry.release(Bulk::Import, "waiting", step)?;
                        }
                        let touched = group.book.touched();
                        group.book.write(&touched, entry)?;
                        for one in &group.rows {
                            match one.state {
                                "ready" => entry.waiting_ends(one.waiting.id, Ended::WentIn)?,
                                "already" => entry.waiting_ends(one.waiting.id, Ended::Already)?,
                                _ => {}
                            }
                        }
                        Ok(Some(group))
                    },
                )?;
                written = true;
                alone |= step == Some(Step::Alone);
                done = group;
            } else if let Some(group) = judge(&self.ledger)? {
                done = Some(group);
            }
            for one in done.into_iter().flat_map(|group| group.rows) {
                match one.state {
                    "ready" => went_in.push(one.waiting.id),
                    "already" => already.push(one.waiting.id),
                    _ => waiting.push(one.shown(retry.lang, today)),
                }
            }
        }
        Ok(Retried { went_in, already, waiting, written, alone })
    }

    /// Takes rows out that are not to go in.
    ///
    /// # Errors
    /// When one of them does not wait, no reason is given, or the ledger cannot be written.
    pub fn drop_waiting(&mut self, rows: &[i64], reason: &str, occasion: &Occasion) -> Result<DroppedRows, Failure> {
        self.must(Permission::Edit)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Failure::usage(Complaint {
                place: "reason".to_owned(),
                code: "reason_missing",
                weight: Weight::Refusal,
                sentence: Said::new("除く理由がありません。", "There is no reason."),
                hint: Said::new(
                    "なぜ取り込まないのかを、ひとこと書いてください（例: 事業所に確認、提出の取下げ）。",
                    "Say in a word why they are not to go in.",
                ),
            }));
        }
        let mut dropped = rows.to_vec();
        dropped.sort_unstable();
        dropped.dedup();
        let there: HashSet<i64> = self.ledger.waiting(None)?.iter().map(|one| one.id).collect();
        if let Some(gone) = dropped.iter().find(|id| !there.contains(id)) {
            return Err(self.not_waiting(*gone)?);
        }
        let subject = Some(dropped.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        let act = NewAct { subject, reason: Some(reason.to_owned()), ..self.act_of("waiting_out", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            let there: HashSet<i64> = entry.still_waiting(None)?.iter().map(|one| one.id).collect();
            for id in &dropped {
                if !there.contains(id) {
                    return Err(ended(*id, None));
                }
                entry.waiting_ends(*id, Ended::Dropped)?;
            }
            Ok(())
        })?;
        Ok(DroppedRows { dropped })
    }

    fn not_waiting(&self, id: i64) -> Result<Failure, Failure> {
        Ok(ended(id, self.ledger.waiting_ended(id)?))
    }
}

fn ended(id: i64, how: Option<Ended>) -> Failure {
    let sentence = match how {
        Some(Ended::WentIn) => Said::new("この行は、もう取り込みました。", "This row has gone in already."),
        Some(Ended::Already) => {
            Said::new("この行の内容は、もう台帳にあります。", "The ledger says the same as this row by now.")
        }
        Some(Ended::Mended) => Said::new(
            "この行は、直した行が届いたため、もう待っていません。",
            "A mended row has come in the place of this one.",
        ),
        Some(Ended::Dropped) => Said::new("この行は、もう除きました。", "This row was taken out already."),
        Some(Ended::Undone) => {
            Said::new("この行の取込みは、取り消されました。", "The import of this row was taken back.")
        }
        None => Said::new("この番号の行は、待っていません。", "No row of this number is waiting."),
    };
    Failure::refused(vec![Complaint {
        place: id.to_string(),
        code: "not_waiting",
        weight: Weight::Refusal,
        sentence,
        hint: Said::new("一覧をもう一度見てください。", "Look at the list again."),
    }])
}
