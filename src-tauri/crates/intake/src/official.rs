//! The official files of 届書作成プログラム and of payroll programs: KPFD0006.CSV (to a society) and SHFD0006.CSV (to a pension
//! office), with the forms 取得, 喪失 and 被扶養者異動. They have no header row: [`layout`] says which item is what.
//!
//! A form is laid out as a table with headings of its own, one row a person, and then read as every other table is, so that a
//! day or a name means the same wherever it comes from. A record of an unknown number of items is refused by name.
//! What a spreadsheet has cut (leading zeros, line ends, item counts by added commas) is put back where it is certain, and said.

pub(crate) mod layout;
mod records;
pub mod write;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use rules::calendar::birthday_75;
use rules::words::{Complaint, InsuredNumber, Report, ReportKind, Said, Weight};

use layout::{Codes, Column, Layout, Part, Source};
pub use layout::{FormCode, Media};
use records::{DATA, KANRI, Record};

use crate::TextEncoding;
use crate::book::Book;
use crate::cell::{Cell, column, letters};
use crate::columns::Columns;
use crate::delimited::delimiter_of;
use crate::field::Field;
use crate::header::Header;
use crate::my_number;
use crate::reading::{Reading, Request, Row, SheetSummary, SkippedRow, sha256};
use crate::refusal::{complaint, refusal};
use crate::row::{Outcome, Plan};

/// Reads an official file; `None` when it is none.
pub(crate) fn read(
    request: &Request<'_>,
    book: &mut Book<'_>,
    each: &mut dyn FnMut(Row),
) -> Result<Option<Reading>, Complaint> {
    let mut notes = Vec::new();
    let (kind, encoding) = (book.kind(), book.encoding());
    let reading = |sheets, complaints| Reading {
        sha256: sha256(request.bytes),
        inside: None,
        kind,
        encoding,
        sheets,
        complaints,
    };
    if let Some(text) = book.text() {
        let lower = |token: &str| {
            memchr::memmem::find(text.as_bytes(), token.as_bytes()).is_some()
                || memchr::memmem::find(text.as_bytes(), token.to_ascii_uppercase().as_bytes()).is_some()
        };
        let begins = text.trim_start().trim_start_matches('"').get(..7).is_some_and(layout::is_form);
        if !(lower(KANRI) || lower(DATA) || begins) {
            return Ok(None);
        }
        let mut records = records::records(text, delimiter_of(text))?;
        let official = records.iter().any(|record| record.items.iter().any(|item| records::is_token(item)));
        if !official && !records.iter().all(|record| layout::is_form(record.item(1))) {
            return Ok(None);
        }
        if records::lost_line_ends(&records) {
            records = records::cut(records)?;
            notes.push(remark(
                "media_one_line",
                "改行のない1行のファイルを、様式ごとの項目数で区切って読みました。行番号は区切った後のものです。",
                "The file is one line without line ends; it was cut by each form's number of items, and lines count after that.",
            ));
        }
        if encoding.is_some_and(|one| one != TextEncoding::Cp932) && !text.is_ascii() {
            notes.push(remark(
                "media_not_cp932",
                "文字コードがシフトJISではありません（様式の決まりはシフトJISです）。そのまま読みました。",
                "The file is not in Shift_JIS, as the official form is; it was read all the same.",
            ));
        }
        let (sheets, complaints) = File::read(request, &records, false, notes, each)?;
        return Ok(Some(reading(sheets, complaints)));
    }
    // Opened in a spreadsheet and saved as a workbook.
    for at in 0..book.sheets().len() {
        if !book.sheets().get(at).is_some_and(|sheet| sheet.of_cells && sheet.visible) {
            continue;
        }
        let mut found = false;
        book.rows(at, &mut |line, cells| {
            found |= cells.first().is_some_and(|cell| records::is_token(&cell.plain()));
            Ok(if found || line > 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        if !found {
            continue;
        }
        let mut records: Vec<Record<'static>> = Vec::new();
        book.rows(at, &mut |line, cells| {
            let items = cells.iter().map(|cell| Cow::Owned(cell.plain().into_owned())).collect();
            records.push(Record { line: u64::from(line), items });
            Ok(ControlFlow::Continue(()))
        })?;
        let (sheets, complaints) = File::read(request, &records, true, notes, each)?;
        return Ok(Some(reading(sheets, complaints)));
    }
    Ok(None)
}

/// A `.CRY` file cannot be read by anybody but the program that made it.
pub(crate) fn encrypted(request: &Request<'_>) -> Option<Complaint> {
    let named = request.file_name.to_ascii_uppercase().ends_with(".CRY");
    let plain = request.bytes.iter().take(4_096).filter(|byte| byte.is_ascii_control()).count() < 400
        && memchr::memmem::find(request.bytes, KANRI.as_bytes()).is_some();
    (named && !plain).then(|| {
        refusal(
            "media_encrypted",
            (
                "届書作成プログラムで暗号化されたファイル（.CRY）です。ほかのプログラムでは開けません。",
                "The file is encrypted by the official program (.CRY); no other program opens it.",
            ),
            (
                "届書作成プログラムで、暗号化せずに出力し直した KPFD0006.CSV を送ってもらってください。",
                "Ask for KPFD0006.CSV written again without encryption.",
            ),
        )
    })
}

/// What stands at the head of a file, and the tables that its forms become.
struct File<'r> {
    request: &'r Request<'r>,
    media: Option<Media>,
    /// 事業所番号 of the employers in the head, as they are compared.
    offices: Vec<String>,
    /// A spreadsheet has added commas to every line: the number of items is gone.
    padded: bool,
    plans: HashMap<Layout, Vec<(Part, Plan, usize)>>,
    sheets: Vec<SheetSummary>,
}

/// Why a record is not read.
struct Unread {
    code: &'static str,
    ja: String,
    en: String,
    hint: (String, String),
}

impl<'r> File<'r> {
    fn read(
        request: &'r Request<'r>,
        records: &[Record<'_>],
        padded: bool,
        mut notes: Vec<Complaint>,
        each: &mut dyn FnMut(Row),
    ) -> Result<(Vec<SheetSummary>, Vec<Complaint>), Complaint> {
        if let Some(meaning) = request.meanings.first() {
            return Err(complaint(
                meaning.to_string(),
                "column_unknown",
                Weight::Refusal,
                (
                    "電子媒体の届は項目の並びが決まっています。列の意味は変えられません。",
                    "The items of an official file are fixed; no column can be read as something else.",
                ),
                ("列の指定を外してください。", "Leave the column out."),
            ));
        }
        let mut file =
            File { request, media: None, offices: Vec::new(), padded, plans: HashMap::new(), sheets: Vec::new() };
        let tokens = records.iter().any(|record| record.is(DATA));
        let mut in_data = !tokens;
        // Handed over once it is certain that the file is not refused as a whole.
        let mut unread: Vec<Row> = Vec::new();
        let mut read = 0_u64;
        let mut spared: Vec<String> = Vec::new();
        for (at, record) in records.iter().enumerate() {
            let before_head = records.get(at + 1).is_some_and(|next| next.is(KANRI));
            if record.is(KANRI) || record.is(DATA) {
                file.padded |= record.items.len() > 1;
                in_data = record.is(DATA);
                continue;
            }
            if !in_data || before_head {
                file.head(record, before_head || (at == 0 && tokens));
                continue;
            }
            let code = record.item(1);
            if let Some((ja, en)) = layout::other(code) {
                spared.push(format!("{ja}（{code}）"));
                file.spare(code, record.line, ja, en);
                continue;
            }
            match file.layout(record) {
                Ok(layout) => {
                    unread.drain(..).for_each(&mut *each);
                    read += file.people(layout, record, each)?;
                }
                Err(why) => {
                    let row = file.refused(record, why);
                    if read > 0 { each(row) } else { unread.push(row) }
                }
            }
        }
        spared.sort_unstable();
        spared.dedup();
        if read == 0 {
            let first = unread.into_iter().find_map(|row| row.complaints.into_iter().next());
            return Err(first.unwrap_or_else(|| nothing_for_this_ledger(&spared)));
        }
        if file.padded {
            notes.push(remark(
                "media_saved_by_spreadsheet",
                "表計算ソフトで開いて保存し直された跡があり、行ごとの項目数が失われています。内容から様式を確かめて読みました。",
                "The file was saved by a spreadsheet, and the lines' numbers of items are lost; what stands in them told the form.",
            ));
        }
        if !spared.is_empty() {
            let list = spared.join("、");
            notes.push(complaint(
                "",
                "media_other_forms",
                Weight::Note,
                (
                    format!("{list}は、この台帳で使わない届のため読み飛ばしました。"),
                    format!("{list}: not for this ledger, and passed over."),
                ),
                ("必要な届であれば、担当の仕組みで処理してください。", "Handle them where they belong."),
            ));
        }
        let said = |sheet: &SheetSummary| sheet.rows > 0 || sheet.skipped.is_some() || !sheet.skipped_rows.is_empty();
        file.sheets.retain(said);
        Ok((file.sheets, notes))
    }

    /// A record above the data: the medium's own, how many employers there are, and each of them.
    fn head(&mut self, record: &Record<'_>, of_medium: bool) {
        if of_medium {
            self.media = records::media_of(&record.items).or(self.media);
            let own = if record.items.iter().any(|item| item.trim() == "22223") { 6 } else { 8 };
            self.padded |= record.items.len() > own;
        }
        let office = InsuredNumber::part_key(record.item(1));
        // 事業所数情報 begins with a name or nothing.
        if self.media == Some(Media::Kpfd) && !office.is_empty() && office.bytes().all(|b| b.is_ascii_digit()) {
            self.offices.push(office);
        }
    }

    /// The layout of a record: by its form and its number of items, and by what stands in them where a spreadsheet has changed
    /// that number.
    fn layout(&self, record: &Record<'_>) -> Result<Layout, Unread> {
        let (code, count) = (record.item(1), record.items.len());
        let Some(form) = FormCode::of_number(code) else {
            let shown = my_number::beginning(code, 12);
            return Err(Unread {
                code: "media_form_unknown",
                ja: format!("様式コード「{shown}」の届は分かりません（{count}項目）。"),
                en: format!("The form {shown} is not known ({count} items)."),
                hint: (
                    "読めるのは、取得（2200700）・喪失（2201700）・被扶養者異動（2202700）です。".to_owned(),
                    "2200700, 2201700 and 2202700 are read.".to_owned(),
                ),
            });
        };
        let filled = record.filled();
        let fits = |layout: &Layout| self.fits(*layout, record);
        let exact = layout::of_form(form).find(|one| one.items == count);
        if let Some(layout) = exact.filter(|_| !self.padded) {
            return if fits(&layout) { Ok(layout) } else { Err(uncertain(form, count)) };
        }
        // Commas were added, or taken away where the last items of all lines are blank.
        if self.padded {
            let fitting: Vec<Layout> = layout::of_form(form)
                .filter(|one| filled <= one.items && self.media.is_none_or(|media| one.may_lie_in(media)))
                .filter(fits)
                .collect();
            if let Some(last) = fitting.iter().max_by_key(|one| one.items) {
                let one_meaning = fitting.iter().all(|one| one.agrees(*last, filled));
                let exact = exact.filter(|exact| fitting.contains(exact));
                return if one_meaning { Ok(*last) } else { exact.ok_or_else(|| uncertain(form, count)) };
            }
        }
        Err(unknown_count(form, count))
    }

    /// Can a record be what a layout says, where its place in the file or its items tell?
    fn fits(&self, layout: Layout, record: &Record<'_>) -> bool {
        let filled_well = layout.form != FormCode::Dependants
            || layout.parts().iter().skip(1).all(|part| {
                let item = |at: usize| part.named_by.get(at).map_or("", |item| record.item(*item));
                let (text, day) = (item(0), item(2));
                let named = !text.is_empty() && text.chars().all(|c| !c.is_ascii_digit());
                (text.is_empty() && day.is_empty()) || (named && (day.is_empty() || matches!(day.len(), 5 | 6)))
            });
        let (Some(office), Some(number)) = (layout.office(), layout.number()) else {
            return !self.padded || filled_well;
        };
        let digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        let office = record.item(office);
        let known = !office.is_empty() && self.offices.iter().any(|one| *one == InsuredNumber::part_key(office));
        // Where the head names nobody, only the layouts that are written down are read.
        let told = if self.offices.is_empty() { layout.wishes().is_empty() && digits(office, 5) } else { known };
        let wishes = layout.wishes().all(|item| matches!(record.item(item), "" | "0" | "1"));
        told && digits(record.item(number), 10) && wishes && filled_well
    }

    fn sheet(&mut self, name: &str) -> usize {
        if let Some(at) = self.sheets.iter().position(|sheet| sheet.name == name) {
            return at;
        }
        self.sheets.push(SheetSummary {
            name: name.to_owned(),
            visible: true,
            header_lines: Vec::new(),
            headers: Vec::new(),
            mapping: Vec::new(),
            rows: 0,
            skipped_rows: Vec::new(),
            skipped: None,
            values: Vec::new(),
            cut_off: false,
        });
        self.sheets.len() - 1
    }

    /// A form of which the ledger needs nothing.
    fn spare(&mut self, code: &str, line: u64, ja: &str, en: &str) {
        let why = Said::new(format!("{ja}は、この台帳で使わない届です"), format!("{en}: not for this ledger"));
        let at = self.sheet(&format!("{ja}（{code}）"));
        if let Some(sheet) = self.sheets.get_mut(at) {
            sheet.skipped = Some(why.clone());
            sheet.skipped_rows.push(SkippedRow { line, why });
        }
    }

    /// A record that is not read is a row that did not go in.
    fn refused(&mut self, record: &Record<'_>, why: Unread) -> Row {
        let form = FormCode::of_number(record.item(1));
        let name = form.map_or_else(|| "分からない様式".to_owned(), |form| form.name().to_owned());
        let at = self.sheet(&name);
        if let Some(sheet) = self.sheets.get_mut(at) {
            sheet.rows += 1;
        }
        let kind = match form {
            Some(FormCode::Leaving) => ReportKind::Leaving,
            Some(FormCode::Dependants) => ReportKind::Change,
            Some(FormCode::Enrolment) | None => ReportKind::Enrolment,
        };
        let place = format!("{name}!{}", record.line);
        Row {
            sheet: Arc::from(name.as_str()),
            line: record.line,
            report: Report::empty(kind),
            complaints: vec![complaint(place, why.code, Weight::Refusal, (why.ja, why.en), why.hint)],
            cells: Vec::new(),
        }
    }

    fn plans(&mut self, layout: Layout) -> Result<&[(Part, Plan, usize)], Complaint> {
        if !self.plans.contains_key(&layout) {
            let mut plans = Vec::new();
            for part in layout.parts() {
                let header = header(&part.columns);
                // One form in both layouts in one file: each has a table of its own.
                let taken = self.plans.iter().any(|(other, parts)| {
                    other.media != layout.media && parts.iter().any(|(one, ..)| one.sheet == part.sheet)
                });
                let name = if taken {
                    format!("{}（{}）", part.sheet, layout.media.code().to_uppercase())
                } else {
                    part.sheet.to_owned()
                };
                let at = self.sheet(&name);
                if let Some(sheet) = self.sheets.get_mut(at) {
                    sheet.headers.clone_from(&header.texts);
                    sheet.mapping = (0..).map(letters).zip(part.columns.iter().map(|one| one.field)).collect();
                }
                let plan = Plan {
                    columns: Columns::of(&name, &header)?,
                    kind: layout.form.kind(),
                    as_of: None,
                    on: self.request.on,
                    confirmed: self.request.confirmed.to_vec(),
                    with_cells: self.request.with_cells,
                    is_1904: false,
                    is_text: true,
                    hidden: part.columns.iter().map(|one| one.field.is_my_number()).collect(),
                    // Its codes and days are the form's own.
                    values: Vec::new(),
                    dates: Vec::new(),
                    seen: RefCell::default(),
                    sheet: name.into(),
                    header,
                };
                plans.push((part, plan, at));
            }
            self.plans.insert(layout, plans);
        }
        Ok(self.plans.get(&layout).map(Vec::as_slice).unwrap_or_default())
    }

    /// Hands over everybody of a record, and says how many.
    fn people(&mut self, layout: Layout, record: &Record<'_>, each: &mut dyn FnMut(Row)) -> Result<u64, Complaint> {
        let on = self.request.on;
        let mut counted = Vec::new();
        let mut nobody = None;
        for (part, plan, at) in self.plans(layout)? {
            let there = part.named_by.is_empty() || part.named_by.iter().any(|item| !record.item(*item).is_empty());
            if !there {
                nobody = nobody.or(Some(*at));
                continue;
            }
            let mut said: Vec<(usize, Complaint)> = Vec::new();
            let cells: Vec<Cell<'_>> =
                part.columns.iter().enumerate().map(|(at, one)| cell(one, at, record, &mut said)).collect();
            let line = u32::try_from(record.line).unwrap_or(u32::MAX);
            let Outcome::Row(mut row) = plan.read(line, &cells) else { continue };
            beyond_the_table(layout, part, record, &row.report, on, &mut said);
            finish(part, &mut row, said);
            each(row);
            counted.push(*at);
        }
        for at in &counted {
            if let Some(sheet) = self.sheets.get_mut(*at) {
                sheet.rows += 1;
            }
        }
        if let (true, Some(sheet)) = (counted.is_empty(), nobody.and_then(|at| self.sheets.get_mut(at))) {
            sheet.skipped_rows.push(SkippedRow {
                line: record.line,
                why: Said::new("被扶養者の記載がない届", "a form that names no dependant"),
            });
        }
        // A form that says nothing of anybody was read all the same.
        Ok(u64::try_from(counted.len().max(1)).unwrap_or(1))
    }
}

fn header(columns: &[Column]) -> Header {
    Header {
        lines: Vec::new(),
        texts: columns.iter().map(|one| one.heading.to_owned()).collect(),
        fields: columns.iter().map(|one| Some(one.field)).collect(),
        title: String::new(),
    }
}

/// One cell of the table, with what had to be put back.
fn cell<'c>(column: &Column, at: usize, record: &'c Record<'_>, said: &mut Vec<(usize, Complaint)>) -> Cell<'c> {
    let mut zeros = |text: String| {
        said.push((
            at,
            complaint(
                "",
                "leading_zeros_restored",
                Weight::Note,
                (
                    format!("失われた先頭の0を補い、{text} と読みました。"),
                    format!("Lost leading zeros were put back: {text}."),
                ),
                ("違っていれば、書き直してください。", "If that is wrong, write it again."),
            ),
        ));
        text
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match column.source {
        Source::Nowhere => Cell::Empty,
        Source::Item(item) => Cell::text(record.item(item)),
        Source::Date(item) => match record.item(item) {
            text if text.len() == 5 && digits(text) => Cell::text(zeros(format!("0{text}"))),
            text => Cell::text(text),
        },
        Source::Postcode(item) => {
            let (front, back) = (record.item(item), record.item(item + 1));
            if front.is_empty() && back.is_empty() {
                return Cell::Empty;
            }
            let cut =
                digits(front) && digits(back) && front.len() <= 3 && back.len() <= 4 && front.len() + back.len() < 7;
            Cell::text(if cut { zeros(format!("{front:0>3}-{back:0>4}")) } else { format!("{front}-{back}") })
        }
        Source::Office(item) => {
            let (district, office) = (record.item(item), record.item(item + 1));
            match (district.len() == 1 && digits(district), district.is_empty()) {
                (true, _) => Cell::text(zeros(format!("0{district}-{office}"))),
                (false, true) => Cell::text(office),
                (false, false) => Cell::text(format!("{district}-{office}")),
            }
        }
        Source::Code(item, codes) => {
            let text = record.item(item);
            if text.is_empty() {
                return Cell::Empty;
            }
            if let Some(word) = codes.word(text) {
                return Cell::text(word);
            }
            // A spouse's sex is told by the same item, which is complained of once.
            if codes != Codes::SpouseSex {
                said.push((at, code_unknown(text, codes)));
            }
            Cell::Empty
        }
    }
}

fn code_unknown(text: &str, codes: Codes) -> Complaint {
    let shown = my_number::beginning(text, 8);
    let (code, table, table_en) = match codes {
        Codes::Change => ("change_code_unknown", "1該当・2非該当・3変更", "1, 2 and 3"),
        Codes::Cause => {
            ("cause_code_unknown", "4退職等・5死亡・7 75歳到達・9障害認定・11社会保障協定", "4, 5, 7, 9 and 11")
        }
        Codes::Spouse | Codes::SpouseSex => ("relation_code_unknown", "1夫・2妻・3夫（未届）・4妻（未届）", "1 to 4"),
        Codes::Relation => ("relation_code_unknown", "01実子・養子〜10その他", "01 to 10"),
    };
    complaint(
        "",
        code,
        Weight::Doubt,
        (
            format!("コード「{shown}」は、この様式の表にありません（{table}）。"),
            format!("The code {shown} is not in the form's table ({table_en})."),
        ),
        ("届書で確かめ、正しいコードで出力し直してもらってください。", "Check the form, and ask for the right code."),
    )
}

/// Sends each complaint to the item that it is about, and says its number: whoever opens the file counts items.
fn finish(part: &Part, row: &mut Row, said: Vec<(usize, Complaint)>) {
    let sheet = Arc::clone(&row.sheet);
    let head = format!("{sheet}!");
    let line = row.line;
    let mut all: Vec<(usize, Complaint)> = said;
    for complaint in std::mem::take(&mut row.complaints) {
        let cell = complaint.place.strip_prefix(&head).unwrap_or_default();
        let at = column(cell.trim_end_matches(|c: char| c.is_ascii_digit()));
        all.push((at.unwrap_or(usize::MAX), complaint));
    }
    all.sort_by_key(|(at, _)| part.columns.get(*at).and_then(|one| one.source.item()).unwrap_or(usize::MAX));
    row.complaints = all
        .into_iter()
        .map(|(at, mut complaint)| {
            let Some((one, item)) = part.columns.get(at).and_then(|one| Some((one, one.source.item()?))) else {
                complaint.place = format!("{sheet}!{line}");
                return complaint;
            };
            complaint.place = format!("{sheet}!{}{line}", letters(item - 1));
            // An era and its six digits are one day.
            let heading =
                one.heading.strip_suffix("元号").or(one.heading.strip_suffix("年月日")).unwrap_or(one.heading);
            complaint.sentence = Said::new(
                format!("{item}項目（{heading}）：{}", complaint.sentence.ja),
                format!("Item {item} ({heading}): {}", complaint.sentence.en),
            );
            complaint
        })
        .collect();
}

/// What the official checks ask for and a table cannot know.
fn beyond_the_table(
    layout: Layout,
    part: &Part,
    record: &Record<'_>,
    report: &Report,
    on: rules::calendar::Day,
    said: &mut Vec<(usize, Complaint)>,
) {
    let at = |field: fn(Field) -> bool| part.columns.iter().position(|one| field(one.field)).unwrap_or(usize::MAX);
    let mut say = |at: usize, code, weight, ja: String, en: String, hint: (&str, &str)| {
        said.push((at, complaint("", code, weight, (ja, en), hint)));
    };
    use crate::field::{DateField, DatePart};
    for (at, column) in part.columns.iter().enumerate() {
        let Field::Date(_, date, DatePart::Era) = column.field else { continue };
        let era = column.source.item().map_or("", |item| record.item(item));
        if date != DateField::Born && !matches!(era, "" | "7" | "9") {
            say(
                at,
                "event_era",
                Weight::Doubt,
                format!(
                    "元号コード「{}」は、この日付では使えません（7平成・9令和）。",
                    era.chars().take(4).collect::<String>()
                ),
                "This day's era can only be 7 or 9.".to_owned(),
                ("元号を確かめてください。", "Check the era."),
            );
        }
    }
    let lost_at = at(|field| matches!(field, Field::Date(_, DateField::Lost | DateField::Removed, DatePart::Era)));
    if let Some(lost) = report.lost.filter(|lost| on < *lost) {
        say(
            lost_at,
            "future_loss",
            Weight::Doubt,
            format!("{lost} は先の日付です。資格を失う日より前には届け出られません。"),
            format!("{lost} lies ahead; a loss is reported once it has come."),
            ("日付を届書で確かめてください。", "Check the day on the form."),
        );
    }
    match layout.form {
        FormCode::Leaving => {
            let cause = record.item(16).trim_start_matches('0');
            if matches!(cause, "4" | "5") && report.left.is_none() {
                say(
                    at(|field| matches!(field, Field::Date(_, DateField::Left, DatePart::Era))),
                    "left_missing",
                    Weight::Note,
                    "退職日（死亡日）がなく、喪失日がその翌日か確かめられません。".to_owned(),
                    "Without the day of leaving or death, the day of loss cannot be checked.".to_owned(),
                    ("届書で確かめてください。", "Check it on the form."),
                );
            }
            let at_75 = report.born.map(birthday_75).filter(|_| cause == "7");
            if let (Some(at_75), Some(lost)) = (at_75, report.lost)
                && lost < at_75
            {
                say(
                    lost_at,
                    "lost_before_75",
                    Weight::Doubt,
                    format!("原因が75歳到達ですが、喪失日 {lost} が75歳の誕生日 {at_75} より前です。"),
                    format!("The cause is the 75th birthday ({at_75}), and the loss on {lost} lies before it."),
                    ("生年月日・喪失日・原因を届書で確かめてください。", "Check birth, loss and cause on the form."),
                );
            }
            if let (Some(born), Some(lost)) = (report.born, report.lost)
                && lost <= born
            {
                say(
                    lost_at,
                    "lost_before_birth",
                    Weight::Refusal,
                    format!("喪失日 {lost} が生年月日 {born} 以前です。"),
                    format!("The loss on {lost} is not after the birth on {born}."),
                    ("2つの日付を確かめてください。", "See to both dates."),
                );
            }
            let count = |item: usize| record.item(item).parse::<u32>().ok().filter(|count| *count > 0);
            if let Some(sheets) = count(22) {
                say(
                    usize::MAX,
                    "certificates_enclosed",
                    Weight::Note,
                    format!("資格確認書が{sheets}枚添えられているとあります（22項目）。"),
                    format!("It says that {sheets} certificates are enclosed (item 22)."),
                    ("届いた書類を確かめ、返納を記録してください。", "See to them and record their return."),
                );
            }
            if let Some(sheets) = count(23) {
                say(
                    usize::MAX,
                    "certificates_not_returned",
                    Weight::Note,
                    format!("返せない資格確認書が{sheets}枚あるとあります（23項目）。"),
                    format!("It says that {sheets} certificates cannot be returned (item 23)."),
                    ("紛失などの事情を事業所に確かめてください。", "Ask the employer why."),
                );
            }
        }
        FormCode::Dependants => {
            let changed = at(|field| field == Field::Change);
            if record.item(21).is_empty() {
                say(
                    changed,
                    "change_code_missing",
                    Weight::Doubt,
                    "該当・非該当・変更のどれか、書かれていません。".to_owned(),
                    "It does not say whether somebody is added, removed or changed.".to_owned(),
                    ("届書で確かめてください。", "Check the form."),
                );
            }
            let remark = part.remark.filter(|item| !record.item(*item).is_empty());
            if let Some(item) = remark.filter(|_| report.kind == ReportKind::Change) {
                say(
                    changed,
                    "change_in_words",
                    Weight::Note,
                    format!(
                        "変更の内容は備考（{item}項目）にあります。取り込むのは、氏名・続柄・住所などの項目だけです。"
                    ),
                    format!("What changes is written in words (item {item}); only the items themselves go in."),
                    (
                        "備考を読み、ほかに直すことがないか見てください。",
                        "Read the remark and see what else is to be done.",
                    ),
                );
            }
        }
        FormCode::Enrolment => {}
    }
}

fn remark(code: &'static str, ja: &str, en: &str) -> Complaint {
    complaint(
        "",
        code,
        Weight::Note,
        (ja, en),
        ("内容に違いがないか、数行を見比べてください。", "Compare a few lines."),
    )
}

fn known_counts(form: FormCode) -> (String, String) {
    let list = |media: Media| {
        let counts: Vec<String> =
            layout::of_form(form).filter(|one| one.media == media).map(|one| one.items.to_string()).collect();
        counts.join("・")
    };
    let (shfd, kpfd) = (list(Media::Shfd), list(Media::Kpfd));
    (format!("SHFD {shfd}、KPFD {kpfd}"), format!("SHFD {shfd}, KPFD {kpfd}"))
}

fn unknown_count(form: FormCode, count: usize) -> Unread {
    let (ja, en) = known_counts(form);
    Unread {
        code: "media_item_count",
        ja: format!("{}（{}）の項目数が{count}です。読めるのは {ja} 項目だけです。", form.name(), form.number()),
        en: format!("The form {} has {count} items; {en} are known.", form.number()),
        hint: (
            "様式の版を送り主に確かめてください。並びが分からないまま読むことはしません。".to_owned(),
            "Ask the sender for the form's edition; an unknown order is not guessed.".to_owned(),
        ),
    }
}

fn uncertain(form: FormCode, count: usize) -> Unread {
    let (ja, en) = known_counts(form);
    Unread {
        code: "media_layout_unclear",
        ja: format!(
            "{}（{}、{count}項目）の並びを決められません。事業所番号などが、あるはずの項目にありません（読めるのは {ja} 項目）。",
            form.name(),
            form.number()
        ),
        en: format!(
            "The order of the form {} ({count} items) is not certain: the employer's number does not stand where it should ({en} are known).",
            form.number()
        ),
        hint: (
            "表計算ソフトで開いていない、出力したままのファイルを送ってもらってください。".to_owned(),
            "Ask for the file as it was written, not opened in a spreadsheet.".to_owned(),
        ),
    }
}

fn nothing_for_this_ledger(spared: &[String]) -> Complaint {
    let (ja, en) = if spared.is_empty() {
        ("届が1件も入っていません。".to_owned(), "There is no form in the file.".to_owned())
    } else {
        let list = spared.join("、");
        (
            format!("入っているのは{list}だけで、この台帳で使う届がありません。"),
            format!("There is only {list}, nothing for this ledger."),
        )
    };
    refusal(
        "media_nothing_to_read",
        (ja, en),
        (
            "取得（2200700）・喪失（2201700）・被扶養者異動（2202700）の届か、送り主に確かめてください。",
            "Ask the sender for 2200700, 2201700 or 2202700.",
        ),
    )
}
