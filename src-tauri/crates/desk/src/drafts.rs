//! Files on their way: written under a passing name beside their place, for their owner alone, flushed to the disk, then renamed.
//! Whoever stops half-way takes them away; of a program that was killed, the next start does.
//!
//! Where they lie is noted in the program's own folder while they are being written, since they can lie anywhere. A file without
//! a name (`O_TMPFILE`) would need no note, but the sticks and drives that letters go to do not know such files.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Failure, wire};

/// How a passing name ends.
const ENDS: &str = ".partial";

/// Where this program notes what it is writing; nowhere before [`tidy`].
static NOTES: OnceLock<PathBuf> = OnceLock::new();
/// The notes that this program has made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// Takes away what programs that were killed have left half written, and notes in this folder from now on what this one writes.
/// A folder that cannot be written is no reason to stop: nothing is noted then.
pub fn tidy(folder: PathBuf) {
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let Ok(note) = File::open(entry.path()) else { continue };
        // Whoever is still writing holds its note.
        if note.try_lock().is_err() {
            continue;
        }
        for line in io::read_to_string(note).unwrap_or_default().lines() {
            let path = Path::new(line);
            let ours = path.file_name().and_then(|name| name.to_str());
            if ours.is_some_and(|name| name.starts_with('.') && name.ends_with(ENDS)) {
                // What is no longer there was renamed or taken away.
                let _ = std::fs::remove_file(path);
            }
        }
        let _ = std::fs::remove_file(entry.path());
    }
    // A program tidies once.
    let _ = NOTES.set(folder);
}

/// About so much a paper needs.
const SOME: usize = 1 << 18;

/// Can a paper be written into a folder? Asked before what it certifies is done.
pub(crate) fn may_write(folder: &Path) -> Result<(), Failure> {
    Drafts::new(folder).whole("daicho", 0, &[0; SOME]).map(|_| ())
}

/// Files that appear together or not at all.
pub(crate) struct Drafts {
    folder: PathBuf,
    names: Vec<String>,
    note: Option<(PathBuf, File)>,
}

impl Drafts {
    /// None yet, in a folder that is there.
    pub(crate) fn new(folder: &Path) -> Drafts {
        Drafts { folder: folder.to_owned(), names: Vec::new(), note: note() }
    }

    /// Where they will lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn partial(&self, name: &str) -> PathBuf {
        passing(&self.folder.join(name))
    }

    /// A file of this name, once it is published.
    pub(crate) fn open(&mut self, name: &str) -> io::Result<Box<dyn Write>> {
        let path = self.partial(name);
        if let Some((_, note)) = &mut self.note {
            let place = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
            // A note that cannot be written is no reason to stop.
            let _ = note.write_all(format!("{}\n", place.display()).as_bytes());
        }
        self.names.push(name.to_owned());
        Ok(Box::new(BufWriter::with_capacity(1 << 16, private(&path)?)))
    }

    /// A file that is there at once, with its seal.
    pub(crate) fn whole(&mut self, name: &str, pages: usize, bytes: &[u8]) -> Result<wire::File, Failure> {
        let written = self.open(name).and_then(|mut out| out.write_all(bytes).and_then(|()| out.flush()));
        written.map_err(|error| Failure::file(&self.folder.join(name), &error))?;
        Ok(wire::File { file: name.to_owned(), pages, sha256: intake::sha256(bytes) })
    }

    /// Gives all of them their names.
    pub(crate) fn publish(mut self) -> Result<(), Failure> {
        for name in &self.names {
            let (from, to) = (self.partial(name), self.folder.join(name));
            File::open(&from).and_then(|file| file.sync_all()).map_err(|error| Failure::file(&from, &error))?;
            std::fs::rename(&from, &to).map_err(|error| Failure::file(&to, &error))?;
        }
        self.names.clear();
        sync(&self.folder).map_err(|error| Failure::file(&self.folder, &error))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        for name in &self.names {
            // What cannot be removed either was never there or lies on a disk that has gone.
            let _ = std::fs::remove_file(self.partial(name));
        }
        if let Some((path, _)) = &self.note {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Puts these bytes, for their owner alone, in the place of a file: at every moment one of the two lies there, whole.
///
/// # Errors
/// When the folder cannot be written; the file is then as before.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = passing(path);
    let written = private(&draft).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.and_then(|()| std::fs::rename(&draft, path)).inspect_err(|_| {
        let _ = std::fs::remove_file(&draft);
    })
}

/// The passing name of a file: this program's own, so that two that write the same file do not meet.
fn passing(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}{ENDS}", std::process::id()))
}

/// A new file that nobody else on the machine may read. What lies in its place, a link above all, goes first and is not followed.
fn private(path: &Path) -> io::Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A note of this program's own, held until it is dropped.
fn note() -> Option<(PathBuf, File)> {
    let folder = NOTES.get()?;
    let mut maker = DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder).ok()?;
    let path = folder.join(format!("{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed)));
    let file = private(&path).ok()?;
    file.try_lock().ok()?;
    Some((path, file))
}
