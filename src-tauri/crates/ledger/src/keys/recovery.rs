//! The printed recovery code (復旧コード): 160 random bits as letters that nobody confuses, with a check.

use std::path::Path;

use zeroize::Zeroizing;

use super::{Passphrase, random};
use crate::error::{Error, Result};
use crate::seal::sha256;

/// 復旧コード. What it holds is zeroed when it is dropped; it has no `Debug`.
#[derive(Clone)]
pub struct RecoveryCode(Passphrase);

/// Crockford's: without I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 160 bits in letters of five, and twenty more as a check.
const SECRET: usize = 32;
const CHECK: usize = 4;

impl RecoveryCode {
    /// A new code.
    pub(crate) fn create(path: &Path) -> Result<RecoveryCode> {
        let bits = Zeroizing::new(random::<SECRET>(path)?);
        // Five bits of each byte are used: every letter is as likely as the others.
        let letters: String = bits.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect();
        Ok(RecoveryCode(Passphrase::from(letters)))
    }

    /// Reads what somebody typed: small letters, spaces and hyphens do not count, and O, I and L are the digits they look
    /// like.
    ///
    /// # Errors
    /// [`Error::RecoveryCodeMistyped`] when a letter is missing, too many or wrong.
    pub fn read(typed: &str) -> Result<RecoveryCode> {
        let mut letters = Zeroizing::new(String::with_capacity(SECRET + CHECK));
        for typed in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | 'ー' | '‐' | '−')) {
            // Full-width letters, as an input method writes them.
            let narrow = match typed {
                '！'..='～' => char::from_u32(u32::from(typed) - 0xFEE0).unwrap_or(typed),
                other => other,
            };
            let letter = match narrow.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !letter.is_ascii() || !LETTERS.contains(&(letter as u8)) || letters.len() == SECRET + CHECK {
                return Err(Error::RecoveryCodeMistyped);
            }
            letters.push(letter);
        }
        let (secret, check) = letters.split_at_checked(SECRET).ok_or(Error::RecoveryCodeMistyped)?;
        if check != check_of(secret) {
            return Err(Error::RecoveryCodeMistyped);
        }
        Ok(RecoveryCode(Passphrase::from(secret.to_owned())))
    }

    /// The code as it is printed: nine groups of four letters.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let secret = std::str::from_utf8(self.0.bytes()).unwrap_or_default();
        let check = check_of(secret);
        let mut text = Zeroizing::new(String::with_capacity(64));
        for (at, letter) in secret.chars().chain(check.chars()).enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// What a slot is made of.
    pub(crate) fn secret(&self) -> &Passphrase {
        &self.0
    }
}

/// Twenty bits of SHA-256: one letter mistyped in a million goes unnoticed, and then the slot does not open.
fn check_of(secret: &str) -> String {
    let digits = sha256(format!("daicho recovery {secret}").as_bytes());
    let number = usize::from_str_radix(&digits[..5], 16).unwrap_or(0);
    (0..CHECK).rev().map(|at| char::from(LETTERS[number >> (5 * at) & 31])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_may_be_typed_and_a_slip_is_noticed() {
        let code = RecoveryCode::create(Path::new("ledger")).unwrap();
        let text = code.text();
        assert_eq!((text.len(), text.split('-').count()), (44, 9));
        let secret = |typed: &str| RecoveryCode::read(typed).unwrap().secret().bytes().to_vec();
        assert_eq!(secret(&text), code.secret().bytes());
        assert_eq!(secret(&text.to_lowercase().replace('-', " ").replace('0', "o")), code.secret().bytes());
        let wide: String = text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        assert_eq!(secret(&wide), code.secret().bytes());
        for at in [0, 17, 43] {
            let mut typed: Vec<char> = text.chars().collect();
            typed[at] = if typed[at] == '7' { '8' } else { '7' };
            let typed: String = typed.into_iter().collect();
            assert!(matches!(RecoveryCode::read(&typed), Err(Error::RecoveryCodeMistyped)), "{at}");
        }
        for wrong in ["", &text[..40], &format!("{}7", text.as_str()), "ひらがな"] {
            assert!(RecoveryCode::read(wrong).is_err(), "{wrong}");
        }
    }
}
