//! リーフレット on paper: the leaflet of a day, to be handed over at the counter. It names nobody, so that no ledger is needed; with
//! one it bears the society's name and telephone.

use std::path::Path;

use ledger::Known;
use papers::{Record, Society};
use rules::calendar::Day;
use rules::leaflet::{Leaflet, Line, Topic, leaflet};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::drafts::{Drafts, may_write};
use crate::plan::sender;
use crate::print::folder;
use crate::roles::Permission;
use crate::wire::LeafletPrinted;
use crate::{Desk, Failure};

/// So many full-width characters surely stand on one line of the layout `leaflet`, wherever a word or a sign keeps it from breaking.
const LINE: usize = 38;

/// The topic of a word.
///
/// # Errors
/// When no leaflet is about it.
pub fn topic_named(word: &str) -> Result<Topic, Failure> {
    Topic::from_code(word).ok_or_else(|| {
        let known: Vec<&str> = Topic::ALL.iter().map(|topic| topic.code()).collect();
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "leaflet_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("このリーフレットはありません。", "There is no such leaflet."),
            hint: Said::new(
                format!("{}のどれかです。", known.join("、")),
                format!("Give one of {}.", known.join(", ")),
            ),
        })
    })
}

/// Writes the leaflet about a topic that holds on a day into a folder, without a sender.
///
/// # Errors
/// When no leaflet holds on the day, or the folder cannot be written.
pub fn print_leaflet(topic: Topic, on: Day, lang: Lang, out: &Path) -> Result<LeafletPrinted, Failure> {
    printed(topic, on, lang, out, &nobody())
}

impl Desk {
    /// As [`print_leaflet`], from the society that the ledger knows on the day.
    ///
    /// # Errors
    /// As [`print_leaflet`], and when it is not permitted or the day lies before the first policy.
    pub fn leaflet(&self, topic: Topic, on: Day, lang: Lang, out: &Path) -> Result<LeafletPrinted, Failure> {
        self.must(Permission::View)?;
        let known: Known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        printed(topic, on, lang, out, &sender(&self.ledger.society(known)?.unwrap_or_default(), policy))
    }
}

fn printed(topic: Topic, on: Day, lang: Lang, out: &Path, society: &Society) -> Result<LeafletPrinted, Failure> {
    folder(out)?;
    may_write(out)?;
    let leaflet = leaflet(topic, on).ok_or_else(|| none_holds(topic, on))?;
    let title = topic.word(lang);
    let heads = [title.to_owned(), holds(&leaflet, lang)];
    let rows = rows(leaflet.lines(lang), title);
    let sheet = papers::record("leaflet", &Record { society, on, heads: &heads, rows: &rows, anchor: "" })
        .map_err(Failure::from)?;
    let name = format!("daicho-leaflet-{}-{on}.pdf", topic.code());
    let mut files = Drafts::new(out);
    files.whole(&name, sheet.pages, &sheet.bytes)?;
    files.publish()?;
    Ok(LeafletPrinted {
        topic: topic.code(),
        title: title.to_owned(),
        on,
        pages: sheet.pages,
        file: out.join(name).display().to_string(),
    })
}

/// The lines of a leaflet as rows of its layout: a head after an empty row, and as many rows as a text may need.
fn rows(lines: Vec<Line>, title: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    // The title says it already.
    let lines = lines.into_iter().enumerate().filter(|(at, line)| *at > 0 || line.text() != title);
    for (_, line) in lines {
        let (cell, room) = match &line {
            Line::Head(_) => (0, LINE),
            Line::Words(_) => (1, LINE),
            Line::Item(_) => (2, LINE - 2),
        };
        if cell == 0 {
            rows.push(vec![String::new(); 3]);
        }
        let height = wide(line.text()).div_ceil(room).max(1);
        let mut cells = vec![String::new(); 3];
        line.text().clone_into(&mut cells[cell]);
        rows.push(cells);
        rows.extend(std::iter::repeat_n(vec![String::new(); 3], height - 1));
    }
    rows
}

/// How many full-width characters a text is long.
fn wide(text: &str) -> usize {
    let halves: usize = text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    halves.div_ceil(2)
}

fn holds(leaflet: &Leaflet, lang: Lang) -> String {
    let (from, until) = (leaflet.from, leaflet.until.map(Day::before));
    let said = match (from, until) {
        (Some(from), Some(until)) => Said::new(
            format!("{}から{}までのご案内です。", from.wareki(), until.wareki()),
            format!("Holds from {from} until {until}."),
        ),
        (Some(from), None) => Said::new(format!("{}からのご案内です。", from.wareki()), format!("Holds from {from}.")),
        (None, Some(until)) => {
            Said::new(format!("{}までのご案内です。", until.wareki()), format!("Holds until {until}."))
        }
        (None, None) => Said::new("", ""),
    };
    said.in_lang(lang).to_owned()
}

/// Whoever prints without a ledger is no society that is known.
pub(crate) fn nobody() -> Society {
    Society {
        name: String::new(),
        insurer_number: String::new(),
        postcode: String::new(),
        address: String::new(),
        phone: String::new(),
        portal_url: String::new(),
        issuer: None,
        seal: None,
        grace_exact: false,
        lapse_on_application: false,
        customer_barcode: false,
        training: false,
    }
}

fn none_holds(topic: Topic, on: Day) -> Failure {
    Failure::refused(vec![Complaint {
        place: topic.code().to_owned(),
        code: "no_leaflet",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("{}に使えるリーフレットがありません。", on.wareki()),
            format!("No leaflet holds on {on}."),
        ),
        hint: Said::new("日付を確かめてください。", "Look at the day again."),
    }])
}
