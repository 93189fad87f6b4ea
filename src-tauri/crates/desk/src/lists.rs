//! 利用登録状況の一覧の差: what the state's list of one day says otherwise than the one before it.
//!
//! The files of one day are one list. Lists are compared by the days of which they speak, not by the order in which they came: one
//! that comes late is compared with its own neighbour. What a list said is what the ledger had of its day once its files were in;
//! so the same two lists have the same difference whenever they are asked for.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use intake::write::{Cell, Csv, Sheet, Texts, csv, xlsx};
use ledger::{Known, MemberId, RegistrationList, State};
use rules::calendar::Day;
use rules::case::UseRegistration;
use rules::words::{Lang, Said};

use crate::campaign::insured_on;
use crate::drafts::Drafts;
use crate::find::found;
use crate::founding::file_name;
use crate::import::{Import, confirmation, form, meaning};
use crate::roles::Permission;
use crate::wire::{ListDayShown, ListDifferenceShown, ListPart, Listed, ListedRow, ReportFile, RowUnknown};
use crate::{Desk, Failure, Occasion, words};

/// So many days ahead an e-certificate that ends soon is named, unless another number is asked for.
pub const AHEAD_DAYS: i64 = 90;

/// What a difference is told by, in the order of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Part {
    /// 新しく登録: not registered before, or nothing was known.
    Registered,
    /// 解除・登録なしになった: registered before.
    Released,
    /// 電子証明書の期限切れ: good on the day before, over on this one.
    Lapsed,
    /// 電子証明書の期限が近い
    Lapsing,
    /// 電子証明書の期限が変わった
    Changed,
    /// 一覧にない: insured, and not in the list.
    UnknownToThem,
}

impl Part {
    const ALL: [Part; 6] =
        [Part::Registered, Part::Released, Part::Lapsed, Part::Lapsing, Part::Changed, Part::UnknownToThem];

    fn code(self) -> &'static str {
        match self {
            Part::Registered => "registered",
            Part::Released => "released",
            Part::Lapsed => "lapsed",
            Part::Lapsing => "lapsing",
            Part::Changed => "changed",
            Part::UnknownToThem => "unknown_to_them",
        }
    }

    fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Part::Registered => ("新しく登録された方", "newly registered"),
            Part::Released => ("登録が解除された方", "released"),
            Part::Lapsed => ("電子証明書の期限が切れた方", "e-certificate lapsed"),
            Part::Lapsing => ("電子証明書の期限が近い方", "e-certificate lapsing soon"),
            Part::Changed => ("電子証明書の期限が変わった方", "e-certificate's last day changed"),
            Part::UnknownToThem => ("加入中で一覧にない方", "insured and not in the list"),
        };
        if lang == Lang::Ja { ja } else { en }
    }
}

/// The rows of a list that mean nobody: a part that has places and no people.
const UNKNOWN_TO_US: &str = "unknown_to_us";

/// What is asked of two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuestion {
    /// The list, by the number of any of its files.
    pub list: i64,
    /// The one it is compared with; the one of the day before it where none is named.
    pub with: Option<i64>,
    /// So many days ahead an e-certificate ends soon.
    pub days: i64,
    /// The language of sentences.
    pub lang: Lang,
}

/// What a list said of somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
struct SaidOf {
    registered: UseRegistration,
    until: Option<Day>,
}

/// Somebody in a part of a difference.
struct Entry {
    part: Part,
    member: MemberId,
    key: Box<str>,
    before: Option<SaidOf>,
    now: SaidOf,
    /// Not in the list before either.
    again: bool,
}

/// Two lists that were compared.
pub struct Difference {
    /// The numbers.
    pub answer: ListDifferenceShown,
    known: Known,
    compared: bool,
    entries: Vec<Entry>,
}

/// The files of one day.
struct OfDay<'l> {
    as_of: Day,
    files: Vec<&'l RegistrationList>,
}

impl OfDay<'_> {
    /// Everything that was known once the last of its files was in.
    fn known(&self) -> Known {
        self.files
            .iter()
            .map(|file| Known::after(file.act))
            .max_by_key(|known| known.act())
            .unwrap_or(Known::after(ledger::ActSeq(0)))
    }
}

/// The lists day by day, the first day first. A file that is loaded once more stands in for itself.
fn by_day(lists: &[RegistrationList]) -> Vec<OfDay<'_>> {
    let mut days: Vec<OfDay<'_>> = Vec::new();
    for list in lists {
        match days.iter_mut().find(|day| day.as_of == list.as_of) {
            Some(day) => {
                day.files.retain(|file| file.sha256 != list.sha256);
                day.files.push(list);
            }
            None => days.push(OfDay { as_of: list.as_of, files: vec![list] }),
        }
    }
    days.sort_by_key(|day| day.as_of);
    days
}

impl Desk {
    /// The lists that were loaded, day by day, the latest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn list_days(&self) -> Result<Vec<ListDayShown>, Failure> {
        self.must(Permission::View)?;
        let lists = self.ledger.registration_lists()?;
        by_day(&lists).iter().rev().map(|day| self.day_shown(day)).collect()
    }

    fn day_shown(&self, day: &OfDay<'_>) -> Result<ListDayShown, Failure> {
        let mut unknown = 0;
        for file in &day.files {
            unknown += self.ledger.unknown_rows(file.id)?.len() as u64;
        }
        let last = day.files.last();
        Ok(ListDayShown {
            list: last.map_or(0, |list| list.id.0),
            as_of: day.as_of,
            said: day.files.iter().all(|file| file.said),
            files: day.files.iter().map(|file| file.file.clone()).collect(),
            people: day.files.iter().map(|file| u64::try_from(file.people).unwrap_or(0)).sum(),
            whole: day.files.iter().any(|file| file.whole),
            at: last.map(|list| list.at.text().to_owned()).unwrap_or_default(),
            operator: last.map(|list| list.operator.clone()).unwrap_or_default(),
            unknown,
            unlisted: self.missing_in(day)?.map_or(0, |missing| missing.len() as u64),
        })
    }

    /// Who is in none of the files of a day; `None` when the list is about some people only.
    fn missing_in(&self, day: &OfDay<'_>) -> Result<Option<HashSet<MemberId>>, Failure> {
        for file in day.files.iter().rev() {
            let missing: HashSet<MemberId> = self.ledger.unlisted(file.id)?.into_iter().collect();
            if file.whole || !missing.is_empty() {
                return Ok(file.whole.then_some(missing));
            }
        }
        Ok(None)
    }

    /// What a list says otherwise than another, or than the one of the day before it. Nothing of it names anybody; the people are
    /// asked for by [`Desk::list_difference_people`].
    ///
    /// # Errors
    /// When there is no such list, or both are of one day.
    pub fn list_difference(&self, question: &ListQuestion) -> Result<Difference, Failure> {
        self.must(Permission::View)?;
        let lang = question.lang;
        let lists = self.ledger.registration_lists()?;
        let days = by_day(&lists);
        let at = place_of(&days, question.list)?;
        let this = &days[at];
        let before = match question.with {
            Some(with) => {
                let with = &days[place_of(&days, with)?];
                if with.as_of == this.as_of {
                    return Err(one_day(this.as_of, question.list));
                }
                Some(with)
            }
            None => at.checked_sub(1).map(|at| &days[at]),
        };
        let mut earlier: HashMap<MemberId, SaidOf> = HashMap::new();
        let mut missed: HashSet<MemberId> = HashSet::new();
        if let Some(before) = before {
            missed = self.missing_in(before)?.unwrap_or_default();
            self.ledger.states(before.as_of, before.known(), &mut |state| {
                earlier.insert(state.id, said(&state));
                Ok(ControlFlow::Continue(()))
            })?;
        }
        let missing = self.missing_in(this)?;
        let soon = this.as_of.plus_days(question.days);
        let mut entries = Vec::new();
        self.ledger.states(this.as_of, this.known(), &mut |state| {
            if !insured_on(&state, this.as_of) {
                return Ok(ControlFlow::Continue(()));
            }
            let (now, before_of) = (said(&state), earlier.get(&state.id).copied());
            let unlisted = missing.as_ref().is_some_and(|missing| missing.contains(&state.id));
            let parts = parts(before_of, now, unlisted, (before.map(|it| it.as_of), this.as_of, soon));
            for part in parts {
                let again = part == Part::UnknownToThem && missed.contains(&state.id);
                let key = crate::home::sort_key(&state).into();
                entries.push(Entry { part, member: state.id, key, before: before_of, now, again });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        entries.sort_by(|one, other| (one.part, &one.key, one.member).cmp(&(other.part, &other.key, other.member)));
        let compared = before.is_some();
        let parts = Part::ALL.into_iter().map(|part| ListPart {
            part: part.code(),
            word: part.word(lang).to_owned(),
            count: entries.iter().filter(|entry| entry.part == part).count() as u64,
            again: entries.iter().filter(|entry| entry.part == part && entry.again).count() as u64,
        });
        let unknown_rows = self.unknown_in(this)?;
        let answer = ListDifferenceShown {
            list: self.day_shown(this)?,
            with: before.map(|before| self.day_shown(before)).transpose()?,
            days: question.days,
            parts: parts.collect(),
            unknown: unknown_rows.len() as u64,
            unknown_rows,
            remarks: remarks(this, before, missing.is_some(), &days, lang),
        };
        Ok(Difference { answer, known: this.known(), compared, entries })
    }

    fn unknown_in(&self, day: &OfDay<'_>) -> Result<Vec<RowUnknown>, Failure> {
        let mut rows = Vec::new();
        for file in &day.files {
            for (place, because) in self.ledger.unknown_rows(file.id)? {
                let place = if day.files.len() == 1 { place } else { format!("{} {place}", file.file) };
                rows.push(RowUnknown { place, because });
            }
        }
        Ok(rows)
    }

    /// The people behind a number of a difference. That they were shown is recorded.
    ///
    /// # Errors
    /// When there is no such part, or the ledger cannot be read.
    pub fn list_difference_people(
        &self,
        difference: &Difference,
        part: &str,
        (start, len): (usize, usize),
        lang: Lang,
    ) -> Result<Listed, Failure> {
        self.must(Permission::View)?;
        let part = named(part)?;
        let subject = difference.answer.list.list.to_string();
        let on = difference.answer.list.as_of;
        self.showing("registration_list", Some(&subject), || {
            let entries = difference.entries.iter().filter(|entry| entry.part == part);
            let total = entries.clone().count();
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for entry in entries.skip(start).take(len) {
                let Some(state) = self.state(entry.member, on, difference.known)? else { continue };
                let hit = found(&state);
                shown.push(entry.member);
                rows.push(ListedRow {
                    member: hit.member,
                    code: hit.code,
                    name: hit.name,
                    kana: hit.kana,
                    born: hit.born,
                    employer: hit.employer,
                    why: entry.why(difference.compared, lang),
                    by: entry.now.until.filter(|_| part != Part::UnknownToThem),
                });
            }
            Ok((Listed { name: part.code().to_owned(), on, total, start, rows }, shown))
        })
    }

    /// Writes the numbers of a difference, or the people behind one of them, as CSV or as a workbook, by how the name ends.
    ///
    /// # Errors
    /// When the name ends otherwise, there is no such part, or the file cannot be written.
    pub fn save_list_difference(
        &self,
        difference: &Difference,
        part: Option<&str>,
        path: &Path,
        lang: Lang,
    ) -> Result<ReportFile, Failure> {
        let pick = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
        let answer = &difference.answer;
        let (title, header, rows): (String, Vec<String>, Vec<Vec<String>>) = match part {
            None => {
                let header = [pick("内容", "what"), pick("件数", "count")].map(str::to_owned).to_vec();
                let unknown = vec![unknown_word(lang).to_owned(), answer.unknown.to_string()];
                let rows = answer.parts.iter().map(|one| vec![one.word.clone(), one.count.to_string()]);
                (pick("一覧の差", "difference of lists").to_owned(), header, rows.chain([unknown]).collect())
            }
            Some(UNKNOWN_TO_US) => {
                let header = vec![pick("一覧の行", "row of the list").to_owned()];
                let rows = answer.unknown_rows.iter().map(|row| vec![row.place.clone()]).collect();
                (unknown_word(lang).to_owned(), header, rows)
            }
            Some(part) => {
                let word = named(part)?.word(lang).to_owned();
                let people = self.list_difference_people(difference, part, (0, usize::MAX), lang)?;
                let header = [
                    pick("記号-番号-枝番", "member"),
                    pick("氏名", "name"),
                    pick("カナ", "kana"),
                    pick("生年月日", "born"),
                    pick("事業所", "employer"),
                    pick("理由", "why"),
                    pick("電子証明書の期限", "e-certificate until"),
                ];
                let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
                let row = |row: ListedRow| {
                    let employer = row.employer.unwrap_or_default();
                    vec![row.member, row.name, row.kana, day(row.born), employer, row.why, day(row.by)]
                };
                (word, header.map(str::to_owned).to_vec(), people.rows.into_iter().map(row).collect())
            }
        };
        write_table(path, &title, header, rows)
    }

    /// Writes the rows of a list that mean nobody of the ledger, and whatever else of it did not go in, as a workbook with their
    /// original columns, for an enquiry. The ledger keeps none of them: `file` must be the list's own file.
    ///
    /// # Errors
    /// When it is another file, or the workbook cannot be written.
    pub fn save_unknown_rows(
        &mut self,
        list: i64,
        (file, out): (PathBuf, PathBuf),
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<ReportFile, Failure> {
        let lists = self.ledger.registration_lists()?;
        let days = by_day(&lists);
        let day = &days[place_of(&days, list)?];
        let sha256 = intake::sha256(&crate::import::read_file(&file)?);
        let own = day.files.iter().find(|one| one.sha256 == sha256).ok_or_else(|| {
            Failure::wrong(
                &file_name(&file),
                "another_file",
                (
                    "この一覧として取り込んだファイルではありません。",
                    "This is not the file that was loaded as this list.",
                ),
                ("取り込んだときと同じファイルを指定してください。", "Give the very file that was loaded."),
            )
        })?;
        let record = self.ledger.imports_with_sha(&own.sha256)?.into_iter().find(|row| row.id == own.import);
        let words = |text: &str| text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let mut import = Import::of(file, lang);
        if let Some(record) = record {
            let read = record.import;
            import.employer = read.employer;
            import.form = form(&read.form);
            import.confirmed =
                words(&read.confirmed).iter().map(|word| confirmation(word)).collect::<Result<_, _>>()?;
            import.meanings = words(&read.meanings).iter().map(|word| meaning(word)).collect::<Result<_, _>>()?;
        }
        (import.again, import.dry_run, import.rejects) = (true, true, Some(out.clone()));
        let done = self.import(&import, occasion)?;
        let rows = done.rejects.iter().map(|sheet| sheet.rows).sum();
        if rows == 0 {
            return Err(Failure::wrong(
                &file_name(&out),
                "nothing_unknown",
                ("台帳にない行は、もうありません。", "Every row of the list means somebody by now."),
                ("ファイルはつくっていません。", "No file was made."),
            ));
        }
        let sha256 = intake::sha256(&crate::import::read_file(&out)?);
        Ok(ReportFile { file: out.display().to_string(), rows, sha256 })
    }
}

/// What the ledger had of somebody once the list was in.
fn said(state: &State) -> SaidOf {
    SaidOf { registered: state.myna.use_registered, until: state.myna.e_certificate_until }
}

/// In which parts somebody stands.
fn parts(
    before: Option<SaidOf>,
    now: SaidOf,
    unlisted: bool,
    (earlier, as_of, soon): (Option<Day>, Day, Day),
) -> Vec<Part> {
    let mut parts = Vec::new();
    let yes = |said: SaidOf| said.registered == UseRegistration::Yes;
    let was = before.is_some_and(yes);
    if earlier.is_some() && yes(now) && !was {
        parts.push(Part::Registered);
    }
    if was && matches!(now.registered, UseRegistration::No | UseRegistration::Released) {
        parts.push(Part::Released);
    }
    if let Some(until) = now.until.filter(|_| yes(now)) {
        // Whose e-certificate was over on the day before already is no news, unless nobody had said so.
        let known = before.and_then(|before| before.until) == Some(until) && earlier.is_some_and(|day| until < day);
        if until < as_of && !known {
            parts.push(Part::Lapsed);
        } else if as_of <= until && until <= soon {
            parts.push(Part::Lapsing);
        }
    }
    if was && yes(now) && before.and_then(|before| before.until) != now.until {
        parts.push(Part::Changed);
    }
    if unlisted {
        parts.push(Part::UnknownToThem);
    }
    parts
}

impl Entry {
    fn why(&self, compared: bool, lang: Lang) -> String {
        let word = |said: Option<SaidOf>| {
            let registered = said.map_or(UseRegistration::Unknown, |said| said.registered);
            words::word(registered.code(), lang).to_owned()
        };
        let day = |said: Option<SaidOf>| match said.and_then(|said| said.until) {
            Some(day) if lang == Lang::Ja => day.wareki(),
            Some(day) => day.to_string(),
            None if lang == Lang::Ja => "なし".to_owned(),
            None => "none".to_owned(),
        };
        let now = Some(self.now);
        match (self.part, lang) {
            (Part::Registered | Part::Released, Lang::Ja) => format!("利用登録 {} → {}", word(self.before), word(now)),
            (Part::Registered | Part::Released, Lang::En) => {
                format!("registration {} → {}", word(self.before), word(now))
            }
            (Part::Changed, Lang::Ja) => format!("電子証明書の期限 {} → {}", day(self.before), day(now)),
            (Part::Changed, Lang::En) => format!("e-certificate until {} → {}", day(self.before), day(now)),
            (Part::Lapsed, Lang::Ja) => format!("電子証明書の期限 {} が過ぎた", day(now)),
            (Part::Lapsed, Lang::En) => format!("e-certificate ended on {}", day(now)),
            (Part::Lapsing, Lang::Ja) => format!("電子証明書の期限 {}", day(now)),
            (Part::Lapsing, Lang::En) => format!("e-certificate until {}", day(now)),
            (Part::UnknownToThem, Lang::Ja) if self.again => "前の一覧にもない".to_owned(),
            (Part::UnknownToThem, Lang::En) if self.again => "not in the list before either".to_owned(),
            (Part::UnknownToThem, Lang::Ja) if compared => "今回の一覧にない".to_owned(),
            (Part::UnknownToThem, Lang::Ja) => "一覧にない".to_owned(),
            (Part::UnknownToThem, Lang::En) => "not in this list".to_owned(),
        }
    }
}

/// What a clerk must know beside the numbers.
fn remarks(this: &OfDay<'_>, before: Option<&OfDay<'_>>, whole: bool, days: &[OfDay<'_>], lang: Lang) -> Vec<String> {
    let mut remarks = Vec::new();
    match before {
        None => remarks.push(Said::new(
            "前の一覧がないため、登録・解除・期限の変更は比べていません。",
            "There is no list before it: what changed is not told.",
        )),
        Some(before) if this.as_of < before.as_of => remarks.push(Said::new(
            "比べた相手は、この一覧より後の日の一覧です。",
            "The list it is compared with speaks of a later day.",
        )),
        Some(before) if before.known().act() > this.known().act() => remarks.push(Said::new(
            "前の日の一覧は、この一覧の後に届きました。それぞれの日の内容で比べています。",
            "The list of the day before came later; both are compared as of their own days.",
        )),
        Some(_) => {}
    }
    if !whole {
        remarks.push(Said::new(
            "一部の方だけの一覧のため、一覧にない方は数えていません。",
            "The list is about some people only: nobody is counted as missing in it.",
        ));
    }
    if this.files.len() > 1 {
        remarks.push(Said::new(
            format!("同じ基準日の{}個のファイルを、一つの一覧として数えました。", this.files.len()),
            format!("{} files of one day were counted as one list.", this.files.len()),
        ));
    }
    if days.iter().any(|day| this.as_of < day.as_of) {
        remarks.push(Said::new("これより新しい一覧があります。", "There is a newer list."));
    }
    remarks.into_iter().map(|said| said.in_lang(lang).to_owned()).collect()
}

/// What the rows are called that mean nobody of the ledger.
fn unknown_word(lang: Lang) -> &'static str {
    if lang == Lang::Ja { "一覧にあり台帳にない行" } else { "rows of the list that mean nobody" }
}

fn place_of(days: &[OfDay<'_>], list: i64) -> Result<usize, Failure> {
    days.iter().position(|day| day.files.iter().any(|file| file.id.0 == list)).ok_or_else(|| {
        let known: Vec<String> =
            days.iter().filter_map(|day| Some(format!("{}（{}）", day.files.last()?.id.0, day.as_of))).collect();
        Failure::wrong(
            &list.to_string(),
            "no_such_list",
            ("この番号の利用登録状況の一覧はありません。", "There is no registration list of this number."),
            (
                &if known.is_empty() {
                    "まだ一覧が取り込まれていません。今月の一覧を取り込んでください。".to_owned()
                } else {
                    format!("{}のいずれかです。", known.join("、"))
                },
                &if known.is_empty() {
                    "No list was loaded yet. Import this month's list.".to_owned()
                } else {
                    format!("It is one of {}.", known.join(", "))
                },
            ),
        )
    })
}

fn named(part: &str) -> Result<Part, Failure> {
    Part::ALL.into_iter().find(|known| known.code() == part).ok_or_else(|| {
        let known: Vec<&str> = Part::ALL.iter().map(|part| part.code()).chain([UNKNOWN_TO_US]).collect();
        Failure::wrong(
            part,
            "part_unknown",
            ("この区分はありません。", "There is no such part."),
            (&format!("{}のいずれかです。", known.join("、")), &format!("It is one of {}.", known.join(", "))),
        )
    })
}

fn one_day(day: Day, list: i64) -> Failure {
    Failure::wrong(
        &list.to_string(),
        "one_day",
        (&format!("二つとも{}の一覧です。", day.wareki()), &format!("Both are the list of {day}.")),
        ("別の日の一覧を指定してください。", "Name the list of another day."),
    )
}

/// Writes a table, all or nothing.
fn write_table(path: &Path, title: &str, header: Vec<String>, rows: Vec<Vec<String>>) -> Result<ReportFile, Failure> {
    let ends = |with: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(with));
    let count = rows.len() as u64;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::metadata(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut bytes = Vec::new();
    let written = if ends("csv") {
        csv(std::iter::once(header).chain(rows), Csv::default(), &mut bytes)
    } else if ends("xlsx") {
        let rows: Vec<Vec<Cell>> = rows.into_iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        xlsx(vec![Sheet::new(title.to_owned(), header, rows)], Texts::InRows(folder), &mut bytes)
    } else {
        return Err(Failure::wrong(
            &path.display().to_string(),
            "list_file",
            ("書き出せるのは .csv か .xlsx のファイルです。", "Only .csv or .xlsx can be written."),
            ("ファイルの名前を確かめてください。", "Look at the name of the file."),
        ));
    };
    written.map_err(|unwritten| Failure::others(unwritten.complaints()))?;
    let mut file = Drafts::new(folder);
    let made = file.whole(&file_name(path), 0, &bytes)?;
    file.publish()?;
    Ok(ReportFile { file: path.display().to_string(), rows: count, sha256: made.sha256 })
}
