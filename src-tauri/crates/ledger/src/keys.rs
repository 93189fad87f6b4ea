//! Keys: passphrases, the ledger's random key, and the key-slot file beside the ledger.
//!
//! * The data key is 32 random bytes. It lies in `<ledger>.keys`, once for each slot: an operator's passphrase, the printed
//!   recovery code, the system's keychain. Argon2id makes a wrapping key of the secret, and XChaCha20-Poly1305 wraps with
//!   it the slot's own X25519 key, behind which the data key is sealed. So a new data key can be put behind every slot
//!   without anybody's passphrase, and who knew the old data key learns nothing of it. Refused: wrapping the data key itself
//!   with the passphrase (form 1), because a new key would then lock out everybody who is not at the desk.
//! * The ledger's number, the kind of slot, the operator and the parameters are bound to the wrapping, and a seal keyed by
//!   the data key stands over the whole file: a slot of another ledger, an exchanged or a weakened one opens nothing.
//! * The chain of acts is keyed by the *journal key*. It is the first data key, and stays when the data key is exchanged:
//!   then it lies in the file too, wrapped under the data key, so that old seals can be checked for ever.
//! * While the ledger is written anew under another key (`rekey.rs`), the file also holds the key before, wrapped under the
//!   new one: whichever of the two files lies there, it opens.
//! * A file of form 1 has one slot, which belongs to the operator `desk`. It is read as it is; it becomes form 2 when a slot
//!   changes, and its one slot when its operator next signs in.
//! * The file is only ever replaced as a whole, by one that is already on the disk, while the ledger's write lock is held.
//!
//! The file cannot lie inside the ledger; it is worthless without a secret, and without it the ledger is lost, so that each
//! backup carries it.

mod passphrase;
mod recovery;

use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

pub use passphrase::Passphrase;
pub use recovery::RecoveryCode;

use crate::acts::Moment;
use crate::error::{Error, Result};
use crate::operators::is_operator_code;
use crate::place;
use crate::seal::{Sealer, derived, hex, unhex};

/// Whose slot the one of form 1 is, and who founds a ledger when nobody is named.
pub const FIRST_OPERATOR: &str = "desk";

/// RFC 9106, second choice: 64 MiB, 3 passes, 4 lanes.
const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 4;
/// More than this would be a slot made to exhaust the machine.
const MEMORY_KIB_AT_MOST: u32 = 1_048_576;
const PASSES_AT_MOST: u32 = 64;
const LANES_AT_MOST: u32 = 64;

/// A key file has some hundred bytes for each slot.
pub(crate) const KEY_FILE_AT_MOST: u64 = 262_144;

/// The form of the key-slot file.
const FORM: i64 = 2;

/// The form whose slots wrap the data key itself.
const FIRST_FORM: i64 = 1;

const HEAD: &str = "# 資格台帳の鍵ファイル。台帳と同じフォルダーに置き、控えにも必ず入れてください。\n\
                    # The ledger's key file. Keep it beside the ledger, and in every backup.\n";

type Key = Zeroizing<[u8; 32]>;

/// The ledger's number and its keys. Zeroed when they are dropped.
#[derive(Clone)]
pub(crate) struct Keys {
    /// A random UUID; it stands in the key file and in the ledger, which so find each other.
    pub ledger: String,
    pub data_key: Key,
    /// What lies behind the slots and seals the key file: the data key, but while the ledger is written anew, the next one.
    pub slot_key: Key,
    /// What the chain of acts is keyed by.
    pub journal_key: Key,
    /// The key before, while the ledger is written anew under `data_key`.
    pub before: Option<Key>,
    /// Whose secret opened it.
    pub holder: Holder,
}

/// Whose a slot is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// An operator, by code.
    Operator(String),
    /// The printed code, once it has been typed back.
    Recovery,
    /// A printed code that nobody has typed back yet: it opens nothing.
    Unconfirmed,
    /// The keychain of one machine, for runs that nobody attends; they are done in this operator's name.
    Keychain(String),
}

impl Holder {
    fn kind(&self) -> &'static str {
        match self {
            Holder::Operator(_) => "operator",
            Holder::Recovery => "recovery",
            Holder::Unconfirmed => "recovery_unconfirmed",
            Holder::Keychain(_) => "keychain",
        }
    }

    fn operator(&self) -> &str {
        match self {
            Holder::Operator(code) | Holder::Keychain(code) => code,
            _ => "",
        }
    }

    /// Operators have a slot each; of every other kind there is one.
    fn takes_the_place_of(&self, other: &Holder) -> bool {
        self.kind() == other.kind() && (self == other || !matches!(self, Holder::Operator(_)))
    }
}

/// Whose slots a key file has, which is no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// The ledger's number.
    pub ledger: String,
    /// The operators, in the order of the file.
    pub operators: Vec<String>,
    /// Runs that nobody attends can open it on one machine.
    pub keychain: bool,
}

/// Who wants to open a ledger, and with what.
#[derive(Clone, Copy)]
pub enum Opener<'a> {
    /// An operator; without a code, whoever of them has this passphrase.
    Operator(Option<&'a str>, &'a Passphrase),
    /// The printed code.
    Recovery(&'a RecoveryCode),
    /// What lies in the machine's keychain.
    Keychain(&'a Passphrase),
}

/// A slot about to be put into the key file, its secret already worked in.
pub struct NewSlot(Slot);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    /// 資格台帳の鍵ファイル
    form: i64,
    ledger: String,
    /// The journal key, wrapped under the data key; nothing while they are the same.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    journal: String,
    /// The data key before, wrapped under the data key, while the ledger is written anew.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    before: String,
    slot: Vec<Slot>,
    /// HMAC-SHA256 over all the above.
    mac: String,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    /// `operator`, `recovery`, `recovery_unconfirmed`, `keychain`; of form 1, `passphrase`.
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    operator: String,
    kdf: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    nonce: String,
    /// The slot's own key under the secret; of form 1, the data key itself.
    wrapped: String,
    /// The public half of the slot's own key.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    public: String,
    /// The data key behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sealed: String,
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

fn unusable(path: &Path) -> Error {
    Error::Io { path: path.to_owned(), what: "the key could not be wrapped".to_owned() }
}

/// Wraps 32 bytes: a nonce and what is wrapped, as hexadecimal digits.
fn wrap(path: &Path, key: &[u8; 32], inner: &[u8; 32], bound: &str) -> Result<String> {
    let nonce = random::<24>(path)?;
    let cipher = XChaCha20Poly1305::new_from_slice(key).map_err(|_| unusable(path))?;
    let wrapped = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: inner, aad: bound.as_bytes() })
        .map_err(|_| unusable(path))?;
    Ok(hex(&nonce) + &hex(&wrapped))
}

fn unwrap(key: &[u8; 32], wrapped: &str, bound: &str) -> Option<Key> {
    let bytes = unhex::<72>(wrapped)?;
    let nonce: [u8; 24] = bytes.get(..24)?.try_into().ok()?;
    opened(key, &nonce, bytes.get(24..)?, bound)
}

fn opened(key: &[u8; 32], nonce: &[u8; 24], wrapped: &[u8], bound: &str) -> Option<Key> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
    let inner = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: wrapped, aad: bound.as_bytes() }).ok()?;
    let inner = Zeroizing::new(inner);
    Some(Zeroizing::new(<[u8; 32]>::try_from(inner.as_slice()).ok()?))
}

impl Keys {
    /// New keys, and the text of their key file.
    pub fn create(path: &Path, operator: &str, passphrase: &Passphrase, at: &Moment) -> Result<(Keys, String)> {
        let data_key = Zeroizing::new(random(path)?);
        let keys = Keys {
            ledger: uuid(random(path)?),
            slot_key: data_key.clone(),
            journal_key: data_key.clone(),
            data_key,
            before: None,
            holder: Holder::Operator(operator.to_owned()),
        };
        let slot = keys.slot(path, &keys.holder, passphrase, at)?.0;
        let mut file = KeyFile {
            form: FORM,
            ledger: keys.ledger.clone(),
            journal: String::new(),
            before: String::new(),
            slot: vec![slot],
            mac: String::new(),
        };
        let text = file.sealed_text(path, &keys.slot_key)?;
        Ok((keys, text))
    }

    /// A slot for a secret, with the data key behind it.
    pub fn slot(&self, path: &Path, holder: &Holder, secret: &Passphrase, at: &Moment) -> Result<NewSlot> {
        let own = StaticSecret::from(random::<32>(path)?);
        let mut slot = Slot {
            kind: holder.kind().to_owned(),
            operator: holder.operator().to_owned(),
            kdf: "argon2id".to_owned(),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: hex(&random::<16>(path)?),
            nonce: String::new(),
            wrapped: String::new(),
            public: hex(PublicKey::from(&own).as_bytes()),
            sealed: String::new(),
            created: at.text().to_owned(),
        };
        let key = slot.wrapping_key(secret).ok_or_else(|| unusable(path))?;
        let private = Zeroizing::new(own.to_bytes());
        let wrapped = wrap(path, &key, &private, &slot.bound(&self.ledger))?;
        (slot.nonce, slot.wrapped) = (wrapped[..48].to_owned(), wrapped[48..].to_owned());
        slot.seal(path, &self.ledger, &self.slot_key)?;
        Ok(NewSlot(slot))
    }

    /// The key of the chain of acts.
    pub fn sealer(&self) -> Sealer {
        Sealer::new(&self.journal_key, &self.ledger)
    }

    /// The same, with the key before in place of the new one.
    pub fn with_key_before(&self) -> Option<Keys> {
        Some(Keys { data_key: self.before.clone()?, before: None, ..self.clone() })
    }

    /// Whose slots there are. Nobody's secret is needed for that.
    pub fn roll(key_file: &Path, shown: &Path) -> Result<Roll> {
        let file = KeyFile::read(key_file, shown)?;
        Ok(Roll {
            operators: file.slot.iter().filter_map(Slot::signs_in).map(str::to_owned).collect(),
            keychain: file.slot.iter().any(|slot| slot.kind == "keychain"),
            ledger: file.ledger,
        })
    }

    /// Opens a key file.
    pub fn open(key_file: &Path, shown: &Path, opener: Opener<'_>) -> Result<Keys> {
        let damaged = || Error::KeyFileDamaged(shown.to_owned());
        let file = KeyFile::read(key_file, shown)?;
        let secret = match opener {
            Opener::Operator(_, passphrase) | Opener::Keychain(passphrase) => passphrase,
            Opener::Recovery(code) => code.secret(),
        };
        let tried: Vec<&Slot> = file.slot.iter().filter(|slot| slot.is_for(opener)).collect();
        if tried.is_empty() {
            return Err(match opener {
                Opener::Operator(Some(code), _) => {
                    Error::NoSuchOperator { path: shown.to_owned(), code: code.to_owned() }
                }
                Opener::Recovery(_) => Error::NoRecoveryCode(shown.to_owned()),
                _ => Error::WrongPassphrase(shown.to_owned()),
            });
        }
        for slot in tried {
            let Some(data_key) = slot.open(&file.ledger, secret).ok_or_else(damaged)? else { continue };
            let written = unhex::<32>(&file.mac).ok_or_else(damaged)?;
            file.mac(&data_key).verify_slice(&written).map_err(|_| damaged())?;
            let inner = |wrapped: &str, purpose: &str| match wrapped {
                "" => Ok(None),
                _ => unwrap(&data_key, wrapped, &[&file.ledger, purpose].map(String::from).join("\n"))
                    .map(Some)
                    .ok_or_else(damaged),
            };
            let journal_key = inner(&file.journal, "journal")?.unwrap_or_else(|| data_key.clone());
            let before = inner(&file.before, "before")?;
            let slot_key = data_key.clone();
            return Ok(Keys {
                ledger: file.ledger.clone(),
                data_key,
                slot_key,
                journal_key,
                before,
                holder: slot.holder(),
            });
        }
        Err(Error::WrongPassphrase(shown.to_owned()))
    }

    /// Is the slot of whoever opened it weaker than what is made today? A file of form 1 is not changed for its form alone.
    pub fn is_weak(&self, ledger: &Path) -> Result<bool> {
        let path = key_file(ledger);
        let file = KeyFile::read(&path, &path)?;
        let weak = |slot: &Slot| slot.is_weak() || (file.form == FORM && slot.public.is_empty());
        Ok(file.slot.iter().any(|slot| slot.holder() == self.holder && weak(slot)))
    }

    /// Is this the recovery code that waits to be typed back?
    pub fn check_unconfirmed(&self, ledger: &Path, code: &RecoveryCode) -> Result<()> {
        let path = key_file(ledger);
        let file = KeyFile::read(&path, &path)?;
        let waiting = file.slot.iter().find(|slot| slot.holder() == Holder::Unconfirmed);
        let opened = waiting.and_then(|slot| slot.open(&file.ledger, code.secret()).flatten());
        if opened.is_some_and(|key| key == self.slot_key) { Ok(()) } else { Err(Error::RecoveryCodeMistyped) }
    }

    /// Replaces the key file by one whose slots `change` has changed. The caller holds the ledger's write lock.
    fn rewrite(&self, ledger: &Path, change: impl FnOnce(&mut KeyFile) -> Result<()>) -> Result<()> {
        let path = key_file(ledger);
        let mut file = self.checked(ledger, &path)?;
        file.form = FORM;
        change(&mut file)?;
        let text = file.sealed_text(&path, &self.slot_key)?;
        place::replace(&path, &path, text.as_bytes())
    }

    /// The key file as it is now, under the seal that this ledger was opened with.
    fn checked(&self, ledger: &Path, path: &Path) -> Result<KeyFile> {
        let file = KeyFile::read(path, path)?;
        let written = unhex::<32>(&file.mac).ok_or_else(|| Error::KeyFileDamaged(path.to_owned()))?;
        // Another seal: somebody else has put another key in since then, or the file was edited.
        file.mac(&self.slot_key).verify_slice(&written).map_err(|_| Error::Replaced(ledger.to_owned()))?;
        Ok(file)
    }

    /// Puts a slot in, in place of one of the same holder; a confirmed recovery code also replaces the unconfirmed one.
    pub fn put(&self, ledger: &Path, new: NewSlot) -> Result<()> {
        self.rewrite(ledger, |file| {
            let holder = new.0.holder();
            let confirms = |other: &Holder| holder == Holder::Recovery && *other == Holder::Unconfirmed;
            file.slot.retain(|slot| {
                let other = slot.holder();
                !(holder.takes_the_place_of(&other) || confirms(&other))
            });
            file.slot.push(new.0);
            Ok(())
        })
    }

    /// Takes a slot out; whether there was one. The last operator's slot stays.
    pub fn take(&self, ledger: &Path, holder: &Holder) -> Result<bool> {
        let mut taken = false;
        self.rewrite(ledger, |file| {
            let before = file.slot.len();
            file.slot.retain(|slot| !holder.takes_the_place_of(&slot.holder()));
            taken = file.slot.len() < before;
            if file.slot.iter().all(|slot| slot.signs_in().is_none()) {
                return Err(Error::Refused("the last operator cannot be taken out".to_owned()));
            }
            Ok(())
        })?;
        Ok(taken)
    }

    /// Has somebody of this kind a slot?
    pub fn has(&self, ledger: &Path, holder: &Holder) -> Result<bool> {
        let path = key_file(ledger);
        Ok(KeyFile::read(&path, &path)?.slot.iter().any(|slot| holder.takes_the_place_of(&slot.holder())))
    }

    /// A new data key behind every slot, the key before and the journal key beside it. Until [`Keys::settle`], the ledger
    /// opens with either key.
    pub fn exchange(&self, ledger: &Path, to: &Key) -> Result<Keys> {
        let path = key_file(ledger);
        let (data_key, slot_key) = (to.clone(), to.clone());
        let new = Keys { data_key, slot_key, before: Some(self.data_key.clone()), ..self.clone() };
        let bound = |purpose: &str| [&self.ledger, purpose].map(String::from).join("\n");
        let mut file = self.checked(ledger, &path)?;
        file.form = FORM;
        file.journal = wrap(&path, to, &self.journal_key, &bound("journal"))?;
        file.before = wrap(&path, to, &self.data_key, &bound("before"))?;
        for slot in &mut file.slot {
            if slot.public.is_empty() {
                return Err(Error::Refused(format!("{FIRST_OPERATOR} must sign in once more before that")));
            }
            slot.seal(&path, &self.ledger, to)?;
        }
        let text = file.sealed_text(&path, to)?;
        place::replace(&path, &path, text.as_bytes())?;
        Ok(new)
    }

    /// The ledger lies under the new key: the key before is forgotten.
    pub fn settle(&self, ledger: &Path) -> Result<Keys> {
        self.rewrite(ledger, |file| {
            file.before.clear();
            Ok(())
        })?;
        Ok(Keys { before: None, ..self.clone() })
    }
}

/// Only the form's number, which every form will have.
#[derive(Deserialize)]
struct Form {
    form: i64,
}

impl Slot {
    /// Can this slot be tried at all?
    fn sound(&self, form: i64) -> bool {
        let kind = match self.kind.as_str() {
            "passphrase" => self.operator.is_empty() && self.public.is_empty() && self.sealed.is_empty(),
            "operator" | "keychain" => form == FORM && is_operator_code(&self.operator),
            "recovery" | "recovery_unconfirmed" => form == FORM && self.operator.is_empty(),
            _ => false,
        };
        let behind =
            self.kind == "passphrase" || (unhex::<32>(&self.public).is_some() && unhex::<104>(&self.sealed).is_some());
        kind && behind
            && self.kdf == "argon2id"
            && (1..=LANES_AT_MOST).contains(&self.lanes)
            && (8 * self.lanes..=MEMORY_KIB_AT_MOST).contains(&self.memory_kib)
            && (1..=PASSES_AT_MOST).contains(&self.passes)
            && unhex::<16>(&self.salt).is_some()
            && unhex::<24>(&self.nonce).is_some()
            && unhex::<48>(&self.wrapped).is_some()
    }

    fn holder(&self) -> Holder {
        match self.kind.as_str() {
            "recovery" => Holder::Recovery,
            "recovery_unconfirmed" => Holder::Unconfirmed,
            "keychain" => Holder::Keychain(self.operator.clone()),
            "operator" => Holder::Operator(self.operator.clone()),
            _ => Holder::Operator(FIRST_OPERATOR.to_owned()),
        }
    }

    /// The operator who signs in with this slot.
    fn signs_in(&self) -> Option<&str> {
        match self.kind.as_str() {
            "operator" => Some(&self.operator),
            "passphrase" => Some(FIRST_OPERATOR),
            _ => None,
        }
    }

    fn is_for(&self, opener: Opener<'_>) -> bool {
        match opener {
            Opener::Operator(Some(code), _) => self.signs_in() == Some(code),
            Opener::Operator(None, _) => self.signs_in().is_some(),
            Opener::Recovery(_) => self.kind == "recovery",
            Opener::Keychain(_) => self.kind == "keychain",
        }
    }

    fn is_weak(&self) -> bool {
        self.memory_kib < MEMORY_KIB || self.passes < PASSES
    }

    /// What the wrapping is bound to.
    fn bound(&self, ledger: &str) -> String {
        let mut bound = [
            ledger,
            &self.kind,
            &self.kdf,
            &self.memory_kib.to_string(),
            &self.passes.to_string(),
            &self.lanes.to_string(),
            &self.salt,
        ]
        .join("\n");
        if self.kind != "passphrase" {
            bound.extend(["\n", &self.operator, "\n", &self.public]);
        }
        bound
    }

    /// What the sealing of the data key is bound to.
    fn bound_behind(&self, ledger: &str) -> String {
        [ledger, &self.kind, &self.operator, &self.public].join("\n")
    }

    /// The data key that a secret opens; `Some(None)` when it is another's, `None` when the slot is damaged.
    fn open(&self, ledger: &str, secret: &Passphrase) -> Option<Option<Key>> {
        let key = self.wrapping_key(secret)?;
        let (nonce, wrapped) = (unhex::<24>(&self.nonce)?, unhex::<48>(&self.wrapped)?);
        let Some(inner) = opened(&key, &nonce, &wrapped, &self.bound(ledger)) else { return Some(None) };
        if self.kind == "passphrase" {
            return Some(Some(inner));
        }
        let sealed = unhex::<104>(&self.sealed)?;
        let their: [u8; 32] = sealed.get(..32)?.try_into().ok()?;
        let shared = StaticSecret::from(*inner).diffie_hellman(&PublicKey::from(their));
        let behind = derived(shared.as_bytes(), ledger, "daicho slot 2");
        Some(Some(unwrap(&behind, &hex(sealed.get(32..)?), &self.bound_behind(ledger))?))
    }

    /// Seals a data key behind the slot's own key.
    fn seal(&mut self, path: &Path, ledger: &str, data_key: &[u8; 32]) -> Result<()> {
        let public = unhex::<32>(&self.public).ok_or_else(|| Error::KeyFileDamaged(path.to_owned()))?;
        let once = StaticSecret::from(random::<32>(path)?);
        let shared = once.diffie_hellman(&PublicKey::from(public));
        let behind = derived(shared.as_bytes(), ledger, "daicho slot 2");
        let wrapped = wrap(path, &behind, data_key, &self.bound_behind(ledger))?;
        self.sealed = hex(PublicKey::from(&once).as_bytes()) + &wrapped;
        Ok(())
    }

    fn wrapping_key(&self, secret: &Passphrase) -> Option<Key> {
        let salt = unhex::<16>(&self.salt)?;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret.bytes(), &salt, key.as_mut_slice())
            .ok()?;
        Some(key)
    }
}

impl KeyFile {
    /// Reads a key file: private, of a known form, every slot sound.
    fn read(path: &Path, shown: &Path) -> Result<KeyFile> {
        let damaged = || Error::KeyFileDamaged(shown.to_owned());
        match place::private(path, shown) {
            Err(Error::Missing(_)) => return Err(Error::KeyFileMissing(shown.to_owned())),
            Err(Error::NotALedger(_)) => return Err(damaged()),
            // A key file is mostly only read; that it cannot be written is no fault of it.
            Err(Error::ReadOnly(_)) | Ok(_) => {}
            Err(other) => return Err(other),
        }
        let text = Zeroizing::new(place::read(path, shown, KEY_FILE_AT_MOST)?);
        let text = std::str::from_utf8(&text).map_err(|_| damaged())?;
        let form: Form = toml::from_str(text).map_err(|_| damaged())?;
        if form.form > FORM {
            return Err(Error::Newer { path: shown.to_owned(), found: form.form, known: FORM });
        }
        let file: KeyFile = toml::from_str(text).map_err(|_| damaged())?;
        let whole = file.form >= FIRST_FORM && !file.slot.is_empty() && file.slot.iter().all(|it| it.sound(file.form));
        if whole { Ok(file) } else { Err(damaged()) }
    }

    /// The text of the file, under its seal.
    fn sealed_text(&mut self, path: &Path, data_key: &[u8; 32]) -> Result<String> {
        self.mac = hex(&self.mac(data_key).finalize().into_bytes());
        let text = toml::to_string(self).map_err(|_| unusable(path))?;
        Ok(format!("{HEAD}{text}"))
    }

    /// HMAC over every field.
    fn mac(&self, data_key: &[u8; 32]) -> Hmac<Sha256> {
        let key = derived(data_key, &self.ledger, &format!("daicho key file {}", self.form));
        let mut mac =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice()).expect("HMAC takes a key of any length");
        mac.update(format!("{}\n{}\n{}\n", self.form, self.ledger, self.slot.len()).as_bytes());
        let mut field = |text: &str| {
            mac.update(&(text.len() as u64).to_be_bytes());
            mac.update(text.as_bytes());
        };
        if self.form > FIRST_FORM {
            field(&self.journal);
            field(&self.before);
        }
        for slot in &self.slot {
            field(&slot.bound(&self.ledger));
            field(&slot.nonce);
            field(&slot.wrapped);
            if self.form > FIRST_FORM {
                field(&slot.sealed);
            }
            field(&slot.created);
        }
        mac
    }
}
