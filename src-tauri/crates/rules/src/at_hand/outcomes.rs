//! How a clerk goes on after an outcome and its reason, in both languages.

use super::About;
use crate::decision::{
    Because as B, CertificateOutcome as C, CoveredBecause, NoticeOutcome as N, ReturnBecause as R, ReturnOutcome,
};

/// Sentences: Japanese, English.
type Lines = &'static [(&'static str, &'static str)];

/// The reasons that each outcome of the certificate can have.
pub(super) const CERTIFICATES: &[(C, &[B])] = &[
    (
        C::Issue,
        &[
            B::AccessBlocked,
            B::MyNumberMissing,
            B::NoMynaCard,
            B::MynaCardReturned,
            B::NotRegistered,
            B::RegistrationReleased,
            B::NeedsAssistance,
            B::ECertificateLapsed,
            B::ECertificateLapsing,
            B::MynaCardLost,
            B::MynaCardRenewing,
            B::AskedAtEnrolment,
        ],
    ),
    (
        C::OnApplication,
        &[
            B::ECertificateLapsed,
            B::ECertificateLapsing,
            B::MynaCardLost,
            B::MynaCardRenewing,
            B::NeedsAssistance,
            B::Lost,
            B::Damaged,
        ],
    ),
    (
        C::Renew,
        &[
            B::AccessBlocked,
            B::MyNumberMissing,
            B::NoMynaCard,
            B::MynaCardReturned,
            B::NotRegistered,
            B::RegistrationReleased,
            B::NeedsAssistance,
            B::ECertificateLapsed,
            B::ECertificateLapsing,
            B::MynaCardLost,
            B::MynaCardRenewing,
        ],
    ),
    (C::Reissue, &[B::Lost, B::Damaged]),
    (C::Replace, &[B::NameChanged, B::NumberChanged, B::BurdenRatioChanged]),
    (C::Refuse, &[B::MynaUsable]),
    (C::Wait, &[B::WaitingForRegistration]),
    (C::Ask, &[B::RegistrationUnknown, B::Born29February]),
    (
        C::None,
        &[B::MynaUsable, B::HoldsLiveCertificate, B::AddressByHand, B::LossReportOnly, B::OldCardGood, B::NotInsured],
    ),
];

/// The reasons that each outcome of the notice can have.
pub(super) const NOTICES: &[(N, &[B])] = &[
    (
        N::Issue,
        &[B::Joined, B::NameChanged, B::NumberChanged, B::BurdenRatioChanged, B::AcquisitionChanged, B::Turned70],
    ),
    (
        N::Reissue,
        &[B::Lost, B::NameChanged, B::NumberChanged, B::BurdenRatioChanged, B::AcquisitionChanged, B::Turned70],
    ),
    (N::Refuse, &[B::PortalVisible, B::PolicyNever]),
    (
        N::None,
        &[
            B::AlreadySent,
            B::PortalVisible,
            B::ReissueOnApplication,
            B::CertificateInstead,
            B::AccessBlocked,
            B::MyNumberMissing,
            B::NotInsured,
        ],
    ),
];

/// What may come back, or not, and why.
pub(super) const RETURNS: &[(About, ReturnOutcome, R)] = &[
    (About::OldCardReturn, ReturnOutcome::Due, R::OldCardInTransition),
    (About::OldCardReturn, ReturnOutcome::NotDue, R::OldCardSelfDisposal),
    (About::CertificateReturn, ReturnOutcome::Due, R::CertificateInValidity),
    (About::CertificateReturn, ReturnOutcome::NotDue, R::CertificateExpired),
    (About::CertificateReturn, ReturnOutcome::Due, R::Replaced),
    (About::CertificateReturn, ReturnOutcome::Due, R::Damaged),
    (About::CertificateReturn, ReturnOutcome::Due, R::MynaUsable),
    (About::CertificateReturn, ReturnOutcome::NotDue, R::MynaUsable),
    (About::NoticeReturn, ReturnOutcome::NotDue, R::NoticeNever),
    (About::ElderlyReturn, ReturnOutcome::Due, R::ElderlyAlways),
];

/// After the first sentence about a certificate: what the reason means for the member.
pub(super) const fn certificate_more(because: B) -> Lines {
    match because {
        B::NotInsured => &[(
            "今の保険については、新しいお勤め先か、お住まいの市区町村にお尋ねください。",
            "Please ask the new employer, or the municipality, about the present cover.",
        )],
        B::Born29February => &[(
            "後期高齢者医療広域連合に確かめてから、お返事いたします。",
            "We shall ask the scheme for the elderly and call back.",
        )],
        B::OldCardGood => {
            &[("受診のときは、お手元の健康保険証をお出しください。", "Please show the old card at the clinic.")]
        }
        B::AccessBlocked => &[(
            "お届け先とご連絡の方法は、ご希望のとおりにします。ほかの方にはお伝えしません。",
            "Where and how we reach you is as you wish; we tell nobody else.",
        )],
        B::MyNumberMissing => &[(
            "マイナンバーをお勤め先に出していただくと、マイナ保険証も使えるようになります。",
            "Once the My Number is handed in through the employer, the card can serve too.",
        )],
        B::NoMynaCard => &[(
            "カードをつくって利用登録をすると、マイナ保険証でも受診できます。",
            "With a card that is registered for use, it can serve at clinics.",
        )],
        B::MynaCardReturned => {
            &[("受診のときは、資格確認書だけをお出しください。", "At a clinic the certificate alone is enough.")]
        }
        B::NotRegistered => &[(
            "利用登録は、マイナポータルや医療機関の読み取り機で、いつでもご自身でできます。",
            "The card can be registered at any time, in Mynaportal or at a clinic's card reader.",
        )],
        B::RegistrationReleased => &[(
            "マイナポータルの表示が変わるまで、1、2か月かかることがあります。もう一度登録することもできます。",
            "Mynaportal may take a month or two to show it. The card can be registered again.",
        )],
        B::NeedsAssistance => &[(
            "手助けが要る間は、次からの更新に申請は要りません。",
            "While the help is needed, renewals come without an application.",
        )],
        B::ECertificateLapsed => &[(
            "市区町村の窓口で電子証明書を更新すると、またマイナ保険証を使えます。",
            "Once the e-certificate is renewed at the municipality, the card serves again.",
        )],
        B::ECertificateLapsing => &[(
            "電子証明書は、期限の3か月前から市区町村の窓口で更新できます。",
            "The e-certificate can be renewed at the municipality from three months before its last day.",
        )],
        B::MynaCardLost => &[(
            "カードを使われないように止める電話は、0120-95-0178で、24時間つながります。",
            "The card can be stopped by phone at any hour: 0120-95-0178.",
        )],
        B::MynaCardRenewing => &[(
            "新しいカードを受け取られたら、マイナ保険証で受診してください。",
            "Once the new card is in hand, please use it at clinics.",
        )],
        B::WaitingForRegistration => &[(
            "近く受診のご予定があれば、待たずに手続きできるか確かめます。",
            "If a visit to a clinic is near, we shall see what can be done at once.",
        )],
        B::RegistrationUnknown => &[(
            "登録の状況は、マイナポータルの「健康保険証」の画面で見られます。",
            "Mynaportal shows on its page of the insurance card whether the card is registered.",
        )],
        B::MynaUsable => &[(
            "受診のときはマイナ保険証をお出しください。念のためにもう一枚、という交付はできません。",
            "Please show the My Number Card; a certificate just in case cannot be issued.",
        )],
        B::AskedAtEnrolment => &[(
            "登録の状況が分かるまでの、期限の短い資格確認書になることがあります。",
            "It may be a short one, until the registration is known.",
        )],
        B::LossReportOnly => &[(
            "滅失届を、お勤め先を通じて（任意継続の方は直接）お出しください。",
            "Please send a loss report through the employer, or directly in voluntary continuation.",
        )],
        B::Lost => &[(
            "後で見つかっても、失くされた方は使えません。見つかったら組合にお返しください。",
            "The lost one never serves again; if it is found, please return it to us.",
        )],
        B::Damaged => &[(
            "破れたもの、読めないものも、捨てずにお返しください。",
            "Please return the damaged one and do not throw it away.",
        )],
        B::NameChanged => &[(
            "被扶養者の方の資格確認書にも被保険者のお名前がありますので、一緒に差し替えることがあります。",
            "The dependants' certificates bear the insured person's name and may be replaced too.",
        )],
        B::NumberChanged => {
            &[("前の記号・番号のものでは受診できません。", "The one with the former number does not serve any more.")]
        }
        B::BurdenRatioChanged => &[(
            "新しい割合は、新しい資格確認書に書かれた日からです。",
            "The new ratio holds from the day that is printed on the new one.",
        )],
        B::AddressByHand => &[(
            "裏面の住所欄に、今のご住所を書いてください。書く場所がなければお申し出ください。",
            "Please write the present address on the back; tell us when there is no room left.",
        )],
        B::HoldsLiveCertificate => {
            &[("券面の有効期限まで、お手元のものをお使いください。", "Please use the one in hand until its last day.")]
        }
        // Reasons of the notice alone.
        B::AcquisitionChanged
        | B::Turned70
        | B::Joined
        | B::CertificateInstead
        | B::PortalVisible
        | B::ReissueOnApplication
        | B::PolicyNever
        | B::AlreadySent => &[],
    }
}

/// What the outcome means for the member, at the end.
pub(super) const fn certificate_next(outcome: C) -> Lines {
    match outcome {
        C::None => &[],
        C::Issue => &[(
            "お勤め先を通じて（任意継続の方はご自宅に）お届けします。",
            "It comes through the employer, or home in voluntary continuation.",
        )],
        C::OnApplication => &[(
            "申請書を、お勤め先を通じて（任意継続の方は直接）お出しください。",
            "Please send an application through the employer, or directly in voluntary continuation.",
        )],
        C::Renew => &[(
            "今のものの期限が切れる前に、新しいものをお届けします。",
            "The new one arrives before the last day of the present one.",
        )],
        C::Replace => &[(
            "新しいものが届いたら、今までのものをお勤め先に（任意継続の方は組合に）お渡しください。",
            "When it has come, hand the old one to the employer, or to us in voluntary continuation.",
        )],
        C::Reissue => &[super::ASK_AT_THE_CLINIC],
        C::Refuse => {
            &[("お断りした理由は、書面でもお出しできます。", "The reason of the refusal can be given in writing.")]
        }
        C::Wait => &[(
            "状況が届きましたら、要る方には資格確認書をお送りします。",
            "When it arrives, whoever needs a certificate gets one.",
        )],
        C::Ask => &[("確かめられましたら、すぐに手続きを進めます。", "Once that is clear we go on at once.")],
    }
}

/// What to ask.
pub(super) const fn certificate_ask(because: B) -> Lines {
    match because {
        B::NotInsured => &[("資格を失った日と、その後の保険がどこか。", "When cover ended, and who covers now.")],
        B::Born29February => &[("お住まいの市区町村。", "The municipality of residence.")],
        B::OldCardGood => &[("健康保険証に書かれた有効期限。", "The day printed on the old card.")],
        B::AccessBlocked => {
            &[("安全に受け取れる送り先と、電話をかけてよい時間。", "A safe address, and when it is safe to call.")]
        }
        B::MyNumberMissing => &[(
            "マイナンバーをお勤め先に出したか。番号そのものは電話では聞きません。",
            "Whether the My Number was handed in. The number itself is never asked on the phone.",
        )],
        B::NoMynaCard => {
            &[("カードを申請しているか、いつ受け取れるか。", "Whether a card is applied for, and when it comes.")]
        }
        B::MynaCardReturned => &[("返納した日。", "The day on which it was returned.")],
        B::NotRegistered => &[("利用登録をしたか、いつしたか。", "Whether and when the card was registered.")],
        B::RegistrationReleased => &[("解除を申し出た日。", "The day on which the release was asked for.")],
        B::NeedsAssistance => &[(
            "受診のときにどのような手助けが要るか。書類に書いてよい範囲で。",
            "Which help is needed at the clinic, as far as it may be written down.",
        )],
        B::ECertificateLapsed | B::ECertificateLapsing => {
            &[("電子証明書を更新したか、その予定の日。", "Whether the e-certificate was renewed, or when it will be.")]
        }
        B::MynaCardLost => {
            &[("カードを止めたか、再発行を申請したか。", "Whether the card was stopped and a new one applied for.")]
        }
        B::MynaCardRenewing => &[("新しいカードを受け取る予定の日。", "When the new card will be in hand.")],
        B::WaitingForRegistration | B::AskedAtEnrolment => {
            &[("近く受診の予定があるか。", "Whether a visit to a clinic is near.")]
        }
        B::RegistrationUnknown => {
            &[("カードを持っているか、利用登録をしたか。", "Whether there is a card, and whether it is registered.")]
        }
        B::MynaUsable => &[(
            "マイナ保険証で受診できなかったことがあるか、そのとき何と表示されたか。",
            "Whether the card ever failed at a clinic, and what the reader said.",
        )],
        B::LossReportOnly | B::Lost => &[(
            "いつ、どこで失くしたか。盗難なら警察に届けたか。",
            "When and where it was lost; if stolen, whether the police know.",
        )],
        B::Damaged => &[("どこが読めないか、手元にあるか。", "What cannot be read, and whether it is in hand.")],
        B::NameChanged => {
            &[("マイナンバーカードの氏名も変えたか。", "Whether the My Number Card bears the new name too.")]
        }
        B::NumberChanged => &[("前の資格確認書が手元にあるか。", "Whether the former certificate is in hand.")],
        B::BurdenRatioChanged => {
            &[("前の割合の資格確認書が手元にあるか。", "Whether the certificate with the former ratio is in hand.")]
        }
        B::AddressByHand => &[("裏面に書く場所が残っているか。", "Whether there is room left on the back.")],
        B::HoldsLiveCertificate => &[("券面の有効期限。", "The last day printed on it.")],
        B::AcquisitionChanged
        | B::Turned70
        | B::Joined
        | B::CertificateInstead
        | B::PortalVisible
        | B::ReissueOnApplication
        | B::PolicyNever
        | B::AlreadySent => &[("お名前と番号。", "The name and the number.")],
    }
}

/// What to do in the ledger.
pub(super) const fn certificate_act(outcome: C) -> Lines {
    match outcome {
        C::None => &[(
            "何も印刷しません。違うという申出なら、「なぜ？」で判定のもとになった事実を確かめます。",
            "Print nothing. If the member disagrees, look under Why at the facts it rested on.",
        )],
        C::Issue => &[(
            "「資格確認書を交付する」の一覧に入っていることを確かめます。急ぐ方は、対象者を指定して束を確定します。",
            "See that the member is on the list of certificates to issue; freeze a batch for those in a hurry.",
        )],
        C::OnApplication => &[(
            "申請書が届いたら、申請として受け付けます。判定はその場で出ます。",
            "When the form arrives, take the application; it is decided at once.",
        )],
        C::Renew => &[(
            "「資格確認書を更新する」の一覧から束を確定します。",
            "Freeze a batch from the list of certificates to renew.",
        )],
        C::Replace => &[(
            "「資格確認書を交付する」から束を確定し、古いものが返ったら管理番号を読み取って「返納」を記録します。",
            "Freeze a batch from the list of certificates to issue; when the old one comes back, scan it as returned.",
        )],
        C::Reissue => &[(
            "手数料があれば入金か免除を記録し、束を確定します。前のものは自動で無効になります。",
            "Record the fee, if any, as paid or waived, and freeze a batch; the former one becomes void.",
        )],
        C::Refuse => &[(
            "申請を受け付けると、お断りとその理由が加入者の記録に残ります。",
            "Take the application: the refusal and its reason stay on record.",
        )],
        C::Wait => &[(
            "待つ期間の終わりを、加入者の画面の「節目」で確かめてお伝えします。",
            "Tell the end of the wait, which stands among the member's milestones.",
        )],
        C::Ask => &[(
            "聞いた内容は、届書か利用登録状況の一覧として取り込みます。推測では記録しません。",
            "Import what was learnt as a form or a registration list; record no guess.",
        )],
    }
}

/// After the first sentence about a notice.
pub(super) const fn notice_more(because: B) -> Lines {
    match because {
        B::NotInsured => &[(
            "お手元にある古いお知らせは、細かく切って捨ててください。",
            "An old notice may be cut up and thrown away.",
        )],
        B::MyNumberMissing => &[(
            "マイナンバーをお勤め先に出していただき、登録が済むとお送りします。",
            "It is sent once the My Number was handed in and registered.",
        )],
        B::AccessBlocked => {
            &[("受診のときは、資格確認書をお出しください。", "At a clinic please show the certificate.")]
        }
        B::Joined => &[(
            "届いたら、お名前と番号に間違いがないか見てください。お知らせだけでは受診できません。",
            "Please check name and number on it. It does not serve alone.",
        )],
        B::CertificateInstead => &[(
            "受診のときは、資格確認書をお出しください。記号・番号も書いてあります。",
            "At a clinic please show the certificate, which bears the number too.",
        )],
        B::NameChanged => &[("新しいお名前で書かれています。", "It bears the new name.")],
        B::NumberChanged => {
            &[("給付の申請などには、新しい記号・番号をお使いください。", "Please use the new number for claims.")]
        }
        B::BurdenRatioChanged => {
            &[("医療機関での負担の割合が書かれています。", "It tells the share that is paid at clinics.")]
        }
        B::AcquisitionChanged => {
            &[("資格を取得した日が、正しい日になっています。", "It bears the right day of acquisition.")]
        }
        B::Turned70 => &[("70歳からの負担の割合が書かれています。", "It tells the share that is paid from 70 on.")],
        B::PortalVisible => &[(
            "マイナポータルの資格情報の画面を保存しておくと、お知らせの代わりになります。",
            "A saved eligibility page of Mynaportal serves in its place.",
        )],
        B::ReissueOnApplication => &[(
            "マイナポータルをご覧になれないときは、再交付の申請書をお出しください。",
            "Whoever cannot see Mynaportal sends an application for a new one.",
        )],
        B::PolicyNever => &[(
            "記号・番号は、マイナポータルの「健康保険証」の画面で見られます。",
            "The number stands in Mynaportal on the page of the insurance card.",
        )],
        B::AlreadySent => &[(
            "届いていないときは、どこへお送りしたかをお調べします。",
            "If it never came, we look where it was sent.",
        )],
        B::Lost => &[(
            "失くされたお知らせは、見つかったら捨ててかまいません。",
            "If the lost one is found, it may be thrown away.",
        )],
        // Reasons of the certificate alone.
        _ => &[("受診のしかたは、リーフレットをご覧ください。", "The leaflet tells what to bring to a clinic.")],
    }
}

/// What the outcome means for the member, at the end.
pub(super) const fn notice_next(outcome: N) -> Lines {
    match outcome {
        N::None => &[],
        N::Issue | N::Reissue => &[(
            "お勤め先を通じて（任意継続の方はご自宅に）お届けします。",
            "It comes through the employer, or home in voluntary continuation.",
        )],
        N::Refuse => &[(
            "マイナポータルをご覧になれない事情があれば、お聞かせください。",
            "Please tell us if there is a reason why Mynaportal cannot be used.",
        )],
    }
}

/// What to ask.
pub(super) const fn notice_ask(because: B) -> Lines {
    match because {
        B::PortalVisible | B::ReissueOnApplication | B::PolicyNever => &[(
            "マイナポータルを見られるか。見られないのはなぜか。",
            "Whether Mynaportal can be used, and if not, why.",
        )],
        B::AlreadySent | B::Joined => {
            &[("お勤め先か、ご自宅に届いていないか。", "Whether it lies with the employer or at home.")]
        }
        B::MyNumberMissing => &[(
            "マイナンバーをお勤め先に出したか。番号そのものは電話では聞きません。",
            "Whether the My Number was handed in. The number itself is never asked on the phone.",
        )],
        B::NotInsured => &[("資格を失った日。", "When cover ended.")],
        _ => &[("前のお知らせが手元にあるか。", "Whether the former notice is in hand.")],
    }
}

/// What to do in the ledger.
pub(super) const fn notice_act(outcome: N) -> Lines {
    match outcome {
        N::None => &[(
            "お送りした日と先は、加入者の画面の「書類」で見ます。",
            "When and where it was sent stands among the member's papers.",
        )],
        N::Issue => &[(
            "「資格情報のお知らせを送る」の一覧から束を確定します。",
            "Freeze a batch from the list of notices to send.",
        )],
        N::Reissue => &[(
            "手数料があれば入金か免除を記録し、お知らせの束を確定します。",
            "Record the fee, if any, and freeze a batch of notices.",
        )],
        N::Refuse => &[(
            "申請を受け付けると、お断りとその理由が加入者の記録に残ります。",
            "Take the application: the refusal and its reason stay on record.",
        )],
    }
}

/// Why, as a clause for titles: in Japanese before とき.
pub(super) const fn return_reason(because: R) -> (&'static str, &'static str) {
    match because {
        R::OldCardInTransition => ("健康保険証が使えた間に資格を失った", "cover ended while old cards were good"),
        R::OldCardSelfDisposal => ("健康保険証がもう使えない", "no old card is good any more"),
        R::CertificateInValidity => ("期限の前に資格を失った", "cover ended before its last day"),
        R::CertificateExpired => ("期限が切れてから資格を失った", "it had expired before cover ended"),
        R::Replaced => ("新しいものと差し替える", "it is replaced"),
        R::Damaged => ("破損して再交付する", "it is damaged and issued again"),
        R::MynaUsable => ("マイナ保険証が使える", "the My Number Card can be used"),
        R::NoticeNever => ("お知らせを持っている", "it is a notice"),
        R::ElderlyAlways => ("高齢受給者証を持っている", "it is an elderly certificate"),
    }
}

/// After the first sentence about a return.
pub(super) const fn return_more(because: R) -> Lines {
    match because {
        R::OldCardInTransition | R::CertificateInValidity => {
            &[("ご家族の分も一緒にお返しください。", "Please return those of the family too.")]
        }
        R::OldCardSelfDisposal | R::CertificateExpired => {
            &[("番号が読めないように、細かく切ってください。", "Please cut it up so that nobody can read the number.")]
        }
        R::Replaced | R::Damaged => {
            &[("新しいものが届いてからで結構です。", "It is time enough once the new one has come.")]
        }
        R::MynaUsable => {
            &[("受診のときは、マイナ保険証をお出しください。", "At a clinic please show the My Number Card.")]
        }
        R::NoticeNever => &[(
            "要らなくなったら、細かく切って捨ててください。",
            "When it is no longer needed, cut it up and throw it away.",
        )],
        R::ElderlyAlways => &[(
            "新しい割合のものは、古いものと引き換えにお使いください。",
            "The new one takes the place of the old one.",
        )],
    }
}

/// What the outcome means, at the end.
pub(super) const fn return_next(outcome: ReturnOutcome) -> Lines {
    match outcome {
        ReturnOutcome::Due => &[(
            "お勤め先に5日以内にお渡しください。任意継続の方は、組合へ直接お返しください。失くされたときは滅失届をお願いします。",
            "Please hand it to the employer within 5 days, or to us in voluntary continuation; for a lost one a loss report is filed.",
        )],
        ReturnOutcome::NotDue | ReturnOutcome::None => &[],
    }
}

/// What to ask.
pub(super) const fn return_ask(outcome: ReturnOutcome) -> Lines {
    match outcome {
        ReturnOutcome::Due => &[(
            "手元にあるか。もう返したなら、いつ、どなたに渡したか。",
            "Whether it is in hand; if it was given back, when and to whom.",
        )],
        ReturnOutcome::NotDue | ReturnOutcome::None => {
            &[("ほかに返していないものがないか。", "Whether anything else has not been returned.")]
        }
    }
}

/// What to do in the ledger.
pub(super) const fn return_act(outcome: ReturnOutcome) -> Lines {
    match outcome {
        ReturnOutcome::Due => &[(
            "届いたら管理番号を読み取って「返納」を記録します。「返した」「届いていない」という申出も記録し、調べる間は督促しません。",
            "When it comes, scan it as returned. Record also that it is said to be returned or never came; nobody is reminded meanwhile.",
        )],
        ReturnOutcome::NotDue | ReturnOutcome::None => {
            &[("返ってきたものは、返納として記録します。", "What comes back all the same is recorded as returned.")]
        }
    }
}

/// After the first sentence about cover.
pub(super) const fn covered_more(because: CoveredBecause) -> Lines {
    match because {
        CoveredBecause::NotInsured => &[
            ("この日の受診は、当組合の保険では受けられません。", "On this day the society does not pay for treatment."),
            (
                "すでに受診なさったときは、今の保険者と医療機関にご連絡ください。",
                "If you have been to a clinic, please tell the clinic and the present insurer.",
            ),
        ],
        CoveredBecause::Born29February => &[(
            "後期高齢者医療広域連合に確かめて、お返事いたします。",
            "We shall ask the scheme for the elderly and call back.",
        )],
        CoveredBecause::OldCardGood => &[(
            "期限が切れる前に、マイナ保険証か資格確認書をご用意ください。",
            "Please see to a My Number Card or a certificate before it ends.",
        )],
        CoveredBecause::CertificateInHand => {
            &[("受診のときは、資格確認書だけをお出しください。", "At a clinic the certificate alone is enough.")]
        }
        CoveredBecause::MynaUsable => &[(
            "読み取り機が使えないときに備えて、お知らせかマイナポータルの画面もお持ちください。",
            "Keep the notice or the page of Mynaportal at hand for when a card reader fails.",
        )],
        CoveredBecause::RegistrationUnknown => &[(
            "マイナポータルの「健康保険証」の画面で、登録の状況をご覧ください。",
            "Please look in Mynaportal whether the card is registered.",
        )],
        CoveredBecause::NothingToShow => &[(
            "お急ぎのときは、すぐに資格確認書を用意できるか確かめます。",
            "If it is urgent, we shall see whether a certificate can be ready at once.",
        )],
    }
}

/// What to ask.
pub(super) const fn covered_ask(because: CoveredBecause) -> Lines {
    match because {
        CoveredBecause::NotInsured => &[("いつ、どこで受診したか。", "When and where the treatment was.")],
        CoveredBecause::Born29February => &[("お住まいの市区町村。", "The municipality of residence.")],
        CoveredBecause::OldCardGood | CoveredBecause::CertificateInHand => {
            &[("券面の有効期限と、手元にあるかどうか。", "Its last day, and whether it is in hand.")]
        }
        CoveredBecause::MynaUsable | CoveredBecause::RegistrationUnknown => {
            &[("医療機関の読み取り機で何と表示されたか。", "What a clinic's card reader said.")]
        }
        CoveredBecause::NothingToShow => &[("近く受診の予定があるか。", "Whether a visit to a clinic is near.")],
    }
}

/// What to do in the ledger.
pub(super) const fn covered_act(because: CoveredBecause) -> Lines {
    match because {
        CoveredBecause::NotInsured => &[(
            "資格を失った日を加入者の画面で確かめ、返していただくものがあれば一緒にお願いします。",
            "Look at the day of loss, and ask for what is due back at the same time.",
        )],
        CoveredBecause::NothingToShow => &[(
            "「示せるものがない方」の一覧を確かめ、資格確認書の束を確定します。",
            "Look at the list of the uncovered and freeze a batch of certificates.",
        )],
        CoveredBecause::RegistrationUnknown | CoveredBecause::Born29February => &[(
            "聞いた内容は、届書か利用登録状況の一覧として取り込みます。推測では記録しません。",
            "Import what was learnt as a form or a registration list; record no guess.",
        )],
        CoveredBecause::OldCardGood | CoveredBecause::CertificateInHand | CoveredBecause::MynaUsable => &[(
            "違うという申出なら、「なぜ？」で判定のもとになった事実を確かめます。",
            "If the member disagrees, look under Why at the facts it rested on.",
        )],
    }
}
