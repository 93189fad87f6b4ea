//! 壊れた台帳: the way out of a ledger that can no longer be opened. A good copy takes its name; the damaged file is set aside
//! under another name in the same folder, and nothing is ever deleted or written over.
//!
//! The order, in which nothing is lost whatever moment the machine stops at:
//!
//! 1. The copy is put into a passing file beside the ledger, checked whole, and the act that tells of it is written there.
//! 2. The key file is copied to where the damaged file will lie, so that this can still be opened by whoever salvages it.
//! 3. The damaged file is renamed, then what lies beside it: another ledger's journal must never lie beside the new file.
//! 4. A copy that was made under an earlier key brings its own key file, in the place of the ledger's.
//! 5. The passing file takes the ledger's name.
//!
//! Up to 3 the damaged file bears its name; until 5 there is none of that name ([`Error::Gone`]), and whoever does it again
//! begins anew with 1. A ledger whose copy opens with its key keeps its key file as it is: whoever was taken out since the
//! copy stays out, and a passphrase that was changed stays changed.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use crate::acts::Moment;
use crate::backup::{Copy, Partial};
use crate::book::{self, Ledger, with_companions};
use crate::error::{Error, Result};
use crate::keys::{self, Holder, Keys, Opener};
use crate::place;

/// What stands in the name of a file that was set aside, before the time.
const ASIDE: &str = ".damaged-";

/// A ledger that is damaged or gone, known by its key file.
pub struct Damaged {
    whole: PathBuf,
    keys: Keys,
    why: Error,
}

impl Damaged {
    /// Opens the key file of a damaged ledger; `None` when the ledger is not damaged.
    ///
    /// # Errors
    /// When it cannot be opened for any other reason, and when nothing can be written where it lies.
    pub fn open(path: &Path, opener: Opener<'_>) -> Result<Option<Damaged>> {
        let damaged = |whole: PathBuf, keys, why| Ok(Some(Damaged { whole, keys, why }));
        match book::find(path) {
            Err(why @ Error::Gone(_)) => {
                let whole = place::whole(path)?;
                let keys = book::keys_of(&whole, path, opener)?;
                damaged(whole, keys, why)
            }
            found => {
                let (whole, length) = found?;
                let keys = book::keys_of(&whole, path, opener)?;
                match Ledger::open_found((&whole, length), path, &keys) {
                    Ok(_) => Ok(None),
                    Err(why @ Error::Damaged { .. }) => damaged(whole, keys, why),
                    Err(other) => Err(other),
                }
            }
        }
    }

    /// The ledger's number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.keys.ledger
    }

    /// Whose secret opened the key file.
    #[must_use]
    pub fn holder(&self) -> &Holder {
        &self.keys.holder
    }

    /// What is wrong with it.
    #[must_use]
    pub fn why(&self) -> &Error {
        &self.why
    }

    /// The whole path of the ledger.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.whole
    }

    /// Opens a copy with the ledger's key; one that was made before the key was last exchanged, by its own key file.
    ///
    /// # Errors
    /// As [`Copy::open`].
    pub fn copy(&self, path: &Path, opener: Opener<'_>) -> Result<Copy> {
        let whole = place::whole(path)?;
        if !whole.symlink_metadata().map_err(|error| place::io(path, &error))?.is_file() {
            return Err(Error::NotALedger(path.to_owned()));
        }
        match Copy::open_with(&whole, path, &self.keys) {
            Err(found @ Error::Damaged { .. }) => match Copy::open(path, opener) {
                // With the key file gone, or the same key in it, it is the copy that is damaged.
                Err(Error::KeyFileMissing(_) | Error::Damaged { .. }) => Err(found),
                other => other,
            },
            opened => opened,
        }
    }

    /// Sets the ledger aside and puts a copy in its place. `record` is given the new ledger before it gets its name, writes
    /// down in it what happens, and closes it. Answers where the damaged file lies now; `None` when there is none.
    ///
    /// # Errors
    /// Whatever stops it. Then the damaged file bears its name as before; if even that could not be, [`Error::Gone`] is what
    /// the next one to open it is told.
    pub fn put_back<E: From<Error>>(
        &self,
        copy: &Copy,
        at: &Moment,
        record: impl FnOnce(Ledger) -> Result<(), E>,
    ) -> Result<Option<PathBuf>, E> {
        let key_file = keys::key_file(&self.whole);
        let _alone = alone(&key_file, &self.whole)?;
        let draft = Partial { file: book::draft_beside(&self.whole, &self.keys, "back"), held: None };
        // What an earlier attempt left behind never was the ledger.
        with_companions(&draft.file).iter().for_each(|file| book::remove(file));
        let same_key = copy.has_key_of(&self.keys);
        let keys_from = if same_key { key_file.clone() } else { keys::key_file(copy.path()) };
        record(copy.restore_with(&draft.file, &keys_from)?)?;
        if companions(&draft.file).skip(1).any(|file| is_there(&file)) {
            return Err(Error::Busy(self.whole.clone()).into());
        }
        let file = File::open(&draft.file).map_err(|error| place::io(&self.whole, &error))?;
        file.sync_all().map_err(|error| place::io(&self.whole, &error))?;
        drop(file);

        let text = |path: &Path| place::read(path, &self.whole, keys::KEY_FILE_AT_MOST);
        let old_keys = text(&key_file)?;
        let aside = self.aside(at);
        let mut moved = Vec::new();
        let done = (|| {
            if let Some(aside) = &aside {
                self.set_aside(aside, &old_keys, &mut moved)?;
            }
            if !same_key {
                place::replace(&key_file, &self.whole, &text(&keys_from)?)?;
            }
            place::publish(&draft.file, &self.whole, &self.whole)
        })();
        if let Err(error) = done {
            self.undo(&moved, (!same_key).then_some(&old_keys));
            return Err(error.into());
        }
        place::sync_folder(&self.whole);
        Ok(aside.or_else(|| self.set_aside_before().pop()))
    }

    /// Renames the damaged file and what lies beside it; notes each name that was changed.
    fn set_aside(&self, aside: &Path, key_text: &[u8], moved: &mut Vec<(PathBuf, PathBuf)>) -> Result<()> {
        match place::make(&keys::key_file(aside), &self.whole, key_text) {
            // It was put there before an earlier attempt was interrupted.
            Err(Error::AlreadyExists(_)) => {}
            other => other?,
        }
        for (from, to) in companions(&self.whole).zip(companions(aside)).filter(|(from, _)| is_there(from)) {
            place::publish(&from, &to, &self.whole)?;
            moved.push((from, to));
        }
        place::sync_folder(&self.whole);
        Ok(())
    }

    /// Gives everything the name back that it had.
    fn undo(&self, moved: &[(PathBuf, PathBuf)], key_text: Option<&Vec<u8>>) {
        // What cannot be undone is told by the next attempt to open it.
        if let Some(text) = key_text {
            let _ = place::replace(&keys::key_file(&self.whole), &self.whole, text);
        }
        for (from, to) in moved.iter().rev() {
            let _ = place::publish(to, from, &self.whole);
        }
        if let Some((_, file)) = moved.first() {
            book::remove(&keys::key_file(file));
        }
        place::sync_folder(&self.whole);
    }

    /// The name under which the damaged file is set aside: one that nobody has. What an interrupted attempt left under the old
    /// name goes where the file went. `None` when there is nothing to set aside.
    fn aside(&self, at: &Moment) -> Option<PathBuf> {
        let left: Vec<usize> =
            companions(&self.whole).enumerate().filter(|(_, file)| is_there(file)).map(|(at, _)| at).collect();
        if left.is_empty() {
            return None;
        }
        let begun = self.set_aside_before().pop().filter(|_| !left.contains(&0));
        let fits =
            |aside: &PathBuf| companions(aside).enumerate().all(|(at, file)| !left.contains(&at) || !is_there(&file));
        if let Some(begun) = begun.filter(fits) {
            return Some(begun);
        }
        let time: String = at.text().chars().filter(|c| !matches!(c, '-' | ':')).collect();
        let named = |tried: u32| {
            let mut name = OsString::from(self.whole.file_name().unwrap_or_default());
            name.push(if tried == 1 { format!("{ASIDE}{time}") } else { format!("{ASIDE}{time}-{tried}") });
            self.whole.with_file_name(name)
        };
        (1..).map(named).find(|aside| !with_companions(aside).iter().any(|file| is_there(file)))
    }

    /// The files that were set aside before, the last one at the end.
    fn set_aside_before(&self) -> Vec<PathBuf> {
        let mut begins = OsString::from(self.whole.file_name().unwrap_or_default());
        begins.push(ASIDE);
        let entries = self.whole.parent().and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten();
        let mut found: Vec<PathBuf> = entries
            .flatten()
            .filter(|entry| {
                let name = entry.file_name();
                let whole = name.as_encoded_bytes();
                whole.starts_with(begins.as_encoded_bytes())
                    && !["-wal", "-shm", "-journal", ".keys"].iter().any(|end| whole.ends_with(end.as_bytes()))
            })
            .map(|entry| entry.path())
            .collect();
        found.sort();
        found
    }
}

/// A ledger's file, and what lies beside it but the key file.
fn companions(path: &Path) -> impl Iterator<Item = PathBuf> {
    with_companions(path).into_iter().take(4)
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Nobody else puts a copy in the place of this ledger until this is dropped.
fn alone(key_file: &Path, ledger: &Path) -> Result<File> {
    let file = File::open(key_file).map_err(|error| place::io(ledger, &error))?;
    #[cfg(unix)]
    if rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive)
        .is_err_and(|error| error == rustix::io::Errno::WOULDBLOCK)
    {
        return Err(Error::Busy(ledger.to_owned()));
    }
    Ok(file)
}
