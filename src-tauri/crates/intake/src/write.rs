//! Writing spreadsheets and CSV: rejected rows on their way back to the employer, manifests, reports, and the employers'
//! files of a training society. The one place that writes them, as this crate is the one that reads them.
//!
//! The same input gives the same bytes: a workbook says it was made on a fixed day. A text stays a text (`0012` keeps its zeros,
//! `=1+1` is never a formula). A character that an encoding lacks is reported with its place, never replaced.
//! Files are not made here: the caller gives somewhere to write, and decides what a half-written one means.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use rules::calendar::Day;
use rules::words::{Complaint, Said, Weight};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_normalization::UnicodeNormalization;

/// One cell, as typed as it is to stay.
#[derive(Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// A text in a cell formatted as text (文字列): zeros, signs and long numbers survive, and nothing is ever a formula.
    Text(String),
    /// A text in a coloured cell: something is to be done about it.
    Marked(String),
    /// A number with its number format, such as `0000000` (`General` for none).
    Number(f64, &'static str),
    /// A day as a spreadsheet's own date, with its number format, such as `yyyy/m/d` or `[$-411]ge.m.d;@`.
    Date(Day, &'static str),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }
}

/// Rows hold personal data, so only the kind shows.
impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Cell::Blank => "Blank",
            Cell::Text(_) => "Text(‹redacted›)",
            Cell::Marked(_) => "Marked(‹redacted›)",
            Cell::Number(..) => "Number(‹redacted›)",
            Cell::Date(..) => "Date(‹redacted›)",
        })
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

/// Cells that are shown as one. Rows and columns count from 0 at the top left of the sheet; only rows above the data can be merged.
/// What stands in the top left cell is shown; what stands in the others is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Row and column of the top left cell.
    pub from: (u32, u16),
    /// Row and column of the bottom right cell.
    pub to: (u32, u16),
}

/// One sheet: free rows above, header rows, then the data, which may come from an iterator of any length.
pub struct Sheet<'a> {
    name: String,
    above: Vec<Vec<Cell>>,
    header: Vec<Vec<Cell>>,
    merges: Vec<Merge>,
    widths: Vec<f64>,
    hidden: bool,
    opened: bool,
    rows: Box<dyn Iterator<Item = Vec<Cell>> + 'a>,
}

impl<'a> Sheet<'a> {
    /// A sheet with one header row. The name has at most 31 characters and none of `[]:*?/\`.
    pub fn new<H: Into<String>>(
        name: impl Into<String>,
        header: impl IntoIterator<Item = H>,
        rows: impl IntoIterator<Item = Vec<Cell>, IntoIter: 'a>,
    ) -> Sheet<'a> {
        Sheet {
            name: name.into(),
            above: Vec::new(),
            header: vec![header.into_iter().map(|word| Cell::Text(word.into())).collect()],
            merges: Vec::new(),
            widths: Vec::new(),
            hidden: false,
            opened: false,
            rows: Box::new(rows.into_iter()),
        }
    }

    /// Free rows above the header: a title, the employer's name.
    #[must_use]
    pub fn above(mut self, rows: Vec<Vec<Cell>>) -> Sheet<'a> {
        self.above = rows;
        self
    }

    /// Several header rows (or none) in place of the one.
    #[must_use]
    pub fn header_rows(mut self, rows: Vec<Vec<Cell>>) -> Sheet<'a> {
        self.header = rows;
        self
    }

    /// Merged cells above the data.
    #[must_use]
    pub fn merged(mut self, merges: Vec<Merge>) -> Sheet<'a> {
        self.merges = merges;
        self
    }

    /// Widths of the columns from the left, in characters; a column without one gets 14.
    #[must_use]
    pub fn widths(mut self, widths: impl IntoIterator<Item = f64>) -> Sheet<'a> {
        self.widths = widths.into_iter().collect();
        self
    }

    /// The sheet that is seen when the file is opened.
    #[must_use]
    pub fn opened(mut self) -> Sheet<'a> {
        self.opened = true;
        self
    }

    /// A sheet that is not shown.
    #[must_use]
    pub fn hidden(mut self) -> Sheet<'a> {
        self.hidden = true;
        self
    }
}

/// How texts are kept inside a workbook.
#[derive(Debug, Clone, Copy)]
pub enum Texts<'a> {
    /// As they come, in little memory however many rows there are. Cells wait in a nameless file in this folder until all are
    /// written: give the folder that the workbook goes to, so that personal data lie nowhere else.
    InRows(&'a Path),
    /// In one shared table, as a spreadsheet program saves them. Everything is held in memory.
    Shared,
}

/// Why a file was not written.
#[derive(Debug)]
pub enum Unwritten {
    /// Characters that the encoding lacks: at most [`Unwritten::MOST`] of them, in order. What was written until then is no whole file.
    Characters(Vec<Unmappable>),
    /// More rows, columns or text than a sheet can hold, or a name that a sheet cannot have.
    Sheet(String),
    /// The disk or the pipe said no.
    Io(io::Error),
}

/// A character that the encoding lacks, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unmappable {
    /// Row of the file, from 1, header included.
    pub row: usize,
    /// Column, from 1.
    pub column: usize,
    /// The character.
    pub character: char,
}

impl Unwritten {
    /// So many characters are reported; more would help nobody.
    pub const MOST: usize = 100;

    /// The same in sentences with a place and a hint.
    #[must_use]
    pub fn complaints(&self) -> Vec<Complaint> {
        match self {
            Unwritten::Characters(list) => list.iter().map(Unmappable::complaint).collect(),
            Unwritten::Sheet(why) => vec![refusal(
                "sheet_too_large",
                Said::new(
                    format!("この内容は表計算ファイルに書けません ({why})。"),
                    format!("A spreadsheet cannot hold this ({why})."),
                ),
                Said::new(
                    "行数を分けるか、CSV で書き出してください。",
                    "Write fewer rows at a time, or write CSV instead.",
                ),
            )],
            Unwritten::Io(why) => vec![refusal(
                "not_writable",
                Said::new(format!("書き込めませんでした ({why})。"), format!("Writing failed ({why}).")),
                Said::new(
                    "保存先の空き容量と書き込み権限を確かめてください。",
                    "Check the free space and the permissions of the folder.",
                ),
            )],
        }
    }
}

impl Unmappable {
    fn complaint(&self) -> Complaint {
        let code = format!("{} U+{:04X}", self.character, u32::from(self.character));
        Complaint {
            place: format!("{}{}", column_letters(self.column), self.row),
            ..refusal(
                "character_not_in_encoding",
                Said::new(
                    format!("文字「{code}」はこの文字コードでは書けません。"),
                    format!("The character {code} does not exist in this encoding."),
                ),
                Said::new(
                    "UTF-8 で書き出すか、代わりの文字を印字用氏名に登録してください。",
                    "Write UTF-8, or record a substitute in the printed name.",
                ),
            )
        }
    }
}

fn refusal(code: &'static str, sentence: Said, hint: Said) -> Complaint {
    Complaint { place: String::new(), code, weight: Weight::Refusal, sentence, hint }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unwritten::Characters(list) => write!(f, "{} characters do not exist in the encoding", list.len()),
            Unwritten::Sheet(why) => write!(f, "a spreadsheet cannot hold this: {why}"),
            Unwritten::Io(why) => write!(f, "writing failed: {why}"),
        }
    }
}

impl std::error::Error for Unwritten {}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Unwritten {
        Unwritten::Io(error)
    }
}

impl From<XlsxError> for Unwritten {
    fn from(error: XlsxError) -> Unwritten {
        match error {
            XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => Unwritten::Io(error),
            other => Unwritten::Sheet(other.to_string()),
        }
    }
}

/// Writes a workbook (.xlsx) with these sheets.
///
/// The header is frozen and styled. Nothing is written to `out` before all rows are known to fit.
pub fn xlsx(sheets: Vec<Sheet<'_>>, texts: Texts<'_>, out: impl Write + Send) -> Result<(), Unwritten> {
    let mut book = Workbook::new();
    // The day on which the book claims to be made: fixed, since the same rows shall give the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    if let Texts::InRows(folder) = texts {
        book.set_tempdir(folder)?;
    }
    for sheet in sheets {
        let page = match texts {
            Texts::InRows(_) => book.add_worksheet_with_constant_memory()?,
            Texts::Shared => book.add_worksheet(),
        };
        fill(page, sheet)?;
    }
    let mut out = Listening(out, None);
    let saved = book.save_to_writer(&mut out);
    match (out.1, saved) {
        (Some(error), _) => Err(Unwritten::Io(error)),
        (None, saved) => Ok(saved?),
    }
}

/// Remembers the first error of the writer: the workbook crate wraps it in texts of its own.
struct Listening<W>(W, Option<io::Error>);

impl<W: Write> Listening<W> {
    fn remember<T>(&mut self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted && self.1.is_none() {
                self.1 = Some(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error));
            }
        })
    }
}

impl<W: Write> Write for Listening<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.0.write(bytes);
        self.remember(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.0.flush();
        self.remember(outcome)
    }
}

fn fill(page: &mut Worksheet, sheet: Sheet<'_>) -> Result<(), Unwritten> {
    let mut formats = Formats::new();
    page.set_name(&sheet.name)?;
    page.set_hidden(sheet.hidden);
    if sheet.opened {
        page.set_active(true);
    }
    let columns = sheet.above.iter().chain(&sheet.header).map(Vec::len).max().unwrap_or(0).max(sheet.widths.len());
    for column in 0..columns {
        let width = sheet.widths.get(column).copied().unwrap_or(14.0);
        page.set_column_width(column_number(column)?, width)?;
    }

    let head = sheet.above.len() + sheet.header.len();
    let header_from = sheet.above.len();
    page.set_freeze_panes(u32::try_from(head).unwrap_or(u32::MAX), 0)?;
    let mut row = 0_u32;
    for (index, cells) in sheet.above.iter().chain(&sheet.header).enumerate() {
        let is_header = index >= header_from;
        for (column, cell) in cells.iter().enumerate() {
            let at = (row, column_number(column)?);
            match sheet.merges.iter().find(|merge| merge.covers(at)) {
                Some(merge) if merge.from == at => {
                    let words = if let Cell::Text(words) = cell { words.as_str() } else { "" };
                    let format = if is_header { &formats.header } else { &formats.above };
                    page.merge_range(merge.from.0, merge.from.1, merge.to.0, merge.to.1, words, format)?;
                }
                Some(_) => {}
                None if is_header => put(page, at, cell, &mut formats, Some(Row::Header))?,
                None => put(page, at, cell, &mut formats, Some(Row::Above))?,
            }
        }
        row += 1;
    }
    for cells in sheet.rows {
        for (column, cell) in cells.iter().enumerate() {
            put(page, (row, column_number(column)?), cell, &mut formats, None)?;
        }
        row = row.checked_add(1).ok_or_else(|| Unwritten::Sheet("too many rows".to_owned()))?;
    }
    Ok(())
}

impl Merge {
    fn covers(&self, (row, column): (u32, u16)) -> bool {
        (self.from.0..=self.to.0).contains(&row) && (self.from.1..=self.to.1).contains(&column)
    }
}

#[derive(Clone, Copy)]
enum Row {
    Above,
    Header,
}

struct Formats {
    above: Format,
    header: Format,
    text: Format,
    marked: Format,
    by_code: BTreeMap<&'static str, Format>,
}

impl Formats {
    fn new() -> Formats {
        Formats {
            above: Format::new().set_num_format("@").set_bold(),
            header: Format::new()
                .set_num_format("@")
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E4_ECF4))
                .set_border(FormatBorder::Thin),
            text: Format::new().set_num_format("@"),
            marked: Format::new()
                .set_num_format("@")
                .set_background_color(Color::RGB(0x00FF_F2A8))
                .set_border(FormatBorder::Thin),
            by_code: BTreeMap::new(),
        }
    }

    fn of(&mut self, code: &'static str) -> &Format {
        self.by_code.entry(code).or_insert_with(|| Format::new().set_num_format(code))
    }
}

fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &mut Formats,
    kind: Option<Row>,
) -> Result<(), Unwritten> {
    match cell {
        Cell::Blank => {
            if let Some(Row::Header) = kind {
                page.write_blank(row, column, &formats.header)?;
            }
        }
        Cell::Text(text) => {
            let format = match kind {
                None => &formats.text,
                Some(Row::Above) => &formats.above,
                Some(Row::Header) => &formats.header,
            };
            page.write_string_with_format(row, column, text, format)?;
        }
        Cell::Marked(text) if text.is_empty() => {
            page.write_blank(row, column, &formats.marked)?;
        }
        Cell::Marked(text) => {
            page.write_string_with_format(row, column, text, &formats.marked)?;
        }
        Cell::Number(number, code) => {
            page.write_number_with_format(row, column, *number, formats.of(code))?;
        }
        Cell::Date(day, code) => {
            // Serial days since 1899-12-30 fit f64 exactly.
            #[allow(clippy::cast_precision_loss, reason = "a day number has seven digits")]
            let serial = serial(*day) as f64;
            page.write_number_with_format(row, column, serial, formats.of(code))?;
        }
    }
    Ok(())
}

/// The day as spreadsheets count it: days since 1899-12-30.
fn serial(day: Day) -> i64 {
    Day::from_serial(0).map_or(0, |start| start.days_until(day))
}

fn column_number(column: usize) -> Result<u16, Unwritten> {
    u16::try_from(column).map_err(|_| Unwritten::Sheet("too many columns".to_owned()))
}

/// `1` is `A`, `27` is `AA`.
fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or_default());
        column /= 26;
    }
    letters.into_iter().rev().map(char::from).collect()
}

/// 文字コード of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8
    Utf8,
    /// UTF-8 with the mark that makes spreadsheet programs recognise it.
    Utf8Bom,
    /// Windows-31J, the Shift_JIS of Windows.
    Cp932,
    /// UTF-16LE with its mark: what Excel saves as "Unicode テキスト".
    Utf16,
}

/// The end of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// CR LF, as RFC 4180 and Windows have it.
    CrLf,
    /// LF alone.
    Lf,
}

/// How a CSV file is written. [`Csv::default`] is UTF-8 with its mark, commas and CRLF: opens with a double click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Csv {
    /// 文字コード
    pub encoding: Encoding,
    /// Between two fields.
    pub delimiter: u8,
    /// At the end of a row.
    pub line_end: LineEnd,
    /// Puts an apostrophe before a field that a spreadsheet program would run as a formula. Whatever this crate reads takes it
    /// off again. Off only where an employer's own careless program is imitated.
    pub guard: bool,
}

impl Default for Csv {
    fn default() -> Csv {
        Csv { encoding: Encoding::Utf8Bom, delimiter: b',', line_end: LineEnd::CrLf, guard: true }
    }
}

/// Writes rows as CSV. A field is quoted only when it must be.
///
/// In CP932, characters with two codes in Unicode take the one that Windows knows (`〜` `—` `‖` `−` and the no-break space), split
/// voiced marks are joined and variation selectors (異体字セレクタ) dropped; whatever is missing then is reported.
pub fn csv<R, F>(rows: impl IntoIterator<Item = R>, how: Csv, mut out: impl Write) -> Result<(), Unwritten>
where
    R: IntoIterator<Item = F>,
    F: AsRef<str>,
{
    match how.encoding {
        Encoding::Utf8Bom => out.write_all(b"\xEF\xBB\xBF")?,
        Encoding::Utf16 => out.write_all(b"\xFF\xFE")?,
        Encoding::Utf8 | Encoding::Cp932 => {}
    }
    let mut missing = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(how.delimiter)
        .terminator(match how.line_end {
            LineEnd::CrLf => csv::Terminator::CRLF,
            LineEnd::Lf => csv::Terminator::Any(b'\n'),
        })
        .flexible(true)
        .from_writer(Encoder { out: &mut out, encoding: how.encoding, rest: Vec::new() });
    for (index, fields) in rows.into_iter().enumerate() {
        for (column, field) in fields.into_iter().enumerate() {
            let field = field.as_ref();
            let field = if how.guard { guarded(field) } else { Cow::Borrowed(field) };
            let field = if how.encoding == Encoding::Cp932 { Cow::Owned(for_cp932(&field)) } else { field };
            if how.encoding == Encoding::Cp932 {
                note_missing(&field, index + 1, column + 1, &mut missing);
            }
            if missing.is_empty() {
                writer.write_field(field.as_bytes()).map_err(plain)?;
            }
        }
        if missing.len() >= Unwritten::MOST {
            break;
        }
        if missing.is_empty() {
            writer.write_record(None::<&[u8]>).map_err(plain)?;
        }
    }
    if missing.is_empty() { Ok(writer.flush()?) } else { Err(Unwritten::Characters(missing)) }
}

/// The text with an apostrophe before it when a spreadsheet program could run it: when it begins, after spaces and apostrophes of
/// its own, as a formula does or with what some programs skip (OWASP ASVS 5, 1.2.10), in full width too.
fn guarded(text: &str) -> Cow<'_, str> {
    if is_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it was before it was guarded. A guarded text could be run without its guard, and no other begins so; so every text
/// comes back as it went.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_run(rest)).unwrap_or(text)
}

fn is_run(text: &str) -> bool {
    const STARTS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
    text.trim_start_matches(['\'', ' ', '\u{A0}', '\u{3000}']).starts_with(STARTS)
}

/// The error of the disk itself: the library's own conversion would hide its kind.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Takes UTF-8 and hands on another encoding. What it gets may end inside a character; the rest waits for the next piece.
struct Encoder<'o, W: Write> {
    out: &'o mut W,
    encoding: Encoding,
    rest: Vec<u8>,
}

impl<W: Write> Write for Encoder<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.rest) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let text = std::str::from_utf8(&self.rest[..whole]).map_err(io::Error::other)?;
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => self.out.write_all(text.as_bytes())?,
            Encoding::Utf16 => {
                let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                self.out.write_all(&units)?;
            }
            Encoding::Cp932 => self.out.write_all(&encoding_rs::SHIFT_JIS.encode(text).0)?,
        }
        self.rest.drain(..whole);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn for_cp932(text: &str) -> String {
    joined(text)
        .chars()
        .filter(|c| !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'))
        .map(|c| match c {
            '〜' => '～',
            '—' => '―',
            '‖' => '∥',
            '\u{2212}' => '－',
            '\u{A0}' => ' ',
            other => other,
        })
        .collect()
}

/// Split voiced marks joined to their kana. Nothing else is composed: Å of the units (81F0) would become a letter that CP932 lacks.
fn joined(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 2] = ['\u{3099}', '\u{309A}'];
    if !text.contains(MARKS) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match if MARKS.contains(&sign) { out.pop() } else { None } {
            Some(kana) => out.extend([kana, sign].into_iter().nfc()),
            None => out.push(sign),
        }
    }
    Cow::Owned(out)
}

fn note_missing(field: &str, row: usize, column: usize, missing: &mut Vec<Unmappable>) {
    if field.is_ascii() || !encoding_rs::SHIFT_JIS.encode(field).2 {
        return;
    }
    let mut buffer = [0_u8; 4];
    for character in field.chars() {
        let lacks = encoding_rs::SHIFT_JIS.encode(character.encode_utf8(&mut buffer)).2;
        if lacks && missing.len() < Unwritten::MOST {
            missing.push(Unmappable { row, column, character });
        }
    }
}

/// Katakana, ASCII signs and the space in half width (半角), as 社会保険 files want kana: `ガ` becomes `ｶﾞ`. All else stays.
#[must_use]
pub fn half_width(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let code = u32::from(character);
        match character {
            '\u{3000}' => out.push(' '),
            '！'..='～' => out.extend(char::from_u32(code - 0xFEE0)),
            _ => match HALF.iter().find(|(full, _)| *full == character) {
                Some((_, half)) => out.push_str(half),
                None => out.push(character),
            },
        }
    }
    out
}

#[rustfmt::skip]
const HALF: &[(char, &str)] = &[
    ('ア', "ｱ"), ('イ', "ｲ"), ('ウ', "ｳ"), ('エ', "ｴ"), ('オ', "ｵ"), ('カ', "ｶ"), ('キ', "ｷ"), ('ク', "ｸ"), ('ケ', "ｹ"),
    ('コ', "ｺ"), ('サ', "ｻ"), ('シ', "ｼ"), ('ス', "ｽ"), ('セ', "ｾ"), ('ソ', "ｿ"), ('タ', "ﾀ"), ('チ', "ﾁ"), ('ツ', "ﾂ"),
    ('テ', "ﾃ"), ('ト', "ﾄ"), ('ナ', "ﾅ"), ('ニ', "ﾆ"), ('ヌ', "ﾇ"), ('ネ', "ﾈ"), ('ノ', "ﾉ"), ('ハ', "ﾊ"), ('ヒ', "ﾋ"),
    ('フ', "ﾌ"), ('ヘ', "ﾍ"), ('ホ', "ﾎ"), ('マ', "ﾏ"), ('ミ', "ﾐ"), ('ム', "ﾑ"), ('メ', "ﾒ"), ('モ', "ﾓ"), ('ヤ', "ﾔ"),
    ('ユ', "ﾕ"), ('ヨ', "ﾖ"), ('ラ', "ﾗ"), ('リ', "ﾘ"), ('ル', "ﾙ"), ('レ', "ﾚ"), ('ロ', "ﾛ"), ('ワ', "ﾜ"), ('ヲ', "ｦ"),
    ('ン', "ﾝ"), ('ガ', "ｶﾞ"), ('ギ', "ｷﾞ"), ('グ', "ｸﾞ"), ('ゲ', "ｹﾞ"), ('ゴ', "ｺﾞ"), ('ザ', "ｻﾞ"), ('ジ', "ｼﾞ"),
    ('ズ', "ｽﾞ"), ('ゼ', "ｾﾞ"), ('ゾ', "ｿﾞ"), ('ダ', "ﾀﾞ"), ('ヂ', "ﾁﾞ"), ('ヅ', "ﾂﾞ"), ('デ', "ﾃﾞ"), ('ド', "ﾄﾞ"),
    ('バ', "ﾊﾞ"), ('ビ', "ﾋﾞ"), ('ブ', "ﾌﾞ"), ('ベ', "ﾍﾞ"), ('ボ', "ﾎﾞ"), ('パ', "ﾊﾟ"), ('ピ', "ﾋﾟ"), ('プ', "ﾌﾟ"),
    ('ペ', "ﾍﾟ"), ('ポ', "ﾎﾟ"), ('ヴ', "ｳﾞ"), ('ァ', "ｧ"), ('ィ', "ｨ"), ('ゥ', "ｩ"), ('ェ', "ｪ"), ('ォ', "ｫ"), ('ャ', "ｬ"),
    ('ュ', "ｭ"), ('ョ', "ｮ"), ('ッ', "ｯ"), ('ー', "ｰ"), ('・', "･"), ('「', "｢"), ('」', "｣"), ('。', "｡"), ('、', "､"),
];
