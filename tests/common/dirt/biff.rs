//! A workbook of Excel 97–2003 with its records as that program lays them out. [MS-XLS]

use super::Val;
use super::locked::compound;
use super::value::serial;

/// No record may be longer.
const MOST: usize = 8_224;

struct Records(Vec<u8>);

impl Records {
    fn put(&mut self, code: u16, parts: &[&[u8]]) {
        let bytes = parts.concat();
        let mut chunks = bytes.chunks(MOST);
        let mut one = |code: u16, chunk: &[u8]| {
            self.0.extend(code.to_le_bytes());
            self.0.extend(u16::try_from(chunk.len()).expect("a short record").to_le_bytes());
            self.0.extend(chunk);
        };
        one(code, chunks.next().unwrap_or_default());
        assert!(chunks.next().is_none(), "a record that goes on is written by hand");
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A text with its length in two bytes and the sign that its characters take two bytes each.
fn long(text: &str) -> Vec<u8> {
    let chars = utf16(text);
    let length = u16::try_from(chars.len() / 2).expect("a short text");
    [length.to_le_bytes().as_slice(), &[1], &chars].concat()
}

fn place(row: usize, column: usize, style: u16) -> Vec<u8> {
    let number = |it: usize| u16::try_from(it).expect("a small sheet").to_le_bytes();
    [number(row), number(column), style.to_le_bytes()].concat()
}

/// A book of one sheet.
pub fn book(name: &str, rows: &[Vec<Val>]) -> Vec<u8> {
    let (mut strings, mut formats): (Vec<String>, Vec<&'static str>) = (Vec::new(), Vec::new());
    let sheet = sheet(rows, &mut strings, &mut formats);
    let bof = |kind: u16| [0x0600_u16, kind, 0x0DBB, 0x07CC].map(u16::to_le_bytes).concat();
    let mut globals = Records(Vec::new());
    globals.put(0x0809, &[&bof(5), &[0; 8]]);
    globals.put(0x0042, &[&1_200_u16.to_le_bytes()]);
    for (at, format) in (164_u16..).zip(&formats) {
        globals.put(0x041E, &[&at.to_le_bytes(), &long(format)]);
    }
    for format in [0].into_iter().chain((164_u16..).take(formats.len())) {
        globals.put(0x00E0, &[&[0, 0], &format.to_le_bytes(), &[0; 16]]);
    }
    let title = utf16(name);
    let bounds = globals.0.len() + 4;
    globals.put(0x0085, &[&[0; 6], &[u8::try_from(name.chars().count()).expect("a short name"), 1], &title]);
    // The shared texts, cut between two of them where a record is full.
    let count = u32::try_from(strings.len()).expect("few texts").to_le_bytes();
    let (mut code, mut part) = (0x00FC, [count, count].concat());
    for text in strings.iter().map(|text| long(text)) {
        if MOST < part.len() + text.len() {
            globals.put(code, &[&part]);
            (code, part) = (0x003C, Vec::new());
        }
        part.extend(text);
    }
    globals.put(code, &[&part]);
    globals.put(0x000A, &[]);
    let begins = u32::try_from(globals.0.len()).expect("a small book");
    globals.0[bounds..bounds + 4].copy_from_slice(&begins.to_le_bytes());
    let mut all = Records(globals.0);
    all.put(0x0809, &[&bof(16), &[0; 8]]);
    let (last_row, last_column) = (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0));
    let u = |it: usize| u32::try_from(it).expect("a small sheet");
    let columns = [0, u16::try_from(last_column).expect("few columns"), 0].map(u16::to_le_bytes).concat();
    all.put(0x0200, &[&0_u32.to_le_bytes(), &u(last_row).to_le_bytes(), &columns]);
    all.0.extend(sheet.0);
    all.put(0x000A, &[]);
    compound(&[("/Workbook", &all.0)])
}

fn sheet(rows: &[Vec<Val>], strings: &mut Vec<String>, formats: &mut Vec<&'static str>) -> Records {
    let mut style = |format: &'static str| -> u16 {
        if format == "General" {
            return 0;
        }
        let at = formats.iter().position(|one| *one == format).unwrap_or_else(|| {
            formats.push(format);
            formats.len() - 1
        });
        u16::try_from(at + 1).expect("few formats")
    };
    let mut out = Records(Vec::new());
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            match cell {
                Val::Blank => {}
                Val::Text(text) => {
                    let at = strings.iter().position(|one| one == text).unwrap_or_else(|| {
                        strings.push(text.clone());
                        strings.len() - 1
                    });
                    let at = u32::try_from(at).expect("few texts").to_le_bytes();
                    out.put(0x00FD, &[&place(row, column, 0), &at]);
                }
                Val::Number(value, format) => {
                    out.put(0x0203, &[&place(row, column, style(format)), &value.to_le_bytes()]);
                }
                Val::Date(day, format) => {
                    out.put(0x0203, &[&place(row, column, style(format)), &serial(*day).to_le_bytes()]);
                }
                // =A1, whose result is an empty text.
                Val::Uncomputed => {
                    let empty = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
                    let formula = [5, 0, 0x44, 0, 0, 0, 0xC0];
                    out.put(0x0006, &[&place(row, column, 0), &empty, &[0; 6], &formula]);
                }
                Val::Fault(text) => {
                    let code = if *text == "#N/A" { 0x2A } else { 0x17 };
                    out.put(0x0205, &[&place(row, column, 0), &[code, 1]]);
                }
            }
        }
    }
    out
}
