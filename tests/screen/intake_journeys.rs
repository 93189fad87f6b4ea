//! What employers really send, in the window: a locked file, a file of which some rows wait, one that is taken back, torn and
//! hidden rows, two people who may be one, the state's lists, official files in and out, and how a file is read, said once.

use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use intake::write::{Cell, Csv, Encoding, LineEnd, Sheet, Texts, csv, xlsx};
use serde_json::Value;
use tests::program::run_at;
use tests::society::{POLICY, SOCIETY};
use thirtyfour::Key;

use crate::drop::Hand;
use crate::window::Window;

const LEDGER: &str = "ledger.daicho";
const PASSPHRASE: &str = "見本の合言葉 for tests";
/// The password of the fixtures.
const PASSWORD: &str = "はる2026!spring";

/// A society with its ledger, and what lies around it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn founded() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a temporary folder") };
        for (name, text) in [("society.toml", SOCIETY), ("policy.toml", POLICY), ("passphrase.txt", PASSPHRASE)] {
            desk.file(name, text);
        }
        std::fs::create_dir(desk.at("out")).expect("a folder");
        desk.says(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]);
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.at(name), content).expect("a file");
        self.at(name)
    }

    /// What the program says on the day before the window's.
    fn says(&self, arguments: &[&str]) -> Vec<Value> {
        run_at(self.folder.path(), "2026-04-20 01:00:00", &[arguments, &["--json"]].concat()).ends(0).lines()
    }

    /// The ledger knows such a member.
    fn has(&self, member: &str) -> bool {
        let asked = ["show", LEDGER, member, "--on", "2026-04-21", "--json"];
        run_at(self.folder.path(), "2026-04-22 01:00:00", &asked).code == 0
    }

    fn window(&self, journey: &'static str, choices: &[(&str, &Path)]) -> Window {
        let tool = self.file("secret-tool", SECRET_TOOL);
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(tool, mode).expect("a program");
        let path = format!("{}:{}", self.folder.path().display(), std::env::var("PATH").expect("a path"));
        let environment = [("PATH", Path::new(&path)), ("SECRETS", self.folder.path())];
        let window = Window::open_with(journey, &[], choices, &environment);
        window.sees("start");
        window.types("#path", &self.at(LEDGER).display().to_string());
        window.types("#passphrase", PASSPHRASE);
        window.enter();
        window.sees("home");
        window
    }
}

/// What stands for libsecret's program: it keeps one secret for each employer, and takes it from a pipe alone.
const SECRET_TOOL: &str = r#"#!/bin/sh
echo "$@" >> "$SECRETS/arguments"
for employer; do :; done
case "$1" in
  store) cat > "$SECRETS/secret-$employer" ;;
  lookup) [ -e "$SECRETS/secret-$employer" ] && cat "$SECRETS/secret-$employer" ;;
  clear) rm -f "$SECRETS/secret-$employer" ;;
esac
"#;

/// A file is let go over the window.
fn drops(window: &Window, file: &Path) {
    let hand = Hand::with(window.display(), &[file]);
    hand.holds();
    hand.lets_go();
}

/// As [`drops`], until its columns are shown.
fn looks(window: &Window, file: &Path) {
    drops(window, file);
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    window.until(
        &name,
        "const it = document.querySelector('[data-screen=import][data-step=columns] h1');
         return it !== null && it.innerText.includes(arguments[0])",
        &[&name],
    );
}

/// Something is chosen that makes the file be read anew.
fn says(window: &Window, selector: &str, value: &str) {
    window.chooses(selector, value);
    window.until(
        selector,
        "const it = document.querySelector(arguments[0]);
         return it?.value === arguments[1] && !it.disabled && document.querySelector('.asked').getAttribute('aria-busy') !== 'true'",
        &[selector, value],
    );
}

fn compares(window: &Window) {
    window.click("#compare");
    window.until(
        "the difference",
        "return document.querySelector('[data-step=difference] #difference, [data-step=difference] .empty') !== null",
        &[],
    );
}

/// The row of the difference that says this is looked at.
fn picks(window: &Window, words: &str) {
    window.until(
        words,
        "const it = [...document.querySelectorAll('#difference [data-row]')].find((row) => row.innerText.includes(arguments[0]));
         it?.click(); return it !== undefined",
        &[words],
    );
}

/// Ticks what a clerk has made sure of, and waits for the difference that it makes.
fn ticks(window: &Window, selector: &str) {
    window.click(selector);
    window.until("the new difference", "return document.querySelector('.difference[aria-busy=true]') === null", &[]);
}

/// New, changed, doubtful and rejected rows as the filters count them.
fn counted(window: &Window, wanted: [u32; 4]) {
    let script = "const wanted = JSON.parse(arguments[0]);
        return ['new', 'changed', 'doubtful', 'rejected'].every((kind, at) =>
          document.querySelector(`#filter-${kind} b`)?.innerText === String(wanted[at]))";
    window.until(&format!("{wanted:?}"), script, &[&format!("{wanted:?}")]);
}

fn accepts(window: &Window) {
    window.click("#accept-import");
    window.until("the import", "return document.querySelector('#import-done') !== null", &[]);
}

/// Goes to the imports, and opens the newest of them.
fn opens_newest_import(window: &Window) {
    window.section(4, "imports");
    window.until("the list", "const it = document.querySelector('#imports'); it?.focus(); return it !== null", &[]);
    window.keys(&Key::Home.value().to_string());
    window.enter();
    window.until("the record", "return document.querySelector('#import-record') !== null", &[]);
}

const READ_SO: &str = "社員番号,社保番号,枝番,名前,ふりがな,誕生日,性別,続柄,入社日,住所";

#[test]
fn a_locked_file_opens_by_itself_next_time_and_how_a_file_is_read_is_said_once() {
    let desk = Desk::founded();
    let fixture = |name: &str| {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/employers/locked")).join(name);
        std::fs::read(path).expect("a fixture")
    };
    let april = desk.file("鍵のかかった4月.xlsx", fixture("sha512_aes256.xlsx"));
    let may = desk.file("鍵のかかった5月.xlsx", fixture("sha256_aes128.xlsx"));
    let (way, out) = (desk.at("読み取り方.toml"), desk.at("out"));
    let window = desk.window("locked", &[("recipe_out", &way), ("folder", &out)]);

    // A wrong password is said at its field; the right one opens the file, and is kept for the employer.
    let waits = |window: &Window| {
        window.until("the password", "return document.activeElement?.id === 'file-password'", &[]);
    };
    drops(&window, &april);
    waits(&window);
    window.keys("なつ2026!summer");
    window.enter();
    window.until("why", "return document.querySelector('#file-password-error') !== null", &[]);
    window.reads("パスワードが違います");
    window.picture("1-wrong");
    window.chooses("#password-employer", "A001");
    window.click("#remember-password");
    window.types("#file-password", PASSWORD);
    window.enter();
    window.until("the columns", "return document.querySelector('[data-step=columns]') !== null", &[]);
    window.wait_for("the keychain", || desk.at("secret-A001").exists());
    assert_eq!(std::fs::read_to_string(desk.at("secret-A001")).expect("a secret"), PASSWORD);
    let asked = std::fs::read_to_string(desk.at("arguments")).expect("arguments");
    assert!(!asked.contains(PASSWORD), "it goes through a pipe alone: {asked}");
    window.picture("2-open");
    // Next month's file opens once it is said whose it is.
    drops(&window, &may);
    waits(&window);
    window.chooses("#password-employer", "A001");
    window.until(
        "the next file",
        "return document.querySelector('[data-step=columns] h1')?.innerText.includes('5月') === true",
        &[],
    );
    window.reads("覚えたパスワードで開きました");

    // An employer's own words and codes are asked about once.
    let march = desk.file(
        "3月の届.csv",
        format!(
            "{READ_SO}\nE1,8001,00,試験　一郎,シケン　イチロウ,800102,0,1,R8.3.1,東京都千代田区千代田1-1\n\
             E2,8002,00,見本　和子,ミホン　カズコ,750607,1,1,R8.3.1,東京都千代田区千代田1-2\n"
        ),
    );
    looks(&window, &march);
    says(&window, "#import-employer", "A001");
    says(&window, "[data-column='1!B']", "number");
    for (value, means) in [("sex:0", "male"), ("sex:1", "female"), ("relation:1", "insured")] {
        says(&window, &format!("[data-value='{value}']"), means);
    }
    window.picture("3-asked");
    compares(&window);
    counted(&window, [0, 0, 2, 0]);
    picks(&window, "入社日");
    ticks(&window, "#confirm-column");
    picks(&window, "6桁");
    window.chooses("#date-style", "western");
    counted(&window, [2, 0, 0, 0]);
    accepts(&window);
    opens_newest_import(&window);
    window.reads("1番 第1版");
    window.escape();
    // It is shown, and leaves as a text without people.
    window.section(9, "settings");
    window.click("[role=tab][data-key=recipes]");
    window.click("[data-recipe='1'] button");
    window.until("what it says", "return document.querySelector('#recipe-says') !== null", &[]);
    let says_it = window.text("#recipe-says");
    for words in ["社保番号 = 番号", "性別 0 = 男", "続柄 1 = 本人", "入社日"] {
        assert!(says_it.contains(words), "{words}: {says_it}");
    }
    window.picture("4-recipe");
    window.escape();
    window.until(
        "the button",
        "const it = [...document.querySelectorAll(`[data-recipe='1'] button`)].at(-1); it?.click(); return it !== undefined",
        &[],
    );
    window.reads("に書き出しました");
    let text = std::fs::read_to_string(&way).expect("a recipe");
    assert!(text.contains("社保番号") && !text.contains("試験") && !text.contains("8001"), "{text}");

    // Next month nobody is asked; what is otherwise is said; what is said anew becomes a version.
    let april = desk.file(
        "4月の届.csv",
        format!(
            "{READ_SO},部署\nE3,8003,00,試験　三郎,シケン　サブロウ,810304,0,1,R8.4.1,東京都千代田区千代田1-3,総務\n"
        ),
    );
    looks(&window, &april);
    says(&window, "#import-employer", "A001");
    window.reads("1番 第1版");
    says(&window, "[data-value='sex:0']", "female");
    compares(&window);
    counted(&window, [1, 0, 0, 0]);
    let otherwise = window.text("#drift");
    assert!(otherwise.contains("新しい列") && otherwise.contains("部署"), "{otherwise}");
    window.picture("5-otherwise");
    accepts(&window);
    opens_newest_import(&window);
    window.reads("1番 第2版");
    window.picture("6-version");
    window.escape();

    // The official file goes in as it is, and goes out again: read back, it changes nothing.
    let head = "0101,001,20260421,,,,,\n[kanri]\n,001\n0101,100,0001,東京都千代田区千代田１－１,見本商事株式会社,見本　太郎,03,1234,5678\n[data]\n";
    let mut fields = vec![""; 37];
    for (item, text) in [
        (1, "2200700"),
        (7, "ﾀﾆ ﾗﾝ"),
        (8, "谷　蘭"),
        (9, "7"),
        (10, "020203"),
        (11, "2"),
        (18, "9"),
        (19, "080415"),
        (29, "100"),
        (30, "0001"),
        (32, "東京都千代田区千代田１－１"),
        (34, "1"),
        (35, "0101"),
        (36, "31"),
    ] {
        fields[item - 1] = text;
    }
    let official = desk.file("KPFD0006.CSV", cp932(&format!("{head}{}\n", fields.join(","))));
    looks(&window, &official);
    compares(&window);
    counted(&window, [1, 0, 0, 0]);
    accepts(&window);
    window.section(4, "imports");
    window.click("#official-open");
    window.chooses("#official-employer", "A001");
    let from = "const it = document.querySelector('#official .day-input'); it?.focus(); it?.select(); return document.activeElement === it";
    window.until("the first day", from, &[]);
    window.keys("R8.4.1");
    window.types("#official-office", "0101");
    window.picture("7-official");
    window.click("#official-write");
    window.until("the file", "return document.querySelector('#official-written') !== null", &[]);
    window.picture("8-written");
    window.escape();
    let written = out.join("KPFD0006.CSV");
    looks(&window, &written);
    compares(&window);
    counted(&window, [0, 0, 0, 0]);
    window.reads("変わらない 2 行");
    assert!(desk.has("101-31-00"));
}

/// The text in CP932 with the line ends of the official files.
fn cp932(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let how = Csv { encoding: Encoding::Cp932, line_end: LineEnd::CrLf, guard: false, ..Csv::default() };
    let rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    csv(rows, how, &mut bytes).expect("the text is in CP932");
    bytes
}

const COLUMNS: [&str; 11] =
    ["記号", "番号", "枝番", "氏名", "カナ", "生年月日", "性別", "続柄", "資格取得年月日", "郵便番号", "住所"];

/// A good row, an impossible day, and the wife of somebody who is not there yet.
const FAMILIES: [[&str; 11]; 3] = [
    [
        "101",
        "0052",
        "00",
        "見本　葵",
        "ミホン　アオイ",
        "1980/1/2",
        "女",
        "本人",
        "2026/4/1",
        "0600001",
        "北海道札幌市中央区北一条西1-2-3",
    ],
    [
        "101",
        "0051",
        "00",
        "見本　泉",
        "ミホン　イズミ",
        "1981/1/2",
        "女",
        "本人",
        "令和8年2月30日",
        "0600001",
        "北海道札幌市中央区北一条西1-2-3",
    ],
    [
        "101",
        "0050",
        "01",
        "見本　花",
        "ミホン　ハナ",
        "1982/3/4",
        "女",
        "妻",
        "2026/4/1",
        "0600001",
        "北海道札幌市中央区北一条西1-2-3",
    ],
];

fn book(rows: &[Vec<String>]) -> Vec<u8> {
    let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
    let mut bytes = Vec::new();
    xlsx(vec![Sheet::new("取得届", COLUMNS, rows)], Texts::Shared, &mut bytes).expect("a workbook");
    bytes
}

/// The cells of a sheet as another program sees them; all of them texts.
fn texts(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn rows_that_wait_go_in_later_the_file_goes_back_and_comes_back_mended_and_a_whole_import_is_taken_back() {
    let desk = Desk::founded();
    let rows: Vec<Vec<String>> = FAMILIES.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let sent = desk.file("取得届_4月.xlsx", book(&rows));
    let (back, out) = (desk.at("お返しする届.xlsx"), desk.at("out"));
    let window = desk.window("waiting", &[("returned_file", &back), ("folder", &out)]);
    looks(&window, &sent);
    compares(&window);
    counted(&window, [1, 0, 0, 2]);
    window.click("#with-returned");
    accepts(&window);
    window.until("what goes back", "return document.querySelector('#import-done-returned') !== null", &[]);
    window.picture("1-done");

    // Why they wait stands where they wait.
    window.section(4, "imports");
    window.until("two rows", "return document.querySelectorAll('#quarantine tbody tr').length === 2", &[]);
    let why = window.text("#quarantine");
    assert!(why.contains("令和8年2月30日") && why.contains("101-0050-01"), "{why}");
    window.picture("2-waiting");
    window.click("#quarantine tbody tr:nth-child(2) .link");
    window.until("the row", "return document.querySelector('#row-record') !== null", &[]);
    window.picture("3-row");
    window.escape();

    // Her husband joins: she can go in now, and does when a clerk says so.
    let mut husband = rows[0].clone();
    for (at, text) in [(1, "0050"), (3, "見本　太"), (4, "ミホン　フトシ"), (6, "男")] {
        text.clone_into(&mut husband[at]);
    }
    let husband = desk.file("取得届_追加.xlsx", book(&[husband]));
    looks(&window, &husband);
    compares(&window);
    counted(&window, [1, 0, 0, 0]);
    accepts(&window);
    assert!(!desk.has("101-0050-01"), "nothing goes in by itself");
    window.section(4, "imports");
    window.reads("取り込めます");
    window.picture("4-ready");
    window.click("#retry-rows");
    window.until("one row", "return document.querySelectorAll('#quarantine tbody tr').length === 1", &[]);
    assert!(desk.has("101-0050-01"));

    // The employer's own file, every cell a text, with the reason; mended and sent again it has no error.
    let mut returned = texts(&back, "取得届");
    let header = returned.iter().position(|row| row.iter().any(|cell| cell == "資格取得年月日")).expect("the headings");
    let wrong = returned.iter().position(|row| row.contains(&"令和8年2月30日".to_owned())).expect("the row");
    assert_eq!(returned[wrong][..3], ["101", "0051", "00"], "zeros survive");
    let reason = returned[wrong][COLUMNS.len()..].concat();
    assert!(reason.contains("令和8年2月30日") || reason.contains("2月"), "{:?}", returned[wrong]);
    "2026/4/1".clone_into(&mut returned[wrong][8]);
    let mended: Vec<Vec<String>> =
        returned.into_iter().skip(header + 1).map(|row| row[..COLUMNS.len()].to_vec()).collect();
    let mended = desk.file("取得届_4月_直し.xlsx", book(&mended));
    looks(&window, &mended);
    compares(&window);
    counted(&window, [1, 0, 0, 0]);
    window.picture("5-mended");
    accepts(&window);
    assert!(desk.has("101-0051-00"));

    // A letter to the first of them goes to the post; then the file turns out to be another employer's.
    window.section(5, "prints");
    window.click("#new-print");
    window.sees("print");
    window.click("#print-kind input[value=notice]");
    window.click("#print-who input[value=some]");
    window.types("#numbers", "101-0052-00");
    window.click("#freeze");
    window.click("#freeze-yes");
    window.click("#print");
    window.until("the letter", "return document.querySelector('#print-done') !== null", &[]);
    window.click("#post");
    window.click("#post-yes");
    window.reads("発送済みと記録しました");
    window.section(4, "imports");
    window.until("the list", "const it = document.querySelector('#imports'); it?.focus(); return it !== null", &[]);
    window.keys(&Key::End.value().to_string());
    window.enter();
    window.until("the record", "return document.querySelector('#import-record') !== null", &[]);
    window.click("#undo-look");
    window.until("what has left the house", "return document.querySelector('#undo-left li') !== null", &[]);
    let left = window.text("#undo-left");
    assert!(left.contains("101-0052-00") && left.contains("取り消せません"), "{left}");
    window.picture("6-undo");
    window.types("#undo-reason", "事業所の取り違え");
    window.click("#undo-import");
    window.until("that it is done", "return document.querySelector('#undo')?.dataset.written === 'true'", &[]);
    window.picture("7-undone");
    window.escape();
    window.until("it in the list", "return document.querySelector('#imports del') !== null", &[]);
    drop(window);
    assert!(!desk.has("101-0050-01"), "who went in later from that file is taken back with it");
    assert!(desk.has("101-0050-00") && desk.has("101-0051-00"), "other files' people stay");
}

/// Seven people, as the state's two lists tell of them.
const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所
101,1,00,新規　一,シンキ　ハジメ,S55.1.2,男,本人,R2.4.1,1000001,東京都千代田区千代田1-1
101,2,00,解除　二,カイジョ　ツギ,S56.5.9,女,本人,R2.4.1,1000002,東京都千代田区皇居外苑2-3
202,3,00,期限　三,キゲン　ミツ,S57.11.23,男,本人,R2.4.1,5300001,大阪府大阪市北区梅田3-4
101,4,00,更新　四,コウシン　ヨツ,S48.3.30,女,本人,R2.4.1,0600001,北海道札幌市中央区北一条西4-5
101,5,00,間近　五,マヂカ　イツ,S39.7.17,男,本人,R2.4.1,2310001,神奈川県横浜市中区新港5-6
202,6,00,無載　六,ムサイ　ムツ,H2.12.1,女,本人,R2.4.1,4600001,愛知県名古屋市中区三の丸6-7
202,7,00,同前　七,ドウゼン　ナナ,H8.8.8,男,本人,R2.4.1,8100001,福岡県福岡市中央区天神7-8
";

const LISTED: &str = "記号,番号,枝番,利用登録,電子証明書有効期限,基準日\n";
const FEBRUARY: &str = "\
101,1,00,無,,2026-02-28
101,2,00,有,2028-01-02,2026-02-28
202,3,00,有,2026-03-10,2026-02-28
101,4,00,有,2026-04-01,2026-02-28
101,5,00,有,2026-05-01,2026-02-28
202,6,00,有,2029-01-02,2026-02-28
202,7,00,有,2029-01-02,2026-02-28
";
const MARCH: &str = "\
101,1,00,有,2031-01-02,2026-03-31
101,2,00,解除,,2026-03-31
202,3,00,有,2026-03-10,2026-03-31
101,4,00,有,2031-04-01,2026-03-31
101,5,00,有,2026-05-01,2026-03-31
202,7,00,有,2029-01-02,2026-03-31
101,999,00,有,2029-01-02,2026-03-31
";

/// The people of [`PEOPLE`] with the kana and the birth dates of whoever stands below them, at other addresses.
fn torn() -> String {
    let rows: Vec<Vec<&str>> = PEOPLE.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let mut text = PEOPLE.lines().next().expect("headings").to_owned() + "\n";
    for (at, row) in rows.iter().enumerate() {
        let below = &rows[(at + 1) % rows.len()];
        let mut row = row.clone();
        (row[4], row[5]) = (below[4], below[5]);
        text += &(row.join(",") + "\n");
    }
    text
}

/// Two new people, the second in a row that the sender has hidden, beside a hidden column.
fn hidden() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        COLUMNS,
        [
            "101",
            "81",
            "00",
            "見本　葵",
            "ミホン　アオイ",
            "1980/1/2",
            "女",
            "本人",
            "2026/4/1",
            "0600001",
            "北海道札幌市中央区北一条西1-2-3",
        ],
        [
            "101",
            "82",
            "00",
            "見本　泉",
            "ミホン　イズミ",
            "1981/1/2",
            "女",
            "本人",
            "2026/4/1",
            "0600001",
            "北海道札幌市中央区北一条西1-2-4",
        ],
    ];
    for (line, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row) {
            sheet.write_string(line, column, text).expect("a cell");
        }
    }
    sheet.set_row_hidden(2).expect("a row");
    sheet.set_column_hidden(9).expect("a column");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn torn_rows_stop_hidden_rows_wait_two_people_stand_side_by_side_and_a_list_is_told_by_its_difference() {
    let desk = Desk::founded();
    desk.file("people.csv", PEOPLE);
    desk.says(&["import", LEDGER, "people.csv"]);
    let window = desk.window("doubts", &[]);

    // Columns that were sorted apart: nothing is compared, the reason is said, and going on takes a tick.
    let torn = desk.file("名簿_並べ替え.csv", torn());
    looks(&window, &torn);
    window.click("#compare");
    window.until("the alarm", "return document.querySelector('#torn') !== null", &[]);
    let said = window.text("#torn");
    assert!(said.contains("行の並びが合っていません") && said.contains("何も書き込んでいません"), "{said}");
    assert!(said.contains("7行"), "how many rows do not agree: {said}");
    let in_sight = "const { top, bottom } = document.querySelector('#torn-back').getBoundingClientRect(); return top > 0 && bottom < innerHeight";
    window.until("the alarm in sight", in_sight, &[]);
    assert_eq!(window.ask("return document.querySelector('#torn-on').disabled", &[]), true);
    window.picture("1-torn");
    window.click("#torn-back");
    window.until("no alarm", "return document.querySelector('#torn') === null", &[]);

    // Hidden rows wait until a clerk has made sure of them; a hidden column is said.
    let hidden = desk.file("取得届_絞り込み.xlsx", hidden());
    looks(&window, &hidden);
    let about = window.text(".messages");
    assert!(about.contains("列が隠れています") && about.contains("行が隠れています"), "{about}");
    window.picture("2-hidden");
    compares(&window);
    counted(&window, [1, 0, 1, 0]);
    picks(&window, "隠れ");
    ticks(&window, "#confirm-hidden");
    counted(&window, [2, 0, 0, 0]);
    accepts(&window);
    assert!(desk.has("101-82-00"));

    // Somebody with the kana and the birth date of a member, under another number: is it the same person?
    let header = PEOPLE.lines().next().expect("headings");
    let again = |name: &str, number: &str, house: &str| {
        let row = format!(
            "202,{number},00,新規　一,シンキ　ハジメ,S55.1.2,男,本人,R8.4.1,1000001,東京都千代田区千代田{house}"
        );
        desk.file(name, format!("{header}\n{row}\n"))
    };
    looks(&window, &again("取得届_同名.csv", "70", "9-9"));
    compares(&window);
    counted(&window, [0, 0, 1, 0]);
    picks(&window, "別の番号");
    window.until("the two", "return document.querySelector('#beside') !== null", &[]);
    window.picture("3-beside");
    ticks(&window, "#confirm-person");
    counted(&window, [1, 0, 0, 0]);
    accepts(&window);
    // Next month the answer stands.
    looks(&window, &again("変更届_同名.csv", "70", "9-10"));
    compares(&window);
    counted(&window, [0, 1, 0, 0]);
    window.click("#other-file");

    // The two members side by side: answered, shown again, taken back; and so is the answer about the row.
    window.section(6, "papers");
    window.click("[role=tab][data-key=run]");
    window.click("#run-part input[value=same]");
    window.until(
        "what was answered of rows",
        "return document.querySelectorAll('#same-rows [data-answer]').length === 1",
        &[],
    );
    window.click("#same-all");
    window.until("the pair", "return document.querySelectorAll('#same [data-row]').length === 1", &[]);
    window.picture("4-same");
    window.click("#same [data-row]");
    window.until("side by side", "return document.querySelector('#side-by-side') !== null", &[]);
    // What was said of the row holds for the two members too.
    assert!(window.text("#same-pair").contains("別の方と確かめてあります"), "{}", window.text("#same-pair"));
    let beside = window.text("#side-by-side");
    assert!(beside.contains("S55.1.2") && beside.contains("A001 株式会社みほん製作所"), "{beside}");
    window.picture("5-side-by-side");
    window.click("#same-take-back");
    let state = "return document.querySelector('#same [data-row]')?.innerText.includes(arguments[0]) === true";
    window.until("no answer", state, &["未回答"]);
    window.click("#same [data-row]");
    window.types("#same-note", "事業所に電話で確認");
    window.click("#same-different");
    window.until("the answer", state, &["別の方"]);
    window.click("#same-rows [data-answer] button");
    window.until("no answer", "return document.querySelector('#same-rows [data-answer]') === null", &[]);
    window.picture("6-answered");

    // A row that nobody can answer yet waits without further ado, and is answered where it waits.
    let row = "202,71,00,更新　四,コウシン　ヨツ,S48.3.30,女,本人,R8.4.1,0600001,北海道札幌市中央区北一条西9-9";
    looks(&window, &desk.file("取得届_同名2.csv", format!("{header}\n{row}\n")));
    compares(&window);
    counted(&window, [0, 0, 1, 0]);
    accepts(&window);
    window.reads("取り込めた行はありません");
    window.section(4, "imports");
    window.click("#quarantine tbody .link");
    window.click("#row-other");
    window.picture("7-other");
    window.click("#row-in");
    window.until("nothing waits", "return document.querySelector('#quarantine, [role=dialog]') === null", &[]);
    assert!(desk.has("202-71-00"));

    // Two months' lists, and what the second says otherwise.
    for (name, rows) in [("利用登録_2月.csv", FEBRUARY), ("利用登録_3月.csv", MARCH)] {
        looks(&window, &desk.file(name, format!("{LISTED}{rows}")));
        says(&window, "#import-form", "registration");
        compares(&window);
        accepts(&window);
    }
    window.section(6, "papers");
    window.click("[role=tab][data-key=run]");
    window.click("#run-part input[value=lists]");
    window.until("the difference", "return document.querySelector('#lists-difference') !== null", &[]);
    let count = "return document.querySelector(`[data-part='${arguments[0]}'] button`).innerText";
    for part in ["registered", "released", "lapsed", "unknown_to_us"] {
        assert_eq!(window.ask(count, &[part]), "1", "{part}: {}", window.text("#lists-difference"));
    }
    window.click("[data-part=released] button");
    window.until("who", "return document.querySelector('#lists-people [data-member]') !== null", &[]);
    assert!(window.text("#lists-people").contains("101-2-00"), "{}", window.text("#lists-people"));
    window.picture("8-lists");
    window.click("[data-part=unknown_to_us] button");
    window.until("where", "return document.querySelector('#lists-unknown')?.innerText.includes('8行目') === true", &[]);
    window.picture("9-unknown");
}
