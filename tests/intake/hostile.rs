//! Files made to hurt: each ends in a complaint, never in a crash.

use proptest::prelude::*;
use rules::words::Weight;

use crate::forge::{book, sheet, zip};
use crate::told::{codes, read};

const HEADER: &[&str] = &["番号", "氏名", "カナ", "生年月日", "資格取得日"];
const ROW: &[&str] = &["1", "大野　慧", "オオノ　ケイ", "H1.1.8", "R8.4.1"];

fn code(bytes: &[u8]) -> &'static str {
    match read("表.xlsx", bytes, &[]).0 {
        Ok(_) => "",
        Err(complaint) => complaint.code,
    }
}

#[test]
fn the_forged_book_is_a_good_one() {
    let (reading, rows) = read("表.xlsx", &book(&sheet(&[HEADER, ROW]), b"<sst/>"), &[]);
    assert!(reading.is_ok());
    assert_eq!((rows.len(), rows[0].weight()), (1, None));
}

#[test]
fn a_part_that_inflates_without_end_is_refused() {
    let spaces = vec![b' '; 300 << 20];
    assert_eq!(code(&book(&spaces, b"<sst/>")), "too_large");
    assert_eq!(code(&book(&sheet(&[HEADER]), &spaces)), "too_large");
}

#[test]
fn many_parts_that_inflate_to_too_much_together_are_refused() {
    let rows = b"<row/>".repeat(30 << 20);
    let bytes = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/worksheets/sheet1.xml", &rows),
        ("xl/worksheets/sheet2.xml", &rows),
        ("xl/worksheets/sheet3.xml", &rows),
    ]);
    assert_eq!(code(&bytes), "too_large");
}

#[test]
fn one_endless_text_is_refused() {
    let mut strings = b"<sst><si><t>".to_vec();
    strings.extend_from_slice(&b"a".repeat(2 << 20));
    strings.extend_from_slice(b"</t></si></sst>");
    assert_eq!(code(&book(&sheet(&[HEADER, ROW]), &strings)), "too_large");
}

#[test]
fn too_many_parts_are_refused() {
    let names: Vec<String> = (0..2_100).map(|n| format!("xl/media/{n}.xml")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>")];
    parts.extend(names.iter().map(|name| (name.as_str(), &b"<x/>"[..])));
    assert_eq!(code(&zip(&parts)), "too_large");
}

#[test]
fn entities_are_not_expanded() {
    let xml = br#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;&c;</t></is></c></row></sheetData></worksheet>"#;
    let (reading, rows) = read("表.xlsx", &book(xml, b"<sst/>"), &[]);
    assert!(reading.is_err() && rows.is_empty());
}

#[test]
fn a_row_beyond_any_employers_last_one_is_refused() {
    let far = |line: u32| {
        let good = String::from_utf8(sheet(&[HEADER, ROW])).expect("the sheet is UTF-8");
        let row = format!("<row r=\"{line}\"><c r=\"A{line}\"><v>1</v></c></row></sheetData>");
        code(&book(good.replace("</sheetData>", &row).as_bytes(), b"<sst/>"))
    };
    assert_eq!(far(200_000), "");
    assert_eq!(far(200_001), "too_large");
    // Beyond what a reader can count: the row number wraps in a careless one.
    assert_ne!(far(4_294_967_295), "");
}

#[test]
fn cells_that_declare_more_texts_than_there_are_spoil_only_themselves() {
    let xml = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>番号</t></is></c><c t=\"inlineStr\"><is><t>氏名</t></is></c><c t=\"inlineStr\"><is><t>退職日</t></is></c></row>\
               <row><c t=\"s\"><v>99</v></c><c t=\"inlineStr\"><is><t>大野　慧</t></is></c><c t=\"inlineStr\"><is><t>R8.3.31</t></is></c></row></sheetData></worksheet>";
    let (reading, rows) = read("表.xlsx", &book(xml.as_bytes(), b"<sst/>"), &[]);
    assert!(reading.is_ok());
    assert_eq!(rows[0].weight(), Some(Weight::Refusal), "{:?}", codes(&rows[0]));
}

#[test]
fn a_text_longer_than_any_cell_is_refused_with_its_row() {
    let long = "あ".repeat(5_000);
    let rows: &[&[&str]] = &[HEADER, &["1", &long, "オオノ　ケイ", "H1.1.8", "R8.4.1"], ROW];
    let (_, rows) = read("表.xlsx", &book(&sheet(rows), b"<sst/>"), &[]);
    assert_eq!(codes(&rows[0])[0], "text_too_long");
    assert_eq!(rows[1].weight(), None);
}

#[test]
fn each_of_many_hostile_files_is_refused_by_name() {
    let all = crate::hostile_files::all();
    assert!(40 <= all.len(), "only {} files", all.len());
    let mut wrong = Vec::new();
    for hostile in &all {
        let found = read(&hostile.name, &hostile.bytes, &[]).0.map_or_else(|complaint| complaint.code, |_| "");
        if found != hostile.code {
            wrong.push(format!("{}: {found:?} for {:?}", hostile.name, hostile.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers").join(name))
        .expect(name)
}

/// Each file with some bytes changed, cut or doubled: a complaint or rows, never a crash.
fn mangled(name: &'static str, cases: u32) {
    let good = fixture(name);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let length = good.len();
    proptest!(config, |(edits in proptest::collection::vec((0..length, any::<u8>()), 1..6), cut in 0usize..20)| {
        let mut bytes = good.clone();
        for (at, value) in &edits {
            bytes[*at] = *value;
        }
        if cut == 0 {
            bytes.truncate(edits[0].0);
        }
        let _ = read(name, &bytes, &[]);
    });
}

#[test]
fn a_mangled_xls_is_read_or_refused() {
    mangled("leaving_old.xls", 1_500);
    mangled("leaving_biff.xls", 1_500);
}

#[test]
fn a_mangled_xlsx_is_read_or_refused() {
    mangled("clean_book.xlsx", 400);
}

#[test]
fn a_mangled_ods_is_read_or_refused() {
    mangled("open_document.ods", 400);
}

#[test]
fn a_mangled_csv_is_read_or_refused() {
    mangled("registration.csv", 600);
    mangled("unicode_text.txt", 300);
    mangled("jis.csv", 300);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cells_make_the_reader_fail_other_than_with_a_complaint(cells in proptest::collection::vec("[\\PC\n\"]{0,14}", 12)) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let text = format!("記号番号,枝番,氏名,カナ,生年月日,性別,続柄,個人番号,資格取得日,資格喪失日,郵便番号,資格確認書発行要否\n{}\n", quoted.join(","));
        let (reading, _) = read("表.csv", text.as_bytes(), &[]);
        prop_assert!(reading.is_ok());
    }
}

#[test]
fn what_begins_like_a_formula_waits_wherever_it_would_be_kept() {
    let header = "番号,氏名,カナ,姓名カナ備考,生年月日,資格取得日,住所";
    let row = |name: &str, kana: &str, address: &str| {
        let text = format!("{header}\n1,{name},{kana},,H1.1.8,R8.4.1,{address}\n");
        crate::told::rows_of_csv(&text).into_iter().next().expect("the row")
    };
    let plain = row("大野　慧", "オオノ　ケイ", "東京都千代田区千代田1-1");
    assert_eq!(plain.weight(), None, "{:?}", codes(&plain));
    let planted = [
        "\"=HYPERLINK(\"\"x\"\")\"",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "＝１＋１",
        "＋1",
        "＠x",
        "－1",
        "\"\t=1+1\"",
        "\" =cmd|' /C calc'!A0\"",
    ];
    for value in planted {
        for (name, kana, address) in
            [(value, "オオノ　ケイ", "東京都"), ("大野　慧", value, "東京都"), ("大野　慧", "オオノ　ケイ", value)]
        {
            let row = row(name, kana, address);
            assert!(codes(&row).contains(&"like_a_formula"), "{name} {kana} {address}: {:?}", codes(&row));
            assert!(row.weight() >= Some(Weight::Doubt), "{name} {kana} {address}");
        }
    }
}
