//! The codes of answers as a clerk says them. JSON keeps the codes.

use rules::decision::{CertificateOutcome, Covered, NoticeOutcome};
use rules::words::{Lang, Relation};

/// Codes of facts and papers: code, Japanese, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("registered", "登録済み", "registered"),
    ("missing", "未登録", "missing"),
    ("held", "あり", "held"),
    ("lost", "紛失", "lost"),
    ("renewing", "更新手続き中", "being renewed"),
    ("returned", "返納", "returned"),
    ("unknown", "不明", "unknown"),
    ("none", "なし", "none"),
    ("yes", "あり", "yes"),
    ("no", "なし", "no"),
    ("released", "解除", "released"),
    ("notice", "資格情報のお知らせ", "notice"),
    ("certificate", "資格確認書", "certificate"),
    ("old_card", "従来の健康保険証", "old card"),
    ("due", "要返納", "due back"),
    ("not_due", "返納不要", "not due"),
    ("planned", "印刷待ち", "planned"),
    ("printed", "印刷済み", "printed"),
    ("posted", "発送済み", "posted"),
    ("in_hand", "交付済み", "in hand"),
    ("undelivered", "返戻", "undelivered"),
    ("damaged", "き損", "damaged"),
    ("replaced", "差替え済み", "replaced"),
    ("destroyed", "廃棄済み", "destroyed"),
    ("void", "無効", "void"),
    ("enrolled", "台帳に登録", "entered"),
    ("person", "生年月日・性別", "birth and sex"),
    ("coverage", "資格", "coverage"),
    ("name", "氏名", "name"),
    ("address", "住所", "address"),
    ("myna", "マイナ保険証の状況", "My Number Card"),
    ("last_four", "個人番号下4桁", "last four digits"),
    ("circumstance", "その他の事情", "circumstance"),
    ("application", "交付申請", "application"),
    ("paper", "書類を確定", "paper frozen"),
    ("paper_life", "書類の状態", "paper"),
    ("decision", "判定", "decision"),
];

/// A code in words; an unknown one as it is.
pub fn word(code: &str, lang: Lang) -> &str {
    match WORDS.iter().find(|(known, _, _)| *known == code) {
        Some((_, ja, en)) => match lang {
            Lang::Ja => ja,
            Lang::En => en,
        },
        None => code,
    }
}

/// A relation in words.
pub fn relation(code: &str, lang: Lang) -> &str {
    match (Relation::from_code(code), lang) {
        (Some(relation), Lang::Ja) => relation.word(),
        _ => code,
    }
}

/// An outcome in words.
pub fn outcome<'a>(about: &str, code: &'a str, lang: Lang) -> &'a str {
    let known = match about {
        "certificate" => CertificateOutcome::from_code(code).map(|outcome| outcome.word(lang)),
        "notice" => NoticeOutcome::from_code(code).map(|outcome| outcome.word(lang)),
        "covered" => Covered::from_code(code).map(|covered| covered.word(lang)),
        _ => {
            WORDS.iter().find(|(word, _, _)| *word == code).map(|(_, ja, en)| if lang == Lang::Ja { *ja } else { *en })
        }
    };
    known.unwrap_or(code)
}
