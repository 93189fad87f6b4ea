//! A batch, cut into volumes and written: separators, sheets, bookmarks, and what lies on which page.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};

use rules::words::Complaint;

use crate::Failure;
use crate::compose::{Composition, SetPage, Side, paper};
use crate::fonts::{Face, Glyph};
use crate::layout::fields::Subject;
use crate::press::{Cases, Pressed, Register, press, text_of};
use crate::sheet::{Group, Run, Sheet, groups};
use crate::stream::{Finish, ROOT, Stream, unicode};

/// Sheets in one file of a batch, unless a single envelope has more.
pub const SHEETS_A_FILE: usize = 1000;

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
        if held > 0 && held + group.sheets > SHEETS_A_FILE {
            volumes.push(std::mem::take(&mut volume));
            held = 0;
        }
        while end - from > SHEETS_A_FILE {
            let mut to = from + SHEETS_A_FILE;
            while to > from && sheets[to].envelope == sheets[to - 1].envelope {
                to -= 1;
            }
            if to == from {
                to = from + SHEETS_A_FILE;
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

/// Volumes that are held back in memory until the whole batch is known to be printable: about 16 MB. A larger batch is set twice,
/// once to look for what cannot be printed and once to be written, so that its size costs no memory.
const HELD: usize = 16;

/// Neighbouring volumes that share their fonts: cutting a font reads all of it, and two thousand members need few more characters
/// than one thousand.
const SHARED: usize = 2;

/// Sets every page of a run and says what cannot be printed. Nothing is written.
pub(crate) fn check(run: &Run<'_>) -> Vec<Complaint> {
    let groups = groups(run.sheets);
    let mut complaints = Vec::new();
    let mut print = Print::new(run, &groups, &mut complaints);
    for parts in cut(run.sheets, &groups) {
        print.set(&parts, &mut complaints);
    }
    complaints
}

/// Writes all volumes of a run.
pub(crate) fn render(
    run: &Run<'_>,
    open: &mut dyn FnMut(&str) -> io::Result<Box<dyn Write>>,
) -> Result<Vec<Volume>, Failure> {
    let groups = groups(run.sheets);
    let volumes = cut(run.sheets, &groups);
    let held = volumes.len() <= HELD;
    let name = |index: usize| format!("{}-{}-{:03}.pdf", run.kind.code(), plain(run.batch), index + 1);
    let title = |index: usize| format!("{} {} {}/{}", run.kind.word(), run.batch, index + 1, volumes.len());
    let mut complaints = Vec::new();
    let mut print = Print::new(run, &groups, &mut complaints);
    let mut made = Vec::new();
    for (at, some) in volumes.chunks(SHARED).enumerate() {
        let set: Vec<Vec<SetPage>> = some.iter().map(|parts| print.set(parts, &mut complaints)).collect();
        if held && complaints.is_empty() {
            let pressed = print.press(&set)?;
            for (of, (parts, set)) in some.iter().zip(&set).enumerate() {
                let index = at * SHARED + of;
                let mut bytes = Vec::new();
                let volume = print.write(parts, set, &pressed, name(index), &title(index), &mut bytes)?;
                made.push((volume, bytes));
            }
        }
    }
    if !complaints.is_empty() {
        return Err(Failure::Refused(complaints));
    }
    let mut done = Vec::with_capacity(volumes.len());
    for (volume, bytes) in made {
        let written = open(&volume.file).and_then(|mut out| {
            out.write_all(&bytes)?;
            out.flush()
        });
        written.map_err(|source| Failure::Unwritable { file: volume.file.clone(), source })?;
        done.push(volume);
    }
    if !held {
        for (at, some) in volumes.chunks(SHARED).enumerate() {
            let set: Vec<Vec<SetPage>> = some.iter().map(|parts| print.set(parts, &mut complaints)).collect();
            let pressed = print.press(&set)?;
            for (of, (parts, set)) in some.iter().zip(&set).enumerate() {
                let index = at * SHARED + of;
                let file = name(index);
                let out = open(&file).map_err(|source| Failure::Unwritable { file: file.clone(), source })?;
                let out = BufWriter::with_capacity(1 << 16, out);
                done.push(print.write(parts, set, &pressed, file, &title(index), out)?);
            }
        }
    }
    Ok(done)
}

/// A batch code as a part of a file's name.
fn plain(batch: &str) -> String {
    batch.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' }).collect()
}

/// The printing of one run.
struct Print<'r, 'a> {
    run: &'r Run<'a>,
    groups: &'r [Group],
    composition: Composition<'a>,
    cases: Cases,
    /// The pages of a sheet.
    sides: &'static [Side],
}

impl<'r, 'a> Print<'r, 'a> {
    fn new(run: &'r Run<'a>, groups: &'r [Group], complaints: &mut Vec<Complaint>) -> Print<'r, 'a> {
        let sides: &[Side] = if run.layout.back.is_some() { &[Side::Front, Side::Back] } else { &[Side::Front] };
        Print { run, groups, composition: Composition::new(*run, complaints), cases: Cases::default(), sides }
    }

    /// Sets the pages of a volume in order: of each part its separator, then its sheets. A page that looks the same on every
    /// sheet stays empty.
    fn set(&mut self, parts: &[Part], complaints: &mut Vec<Complaint>) -> Vec<SetPage> {
        let mut pages = Vec::new();
        for part in parts {
            let mut separator = SetPage::default();
            let group = Subject::Group(&self.groups[part.group]);
            self.composition.set(Side::Separator, group, &mut separator, complaints);
            pages.push(separator);
            for sheet in &self.run.sheets[part.from..part.to] {
                let before = complaints.len();
                complaints.append(&mut self.composition.missing(sheet));
                for side in self.sides {
                    let mut page = SetPage::default();
                    if !self.composition.still(*side) {
                        self.composition.set(*side, Subject::Sheet(sheet), &mut page, complaints);
                    }
                    pages.push(page);
                }
                once_each(complaints, before);
            }
        }
        pages
    }

    /// Makes fonts and plates ready for volumes whose pages are set.
    fn press(&mut self, volumes: &[Vec<SetPage>]) -> Result<Pressed, Failure> {
        let mut register = Register::default();
        self.composition.plates.iter().for_each(|plate| register.note_plate(plate));
        volumes.iter().flatten().flat_map(|page| &page.glyphs).for_each(|glyph| register.note(glyph));
        let (plates, fonts) = (&self.composition.plates, &self.composition.fonts);
        press(paper(self.run), plates, &register, fonts, &mut self.cases).map_err(Failure::Internal)
    }

    /// Writes a volume whose pages are set.
    fn write<W: Write>(
        &mut self,
        parts: &[Part],
        set: &[SetPage],
        pressed: &Pressed,
        file: String,
        title: &str,
        out: W,
    ) -> Result<Volume, Failure> {
        let paper = paper(self.run);
        let on = self.run.on;
        let finish = |resources| Finish {
            title,
            date: format!("D:{:04}{:02}{:02}000000+09'00'", on.year(), on.month(), on.day()),
            paper,
            resources,
            duplex: self.sides.len() == 2,
        };
        let written = || -> io::Result<Volume> {
            let mut stream = Stream::new(out)?;
            let resources = begin(&mut stream, paper, pressed)?;
            let (pages, papers) = self.pages(&mut stream, parts, set, pressed)?;
            let (sha256, bytes) = stream.finish(&finish(resources))?;
            let first = parts.first().map_or(0, |part| part.from);
            let last = parts.last().map_or(0, |part| part.to.saturating_sub(1));
            Ok(Volume { file: file.clone(), sha256, bytes, pages, sheets: first..=last, papers })
        };
        written().map_err(|source| Failure::Unwritable { file, source })
    }

    fn pages<W: Write>(
        &mut self,
        stream: &mut Stream<W>,
        parts: &[Part],
        set: &[SetPage],
        pressed: &Pressed,
    ) -> io::Result<(usize, Vec<Lies>)> {
        let mut still: Vec<(Side, u32)> = Vec::new();
        let mut papers = Vec::new();
        let mut set = set.iter();
        let mut text = Vec::new();
        let mut next = |it: &mut Self, stream: &mut Stream<W>, side: Side, page: Option<&SetPage>| -> io::Result<u32> {
            if let (true, Some((_, number))) = (page.is_none(), still.iter().find(|(known, _)| *known == side)) {
                return stream.page(*number);
            }
            let mut same = SetPage::default();
            let page = page.unwrap_or_else(|| {
                it.composition.set(side, Subject::Everyone, &mut same, &mut Vec::new());
                &same
            });
            text.clear();
            content(page, pressed, &mut text)?;
            let number = stream.reserve();
            stream.stream(number, b"", &text)?;
            if it.composition.still(side) {
                still.push((side, number));
            }
            stream.page(number)
        };
        let lost = || io::Error::other("a page was not set");
        for part in parts {
            let group = &self.groups[part.group];
            let number = next(self, stream, Side::Separator, Some(set.next().ok_or_else(lost)?))?;
            let spaced = if group.code.is_empty() { "" } else { " " };
            stream.bookmark(&format!("{}{spaced}{}", group.code, group.name), number);
            if self.sides.len() == 2 {
                next(self, stream, Side::SeparatorBack, None)?;
            }
            for sheet in &self.run.sheets[part.from..part.to] {
                let (page, pages) = (stream.pages() + 1, self.sides.len());
                papers.push(Lies { paper: sheet.paper.clone(), page, pages });
                for side in self.sides {
                    let page = Some(set.next().ok_or_else(lost)?).filter(|page| !page.plates.is_empty());
                    next(self, stream, *side, page)?;
                }
            }
        }
        Ok((stream.pages(), papers))
    }
}

/// The same name stands on a sheet several times; one complaint is enough.
fn once_each(complaints: &mut Vec<Complaint>, from: usize) {
    let mut at = from;
    while at < complaints.len() {
        if complaints[from..at].contains(&complaints[at]) {
            complaints.remove(at);
        } else {
            at += 1;
        }
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
        stream.squeezed_stream(number, dict.as_bytes(), plate)?;
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
    for rule in &page.rules {
        for (value, word) in [(rule.grey, "G"), (rule.weight, "w")] {
            decimal(hundredths(value), 2, out);
            writeln!(out, " {word}")?;
        }
        for ((x, y), word) in [(rule.from, "m"), (rule.to, "l S")] {
            decimal(hundredths(x), 2, out);
            out.push(b' ');
            decimal(hundredths(y), 2, out);
            writeln!(out, " {word}")?;
        }
    }
    for code in &page.codes {
        out.extend_from_slice(b"1 g\n");
        rectangle(&code.ground, out);
        out.extend_from_slice(b"f 0 g\n");
        code.dark.iter().for_each(|cell| rectangle(cell, out));
        // One filling for all cells, so that no viewer shows hairlines between them.
        out.extend_from_slice(b"f\n");
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
        show(&page.glyphs[letters.glyphs.clone()], pressed, out)?;
    }
    out.extend_from_slice(b"ET\n");
    Ok(())
}

/// A rectangle of the path: thousandths, because the cells of a code are small.
fn rectangle(sides: &[f32; 4], out: &mut Vec<u8>) {
    for side in sides {
        decimal((side * 1000.0).round() as i32, 3, out);
        out.push(b' ');
    }
    out.extend_from_slice(b"re\n");
}

/// Shows glyphs. Where reading back would give another text than theirs, their text is written beside them.
fn show(glyphs: &[Glyph], pressed: &Pressed, out: &mut Vec<u8>) -> io::Result<()> {
    let mut open = None;
    for (at, glyph) in glyphs.iter().enumerate() {
        let (code, own) =
            pressed.code(glyph).ok_or_else(|| io::Error::other("a glyph was set that is not in the register"))?;
        if open != Some(own) {
            close(open, out);
            open = Some(own);
            if !own {
                let foreign = |glyph: &&Glyph| pressed.code(glyph).is_some_and(|(_, own)| !own);
                let text: String = glyphs[at..].iter().take_while(foreign).map(text_of).collect();
                out.extend_from_slice(b"/Span<</ActualText");
                unicode(&text, out);
                out.extend_from_slice(b">>BDC");
            }
            out.push(b'(');
        }
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                b'\r' => out.extend_from_slice(b"\\r"),
                _ => out.push(byte),
            }
        }
    }
    close(open, out);
    Ok(())
}

fn close(open: Option<bool>, out: &mut Vec<u8>) {
    match open {
        Some(true) => out.extend_from_slice(b")Tj\n"),
        Some(false) => out.extend_from_slice(b")Tj\nEMC\n"),
        None => {}
    }
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
