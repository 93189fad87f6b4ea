//! The cover of a batch: what it holds, for whom, and a seal to compare with the journal.

use std::io::Write;

use rules::calendar::Day;

use crate::Failure;
use crate::compose::{Composition, Plate, SetPage, paper};
use crate::layout::Layout;
use crate::layout::fields::{CoverPage, Subject};
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

/// The sheet of a closed day (一日の締め): what each operator did and looked at, and the journal's anchor as text and as QR code.
/// Of a group counts the code and the name of the operator; `sheets` are acts, `envelopes` looks.
///
/// # Errors
/// When a name cannot be printed.
pub fn closing(society: &Society, on: Day, operators: &[Group], anchor: &str) -> Result<Cover, Failure> {
    let text = Layout::shipped("closing").unwrap_or_default();
    let layout = Layout::read(text, "closing").map_err(Failure::Refused)?;
    let run = Run { kind: Kind::Notice, layout: &layout, society, batch: "", on, sheets: &[] };
    cover(&run, operators, anchor)
}

/// The cover of a batch as a PDF: code, kind, day, for each employer its address, sheets and envelopes, the first and last 管理番号, the
/// journal's anchor as text and as QR code, and room for two signatures. The run's layout counts only when it is a cover; else the
/// shipped cover is used. `anchor` holds no personal data.
///
/// # Errors
/// When a name of an employer cannot be printed.
pub fn cover(run: &Run<'_>, groups: &[Group], anchor: &str) -> Result<Cover, Failure> {
    let shipped;
    let layout = if run.layout.kind.is_none() && run.layout.rows.is_some() {
        run.layout
    } else {
        let text = Layout::shipped("cover").unwrap_or_default();
        let mut read = Layout::read(text, "cover").map_err(Failure::Refused)?;
        read.fonts.clone_from(&run.layout.fonts);
        shipped = read;
        &shipped
    };
    let run = Run { layout, ..*run };
    let Some(rows) = &layout.rows else {
        return Err(Failure::Internal("a cover without rows".to_owned()));
    };
    let per_page = (((rows.last - rows.y) / rows.pitch) as usize + 1).max(1);
    let pages = groups.len().div_ceil(per_page).max(1);

    let mut complaints = Vec::new();
    let mut composition = Composition::new(Run { sheets: &[], ..run }, &mut complaints);
    let base = composition.plates.clone();
    let mut plates = Vec::new();
    for page in 0..pages {
        let subject = Subject::Cover(CoverPage { groups, anchor, page: page + 1, pages });
        let mut plate = Plate { marks: base.first().map(|plate| plate.marks.clone()).unwrap_or_default() };
        let moving: Vec<_> = layout.front.iter().filter(|item| !composition.is_still(item)).cloned().collect();
        composition.draw_at(&moving, subject, 0.0, &mut plate, &mut complaints);
        for (index, group) in groups.iter().skip(page * per_page).take(per_page).enumerate() {
            let down = rows.y + rows.pitch * index as f32;
            let mut row = |group: &Group| {
                let (mut row, mut wrong) = (Plate::default(), Vec::new());
                composition.draw_at(&rows.items, Subject::Group(group), down, &mut row, &mut wrong);
                (row, wrong)
            };
            let (mut drawn, mut wrong) = row(group);
            if !wrong.is_empty() {
                // Where it goes helps whoever packs; a batch that is frozen is not held up by a character of it.
                let bare = Group { postcode: None, address: None, contact: None, ..group.clone() };
                (drawn, wrong) = row(&bare);
            }
            plate.marks.append(&mut drawn.marks);
            complaints.append(&mut wrong);
        }
        plates.push(plate);
    }
    if !complaints.is_empty() {
        return Err(Failure::Refused(complaints));
    }
    let mut register = Register::default();
    plates.iter().for_each(|plate| register.note_plate(plate));
    let size = paper(&run);
    let pressed =
        press(size, &plates, &register, &composition.fonts, &mut Cases::default()).map_err(Failure::Internal)?;
    let written = |source| Failure::Unwritable { file: "cover".to_owned(), source };
    let mut bytes = Vec::new();
    let mut stream = Stream::new(&mut bytes as &mut dyn Write).map_err(written)?;
    let resources = begin(&mut stream, size, &pressed).map_err(written)?;
    for plate in 0..plates.len() {
        let page = SetPage { plates: vec![plate], ..SetPage::default() };
        let mut text = Vec::new();
        content(&page, &pressed, &mut text).map_err(written)?;
        let number = stream.reserve();
        stream.stream(number, b"", &text).map_err(written)?;
        stream.page(number).map_err(written)?;
    }
    let date = format!("D:{:04}{:02}{:02}000000+09'00'", run.on.year(), run.on.month(), run.on.day());
    let title = match run.batch {
        "" => format!("{} {}", layout.title(), run.on),
        batch => format!("{} {batch}", run.kind.word()),
    };
    let finish = Finish { title: &title, date, paper: size, resources, duplex: false };
    stream.finish(&finish).map_err(written)?;
    Ok(Cover { bytes, pages })
}
