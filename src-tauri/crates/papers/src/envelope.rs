//! 窓あき封筒: where its window is, and what of a folded paper can be seen through it however the paper lies inside.

use rules::words::{Complaint, Said, Weight, toml_mistake};
use serde::Deserialize;

use crate::Failure;
use crate::barcode;
use crate::cover::{Cover, drawn};
use crate::layout::fields::Field;
use crate::layout::{Item, Layout, What};
use crate::lines::MM;
use crate::sheet::Society;

/// The envelopes in the program. The files are in `templates/envelopes/`.
static SHIPPED: [(&str, &str); 1] = [("naga3-90x45", include_str!("../../../../templates/envelopes/naga3-90x45.toml"))];

/// White around a customer barcode, to the window's edge too, in mm.
const QUIET: f32 = 2.0;
/// What of a page is meant for the window stands above this, in mm.
const ADDRESS_ENDS: f32 = 60.0;

/// An envelope with a window. Lengths in mm.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// What a clerk calls it.
    pub title: String,
    /// Width and height outside.
    pub size: [f32; 2],
    /// Width and height in which the paper can lie.
    pub inner: [f32; 2],
    /// Width and height of the folded paper.
    pub folded: [f32; 2],
    /// The window, from the upper left corner of the inside.
    pub window: Area,
}

/// A rectangle in mm from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Area {
    /// Does another rectangle lie in it, with so much left on every side?
    #[must_use]
    pub fn holds(&self, other: &Area, left: f32) -> bool {
        let near = 0.01;
        self.x + left <= other.x + near
            && self.y + left <= other.y + near
            && other.x + other.w + left <= self.x + self.w + near
            && other.y + other.h + left <= self.y + self.h + near
    }
}

impl Envelope {
    /// Reads the file of an envelope; `place` is its name.
    ///
    /// # Errors
    /// When it is no such file, or its paper or window does not go into it.
    pub fn read(text: &str, place: &str) -> Result<Envelope, Complaint> {
        let wrong = |sentence: Said, hint: Said| Complaint {
            place: place.to_owned(),
            code: "envelope_file",
            weight: Weight::Refusal,
            sentence,
            hint,
        };
        let envelope: Envelope = toml::from_str(text).map_err(|error| {
            wrong(
                Said::new(
                    toml_mistake(error.message()),
                    format!("The envelope file is not right: {}.", error.message()),
                ),
                Said::new(
                    "title、size、inner、folded と [window] の x、y、w、h を書いてください。",
                    "Write title, size, inner, folded and [window] with x, y, w, h.",
                ),
            )
        })?;
        let safe = envelope.safe();
        let ([iw, ih], [fw, fh]) = (envelope.inner, envelope.folded);
        if iw < fw || ih < fh || safe.w <= 0.0 || safe.h <= 0.0 || envelope.size[0] < iw || envelope.size[1] < ih {
            return Err(wrong(
                Said::new(
                    "紙が封筒に入らないか、紙が動くと窓から何も見えなくなる大きさです。",
                    "The paper does not go in, or nothing of it stays in the window when it moves.",
                ),
                Said::new(
                    "size、inner、folded、window の長さを測り直してください。",
                    "Measure size, inner, folded and window again.",
                ),
            ));
        }
        Ok(envelope)
    }

    /// An envelope that comes with the program.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Envelope> {
        let (_, text) = SHIPPED.iter().find(|(known, _)| *known == name)?;
        Envelope::read(text, name).ok()
    }

    /// The names of the envelopes that come with the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// How far the paper can move inside, sideways and up and down.
    #[must_use]
    pub fn slack(&self) -> (f32, f32) {
        (self.inner[0] - self.folded[0], self.inner[1] - self.folded[1])
    }

    /// What of the paper's first third is in the window wherever the paper lies, from the paper's upper left corner.
    #[must_use]
    pub fn safe(&self) -> Area {
        let (across, down) = self.slack();
        let Area { x, y, w, h } = self.window;
        Area { x, y, w: w - across, h: h - down }
    }

    /// The largest size in points at which a customer barcode keeps its white in the window wherever the paper lies; `None` when even
    /// the smallest does not.
    #[must_use]
    pub fn largest_barcode(&self) -> Option<f32> {
        let safe = self.safe();
        let fits = |size: &f32| {
            let (w, h) = barcode::extent(*size);
            w + 2.0 * QUIET <= safe.w && h + 2.0 * QUIET <= safe.h
        };
        (80_u8..=115).rev().map(|tenths| f32::from(tenths) / 10.0).find(fits)
    }

    /// What of a layout's address or barcode leaves the window when the paper moves; the place is the layout's line.
    #[must_use]
    pub fn check(&self, layout: &Layout) -> Vec<Complaint> {
        layout.front.iter().filter_map(|item| self.leaves(item)).collect()
    }

    fn leaves(&self, item: &Item) -> Option<Complaint> {
        let safe = self.safe();
        let inside = match &item.what {
            What::Barcode { x, y, size } => {
                let (w, h) = barcode::extent(*size);
                safe.holds(&Area { x: *x, y: *y, w, h }, QUIET)
            }
            What::Text(text) => {
                let addressed = |field: Field| {
                    matches!(
                        field,
                        Field::Postcode | Field::Address | Field::Name | Field::Employer | Field::InsuredName
                    )
                };
                if ADDRESS_ENDS < text.at.1 || !text.pattern.fields().any(addressed) {
                    return None;
                }
                let letter = text.look.size * MM;
                let more = text.look.leading.max(letter * 1.2) * (text.lines - 1) as f32;
                let (up, down) =
                    if text.middle { (letter * 0.9, letter * 0.55) } else { (letter * 0.8, more + letter * 0.2) };
                let area = Area { x: text.at.0, y: text.at.1 - up, w: text.width.unwrap_or(0.0), h: up + down };
                safe.holds(&area, 0.0)
            }
            _ => true,
        };
        (!inside).then(|| Complaint {
            place: item.place.to_string(),
            code: "outside_window",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("紙が封筒の中で動くと、窓（{}）から見えなくなります。", self.title),
                format!("It leaves the window ({}) when the paper moves.", self.title),
            ),
            hint: Said::new(
                format!(
                    "左上から x {:.1}〜{:.1}、y {:.1}〜{:.1} に収めてください（バーコードはさらに2mm内側）。",
                    safe.x,
                    safe.x + safe.w,
                    safe.y,
                    safe.y + safe.h
                ),
                format!(
                    "Keep it within x {:.1} to {:.1} and y {:.1} to {:.1}, a barcode 2 mm further inside.",
                    safe.x,
                    safe.x + safe.w,
                    safe.y,
                    safe.y + safe.h
                ),
            ),
        })
    }

    /// A page to be folded and put in: the frame that must be seen whole however it is moved, the window where it lies in the corners,
    /// crosses at its edges, the folds, and a barcode's place.
    ///
    /// # Errors
    /// When the page cannot be set.
    pub fn test_page(&self, society: &Society, on: rules::calendar::Day) -> Result<Cover, Failure> {
        let safe = self.safe();
        let (across, down) = self.slack();
        let mut text = format!("title = \"封筒の試し刷り\"\nkind = \"cover\"\npaper = [{:.1}, 297]\n", self.folded[0]);
        let mut frame = |area: Area, weight: f32, grey: f32| {
            text.push_str(&format!(
                "[[front.box]]\nx = {:.2}\ny = {:.2}\nw = {:.2}\nh = {:.2}\nweight = {weight}\ngrey = {grey}\n",
                area.x, area.y, area.w, area.h
            ));
        };
        frame(safe, 0.8, 0.0);
        // The window as it lies over the paper when that is pushed into each corner.
        for (right, low) in [(false, false), (true, false), (false, true), (true, true)] {
            let Area { x, y, w, h } = self.window;
            let (x, y) = (x - if right { across } else { 0.0 }, y - if low { down } else { 0.0 });
            frame(Area { x: x.max(0.0), y: y.max(0.0), w: w + x.min(0.0), h: h + y.min(0.0) }, 0.2, 0.55);
        }
        if let Some(size) = self.largest_barcode() {
            let (w, h) = barcode::extent(size);
            frame(Area { x: safe.x + QUIET, y: safe.y + safe.h - QUIET - h, w, h }, 0.25, 0.3);
        }
        let mut line = |from: (f32, f32), to: (f32, f32)| {
            text.push_str(&format!(
                "[[front.line]]\nx = {:.2}\ny = {:.2}\nto = [{:.2}, {:.2}]\nweight = 0.25\n",
                from.0, from.1, to.0, to.1
            ));
        };
        for (x, y) in
            [(safe.x, safe.y), (safe.x + safe.w, safe.y), (safe.x, safe.y + safe.h), (safe.x + safe.w, safe.y + safe.h)]
        {
            line((x - 3.0, y), (x + 3.0, y));
            line((x, y - 3.0), (x, y + 3.0));
        }
        for fold in [self.folded[1], self.folded[1] * 2.0] {
            line((0.0, fold), (8.0, fold));
            line((self.folded[0] - 8.0, fold), (self.folded[0], fold));
        }
        let barcode = self.largest_barcode().map_or_else(
            || "この封筒では、カスタマバーコードを付けられません。".to_owned(),
            |size| format!("カスタマバーコードは{size:.1}ポイントまで付けられます。"),
        );
        for (y, words) in [
            (120.0, format!("**{}**　窓 {:.0}×{:.0} mm", self.title, self.window.w, self.window.h)),
            (130.0, "山折りの印で三つに折り、封筒に入れて、左右上下に動かしてください。".to_owned()),
            (
                137.0,
                "太い枠と四隅の十字が、どの位置でもすべて窓から見えれば、この封筒の値は正しく測れています。".to_owned(),
            ),
            (144.0, "細い枠は、紙を四隅に寄せたときの窓の位置です。".to_owned()),
            (
                151.0,
                format!(
                    "太い枠: 左上から x {:.1}〜{:.1} mm、y {:.1}〜{:.1} mm（{:.1}×{:.1} mm）",
                    safe.x,
                    safe.x + safe.w,
                    safe.y,
                    safe.y + safe.h,
                    safe.w,
                    safe.h
                ),
            ),
            (158.0, barcode),
        ] {
            text.push_str(&format!("[[front.text]]\nx = 20\ny = {y}\nsize = 10\ntext = \"{words}\"\n"));
        }
        text.push_str("[rows]\ny = 280\npitch = 5\nlast = 285\n");
        let layout = Layout::read(&text, "envelope-test").map_err(Failure::Refused)?;
        drawn(&layout, society, on)
    }
}
