//! Is the ledger whole? Pages, references, the chain of acts, and the seal over everything each act wrote.
//!
//! What is wrong is an answer, not an error: each finding names the act and the table.

#[cfg(test)]
mod tampering;

use std::collections::BTreeMap;

use rules::calendar::Day;
use rules::words::{Complaint, Said, Weight};
use rusqlite::Connection;

use crate::acts::Moment;
use crate::book::Ledger;
use crate::deletion::{self, Salts};
use crate::door::{Q, Table, Tx, Val, sql};
use crate::error::{Error, Result};
use crate::parts::Hidden;
use crate::seal::{ActFields, Seal, Sealer, Sum};
use crate::{looks, tables};

/// What a check of the whole ledger found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Every page bears its seal and the trees are sound.
    pub pages_ok: bool,
    /// Every reference leads somewhere.
    pub references_ok: bool,
    /// How many acts were checked.
    pub acts: i64,
    /// How many rows were checked against the seals of their acts.
    pub rows: i64,
    /// How many looks were checked.
    pub looks: i64,
    /// The head of the chain.
    pub head: [u8; 32],
    /// What is wrong; empty when all is well.
    pub findings: Vec<Complaint>,
    /// What is remarkable and nobody's tampering: a clock that was set back or far ahead.
    pub remarks: Vec<Complaint>,
}

/// Dates of acts and looks, one after the other. Their order is that of their numbers, whatever the clock said; where the
/// clock cannot have run evenly, it is told.
pub(crate) struct Clock {
    ja: &'static str,
    en: &'static str,
    last: Option<Moment>,
}

/// So many seconds may an act be dated before the last one: programs work side by side, and a long one ends later.
const BACK: i64 = 5 * 60;
/// After so many seconds without an act the clock may have been set ahead.
const AHEAD: i64 = 40 * 86_400;

impl Clock {
    pub fn of(ja: &'static str, en: &'static str) -> Clock {
        Clock { ja, en, last: None }
    }

    /// The next date. One that is none is a matter of the seal.
    pub fn tick(&mut self, seq: i64, at: &str, remarks: &mut Vec<Complaint>) {
        let Some(at) = Moment::new(at) else { return };
        let since = self.last.as_ref().map_or(0, |last| last.seconds_until(&at));
        let (ja, en) = (self.ja, self.en);
        let told = if since < -BACK {
            Some((
                "clock_back",
                format!(
                    "{ja} {seq} の日時（{at}）が、一つ前の日時より前です。時計が戻されたか、進んでいた時計が直されました。"
                ),
                format!(
                    "{en} {seq} ({at}) is dated before the one before it: the clock was set back, or had been ahead."
                ),
            ))
        } else if AHEAD < since {
            Some((
                "clock_ahead",
                format!(
                    "{ja} {seq} の日時（{at}）が、一つ前の日時より40日を超えて後です。時計が進んでいるおそれがあります。"
                ),
                format!(
                    "{en} {seq} ({at}) is dated more than 40 days after the one before it: the clock may be ahead."
                ),
            ))
        } else {
            None
        };
        if let Some((code, ja, en)) = told.filter(|_| remarks.len() < LISTED) {
            remarks.push(Complaint {
                place: format!("{} {seq}", self.en.to_lowercase()),
                code,
                weight: Weight::Note,
                sentence: Said::new(ja, en),
                hint: Said::new(
                    "記録は番号の順で、失われたものはありません。この機械の日時を確かめてください。",
                    "The order is that of the numbers, and nothing is lost. Check the date and time of this machine.",
                ),
            });
        }
        self.last = Some(at);
    }
}

/// So many findings of one kind are listed; a ruined ledger has millions.
pub(crate) const LISTED: usize = 100;

/// Bytes of a ledger that is read in a few milliseconds.
const SMALL: u64 = 8 << 20;

static PAGES: Q = Q { name: "cipher_integrity_check", sql: "PRAGMA cipher_integrity_check" };
static TREES: Q = Q { name: "integrity_check", sql: "PRAGMA integrity_check(100)" };
static TREES_QUICKLY: Q = Q { name: "quick_check", sql: "PRAGMA quick_check(100)" };
static REFERENCES: Q = Q { name: "foreign_key_check", sql: "PRAGMA foreign_key_check" };
static VERSION: Q = Q { name: "user_version", sql: "PRAGMA user_version" };
static OBJECTS: Q = Q {
    name: "schema",
    sql: "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY type, name",
};

pub(crate) fn finding(place: String, code: &'static str, ja: String, en: String) -> Complaint {
    Complaint {
        place,
        code,
        weight: Weight::Refusal,
        sentence: Said::new(ja, en),
        hint: Said::new(
            "台帳を使うのを止め、最後に確かめた控えと見比べてください。",
            "Stop using the ledger and compare it with the last verified backup.",
        ),
    }
}

/// How much is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Every page, reference and seal; of each table only how many rows it has.
    Quick,
    /// Every row too.
    Whole,
}

/// Checks everything, or everything but the content of rows.
pub(crate) fn verify(tx: &Tx, sealer: &Sealer, depth: Depth) -> Result<Verification> {
    tx.reading(|| {
        let mut found = Verification {
            pages_ok: true,
            references_ok: true,
            acts: 0,
            rows: 0,
            looks: 0,
            head: [0; 32],
            findings: Vec::new(),
            remarks: Vec::new(),
        };
        pages(tx, depth, &mut found)?;
        objects(tx, &mut found)?;
        // On damaged pages the rest may not be readable; then that is the finding.
        let rest = references(tx, &mut found)
            .and_then(|()| chain(tx, sealer, depth, &mut found))
            .and_then(|()| unpublished(tx, &mut found))
            .and_then(|()| if has_looks(tx)? { looks::check(tx, sealer, &mut found) } else { Ok(()) });
        match rest {
            Err(Error::Damaged { what, .. }) => {
                found.pages_ok = false;
                found.findings.push(finding(
                    tx.path.display().to_string(),
                    "page_damaged",
                    format!("読めないところがあります({what})。"),
                    format!("Part of it cannot be read ({what})."),
                ));
            }
            other => other?,
        }
        Ok(found)
    })
}

impl Ledger {
    /// The first day on which an act or a look that the findings name was altered or taken: the earliest that it can have
    /// been, for a date may be altered too.
    #[must_use]
    pub fn first_altered(&self, findings: &[Complaint]) -> Option<Day> {
        let first = |what: &str| {
            let number = |place: &str| place.strip_prefix(what)?.split(',').next()?.parse::<i64>().ok();
            findings.iter().filter_map(|finding| number(&finding.place)).min()
        };
        // What cannot be read again does not tell its day.
        let act = first("act ").and_then(|seq| {
            let near = self.acts(seq - 1..=seq + 1).unwrap_or_default();
            earliest(seq, &near.iter().map(|act| (act.seq.0, act.at.day_in_japan())).collect::<Vec<_>>())
        });
        let look = first("look ").and_then(|seq| {
            let near = self.looks_of(seq - 1..=seq + 1).unwrap_or_default();
            let day = earliest(seq, &near.iter().map(|look| (look.seq, look.at.day_in_japan())).collect::<Vec<_>>());
            // Where none is left, the first may have been made as soon as there was a ledger.
            day.or_else(|| self.acts(1..=1).ok()?.first().map(|act| act.at.day_in_japan()))
        });
        act.into_iter().chain(look).min()
    }
}

/// The day of a number, held between those of its neighbours; the day of the one before where it is missing.
fn earliest(seq: i64, near: &[(i64, Day)]) -> Option<Day> {
    let day = |wanted: i64| near.iter().find(|(seq, _)| *seq == wanted).map(|(_, day)| *day);
    let (before, after) = (day(seq - 1), day(seq + 1));
    match day(seq) {
        Some(own) => {
            let own = after.map_or(own, |after| own.min(after));
            Some(before.map_or(own, |before| own.max(before)))
        }
        None => before.or(after),
    }
}

/// A copy from before looks were written down has no table for them; that one was taken away is seen before.
pub(crate) fn has_looks(tx: &Tx) -> Result<bool> {
    has_table(tx, "look")
}

/// Is there a table of this name? A copy of an older ledger has those of its time.
pub(crate) fn has_table(tx: &Tx, name: &str) -> Result<bool> {
    let mut has = false;
    tx.rows(&OBJECTS, &[], |row| {
        has |= row.str(0)? == "table" && row.str(1)? == name;
        Ok(())
    })?;
    Ok(has)
}

/// The pages that do not bear their seal. Another process may be writing a page back just now; a page that is damaged
/// stays so, and only what is found every time is a finding. A small ledger is read in less time than a process can be kept
/// from finishing a page, so it is read more often.
pub(crate) fn damaged_pages(tx: &Tx) -> Result<Vec<String>> {
    let ask = || tx.all(&PAGES, &[], |row| row.text(0));
    let bytes = std::fs::metadata(&tx.path).map_or(0, |data| data.len());
    let again = if bytes < SMALL { 60 } else { 2 };
    let mut damaged = ask()?;
    for _ in 0..again {
        if damaged.is_empty() {
            break;
        }
        std::thread::yield_now();
        let again = ask()?;
        damaged.retain(|page| again.contains(page));
    }
    Ok(damaged)
}

fn pages(tx: &Tx, depth: Depth, found: &mut Verification) -> Result<()> {
    let mut damaged = damaged_pages(tx)?;
    let trees = if depth == Depth::Whole { &TREES } else { &TREES_QUICKLY };
    match tx.all(trees, &[], |row| row.text(0)) {
        Ok(trees) => damaged.extend(trees.into_iter().filter(|line| line != "ok")),
        Err(Error::Damaged { what, .. }) => damaged.push(what),
        Err(other) => return Err(other),
    }
    found.pages_ok = damaged.is_empty();
    for what in damaged.into_iter().take(LISTED) {
        found.findings.push(finding(
            tx.path.display().to_string(),
            "page_damaged",
            format!("ページが壊れています({what})。"),
            format!("A page is damaged ({what})."),
        ));
    }
    Ok(())
}

/// Are the tables, indexes and triggers those that this program makes?
fn objects(tx: &Tx, found: &mut Verification) -> Result<()> {
    let here = match tx.all(&OBJECTS, &[], |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?))) {
        Ok(here) => here,
        Err(Error::Damaged { .. }) => return Ok(()),
        Err(other) => return Err(other),
    };
    let error = |error: &rusqlite::Error| tx.error("schema", error);
    let fresh = Connection::open_in_memory().map_err(|e| error(&e))?;
    // A copy of an older ledger has the tables of its time.
    let version = tx.one(&VERSION, &[], |row| row.int(0))?.and_then(|version| usize::try_from(version).ok());
    for file in tables::SCHEMA.iter().take(version.unwrap_or(usize::MAX)) {
        fresh.execute_batch(file).map_err(|e| error(&e))?;
    }
    let fresh = Tx {
        connection: fresh,
        path: tx.path.clone(),
        identity: None,
        broken: false.into(),
        hidden: None.into(),
        void: None.into(),
    };
    let expected = fresh.all(&OBJECTS, &[], |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)))?;
    for (kind, name, _) in expected.iter().filter(|object| !here.contains(object)) {
        found.findings.push(finding(
            format!("{kind} {name}"),
            "schema_changed",
            format!("{name} が取り除かれたか、書き換えられています。"),
            format!("{name} was taken away or changed."),
        ));
    }
    for (kind, name, _) in
        here.iter().filter(|object| !expected.iter().any(|known| known.0 == object.0 && known.1 == object.1))
    {
        found.findings.push(finding(
            format!("{kind} {name}"),
            "schema_changed",
            format!("{name} が付け加えられています。"),
            format!("{name} was added."),
        ));
    }
    Ok(())
}

fn references(tx: &Tx, found: &mut Verification) -> Result<()> {
    let mut broken: BTreeMap<(String, String), i64> = BTreeMap::new();
    tx.rows(&REFERENCES, &[], |row| {
        *broken.entry((row.text(0)?, row.text(2)?)).or_default() += 1;
        Ok(())
    })?;
    found.references_ok = broken.is_empty();
    for ((from, to), rows) in broken {
        found.findings.push(finding(
            format!("table {from}"),
            "reference_broken",
            format!("{from} の {rows} 行が、{to} にないものを指しています。"),
            format!("{rows} rows of {from} point to nothing in {to}."),
        ));
    }
    Ok(())
}

/// What an act says it wrote into one table.
struct Part {
    rows: i64,
    content: Seal,
}

fn chain(tx: &Tx, sealer: &Sealer, depth: Depth, found: &mut Verification) -> Result<()> {
    let mut said: BTreeMap<(i64, String), Part> = BTreeMap::new();
    tx.rows(sql!("acts/parts.sql"), &[], |row| {
        said.insert((row.int(0)?, row.text(1)?), Part { rows: row.int(2)?, content: row.bytes32(3)? });
        Ok(())
    })?;

    let mut expected = 1;
    let mut prev = [0; 32];
    let (mut broken, mut clock) = (Vec::new(), Clock::of("記録", "Act"));
    tx.rows(sql!("acts/range.sql"), &[Val::I(i64::MIN), Val::I(i64::MAX)], |row| {
        let seq = row.int(0)?;
        found.acts += 1;
        if seq != expected {
            broken.push(finding(
                format!("act {expected}"),
                "act_missing",
                format!("記録 {expected} から {} までが欠けています。", seq - 1),
                format!("Acts {expected} to {} are missing.", seq - 1),
            ));
        }
        expected = seq + 1;
        clock.tick(seq, row.str(1)?, &mut found.remarks);
        let fields = ActFields {
            at: row.str(1)?,
            operator: row.str(2)?,
            kind: row.str(3)?,
            on: row.str(4)?,
            subject: row.maybe_str(5)?,
            reason: row.maybe_str(6)?,
        };
        let (rows, content, before, hash) = (row.int(7)?, row.bytes32(8)?, row.bytes32(9)?, row.bytes32(10)?);
        let parts = || {
            said.range((seq, String::new())..(seq + 1, String::new())).map(|((_, name), part)| (name.as_str(), part))
        };
        let sealed = sealer.content(parts().map(|(name, part)| (name, part.rows, &part.content)));
        if before != prev || sealer.act(seq, &fields, rows, &content, &before) != hash {
            broken.push(finding(
                format!("act {seq}"),
                "chain_broken",
                format!("記録 {seq} の封が合いません。記録そのものが書き換えられています。"),
                format!("The seal of act {seq} does not fit: the journal itself was changed."),
            ));
        }
        if sealed != content || parts().map(|(_, part)| part.rows).sum::<i64>() != rows {
            broken.push(finding(
                format!("act {seq}, table act_part"),
                "tampered",
                format!("記録 {seq} の明細が書き換えられています。"),
                format!("The parts of act {seq} were changed."),
            ));
        }
        prev = hash;
        Ok(())
    })?;
    found.head = prev;
    for (q, ja, en) in [
        (sql!("acts/unsealed.sql"), "は封がありません", "has no seal"),
        (sql!("acts/orphans.sql"), "は封だけで、記録がありません", "is a seal without an act"),
    ] {
        tx.rows(q, &[], |row| {
            let seq = row.int(0)?;
            broken.push(finding(
                format!("act {seq}"),
                "chain_broken",
                format!("記録 {seq} {ja}。"),
                format!("Act {seq} {en}."),
            ));
            Ok(())
        })?;
    }
    broken.truncate(LISTED);
    found.findings.append(&mut broken);
    match depth {
        Depth::Whole => rows(tx, sealer, said, found),
        Depth::Quick => counts(tx, &said, found),
    }
}

/// Parts of imports that nothing published are nobody's tampering; a copy from before there were parts has none.
fn unpublished(tx: &Tx, found: &mut Verification) -> Result<()> {
    let parts = if has_table(tx, tables::PUBLISHED.name)? { Hidden::latest(tx)?.len() } else { 0 };
    if parts > 0 {
        found.remarks.push(Complaint {
            place: String::new(),
            code: "parts_unpublished",
            weight: Weight::Note,
            sentence: Said::new(
                format!("公開していない取込みの途中の記録が{parts}件あります。"),
                format!("{parts} acts are parts of imports that were not published."),
            ),
            hint: Said::new(
                "取込みを止めたか、いま取り込んでいるところです。だれにも見えず、何にも使いません。",
                "An import was stopped, or is being written. Nobody sees them, and nothing uses them.",
            ),
        });
    }
    Ok(())
}

/// The tables that acts write, as far as they are there: whether one was taken away is seen before.
fn here(tx: &Tx) -> Result<Vec<&'static Table>> {
    let mut names: Vec<String> = Vec::new();
    tx.rows(&OBJECTS, &[], |row| {
        if row.str(0)? == "table" {
            names.push(row.text(1)?);
        }
        Ok(())
    })?;
    Ok(tables::ALL.into_iter().filter(|table| names.iter().any(|name| name == table.name)).collect())
}

/// Counts the rows of every table and compares with what the acts say they wrote.
fn counts(tx: &Tx, said: &BTreeMap<(i64, String), Part>, found: &mut Verification) -> Result<()> {
    let gone = deletion::parts(tx)?;
    for table in here(tx)? {
        let here = tx.one(&table.count, &[], |row| row.int(0))?.unwrap_or(0);
        let gone: i64 = gone.iter().filter(|((_, name), _)| name == table.name).map(|(_, sum)| sum.rows).sum();
        let wrote: i64 = said.iter().filter(|((_, name), _)| name == table.name).map(|(_, part)| part.rows).sum();
        found.rows += here;
        let here = here + gone;
        if here != wrote {
            found.findings.push(finding(
                format!("table {}", table.name),
                "tampered",
                format!("{} に {wrote} 行書いたのに {here} 行あります。", table.name),
                format!("{wrote} rows were written into {} and {here} are there.", table.name),
            ));
        }
    }
    Ok(())
}

/// Reads every row again and compares with what the acts say they wrote.
fn rows(tx: &Tx, sealer: &Sealer, mut said: BTreeMap<(i64, String), Part>, found: &mut Verification) -> Result<()> {
    let mut wrong = Vec::new();
    let (gone, salty) = (deletion::parts(tx)?, has_table(tx, "salt")?);
    let mut salts: BTreeMap<&str, Salts> = BTreeMap::new();
    for table in here(tx)? {
        // What was deleted counts as if it were still there.
        let mut sums: BTreeMap<i64, Sum> =
            gone.iter().filter(|((_, name), _)| name == table.name).map(|((act, _), sum)| (*act, *sum)).collect();
        let salted = table.salted().filter(|_| salty);
        if let Some(kind) = salted.filter(|kind| !salts.contains_key(kind)) {
            salts.insert(kind, Salts::of_kind(tx, kind)?);
        }
        let salts = salted.and_then(|kind| salts.get(kind));
        tx.rows(&table.scan, &[], |row| {
            let mut mark = sealer.row(table.name);
            for at in 0..table.columns.len() {
                mark.read(row.value(at)?);
            }
            let act = row.int(table.act_at)?;
            if let Some(salts) = salts
                && let Some(salt) = salts.of(row.int(0)?, act)
            {
                mark.value(&Val::B(salt));
            }
            sums.entry(act).or_default().add(&mark.done());
            found.rows += 1;
            Ok(())
        })?;
        for (act, sum) in sums {
            let part = said.remove(&(act, table.name.to_owned()));
            if part.as_ref().is_some_and(|part| part.rows == sum.rows && part.content == sum.content()) {
                continue;
            }
            wrong.push((act, table.name.to_owned(), part.map_or(0, |part| part.rows), sum.rows));
        }
    }
    // What is left was written and is not there any more.
    wrong.extend(said.into_iter().map(|((act, name), part)| (act, name, part.rows, 0)));
    wrong.sort();
    for (act, table, wrote, reads) in wrong.into_iter().take(LISTED) {
        let (ja, en) = if wrote == reads {
            (format!("{reads} 行の中身か組み合わせが違います"), format!("the content of its {reads} rows differs"))
        } else {
            (
                format!("{wrote} 行書いたのに {reads} 行あります"),
                format!("{wrote} rows were written and {reads} are there"),
            )
        };
        found.findings.push(finding(
            format!("act {act}, table {table}"),
            "tampered",
            format!("記録 {act} が {table} に書いたものが書き換えられています({ja})。"),
            format!("What act {act} wrote into {table} was changed ({en})."),
        ));
    }
    Ok(())
}
