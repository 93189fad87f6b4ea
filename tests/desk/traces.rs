//! What the program leaves behind where nobody asked for anything: a log of ids and codes, and no image of its memory.

use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

/// Where the runs of a society log.
fn log(world: &World) -> PathBuf {
    world.at(".state/jp.daicho.window/daicho.log")
}

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).expect("a log")
}

fn mode(path: &Path) -> u32 {
    path.symlink_metadata().expect("it is there").permissions().mode() & 0o777
}

#[test]
fn the_log_says_what_was_started_opened_done_and_refused_and_is_nobody_elses() {
    let world = World::peopled();
    world.run(&["show", LEDGER, "999-999-99"]).ends(4);
    let log = log(&world);
    let lines = text(&log);
    assert!(lines.lines().all(|line| line.len() > 20 && line.as_bytes()[10] == b'T'), "{lines}");
    for said in [
        "started program=\"daicho\" version=\"0.1.0\" system=\"linux\"",
        "opened ledger=\"",
        "act{kind=\"import\" seq=",
        "close time.busy=",
        "refused code=\"member_unknown\"",
    ] {
        assert!(lines.contains(said), "{said} is missing in\n{lines}");
    }
    assert_eq!((mode(&log), mode(log.parent().expect("a folder"))), (0o600, 0o700));
}

#[test]
fn no_person_no_file_and_no_secret_stands_in_the_log() {
    let world = World::peopled();
    world.run(&["find", LEDGER, "山田"]).ends(0);
    world.run(&["show", LEDGER, "101-12-00"]).ends(0);
    world.run(&["name", LEDGER, "101-12-00", "山田太朗"]).ends(0);
    let planned = world.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-05-01", "--json"]).ends(0).json();
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", LEDGER, planned["batch"].as_str().expect("a batch"), "--out", "out"]).ends(0);
    world.run(&["import", LEDGER, "山田.csv"]).ends(4);
    world.file("wrong.txt", "合言葉ではない\n");
    world.run(&["find", LEDGER, "山田", "--passphrase-file", "wrong.txt"]).ends(3);
    let lines = text(&log(&world));
    assert!(lines.lines().count() > 14, "{lines}");
    let canaries = ["山田", "太朗", "ヤマダ", "101-12", "1980", "千代田", "合言葉", "people.csv", "見本", "みほん"];
    for canary in canaries {
        assert!(!lines.contains(canary), "{canary} is in\n{lines}");
    }
    let folder = world.path().display().to_string();
    assert!(!lines.contains(&folder), "{folder} is in\n{lines}");
}

#[test]
fn a_log_that_cannot_be_written_disturbs_nothing() {
    let world = World::bare();
    world.file(".state", "no folder\n");
    world.run(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    let ran = world.run(&["imports", LEDGER]).ends(0);
    assert_eq!(ran.err, "");
}

#[test]
fn a_link_in_the_place_of_the_log_is_not_followed_and_an_open_one_is_closed_to_others() {
    let world = World::bare();
    let log = log(&world);
    std::fs::create_dir_all(log.parent().expect("a folder")).expect("the folder of the log");
    world.file("victim.txt", "as it was\n");
    symlink(world.at("victim.txt"), &log).expect("a link");
    world.run(&["imports", "nowhere.daicho"]).ends(3);
    assert_eq!(text(&world.at("victim.txt")), "as it was\n");
    std::fs::remove_file(&log).expect("the link");
    std::fs::write(&log, "2026-01-01T00:00:00Z an earlier line\n").expect("a log");
    std::fs::set_permissions(&log, PermissionsExt::from_mode(0o666)).expect("open to all");
    world.run(&["imports", "nowhere.daicho"]).ends(3);
    assert_eq!(mode(&log), 0o600);
}

/// A log of so many bytes that begins on a day.
fn earlier(day: &str, bytes: usize) -> Vec<u8> {
    let line = format!("{day}T00:00:00Z  INFO daicho: a line of an earlier program\n").into_bytes();
    line.iter().copied().cycle().take(bytes / line.len() * line.len()).collect()
}

#[test]
fn the_log_turns_at_ten_megabytes_and_five_files_are_kept_however_many_write() {
    let world = World::bare();
    let log = log(&world);
    let folder = log.parent().expect("a folder").to_owned();
    std::fs::create_dir_all(&folder).expect("the folder of the log");
    let today = world.run(&["imports", "nowhere.daicho"]).ends(3);
    assert!(!today.err.is_empty());
    let today = text(&log)[..10].to_owned();
    for age in 1..5 {
        std::fs::write(folder.join(format!("daicho.{age}.log")), earlier(&today, 1_000 * age)).expect("an old log");
    }
    // So near to its end that some of the programs turn it and some come too late.
    std::fs::write(&log, earlier(&today, 10 * 1024 * 1024 - 300)).expect("a log");
    let runs = 8;
    std::thread::scope(|scope| {
        for _ in 0..runs {
            scope.spawn(|| world.run(&["imports", "nowhere.daicho"]).ends(3));
        }
    });
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["daicho.1.log", "daicho.2.log", "daicho.3.log", "daicho.4.log", "daicho.log"]);
    let (now, before) = (text(&log), text(&folder.join("daicho.1.log")));
    let refused = |text: &str| text.matches("refused code=\"ledger_missing\"").count();
    assert_eq!(refused(&now) + refused(&before), runs, "no line is lost: {now}");
    assert!(before.len() > 10_000_000 && now.len() < 10_000, "it turned once: {} {}", before.len(), now.len());
    // The second is the one that was the first; the oldest has gone.
    assert_eq!(
        std::fs::metadata(folder.join("daicho.2.log")).expect("a log").len(),
        earlier(&today, 1_000).len() as u64
    );
}

#[test]
fn nothing_older_than_thirty_days_stays_in_the_log() {
    let world = World::bare();
    let log = log(&world);
    let folder = log.parent().expect("a folder").to_owned();
    std::fs::create_dir_all(&folder).expect("the folder of the log");
    std::fs::write(&log, earlier("2020-01-01", 500)).expect("a log");
    std::fs::write(folder.join("daicho.1.log"), earlier("2019-12-01", 500)).expect("a log");
    world.run(&["imports", "nowhere.daicho"]).ends(3);
    assert!(!text(&log).contains("2020-01-01") && !folder.join("daicho.1.log").exists(), "{}", text(&log));
}

/// Runs the program until it asks for its passphrase, hands it out, and lets it end. What it is at that moment is seen by `look`.
fn while_it_waits(world: &World, look: impl FnOnce(u32)) {
    let pipe = world.at("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let mut program = Command::new(tests::program::daicho())
        .args(["imports", LEDGER])
        .current_dir(world.path())
        .env("DAICHO_PASSPHRASE_FILE", &pipe)
        .env("XDG_CONFIG_HOME", world.at(".config"))
        .env("XDG_STATE_HOME", world.at(".state"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let begun = Instant::now();
    // Opens only once the program reads from it.
    let mut secret = loop {
        match std::fs::OpenOptions::new().write(true).custom_flags(O_NONBLOCK).open(&pipe) {
            Ok(pipe) => break pipe,
            Err(error) => {
                assert!(begun.elapsed() < Duration::from_secs(30), "the program asks for nothing: {error}");
                std::thread::park_timeout(Duration::from_millis(5));
            }
        }
    };
    look(program.id());
    let passphrase = std::fs::read(world.at("passphrase.txt")).expect("the passphrase");
    secret.write_all(&passphrase).expect("the passphrase is handed out");
    drop(secret);
    assert!(program.wait().expect("the program ends").success());
}

const O_NONBLOCK: i32 = 0o4000;

#[test]
fn the_system_keeps_no_image_of_the_program_and_no_secret_stands_in_what_others_see_of_it() {
    let world = World::new();
    while_it_waits(&world, |id| {
        let read = |file: &str| std::fs::read(format!("/proc/{id}/{file}")).expect("what the system says of a program");
        let limits = String::from_utf8(read("limits")).expect("text");
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
        let words: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
        assert_eq!(words, ["0", "0"], "{core}");
        for file in ["cmdline", "environ"] {
            let seen = String::from_utf8_lossy(&read(file)).into_owned();
            assert!(!seen.contains("見本の合言葉"), "{file} shows the passphrase");
        }
    });
}

/// A society with a batch of letters that can be printed.
fn planned() -> (World, String) {
    let world = World::peopled();
    let planned = world.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-05-01", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    (world, batch)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The program in a shell of its own, after what `before` says: its process number stays the same.
fn shell(world: &World, before: &str, arguments: &[&str]) -> std::process::Output {
    Command::new("bash")
        .args(["-c", &format!("{before}; exec \"$@\""), "bash"])
        .arg(tests::program::daicho())
        .args(arguments)
        .current_dir(world.path())
        .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
        .env("XDG_CONFIG_HOME", world.at(".config"))
        .env("XDG_STATE_HOME", world.at(".state"))
        .stdin(Stdio::null())
        .output()
        .expect("bash")
}

#[test]
fn letters_half_written_when_the_program_is_killed_are_gone_with_its_next_start() {
    let (world, batch) = planned();
    std::fs::create_dir(world.at("out")).expect("a folder");
    // Before its cover has got its name. The tracer is the program's child, so that its number stays the shell's.
    let kill = format!(
        "exec strace -D -f -o /dev/null -P out/.{batch}-cover.pdf.$$.partial -e inject=rename:signal=KILL \"$@\""
    );
    let killed = shell(&world, &kill, &["print", LEDGER, &batch, "--out", "out"]);
    assert_eq!(killed.status.code(), None, "killed by a signal: {}", String::from_utf8_lossy(&killed.stderr));
    let left = names(&world.at("out"));
    let half: Vec<&String> = left.iter().filter(|name| name.starts_with('.') && name.ends_with(".partial")).collect();
    assert!(half.len() >= 2, "{left:?}");
    assert!(left.iter().all(|name| mode(&world.at("out").join(name)) == 0o600), "{left:?}");
    world.file("out/.mine.partial", "no note speaks of it\n");
    world.run(&["imports", "nowhere.daicho"]).ends(3);
    let left: Vec<String> = names(&world.at("out")).into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(left, [".mine.partial"]);
    assert_eq!(names(&world.at(".state/jp.daicho.window/unfinished")).len(), 0);
    world.run(&["print", LEDGER, &batch, "--out", "out"]).ends(0);
}

#[test]
fn a_file_that_another_program_is_writing_just_now_is_not_swept_away() {
    use std::fs::File;
    let world = World::bare();
    let notes = world.at(".state/jp.daicho.window/unfinished");
    std::fs::create_dir_all(&notes).expect("the notes");
    world.file(".letter.partial", "half a letter\n");
    world.file("letter.pdf", "a whole letter\n");
    let lines = format!("{}\n{}\n", world.at(".letter.partial").display(), world.at("letter.pdf").display());
    std::fs::write(notes.join("1-0"), lines).expect("a note");
    let held = File::open(notes.join("1-0")).expect("the note");
    held.lock().expect("it is held");
    world.run(&["imports", "nowhere.daicho"]).ends(3);
    assert!(world.at(".letter.partial").exists());
    drop(held);
    world.run(&["imports", "nowhere.daicho"]).ends(3);
    assert!(!world.at(".letter.partial").exists() && !notes.join("1-0").exists());
    assert!(world.at("letter.pdf").exists(), "only a passing name is ever taken away");
}

#[test]
fn nobody_is_led_by_a_link_to_write_letters_into_another_file() {
    let (world, batch) = planned();
    std::fs::create_dir(world.at("first")).expect("a folder");
    world.run(&["print", LEDGER, &batch, "--out", "first"]).ends(0);
    let files = names(&world.at("first"));
    assert!(files.len() > 2, "{files:?}");
    world.file("victim", "as it was\n");
    // The shell keeps its process number when it becomes the program, so the links lie exactly where the program will write.
    let plant: String = files.iter().map(|name| format!("ln -s ../victim out/.{name}.$$.partial; ")).collect();
    let runs = if std::env::var_os("FAULTS").is_some() { 200 } else { 10 };
    for _ in 0..runs {
        std::fs::create_dir(world.at("out")).expect("a folder");
        let printed = shell(&world, plant.trim_end_matches("; "), &["print", LEDGER, &batch, "--out", "out"]);
        assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
        assert_eq!(text(&world.at("victim")), "as it was\n");
        assert_eq!(names(&world.at("out")), files);
        for name in &files {
            let path = world.at("out").join(name);
            assert!(path.symlink_metadata().expect("a file").is_file() && mode(&path) == 0o600, "{name}");
            assert!(std::fs::read(&path).ok() == std::fs::read(world.at("first").join(name)).ok(), "{name}");
        }
        std::fs::remove_dir_all(world.at("out")).expect("the folder goes");
    }
}

#[test]
fn rows_that_go_back_to_an_employer_are_written_for_their_owner_alone_and_follow_no_link() {
    let world = World::new();
    world.file("bad.csv", "記号,番号,枝番,氏名,生年月日\n101,1,00,見本　花子,令和2年13月1日\n");
    world.file("victim", "as it was\n");
    symlink(world.at("victim"), world.at("back.partial")).expect("a link");
    symlink(world.at("victim"), world.at("back.xlsx")).expect("a link");
    world.run(&["import", LEDGER, "bad.csv", "--rejects", "back.xlsx"]).ends(1);
    assert_eq!(text(&world.at("victim")), "as it was\n");
    let written = world.at("back.xlsx").symlink_metadata().expect("the rows");
    assert!(written.is_file() && written.permissions().mode() & 0o777 == 0o600);
}
