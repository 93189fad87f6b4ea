//! Management codes (管理番号): opaque, random, with a check character, no personal data.
//!
//! `M7K3QX9FHT2`: a letter for what it names, nine random characters, one check character. The alphabet has 31
//! characters (no 0, 1, I, L, O), and 31 is prime: a sum of the characters with different weights modulo 31 finds every
//! single wrong character and every exchange of two.

/// What a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A member: `M`.
    Member,
    /// A paper: `P`.
    Paper,
    /// A batch: `B`.
    Batch,
}

impl Kind {
    const fn letter(self) -> u8 {
        match self {
            Kind::Member => b'M',
            Kind::Paper => b'P',
            Kind::Batch => b'B',
        }
    }
}

const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// The letter, the random part and the check character.
const LENGTH: usize = 11;
const RANDOM: usize = LENGTH - 2;

fn value(character: u8) -> Option<u32> {
    ALPHABET.iter().position(|known| *known == character).and_then(|at| u32::try_from(at).ok())
}

/// The weighted sum of a whole code; 0 for a good one. The weights 1 to 11 differ and none is 0 modulo 31.
fn sum(code: &[u8]) -> Option<u32> {
    code.iter().zip(1u32..).try_fold(0, |sum, (character, weight)| Some((sum + value(*character)? * weight) % 31))
}

/// The code in the form in which the ledger keeps it: NFKC, capitals, without spaces and dashes; `None` when it cannot be
/// a management code.
#[must_use]
pub fn tidy(text: &str) -> Option<String> {
    let mut tidy = String::with_capacity(LENGTH);
    for character in text.trim().chars() {
        let character = match character {
            // Full-width ASCII.
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0)?,
            other => other,
        };
        match character {
            ' ' | '\u{3000}' | '-' => {}
            other if other.is_ascii_alphanumeric() => tidy.push(other.to_ascii_uppercase()),
            _ => return None,
        }
    }
    let whole = tidy.len() == LENGTH && matches!(tidy.as_bytes().first(), Some(b'M' | b'P' | b'B'));
    (whole && sum(tidy.as_bytes()) == Some(0)).then_some(tidy)
}

/// Is this a management code without a slip of the pen? Width, case, spaces and dashes do not matter.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    tidy(text).is_some()
}

/// What a code names, when it is one.
#[must_use]
pub fn kind(text: &str) -> Option<Kind> {
    match tidy(text)?.as_bytes().first() {
        Some(b'M') => Some(Kind::Member),
        Some(b'P') => Some(Kind::Paper),
        Some(b'B') => Some(Kind::Batch),
        _ => None,
    }
}

/// A new code. `random` gives numbers below its argument.
pub(crate) fn make<E>(kind: Kind, mut random: impl FnMut(u32) -> Result<u32, E>) -> Result<String, E> {
    let mut code = Vec::with_capacity(LENGTH);
    code.push(kind.letter());
    for _ in 0..RANDOM {
        let at = random(31)? as usize;
        code.push(ALPHABET[at % ALPHABET.len()]);
    }
    // The last weight is 11; 17 is its inverse modulo 31 (11 × 17 = 187 = 6 × 31 + 1).
    let rest = sum(&code).unwrap_or(0);
    let check = (31 - rest) % 31 * 17 % 31;
    code.push(ALPHABET[check as usize]);
    Ok(code.into_iter().map(char::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(seed: u32) -> String {
        let mut state = seed;
        make::<()>(Kind::Member, |below| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Ok((state >> 8) % below)
        })
        .unwrap()
    }

    #[test]
    fn every_single_wrong_character_and_every_exchange_of_two_is_found() {
        for seed in 0..50 {
            let code = some(seed);
            assert!(is_valid(&code));
            for at in 0..LENGTH {
                for other in ALPHABET {
                    let mut wrong = code.clone().into_bytes();
                    if wrong[at] == *other {
                        continue;
                    }
                    wrong[at] = *other;
                    assert!(!is_valid(&String::from_utf8(wrong).unwrap()));
                }
                for with in at + 1..LENGTH {
                    let mut wrong = code.clone().into_bytes();
                    wrong.swap(at, with);
                    let wrong = String::from_utf8(wrong).unwrap();
                    assert_eq!(is_valid(&wrong), wrong == code);
                }
            }
        }
    }

    #[test]
    fn width_case_spaces_and_dashes_do_not_matter() {
        let code = some(7);
        let dashed = format!("{}-{} {}", &code[..1], &code[1..6].to_lowercase(), &code[6..]);
        assert_eq!(tidy(&dashed), Some(code.clone()));
        let wide: String = code.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        assert_eq!(tidy(&wide), Some(code));
        assert_eq!(tidy("11-123456-00"), None);
        assert_eq!(tidy(""), None);
    }
}
