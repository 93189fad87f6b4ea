//! The counter's sentences: what came of a check, what was recorded, and what to do next.

use card::{ECertificate, Proof, Reading, Unproven};
use ledger::{Myna, NewIdentityCheck, StepKind};
use rules::calendar::{Day, grace_exact, grace_month_end};
use rules::counter::{About, Authority, Document, Method, Proxy, Seen};
use rules::words::{Lang, Said};

use crate::counter::Came;
use crate::wire::{Found, OpenMatter};
use crate::words;

/// Where a fact came from that a card told.
pub(super) const SOURCE: &str = "窓口（マイナンバーカード）";

fn pick(lang: Lang, ja: impl Into<String>, en: impl Into<String>) -> String {
    if lang == Lang::Ja { ja.into() } else { en.into() }
}

/// A day as the clerk's language writes it.
fn day(day: Day, lang: Lang) -> String {
    pick(lang, day.wareki(), day.to_string())
}

/// What is compared, in a word.
pub(super) fn about(about: About, lang: Lang) -> &'static str {
    let (ja, en) = match about {
        About::Name => ("氏名", "name"),
        About::Born => ("生年月日", "birth date"),
        About::Sex => ("性別", "sex"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// マイナ保険証 in one sentence.
pub(super) fn myna(myna: &Myna, lang: Lang) -> String {
    let card = words::word(myna.card.code(), lang);
    let used = words::word(myna.use_registered.code(), lang);
    let until = match myna.e_certificate_until {
        Some(until) => pick(lang, format!("{}まで", until.wareki()), format!("until {until}")),
        None => words::word("unknown", lang).to_owned(),
    };
    pick(
        lang,
        format!("マイナンバーカード: {card}　利用登録: {used}　電子証明書: {until}"),
        format!("My Number Card: {card}; registered: {used}; e-certificate: {until}"),
    )
}

/// Something that is open.
pub(super) fn open(code: &'static str, lang: Lang) -> OpenMatter {
    let (ja, en) = match code {
        "died" => (
            "亡くなったとの届出があります。ご遺族には、責任者がご案内します。",
            "The member is reported to have died; a supervisor talks to the family.",
        ),
        "not_insured" => (
            "いまは加入していません。加入していた間のことだけを、ご案内してください。",
            "The member is not insured now: speak of the time before only.",
        ),
        "protected" => (
            "住所を知られてはならない方です。ご本人と確かめるまで何もお伝えせず、代理の方や世帯の方には、加入しているかどうかも言わないでください。",
            "Nobody may learn where this member lives. Tell nothing before it is seen that it is the member, and nothing at all to anybody else.",
        ),
        "last_four_case" => (
            "個人番号下4桁の相違を調べています。書類 → 下4桁で続けてください。",
            "A difference of the last four digits is being looked into.",
        ),
        "card_differs" => (
            "カードの個人番号の下4桁が台帳と違いました。番号の届出を確かめ、訂正する一覧を取り込んでください。",
            "The last four digits of the card were not those on file. See the number that was reported, and import its correction.",
        ),
        super::NO_CERTIFICATE => (
            "窓口で読み取ったカードに利用者証明用電子証明書がなく、マイナ保険証として使えません。利用登録の状況を確かめて取り込み、資格確認書の申請をお受けしてください。",
            "The card that was read here has no e-certificate for users and cannot serve: find out and import its registration, then take an application for a certificate.",
        ),
        _ => (
            "書類が返戻になり、住所が確かではありません。いまの住所を聞いてください。",
            "Mail came back: ask where the member lives now.",
        ),
    };
    OpenMatter { code, said: pick(lang, ja, en) }
}

/// By what somebody was checked.
pub(crate) fn method(method: Method, lang: Lang) -> &'static str {
    let (ja, en) = match method {
        Method::CardPin => ("カードと暗証番号", "card and PIN"),
        Method::CardCodeB => ("カードと照合番号", "card and printed code"),
        Method::Documents => ("書類", "documents"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// A kind of document.
pub(crate) fn document(document: Document, lang: Lang) -> &'static str {
    let (ja, en) = match document {
        Document::MynaCard => ("マイナンバーカード（券面）", "My Number Card (its face)"),
        Document::DrivingLicence => ("運転免許証", "driving licence"),
        Document::DrivingRecord => ("運転経歴証明書", "driving record card"),
        Document::Passport => ("旅券", "passport"),
        Document::ResidenceCard => ("在留カード・特別永住者証明書", "residence card"),
        Document::DisabilityHandbook => ("身体障害者手帳など", "disability handbook"),
        Document::StaffCard => ("社員証・学生証（写真付き）", "staff or student card with a photo"),
        Document::Certificate => ("資格確認書", "eligibility certificate"),
        Document::Pension => ("年金手帳・基礎年金番号通知書", "pension book"),
        Document::ResidentRecord => ("住民票の写し・印鑑登録証明書", "copy of the resident record"),
        Document::Bill => ("公共料金の領収書・納税証明書", "utility or tax receipt"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// Who comes in another's stead.
pub(crate) fn proxy(proxy: Proxy, lang: Lang) -> &'static str {
    let (ja, en) = match proxy {
        Proxy::Spouse => ("配偶者", "spouse"),
        Proxy::Parent => ("親", "parent"),
        Proxy::Child => ("子", "child"),
        Proxy::Relative => ("その他の親族", "other relative"),
        Proxy::Guardian => ("成年後見人など", "guardian"),
        Proxy::Employer => ("事業所の担当者・社労士", "employer's officer"),
        Proxy::Other => ("その他", "other"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// By what a proxy may.
pub(crate) fn authority(authority: Authority, lang: Lang) -> &'static str {
    let (ja, en) = match authority {
        Authority::PowerOfAttorney => ("委任状", "power of attorney"),
        Authority::FamilyRegister => ("戸籍謄本など（親権者）", "family register (a parent)"),
        Authority::GuardianRecord => ("登記事項証明書（後見人）", "guardian's record"),
        Authority::MembersPaper => ("本人だけが持つ書類", "a paper only the member has"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// What came of a check.
pub(crate) fn seen(seen: Seen, lang: Lang) -> &'static str {
    let (ja, en) = match seen {
        Seen::Same => ("一致", "the same"),
        Seen::Variant => ("表記の違いのみ", "the same but for its writing"),
        Seen::Different => ("相違", "somebody else"),
        Seen::Unread => ("カードを読めず", "the card was not read"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// Did the card of a check say that it has no e-certificate for users?
pub(super) fn lacks_certificate(check: &NewIdentityCheck) -> bool {
    check.because.as_deref().is_some_and(|because| because.split(',').any(|one| one == super::NO_CERTIFICATE))
}

/// A check on record, in one line.
pub(super) fn done(check: &NewIdentityCheck, lang: Lang) -> String {
    let mut parts = vec![format!("{}: {}", method(check.method, lang), seen(check.seen, lang))];
    if !check.documents.is_empty() {
        let shown: Vec<&str> = check.documents.iter().map(|one| document(*one, lang)).collect();
        parts.push(shown.join(if lang == Lang::Ja { "＋" } else { " + " }));
    }
    match check.last_four_agrees {
        Some(true) => parts.push(pick(lang, "下4桁は一致", "last four agree")),
        Some(false) => parts.push(pick(lang, "下4桁が相違", "last four differ")),
        None => {}
    }
    match check.genuine {
        Some(true) => parts.push(pick(lang, "真正なカード", "genuine")),
        Some(false) => parts.push(pick(lang, "真正性を確かめられず", "not proven genuine")),
        None => {}
    }
    if lacks_certificate(check) {
        parts.push(pick(lang, "電子証明書なし", "no e-certificate"));
    }
    match check.because.as_deref() {
        Some("pin_wrong") => parts.push(pick(lang, "暗証番号が違う", "wrong PIN")),
        Some("pin_blocked") => parts.push(pick(lang, "暗証番号がロック", "PIN locked")),
        Some("code_wrong") => parts.push(pick(lang, "照合番号が違う", "wrong code")),
        Some("card_expired") => parts.push(pick(lang, "カードの期限切れ", "card ended")),
        Some("born_unknown") => parts.push(pick(lang, "カードの生年月日が不詳", "birth date not on the card")),
        Some("code_blocked") => parts.push(pick(lang, "照合番号がロック", "code locked")),
        _ => {}
    }
    if let Some((who, by)) = check.proxy {
        parts.push(pick(
            lang,
            format!("代理: {}（{}）", proxy(who, lang), authority(by, lang)),
            format!("by proxy: {} ({})", proxy(who, lang), authority(by, lang)),
        ));
    }
    parts.join(if lang == Lang::Ja { "、" } else { "; " })
}

/// Whom a card may belong to.
pub(super) fn holders(count: usize, lang: Lang) -> String {
    match count {
        0 => pick(
            lang,
            "このカードの方は、台帳に見つかりません。ほかの健康保険に加入している方か、資格取得届がまだの方かもしれません。勤め先を聞いてください。",
            "Nobody in the ledger has this name and birth date. Ask for the employer: the enrolment may not have come yet.",
        ),
        count => pick(
            lang,
            format!("台帳に{count}人います（加入が二度ある方など）。番号を見て選んでください。"),
            format!("{count} members fit. Choose by the number."),
        ),
    }
}

/// What came of a check, as far as it is told.
pub(super) struct Outcome<'a> {
    /// The result.
    pub seen: Seen,
    /// Who came, when it was not the member.
    pub came: Option<Came>,
    /// Does the number on file agree with the card's, as far as that was recorded?
    pub told: Option<bool>,
    /// A letter of the last-four check was answered with it.
    pub answered: bool,
    /// Why the card failed the proof, where that speaks against it.
    pub against: Option<Unproven>,
    /// Whose card it is, when it is another's of the household.
    pub kin: Option<&'a Found>,
    /// All but the name agrees.
    pub renamed: bool,
    /// The card's e-certificate ends earlier than what is on file: the day of the card, and the one on file.
    pub older: Option<(Day, Day)>,
    /// What the card said of its e-certificate.
    pub certificate: Option<ECertificate>,
}

impl Outcome<'_> {
    /// Papers were seen.
    pub fn seen(seen: Seen, came: Option<Came>) -> Outcome<'static> {
        Outcome {
            seen,
            came,
            told: None,
            answered: false,
            against: None,
            kin: None,
            renamed: false,
            older: None,
            certificate: None,
        }
    }
}

/// Does a failed proof speak against the card? What could not be asked (no certificate, one that has ended, a PIN) does not.
pub(super) fn alarming(why: Unproven) -> bool {
    matches!(
        why,
        Unproven::Chain | Unproven::Signature | Unproven::TestCard | Unproven::Profile | Unproven::UnknownIssuer
    )
}

/// The result in a sentence.
pub(super) fn result(outcome: &Outcome<'_>, method: Method, lang: Lang) -> String {
    if outcome.against.is_some() && outcome.seen.is_the_member() {
        return pick(
            lang,
            "ご本人とは確かめられません。書いてあることは台帳と同じですが、本物のカードと確かめられませんでした。",
            "This does not show that it is the member: the text agrees, but the card could not be proven to be the real one.",
        );
    }
    match (outcome.seen, outcome.came, outcome.kin) {
        (Seen::Same | Seen::Variant, Some(_), _) if method == Method::Documents => pick(
            lang,
            "代理の方の本人確認書類と代理権を確かめました。",
            "The proxy's own documents and the authority were seen.",
        ),
        (Seen::Same | Seen::Variant, Some(_), _) => {
            pick(lang, "ご本人のカードです。お越しの方は代理の方です。", "It is the member's card, in a proxy's hand.")
        }
        (Seen::Same, ..) => pick(
            lang,
            "ご本人です。氏名と生年月日が台帳と一致しました。",
            "It is the member: name and birth date agree with the ledger.",
        ),
        (Seen::Variant, ..) => {
            pick(lang, "ご本人です。字体など、表記だけが違います。", "It is the member: only the writing differs.")
        }
        (Seen::Different, Some(_), _) if method == Method::Documents => pick(
            lang,
            "代理の方と確かめられません。書類が、委任状などと違います。",
            "The proxy is not who the authority names.",
        ),
        (Seen::Different, _, Some(kin)) => pick(
            lang,
            format!("この方のカードではありません。同じ世帯の{}の方のカードのようです。", kin.member),
            format!("This is not the member's card; it seems to be that of {} of the same household.", kin.member),
        ),
        (Seen::Different | Seen::Unread, ..) => {
            pick(lang, "この方と確かめられません。台帳と違います。", "It is not this member by what was seen.")
        }
    }
}

/// A card that shows nobody: the sentence, and the next step.
pub(super) fn nobody(why: &str, lang: Lang) -> (String, String) {
    let (ja, en, ja_next, en_next) = if why == "card_expired" {
        (
            "カードの有効期限が切れているため、このカードでは確かめられません。",
            "The card has ended and shows nobody's identity any more.",
            "種類の違う書類2点で確かめ、市区町村の窓口での更新をご案内してください。",
            "Check by two documents; the card is renewed at the municipality.",
        )
    } else {
        (
            "カードか台帳に生年月日がなく、このカードでは確かめられません。",
            "Without a birth date on card and file this card shows nothing.",
            "種類の違う書類2点で確かめてください。",
            "Check by two documents.",
        )
    };
    (pick(lang, ja, en), pick(lang, ja_next, en_next))
}

/// The last four digits in a sentence.
pub(super) fn last_four(
    reading: &Reading,
    mine: bool,
    on_file: bool,
    (agrees, told): (Option<bool>, Option<bool>),
    lang: Lang,
) -> Option<String> {
    if !mine {
        return None;
    }
    let stated = (reading.number_agrees == Some(false)).then(|| {
        pick(
            lang,
            "お申し出の個人番号は、このカードの番号ではありません。聞き違いがないか確かめてください。",
            "The number that was stated is not this card's. Ask again.",
        )
    });
    let digits = match (agrees, reading.last_four.is_some(), on_file) {
        (Some(true), ..) if told.is_some() => {
            Some(pick(lang, "個人番号の下4桁は、台帳と一致しました。", "The last four digits agree."))
        }
        (Some(true), ..) => Some(pick(
            lang,
            "個人番号の下4桁は台帳と同じですが、本物のカードと確かめられないため、番号のことは記録していません。",
            "The last four digits are those on file; since the card is not proven, nothing of the number is on record.",
        )),
        (Some(false), ..) if told.is_some() => Some(pick(
            lang,
            "個人番号の下4桁が台帳と違います。相違として記録しました。",
            "The last four digits differ; that is on record now.",
        )),
        (Some(false), ..) => Some(pick(
            lang,
            "個人番号の下4桁も台帳と違いますが、本物のカードと確かめられないため、番号のことは記録していません。",
            "The last four digits differ, too; since the card is not proven, nothing of the number is on record.",
        )),
        (None, true, false) => {
            Some(pick(lang, "台帳に個人番号の下4桁がありません。", "No digits are on file to compare with."))
        }
        _ => None,
    };
    let told: Vec<String> = stated.into_iter().chain(digits).collect();
    (!told.is_empty()).then(|| told.join(if lang == Lang::Ja { "" } else { " " }))
}

/// Until when an e-certificate that has ended may still serve, where it may: by the nearer reading of the months of grace, and then
/// by the farther one.
pub(super) fn grace(until: Day, on: Day) -> Option<Said> {
    let (last, latest) = (grace_exact(until), grace_month_end(until));
    match on {
        on if on <= last => Some(Said::new(
            format!("利用登録のある方は、{}までは医療機関で使えます。", last.wareki()),
            format!("Where the card is registered, clinics take it until {last}."),
        )),
        on if on <= latest => Some(Said::new(
            format!("医療機関で使えるのは{}までで、すでに使えないこともあります。", latest.wareki()),
            format!("Clinics take it until {latest} at the latest, perhaps no more."),
        )),
        _ => None,
    }
}

/// The e-certificate in a sentence.
pub(super) fn certificate(certificate: ECertificate, on: Day, lang: Lang) -> String {
    match certificate {
        ECertificate::Until(until) if on <= until => pick(
            lang,
            format!("電子証明書は{}まで有効です。", until.wareki()),
            format!("The e-certificate is good until {until}."),
        ),
        ECertificate::Until(until) => match grace(until, on) {
            Some(still) => pick(
                lang,
                format!(
                    "電子証明書は{}に切れました。{}早めに市区町村の窓口で更新していただくよう、お伝えください。",
                    until.wareki(),
                    still.ja
                ),
                format!(
                    "The e-certificate ended on {until}. {} Ask the member to renew it at the municipality.",
                    still.en
                ),
            ),
            None => pick(
                lang,
                format!(
                    "電子証明書は{}に切れ、マイナ保険証として使えません。市区町村の窓口での更新を案内してください。",
                    until.wareki()
                ),
                format!(
                    "The e-certificate ended on {until} and cannot be used any more. It is renewed at the municipality."
                ),
            ),
        },
        ECertificate::NotOnCard => pick(
            lang,
            "このカードに利用者証明用電子証明書はありません。マイナ保険証として使えません。",
            "This card has no e-certificate for users: it cannot serve as an insurance card.",
        ),
        ECertificate::Unknown => {
            pick(lang, "電子証明書の期限を読めませんでした。", "The end of the e-certificate was not read.")
        }
    }
}

/// What the proof says, and what it does not.
pub(super) fn possession(proof: &Proof, lang: Lang) -> Option<String> {
    match proof {
        Proof::NotAsked => None,
        Proof::Genuine => Some(pick(
            lang,
            "本物のカードです（電子証明書の失効は確認していません）。",
            "The card is the real one. Whether its certificate was revoked is not checked.",
        )),
        Proof::Failed(why) => {
            let said = unproven(*why);
            let (ja, en) = (said.in_lang(Lang::Ja), said.in_lang(Lang::En));
            Some(if alarming(*why) {
                pick(
                    lang,
                    format!("本物のカードと確かめられませんでした。{ja}（電子証明書の失効は確認していません）。"),
                    format!(
                        "The card could not be proven to be the real one: {en}. Whether its certificate was revoked is not checked."
                    ),
                )
            } else {
                pick(
                    lang,
                    format!("本物のカードかどうかは、確かめていません。{ja}。"),
                    format!("Whether the card is the real one was not asked: {en}."),
                )
            })
        }
    }
}

fn unproven(why: Unproven) -> Said {
    let (ja, en) = match why {
        Unproven::PinWrong { left } => {
            return Said::new(
                format!("利用者証明用の暗証番号が違います。あと{left}回まちがえるとロックされます"),
                format!("the PIN of the e-certificate was wrong; {left} tries are left"),
            );
        }
        Unproven::NoCertificate => ("利用者証明用電子証明書がありません", "it has no e-certificate for users"),
        Unproven::UnknownIssuer => ("電子証明書の発行者が分かりません", "the issuer of its e-certificate is not known"),
        Unproven::Chain => ("発行者の署名と合いません", "the issuer did not sign its e-certificate"),
        Unproven::TestCard => ("テスト用のカードです", "it is a card for tests"),
        Unproven::Profile => ("電子証明書の用途が違います", "its e-certificate is made for something else"),
        Unproven::NotYet => ("電子証明書がまだ有効ではありません", "its e-certificate is not good yet"),
        Unproven::CertificateExpired => ("電子証明書の期限が切れています", "its e-certificate has ended"),
        Unproven::IssuerExpired => ("発行者の証明書の期限が切れています", "its issuer's certificate has ended"),
        Unproven::PinBlocked => (
            "利用者証明用の暗証番号がロックされています。解除は市区町村の窓口です",
            "the PIN of the e-certificate is locked",
        ),
        Unproven::PinOneLeft => (
            "利用者証明用の暗証番号は、あと1回まちがえるとロックされるため、送っていません",
            "one try is left of the PIN of the e-certificate; nothing was sent",
        ),
        Unproven::Signature => {
            ("カードの署名が電子証明書と合いません", "what it signed does not fit its e-certificate")
        }
    };
    Said::new(ja, en)
}

/// What was written of the card.
pub(super) fn fact_recorded(before: &Myna, now: &Myna, lang: Lang) -> String {
    let until = now.e_certificate_until.filter(|until| before.e_certificate_until != Some(*until));
    match (until, before.card == now.card) {
        (Some(until), true) => pick(
            lang,
            format!("電子証明書の有効期限（{}）を台帳に記録しました。", day(until, lang)),
            format!("The e-certificate's last day ({until}) is on record."),
        ),
        (Some(until), false) => pick(
            lang,
            format!("カードをお持ちであることと、電子証明書の有効期限（{}）を台帳に記録しました。", day(until, lang)),
            format!("That the member holds a card, and the e-certificate's last day ({until}), are on record."),
        ),
        (None, _) => {
            pick(lang, "カードをお持ちであることを台帳に記録しました。", "That the member holds a card is on record.")
        }
    }
}

/// A letter of the last-four check was answered by the card.
pub(super) fn answer_recorded(kind: StepKind, lang: Lang) -> String {
    if kind == StepKind::Agree {
        pick(lang, "下4桁の確認の回答（一致）も記録しました。", "The letter of the check is answered: it agrees.")
    } else {
        pick(lang, "下4桁の確認の回答（相違）も記録しました。", "The letter of the check is answered: it differs.")
    }
}

/// What to do next.
pub(super) fn next(outcome: &Outcome<'_>, lang: Lang) -> Vec<String> {
    let mut next = Vec::new();
    let mut add = |is: bool, ja: &str, en: &str| {
        if is {
            next.push(pick(lang, ja, en));
        }
    };
    let different = outcome.seen == Seen::Different;
    add(
        different && outcome.kin.is_some(),
        "どなたの用件かを確かめ、その方を選んでから、もう一度確かめてください。代理のときは代理権も確かめてください。",
        "Ask whose matter it is, choose that member and check again; for a proxy see the authority.",
    );
    add(
        different && outcome.kin.is_none() && outcome.renamed,
        "氏名だけが違います。結婚などで氏名が変わった方かもしれません。前の氏名をうかがい、氏名変更届をご案内してください。",
        "Only the name differs: it may have changed. Ask for the former name, and for a report of the change.",
    );
    add(
        different && outcome.kin.is_none(),
        "ご本人と確かめられるまで、この方のことは何もお伝えしないでください。番号の聞き違いがないか確かめ、それでも違うときは責任者に伝えてください。",
        "Tell nothing of this member until it is seen who it is. Ask for the number again; if it still differs, call a supervisor.",
    );
    let member = outcome.seen.is_the_member();
    add(
        member && outcome.came.is_some() && outcome.certificate.is_some(),
        "代理の方ご自身の書類2点も確かめ、続けて記録してください。",
        "See two documents of the proxy's own as well, and record them.",
    );
    add(
        outcome.against == Some(Unproven::UnknownIssuer),
        "新しい発行者のカードかもしれません。写真のある書類を含む2点で確かめ、このソフトに新しい版があるかを管理者に聞いてください。",
        "Its issuer may be newer than this program: check by two documents, one with a photo, and ask for a newer release.",
    );
    add(
        outcome.against.is_some_and(|why| why != Unproven::UnknownIssuer),
        "カードを預からず、写真のある書類を含む2点で確かめてください。責任者にも伝えてください。",
        "Check by two documents instead, one with a photo, and tell a supervisor.",
    );
    if let Some((card, held)) = outcome.older {
        next.push(pick(
            lang,
            format!(
                "カードの電子証明書の期限（{}）は、台帳の期限（{}）より前です。新しいカードをお持ちでないか聞いてください。台帳は変えていません。",
                card.wareki(),
                held.wareki()
            ),
            format!("The card's e-certificate ends on {card}, before what is on file ({held}). Ask whether there is a newer card; the ledger is as it was."),
        ));
    }
    if member && outcome.certificate == Some(ECertificate::NotOnCard) {
        next.push(pick(
            lang,
            "マイナ保険証としては使えません。利用登録の状況を確かめて取り込み、資格確認書の申請をお受けしてください。",
            "It cannot serve as an insurance card: find out and import its registration, then take an application for a certificate.",
        ));
    }
    if outcome.told == Some(false) {
        next.push(if outcome.answered {
            pick(lang, "書類 → 下4桁の相違の一覧で続けてください。", "Go on in the list of differences of the last four digits.")
        } else {
            pick(
                lang,
                "今日の仕事の「カードと番号が違う」に載りました。番号の届出を確かめ、訂正する一覧を取り込んでください。",
                "It stands on today's list of numbers that differ. See what was reported, and import its correction.",
            )
        });
    }
    next
}
