//! Who somebody is: grades by what agrees, and the table of variant characters.

use std::collections::HashMap;

use rules::words::fold::{
    FOLD_VERSION, bare_kana_key, bare_name_key, fold_variant, is_private_use, kana_key, name_key, variants,
};
use rules::words::identity::{Grade, Key, Keys};

/// number | birth date | kana | kanji | last four | sex | grade | by. `=` agrees, `~` agrees once folded, `r` the given name
/// alone, `x` differs, `.` untold.
const GRADES: &str = "
= | = | = | = | . | = | A | number born kana
= | = | = | x | . | . | A | number born kana
= | = | = | . | . | x | A | number born kana
. | = | = | . | = | . | A | born kana last_four
x | = | = | . | = | . | C | born kana last_four
= | = | ~ | = | . | . | B | number born kana_folded
. | = | ~ | . | = | . | B | born kana_folded last_four
= | = | . | . | . | . | B | number born
= | = | . | = | . | . | B | number born kanji
= | = | r | . | . | = | B | number born given_kana
= | = | r | . | . | x | C | number born given_kana
= | = | x | . | . | . | C | number born
= | . | = | = | . | . | B | number kana
= | . | ~ | . | . | . | B | number kana_folded
= | . | = | . | . | x | C | number kana
= | x | = | = | . | . | C | number kana
. | = | = | x | . | . | B | born kana
. | = | ~ | . | . | = | B | born kana_folded
. | = | = | = | . | x | C | born kana
x | = | = | . | . | . | C | born kana
= | . | . | . | . | . | B | number
= | . | . | = | . | . | C | number kanji
= | . | x | = | . | . | C | number kanji
. | = | . | = | . | . | C | born kanji
. | = | . | = | = | . | C | born last_four kanji
. | . | = | = | . | . | C | kana
. | . | . | = | . | . | C | kanji
. | = | . | . | = | . | C | born last_four
x | x | x | x | x | x | C |
. | . | . | . | . | . | C |
";

fn key(cell: &str) -> Key {
    match cell {
        "=" => Key::Agrees,
        "~" => Key::Folded,
        "r" => Key::Renamed,
        "x" => Key::Differs,
        "." => Key::Untold,
        other => panic!("{other}"),
    }
}

#[test]
fn a_person_is_told_by_number_birth_date_and_kana_and_graded_by_how_many_agree() {
    for line in GRADES.lines().filter(|line| line.contains('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [number, born, kana, kanji, last_four, sex, grade, by] = cells[..] else { panic!("{line}") };
        let keys = Keys {
            number: key(number),
            born: key(born),
            kana: key(kana),
            kanji: key(kanji),
            last_four: key(last_four),
            sex: key(sex),
        };
        let said: Vec<&str> = keys.by().iter().map(|by| by.code()).collect();
        assert_eq!((keys.grade().code(), said.join(" ").as_str()), (grade, by), "{line}");
    }
}

#[test]
fn kanji_alone_change_no_grade_for_the_better() {
    let all = [Key::Untold, Key::Agrees, Key::Differs];
    let kana = [Key::Untold, Key::Agrees, Key::Folded, Key::Renamed, Key::Differs];
    for number in all {
        for born in all {
            for kana in kana {
                for last_four in all {
                    let keys = Keys { number, born, kana, last_four, ..Keys::default() };
                    let with = Keys { kanji: Key::Agrees, ..keys };
                    assert!(keys.grade() <= with.grade(), "{keys:?}");
                    let without_keys = [number, born, kana].iter().filter(|key| **key == Key::Agrees).count() < 2;
                    assert!(!without_keys || kana == Key::Folded || with.grade() == Grade::C, "{keys:?}");
                }
            }
        }
    }
}

#[test]
fn every_variant_of_the_table_folds_and_folds_no_further() {
    let all: HashMap<char, char> = variants().collect();
    assert!(all.len() >= 600 && all.len() == variants().count(), "{} variants, each once", all.len());
    for (variant, plain) in variants() {
        let (variant_name, plain_name) = (format!("{variant}田"), format!("{plain}田"));
        assert_ne!(variant, plain);
        assert_eq!(name_key(&variant_name), name_key(&plain_name), "{variant} {plain}");
        assert_eq!(fold_variant(plain), plain, "{plain} stays");
        assert_eq!(name_key(&name_key(&variant_name)), name_key(&variant_name), "{variant}");
        assert!(!is_private_use(variant) && !is_private_use(plain), "{variant} {plain}");
    }
}

#[test]
fn the_table_says_its_version_its_origin_and_its_licence() {
    let table = include_str!("../../src-tauri/crates/rules/src/words/fold.tsv");
    let head: Vec<&str> = table.lines().take_while(|line| line.starts_with('#')).collect();
    assert!(head.contains(&format!("# version {FOLD_VERSION}").as_str()));
    let head = head.join("\n");
    assert!(head.contains("Origin:") && head.contains("Licence:"), "{head}");
}

/// One name in two spellings, as files bring them.
const ONE: &[(&str, &str)] = &[
    ("髙橋", "高橋"),
    ("山﨑", "山崎"),
    ("渡邊", "渡邉"),
    ("渡邊", "渡辺"),
    ("齋藤", "斎藤"),
    ("齊藤", "斉藤"),
    // 斉 and 斎 are two characters in the register; employers exchange them, so they are compared as one.
    ("斉藤", "斎藤"),
    ("濵田", "濱田"),
    ("濱田", "浜田"),
    ("德川", "徳川"),
    ("祐\u{FA4F}", "祐\u{FA4F}"),
    ("\u{FA4F}子", "祐子"),
    ("\u{FA19}田", "神田"),
    ("\u{FA10}本", "塚本"),
    ("\u{2F3E}田", "戸田"),
    ("\u{2FBC}田", "高田"),
    ("\u{2ED1}田", "長田"),
    ("\u{2EC4}村", "西村"),
    ("\u{2EEF}", "竜"),
    ("島田", "嶋田"),
    ("葛\u{E0100}城", "葛城"),
    ("辻\u{E0101}", "辻"),
    ("𠮷川", "吉川"),
    ("土屋", "圡屋"),
    ("冨田", "富田"),
];

/// Other families.
const OTHER: &[(&str, &str)] = &[
    ("河合", "川合"),
    ("太田", "大田"),
    ("阿部", "安部"),
    ("伊藤", "伊東"),
    ("畠山", "畑山"),
    ("椙山", "杉山"),
    ("菅野", "管野"),
    ("今野", "紺野"),
    ("荻原", "萩原"),
    ("裕子", "祐子"),
    ("圭子", "珪子"),
    ("相沢", "会沢"),
    ("宍戸", "肉戸"),
    ("脇田", "脅田"),
    ("針谷", "鍼谷"),
    ("川崎", "川埼"),
    ("巌井", "岩井"),
    ("刈谷", "苅谷"),
    ("堀田", "掘田"),
    ("古谷", "古屋"),
    ("石川", "石河"),
    ("\u{E000}田", "田"),
    ("\u{E000}田", "\u{E001}田"),
    ("\u{E000}田", "高田"),
];

#[test]
fn spellings_of_one_name_are_one_and_other_families_stay_other_families() {
    for (one, other) in ONE {
        assert_eq!(name_key(one), name_key(other), "{one} {other}");
    }
    for (one, other) in OTHER {
        assert_ne!(name_key(one), name_key(other), "{one} {other}");
    }
    assert_eq!(name_key("\u{E000}田"), name_key("\u{E000} 田"), "外字 are themselves");
    assert_ne!(bare_name_key("髙橋"), bare_name_key("高橋"), "what is kept for good hangs on no table");
}

/// Kana: one sound or two; and whether they are the same in width and spaces alone.
const KANA: &[(&str, &str, bool, bool)] = &[
    ("ヤマダ　タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ", true, true),
    ("ヤマダタロウ", "やまだ　たろう", true, true),
    ("シヨウジ", "ショウジ", true, false),
    ("ミツヅカ", "ミツズカ", true, false),
    ("フジ", "フヂ", true, false),
    ("ヲノ", "オノ", true, false),
    ("コーノ", "コウノ", true, false),
    ("オータ", "オオタ", true, false),
    ("ヰノウエ", "イノウエ", true, false),
    ("マリ・アン", "マリアン", true, true),
    ("ヴェロニカ", "ベロニカ", false, false),
    ("オノ", "オオノ", false, false),
    ("オオノ", "オウノ", false, false),
    ("ハナ", "バナ", false, false),
    ("ユキ", "ユウキ", false, false),
    ("スズキ", "ススキ", false, false),
];

#[test]
fn kana_are_folded_by_the_sound_they_spell_and_no_further() {
    for (one, other, same, bare) in KANA {
        assert_eq!(kana_key(one) == kana_key(other), *same, "{one} {other}");
        assert_eq!(bare_kana_key(one) == bare_kana_key(other), *bare, "{one} {other}");
        assert_eq!(kana_key(&kana_key(one)), kana_key(one), "{one}");
    }
}
