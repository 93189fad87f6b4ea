//! The one small door through which every statement goes.
//!
//! A statement is a `&'static` text with a name: no SQL is ever put together while the program runs. Values are bound as
//! `?1..?n` and are of four kinds only. A second engine for several desks will stand behind this door later.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::path::PathBuf;

use rules::calendar::Day;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode};

use crate::error::{Error, Result};
use crate::parts::Hidden;
use crate::undo::Void;

/// A statement: its name for complaints, and its text.
#[derive(Debug)]
pub(crate) struct Q {
    pub name: &'static str,
    pub sql: &'static str,
}

/// The statement of a `.sql` file below `src/`.
macro_rules! sql {
    ($file:literal) => {{
        static STATEMENT: $crate::door::Q = $crate::door::Q { name: $file, sql: include_str!($file) };
        &STATEMENT
    }};
}
pub(crate) use sql;

/// A value, of the only types in use.
#[derive(Debug, Clone)]
pub(crate) enum Val<'a> {
    Null,
    I(i64),
    T(Cow<'a, str>),
    B(&'a [u8]),
}

impl ToSql for Val<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Val::Null => ValueRef::Null,
            Val::I(number) => ValueRef::Integer(*number),
            Val::T(text) => ValueRef::Text(text.as_bytes()),
            Val::B(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl From<i64> for Val<'_> {
    fn from(number: i64) -> Self {
        Val::I(number)
    }
}

impl From<bool> for Val<'_> {
    fn from(yes: bool) -> Self {
        Val::I(i64::from(yes))
    }
}

impl<'a> From<&'a str> for Val<'a> {
    fn from(text: &'a str) -> Self {
        Val::T(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Val<'a> {
    fn from(text: &'a String) -> Self {
        Val::T(Cow::Borrowed(text))
    }
}

impl From<Day> for Val<'_> {
    fn from(day: Day) -> Self {
        Val::T(Cow::Owned(day.to_string()))
    }
}

impl From<u8> for Val<'_> {
    fn from(number: u8) -> Self {
        Val::I(i64::from(number))
    }
}

impl<'a, T: Into<Val<'a>>> From<Option<T>> for Val<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Val::Null, Into::into)
    }
}

/// A connection, and the file it leads to.
pub(crate) struct Tx {
    pub connection: Connection,
    pub path: PathBuf,
    /// Which file the path led to when it was opened.
    pub identity: Option<(u64, u64)>,
    /// Set when the machine failed to write: nothing is written any more until the ledger is opened again.
    pub broken: Cell<bool>,
    /// The parts of imports that were unknown at the act that was asked about last.
    pub hidden: RefCell<Option<(i64, Hidden)>>,
    /// The acts of imports that had been taken back at the act that was asked about last.
    pub void: RefCell<Option<(i64, Void)>>,
}

impl Tx {
    /// Executes a statement that gives no rows; how many it changed.
    pub fn exec(&self, q: &'static Q, values: &[Val<'_>]) -> Result<usize> {
        let mut statement = self.prepared(q)?;
        bound(&mut statement.0, values)
            .and_then(|()| statement.0.raw_execute())
            .map_err(|error| self.error(q.name, &error))
    }

    /// Gives each row to `each`.
    pub fn rows(&self, q: &'static Q, values: &[Val<'_>], mut each: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        let mut prepared = self.prepared(q)?;
        let mut cursor = prepared.cursor(values)?;
        while let Some(row) = cursor.next()? {
            each(&row)?;
        }
        Ok(())
    }

    /// The first row, read by `read`.
    pub fn one<T>(
        &self,
        q: &'static Q,
        values: &[Val<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut prepared = self.prepared(q)?;
        let mut cursor = prepared.cursor(values)?;
        cursor.next()?.map(|row| read(&row)).transpose()
    }

    /// All rows, each read by `read`.
    pub fn all<T>(
        &self,
        q: &'static Q,
        values: &[Val<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.rows(q, values, |row| {
            all.push(read(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// A statement ready to be asked.
    pub fn prepared(&self, q: &'static Q) -> Result<Prepared<'_>> {
        match self.connection.prepare_cached(q.sql) {
            Ok(statement) => Ok(Prepared(statement, self, q.name)),
            Err(error) => Err(self.error(q.name, &error)),
        }
    }

    /// Does `f` on one unchanging picture of the ledger.
    pub fn reading<T>(&self, f: impl FnOnce() -> Result<T>) -> Result<T> {
        if !self.connection.is_autocommit() {
            return f();
        }
        let begun = self.connection.unchecked_transaction().map_err(|error| self.error("begin", &error))?;
        let done = f();
        // A read transaction has nothing to commit; its end is the drop.
        drop(begun);
        done
    }

    /// What an error of the engine means to a clerk.
    pub fn error(&self, statement: &str, error: &rusqlite::Error) -> Error {
        let path = || self.path.clone();
        let rusqlite::Error::SqliteFailure(failure, message) = error else {
            return Error::Io { path: path(), what: format!("{statement}: {error}") };
        };
        let said = message.clone().unwrap_or_else(|| failure.to_string());
        tracing::debug!(statement, code = failure.extended_code, "the engine refused a statement");
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy(path()),
            ErrorCode::DiskFull => Error::DiskFull(path()),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Error::ReadOnly(path()),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::Damaged { path: path(), what: said },
            // The messages of constraints and triggers name tables and columns, never values.
            ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => Error::Refused(said),
            ErrorCode::TooBig => Error::Refused(format!("{statement}: {said}")),
            ErrorCode::SystemIoFailure => {
                self.broken.set(true);
                Error::Io { path: path(), what: said }
            }
            _ => Error::Io { path: path(), what: format!("{statement}: {said}") },
        }
    }

    /// A row that holds what no version of the program writes.
    fn unreadable(&self, statement: &str, at: usize) -> Error {
        Error::Damaged { path: self.path.clone(), what: format!("{statement}, column {at}") }
    }
}

fn bound(statement: &mut CachedStatement<'_>, values: &[Val<'_>]) -> rusqlite::Result<()> {
    for (at, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value)?;
    }
    Ok(())
}

/// A statement ready to be asked.
pub(crate) struct Prepared<'tx>(CachedStatement<'tx>, &'tx Tx, &'static str);

impl<'tx> Prepared<'tx> {
    /// How many columns its rows have.
    pub fn columns(&self) -> usize {
        self.0.column_count()
    }

    /// Asks it.
    pub fn cursor<'p>(&'p mut self, values: &[Val<'_>]) -> Result<Cursor<'p>> {
        let (tx, name) = (self.1, self.2);
        bound(&mut self.0, values).map_err(|error| tx.error(name, &error))?;
        Ok(Cursor { rows: self.0.raw_query(), tx, name })
    }
}

/// Rows, one after the other.
pub(crate) struct Cursor<'p> {
    rows: rusqlite::Rows<'p>,
    tx: &'p Tx,
    name: &'static str,
}

impl<'p> Cursor<'p> {
    /// Steps to the next row.
    pub fn next(&mut self) -> Result<Option<Row<'_>>> {
        self.step()?;
        Ok(self.current())
    }

    /// Steps to the next row; false at the end.
    pub fn step(&mut self) -> Result<bool> {
        match self.rows.advance() {
            Ok(()) => Ok(self.rows.get().is_some()),
            Err(error) => Err(self.tx.error(self.name, &error)),
        }
    }

    /// The row stepped to.
    pub fn current(&self) -> Option<Row<'_>> {
        self.rows.get().map(|row| Row { row, tx: self.tx, name: self.name })
    }
}

/// One row. A column that holds what it cannot is damage, named by statement and column.
pub(crate) struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
    tx: &'r Tx,
    name: &'static str,
}

impl<'r> Row<'r> {
    /// The value as it is.
    pub fn value(&self, at: usize) -> Result<ValueRef<'r>> {
        self.row.get_ref(at).map_err(|_| self.damage(at))
    }

    pub fn int(&self, at: usize) -> Result<i64> {
        match self.value(at)? {
            ValueRef::Integer(number) => Ok(number),
            _ => Err(self.damage(at)),
        }
    }

    pub fn maybe_int(&self, at: usize) -> Result<Option<i64>> {
        match self.value(at)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => Ok(Some(number)),
            _ => Err(self.damage(at)),
        }
    }

    pub fn yes(&self, at: usize) -> Result<bool> {
        Ok(self.int(at)? != 0)
    }

    pub fn str(&self, at: usize) -> Result<&'r str> {
        match self.value(at)? {
            ValueRef::Text(text) => std::str::from_utf8(text).map_err(|_| self.damage(at)),
            _ => Err(self.damage(at)),
        }
    }

    pub fn maybe_str(&self, at: usize) -> Result<Option<&'r str>> {
        match self.value(at)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(text) => std::str::from_utf8(text).map(Some).map_err(|_| self.damage(at)),
            _ => Err(self.damage(at)),
        }
    }

    pub fn text(&self, at: usize) -> Result<String> {
        self.str(at).map(str::to_owned)
    }

    pub fn maybe_text(&self, at: usize) -> Result<Option<String>> {
        Ok(self.maybe_str(at)?.map(str::to_owned))
    }

    pub fn day(&self, at: usize) -> Result<Day> {
        self.str(at)?.parse().map_err(|_| self.damage(at))
    }

    pub fn maybe_day(&self, at: usize) -> Result<Option<Day>> {
        self.maybe_str(at)?.map(|text| text.parse().map_err(|_| self.damage(at))).transpose()
    }

    /// A word of a closed list.
    pub fn word<T>(&self, at: usize, read: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        read(self.str(at)?).ok_or_else(|| self.damage(at))
    }

    pub fn maybe_word<T>(&self, at: usize, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>> {
        self.maybe_str(at)?.map(|text| read(text).ok_or_else(|| self.damage(at))).transpose()
    }

    pub fn bytes32(&self, at: usize) -> Result<[u8; 32]> {
        self.bytes(at)
    }

    /// A value of so many bytes.
    pub fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N]> {
        match self.value(at)? {
            ValueRef::Blob(bytes) => bytes.try_into().map_err(|_| self.damage(at)),
            _ => Err(self.damage(at)),
        }
    }

    pub fn blob(&self, at: usize) -> Result<Vec<u8>> {
        match self.value(at)? {
            ValueRef::Blob(bytes) => Ok(bytes.to_vec()),
            _ => Err(self.damage(at)),
        }
    }

    pub fn damage(&self, at: usize) -> Error {
        self.tx.unreadable(self.name, at)
    }
}

/// A table of facts, declared once: what an entry inserts is what `verify` reads back.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: &'static str,
    /// Every column, in the order of insertion.
    pub columns: &'static [&'static str],
    /// Inserts one row.
    pub insert: Q,
    /// Reads every row, every column in the same order.
    pub scan: Q,
    /// Counts the rows.
    pub count: Q,
    /// Where `act` stands among the columns.
    pub act_at: usize,
    /// With whose data of which kind its rows are deleted; `None` when they never are.
    pub of: Option<Of>,
}

/// How a member's rows of a table are found and deleted.
#[derive(Debug)]
pub(crate) struct Of {
    /// The kind of data, as [`rules::retention::Kind`] calls it.
    pub kind: &'static str,
    /// Reads the rows of a member, every column in the order of insertion.
    pub scan: Q,
    /// Deletes them.
    pub take: Q,
}

impl Table {
    /// Under which salt of its member a row is marked. Rows of sheets hold numbers alone.
    pub fn salted(&self) -> Option<&'static str> {
        self.of.as_ref().filter(|_| self.columns[0] == "member").map(|of| of.kind)
    }
}

/// Declares a table by its columns, numbered in the order of insertion.
macro_rules! table {
    ($(#[$doc:meta])* $static:ident = $name:literal, act $act:literal $(of $kind:literal)?: $first:ident $one:literal $(, $column:ident $n:literal)+) => {
        $crate::door::table!(@ [$(#[$doc])*] $static = $name, $act, ($crate::door::table!(of $($kind)?, $name, $first $(, $column)+)): $first $one $(, $column $n)+);
    };
    (of , $name:literal, $($column:ident),+) => { None };
    (of $kind:literal, $name:literal, $first:ident $(, $column:ident)+) => {
        Some($crate::door::Of {
            kind: $kind,
            scan: $crate::door::Q {
                name: concat!("scan a member's ", $name),
                sql: concat!("SELECT ", stringify!($first) $(, ", ", stringify!($column))+, " FROM ", $name, " WHERE member = ?1"),
            },
            take: $crate::door::Q {
                name: concat!("delete a member's ", $name),
                sql: concat!("DELETE FROM ", $name, " WHERE member = ?1"),
            },
        })
    };
    (@ [$(#[$doc:meta])*] $static:ident = $name:literal, $act:literal, ($of:expr): $first:ident $one:literal $(, $column:ident $n:literal)+) => {
        $(#[$doc])*
        pub(crate) static $static: $crate::door::Table = $crate::door::Table {
            name: $name,
            columns: &[stringify!($first) $(, stringify!($column))+],
            insert: $crate::door::Q {
                name: concat!("insert into ", $name),
                sql: concat!(
                    "INSERT INTO ", $name, " (", stringify!($first) $(, ", ", stringify!($column))+,
                    ") VALUES (?", $one $(, ", ?", $n)+, ")"
                ),
            },
            scan: $crate::door::Q {
                name: concat!("scan ", $name),
                sql: concat!("SELECT ", stringify!($first) $(, ", ", stringify!($column))+, " FROM ", $name),
            },
            count: $crate::door::Q {
                name: concat!("count ", $name),
                sql: concat!("SELECT count(*) FROM ", $name),
            },
            act_at: $act - 1,
            of: $of,
        };
    };
}
pub(crate) use table;
