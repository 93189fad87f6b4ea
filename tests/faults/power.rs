//! A power cut: what was not synced may be lost, in part or whole, out of order, or torn within a sector. The writes of a
//! process are recorded by strace, and the files are made again as they could have been found after every one of them.
//! The same with `synchronous=NORMAL` must lose acknowledged work, or this test could not fail.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;
use tests::intruder;
use tests::program::run;

use crate::society::Society;
use crate::{Luck, control, figure, long};

/// Where a child finds the ledger that it is to write to, and how.
const CHILD: &str = "DAICHO_FAULTS_LEDGER";
const NORMAL: &str = "DAICHO_FAULTS_NORMAL";
const ACTS: i64 = 12;
const PASSPHRASE: &str = "DAICHO_FAULTS_PASSPHRASE";

/// What a traced process did to a file, or said.
enum Deed {
    Write { file: PathBuf, at: usize, bytes: Vec<u8> },
    Cut { file: PathBuf, to: usize },
    Sync { file: PathBuf },
    Gone { file: PathBuf },
    Said,
}

/// A process of its own when the variable is set: act after act, each said once it is acknowledged.
#[test]
fn a_writer_says_each_act_that_is_acknowledged() {
    let Some(path) = std::env::var_os(CHILD).map(PathBuf::from) else {
        let society = Society::new();
        let (deeds, acts) = recorded(&society, false);
        assert_eq!(deeds.iter().filter(|deed| matches!(deed, Deed::Said)).count(), usize::try_from(ACTS).expect("few"));
        assert!(acts > 0);
        return;
    };
    let passphrase = std::env::var(PASSPHRASE).expect("a passphrase");
    if std::env::var_os(NORMAL).is_some() {
        let raw = intruder::open(&path, &passphrase);
        let mode: String = raw.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).expect("WAL");
        assert_eq!(mode, "wal");
        raw.execute_batch("PRAGMA synchronous = NORMAL; CREATE TABLE IF NOT EXISTS control (n INTEGER)")
            .expect("a table");
        for number in 0..ACTS {
            raw.execute("INSERT INTO control VALUES (?1)", [number]).expect("a row");
            say(number);
        }
        return;
    }
    let mut ledger = ledger::Ledger::open(&path, &ledger::Passphrase::from(passphrase)).expect("the ledger");
    for number in 0..ACTS {
        let act = ledger::NewAct {
            at: ledger::Moment::new("2026-04-01T00:00:00Z").expect("a moment"),
            operator: "op-1".to_owned(),
            kind: "import",
            on: "2026-04-01".parse().expect("a day"),
            subject: None,
            reason: None,
        };
        ledger.act::<_, ledger::Error>(act, |entry| entry.add_member(&ledger::Person::default())).expect("an act");
        say(number);
    }
}

/// One write of its own, so that the trace shows when it was said.
fn say(number: i64) {
    use std::io::Write;
    let mut out = std::io::stdout();
    out.write_all(format!("acknowledged {number}\n").as_bytes()).and_then(|()| out.flush()).expect("standard output");
}

/// What the child did from the moment when the ledger was open, and how many acts there were before.
fn recorded(society: &Society, normal: bool) -> (Vec<Deed>, i64) {
    let ledger = society.path().join("ledger.daicho").canonicalize().expect("the ledger");
    let passphrase = std::fs::read_to_string(society.path().join("passphrase.txt")).expect("a passphrase");
    let log = society.path().join("trace.log");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-y", "-xx", "-s", "70000", "-e", "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink"])
        .arg("-o")
        .arg(&log)
        .arg(std::env::current_exe().expect("a test has a path"))
        .args(["--exact", "power::a_writer_says_each_act_that_is_acknowledged", "--nocapture"])
        .env(CHILD, &ledger)
        .env(PASSPHRASE, passphrase.trim_end())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    if normal {
        command.env(NORMAL, "1");
    }
    let before = std::fs::read(&ledger).expect("the ledger");
    assert!(command.status().expect("strace (Debian: strace)").success(), "the writer ends well");
    let trace = std::fs::read_to_string(&log).expect("the trace");
    std::fs::write(&ledger, before).expect("the ledger as it was");
    for end in ["-wal", "-shm"] {
        // The child took its journal away when it ended; a rest would belong to another file.
        let _ = std::fs::remove_file(beside(&ledger, end));
    }
    let acts =
        run(&society.path(), &["verify", "ledger.daicho", "--json"]).ends(0).json()["acts"].as_i64().expect("acts");
    (trace.lines().filter_map(|line| deed(line, &ledger)).collect(), acts)
}

fn beside(ledger: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", ledger.display()))
}

/// One line of the trace: `1234 pwrite64(5<path>, "\x..", 4096, 32) = 4096`, names and texts as `\x` digits.
fn deed(line: &str, ledger: &Path) -> Option<Deed> {
    let (call, rest) = line.split_once(' ')?.1.trim_start().split_once('(')?;
    let (arguments, answer) = rest.rsplit_once(" = ")?;
    if answer.starts_with('-') {
        return None;
    }
    let arguments = arguments.trim_end().strip_suffix(')')?;
    if call == "unlink" {
        let file = PathBuf::from(text(arguments));
        return file.starts_with(ledger.parent()?).then_some(Deed::Gone { file });
    }
    let (file, rest) = arguments.split_once('<')?.1.split_once('>')?;
    let file = PathBuf::from(text(file));
    let ours =
        file.to_string_lossy().starts_with(&*ledger.to_string_lossy()) && !file.to_string_lossy().ends_with("-shm");
    match call {
        "write" if !ours => {
            let said = bytes(rest.strip_prefix(", ")?.split(", ").next()?);
            said.starts_with(b"acknowledged ").then_some(Deed::Said)
        }
        _ if !ours => None,
        "pwrite64" => {
            let mut parts = rest.strip_prefix(", ")?.splitn(2, ", ");
            let content = bytes(parts.next()?);
            let at = parts.next()?.split(", ").nth(1)?.parse().ok()?;
            Some(Deed::Write { file, at, bytes: content })
        }
        "ftruncate" => Some(Deed::Cut { file, to: rest.strip_prefix(", ")?.parse().ok()? }),
        "fsync" | "fdatasync" => Some(Deed::Sync { file }),
        _ => None,
    }
}

fn bytes(quoted: &str) -> Vec<u8> {
    let inner = quoted.trim().trim_matches('"');
    inner.split("\\x").skip(1).filter_map(|digits| u8::from_str_radix(digits.get(..2)?, 16).ok()).collect()
}

/// A name that strace wrote, as `\x` digits or plain.
fn text(name: &str) -> String {
    if name.contains("\\x") {
        String::from_utf8(bytes(name)).expect("UTF-8")
    } else {
        name.trim_matches('"').to_owned()
    }
}

/// A file as the disk may hold it: what was synced, and what was done since.
#[derive(Clone, Default)]
struct Held {
    synced: Vec<u8>,
    since: Vec<usize>,
}

/// What becomes of that which was not synced.
const MODELS: [&str; 5] = ["none", "all", "half", "torn", "reordered"];

fn apply(content: &mut Vec<u8>, deed: &Deed, torn: bool) {
    match deed {
        Deed::Write { at, bytes, .. } => {
            let bytes = if torn { &bytes[..bytes.len().min(512)] } else { bytes };
            if content.len() < at + bytes.len() {
                content.resize(at + bytes.len(), 0);
            }
            content[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        Deed::Cut { to, .. } => content.resize(*to, 0),
        _ => {}
    }
}

fn left(held: &Held, deeds: &[Deed], model: &str, luck: &mut Luck) -> Vec<u8> {
    let mut content = held.synced.clone();
    let kept: Vec<usize> = match model {
        "none" => Vec::new(),
        "half" => held.since[..held.since.len() / 2].to_vec(),
        "reordered" => held.since.iter().copied().filter(|_| luck.below(2) == 0).collect(),
        _ => held.since.clone(),
    };
    for (place, at) in kept.iter().enumerate() {
        apply(&mut content, &deeds[*at], model == "torn" && place + 1 == kept.len());
    }
    content
}

/// What a try counts once the files are made again.
struct Tally {
    states: usize,
    lost: usize,
    /// Pages torn while they were written back, which the program takes from the journal.
    mended: usize,
    damaged: usize,
}

/// Every state after every deed; `rows` counts what is there, in a ledger opened with nothing but SQLCipher.
fn cut_everywhere(society: &Society, deeds: &[Deed], before: i64, at_most: usize, rows: &str) -> Tally {
    let ledger = society.path().join("ledger.daicho").canonicalize().expect("the ledger");
    let passphrase = std::fs::read_to_string(society.path().join("passphrase.txt")).expect("a passphrase");
    let key = intruder::key(&ledger, passphrase.trim_end());
    let whole = std::fs::read(&ledger).expect("the ledger");
    let mut files: BTreeMap<PathBuf, Held> = BTreeMap::new();
    files.insert(ledger.clone(), Held { synced: whole, since: Vec::new() });
    let mut luck = Luck::seeded("power cut");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let again = folder.path().join("ledger.daicho");
    let (mut tally, mut said) = (Tally { states: 0, lost: 0, mended: 0, damaged: 0 }, 0);
    let step = if long() { 1 } else { (deeds.len() * MODELS.len()).div_ceil(at_most).max(1) };
    for (at, deed) in deeds.iter().enumerate() {
        match deed {
            Deed::Write { file, .. } | Deed::Cut { file, .. } => files.entry(file.clone()).or_default().since.push(at),
            Deed::Sync { file } => {
                let held = files.entry(file.clone()).or_default();
                held.synced = left(held, deeds, "all", &mut luck);
                held.since.clear();
            }
            Deed::Gone { file } => {
                files.remove(file);
            }
            Deed::Said => said += 1,
        }
        for (number, model) in MODELS.iter().enumerate() {
            if !(at * MODELS.len() + number).is_multiple_of(step) {
                continue;
            }
            for end in ["", "-wal", "-shm", ".keys"] {
                // The state before has gone, or there was none.
                let _ = std::fs::remove_file(beside(&again, end));
            }
            for (file, held) in &files {
                let end = file.to_string_lossy().replacen(&*ledger.to_string_lossy(), "", 1);
                std::fs::write(beside(&again, &end), left(held, deeds, model, &mut luck)).expect("a file");
            }
            std::fs::copy(beside(&ledger, ".keys"), beside(&again, ".keys")).expect("the key file");
            private(&again);
            tally.states += 1;
            let raw = intruder::open_with(&again, &key);
            match counted(&raw, rows) {
                Some(found) if found - before < said => tally.lost += 1,
                Some(found) => assert!(found - before <= said + 1, "more than was done: {found}"),
                None => {
                    // A torn page of the file whose whole is still in the journal: the program must see that.
                    drop(raw);
                    let opened =
                        ledger::Ledger::open(&again, &ledger::Passphrase::from(passphrase.trim_end().to_owned()));
                    let whole = opened.and_then(|ledger| ledger.verify()).is_ok_and(|found| found.findings.is_empty());
                    tally.mended += usize::from(whole);
                    tally.damaged += usize::from(!whole);
                }
            }
        }
    }
    tally
}

/// The program opens nothing that others could read.
fn private(ledger: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for end in ["", "-wal", ".keys"] {
        let file = beside(ledger, end);
        if file.exists() {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("a mode");
        }
    }
}

/// How many there are, in a file that is whole; `None` when it is damaged.
fn counted(raw: &Connection, rows: &str) -> Option<i64> {
    let found = raw.query_row(rows, [], |row| row.get(0)).or_else(|error| match error {
        // The table had not been made by then.
        rusqlite::Error::SqliteFailure(_, Some(said)) if said.contains("no such table") => Ok(0),
        other => Err(other),
    });
    let whole: Option<String> = raw.query_row("PRAGMA integrity_check", [], |row| row.get(0)).ok();
    let bad: i64 = raw.prepare("PRAGMA cipher_integrity_check").ok()?.query_map([], |_| Ok(1)).ok()?.count() as i64;
    found.ok().filter(|_| whole.as_deref() == Some("ok") && bad == 0)
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let society = Society::new();
    let (deeds, before) = recorded(&society, false);
    let tally = cut_everywhere(&society, &deeds, before, 400, "SELECT count(*) FROM seal");
    println!(
        "power cut: {} states, {} lost, {} torn pages mended, {} damaged",
        tally.states, tally.lost, tally.mended, tally.damaged
    );
    figure("states after a power cut", tally.states);
    figure("lost", tally.lost);
    figure("half", tally.damaged);
    assert!(tally.states > 200, "{} states", tally.states);
    assert_eq!((tally.lost, tally.damaged), (0, 0));
}

#[test]
fn without_full_syncs_the_same_test_fails() {
    let society = Society::new();
    let (deeds, _) = recorded(&society, true);
    let tally = cut_everywhere(&society, &deeds, 0, 400, "SELECT count(*) FROM control");
    println!("control, synchronous=NORMAL: {} states, {} lost as they must be", tally.states, tally.lost);
    figure("states after a power cut", tally.states);
    control("power cuts with synchronous=NORMAL lose acknowledged work", tally.lost, tally.states, 0 < tally.lost);
    assert!(tally.lost > 0, "the control must lose acknowledged work");
}
