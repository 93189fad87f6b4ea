//! A batch, cut into volumes and written: separators, sheets, bookmarks, and what lies on which page.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};

use rules::words::Complaint;

use crate::Failure;
use crate::compose::{Composition, SetPage, Side, paper};
use crate::fonts::Face;
use crate::layout::fields::Subject;
use crate::press::{Cases, Pressed, Register, press, text_of};
use crate::sheet::{Group, Run, Sheet, groups};
use crate::stream::{Finish, ROOT, Stream, unicode};

/// Sheets in one volume, unless a single envelope has more.
const VOLUME: usize = 1000;

/// One file of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// Its name, as it was asked for.
    pub file: String,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// Its length in bytes.
    pub bytes: u64,
    /// All its pages, separators too.
    pub pages: usize,
    /// First and last sheet of the batch in it, counted from 0.
    pub sheets: std::ops::RangeInclusive<usize>,
    /// Where each paper lies.
    pub papers: Vec<Lies>,
}

/// Where one paper lies in its volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lies {
    /// 管理番号
    pub paper: String,
    /// Its first page, counted from 1.
    pub page: usize,
    /// How many pages it has.
    pub pages: usize,
}

/// Sheets that follow each other within one group and one volume.
struct Part {
    group: usize,
    from: usize,
    to: usize,
}

/// Cuts a batch into volumes: between groups where possible, else between envelopes.
fn cut(sheets: &[Sheet], groups: &[Group]) -> Vec<Vec<Part>> {
    let mut volumes: Vec<Vec<Part>> = Vec::new();
    let mut volume: Vec<Part> = Vec::new();
    let mut held = 0;
    let mut from = 0;
    for (index, group) in groups.iter().enumerate() {
        let end = from + group.sheets;
        if held > 0 && held + group.sheets > VOLUME {
            volumes.push(std::mem::take(&mut volume));
            held = 0;
        }
        while end - from > VOLUME {
            let mut to = from + VOLUME;
            while to > from && sheets[to].envelope == sheets[to - 1].envelope {
                to -= 1;
            }
            if to == from {
                to = from + VOLUME;
            }
            volume.push(Part { group: index, from, to });
            volumes.push(std::mem::take(&mut volume));
            from = to;
        }
        volume.push(Part { group: index, from, to: end });
        held += end - from;
        from = end;
    }
    if !volume.is_empty() {
        volumes.push(volume);
    }
    volumes
}

/// Sets every page of a run and says what cannot be printed. Nothing is written.
pub(crate) fn check(run: &Run<'_>) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    check_with(run, &mut complaints);
    complaints
}

fn check_with<'a>(run: &Run<'a>, complaints: &mut Vec<Complaint>) -> Composition<'a> {
    let mut composition = Composition::new(*run, complaints);
    let mut page = SetPage::default();
    for group in &groups(run.sheets) {
        composition.set(Side::Separator, Subject::Group(group), &mut page, complaints);
    }
    for sheet in run.sheets {
        let before = complaints.len();
        composition.set(Side::Front, Subject::Sheet(sheet), &mut page, complaints);
        if !composition.still(Side::Back) {
            composition.set(Side::Back, Subject::Sheet(sheet), &mut page, complaints);
        }
        // The same name stands on a sheet several times; one complaint is enough.
        let mut seen: Vec<Complaint> = Vec::new();
        for complaint in complaints.drain(before..) {
            if !seen.contains(&complaint) {
                seen.push(complaint);
            }
        }
        complaints.append(&mut seen);
    }
    composition
}

/// Writes all volumes of a run.
pub(crate) fn render(
    run: &Run<'_>,
    open: &mut dyn FnMut(&str) -> io::Result<Box<dyn Write>>,
) -> Result<Vec<Volume>, Failure> {
    let mut complaints = Vec::new();
    let mut composition = check_with(run, &mut complaints);
    if !complaints.is_empty() {
        return Err(Failure::Refused(complaints));
    }
    let groups = groups(run.sheets);
    let volumes = cut(run.sheets, &groups);
    let mut cases = Cases::default();
    let mut done = Vec::with_capacity(volumes.len());
    for (index, parts) in volumes.iter().enumerate() {
        let file = format!("{}-{}-{:03}.pdf", run.kind.code(), plain(run.batch), index + 1);
        let title = format!("{} {} {}/{}", run.kind.word(), run.batch, index + 1, volumes.len());
        let volume = Print { run, groups: &groups, composition: &mut composition, cases: &mut cases };
        done.push(volume.volume(parts, file, &title, open)?);
    }
    Ok(done)
}

/// A batch code as a part of a file's name.
fn plain(batch: &str) -> String {
    batch.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' }).collect()
}

struct Print<'r, 'a> {
    run: &'r Run<'a>,
    groups: &'r [Group],
    composition: &'r mut Composition<'a>,
    cases: &'r mut Cases,
}

impl Print<'_, '_> {
    fn volume(
        self,
        parts: &[Part],
        file: String,
        title: &str,
        open: &mut dyn FnMut(&str) -> io::Result<Box<dyn Write>>,
    ) -> Result<Volume, Failure> {
        let (sides, side_count) =
            if self.run.layout.back.is_some() { ([Side::Front, Side::Back], 2) } else { ([Side::Front; 2], 1) };
        let sides = &sides[..side_count];

        // Set everything first: the fonts can only be cut when every glyph is known.
        let mut register = Register::default();
        let mut complaints = Vec::new();
        self.composition.plates.iter().for_each(|plate| register.note_plate(plate));
        let mut set = Vec::new();
        for part in parts {
            let mut separator = SetPage::default();
            let group = Subject::Group(&self.groups[part.group]);
            self.composition.set(Side::Separator, group, &mut separator, &mut complaints);
            set.push(separator);
            for sheet in &self.run.sheets[part.from..part.to] {
                for side in sides {
                    let mut page = SetPage::default();
                    if !self.composition.still(*side) {
                        self.composition.set(*side, Subject::Sheet(sheet), &mut page, &mut complaints);
                    }
                    set.push(page);
                }
            }
        }
        for glyph in set.iter().flat_map(|page| &page.glyphs) {
            register.note(glyph);
        }
        let paper = paper(self.run);
        let pressed = press(paper, &self.composition.plates, &register, &self.composition.fonts, self.cases)
            .map_err(Failure::Internal)?;

        let unwritable = |source| Failure::Unwritable { file: file.clone(), source };
        let out = open(&file).map_err(unwritable)?;
        let mut stream = Stream::new(BufWriter::with_capacity(1 << 16, out)).map_err(unwritable)?;
        let resources = begin(&mut stream, paper, &pressed).map_err(unwritable)?;

        let mut still: HashMap<&'static str, u32> = HashMap::new();
        let mut papers = Vec::new();
        let mut pages = set.iter();
        let mut buffer = Vec::new();
        let mut write = |stream: &mut Stream<_>, page: &SetPage| -> io::Result<u32> {
            buffer.clear();
            content(page, &pressed, &mut buffer)?;
            let number = stream.reserve();
            stream.stream(number, b"", &buffer)?;
            stream.page(number)
        };
        let mut shared = |stream: &mut Stream<_>, composition: &mut Composition<'_>, side: Side| -> io::Result<u32> {
            let key = match side {
                Side::Front => "front",
                Side::Back => "back",
                Side::Separator => "separator",
                Side::SeparatorBack => "blank",
            };
            let number = match still.get(key) {
                Some(number) => *number,
                None => {
                    let mut page = SetPage::default();
                    composition.set(side, Subject::Everyone, &mut page, &mut Vec::new());
                    let mut text = Vec::new();
                    content(&page, &pressed, &mut text)?;
                    let number = stream.reserve();
                    stream.stream(number, b"", &text)?;
                    still.insert(key, number);
                    number
                }
            };
            stream.page(number)
        };
        for part in parts {
            let group = &self.groups[part.group];
            let separator = pages.next().ok_or_else(|| Failure::Internal("a separator was not set".to_owned()))?;
            let number = write(&mut stream, separator).map_err(unwritable)?;
            let name =
                if group.code.is_empty() { group.name.clone() } else { format!("{} {}", group.code, group.name) };
            stream.bookmark(&name, number);
            if side_count == 2 {
                shared(&mut stream, self.composition, Side::SeparatorBack).map_err(unwritable)?;
            }
            for sheet in &self.run.sheets[part.from..part.to] {
                papers.push(Lies { paper: sheet.paper.clone(), page: stream.pages() + 1, pages: side_count });
                for side in sides {
                    let page = pages.next().ok_or_else(|| Failure::Internal("a page was not set".to_owned()))?;
                    if page.plates.is_empty() {
                        shared(&mut stream, self.composition, *side).map_err(unwritable)?;
                    } else {
                        write(&mut stream, page).map_err(unwritable)?;
                    }
                }
            }
        }
        let pages = stream.pages();
        let on = self.run.on;
        let date = format!("D:{:04}{:02}{:02}000000+09'00'", on.year(), on.month(), on.day());
        let finish = Finish { title, date: &date, paper, resources, duplex: side_count == 2 };
        let (_, sha256, bytes) = stream.finish(&finish).map_err(unwritable)?;
        let (first, last) = match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => (first.from, last.to.saturating_sub(1)),
            _ => return Err(Failure::Internal("an empty volume".to_owned())),
        };
        Ok(Volume { file, sha256, bytes, pages, sheets: first..=last, papers })
    }
}

/// Writes what all pages share: the root's number, fonts, plates, and the resources that name them.
pub(crate) fn begin<W: Write>(stream: &mut Stream<W>, paper: (f32, f32), pressed: &Pressed) -> io::Result<u32> {
    let root = stream.reserve();
    debug_assert_eq!(root, ROOT);
    let mut known = HashMap::new();
    let mut fonts = String::from("/Font<<");
    for (face, font) in &pressed.fonts {
        let number = stream.copy(&pressed.document, &lopdf::Object::Dictionary(font.clone()), &mut known)?;
        fonts.push_str(&format!("/{} {number} 0 R/{} {number} 0 R", face.resource(), face.tag()));
    }
    fonts.push_str(">>");
    let (w, h) = paper;
    let mut forms = String::from("/XObject<<");
    for (index, plate) in pressed.plates.iter().enumerate() {
        let number = stream.reserve();
        let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 {w:.2} {h:.2}]/Resources<<{fonts}>>");
        stream.stream(number, dict.as_bytes(), plate)?;
        forms.push_str(&format!("/P{index} {number} 0 R"));
    }
    forms.push_str(">>");
    let resources = stream.reserve();
    stream.pack(resources, format!("<<{fonts}{forms}>>").as_bytes())?;
    Ok(resources)
}

/// The content of one page: its plates, then its own letters.
pub(crate) fn content(page: &SetPage, pressed: &Pressed, out: &mut Vec<u8>) -> io::Result<()> {
    for plate in &page.plates {
        writeln!(out, "/P{plate} Do")?;
    }
    if page.letters.is_empty() {
        return Ok(());
    }
    out.extend_from_slice(b"BT\n");
    let mut font: Option<(Face, i32)> = None;
    let (mut stretch, mut spacing, mut grey) = (1000, 0, 0);
    let mut at = (0, 0);
    for letters in &page.letters {
        let size = hundredths(letters.size);
        if font != Some((letters.face, size)) {
            out.push(b'/');
            out.extend_from_slice(letters.face.resource().as_bytes());
            out.push(b' ');
            decimal(size, 2, out);
            out.extend_from_slice(b" Tf\n");
            font = Some((letters.face, size));
        }
        let wanted = (letters.stretch * 1000.0).round() as i32;
        if wanted != stretch {
            decimal(wanted, 1, out);
            out.extend_from_slice(b" Tz\n");
            stretch = wanted;
        }
        let wanted = (letters.spacing * 1000.0).round() as i32;
        if wanted != spacing {
            decimal(wanted, 3, out);
            out.extend_from_slice(b" Tc\n");
            spacing = wanted;
        }
        let wanted = hundredths(letters.grey);
        if wanted != grey {
            decimal(wanted, 2, out);
            out.extend_from_slice(b" g\n");
            grey = wanted;
        }
        let to = (hundredths(letters.x), hundredths(letters.y));
        decimal(to.0 - at.0, 2, out);
        out.push(b' ');
        decimal(to.1 - at.1, 2, out);
        out.extend_from_slice(b" Td");
        at = to;
        let glyphs = &page.glyphs[letters.glyphs.clone()];
        for part in glyphs.chunk_by(|a, b| own(pressed, a) == own(pressed, b)) {
            let own = own(pressed, &part[0]);
            if !own {
                out.extend_from_slice(b"/Span<</ActualText");
                unicode(&part.iter().map(text_of).collect::<String>(), out);
                out.extend_from_slice(b">>BDC");
            }
            out.push(b'(');
            for glyph in part {
                let (code, _) = pressed
                    .code(glyph)
                    .ok_or_else(|| io::Error::other("a glyph was set that is not in the register"))?;
                for byte in code.to_be_bytes() {
                    match byte {
                        b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                        b'\r' => out.extend_from_slice(b"\\r"),
                        _ => out.push(byte),
                    }
                }
            }
            out.extend_from_slice(b")Tj\n");
            if !own {
                out.extend_from_slice(b"EMC\n");
            }
        }
    }
    out.extend_from_slice(b"ET\n");
    Ok(())
}

fn own(pressed: &Pressed, glyph: &crate::fonts::Glyph) -> bool {
    pressed.code(glyph).is_none_or(|(_, own)| own)
}

fn hundredths(value: f32) -> i32 {
    (value * 100.0).round() as i32
}

/// Writes `value / 10^places` without trailing zeros.
fn decimal(value: i32, places: u32, out: &mut Vec<u8>) {
    if value < 0 {
        out.push(b'-');
    }
    let value = value.unsigned_abs();
    let unit = 10_u32.pow(places);
    let (whole, mut rest) = (value / unit, value % unit);
    if whole > 0 || rest == 0 {
        digits(whole, out);
    }
    if rest > 0 {
        out.push(b'.');
        let mut place = unit / 10;
        while rest > 0 {
            out.push(b'0' + u8::try_from(rest / place).unwrap_or(0));
            rest %= place;
            place /= 10;
        }
    }
}

fn digits(value: u32, out: &mut Vec<u8>) {
    if value >= 10 {
        digits(value / 10, out);
    }
    out.push(b'0' + u8::try_from(value % 10).unwrap_or(0));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: i32, places: u32) -> String {
        let mut out = Vec::new();
        decimal(value, places, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn numbers_are_written_as_short_as_they_can_be() {
        assert_eq!(shown(0, 2), "0");
        assert_eq!(shown(1050, 2), "10.5");
        assert_eq!(shown(-5, 2), "-.05");
        assert_eq!(shown(86_000, 3), "86");
        assert_eq!(shown(-12_340, 2), "-123.4");
    }
}
