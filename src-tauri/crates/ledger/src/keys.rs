//! Keys: the passphrase, the ledger's random key, and the key-slot file beside the ledger.
//!
//! The key is 32 random bytes. It lies in `<ledger>.keys`, wrapped once for each slot: Argon2id makes a wrapping key of the
//! passphrase, XChaCha20-Poly1305 wraps, and the ledger's number, the kind of slot and the parameters are bound to the
//! wrapping, so that a slot of another ledger, or one with weakened parameters, does not open. The file cannot lie inside
//! the ledger; it is worthless without a passphrase, and without it the ledger is lost, so that each backup carries it.

use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::acts::Moment;
use crate::error::{Error, Result};
use crate::seal::{derived, hex, unhex};

/// パスフレーズ. Zeroed when it is dropped; `Debug` shows nothing.
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

impl Passphrase {
    /// Nothing but the line end, if that.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹redacted›")
    }
}

/// RFC 9106, second choice: 64 MiB, 3 passes, 4 lanes.
const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 4;
/// More than this would be a slot made to exhaust the machine.
const MEMORY_KIB_AT_MOST: u32 = 1_048_576;
const PASSES_AT_MOST: u32 = 64;
const LANES_AT_MOST: u32 = 64;

/// The form of the key-slot file.
const FORM: i64 = 1;

/// The ledger's number and its key.
#[derive(Clone)]
pub(crate) struct Keys {
    /// A random UUID; it stands in the key file and in the ledger, which so find each other.
    pub ledger: String,
    pub data_key: Zeroizing<[u8; 32]>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    /// 資格台帳の鍵ファイル
    form: i64,
    ledger: String,
    slot: Vec<Slot>,
    /// HMAC-SHA256 over all the above.
    mac: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    kind: String,
    kdf: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    nonce: String,
    wrapped: String,
    created: String,
}

/// Where the key file of a ledger lies: beside it, with `.keys` behind its whole name.
pub(crate) fn key_file(ledger: &Path) -> PathBuf {
    let mut name = ledger.as_os_str().to_owned();
    name.push(".keys");
    PathBuf::from(name)
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>(path: &Path) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Io { path: path.to_owned(), what: error.to_string() })?;
    Ok(bytes)
}

fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex(&bytes);
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

impl Keys {
    /// New keys, and the text of their key file.
    pub fn create(path: &Path, passphrase: &Passphrase, at: &Moment) -> Result<(Keys, String)> {
        let keys = Keys { ledger: uuid(random(path)?), data_key: Zeroizing::new(random(path)?) };
        let mut slot = Slot {
            kind: "passphrase".to_owned(),
            kdf: "argon2id".to_owned(),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: hex(&random::<16>(path)?),
            nonce: hex(&random::<24>(path)?),
            wrapped: String::new(),
            created: at.text().to_owned(),
        };
        let unusable = || Error::Io { path: path.to_owned(), what: "the key could not be wrapped".to_owned() };
        let (cipher, nonce) = slot.cipher(passphrase).ok_or_else(unusable)?;
        let bound = slot.bound(&keys.ledger);
        let wrapped = cipher
            .encrypt(&nonce, Payload { msg: keys.data_key.as_slice(), aad: bound.as_bytes() })
            .map_err(|_| unusable())?;
        slot.wrapped = hex(&wrapped);
        let mut file = KeyFile { form: FORM, ledger: keys.ledger.clone(), slot: vec![slot], mac: String::new() };
        file.mac = hex(&file.mac(&keys.data_key).finalize().into_bytes());
        let text = toml::to_string(&file).map_err(|_| unusable())?;
        let head = "# 資格台帳の鍵ファイル。台帳と同じフォルダーに置き、控えにも必ず入れてください。\n\
                    # The ledger's key file. Keep it beside the ledger, and in every backup.\n";
        Ok((keys, format!("{head}{text}")))
    }

    /// The keys of a key file.
    pub fn open(path: &Path, text: &str, passphrase: &Passphrase) -> Result<Keys> {
        let damaged = || Error::KeyFileDamaged(path.to_owned());
        let form: Form = toml::from_str(text).map_err(|_| damaged())?;
        if form.form > FORM {
            return Err(Error::Newer { path: path.to_owned(), found: form.form, known: FORM });
        }
        let file: KeyFile = toml::from_str(text).map_err(|_| damaged())?;
        if file.slot.is_empty() || file.slot.iter().any(|slot| !slot.sound()) {
            return Err(damaged());
        }
        for slot in file.slot.iter().filter(|slot| slot.kind == "passphrase") {
            let Some((cipher, nonce)) = slot.cipher(passphrase) else { return Err(damaged()) };
            let Some(wrapped) = unhex::<48>(&slot.wrapped) else { return Err(damaged()) };
            let bound = slot.bound(&file.ledger);
            let Ok(opened) = cipher.decrypt(&nonce, Payload { msg: &wrapped, aad: bound.as_bytes() }) else { continue };
            let opened = Zeroizing::new(opened);
            let data_key = Zeroizing::new(<[u8; 32]>::try_from(opened.as_slice()).map_err(|_| damaged())?);
            let written = unhex::<32>(&file.mac).ok_or_else(damaged)?;
            file.mac(&data_key).verify_slice(&written).map_err(|_| damaged())?;
            return Ok(Keys { ledger: file.ledger, data_key });
        }
        Err(Error::WrongPassphrase(path.to_owned()))
    }
}

/// Only the form's number, which every form will have.
#[derive(Deserialize)]
struct Form {
    form: i64,
}

impl Slot {
    /// Can this slot be tried at all?
    fn sound(&self) -> bool {
        self.kdf == "argon2id"
            && (1..=LANES_AT_MOST).contains(&self.lanes)
            && (8 * self.lanes..=MEMORY_KIB_AT_MOST).contains(&self.memory_kib)
            && (1..=PASSES_AT_MOST).contains(&self.passes)
            && unhex::<16>(&self.salt).is_some()
            && unhex::<24>(&self.nonce).is_some()
            && unhex::<48>(&self.wrapped).is_some()
    }

    /// What the wrapping is bound to.
    fn bound(&self, ledger: &str) -> String {
        [
            ledger,
            &self.kind,
            &self.kdf,
            &self.memory_kib.to_string(),
            &self.passes.to_string(),
            &self.lanes.to_string(),
            &self.salt,
        ]
        .join("\n")
    }

    fn cipher(&self, passphrase: &Passphrase) -> Option<(XChaCha20Poly1305, XNonce)> {
        let salt = unhex::<16>(&self.salt)?;
        let nonce = unhex::<24>(&self.nonce)?;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.0.as_bytes(), &salt, key.as_mut_slice())
            .ok()?;
        Some((XChaCha20Poly1305::new_from_slice(key.as_slice()).ok()?, XNonce::from(nonce)))
    }
}

impl KeyFile {
    /// HMAC over every field.
    fn mac(&self, data_key: &[u8; 32]) -> Hmac<Sha256> {
        let key = derived(data_key, &self.ledger, "daicho key file 1");
        let mut mac =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice()).expect("HMAC takes a key of any length");
        mac.update(format!("{}\n{}\n{}\n", self.form, self.ledger, self.slot.len()).as_bytes());
        for slot in &self.slot {
            for text in [&slot.bound(&self.ledger), &slot.nonce, &slot.wrapped, &slot.created] {
                mac.update(&(text.len() as u64).to_be_bytes());
                mac.update(text.as_bytes());
            }
        }
        mac
    }
}
