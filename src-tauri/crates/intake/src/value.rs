//! What the words and codes in cells mean.

use rules::case::{MynaCard, UseRegistration};
use rules::words::fold::full_katakana;
use rules::words::{Relation, Sex};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A short text in the form that is compared: NFKC, upper case, without spaces and brackets.
pub(crate) fn key(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '「' | '」' | ':' | '.'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// 男/女, 1/2, 5/6 (with a pension fund), M/F.
pub(crate) fn sex(text: &str) -> Option<Sex> {
    match text {
        "男" | "1" => return Some(Sex::Male),
        "女" | "2" => return Some(Sex::Female),
        _ => {}
    }
    Some(match key(text).as_str() {
        "男" | "男性" | "男子" | "1" | "01" | "5" | "3" | "7" | "M" | "MALE" | "♂" | "1男" | "1男性" => {
            Sex::Male
        }
        "女" | "女性" | "女子" | "2" | "02" | "6" | "F" | "FEMALE" | "♀" | "2女" | "2女性" => Sex::Female,
        _ => return None,
    })
}

/// What a cell of 続柄 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kin {
    Is(Relation),
    /// 配偶者: husband or wife, by the dependant's sex.
    Spouse,
    /// A code: which system it belongs to, nobody should guess.
    Code(u8),
    Unknown,
}

pub(crate) fn kin(text: &str) -> Kin {
    let key = key(text);
    if key.len() <= 2
        && let Ok(code) = key.parse::<u8>()
    {
        return Kin::Code(code);
    }
    // 01:実子, 3父母: the word decides.
    let word = key.trim_start_matches(|c: char| c.is_ascii_digit());
    Kin::Is(match word {
        "本人" | "被保険者" | "被保険者本人" | "世帯主" => Relation::Insured,
        "夫" | "夫未届" | "未届の夫" | "内縁の夫" | "内夫" => Relation::Husband,
        "妻" | "妻未届" | "未届の妻" | "内縁の妻" | "内妻" => Relation::Wife,
        "配偶者" | "配偶" | "内縁" => return Kin::Spouse,
        "子" | "子供" | "子ども" | "実子" | "養子" | "実子・養子" | "実子養子" | "長男" | "長女" | "次男" | "次女"
        | "二男" | "二女" | "三男" | "三女" | "四男" | "四女" | "五男" | "五女" | "六男" | "六女" | "息子" | "娘"
        | "養女" | "第1子" | "第2子" | "第3子" => Relation::Child,
        "01以外の子" | "それ以外の子" | "その他の子" | "以外の子" | "連れ子" | "継子" | "配偶者の子" | "妻の子"
        | "夫の子" | "婿" | "嫁" | "子の配偶者" => Relation::OtherChild,
        "父" | "母" | "父母" | "実父" | "実母" | "養父" | "養母" | "養父母" | "父母・養父母" => {
            Relation::Parent
        }
        "義父" | "義母" | "義父母" | "配偶者の父" | "配偶者の母" | "妻の父" | "妻の母" | "夫の父" | "夫の母" | "舅"
        | "姑" => Relation::ParentInLaw,
        "弟" | "妹" | "弟妹" | "実弟" | "実妹" => Relation::YoungerSibling,
        "兄" | "姉" | "兄姉" | "実兄" | "実姉" => Relation::OlderSibling,
        "祖父" | "祖母" | "祖父母" => Relation::Grandparent,
        "曽祖父" | "曽祖母" | "曾祖父" | "曾祖母" | "曾祖父母" | "曽祖父母" => {
            Relation::GreatGrandparent
        }
        "孫" => Relation::Grandchild,
        "その他" | "甥" | "姪" | "叔父" | "叔母" | "伯父" | "伯母" | "おじ" | "おば" | "従兄弟" | "いとこ" | "義兄"
        | "義姉" | "義弟" | "義妹" | "曾孫" | "曽孫" | "ひ孫" | "同居人" | "親族" => Relation::Other,
        _ => return Kin::Unknown,
    })
}

/// The official form 2202700's code of a relation. Husband and wife have none there.
pub(crate) fn relation_of_code(code: u8) -> Option<Relation> {
    Some(match code {
        1 => Relation::Child,
        2 => Relation::OtherChild,
        3 => Relation::Parent,
        4 => Relation::ParentInLaw,
        5 => Relation::YoungerSibling,
        6 => Relation::OlderSibling,
        7 => Relation::Grandparent,
        8 => Relation::GreatGrandparent,
        9 => Relation::Grandchild,
        10 => Relation::Other,
        _ => return None,
    })
}

/// ○, ✓, 要, 有: yes. ×, 不要, 無: no. Blank says nothing.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match key(text).as_str() {
        "○" | "〇" | "◯" | "●" | "◎" | "⭕" | "O" | "✓" | "✔" | "☑" | "レ" | "レ点" | "1" | "要" | "必要" | "有"
        | "有り" | "あり" | "ある" | "希望" | "希望する" | "発行" | "発行要" | "交付" | "する" | "YES" | "Y"
        | "TRUE" | "済" | "1要" | "1必要" => Some(true),
        "×" | "✕" | "✖" | "X" | "☐" | "□" | "0" | "2" | "否" | "不要" | "無" | "無し" | "なし" | "ない"
        | "希望しない" | "しない" | "NO" | "N" | "FALSE" | "0不要" | "2不要" => Some(false),
        _ => None,
    }
}

pub(crate) fn use_registration(text: &str) -> Option<UseRegistration> {
    match key(text).as_str() {
        "登録済" | "登録済み" | "登録" | "登録有" | "登録有り" | "登録あり" | "利用登録済" | "利用登録済み"
        | "利用登録あり" | "利用登録有" | "済み" => Some(UseRegistration::Yes),
        "未登録"
        | "未"
        | "登録無"
        | "登録無し"
        | "登録なし"
        | "利用登録なし"
        | "利用登録無"
        | "未済"
        | "登録していない" => Some(UseRegistration::No),
        "解除" | "登録解除" | "解除済" | "解除済み" | "利用登録解除" | "利用登録解除済" => {
            Some(UseRegistration::Released)
        }
        "不明" | "確認中" | "未確認" => Some(UseRegistration::Unknown),
        // Whose code it is, nobody knows.
        "2" => None,
        _ => yes_or_no(text).map(|yes| if yes { UseRegistration::Yes } else { UseRegistration::No }),
    }
}

/// 一部負担金の割合 of those of 70 and over, in tenths: 2 or 3, written as tenths, as a part or in hundredths.
pub(crate) fn ratio(text: &str) -> Option<u8> {
    match key(text).trim_end_matches("負担").trim_end_matches('割') {
        "2" | "二" | "20%" | "0.2" => Some(2),
        "3" | "三" | "30%" | "0.3" => Some(3),
        _ => None,
    }
}

pub(crate) fn myna_card(text: &str) -> Option<MynaCard> {
    match key(text).as_str() {
        "取得済" | "取得済み" | "保有" | "所持" | "所有" | "取得" | "交付済" | "交付済み" => {
            Some(MynaCard::Held)
        }
        "未取得" | "未交付" | "未保有" | "未所持" | "未作成" => Some(MynaCard::None),
        "紛失" | "紛失中" => Some(MynaCard::Lost),
        "更新中" | "更新手続中" | "更新手続き中" => Some(MynaCard::Renewing),
        "返納" | "返納済" | "返納済み" => Some(MynaCard::Returned),
        "不明" | "未確認" => Some(MynaCard::Unknown),
        _ => yes_or_no(text).map(|yes| if yes { MynaCard::Held } else { MynaCard::None }),
    }
}

/// What a cell of 異動区分 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    In,
    Out,
    Alter,
}

pub(crate) fn change(text: &str) -> Option<Move> {
    let key = key(text);
    Some(match key.trim_start_matches(|c: char| c.is_ascii_digit() && key.chars().count() > 1) {
        "取得" | "資格取得" | "加入" | "入社" | "新規" | "新規加入" | "該当" | "追加" | "扶養追加" | "認定"
        | "扶養認定" | "増" | "取" | "1" | "取得届" | "資格取得届" | "新規取得" | "被扶養者追加" | "被扶養者該当"
        | "A" => Move::In,
        "喪失"
        | "資格喪失"
        | "脱退"
        | "退職"
        | "退社"
        | "非該当"
        | "削除"
        | "除外"
        | "扶養削除"
        | "扶養解除"
        | "解除"
        | "減"
        | "喪"
        | "2"
        | "喪失届"
        | "資格喪失届"
        | "被扶養者削除"
        | "被扶養者非該当"
        | "死亡"
        | "D" => Move::Out,
        "変更" | "訂正" | "氏名変更" | "住所変更" | "氏名住所変更" | "変更届" | "修正" | "3" | "C" => {
            Move::Alter
        }
        _ => return None,
    })
}

/// `-`, なし and the like: the writer's word for an empty cell.
pub(crate) fn is_blank_mark(text: &str) -> bool {
    matches!(
        text,
        "-" | "－"
            | "ー"
            | "―"
            | "—"
            | "–"
            | "‐"
            | "なし"
            | "無し"
            | "無"
            | "該当なし"
            | "N/A"
            | "n/a"
            | "*"
            | "＊"
            | "--"
            | "－－"
            | "／"
            | "/"
    )
}

/// 同上: the writer's word for the cell above.
pub(crate) fn is_ditto(text: &str) -> bool {
    matches!(text, "同上" | "〃" | "々" | "\"" | "″" | "”" | "''" | "同" | "仝")
}

/// A postcode: seven digits, and whether a leading zero was put back.
pub(crate) fn postcode(text: &str) -> Option<(String, bool)> {
    if text.len() == 8
        && let Some((front, back)) = text.split_once('-')
        && front.len() == 3
        && front.bytes().chain(back.bytes()).all(|b| b.is_ascii_digit())
    {
        return Some((format!("{front}{back}"), false));
    }
    let mut digits = String::with_capacity(7);
    for c in text.nfkc() {
        match c {
            '0'..='9' => digits.push(c),
            '〒' | '-' | '‐' | '−' | '–' | '—' | '―' | 'ー' | ' ' => {}
            _ => return None,
        }
    }
    match digits.len() {
        7 => Some((digits, false)),
        6 => Some((format!("0{digits}"), true)),
        _ => None,
    }
}

/// The text in NFC, borrowed where it is so already.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// A name as it is kept: NFC, one U+3000 between family and given name, no control characters. The second value says whether
/// there was a separator.
pub(crate) fn name(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len() + 3);
    let mut split = false;
    let mut gap = false;
    for c in nfc(text).chars() {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push('\u{3000}');
            split = true;
        }
        gap = false;
        out.push(c);
    }
    (out, split)
}

/// Does the text begin as a formula does, in full width too? A spreadsheet would compute it when it comes out again.
pub(crate) fn is_like_a_formula(text: &str) -> bool {
    text.trim_start().nfkc().next().is_some_and(|c| matches!(c, '=' | '+' | '-' | '@'))
}

/// Kana as it is kept: full-width katakana, one U+3000 between family and given name. `None` when there is anything but kana
/// in it (or Latin letters, which foreign names have).
pub(crate) fn kana(text: &str) -> (String, bool, bool) {
    let mut out = String::with_capacity(text.len() + 3);
    let (mut split, mut gap, mut pure) = (false, false, true);
    let mut push = |c: char| {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            return;
        }
        if gap && !out.is_empty() {
            out.push('\u{3000}');
            split = true;
        }
        gap = false;
        let c = match full_katakana(c) {
            '-' | '‐' | '−' | '–' | '—' | '―' => 'ー',
            c => c,
        };
        pure &= matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | 'ヽ' | 'ヾ' | 'A'..='Z' | 'a'..='z' | '\'' | '.' | ',' | '=');
        out.push(c);
    };
    // Plain katakana and U+3000 are NFKC but for the space.
    if text.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | '\u{3000}' | ' ')) {
        text.chars().for_each(&mut push);
    } else {
        text.nfkc().for_each(&mut push);
    }
    (out, split, pure)
}

/// Does the text hold `E+11` behind digits: a number that a spreadsheet showed in scientific notation?
pub(crate) fn is_scientific(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().position(|b| matches!(b, b'E' | b'e')).is_some_and(|at| {
        at > 0
            && bytes[..at].iter().all(|b| b.is_ascii_digit() || *b == b'.')
            && matches!(bytes.get(at + 1), Some(b'+' | b'-'))
            && bytes.len() > at + 2
            && bytes[at + 2..].iter().all(u8::is_ascii_digit)
    })
}
