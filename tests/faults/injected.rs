//! Every write, sync, cut, rename and removal of an act fails once, or from then on, or is the last thing that the program
//! does. strace is the injector: the program itself knows nothing of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use ledger::{Ledger, Opener};
use tests::program::{daicho, run};

use crate::society::{Society, Standing, passphrase, standing};
use crate::{LOST, each, every, figure, long, nothing_wrong, points};

const CALLS: [&str; 7] = ["pwrite64", "write", "fsync", "ftruncate", "unlink", "rename", "renameat2"];

/// Name, what strace does, and whether it goes on doing it.
const FAULTS: [(&str, &str, &str); 4] = [
    ("killed", "signal=KILL", ""),
    ("I/O error once", "error=EIO", ""),
    ("I/O error for ever", "error=EIO", "+"),
    ("disk full", "error=ENOSPC", "+"),
];

/// What somebody does, and what must hold after it was interrupted.
pub struct Road {
    pub name: &'static str,
    pub society: fn() -> Society,
    pub arguments: fn(&Society) -> Vec<String>,
    /// Did the program say that it was done?
    pub acknowledged: fn(&str) -> bool,
    /// What else must hold: nothing half made under a good name. Whether it was acknowledged is told.
    pub nothing_half: fn(&Society, &Path, bool),
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub const ROADS: [Road; 17] = [
    Road {
        name: "import",
        society: Society::new,
        arguments: |society| words(&["import", "ledger.daicho", &society.waiting, "--json"]),
        acknowledged: |out| out.contains("\"sheets\""),
        nothing_half: |_, _, _| {},
    },
    Road {
        name: "plan",
        society: Society::new,
        arguments: |_| words(&["plan", "ledger.daicho", "--kind", "certificate", "--json"]),
        acknowledged: |out| out.contains("\"batch\":\"B"),
        nothing_half: |_, _, _| {},
    },
    Road {
        name: "print",
        society: Society::new,
        arguments: |society| words(&["print", "ledger.daicho", &society.batch, "--out", "out", "--json"]),
        acknowledged: |out| out.contains("\"files\""),
        nothing_half: |society, folder, _| {
            let made: Vec<PathBuf> = files(&folder.join("out")).into_iter().filter(|file| named_well(file)).collect();
            if made.is_empty() {
                return;
            }
            // Whatever has its name is what an undisturbed run makes.
            let whole = society.copied();
            run(whole.path(), &["print", "ledger.daicho", &society.batch, "--out", "out"]).ends(0);
            for file in made {
                let name = file.file_name().expect("a name");
                let same = std::fs::read(whole.path().join("out").join(name)).expect("the same file");
                assert!(std::fs::read(&file).expect("a file") == same, "{} is half written", file.display());
            }
        },
    },
    Road {
        name: "backup",
        society: Society::new,
        arguments: |_| words(&["backup", "ledger.daicho", "--to", "copies", "--json"]),
        acknowledged: |out| out.contains("\"anchor\""),
        nothing_half: |_, folder, _| {
            for path in files(&folder.join("copies")) {
                let copy = path.display().to_string();
                if path.extension().is_some_and(|end| end == "kbk") {
                    run(folder, &["restore", &copy, "--to", "ledger.daicho", "--rehearse"]).ends(0);
                } else {
                    let restored = run(folder, &["restore", &copy, "--to", "back.daicho"]);
                    assert!(restored.code != 0 && !folder.join("back.daicho").exists(), "{copy} leads back");
                    figure("left-overs", 1);
                }
            }
        },
    },
    Road {
        name: "restore",
        society: Society::new,
        arguments: |_| words(&["restore", "old.kbk", "--to", "back.daicho", "--json"]),
        acknowledged: |out| out.contains("\"members\""),
        nothing_half: |_, folder, _| {
            if folder.join("back.daicho").exists() {
                run(folder, &["verify", "back.daicho"]).ends(0);
            }
        },
    },
    Road {
        name: "init",
        society: Society::new,
        arguments: |_| words(&["init", "new.daicho", "--society", "society.toml", "--policy", "policy.toml", "--json"]),
        acknowledged: |out| out.contains("\"ledger\""),
        nothing_half: |_, folder, _| {
            if folder.join("new.daicho").exists() {
                run(folder, &["verify", "new.daicho"]).ends(0);
            }
        },
    },
    Road {
        name: "re-key",
        society: Society::new,
        arguments: |_| words(&["operator", "ledger.daicho", "remove", "sato", "--rekey", "--json"]),
        acknowledged: |out| out.contains("\"done\""),
        nothing_half: |_, folder, acknowledged| {
            let sato = passphrase(folder, "sato.txt");
            let opened = Ledger::open_as(&folder.join("ledger.daicho"), Opener::Operator(Some("sato"), &sato));
            assert!(!acknowledged || opened.is_err(), "who was removed still opens it");
        },
    },
    Road {
        name: "migration from 6",
        society: || Society::of_version(6),
        arguments: |_| words(&["imports", "ledger.daicho", "--json"]),
        acknowledged: |_| false,
        nothing_half: |_, folder, _| migrated(folder, "ヤマダ", 2),
    },
    Road {
        name: "migration from 7",
        society: || Society::of_version(7),
        arguments: |_| words(&["imports", "ledger.daicho", "--json"]),
        acknowledged: |_| false,
        nothing_half: |_, folder, _| migrated(folder, "ヤマダ", 3),
    },
    Road {
        name: "migration from 8",
        society: || Society::of_version(8),
        arguments: |_| words(&["imports", "ledger.daicho", "--json"]),
        acknowledged: |_| false,
        nothing_half: |_, folder, _| migrated(folder, "ヤマダ", 2),
    },
    Road {
        name: "migration from 10",
        society: || Society::of_version(10),
        arguments: |_| words(&["imports", "ledger.daicho", "--json"]),
        acknowledged: |_| false,
        nothing_half: |_, folder, _| migrated(folder, "ヤマダ", 2),
    },
    Road {
        name: "migration from 11",
        society: || Society::of_version(11),
        arguments: |_| words(&["imports", "ledger.daicho", "--json"]),
        acknowledged: |_| false,
        nothing_half: |_, folder, _| migrated(folder, "ヤマダ", 2),
    },
    Road {
        name: "migration from 12",
        society: || Society::of_version(12),
        arguments: |_| words(&["imports", "ledger.daicho", "--json"]),
        acknowledged: |_| false,
        nothing_half: |_, folder, _| migrated(folder, "ヤマダ", 2),
    },
    Road {
        name: "migration from 15",
        society: || Society::of_version(15),
        arguments: |_| words(&["imports", "ledger.daicho", "--json"]),
        acknowledged: |_| false,
        nothing_half: |_, folder, _| migrated(folder, "キムラ", 3),
    },
    Road {
        name: "look",
        society: Society::new,
        arguments: |society| words(&["show", "ledger.daicho", &society.member, "--json"]),
        acknowledged: |out| out.contains("\"member\""),
        nothing_half: |_, _, _| {},
    },
    Road {
        name: "deletion",
        society: || Society::new().with_leavers(),
        arguments: |_| {
            let to = ["--out", "out", "--anchors", "usb", "--json"];
            words(&[&["delete", "ledger.daicho", "--reason", "保存期間の満了"][..], &to].concat())
        },
        acknowledged: |out| out.contains("\"swept\""),
        nothing_half: |_, folder, acknowledged| sheet_and_anchor(folder, acknowledged),
    },
    Road {
        name: "close of the day",
        society: Society::new,
        arguments: |_| words(&["journal", "ledger.daicho", "close", "--out", "out", "--anchors", "usb", "--json"]),
        acknowledged: |out| out.contains("\"anchor\""),
        nothing_half: |_, folder, acknowledged| sheet_and_anchor(folder, acknowledged),
    },
];

/// A sheet that has its name is whole, and so is the file of anchors; both are there once it was said.
fn sheet_and_anchor(folder: &Path, acknowledged: bool) {
    let sheets: Vec<PathBuf> = files(&folder.join("out")).into_iter().filter(|file| named_well(file)).collect();
    for sheet in &sheets {
        let bytes = std::fs::read(sheet).expect("a sheet");
        let whole = bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF");
        assert!(whole, "{} is half written", sheet.display());
    }
    let mut anchors = files(&folder.join("usb"));
    anchors.retain(|file| file.extension().is_some_and(|end| end == "anchors"));
    if anchors.iter().any(|file| file.metadata().is_ok_and(|file| file.len() > 0)) {
        run(folder, &["verify", "ledger.daicho", "--anchors", "usb"]).ends(0);
    }
    assert!(!acknowledged || (!sheets.is_empty() && !anchors.is_empty()), "{LOST}: a sheet or an anchor");
}

/// A ledger of a past version is the newest now, with all its people, and so are the copies that were made before.
fn migrated(folder: &Path, name: &str, people: usize) {
    let ours = passphrase(folder, "passphrase.txt");
    let ledger = Ledger::open(&folder.join("ledger.daicho"), &ours).expect("a ledger");
    assert_eq!(ledger.find(name, 10).expect("people").len(), people);
    for copy in files(folder).iter().filter(|file| file.extension().is_some_and(|end| end == "kbk")) {
        let copy = ledger::backup::Copy::open(copy, Opener::Operator(None, &ours)).expect("a copy");
        assert!(copy.verify().expect("a copy").findings.is_empty());
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

fn named_well(file: &Path) -> bool {
    let name = file.file_name().expect("a name").to_string_lossy();
    !name.starts_with('.') && !name.ends_with(".partial")
}

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
        .env("XDG_STATE_HOME", folder.join("config-under-fault"))
        .stdin(Stdio::null())
        .output()
        .expect("strace (Debian: strace)");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// What an undisturbed run says, and how often it makes each call.
fn counted(folder: &Path, arguments: &[String]) -> (String, Vec<(&'static str, usize)>) {
    let log = folder.join("trace.log");
    let trace = format!("trace={}", CALLS.join(","));
    let options = ["-e", &trace, "-o", &log.display().to_string()];
    let (out, err, code) = traced(folder, &options, arguments);
    assert!(code.is_some_and(|code| code <= 1), "{arguments:?}: {out} {err}");
    let trace = std::fs::read_to_string(&log).expect("the trace");
    let times = |call: &str| trace.lines().filter(|line| line.contains(&format!(" {call}("))).count();
    (out, CALLS.iter().map(|call| (*call, times(call))).filter(|(_, times)| 0 < *times).collect())
}

/// What the program says with a fault at a point of one call; it ends in words, or is killed.
fn faulty(folder: &Path, call: &str, fault: &str, arguments: &[String]) -> String {
    let inject = format!("inject={call}:{fault}");
    let options = ["-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"];
    let (out, err, code) = traced(folder, &options, arguments);
    let place = format!("{arguments:?} {inject}: {out} {err}");
    assert!(!err.contains("panicked") && !err.contains("RUST_BACKTRACE"), "{place}");
    assert!(code.is_none_or(|code| (0..=4).contains(&code) || code == 137), "{code:?} {place}");
    out
}

/// The points of each call at which each fault is tried.
fn jobs_of(calls: &[(&'static str, usize)]) -> Vec<(&'static str, &'static str, String)> {
    let mut jobs = Vec::new();
    for (which, (call, times)) in calls.iter().enumerate() {
        for (kind, (name, inject, on)) in FAULTS.into_iter().enumerate() {
            // A short run kills within every call, and takes the other faults in turn.
            let most = match (*call, kind) {
                ("pwrite64", 0) => 3,
                ("pwrite64", _) | (_, 0) => 1,
                _ if kind == 1 + which % 3 => 1,
                _ => 0,
            };
            let step = if kind == 0 { 1 } else { every() };
            let at = points(*times, most).into_iter().skip(kind % step).step_by(step);
            jobs.extend(at.map(|at| (name, *call, format!("{inject}:when={at}{on}"))));
        }
    }
    jobs
}

/// A road, the society that it begins with, and what an undisturbed walk does.
pub struct Begun<'a> {
    road: &'a Road,
    pub society: Society,
    pub before: Standing,
    after: Standing,
    /// How often the program makes each call.
    pub calls: Vec<(&'static str, usize)>,
}

impl Begun<'_> {
    pub fn new(road: &Road) -> Begun<'_> {
        let society = (road.society)();
        // Opening a ledger of the past changes it, so that is done to a copy.
        let before = standing(society.copied().path());
        let folder = society.copied();
        let (out, calls) = counted(folder.path(), &(road.arguments)(&society));
        let after = standing(folder.path());
        (road.nothing_half)(&society, folder.path(), (road.acknowledged)(&out));
        Begun { road, society, before, after, calls }
    }

    /// The program with a fault at a point of one call, in a folder; answers whether it said that it was done.
    pub fn walk(&self, folder: &Path, call: &str, fault: &str) -> bool {
        (self.road.acknowledged)(&faulty(folder, call, fault, &(self.road.arguments)(&self.society)))
    }

    /// What must hold after it was walked up to `times` times, `acknowledged` of them to the end.
    pub fn holds(&self, folder: &Path, times: i64, acknowledged: bool, place: &str) {
        let (here, before, after) = (standing(folder), self.before, self.after);
        for (what, here, before, more) in [
            ("acts", here.acts, before.acts, after.acts - before.acts),
            ("looks", here.looks, before.looks, after.looks - before.looks),
        ] {
            assert!(!acknowledged || before + more <= here, "{LOST}: {here} {what} after {before}: {place}");
            assert!((before..=before + more * times).contains(&here), "{here} {what} after {before}: {place}");
        }
        (self.road.nothing_half)(&self.society, folder, acknowledged);
    }
}

fn sweep(name: &str) {
    let road = ROADS.iter().find(|road| road.name == name).expect("a road");
    let begun = Begun::new(road);
    let jobs = jobs_of(&begun.calls);
    let acknowledged = AtomicUsize::new(0);
    let wrong = each(&jobs, |_, (_, call, fault)| {
        let folder = begun.society.copied();
        let said = begun.walk(folder.path(), call, fault);
        begun.holds(folder.path(), 1, said, &format!("{name}, {call} {fault}"));
        acknowledged.fetch_add(usize::from(said), Ordering::Relaxed);
    });
    for (fault, ..) in FAULTS {
        let tries = jobs.iter().filter(|(one, ..)| *one == fault).count();
        println!("{name}: {fault}: {tries} points");
        figure(&format!("points, {fault}"), tries);
    }
    let (acknowledged, wrongs) = (acknowledged.into_inner(), wrong.len());
    println!("{name}: {} points, {acknowledged} acknowledged, {wrongs} lost or half there", jobs.len());
    if name == "backup" {
        figure("interrupted copies", jobs.len());
    }
    nothing_wrong("points", jobs.len(), &wrong);
    assert!(jobs.len() > 10, "{name}: {} points", jobs.len());
}

#[test]
fn an_import_is_whole_or_not_there() {
    sweep("import");
}

#[test]
fn a_batch_is_frozen_whole_or_not_at_all() {
    sweep("plan");
}

#[test]
fn a_print_leaves_no_half_letter_under_a_good_name() {
    sweep("print");
}

#[test]
fn a_copy_that_has_its_name_is_whole_and_what_is_left_of_another_leads_nowhere() {
    sweep("backup");
}

#[test]
fn a_restored_ledger_is_whole_or_not_there() {
    sweep("restore");
}

#[test]
fn a_new_ledger_is_whole_or_not_there() {
    sweep("init");
}

#[test]
fn a_ledger_opens_wherever_an_exchange_of_its_key_was_interrupted() {
    sweep("re-key");
}

#[test]
fn a_ledger_of_the_past_keeps_its_people_wherever_its_change_was_interrupted() {
    // A short run changes the oldest one, which is changed most.
    let of_the_past = ROADS.iter().map(|road| road.name).filter(|name| name.starts_with("migration"));
    of_the_past.take(if long() { ROADS.len() } else { 1 }).for_each(sweep);
}

#[test]
fn whoever_was_shown_is_on_record() {
    sweep("look");
}

#[test]
fn a_deletion_is_done_and_certified_or_nobody_has_gone() {
    sweep("deletion");
}

#[test]
fn a_closed_day_has_a_whole_sheet_and_anchor() {
    sweep("close of the day");
}

#[test]
fn wherever_a_way_back_stops_the_damaged_file_is_there_and_the_next_try_ends_it() {
    let society = Society::new();
    run(&society.path(), &["backup", "ledger.daicho", "--to", "copies"]).ends(0);
    let ledger = society.path().join("ledger.daicho");
    let mut damaged = std::fs::read(&ledger).expect("the ledger");
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(&ledger, &damaged).expect("the ledger");
    let arguments = words(&["recover", "ledger.daicho", "--from", "copies", "--json"]);
    let (out, calls) = counted(society.copied().path(), &arguments);
    assert!(out.contains("\"done\":true"), "{out}");
    let jobs = jobs_of(&calls);
    let wrong = each(&jobs, |_, (_, call, fault)| {
        let folder = society.copied();
        let folder = folder.path();
        let done = faulty(folder, call, fault, &arguments).contains("\"done\":true");
        let lies = |aside: bool| {
            files(folder).iter().any(|file| {
                let name = file.file_name().expect("a name").to_string_lossy().into_owned();
                let named = if aside { name.starts_with("ledger.daicho.damaged-") } else { name == "ledger.daicho" };
                named && std::fs::read(file).expect("a file") == damaged
            })
        };
        assert!(lies(false) != lies(true), "{LOST}: the damaged file, {call} {fault}");
        assert!(!done || lies(true), "it was said too early, {call} {fault}");
        let again = run(folder, &["recover", "ledger.daicho", "--from", "copies"]);
        assert!(again.code == 0 || (again.code == 4 && lies(true)), "{call} {fault}: {} {}", again.code, again.err);
        assert!(lies(true), "{LOST}: the damaged file, {call} {fault}");
        run(folder, &["verify", "ledger.daicho", "--anchors", "copies"]).ends(0);
        let passing = files(folder).into_iter().find(|file| {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            name.contains(".back-") && again.code == 0
        });
        assert!(passing.is_none(), "{passing:?} is left, {call} {fault}");
    });
    println!("way back: {} points", jobs.len());
    nothing_wrong("points", jobs.len(), &wrong);
    assert!(jobs.len() > 10, "{} points", jobs.len());
}
