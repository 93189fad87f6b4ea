//! Every write, sync, cut, rename and removal of an act fails once, or from then on, or is the last thing that the program
//! does. strace is the injector: the program itself knows nothing of it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use tests::program::{daicho, run};

use crate::points;
use crate::society::{Society, acts};

const CALLS: [&str; 7] = ["pwrite64", "write", "fsync", "ftruncate", "unlink", "rename", "renameat2"];

/// Name, what strace does, and whether it goes on doing it.
const FAULTS: [(&str, &str, &str, usize); 4] = [
    ("killed", "signal=KILL", "", 4),
    ("I/O error once", "error=EIO", "", 2),
    ("I/O error for ever", "error=EIO", "+", 2),
    ("disk full", "error=ENOSPC", "+", 2),
];

/// What somebody does, and what must hold after it was interrupted.
struct Road {
    name: &'static str,
    arguments: fn(&Society) -> Vec<String>,
    /// Acts that it does when nothing goes wrong.
    acts: i64,
    /// Did the program say that it was done?
    acknowledged: fn(&str) -> bool,
    /// What else must hold: nothing half made under a good name.
    nothing_half: fn(&Society, &Path),
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

const ROADS: [Road; 6] = [
    Road {
        name: "import",
        arguments: |society| words(&["import", "ledger.daicho", &society.waiting, "--json"]),
        acts: 1,
        acknowledged: |out| out.contains("\"sheets\""),
        nothing_half: |_, _| {},
    },
    Road {
        name: "plan",
        arguments: |_| words(&["plan", "ledger.daicho", "--kind", "certificate", "--json"]),
        acts: 1,
        acknowledged: |out| out.contains("\"batch\":\"B"),
        nothing_half: |_, _| {},
    },
    Road {
        name: "print",
        arguments: |society| words(&["print", "ledger.daicho", &society.batch, "--out", "out", "--json"]),
        acts: 1,
        acknowledged: |out| out.contains("\"files\""),
        nothing_half: |society, folder| {
            // Whatever has its name is what an undisturbed run makes.
            let whole = society.copied();
            run(whole.path(), &["print", "ledger.daicho", &society.batch, "--out", "out"]).ends(0);
            for entry in std::fs::read_dir(folder.join("out")).expect("out") {
                let entry = entry.expect("an entry");
                let name = entry.file_name().to_string_lossy().into_owned();
                if !name.starts_with('.') && !name.ends_with(".partial") {
                    let same = std::fs::read(whole.path().join("out").join(&name)).expect("the same file");
                    assert!(std::fs::read(entry.path()).expect("a file") == same, "{name} is half written");
                }
            }
        },
    },
    Road {
        name: "backup",
        arguments: |_| words(&["backup", "ledger.daicho", "--to", "copies", "--json"]),
        acts: 1,
        acknowledged: |out| out.contains("\"anchor\""),
        nothing_half: |_, folder| {
            for entry in std::fs::read_dir(folder.join("copies")).expect("copies") {
                let path = entry.expect("an entry").path();
                if path.extension().is_some_and(|end| end == "kbk") {
                    let copy = path.display().to_string();
                    run(folder, &["restore", &copy, "--to", "ledger.daicho", "--rehearse"]).ends(0);
                }
            }
        },
    },
    Road {
        name: "restore",
        arguments: |_| words(&["restore", "old.kbk", "--to", "back.daicho", "--json"]),
        acts: 0,
        acknowledged: |out| out.contains("\"members\""),
        nothing_half: |_, folder| {
            if folder.join("back.daicho").exists() {
                run(folder, &["verify", "back.daicho"]).ends(0);
            }
        },
    },
    Road {
        name: "init",
        arguments: |_| words(&["init", "new.daicho", "--society", "society.toml", "--policy", "policy.toml", "--json"]),
        acts: 0,
        acknowledged: |out| out.contains("\"ledger\""),
        nothing_half: |_, folder| {
            if folder.join("new.daicho").exists() {
                run(folder, &["verify", "new.daicho"]).ends(0);
            }
        },
    },
];

/// The program under strace; its standard output and error, and whether it was killed.
fn traced(folder: &Path, options: &[&str], arguments: &[String]) -> (String, String, Option<i32>) {
    let output = Command::new("strace")
        .args(["-f", "--seccomp-bpf", "-qq"])
        .args(options)
        .arg(daicho())
        .args(arguments)
        .current_dir(folder)
        .env("DAICHO_PASSPHRASE_FILE", folder.join("passphrase.txt"))
        // What it remembers of guesses is its own: a fault there must not count as a guess of whoever looks afterwards.
        .env("XDG_CONFIG_HOME", folder.join("config-under-fault"))
        .stdin(Stdio::null())
        .output()
        .expect("strace (Debian: strace)");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// How often the program makes a call on this road.
fn count(society: &Society, road: &Road, call: &str) -> usize {
    let folder = society.copied();
    let log = folder.path().join("trace.log");
    let log_name = log.display().to_string();
    let (_, err, code) =
        traced(folder.path(), &["-e", &format!("trace={call}"), "-o", &log_name], &(road.arguments)(society));
    assert!(code.is_some_and(|code| code <= 1), "{}: {err}", road.name);
    std::fs::read_to_string(&log).expect("the trace").lines().filter(|line| line.contains(&format!("{call}("))).count()
}

/// One fault at one point; answers whether the act had been acknowledged.
fn tried(society: &Society, road: &Road, before: i64, call: &str, inject: &str) -> bool {
    let folder = society.copied();
    let inject = format!("inject={call}:{inject}");
    let options = ["-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"];
    let (out, err, code) = traced(folder.path(), &options, &(road.arguments)(society));
    let place = format!("{} {inject}: {out} {err}", road.name);
    assert!(!err.contains("panicked") && !err.contains("RUST_BACKTRACE"), "{place}");
    assert!(code.is_none_or(|code| (0..=4).contains(&code) || code == 137), "{code:?} {place}");
    let acknowledged = (road.acknowledged)(&out);
    let here = acts(folder.path());
    assert!(here == before || here == before + road.acts, "{here} acts after {before}: {place}");
    if acknowledged {
        assert_eq!(here, before + road.acts, "acknowledged and lost: {place}");
    }
    (road.nothing_half)(society, folder.path());
    acknowledged
}

fn sweep(road: &Road) {
    let society = Society::new();
    let before = acts(&society.path());
    let mut jobs: Vec<(&str, &str, String)> = Vec::new();
    for call in CALLS {
        let all = count(&society, road, call);
        for (name, inject, on, most) in FAULTS {
            let most = if call == "pwrite64" { most } else { 1 };
            jobs.extend(points(all, most).into_iter().map(|at| (name, call, format!("{inject}:when={at}{on}"))));
        }
    }
    let (next, acknowledged) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((_, call, inject)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if tried(&society, road, before, call, inject) {
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    for (name, ..) in FAULTS {
        let tries = jobs.iter().filter(|(fault, ..)| *fault == name).count();
        println!("{}: {name}: {tries} points", road.name);
    }
    println!("{}: {} acknowledged, 0 lost, 0 damaged", road.name, acknowledged.load(Ordering::Relaxed));
    assert!(jobs.len() > 10, "{}: {} points", road.name, jobs.len());
}

#[test]
fn an_import_is_whole_or_not_there() {
    sweep(&ROADS[0]);
}

#[test]
fn a_batch_is_frozen_whole_or_not_at_all() {
    sweep(&ROADS[1]);
}

#[test]
fn a_print_leaves_no_half_letter_under_a_good_name() {
    sweep(&ROADS[2]);
}

#[test]
fn a_copy_that_has_its_name_is_whole() {
    sweep(&ROADS[3]);
}

#[test]
fn a_restored_ledger_is_whole_or_not_there() {
    sweep(&ROADS[4]);
}

#[test]
fn a_new_ledger_is_whole_or_not_there() {
    sweep(&ROADS[5]);
}
