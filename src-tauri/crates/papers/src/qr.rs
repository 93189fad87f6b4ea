//! The QR code: one filled shape, so that no viewer shows hairlines between its cells.

use qrcode::{Color, EcLevel, QrCode};

use crate::compose::Mark;

/// White cells around the code that a reader needs.
const QUIET: usize = 4;

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
