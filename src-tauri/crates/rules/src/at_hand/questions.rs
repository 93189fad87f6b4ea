//! よくある問合せ: what is asked on the phone again and again, whoever asks.

use super::{About, Page, all};
use crate::calendar::{Day, Law};
use crate::decision::{
    Because, CertificateDecision, CertificateOutcome, CoveredBecause, NoticeDecision, NoticeOutcome, ReturnBecause,
    ReturnDecision, ReturnOutcome,
};
use crate::leaflet::Topic;
use crate::milestone::Kind;
use crate::wording::both;
use crate::words::Said;

/// What a question's answer rests on: the words for it stand where the rules have them.
enum Basis {
    Certificate(Because),
    Notice,
    Return(ReturnBecause),
    Covered(CoveredBecause),
    Day(Kind),
    /// No rule of this program asks for it.
    Other(&'static str, &'static str),
}

impl Basis {
    fn said(&self) -> Said {
        match self {
            Basis::Certificate(because) => {
                let outcome = CertificateOutcome::None;
                let it = CertificateDecision { outcome, because: *because, last_day: None, wait_until: None };
                both(|lang| it.basis(lang).to_owned())
            }
            Basis::Notice => {
                let it = NoticeDecision { outcome: NoticeOutcome::None, because: Because::AlreadySent };
                both(|lang| it.basis(lang).to_owned())
            }
            Basis::Return(because) => {
                let it = ReturnDecision { outcome: ReturnOutcome::Due, because: Some(*because) };
                both(|lang| it.basis(lang).to_owned())
            }
            Basis::Covered(because) => both(|lang| because.basis(lang).to_owned()),
            Basis::Day(kind) => kind.basis(),
            Basis::Other(ja, en) => Said::new(*ja, *en),
        }
    }
}

/// Japanese, English.
type Pair = (&'static str, &'static str);

struct Question {
    code: &'static str,
    title: Pair,
    say: &'static [Pair],
    ask: &'static [Pair],
    act: &'static [Pair],
    basis: Basis,
    leaflet: Topic,
}

pub(super) fn pages(law: &Law, on: Day) -> Vec<Page> {
    let accepts = law.clinics_accept_provisionally_on(on);
    QUESTIONS
        .iter()
        .map(|one| {
            let mut say = all(one.say);
            if one.code == "notice_alone" && accepts {
                say.push(crate::wording::clinics_may_still_accept(law.clinic_acceptance_over.before()));
            }
            if one.code == "old_card_at_home" {
                say = old_card(law, on);
            }
            Page {
                code: format!("{}.{}", About::Question.code(), one.code),
                about: About::Question,
                outcome: None,
                because: None,
                title: Said::new(one.title.0, one.title.1),
                say,
                ask: all(one.ask),
                act: all(one.act),
                basis: one.basis.said(),
                leaflet: one.leaflet,
            }
        })
        .collect()
}

/// What is to be said of an old card depends on the day.
fn old_card(law: &Law, on: Day) -> Vec<Said> {
    let last = law.old_cards_end.before();
    if on < law.old_cards_end {
        let mut say = vec![
            Said::new(
                format!("券面の期限まで、長くても{}まで使えます。捨てずにお持ちください。", last.wareki()),
                format!("It serves until the day printed on it, at the latest until {last}. Please keep it."),
            ),
            Said::new("その間に資格を失ったときは、お返しください。", "If cover ends before then, please return it."),
        ];
        if !law.old_cards_issued_on(on) {
            say.push(Said::new(
                "失くしたときや氏名が変わったときも、健康保険証はつくり直せません。マイナ保険証か資格確認書になります。",
                "A lost one or a changed name brings no new card, but a My Number Card or a certificate.",
            ));
        }
        return say;
    }
    vec![
        Said::new(
            format!("健康保険証は、{}で使えなくなりました。券面の期限が先でも同じです。", last.wareki()),
            format!("No old card has been good since {last}, whatever day is printed on it."),
        ),
        Said::new(
            "返していただく必要はありません。番号が読めないように、細かく切って捨ててください。",
            "It is not due back. Please cut it up so that nobody can read the number.",
        ),
    ]
}

/// Where a paper is that has not left the house.
const WHERE_IT_IS: (&str, &str) = (
    "「印刷」でその束を開き、封入と発送がどこまで進んだかを確かめます。",
    "Open the batch under Print, and see how far inserting and posting have come.",
);

const QUESTIONS: &[Question] = &[
    Question {
        code: "notice_alone",
        title: ("お知らせだけで受診できますか", "Does a notice alone serve at a clinic?"),
        say: &[
            ("お知らせだけでは、保険で受診していただけません。", "A notice alone does not give insured treatment."),
            (
                "マイナ保険証と一緒にお持ちになり、読み取り機が使えないときにお出しください。",
                "Keep it with the My Number Card, and show both when a card reader fails.",
            ),
        ],
        ask: &[("マイナ保険証を使えるか。", "Whether the My Number Card can be used.")],
        act: &[(
            "示せるものがない方なら、資格確認書の判定を確かめます。",
            "If the member has nothing else to show, look at what is decided about a certificate.",
        )],
        basis: Basis::Notice,
        leaflet: Topic::Clinic,
    },
    Question {
        code: "notice_not_come",
        title: ("お知らせが届きません", "The notice never came"),
        say: &[
            ("いつ、どこへお送りしたかをお調べします。", "We look when and where it was sent."),
            (
                "お勤め先にお送りしていることがありますので、ご担当の方にもお尋ねください。",
                "It may have gone to the employer; please ask there too.",
            ),
            (
                "お急ぎのときは、マイナポータルの資格情報の画面でも番号が分かります。",
                "If it is urgent, the number stands in Mynaportal too.",
            ),
        ],
        ask: &[("今のご住所とお勤め先。", "The present address and employer.")],
        act: &[(
            "「書類」の状態を見て、発送済みなら「届いていないとの申出」を記録します。調べる期限が出ます。",
            "Look at the paper's state; if it was posted, record that it is said never to have come.",
        )],
        basis: Basis::Notice,
        leaflet: Topic::Clinic,
    },
    Question {
        code: "notice_lost",
        title: ("お知らせを失くしました", "The notice is lost"),
        say: &[
            (
                "マイナポータルで資格情報をご覧になれる方は、その画面がお知らせの代わりになります。",
                "Whoever can see the data in Mynaportal may use that page in its place.",
            ),
            (
                "ご覧になれない方は、再交付の申請書をお出しください。組合の決まりで判定します。",
                "Whoever cannot sends an application; it is decided by the society's policy.",
            ),
        ],
        ask: &[("マイナポータルを見られるか。", "Whether Mynaportal can be used.")],
        act: &[(
            "申請が届いたら「紛失」として受け付けます。",
            "When an application arrives, take it with the reason lost.",
        )],
        basis: Basis::Notice,
        leaflet: Topic::Clinic,
    },
    Question {
        code: "notice_not_posted",
        title: ("お知らせを、まだ発送していません", "The notice is not posted yet"),
        say: &[
            (
                "資格情報のお知らせは用意していますが、まだ発送していません。",
                "The notice is prepared, but not posted yet.",
            ),
            (
                "マイナポータルで資格情報をご覧になれる方は、その画面がお知らせの代わりになります。",
                "Whoever can see the data in Mynaportal may use that page in its place.",
            ),
        ],
        ask: &[("マイナポータルを見られるか。", "Whether Mynaportal can be used.")],
        act: &[WHERE_IT_IS],
        basis: Basis::Notice,
        leaflet: Topic::Clinic,
    },
    Question {
        code: "certificate_not_posted",
        title: ("資格確認書を、まだ発送していません", "The certificate is not posted yet"),
        say: &[
            (
                "資格確認書の交付を確定していますが、まだ発送していません。",
                "A certificate is frozen in a batch, but not posted yet.",
            ),
            super::ASK_AT_THE_CLINIC,
            ("お急ぎのときは、いつお届けできるかを確かめます。", "If it is urgent, we shall see when it can arrive."),
        ],
        ask: &[("近く受診の予定があるか。", "Whether a visit to a clinic is near.")],
        act: &[WHERE_IT_IS],
        basis: Basis::Certificate(Because::HoldsLiveCertificate),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "certificate_came_back",
        title: ("資格確認書が、組合に戻っています", "The certificate has come back to the society"),
        say: &[
            (
                "お送りした資格確認書が、お届けできずに組合へ戻っています。",
                "The certificate could not be delivered and has come back to us.",
            ),
            (
                "ご住所を確かめて、お渡しするか、もう一度お送りします。",
                "We see to the address, and hand it over or post it again.",
            ),
        ],
        ask: &[("今のご住所。近く受診の予定があるか。", "The present address; whether a visit to a clinic is near.")],
        act: &[(
            "「書類」の「返戻」で住所を確かめます。窓口で渡すときは、管理番号を読み取って「手渡し」を記録します。",
            "See to the address under Papers, Returned mail. To hand it over here, scan its code and record that.",
        )],
        basis: Basis::Certificate(Because::HoldsLiveCertificate),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "certificate_said_returned",
        title: ("資格確認書を返したとのお申し出", "The certificate is said to have been returned"),
        say: &[
            (
                "お返しいただいたとのお申し出を受けて、こちらに届いているかをお調べしています。",
                "As you told us that it was returned, we are finding out whether it has come.",
            ),
            (
                "見つからないときは、お手元に残っていないか、もう一度お尋ねします。",
                "If it is not found, we shall ask once more whether it is still with you.",
            ),
        ],
        ask: &[("いつ、どなたに渡したか。", "When, and to whom it was given.")],
        act: &[(
            "管理番号を開き、調べる期限までに、見つかったか見つからなかったかを記録します。",
            "Open its code, and record by the last day of the search whether it was found.",
        )],
        basis: Basis::Return(ReturnBecause::MynaUsable),
        leaflet: Topic::Returns,
    },
    Question {
        code: "certificate_searched",
        title: ("資格確認書を、お調べしています", "The certificate is being searched for"),
        say: &[
            (
                "お申し出を受けて、資格確認書がどこにあるかをお調べしています。",
                "As you told us, we are finding out where the certificate is.",
            ),
            super::ASK_AT_THE_CLINIC,
            (
                "見つからないときは、マイナ保険証をお使いになれない方に、申請により新しいものをお出しします。",
                "If it cannot be found, whoever cannot use a My Number Card gets a new one on application.",
            ),
        ],
        ask: &[(
            "その後、手元に出てこなかったか。近く受診の予定があるか。",
            "Whether it has turned up since; whether a visit to a clinic is near.",
        )],
        act: &[(
            "管理番号を開き、調べる期限までに、見つかったか見つからなかったかを記録します。",
            "Open its code, and record by the last day of the search whether it was found.",
        )],
        basis: Basis::Certificate(Because::Lost),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "certificate_not_come",
        title: ("資格確認書が届きません", "The certificate never came"),
        say: &[
            ("いつ、どこへお送りしたかをお調べします。", "We look when and where it was sent."),
            (
                "お勤め先に届いていないか、ご担当の方にもお尋ねください。",
                "Please ask the employer whether it lies there.",
            ),
            ("調べても見つからないときは、新しいものをお出しします。", "If it cannot be found, a new one is issued."),
        ],
        ask: &[("近く受診の予定があるか。", "Whether a visit to a clinic is near.")],
        act: &[(
            "管理番号を開き、「届いていないとの申出」を記録します。調べる間は返納の督促をしません。",
            "Open the paper's code and record that it never came; nobody is reminded meanwhile.",
        )],
        basis: Basis::Certificate(Because::Lost),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "certificate_lost",
        title: ("資格確認書を失くしました", "The certificate is lost"),
        say: &[
            (
                "滅失届をお出しください。マイナ保険証をお使いになれない方には、申請により再交付します。",
                "Please send a loss report. Whoever cannot use a My Number Card gets a new one on application.",
            ),
            ("盗まれたときは、警察にも届けてください。", "If it was stolen, please tell the police too."),
            (
                "失くされたものは無効になり、見つかっても使えません。",
                "The lost one is void and does not serve even when it is found.",
            ),
        ],
        ask: &[(
            "いつ、どこで失くしたか。マイナ保険証を使えるか。",
            "When and where; whether the My Number Card can be used.",
        )],
        act: &[(
            "管理番号から「紛失」を記録し、申請が届いたら受け付けます。",
            "Record it as lost by its code, and take the application when it arrives.",
        )],
        basis: Basis::Certificate(Because::Lost),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "certificate_found",
        title: ("失くした資格確認書が見つかりました", "A lost certificate was found"),
        say: &[
            (
                "一度失くされたものは、もう使えません。新しいものをお使いください。",
                "What was lost once serves no more; please use the new one.",
            ),
            (
                "見つかった方は、お勤め先を通じて（任意継続の方は直接）組合へお返しください。",
                "Please return the found one through the employer, or directly in voluntary continuation.",
            ),
        ],
        ask: &[("新しいものが届いているか。", "Whether the new one has come.")],
        act: &[(
            "返ってきたら管理番号を読み取り、二人で廃棄を記録します。",
            "When it comes, scan its code and record its destruction with a second person.",
        )],
        basis: Basis::Certificate(Because::Lost),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "certificate_just_in_case",
        title: ("念のため資格確認書もほしい", "A certificate just in case"),
        say: &[
            (
                "マイナ保険証をお使いになれる方には、交付できないことになっています。",
                "Whoever can use a My Number Card cannot get one.",
            ),
            (
                "読み取り機が使えないときは、お知らせかマイナポータルの画面を一緒にお出しください。",
                "When a card reader fails, show the notice or the page of Mynaportal with the card.",
            ),
            (
                "受診のときに手助けが要るなどの事情があれば、お聞かせください。",
                "Please tell us if help is needed at the clinic.",
            ),
        ],
        ask: &[("なぜ要るのか。使えなかったことがあるか。", "Why it is needed; whether the card has failed.")],
        act: &[(
            "申請書が出たら受け付けます。お断りも記録に残ります。",
            "Take an application if one comes; a refusal stays on record too.",
        )],
        basis: Basis::Certificate(Because::MynaUsable),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "both_in_hand",
        title: (
            "資格確認書を持っているのに、マイナ保険証が使えるようになりました",
            "The My Number Card serves now, and there is a certificate too",
        ),
        say: &[
            ("受診のときは、マイナ保険証をお出しください。", "At a clinic please show the My Number Card."),
            (
                "資格確認書を返していただくかどうかは、組合の決まりによります。お調べします。",
                "Whether the certificate comes back is the society's choice; we look it up.",
            ),
        ],
        ask: &[("利用登録をした日。", "When the card was registered.")],
        act: &[(
            "加入者の画面の「返納」の判定をお伝えします。",
            "Tell what is decided about its return on the member's page.",
        )],
        basis: Basis::Return(ReturnBecause::MynaUsable),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "reader_fails",
        title: (
            "医療機関の読み取り機で確かめられませんでした",
            "A clinic's card reader could not find the eligibility",
        ),
        say: &[
            (
                "マイナ保険証と一緒に、お知らせかマイナポータルの画面をお出しいただくと受診できます。",
                "Show the notice or the page of Mynaportal with the card.",
            ),
            (
                "どちらもないときは、医療機関の窓口の用紙（資格申立書）にご記入ください。",
                "With neither, fill in the clinic's form, a declaration of eligibility.",
            ),
            (
                "画面に出た言葉を教えていただければ、登録に誤りがないかお調べします。",
                "Tell us what the screen said, and we look whether our data are right.",
            ),
        ],
        ask: &[("画面に出た言葉と、その日。", "What the screen said, and on which day.")],
        act: &[(
            "氏名・番号・資格取得日の登録を確かめ、誤りがあれば届書で直します。",
            "Check name, number and day of acquisition; mend what is wrong by a form.",
        )],
        basis: Basis::Covered(CoveredBecause::MynaUsable),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "pin_locked",
        title: ("暗証番号を忘れました・ロックされました", "The PIN is forgotten or locked"),
        say: &[
            (
                "医療機関では、顔認証か、職員の方の目視でも受付できます。",
                "At a clinic the face, or a look by the staff, will do.",
            ),
            (
                "暗証番号の設定し直しは、お住まいの市区町村の窓口でできます。",
                "The PIN is set anew at the municipality.",
            ),
        ],
        ask: &[("近く受診の予定があるか。", "Whether a visit to a clinic is near.")],
        act: &[(
            "台帳に記録することはありません。カードは使えるものとして扱います。",
            "Nothing is recorded: the card counts as usable.",
        )],
        basis: Basis::Covered(CoveredBecause::MynaUsable),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "card_expired",
        title: ("カードや電子証明書の期限が切れます・切れました", "The card or its e-certificate ends"),
        say: &[
            (
                "電子証明書は、期限の3か月前から市区町村の窓口で更新できます。",
                "The e-certificate can be renewed at the municipality from three months before.",
            ),
            (
                "切れた後も、しばらくの間は受診のときの資格の確認に使えます。いつまでかをお調べします。",
                "For a while after it has ended it still shows the eligibility; we look until when.",
            ),
            (
                "使えなくなる前に、要る方には資格確認書をお出しします。",
                "Before it fails, whoever needs a certificate gets one.",
            ),
        ],
        ask: &[("有効期限の日付。更新の予定。", "The last day, and whether it will be renewed.")],
        act: &[(
            "「日数の計算」で猶予期間の二通りの終わりを出し、早い方の日をお伝えします。",
            "Reckon the two ends of the grace period and tell the earlier one.",
        )],
        basis: Basis::Day(Kind::GraceEnd),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "moved",
        title: ("引っ越しました", "Somebody has moved"),
        say: &[
            (
                "市区町村への転入届のときに、マイナンバーカードも一緒に出してください。遅れるとカードが使えなくなります。",
                "Bring the My Number Card when the move is reported to the municipality: it fails if that is late.",
            ),
            (
                "資格確認書をお持ちの方は、裏面の住所欄を書き直してください。",
                "Whoever has a certificate writes the new address on its back.",
            ),
            (
                "組合への住所変更届も、お勤め先を通じてお出しください。",
                "Please report the change to us through the employer too.",
            ),
        ],
        ask: &[("引っ越した日、転入届を出した日。", "When the move was, and when it was reported.")],
        act: &[(
            "「日数の計算」で転入届と継続利用の期限を出してお伝えします。住所は届書で取り込みます。",
            "Reckon the last days for the report and for continued use; import the address from the form.",
        )],
        basis: Basis::Day(Kind::MoveInReport),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "name_changed",
        title: ("氏名が変わりました", "A name has changed"),
        say: &[
            (
                "氏名変更の届を、お勤め先を通じて（任意継続の方は直接）お出しください。",
                "Please report it through the employer, or directly in voluntary continuation.",
            ),
            (
                "資格確認書をお持ちの方には、新しいものをお送りします。古いものは、届いてからお返しください。",
                "Whoever has a certificate gets a new one; return the old one when it has come.",
            ),
            (
                "マイナンバーカードの氏名の変更は、市区町村の窓口でお願いします。",
                "The name on the My Number Card is changed at the municipality.",
            ),
        ],
        ask: &[("新しい氏名の文字と読み方。", "How the new name is written and read.")],
        act: &[(
            "届書を取り込むと、差替えが要るかどうかが判定されます。",
            "Import the form; whether a paper is replaced is decided then.",
        )],
        basis: Basis::Certificate(Because::NameChanged),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "leaving_work",
        title: ("退職します。何を返しますか", "Leaving work: what comes back?"),
        say: &[
            (
                "期限の切れていない資格確認書を、ご家族の分もお勤め先へお渡しください。",
                "Hand certificates that have not expired to the employer, the family's too.",
            ),
            (
                "お知らせとマイナンバーカードは、返していただくものではありません。",
                "Notices and My Number Cards do not come back.",
            ),
            (
                "退職の後も続けて加入なさりたいときは、資格を失った日から20日以内にお申し出ください。",
                "Whoever wants to stay covered by voluntary continuation applies within 20 days of the loss.",
            ),
        ],
        ask: &[("退職日と、その後の保険をどうするか。", "The last working day, and the cover afterwards.")],
        act: &[(
            "加入者の画面の「返納」の判定と、「日数の計算」の任意継続の申出期限をお伝えします。",
            "Tell what is decided about returns, and the last day to apply for voluntary continuation.",
        )],
        basis: Basis::Return(ReturnBecause::CertificateInValidity),
        leaflet: Topic::Returns,
    },
    Question {
        code: "old_card_at_home",
        title: ("古い健康保険証が手元にあります", "There is an old card at home"),
        say: &[],
        ask: &[("資格を失った方の分か、今も加入している方の分か。", "Whether its holder is still covered.")],
        act: &[(
            "資格を失った方の分は、加入者の画面の「健康保険証の返納」の判定をお伝えします。",
            "For somebody who has left, tell what is decided about the old card's return.",
        )],
        basis: Basis::Return(ReturnBecause::OldCardSelfDisposal),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "used_after_loss",
        title: ("資格を失った後に使ってしまいました", "A paper was used after cover had ended"),
        say: &[
            (
                "その分の医療費は、組合にお返しいただくことになります。",
                "The costs of that treatment are paid back to the society.",
            ),
            (
                "その日に加入していた保険に、後から請求できることがあります。今の保険者にお尋ねください。",
                "They can often be claimed from the insurer of that day; please ask there.",
            ),
        ],
        ask: &[("受診した日と医療機関。その日の保険者。", "The day, the clinic, and who covered on that day.")],
        act: &[(
            "資格を失った日を確かめ、返していただくものを一緒にお願いします。",
            "Check the day of loss, and ask for what is due back.",
        )],
        basis: Basis::Other(
            "健康保険法第58条、民法第703条",
            "Health Insurance Act, article 58; Civil Code, article 703",
        ),
        leaflet: Topic::Returns,
    },
    Question {
        code: "paid_in_full",
        title: ("全額を払いました", "Treatment was paid in full"),
        say: &[
            (
                "その日に資格があれば、後から保険の分をお支払いできます。",
                "If cover stood on that day, the insured part is paid afterwards.",
            ),
            (
                "領収書と診療の明細を捨てずに、療養費の申請をしてください。",
                "Please keep the receipts and the statement, and claim the costs.",
            ),
        ],
        ask: &[("受診した日と、何を出したか。", "The day, and what was shown.")],
        act: &[(
            "その日を基準日にして、資格があったかを加入者の画面で確かめます。",
            "Look at the member as of that day.",
        )],
        basis: Basis::Other("健康保険法第87条", "Health Insurance Act, article 87"),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "newborn",
        title: ("子どもが生まれました", "A child was born"),
        say: &[
            (
                "被扶養者にする届を、お勤め先を通じてお出しください。",
                "Please report the child as a dependant through the employer.",
            ),
            (
                "マイナンバーカードができるまでの間は、申し出ていただければ資格確認書をお出しできます。",
                "Until there is a My Number Card, a certificate can be issued when it is asked for.",
            ),
            (
                "1歳未満のカードには写真がないため、受付では4桁の暗証番号を使います。",
                "The card of a child under one has no photograph; its PIN of four digits is used.",
            ),
        ],
        ask: &[("生年月日、カードを申請したか。", "The birth date, and whether a card is applied for.")],
        act: &[(
            "届書の「資格確認書の発行」の欄に印があるかを見て、取り込みます。",
            "See whether the form asks for a certificate, and import it.",
        )],
        basis: Basis::Certificate(Because::NoMynaCard),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "going_abroad",
        title: ("海外へ引っ越します", "Somebody moves abroad"),
        say: &[
            (
                "カードを使い続けるには、転出予定日の前日までに市区町村で手続きをしてください。過ぎるとカードは使えなくなります。",
                "To keep the card, go to the municipality by the day before departure; later it is void.",
            ),
            (
                "被扶養者の方は、国内に住所がないと資格を失うことがあります。留学などの例外もあります。",
                "A dependant without residence in Japan may lose cover; study abroad and the like are exceptions.",
            ),
        ],
        ask: &[("転出予定日、誰が行くか、理由。", "When, who, and why.")],
        act: &[("「日数の計算」で手続きの期限を出してお伝えします。", "Reckon the last day and tell it.")],
        basis: Basis::Day(Kind::LeavingJapan),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "foreign_stay",
        title: ("在留期間が終わります・延びました", "A stay ends, or was extended"),
        say: &[
            (
                "外国籍の方のカードは、在留期間の満了日までのことがあります。",
                "The card of a foreign resident may end with the stay.",
            ),
            (
                "在留期間を延ばしたら、満了日までに市区町村でカードの期限も延ばしてください。",
                "When the stay was extended, have the card extended at the municipality by its last day.",
            ),
            ("カードが使えなくなったときは、資格確認書をお出しします。", "If the card fails, a certificate is issued."),
        ],
        ask: &[("在留期間の満了日、更新の申請をしたか。", "The last day, and whether an extension is applied for.")],
        act: &[("「日数の計算」でカードの期限を出してお伝えします。", "Reckon the card's last day and tell it.")],
        basis: Basis::Day(Kind::StayEnd),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "protected",
        title: ("住所を知られたくない事情があります（DVなど）", "An address must not be known (violence at home)"),
        say: &[
            (
                "お話しくださり、ありがとうございます。ほかの方には、ご家族にも、お勤め先にもお伝えしません。",
                "Thank you for telling us. We tell nobody, neither the family nor the employer.",
            ),
            (
                "マイナ保険証から知られることのないように手続きをし、資格確認書をお出しします。",
                "We see to it that nothing shows through the My Number Card, and issue a certificate.",
            ),
            ("お届け先は、ご希望の所にします。", "Papers go where you wish."),
        ],
        ask: &[(
            "安全な送り先、電話をかけてよい時間。詳しい事情は聞き出しません。",
            "A safe address and a safe time to call; do not press for the story.",
        )],
        act: &[(
            "責任者に伝え、閲覧の制限と送付先を記録します。世帯や事業所の封筒には入りません。",
            "Tell a supervisor; record the blocked access and the address. Nothing goes into a household's or employer's envelope.",
        )],
        basis: Basis::Certificate(Because::AccessBlocked),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "last_four_differs",
        title: ("お知らせの個人番号の下4桁が違います", "The last four digits on the letter differ"),
        say: &[
            (
                "お知らせくださり、ありがとうございます。すぐにお調べします。",
                "Thank you for telling us; we look into it at once.",
            ),
            (
                "番号そのものは、電話ではお聞きしません。お送りする書面でお返事ください。",
                "The number itself is never asked on the phone; please answer by the letter we send.",
            ),
            (
                "確かめるまでの間、受診のときは念のため窓口で氏名をお確かめください。",
                "Until it is clear, please check at the clinic that the name shown is yours.",
            ),
        ],
        ask: &[("お手元のカードの裏面と比べたか。", "Whether it was compared with the back of the card.")],
        act: &[(
            "下4桁の確認で「違う」を記録し、事案として別の担当者が締めます。番号は書き留めません。",
            "Record that it differs; a second person closes the case. Write no number down.",
        )],
        basis: Basis::Other("番号利用法第16条、第12条", "Number Use Act, articles 16 and 12"),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "turning_70_asked",
        title: ("70歳になります", "Turning 70"),
        say: &[
            (
                "70歳の誕生日の翌月の1日（1日生まれの方は誕生日）から、負担の割合が変わります。",
                "From the 1st of the month after the 70th birthday (born on the 1st: the birthday) the share changes.",
            ),
            ("割合を書いたものを、それまでにお届けします。", "What tells the share arrives before that day."),
        ],
        ask: &[("生年月日。", "The birth date.")],
        act: &[(
            "加入者の画面の「節目」で、開始の日とその数え方をお伝えします。",
            "Tell the day and its count from the member's milestones.",
        )],
        basis: Basis::Day(Kind::Turning70),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "turning_75_asked",
        title: ("75歳になります", "Turning 75"),
        say: &[
            (
                "75歳の誕生日から、後期高齢者医療に移ります。手続きは要りません。",
                "On the 75th birthday the scheme for the elderly takes over by itself.",
            ),
            (
                "資格確認書と高齢受給者証は、組合へお返しください。",
                "Please return the certificate and the elderly certificate.",
            ),
            (
                "被扶養者のご家族も同じ日に資格を失いますので、別の保険の手続きをお願いします。",
                "Dependants lose cover on the same day and need another insurer.",
            ),
        ],
        ask: &[("被扶養者の方がいるか。", "Whether there are dependants.")],
        act: &[(
            "「節目」で移る日をお伝えし、ご家族の分も確かめます。",
            "Tell the day from the milestones, and look at the family too.",
        )],
        basis: Basis::Day(Kind::Turning75),
        leaflet: Topic::Returns,
    },
    Question {
        code: "voluntary_ending_asked",
        title: ("任意継続はいつまでですか", "When does voluntary continuation end?"),
        say: &[
            (
                "加入した日から2年間です。最後の日をお調べします。",
                "It lasts two years from the first day; we look up the last one.",
            ),
            (
                "終わったら、資格確認書を5日以内に組合へお返しください。",
                "When it ends, please return the certificate to us within 5 days.",
            ),
            (
                "その後は、国民健康保険などの手続きをお願いします。",
                "Afterwards please see to the national scheme or another insurer.",
            ),
        ],
        ask: &[("就職の予定があるか。", "Whether there is a new employment.")],
        act: &[(
            "「節目」で最終日とその数え方をお伝えします。",
            "Tell the last day and its count from the milestones.",
        )],
        basis: Basis::Day(Kind::VoluntaryEnd),
        leaflet: Topic::Returns,
    },
    Question {
        code: "death",
        title: ("家族が亡くなりました", "A member has died"),
        say: &[
            ("お悔やみ申し上げます。", "Please accept our condolences."),
            (
                "資格確認書は、埋葬料などを請求なさるときに一緒にお返しください。急ぎません。",
                "The certificate comes with the claim of the funeral benefit; there is no hurry.",
            ),
            (
                "被保険者の方が亡くなったときは、ご家族の保険の切り替えも要ります。",
                "If it was the insured person, the family needs another insurer.",
            ),
        ],
        ask: &[("どなたが、いつ。手続きをなさる方のお名前。", "Who and when; who sees to the papers.")],
        act: &[(
            "喪失の届を取り込みます。この方への督促は出しません。",
            "Import the report of the loss; nobody is reminded.",
        )],
        basis: Basis::Return(ReturnBecause::CertificateInValidity),
        leaflet: Topic::Returns,
    },
    Question {
        code: "release_registration",
        title: ("マイナ保険証の利用登録をやめたい", "Releasing the use registration"),
        say: &[
            (
                "組合に申し出ていただければ、理由をお聞きせずに手続きします。",
                "Please apply to the society; no reason is asked for.",
            ),
            (
                "効き目が出るのは、申し出た月の翌月の末です。それまではマイナ保険証をお使いください。",
                "It takes effect at the end of the following month; please use the card until then.",
            ),
            ("その前に、資格確認書をお届けします。", "A certificate arrives before that."),
        ],
        ask: &[("ご本人か、代理の方か。", "Whether it is the member or a proxy.")],
        act: &[(
            "申出を受け付け、利用登録状況を「解除」として取り込みます。",
            "Take the request and import the registration as released.",
        )],
        basis: Basis::Certificate(Because::RegistrationReleased),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "about_somebody_else",
        title: ("ご家族やお勤め先から、ほかの方のことを聞かれました", "Somebody asks about another person"),
        say: &[
            (
                "ご本人のことは、ご本人か、代理の確認ができた方にだけお答えしています。",
                "We answer only the member, or a proxy whose papers we have seen.",
            ),
            ("手続きのしかたや、要る書類はご案内できます。", "We can tell how to proceed and which papers are needed."),
        ],
        ask: &[("お電話の方のお名前と、ご本人との関係。", "Who calls, and how they stand to the member.")],
        act: &[(
            "確認ができるまで、加入しているかどうかも答えません。折り返すときは台帳の番号へかけます。",
            "Until that is clear, do not even tell whether somebody is covered; call back on the number on record.",
        )],
        basis: Basis::Other("個人情報保護法第27条", "Act on the Protection of Personal Information, article 27"),
        leaflet: Topic::Clinic,
    },
    Question {
        code: "number_unknown",
        title: ("記号・番号を教えてほしい", "Somebody asks for the number"),
        say: &[
            (
                "お知らせか資格確認書の券面、またはマイナポータルの画面にあります。",
                "It stands on the notice or certificate, and in Mynaportal.",
            ),
            (
                "電話では、ご本人と確かめられても番号をお伝えしないことにしています。",
                "On the phone we do not tell it, even to the member.",
            ),
            (
                "見つからないときは、お知らせの再交付ができるか確かめます。",
                "If nothing can be found, we look whether a notice can be issued again.",
            ),
        ],
        ask: &[("何に使うのか。マイナポータルを見られるか。", "What for; whether Mynaportal can be used.")],
        act: &[(
            "お勤め先から聞かれたときも同じです。保険の手続き以外に番号を求めることは、法律で禁じられています。",
            "The same for employers: asking for the number outside insurance matters is forbidden by law.",
        )],
        basis: Basis::Other("健康保険法第194条の2", "Health Insurance Act, article 194-2"),
        leaflet: Topic::Clinic,
    },
];
