//! What is wrong, said so that a clerk can act on it.

/// The language of a sentence. Japanese unless the clerk asks for English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The Japanese sentence: polite, plain, short.
    pub ja: String,
    /// The English sentence.
    pub en: String,
}

impl Said {
    /// A sentence in both languages.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Said {
        Said { ja: ja.into(), en: en.into() }
    }

    /// The sentence in the asked language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// How much a complaint weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Put right by itself, shown beside the difference; the row goes in.
    Note,
    /// The row waits for a clerk's look (要確認) and does not go in.
    Doubt,
    /// The row cannot go in (エラー).
    Refusal,
}

impl Weight {
    /// The word in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Weight::Note => "note",
            Weight::Doubt => "doubt",
            Weight::Refusal => "refusal",
        }
    }
}

/// Bad input as data: place, code, sentence, hint. Sentences never repeat a full My Number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Where, as the clerk sees it: `名簿!D17`, `policy.toml:12`, `cases.csv:3 (on)`; empty when the whole input is meant.
    pub place: String,
    /// A stable word such as `impossible_date`.
    pub code: &'static str,
    /// How much it weighs.
    pub weight: Weight,
    /// What is wrong.
    pub sentence: Said,
    /// What to do about it.
    pub hint: Said,
}

impl Complaint {
    /// A refusal in both languages, each sentence and hint as Japanese and English.
    #[must_use]
    pub fn refusal(place: &str, code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Complaint {
        Complaint {
            place: place.to_owned(),
            code,
            weight: Weight::Refusal,
            sentence: Said::new(sentence.0, sentence.1),
            hint: Said::new(hint.0, hint.1),
        }
    }
}
