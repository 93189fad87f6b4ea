//! Tables on paper: the cover of a batch (what it holds, for whom), and what is put on record (a closed day, a leak, who is
//! insured), each with a seal to compare with the journal.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use rules::calendar::Day;
use rules::words::Complaint;

use crate::Failure;
use crate::compose::{Composition, Plate, SetPage, paper};
use crate::layout::fields::{CoverPage, Lines, Subject};
use crate::layout::{Item, Layout, Rows};
use crate::press::{Cases, Register, press};
use crate::sheet::{Group, Kind, Run, Society};
use crate::stream::{Finish, Stream};
use crate::volume::{begin, content};

/// The cover of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its pages; a batch for many employers needs more than one.
    pub pages: usize,
}

/// What is put on record on paper: heads, a table of rows, and the journal's anchor.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Whose record.
    pub society: &'a Society,
    /// The day.
    pub on: Day,
    /// What stands above the table, as its layout's `{head_1}` ... say it.
    pub heads: &'a [String],
    /// The rows, cell by cell: `{cell_1}` ...
    pub rows: &'a [Vec<String>],
    /// The journal's anchor; it holds no personal data.
    pub anchor: &'a str,
}

/// A record on one of the layouts that come with the program: `closing` (一日の締め), `leak` (漏えいの記録), `fallback` (備えの名簿),
/// `deletion` (削除証明書), `reminder` (督促状), `dunning` (回収の経過), `destruction` (廃棄記録), `refusal` (不交付のお知らせ),
/// `leaflet` (リーフレット).
/// A cell that cannot be printed shows 〓: a record is not held up by one character.
///
/// # Errors
/// When there is no such layout, or a head cannot be printed.
pub fn record(layout: &str, record: &Record<'_>) -> Result<Cover, Failure> {
    let text = Layout::shipped(layout).unwrap_or_default();
    record_on(&Layout::read(text, layout).map_err(Failure::Refused)?, record)
}

/// A record on any layout.
pub(crate) fn record_on(layout: &Layout, record: &Record<'_>) -> Result<Cover, Failure> {
    let run = Run { kind: Kind::Notice, layout, society: record.society, batch: "", on: record.on, sheets: &[] };
    pages(&run, &[Lines::Record(record.heads, record.rows)], record.anchor, How::default())
}

/// One of several records of one layout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// What stands above the table, as its layout's `{head_1}` ... say it.
    pub heads: Vec<String>,
    /// The rows, cell by cell: `{cell_1}` ...
    pub rows: Vec<Vec<String>>,
}

/// What goes with a batch or is sent for: records of one layout in one file, each beginning on a page of its own.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// Whose.
    pub society: &'a Society,
    /// Code of the batch; empty for what belongs to none.
    pub batch: &'a str,
    /// The day.
    pub on: Day,
    /// In order.
    pub parts: &'a [Part],
    /// Where a record shows 〓 for what cannot be printed, an address must not: it is a complaint.
    pub exact: bool,
}

/// Records of one of the layouts that come with the program: `handover` (受渡票), `sending` (送付状), `form-certificate` ... (届出の
/// 用紙), `envelope-naga3` ... (封筒), `labels-a4-12` (宛名ラベル).
///
/// # Errors
/// When there is no such layout, or something cannot be printed.
pub fn records(layout: &Layout, all: &Parts<'_>) -> Result<Cover, Failure> {
    let Parts { society, batch, on, .. } = *all;
    let run = Run { kind: Kind::Notice, layout, society, batch, on, sheets: &[] };
    let lines: Vec<Lines<'_>> = all.parts.iter().map(|part| Lines::Record(&part.heads, &part.rows)).collect();
    pages(&run, &lines, "", How { exact: all.exact, ..How::default() })
}

/// The cover of a batch as a PDF: code, kind, day, for each employer its address, sheets and envelopes, the first and last 管理番号, the
/// journal's anchor as text and as QR code, and room for two signatures. The run's layout counts only when it is a cover; else the
/// shipped cover is used. `anchor` holds no personal data.
///
/// # Errors
/// When a name of an employer cannot be printed.
pub fn cover(run: &Run<'_>, groups: &[Group], anchor: &str) -> Result<Cover, Failure> {
    if run.layout.kind.is_none() && run.layout.rows.is_some() {
        return pages(run, &[Lines::Groups(groups)], anchor, How::default());
    }
    let text = Layout::shipped("cover").unwrap_or_default();
    let mut shipped = Layout::read(text, "cover").map_err(Failure::Refused)?;
    shipped.fonts.clone_from(&run.layout.fonts);
    pages(&Run { layout: &shipped, ..*run }, &[Lines::Groups(groups)], anchor, How::default())
}

/// A page that says nothing of anybody: what its layout draws, once.
pub(crate) fn drawn(layout: &Layout, society: &Society, on: Day) -> Result<Cover, Failure> {
    let run = Run { kind: Kind::Notice, layout, society, batch: "", on, sheets: &[] };
    pages(&run, &[Lines::Record(&[], &[])], "", How::default())
}

/// As [`drawn`], on both sides of a sheet, each with heads of its own.
pub(crate) fn drawn_on_both_sides(
    layout: &Layout,
    society: &Society,
    on: Day,
    heads: [&[String]; 2],
) -> Result<Cover, Failure> {
    let run = Run { kind: Kind::Notice, layout, society, batch: "", on, sheets: &[] };
    let sides = heads.map(|heads| Lines::Record(heads, &[]));
    pages(&run, &sides, "", How { duplex: true, ..How::default() })
}

/// How tables become pages.
#[derive(Debug, Clone, Copy, Default)]
struct How {
    /// What cannot be printed stops it, instead of being left out.
    exact: bool,
    /// Every second page is a back.
    duplex: bool,
}

/// The pages of tables, each beginning on a page of its own. They are set twice, once to know the characters and once to be
/// written, so that memory does not grow with
/// them.
fn pages(run: &Run<'_>, parts: &[Lines<'_>], anchor: &str, how: How) -> Result<Cover, Failure> {
    let exact = how.exact;
    // A form has a place for everything, and no table.
    let none = Rows { items: Vec::new(), y: 0.0, pitch: 1.0, last: 0.0 };
    let rows = run.layout.rows.as_ref().unwrap_or(&none);
    let per_page = (((rows.last - rows.y) / rows.pitch) as usize + 1).max(1);
    // Of each page its part, its number within it, and how many it has.
    let places: Vec<(Lines<'_>, usize, usize)> = parts
        .iter()
        .flat_map(|lines| {
            let count = lines.len().div_ceil(per_page).max(1);
            (0..count).map(move |page| (*lines, page, count))
        })
        .collect();
    let count = places.len();
    let subject = |at: usize| {
        let (lines, page, pages) = places.get(at).copied().unwrap_or((Lines::Groups(&[]), 0, 1));
        Subject::Cover(CoverPage { lines, anchor, page: page + 1, pages })
    };

    let mut complaints = Vec::new();
    let mut composition = Composition::new(Run { sheets: &[], ..*run }, &mut complaints);
    let moving: Vec<_> = run.layout.front.iter().filter(|item| !composition.is_still(item)).cloned().collect();
    let mut codes = Plate::default();
    composition.draw_codes(&moving, subject(0), &mut codes, &mut complaints);
    let plates = vec![0, composition.plates.len()];
    composition.plates.push(codes);

    let set = |composition: &mut Composition<'_>, at: usize, complaints: &mut Vec<Complaint>| {
        let (lines, page, _) = places[at];
        let mut done = SetPage { plates: plates.clone(), ..SetPage::default() };
        composition.set_at(&moving, subject(at), 0.0, &mut done, complaints);
        for index in 0..per_page.min(lines.len() - (page * per_page).min(lines.len())) {
            let down = rows.y + rows.pitch * index as f32;
            row(composition, &rows.items, (lines, exact), page * per_page + index, down, &mut done, complaints);
        }
        done
    };
    let mut register = Register::default();
    for page in 0..count {
        set(&mut composition, page, &mut complaints).glyphs.iter().for_each(|glyph| register.note(glyph));
    }
    if !complaints.is_empty() {
        return Err(Failure::Refused(complaints));
    }
    composition.plates.iter().for_each(|plate| register.note_plate(plate));
    let size = paper(run);
    let pressed = press(size, &composition.plates, &register, &composition.fonts, &mut Cases::default())
        .map_err(Failure::Internal)?;
    let written = |source| Failure::Unwritable { file: "cover".to_owned(), source };
    let mut bytes = Vec::new();
    let mut stream = Stream::new(&mut bytes as &mut dyn Write).map_err(written)?;
    let resources = begin(&mut stream, size, &pressed).map_err(written)?;
    let mut text = Vec::new();
    for page in 0..count {
        text.clear();
        content((&set(&mut composition, page, &mut complaints)).into(), &pressed, &mut text).map_err(written)?;
        let number = stream.reserve();
        stream.stream(number, b"", &text).map_err(written)?;
        stream.page(number).map_err(written)?;
    }
    let date = format!("D:{:04}{:02}{:02}000000+09'00'", run.on.year(), run.on.month(), run.on.day());
    let title = match run.batch {
        "" => format!("{} {}", run.layout.title(), run.on),
        batch => format!("{} {batch}", run.kind.word()),
    };
    let finish = Finish { title: &title, date, paper: size, resources, duplex: how.duplex };
    stream.finish(&finish).map_err(written)?;
    Ok(Cover { bytes, pages: count })
}

/// Sets one row. Where it goes helps whoever packs, and a cell whoever reads: neither what is frozen nor what is put on record is
/// held up by a character of it.
fn row(
    composition: &mut Composition<'_>,
    items: &[Item],
    (lines, exact): (Lines<'_>, bool),
    at: usize,
    down: f32,
    page: &mut SetPage,
    complaints: &mut Vec<Complaint>,
) {
    let mut try_to = |subject: Subject<'_>, page: &mut SetPage| {
        let (letters, glyphs, rules) = (page.letters.len(), page.glyphs.len(), page.rules.len());
        let codes = page.codes.len();
        let mut wrong = Vec::new();
        composition.set_at(items, subject, down, page, &mut wrong);
        if !wrong.is_empty() {
            page.letters.truncate(letters);
            page.glyphs.truncate(glyphs);
            page.rules.truncate(rules);
            page.codes.truncate(codes);
        }
        wrong
    };
    let wrong = match lines {
        Lines::Groups(groups) => {
            let Some(group) = groups.get(at) else { return };
            if try_to(Subject::Group(group), page).is_empty() {
                return;
            }
            let bare = Group { postcode: None, address: None, contact: None, ..group.clone() };
            try_to(Subject::Group(&bare), page)
        }
        Lines::Record(_, rows) => {
            let Some(cells) = rows.get(at) else { return };
            let wrong = try_to(Subject::Row(cells), page);
            if wrong.is_empty() {
                return;
            }
            if exact {
                complaints.extend(wrong);
                return;
            }
            let mut bare = cells.clone();
            for cell in 0..cells.len() {
                let alone: Vec<String> =
                    (0..cells.len()).map(|one| if one == cell { cells[cell].clone() } else { String::new() }).collect();
                if !try_to(Subject::Row(&alone), &mut SetPage::default()).is_empty() {
                    bare[cell] = "〓".to_owned();
                }
            }
            try_to(Subject::Row(&bare), page)
        }
    };
    complaints.extend(wrong);
}

/// A PDF that opens with a passphrase only (AES-256, ISO 32000-2): the reader of any office opens it, nobody else does. The key is
/// random, so no two are the same.
///
/// # Errors
/// [`Failure::Internal`] when the PDF cannot be read again or the machine gives no random numbers.
pub fn locked(pdf: &[u8], passphrase: &str) -> Result<Vec<u8>, Failure> {
    use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
    use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};

    let failed = |error: lopdf::Error| Failure::Internal(error.to_string());
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| Failure::Internal(error.to_string()))?;
    let mut document = Document::load_mem(pdf).map_err(failed)?;
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let state = EncryptionState::try_from(EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: &key,
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: passphrase,
        user_password: passphrase,
        permissions: Permissions::all(),
    })
    .map_err(failed)?;
    document.encrypt(&state).map_err(failed)?;
    // Some readers take a key to be short where its length is not said.
    let said = document.trailer.get(b"Encrypt").and_then(lopdf::Object::as_reference).map_err(failed)?;
    let said = document.get_object_mut(said).and_then(lopdf::Object::as_dict_mut).map_err(failed)?;
    said.set("Length", 256);
    let filters = said.get_mut(b"CF").and_then(lopdf::Object::as_dict_mut).map_err(failed)?;
    filters.get_mut(b"StdCF").and_then(lopdf::Object::as_dict_mut).map_err(failed)?.set("Length", 32);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(bytes)
}
