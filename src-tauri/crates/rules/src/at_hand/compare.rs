//! 三つのちがい: My Number Card, certificate and notice side by side, as a clerk shows them at the counter.

use super::said;
use crate::calendar::{Day, LAW, Law};
use crate::words::{Lang, Said};

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What is compared.
    pub question: Said,
    /// マイナ保険証
    pub myna: Said,
    /// 資格確認書
    pub certificate: Said,
    /// 資格情報のお知らせ
    pub notice: Said,
}

/// The comparison as it reads on a day.
#[must_use]
pub fn compared(on: Day) -> Vec<Compared> {
    compared_under(&LAW, on)
}

/// As [`compared`], under another law.
#[must_use]
pub fn compared_under(law: &Law, on: Day) -> Vec<Compared> {
    let mut lines: Vec<Compared> = LINES
        .iter()
        .map(|[question, myna, certificate, notice]| Compared {
            question: said(question),
            myna: said(myna),
            certificate: said(certificate),
            notice: said(notice),
        })
        .collect();
    if law.clinics_accept_provisionally_on(on)
        && let Some(alone) = lines.first_mut()
    {
        let last = law.clinic_acceptance_over.before();
        let ja = format!("（{}までは受け付ける医療機関もあります）", last.wareki());
        alone.notice.ja.push_str(&ja);
        alone.notice.en.push_str(&format!(" (until {last} some clinics may accept it)"));
    }
    lines
}

/// The heads of the three columns.
#[must_use]
pub fn heads(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Ja => ["マイナ保険証", "資格確認書", "資格情報のお知らせ"],
        Lang::En => ["My Number Card", "Certificate", "Notice"],
    }
}

/// What is compared, and the three answers; the first line is whether it serves alone.
const LINES: [[(&str, &str); 4]; 9] = [
    [
        ("それだけで受診できるか", "Does it serve alone?"),
        ("できます", "yes"),
        ("できます", "yes"),
        ("できません。マイナ保険証と一緒に使います", "no: only with the My Number Card"),
    ],
    [
        ("持つ方", "Who has it"),
        ("利用登録をした方", "whoever has registered the card"),
        ("マイナ保険証を使えない方", "whoever cannot use such a card"),
        ("マイナンバーが登録された方", "whoever's My Number is registered"),
    ],
    [
        ("申請", "Application"),
        ("カードは市区町村へ、利用登録はご自身で", "the card at the municipality, the use by oneself"),
        ("多くは要りません。紛失や更新中などでは要ります", "mostly none; for a lost card and the like one is needed"),
        ("要りません", "none"),
    ],
    [
        ("有効期限", "Last day"),
        ("電子証明書は5回目の誕生日まで", "the e-certificate: the 5th birthday after issue"),
        ("券面の期限まで（長くて5年）", "the day printed on it (five years at most)"),
        ("70歳になるまではありません", "none before 70"),
    ],
    [
        ("失くしたとき", "When it is lost"),
        ("市区町村で再発行。止める電話は0120-95-0178", "a new one at the municipality; stopped by 0120-95-0178"),
        ("滅失届と、要る方は再交付の申請", "a loss report, and an application if one is needed"),
        ("マイナポータルの画面で代えられます", "the page of Mynaportal takes its place"),
    ],
    [
        ("氏名が変わったとき", "When the name changes"),
        ("市区町村で書き換え", "changed at the municipality"),
        ("差し替え。古いものは返納", "replaced; the old one comes back"),
        ("組合の決まりによります", "as the society has chosen"),
    ],
    [
        ("住所が変わったとき", "When the address changes"),
        ("転入届のときに市区町村で手続き", "seen to with the report of the move"),
        ("裏面に手で書く", "written on the back by hand"),
        ("何もしません", "nothing"),
    ],
    [
        ("資格を失ったとき", "When cover ends"),
        ("返しません。ご本人のものです", "stays with its holder"),
        ("期限の前なら返納", "comes back unless it has expired"),
        ("返しません。切って捨てます", "does not come back; cut up"),
    ],
    [
        ("薬や健診の記録・限度額", "Records of medicines, ceilings of costs"),
        ("同意すれば医師に伝わり、限度額の手続きも要りません", "shared with consent; no papers for ceilings"),
        ("伝わりません。限度額は申請が要ることがあります", "not shared; a ceiling may need an application"),
        ("それだけでは何も伝わりません", "nothing by itself"),
    ],
];
