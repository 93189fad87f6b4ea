//! カスタマバーコード: bars in the sizes that 郵便番号・バーコードマニュアル p. 12 allows, each a filled rectangle.

use std::ops::RangeInclusive;

use rules::customer_barcode::{BARS, Bar, bars, display_number};

use crate::compose::Code;
use crate::lines::MM;

/// The sizes that are allowed, in points.
pub(crate) const SIZES: RangeInclusive<f32> = 8.0..=11.5;
/// The size at which every measure lies in the middle of what is allowed.
pub(crate) const SIZE: f32 = 9.5;

// In mm for each point of size: the long bar may be 0.34 to 0.36, the timing bar 0.105 to 0.135, a bar's width 0.05 to 0.07, the
// pitch 0.095 to 0.13, and the space between two bars 0.045 to 0.06.
const LONG: f32 = 0.35;
const TIMING: f32 = 0.12;
const WIDTH: f32 = 0.06;
const PITCH: f32 = 0.115;
/// White on every side, in mm.
const QUIET: f32 = 2.0;

/// Width and height of the bars in mm.
pub(crate) fn extent(size: f32) -> (f32, f32) {
    (((BARS - 1) as f32 * PITCH + WIDTH) * size, LONG * size)
}

/// The bars of an address, the first one's upper left corner at `x` and `top` pt; `None` without a postcode of seven digits.
pub(crate) fn code(postcode: &str, address: &str, x: f32, top: f32, size: f32) -> Option<Code> {
    let digits: String = postcode.chars().filter(char::is_ascii_digit).collect();
    let bars = bars(&digits, &display_number(address))?;
    let mm = |length: f32| length * size / MM;
    let (long, timing) = (mm(LONG), mm(TIMING));
    let half = (long + timing) / 2.0;
    let dark = (0_u8..)
        .zip(bars)
        .map(|(at, bar)| {
            let (below, height) = match bar {
                Bar::Long => (long, long),
                Bar::Upper => (half, half),
                Bar::Lower => (long, half),
                Bar::Timing => (half, timing),
            };
            [x + f32::from(at) * mm(PITCH), top - below, mm(WIDTH), height]
        })
        .collect();
    let (width, height) = extent(size);
    let quiet = QUIET / MM;
    let ground = [x - quiet, top - height / MM - quiet, width / MM + 2.0 * quiet, height / MM + 2.0 * quiet];
    Some(Code { ground, dark, cells: None })
}
