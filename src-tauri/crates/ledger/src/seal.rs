//! The keyed chain over the acts, and the seal over what each act wrote.
//!
//! * A row's mark is HMAC-SHA256 over the table's name and all its values, each with its kind and length.
//! * What an act wrote into a table is sealed by the sum of the marks modulo 2^256: whatever the order in which rows are
//!   read again, one edited, taken, added or exchanged row changes the sum, and nobody without the key can find rows that
//!   make up for it.
//! * A mark of a member's row is salted: when the row is deleted, its mark stays in that sum and the salt goes, so that nobody
//!   who has the key finds out by trying what the row said (four digits, a birth date).
//! * An act is sealed by HMAC over all its fields, those sums, and the seal of the act before.
//!
//! What this alone cannot find (RFC 9162 has the same limit): a tail cut off, or an old copy of the file put back. For
//! that the head is kept outside, as an anchor.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::acts::NewAct;
use crate::door::Val;

/// A seal: 32 bytes.
pub(crate) type Seal = [u8; 32];

/// The key of the chain, ready for use. It is derived from the ledger's key and its number, so that no seal of one ledger
/// fits in another.
#[derive(Clone)]
pub(crate) struct Sealer {
    rows: Hmac<Sha256>,
    parts: Hmac<Sha256>,
    chain: Hmac<Sha256>,
    anchors: Hmac<Sha256>,
    looks: Hmac<Sha256>,
    shown: Hmac<Sha256>,
    imported: Hmac<Sha256>,
    persons: Hmac<Sha256>,
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// A key of its own for one purpose.
pub(crate) fn derived(data_key: &[u8; 32], ledger: &str, purpose: &str) -> zeroize::Zeroizing<[u8; 32]> {
    let mut key = zeroize::Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(ledger.as_bytes()), data_key)
        .expand(purpose.as_bytes(), key.as_mut_slice())
        .expect("32 bytes are within what HKDF-SHA256 gives");
    key
}

impl Sealer {
    pub fn new(data_key: &[u8; 32], ledger: &str) -> Sealer {
        Sealer {
            rows: mac(derived(data_key, ledger, "daicho audit rows 1").as_slice()),
            parts: mac(derived(data_key, ledger, "daicho audit parts 1").as_slice()),
            chain: mac(derived(data_key, ledger, "daicho audit chain 1").as_slice()),
            anchors: mac(derived(data_key, ledger, "daicho audit anchors 1").as_slice()),
            looks: mac(derived(data_key, ledger, "daicho audit looks 1").as_slice()),
            shown: mac(derived(data_key, ledger, "daicho audit shown 1").as_slice()),
            imported: mac(derived(data_key, ledger, "daicho imported rows 1").as_slice()),
            persons: mac(derived(data_key, ledger, "daicho persons 1").as_slice()),
        }
    }

    /// The mark over the parts of an anchor.
    pub fn anchor(&self, parts: &[&[u8]]) -> Seal {
        let mut mark = Mark(self.anchors.clone());
        for part in parts {
            mark.field(4, part);
        }
        mark.done()
    }

    /// The mark of what a row of a file says: the same only for the same text and the same ledger.
    pub fn imported(&self, text: &str) -> u32 {
        let mut mark = Mark(self.imported.clone());
        mark.field(3, text.as_bytes());
        let [a, b, c, d, ..] = mark.done();
        u32::from_be_bytes([a, b, c, d])
    }

    /// The mark of a person whom a row tells.
    pub fn person(&self, parts: &[&str]) -> Seal {
        let mut mark = Mark(self.persons.clone());
        for part in parts {
            mark.field(3, part.as_bytes());
        }
        mark.done()
    }

    /// Begins the seal of a look.
    pub fn look(&self) -> Mark {
        Mark(self.looks.clone())
    }

    /// Begins the seal over whom a look showed.
    pub fn shown(&self) -> Mark {
        Mark(self.shown.clone())
    }

    /// Begins the mark of a row.
    pub fn row(&self, table: &str) -> Mark {
        let mut mark = Mark(self.rows.clone());
        mark.field(3, table.as_bytes());
        mark
    }

    /// What an act wrote, sealed: its parts in the order of their names.
    pub fn content<'a>(&self, parts: impl Iterator<Item = (&'a str, i64, &'a Seal)>) -> Seal {
        let mut mark = Mark(self.parts.clone());
        for (name, rows, content) in parts {
            mark.field(3, name.as_bytes());
            mark.field(1, &rows.to_be_bytes());
            mark.field(4, content);
        }
        mark.done()
    }

    /// The seal of an act.
    pub fn act(&self, seq: i64, act: &ActFields<'_>, rows: i64, content: &Seal, prev: &Seal) -> Seal {
        let mut mark = Mark(self.chain.clone());
        mark.field(1, &seq.to_be_bytes());
        for text in [act.at, act.operator, act.kind, act.on] {
            mark.field(3, text.as_bytes());
        }
        for text in [act.subject, act.reason] {
            match text {
                Some(text) => mark.field(3, text.as_bytes()),
                None => mark.field(0, &[]),
            }
        }
        mark.field(1, &rows.to_be_bytes());
        mark.field(4, content);
        mark.field(4, prev);
        mark.done()
    }
}

/// The fields of an act, as they lie in the journal.
pub(crate) struct ActFields<'a> {
    pub at: &'a str,
    pub operator: &'a str,
    pub kind: &'a str,
    pub on: &'a str,
    pub subject: Option<&'a str>,
    pub reason: Option<&'a str>,
}

impl<'a> ActFields<'a> {
    pub fn of(act: &'a NewAct, on: &'a str) -> ActFields<'a> {
        ActFields {
            at: act.at.text(),
            operator: &act.operator,
            kind: act.kind,
            on,
            subject: act.subject.as_deref(),
            reason: act.reason.as_deref(),
        }
    }
}

/// A mark in the making: fields with their kind and length, so that no two different rows read alike.
pub(crate) struct Mark(Hmac<Sha256>);

impl Mark {
    fn field(&mut self, kind: u8, bytes: &[u8]) {
        let mut head = [0; 9];
        head[0] = kind;
        head[1..].copy_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.0.update(&head);
        self.0.update(bytes);
    }

    /// A value about to be written.
    pub fn value(&mut self, value: &Val<'_>) {
        match value {
            Val::Null => self.field(0, &[]),
            Val::I(number) => self.field(1, &number.to_be_bytes()),
            Val::T(text) => self.field(3, text.as_bytes()),
            Val::B(bytes) => self.field(4, bytes),
        }
    }

    /// A value read again.
    pub fn read(&mut self, value: ValueRef<'_>) {
        match value {
            ValueRef::Null => self.field(0, &[]),
            ValueRef::Integer(number) => self.field(1, &number.to_be_bytes()),
            // No table has such a column; a number of this kind can only have been smuggled in.
            ValueRef::Real(number) => self.field(2, &number.to_be_bytes()),
            ValueRef::Text(text) => self.field(3, text),
            ValueRef::Blob(bytes) => self.field(4, bytes),
        }
    }

    pub fn done(self) -> Seal {
        self.0.finalize().into_bytes().into()
    }
}

/// The sum of marks modulo 2^256, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sum {
    pub rows: i64,
    limbs: [u64; 4],
}

impl Sum {
    pub fn add(&mut self, mark: &Seal) {
        self.join(1, mark);
    }

    /// Adds the marks of so many rows, summed up already.
    pub fn join(&mut self, rows: i64, mark: &Seal) {
        self.rows += rows;
        let mut carry = false;
        for (limb, bytes) in self.limbs.iter_mut().zip(mark.as_chunks::<8>().0) {
            let (sum, over) = limb.overflowing_add(u64::from_le_bytes(*bytes));
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = over || again;
        }
    }

    pub fn content(&self) -> Seal {
        let mut content = [0; 32];
        for (bytes, limb) in content.as_chunks_mut::<8>().0.iter_mut().zip(self.limbs) {
            *bytes = limb.to_le_bytes();
        }
        content
    }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

/// Bytes from hexadecimal digits.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return None;
    }
    let half = |at: usize| char::from(digits[at]).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = half(at * 2)? << 4 | half(at * 2 + 1)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_does_not_depend_on_the_order_and_carries_over_all_its_length() {
        let marks: Vec<Seal> = (0..5u8).map(|n| [255 - n; 32]).collect();
        let (mut forward, mut backward) = (Sum::default(), Sum::default());
        marks.iter().for_each(|mark| forward.add(mark));
        marks.iter().rev().for_each(|mark| backward.add(mark));
        assert_eq!(forward, backward);
        let mut wrapped = Sum::default();
        wrapped.add(&[255; 32]);
        let mut one = [0; 32];
        one[0] = 1;
        wrapped.add(&one);
        assert_eq!(wrapped.content(), [0; 32]);
        assert_eq!(wrapped.rows, 2);
    }

    #[test]
    fn a_mark_tells_null_from_empty_and_where_one_text_ends() {
        let sealer = Sealer::new(&[7; 32], "ledger");
        let mark = |values: &[Val<'_>]| {
            let mut mark = sealer.row("name");
            values.iter().for_each(|value| mark.value(value));
            mark.done()
        };
        assert_ne!(mark(&[Val::Null]), mark(&["".into()]));
        assert_ne!(mark(&["ab".into(), "c".into()]), mark(&["a".into(), "bc".into()]));
        assert_ne!(mark(&[Val::I(1)]), mark(&["1".into()]));
        let mut read = sealer.row("name");
        read.read(ValueRef::Text(b"ab"));
        assert_eq!(read.done(), mark(&["ab".into()]));
    }

    #[test]
    fn hexadecimal_digits_go_there_and_back() {
        assert_eq!(unhex::<3>(&hex(&[0, 171, 255])), Some([0, 171, 255]));
        assert_eq!(unhex::<2>("12345"), None);
        assert_eq!(unhex::<1>("zz"), None);
    }
}
