//! Whose the cards are. Invented people, whose numbers fit their check digit and belong to nobody on purpose.

use rules::last_four::check_digit;

/// What the chip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// マイナンバーカード
    MyNumber,
    /// 住民基本台帳カード: the same application by name, another label, no text.
    Old,
    /// A telephone: another label, no text.
    Phone,
    /// A label of the same family that nobody knows yet.
    Unknown,
    /// Some other card, which knows none of the applications.
    Other,
}

/// One card and who it is made for.
pub struct Holder {
    /// Its key and certificate among the fixtures, and its name in tests.
    pub file: &'static str,
    /// What the chip is.
    pub token: Token,
    /// 氏名
    pub name: &'static str,
    /// 住所
    pub address: &'static str,
    /// 生年月日, eight digits.
    pub born: &'static str,
    /// 性別, JIS X 0303.
    pub sex: &'static str,
    /// The first eleven digits of the number.
    pub eleven: [u8; 11],
    /// The PIN of the text.
    pub pin: &'static str,
    /// The PIN of the certificate.
    pub proof_pin: &'static str,
    /// 照合番号B as printed: birth, last year, security code.
    pub printed: (&'static str, &'static str, &'static str),
    /// The card's last day, eight digits.
    pub card_until: &'static str,
    /// Which certificates there are, for signing and for authentication.
    pub certificates: [u8; 2],
    /// Tries left from the start: PIN, PIN of the certificate, 照合番号A, 照合番号B.
    pub tries: [u8; 4],
}

impl Holder {
    /// All twelve digits.
    #[must_use]
    pub fn number(&self) -> String {
        let all = self.eleven.into_iter().chain([check_digit(&self.eleven)]).map(|digit| char::from(b'0' + digit));
        all.collect()
    }

    /// The last four of them.
    #[must_use]
    pub fn last_four(&self) -> String {
        self.number().split_off(8)
    }

    /// 照合番号B in one.
    #[must_use]
    pub fn code_b(&self) -> String {
        [self.printed.0, self.printed.1, self.printed.2].concat()
    }
}

const ADULT: Holder = Holder {
    file: "adult",
    token: Token::MyNumber,
    name: "見本　花子",
    address: "東京都見本区見本町一丁目２番３号",
    born: "19800217",
    sex: "2",
    eleven: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1],
    pin: "1234",
    proof_pin: "4321",
    printed: ("550217", "2035", "2285"),
    card_until: "20350217",
    certificates: [0x8F, 0x8F],
    tries: [3, 3, 10, 10],
};

/// Everybody.
pub const PEOPLE: &[Holder] = &[
    ADULT,
    Holder {
        file: "spouse",
        name: "見本　一郎",
        born: "19780808",
        sex: "1",
        eleven: [2, 1, 3, 4, 5, 6, 7, 8, 9, 0, 2],
        pin: "2468",
        proof_pin: "8642",
        printed: ("530808", "2036", "1177"),
        card_until: "20360808",
        ..ADULT
    },
    // Below fifteen there is no certificate for signing.
    Holder {
        file: "child",
        name: "見本　さくら",
        born: "20150505",
        eleven: [3, 1, 3, 4, 5, 6, 7, 8, 9, 0, 3],
        pin: "0505",
        proof_pin: "5050",
        printed: ("270505", "2029", "3141"),
        card_until: "20290505",
        certificates: [0x00, 0x8F],
        ..ADULT
    },
    // Given up, or never asked for.
    Holder { file: "no-certificate", name: "無証　次郎", sex: "1", certificates: [0x00, 0x00], ..ADULT },
    Holder { file: "expired-card", name: "期限　切江", born: "19760303", card_until: "20260303", ..ADULT },
    Holder { file: "expired-certificate", name: "失効　三郎", born: "19850909", card_until: "20300909", ..ADULT },
    Holder { file: "in-grace", name: "猶予　四郎", born: "19910430", card_until: "20310430", ..ADULT },
    // No split of the name, a Western birth date, the end of the stay as the card's own.
    Holder {
        file: "foreign",
        name: "SAMPLE MARIA ANNE",
        address: "大阪府見本市見本町４番５号　見本荘１０１",
        born: "19900704",
        sex: "2",
        eleven: [4, 1, 3, 4, 5, 6, 7, 8, 9, 0, 4],
        pin: "7070",
        proof_pin: "0707",
        printed: ("900704", "2027", "9988"),
        card_until: "20270131",
        ..ADULT
    },
    // 代替文字: a mark for what the chip cannot write, and a rare form of a character.
    Holder { file: "rare-name", name: "〓田　﨑子", born: "19731111", card_until: "20331111", ..ADULT },
    // The day of birth is unknown, and so is the sex.
    Holder { file: "spouse", name: "不詳　五郎", born: "19500000", sex: "9", ..ADULT },
    Holder { file: "blocked", name: "停止　六郎", tries: [0, 0, 10, 10], ..ADULT },
    Holder { file: "all-blocked", name: "全停　七郎", tries: [0, 0, 0, 0], ..ADULT },
    Holder { file: "one-left", name: "残一　八郎", tries: [1, 1, 2, 2], ..ADULT },
    Holder { file: "next-generation", name: "次期　九子", ..ADULT },
    Holder { file: "unknown-label", token: Token::Unknown, ..ADULT },
    Holder { file: "old-card", token: Token::Old, ..ADULT },
    Holder { file: "phone", token: Token::Phone, ..ADULT },
    Holder { file: "other-card", token: Token::Other, ..ADULT },
    // Certificates that must not be believed.
    Holder { file: "not-yet", ..ADULT },
    Holder { file: "for-signing", ..ADULT },
    Holder { file: "production-policy", ..ADULT },
    Holder { file: "of-stranger", ..ADULT },
    Holder { file: "of-ended", ..ADULT },
];

/// The first of that name.
///
/// # Panics
/// When there is nobody.
#[must_use]
pub fn holder(file: &str) -> &'static Holder {
    PEOPLE.iter().find(|it| it.file == file).unwrap_or_else(|| panic!("nobody is called {file}"))
}
