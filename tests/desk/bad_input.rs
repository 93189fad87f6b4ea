//! Whatever is wrong, the clerk gets a sentence with place and hint and the right exit code, and the ledger stays as it was.

use crate::world::{POLICY, SOCIETY, World};

/// What the shell is told to do, with the exit code and what standard error must name.
struct Bad {
    what: &'static str,
    arguments: &'static [&'static str],
    code: i32,
    says: &'static [&'static str],
}

const BAD: &[Bad] = &[
    Bad {
        what: "no such ledger", arguments: &["find", "none.daicho", "山田"], code: 3, says: &["none.daicho", "→"]
    },
    Bad {
        what: "a ledger of another kind",
        arguments: &["find", "society.toml", "山田"],
        code: 3,
        says: &["society.toml", "→"],
    },
    Bad { what: "an unknown command", arguments: &["paint"], code: 2, says: &["paint"] },
    Bad { what: "a missing argument", arguments: &["find", "ledger.daicho"], code: 2, says: &["QUERY"] },
    Bad {
        what: "an impossible day",
        arguments: &["decide", "ledger.daicho", "--on", "令和7年2月30日"],
        code: 2,
        says: &["令和7年2月30日", "→"],
    },
    Bad {
        what: "a day with the year last",
        arguments: &["decide", "ledger.daicho", "--on", "04/05/2026"],
        code: 2,
        says: &["04/05/2026", "年が最後", "2026-04-01"],
    },
    Bad { what: "nothing to look for", arguments: &["find", "ledger.daicho", " "], code: 2, says: &["QUERY", "→"] },
    Bad {
        what: "a kind of records that is none",
        arguments: &["journal", "ledger.daicho", "--what", "foo"],
        code: 2,
        says: &["foo", "acts", "→"],
    },
    Bad {
        what: "the records of nobody",
        arguments: &["journal", "ledger.daicho", "--by", "dekk"],
        code: 2,
        says: &["dekk", "担当者", "→"],
    },
    Bad {
        what: "a leak that will be known",
        arguments: &["leak", "ledger.daicho", "--machine", "--known-on", "2099-01-01"],
        code: 2,
        says: &["2099-01-01", "→"],
    },
    Bad {
        what: "too small a society",
        arguments: &["demo", "tiny", "--members", "5"],
        code: 2,
        says: &["--members", "10から1000000まで"],
    },
    Bad {
        what: "a paper that does not exist",
        arguments: &["plan", "ledger.daicho", "--kind", "notices"],
        code: 2,
        says: &[
            "--kind",
            "指定してください: notice、certificate、last_four、return_request、elderly_certificate、refusal\n",
        ],
    },
    Bad {
        what: "a day before the first policy",
        arguments: &["decide", "ledger.daicho", "--on", "2024-12-01"],
        code: 4,
        says: &["令和6年12月1日", "→"],
    },
    Bad {
        what: "an unknown member",
        arguments: &["show", "ledger.daicho", "999-999-99"],
        code: 4,
        says: &["999-999-99", "→"],
    },
    Bad {
        what: "an existing ledger",
        arguments: &["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"],
        code: 4,
        says: &["ledger.daicho", "→"],
    },
    Bad {
        what: "a missing file to import",
        arguments: &["import", "ledger.daicho", "none.xlsx"],
        code: 4,
        says: &["none.xlsx", "→"],
    },
    Bad {
        what: "an empty file",
        arguments: &["import", "ledger.daicho", "empty.xlsx"],
        code: 4,
        says: &["empty.xlsx", "→"],
    },
    Bad {
        what: "a file of another kind",
        arguments: &["import", "ledger.daicho", "picture.xlsx"],
        code: 4,
        says: &["picture.xlsx", "→"],
    },
    Bad {
        what: "a sheet without a header",
        arguments: &["import", "ledger.daicho", "headless.csv"],
        code: 4,
        says: &["→"],
    },
    Bad {
        what: "two columns with one meaning",
        arguments: &["import", "ledger.daicho", "twice.csv"],
        code: 4,
        says: &["→"],
    },
    Bad {
        what: "an unknown employer",
        arguments: &["import", "ledger.daicho", "people.csv", "--employer", "Z999"],
        code: 4,
        says: &["Z999", "A001", "→"],
    },
    Bad {
        what: "an unknown batch",
        arguments: &["print", "ledger.daicho", "B00000", "--out", "."],
        code: 4,
        says: &["B00000", "→"],
    },
    Bad {
        what: "an unknown layout",
        arguments: &["plan", "ledger.daicho", "--kind", "notice", "--layout", "none", "--on", "2026-05-01"],
        code: 4,
        says: &["none", "notice-right", "→"],
    },
    Bad {
        what: "a list that names nobody",
        arguments: &["plan", "ledger.daicho", "--kind", "notice", "--members", "list.txt", "--on", "2026-05-01"],
        code: 4,
        says: &["list.txt:2", "→"],
    },
];

#[test]
fn bad_input_is_a_sentence_with_place_and_hint_and_leaves_the_ledger_alone() {
    let world = World::peopled();
    world.file("empty.xlsx", "");
    world.file("picture.xlsx", b"\x89PNG\r\n\x1a\n0000000000000000");
    world.file("headless.csv", "山田　太郎,1980-01-02\n山田　花子,1982-03-04\n");
    world.file("twice.csv", "記号,番号,番号,氏名\n101,1,2,山田　太郎\n");
    world.file("list.txt", "# 対象者\n999-999-99\n");
    let before = world.ledger();
    for bad in BAD {
        let ran = world.run(bad.arguments);
        assert_eq!(ran.code, bad.code, "{}: {}{}", bad.what, ran.out, ran.err);
        assert!(ran.out.is_empty(), "{}: nothing on standard output: {}", bad.what, ran.out);
        for said in bad.says {
            assert!(ran.err.contains(said), "{}: {said} in {}", bad.what, ran.err);
        }
        assert!(!ran.err.contains("panicked") && !ran.err.contains("src/"), "{}: {}", bad.what, ran.err);
        assert!(before == world.ledger(), "{}: the ledger is byte for byte as before", bad.what);
    }
}

/// The files made to hurt, in one folder: each is judged by itself.
#[test]
fn each_of_many_hostile_files_ends_in_one_sentence_with_a_hint_and_the_ledger_stays_as_it_was() {
    let world = World::peopled();
    let hostile = crate::hostile_files::all();
    assert!(40 <= hostile.len(), "only {} files", hostile.len());
    std::fs::create_dir(world.at("hostile")).expect("a folder");
    for file in &hostile {
        world.file(&format!("hostile/{}", file.name), &file.bytes);
    }
    let before = world.ledger();
    let folder = ["import", "ledger.daicho", "hostile", "--on", "2026-05-10"];
    let ran = world.run(&[&folder[..], &["--json"]].concat()).ends(1);
    let told = ran.lines();
    assert_eq!(told.len(), hostile.len(), "each of them is judged: {}", ran.err);
    for file in &hostile {
        let one = told.iter().find(|one| one["file"] == *file.name).expect(&file.name);
        let refused = one["refused"].as_array().expect("refused");
        // Of an archive with several tables each is named.
        let whole = refused.iter().filter(|it| it["code"] != "archive_inside").count();
        assert!(one["imported"].is_null() && whole == 1, "{one}");
        assert_eq!(refused[0]["code"], *file.code, "{one}");
        for words in ["sentence", "hint"] {
            let words = refused[0][words].as_str().expect("words");
            assert!(!words.is_ascii() && words.ends_with(['。', '）']) || words.contains("a.csv"), "{one}");
        }
    }
    assert!(!ran.err.contains("panicked") && !ran.err.contains("src/"), "{}", ran.err);
    assert!(before == world.ledger(), "the ledger is byte for byte as before");
    // By themselves some of each kind: the exit code is that of a file that cannot be read.
    let mut kinds = std::collections::BTreeSet::new();
    for file in hostile.iter().filter(|file| kinds.insert(file.code)) {
        let path = format!("hostile/{}", file.name);
        let ran = world.run(&["import", "ledger.daicho", &path, "--on", "2026-05-10"]).ends(4);
        assert!(ran.out.is_empty() && ran.err.contains(&file.name), "{}: {}{}", file.name, ran.out, ran.err);
        assert!(ran.err.lines().any(|line| line.trim_start().starts_with('→')), "{}: {}", file.name, ran.err);
    }
    assert!(10 <= kinds.len() && before == world.ledger(), "the ledger is byte for byte as before");
}

#[test]
fn a_day_of_an_era_that_had_ended_is_remarked() {
    let world = World::peopled();
    let ran = world.run(&["find", "ledger.daicho", "山田", "--on", "平成38年5月1日"]).ends(0);
    assert!(ran.err.contains("--on") && ran.err.contains("令和8年5月1日"), "{}", ran.err);
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_work_quietly() {
    let world = World::peopled();
    let mut lister = std::process::Command::new(tests::program::daicho())
        .args(["find", "ledger.daicho", "山田", "--json"])
        .current_dir(world.path())
        .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
        .env("XDG_STATE_HOME", world.at(".state"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(lister.stdout.take());
    let ended = lister.wait_with_output().expect("the program ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn the_sentences_are_english_when_asked() {
    let world = World::peopled();
    let ran = world.run(&["show", "ledger.daicho", "999-999-99", "--lang", "en"]).ends(4);
    assert!(ran.err.is_ascii() || ran.err.contains("No member"), "{}", ran.err);
    assert!(ran.err.contains("No member of the ledger has this number"), "{}", ran.err);
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let world = World::peopled();
    let before = world.ledger();
    world.file("wrong.txt", "another passphrase\n");
    let ran = world.run(&["find", "ledger.daicho", "山田", "--passphrase-file", "wrong.txt"]).ends(3);
    assert!(ran.err.contains('→') && !ran.err.contains("another passphrase"), "{}", ran.err);
    assert!(before == world.ledger());
}

#[test]
fn a_damaged_ledger_opens_nothing_and_is_left_alone() {
    let world = World::peopled();
    let path = world.at("ledger.daicho");
    let mut bytes = std::fs::read(&path).expect("the ledger");
    bytes[100] ^= 1;
    std::fs::write(&path, &bytes).expect("written");
    let ran = world.run(&["find", "ledger.daicho", "山田"]).ends(3);
    assert!(ran.err.contains('→'), "{}", ran.err);
    assert!(std::fs::read(&path).expect("the ledger") == bytes);
}

#[test]
fn a_secret_is_never_an_argument() {
    let world = World::peopled();
    let ran = world.run(&["find", "ledger.daicho", "山田", "--passphrase", "secret"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn an_unknown_policy_key_names_its_line_and_makes_no_ledger() {
    let world = World::bare();
    let policies = [
        (format!("{POLICY}favourite_colour = \"grey\"\n"), "policy.toml:19"),
        (POLICY.replace("return_basis = \"left\"", "return_basis = \"weekday\""), "policy.toml:12"),
        (POLICY.replace("grace_reading = \"month_end\"\n", ""), "policy.toml:1"),
    ];
    for (policy, place) in policies {
        world.file("bad.toml", policy);
        let ran = world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "bad.toml"]).ends(4);
        assert!(ran.err.contains(&place.replace("policy", "bad")), "{place}: {}", ran.err);
        assert!(world.ledger().is_empty(), "no ledger is made");
    }
}

#[test]
fn a_wrong_society_file_names_what_is_wrong() {
    let world = World::bare();
    for (society, said) in [
        (SOCIETY.replace("06132682", "06132683"), "保険者番号"),
        (SOCIETY.replace("06132682", "0613268"), "保険者番号"),
        (SOCIETY.replace("06132682", "0613268"), "bad.toml:2"),
        (SOCIETY.replace("B002", "A001"), "A001"),
        (SOCIETY.replace("B002", "ａ００１"), "bad.toml:16"),
        (SOCIETY.replace("\"見本商事株式会社\"", "\"\""), "bad.toml:17"),
        (format!("{SOCIETY}postcode = \"100-001\"\n"), "bad.toml:19"),
        (SOCIETY.replace("1000001", "100001"), "bad.toml:3"),
        (format!("colour = \"grey\"\n{SOCIETY}"), "bad.toml:1"),
    ] {
        world.file("bad.toml", society);
        let ran = world.run(&["init", "ledger.daicho", "--society", "bad.toml", "--policy", "policy.toml"]).ends(4);
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
        assert!(world.ledger().is_empty(), "no ledger is made");
    }
}

#[test]
fn printing_needs_a_folder_that_is_there_and_can_be_written() {
    let world = World::peopled();
    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-01", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    let before = world.ledger();
    for out in ["missing", "society.toml", "/dev/full"] {
        let ran = world.run(&["print", "ledger.daicho", batch, "--out", out]).ends(4);
        assert!(ran.err.contains(out) && ran.err.contains('→'), "{}", ran.err);
        assert!(before == world.ledger(), "{out}");
    }
}

#[test]
fn a_full_disk_leaves_neither_half_a_batch_nor_half_an_entry() {
    let world = World::peopled();
    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-01", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    let before = world.ledger();
    let out = world.at("out");
    std::fs::create_dir(&out).expect("out");
    // A file of at most 8 KiB: the first PDF does not fit. The signal of the limit is ignored, so that the write fails instead.
    let limited = std::process::Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "bash"])
        .arg(tests::program::daicho())
        .args(["print", "ledger.daicho", batch, "--out", "out"])
        .current_dir(world.path())
        .env("DAICHO_PASSPHRASE_FILE", world.at("passphrase.txt"))
        .env("XDG_STATE_HOME", world.at(".state"))
        .env_remove("LANG")
        .output()
        .expect("bash");
    let err = String::from_utf8_lossy(&limited.stderr);
    assert_eq!(limited.status.code(), Some(4), "{err}");
    assert!(err.contains('→'), "{err}");
    assert_eq!(std::fs::read_dir(&out).expect("out").count(), 0, "nothing half written");
    assert!(before == world.ledger(), "the ledger is as before");
    world.run(&["print", "ledger.daicho", batch, "--out", "out"]).ends(0);
}

#[test]
fn a_newer_ledger_ends_with_3_and_a_sentence() {
    let world = World::peopled();
    let keys = std::fs::read_to_string(world.at("ledger.daicho.keys")).expect("the key file");
    world.file("ledger.daicho.keys", keys.replacen("form = 2", "form = 9", 1));
    let ran = world.run(&["find", "ledger.daicho", "山田"]).ends(3);
    assert!(ran.err.contains("新しい") && ran.err.contains('→') && ran.out.is_empty(), "{}", ran.err);
}

#[test]
fn a_weak_passphrase_founds_no_ledger_by_the_form_and_is_remarked_on_at_the_terminal() {
    use desk::rules::calendar::day;
    let world = World::bare();
    world.file("weak.txt", "short\n");
    let arguments = ["init", "weak.daicho", "--society", "society.toml", "--policy", "policy.toml"];
    let ran = world.run(&[&arguments[..], &["--passphrase-file", "weak.txt"]].concat()).ends(0);
    assert!(ran.err.contains("推測されやすい"), "{}", ran.err);
    let ran = world.run(&["init", "strong.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    assert!(!ran.err.contains("推測されやすい"), "{}", ran.err);

    let form = desk::wire::SocietyForm {
        name: "見本健康保険組合".to_owned(),
        insurer_number: "06132682".to_owned(),
        postcode: "100-0001".to_owned(),
        address: "東京都千代田区千代田1-1".to_owned(),
        phone: "03-1234-5678".to_owned(),
        portal_url: "https://myna.go.jp/".to_owned(),
        employers: Vec::new(),
    };
    let occasion = desk::Occasion {
        at: desk::ledger::Moment::new("2026-04-01T00:00:00Z").expect("a moment"),
        today: day(2026, 4, 1),
        operator: "desk".to_owned(),
    };
    let passphrase = desk::ledger::Passphrase::from("short".to_owned());
    let path = world.at("form.daicho");
    let failure =
        desk::founding::found_by_form(&path, &form, POLICY, &passphrase, &occasion).err().expect("a weak passphrase");
    assert_eq!(failure.complaints[0].code, "passphrase_weak");
    assert!(!path.exists());
}
