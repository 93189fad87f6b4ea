//! The printers of this machine: their alignment, and batches on their way to paper.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use desk::presses::{Measured, SendAsk, Spooler};
use desk::wire::{Aligned, PrinterHere, Sending};
use desk::{Failure, wire};

use super::{DONE, Work};
use crate::grammar::PrinterCommand;

/// How often the print service is asked how far it is.
const MOMENT: Duration = Duration::from_millis(200);

impl Work<'_> {
    /// The printers, and what is measured of them.
    pub(super) fn printers(&mut self, ledger: &Path, command: Option<&PrinterCommand>) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        match command {
            None => {
                for printer in desk.printers(&spooler(), None, self.lang)? {
                    if self.daicho.json {
                        self.say(&wire::json(&printer));
                        continue;
                    }
                    self.printer(printer);
                }
            }
            Some(PrinterCommand::At { address }) => {
                for printer in desk.printers(&spooler(), Some(address), self.lang)? {
                    if self.daicho.json {
                        self.say(&wire::json(&printer));
                    } else {
                        self.printer(printer);
                    }
                }
            }
            Some(PrinterCommand::Test { which, paper, out }) => {
                let ask = SendAsk { printer: which.printer.clone(), tray: which.tray.clone(), ..SendAsk::default() };
                let told = desk.test_sheet(&spooler(), &ask, paper, out.as_deref(), &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&told));
                } else {
                    let sent = self.word("試し刷りを送りました", "the test sheet was sent").to_owned();
                    self.say(&told.file.unwrap_or(sent));
                }
            }
            Some(PrinterCommand::Measured { which, front, back, on }) => {
                let on = self.day(on.as_deref())?;
                let measured = Measured { front: *front, back: *back };
                let aligned = desk.align(&which.printer, which.tray.as_deref(), measured, on, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&aligned));
                } else {
                    let line = self.aligned(&aligned);
                    self.say(&line);
                }
            }
        }
        Ok(DONE)
    }

    /// A batch on its way to paper, or how far it is there.
    pub(super) fn send(
        &mut self,
        ledger: &Path,
        batch: &str,
        out: &Path,
        ask: &SendAsk,
        despite: Option<&str>,
    ) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let now = if ask.printer.is_empty() {
            desk.how_far(batch, out, self.lang)?
        } else {
            if let Some(reason) = despite {
                desk.go_on(batch, reason, &self.occasion)?;
            }
            let stop = Arc::new(AtomicBool::new(false));
            for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
                // Where it cannot be caught, the program ends, and the next one asks for the last sheet.
                let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
            }
            let (occasion, lang) = (self.occasion.clone(), self.lang);
            let mut said = String::new();
            let mut watch = |sending: &Sending| {
                let line = if self.daicho.json {
                    wire::json(sending)
                } else {
                    format!("{}-{}/{}  {}", sending.first, sending.last, sending.sheets, sending.said)
                };
                if line != said {
                    self.say(&line);
                    said = line;
                }
                std::thread::park_timeout(MOMENT);
                if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            desk.send(&spooler(), batch, out, ask, &occasion, lang, &mut watch)?
        };
        if self.daicho.json {
            self.say(&wire::json(&now));
        } else {
            self.say(&now.said);
        }
        Ok(DONE)
    }

    fn printer(&mut self, printer: PrinterHere) {
        self.say(&format!("{}  {}  {}", printer.name, printer.title, printer.said));
        for tray in printer.trays {
            let aligned = match &tray.aligned {
                Some(aligned) => self.aligned(aligned),
                None => self.word("位置合わせなし", "not aligned").to_owned(),
            };
            self.say(&format!("    {}  {}  {aligned}", tray.tray, tray.said).replace("      ", "    "));
        }
    }

    fn aligned(&self, aligned: &Aligned) -> String {
        let [front, back] = [aligned.front, aligned.back].map(|[right, down]| match self.lang {
            rules::words::Lang::Ja => format!("右{right:+.2} 下{down:+.2}"),
            rules::words::Lang::En => format!("right {right:+.2} down {down:+.2}"),
        });
        let (front_word, back_word) = (self.word("表", "front"), self.word("裏", "back"));
        format!("{}  {front_word} {front}  {back_word} {back} (mm)", aligned.on)
    }
}

/// The print service of this machine.
fn spooler() -> Spooler {
    Spooler::new(std::env::var("CUPS_SERVER").ok().as_deref())
}
