//! Names made equal for comparison: width, spaces, variation selectors and variant characters.
//!
//! The same person is 山﨑 in the residents' register, 山崎 with the employer and ﾔﾏｻﾞｷ in the old system. A key serves to
//! find and compare and is never shown, kept as a name, or printed: what was sent stays as it was sent. Kanji never
//! decide who somebody is; the number, or the birth date with the kana, does. A new version of the table makes the index of
//! searches anew and changes nothing that was decided: no decision and no answer of a clerk's is kept by these keys.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The version of the table of variant characters; it stands in the table's head too.
pub const FOLD_VERSION: u32 = 2;

/// Pairs of (variant, the character it is compared as), sorted by the variant.
static VARIANTS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut pairs: Vec<(char, char)> = include_str!("fold.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(plain, variants)| plain.chars().flat_map(|plain| variants.chars().map(move |v| (v, plain))))
        .collect();
    pairs.sort_unstable();
    pairs
});

/// The character as which a character of a name is compared: 髙 as 高, 邉 as 辺; any other as itself.
#[must_use]
pub fn fold_variant(c: char) -> char {
    // Below the radicals and ideographs nothing has a variant.
    if c < '\u{2E80}' {
        return c;
    }
    VARIANTS.binary_search_by_key(&c, |(variant, _)| *variant).map_or(c, |at| VARIANTS[at].1)
}

/// Is the character private use (外字): a glyph that only the sender's machine knows?
#[must_use]
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Is the character a variation selector (異体字セレクタ), which picks a glyph and not another character?
#[must_use]
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}')
}

fn is_silent(c: char) -> bool {
    c.is_whitespace()
        || is_variation_selector(c)
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{3164}')
}

/// 氏名 in the form that is compared: NFKC, lower case, without spaces and variation selectors, variants folded.
#[must_use]
pub fn name_key(name: &str) -> String {
    keyed(name, fold_variant)
}

/// 氏名 made equal without the table of variants: what is kept for good hangs on no version of it.
#[must_use]
pub fn bare_name_key(name: &str) -> String {
    keyed(name, |c| c)
}

fn keyed(name: &str, fold: fn(char) -> char) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.nfkc() {
        if is_silent(c) {
            continue;
        }
        if c.is_uppercase() {
            key.extend(c.to_lowercase());
        } else {
            key.push(fold(c));
        }
    }
    key
}

/// 氏名カナ made equal in width and spaces alone: two that differ in it and not in [`kana_key`] are one name written in two ways.
#[must_use]
pub fn bare_kana_key(kana: &str) -> String {
    kana.nfkc().filter(|c| !is_silent(*c) && *c != '・').map(full_katakana).collect()
}

/// Every pair of the table: the variant, and the character that it is compared as.
pub fn variants() -> impl Iterator<Item = (char, char)> {
    VARIANTS.iter().copied()
}

/// 氏名カナ in the form that is compared: full-width katakana without spaces, small kana as large ones (old systems have
/// none), ヂ ヅ ヲ as they sound, and a long-vowel mark as the vowel it lengthens: ユーコ as ユウコ, コーノ as コウノ,
/// オータ as オオタ.
#[must_use]
pub fn kana_key(kana: &str) -> String {
    let mut key = String::with_capacity(kana.len());
    let mut last = ' ';
    for c in kana.nfkc() {
        if is_silent(c) || matches!(c, '・' | '.' | ',' | '\'' | '=' | '゠') {
            continue;
        }
        let c = match full_katakana(c) {
            'ー' | '-' | '‐' | '‑' | '–' | '—' | '―' | '−' => match lengthened(last) {
                Some(vowel) => vowel,
                None => continue,
            },
            c => large(c),
        };
        if c.is_lowercase() {
            key.extend(c.to_uppercase());
        } else {
            key.push(c);
        }
        last = c;
    }
    key
}

/// A kana as full-width katakana: hiragana are moved, anything else stays.
#[must_use]
pub fn full_katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    }
}

fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' | 'ヲ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        'ヂ' => 'ジ',
        'ヅ' => 'ズ',
        'ヰ' => 'イ',
        'ヱ' => 'エ',
        c => c,
    }
}

/// The kana a long-vowel mark stands for behind `c`. Names write オオ behind a bare オ and ウ behind the rest of its row.
fn lengthened(c: char) -> Option<char> {
    Some(match c {
        'ア' | 'カ' | 'ガ' | 'サ' | 'ザ' | 'タ' | 'ダ' | 'ナ' | 'ハ' | 'バ' | 'パ' | 'マ' | 'ヤ' | 'ラ' | 'ワ' => {
            'ア'
        }
        'イ' | 'キ' | 'ギ' | 'シ' | 'ジ' | 'チ' | 'ニ' | 'ヒ' | 'ビ' | 'ピ' | 'ミ' | 'リ' => 'イ',
        'ウ' | 'ク' | 'グ' | 'ス' | 'ズ' | 'ツ' | 'ヌ' | 'フ' | 'ブ' | 'プ' | 'ム' | 'ユ' | 'ル' | 'ヴ' => {
            'ウ'
        }
        'エ' | 'ケ' | 'ゲ' | 'セ' | 'ゼ' | 'テ' | 'デ' | 'ネ' | 'ヘ' | 'ベ' | 'ペ' | 'メ' | 'レ' => 'イ',
        'オ' => 'オ',
        'コ' | 'ゴ' | 'ソ' | 'ゾ' | 'ト' | 'ド' | 'ノ' | 'ホ' | 'ボ' | 'ポ' | 'モ' | 'ヨ' | 'ロ' => 'ウ',
        _ => return None,
    })
}
