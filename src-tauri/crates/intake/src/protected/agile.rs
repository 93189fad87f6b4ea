//! Agile encryption, as Excel locks books since 2010: SHA-1 to SHA-512, AES-128 to AES-256. The password is told from the
//! verifier before anything is unlocked, and the whole book from its HMAC: a wrong password and a changed file are two
//! things. [MS-OFFCRYPTO 2.3.4.10–15]

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rules::words::Complaint;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::{Tried, declared, utf16};
use crate::refusal::{damaged, tampered, unknown_lock};

/// How often a password may be hashed: ten times what Excel does, about a second.
const SPINS: u32 = 1_000_000;
/// Bytes that are locked with one initialisation vector.
const SEGMENT: usize = 4_096;

const OF_VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const OF_VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const OF_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];
const OF_HMAC_KEY: [u8; 8] = [0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6];
const OF_HMAC: [u8; 8] = [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33];

pub(super) struct Agile {
    data: Cipher,
    hmac_key: Vec<u8>,
    hmac: Vec<u8>,
    key: Cipher,
    spins: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    locked_key: Vec<u8>,
}

/// One of the two descriptions in the XML: of the book, and of the key that a password opens.
struct Cipher {
    hash: Hash,
    key_bytes: usize,
    salt: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Agile {
    pub(super) fn read(xml: &[u8]) -> Result<Agile, Complaint> {
        let bad = || damaged("encryption");
        if xml.len() > 64 * 1024 {
            return Err(bad());
        }
        let mut reader = Reader::from_reader(xml);
        let (mut data, mut key, mut hmac) = (None, None, None);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|_| bad())? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "keyData" => data = Some(Cipher::read(&tag)?),
                    "dataIntegrity" => {
                        hmac = Some((bytes(&tag, "encryptedHmacKey")?, bytes(&tag, "encryptedHmacValue")?));
                    }
                    "encryptedKey" => {
                        let spins = number(&tag, "spinCount")?;
                        if spins > SPINS {
                            return Err(damaged("a lock that takes too long"));
                        }
                        key = Some((
                            Cipher::read(&tag)?,
                            spins,
                            bytes(&tag, "encryptedVerifierHashInput")?,
                            bytes(&tag, "encryptedVerifierHashValue")?,
                            bytes(&tag, "encryptedKeyValue")?,
                        ));
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let data = data.ok_or_else(bad)?;
        // A certificate instead of a password leaves no such key.
        let (key, spins, verifier, verifier_hash, locked_key) = key.ok_or_else(unknown_lock)?;
        let (hmac_key, hmac) = hmac.ok_or_else(tampered)?;
        Ok(Agile { data, hmac_key, hmac, key, spins, verifier, verifier_hash, locked_key })
    }

    pub(super) fn open(&self, password: &str, book: &[u8]) -> Result<Tried, Complaint> {
        let (length, locked) = declared(book)?;
        let Agile { data, key, .. } = self;
        let hashed = key.hash.spun(&key.salt, password, self.spins);
        let opened = |part: &[u8], purpose: [u8; 8]| {
            let own = Zeroizing::new(fitted(key.hash.of(&[&hashed[..], &purpose]), key.key_bytes));
            unlocked(&own, &fitted(key.salt.clone(), 16), part)
        };
        let verifier = opened(&self.verifier, OF_VERIFIER)?;
        let verifier = verifier.get(..key.salt.len()).unwrap_or(&verifier);
        let expected = opened(&self.verifier_hash, OF_VERIFIER_HASH)?;
        let found = key.hash.of(&[verifier]);
        if !same(&found, expected.get(..found.len()).unwrap_or_default()) {
            return Ok(Tried::Wrong);
        }
        let secret = opened(&self.locked_key, OF_KEY)?;
        let secret = secret.get(..data.key_bytes).ok_or_else(|| damaged("encryption"))?;

        let vector = |purpose: &[u8]| fitted(data.hash.of(&[&data.salt, purpose]), 16);
        let hmac_key = unlocked(secret, &vector(&OF_HMAC_KEY), &self.hmac_key)?;
        let hmac = unlocked(secret, &vector(&OF_HMAC), &self.hmac)?;
        let size = data.hash.bytes();
        let (Some(hmac_key), Some(hmac)) = (hmac_key.get(..size), hmac.get(..size)) else { return Err(tampered()) };
        if !data.hash.signed(hmac_key, book, hmac) {
            return Err(tampered());
        }

        let mut out = Zeroizing::new(locked[..locked.len() / 16 * 16].to_vec());
        for (segment, count) in out.chunks_mut(SEGMENT).zip(0u32..) {
            unlock(secret, &vector(&count.to_le_bytes()), segment)?;
        }
        if out.len() < length {
            return Err(damaged("a locked book that is cut off"));
        }
        out.truncate(length);
        Ok(Tried::Opened(out))
    }
}

impl Cipher {
    fn read(tag: &BytesStart<'_>) -> Result<Cipher, Complaint> {
        let hash = match text(tag, "hashAlgorithm")?.as_str() {
            "SHA1" | "SHA-1" => Hash::Sha1,
            "SHA256" | "SHA-256" => Hash::Sha256,
            "SHA384" | "SHA-384" => Hash::Sha384,
            "SHA512" | "SHA-512" => Hash::Sha512,
            _ => return Err(unknown_lock()),
        };
        if text(tag, "cipherAlgorithm")? != "AES" || text(tag, "cipherChaining")? != "ChainingModeCBC" {
            return Err(unknown_lock());
        }
        let key_bytes = match number(tag, "keyBits")? {
            128 => 16,
            192 => 24,
            256 => 32,
            _ => return Err(unknown_lock()),
        };
        let salt = bytes(tag, "saltValue")?;
        if salt.is_empty() || salt.len() > 64 {
            return Err(damaged("encryption"));
        }
        Ok(Cipher { hash, key_bytes, salt })
    }
}

impl Hash {
    fn bytes(self) -> usize {
        match self {
            Hash::Sha1 => 20,
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
            Hash::Sha512 => 64,
        }
    }

    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn one<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            for part in parts {
                digest.update(part);
            }
            digest.finalize().to_vec()
        }
        match self {
            Hash::Sha1 => one::<Sha1>(parts),
            Hash::Sha256 => one::<Sha256>(parts),
            Hash::Sha384 => one::<Sha384>(parts),
            Hash::Sha512 => one::<Sha512>(parts),
        }
    }

    /// The password hashed over and over, so that guessing takes long.
    fn spun(self, salt: &[u8], password: &str, spins: u32) -> Zeroizing<Vec<u8>> {
        match self {
            Hash::Sha1 => spun::<Sha1>(salt, password, spins),
            Hash::Sha256 => spun::<Sha256>(salt, password, spins),
            Hash::Sha384 => spun::<Sha384>(salt, password, spins),
            Hash::Sha512 => spun::<Sha512>(salt, password, spins),
        }
    }

    /// Is `expected` the HMAC of a text?
    fn signed(self, key: &[u8], text: &[u8], expected: &[u8]) -> bool {
        macro_rules! by {
            ($hash:ty) => {
                // An HMAC takes a key of any length.
                Hmac::<$hash>::new_from_slice(key)
                    .is_ok_and(|mac| mac.chain_update(text).verify_slice(expected).is_ok())
            };
        }
        match self {
            Hash::Sha1 => by!(Sha1),
            Hash::Sha256 => by!(Sha256),
            Hash::Sha384 => by!(Sha384),
            Hash::Sha512 => by!(Sha512),
        }
    }
}

pub(super) fn spun<D: Digest>(salt: &[u8], password: &str, spins: u32) -> Zeroizing<Vec<u8>> {
    let mut hash = Zeroizing::new(D::new().chain_update(salt).chain_update(&*utf16(password)).finalize().to_vec());
    for spin in 0..spins {
        let next = D::new().chain_update(spin.to_le_bytes()).chain_update(&*hash).finalize();
        hash.copy_from_slice(&next);
    }
    hash
}

/// Cut to a length, or filled up with 0x36 as the standard says.
fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

fn unlocked(key: &[u8], vector: &[u8], locked: &[u8]) -> Result<Zeroizing<Vec<u8>>, Complaint> {
    let mut out = Zeroizing::new(locked.to_vec());
    unlock(key, vector, &mut out)?;
    Ok(out)
}

fn unlock(key: &[u8], vector: &[u8], text: &mut [u8]) -> Result<(), Complaint> {
    fn by<C: BlockModeDecrypt + KeyIvInit>(key: &[u8], vector: &[u8], text: &mut [u8]) -> Option<()> {
        C::new_from_slices(key, vector).ok()?.decrypt_padded::<NoPadding>(text).ok().map(|_| ())
    }
    match key.len() {
        16 => by::<cbc::Decryptor<aes::Aes128>>(key, vector, text),
        24 => by::<cbc::Decryptor<aes::Aes192>>(key, vector, text),
        _ => by::<cbc::Decryptor<aes::Aes256>>(key, vector, text),
    }
    .ok_or_else(|| damaged("encryption"))
}

/// Equal, in a time that does not tell where they differ.
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

fn text(tag: &BytesStart<'_>, name: &str) -> Result<String, Complaint> {
    crate::book::attribute(tag, name).ok_or_else(|| damaged("encryption"))
}

fn number(tag: &BytesStart<'_>, name: &str) -> Result<u32, Complaint> {
    text(tag, name)?.parse().map_err(|_| damaged("encryption"))
}

fn bytes(tag: &BytesStart<'_>, name: &str) -> Result<Vec<u8>, Complaint> {
    STANDARD.decode(text(tag, name)?).map_err(|_| damaged("encryption"))
}
