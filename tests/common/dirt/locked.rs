//! Files behind a password: a workbook as Excel locks it today, and an archive as people send it ahead of its password.

use std::io::{Cursor, Write as _};

use aes::Aes256;
use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _, block_padding::NoPadding};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha512};
use zip::unstable::write::FileOptionsExt as _;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

/// The password of every locked file.
pub const PASSWORD: &str = "さくら2026!open";

const SPINS: u32 = 1_000;
const SALT: [u8; 16] = *b"an invented salt";

fn sha512(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha512::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().to_vec()
}

fn aes256(key: &[u8], iv: &[u8], data: &[u8]) -> Vec<u8> {
    let mut padded = data.to_vec();
    padded.resize(data.len().next_multiple_of(16), 0);
    let length = padded.len();
    cbc::Encryptor::<Aes256>::new_from_slices(&key[..32], &iv[..16])
        .expect("a key and an iv")
        .encrypt_padded::<NoPadding>(&mut padded, length)
        .expect("whole blocks");
    padded
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// A workbook as Excel locks it: AES-256 and SHA-512, agile. [MS-OFFCRYPTO] 2.3.4.10–15
pub fn workbook(book: &[u8]) -> Vec<u8> {
    let utf16: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let turned = (0..SPINS).fold(sha512(&[&SALT, &utf16]), |hash, spin| sha512(&[&spin.to_le_bytes(), &hash]));
    let under_password = |block: [u8; 8], data: &[u8]| base64(&aes256(&sha512(&[&turned, &block]), &SALT, data));
    let (key, verifier, hmac_key) =
        (sha512(&[b"the key"])[..32].to_vec(), *b"verify sixteen b", sha512(&[b"hmac key"]));

    let mut package = (book.len() as u64).to_le_bytes().to_vec();
    for (at, segment) in (0_u32..).zip(book.chunks(4_096)) {
        package.extend(aes256(&key, &sha512(&[&SALT, &at.to_le_bytes()]), segment));
    }
    let mut mac = Hmac::<Sha512>::new_from_slice(&hmac_key).expect("any length");
    mac.update(&package);
    let sealed = mac.finalize().into_bytes();
    let under_key = |block: [u8; 8], data: &[u8]| base64(&aes256(&key, &sha512(&[&SALT, &block]), data));
    let cipher = format!(
        "saltSize=\"16\" blockSize=\"16\" keyBits=\"256\" hashSize=\"64\" cipherAlgorithm=\"AES\" cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\" saltValue=\"{}\"",
        base64(&SALT)
    );
    let info = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<encryption xmlns=\"http://schemas.microsoft.com/office/2006/encryption\" xmlns:p=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\"><keyData {cipher}/><dataIntegrity encryptedHmacKey=\"{}\" encryptedHmacValue=\"{}\"/><keyEncryptors><keyEncryptor uri=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\"><p:encryptedKey spinCount=\"{SPINS}\" {cipher} encryptedVerifierHashInput=\"{}\" encryptedVerifierHashValue=\"{}\" encryptedKeyValue=\"{}\"/></keyEncryptor></keyEncryptors></encryption>",
        under_key([0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6], &hmac_key),
        under_key([0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33], &sealed),
        under_password([0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79], &verifier),
        under_password([0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E], &sha512(&[&verifier])),
        under_password([0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6], &key),
    );
    compound(&[
        ("/EncryptionInfo", &[&[4, 0, 4, 0, 0x40, 0, 0, 0], info.as_bytes()].concat()),
        ("/EncryptedPackage", &package),
    ])
}

/// A compound file of some streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    for (name, bytes) in streams {
        file.create_stream(name).and_then(|mut stream| stream.write_all(bytes)).expect("a stream");
    }
    file.into_inner().into_inner()
}

/// An archive with a name as Windows writes it, under the old cipher or under AES.
pub fn archive(name: &str, bytes: &[u8], aes: bool) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let how = match aes {
        true => how.with_aes_encryption(AesMode::Aes256, PASSWORD),
        false => how.with_deprecated_encryption(PASSWORD.as_bytes()).expect("a password"),
    };
    out.start_file(name, how).expect("a part can be started");
    out.write_all(bytes).expect("a part can be written");
    out.finish().expect("a zip can be finished").into_inner()
}
