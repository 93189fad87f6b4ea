//! One member, one society, one day: what is known, in the words of the rules.

use crate::calendar::Day;

/// An enumeration whose values have a word each: in tables, in the ledger and in JSON.
#[macro_export]
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word in tables, in the ledger and in JSON.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// The value of a word; `None` for an unknown word.
            #[must_use]
            pub fn from_code(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// Is the member's My Number registered with the society?
    MyNumber {
        /// 登録済
        Registered = "registered",
        /// 未登録・未提出
        Missing = "missing",
    }
}

coded! {
    /// 自己情報の閲覧: blocked for victims of domestic violence and the like (不開示該当・自己情報提供不可).
    Access {
        /// Not blocked.
        Open = "open",
        /// Blocked: マイナ保険証 cannot be used.
        Blocked = "blocked",
    }
}

coded! {
    /// マイナンバーカード
    MynaCard {
        /// 未取得
        None = "none",
        /// In the member's hand.
        Held = "held",
        /// 紛失
        Lost = "lost",
        /// 更新手続き中
        Renewing = "renewing",
        /// 返納
        Returned = "returned",
        /// Not known.
        Unknown = "unknown",
    }
}

coded! {
    /// 健康保険証利用登録
    UseRegistration {
        /// 登録済
        Yes = "yes",
        /// 未登録
        No = "no",
        /// 解除
        Released = "released",
        /// Not known.
        Unknown = "unknown",
    }
}

coded! {
    /// 要配慮者: needs somebody's help at the clinic.
    Assistance {
        /// No need.
        No = "no",
        /// The need was shown once and goes on.
        Standing = "standing",
        /// Applied for, not yet shown.
        Applied = "applied",
    }
}

coded! {
    /// The reasons printed on application forms (申請理由).
    Reason {
        /// マイナンバーカード紛失
        MynaCardLost = "myna_card_lost",
        /// マイナンバーカード更新手続き中
        MynaCardRenewing = "myna_card_renewing",
        /// 電子証明書期限切れ
        ECertificateLapsed = "e_certificate_lapsed",
        /// 利用登録なし
        NotRegistered = "not_registered",
        /// カード未作成
        NoMynaCard = "no_myna_card",
        /// カード返納
        MynaCardReturned = "myna_card_returned",
        /// 第三者のサポートが必要
        NeedsAssistance = "needs_assistance",
        /// 滅失
        Lost = "lost",
        /// き損
        Damaged = "damaged",
    }
}

coded! {
    /// Where a certificate is.
    CertificateState {
        /// With the member.
        InHand = "in_hand",
        /// 滅失
        Lost = "lost",
        /// き損
        Damaged = "damaged",
        /// Came back from the post; the society has it.
        Undelivered = "undelivered",
    }
}

coded! {
    /// マイナポータル shows the member's data?
    PortalVisible {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not known.
        Unknown = "unknown",
    }
}

coded! {
    /// What has changed since the member's papers were printed.
    Change {
        /// Nothing.
        None = "none",
        /// 氏名
        Name = "name",
        /// 記号・番号・枝番
        Number = "number",
        /// 一部負担金の割合
        Ratio = "ratio",
        /// 住所
        Address = "address",
        /// 資格取得年月日; `rules try` has no word for it.
        Acquisition = "acquisition",
    }
}

/// 交付申請: an application on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Application {
    /// Why.
    pub reason: Reason,
    /// Since when it is on file; `None` is always, and such an application is never answered.
    pub on: Option<Day>,
}

/// The certificate of the case: of several that were not replaced, returned or destroyed, the one issued last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldCertificate {
    /// 交付年月日; `None` is before every date in the case.
    pub issued: Option<Day>,
    /// 有効期限: its last day.
    pub until: Day,
    /// Where it is.
    pub state: CertificateState,
}

/// Everything the rules look at. The columns of `daicho rules try`, and a few facts that only the ledger knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The day asked about.
    pub on: Day,
    /// 生年月日
    pub born: Option<Day>,
    /// 資格取得日; `None` is covered from before every date in the case.
    pub acquired: Option<Day>,
    /// 資格喪失日: first day not covered.
    pub lost: Option<Day>,
    /// 退職日: last working day.
    pub left: Option<Day>,
    /// Last covered day of voluntary continuation (任意継続).
    pub voluntary_until: Option<Day>,
    /// Has a resident record in Japan (住民票).
    pub resident: bool,
    /// My Number registered with the society.
    pub my_number: MyNumber,
    /// Access blocked.
    pub access: Access,
    /// My Number Card.
    pub myna_card: MynaCard,
    /// Use registration.
    pub use_registered: UseRegistration,
    /// 電子証明書有効期限
    pub e_certificate_until: Option<Day>,
    /// Needs assistance.
    pub assistance: Assistance,
    /// The box ticked at enrolment (資格確認書発行要否).
    pub asked_at_enrolment: bool,
    /// The application on file.
    pub application: Option<Application>,
    /// The date printed on an old card in hand; without a printed date 2025-12-01.
    pub old_card_until: Option<Day>,
    /// The certificate.
    pub certificate: Option<HeldCertificate>,
    /// When the notice was last sent.
    pub notice_issued: Option<Day>,
    /// Portal.
    pub portal_visible: PortalVisible,
    /// What changed.
    pub change: Change,
    /// The day on which the society received the enrolment; business days of the wait count from it.
    pub received: Option<Day>,
}

impl Case {
    /// A case in which nothing is known but the day: the blanks of `daicho rules try`.
    #[must_use]
    pub fn blank(on: Day) -> Case {
        Case {
            on,
            born: None,
            acquired: None,
            lost: None,
            left: None,
            voluntary_until: None,
            resident: true,
            my_number: MyNumber::Registered,
            access: Access::Open,
            myna_card: MynaCard::Unknown,
            use_registered: UseRegistration::Unknown,
            e_certificate_until: None,
            assistance: Assistance::No,
            asked_at_enrolment: false,
            application: None,
            old_card_until: None,
            certificate: None,
            notice_issued: None,
            portal_visible: PortalVisible::Unknown,
            change: Change::None,
            received: None,
        }
    }

    /// A fact as its column of `daicho rules try` would hold it: a word or a day; empty when nothing is known.
    #[must_use]
    pub fn cell(&self, fact: Fact) -> String {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        match fact {
            Fact::On => self.on.to_string(),
            Fact::Born => day(self.born),
            Fact::Lost => day(self.lost),
            Fact::Left => day(self.left),
            Fact::VoluntaryUntil => day(self.voluntary_until),
            Fact::ECertificateUntil => day(self.e_certificate_until),
            Fact::Acquired => day(self.acquired),
            Fact::Resident => yes(self.resident),
            Fact::MyNumber => self.my_number.code().to_owned(),
            Fact::Access => self.access.code().to_owned(),
            Fact::MynaCard => self.myna_card.code().to_owned(),
            Fact::UseRegistered => self.use_registered.code().to_owned(),
            Fact::Assistance => self.assistance.code().to_owned(),
            Fact::AskedAtEnrolment => yes(self.asked_at_enrolment),
            Fact::Application => self.application.map(|it| it.reason.code().to_owned()).unwrap_or_default(),
            Fact::AppliedOn => day(self.application.and_then(|it| it.on)),
            Fact::OldCardUntil => day(self.old_card_until),
            Fact::CertificateIssued => day(self.certificate.and_then(|it| it.issued)),
            Fact::CertificateUntil => day(self.certificate.map(|it| it.until)),
            Fact::CertificateState => self.certificate.map(|it| it.state.code().to_owned()).unwrap_or_default(),
            Fact::NoticeIssued => day(self.notice_issued),
            Fact::PortalVisible => self.portal_visible.code().to_owned(),
            Fact::Change => self.change.code().to_owned(),
            Fact::Received => day(self.received),
        }
    }
}

coded! {
    /// One fact of a case. The words are the columns of `daicho rules try`, in the order of the contract; `received` has no
    /// column there, only the ledger knows it.
    Fact {
        /// The day asked about.
        On = "on",
        /// 生年月日
        Born = "born",
        /// 資格喪失日
        Lost = "lost",
        /// 退職日
        Left = "left",
        /// 任意継続の最終日
        VoluntaryUntil = "voluntary_until",
        /// 電子証明書有効期限
        ECertificateUntil = "e_certificate_until",
        /// 資格取得日
        Acquired = "acquired",
        /// 国内に住民票があるか
        Resident = "resident",
        /// 個人番号の登録
        MyNumber = "my_number",
        /// 自己情報の閲覧
        Access = "access",
        /// マイナンバーカード
        MynaCard = "myna_card",
        /// 利用登録
        UseRegistered = "use_registered",
        /// 要配慮
        Assistance = "assistance",
        /// 取得時の発行希望
        AskedAtEnrolment = "asked_at_enrolment",
        /// 申請理由
        Application = "application",
        /// 申請日
        AppliedOn = "applied_on",
        /// 健康保険証の有効期限
        OldCardUntil = "old_card_until",
        /// 資格確認書の交付日
        CertificateIssued = "certificate_issued",
        /// 資格確認書の有効期限
        CertificateUntil = "certificate_until",
        /// 資格確認書の状態
        CertificateState = "certificate_state",
        /// お知らせの交付日
        NoticeIssued = "notice_issued",
        /// マイナポータルで見られるか
        PortalVisible = "portal_visible",
        /// 変更
        Change = "change",
        /// 届書の受付日
        Received = "received",
    }
}

impl Fact {
    /// The fact's name on a Japanese screen.
    #[must_use]
    pub const fn name_ja(self) -> &'static str {
        match self {
            Fact::On => "基準とする日",
            Fact::Born => "生年月日",
            Fact::Lost => "資格喪失日",
            Fact::Left => "退職日",
            Fact::VoluntaryUntil => "任意継続の最終日",
            Fact::ECertificateUntil => "電子証明書の有効期限",
            Fact::Acquired => "資格取得日",
            Fact::Resident => "国内の住民票",
            Fact::MyNumber => "マイナンバーの登録",
            Fact::Access => "自己情報の閲覧",
            Fact::MynaCard => "マイナンバーカード",
            Fact::UseRegistered => "健康保険証利用登録",
            Fact::Assistance => "要配慮",
            Fact::AskedAtEnrolment => "取得時の発行希望",
            Fact::Application => "申請理由",
            Fact::AppliedOn => "申請日",
            Fact::OldCardUntil => "健康保険証の有効期限",
            Fact::CertificateIssued => "資格確認書の交付日",
            Fact::CertificateUntil => "資格確認書の有効期限",
            Fact::CertificateState => "資格確認書の状態",
            Fact::NoticeIssued => "お知らせの交付日",
            Fact::PortalVisible => "マイナポータルでの表示",
            Fact::Change => "変更",
            Fact::Received => "届書の受付日",
        }
    }

    /// The fact as a clerk calls it in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Fact::On => "Day asked about",
            Fact::Born => "Birth date",
            Fact::Lost => "Day of loss",
            Fact::Left => "Day of leaving work",
            Fact::VoluntaryUntil => "Last day of voluntary cover",
            Fact::ECertificateUntil => "Last day of the e-certificate",
            Fact::Acquired => "Day of acquisition",
            Fact::Resident => "Resident in Japan",
            Fact::MyNumber => "My Number on file",
            Fact::Access => "Access to one's own data",
            Fact::MynaCard => "My Number Card",
            Fact::UseRegistered => "Use registration",
            Fact::Assistance => "Need of assistance",
            Fact::AskedAtEnrolment => "Certificate asked for at enrolment",
            Fact::Application => "Reason of the application",
            Fact::AppliedOn => "Day of the application",
            Fact::OldCardUntil => "Last day of the old card",
            Fact::CertificateIssued => "Certificate issued on",
            Fact::CertificateUntil => "Last day of the certificate",
            Fact::CertificateState => "State of the certificate",
            Fact::NoticeIssued => "Notice issued on",
            Fact::PortalVisible => "Shown in Mynaportal",
            Fact::Change => "Change",
            Fact::Received => "Form received on",
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Some facts of a case, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts(u32);

impl Facts {
    /// Adds a fact.
    pub fn add(&mut self, fact: Fact) {
        self.0 |= fact.bit();
    }

    /// Is the fact among them?
    #[must_use]
    pub const fn has(self, fact: Fact) -> bool {
        self.0 & fact.bit() != 0
    }

    /// These and others.
    #[must_use]
    pub const fn and(self, others: Facts) -> Facts {
        Facts(self.0 | others.0)
    }

    /// The facts, in the order of the contract.
    pub fn iter(self) -> impl Iterator<Item = Fact> {
        Fact::ALL.iter().copied().filter(move |fact| self.has(*fact))
    }
}
