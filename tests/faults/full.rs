//! A disk that is really full, and a file that may not grow: each act is done or refused in words, and what was acknowledged
//! is there when there is room again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tests::program::daicho;

use crate::injected::{ROADS, Road};
use crate::society::{Society, Standing, copy_all, standing};
use crate::{LOST, each, long, nothing_wrong};

/// Where a child finds a small disk of its own.
const DISK: &str = "DAICHO_FULL_DISK";
/// Kilobytes of that disk.
const SIZE: usize = 4096;

/// What the program said in a folder, under a limit that a shell sets first.
fn limited(folder: &Path, limit: &str, arguments: &[String]) -> (String, String, Option<i32>) {
    let output = Command::new("sh")
        .args(["-c", &format!("{limit}exec \"$0\" \"$@\"")])
        .arg(daicho())
        .args(arguments)
        .current_dir(folder)
        .env("DAICHO_PASSPHRASE_FILE", folder.join("passphrase.txt"))
        .env("XDG_CONFIG_HOME", folder.join(".config"))
        .env("XDG_STATE_HOME", folder.join(".state"))
        .env("TMPDIR", folder)
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// It ended by itself, and said why when it did not do what was asked.
fn ended_in_words(road: &Road, place: &str, said: &(String, String, Option<i32>)) {
    let (out, err, code) = said;
    assert!(code.is_some_and(|code| (0..=4).contains(&code)), "{} {place}: {code:?} {out} {err}", road.name);
    assert!(code.is_some_and(|code| code <= 1) || err.contains('→'), "{} {place}: {out} {err}", road.name);
    assert!(!err.contains("panicked"), "{} {place}: {err}", road.name);
}

fn kept(road: &Road, place: &str, before: Standing, here: Standing, acknowledged: bool) {
    // The roads of this room do one act or look each, and a re-key two.
    let done = (here.acts - before.acts) + (here.looks - before.looks);
    let whole = if road.name == "re-key" { 2 } else { 1 };
    assert!(!acknowledged || done == whole, "{LOST}: {} {place}: {before:?} {here:?}", road.name);
    assert!((0..=whole).contains(&done), "{} {place}: {before:?} {here:?}", road.name);
}

fn roads() -> Vec<&'static Road> {
    let names = ["import", "plan", "print", "backup", "re-key", "look", "close of the day"];
    ROADS.iter().filter(|road| names.contains(&road.name)).collect()
}

/// A process of its own when the variable is set: it fills its disk and works on it.
#[test]
fn a_full_disk_refuses_in_words_and_keeps_what_it_has() {
    if let Some(disk) = std::env::var_os(DISK).map(PathBuf::from) {
        return work_on(&disk);
    }
    let disk = tempfile::tempdir().expect("a folder");
    // A file system of a namespace of its own: it is gone with the process.
    let mounts =
        "mount -t tmpfs -o size=\"$1k\",mode=0700 daicho \"$2\" || exit 77; exec \"$3\" --exact \"$4\" --nocapture";
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", mounts, "sh", &SIZE.to_string()])
        .arg(disk.path())
        .arg(std::env::current_exe().expect("a test has a path"))
        .arg("full::a_full_disk_refuses_in_words_and_keeps_what_it_has")
        .env(DISK, disk.path())
        .output()
        .expect("unshare (Debian: util-linux)");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(77) || (!output.status.success() && err.starts_with("unshare")) {
        println!("a full disk was not tried, for no small disk can be mounted here: {err}");
        return;
    }
    assert!(output.status.success(), "{out} {err}");
    println!("{}", out.lines().filter(|line| line.contains("full disk:")).collect::<Vec<_>>().join("\n"));
}

fn work_on(disk: &Path) {
    let society = Society::new();
    let before = standing(&society.path());
    let left: &[usize] = if long() { &[0, 4, 12, 32, 48, 64, 96, 160, 320, 640] } else { &[0, 900] };
    let mut tries = 0;
    let (mut wrong, mut refused) = (Vec::new(), 0);
    for road in roads() {
        for kilobytes in left {
            let folder = disk.join("society");
            std::fs::create_dir(&folder).expect("a folder");
            copy_all(&society.path(), &folder);
            let filler = fill(disk, *kilobytes);
            let place = format!("with {kilobytes} kB left");
            let found = std::panic::catch_unwind(|| {
                let said = limited(&folder, "", &(road.arguments)(&society));
                ended_in_words(road, &place, &said);
                std::fs::remove_file(&filler).expect("room");
                let acknowledged = (road.acknowledged)(&said.0);
                kept(road, &place, before, standing(&folder), acknowledged);
                (road.nothing_half)(&society, &folder, acknowledged);
                said.2.is_some_and(|code| 1 < code)
            });
            match found {
                Ok(said_no) => refused += usize::from(said_no),
                Err(panic) => wrong.push(panic.downcast_ref::<String>().cloned().unwrap_or_default()),
            }
            tries += 1;
            // Whatever is left of it would take the room of the next one.
            let _ = std::fs::remove_file(filler);
            std::fs::remove_dir_all(&folder).expect("room");
        }
    }
    println!("full disk: {tries} acts, {refused} refused in words");
    nothing_wrong("acts on a full disk or with a limit", tries, &wrong);
    assert!(0 < refused && refused < tries, "{refused} of {tries}: the disk was full, and was not for all");
}

/// Fills a disk until so many kilobytes are left.
fn fill(disk: &Path, left: usize) -> PathBuf {
    use std::io::Write;
    let filler = disk.join("filler");
    let mut file = std::fs::File::create(&filler).expect("a file");
    let page = [0x5a_u8; 4096];
    while file.write_all(&page).is_ok() {}
    let length = file.metadata().expect("a length").len();
    file.set_len(length.saturating_sub(left as u64 * 1024)).expect("a length");
    filler
}

#[test]
fn a_file_that_may_not_grow_is_told_and_kills_nobody() {
    let society = Society::new();
    let before = standing(&society.path());
    // Blocks of 512 bytes.
    let limits: &[usize] = if long() { &[0, 1, 7, 32, 65, 100, 200, 400, 600, 1000] } else { &[7, 100] };
    let jobs: Vec<(&Road, usize)> =
        roads().into_iter().flat_map(|road| limits.iter().map(move |limit| (road, *limit))).collect();
    let wrong = each(&jobs, |_, (road, limit)| {
        let folder = society.copied();
        let place = format!("with {limit} blocks");
        let said = limited(folder.path(), &format!("ulimit -f {limit}; "), &(road.arguments)(&society));
        ended_in_words(road, &place, &said);
        let acknowledged = (road.acknowledged)(&said.0);
        kept(road, &place, before, standing(folder.path()), acknowledged);
        (road.nothing_half)(&society, folder.path(), acknowledged);
    });
    nothing_wrong("acts on a full disk or with a limit", jobs.len(), &wrong);
}
