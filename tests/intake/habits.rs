//! What a clerk has said of a sender's habits: values of codes, days that could mean two, the encoding of a text.

use intake::{DateColumn, Form, Habits, Request, Row, TextEncoding, ValueMeaning};
use rules::calendar::Day;

use crate::told::{ON, codes};

fn read(text: &[u8], habits: &Habits) -> (intake::Reading, Vec<Row>) {
    let request = Request {
        bytes: text,
        file_name: "表.csv",
        form: Form::Auto,
        on: ON,
        confirmed: &[],
        meanings: &[],
        habits: Some(habits),
        with_cells: false,
        password: None,
        inside: None,
    };
    let mut rows = Vec::new();
    let reading = intake::read(&request, &mut |row| rows.push(row)).expect("a reading");
    (reading, rows)
}

fn habits(values: &[&str], dates: &[&str]) -> Habits {
    Habits {
        values: values.iter().map(|one| ValueMeaning::read(one).expect("a meaning")).collect(),
        dates: dates.iter().map(|one| DateColumn::read(one).expect("a style")).collect(),
        encoding: None,
    }
}

/// The style of the column of births, what stands in it, and the day that is meant; none where it stays a doubt.
const BIRTHS: &[(&str, &str, Option<&str>)] = &[
    ("western", "800102", Some("1980-01-02")),
    ("western", "100102", Some("2010-01-02")),
    ("western", "60102", Some("2006-01-02")),
    ("western", "80/1/2", Some("1980-01-02")),
    ("western", "260511", Some("1926-05-11")),
    ("western", "800231", None),
    ("和暦", "620102", Some("1987-01-02")),
    ("wareki", "020102", None),
    ("wareki", "50/3/4", Some("1975-03-04")),
    ("wareki", "45/3/4", None),
    ("showa", "550102", Some("1980-01-02")),
    ("heisei", "020102", Some("1990-01-02")),
    ("reiwa", "020102", Some("2020-01-02")),
    ("reiwa", "090102", None),
    ("month_first", "04/05/1990", Some("1990-04-05")),
    ("day_first", "04/05/1990", Some("1990-05-04")),
    ("day_first", "04/13/1990", None),
    ("western", "1980-01-02", Some("1980-01-02")),
    ("western", "S55.1.2", Some("1980-01-02")),
];

#[test]
fn a_column_that_was_said_once_writes_its_days_so() {
    for (style, written, meant) in BIRTHS {
        let text = format!("番号,氏名,カナ,生年月日\n1,山田　太郎,ヤマダ　タロウ,{written}\n");
        let (_, rows) = read(text.as_bytes(), &habits(&[], &[&format!("D={style}")]));
        let day: Option<Day> = meant.map(|day| day.parse().expect("a day"));
        assert_eq!(rows[0].report.born, day, "{style} {written}");
        assert_eq!(codes(&rows[0]).is_empty(), meant.is_some(), "{style} {written}: {:?}", codes(&rows[0]));
    }
}

#[test]
fn a_value_means_what_was_said_whatever_it_would_mean_otherwise() {
    let text = "番号,氏名,カナ,生年月日,性別,続柄,異動区分,資格確認書発行要否\n\
        1,山田　太郎,ヤマダ　タロウ,1980-01-02,1,３,9,＊\n\
        2,山田　花子,ヤマダ　ハナコ,1982-01-02,0,03,追,\n";
    let said = ["性別:1=女", "sex:0=male", "続柄:3=子", "異動区分:9=喪失", "change:追=in", "資格確認書発行要否:＊=要"];
    let (reading, rows) = read(text.as_bytes(), &habits(&said, &[]));
    let sexes: Vec<_> = rows.iter().map(|row| row.report.sex.map(rules::words::Sex::code)).collect();
    assert_eq!(sexes, [Some("female"), Some("male")]);
    assert!(rows.iter().all(|row| row.report.relation == Some(rules::words::Relation::Child)));
    let kinds: Vec<_> = rows.iter().map(|row| row.report.kind).collect();
    assert_eq!(kinds, [rules::words::ReportKind::DependantRemoved, rules::words::ReportKind::DependantAdded]);
    assert_eq!(rows[0].report.wants_certificate, Some(true));
    assert!(reading.complaints.iter().all(|one| one.code != "codes_need_meaning"));
    assert!(reading.sheets[0].values.iter().all(|one| one.means.is_some()));
}

#[test]
fn values_that_nobody_knows_are_listed_each_once_with_their_rows() {
    let text = "番号,氏名,カナ,生年月日,続柄\n1,あ　い,ア　イ,1980-01-02,3\n2,あ　う,ア　ウ,1980-01-03,3\n3,あ　え,ア　エ,1980-01-04,K\n4,あ　お,ア　オ,1980-01-05,本人\n";
    let (reading, _) = read(text.as_bytes(), &Habits::default());
    let values: Vec<(&str, u64, Option<&str>)> =
        reading.sheets[0].values.iter().map(|one| (one.text.as_str(), one.rows, one.means)).collect();
    assert_eq!(values, [("3", 2, None), ("K", 1, None), ("本人", 1, Some("insured"))]);
    let asked = reading.complaints.iter().find(|one| one.code == "codes_need_meaning").expect("a complaint");
    assert_eq!(asked.place, "表.csv!E");
    assert!(
        asked.sentence.ja.contains("2種類") && asked.sentence.ja.contains("「3」2行、「K」1行"),
        "{}",
        asked.sentence.ja
    );
    // With nothing behind it, a value says as much as an empty cell.
    let (_, rows) = read(text.as_bytes(), &habits(&["続柄:3=", "続柄:K="], &[]));
    assert!(rows.iter().all(|row| codes(row).is_empty()));
}

#[test]
fn meanings_are_written_as_field_value_and_word() {
    for (text, written) in [
        ("続柄:3=子", "relation:3=child"),
        ("relation:003=child", "relation:3=child"),
        ("性別：Ｍ＝男", "sex:M=male"),
        ("異動区分:2=", "change:2="),
    ] {
        assert_eq!(ValueMeaning::read(text).expect("a meaning").to_string(), written, "{text}");
    }
    for text in ["続柄=子", "続柄:=子", "氏名:1=太郎", "続柄:3=いとこ", "3=子"] {
        assert!(ValueMeaning::read(text).is_none(), "{text}");
    }
    for (text, written) in [("F=西暦", "1!F=western"), ("2!f=wareki", "2!F=wareki")] {
        assert_eq!(DateColumn::read(text).expect("a style").to_string(), written, "{text}");
    }
    for text in ["F", "F=1980", "0!F=西暦", "=西暦"] {
        assert!(DateColumn::read(text).is_none(), "{text}");
    }
}

#[test]
fn a_text_is_read_in_the_encoding_that_was_said() {
    let text = "番号,氏名,カナ,生年月日\n1,山田　太郎,ヤマダ　タロウ,1980-01-02\n";
    let mut bytes = Vec::new();
    for c in text.chars() {
        // EUC-JP of these characters: JIS X 0208 with the high bits set.
        match c {
            '番' => bytes.extend([0xC8, 0xD6]),
            '号' => bytes.extend([0xB9, 0xE6]),
            '氏' => bytes.extend([0xBB, 0xE1]),
            '名' => bytes.extend([0xCC, 0xBE]),
            'カ' => bytes.extend([0xA5, 0xAB]),
            'ナ' => bytes.extend([0xA5, 0xCA]),
            '生' => bytes.extend([0xC0, 0xB8]),
            '年' => bytes.extend([0xC7, 0xAF]),
            '月' => bytes.extend([0xB7, 0xEE]),
            '日' => bytes.extend([0xC6, 0xFC]),
            '山' => bytes.extend([0xBB, 0xB3]),
            '田' => bytes.extend([0xC5, 0xC4]),
            '太' => bytes.extend([0xC2, 0xC0]),
            '郎' => bytes.extend([0xCF, 0xBA]),
            'ヤ' => bytes.extend([0xA5, 0xE4]),
            'マ' => bytes.extend([0xA5, 0xDE]),
            'ダ' => bytes.extend([0xA5, 0xC0]),
            'タ' => bytes.extend([0xA5, 0xBF]),
            'ロ' => bytes.extend([0xA5, 0xED]),
            'ウ' => bytes.extend([0xA5, 0xA6]),
            '\u{3000}' => bytes.extend([0xA1, 0xA1]),
            c => bytes.push(u8::try_from(u32::from(c)).expect("ASCII")),
        }
    }
    let said = Habits { encoding: Some(TextEncoding::EucJp), ..Habits::default() };
    let (reading, rows) = read(&bytes, &said);
    assert_eq!(reading.encoding, Some(TextEncoding::EucJp));
    assert_eq!(rows[0].report.name.as_ref().map(|name| name.text().to_owned()).as_deref(), Some("山田　太郎"));
}

#[test]
fn a_text_that_ends_in_the_middle_of_a_row_is_cut_off() {
    let whole = "番号,氏名,カナ,生年月日\n1,あ　い,ア　イ,1980-01-02\n2,あ　う,ア　ウ,1980-01-03\n";
    for (text, cut) in [
        (whole, false),
        (whole.trim_end(), false),
        (&whole[..whole.trim_end().rfind(',').expect("a comma")], true),
        (&whole[..whole.len() - 4], false),
    ] {
        assert_eq!(read(text.as_bytes(), &Habits::default()).0.sheets[0].cut_off, cut, "{text}");
    }
}

#[test]
fn a_staff_number_is_the_number_and_a_last_day_of_work_the_eve_of_the_loss_once_that_was_confirmed() {
    use intake::Confirmation;
    let text = "社員番号,枝番,氏名,カナ,生年月日,退職日\n0071,00,山田　太郎,ヤマダ　タロウ,1980-01-02,2026-03-31\n";
    let (_, before) = crate::told::read("喪失.csv", text.as_bytes(), &[]);
    assert_eq!((before[0].report.number.as_deref(), codes(&before[0])), (None, vec!["lost_day_after_leaving"]));
    let said = ["社員番号", "退職日"].map(|word| Confirmation::named(word).expect("a confirmation"));
    let (_, rows) = crate::told::read("喪失.csv", text.as_bytes(), &said);
    assert_eq!((rows[0].report.number.as_deref(), codes(&rows[0]).len()), (Some("0071"), 0));
    assert_eq!(rows[0].report.lost, Some(rules::calendar::day(2026, 4, 1)));
}
