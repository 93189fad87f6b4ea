//! A passphrase, and whether it is too easily guessed.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// パスフレーズ. Zeroed when it is dropped; `Debug` shows nothing.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Passphrase(String);

impl From<String> for Passphrase {
    /// Takes the passphrase; one line end at its end, as files have it, does not belong to it.
    fn from(mut text: String) -> Passphrase {
        if text.ends_with('\n') {
            text.pop();
            if text.ends_with('\r') {
                text.pop();
            }
        }
        Passphrase(text)
    }
}

/// So many characters a new passphrase has at least, or so many words.
const CHARACTERS: usize = 12;
const WORDS: usize = 4;
/// Fewer different characters than this are a pattern.
const DIFFERENT: usize = 5;

/// Long ones that everybody thinks of, one a line; short ones are refused for their length.
const COMMON: &str = include_str!("common.txt");

impl Passphrase {
    /// What was typed, for whatever else it is to lock.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Nothing but the line end, if that.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Too easily guessed for somebody who signs in: fewer than twelve characters and than four words, a pattern, or one
    /// that everybody thinks of.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        let text = self.0.to_lowercase();
        let words = text.split_whitespace().count();
        let plain: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut different = plain.clone();
        different.sort_unstable();
        different.dedup();
        // One after the other, as on a list of letters; every second kana is a small one.
        let next = |pair: &&[char]| (1..=2).contains(&u32::from(pair[0]).abs_diff(u32::from(pair[1])));
        let runs = plain.windows(2).filter(next).count();
        (text.chars().count() < CHARACTERS && words < WORDS)
            || different.len() < DIFFERENT
            || runs * 3 > plain.len() * 2
            || COMMON.lines().any(|common| plain.iter().copied().eq(common.chars()))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹redacted›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_patterned_or_common_is_weak() {
        for weak in [
            "",
            "short",
            "eleven char",
            "aaaaaaaaaaaaaaaa",
            "abababababababab",
            "abcdefghijklmnop",
            "123456789012345",
            "Password1234",
            "qwertyuiop123",
            "ぱすわーど",
            "あいうえおかきくけこさし",
            "kenpo12345678",
        ] {
            assert!(Passphrase::from(weak.to_owned()).is_weak(), "{weak}");
        }
        for strong in [
            "たまごかけごはん 42 pinwheel",
            "見本の合言葉 for tests",
            "botan-tsubame-botan-ginga-matsuba-6332",
            "a few odd words",
            "朝 顔 と 猫 の 昼",
        ] {
            assert!(!Passphrase::from(strong.to_owned()).is_weak(), "{strong}");
        }
    }
}
