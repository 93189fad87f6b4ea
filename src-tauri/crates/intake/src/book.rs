//! A file opened for reading, whatever its kind: its sheets, and their rows one after the other.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rules::words::Complaint;

use crate::cell::Cell;
use crate::hidden::Hidden;
use crate::my_number::name_shown;
use crate::refusal;
use crate::sniff::Kind;
use crate::{FileKind, TextEncoding};

pub(crate) mod compound;
mod ods;
pub(crate) mod package;
pub(crate) mod text;
mod xls;
mod xlsx;

pub(crate) use xlsx::attribute;

/// Who takes the rows: the physical line (from 1) and the cells from column A on, until it breaks off.
pub(crate) type Take<'t> = &'t mut dyn FnMut(u32, &[Cell<'_>]) -> Result<ControlFlow<()>, Complaint>;

/// A sheet before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SheetName {
    pub(crate) name: String,
    pub(crate) visible: bool,
    /// A sheet of cells, not of a chart or of macros.
    pub(crate) of_cells: bool,
}

pub(crate) struct Book<'b> {
    kind: FileKind,
    /// As they may be shown.
    sheets: Vec<SheetName>,
    /// As the file calls them, where that is not as they may be shown.
    called: Vec<(usize, String)>,
    inner: Inner<'b>,
}

enum Inner<'b> {
    Xlsx(Box<xlsx::Xlsx<'b>>),
    Xls(Box<xls::Xls>),
    Ods(ods::Ods<'b>),
    Text(text::Text),
}

impl<'b> Book<'b> {
    /// `encoding` is the one that a clerk has said a text file is in.
    pub(crate) fn open(
        bytes: &'b [u8],
        file_name: &str,
        kind: Kind,
        encoding: Option<TextEncoding>,
    ) -> Result<Book<'b>, Complaint> {
        let (kind, mut sheets, inner) = match kind {
            Kind::Xlsx => {
                let (book, sheets) = xlsx::Xlsx::open(bytes)?;
                (FileKind::Xlsx, sheets, Inner::Xlsx(Box::new(book)))
            }
            Kind::Xls => {
                let (book, sheets) = xls::Xls::open(bytes)?;
                (FileKind::Xls, sheets, Inner::Xls(Box::new(book)))
            }
            Kind::Ods => {
                let (book, sheets) = ods::Ods::open(bytes)?;
                (FileKind::Ods, sheets, Inner::Ods(book))
            }
            // Taken off before.
            Kind::Archive | Kind::Compound => return Err(refusal::damaged("no table")),
            Kind::Text => {
                let text = text::Text::open(bytes, encoding)?;
                let sheets = vec![SheetName { name: file_name.to_owned(), visible: true, of_cells: true }];
                (text.kind(), sheets, Inner::Text(text))
            }
        };
        let mut called = Vec::new();
        for (at, sheet) in sheets.iter_mut().enumerate() {
            if let Cow::Owned(shown) = name_shown(&sheet.name) {
                called.push((at, std::mem::replace(&mut sheet.name, shown)));
            }
        }
        Ok(Book { kind, sheets, called, inner })
    }

    /// What the file calls a sheet.
    fn called(&self, sheet: usize) -> Option<String> {
        let own = self.called.iter().find(|(at, _)| *at == sheet).map(|(_, name)| name);
        own.or_else(|| self.sheets.get(sheet).map(|sheet| &sheet.name)).cloned()
    }

    pub(crate) fn kind(&self) -> FileKind {
        self.kind
    }

    pub(crate) fn encoding(&self) -> Option<TextEncoding> {
        match &self.inner {
            Inner::Text(text) => Some(text.encoding()),
            _ => None,
        }
    }

    /// The whole of a text file.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.inner {
            Inner::Text(text) => Some(text.whole()),
            _ => None,
        }
    }

    /// Days are counted from 1904, as the books of old Macs do.
    pub(crate) fn is_1904(&self) -> bool {
        match &self.inner {
            Inner::Xlsx(book) => book.is_1904(),
            Inner::Xls(book) => book.is_1904(),
            Inner::Ods(_) | Inner::Text(_) => false,
        }
    }

    pub(crate) fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// The rows and columns that a sheet hides.
    pub(crate) fn hidden(&mut self, sheet: usize) -> Result<Hidden, Complaint> {
        let Some(name) = self.called(sheet) else { return Ok(Hidden::default()) };
        match &mut self.inner {
            Inner::Xlsx(book) => book.hidden(&name),
            Inner::Xls(book) => Ok(book.hidden(&name)),
            Inner::Ods(book) => Ok(book.hidden(sheet)),
            Inner::Text(_) => Ok(Hidden::default()),
        }
    }

    /// The rows of a sheet in ascending order; rows without any content may be missing.
    pub(crate) fn rows(&mut self, sheet: usize, take: Take<'_>) -> Result<(), Complaint> {
        let Some(name) = self.called(sheet) else { return Ok(()) };
        match &mut self.inner {
            Inner::Xlsx(book) => book.rows(&name, take),
            Inner::Xls(book) => book.rows(&name, take),
            Inner::Ods(book) => book.rows(sheet, take),
            Inner::Text(text) => text.rows(take),
        }
    }
}

std::thread_local! {
    static INSIDE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Does a foreign parser run on this thread just now? A panic is then caught and becomes a complaint about the file, so a
/// program's panic hook has nothing to say.
#[must_use]
pub fn foreign_parser_runs() -> bool {
    INSIDE.get()
}

/// A panic inside a foreign parser is that file's fault, not the end of the program.
fn guarded<T>(parse: impl FnOnce() -> T) -> Result<T, Complaint> {
    let before = INSIDE.replace(true);
    let parsed = catch_unwind(AssertUnwindSafe(parse));
    INSIDE.set(before);
    parsed.map_err(|_| refusal::damaged("the reader gave up"))
}
