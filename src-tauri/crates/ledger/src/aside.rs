//! 読み取り専用の台帳: a ledger that lies where nothing can be written is opened for reading only, and who was shown whom is
//! written down elsewhere on this machine, one sealed line a look, until the ledger can be written again and takes it up.
//!
//! Nothing that cannot be written down is shown there either. A line names members by their numbers inside the ledger, as the
//! ledger's own rows do; each bears a mark over itself and the line before, made with the ledger's key.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::acts::Moment;
use crate::book::{self, Ledger};
use crate::door::Val;
use crate::error::{Error, Result};
use crate::keys::{Keys, Opener};
use crate::looks::{NewLook, Shown};
use crate::seal::{Sealer, hex};
use crate::{place, tables};

/// What was taken up from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenUp {
    /// So many looks.
    pub looks: usize,
    /// What follows them was changed or cut; it is kept beside, under another name.
    pub broken: bool,
}

impl Ledger {
    /// Opens a ledger for reading only. Who is shown whom is written down in `elsewhere`, a folder of this machine's user.
    ///
    /// # Errors
    /// Names why it cannot be opened. What a program that did not end well left in the journal can only be read where it can be
    /// written back ([`Error::Unfinished`]); a ledger of an older version must be brought up to date first.
    pub fn open_to_read(path: &Path, opener: Opener<'_>, elsewhere: &Path) -> Result<Ledger> {
        let (whole, _) = book::find_to_read(path)?;
        let keys = book::keys_of(&whole, path, opener)?;
        if book::with_companions(&whole)[1].metadata().is_ok_and(|journal| journal.len() > 0) {
            return Err(Error::Unfinished(path.to_owned()));
        }
        let name = format!("looks-{}.aside", keys.ledger);
        Ledger::reading(&whole, path, &keys, elsewhere.join(name)).and_then(|ledger| {
            let damaged = crate::verify::damaged_pages(ledger.tx())?;
            match damaged.first() {
                Some(first) => Err(Error::Damaged { path: path.to_owned(), what: first.clone() }),
                None => Ok(ledger),
            }
        })
    }

    pub(crate) fn reading(whole: &Path, shown: &Path, keys: &Keys, aside: PathBuf) -> Result<Ledger> {
        let tx = book::connect_to_immutable(whole, shown, keys)?;
        if book::identify(&tx, keys)? < tables::SCHEMA.len() {
            return Err(Error::ReadOnly(shown.to_owned()));
        }
        book::settle_to_read(&tx)?;
        Ledger::for_reading(tx, keys, aside)
    }

    /// Takes up what was shown while the ledger could not be written; `None` when nothing was.
    ///
    /// # Errors
    /// When it cannot be read or written; then it stays where it is.
    pub fn take_up(&self, elsewhere: &Path) -> Result<Option<TakenUp>> {
        let file = elsewhere.join(format!("looks-{}.aside", self.number()));
        let text = match place::read(&file, &file, u64::MAX) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(Error::Missing(_)) => return Ok(None),
            Err(other) => return Err(other),
        };
        let transaction = self.begin()?;
        let (mut looks, mut broken, mut before) = (0, false, String::new());
        for line in text.lines() {
            let Some(aside) = Line::read(line).filter(|aside| aside.mark(self.sealer(), &before) == aside.mark) else {
                broken = true;
                break;
            };
            before.clone_from(&aside.mark);
            self.write_look(aside.fields(), &aside.shown, aside.act)?;
            looks += 1;
        }
        transaction.commit().map_err(|error| self.tx().error("commit", &error))?;
        // Should this fail, they are taken up twice: once too often is better than never.
        let done =
            if broken { std::fs::rename(&file, file.with_extension("damaged")) } else { std::fs::remove_file(&file) };
        done.map_err(|error| place::io(&file, &error))?;
        Ok(Some(TakenUp { looks, broken }))
    }

    /// Writes a look down elsewhere.
    pub(crate) fn look_aside(&self, file: &Path, look: &NewLook, shown: &Shown) -> Result<()> {
        let act = self.head()?.0.0;
        let failed = |error: std::io::Error| place::io(file, &error);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
            options.custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::CLOEXEC).bits().cast_signed());
        }
        let mut held = options.open(file).map_err(failed)?;
        held.lock().map_err(failed)?;
        let written = append(&mut held, |before| {
            let mut line = Line::of(look, shown, act);
            line.mark = line.mark(self.sealer(), before);
            line.text()
        });
        written.map_err(failed)
    }
}

/// Adds a line, whole or not at all; `line` is given the mark of the one before.
fn append(file: &mut File, line: impl FnOnce(&str) -> String) -> std::io::Result<()> {
    let mut text = String::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_string(&mut text)?;
    let before = text.lines().last().and_then(|line| line.rsplit('\t').next()).unwrap_or_default();
    let written = file.write_all(line(before).as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a line would spoil the next one.
        let _ = file.set_len(text.len() as u64);
    }
    written
}

/// A look as it lies elsewhere.
struct Line {
    at: Moment,
    operator: String,
    kind: String,
    act: i64,
    subject: Option<String>,
    shown: Shown,
    mark: String,
}

impl Line {
    fn of(look: &NewLook, shown: &Shown, act: i64) -> Line {
        Line {
            at: look.at.clone(),
            operator: look.operator.clone(),
            kind: look.kind.to_owned(),
            act,
            subject: look.subject.clone(),
            shown: shown.clone(),
            mark: String::new(),
        }
    }

    /// Operators' codes, kinds and subjects hold neither tabs nor line ends; one that did would not be read again.
    fn read(line: &str) -> Option<Line> {
        let mut parts = line.split('\t');
        let mut next = || parts.next();
        let (at, operator, kind, act) = (Moment::new(next()?)?, next()?, next()?, next()?.parse().ok()?);
        let (subject, shown, mark) = (next()?, next()?, next()?.to_owned());
        let shown = match shown.strip_prefix('*') {
            Some(count) => Shown::Everyone(count.parse().ok()?),
            None => Shown::Members(shown.split(',').map(|one| one.parse().ok()).collect::<Option<_>>()?),
        };
        let subject = Some(subject.to_owned()).filter(|subject| !subject.is_empty());
        parts.next().is_none().then(|| Line {
            at,
            operator: operator.to_owned(),
            kind: kind.to_owned(),
            act,
            subject,
            shown,
            mark,
        })
    }

    fn words(&self) -> [String; 6] {
        let shown = match &self.shown {
            Shown::Everyone(count) => format!("*{count}"),
            Shown::Members(members) => members.iter().map(i64::to_string).collect::<Vec<_>>().join(","),
        };
        let subject = self.subject.clone().unwrap_or_default();
        [self.at.text().to_owned(), self.operator.clone(), self.kind.clone(), self.act.to_string(), subject, shown]
    }

    fn mark(&self, sealer: &Sealer, before: &str) -> String {
        let mut mark = sealer.look();
        mark.value(&"aside".into());
        mark.value(&before.into());
        for word in &self.words() {
            mark.value(&Val::from(word));
        }
        hex(&mark.done())
    }

    fn text(&self) -> String {
        format!("{}\t{}\n", self.words().join("\t"), self.mark)
    }

    fn fields(&self) -> (&Moment, &str, &str, Option<&str>) {
        (&self.at, &self.operator, &self.kind, self.subject.as_deref())
    }
}
