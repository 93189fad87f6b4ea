//! Everything that belongs to the present generation of the card (RSA-2048, four applications). The next one (次期個人番号カード: two
//! applications, ECDSA P-384, other PINs) will be another module beside this one; until then it is told by name and left alone.
//!
//! Selected are these three applications and the card's own domain, always by their full name. Absent on purpose: the resident
//! register's application, the licence's, the residence card's, and the key and password for signing (署名用).

/// 公的個人認証 (JPKI): the certificate for authentication and its key.
pub(crate) const JPKI: &[u8] = &[0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// 券面事項入力補助: number, name, address, birth, sex as text.
pub(crate) const TEXT: &[u8] = &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];
/// 共通カード: the card's own last day.
pub(crate) const COMMON: &[u8] = &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00];
/// The card's own domain, which is current after power-on. To select it drops what was verified.
pub(crate) const DOMAIN: &[u8] = &[0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

/// JPKI: 160 bytes that begin with a label of 32, padded with spaces. Free.
pub(crate) const LABEL: u16 = 0x0006;
/// The length of the label.
pub(crate) const LABEL_LENGTH: usize = 32;
/// JPKI: three bytes, which certificates there are: for signing, for authentication, and one of unknown meaning. Free.
pub(crate) const PRESENT: u16 = 0x0008;
/// A certificate is there.
pub(crate) const IS_PRESENT: u8 = 0x8F;
/// JPKI: the certificate for authentication (利用者証明用電子証明書). Free.
pub(crate) const CERTIFICATE: u16 = 0x000A;
/// JPKI: the certificate of its authority. Free; believed only by its fingerprint.
pub(crate) const AUTHORITY: u16 = 0x000B;
/// JPKI: the key for authentication.
pub(crate) const KEY: u16 = 0x0017;
/// JPKI: its PIN, four digits, three tries.
pub(crate) const KEY_PIN: u16 = 0x0018;
/// TEXT: the number. Opened by the PIN or 照合番号A.
pub(crate) const NUMBER: u16 = 0x0001;
/// The number's file begins with its tag and the length of twelve digits.
pub(crate) const NUMBER_HEAD: [u8; 3] = [0xFF, 0x10, 0x0C];
/// TEXT: who it is. Opened by the PIN or 照合番号B.
pub(crate) const PERSON: u16 = 0x0002;
/// The tag around who it is, and those within.
pub(crate) const PERSON_TAG: u16 = 0xFF20;
/// 氏名
pub(crate) const NAME_TAG: u16 = 0xDF22;
/// 住所
pub(crate) const ADDRESS_TAG: u16 = 0xDF23;
/// 生年月日, eight digits
pub(crate) const BORN_TAG: u16 = 0xDF24;
/// 性別, one digit (JIS X 0303)
pub(crate) const SEX_TAG: u16 = 0xDF25;
/// TEXT: the PIN, four digits, three tries.
pub(crate) const TEXT_PIN: u16 = 0x0011;
/// TEXT: 照合番号A, twelve digits, ten tries.
pub(crate) const CODE_A: u16 = 0x0014;
/// TEXT: 照合番号B, fourteen digits, ten tries.
pub(crate) const CODE_B: u16 = 0x0015;
/// Below so many tries a 照合番号 is spared.
pub(crate) const CODE_SPARED_BELOW: u8 = 3;
/// COMMON: its one record: `01 1C`, serial 15, municipality 5, last day YYYYMMDD. Free.
pub(crate) const CARD: u16 = 0x0001;
/// Where the last day stands in that record, which is 30 bytes long.
pub(crate) const CARD_UNTIL: std::ops::Range<usize> = 22..30;

/// No certificate of this generation is longer (they have 1.6 kB).
pub(crate) const LONGEST_CERTIFICATE: usize = 4096;
/// No text is longer.
pub(crate) const LONGEST_TEXT: usize = 2048;
/// What a key of 2048 bits signs with, in bytes.
pub(crate) const SIGNATURE_LENGTH: usize = 256;

/// What a label says.
pub(crate) enum Kind {
    /// マイナンバーカード
    MyNumber,
    /// 住民基本台帳カード
    Old,
    /// A telephone
    Phone,
    /// One of the same family that is not known here.
    Newer,
    /// Something else.
    Other,
}

/// What the label of a card says.
pub(crate) fn kind(label: &[u8]) -> Kind {
    match label.trim_ascii_end() {
        b"JPKIAPICCTOKEN2" => Kind::MyNumber,
        b"JPKIAPICCTOKEN" => Kind::Old,
        b"JPKIAPGPSETOKEN" | b"JPKIAPIOSTOKEN" => Kind::Phone,
        other if other.starts_with(b"JPKIAP") => Kind::Newer,
        _ => Kind::Other,
    }
}

/// SHA-256 with RSA (PKCS#1 v1.5), the one algorithm of this generation's certificates.
pub(crate) const SHA256_WITH_RSA: &str = "1.2.840.113549.1.1.11";
/// A key for RSA.
pub(crate) const RSA: &str = "1.2.840.113549.1.1.1";
/// 利用者証明用証明書ポリシ: the policy of certificates for authentication.
pub(crate) const POLICY: &str = "1.2.392.200149.8.5.1.3.30";
/// The policy of J-LIS's test cards.
pub(crate) const TEST_POLICY: &str = "1.2.392.200149.8.5.1.0.30";
/// id-kp-clientAuth
pub(crate) const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";
/// What stands before a SHA-256 in a DigestInfo (PKCS#1).
pub(crate) const SHA256_PREFIX: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];
/// What every challenge begins with, so that nothing that a card signs here could stand for anything else.
pub(crate) const DOMAIN_TAG: &[u8] = b"daicho: is the card itself here?\0";
