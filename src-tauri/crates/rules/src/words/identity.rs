//! 記号・番号・枝番.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

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
