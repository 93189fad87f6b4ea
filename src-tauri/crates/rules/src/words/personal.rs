//! Personal data. `Debug` and logs show nothing of them; `text()` is the one way in, so that a look can be found by its name.

use std::fmt;

macro_rules! personal {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text itself.
            #[must_use]
            pub fn text(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("‹redacted›")
            }
        }
    };
}

personal! {
    /// 氏名: family and given name with one U+3000 between them where the split is known; characters as they were sent (NFC).
    Name
}

personal! {
    /// 氏名カナ: full-width katakana, family and given name with one U+3000 between them where the split is known.
    Kana
}

personal! {
    /// 住所, as one line, without the postcode.
    Address
}

/// 個人番号下4桁: the only part of a My Number that is ever kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct LastFour([u8; 4]);

impl LastFour {
    /// Four ASCII digits, or `None`.
    #[must_use]
    pub fn new(text: &str) -> Option<LastFour> {
        let digits: [u8; 4] = text.as_bytes().try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(LastFour(digits))
    }

    /// The four digits.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|digit| char::from(*digit)).collect()
    }
}

impl fmt::Debug for LastFour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹redacted›")
    }
}
