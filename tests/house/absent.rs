//! What is absent matters most: no clock below the shell, no SQL outside the ledger, no date of law outside the calendar, nothing
//! that prints or gives up, no test that does not run.

use crate::lexed::{Kind, Piece, line_of, shipped};
use crate::tree::{self, Source, room_of};
use crate::{finds, none};

fn places(source: &Source, piece: &Piece, word: &str) -> Vec<String> {
    let whole = |at: usize| {
        let word_like = |c: char| c.is_alphanumeric() || c == '_';
        let left = piece.text[..at].ends_with(word_like) && word.starts_with(word_like);
        let right = piece.text[at + word.len()..].starts_with(word_like) && word.ends_with(word_like);
        !left && !right
    };
    let at = piece.text.match_indices(word).map(|(at, _)| at).filter(|at| whole(*at));
    at.map(|at| format!("{}:{}: {word}", source.path, line_of(piece, at))).collect()
}

/// Words in the code of some sources.
fn words(sources: &[Source], unwanted: &[&str], excused: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|it| !excused(it)) {
        for piece in shipped(&source.text).iter().filter(|it| it.kind == Kind::Code) {
            found.extend(unwanted.iter().flat_map(|word| places(source, piece, word)));
        }
    }
    found
}

fn clock(sources: &[Source]) -> Vec<String> {
    const CLOCK: [&str; 7] = ["SystemTime", "Instant", "Utc", "Local", "::now(", "today()", "OffsetDateTime"];
    words(sources, &CLOCK, |it| matches!(room_of(&it.path), "cli" | "main"))
}

#[test]
fn there_is_no_clock_below_the_shell_and_the_command_line() {
    none(&clock(&tree::product()));
}

#[test]
fn a_clock_is_found() {
    let desk = |text| clock(&Source::planted("src-tauri/crates/desk/src/lib.rs", text));
    finds(&desk("use std::time::Instant;"), ":1: Instant");
    finds(&desk("\n\nlet day = jiff::Zoned::now();"), ":3: ::now(");
    none(&desk("// SystemTime is not asked\nlet it = \"SystemTime\"; let InstantRamen = 1;"));
    none(&clock(&Source::planted("src-tauri/crates/cli/src/main.rs", "SystemTime::now()")));
}

fn sql(sources: &[Source]) -> Vec<String> {
    const SQL: [&str; 9] = [
        "SELECT ",
        "INSERT INTO",
        "INSERT OR",
        "DELETE FROM",
        "PRAGMA ",
        "CREATE TABLE",
        "CREATE INDEX",
        "CREATE TRIGGER",
        "ALTER TABLE",
    ];
    let mut found = Vec::new();
    for source in sources.iter().filter(|it| room_of(&it.path) != "ledger") {
        if source.path.ends_with(".sql") && !source.path.starts_with("schema/") {
            found.push(format!("{}: a query outside the ledger", source.path));
        }
        if source.path.ends_with(".rs") && !room_of(&source.path).is_empty() {
            for piece in shipped(&source.text).iter().filter(|it| it.kind == Kind::Text) {
                found.extend(SQL.iter().flat_map(|word| places(source, piece, word)));
                if let Some(at) = piece.text.find("UPDATE ").filter(|at| piece.text[*at..].contains(" SET ")) {
                    found.push(format!("{}:{}: UPDATE", source.path, line_of(piece, at)));
                }
            }
        }
    }
    found
}

#[test]
fn there_is_no_sql_outside_the_ledger_and_the_schema() {
    let all = tree::all();
    assert!(
        all.iter().any(|it| it.path.ends_with(".sql") && it.path.starts_with("schema/")),
        "the schema was not found"
    );
    none(&sql(&all));
}

#[test]
fn sql_outside_the_ledger_is_found() {
    let desk = |text| sql(&Source::planted("src-tauri/crates/desk/src/lib.rs", text));
    finds(&desk("run(\"SELECT name FROM member\")"), "SELECT");
    finds(&desk("run(r#\"\nUPDATE member SET name = ?1\"#)"), ":2: UPDATE");
    finds(&sql(&Source::planted("src-tauri/crates/desk/src/find.sql", "select 1")), "find.sql");
    none(&desk("// SELECT nothing\nlet it = \"SELECTED\"; let other = \"UPDATE=1\";"));
    none(&sql(&Source::planted("src-tauri/crates/ledger/src/find.sql", "SELECT 1")));
}

/// The three dates of law, in every way that a program could write them.
fn law() -> Vec<String> {
    let mut written = Vec::new();
    for (year, month, day) in [(2024, 12, 2), (2025, 12, 2), (2026, 4, 1)] {
        let era = year - 2018;
        written.extend([
            format!("({year},{month},{day})"),
            format!("({year},{month:02},{day:02})"),
            format!("{year}-{month:02}-{day:02}"),
            format!("{year}/{month}/{day}"),
            format!("{year}/{month:02}/{day:02}"),
            format!("{year}.{month}.{day}"),
            format!("{year}{month:02}{day:02}"),
            format!("{year}年{month}月{day}日"),
            format!("令和{era}年{month}月{day}日"),
            format!("R{era}.{month}.{day}"),
        ]);
    }
    written
}

fn is_calendar(path: &str) -> bool {
    path == "src-tauri/crates/rules/src/calendar.rs" || path.starts_with("src-tauri/crates/rules/src/calendar/")
}

/// A date of law counts in code, as the whole of a text (where it could be parsed), and in Japanese words (where it would say the
/// law). In digits inside a longer text it is an example of how to write a day, and decides nothing.
fn dates_of_law(sources: &[Source]) -> Vec<String> {
    let law = law();
    let mut found = Vec::new();
    for source in sources.iter().filter(|it| !is_calendar(&it.path)) {
        let whole = |text: &str| vec![Piece { kind: Kind::Code, text: text.to_owned(), line: 1 }];
        let pieces = if source.path.ends_with(".rs") { shipped(&source.text) } else { whole(&source.text) };
        for piece in pieces.iter().filter(|it| it.kind != Kind::Comment) {
            for (number, line) in piece.text.lines().enumerate() {
                let spaceless: String = line.chars().filter(|c| !c.is_whitespace()).collect();
                let counts =
                    |date: &String| piece.kind == Kind::Code || date.ends_with('日') || piece.text.trim() == date;
                if let Some(date) = law.iter().find(|date| counts(date) && stands_in(&spaceless, date)) {
                    found.push(format!("{}:{}: the date of law {date}", source.path, piece.line + number));
                }
            }
        }
    }
    found
}

/// The date as it is, not as a part of longer digits.
fn stands_in(line: &str, date: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    line.match_indices(date).any(|(at, _)| !line[..at].ends_with(digit) && !line[at + date.len()..].starts_with(digit))
}

#[test]
fn there_is_no_date_of_law_outside_the_calendar() {
    // Where one would be a rule in the wrong place: the program, its queries and schema, the screen.
    // What stands in for the desk while a screen is tested speaks of days, and decides nothing.
    let screen = |path: &str| path.starts_with("ui/src/") && path.contains(".ts") && !path.starts_with("ui/src/mock/");
    let rest = |path: &str| path.ends_with(".sql") || screen(path);
    let rest = tree::all().into_iter().filter(|it| rest(&it.path));
    let sources: Vec<Source> = tree::product().into_iter().chain(rest).collect();
    let (calendar, _): (Vec<&Source>, Vec<&Source>) = sources.iter().partition(|it| is_calendar(&it.path));
    let text: String = calendar.iter().flat_map(|it| it.text.chars().filter(|c| !c.is_whitespace())).collect();
    for date in ["(2024,12,2)", "(2025,12,2)", "(2026,4,1)"] {
        assert!(text.contains(date), "the calendar does not have {date}");
    }
    none(&dates_of_law(&sources));
}

#[test]
fn a_date_of_law_outside_the_calendar_is_found() {
    let desk = |text| dates_of_law(&Source::planted("src-tauri/crates/desk/src/lib.rs", text));
    finds(&desk("if on < day(2025, 12, 2) {"), "(2025,12,2)");
    finds(&desk("let from = \"2024-12-02\";"), "2024-12-02");
    finds(&desk("let text = \"令和8年4月1日から\";"), "令和8年4月1日");
    none(&desk("let hint = \"Write a day as 2026-04-01.\";"));
    none(&desk("// until 2025-12-02\nlet other = day(2026, 4, 15); let id = \"12026-04-01\"; let n = 320260401;"));
    finds(&dates_of_law(&Source::planted("schema/0001_acts.sql", "CHECK (d < '2025-12-02')")), "2025-12-02");
    finds(&dates_of_law(&Source::planted("ui/src/app.ts", "if (d < '2025-12-02')")), "2025-12-02");
    none(&dates_of_law(&Source::planted("src-tauri/crates/rules/src/calendar/law.rs", "day(2025, 12, 2)")));
}

fn rash(sources: &[Source]) -> Vec<String> {
    const RASH: [&str; 9] =
        ["println!", "eprintln!", "print!", "eprint!", "dbg!", ".unwrap()", ".unwrap_err()", "todo!", "unimplemented!"];
    words(sources, &RASH, |_| false)
}

#[test]
fn no_source_prints_dumps_or_gives_up() {
    none(&rash(&tree::product()));
}

#[test]
fn a_source_that_prints_dumps_or_gives_up_is_found() {
    let desk = |text| rash(&Source::planted("src-tauri/crates/desk/src/lib.rs", text));
    finds(&desk("let it = that.unwrap();"), ".unwrap()");
    finds(&desk("println!(\"{it}\");"), "println!");
    finds(&desk("dbg!(it);"), "dbg!");
    none(&desk("it.unwrap_or(0); // println!\n#[cfg(test)]\nmod tests { fn f() { x.unwrap(); } }"));
}

fn asleep(sources: &[Source]) -> Vec<String> {
    const ASLEEP: [&str; 3] = ["#[ignore", "thread::sleep", "sleep("];
    let mut found = Vec::new();
    for source in sources.iter().filter(|it| it.path.ends_with(".rs")) {
        for piece in crate::lexed::pieces(&source.text).iter().filter(|it| it.kind == Kind::Code) {
            if let Some(place) = ASLEEP.iter().flat_map(|word| places(source, piece, word)).next() {
                found.push(place);
            }
        }
    }
    found
}

#[test]
fn no_test_is_ignored_and_none_waits_for_time_to_pass() {
    none(&asleep(&tree::all()));
}

#[test]
fn a_test_that_is_ignored_or_waits_is_found() {
    let planted = |text| asleep(&Source::planted("tests/desk/road.rs", text));
    finds(&planted("#[test]\n#[ignore = \"slow\"]\nfn f() {}"), ":2: #[ignore");
    finds(&planted("std::thread::sleep(it);"), "sleep");
    none(&planted("// #[ignore]\nlet ignored = \"#[ignore]\";"));
}

fn unheaded(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|it| !it.text.starts_with("//! "))
        .map(|it| format!("{}: says not what it is for", it.path))
        .collect()
}

#[test]
fn every_file_says_at_its_top_what_it_is_for() {
    none(&unheaded(&tree::product()));
    finds(&unheaded(&Source::planted("src-tauri/crates/desk/src/it.rs", "use std::fs;\n")), "it.rs");
}

/// Words of the terminal in what is said: an option, or a command of the program. The window and the workbook that goes back to an
/// employer say the same sentences, and know no terminal. Labels of keys are no sentences.
fn terminal(sources: &[Source]) -> Vec<String> {
    const LABELS: [&str; 3] = [
        "src-tauri/crates/ledger/src/keys.rs",
        "src-tauri/crates/ledger/src/keys/recovery.rs",
        "src-tauri/crates/ledger/src/seal.rs",
    ];
    let mut found = Vec::new();
    for source in sources.iter().filter(|it| !LABELS.contains(&it.path.as_str())) {
        let rust = source.path.ends_with(".rs") && !matches!(room_of(&source.path), "" | "cli");
        let shown = source.path == "ui/src/words.ts" || source.path.starts_with("ui/src/mock/");
        let pieces = match (rust, shown) {
            (true, _) => shipped(&source.text),
            (false, true) => vec![Piece { kind: Kind::Text, text: source.text.clone(), line: 1 }],
            (false, false) => continue,
        };
        for piece in pieces.iter().filter(|it| it.kind == Kind::Text) {
            for sign in ["--", "daicho "] {
                let word = |at: &usize| {
                    let rest = &piece.text[at + sign.len()..];
                    let before = piece.text[..*at].chars().next_back();
                    rest.starts_with(|c: char| c.is_ascii_lowercase())
                        && !before.is_some_and(|c| c.is_ascii_alphanumeric() || "-/_.".contains(c))
                };
                let hits = piece.text.match_indices(sign).map(|(at, _)| at).filter(word);
                found.extend(hits.map(|at| {
                    let said: String = piece.text[at..].chars().take(24).collect();
                    format!("{}:{}: {said}", source.path, line_of(piece, at))
                }));
            }
        }
    }
    found
}

#[test]
fn what_is_said_in_the_window_and_to_an_employer_names_no_option_and_no_command() {
    let screen: Vec<Source> = tree::all().into_iter().filter(|it| it.path.starts_with("ui/src/")).collect();
    assert!(screen.iter().any(|it| it.path == "ui/src/words.ts"), "the words of the screen were not found");
    none(&terminal(&screen));
    none(&terminal(&tree::product()));
}

#[test]
fn an_option_in_a_sentence_is_found() {
    let desk = |text| terminal(&Source::planted("src-tauri/crates/desk/src/lib.rs", text));
    finds(&desk("say(\"取り込んでください（--sure）。\")"), "--sure");
    finds(&desk("say(\"\n`daicho init` makes one\")"), ":2: daicho init");
    finds(&terminal(&Source::planted("ui/src/words.ts", "a: [\"daicho plan\"]")), "daicho plan");
    none(&desk("// --sure\nlet it = \"-- \"; let other = \"a--b Daicho opens\";"));
    none(&terminal(&Source::planted("src-tauri/crates/cli/src/options.rs", "\"--sure\"")));
}
