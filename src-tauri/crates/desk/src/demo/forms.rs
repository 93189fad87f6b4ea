//! What arrives: employers' files in six hands, and the state's registration lists.
//!
//! Every employer has its own hand ([`Form`]) and keeps it. All six are common in life, and all are good files: what is wrong in
//! others stands in [`super::dirt`].

use std::io::Write;
use std::path::Path;

use intake::write::{self, Cell, Csv, Encoding, Merge, Sheet, Texts, Unwritten, half_width};
use rules::calendar::{Day, day};
use rules::case::{MynaCard, UseRegistration};
use rules::words::{Relation, Sex};

use super::people::{Member, list_day};
use super::{DAY, Society};

/// What an import of a file counts, in the words of `daicho import`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// 新規
    pub new: u32,
    /// 変更
    pub changed: u32,
    /// 変更なし
    pub unchanged: u32,
    /// 要確認
    pub doubtful: u32,
    /// エラー
    pub rejected: u32,
    /// 重複
    pub duplicate: u32,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendingKind {
    /// 資格取得届 with 被扶養者届: everyone whom this employer has.
    Enrolment,
    /// 資格喪失届 with 被扶養者(異動)届 非該当.
    Leaving,
    /// Some households once more, with one kind of dirt.
    Resent,
    /// 利用登録状況
    Registration,
    /// 負担割合 of those of 70 and over
    Ratio,
}

/// One file of `incoming/`, not yet written.
pub struct Sending {
    /// The file's name.
    pub name: String,
    /// Which of [`Society::employers`] sent it.
    pub employer: Option<usize>,
    /// What it is.
    pub kind: SendingKind,
    /// What an import in the right order counts.
    pub expected: Counts,
    /// Which of [`Society::members`] come in through it.
    pub carries: Vec<usize>,
    pub(super) body: Body,
}

pub(super) enum Body {
    Book(Vec<Page>),
    Lines(Vec<Vec<String>>, Csv),
}

#[derive(Default)]
pub(super) struct Page {
    pub(super) name: &'static str,
    pub(super) above: Vec<Vec<Cell>>,
    pub(super) header: Vec<Vec<Cell>>,
    pub(super) merges: Vec<Merge>,
    pub(super) hidden: bool,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Sending {
    /// Writes the file.
    ///
    /// # Errors
    /// The disk says no, or a character does not exist in the file's encoding.
    pub fn write(&self, folder: &Path, out: &mut (impl Write + Send)) -> Result<(), Unwritten> {
        match &self.body {
            // What an employer's own program writes is not guarded against spreadsheets.
            Body::Lines(rows, how) => write::csv(rows, Csv { guard: false, ..*how }, out),
            Body::Book(pages) => {
                let sheets = pages
                    .iter()
                    .map(|page| {
                        let sheet = Sheet::new(page.name, Vec::<String>::new(), page.rows.iter().cloned())
                            .above(page.above.clone())
                            .header_rows(page.header.clone())
                            .merged(page.merges.clone());
                        if page.hidden { sheet.hidden() } else { sheet }
                    })
                    .collect();
                // Large files as a payroll system streams them, small ones as a spreadsheet program saves them.
                let large = pages.iter().any(|page| page.rows.len() > 2_000);
                write::xlsx(sheets, if large { Texts::InRows(folder) } else { Texts::Shared }, out)
            }
        }
    }
}

/// The hand in which an employer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A workbook like the printed form: title rows, headers of two rows with merged cells, sheets 取得 and 扶養, all texts.
    Printed,
    /// A workbook kept for years: numbers with number formats, real dates in eras, a sample row, blank rows, a total, hidden lists.
    Numbers,
    /// CSV in the CP932 of Windows from a payroll system: half-width kana, eras in letters.
    Windows,
    /// CSV in UTF-8 with a mark from a web service: family and given name apart, codes for the sex, address in two columns.
    Web,
    /// "Unicode テキスト": tabs, UTF-16, full-width digits, days as eight digits.
    UnicodeText,
    /// A workbook without 記号; the era in a column of its own, postcodes as bare numbers that lost their zero.
    OldHabits,
}

impl Form {
    pub(super) fn of(employer: usize) -> Form {
        [Form::Printed, Form::Numbers, Form::Windows, Form::Web, Form::UnicodeText, Form::OldHabits][employer % 6]
    }

    /// 番号 of the n-th household, as this employer's people have it.
    pub(super) fn number(self, household: i64) -> String {
        if self == Form::Numbers { format!("{household:07}") } else { (1000 + household).to_string() }
    }

    /// Whether its files carry every character of Unicode.
    pub(super) fn unicode(self) -> bool {
        self != Form::Windows
    }

    fn is_book(self) -> bool {
        matches!(self, Form::Printed | Form::Numbers | Form::OldHabits)
    }

    fn csv(self) -> Csv {
        match self {
            Form::Windows => Csv { encoding: Encoding::Cp932, ..Csv::default() },
            Form::UnicodeText => Csv { encoding: Encoding::Utf16, delimiter: b'\t', ..Csv::default() },
            _ => Csv::default(),
        }
    }
}

type Make<'a> = Box<dyn Fn() -> Sending + 'a>;

/// The files of one employer: everyone it has, then those who leave.
pub(super) fn of_employer(society: &Society, employer: usize) -> Vec<(String, Make<'_>)> {
    let Some(it) = society.employers.get(employer) else { return Vec::new() };
    let form = Form::of(employer);
    let ending = if form.is_book() {
        "xlsx"
    } else if form == Form::UnicodeText {
        "txt"
    } else {
        "csv"
    };
    let people: Vec<usize> = (0..society.members.len())
        .filter(|at| society.members.get(*at).is_some_and(|it| it.employer == employer))
        .collect();
    let gone = |insured: bool| -> Vec<usize> {
        let leaves =
            |at: &&usize| society.members.get(**at).is_some_and(|it| it.lost.is_some() && it.insured() == insured);
        people.iter().filter(leaves).copied().collect()
    };
    let (left, removed) = (gone(true), gone(false));
    let mut files: Vec<(String, Make<'_>)> = Vec::new();

    let name = format!("{}_取得届.{ending}", it.code);
    let file = name.clone();
    files.push((
        name,
        Box::new(move || Sending {
            name: file.clone(),
            employer: Some(employer),
            kind: SendingKind::Enrolment,
            expected: Counts { new: count(people.len()), ..Counts::default() },
            body: enrolment(society, employer, &people),
            carries: people.clone(),
        }),
    ));
    if form.is_book() && !(left.is_empty() && removed.is_empty()) {
        let name = format!("{}_喪失届.xlsx", it.code);
        let body = move || {
            Body::Book(vec![book_page("喪失", leaving(society, &left)), book_page("扶養", removal(society, &removed))])
        };
        let changed = society.members.iter().filter(|it| it.employer == employer && it.lost.is_some()).count();
        files.push((name.clone(), leaving_file(name, employer, changed, body)));
    } else {
        for (what, people, rows) in
            [("喪失届", left, leaving as fn(&Society, &[usize]) -> _), ("扶養異動届", removed, removal)]
        {
            if people.is_empty() {
                continue;
            }
            let name = format!("{}_{what}.{ending}", it.code);
            let changed = people.len();
            let body = move || Body::Lines(rows(society, &people), form.csv());
            files.push((name.clone(), leaving_file(name, employer, changed, body)));
        }
    }
    files
}

fn leaving_file<'a>(name: String, employer: usize, changed: usize, body: impl Fn() -> Body + 'a) -> Make<'a> {
    Box::new(move || Sending {
        name: name.clone(),
        employer: Some(employer),
        kind: SendingKind::Leaving,
        expected: Counts { changed: count(changed), ..Counts::default() },
        carries: Vec::new(),
        body: body(),
    })
}

pub(super) fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// The first line as header, the others as rows, all texts.
pub(super) fn book_page(name: &'static str, lines: Vec<Vec<String>>) -> Page {
    let mut lines = lines.into_iter().map(|line| line.into_iter().map(Cell::Text).collect::<Vec<_>>());
    Page { name, header: lines.next().into_iter().collect(), rows: lines.collect(), ..Page::default() }
}

pub(super) fn strings<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn leaving(society: &Society, people: &[usize]) -> Vec<Vec<String>> {
    let mut lines =
        vec![strings(["記号", "番号", "枝番", "氏名", "フリガナ", "生年月日", "資格喪失年月日", "喪失原因"])];
    lines.extend(people.iter().filter_map(|at| society.members.get(*at)).map(|it| {
        let mut line = of_number(it);
        line.extend([
            it.name(),
            it.kana(),
            slashed(it.born),
            it.lost.map(long_era).unwrap_or_default(),
            "退職".to_owned(),
        ]);
        line
    }));
    lines
}

fn removal(society: &Society, people: &[usize]) -> Vec<Vec<String>> {
    let mut lines = vec![strings([
        "異動の別",
        "記号",
        "番号",
        "枝番",
        "被扶養者氏名",
        "氏名カナ",
        "生年月日",
        "続柄",
        "削除日",
        "異動理由",
    ])];
    lines.extend(people.iter().filter_map(|at| society.members.get(*at)).map(|it| {
        let mut line = strings(["非該当"]);
        line.extend(of_number(it));
        let lost = it.lost.map(dotted_era).unwrap_or_default();
        line.extend([it.name(), it.kana(), slashed(it.born), relation_word(it).to_owned(), lost, "就職".to_owned()]);
        line
    }));
    lines
}

fn of_number(it: &Member) -> Vec<String> {
    vec![it.number.symbol.clone(), it.number.number.clone(), it.number.branch.clone()]
}

/// Everyone of an employer, in its hand.
fn enrolment(society: &Society, employer: usize, people: &[usize]) -> Body {
    let people = people.iter().filter_map(|at| society.members.get(*at));
    match Form::of(employer) {
        Form::Printed => Body::Book(printed(society, employer, people)),
        Form::Numbers => Body::Book(numbers(people)),
        Form::Windows => Body::Lines(windows(people), Form::Windows.csv()),
        Form::Web => Body::Lines(web(people), Form::Web.csv()),
        Form::UnicodeText => Body::Lines(unicode_text(people), Form::UnicodeText.csv()),
        Form::OldHabits => Body::Book(old_habits(people)),
    }
}

fn printed<'a>(society: &Society, employer: usize, people: impl Iterator<Item = &'a Member>) -> Vec<Page> {
    let employer = society.employers.get(employer).map_or("", |it| it.name.as_str());
    let above = |title: &str| {
        vec![
            vec![Cell::text(title)],
            vec![Cell::text("事業所名"), Cell::text(employer)],
            vec![Cell::text("提出日"), Cell::text(long_era(DAY))],
        ]
    };
    let texts = |words: &[&str]| {
        words.iter().map(|word| if word.is_empty() { Cell::Blank } else { Cell::text(*word) }).collect()
    };
    let across = |row, from, to| Merge { from: (row, from), to: (row, to) };
    let down = |column| Merge { from: (3, column), to: (4, column) };

    let (insured, dependants): (Vec<&Member>, Vec<&Member>) = people.partition(|it| it.insured());
    let joined = Page {
        name: "取得",
        above: above("健康保険 被保険者資格取得届"),
        header: vec![
            texts(&[
                "記号番号",
                "",
                "",
                "氏名",
                "",
                "生年月日",
                "性別",
                "個人番号",
                "資格取得年月日",
                "郵便番号",
                "住所",
                "資格確認書発行要否",
            ]),
            texts(&["記号", "番号", "枝番", "漢字", "カナ", "", "", "", "", "", "", ""]),
        ],
        merges: [across(0, 0, 6), across(3, 0, 2), across(3, 3, 4)].into_iter().chain((5..12).map(down)).collect(),
        rows: insured
            .iter()
            .map(|it| {
                let mut row: Vec<Cell> = of_number(it).into_iter().map(Cell::Text).collect();
                row.extend([
                    it.name().into(),
                    it.kana().into(),
                    long_era(it.born).into(),
                    pick_sex(it.sex, "男", "女").into(),
                    or_blank(it.my_number.clone()),
                    long_era(it.acquired).into(),
                    hyphened(&it.postcode).into(),
                    it.address.clone().into(),
                    or_blank(it.wants_certificate.then(|| "要".to_owned())),
                ]);
                row
            })
            .collect(),
        ..Page::default()
    };
    let heads: std::collections::BTreeMap<usize, String> = insured.iter().map(|it| (it.household, it.name())).collect();
    let added = Page {
        name: "扶養",
        above: above("健康保険 被扶養者（異動）届"),
        header: vec![
            texts(&["被保険者", "", "", "被扶養者", "", "", "", "", "", "", "認定日", "郵便番号", "住所"]),
            texts(&[
                "記号",
                "番号",
                "氏名",
                "枝番",
                "氏名",
                "カナ",
                "生年月日",
                "性別",
                "続柄",
                "個人番号",
                "",
                "",
                "",
            ]),
        ],
        merges: [across(0, 0, 6), across(3, 0, 2), across(3, 3, 9)].into_iter().chain((10..13).map(down)).collect(),
        rows: dependants
            .iter()
            .map(|it| {
                vec![
                    it.number.symbol.clone().into(),
                    it.number.number.clone().into(),
                    or_blank(heads.get(&it.household).cloned()),
                    it.number.branch.clone().into(),
                    it.name().into(),
                    it.kana().into(),
                    long_era(it.born).into(),
                    pick_sex(it.sex, "男", "女").into(),
                    relation_word(it).into(),
                    or_blank(it.my_number.clone()),
                    long_era(it.acquired).into(),
                    hyphened(&it.postcode).into(),
                    it.address.clone().into(),
                ]
            })
            .collect(),
        ..Page::default()
    };
    vec![joined, added]
}

fn numbers<'a>(people: impl Iterator<Item = &'a Member>) -> Vec<Page> {
    let header = [
        "No",
        "記号",
        "番号",
        "枝番",
        "氏名",
        "フリガナ",
        "生年月日",
        "性別",
        "続柄",
        "資格取得年月日",
        "個人番号",
        "郵便番号",
        "住所",
        "資格確認書",
    ];
    let number = |text: &str, format| text.parse().map_or(Cell::Blank, |number| Cell::Number(number, format));
    let mut rows: Vec<Vec<Cell>> = vec![
        [
            "記入例",
            "100",
            "0000001",
            "00",
            "健保 太郎",
            "ケンポ タロウ",
            "昭和60年1月2日",
            "男",
            "本人",
            "令和6年4月1日",
            "",
            "100-0001",
            "東京都千代田区千代田1-1",
            "○",
        ]
        .map(Cell::from)
        .to_vec(),
    ];
    let mut total = 0_u32;
    let mut household = None;
    for it in people {
        if household.is_some_and(|last| last / 10 != it.household / 10) {
            // A blank line now and then, as people leave them to find their way.
            rows.push(Vec::new());
        }
        household = Some(it.household);
        total += 1;
        rows.push(vec![
            number(&total.to_string(), "General"),
            it.number.symbol.clone().into(),
            number(&it.number.number, "0000000"),
            number(&it.number.branch, "00"),
            it.name().replace('\u{3000}', " ").into(),
            it.kana().replace('\u{3000}', " ").into(),
            Cell::Date(it.born, "[$-411]ge.m.d;@"),
            pick_sex(it.sex, "男性", "女性").into(),
            relation_word(it).into(),
            Cell::Date(it.acquired, "yyyy/m/d"),
            it.my_number.as_deref().map_or(Cell::Blank, |text| number(text, "000000000000")),
            number(&it.postcode, "000\\-0000"),
            it.address.clone().into(),
            or_blank(it.wants_certificate.then(|| "○".to_owned())),
        ]);
    }
    let mut end = vec![Cell::text("合計")];
    end.resize(4, Cell::Blank);
    end.push(Cell::text(format!("{total}名")));
    rows.extend([Vec::new(), end, vec![Cell::text("以下余白")]]);
    let list = Page {
        name: "リスト",
        hidden: true,
        rows: ["男性", "女性", "本人", "妻", "夫", "子"].map(|word| vec![Cell::from(word)]).to_vec(),
        ..Page::default()
    };
    let page = Page { name: "名簿", header: vec![header.map(Cell::from).to_vec()], rows, ..Page::default() };
    vec![page, list]
}

fn windows<'a>(people: impl Iterator<Item = &'a Member>) -> Vec<Vec<String>> {
    let mut lines = vec![strings([
        "証記号",
        "証番号",
        "枝番",
        "氏名",
        "氏名カナ",
        "生年月日",
        "性別",
        "続柄",
        "資格取得年月日",
        "マイナンバー",
        "〒",
        "現住所",
        "資格確認書発行要否",
    ])];
    lines.extend(people.map(|it| {
        let mut line = of_number(it);
        line.extend([
            it.name(),
            half_width(&it.kana()),
            dotted_era(it.born),
            pick_sex(it.sex, "男", "女").to_owned(),
            relation_word(it).to_owned(),
            dotted_era(it.acquired),
            it.my_number.clone().unwrap_or_default(),
            hyphened(&it.postcode),
            it.address.clone(),
            if it.wants_certificate { "○".to_owned() } else { String::new() },
        ]);
        line
    }));
    lines
}

fn web<'a>(people: impl Iterator<Item = &'a Member>) -> Vec<Vec<String>> {
    let mut lines = vec![strings([
        "社員番号",
        "保険証記号",
        "保険証番号",
        "枝番",
        "姓",
        "名",
        "カナ氏名",
        "生年月日",
        "性別",
        "続柄",
        "取得日",
        "個人番号",
        "郵便番号",
        "住所1",
        "住所2",
        "資格確認書発行要否",
        "備考",
    ])];
    lines.extend(people.map(|it| {
        let (place, house) = it.address.split_once('\u{3000}').unwrap_or((&it.address, ""));
        let mut line = vec![format!("E{:06}", it.household)];
        line.extend(of_number(it));
        line.extend([
            it.family.clone(),
            it.given.clone(),
            it.kana(),
            it.born.to_string(),
            pick_sex(it.sex, "1", "2").to_owned(),
            relation_word(it).to_owned(),
            it.acquired.to_string(),
            it.my_number.clone().unwrap_or_default(),
            it.postcode.clone(),
            place.to_owned(),
            house.to_owned(),
            if it.wants_certificate { "1".to_owned() } else { String::new() },
            String::new(),
        ]);
        line
    }));
    lines
}

fn unicode_text<'a>(people: impl Iterator<Item = &'a Member>) -> Vec<Vec<String>> {
    let mut lines = vec![strings([
        "健保記号",
        "健保番号",
        "枝番",
        "名前",
        "ふりがな",
        "誕生日",
        "性別",
        "続柄",
        "資格取得年月日",
        "個人番号",
        "郵便番号",
        "住所",
        "資格確認書",
    ])];
    lines.extend(people.map(|it| {
        let mut line = of_number(it);
        line.extend([
            it.name(),
            hiragana(&it.kana()),
            wide(&eight_digits(it.born)),
            pick_sex(it.sex, "Ｍ", "Ｆ").to_owned(),
            relation_word(it).to_owned(),
            eight_digits(it.acquired),
            it.my_number.as_deref().map(wide).unwrap_or_default(),
            wide(&hyphened(&it.postcode)),
            it.address.clone(),
            if it.wants_certificate { "要".to_owned() } else { String::new() },
        ]);
        line
    }));
    lines
}

fn old_habits<'a>(people: impl Iterator<Item = &'a Member>) -> Vec<Page> {
    let texts = |words: &[&str]| {
        words.iter().map(|word| if word.is_empty() { Cell::Blank } else { Cell::text(*word) }).collect()
    };
    let header = vec![
        texts(&[
            "番号",
            "枝番",
            "氏名",
            "フリガナ",
            "生年月日",
            "",
            "性別",
            "続柄",
            "資格取得年月日",
            "個人番号",
            "郵便番号",
            "住所",
            "備考",
        ]),
        texts(&["", "", "", "", "元号", "年月日", "", "", "", "", "", "", ""]),
    ];
    let down = |column| Merge { from: (0, column), to: (1, column) };
    let merges = [Merge { from: (0, 4), to: (0, 5) }].into_iter().chain((0..4).chain(6..13).map(down)).collect();
    let rows = people
        .map(|it| {
            let (_, era, year) = era(it.born);
            vec![
                it.number.number.parse().map_or(Cell::Blank, |number| Cell::Number(number, "General")),
                it.number.branch.clone().into(),
                it.name().into(),
                it.kana().into(),
                era.into(),
                format!("{year:02}{:02}{:02}", it.born.month(), it.born.day()).into(),
                pick_sex(it.sex, "男", "女").into(),
                relation_word(it).into(),
                dotted_era(it.acquired).into(),
                or_blank(it.my_number.clone()),
                it.postcode.parse().map_or(Cell::Blank, |number| Cell::Number(number, "General")),
                it.address.clone().into(),
                Cell::Blank,
            ]
        })
        .collect();
    vec![Page { name: "Sheet1", header, merges, rows, ..Page::default() }]
}

/// The rows of one list at the most.
const LONGEST_LIST: usize = 180_000;

/// The state's lists, in parts as they come.
pub(super) fn registration_lists(society: &Society) -> Vec<(String, Make<'_>)> {
    let listed: Vec<usize> =
        (0..society.members.len()).filter(|at| society.members.get(*at).is_some_and(|it| it.card.is_some())).collect();
    // Two parts of unlike size, as they come; more where a part would be longer than any file may be.
    let (one, other) = listed.split_at(listed.len() * 3 / 5);
    one.chunks(LONGEST_LIST)
        .chain(other.chunks(LONGEST_LIST))
        .map(<[usize]>::to_vec)
        .zip(1..)
        .map(|(people, part): (Vec<usize>, u32)| {
            let day = list_day();
            let name = format!("利用登録状況_{:04}{:02}_{part}.csv", day.year(), day.month());
            let file = name.clone();
            let encoding = if part == 1 { Encoding::Cp932 } else { Encoding::Utf8Bom };
            let make: Make<'_> = Box::new(move || Sending {
                name: file.clone(),
                employer: None,
                kind: SendingKind::Registration,
                expected: registration_counts(society, &people),
                carries: Vec::new(),
                body: Body::Lines(registration_lines(society, &people), Csv { encoding, ..Csv::default() }),
            });
            (name, make)
        })
        .collect()
}

/// The society's own list of the ratio of those of 70 and over, and of those who will be soon.
pub(super) fn ratio_list(society: &Society) -> Option<(String, Make<'_>)> {
    let people: Vec<&Member> = society.members.iter().filter(|it| it.ratio().is_some()).collect();
    if people.is_empty() {
        return None;
    }
    let day = list_day();
    let name = format!("負担割合_{:04}{:02}.csv", day.year(), day.month());
    let file = name.clone();
    let make: Make<'_> = Box::new(move || {
        let mut lines = vec![strings(["記号", "番号", "枝番", "氏名カナ", "生年月日", "負担割合", "基準日"])];
        lines.extend(people.iter().map(|it| {
            let mut line = of_number(it);
            let ratio = it.ratio().map(|tenths| format!("{tenths}割")).unwrap_or_default();
            line.extend([half_width(&it.kana()), slashed(it.born), ratio, slashed(day)]);
            line
        }));
        Sending {
            name: file.clone(),
            employer: None,
            kind: SendingKind::Ratio,
            expected: Counts { changed: count(people.len()), ..Counts::default() },
            carries: Vec::new(),
            body: Body::Lines(lines, Csv { encoding: Encoding::Utf8Bom, ..Csv::default() }),
        }
    });
    Some((name, make))
}

/// A line that knows neither the card nor the registration says nothing new.
fn registration_counts(society: &Society, people: &[usize]) -> Counts {
    let says_nothing = |at: &&usize| {
        let card = society.members.get(**at).and_then(|it| it.card);
        card.is_none_or(|card| card.registered == UseRegistration::Unknown && card.card == MynaCard::Unknown)
    };
    let unchanged = people.iter().filter(says_nothing).count();
    Counts { changed: count(people.len() - unchanged), unchanged: count(unchanged), ..Counts::default() }
}

fn registration_lines(society: &Society, people: &[usize]) -> Vec<Vec<String>> {
    let as_of = slashed(list_day());
    let mut lines = vec![strings([
        "記号",
        "番号",
        "枝番",
        "氏名カナ",
        "生年月日",
        "マイナンバーカード",
        "利用登録",
        "電子証明書有効期限",
        "基準日",
    ])];
    lines.extend(people.iter().filter_map(|at| society.members.get(*at)).map(|it| {
        let mut line = of_number(it);
        let card = it.card.map_or("", |card| match card.card {
            MynaCard::None => "未取得",
            MynaCard::Held => "取得済",
            MynaCard::Lost => "紛失",
            MynaCard::Renewing => "更新手続き中",
            MynaCard::Returned => "返納",
            MynaCard::Unknown => "不明",
        });
        let registered = it.card.map_or("", |card| match card.registered {
            UseRegistration::Yes => "登録済",
            UseRegistration::No => "未登録",
            UseRegistration::Released => "解除",
            UseRegistration::Unknown => "不明",
        });
        let until = it.card.and_then(|card| card.until).map(slashed).unwrap_or_default();
        line.extend([
            half_width(&it.kana()),
            slashed(it.born),
            card.to_owned(),
            registered.to_owned(),
            until,
            as_of.clone(),
        ]);
        line
    }));
    lines
}

fn or_blank(text: Option<String>) -> Cell {
    text.map_or(Cell::Blank, Cell::Text)
}

pub(super) fn pick_sex(sex: Sex, male: &'static str, female: &'static str) -> &'static str {
    match sex {
        Sex::Male => male,
        Sex::Female => female,
    }
}

/// 続柄 as employers write it.
pub(super) fn relation_word(it: &Member) -> &'static str {
    let of_sex = |male, female| pick_sex(it.sex, male, female);
    match it.relation {
        Relation::Parent => of_sex("父", "母"),
        Relation::ParentInLaw => of_sex("義父", "義母"),
        Relation::YoungerSibling => of_sex("弟", "妹"),
        Relation::OlderSibling => of_sex("兄", "姉"),
        other => other.word(),
    }
}

/// Letter, name and year of the era. Only for births of people who could be members: 昭和 is the oldest.
pub(super) fn era(on: Day) -> (char, &'static str, i32) {
    const REIWA: Day = day(2019, 5, 1);
    const HEISEI: Day = day(1989, 1, 8);
    if on >= REIWA {
        ('R', "令和", on.year() - 2018)
    } else if on >= HEISEI {
        ('H', "平成", on.year() - 1988)
    } else {
        ('S', "昭和", on.year() - 1925)
    }
}

/// `昭和55年1月2日`, `令和元年5月1日`.
pub(super) fn long_era(on: Day) -> String {
    let (_, name, year) = era(on);
    let year = if year == 1 { "元".to_owned() } else { year.to_string() };
    format!("{name}{year}年{}月{}日", on.month(), on.day())
}

/// `S55.1.2`
pub(super) fn dotted_era(on: Day) -> String {
    let (letter, _, year) = era(on);
    format!("{letter}{year}.{}.{}", on.month(), on.day())
}

/// `1980/1/2`
pub(super) fn slashed(on: Day) -> String {
    format!("{}/{}/{}", on.year(), on.month(), on.day())
}

/// `19800102`
fn eight_digits(on: Day) -> String {
    on.to_string().replace('-', "")
}

/// `123-4567`
pub(super) fn hyphened(postcode: &str) -> String {
    postcode.split_at_checked(3).map_or_else(|| postcode.to_owned(), |(area, town)| format!("{area}-{town}"))
}

/// Digits, letters and signs in full width.
pub(super) fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c })
        .collect()
}

/// Katakana as hiragana.
fn hiragana(text: &str) -> String {
    text.chars()
        .map(|c| if ('ァ'..='ヶ').contains(&c) { char::from_u32(u32::from(c) - 0x60).unwrap_or(c) } else { c })
        .collect()
}
