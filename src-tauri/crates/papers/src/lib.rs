//! A frozen batch becomes paper: notices (資格情報のお知らせ), certificates (資格確認書), separators and covers, as PDF.
//!
//! What is unusual here, and why:
//! * printpdf is used as a compiler of plates and fonts only (`press.rs`); the members' pages are streamed by a forward-only writer
//!   (`stream.rs`). One printpdf page for each member costs sixty times the time, and its memory grows with the batch.
//! * Layouts know fields in braces and conditions, but no expressions: a template engine was refused, so that no rule can hide in a
//!   layout, a misspelled field is found when the layout is read, and what is the same on every page is found without being declared.
//! * No file is opened before every page is known to be printable: finished volumes wait in memory (0.9 KB a member), and a batch of
//!   more than sixteen is set twice instead, so that memory does not grow with it.
//! * The same input gives the same bytes: no clock, no random identity, no order that depends on a hash table.
//!
//! This crate knows `rules` for its words, and no ledger, no employer's file, no screen.

mod alignment;
mod barcode;
mod compose;
mod cover;
mod envelope;
mod fonts;
mod layout;
mod letters;
mod lines;
mod picture;
mod press;
mod qr;
mod seals;
mod sheet;
mod stamp;
mod stream;
mod volume;

use std::io::{self, Write};

use rules::words::{Complaint, Said};

pub use alignment::{CROSS, Parcel, Shift, parcel, test_sheet};
pub use compose::OFFICE_COPY;
pub use cover::{Cover, Part, Parts, Record, cover, locked, record, records};
pub use envelope::{Area, Envelope};
pub use layout::Layout;
pub use letters::{Found, in_mincho, letters};
pub use picture::picture;
pub use seals::{SaidOn, Seals, said, seals};
pub use sheet::{Codes, Group, Kind, Route, Run, Sheet, Society, groups};
pub use stamp::{DOTS, LARGEST, NoStamp, Stamp};
pub use volume::{Lies, SHEETS_A_FILE, Seal, Volume};

/// Why a batch was not printed.
#[derive(Debug)]
pub enum Failure {
    /// Something cannot be printed; no file was opened.
    Refused(Vec<Complaint>),
    /// A file could not be written.
    Unwritable {
        /// The file, as it was asked for.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// A fault of the program: fonts or plates did not come out as they must.
    Internal(String),
}

impl Failure {
    /// The sentence and the hint for a clerk.
    #[must_use]
    pub fn said(&self) -> (Said, Said) {
        match self {
            Failure::Refused(complaints) => (
                Said::new(
                    format!("印刷できないものが{}件あるため、ファイルは作っていません。", complaints.len()),
                    format!("{} things cannot be printed; no file was made.", complaints.len()),
                ),
                Said::new(
                    "一覧の各行を直してから、もう一度印刷してください。",
                    "Mend each line of the list and print again.",
                ),
            ),
            Failure::Unwritable { file, source } => (
                Said::new(
                    format!("ファイル「{file}」に書き込めません（{source}）。"),
                    format!("The file `{file}` cannot be written: {source}."),
                ),
                Said::new(
                    "出力先のフォルダーがあるか、書き込めるか、空きがあるかを確かめてください。",
                    "See that the output folder exists, may be written to and has room.",
                ),
            ),
            Failure::Internal(fault) => (
                Said::new(
                    format!("印刷用の書体を作れませんでした（{fault}）。"),
                    format!("The typefaces for printing could not be made: {fault}."),
                ),
                Said::new("この文をそのまま開発元にお知らせください。", "Please report this sentence as it stands."),
            ),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.said().0.en)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Failure::Unwritable { source, .. } => Some(source),
            Failure::Refused(_) | Failure::Internal(_) => None,
        }
    }
}

/// What of a run cannot be printed: characters without a glyph, texts too long for their place. A complaint names the member's code, the
/// field and the character; of the layout itself, file and line. Nothing is printed.
#[must_use]
pub fn check(run: &Run<'_>) -> Vec<Complaint> {
    volume::check(run)
}

/// Prints a run: one file for each thousand sheets, cut between employers where possible. `open` is asked for a writer once for each
/// file, in order, and only when everything can be printed.
///
/// # Errors
/// [`Failure::Refused`] with everything that [`check`] finds, before any file is opened; [`Failure::Unwritable`] when a writer fails.
pub fn render(run: &Run<'_>, open: &mut dyn FnMut(&str) -> io::Result<Box<dyn Write>>) -> Result<Vec<Volume>, Failure> {
    render_rest(run, &|_| None, &mut |volume, bytes| {
        let mut out = open(&volume.file)?;
        out.write_all(bytes)?;
        out.flush()
    })
}

/// As [`render`], of a run that was broken off: a file that `have` knows, with its SHA-256 and its length, is not made again. Every
/// other is given to `keep` whole, in order.
///
/// # Errors
/// As [`render`]; [`Failure::Unwritable`] when `keep` fails.
pub fn render_rest(
    run: &Run<'_>,
    have: &dyn Fn(&str) -> Option<Seal>,
    keep: &mut dyn FnMut(&Volume, &[u8]) -> io::Result<()>,
) -> Result<Vec<Volume>, Failure> {
    volume::render(run, have, keep)
}

/// The pages of a run's first sheet alone, as a finished PDF in memory, and where in it the sheet begins (from 0).
///
/// # Errors
/// As [`render`].
pub fn first_sheet(run: &Run<'_>) -> Result<(Vec<u8>, std::ops::Range<usize>), Failure> {
    let held = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let one = Run { sheets: &run.sheets[..run.sheets.len().min(1)], ..*run };
    let volumes = render(&one, &mut |_| Ok(Box::new(Held(std::rc::Rc::clone(&held)))))?;
    let lies = volumes.first().and_then(|volume| volume.papers.first());
    let pages = lies.map_or(0..0, |lies| lies.page - 1..lies.page - 1 + lies.pages);
    Ok((held.take(), pages))
}

/// Some pages of a PDF (from 0) as a PDF of their own, with nothing of the others; the same pages give the same bytes.
///
/// # Errors
/// [`Failure::Internal`] when the PDF cannot be read or has no such pages.
pub fn pages(pdf: &[u8], wanted: std::ops::Range<usize>) -> Result<Vec<u8>, Failure> {
    let mut document = lopdf::Document::load_mem(pdf).map_err(|error| Failure::Internal(error.to_string()))?;
    keep_pages(&mut document, wanted)?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(bytes)
}

/// Leaves these pages (from 0) in a document, and nothing of the others.
fn keep_pages(document: &mut lopdf::Document, wanted: std::ops::Range<usize>) -> Result<(), Failure> {
    let others: Vec<u32> = document
        .get_pages()
        .into_keys()
        .filter(|page| !(wanted.start + 1..=wanted.end).contains(&(*page as usize)))
        .collect();
    if let Ok(catalog) = document.catalog_mut() {
        // The bookmarks name the others.
        catalog.remove(b"Outlines");
        catalog.remove(b"PageMode");
    }
    document.delete_pages(&others);
    if document.get_pages().len() != wanted.len() {
        return Err(Failure::Internal("a page is missing".to_owned()));
    }
    document.prune_objects();
    Ok(())
}

/// A file that is only held.
struct Held(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
