//! People, numbers and secrets that occur nowhere else are planted in employers' files, everything is done with them, and
//! then every file that the program has left anywhere is searched: the ledger with its journal, keys, copies, anchors, logs,
//! temporary files and the home. Only what somebody asked for (letters, lists of rejected rows) may bear them.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use aho_corasick::{AhoCorasick, MatchKind};
use encoding_rs::SHIFT_JIS;
use tests::program::daicho;

use crate::{Luck, control, figure, long};

const KANJI: &str =
    "鰹鯖鱒鮎鷹鴨鶴亀鹿熊兎鳩雀燕蝶蜂蛍蟻蛙鰻梅桃桜楓柳藤菊蓮菖蒲桐檜楠椿柿栗杏桂榊樫芭蕉葛萩薄霞霧霜雹虹";
const KATAKANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";

/// Somebody who was never born.
struct Invented {
    given: String,
    kana: String,
    place: String,
    number: String,
    my_number: String,
}

fn some(luck: &mut Luck, of: &str, many: usize) -> String {
    let all: Vec<char> = of.chars().collect();
    (0..many).map(|_| all[luck.below(all.len())]).collect()
}

fn digits(luck: &mut Luck, many: usize) -> String {
    (0..many).map(|_| char::from(b'0' + u8::try_from(luck.below(10)).unwrap_or(0))).collect()
}

impl Invented {
    fn new(luck: &mut Luck, nth: usize) -> Invented {
        let body = format!("99{}", digits(luck, 9));
        Invented {
            given: some(luck, KANJI, 4),
            kana: some(luck, KATAKANA, 6),
            place: some(luck, KANJI, 4),
            number: format!("{}{:03}{}", 8 + luck.below(2), nth, digits(luck, 4)),
            my_number: format!("{body}{}", check_digit(&body)),
        }
    }

    /// A row; the date of birth of a dirty one is no day.
    fn row(&self, nth: usize, dirty: bool) -> [String; 12] {
        let born =
            if dirty { "昭和64年2月30日".to_owned() } else { format!("19{}-0{}-11", 50 + nth % 40, 1 + nth % 9) };
        [
            "101".to_owned(),
            self.number.clone(),
            "00".to_owned(),
            format!("山田　{}", self.given),
            format!("ヤマダ　{}", self.kana),
            born,
            "女".to_owned(),
            "本人".to_owned(),
            "2026-04-01".to_owned(),
            "1000001".to_owned(),
            format!("東京都千代田区{}1-1", self.place),
            self.my_number.clone(),
        ]
    }
}

/// The twelfth digit of a My Number (平成26年総務省令第85号).
fn check_digit(body: &str) -> u32 {
    let weighed = body
        .chars()
        .rev()
        .zip(1..)
        .map(|(digit, n)| digit.to_digit(10).unwrap_or(0) * if n <= 6 { n + 1 } else { n - 5 });
    match weighed.sum::<u32>() % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

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
    "郵便番号",
    "住所",
    "個人番号",
];

fn csv(rows: &[[String; 12]]) -> String {
    let lines = rows.iter().map(|row| row.join(","));
    std::iter::once(HEADER.join(",")).chain(lines).collect::<Vec<_>>().join("\r\n") + "\r\n"
}

fn workbook(rows: &[[String; 12]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    for (line, row) in (1..).zip(rows) {
        for (column, text) in (0..).zip(row) {
            sheet.write_string(line, column, text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// What is looked for, in every encoding, and what it is.
struct Searcher {
    automaton: AhoCorasick,
    needles: Vec<(String, bool)>,
}

impl Searcher {
    /// Each needle, and whether it must stand alone: digits occur within longer ones.
    fn new(needles: Vec<(String, bool)>) -> Searcher {
        let patterns: Vec<Vec<u8>> = needles.iter().flat_map(|(needle, _)| encoded(needle)).collect();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(patterns).expect("an automaton");
        Searcher { automaton, needles }
    }

    fn in_bytes(&self, bytes: &[u8], found: &mut Vec<String>) {
        for hit in self.automaton.find_overlapping_iter(bytes) {
            let (needle, alone) = &self.needles[hit.pattern().as_usize() / ENCODINGS];
            let word = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
            let inside = word(hit.start().checked_sub(1).and_then(|at| bytes.get(at))) || word(bytes.get(hit.end()));
            if !alone || !inside {
                found.push(needle.clone());
            }
        }
    }

    /// Everything in a file, and in the files that are packed within it.
    fn in_file(&self, path: &Path) -> Vec<String> {
        let bytes = std::fs::read(path).expect("a file");
        let mut found = Vec::new();
        self.in_bytes(&bytes, &mut found);
        if let Ok(mut packed) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
            for at in 0..packed.len() {
                let mut part = Vec::new();
                packed.by_index(at).expect("a part").read_to_end(&mut part).expect("a part");
                self.in_bytes(&part, &mut found);
            }
        }
        found
    }

    /// The files below a folder that bear any needle, and how many files there are.
    fn below(&self, folder: &Path) -> (Vec<(PathBuf, String)>, usize) {
        let (mut hits, mut count) = (Vec::new(), 0);
        for file in files(folder) {
            hits.extend(self.in_file(&file).into_iter().map(|needle| (file.clone(), needle)));
            count += 1;
        }
        (hits, count)
    }
}

const ENCODINGS: usize = 4;

/// UTF-8, UTF-16 both ways, CP932.
fn encoded(text: &str) -> [Vec<u8>; ENCODINGS] {
    [
        text.as_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        SHIFT_JIS.encode(text).0.into_owned(),
    ]
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.is_file() {
            all.push(path);
        }
    }
    all
}

/// A machine of its own: everything that the program could write to lies below one folder.
struct Machine {
    root: tempfile::TempDir,
    runs: std::cell::Cell<usize>,
}

/// What is given to the program, and what it was asked to write; all other folders are searched.
const GIVEN: [&str; 3] = ["in", "secrets", "asked"];

impl Machine {
    fn new() -> Machine {
        let machine = Machine { root: tempfile::tempdir().expect("a folder"), runs: 0.into() };
        let more = ["book", "copies", "usb", "home", "tmp", "config", "cache", "data", "state", "logs", "here"];
        for name in GIVEN.into_iter().chain(more) {
            std::fs::create_dir(machine.at(name)).expect("a folder");
        }
        machine
    }

    fn at(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// The program, or strace around it; its log goes to a file that is searched, its answer to one that was asked for.
    fn run(&self, before: &[&str], arguments: &[&str]) -> Option<i32> {
        let run = self.runs.replace(self.runs.get() + 1);
        let arguments: Vec<String> =
            arguments.iter().map(|word| word.replace('@', &format!("{}/", self.root.path().display()))).collect();
        let before: Vec<String> =
            before.iter().map(|word| word.replace('@', &format!("{}/", self.root.path().display()))).collect();
        let file = |name: String| std::fs::File::create(self.at(&name)).expect("a file");
        let program = daicho().display().to_string();
        let words: Vec<&String> = before.iter().chain([&program]).chain(&arguments).collect();
        Command::new(words[0])
            .args(&words[1..])
            .current_dir(self.at("here"))
            .env("HOME", self.at("home"))
            .env("TMPDIR", self.at("tmp"))
            .env("XDG_CONFIG_HOME", self.at("config"))
            .env("XDG_CACHE_HOME", self.at("cache"))
            .env("XDG_DATA_HOME", self.at("data"))
            .env("XDG_STATE_HOME", self.at("state"))
            .env("DAICHO_LOG", "trace")
            .env("DAICHO_PASSPHRASE_FILE", self.at("secrets/desk"))
            .stdin(Stdio::null())
            .stdout(file(format!("asked/answer-{run:02}")))
            .stderr(file(format!("logs/run-{run:02}")))
            .status()
            .expect("a program")
            .code()
    }

    fn answer(&self) -> serde_json::Value {
        let text = std::fs::read_to_string(self.at(&format!("asked/answer-{:02}", self.runs.get() - 1)));
        let text = text.expect("an answer");
        serde_json::from_str(text.lines().next().unwrap_or("null")).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// The run, when it ended as it should.
    #[track_caller]
    fn ends(&self, code: i32, arguments: &[&str]) {
        let ended = self.run(&[], arguments);
        let log = std::fs::read_to_string(self.at(&format!("logs/run-{:02}", self.runs.get() - 1)));
        assert_eq!(ended, Some(code), "{arguments:?}: {log:?}");
    }

    /// Whatever was left outside of what was given and asked for.
    fn left(&self, searcher: &Searcher) -> (Vec<(PathBuf, String)>, usize) {
        let (mut hits, mut count) = (Vec::new(), 0);
        for entry in std::fs::read_dir(self.root.path()).expect("a folder") {
            let folder = entry.expect("an entry").path();
            if !GIVEN.iter().any(|given| folder.ends_with(given)) {
                let (more, files) = searcher.below(&folder);
                hits.extend(more);
                count += files;
            }
        }
        (hits, count)
    }
}

#[test]
fn no_planted_canary_is_in_a_file_that_nobody_asked_for() {
    let mut luck = Luck::seeded("canaries");
    let many = if long() { 400 } else { 200 };
    let people: Vec<Invented> = (0..many).map(|nth| Invented::new(&mut luck, nth)).collect();
    let secrets: Vec<String> =
        (0..4).map(|_| format!("{} {}", some(&mut luck, KATAKANA, 12), digits(&mut luck, 6))).collect();
    let machine = Machine::new();
    for (file, secret) in ["desk", "sato", "sato-new", "found"].iter().zip(&secrets) {
        std::fs::write(machine.at(&format!("secrets/{file}")), format!("{secret}\n")).expect("a secret");
    }

    // A quarter of the people in each file; those of the last cannot go in.
    let rows: Vec<[String; 12]> =
        people.iter().enumerate().map(|(nth, one)| one.row(nth, many * 3 / 4 <= nth)).collect();
    let quarter = |nth: usize| &rows[nth * many / 4..(nth + 1) * many / 4];
    std::fs::write(machine.at("in/utf8.csv"), csv(quarter(0))).expect("a file");
    std::fs::write(machine.at("in/cp932.csv"), SHIFT_JIS.encode(&csv(quarter(1))).0).expect("a file");
    std::fs::write(machine.at("in/book.xlsx"), workbook(quarter(2))).expect("a file");
    std::fs::write(machine.at("in/dirty.csv"), csv(quarter(3))).expect("a file");

    everything(&machine, &people);

    let codes = std::fs::read_to_string(machine.at("secrets/code")).expect("a code");
    let mut needles: Vec<(String, bool)> = Vec::new();
    for one in &people {
        needles.extend([&one.given, &one.kana, &one.place].map(|text| (text.clone(), false)));
        needles.extend([&one.number, &one.my_number].map(|text| (text.clone(), true)));
    }
    // Four digits are found anywhere by chance, so a few of them stand for all.
    needles.extend(people.iter().take(5).map(|one| (one.my_number[8..].to_owned(), true)));
    needles.extend(secrets.iter().map(|secret| (secret.clone(), false)));
    needles.push((codes.trim().to_owned(), false));
    needles.push((codes.trim().replace('-', ""), false));
    let planted = needles.len();
    let searcher = Searcher::new(needles);

    let (left, searched) = machine.left(&searcher);
    println!("canaries: {planted} planted, {searched} files searched, {} found", left.len());
    // A full My Number is in no answer and no list either.
    let whole_numbers = Searcher::new(people.iter().map(|one| (one.my_number.clone(), true)).collect());
    let (asked, answers) = whole_numbers.below(&machine.at("asked"));
    figure("canaries", planted);
    figure("files searched", searched + answers);
    figure("canaries found", left.len() + asked.len());

    // The searcher finds what is there: in the employers' files everybody, in a workbook too, and in a letter's list.
    let (given, _) = searcher.below(&machine.at("in"));
    let given: std::collections::BTreeSet<&String> = given.iter().map(|(_, needle)| needle).collect();
    let seen = |one: &Invented| {
        [&one.given, &one.kana, &one.place, &one.number, &one.my_number].into_iter().all(|text| given.contains(text))
    };
    let all = people.iter().filter(|one| seen(one)).count();
    let mut plain = 0;
    for (nth, text) in encoded(&people[7].given).into_iter().enumerate() {
        let file = machine.at(&format!("home/control-{nth}"));
        std::fs::write(&file, [b"\0before".as_slice(), &text, b"after"].concat()).expect("a file");
        plain += usize::from(machine.left(&searcher).0.len() == left.len() + 1);
        std::fs::remove_file(&file).expect("a file");
    }
    let as_it_must = all == many && plain == ENCODINGS;
    control("planted canaries are found where they are", all + plain, many + ENCODINGS, as_it_must);
    assert!(as_it_must, "{all} of {many} in the employers' files, {plain} in plain files");

    assert!(left.is_empty(), "{left:?}");
    assert!(asked.is_empty(), "{asked:?}");
}

/// Everything that can be done with the program.
fn everything(machine: &Machine, people: &[Invented]) {
    let one = format!("101-{}-00", people[0].number);
    let other = format!("101-{}-00", people[1].number);
    let book = "@book/ledger.daicho";
    machine.ends(0, &["demo", "@in/training", "--members", "12", "--filled"]);
    let [society, policy] = ["--society=@in/training/society.toml", "--policy=@in/training/policy.toml"];
    machine.ends(0, &["init", book, society, policy]);
    machine.ends(0, &["import", book, "@in/utf8.csv", "--on", "2026-04-02", "--dry-run"]);
    // Killed in the middle of writing: what lies on the disk then is searched at the end too.
    for (name, call, at) in [("wal", "pwrite64", 40), ("sync", "fsync", 3)] {
        let inject = format!("inject={call}:signal=KILL:when={at}");
        let strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", &inject];
        machine.run(&strace, &["import", book, "@in/utf8.csv", "--on", "2026-04-02"]);
        let kept = machine.at(&format!("killed-{name}"));
        std::fs::create_dir(&kept).expect("a folder");
        for file in files(&machine.at("book")) {
            std::fs::copy(&file, kept.join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    assert!(machine.at("killed-wal/ledger.daicho-wal").exists(), "a journal was left by the kill");
    // Every program that is started, with its words and surroundings.
    let trace = ["strace", "-f", "-qq", "-v", "-s", "65536", "-e", "trace=execve", "-o", "@logs/started"];
    machine.run(&trace, &["import", book, "@in/utf8.csv", "--on", "2026-04-02"]);
    machine.ends(0, &["import", book, "@in/cp932.csv", "--on", "2026-04-02"]);
    machine.ends(0, &["import", book, "@in/book.xlsx", "--on", "2026-04-02"]);
    machine.ends(1, &["import", book, "@in/dirty.csv", "--on", "2026-04-02", "--rejects", "@asked/rejects.xlsx"]);
    machine.ends(0, &["imports", book]);
    for nth in [0, people.len() / 4, people.len() / 2] {
        machine.ends(0, &["find", book, &people[nth].given, "--json"]);
        let number = format!("101-{}-00", people[nth].number);
        assert_eq!(machine.answer()["member"], number.as_str(), "each file went in");
    }
    assert!(machine.at("asked/rejects.xlsx").exists());
    for query in [people[0].given.as_str(), &people[0].kana, &people[0].number, &people[0].place, "どこにもいない"]
    {
        machine.ends(0, &["find", book, query]);
    }
    machine.ends(0, &["show", book, &one, "--reason", "本人からの問い合わせ"]);
    machine.ends(0, &["name", book, &one, &format!("山田　{}", people[1].given)]);
    machine.ends(0, &["decide", book]);
    machine.run(&[], &["show", book, "101-1-00"]);
    machine.ends(0, &["plan", book, "--kind", "notice", "--dry-run"]);
    machine.ends(0, &["plan", book, "--kind", "notice", "--json"]);
    let batch = machine.answer()["batch"].as_str().expect("a batch").to_owned();
    machine.run(&[], &["release", book, &batch]);
    std::fs::create_dir(machine.at("asked/print")).expect("a folder");
    let printed = machine.run(&[], &["print", book, &batch, "--out", "@asked/print"]);
    machine.run(&[], &["print", book, &batch, "--out", "@nowhere"]);
    machine.run(&[], &["batch", book, &batch, "status"]);
    machine.run(&[], &["batch", book, &batch, "posted"]);
    assert!(printed.is_some_and(|code| code <= 1), "{printed:?}");
    machine.ends(0, &["backup", book, "--to", "@copies", "--also", "@usb", "--json"]);
    let copy = machine.answer()["file"].as_str().expect("a copy").to_owned();
    machine.ends(0, &["restore", &copy, "--to", book, "--rehearse"]);
    machine.ends(0, &["restore", &copy, "--to", "@book/back.daicho", "--anchors", "@copies"]);
    let inject =
        ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "inject=pwrite64:signal=KILL:when=60"];
    machine.run(&inject, &["backup", book, "--to", "@copies"]);
    machine.ends(0, &["verify", book, "--anchors", "@usb"]);
    machine.ends(0, &["operator", book, "add", "sato", "--role", "clerk", "--new-passphrase-file", "@secrets/sato"]);
    let started = ["strace", "-f", "-qq", "-v", "-s", "65536", "-e", "trace=execve", "-o", "@logs/started-2"];
    machine.run(&started, &["operator", book, "password", "sato", "--new-passphrase-file", "@secrets/sato-new"]);
    let as_sato = ["--operator", "sato", "--passphrase-file"];
    machine.ends(3, &[&["find", book, &other][..], &as_sato, &["@secrets/sato"]].concat());
    machine.ends(0, &[&["find", book, &other][..], &as_sato, &["@secrets/sato-new"]].concat());
    machine.ends(0, &["recovery", book, "new", "--json"]);
    let code = machine.answer()["code"].as_str().expect("a code").to_owned();
    std::fs::write(machine.at("secrets/code"), &code).expect("a code");
    machine.ends(0, &["recovery", book, "confirm", "--typed-back-file", "@secrets/code"]);
    let found = ["--code-file", "@secrets/code", "--new-passphrase-file", "@secrets/sato-new"];
    machine.ends(0, &[&["recovery", book, "use", "sato"][..], &found].concat());
    machine.ends(0, &["operator", book, "remove", "sato", "--rekey"]);
    for what in [&["who-saw", one.as_str()][..], &["unusual"], &["close", "--out", "@asked", "--anchors", "@usb"]] {
        machine.run(&[], &[&["journal", book][..], what].concat());
    }
    machine.ends(0, &["journal", book]);
    machine.ends(0, &["verify", book, "--anchors", "@usb"]);
    // A report of trouble has nobody real in it, and the list for bad days is locked: both are searched.
    for folder in ["report", "fallback"] {
        std::fs::create_dir(machine.at(folder)).expect("a folder");
    }
    machine.ends(0, &["trouble", book, "--member", &one, "--out", "@report"]);
    machine.ends(0, &["fallback", book, "--out", "@fallback", "--new-passphrase-file", "@secrets/found"]);
    machine.run(&[], &["leak", book, "--batch", &batch, "--out", "@asked"]);
    machine.ends(0, &["delete", book, "--dry-run"]);
    machine.run(&[], &["delete", book, "--kind", "last_four", "--reason", "満了", "--out", "@asked"]);
    assert!(
        files(&machine.at("state")).iter().any(|file| file.metadata().is_ok_and(|log| log.len() > 0)),
        "a log is kept"
    );
    // Files that are none of its own, and a wrong secret.
    machine.run(&[], &["import", book, "@in/training/ledger.daicho"]);
    machine.ends(3, &["find", "@in/utf8.csv", &one]);
    machine.ends(3, &["imports", book, "--passphrase-file", "@secrets/found"]);
}
