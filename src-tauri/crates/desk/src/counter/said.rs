//! The counter's sentences: what came of a check, what was recorded, and what to do next.

use card::{ECertificate, Proof, Reading, Unproven};
use ledger::{Myna, NewIdentityCheck, StepKind};
use rules::calendar::{Day, grace_exact};
use rules::counter::{About, Authority, Document, Method, Proxy, Seen};
use rules::words::Lang;

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
    let said = match code {
        "last_four_case" => pick(
            lang,
            "個人番号下4桁の相違を調べています。書類 → 下4桁で続けてください。",
            "A difference of the last four digits is being looked into.",
        ),
        "card_differs" => pick(
            lang,
            "カードの個人番号の下4桁が台帳と違いました。番号の届出を確かめ、訂正する一覧を取り込んでください。",
            "The last four digits of the card were not those on file. See the number that was reported, and import its correction.",
        ),
        _ => pick(
            lang,
            "書類が返戻になり、住所が確かではありません。いまの住所を聞いてください。",
            "Mail came back: ask where the member lives now.",
        ),
    };
    OpenMatter { code, said }
}

/// By what somebody was checked.
pub(crate) fn method(method: Method, lang: Lang) -> &'static str {
    let (ja, en) = match method {
        Method::CardPin => ("カードと暗証番号", "card and PIN"),
        Method::CardCodeB => ("カードと照合番号", "card and printed code"),
        Method::Documents => ("写真と書類", "photo and documents"),
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

/// A check on record, in one line.
pub(super) fn done(check: &NewIdentityCheck, lang: Lang) -> String {
    let mut parts = vec![format!("{}: {}", method(check.method, lang), seen(check.seen, lang))];
    if !check.documents.is_empty() {
        parts.push(
            check.documents.iter().map(|one| document(*one, lang)).collect::<Vec<_>>().join(if lang == Lang::Ja {
                "・"
            } else {
                ", "
            }),
        );
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
    match check.because.as_deref() {
        Some("pin_wrong") => parts.push(pick(lang, "暗証番号が違う", "wrong PIN")),
        Some("pin_blocked") => parts.push(pick(lang, "暗証番号がロック", "PIN locked")),
        Some("code_wrong") => parts.push(pick(lang, "照合番号が違う", "wrong code")),
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
        1 => pick(lang, "台帳に1人います。選んで確かめてください。", "One member fits. Choose to check."),
        count => pick(
            lang,
            format!("台帳に{count}人います（加入が二度ある方など）。番号を見て選んでください。"),
            format!("{count} members fit. Choose by the number."),
        ),
    }
}

/// The result in a sentence.
pub(super) fn result(seen: Seen, kin: Option<&Found>, lang: Lang) -> String {
    match (seen, kin) {
        (Seen::Same, _) => pick(
            lang,
            "ご本人です。氏名と生年月日が台帳と一致しました。",
            "It is the member: name and birth date agree with the ledger.",
        ),
        (Seen::Variant, _) => {
            pick(lang, "ご本人です。字体など、表記だけが違います。", "It is the member: only the writing differs.")
        }
        (Seen::Different, Some(kin)) => pick(
            lang,
            format!("この方のカードではありません。同じ世帯の{}の方のカードのようです。", kin.member),
            format!("This is not the member's card; it seems to be that of {} of the same household.", kin.member),
        ),
        (Seen::Different | Seen::Unread, _) => {
            pick(lang, "この方と確かめられません。台帳と違います。", "It is not this member by what was seen.")
        }
    }
}

/// The last four digits in a sentence.
pub(super) fn last_four(
    reading: &Reading,
    mine: bool,
    on_file: bool,
    agrees: Option<bool>,
    lang: Lang,
) -> Option<String> {
    if !mine {
        return None;
    }
    if reading.number_agrees == Some(false) {
        return Some(pick(
            lang,
            "申し出の個人番号は、このカードの番号ではありません。聞き違いがないか確かめてください。",
            "The number that was stated is not this card's. Ask again.",
        ));
    }
    match (agrees, reading.last_four.is_some(), on_file) {
        (Some(true), ..) => Some(pick(lang, "個人番号の下4桁は、台帳と一致しました。", "The last four digits agree.")),
        (Some(false), ..) => Some(pick(
            lang,
            "個人番号の下4桁が台帳と違います。相違として記録しました。",
            "The last four digits differ; that is on record now.",
        )),
        (None, true, false) => {
            Some(pick(lang, "台帳に個人番号の下4桁がありません。", "No digits are on file to compare with."))
        }
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
        ECertificate::Until(until) if on <= grace_exact(until) => pick(
            lang,
            format!(
                "電子証明書は{}に切れました。{}までは医療機関で使えます。早めに市区町村の窓口で更新していただくよう、お伝えください。",
                until.wareki(),
                grace_exact(until).wareki()
            ),
            format!(
                "The e-certificate ended on {until}; clinics take it until {}. Ask the member to renew it at the municipality.",
                grace_exact(until)
            ),
        ),
        ECertificate::Until(until) => pick(
            lang,
            format!(
                "電子証明書は{}に切れ、マイナ保険証として使えません。市区町村の窓口での更新を案内してください。",
                until.wareki()
            ),
            format!(
                "The e-certificate ended on {until} and cannot be used any more. It is renewed at the municipality."
            ),
        ),
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

/// The card itself has ended.
pub(super) fn card_over(until: Day, lang: Lang) -> String {
    pick(
        lang,
        format!("カードの有効期限が{}に切れています。本人確認書類としては使えません。", until.wareki()),
        format!("The card itself ended on {until}; it shows nobody's identity any more."),
    )
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
            let (ja, en) = unproven(*why);
            Some(pick(
                lang,
                format!("本物のカードと確かめられませんでした。{ja}（電子証明書の失効は確認していません）。"),
                format!(
                    "The card could not be proven to be the real one: {en}. Whether its certificate was revoked is not checked."
                ),
            ))
        }
    }
}

fn unproven(why: Unproven) -> (&'static str, &'static str) {
    match why {
        Unproven::NoCertificate => ("利用者証明用電子証明書がありません", "it has no e-certificate for users"),
        Unproven::UnknownIssuer => ("電子証明書の発行者が分かりません", "the issuer of its e-certificate is not known"),
        Unproven::Chain => ("発行者の署名と合いません", "the issuer did not sign its e-certificate"),
        Unproven::TestCard => ("テスト用のカードです", "it is a card for tests"),
        Unproven::Profile => ("電子証明書の用途が違います", "its e-certificate is made for something else"),
        Unproven::NotYet => ("電子証明書がまだ有効ではありません", "its e-certificate is not good yet"),
        Unproven::CertificateExpired => ("電子証明書の期限が切れています", "its e-certificate has ended"),
        Unproven::IssuerExpired => ("発行者の証明書の期限が切れています", "its issuer's certificate has ended"),
        Unproven::Signature => {
            ("カードの署名が電子証明書と合いません", "what it signed does not fit its e-certificate")
        }
    }
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
pub(super) fn next(
    seen: Seen,
    last_four: Option<bool>,
    answered: bool,
    proof: &Proof,
    kin: bool,
    lang: Lang,
) -> Vec<String> {
    let mut next = Vec::new();
    match seen {
        Seen::Different if kin => next.push(pick(
            lang,
            "どなたの用件かを確かめ、その方を選んでから、もう一度確かめてください。代理のときは代理権も確かめてください。",
            "Ask whose matter it is, choose that member and check again; for a proxy see the authority.",
        )),
        Seen::Different => next.push(pick(
            lang,
            "この方の情報は何もお伝えしないでください。番号の聞き違いがないか確かめ、それでも違うときは責任者に伝えてください。",
            "Tell nothing of this member. Ask for the number again; if it still differs, call a supervisor.",
        )),
        _ => {}
    }
    if matches!(proof, Proof::Failed(_)) {
        next.push(pick(
            lang,
            "カードを預からず、写真のある書類を含む2点で確かめてください。責任者にも伝えてください。",
            "Check by two documents instead, and tell a supervisor.",
        ));
    }
    if last_four == Some(false) {
        next.push(if answered {
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
