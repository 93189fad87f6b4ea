//! What is wrong with files in life: a few households once more, each time with one kind of dirt.
//!
//! A household that was sent in good order before must come out unchanged; the rows that no program may take are people of their
//! own, of whom the truth knows nothing.

use intake::write::{Cell, Csv, Encoding, Merge, half_width};

use super::forms::{
    self, Body, Counts, Page, Sending, SendingKind, count, dotted_era, hyphened, long_era, pick_sex, relation_word,
    slashed, strings, wide,
};
use super::people::Member;
use super::{DAY, Society};

/// One kind of dirt.
struct Dirt {
    /// Part of the file's name.
    name: &'static str,
    ending: &'static str,
    make: fn(&[&Member]) -> (Body, Counts),
}

const ALL: &[Dirt] = &[
    Dirt { name: "和暦表記", ending: "csv", make: eras },
    Dirt { name: "半角カナ", ending: "csv", make: half_width_kana },
    Dirt { name: "先頭ゼロ落ち", ending: "csv", make: lost_zeros },
    Dirt { name: "記入例と合計行", ending: "xlsx", make: sample_and_total },
    Dirt { name: "空白行と結合見出し", ending: "xlsx", make: blank_rows },
    Dirt { name: "日付がシリアル値", ending: "xlsx", make: serials },
    Dirt { name: "全角と空白の揺れ", ending: "csv", make: wide_digits },
    Dirt { name: "検査数字不一致", ending: "csv", make: bad_check_digit },
    Dirt { name: "個人番号の桁落ち", ending: "csv", make: scientific },
    Dirt { name: "存在しない日付", ending: "csv", make: impossible_days },
    Dirt { name: "重複行", ending: "csv", make: duplicates },
    Dirt { name: "被保険者のいない被扶養者", ending: "csv", make: orphan },
    Dirt { name: "エラー値", ending: "csv", make: error_values },
];

type Make<'a> = Box<dyn Fn() -> Sending + 'a>;

/// One file for each kind of dirt, from different employers.
pub(super) fn resent(society: &Society) -> Vec<(String, Make<'_>)> {
    let mut files: Vec<(String, Make<'_>)> = Vec::new();
    for (index, dirt) in ALL.iter().enumerate() {
        let employer = index % society.employers.len().max(1);
        let Some(code) = society.employers.get(employer).map(|it| it.code.as_str()) else { continue };
        let mine = |it: &&Member| it.employer == employer;
        let stays = |it: &&Member| {
            it.family.is_ascii() != it.given.is_ascii()
                || !society.members.iter().any(|other| other.household == it.household && other.lost.is_some())
        };
        let households: Vec<&Member> =
            society.members.iter().skip_while(|it| !mine(it)).take_while(mine).take(40).filter(stays).take(8).collect();
        if households.is_empty() {
            continue;
        }
        let name = format!("{code}_見本{:02}_{}.{}", index + 1, dirt.name, dirt.ending);
        let file = name.clone();
        let make: Make<'_> = Box::new(move || {
            let (body, expected) = (dirt.make)(&households);
            Sending {
                name: file.clone(),
                employer: Some(employer),
                kind: SendingKind::Resent,
                expected,
                carries: Vec::new(),
                body,
            }
        });
        files.push((name, make));
    }
    files
}

fn header() -> Vec<String> {
    strings([
        "記号",
        "番号",
        "枝番",
        "氏名",
        "氏名カナ",
        "生年月日",
        "性別",
        "続柄",
        "資格取得年月日",
        "個人番号",
        "郵便番号",
        "住所",
    ])
}

fn clean(it: &Member) -> Vec<String> {
    vec![
        it.number.symbol.clone(),
        it.number.number.clone(),
        it.number.branch.clone(),
        it.name(),
        it.kana(),
        slashed(it.born),
        pick_sex(it.sex, "男", "女").to_owned(),
        relation_word(it).to_owned(),
        slashed(it.acquired),
        it.my_number.clone().unwrap_or_default(),
        hyphened(&it.postcode),
        it.address.clone(),
    ]
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

/// The households with each row changed; every row unchanged.
fn rewritten(people: &[&Member], change: impl Fn(&Member, &mut Vec<String>)) -> (Vec<Vec<String>>, Counts) {
    let mut lines = vec![header()];
    lines.extend(people.iter().map(|it| {
        let mut line = clean(it);
        change(it, &mut line);
        line
    }));
    (lines, Counts { unchanged: count(people.len()), ..Counts::default() })
}

fn csv(lines: Vec<Vec<String>>) -> Body {
    Body::Lines(lines, Csv { encoding: Encoding::Utf8Bom, ..Csv::default() })
}

fn eras(people: &[&Member]) -> (Body, Counts) {
    let (lines, counts) = rewritten(people, |it, line| {
        let (letter, _, year) = forms::era(it.born);
        line[BORN] = match it.born.day() % 3 {
            0 => long_era(it.born),
            1 => wide(&dotted_era(it.born)),
            _ => format!("{}{year}/{}/{}", letter.to_ascii_lowercase(), it.born.month(), it.born.day()),
        };
        line[ACQUIRED] = long_era(it.acquired);
    });
    (csv(lines), counts)
}

fn half_width_kana(people: &[&Member]) -> (Body, Counts) {
    let (lines, counts) = rewritten(people, |it, line| line[KANA] = half_width(&it.kana()));
    (csv(lines), counts)
}

fn lost_zeros(people: &[&Member]) -> (Body, Counts) {
    let bare = |text: &str| text.parse::<u64>().map_or_else(|_| text.to_owned(), |number| number.to_string());
    let (lines, counts) = rewritten(people, |it, line| {
        line[NUMBER] = bare(&it.number.number);
        line[BRANCH] = bare(&it.number.branch);
        line[POSTCODE] = bare(&it.postcode);
    });
    (csv(lines), counts)
}

fn book(header: Vec<String>, lines: Vec<Vec<Cell>>) -> Page {
    Page {
        name: "取得届", header: vec![header.into_iter().map(Cell::Text).collect()], rows: lines, ..Page::default()
    }
}

fn sample_and_total(people: &[&Member]) -> (Body, Counts) {
    let mut lines = vec![strings([
        "記入例",
        "0000123",
        "00",
        "健保　花子",
        "ケンポ　ハナコ",
        "S55.1.2",
        "女",
        "本人",
        "R8.4.2",
        "123456789018",
        "100-0001",
        "東京都千代田区千代田1-1",
    ])];
    lines.extend(people.iter().map(|it| clean(it)));
    lines.push(strings(["合計", "", "", &format!("{}名", people.len())]));
    lines.push(strings(["以下余白"]));
    let rows = lines.into_iter().map(|line| line.into_iter().map(Cell::Text).collect()).collect();
    (Body::Book(vec![book(header(), rows)]), Counts { unchanged: count(people.len()), ..Counts::default() })
}

fn blank_rows(people: &[&Member]) -> (Body, Counts) {
    let mut rows = Vec::new();
    for it in people {
        rows.push(clean(it).into_iter().map(Cell::Text).collect());
        rows.push(Vec::new());
        rows.push(vec![Cell::text("\u{3000}")]);
    }
    let page = Page {
        above: vec![
            vec![Cell::text("資格取得届（事業主控）")],
            vec![Cell::text(format!("{} 現在", long_era(DAY)))],
            Vec::new(),
        ],
        merges: vec![Merge { from: (0, 0), to: (0, 5) }],
        ..book(header(), rows)
    };
    (Body::Book(vec![page]), Counts { unchanged: count(people.len()), ..Counts::default() })
}

fn serials(people: &[&Member]) -> (Body, Counts) {
    let start = rules::calendar::Day::from_serial(0).unwrap_or(DAY);
    // A day number has five digits.
    let serial = |on| Cell::Number(i32::try_from(start.days_until(on)).map_or(0.0, f64::from), "General");
    let rows = people
        .iter()
        .map(|it| {
            let mut row: Vec<Cell> = clean(it).into_iter().map(Cell::Text).collect();
            row[BORN] = serial(it.born);
            row[ACQUIRED] = serial(it.acquired);
            row
        })
        .collect();
    (Body::Book(vec![book(header(), rows)]), Counts { unchanged: count(people.len()), ..Counts::default() })
}

fn wide_digits(people: &[&Member]) -> (Body, Counts) {
    let (lines, counts) = rewritten(people, |it, line| {
        line[NAME] = it.name().replace('\u{3000}', if it.born.day() % 2 == 0 { "\u{A0}" } else { "  " });
        line[BORN] = wide(&slashed(it.born));
        line[SEX] = pick_sex(it.sex, "Ｍ", "Ｆ").to_owned();
        line[MY_NUMBER] = it
            .my_number
            .as_deref()
            .map(|text| wide(&format!("{}-{}-{}", &text[..4], &text[4..8], &text[8..])))
            .unwrap_or_default();
        line[POSTCODE] = format!("〒{}", wide(&hyphened(&it.postcode)));
    });
    (csv(lines), counts)
}

/// A person of whom the truth knows nothing.
fn stranger(people: &[&Member], which: u32) -> Vec<String> {
    let symbol = people.first().map_or("", |it| it.number.symbol.as_str());
    let mut line = strings([
        "",
        "",
        "00",
        "見本　一郎",
        "ミホン　イチロウ",
        "1988/7/7",
        "男",
        "本人",
        "2025/10/1",
        "",
        "101-0054",
        "東京都千代田区神田錦町9-99",
    ]);
    line[0] = symbol.to_owned();
    line[NUMBER] = (9_000_001 + which).to_string();
    line
}

/// The households in order, then these rows, which nobody may take.
fn with_refused(people: &[&Member], refused: Vec<Vec<String>>) -> (Body, Counts) {
    let (mut lines, mut counts) = rewritten(people, |_, _| {});
    counts.rejected = count(refused.len());
    lines.extend(refused);
    (csv(lines), counts)
}

fn bad_check_digit(people: &[&Member]) -> (Body, Counts) {
    let with = |which, number: &str| {
        let mut line = stranger(people, which);
        line[MY_NUMBER] = number.to_owned();
        line
    };
    // The good one would be 123456789018; then two digits that changed places, and one digit too few.
    with_refused(people, vec![with(0, "123456789012"), with(1, "123456798018"), with(2, "12345678901")])
}

fn scientific(people: &[&Member]) -> (Body, Counts) {
    let mut line = stranger(people, 0);
    line[MY_NUMBER] = "1.23457E+11".to_owned();
    with_refused(people, vec![line])
}

fn impossible_days(people: &[&Member]) -> (Body, Counts) {
    let with = |which, column: usize, text: &str| {
        let mut line = stranger(people, which);
        line[column] = text.to_owned();
        line
    };
    with_refused(
        people,
        vec![with(0, BORN, "昭和63年2月30日"), with(1, ACQUIRED, "令和7年2月29日"), with(2, BORN, "1988/13/1")],
    )
}

fn duplicates(people: &[&Member]) -> (Body, Counts) {
    let (mut lines, mut counts) = rewritten(people, |_, _| {});
    let again: Vec<Vec<String>> = people.iter().take(2).map(|it| clean(it)).collect();
    counts.duplicate = count(again.len());
    lines.extend(again);
    (csv(lines), counts)
}

fn orphan(people: &[&Member]) -> (Body, Counts) {
    let mut line = stranger(people, 0);
    line[BRANCH] = "01".to_owned();
    line[RELATION] = "子".to_owned();
    line[BORN] = "2019/5/1".to_owned();
    with_refused(people, vec![line])
}

fn error_values(people: &[&Member]) -> (Body, Counts) {
    let mut line = stranger(people, 0);
    line[BORN] = "#N/A".to_owned();
    let mut other = stranger(people, 1);
    other[NAME] = "#REF!".to_owned();
    with_refused(people, vec![line, other])
}
