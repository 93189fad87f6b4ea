//! What `verify` says of a ledger that somebody with the key, a raw connection and all triggers out of the way has
//! touched. It stands here because only here such a connection can be had.

use std::path::{Path, PathBuf};

use rules::calendar::Day;
use rules::words::{InsuredNumber, Kana, Name, Relation};
use rusqlite::Connection;

use super::Verification;
use crate::keys::{Keys, Opener, Passphrase};
use crate::{Coverage, Entry, Layer, Ledger, MemberId, Moment, Named, NewAct, NewLook, Person, Result, book};

const ACTS: i64 = 6;
const MEMBERS: i64 = 5;

struct Victim {
    folder: tempfile::TempDir,
    keys: Keys,
    path: PathBuf,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn enrol(entry: &mut Entry<'_>, number: i64) -> Result<MemberId> {
    let from = day("2026-04-01");
    let member = entry.add_member(&Person { born: Some(day("1980-01-02").plus_days(number)), sex: None })?;
    let coverage = Coverage {
        number: InsuredNumber::new("11", number.to_string(), "00"),
        employer: Some("E01".to_owned()),
        household: entry.household()?,
        relation: Relation::Insured,
        acquired: Some(from),
        lost: None,
        left: None,
        voluntary_until: None,
        received: None,
        staff_number: None,
    };
    entry.cover(member, from, &coverage)?;
    entry.name(
        member,
        Layer::Reported,
        from,
        &Named { name: Name::new(format!("名{number}")), kana: Kana::new("カナ") },
    )?;
    Ok(member)
}

impl Victim {
    fn new() -> Victim {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.daicho");
        let passphrase = Passphrase::from("合言葉".to_owned());
        let at = Moment::new("2026-04-01T00:00:00Z").unwrap();
        let mut ledger = Ledger::create(&path, "desk", &passphrase, &at).unwrap();
        for act in 0..ACTS {
            let new = NewAct {
                at: at.clone(),
                operator: format!("op-{act}"),
                kind: "import",
                on: day("2026-04-01"),
                subject: None,
                reason: None,
            };
            let done = ledger.act::<(), crate::Error>(new, |entry| {
                for member in 0..MEMBERS {
                    enrol(entry, act * MEMBERS + member)?;
                }
                Ok(())
            });
            done.unwrap();
        }
        // Each act's members were looked at once.
        for act in 0..ACTS {
            let look = NewLook { at: at.clone(), operator: format!("op-{act}"), kind: "show", subject: None };
            let shown = (0..MEMBERS).map(|member| MemberId(act * MEMBERS + member + 1)).collect();
            ledger.look::<(), crate::Error>(look, || Ok(((), shown))).unwrap();
        }
        drop(ledger);
        let key_file = crate::keys::key_file(&path);
        let keys = Keys::open(&key_file, &key_file, Opener::Operator(None, &passphrase)).unwrap();
        Victim { folder, keys, path }
    }

    /// A copy on which somebody ran statements with every trigger taken away, and put back afterwards.
    fn touched(&self, sql: &str) -> Verification {
        let copy = self.folder.path().join("copy.daicho");
        std::fs::copy(&self.path, &copy).unwrap();
        let tx = book::connect(&copy, &copy, &self.keys).unwrap();
        without_triggers(&tx.connection, sql);
        drop(tx);
        self.verified(&copy)
    }

    fn verified(&self, path: &Path) -> Verification {
        Ledger::open_with(path, path, &self.keys).unwrap().verify().unwrap()
    }
}

fn without_triggers(connection: &Connection, sql: &str) {
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(|row| row.unwrap()).collect();
    drop(statement);
    assert!(triggers.len() > 40);
    connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").unwrap();
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    connection.execute_batch(sql).unwrap();
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

fn places(found: &Verification) -> Vec<&str> {
    found.findings.iter().map(|finding| finding.place.as_str()).collect()
}

/// Statements with `{n}` for a number, and the places that must be named for it.
type Attack = (&'static str, fn(i64) -> Vec<String>);

/// The act that wrote the n-th member (counted from 1).
fn act_of(member: i64) -> i64 {
    (member - 1) / MEMBERS + 1
}

const ATTACKS: &[Attack] = &[
    // Edit.
    ("UPDATE name SET name = '別人' WHERE member = {n}", |n| vec![format!("act {}, table name", act_of(n))]),
    ("UPDATE coverage SET number = '999' WHERE member = {n}", |n| vec![format!("act {}, table coverage", act_of(n))]),
    ("UPDATE coverage SET place = '名簿!A1' WHERE member = {n}", |n| {
        vec![format!("act {}, table coverage", act_of(n))]
    }),
    ("UPDATE person SET born = '1980-06-06' WHERE member = {n}", |n| vec![format!("act {}, table person", act_of(n))]),
    ("UPDATE member SET code = 'M2222222222' WHERE id = {n}", |n| vec![format!("act {}, table member", act_of(n))]),
    // Delete.
    ("DELETE FROM name WHERE member = {n}", |n| vec![format!("act {}, table name", act_of(n))]),
    ("DELETE FROM coverage WHERE act = (SELECT act FROM member WHERE id = {n})", |n| {
        vec![format!("act {}, table coverage", act_of(n))]
    }),
    // Insert.
    (
        "INSERT INTO name SELECT member, 'printed', from_day, act, line + 1000, 0, NULL, '別人', '' FROM name WHERE member = {n}",
        |n| vec![format!("act {}, table name", act_of(n))],
    ),
    ("INSERT INTO policy (act, line, text) SELECT act, 1, 'x' FROM member WHERE id = {n}", |n| {
        vec![format!("act {}, table policy", act_of(n))]
    }),
    // Exchange: two rows of one act, and of two acts.
    (
        "UPDATE person SET born = CASE member WHEN 1 THEN (SELECT born FROM person WHERE member = 2) ELSE (SELECT born FROM person WHERE member = 1) END WHERE member IN (1, 2)",
        |_| vec!["act 1, table person".to_owned()],
    ),
    (
        "UPDATE name SET member = 1000 WHERE member = 1; UPDATE name SET member = 1 WHERE member = 2; UPDATE name SET member = 2 WHERE member = 1000",
        |_| vec!["act 1, table name".to_owned()],
    ),
    ("UPDATE person SET act = CASE member WHEN 1 THEN 3 ELSE 1 END WHERE member IN (1, 12)", |_| {
        vec!["act 1, table person".to_owned(), "act 3, table person".to_owned()]
    }),
    // The salt of a member's marks.
    ("UPDATE salt SET salt = randomblob(16) WHERE member = {n}", |n| {
        vec![format!("act {}, table salt", act_of(n)), format!("act {}, table name", act_of(n))]
    }),
    ("DELETE FROM salt WHERE member = {n}", |n| vec![format!("act {}, table salt", act_of(n))]),
    // A deletion that no act did.
    ("INSERT INTO gone VALUES ({n}, 'member', {a}, 1000)", |n| vec![format!("act {}, table gone", act_of(n))]),
    (
        "INSERT INTO gone_part SELECT act, 1000, name, act, rows, content FROM act_part WHERE act = {a} AND name = 'name'; DELETE FROM name WHERE act = {a}",
        |n| vec![format!("act {}, table gone_part", act_of(n))],
    ),
    ("INSERT INTO gone_looks SELECT {a}, 1000, seq, act, hash FROM look WHERE seq = 1", |n| {
        vec![format!("act {}, table gone_looks", act_of(n))]
    }),
    // The journal itself.
    ("UPDATE act SET operator = 'somebody else' WHERE seq = {a}", |n| vec![format!("act {}", act_of(n))]),
    ("UPDATE act SET at = '2026-04-02T00:00:00Z' WHERE seq = {a}", |n| vec![format!("act {}", act_of(n))]),
    ("UPDATE act SET reason = '' WHERE seq = {a}", |n| vec![format!("act {}", act_of(n))]),
    ("UPDATE seal SET rows = rows + 1 WHERE act = {a}", |n| vec![format!("act {}", act_of(n))]),
    ("UPDATE seal SET hash = zeroblob(32) WHERE act = {a}", |n| vec![format!("act {}", act_of(n))]),
    ("UPDATE act_part SET content = zeroblob(32) WHERE act = {a} AND name = 'name'", |n| {
        vec![format!("act {}, table act_part", act_of(n)), format!("act {}, table name", act_of(n))]
    }),
    ("DELETE FROM act_part WHERE act = {a} AND name = 'person'", |n| {
        vec![format!("act {}, table act_part", act_of(n)), format!("act {}, table person", act_of(n))]
    }),
    // An edit with its part recomputed as well as can be without the key.
    (
        "DELETE FROM name WHERE member = {n}; UPDATE act_part SET rows = rows - 1 WHERE act = {a} AND name = 'name'; UPDATE seal SET rows = rows - 1 WHERE act = {a}",
        |n| vec![format!("act {}", act_of(n)), format!("act {}, table name", act_of(n))],
    ),
    // An act that was never done, and one that was never closed.
    (
        "INSERT INTO act SELECT 7, at, operator, kind, on_day, subject, reason FROM act WHERE seq = {a}; INSERT INTO seal SELECT 7, 0, content, (SELECT hash FROM seal WHERE act = 6), hash FROM seal WHERE act = {a}",
        |_| vec!["act 7".to_owned()],
    ),
    ("INSERT INTO act SELECT 7, at, operator, kind, on_day, subject, reason FROM act WHERE seq = {a}", |_| {
        vec!["act 7".to_owned()]
    }),
    ("DELETE FROM act WHERE seq = {a}", |n| vec![format!("act {}", act_of(n))]),
    // The looks: who looked, whom it showed, one less, one more.
    ("UPDATE look SET operator = 'somebody else' WHERE seq = {a}", |n| vec![format!("look {}", act_of(n))]),
    ("UPDATE look SET at = '2026-04-02T00:00:00Z' WHERE seq = {a}", |n| vec![format!("look {}", act_of(n))]),
    ("UPDATE look SET members = members - 1 WHERE seq = {a}", |n| vec![format!("look {}", act_of(n))]),
    ("UPDATE look SET everyone = 1 WHERE seq = {a}", |n| vec![format!("look {}", act_of(n))]),
    ("DELETE FROM look_member WHERE member = {n}", |n| vec![format!("look {}", act_of(n))]),
    ("UPDATE look_member SET member = 30 WHERE member = 1", |_| vec!["look 1".to_owned()]),
    ("INSERT INTO look_member SELECT {a}, 29 + (30 - 29) * ({a} < 6) - 28 * ({a} >= 6)", |n| {
        vec![format!("look {}", act_of(n))]
    }),
    (
        "INSERT INTO look SELECT 7, at, operator, kind, act, subject, everyone, members, content, (SELECT hash FROM look WHERE seq = 6), hash FROM look WHERE seq = {a}",
        |_| vec!["look 7".to_owned()],
    ),
];

#[test]
fn the_untouched_ledger_is_whole() {
    let victim = Victim::new();
    let found = victim.touched("SELECT 1");
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    assert_eq!((found.acts, found.rows), (ACTS, ACTS * MEMBERS * 6));
}

#[test]
fn every_touch_is_found_and_its_act_and_table_are_named() {
    let victim = Victim::new();
    let mut tried = 0;
    for (sql, named) in ATTACKS {
        for n in [1, 7, 14, 28, 30] {
            let sql = sql.replace("{n}", &n.to_string()).replace("{a}", &act_of(n).to_string());
            let found = victim.touched(&sql);
            for place in named(n) {
                assert!(places(&found).contains(&place.as_str()), "{sql}: {place} is not in {:?}", places(&found));
            }
            assert!(
                found.findings.iter().all(|finding| !finding.sentence.ja.is_empty() && !finding.hint.en.is_empty())
            );
            tried += 1;
        }
    }
    assert_eq!(tried, ATTACKS.len() * 5);
}

#[test]
fn an_act_taken_out_with_everything_it_wrote_is_missed() {
    let victim = Victim::new();
    let tables = crate::tables::ALL.map(|table| format!("DELETE FROM {} WHERE act = 3;", table.name)).concat();
    let found = victim.touched(&format!(
        "{tables} DELETE FROM act_part WHERE act = 3; DELETE FROM seal WHERE act = 3; DELETE FROM act WHERE seq = 3"
    ));
    assert!(places(&found).contains(&"act 3"), "{:?}", places(&found));
    assert!(places(&found).contains(&"act 4"), "{:?}", places(&found));
}

/// This is what a kept head is for: nothing inside the file tells of a tail that was cut off.
#[test]
fn a_tail_cut_off_shows_only_against_a_head_that_was_kept() {
    let victim = Victim::new();
    let kept = victim.verified(&victim.path).head;
    let tables = crate::tables::ALL.map(|table| format!("DELETE FROM {} WHERE act = 6;", table.name)).concat();
    let found = victim.touched(&format!(
        "{tables} DELETE FROM act_part WHERE act = 6; DELETE FROM seal WHERE act = 6; DELETE FROM act WHERE seq = 6"
    ));
    assert_eq!(found.acts, 5);
    assert_ne!(found.head, kept);
}

#[test]
fn a_changed_table_or_trigger_is_found() {
    let victim = Victim::new();
    for (sql, name) in [
        ("ALTER TABLE name ADD COLUMN note TEXT", "table name"),
        ("CREATE TABLE hidden (a)", "table hidden"),
        ("DROP INDEX import_sha256", "index import_sha256"),
    ] {
        let found = victim.touched(sql);
        assert!(places(&found).contains(&name), "{sql}: {:?}", places(&found));
    }
    let copy = victim.folder.path().join("copy.daicho");
    std::fs::copy(&victim.path, &copy).unwrap();
    let tx = book::connect(&copy, &copy, &victim.keys).unwrap();
    tx.connection.execute_batch("DROP TRIGGER name_no_update").unwrap();
    drop(tx);
    let found = victim.verified(&copy);
    assert_eq!(places(&found), ["trigger name_no_update"]);
}

#[test]
fn a_reference_to_nothing_is_found() {
    let victim = Victim::new();
    let found = victim.touched("DELETE FROM household WHERE id = 4");
    assert!(!found.references_ok);
    assert!(places(&found).contains(&"table coverage") && places(&found).contains(&"act 1, table household"));
}

#[test]
fn with_its_triggers_in_place_no_table_takes_an_edit_from_a_raw_connection() {
    let victim = Victim::new();
    let tx = book::connect(&victim.path, &victim.path, &victim.keys).unwrap();
    tx.connection.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    for table in
        crate::tables::ALL.iter().map(|table| table.name).chain(["act", "act_part", "seal", "meta", "schema_file"])
    {
        let filled: bool =
            tx.connection.query_row(&format!("SELECT EXISTS (SELECT 1 FROM {table})"), [], |row| row.get(0)).unwrap();
        let column: String = tx
            .connection
            .query_row(&format!("SELECT name FROM pragma_table_info('{table}') LIMIT 1"), [], |row| row.get(0))
            .unwrap();
        let triggers: i64 = tx
            .connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 AND sql LIKE '%RAISE(ABORT%'", [table], |row| row.get(0))
            .unwrap();
        assert!(triggers >= 2, "{table}");
        if filled {
            for sql in [
                format!("UPDATE {table} SET {column} = {column}"),
                format!("DELETE FROM {table}"),
                format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
            ] {
                assert!(tx.connection.execute_batch(&sql).is_err(), "{sql}");
            }
        }
    }
}

/// A ledger of which everything of the first two members was deleted by the seventh act.
fn deleted() -> Victim {
    let victim = Victim::new();
    let mut ledger = Ledger::open_with(&victim.path, &victim.path, &victim.keys).unwrap();
    let act = NewAct {
        at: Moment::new("2026-04-01T00:00:00Z").unwrap(),
        operator: "op".to_owned(),
        kind: "delete",
        on: day("2026-04-01"),
        subject: None,
        reason: None,
    };
    let gone = [MemberId(1), MemberId(2)].into();
    ledger.act::<(), crate::Error>(act, |entry| entry.delete(rules::retention::Kind::Member, &gone)).unwrap();
    assert!(ledger.sweep().unwrap());
    victim
}

#[test]
fn after_a_deletion_the_ledger_is_whole_and_every_touch_of_it_is_found() {
    let victim = deleted();
    let found = victim.touched("SELECT 1");
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    // Of each two members went a person, coverage, name and salt; the household's and the members' own rows stay.
    let (rows, wrote) = (ACTS * MEMBERS * 6 - 2 * 4, 2 + 4);
    assert_eq!((found.acts, found.rows), (ACTS + 1, rows + wrote));
    for (sql, place) in [
        // Whoever has an old copy puts a row back.
        ("INSERT INTO name VALUES (1, 'reported', '2026-04-01', 1, 5, 0, NULL, '名0', 'カナ')", "act 1, table name"),
        ("DELETE FROM name WHERE member = 3", "act 1, table name"),
        ("UPDATE name SET name = '別人' WHERE member = 3", "act 1, table name"),
        ("DELETE FROM gone WHERE member = 2", "act 7, table gone"),
        ("UPDATE gone SET member = 3 WHERE member = 2", "act 7, table gone"),
        ("DELETE FROM gone_part WHERE name = 'coverage'", "act 1, table coverage"),
        ("UPDATE gone_part SET content = zeroblob(32) WHERE name = 'person'", "act 7, table gone_part"),
        (
            "UPDATE gone_part SET rows = 3 WHERE name = 'person'; DELETE FROM person WHERE member = 3",
            "act 1, table person",
        ),
    ] {
        let found = victim.touched(sql);
        assert!(places(&found).contains(&place), "{sql}: {place} is not in {:?}", places(&found));
    }
}

/// Whoever has the key tries every four digits: the mark that stays must fit none of them, and did while the salt was there.
#[test]
fn what_four_digits_said_is_not_found_by_trying_once_they_are_deleted() {
    let victim = Victim::new();
    let mut ledger = Ledger::open_with(&victim.path, &victim.path, &victim.keys).unwrap();
    let new = |kind| NewAct {
        at: Moment::new("2026-04-01T00:00:00Z").unwrap(),
        operator: "op".to_owned(),
        kind,
        on: day("2026-04-01"),
        subject: None,
        reason: None,
    };
    let one = MemberId(1);
    let (act, ()) = ledger
        .act::<(), crate::Error>(new("import"), |entry| {
            let digits = rules::words::LastFour::new("4096").unwrap();
            entry.last_four(one, day("2026-04-01"), &crate::LastFourFact { digits, state: "not_sent".to_owned() })
        })
        .unwrap();
    let sealer = victim.keys.sealer();
    let fits = |ledger: &Ledger, salt: Option<[u8; 16]>| {
        let mut content = None;
        let read = ledger.tx().rows(crate::door::sql!("../acts/parts.sql"), &[], |row| {
            if row.int(0)? == act.0 && row.str(1)? == "last_four" {
                content = Some(row.bytes32(3)?);
            }
            Ok(())
        });
        read.unwrap();
        (0..10_000).any(|digits| {
            let mut mark = sealer.row("last_four");
            let digits = format!("{digits:04}");
            let line = crate::door::Val::I(1);
            let values = [1_i64.into(), "2026-04-01".into(), act.0.into(), line, false.into(), None::<&str>.into()];
            values.iter().for_each(|value| mark.value(value));
            [digits.as_str().into(), "not_sent".into()].iter().for_each(|value| mark.value(value));
            if let Some(salt) = &salt {
                mark.value(&crate::door::Val::B(salt));
            }
            Some(mark.done()) == content
        })
    };
    let salt = crate::deletion::salt(ledger.tx(), 1, "last_four").unwrap();
    assert!(salt.is_some() && fits(&ledger, salt));
    ledger
        .act::<(), crate::Error>(new("delete"), |entry| entry.delete(rules::retention::Kind::LastFour, &[one].into()))
        .unwrap();
    assert_eq!(crate::deletion::salt(ledger.tx(), 1, "last_four").unwrap(), None);
    assert!(!fits(&ledger, None));
}

#[test]
fn a_row_goes_only_while_the_act_is_open_that_says_so() {
    let victim = Victim::new();
    let raw = || {
        let tx = book::connect(&victim.path, &victim.path, &victim.keys).unwrap();
        tx.connection
            .execute_batch("PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE")
            .unwrap();
        tx
    };
    const OPEN: &str =
        "INSERT INTO act SELECT 7, at, operator, 'delete', on_day, subject, reason FROM act WHERE seq = 1;";
    let names = |sql: &str| {
        let tx = raw();
        tx.connection.execute_batch(sql).unwrap();
        let gone = |member: i64| tx.connection.execute("DELETE FROM name WHERE member = ?1", [member]).is_ok();
        [gone(1), gone(2)]
    };
    assert_eq!(names(""), [false, false], "without a word");
    assert_eq!(names(OPEN), [false, false], "by an act that says nothing");
    let said = format!("{OPEN} INSERT INTO gone VALUES (1, 'member', 7, 1);");
    assert_eq!(names(&said), [true, false], "by an act that says it of one");
    assert_eq!(names(&said.replace("'member'", "'last_four'")), [false, false], "of another kind");
    assert_eq!(names("INSERT INTO gone VALUES (1, 'member', 6, 1000);"), [false, false], "in the name of a closed act");
    let closed =
        "INSERT INTO seal SELECT 7, 0, content, (SELECT hash FROM seal WHERE act = 6), hash FROM seal WHERE act = 1;";
    assert_eq!(names(&format!("{said} {closed}")), [false, false], "when the act is closed");
    // And of looks: from the first on, never the last.
    let looks = |sql: &str, upto: i64| {
        let tx = raw();
        tx.connection.execute_batch(sql).unwrap();
        tx.connection
            .execute("DELETE FROM look_member WHERE look <= ?1", [upto])
            .and_then(|_| tx.connection.execute("DELETE FROM look WHERE seq <= ?1", [upto]))
            .is_ok()
    };
    let kept =
        |look: i64| format!("{OPEN} INSERT INTO gone_looks SELECT 7, 1, seq, act, hash FROM look WHERE seq = {look};");
    assert!(!looks(OPEN, 2));
    assert!(looks(&kept(2), 2) && !looks(&kept(2), 3));
    assert!(!looks(&kept(6), 6), "the last look stays");
}

#[test]
fn an_open_ledger_lets_no_statement_out_of_its_room() {
    let victim = Victim::new();
    let ledger = Ledger::open_with(&victim.path, &victim.path, &victim.keys).unwrap();
    let connection = &ledger.tx().connection;
    for sql in [
        "DROP TABLE name",
        "DROP TRIGGER name_no_update",
        "CREATE TABLE x (a)",
        "CREATE TEMP TABLE x (a)",
        "ALTER TABLE name RENAME TO nom",
        "ATTACH ':memory:' AS other",
        "UPDATE name SET name = ''",
        "DELETE FROM seal",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA writable_schema = ON",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA journal_mode = DELETE",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('x')",
        "VACUUM",
    ] {
        assert!(connection.execute_batch(sql).is_err(), "{sql}");
    }
    assert!(ledger.verify().unwrap().findings.is_empty());
}

/// A copy on which a raw connection ran statements, and what opening it gives; the file must stay as it was made.
fn opened_after(victim: &Victim, sql: &str) -> crate::Error {
    let copy = victim.folder.path().join("copy.daicho");
    std::fs::copy(&victim.path, &copy).unwrap();
    let tx = book::connect(&copy, &copy, &victim.keys).unwrap();
    without_triggers(&tx.connection, sql);
    drop(tx);
    let before = std::fs::read(&copy).unwrap();
    let error = Ledger::open_with(&copy, &copy, &victim.keys).unwrap_err();
    assert!(before == std::fs::read(&copy).unwrap(), "{sql}");
    assert_eq!(std::fs::read_dir(victim.folder.path()).unwrap().count(), 3, "{sql}");
    assert!(error.cannot_open());
    error
}

#[test]
fn a_newer_or_a_strange_ledger_is_refused_politely_and_left_as_it_is() {
    let victim = Victim::new();
    let newer = opened_after(&victim, "PRAGMA user_version = 99");
    assert!(matches!(newer, crate::Error::Newer { found: 99, .. }), "{newer}");
    assert!(newer.complaint().sentence.ja.contains("新しい版"));
    let strange = opened_after(&victim, "PRAGMA application_id = 7");
    assert!(matches!(strange, crate::Error::NotALedger(_)), "{strange}");
    for sql in [
        "PRAGMA user_version = 1",
        "UPDATE meta SET ledger = '00000000-0000-4000-8000-000000000000'",
        "UPDATE schema_file SET sha256 = replace(sha256, 'a', 'b') WHERE number = 2",
    ] {
        let damaged = opened_after(&victim, sql);
        assert!(matches!(damaged, crate::Error::Damaged { .. }), "{sql}: {damaged}");
    }
}

#[test]
fn what_another_process_left_in_the_journal_is_not_written_into_a_ledger_that_is_refused() {
    let victim = Victim::new();
    let tx = book::connect(&victim.path, &victim.path, &victim.keys).unwrap();
    tx.connection.execute_batch("PRAGMA user_version = 99").unwrap();
    // As if the process had been killed: its files as they are now.
    let (copy, journal) = (victim.folder.path().join("copy.daicho"), victim.folder.path().join("copy.daicho-wal"));
    std::fs::copy(&victim.path, &copy).unwrap();
    std::fs::copy(victim.path.with_extension("daicho-wal"), &journal).unwrap();
    drop(tx);
    let before = (std::fs::read(&copy).unwrap(), std::fs::read(&journal).unwrap());
    assert!(!before.1.is_empty());
    let newer = Ledger::open_with(&copy, &copy, &victim.keys).unwrap_err();
    assert!(matches!(newer, crate::Error::Newer { .. }), "{newer}");
    assert!(before == (std::fs::read(&copy).unwrap(), std::fs::read(&journal).unwrap()));
}

#[test]
fn the_settings_of_a_connection_stand() {
    let victim = Victim::new();
    let mut tx = book::connect(&victim.path, &victim.path, &victim.keys).unwrap();
    book::settle(&mut tx).unwrap();
    for (pragma, value) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("journal_size_limit", 67_108_864),
        ("wal_autocheckpoint", 1_000),
        ("auto_vacuum", 0),
        ("application_id", 0x4B45_4E50),
        ("user_version", i64::try_from(crate::tables::SCHEMA.len()).unwrap()),
    ] {
        // Without a map there is no size of it.
        let found: Option<i64> = tx.connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).ok();
        assert!(found == Some(value) || (found.is_none() && pragma == "mmap_size"), "{pragma}: {found:?}");
    }
    let mode: String = tx.connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    assert!(book::wait(0) && book::wait(5_000) && !book::wait(10_000), "half a minute");
    assert!(rusqlite::version_number() >= 3_051_003);
}
