//! A layout: where things stand on a paper, in millimetres from the top left corner, and what they say.
//!
//! A layout is data that a society may change. It knows fields in braces and conditions on their presence, and nothing else: no
//! expressions, no rules. What has no field of a sheet in it is the same on every page and is drawn once for the whole run; whoever
//! writes a layout never sees that.

mod card;
pub(crate) mod fields;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rules::words::{Complaint, Said, Weight, toml_mistake};
use serde::Deserialize;
use toml::Spanned;

use crate::barcode;
use crate::envelope::Envelope;
use crate::sheet::Kind;
use fields::{Field, Flaw, Pattern};

/// The layouts in the program. The files are in `templates/`.
static SHIPPED: [(&str, &str); 38] = [
    ("notice-right", include_str!("../../../../templates/notice-right.toml")),
    ("notice-left", include_str!("../../../../templates/notice-left.toml")),
    ("certificate-a4", include_str!("../../../../templates/certificate-a4.toml")),
    ("certificate-hagaki", include_str!("../../../../templates/certificate-hagaki.toml")),
    ("last-four", include_str!("../../../../templates/last-four.toml")),
    ("elderly-certificate", include_str!("../../../../templates/elderly-certificate.toml")),
    ("return-request", include_str!("../../../../templates/return-request.toml")),
    ("refusal-letter", include_str!("../../../../templates/refusal-letter.toml")),
    ("certificate-card", include_str!("../../../../templates/certificate-card.toml")),
    ("certificate-a4-sex-back", include_str!("../../../../templates/certificate-a4-sex-back.toml")),
    ("notice-large", include_str!("../../../../templates/notice-large.toml")),
    ("notice-plain", include_str!("../../../../templates/notice-plain.toml")),
    ("certificate-large", include_str!("../../../../templates/certificate-large.toml")),
    ("certificate-plain", include_str!("../../../../templates/certificate-plain.toml")),
    ("last-four-large", include_str!("../../../../templates/last-four-large.toml")),
    ("last-four-plain", include_str!("../../../../templates/last-four-plain.toml")),
    ("letterhead", include_str!("../../../../templates/letterhead.toml")),
    ("form", include_str!("../../../../templates/form.toml")),
    ("form-certificate", include_str!("../../../../templates/form-certificate.toml")),
    ("form-notice", include_str!("../../../../templates/form-notice.toml")),
    ("form-loss", include_str!("../../../../templates/form-loss.toml")),
    ("form-uncollected", include_str!("../../../../templates/form-uncollected.toml")),
    ("handover", include_str!("../../../../templates/handover.toml")),
    ("sending", include_str!("../../../../templates/sending.toml")),
    ("envelope-naga3", include_str!("../../../../templates/envelope-naga3.toml")),
    ("envelope-naga3-window", include_str!("../../../../templates/envelope-naga3-window.toml")),
    ("envelope-kaku2", include_str!("../../../../templates/envelope-kaku2.toml")),
    ("labels-a4-12", include_str!("../../../../templates/labels-a4-12.toml")),
    ("cover", include_str!("../../../../templates/cover.toml")),
    ("closing", include_str!("../../../../templates/closing.toml")),
    ("leak", include_str!("../../../../templates/leak.toml")),
    ("fallback", include_str!("../../../../templates/fallback.toml")),
    ("deletion", include_str!("../../../../templates/deletion.toml")),
    ("reminder", include_str!("../../../../templates/reminder.toml")),
    ("dunning", include_str!("../../../../templates/dunning.toml")),
    ("destruction", include_str!("../../../../templates/destruction.toml")),
    ("refusal", include_str!("../../../../templates/refusal.toml")),
    ("leaflet", include_str!("../../../../templates/leaflet.toml")),
];

/// What is put on record, and what other layouts are built on; nobody chooses among these.
const RECORDS: [&str; 22] = [
    "cover",
    "closing",
    "leak",
    "fallback",
    "deletion",
    "reminder",
    "dunning",
    "destruction",
    "refusal",
    "leaflet",
    "letterhead",
    "form",
    "form-certificate",
    "form-notice",
    "form-loss",
    "form-uncollected",
    "handover",
    "sending",
    "envelope-naga3",
    "envelope-naga3-window",
    "envelope-kaku2",
    "labels-a4-12",
];

/// A layout may be built on one that is built on another, so deep.
const BASES: usize = 3;

/// A layout that was read and understood.
#[derive(Debug, Clone)]
pub struct Layout {
    pub(crate) name: Arc<str>,
    pub(crate) title: String,
    pub(crate) kind: Option<Kind>,
    /// Width and height in mm.
    pub(crate) paper: (f32, f32),
    pub(crate) front: Vec<Item>,
    pub(crate) back: Option<Vec<Item>>,
    pub(crate) separator: Vec<Item>,
    /// Rows of the cover's table: items of one row, y of the first, pitch and last y in mm.
    pub(crate) rows: Option<Rows>,
    pub(crate) fonts: Option<PathBuf>,
    /// The paper that its sheets are printed on, and the envelopes that they go into, by the names of the stock ledger.
    pub(crate) stock: Option<String>,
    pub(crate) envelope_stock: Option<String>,
}

/// The repeating rows of a cover.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    pub items: Vec<Item>,
    pub y: f32,
    pub pitch: f32,
    pub last: f32,
}

/// One thing on a page.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// File and line, for complaints.
    pub place: Place,
    /// The origin from which it is measured.
    pub origin: Option<Arc<str>>,
    /// Printed only where each of these fields has (`true`) or has not (`false`) something to say.
    pub when: Vec<(Field, bool)>,
    /// What it is.
    pub what: What,
}

/// File and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub file: Arc<str>,
    pub line: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A shipped layout goes by its name, a file of the society's own by all of it.
        write!(f, "{}.toml:{}", self.file.trim_end_matches(".toml"), self.line)
    }
}

/// What an item is. Lengths in mm, sizes of type in pt, greys from 0 (black) to 1 (white).
#[derive(Debug, Clone)]
pub(crate) enum What {
    Text(Text),
    Box {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        fill: Option<f32>,
        weight: Option<f32>,
        grey: f32,
        radius: f32,
    },
    Line {
        from: (f32, f32),
        to: (f32, f32),
        weight: f32,
        grey: f32,
        dash: Option<[f32; 2]>,
    },
    Arrow {
        from: (f32, f32),
        to: (f32, f32),
        weight: f32,
        grey: f32,
    },
    /// The edge of a part to be cut off: corner crosses that stand 3 mm outside, and a thin line.
    Cut {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
    },
    Qr {
        x: f32,
        y: f32,
        w: f32,
        text: Pattern,
    },
    /// 印影: the society's seal, as large as it can be within its place without being distorted. It lies under what is written.
    Picture {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        /// Nothing is printed without it.
        required: bool,
    },
    /// カスタマバーコード of whoever the sheet is posted to, `size` points of type high.
    Barcode {
        x: f32,
        y: f32,
        size: f32,
    },
}

/// A text.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Left edge and baseline of the first line.
    pub at: (f32, f32),
    /// Its width; without one the text is as long as it is.
    pub width: Option<f32>,
    /// At most so many lines.
    pub lines: usize,
    /// Lines stand around the middle of the place, not below its first line; for values in a table.
    pub middle: bool,
    pub pattern: Pattern,
    /// 行頭記号: stands at the left edge, the text `indent` to its right.
    pub mark: Option<Pattern>,
    pub indent: f32,
    pub look: Look,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub size: f32,
    /// Distance of the lines in mm.
    pub leading: f32,
    pub bold: bool,
    pub grey: f32,
    pub align: Align,
    /// Lines are filled to the full width, except the last.
    pub justify: bool,
    /// 字間 in thousandths of the size.
    pub tracking: f32,
    /// The smallest size to which a text may shrink, as a part of its size.
    pub shrink: f32,
}

/// 文字揃え
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

impl Layout {
    /// Reads a layout. `name` is what complaints call it: the file's name without `.toml`.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line.
    pub fn read(text: &str, name: &str) -> Result<Layout, Vec<Complaint>> {
        let mut reader = Reader { file: Arc::from(name), text, complaints: Vec::new() };
        let layout = reader.layout();
        match layout {
            Some(layout) if reader.complaints.is_empty() => Ok(layout),
            _ => Err(reader.complaints),
        }
    }

    /// The text of a layout that comes with the program.
    #[must_use]
    pub fn shipped(name: &str) -> Option<&'static str> {
        SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// The names of the layouts for notices and certificates that come with the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name).filter(|name| !RECORDS.contains(name))
    }

    /// Looks for IPAmj Mincho (`ipamjm.ttf`) in this folder before the system's folders.
    #[must_use]
    pub fn with_fonts(mut self, folder: impl AsRef<Path>) -> Layout {
        self.fonts = Some(folder.as_ref().to_path_buf());
        self
    }

    /// What the layout is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its title, for a clerk to choose by.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// For which paper it is; `None` for covers.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// The stock of paper that its sheets are printed on.
    #[must_use]
    pub fn stock(&self) -> Option<&str> {
        self.stock.as_deref()
    }

    /// The stock of envelopes that its sheets go into.
    #[must_use]
    pub fn envelope_stock(&self) -> Option<&str> {
        self.envelope_stock.as_deref()
    }

    /// Is a seal printed on it, and can it be printed without one?
    #[must_use]
    pub fn seal(&self) -> Option<bool> {
        let pages = [Some(&self.front), self.back.as_ref(), Some(&self.separator)];
        let found = pages.into_iter().flatten().flatten().filter_map(|item| match item.what {
            What::Picture { required, .. } => Some(required),
            _ => None,
        });
        found.reduce(|one, other| one || other)
    }

    /// Does it name the issuer?
    #[must_use]
    pub fn names_issuer(&self) -> bool {
        let pages = [Some(&self.front), self.back.as_ref(), Some(&self.separator)];
        pages.into_iter().flatten().flatten().any(|item| match &item.what {
            What::Text(text) => text.pattern.fields().any(|field| field == Field::Issuer),
            _ => false,
        })
    }

    /// Does it have a place for each of the optional items ([`crate::Sheet::optional`]), on either side?
    #[must_use]
    pub fn optional_places(&self) -> [bool; 3] {
        let pages = [Some(&self.front), self.back.as_ref()];
        let items: Vec<&Item> = pages.into_iter().flatten().flatten().collect();
        [Field::Ceiling, Field::Meals, Field::Disease].map(|field| {
            items.iter().any(|item| match &item.what {
                What::Text(text) => text.pattern.fields().any(|one| one == field),
                _ => false,
            })
        })
    }

    /// Why no letters of a kind go out on this layout: it is of another kind, a sheet on it could not be told from another one, or
    /// whom it greets is not whom it speaks of. Empty when they may.
    #[must_use]
    pub fn unfit(&self, kind: Kind) -> Vec<Complaint> {
        let mut found = Vec::new();
        let mut complain = |place: String, code: &'static str, sentence: Said, hint: Said| {
            found.push(Complaint { place, code, weight: Weight::Refusal, sentence, hint });
        };
        if self.kind != Some(kind) {
            complain(
                self.name.to_string(),
                "layout_of_other_kind",
                Said::new(
                    format!("この様式は「{}」のものではありません。", kind.word()),
                    format!("This is no layout of the kind `{}`.", kind.code()),
                ),
                Said::new(
                    format!("kind = \"{}\" と書いた様式を選んでください。", kind.code()),
                    format!("Choose one that says kind = \"{}\".", kind.code()),
                ),
            );
            return found;
        }
        let texts: Vec<(&Place, &Text)> = self
            .front
            .iter()
            .filter_map(|item| match &item.what {
                What::Text(text) => Some((&item.place, text)),
                _ => None,
            })
            .collect();
        for (field, what) in [(Field::Name, "氏名"), (Field::Paper, "管理番号")] {
            if !texts.iter().any(|(_, text)| text.pattern.fields().any(|one| one == field)) {
                let word = field.word();
                complain(
                    self.name.to_string(),
                    "layout_without_identity",
                    Said::new(
                        format!("この様式の表には{what}（{{{word}}}）がなく、だれの紙か分かりません。"),
                        format!(
                            "Nothing on the front of this layout says {{{word}}}: nobody could tell whose sheet it is."
                        ),
                    ),
                    Said::new(format!("{{{word}}} を加えてください。"), format!("Add {{{word}}}.")),
                );
            }
        }
        for (place, text) in texts {
            if text.pattern.greets(Field::InsuredName) {
                complain(
                    place.to_string(),
                    "salutation_crossed",
                    Said::new(
                        "宛名が {insured_name} になっています。家族の書類が、被保険者あてに見えます。",
                        "The salutation names {insured_name}: letters of dependants would seem to be the insured person's.",
                    ),
                    Said::new(
                        "宛名は {name}　様 とし、被保険者は「被保険者 {insured_name} 様のご家族」のように書いてください。",
                        "Greet {name}; name the insured person as in the shipped layouts.",
                    ),
                );
            }
        }
        found
    }

    /// How many pages a sheet has.
    #[must_use]
    pub fn pages_per_sheet(&self) -> usize {
        if self.back.is_some() { 2 } else { 1 }
    }
}

// ---- the file ----------------------------------------------------------------------------------------------------------------

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Option<String>,
    kind: Option<Spanned<String>>,
    paper: Option<Spanned<[f32; 2]>>,
    based_on: Option<Spanned<String>>,
    stock: Option<String>,
    envelope_stock: Option<String>,
    envelope: Option<Spanned<String>>,
    #[serde(default)]
    omit: Vec<Spanned<String>>,
    #[serde(default)]
    texts: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    origin: BTreeMap<Spanned<String>, [f32; 2]>,
    #[serde(default)]
    style: BTreeMap<String, Spanned<StyleEntry>>,
    #[serde(default)]
    front: PageEntry,
    back: Option<PageEntry>,
    #[serde(default)]
    separator: PageEntry,
    rows: Option<RowsEntry>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct PageEntry {
    #[serde(default, rename = "box")]
    boxes: Vec<Spanned<Entry>>,
    #[serde(default, rename = "picture")]
    pictures: Vec<Spanned<Entry>>,
    #[serde(default, rename = "line")]
    lines: Vec<Spanned<Entry>>,
    #[serde(default, rename = "arrow")]
    arrows: Vec<Spanned<Entry>>,
    #[serde(default, rename = "cut")]
    cuts: Vec<Spanned<Entry>>,
    #[serde(default, rename = "qr")]
    qrs: Vec<Spanned<Entry>>,
    #[serde(default, rename = "barcode")]
    barcodes: Vec<Spanned<Entry>>,
    #[serde(default, rename = "row")]
    rows: Vec<Spanned<Entry>>,
    #[serde(default, rename = "text")]
    texts: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowsEntry {
    y: f32,
    pitch: f32,
    last: f32,
    #[serde(default, rename = "line")]
    lines: Vec<Spanned<Entry>>,
    #[serde(default, rename = "qr")]
    qrs: Vec<Spanned<Entry>>,
    #[serde(default, rename = "text")]
    texts: Vec<Spanned<Entry>>,
}

#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields)]
struct StyleEntry {
    size: Option<f32>,
    leading: Option<f32>,
    bold: Option<bool>,
    grey: Option<f32>,
    align: Option<Align>,
    justify: Option<bool>,
    tracking: Option<f32>,
    shrink: Option<f32>,
}

/// Every key that an item may have; which of them it must and may not have depends on what it is.
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Option<String>,
    when: Option<String>,
    #[serde(rename = "in")]
    origin: Option<String>,
    x: Option<f32>,
    y: Option<f32>,
    w: Option<f32>,
    h: Option<f32>,
    to: Option<[f32; 2]>,
    text: Option<String>,
    mark: Option<String>,
    indent: Option<f32>,
    lines: Option<usize>,
    middle: Option<bool>,
    style: Option<String>,
    label: Option<String>,
    label_w: Option<f32>,
    label_style: Option<String>,
    fill: Option<f32>,
    weight: Option<f32>,
    radius: Option<f32>,
    dash: Option<[f32; 2]>,
    asset: Option<String>,
    required: Option<bool>,
    size: Option<f32>,
    leading: Option<f32>,
    bold: Option<bool>,
    grey: Option<f32>,
    align: Option<Align>,
    justify: Option<bool>,
    tracking: Option<f32>,
    shrink: Option<f32>,
}

/// One item of a file before the changes of a layout that is based on it.
struct Draft {
    place: Place,
    sort: Sort,
    entry: Entry,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Box,
    Picture,
    Line,
    Arrow,
    Cut,
    Qr,
    Barcode,
    Row,
    Text,
}

impl Sort {
    fn word(self) -> &'static str {
        match self {
            Sort::Box => "box",
            Sort::Picture => "picture",
            Sort::Line => "line",
            Sort::Arrow => "arrow",
            Sort::Cut => "cut",
            Sort::Qr => "qr",
            Sort::Barcode => "barcode",
            Sort::Row => "row",
            Sort::Text => "text",
        }
    }
}

/// A whole file, or a base with the changes of another.
struct Plan {
    title: Option<String>,
    kind: Option<Kind>,
    paper: (f32, f32),
    origins: BTreeMap<String, [f32; 2]>,
    styles: BTreeMap<String, StyleEntry>,
    front: Vec<Draft>,
    back: Option<Vec<Draft>>,
    separator: Vec<Draft>,
    rows: Option<(Vec<Draft>, f32, f32, f32)>,
    stock: Option<String>,
    envelope_stock: Option<String>,
    /// Through whose window its address is read.
    envelope: Option<Envelope>,
}

struct Reader<'t> {
    file: Arc<str>,
    text: &'t str,
    complaints: Vec<Complaint>,
}

impl Reader<'_> {
    fn layout(&mut self) -> Option<Layout> {
        let plan = self.plan(0)?;
        let page = |reader: &mut Self, drafts: &[Draft]| -> Vec<Item> {
            let mut items: Vec<Item> = drafts.iter().flat_map(|draft| reader.items(draft, &plan)).collect();
            // A grey cell lies under the rules of the table, whichever row it belongs to.
            items.sort_by_key(|item| !matches!(item.what, What::Box { fill: Some(_), weight: None, .. }));
            items
        };
        let front = page(self, &plan.front);
        let back = plan.back.as_ref().map(|drafts| page(self, drafts));
        let separator = page(self, &plan.separator);
        // Items of rows stand relative to the top of their row.
        let rows = plan.rows.as_ref().map(|(drafts, y, pitch, last)| Rows {
            items: page(self, drafts),
            y: *y,
            pitch: pitch.max(1.0),
            last: *last,
        });
        for (items, of_sheet) in [(&front, plan.kind.is_some()), (&separator, false)] {
            for item in items {
                self.check_fields(item, of_sheet);
            }
        }
        for item in back.iter().flatten() {
            self.check_fields(item, true);
        }
        self.check_cards(&plan, &front, back.as_deref().unwrap_or_default());
        let layout = Layout {
            name: Arc::clone(&self.file),
            title: plan.title.unwrap_or_else(|| self.file.to_string()),
            kind: plan.kind,
            paper: plan.paper,
            front,
            back,
            separator,
            rows,
            fonts: None,
            stock: plan.stock,
            envelope_stock: plan.envelope_stock,
        };
        if let Some(envelope) = &plan.envelope {
            self.complaints.extend(envelope.check(&layout));
        }
        Some(layout)
    }

    fn plan(&mut self, depth: usize) -> Option<Plan> {
        let file: File = match toml::from_str(self.text) {
            Ok(file) => file,
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let reason = error.message().to_owned();
                self.complain(
                    span,
                    "layout_unreadable",
                    Said::new(toml_mistake(&reason), format!("The layout cannot be read: {reason}.")),
                    Said::new(
                        "この行の項目名と値の書き方を、同梱のレイアウトと見比べてください。",
                        "Compare the keys and values of this line with a layout that came with the program.",
                    ),
                );
                return None;
            }
        };
        let mut plan = match &file.based_on {
            None => Plan {
                title: None,
                kind: None,
                paper: (210.0, 297.0),
                origins: BTreeMap::new(),
                styles: BTreeMap::new(),
                front: Vec::new(),
                back: None,
                separator: Vec::new(),
                rows: None,
                stock: None,
                envelope_stock: None,
                envelope: None,
            },
            Some(name) => self.base(name, depth)?,
        };
        if let Some(title) = file.title {
            plan.title = Some(title);
        }
        let named = |name: Option<String>, before: Option<String>| {
            name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).or(before)
        };
        plan.stock = named(file.stock, plan.stock.take());
        plan.envelope_stock = named(file.envelope_stock, plan.envelope_stock.take());
        if let Some(kind) = &file.kind {
            let code = kind.get_ref().as_str();
            plan.kind = Kind::from_code(code);
            if plan.kind.is_none() && code != "cover" {
                let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::code).collect();
                self.complain(
                    kind.span(),
                    "layout_kind",
                    Said::new("kind の値が分かりません。", "The value of `kind` is unknown."),
                    Said::new(
                        format!("{}、cover のどれかを書いてください。", known.join("、")),
                        format!("Write one of {}, cover.", known.join(", ")),
                    ),
                );
            }
        }
        if let Some(paper) = &file.paper {
            let [w, h] = *paper.get_ref();
            if (50.0..=420.0).contains(&w) && (50.0..=594.0).contains(&h) {
                plan.paper = (w, h);
            } else {
                self.complain(
                    paper.span(),
                    "layout_paper",
                    Said::new("用紙の大きさが範囲外です。", "The size of the paper is out of range."),
                    Said::new(
                        "幅と高さをミリメートルで書いてください（A4は [210, 297]）。",
                        "Write width and height in millimetres (A4 is [210, 297]).",
                    ),
                );
            }
        }
        if let Some(name) = &file.envelope {
            plan.envelope = Envelope::shipped(name.get_ref());
            if plan.envelope.is_none() {
                self.unknown(name.span(), "envelope", name.get_ref());
            }
        }
        for (name, style) in &file.style {
            plan.styles.insert(name.clone(), style.get_ref().clone());
        }
        for (name, at) in &file.origin {
            if file.based_on.is_some() && !plan.origins.contains_key(name.get_ref()) {
                self.unknown(name.span(), "origin", name.get_ref());
            }
            plan.origins.insert(name.get_ref().clone(), *at);
        }
        plan.front.extend(self.drafts(file.front));
        if let Some(back) = file.back {
            let drafts = self.drafts(back);
            plan.back.get_or_insert_default().extend(drafts);
        }
        plan.separator.extend(self.drafts(file.separator));
        if let Some(rows) = file.rows {
            let (y, pitch, last) = (rows.y, rows.pitch, rows.last);
            let page = PageEntry { lines: rows.lines, qrs: rows.qrs, texts: rows.texts, ..PageEntry::default() };
            plan.rows = Some((self.drafts(page), y, pitch, last));
        }
        for (name, words) in &file.texts {
            let mut found = false;
            for draft in plan.front.iter_mut().chain(plan.back.iter_mut().flatten()).chain(plan.separator.iter_mut()) {
                if draft.entry.name.as_deref() == Some(name.get_ref().as_str()) {
                    draft.entry.text = Some(words.get_ref().clone());
                    draft.place = self.place(&words.span());
                    found = true;
                }
            }
            if !found {
                self.unknown(name.span(), "texts", name.get_ref());
            }
        }
        for name in &file.omit {
            let keep = |draft: &Draft| draft.entry.name.as_deref() != Some(name.get_ref().as_str());
            let before = plan.front.len() + plan.back.as_ref().map_or(0, Vec::len) + plan.separator.len();
            plan.front.retain(keep);
            if let Some(back) = &mut plan.back {
                back.retain(keep);
            }
            plan.separator.retain(keep);
            if before == plan.front.len() + plan.back.as_ref().map_or(0, Vec::len) + plan.separator.len() {
                self.unknown(name.span(), "omit", name.get_ref());
            }
        }
        Some(plan)
    }

    fn base(&mut self, name: &Spanned<String>, depth: usize) -> Option<Plan> {
        let Some(text) = Layout::shipped(name.get_ref()).filter(|_| depth < BASES) else {
            self.complain(
                name.span(),
                "layout_base",
                Said::new(
                    format!("もとにするレイアウト「{}」がありません。", name.get_ref()),
                    format!("There is no layout `{}` to build on.", name.get_ref()),
                ),
                Said::new(
                    "同梱のレイアウト（notice-right、certificate-a4、certificate-hagaki、letterhead）のどれかを書いてください。",
                    "Name one that came with the program: notice-right, certificate-a4, certificate-hagaki, letterhead.",
                ),
            );
            return None;
        };
        let mut reader = Reader { file: Arc::from(name.get_ref().as_str()), text, complaints: Vec::new() };
        let plan = reader.plan(depth + 1);
        self.complaints.append(&mut reader.complaints);
        plan
    }

    fn drafts(&self, page: PageEntry) -> Vec<Draft> {
        let sorts = [
            (Sort::Box, page.boxes),
            (Sort::Picture, page.pictures),
            (Sort::Line, page.lines),
            (Sort::Arrow, page.arrows),
            (Sort::Cut, page.cuts),
            (Sort::Qr, page.qrs),
            (Sort::Barcode, page.barcodes),
            (Sort::Row, page.rows),
            (Sort::Text, page.texts),
        ];
        sorts
            .into_iter()
            .flat_map(|(sort, entries)| entries.into_iter().map(move |entry| (sort, entry)))
            .map(|(sort, entry)| Draft { place: self.place(&entry.span()), sort, entry: entry.into_inner() })
            .collect()
    }

    fn items(&mut self, draft: &Draft, plan: &Plan) -> Vec<Item> {
        let entry = &draft.entry;
        let place = &draft.place;
        let when = self.conditions(entry, place);
        let (dx, dy) = match &entry.origin {
            None => (0.0, 0.0),
            Some(name) => match plan.origins.get(name) {
                Some([x, y]) => (*x, *y),
                None => {
                    self.missing(place, &format!("origin.{name}"));
                    (0.0, 0.0)
                }
            },
        };
        let mut need = |value: Option<f32>, key: &str| {
            value.unwrap_or_else(|| {
                self.missing(place, &format!("{}.{key}", draft.sort.word()));
                0.0
            })
        };
        let x = need(entry.x, "x") + dx;
        let y = need(entry.y, "y") + dy;
        let (w, h) = (entry.w, entry.h);
        let mut out: Vec<What> = Vec::new();
        match draft.sort {
            Sort::Box => {
                let (w, h) = (need(w, "w"), need(h, "h"));
                self.inside(place, plan, (x, y), (x + w, y + h));
                out.push(What::Box {
                    x,
                    y,
                    w,
                    h,
                    fill: entry.fill,
                    weight: entry.weight,
                    grey: entry.grey.unwrap_or(0.0),
                    radius: entry.radius.unwrap_or(0.0),
                });
            }
            Sort::Picture => {
                let w = need(w, "w");
                let h = h.unwrap_or(w);
                self.inside(place, plan, (x, y), (x + w, y + h));
                if entry.asset.as_deref() == Some("seal") && w > 0.0 && h > 0.0 {
                    out.push(What::Picture { x, y, w, h, required: entry.required.unwrap_or(false) });
                } else {
                    self.complaint(
                        place,
                        "layout_picture",
                        Said::new("何の画像を置くのかが分かりません。", "It is not said which picture stands here."),
                        Said::new(
                            "asset = \"seal\"（印影）と、0より大きい w を書いてください。",
                            "Write asset = \"seal\" and a `w` above 0.",
                        ),
                    );
                }
            }
            Sort::Line | Sort::Arrow => {
                let to = entry.to.map_or_else(
                    || {
                        self.missing(place, &format!("{}.to", draft.sort.word()));
                        (x, y)
                    },
                    |[tx, ty]| (tx + dx, ty + dy),
                );
                self.inside(place, plan, (x, y), to);
                let (weight, grey) = (entry.weight.unwrap_or(0.25), entry.grey.unwrap_or(0.0));
                out.push(if draft.sort == Sort::Line {
                    What::Line { from: (x, y), to, weight, grey, dash: entry.dash }
                } else {
                    What::Arrow { from: (x, y), to, weight, grey }
                });
            }
            Sort::Cut => {
                let (w, h) = (need(w, "w"), need(h, "h"));
                self.inside(place, plan, (x, y), (x + w, y + h));
                out.push(What::Cut { x, y, w, h });
            }
            Sort::Qr => {
                let w = need(w, "w");
                self.inside(place, plan, (x, y), (x + w, y + w));
                let text = self.pattern(entry.text.as_deref(), place);
                if text.of_run() || text.is_code() || plan.kind.is_none() {
                    out.push(What::Qr { x, y, w, text });
                } else {
                    self.complaint(
                        place,
                        "layout_qr",
                        Said::new(
                            "QRコードに加入者の情報を入れることはできません。",
                            "A QR code must not carry a member's data.",
                        ),
                        Said::new(
                            "text には {portal_url} か {paper} か {envelope_code} だけを書いてください。",
                            "Let its text be {portal_url}, {paper} or {envelope_code}.",
                        ),
                    );
                }
            }
            Sort::Barcode => {
                let size = entry.size.unwrap_or(barcode::SIZE);
                let (w, h) = barcode::extent(size);
                self.inside(place, plan, (x, y), (x + w, y + h));
                if barcode::SIZES.contains(&size) {
                    out.push(What::Barcode { x, y, size });
                } else {
                    self.complaint(
                        place,
                        "layout_barcode",
                        Said::new(
                            "カスタマバーコードの大きさは8から11.5ポイントまでです。",
                            "A customer barcode is 8 to 11.5 points high.",
                        ),
                        Said::new("size に8から11.5までの数を書いてください。", "Let its size be 8 to 11.5."),
                    );
                }
            }
            Sort::Text => {
                let look = self.look(entry, entry.style.as_deref(), plan, place);
                let right = x + w.unwrap_or(0.0);
                self.inside(place, plan, (x, y), (right, y));
                let pattern = self.pattern(entry.text.as_deref(), place);
                let mark = entry.mark.as_deref().map(|mark| self.pattern(Some(mark), place));
                out.push(What::Text(Text {
                    at: (x, y),
                    width: w,
                    lines: entry.lines.unwrap_or(1).max(1),
                    middle: entry.middle.unwrap_or(false),
                    pattern,
                    mark,
                    indent: entry.indent.unwrap_or(0.0),
                    look,
                }));
            }
            Sort::Row => {
                let (w, h, label_w) = (need(w, "w"), need(h, "h"), need(entry.label_w, "label_w"));
                self.inside(place, plan, (x, y), (x + w, y + h));
                self.row(entry, plan, place, [x, y, w, h, label_w], &mut out);
            }
        }
        let origin: Option<Arc<str>> = entry.origin.as_deref().map(Arc::from);
        let item = |what| Item { place: place.clone(), origin: origin.clone(), when: when.clone(), what };
        out.into_iter().map(item).collect()
    }

    /// A row of a table: a grey label, a value, and a thin line below.
    fn row(&mut self, entry: &Entry, plan: &Plan, place: &Place, at: [f32; 5], out: &mut Vec<What>) {
        let [x, y, w, h, label_w] = at;
        let label_look = self.look(&Entry::default(), entry.label_style.as_deref().or(Some("label")), plan, place);
        let look = self.look(entry, entry.style.as_deref(), plan, place);
        // Capital height of the typeface is about 0.74 of the size; Japanese characters stand 0.12 below the baseline.
        let middle = |size: f32| y + h / 2.0 + size * 0.3528 * 0.36;
        if let Some(fill) = entry.fill {
            let grey = 0.0;
            out.push(What::Box { x, y, w: label_w, h, fill: Some(fill), weight: None, grey, radius: 0.0 });
        }
        out.push(What::Line {
            from: (x, y + h),
            to: (x + w, y + h),
            weight: entry.weight.unwrap_or(0.2),
            grey: 0.65,
            dash: None,
        });
        out.push(What::Text(Text {
            at: (x + 2.2, middle(label_look.size)),
            width: Some(label_w - 3.4),
            lines: 1,
            middle: true,
            pattern: self.pattern(entry.label.as_deref(), place),
            mark: None,
            indent: 0.0,
            look: label_look,
        }));
        out.push(What::Text(Text {
            at: (x + label_w + 3.0, middle(look.size)),
            width: Some(w - label_w - 4.5),
            lines: entry.lines.unwrap_or(1).max(1),
            middle: true,
            pattern: self.pattern(entry.text.as_deref(), place),
            mark: None,
            indent: 0.0,
            look,
        }));
    }

    fn look(&mut self, entry: &Entry, style: Option<&str>, plan: &Plan, place: &Place) -> Look {
        let known = style.map(|name| {
            plan.styles.get(name).cloned().unwrap_or_else(|| {
                self.missing(place, &format!("style.{name}"));
                StyleEntry::default()
            })
        });
        let style = known.unwrap_or_default();
        let size = entry.size.or(style.size).unwrap_or(9.0);
        Look {
            size,
            leading: entry.leading.or(style.leading).unwrap_or(size * 0.3528 * 1.7),
            bold: entry.bold.or(style.bold).unwrap_or(false),
            grey: entry.grey.or(style.grey).unwrap_or(0.0),
            align: entry.align.or(style.align).unwrap_or(Align::Left),
            justify: entry.justify.or(style.justify).unwrap_or(false),
            tracking: entry.tracking.or(style.tracking).unwrap_or(0.0),
            shrink: entry.shrink.or(style.shrink).unwrap_or(0.55).clamp(0.3, 1.0),
        }
    }

    fn pattern(&mut self, text: Option<&str>, place: &Place) -> Pattern {
        let Some(text) = text else {
            self.missing(place, "text");
            return Pattern::default();
        };
        match Pattern::read(text) {
            Ok(pattern) => pattern,
            Err(Flaw::Unclosed) => {
                self.complaint(
                    place,
                    "layout_brace",
                    Said::new("波かっこの対応がとれていません。", "A brace has no partner."),
                    Said::new("波かっこそのものは {{ と }} と書きます。", "Write {{ and }} for braces themselves."),
                );
                Pattern::default()
            }
            Err(Flaw::Unknown(word)) => {
                self.unknown_field(place, &word);
                Pattern::default()
            }
        }
    }

    fn conditions(&mut self, entry: &Entry, place: &Place) -> Vec<(Field, bool)> {
        let mut when = Vec::new();
        for word in entry.when.iter().flat_map(|text| text.split('&')) {
            let word = word.trim();
            let (bare, wanted) = word.strip_prefix('!').map_or((word, true), |bare| (bare.trim(), false));
            match Field::of(bare) {
                Some(field) => when.push((field, wanted)),
                None => self.unknown_field(place, bare),
            }
        }
        when
    }

    fn check_fields(&mut self, item: &Item, of_sheet: bool) {
        let mut fields: Vec<Field> = item.when.iter().map(|(field, _)| *field).collect();
        match &item.what {
            What::Text(text) => fields.extend(text.pattern.fields()),
            What::Qr { text, .. } => fields.extend(text.fields()),
            _ => {}
        }
        for field in fields {
            if !field.of_run() && field.of_group() == of_sheet {
                self.complaint(
                    &item.place,
                    "layout_field_place",
                    Said::new(
                        format!("「{{{}}}」はこのページでは使えません。", field.word()),
                        format!("`{{{}}}` says nothing on this page.", field.word()),
                    ),
                    Said::new(
                        "group_ で始まる項目は仕切り紙に、ほかの項目は表と裏のページに書きます。",
                        "Fields that begin with group_ belong on the separator, the others on front and back.",
                    ),
                );
            }
        }
    }

    fn inside(&mut self, place: &Place, plan: &Plan, from: (f32, f32), to: (f32, f32)) {
        let (w, h) = plan.paper;
        let fits = |(x, y): (f32, f32)| (-0.001..=w + 0.001).contains(&x) && (-0.001..=h + 0.001).contains(&y);
        if !fits(from) || !fits(to) {
            self.complaint(
                place,
                "layout_outside",
                Said::new("用紙の外にはみ出しています。", "This stands outside the paper."),
                Said::new(
                    format!("用紙は幅{w}ミリ、高さ{h}ミリです。x、y、w、h を直してください。"),
                    format!("The paper is {w} mm wide and {h} mm high. Mend x, y, w and h."),
                ),
            );
        }
    }

    fn unknown_field(&mut self, place: &Place, word: &str) {
        let near =
            Field::ALL.iter().map(|field| field.word()).min_by_key(|known| distance(known, word)).unwrap_or("name");
        self.complaint(
            place,
            "layout_unknown_field",
            Said::new(format!("「{{{word}}}」という項目はありません。"), format!("There is no field `{{{word}}}`.")),
            Said::new(format!("「{{{near}}}」ではありませんか。"), format!("Perhaps `{{{near}}}` is meant.")),
        );
    }

    fn unknown(&mut self, span: Range<usize>, table: &str, name: &str) {
        self.complain(
            span,
            "layout_unknown_name",
            Said::new(
                format!("{table} の「{name}」に当たるものが、もとのレイアウトにありません。"),
                format!("Nothing in the layout is called `{name}` ({table})."),
            ),
            Said::new(
                "もとのレイアウトの name または origin と同じ名前を書いてください。",
                "Use a name or an origin of the layout that this one is based on.",
            ),
        );
    }

    fn missing(&mut self, place: &Place, key: &str) {
        self.complaint(
            place,
            "layout_missing_key",
            Said::new(format!("「{key}」がありません。"), format!("`{key}` is missing.")),
            Said::new("この項目に書き足してください。", "Add it to this entry."),
        );
    }

    fn place(&self, span: &Range<usize>) -> Place {
        let line = self.text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count() + 1;
        Place { file: Arc::clone(&self.file), line }
    }

    fn complain(&mut self, span: Range<usize>, code: &'static str, sentence: Said, hint: Said) {
        let place = self.place(&span);
        self.complaint(&place, code, sentence, hint);
    }

    fn complaint(&mut self, place: &Place, code: &'static str, sentence: Said, hint: Said) {
        self.complaints.push(Complaint { place: place.to_string(), code, weight: Weight::Refusal, sentence, hint });
    }
}

/// How many letters differ, for a hint at a misspelled word.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}
