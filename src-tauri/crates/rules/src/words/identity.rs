//! Who somebody is: 記号・番号・枝番, and how sure it is that a row, or another member, is the same person.
//!
//! Three keys tell a person: the number with its branch, the birth date, the kana. The last four digits (下4桁) stand in for the
//! number. Kanji are no key: a row that fits by its kanji alone is shown to a clerk beside the candidate, and decides nothing.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::case::coded;

coded! {
    /// 一致の度合い: of persons, and of spellings. A and B go into the ledger; C is a doubt that a clerk settles.
    Grade {
        /// 一致
        A = "A",
        /// 表記の違いだけ; of persons, two keys of three.
        B = "B",
        /// 相違; of persons, anything weaker.
        C = "C",
    }
}

coded! {
    /// By what two are taken for one person.
    MatchedBy {
        /// 記号・番号・枝番
        Number = "number",
        /// 生年月日
        Born = "born",
        /// 氏名カナ
        Kana = "kana",
        /// 氏名カナの書き方の違い: equal once small kana, long vowels and ヂ ヅ ヲ are made one.
        KanaFolded = "kana_folded",
        /// 名のカナだけ: the given name; the family name is another one.
        GivenKana = "given_kana",
        /// 個人番号の下4桁
        LastFour = "last_four",
        /// 漢字氏名: never a key.
        Kanji = "kanji",
    }
}

impl MatchedBy {
    /// The key in words.
    #[must_use]
    pub fn said(self) -> super::Said {
        let (ja, en) = match self {
            MatchedBy::Number => ("番号", "number"),
            MatchedBy::Born => ("生年月日", "birth date"),
            MatchedBy::Kana => ("カナ", "kana"),
            MatchedBy::KanaFolded => ("カナ（書き方の違い）", "kana (written otherwise)"),
            MatchedBy::GivenKana => ("名のカナ", "given kana"),
            MatchedBy::LastFour => ("下4桁", "last four digits"),
            MatchedBy::Kanji => ("漢字氏名", "kanji"),
        };
        super::Said::new(ja, en)
    }
}

/// How one key of two persons compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Key {
    /// One of them does not have it.
    #[default]
    Untold,
    /// The same.
    Agrees,
    /// 氏名カナ alone: the same once ways of writing are made one.
    Folded,
    /// 氏名カナ alone: the given name is the same and the family name is not.
    Renamed,
    /// Another.
    Differs,
}

/// What two have in common that may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keys {
    /// 記号・番号・枝番. Of somebody who joins under a new number it is untold: a new number gainsays nothing.
    pub number: Key,
    /// 生年月日
    pub born: Key,
    /// 氏名カナ
    pub kana: Key,
    /// 漢字氏名: shown, never a key.
    pub kanji: Key,
    /// 個人番号の下4桁: stands in for the number where it agrees.
    pub last_four: Key,
    /// 性別: support; another sex weakens what is not certain.
    pub sex: Key,
}

impl Keys {
    /// How sure it is.
    ///
    /// * A: number (or last four), birth date and kana agree.
    /// * B: two of number, birth date and kana agree, and the third is untold; all three do, the kana once folded; or number and
    ///   birth date do and the family name is another (改姓). A row that tells a number and nothing else of a person: the number
    ///   is the key of such lists, and nothing gainsays it.
    /// * C: anything weaker, and B with another sex.
    #[must_use]
    pub fn grade(&self) -> Grade {
        let number = self.number == Key::Agrees;
        let stands_in = self.number == Key::Untold && self.last_four == Key::Agrees;
        let born = self.born == Key::Agrees;
        let b = if self.sex == Key::Differs { Grade::C } else { Grade::B };
        match (number || stands_in, born, self.kana) {
            (true, true, Key::Agrees) => Grade::A,
            (true, true, Key::Folded) => b,
            (true, true, Key::Untold | Key::Renamed) if number => b,
            (true, false, Key::Agrees | Key::Folded) if number && self.born == Key::Untold => b,
            (false, true, Key::Agrees | Key::Folded) if self.number == Key::Untold => b,
            (true, false, Key::Untold) if number && self.born == Key::Untold && self.kanji == Key::Untold => b,
            _ => Grade::C,
        }
    }

    /// By what, the keys first.
    #[must_use]
    pub fn by(&self) -> Vec<MatchedBy> {
        let kana = match self.kana {
            Key::Agrees => Some(MatchedBy::Kana),
            Key::Folded => Some(MatchedBy::KanaFolded),
            Key::Renamed => Some(MatchedBy::GivenKana),
            Key::Untold | Key::Differs => None,
        };
        let agrees = |key: Key, by: MatchedBy| (key == Key::Agrees).then_some(by);
        let all = [
            agrees(self.number, MatchedBy::Number),
            agrees(self.born, MatchedBy::Born),
            kana,
            agrees(self.last_four, MatchedBy::LastFour),
            // Where a key of the name agrees, the kanji add nothing.
            agrees(self.kanji, MatchedBy::Kanji).filter(|_| kana.is_none()),
        ];
        all.into_iter().flatten().collect()
    }
}

/// 被保険者等記号・番号・枝番. Text: leading zeros and width stay as they were sent; compared by [`InsuredNumber::key`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct InsuredNumber {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番: by custom two digits, `00` the insured person; never reused after a removal.
    pub branch: String,
}

impl InsuredNumber {
    /// A number from its three parts, as sent.
    pub fn new(symbol: impl Into<String>, number: impl Into<String>, branch: impl Into<String>) -> InsuredNumber {
        InsuredNumber { symbol: symbol.into(), number: number.into(), branch: branch.into() }
    }

    /// One part in the form that is compared: NFKC, upper case, no spaces; of digits alone, without leading zeros
    /// (spreadsheets lose them).
    #[must_use]
    pub fn part_key(part: &str) -> String {
        // ASCII is its own NFKC, and nearly every part is ASCII.
        let folded: String = if part.is_ascii() {
            part.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
        } else {
            part.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
        };
        if !folded.is_empty() && folded.bytes().all(|b| b.is_ascii_digit()) {
            let bare = folded.trim_start_matches('0');
            return if bare.is_empty() { "0".to_owned() } else { bare.to_owned() };
        }
        folded
    }

    /// The whole number in the form that is compared.
    #[must_use]
    pub fn key(&self) -> InsuredNumber {
        InsuredNumber {
            symbol: Self::part_key(&self.symbol),
            number: Self::part_key(&self.number),
            branch: Self::part_key(&self.branch),
        }
    }
}

impl fmt::Display for InsuredNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.symbol, self.number, self.branch)
    }
}

impl fmt::Debug for InsuredNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹redacted›")
    }
}
