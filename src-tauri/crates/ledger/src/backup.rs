//! 控え: verified copies of a ledger, and the way back.
//!
//! `VACUUM INTO` takes one consistent picture while others write; copying the file would not. The copy is made under a
//! private passing name, checked, synced, and only then named: a copy that has its name is whole. The key file lies beside
//! it, worthless without a passphrase. A copy is opened only for reading; the way back is into a new file.

use std::fs::File;
use std::path::{Path, PathBuf};

use rules::calendar::Day;
use rusqlite::limits::Limit;

use crate::acts::{Act, Moment};
use crate::anchor::{self, Anchor};
use crate::book::{self, Ledger};
use crate::door::{Q, Tx, sql};
use crate::error::{Error, Result};
use crate::facts::ActSeq;
use crate::keys::{self, Holder, Keys, Opener};
use crate::seal::{Seal, Sealer};
use crate::verify::{self, Verification};
use crate::{looks, place};

/// The end of a copy's name.
const SUFFIX: &str = ".kbk";

static VACUUM: Q = Q { name: "vacuum_into", sql: "VACUUM INTO ?1" };

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// The copy.
    pub file: PathBuf,
    /// Bytes of the copy.
    pub bytes: u64,
    /// Where the journal stood in it.
    pub anchor: Anchor,
}

impl BackedUp {
    /// Carries the finished copy and its key file to another folder, a drive away from this machine perhaps, and compares
    /// them there.
    ///
    /// # Errors
    /// When the folder cannot be written, or what was written reads otherwise; then nothing is left there.
    pub fn carry_to(&self, folder: &Path) -> Result<PathBuf> {
        let whole = folder.canonicalize().ok().filter(|folder| folder.is_dir());
        let whole = whole.ok_or_else(|| Error::NoFolder(folder.to_owned()))?;
        let to = whole.join(self.file.file_name().unwrap_or_default());
        carry(&keys::key_file(&self.file), &keys::key_file(&to))?;
        carry(&self.file, &to).inspect_err(|_| book::remove(&keys::key_file(&to)))?;
        place::sync_folder(&to);
        Ok(to)
    }
}

/// Copies a file under a passing name, syncs it, reads it again, and names it.
fn carry(from: &Path, to: &Path) -> Result<()> {
    let mut name = to.as_os_str().to_owned();
    name.push(".partial");
    let draft = Partial { file: PathBuf::from(name), held: None };
    place::make(&draft.file, to, &[])?;
    pour(from, &draft.file, to)?;
    let open = |path: &Path| File::open(path).map_err(|error| place::io(path, &error));
    if !same(&mut open(from)?, &mut open(&draft.file)?).map_err(|error| place::io(to, &error))? {
        return Err(Error::Damaged { path: to.to_owned(), what: "it reads otherwise than it was written".to_owned() });
    }
    place::publish(&draft.file, to, to)
}

/// Writes one file's bytes into another, synced.
fn pour(from: &Path, into: &Path, shown: &Path) -> Result<()> {
    let mut source = File::open(from).map_err(|error| place::io(from, &error))?;
    let mut target = File::options().write(true).open(into).map_err(|error| place::io(shown, &error))?;
    std::io::copy(&mut source, &mut target).and_then(|_| target.sync_all()).map_err(|error| place::io(shown, &error))
}

fn same(one: &mut File, other: &mut File) -> std::io::Result<bool> {
    use std::io::Read;
    let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let read = one.read(&mut left)?;
        if read == 0 {
            return Ok(other.read(&mut right)? == 0);
        }
        match other.read_exact(&mut right[..read]) {
            Ok(()) if left[..read] == right[..read] => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}

/// A copy in a folder, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyName {
    /// When the copy was made.
    pub at: Moment,
    /// The last act in it.
    pub act: ActSeq,
    /// The first digits of the ledger's number.
    pub ledger: String,
}

impl CopyName {
    fn text(&self) -> String {
        let at: String = self.at.text().chars().filter(|c| !matches!(c, '-' | ':')).collect();
        format!("daicho-{}-{at}-{}{SUFFIX}", self.ledger, self.act.0)
    }

    /// Reads `daicho-<ledger>-<time>-<act>.kbk`; `None` for any other name.
    #[must_use]
    pub fn read(name: &str) -> Option<CopyName> {
        let mut parts = name.strip_prefix("daicho-")?.strip_suffix(SUFFIX)?.split('-');
        let (ledger, at, act) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && at.is_ascii() && at.len() == 16 && ledger.len() == 8;
        let part = |range: std::ops::Range<usize>| at.get(range);
        let at = format!("{}-{}-{}:{}:{}", part(0..4)?, part(4..6)?, part(6..11)?, part(11..13)?, part(13..16)?);
        Some(CopyName { at: Moment::new(&at)?, act: ActSeq(act.parse().ok()?), ledger: ledger.to_owned() })
            .filter(|_| whole)
    }
}

impl Ledger {
    /// Makes a verified copy in a folder, with its key file, while others work.
    ///
    /// # Errors
    /// When the folder cannot be written, or the copy does not pass every check; then no copy is left behind.
    pub fn back_up(&self, folder: &Path, at: &Moment) -> Result<BackedUp> {
        make_copy(self.path(), self.keys(), folder, Some(at))
    }
}

/// Keeps a ledger as it is before its tables are changed, beside it. One that holds nothing needs no copy; one that was kept
/// before, when the change did not come to its end, is kept already.
pub(crate) fn keep_before_change(ledger: &Path, keys: &Keys) -> Result<()> {
    match make_copy(ledger, keys, ledger.parent().unwrap_or(Path::new(".")), None) {
        Ok(_) | Err(Error::AlreadyExists(_)) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Makes a copy that is named after `at`, or after its last act.
fn make_copy(source: &Path, keys: &Keys, folder: &Path, at: Option<&Moment>) -> Result<BackedUp> {
    let there = folder.canonicalize().ok().filter(|there| there.is_dir());
    let folder = there.ok_or_else(|| Error::NoFolder(folder.to_owned()))?;
    let ledger = keys.ledger.chars().take(8).collect::<String>();
    sweep(&folder, &ledger);
    let partial = Partial::make(&folder, &ledger)?;
    let key_partial = Partial { file: keys::key_file(&partial.file), held: None };
    let (last, looks, bytes) = copy_into(source, keys, &partial.file)?;
    let text = place::read(&keys::key_file(source), source, keys::KEY_FILE_AT_MOST)?;
    place::make(&key_partial.file, &key_partial.file, &text)?;
    let at = at.unwrap_or(&last.at).clone();
    let file = folder.join(CopyName { at, act: last.seq, ledger }.text());
    // The key file first: a copy without it could not be opened.
    place::publish(&key_partial.file, &keys::key_file(&file), &file)?;
    place::publish(&partial.file, &file, &file).inspect_err(|_| book::remove(&keys::key_file(&file)))?;
    place::sync_folder(&file);
    Ok(BackedUp { anchor: Anchor::of(&last, looks, &keys.ledger, &keys.sealer()), file, bytes })
}

/// Writes the picture and checks it; answers the last act in it, the looks before that, and its bytes.
fn copy_into(source: &Path, keys: &Keys, partial: &Path) -> Result<(Act, (i64, Seal), u64)> {
    let mut tx = book::connect(source, source, keys)?;
    book::identify(&tx, keys)?;
    book::settle(&mut tx)?;
    // VACUUM INTO attaches the copy by itself.
    let error = |error: rusqlite::Error| tx.error("backup", &error);
    tx.connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1).map_err(error)?;
    let name = partial
        .to_str()
        .ok_or_else(|| Error::Io { path: partial.to_owned(), what: "the folder's name is not UTF-8".to_owned() })?;
    tx.exec(&VACUUM, &[name.into()])?;
    let copy = Copy::open_with(partial, partial, keys)?;
    let damaged = |what: String| Error::Damaged { path: partial.to_owned(), what };
    if let Some(first) = verify::verify(&copy.tx, &copy.sealer, verify::Depth::Quick)?.findings.first() {
        return Err(damaged(format!("{}: {}", first.place, first.sentence.en)));
    }
    let last = copy.last()?.ok_or_else(|| damaged("it holds no act".to_owned()))?;
    let here = book::acts(&tx, last.seq.0..=last.seq.0)?;
    if here.first().is_none_or(|here| here.hash != last.hash) {
        return Err(damaged("its journal is another one".to_owned()));
    }
    let looks = looks::before(&copy.tx, last.seq)?;
    drop(copy);
    let file = File::open(partial).map_err(|error| place::io(partial, &error))?;
    file.sync_all().map_err(|error| place::io(partial, &error))?;
    let bytes = file.metadata().map_err(|error| place::io(partial, &error))?.len();
    Ok((last, looks, bytes))
}

/// A file under a passing name, taken away again unless it has got its own.
pub(crate) struct Partial {
    pub(crate) file: PathBuf,
    /// Locked while the copy is being made, so that nobody sweeps it away.
    pub(crate) held: Option<File>,
}

impl Partial {
    fn make(folder: &Path, ledger: &str) -> Result<Partial> {
        Partial::named(folder.join(format!(".daicho-{ledger}-{}.partial", std::process::id())), folder)
    }

    /// Makes an empty file and locks it. One that an interrupted attempt has left gives way.
    fn named(file: PathBuf, shown: &Path) -> Result<Partial> {
        if file.symlink_metadata().is_ok() && is_free(&file) {
            book::with_companions(&file).iter().for_each(|file| book::remove(file));
        }
        place::make(&file, shown, &[])?;
        let held = File::open(&file).map_err(|error| place::io(shown, &error))?;
        #[cfg(unix)]
        {
            // A file system without locks only means that a sweep by another process is possible.
            let _ = rustix::fs::flock(&held, rustix::fs::FlockOperation::NonBlockingLockExclusive);
        }
        Ok(Partial { file, held: Some(held) })
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        for file in book::with_companions(&self.file) {
            book::remove(&file);
        }
        self.held = None;
    }
}

/// Takes away what an interrupted copy has left. One that is being made just now is locked, and stays.
fn sweep(folder: &Path, ledger: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let begins = format!(".daicho-{ledger}-");
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.starts_with(&begins)) else { continue };
        let Some(copy) = name.find(".partial").map(|at| folder.join(&name[..at + ".partial".len()])) else { continue };
        if is_free(&copy) {
            book::remove(&entry.path());
        }
    }
}

/// Does nobody hold the lock of an unfinished copy?
fn is_free(copy: &Path) -> bool {
    let Ok(file) = File::open(copy) else { return true };
    #[cfg(unix)]
    {
        rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).is_ok()
    }
    #[cfg(not(unix))]
    {
        drop(file);
        false
    }
}

/// A copy, opened for reading only.
pub struct Copy {
    tx: Tx,
    sealer: Sealer,
    keys: Keys,
    path: PathBuf,
}

impl Copy {
    /// Opens a copy for whoever its own key file knows. Its folder may lie anywhere.
    ///
    /// # Errors
    /// Names why it cannot be opened; the file is as before.
    pub fn open(path: &Path, opener: Opener<'_>) -> Result<Copy> {
        let whole = place::whole(path)?;
        let found = whole.symlink_metadata().map_err(|error| place::io(path, &error))?;
        let shown = keys::key_file(path);
        let strange = found.len() % book::PAGE != 0 && keys::key_file(&whole).symlink_metadata().is_err();
        if !found.is_file() || strange || place::is_other_kind(&place::read(&whole, path, 16)?) {
            return Err(Error::NotALedger(path.to_owned()));
        }
        let keys = Keys::open(&keys::key_file(&whole), &shown, opener).map_err(|error| match error {
            Error::WrongPassphrase(_) => Error::WrongPassphrase(path.to_owned()),
            Error::NoSuchOperator { code, .. } => Error::NoSuchOperator { path: path.to_owned(), code },
            other => other,
        })?;
        Copy::open_with(&whole, path, &keys)
    }

    /// Opens a copy with the key of an open ledger: one that was made since the key was last exchanged.
    ///
    /// # Errors
    /// As [`Copy::open`].
    pub fn open_beside(path: &Path, ledger: &Ledger) -> Result<Copy> {
        let whole = place::whole(path)?;
        if !whole.symlink_metadata().map_err(|error| place::io(path, &error))?.is_file() {
            return Err(Error::NotALedger(path.to_owned()));
        }
        Copy::open_with(&whole, path, ledger.keys())
    }

    pub(crate) fn open_with(whole: &Path, shown: &Path, keys: &Keys) -> Result<Copy> {
        let tx = book::connect_to_read(whole, shown, keys)?;
        book::identify(&tx, keys)?;
        Ok(Copy { sealer: keys.sealer(), tx, keys: keys.clone(), path: whole.to_owned() })
    }

    /// The number of the ledger of which this is a copy.
    #[must_use]
    pub fn ledger(&self) -> &str {
        &self.keys.ledger
    }

    /// Whose secret opened it.
    #[must_use]
    pub fn holder(&self) -> &Holder {
        &self.keys.holder
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does a ledger's key open it?
    pub(crate) fn has_key_of(&self, keys: &Keys) -> bool {
        self.keys.data_key == keys.data_key
    }

    /// The last act in it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last(&self) -> Result<Option<Act>> {
        let head = self.tx.one(sql!("acts/head.sql"), &[], |row| row.int(0))?;
        let Some(seq) = head else { return Ok(None) };
        Ok(book::acts(&self.tx, seq..=seq)?.into_iter().next())
    }

    /// Checks everything, as [`Ledger::verify`] does.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn verify(&self) -> Result<Verification> {
        verify::verify(&self.tx, &self.sealer, verify::Depth::Whole)
    }

    /// At least so many acts are missing in it, by anchors from outside; `None` when none of them is this ledger's.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn missing(&self, anchors: &[Anchor]) -> Result<Option<i64>> {
        let last = self.last()?.map_or(0, |act| act.seq.0);
        Ok(anchor::missing(anchors, self.ledger(), last, &self.sealer))
    }

    /// Puts the copy into a new file, with its key file, and opens it as a ledger.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] when either file is there already. Nothing is left behind on any error.
    pub fn restore(&self, to: &Path) -> Result<Ledger> {
        self.restore_with(to, &keys::key_file(&self.path))
    }

    /// As [`Copy::restore`], with another key file that opens it too.
    pub(crate) fn restore_with(&self, to: &Path, keys_from: &Path) -> Result<Ledger> {
        let whole = match place::whole(to) {
            Err(Error::Missing(_)) => return Err(Error::NoFolder(to.parent().unwrap_or(to).to_owned())),
            other => other?,
        };
        let key_file = keys::key_file(&whole);
        for taken in [&whole, &key_file] {
            if taken.symlink_metadata().is_ok() {
                return Err(Error::AlreadyExists(taken.clone()));
            }
        }
        place::local(&whole, to)?;
        let draft = Partial::named(book::draft_beside(&whole, &self.keys, "partial"), to)?;
        pour(&self.path, &draft.file, to)?;
        let text = place::read(keys_from, &self.path, keys::KEY_FILE_AT_MOST)?;
        let key_draft = keys::key_file(&draft.file);
        place::make(&key_draft, to, &text)?;
        place::publish(&key_draft, &key_file, to)?;
        place::publish(&draft.file, &whole, to).inspect_err(|_| book::remove(&key_file))?;
        place::sync_folder(&whole);
        let opened = Ledger::open_kept(&whole, to, &self.keys)
            .inspect_err(|_| book::with_companions(&whole).iter().for_each(|file| book::remove(file)));
        opened.map_err(|error| match error {
            // What is damaged is the copy; the new file has gone again.
            Error::Damaged { what, .. } => Error::Damaged { path: self.path.clone(), what },
            other => other,
        })
    }
}

/// The copies of one ledger in a folder, the last one first.
///
/// # Errors
/// When the folder cannot be read.
pub fn copies(folder: &Path, ledger: &str) -> Result<Vec<(CopyName, PathBuf)>> {
    let entries = std::fs::read_dir(folder).map_err(|error| place::io(folder, &error))?;
    let mut found: Vec<(CopyName, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = CopyName::read(entry.file_name().to_str()?)?;
            (ledger.starts_with(&name.ledger)).then(|| (name, entry.path()))
        })
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    Ok(found)
}

/// Which copies may go: kept are the last one of each of seven days, five weeks and thirteen months, counted back from the
/// newest copy, and all of its day.
#[must_use]
pub fn superfluous(copies: &[(CopyName, PathBuf)]) -> Vec<PathBuf> {
    // A Monday, from which days and weeks are counted.
    let days = |day: Day| rules::calendar::day(1970, 1, 5).days_until(day);
    let day_of = |(name, _): &(CopyName, PathBuf)| name.at.day_in_japan();
    let newest = copies.first().map(day_of);
    let mut kept: Vec<bool> = copies.iter().map(|copy| Some(day_of(copy)) == newest).collect();
    keep(copies, &mut kept, 7, days);
    keep(copies, &mut kept, 5, |day| days(day).div_euclid(7));
    keep(copies, &mut kept, 13, |day| i64::from(day.year()) * 12 + i64::from(day.month()));
    copies.iter().zip(kept).filter(|(_, kept)| !kept).map(|((_, path), _)| path.clone()).collect()
}

/// Keeps the last copy of each of so many spans of time.
fn keep(copies: &[(CopyName, PathBuf)], kept: &mut [bool], most: usize, span: impl Fn(Day) -> i64) {
    let mut spans: Vec<i64> = Vec::new();
    for ((name, _), kept) in copies.iter().zip(kept) {
        let span = span(name.at.day_in_japan());
        if !spans.contains(&span) && spans.len() < most {
            spans.push(span);
            *kept = true;
        }
    }
}

/// Takes a copy and its key file away.
pub fn take_away(copy: &Path) {
    book::remove(copy);
    book::remove(&keys::key_file(copy));
    place::sync_folder(copy);
}

/// A ledger's or a copy's file, and everything that can lie beside it.
#[must_use]
pub fn files_of(path: &Path) -> Vec<PathBuf> {
    book::with_companions(path).to_vec()
}
