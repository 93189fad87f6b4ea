//! What a printing rests on, sealed: the program's own way of setting and writing, the typefaces, and everything the sheets say. Where
//! a letter cannot be made again with the same bytes, the seals tell which part has changed.

use std::collections::BTreeSet;

use rules::calendar::day;
use sha2::{Digest, Sha256};

use crate::Failure;
use crate::cover::{Record, record_on};
use crate::fonts::{Face, Fonts, is_selector};
use crate::layout::fields::{Field, Subject, say};
use crate::layout::{Item, Layout, What};
use crate::sheet::{Run, Society};

/// The seals of a printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seals {
    /// SHA-256 of this program's own way of setting and writing.
    pub engine: [u8; 32],
    /// The typefaces in use: name and SHA-256 of the file. One that is not on this machine is left out.
    pub fonts: Vec<(&'static str, [u8; 32])>,
    /// SHA-256 of everything that the sheets say.
    pub data: [u8; 32],
}

/// One thing that a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidOn {
    /// Its word in a layout.
    pub word: &'static str,
    /// What a clerk calls it, in Japanese and in English.
    pub called: (&'static str, &'static str),
    /// What stands there.
    pub text: String,
}

/// The seals of a run as it would be printed now.
///
/// # Errors
/// [`Failure::Internal`] when the typefaces do not come out as they must.
pub fn seals(run: &Run<'_>) -> Result<Seals, Failure> {
    let fields = fields(run.layout);
    let stamp = run.society.seal.as_ref().filter(|_| fields.contains(&Field::Seal)).map(|seal| seal.sha256());
    let mut fonts = Fonts::new(run.layout.fonts.as_deref());
    let (mut digest, mut words, mut rare) = (Sha256::new(), String::new(), false);
    for sheet in run.sheets {
        for field in &fields {
            words.clear();
            say(*field, run, Subject::Sheet(sheet), &mut words);
            for part in [field.word(), "\u{1f}", &words, "\u{1e}"] {
                digest.update(part.as_bytes());
            }
            rare = rare || needs_rare(&words, &mut fonts);
        }
    }
    if let Some(stamp) = stamp {
        digest.update(stamp);
    }
    let faces: &[Face] = if rare { &Face::ALL } else { &[Face::Regular, Face::Bold] };
    if rare {
        // It is read from its file when its first character is asked for; where there is none, it is left out below.
        let _ = fonts.rare('一', None);
    }
    let files = faces.iter().map(|face| (face.called(), fonts.bytes(*face)));
    let sealed = files.filter(|(_, bytes)| !bytes.is_empty()).map(|(name, bytes)| (name, Sha256::digest(bytes).into()));
    Ok(Seals { engine: engine()?, fonts: sealed.collect(), data: digest.finalize().into() })
}

/// What the first sheet of a run says, in the order of its page; what says nothing is left out.
#[must_use]
pub fn said(run: &Run<'_>) -> Vec<SaidOn> {
    let Some(sheet) = run.sheets.first() else { return Vec::new() };
    let said = |field: Field| {
        let mut text = String::new();
        match (field, &run.society.seal) {
            // Two seals have the same name; what tells them apart is what they are made of.
            (Field::Seal, Some(seal)) => {
                seal.sha256()[..6].iter().for_each(|byte| text.push_str(&format!("{byte:02x}")))
            }
            _ => say(field, run, Subject::Sheet(sheet), &mut text),
        }
        SaidOn { word: field.word(), called: field.called(), text }
    };
    fields(run.layout).into_iter().map(said).filter(|one| !one.text.is_empty()).collect()
}

fn needs_rare(words: &str, fonts: &mut Fonts) -> bool {
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let variant = letters.next_if(|next| is_selector(*next));
        if [Face::Regular, Face::Bold].iter().any(|face| fonts.shipped(*face, letter, variant).is_none()) {
            return true;
        }
    }
    false
}

/// The fields of a layout's sheets: another field that a later program knows changes nothing of what this layout says.
fn fields(layout: &Layout) -> BTreeSet<Field> {
    let pages = layout.front.iter().chain(layout.back.iter().flatten());
    pages.flat_map(of_item).filter(|field| !field.of_group()).collect()
}

fn of_item(item: &Item) -> Vec<Field> {
    let mut fields: Vec<Field> = item.when.iter().map(|(field, _)| *field).collect();
    match &item.what {
        What::Text(text) => {
            fields.extend(text.pattern.fields());
            fields.extend(text.mark.iter().flat_map(|mark| mark.fields()));
        }
        What::Qr { text, .. } => fields.extend(text.fields()),
        What::Picture { .. } => fields.push(Field::Seal),
        What::Barcode { .. } => fields.extend([Field::Postcode, Field::Address]),
        _ => {}
    }
    fields
}

/// SHA-256 of a page that says the same in every program: where it comes out otherwise, so may every letter.
fn engine() -> Result<[u8; 32], Failure> {
    let society = Society {
        grace_exact: false,
        lapse_on_application: false,
        name: "見本健康保険組合".to_owned(),
        insurer_number: "06139992".to_owned(),
        postcode: "1000001".to_owned(),
        address: "東京都千代田区千代田1-1".to_owned(),
        phone: "03-0000-0000".to_owned(),
        portal_url: "https://myna.go.jp/".to_owned(),
        training: true,
        issuer: None,
        seal: None,
        customer_barcode: false,
    };
    let heads = ["見本　太郎".to_owned(), "東京都千代田区千代田一丁目1番1号".repeat(3)];
    let rows = [["１".to_owned(), "「見本」の、とおりです。".repeat(4)].to_vec()];
    let layout = Layout::read(PAGE, "engine").map_err(Failure::Refused)?;
    let page = Record { society: &society, on: day(2020, 1, 1), heads: &heads, rows: &rows, anchor: "0" };
    Ok(Sha256::digest(&record_on(&layout, &page)?.bytes).into())
}

/// One of everything that a page can hold.
const PAGE: &str = r#"
title = "見本"
kind = "cover"
paper = [210, 297]
[style]
label = { size = 8.2, grey = 0.25 }
[[front.box]]
x = 20
y = 20
w = 40
h = 20
fill = 0.9
weight = 0.4
radius = 2
[[front.line]]
x = 20
y = 50
to = [80, 50]
dash = [1, 1]
[[front.arrow]]
x = 20
y = 60
to = [80, 60]
[[front.cut]]
x = 20
y = 200
w = 85.6
h = 54
[[front.qr]]
x = 150
y = 20
w = 25
text = "{portal_url}"
[[front.text]]
x = 20
y = 80
w = 60
lines = 4
text = "{head_2}"
justify = true
size = 10
[[front.text]]
x = 20
y = 110
w = 25
text = "**{head_1}**　様"
size = 14
align = "centre"
tracking = 40
[rows]
y = 150
pitch = 8
last = 190
[[rows.text]]
x = 20
y = 0
text = "{cell_1}"
[[rows.text]]
x = 40
y = 0
w = 120
lines = 2
middle = true
text = "{cell_2}"
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_program_has_the_same_seal() {
        let seal = engine().map_err(|failure| failure.to_string());
        assert!(seal.is_ok(), "{seal:?}");
        assert_eq!(seal, engine().map_err(|failure| failure.to_string()));
    }
}
