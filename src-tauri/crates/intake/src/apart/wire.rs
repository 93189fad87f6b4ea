//! What passes between the two processes, in bytes. Lengths are checked against what is there before anything is made of them.
//!
//! Written by hand: personal data have no serde on purpose, so that none slips into a log or an answer by itself. Each struct
//! names all its fields, so that a new one cannot be forgotten here.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rules::calendar::Day;
use rules::calendar::style::DateStyle;
use rules::case::{MynaCard, UseRegistration};
use rules::words::{Address, Complaint, Kana, LastFour, Name, Relation, Report, ReportKind, Said, Sex, Weight};

use crate::habits::{Habits, SeenValue, ValueMeaning};
use crate::reading::{FileKind, Reading, Row, SheetSummary, SkippedRow};
use crate::{
    Confirmation, DateColumn, DateField, DatePart, Field, Form, Meaning, PersonField, Scope, TextEncoding, WholeSheet,
};

/// Something that goes from one process to the other.
pub(super) trait Carried: Sized {
    fn put(&self, out: &mut Vec<u8>);
    /// `None` when the bytes do not say it.
    fn take(from: &mut Input<'_>) -> Option<Self>;
}

/// Bytes that are yet to be understood.
pub(super) struct Input<'b> {
    rest: &'b [u8],
    /// The sheet of the row before: a name is held once for all its rows.
    sheet: Option<Arc<str>>,
}

impl<'b> Input<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Input<'b> {
        Input { rest: bytes, sheet: None }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    fn some(&mut self, count: usize) -> Option<&'b [u8]> {
        let (some, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(some)
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(u32::take(self)?).ok()
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = self.length()?;
        std::str::from_utf8(self.some(length)?).ok()
    }
}

macro_rules! numbers {
    ($($number:ty),+) => { $(
        impl Carried for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn take(from: &mut Input<'_>) -> Option<Self> {
                let bytes = from.some(size_of::<$number>())?;
                bytes.try_into().ok().map(<$number>::from_le_bytes)
            }
        }
    )+ };
}

numbers!(u8, u16, u32, u64);

/// A length of what is in memory; longer than four gigabytes nothing is.
fn put_length(length: usize, out: &mut Vec<u8>) {
    u32::try_from(length).unwrap_or(u32::MAX).put(out);
}

impl Carried for usize {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u64).put(out);
    }

    fn take(from: &mut Input<'_>) -> Option<usize> {
        usize::try_from(u64::take(from)?).ok()
    }
}

impl Carried for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut Input<'_>) -> Option<bool> {
        match u8::take(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put_length(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

impl Carried for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Input<'_>) -> Option<String> {
        from.text().map(str::to_owned)
    }
}

/// The name of a sheet, which is the same row after row.
impl Carried for Arc<str> {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Input<'_>) -> Option<Arc<str>> {
        let text = from.text()?;
        match &from.sheet {
            Some(sheet) if **sheet == *text => Some(Arc::clone(sheet)),
            _ => {
                let sheet: Arc<str> = text.into();
                from.sheet = Some(Arc::clone(&sheet));
                Some(sheet)
            }
        }
    }
}

/// A code of a complaint. The reader's codes are words of its source and few; made-up ones are not kept without end.
impl Carried for &'static str {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Input<'_>) -> Option<&'static str> {
        static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
        let text = from.text()?;
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = known.get(text) {
            return Some(code);
        }
        let plain = text.len() <= 40 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !plain || known.len() >= 1_000 {
            return None;
        }
        let code: &'static str = Box::leak(text.into());
        known.insert(code);
        Some(code)
    }
}

impl<T: Carried> Carried for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(it) = self {
            it.put(out);
        }
    }

    fn take(from: &mut Input<'_>) -> Option<Option<T>> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Carried> Carried for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_length(self.len(), out);
        for it in self {
            it.put(out);
        }
    }

    fn take(from: &mut Input<'_>) -> Option<Vec<T>> {
        // Everything takes at least a byte, so no room is made that the bytes do not answer for.
        let count = from.length().filter(|count| *count <= from.rest.len())?;
        let mut all = Vec::with_capacity(count.min(1_024));
        for _ in 0..count {
            all.push(T::take(from)?);
        }
        Some(all)
    }
}

impl<A: Carried, B: Carried> Carried for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Input<'_>) -> Option<(A, B)> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl Carried for Day {
    fn put(&self, out: &mut Vec<u8>) {
        u16::try_from(self.year()).unwrap_or_default().put(out);
        u8::try_from(self.month()).unwrap_or_default().put(out);
        u8::try_from(self.day()).unwrap_or_default().put(out);
    }

    fn take(from: &mut Input<'_>) -> Option<Day> {
        Day::new(i32::from(u16::take(from)?), u32::from(u8::take(from)?), u32::from(u8::take(from)?))
    }
}

macro_rules! texts {
    ($($personal:ident),+) => { $(
        impl Carried for $personal {
            fn put(&self, out: &mut Vec<u8>) {
                put_text(self.text(), out);
            }

            fn take(from: &mut Input<'_>) -> Option<Self> {
                from.text().map($personal::new)
            }
        }
    )+ };
}

texts!(Name, Kana, Address);

impl Carried for LastFour {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(&self.text(), out);
    }

    fn take(from: &mut Input<'_>) -> Option<LastFour> {
        LastFour::new(from.text()?)
    }
}

macro_rules! coded {
    ($($name:ident),+) => { $(
        impl Carried for $name {
            fn put(&self, out: &mut Vec<u8>) {
                put_text(self.code(), out);
            }

            fn take(from: &mut Input<'_>) -> Option<Self> {
                $name::from_code(from.text()?)
            }
        }
    )+ };
}

coded!(DateStyle, Sex, Relation, MynaCard, UseRegistration, Form);

/// Values without contents, by their place in the list. The `match` makes sure that none is missing.
macro_rules! listed {
    ($name:ident { $($variant:ident),+ $(,)? }) => {
        impl Carried for $name {
            fn put(&self, out: &mut Vec<u8>) {
                #[derive(Clone, Copy)]
                enum Place { $($variant),+ }
                let place = match self { $($name::$variant => Place::$variant),+ };
                out.push(place as u8);
            }

            fn take(from: &mut Input<'_>) -> Option<Self> {
                const ALL: &[$name] = &[$($name::$variant),+];
                ALL.get(usize::from(u8::take(from)?)).copied()
            }
        }
    };
}

listed!(Weight { Note, Doubt, Refusal });
listed!(ReportKind { Enrolment, Leaving, DependantAdded, DependantRemoved, Change, Registration });
listed!(Confirmation {
    HiredIsAcquired,
    EntryIsAcquired,
    ReferenceIsNumber,
    StaffIsNumber,
    LeftIsDayBefore,
    RelationCodes,
    HiddenRows
});
listed!(Wanted { Rows, Headings, Whole });
listed!(FileKind { Xlsx, Xls, Ods, Csv, Tsv });
listed!(TextEncoding { Utf8, Utf16Le, Utf16Be, Cp932, EucJp, Iso2022Jp });
listed!(Scope { Open, Insured, Dependant });
listed!(PersonField { Name, Family, Given, Kana, FamilyKana, GivenKana, Sex, MyNumber });
listed!(DateField {
    Born,
    Acquired,
    Recognized,
    Hired,
    Entered,
    Lost,
    Removed,
    Left,
    VoluntaryUntil,
    ECertificateUntil,
    AsOf,
});
listed!(DatePart { Whole, Era, Year, Month, Day });

macro_rules! fields {
    ($($plain:ident = $number:literal),+ $(,)?) => {
        impl Carried for Field {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    Field::Person(scope, person) => {
                        out.push(0);
                        scope.put(out);
                        person.put(out);
                    }
                    Field::Date(scope, date, part) => {
                        out.push(1);
                        scope.put(out);
                        date.put(out);
                        part.put(out);
                    }
                    $(Field::$plain => out.push($number),)+
                }
            }

            fn take(from: &mut Input<'_>) -> Option<Field> {
                match u8::take(from)? {
                    0 => Some(Field::Person(Scope::take(from)?, PersonField::take(from)?)),
                    1 => Some(Field::Date(Scope::take(from)?, DateField::take(from)?, DatePart::take(from)?)),
                    $($number => Some(Field::$plain),)+
                    _ => None,
                }
            }
        }
    };
}

fields! {
    EmployerCode = 2,
    EmployerName = 3,
    Symbol = 4,
    Number = 5,
    Branch = 6,
    WholeNumber = 7,
    Reference = 8,
    StaffNumber = 9,
    Relation = 10,
    Reason = 11,
    Change = 12,
    Postcode = 13,
    Address = 14,
    AddressPart = 15,
    WantsCertificate = 16,
    MynaCard = 17,
    UseRegistered = 18,
    Ratio = 19,
    Ignored = 20,
}

/// A struct, field by field.
macro_rules! structs {
    ($($name:ident { $($field:ident),+ $(,)? })+) => { $(
        impl Carried for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let $name { $($field),+ } = self;
                $($field.put(out);)+
            }

            fn take(from: &mut Input<'_>) -> Option<Self> {
                Some($name { $($field: Carried::take(from)?),+ })
            }
        }
    )+ };
}

structs! {
    Said { ja, en }
    Complaint { place, code, weight, sentence, hint }
    Meaning { sheet, column, field }
    SkippedRow { line, why }
    SheetSummary { name, visible, header_lines, headers, mapping, rows, values, cut_off, skipped_rows, skipped }
    SeenValue { column, field, text, rows, means }
    ValueMeaning { field, text, means }
    DateColumn { sheet, column, style }
    Habits { values, dates, encoding }
    Reading { sha256, inside, kind, encoding, sheets, complaints }
    Row { sheet, line, report, complaints, cells }
    Report {
        kind, employer, symbol, number, branch, staff_number, name, kana, born, sex, relation, insured_name, insured_kana,
        last_four, my_number_blank, acquired, lost, left, voluntary_until, reason, postcode, address, wants_certificate,
        myna_card, use_registered, ratio, e_certificate_until, as_of,
    }
    Asked { length, file_name, form, on, confirmed, meanings, habits, with_cells, wanted, old_books, password, inside }
    WholeSheet { name, visible, header_lines, columns, lines }
}

/// A request on its way; the file itself follows it.
pub(super) struct Asked {
    /// Bytes of the file.
    pub(super) length: u32,
    pub(super) file_name: String,
    pub(super) form: Form,
    pub(super) on: Day,
    pub(super) confirmed: Vec<Confirmation>,
    pub(super) meanings: Vec<Meaning>,
    pub(super) habits: Option<Habits>,
    pub(super) with_cells: bool,
    pub(super) wanted: Wanted,
    /// Books of the old kind (.xls) are read.
    pub(super) old_books: bool,
    pub(super) password: Option<String>,
    pub(super) inside: Option<String>,
}

/// What is wanted of a file.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Rows,
    /// Nothing below the headings is looked at.
    Headings,
    /// Every sheet as it lies there.
    Whole,
}

/// What a frame holds.
pub(super) const ROWS: u8 = 1;
/// The end: the file was read.
pub(super) const READ: u8 = 2;
/// The end: the file is refused.
pub(super) const REFUSED: u8 = 3;
/// Before the end: the most memory that was used, in kilobytes.
pub(super) const PEAK: u8 = 4;

/// A sheet, without its lines.
pub(super) const SHEET: u8 = 5;
/// Lines of the last sheet.
pub(super) const LINES: u8 = 6;
/// The end: all sheets were told.
pub(super) const WHOLE: u8 = 7;

/// Bytes of the longest frame: a row of 200 columns full of text is a third of it.
pub(super) const FRAME: u32 = 16 * 1024 * 1024;
/// Bytes of all frames together.
pub(super) const FRAMES: u64 = 1024 * 1024 * 1024;
/// Bytes of the longest request without its file.
pub(super) const REQUEST: u32 = 1024 * 1024;
