//! What one session with a card brought. Nothing of it can be printed; what is personal is zeroed with it.

use rules::calendar::Day;
use rules::words::{Address, LastFour, Name, Sex};
use zeroize::Zeroizing;

/// What was read in one session, of one card.
pub struct Reading {
    /// The reader on which the card lay.
    pub reader: String,
    /// Who stands on it; only when something opened it.
    pub person: Option<Person>,
    /// 個人番号下4桁, by PIN. The twelve digits were checked, cut down and zeroed at once.
    pub last_four: Option<LastFour>,
    /// Whether the stated number is this card's. The card itself says so by 照合番号A; where the PIN had opened the number, it was
    /// compared in memory instead, which costs no try.
    pub number_agrees: Option<bool>,
    /// Until when the electronic certificate for authentication is good.
    pub certificate: ECertificate,
    /// The card's own last day, in Japan; `None` where the card does not tell.
    pub card_until: Option<Day>,
    /// Whether the card proved that it holds the key of its certificate.
    pub proof: Proof,
    /// Tries left, as the card told last: before what succeeded, after what did not. Only of what was asked for.
    pub tries: Tries,
    /// Commands sent, the last that gives the card free included.
    pub exchanged: u32,
    /// VERIFYs that carried a value: each could have cost a try.
    pub verified: u32,
}

/// Who stands on a card (券面事項入力補助). Zeroed when it goes; each look at it makes a word of its own, which does not.
pub struct Person {
    pub(crate) name: Zeroizing<String>,
    pub(crate) address: Zeroizing<String>,
    pub(crate) born: Born,
    pub(crate) sex: Option<Sex>,
}

impl Person {
    /// 氏名: family and given name with U+3000 between them; of foreign residents in Latin letters, perhaps without a split.
    #[must_use]
    pub fn name(&self) -> Name {
        Name::new(self.name.as_str())
    }

    /// 住所, with the names of prefecture and municipality.
    #[must_use]
    pub fn address(&self) -> Address {
        Address::new(self.address.as_str())
    }

    /// 生年月日.
    #[must_use]
    pub fn born(&self) -> &Born {
        &self.born
    }

    /// 性別; `None` where the card says 不明 or 適用不能 (JIS X 0303).
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        self.sex
    }
}

/// A day of birth as the card has it.
pub enum Born {
    /// A day.
    On(Day),
    /// Digits that are no day: part of it is unknown (`19800000`).
    Raw(Zeroizing<String>),
}

impl Born {
    /// The day, when it is one.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        match self {
            Born::On(day) => Some(*day),
            Born::Raw(_) => None,
        }
    }
}

/// Until when the electronic certificate for authentication (利用者証明用電子証明書) is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ECertificate {
    /// The last day in Japan (JST).
    Until(Day),
    /// The card holds none.
    NotOnCard,
    /// The card does not tell.
    Unknown,
}

/// Whether the card proved that it holds the key of its certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Nobody asked.
    NotAsked,
    /// The certificate was issued by the authority (署名検証者 need not be asked for that), and the card signed a fresh challenge with
    /// its key. Revocation was NOT asked: a card reported as lost this morning proves the same.
    Genuine,
    /// It did not, for this reason. No PIN was sent where the certificate itself was the reason; and whatever the reason, the rest of
    /// the reading stands.
    Failed(Unproven),
}

/// Why a proof failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unproven {
    /// The card holds no certificate for authentication.
    NoCertificate,
    /// Its issuer is none that this program knows.
    UnknownIssuer,
    /// It names the known issuer, but that issuer did not sign it.
    Chain,
    /// It is one of J-LIS's test cards.
    TestCard,
    /// It is made for something else: another policy, usage, or an authority's own.
    Profile,
    /// It is not good yet.
    NotYet,
    /// It has ended.
    CertificateExpired,
    /// Its issuer's own certificate has ended, or is not good yet.
    IssuerExpired,
    /// What the card signed does not fit its certificate.
    Signature,
    /// The PIN of the certificate was wrong. The card has counted it.
    PinWrong {
        /// Tries that are left, at least one.
        left: u8,
    },
    /// No try of that PIN is left, be it that this one was the last; only the municipality can set a new one (暗証番号の再設定).
    PinBlocked,
    /// One try of that PIN is left, and nobody insisted on it: it was not sent.
    PinOneLeft,
}

/// Tries left of each; `None` where nobody asked or the card did not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// 券面事項入力補助用の暗証番号, of three.
    pub pin: Option<u8>,
    /// 利用者証明用電子証明書の暗証番号, of three.
    pub proof: Option<u8>,
    /// 照合番号A, of ten.
    pub a: Option<u8>,
    /// 照合番号B, of ten.
    pub b: Option<u8>,
}
