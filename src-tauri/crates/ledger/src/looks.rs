//! 閲覧の記録: who was shown whom, when and in what.
//!
//! [`Ledger::look`] is the only way in which a person's data leave the ledger for a reader: what was read and the row that
//! tells of it are one transaction, so that without the row there are no data. Looks are a keyed chain of their own, beside
//! the journal of acts: looking changes nothing that is known of anybody.

use rules::calendar::Day;

use crate::acts::Moment;
use crate::book::Ledger;
use crate::deletion;
use crate::door::{Q, Row, Tx, Val, sql};
use crate::error::{Error, Result};
use crate::facts::{ActSeq, MemberId};
use crate::seal::{Seal, Sealer};
use crate::verify::{self, Clock, LISTED, Verification, finding};

/// A look about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLook {
    /// When.
    pub at: Moment,
    /// Who: an operator's code.
    pub operator: String,
    /// In what: `find`, `show`, `list`, `decide`, …
    pub kind: &'static str,
    /// Of what: a list's name, a batch's code, a file's seal; never a word that was typed.
    pub subject: Option<String>,
}

impl NewLook {
    fn fields(&self) -> (&Moment, &str, &str, Option<&str>) {
        (&self.at, &self.operator, self.kind, self.subject.as_deref())
    }
}

/// A look on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub operator: String,
    /// In what.
    pub kind: String,
    /// The last act that was known.
    pub act: ActSeq,
    /// Of what.
    pub subject: Option<String>,
    /// Everyone on record was shown.
    pub everyone: bool,
    /// How many were shown.
    pub members: i64,
}

/// Whom a look showed.
#[derive(Clone)]
pub(crate) enum Shown {
    Everyone(i64),
    Members(Vec<i64>),
}

impl Shown {
    fn count(&self) -> i64 {
        match self {
            Shown::Everyone(count) => *count,
            Shown::Members(members) => i64::try_from(members.len()).unwrap_or(i64::MAX),
        }
    }
}

impl Ledger {
    /// Reads what somebody is to be shown, and writes down whom that shows, in one transaction. When nobody is shown, nothing
    /// is written.
    ///
    /// # Errors
    /// Whatever `read` gives, or why the look could not be written; then nothing may be shown.
    pub fn look<T, E: From<Error>>(
        &self,
        look: NewLook,
        read: impl FnOnce() -> Result<(T, Vec<MemberId>), E>,
    ) -> Result<T, E> {
        let distinct = |members: Vec<MemberId>| {
            let mut members: Vec<i64> = members.into_iter().map(|member| member.0).collect();
            members.sort_unstable();
            members.dedup();
            members
        };
        if let Some(elsewhere) = self.aside() {
            let (read, members) = read()?;
            let members = distinct(members);
            if !members.is_empty() {
                self.look_aside(elsewhere, &look, &Shown::Members(members))?;
            }
            return Ok(read);
        }
        let transaction = self.begin()?;
        let (read, members) = read()?;
        let members = distinct(members);
        if !members.is_empty() {
            self.write_look(look.fields(), &Shown::Members(members), self.head()?.0.0)?;
            transaction.commit().map_err(|error| self.tx().error("commit", &error))?;
        }
        Ok(read)
    }

    /// Writes down that everyone on record is about to be shown.
    ///
    /// # Errors
    /// When it cannot be written; then nobody may be shown.
    pub fn look_at_everyone(&self, look: &NewLook) -> Result<()> {
        let count = i64::try_from(self.count_members()?).unwrap_or(i64::MAX);
        if let Some(elsewhere) = self.aside() {
            return if count > 0 { self.look_aside(elsewhere, look, &Shown::Everyone(count)) } else { Ok(()) };
        }
        let transaction = self.begin()?;
        let count = i64::try_from(self.count_members()?).unwrap_or(i64::MAX);
        if count > 0 {
            self.write_look(look.fields(), &Shown::Everyone(count), self.head()?.0.0)?;
            transaction.commit().map_err(|error| self.tx().error("commit", &error))?;
        }
        Ok(())
    }

    pub(crate) fn write_look(
        &self,
        (at, operator, kind, subject): (&Moment, &str, &str, Option<&str>),
        shown: &Shown,
        act: i64,
    ) -> Result<()> {
        let (last, prev) = look_head(self.tx())?;
        let seq = last + 1;
        let content = content(self.sealer(), shown);
        let mut fields = Fields {
            seq,
            at: at.text(),
            operator,
            kind,
            act,
            subject,
            everyone: matches!(shown, Shown::Everyone(_)),
            members: shown.count(),
            content,
            prev,
            hash: [0; 32],
        };
        fields.hash = fields.true_hash(self.sealer());
        let values = [
            Val::I(seq),
            fields.at.into(),
            fields.operator.into(),
            fields.kind.into(),
            Val::I(act),
            fields.subject.into(),
            fields.everyone.into(),
            Val::I(fields.members),
            Val::B(&fields.content),
            Val::B(&fields.prev),
            Val::B(&fields.hash),
        ];
        self.tx().exec(sql!("looks/add.sql"), &values)?;
        if let Shown::Members(members) = shown {
            for member in members {
                self.tx().exec(sql!("looks/add_member.sql"), &[Val::I(seq), Val::I(*member)])?;
            }
        }
        Ok(())
    }

    /// The number of the last look, and the head of the chain of looks; 0 and zeros when there is none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn look_head(&self) -> Result<(i64, [u8; 32])> {
        look_head(self.tx())
    }

    /// The looks of some days in Japan, the first and the last included, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn looks(&self, first: Day, last: Day) -> Result<Vec<Look>> {
        let (from, to) = (Moment::begin_of(first), Moment::begin_of(last.after()));
        self.tx().all(sql!("looks/between.sql"), &[from.text().into(), to.text().into()], read_look)
    }

    /// Who was shown in each look of a range of numbers, in their order; nobody in a look at everyone.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn looked_at(&self, first: i64, last: i64) -> Result<Vec<(i64, MemberId)>> {
        self.tx().all(sql!("looks/members.sql"), &[Val::I(first), Val::I(last)], |row| {
            Ok((row.int(0)?, MemberId(row.int(1)?)))
        })
    }

    /// Every look of some days that showed a member, those at everyone too.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn looks_at(&self, member: MemberId, first: Day, last: Day) -> Result<Vec<Look>> {
        let since = self.tx().one(sql!("looks/added_by.sql"), &[Val::I(member.0)], |row| row.int(0))?;
        let Some(since) = since else { return Ok(Vec::new()) };
        let (from, to) = (Moment::begin_of(first), Moment::begin_of(last.after()));
        let values = [Val::I(member.0), Val::I(since), from.text().into(), to.text().into()];
        self.tx().all(sql!("looks/at_member.sql"), &values, read_look)
    }

    /// The looks of a range of numbers, in their order.
    pub(crate) fn looks_of(&self, range: std::ops::RangeInclusive<i64>) -> Result<Vec<Look>> {
        self.tx().all(sql!("looks/range.sql"), &[Val::I(*range.start()), Val::I(*range.end())], read_look)
    }

    /// The head of the chain after a look; `None` when there is no such look.
    pub(crate) fn look_hash(&self, seq: i64) -> Result<Option<Seal>> {
        self.tx().one(sql!("looks/range.sql"), &[Val::I(seq), Val::I(seq)], |row| row.bytes32(10))
    }
}

/// The last look that was made before an act: its number, and the head of the chain after it.
pub(crate) fn before(tx: &Tx, act: ActSeq) -> Result<(i64, Seal)> {
    if !verify::has_looks(tx)? {
        return Ok((0, [0; 32]));
    }
    let found = head_by(tx, sql!("looks/before_act.sql"), &[Val::I(act.0)])?;
    // The one before it may have been deleted; of those that were, only the last is known.
    let (look, known, hash) = deletion::looks_head(tx)?;
    Ok(if found.0 == 0 && known < act.0 { (look, hash) } else { found })
}

fn look_head(tx: &Tx) -> Result<(i64, Seal)> {
    head_by(tx, sql!("looks/head.sql"), &[])
}

fn head_by(tx: &Tx, q: &'static Q, values: &[Val<'_>]) -> Result<(i64, Seal)> {
    Ok(tx.one(q, values, |row| Ok((row.int(0)?, row.bytes32(1)?)))?.unwrap_or((0, [0; 32])))
}

fn read_look(row: &Row<'_>) -> Result<Look> {
    Ok(Look {
        seq: row.int(0)?,
        at: row.word(1, Moment::new)?,
        operator: row.text(2)?,
        kind: row.text(3)?,
        act: ActSeq(row.int(4)?),
        subject: row.maybe_text(5)?,
        everyone: row.yes(6)?,
        members: row.int(7)?,
    })
}

/// Whom a look showed, sealed.
fn content(sealer: &Sealer, shown: &Shown) -> Seal {
    let mut mark = sealer.shown();
    match shown {
        Shown::Everyone(count) => mark.value(&Val::I(*count)),
        Shown::Members(members) => members.iter().for_each(|member| mark.value(&Val::I(*member))),
    }
    mark.done()
}

/// A look as it lies in the ledger.
struct Fields<'a> {
    seq: i64,
    at: &'a str,
    operator: &'a str,
    kind: &'a str,
    act: i64,
    subject: Option<&'a str>,
    everyone: bool,
    members: i64,
    content: Seal,
    prev: Seal,
    hash: Seal,
}

impl Fields<'_> {
    fn true_hash(&self, sealer: &Sealer) -> Seal {
        let mut mark = sealer.look();
        for value in [
            Val::I(self.seq),
            self.at.into(),
            self.operator.into(),
            self.kind.into(),
            Val::I(self.act),
            self.subject.into(),
            self.everyone.into(),
            Val::I(self.members),
            Val::B(&self.content),
            Val::B(&self.prev),
        ] {
            mark.value(&value);
        }
        mark.done()
    }
}

/// Checks the chain of looks, and whom each showed.
pub(crate) fn check(tx: &Tx, sealer: &Sealer, found: &mut Verification) -> Result<()> {
    let mut broken = Vec::new();
    let (deleted, _, head) = deletion::looks_head(tx)?;
    let (mut expected, mut prev) = (deleted + 1, head);
    let mut clock = Clock::of("閲覧の記録", "Look");
    let mut shown = tx.prepared(sql!("looks/members.sql"))?;
    let mut shown = shown.cursor(&[Val::I(i64::MIN), Val::I(i64::MAX)])?;
    shown.step()?;
    tx.rows(sql!("looks/range.sql"), &[Val::I(i64::MIN), Val::I(i64::MAX)], |row| {
        let seq = row.int(0)?;
        found.looks += 1;
        if seq != expected {
            broken.push(finding(
                format!("look {expected}"),
                "look_missing",
                format!("閲覧の記録 {expected} から {} までが欠けています。", seq - 1),
                format!("Looks {expected} to {} are missing.", seq - 1),
            ));
        }
        expected = seq + 1;
        clock.tick(seq, row.str(1)?, &mut found.remarks);
        let fields = Fields {
            seq,
            at: row.str(1)?,
            operator: row.str(2)?,
            kind: row.str(3)?,
            act: row.int(4)?,
            subject: row.maybe_str(5)?,
            everyone: row.yes(6)?,
            members: row.int(7)?,
            content: row.bytes32(8)?,
            prev: row.bytes32(9)?,
            hash: row.bytes32(10)?,
        };
        // Rows that belong to no look come before or between those of this one.
        let mut members = Vec::new();
        while let Some(member) = shown.current() {
            let of = member.int(0)?;
            if of > seq {
                break;
            }
            if of == seq {
                members.push(member.int(1)?);
            }
            if !shown.step()? {
                break;
            }
        }
        let whom = if fields.everyone { Shown::Everyone(fields.members) } else { Shown::Members(members) };
        if fields.prev != prev || fields.true_hash(sealer) != fields.hash {
            broken.push(finding(
                format!("look {seq}"),
                "look_broken",
                format!("閲覧の記録 {seq} の封が合いません。書き換えられています。"),
                format!("The seal of look {seq} does not fit: it was changed."),
            ));
        } else if whom.count() != fields.members || content(sealer, &whom) != fields.content {
            broken.push(finding(
                format!("look {seq}"),
                "look_tampered",
                format!("閲覧の記録 {seq} で示した方が書き換えられています。"),
                format!("Whom look {seq} showed was changed."),
            ));
        }
        prev = fields.hash;
        Ok(())
    })?;
    broken.truncate(LISTED);
    found.findings.append(&mut broken);
    Ok(())
}
