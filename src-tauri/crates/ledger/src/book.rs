//! The ledger itself: made, opened, asked, and written to by acts.

use std::collections::BTreeSet;
use std::ops::{ControlFlow, RangeInclusive};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rules::calendar::Day;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use zeroize::Zeroizing;

use crate::acts::{Act, Known, Moment, NewAct};
use crate::door::{Q, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::facts::{
    ActSeq, AddressKind, Addressed, Batch, BatchId, Coverage, Employer, Event, Fee, HouseholdId, ImportRow, Layer,
    MemberId, Myna, Named, PaperId, PaperLife, Recorded, SheetRow, Society, State, Undelivered,
};
use crate::keys::{self, Holder, Keys, NewSlot, Opener, Passphrase, RecoveryCode, Roll};
use crate::operators::{self, Bulk, Operator, Released};
use crate::parts::PART;
use crate::seal::{ActFields, Seal, Sealer, hex, sha256};
use crate::touched::Touched;
use crate::verify::{self, Verification};
use crate::{backup, codes, history, papers, place, search, society, tables, timeline};

/// `KENP`: what a ledger bears as its application_id.
const APPLICATION_ID: i64 = 0x4B45_4E50;
/// SQLite from this version on does not lose committed work when two processes write and checkpoint at once (WAL-reset).
const SQLITE_AT_LEAST: i32 = 3_051_003;
/// Bytes of a page.
pub(crate) const PAGE: u64 = 4096;
/// The first version that was ever given to anybody.
const FIRST_VERSION: usize = 6;
/// How long a writer waits for another.
const WAIT: Duration = Duration::from_secs(30);
/// How often it looks whether the other is done. `parts.rs` gives way for some times as long.
const LOOK_AGAIN: Duration = Duration::from_millis(3);
/// Statistics for the planner are looked after when an act wrote at least so many rows.
const OPTIMIZE_FROM: i64 = 1_000;

/// Writes back into the file what the journal holds.
static WRITE_BACK: Q = Q { name: "wal_checkpoint", sql: "PRAGMA wal_checkpoint(PASSIVE)" };

/// An open ledger.
///
/// Any number of processes may have it open; one writes at a time and the others wait. It is not shared between threads:
/// each opens its own.
pub struct Ledger {
    tx: Tx,
    sealer: Sealer,
    /// For [`Ledger::again`]. Zeroed when it is dropped.
    keys: Keys,
    /// Made by this very value, so that [`Ledger::discard`] may take it away again.
    fresh: bool,
    /// Where looks are written down while the ledger is open for reading only.
    aside: Option<PathBuf>,
    /// Shared with [`Ledger::again`].
    touched: Touched,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger").field("path", &self.tx.path).finish_non_exhaustive()
    }
}

impl Ledger {
    /// Makes a new ledger, and its key file (`….keys`) beside it, with a slot for the first operator.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] when either file is there already. Nothing is left behind on any error.
    pub fn create(path: &Path, operator: &str, passphrase: &Passphrase, at: &Moment) -> Result<Ledger> {
        if passphrase.is_empty() {
            return Err(Error::EmptyPassphrase(path.to_owned()));
        }
        if !operators::is_operator_code(operator) {
            return Err(Error::Refused("this cannot be an operator's code".to_owned()));
        }
        let whole = match place::whole(path) {
            Err(Error::Missing(_)) => {
                return Err(Error::NoFolder(path.parent().unwrap_or(path).to_owned()));
            }
            other => other?,
        };
        let key_file = keys::key_file(&whole);
        for taken in [&whole, &key_file] {
            if taken.symlink_metadata().is_ok() {
                return Err(Error::AlreadyExists(taken.clone()));
            }
        }
        place::local(&whole, path)?;
        let (keys, text) = Keys::create(path, operator, passphrase, at)?;
        let draft = draft_beside(&whole, &keys, "partial");
        if draft.symlink_metadata().is_ok() {
            return Err(Error::AlreadyExists(draft));
        }
        let made = make(&draft, path, &keys, at).and_then(|()| {
            // A ledger begins with random bytes. Once in some millions they look like a text or a spreadsheet, which would
            // not be opened as a ledger.
            while place::is_other_kind(&place::read(&draft, path, 16)?) {
                remove(&draft);
                make(&draft, path, &keys, at)?;
            }
            let key_draft = keys::key_file(&draft);
            place::make(&key_draft, path, text.as_bytes())?;
            // The key file first: without a ledger it is worthless, and a ledger without it would be lost.
            place::publish(&key_draft, &key_file, path)?;
            place::publish(&draft, &whole, path).inspect_err(|_| remove(&key_file))?;
            place::sync_folder(&whole);
            Ledger::open_with(&whole, path, &keys)
                .inspect_err(|_| with_companions(&whole).iter().for_each(|file| remove(file)))
        });
        if made.is_err() {
            with_companions(&draft).iter().for_each(|file| remove(file));
        }
        let mut ledger = made?;
        ledger.fresh = true;
        Ok(ledger)
    }

    /// Opens a ledger for whoever of its operators has this passphrase. Every page is checked before anything of it is
    /// shown.
    ///
    /// # Errors
    /// Names why it cannot be opened; the file is as before.
    pub fn open(path: &Path, passphrase: &Passphrase) -> Result<Ledger> {
        Ledger::open_as(path, Opener::Operator(None, passphrase))
    }

    /// Opens a ledger for an operator, the holder of the recovery code, or a run that nobody attends.
    ///
    /// # Errors
    /// Names why it cannot be opened; the file is as before.
    pub fn open_as(path: &Path, opener: Opener<'_>) -> Result<Ledger> {
        let (whole, length) = find(path)?;
        let keys = keys_of(&whole, path, opener)?;
        Ledger::open_found((&whole, length), path, &keys)
    }

    /// As [`Ledger::open_as`], of a ledger that was found and its keys.
    pub(crate) fn open_found((whole, length): (&Path, u64), path: &Path, keys: &Keys) -> Result<Ledger> {
        if length % PAGE != 0 || length == 0 {
            return Err(Error::Damaged { path: path.to_owned(), what: "it was cut short".to_owned() });
        }
        let ledger = match (Ledger::open_with(whole, path, keys), keys.with_key_before()) {
            // It was being written anew under another key, and that did not come to its end.
            (Err(Error::Damaged { .. }), Some(before)) => Ledger::open_with(whole, path, &before)?,
            (opened, _) => opened?,
        };
        Ok(ledger)
    }

    /// What there is to say of a ledger that is not there.
    #[must_use]
    pub fn missing_file(path: &Path) -> Error {
        if keys::key_file(path).is_file() { Error::Gone(path.to_owned()) } else { Error::Missing(path.to_owned()) }
    }

    /// Whose slots a ledger's key file has. Nothing is opened for that.
    ///
    /// # Errors
    /// When there is no such ledger, or its key file is missing or damaged.
    pub fn roll(path: &Path) -> Result<Roll> {
        let (whole, _) = find_to_read(path)?;
        Keys::roll(&keys::key_file(&whole), &keys::key_file(path))
    }

    /// As [`Ledger::roll`], of a ledger that may be damaged or gone.
    ///
    /// # Errors
    /// When its key file is missing or damaged.
    pub fn roll_beside(path: &Path) -> Result<Roll> {
        if !path.exists() && !keys::key_file(path).is_file() {
            return Err(Error::Missing(path.to_owned()));
        }
        Keys::roll(&keys::key_file(&place::whole(path)?), &keys::key_file(path))
    }

    /// Is this an operator's passphrase?
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when it is not; when the key file cannot be read.
    pub fn check_passphrase(&self, code: &str, passphrase: &Passphrase) -> Result<()> {
        let key_file = keys::key_file(&self.tx.path);
        Keys::open(&key_file, &key_file, Opener::Operator(Some(code), passphrase)).map(|_| ())
    }

    pub(crate) fn open_with(whole: &Path, shown: &Path, keys: &Keys) -> Result<Ledger> {
        Ledger::open_and(whole, shown, keys, backup::keep_before_change)
    }

    /// As [`Ledger::open_with`], of a ledger that has just been put back from a copy, which is kept.
    pub(crate) fn open_kept(whole: &Path, shown: &Path, keys: &Keys) -> Result<Ledger> {
        Ledger::open_and(whole, shown, keys, |_, _| Ok(()))
    }

    fn open_and(
        whole: &Path,
        shown: &Path,
        keys: &Keys,
        keep: impl FnOnce(&Path, &Keys) -> Result<()>,
    ) -> Result<Ledger> {
        // What another process left in the journal is not written back into a file that turns out not to be ours. Without
        // such a rest there is nothing to write back, and the close takes its own empty journal away.
        let rest = with_companions(whole)[1].metadata().is_ok_and(|journal| journal.len() > 0);
        let mut tx = connect(whole, shown, keys)?;
        set(&tx, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, rest)?;
        let found = identify(&tx, keys)?;
        if place::identity(whole) != tx.identity {
            return Err(Error::Replaced(shown.to_owned()));
        }
        settle(&mut tx)?;
        let mut damaged = verify::damaged_pages(&tx)?;
        if rest && !damaged.is_empty() {
            // A power cut may have torn a page while it was being written back; the journal still has it whole.
            tx.rows(&WRITE_BACK, &[], |_| Ok(()))?;
            damaged = verify::damaged_pages(&tx)?;
        }
        if let Some(first) = damaged.first() {
            return Err(Error::Damaged { path: shown.to_owned(), what: first.clone() });
        }
        if found < tables::SCHEMA.len() {
            keep(whole, keys)?;
            migrate(&tx)?;
        }
        let (sealer, touched) = (keys.sealer(), Touched::default());
        let mut ledger = Ledger { sealer, tx, keys: keys.clone(), fresh: false, aside: None, touched };
        ledger.check_head()?;
        set(&ledger.tx, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        close_the_door(&mut ledger.tx)?;
        if !search::is_current(&ledger.tx)? {
            ledger.write(search::make_again)?;
        }
        if ledger.is_unswept()? {
            // Whoever reads just now, or a disk that is full, only puts it off until the ledger is opened again.
            let _ = ledger.sweep();
        }
        Ok(ledger)
    }

    /// Another connection to the same ledger, for whoever reads while another writes. What was checked when it was opened
    /// is not checked again.
    ///
    /// # Errors
    /// When the file has gone, or cannot be opened any more.
    pub fn again(&self) -> Result<Ledger> {
        if let Some(aside) = &self.aside {
            return Ledger::reading(&self.tx.path, &self.tx.path, &self.keys, aside.clone());
        }
        let mut tx = connect(&self.tx.path, &self.tx.path, &self.keys)?;
        identify(&tx, &self.keys)?;
        settle(&mut tx)?;
        close_the_door(&mut tx)?;
        let (sealer, touched) = (self.keys.sealer(), self.touched.clone());
        Ok(Ledger { sealer, tx, keys: self.keys.clone(), fresh: false, aside: None, touched })
    }

    pub(crate) fn for_reading(mut tx: Tx, keys: &Keys, aside: PathBuf) -> Result<Ledger> {
        close_the_door(&mut tx)?;
        let (sealer, touched) = (keys.sealer(), Touched::default());
        Ok(Ledger { sealer, tx, keys: keys.clone(), fresh: false, aside: Some(aside), touched })
    }

    /// Was it opened for reading only?
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.aside.is_some()
    }

    pub(crate) fn aside(&self) -> Option<&Path> {
        self.aside.as_deref()
    }

    /// The last act must bear its seal: another journal, or another key, does not go unnoticed until the next check.
    fn check_head(&self) -> Result<()> {
        let (seq, hash) = self.head()?;
        if seq.0 == 0 {
            return Ok(());
        }
        let sealed = self.tx.one(sql!("acts/range.sql"), &[Val::I(seq.0), Val::I(seq.0)], |row| {
            let fields = ActFields {
                at: row.str(1)?,
                operator: row.str(2)?,
                kind: row.str(3)?,
                on: row.str(4)?,
                subject: row.maybe_str(5)?,
                reason: row.maybe_str(6)?,
            };
            Ok(self.sealer.act(seq.0, &fields, row.int(7)?, &row.bytes32(8)?, &row.bytes32(9)?))
        })?;
        if sealed != Some(hash) {
            // Not damage of the file: `verify` says in full what was changed, so the ledger opens.
            tracing::warn!(act = seq.0, "the last act does not bear its seal");
        }
        Ok(())
    }

    /// Takes a ledger that this value made, and that holds no act yet, off the disk again. Any other is only closed.
    pub fn discard(self) {
        let empty = self.head().is_ok_and(|(seq, _)| seq.0 == 0);
        let (fresh, path) = (self.fresh, self.tx.path.clone());
        drop(self);
        if fresh && empty {
            for file in with_companions(&path) {
                remove(&file);
            }
        }
    }

    pub(crate) fn tx(&self) -> &Tx {
        &self.tx
    }

    /// Whose secret opened it.
    #[must_use]
    pub fn holder(&self) -> &Holder {
        &self.keys.holder
    }

    /// The ledger's number, which is no secret.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.keys.ledger
    }

    /// A slot for the key file, to be put there by an act. Making it takes as long as a guess at it.
    ///
    /// # Errors
    /// When the machine has no random bytes or too little memory.
    pub fn slot(&self, holder: &Holder, secret: &Passphrase, at: &Moment) -> Result<NewSlot> {
        self.keys.slot(&self.tx.path, holder, secret, at)
    }

    /// A new recovery code and its slot: [`Holder::Unconfirmed`] until the code has been typed back.
    ///
    /// # Errors
    /// As [`Ledger::slot`].
    pub fn recovery_code(&self, at: &Moment) -> Result<(RecoveryCode, NewSlot)> {
        let code = RecoveryCode::create(&self.tx.path)?;
        let slot = self.slot(&Holder::Unconfirmed, code.secret(), at)?;
        Ok((code, slot))
    }

    /// A secret for the keychain of this machine, and its slot: whoever opens the ledger with it acts in the operator's name.
    ///
    /// # Errors
    /// As [`Ledger::slot`].
    pub fn keychain_secret(&self, operator: &str, at: &Moment) -> Result<(Zeroizing<String>, NewSlot)> {
        let code = RecoveryCode::create(&self.tx.path)?;
        let secret = code.text();
        let slot = self.slot(&Holder::Keychain(operator.to_owned()), &Passphrase::from(secret.to_string()), at)?;
        Ok((secret, slot))
    }

    /// The slot of a recovery code that was typed back.
    ///
    /// # Errors
    /// [`Error::RecoveryCodeMistyped`] when it is not the one that was printed last.
    pub fn recovery_typed_back(&self, code: &RecoveryCode, at: &Moment) -> Result<NewSlot> {
        self.keys.check_unconfirmed(&self.tx.path, code)?;
        self.slot(&Holder::Recovery, code.secret(), at)
    }

    /// Has somebody of this kind a slot?
    ///
    /// # Errors
    /// When the key file cannot be read.
    pub fn has_slot(&self, holder: &Holder) -> Result<bool> {
        self.keys.has(&self.tx.path, holder)
    }

    /// Makes the slot of whoever signed in anew when it is weaker than those that are made today.
    ///
    /// # Errors
    /// When the key file cannot be read or replaced; then it is as before.
    pub fn strengthen(&self, secret: &Passphrase, at: &Moment) -> Result<bool> {
        if !self.keys.is_weak(&self.tx.path)? {
            return Ok(false);
        }
        let slot = self.slot(&self.keys.holder, secret, at)?;
        let begun = self.begin()?;
        self.keys.put(&self.tx.path, slot)?;
        // It was held for its lock alone.
        drop(begun);
        Ok(true)
    }

    /// Every operator who was ever recorded, as known, by code.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn operators(&self, known: Known) -> Result<Vec<Operator>> {
        operators::operators(&self.tx, known)
    }

    /// Who prepared and who released a piece of work, or everything of a kind, as known, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn releases(&self, bulk: Bulk, subject: Option<&str>, known: Known) -> Result<Vec<Released>> {
        operators::releases(&self.tx, bulk, subject, known)
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Where the ledger lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.tx.path
    }

    /// Does an act: everything that `f` enters is written as a whole and sealed, or nothing is.
    ///
    /// # Errors
    /// Whatever `f` gives, or why the ledger could not be written; then nothing was.
    pub fn act<T, E: From<Error>>(
        &mut self,
        act: NewAct,
        f: impl FnOnce(&mut Entry<'_>) -> Result<T, E>,
    ) -> Result<(ActSeq, T), E> {
        self.act_upon(|_| Ok((act, ())), |entry, ()| f(entry))
    }

    /// As [`Ledger::act`], of what `judge` finds in the ledger once nobody else can write any more: all others wait for that
    /// too.
    ///
    /// # Errors
    /// Whatever `judge` or `f` gives, or why the ledger could not be written; then nothing was.
    pub fn act_upon<J, T, E: From<Error>>(
        &mut self,
        judge: impl FnOnce(&Ledger) -> Result<(NewAct, J), E>,
        f: impl FnOnce(&mut Entry<'_>, J) -> Result<T, E>,
    ) -> Result<(ActSeq, T), E> {
        // The log says how long it took when it ends.
        let span = tracing::info_span!("act", kind = tracing::field::Empty, seq = tracing::field::Empty).entered();
        let transaction = self.begin()?;
        let (act, judged) = judge(self)?;
        span.record("kind", act.kind);
        set(&self.tx, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        let (last, prev) = self.head()?;
        let seq = last.0 + 1;
        let on = act.on.to_string();
        let fields = ActFields::of(&act, &on);
        let values = [
            Val::I(seq),
            fields.at.into(),
            fields.operator.into(),
            fields.kind.into(),
            fields.on.into(),
            fields.subject.into(),
            fields.reason.into(),
        ];
        self.tx.exec(sql!("acts/open.sql"), &values)?;

        let mut entry = Entry::new(&self.tx, &self.sealer, &self.keys, seq, &act);
        let entered = f(&mut entry, judged)?;
        entry.settle()?;

        let (parts, whom) = entry.written();
        let publishes = parts.contains_key(tables::PUBLISHED.name);
        let mut rows = 0;
        let mut sealed: Vec<(&str, i64, Seal)> = Vec::with_capacity(parts.len());
        for (name, sum) in &parts {
            let content = sum.content();
            self.tx.exec(sql!("acts/part.sql"), &[Val::I(seq), (*name).into(), Val::I(sum.rows), Val::B(&content)])?;
            rows += sum.rows;
            sealed.push((name, sum.rows, content));
        }
        let content = self.sealer.content(sealed.iter().map(|(name, rows, content)| (*name, *rows, content)));
        let hash = self.sealer.act(seq, &fields, rows, &content, &prev);
        let values = [Val::I(seq), Val::I(rows), Val::B(&content), Val::B(&prev), Val::B(&hash)];
        self.tx.exec(sql!("acts/seal.sql"), &values)?;
        transaction.commit().map_err(|error| self.tx.error("commit", &error))?;
        self.touched.add(seq, whom);
        // Of an import in parts, once it is whole.
        if publishes || (rows >= OPTIMIZE_FROM && act.kind != PART) {
            // Statistics only: whether it works changes no answer, and another process may be writing.
            let _ = self.tx.connection.execute_batch("PRAGMA optimize");
        }
        span.record("seq", seq);
        Ok((ActSeq(seq), entered))
    }

    pub(crate) fn begin(&self) -> Result<Transaction<'_>> {
        if self.aside.is_some() {
            return Err(Error::ReadOnly(self.tx.path.clone()));
        }
        if self.tx.broken.get() {
            let what = "an earlier write failed; open the ledger again".to_owned();
            return Err(Error::Io { path: self.tx.path.clone(), what });
        }
        let begun = Transaction::new_unchecked(&self.tx.connection, TransactionBehavior::Immediate)
            .map_err(|error| self.tx.error("begin", &error))?;
        if place::identity(&self.tx.path) != self.tx.identity {
            return Err(Error::Replaced(self.tx.path.clone()));
        }
        Ok(begun)
    }

    /// Until the next act the ledger's own file stays as it is, byte for byte: what is looked at is written down in the journal
    /// beside it, and goes into the file with what is done next.
    ///
    /// # Errors
    /// When the ledger cannot be set so.
    pub fn leave_the_file(&self) -> Result<()> {
        set(&self.tx, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
    }

    /// Writes what is derived and belongs to no act.
    fn write(&self, f: impl FnOnce(&Tx) -> Result<()>) -> Result<()> {
        let transaction = self.begin()?;
        f(&self.tx)?;
        transaction.commit().map_err(|error| self.tx.error("commit", &error))
    }

    /// Makes the search index again from the facts.
    ///
    /// # Errors
    /// When the ledger cannot be written; then the index is as before.
    pub fn make_index_again(&mut self) -> Result<()> {
        self.write(search::make_again)
    }

    /// Everything that is known now.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn now_known(&self) -> Result<Known> {
        Ok(Known::after(self.head()?.0))
    }

    /// Whom the acts after one and up to another were about, in the order of their numbers; `None` when this program did not
    /// do all of them itself, or one may be about everyone: a policy, an import in parts, a deletion.
    #[must_use]
    pub fn touched(&self, after: Known, last: Known) -> Option<Vec<MemberId>> {
        self.touched.between(after.0, last.0)
    }

    /// Everybody who was ever of a household.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn ever_of_household(&self, household: HouseholdId) -> Result<Vec<MemberId>> {
        search::of_household(&self.tx, household)
    }

    /// What was known at a moment: every act up to the last one recorded at or before it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn known_at(&self, moment: &Moment) -> Result<Known> {
        let last = self.tx.one(sql!("acts/known_at.sql"), &[moment.text().into()], |row| row.int(0))?;
        Ok(Known(last.unwrap_or(0)))
    }

    /// One member on a day, as it was known; `None` when the member was not known then.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn state(&self, member: MemberId, on: Day, known: Known) -> Result<Option<State>> {
        let mut found = None;
        history::read(&self.tx, (member.0, member.0), on, known, &mut |state| {
            found = Some(state);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// Every member on a day, as it was known, in the order of their numbers, on one unchanging picture of the ledger.
    /// One member at a time is in memory.
    ///
    /// # Errors
    /// Whatever `each` gives, or when the ledger cannot be read.
    pub fn states(&self, on: Day, known: Known, each: &mut dyn FnMut(State) -> Result<ControlFlow<()>>) -> Result<()> {
        history::read(&self.tx, (i64::MIN, i64::MAX), on, known, each)
    }

    /// Steps through every row that [`Ledger::states`] reads, touching each value and making nothing of it; how many they
    /// are. What deciding all members costs is measured against this.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn read_facts(&self, known: Known) -> Result<u64> {
        history::step_through(&self.tx, known)
    }

    /// What the ledger recorded of a member, in the order of days; corrected and withdrawn rows too.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn timeline(&self, member: MemberId, known: Known) -> Result<Vec<Event>> {
        timeline::timeline(&self.tx, member, known)
    }

    /// Every coverage that the ledger recorded of a member, as known: those that were corrected since too.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn coverages(&self, member: MemberId, known: Known) -> Result<Vec<Recorded<Coverage>>> {
        timeline::coverages(&self.tx, member, known)
    }

    /// Everything that the ledger recorded of a member's マイナ保険証, as known: what was corrected since too.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn mynas(&self, member: MemberId, known: Known) -> Result<Vec<Recorded<Myna>>> {
        timeline::mynas(&self.tx, member, known)
    }

    /// Every name that the ledger recorded of a member in one layer, as known: those that were corrected since too.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn names(&self, member: MemberId, layer: Layer, known: Known) -> Result<Vec<Recorded<Named>>> {
        timeline::names(&self.tx, member, layer, known)
    }

    /// Every address of one kind that the ledger recorded of a member, likewise.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn addresses(&self, member: MemberId, kind: AddressKind, known: Known) -> Result<Vec<Recorded<Addressed>>> {
        timeline::addresses(&self.tx, member, kind, known)
    }

    /// One box: the members that fit, best first (exact before beginning before inside), at most `limit`.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn find(&self, query: &str, limit: usize) -> Result<Vec<MemberId>> {
        search::find(&self.tx, query, limit)
    }

    /// The members that ever had a number, in the order of their numbers. Keys are those of
    /// [`rules::words::InsuredNumber::part_key`].
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members_with_number(&self, symbol_key: Option<&str>, number_key: &str) -> Result<Vec<MemberId>> {
        search::with_number(&self.tx, symbol_key, number_key)
    }

    /// The members born on a day that ever had a name of that kana ([`rules::words::fold::kana_key`]).
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members_born_with_kana(&self, born: Day, kana_key: &str) -> Result<Vec<MemberId>> {
        search::born_with_kana(&self.tx, born, kana_key)
    }

    /// Everyone who has had more than one number, what unpublished parts of imports say included.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members_renumbered(&self) -> Result<Vec<MemberId>> {
        self.tx.all(sql!("members/renumbered.sql"), &[], |row| Ok(MemberId(row.int(0)?)))
    }

    /// Everyone who was ever recorded with a birth date.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members_born(&self, born: Day) -> Result<Vec<MemberId>> {
        search::born(&self.tx, born)
    }

    /// The management code of a member.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn code_of(&self, member: MemberId) -> Result<Option<String>> {
        self.tx.one(sql!("members/code.sql"), &[Val::I(member.0)], |row| row.text(0))
    }

    /// The member of a management code; `None` also for what is no such code.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn member_by_code(&self, code: &str) -> Result<Option<MemberId>> {
        let Some(code) = codes::tidy(code) else { return Ok(None) };
        search::by_code(&self.tx, &code)
    }

    /// The paper of a management code, and whose it is; `None` also for what is no such code.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn paper_by_code(&self, code: &str) -> Result<Option<(PaperId, MemberId)>> {
        let Some(code) = codes::tidy(code) else { return Ok(None) };
        self.tx.one(sql!("papers/by_code.sql"), &[Val::from(&code)], |row| {
            Ok((PaperId(row.int(0)?), MemberId(row.int(1)?)))
        })
    }

    /// The members of a household on a day, as it was known, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn household(&self, household: HouseholdId, on: Day, known: Known) -> Result<Vec<State>> {
        self.tx.reading(|| {
            let mut members = Vec::new();
            for member in search::of_household(&self.tx, household)? {
                let state = self.state(member, on, known)?;
                members.extend(state.filter(|it| it.coverage.as_ref().is_some_and(|it| it.household == household)));
            }
            Ok(members)
        })
    }

    /// How many members there are on record, of the past too.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn count_members(&self) -> Result<u64> {
        let count = self.tx.one(sql!("members/count.sql"), &[], |row| row.int(0))?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }

    /// The society as it was known, as of the latest day recorded.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn society(&self, known: Known) -> Result<Option<Society>> {
        society::society(&self.tx, known)
    }

    /// The day from which that society is recorded.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn society_from(&self, known: Known) -> Result<Option<Day>> {
        society::society_from(&self.tx, known)
    }

    /// The employers on a day, as they were known, by code; one that begins later stands there as it will be.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn employers(&self, on: Day, known: Known) -> Result<Vec<Employer>> {
        society::employers(&self.tx, on, known)
    }

    /// The last day from which something is recorded of an employer; `None` for a code that no employer has had.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn employer_from(&self, code: &str, known: Known) -> Result<Option<Day>> {
        society::employer_from(&self.tx, code, known)
    }

    /// Was anybody ever insured through this employer?
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn insured_through(&self, code: &str) -> Result<bool> {
        search::insured_through(&self.tx, code)
    }

    /// The policies, as the TOML text that was recorded last, as it was known.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn policy_text(&self, known: Known) -> Result<Option<String>> {
        society::policy_text(&self.tx, known)
    }

    /// Every layout on record, the first one first: the seal of its text, the act that recorded it, its name.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn layouts(&self, known: Known) -> Result<Vec<(String, ActSeq, String)>> {
        society::layouts(&self.tx, known)
    }

    /// A layout's name and text, by the seal of the text.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn layout(&self, sha256: &str) -> Result<Option<(String, String)>> {
        society::layout(&self.tx, sha256)
    }

    /// A batch.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch(&self, id: BatchId) -> Result<Option<Batch>> {
        Ok(papers::batches(&self.tx, id.0, id.0)?.pop())
    }

    /// The batch of a management code; `None` also for what is no such code.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_by_code(&self, code: &str) -> Result<Option<Batch>> {
        papers::batch_by_code(&self.tx, code)
    }

    /// Every batch, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batches(&self) -> Result<Vec<Batch>> {
        papers::batches(&self.tx, i64::MIN, i64::MAX)
    }

    /// How far each batch is that is not posted: to be printed, printed, or taken back (void).
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_lives(&self) -> Result<Vec<(BatchId, PaperLife)>> {
        papers::batch_lives(&self.tx)
    }

    /// How far one batch is, likewise; `None` when it is posted.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_life(&self, batch: BatchId) -> Result<Option<PaperLife>> {
        papers::batch_life(&self.tx, batch)
    }

    /// The sheets of a batch that were spoiled and printed once more, and which copy each was, from 2.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn reprints(&self, batch: BatchId) -> Result<Vec<(i64, i64)>> {
        papers::reprints(&self.tx, batch)
    }

    /// As [`Ledger::reprints`], only what was printed before an act; without one all of it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn reprints_before(&self, batch: BatchId, act: Option<ActSeq>) -> Result<Vec<(i64, i64)>> {
        papers::reprints_before(&self.tx, batch, act)
    }

    /// Since when a batch is closed.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_closed(&self, batch: BatchId) -> Result<Option<Day>> {
        papers::closed(&self.tx, batch)
    }

    /// The papers that the post brought back and that lie here: whose, which, since when, and for which reason.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn undelivered(&self) -> Result<Vec<Undelivered>> {
        papers::undelivered(&self.tx)
    }

    /// Of whom mail ever came back, whether or not the address is mended since.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn doubted(&self) -> Result<Vec<MemberId>> {
        self.tx.all(sql!("members/doubted.sql"), &[], |row| Ok(MemberId(row.int(0)?)))
    }

    /// Who is shielded at this moment, whatever day or moment is looked at.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn shielded(&self) -> Result<BTreeSet<MemberId>> {
        let members = self.tx.all(sql!("members/shielded.sql"), &[], |row| Ok(MemberId(row.int(0)?)))?;
        Ok(members.into_iter().collect())
    }

    /// The sheets of a batch, in the order of printing.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn sheets(&self, batch: BatchId) -> Result<Vec<SheetRow>> {
        papers::sheets(&self.tx, batch)
    }

    /// The fees of a member, as known: of each application the last word.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn fees(&self, member: MemberId, known: Known) -> Result<Vec<Fee>> {
        papers::fees(&self.tx, member, known)
    }

    /// Every import, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn imports(&self) -> Result<Vec<ImportRow>> {
        papers::imports(&self.tx, sql!("imports/all.sql"), &[])
    }

    /// The imports of a file with these very bytes, the first one first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn imports_with_sha(&self, sha256: &str) -> Result<Vec<ImportRow>> {
        papers::imports(&self.tx, sql!("imports/by_sha.sql"), &[sha256.into()])
    }

    /// The imports of files with the same headers, the first one first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn imports_with_headers(&self, headers: &str) -> Result<Vec<ImportRow>> {
        papers::imports(&self.tx, sql!("imports/by_headers.sql"), &[headers.into()])
    }

    /// The acts of a range, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn acts(&self, range: RangeInclusive<i64>) -> Result<Vec<Act>> {
        acts(&self.tx, range)
    }

    /// The acts that were done on some days in Japan, the first and the last included, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn acts_between(&self, first: Day, last: Day) -> Result<Vec<Act>> {
        let (from, to) = (Moment::begin_of(first), Moment::begin_of(last.after()));
        let range = self.tx.one(sql!("acts/between.sql"), &[from.text().into(), to.text().into()], |row| {
            Ok(row.maybe_int(0)?.zip(row.maybe_int(1)?))
        })?;
        // A clock that was set back leaves others between them.
        let within = |act: &Act| from <= act.at && act.at < to;
        match range.flatten() {
            Some((first, last)) => Ok(self.acts(first..=last)?.into_iter().filter(within).collect()),
            None => Ok(Vec::new()),
        }
    }

    /// Every act of a kind, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn acts_of_kind(&self, kind: &str) -> Result<Vec<Act>> {
        let acts = self.tx.all(sql!("acts/of_kind.sql"), &[kind.into()], |row| row.int(0))?;
        let mut found = Vec::with_capacity(acts.len());
        for seq in acts {
            found.extend(self.acts(seq..=seq)?);
        }
        Ok(found)
    }

    /// The last act of a kind; `None` when there was none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_of_kind(&self, kind: &str) -> Result<Option<Act>> {
        let seq = self.tx.one(sql!("acts/last_of_kind.sql"), &[kind.into()], |row| row.maybe_int(0))?.flatten();
        let Some(seq) = seq else { return Ok(None) };
        Ok(self.acts(seq..=seq)?.into_iter().next())
    }

    /// The last act and the head of the chain; act 0 and zeros when there is none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn head(&self) -> Result<(ActSeq, [u8; 32])> {
        let head = self.tx.one(sql!("acts/head.sql"), &[], |row| Ok((ActSeq(row.int(0)?), row.bytes32(1)?)))?;
        Ok(head.unwrap_or((ActSeq(0), [0; 32])))
    }

    /// Checks everything: every page, tree and reference, the chain of acts, and what each act wrote.
    ///
    /// # Errors
    /// When the ledger cannot be read at all; what is wrong inside it is an answer.
    pub fn verify(&self) -> Result<Verification> {
        verify::verify(&self.tx, &self.sealer, verify::Depth::Whole)
    }

    pub(crate) fn sealer(&self) -> &Sealer {
        &self.sealer
    }
}

/// The acts of a range, in their order.
pub(crate) fn acts(tx: &Tx, range: RangeInclusive<i64>) -> Result<Vec<Act>> {
    tx.all(sql!("acts/range.sql"), &[Val::I(*range.start()), Val::I(*range.end())], |row| {
        Ok(Act {
            seq: ActSeq(row.int(0)?),
            at: row.word(1, Moment::new)?,
            operator: row.text(2)?,
            kind: row.text(3)?,
            on: row.day(4)?,
            subject: row.maybe_text(5)?,
            reason: row.maybe_text(6)?,
            rows: row.int(7)?,
            hash: row.bytes32(10)?,
        })
    })
}

/// The keys of a ledger, for whoever opens it.
pub(crate) fn keys_of(whole: &Path, path: &Path, opener: Opener<'_>) -> Result<Keys> {
    let (key_file, shown) = (keys::key_file(whole), keys::key_file(path));
    Keys::open(&key_file, &shown, opener).map_err(|error| match error {
        Error::WrongPassphrase(_) => Error::WrongPassphrase(path.to_owned()),
        Error::NoSuchOperator { code, .. } => Error::NoSuchOperator { path: path.to_owned(), code },
        other => other,
    })
}

/// The whole path of a ledger and its length, once it is sure that it may lie there and can be written.
pub(crate) fn find(path: &Path) -> Result<(PathBuf, u64)> {
    let found = find_to_read(path)?;
    place::writable(&found.0, path)?;
    Ok(found)
}

/// As [`find`], of a ledger that is only read.
pub(crate) fn find_to_read(path: &Path) -> Result<(PathBuf, u64)> {
    let whole = match place::whole(path) {
        Err(Error::Missing(_)) => return Err(Error::Missing(path.to_owned())),
        other => other?,
    };
    let found = whole.symlink_metadata().map_err(|error| match place::io(path, &error) {
        Error::Missing(_) => Ledger::missing_file(path),
        other => other,
    })?;
    if found.is_file() {
        let head = place::read(&whole, path, 16)?;
        let alone = keys::key_file(&whole).symlink_metadata().is_err();
        // A file of no bytes beside a key file was a ledger.
        let other = place::is_other_kind(&head) && (alone || found.len() > 0);
        if other || (alone && found.len() % PAGE != 0) {
            return Err(Error::NotALedger(path.to_owned()));
        }
    }
    place::local(&whole, path)?;
    place::private(&whole, path)?;
    Ok((whole, found.len()))
}

/// A name for the ledger while it is being made or written anew, in the same folder.
pub(crate) fn draft_beside(whole: &Path, keys: &Keys, why: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(whole.file_name().unwrap_or_default());
    name.push(format!(".{why}-{}", &keys.ledger[..8]));
    whole.with_file_name(name)
}

pub(crate) fn remove(path: &Path) {
    // Nothing was promised about a file that is being taken away.
    let _ = std::fs::remove_file(path);
}

/// A ledger's file and everything that can lie beside it.
pub(crate) fn with_companions(path: &Path) -> [PathBuf; 5] {
    ["", "-wal", "-shm", "-journal", ".keys"].map(|suffix| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}

/// Makes the file and its tables, closed again and on the disk.
fn make(draft: &Path, shown: &Path, keys: &Keys, at: &Moment) -> Result<()> {
    place::make(draft, shown, &[])?;
    let mut tx = connect(draft, shown, keys)?;
    tx.connection
        .execute_batch("PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8';")
        .map_err(|error| tx.error("make", &error))?;
    settle(&mut tx)?;
    let run = |sql: &str| tx.connection.execute_batch(sql).map_err(|error| tx.error("make", &error));
    let transaction = Transaction::new_unchecked(&tx.connection, TransactionBehavior::Immediate)
        .map_err(|error| tx.error("begin", &error))?;
    for (number, file) in (1..).zip(tables::SCHEMA) {
        run(file)?;
        tx.exec(sql!("acts/schema_file.sql"), &[Val::I(number), Val::T(sha256(file.as_bytes()).into())])?;
    }
    tx.exec(sql!("acts/meta.sql"), &[Val::from(&keys.ledger), at.text().into()])?;
    search::set_version(&tx)?;
    // Makes the tables of statistics, so that nothing later needs to create one.
    run("ANALYZE")?;
    run(&format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {}", tables::SCHEMA.len()))?;
    transaction.commit().map_err(|error| tx.error("commit", &error))?;
    let Tx { connection, path, .. } = tx;
    connection.close().map_err(|(_, error)| Error::Io { path: path.clone(), what: error.to_string() })?;
    let file = std::fs::File::open(draft).map_err(|error| place::io(shown, &error))?;
    file.sync_all().map_err(|error| place::io(shown, &error))
}

/// Opens a connection and gives it the key. The file exists already: SQLite makes none.
pub(crate) fn connect(whole: &Path, shown: &Path, keys: &Keys) -> Result<Tx> {
    assert!(
        rusqlite::version_number() >= SQLITE_AT_LEAST,
        "this SQLite loses committed work in WAL mode (WAL-reset); 3.51.3 is the first without the fault"
    );
    connect_as(OpenFlags::SQLITE_OPEN_READ_WRITE, whole, shown, keys)
}

/// As [`connect`], for reading only.
pub(crate) fn connect_to_read(whole: &Path, shown: &Path, keys: &Keys) -> Result<Tx> {
    connect_as(OpenFlags::SQLITE_OPEN_READ_ONLY, whole, shown, keys)
}

fn connect_as(how: OpenFlags, whole: &Path, shown: &Path, keys: &Keys) -> Result<Tx> {
    connect_at(whole, how, whole, shown, keys)
}

fn connect_at(at: &Path, how: OpenFlags, whole: &Path, shown: &Path, keys: &Keys) -> Result<Tx> {
    // Asked before the file is opened: one that takes its place after that is noticed before anything is written.
    let identity = place::identity(whole);
    let flags = how | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(at, flags).map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly) => Error::ReadOnly(shown.to_owned()),
        _ => Error::Io { path: shown.to_owned(), what: error.to_string() },
    })?;
    let tx = Tx {
        connection,
        path: whole.to_owned(),
        identity,
        broken: false.into(),
        hidden: None.into(),
        void: None.into(),
    };
    let run = |sql: &str| tx.connection.execute_batch(sql).map_err(|error| tx.error("key", &error));
    // SQLCipher otherwise writes to standard error what every error says anyway.
    run("PRAGMA cipher_log_level = NONE")?;
    run(&key_pragma("key", &keys.data_key))?;
    Ok(tx)
}

/// As [`connect_to_read`], of a file beside which nothing can be made and that nobody changes.
pub(crate) fn connect_to_immutable(whole: &Path, shown: &Path, keys: &Keys) -> Result<Tx> {
    // In a URI these letters mean something else; the path is whole, so it is no other URI.
    let mut uri = String::from("file:");
    for letter in whole.to_str().ok_or_else(|| Error::NotALedger(shown.to_owned()))?.chars() {
        match letter {
            '%' | '?' | '#' => uri.push_str(&format!("%{:02X}", u32::from(letter))),
            plain => uri.push(plain),
        }
    }
    uri.push_str("?immutable=1");
    let how = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    connect_at(Path::new(&uri), how, whole, shown, keys)
}

/// Says the key to SQLCipher, or another one from now on (`rekey`).
pub(crate) fn key_pragma(pragma: &str, key: &[u8; 32]) -> Zeroizing<String> {
    let mut said = Zeroizing::new(String::with_capacity(96));
    said.push_str("PRAGMA ");
    said.push_str(pragma);
    said.push_str(" = \"x'");
    said.push_str(&Zeroizing::new(hex(key)));
    said.push_str("'\"");
    said
}

/// The settings of every connection, after the key. Their order matters (reliability, section 4.1).
pub(crate) fn settle(tx: &mut Tx) -> Result<()> {
    tx.connection.busy_handler(Some(wait)).map_err(|error| tx.error("settings", &error))?;
    let error = |error: rusqlite::Error| tx.error("settings", &error);
    let connection = &tx.connection;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(error)?;
    if mode != "wal" {
        return Err(Error::ReadOnly(tx.path.clone()));
    }
    settle_to_read(tx)
}

/// As [`settle`], where nothing is written.
pub(crate) fn settle_to_read(tx: &Tx) -> Result<()> {
    let error = |error: rusqlite::Error| tx.error("settings", &error);
    let connection = &tx.connection;
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL;
             PRAGMA fullfsync = ON;
             PRAGMA foreign_keys = ON;
             PRAGMA recursive_triggers = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA cell_size_check = ON;
             PRAGMA mmap_size = 0;
             PRAGMA secure_delete = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA journal_size_limit = 67108864;
             PRAGMA wal_autocheckpoint = 1000;
             PRAGMA cache_size = -65536;",
        )
        .map_err(error)?;
    set(tx, DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    for off in [
        DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA,
        DbConfig::SQLITE_DBCONFIG_DQS_DDL,
        DbConfig::SQLITE_DBCONFIG_DQS_DML,
        DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA,
    ] {
        set(tx, off, false)?;
    }
    for (limit, at_most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 4_194_304),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 200),
    ] {
        connection.set_limit(limit, at_most).map_err(error)?;
    }
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Waits for another writer, and tells when it was too long. The engine's own wait looks after the lock less and less often,
/// and whoever writes much would get it nearly every time.
pub(crate) fn wait(times: i32) -> bool {
    std::thread::park_timeout(LOOK_AGAIN);
    LOOK_AGAIN * times.unsigned_abs() < WAIT
}

pub(crate) fn set(tx: &Tx, config: DbConfig, value: bool) -> Result<()> {
    tx.connection.set_db_config(config, value).map(|_| ()).map_err(|error| tx.error("settings", &error))
}

/// Is this a ledger, of a version that this program knows, and the one of the key file? Answers the version.
pub(crate) fn identify(tx: &Tx, keys: &Keys) -> Result<usize> {
    let number = |pragma: &str| -> Result<i64> {
        tx.connection.query_row(pragma, [], |row| row.get(0)).map_err(|error| tx.error("identity", &error))
    };
    // A wrong key shows here.
    number("SELECT count(*) FROM sqlite_schema")?;
    if number("PRAGMA application_id")? != APPLICATION_ID {
        return Err(Error::NotALedger(tx.path.clone()));
    }
    let (found, known) = (number("PRAGMA user_version")?, i64::try_from(tables::SCHEMA.len()).unwrap_or(i64::MAX));
    if found > known {
        return Err(Error::Newer { path: tx.path.clone(), found, known });
    }
    let damaged = |what: &str| Error::Damaged { path: tx.path.clone(), what: what.to_owned() };
    let version = usize::try_from(found).unwrap_or(0);
    if version < FIRST_VERSION {
        return Err(damaged("no released program wrote tables of this version"));
    }
    let files = tx.all(sql!("acts/schema_files.sql"), &[], |row| row.text(0))?;
    if !files.iter().eq(tables::SCHEMA
        .iter()
        .take(version)
        .map(|file| sha256(file.as_bytes()))
        .collect::<Vec<_>>()
        .iter())
    {
        return Err(damaged("its tables were made by other files than this program's"));
    }
    let ledger = tx.one(sql!("acts/identity.sql"), &[], |row| row.text(0))?;
    if ledger.as_deref() != Some(keys.ledger.as_str()) {
        return Err(damaged("it bears another number than its key file"));
    }
    Ok(version)
}

/// Brings the tables of an older ledger up to today's: all of the missing files or none, the version last. Nothing that is
/// written is touched.
fn migrate(tx: &Tx) -> Result<()> {
    let run = |sql: &str| tx.connection.execute_batch(sql).map_err(|error| tx.error("migrate", &error));
    let transaction = Transaction::new_unchecked(&tx.connection, TransactionBehavior::Immediate)
        .map_err(|error| tx.error("begin", &error))?;
    // Another process may have done it while this one waited.
    let here = tx.all(sql!("acts/schema_files.sql"), &[], |row| row.text(0))?.len();
    for (number, file) in (1..).zip(tables::SCHEMA).skip(here) {
        run(file)?;
        tx.exec(sql!("acts/schema_file.sql"), &[Val::I(number), Val::T(sha256(file.as_bytes()).into())])?;
    }
    run(&format!("PRAGMA user_version = {}", tables::SCHEMA.len()))?;
    transaction.commit().map_err(|error| tx.error("commit", &error))
}

/// From here on no statement changes a table's make, attaches a file, or edits what is written.
fn close_the_door(tx: &mut Tx) -> Result<()> {
    const DERIVED: [&str; 6] =
        ["search_term", "employer_term", "search_made", "unswept", "sqlite_stat1", "sqlite_stat4"];
    // Their triggers say when.
    let goes = |name: &str| {
        matches!(name, "salt" | "look" | "look_member" | "waiting_row")
            || tables::ALL.iter().any(|table| table.name == name && table.of.is_some())
    };
    const PRAGMAS: [&str; 5] =
        ["cipher_integrity_check", "integrity_check", "foreign_key_check", "optimize", "data_version"];
    let allow = |yes: bool| if yes { Authorization::Allow } else { Authorization::Deny };
    let closed = tx.connection.authorizer(Some(move |context: AuthContext<'_>| match context.action {
        AuthAction::Select
        | AuthAction::Read { .. }
        | AuthAction::Insert { .. }
        | AuthAction::Transaction { .. }
        | AuthAction::Analyze { .. }
        | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Delete { table_name } => allow(DERIVED.contains(&table_name) || goes(table_name)),
        AuthAction::Update { table_name, .. } => allow(DERIVED.contains(&table_name)),
        AuthAction::Pragma { pragma_name: "user_version", pragma_value } => allow(pragma_value.is_none()),
        AuthAction::Pragma { pragma_name, .. } => allow(PRAGMAS.contains(&pragma_name)),
        AuthAction::Function { function_name } => {
            allow(!["load_extension", "sqlcipher_export"].contains(&function_name))
        }
        _ => Authorization::Deny,
    }));
    closed.map_err(|error| tx.error("settings", &error))
}
