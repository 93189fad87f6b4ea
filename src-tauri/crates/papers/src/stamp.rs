//! 印影: the picture of a society's seal, read from a PNG and made ready for paper.
//!
//! Only PNG is taken: what was approved is printed dot by dot, and a JPEG would blur it anew. What is transparent is paper, which is
//! white; what has no colour is printed with black alone, so that the sheets stay of one plate.

use std::io::Cursor;

use png::{ColorType, DecodingError, Limits, Transformations};
use rules::words::Said;
use sha2::{Digest, Sha256};

/// The largest file.
pub const LARGEST: usize = 1 << 20;
/// Dots of a side: fewer are no seal, more are finer than any printer.
pub const DOTS: std::ops::RangeInclusive<u32> = 32..=2000;

/// How many bytes the reading of one picture may take: four for each dot of the largest one, and as much again.
const MEMORY: usize = 32 << 20;

/// What its dots are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Black or white.
    Bits,
    /// Grey.
    Grey,
    /// Of any colour.
    Colour,
}

/// A picture that can be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Stamp {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) tone: Tone,
    /// Row by row from the top: of bits eight to a byte and each row begun anew, of greys one, of colours three a dot.
    pub(crate) dots: Vec<u8>,
    sha256: [u8; 32],
}

impl std::fmt::Debug for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stamp({}×{} {:?})", self.width, self.height, self.tone)
    }
}

/// Why a file is no picture of a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStamp {
    /// Another kind of file; what it seems to be.
    OtherFormat(Option<&'static str>),
    /// It ends early, or is no longer what it was.
    Broken,
    /// Too large a file.
    TooLarge,
    /// Too few or too many dots.
    Dots(u32, u32),
    /// It moves.
    Moving,
    /// Nothing is to be seen on it.
    Blank,
}

impl NoStamp {
    /// A stable word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NoStamp::OtherFormat(_) => "stamp_format",
            NoStamp::Broken => "stamp_broken",
            NoStamp::TooLarge => "stamp_too_large",
            NoStamp::Dots(..) => "stamp_dots",
            NoStamp::Moving => "stamp_moving",
            NoStamp::Blank => "stamp_blank",
        }
    }

    /// The sentence and the hint for a clerk.
    #[must_use]
    pub fn said(self) -> (Said, Said) {
        let again = Said::new(
            "印影を読み取り直すか、別のPNGファイルを指定してください。",
            "Scan the seal again, or give another PNG file.",
        );
        match self {
            NoStamp::OtherFormat(what) => {
                let (ja, en) = what.map_or((String::new(), String::new()), |what| {
                    (format!("（{what}のようです）"), format!(" (it seems to be {what})"))
                });
                (
                    Said::new(format!("PNGの画像ではありません{ja}。"), format!("This is no PNG picture{en}.")),
                    Said::new(
                        "印影の画像をPNG形式で保存し直してください。",
                        "Save the picture of the seal as a PNG file.",
                    ),
                )
            }
            NoStamp::Broken => {
                (Said::new("画像のファイルが壊れています。", "The file of the picture is damaged."), again)
            }
            NoStamp::TooLarge => (
                Said::new(
                    format!("画像のファイルが大きすぎます（{}KBまで）。", LARGEST >> 10),
                    format!("The file is too large: {} KB at most.", LARGEST >> 10),
                ),
                Said::new(
                    "印影の部分だけを切り出して、600dpiで保存し直してください。",
                    "Cut out the seal alone and save it at 600 dpi.",
                ),
            ),
            NoStamp::Dots(w, h) => {
                let (least, most) = (DOTS.start(), DOTS.end());
                (
                    Said::new(
                        format!("画像の大きさ（{w}×{h}ドット）が範囲外です。縦横とも{least}から{most}ドットまでです。"),
                        format!("The picture has {w}×{h} dots; each side may have {least} to {most}."),
                    ),
                    Said::new(
                        "20ミリの印なら600dpiで約470ドットです。印影の部分だけを切り出してください。",
                        "A seal of 20 mm has about 470 dots at 600 dpi. Cut out the seal alone.",
                    ),
                )
            }
            NoStamp::Moving => {
                (Said::new("動く画像は印影に使えません。", "A picture that moves cannot be a seal."), again)
            }
            NoStamp::Blank => (
                Said::new("画像に何も写っていません（全体が白か透明です）。", "Nothing is to be seen on the picture."),
                again,
            ),
        }
    }
}

impl Stamp {
    /// Reads a PNG.
    ///
    /// # Errors
    /// Why it cannot be a seal.
    pub fn read(file: &[u8]) -> Result<Stamp, NoStamp> {
        if !file.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(NoStamp::OtherFormat(seems(file)));
        }
        if LARGEST < file.len() {
            return Err(NoStamp::TooLarge);
        }
        let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MEMORY });
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let size = decoder.read_header_info().map_err(broken)?;
        let (width, height) = (size.width, size.height);
        if !DOTS.contains(&width) || !DOTS.contains(&height) {
            return Err(NoStamp::Dots(width, height));
        }
        let mut reader = decoder.read_info().map_err(broken)?;
        if reader.info().animation_control().is_some() {
            return Err(NoStamp::Moving);
        }
        let mut dots = vec![0; reader.output_buffer_size().ok_or(NoStamp::Broken)?];
        let frame = reader.next_frame(&mut dots).map_err(broken)?;
        reader.finish().map_err(broken)?;
        dots.truncate(frame.buffer_size());
        let colours = on_paper(&dots, frame.color_type);
        if colours.len() != width as usize * height as usize {
            return Err(NoStamp::Broken);
        }
        if colours.iter().all(|[r, g, b]| *r.min(g).min(b) > FAINT) {
            return Err(NoStamp::Blank);
        }
        let plain = colours.iter().all(|[r, g, b]| r == g && g == b);
        let tone = match plain {
            true if colours.iter().all(|[r, ..]| matches!(r, 0 | 255)) => Tone::Bits,
            true => Tone::Grey,
            false => Tone::Colour,
        };
        let dots = match tone {
            Tone::Bits => bits(&colours, width as usize),
            Tone::Grey => colours.iter().map(|[r, ..]| *r).collect(),
            Tone::Colour => colours.concat(),
        };
        Ok(Stamp { width, height, tone, dots, sha256: Sha256::digest(file).into() })
    }

    /// A ring that stands where a seal would, for looking at a layout before there is one.
    #[must_use]
    pub fn specimen() -> Stamp {
        const SIDE: u32 = 160;
        let middle = f64::from(SIDE - 1) / 2.0;
        let mut colours = Vec::new();
        for y in 0..SIDE {
            for x in 0..SIDE {
                let far = (f64::from(x) - middle).hypot(f64::from(y) - middle);
                colours.push([if (70.0..78.0).contains(&far) { 0 } else { 255 }; 3]);
            }
        }
        let dots = bits(&colours, SIDE as usize);
        Stamp { width: SIDE, height: SIDE, tone: Tone::Bits, sha256: Sha256::digest(&dots).into(), dots }
    }

    /// SHA-256 of the file that it was read from.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// Its dots across and down.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Is it printed with black alone?
    #[must_use]
    pub fn is_black(&self) -> bool {
        self.tone != Tone::Colour
    }

    /// What a PDF says of it, without its length.
    pub(crate) fn dictionary(&self) -> String {
        let (space, bits) = match self.tone {
            Tone::Bits => ("DeviceGray", 1),
            Tone::Grey => ("DeviceGray", 8),
            Tone::Colour => ("DeviceRGB", 8),
        };
        format!(
            "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/{space}/BitsPerComponent {bits}",
            self.width, self.height
        )
    }
}

/// Lighter than this is not seen on paper.
const FAINT: u8 = 240;

fn broken(error: DecodingError) -> NoStamp {
    match error {
        DecodingError::LimitsExceeded => NoStamp::TooLarge,
        _ => NoStamp::Broken,
    }
}

/// The dots as they look on white paper.
fn on_paper(dots: &[u8], kind: ColorType) -> Vec<[u8; 3]> {
    let over = |value: u8, alpha: u8| {
        let (value, alpha) = (u16::from(value), u16::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
    };
    match kind {
        ColorType::Grayscale | ColorType::Indexed => dots.iter().map(|grey| [*grey; 3]).collect(),
        ColorType::GrayscaleAlpha => dots.as_chunks().0.iter().map(|[grey, alpha]| [over(*grey, *alpha); 3]).collect(),
        ColorType::Rgb => dots.as_chunks().0.to_vec(),
        ColorType::Rgba => {
            let dot = |[r, g, b, a]: &[u8; 4]| [over(*r, *a), over(*g, *a), over(*b, *a)];
            dots.as_chunks().0.iter().map(dot).collect()
        }
    }
}

/// Eight dots a byte; 1 is white.
fn bits(colours: &[[u8; 3]], width: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(colours.len() / 8 + 1);
    for row in colours.chunks(width) {
        for eight in row.chunks(8) {
            let mut byte = 0;
            for (at, [value, ..]) in eight.iter().enumerate() {
                byte |= u8::from(*value > 127) << (7 - at);
            }
            out.push(byte);
        }
    }
    out
}

/// What another kind of file seems to be.
fn seems(file: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 8] = [
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"%PDF", "PDF"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"<svg", "SVG"),
        (b"RIFF", "WebP"),
    ];
    KNOWN.iter().find(|(start, _)| file.starts_with(start)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, kind: ColorType, dots: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(kind);
        encoder.write_header().and_then(|mut writer| writer.write_image_data(dots)).unwrap_or_default();
        bytes
    }

    fn tone(file: &[u8]) -> Result<Tone, NoStamp> {
        Stamp::read(file).map(|stamp| stamp.tone)
    }

    #[test]
    fn a_picture_without_colour_is_black_alone_and_what_is_transparent_is_paper() {
        let side = 40 * 40;
        let black = png(40, 40, ColorType::Rgb, &[[0; 3], [255; 3]].concat().repeat(side / 2));
        assert_eq!(tone(&black), Ok(Tone::Bits));
        let red = png(40, 40, ColorType::Rgb, &[200, 30, 30].repeat(side));
        assert_eq!(tone(&red), Ok(Tone::Colour));
        let half = png(40, 40, ColorType::GrayscaleAlpha, &[0, 128].repeat(side));
        let half = Stamp::read(&half).map(|stamp| (stamp.tone, stamp.dots[0]));
        assert_eq!(half, Ok((Tone::Grey, 127)));
        let clear = png(40, 40, ColorType::Rgba, &[0, 0, 0, 0].repeat(side));
        assert_eq!(tone(&clear), Err(NoStamp::Blank));
    }

    #[test]
    fn what_is_no_seal_is_refused_by_its_reason() {
        let good = png(40, 40, ColorType::Grayscale, &[0, 255].repeat(800));
        assert_eq!(tone(&good), Ok(Tone::Bits));
        let mut flipped = good.clone();
        flipped[50] ^= 0x55;
        let mut wide = good.clone();
        // The header's own check no longer fits, or there are far too many dots: either way nothing is read into memory.
        wide[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        let table = [
            (b"\xff\xd8\xff\xe0JFIF".to_vec(), NoStamp::OtherFormat(Some("JPEG"))),
            (b"%PDF-1.7".to_vec(), NoStamp::OtherFormat(Some("PDF"))),
            (Vec::new(), NoStamp::OtherFormat(None)),
            (good[..good.len() / 2].to_vec(), NoStamp::Broken),
            (flipped, NoStamp::Broken),
            (wide, NoStamp::Broken),
            (png(31, 40, ColorType::Grayscale, &[0; 31 * 40]), NoStamp::Dots(31, 40)),
            (png(40, 2001, ColorType::Grayscale, &[0; 40 * 2001]), NoStamp::Dots(40, 2001)),
            ([good.clone(), vec![0; LARGEST]].concat(), NoStamp::TooLarge),
            (png(40, 40, ColorType::Grayscale, &[250; 1600]), NoStamp::Blank),
        ];
        for (file, expected) in table {
            assert_eq!(tone(&file), Err(expected));
            let (sentence, hint) = expected.said();
            assert!(sentence.ja.ends_with('。') && !hint.en.is_empty());
        }
    }
}
