//! Nine kinds of tampering with the journal of acts and with that of looks, by somebody who has the right key and writes past
//! the program. With the anchors that lie elsewhere every one is found, and the day on which it begins is named. Without
//! them a tail cut off, an old file put back and a chain made again with the key cannot be found: that is the control.

use std::path::{Path, PathBuf};

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use ledger::{
    Anchor, Coverage, Entry, Layer, Ledger, MemberId, Moment, Named, NewAct, NewLook, Passphrase, Person, Result,
};
use rules::calendar::Day;
use rules::words::{InsuredNumber, Kana, Name, Relation};
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use sha2::Sha256;
use tests::intruder;
use tests::program::run;

use crate::{Luck, control, each, every, figure, long};

const DAYS: i64 = 5;
/// Of each day: an enrolment of two people, a name, the close.
const ACTS: i64 = 3;
/// Of each day, before its close.
const LOOKS: i64 = 2;
const SECRET: &str = "見本の合言葉 for tests";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Edit,
    Delete,
    DeleteAndRenumber,
    Insert,
    Swap,
    CutTail,
    ChainWithoutKey,
    ChainWithKey,
    OldFile,
}

const KINDS: [Kind; 9] = [
    Kind::Edit,
    Kind::Delete,
    Kind::DeleteAndRenumber,
    Kind::Insert,
    Kind::Swap,
    Kind::CutTail,
    Kind::ChainWithoutKey,
    Kind::ChainWithKey,
    Kind::OldFile,
];

/// A society of five days, closed each evening.
struct Victim {
    folder: tempfile::TempDir,
    key: String,
    number: String,
    anchors: Vec<Anchor>,
}

fn day(of: i64) -> Day {
    "2026-04-01".parse::<Day>().expect("a day").plus_days(of - 1)
}

fn enrol(entry: &mut Entry<'_>, number: i64, on: Day) -> Result<MemberId> {
    let member = entry.add_member(&Person { born: Some(on.plus_days(-9_000)), sex: None })?;
    let coverage = Coverage {
        number: InsuredNumber::new("11", number.to_string(), "00"),
        employer: Some("E01".to_owned()),
        household: entry.household()?,
        relation: Relation::Insured,
        acquired: Some(on),
        lost: None,
        left: None,
        voluntary_until: None,
        received: None,
        staff_number: None,
    };
    entry.cover(member, on, &coverage)?;
    name(entry, member, on, "山田　太郎")?;
    Ok(member)
}

fn name(entry: &mut Entry<'_>, member: MemberId, on: Day, name: &str) -> Result<()> {
    entry.name(member, Layer::Reported, on, &Named { name: Name::new(name), kana: Kana::new("カナ") })
}

impl Victim {
    fn new() -> Victim {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.daicho");
        let passphrase = Passphrase::from(SECRET.to_owned());
        let at = |of: i64, minute: i64| Moment::new(&format!("{}T03:{minute:02}:00Z", day(of))).expect("a moment");
        let mut ledger = Ledger::create(&path, "desk", &passphrase, &at(1, 0)).expect("a ledger");
        let number = ledger.number().to_owned();
        let mut anchors = Vec::new();
        for of in 1..=DAYS {
            let act = |kind, minute| NewAct {
                at: at(of, minute),
                operator: "desk".to_owned(),
                kind,
                on: day(of),
                subject: Some("見本".to_owned()),
                reason: None,
            };
            let (_, members) = ledger
                .act::<_, ledger::Error>(act("import", 1), |entry| {
                    (0..2).map(|more| enrol(entry, of * 10 + more, day(of))).collect::<Result<Vec<_>>>()
                })
                .expect("an act");
            let renamed = members[0];
            ledger
                .act::<_, ledger::Error>(act("name", 2), |entry| name(entry, renamed, day(of), "山田　次郎"))
                .expect("an act");
            for look in 0..LOOKS {
                let new = NewLook { at: at(of, 3 + look), operator: "desk".to_owned(), kind: "show", subject: None };
                ledger.look::<_, ledger::Error>(new, || Ok(((), members.clone()))).expect("a look");
            }
            let (close, ()) = ledger.act::<_, ledger::Error>(act("close", 9), |_| Ok(())).expect("an act");
            anchors.push(ledger.anchor(close).expect("an anchor").expect("an anchor"));
            drop(ledger);
            std::fs::copy(&path, folder.path().join(format!("old.{of}"))).expect("a copy");
            ledger = Ledger::open(&path, &passphrase).expect("the ledger");
        }
        drop(ledger);
        let lines: String = anchors.iter().map(|anchor| format!("{}\n", anchor.text())).collect();
        std::fs::create_dir(folder.path().join("usb")).expect("a folder");
        std::fs::write(folder.path().join("usb/daicho.anchors"), lines).expect("the anchors");
        std::fs::write(folder.path().join("passphrase.txt"), SECRET).expect("a passphrase");
        let key = intruder::key(&path, SECRET);
        Victim { folder, key, number, anchors }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// The journal that is tampered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Journal {
    Acts,
    Looks,
}

impl Journal {
    fn all(self) -> i64 {
        DAYS * self.a_day()
    }

    fn a_day(self) -> i64 {
        if self == Journal::Acts { ACTS } else { LOOKS }
    }

    fn day_of(self, number: i64) -> Day {
        day((number - 1) / self.a_day() + 1)
    }
}

/// Every trigger out of the way, and put back as it was.
fn past_the_guards(raw: &Connection, does: impl FnOnce(&Raw<'_>)) {
    let mut statement = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").expect("triggers");
    let triggers: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect)
        .expect("the triggers");
    let mut statement = raw
        .prepare("SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name IN ('act', 'seq') AND m.name NOT LIKE 'look%' ORDER BY m.name = 'act', m.name")
        .expect("tables");
    let columns: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).and_then(Iterator::collect).expect("the tables");
    raw.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").expect("a transaction");
    for (name, _) in &triggers {
        raw.execute_batch(&format!("DROP TRIGGER {name}")).expect("a trigger");
    }
    does(&Raw { raw, columns });
    for (_, sql) in &triggers {
        raw.execute_batch(sql).expect("a trigger");
    }
    raw.execute_batch("COMMIT").expect("a transaction");
}

/// A ledger without guards, and the columns that bear an act's number.
struct Raw<'a> {
    raw: &'a Connection,
    columns: Vec<(String, String)>,
}

impl Raw<'_> {
    fn run(&self, sql: &str) {
        self.raw.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    fn columns(&self, journal: Journal) -> Vec<(String, String)> {
        let own = |table: &str, column: &str| (table.to_owned(), column.to_owned());
        match journal {
            Journal::Acts => self.columns.clone(),
            Journal::Looks => vec![own("look_member", "look"), own("look", "seq")],
        }
    }

    fn renumber(&self, journal: Journal, from: i64, to: i64) {
        for (table, column) in self.columns(journal) {
            self.run(&format!("UPDATE {table} SET {column} = {to} WHERE {column} = {from}"));
        }
    }

    fn delete(&self, journal: Journal, which: &str) {
        for (table, column) in self.columns(journal) {
            self.run(&format!("DELETE FROM {table} WHERE {column} {which}"));
        }
    }

    /// Makes the chain again from a number on, with a key.
    fn chain(&self, journal: Journal, from: i64, key: &[u8; 32], number: &str) {
        let purpose = if journal == Journal::Acts { "daicho audit chain 1" } else { "daicho audit looks 1" };
        let mut chain = [0; 32];
        Hkdf::<Sha256>::new(Some(number.as_bytes()), key).expand(purpose.as_bytes(), &mut chain).expect("32 bytes");
        let (fields, before, put) = match journal {
            Journal::Acts => (
                "SELECT a.seq, a.at, a.operator, a.kind, a.on_day, a.subject, a.reason, s.rows, s.content FROM act a JOIN seal s ON s.act = a.seq WHERE a.seq = ?1",
                "SELECT coalesce((SELECT hash FROM seal WHERE act = ?1 - 1), zeroblob(32))",
                "UPDATE seal SET prev = ?2, hash = ?3 WHERE act = ?1",
            ),
            Journal::Looks => (
                "SELECT seq, at, operator, kind, act, subject, everyone, members, content FROM look WHERE seq = ?1",
                "SELECT coalesce((SELECT hash FROM look WHERE seq = ?1 - 1), zeroblob(32))",
                "UPDATE look SET prev = ?2, hash = ?3 WHERE seq = ?1",
            ),
        };
        for seq in from..=journal.all() {
            let mut mark = <Hmac<Sha256> as KeyInit>::new_from_slice(&chain).expect("a key");
            let mut field = |kind: u8, bytes: &[u8]| {
                mark.update(&[&[kind][..], &(bytes.len() as u64).to_be_bytes(), bytes].concat());
            };
            let values: Vec<Value> = self
                .raw
                .query_row(fields, [seq], |row| (0..9).map(|at| row.get(at)).collect())
                .expect("an act or a look");
            for value in values {
                match value {
                    Value::Integer(number) => field(1, &number.to_be_bytes()),
                    Value::Text(text) => field(3, text.as_bytes()),
                    Value::Blob(bytes) => field(4, &bytes),
                    _ => field(0, &[]),
                }
            }
            let prev: Vec<u8> = self.raw.query_row(before, [seq], |row| row.get(0)).expect("a seal");
            field(4, &prev);
            let hash = mark.finalize().into_bytes().to_vec();
            self.raw.execute(put, params![seq, prev, hash]).expect("a seal");
        }
    }
}

/// Tampers with a copy; answers the number of the first act or look that is not as it was.
fn tampered(victim: &Victim, copy: &Path, kind: Kind, journal: Journal, luck: &mut Luck) -> i64 {
    let pick = |luck: &mut Luck, first: i64, last: i64| {
        first + i64::try_from(luck.below(usize::try_from(last - first + 1).expect("few"))).expect("few")
    };
    let all = journal.all();
    if kind == Kind::OldFile {
        let of = pick(luck, 1, DAYS - 1);
        std::fs::copy(victim.path(&format!("old.{of}")), copy).expect("an old file");
        return of * journal.a_day() + 1;
    }
    let raw = intruder::open_with(copy, &victim.key);
    let mut key = [0; 32];
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&victim.key[at * 2..at * 2 + 2], 16).expect("hex");
    }
    let n = pick(luck, 1, all);
    let (table, column) = if journal == Journal::Acts { ("act", "seq") } else { ("look", "seq") };
    let mut first = n;
    past_the_guards(&raw, |raw| {
        match (kind, journal) {
        (Kind::Edit, Journal::Acts) => match luck.below(7) {
            0 => raw.run(&format!("UPDATE act SET operator = 'sato' WHERE seq = {n}")),
            1 => raw.run(&format!("UPDATE act SET reason = '' WHERE seq = {n}")),
            2 => raw.run(&format!("UPDATE act SET on_day = date(on_day, '+1 day') WHERE seq = {n}")),
            3 => raw.run(&format!("UPDATE seal SET rows = rows + 1 WHERE act = {n}")),
            4 => raw.run(&format!("UPDATE seal SET hash = zeroblob(32) WHERE act = {n}")),
            more => {
                // A fact of a day: its enrolment wrote it.
                first = (n - 1) / ACTS * ACTS + 1;
                raw.run(&match more {
                    5 => format!("UPDATE name SET name = '鈴木　花子' WHERE act = {first}"),
                    _ => format!("UPDATE coverage SET number = '777' WHERE act = {first}"),
                });
            }
        },
        (Kind::Edit, Journal::Looks) => match luck.below(5) {
            0 => raw.run(&format!("UPDATE look SET operator = 'sato' WHERE seq = {n}")),
            1 => raw.run(&format!("UPDATE look SET members = members + 1 WHERE seq = {n}")),
            2 => raw.run(&format!("UPDATE look SET subject = 'x' WHERE seq = {n}")),
            3 => raw.run(&format!("DELETE FROM look_member WHERE look = {n} AND member % 2 = 0")),
            _ => raw.run(&format!(
                "UPDATE look_member SET member = (SELECT min(id) FROM member WHERE id NOT IN (SELECT member FROM look_member WHERE look = {n})) \
                 WHERE look = {n} AND member = (SELECT max(member) FROM look_member WHERE look = {n})"
            )),
        },
        (Kind::Delete | Kind::DeleteAndRenumber, _) => {
            // The last one taken away is a tail cut off.
            first = pick(luck, 1, all - 1);
            raw.delete(journal, &format!("= {first}"));
            if kind == Kind::DeleteAndRenumber {
                (first + 1..=all).for_each(|seq| raw.renumber(journal, seq, seq - 1));
            }
        }
        (Kind::Insert, _) => {
            (n..=all).rev().for_each(|seq| raw.renumber(journal, seq, seq + 1));
            raw.run(&match journal {
                Journal::Acts => format!(
                    "INSERT INTO act SELECT {n}, at, 'sato', kind, on_day, subject, reason FROM act WHERE seq = {n} + 1; \
                     INSERT INTO seal SELECT {n}, 0, content, prev, hash FROM seal WHERE act = {n} + 1"
                ),
                Journal::Looks => format!(
                    "INSERT INTO look SELECT {n}, at, 'sato', kind, act, subject, everyone, members, content, prev, hash FROM look WHERE seq = {n} + 1; \
                     INSERT INTO look_member SELECT {n}, member FROM look_member WHERE look = {n} + 1"
                ),
            });
        }
        (Kind::Swap, _) => {
            let other = (n + pick(luck, 1, all - 1) - 1) % all + 1;
            first = n.min(other);
            raw.renumber(journal, n, 1_000);
            raw.renumber(journal, other, n);
            raw.renumber(journal, 1_000, other);
        }
        (Kind::CutTail, Journal::Looks) => {
            // Often enough all of them.
            first = if luck.below(3) == 0 { 1 } else { n };
            raw.delete(journal, &format!(">= {first}"));
        }
        (Kind::CutTail, Journal::Acts) => {
            // Some days with all that was looked at in them and everybody's traces, or the last acts of the last day.
            let days = pick(luck, 1, DAYS + 1);
            first = if days < DAYS { days * ACTS + 1 } else { all - (DAYS + 1 - days) };
            raw.delete(Journal::Acts, &format!(">= {first}"));
            if days < DAYS {
                raw.delete(Journal::Looks, &format!("> {}", days * LOOKS));
                raw.run("DELETE FROM search_term WHERE member NOT IN (SELECT id FROM member)");
            }
        }
        (Kind::ChainWithoutKey | Kind::ChainWithKey, _) => {
            raw.run(&format!("UPDATE {table} SET operator = 'sato' WHERE {column} = {n}"));
            if kind == Kind::ChainWithoutKey {
                key[0] ^= 1;
            }
            raw.chain(journal, n, &key, &victim.number);
        }
        (Kind::OldFile, _) => {}
    }
    });
    first
}

/// What was found of one tampering.
struct Found {
    alone: bool,
    anchored: bool,
    named: Option<Day>,
}

fn found(victim: &Victim, copy: &Path) -> Found {
    // A ledger that will not open at all is found out too.
    let Ok(ledger) = Ledger::open(copy, &Passphrase::from(SECRET.to_owned())) else {
        return Found { alone: true, anchored: true, named: None };
    };
    let mut findings = ledger.verify().expect("an answer").findings;
    let alone = !findings.is_empty();
    findings.extend(ledger.hold_against(&victim.anchors).expect("an answer").findings);
    Found { alone, anchored: !findings.is_empty(), named: ledger.first_altered(&findings) }
}

#[test]
fn every_tampering_is_found_with_the_anchors_and_its_first_day_is_named() {
    let victim = Victim::new();
    let untouched = found(&victim, &victim.path("ledger.daicho"));
    assert!(!untouched.anchored && untouched.named.is_none(), "nothing is found where nothing was done");
    // Of each kind so many for the acts and for the looks.
    let seeds = if long() { 50_u64.div_ceil(every() as u64) } else { 2 };
    let jobs: Vec<(Kind, Journal, u64)> = KINDS
        .iter()
        .flat_map(|kind| [Journal::Acts, Journal::Looks].map(|journal| (*kind, journal)))
        .flat_map(|(kind, journal)| (0..seeds).map(move |seed| (kind, journal, seed)))
        .collect();
    let begun = Luck::seeded("tampering").0;
    let outcomes = std::sync::Mutex::new(Vec::new());
    let wrong = each(&jobs, |_, (kind, journal, seed)| {
        let mut luck = Luck(begun.wrapping_mul(1_000).wrapping_add(*seed));
        let place = format!("{kind:?} of {journal:?}, seed {seed}");
        let folder = victim.folder.path().join(place.replace(", ", " "));
        std::fs::create_dir_all(folder.join("usb")).expect("a folder");
        for file in ["ledger.daicho", "ledger.daicho.keys", "passphrase.txt", "usb/daicho.anchors"] {
            std::fs::copy(victim.path(file), folder.join(file)).expect("a copy");
        }
        let copy = folder.join("ledger.daicho");
        let first = tampered(&victim, &copy, *kind, *journal, &mut luck);
        let told = found(&victim, &copy);
        outcomes.lock().expect("a list").push((*kind, told.alone, told.anchored));
        assert!(told.anchored, "not found: {place}");
        // The earliest day on which it can have been: that of the one before, when the first itself has gone.
        let (earliest, day) = (journal.day_of((first - 1).max(1)), journal.day_of(first));
        assert!(
            told.named.is_some_and(|named| earliest <= named && named <= day),
            "{place}: {:?} of {day}, from {first} on",
            told.named
        );
        if *seed == 0 {
            let said = run(&folder, &["verify", "ledger.daicho", "--anchors", "usb", "--json"]).ends(1).json();
            assert_eq!(said["altered"].as_str(), told.named.map(|day| day.to_string()).as_deref(), "{place}: {said}");
        }
        std::fs::remove_dir_all(&folder).expect("a folder");
    });
    let outcomes = outcomes.into_inner().expect("a list");
    let mut controls_hold = true;
    for kind in KINDS {
        let of: Vec<_> = outcomes.iter().filter(|(one, ..)| *one == kind).collect();
        let count = |which: fn(&(Kind, bool, bool)) -> bool| of.iter().filter(|one| which(one)).count();
        let (alone, anchored) = (count(|one| one.1), count(|one| one.2));
        println!("{kind:?}: {anchored} of {} found with the anchors, {alone} without", of.len());
        if [Kind::CutTail, Kind::ChainWithKey, Kind::OldFile].contains(&kind) {
            controls_hold &= alone == 0;
            let what = match kind {
                Kind::CutTail => "a tail cut off is not seen without anchors",
                Kind::ChainWithKey => "a chain made again with the key is not seen without anchors",
                _ => "an old file put back is not seen without anchors",
            };
            control(what, of.len() - alone, of.len(), alone == 0);
        } else {
            assert_eq!(alone, of.len(), "{kind:?} shows in the chain itself");
        }
    }
    figure("tamperings", jobs.len());
    figure("tamperings unnoticed", outcomes.iter().filter(|one| !one.2).count());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(controls_hold, "without anchors these three cannot be found: else this test does not try them");
}
