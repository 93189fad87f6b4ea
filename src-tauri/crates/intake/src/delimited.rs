//! Text with delimiters, as RFC 4180 and as Excel writes it: quotes, line ends inside them, records of any width. Lines are
//! physical lines, counted from 1.
//!
//! The splitting is csv-core's, the heart of the csv crate: it writes each record into a buffer of ours, which is zeroed when
//! the file is done. The csv crate's own records would leave copies behind, and a record may hold a My Number.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use zeroize::Zeroizing;

use crate::write::unguarded;

/// The longest record, in bytes; a quote that is never closed swallows no more than this.
const LONGEST: usize = 64 * 1024;

pub(crate) struct Records<'t> {
    rest: &'t str,
    line: u64,
    reader: Reader,
    text: Zeroizing<Vec<u8>>,
    ends: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// A quote opened in this line is never closed.
    Quote(u64),
    /// The record that begins in this line is too long.
    Long(u64),
}

/// One record: the physical line in which it begins, and its fields.
pub(crate) struct Record<'r> {
    pub(crate) line: u64,
    text: &'r [u8],
    ends: &'r [usize],
}

impl<'r> Record<'r> {
    pub(crate) fn fields(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let (text, ends) = (self.text, self.ends);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        // Records are cut at ASCII delimiters out of a str, so every piece is one.
        let fields = starts.zip(ends).map(move |(start, end)| std::str::from_utf8(&text[start..*end]));
        fields.map(|field| unguarded(field.unwrap_or_default()))
    }
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str, delimiter: u8) -> Records<'t> {
        Records {
            rest: text.strip_prefix('\u{FEFF}').unwrap_or(text),
            line: 1,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            text: Zeroizing::new(vec![0; LONGEST]),
            ends: vec![0; 64],
        }
    }

    /// The next record that is not an empty line, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, Broken> {
        while let Some(rest) = strip_line_end(self.rest) {
            self.rest = rest;
            self.line += 1;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (begins, whole) = (self.line, self.rest);
        let (mut read, mut length, mut count) = (0, 0, 0);
        loop {
            let input = &whole.as_bytes()[read..];
            let (result, taken, written, ended) =
                self.reader.read_record(input, &mut self.text[length..], &mut self.ends[count..]);
            read += taken;
            length += written;
            count += ended;
            match result {
                // Asked again with nothing left, the reader ends the last record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::OutputFull => {
                    let quoted = odd_quotes(&whole[..boundary(whole, read)]);
                    return Err(if quoted { Broken::Quote(begins) } else { Broken::Long(begins) });
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        let raw = &whole[..boundary(whole, read)];
        self.rest = &whole[raw.len()..];
        // The reader ends a CR LF at its CR.
        if raw.ends_with('\r')
            && let Some(rest) = self.rest.strip_prefix('\n')
        {
            self.rest = rest;
        }
        let inside = raw.trim_end_matches(['\r', '\n']);
        if self.rest.is_empty() && line_ends(inside) > 0 && odd_quotes(inside) {
            return Err(Broken::Quote(begins));
        }
        self.line += line_ends(raw);
        Ok(Some(Record { line: begins, text: &self.text[..length], ends: &self.ends[..count] }))
    }
}

/// The end of the character in which `at` lies.
fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn odd_quotes(text: &str) -> bool {
    memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1
}

fn strip_line_end(text: &str) -> Option<&str> {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r']))
}

/// Line ends in a text; CR LF is one.
fn line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let lone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    (memchr::memchr_iter(b'\n', bytes).count() + lone) as u64
}

/// Does anything but line ends stand below so many physical lines?
pub(crate) fn is_longer(text: &str, lines: u32) -> bool {
    let bytes = text.as_bytes();
    let end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    let mut ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(end);
    let last = (lines as usize).checked_sub(1).and_then(|before| ends.nth(before));
    last.is_some_and(|at| bytes[at + 1..].iter().any(|byte| !matches!(byte, b'\n' | b'\r')))
}

/// The delimiter of a text: what stands most often outside quotes in its first lines.
pub(crate) fn delimiter_of(text: &str) -> u8 {
    let mut counts = [(b',', 0usize), (b'\t', 0), (b';', 0)];
    let mut in_quotes = false;
    let mut lines = 0;
    for byte in text.bytes().take(64 * 1024) {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' if !in_quotes => {
                lines += 1;
                if lines == 30 {
                    break;
                }
            }
            _ if in_quotes => {}
            byte => {
                if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte) {
                    *count += 1;
                }
            }
        }
    }
    // On a tie the comma, which comes first, stays.
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}
