//! Reading a file: from its bytes to rows handed over one by one, and a summary of its sheets.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::ops::ControlFlow;

use rules::calendar::style::DateStyle;
use rules::calendar::{Day, written};
use rules::words::{Complaint, Report, Said, Weight};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::book::Book;
use crate::cell::{Cell, column, letters};
use crate::columns::Columns;
use crate::encoding::TextEncoding;
use crate::field::{Field, fold};
use crate::habits::{Habits, SeenValue, ValueMeaning};
use crate::header::{self, Head, Header};
use crate::limits::HEADER_WITHIN;
use crate::refusal::{complaint, empty, old_books_unread};
use crate::row::{Outcome, Plan, SheetKind};
use crate::sniff::Kind;
use crate::{Password, hidden, official, protected};

/// What a file is, when the clerk says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// The sheets' names, titles and columns say what they report.
    #[default]
    Auto,
    /// 資格取得届
    Enrolment,
    /// 資格喪失届
    Leaving,
    /// 被扶養者異動届
    Dependants,
    /// 利用登録状況: the state's list
    Registration,
    /// A list of members as they are, which neither joins nor loses anybody
    Members,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 6] =
        [Form::Auto, Form::Enrolment, Form::Leaving, Form::Dependants, Form::Registration, Form::Members];

    /// The word on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Form::Auto => "auto",
            Form::Enrolment => "enrolment",
            Form::Leaving => "leaving",
            Form::Dependants => "dependants",
            Form::Registration => "registration",
            Form::Members => "members",
        }
    }

    /// The form of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.code() == code)
    }
}

/// A dangerous confusion that a clerk has looked at: with this employer the one column does stand for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// 入社日 is the day of acquisition.
    HiredIsAcquired,
    /// 加入日 is the day of acquisition.
    EntryIsAcquired,
    /// 被保険者整理番号 is the number on the card.
    ReferenceIsNumber,
    /// 社員番号 is the number on the card.
    StaffIsNumber,
    /// Who leaves work on 退職日 loses cover on the day after: nothing need be remarked of it any more.
    LeftIsDayBefore,
    /// Codes of 続柄 are those of the official form 2202700.
    RelationCodes,
    /// Hidden rows are meant like the others.
    HiddenRows,
}

impl Confirmation {
    /// Every confirmation.
    pub const ALL: [Confirmation; 7] = [
        Confirmation::HiredIsAcquired,
        Confirmation::EntryIsAcquired,
        Confirmation::ReferenceIsNumber,
        Confirmation::StaffIsNumber,
        Confirmation::LeftIsDayBefore,
        Confirmation::RelationCodes,
        Confirmation::HiddenRows,
    ];

    /// The word on the command line and in complaints.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Confirmation::HiredIsAcquired => "hired_is_acquired",
            Confirmation::EntryIsAcquired => "entry_is_acquired",
            Confirmation::ReferenceIsNumber => "reference_is_number",
            Confirmation::StaffIsNumber => "staff_is_number",
            Confirmation::LeftIsDayBefore => "left_is_day_before",
            Confirmation::RelationCodes => "relation_codes",
            Confirmation::HiddenRows => "hidden_rows",
        }
    }

    /// The column it is about, as a clerk names it.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Confirmation::HiredIsAcquired => "入社日",
            Confirmation::EntryIsAcquired => "加入日",
            Confirmation::ReferenceIsNumber => "整理番号",
            Confirmation::StaffIsNumber => "社員番号",
            Confirmation::LeftIsDayBefore => "退職日",
            Confirmation::RelationCodes => "続柄",
            Confirmation::HiddenRows => "隠れた行",
        }
    }

    /// The confirmation of a word: its code, or the column's name.
    #[must_use]
    pub fn named(word: &str) -> Option<Confirmation> {
        match word.trim() {
            "入社年月日" => Some(Confirmation::HiredIsAcquired),
            "加入年月日" => Some(Confirmation::EntryIsAcquired),
            "被保険者整理番号" => Some(Confirmation::ReferenceIsNumber),
            "従業員番号" => Some(Confirmation::StaffIsNumber),
            "退職年月日" => Some(Confirmation::LeftIsDayBefore),
            word => Confirmation::ALL.into_iter().find(|one| one.code() == word || one.column() == word),
        }
    }
}

/// A file to read.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    /// Its name: a csv has no sheet, so its rows' places carry the file's name.
    pub file_name: &'a str,
    /// What it is.
    pub form: Form,
    /// The day of reading. Only for sanity: nobody is born after it.
    pub on: Day,
    /// The confusions that a clerk has confirmed.
    pub confirmed: &'a [Confirmation],
    /// What a clerk has said that columns mean, whatever their headings say.
    pub meanings: &'a [Meaning],
    /// What a clerk has said of how the sender writes codes and days; `None` when nothing was.
    pub habits: Option<&'a Habits>,
    /// Whether rows keep their original cells ([`Row::cells`]), for a list of those that did not go in.
    pub with_cells: bool,
    /// The password that came with the file. A file without one is read as if none were given.
    pub password: Option<&'a Password>,
    /// Which table of an archive is meant, when it holds several.
    pub inside: Option<&'a str>,
}

/// What a clerk has said that a column means.
///
/// As text `1!C=number`: the sheet by its position, the column by its letters, the field by its word; `1!C=` is a column
/// that is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meaning {
    /// The sheet's position in the file, counted from 1.
    pub sheet: usize,
    /// The column, counted from 0.
    pub column: usize,
    /// The field; `None` when the column is not to be read.
    pub field: Option<Field>,
}

impl Meaning {
    /// Reads the text form. Without a sheet it is the first, and the field may be its Japanese word.
    #[must_use]
    pub fn read(text: &str) -> Option<Meaning> {
        let (place, word) = text.split_once('=')?;
        let (sheet, letters) = place.trim().split_once('!').unwrap_or(("1", place.trim()));
        let field = if word.trim().is_empty() { None } else { Some(Field::named(word)?) };
        Some(Meaning {
            sheet: sheet.trim().parse().ok().filter(|sheet| 0 < *sheet)?,
            column: column(&letters.trim().to_ascii_uppercase())?,
            field,
        })
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}={}", self.sheet, letters(self.column), self.field.map_or("", Field::code))
    }
}

/// One row of a file: what was understood of it, what is wrong with it, and its cells as they came.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// The sheet; for a csv the file's name.
    pub sheet: Arc<str>,
    /// The physical line, counted from 1.
    pub line: u64,
    /// As much as was understood.
    pub report: Report,
    /// What is wrong, with the cell's place (`名簿!D17`).
    pub complaints: Vec<Complaint>,
    /// The original cells as text, from column A on; of a My Number only the last four digits. Empty unless they were
    /// asked for ([`Request::with_cells`]).
    pub cells: Vec<String>,
}

impl Row {
    /// The weight of the worst complaint; `None` when there is none.
    #[must_use]
    pub fn weight(&self) -> Option<Weight> {
        self.complaints.iter().map(|complaint| complaint.weight).max()
    }

    /// Where the row is: `名簿!17`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}!{}", self.sheet, self.line)
    }

    /// Does a clerk's word mean this row: `17`, or `名簿!17`?
    #[must_use]
    pub fn is_named(&self, word: &str) -> bool {
        let word = word.trim();
        word.parse() == Ok(self.line) || word == self.place()
    }
}

/// The cells are personal data, so only the place and the codes show.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<&str> = self.complaints.iter().map(|complaint| complaint.code).collect();
        f.debug_struct("Row")
            .field("line", &self.line)
            .field("kind", &self.report.kind)
            .field("codes", &codes)
            .finish_non_exhaustive()
    }
}

/// The kind of a file, told from its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Excel since 2007
    Xlsx,
    /// Excel 97–2003
    Xls,
    /// OpenDocument
    Ods,
    /// Text with commas (or semicolons)
    Csv,
    /// Text with tabs
    Tsv,
}

impl FileKind {
    /// The word by which people know it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            FileKind::Xlsx => "xlsx",
            FileKind::Xls => "xls",
            FileKind::Ods => "ods",
            FileKind::Csv => "csv",
            FileKind::Tsv => "tsv",
        }
    }
}

/// A column and its meaning: the letters of the column, and the field.
pub type Mapped = (String, Field);

/// A row that was passed over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedRow {
    /// The physical line.
    pub line: u64,
    /// Why: a sample, a total, the header again.
    pub why: Said,
}

/// What was found in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSummary {
    /// Its name; for a csv the file's name.
    pub name: String,
    /// Not hidden.
    pub visible: bool,
    /// The lines of the header, counted from 1: none, one or two.
    pub header_lines: Vec<u64>,
    /// The header's texts by column; a group and its column are joined with ／.
    pub headers: Vec<String>,
    /// What the columns were taken to mean. Columns without a meaning are not in it.
    pub mapping: Vec<Mapped>,
    /// Rows handed over.
    pub rows: u64,
    /// What stands in the columns of codes (性別, 続柄, 要否, 異動区分), value by value.
    pub values: Vec<SeenValue>,
    /// The last row breaks off before its last cells, and no line end follows it: the rest of the file is missing.
    pub cut_off: bool,
    /// Rows passed over; blank ones are not listed.
    pub skipped_rows: Vec<SkippedRow>,
    /// Why the whole sheet was passed over, when it was.
    pub skipped: Option<Said>,
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// SHA-256 of the file, in hexadecimal; of an archive, that of the table inside, so that it is known again however it
    /// was sent.
    pub sha256: String,
    /// The name of the table inside an archive.
    pub inside: Option<String>,
    /// The kind.
    pub kind: FileKind,
    /// The encoding, of text files.
    pub encoding: Option<TextEncoding>,
    /// Every sheet, in the order of the file.
    pub sheets: Vec<SheetSummary>,
    /// Complaints about the file or a sheet as a whole.
    pub complaints: Vec<Complaint>,
}

impl Reading {
    /// The headings of every sheet that was read, folded as they are compared: the sheet's position, its name and its headings.
    pub fn headings(&self) -> impl Iterator<Item = (usize, &str, Vec<String>)> {
        let read = self.sheets.iter().zip(1..).filter(|(sheet, _)| sheet.skipped.is_none());
        read.map(|(sheet, at)| (at, sheet.name.as_str(), sheet.headers.iter().map(|text| fold(text)).collect()))
    }

    /// SHA-256 of the headers of all sheets that were read, in hexadecimal: files with the same columns have the same.
    #[must_use]
    pub fn headers_sha256(&self) -> String {
        headers_sha256(self.headings().map(|(_, _, headings)| headings))
    }
}

/// SHA-256 of the folded headings of some sheets, in hexadecimal.
pub fn headers_sha256(sheets: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::new();
    for headings in sheets {
        for heading in &headings {
            text.push_str(heading);
            text.push('\u{1f}');
        }
        text.push('\u{1e}');
    }
    sha256(text.as_bytes())
}

/// Reads a file, handing over row by row.
///
/// Headers are found and judged before the first row is handed over. Some faults show only later (a damaged end, too many
/// rows): on `Err` whatever was handed over before is to be thrown away.
///
/// # Errors
/// A refusal of the whole file: empty, of another kind, protected, damaged, too large, without a header, or with two columns
/// that mean the same.
pub fn read(request: &Request<'_>, each: &mut dyn FnMut(Row)) -> Result<Reading, Complaint> {
    let placed = |mut complaint: Complaint| {
        if complaint.place.is_empty() {
            request.file_name.clone_into(&mut complaint.place);
        } else if complaint.place.starts_with('\u{1E}') {
            complaint.place.insert_str(0, request.file_name);
        } else if !complaint.place.contains('!') && !complaint.place.contains(request.file_name) {
            complaint.place = format!("{}:{}", request.file_name, complaint.place);
        }
        complaint
    };
    read_placeless(request, each)
        .map(|mut reading| {
            reading.complaints = reading.complaints.into_iter().map(placed).collect();
            reading
        })
        .map_err(placed)
}

/// Looks at the headings of a file and at nothing below them: a [`Reading`] without rows.
///
/// # Errors
/// As [`read`].
pub fn read_headers(request: &Request<'_>) -> Result<Reading, Complaint> {
    let contents = protected::open(request)?;
    let request = &contents.request(request);
    let mut book = contents.book(request)?;
    let mut sheets = Vec::new();
    for at in 0..book.sheets().len() {
        sheets.push(look(request, &mut book, at, &mut Vec::new())?.0);
    }
    let (kind, encoding) = (book.kind(), book.encoding());
    Ok(Reading {
        sha256: String::new(),
        inside: contents.inside.clone(),
        kind,
        encoding,
        sheets,
        complaints: Vec::new(),
    })
}

/// The refusal of a book of the old kind (.xls), whatever lies around it; nothing when it is none.
pub(crate) fn old_book(request: &Request<'_>) -> Option<Complaint> {
    let contents = protected::open(request).ok()?;
    matches!(contents.kind, Kind::Xls).then(|| Complaint { place: request.file_name.to_owned(), ..old_books_unread() })
}

fn read_placeless(request: &Request<'_>, each: &mut dyn FnMut(Row)) -> Result<Reading, Complaint> {
    if let Some(encrypted) = official::encrypted(request) {
        return Err(encrypted);
    }
    let sent = request.bytes;
    let contents = protected::open(request)?;
    // What the sheets are told by is the table's own name.
    let request = &contents.request(request);
    let mut book = contents.book(request)?;
    let mut complaints = Vec::new();
    if !contents.beside.is_empty() {
        complaints.push(not_read(&contents.beside));
    }
    if let Some(mut reading) = official::read(request, &mut book, each)? {
        reading.inside.clone_from(&contents.inside);
        reading.complaints.splice(..0, complaints);
        return Ok(reading);
    }
    let mut sheets = Vec::new();
    let mut plans = Vec::new();
    let count = book.sheets().len();
    for at in 0..count {
        let (summary, plan) = look(request, &mut book, at, &mut complaints)?;
        sheets.push(summary);
        plans.push(plan);
    }
    if plans.iter().all(Option::is_none) {
        // Nothing to read: say what is missing of the first sheet that has anything in it.
        let bare = complaints.into_iter().find(|complaint| complaint.code == "header_missing");
        let refused = bare.map_or_else(empty, |complaint| Complaint { weight: Weight::Refusal, ..complaint });
        let unseen = book.sheets().iter().filter(|sheet| sheet.of_cells && !sheet.visible);
        return Err(hidden::beside(refused, &unseen.map(|sheet| &*sheet.name).collect::<Vec<_>>()));
    }
    for meaning in request.meanings {
        said_of_a_column(meaning, &sheets, &plans)?;
    }
    for (at, plan) in plans.iter().enumerate() {
        let (Some(plan), Some(summary)) = (plan, sheets.get_mut(at)) else { continue };
        let last = plan.header.lines.last().copied().unwrap_or(0);
        let hides = book.hidden(at)?;
        let confirmed = request.confirmed.contains(&Confirmation::HiddenRows);
        complaints.extend(hidden::columns(&plan.sheet, &summary.headers, &hides));
        let mut hidden_lines = Vec::new();
        // The narrowest row but the last, and the last.
        let mut widths = (usize::MAX, usize::MAX);
        book.rows(at, &mut |line, cells| {
            if line > last {
                widths = (widths.0.min(widths.1), cells.len());
                match plan.read(line, cells) {
                    Outcome::Row(mut row) => {
                        summary.rows += 1;
                        if hides.has_row(line) {
                            hidden_lines.push(line);
                            row.complaints.extend((!confirmed).then(|| hidden::row(&plan.sheet, line)));
                        }
                        each(row);
                    }
                    Outcome::Skipped(why) => summary.skipped_rows.push(SkippedRow { line: u64::from(line), why }),
                    Outcome::Blank => {}
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        let unended = plan.is_text && !request.bytes.ends_with(b"\n") && !request.bytes.ends_with(b"\r");
        summary.cut_off = unended && 1 < summary.rows && widths.1 < widths.0 && widths.1 < plan.header.texts.len();
        summary.values = plan.seen();
        complaints.extend(codes_to_be_said(plan, &summary.values));
        if !hidden_lines.is_empty() {
            complaints.push(hidden::rows(&plan.sheet, &hidden_lines, hides.filtered, confirmed));
        }
        if summary.rows == 0 {
            complaints.push(complaint(
                &*plan.sheet,
                "no_rows",
                Weight::Note,
                ("見出しの下に行がありません。", "There are no rows below the header."),
                ("別のシートやファイルでないか見てください。", "See whether another sheet or file was meant."),
            ));
        }
    }
    let (kind, encoding) = (book.kind(), book.encoding());
    let sha256 = sha256(if contents.inside.is_some() { request.bytes } else { sent });
    Ok(Reading { sha256, inside: contents.inside.clone(), kind, encoding, sheets, complaints })
}

/// Of an archive one table is read; that there are others is said.
fn not_read(beside: &[String]) -> Complaint {
    let some = beside.iter().take(20).map(String::as_str).collect::<Vec<_>>();
    complaint(
        "",
        "archive_others",
        Weight::Note,
        (
            format!("圧縮ファイルの中のほかの表は読んでいません: {}", some.join("、")),
            format!("Other tables in the archive were not read: {}", some.join(", ")),
        ),
        (
            "必要なら、名前を指定してもう一度取り込んでください。",
            "If they are needed, import the archive again with another name.",
        ),
    )
}

/// What a clerk said must be about a column that is read, and never about one of My Numbers.
fn said_of_a_column(meaning: &Meaning, sheets: &[SheetSummary], plans: &[Option<Plan>]) -> Result<(), Complaint> {
    let plan = plans.get(meaning.sheet - 1).and_then(Option::as_ref);
    let there = plan.and_then(|plan| plan.header.fields.get(meaning.column));
    if there.is_some_and(|field| *field == meaning.field) {
        return Ok(());
    }
    let hidden = there.is_some();
    let name = sheets.get(meaning.sheet - 1).map_or_else(|| meaning.sheet.to_string(), |sheet| sheet.name.clone());
    Err(complaint(
        format!("{name}!{}", letters(meaning.column)),
        "column_unknown",
        Weight::Refusal,
        if hidden {
            ("個人番号の列は、別の項目として読めません。", "A column of My Numbers cannot be read as something else.")
        } else {
            ("読み込むシートに、この列はありません。", "No sheet that is read has this column.")
        },
        ("列の指定（シートの番号!列=項目）を確かめてください。", "Check the column (sheet number!column=field)."),
    ))
}

/// Looks at the top of a sheet: is it data, where is its header, and what do its columns mean?
pub(crate) fn look(
    request: &Request<'_>,
    book: &mut Book<'_>,
    at: usize,
    complaints: &mut Vec<Complaint>,
) -> Result<(SheetSummary, Option<Plan>), Complaint> {
    let sheet = book.sheets()[at].clone();
    let mut summary = SheetSummary {
        name: sheet.name.clone(),
        visible: sheet.visible,
        header_lines: Vec::new(),
        headers: Vec::new(),
        mapping: Vec::new(),
        rows: 0,
        values: Vec::new(),
        cut_off: false,
        skipped_rows: Vec::new(),
        skipped: None,
    };
    let early = if !sheet.of_cells {
        Some(Said::new("表のシートではありません", "not a sheet of cells"))
    } else if !sheet.visible {
        Some(Said::new("隠れたシート", "a hidden sheet"))
    } else if book.sheets().len() > 1 && is_example(&sheet.name) {
        // A file of one sheet is what was sent, whatever its name.
        Some(Said::new("記入例のシート", "a sheet of examples"))
    } else {
        None
    };
    if sheet.of_cells && !sheet.visible {
        complaints.push(hidden::sheet(&sheet.name));
    }
    if early.is_some() {
        summary.skipped = early;
        return Ok((summary, None));
    }
    let mut head: Head = Vec::new();
    book.rows(at, &mut |line, cells| {
        if line > HEADER_WITHIN + 1 {
            return Ok(ControlFlow::Break(()));
        }
        head.push((line, cells.iter().cloned().map(Cell::into_owned).collect()));
        Ok(ControlFlow::Continue(()))
    })?;
    if head.iter().all(|(_, cells)| cells.iter().all(Cell::is_blank)) {
        summary.skipped = Some(Said::new("空のシート", "an empty sheet"));
        return Ok((summary, None));
    }
    let Some(mut header) = header::find(&head) else {
        if is_list(&sheet.name) {
            summary.skipped = Some(Said::new("一覧・説明のシート", "a sheet of codes or explanations"));
        } else {
            summary.skipped = Some(Said::new("見出しがないシート", "a sheet without a header"));
            complaints.push(Complaint { weight: Weight::Doubt, ..header::missing(&sheet.name) });
        }
        return Ok((summary, None));
    };
    for meaning in request.meanings.iter().filter(|meaning| meaning.sheet == at + 1) {
        // A column of My Numbers stays one, so that none is ever shown whole.
        if let Some(field) = header.fields.get_mut(meaning.column)
            && !field.is_some_and(Field::is_my_number)
        {
            *field = meaning.field;
        }
    }
    let columns = Columns::of(&sheet.name, &header)?;
    summary.header_lines = header.lines.iter().map(|line| u64::from(*line)).collect();
    summary.headers.clone_from(&header.texts);
    summary.mapping =
        header.fields.iter().enumerate().filter_map(|(column, field)| Some((letters(column), (*field)?))).collect();
    let kind = kind_of(request, &sheet.name, &header, &columns);
    let hidden = header.fields.iter().map(|field| field.is_some_and(Field::is_my_number)).collect();
    let as_of = drawn_up(&head, &header);
    let plan = Plan {
        sheet: sheet.name.into(),
        columns,
        kind,
        as_of,
        on: request.on,
        confirmed: request.confirmed.to_vec(),
        with_cells: request.with_cells,
        is_1904: book.is_1904(),
        is_text: matches!(book.kind(), FileKind::Csv | FileKind::Tsv),
        hidden,
        values: request.habits.map(|habits| habits.values.clone()).unwrap_or_default(),
        dates: dates_of(request, at + 1, header.texts.len()),
        seen: RefCell::default(),
        header,
    };
    Ok((summary, Some(plan)))
}

/// The style of each column of a sheet.
fn dates_of(request: &Request<'_>, sheet: usize, width: usize) -> Vec<Option<DateStyle>> {
    let said = request.habits.map_or(&[][..], |habits| &habits.dates);
    let of = |column| said.iter().find(|one| (one.sheet, one.column) == (sheet, column)).map(|one| one.style);
    (0..width).map(of).collect()
}

/// The values of a sheet's codes of which nobody has said yet what they mean, column by column.
fn codes_to_be_said(plan: &Plan, values: &[SeenValue]) -> Vec<Complaint> {
    let mut said = Vec::new();
    for (field, words) in ValueMeaning::coded() {
        let open: Vec<&SeenValue> =
            values.iter().filter(|one| one.field.code() == field.code() && one.means.is_none()).collect();
        let Some(first) = open.first() else { continue };
        let list = |rows: &str, and: &str| {
            open.iter().map(|one| format!("「{}」{}{rows}", one.text, one.rows)).collect::<Vec<_>>().join(and)
        };
        let (ja, en) = (list("行", "、"), list(" rows", ", "));
        let meanings = |ja: bool| {
            let words = words.iter().map(|(code, word)| if ja { *word } else { *code });
            words.collect::<Vec<_>>().join(if ja { "・" } else { ", " })
        };
        said.push(complaint(
            format!("{}!{}", plan.sheet, first.column),
            "codes_need_meaning",
            Weight::Doubt,
            (
                format!("{}の列に、意味の分からない値が{}種類あります: {ja}", field.word(), open.len()),
                format!("The column {} has {} values of which nobody knows the meaning: {en}", field.code(), open.len()),
            ),
            (
                format!(
                    "何を指すか送り主に確かめ、値ごとに意味（{}）を決めてください。一度決めると、この事業所では次から聞きません。",
                    meanings(true)
                ),
                format!(
                    "Ask the sender what each stands for ({}) and say it. It is asked once for each employer.",
                    meanings(false)
                ),
            ),
        ));
    }
    said
}

/// Would a sheet of this name be passed over as one of examples, beside others?
#[must_use]
pub fn is_example(name: &str) -> bool {
    ["記入例", "記載例", "入力例", "見本", "サンプル", "記入見本"].iter().any(|word| name.contains(word))
        || name.trim() == "例"
}

fn is_list(name: &str) -> bool {
    let name = fold(name);
    [
        "コード",
        "リスト",
        "マスタ",
        "list",
        "master",
        "説明",
        "手引",
        "注意",
        "使い方",
        "留意",
        "プルダウン",
        "選択肢",
        "表紙",
        "目次",
        "送付",
        "readme",
        "設定",
        "変更履歴",
    ]
    .iter()
    .any(|word| name.contains(&fold(word)))
}

/// What a sheet reports: the clerk's word, then the sheet's name, its title, its columns, the file's name.
fn kind_of(request: &Request<'_>, sheet: &str, header: &Header, columns: &Columns) -> SheetKind {
    match request.form {
        Form::Enrolment => return SheetKind::Enrolment,
        Form::Leaving => return SheetKind::Leaving,
        Form::Dependants => return SheetKind::Dependants,
        Form::Registration => return SheetKind::Registration,
        Form::Members => return SheetKind::Members,
        Form::Auto => {}
    }
    let joins = columns.acquired.is_there()
        || columns.hired.is_there()
        || columns.entered.is_there()
        || columns.recognized.is_there();
    let leaves = columns.lost.is_there() || columns.left.is_there() || columns.removed.is_there();
    let registers = columns.use_registered.is_some() || columns.e_certificate_until.is_there();
    if registers && !joins && !leaves && columns.change.is_none() {
        return SheetKind::Registration;
    }
    let words = [named(sheet), named(&header.title), named(request.file_name)];
    // A csv's sheet is the file itself.
    for word in words.into_iter().flatten() {
        // A sheet that was called a leaving list but has no day of loss is told by its columns.
        let fits = match word {
            SheetKind::Enrolment => joins || !leaves,
            SheetKind::Leaving => leaves || !joins,
            SheetKind::Registration => registers,
            _ => true,
        };
        if fits {
            return word;
        }
    }
    let dependants = columns.of_dependants || columns.recognized.is_there() || columns.removed.is_there();
    if columns.change.is_some() {
        SheetKind::Mixed
    } else if dependants
        && !columns.acquired.is_there()
        && !columns.lost.is_there()
        && !columns.hired.is_there()
        && !columns.left.is_there()
    {
        SheetKind::Dependants
    } else {
        match (joins, leaves) {
            (true, false) => SheetKind::Enrolment,
            (false, true) => SheetKind::Leaving,
            (true, true) => SheetKind::Mixed,
            (false, false) => SheetKind::Members,
        }
    }
}

/// The kind that a name or title says in words; `None` when it says none, or several.
fn named(text: &str) -> Option<SheetKind> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let said = [
        (SheetKind::Enrolment, has(&["取得"])),
        (SheetKind::Leaving, has(&["喪失", "脱退"])),
        (SheetKind::Dependants, has(&["扶養"])),
        (SheetKind::Registration, has(&["利用登録", "電子証明書"])),
        (SheetKind::Members, has(&["氏名変更", "住所変更", "変更届", "氏名・住所"])),
    ];
    let mut kinds = said.into_iter().filter(|(_, is)| *is).map(|(kind, _)| kind);
    let first = kinds.next()?;
    kinds.next().is_none().then_some(first)
}

/// 基準日 above the header: `基準日：令和8年4月1日`, or the day in the cell beside it; `2026年4月1日現在`.
fn drawn_up(head: &Head, header: &Header) -> Option<Day> {
    let first = header.lines.first().copied()?;
    let read = |text: &str| written::understand(text).ok().map(|written| written.day);
    for (_, cells) in head.iter().take_while(|(line, _)| *line < first) {
        for (column, cell) in cells.iter().enumerate() {
            let text = cell.plain();
            let text = text.trim();
            if let Some(rest) = ["基準日", "抽出日", "基準年月日"].iter().find_map(|word| text.strip_prefix(word))
            {
                let rest = rest.trim_start_matches([':', '：', ' ', '\u{3000}']);
                let beside = cells[column + 1..].iter().find(|cell| !cell.is_blank());
                return match (rest.is_empty(), beside) {
                    (false, _) => read(rest),
                    (true, Some(Cell::Date(day))) => *day,
                    (true, Some(cell)) => read(&cell.plain()),
                    (true, None) => None,
                };
            }
            if let Some(rest) = text.strip_suffix("現在").or_else(|| text.strip_suffix("時点")) {
                return read(rest.trim_start_matches(['(', '（']));
            }
        }
    }
    None
}

/// The SHA-256 of bytes, in hexadecimal: the seal by which a file is known again.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let mut text = String::with_capacity(64);
    for byte in digest.iter() {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
