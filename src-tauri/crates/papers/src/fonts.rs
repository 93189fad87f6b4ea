//! The typefaces: which glyph a character has, how wide it is, and in which face it stands.
//!
//! Two faces ship with the program (BIZ UDP Gothic, SIL Open Font License). IPAmj Mincho (文字情報基盤) holds the rare characters of
//! registered names; it is 46 MB, so it is looked up on the machine and read only when a text needs it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ttf_parser::Face as Table;

/// BIZ UDP Gothic Regular.
static REGULAR: &[u8] = include_bytes!("../../../../templates/fonts/BIZUDPGothic-Regular.ttf");
/// BIZ UDP Gothic Bold.
static BOLD: &[u8] = include_bytes!("../../../../templates/fonts/BIZUDPGothic-Bold.ttf");
/// The file of IPAmj Mincho, as every distribution names it.
const RARE_FILE: &str = "ipamjm.ttf";
/// Where systems keep fonts.
const RARE_FOLDERS: [&str; 5] =
    ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:\\Windows\\Fonts"];

/// One typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    /// BIZ UDP Gothic Regular.
    Regular,
    /// BIZ UDP Gothic Bold.
    Bold,
    /// IPAmj Mincho.
    Rare,
}

impl Face {
    /// Every face.
    pub(crate) const ALL: [Face; 3] = [Face::Regular, Face::Bold, Face::Rare];

    /// Its name among the resources of a page.
    pub(crate) fn resource(self) -> &'static str {
        match self {
            Face::Regular => "R",
            Face::Bold => "B",
            Face::Rare => "M",
        }
    }

    /// What its makers call it.
    pub(crate) fn called(self) -> &'static str {
        match self {
            Face::Regular => "BIZ UDPGothic Regular",
            Face::Bold => "BIZ UDPGothic Bold",
            Face::Rare => "IPAmj Mincho",
        }
    }

    /// Its font id in printpdf: the first six letters become the subset tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Face::Regular => "DCHREG",
            Face::Bold => "DCHBLD",
            Face::Rare => "DCHIPA",
        }
    }
}

/// One character on paper: a glyph of a face, and the text that is read back from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// The face.
    pub face: Face,
    /// Its number in the font file.
    pub id: u16,
    /// Its advance in thousandths of the size.
    pub advance: f32,
    /// The character.
    pub letter: char,
    /// The variation selector after it (異体字セレクタ), if any.
    pub variant: Option<char>,
}

/// Is it a kanji (CJK unified and compatibility ideographs, their extensions among them)?
fn is_kanji(letter: char) -> bool {
    matches!(letter, '々' | '〆' | '〇' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Why a character has no glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Lack {
    /// No face has the character.
    Letter(char),
    /// No face has this form of the character.
    Variant(char, char),
    /// The shipped faces lack the character, and IPAmj Mincho is not on this machine.
    RareFace(char, Option<char>),
}

/// The faces of one run, with a memory of the glyphs already looked up.
pub(crate) struct Fonts {
    folder: Option<PathBuf>,
    regular: Table<'static>,
    bold: Table<'static>,
    rare: OnceLock<Option<Vec<u8>>>,
    /// Glyphs of the basic plane in the two shipped faces: number and advance; no number where not yet asked or absent.
    seen: [Vec<Cell>; 2],
    seen_rare: HashMap<(char, Option<char>), Found>,
}

/// Glyph number and advance in units of the font.
type Found = Option<(u16, u16)>;

#[derive(Clone, Copy)]
enum Cell {
    Unasked,
    Absent,
    Known(u16, f32),
}

impl Fonts {
    /// The shipped faces, and IPAmj Mincho from `folder` or from the system when it is needed.
    pub(crate) fn new(folder: Option<&Path>) -> Fonts {
        let parse = |bytes| Table::parse(bytes, 0).expect("the shipped fonts are whole");
        Fonts {
            folder: folder.map(Path::to_path_buf),
            regular: parse(REGULAR),
            bold: parse(BOLD),
            rare: OnceLock::new(),
            seen: [vec![Cell::Unasked; 0x1_0000], vec![Cell::Unasked; 0x1_0000]],
            seen_rare: HashMap::new(),
        }
    }

    /// The file of a face, as it is embedded.
    pub(crate) fn bytes(&self, face: Face) -> &[u8] {
        match face {
            Face::Regular => REGULAR,
            Face::Bold => BOLD,
            Face::Rare => self.rare.get().and_then(Option::as_deref).unwrap_or_default(),
        }
    }

    /// The glyph of a character in a shipped face.
    pub(crate) fn shipped(&mut self, face: Face, letter: char, variant: Option<char>) -> Option<Glyph> {
        let (table, slot) = match face {
            Face::Bold => (&self.bold, 1),
            Face::Regular | Face::Rare => (&self.regular, 0),
        };
        let find = |variant| {
            let scale = 1000.0 / f32::from(table.units_per_em());
            lookup(table, letter, variant).map(|(id, advance)| (id, f32::from(advance) * scale))
        };
        let found = match (variant, self.seen[slot].get_mut(letter as usize)) {
            (None, Some(cell)) => {
                if matches!(cell, Cell::Unasked) {
                    *cell = find(None).map_or(Cell::Absent, |(id, advance)| Cell::Known(id, advance));
                }
                if let Cell::Known(id, advance) = cell { Some((*id, *advance)) } else { None }
            }
            _ => find(variant),
        };
        let (id, advance) = found?;
        Some(Glyph { face, id, advance, letter, variant })
    }

    /// The glyph of a character in IPAmj Mincho, or what is lacking.
    pub(crate) fn rare(&mut self, letter: char, variant: Option<char>) -> Result<Glyph, Lack> {
        let folder = self.folder.as_deref();
        let Some(bytes) = self.rare.get_or_init(|| find_rare(folder)).as_deref() else {
            // It is a face of kanji: nobody need install it for anything else.
            return Err(if is_kanji(letter) { Lack::RareFace(letter, variant) } else { Lack::Letter(letter) });
        };
        let Ok(table) = Table::parse(bytes, 0) else {
            return Err(Lack::RareFace(letter, variant));
        };
        let found = *self.seen_rare.entry((letter, variant)).or_insert_with(|| lookup(&table, letter, variant));
        match (found, variant) {
            (Some((id, advance)), _) => {
                let advance = f32::from(advance) * 1000.0 / f32::from(table.units_per_em());
                Ok(Glyph { face: Face::Rare, id, advance, letter, variant })
            }
            (None, Some(variant)) => Err(Lack::Variant(letter, variant)),
            (None, None) => Err(Lack::Letter(letter)),
        }
    }
}

/// Glyph number and advance (font units). A variation selector is asked of the font's own list of variants; it is never
/// dropped in silence.
fn lookup(table: &Table<'_>, letter: char, variant: Option<char>) -> Found {
    let id = match variant {
        Some(variant) => table.glyph_variation_index(letter, variant)?,
        None => table.glyph_index(letter)?,
    };
    if id.0 == 0 {
        return None;
    }
    Some((id.0, table.glyph_hor_advance(id)?))
}

fn find_rare(folder: Option<&Path>) -> Option<Vec<u8>> {
    let mut places: Vec<PathBuf> = folder.map(Path::to_path_buf).into_iter().collect();
    places.extend(RARE_FOLDERS.iter().map(PathBuf::from));
    let file = places.iter().find_map(|place| search(place, 3))?;
    let bytes = std::fs::read(&file).ok()?;
    tracing::debug!(bytes = bytes.len(), "IPAmj Mincho read");
    Table::parse(&bytes, 0).ok()?;
    Some(bytes)
}

fn search(folder: &Path, depth: usize) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let here = entries.iter().find(|path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.eq_ignore_ascii_case(RARE_FILE))
    });
    if let Some(file) = here {
        return Some(file.clone());
    }
    if depth == 0 {
        return None;
    }
    entries.iter().filter(|path| path.is_dir()).find_map(|path| search(path, depth - 1))
}

/// A variation selector: it changes the form of the character before it and is no character itself.
pub(crate) fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

impl Fonts {
    /// The outline of a character of the bold face as rings of points; `true` marks a handle of a curve.
    pub(crate) fn outline(&self, letter: char, size: f32, at: (f32, f32)) -> Vec<Vec<(f32, f32, bool)>> {
        let mut pen =
            Pen { rings: Vec::new(), scale: size / f32::from(self.bold.units_per_em()), at, last: (0.0, 0.0) };
        if let Some(id) = self.bold.glyph_index(letter) {
            self.bold.outline_glyph(id, &mut pen);
        }
        pen.rings
    }
}

struct Pen {
    rings: Vec<Vec<(f32, f32, bool)>>,
    scale: f32,
    at: (f32, f32),
    last: (f32, f32),
}

impl Pen {
    fn put(&mut self, x: f32, y: f32, handle: bool) {
        let point = (self.at.0 + x * self.scale, self.at.1 + y * self.scale, handle);
        if let Some(ring) = self.rings.last_mut() {
            ring.push(point);
        }
        self.last = (x, y);
    }
}

impl ttf_parser::OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.rings.push(Vec::new());
        self.put(x, y, false);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put(x, y, false);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (x0, y0) = self.last;
        let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
        self.put(third(x0, x1), third(y0, y1), true);
        self.put(third(x, x1), third(y, y1), true);
        self.put(x, y, false);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put(x1, y1, true);
        self.put(x2, y2, true);
        self.put(x, y, false);
    }

    fn close(&mut self) {}
}
