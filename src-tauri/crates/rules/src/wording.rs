//! Every outcome and reason in words, once: shown on the screen, on paper and in exports.
//!
//! A sentence is a clause for the reason and an ending for the outcome. Japanese as a careful clerk writes to a member:
//! polite, plain, short. A basis (根拠) names the law; where a society chose, [`PolicyKey`] names what it chose, and
//! [`mod@crate::explain`] adds the society's own decision.

use crate::calendar::Day;
use crate::case::coded;
use crate::decision::{
    Because, CertificateDecision, CertificateOutcome, Covered, CoveredBecause, Decision, LastDay, LastDayBecause,
    NoticeDecision, NoticeOutcome, ReturnBecause, ReturnDecision,
};
use crate::policy::Policy;
use crate::returns::{Duty, OwedBy};
use crate::words::{Lang, Said};

coded! {
    /// The key of a policy that a decision rested on.
    PolicyKey {
        /// What follows when the e-certificate has lapsed.
        CertificateLapse = "certificate_lapse",
        /// The wait of joiners.
        JoinerWait = "joiner_wait",
        /// The last day of certificates.
        CertificateLastDay = "certificate_last_day",
        /// The short term.
        ShortTermMonths = "short_term_months",
        /// The lead of renewals.
        RenewalLeadDays = "renewal_lead_days",
        /// The ratio is printed on the certificate.
        RatioOnCertificate = "ratio_on_certificate",
        /// The year of the ratio.
        RatioYear = "ratio_year",
        /// A certificate comes back when マイナ保険証 is usable.
        ReturnWhenUsable = "return_when_usable",
        /// The basis day of returns.
        ReturnBasis = "return_basis",
        /// Who gets a notice.
        NoticeTo = "notice_to",
        /// A notice on change.
        NoticeOnChange = "notice_on_change",
        /// A notice again.
        NoticeReissue = "notice_reissue",
    }
}

impl PolicyKey {
    /// What the society chose, in a clerk's words.
    #[must_use]
    pub const fn name_ja(self) -> &'static str {
        match self {
            PolicyKey::CertificateLapse => "電子証明書が切れた方への交付",
            PolicyKey::JoinerWait => "新しく加入した方を待つ期間",
            PolicyKey::CertificateLastDay => "資格確認書の有効期限",
            PolicyKey::ShortTermMonths => "短期の資格確認書の月数",
            PolicyKey::RenewalLeadDays => "更新を始める時期",
            PolicyKey::RatioOnCertificate => "負担割合の記載",
            PolicyKey::RatioYear => "負担割合の期限",
            PolicyKey::ReturnWhenUsable => "マイナ保険証が使える方の返納",
            PolicyKey::ReturnBasis => "返納の基準日",
            PolicyKey::NoticeTo => "お知らせをお送りする方",
            PolicyKey::NoticeOnChange => "変更時のお知らせ",
            PolicyKey::NoticeReissue => "お知らせの再交付",
        }
    }

    /// What the society chose, in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            PolicyKey::CertificateLapse => "issue after a lapsed e-certificate",
            PolicyKey::JoinerWait => "wait of joiners",
            PolicyKey::CertificateLastDay => "last day of certificates",
            PolicyKey::ShortTermMonths => "months of short certificates",
            PolicyKey::RenewalLeadDays => "lead of renewals",
            PolicyKey::RatioOnCertificate => "ratio on the certificate",
            PolicyKey::RatioYear => "year of the ratio",
            PolicyKey::ReturnWhenUsable => "return when the My Number Card is usable",
            PolicyKey::ReturnBasis => "basis day of returns",
            PolicyKey::NoticeTo => "who gets notices",
            PolicyKey::NoticeOnChange => "notices on a change",
            PolicyKey::NoticeReissue => "notices issued again",
        }
    }
}

/// Japanese, English.
type Pair = (&'static str, &'static str);

fn pick(pair: Pair, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => pair.0,
        Lang::En => pair.1,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Paper {
    Certificate,
    Notice,
}

/// Why, as a clause: in Japanese before 「ため」, in English after "because".
fn clause(because: Because, paper: Paper) -> Pair {
    match because {
        Because::NotInsured => ("この日は資格がない", "the member is not insured on this day"),
        Because::Born29February => (
            "2月29日生まれの方が75歳になる年の2月28日にあたり、この日まで資格があるか定かでない",
            "the member was born on 29 February, and whether cover still lasts on this 28 February is in doubt",
        ),
        Because::OldCardGood => ("お手元の健康保険証がまだ使える", "the old card in hand is still good"),
        Because::AccessBlocked => (
            "自己情報の閲覧が制限されていて、マイナ保険証を使えない",
            "access to the member's data is blocked, so that a My Number Card cannot serve",
        ),
        Because::MyNumberMissing => {
            ("マイナンバーが組合に登録されていない", "no My Number is registered with the society")
        }
        Because::NoMynaCard => ("マイナンバーカードをお持ちでない", "the member has no My Number Card"),
        Because::MynaCardReturned => ("マイナンバーカードを返納された", "the My Number Card was returned"),
        Because::NotRegistered => {
            ("マイナ保険証の利用登録がない", "the My Number Card is not registered for use as insurance card")
        }
        Because::RegistrationReleased => ("マイナ保険証の利用登録が解除された", "the use registration was released"),
        Because::NeedsAssistance => ("受診のときに第三者の手助けが必要な", "the member needs help at the clinic"),
        Because::ECertificateLapsed => (
            "カードの電子証明書の期限が切れ、猶予期間も過ぎた",
            "the card's electronic certificate has expired and the grace period is over",
        ),
        Because::ECertificateLapsing => (
            "カードの電子証明書の猶予期間がまもなく終わるか、もう終わっている",
            "the grace period of the card's electronic certificate is about to end, or may have ended",
        ),
        Because::MynaCardLost => ("マイナンバーカードを紛失された", "the My Number Card is lost"),
        Because::MynaCardRenewing => ("マイナンバーカードの更新手続き中である", "the My Number Card is being renewed"),
        Because::WaitingForRegistration => {
            ("利用登録の状況がまだ届いていない", "the use registration is not known yet")
        }
        Because::RegistrationUnknown => ("利用登録の状況が分からない", "the use registration is not known"),
        Because::MynaUsable => ("マイナ保険証が使える", "the My Number Card can be used as insurance card"),
        Because::AskedAtEnrolment => {
            ("資格取得のときに資格確認書の発行を希望された", "the box for a certificate was ticked at enrolment")
        }
        Because::LossReportOnly => (
            "失くされた資格確認書がなくても、マイナ保険証が使える",
            "the My Number Card can be used as insurance card although the certificate is lost",
        ),
        Because::Lost => match paper {
            Paper::Certificate => ("資格確認書を失くされた", "the certificate is lost"),
            Paper::Notice => ("再交付の申請があった", "a notice was applied for again"),
        },
        Because::Damaged => ("資格確認書が破損した", "the certificate is damaged"),
        Because::NameChanged => ("氏名が変わった", "the name has changed"),
        Because::NumberChanged => ("記号・番号・枝番が変わった", "the symbol, number or branch has changed"),
        Because::BurdenRatioChanged => ("一部負担金の割合が変わった", "the burden ratio has changed"),
        Because::AcquisitionChanged => ("資格取得年月日が変わった", "the day of acquisition has changed"),
        Because::Turned70 => ("70歳を迎え、高齢受給者に該当した", "the member has become an elderly recipient (70)"),
        Because::AddressByHand => (
            "変わったのは住所だけで、裏面の住所欄に書いていただけば足りる",
            "only the address has changed, and it is written by hand on the back",
        ),
        Because::HoldsLiveCertificate => ("有効な資格確認書がある", "there is a certificate that is still good"),
        Because::Joined => ("まだお送りしていない", "it was never sent"),
        Because::CertificateInstead => {
            ("資格確認書が手元にあるか、これから交付する", "there is a certificate, or one is printed now")
        }
        Because::PortalVisible => {
            ("マイナポータルで資格情報を見られる", "the member can see the data in the portal (Mynaportal)")
        }
        Because::ReissueOnApplication => (
            "マイナポータルを見られない方には申請により再交付することにしていて、申請がまだない",
            "those who cannot see the portal get a new one on application, and there is none yet",
        ),
        Because::PolicyNever => ("当組合では再交付をしない定めである", "the society never issues a notice again"),
        Because::AlreadySent => {
            ("お送りしてから、書いてある内容に変わりがない", "it was sent, and nothing on it has changed since")
        }
    }
}

/// The law that a certificate's reason rests on.
fn certificate_basis(because: Because) -> Pair {
    match because {
        Because::NotInsured => {
            ("健康保険法第35条、第36条、第51条の3", "Health Insurance Act, articles 35, 36 and 51-3")
        }
        Because::Born29February => (
            "高齢者の医療の確保に関する法律第50条、年齢計算ニ関スル法律",
            "Act on Medical Care for the Elderly, article 50; Act on the Calculation of Age",
        ),
        Because::OldCardGood => {
            ("令和5年法律第48号附則(経過措置)", "Act No. 48 of 2023, supplementary provisions (transition)")
        }
        Because::AccessBlocked
        | Because::MyNumberMissing
        | Because::NoMynaCard
        | Because::MynaCardReturned
        | Because::NotRegistered
        | Because::RegistrationReleased
        | Because::NeedsAssistance
        | Because::ECertificateLapsed
        | Because::ECertificateLapsing => (
            "健康保険法第51条の3、令和5年法律第48号附則(当分の間の職権交付)",
            "Health Insurance Act, article 51-3; Act No. 48 of 2023, supplementary provisions (issue without application)",
        ),
        Because::MynaCardLost | Because::MynaCardRenewing | Because::AskedAtEnrolment => (
            "健康保険法第51条の3、健康保険法施行規則第47条",
            "Health Insurance Act, article 51-3; Enforcement Regulations, article 47",
        ),
        Because::WaitingForRegistration
        | Because::RegistrationUnknown
        | Because::MynaUsable
        | Because::HoldsLiveCertificate => ("健康保険法第51条の3", "Health Insurance Act, article 51-3"),
        Because::LossReportOnly
        | Because::Lost
        | Because::Damaged
        | Because::NameChanged
        | Because::NumberChanged
        | Because::BurdenRatioChanged
        | Because::AddressByHand => (
            "健康保険法施行規則第48条、第49条",
            "Enforcement Regulations of the Health Insurance Act, articles 48 and 49",
        ),
        // Reasons of the notice.
        Because::AcquisitionChanged
        | Because::Turned70
        | Because::Joined
        | Because::CertificateInstead
        | Because::PortalVisible
        | Because::ReissueOnApplication
        | Because::PolicyNever
        | Because::AlreadySent => NOTICE_BASIS,
    }
}

const NOTICE_BASIS: Pair =
    ("健康保険法施行規則第51条の3", "Enforcement Regulations of the Health Insurance Act, article 51-3");

impl CertificateDecision {
    /// Outcome and reason in one sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let (ja, en) = clause(self.because, Paper::Certificate);
        let ending: Pair = match self.outcome {
            CertificateOutcome::None => match self.because {
                Because::LossReportOnly => (
                    "再交付はしません。滅失届だけを出していただきます。",
                    "No certificate is issued again; a loss report is all that is needed",
                ),
                Because::HoldsLiveCertificate | Because::AddressByHand => {
                    ("新しい資格確認書は交付しません。", "No new certificate is issued")
                }
                _ => ("資格確認書は交付しません。", "No certificate is issued"),
            },
            CertificateOutcome::Issue => ("資格確認書を交付します。", "A certificate is issued"),
            CertificateOutcome::OnApplication => match self.because {
                Because::Lost | Because::Damaged => {
                    ("申請があれば資格確認書を再交付します。", "A certificate is issued again on application")
                }
                _ => ("申請があれば資格確認書を交付します。", "A certificate is issued on application"),
            },
            CertificateOutcome::Renew => {
                ("資格確認書を更新します。申請は要りません。", "The certificate is renewed without an application")
            }
            CertificateOutcome::Replace => (
                "新しい資格確認書に差し替えます。今までのものは返していただきます。",
                "The certificate is replaced, and the old one is due back",
            ),
            CertificateOutcome::Reissue => match self.because {
                Because::Lost => (
                    "資格確認書を再交付します。失くされたものは無効になります。",
                    "The certificate is issued again and the lost one is void",
                ),
                _ => (
                    "資格確認書を再交付します。今までのものは返していただきます。",
                    "The certificate is issued again, and the old one is due back",
                ),
            },
            CertificateOutcome::Refuse => {
                ("申請のあった資格確認書は交付できません。", "The certificate applied for is refused")
            }
            CertificateOutcome::Wait => ("", ""),
            CertificateOutcome::Ask => ("ご本人か事業主に確認します。", "The member or the employer is asked"),
        };
        match (lang, self.wait_until) {
            (Lang::Ja, Some(until)) => format!("{ja}ため、{}まで待ちます。", until.wareki()),
            (Lang::En, Some(until)) => format!("The decision waits until {until}, because {en}."),
            (Lang::Ja, None) => format!("{ja}ため、{}", ending.0),
            (Lang::En, None) => format!("{}, because {en}.", ending.1),
        }
    }

    /// The reason alone, the beginning of a sentence (「…の」ため).
    #[must_use]
    pub fn reason(&self, lang: Lang) -> &'static str {
        pick(clause(self.because, Paper::Certificate), lang)
    }

    /// The law it rests on.
    #[must_use]
    pub fn basis(&self, lang: Lang) -> &'static str {
        pick(certificate_basis(self.because), lang)
    }

    /// The law, and the society's own decision where the society chose.
    #[must_use]
    pub fn basis_under(&self, policy: &Policy) -> Said {
        let keys = self.policy_key().into_iter().chain(self.last_day.and_then(|it| it.policy_key()));
        with_policy(both(|lang| self.basis(lang).to_owned()), policy, &keys.collect::<Vec<_>>())
    }

    /// What of the society's policy decided, if anything did.
    #[must_use]
    pub fn policy_key(&self) -> Option<PolicyKey> {
        match self.because {
            Because::ECertificateLapsed | Because::ECertificateLapsing => Some(PolicyKey::CertificateLapse),
            Because::WaitingForRegistration | Because::RegistrationUnknown => Some(PolicyKey::JoinerWait),
            Because::HoldsLiveCertificate | Because::AddressByHand => Some(PolicyKey::RenewalLeadDays),
            Because::BurdenRatioChanged => Some(PolicyKey::RatioOnCertificate),
            Because::MynaCardLost | Because::MynaCardRenewing if self.outcome == CertificateOutcome::Renew => {
                Some(PolicyKey::CertificateLapse)
            }
            _ => None,
        }
    }
}

impl NoticeDecision {
    fn clause(&self) -> Pair {
        match (self.outcome, self.because) {
            // Of a change nobody has said that the portal does not show it; that is not the same as being seen.
            (NoticeOutcome::None, Because::PortalVisible) => (
                "新しい内容はマイナポータルで見られる(見られないとの申出がない)",
                "the new data can be seen in the portal (Mynaportal), or nobody has said that they cannot",
            ),
            (_, because) => clause(because, Paper::Notice),
        }
    }

    /// Outcome and reason in one sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let (ja, en) = self.clause();
        let ending: Pair = match self.outcome {
            NoticeOutcome::None => ("資格情報のお知らせはお送りしません。", "No notice is sent"),
            NoticeOutcome::Issue => ("資格情報のお知らせをお送りします。", "A notice is sent"),
            NoticeOutcome::Reissue => ("資格情報のお知らせを再交付します。", "The notice is issued again"),
            NoticeOutcome::Refuse => {
                ("申請のあった資格情報のお知らせの再交付はできません。", "The notice applied for again is refused")
            }
        };
        match lang {
            Lang::Ja => format!("{ja}ため、{}", ending.0),
            Lang::En => format!("{}, because {en}.", ending.1),
        }
    }

    /// The reason alone, the beginning of a sentence (「…の」ため).
    #[must_use]
    pub fn reason(&self, lang: Lang) -> &'static str {
        pick(self.clause(), lang)
    }

    /// The law it rests on.
    #[must_use]
    pub fn basis(&self, lang: Lang) -> &'static str {
        pick(NOTICE_BASIS, lang)
    }

    /// The law, and the society's own decision where the society chose.
    #[must_use]
    pub fn basis_under(&self, policy: &Policy) -> Said {
        let keys: Vec<PolicyKey> = self.policy_key().into_iter().collect();
        with_policy(both(|lang| self.basis(lang).to_owned()), policy, &keys)
    }

    /// What of the society's policy decided, if anything did.
    #[must_use]
    pub fn policy_key(&self) -> Option<PolicyKey> {
        match (self.outcome, self.because) {
            (_, Because::Joined | Because::CertificateInstead) => Some(PolicyKey::NoticeTo),
            (NoticeOutcome::Refuse, _) | (NoticeOutcome::Reissue, Because::Lost) => Some(PolicyKey::NoticeReissue),
            (NoticeOutcome::Issue | NoticeOutcome::Reissue, _)
            | (_, Because::PortalVisible | Because::ReissueOnApplication) => Some(PolicyKey::NoticeOnChange),
            (NoticeOutcome::None, _) => None,
        }
    }
}

/// The law's basis, followed by the society's own decision where the society chose.
pub(crate) fn with_policy(law: Said, policy: &Policy, keys: &[PolicyKey]) -> Said {
    if keys.is_empty() {
        return law;
    }
    let names = keys.iter().map(|key| key.name_en()).collect::<Vec<_>>().join(", ");
    let names_ja = keys.iter().map(|key| key.name_ja()).collect::<Vec<_>>().join("・");
    Said::new(
        format!("{}。組合の定め「{names_ja}」({})", law.ja, policy.source),
        format!("{}. The society's policy: {names} ({})", law.en, policy.source),
    )
}

/// Outcome and reason of a return, its basis, and what of the policy decided.
fn return_words(decision: &ReturnDecision) -> (Pair, Pair, Option<PolicyKey>) {
    const CERTIFICATE: Pair =
        ("健康保険法施行規則第51条", "Enforcement Regulations of the Health Insurance Act, article 51");
    const OLD_CARD: Pair = (
        "令和5年法律第48号附則(経過措置)、健康保険法施行規則第51条",
        "Act No. 48 of 2023, supplementary provisions (transition); Enforcement Regulations, article 51",
    );
    match decision.because {
        None => (("返していただくものはありません。", "Nothing is due back."), CERTIFICATE, None),
        Some(ReturnBecause::OldCardInTransition) => (
            (
                "健康保険証が使えた間に資格を失ったため、健康保険証を返していただきます。",
                "The old card is due back, because cover ended while old cards were still good.",
            ),
            OLD_CARD,
            Some(PolicyKey::ReturnBasis),
        ),
        Some(ReturnBecause::OldCardSelfDisposal) => (
            (
                "健康保険証はもう使えないため、返していただく必要はありません。ご自身で裁断して捨ててください。",
                "The old card is not due back, because no old card is good any more; the holder destroys it.",
            ),
            OLD_CARD,
            Some(PolicyKey::ReturnBasis),
        ),
        Some(ReturnBecause::CertificateInValidity) => (
            (
                "有効期限の前に資格を失ったため、資格確認書を返していただきます。",
                "The certificate is due back, because cover ended before its last day was past.",
            ),
            CERTIFICATE,
            Some(PolicyKey::ReturnBasis),
        ),
        Some(ReturnBecause::CertificateExpired) => (
            (
                "資格を失う前に有効期限が切れたため、資格確認書を返していただく必要はありません。ご自身で裁断して捨ててください。",
                "The certificate is not due back, because it had expired before cover ended; the holder destroys it.",
            ),
            CERTIFICATE,
            Some(PolicyKey::ReturnBasis),
        ),
        Some(ReturnBecause::Replaced) => (
            (
                "新しい資格確認書と差し替えるため、今までの資格確認書を返していただきます。",
                "The old certificate is due back, because it is replaced.",
            ),
            CERTIFICATE,
            None,
        ),
        Some(ReturnBecause::Damaged) => (
            (
                "再交付するため、破損した資格確認書を返していただきます。",
                "The damaged certificate is due back, because it is issued again.",
            ),
            CERTIFICATE,
            None,
        ),
        Some(ReturnBecause::MynaUsable) => (
            match decision.outcome {
                crate::decision::ReturnOutcome::Due => (
                    "マイナ保険証が使えるため、資格確認書を返していただきます。",
                    "The certificate is due back, because the My Number Card can be used as insurance card.",
                ),
                _ => (
                    "マイナ保険証が使えますが、資格確認書は有効期限まで持っていてかまいません。",
                    "The certificate is not due back, although the My Number Card can be used as insurance card.",
                ),
            },
            CERTIFICATE,
            Some(PolicyKey::ReturnWhenUsable),
        ),
        Some(ReturnBecause::NoticeNever) => {
            (("資格情報のお知らせは返していただく必要がありません。", "A notice never comes back."), NOTICE_BASIS, None)
        }
        Some(ReturnBecause::ElderlyAlways) => (
            (
                "高齢受給者証は、資格を失ったとき、期限が切れたとき、割合が変わったときは必ず返していただきます。",
                "An elderly certificate always comes back: on loss, on expiry and when the ratio changes.",
            ),
            ("健康保険法施行規則第52条", "Enforcement Regulations of the Health Insurance Act, article 52"),
            None,
        ),
    }
}

impl ReturnDecision {
    /// Outcome and reason in one sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        pick(return_words(self).0, lang).to_owned()
    }

    /// The law it rests on.
    #[must_use]
    pub fn basis(&self, lang: Lang) -> &'static str {
        pick(return_words(self).1, lang)
    }

    /// What of the society's policy decided, if anything did.
    #[must_use]
    pub fn policy_key(&self) -> Option<PolicyKey> {
        return_words(self).2
    }
}

impl Duty {
    /// Who owes a return, and until when.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let by = |lang| self.by.map(|day| if lang == Lang::Ja { day.wareki() } else { day.to_string() });
        match (lang, self.owed_by, by(lang)) {
            (Lang::Ja, OwedBy::Employer, Some(by)) => {
                format!("加入者は5日以内({by}まで)に事業主へ渡し、事業主は遅滞なく組合へ返してください。")
            }
            (Lang::Ja, OwedBy::Member, Some(by)) => {
                format!("任意継続の方は、ご自身で5日以内({by}まで)に組合へ返してください。")
            }
            (Lang::Ja, OwedBy::Employer | OwedBy::Member, None) => {
                "新しいものが届いてから、返してください。".to_owned()
            }
            (Lang::Ja, OwedBy::FuneralClaimant, _) => {
                "埋葬料などを請求する方が、請求のときに返してください。".to_owned()
            }
            (Lang::En, OwedBy::Employer, Some(by)) => {
                format!(
                    "The member hands it to the employer within 5 days (by {by}); the employer returns it without delay."
                )
            }
            (Lang::En, OwedBy::Member, Some(by)) => {
                format!("In voluntary continuation the member returns it within 5 days (by {by}).")
            }
            (Lang::En, OwedBy::Employer | OwedBy::Member, None) => {
                "It comes back when the new one has come.".to_owned()
            }
            (Lang::En, OwedBy::FuneralClaimant, _) => {
                "Whoever claims the funeral benefit returns it with the claim.".to_owned()
            }
        }
    }
}

/// Why a member is shown as covered, or not: the sentence and its basis.
fn covered_words(because: CoveredBecause) -> (Pair, Pair) {
    const AT_THE_CLINIC: Pair = ("健康保険法第63条第3項", "Health Insurance Act, article 63, paragraph 3");
    match because {
        CoveredBecause::NotInsured => (
            ("この日は資格がありません。", "The member is not insured on this day."),
            ("健康保険法第35条、第36条", "Health Insurance Act, articles 35 and 36"),
        ),
        CoveredBecause::Born29February => (
            (
                "2月29日生まれの方が75歳になる年の2月28日にあたり、この日まで資格があるか定かではありません。",
                "The member was born on 29 February; whether cover still lasts on this 28 February is in doubt.",
            ),
            (
                "高齢者の医療の確保に関する法律第50条、年齢計算ニ関スル法律",
                "Act on Medical Care for the Elderly, article 50; Act on the Calculation of Age",
            ),
        ),
        CoveredBecause::OldCardGood => (
            ("お手元の健康保険証がまだ使えます。", "The old card in hand is still good."),
            ("令和5年法律第48号附則(経過措置)", "Act No. 48 of 2023, supplementary provisions (transition)"),
        ),
        CoveredBecause::CertificateInHand => (
            ("有効な資格確認書が手元にあります。", "A certificate that is good on this day is in hand."),
            AT_THE_CLINIC,
        ),
        CoveredBecause::MynaUsable => {
            (("マイナ保険証が使えます。", "The My Number Card can be used as insurance card."), AT_THE_CLINIC)
        }
        CoveredBecause::RegistrationUnknown => (
            (
                "利用登録の状況が分からないため、マイナ保険証を使えるか分かりません。",
                "The use registration is not known, so that nobody can say whether the My Number Card serves.",
            ),
            AT_THE_CLINIC,
        ),
        CoveredBecause::NothingToShow => (
            (
                "資格はありますが、この日に医療機関で示せるものがありません。",
                "The member is insured, but has nothing to show at a clinic on this day.",
            ),
            AT_THE_CLINIC,
        ),
    }
}

impl CoveredBecause {
    /// The reason in one sentence.
    #[must_use]
    pub fn sentence(self, lang: Lang) -> &'static str {
        pick(covered_words(self).0, lang)
    }

    /// The law it rests on.
    #[must_use]
    pub fn basis(self, lang: Lang) -> &'static str {
        pick(covered_words(self).1, lang)
    }
}

/// What a clinic may still do for someone with an expired old card or a notice alone; `last` is the last day of that.
pub(crate) fn clinics_may_still_accept(last: Day) -> Said {
    Said::new(
        format!(
            "期限の切れた健康保険証やお知らせだけでも、{}までは、医療機関がオンラインで資格を確かめれば受診できることがあります。",
            last.wareki()
        ),
        format!(
            "Until {last} a clinic may still accept an expired old card, or a notice alone, once it has found the eligibility online."
        ),
    )
}

impl Decision {
    /// Why the member is shown as covered, or not.
    #[must_use]
    pub fn covered_sentence(&self, lang: Lang) -> &'static str {
        self.covered_because.sentence(lang)
    }

    /// The law that rests on.
    #[must_use]
    pub fn covered_basis(&self, lang: Lang) -> &'static str {
        self.covered_because.basis(lang)
    }
}

impl Covered {
    /// The outcome as a word for lists.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        let pair = match self {
            Covered::Yes => ("受診できる", "covered"),
            Covered::No => ("受診できない", "not covered"),
            Covered::Unknown => ("不明", "unknown"),
        };
        pick(pair, lang)
    }
}

impl CertificateOutcome {
    /// The outcome as a word for lists.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        let pair = match self {
            CertificateOutcome::None => ("なし", "none"),
            CertificateOutcome::Issue => ("交付", "issue"),
            CertificateOutcome::OnApplication => ("申請により交付", "on application"),
            CertificateOutcome::Renew => ("更新", "renew"),
            CertificateOutcome::Replace => ("差替え", "replace"),
            CertificateOutcome::Reissue => ("再交付", "reissue"),
            CertificateOutcome::Refuse => ("不交付", "refuse"),
            CertificateOutcome::Wait => ("待機", "wait"),
            CertificateOutcome::Ask => ("要確認", "ask"),
        };
        pick(pair, lang)
    }
}

impl NoticeOutcome {
    /// The outcome as a word for lists.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        let pair = match self {
            NoticeOutcome::None => ("なし", "none"),
            NoticeOutcome::Issue => ("交付", "issue"),
            NoticeOutcome::Reissue => ("再交付", "reissue"),
            NoticeOutcome::Refuse => ("不交付", "refuse"),
        };
        pick(pair, lang)
    }
}

/// Which day won, the law or policy it rests on.
fn last_day_words(because: LastDayBecause) -> (Pair, Option<PolicyKey>) {
    match because {
        LastDayBecause::Policy => {
            (("当組合が定めた有効期限", "the society's own last day"), Some(PolicyKey::CertificateLastDay))
        }
        LastDayBecause::ShortTerm => {
            (("短期の資格確認書の有効期限", "the end of a short term"), Some(PolicyKey::ShortTermMonths))
        }
        LastDayBecause::FiveYears => (("交付から5年の前日", "the day before the fifth anniversary of issue"), None),
        LastDayBecause::Before75 => (("75歳の誕生日の前日", "the day before the 75th birthday"), None),
        LastDayBecause::VoluntaryEnd => (("任意継続の最終日", "the last day of voluntary continuation"), None),
        LastDayBecause::Before70 => {
            (("70歳の高齢受給者となる前日", "the day before the start at 70"), Some(PolicyKey::RatioOnCertificate))
        }
        LastDayBecause::RatioYear => {
            (("一部負担金の割合の年度末", "the end of the ratio's year"), Some(PolicyKey::RatioYear))
        }
        LastDayBecause::Lost => (("届出のあった資格喪失日の前日", "the day before the loss already known"), None),
    }
}

impl LastDayBecause {
    /// The day that won, in words.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        pick(last_day_words(self).0, lang)
    }
}

impl LastDay {
    /// The last day, and why it is that day.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let why = pick(last_day_words(self.because).0, lang);
        match lang {
            Lang::Ja => format!("有効期限は{}です({why})。", self.day.wareki()),
            Lang::En => format!("Its last day is {} ({why}).", self.day),
        }
    }

    /// What of the society's policy decided, if anything did.
    #[must_use]
    pub fn policy_key(&self) -> Option<PolicyKey> {
        last_day_words(self.because).1
    }
}

/// A sentence in both languages.
pub(crate) fn both(sentence: impl Fn(Lang) -> String) -> Said {
    Said::new(sentence(Lang::Ja), sentence(Lang::En))
}
