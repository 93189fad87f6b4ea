//! Management codes (管理番号): opaque, random, with a check character, no personal data.
//!
//! `M7K3QX9FHT2`: a letter for what it names, nine random characters, one check character. The alphabet has 31
//! characters (no 0, 1, I, L, O), and 31 is prime: a sum of the characters with different weights modulo 31 finds every
//! single wrong character and every exchange of two.
//!
//! A sheet that came out of the printer once more bears the same code, and in its QR code which copy it is: `P7K3QX9FHT2-2`.

/// What a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A member: `M`.
    Member,
    /// A paper: `P`.
    Paper,
    /// A batch: `B`.
    Batch,
    /// An envelope: `E`.
    Envelope,
    /// What lies in a bundle of envelopes (梱包): `K`.
    Bundle,
    /// What is put on the outside of a bundle (宛名): `T`.
    Label,
}

impl Kind {
    const fn letter(self) -> u8 {
        match self {
            Kind::Member => b'M',
            Kind::Paper => b'P',
            Kind::Batch => b'B',
            Kind::Envelope => b'E',
            Kind::Bundle => b'K',
            Kind::Label => b'T',
        }
    }

    fn of_letter(letter: u8) -> Option<Kind> {
        ALL.into_iter().find(|kind| kind.letter() == letter)
    }
}

const ALL: [Kind; 6] = [Kind::Member, Kind::Paper, Kind::Batch, Kind::Envelope, Kind::Bundle, Kind::Label];

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

/// The code in the form in which the ledger keeps it: NFKC, capitals, without spaces and dashes, and without the number of the
/// copy; `None` when it cannot be a management code.
#[must_use]
pub fn tidy(text: &str) -> Option<String> {
    copy(text).map(|(code, _)| code)
}

/// A code as [`tidy`] has it, and which copy of the sheet bears it: 1 where nothing is said.
#[must_use]
pub fn copy(text: &str) -> Option<(String, u32)> {
    let mut code = String::with_capacity(LENGTH);
    let mut copy = String::new();
    let mut dashed = false;
    for character in text.trim().chars() {
        let character = match character {
            // Full-width ASCII.
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0)?,
            // What a keyboard makes of a dash while it writes Japanese.
            '\u{2212}' | '\u{2010}' | '\u{30FC}' => '-',
            other => other,
        };
        match character {
            ' ' | '\u{3000}' => {}
            '-' => dashed = true,
            other if other.is_ascii_alphanumeric() && code.len() < LENGTH => {
                code.push(other.to_ascii_uppercase());
                dashed = false;
            }
            other if other.is_ascii_digit() && (dashed || !copy.is_empty()) && copy.len() < 3 => copy.push(other),
            _ => return None,
        }
    }
    let kind = code.bytes().next().and_then(Kind::of_letter)?;
    let copy = match copy.as_str() {
        "" => 1,
        digits => digits.parse().ok().filter(|copy| *copy > 1 && kind == Kind::Paper)?,
    };
    (code.len() == LENGTH && sum(code.as_bytes()) == Some(0)).then_some((code, copy))
}

/// Is this a management code without a slip of the pen? Width, case, spaces and dashes do not matter.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    tidy(text).is_some()
}

/// What a code names, when it is one.
#[must_use]
pub fn kind(text: &str) -> Option<Kind> {
    tidy(text)?.bytes().next().and_then(Kind::of_letter)
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

    #[test]
    fn every_kind_is_told_by_its_letter_and_no_two_share_one() {
        for kind in ALL {
            let code = make::<()>(kind, |below| Ok(7 % below)).unwrap();
            assert_eq!(super::kind(&code), Some(kind));
        }
        let letters: std::collections::BTreeSet<u8> = ALL.iter().map(|kind| kind.letter()).collect();
        assert_eq!(letters.len(), ALL.len());
    }

    #[test]
    fn a_sheet_says_which_copy_it_is_behind_a_dash_and_nothing_else_does() {
        let paper = make::<()>(Kind::Paper, |below| Ok(11 % below)).unwrap();
        assert_eq!(copy(&paper), Some((paper.clone(), 1)));
        assert_eq!(copy(&format!("{paper}-2")), Some((paper.clone(), 2)));
        assert_eq!(copy(&format!("{paper}－１２")), Some((paper.clone(), 12)));
        assert_eq!(copy(&format!("{paper}ー3")), Some((paper.clone(), 3)));
        assert_eq!(tidy(&format!("{paper}-2")), Some(paper.clone()));
        for wrong in ["2", "-1", "-0", "-", "-2X", "-9999"] {
            let expected = (wrong == "-").then(|| (paper.clone(), 1));
            assert_eq!(copy(&format!("{paper}{wrong}")), expected, "{wrong}");
        }
        let envelope = make::<()>(Kind::Envelope, |below| Ok(11 % below)).unwrap();
        assert_eq!(copy(&format!("{envelope}-2")), None);
    }
}
