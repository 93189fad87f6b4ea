//! 位置合わせ: what a printer puts down beside its place is moved back, on the front and on the back of a sheet.

use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId};
use rules::calendar::Day;

use crate::Failure;
use crate::cover::{Cover, drawn_on_both_sides};
use crate::layout::Layout;
use crate::lines::MM;
use crate::sheet::Society;

/// How far from the edges of the paper the crosses of the test sheet stand, in mm.
pub const CROSS: f32 = 20.0;

/// The room that a line of the test sheet's text has at least, in mm; はがき are 100 mm wide.
const LINE: f32 = 4.6;

/// By how much the pages are moved, in mm to the right and down, as one looks at the side.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shift {
    /// 表面
    pub front: (f32, f32),
    /// 裏面
    pub back: (f32, f32),
}

/// Some pages as a PDF of their own, and the paper that they are for.
#[derive(Debug, Clone, PartialEq)]
pub struct Parcel {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Width and height of the first page in mm.
    pub paper: (f32, f32),
}

/// Some pages of a PDF (from 0) as a PDF of their own, moved; the same pages give the same bytes. Where `both_sides` is said, every
/// second page of the PDF is a back. What is on the pages stays as it is: only the paper's edges are laid elsewhere around it.
///
/// # Errors
/// [`Failure::Internal`] when the PDF cannot be read or has no such pages.
pub fn parcel(pdf: &[u8], wanted: Range<usize>, both_sides: bool, shift: &Shift) -> Result<Parcel, Failure> {
    let failed = |error: lopdf::Error| Failure::Internal(error.to_string());
    let mut document = Document::load_mem(pdf).map_err(failed)?;
    let first_is_back = both_sides && wanted.start % 2 == 1;
    crate::keep_pages(&mut document, wanted)?;
    let kept: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut paper = (0.0, 0.0);
    for (at, page) in kept.into_iter().enumerate() {
        let back = both_sides && (at % 2 == 1) != first_is_back;
        let (right, down) = if back { shift.back } else { shift.front };
        let sides = media_box(&document, page).ok_or_else(|| Failure::Internal("a page has no size".to_owned()))?;
        if at == 0 {
            paper = ((sides[2] - sides[0]) * MM, (sides[3] - sides[1]) * MM);
        }
        let (right, down) = (right / MM, down / MM);
        let moved = [sides[0] - right, sides[1] + down, sides[2] - right, sides[3] + down];
        let moved = moved.map(|side| Object::Real((side * 100.0).round() / 100.0)).to_vec();
        let page = document.get_object_mut(page).and_then(Object::as_dict_mut).map_err(failed)?;
        page.set("MediaBox", moved);
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(Parcel { bytes, paper })
}

/// The edges of a page's paper, its own or those that all pages have.
fn media_box(document: &Document, page: ObjectId) -> Option<[f32; 4]> {
    let mut of: &Dictionary = document.get_dictionary(page).ok()?;
    loop {
        if let Ok(sides) = of.get(b"MediaBox").and_then(Object::as_array) {
            let sides: Vec<f32> = sides.iter().filter_map(|side| side.as_float().ok()).collect();
            return sides.try_into().ok();
        }
        of = document.get_dictionary(of.get(b"Parent").and_then(Object::as_reference).ok()?).ok()?;
    }
}

/// A sheet with crosses [`CROSS`] mm from the edges of the paper, the same on both sides: what stands elsewhere on the paper shows by
/// how much a printer is off, and held against the light the crosses of both sides are one. `words` say of which printer and tray, from
/// which day, and what is corrected already.
///
/// # Errors
/// [`Failure::Refused`] when the paper is too small, or a word cannot be printed.
pub fn test_sheet(society: &Society, on: Day, paper: (f32, f32), words: &[String]) -> Result<Cover, Failure> {
    let (width, height) = paper;
    let mut text = format!("title = \"位置合わせの試し刷り\"\nkind = \"cover\"\npaper = [{width:.1}, {height:.1}]\n");
    let mut line = |from: (f32, f32), to: (f32, f32), weight: f32| {
        text.push_str(&format!(
            "[[front.line]]\nx = {:.2}\ny = {:.2}\nto = [{:.2}, {:.2}]\nweight = {weight}\n",
            from.0, from.1, to.0, to.1
        ));
    };
    for x in [CROSS, width - CROSS] {
        for y in [CROSS, height - CROSS] {
            line((x - 8.0, y), (x + 8.0, y), 0.2);
            line((x, y - 8.0), (x, y + 8.0), 0.2);
        }
    }
    // A millimetre at a time along the arms of the first cross, so that half a millimetre can be told without a lens.
    for step in -8_i8..=8 {
        let (at, long) = (f32::from(step), if step % 5 == 0 { 1.6 } else { 0.8 });
        line((CROSS + at, CROSS - long), (CROSS + at, CROSS), 0.1);
        line((CROSS - long, CROSS + at), (CROSS, CROSS + at), 0.1);
    }
    let said = ["**位置合わせの試し刷り**".to_owned(), format!("{}　　**{{head_1}}**", on.wareki())]
        .into_iter()
        .chain(words.iter().map(|word| word.replace(['"', '\\', '{', '}', '*'], "")))
        .chain(
            [
                "左上の十字の中心を、定規で0.1mm単位まで測ってください。",
                "紙の左の端から　　（　　　　　）mm",
                "紙の上の端から　　（　　　　　）mm",
                "どちらも20.0mmなら、位置は合っています。",
                "裏面も、裏面を正面に見て同じように測ってください。",
                "光に透かして、表と裏の十字が重なるかも見てください。",
            ]
            .map(str::to_owned),
        );
    for (at, words) in said.enumerate() {
        let y = 38.0 + LINE * 1.45 * at as f32;
        text.push_str(&format!(
            "[[front.text]]\nx = {:.1}\ny = {y:.1}\nw = {:.1}\nlines = 1\nsize = 9\ntext = \"{words}\"\n",
            CROSS - 8.0,
            width - 2.0 * (CROSS - 8.0)
        ));
    }
    let layout = Layout::read(&text, "alignment").map_err(Failure::Refused)?;
    let sides = ["表面".to_owned(), "裏面".to_owned()];
    drawn_on_both_sides(&layout, society, on, [&sides[..1], &sides[1..]])
}
