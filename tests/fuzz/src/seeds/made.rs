//! The seeds of each target.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use intake::{Confirmation, Habits, Password, Request, doors};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipArchive, ZipWriter};

use super::checks::{PASSWORD, plain};

/// What a target begins with.
pub struct Seed {
    pub target: &'static str,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Larger files would only be slow to change.
const LARGEST: usize = 64 * 1024;

const CELLS: &[&str] = &[
    "E01\u{1F}12\u{1F}0000345\u{1F}00\u{1F}S001\u{1F}大野　慧\u{1F}オオノ　ケイ\u{1F}H1.1.8\u{1F}男\u{1F}本人\u{1F}991234567809\u{1F}R8.4.1\u{1F}\u{1F}\u{1F}\u{1F}060-0001\u{1F}札幌市中央区\u{1F}○\u{1F}保有\u{1F}登録済\u{1F}2割\u{1F}",
    "\u{1F}\u{1F}1\u{1F}\u{1F}\u{1F}髙\u{E0100}橋 ﾊﾅ\u{1F}ﾀｶﾊｼ ﾊﾅ\u{1F}昭和64年1月7日\u{1F}2\u{1F}配偶者\u{1F}未提出\u{1F}同上\u{1F}令和8年2月30日\u{1F}2026/3/31\u{1F}死亡\u{1F}〒600001\u{1F}=1+1\u{1F}レ\u{1F}なし\u{1F}解除\u{1F}30%\u{1F}大野　慧",
    "\u{1F}\u{1F}1.23457E+11\u{1F}-\u{1F}991234567809\u{1F}\u{E000}\u{FFFD}\u{1F}abc\u{1F}20000\u{1F}♂\u{1F}03\u{1F}9912 3456 7809\u{1F}#N/A\u{1F}46113\u{1F}〃\u{1F}\u{1F}0\u{1F}\u{1F}不要\u{1F}紛失\u{1F}2\u{1F}0.2\u{1F}",
];
const NUMBERS: &[&str] = &[
    "991234567809",
    "9912-3456-7809",
    "９９１２ ３４５６ ７８０９",
    "1.23457E+11",
    "1234567890123",
    "12345678903",
    "未提出",
    "991234567809　控",
    "x991234567809/998877665500",
    "012345678903",
    "*",
    "0991234567809",
];
const DATES: &[&str] = &[
    "2026-04-01",
    "R8.4.1",
    "令和8年4月1日",
    "㍼64.1.7",
    "昭和64年1月8日",
    "H31.5.1",
    "5-550102",
    "5550102",
    "19800102",
    "550102",
    "80/1/2",
    "04/05/2026",
    "46113",
    "46113.5",
    "令和元年5月1日",
    "Ｓ５５．１．２",
    "2025-02-30",
    "明治6年1月1日",
    "R 8. 4. 1",
    "20260401 0:00",
];
const STYLES: &str = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="000\-0000"/><numFmt numFmtId="165" formatCode="[$-411]ggge&quot;年&quot;"/></numFmts><cellXfs><xf numFmtId="27"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165"/><xf numFmtId="58"/></cellXfs></styleSheet>"#;
const WORKBOOK: &str = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"取得\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"記入例\" sheetId=\"2\" state=\"hidden\" r:id=\"rId1\"/></sheets></workbook>\u{1F}<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>";

/// Every seed. `hostile` are the files made to hurt.
pub fn all(hostile: Vec<(String, Vec<u8>)>) -> Vec<Seed> {
    let mut seeds = Seeds(Vec::new());
    for (target, texts) in [("cells", CELLS), ("numbers", NUMBERS), ("dates", DATES)] {
        for (at, text) in texts.iter().enumerate() {
            seeds.put(target, &format!("{at}"), text.as_bytes());
        }
    }
    seeds.put("styles", "formats", STYLES.as_bytes());
    seeds.put("workbook", "1904", WORKBOOK.as_bytes());
    for (at, text) in CELLS.iter().enumerate() {
        let rows = text.replace("\u{1F}12\u{1F}", "\u{1E}");
        seeds.put("written", &format!("{at}"), &[&[at as u8][..], rows.as_bytes()].concat());
    }
    seeds.put("table", "cases", "# case\nbirth,on\n1950-01-02,\"2026-04-01\"\n\"a\"\"b\",'=1\n".as_bytes());
    for (name, bytes) in fixtures().into_iter().chain(hostile) {
        seeds.file(&name, &bytes);
    }
    seeds.locked();
    seeds.archives();
    seeds.pipe();
    seeds.0
}

struct Seeds(Vec<Seed>);

impl Seeds {
    fn put(&mut self, target: &'static str, name: &str, bytes: &[u8]) {
        if bytes.len() <= LARGEST {
            self.0.push(Seed { target, name: name.to_owned(), bytes: bytes.to_vec() });
        }
    }

    /// A file by what it is, whatever its name says.
    fn file(&mut self, name: &str, bytes: &[u8]) {
        if bytes.starts_with(b"PK") {
            let target = if name.ends_with(".ods") || name.ends_with(".zip") { "archive" } else { "xlsx" };
            self.put(target, name, bytes);
            self.parts(name, bytes);
        } else if bytes.starts_with(b"\xD0\xCF") {
            self.put("xls", name, bytes);
            if let Some(stream) = doors::stream(bytes) {
                self.put("biff", name, &stream);
            }
        } else if name.starts_with("kpfd") || name.starts_with("shfd") || name.contains("media") {
            self.put("official", name, bytes);
        } else {
            // 7 is no encoding: the reader finds out.
            self.put("text", name, &[&[7], bytes].concat());
            self.put("table", name, bytes);
        }
    }

    /// The parts of a zip by themselves.
    fn parts(&mut self, name: &str, bytes: &[u8]) {
        let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return };
        for at in 0..zip.len().min(30) {
            let Ok(part) = zip.by_index(at) else { continue };
            let Ok(inside) = part.name().map(|name| name.into_owned()) else { continue };
            let target = match inside.rsplit('/').next().unwrap_or_default() {
                "sharedStrings.xml" => "strings",
                "styles.xml" => "styles",
                "workbook.xml" => "workbook",
                "content.xml" => "ods",
                last if last.starts_with("sheet") && last.ends_with(".xml") => "sheet",
                _ => continue,
            };
            let mut held = Vec::new();
            if part.take(LARGEST as u64 + 1).read_to_end(&mut held).is_ok() {
                self.put(target, &format!("{name}.{at}"), &held);
            }
        }
    }

    /// Locks as they are, and with fewer turns, so that more of them can be tried: the password no longer opens those.
    fn locked(&mut self) {
        let (turns, fewer) = (b"spinCount=\"5000\"", b"spinCount=\"5\"   ");
        for (name, bytes) in files("locked") {
            let Some((mut how, book)) = doors::locked(&bytes) else { continue };
            let target = if name.starts_with("excel_2007") { "standard" } else { "agile" };
            let length = u32::try_from(how.len()).unwrap_or(0).to_le_bytes();
            self.put(target, &name, &[&length[..], &how, &book].concat());
            if let Some(at) = how.windows(turns.len()).position(|some| some == turns) {
                how[at..at + turns.len()].copy_from_slice(fewer);
                self.put(target, &format!("fewer_{name}"), &[&length[..], &how, &book].concat());
            }
            if target == "standard" {
                self.put("xls", &name, &bytes);
            }
        }
    }

    fn archives(&mut self) {
        let table = "番号,氏名,カナ,生年月日,資格取得日\n1,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1\n".as_bytes();
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let old = plain.with_deprecated_encryption(PASSWORD.as_bytes()).expect("a password");
        for (name, how) in
            [("plain", plain), ("old", old), ("aes", plain.with_aes_encryption(AesMode::Aes128, PASSWORD))]
        {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for inside in ["取得/取得.csv", "__MACOSX/._取得.csv"] {
                zip.start_file(inside, how).expect("a part can be started");
                zip.write_all(table).expect("a part can be written");
            }
            self.put("archive", name, &zip.finish().expect("a zip can be finished").into_inner());
        }
    }

    /// What goes through the pipe when a few of the fixtures are read.
    fn pipe(&mut self) {
        for (name, bytes) in fixtures() {
            let mut rows = Vec::new();
            let request = plain(&name, &bytes);
            if let Ok(reading) = intake::read(&request, &mut |row| rows.push(row)) {
                rows.truncate(3);
                self.put("answer", &name, &doors::answer(&reading, &rows));
            }
        }
        let password = Password::new(PASSWORD.to_owned());
        let habits = Habits { encoding: intake::TextEncoding::from_code("cp932"), ..Habits::default() };
        let meaning = intake::Meaning::read("1!C=number").into_iter().collect::<Vec<_>>();
        let request = Request {
            confirmed: &Confirmation::ALL,
            meanings: &meaning,
            habits: Some(&habits),
            password: Some(&password),
            inside: Some("取得.csv"),
            ..plain("取得.zip", b"")
        };
        self.put("question", "all", &doors::question(&request));
        self.put("question", "least", &doors::question(&plain("a.csv", b"")));
    }
}

/// The files of a folder of the fixtures, expectations and programs left out.
fn files(below: &str) -> Vec<(String, Vec<u8>)> {
    // The package may be that of the targets or that of the tests around it.
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("fixtures/employers"));
    let folder = above.into_iter().find(|folder| folder.is_dir()).expect("the fixtures").join(below);
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let named = paths.iter().map(|path| (path, path.file_name().unwrap_or_default().to_string_lossy().into_owned()));
    let wanted = named.filter(|(_, name)| ![".expected.txt", ".py", ".md"].iter().any(|ending| name.ends_with(ending)));
    wanted.map(|(path, name)| (name, std::fs::read(path).expect("a fixture"))).collect()
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    files("")
}
