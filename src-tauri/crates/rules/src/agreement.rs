//! 氏名・住所の突合: do two spellings name the same person or place? Graded A, B or C, with the reasons.
//!
//! A is the same text; B is the same but for ways of writing that are known to be one (width, spaces, variant characters, the
//! writing of kana, the notation of 丁目・番地・号, marks for characters that could not be written); C differs. A grade helps a
//! clerk to see; it decides nothing and is kept nowhere.

use unicode_normalization::UnicodeNormalization;

use crate::case::coded;
use crate::words::Said;
use crate::words::fold::{fold_variant, full_katakana, is_private_use, is_variation_selector, kana_key};
pub use crate::words::identity::Grade;

coded! {
    /// In what two spellings differ that are one, or why they are not.
    Because {
        /// 全角・半角、大文字・小文字
        Width = "width",
        /// 空白
        Spaces = "spaces",
        /// 異体字・旧字体
        Variant = "variant",
        /// 代替文字（〓・●・外字）: where one has a character, the other has the mark for one that could not be written.
        Substitute = "substitute",
        /// ひらがな・カタカナ、長音、小書き
        Kana = "kana",
        /// 丁目・番地・号
        Blocks = "blocks",
        /// 都道府県の省略
        Prefecture = "prefecture",
        /// 建物名・部屋番号の有無
        Building = "building",
        /// どちらかがない
        Missing = "missing",
        /// Other words.
        Other = "other",
    }
}

impl Because {
    /// The reason in words.
    #[must_use]
    pub fn said(self) -> Said {
        match self {
            Because::Width => Said::new("全角・半角の違いだけです", "only the width of letters differs"),
            Because::Spaces => Said::new("空白の違いだけです", "only spaces differ"),
            Because::Variant => Said::new("異体字・旧字体の違いです", "variant characters differ"),
            Because::Substitute => Said::new(
                "書けない字の代わりの文字があります",
                "a mark stands for a character that could not be written",
            ),
            Because::Kana => Said::new("かなの書き方の違いです", "the writing of kana differs"),
            Because::Blocks => Said::new("丁目・番地・号の書き方の違いです", "the notation of block and house differs"),
            Because::Prefecture => Said::new("都道府県名の有無です", "one leaves out the prefecture"),
            Because::Building => Said::new(
                "片方だけに建物名・部屋番号があります。同じ住所か確かめてください",
                "only one names a building or room; see whether it is the same place",
            ),
            Because::Missing => Said::new("片方がありません", "one of them is missing"),
            Because::Other => Said::new("文字が違います", "the words differ"),
        }
    }
}

/// How far two spellings agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The grade.
    pub grade: Grade,
    /// Why it is not A; empty for A.
    pub because: Vec<Because>,
}

/// What is made equal, from the strictest to the loosest.
const OF_NAMES: &[Because] = &[Because::Width, Because::Spaces, Because::Variant, Because::Kana, Because::Substitute];
const OF_ADDRESSES: &[Because] =
    &[Because::Width, Because::Spaces, Because::Variant, Because::Blocks, Because::Prefecture, Because::Substitute];

/// Compares two names (氏名), in kanji or in kana.
#[must_use]
pub fn names(one: &str, other: &str) -> Agreement {
    compared(one, other, OF_NAMES).unwrap_or_else(|| Agreement { grade: Grade::C, because: vec![Because::Other] })
}

/// Compares two addresses (住所). `丁目`, `番地`, `番`, `号` and hyphens are one notation, with kanji numerals before them as
/// digits; the name of the prefecture may be left out. A building that only one of them has makes them different.
#[must_use]
pub fn addresses(one: &str, other: &str) -> Agreement {
    compared(one, other, OF_ADDRESSES).unwrap_or_else(|| {
        let all = &OF_ADDRESSES[..OF_ADDRESSES.len() - 1];
        let (a, b) = (key(one, all), key(other, all));
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let goes_on = long.strip_prefix(short.as_str()).is_some_and(|rest| !rest.starts_with(is_digit));
        let because = if goes_on && short.ends_with(is_digit) { Because::Building } else { Because::Other };
        Agreement { grade: Grade::C, because: vec![because] }
    })
}

/// The agreement of two texts once `steps` are made equal, with the fewest of them that it takes; `None` when they differ
/// all the same.
fn compared(one: &str, other: &str, steps: &[Because]) -> Option<Agreement> {
    if one == other {
        return Some(Agreement { grade: Grade::A, because: Vec::new() });
    }
    if one.trim().is_empty() || other.trim().is_empty() {
        return Some(Agreement { grade: Grade::C, because: vec![Because::Missing] });
    }
    let agree = |steps: &[Because]| {
        let (a, b) = (key(one, steps), key(other, steps));
        a == b || (steps.contains(&Because::Substitute) && substituted(&a, &b))
    };
    let mut needed = steps.to_vec();
    if !agree(&needed) {
        return None;
    }
    for step in steps.iter().rev() {
        let without: Vec<Because> = needed.iter().copied().filter(|kept| kept != step).collect();
        if agree(&without) {
            needed = without;
        }
    }
    Some(Agreement { grade: Grade::B, because: needed })
}

/// A text with some ways of writing made equal.
fn key(text: &str, steps: &[Because]) -> String {
    let has = |step| steps.contains(&step);
    let mut key = text.trim().to_owned();
    if has(Because::Width) {
        key = key.nfkc().collect::<String>().to_lowercase();
    }
    if has(Because::Spaces) {
        key = spaceless(&key);
    }
    if has(Because::Variant) {
        key = key.chars().filter(|c| !is_variation_selector(*c)).map(fold_variant).collect();
    }
    if has(Because::Kana) && key.chars().all(is_kana) {
        key = kana_key(&key);
    }
    if has(Because::Blocks) {
        key = blocks(&key);
    }
    if has(Because::Prefecture) {
        key = without_prefecture(&key).to_owned();
    }
    key
}

/// Without spaces; between two numbers, a house and a room, one stands for a hyphen.
fn spaceless(text: &str) -> String {
    let parts = text.split(char::is_whitespace).filter(|part| !part.is_empty());
    parts.fold(String::new(), |mut out, part| {
        if out.ends_with(is_digit) && part.starts_with(is_digit) {
            out.push('-');
        }
        out.push_str(part);
        out
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_kana(c: char) -> bool {
    matches!(full_katakana(c), 'ァ'..='ヿ' | 'ｦ'..='ﾟ') || c.is_whitespace()
}

/// A mark that stands for a character that could not be written (代替文字).
fn stands_for_another(c: char) -> bool {
    is_private_use(c) || matches!(c, '〓' | '●' | '■' | '□' | '\u{FFFD}' | '＊' | '*' | '?' | '？')
}

/// Equal but for marks that stand for one character each, and most of it is really the same.
fn substituted(one: &str, other: &str) -> bool {
    if one.chars().count() != other.chars().count() {
        return false;
    }
    let (mut marks, mut equal) = (0, 0);
    for (x, y) in one.chars().zip(other.chars()) {
        if stands_for_another(x) || stands_for_another(y) {
            marks += 1;
        } else if x == y {
            equal += 1;
        } else {
            return false;
        }
    }
    marks > 0 && equal > marks
}

/// What stands between the numbers of an address.
const MARKS: [&str; 6] = ["番地の", "番地", "丁目", "番", "号室", "号"];

/// An address in one notation of blocks: `千代田一丁目2番3号` and `千代田1-2-3` alike.
fn blocks(address: &str) -> String {
    let mut out = String::new();
    let mut rest = address;
    while let Some(c) = rest.chars().next() {
        let behind_number = out.ends_with(is_digit);
        let next = &rest[c.len_utf8()..];
        if let (true, Some(after)) = (behind_number, MARKS.iter().find_map(|mark| rest.strip_prefix(mark))) {
            if after.starts_with(is_digit) || kanji_number(after).is_some() {
                out.push('-');
            }
            rest = after;
        } else if behind_number
            && matches!(c, '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー' | 'の')
            && next.starts_with(is_digit)
        {
            out.push('-');
            rest = next;
        } else if let Some((number, after)) = kanji_number(rest) {
            out.push_str(&number.to_string());
            rest = after;
        } else {
            out.push(if matches!(c, 'ヶ' | 'ヵ' | 'が' | 'ガ') { 'ケ' } else { c });
            rest = next;
        }
    }
    out
}

/// A kanji numeral below a hundred before a mark of blocks, and what follows it. Elsewhere it is a part of a name: 三田, 一宮,
/// 八王子.
fn kanji_number(text: &str) -> Option<(u32, &str)> {
    let (mut number, mut tens, mut length) = (0_u32, 0_u32, 0);
    for c in text.chars() {
        match "〇一二三四五六七八九十".chars().position(|known| known == c) {
            Some(10) => (tens, number) = (number.max(1).checked_mul(10)?, 0),
            Some(digit) => number = number.checked_mul(10)?.checked_add(u32::try_from(digit).ok()?)?,
            None => break,
        }
        length += c.len_utf8();
    }
    let after = &text[length..];
    let before_mark = MARKS.iter().any(|mark| after.starts_with(mark));
    (length > 0 && before_mark).then_some((tens.checked_add(number)?, after))
}

/// The address without its prefecture.
fn without_prefecture(address: &str) -> &str {
    for name in ["東京都", "北海道", "大阪府", "京都府"] {
        if let Some(rest) = address.strip_prefix(name) {
            return rest;
        }
    }
    let end = address.char_indices().take(4).find(|(_, c)| *c == '県').map(|(at, c)| at + c.len_utf8());
    end.map_or(address, |end| &address[end..])
}
