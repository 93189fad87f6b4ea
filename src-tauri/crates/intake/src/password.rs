//! A file's password: in memory only, and zeroed when it is done.

use std::fmt;

use zeroize::Zeroizing;

/// The password that a file was sent with.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes a password as it was typed, or as the first line of a file has it.
    #[must_use]
    pub fn new(mut text: String) -> Password {
        let length = text.trim_end_matches(['\r', '\n']).len();
        // What is cut off is a line end and no secret.
        text.truncate(length);
        Password(Zeroizing::new(text))
    }

    /// The password itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹redacted›")
    }
}
