//! Operators through the program: they are added, changed, removed, forget their passphrase, and guess.

use serde_json::Value;

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

impl World {
    /// Runs the program as somebody else than the founder, whose passphrase lies in `CODE.txt`.
    pub fn run_as(&self, code: &str, arguments: &[&str]) -> tests::program::Ran {
        let file = format!("{code}.txt");
        let mut all = arguments.to_vec();
        all.extend(["--operator", code, "--passphrase-file", &file]);
        self.run(&all)
    }

    /// Adds an operator with a passphrase of their own.
    pub fn operator(&self, code: &str, words: &[&str]) {
        self.file(&format!("{code}.txt"), format!("{code} の長い合言葉です\n"));
        let file = format!("{code}.txt");
        let mut all = vec!["operator", LEDGER, "add", code, "--new-passphrase-file", &file];
        all.extend(words);
        self.run(&all).ends(0);
    }

    /// The operators as the founder sees them.
    pub fn operators(&self) -> Vec<Value> {
        self.run(&["operator", LEDGER, "list", "--json"]).ends(0).lines()
    }

    /// What the journal has of a kind of act: who and about what.
    pub fn acts(&self, kind: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let passphrase = std::fs::read_to_string(self.at("passphrase.txt")).expect("a passphrase");
        let ledger = desk::ledger::Ledger::open(&self.at(LEDGER), &desk::ledger::Passphrase::from(passphrase));
        let acts = ledger.expect("a ledger").acts(1..=i64::MAX).expect("acts");
        let of_kind = acts.into_iter().filter(|act| act.kind == kind);
        of_kind.map(|act| (act.operator, act.subject, act.reason)).collect()
    }
}

fn code(ran: &tests::program::Ran) -> String {
    ran.err.clone()
}

#[test]
fn a_new_ledger_has_one_operator_who_does_everything() {
    let world = World::new();
    let operators = world.operators();
    assert_eq!(operators.len(), 1);
    assert_eq!(operators[0]["code"], "desk");
    assert_eq!(operators[0]["roles"].as_array().map(Vec::len), Some(5));
    assert_eq!(operators[0]["signs_in"], true);

    let named = World::bare();
    named.run(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml", "--operator", "mori"]).ends(0);
    assert_eq!(named.operators()[0]["code"], "mori", "whoever has the passphrase works, when nobody is named");
    assert!(named.run(&["imports", LEDGER, "--operator", "desk"]).ends(3).err.contains("desk"));
}

#[test]
fn an_operator_is_added_changed_removed_and_comes_back() {
    let world = World::peopled();
    world.operator("sato", &["--name", "佐藤", "--role", "clerk"]);
    assert_eq!(world.run_as("sato", &["find", LEDGER, "山田", "--json"]).ends(0).lines().len(), 3);
    world.run(&["operator", LEDGER, "change", "sato", "--role", "viewer", "--role", "auditor"]).ends(0);
    let sato = world.operators().into_iter().find(|one| one["code"] == "sato").expect("sato");
    assert_eq!((sato["name"].as_str(), sato["roles"].as_array().map(Vec::len)), (Some("佐藤"), Some(2)));
    world.run_as("sato", &["verify", LEDGER]).ends(0);

    world.run(&["operator", LEDGER, "remove", "sato"]).ends(0);
    world.run_as("sato", &["find", LEDGER, "山田"]).ends(3);
    let sato = world.operators().into_iter().find(|one| one["code"] == "sato").expect("sato stays on record");
    assert_eq!((sato["active"].as_bool(), sato["signs_in"].as_bool()), (Some(false), Some(false)));
    world.operator("sato", &["--role", "clerk"]);
    world.run_as("sato", &["find", LEDGER, "山田"]).ends(0);
    let kinds = ["operator_added", "operator_changed", "operator_removed"].map(|kind| world.acts(kind).len());
    assert_eq!(kinds, [2, 1, 1]);
    assert!(world.run(&["verify", LEDGER, "--json"]).ends(0).json()["ok"] == true);
}

#[test]
fn a_removed_operators_key_is_exchanged_and_everybody_else_works_on() {
    let world = World::peopled();
    world.operator("sato", &["--role", "clerk"]);
    world.operator("mori", &["--role", "viewer"]);
    let keys = std::fs::read(world.at("ledger.daicho.keys")).expect("keys");
    world.run(&["operator", LEDGER, "remove", "sato", "--rekey", "--json"]).ends(0);
    world.run_as("mori", &["find", LEDGER, "山田"]).ends(0);
    assert!(world.run(&["verify", LEDGER, "--json"]).ends(0).json()["ok"] == true);
    assert_eq!(world.acts("rekey").len(), 1);
    // Another window has the ledger open: the operator is out, the key is exchanged later, and both are said.
    let other = desk::ledger::Ledger::open(
        &world.at(LEDGER),
        &desk::ledger::Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase")),
    );
    let waits = world.run(&["operator", LEDGER, "remove", "mori", "--rekey"]);
    assert!(waits.code == 4 && waits.err.contains("担当者は外してあります"), "{} {}", waits.code, waits.err);
    drop(other);
    world.run(&["operator", LEDGER, "remove", "mori", "--rekey"]).ends(0);
    assert_eq!((world.acts("rekey").len(), world.acts("operator_removed").len()), (2, 2));
    // The copied key file, with a passphrase that was right.
    std::fs::write(world.at("ledger.daicho.keys"), keys).expect("keys");
    world.run_as("sato", &["find", LEDGER, "山田"]).ends(3);
}

#[test]
fn roles_that_are_taken_away_are_gone_from_windows_that_are_open() {
    let world = World::peopled();
    world.operator("sato", &["--role", "clerk"]);
    let secret = std::fs::read_to_string(world.at("sato.txt")).expect("a passphrase");
    let today: desk::rules::calendar::Day = "2026-06-01".parse().expect("a day");
    let occasion = desk::Occasion {
        at: desk::ledger::Moment::new("2026-06-01T01:00:00Z").expect("a moment"),
        today,
        operator: "desk".to_owned(),
    };
    let secret = desk::ledger::Passphrase::from(secret);
    let mut open = desk::Desk::open(&world.at(LEDGER), Some("sato"), &secret, &occasion).expect("a desk");
    let refused = |done: Result<(), desk::Failure>| done.expect_err("refused").complaints[0].code;
    let mut rename = |name: &str| open.rename("101-12-00", "reported", name, None, today, &occasion).map(|_| ());
    rename("山田　改").expect("a clerk");
    world.run(&["operator", LEDGER, "change", "sato", "--role", "viewer"]).ends(0);
    assert_eq!(refused(rename("山田　再")), "not_permitted");
    world.run(&["operator", LEDGER, "change", "sato", "--role", "clerk"]).ends(0);
    rename("山田　再").expect("a clerk again");
    world.run(&["operator", LEDGER, "remove", "sato"]).ends(0);
    assert_eq!(refused(rename("山田　三")), "operator_inactive");
    assert_eq!(refused(open.find("山田", today, 5).map(|_| ())), "operator_inactive");
    let tried: Vec<Option<String>> =
        world.acts("refused").into_iter().filter(|(who, ..)| who == "sato").map(|(_, what, _)| what).collect();
    assert_eq!(tried, [Some("edit".to_owned()), Some("edit".to_owned()), Some("view".to_owned())]);
}

#[test]
fn what_cannot_be_is_refused_in_words_and_changes_nothing() {
    let world = World::new();
    world.operator("sato", &["--role", "admin"]);
    world.file("short.txt", "short\n");
    world.file("common.txt", "password123456\n");
    world.file("good.txt", "とても長い合言葉の見本です\n");
    let refused = |arguments: &[&str], ja: &str| {
        let before = world.ledger();
        let ran = world.run(arguments).ends(2);
        assert!(ran.err.contains(ja), "{arguments:?}: {}", code(&ran));
        assert!(before == world.ledger(), "{arguments:?}");
    };
    let add = |code, role, file| {
        ["operator", LEDGER, "add", code, "--role", role, "--new-passphrase-file", file].map(str::to_owned).to_vec()
    };
    for (code, role, file, ja) in [
        ("mori", "clerk", "short.txt", "推測されやすい"),
        ("mori", "clerk", "common.txt", "推測されやすい"),
        ("mori", "boss", "good.txt", "役割"),
        ("a b", "clerk", "good.txt", "担当者コード"),
        ("sato", "clerk", "good.txt", "すでにいます"),
    ] {
        let arguments = add(code, role, file);
        refused(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), ja);
    }
    refused(&["operator", LEDGER, "remove", "desk"], "自分自身");
    refused(&["operator", LEDGER, "password", "sato", "--new-passphrase-file", "short.txt"], "推測されやすい");
    refused(&["operator", LEDGER, "password", "sato"], "--new-passphrase-file");
    assert!(world.run(&["operator", LEDGER, "remove", "nobody"]).ends(3).err.contains("nobody"));
    world.run(&["operator", LEDGER, "change", "sato", "--role", "clerk"]).ends(0);
    refused(&["operator", LEDGER, "change", "desk", "--role", "clerk"], "管理者がいなくなります");
}

#[test]
fn a_passphrase_is_changed_by_its_owner_or_by_an_admin() {
    let world = World::new();
    world.operator("sato", &["--role", "clerk"]);
    world.operator("mori", &["--role", "clerk"]);
    world.file("new.txt", "佐藤の新しい合言葉なのです\n");
    let change = ["operator", LEDGER, "password", "sato", "--new-passphrase-file", "new.txt"];
    assert!(world.run_as("mori", &change).ends(1).err.contains("許されていません"));
    world.run_as("sato", &change).ends(0);
    world.run_as("sato", &["imports", LEDGER]).ends(3);
    world.file("sato.txt", "佐藤の新しい合言葉なのです\n");
    world.run_as("sato", &["imports", LEDGER]).ends(0);
    world.file("new.txt", "管理者が決めた合言葉\n");
    world.run(&change).ends(2);
    world.file("new.txt", "管理者が決めた長い合言葉\n");
    world.run(&change).ends(0);
    world.file("sato.txt", "管理者が決めた長い合言葉\n");
    world.run_as("sato", &["imports", LEDGER]).ends(0);
}

#[test]
fn the_recovery_code_lets_in_once_after_it_was_typed_back() {
    let world = World::new();
    world.file("new.txt", "見つけなおした長い合言葉\n");
    let use_it = ["recovery", LEDGER, "use", "desk", "--code-file", "code.txt", "--new-passphrase-file", "new.txt"];
    let printed = world.run(&["recovery", LEDGER, "new", "--json"]).ends(0).json();
    let printed = printed["code"].as_str().expect("a code").to_owned();
    assert_eq!(printed.split('-').count(), 9);
    world.file("code.txt", &printed);
    assert!(world.run(&use_it).ends(3).err.contains("有効な復旧コードがありません"));

    let confirm = ["recovery", LEDGER, "confirm", "--typed-back-file", "typed.txt"];
    world.file("typed.txt", printed.replace('-', "").to_lowercase().replacen(|c: char| c.is_ascii_digit(), "z", 1));
    assert!(world.run(&confirm).ends(4).err.contains("打ち間違い"));
    world.file("typed.txt", printed.to_lowercase());
    world.run(&confirm).ends(0);
    world.run(&use_it).ends(0);
    assert!(world.run(&["imports", LEDGER]).ends(3).err.contains("パスフレーズ"));
    world.file("passphrase.txt", "見つけなおした長い合言葉\n");
    world.run(&["imports", LEDGER]).ends(0);
    assert!(world.run(&use_it).ends(3).err.contains("有効な復旧コードがありません"), "it is spent");
    assert_eq!(world.acts("recover"), [("desk".to_owned(), Some("desk".to_owned()), None)]);
    assert!(!world.ledger().iter().any(|(_, bytes)| bytes.windows(9).any(|at| at == &printed.as_bytes()[..9])));
}

#[test]
fn wrong_guesses_are_slowed_told_to_the_journal_and_forgiven_by_an_admin() {
    let world = World::new();
    world.operator("sato", &["--role", "clerk"]);
    let right = std::fs::read(world.at("sato.txt")).expect("a passphrase");
    world.file("sato.txt", "佐藤ではない誰かの言葉\n");
    for _ in 0..5 {
        assert!(world.run_as("sato", &["imports", LEDGER]).ends(3).err.contains("パスフレーズが違います"));
    }
    world.file("sato.txt", right);
    assert!(world.run_as("sato", &["imports", LEDGER]).ends(3).err.contains("秒お待ちください"));
    world.run(&["imports", LEDGER]).ends(0);
    let told = world.acts("sign_in_refused");
    assert!(told.len() == 1 && told[0].1.as_deref().is_some_and(|said| said.starts_with("sato 5 20")), "{told:?}");
    world.run(&["operator", LEDGER, "unlock", "sato"]).ends(0);
    world.run_as("sato", &["imports", LEDGER]).ends(0);
    assert_eq!(world.acts("sign_in_refused").len(), 1);

    // Whoever was let in next did not do it, and nobody is said to have.
    let journal = |more: &[&str]| {
        let mut all = vec!["journal", LEDGER, "--what", "acts"];
        all.extend(more);
        world.run(&all).ends(0)
    };
    let row = journal(&["--json"]).lines().into_iter().find(|row| row["kind"] == "sign_in_refused").expect("a row");
    assert_eq!(row["operator"], "", "{row}");
    let line = journal(&[]).out.lines().find(|line| line.contains("開こうとして")).expect("a line").to_owned();
    for part in ["だれか", "窓口（desk）が開けたときに記録", "satoとして5回（令和"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    assert!(journal(&["--by", "sato"]).out.contains(&line), "it concerns whom was guessed at");
    assert!(!journal(&["--by", "desk"]).out.contains("開こうとして"));
    std::fs::create_dir(world.at("out")).expect("a folder");
    let closed = world.run(&["journal", LEDGER, "close", "--out", "out", "--json"]).ends(0).json();
    let sheet = tests::pdf_text(&world.path().join(closed["file"].as_str().expect("a file")));
    let sheet: String = sheet.split_whitespace().collect();
    assert!(sheet.contains("だれか（開けなかった）") && sheet.contains("窓口"), "{sheet}");
}

#[test]
fn a_ledger_from_before_there_were_operators_is_its_one_operators() {
    let world = World::bare();
    for file in ["ledger.daicho", "ledger.daicho.keys"] {
        let from = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/ledgers/6")).join(file);
        std::fs::copy(from, world.at(file)).expect("a copy");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(world.at(file), mode).expect("private");
    }
    assert_eq!(world.run(&["find", LEDGER, "ヤマダ", "--json"]).ends(0).lines().len(), 2);
    assert_eq!(world.operators()[0]["code"], "desk");
    world.operator("sato", &["--role", "clerk"]);
    assert_eq!(world.operators().len(), 2, "whoever worked before is recorded with the first newcomer");
    world.run_as("sato", &["find", LEDGER, "ヤマダ"]).ends(0);
    assert!(world.run(&["verify", LEDGER, "--json"]).ends(0).json()["ok"] == true);
}

/// What stands for libsecret's program: it keeps one secret in a file, and takes it from a pipe alone.
const SECRET_TOOL: &str = r#"#!/bin/sh
echo "$@" >> "$HOME/arguments"
case "$1" in
  store) cat > "$HOME/secret" ;;
  lookup) [ -e "$HOME/secret" ] && cat "$HOME/secret" ;;
  clear) rm -f "$HOME/secret" ;;
esac
"#;

#[test]
fn a_run_that_nobody_attends_opens_by_the_machines_keychain_in_one_operators_name() {
    let world = World::peopled();
    world.operator("night", &["--role", "viewer"]);
    world.file("secret-tool", SECRET_TOOL);
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(world.at("secret-tool"), mode).expect("a program");
    let path = format!("{}:{}", world.path().display(), std::env::var("PATH").expect("a path"));
    let run = |arguments: &[&str], path: &str| {
        let ran = std::process::Command::new(tests::program::daicho())
            .args(arguments)
            .current_dir(world.path())
            .env("PATH", path)
            .env("HOME", world.path())
            .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
            .env("XDG_STATE_HOME", world.at(".state"))
            .output()
            .expect("the program starts");
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    let on = ["operator", LEDGER, "keychain", "on", "--as", "night"];
    let (code, err) = run(&on, "/nowhere");
    assert!(code == Some(2) && err.contains("キーチェーン"), "{code:?} {err}");
    assert_eq!(run(&on, &path).0, Some(0));
    let secret = std::fs::read_to_string(world.at("secret")).expect("a secret");
    let arguments = std::fs::read_to_string(world.at("arguments")).expect("arguments");
    assert!(!secret.is_empty() && !arguments.contains(&secret), "{arguments}");

    assert_eq!(run(&["find", LEDGER, "山田", "--keychain"], &path).0, Some(0));
    let (code, err) = run(&["name", LEDGER, "101-12-00", "山田太朗", "--keychain", "--operator", "desk"], &path);
    assert!(code == Some(1) && err.contains("night"), "it may what its operator may, whoever is named: {err}");
    assert_eq!(run(&["operator", LEDGER, "keychain", "off"], &path).0, Some(0));
    assert!(!world.at("secret").exists());
    std::fs::write(world.at("secret"), secret).expect("a secret");
    assert_eq!(run(&["find", LEDGER, "山田", "--keychain"], &path).0, Some(3));
    world.run(&["imports", LEDGER]).ends(0);
}

#[test]
fn what_is_no_guess_counts_as_none_and_whoever_must_wait_does_not_get_in_without_a_name() {
    let world = World::peopled();
    world.operator("sato", &["--role", "clerk"]);
    let whole = std::fs::read(world.at(LEDGER)).expect("the ledger");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(world.at(LEDGER), damaged).expect("the ledger");
    for _ in 0..8 {
        assert!(world.run(&["find", LEDGER, "山田"]).ends(3).err.contains("壊れて"));
    }
    std::fs::write(world.at(LEDGER), whole).expect("the ledger");
    world.run(&["find", LEDGER, "山田"]).ends(0);
    assert!(world.acts("sign_in_refused").is_empty(), "nobody mistook a passphrase");

    world.file("wrong.txt", "まったく違う合言葉を打ちました\n");
    for _ in 0..6 {
        world.run(&["find", LEDGER, "山田", "--operator", "sato", "--passphrase-file", "wrong.txt"]).ends(3);
    }
    let without = world.run(&["find", LEDGER, "山田", "--passphrase-file", "sato.txt"]).ends(3);
    assert!(without.err.contains("お待ちください"), "{}", without.err);
    world.run(&["find", LEDGER, "山田"]).ends(0);
}

#[test]
fn guesses_at_an_open_ledger_are_slowed_and_each_wrong_one_is_in_the_journal_at_once() {
    use desk::damaged::Machine;
    use desk::guesses::{Guesses, Tick};
    use desk::ledger::{Moment, Passphrase};
    use desk::rules::words::Lang;
    use desk::{Desk, Failure, Occasion};

    let world = World::peopled();
    world.operator("sato", &["--role", "clerk"]);
    std::fs::create_dir(world.at("copies")).expect("a folder");
    let made = world.run(&["backup", LEDGER, "--to", "copies", "--json"]).ends(0).json();
    let copy = world.path().join(made["file"].as_str().expect("a file"));
    let at = Moment::new("2026-06-01T01:00:00Z").expect("a moment");
    let occasion = Occasion { today: at.day_in_japan(), at, operator: "desk".to_owned() };
    let guesses = || Guesses::in_folder(Some(world.at("guesses")));
    let now = |seconds| Tick { boot: "one".to_owned(), seconds };
    let machine =
        |seconds| Machine { places: desk::places::CopyPlaces::in_folder(None), guesses: guesses(), now: now(seconds) };
    let right = Passphrase::from(std::fs::read_to_string(world.at("sato.txt")).expect("a passphrase"));
    let wrong = Passphrase::from("佐藤ではない誰かの言葉".to_owned());
    let mut open = Desk::open(&world.at(LEDGER), Some("sato"), &right, &occasion).expect("a desk");
    let code = |failure: Failure| failure.complaints[0].code;
    let mut guess = |nth: u64, seconds: u64| match nth % 2 {
        0 => open.own_passphrase(&wrong, &machine(seconds), &occasion).map_err(code).expect_err("wrong"),
        _ => open
            .rehearse(&copy, &wrong, Lang::Ja, &machine(seconds), &occasion)
            .map(|_| ())
            .map_err(code)
            .expect_err("wrong"),
    };
    for nth in 0..5 {
        assert_eq!(guess(nth, 100), "wrong_passphrase");
        assert_eq!(world.acts("passphrase_refused").len() as u64, nth + 1);
    }
    assert_eq!((guess(0, 129), guess(1, 129)), ("slow_down", "slow_down"));
    assert!(world.acts("passphrase_refused").iter().all(|(who, ..)| who == "sato"));
    // The doors share the count: signing in waits too.
    let sign_in = desk::operators::sign_in(&world.at(LEDGER), Some("sato"), &right, &occasion, &guesses(), &now(129));
    assert_eq!(sign_in.map(|_| ()).map_err(code).expect_err("it must be waited"), "slow_down");
    assert_eq!(guess(0, 130), "wrong_passphrase");
    open.own_passphrase(&right, &machine(200), &occasion).expect("the right one, after the wait");
    assert_eq!((world.acts("passphrase_refused").len(), world.acts("sign_in_refused").len()), (6, 0), "told once");
    assert_eq!(
        open.own_passphrase(&wrong, &machine(200), &occasion).map_err(code),
        Err("wrong_passphrase"),
        "free again"
    );
    // A colleague's passphrase opens the copy, and frees nobody.
    let colleague = Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"));
    for _ in 0..4 {
        assert!(open.rehearse(&copy, &colleague, Lang::Ja, &machine(200), &occasion).expect("a rehearsal").ok);
        let told = open.own_passphrase(&wrong, &machine(200), &occasion).map_err(code);
        assert_eq!(told, Err("wrong_passphrase"));
    }
    assert_eq!(open.own_passphrase(&wrong, &machine(200), &occasion).map_err(code), Err("slow_down"));
}

#[test]
fn guesses_at_a_copy_that_is_restored_are_slowed_and_told_when_somebody_signs_in() {
    let world = World::peopled();
    std::fs::create_dir(world.at("copies")).expect("a folder");
    let made = world.run(&["backup", LEDGER, "--to", "copies", "--json"]).ends(0).json();
    let copy = made["file"].as_str().expect("a file");
    world.file("wrong.txt", "まったく違う合言葉を打ちました\n");
    let restore = ["restore", copy, "--to", "back.daicho"];
    let mut guess = restore.to_vec();
    guess.extend(["--passphrase-file", "wrong.txt"]);
    for _ in 0..5 {
        assert!(world.run(&guess).ends(3).err.contains("パスフレーズが違います"));
    }
    assert!(world.run(&restore).ends(3).err.contains("お待ちください"), "the right one must wait too");
    assert!(!world.at("back.daicho").exists());
    world.run(&["imports", LEDGER, "--operator", "desk"]).ends(0);
    let journal = world.run(&["journal", LEDGER, "--operator", "desk", "--what", "acts"]).ends(0).out;
    let line = journal.lines().find(|line| line.contains("開こうとして")).expect("a line");
    assert!(line.contains("担当を選ばずに5回（令和") && !line.contains('?'), "{line}");
    assert_eq!(world.acts("sign_in_refused").len(), 1);
    world.run(&restore).ends(0);
}
