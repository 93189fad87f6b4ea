//! Keys: the passphrase, the ledger's random key, and the key-slot file beside the ledger.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// 合言葉. Zeroed when it is dropped; `Debug` shows nothing.
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

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹redacted›")
    }
}
