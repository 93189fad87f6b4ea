//! What may happen to a machine in the middle of an act: a kill, a failing or full disk, a power cut, flipped bits, ten
//! programs at once. Nothing that was acknowledged is lost, nothing is half there, and no damage is shown as data.
//!
//! `make test` runs a bounded part; `make faults` (`FAULTS=long`) tries every point. Seeds and figures are printed.
#![allow(clippy::panic, clippy::print_stdout, reason = "a helper of tests fails by panicking, and tells its figures")]

mod crowd;
mod flips;
mod injected;
mod power;
mod society;

/// Is everything to be tried?
fn long() -> bool {
    std::env::var("FAULTS").is_ok_and(|asked| asked == "long")
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

/// At most so many of `1..=all`, evenly spread, the first and the last among them; all of them when everything is tried.
fn points(all: usize, at_most: usize) -> Vec<usize> {
    if long() || all <= at_most {
        return (1..=all).collect();
    }
    if at_most == 1 {
        return vec![all.div_ceil(2)];
    }
    let mut some: Vec<usize> = (0..at_most).map(|at| 1 + at * (all - 1) / (at_most - 1).max(1)).collect();
    some.dedup();
    some
}
