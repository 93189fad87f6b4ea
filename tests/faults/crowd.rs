//! Ten programs on one file, each with acts and looks of its own: nobody sees an error, and nothing is lost.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tests::program::run;

use crate::society::{Society, standing};
use crate::{figure, long, measured};

const CHILD: &str = "DAICHO_CROWD_LEDGER";
const PASSPHRASE: &str = "DAICHO_CROWD_PASSPHRASE";
const SECONDS: &str = "DAICHO_CROWD_SECONDS";
const THINKING: &str = "DAICHO_CROWD_THINKING";
const PROGRAMS: usize = 10;
/// What a clerk takes between two acts, in milliseconds.
const CLERK: u64 = 200;

/// A process of its own when the variable is set: acts and looks, and how long each took, in microseconds.
#[test]
fn a_program_says_how_long_each_act_took() {
    let Some(path) = std::env::var_os(CHILD).map(PathBuf::from) else {
        let society = Society::new();
        let crowd = crowded(&society, 1, 1);
        assert!(!crowd.took.is_empty());
        assert_eq!(crowd.acts, crowd.took.len());
        return;
    };
    let passphrase = std::env::var(PASSPHRASE).expect("a passphrase");
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok()).expect("a number");
    let (seconds, thinking) = (number(SECONDS), Duration::from_millis(number(THINKING)));
    let mut ledger = ledger::Ledger::open(&path, &ledger::Passphrase::from(passphrase)).expect("the ledger");
    let end = Instant::now() + Duration::from_secs(seconds);
    let at = ledger::Moment::new("2026-04-01T00:00:00Z").expect("a moment");
    while Instant::now() < end {
        let act = ledger::NewAct {
            at: at.clone(),
            operator: "op-1".to_owned(),
            kind: "import",
            on: "2026-04-01".parse().expect("a day"),
            subject: None,
            reason: None,
        };
        let begun = Instant::now();
        let (_, member) =
            ledger.act::<_, ledger::Error>(act, |entry| entry.add_member(&ledger::Person::default())).expect("an act");
        println!("took {}", begun.elapsed().as_micros());
        let look = ledger::NewLook { at: at.clone(), operator: "op-1".to_owned(), kind: "show", subject: None };
        ledger.look::<_, ledger::Error>(look, || Ok(((), vec![member]))).expect("a look");
        println!("looked");
        // A clerk thinks; this is the load, not a wait for something.
        std::thread::park_timeout(thinking);
    }
}

/// A program that acts and looks on the ledger of a folder.
pub fn program<'a>(command: &'a mut Command, folder: &Path, seconds: u64, thinking: u64) -> &'a mut Command {
    let passphrase = std::fs::read_to_string(folder.join("passphrase.txt")).expect("a passphrase");
    command
        .args(["--exact", "crowd::a_program_says_how_long_each_act_took", "--nocapture"])
        .env(CHILD, folder.join("ledger.daicho"))
        .env(PASSPHRASE, passphrase.trim_end())
        .env(SECONDS, seconds.to_string())
        .env(THINKING, thinking.to_string())
        .stdout(Stdio::piped())
}

/// How many acts and looks a program said it had done.
pub fn said(out: &str) -> (usize, usize) {
    (took(out).count(), out.lines().filter(|line| line.ends_with("looked")).count())
}

fn took(out: &str) -> impl Iterator<Item = u64> {
    out.lines().filter_map(|line| line.split_once("took ")?.1.parse::<u64>().ok())
}

/// What a crowd said it did, and how much more the ledger holds than before.
struct Crowd {
    /// How long each act took, in microseconds, the shortest first.
    took: Vec<u64>,
    looked: usize,
    acts: usize,
    looks: usize,
}

/// So many programs for so many seconds, while a clerk shows one person after the other in a program of their own.
fn crowded(society: &Society, programs: usize, seconds: u64) -> Crowd {
    let folder = society.path();
    let before = standing(&folder);
    let children: Vec<_> = (0..programs)
        .map(|_| {
            let mut command = Command::new(std::env::current_exe().expect("a test has a path"));
            program(&mut command, &folder, seconds, CLERK).spawn().expect("a program")
        })
        .collect();
    let done = AtomicBool::new(false);
    let (mut took_all, mut looked) = (Vec::new(), 0);
    std::thread::scope(|scope| {
        let shown = scope.spawn(|| {
            let mut shown = 0;
            while !done.load(Ordering::Relaxed) {
                run(&folder, &["show", "ledger.daicho", &society.member, "--json"]).ends(0);
                shown += 1;
            }
            shown
        });
        for child in children {
            let output = child.wait_with_output().expect("its end");
            let out = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "no program sees an error: {out}");
            took_all.extend(took(&out));
            looked += said(&out).1;
        }
        done.store(true, Ordering::Relaxed);
        looked += shown.join().expect("a clerk who looks");
    });
    took_all.sort_unstable();
    let here = standing(&folder);
    let more = |here: i64, before: i64| usize::try_from(here - before).expect("nothing goes");
    Crowd { took: took_all, looked, acts: more(here.acts, before.acts), looks: more(here.looks, before.looks) }
}

#[test]
fn ten_programs_work_on_one_file_and_nothing_is_lost() {
    let society = Society::new();
    let crowd = crowded(&society, PROGRAMS, if long() { 60 } else { 3 });
    figure("acts of a crowd", crowd.took.len());
    figure("looks of a crowd", crowd.looked);
    figure("lost", crowd.took.len().abs_diff(crowd.acts) + crowd.looked.abs_diff(crowd.looks));
    assert_eq!(crowd.acts, crowd.took.len(), "every acknowledged act is there");
    assert_eq!(crowd.looks, crowd.looked, "whoever was shown is on record");
    assert!(crowd.took.len() >= PROGRAMS, "{} acts", crowd.took.len());
    let part = |hundredth: usize| crowd.took[(crowd.took.len() * hundredth / 100).min(crowd.took.len() - 1)] / 1000;
    measured(
        &format!("a signed act, {PROGRAMS} programs at once"),
        &format!("p50 {} ms, p99 {} ms, longest {} ms, {} acts", part(50), part(99), part(100), crowd.took.len()),
    );
}
