//! Who knows whom: `main, cli -> desk -> { intake  ledger  papers  card } -> rules`, nothing back, nothing sideways, and every foreign
//! crate in one room.

use std::process::Command;

use serde_json::Value;

use crate::tree::{self, Source};
use crate::{finds, none};

/// A crate of the house and what it asks for; what only its own tests ask for is left out.
struct Room {
    name: String,
    asks_for: Vec<String>,
}

/// Rooms a crate may know. A crate that is not listed may know none.
fn may_know(room: &str) -> &'static [&'static str] {
    match room {
        "ledger" | "intake" | "papers" | "card" => &["rules"],
        "desk" => &["intake", "ledger", "papers", "card", "spool", "rules"],
        "cli" | "main" => &["desk", "rules"],
        _ => &[],
    }
}

/// Foreign crates that live in one room, or in two that share a file. A name ending in `*` stands for all that begin so.
const KEPT_IN: &[(&str, &str)] = &[
    ("rusqlite", "ledger"),
    ("libsqlite3-sys", "ledger"),
    ("argon2", "ledger"),
    ("x25519-dalek", "ledger"),
    ("calamine", "intake"),
    ("csv", "intake"),
    ("csv-core", "intake"),
    ("encoding_rs", "intake"),
    ("chardetng", "intake"),
    ("rust_xlsxwriter", "intake"),
    ("zip", "intake"),
    ("quick-xml", "intake"),
    ("seccompiler", "intake"),
    ("sha1", "intake"),
    ("printpdf", "papers"),
    ("lopdf", "papers"),
    ("qrcode", "papers"),
    ("ttf-parser", "papers"),
    ("hayro", "papers"),
    ("ipp", "spool"),
    ("serde_json", "desk"),
    ("pcsc*", "card"),
    ("ring", "card"),
    ("x509-cert", "card"),
    ("der", "card"),
    ("clap", "cli"),
    ("rpassword", "cli"),
    ("tracing-subscriber", "cli main"),
    ("tauri*", "main"),
    ("webkit2gtk", "main"),
];

fn strangers(rooms: &[Room]) -> Vec<String> {
    let names: Vec<&str> = rooms.iter().map(|it| it.name.as_str()).collect();
    let mut found = Vec::new();
    for room in rooms.iter().filter(|it| it.name != "tests") {
        for asked in &room.asks_for {
            if names.contains(&asked.as_str()) && !may_know(&room.name).contains(&asked.as_str()) {
                found.push(format!("{} must not know {asked}", room.name));
            }
            let kept = KEPT_IN.iter().find(|(name, _)| match name.strip_suffix('*') {
                Some(begin) => asked.starts_with(begin),
                None => name == asked,
            });
            if let Some((_, home)) = kept
                && !home.split(' ').any(|home| home == room.name)
            {
                found.push(format!("{} must not know {asked}, which lives in {home}", room.name));
            }
        }
    }
    found
}

fn rooms() -> Vec<Room> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let answer = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(tree::top())
        .output()
        .expect("cargo runs, since it runs this test");
    assert!(answer.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&answer.stderr));
    let all: Value = serde_json::from_slice(&answer.stdout).expect("cargo metadata answers in JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let main = tree::top().join("src-tauri/Cargo.toml");
    list(&all["packages"])
        .iter()
        .map(|it| Room {
            // The shell's package may be called as it likes.
            name: if text(&it["manifest_path"]) == main.to_string_lossy() {
                "main".to_owned()
            } else {
                text(&it["name"])
            },
            asks_for: list(&it["dependencies"])
                .iter()
                .filter(|it| it["kind"] != "dev")
                .map(|it| text(&it["name"]))
                .collect(),
        })
        .collect()
}

fn room(name: &str, asks_for: &[&str]) -> Room {
    Room { name: name.to_owned(), asks_for: asks_for.iter().map(|it| (*it).to_owned()).collect() }
}

#[test]
fn nothing_points_back_or_sideways_and_foreign_crates_stay_in_their_rooms() {
    let rooms = rooms();
    for name in ["rules", "ledger", "intake", "papers", "card", "spool", "desk", "cli", "main", "tests"] {
        assert!(rooms.iter().any(|it| it.name == name), "{name} is no crate of the workspace");
    }
    none(&strangers(&rooms));
}

#[test]
fn a_crate_that_points_back_sideways_or_into_another_room_is_found() {
    let with =
        |name, asks_for| strangers(&[room("rules", &[]), room("ledger", &[]), room("desk", &[]), room(name, asks_for)]);
    finds(&with("intake", &["rules", "ledger"]), "intake must not know ledger");
    finds(&with("papers", &["desk"]), "papers must not know desk");
    finds(&with("cli", &["ledger"]), "cli must not know ledger");
    finds(&with("gadget", &["rules"]), "gadget must not know rules");
    finds(&with("desk", &["rusqlite"]), "desk must not know rusqlite");
    finds(&with("cli", &["serde_json"]), "cli must not know serde_json");
    finds(&with("desk", &["tauri-plugin-dialog"]), "desk must not know tauri-plugin-dialog");
    none(&with("cli", &["desk", "rules", "clap"]));
}

/// A crate can reach what another one hands on, so the words in the sources count as well.
fn reached(sources: &[Source]) -> Vec<String> {
    use crate::lexed::{Kind, shipped};
    let mut found = Vec::new();
    for source in sources {
        let room = tree::room_of(&source.path);
        for piece in shipped(&source.text).iter().filter(|it| it.kind == Kind::Code) {
            for (name, home) in
                KEPT_IN.iter().filter(|(name, home)| !name.ends_with('*') && !home.split(' ').any(|home| home == room))
            {
                let path = format!("{}::", name.replace('-', "_"));
                let inside =
                    |at: usize| piece.text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
                if let Some((at, _)) = piece.text.match_indices(&path).find(|(at, _)| !inside(*at)) {
                    let line = crate::lexed::line_of(piece, at);
                    found.push(format!("{}:{line}: {path} lives in {home}", source.path));
                }
            }
        }
    }
    found
}

#[test]
fn no_source_names_a_foreign_crate_of_another_room() {
    none(&reached(&tree::product()));
}

#[test]
fn a_source_that_names_a_foreign_crate_of_another_room_is_found() {
    let planted = "fn f() { let x = rusqlite::Connection::open(p); }";
    finds(&reached(&Source::planted("src-tauri/crates/desk/src/lib.rs", planted)), "rusqlite::");
    none(&reached(&Source::planted("src-tauri/crates/ledger/src/lib.rs", planted)));
    none(&reached(&Source::planted("src-tauri/crates/desk/src/lib.rs", "use intake::write::csv::x; // csv::Reader")));
}

/// The features that give chrono the system's clock.
fn clocks(manifests: &[Source]) -> Vec<String> {
    manifests
        .iter()
        .flat_map(|it| it.text.lines().map(move |line| (it, line)))
        .filter(|(_, line)| {
            line.trim_start().starts_with("chrono") && (line.contains("\"clock\"") || line.contains("\"now\""))
        })
        .map(|(it, line)| format!("{}: {line}", it.path))
        .collect()
}

#[test]
fn chrono_has_no_clock_in_it() {
    let manifests: Vec<Source> = tree::all().into_iter().filter(|it| it.path.ends_with("Cargo.toml")).collect();
    let shared = manifests.iter().find(|it| it.path == "Cargo.toml").expect("the workspace has a manifest");
    assert!(shared.text.contains("chrono = { version"), "chrono is declared once, for all");
    assert!(shared.text.lines().any(|it| it.starts_with("chrono") && it.contains("default-features = false")));
    let below: Vec<Source> = manifests.into_iter().filter(|it| tree::room_of(&it.path) != "cli").collect();
    none(&clocks(&below));
}

#[test]
fn chrono_with_a_clock_is_found() {
    finds(&clocks(&Source::planted("Cargo.toml", "chrono = { version = \"0.4\", features = [\"clock\"] }")), "clock");
}

/// Crates that do not take the lints of the house. libFuzzer calls its targets by a name that only unsafe code can give.
fn without_lints(manifests: &[Source]) -> Vec<String> {
    manifests
        .iter()
        .filter(|it| !matches!(it.path.as_str(), "Cargo.toml" | "tests/fuzz/Cargo.toml"))
        .filter(|it| !it.text.contains("[lints]\nworkspace = true"))
        .map(|it| format!("{}: [lints] workspace = true is missing", it.path))
        .collect()
}

#[test]
fn every_crate_takes_the_lints_of_the_house() {
    let manifests: Vec<Source> = tree::all().into_iter().filter(|it| it.path.ends_with("Cargo.toml")).collect();
    none(&without_lints(&manifests));
    finds(&without_lints(&Source::planted("src-tauri/crates/desk/Cargo.toml", "[package]\n")), "lints");
}

/// How many SQLites the program would carry: two would not see each other's locks.
fn engines(lock: &str) -> usize {
    lock.lines().filter(|line| *line == "name = \"libsqlite3-sys\"").count()
}

#[test]
fn there_is_one_sqlite() {
    let lock = std::fs::read_to_string(tree::top().join("Cargo.lock")).expect("the lock is part of the house");
    assert_eq!(engines(&lock), 1);
    assert_eq!(engines(&format!("{lock}\n[[package]]\nname = \"libsqlite3-sys\"\nversion = \"0.1.0\"\n")), 2);
}
