//! A ledger that lies where nothing can be written is read, and who was shown whom is written down all the same.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::Value;
use tests::program::daicho;

use crate::world::World;

fn writable(world: &World, yes: bool) {
    let mode = if yes { 0o600 } else { 0o400 };
    std::fs::set_permissions(world.at("ledger.daicho"), PermissionsExt::from_mode(mode)).expect("a mode");
}

fn looks(world: &World) -> Vec<Value> {
    world.run(&["journal", "ledger.daicho", "--what", "looks", "--json"]).ends(0).lines()
}

fn aside(world: &World) -> Vec<std::path::PathBuf> {
    let folder = world.at(".config/jp.daicho.window");
    let entries = std::fs::read_dir(folder).expect("the program's folder").flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|end| end == "aside" || end == "damaged")).collect()
}

#[test]
fn what_is_looked_at_while_nothing_can_be_written_is_taken_up_when_it_can_be_again() {
    let world = World::peopled();
    world.run(&["show", "ledger.daicho", "202-7-0"]).ends(0);
    writable(&world, false);
    let before = world.ledger();
    let shown = world.run(&["show", "ledger.daicho", "101-12-0", "--json"]).ends(0);
    assert!(shown.err.contains("読み取り専用"), "{}", shown.err);
    assert_eq!(world.run(&["find", "ledger.daicho", "髙橋", "--json"]).ends(0).lines().len(), 1);
    world.run(&["decide", "ledger.daicho", "--on", "2026-04-20", "--json"]).ends(0);
    // What is not shown is not written down; whatever writes says why it cannot.
    let nobody = world.run(&["find", "ledger.daicho", "いない人", "--json"]);
    assert_eq!(nobody.lines().len(), 0);
    world.file("more.csv", "記号,番号,枝番,氏名\n202,7,00,髙橋　桜\n");
    for writes in [
        &["import", "ledger.daicho", "more.csv"][..],
        &["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-20"],
        &["name", "ledger.daicho", "202-7-0", "髙橋　桜"],
        &["backup", "ledger.daicho", "--to", "."],
        &["journal", "ledger.daicho", "close", "--out", "."],
    ] {
        let refused = world.run(writes).ends(3);
        assert!(refused.err.contains("書き込めません"), "{writes:?}: {}", refused.err);
    }
    assert!(before == world.ledger(), "the ledger's files are as they were");
    let text = std::fs::read_to_string(&aside(&world)[0]).expect("the looks");
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(!text.contains("山田") && !text.contains("髙橋"), "{text}");
    world.run(&["verify", "ledger.daicho"]).ends(0);

    writable(&world, true);
    let after = looks(&world);
    let kinds: Vec<&str> = after.iter().rev().filter_map(|row| row["kind"].as_str()).collect();
    assert_eq!(kinds, ["show", "show", "find", "decide"], "{after:?}");
    assert!(aside(&world).is_empty());
    let saw = world.run(&["journal", "ledger.daicho", "who-saw", "101-12-1", "--json"]).ends(0).json();
    assert_eq!(saw["rows"].as_array().map(Vec::len), Some(2), "with the household, and with everyone: {saw}");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn looks_that_were_edited_while_they_lay_elsewhere_are_put_on_record_as_broken() {
    let world = World::peopled();
    writable(&world, false);
    for who in ["101-12-0", "202-7-0", "101-12-1"] {
        world.run(&["show", "ledger.daicho", who]).ends(0);
    }
    let file = aside(&world).remove(0);
    let text = std::fs::read_to_string(&file).expect("the looks");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replace("\tdesk\t", "\tother\t");
    std::fs::write(&file, lines.join("\n") + "\n").expect("the looks");
    writable(&world, true);
    assert_eq!(looks(&world).len(), 1, "what stands before the edit");
    let acts = world.run(&["journal", "ledger.daicho", "--what", "acts", "--json"]).ends(0);
    assert!(acts.out.contains("looks_broken"), "{}", acts.out);
    assert!(aside(&world)[0].extension().is_some_and(|end| end == "damaged"), "kept for whoever looks into it");
}

#[test]
fn where_a_look_cannot_be_written_down_anywhere_nobody_is_shown() {
    let world = World::peopled();
    world.run(&["show", "ledger.daicho", "101-12-0"]).ends(0);
    writable(&world, false);
    std::fs::remove_dir_all(world.at(".config")).expect("the program's folder");
    world.file(".config", "no folder");
    let refused = world.run(&["show", "ledger.daicho", "101-12-0"]);
    assert!(refused.code != 0 && !refused.out.contains("山田"), "{} {}", refused.code, refused.out);
}

#[test]
fn a_ledger_with_records_to_be_written_back_asks_to_be_moved_first() {
    let world = World::peopled();
    let rest = world.at("ledger.daicho-wal");
    std::fs::write(&rest, [0_u8; 64]).expect("a rest");
    writable(&world, false);
    let refused = world.run(&["show", "ledger.daicho", "101-12-0"]).ends(3);
    assert!(refused.err.contains("書き戻していない"), "{}", refused.err);
}

#[test]
fn a_disk_that_is_mounted_for_reading_only_is_read() {
    let world = World::peopled();
    // In a space of its own, so that nothing of the machine is mounted otherwise.
    let script = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" || exit 77; cd \"$1\"; \
                  exec \"$2\" show ledger.daicho 101-12-0 --json";
    let ran = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh"])
        .arg(world.path())
        .arg(daicho())
        .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
        .env("XDG_CONFIG_HOME", world.path().parent().expect("a parent").join(format!("config-{}", std::process::id())))
        .output()
        .expect("unshare");
    let elsewhere = world.path().parent().expect("a parent").join(format!("config-{}", std::process::id()));
    let kept = std::fs::read_dir(elsewhere.join("jp.daicho.window")).map(|entries| {
        entries.flatten().filter(|entry| entry.path().extension().is_some_and(|end| end == "aside")).count()
    });
    let _ = std::fs::remove_dir_all(&elsewhere);
    let err = String::from_utf8_lossy(&ran.stderr);
    if ran.status.code() == Some(77) || err.contains("unshare") {
        println!("a disk for reading only was not tried, for none can be mounted here: {err}");
        return;
    }
    assert!(ran.status.success(), "{err}");
    assert!(String::from_utf8_lossy(&ran.stdout).contains("山田"), "{err}");
    assert_eq!(kept.expect("the program's folder"), 1);
}
