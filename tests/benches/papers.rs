//! What notices cost, against a writer by hand that knows every position and against programs that others use: CPU seconds, peak
//! memory, bytes.
//!
//! `cargo bench -p tests --no-default-features --features papers --bench papers`
//!
//! The writer by hand puts the same words of the same members at fixed places over forms with as many fixed letters, subsets the same
//! two fonts, draws the code of each sheet and writes one file forwards. It looks nothing up in a layout, measures nothing, checks nothing and knows no separators.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark tells its figures")]

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compress, Compression, FlushCompress};
use papers::{Kind, Layout, Route, Run, Sheet, Society};
use rules::calendar::{Day, day};
use rules::words::{Kana, LastFour, Name, Relation, Sex};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

static REGULAR: &[u8] = include_bytes!("../../templates/fonts/BIZUDPGothic-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../templates/fonts/BIZUDPGothic-Bold.ttf");

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    match args.as_slice() {
        [how, count, folder] => measure(how, count.parse().unwrap(), Path::new(folder)),
        _ => compare(),
    }
}

/// Members, and how often each is measured: the medians count.
const SIZES: [(usize, usize); 3] = [(1_000, 5), (10_000, 5), (100_000, 3)];
/// So many members the other programs are given; more takes them minutes.
const MOST_FOR_RIVALS: usize = 10_000;

/// CPU seconds, peak memory in MB, bytes, and seconds on the clock where they are known.
type Cost = (f64, f64, f64, Option<f64>);

fn compare() {
    let folder = tempfile::tempdir().unwrap();
    let rivals = std::env::var_os("DAICHO_RIVALS").map(PathBuf::from);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("notices of two pages, one process for each measurement, medians; {cores} cores");
    println!(
        "{:>8}  {:<32} {:>8} {:>8} {:>8} {:>9} {:>9}",
        "members", "", "CPU s", "ratio", "clock s", "peak MB", "B/member"
    );
    for (count, times) in SIZES {
        let mut by_hand = 0.0;
        for (how, called) in [("none", "making the members"), ("by-hand", "writer by hand"), ("papers", "papers")] {
            let cost = median(times, &mut || child(how, count, folder.path()));
            if how == "by-hand" {
                by_hand = cost.0;
            }
            line(count, called, cost, (how != "none").then_some(by_hand));
        }
        if let Some(python) = rivals.as_ref().filter(|_| count <= MOST_FOR_RIVALS) {
            draw(&members(count), folder.path());
            for (script, called) in [
                ("by_reportlab.py", "ReportLab, forms"),
                ("by_fpdf2.py", "fpdf2, everything on each page"),
                ("by_typst.py", "typst"),
            ] {
                line(count, called, rival(python, script, folder.path()), Some(by_hand));
            }
        }
    }
    if rivals.is_none() {
        println!(
            "without ReportLab, fpdf2 and typst: `make bench` fetches them and names their python in DAICHO_RIVALS"
        );
    }
}

fn line(count: usize, called: &str, (cpu, peak, bytes, clock): Cost, by_hand: Option<f64>) {
    let ratio = by_hand.map_or(String::new(), |by_hand| format!("{:.2}", cpu / by_hand));
    let clock = clock.map_or(String::new(), |clock| format!("{clock:.2}"));
    println!("{count:>8}  {called:<32} {cpu:>8.3} {ratio:>8} {clock:>8} {peak:>9.0} {:>9.0}", bytes / count as f64);
}

fn median(times: usize, measure: &mut dyn FnMut() -> Cost) -> Cost {
    let mut runs: Vec<Cost> = (0..times).map(|_| measure()).collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    runs[times / 2]
}

fn child(how: &str, count: usize, folder: &Path) -> Cost {
    figures(Command::new(std::env::current_exe().unwrap()).args([how, &count.to_string()]).arg(folder))
}

/// Another program's cost: once, for it takes up to a minute. It counts from its start, reading the members included.
fn rival(python: &Path, script: &str, folder: &Path) -> Cost {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    figures(
        Command::new(python)
            .arg(here.join("benches/rivals").join(script))
            .arg(folder)
            .arg(here.join("../templates/fonts")),
    )
}

fn figures(command: &mut Command) -> Cost {
    let out = command.output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let mut words = text.split_whitespace().map(|word| word.parse::<f64>().unwrap());
    let mut next = || words.next();
    (next().unwrap(), next().unwrap(), next().unwrap(), next())
}

/// What the writer by hand draws, for the other programs: the same letters and cells at the same places.
fn draw(sheets: &[Sheet], folder: &Path) {
    let (front, back) = fixed();
    let lines = |text: &str| -> Vec<serde_json::Value> {
        let letters: Vec<char> = text.chars().collect();
        let lines = letters.chunks(40).enumerate();
        lines.map(|(at, line)| serde_json::json!([9, 50, 800 - 12 * at, line.iter().collect::<String>()])).collect()
    };
    let fonts = ["Regular", "Bold"]
        .map(|face| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../templates/fonts/BIZUDPGothic-{face}.ttf")));
    let cells: Vec<[usize; 2]> = (0..CELLS).map(|cell| [300 + cell % 17 * 4, 400 + cell / 17 * 4]).collect();
    let drawn = serde_json::json!({ "fonts": fonts, "front": lines(&front), "back": lines(&back), "cells": cells });
    std::fs::write(folder.join("drawn.json"), drawn.to_string()).unwrap();
    let mut list = Vec::new();
    let mut out = BufWriter::new(File::create(folder.join("members.jsonl")).unwrap());
    for sheet in sheets {
        words(sheet, &mut list);
        let hundredth = |value: i32| f64::from(value) / 100.0;
        let words: Vec<serde_json::Value> = list
            .iter()
            .map(|(face, size, x, y, text)| {
                serde_json::json!([face, hundredth(*size as i32), hundredth(*x), hundredth(*y), text])
            })
            .collect();
        writeln!(out, "{}", serde_json::Value::from(words)).unwrap();
    }
    out.flush().unwrap();
}

/// One measurement in a process of its own: CPU seconds after the members were made, peak memory, bytes written.
fn measure(how: &str, count: usize, folder: &Path) {
    let sheets = members(count);
    let (before, begun) = (cpu(count), std::time::Instant::now());
    let bytes = match how {
        "none" => 0,
        "by-hand" => by_hand(&sheets, &folder.join("by-hand.pdf")),
        _ => printed(&sheets, folder),
    };
    let spent = if how == "none" { before } else { cpu(count) - before };
    let wall = begun.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak: f64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    println!("{spent} {} {bytes} {wall}", peak / 1024.0);
}

/// CPU seconds of this process so far, in the kernel and outside. One volume is made by one thread, which the system counts in
/// nanoseconds; of all threads together it counts hundredths of a second.
fn cpu(count: usize) -> f64 {
    if count <= papers::SHEETS_A_FILE {
        let text = std::fs::read_to_string("/proc/self/schedstat").unwrap();
        return text.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1e9;
    }
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after = text.rsplit_once(')').unwrap().1;
    after.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap() / 100.0).sum()
}

fn members(count: usize) -> Vec<Sheet> {
    const FAMILY: &str = "佐藤鈴木高橋田中伊渡辺山本中村小林加吉川松井上清崎池阿部森橋石前青西福太岡長谷後近坂遠内斎原武野島宮酒工横今大菅久保関千葉岩桜菊柴新平荒古服";
    const GIVEN: &str = "健太郎美咲翔陽菜結衣輝悠真葵蓮凛湊樹琴音律紬朝日奏多心春芽依直人恵子幸雄和夫優希彩香拓也麻裕介千夏涼雅彦由紀智博亮沙織";
    let (family, given): (Vec<char>, Vec<char>) = (FAMILY.chars().collect(), GIVEN.chars().collect());
    // One character in seven is a rarer one, so that the fonts hold as many as those of a real society.
    let face = Face::parse(REGULAR, 0).unwrap();
    let rare: Vec<char> = (0x4E00..0x9F00)
        .step_by(9)
        .filter_map(char::from_u32)
        .filter(|letter| face.glyph_index(*letter).is_some())
        .collect();
    let mut state = 12_345_u64;
    let mut pick = move |of: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % of
    };
    (0..count)
        .map(|index| {
            let mut two = |from: &[char]| -> String {
                (0..2).map(|_| if pick(7) == 0 { rare[pick(rare.len())] } else { from[pick(from.len())] }).collect()
            };
            let (family, given) = (two(&family), two(&given));
            let mut letters = |count: usize| -> String {
                (0..count).filter_map(|_| char::from_u32(0x30A2 + pick(60) as u32)).collect()
            };
            let kana = format!("{}　{}", letters(4), letters(4));
            let employer = index / 180;
            let insured = index % 4 == 0;
            Sheet {
                paper: format!("N{:07}{}", index * 37, char::from(b'A' + (index % 26) as u8)),
                member: format!("M{index}"),
                symbol: format!("{}", 1000 + employer),
                number: format!("{:07}", pick(9_999_999)),
                branch: format!("{:02}", index % 4),
                name: Name::new(format!("{family}　{given}")),
                kana: Kana::new(kana),
                mincho: false,
                born: Day::new(1940 + pick(80) as i32, 1 + pick(12) as u32, 1 + pick(28) as u32),
                sex: Some(Sex::Female),
                acquired: Day::new(2000 + pick(26) as i32, 1 + pick(12) as u32, 1 + pick(28) as u32),
                relation: if insured { Relation::Insured } else { Relation::Child },
                insured_name: (!insured).then(|| Name::new(format!("{family}　太郎"))),
                employer: Some(format!("株式会社みなと第{employer}工業")),
                employer_code: format!("{}", 1000 + employer),
                last_four: LastFour::new(&format!("{:04}", pick(10_000))),
                ratio: None,
                valid_from: None,
                optional: [None, None, None],
                ratio_until: None,
                answer_until: None,
                corrected: false,
                issued: day(2026, 11, 21),
                last_day: None,
                voluntary_until: None,
                reason: None,
                basis: None,
                items: Vec::new(),
                route: Route::Employer,
                postcode: None,
                address: None,
                envelope: (index / 4) as u32,
                in_envelope: ((index % 4) as u32 + 1, 4),
                copy: 1,
                codes: papers::Codes::default(),
            }
        })
        .collect()
}

fn printed(sheets: &[Sheet], folder: &Path) -> u64 {
    let layout = Layout::read(Layout::shipped("notice-right").unwrap(), "notice-right").unwrap();
    let society = Society {
        grace_exact: false,
        lapse_on_application: false,
        name: "みなと総合健康保険組合".into(),
        insurer_number: "06139992".into(),
        postcode: "1050001".into(),
        address: "東京都港区虎ノ門一丁目2番3号 みなとビル8階".into(),
        phone: "03-5550-0123".into(),
        portal_url: "https://services.digital.go.jp/mynaportal/".into(),
        customer_barcode: false,
        issuer: None,
        seal: None,
        training: false,
    };
    let run =
        Run { kind: Kind::Notice, layout: &layout, society: &society, batch: "B1", on: day(2026, 11, 21), sheets };
    let volumes = papers::render(&run, &mut |file| Ok(Box::new(File::create(folder.join(file))?))).unwrap();
    volumes.iter().map(|volume| volume.bytes).sum()
}

// ---- the writer by hand ------------------------------------------------------------------------------------------------------

/// The words of one notice: face, size in hundredths of pt, x and y in hundredths of pt, text.
fn words(sheet: &Sheet, out: &mut Vec<(usize, u32, i32, i32, String)>) {
    let written = |day: Option<Day>| {
        let day = day.unwrap();
        let era = rules::calendar::Era::of(day).unwrap();
        format!("{}{}年（{}年）{}月{}日", era.name(), era.year(day), day.year(), day.month(), day.day())
    };
    let (born, acquired, issued) = (written(sheet.born), written(sheet.acquired), written(Some(sheet.issued)));
    let name = sheet.name.text();
    let kana = sheet.kana.text();
    let label = if sheet.insured_name.is_some() { "認定年月日" } else { "資格取得年月日" };
    out.clear();
    out.push((0, 980, 6803, 78661, sheet.employer.clone().unwrap()));
    if let Some(insured) = &sheet.insured_name {
        out.push((0, 860, 6803, 75288, format!("被保険者 {} 様のご家族", insured.text())));
    }
    out.push((0, 1400, 6803, 72992, format!("{name}　様")));
    let line = format!("{}　封筒 {}（{}/{}）", sheet.paper, sheet.envelope, sheet.in_envelope.0, sheet.in_envelope.1);
    out.push((0, 700, 6803, 71291, line));
    out.push((0, 920, 42000, 78661, issued.clone()));
    out.push((1, 1400, 6293, 49663, sheet.symbol.clone()));
    out.push((1, 1400, 15874, 49663, sheet.number.clone()));
    out.push((1, 1400, 27779, 49663, sheet.branch.clone()));
    out.push((0, 840, 16441, 47640, kana.to_owned()));
    out.push((0, 1250, 16441, 45300, name.to_owned()));
    out.push((0, 980, 16441, 43000, born.clone()));
    out.push((0, 980, 16441, 40950, acquired.clone()));
    out.push((0, 800, 6293, 40950, label.to_owned()));
    out.push((1, 1100, 16441, 34800, sheet.last_four.unwrap().text()));
    out.push((0, 620, 44000, 17000, format!("{issued}交付")));
    out.push((1, 860, 32995, 14700, sheet.symbol.clone()));
    out.push((1, 860, 40649, 14700, sheet.number.clone()));
    out.push((1, 860, 50003, 14700, sheet.branch.clone()));
    out.push((0, 560, 36964, 13200, kana.to_owned()));
    out.push((0, 1050, 36964, 11800, name.to_owned()));
    out.push((0, 740, 36964, 10500, born));
    out.push((0, 600, 31010, 9400, label.to_owned()));
    out.push((0, 740, 36964, 9400, acquired));
}

/// The fixed words of the layout, as many as the forms hold.
fn fixed() -> (String, String) {
    let text = Layout::shipped("notice-right").unwrap();
    let (front, back) = text.split_at(text.find("[[back.").unwrap());
    let quoted = |part: &str| -> String {
        part.lines()
            .filter_map(|line| line.strip_prefix("text = \"").or(line.strip_prefix("label = \"")))
            .filter(|line| !line.contains('{'))
            .map(|line| line.trim_end_matches('"').replace("**", "").replace("\\n", ""))
            .collect()
    };
    (quoted(front), quoted(back))
}

struct Font {
    face: Face<'static>,
    bytes: &'static [u8],
    codes: Vec<u16>,
}

/// Cells of a QR code.
const CELLS: usize = 238;

fn by_hand(sheets: &[Sheet], path: &Path) -> u64 {
    let mut fonts =
        [REGULAR, BOLD].map(|bytes| Font { face: Face::parse(bytes, 0).unwrap(), bytes, codes: vec![0; 0x1_0000] });
    let (front, back) = fixed();
    let mut used = [BTreeSet::new(), BTreeSet::new()];
    used[0].extend(front.chars().chain(back.chars()));
    let mut list = Vec::new();
    for sheet in sheets {
        words(sheet, &mut list);
        for (face, .., text) in &list {
            used[*face].extend(text.chars());
        }
    }
    let mut pdf = Pdf {
        out: BufWriter::new(File::create(path).unwrap()),
        at: 0,
        offsets: vec![0],
        deflate: Compress::new(Compression::new(6), true),
        squeezed: Vec::new(),
    };
    pdf.put(b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
    let root = pdf.reserve();
    let mut names = String::from("/Font<<");
    for (index, font) in fonts.iter_mut().enumerate() {
        let number = pdf.font(font, &used[index]);
        names.push_str(&format!("/F{index} {number} 0 R"));
    }
    names.push_str(">>");
    let mut forms = String::from("/XObject<<");
    for (index, text) in [front, back].iter().enumerate() {
        let mut content = Vec::new();
        for (line, letters) in text.chars().collect::<Vec<_>>().chunks(40).enumerate() {
            show(
                &fonts[0],
                &letters.iter().collect::<String>(),
                0,
                900,
                5000,
                80000 - line as i32 * 1200,
                &mut content,
            );
        }
        for cell in 0..CELLS {
            writeln!(content, "{} {} 4 4 re", 300 + cell % 17 * 4, 400 + cell / 17 * 4).unwrap();
        }
        content.extend_from_slice(b"f\n");
        let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{names}>>");
        let number = pdf.stream(&dict, &content);
        forms.push_str(&format!("/P{index} {number} 0 R"));
    }
    forms.push_str(">>");
    let resources = pdf.object(&format!("<<{names}{forms}>>"));
    let shared = pdf.stream("", b"/P1 Do");
    let mut kids = Vec::new();
    let mut content = Vec::new();
    for sheet in sheets {
        words(sheet, &mut list);
        content.clear();
        content.extend_from_slice(b"/P0 Do\n");
        for (face, size, x, y, text) in &list {
            show(&fonts[*face], text, *face, *size, *x, *y, &mut content);
        }
        code(&sheet.paper, &mut content);
        let number = pdf.stream("", &content);
        for contents in [number, shared] {
            kids.push(pdf.object(&format!(
                "<</Type/Page/Parent {root} 0 R/Resources {resources} 0 R/Contents {contents} 0 R>>"
            )));
        }
    }
    let mut tree = format!("<</Type/Pages/Count {}/MediaBox[0 0 595 842]/Kids[", kids.len());
    for kid in kids {
        tree.push_str(&format!("{kid} 0 R "));
    }
    tree.push_str("]>>");
    pdf.at_number(root, &tree);
    let catalog = pdf.object(&format!("<</Type/Catalog/Pages {root} 0 R>>"));
    let start = pdf.at;
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", pdf.offsets.len());
    for offset in &pdf.offsets[1..] {
        table.push_str(&format!("{offset:010} 00000 n \n"));
    }
    table.push_str(&format!("trailer<</Size {}/Root {catalog} 0 R>>\nstartxref\n{start}\n%%EOF\n", pdf.offsets.len()));
    pdf.put(table.as_bytes());
    pdf.out.flush().unwrap();
    pdf.at
}

/// The code of a sheet, as a picture of one bit a cell.
fn code(text: &str, out: &mut Vec<u8>) {
    use qrcode::canvas::{Canvas, MaskPattern};
    let bits = qrcode::bits::encode_auto(text.as_bytes(), qrcode::EcLevel::M).unwrap();
    let version = bits.version();
    let (data, correction) = qrcode::ec::construct_codewords(&bits.into_bytes(), version, qrcode::EcLevel::M).unwrap();
    let mut canvas = Canvas::new(version, qrcode::EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::Checkerboard);
    let width = usize::try_from(version.width()).unwrap();
    writeln!(out, "q 28 0 0 28 500 700 cm BI /W {width} /H {width} /BPC 1 /CS /G /D [1 0] ID").unwrap();
    for row in canvas.into_colors().chunks(width) {
        for eight in row.chunks(8) {
            let bits = eight.iter().enumerate();
            out.push(bits.fold(0, |byte, (at, cell)| byte | u8::from(*cell == qrcode::Color::Dark) << (7 - at)));
        }
    }
    out.extend_from_slice(b"\nEI Q\n");
}

fn show(font: &Font, text: &str, name: usize, size: u32, x: i32, y: i32, out: &mut Vec<u8>) {
    let part = |value: i32| (value / 100, value % 100);
    let ((x, xx), (y, yy)) = (part(x), part(y));
    write!(out, "BT/F{name} {}.{:02} Tf {x}.{xx:02} {y}.{yy:02} Td(", size / 100, size % 100).unwrap();
    for letter in text.chars() {
        for byte in font.codes.get(letter as usize).copied().unwrap_or(0).to_be_bytes() {
            if matches!(byte, b'(' | b')' | b'\\' | b'\r') {
                out.push(b'\\');
            }
            out.push(if byte == b'\r' { b'r' } else { byte });
        }
    }
    out.extend_from_slice(b")Tj ET\n");
}

struct Pdf {
    out: BufWriter<File>,
    at: u64,
    offsets: Vec<u64>,
    deflate: Compress,
    squeezed: Vec<u8>,
}

impl Pdf {
    fn put(&mut self, bytes: &[u8]) {
        self.out.write_all(bytes).unwrap();
        self.at += bytes.len() as u64;
    }

    fn reserve(&mut self) -> usize {
        self.offsets.push(0);
        self.offsets.len() - 1
    }

    fn at_number(&mut self, number: usize, text: &str) {
        self.offsets[number] = self.at;
        self.put(format!("{number} 0 obj\n{text}\nendobj\n").as_bytes());
    }

    fn object(&mut self, text: &str) -> usize {
        let number = self.reserve();
        self.at_number(number, text);
        number
    }

    fn stream(&mut self, dict: &str, data: &[u8]) -> usize {
        let number = self.reserve();
        self.offsets[number] = self.at;
        self.deflate.reset();
        self.squeezed.clear();
        self.squeezed.reserve(data.len() + 1024);
        let mut squeezed = std::mem::take(&mut self.squeezed);
        self.deflate.compress_vec(data, &mut squeezed, FlushCompress::Finish).unwrap();
        self.put(format!("{number} 0 obj\n<<{dict}/Length {}/Filter/FlateDecode>>stream\n", squeezed.len()).as_bytes());
        self.put(&squeezed);
        self.put(b"\nendstream\nendobj\n");
        self.squeezed = squeezed;
        number
    }

    fn font(&mut self, font: &mut Font, used: &BTreeSet<char>) -> usize {
        let mut remapper = GlyphRemapper::new();
        let mut unicode = String::new();
        let mut widths = String::new();
        let mut count = 0;
        for letter in used {
            let id = font.face.glyph_index(*letter).unwrap();
            let code = remapper.remap(id.0);
            font.codes[*letter as usize] = code;
            let width =
                f64::from(font.face.glyph_hor_advance(id).unwrap()) * 1000.0 / f64::from(font.face.units_per_em());
            widths.push_str(&format!("{code}[{width:.1}]"));
            unicode.push_str(&format!("<{code:04X}><{:04X}>\n", *letter as u32));
            count += 1;
        }
        let program = subsetter::subset(font.bytes, 0, &remapper).unwrap();
        let file = self.stream(&format!("/Length1 {}", program.len()), &program);
        let cmap = format!(
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapType 2 def/CMapName/U def\n1 begincodespacerange<0000><FFFF>endcodespacerange\n{count} beginbfchar\n{unicode}endbfchar endcmap end end"
        );
        let cmap = self.stream("", cmap.as_bytes());
        let descriptor = self.object(&format!(
            "<</Type/FontDescriptor/FontName/AAAAAA+F/Flags 4/FontBBox[0 -200 1000 900]/Ascent 880/Descent -120/ItalicAngle 0/CapHeight 740/StemV 80/FontFile2 {file} 0 R>>"
        ));
        let descendant = self.object(&format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 1000/W[{widths}]/FontDescriptor {descriptor} 0 R>>"
        ));
        self.object(&format!(
            "<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+F/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {cmap} 0 R>>"
        ))
    }
}
