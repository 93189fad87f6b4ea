//! What lies around a table when it arrives: a password, an archive, or both. What was inside stands in memory alone, and is
//! zeroed when it was read; no file is ever written.

mod agile;
mod archive;
mod standard;

use std::borrow::Cow;

use rules::words::Complaint;
use zeroize::Zeroizing;

use crate::book::Book;
use crate::book::compound::{self, Held};
use crate::my_number::name_shown;
use crate::refusal::{damaged, password, wrong_password};
use crate::sniff::{self, Kind};
use crate::{Password, Request, official};

/// Excel itself locks books with it of which only the structure is protected; nobody was told a password then.
const NOBODYS: &str = "VelvetSweatshop";

/// The table itself.
pub(crate) struct Contents<'a> {
    pub(crate) bytes: Bytes<'a>,
    pub(crate) kind: Kind,
    /// The name inside an archive.
    pub(crate) inside: Option<String>,
    /// Files of an archive that were not read.
    pub(crate) beside: Vec<String>,
}

/// The bytes as they were sent, or what came out of them.
pub(crate) enum Bytes<'a> {
    Sent(&'a [u8]),
    Opened(Zeroizing<Vec<u8>>),
}

impl Bytes<'_> {
    pub(crate) fn get(&self) -> &[u8] {
        match self {
            Bytes::Sent(bytes) => bytes,
            Bytes::Opened(bytes) => bytes,
        }
    }
}

impl Contents<'_> {
    /// What is asked, of the table itself.
    pub(crate) fn request<'r>(&'r self, asked: &Request<'r>) -> Request<'r> {
        Request { bytes: self.bytes.get(), file_name: self.inside.as_deref().unwrap_or(asked.file_name), ..*asked }
    }

    /// The table as a book.
    pub(crate) fn book<'r>(&self, request: &Request<'r>) -> Result<Book<'r>, Complaint> {
        let encoding = request.habits.and_then(|habits| habits.encoding);
        Book::open(request.bytes, request.file_name, self.kind, encoding)
    }
}

/// Takes off what lies around: at most one archive, and then at most one password.
pub(crate) fn open<'a>(request: &Request<'a>) -> Result<Contents<'a>, Complaint> {
    let Request { bytes, password: given, inside: wanted, .. } = *request;
    match sniff::kind(bytes)? {
        Kind::Archive => {
            let taken = archive::take(bytes, given, wanted)?;
            let inside = Request { bytes: &taken.bytes, file_name: &taken.name, ..*request };
            if let Some(encrypted) = official::encrypted(&inside) {
                return Err(encrypted);
            }
            let (bytes, kind) = match sniff::kind(&taken.bytes)? {
                Kind::Archive => return Err(archive::nested()),
                Kind::Compound => of_compound(Bytes::Opened(taken.bytes), given)?,
                kind => (Bytes::Opened(taken.bytes), kind),
            };
            Ok(Contents { bytes, kind, inside: Some(taken.name), beside: taken.beside })
        }
        Kind::Compound => {
            let (bytes, kind) = of_compound(Bytes::Sent(bytes), given)?;
            Ok(Contents { bytes, kind, inside: None, beside: Vec::new() })
        }
        kind => Ok(Contents { bytes: Bytes::Sent(bytes), kind, inside: None, beside: Vec::new() }),
    }
}

/// An xls as it is, or the book that was locked into a compound file.
fn of_compound<'a>(bytes: Bytes<'a>, given: Option<&Password>) -> Result<(Bytes<'a>, Kind), Complaint> {
    match compound::held(bytes.get())? {
        Held::Workbook(_) => Ok((bytes, Kind::Xls)),
        Held::Locked { how, book } => {
            let opened = unlock(&how, &book, given)?;
            drop((bytes, book));
            match sniff::kind(&opened)? {
                Kind::Archive | Kind::Compound | Kind::Text => Err(damaged("no book behind the password")),
                kind => Ok((Bytes::Opened(opened), kind)),
            }
        }
    }
}

/// What one password does to a lock.
enum Tried {
    Opened(Zeroizing<Vec<u8>>),
    Wrong,
}

pub(crate) fn unlock(how: &[u8], book: &[u8], given: Option<&Password>) -> Result<Zeroizing<Vec<u8>>, Complaint> {
    let lock = Lock::read(how)?;
    for text in [Some(NOBODYS), given.map(Password::text)].into_iter().flatten() {
        if let Tried::Opened(opened) = lock.open(text, book)? {
            return Ok(opened);
        }
    }
    Err(if given.is_some() { wrong_password() } else { password() })
}

enum Lock {
    Agile(Box<agile::Agile>),
    Standard(standard::Standard),
}

impl Lock {
    fn read(how: &[u8]) -> Result<Lock, Complaint> {
        let word = |at: usize| how.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]));
        match (word(0), word(2)) {
            (Some(4), Some(4)) => Ok(Lock::Agile(Box::new(agile::Agile::read(how.get(8..).unwrap_or_default())?))),
            (Some(2..=4), Some(2)) => Ok(Lock::Standard(standard::Standard::read(how)?)),
            (Some(_), Some(_)) => Err(crate::refusal::unknown_lock()),
            _ => Err(damaged("encryption")),
        }
    }

    fn open(&self, password: &str, book: &[u8]) -> Result<Tried, Complaint> {
        match self {
            Lock::Agile(lock) => lock.open(password, book),
            Lock::Standard(lock) => lock.open(password, book),
        }
    }
}

/// The length that a locked book declares, and what follows it.
fn declared(book: &[u8]) -> Result<(usize, &[u8]), Complaint> {
    let cut = || damaged("a locked book that is cut off");
    let (head, locked) = book.split_at_checked(8).ok_or_else(cut)?;
    let length = head.iter().rev().fold(0u64, |n, byte| n << 8 | u64::from(*byte));
    let length = usize::try_from(length).ok().filter(|length| *length <= locked.len()).ok_or_else(cut)?;
    Ok((length, locked))
}

fn utf16(text: &str) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(4 * text.len()));
    for unit in text.encode_utf16() {
        out.extend_from_slice(&unit.to_le_bytes());
    }
    out
}

/// A name as a clerk may see it: without the folders, which could lead anywhere, without signs that turn a line round, and without
/// a My Number.
pub(crate) fn plain_name(name: &str) -> Cow<'_, str> {
    let last = name.rsplit(['/', '\\']).find(|piece| !piece.is_empty()).unwrap_or_default();
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    if last.chars().any(odd) || last.chars().count() > LONGEST_NAME {
        let plain: String = last.chars().filter(|c| !odd(*c)).take(LONGEST_NAME).collect();
        Cow::Owned(name_shown(&plain).into_owned())
    } else {
        name_shown(last)
    }
}

const LONGEST_NAME: usize = 120;
