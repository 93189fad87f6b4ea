//! Other programs' word for it: what openpyxl writes and LibreOffice shows is read as they mean it, and what is written runs nowhere.
//!
//! Debian: python3-openpyxl, python3-msoffcrypto-tool, libreoffice-calc-nogui.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use intake::write::{Cell, Csv, Encoding, Sheet, Texts, csv, xlsx};
use rules::calendar::Day;

use crate::told::{plain, read};
use crate::writing::payloads;

/// Rows of random days and numbers in every format that shows a day, written by openpyxl. What it read back stands on its output:
/// the number of the row, the day, the number as Python shows it.
const MAKE: &str = r#"
import datetime, random, sys
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
seed, mac, path = int(sys.argv[1]), sys.argv[2] == "mac", sys.argv[3]
lot = random.Random(seed)
formats = ['yyyy/m/d', 'yyyy-mm-dd', 'm/d/yy', 'd-mmm-yy', '[$-411]ge.m.d', '[$-411]ggge"年"m"月"d"日"',
           '[$-411]gge"年"m"月"d"日";@', 'yyyy"年"m"月"d"日"', '[$-ja-JP-x-gannen]ggge"年"m"月"d"日"', 'mmm-yy', 'yyyy/m/d h:mm']
book = Workbook()
if mac:
    book.epoch = CALENDAR_MAC_1904
sheet = book.active
sheet.title = '名簿'
sheet.append(['番号', '氏名', '生年月日', '備考'])
first = datetime.date(1926, 12, 25)
for row in range(2, 1502):
    day = first + datetime.timedelta(days=lot.randrange(0, 36200))
    number = [lambda: lot.randrange(0, 10**11), lambda: lot.random(), lambda: round(lot.uniform(-1e6, 1e6), 2),
              lambda: lot.uniform(0, 1e15), lambda: lot.randrange(0, 100) / 10][row % 5]()
    sheet.append([str(row), '山田　太郎', day, number])
    sheet.cell(row, 3).number_format = formats[row % len(formats)]
book.save(path)
for row in load_workbook(path)['名簿'].iter_rows(min_row=2):
    day = row[2].value
    day = day.date() if isinstance(day, datetime.datetime) else day
    print(row[0].value, day.isoformat(), repr(float(row[3].value)), sep='\t')
"#;

/// Runs a program and gives what it said; the test fails where it is missing.
fn said(program: &str, arguments: &[&str], home: &Path) -> String {
    let output = Command::new(program).args(arguments).env("HOME", home).output();
    assert!(output.is_ok(), "{program} does not start (Debian: see the head of this file)");
    let output = output.expect("it was just seen to start");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What openpyxl says of its own workbook: by row, the day and the number.
fn made(folder: &Path, seed: u32, mac: &str) -> (PathBuf, BTreeMap<String, (Day, f64)>) {
    let path = folder.join(format!("{seed}{mac}.xlsx"));
    let told = said("/usr/bin/python3", &["-c", MAKE, &seed.to_string(), mac, &path.display().to_string()], folder);
    let rows = told.lines().map(|line| {
        let mut words = line.split('\t').map(str::to_owned);
        let mut next = || words.next().expect("three words");
        let (row, day, number) = (next(), next(), next());
        let mut parts = day.split('-').map(|part| part.parse::<u32>().expect("a number"));
        let mut part = || parts.next().expect("three parts");
        let (year, month, date) = (i32::try_from(part()).expect("a year"), part(), part());
        (row, (Day::new(year, month, date).expect("a day"), number.parse().expect("a number")))
    });
    (path, rows.collect())
}

/// By a program of LibreOffice, from one file to another of the same name in `folder`.
fn converted(file: &Path, to: &str, folder: &Path) -> PathBuf {
    let out = folder.join("converted");
    let (file, out_dir) = (file.display().to_string(), out.display().to_string());
    said("soffice", &["--headless", "--norestore", "--convert-to", to, "--outdir", &out_dir, &file], folder);
    let ending = to.split(':').next().expect("an ending");
    out.join(Path::new(&file).file_name().expect("a name")).with_extension(ending)
}

#[test]
fn days_and_decimals_of_a_workbook_are_what_openpyxl_means() {
    let folder = tempfile::tempdir().expect("a folder");
    for (seed, mac) in [(1, ""), (2, "mac"), (3, "")] {
        let (path, truth) = made(folder.path(), seed, mac);
        let (reading, rows) = read("名簿.xlsx", &std::fs::read(&path).expect("a file"), &[]);
        assert!(reading.is_ok());
        assert_eq!((rows.len(), truth.len()), (1_500, 1_500));
        let mut hidden = 0;
        for row in &rows {
            let (day, number) = truth[&row.cells[0]];
            assert_eq!(row.report.born, Some(day), "row {} of {seed}", row.line);
            if row.cells[3].contains('*') {
                // Twelve digits that might be a My Number are hidden wherever they stand.
                hidden += 1;
                assert!(row.cells[3].len() >= 12, "row {}", row.line);
                continue;
            }
            let read: f64 = row.cells[3].parse().expect("a number");
            assert!(read.to_bits() == number.to_bits(), "row {} of {seed}: {read} for {number}", row.line);
        }
        assert!(hidden < 300, "{hidden} numbers are hidden");
    }
}

/// Unlocks each book with each password as msoffcrypto does, and reads its texts with what comes with Python alone. On its output: the
/// name of the book, which password, and its texts by sheet, line and column, or nothing when it did not open. Version 5.0.0 takes the
/// verifier of SHA-1 for longer than it is, so that is left to what it decrypts.
const UNLOCK: &str = r#"
import io, json, os, re, sys, zipfile
from xml.etree import ElementTree
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
folder, passwords = sys.argv[1], sys.argv[2:]
def texts(bytes):
    book = zipfile.ZipFile(io.BytesIO(bytes))
    parse = lambda name: ElementTree.fromstring(book.read(name))
    of = lambda node, name: [it for it in node.iter() if it.tag.endswith('}' + name)]
    shared = [''.join(t.text or '' for t in of(si, 't')) for si in of(parse('xl/sharedStrings.xml'), 'si')]
    targets = {it.get('Id'): it.get('Target') for it in parse('xl/_rels/workbook.xml.rels')}
    found = []
    for sheet in of(parse('xl/workbook.xml'), 'sheet'):
        rid = [value for key, value in sheet.attrib.items() if key.endswith('}id')][0]
        for cell in of(parse('xl/' + targets[rid]), 'c'):
            if cell.get('t') != 's':
                continue
            letters, line = re.match('([A-Z]+)([0-9]+)', cell.get('r')).groups()
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            found.append([sheet.get('name'), int(line), column - 1, shared[int(of(cell, 'v')[0].text)]])
    return found
for name in sorted(os.listdir(folder)):
    if not name.endswith('.xlsx'):
        continue
    for at, password in enumerate(passwords):
        out, found = io.BytesIO(), None
        try:
            with open(os.path.join(folder, name), 'rb') as file:
                book = OfficeFile(file)
                book.load_key(password=password, verify_password=not name.startswith('sha1'))
                book.decrypt(out)
        except (DecryptionError, InvalidKeyError, ValueError):
            pass
        else:
            found = texts(out.getvalue())
        print(json.dumps([name, at, found], ensure_ascii=False))
"#;

/// What msoffcrypto 5.0.0 opens with no password at all: it neither cuts a key of 192 bits out of its two blocks, nor fills one up that is
/// longer than its hash.
const BEYOND_MSOFFCRYPTO: [&str; 5] =
    ["sha1_aes192.xlsx", "sha1_aes256.xlsx", "sha256_aes192.xlsx", "sha384_aes192.xlsx", "sha512_aes192.xlsx"];

#[test]
fn locked_books_open_for_msoffcrypto_with_the_password_that_opens_them_here_and_hold_the_same() {
    const PASSWORDS: [&str; 4] = ["はる2026!spring", "VelvetSweatshop", "はる2026!Spring", "はる2026!spring "];
    let folder = tempfile::tempdir().expect("a folder");
    let locked = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers/locked");
    let mut arguments = vec!["-c", UNLOCK, locked.to_str().expect("a path")];
    arguments.extend(PASSWORDS);
    let told = said("/usr/bin/python3", &arguments, folder.path());
    let (mut opened, mut refused) = (0, 0);
    for line in told.lines() {
        let told: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let name = told[0].as_str().expect("a name");
        let at = usize::try_from(told[1].as_u64().expect("which password")).expect("a small number");
        let bytes = std::fs::read(locked.join(name)).expect("the book");
        let password = intake::Password::new(PASSWORDS[at].to_owned());
        let whole = intake::whole(&intake::Request { password: Some(&password), ..plain(name, &bytes) });
        let Some(texts) = told[2].as_array() else {
            // Here it opens without being told the password that Excel gives by itself.
            let opens = name == "structure_only.xlsx" || (at == 0 && BEYOND_MSOFFCRYPTO.contains(&name));
            let code = whole.err().map(|it| it.code);
            assert_eq!(code, (!opens).then_some("password_wrong"), "{name} with {}", PASSWORDS[at]);
            refused += 1;
            continue;
        };
        assert!(whole.is_ok(), "{name} with {}", PASSWORDS[at]);
        let sheets = whole.unwrap_or_default();
        let mut compared = 0;
        for text in texts {
            let sheet = sheets.iter().find(|sheet| Some(sheet.name.as_str()) == text[0].as_str()).expect("the sheet");
            let here = sheet.lines.iter().find(|(line, _)| Some(*line) == text[1].as_u64());
            let column = usize::try_from(text[2].as_u64().expect("a column")).expect("a small number");
            let here = here.and_then(|(_, cells)| cells.get(column)).map_or("", String::as_str);
            // My Numbers are hidden here.
            if !here.contains('*') {
                assert_eq!(here, text[3].as_str().expect("a text").trim(), "{name}: {text}");
                compared += 1;
            }
        }
        assert!(100 < compared, "{name}: {compared} texts were compared");
        opened += 1;
    }
    // Ten with their password, and the one with the password that Excel gives.
    assert_eq!((opened, refused), (11, 53), "books and passwords");
}

/// LibreOffice shows the days as their formats say, in eras where they do; the text is the same day again.
#[test]
fn eras_as_libreoffice_writes_them_are_the_days_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, truth) = made(folder.path(), 4, "");
    // Commas, quotes, UTF-8, each cell as it is shown.
    let text = converted(&path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", folder.path());
    let (reading, rows) = read("名簿.csv", &std::fs::read(&text).expect("a file"), &[]);
    assert!(reading.is_ok());
    let (mut eras, mut short, mut whole) = (0, 0, 0);
    for row in &rows {
        let shown = &row.cells[2];
        let (day, _) = truth[&row.cells[0]];
        // A month alone, a month by its English name, or the year at the end are no day as anybody here writes it.
        let Some(born) = row.report.born else {
            short += 1;
            assert!(row.complaints.iter().any(|it| it.place.contains("C")), "{shown}");
            // A format that LibreOffice does not know shows the bare number of the day; before 1954 it might be anything.
            let foreign = shown.contains(|sign: char| sign.is_ascii_lowercase()) || shown.len() == 4;
            assert!(foreign || shown.split_once('/').is_some_and(|(first, _)| first.len() <= 2), "{shown} is a day");
            continue;
        };
        assert_eq!(born, day, "{shown}");
        eras += usize::from(shown.starts_with(['S', 'H', 'R', '昭', '平', '令']));
        whole += 1;
    }
    assert!(eras > 400 && whole > 1_000, "{eras} in eras, {whole} whole, {short} short");
}

#[test]
fn five_thousand_payloads_that_are_written_are_no_formula_in_libreoffice() {
    let folder = tempfile::tempdir().expect("a folder");
    let payloads = payloads();
    assert!(payloads.len() > 5_000);
    let mut text = Vec::new();
    let how = Csv { encoding: Encoding::Utf8Bom, ..Csv::default() };
    csv(payloads.iter().map(|one| ["n", one.as_str()]), how, &mut text).expect("the rows are written");
    let mut book = Vec::new();
    let rows = payloads.iter().map(|one| vec![Cell::text("n"), Cell::text(one.clone())]);
    xlsx(vec![Sheet::new("名簿", ["n", "氏名"], rows)], Texts::Shared, &mut book).expect("a workbook");
    for (name, bytes) in [("payloads.csv", text), ("payloads.xlsx", book)] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let xml = std::fs::read_to_string(converted(&path, "fods", folder.path())).expect("a file");
        assert!(xml.matches("<table:table-row").count() > 5_000, "{name} was not read whole");
        assert!(!xml.contains("table:formula"), "{name} has a formula");
    }
    // The same payloads unguarded do become formulas: the oracle sees them.
    let path = folder.path().join("control.csv");
    std::fs::write(&path, "n,=1+1\n").expect("a file");
    let xml = std::fs::read_to_string(converted(&path, "fods", folder.path())).expect("a file");
    assert!(xml.contains("table:formula"), "LibreOffice takes no formula from text");
}
