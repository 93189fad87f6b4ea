//! What an employer, or the state's list, says of one person: one row of a file, in the field's own words.

use unicode_normalization::UnicodeNormalization;

use super::{Address, Kana, LastFour, Name};
use crate::calendar::Day;
use crate::case::{MynaCard, UseRegistration};

/// 性別
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// The word in the ledger and in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Sex::Male => "male",
            Sex::Female => "female",
        }
    }

    /// The sex of a word in the ledger.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Sex> {
        match code {
            "male" => Some(Sex::Male),
            "female" => Some(Sex::Female),
            _ => None,
        }
    }
}

/// 続柄: how a member stands to the insured person of the household, with the codes of the official form 2202700.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// 本人 (被保険者)
    Insured,
    /// 夫 (未届を含む)
    Husband,
    /// 妻 (未届を含む)
    Wife,
    /// 実子・養子 (01)
    Child,
    /// 01以外の子 (02)
    OtherChild,
    /// 父母・養父母 (03)
    Parent,
    /// 義父母 (04)
    ParentInLaw,
    /// 弟妹 (05)
    YoungerSibling,
    /// 兄姉 (06)
    OlderSibling,
    /// 祖父母 (07)
    Grandparent,
    /// 曾祖父母 (08)
    GreatGrandparent,
    /// 孫 (09)
    Grandchild,
    /// その他 (10)
    Other,
}

impl Relation {
    /// Every relation, the insured person first.
    pub const ALL: [Relation; 13] = [
        Relation::Insured,
        Relation::Husband,
        Relation::Wife,
        Relation::Child,
        Relation::OtherChild,
        Relation::Parent,
        Relation::ParentInLaw,
        Relation::YoungerSibling,
        Relation::OlderSibling,
        Relation::Grandparent,
        Relation::GreatGrandparent,
        Relation::Grandchild,
        Relation::Other,
    ];

    /// The word in the ledger and in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Relation::Insured => "insured",
            Relation::Husband => "husband",
            Relation::Wife => "wife",
            Relation::Child => "child",
            Relation::OtherChild => "other_child",
            Relation::Parent => "parent",
            Relation::ParentInLaw => "parent_in_law",
            Relation::YoungerSibling => "younger_sibling",
            Relation::OlderSibling => "older_sibling",
            Relation::Grandparent => "grandparent",
            Relation::GreatGrandparent => "great_grandparent",
            Relation::Grandchild => "grandchild",
            Relation::Other => "other",
        }
    }

    /// The relation of a word in the ledger.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Relation> {
        Self::ALL.into_iter().find(|relation| relation.code() == code)
    }

    /// The Japanese word for screens and papers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Relation::Insured => "本人",
            Relation::Husband => "夫",
            Relation::Wife => "妻",
            Relation::Child | Relation::OtherChild => "子",
            Relation::Parent => "父母",
            Relation::ParentInLaw => "義父母",
            Relation::YoungerSibling => "弟妹",
            Relation::OlderSibling => "兄姉",
            Relation::Grandparent => "祖父母",
            Relation::GreatGrandparent => "曾祖父母",
            Relation::Grandchild => "孫",
            Relation::Other => "その他",
        }
    }
}

/// What kind of thing a row reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportKind {
    /// 資格取得届: an insured person joins.
    Enrolment,
    /// 資格喪失届: an insured person leaves.
    Leaving,
    /// 被扶養者異動届, 該当: a dependant joins.
    DependantAdded,
    /// 被扶養者異動届, 非該当: a dependant leaves.
    DependantRemoved,
    /// A member list or a change (氏名・住所変更): says how a known member is, and neither joins nor leaves.
    Change,
    /// 利用登録状況: the state's monthly list.
    Registration,
}

impl ReportKind {
    /// The word in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ReportKind::Enrolment => "enrolment",
            ReportKind::Leaving => "leaving",
            ReportKind::DependantAdded => "dependant_added",
            ReportKind::DependantRemoved => "dependant_removed",
            ReportKind::Change => "change",
            ReportKind::Registration => "registration",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ReportKind> {
        use ReportKind::{Change, DependantAdded, DependantRemoved, Enrolment, Leaving, Registration};
        [Enrolment, Leaving, DependantAdded, DependantRemoved, Change, Registration]
            .into_iter()
            .find(|it| it.code() == code)
    }
}

/// One row, understood. Every field that the row did not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What is reported.
    pub kind: ReportKind,
    /// 事業所: the employer's code or name, when a column names it.
    pub employer: Option<String>,
    /// 記号
    pub symbol: Option<String>,
    /// 番号
    pub number: Option<String>,
    /// 枝番
    pub branch: Option<String>,
    /// 社員番号, not the insurance number.
    pub staff_number: Option<String>,
    /// 氏名
    pub name: Option<Name>,
    /// 氏名カナ
    pub kana: Option<Kana>,
    /// 生年月日
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<Sex>,
    /// 続柄 (dependants)
    pub relation: Option<Relation>,
    /// The insured person's name as written beside a dependant (被保険者氏名).
    pub insured_name: Option<Name>,
    /// The insured person's kana as written beside a dependant.
    pub insured_kana: Option<Kana>,
    /// Last four of the My Number, when the row had a good full number.
    pub last_four: Option<LastFour>,
    /// The My Number's column is there and its cell is blank, or says that none is given.
    pub my_number_blank: bool,
    /// 資格取得日, or a dependant's 認定日.
    pub acquired: Option<Day>,
    /// 資格喪失日, or a dependant's 削除日 (first day not covered).
    pub lost: Option<Day>,
    /// 退職日 (last working day).
    pub left: Option<Day>,
    /// 任意継続の最終日, when the row says so.
    pub voluntary_until: Option<Day>,
    /// 喪失原因・異動理由, as written.
    pub reason: Option<String>,
    /// 郵便番号, seven digits.
    pub postcode: Option<String>,
    /// 住所
    pub address: Option<Address>,
    /// 資格確認書発行要否
    pub wants_certificate: Option<bool>,
    /// マイナンバーカード, when the list says so.
    pub myna_card: Option<MynaCard>,
    /// 利用登録
    pub use_registered: Option<UseRegistration>,
    /// 一部負担金の割合 in tenths: 2 or 3.
    pub ratio: Option<u8>,
    /// 電子証明書有効期限
    pub e_certificate_until: Option<Day>,
    /// The day as of which a registration list was drawn up (基準日), when a column says so.
    pub as_of: Option<Day>,
}

impl Report {
    /// A row that says nothing but what it is.
    #[must_use]
    pub fn empty(kind: ReportKind) -> Report {
        Report {
            kind,
            employer: None,
            symbol: None,
            number: None,
            branch: None,
            staff_number: None,
            name: None,
            kana: None,
            born: None,
            sex: None,
            relation: None,
            insured_name: None,
            insured_kana: None,
            last_four: None,
            my_number_blank: false,
            acquired: None,
            lost: None,
            left: None,
            voluntary_until: None,
            reason: None,
            postcode: None,
            address: None,
            wants_certificate: None,
            myna_card: None,
            use_registered: None,
            ratio: None,
            e_certificate_until: None,
            as_of: None,
        }
    }

    /// Whoever the row is about has died: it ends their cover, and says so as the reason.
    #[must_use]
    pub fn says_death(&self) -> bool {
        let ends = matches!(self.kind, ReportKind::Leaving | ReportKind::DependantRemoved);
        ends && self.reason.as_deref().is_some_and(is_death)
    }

    /// 退職日, which for somebody who died is no last working day.
    #[must_use]
    pub fn left_work(&self) -> Option<Day> {
        self.left.filter(|_| !self.says_death())
    }

    /// 死亡日, when the row says that somebody died: the day that stands beside it, else the last day of cover.
    #[must_use]
    pub fn died(&self) -> Option<Day> {
        self.says_death().then(|| self.left.or(self.lost.map(Day::before))).flatten()
    }
}

/// Is a reason somebody's own death? A code may stand before it (`5:死亡`). The insured person's death, as the reason for which a
/// dependant leaves, is not the dependant's.
fn is_death(reason: &str) -> bool {
    let folded: String = reason.nfkc().filter(|c| c.is_alphabetic()).collect();
    let word = folded.strip_prefix("本人").unwrap_or(&folded);
    let word = ["のため", "による", "により"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    matches!(word, "死亡" | "死去" | "逝去" | "ご逝去" | "死亡喪失" | "死亡による喪失" | "死亡による資格喪失")
}
