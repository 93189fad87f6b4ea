//! Two spellings of a name or an address: one table for each.

use rules::agreement::{Agreement, Because, Grade, addresses, names};

/// one | other | grade | reasons
const NAMES: &str = "
山田　太郎 | 山田　太郎 | A |
山田　太郎 | 山田 太郎 | B | width
山田　太郎 | 山田太郎 | B | spaces
髙橋　さくら | 高橋　さくら | B | variant
髙橋 さくら | 高橋　さくら | B | width variant
渡邉　一郎 | 渡辺　一郎 | B | variant
葛\u{E0100}城　健 | 葛城　健 | B | variant
ヤマダ　タロウ | ﾔﾏﾀﾞ ﾀﾛｳ | B | width
オオタ　ユウコ | オータ　ユーコ | B | kana
やまだ　たろう | ヤマダ　タロウ | B | kana
シヨウジ　ケイコ | ショウジ ケイコ | B | kana
〓田　太郎 | 山田　太郎 | B | substitute
山田　●郎 | 山田 太郎 | B | width substitute
NGUYEN VAN AN | Nguyen Van An | B | width
山田　太郎 | 山田　次郎 | C | other
〓〓 | 山田 | C | other
山田　太郎 | 山田　太郎丸 | C | other
山田　太郎 |  | C | missing
";

const ADDRESSES: &str = "
東京都千代田区千代田1-1 | 東京都千代田区千代田1-1 | A |
東京都千代田区千代田1-1 | 東京都千代田区千代田１－１ | B | width
東京都千代田区千代田1-1 | 東京都千代田区千代田１丁目１番 | B | width blocks
東京都千代田区千代田1-2-3 | 東京都千代田区千代田一丁目2番3号 | B | blocks
大阪府大阪市北区梅田1-2-13 | 大阪府大阪市北区梅田一丁目二番十三号 | B | blocks
大阪府大阪市北区梅田1-2-21 | 大阪府大阪市北区梅田一丁目二番二十一号 | B | blocks
東京都港区三田2-4 | 東京都港区三田2丁目4番地 | B | blocks
東京都千代田区千代田1-1 | 千代田区千代田1-1 | B | prefecture
神奈川県横浜市中区本町1-1 | 横浜市中区本町1番地の1 | B | blocks prefecture
千葉県鎌ヶ谷市富岡1-1 | 千葉県鎌ケ谷市富岡1-1 | B | blocks
東京都渋谷区桜丘町1-1 | 東京都渋谷区櫻丘町1-1 | B | variant
東京都千代田区千代田1-1 101号室 | 東京都千代田区千代田1-1-101 | B | spaces blocks
東京都千代田区千代田1-1 みほんハイツ101 | 東京都千代田区千代田1-1 | C | building
東京都千代田区千代田1-1 | 東京都千代田区千代田1-11 | C | other
東京都千代田区千代田1-1 | 大阪府大阪市北区梅田1-1 | C | other
東京都港区三田2-4 | 東京都港区二田3-4 | C | other
東京都千代田区九九九九九九九九九九九九丁目1 | 東京都千代田区千代田1-1 | C | other
 | 東京都港区三田2-4 | C | missing
";

fn check(table: &str, compare: fn(&str, &str) -> Agreement) {
    for line in table.lines().filter(|line| line.contains('|')) {
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim_matches(' ')).collect();
        let [one, other, grade, because] = cells[..] else { panic!("{line}") };
        for (a, b) in [(one, other), (other, one)] {
            let found = compare(a, b);
            let said: Vec<&str> = found.because.iter().map(|because| because.code()).collect();
            assert_eq!((found.grade.code(), said.join(" ").as_str()), (grade, because), "{line}");
        }
    }
}

#[test]
fn names_agree_whatever_their_way_of_writing() {
    check(NAMES, names);
}

#[test]
fn addresses_agree_whatever_their_notation() {
    check(ADDRESSES, addresses);
}

#[test]
fn every_reason_has_its_sentence_and_only_an_equal_text_has_none() {
    for because in Because::ALL {
        assert!(!because.said().ja.is_empty() && !because.said().en.is_empty());
    }
    assert_eq!(names("", ""), Agreement { grade: Grade::A, because: Vec::new() });
}
