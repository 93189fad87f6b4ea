//! The day is closed on a sheet of paper, and the anchor on it vouches for acts and looks.

use tests::pdf_text;

use crate::world::World;

#[test]
fn the_sheet_of_a_closed_day_bears_the_anchor_that_the_files_elsewhere_have_too() {
    let world = World::peopled();
    world.run(&["show", "ledger.daicho", "101-12-0"]).ends(0);
    for folder in ["out", "usb", "nas"] {
        std::fs::create_dir(world.at(folder)).expect("a folder");
    }
    let close = ["journal", "ledger.daicho", "close", "--out", "out", "--anchors", "usb", "--anchors", "nas", "--json"];
    let closed = world.run(&close).ends(0).json();
    assert_eq!((&closed["acts"], &closed["looks"]), (&3.into(), &1.into()), "founded, imported, closed: {closed}");
    let anchor = closed["anchor"].as_str().expect("an anchor");
    assert!(anchor.starts_with("daicho 2 "), "{anchor}");
    let text: String =
        pdf_text(&world.path().join(closed["file"].as_str().expect("a file"))).split_whitespace().collect();
    let bare: String = anchor.split_whitespace().collect();
    assert!(text.contains("一日の締め") && text.contains("処理3件") && text.contains("閲覧1件"), "{text}");
    assert!(text.contains(&bare), "{bare} in {text}");
    for folder in ["usb", "nas"] {
        let verified = world.run(&["verify", "ledger.daicho", "--anchors", folder, "--json"]).ends(0).json();
        assert_eq!((&verified["anchors"], &verified["since_anchor"]), (&1.into(), &0.into()), "{verified}");
    }
    // A folder that is not there, or takes nothing, is said before anything is closed.
    let before = world.acts("close").len();
    for (out, anchors) in [("nowhere", "usb"), ("out", "nowhere"), ("/dev/full", "usb")] {
        let failed = world.run(&["journal", "ledger.daicho", "close", "--out", out, "--anchors", anchors]);
        assert!(failed.code == 4 && failed.err.contains('→'), "{} {}", failed.code, failed.err);
    }
    assert_eq!(world.acts("close").len(), before);
    assert_ne!(world.run(&close).ends(0).json()["file"], closed["file"]);
    world.run(&["verify", "ledger.daicho", "--anchors", "usb"]).ends(0);
}

#[test]
fn frozen_and_printed_batches_add_their_anchors_where_the_copies_go() {
    let world = World::peopled();
    for folder in ["copies", "out"] {
        std::fs::create_dir(world.at(folder)).expect("a folder");
    }
    let made = world.run(&["backup", "ledger.daicho", "--to", "copies", "--json"]).ends(0).json();
    let anchors = || std::fs::read_to_string(world.at(made["anchors"].as_str().expect("a file"))).expect("anchors");
    let number = made["anchor"].as_str().and_then(|line| line.split(' ').nth(2)).expect("a number");
    assert_eq!(anchors().lines().count(), 1);
    // What the window remembers of a ledger; the second place is not there just now.
    let places = format!("{number}\t{}\t{}", world.at("copies").display(), world.at("gone").display());
    std::fs::create_dir_all(world.at(".config/jp.daicho.window")).expect("a folder");
    world.file(".config/jp.daicho.window/copies.txt", places);
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-20", "--json"];
    let batch = world.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    assert_eq!(anchors().lines().count(), 2, "frozen");
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    assert_eq!(anchors().lines().count(), 3, "printed");
    let held = world.run(&["verify", "ledger.daicho", "--anchors", "copies", "--json"]).ends(0).json();
    assert_eq!((&held["anchors"], &held["since_anchor"]), (&3.into(), &0.into()), "{held}");
}
