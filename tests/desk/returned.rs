//! 事業所へ返すファイル: the employer's own file goes back marked, the marked cells are mended, and it goes in without an error.

use std::collections::{BTreeMap, BTreeSet};

use desk::demo::DAY;
use intake::write::{Cell, Sheet, Texts, xlsx};
use serde_json::Value;
use tests::dirt::{Dirty, Fate, Incoming, PASSWORD, founded, incoming, tally};
use tests::program::run;
use tests::year::my_number;

use crate::world::{World, counts};

const HEADER: [&str; 12] = [
    "記号",
    "番号",
    "枝番",
    "氏名",
    "カナ",
    "生年月日",
    "性別",
    "続柄",
    "資格取得年月日",
    "個人番号",
    "郵便番号",
    "住所",
];

/// What stands in a good row, cell by cell.
fn good(number: usize) -> [String; 12] {
    let kana = ["アオイ", "イズミ", "ウタ", "エミ", "オト", "カエデ", "キヌ", "クミ"][number % 8];
    [
        "101".to_owned(),
        format!("{:04}", 30 + number),
        "00".to_owned(),
        format!("見本　{kana}"),
        format!("ミホン　{kana}"),
        format!("1980/1/{}", number + 1),
        "男".to_owned(),
        "本人".to_owned(),
        "2026/4/1".to_owned(),
        String::new(),
        "0600001".to_owned(),
        "北海道札幌市中央区北一条西1-2-3".to_owned(),
    ]
}

/// Column by column, what employers get wrong there.
const DIRT: &[(usize, &str)] = &[
    (5, "令和7年2月30日"),
    (5, "#N/A"),
    (5, ""),
    (8, "2026/13/1"),
    (8, ""),
    (6, "不明"),
    (9, "1.23457E+11"),
    (9, "123456789012"),
];

fn cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Blank } else { Cell::text(text) }
}

/// The cells of a sheet, by place, as `daicho` itself reads them.
fn waiting(world: &World) -> Vec<Value> {
    world.run(&["quarantine", "ledger.daicho", "--json"]).ends(0).lines()
}

/// A file with a title, a sheet of explanations and one wrong cell a row.
fn dirty(as_text: bool) -> (String, Vec<u8>) {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, (column, dirt)) in DIRT.iter().enumerate() {
        let mut row = good(at).to_vec();
        (*dirt).clone_into(&mut row[*column]);
        rows.push(row);
    }
    if as_text {
        let mut text = HEADER.join(",") + "\n";
        for row in &rows {
            text += &(row.join(",") + "\n");
        }
        return ("取得届.csv".to_owned(), text.into_bytes());
    }
    let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect();
    let sheet = Sheet::new("取得届", HEADER, rows).above(vec![vec![Cell::text("資格取得届（見本商事）")], Vec::new()]);
    let notes = Sheet::new("説明", ["この表の使い方"], vec![vec![Cell::text("番号は4桁で書いてください。")]]);
    let mut bytes = Vec::new();
    xlsx(vec![sheet, notes], Texts::Shared, &mut bytes).expect("a workbook");
    ("取得届.xlsx".to_owned(), bytes)
}

/// Every sheet of a workbook as this program reads it.
fn sheets(bytes: &[u8], name: &str) -> Vec<intake::WholeSheet> {
    let on = "2026-04-10".parse().expect("a day");
    intake::whole(&intake::Request {
        bytes,
        file_name: name,
        form: intake::Form::Auto,
        on,
        confirmed: &[],
        meanings: &[],
        habits: None,
        with_cells: false,
        password: None,
        inside: None,
    })
    .expect("a workbook")
}

#[test]
fn the_employers_own_file_comes_back_marked_and_once_mended_goes_in_without_an_error() {
    for as_text in [false, true] {
        let world = World::new();
        let (name, bytes) = dirty(as_text);
        world.file(&name, &bytes);
        let ran =
            world.run(&["import", "ledger.daicho", &name, "--return", "back.xlsx", "--on", "2026-04-10", "--json"]);
        let imported = ran.ends(1).json();
        let [new, .., doubtful, rejected, _] = counts(&imported);
        assert_eq!(doubtful + rejected + new, DIRT.len() as u64, "{imported}");
        let held = waiting(&world);
        assert_eq!(held.len() as u64, doubtful + rejected);
        assert_eq!(imported["returned"]["rows"], doubtful + rejected, "{imported}");
        let back = std::fs::read(world.at("back.xlsx")).expect("the file that goes back");
        let whole = sheets(&back, "back.xlsx");
        let names: Vec<&str> = whole.iter().map(|sheet| sheet.name.as_str()).collect();
        let expected: &[&str] =
            if as_text { &["取得届", "送付状"] } else { &["取得届", "説明", "送付状"] };
        assert_eq!(names, expected);
        let first = if as_text { 2 } else { 4 };
        // The letter names the cells that are to be mended.
        let letter = whole.last().expect("a letter");
        let mut mended: BTreeMap<(u64, usize), String> = BTreeMap::new();
        for (_, cells) in &letter.lines {
            let [sheet, line, places, ..] = cells.as_slice() else { continue };
            let Ok(line) = line.parse::<u64>() else { continue };
            assert_eq!(sheet, "取得届");
            for place in places.split('、') {
                let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
                if let Some(column) = intake::column(letters) {
                    let at = usize::try_from(line - first).expect("a row");
                    let truth = if column == 9 { String::new() } else { good(at)[column].clone() };
                    mended.insert((line, column), truth);
                }
            }
        }
        assert!(!mended.is_empty());
        // Exactly those cells are mended; everything else stays as it came.
        let pages: Vec<Sheet<'_>> = whole
            .iter()
            .map(|sheet| {
                let last = sheet.lines.last().map_or(0, |(line, _)| *line);
                let rows: Vec<Vec<Cell>> = (1..=last)
                    .map(|line| {
                        let found = sheet.lines.iter().find(|(one, _)| *one == line);
                        let mut cells = found.map(|(_, cells)| cells.clone()).unwrap_or_default();
                        for ((at, column), truth) in &mended {
                            if sheet.name == "取得届" && *at == line {
                                cells.resize(cells.len().max(column + 1), String::new());
                                truth.clone_into(&mut cells[*column]);
                            }
                        }
                        cells.iter().map(|text| cell(text)).collect()
                    })
                    .collect();
                Sheet::new(sheet.name.clone(), Vec::<String>::new(), rows).header_rows(Vec::new())
            })
            .collect();
        let mut bytes = Vec::new();
        xlsx(pages, Texts::Shared, &mut bytes).expect("a workbook");
        world.file("mended.xlsx", &bytes);
        let again =
            world.run(&["import", "ledger.daicho", "mended.xlsx", "--on", "2026-04-11", "--json"]).ends(0).json();
        let [more, .., doubtful, rejected, _] = counts(&again);
        assert_eq!((doubtful, rejected, new + more), (0, 0, DIRT.len() as u64), "{again}");
        assert_eq!(waiting(&world).len(), 0, "no row waits any more");
        for at in 0..DIRT.len() {
            let shown = world.show(&format!("101-{}-00", 30 + at), "2026-05-01");
            assert_eq!(shown["name"], good(at)[3].as_str(), "{shown}");
            assert!(
                shown.to_string().contains("060-0001") || shown.to_string().contains("0600001"),
                "zeros survive: {shown}"
            );
        }
        world.run(&["verify", "ledger.daicho"]).ends(0);
    }
}

/// Whose row this is: most of what is his stands in it.
fn whose(file: &Dirty, incoming: &Incoming, cells: &[String]) -> Option<usize> {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let his = |at: usize| {
        incoming.clean(at).iter().filter(|cell| !cell.is_empty()).map(|cell| bare(cell)).collect::<Vec<_>>()
    };
    let same = |at: usize| his(at).iter().filter(|own| cells.iter().any(|cell| bare(cell) == **own)).count();
    file.rows.iter().map(|(at, _)| *at).max_by_key(|at| same(*at)).filter(|at| same(*at) > 5)
}

/// The file that came back, its marked cells mended from the truth: which rows and cells these are, its own letter says.
fn mended(incoming: &Incoming, file: &Dirty, back: &[u8]) -> Vec<u8> {
    let whole = sheets(back, "back.xlsx");
    let letter = whole.iter().find(|sheet| sheet.name == "送付状").expect("a letter");
    let mut marked: BTreeSet<(String, u64, usize)> = BTreeSet::new();
    for (_, cells) in &letter.lines {
        let [sheet, line, places, ..] = cells.as_slice() else { continue };
        let Ok(line) = line.parse::<u64>() else { continue };
        let columns =
            places.split('、').filter_map(|it| intake::column(it.trim_end_matches(|c: char| c.is_ascii_digit())));
        marked.extend(columns.map(|column| (sheet.clone(), line, column)));
    }
    let pages = whole.iter().map(|sheet| {
        let last = sheet.lines.last().map_or(0, |(line, _)| *line);
        let row = |line: u64| {
            let found = sheet.lines.iter().find(|(one, _)| *one == line);
            let mut cells = found.map(|(_, cells)| cells.clone()).unwrap_or_default();
            let at = whose(file, incoming, &cells);
            for (_, _, column) in marked.iter().filter(|(name, at, _)| *name == sheet.name && *at == line) {
                let truth = incoming.clean(at.unwrap_or_else(|| panic!("{} {line} is nobody's: {cells:?}", file.name)));
                cells.resize(cells.len().max(column + 1), String::new());
                truth[*column].clone_into(&mut cells[*column]);
            }
            // A number is not the employer's to give: the clerk writes it in.
            if let Some(at) = at.filter(|_| cells[1].is_empty()) {
                incoming.clean(at)[1].clone_into(&mut cells[1]);
            }
            cells.iter().map(|text| cell(text)).collect::<Vec<_>>()
        };
        Sheet::new(sheet.name.clone(), Vec::<String>::new(), (1..=last).map(row).collect::<Vec<_>>())
            .header_rows(Vec::new())
    });
    let mut bytes = Vec::new();
    xlsx(pages.collect(), Texts::Shared, &mut bytes).expect("a workbook");
    bytes
}

#[test]
fn every_kind_of_dirt_that_waits_comes_back_marked_and_once_mended_all_of_it_goes_in() {
    let mut incoming = incoming(20, 200, 1);
    let folder = tempfile::tempdir().expect("a folder");
    founded(&incoming, folder.path());
    let day = DAY.to_string();
    std::fs::write(folder.path().join("password.txt"), PASSWORD).expect("a file");
    let import = |from: &str, ends: i32| {
        let ask = [
            "import",
            "ledger.daicho",
            from,
            "--on",
            &day,
            "--password-file",
            "password.txt",
            "--return",
            "back",
            "--json",
        ];
        run(folder.path(), &ask).ends(ends).lines()
    };
    import("incoming", 1);
    let before = tally(&incoming, folder.path(), DAY);
    assert!(before.wrong.is_empty() && before.waiting > 100, "{:?}", before.wrong);
    // Everybody who waited was sent back, and everybody is in once that is mended.
    let mut kinds = BTreeSet::new();
    for file in incoming.files.iter().filter(|file| file.rows.iter().any(|(_, fate)| *fate == Fate::Waits)) {
        let (employer, name) = file.name.split_once('/').expect("an employer's folder");
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let path = folder.path().join("back").join(format!("{}_返送.xlsx", file.name.replace('/', "_")));
        assert!(path.exists(), "{} did not come back", file.name);
        let bytes = mended(&incoming, file, &std::fs::read(&path).expect("a file"));
        let to = folder.path().join("mended").join(employer);
        std::fs::create_dir_all(&to).expect("a folder");
        std::fs::write(to.join(format!("{stem}.xlsx")), bytes).expect("a file");
        kinds.insert(file.kind);
    }
    assert!(kinds.len() >= 12, "{kinds:?}");
    let again = import("mended", 0);
    assert_eq!(again.iter().filter(|file| file["imported"]["rejected"] != 0).count(), 0);
    for file in &mut incoming.files {
        file.rows.iter_mut().for_each(|(_, fate)| *fate = Fate::In);
    }
    let after = tally(&incoming, folder.path(), DAY);
    assert!(after.wrong.is_empty(), "{:#?}", after.wrong);
    assert!(after.doubted.is_empty(), "{:#?}", after.doubted);
    let waits = run(folder.path(), &["quarantine", "ledger.daicho", "--json"]).ends(0).lines();
    assert_eq!(waits.len(), 0, "{waits:?}");
}

#[test]
fn a_file_that_goes_back_holds_no_my_number_and_nothing_of_other_people() {
    let world = World::peopled();
    let number = tests::year::my_number("4321");
    let table = format!(
        "{}\n101,12,00,別人　次郎,ベツジン　ジロウ,1970-01-01,男,本人,2026-04-01,{number},,\n101,77,00,高橋　さくら,タカハシ　サクラ,H2.2.15,女,本人,R8.4.1,,,\n",
        HEADER.join(",")
    );
    world.file("取得届.csv", table);
    let ran = world.run(&["import", "ledger.daicho", "取得届.csv", "--return", "back.xlsx", "--json"]);
    let imported = ran.ends(1).json();
    assert_eq!(imported["returned"]["rows"], 2, "{imported}");
    let back = std::fs::read(world.at("back.xlsx")).expect("the file that goes back");
    let all: String =
        sheets(&back, "back.xlsx").into_iter().flat_map(|sheet| sheet.lines).flat_map(|(_, cells)| cells).collect();
    assert!(!all.contains("4321"), "{all}");
    assert!(!all.contains("202-7-00"), "the other number of a member is not the employer's to know: {all}");
    assert!(!all.contains("台帳"), "an employer knows no ledger: {all}");
}

/// The file that came back, some of its cells written over: by sheet line and column.
fn written_over(back: &[u8], cells: &[(u64, usize, &str)]) -> Vec<u8> {
    let pages = sheets(back, "back.xlsx").into_iter().map(|sheet| {
        let row = |line: u64| {
            let found = sheet.lines.iter().find(|(one, _)| *one == line);
            let mut texts = found.map(|(_, cells)| cells.clone()).unwrap_or_default();
            for (_, column, text) in cells.iter().filter(|(at, ..)| *at == line && sheet.name != "送付状") {
                texts.resize(texts.len().max(column + 1), String::new());
                (*text).clone_into(&mut texts[*column]);
            }
            texts.iter().map(|text| cell(text)).collect::<Vec<_>>()
        };
        let rows: Vec<Vec<Cell>> = (1..=sheet.lines.last().map_or(0, |(line, _)| *line)).map(row).collect();
        Sheet::new(sheet.name, Vec::<String>::new(), rows).header_rows(Vec::new())
    });
    let mut bytes = Vec::new();
    xlsx(pages.collect(), Texts::Shared, &mut bytes).expect("a workbook");
    bytes
}

/// Rows each with one wrong cell and a good My Number.
fn numbered(dirt: &[(usize, &str)]) -> String {
    let mut text = HEADER.join(",") + "\n";
    for (at, (column, dirt)) in dirt.iter().enumerate() {
        let mut row = good(at);
        row[9] = my_number(&format!("{:04}", 4000 + at));
        (*dirt).clone_into(&mut row[*column]);
        text += &(row.join(",") + "\n");
    }
    text
}

#[test]
fn a_my_number_that_waits_with_its_row_goes_in_with_the_mended_row_whatever_was_mended() {
    let world = World::new();
    let dirt = [(7, "みょう"), (5, "1980/13/2"), (6, "不明"), (1, ""), (4, "")];
    let first = world.import("取得届.csv", &numbered(&dirt), &["--return", "back.xlsx", "--on", "2026-04-10"]);
    let in_at_once = first["new"].as_u64().expect("a count");
    assert_eq!(waiting(&world).len() as u64 + in_at_once, dirt.len() as u64, "{first}");
    let back = std::fs::read(world.at("back.xlsx")).expect("the file that goes back");
    let truth: Vec<[String; 12]> = (0..dirt.len()).map(good).collect();
    let over: Vec<(u64, usize, &str)> = dirt
        .iter()
        .zip(&truth)
        .zip(2..)
        .map(|(((column, _), row), line)| (line, *column, row[*column].as_str()))
        .collect();
    world.file("mended.xlsx", written_over(&back, &over));
    let again = world.run(&["import", "ledger.daicho", "mended.xlsx", "--on", "2026-04-11", "--json"]).ends(0).json();
    assert!(!again.to_string().contains("my_number_hidden"), "{again}");
    assert_eq!(waiting(&world).len(), 0, "no row waits any more");
    for at in 0..dirt.len() {
        let shown = world.show(&format!("101-{}-00", 30 + at), "2026-05-01");
        assert!(shown.to_string().contains("last_four"), "row {at}: {shown}");
    }
}

#[test]
fn a_hidden_my_number_of_somebody_of_whom_nothing_waits_is_said_to_be_missing() {
    let world = World::new();
    let mut row = good(0);
    "****".clone_into(&mut row[9]);
    let imported = world.import("取得届.csv", &format!("{}\n{}\n", HEADER.join(","), row.join(",")), &[]);
    assert_eq!(counts(&imported), [1, 0, 0, 0, 0, 0], "{imported}");
    let said = imported["complaints"].as_array().expect("complaints");
    let missing = said.iter().find(|said| said["code"] == "my_number_hidden").expect("it is said");
    assert!(missing["cell"].as_str().is_some_and(|cell| cell.ends_with("!J2")), "{missing}");
    // Of somebody whose number the ledger has, a hidden one is nothing to wonder at.
    row[9] = my_number("4321");
    world.import("番号.csv", &format!("{}\n{}\n", HEADER.join(","), row.join(",")), &[]);
    "****".clone_into(&mut row[9]);
    "北海道札幌市中央区北一条西9-9-9".clone_into(&mut row[11]);
    let again = world.import("住所変更.csv", &format!("{}\n{}\n", HEADER.join(","), row.join(",")), &[]);
    assert!(!again.to_string().contains("my_number_hidden"), "{again}");
}

#[test]
fn what_goes_back_speaks_to_the_employer_and_never_of_the_sender_as_of_somebody_else() {
    let world = World::new();
    let dirt = [
        (9, "1.23457E+11"),
        (9, "123456789012"),
        (9, "12345"),
        (9, "1234567890123"),
        (1, "1.2E+03"),
        (3, "見本　\u{E000}"),
        (3, "見本　？"),
        (11, "=札幌市"),
        (5, "1980/13/2"),
    ];
    let imported = world.import("取得届.csv", &numbered(&dirt), &["--return", "back.xlsx", "--on", "2026-04-10"]);
    let [new, ..] = counts(&imported);
    assert_eq!(new, 0, "{imported}");
    let back = std::fs::read(world.at("back.xlsx")).expect("the file that goes back");
    let whole = sheets(&back, "back.xlsx");
    let said: Vec<&String> = whole[0].lines.iter().skip(1).filter_map(|(_, cells)| cells.last()).collect();
    assert_eq!(said.len(), dirt.len());
    for said in &said {
        assert!(["もらって", "送り主", "台帳", "届書で"].iter().all(|word| !said.contains(word)), "{said}");
    }
    assert!(said[0].contains("元のExcelか本人のマイナンバーカードを見て、12桁の番号を書いてください。"), "{}", said[0]);
    // The clerk is told what to ask for.
    assert!(imported.to_string().contains("送ってもらってください"), "{imported}");
}
