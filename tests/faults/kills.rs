//! A kill at no point in particular, and faults while a fault is recovered from.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::crowd;
use crate::injected::{Begun, ROADS};
use crate::society::{Society, standing};
use crate::{LOST, Luck, each, every, long, nothing_wrong};

/// A program that acts and looks without a pause is killed at some moment; the next one goes on with the same file.
#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let mut luck = Luck::seeded("random kills");
    let ledgers = if long() { 20_usize.div_ceil(every()) } else { 2 };
    let kills = if long() { 25 } else { 6 };
    let society = Society::new();
    let begun = std::time::Instant::now();
    let mut command = Command::new(std::env::current_exe().expect("a test has a path"));
    let opened = crowd::program(&mut command, society.copied().path(), 0, 0).output().expect("a program");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stdout));
    // Milliseconds from its start; for most of those before it says anything, the ledger is being opened.
    let opening = usize::try_from(begun.elapsed().as_millis()).expect("not long");
    let moment = |luck: &mut Luck| opening / 2 + luck.below(opening + 300);
    let moments: Vec<Vec<usize>> = (0..ledgers).map(|_| (0..kills).map(|_| moment(&mut luck)).collect()).collect();
    let acknowledged = std::sync::atomic::AtomicUsize::new(0);
    let wrong = each(&moments, |_, moments| {
        let folder = society.copied();
        let mut before = standing(folder.path());
        for moment in moments {
            let (acts, looks) = killed(folder.path(), *moment);
            acknowledged.fetch_add(acts + looks, std::sync::atomic::Ordering::Relaxed);
            let here = standing(folder.path());
            for (what, here, before, said) in
                [("acts", here.acts, before.acts, acts), ("looks", here.looks, before.looks, looks)]
            {
                let said = i64::try_from(said).expect("few");
                assert!(before + said <= here, "{LOST}: {here} {what} of {before} and {said}, at {moment} ms");
                // One more may have been on its way.
                assert!(here <= before + said + 1, "{here} {what} of {before} and {said}, at {moment} ms");
            }
            before = here;
        }
    });
    println!("random kills: {} acts and looks acknowledged", acknowledged.into_inner());
    nothing_wrong("random kills", ledgers * kills, &wrong);
}

/// How many acts and looks a program said it had done before it was killed.
fn killed(folder: &Path, moment: usize) -> (usize, usize) {
    let seconds = format!("{}.{:03}", moment / 1000, moment % 1000);
    let mut command = Command::new("timeout");
    command.args(["-s", "KILL", &seconds]).arg(std::env::current_exe().expect("a test has a path"));
    let output = crowd::program(&mut command, folder, 60, 0).stderr(Stdio::null()).output().expect("timeout");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.code().is_none_or(|code| code == 137), "it was killed: {out}");
    crowd::said(&out)
}

/// The first walk is killed, and so is the next one while it finds what the first has left.
#[test]
fn a_kill_while_a_kill_is_recovered_from_loses_nothing() {
    let mut luck = Luck::seeded("pairs of kills");
    let pairs = if long() { 500_usize.div_ceil(every()) } else { 10 };
    let roads: Vec<Begun<'_>> = ROADS
        .iter()
        .filter(|road| ["import", "backup", "re-key", "migration from 6", "close of the day"].contains(&road.name))
        .map(Begun::new)
        .collect();
    let jobs: Vec<(usize, Vec<(&str, String)>)> = (0..pairs)
        .map(|at| {
            let road = at % roads.len();
            let faults = ["signal=KILL", ["signal=KILL", "error=EIO"][at / roads.len() % 2]].map(|fault| {
                let (call, times) = roads[road].calls[luck.below(roads[road].calls.len())];
                (call, format!("{fault}:when={}", 1 + luck.below(times)))
            });
            (road, faults.to_vec())
        })
        .collect();
    let wrong = each(&jobs, |_, (road, faults)| {
        let begun = &roads[*road];
        let folder = begun.society.copied();
        let mut acknowledged = false;
        for (call, fault) in faults {
            acknowledged |= begun.walk(folder.path(), call, fault);
        }
        begun.holds(folder.path(), 2, acknowledged, &format!("{faults:?}"));
    });
    nothing_wrong("pairs of faults", pairs, &wrong);
}
