//! Ten programs on one file, each with acts of its own: nobody sees an error, and nothing is lost.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::long;
use crate::society::{Society, acts};

const CHILD: &str = "DAICHO_CROWD_LEDGER";
const PASSPHRASE: &str = "DAICHO_CROWD_PASSPHRASE";
const SECONDS: &str = "DAICHO_CROWD_SECONDS";
const PROGRAMS: usize = 10;
/// What a clerk takes between two acts.
const THINKING: Duration = Duration::from_millis(200);

/// A process of its own when the variable is set: acts, and how long each took, in microseconds.
#[test]
fn a_program_says_how_long_each_act_took() {
    let Some(path) = std::env::var_os(CHILD).map(PathBuf::from) else {
        let society = Society::new();
        let (took, wrote) = crowded(&society, 1, 1);
        assert!(!took.is_empty());
        assert_eq!(wrote, i64::try_from(took.len()).expect("few"));
        return;
    };
    let passphrase = std::env::var(PASSPHRASE).expect("a passphrase");
    let seconds: u64 = std::env::var(SECONDS).ok().and_then(|text| text.parse().ok()).expect("seconds");
    let mut ledger = ledger::Ledger::open(&path, &ledger::Passphrase::from(passphrase)).expect("the ledger");
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let act = ledger::NewAct {
            at: ledger::Moment::new("2026-04-01T00:00:00Z").expect("a moment"),
            operator: "op-1".to_owned(),
            kind: "import",
            on: "2026-04-01".parse().expect("a day"),
            subject: None,
            reason: None,
        };
        let begun = Instant::now();
        ledger.act::<_, ledger::Error>(act, |entry| entry.add_member(&ledger::Person::default())).expect("an act");
        println!("took {}", begun.elapsed().as_micros());
        // A clerk thinks; this is the load, not a wait for something.
        std::thread::park_timeout(THINKING);
    }
}

/// How long each act took, and how many acts there are more than before.
fn crowded(society: &Society, programs: usize, seconds: u64) -> (Vec<u64>, i64) {
    let before = acts(&society.path());
    let ledger = society.path().join("ledger.daicho");
    let passphrase = std::fs::read_to_string(society.path().join("passphrase.txt")).expect("a passphrase");
    let children: Vec<_> = (0..programs)
        .map(|_| {
            Command::new(std::env::current_exe().expect("a test has a path"))
                .args(["--exact", "crowd::a_program_says_how_long_each_act_took", "--nocapture"])
                .env(CHILD, &ledger)
                .env(PASSPHRASE, passphrase.trim_end())
                .env(SECONDS, seconds.to_string())
                .stdout(Stdio::piped())
                .spawn()
                .expect("a program")
        })
        .collect();
    let mut took = Vec::new();
    for child in children {
        let output = child.wait_with_output().expect("its end");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "no program sees an error: {out}");
        took.extend(out.lines().filter_map(|line| line.split_once("took ")?.1.parse::<u64>().ok()));
    }
    took.sort_unstable();
    (took, acts(&society.path()) - before)
}

#[test]
fn ten_programs_work_on_one_file_and_nothing_is_lost() {
    let society = Society::new();
    let (took, wrote) = crowded(&society, PROGRAMS, if long() { 60 } else { 3 });
    assert_eq!(wrote, i64::try_from(took.len()).expect("few"), "every acknowledged act is there");
    assert!(took.len() >= PROGRAMS, "{} acts", took.len());
    let part = |hundredth: usize| took[(took.len() * hundredth / 100).min(took.len() - 1)] / 1000;
    println!(
        "{PROGRAMS} programs: {} acts, 0 errors, p50 {} ms, p99 {} ms, longest {} ms",
        took.len(),
        part(50),
        part(99),
        part(100)
    );
}
