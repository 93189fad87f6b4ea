//! How the last character of a name is read, of 漢字 whose reading at the end of a name hardly varies. Nobody can check a reading
//! in general; but that 山本 is サトウ or that 和子 is ケンタ can be told, and in a file whose columns were sorted apart nearly
//! every row is like that.

use rules::words::Sex;
use rules::words::fold::{fold_variant, full_katakana};

/// The last character of a family name, and how such names end in kana.
const FAMILY: &[(char, &[&str])] = &[
    ('田', &["タ", "ダ"]),
    ('山', &["ヤマ", "サン", "セン"]),
    ('川', &["カワ", "ガワ"]),
    ('河', &["カワ", "ガワ", "コウ"]),
    ('藤', &["トウ", "ドウ", "フジ"]),
    ('村', &["ムラ"]),
    ('本', &["モト", "ホン", "ポン"]),
    ('井', &["イ"]),
    ('木', &["キ", "ギ"]),
    ('野', &["ノ"]),
    ('島', &["シマ", "ジマ"]),
    ('崎', &["サキ", "ザキ"]),
    ('原', &["ハラ", "ワラ", "バラ", "ハル", "バル"]),
    ('口', &["クチ", "グチ"]),
    ('橋', &["ハシ", "バシ"]),
    ('林', &["ハヤシ", "バヤシ"]),
    ('沢', &["サワ", "ザワ"]),
    ('塚', &["ツカ", "ヅカ", "ズカ"]),
    ('岡', &["オカ"]),
    ('松', &["マツ"]),
    ('上', &["カミ", "ガミ", "ウエ", "エ"]),
    ('下', &["シタ", "モト"]),
    ('内', &["ウチ", "ナイ"]),
    ('池', &["イケ", "チ"]),
    ('尾', &["オ", "ビ"]),
    ('部', &["ベ", "ナベ", "トリ"]),
    ('辺', &["ベ", "ナベ"]),
    ('谷', &["タニ", "ヤ", "ガイ", "タニ", "ダニ", "ガヤ"]),
    ('石', &["イシ", "シ"]),
    ('瀬', &["セ", "ゼ"]),
    ('浦', &["ウラ"]),
    ('屋', &["ヤ"]),
    ('水', &["ミズ"]),
    ('永', &["ナガ", "エ"]),
    ('森', &["モリ"]),
    ('葉', &["ハ", "バ"]),
    ('地', &["チ", "ジ"]),
    ('保', &["ボ", "ホ"]),
    ('宮', &["ミヤ", "グウ"]),
    ('場', &["バ"]),
    ('坂', &["サカ", "ザカ"]),
    ('城', &["シロ", "ギ", "ジョウ", "グスク", "キ"]),
    ('越', &["コシ", "ゴエ", "ゴシ", "コエ"]),
    ('津', &["ツ", "ヅ"]),
    ('倉', &["クラ", "グラ"]),
    ('見', &["ミ"]),
    ('平', &["ヒラ", "ダイラ", "タイラ", "ヘイ"]),
    ('西', &["ニシ", "サイ"]),
    ('子', &["コ"]),
    ('堀', &["ホリ", "ボリ"]),
    ('杉', &["スギ"]),
    ('条', &["ジョウ"]),
];

/// The last character of a given name, how such names end in kana, and whose they nearly always are.
const GIVEN: &[(char, &[&str], Option<Sex>)] = &[
    ('子', &["コ", "ネ"], Some(Sex::Female)),
    ('美', &["ミ", "ハル", "ヨシ"], Some(Sex::Female)),
    ('恵', &["エ", "メグミ", "ケイ", "サト"], Some(Sex::Female)),
    ('香', &["カ", "カオリ", "コウ"], Some(Sex::Female)),
    ('奈', &["ナ"], Some(Sex::Female)),
    ('菜', &["ナ"], Some(Sex::Female)),
    ('江', &["エ"], Some(Sex::Female)),
    ('枝', &["エ"], Some(Sex::Female)),
    ('代', &["ヨ"], Some(Sex::Female)),
    ('花', &["カ", "ハナ"], Some(Sex::Female)),
    ('穂', &["ホ"], Some(Sex::Female)),
    ('織', &["オリ", "リ"], None),
    ('里', &["リ", "サト"], None),
    ('紀', &["キ", "ノリ"], None),
    ('郎', &["ロウ"], Some(Sex::Male)),
    ('朗', &["ロウ", "アキラ", "オ"], Some(Sex::Male)),
    ('男', &["オ"], Some(Sex::Male)),
    ('夫', &["オ"], Some(Sex::Male)),
    ('雄', &["オ", "ユウ", "タケ", "タケシ"], Some(Sex::Male)),
    ('彦', &["ヒコ"], Some(Sex::Male)),
    ('太', &["タ", "ダイ", "フトシ"], Some(Sex::Male)),
    ('介', &["スケ"], Some(Sex::Male)),
    ('助', &["スケ"], Some(Sex::Male)),
    ('輔', &["スケ"], Some(Sex::Male)),
    ('也', &["ヤ", "ナリ"], Some(Sex::Male)),
    ('哉', &["ヤ", "カナ"], Some(Sex::Male)),
    ('斗', &["ト"], Some(Sex::Male)),
    ('翔', &["ト", "ショウ", "カケル"], Some(Sex::Male)),
    ('樹', &["キ", "ジュ", "イツキ", "タツキ"], None),
    ('一', &["イチ", "カズ", "ハジメ", "イツ"], Some(Sex::Male)),
    ('二', &["ジ"], Some(Sex::Male)),
    ('司', &["ジ", "シ", "ツカサ"], Some(Sex::Male)),
    ('治', &["ジ", "ハル", "オサム"], Some(Sex::Male)),
    ('志', &["シ", "ジ"], None),
    ('平', &["ヘイ", "ペイ", "ヒラ"], Some(Sex::Male)),
    ('行', &["ユキ", "コウ"], Some(Sex::Male)),
    ('之', &["ユキ", "シ", "ノ"], Some(Sex::Male)),
    ('幸', &["ユキ", "コウ", "サチ"], None),
    ('弘', &["ヒロ", "ヒロシ", "コウ"], Some(Sex::Male)),
    ('大', &["ダイ", "ヒロ", "タ", "マサル"], Some(Sex::Male)),
    ('真', &["マ", "シン", "マコト"], None),
];

/// What the end of a name's 漢字 says of its kana.
pub(super) enum End {
    /// It is read so.
    Fits,
    /// It is hardly ever read so.
    Off,
    /// Nobody can tell.
    Unknown,
}

fn last(text: &str) -> Option<char> {
    text.chars().last().map(fold_variant)
}

fn ends(kana: &str, readings: &[&str]) -> End {
    let kana: String = kana.chars().map(full_katakana).collect();
    if kana.is_empty() {
        return End::Unknown;
    }
    if readings.iter().any(|reading| kana.ends_with(reading)) { End::Fits } else { End::Off }
}

/// Does a family name end as its kana does?
pub(super) fn family(name: &str, kana: &str) -> End {
    let Some(last) = last(name) else { return End::Unknown };
    FAMILY.iter().find(|(one, _)| fold_variant(*one) == last).map_or(End::Unknown, |(_, readings)| ends(kana, readings))
}

/// Does a given name end as its kana does?
pub(super) fn given(name: &str, kana: &str) -> End {
    if name.chars().count() < 2 {
        return End::Unknown;
    }
    let Some(last) = last(name) else { return End::Unknown };
    let known = GIVEN.iter().find(|(one, ..)| fold_variant(*one) == last);
    known.map_or(End::Unknown, |(_, readings, _)| ends(kana, readings))
}

/// Whose a given name nearly always is.
pub(super) fn sex(name: &str) -> Option<Sex> {
    if name.chars().count() < 2 {
        return None;
    }
    let last = last(name)?;
    GIVEN.iter().find(|(one, ..)| fold_variant(*one) == last).and_then(|(.., sex)| *sex)
}

/// The prefectures of postcodes by their first three digits, each with the last one of its run (日本郵便). Where a run holds a few
/// towns of a neighbour, both are named.
const POSTCODES: &[(u16, &[&str])] = &[
    (7, &["北海道"]),
    (19, &["秋田県"]),
    (29, &["岩手県"]),
    (39, &["青森県"]),
    (99, &["北海道"]),
    (209, &["東京都"]),
    (259, &["神奈川県"]),
    (299, &["千葉県"]),
    (319, &["茨城県"]),
    (329, &["栃木県"]),
    (369, &["埼玉県"]),
    (379, &["群馬県"]),
    (389, &["長野県", "群馬県", "新潟県"]),
    (399, &["長野県"]),
    (409, &["山梨県"]),
    (439, &["静岡県", "神奈川県"]),
    (497, &["愛知県"]),
    (498, &["愛知県", "三重県"]),
    (499, &["愛知県"]),
    (509, &["岐阜県"]),
    (519, &["三重県", "和歌山県"]),
    (529, &["滋賀県"]),
    (619, &["大阪府", "京都府", "兵庫県"]),
    (629, &["京都府"]),
    (639, &["奈良県", "三重県", "京都府"]),
    (649, &["和歌山県", "奈良県", "三重県"]),
    (679, &["兵庫県", "大阪府"]),
    (689, &["鳥取県", "岡山県", "島根県"]),
    (699, &["島根県"]),
    (719, &["岡山県", "広島県"]),
    (739, &["広島県"]),
    (759, &["山口県"]),
    (769, &["香川県"]),
    (779, &["徳島県"]),
    (789, &["高知県"]),
    (799, &["愛媛県"]),
    (849, &["福岡県", "佐賀県", "長崎県"]),
    (859, &["長崎県"]),
    (869, &["熊本県"]),
    (879, &["大分県", "福岡県"]),
    (889, &["宮崎県"]),
    (899, &["鹿児島県"]),
    (909, &["沖縄県"]),
    (919, &["福井県"]),
    (929, &["石川県"]),
    (939, &["富山県"]),
    (959, &["新潟県"]),
    (979, &["福島県"]),
    (989, &["宮城県"]),
    (999, &["山形県"]),
];

/// Does a postcode lie in the prefecture with which the address begins? `None` where the address names none.
pub(super) fn postcode_fits(postcode: &str, address: &str) -> Option<bool> {
    let front: u16 = postcode.get(..3)?.parse().ok()?;
    let (_, there) = POSTCODES.iter().find(|(last, _)| front <= *last)?;
    let named = POSTCODES.iter().flat_map(|(_, names)| names.iter()).any(|name| address.starts_with(name));
    named.then(|| there.iter().any(|name| address.starts_with(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> impl Iterator<Item = Vec<&str>> {
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
    }

    #[test]
    fn common_names_end_as_their_kana_do() {
        let mut off = Vec::new();
        let mut known = 0;
        for row in table(include_str!("../../demo/surnames.tsv")) {
            match family(row[0], row[1]) {
                End::Fits => known += 1,
                End::Off => off.push(row[0]),
                End::Unknown => {}
            }
        }
        assert!(100 < known, "{known}");
        assert!(off.len() <= 6, "{off:?}");
        off.clear();
        for row in table(include_str!("../../demo/given.tsv")) {
            let wrong_sex = sex(row[0]).is_some_and(|sex| (sex == Sex::Male) != (row[2] == "m"));
            if matches!(given(row[0], row[1]), End::Off) || wrong_sex {
                off.push(row[0]);
            }
        }
        assert!(off.len() <= 6, "{off:?}");
    }

    #[test]
    fn postcodes_lie_in_their_prefectures() {
        let mut off = Vec::new();
        for row in table(include_str!("../../demo/towns.tsv")) {
            if postcode_fits(row[0], row[1]) != Some(true) {
                off.push((row[0], row[1]));
            }
        }
        assert!(off.is_empty(), "{off:?}");
        assert_eq!(postcode_fits("1000001", "大阪府大阪市"), Some(false));
        assert_eq!(postcode_fits("1000001", "千代田区千代田"), None);
    }
}
