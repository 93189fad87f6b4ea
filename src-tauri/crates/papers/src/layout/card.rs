//! Parts that are cut off: no fold goes through them, and nothing lies across their edge or under them that is not theirs.

use rules::words::Said;

use super::fields::{Pattern, Piece};
use super::{Align, Item, Plan, Reader, Text, What};
use crate::barcode;
use crate::lines::MM;

/// A4, and where it is folded for a long envelope (長3).
const A4: (f32, f32) = (210.0, 297.0);
const PANEL: f32 = 99.0;
/// So much may be measured wrong, in mm.
const SLACK: f32 = 0.6;

/// Left, top, right and bottom in mm.
type Area = (f32, f32, f32, f32);

impl Reader<'_> {
    /// Finds what lies across the edge of a part that is cut off, or under it.
    pub(super) fn check_cards(&mut self, plan: &Plan, front: &[Item], back: &[Item]) {
        let cuts = front.iter().filter_map(|item| match item.what {
            What::Cut { x, y, w, h } => Some((item, (x, y, x + w, y + h))),
            _ => None,
        });
        for (cut, area) in cuts {
            if plan.paper == A4 && (area.1 / PANEL).floor() != ((area.3 - 0.01) / PANEL).floor() {
                self.complaint(
                    &cut.place,
                    "layout_fold",
                    Said::new(
                        "切り取る部分が、三つ折りの折り目（99ミリと198ミリ）にかかっています。",
                        "A fold (at 99 and 198 mm) goes through the part that is cut off.",
                    ),
                    Said::new(
                        "0〜99、99〜198、198〜297ミリのどれかの中に置いてください。",
                        "Put it wholly within 0 to 99, 99 to 198 or 198 to 297 mm.",
                    ),
                );
            }
            for item in front {
                let own = match &cut.origin {
                    Some(origin) => item.origin.as_ref() == Some(origin),
                    None => true,
                };
                self.check_card(item, area, own);
            }
            // Behind the card lies what is turned over along the long edge.
            let behind = (plan.paper.0 - area.2, area.1, plan.paper.0 - area.0, area.3);
            for item in back {
                let from = item.origin.as_deref().and_then(|name| plan.origins.get(name));
                let own = from.is_some_and(|[x, y]| within((*x, *y, *x, *y), behind));
                self.check_card(item, behind, own);
            }
        }
    }

    fn check_card(&mut self, item: &Item, card: Area, own: bool) {
        let Some(taken) = area(&item.what) else { return };
        if apart(taken, card) || own && within(taken, card) {
            return;
        }
        self.complaint(
            &item.place,
            "layout_under_card",
            if own {
                Said::new(
                    "切り取る部分の縁にかかっています。",
                    "This lies across the edge of the part that is cut off.",
                )
            } else {
                Said::new(
                    "切り取る部分に重なっていますが、その一部ではありません。",
                    "This lies on the part that is cut off, and is none of it.",
                )
            },
            Said::new(
                "位置（x、y、w）を直すか、切り取る部分と同じ in を書いてください。",
                "Mend x, y and w, or give it the `in` of the part that is cut off.",
            ),
        );
    }
}

fn within(one: Area, card: Area) -> bool {
    one.0 >= card.0 - SLACK && one.1 >= card.1 - SLACK && one.2 <= card.2 + SLACK && one.3 <= card.3 + SLACK
}

fn apart(one: Area, card: Area) -> bool {
    one.2 <= card.0 + SLACK || one.0 >= card.2 - SLACK || one.3 <= card.1 + SLACK || one.1 >= card.3 - SLACK
}

/// The place that something to be read takes; frames and lines may go around a card or through the page.
fn area(what: &What) -> Option<Area> {
    match what {
        What::Text(text) => Some(of_text(text)),
        What::Qr { x, y, w, .. } => Some((*x, *y, x + w, y + w)),
        What::Picture { x, y, w, h, .. } => Some((*x, *y, x + w, y + h)),
        What::Barcode { x, y, size } => {
            let (w, h) = barcode::extent(*size);
            Some((*x, *y, x + w, y + h))
        }
        _ => None,
    }
}

/// A text with a width may fill it with all its lines; without one, what is known of it counts: its fixed words.
fn of_text(text: &Text) -> Area {
    let (x, y) = text.at;
    let size = text.look.size * MM;
    let more = (text.lines - 1) as f32 * text.look.leading;
    let up = if text.middle { more / 2.0 } else { 0.0 };
    let width = text.width.unwrap_or_else(|| least(&text.pattern) * size);
    let left = match (text.width, text.look.align) {
        (Some(_), _) | (None, Align::Left) => x,
        (None, Align::Centre) => x - width / 2.0,
        (None, Align::Right) => x - width,
    };
    (left, y - up - size * 0.8, left + width, y - up + more + size * 0.1)
}

/// The width of the fixed words of a pattern, in sizes of type; of a field one letter.
fn least(pattern: &Pattern) -> f32 {
    let wide = |letter: char| if letter.is_ascii() { 0.5 } else { 1.0 };
    pattern
        .pieces
        .iter()
        .map(|(_, piece)| match piece {
            Piece::Words(words) => words.chars().map(wide).sum(),
            Piece::Field(_) => 1.0,
        })
        .sum()
}
