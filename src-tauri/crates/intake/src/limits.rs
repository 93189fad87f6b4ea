//! How much a file may hold. Ten times what the largest society's file needs, and little enough for any machine.

/// The largest file, in bytes: the state's list of a million people as text.
pub const LARGEST_FILE: u64 = 128 * 1024 * 1024;
/// The largest workbook, in bytes: what it unfolds into has limits of its own.
pub(crate) const LARGEST_BOOK: u64 = 32 * 1024 * 1024;

/// Parts of a zip.
pub(crate) const PARTS: usize = 2_000;
/// Bytes of one inflated part, counted while inflating.
pub(crate) const PART_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes of all inflated parts together.
pub(crate) const ALL_BYTES: u64 = 512 * 1024 * 1024;
/// Bytes of the parts that calamine keeps in memory: shared strings, and styles and the rest.
pub(crate) const STRINGS_BYTES: u64 = 96 * 1024 * 1024;
pub(crate) const SMALL_PART_BYTES: u64 = 8 * 1024 * 1024;
/// Entries of the table of shared strings.
pub(crate) const STRINGS: usize = 3_000_000;
/// Cell formats; Excel itself stops at 65,490.
pub(crate) const FORMATS: usize = 66_000;
/// Bytes between two `<` of XML: one tag and one text. Bounds what a streaming reader must hold at once.
pub(crate) const XML_RUN: usize = 1024 * 1024;

/// Sheets of a book.
pub(crate) const SHEETS: usize = 50;
/// Rows of a sheet.
pub(crate) const ROWS: u32 = 200_000;
/// Rows of a text file: the state's lists come so, of everybody in one file.
pub(crate) const TEXT_ROWS: u32 = 1_000_000;
/// Columns of a sheet.
pub(crate) const COLUMNS: u32 = 200;
/// Cells of a book.
pub(crate) const CELLS: u64 = 20_000_000;
/// Characters of a cell.
pub(crate) const TEXT: usize = 4_096;
/// Cells of the rectangle that an xls sheet spans: calamine makes a table of it.
pub(crate) const XLS_AREA: u64 = 4_200_000;
/// Rows at the top of a sheet in which a header is looked for.
pub(crate) const HEADER_WITHIN: u32 = 20;
