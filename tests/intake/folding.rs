//! Names and kana in the form that is compared.

use rules::words::fold::{fold_variant, is_private_use, kana_key, name_key};

#[test]
fn variant_characters_widths_and_spaces_make_no_other_name() {
    for (one, other) in [
        ("髙﨑　葵", "高崎 葵"),
        ("渡邊 朔", "渡辺朔"),
        ("渡邉 朔", "渡辺　朔"),
        ("齋藤 齊", "斉藤斎"),
        ("濵田", "浜田"),
        ("𠮷田", "吉田"),
        ("葛\u{E0100}城", "葛城"),
        ("神\u{FA19}", "神神"),
        ("Ａｎｎａ ＢＲＯＷＮ", "anna brown"),
        ("廣澤 德壽", "広沢徳寿"),
    ] {
        assert_eq!(name_key(one), name_key(other), "{one} {other}");
    }
    assert_ne!(name_key("山田"), name_key("山本"));
}

#[test]
fn kana_are_compared_by_sound() {
    for (one, other) in [
        ("ｼｮｳﾀ ｷﾞﾝ", "ショウタ　ギン"),
        ("しょうた", "シヨウタ"),
        ("ユーコ", "ユウコ"),
        ("コーノ", "コウノ"),
        ("オータ", "オオタ"),
        ("ミツヅカ", "ミツズカ"),
        ("か\u{3099}", "ガ"),
    ] {
        assert_eq!(kana_key(one), kana_key(other), "{one} {other}");
    }
    assert_ne!(kana_key("オノ"), kana_key("オオノ"));
    assert_ne!(kana_key("ハナ"), kana_key("バナ"));
}

#[test]
fn no_variant_is_itself_folded_further() {
    for c in '\u{3400}'..='\u{9FFF}' {
        let folded = fold_variant(c);
        assert_eq!(fold_variant(folded), folded, "{c}");
    }
}

#[test]
fn private_use_is_recognised() {
    assert!(is_private_use('\u{E000}') && is_private_use('\u{F8FF}') && !is_private_use('髙'));
}
