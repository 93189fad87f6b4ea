//! Somebody who has the files and the passphrase, and writes past the program: reads the key file as its head in
//! `ledger::keys` describes it, and opens the ledger with nothing but SQLCipher.

use std::path::{Path, PathBuf};

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use rusqlite::Connection;
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};

/// A raw connection to a ledger, with everything allowed.
///
/// # Panics
/// When the files or the passphrase are not what they should be.
#[must_use]
pub fn open(ledger: &Path, passphrase: &str) -> Connection {
    open_with(ledger, &key(ledger, passphrase))
}

/// As [`open`], with the key.
///
/// # Panics
/// When the file is not there.
#[must_use]
pub fn open_with(ledger: &Path, key: &str) -> Connection {
    let connection = Connection::open(ledger).expect("the ledger");
    connection.execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\"")).expect("the key");
    connection
}

/// Every page of a ledger and of the journal beside it in the clear, as it lies on the disk: rows, free pages, and the gaps
/// between rows. SQLCipher's page of 4096 bytes ends with 16 for the first block and 64 for its mark; the first page begins
/// with 16 for the key, which is not made of them here.
///
/// # Panics
/// When the file is not there, or no ledger.
#[must_use]
pub fn pages(ledger: &Path, passphrase: &str) -> Vec<u8> {
    const PAGE: usize = 4096;
    let key = bytes(&key(ledger, passphrase));
    let mut clear = Vec::new();
    let mut page = |page: &[u8], first: bool| {
        let (begins, ends) = (if first { 16 } else { 0 }, PAGE - 80);
        let mut text = page[begins..ends].to_vec();
        let decryptor = cbc::Decryptor::<aes::Aes256>::new_from_slices(&key, &page[ends..ends + 16]);
        decryptor.expect("a key and a first block").decrypt_padded::<NoPadding>(&mut text).expect("whole blocks");
        clear.append(&mut text);
    };
    let file = std::fs::read(ledger).expect("the ledger");
    file.chunks_exact(PAGE).enumerate().for_each(|(at, bytes)| page(bytes, at == 0));
    let mut journal = ledger.as_os_str().to_owned();
    journal.push("-wal");
    // A head of 32 bytes, then pages each with a head of 24 that begins with its number.
    for frame in std::fs::read(journal).unwrap_or_default().get(32..).unwrap_or_default().chunks_exact(24 + PAGE) {
        page(&frame[24..], frame[..4] == [0, 0, 0, 1]);
    }
    clear
}

/// The ledger's key, as hexadecimal digits.
///
/// # Panics
/// When the key file or the passphrase are not what they should be.
#[must_use]
pub fn key(ledger: &Path, passphrase: &str) -> String {
    let mut keys = ledger.as_os_str().to_owned();
    keys.push(".keys");
    let text = std::fs::read_to_string(PathBuf::from(keys)).expect("the key file");
    let file: toml::Table = text.parse().expect("TOML");
    let slot = file["slot"][0].as_table().expect("a slot");
    let word = |name: &str| slot[name].as_str().expect("a word");
    let number = |name: &str| u32::try_from(slot[name].as_integer().expect("a number")).expect("a small one");
    let (memory, passes, lanes) = (number("memory_kib"), number("passes"), number("lanes"));
    let params = Params::new(memory, passes, lanes, Some(32)).expect("parameters");
    let mut wrapping = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &bytes(word("salt")), &mut wrapping)
        .expect("a wrapping key");
    let ledger_number = file["ledger"].as_str().expect("the ledger's number");
    let (memory, passes, lanes) = (memory.to_string(), passes.to_string(), lanes.to_string());
    let bound = [
        ledger_number,
        word("kind"),
        word("kdf"),
        &memory,
        &passes,
        &lanes,
        word("salt"),
        word("operator"),
        word("public"),
    ]
    .join("\n");
    let own = opened(&wrapping, &bytes(word("nonce")), &bytes(word("wrapped")), &bound);
    let sealed = bytes(word("sealed"));
    let once: [u8; 32] = sealed[..32].try_into().expect("32 bytes");
    let shared = StaticSecret::from(own).diffie_hellman(&PublicKey::from(once));
    let mut behind = [0; 32];
    Hkdf::<Sha256>::new(Some(ledger_number.as_bytes()), shared.as_bytes())
        .expand(b"daicho slot 2", &mut behind)
        .expect("32 bytes");
    let bound = [ledger_number, word("kind"), word("operator"), word("public")].join("\n");
    let key = opened(&behind, &sealed[32..56], &sealed[56..], &bound);
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn opened(key: &[u8; 32], nonce: &[u8], wrapped: &[u8], bound: &str) -> [u8; 32] {
    let nonce: [u8; 24] = nonce.try_into().expect("24 bytes");
    XChaCha20Poly1305::new_from_slice(key)
        .expect("32 bytes")
        .decrypt(&XNonce::from(nonce), Payload { msg: wrapped, aad: bound.as_bytes() })
        .expect("the right passphrase")
        .try_into()
        .expect("32 bytes")
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect()
}
