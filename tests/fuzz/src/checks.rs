//! What holds of a reading, whatever was read: it ends, twice alike; it keeps within its limits; it passes to another process and back;
//! no whole My Number is in it, and no row with a lost character goes in. And what holds of each kind of file besides.

use std::io::{Cursor, Write};

use intake::official::write::{Filed, Head, Office, Person};
use intake::official::{FormCode, Media};
use intake::write::{Csv, Encoding, LineEnd};
use intake::{Form, Habits, Password, Reading, Request, Row, TextEncoding, check_digit, doors};
use rules::calendar::{Day, day, written as days};
use rules::words::{Complaint, Report, ReportKind, Weight};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The day on which all is read.
const ON: Day = day(2026, 5, 10);
/// The password of the fixtures.
pub const PASSWORD: &str = "はる2026!spring";

/// The name of a reader, and what is asked of it.
pub type Check = (&'static str, fn(&[u8]));

/// Every reader.
pub const ALL: [Check; 20] = [
    ("agile", agile),
    ("answer", answer),
    ("archive", archive),
    ("biff", biff),
    ("cells", cells),
    ("dates", dates),
    ("numbers", numbers),
    ("ods", ods),
    ("official", official),
    ("question", question),
    ("sheet", sheet),
    ("standard", standard),
    ("strings", strings),
    ("styles", styles),
    ("table", table),
    ("text", text),
    ("workbook", workbook),
    ("written", written),
    ("xls", xls),
    ("xlsx", xlsx),
];

/// A request of which a clerk has said nothing.
pub fn plain<'a>(file_name: &'a str, bytes: &'a [u8]) -> Request<'a> {
    Request {
        bytes,
        file_name,
        form: Form::Auto,
        on: ON,
        confirmed: &[],
        meanings: &[],
        habits: None,
        with_cells: true,
        password: None,
        inside: None,
    }
}

/// Reads, and looks at all that came of it.
fn read(request: &Request<'_>) -> (Option<Reading>, Vec<Row>) {
    let (mut rows, mut again) = (Vec::new(), Vec::new());
    let reading = intake::read(request, &mut |row| rows.push(row));
    let other = intake::read(request, &mut |row| again.push(row));
    assert!(reading == other && rows == again, "two readings of one file differ");
    let mut last = ("", 0);
    for row in &rows {
        assert!(row.cells.len() <= doors::WIDEST_ROW, "{} cells", row.cells.len());
        assert!(row.cells.iter().all(|cell| cell.chars().count() <= doors::LONGEST_TEXT + 1), "an endless cell");
        assert!(*row.sheet != *last.0 || last.1 <= row.line, "line {} after {}", row.line, last.1);
        last = (&row.sheet, row.line);
        row.complaints.iter().for_each(said);
        let texts = texts_of(&row.report);
        let lost = texts.iter().any(|text| text.contains('\u{FFFD}'));
        assert!(!lost || row.weight() == Some(Weight::Refusal), "a lost character goes in: line {}", row.line);
        texts.into_iter().chain(row.cells.iter().map(String::as_str)).for_each(hidden);
    }
    match &reading {
        Ok(reading) => {
            reading.complaints.iter().for_each(said);
            for sheet in &reading.sheets {
                sheet.headers.iter().for_each(|text| hidden(text));
                sheet.values.iter().for_each(|value| hidden(&value.text));
            }
            let passed = doors::passed(reading, &rows);
            assert!(passed.is_some_and(|it| it == (reading.clone(), rows.clone())), "the reading does not pass");
            // An official file has none: its sheets are made of its forms.
            let official =
                reading.sheets.iter().any(|sheet| sheet.header_lines.is_empty() && !sheet.mapping.is_empty());
            let same = intake::read_headers(request).is_ok_and(|heads| {
                let pairs = || heads.sheets.iter().zip(&reading.sheets);
                pairs().all(|(one, other)| (&one.headers, &one.mapping) == (&other.headers, &other.mapping))
            });
            assert!(official || same, "the headings alone are others");
        }
        Err(complaint) => said(complaint),
    }
    if let Ok(sheets) = intake::whole(request) {
        sheets.iter().flat_map(|sheet| &sheet.lines).flat_map(|(_, cells)| cells).for_each(|cell| hidden(cell));
    }
    (reading.ok(), rows)
}

/// A complaint that a clerk can read and another process can hear.
fn said(complaint: &Complaint) {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    assert!(complaint.code.len() <= 40 && complaint.code.bytes().all(plain), "{}", complaint.code);
    for text in [&complaint.sentence.ja, &complaint.sentence.en, &complaint.hint.ja, &complaint.hint.en] {
        assert!(!text.trim().is_empty(), "{} says nothing", complaint.code);
        hidden(text);
    }
}

fn texts_of(report: &Report) -> Vec<&str> {
    let plain = [
        &report.employer,
        &report.symbol,
        &report.number,
        &report.branch,
        &report.staff_number,
        &report.reason,
        &report.postcode,
    ];
    let mut texts: Vec<&str> = plain.into_iter().flatten().map(String::as_str).collect();
    texts.extend([&report.name, &report.insured_name].into_iter().flatten().map(|name| name.text()));
    texts.extend([&report.kana, &report.insured_kana].into_iter().flatten().map(|kana| kana.text()));
    texts.extend(report.address.iter().map(|address| address.text()));
    texts
}

fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => u8::try_from(c as u32 - '０' as u32).ok(),
        _ => None,
    }
}

/// The runs of digits of a text.
fn runs(text: &str) -> Vec<Vec<u8>> {
    let pieces = text.split(|c| digit(c).is_none());
    pieces.map(|piece| piece.chars().filter_map(digit).collect()).collect()
}

/// Are these the digits of a My Number?
fn is_my_number(digits: &[u8]) -> bool {
    let Ok(twelve) = <[u8; 12]>::try_from(digits) else { return false };
    let mut eleven = [0; 11];
    eleven.copy_from_slice(&twelve[..11]);
    check_digit(&eleven) == twelve[11]
}

/// No whole My Number stands in the text.
fn hidden(text: &str) {
    // The text itself is not said: it would be one.
    assert!(!runs(text).iter().any(|run| is_my_number(run)), "a whole My Number is shown");
}

/// The first byte says in which encoding a clerk says it is.
pub fn text(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let encoding = TextEncoding::ALL.get(usize::from(*first % 8)).copied();
    let habits = Habits { encoding, ..Habits::default() };
    let (reading, rows) = read(&Request { habits: Some(&habits), ..plain("名簿.csv", rest) });
    let Some(reading) = reading else { return };
    let wrote = ["\u{FFFD}".as_bytes(), b"\xFD\xFF", b"\xFF\xFD"];
    let written = wrote.iter().any(|mark| rest.windows(mark.len()).any(|some| some == *mark));
    let shown = rows.iter().flat_map(|row| &row.cells).chain(reading.sheets.iter().flat_map(|sheet| &sheet.headers));
    assert!(written || !shown.into_iter().any(|cell| cell.contains('\u{FFFD}')), "a character is put for another");
}

/// A text as a cell of a csv.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

const HEADINGS: &str = "事業所コード,記号,番号,枝番,社員番号,氏名,カナ,生年月日,性別,続柄,個人番号,資格取得日,資格喪失日,退職日,喪失原因,郵便番号,住所,資格確認書発行要否,マイナンバーカード,利用登録,一部負担金割合,被保険者氏名";

/// Cells between unit separators, one row.
pub fn cells(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let row: Vec<String> = text.split('\u{1F}').take(22).map(quoted).collect();
    let file = format!("{HEADINGS}\n{}\n", row.join(","));
    let (_, rows) = read(&plain("名簿.csv", file.as_bytes()));
    for row in &rows {
        let report = &row.report;
        for name in [&report.name, &report.insured_name].into_iter().flatten() {
            assert!(!name.text().chars().any(char::is_control) && name.text().trim() == name.text(), "a name");
        }
        let digits = |text: &String| text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit());
        assert!(report.postcode.as_ref().is_none_or(digits), "a postcode");
        assert!(report.ratio.is_none_or(|ratio| matches!(ratio, 2 | 3)), "a ratio");
        let waits = row.weight() >= Some(Weight::Doubt);
        assert!(waits || report.born.is_none_or(|born| born <= ON), "born after the day of reading");
    }
}

/// One text in a column of My Numbers, and in others.
pub fn numbers(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let cell = quoted(text);
    let file = format!("番号,氏名,生年月日,資格取得日,個人番号\n1,大野　慧,H1.1.8,R8.4.1,{cell}\n");
    let (_, rows) = read(&plain("名簿.csv", file.as_bytes()));
    let mut digits: Vec<u8> = text.chars().filter_map(digit).collect();
    // Zeros that a spreadsheet has dropped.
    let lost = if (9..12).contains(&digits.len()) { 12 - digits.len() } else { 0 };
    digits.splice(0..0, vec![0; lost]);
    for row in &rows {
        if let Some(last_four) = &row.report.last_four {
            let four: String = digits.iter().skip(8).map(|digit| char::from(b'0' + digit)).collect();
            assert!(is_my_number(&digits), "a number that is none was taken");
            assert!(last_four.text() == four, "the last four are others");
        }
        // Whatever stands there, no more than four of its digits are ever shown.
        let shown = row.cells.get(4).map_or(0, |cell| cell.chars().filter_map(digit).count());
        assert!(shown <= 4, "{shown} digits of a My Number are shown");
    }
    let file = format!("{cell},氏名,生年月日,住所,社員番号\n{cell},{cell},{cell},{cell},{cell}\n");
    read(&plain("名簿.csv", file.as_bytes()));
    let file = format!("番号,氏名,性別,続柄,備考\n{cell},大野　慧,{cell},{cell},{cell}\n");
    read(&plain("名簿.csv", file.as_bytes()));
}

/// A day that is understood is the same day when it is written as people do.
pub fn dates(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // Later a year of the era has three digits, which nobody writes.
    if let Some(it) = days::understand(text).ok().filter(|it| it.day < day(2118, 1, 1)) {
        for again in [it.day.to_string(), it.day.wareki()] {
            assert!(days::understand(&again).is_ok_and(|other| other.day == it.day), "{again} is another day");
        }
    }
    let cell = quoted(text);
    let file = format!("番号,氏名,生年月日,資格取得日,退職日\n1,大野　慧,{cell},{cell},{cell}\n");
    read(&plain("名簿.csv", file.as_bytes()));
}

/// A table is the same table when it is written out.
pub fn table(bytes: &[u8]) {
    let Ok(records) = intake::table::records(bytes) else { return };
    // Of marks at the beginning more than one is taken for none of the text.
    if records.iter().flat_map(|(_, cells)| cells).any(|cell| cell.contains('\u{FEFF}')) {
        return;
    }
    let texts: Vec<&Vec<String>> = records.iter().map(|(_, cells)| cells).collect();
    let mut again = Vec::new();
    let how = Csv { encoding: Encoding::Utf8, ..Csv::default() };
    assert!(intake::write::csv(texts.iter().copied(), how, &mut again).is_ok(), "UTF-8 lacks no character");
    let other = intake::table::records(&again).unwrap_or_default();
    assert!(other.iter().map(|(_, cells)| cells).eq(texts), "the table is another when it was written");
}

/// Whoever is read of an official file is the same when a file is written of them.
pub fn official(bytes: &[u8]) {
    let (reading, rows) = read(&plain("KPFD0006.CSV", bytes));
    if reading.is_none() {
        return;
    }
    let office = Office {
        number: "0101".to_owned(),
        pension: ["21", "01", "ケイト", "12345"].map(str::to_owned),
        postcode: "1000001".to_owned(),
        address: "東京都千代田区千代田1-1".to_owned(),
        name: "見本商事株式会社".to_owned(),
    };
    for (media, row) in rows.iter().take(4).flat_map(|row| [(Media::Kpfd, row), (Media::Shfd, row)]) {
        let Some((form, filed)) = filed(&row.report) else { continue };
        let head = Head { media, day: ON, serial: 1, office: &office };
        let file = intake::official::write::write(form, &head, &[filed]);
        if file.forms != 1 {
            continue;
        }
        let (reading, again) = read(&plain(media.file_name(), &file.bytes));
        assert!(reading.is_some() && again.len() == 1, "a file that was written is not read");
        let (one, other) = (&row.report, &again[0].report);
        assert!(
            (one.born, one.sex, one.acquired, one.lost) == (other.born, other.sex, other.acquired, other.lost),
            "days and sex are others"
        );
        assert!(one.kind == other.kind && other.last_four.is_none(), "another form");
    }
}

fn filed(report: &Report) -> Option<(FormCode, Filed)> {
    let person = Person {
        place: "101-1-00".to_owned(),
        kana: report.kana.as_ref()?.text().to_owned(),
        name: report.name.as_ref()?.text().to_owned(),
        born: report.born,
        sex: report.sex,
        postcode: report.postcode.clone().unwrap_or_default(),
        address: report.address.as_ref().map(|it| it.text().to_owned()).unwrap_or_default(),
        wish: report.wants_certificate.unwrap_or(false),
    };
    let number = report.number.clone()?;
    match report.kind {
        ReportKind::Enrolment => {
            let acquired = report.acquired?;
            Some((FormCode::Enrolment, Filed::Enrolment { person, number, acquired, dependants: false }))
        }
        ReportKind::Leaving => {
            Some((FormCode::Leaving, Filed::Leaving { person, number, lost: report.lost?, left: report.left }))
        }
        _ => None,
    }
}

/// A zip of parts that are not packed, so that the bytes inside are those that were given.
pub fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, how).expect("a part can be started");
        zip.write_all(bytes).expect("a part can be written");
    }
    zip.finish().expect("a zip can be finished").into_inner()
}

const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row><row r="2"><c r="A2" s="1"><v>12</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" s="2"><v>32516</v></c><c r="D2" s="3"><v>46113</v></c></row></sheetData></worksheet>"#;
const STRINGS: &str = "<sst><si><t>番号</t></si><si><t>氏名</t></si><si><t>生年月日</t></si><si><t>資格取得日</t></si><si><t>大野　慧</t></si></sst>";
const STYLES: &str = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="0000000"/><numFmt numFmtId="165" formatCode="[$-411]ge.m.d;@"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>"#;
const WORKBOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="取得" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const TOP: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A good book of one row in which some parts are others.
fn book(others: &[(&str, &[u8])]) {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", TOP.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", STRINGS.as_bytes()),
        ("xl/worksheets/sheet1.xml", SHEET.as_bytes()),
    ];
    for (name, bytes) in others {
        parts.retain(|(one, _)| one != name);
        parts.push((name, bytes));
    }
    read(&plain("名簿.xlsx", &zip_of(&parts)));
}

/// The XML of a sheet.
pub fn sheet(bytes: &[u8]) {
    book(&[("xl/worksheets/sheet1.xml", bytes)]);
}

/// The XML of the shared strings.
pub fn strings(bytes: &[u8]) {
    book(&[("xl/sharedStrings.xml", bytes)]);
}

/// The XML of the formats.
pub fn styles(bytes: &[u8]) {
    book(&[("xl/styles.xml", bytes)]);
}

/// The XML of the book and of its relations, a unit separator between them.
pub fn workbook(bytes: &[u8]) {
    let mut two = bytes.splitn(2, |byte| *byte == 0x1F);
    let (book_xml, relations) = (two.next().unwrap_or_default(), two.next().unwrap_or(RELATIONS.as_bytes()));
    book(&[("xl/workbook.xml", book_xml), ("xl/_rels/workbook.xml.rels", relations)]);
}

/// A whole book.
pub fn xlsx(bytes: &[u8]) {
    read(&plain("名簿.xlsx", bytes));
}

/// The XML of the contents; a zip is taken as it is.
pub fn ods(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        read(&plain("名簿.ods", bytes));
        return;
    }
    let parts: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", bytes),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ];
    read(&plain("名簿.ods", &zip_of(&parts)));
}

/// A compound file as it is.
pub fn xls(bytes: &[u8]) {
    read(&plain("名簿.xls", bytes));
}

/// The workbook stream; what is wrapped is what is found.
pub fn biff(bytes: &[u8]) {
    let file = doors::around(bytes);
    assert!(doors::stream(&file).is_some_and(|found| found.starts_with(bytes)), "the stream is another");
    read(&plain("名簿.xls", &file));
}

/// A zip: without a password, with the right one and with a wrong one.
pub fn archive(bytes: &[u8]) {
    for password in [None, Some(PASSWORD), Some("another")] {
        let password = password.map(|text| Password::new(text.to_owned()));
        let (reading, _) = read(&Request { password: password.as_ref(), ..plain("名簿.zip", bytes) });
        if let Some(Reading { inside: Some(name), .. }) = &reading {
            assert!(!name.contains(['/', '\\']), "a name that leads elsewhere");
            read(&Request { password: password.as_ref(), inside: Some(name), ..plain("名簿.zip", bytes) });
        }
    }
}

/// What a lock says of itself, and the book behind it, four bytes of length before the first.
fn lock(bytes: &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let (how, book) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    match doors::unlocked(how, book, PASSWORD) {
        Ok(opened) => {
            assert!(opened.len() <= book.len(), "more came out than was locked");
            assert!(doors::unlocked(how, book, "another").is_err(), "any password opens it");
        }
        Err(complaint) => said(&complaint),
    }
}

/// An agile lock. One that takes long is not tried a thousand times.
pub fn agile(bytes: &[u8]) {
    let word = b"spinCount";
    let spins = bytes.windows(word.len()).enumerate().filter(|(_, some)| *some == word).map(|(at, _)| {
        let digits = bytes[at + word.len()..].iter().skip_while(|b| !b.is_ascii_digit());
        digits.take_while(|b| b.is_ascii_digit()).count()
    });
    if spins.max().unwrap_or(0) <= 4 || bytes.len() < 64 {
        lock(bytes);
    }
}

/// A standard lock.
pub fn standard(bytes: &[u8]) {
    lock(bytes);
}

/// What is heard of a reader is the same when it is said again.
pub fn answer(bytes: &[u8]) {
    let Some(again) = doors::answered(bytes) else { return };
    assert!(again.len() <= 2 * bytes.len() + 1_024, "more is heard than was said");
}

/// What is heard as a request is the same when it is said again.
pub fn question(bytes: &[u8]) {
    let Some(again) = doors::asked(bytes) else { return };
    assert!(doors::asked(&again).is_some_and(|other| other == again), "what is asked is another");
}

/// Rows of cells between unit and record separators, as csv in each encoding; the first byte says how.
pub fn written(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let rows: Vec<Vec<&str>> =
        text.split('\u{1E}').take(50).map(|row| row.split('\u{1F}').take(50).collect()).collect();
    // A row of one empty cell is an empty line, which says nothing; and no binary data are taken for text.
    if rows.iter().any(|row| row.len() == 1 && row[0].is_empty()) || text.contains(['\0', '\u{FEFF}']) {
        return;
    }
    let encodings = [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Cp932, Encoding::Utf16];
    let encoding = encodings[usize::from(first % 4)];
    let line_end = if first & 4 == 0 { LineEnd::CrLf } else { LineEnd::Lf };
    let how = Csv { encoding, line_end, ..Csv::default() };
    let mut file = Vec::new();
    if intake::write::csv(rows.iter(), how, &mut file).is_err() {
        assert!(encoding == Encoding::Cp932, "a character is missing in Unicode");
        return;
    }
    if matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom) {
        let records = intake::table::records(&file);
        let Ok(records) = records else {
            assert!(text.len() > 60_000, "what was written is no table");
            return;
        };
        assert!(records.iter().map(|(_, cells)| cells.as_slice()).eq(rows.iter().map(Vec::as_slice)), "other cells");
    }
    read(&plain("名簿.csv", &file));
}
