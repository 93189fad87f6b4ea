//! Words to the terminal: answers as text or JSON, failures as sentences, tables whose columns line up.

use std::io::{self, IsTerminal, Write};

use desk::{Ending, Failure};
use rules::words::{Complaint, Lang, Said, Weight};
use unicode_width::UnicodeWidthStr;

use crate::options;

/// Standard output. A reader that goes away (`| head`) ends the work quietly.
pub struct Out {
    out: io::BufWriter<io::Stdout>,
}

impl Out {
    /// Opens standard output.
    pub fn new() -> Out {
        Out { out: io::BufWriter::with_capacity(1 << 16, io::stdout()) }
    }

    /// One line.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Everything that was said reaches its reader.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The failure of standard output itself; a closed pipe is none.
pub fn stdout_failed(error: &io::Error) -> Result<(), Failure> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Ok(());
    }
    Err(Failure::file(std::path::Path::new("(stdout)"), error))
}

/// Wrong usage in words.
pub fn usage(place: &str, code: &'static str, sentence: Said, hint: Said) -> Failure {
    let complaint = Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint };
    Failure { ending: Ending::Usage, complaints: vec![complaint] }
}

/// One complaint on one or two lines.
pub fn complaint(place: &str, sentence: &str, hint: &str) -> String {
    let mut text = String::new();
    if !place.is_empty() {
        text.push_str(place);
        text.push_str(": ");
    }
    text.push_str(sentence);
    if !hint.is_empty() {
        text.push_str("\n    → ");
        text.push_str(hint);
    }
    text
}

/// A complaint and the option that answers it, where there is one.
fn with_option(complaint: String, code: &str, place: &str, lang: Lang) -> String {
    match options::answer(code, place) {
        Some(answer) => format!("{complaint}\n    → {}", answer.in_lang(lang)),
        None => complaint,
    }
}

/// What is said of a file: what did not go in first, row by row; then what was put right, once for each column.
pub fn complaints(said: &[desk::wire::Said], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let mut notes: Vec<(&desk::wire::Said, usize)> = Vec::new();
    let mut known: std::collections::HashMap<(&str, &str), usize> = std::collections::HashMap::new();
    for one in said {
        if one.weight != "note" {
            lines.push(with_option(complaint(&one.cell, &one.sentence, &one.hint), &one.code, &one.cell, lang));
            continue;
        }
        let column = one.cell.trim_end_matches(|c: char| c.is_ascii_digit());
        match known.get(&(column, one.code.as_str())) {
            Some(at) => notes[*at].1 += 1,
            None => {
                known.insert((column, one.code.as_str()), notes.len());
                notes.push((one, 0));
            }
        }
    }
    for (one, more) in notes {
        let sentence = match (more, lang) {
            (0, _) => one.sentence.clone(),
            (more, Lang::Ja) => format!("{}（ほか{more}件）", one.sentence),
            (more, Lang::En) => format!("{} (and {more} more)", one.sentence),
        };
        lines.push(complaint(&one.cell, &sentence, &one.hint));
    }
    lines
}

/// A failure on standard error.
pub fn failure(failure: &Failure, lang: Lang) {
    let mut err = io::stderr().lock();
    for said in &failure.complaints {
        // A terminal that cannot be written to cannot be told so.
        let text = complaint(&said.place, said.sentence.in_lang(lang), said.hint.in_lang(lang));
        let _ = writeln!(err, "{}", with_option(text, said.code, &said.place, lang));
    }
}

/// A line on standard error, for progress and remarks.
pub fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// How far long work is, on one line of a terminal that is written over; where standard error is no terminal, nothing is said.
pub struct HowFar {
    word: &'static str,
    terminal: bool,
    shown: Option<usize>,
}

impl HowFar {
    /// Of work that is called so.
    pub fn of(word: &'static str) -> HowFar {
        HowFar { word, terminal: io::stderr().is_terminal(), shown: None }
    }

    /// So many of so many are done.
    pub fn tell(&mut self, done: usize, total: usize) {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100).min(100);
        if self.terminal && self.shown != Some(percent) {
            self.shown = Some(percent);
            let mut err = io::stderr().lock();
            // A terminal that cannot be written to cannot be told so.
            let _ = write!(err, "\r{} {percent}%", self.word).and_then(|()| err.flush());
        }
    }
}

impl Drop for HowFar {
    /// What follows begins on a clean line.
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

/// A fault of the program itself.
pub fn fault(place: &str) {
    remark(&format!(
        "プログラムの誤りで止まりました（{place}）。台帳は直前の状態のままです。\n    → この表示を添えて、管理者に知らせてください。\nThe program stopped through a fault of its own ({place}). The ledger is as it was."
    ));
}

/// An instant as the clock in Japan showed it; what is none stays as it is.
pub fn when(at: &str) -> String {
    desk::ledger::Moment::new(at).map_or_else(|| at.to_owned(), |at| at.in_japan())
}

/// A table whose columns line up, full-width characters counted as two.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|text| text.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |cells: Vec<&str>| {
        let mut text = String::new();
        for (at, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            if at > 0 {
                text.push_str("  ");
            }
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width())));
        }
        text.trim_end().to_owned()
    };
    let mut text = line(header.to_vec());
    for row in rows {
        text.push('\n');
        text.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    text
}
