//! A page of a finished PDF as a picture, for a look before the printer has it.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// A page (counted from 0) as a PNG, `scale` pixels for each point; `None` when there is no such page.
#[must_use]
pub fn picture(pdf: &[u8], page: usize, scale: f32) -> Option<Vec<u8>> {
    let pdf = Pdf::new(pdf.to_vec()).ok()?;
    let page = pdf.pages().get(page)?;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let pixmap = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, u32::from(pixmap.width()), u32::from(pixmap.height()));
    // On white paper nothing shines through.
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixmap.data_as_u8_slice()).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
