//! Who reads a file. The programs have each file read by a process apart, which may do nothing but read; where no program said so
//! (in tests of this crate) it is read here.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use intake::apart::{Apart, CALLED, serve};
use intake::{Reading, Request, Row, WholeSheet};
use rules::words::{Complaint, Said};

use crate::Failure;

static APART: OnceLock<Apart> = OnceLock::new();

/// Must this process read a file and nothing else? Then it has done so, and ends with this exit code. Asked before anything else.
#[must_use]
pub fn called() -> Option<u8> {
    std::env::args_os().nth(1).filter(|word| word == CALLED).map(|_| serve())
}

/// Are books of the old kind (.xls) read on this machine? They are, unless `imports.toml` in the program's own folder says
/// `xls = false`. A file that says neither is nobody's wish to read them.
#[must_use]
pub fn old_books(folder: Option<&Path>) -> bool {
    let Some(file) = folder.map(|folder| folder.join("imports.toml")) else { return true };
    match std::fs::read_to_string(file) {
        Ok(text) => {
            let said = text.parse::<toml::Table>().ok();
            said.is_some_and(|said| said.get("xls").map_or(said.is_empty(), |xls| xls.as_bool() == Some(true)))
        }
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// From here on files are read by processes apart: this program once more, which must ask [`called`] first. Whether those read books of
/// the old kind (.xls) is said here ([`old_books`]).
pub fn apart(old_books: bool) {
    // On Linux the running program itself, also when an update has just put another one in its place.
    let itself = PathBuf::from("/proc/self/exe");
    let program = if cfg!(target_os = "linux") { Some(itself) } else { std::env::current_exe().ok() };
    if let Some(program) = program {
        // Said twice, it stays as it was.
        let _ = APART.set(Apart::by(program).with_old_books(old_books));
    }
}

impl crate::Desk {
    /// The number by which this ledger is told from others, for what this machine keeps for it alone.
    #[must_use]
    pub fn ledger_number(&self) -> String {
        self.ledger.number().to_owned()
    }
}

/// Reads a file.
///
/// # Errors
/// When it is refused as a whole.
pub(crate) fn read(request: &Request<'_>, each: &mut dyn FnMut(Row)) -> Result<Reading, Failure> {
    let read = match APART.get() {
        Some(apart) => apart.read(request, each),
        None => intake::read(request, each),
    };
    read.map_err(refused)
}

/// Looks at the headings of a file.
///
/// # Errors
/// When it is refused as a whole.
pub(crate) fn read_headers(request: &Request<'_>) -> Result<Reading, Complaint> {
    match APART.get() {
        Some(apart) => apart.read_headers(request),
        None => intake::read_headers(request),
    }
}

/// Every sheet of a file as it lies there.
///
/// # Errors
/// When it is refused as a whole.
pub(crate) fn whole(request: &Request<'_>) -> Result<Vec<WholeSheet>, Failure> {
    let whole = match APART.get() {
        Some(apart) => apart.whole(request),
        None => intake::whole(request),
    };
    whole.map_err(refused)
}

/// Of an archive with several tables each name stands by itself, so that a screen can offer it.
fn refused(complaint: Complaint) -> Failure {
    if complaint.code != "archive_several" {
        return Failure::other(complaint);
    }
    let place = complaint.place.clone();
    let (file, names) = place.split_once('\u{1E}').unwrap_or(("", &place));
    let named = names.split('\u{1F}').map(|name| Complaint {
        place: name.to_owned(),
        code: "archive_inside",
        sentence: Said::new(format!("中の表: {name}"), format!("A table inside: {name}")),
        hint: Said::default(),
        ..complaint.clone()
    });
    let mut failure = Failure::other(Complaint { place: file.to_owned(), ..complaint.clone() });
    failure.complaints.extend(named);
    failure
}
