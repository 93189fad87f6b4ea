//! Plates and typefaces, made ready with printpdf: the plates become form XObjects, the typefaces are cut down to the glyphs in use.
//!
//! printpdf keeps a whole document in memory and repeats what stands on each page, so it does not write the members' pages: at 10,000
//! notices that took sixty times the time and 2.6 GB. It draws the plates and one page with every glyph in use (the register), cuts and
//! embeds the fonts, and hands over its objects; `stream.rs` writes them and the members' pages behind them. The codes that glyphs got
//! in the cut fonts are read back from the register page and not guessed.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::content::Content;
use lopdf::{Dictionary, Object};
use printpdf::{
    Codepoint, Color, FontId, Greyscale, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfParseErrorSeverity, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, TextItem,
    WindingOrder,
};

use crate::compose::{Letters, Mark, Plate};
use crate::fonts::{Face, Fonts, Glyph};
use crate::stamp::Stamp;
use crate::stream::squeezed;

/// Every glyph that a volume uses, with the text that is read back from it. A glyph has one text; where another text has the same
/// glyph, it is written beside it on the page.
#[derive(Default)]
pub(crate) struct Register {
    glyphs: BTreeMap<(Face, u16), (Glyph, String)>,
    /// Glyphs that are known with their plain character, by face and number: nothing more can be learnt of them.
    settled: [Vec<bool>; Face::ALL.len()],
}

impl Register {
    /// Notes a glyph. The plain character is preferred over a variant of it.
    pub(crate) fn note(&mut self, glyph: &Glyph) {
        let settled = &mut self.settled[glyph.face as usize];
        let at = usize::from(glyph.id);
        if settled.get(at) == Some(&true) {
            return;
        }
        if settled.len() <= at {
            settled.resize(at + 1, false);
        }
        settled[at] = glyph.variant.is_none();
        let known = self.glyphs.entry((glyph.face, glyph.id)).or_insert_with(|| (*glyph, text_of(glyph)));
        if known.0.variant.is_some() && glyph.variant.is_none() {
            *known = (*glyph, text_of(glyph));
        }
    }

    /// Notes the glyphs of a plate.
    pub(crate) fn note_plate(&mut self, plate: &Plate) {
        for mark in &plate.marks {
            if let Mark::Letters(_, glyphs) = mark {
                glyphs.iter().for_each(|glyph| self.note(glyph));
            }
        }
    }
}

/// The text of a glyph: its character and, if any, the variation selector.
pub(crate) fn text_of(glyph: &Glyph) -> String {
    std::iter::once(glyph.letter).chain(glyph.variant).collect()
}

/// What printpdf made.
pub(crate) struct Pressed {
    /// Its objects; the fonts are copied out of it.
    pub document: lopdf::Document,
    /// For each face in use its font dictionary.
    pub fonts: Vec<(Face, Dictionary)>,
    /// The drawing of each plate, deflated.
    pub plates: Vec<Vec<u8>>,
    /// The seal that plates show; it stands in the file once.
    pub stamp: Option<Arc<Stamp>>,
    /// By face and glyph number: the code in the cut font, and the text that is read back from it.
    codes: [Vec<(u16, char, Option<char>)>; Face::ALL.len()],
}

impl Pressed {
    /// The code of a glyph; `true` when reading it back gives this glyph's own text.
    pub(crate) fn code(&self, glyph: &Glyph) -> Option<(u16, bool)> {
        let (code, letter, variant) = self.codes[glyph.face as usize].get(usize::from(glyph.id))?;
        (*code != 0).then_some((*code, *letter == glyph.letter && *variant == glyph.variant))
    }
}

/// The faces as printpdf reads them; reading takes longer than anything else, so it is done once for all volumes.
#[derive(Default)]
pub(crate) struct Cases {
    parsed: BTreeMap<Face, ParsedFont>,
}

impl Cases {
    fn face(&mut self, face: Face, fonts: &Fonts) -> Option<ParsedFont> {
        if let Some(parsed) = self.parsed.get(&face) {
            return Some(parsed.clone());
        }
        let parsed = ParsedFont::from_bytes(fonts.bytes(face), 0, &mut Vec::new())?;
        self.parsed.insert(face, parsed.clone());
        Some(parsed)
    }
}

/// Makes plates and fonts ready. The error is for us, not for a clerk: it says what printpdf did not do.
pub(crate) fn press(
    paper: (f32, f32),
    plates: &[Plate],
    register: &Register,
    fonts: &Fonts,
    cases: &mut Cases,
) -> Result<Pressed, String> {
    let mut document = PdfDocument::new("");
    let mut faces: Vec<Face> = register.glyphs.keys().map(|(face, _)| *face).collect();
    faces.dedup();
    for face in &faces {
        let parsed = cases.face(*face, fonts).ok_or_else(|| format!("face {face:?} cannot be read"))?;
        document.resources.fonts.map.insert(FontId(face.tag().to_owned()), PdfFont::new(parsed));
    }
    let (width, height) = (Mm(paper.0 * crate::lines::MM), Mm(paper.1 * crate::lines::MM));
    document.pages = plates.iter().map(|plate| PdfPage::new(width, height, ops(plate))).collect();
    document.pages.push(PdfPage::new(width, height, register_ops(register)));

    let options = PdfSaveOptions { optimize: false, subset_fonts: true, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let made = printpdf::to_lopdf_doc(&document, &options, &mut warnings);
    if let Some(fault) = warnings.iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error) {
        return Err(fault.msg.clone());
    }
    read_back(made, &faces, register, plates)
}

fn read_back(
    mut made: lopdf::Document,
    faces: &[Face],
    register: &Register,
    drawn: &[Plate],
) -> Result<Pressed, String> {
    let mut contents = Vec::new();
    for id in made.get_pages().into_values() {
        contents.push(made.get_page_content(id));
    }
    let listing = contents.pop().ok_or("no register page")?;
    let listing = Content::decode(&listing).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for operation in listing.operations.iter().filter(|operation| operation.operator == "TJ") {
        for part in operation.operands.iter().filter_map(|operand| operand.as_array().ok()).flatten() {
            if let Object::String(code, _) = part {
                let code: [u8; 2] =
                    code.as_slice().try_into().map_err(|_| "a code of the register has not two bytes")?;
                found.push(u16::from_be_bytes(code));
            }
        }
    }
    if found.len() != register.glyphs.len() || found.contains(&0) {
        return Err(format!("the register has {} glyphs, its page {}", register.glyphs.len(), found.len()));
    }
    let mut codes: [Vec<(u16, char, Option<char>)>; Face::ALL.len()] = Default::default();
    let mut widths: BTreeMap<Face, BTreeMap<u16, f32>> = BTreeMap::new();
    for ((key, (glyph, _)), code) in register.glyphs.iter().zip(found) {
        let list = &mut codes[key.0 as usize];
        list.resize(list.len().max(usize::from(key.1) + 1), (0, '\0', None));
        list[usize::from(key.1)] = (code, glyph.letter, glyph.variant);
        widths.entry(key.0).or_default().insert(code, glyph.advance);
    }
    let mut fonts = Vec::new();
    for face in faces {
        let named = |name: &[u8]| name.windows(6).any(|part| part == face.tag().as_bytes());
        let font = made
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .find(|dict| {
                dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0")
                    && dict.get(b"BaseFont").and_then(Object::as_name).is_ok_and(named)
            })
            .ok_or_else(|| format!("no font was embedded for {face:?}"))?;
        let mut font = font.clone();
        exact_widths(&mut font, widths.get(face))?;
        fonts.push((*face, font));
    }
    let squeezed = |data: &[u8]| squeezed(data).map_err(|error| error.to_string());
    for object in made.objects.values_mut() {
        if let Object::Stream(stream) = object {
            stream.dict.remove(b"Filter");
            stream.content = squeezed(&stream.content)?;
        }
    }
    let mut plates = Vec::with_capacity(contents.len());
    for (content, plate) in contents.iter().zip(drawn) {
        plates.push(squeezed(&with_pictures(content, plate)?)?);
    }
    let stamp = drawn.iter().flat_map(|plate| &plate.marks).find_map(|mark| match mark {
        Mark::Picture { stamp, .. } => Some(Arc::clone(stamp)),
        _ => None,
    });
    Ok(Pressed { document: made, fonts, plates, stamp, codes })
}

/// printpdf would write a picture into the file once more for each plate, and by a way of its own: it only marks the place.
const PICTURE: &str = "DaichoPicture";

/// Puts the pictures of a plate where their marks stand.
fn with_pictures(content: &[u8], plate: &Plate) -> Result<Vec<u8>, String> {
    let mut out = content.to_vec();
    for mark in &plate.marks {
        let Mark::Picture { x, y, w, h, .. } = mark else { continue };
        let place = format!("/{PICTURE} MP");
        let at =
            out.windows(place.len()).position(|part| part == place.as_bytes()).ok_or("a picture lost its place")?;
        let [x, y, w, h] = [x, y, w, h].map(|value| hundredth(*value));
        let drawn = format!("q {w} 0 0 {h} {x} {y} cm /S0 Do Q");
        out.splice(at..at + place.len(), drawn.into_bytes());
    }
    Ok(out)
}

/// printpdf cuts widths down to whole thousandths; over a line that is visible, so they are written anew.
fn exact_widths(font: &mut Dictionary, widths: Option<&BTreeMap<u16, f32>>) -> Result<(), String> {
    let descendant = font
        .get_mut(b"DescendantFonts")
        .and_then(Object::as_array_mut)
        .ok()
        .and_then(|list| list.first_mut())
        .and_then(|first| first.as_dict_mut().ok())
        .ok_or("a font without its descendant")?;
    let mut list: Vec<Object> = Vec::new();
    let mut run: (u16, Vec<Object>) = (0, Vec::new());
    for (code, width) in widths.into_iter().flatten() {
        if !run.1.is_empty() && u32::from(*code) != u32::from(run.0) + run.1.len() as u32 {
            list.extend([Object::Integer(i64::from(run.0)), Object::Array(std::mem::take(&mut run.1))]);
        }
        if run.1.is_empty() {
            run.0 = *code;
        }
        run.1.push(Object::Real((width * 10.0).round() / 10.0));
    }
    if !run.1.is_empty() {
        list.extend([Object::Integer(i64::from(run.0)), Object::Array(run.1)]);
    }
    descendant.set("W", list);
    Ok(())
}

fn register_ops(register: &Register) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for face in Face::ALL {
        let glyphs: Vec<Codepoint> = register
            .glyphs
            .range((face, 0)..=(face, u16::MAX))
            .map(|((_, id), (_, text))| Codepoint::with_cid(*id, 0.0, text.clone()))
            .collect();
        if !glyphs.is_empty() {
            ops.push(Op::SetFont { font: handle(face), size: Pt(10.0) });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
        }
    }
    ops.push(Op::EndTextSection);
    ops
}

fn handle(face: Face) -> PdfFontHandle {
    PdfFontHandle::External(FontId(face.tag().to_owned()))
}

fn grey(value: f32) -> Color {
    Color::Greyscale(Greyscale { percent: value, icc_profile: None })
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(hundredth(x)), y: Pt(hundredth(y)) }
}

/// Positions in hundredths of a point (0.0035 mm): finer is only longer.
fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn ops(plate: &Plate) -> Vec<Op> {
    let mut ops = Vec::new();
    for mark in &plate.marks {
        match mark {
            Mark::Letters(letters, glyphs) => letter_ops(letters, glyphs, &mut ops),
            Mark::Box { x, y, w, h, fill, line, radius } => {
                let ring = rounded(*x, *y, *w, *h, *radius);
                if let Some(fill) = fill {
                    ops.push(Op::SetFillColor { col: grey(*fill) });
                    ops.push(polygon(std::slice::from_ref(&ring), PaintMode::Fill));
                }
                if let Some((weight, tone)) = line {
                    ops.push(Op::SetOutlineColor { col: grey(*tone) });
                    ops.push(Op::SetOutlineThickness { pt: Pt(*weight) });
                    ops.push(polygon(&[ring], PaintMode::Stroke));
                }
            }
            Mark::Line { points, weight, grey: tone, dash } => {
                ops.push(Op::SetOutlineColor { col: grey(*tone) });
                ops.push(Op::SetOutlineThickness { pt: Pt(*weight) });
                if let Some(dash) = dash {
                    ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, dash) });
                }
                let points = points.iter().map(|(x, y)| LinePoint { p: point(*x, *y), bezier: false }).collect();
                ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
                if dash.is_some() {
                    ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
                }
            }
            Mark::Picture { .. } => ops.push(Op::Marker { id: PICTURE.to_owned() }),
            Mark::Shape { rings, grey: tone } => {
                ops.push(Op::SetFillColor { col: grey(*tone) });
                ops.push(polygon(rings, PaintMode::Fill));
            }
        }
    }
    ops
}

fn letter_ops(letters: &Letters, glyphs: &[Glyph], ops: &mut Vec<Op>) {
    let codepoints = glyphs.iter().map(|glyph| Codepoint::with_cid(glyph.id, 0.0, text_of(glyph))).collect();
    ops.extend([
        Op::SetFillColor { col: grey(letters.grey) },
        Op::StartTextSection,
        Op::SetFont { font: handle(letters.face), size: Pt(hundredth(letters.size)) },
        Op::SetCharacterSpacing { multiplier: (letters.spacing * 1000.0).round() / 1000.0 },
        Op::SetHorizontalScaling { percent: (letters.stretch * 1000.0).round() / 10.0 },
        Op::SetTextCursor { pos: point(letters.x, letters.y) },
        Op::ShowText { items: vec![TextItem::GlyphIds(codepoints)] },
        Op::EndTextSection,
    ]);
}

fn polygon(rings: &[Vec<(f32, f32, bool)>], mode: PaintMode) -> Op {
    let rings = rings
        .iter()
        .map(|ring| PolygonRing {
            points: ring.iter().map(|(x, y, handle)| LinePoint { p: point(*x, *y), bezier: *handle }).collect(),
        })
        .collect();
    Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } }
}

fn rounded(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Vec<(f32, f32, bool)> {
    let r = radius.min(w / 2.0).min(h / 2.0);
    if r <= 0.0 {
        return vec![(x, y, false), (x + w, y, false), (x + w, y + h, false), (x, y + h, false)];
    }
    let k = r * 0.4477;
    let (right, top) = (x + w, y + h);
    vec![
        (x + r, y, false),
        (right - r, y, false),
        (right - k, y, true),
        (right, y + k, true),
        (right, y + r, false),
        (right, top - r, false),
        (right, top - k, true),
        (right - k, top, true),
        (right - r, top, false),
        (x + r, top, false),
        (x + k, top, true),
        (x, top - k, true),
        (x, top - r, false),
        (x, y + r, false),
        (x, y + k, true),
        (x + k, y, true),
        (x + r, y, false),
    ]
}
