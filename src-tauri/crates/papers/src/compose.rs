//! A layout laid out for one run: what is the same on every page becomes plates, the rest is set for each sheet.
//!
//! The split is found, not declared: a text whose fields are all of the run is the same everywhere. Things that are printed only
//! under a condition get a plate for each condition, so a sheet names plates and carries nothing but its own words.

use std::collections::BTreeSet;
use std::sync::Arc;

use rules::words::{Complaint, Said, Weight};

use crate::fonts::{Face, Fonts, Glyph, Lack, is_selector};
use crate::layout::fields::{Field, Pattern, Piece, Subject, say};
use crate::layout::{Align, Item, Place, Text, What};
use crate::lines::{self, MM};
use crate::qr::Cells;
use crate::sheet::{Kind, Route, Run, Sheet};
use crate::stamp::Stamp;

/// One line of letters in one face. Positions in pt from the bottom left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Letters {
    pub face: Face,
    pub size: f32,
    pub stretch: f32,
    /// Added after each letter, in pt before stretching.
    pub spacing: f32,
    pub grey: f32,
    pub x: f32,
    pub y: f32,
    /// Its part of the glyphs beside it.
    pub glyphs: std::ops::Range<usize>,
}

/// Something drawn on a plate. Positions in pt from the bottom left.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    Letters(Letters, Vec<Glyph>),
    Box {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        fill: Option<f32>,
        line: Option<(f32, f32)>,
        radius: f32,
    },
    Line {
        points: Vec<(f32, f32)>,
        weight: f32,
        grey: f32,
        dash: Option<[f32; 2]>,
    },
    /// The seal, within its place.
    Picture {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        stamp: Arc<Stamp>,
    },
    /// Filled outlines; a point with `true` is a handle of a curve.
    Shape {
        rings: Vec<Vec<(f32, f32, bool)>>,
        grey: f32,
    },
}

/// What is drawn once and used on many pages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plate {
    pub marks: Vec<Mark>,
}

/// A page of the layout: its plates, and the texts that differ from sheet to sheet.
struct PagePlan<'a> {
    base: usize,
    conditional: Vec<(Vec<(Field, bool)>, usize)>,
    moving: Vec<&'a Item>,
}

/// A straight line of a row. Positions in pt from the bottom left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub from: (f32, f32),
    pub to: (f32, f32),
    pub weight: f32,
    pub grey: f32,
}

/// A code on its white ground: the bars of a customer barcode, left, bottom, width and height in pt, or the cells of a QR code.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Code {
    pub ground: [f32; 4],
    pub dark: Vec<[f32; 4]>,
    /// Of a QR code its cells, within the quiet zone of the ground.
    pub cells: Option<Cells>,
}

/// One page of one sheet, set.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SetPage {
    pub plates: Vec<usize>,
    pub rules: Vec<Rule>,
    pub letters: Vec<Letters>,
    pub glyphs: Vec<Glyph>,
    /// Codes of this sheet alone.
    pub codes: Vec<Code>,
}

/// Which page of the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Front,
    Back,
    Separator,
    /// The empty back of a separator, which keeps double-sided printing in step.
    SeparatorBack,
}

/// Why a text cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Trouble {
    Lack(Option<Field>, Lack),
    /// A character that nobody sees on paper, and that turns or hides what stands beside it.
    Unseen(Option<Field>, char),
    Overflow(Vec<Field>),
    /// A QR code without content, or with too much.
    Code(Vec<Field>),
    /// What the paper must say is not known.
    Missing(Field),
    /// The layout demands a seal, and none is in force.
    NoSeal,
}

/// A run on its layout.
pub(crate) struct Composition<'a> {
    run: Run<'a>,
    pub fonts: Fonts,
    pub plates: Vec<Plate>,
    pages: Vec<(Side, PagePlan<'a>)>,
    buffer: Vec<Glyph>,
    words: String,
}

/// What the QR code of an office copy (控) says in place of a code: no scan takes it for a sheet.
pub const OFFICE_COPY: &str = "HIKAE";

/// Size of the page in pt.
pub(crate) fn paper(run: &Run<'_>) -> (f32, f32) {
    (run.layout.paper.0 / MM, run.layout.paper.1 / MM)
}

impl<'a> Composition<'a> {
    /// Lays out what is the same on every page. Complaints name the line of the layout.
    pub(crate) fn new(run: Run<'a>, complaints: &mut Vec<Complaint>) -> Composition<'a> {
        let layout = run.layout;
        let mut it = Composition {
            run,
            fonts: Fonts::new(layout.fonts.as_deref()),
            plates: Vec::new(),
            pages: Vec::new(),
            buffer: Vec::new(),
            words: String::new(),
        };
        it.page(Side::Front, &layout.front, complaints);
        if let Some(back) = &layout.back {
            it.page(Side::Back, back, complaints);
        }
        it.page(Side::Separator, &layout.separator, complaints);
        it.page(Side::SeparatorBack, &[], complaints);
        it
    }

    fn page(&mut self, side: Side, items: &'a [Item], complaints: &mut Vec<Complaint>) {
        let base = self.plates.len();
        self.plates.push(Plate::default());
        let mut plan = PagePlan { base, conditional: Vec::new(), moving: Vec::new() };
        if self.run.society.training {
            self.across(base, side, "見本");
        } else if self.run.sheets.iter().any(|sheet| sheet.copy == 0) {
            self.across(base, side, "控");
        }
        for item in items {
            let (of_run, of_sheet): (Vec<_>, Vec<_>) = item.when.iter().partition(|(field, _)| field.of_run());
            if !self.holds(&of_run, Subject::Everyone) {
                continue;
            }
            let still = self.is_still(item);
            if !still {
                plan.moving.push(item);
                continue;
            }
            let plate = if of_sheet.is_empty() {
                base
            } else if let Some((_, plate)) = plan.conditional.iter().find(|(when, _)| *when == of_sheet) {
                *plate
            } else {
                self.plates.push(Plate::default());
                let plate = self.plates.len() - 1;
                plan.conditional.push((of_sheet, plate));
                plate
            };
            let mut marks = Vec::new();
            if let Err(troubles) = self.draw(item, Subject::Everyone, 0.0, &mut marks) {
                complaints.extend(troubles.into_iter().map(|trouble| trouble.of_layout(&item.place)));
            }
            self.plates[plate].marks.append(&mut marks);
        }
        self.pages.push((side, plan));
    }

    /// Does this item say the same on every page?
    pub(crate) fn is_still(&self, item: &Item) -> bool {
        match &item.what {
            What::Text(text) => text.pattern.of_run(),
            What::Qr { text, .. } => text.of_run(),
            What::Barcode { .. } => false,
            _ => true,
        }
    }

    fn plan(&self, side: Side) -> Option<usize> {
        self.pages.iter().position(|(known, _)| *known == side)
    }

    fn holds(&mut self, when: &[(Field, bool)], subject: Subject<'_>) -> bool {
        when.iter().all(|(field, wanted)| {
            self.words.clear();
            say(*field, &self.run, subject, &mut self.words);
            self.words.is_empty() != *wanted
        })
    }

    /// Does every page of this side look the same?
    pub(crate) fn still(&self, side: Side) -> bool {
        self.plan(side).is_some_and(|at| self.pages[at].1.moving.is_empty() && self.pages[at].1.conditional.is_empty())
    }

    /// Sets one page. Troubles become complaints that name the member.
    pub(crate) fn set(
        &mut self,
        side: Side,
        subject: Subject<'_>,
        page: &mut SetPage,
        complaints: &mut Vec<Complaint>,
    ) {
        page.plates.clear();
        page.letters.clear();
        page.glyphs.clear();
        page.codes.clear();
        let Some(at) = self.plan(side) else { return };
        page.plates.push(self.pages[at].1.base);
        for index in 0..self.pages[at].1.conditional.len() {
            let when = std::mem::take(&mut self.pages[at].1.conditional[index].0);
            if self.holds(&when, subject) {
                page.plates.push(self.pages[at].1.conditional[index].1);
            }
            self.pages[at].1.conditional[index].0 = when;
        }
        let mut troubles = BTreeSet::new();
        for index in 0..self.pages[at].1.moving.len() {
            let item = self.pages[at].1.moving[index];
            if !self.holds(&item.when, subject) {
                continue;
            }
            match &item.what {
                What::Text(text) => {
                    if let Err(found) = self.text(text, subject, 0.0, &mut page.letters, &mut page.glyphs) {
                        troubles.extend(found);
                    }
                }
                What::Qr { x, y, w, text } => match self.code(text, subject, (*x, *y, *w)) {
                    Some(code) => page.codes.push(code),
                    None => {
                        troubles.insert(Trouble::Code(text.fields().collect()));
                    }
                },
                What::Barcode { x, y, size } => page.codes.extend(self.barcode(subject, (*x, *y), *size)),
                _ => {}
            }
        }
        let place = match subject {
            Subject::Sheet(sheet) => sheet.member.as_str(),
            Subject::Group(group) => group.code.as_str(),
            Subject::Everyone | Subject::Row(_) | Subject::Cover(_) => "",
        };
        complaints.extend(troubles.into_iter().map(|trouble| trouble.of_member(place)));
    }

    /// What a paper must say of everyone and this sheet does not: an empty place on it would pass for an answer.
    pub(crate) fn missing(&self, sheet: &Sheet) -> Vec<Complaint> {
        let needed: &[Field] = match self.run.kind {
            Kind::Notice => &[Field::Name, Field::Number],
            Kind::Certificate => &[Field::Name, Field::Number, Field::Born, Field::LastDay],
            Kind::LastFour => &[Field::Name, Field::AnswerUntil],
            Kind::ElderlyCertificate => {
                &[Field::Name, Field::Number, Field::Born, Field::Ratio, Field::ValidFrom, Field::RatioUntil]
            }
            Kind::ReturnRequest | Kind::Refusal => &[Field::Name, Field::Item1],
        };
        let address = sheet.route == Route::Home && self.prints(Field::Address);
        let needed = needed.iter().copied().chain(address.then_some(Field::Address));
        let mut words = String::new();
        needed
            .filter(|field| {
                words.clear();
                say(*field, &self.run, Subject::Sheet(sheet), &mut words);
                words.trim().is_empty()
            })
            .map(|field| Trouble::Missing(field).of_member(&sheet.member))
            .collect()
    }

    fn prints(&self, field: Field) -> bool {
        let moving = self.pages.iter().flat_map(|(_, plan)| &plan.moving);
        moving
            .into_iter()
            .any(|item| matches!(&item.what, What::Text(text) if text.pattern.fields().any(|one| one == field)))
    }

    /// The code of a sheet: its own management code and nothing else.
    fn code(&mut self, text: &Pattern, subject: Subject<'_>, (x, y, w): (f32, f32, f32)) -> Option<Code> {
        self.words.clear();
        for field in text.fields() {
            match (field, subject) {
                // Whoever scans it sees which print it is: what was spoiled does not go out.
                (Field::Paper, Subject::Sheet(sheet @ Sheet { copy: 2.., .. })) => {
                    self.words.push_str(&sheet.paper);
                    self.words.push('-');
                    self.words.push_str(&sheet.copy.to_string());
                }
                (Field::Paper | Field::EnvelopeCode, Subject::Sheet(Sheet { copy: 0, .. })) => {
                    self.words.push_str(OFFICE_COPY);
                }
                _ => say(field, &self.run, subject, &mut self.words),
            }
        }
        let (left, bottom, side) = (x / MM, (self.height() - y - w) / MM, w / MM);
        let cells = crate::qr::cells(&self.words)?;
        Some(Code { ground: [left, bottom, side, side], dark: Vec::new(), cells: Some(cells) })
    }

    /// カスタマバーコード of a sheet that is posted to an address. Whoever has no postcode gets none, as on any envelope.
    fn barcode(&self, subject: Subject<'_>, (x, y): (f32, f32), size: f32) -> Option<Code> {
        let Subject::Sheet(sheet) = subject else { return None };
        let (postcode, address) = (sheet.postcode.as_deref()?, sheet.address.as_ref()?);
        crate::barcode::code(postcode, address.text(), x / MM, (self.height() - y) / MM, size)
    }

    /// Draws onto a plate what is not set anew for each page, though it says something of the subject: codes.
    pub(crate) fn draw_codes(
        &mut self,
        items: &[Item],
        subject: Subject<'_>,
        plate: &mut Plate,
        complaints: &mut Vec<Complaint>,
    ) {
        for item in items.iter().filter(|item| matches!(item.what, What::Qr { .. } | What::Barcode { .. })) {
            if self.holds(&item.when, subject)
                && let Err(troubles) = self.draw(item, subject, 0.0, &mut plate.marks)
            {
                complaints.extend(troubles.into_iter().map(|trouble| trouble.of_layout(&item.place)));
            }
        }
    }

    /// Sets the texts and lines of `items` `down` mm below their place, as the rows of a cover need it. What cannot be set is a
    /// complaint that names the line of the layout; the rest is set.
    pub(crate) fn set_at(
        &mut self,
        items: &[Item],
        subject: Subject<'_>,
        down: f32,
        page: &mut SetPage,
        complaints: &mut Vec<Complaint>,
    ) {
        let up = |at: (f32, f32), height: f32| (at.0 / MM, (height - down - at.1) / MM);
        for item in items {
            if !self.holds(&item.when, subject) {
                continue;
            }
            match &item.what {
                What::Text(text) => {
                    if let Err(troubles) = self.text(text, subject, down, &mut page.letters, &mut page.glyphs) {
                        complaints.extend(troubles.into_iter().map(|trouble| trouble.of_layout(&item.place)));
                    }
                }
                What::Line { from, to, weight, grey, .. } => {
                    let height = self.height();
                    let (from, to) = (up(*from, height), up(*to, height));
                    page.rules.push(Rule { from, to, weight: *weight, grey: *grey });
                }
                What::Qr { x, y, w, text } => match self.code(text, subject, (*x, *y + down, *w)) {
                    Some(code) => page.codes.push(code),
                    None => complaints
                        .extend(std::iter::once(Trouble::Code(text.fields().collect()).of_layout(&item.place))),
                },
                _ => {}
            }
        }
    }

    fn height(&self) -> f32 {
        self.run.layout.paper.1
    }

    fn draw(
        &mut self,
        item: &Item,
        subject: Subject<'_>,
        down: f32,
        marks: &mut Vec<Mark>,
    ) -> Result<(), Vec<Trouble>> {
        let top = self.height();
        let up = |y: f32| (top - down - y) / MM;
        match &item.what {
            What::Text(text) => {
                let (mut letters, mut glyphs) = (Vec::new(), Vec::new());
                self.text(text, subject, down, &mut letters, &mut glyphs)?;
                marks.extend(letters.into_iter().map(|mut line| {
                    let own: Vec<Glyph> = glyphs[line.glyphs.clone()].to_vec();
                    line.glyphs = 0..own.len();
                    Mark::Letters(line, own)
                }));
            }
            What::Box { x, y, w, h, fill, weight, grey, radius } => marks.push(Mark::Box {
                x: x / MM,
                y: up(y + h),
                w: w / MM,
                h: h / MM,
                fill: *fill,
                line: weight.map(|weight| (weight, *grey)),
                radius: radius / MM,
            }),
            What::Picture { x, y, w, h, required } => match &self.run.society.seal {
                Some(stamp) => {
                    let (across, down) = (w / stamp.width as f32, h / stamp.height as f32);
                    let dot = across.min(down);
                    let (wide, high) = (dot * stamp.width as f32, dot * stamp.height as f32);
                    marks.push(Mark::Picture {
                        x: (x + (w - wide) / 2.0) / MM,
                        y: up(y + (h + high) / 2.0),
                        w: wide / MM,
                        h: high / MM,
                        stamp: Arc::clone(stamp),
                    });
                }
                None if *required => return Err(vec![Trouble::NoSeal]),
                None => {}
            },
            What::Line { from, to, weight, grey, dash } => marks.push(Mark::Line {
                points: vec![(from.0 / MM, up(from.1)), (to.0 / MM, up(to.1))],
                weight: *weight,
                grey: *grey,
                dash: dash.map(|[on, off]| [on / MM, off / MM]),
            }),
            What::Arrow { from, to, weight, grey } => {
                arrow((from.0 / MM, up(from.1)), (to.0 / MM, up(to.1)), *weight, *grey, marks)
            }
            What::Cut { x, y, w, h } => cut(x / MM, up(y + h), w / MM, h / MM, marks),
            What::Barcode { x, y, size } => {
                if let Some(code) = self.barcode(subject, (*x, *y + down), *size) {
                    let (fill, line, radius) = (Some(1.0), None, 0.0);
                    let [x, y, w, h] = code.ground;
                    marks.push(Mark::Box { x, y, w, h, fill, line, radius });
                    let ring = |[x, y, w, h]: [f32; 4]| {
                        [(x, y), (x + w, y), (x + w, y + h), (x, y + h)].map(|(x, y)| (x, y, false)).to_vec()
                    };
                    marks.push(Mark::Shape { rings: code.dark.into_iter().map(ring).collect(), grey: 0.0 });
                }
            }
            What::Qr { x, y, w, text } => {
                let mut words = String::new();
                for (_, piece) in &text.pieces {
                    match piece {
                        Piece::Words(plain) => words.push_str(plain),
                        Piece::Field(field) => say(*field, &self.run, subject, &mut words),
                    }
                }
                // A white ground: nothing may shine through the quiet zone.
                let (left, side) = (x / MM, w / MM);
                let (fill, line, radius) = (Some(1.0), None, 0.0);
                marks.push(Mark::Box { x: left, y: up(y + w), w: side, h: side, fill, line, radius });
                if let Some(mark) = crate::qr::mark(&words, x / MM, up(y + w), w / MM) {
                    marks.push(mark);
                } else {
                    return Err(vec![Trouble::Code(text.fields().collect())]);
                }
            }
        }
        Ok(())
    }

    /// Sets one text. The lines are added to `letters`, their glyphs to `glyphs`.
    fn text(
        &mut self,
        text: &Text,
        subject: Subject<'_>,
        down: f32,
        letters: &mut Vec<Letters>,
        glyphs: &mut Vec<Glyph>,
    ) -> Result<(), Vec<Trouble>> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut done = Ok(());
        if let Some(mark) = &text.mark {
            done = self.glyphs(mark, text.look.bold, subject, &mut buffer);
            if done.is_ok() {
                self.place(text, &buffer, text.at.0, None, down, letters, glyphs);
            }
        }
        if done.is_ok() {
            done = self.glyphs(&text.pattern, text.look.bold, subject, &mut buffer);
        }
        if done.is_ok() && !buffer.is_empty() {
            let width = text.width.map(|width| width - text.indent);
            if !self.place(text, &buffer, text.at.0 + text.indent, width, down, letters, glyphs) {
                done = Err(vec![Trouble::Overflow(text.pattern.fields().filter(|field| !field.of_run()).collect())]);
            }
        }
        self.buffer = buffer;
        done
    }

    #[expect(clippy::too_many_arguments, reason = "one place on the page, taken apart nowhere else")]
    fn place(
        &self,
        text: &Text,
        buffer: &[Glyph],
        x: f32,
        width: Option<f32>,
        down: f32,
        letters: &mut Vec<Letters>,
        glyphs: &mut Vec<Glyph>,
    ) -> bool {
        let look = &text.look;
        let Some(fit) = lines::fit(buffer, text, width) else { return false };
        let count = fit.lines.len() as f32;
        let mut y = text.at.1 + down;
        if text.middle {
            y -= (count - 1.0) * fit.leading / 2.0 + (look.size - fit.size) * MM * 0.36;
        }
        for line in &fit.lines {
            let own = &buffer[line.from..line.to];
            let natural = line.width / 1000.0 * fit.size * MM * fit.stretch;
            let mut gap = look.tracking;
            let mut start = x;
            match (width, look.align) {
                (Some(width), Align::Centre) => start += (width - natural) / 2.0,
                (Some(width), Align::Right) => start += width - natural,
                (None, Align::Centre) => start -= natural / 2.0,
                (None, Align::Right) => start -= natural,
                (Some(width), Align::Left) if look.justify && !line.last && own.len() > 1 => {
                    let slack = (width - natural) / (fit.size * MM) * 1000.0;
                    let each = slack / (own.len() - 1) as f32;
                    // More than a tenth of a letter between two letters would look like a hole.
                    if (-60.0..=110.0).contains(&each) {
                        gap += each;
                    }
                }
                (_, Align::Left) => {}
            }
            let mut from = 0;
            let mut at = start;
            for part in own.chunk_by(|a, b| a.face == b.face) {
                let first = glyphs.len();
                glyphs.extend_from_slice(part);
                letters.push(Letters {
                    face: part[0].face,
                    size: fit.size,
                    stretch: fit.stretch,
                    spacing: gap * fit.size / 1000.0,
                    grey: look.grey,
                    x: at / MM,
                    y: (self.height() - y) / MM,
                    glyphs: first..glyphs.len(),
                });
                let wide: f32 = part.iter().map(|glyph| glyph.advance + gap).sum();
                at += wide / 1000.0 * fit.size * MM * fit.stretch;
                from += part.len();
            }
            debug_assert_eq!(from, own.len());
            y += fit.leading;
        }
        true
    }

    /// The glyphs of a pattern. A text that needs IPAmj Mincho for one character is set in it wholly: one Mincho character
    /// within a Gothic name looks like a misprint.
    fn glyphs(
        &mut self,
        pattern: &Pattern,
        bold: bool,
        subject: Subject<'_>,
        buffer: &mut Vec<Glyph>,
    ) -> Result<(), Vec<Trouble>> {
        let wanted = matches!(subject, Subject::Sheet(Sheet { mincho: true, .. }))
            && pattern.fields().any(|field| matches!(field, Field::Name | Field::InsuredName));
        if !wanted && self.glyphs_in(pattern, bold, subject, buffer, false).is_ok() {
            return Ok(());
        }
        if wanted && let Err(lack) = self.fonts.rare('一', None) {
            // Decided so, and not to be had here: another face in its place would be a decision of the program's.
            return Err(vec![Trouble::Lack(Some(Field::Name), lack)]);
        }
        self.glyphs_in(pattern, bold, subject, buffer, true)
    }

    fn glyphs_in(
        &mut self,
        pattern: &Pattern,
        bold: bool,
        subject: Subject<'_>,
        buffer: &mut Vec<Glyph>,
        rare: bool,
    ) -> Result<(), Vec<Trouble>> {
        buffer.clear();
        let mut troubles = Vec::new();
        let mut words = std::mem::take(&mut self.words);
        for (strong, piece) in &pattern.pieces {
            let field = match piece {
                Piece::Words(_) => None,
                Piece::Field(field) => Some(*field),
            };
            words.clear();
            let text = match piece {
                Piece::Words(plain) => plain.as_str(),
                Piece::Field(field) => {
                    say(*field, &self.run, subject, &mut words);
                    if let (Field::Paper, Subject::Sheet(Sheet { copy: 2.., .. })) = (field, subject) {
                        // What is read by eye; a QR code has it behind a dash.
                        words.push('（');
                        say(Field::Copy, &self.run, subject, &mut words);
                        words.push_str("回目の印刷）");
                    }
                    if let (Field::Paper, Subject::Sheet(Sheet { copy: 0, .. })) = (field, subject) {
                        words.clear();
                        words.push_str("控（送りません）");
                    }
                    words.as_str()
                }
            };
            let face = if bold != *strong { Face::Bold } else { Face::Regular };
            let mut letters = text.chars().peekable();
            while let Some(letter) = letters.next() {
                let variant = letters.next_if(|next| is_selector(*next));
                if letter == '\n' && field.is_none() {
                    buffer.push(Glyph { face, id: 0, advance: 0.0, letter, variant: None });
                    continue;
                }
                if letter == '\u{2060}' {
                    continue;
                }
                if field.is_some() && unseen(letter) {
                    troubles.push(Trouble::Unseen(field, letter));
                    continue;
                }
                let shipped = self.fonts.shipped(face, letter, variant);
                let glyph = if rare {
                    self.fonts.rare(letter, variant).or_else(|lack| shipped.ok_or(lack))
                } else {
                    shipped.ok_or(Lack::Letter(letter))
                };
                match glyph {
                    Ok(glyph) => buffer.push(glyph),
                    Err(lack) => {
                        troubles.push(Trouble::Lack(field, lack));
                        if !rare {
                            break;
                        }
                    }
                }
            }
        }
        self.words = words;
        if troubles.is_empty() { Ok(()) } else { Err(troubles) }
    }

    /// 見本 or 控 across the page in a light grey, on each part that is cut off, and in a frame at the top edge. It is drawn by the
    /// program and not by the layout, so no layout can leave it out; as outlines and not as letters, so that it never mixes with
    /// the text.
    fn across(&mut self, plate: usize, side: Side, word: &str) {
        let (w, h) = paper(&self.run);
        let mut marks = vec![self.stamp(word, (w / 2.0, h / 2.0), w * 0.34, 0.56)];
        for item in &self.run.layout.front {
            if let What::Cut { x, y, w: cut_w, h: cut_h } = item.what {
                let x = match side {
                    Side::Front => x / MM,
                    Side::Back => w - (x + cut_w) / MM,
                    Side::Separator | Side::SeparatorBack => continue,
                };
                let centre = (x + cut_w / 2.0 / MM, h - (y + cut_h / 2.0) / MM);
                marks.push(self.stamp(word, centre, cut_h / MM * 0.56, 0.25));
            }
        }
        let (fw, fh) = (15.0 / MM, 5.2 / MM);
        let (fx, fy) = (w / 2.0 - fw / 2.0, h - fh - 2.0 / MM);
        let line = Some((0.9, 0.0));
        marks.push(Mark::Box { x: fx, y: fy, w: fw, h: fh, fill: None, line, radius: 0.0 });
        let size = 4.2 / MM;
        let mut rings = Vec::new();
        let half = word.chars().count() as f32 / 2.0;
        for (index, letter) in word.chars().enumerate() {
            let dx = w / 2.0 + size * (index as f32 - half) * 1.3 + size * 0.15;
            rings.extend(self.fonts.outline(letter, size, (dx, fy + size * 0.24)));
        }
        marks.push(Mark::Shape { rings, grey: 0.0 });
        self.plates[plate].marks.append(&mut marks);
    }

    /// A word in light grey around a point, turned by an angle.
    fn stamp(&self, word: &str, centre: (f32, f32), size: f32, angle: f32) -> Mark {
        let mut rings = Vec::new();
        let half = word.chars().count() as f32 / 2.0;
        for (index, letter) in word.chars().enumerate() {
            let dx = size * (index as f32 - half) * 1.06 + size * 0.03;
            rings.extend(self.fonts.outline(letter, size, (dx, -size * 0.38)));
        }
        let (sin, cos) = angle.sin_cos();
        for point in rings.iter_mut().flatten() {
            *point = (centre.0 + point.0 * cos - point.1 * sin, centre.1 + point.0 * sin + point.1 * cos, point.2);
        }
        Mark::Shape { rings, grey: 0.9 }
    }
}

/// A line with a filled head.
fn arrow(from: (f32, f32), to: (f32, f32), weight: f32, grey: f32, marks: &mut Vec<Mark>) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(0.01);
    let (ux, uy) = (dx / length, dy / length);
    let (long, wide) = (6.2, 2.4);
    let neck = (to.0 - ux * long, to.1 - uy * long);
    marks.push(Mark::Line { points: vec![from, neck], weight, grey, dash: None });
    marks.push(Mark::Shape {
        rings: vec![vec![
            (to.0, to.1, false),
            (neck.0 - uy * wide, neck.1 + ux * wide, false),
            (neck.0 + uy * wide, neck.1 - ux * wide, false),
        ]],
        grey,
    });
}

/// The edge of a part to be cut off: a thin dashed line, and crosses at its corners that can be found with a ruler.
fn cut(x: f32, y: f32, w: f32, h: f32, marks: &mut Vec<Mark>) {
    let arm = 2.0 / MM;
    let edge = |points: Vec<(f32, f32)>, dash| Mark::Line { points, weight: 0.3, grey: 0.35, dash };
    let dash = Some([1.0 / MM, 0.8 / MM]);
    for (a, b) in [
        ((x + arm, y), (x + w - arm, y)),
        ((x + arm, y + h), (x + w - arm, y + h)),
        ((x, y + arm), (x, y + h - arm)),
        ((x + w, y + arm), (x + w, y + h - arm)),
    ] {
        marks.push(edge(vec![a, b], dash));
    }
    for (cx, cy) in [(x, y), (x + w, y), (x, y + h), (x + w, y + h)] {
        marks.push(edge(vec![(cx - arm, cy), (cx + arm, cy)], None));
        marks.push(edge(vec![(cx, cy - arm), (cx, cy + arm)], None));
    }
}

impl Trouble {
    fn of_member(&self, member: &str) -> Complaint {
        self.complaint(member.to_owned())
    }

    fn of_layout(&self, place: &Place) -> Complaint {
        self.complaint(place.to_string())
    }

    fn complaint(&self, place: String) -> Complaint {
        let (code, sentence, hint) = match self {
            Trouble::Lack(field, lack) => {
                let (ja, en) = field.map_or(("決まり文句", "the fixed words"), Field::called);
                match lack {
                    Lack::Letter(letter) => (
                        "missing_character",
                        Said::new(
                            format!("{ja}の文字 {} は、どの書体にもないため印刷できません。", code_point(*letter)),
                            format!(
                                "The character {} in {en} is in no typeface and cannot be printed.",
                                code_point(*letter)
                            ),
                        ),
                        Said::new(
                            "印刷用の文字を、標準の文字かカナに直してください。",
                            "Give the printed form in a standard character or in kana.",
                        ),
                    ),
                    Lack::Variant(letter, variant) => (
                        "missing_variant",
                        Said::new(
                            format!(
                                "{ja}の異体字 {} {} は、どの書体にもないため印刷できません。",
                                code_point(*letter),
                                code_point(*variant)
                            ),
                            format!(
                                "The variant {} {} in {en} is in no typeface and cannot be printed.",
                                code_point(*letter),
                                code_point(*variant)
                            ),
                        ),
                        Said::new(
                            "印刷用の文字を、別の字形か標準の文字に直してください。",
                            "Give the printed form in another variant or in the standard character.",
                        ),
                    ),
                    Lack::RareFace(letter, variant) => {
                        let variant = variant.map(|variant| format!(" {}", code_point(variant))).unwrap_or_default();
                        (
                            "rare_typeface_absent",
                            Said::new(
                                format!(
                                    "{ja}の文字 {}{variant} には、この機械にないIPAmj明朝（ipamjm.ttf）が必要です。",
                                    code_point(*letter)
                                ),
                                format!(
                                    "The character {}{variant} in {en} needs IPAmj Mincho (ipamjm.ttf), which is not on this machine.",
                                    code_point(*letter)
                                ),
                            ),
                            Said::new(
                                "IPAmj明朝を入れるか（それにもない字形のこともあります）、印刷用の文字を標準の文字に直してください。Debianでは fonts-ipamj-mincho です。",
                                "Install IPAmj Mincho (fonts-ipamj-mincho on Debian), which may lack it as well, or give the printed form in a standard character.",
                            ),
                        )
                    }
                }
            }
            Trouble::Unseen(field, letter) => {
                let (ja, en) = field.map_or(("決まり文句", "the fixed words"), Field::called);
                (
                    "unseen_character",
                    Said::new(
                        format!("{ja}に、紙の上で見えない文字 {} があります。", code_point(*letter)),
                        format!("{en} has the character {}, which nobody sees on paper.", code_point(*letter)),
                    ),
                    Said::new(
                        "文字の向きや幅を変える記号です。その文字を除いて登録し直してください。",
                        "It turns or hides other characters. Record the text without it.",
                    ),
                )
            }
            Trouble::Missing(field) => {
                let (ja, en) = field.called();
                (
                    "missing_value",
                    Said::new(
                        format!("{ja}が分からないため、印刷できません。"),
                        format!("Cannot be printed without {en}."),
                    ),
                    Said::new(
                        "台帳に登録してから、もう一度印刷してください。",
                        "Record it in the ledger and print again.",
                    ),
                )
            }
            Trouble::NoSeal => (
                "seal_missing",
                Said::new(
                    "この様式には印影が要りますが、この日に使える承認済みの印影がありません。",
                    "This layout demands a seal, and no approved seal is in force on the day.",
                ),
                Said::new(
                    "印影を登録し、別の責任者の承認を受けてから、もう一度確定してください。",
                    "Propose a seal, have another supervisor approve it, and freeze the batch again.",
                ),
            ),
            Trouble::Code(fields) => {
                let called = fields.first().map_or(("QRコード", "the QR code"), |field| field.called());
                (
                    "unprintable_code",
                    Said::new(
                        format!("{}がないか長すぎるため、QRコードにできません。", called.0),
                        format!("No QR code can be made of {}: it is empty or too long.", called.1),
                    ),
                    Said::new("400バイトまでの内容を設定してください。", "Give it a content of at most 400 bytes."),
                )
            }
            Trouble::Overflow(fields) => {
                let names = |pick: fn((&'static str, &'static str)) -> &'static str, between: &str, none: &str| {
                    let words: Vec<&str> = fields.iter().map(|field| pick(field.called())).collect();
                    if words.is_empty() { none.to_owned() } else { words.join(between) }
                };
                let ja = names(|(ja, _)| ja, "・", "決まり文句");
                let en = names(|(_, en)| en, ", ", "the fixed words");
                (
                    "overflow",
                    Said::new(
                        format!("{ja}が長すぎて、決められた場所に入りません。"),
                        format!("Too long for its place: {en}."),
                    ),
                    Said::new(
                        "印刷用の文字を短くするか、レイアウトの幅（w）か行数（lines）を広げてください。",
                        "Shorten the printed form, or give it more width (w) or lines in the layout.",
                    ),
                )
            }
        };
        Complaint { place, code, weight: Weight::Refusal, sentence, hint }
    }
}

/// Controls, marks of direction and of no width: they have no place in a name or an address on paper.
pub(crate) fn unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        )
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2061}'..='\u{206F}' | '\u{3164}')
        || matches!(letter, '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}
