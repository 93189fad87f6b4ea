//! Insertion by scan: codes from a file, from standard input or from the command line, one answered after the other.

use std::io::{BufRead, BufReader};
use std::path::Path;

use desk::insertion::{Scan, ScanMode};
use desk::losses::SheetSaid;
use desk::wire::ScanAnswer;
use desk::{Desk, Failure, wire};

use super::{DONE, REFUSALS, Work};

impl Work<'_> {
    /// Scans a file, or standard input as it comes.
    pub(super) fn scan(
        &mut self,
        desk: &mut Desk,
        batch: &str,
        mode: ScanMode,
        scans: &Path,
        on: Option<&str>,
    ) -> Result<u8, Failure> {
        if scans.as_os_str() == "-" {
            let lines = std::io::stdin().lock().lines().map_while(Result::ok);
            return self.scan_codes(desk, batch, mode, lines, on);
        }
        let file = std::fs::File::open(scans).map_err(|error| Failure::file(scans, &error))?;
        self.scan_codes(desk, batch, mode, BufReader::new(file).lines().map_while(Result::ok), on)
    }

    /// A blank line begins the envelope in hand again.
    pub(super) fn scan_codes(
        &mut self,
        desk: &mut Desk,
        batch: &str,
        mode: ScanMode,
        codes: impl Iterator<Item = String>,
        on: Option<&str>,
    ) -> Result<u8, Failure> {
        let on = self.day(on)?;
        let mut held = Vec::new();
        let mut wrong = false;
        for line in codes {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() {
                held.clear();
                continue;
            }
            let scan = Scan { batch: batch.to_owned(), mode, held, code: line.to_owned(), on, lang: self.lang };
            let answer = desk.scan(&scan, &self.occasion)?;
            wrong |= !answer.right;
            self.scanned(&answer);
            held = answer.held;
        }
        if let Some(left) = desk.unfinished(batch, &held, self.lang)?.filter(|_| mode == ScanMode::Insert) {
            wrong = true;
            self.scanned(&left);
        }
        Ok(if wrong { REFUSALS } else { DONE })
    }

    fn scanned(&mut self, answer: &ScanAnswer) {
        if self.daicho.json {
            self.say(&wire::json(answer));
            return;
        }
        let word = match (answer.right, answer.done) {
            (false, _) => self.word("違います", "WRONG"),
            (true, true) => self.word("完了", "done"),
            (true, false) => self.word("正しい", "right"),
        };
        let hint = answer.hint.as_deref().unwrap_or_default();
        self.say(format!("{}  {word}  {}{hint}", answer.code, answer.sentence).trim_end());
    }

    /// How far the insertion is.
    pub(super) fn insertion(&mut self, desk: &Desk, batch: &str) -> Result<u8, Failure> {
        let now = desk.insertion(batch, self.lang)?;
        if self.daicho.json {
            self.say(&wire::json(&now));
            return Ok(DONE);
        }
        let [checked, unchecked, open] = [
            self.word("読み取りで確認", "checked by scan"),
            self.word("確認なし", "unchecked"),
            self.word("まだ", "open"),
        ];
        self.say(&format!(
            "{}  {checked} {}  {unchecked} {}  {open} {}",
            now.batch, now.checked, now.unchecked, now.open
        ));
        for one in &now.bundles {
            let handed = one.handed_over.map(|day| format!("  {day}")).unwrap_or_default();
            self.say(&format!("    {}  {}  {}/{}{handed}", one.code, one.name, one.inside, one.envelopes));
        }
        for one in &now.losses {
            let line = match self.lang {
                rules::words::Lang::Ja => format!(
                    "    {}枚目（封筒{}）  {}  読み直し あと{}通（開けるもの{}通）",
                    one.sheet,
                    one.envelope,
                    one.said,
                    one.to_recount.len(),
                    one.to_open.len()
                ),
                rules::words::Lang::En => format!(
                    "    sheet {} (envelope {})  {}  {} to recount, {} to open",
                    one.sheet,
                    one.envelope,
                    one.said,
                    one.to_recount.len(),
                    one.to_open.len()
                ),
            };
            self.say(&line);
        }
        Ok(DONE)
    }

    /// What is said of one sheet that cannot be found.
    pub(super) fn of_sheet(
        &mut self,
        desk: &mut Desk,
        batch: &str,
        sheet: u32,
        (said, reason): (SheetSaid, &str),
        on: Option<&str>,
    ) -> Result<u8, Failure> {
        let on = self.day(on)?;
        let told = desk.say_of_sheet(batch, i64::from(sheet), said, reason, on, self.lang, &self.occasion)?;
        if self.daicho.json {
            self.say(&wire::json(&told));
        } else {
            self.say(&told.sentence);
        }
        Ok(DONE)
    }
}
