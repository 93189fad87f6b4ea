//! The shapes in which rows come: workbooks as people make them, and text files in every encoding.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::value::{serial, slashed};
use super::{Line, Val, biff, locked};

/// One shape.
pub struct Shape {
    /// Its name, part of a file's.
    pub name: &'static str,
    /// What a file's name ends in; it may lie.
    pub ending: &'static str,
    /// A spreadsheet, which has numbers and dates of its own.
    pub book: bool,
    /// The encoding of a text file that has not every character.
    encoding: Option<&'static Encoding>,
    /// Writes a title, headings and rows.
    pub write: fn(&str, &[String], &[Line]) -> Vec<u8>,
}

const fn book(name: &'static str, ending: &'static str, write: fn(&str, &[String], &[Line]) -> Vec<u8>) -> Shape {
    Shape { name, ending, book: true, encoding: None, write }
}

const fn text(
    name: &'static str,
    ending: &'static str,
    encoding: Option<&'static Encoding>,
    write: fn(&str, &[String], &[Line]) -> Vec<u8>,
) -> Shape {
    Shape { name, ending, book: false, encoding, write }
}

/// Every shape.
pub const SHAPES: &[Shape] = &[
    book("ブック", "xlsx", |title, headings, lines| workbook(&[Sheet::of(title, headings, lines)], false)),
    book("表題と二段見出し", "xlsx", |title, headings, lines| {
        workbook(&[titled(title, headings, lines)], false)
    }),
    book("記入例と合計と空行", "xlsx", |_, headings, lines| workbook(&[with_sample(headings, lines)], false)),
    book("隠れたリストとコード表", "xlsx", |title, headings, lines| {
        let mut list = Sheet { name: "リスト", hidden: true, ..Sheet::default() };
        list.rows = ["男", "女", "本人", "妻", "夫", "子"].map(|word| vec![Val::text(word)]).to_vec();
        let mut codes = Sheet { name: "コード表", ..Sheet::default() };
        codes.rows = [["01", "実子"], ["02", "その他の子"]].map(|row| row.map(Val::text).to_vec()).to_vec();
        workbook(&[Sheet::of(title, headings, lines), list, codes], false)
    }),
    book("名前はxls", "xls", |_, headings, lines| workbook(&[Sheet::of("Sheet1", headings, lines)], false)),
    book("1904年から数える", "xlsx", |title, headings, lines| {
        workbook(&[Sheet::of(title, headings, lines)], true)
    }),
    book("広がった書式", "xlsx", |title, headings, lines| {
        let mut sheet = Sheet::of(title, headings, lines);
        sheet.wide_formats = true;
        workbook(&[sheet], false)
    }),
    book("OpenDocument", "ods", open_document),
    book("Excel97", "xls", |title, headings, lines| biff::book(title, &Sheet::of(title, headings, lines).rows)),
    book("パスワード付きブック", "xlsx", |title, headings, lines| {
        locked::workbook(&workbook(&[Sheet::of(title, headings, lines)], false))
    }),
    book("パスワード付きZIP", "zip", |title, headings, lines| {
        locked::archive(&format!("{title}.xlsx"), &workbook(&[Sheet::of(title, headings, lines)], false), true)
    }),
    text("古い暗号のZIP", "zip", None, |_, headings, lines| {
        locked::archive("名簿.csv", table(headings, lines, ',').as_bytes(), false)
    }),
    text("UTF-8", "csv", None, |_, headings, lines| table(headings, lines, ',').into_bytes()),
    text("UTF-8の印付き", "csv", None, |_, headings, lines| {
        [b"\xEF\xBB\xBF".as_slice(), table(headings, lines, ',').as_bytes()].concat()
    }),
    text("シフトJIS", "csv", Some(SHIFT_JIS), |_, headings, lines| encoded(SHIFT_JIS, &table(headings, lines, ','))),
    text("EUC", "csv", Some(EUC_JP), |_, headings, lines| encoded(EUC_JP, &table(headings, lines, ','))),
    text("JIS", "csv", Some(ISO_2022_JP), |_, headings, lines| encoded(ISO_2022_JP, &table(headings, lines, ','))),
    text("Unicodeテキスト", "txt", None, |_, headings, lines| {
        let units = table(headings, lines, '\t');
        [0xFEFF_u16].into_iter().chain(units.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }),
    text("セミコロン", "csv", None, |_, headings, lines| table(headings, lines, ';').into_bytes()),
    text("名前はxls_中はタブ", "xls", None, |_, headings, lines| table(headings, lines, '\t').into_bytes()),
];

impl Shape {
    /// Has its encoding every character of these?
    pub fn can_hold(&self, headings: &[String], lines: &[Line]) -> bool {
        self.encoding.is_none_or(|encoding| !encoding.encode(&table(headings, lines, ',')).2)
    }
}

/// A text file that has every character.
pub fn unicode() -> &'static Shape {
    SHAPES.iter().find(|shape| !shape.book && shape.encoding.is_none()).expect("one of them")
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "a character that {} lacks", encoding.name());
    bytes.into_owned()
}

/// What a spreadsheet writes when it saves a table as text.
fn table(headings: &[String], lines: &[Line], between: char) -> String {
    let mut out = String::new();
    let mut row = |cells: Vec<String>| {
        let quoted: Vec<String> = cells
            .iter()
            .map(|cell| {
                if cell.contains([between, '"', '\n']) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        out.push_str(&quoted.join(&between.to_string()));
        out.push_str("\r\n");
    };
    row(headings.to_vec());
    for line in lines {
        row(line.cells.iter().map(shown).collect());
    }
    out
}

fn shown(cell: &Val) -> String {
    match cell {
        Val::Blank | Val::Uncomputed => String::new(),
        Val::Text(text) => text.clone(),
        Val::Number(value, format) if format.chars().all(|sign| sign == '0') => {
            format!("{value:0width$.0}", width = format.len())
        }
        Val::Number(value, _) => value.to_string(),
        Val::Date(day, _) => slashed(*day),
        Val::Fault(text) => (*text).to_owned(),
    }
}

#[derive(Default)]
struct Sheet<'a> {
    name: &'a str,
    hidden: bool,
    rows: Vec<Vec<Val>>,
    merges: Vec<&'a str>,
    /// Empty cells with a format, far below and to the right.
    wide_formats: bool,
}

impl<'a> Sheet<'a> {
    fn of(name: &'a str, headings: &[String], lines: &[Line]) -> Sheet<'a> {
        let mut rows = vec![headings.iter().map(Val::text).collect::<Vec<_>>()];
        rows.extend(lines.iter().map(|line| line.cells.clone()));
        Sheet { name, rows, ..Sheet::default() }
    }
}

/// Title rows, then 記号番号 over 記号 | 番号 | 枝番 and 氏名 over 漢字 | カナ, the rest merged downwards.
fn titled<'a>(title: &'a str, headings: &[String], lines: &[Line]) -> Sheet<'a> {
    let mut sheet = Sheet::of(title, headings, lines);
    let mut above: Vec<Val> = headings.iter().map(Val::text).collect();
    let mut below = vec![Val::Blank; headings.len()];
    if headings[0] == "記号" {
        (above[0], above[1], above[2]) = (Val::text("記号番号"), Val::Blank, Val::Blank);
        (above[3], above[4]) = (Val::text("氏名"), Val::Blank);
        for (at, word) in [(0, "記号"), (1, "番号"), (2, "枝番"), (3, "漢字"), (4, "カナ")] {
            below[at] = Val::text(word);
        }
        sheet.merges = vec!["A1:F1", "A4:C4", "D4:E4", "F4:F5", "G4:G5", "H4:H5"];
        sheet.rows.splice(0..1, [above, below]);
    }
    let above = [
        vec![Val::text(format!("健康保険　{title}"))],
        vec![Val::text("提出日"), Val::text("令和8年4月14日")],
        Vec::new(),
    ];
    sheet.rows.splice(0..0, above);
    sheet
}

fn with_sample<'a>(headings: &[String], lines: &[Line]) -> Sheet<'a> {
    let mut sheet = Sheet::of("名簿", headings, lines);
    let sample = [
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
        "",
    ];
    sheet.rows.insert(1, sample.map(Val::text).to_vec());
    let middle = sheet.rows.len() / 2 + 1;
    sheet.rows.insert(middle, Vec::new());
    sheet.rows.push(Vec::new());
    sheet.rows.push(["合計", "", "", &format!("{}名", lines.len())].map(Val::text).to_vec());
    sheet.rows.push(vec![Val::text("以下余白")]);
    sheet
}

fn letters(column: usize) -> char {
    char::from(b'A' + u8::try_from(column).expect("few columns"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A workbook with its parts as a spreadsheet program lays them out.
fn workbook(sheets: &[Sheet<'_>], from_1904: bool) -> Vec<u8> {
    let mut formats: Vec<&'static str> = Vec::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let xml = worksheet(sheet, &mut formats, from_1904);
        parts.push((format!("xl/worksheets/sheet{}.xml", at + 1), xml));
    }
    let mut types = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>",
    );
    let (mut names, mut relations) = (String::new(), String::new());
    for (at, sheet) in sheets.iter().enumerate() {
        let number = at + 1;
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
        let _ = write!(names, "<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>", sheet.name);
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    types.push_str("</Types>");
    let _ = write!(
        relations,
        "<Relationship Id=\"rIdStyles\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
    );
    let mut custom = String::new();
    let mut cells = String::from("<xf numFmtId=\"0\"/>");
    for (at, format) in formats.iter().enumerate() {
        let _ = write!(custom, "<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + at, escaped(format));
        let _ = write!(cells, "<xf numFmtId=\"{}\" applyNumberFormat=\"1\"/>", 164 + at);
    }
    let epoch = if from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    parts.extend([
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{epoch}<sheets>{names}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"{RELATIONS}\">{relations}</Relationships>")),
        ("xl/styles.xml".to_owned(), format!("<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{}\">{custom}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>", formats.len())),
    ]);
    zipped(&parts)
}

fn worksheet(sheet: &Sheet<'_>, formats: &mut Vec<&'static str>, from_1904: bool) -> String {
    let mut xml =
        String::from("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    let mut style = |format: &'static str| {
        if format == "General" {
            return 0;
        }
        let at = formats.iter().position(|one| *one == format).unwrap_or_else(|| {
            formats.push(format);
            formats.len() - 1
        });
        at + 1
    };
    let shift = if from_1904 { 1_462.0 } else { 0.0 };
    for (row, cells) in sheet.rows.iter().enumerate() {
        let _ = write!(xml, "<row r=\"{}\">", row + 1);
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", letters(column), row + 1);
            let _ = match cell {
                Val::Blank => Ok(()),
                Val::Text(text) => write!(
                    xml,
                    "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(text).replace('\n', "_x000D_\n")
                ),
                // A serial number of a book that counts from 1904 is another one; any other number is as it is.
                Val::Number(value, format) => {
                    let is_day = *format == "General" && (10_000.0..60_000.0).contains(value);
                    let value = if is_day { value - shift } else { *value };
                    write!(xml, "<c r=\"{place}\" s=\"{}\"><v>{value}</v></c>", style(format))
                }
                Val::Date(day, format) => {
                    write!(xml, "<c r=\"{place}\" s=\"{}\"><v>{}</v></c>", style(format), serial(*day) - shift)
                }
                Val::Uncomputed => write!(xml, "<c r=\"{place}\"><f>VLOOKUP(A1,X:Y,2,0)</f></c>"),
                Val::Fault(text) => write!(xml, "<c r=\"{place}\" t=\"e\"><v>{text}</v></c>"),
            };
        }
        xml.push_str("</row>");
    }
    if sheet.wide_formats {
        let last = sheet.rows.len();
        for row in [last + 40, last + 900] {
            let _ = write!(xml, "<row r=\"{row}\"><c r=\"A{row}\" s=\"0\"/><c r=\"CV{row}\" s=\"0\"/></row>");
        }
    }
    xml.push_str("</sheetData>");
    if !sheet.merges.is_empty() {
        xml.push_str("<mergeCells>");
        for merge in &sheet.merges {
            let _ = write!(xml, "<mergeCell ref=\"{merge}\"/>");
        }
        xml.push_str("</mergeCells>");
    }
    xml.push_str("</worksheet>");
    xml
}

fn open_document(title: &str, headings: &[String], lines: &[Line]) -> Vec<u8> {
    let mut xml = String::from(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table",
    );
    let _ = write!(xml, " table:name=\"{title}\">");
    for cells in &Sheet::of(title, headings, lines).rows {
        xml.push_str("<table:table-row>");
        for cell in cells {
            let _ = match cell {
                Val::Blank => write!(xml, "<table:table-cell/>"),
                Val::Text(text) => {
                    let paragraphs: String =
                        escaped(text).split('\n').map(|part| format!("<text:p>{part}</text:p>")).collect();
                    write!(xml, "<table:table-cell office:value-type=\"string\">{paragraphs}</table:table-cell>")
                }
                Val::Number(value, _) => write!(
                    xml,
                    "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{value}</text:p></table:table-cell>"
                ),
                Val::Date(day, _) => write!(
                    xml,
                    "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>{}</text:p></table:table-cell>",
                    slashed(*day)
                ),
                Val::Uncomputed => write!(xml, "<table:table-cell table:formula=\"of:=[.A1]\"/>"),
                Val::Fault(text) => write!(
                    xml,
                    "<table:table-cell table:formula=\"of:=NA()\" office:value-type=\"string\" office:string-value=\"\"><text:p>{text}</text:p></table:table-cell>"
                ),
            };
        }
        xml.push_str("</table:table-row>");
    }
    xml.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    zipped(&[
        ("mimetype".to_owned(), "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("META-INF/manifest.xml".to_owned(), "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>".to_owned()),
        ("content.xml".to_owned(), xml),
    ])
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let how = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        out.start_file(name.as_str(), SimpleFileOptions::default().compression_method(how))
            .expect("a part can be started");
        out.write_all(text.as_bytes()).expect("a part can be written");
    }
    out.finish().expect("a zip can be finished").into_inner()
}
