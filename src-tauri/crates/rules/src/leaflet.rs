//! リーフレット: what a member may be handed, in the words that hold on the day.
//!
//! The texts lie in `templates/leaflets/`, where they can be read and changed without knowing the program. A text names no date: its
//! head says from and until which date of law it holds, and `{old_cards_end}` or `{before old_cards_end}` in a sentence is
//! that day, or the day before it, as the calendar has it.

use crate::calendar::{Day, LAW, Law};
use crate::case::coded;
use crate::words::Lang;

coded! {
    /// What a leaflet is about.
    Topic {
        /// 受診のときに持っていくもの
        Clinic = "clinic",
        /// 資格を失ったときに返すもの
        Returns = "returns",
    }
}

impl Topic {
    /// The topic for lists.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Topic::Clinic, Lang::Ja) => "受診のときにお持ちいただくもの",
            (Topic::Clinic, Lang::En) => "What to bring to a clinic",
            (Topic::Returns, Lang::Ja) => "資格を失ったときに返していただくもの",
            (Topic::Returns, Lang::En) => "What comes back when cover ends",
        }
    }
}

const TEXTS: [&str; 7] = [
    include_str!("../../../../templates/leaflets/clinic-1.md"),
    include_str!("../../../../templates/leaflets/clinic-2.md"),
    include_str!("../../../../templates/leaflets/clinic-3.md"),
    include_str!("../../../../templates/leaflets/clinic-4.md"),
    include_str!("../../../../templates/leaflets/returns-1.md"),
    include_str!("../../../../templates/leaflets/returns-2.md"),
    include_str!("../../../../templates/leaflets/returns-3.md"),
];

/// Before the English words of a text.
const ENGLISH: &str = "\n=== en\n";

/// One leaflet: what holds on some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaflet {
    /// What it is about.
    pub topic: Topic,
    /// The first day on which it holds; `None` for always before.
    pub from: Option<Day>,
    /// The first day on which it holds no longer; `None` while no change is known.
    pub until: Option<Day>,
    text: &'static str,
}

/// One line of a leaflet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Head(String),
    /// A sentence or more.
    Words(String),
    /// One of several things.
    Item(String),
}

impl Line {
    /// The words alone.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Line::Head(text) | Line::Words(text) | Line::Item(text) => text,
        }
    }
}

/// Every leaflet under a law.
#[must_use]
pub fn leaflets(law: &Law) -> Vec<Leaflet> {
    TEXTS.iter().filter_map(|text| read(text, law)).collect()
}

/// The leaflet about something that holds on a day.
#[must_use]
pub fn leaflet(topic: Topic, on: Day) -> Option<Leaflet> {
    leaflet_under(&LAW, topic, on)
}

/// As [`leaflet`], under another law.
#[must_use]
pub fn leaflet_under(law: &Law, topic: Topic, on: Day) -> Option<Leaflet> {
    leaflets(law).into_iter().find(|one| {
        one.topic == topic && one.from.is_none_or(|from| from <= on) && one.until.is_none_or(|until| on < until)
    })
}

fn read(text: &'static str, law: &Law) -> Option<Leaflet> {
    let (head, text) = text.split_once("\n\n")?;
    let value = |key: &str| head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
    let day = |key: &str| value(key).and_then(|name| law.named(name));
    Some(Leaflet { topic: Topic::from_code(value("topic")?)?, from: day("from"), until: day("until"), text })
}

impl Leaflet {
    /// Its lines, with the days of the law in them.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<Line> {
        self.lines_under(&LAW, lang)
    }

    /// As [`Leaflet::lines`], under another law.
    #[must_use]
    pub fn lines_under(&self, law: &Law, lang: Lang) -> Vec<Line> {
        let (ja, en) = self.text.split_once(ENGLISH).unwrap_or((self.text, ""));
        let text = if lang == Lang::Ja { ja } else { en };
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| match (line.strip_prefix("# "), line.strip_prefix("- ")) {
                (Some(head), _) => Line::Head(dated(head, law, lang)),
                (_, Some(item)) => Line::Item(dated(item, law, lang)),
                _ => Line::Words(dated(line, law, lang)),
            })
            .collect()
    }
}

/// The days of the law in their places.
fn dated(line: &str, law: &Law, lang: Lang) -> String {
    let mut said = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        let day = match name.strip_prefix("before ") {
            Some(name) => law.named(name).map(Day::before),
            None => law.named(name),
        };
        if let Some(day) = day {
            said.push_str(&if lang == Lang::Ja { day.wareki() } else { day.to_string() });
        }
        rest = after;
    }
    said.push_str(rest);
    said
}
