//! A run of thousands of letters that is broken off, killed, or has no room: it goes on where it stopped, and in the end every
//! sheet is there once, the same as if nothing had happened.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};

use desk::Desk;
use ledger::Passphrase;
use serde_json::Value;
use tests::program::daicho;

use crate::today::occasion;
use crate::world::World;

/// So often a run is killed; `DAICHO_KILLS=300` for a long one.
fn kills() -> u64 {
    std::env::var("DAICHO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(8)
}

const LEDGER: &str = "society/ledger.daicho";

/// A society with a batch of more than a thousand notices, which make two volumes, and its files as they are when nothing
/// stops them.
fn planned() -> (World, String, BTreeMap<String, Vec<u8>>) {
    let world = World::bare();
    world.run(&["demo", "society", "--members", "1400", "--filled", "--seed", "3"]).ends(0);
    std::fs::copy(world.at("society/passphrase.txt"), world.at("passphrase.txt")).expect("a passphrase");
    let planned = world.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-06-01", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    // The printing that nothing stops is another ledger's.
    std::fs::create_dir(world.at("copy")).expect("a folder");
    for file in ["ledger.daicho", "ledger.daicho.keys"] {
        std::fs::copy(world.at("society").join(file), world.at("copy").join(file)).expect("a copy");
    }
    std::fs::create_dir(world.at("whole")).expect("a folder");
    world.run(&["print", "copy/ledger.daicho", &batch, "--out", "whole", "--json"]).ends(0);
    let whole = files(&world.at("whole"));
    assert_eq!(whole.keys().filter(|name| name.starts_with("notice-")).count(), 2, "{:?}", whole.keys());
    std::fs::create_dir(world.at("out")).expect("a folder");
    (world, batch, whole)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a readable file"))
        })
        .collect()
}

/// What has its name is whole; what has not, is of no use to anybody.
fn nothing_half(out: &Path, whole: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in files(out) {
        if Path::new(&name).extension().is_some_and(|end| end == "pdf") {
            assert!(whole.get(&name) == Some(&bytes), "{name} is not what it should be");
        }
    }
}

/// Every paper lies on its page of its file once, by the manifest and by what stands on the pages.
fn every_sheet_once(out: &Path, whole: &BTreeMap<String, Vec<u8>>) {
    assert!(files(out) == *whole, "{:?} and {:?}", files(out).keys(), whole.keys());
    let manifest: Value = serde_json::from_slice(&whole["manifest.json"]).expect("a manifest");
    let sheets = manifest["sheets"].as_array().expect("sheets");
    let mut by_paper: BTreeMap<&str, usize> = BTreeMap::new();
    sheets.iter().for_each(|sheet| *by_paper.entry(sheet["paper"].as_str().expect("a code")).or_default() += 1);
    assert!(by_paper.values().all(|times| *times == 1));
    for file in whole.keys().filter(|name| name.starts_with("notice-")) {
        let text = tests::pdf_text(&out.join(file));
        let of_file: Vec<&Value> = sheets.iter().filter(|sheet| sheet["file"] == file.as_str()).collect();
        let page = |sheet: &Value| usize::try_from(sheet["page"].as_u64().expect("a page")).expect("a page") - 1;
        // A separator names the first and the last of its sheets too.
        let own: BTreeSet<usize> = of_file.iter().flat_map(|sheet| [page(sheet), page(sheet) + 1]).collect();
        let mut stands: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (at, words) in text.split('\u{c}').enumerate().filter(|(at, _)| own.contains(at)) {
            words.split_whitespace().for_each(|word| {
                stands.entry(word).or_default().insert(at);
            });
        }
        for sheet in of_file {
            let paper = sheet["paper"].as_str().expect("a code");
            let on = stands.get(paper).cloned().unwrap_or_default();
            assert_eq!(on.into_iter().collect::<Vec<_>>(), [page(sheet)], "{paper}");
        }
    }
}

/// A program with the society's passphrase and what a machine keeps for itself.
fn program(name: &str, world: &World) -> Command {
    let mut command = Command::new(name);
    command
        .current_dir(world.path())
        .stdin(Stdio::null())
        .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
        .env("XDG_CONFIG_HOME", world.at(".config"))
        .env("XDG_STATE_HOME", world.at(".state"));
    command
}

fn opened(world: &World) -> Desk {
    let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
    let passphrase = Passphrase::from(passphrase.trim_end().to_owned());
    Desk::open(&world.at(LEDGER), None, &passphrase, &occasion(0)).expect("a ledger")
}

#[test]
fn a_run_that_is_killed_again_and_again_has_every_sheet_once_in_the_end() {
    let (world, batch, whole) = planned();
    let out = world.at("out");
    let begun = std::time::Instant::now();
    std::fs::create_dir(world.at("first")).expect("a folder");
    world.run(&["print", "copy/ledger.daicho", &batch, "--out", "first"]).ends(0);
    let long = u64::try_from(begun.elapsed().as_millis()).expect("not long");
    let mut killed = 0;
    for at in 0..kills() {
        // Killed while it opens the ledger, it leaves a passphrase behind that nobody knows to have been right, and many of them
        // make the next one wait.
        let _ = std::fs::remove_dir_all(world.at(".config"));
        // Spread over the whole run; a run that ended before is begun anew.
        let moment = 40 + at * 7_919 % long.max(1);
        let mut command = program("timeout", &world);
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .args(["-s", "KILL", &format!("{}.{:03}", moment / 1000, moment % 1000)])
            .arg(daicho());
        let ended = command.args(["print", LEDGER, &batch, "--out", "out"]).status().expect("timeout");
        nothing_half(&out, &whole);
        if ended.success() {
            every_sheet_once(&out, &whole);
            std::fs::remove_dir_all(&out).expect("room");
            std::fs::create_dir(&out).expect("a folder");
        } else {
            killed += 1;
        }
    }
    let _ = std::fs::remove_dir_all(world.at(".config"));
    world.run(&["print", LEDGER, &batch, "--out", "out"]).ends(0);
    every_sheet_once(&out, &whole);
    assert!(0 < killed, "of {} runs none was killed", kills());
}

#[test]
fn a_run_that_was_stopped_goes_on_and_makes_nothing_twice() {
    let (world, batch, whole) = planned();
    let out = world.at("out");
    let mut desk = opened(&world);
    let mut told = Vec::new();
    let stopped = desk.print_watched(&batch, &out, &occasion(1), &mut |done, all| {
        told.push((done, all));
        if done == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let stopped = stopped.map(|_| ()).expect_err("it was stopped");
    let (done, all) = told[1];
    assert_eq!((told[0], told.len(), stopped.complaints[0].code), ((0, all), 2, "cancelled"));
    assert!(0 < done && done < all);
    let sentence = &stopped.complaints[0].sentence.ja;
    assert!(sentence.contains(&format!("{done}枚目まで")), "{sentence}");
    let first = format!("notice-{batch}-001.pdf");
    let stamp = |name: &str| std::fs::metadata(out.join(name)).expect("a file").modified().expect("a time");
    let before = stamp(&first);
    nothing_half(&out, &whole);

    told.clear();
    let watch = &mut |done, all| {
        told.push((done, all));
        ControlFlow::Continue(())
    };
    desk.print_watched(&batch, &out, &occasion(2), watch).expect("printed");
    assert_eq!(told[0], (done, all), "it goes on where it was");
    assert_eq!(stamp(&first), before, "what was there was not made again");
    every_sheet_once(&out, &whole);
    // It came out of the printer once, however often it was broken off.
    assert_eq!(desk.batch_sheets(&batch, rules::words::Lang::Ja).expect("sheets").times_printed, 1);
}

#[test]
fn without_room_a_run_says_how_far_it_came_and_goes_on_when_there_is_room() {
    let (world, batch, whole) = planned();
    // A file system of a namespace of its own, too small for the second volume; then it grows.
    let room =
        whole.iter().find(|(name, _)| name.ends_with("-001.pdf")).map_or(0, |(_, bytes)| bytes.len()) / 1024 + 300;
    let script = "mount -t tmpfs -o size=\"$1k\",mode=0700 daicho out || exit 77; \
        \"$2\" print \"$3\" \"$4\" --out out --lang ja 2>first.txt; echo $? >code.txt; \
        mount -o remount,size=20m out && \"$2\" print \"$3\" \"$4\" --out out && cp -r out kept";
    let mut command = program("unshare", &world);
    command
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh", &room.to_string()])
        .arg(daicho())
        .args([LEDGER, &batch]);
    let output = command.output().expect("unshare (Debian: util-linux)");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(77) || (!output.status.success() && err.starts_with("unshare")) {
        // No small disk can be mounted here; a folder that goes away (below) is as good a reason to stop.
        return;
    }
    assert!(output.status.success(), "{err}");
    let first = std::fs::read_to_string(world.at("first.txt")).expect("what it said");
    assert_eq!(std::fs::read_to_string(world.at("code.txt")).expect("its code").trim(), "4", "{first}");
    assert!(first.contains("枚目までは書き出してあります") && first.contains("から続けます"), "{first}");
    every_sheet_once(&world.at("kept"), &whole);
}

#[test]
fn a_folder_that_goes_away_stops_the_run_in_words_and_is_believed_when_it_is_whole() {
    let (world, batch, whole) = planned();
    let (out, away) = (world.at("out"), world.at("away"));
    let mut desk = opened(&world);
    let mut gone = false;
    let stopped = desk.print_watched(&batch, &out, &occasion(1), &mut |done, _| {
        if 0 < done && !gone {
            std::fs::rename(&out, &away).expect("it goes");
            gone = true;
        }
        ControlFlow::Continue(())
    });
    let stopped = stopped.map(|_| ()).expect_err("nothing can be written");
    let said: Vec<&str> = stopped.complaints.iter().map(|one| one.code).collect();
    assert_eq!(said.last(), Some(&"printed_so_far"), "{said:?}");
    std::fs::rename(&away, &out).expect("it comes back");
    nothing_half(&out, &whole);
    // What lies there is believed only when it is whole.
    let first = out.join(format!("notice-{batch}-001.pdf"));
    let mut bytes = std::fs::read(&first).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&first, bytes).expect("a file");
    desk.print(&batch, &out, &occasion(2)).expect("printed");
    every_sheet_once(&out, &whole);
}
