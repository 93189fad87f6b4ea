//! The codes of answers as a clerk says them; JSON keeps the codes. The terminal and the timeline speak with these.

use ledger::{FIRST_OPERATOR, Operator};
use rules::case::Reason;
use rules::decision::{
    Because, CertificateDecision, CertificateOutcome, Covered, CoveredBecause, LastDayBecause, NoticeDecision,
    NoticeOutcome, ReturnBecause, ReturnDecision, ReturnOutcome,
};
use rules::owed::Firmness;
use rules::paper::Step;
use rules::words::{Lang, Relation};

use crate::roles::{GRANTS, ROLES};

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
    ("inserted", "封入済み", "inserted"),
    ("delivered", "配達済み", "delivered"),
    ("never_came", "届いていないとの申出", "said never to have come"),
    ("said_returned", "返したとの申出", "said to be returned"),
    ("loss_reported", "滅失届を受付", "loss reported"),
    ("not_collectable", "回収不能届を受付", "cannot be collected"),
    ("self_disposed", "自己廃棄", "destroyed by its holder"),
    ("found", "紛失後に発見", "found after it was lost"),
    ("reminded", "督促", "reminded"),
    ("elderly_certificate", "高齢受給者証", "elderly certificate"),
    ("return_request", "返納のお願い", "return request"),
    ("refusal", "不交付のお知らせ", "letter of refusal"),
    ("search_in_vain", "調査したが見つからない", "searched for in vain"),
    ("address_check", "住所の確認", "address checked"),
    ("reminder", "督促", "reminder"),
    ("death", "死亡の届出", "death"),
    ("death_withdrawn", "死亡の届出の取消し", "death withdrawn"),
    ("old_card_life", "従来の健康保険証", "old card"),
    ("fee", "手数料", "fee"),
    // The last-four check.
    ("last_four_check", "下4桁の確認", "check of the last four digits"),
    ("agree", "一致の回答", "said to agree"),
    ("differ", "相違の回答", "said to differ"),
    ("deadline_passes", "期限までに回答なし", "no answer by the day"),
    ("open_case", "照会", "somebody was asked"),
    ("correct", "訂正の確認", "correction confirmed"),
    ("close", "完了", "closed"),
    ("not_sent", "未発送", "not sent"),
    ("sent", "回答待ち", "waiting for an answer"),
    ("agrees", "一致", "agrees"),
    ("differs", "相違（未着手）", "differs, nobody asked yet"),
    ("no_answer", "回答なし", "no answer"),
    ("returned_undelivered", "返戻", "came back"),
    ("case_open", "照会中", "being asked"),
    ("corrected", "訂正済み（再通知待ち）", "corrected, to be told"),
    ("second_letter_sent", "再通知済み（完了の確認待ち）", "told, to be closed"),
    ("closed", "完了", "closed"),
    ("shield", "郵送の保護", "shield of the mail"),
    ("optional_item", "任意記載事項", "optional items of certificates"),
    ("identity_check", "窓口の本人確認", "identity checked at the counter"),
    ("ceiling", "限度額適用区分", "category of the ceiling of costs"),
    ("meals", "標準負担額減額認定", "reduction of the standard charge"),
    ("disease", "特定疾病", "specified disease"),
    ("spoiled", "刷り損じ", "spoiled"),
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
    ("person_withdrawn", "生年月日・性別の取消し", "birth and sex withdrawn"),
    ("coverage_withdrawn", "資格の取消し", "coverage withdrawn"),
    ("name_withdrawn", "氏名の取消し", "name withdrawn"),
    ("address_withdrawn", "住所の取消し", "address withdrawn"),
    ("myna_withdrawn", "マイナ保険証の状況の取消し", "My Number Card withdrawn"),
    ("last_four_withdrawn", "個人番号下4桁の取消し", "last four digits withdrawn"),
    ("circumstance_withdrawn", "その他の事情の取消し", "circumstance withdrawn"),
    ("reported", "届出", "as reported"),
    ("printed_name", "印字用", "for papers"),
    ("male", "男", "male"),
    ("female", "女", "female"),
    ("home", "住所", "home"),
    ("delivery", "送付先", "delivery"),
];

/// Fields of the difference that an import shows: code, Japanese, English.
const FIELDS: &[(&str, &str, &str)] = &[
    ("member", "記号-番号-枝番", "member"),
    ("acquired", "資格取得日", "acquired"),
    ("lost", "資格喪失日", "lost"),
    ("ratio", "負担割合（割）", "ratio (tenths)"),
    ("rejoined", "再取得日", "joined again"),
    ("past_acquired", "以前の加入の取得日", "acquired, earlier spell"),
    ("past_lost", "以前の加入の喪失日", "lost, earlier spell"),
    ("dependant_acquired", "被扶養者の資格取得日", "dependant acquired"),
    ("dependant_lost", "被扶養者の資格喪失日", "dependant lost"),
    ("left", "退職日", "left"),
    ("died", "死亡日", "died"),
    ("voluntary_until", "任意継続の最終日", "voluntary until"),
    ("staff_number", "社員番号", "staff number"),
    ("employer", "事業所", "employer"),
    ("relation", "続柄", "relation"),
    ("born", "生年月日", "born"),
    ("sex", "性別", "sex"),
    ("name", "氏名", "name"),
    ("kana", "カナ", "kana"),
    ("postcode", "郵便番号", "postcode"),
    ("address", "住所", "address"),
    ("last_four", "個人番号下4桁", "last four"),
    ("my_number", "個人番号", "My Number"),
    ("asked_at_enrolment", "資格確認書の希望", "certificate asked for"),
    ("use_registered", "利用登録", "use registration"),
    ("myna_card", "マイナンバーカード", "My Number Card"),
    ("e_certificate_until", "電子証明書有効期限", "e-certificate until"),
];

/// Acts of the journal: code, Japanese, English.
const ACTS: &[(&str, &str, &str)] = &[
    ("found", "台帳をつくった", "made the ledger"),
    ("import", "取り込んだ", "imported"),
    ("import_part", "取込みの途中", "wrote part of an import"),
    ("import_part_unpublished", "取込みの途中（公開していない）", "wrote part of an import (not published)"),
    ("recipe", "読み取り方を読み込んだ", "took in a recipe"),
    ("recipe_forgotten", "読み取り方を使わないことにした", "forgot a recipe"),
    ("import_undo", "取込みを取り消した", "took back an import"),
    ("waiting_in", "待っていた行を取り込んだ", "imported rows that had waited"),
    ("waiting_out", "待っている行を除いた", "took out rows that waited"),
    ("rename", "氏名を登録した", "recorded a name"),
    ("plan", "束を確定した", "froze a batch"),
    ("withdraw", "束を取り消した", "took back a batch"),
    ("prepare", "確認を求めた", "asked for release"),
    ("release", "確認した", "released"),
    ("print", "印刷した", "printed"),
    ("post", "発送を記録した", "recorded the posting"),
    ("despite", "変更があっても束を続けた", "went on with a batch in spite of changes"),
    ("characters", "文字の決まりを決めた", "decided how characters are printed"),
    ("paper", "書類の状態を記録した", "recorded where a paper is"),
    ("application", "申請を受け付けた", "took an application"),
    ("fee", "手数料を記録した", "recorded a fee"),
    ("run", "職権交付を確定した", "froze an ex-officio run"),
    ("wave", "更新の波を確定した", "froze a wave of renewals"),
    ("interim", "登録待ちの短期の希望を記録した", "recorded a wish for a certificate in between"),
    ("consequence", "訂正の影響を確認した", "settled what followed from a correction"),
    ("same_person", "同じ方か別の方かを答えた", "answered whether two members are one person"),
    ("access", "自己情報の閲覧を変えた", "changed who may look at somebody's own data"),
    ("optional_item", "任意記載事項の申出を記録した", "recorded a wish about what a certificate says"),
    ("identity_check", "窓口で本人を確認した", "checked somebody's identity at the counter"),
    ("shield_on", "郵送を保護した", "shielded somebody's mail"),
    ("shield_off", "郵送の保護を解いた", "took back a shield"),
    ("address_shown", "保護した住所を見た", "saw a shielded address"),
    ("address", "住所を直した", "mended an address"),
    ("insert", "封入を記録した", "recorded the inserting"),
    ("bundle", "封筒を梱包に入れた", "put an envelope into its bundle"),
    ("recount", "閉じた封筒を読み直した", "scanned a closed envelope again"),
    ("hand_over", "梱包を引き渡した", "handed a bundle over"),
    ("sheet_missing", "紙の行方不明を記録した", "recorded a missing sheet"),
    ("sheet_found", "行方不明の紙が見つかった", "found a missing sheet"),
    ("sheet_lock_broken", "行方不明の紙の刷り直しを認めた", "allowed a missing sheet to be printed again"),
    ("stock", "用紙の在庫を記録した", "recorded a stock of paper"),
    ("office_copy", "控えを刷った", "printed an office copy"),
    ("spoiled", "刷り損じを刷り直した", "reprinted a spoiled sheet"),
    ("printer_aligned", "印刷機の位置を合わせた", "aligned a printer"),
    ("press_sent", "束を印刷機へ送った", "sent sheets of a batch to a printer"),
    ("press_taken", "印刷機が受け付けた", "a printer took sheets of a batch"),
    ("press_ended", "束がどこまで紙になったか記録した", "recorded how far a batch is on paper"),
    ("print_made", "印刷したものの控えをとった", "recorded how a batch was printed"),
    ("close_batch", "束を締めた", "closed a batch"),
    ("remind", "督促した", "reminded of what is owed"),
    ("refusal", "不交付のお知らせを印刷した", "printed the letter of a refusal"),
    ("use_after_loss", "資格喪失後の使用を記録した", "recorded a use after the end of cover"),
    ("death", "死亡の届出を記録した", "recorded a death"),
    ("old_card", "従来の健康保険証の回収を記録した", "recorded where an old card is"),
    ("policy", "方針を採用した", "adopted a policy"),
    ("society", "組合を変更した", "changed the society"),
    ("employer", "事業所を登録した", "recorded an employer"),
    ("layout", "様式を保存した", "saved a layout"),
    ("asset", "様式・印影・発行者を申し出た", "proposed a layout, a seal or an issuer"),
    ("asset_approved", "様式・印影・発行者を承認した", "approved a layout, a seal or an issuer"),
    ("asset_withdrawn", "様式・印影・発行者を取り下げた", "withdrew a layout, a seal or an issuer"),
    ("operator_added", "担当者を登録した", "added an operator"),
    ("operator_changed", "担当者を変更した", "changed an operator"),
    ("operator_passphrase", "パスフレーズを変えた", "changed a passphrase"),
    ("operator_removed", "担当者を外した", "removed an operator"),
    ("operator_unlocked", "入力の待ち時間を解いた", "ended somebody's waiting time"),
    ("recovery_printed", "復旧コードをつくった", "made a recovery code"),
    ("recovery_valid", "復旧コードを打ち返した", "typed the recovery code back"),
    ("keychain_on", "無人の実行を許した", "let runs open unattended"),
    ("keychain_off", "無人の実行を止めた", "stopped unattended runs"),
    ("recover", "復旧コードで入った", "came in by the recovery code"),
    ("rekey", "鍵をつくり直した", "made the key anew"),
    ("backup", "控えをとった", "made a backup"),
    ("restore", "控えから戻した", "restored a backup"),
    ("rehearsal", "控えを試した", "tried a backup"),
    ("rehearsal_failed", "控えを試して失敗した", "tried a backup, which failed"),
    ("delete", "削除した", "deleted"),
    ("retention", "保存期間を決めた", "decided how long to keep"),
    ("hold", "削除を保留した", "put on hold"),
    ("free", "削除の保留を解いた", "ended a hold"),
    ("close", "一日を締めた", "closed the day"),
    ("last_four_answer", "下4桁の回答を記録した", "recorded answers about the last four digits"),
    (
        "last_four_due",
        "下4桁の回答期限を過ぎた方を記録した",
        "recorded who had not answered about the last four digits",
    ),
    ("last_four_ask", "下4桁の相違を照会した", "asked about a difference of the last four digits"),
    ("last_four_correct", "下4桁の訂正を確認した", "confirmed a correction of the last four digits"),
    ("last_four_close", "下4桁の相違を完了した", "closed a difference of the last four digits"),
    ("export", "書き出した", "exported"),
    ("fallback", "備えの名簿をつくった", "made the fallback list"),
    ("leak", "漏えいの記録をつくった", "made the record of a leak"),
    ("last_four_shown", "下4桁を見た", "saw the last four digits"),
    (
        "looks_broken",
        "読み取り専用のときの閲覧の記録が壊れていた",
        "found looks of a time of reading only to be damaged",
    ),
    ("refused", "許されていない操作をしようとした", "tried what is not permitted"),
    ("sign_in_refused", "開こうとして、パスフレーズを間違えた", "mistook a passphrase and was not let in"),
    ("passphrase_refused", "開いている台帳で、パスフレーズを間違えた", "mistook a passphrase at the open ledger"),
];

/// In what somebody was shown: code, Japanese, English.
const LOOKS: &[(&str, &str, &str)] = &[
    ("find", "検索の結果", "results of a search"),
    ("show", "加入者の画面", "a member's screen"),
    ("explain", "なぜ？", "why"),
    ("paper", "書類の画面", "a paper"),
    ("returned_mail", "返戻の一覧", "the list of returned mail"),
    ("shield", "郵送の保護", "the shield of the mail"),
    ("optional_item", "任意記載事項", "the optional items of a certificate"),
    ("counter", "窓口の画面", "the counter"),
    ("address", "保護した住所", "a shielded address"),
    ("sheets", "束の内訳", "the sheets of a batch"),
    ("batch_later", "束を確定したあとの変更", "what has changed since a batch was frozen"),
    ("characters", "氏名の文字", "characters of names"),
    ("preflight", "印刷前の点検", "what stops a printing"),
    ("owed", "未回収の一覧", "what is outstanding"),
    ("used_after_loss", "資格喪失後の使用の一覧", "papers outside after the end of cover"),
    ("remind", "督促の対象", "whom reminders name"),
    ("dunning", "回収の経過", "what was done about a paper"),
    ("applications", "申請の一覧", "a member's applications"),
    ("refusal", "不交付のお知らせ", "the letter of a refusal"),
    ("form", "届出の用紙", "a form filled in"),
    ("wrap", "封筒とあて名ラベル", "envelopes and labels"),
    ("try_policy", "方針を試した結果", "what a policy would change"),
    ("copy", "写し取り（クリップボード）", "a copy on the clipboard"),
    ("decide", "判定", "decisions"),
    ("people", "加入者の一覧", "the table of members"),
    ("list", "仕事の一覧", "a work list"),
    ("page", "紙面", "a page to be printed"),
    ("rebuild", "送った書類の紙面", "a letter that was sent"),
    ("beside", "前回の書類との違い", "a letter beside the one before it"),
    ("plan", "印刷の対象", "whom a batch would be for"),
    ("import", "取込みの差分", "the difference of an import"),
    ("import_undo", "取込みの取消しの内容", "what taking an import back does"),
    ("waiting", "待っている行の一覧", "the rows that wait"),
    ("who_saw", "閲覧の記録", "who saw somebody"),
    ("trouble", "不具合の報告", "a report of trouble"),
    ("deletion", "削除の対象", "whose data are due for deletion"),
    ("official", "電子媒体の届", "an official file"),
    ("leak", "漏えいの範囲", "whom a loss concerns"),
    ("fallback", "備えの名簿", "the fallback list"),
    ("what_if", "試算の違いの一覧", "whom something else would concern"),
    ("report", "報告の数の内訳", "the people behind a number of a report"),
    ("last_four_case", "下4桁の相違", "a difference of the last four digits"),
    ("last_four_cases", "下4桁の相違の一覧", "the differences of the last four digits"),
    ("last_four_answer", "下4桁の回答", "an answer about the last four digits"),
    ("run", "職権交付の対象", "whom an ex-officio run names"),
    ("wave", "更新の波", "a wave of renewals"),
    ("consequences", "訂正の影響", "what follows from corrections"),
    ("answers", "案内の画面", "what to say to a member"),
    ("same", "同じ方かもしれない方", "members who may be one person"),
    ("registration_list", "利用登録状況の一覧の差", "the difference of registration lists"),
    ("milestones", "節目", "the days ahead of a member"),
];

/// Words of facts that differ from the others: column, code, Japanese, English.
const FACTS: &[(&str, &str, &str, &str)] = &[
    ("resident", "yes", "あり", "yes"),
    ("resident", "no", "なし", "no"),
    ("access", "open", "見られる", "open"),
    ("access", "blocked", "見られない（閲覧の制限）", "blocked"),
    ("assistance", "no", "該当しない", "no"),
    ("assistance", "standing", "要配慮者（継続）", "needs assistance"),
    ("assistance", "applied", "要配慮者（申請）", "needs assistance, applied"),
    ("asked_at_enrolment", "yes", "希望する", "yes"),
    ("asked_at_enrolment", "no", "希望なし", "no"),
    ("portal_visible", "yes", "見られる", "yes"),
    ("portal_visible", "no", "見られない", "no"),
    ("change", "none", "変更なし", "none"),
    ("change", "name", "氏名の変更", "name"),
    ("change", "number", "番号の変更", "number"),
    ("change", "ratio", "負担割合の変更", "ratio"),
    ("change", "acquisition", "取得日の変更", "acquisition"),
    ("change", "address", "住所の変更", "address"),
    ("certificate_state", "in_hand", "手元にある", "in hand"),
    ("certificate_state", "undelivered", "返戻で組合にある", "come back to the society"),
    ("application", "myna_card_lost", "マイナンバーカードの紛失", "My Number Card lost"),
    ("application", "myna_card_renewing", "マイナンバーカードの更新中", "My Number Card being renewed"),
    ("application", "e_certificate_lapsed", "電子証明書の期限切れ", "e-certificate lapsed"),
    ("application", "not_registered", "利用登録をしていない", "not registered"),
    ("application", "no_myna_card", "マイナンバーカードがない", "no My Number Card"),
    ("application", "myna_card_returned", "マイナンバーカードの返納", "My Number Card returned"),
    ("application", "needs_assistance", "要配慮", "needs assistance"),
    ("application", "lost", "資格確認書の紛失", "certificate lost"),
    ("application", "damaged", "資格確認書のき損", "certificate damaged"),
];

/// A fact of a decision in words; days as they are.
#[must_use]
pub fn fact<'a>(column: &str, code: &'a str, lang: Lang) -> &'a str {
    match FACTS.iter().find(|(known, word, _, _)| *known == column && *word == code) {
        Some((_, _, ja, en)) => {
            if lang == Lang::Ja {
                ja
            } else {
                en
            }
        }
        None => word(code, lang),
    }
}

/// A field of a difference in words.
#[must_use]
pub fn field(code: &str, lang: Lang) -> &str {
    let found = FIELDS.iter().find(|(known, _, _)| *known == code);
    found.map_or(code, |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
}

/// A value of a difference in words: days, numbers and names as they are.
#[must_use]
pub fn value<'a>(field: &str, code: &'a str, lang: Lang) -> &'a str {
    match field {
        "relation" => relation(code, lang),
        "sex" | "my_number" | "use_registered" | "myna_card" | "asked_at_enrolment" => word(code, lang),
        _ => code,
    }
}

/// A code in words; an unknown one as it is.
#[must_use]
pub fn word(code: &str, lang: Lang) -> &str {
    match WORDS.iter().find(|(known, _, _)| *known == code) {
        Some((_, ja, en)) => match lang {
            Lang::Ja => ja,
            Lang::En => en,
        },
        None => code,
    }
}

/// A role or a grant in words.
#[must_use]
pub fn role(code: &str, lang: Lang) -> &str {
    let words = ROLES.iter().chain(&GRANTS).find(|(known, ..)| *known == code);
    match (words, lang) {
        (Some((_, ja, _)), Lang::Ja) => ja,
        _ => code,
    }
}

/// An operator's name. The first one, whom nobody has named yet, is called as on the screen.
#[must_use]
pub fn operator<'a>(code: &str, name: &'a str, lang: Lang) -> &'a str {
    match lang {
        _ if code != FIRST_OPERATOR || name != code => name,
        Lang::Ja => "窓口",
        Lang::En => "the desk",
    }
}

/// An operator by name and code, for sentences and papers; by the code alone, when it is all there is.
pub(crate) fn called(operators: &[Operator], code: &str, lang: Lang) -> String {
    let name = operators.iter().find(|one| one.code == code).map_or(code, |one| one.name.as_str());
    match (operator(code, name, lang), lang) {
        (name, _) if name == code => code.to_owned(),
        (name, Lang::Ja) => format!("{name}（{code}）"),
        (name, Lang::En) => format!("{name} ({code})"),
    }
}

/// A relation in words.
#[must_use]
pub fn relation(code: &str, lang: Lang) -> &str {
    match (Relation::from_code(code), lang) {
        (Some(relation), Lang::Ja) => relation.word(),
        _ => code,
    }
}

/// An outcome in words.
#[must_use]
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

/// What an act did, for the journal.
#[must_use]
pub fn did(kind: &str, lang: Lang) -> &str {
    pair(ACTS, kind, lang)
}

/// What a recorded fact is about.
#[must_use]
pub fn fact_about(about: &str, lang: Lang) -> &'static str {
    let (ja, en) = match about {
        "person" => ("生年月日・性別", "birth and sex"),
        "coverage" => ("資格", "cover"),
        "name" => ("氏名", "name"),
        "address" => ("住所", "address"),
        "myna" => ("マイナ保険証", "My Number card data"),
        "last_four" => ("個人番号下4桁", "last four digits"),
        "household" => ("世帯", "household"),
        "death" => ("死亡の届出", "death"),
        _ => ("交付の事情", "circumstances"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// In what somebody was shown.
#[must_use]
pub fn looked(kind: &str, lang: Lang) -> &str {
    pair(LOOKS, kind, lang)
}

fn pair<'a>(table: &'static [(&'static str, &'static str, &'static str)], code: &'a str, lang: Lang) -> &'a str {
    let found = table.iter().find(|(known, ..)| *known == code);
    found.map_or(code, |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
}

/// Where a fee stands, as a clerk says it.
#[must_use]
pub fn fee(code: &str, lang: Lang) -> &'static str {
    match (code, lang) {
        ("due", Lang::Ja) => "未納",
        ("paid", Lang::Ja) => "入金済み",
        (_, Lang::Ja) => "免除",
        ("due", Lang::En) => "due",
        ("paid", Lang::En) => "paid",
        (_, Lang::En) => "waived",
    }
}

/// A reason in words, by what it is about and the outcome: of papers the beginning of a sentence, of the rest a sentence.
#[must_use]
pub(crate) fn because(about: &str, (outcome, because): (&str, &str), lang: Lang) -> String {
    let said = match about {
        "covered" => CoveredBecause::from_code(because).map(|because| because.sentence(lang).to_owned()),
        "certificate" => {
            Because::from_code(because).zip(CertificateOutcome::from_code(outcome)).map(|(because, outcome)| {
                let decision = CertificateDecision { outcome, because, last_day: None, wait_until: None };
                decision.reason(lang).to_owned()
            })
        }
        "notice" => Because::from_code(because)
            .zip(NoticeOutcome::from_code(outcome))
            .map(|(because, outcome)| NoticeDecision { outcome, because }.reason(lang).to_owned()),
        "last_day" => LastDayBecause::from_code(because).map(|because| because.words(lang).to_owned()),
        _ => ReturnOutcome::from_code(outcome)
            .zip(ReturnBecause::from_code(because))
            .map(|(outcome, because)| ReturnDecision { outcome, because: Some(because) }.sentence(lang)),
    };
    said.unwrap_or_default()
}

/// What happens to a paper, as a clerk says it of a paper in hand.
#[must_use]
pub fn step(step: Step, lang: Lang) -> &'static str {
    let (ja, en) = match step {
        Step::Print => ("印刷", "printed"),
        Step::Spoil => ("刷り損じ", "spoiled"),
        Step::Insert => ("封入", "inserted"),
        Step::Post => ("発送", "posted"),
        Step::Deliver => ("配達済み", "delivered"),
        Step::HandOver => ("手渡し", "handed over"),
        Step::ComeBack => ("返戻", "came back from the post"),
        Step::SayNeverCame => ("未着の申出", "said never to have come"),
        Step::SayReturned => ("返却済みの申出", "said to be returned"),
        Step::SearchInVain => ("調査したが見つからない", "searched for in vain"),
        Step::Lose => ("紛失", "lost"),
        Step::Damage => ("き損", "damaged"),
        Step::Remind => ("督促", "reminded"),
        Step::Return => ("返納", "returned"),
        Step::ReportLoss => ("滅失届", "loss reported"),
        Step::ReportNotCollectable => ("回収不能届", "cannot be collected"),
        Step::Dispose => ("自己廃棄", "destroyed by its holder"),
        Step::Find => ("発見", "found"),
        Step::Replace => ("差替え", "replaced"),
        Step::Destroy => ("廃棄", "destroyed"),
        Step::Withdraw => ("取消し", "taken back"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// How firmly a reminder speaks.
#[must_use]
pub fn firmness(firmness: Firmness, lang: Lang) -> &'static str {
    match (firmness, lang) {
        (Firmness::First, Lang::Ja) => "1回目",
        (Firmness::Second, Lang::Ja) => "2回目",
        (Firmness::Last, Lang::Ja) => "最後",
        (Firmness::First, Lang::En) => "first",
        (Firmness::Second, Lang::En) => "second",
        (Firmness::Last, Lang::En) => "last",
    }
}

/// 申請理由, as forms print it.
#[must_use]
pub fn reason(reason: Reason, lang: Lang) -> &'static str {
    let (ja, en) = match reason {
        Reason::MynaCardLost => ("マイナンバーカードの紛失", "My Number Card lost"),
        Reason::MynaCardRenewing => ("マイナンバーカードの更新手続き中", "My Number Card being renewed"),
        Reason::ECertificateLapsed => ("電子証明書の有効期限切れ", "e-certificate lapsed"),
        Reason::NotRegistered => ("健康保険証の利用登録なし", "not registered for use"),
        Reason::NoMynaCard => ("マイナンバーカードの未取得", "no My Number Card"),
        Reason::MynaCardReturned => ("マイナンバーカードの返納", "My Number Card returned"),
        Reason::NeedsAssistance => ("受診に介助などの支援が必要", "needs somebody's help"),
        Reason::Lost => ("滅失（紛失・盗難）", "lost"),
        Reason::Damaged => ("き損", "damaged"),
    };
    if lang == Lang::Ja { ja } else { en }
}
