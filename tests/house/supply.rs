//! What comes from outside: from where, under which licence, with which checksum, and what is known against it. `deny.toml` says what
//! may come in; `cargo deny` asks the same where it is installed.

use std::path::Path;
use std::process::Command;

use rustsec::{Database, Lockfile};
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

use crate::tree;
use crate::{finds, none};

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn rules() -> toml::Table {
    let text = std::fs::read_to_string(tree::top().join("deny.toml")).expect("the rules are part of the house");
    text.parse().expect("deny.toml is TOML")
}

/// Every package of the systems that the program is made for.
fn packages() -> Vec<Value> {
    let rules = rules();
    let targets = rules["graph"]["targets"].as_array().expect("the systems");
    let platforms = targets.iter().flat_map(|target| ["--filter-platform", target.as_str().expect("a system")]);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let answer = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(platforms)
        .current_dir(tree::top())
        .output()
        .expect("cargo runs, since it runs this test");
    assert!(answer.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&answer.stderr));
    let all: Value = serde_json::from_slice(&answer.stdout).expect("cargo metadata answers in JSON");
    let found = list(&all["packages"]).to_vec();
    assert!(found.len() > 300, "only {} packages", found.len());
    found
}

fn planted(name: &str, version: &str, source: &str, licence: Option<&str>) -> Value {
    serde_json::json!({ "name": name, "version": version, "source": source, "license": licence })
}

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Packages from anywhere but the Rust registry and the house itself.
fn strange_sources(packages: &[Value]) -> Vec<String> {
    let strange = packages.iter().filter(|it| !it["source"].is_null() && it["source"] != REGISTRY);
    strange.map(|it| format!("{} comes from {}", word(&it["name"]), it["source"])).collect()
}

/// Packages that may not come in at all, or not twice.
fn banned(packages: &[Value], rules: &toml::Table) -> Vec<String> {
    let mut found = Vec::new();
    for ban in rules["bans"]["deny"].as_array().expect("the bans") {
        let name = ban["crate"].as_str().expect("a crate");
        let versions = packages.iter().filter(|it| it["name"] == name).count();
        let twice = ban.get("deny-multiple-versions").and_then(toml::Value::as_bool) == Some(true);
        if versions > usize::from(twice) {
            found.push(format!("{name} is there {versions} times"));
        }
    }
    found
}

/// Packages whose licence is not among those that the house takes.
fn unlicensed(packages: &[Value], rules: &toml::Table) -> Vec<String> {
    let allowed: Vec<Licensee> = rules["licenses"]["allow"]
        .as_array()
        .expect("the licences")
        .iter()
        .map(|one| Licensee::parse_mode(one.as_str().expect("a licence"), ParseMode::LAX).expect("a known licence"))
        .collect();
    let foreign = packages.iter().filter(|it| !it["source"].is_null());
    let refused = foreign.filter(|it| {
        let expression = Expression::parse_mode(word(&it["license"]), ParseMode::LAX);
        !expression.is_ok_and(|it| it.evaluate(|wanted| allowed.iter().any(|one| one.satisfies(wanted))))
    });
    refused.map(|it| format!("{} is given under {}", word(&it["name"]), it["license"])).collect()
}

/// What is known against the packages of a lock, in a copy of the RustSec database.
fn warned_of(lock: &str, database: &Path) -> Vec<String> {
    let database = Database::open(database).expect("a database of advisories");
    let lock: Lockfile = lock.parse().expect("a lock file");
    let found = database.vulnerabilities(&lock);
    found.iter().map(|it| format!("{} {}: {}", it.package.name, it.package.version, it.advisory.id)).collect()
}

#[test]
fn everything_comes_from_the_registry_under_a_licence_that_the_house_takes_and_no_sqlite_comes_twice() {
    let (packages, rules) = (packages(), rules());
    none(&strange_sources(&packages));
    none(&banned(&packages, &rules));
    none(&unlicensed(&packages, &rules));
}

#[test]
fn a_git_source_a_second_sqlite_and_a_banned_licence_are_found() {
    let (mut packages, rules) = (packages(), rules());
    packages.push(planted("fork", "1.0.0", "git+https://example.com/fork", Some("MIT")));
    finds(&strange_sources(&packages), "fork comes from");
    packages.push(planted("libsqlite3-sys", "0.30.0", REGISTRY, Some("MIT")));
    finds(&banned(&packages, &rules), "libsqlite3-sys is there 2 times");
    finds(&banned(&[planted("sqlx-sqlite", "0.8.0", REGISTRY, Some("MIT"))], &rules), "sqlx-sqlite is there 1 times");
    for licence in [Some("AGPL-3.0-only"), Some("MIT AND GPL-3.0-only"), Some("Proprietary"), None] {
        finds(&unlicensed(&[planted("gift", "1.0.0", REGISTRY, licence)], &rules), "gift is given under");
    }
    none(&unlicensed(&[planted("gift", "1.0.0", REGISTRY, Some("GPL-3.0-only OR MIT/Apache-2.0"))], &rules));
}

#[test]
fn a_version_that_an_advisory_speaks_of_is_found() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().join("crates/printpdf");
    std::fs::create_dir_all(&place).expect("a folder");
    let lock = std::fs::read_to_string(tree::top().join("Cargo.lock")).expect("the lock is part of the house");
    let advisory = |patched: &str| {
        format!(
            "```toml\n[advisory]\nid = \"RUSTSEC-2026-9999\"\npackage = \"printpdf\"\ndate = \"2026-01-01\"\n\n[versions]\npatched = [\"{patched}\"]\n```\n\n# Letters show what they should not\n\nAn invented one.\n"
        )
    };
    std::fs::write(place.join("RUSTSEC-2026-9999.md"), advisory(">= 99.0.0")).expect("an advisory");
    finds(&warned_of(&lock, folder.path()), "RUSTSEC-2026-9999");
    std::fs::write(place.join("RUSTSEC-2026-9999.md"), advisory(">= 0.1.0")).expect("an advisory");
    none(&warned_of(&lock, folder.path()));
}

/// `make test` fetches the database, and says so when it cannot.
#[test]
fn nothing_is_known_against_what_comes_in() {
    let Some(database) = std::env::var_os("DAICHO_ADVISORIES") else { return };
    let lock = std::fs::read_to_string(tree::top().join("Cargo.lock")).expect("the lock is part of the house");
    none(&warned_of(&lock, Path::new(&database)));
}

/// Parts of the screen without a checksum, but for those that no supported system installs.
fn unsealed(lock: &Value) -> Vec<String> {
    let parts = lock["packages"].as_object().expect("the parts of the screen");
    let elsewhere = |it: &Value| {
        let for_us = |list: &[Value], ours: &str| list.is_empty() || list.iter().any(|one| one == ours);
        let here =
            for_us(list(&it["os"]), "linux") && for_us(list(&it["cpu"]), "x64") && for_us(list(&it["libc"]), "glibc");
        it["optional"] == true && !here
    };
    let bare = parts.iter().filter(|(path, it)| !path.is_empty() && it["integrity"].is_null() && !elsewhere(it));
    bare.map(|(path, _)| format!("{path} has no checksum")).collect()
}

#[test]
fn every_part_of_the_screen_that_is_installed_has_its_checksum() {
    let text = std::fs::read_to_string(tree::top().join("ui/package-lock.json")).expect("the lock of the screen");
    let mut lock: Value = serde_json::from_str(&text).expect("JSON");
    none(&unsealed(&lock));
    lock["packages"]["node_modules/react"]["integrity"] = Value::Null;
    finds(&unsealed(&lock), "node_modules/react has no checksum");
}

#[test]
fn the_bill_of_materials_names_what_the_program_is_made_of() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let make = |name: &str| {
        let out = folder.path().join(name);
        let script = tree::top().join("src-tauri/sbom.mjs");
        let made = Command::new("node").arg(script).arg(&out).status().expect("node (Node.js 20)");
        assert!(made.success());
        std::fs::read_to_string(out).expect("a bill of materials")
    };
    let text = make("one.json");
    assert!(text == make("two.json"), "the same parts give the same bytes");
    let bill: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((word(&bill["bomFormat"]), word(&bill["specVersion"])), ("CycloneDX", "1.5"));
    let components = list(&bill["components"]);
    let mut refs: Vec<&str> = components.iter().map(|it| word(&it["bom-ref"])).collect();
    refs.push(word(&bill["metadata"]["component"]["bom-ref"]));
    let all = refs.len();
    refs.sort_unstable();
    refs.dedup();
    assert_eq!(refs.len(), all, "no part stands twice");
    for part in components {
        for field in ["type", "name", "version", "purl"] {
            assert!(!word(&part[field]).is_empty(), "{part} lacks {field}");
        }
        assert_eq!(word(&part["purl"]), word(&part["bom-ref"]));
    }
    let lock: Lockfile =
        std::fs::read_to_string(tree::top().join("Cargo.lock")).expect("a lock").parse().expect("a lock");
    let locked = |name: &str| lock.packages.iter().find(|it| it.name.as_str() == name).expect("a package");
    for name in ["printpdf", "libsqlite3-sys", "calamine", "tauri"] {
        let package = locked(name);
        let purl = format!("pkg:cargo/{name}@{}", package.version);
        let part = components.iter().find(|it| it["purl"] == *purl).unwrap_or_else(|| panic!("{purl} is missing"));
        let checksum = package.checksum.as_ref().expect("a checksum").to_string();
        assert_eq!(word(&part["hashes"][0]["content"]), checksum, "{name}");
    }
    let screen = std::fs::read_to_string(tree::top().join("ui/package-lock.json")).expect("the lock of the screen");
    let screen: Value = serde_json::from_str(&screen).expect("JSON");
    let react = word(&screen["packages"]["node_modules/react"]["version"]);
    assert!(refs.contains(&format!("pkg:npm/react@{react}").as_str()));
    assert!(!refs.iter().any(|it| it.contains("/thirtyfour@") || it.contains("/vitest@")), "tests are not shipped");
    for link in list(&bill["dependencies"]) {
        let ends = list(&link["dependsOn"]).iter().chain([&link["ref"]]);
        ends.for_each(|end| assert!(refs.binary_search(&word(end)).is_ok(), "{end} is no part"));
    }
}
