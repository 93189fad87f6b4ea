//! What may happen to a machine in the middle of an act: a kill, a failing or full disk, a power cut, flipped bits, ten
//! programs at once. Nothing that was acknowledged is lost, nothing is half there, and no damage is shown as data.
//!
//! `make test` runs a bounded part; `make faults` (`FAULTS=long`) tries every point. Seeds and figures are printed, and
//! `table.awk` adds the figures of all tests up.
#![allow(clippy::panic, clippy::print_stdout, reason = "a helper of tests fails by panicking, and tells its figures")]

mod canaries;
mod clock;
mod crowd;
mod flips;
mod full;
mod injected;
mod kills;
mod power;
mod society;
mod tamper;

/// Is everything to be tried?
fn long() -> bool {
    std::env::var("FAULTS").is_ok_and(|asked| asked == "long")
}

/// Where the machine has other work to do, a long run makes do with an n-th (`FAULTS_EVERY`) of the points at which a call
/// fails, of the kills at any moment, pairs, power cuts, flips and tamperings. At every point there is a kill all the same.
fn every() -> usize {
    std::env::var("FAULTS_EVERY").ok().and_then(|every| every.parse().ok()).filter(|every| 0 < *every).unwrap_or(1)
}

/// Numbers that look random, the same for the same seed (`FAULTS_SEED`).
struct Luck(u64);

impl Luck {
    fn seeded(of: &str) -> Luck {
        let seed = std::env::var("FAULTS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_241_202);
        println!("{of}: seed {seed}");
        Luck(seed)
    }

    fn next(&mut self) -> u64 {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }
}

/// A figure for the table at the end, which adds up those of one name; its file is named by `FAULTS_FIGURES`.
fn figure(name: &str, number: usize) {
    noted(&format!("{name}\t{number}"));
}

/// A figure that stands for itself, in words.
fn measured(name: &str, words: &str) {
    println!("{name}: {words}");
    noted(&format!("measured\t{name}\t{words}"));
}

/// A run that must fail for the others to mean something: how often it did, and whether that was enough.
fn control(what: &str, failed: usize, of: usize, as_it_must: bool) {
    noted(&format!("control\t{what}\t{failed} of {of}\t{}", usize::from(as_it_must)));
}

fn noted(line: &str) {
    use std::io::Write;
    if let Some(path) = std::env::var_os("FAULTS_FIGURES") {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
        file.and_then(|mut file| file.write_all(format!("{line}\n").as_bytes())).expect("the file of figures");
    }
}

/// Does each piece of work on one of two threads, and answers what went wrong, in words.
fn each<T: Sync>(work: &[T], does: impl Fn(usize, &T) + Sync) -> Vec<String> {
    let (next, wrong) = (std::sync::atomic::AtomicUsize::new(0), std::sync::Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(one) = work.get(at) else { return };
                    // All that goes wrong is counted, not the first alone.
                    if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| does(at, one))) {
                        let said = panic.downcast_ref::<String>().cloned();
                        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
                        wrong.lock().expect("a list").push(said.unwrap_or_default());
                    }
                }
            });
        }
    });
    wrong.into_inner().expect("a list")
}

/// How a test begins what it says of an act that was acknowledged and is not there.
const LOST: &str = "acknowledged and lost";

/// Counts what was tried and what went wrong, and fails when anything did.
fn nothing_wrong(tried: &str, tries: usize, wrong: &[String]) {
    let lost = wrong.iter().filter(|said| said.contains(LOST)).count();
    figure(tried, tries);
    figure("lost", lost);
    figure("half", wrong.len() - lost);
    assert!(wrong.is_empty(), "{} of {tries}: {}", wrong.len(), wrong.join("\n"));
}

/// At most so many of `1..=all`, evenly spread, the first and the last among them; all of them when everything is tried.
fn points(all: usize, at_most: usize) -> Vec<usize> {
    if long() || all <= at_most {
        return (1..=all).collect();
    }
    if at_most < 2 {
        return vec![all.div_ceil(2); at_most];
    }
    let mut some: Vec<usize> = (0..at_most).map(|at| 1 + at * (all - 1) / (at_most - 1).max(1)).collect();
    some.dedup();
    some
}
