//! Standard encryption, as Excel 2007 locks books: SHA-1, AES without chaining. It carries nothing by which a changed file
//! could be told from a good one; the book itself must prove whole. [MS-OFFCRYPTO 2.3.4.5–9]

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use rules::words::Complaint;
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::agile::{same, spun};
use super::{Tried, declared};
use crate::refusal::{damaged, unknown_lock};

/// The standard says so; no file can ask for more.
const SPINS: u32 = 50_000;

pub(super) struct Standard {
    key_bytes: usize,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

impl Standard {
    pub(super) fn read(how: &[u8]) -> Result<Standard, Complaint> {
        let bad = || damaged("encryption");
        let word = |at: usize| {
            let four = at.checked_add(4).and_then(|to| how.get(at..to));
            four.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).ok_or_else(bad)
        };
        let header = usize::try_from(word(8)?).map_err(|_| bad())?;
        // What AES-128, AES-192 and AES-256 are called; anything else is RC4.
        let key_bytes = match word(20)? {
            0x660E => 16,
            0x660F => 24,
            0x6610 => 32,
            _ => return Err(unknown_lock()),
        };
        let at = header.checked_add(12).ok_or_else(bad)?;
        if word(at)? != 16 {
            return Err(bad());
        }
        let part = |from: usize, length: usize| {
            how.get(at + from..).and_then(|rest| rest.get(..length)).map(<[u8]>::to_vec).ok_or_else(bad)
        };
        Ok(Standard { key_bytes, salt: part(4, 16)?, verifier: part(20, 16)?, verifier_hash: part(40, 32)? })
    }

    pub(super) fn open(&self, password: &str, book: &[u8]) -> Result<Tried, Complaint> {
        let (length, locked) = declared(book)?;
        let spun = spun::<Sha1>(&self.salt, password, SPINS);
        let hash = Sha1::new().chain_update(&*spun).chain_update([0; 4]).finalize();
        let mut key = Zeroizing::new(Vec::with_capacity(40));
        for fill in [0x36_u8, 0x5C] {
            let mut block = [fill; 64];
            for (slot, byte) in block.iter_mut().zip(&hash) {
                *slot ^= byte;
            }
            key.extend_from_slice(&Sha1::digest(block));
        }
        key.truncate(self.key_bytes);
        let mut verifier = Zeroizing::new(self.verifier.clone());
        unlock(&key, &mut verifier)?;
        let mut expected = Zeroizing::new(self.verifier_hash.clone());
        unlock(&key, &mut expected)?;
        if !same(&Sha1::digest(&*verifier), &expected[..20]) {
            return Ok(Tried::Wrong);
        }
        let mut out = Zeroizing::new(locked[..locked.len() / 16 * 16].to_vec());
        unlock(&key, &mut out)?;
        if out.len() < length {
            return Err(damaged("a locked book that is cut off"));
        }
        out.truncate(length);
        Ok(Tried::Opened(out))
    }
}

fn unlock(key: &[u8], text: &mut [u8]) -> Result<(), Complaint> {
    fn by<C: BlockCipherDecrypt + KeyInit>(key: &[u8], text: &mut [u8]) -> Option<()> {
        let cipher = C::new_from_slice(key).ok()?;
        for block in text.chunks_exact_mut(16) {
            cipher.decrypt_block(block.try_into().ok()?);
        }
        Some(())
    }
    match key.len() {
        16 => by::<aes::Aes128>(key, text),
        24 => by::<aes::Aes192>(key, text),
        _ => by::<aes::Aes256>(key, text),
    }
    .ok_or_else(|| damaged("encryption"))
}
