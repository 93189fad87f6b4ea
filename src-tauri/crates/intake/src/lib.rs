//! A file becomes rows and complaints: employers' enrolment, leaving and dependants files, and the state's list of use
//! registrations, as they really arrive.
//!
//! The crate alone knows calamine, csv and encodings. It does not know the ledger: what a row changes is found elsewhere.
//! Bad input is data. A row that cannot go in is still delivered, with its cells and its complaints; only a file that
//! cannot be trusted as a whole is refused.
//!
//! **Why not `worksheet_range`.** One stray cell at XFD1048576 makes calamine ask for a table of the whole sheet, and an
//! allocation that fails ends the process. So an xlsx is streamed cell by cell; an ods is streamed by our own small
//! reader; an xls is measured and rewritten (only its workbook stream, without the declared size) before calamine reads
//! it. Every part of a zip is inflated once against a counter first, because declared sizes may lie.
//!
//! **My Numbers** are checked, cut to the last four digits and zeroed here; no cell, complaint or report holds one.
//! What calamine itself has read into its string table is freed, not zeroed.

pub mod apart;
mod book;
mod cell;
mod columns;
mod delimited;
#[cfg(feature = "doors")]
pub mod doors;
mod encoding;
mod field;
mod habits;
mod header;
mod hidden;
mod jis;
mod limits;
mod my_number;
pub mod official;
mod password;
mod protected;
mod reading;
mod refusal;
mod row;
mod sniff;
pub mod table;
mod value;
mod whole;
pub mod write;

pub use book::foreign_parser_runs;
pub use cell::{column, letters};
pub use encoding::TextEncoding;
pub use field::fold as fold_heading;
pub use field::{DateField, DatePart, Field, PersonField, Scope};
pub use habits::{DateColumn, Habits, SeenValue, ValueMeaning};
pub use jis::outside_jis_1_2;
pub use limits::LARGEST_FILE;
pub use my_number::{NotAMyNumber, check_digit, name_shown};
pub use password::Password;
pub use reading::{
    Confirmation, FileKind, Form, Mapped, Meaning, Reading, Request, Row, SheetSummary, SkippedRow, headers_sha256,
    is_example, read, read_headers, sha256,
};
pub use whole::{WholeSheet, whole};
