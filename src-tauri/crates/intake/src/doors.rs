//! Doors to readers that lie inside others, for whoever tries them: a stream behind a compound file, a lock behind a file, an
//! answer behind a pipe. A program never has them; they are there with the feature `doors` alone.

use rules::words::Complaint;

use crate::Password;
use crate::book::compound;
use crate::protected;

pub use crate::apart::doors::{answer, answered, asked, passed, question};

/// The most characters that a cell keeps.
pub const LONGEST_TEXT: usize = crate::limits::TEXT;
/// The most columns that a row has.
pub const WIDEST_ROW: usize = crate::limits::COLUMNS as usize;

/// An xls around a workbook stream.
#[must_use]
pub fn around(stream: &[u8]) -> Vec<u8> {
    compound::wrap(stream)
}

/// The workbook stream of an xls; nothing when there is none.
#[must_use]
pub fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    compound::workbook(bytes).ok()
}

/// How a book was locked, and the locked book; nothing when none is locked.
#[must_use]
pub fn locked(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    match compound::held(bytes) {
        Ok(compound::Held::Locked { how, book }) => Some((how, book)),
        _ => None,
    }
}

/// The book behind a lock.
///
/// # Errors
/// As [`crate::read`].
pub fn unlocked(how: &[u8], book: &[u8], password: &str) -> Result<Vec<u8>, Complaint> {
    let password = Password::new(password.to_owned());
    protected::unlock(how, book, Some(&password)).map(|book| book.to_vec())
}
