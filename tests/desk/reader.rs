//! The process that reads a file, as the built program starts it: what it has given up, and what its death leaves.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::world::World;

const WORD: &str = "read-one-file-apart";
const PASSWORD: &str = "はる2026!spring";

/// A csv that takes a while.
fn long() -> String {
    let mut text = String::from("番号,氏名,カナ,生年月日,資格取得日\n");
    for n in 0..150_000 {
        text.push_str(&format!("{n},見本　太郎,ミホン　タロウ,S55.1.2,R8.4.1\n"));
    }
    text
}

fn importing(world: &World, file: &str) -> Child {
    Command::new(tests::program::daicho())
        .args(["import", "ledger.daicho", file, "--dry-run", "--on", "2026-04-10"])
        .current_dir(world.path())
        .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
        .env("XDG_CONFIG_HOME", world.at(".config"))
        .env("XDG_STATE_HOME", world.at(".state"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// The reader that a program has started, once it has given everything up.
fn reader_of(parent: &mut Child) -> u32 {
    let children = format!("/proc/{0}/task/{0}/children", parent.id());
    while parent.try_wait().expect("its state").is_none() {
        let found = std::fs::read_to_string(&children).unwrap_or_default();
        for child in found.split_whitespace().filter_map(|word| word.parse::<u32>().ok()) {
            if said(child, "cmdline").contains(WORD) && said(child, "status").contains("Seccomp:\t2") {
                return child;
            }
        }
        std::thread::yield_now();
    }
    panic!("the program ended without a reader");
}

fn said(process: u32, what: &str) -> String {
    let bytes = std::fs::read(Path::new("/proc").join(process.to_string()).join(what)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn a_file_is_read_by_a_process_that_may_do_nothing_else_and_whose_death_is_a_sentence() {
    let world = World::new();
    world.file("long.csv", long());
    let before = (std::fs::read(world.at("long.csv")).expect("the file"), world.ledger());
    let mut parent = importing(&world, "long.csv");
    let reader = reader_of(&mut parent);
    let limits = said(reader, "limits");
    for (limit, most) in
        [("Max core file size", 0u64), ("Max file size", 0), ("Max cpu time", 60), ("Max address space", 2 << 30)]
    {
        let line = limits.lines().find(|line| line.starts_with(limit)).expect(limit);
        let hard: u64 = line[limit.len()..].split_whitespace().nth(1).and_then(|word| word.parse().ok()).expect(limit);
        assert!(hard <= most, "{line}");
    }
    let status = said(reader, "status");
    assert!(status.contains("NoNewPrivs:\t1"), "{status}");
    assert!(!said(reader, "environ").contains("DAICHO"), "the reader knows the way to the passphrase");
    // Pipes, nowhere for errors, and what tells how much memory it took: no file of anybody's.
    let open = std::fs::read_dir(format!("/proc/{reader}/fd")).expect("what is open").flatten();
    let open: Vec<String> =
        open.filter_map(|one| Some(std::fs::read_link(one.path()).ok()?.to_string_lossy().into_owned())).collect();
    let harmless = |one: &&String| !one.starts_with('/') || *one == "/dev/null" || one.starts_with("/proc/");
    assert!(open.len() >= 3 && open.iter().all(|one| harmless(&one)), "{open:?}");

    let killed = Command::new("kill").args(["-9", &reader.to_string()]).status().expect("kill is there");
    assert!(killed.success());
    let ended = parent.wait_with_output().expect("the program ends");
    let text = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(4), "{text}");
    assert!(text.contains("このファイルは読み取れません。"), "{text}");
    assert!(
        before == (std::fs::read(world.at("long.csv")).expect("the file"), world.ledger()),
        "something was changed"
    );
}

#[test]
fn a_reader_that_is_asked_nothing_or_nonsense_ends_by_itself() {
    for said in [&b""[..], b"\xFF\xFF\xFF\xFF", b"\x05\0\0\0abcde", b"\x01"] {
        let mut reader = Command::new(tests::program::daicho())
            .arg(WORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut to = reader.stdin.take().expect("a pipe");
        // One that has ended already hears nothing.
        let _ = std::io::Write::write_all(&mut to, said);
        drop(to);
        let ended = reader.wait_with_output().expect("it ends");
        assert_eq!((ended.status.code(), ended.stdout.len()), (Some(4), 0));
    }
}

/// What `imports.toml` says, and whether an .xls is read then.
const SETTINGS: &[(&str, bool)] =
    &[("xls = true\n", true), ("# 設定\n", true), ("xls = false\n", false), ("xls = 0\n", false), ("xls: no", false)];

#[test]
fn a_machine_that_is_set_not_to_read_old_books_says_what_to_do_and_reads_all_others() {
    let world = World::new();
    let fixture = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers");
        std::fs::read(folder.join(name)).expect("the fixture")
    };
    world.file("old.xls", fixture("leaving_biff.xls"));
    // Told from its bytes, whatever its name says.
    world.file("named.xlsx", fixture("leaving_biff.xls"));
    world.file("new.xlsx", fixture("clean_book.xlsx"));
    let folder = world.at(".config/jp.daicho.window");
    std::fs::create_dir_all(&folder).expect("a folder");
    let dry = |file: &str| world.run(&["import", "ledger.daicho", file, "--dry-run", "--on", "2026-05-10"]);
    for (said, read) in SETTINGS {
        std::fs::write(folder.join("imports.toml"), said).expect("the setting");
        let before = world.ledger();
        for file in ["old.xls", "named.xlsx"] {
            let ran = dry(file);
            if *read {
                assert!(ran.code <= 1 && !ran.err.contains(".xls を読まない"), "{said}: {}{}", ran.out, ran.err);
                continue;
            }
            assert_eq!(ran.code, 4, "{said}: {}{}", ran.out, ran.err);
            for words in [file, ".xls を読まない設定", "→", ".xlsx で保存し直して"] {
                assert!(ran.err.contains(words), "{said}: {words} in {}", ran.err);
            }
        }
        assert!(dry("new.xlsx").code <= 1, "{said}: an .xlsx is read");
        assert!(before == world.ledger(), "{said}: the ledger is as it was");
    }
}

#[test]
fn a_locked_book_goes_in_with_its_password_file_and_the_password_stays_nowhere() {
    let world = World::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers/locked");
    world.file("locked.xlsx", std::fs::read(fixtures.join("as_excel_locks.xlsx")).expect("the fixture"));
    world.file("password.txt", format!("{PASSWORD}\n"));
    world.file("wrong.txt", "なつ2026\n");
    let import = |more: &[&str]| {
        let mut words = vec!["import", "ledger.daicho", "locked.xlsx", "--on", "2026-04-10", "--json"];
        words.extend(more);
        world.run(&words)
    };
    let none = import(&["--dry-run"]);
    assert!(none.err.contains("パスワードで保護された"), "{}{}", none.out, none.err);
    let wrong = import(&["--dry-run", "--password-file", "wrong.txt"]);
    assert!(wrong.err.contains("パスワードが違います"), "{}{}", wrong.out, wrong.err);
    let ran = import(&["--password-file", "password.txt"]);
    assert!(ran.out.contains("\"new\":"), "{}{}", ran.out, ran.err);
    let mut secrets = vec![(String::from("answers"), format!("{}{}{}", none.out, ran.out, ran.err).into_bytes())];
    secrets.extend(world.ledger());
    let log = world.at(".state/jp.daicho.window/daicho.log");
    secrets.push((String::from("log"), std::fs::read(log).unwrap_or_default()));
    for (name, bytes) in secrets {
        assert!(!bytes.windows(PASSWORD.len()).any(|it| it == PASSWORD.as_bytes()), "{name} holds the password");
    }
    let journal = world.run(&["imports", "ledger.daicho", "--json"]).ends(0).out;
    assert!(journal.contains("locked.xlsx") && !journal.contains("spring"), "{journal}");
}
