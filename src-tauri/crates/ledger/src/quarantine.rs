//! 待っている行: rows of files that did not go in wait here, encrypted like everything else, with the reasons.
//!
//! They may be of people who are no members, so nothing is kept longer than it waits: how a wait ended stays, the row itself goes
//! with the next deletion. What was understood of a row is kept field by field, so that it can be compared with the ledger again
//! as if the file had just come; its cells are kept as they came, for whoever has to look. Never a My Number.
//!
//! Refused: a table with a row for each cell. These are no facts, nothing asks for one of them alone, and the row goes as a whole.

use rules::calendar::Day;
use rules::case::{MynaCard, UseRegistration};
use rules::words::{Address, Kana, LastFour, Name, Relation, Report, ReportKind, Said, Sex, Weight};

use crate::acts::Moment;
use crate::book::Ledger;
use crate::door::{Row, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::{keys, tables};

/// Between two parts of a text, and between two entries of a list.
const UNIT: char = '\u{1f}';
const ENTRY: char = '\u{1e}';

rules::coded! {
    /// How the wait of a row ended.
    Ended {
        /// It went in after all.
        WentIn = "went_in",
        /// The ledger says so by now.
        Already = "already",
        /// The mended row came in another file.
        Mended = "mended",
        /// A clerk took it out.
        Dropped = "dropped",
        /// Its import was taken back.
        Undone = "undone",
    }
}

/// Why a row waits, as it was said when the file was read or compared.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason {
    /// The cell.
    pub place: String,
    /// The complaint's stable word.
    pub code: String,
    /// How much it weighs.
    pub weight: Weight,
    /// What is wrong.
    pub sentence: Said,
    /// What to do about it.
    pub hint: Said,
    /// The row itself cannot be understood, whatever the ledger says.
    pub of_row: bool,
}

/// A row that waits.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// The code of the employer whose row it is, when that is known.
    pub employer: Option<String>,
    /// The sheet; for a text file its name.
    pub sheet: String,
    /// The line in it.
    pub line: u64,
    /// It cannot go in; otherwise a clerk is asked.
    pub rejected: bool,
    /// What was understood.
    pub report: Report,
    /// The columns' headings.
    pub headings: Vec<String>,
    /// The cells as they came, My Numbers hidden.
    pub cells: Vec<String>,
    /// Why it waits.
    pub reasons: Vec<Reason>,
}

/// A row that waits, on record.
#[derive(Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub id: i64,
    /// Of which import.
    pub import: i64,
    /// Its place in the file, whatever the file is called.
    pub place: String,
    /// When it came.
    pub at: Moment,
    /// Who imported the file.
    pub operator: String,
    /// The file.
    pub file: String,
    /// The employer whom the clerk named for the whole file.
    pub named_employer: Option<String>,
    /// The row.
    pub row: WaitingRow,
}

/// Rows are personal data: only numbers show.
impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Waiting").field("id", &self.id).field("import", &self.import).finish_non_exhaustive()
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| *c != UNIT && *c != ENTRY).collect()
}

fn joined<'t>(texts: impl IntoIterator<Item = &'t str>, with: char) -> String {
    texts.into_iter().map(clean).collect::<Vec<_>>().join(&with.to_string())
}

fn list(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { text.split(UNIT).map(str::to_owned).collect() }
}

/// Field by field; the last four digits stand by themselves.
fn said(report: &Report) -> String {
    let Report {
        kind,
        employer,
        symbol,
        number,
        branch,
        staff_number,
        name,
        kana,
        born,
        sex,
        relation,
        insured_name,
        insured_kana,
        last_four: _,
        my_number_blank,
        acquired,
        lost,
        left,
        voluntary_until,
        reason,
        postcode,
        address,
        wants_certificate,
        myna_card,
        use_registered,
        ratio,
        e_certificate_until,
        as_of,
    } = report;
    let mut all = vec![("kind", kind.code().to_owned())];
    let mut put = |field: &'static str, value: Option<String>| all.extend(value.map(|value| (field, clean(&value))));
    let day = |day: &Option<Day>| day.map(|day| day.to_string());
    let yes = |yes: bool| if yes { "yes".to_owned() } else { "no".to_owned() };
    put("employer", employer.clone());
    put("symbol", symbol.clone());
    put("number", number.clone());
    put("branch", branch.clone());
    put("staff_number", staff_number.clone());
    put("name", name.as_ref().map(|name| name.text().to_owned()));
    put("kana", kana.as_ref().map(|kana| kana.text().to_owned()));
    put("born", day(born));
    put("sex", sex.map(|sex| sex.code().to_owned()));
    put("relation", relation.map(|relation| relation.code().to_owned()));
    put("insured_name", insured_name.as_ref().map(|name| name.text().to_owned()));
    put("insured_kana", insured_kana.as_ref().map(|kana| kana.text().to_owned()));
    put("my_number_blank", my_number_blank.then(|| yes(true)));
    put("acquired", day(acquired));
    put("lost", day(lost));
    put("left", day(left));
    put("voluntary_until", day(voluntary_until));
    put("reason", reason.clone());
    put("postcode", postcode.clone());
    put("address", address.as_ref().map(|address| address.text().to_owned()));
    put("wants_certificate", wants_certificate.map(yes));
    put("myna_card", myna_card.map(|card| card.code().to_owned()));
    put("use_registered", use_registered.map(|it| it.code().to_owned()));
    put("ratio", ratio.map(|ratio| ratio.to_string()));
    put("e_certificate_until", day(e_certificate_until));
    put("as_of", day(as_of));
    all.iter().map(|(field, value)| format!("{field}{UNIT}{value}")).collect::<Vec<_>>().join(&ENTRY.to_string())
}

/// What [`said`] wrote; `None` when that cannot be.
fn report(text: &str, last_four: Option<LastFour>) -> Option<Report> {
    let mut entries = text.split(ENTRY).map(|entry| entry.split_once(UNIT));
    let (_, kind) = entries.next()?.filter(|(field, _)| *field == "kind")?;
    let mut report = Report::empty(ReportKind::from_code(kind)?);
    report.last_four = last_four;
    for entry in entries {
        let (field, value) = entry?;
        let text = || Some(value.to_owned());
        let day = || value.parse::<Day>().ok();
        let yes = || value == "yes";
        match field {
            "employer" => report.employer = text(),
            "symbol" => report.symbol = text(),
            "number" => report.number = text(),
            "branch" => report.branch = text(),
            "staff_number" => report.staff_number = text(),
            "name" => report.name = Some(Name::new(value)),
            "kana" => report.kana = Some(Kana::new(value)),
            "born" => report.born = Some(day()?),
            "sex" => report.sex = Some(Sex::from_code(value)?),
            "relation" => report.relation = Some(Relation::from_code(value)?),
            "insured_name" => report.insured_name = Some(Name::new(value)),
            "insured_kana" => report.insured_kana = Some(Kana::new(value)),
            "my_number_blank" => report.my_number_blank = yes(),
            "acquired" => report.acquired = Some(day()?),
            "lost" => report.lost = Some(day()?),
            "left" => report.left = Some(day()?),
            "voluntary_until" => report.voluntary_until = Some(day()?),
            "reason" => report.reason = text(),
            "postcode" => report.postcode = text(),
            "address" => report.address = Some(Address::new(value)),
            "wants_certificate" => report.wants_certificate = Some(yes()),
            "myna_card" => report.myna_card = Some(MynaCard::from_code(value)?),
            "use_registered" => report.use_registered = Some(UseRegistration::from_code(value)?),
            "ratio" => report.ratio = Some(value.parse().ok()?),
            "e_certificate_until" => report.e_certificate_until = Some(day()?),
            "as_of" => report.as_of = Some(day()?),
            _ => return None,
        }
    }
    Some(report)
}

fn reasons_text(reasons: &[Reason]) -> String {
    let one = |reason: &Reason| {
        let of_row = if reason.of_row { "row" } else { "ledger" };
        let Reason { place, code, weight, sentence, hint, .. } = reason;
        joined([place, code, weight.code(), of_row, &sentence.ja, &sentence.en, &hint.ja, &hint.en], UNIT)
    };
    reasons.iter().map(one).collect::<Vec<_>>().join(&ENTRY.to_string())
}

fn reasons(text: &str) -> Option<Vec<Reason>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(ENTRY)
        .map(|entry| {
            let parts: Vec<&str> = entry.split(UNIT).collect();
            let [place, code, weight, of_row, ja, en, hint_ja, hint_en] = parts.try_into().ok()?;
            let weight = [Weight::Note, Weight::Doubt, Weight::Refusal].into_iter().find(|one| one.code() == weight)?;
            Some(Reason {
                place: place.to_owned(),
                code: code.to_owned(),
                weight,
                sentence: Said::new(ja, en),
                hint: Said::new(hint_ja, hint_en),
                of_row: of_row == "row",
            })
        })
        .collect()
}

fn read(row: &Row<'_>) -> Result<Waiting> {
    let last_four = row.maybe_word(12, LastFour::new)?;
    Ok(Waiting {
        id: row.int(0)?,
        import: row.int(1)?,
        place: row.text(2)?,
        at: row.word(3, Moment::new)?,
        operator: row.text(4)?,
        file: row.text(5)?,
        named_employer: row.maybe_text(6)?,
        row: WaitingRow {
            employer: row.maybe_text(7)?,
            sheet: row.text(8)?,
            line: row.int(9)?.unsigned_abs(),
            rejected: row.str(10)? == "rejected",
            report: row.word(11, |text| report(text, last_four))?,
            headings: list(row.str(13)?),
            cells: list(row.str(14)?),
            reasons: row.word(15, reasons)?,
        },
    })
}

/// The rows that wait: of one import, or of all.
fn waiting(tx: &Tx, import: Option<i64>) -> Result<Vec<Waiting>> {
    tx.all(sql!("quarantine/open.sql"), &[Val::I(import.unwrap_or(0))], read)
}

impl Ledger {
    /// The rows that wait, in the order in which they came: of one import, or of all.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn waiting(&self, import: Option<i64>) -> Result<Vec<Waiting>> {
        waiting(self.tx(), import)
    }

    /// How many rows wait, and since when the oldest does.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn count_waiting(&self) -> Result<(u64, Option<Moment>)> {
        let read = |row: &Row<'_>| {
            let at = if row.int(0)? == 0 { None } else { Some(row.word(1, Moment::new)?) };
            Ok((row.int(0)?.unsigned_abs(), at))
        };
        Ok(self.tx().one(sql!("quarantine/count.sql"), &[], read)?.unwrap_or((0, None)))
    }

    /// How a row that waited ended; `None` while it waits, or when there was none of this number.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn waiting_ended(&self, id: i64) -> Result<Option<Ended>> {
        self.tx().one(sql!("quarantine/how.sql"), &[Val::I(id)], |row| row.word(0, Ended::from_code))
    }

    /// How many rows that wait no longer are still there: they go with the next deletion.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn count_waited(&self) -> Result<u64> {
        Ok(self.tx().all(sql!("quarantine/ended.sql"), &[], |_| Ok(()))?.len() as u64)
    }
}

impl Entry<'_> {
    /// A row that did not go in with an import; its number.
    ///
    /// # Errors
    /// When there is no such import.
    pub fn waiting(&mut self, import: i64, place: &str, row: &WaitingRow) -> Result<i64> {
        let id = self.number_after(sql!("quarantine/last.sql"))?;
        let (act, line) = self.line();
        self.write(&tables::WAITING, &[id.into(), act, line, import.into(), place.into()])?;
        let salt = keys::random::<16>(&self.tx().path)?;
        let digits = row.report.last_four.map(|digits| zeroize::Zeroizing::new(digits.text()));
        let (said, reasons) = (said(&row.report), reasons_text(&row.reasons));
        let (headings, cells) =
            (joined(row.headings.iter().map(String::as_str), UNIT), joined(row.cells.iter().map(String::as_str), UNIT));
        let (act, line) = self.line();
        let values = [
            id.into(),
            act,
            line,
            Val::B(&salt),
            row.employer.as_deref().into(),
            Val::from(&row.sheet),
            i64::try_from(row.line).unwrap_or(i64::MAX).into(),
            (if row.rejected { "rejected" } else { "doubtful" }).into(),
            Val::from(&said),
            digits.as_ref().map(|digits| digits.as_str()).into(),
            Val::from(&headings),
            Val::from(&cells),
            Val::from(&reasons),
        ];
        self.write(&tables::WAITING_ROW, &values)?;
        Ok(id)
    }

    /// As [`Ledger::waiting`], at this moment: nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn still_waiting(&self, import: Option<i64>) -> Result<Vec<Waiting>> {
        waiting(self.tx(), import)
    }

    /// A row waits no longer.
    ///
    /// # Errors
    /// When there is no such row, or it has ended already.
    pub fn waiting_ends(&mut self, id: i64, how: Ended) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::WAITING_END, &[id.into(), act, line, how.code().into()])
    }

    /// Deletes the rows that wait no longer; how many.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn delete_waited(&mut self) -> Result<u64> {
        let ended = self.tx().all(sql!("quarantine/ended.sql"), &[], |row| row.int(0))?;
        for id in &ended {
            let (act, line) = self.line();
            self.write(&tables::WAITING_GONE, &[(*id).into(), act, line])?;
            self.take_row(&tables::WAITING_ROW, sql!("quarantine/row.sql"), sql!("quarantine/take.sql"), *id)?;
        }
        Ok(ended.len() as u64)
    }
}
