//! 法令の日付の見込み (a rule pack): the dates of law as they may be changed, so that a change can be tried before it comes.
//!
//! A pack names a few dates and where the change is announced; what it does not name stays as the law is ([`LAW`]). It is an
//! argument of the functions that end in `_under`, never a state of the program: nothing is decided by a pack that is only tried.
//!
//! ```toml
//! title = "経過措置の延長（案）"
//! source = "第○回 医療保険部会 資料2"
//! old_cards_end = 2026-12-02
//! ```

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::calendar::{Day, LAW, Law};
use crate::words::{Complaint, Said, Weight, toml_mistake};

/// A date of the law as a pack names it: its key, in words, and where it stands.
struct Date {
    key: &'static str,
    ja: &'static str,
    en: &'static str,
    of: fn(&mut Law) -> &mut Day,
}

/// Every date that a pack can name, each the first day of the new state.
const DATES: [Date; 4] = [
    Date {
        key: "old_cards_not_issued",
        ja: "従来の健康保険証を交付しなくなる日",
        en: "old cards are no longer issued",
        of: |law| &mut law.old_cards_not_issued,
    },
    Date {
        key: "old_cards_end",
        ja: "従来の健康保険証が使えなくなる日",
        en: "no old card is good",
        of: |law| &mut law.old_cards_end,
    },
    Date {
        key: "clinic_acceptance_over",
        ja: "医療機関の暫定的な取扱いが終わる日",
        en: "clinics' provisional acceptance is over",
        of: |law| &mut law.clinic_acceptance_over,
    },
    Date {
        key: "myna_card_adult_at_18",
        ja: "マイナンバーカードの有効期間が18歳から10年となる日",
        en: "My Number Cards last ten years from 18 on",
        of: |law| &mut law.myna_card_adult_at_18,
    },
];

/// A rule pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// What a clerk calls the change.
    pub title: String,
    /// Where it is announced or proposed.
    pub source: String,
    /// The law with the change.
    pub law: Law,
}

/// A date that a pack moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its key.
    pub key: &'static str,
    /// What begins on it.
    pub said: Said,
    /// As the law is.
    pub now: Day,
    /// As the pack has it.
    pub then: Day,
}

impl Pack {
    /// Reads a pack; `place` is its name as the clerk knows it (`pack.toml`).
    ///
    /// # Errors
    /// Every mistake in the file, in the order of its lines, with the place `pack.toml:LINE`.
    pub fn read(toml_text: &str, place: &str) -> Result<Pack, Vec<Complaint>> {
        let text = toml_text.strip_prefix('\u{feff}').unwrap_or(toml_text);
        let mut reading = Reading { text, place, complaints: Vec::new() };
        let pack = reading.file();
        match pack {
            Some(pack) if reading.complaints.is_empty() => Ok(pack),
            _ => {
                reading.complaints.sort_by_key(|(line, _)| *line);
                Err(reading.complaints.into_iter().map(|(_, complaint)| complaint).collect())
            }
        }
    }

    /// The dates that it moves, in the order of the law.
    #[must_use]
    pub fn moved(&self) -> Vec<Moved> {
        let (mut before, mut after) = (LAW, self.law);
        DATES
            .iter()
            .map(|date| Moved {
                key: date.key,
                said: Said::new(date.ja, date.en),
                now: *(date.of)(&mut before),
                then: *(date.of)(&mut after),
            })
            .filter(|moved| moved.now != moved.then)
            .collect()
    }
}

struct Reading<'a> {
    text: &'a str,
    place: &'a str,
    complaints: Vec<(usize, Complaint)>,
}

impl Reading<'_> {
    fn complain(&mut self, span: &Range<usize>, code: &'static str, sentence: Said, hint: Said) {
        let line = 1 + self.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count();
        let place = format!("{}:{line}", self.place);
        self.complaints.push((line, Complaint { place, code, weight: Weight::Refusal, sentence, hint }));
    }

    fn file(&mut self) -> Option<Pack> {
        let (root, faults) = DeTable::parse_recoverable(self.text);
        for fault in &faults {
            self.complain(
                &fault.span().unwrap_or(0..0),
                "not_toml",
                Said::new(toml_mistake(fault.message()), format!("This is not valid TOML: {}.", fault.message())),
                Said::new(
                    "文字列は \" で囲み、日付は 2026-12-02 のように囲まずに書いてください。",
                    "Quote texts, and write days bare as 2026-12-02.",
                ),
            );
        }
        let mut law = LAW;
        let (mut title, mut source) = (None, None);
        let mut named: Vec<(&'static str, Range<usize>)> = Vec::new();
        for (key, value) in root.get_ref() {
            match key.get_ref().as_ref() {
                "title" => title = self.words(value, "題名", "title"),
                "source" => source = self.words(value, "出典", "source"),
                other => match DATES.iter().find(|date| date.key == other) {
                    Some(date) => {
                        named.push((date.key, value.span()));
                        if let Some(day) = self.day(value, date) {
                            *(date.of)(&mut law) = day;
                        }
                    }
                    None => self.unknown_key(&key.span(), other),
                },
            }
        }
        if faults.is_empty() {
            self.missing(title.is_none() && !root.get_ref().contains_key("title"), "title", "題名");
            self.missing(source.is_none() && !root.get_ref().contains_key("source"), "source", "出典");
        }
        if self.complaints.is_empty() {
            self.makes_sense(&law, &named);
        }
        Some(Pack { title: title?, source: source?, law })
    }

    /// A pack that moves nothing tries nothing, and an old card cannot end before the last one is issued.
    fn makes_sense(&mut self, law: &Law, named: &[(&'static str, Range<usize>)]) {
        let at = named.iter().map(|(_, span)| span.clone()).min_by_key(|span| span.start).unwrap_or(0..0);
        if *law == LAW {
            self.complain(
                &at,
                "pack_moves_nothing",
                Said::new("いまの法令と同じ日付です。", "These are the dates of the law as it is."),
                Said::new(
                    format!("変わる日付を書いてください（{}）。", keys()),
                    format!("Name a date that changes ({}).", keys()),
                ),
            );
        } else if law.old_cards_end < law.old_cards_not_issued {
            self.complain(
                &at,
                "days_out_of_order",
                Said::new(
                    "従来の健康保険証が使えなくなる日が、交付をやめる日より前です。",
                    "Old cards would end before they are no longer issued.",
                ),
                Said::new("二つの日付を見比べてください。", "Compare the two days."),
            );
        }
    }

    fn missing(&mut self, is: bool, key: &str, ja: &str) {
        if is {
            self.complain(
                &(0..0),
                "missing_key",
                Said::new(format!("項目「{ja}」（{key}）がありません。"), format!("The key {key} is missing.")),
                Said::new(
                    "何の変更か、どこで示されたかを書いてください。",
                    "Write what the change is called and where it is announced.",
                ),
            );
        }
    }

    fn unknown_key(&mut self, span: &Range<usize>, key: &str) {
        self.complain(
            span,
            "unknown_key",
            Said::new(format!("「{key}」という項目はありません。"), format!("There is no key \"{key}\".")),
            Said::new(
                format!("使える項目: title, source, {}", keys()),
                format!("Known keys: title, source, {}", keys()),
            ),
        );
    }

    fn words(&mut self, value: &Spanned<DeValue>, ja: &str, en: &str) -> Option<String> {
        let text = value.get_ref().as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        if text.is_none() {
            self.complain(
                &value.span(),
                "unknown_value",
                Said::new(format!("「{ja}」が文字列ではないか、空です。"), format!("The {en} is no text, or empty.")),
                Said::new("文字列を \" で囲んで書いてください。", "Write a text in quotes."),
            );
        }
        text
    }

    fn day(&mut self, value: &Spanned<DeValue>, date: &Date) -> Option<Day> {
        let written = value.get_ref().as_datetime().filter(|it| it.time.is_none() && it.offset.is_none());
        let day =
            written.and_then(|it| it.date).and_then(|it| Day::new(i32::from(it.year), it.month.into(), it.day.into()));
        if day.is_none() {
            self.complain(
                &value.span(),
                "unknown_value",
                Said::new(
                    format!("「{}」が日付ではありません。", date.ja),
                    format!("\"{}\" is not given as a day.", date.en),
                ),
                Said::new(
                    "日付を 2026-12-02 のように、\" で囲まずに書いてください。",
                    "Write a day as 2026-12-02, without quotes.",
                ),
            );
        }
        day
    }
}

/// The keys of the dates, for hints.
fn keys() -> String {
    DATES.iter().map(|date| date.key).collect::<Vec<_>>().join(", ")
}
