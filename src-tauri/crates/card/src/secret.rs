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
pub struct Pin(Zeroizing<[u8; 4]>);

impl Pin {
    /// As typed: full-width digits are digits, space around it does not count.
    ///
    /// # Errors
    /// What is no four digits.
    pub fn new(text: &str) -> Result<Pin, BadInput> {
        digits(text).map(Pin)
    }

    pub(crate) fn digits(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// 照合番号B: birth as printed (YYMMDD), the card's last year (YYYY) and the security code (4), all on the card's front.
///
/// Printed is the year of the era (昭和55年 is 55); for foreign residents the Western year is expected. So the printed digits are
/// asked for, and never computed.
pub struct CodeB(Zeroizing<[u8; 14]>);

impl CodeB {
    /// The three fields as printed.
    ///
    /// # Errors
    /// What is no digits of that count; a month or a day that does not exist.
    pub fn new(born6: &str, until4: &str, code4: &str) -> Result<CodeB, BadInput> {
        let (born, until, code) = (digits::<6>(born6)?, digits::<4>(until4)?, digits::<4>(code4)?);
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
        let mut all = Zeroizing::new([0; 14]);
        for (place, digit) in all.iter_mut().zip(born.iter().chain(until.iter()).chain(code.iter())) {
            *place = *digit;
        }
        Ok(CodeB(all))
    }

    pub(crate) fn digits(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// The 12-digit My Number that a member states; also 照合番号A, with which a card says whether it is its own.
pub struct StatedNumber {
    digits: Zeroizing<[u8; 12]>,
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
        let digits = digits::<12>(&bare)?;
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

/// Exactly so many digits.
fn digits<const COUNT: usize>(text: &str) -> Result<Zeroizing<[u8; COUNT]>, BadInput> {
    let mut found = Zeroizing::new([0; COUNT]);
    let mut count = 0;
    let text = text.trim();
    if text.is_empty() {
        return Err(BadInput::Empty);
    }
    for c in text.nfkc() {
        if !c.is_ascii_digit() {
            return Err(BadInput::NotDigits);
        }
        if let Some(place) = found.get_mut(count) {
            *place = u8::try_from(c).unwrap_or(0);
        }
        count += 1;
    }
    if count == COUNT { Ok(found) } else { Err(BadInput::Length { wanted: COUNT }) }
}
