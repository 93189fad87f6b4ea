//! A damaged ledger and the way out: the last good copy is found, offered with what it does not have, and put in its place;
//! the damaged file stays, and wherever it is interrupted the next try ends it.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::program::{Ran, run};

use crate::world::World;

const PAGE: usize = 4096;
const LEDGER: &str = "ledger.daicho";

/// A society with two copies in the folder that the program knows; each import since is an act more.
struct Kept {
    world: World,
    /// The copies, the last one first.
    copies: Vec<PathBuf>,
}

fn kept() -> Kept {
    let world = World::peopled();
    std::fs::create_dir(world.at("copies")).expect("a folder");
    let mut copies = Vec::new();
    for street in 1..3 {
        let made = world.run(&["backup", LEDGER, "--to", "copies", "--json"]).ends(0).json();
        copies.insert(0, PathBuf::from(made["file"].as_str().expect("a file")));
        move_sakura(&world, street);
    }
    remember(&world, &world.at("copies"));
    Kept { world, copies }
}

fn move_sakura(world: &World, street: u32) {
    let row = format!(
        "記号,番号,枝番,氏名,カナ,生年月日,郵便番号,住所\n202,7,00,髙橋　さくら,タカハシ　サクラ,H2.2.15,5300001,大阪府大阪市北区梅田{street}\n"
    );
    assert_eq!(world.import("moved.csv", &row, &["--on", "2026-05-01"])["changed"], 1);
}

/// As the window does when a copy was made.
fn remember(world: &World, folder: &Path) {
    let keys = std::fs::read_to_string(world.at("ledger.daicho.keys")).expect("the key file");
    let keys: toml::Table = keys.parse().expect("TOML");
    let own = world.at(".config/jp.daicho.window");
    std::fs::create_dir_all(&own).expect("a folder");
    let line = format!("{}\t{}\t", keys["ledger"].as_str().expect("a number"), folder.display());
    std::fs::write(own.join("copies.txt"), line).expect("a file");
}

/// A name, and what is done to a file.
type Break = (&'static str, fn(&mut Vec<u8>));

/// A name, and how it lies there when the machine stopped; given the name under which the damaged file was set aside.
type Interrupted = (&'static str, fn(&World, &Path));

const BREAKS: &[Break] = &[
    ("a flipped bit", |file| {
        let middle = file.len() / 2;
        file[middle] ^= 1;
    }),
    ("a page of zeros", |file| file[3 * PAGE..4 * PAGE].fill(0)),
    ("a head of zeros", |file| file[..64].fill(0)),
    ("cut short", |file| file.truncate(file.len() / 2 + 100)),
    ("cut short at a page", |file| file.truncate(2 * PAGE)),
    ("nothing left", Vec::clear),
];

fn break_file(path: &Path, broken: fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut file = std::fs::read(path).expect("a file");
    broken(&mut file);
    std::fs::write(path, &file).expect("a file");
    file
}

fn recover(world: &World, more: &[&str]) -> Ran {
    let mut arguments = vec!["recover", LEDGER];
    arguments.extend(more);
    world.run(&arguments)
}

/// The files that were set aside, without what lies beside them.
fn aside(world: &World) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(world.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().contains(".damaged-"))
        .filter(|path| !path.to_string_lossy().ends_with(".keys") && !path.to_string_lossy().ends_with("-wal"))
        .collect();
    found.sort();
    found
}

/// No passing file is left beside the ledger.
fn nothing_passing(world: &World) {
    let entries = std::fs::read_dir(world.path()).expect("the folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let left: Vec<String> = names.filter(|name| name.starts_with(".ledger") || name.starts_with("..ledger")).collect();
    assert!(left.is_empty(), "{left:?}");
}

fn text(answer: &Value, field: &str) -> String {
    answer[field].as_str().unwrap_or_default().to_owned()
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[test]
fn whatever_the_damage_the_last_copy_is_offered_and_put_in_its_place_and_the_damaged_file_stays() {
    let Kept { world, copies } = kept();
    let whole = std::fs::read(world.at(LEDGER)).expect("the ledger");
    let said = recover(&world, &["--dry-run"]).ends(4);
    assert!(said.err.contains("壊れていません"), "{}", said.err);
    for (number, (name, broken)) in BREAKS.iter().enumerate() {
        let damaged = break_file(&world.at(LEDGER), *broken);
        let refused = world.run(&["find", LEDGER, "髙橋"]).ends(3);
        assert!(refused.err.contains("daicho recover"), "{name}: {}", refused.err);

        let before = world.ledger();
        let offered = recover(&world, &["--dry-run", "--json"]).ends(0).json();
        assert_eq!(PathBuf::from(text(&offered, "copy")), copies[0], "{name}: {offered}");
        assert_eq!((&offered["done"], &offered["aside"]), (&Value::from(false), &Value::Null), "{name}");
        // The backup itself and the move are done after the copy; the anchors lie with it and know of nothing later.
        assert_eq!(offered["missing"], Value::Null, "{name}: {offered}");
        assert!(before == world.ledger(), "{name}: an offer changes nothing");

        let told = recover(&world, &["--json"]).ends(0).json();
        assert_eq!((&told["done"], &told["copy"]), (&Value::from(true), &offered["copy"]), "{name}: {told}");
        let lies = PathBuf::from(text(&told, "aside"));
        assert!(std::fs::read(&lies).expect("the damaged file") == damaged, "{name}: {told}");
        assert!(beside(&lies, ".keys").exists(), "{name}: whoever salvages it needs the key");
        assert_eq!(aside(&world).len(), number + 1, "{name}: each has a name of its own");
        nothing_passing(&world);
        world.run(&["verify", LEDGER]).ends(0);
        assert_eq!(world.run(&["find", LEDGER, "髙橋", "--json"]).ends(0).lines().len(), 1, "{name}");
        let acts = world.run(&["journal", LEDGER, "--what", "acts", "--json"]).ends(0).lines();
        let last = acts.iter().find(|act| act["kind"] == "restore").expect("it is on record");
        let copy = copies[0].file_name().expect("a name").to_string_lossy().into_owned();
        assert_eq!(last["subject"], copy.as_str(), "{name}: {last}");
        // Once more has nothing to do.
        assert!(recover(&world, &[]).ends(4).err.contains("壊れていません"), "{name}");
        std::fs::write(world.at(LEDGER), &whole).expect("the ledger");
    }
}

#[test]
fn what_is_missing_is_counted_by_the_anchors_and_by_none_when_there_are_none() {
    let Kept { world, copies } = kept();
    // A day is closed elsewhere: that anchor knows more than the copies.
    std::fs::create_dir_all(world.at("outside")).expect("a folder");
    world.run(&["journal", LEDGER, "close", "--out", "outside", "--anchors", "outside"]).ends(0);
    break_file(&world.at(LEDGER), BREAKS[0].1);
    let missing = |more: &[&str]| {
        let mut arguments = vec!["--dry-run", "--json"];
        arguments.extend(more);
        recover(&world, &arguments).ends(0).json()["missing"].clone()
    };
    assert_eq!(missing(&[]), Value::Null, "the anchors beside the copy know of nothing later, which is not nothing");
    assert!(recover(&world, &["--dry-run"]).ends(0).out.contains("あるかは分かりません"));
    let outside = missing(&["--anchors", "outside"]);
    assert!(outside.as_i64().is_some_and(|missing| 2 <= missing), "the backup, the move: {outside}");
    let said = recover(&world, &["--dry-run", "--anchors", "outside"]).ends(0).out;
    assert!(said.contains(&format!("少なくとも{outside}件")), "{said}");

    // The same is said of a copy that is restored into a new file.
    let restore = |to: &str| {
        let copy = copies[1].display().to_string();
        world.run(&["restore", &copy, "--to", to, "--json"]).ends(0).json()["behind"].clone()
    };
    assert_eq!(restore("one.daicho"), 2, "the anchor of the second copy lies beside the first");
    for entry in std::fs::read_dir(world.at("copies")).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|end| end == "anchors") {
            std::fs::remove_file(path).expect("a file");
        }
    }
    assert_eq!((missing(&[]), restore("two.daicho")), (Value::Null, Value::Null));
    assert!(recover(&world, &["--dry-run"]).ends(0).out.contains("記録点が見つからない"));
}

#[test]
fn damaged_and_foreign_copies_are_passed_over_and_named() {
    let Kept { world, copies } = kept();
    let other = World::peopled();
    std::fs::create_dir(other.at("copies")).expect("a folder");
    let foreign = other.run(&["backup", LEDGER, "--to", "copies", "--json"]).ends(0).json();
    // Another society's copy, under a name that is newer and ours.
    let name = copies[0].file_name().expect("a name").to_string_lossy().into_owned();
    let posing = world.at("copies").join(name.replace("-20", "-21"));
    for end in ["", ".keys"] {
        let from = beside(Path::new(&text(&foreign, "file")), end);
        std::fs::copy(from, beside(&posing, end)).expect("a copy");
    }
    break_file(&copies[0], BREAKS[0].1);
    break_file(&world.at(LEDGER), BREAKS[0].1);
    let told = recover(&world, &["--json"]).ends(0).json();
    assert_eq!(PathBuf::from(text(&told, "copy")), copies[1], "{told}");
    let passed = told["passed"].as_array().expect("a list");
    let codes: Vec<(&str, bool)> = passed
        .iter()
        .map(|one| (one["code"].as_str().unwrap_or_default(), one["cell"] == posing.display().to_string().as_str()))
        .collect();
    assert_eq!(codes, [("copy_other_ledger", true), ("copy_damaged", false)], "{told}");
    assert_eq!(told["missing"], 2, "the anchor of the damaged copy knows: {told}");

    std::fs::create_dir(world.at("stick")).expect("a folder");
    let elsewhere = world.at("stick").join(copies[1].file_name().expect("a name"));
    for end in ["", ".keys"] {
        std::fs::copy(beside(&copies[1], end), beside(&elsewhere, end)).expect("a copy");
    }

    // With no good one left it is said, all are named, and nothing is touched.
    break_file(&copies[1], BREAKS[3].1);
    break_file(&world.at(LEDGER), BREAKS[0].1);
    let before = world.ledger();
    let said = recover(&world, &[]).ends(3);
    assert!(said.err.contains("控えが見つかりません") && said.err.contains("--from"), "{}", said.err);
    assert!(said.err.contains(&name) && said.err.contains("別の台帳"), "{}", said.err);
    assert!(before == world.ledger());

    // A disk that is not there just now is named, and a copy that lies elsewhere is found there.
    remember(&world, &world.at("unplugged"));
    assert!(recover(&world, &[]).ends(3).err.contains("unplugged"));
    let told = recover(&world, &["--from", "stick", "--json"]).ends(0).json();
    assert_eq!(PathBuf::from(text(&told, "copy")), elsewhere.canonicalize().expect("a path"), "{told}");
}

#[test]
fn twice_within_a_second_is_set_aside_under_two_names() {
    use desk::damaged::{Machine, Out, put_back};
    use desk::guesses::{Guesses, Tick};
    use desk::ledger::{Moment, Passphrase};
    use desk::places::CopyPlaces;
    use desk::rules::words::Lang;

    let Kept { world, .. } = kept();
    let passphrase = Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"));
    let at = Moment::new("2026-05-02T01:00:00Z").expect("a moment");
    let occasion = desk::Occasion { today: at.day_in_japan(), at, operator: "desk".to_owned() };
    let (ledger, from) = (world.at(LEDGER), [world.at("copies")]);
    let mut kept = Vec::new();
    for (_, broken) in &BREAKS[..3] {
        kept.push(break_file(&ledger, *broken));
        let machine = Machine {
            places: CopyPlaces::in_folder(None),
            guesses: Guesses::in_folder(None),
            now: Tick { boot: "one".to_owned(), seconds: 1 },
        };
        let out = Out {
            ledger: &ledger,
            operator: None,
            passphrase: &passphrase,
            from: &from,
            anchors: None,
            lang: Lang::Ja,
        };
        put_back(&out, &machine, None, &occasion).expect("it is put back");
    }
    let lie: Vec<Vec<u8>> = aside(&world).iter().map(|path| std::fs::read(path).expect("a file")).collect();
    assert!(lie == kept, "none was written over");
    let names: Vec<String> = aside(&world).iter().map(|path| path.display().to_string()).collect();
    assert!(names[0].ends_with(".damaged-20260502T010000Z") && names[2].ends_with("Z-3"), "{names:?}");
}

#[test]
fn a_journal_that_is_gone_is_no_damage_and_the_anchors_tell_what_went_with_it() {
    let Kept { world, .. } = kept();
    let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
    let passphrase = desk::ledger::Passphrase::from(passphrase.trim_end().to_owned());
    let open = desk::ledger::Ledger::open(&world.at(LEDGER), &passphrase).expect("a ledger");
    world.run(&["journal", LEDGER, "close", "--out", "copies", "--anchors", "copies"]).ends(0);
    let journal = std::fs::metadata(world.at("ledger.daicho-wal")).expect("a journal").len();
    let without = std::fs::read(world.at(LEDGER)).expect("the ledger");
    drop(open);
    assert!(journal > 0);
    std::fs::write(world.at(LEDGER), without).expect("the ledger");
    assert!(recover(&world, &[]).ends(4).err.contains("壊れていません"));
    let held = world.run(&["verify", LEDGER, "--anchors", "copies", "--json"]).ends(1).json();
    assert_eq!(held["findings"][0]["code"], "anchor_ahead", "{held}");
}

#[test]
fn wherever_it_was_interrupted_the_next_try_ends_it_and_nothing_is_lost() {
    let states: &[Interrupted] = &[
        ("a passing file is half written", |world, _| {
            let keys = std::fs::read_to_string(world.at("ledger.daicho.keys")).expect("the key file");
            let keys: toml::Table = keys.parse().expect("TOML");
            let first = &keys["ledger"].as_str().expect("a number")[..8];
            world.file(&format!(".ledger.daicho.back-{first}"), "half");
            world.file(&format!(".ledger.daicho.back-{first}.keys"), "half");
            world.file(&format!("..ledger.daicho.back-{first}.partial-{first}"), "half");
            world.file(&format!("..ledger.daicho.back-{first}.partial-{first}.keys"), "half");
        }),
        ("the key file was copied", |world, aside| {
            std::fs::copy(world.at("ledger.daicho.keys"), beside(aside, ".keys")).expect("a copy");
        }),
        ("the file was renamed, its journal was not", |world, aside| {
            std::fs::copy(world.at("ledger.daicho.keys"), beside(aside, ".keys")).expect("a copy");
            std::fs::rename(world.at(LEDGER), aside).expect("a name");
        }),
        ("all was set aside", |world, aside| {
            std::fs::copy(world.at("ledger.daicho.keys"), beside(aside, ".keys")).expect("a copy");
            std::fs::rename(world.at(LEDGER), aside).expect("a name");
            std::fs::rename(world.at("ledger.daicho-wal"), beside(aside, "-wal")).expect("a name");
        }),
    ];
    for (name, state) in states {
        let Kept { world, copies } = kept();
        let damaged = break_file(&world.at(LEDGER), BREAKS[0].1);
        world.file("ledger.daicho-wal", "what a program that was killed has left");
        let began = world.at("ledger.daicho.damaged-20260501T000000Z");
        state(&world, &began);
        if !world.at(LEDGER).exists() {
            let said = world.run(&["find", LEDGER, "髙橋"]).ends(3);
            assert!(said.err.contains("鍵ファイル") && said.err.contains("daicho recover"), "{name}: {}", said.err);
        }
        let told = recover(&world, &["--json"]).ends(0).json();
        assert_eq!(PathBuf::from(text(&told, "copy")), copies[0], "{name}: {told}");
        let lies = PathBuf::from(text(&told, "aside"));
        assert!(std::fs::read(&lies).expect("the damaged file") == damaged, "{name}: {told}");
        let journal = std::fs::read_to_string(beside(&lies, "-wal")).expect("its journal lies beside it");
        assert!(journal.starts_with("what a program"), "{name}");
        nothing_passing(&world);
        world.run(&["verify", LEDGER]).ends(0);
    }
}

#[test]
fn a_copy_under_an_earlier_key_brings_its_own_key_file_and_the_damaged_one_keeps_its() {
    let Kept { world, copies } = kept();
    world.file("new.txt", "あたらしい合言葉 for tests\n");
    let add =
        ["operator", LEDGER, "add", "sato", "--name", "佐藤", "--role", "clerk", "--new-passphrase-file", "new.txt"];
    world.run(&add).ends(0);
    world.run(&["operator", LEDGER, "remove", "sato", "--rekey", "--json"]).ends(0);
    let keys = std::fs::read(world.at("ledger.daicho.keys")).expect("the key file");
    let damaged = break_file(&world.at(LEDGER), BREAKS[0].1);
    let told = recover(&world, &["--json"]).ends(0).json();
    assert_eq!(PathBuf::from(text(&told, "copy")), copies[0], "{told}");
    let lies = PathBuf::from(text(&told, "aside"));
    assert!(std::fs::read(&lies).expect("the damaged file") == damaged);
    assert!(std::fs::read(beside(&lies, ".keys")).expect("its key file") == keys, "it opens the damaged file");
    world.run(&["verify", LEDGER]).ends(0);
    // Interrupted between the key file and the ledger.
    std::fs::remove_file(world.at(LEDGER)).expect("a file");
    recover(&world, &[]).ends(0);
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn a_passphrase_that_was_changed_since_the_copy_stays_changed() {
    let Kept { world, .. } = kept();
    world.file("new.txt", "あたらしい合言葉 for tests\n");
    world.run(&["operator", LEDGER, "password", "desk", "--new-passphrase-file", "new.txt"]).ends(0);
    break_file(&world.at(LEDGER), BREAKS[0].1);
    assert!(recover(&world, &[]).ends(3).err.contains("パスフレーズが違います"));
    recover(&world, &["--passphrase-file", "new.txt"]).ends(0);
    world.run(&["verify", LEDGER]).ends(3);
    world.run(&["verify", LEDGER, "--passphrase-file", "new.txt"]).ends(0);
}

#[test]
fn who_may_not_and_what_cannot_be_written_leave_everything_as_it_was() {
    let world = World::peopled();
    world.file("new.txt", "あたらしい合言葉 for tests\n");
    let add =
        ["operator", LEDGER, "add", "sato", "--name", "佐藤", "--role", "clerk", "--new-passphrase-file", "new.txt"];
    world.run(&add).ends(0);
    std::fs::create_dir(world.at("copies")).expect("a folder");
    world.run(&["backup", LEDGER, "--to", "copies"]).ends(0);
    break_file(&world.at(LEDGER), BREAKS[0].1);
    let before = world.ledger();
    let clerk = ["--from", "copies", "--operator", "sato", "--passphrase-file", "new.txt"];
    let refused = recover(&world, &clerk);
    assert!(refused.code != 0 && refused.err.contains('→'), "{}", refused.err);
    assert!(before == world.ledger());
    nothing_passing(&world);

    // A file may not grow beyond a little: as on a full disk.
    let limited = std::process::Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" recover ledger.daicho --from copies"])
        .arg(tests::program::daicho())
        .current_dir(world.path())
        .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
        .env("XDG_CONFIG_HOME", world.at(".config"))
        .env("XDG_STATE_HOME", world.at(".state"))
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&limited.stderr).into_owned();
    assert!(!limited.status.success() && said.contains('→'), "{said}");
    assert!(before == world.ledger());
    nothing_passing(&world);

    let mut rights = std::fs::metadata(world.path()).expect("the folder").permissions();
    let was = rights.clone();
    rights.set_readonly(true);
    std::fs::set_permissions(world.path(), rights).expect("rights");
    // An administrator may write anyway; then there is nothing to try.
    let writable = std::fs::write(world.at("probe"), "").is_ok();
    if !writable {
        let refused = run(world.path(), &["recover", LEDGER, "--from", "copies"]).ends(3);
        assert!(refused.err.contains("書き込めません"), "{}", refused.err);
    }
    std::fs::set_permissions(world.path(), was).expect("rights");
    assert!(before == world.ledger());
    recover(&world, &["--from", "copies"]).ends(0);
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn where_the_command_line_puts_its_copies_is_remembered_for_anchors_deletions_and_the_way_back() {
    let world = World::peopled();
    for folder in ["copies", "stick", "out"] {
        std::fs::create_dir(world.at(folder)).expect("a folder");
    }
    let made = world.run(&["backup", LEDGER, "--to", "copies", "--also", "stick", "--json"]).ends(0).json();
    let anchors = |folder: &str| {
        let name = PathBuf::from(text(&made, "anchors")).file_name().expect("a name").to_owned();
        std::fs::read_to_string(world.at(folder).join(name)).expect("anchors").lines().count()
    };
    assert_eq!((anchors("copies"), anchors("stick")), (1, 1));
    world.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-04-20"]).ends(0);
    assert_eq!((anchors("copies"), anchors("stick")), (2, 2), "frozen");
    world.run(&["journal", LEDGER, "close", "--out", "out"]).ends(0);
    assert_eq!((anchors("copies"), anchors("stick")), (3, 3), "closed");
    // A copy made to one place alone does not forget the second one.
    world.run(&["backup", LEDGER, "--to", "copies"]).ends(0);
    std::fs::remove_dir_all(world.at("copies")).expect("the folder");
    break_file(&world.at(LEDGER), BREAKS[0].1);
    let told = recover(&world, &["--json"]).ends(0).json();
    assert!(text(&told, "copy").contains("stick"), "{told}");
    assert!(told["missing"].as_i64().is_some_and(|missing| 3 <= missing), "plan and close are known of: {told}");
}
