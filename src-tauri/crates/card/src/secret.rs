//! What is shown to a card to open it, as somebody typed it. Refused here whatever is not of its form, so that no try is spent on it; an
//! empty one above all, which a card would take for a question. Nothing of it is printed, and all of it is zeroed.

use rules::last_four::{NotAMyNumber, cut_to_four};
use rules::words::LastFour;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Why what was typed is not sent to a card. Nothing of it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadInput {
    /// Nothing was typed.
    Empty,
    /// Another count of digits.
    Length {
        /// How many there must be.
        wanted: usize,
    },
    /// Something else than digits.
    NotDigits,
    /// The last digit of a My Number does not fit the eleven before it (検査用数字).
    CheckDigit,
    /// Month and day name no day.
    NoSuchDay,
}

/// A PIN (暗証番号) of four digits.
pub struct Pin(Zeroizing<Vec<u8>>);

impl Pin {
    /// As typed: full-width digits are digits, space around it does not count.
    ///
    /// # Errors
    /// What is no four digits.
    pub fn new(text: &str) -> Result<Pin, BadInput> {
        digits(text, 4).map(Pin)
    }

    pub(crate) fn digits(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// 照合番号B: birth as printed (YYMMDD), the card's last year (YYYY) and the security code (4), all on the card's front.
///
/// Printed is the year of the era (昭和55年 is 55); for foreign residents the Western year is expected. So the printed digits are
/// asked for, and never computed.
pub struct CodeB(Zeroizing<Vec<u8>>);

impl CodeB {
    /// The three fields as printed.
    ///
    /// # Errors
    /// What is no digits of that count; a month or a day that does not exist.
    pub fn new(born6: &str, until4: &str, code4: &str) -> Result<CodeB, BadInput> {
        let (born, until, code) = (digits(born6, 6)?, digits(until4, 4)?, digits(code4, 4)?);
        let two =
            |at: usize| born.get(at..at + 2).map_or(0, |it| u32::from(it[0] - b'0') * 10 + u32::from(it[1] - b'0'));
        // The year's era is not known here, so that 29 February always counts as a day.
        let last = match two(2) {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return Err(BadInput::NoSuchDay),
        };
        if !(1..=last).contains(&two(4)) {
            return Err(BadInput::NoSuchDay);
        }
        // Room for all of it, so that growing leaves no copy.
        let mut all = Zeroizing::new(Vec::with_capacity(14));
        [born, until, code].iter().for_each(|part| all.extend_from_slice(part));
        Ok(CodeB(all))
    }

    pub(crate) fn digits(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// The 12-digit My Number that a member states; also 照合番号A, with which a card says whether it is its own.
pub struct StatedNumber {
    digits: Zeroizing<Vec<u8>>,
    last_four: LastFour,
}

impl StatedNumber {
    /// As stated: full-width digits are digits, spaces and hyphens do not count.
    ///
    /// # Errors
    /// What is no twelve digits, or whose check digit does not fit.
    pub fn new(text: &str) -> Result<StatedNumber, BadInput> {
        let mut bare = Zeroizing::new(String::with_capacity(4 * text.len()));
        let beside = |c: &char| c.is_whitespace() || matches!(c, '-' | '‐' | '−' | '–' | 'ー');
        bare.extend(text.nfkc().filter(|c| !beside(c)));
        let digits = digits(&bare, 12)?;
        let mut full = Zeroizing::new(digits.to_vec());
        let last_four = cut_to_four(&mut *full).map_err(|why| match why {
            NotAMyNumber::CheckDigit => BadInput::CheckDigit,
            NotAMyNumber::NotDigits => BadInput::NotDigits,
            NotAMyNumber::Length { .. } | NotAMyNumber::CorporateNumber => BadInput::Length { wanted: 12 },
        })?;
        Ok(StatedNumber { digits, last_four })
    }

    /// All that may be kept of it.
    #[must_use]
    pub fn last_four(&self) -> LastFour {
        self.last_four
    }

    pub(crate) fn digits(&self) -> &[u8] {
        self.digits.as_slice()
    }
}

/// Exactly so many digits. They lie on the heap: what is moved about on the stack leaves copies that nobody zeroes.
fn digits(text: &str, wanted: usize) -> Result<Zeroizing<Vec<u8>>, BadInput> {
    let mut found = Zeroizing::new(Vec::with_capacity(wanted));
    let mut count = 0;
    let text = text.trim();
    if text.is_empty() {
        return Err(BadInput::Empty);
    }
    for c in text.nfkc() {
        if !c.is_ascii_digit() {
            return Err(BadInput::NotDigits);
        }
        if count < wanted {
            found.push(u8::try_from(c).unwrap_or(0));
        }
        count += 1;
    }
    if count == wanted { Ok(found) } else { Err(BadInput::Length { wanted }) }
}
