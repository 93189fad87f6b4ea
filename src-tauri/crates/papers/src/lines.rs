//! Lines of Japanese text: where they may break (禁則処理), and how a text is made to fit its place.

use crate::fonts::Glyph;
use crate::layout::{Look, Text};

/// One line: a part of the glyphs of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    pub from: usize,
    pub to: usize,
    /// Its width in thousandths of the size, before anything is stretched.
    pub width: f32,
    /// The last line of a paragraph is never stretched.
    pub last: bool,
}

/// A text that fits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fit {
    pub lines: Vec<Line>,
    /// The size in pt.
    pub size: f32,
    /// Width of the letters: 1 is as they are, less is 長体.
    pub stretch: f32,
    /// Distance of the lines in mm.
    pub leading: f32,
}

/// Millimetres of a point.
pub(crate) const MM: f32 = 25.4 / 72.0;
/// A line is made narrower to this part before its size shrinks.
const NARROWEST: f32 = 0.86;
/// A value is set on two lines when one line would make it smaller than this.
const ONE_LINE: f32 = 0.78;

/// The advance of a glyph with its tracking, in thousandths.
fn advance(glyph: &Glyph, look: &Look) -> f32 {
    glyph.advance + look.tracking
}

/// Fits glyphs into the place of a text, or says that they do not fit.
pub(crate) fn fit(glyphs: &[Glyph], text: &Text, width: Option<f32>) -> Option<Fit> {
    let look = &text.look;
    // The width of the place in thousandths of the full size.
    let room = width.map_or(f32::INFINITY, |width| width / (look.size * MM) * 1000.0);
    let broken = glyphs.iter().any(|glyph| glyph.letter == '\n');
    if broken && width.is_none() {
        return Some(Fit { lines: wrap(glyphs, look, room), size: look.size, stretch: 1.0, leading: look.leading });
    }
    if !broken {
        // Nearly every text: one line that fits as it is, or becomes narrower.
        let natural = glyphs.iter().map(|glyph| advance(glyph, look)).sum();
        let smallest = match (text.lines, text.middle) {
            (1, _) => look.shrink,
            (_, true) => ONE_LINE.max(look.shrink),
            (_, false) => 1.0,
        };
        let part = if natural > room { room / natural } else { 1.0 };
        if part >= smallest {
            let stretch = part.max(NARROWEST);
            let lines = vec![Line { from: 0, to: glyphs.len(), width: natural, last: true }];
            return Some(Fit { lines, size: look.size * part / stretch, stretch, leading: look.leading });
        }
    }
    if text.lines == 1 {
        return None;
    }
    if text.middle {
        let (lines, part) = several(glyphs, text, room, 0.8)?;
        let size = look.size * part;
        return Some(Fit { lines, size, stretch: 1.0, leading: size * MM * 1.22 });
    }
    let (lines, part) = several(glyphs, text, room, 1.0)?;
    Some(Fit { lines, size: look.size * part, stretch: 1.0, leading: look.leading * part })
}

/// Breaks into at most the lines of the text, as large as it fits, from `largest` down.
fn several(glyphs: &[Glyph], text: &Text, room: f32, largest: f32) -> Option<(Vec<Line>, f32)> {
    let look = &text.look;
    let fits = |breaking: &dyn Fn(f32) -> Option<Vec<Line>>| {
        let mut part = largest;
        while part >= look.shrink - 0.001 {
            if let Some(lines) = breaking(room / part).filter(|lines| lines.len() <= text.lines) {
                return Some((lines, part));
            }
            part -= 0.025;
        }
        None
    };
    let anywhere = fits(&|room| Some(even(glyphs, look, room)));
    let broken = glyphs.iter().any(|glyph| glyph.letter == '\n');
    if look.justify || broken || anywhere.as_ref().is_some_and(|(lines, _)| lines.len() < 2) {
        return anywhere;
    }
    // Names and addresses break at a space, unless that makes them much smaller.
    let at_spaces = fits(&|room| at_spaces(glyphs, look, room));
    match (anywhere, at_spaces) {
        (Some((_, large)), Some((lines, part))) if part >= large * 0.82 => Some((lines, part)),
        (None, found) | (found, _) => found,
    }
}

/// Lines that break at spaces only; `None` where a word is wider than the room.
fn at_spaces(glyphs: &[Glyph], look: &Look, room: f32) -> Option<Vec<Line>> {
    let width = |from: usize, to: usize| glyphs[from..to].iter().map(|glyph| advance(glyph, look)).sum::<f32>();
    let mut lines = Vec::new();
    let (mut from, mut to) = (0, 0);
    while from < glyphs.len() {
        let end = glyphs[to..].iter().position(|glyph| is_space(glyph.letter)).map_or(glyphs.len(), |at| to + at);
        if width(from, end) <= room {
            to = end;
            if end == glyphs.len() {
                lines.push(Line { from, to, width: width(from, to), last: true });
                break;
            }
            to += 1;
        } else if to > from {
            lines.push(trim(glyphs, look, Line { from, to, width: width(from, to), last: false }));
            from = to;
        } else {
            return None;
        }
    }
    Some(lines)
}

/// Wraps, and avoids a last line of a few letters by breaking the lines before it a little earlier.
fn even(glyphs: &[Glyph], look: &Look, room: f32) -> Vec<Line> {
    let lines = wrap(glyphs, look, room);
    let short = |lines: &[Line]| lines.windows(2).any(|pair| !pair[0].last && pair[1].last && pair[1].width < 4200.0);
    if !short(&lines) {
        return lines;
    }
    for part in [0.985, 0.97, 0.955, 0.94, 0.925] {
        let tried = wrap(glyphs, look, room * part);
        if tried.len() == lines.len() && !short(&tried) {
            return tried;
        }
    }
    lines
}

/// Greedy lines no wider than `room` thousandths.
pub(crate) fn wrap(glyphs: &[Glyph], look: &Look, room: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = 0;
    while from < glyphs.len() {
        let mut width = 0.0;
        let mut at = from;
        let mut fallback: Option<(usize, f32)> = None;
        let line = loop {
            let Some(glyph) = glyphs.get(at) else {
                break Line { from, to: at, width, last: true };
            };
            if glyph.letter == '\n' {
                break Line { from, to: at, width, last: true };
            }
            if at > from && may_break(&glyphs[at - 1], glyph) {
                fallback = Some((at, width));
            }
            let wider = width + advance(glyph, look);
            // A space or a closing mark's empty half may hang over the edge.
            if wider - hang(glyph) > room && at > from {
                let (to, width) = fallback.unwrap_or((at, width));
                break Line { from, to, width, last: false };
            }
            width = wider;
            at += 1;
        };
        let next = if glyphs.get(line.to).is_some_and(|glyph| glyph.letter == '\n') { line.to + 1 } else { line.to };
        lines.push(trim(glyphs, look, line));
        from = next.max(line.from + 1);
        while lines.last().is_some_and(|line| !line.last)
            && glyphs.get(from).is_some_and(|glyph| is_space(glyph.letter))
        {
            from += 1;
        }
    }
    lines
}

fn trim(glyphs: &[Glyph], look: &Look, mut line: Line) -> Line {
    while line.to > line.from && is_space(glyphs[line.to - 1].letter) {
        line.to -= 1;
        line.width -= advance(&glyphs[line.to], look);
    }
    line
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{3000}')
}

fn hang(glyph: &Glyph) -> f32 {
    match glyph.letter {
        '、' | '。' | '，' | '．' => glyph.advance * 0.5,
        ' ' | '\u{3000}' => glyph.advance,
        _ => 0.0,
    }
}

/// 行頭禁則: never at the beginning of a line.
const NOT_FIRST: &str =
    "、。，．・：；？！ー」』）】］｝〉》”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ〜～％℃,.:;?!)]}%/";
/// 行末禁則: never at the end of a line.
const NOT_LAST: &str = "「『（【［｛〈《“‘([{〒①②③④⑤";
/// Counters stay with their number: 14日, 3か月, 5回目.
const COUNTERS: &str = "年月日歳時分秒回枚割番号円人通か週階第";

fn may_break(before: &Glyph, after: &Glyph) -> bool {
    let (a, b) = (before.letter, after.letter);
    if NOT_LAST.contains(a) || NOT_FIRST.contains(b) || a == '\u{2060}' || b == '\u{2060}' {
        return false;
    }
    let run = |letter: char| letter.is_ascii_alphanumeric() || "-–./:@_".contains(letter);
    if run(a) && run(b) {
        return false;
    }
    // 456番地の78
    !(a.is_ascii_digit() && COUNTERS.contains(b) || a == 'の' && b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Face;
    use crate::layout::Align;

    fn glyphs(text: &str) -> Vec<Glyph> {
        text.chars()
            .map(|letter| Glyph {
                face: Face::Regular,
                id: 1,
                advance: if letter.is_ascii() { 500.0 } else { 1000.0 },
                letter,
                variant: None,
            })
            .collect()
    }

    const LOOK: Look = Look {
        size: 10.0,
        leading: 5.0,
        bold: false,
        grey: 0.0,
        align: Align::Left,
        justify: true,
        tracking: 0.0,
        shrink: 0.55,
    };

    fn shown(text: &str, room: f32) -> Vec<String> {
        wrap(&glyphs(text), &LOOK, room)
            .iter()
            .map(|line| text.chars().skip(line.from).take(line.to - line.from).collect())
            .collect()
    }

    #[test]
    fn closing_marks_never_begin_a_line_and_opening_ones_never_end_it() {
        assert_eq!(shown("あいうえお。かき", 5000.0), ["あいうえ", "お。かき"]);
        assert_eq!(shown("あいうえ「かき」", 5000.0), ["あいうえ", "「かき」"]);
    }

    #[test]
    fn a_number_stays_with_its_counter_and_is_not_broken() {
        assert_eq!(shown("あいうえ14日です", 5000.0), ["あいうえ", "14日です"]);
        assert_eq!(shown("電話は0120-95-0178へ", 6000.0), ["電話は", "0120-95-0178", "へ"]);
    }

    #[test]
    fn no_letter_is_lost_by_wrapping() {
        let text = "資格情報のお知らせは、給付金を申請するときに使う「記号・番号・枝番」をお知らせするものです。";
        for room in [3000.0, 5000.0, 7777.0, 12000.0] {
            assert_eq!(shown(text, room).concat(), text);
        }
    }
}
