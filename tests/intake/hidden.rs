//! What a sheet hides is said by its place, and a hidden row waits until a clerk has made sure.

use intake::{Confirmation, Request};
use rules::words::Weight;

use crate::forge::book;
use crate::told::{codes, plain, read_with};

fn cell(text: &str) -> String {
    format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A sheet with hidden columns C and D, and rows 3, 4, 5 and 8 hidden.
fn sheet() -> Vec<u8> {
    let header: String = ["番号", "氏名", "カナ", "生年月日", "資格取得日"].map(cell).concat();
    let mut xml =
        format!(r#"<worksheet><cols><col min="3" max="4" hidden="1"/></cols><sheetData><row r="1">{header}</row>"#);
    for line in 2..10 {
        let hides = match line {
            3..=5 => " hidden=\"1\"",
            8 => " ht=\"0\" customHeight=\"1\"",
            _ => "",
        };
        let cells: String = [&line.to_string(), "大野　慧", "オオノ　ケイ", "H1.1.8", "R8.4.1"].map(cell).concat();
        xml.push_str(&format!("<row r=\"{line}\"{hides}>{cells}</row>"));
    }
    // A hidden row without anything in it is no row.
    xml.push_str("<row r=\"12\" hidden=\"1\"/></sheetData>");
    xml.push_str(r#"<autoFilter ref="A1:E9"><filterColumn colId="0"/></autoFilter></worksheet>"#);
    xml.into_bytes()
}

#[test]
fn hidden_rows_and_columns_are_named_and_hidden_rows_wait() {
    let bytes = book(&sheet(), b"<sst/>");
    let (reading, rows) = read_with(&plain("表.xlsx", &bytes));
    let said: Vec<String> = reading.expect("a good book").complaints.into_iter().map(|one| one.sentence.ja).collect();
    assert_eq!(
        said,
        [
            "シート「取得」の2列が隠れています: C–D。隠れた列も読みます。",
            "シート「取得」の4行が隠れています（フィルターを含む）: 3–5、8。確認を待ちます。",
        ]
    );
    let waiting: Vec<u64> = rows.iter().filter(|row| row.weight() == Some(Weight::Doubt)).map(|row| row.line).collect();
    assert_eq!(waiting, [3, 4, 5, 8]);
    assert!(rows.iter().filter(|row| waiting.contains(&row.line)).all(|row| codes(row).contains(&"hidden_row")));
}

#[test]
fn hidden_rows_that_a_clerk_has_made_sure_of_go_in_and_are_still_named() {
    let bytes = book(&sheet(), b"<sst/>");
    let confirmed = [Confirmation::named("隠れた行").expect("a clerk's word")];
    let (reading, rows) = read_with(&Request { confirmed: &confirmed, ..plain("表.xlsx", &bytes) });
    assert!(rows.iter().all(|row| row.weight() < Some(Weight::Doubt)));
    let said = reading.expect("a good book").complaints;
    assert!(said.iter().any(|one| one.code == "hidden_rows" && one.sentence.ja.contains("3–5、8")));
}

#[test]
fn a_hidden_sheet_is_named_as_not_read() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers");
    for (name, sheet) in [("clean_book.xlsx", "コード表"), ("leaving_old.xls", "作業用"), ("open_document.ods", "控え")]
    {
        let bytes = std::fs::read(path.join(name)).expect(name);
        let said = read_with(&plain(name, &bytes)).0.expect("a good book").complaints;
        let wanted = format!("シート「{sheet}」は隠れているため読みません。");
        assert!(said.iter().any(|one| one.sentence.ja == wanted), "{name}: {said:?}");
    }
}

#[test]
fn a_book_whose_seen_sheet_says_nothing_names_its_hidden_one() {
    use intake::write::{Cell, Sheet, Texts, xlsx};
    let names =
        Sheet::new("取得", ["番号", "氏名", "生年月日"], vec![["1", "大野　慧", "H1.1.8"].map(Cell::text).to_vec()]);
    let notes = Sheet::new("表", ["お世話になっております。"], vec![vec![Cell::text("よろしくお願いします。")]]);
    let mut bytes = Vec::new();
    xlsx(vec![notes, names.hidden()], Texts::Shared, &mut bytes).expect("a workbook");
    let refused = read_with(&plain("届.xlsx", &bytes)).0.expect_err("nothing to read");
    assert_eq!(refused.code, "header_missing");
    assert!(refused.sentence.ja.ends_with("隠れたシート「取得」があり、読んでいません。"), "{}", refused.sentence.ja);
    assert!(refused.hint.ja.starts_with("隠れたシートを取り込むものなら"), "{}", refused.hint.ja);
}

#[test]
fn the_hidden_rows_of_an_open_document_are_known_too() {
    let row = |hides: &str, texts: [&str; 3]| {
        let cells: String = texts
            .map(|text| {
                format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
            })
            .concat();
        format!("<table:table-row{hides}>{cells}</table:table-row>")
    };
    let content = [
        r#"<office:document-content><table:table table:name="喪失">"#.to_owned(),
        row("", ["番号", "氏名", "退職日"]),
        row("", ["1", "大野　慧", "R8.3.31"]),
        row(" table:visibility=\"filter\"", ["2", "大野　恵", "R8.3.31"]),
        row(" table:visibility=\"collapse\"", ["3", "大野　圭", "R8.3.31"]),
        "</table:table></office:document-content>".to_owned(),
    ]
    .concat();
    let bytes = crate::forge::zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    let said = read_with(&plain("表.ods", &bytes)).0.expect("a good book").complaints;
    assert_eq!(said[0].sentence.ja, "シート「喪失」の2行が隠れています（フィルターを含む）: 3–4。確認を待ちます。");
}
