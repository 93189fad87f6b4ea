//! Letters that were sent: made again, and laid beside each other.

use desk::{Failure, wire};

use super::{DONE, Work};
use crate::grammar::LettersCommand;

impl Work<'_> {
    /// The commands about letters that were sent.
    pub(super) fn of_letters(&mut self, command: &LettersCommand) -> Result<u8, Failure> {
        match command {
            LettersCommand::Rebuild { ledger, code, out } => {
                let rebuilt = self.open(ledger)?.rebuild(code, out.as_deref(), self.lang)?;
                if self.daicho.json {
                    self.say(&wire::json(&rebuilt));
                    return Ok(DONE);
                }
                self.say(&rebuilt.sentence);
                for file in &rebuilt.files {
                    self.say(&format!("  {}  {} {}", file.file, file.pages, self.word("ページ", "pages")));
                }
                Ok(DONE)
            }
            LettersCommand::Beside { ledger, code, other } => {
                let beside = self.open(ledger)?.letter_beside(code, other.as_deref(), self.lang)?;
                if self.daicho.json {
                    self.say(&wire::json(&beside));
                    return Ok(DONE);
                }
                self.say(&format!("{}  {}", beside.member, beside.name));
                self.say(&format!("{} ({}) → {} ({})", beside.before, beside.before_on, beside.paper, beside.on));
                for line in beside.lines.iter().filter(|line| !line.same) {
                    let none = self.word("（なし）", "(nothing)");
                    let shown = |text: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
                    self.say(&format!("  {}: {} → {}", line.called, shown(&line.before), shown(&line.now)));
                }
                Ok(DONE)
            }
        }
    }
}
