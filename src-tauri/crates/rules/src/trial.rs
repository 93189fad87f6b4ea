//! `daicho rules try`: a table of cases goes in, the same table with the outcomes goes out.
//!
//! The records come already split (whoever reads the file splits it); this module reads the cells, decides, and gives the
//! cells of the answer. Every mistake is named with its line and column, all of them at once, and then nothing is decided.

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::calendar::{Day, LAW, Law};
use crate::case::{
    Access, Application, Assistance, Case, CertificateState, Change, Fact, HeldCertificate, MyNumber, MynaCard,
    PortalVisible, Reason, UseRegistration,
};
use crate::decide::decide_under;
use crate::decision::Decision;
use crate::explain::{Beside, Explanation, Why, WouldChange, explain_beside};
use crate::last_day::CannotDecide;
use crate::policy::{Policies, Policy};
use crate::words::{Complaint, Lang, Said, Weight};

/// One record of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The physical line on which the record begins, counted from 1.
    pub line: u64,
    /// The cells as they were written.
    pub cells: Vec<String>,
}

/// The columns that the answer adds, in this order.
pub const ADDED_COLUMNS: [&str; 10] = [
    "covered",
    "usable_until",
    "certificate",
    "certificate_because",
    "certificate_last_day",
    "certificate_last_day_because",
    "notice",
    "notice_because",
    "old_card_return",
    "certificate_return",
];

/// A column of the table of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Any text, only echoed.
    Label,
    /// A fact of the case.
    Fact(Fact),
    /// 2 or 3, only echoed.
    Ratio,
}

impl Column {
    fn from_name(name: &str) -> Option<Column> {
        match name {
            "case" => Some(Column::Label),
            "ratio" => Some(Column::Ratio),
            // When an enrolment was received has no column.
            _ => Fact::from_code(name).filter(|fact| *fact != Fact::Received).map(Column::Fact),
        }
    }

    /// Every column's name, for the hint.
    fn names() -> String {
        let facts = Fact::ALL.iter().filter(|fact| **fact != Fact::Received).map(|fact| fact.code());
        std::iter::once("case").chain(facts).chain(["ratio"]).collect::<Vec<_>>().join(", ")
    }
}

/// Decides every case of a table. `place` is the table's name as the clerk knows it (`cases.csv`).
///
/// # Errors
/// Every mistake of the table, with the place `cases.csv:LINE (column)`.
pub fn try_cases<'a>(
    policies: &'a Policies,
    header: &Record,
    records: &'a [Record],
    place: &str,
) -> Result<Trials<'a>, Vec<Complaint>> {
    try_cases_under(&LAW, policies, header, records, place)
}

/// As [`try_cases`], under another law.
///
/// # Errors
/// As [`try_cases`].
pub fn try_cases_under<'a>(
    law: &Law,
    policies: &'a Policies,
    header: &Record,
    records: &'a [Record],
    place: &str,
) -> Result<Trials<'a>, Vec<Complaint>> {
    let mut reading = Reading { place, complaints: Vec::new() };
    let bare = |name: &String| name.trim_start_matches('\u{feff}').trim().to_owned();
    let names: Vec<String> = header.cells.iter().map(bare).collect();
    let columns = reading.header(header.line, &names);
    let asks_a_day = columns.contains(&Some(Column::Fact(Fact::On)));
    let mut tried = Vec::with_capacity(records.len());
    for record in records {
        let Some((case, beside)) = reading.case(policies, &names, &columns, record) else { continue };
        if !asks_a_day {
            continue;
        }
        match reading.decide(law, policies, record.line, &case) {
            Some((policy, decision)) => {
                let next_policy = policies.next_after(case.on);
                tried.push(Trial { record, policy, case, beside: Beside { next_policy, ..beside }, decision });
            }
            None => continue,
        }
    }
    if reading.complaints.is_empty() { Ok(Trials { law: *law, names, tried }) } else { Err(reading.complaints) }
}

struct Reading<'a> {
    place: &'a str,
    complaints: Vec<Complaint>,
}

impl Reading<'_> {
    fn complain(&mut self, line: u64, column: &str, code: &'static str, sentence: Said, hint: Said) {
        let place = format!("{}:{line} ({column})", self.place);
        self.complaints.push(Complaint { place, code, weight: Weight::Refusal, sentence, hint });
    }

    /// What each column is; `None` for one that is unknown and named among the complaints.
    fn header(&mut self, line: u64, names: &[String]) -> Vec<Option<Column>> {
        let mut columns = Vec::with_capacity(names.len());
        for (place, name) in names.iter().enumerate() {
            let column = Column::from_name(name);
            let shown = name_or_place(name, place);
            if column.is_none() {
                let hint = if ADDED_COLUMNS.contains(&name.as_str()) {
                    Said::new(
                        "この列は結果として書き足されるものです。表から取り除いてください。",
                        "This column is added by the program; take it out of the table.",
                    )
                } else {
                    let known = Column::names();
                    Said::new(format!("使える列: {known}"), format!("Known columns: {known}"))
                };
                let sentence = Said::new(
                    format!("「{}」という列はありません。", safe(name)),
                    format!("There is no column \"{}\".", safe(name)),
                );
                self.complain(line, &shown, "unknown_column", sentence, hint);
            } else if names.iter().take(place).any(|earlier| earlier == name) {
                self.complain(
                    line,
                    &shown,
                    "column_twice",
                    Said::new(
                        format!("列「{name}」が二つあります。"),
                        format!("The column \"{name}\" is given twice."),
                    ),
                    Said::new("どちらかを取り除いてください。", "Take one of them out."),
                );
            }
            columns.push(column);
        }
        if !columns.contains(&Some(Column::Fact(Fact::On))) {
            self.complain(
                line,
                Fact::On.code(),
                "missing_column",
                Said::new(
                    "列「on」(基準とする日)がありません。",
                    "The column \"on\" (the day asked about) is missing.",
                ),
                Said::new(
                    "列「on」を加え、日付を 2026-04-01 のように書いてください。",
                    "Add it, with days as 2026-04-01.",
                ),
            );
        }
        columns
    }

    /// The case of a record, with what stands beside it; `None` when it has a mistake, which is then among the complaints.
    fn case(
        &mut self,
        policies: &Policies,
        names: &[String],
        columns: &[Option<Column>],
        record: &Record,
    ) -> Option<(Case, Beside)> {
        let before = self.complaints.len();
        let line = record.line;
        if record.cells.len() != names.len() {
            let place = names.len().min(record.cells.len());
            let column = names.get(place).map_or_else(String::new, Clone::clone);
            self.complain(
                line,
                &name_or_place(&column, place),
                "cell_count",
                Said::new(
                    format!("見出しは{}列ですが、この行は{}列です。", names.len(), record.cells.len()),
                    format!("The header has {} columns, but this line has {}.", names.len(), record.cells.len()),
                ),
                Said::new(
                    "区切りのコンマの数と、コンマを含む欄が \" で囲まれているかを確かめてください。",
                    "Count the commas, and see that cells with commas are quoted.",
                ),
            );
            return None;
        }
        let mut cells = Cells { reading: self, line, names, columns, record };
        let (on, case, beside) = cells.case();
        if self.complaints.len() == before {
            return Some((case, beside));
        }
        // Another mistake of the line does not hide a day that has no policy.
        if let Some(Err(complaint)) = on.map(|on| policies.on(on)) {
            self.before_first_policy(line, complaint);
        }
        None
    }

    fn before_first_policy(&mut self, line: u64, complaint: Complaint) {
        self.complain(line, Fact::On.code(), complaint.code, complaint.sentence, complaint.hint);
    }

    fn decide<'p>(
        &mut self,
        law: &Law,
        policies: &'p Policies,
        line: u64,
        case: &Case,
    ) -> Option<(&'p Policy, Decision)> {
        match policies.on(case.on) {
            Err(complaint) => {
                self.before_first_policy(line, complaint);
                None
            }
            Ok(policy) => match decide_under(law, case, policy) {
                Ok(decision) => Some((policy, decision)),
                Err(cannot) => {
                    self.complain(line, Fact::On.code(), CannotDecide::CODE, cannot.sentence(), cannot.hint());
                    None
                }
            },
        }
    }
}

/// A column as a complaint names it: by its name, or by its place when it has none.
fn name_or_place(name: &str, place: usize) -> String {
    if name.is_empty() { format!("#{}", place + 1) } else { safe(name) }
}

/// A cell's text as a complaint may show it: short, on one line, and never with a full My Number.
fn safe(text: &str) -> String {
    let digits = text.chars().filter(|sign| sign.is_numeric()).count();
    if digits >= 12 {
        return "…".to_owned();
    }
    let mut shown: String = text.chars().take(40).map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    if text.chars().count() > 40 {
        shown.push('…');
    }
    shown
}

/// The cells of one record.
struct Cells<'r, 'p, 'c> {
    reading: &'r mut Reading<'p>,
    line: u64,
    names: &'c [String],
    columns: &'c [Option<Column>],
    record: &'c Record,
}

impl Cells<'_, '_, '_> {
    /// Reads every cell, so that every mistake is named; the day asked about stands first, when it could be read.
    fn case(&mut self) -> (Option<Day>, Case, Beside) {
        let mut on = None;
        // The day stands for a blank or mistaken `on` until the complaint stops the whole table.
        let mut case = Case::blank(crate::calendar::OLD_CARDS_NOT_ISSUED);
        let (mut reason, mut applied_on) = (None, None);
        let (mut issued, mut until, mut state) = (None, None, None);
        for (place, column) in self.columns.iter().enumerate() {
            let text = self.record.cells.get(place).map_or("", |cell| cell.trim());
            let Some(column) = *column else { continue };
            let fact = match column {
                Column::Label => continue,
                Column::Ratio => {
                    self.word(place, text, &["2", "3"], |word| ["2", "3"].contains(&word).then_some(()));
                    continue;
                }
                Column::Fact(fact) => fact,
            };
            if text.is_empty() {
                if fact == Fact::On {
                    self.blank_day();
                }
                continue;
            }
            match fact {
                Fact::On => {
                    on = self.date(place, text);
                    case.on = on.unwrap_or(case.on);
                }
                Fact::Born => case.born = self.date(place, text),
                Fact::Lost => case.lost = self.date(place, text),
                Fact::Left => case.left = self.date(place, text),
                Fact::VoluntaryUntil => case.voluntary_until = self.date(place, text),
                Fact::ECertificateUntil => case.e_certificate_until = self.date(place, text),
                Fact::Acquired => case.acquired = self.date(place, text),
                Fact::Resident => set(&mut case.resident, self.yes_or_no(place, text)),
                Fact::MyNumber => set(&mut case.my_number, self.coded(place, text, MyNumber::ALL, MyNumber::code)),
                Fact::Access => set(&mut case.access, self.coded(place, text, Access::ALL, Access::code)),
                Fact::MynaCard => set(&mut case.myna_card, self.coded(place, text, MynaCard::ALL, MynaCard::code)),
                Fact::UseRegistered => {
                    set(&mut case.use_registered, self.coded(place, text, UseRegistration::ALL, UseRegistration::code))
                }
                Fact::Assistance => {
                    set(&mut case.assistance, self.coded(place, text, Assistance::ALL, Assistance::code));
                }
                Fact::AskedAtEnrolment => set(&mut case.asked_at_enrolment, self.yes_or_no(place, text)),
                Fact::Application => reason = self.coded(place, text, Reason::ALL, Reason::code),
                Fact::AppliedOn => applied_on = self.date(place, text),
                Fact::OldCardUntil => case.old_card_until = self.date(place, text),
                Fact::CertificateIssued => issued = Some(self.date(place, text)),
                Fact::CertificateUntil => until = Some(self.date(place, text)),
                Fact::CertificateState => {
                    state = self.coded(place, text, CertificateState::ALL, CertificateState::code);
                }
                Fact::NoticeIssued => case.notice_issued = self.date(place, text),
                Fact::PortalVisible => {
                    set(&mut case.portal_visible, self.coded(place, text, PortalVisible::ALL, PortalVisible::code));
                }
                // A changed day of acquisition is known to the ledger only.
                Fact::Change => {
                    let known: Vec<Change> =
                        Change::ALL.iter().copied().filter(|change| *change != Change::Acquisition).collect();
                    set(&mut case.change, self.coded(place, text, &known, Change::code));
                }
                // No column.
                Fact::Received => {}
            }
        }
        if issued.is_some() && until.is_none() {
            self.issued_without_a_last_day();
        }
        case.application = reason.map(|reason| Application { reason, on: applied_on });
        let in_state = state.unwrap_or(CertificateState::InHand);
        case.certificate =
            until.flatten().map(|until| HeldCertificate { issued: issued.flatten(), until, state: in_state });
        let beside = Beside { applied_on, certificate_state: state, next_policy: None };
        (on, case, beside)
    }

    fn name(&self, place: usize) -> String {
        name_or_place(self.names.get(place).map_or("", String::as_str), place)
    }

    fn blank_day(&mut self) {
        self.reading.complain(
            self.line,
            Fact::On.code(),
            "blank_day",
            Said::new("基準とする日(on)が空欄です。", "The day asked about (on) is blank."),
            Said::new("日付を 2026-04-01 のように書いてください。", "Write a day as 2026-04-01."),
        );
    }

    fn issued_without_a_last_day(&mut self) {
        self.reading.complain(
            self.line,
            Fact::CertificateUntil.code(),
            "issued_without_last_day",
            Said::new(
                "資格確認書の交付日(certificate_issued)がありますが、有効期限(certificate_until)が空欄です。",
                "There is a day of issue (certificate_issued) but no last day (certificate_until).",
            ),
            Said::new(
                "有効期限を書くか、交付日を消してください。",
                "Write the last day, or take the day of issue away.",
            ),
        );
    }

    fn date(&mut self, place: usize, text: &str) -> Option<Day> {
        let day = text.parse::<Day>().ok();
        if day.is_none() {
            let column = self.name(place);
            let shown = safe(text);
            self.reading.complain(
                self.line,
                &column,
                "impossible_date",
                Said::new(format!("「{shown}」は日付として読めません。"), format!("\"{shown}\" is not a day.")),
                Said::new(
                    "実在する日付を 2026-04-01 の形で書いてください。",
                    "Write a day that exists, in the form 2026-04-01.",
                ),
            );
        }
        day
    }

    fn yes_or_no(&mut self, place: usize, text: &str) -> Option<bool> {
        self.word(place, text, &["yes", "no"], |word| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    }

    fn coded<T: Copy>(&mut self, place: usize, text: &str, all: &[T], code: fn(T) -> &'static str) -> Option<T> {
        let words: Vec<&str> = all.iter().map(|it| code(*it)).collect();
        self.word(place, text, &words, |word| all.iter().copied().find(|it| code(*it) == word))
    }

    fn word<T>(&mut self, place: usize, text: &str, words: &[&str], find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        let found = find(text);
        if found.is_none() {
            let column = self.name(place);
            let shown = safe(text);
            let known = words.join(", ");
            self.reading.complain(
                self.line,
                &column,
                "unknown_word",
                Said::new(format!("「{shown}」という語は使えません。"), format!("\"{shown}\" is not a known word.")),
                Said::new(format!("使える語: {known}"), format!("Known words: {known}")),
            );
        }
        found
    }
}

/// Sets a fact that was read; a mistaken one stops the table anyway.
fn set<T>(place: &mut T, read: Option<T>) {
    if let Some(value) = read {
        *place = value;
    }
}

/// One case, decided.
struct Trial<'a> {
    record: &'a Record,
    policy: &'a Policy,
    case: Case,
    beside: Beside,
    decision: Decision,
}

/// A table of cases, decided.
pub struct Trials<'a> {
    law: Law,
    names: Vec<String>,
    tried: Vec<Trial<'a>>,
}

impl Trials<'_> {
    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tried.len()
    }

    /// The table had no case.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tried.is_empty()
    }

    /// What was decided, in the order of the table.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.tried.iter().map(|trial| &trial.decision)
    }

    /// The answer's header: the table's names, trimmed, and the added columns.
    pub fn header(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).chain(ADDED_COLUMNS)
    }

    /// The answer's rows: the table's cells, unchanged, and the added ones.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Cow<'_, str>>> {
        self.tried.iter().map(|trial| {
            let given = trial.record.cells.iter().map(|cell| Cow::Borrowed(cell.as_str()));
            given.chain(added(&trial.decision).map(Option::unwrap_or_default)).collect()
        })
    }

    /// The answer as objects for JSON, one a case. An object explains its decision while it is made, so take one at a time.
    pub fn objects(&self, lang: Lang) -> impl Iterator<Item = TrialObject<'_>> {
        self.tried.iter().filter_map(move |trial| {
            let explanation = explain_beside(&self.law, &trial.case, trial.policy, &trial.beside).ok()?;
            Some(TrialObject { names: &self.names, trial, explanation, lang })
        })
    }
}

/// The cells of the added columns, in their order.
fn added(decision: &Decision) -> [Option<Cow<'static, str>>; 10] {
    let word = |code: &'static str| Some(Cow::Borrowed(code));
    let certificate = &decision.certificate;
    [
        word(decision.covered.code()),
        decision.usable_until.map(|day| Cow::Owned(day.to_string())),
        word(certificate.outcome.code()),
        word(certificate.because.code()),
        certificate.last_day.map(|last| Cow::Owned(last.day.to_string())),
        certificate.last_day.map(|last| Cow::Borrowed(last.because.code())),
        word(decision.notice.outcome.code()),
        word(decision.notice.because.code()),
        word(decision.old_card_return.outcome.code()),
        word(decision.certificate_return.outcome.code()),
    ]
}

/// One case of the answer, with its reasons, as `--json` writes it.
pub struct TrialObject<'a> {
    names: &'a [String],
    trial: &'a Trial<'a>,
    explanation: Explanation,
    lang: Lang,
}

impl Serialize for TrialObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let decision = &self.trial.decision;
        let mut object = serializer.serialize_map(None)?;
        for (name, cell) in self.names.iter().zip(&self.trial.record.cells) {
            object.serialize_entry(name, &Some(cell).filter(|cell| !cell.trim().is_empty()))?;
        }
        for (name, cell) in ADDED_COLUMNS.iter().zip(added(decision)) {
            object.serialize_entry(name, &cell)?;
        }
        object.serialize_entry("wait_until", &decision.certificate.wait_until)?;
        object.serialize_entry("old_card_because", &decision.old_card_return.because.map(|because| because.code()))?;
        object.serialize_entry(
            "certificate_return_because",
            &decision.certificate_return.because.map(|because| because.code()),
        )?;
        let why = |why| WhyObject::new(why, self.lang);
        let it = &self.explanation;
        object.serialize_entry(
            "why",
            &WhyObjects {
                covered: why(&it.covered),
                certificate: why(&it.certificate),
                notice: why(&it.notice),
                old_card_return: why(&it.old_card_return),
                certificate_return: why(&it.certificate_return),
            },
        )?;
        object.end()
    }
}

#[derive(Serialize)]
struct WhyObjects<'a> {
    covered: WhyObject<'a>,
    certificate: WhyObject<'a>,
    notice: WhyObject<'a>,
    old_card_return: WhyObject<'a>,
    certificate_return: WhyObject<'a>,
}

#[derive(Serialize)]
struct WhyObject<'a> {
    sentence: &'a str,
    basis: &'a str,
    inputs: Vec<&'static str>,
    would_change: &'a [WouldChange],
}

impl<'a> WhyObject<'a> {
    fn new(why: &'a Why, lang: Lang) -> WhyObject<'a> {
        WhyObject {
            sentence: why.sentence.in_lang(lang),
            basis: why.basis.in_lang(lang),
            inputs: why.inputs.iter().filter(|fact| **fact != Fact::Received).map(|fact| fact.code()).collect(),
            would_change: &why.would_change,
        }
    }
}
