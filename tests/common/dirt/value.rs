//! What is done to the values of a row.

use desk::demo::Member;
use intake::write::half_width;
use rules::calendar::Day;
use rules::words::{Relation, Sex};

use super::{Fate, Val};

/// One kind of dirt.
pub struct Value {
    /// Its name, part of a file's.
    pub name: &'static str,
    /// A text file cannot have it.
    pub needs_a_book: bool,
    /// Does it to the n-th row of a file, and says what must become of the row.
    pub soil: fn(&mut Vec<Val>, &Member, usize) -> Fate,
    /// Other headings that go with it.
    pub headings: Option<fn(&mut Vec<String>)>,
}

const NUMBER: usize = 1;
const BRANCH: usize = 2;
const NAME: usize = 3;
const KANA: usize = 4;
const BORN: usize = 5;
const SEX: usize = 6;
const RELATION: usize = 7;
const ACQUIRED: usize = 8;
const MY_NUMBER: usize = 9;
const POSTCODE: usize = 10;
const ADDRESS: usize = 11;
const WISH: usize = 12;

const fn any(name: &'static str, soil: fn(&mut Vec<Val>, &Member, usize) -> Fate) -> Value {
    Value { name, needs_a_book: false, soil, headings: None }
}

const fn book(name: &'static str, soil: fn(&mut Vec<Val>, &Member, usize) -> Fate) -> Value {
    Value { name, needs_a_book: true, soil, headings: None }
}

/// The kind whose names have no space.
pub const JOINED: &str = "氏名に区切りがない";

/// Every kind.
pub const VALUES: &[Value] = &[
    any("整った行", |_, _, _| Fate::In),
    book("和暦の日付書式", |row, it, turn| {
        let format = ["[$-411]ge.m.d;@", "[$-411]ggge\"年\"m\"月\"d\"日\";@", "yyyy/m/d"][turn % 3];
        days(row, it, |day| Val::Date(day, format))
    }),
    book("日付がシリアル値", |row, it, _| days(row, it, |day| Val::Number(serial(day), "General"))),
    book("日付が8桁の数値", |row, it, _| {
        days(row, it, |day| Val::Number(eight(day).parse().expect("digits"), "General"))
    }),
    any("日付の区切りの揺れ", |row, it, turn| {
        days(row, it, |day| {
            let (year, month, date) = (day.year(), day.month(), day.day());
            Val::text(match turn % 5 {
                0 => format!("{year}-{month}-{date}"),
                1 => format!("{year}.{month:02}.{date:02}"),
                2 => format!("{year}年{month}月{date}日"),
                3 => wide(&format!("{year}/{month}/{date}")),
                _ => eight(day),
            })
        })
    }),
    any("和暦の書き方の揺れ", |row, it, turn| {
        days(row, it, |day| {
            let (letter, word, year) = era(day);
            let (month, date) = (day.month(), day.day());
            Val::text(match turn % 6 {
                0 => format!("{letter}{year}.{month}.{date}"),
                1 => format!("{}{year}/{month}/{date}", letter.to_ascii_lowercase()),
                2 => wide(&format!("{letter}{year}.{month}.{date}")),
                3 => format!("{}{year}.{month}.{date}", word.chars().next().expect("a sign")),
                4 if year == 1 => format!("{word}元年{month}月{date}日"),
                4 => format!("{word}{year}年{month}月{date}日"),
                _ => format!("{}{year}.{month}.{date}", square(letter)),
            })
        })
    }),
    any("元号コード付きの6桁", |row, it, turn| {
        days(row, it, |day| {
            let (letter, _, year) = era(day);
            let code = match letter {
                'M' => 1,
                'T' => 3,
                'S' => 5,
                'H' => 7,
                _ => 9,
            };
            let dash = if turn % 2 == 0 { "-" } else { "" };
            Val::text(format!("{code}{dash}{year:02}{:02}{:02}", day.month(), day.day()))
        })
    }),
    any("元号のない6桁", |row, it, _| {
        let (_, _, year) = era(it.born);
        row[BORN] = Val::text(format!("{year:02}{:02}{:02}", it.born.month(), it.born.day()));
        Fate::Waits
    }),
    any("2桁の西暦", |row, it, _| {
        row[BORN] = Val::text(format!("{:02}/{}/{}", it.born.year() % 100, it.born.month(), it.born.day()));
        Fate::Waits
    }),
    any("存在しない日付", |row, _, turn| {
        if turn % 3 != 0 {
            return Fate::In;
        }
        row[[BORN, ACQUIRED][turn / 3 % 2]] = Val::text(["昭和63年2月30日", "H30.2.29", "1988/13/1"][turn / 3 % 3]);
        Fate::Waits
    }),
    book("番号が数値と表示書式", |row, it, _| {
        let digits = |text: &str| text.parse::<f64>().expect("digits");
        row[NUMBER] = Val::Number(digits(&it.number.number), if it.number.number.len() == 7 { "0000000" } else { "0" });
        row[BRANCH] = Val::Number(digits(&it.number.branch), "00");
        row[POSTCODE] = Val::Number(digits(&it.postcode), "000\\-0000");
        Fate::In
    }),
    any("先頭ゼロ落ち", |row, it, _| {
        let bare = |text: &str| Val::text(text.parse::<u64>().expect("digits").to_string());
        row[NUMBER] = bare(&it.number.number);
        row[BRANCH] = bare(&it.number.branch);
        Fate::In
    }),
    any("郵便番号の揺れ", |row, it, turn| {
        row[POSTCODE] = Val::text(match turn % 4 {
            0 => it.postcode.clone(),
            1 => format!("〒{}", hyphened(&it.postcode)),
            2 => wide(&hyphened(&it.postcode)),
            _ => format!(" {} ", hyphened(&it.postcode)),
        });
        Fate::In
    }),
    book("個人番号が数値", |row, it, turn| {
        if let Some(number) = &it.my_number {
            let format = ["0", "000000000000", "0.00E+00"][turn % 3];
            row[MY_NUMBER] = Val::Number(number.parse().expect("digits"), format);
        }
        Fate::In
    }),
    any("個人番号の区切りと全角", |row, it, turn| {
        if let Some(number) = &it.my_number {
            let (one, two, three) = (&number[..4], &number[4..8], &number[8..]);
            row[MY_NUMBER] = Val::text(match turn % 3 {
                0 => format!("{one}-{two}-{three}"),
                1 => wide(&format!("{one} {two} {three}")),
                _ => format!("{one}\u{3000}{two}\u{3000}{three}"),
            });
        }
        Fate::In
    }),
    any("個人番号の検査数字違い", |row, it, turn| {
        let Some(number) = it.my_number.as_ref().filter(|_| turn % 2 == 0) else { return Fate::In };
        let last = number[11..].parse::<u8>().expect("a digit");
        row[MY_NUMBER] = Val::text(match turn / 2 % 3 {
            0 => format!("{}{}", &number[..11], (last + 1) % 10),
            1 => number[..11].to_owned(),
            _ => "1.23457E+11".to_owned(),
        });
        Fate::Waits
    }),
    any("文字列の印", |row, it, turn| {
        let guarded = |text: &str| Val::text(if turn % 2 == 0 { format!("'{text}") } else { format!("=\"{text}\"") });
        row[NUMBER] = guarded(&it.number.number);
        row[BRANCH] = guarded(&it.number.branch);
        row[POSTCODE] = guarded(&hyphened(&it.postcode));
        Fate::In
    }),
    any("カナの揺れ", |row, it, turn| {
        row[KANA] = Val::text(match turn % 3 {
            0 => half_width(&it.kana()),
            1 => hiragana(&it.kana()),
            _ => it.kana().replace('\u{3000}', "  "),
        });
        Fate::In
    }),
    any("氏名の区切りの揺れ", |row, it, turn| {
        let between = ["\u{3000}", " ", "\u{A0}", "\u{3000}\u{3000}"][turn % 4];
        row[NAME] = Val::text(format!("{}{between}{}", it.family, it.given));
        Fate::In
    }),
    // Where the family name ends nobody can say; the kana's space does not tell it of the kanji. It goes in as it was sent, until a later file
    // brings the space.
    any(JOINED, |row, it, _| {
        row[NAME] = Val::text(format!("{}{}", it.family, it.given));
        Fate::In
    }),
    any("性別の揺れ", |row, it, turn| {
        let (male, female) =
            [("男性", "女性"), ("1", "2"), ("M", "F"), ("♂", "♀"), ("Ｍ", "Ｆ"), ("male", "female")][turn % 6];
        row[SEX] = Val::text(sex(it.sex, male, female));
        Fate::In
    }),
    any("続柄の言葉", |row, it, turn| {
        row[RELATION] = Val::text(match (it.relation, turn % 2) {
            (Relation::Insured, 0) => "被保険者",
            (Relation::Insured, _) => "本人",
            (Relation::Wife | Relation::Husband, 0) => "配偶者",
            (Relation::Child, 0) => sex(it.sex, "息子", "娘"),
            _ => relation(it),
        });
        Fate::In
    }),
    any("要否の印の揺れ", |row, it, turn| {
        if it.wants_certificate {
            row[WISH] = Val::text(["○", "〇", "◯", "✓", "レ", "1", "必要", "有"][turn % 8]);
        }
        Fate::In
    }),
    any("空欄の印", |row, it, turn| {
        if !it.wants_certificate {
            row[WISH] = Val::text(["-", "－", "なし", "不要"][turn % 4]);
        }
        Fate::In
    }),
    any("改行の混じるセル", |row, it, _| {
        row[NAME] = Val::text(format!("{}\n", it.name()));
        row[ADDRESS] = Val::text(format!("{}\n", it.address));
        Fate::In
    }),
    any("エラー値", |row, _, turn| {
        if turn % 3 != 0 {
            return Fate::In;
        }
        row[[BORN, NAME][turn / 3 % 2]] = Val::Fault(["#N/A", "#REF!"][turn / 3 % 2]);
        Fate::Waits
    }),
    book("計算結果のない数式", |row, _, turn| {
        if turn % 3 != 0 {
            return Fate::In;
        }
        row[[BORN, NUMBER][turn / 3 % 2]] = Val::Uncomputed;
        Fate::Waits
    }),
    any("番号の欠け", |row, _, turn| {
        if turn % 4 != 0 {
            return Fate::In;
        }
        row[NUMBER] = Val::Blank;
        Fate::Waits
    }),
    any("生年月日の欠け", |row, _, turn| {
        if turn % 3 != 0 {
            return Fate::In;
        }
        row[BORN] = Val::Blank;
        Fate::Waits
    }),
    any("取得日の欠け", |row, _, turn| {
        if turn % 3 != 0 {
            return Fate::In;
        }
        row[ACQUIRED] = Val::Blank;
        Fate::Waits
    }),
    any("生まれる前の取得", |row, it, turn| {
        if turn % 3 != 0 {
            return Fate::In;
        }
        row[ACQUIRED] = Val::text(slashed(it.born.plus_days(-40)));
        Fate::Waits
    }),
    any("未来の生年月日", |row, _, turn| {
        if turn % 3 != 0 {
            return Fate::In;
        }
        row[BORN] = Val::text("2062/4/1");
        Fate::Waits
    }),
    Value {
        name: "続柄コード",
        needs_a_book: false,
        // Which codes an employer means, nobody knows before it was asked.
        soil: |row, it, _| {
            if it.insured() {
                return Fate::In;
            }
            row[RELATION] = Val::text(match it.relation {
                Relation::Child => "1",
                Relation::Parent => "3",
                _ => "9",
            });
            Fate::Waits
        },
        headings: None,
    },
    Value {
        name: "見出しの揺れ",
        needs_a_book: false,
        soil: |_, _, _| Fate::In,
        headings: Some(|headings| {
            let others = [
                "被保険者証の記号※",
                "被保険者証の番号（必須）",
                "枝番号",
                "漢字氏名",
                "フ リ ガ ナ",
                "生年月日（西暦）",
                "男女",
                "続き柄",
                "健保資格取得日",
                "①マイナンバー",
                "〒",
                "現住所",
                "資格確認書",
            ];
            *headings = others.map(str::to_owned).to_vec();
        }),
    },
];

fn days(row: &mut [Val], it: &Member, write: impl Fn(Day) -> Val) -> Fate {
    row[BORN] = write(it.born);
    row[ACQUIRED] = write(it.acquired);
    Fate::In
}

/// The number of a day in a spreadsheet that counts from 1900.
pub fn serial(day: Day) -> f64 {
    // 1899-12-30 is day 0 for every day after February 1900.
    let days = Day::new(1899, 12, 30).expect("a day").days_until(day);
    f64::from(i32::try_from(days).expect("a small number"))
}

fn eight(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

pub fn slashed(day: Day) -> String {
    format!("{}/{}/{}", day.year(), day.month(), day.day())
}

pub fn hyphened(postcode: &str) -> String {
    format!("{}-{}", &postcode[..3], &postcode[3..])
}

/// The letter, the word and the year of the era of a day: the eras began on these days.
pub fn era(day: Day) -> (char, &'static str, i32) {
    let of = |year, month, date| Day::new(year, month, date).expect("a day");
    let (letter, word, first) = if day >= of(2019, 5, 1) {
        ('R', "令和", 2019)
    } else if day >= of(1989, 1, 8) {
        ('H', "平成", 1989)
    } else if day >= of(1926, 12, 25) {
        ('S', "昭和", 1926)
    } else {
        ('T', "大正", 1912)
    };
    (letter, word, day.year() - first + 1)
}

/// ㍼ and its like.
fn square(letter: char) -> char {
    match letter {
        'T' => '㍽',
        'S' => '㍼',
        'H' => '㍻',
        _ => '㋿',
    }
}

/// Digits and signs in full width.
pub fn wide(text: &str) -> String {
    let one = |sign: char| match sign {
        '!'..='~' => char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(sign),
        ' ' => '\u{3000}',
        sign => sign,
    };
    text.chars().map(one).collect()
}

/// The character that programs without the rare one put in its place.
pub fn plain(sign: char) -> char {
    let pairs = [
        ('髙', '高'),
        ('﨑', '崎'),
        ('濵', '浜'),
        ('邉', '辺'),
        ('邊', '辺'),
        ('齋', '斎'),
        ('德', '徳'),
        ('栁', '柳'),
        ('瀨', '瀬'),
        ('廣', '広'),
        ('𡈽', '土'),
    ];
    pairs.into_iter().find(|(rare, _)| *rare == sign).map_or(sign, |(_, plain)| plain)
}

fn hiragana(kana: &str) -> String {
    let one = |sign: char| match sign {
        'ァ'..='ヶ' => char::from_u32(u32::from(sign) - 0x60).unwrap_or(sign),
        sign => sign,
    };
    kana.chars().map(one).collect()
}

pub fn sex(sex: Sex, male: &'static str, female: &'static str) -> &'static str {
    match sex {
        Sex::Male => male,
        Sex::Female => female,
    }
}

pub fn relation(it: &Member) -> &'static str {
    match it.relation {
        Relation::Insured => "本人",
        Relation::Husband => "夫",
        Relation::Wife => "妻",
        Relation::Child => "子",
        Relation::Parent => sex(it.sex, "父", "母"),
        Relation::ParentInLaw => sex(it.sex, "義父", "義母"),
        Relation::YoungerSibling => sex(it.sex, "弟", "妹"),
        _ => "その他",
    }
}
