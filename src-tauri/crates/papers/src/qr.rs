//! The QR code: one filled shape or one small picture, so that no viewer shows hairlines between its cells.

use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, QrCode};

use crate::compose::Mark;

/// White cells around the code that a reader needs.
pub(crate) const QUIET: usize = 4;

/// The cells of a code that stands on one page only: row by row from the top, each row in whole bytes, 1 is dark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cells {
    /// Cells of a side.
    pub width: usize,
    pub rows: Vec<u8>,
}

/// The masks that a code may have; every reader undoes each of them.
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::DiagonalLines,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
];

/// The cells of a short text. Which mask looks best is not weighed, as for a code that is drawn once: it would take longer than
/// everything else on the page.
pub(crate) fn cells(text: &str) -> Option<Cells> {
    if text.is_empty() || text.len() > 400 {
        return None;
    }
    let bits = encode_auto(text.as_bytes(), EcLevel::M).ok()?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::M).ok()?;
    let made = |mask: MaskPattern| {
        let mut canvas = Canvas::new(version, EcLevel::M);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        canvas.apply_mask(mask);
        let colours = canvas.into_colors();
        let width = usize::try_from(version.width()).unwrap_or(1).max(1);
        let rows = colours.chunks(width).flat_map(|row| {
            row.chunks(8).map(|some| {
                some.iter().enumerate().fold(0, |byte, (at, cell)| byte | u8::from(*cell == Color::Dark) << (7 - at))
            })
        });
        Cells { width, rows: rows.collect() }
    };
    // A reader of PDFs looks for EI behind the cells, and must not find it within them.
    MASKS.into_iter().map(made).find(|cells| !cells.rows.windows(2).any(|two| two == b"EI"))
}

/// A code of `text` in a square of `side` pt, quiet zone included. `None` when the text is empty or too long for a code.
pub(crate) fn mark(text: &str, x: f32, y: f32, side: f32) -> Option<Mark> {
    if text.is_empty() || text.len() > 400 {
        return None;
    }
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let cells = code.width();
    let cell = side / (cells + 2 * QUIET) as f32;
    let mut rings = Vec::new();
    for row in 0..cells {
        let dark = |column: usize| column < cells && code[(column, row)] == Color::Dark;
        let mut column = 0;
        while column < cells {
            let from = column;
            while dark(column) {
                column += 1;
            }
            if column == from {
                column += 1;
                continue;
            }
            let (left, right) = (x + (from + QUIET) as f32 * cell, x + (column + QUIET) as f32 * cell);
            let top = y + side - (row + QUIET) as f32 * cell;
            let bottom = top - cell;
            rings.push(vec![(left, bottom, false), (right, bottom, false), (right, top, false), (left, top, false)]);
        }
    }
    Some(Mark::Shape { rings, grey: 0.0 })
}
