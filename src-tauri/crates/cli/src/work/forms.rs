//! Forms, and what goes around the letters of a batch.

use desk::forms::FilledFor;
use desk::{Failure, wire};

use super::{DONE, Work};
use crate::grammar::FormsCommand;

impl Work<'_> {
    /// The commands about forms, envelopes and labels.
    pub(super) fn of_forms(&mut self, command: &FormsCommand) -> Result<u8, Failure> {
        match command {
            FormsCommand::Form { ledger, name, member, employer, on, out } => {
                let on = self.day(on.as_deref())?;
                let filled = match (member, employer) {
                    (Some(member), _) => FilledFor::Member(member),
                    (None, Some(employer)) => FilledFor::Employer(employer),
                    (None, None) => FilledFor::Nobody,
                };
                let made = self.open(ledger)?.form(name, filled, out, on)?;
                if self.daicho.json {
                    self.say(&wire::json(&made));
                } else {
                    self.say(&made.file);
                }
            }
            FormsCommand::Labels { ledger, batch, layout, bundles, out } => {
                let made = self.open(ledger)?.wrap(batch, layout, *bundles, out)?;
                if self.daicho.json {
                    self.say(&wire::json(&made));
                } else {
                    self.say(&format!("{}  {}", made.count, made.file));
                }
            }
        }
        Ok(DONE)
    }
}
