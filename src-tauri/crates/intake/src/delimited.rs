//! Text with delimiters, as RFC 4180 and as Excel writes it: quotes, line ends inside them, records of any width.
//! Borrowed where nothing was quoted. Lines are physical lines, counted from 1.

use std::borrow::Cow;

/// The longest record, in bytes; a quote that is never closed swallows no more than this.
const LONGEST: usize = 64 * 1024;

pub(crate) struct Records<'t> {
    rest: &'t str,
    line: u64,
    delimiter: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// A quote opened in this line is never closed.
    Quote(u64),
    /// The record that begins in this line is too long.
    Long(u64),
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str, delimiter: u8) -> Records<'t> {
        Records { rest: text.strip_prefix('\u{FEFF}').unwrap_or(text), line: 1, delimiter }
    }

    /// The next record that is not an empty line, into `fields`; the line in which it begins, or `None` at the end.
    pub(crate) fn next(&mut self, fields: &mut Vec<Cow<'t, str>>) -> Result<Option<u64>, Broken> {
        fields.clear();
        while let Some(rest) = strip_line_end(self.rest) {
            self.rest = rest;
            self.line += 1;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let begins = self.line;
        let whole = self.rest.len();
        loop {
            let more = if self.rest.starts_with('"') {
                self.quoted(fields)?
            } else {
                let end = self.stop(self.rest);
                fields.push(Cow::Borrowed(&self.rest[..end]));
                self.rest = &self.rest[end..];
                self.delimiter_follows()
            };
            if whole - self.rest.len() > LONGEST {
                return Err(Broken::Long(begins));
            }
            if !more {
                return Ok(Some(begins));
            }
        }
    }

    fn quoted(&mut self, fields: &mut Vec<Cow<'t, str>>) -> Result<bool, Broken> {
        let begins = self.line;
        let inner = &self.rest[1..];
        let mut text: Cow<'t, str> = Cow::Borrowed("");
        let mut from = 0;
        loop {
            let Some(quote) = memchr::memchr(b'"', &inner.as_bytes()[from..]).map(|at| from + at) else {
                return Err(Broken::Quote(begins));
            };
            if quote > LONGEST {
                return Err(Broken::Quote(begins));
            }
            let piece = &inner[from..quote];
            self.line += line_ends(piece);
            let doubled = inner.as_bytes().get(quote + 1) == Some(&b'"');
            match (&mut text, from, doubled) {
                (Cow::Borrowed(whole), 0, false) => *whole = piece,
                (text, _, _) => text.to_mut().push_str(piece),
            }
            from = quote + 1;
            if !doubled {
                break;
            }
            text.to_mut().push('"');
            from += 1;
        }
        self.rest = &inner[from..];
        // Text behind the closing quote belongs to the field, as Excel reads it.
        let tail = self.stop(self.rest);
        if tail > 0 {
            text.to_mut().push_str(&self.rest[..tail]);
            self.rest = &self.rest[tail..];
        }
        fields.push(text);
        Ok(self.delimiter_follows())
    }

    /// Where the field ends: at a delimiter, a line end, or the end.
    fn stop(&self, text: &str) -> usize {
        memchr::memchr3(self.delimiter, b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())
    }

    /// Steps over a delimiter (another field follows) or a line end (none does).
    fn delimiter_follows(&mut self) -> bool {
        if self.rest.as_bytes().first() == Some(&self.delimiter) {
            self.rest = &self.rest[1..];
            return true;
        }
        if let Some(rest) = strip_line_end(self.rest) {
            self.rest = rest;
            self.line += 1;
        }
        false
    }
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
