//! A batch, cut into volumes and written: separators, sheets, bookmarks, and what lies on which page.

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, sync_channel};

use rules::words::Complaint;

use crate::Failure;
use crate::compose::{Code, Composition, Letters, Rule, SetPage, Side, paper};
use crate::fonts::{Face, Glyph};
use crate::layout::fields::Subject;
use crate::press::{Cases, Pressed, Register, press, text_of};
use crate::qr::{Cells, QUIET};
use crate::sheet::{Group, Run, Sheet, groups};
use crate::stream::{Finish, ROOT, Stream, squeezed, unicode};

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

/// A file's SHA-256, and its length in bytes.
pub type Seal = ([u8; 32], u64);

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

/// More workers than this gain little and hold the typefaces once more each.
const WORKERS: usize = 4;

/// A volume that is written, and its bytes.
type Written = (Volume, Vec<u8>);

/// Sets every page of a run and says what cannot be printed. Nothing is written.
pub(crate) fn check(run: &Run<'_>) -> Vec<Complaint> {
    let groups = groups(run.sheets);
    let volumes = cut(run.sheets, &groups);
    let work = Work { run, groups: &groups, volumes: &volumes };
    let mut complaints = Vec::new();
    work.in_order(&|print, at, complaints| print.look(&volumes[at], complaints), &mut |(), mut found| {
        complaints.append(&mut found);
        ControlFlow::Continue(())
    });
    complaints
}

/// Makes all volumes of a run, in order. Of a volume that `have` knows by its file's name, with its SHA-256 and length, only its
/// place is reckoned; every other is given to `keep`.
pub(crate) fn render(
    run: &Run<'_>,
    have: &dyn Fn(&str) -> Option<Seal>,
    keep: &mut dyn FnMut(&Volume, &[u8]) -> io::Result<()>,
) -> Result<Vec<Volume>, Failure> {
    let groups = groups(run.sheets);
    let volumes = cut(run.sheets, &groups);
    let work = Work { run, groups: &groups, volumes: &volumes };
    let had: Vec<Option<Volume>> =
        (0..volumes.len()).map(|at| have(&work.file(at)).map(|seal| work.volume(at, seal))).collect();
    if HELD < volumes.len() {
        let complaints = check(run);
        if !complaints.is_empty() {
            return Err(Failure::Refused(complaints));
        }
    }
    let mut done = Vec::with_capacity(volumes.len());
    let mut held: Vec<Written> = Vec::new();
    let (mut complaints, mut failed) = (Vec::new(), Ok(()));
    let mut out = |(volume, bytes): Written| -> Result<(), Failure> {
        if had[done.len()].is_none() {
            let file = volume.file.clone();
            keep(&volume, &bytes).map_err(|source| Failure::Unwritable { file, source })?;
        }
        done.push(volume);
        Ok(())
    };
    let make = |print: &mut Print<'_, '_>, at: usize, complaints: &mut Vec<Complaint>| match &had[at] {
        Some(volume) => Ok(Some((volume.clone(), Vec::new()))),
        None => print.volume(&work, at, complaints),
    };
    work.in_order(&make, &mut |made, mut wrong| {
        complaints.append(&mut wrong);
        let taken = made.and_then(|made| match made {
            Some(made) if volumes.len() <= HELD => {
                held.push(made);
                Ok(())
            }
            Some(made) => out(made),
            None => Ok(()),
        });
        match taken {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                failed = Err(failure);
                ControlFlow::Break(())
            }
        }
    });
    failed?;
    if !complaints.is_empty() {
        return Err(Failure::Refused(complaints));
    }
    held.into_iter().try_for_each(&mut out)?;
    Ok(done)
}

/// About so many bytes a sheet takes; more is fetched when it is needed.
const ABOUT: usize = 1100;

/// What is to be printed: a run, cut into volumes.
struct Work<'w, 'a> {
    run: &'w Run<'a>,
    groups: &'w [Group],
    volumes: &'w [Vec<Part>],
}

impl<'w, 'a> Work<'w, 'a> {
    /// Does something with each volume, on every core; what comes of it, with the complaints, is taken in the order of the volumes.
    /// Each worker waits until its last result was taken, so that results do not pile up.
    fn in_order<T: Send>(
        &self,
        make: &(dyn Fn(&mut Print<'w, 'a>, usize, &mut Vec<Complaint>) -> T + Sync),
        take: &mut dyn FnMut(T, Vec<Complaint>) -> ControlFlow<()>,
    ) {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let workers = cores.min(WORKERS).min(self.volumes.len());
        if workers <= 1 {
            let mut complaints = Vec::new();
            let mut print = Print::new(self.run, self.groups, &mut complaints);
            for at in 0..self.volumes.len() {
                let made = make(&mut print, at, &mut complaints);
                if take(made, std::mem::take(&mut complaints)).is_break() {
                    return;
                }
            }
            return;
        }
        std::thread::scope(|scope| {
            let lines: Vec<Receiver<(T, Vec<Complaint>)>> = (0..workers)
                .map(|first| {
                    let (line, taken) = sync_channel(1);
                    scope.spawn(move || {
                        let mut complaints = Vec::new();
                        let mut print = Print::new(self.run, self.groups, &mut complaints);
                        if first > 0 {
                            // What is wrong with the layout is said once.
                            complaints.clear();
                        }
                        for at in (first..self.volumes.len()).step_by(workers) {
                            let made = make(&mut print, at, &mut complaints);
                            if line.send((made, std::mem::take(&mut complaints))).is_err() {
                                return;
                            }
                        }
                    });
                    taken
                })
                .collect();
            for at in 0..self.volumes.len() {
                let Ok((made, complaints)) = lines[at % workers].recv() else { return };
                if take(made, complaints).is_break() {
                    return;
                }
            }
        });
    }

    /// A volume as it is known without making it: what lies on which of its pages.
    fn volume(&self, at: usize, (sha256, bytes): Seal) -> Volume {
        let each = self.run.layout.pages_per_sheet();
        let (mut page, mut papers) = (0, Vec::new());
        for part in &self.volumes[at] {
            page += each;
            for sheet in &self.run.sheets[part.from..part.to] {
                papers.push(Lies { paper: sheet.paper.clone(), page: page + 1, pages: each });
                page += each;
            }
        }
        let first = self.volumes[at].first().map_or(0, |part| part.from);
        let last = self.volumes[at].last().map_or(0, |part| part.to.saturating_sub(1));
        Volume { file: self.file(at), sha256, bytes, pages: page, sheets: first..=last, papers }
    }

    fn file(&self, index: usize) -> String {
        format!("{}-{}-{:03}.pdf", self.run.kind.code(), plain(self.run.batch), index + 1)
    }

    fn title(&self, index: usize) -> String {
        format!("{} {} {}/{}", self.run.kind.word(), self.run.batch, index + 1, self.volumes.len())
    }
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
    /// The pages of the volume that is being made.
    set: Set,
}

/// Pages that are set, in order: their parts lie behind each other in a few long lists, so that thousands of pages take no memory
/// each, and the lists are used again for the next volume.
#[derive(Default)]
struct Set {
    all: SetPage,
    /// Where each page's plates, letters, glyphs and codes end.
    ends: Vec<[usize; 4]>,
}

/// One page of a [`Set`], or one that stands alone.
#[derive(Clone, Copy)]
pub(crate) struct Leaf<'p> {
    plates: &'p [usize],
    rules: &'p [Rule],
    letters: &'p [Letters],
    glyphs: &'p [Glyph],
    codes: &'p [Code],
}

impl<'p> From<&'p SetPage> for Leaf<'p> {
    fn from(page: &'p SetPage) -> Leaf<'p> {
        let SetPage { plates, rules, letters, glyphs, codes } = page;
        Leaf { plates, rules, letters, glyphs, codes }
    }
}

impl Set {
    fn clear(&mut self) {
        self.ends.clear();
        let SetPage { plates, rules, letters, glyphs, codes } = &mut self.all;
        plates.clear();
        rules.clear();
        letters.clear();
        glyphs.clear();
        codes.clear();
    }

    /// Adds a page, or an empty one in place of a page that looks the same on every sheet.
    fn add(&mut self, page: Option<&mut SetPage>) {
        if let Some(page) = page {
            self.all.plates.extend_from_slice(&page.plates);
            self.all.letters.extend_from_slice(&page.letters);
            self.all.glyphs.extend_from_slice(&page.glyphs);
            self.all.codes.append(&mut page.codes);
        }
        let SetPage { plates, letters, glyphs, codes, .. } = &self.all;
        self.ends.push([plates.len(), letters.len(), glyphs.len(), codes.len()]);
    }

    fn leaves(&self) -> impl Iterator<Item = Leaf<'_>> {
        let SetPage { plates, letters, glyphs, codes, .. } = &self.all;
        let mut from = [0; 4];
        self.ends.iter().map(move |to| {
            let leaf = Leaf {
                plates: &plates[from[0]..to[0]],
                rules: &[],
                letters: &letters[from[1]..to[1]],
                glyphs: &glyphs[from[2]..to[2]],
                codes: &codes[from[3]..to[3]],
            };
            from = *to;
            leaf
        })
    }
}

impl<'r, 'a> Print<'r, 'a> {
    fn new(run: &'r Run<'a>, groups: &'r [Group], complaints: &mut Vec<Complaint>) -> Print<'r, 'a> {
        let sides: &[Side] = if run.layout.back.is_some() { &[Side::Front, Side::Back] } else { &[Side::Front] };
        Print {
            run,
            groups,
            composition: Composition::new(*run, complaints),
            cases: Cases::default(),
            sides,
            set: Set::default(),
        }
    }

    /// Sets the pages of a volume one after the other, only to see what cannot be printed.
    fn look(&mut self, parts: &[Part], complaints: &mut Vec<Complaint>) {
        let mut page = SetPage::default();
        for part in parts {
            let group = Subject::Group(&self.groups[part.group]);
            self.composition.set(Side::Separator, group, &mut page, complaints);
            for sheet in &self.run.sheets[part.from..part.to] {
                let before = complaints.len();
                complaints.append(&mut self.composition.missing(sheet));
                for side in self.sides {
                    if !self.composition.still(*side) {
                        self.composition.set(*side, Subject::Sheet(sheet), &mut page, complaints);
                    }
                }
                once_each(complaints, before);
            }
        }
    }

    /// Sets and writes a volume. Where something of it cannot be printed, nothing is written.
    fn volume(
        &mut self,
        work: &Work<'_, '_>,
        at: usize,
        complaints: &mut Vec<Complaint>,
    ) -> Result<Option<Written>, Failure> {
        let parts = &work.volumes[at];
        let mut set = std::mem::take(&mut self.set);
        self.set_all(parts, &mut set, complaints);
        let made = if complaints.is_empty() { self.write(work, at, &set).map(Some) } else { Ok(None) };
        self.set = set;
        made
    }

    /// Sets the pages of a volume in order: of each part its separator, then its sheets.
    fn set_all(&mut self, parts: &[Part], set: &mut Set, complaints: &mut Vec<Complaint>) {
        set.clear();
        let mut page = SetPage::default();
        for part in parts {
            let group = Subject::Group(&self.groups[part.group]);
            self.composition.set(Side::Separator, group, &mut page, complaints);
            set.add(Some(&mut page));
            for sheet in &self.run.sheets[part.from..part.to] {
                let before = complaints.len();
                complaints.append(&mut self.composition.missing(sheet));
                for side in self.sides {
                    if self.composition.still(*side) {
                        set.add(None);
                    } else {
                        self.composition.set(*side, Subject::Sheet(sheet), &mut page, complaints);
                        set.add(Some(&mut page));
                    }
                }
                once_each(complaints, before);
            }
        }
    }

    /// Writes a volume whose pages are set, with the fonts and plates that it needs.
    fn write(&mut self, work: &Work<'_, '_>, at: usize, set: &Set) -> Result<Written, Failure> {
        let paper = paper(self.run);
        let mut register = Register::default();
        self.composition.plates.iter().for_each(|plate| register.note_plate(plate));
        set.all.glyphs.iter().for_each(|glyph| register.note(glyph));
        let (plates, fonts) = (&self.composition.plates, &self.composition.fonts);
        let pressed = press(paper, plates, &register, fonts, &mut self.cases).map_err(Failure::Internal)?;
        let (parts, file, on) = (&work.volumes[at], work.file(at), self.run.on);
        let first = parts.first().map_or(0, |part| part.from);
        let last = parts.last().map_or(0, |part| part.to.saturating_sub(1));
        let mut out = Vec::with_capacity((last + 1 - first) * ABOUT);
        let mut written = || -> io::Result<Volume> {
            let mut stream = Stream::new(&mut out)?;
            let resources = begin(&mut stream, paper, &pressed)?;
            let (pages, papers) = self.pages(&mut stream, parts, set, &pressed)?;
            let (sha256, bytes) = stream.finish(&Finish {
                title: &work.title(at),
                date: format!("D:{:04}{:02}{:02}000000+09'00'", on.year(), on.month(), on.day()),
                paper,
                resources,
                duplex: self.sides.len() == 2,
            })?;
            Ok(Volume { file: file.clone(), sha256, bytes, pages, sheets: first..=last, papers })
        };
        let volume = written().map_err(|source| Failure::Unwritable { file: file.clone(), source })?;
        Ok((volume, out))
    }

    fn pages<W: Write>(
        &mut self,
        stream: &mut Stream<W>,
        parts: &[Part],
        set: &Set,
        pressed: &Pressed,
    ) -> io::Result<(usize, Vec<Lies>)> {
        let mut still: Vec<(Side, u32)> = Vec::new();
        let mut papers = Vec::new();
        let mut set = set.leaves();
        let mut text = Vec::new();
        let mut next = |it: &mut Self, stream: &mut Stream<W>, side: Side, page: Option<Leaf<'_>>| -> io::Result<u32> {
            if let (true, Some((_, number))) = (page.is_none(), still.iter().find(|(known, _)| *known == side)) {
                return stream.page(*number);
            }
            let mut same = SetPage::default();
            let page = page.unwrap_or_else(|| {
                it.composition.set(side, Subject::Everyone, &mut same, &mut Vec::new());
                Leaf::from(&same)
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
    let mut pictures = String::new();
    if let Some(stamp) = &pressed.stamp {
        let number = stream.reserve();
        stream.squeezed_stream(number, stamp.dictionary().as_bytes(), &squeezed(&stamp.dots)?)?;
        pictures = format!("/XObject<</S0 {number} 0 R>>");
    }
    for (index, plate) in pressed.plates.iter().enumerate() {
        let number = stream.reserve();
        let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 {w:.2} {h:.2}]/Resources<<{fonts}{pictures}>>");
        stream.squeezed_stream(number, dict.as_bytes(), plate)?;
        forms.push_str(&format!("/P{index} {number} 0 R"));
    }
    forms.push_str(">>");
    let resources = stream.reserve();
    stream.pack(resources, format!("<<{fonts}{forms}>>").as_bytes())?;
    Ok(resources)
}

/// The content of one page: its plates, then its own letters.
pub(crate) fn content(page: Leaf<'_>, pressed: &Pressed, out: &mut Vec<u8>) -> io::Result<()> {
    for plate in page.plates {
        writeln!(out, "/P{plate} Do")?;
    }
    for rule in page.rules {
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
    for code in page.codes {
        out.extend_from_slice(b"1 g\n");
        rectangle(&code.ground, out);
        out.extend_from_slice(b"f 0 g\n");
        if let Some(cells) = &code.cells {
            picture(cells, &code.ground, out)?;
            continue;
        }
        code.dark.iter().for_each(|cell| rectangle(cell, out));
        out.extend_from_slice(b"f\n");
    }
    if page.letters.is_empty() {
        return Ok(());
    }
    out.extend_from_slice(b"BT\n");
    let mut font: Option<(Face, i32)> = None;
    let (mut stretch, mut spacing, mut grey) = (1000, 0, 0);
    let mut at = (0, 0);
    for letters in page.letters {
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
        let to = (tenths(letters.x), tenths(letters.y));
        decimal(to.0 - at.0, 1, out);
        out.push(b' ');
        decimal(to.1 - at.1, 1, out);
        out.extend_from_slice(b" Td");
        at = to;
        show(&page.glyphs[letters.glyphs.clone()], pressed, out)?;
    }
    out.extend_from_slice(b"ET\n");
    Ok(())
}

/// The cells of a QR code as a picture of one bit each: a tenth of the length of so many rectangles.
fn picture(cells: &Cells, [x, y, side, _]: &[f32; 4], out: &mut Vec<u8>) -> io::Result<()> {
    let cell = side / (cells.width + 2 * QUIET) as f32;
    let (edge, inner) = (cell * QUIET as f32, cell * cells.width as f32);
    let thousandth = |value: f32| (value * 1000.0).round() as i32;
    out.extend_from_slice(b"q ");
    for value in [inner, 0.0, 0.0, inner, x + edge, y + edge] {
        decimal(thousandth(value), 3, out);
        out.push(b' ');
    }
    write!(out, "cm\nBI/W {0}/H {0}/IM true/D[1 0]ID ", cells.width)?;
    out.extend_from_slice(&cells.rows);
    out.extend_from_slice(b"\nEI Q\n");
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

/// A letter's place in tenths of a point (0.035 mm): finer is only longer, on every page.
fn tenths(value: f32) -> i32 {
    (value * 10.0).round() as i32
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
