//! An employer's file, or the state's list, into the ledger: read, compared with what the ledger knows, then written, all or
//! nothing. The same file again changes nothing.
//!
//! What was compared must still be so when it is written: whatever somebody else changed meanwhile, the file is compared again
//! and nothing of theirs is overwritten. Up to some thousands of members are written by one act; more go in by parts that one
//! small act makes known, so that nobody else waits long.

mod answered;
mod book;
mod difference;
mod drift;
mod folder;
mod list;
pub mod quarantine;
pub(crate) mod recipe;
mod rejects;
mod returned;
mod tear;
pub mod undo;
mod wish;

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use intake::{Confirmation, DateColumn, Field, Form, Habits, Meaning, Reading, Request, TextEncoding, ValueMeaning};
use ledger::{
    ActSeq, AddressKind, Bulk, Coverage, Employer, Entry, HouseholdId, ImportRow, ImportShape, Known, Layer, Ledger,
    MemberId, Myna, NewAct, NewImport, NewList, Recorded, RegistrationList, State, Step,
};
use rules::calendar::Day;
use rules::policy::{Policies, Policy};
use rules::words::{Complaint, Lang, Relation, ReportKind, Said, Weight};

use crate::founding::sent_name;
use crate::release::MANY;
use crate::roles::Permission;
use crate::wire::{self, Imported, RowChange, RowWaiting, SheetRead};
use crate::{Desk, Failure, Occasion};

pub use folder::FileOfFolder;
pub use intake::Password;
pub use recipe::Choice;
pub(crate) use rejects::hide_my_numbers;

use answered::Given;
use book::{Book, Fate, Keys, Later, Line, Marks, Once, place_in};
use quarantine::Held;

/// What to import and how.
#[derive(Debug, Clone)]
pub struct Import {
    /// The file.
    pub file: PathBuf,
    /// The employer's code, when the clerk knows it.
    pub employer: Option<String>,
    /// What the file is; [`Form::Auto`] lets its headers say so.
    pub form: Form,
    /// Header confusions that a clerk has confirmed.
    pub confirmed: Vec<Confirmation>,
    /// What a clerk has said that columns mean.
    pub meanings: Vec<Meaning>,
    /// What a clerk has said of how the sender writes codes and days, and in which encoding.
    pub habits: Habits,
    /// Which recipe reads it.
    pub recipe: Choice,
    /// The alarm of torn rows was looked at: it goes in all the same.
    pub not_torn: bool,
    /// Rows (`12`, or `取得!12` in a book of several sheets) of whom a clerk has made sure that they are other people than
    /// those whom the ledger has with the same birth date and kana, or had under the same number.
    pub other_persons: Vec<String>,
    /// Rows of which a clerk has made sure that they are right where the ledger says otherwise.
    pub sure: Vec<String>,
    /// A list of the state that was loaded before is loaded once more: of its own day it is right, whatever was said of that day
    /// since. Later days stay as they are.
    pub again: bool,
    /// The password that came with the file: in memory only.
    pub password: Option<Password>,
    /// Which table of an archive is meant.
    pub inside: Option<String>,
    /// Compare only; write nothing.
    pub dry_run: bool,
    /// Where rows that did not go in are written as a spreadsheet.
    pub rejects: Option<PathBuf>,
    /// Where the employer's own file is written with what is wrong marked in it.
    pub returned: Option<PathBuf>,
    /// The language of sentences.
    pub lang: Lang,
    /// So many members are written at once, while others wait, when the file touches more than twenty-five times as many.
    pub part: usize,
}

/// Up to so many times as many members as make a part are written by one act.
const WHOLE: usize = 25;

/// So many members make a part: written in a fifth of a second on a slow machine.
const PART_MEMBERS: usize = 800;

/// So often a file is compared again because others changed what it was compared with; then others wait for that too.
const AGAIN: usize = 2;

impl Import {
    /// A file to be read as its columns say, with nothing made sure of.
    #[must_use]
    pub fn of(file: PathBuf, lang: Lang) -> Import {
        Import {
            file,
            employer: None,
            form: Form::Auto,
            confirmed: Vec::new(),
            meanings: Vec::new(),
            habits: Habits::default(),
            recipe: Choice::Own,
            not_torn: false,
            other_persons: Vec::new(),
            sure: Vec::new(),
            again: false,
            password: None,
            inside: None,
            dry_run: false,
            rejects: None,
            returned: None,
            lang,
            part: PART_MEMBERS,
        }
    }

    /// What the reader of files is asked; `with_cells` keeps the original cells beside each row.
    pub(crate) fn request<'a>(&'a self, bytes: &'a [u8], file_name: &'a str, on: Day, with_cells: bool) -> Request<'a> {
        Request {
            bytes,
            file_name,
            form: self.form,
            on,
            confirmed: &self.confirmed,
            meanings: &self.meanings,
            habits: Some(&self.habits),
            with_cells,
            password: self.password.as_ref(),
            inside: self.inside.as_deref(),
        }
    }
}

/// The form of a file, for callers that know no intake.
pub type FormWord = Form;

/// The form of a word of the command line; [`Form::Auto`] for any other.
#[must_use]
pub fn form(word: &str) -> FormWord {
    Form::from_code(word).unwrap_or_default()
}

/// A confusion of columns that a clerk has confirmed, by its code or by the column's own name (`入社日`).
///
/// # Errors
/// When there is no such confusion.
pub fn confirmation(word: &str) -> Result<Confirmation, Failure> {
    Confirmation::named(word).ok_or_else(|| {
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "confirmation_unknown",
            weight: Weight::Refusal,
            sentence: Said::new(
                "この列名は確認の対象ではありません。",
                "There is nothing to confirm about this column.",
            ),
            hint: Said::new(
                "入社日、加入日、退職日、整理番号、社員番号、続柄、隠れた行のいずれかを指定してください。",
                "Give one of hired_is_acquired, entry_is_acquired, left_is_day_before, reference_is_number, staff_is_number, relation_codes, hidden_rows.",
            ),
        })
    })
}

/// What a clerk says that a column means: `C=番号`, `2!C=acquired`; `C=` for a column that is not read.
///
/// # Errors
/// When it is not written so, or there is no such field.
pub fn meaning(word: &str) -> Result<Meaning, Failure> {
    Meaning::read(word).ok_or_else(|| {
        let words = |word: fn(Field) -> &'static str| Field::SAYABLE.map(word).join("、");
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "column_meaning",
            weight: Weight::Refusal,
            sentence: Said::new("列と項目の書き方が違います。", "This does not say which column means which field."),
            hint: Said::new(
                format!("C=番号 のように書いてください。使える項目: {}", words(Field::word)),
                format!("Write C=number. Fields: {}", words(Field::code)),
            ),
        })
    })
}

/// What a clerk says that a value means: `続柄:3=子`; with nothing behind the `=` it counts as empty.
///
/// # Errors
/// When it is not written so, or there is no such field or meaning.
pub fn value(word: &str) -> Result<ValueMeaning, Failure> {
    ValueMeaning::read(word).ok_or_else(|| {
        let list = |ja: bool| {
            let one = |(field, words): (Field, &'static [(&'static str, &'static str)])| {
                let words: Vec<&str> = words.iter().map(|(code, word)| if ja { *word } else { *code }).collect();
                let (field, and) = if ja { (field.word(), "・") } else { (field.code(), ", ") };
                format!("{field}: {}", words.join(and))
            };
            ValueMeaning::coded().map(one).collect::<Vec<_>>().join(if ja { "、" } else { "; " })
        };
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "value_meaning",
            weight: Weight::Refusal,
            sentence: Said::new("値の意味の書き方が違います。", "This does not say what a value means."),
            hint: Said::new(
                format!("続柄:3=子 のように書いてください。使える意味 — {}", list(true)),
                format!("Write relation:3=child. Meanings: {}", list(false)),
            ),
        })
    })
}

/// How a clerk says that a column writes its days: `F=西暦`, `2!F=wareki`.
///
/// # Errors
/// When it is not written so, or there is no such style.
pub fn date_column(word: &str) -> Result<DateColumn, Failure> {
    use rules::calendar::style::DateStyle;
    DateColumn::read(word).ok_or_else(|| {
        let styles = |word: fn(DateStyle) -> &'static str| {
            DateStyle::ALL.iter().map(|style| word(*style)).collect::<Vec<_>>().join("、")
        };
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "date_style",
            weight: Weight::Refusal,
            sentence: Said::new("日付の書き方の指定が違います。", "This does not say how a column writes its days."),
            hint: Said::new(
                format!("F=西暦 のように書いてください。使える書き方: {}", styles(DateStyle::word)),
                format!("Write F=western. Styles: {}", styles(DateStyle::code)),
            ),
        })
    })
}

/// The encoding that a clerk says a text file is in.
///
/// # Errors
/// When there is no such encoding.
pub fn encoding(word: &str) -> Result<TextEncoding, Failure> {
    TextEncoding::from_code(word).ok_or_else(|| {
        let known = TextEncoding::ALL.map(TextEncoding::code).join("、");
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "encoding_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("この文字コードはありません。", "There is no such encoding."),
            hint: Said::new(format!("使えるもの: {known}"), format!("Known: {known}")),
        })
    })
}

impl Desk {
    /// Imports one file.
    ///
    /// # Errors
    /// When the file cannot be read as a whole, the employer is unknown, or the ledger cannot be written. The ledger is
    /// then as before.
    pub fn import(&mut self, import: &Import, occasion: &Occasion) -> Result<Imported, Failure> {
        self.import_watched(import, occasion, &mut |_, _| ControlFlow::Continue(()))
    }

    /// As [`Desk::import`]. `watch` hears before each part how many members of how many are written, and may end the import:
    /// then nothing of it is known to anybody.
    ///
    /// # Errors
    /// As [`Desk::import`]; when it was ended.
    pub fn import_watched(
        &mut self,
        import: &Import,
        occasion: &Occasion,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Imported, Failure> {
        self.must(Permission::Edit)?;
        for path in import.rejects.iter().chain(&import.returned) {
            rejects::may_write(path, &[&import.file, self.ledger.path()])?;
        }
        for again in 0..=AGAIN + 1 {
            let mut judged = Judged::of(&self.ledger, import, occasion)?;
            let touched = judged.book.touched();
            // That a list of the state was loaded is a fact, also when it changes nothing.
            let nothing =
                touched.is_empty() && judged.list.is_none() && judged.answers.is_empty() && judged.held.is_empty();
            // That a file came which changes nothing is worth knowing once: a later one is compared with it.
            if import.dry_run || (nothing && !judged.first) {
                self.ledger.leave_the_file()?;
                let Judged { imported, record, beside, .. } = judged;
                return self.showing("import", Some(&record.sha256), || Ok((imported, beside)));
            }
            let step =
                if judged.many() { self.released(Bulk::Import, &judged.record.sha256, None, occasion)? } else { None };
            let written = if again > AGAIN {
                let (many, sha256) = (judged.many(), judged.record.sha256.clone());
                drop(judged);
                self.write_alone(import, (many, &sha256), step, occasion)
            } else {
                self.write(import.part, &mut judged, step, occasion, watch).map(|id| (id, judged.imported))
            };
            match written {
                Ok((id, mut imported)) => {
                    imported.rows_ready = self.count_waiting(occasion.today)?.1;
                    imported.alone = step == Some(Step::Alone);
                    imported.id = Some(id);
                    imported.written = !nothing;
                    return Ok(imported);
                }
                Err(Stopped::Overtaken) => tracing::info!("others changed what the file was compared with"),
                Err(Stopped::Failed(failure)) => return Err(failure),
            }
        }
        Err(overtaken(&sent_name(&import.file)))
    }

    /// Writes a small file at once; of a large one part after part, each leaving the lock to others, and then what makes them
    /// all known.
    fn write(
        &mut self,
        part: usize,
        judged: &mut Judged,
        step: Option<Step>,
        occasion: &Occasion,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<i64, Stopped> {
        let touched = judged.book.touched();
        let in_parts = if touched.len() > part.saturating_mul(WHOLE) { touched.len() } else { 0 };
        let mut go_on = |done, file: &str| match watch(done, touched.len()) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped::Failed(cancelled(file))),
        };
        let mut parts = Vec::new();
        for (some, done) in touched[..in_parts].chunks(part.max(1)).zip((0..).step_by(part.max(1))) {
            go_on(done, &judged.record.file)?;
            let act = NewAct { subject: Some(judged.record.sha256.clone()), ..self.act_of(ledger::PART, occasion) };
            let (seq, ()) = self.ledger.act::<(), Stopped>(act, |entry| {
                judged.must_still_be_so(entry)?;
                Ok(judged.book.write(some, entry)?)
            })?;
            parts.push(seq);
            self.ledger.give_way();
        }
        go_on(in_parts, &judged.record.file)?;
        let act =
            NewAct { subject: judged.subject(), reason: judged.overruled.clone(), ..self.act_of("import", occasion) };
        let (_, id) = self.ledger.act::<i64, Stopped>(act, |entry| {
            judged.must_still_be_so(entry)?;
            judged.book.write(&touched[in_parts..], entry)?;
            judged.publish(entry, step, &parts)
        })?;
        Ok(id)
    }

    /// Compares and writes while nobody else can write: others wait for as long as it takes, and nobody overtakes it.
    fn write_alone(
        &mut self,
        import: &Import,
        (many, sha256): (bool, &str),
        step: Option<Step>,
        occasion: &Occasion,
    ) -> Result<(i64, Imported), Stopped> {
        let operator = self.who.code.clone();
        let (_, written) = self.ledger.act_upon::<_, (i64, Imported), Stopped>(
            |ledger| {
                let judged = Judged::of(ledger, import, occasion)?;
                // It was released, or needed no release, as it was before.
                if judged.many() != many || judged.record.sha256 != sha256 {
                    return Err(Stopped::Overtaken);
                }
                let (subject, reason) = (judged.subject(), judged.overruled.clone());
                let act = NewAct { operator, subject, reason, ..occasion.act("import", occasion.today) };
                Ok((act, judged))
            },
            |entry, mut judged| {
                let touched = judged.book.touched();
                judged.book.write(&touched, entry)?;
                Ok((judged.publish(entry, step, &[])?, judged.imported))
            },
        )?;
        Ok(written)
    }

    /// Every import on record, the first one first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn imports(&self) -> Result<Vec<wire::ImportOnRecord>, Failure> {
        self.must(Permission::View)?;
        let imports = self.ledger.imports()?;
        let steps = self.ledger.releases(Bulk::Import, None, self.ledger.now_known()?)?;
        let mut undone = self.ledger.imports_undone()?;
        let recipes = self.ledger.recipes_of_imports()?;
        Ok(imports
            .into_iter()
            .map(|row| wire::ImportOnRecord {
                id: row.id,
                at: row.at.text().to_owned(),
                operator: row.operator,
                file: row.import.file,
                sha256: row.import.sha256,
                employer: row.import.employer,
                employers: row.employers,
                new: row.import.new,
                changed: row.import.changed,
                unchanged: row.import.unchanged,
                doubtful: row.import.doubtful,
                rejected: row.import.rejected,
                duplicate: row.import.duplicate,
                alone: steps.iter().any(|one| one.act == row.act && one.step == Step::Alone),
                undone: undone.remove(&row.id).map(|one| wire::ImportUndone {
                    at: one.at.text().to_owned(),
                    operator: one.operator,
                    reason: one.reason,
                }),
                recipe: recipes.get(&row.id).map(|&(id, version)| wire::RecipeOfImport { id, version }),
            })
            .collect())
    }
}

/// A file as it was read and compared with the ledger.
struct Judged {
    /// What it was compared with: everything that was known by then.
    known: Known,
    book: Book,
    /// What the clerk is told.
    imported: Imported,
    record: NewImport,
    /// Nothing like it was imported before.
    first: bool,
    beside: Vec<MemberId>,
    employers: Vec<String>,
    /// The list of the state that it is, when that goes on record.
    list: Option<NewList>,
    /// What it looks like, and how it was read.
    shape: ImportShape,
    recipe: recipe::Written,
    /// The alarm that a clerk has overruled.
    overruled: Option<String>,
    /// What a clerk made sure of now: about whom, of which row's person.
    answers: Vec<Given>,
    /// Rows that wait from now on, and those that do so no longer.
    held: Held,
}

/// A file as it was read, with its rows and how it was read.
struct Read {
    way: recipe::Way,
    book: Book,
    lines: Vec<Line>,
    reading: Reading,
}

impl Read {
    /// Reads a file as a clerk says and, below that, as the recipe of its employer does: of the one who was named, or whose rows
    /// alone it has.
    fn of(
        ledger: &Ledger,
        import: &Import,
        (bytes, name): (&[u8], &str),
        employers: &[Employer],
        today: Day,
    ) -> Result<Read, Failure> {
        let with = |employer: Option<&str>| {
            let mut look = |import: &Import| crate::reader::read_headers(&import.request(bytes, name, today, false));
            recipe::Way::of(ledger, import, employer, &mut look)
        };
        let rows = |way: recipe::Way| {
            let book = Book::new(employers.to_vec(), import.employer.as_deref(), today);
            let mut lines: Vec<Line> = Vec::new();
            let request = way.import.request(bytes, name, today, import.rejects.is_some());
            let reading = crate::reader::read(&request, &mut |row| lines.push(book.line(row)))?;
            recipe::doubt_sexes(&reading, &mut lines);
            Ok::<_, Failure>(Read { way, book, lines, reading })
        };
        let read = rows(with(import.employer.as_deref())?)?;
        if import.employer.is_some() || import.recipe != Choice::Own || read.way.is_remembered() {
            return Ok(read);
        }
        let met = employers_met(&read.book, &read.lines);
        let owner = drift::owner(None, &met, &read.lines);
        let Some(owner) = owner else { return Ok(read) };
        let way = with(Some(&owner))?;
        if way.is_remembered() { rows(way) } else { Ok(Read { way, ..read }) }
    }
}

/// So many rows of a file tell whose it is at a first look.
const FIRST_ROWS: usize = 200;

/// Whose the first rows of a file are, when they are one employer's.
pub(crate) fn owner_of(
    ledger: &Ledger,
    import: &Import,
    (bytes, name): (&[u8], &str),
    today: Day,
) -> Result<Option<String>, Failure> {
    if ledger.recipes()?.is_empty() {
        return Ok(None);
    }
    let book = Book::new(ledger.employers(today, ledger.now_known()?)?, None, today);
    let mut lines: Vec<Line> = Vec::new();
    let read = crate::reader::read(&import.request(bytes, name, today, false), &mut |row| {
        if lines.len() < FIRST_ROWS {
            lines.push(book.line(row));
        }
    });
    // What cannot be read is said when the file is read.
    Ok(read.ok().and_then(|_| drift::owner(None, &employers_met(&book, &lines), &lines)))
}

impl Judged {
    fn of(ledger: &Ledger, import: &Import, occasion: &Occasion) -> Result<Judged, Failure> {
        let bytes = read_file(&import.file)?;
        let name = sent_name(&import.file);
        let known = ledger.now_known()?;
        let employers = ledger.employers(occasion.today, known)?;
        if let Some(code) = &import.employer {
            must_be_known(&employers, code)?;
        }
        let Read { way, mut book, mut lines, reading } =
            Read::of(ledger, import, (&bytes, &name), &employers, occasion.today)?;
        let import = &way.import;
        let name = named(name, &reading);
        // Whatever is said from here on is said of the ledger.
        lines.iter_mut().for_each(|line| line.read = line.row.complaints.len());
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        drop(bytes);
        for word in import.other_persons.iter().chain(&import.sure) {
            must_be_row(word, &lines)?;
        }
        let how = How::of(import, &reading);
        let before = imported_before(ledger, &reading.sha256, &how)?;
        let lists = ledger.registration_lists()?;
        let list_before = lists.iter().rev().find(|list| list.sha256 == reading.sha256);
        for line in lines.iter_mut().filter(|line| line.row.report.kind == ReportKind::Registration) {
            // A list that names no day speaks, whenever it is sent again, of the day on which it came first.
            line.row.report.as_of = line.row.report.as_of.or(list_before.map(|list| list.as_of));
        }
        if import.again && list_before.is_none() {
            return Err(no_list_before(&name));
        }
        let differ = match list_before {
            Some(_) if !import.again => {
                let once_more = Import {
                    again: true,
                    dry_run: true,
                    rejects: None,
                    returned: None,
                    not_torn: true,
                    ..import.clone()
                };
                Judged::of(ledger, &once_more, occasion)?.imported.changed
            }
            _ => 0,
        };
        let marks = Marks {
            other_persons: &import.other_persons,
            sure: &import.sure,
            file: &name,
            held: before.as_ref().map(|before| before.import.held.lines().collect()),
            again: import.again,
        };
        marks.set(&mut lines);
        quarantine::recall(ledger, (import, occasion.today), (&book, &mut lines), &reading)?;
        answered::recall(ledger, &mut lines)?;
        let sought = Sought { ledger, known };
        sought.load(&mut book, &lines)?;
        if lines.iter().any(|line| line.row.report.wants_certificate == Some(true)) {
            book.decide_by(policy(ledger, known, occasion.today));
        }
        let owner = drift::owner(import.employer.as_deref(), &employers_met(&book, &lines), &lines);
        let shape = drift::shape(ledger, &reading, &lines);
        let earlier = drift::earlier(ledger, owner.as_deref(), &shape)?;
        let mut alarm = sought.torn(&book, &lines)?;
        alarm.extend(tear::half(&reading, &shape, &earlier));
        difference::judge(&mut book, &mut lines);
        quarantine::known_all_the_same(&book, &mut lines);
        // Of which a clerk has made sure one by one is none to wonder at.
        let changed = lines.iter().filter(|line| line.fate == Fate::Changed && !line.sure).count() as u64;
        alarm.extend(tear::older(&shape, &earlier, changed).filter(|_| before.is_none()));
        if !alarm.is_empty() && !import.not_torn {
            return Err(Failure::refused(alarm));
        }
        let overruled = overruled(&alarm);
        let drift = drift::of(ledger, &reading, &shape, &earlier, import.lang)?;
        let spoken = list::Spoken { before: list_before, differ };
        let (list, read) = list::of(ledger, known, (&book, &lines), &name, &spoken)?.unzip();
        let list = list.flatten();

        let mut file_complaints = reading.complaints.clone();
        let first = before.is_none() && !shape.rows.is_empty();
        if let Some(before) = before {
            let went_in = ledger.acts_of_import(&before)?.len() > 1;
            file_complaints.push(read_before(&name, &before, went_in));
        }
        file_complaints.extend(list::of_which_day(&name, &lines, occasion.today));
        if 0 < differ {
            file_complaints.extend(list_before.map(|list| differs_by_now(&name, list, differ)));
        }
        let mut imported = Imported {
            file: name.clone(),
            sha256: reading.sha256.clone(),
            written: false,
            alone: false,
            id: None,
            new: count(&lines, Fate::New),
            changed: count(&lines, Fate::Changed),
            unchanged: count(&lines, Fate::Unchanged),
            doubtful: count(&lines, Fate::Doubtful),
            rejected: count(&lines, Fate::Rejected),
            duplicate: count(&lines, Fate::Duplicate),
            complaints: complaints(&file_complaints, &lines, import.lang),
            changes: Vec::new(),
            waiting: Vec::new(),
            sheets: reading
                .sheets
                .iter()
                .map(|sheet| SheetRead {
                    sheet: sheet.name.clone(),
                    rows: sheet.rows,
                    skipped: sheet.skipped.as_ref().map(|said| said.in_lang(import.lang).to_owned()),
                })
                .collect(),
            rejects: Vec::new(),
            returned: None,
            rows_ready: 0,
            list: read,
            recipe: None,
            offered: Vec::new(),
            drift,
            overruled: alarm.iter().map(|complaint| wire::Said::of(complaint, import.lang)).collect(),
        };
        (imported.recipe, imported.offered) = way.told(import.lang);
        if let Some(path) = &import.rejects
            && imported.rejected + imported.doubtful > 0
        {
            imported.rejects = rejects::write(path, &reading, &lines, import.lang)?;
        }
        if let Some(path) = &import.returned
            && imported.rejected + imported.doubtful > 0
        {
            let society = ledger.society(known)?.unwrap_or_default();
            let met = employers_met(&book, &lines);
            let employer = match met.as_slice() {
                [code] => ledger.employers(occasion.today, known)?.into_iter().find(|one| one.code == *code),
                _ => None,
            };
            let from = returned::From {
                society: &society.name,
                phone: &society.phone,
                employer: employer.as_ref().map(|one| one.name.as_str()),
                day: occasion.today,
            };
            let good = imported.new + imported.changed + imported.unchanged + imported.duplicate;
            let counts = returned::Counts { read: good + imported.rejected + imported.doubtful, good };
            imported.returned = Some(returned::write(path, import, &lines, &from, counts)?);
        }
        let held = held_back(&name, &lines);
        let waits = if import.dry_run {
            Held::default()
        } else {
            Held::of(ledger, import, (&name, &reading.sha256), (&book, &lines), occasion.today)?
        };
        // Of whom the difference says what the ledger has.
        let doubtful = lines.iter().filter(|line| !line.cells.is_empty()).filter_map(|line| line.beside.get());
        let beside = doubtful.map(|it| &book.drafts[it.at]).chain(book.drafts.iter().filter(|draft| draft.touched()));
        let beside = beside.filter_map(|draft| draft.id).collect();
        let employers = employers_met(&book, &lines);
        let answers = answered::given(ledger, &book, &lines);
        imported.waiting = waiting(&book, &lines);
        imported.changes = changes(&book, lines);
        let recipe = way.record(owner.as_deref(), &reading);
        let tally = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let record = NewImport {
            sha256: reading.sha256,
            file: name,
            bytes: length,
            employer: import.employer.clone(),
            form: how.form,
            confirmed: how.confirmed,
            meanings: how.meanings,
            headers: how.headers,
            new: tally(imported.new),
            changed: tally(imported.changed),
            unchanged: tally(imported.unchanged),
            doubtful: tally(imported.doubtful),
            rejected: tally(imported.rejected),
            duplicate: tally(imported.duplicate),
            held,
        };
        Ok(Judged {
            known,
            book,
            imported,
            record,
            first,
            beside,
            employers,
            list,
            shape,
            recipe,
            overruled,
            answers,
            held: waits,
        })
    }

    /// Does it change so many rows that two people should see it?
    fn many(&self) -> bool {
        self.imported.new + self.imported.changed > MANY as u64
    }

    /// The codes of the employers whose rows it has, one a line.
    fn subject(&self) -> Option<String> {
        (!self.employers.is_empty()).then(|| self.employers.join("\n"))
    }

    /// Nobody has changed what it was compared with.
    fn must_still_be_so(&self, entry: &Entry) -> Result<(), Stopped> {
        if entry.unchanged_since(self.known)? { Ok(()) } else { Err(Stopped::Overtaken) }
    }

    /// The last of what is written: the import itself, which makes its parts known.
    fn publish(&self, entry: &mut Entry, step: Option<Step>, parts: &[ActSeq]) -> Result<i64, Stopped> {
        if let Some(step) = step {
            entry.release(Bulk::Import, &self.record.sha256, step)?;
        }
        entry.publish(parts)?;
        let import = entry.import(&self.record)?;
        entry.import_shape(import, &self.shape)?;
        let version = match &self.recipe {
            recipe::Written::Nothing => None,
            recipe::Written::Used(id, version) => Some((*id, *version)),
            recipe::Written::New(new) => Some(entry.recipe(new)?),
        };
        if let Some(version) = version {
            entry.import_recipe(import, version)?;
        }
        if let Some(list) = &self.list {
            entry.registration_list(&NewList { import, ..list.clone() })?;
        }
        for given in &self.answers {
            given.keep(&self.book, entry)?;
        }
        for (place, row) in &self.held.new {
            entry.waiting(import, place, row)?;
        }
        for (id, how) in &self.held.ended {
            entry.waiting_ends(*id, *how)?;
        }
        Ok(import)
    }
}

/// Why an import was not written. Nobody knows anything of it.
enum Stopped {
    /// Somebody else changed what it was compared with.
    Overtaken,
    Failed(Failure),
}

impl From<ledger::Error> for Stopped {
    fn from(error: ledger::Error) -> Stopped {
        Stopped::Failed(error.into())
    }
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Stopped {
        Stopped::Failed(failure)
    }
}

/// The policy of a day; none in a ledger that has none yet.
fn policy(ledger: &Ledger, known: Known, on: Day) -> Option<Policy> {
    let text = ledger.policy_text(known).ok().flatten()?;
    Policies::read(&text, "policy.toml").ok()?.on(on).ok().cloned()
}

/// The last import of the same bytes, read in the same way.
fn imported_before(ledger: &Ledger, sha256: &str, how: &How) -> Result<Option<ImportRow>, Failure> {
    let imports = ledger.imports_with_sha(sha256)?;
    Ok(imports.into_iter().rev().find(|row| {
        let import = &row.import;
        (&import.employer, &import.form, &import.confirmed, &import.meanings)
            == (&how.employer, &how.form, &how.confirmed, &how.meanings)
    }))
}

/// Looks for the members whom a file may mean, as known.
struct Sought<'l> {
    ledger: &'l Ledger,
    known: Known,
}

impl Sought<'_> {
    /// What speaks against the file as a whole. Where many homes are not those of their members, these are looked for among all
    /// members: whoever moved alone has a home that is nobody else's.
    fn torn(&self, book: &Book, lines: &[Line]) -> Result<Vec<Complaint>, Failure> {
        let mut failed = None;
        let complaints = tear::torn(book, lines, &mut |off| {
            let said = tear::homes_of(book, lines, off);
            let mut found: HashSet<String> = HashSet::new();
            let looked = self.ledger.states(book.today, self.known, &mut |state| {
                if let (Some(home), Some(coverage)) = (&state.home, &state.coverage) {
                    let key = rules::words::fold::name_key(home.address.text());
                    if said.get(&key).is_some_and(|own| !own.contains(&coverage.household)) {
                        found.insert(key);
                    }
                }
                Ok(ControlFlow::Continue(()))
            });
            failed = failed.take().or(looked.err());
            tear::at_homes(lines, off, &found)
        });
        failed.map_or(Ok(complaints), |error| Err(error.into()))
    }

    /// Loads the members whom the rows may mean: by number, by birth date and kana, and their households.
    fn load(&self, book: &mut Book, lines: &[Line]) -> Result<(), Failure> {
        let known = self.known;
        let day = book.look(lines);
        let keys = Keys::of(lines);
        let open = lines.iter().filter(|line| line.open()).count();
        book.reserve(open, !keys.births.is_empty());
        if Book::speaks_of_death(lines) {
            book.mourn(self.ledger.deaths(known)?);
        }
        // A list looks at its members as they were on its day; everything else at the spell that is the last one known.
        let latest = day == book.today;
        // A number is a family's: whoever else was found needs the family too.
        let mut families: BTreeSet<HouseholdId> = BTreeSet::new();
        if open <= crate::FEW {
            let mut ids: Vec<MemberId> = Vec::new();
            for (symbol, number) in &keys.numbers {
                ids.extend(self.ledger.members_with_number(Some(symbol), number)?);
            }
            for (born, kana) in &keys.people {
                ids.extend(self.ledger.members_born_with_kana(*born, kana)?);
            }
            for born in &keys.births {
                ids.extend(self.ledger.members_born(*born)?);
            }
            ids.sort_unstable();
            ids.dedup();
            for id in ids {
                if let Some(state) = self.ledger.state(id, day, known)? {
                    let now_elsewhere = !keys.has_number_of(&state);
                    families.extend(self.enter(book, state, latest, known, None)?);
                    if now_elsewhere && !book.remembers(id) {
                        book.remember(id, self.ledger.coverages(id, known)?);
                    }
                }
            }
        } else {
            let mut numbered: Vec<HouseholdId> = Vec::new();
            self.ledger.states(day, known, &mut |state| {
                let by_number = keys.has_number_of(&state);
                if by_number || keys.has_person(&state) {
                    let household = self.enter(book, state, latest, known, None)?;
                    if by_number { numbered.extend(household) } else { families.extend(household) }
                }
                Ok(ControlFlow::Continue(()))
            })?;
            for id in self.ledger.members_renumbered()? {
                if book.remembers(id) {
                    continue;
                }
                let coverages = self.ledger.coverages(id, known)?;
                if coverages.iter().any(|one| keys.has(&one.value.number))
                    && let Some(state) = self.ledger.state(id, day, known)?
                {
                    families.extend(self.enter(book, state, latest, known, Some(coverages))?);
                }
            }
            families.extend(numbered.into_iter().filter(|household| !book.has_insured(*household)));
        }
        if families.len() <= crate::FEW {
            for household in families {
                for state in self.ledger.household(household, day, known)? {
                    self.enter(book, state, latest, known, None)?;
                }
            }
        } else {
            self.ledger.states(day, known, &mut |state| {
                if state.coverage.as_ref().is_some_and(|coverage| families.contains(&coverage.household)) {
                    self.enter(book, state, latest, known, None)?;
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        if let Some(listed) = book.listed() {
            book.confirm(list::confirmed_after(self.ledger, listed)?);
        }
        if let Some((listed, members)) = book.spoken_of_since() {
            for id in members {
                book.remember_mynas(id, later_mynas(self.ledger.mynas(id, known)?, listed));
            }
        }
        for id in book.strays(lines) {
            let coverages = self.ledger.coverages(id, known)?;
            // A corrected day of loss is the whole family's: of those who were in it then, too.
            let led = coverages.iter().filter(|one| one.value.relation == Relation::Insured);
            let mut then: Vec<(HouseholdId, Day)> =
                led.filter_map(|one| Some((one.value.household, one.value.lost?.before()))).collect();
            then.sort_unstable();
            then.dedup();
            for (household, on) in then {
                for state in self.ledger.household(household, on, known)? {
                    let member = state.id;
                    if !book.remembers(member)
                        && let Some(now) = self.ledger.state(member, day, known)?
                    {
                        self.enter(book, now, latest, known, Some(self.ledger.coverages(member, known)?))?;
                    }
                }
            }
            book.remember(id, coverages);
        }
        for id in book.restated(lines) {
            let names = self.ledger.names(id, Layer::Reported, known)?;
            let homes = self.ledger.addresses(id, AddressKind::Home, known)?;
            book.recall(id, Once { names, homes });
        }
        Ok(())
    }

    /// Puts a member into the book, with the last spell of cover that is known when `latest`, and answers the household.
    /// `recorded` is what the ledger recorded of the cover, where that has been read.
    fn enter(
        &self,
        book: &mut Book,
        mut state: State,
        latest: bool,
        known: Known,
        recorded: Option<Vec<Recorded<Coverage>>>,
    ) -> ledger::Result<Option<HouseholdId>> {
        let id = state.id;
        let recorded = match recorded {
            None if latest && state.coverage_later && !book.has(id) => Some(self.ledger.coverages(id, known)?),
            recorded => recorded,
        };
        let standing = recorded.iter().flatten().filter(|one| latest && one.stands);
        if let Some(last) = standing.max_by_key(|one| one.from) {
            state.coverage_from = Some(last.from);
            state.coverage = Some(last.value.clone());
        }
        let household = state.coverage.as_ref().map(|coverage| coverage.household);
        book.load(state);
        if let Some(recorded) = recorded {
            book.remember(id, recorded);
        }
        Ok(household)
    }
}

/// What lists and other news have said of somebody's マイナ保険証 of days after the one of which a list speaks.
fn later_mynas(all: Vec<Recorded<Myna>>, listed: Day) -> Vec<Later> {
    let mut before = Myna::default();
    let mut later = Vec::new();
    for one in all.into_iter().filter(|one| one.stands) {
        // Only a list speaks of card, use and e-certificate.
        let list = |myna: &Myna| (myna.card, myna.use_registered, myna.e_certificate_until);
        let of_list = list(&before) != list(&one.value);
        before = one.value;
        if listed < one.from {
            later.push(Later { from: one.from, myna: one.value, of_list });
        }
    }
    later
}

/// The name under which a file goes on record: of an archive also that of the table inside.
pub(crate) fn named(file: String, reading: &Reading) -> String {
    match &reading.inside {
        Some(inside) => format!("{file}:{inside}"),
        None => file,
    }
}

/// Reads a file whole, refusing what is larger than any employer's file (the reader's own cap says so in its words).
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::file(path, &error);
    let length = std::fs::metadata(path).map_err(failed)?.len();
    if length > intake::LARGEST_FILE {
        return Err(Failure::other(Complaint {
            place: path.display().to_string(),
            code: "file_too_large",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("ファイルが大きすぎます（{} MB）。", length / 1_000_000),
                format!("The file is too large ({} MB).", length / 1_000_000),
            ),
            hint: Said::new("ファイルを分けて取り込んでください。", "Split the file."),
        }));
    }
    std::fs::read(path).map_err(failed)
}

/// How a file is read: whatever may make its rows say something else.
struct How {
    employer: Option<String>,
    form: String,
    confirmed: String,
    meanings: String,
    headers: String,
}

impl How {
    fn of(import: &Import, reading: &Reading) -> How {
        let mut confirmed: Vec<&str> = import.confirmed.iter().map(|one| one.code()).collect();
        confirmed.sort_unstable();
        confirmed.dedup();
        let mut meanings = import.meanings.clone();
        meanings.sort();
        How {
            employer: import.employer.clone(),
            form: import.form.code().to_owned(),
            confirmed: confirmed.join(","),
            meanings: said_of(&meanings, &import.habits).join(","),
            headers: reading.headers_sha256(),
        }
    }
}

/// What was said of columns, values and the encoding, in a fixed order: with anything else the rows may say something else.
fn said_of(meanings: &[Meaning], habits: &Habits) -> Vec<String> {
    let mut habits_said: Vec<String> = habits.values.iter().map(ToString::to_string).collect();
    habits_said.extend(habits.dates.iter().map(ToString::to_string));
    habits_said.extend(habits.encoding.map(|one| one.code().to_owned()));
    habits_said.sort();
    meanings.iter().map(ToString::to_string).chain(habits_said).collect()
}

/// What an act says of the alarm that a clerk has overruled.
fn overruled(alarm: &[Complaint]) -> Option<String> {
    let measured: Vec<&str> = alarm.iter().map(|complaint| complaint.sentence.in_lang(Lang::Ja)).collect();
    (!measured.is_empty()).then(|| format!("行ずれの警報を承知で取り込み: {}", measured.join(" ")))
}

/// Says that a file has been here, so that nobody wonders at rows that change nothing. `went_in`: rows of it that had waited
/// went in later.
fn read_before(file: &str, before: &ImportRow, went_in: bool) -> Complaint {
    let (id, day) = (before.id, before.at.day_in_japan());
    let said = &before.import;
    if !went_in && said.new + said.changed + said.unchanged == 0 {
        return Complaint {
            place: file.to_owned(),
            code: "none_went_in_before",
            weight: Weight::Note,
            sentence: Said::new(
                format!("このファイルは{}にも読みましたが、取り込めた行はありません（取込番号 {id}）。", day.wareki()),
                format!("This file was read on {day}, too, and no row of it went in (import {id})."),
            ),
            hint: Said::new("どの行も、もう一度確かめます。", "Every row is looked at again."),
        };
    }
    Complaint {
        place: file.to_owned(),
        code: "imported_before",
        weight: Weight::Note,
        sentence: Said::new(
            format!("このファイルは{}に取り込み済みです（取込番号 {id}）。", day.wareki()),
            format!("This file was imported on {day} (import {id})."),
        ),
        hint: Said::new(
            "そのとき取り込んだ行は、その後の変更を残すため、もう一度は取り込みません。",
            "The rows that went in then do not go in again, so that later changes stay.",
        ),
    }
}

/// Says that a list which was loaded before and the ledger differ by now, and what can be done about it.
fn differs_by_now(file: &str, list: &RegistrationList, people: u64) -> Complaint {
    let day = list.as_of;
    Complaint {
        place: file.to_owned(),
        code: "list_differs_by_now",
        weight: Weight::Note,
        sentence: Said::new(
            format!(
                "この一覧のあとに届いたことにより、{people}人の{}現在の記録が、この一覧と違います。台帳のままにしました。",
                day.wareki()
            ),
            format!(
                "By what came after it, the ledger has something else of {day} for {people} people than this list. The ledger stays."
            ),
        ),
        hint: Said::new(
            format!(
                "この一覧のほうが正しいと確かめたときだけ、もう一度取り込んでください。変わるのは{}からの記録だけで、それより後の一覧で届いた内容は変わりません。",
                day.wareki()
            ),
            format!(
                "Load it once more only if it is certain that the list is right: it then holds from {day}, and what later lists said stays."
            ),
        ),
    }
}

fn no_list_before(file: &str) -> Failure {
    Failure::usage(Complaint {
        place: file.to_owned(),
        code: "no_list_before",
        weight: Weight::Refusal,
        sentence: Said::new(
            "このファイルは、利用登録状況の一覧としてまだ取り込まれていません。",
            "This file was not loaded as a registration list before.",
        ),
        hint: Said::new(
            "初めての一覧は、そのまま取り込んでください。届出のファイルは、行ごとに確かめて取り込みます。",
            "Load a new list as it is. The rows of an employer's file are made sure of one by one.",
        ),
    })
}

/// The places of the rows that did not go in, one a line.
fn held_back(file: &str, lines: &[Line]) -> String {
    let held = lines.iter().filter(|line| matches!(line.fate, Fate::Doubtful | Fate::Rejected));
    held.map(|line| place_in(file, &line.row)).collect::<Vec<_>>().join("\n")
}

/// The codes of the employers whose rows a file has, whoever named them: the clerk, a column, a symbol.
fn employers_met(book: &Book, lines: &[Line]) -> Vec<String> {
    let met: BTreeSet<&str> = lines.iter().filter_map(|line| Some(book.employer(line)?.code.as_str())).collect();
    met.into_iter().map(str::to_owned).collect()
}

/// The clerk broke off.
fn cancelled(file: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: file.to_owned(),
        code: "cancelled",
        weight: Weight::Note,
        sentence: Said::new(
            "取込みを中止しました。このファイルの行は、一つも台帳に入っていません。",
            "The import was stopped. No row of this file went in.",
        ),
        hint: Said::new("同じファイルをいつでも取り込めます。", "The same file can be imported at any time."),
    }])
}

/// Others change the ledger, or the file, faster than it is compared.
fn overtaken(file: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: file.to_owned(),
        code: "overtaken",
        weight: Weight::Refusal,
        sentence: Said::new(
            "取り込む間に、台帳かファイルが変わりました。何も書き込んでいません。",
            "The ledger or the file changed during the import. Nothing was written.",
        ),
        hint: Said::new("もう一度取り込んでください。", "Import it again."),
    }])
}

fn must_be_row(word: &str, lines: &[Line]) -> Result<(), Failure> {
    if lines.iter().any(|line| line.row.is_named(word)) {
        return Ok(());
    }
    Err(Failure::usage(Complaint {
        place: word.to_owned(),
        code: "row_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この行はファイルにありません。", "The file has no such row."),
        hint: Said::new(
            "行番号（12）、またはシート名と行番号（取得!12）で指定してください。",
            "Give the row (12), or sheet and row (取得!12).",
        ),
    }))
}

pub(crate) fn must_be_known(employers: &[Employer], code: &str) -> Result<(), Failure> {
    if employers.iter().any(|employer| employer.code == code) {
        return Ok(());
    }
    let known = || employers.iter().map(|employer| employer.code.clone()).collect::<Vec<_>>().join("、");
    Err(Failure::other(Complaint {
        place: code.to_owned(),
        code: "employer_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この事業所コードは登録されていません。", "No employer has this code."),
        hint: Said::new(format!("登録済みの事業所: {}", known()), format!("Known employers: {}", known())),
    }))
}

fn count(lines: &[Line], fate: Fate) -> u64 {
    lines.iter().filter(|row| row.fate == fate).count() as u64
}

fn complaints(file: &[Complaint], lines: &[Line], lang: Lang) -> Vec<wire::Said> {
    file.iter()
        .chain(lines.iter().flat_map(|line| &line.row.complaints))
        .map(|complaint| wire::Said::of(complaint, lang))
        .collect()
}

fn waiting(book: &Book, lines: &[Line]) -> Vec<RowWaiting> {
    let waits = |line: &&Line| {
        matches!(line.fate, Fate::Doubtful | Fate::Rejected) && !(line.member.is_empty() && line.cells.is_empty())
    };
    let row = |line: &Line| RowWaiting {
        sheet: line.row.sheet.to_string(),
        row: line.row.line,
        member: line.member.clone(),
        cells: line.cells.clone(),
        matched: answered::matched(book, line),
    };
    lines.iter().filter(waits).map(row).collect()
}

fn changes(book: &Book, lines: Vec<Line>) -> Vec<RowChange> {
    lines
        .into_iter()
        .filter_map(|line| {
            let outcome = match line.fate {
                Fate::New => "new",
                Fate::Changed => "changed",
                _ => return None,
            };
            let (sheet, matched) = (line.row.sheet.to_string(), answered::matched(book, &line));
            Some(RowChange { sheet, row: line.row.line, outcome, member: line.member, cells: line.cells, matched })
        })
        .collect()
}

/// The day of an act, for facts that a row reports without a day of their own.
pub(crate) fn fact_day(said: Option<Day>, today: Day) -> Day {
    said.map_or(today, |day| day.min(today))
}
