//! 窓口の本人確認: by what it was seen who stands at the counter, how well that agrees with the ledger, and who may come for another.
//!
//! Source: 行政手続における特定の個人を識別するための番号の利用等に関する法律16条 and its 施行規則1条 (what shows who somebody is: one paper with a
//! photo, or two without), 2条 (who comes for another: the authority, and the proxy's own papers). The counter asks for two papers
//! wherever the chip of the card was not read.

use crate::agreement::{self, Because};
use crate::calendar::{Day, age_on};
use crate::case::coded;
use crate::words::Sex;
use crate::words::identity::Grade;

coded! {
    /// By what it was seen who somebody is.
    Method {
        /// マイナンバーカードと暗証番号（券面事項入力補助用）
        CardPin = "card_pin",
        /// マイナンバーカードと照合番号B: what is printed on the card, where the PIN is forgotten or locked.
        CardCodeB = "card_code_b",
        /// 写真と書類を目で確かめた
        Documents = "documents",
    }
}

coded! {
    /// What came of it.
    Seen {
        /// 一致
        Same = "same",
        /// 表記の違いだけ
        Variant = "variant",
        /// 相違: somebody else.
        Different = "different",
        /// 読めなかった: the card could not be read; why is told beside.
        Unread = "unread",
    }
}

impl Seen {
    /// Was it seen that it is this member?
    #[must_use]
    pub fn is_the_member(self) -> bool {
        matches!(self, Seen::Same | Seen::Variant)
    }

    /// What a grade comes to.
    #[must_use]
    pub fn of(grade: Grade) -> Seen {
        match grade {
            Grade::A => Seen::Same,
            Grade::B => Seen::Variant,
            Grade::C => Seen::Different,
        }
    }
}

coded! {
    /// A paper that shows who somebody is (本人確認書類).
    Document {
        /// マイナンバーカード（券面）
        MynaCard = "myna_card",
        /// 運転免許証
        DrivingLicence = "driving_licence",
        /// 運転経歴証明書
        DrivingRecord = "driving_record",
        /// 旅券
        Passport = "passport",
        /// 在留カード・特別永住者証明書
        ResidenceCard = "residence_card",
        /// 身体障害者手帳など
        DisabilityHandbook = "disability_handbook",
        /// 社員証・学生証（写真付き）
        StaffCard = "staff_card",
        /// 資格確認書
        Certificate = "certificate",
        /// 年金手帳・基礎年金番号通知書
        Pension = "pension",
        /// 住民票の写し・印鑑登録証明書
        ResidentRecord = "resident_record",
        /// 公共料金の領収書・納税証明書
        Bill = "bill",
    }
}

impl Document {
    /// Does it bear a photo, with which the face is compared?
    #[must_use]
    pub fn has_photo(self) -> bool {
        use Document::{
            DisabilityHandbook, DrivingLicence, DrivingRecord, MynaCard, Passport, ResidenceCard, StaffCard,
        };
        matches!(
            self,
            MynaCard | DrivingLicence | DrivingRecord | Passport | ResidenceCard | DisabilityHandbook | StaffCard
        )
    }
}

/// Do these papers show who somebody is? Two different ones.
#[must_use]
pub fn documents_suffice(documents: &[Document]) -> bool {
    documents.iter().enumerate().filter(|(at, one)| !documents[..*at].contains(one)).count() >= 2
}

coded! {
    /// Who comes for another (代理人).
    Proxy {
        /// 配偶者
        Spouse = "spouse",
        /// 親
        Parent = "parent",
        /// 子
        Child = "child",
        /// その他の親族
        Relative = "relative",
        /// 成年後見人など
        Guardian = "guardian",
        /// 事業所の担当者・社会保険労務士
        Employer = "employer",
        /// その他
        Other = "other",
    }
}

coded! {
    /// By what they may (代理権の確認).
    Authority {
        /// 委任状
        PowerOfAttorney = "power_of_attorney",
        /// 戸籍謄本など: a parent of a child, who needs no power of attorney.
        FamilyRegister = "family_register",
        /// 登記事項証明書: of a guardian.
        GuardianRecord = "guardian_record",
        /// 本人の資格確認書など: a paper that only the member has.
        MembersPaper = "members_paper",
    }
}

impl Proxy {
    /// May somebody come in another's stead by this? A parent by the family register, a guardian by the record of the guardianship,
    /// and anybody by what the member has given: a power of attorney, or a paper that only the member has.
    #[must_use]
    pub fn may_by(self, authority: Authority) -> bool {
        match authority {
            Authority::FamilyRegister => self == Proxy::Parent,
            Authority::GuardianRecord => self == Proxy::Guardian,
            Authority::PowerOfAttorney | Authority::MembersPaper => self != Proxy::Guardian,
        }
    }
}

impl Authority {
    /// Does it serve for somebody born on this day? Parental authority ends when the child is 18 (民法4条・818条): whoever is older
    /// gives a power of attorney. Where no birth date is on file nothing speaks against it.
    #[must_use]
    pub fn serves(self, born: Option<Day>, on: Day) -> bool {
        self != Authority::FamilyRegister || born.is_none_or(|born| age_on(born, on) < 18)
    }
}

/// What a card says of its holder.
#[derive(Clone, Copy)]
pub struct OfCard<'a> {
    /// 氏名
    pub name: &'a str,
    /// 生年月日; `None` when the card says none that is a day.
    pub born: Option<Day>,
    /// 性別; `None` when the card does not say it.
    pub sex: Option<Sex>,
}

/// What the ledger says.
#[derive(Clone)]
pub struct OfLedger<'a> {
    /// Every spelling of the name, the one that is printed first.
    pub names: Vec<&'a str>,
    /// 生年月日
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<Sex>,
}

coded! {
    /// What is compared.
    About {
        /// 氏名
        Name = "name",
        /// 生年月日
        Born = "born",
        /// 性別
        Sex = "sex",
    }
}

/// One thing that was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What.
    pub about: About,
    /// How far it agrees; `None` where one of them does not say it.
    pub grade: Option<Grade>,
    /// Why it is not A.
    pub because: Vec<Because>,
}

/// A card beside the ledger, thing by thing, and all of it together: the weakest of what both say. Without a name and a birth date
/// on both sides nobody is taken for the member.
#[must_use]
pub fn compare(card: OfCard<'_>, ledger: &OfLedger<'_>) -> (Grade, Vec<Compared>) {
    let name = ledger.names.iter().map(|name| agreement::names(name, card.name)).min_by_key(|found| found.grade);
    let (name, because) = name.map_or((None, Vec::new()), |found| (Some(found.grade), found.because));
    let of = |same: Option<bool>| same.map(|same| if same { Grade::A } else { Grade::C });
    let born = of(card.born.zip(ledger.born).map(|(one, other)| one == other));
    let sex = of(card.sex.zip(ledger.sex).map(|(one, other)| one == other));
    let all = vec![
        Compared { about: About::Name, grade: name, because },
        Compared { about: About::Born, grade: born, because: Vec::new() },
        Compared { about: About::Sex, grade: sex, because: Vec::new() },
    ];
    let known = name.is_some() && born.is_some();
    let worst = all.iter().filter_map(|one| one.grade).max().unwrap_or(Grade::C);
    (if known { worst } else { Grade::C }, all)
}
