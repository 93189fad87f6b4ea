//! Returns: what is outstanding, reminders, what was destroyed, and the letters of refused applications.

use std::path::Path;

use desk::old_cards::{OldCard, old_card_named};
use desk::owed::OwedQuestion;
use desk::reminders::Remind;
use desk::{Failure, wire, words};
use rules::calendar::Day;

use super::{DONE, Work};
use crate::grammar::ReturnsCommand;

impl Work<'_> {
    /// The commands about returns.
    pub(super) fn of_returns(&mut self, command: &ReturnsCommand) -> Result<u8, Failure> {
        match command {
            ReturnsCommand::Owed { ledger, on, used: true, .. } => {
                let on = self.day(on.as_deref())?;
                self.used_after_loss(ledger, on)
            }
            ReturnsCommand::Owed { ledger, employer, on, .. } => {
                let question =
                    OwedQuestion { on: self.day(on.as_deref())?, employer: employer.clone(), lang: self.lang };
                self.owed(ledger, &question)
            }
            ReturnsCommand::Remind { ledger, employer, list: true, .. } => self.reminders(ledger, employer.as_deref()),
            ReturnsCommand::Remind { ledger, out: Some(out), again: Some(number), .. } => {
                let desk = self.open(ledger)?;
                let letter = desk.remind_again(*number, out, self.lang)?;
                self.letter(&letter);
                Ok(DONE)
            }
            ReturnsCommand::Remind { ledger, on, out, employer, dry_run, .. } => {
                let on = self.day(on.as_deref())?;
                let out = out.clone().filter(|_| !dry_run);
                self.remind(ledger, &Remind { on, employer: employer.clone(), out, lang: self.lang })
            }
            ReturnsCommand::Used { ledger, member, on, note } => {
                let on = self.day(Some(on))?;
                self.open(ledger)?.record_use(member, on, note, &self.occasion)?;
                self.recorded()
            }
            ReturnsCommand::Died { ledger, member, on, mistake } => {
                let on = self.day(on.as_deref())?;
                self.open(ledger)?.record_death(member, (!mistake).then_some(on), &self.occasion)?;
                self.recorded()
            }
            ReturnsCommand::OldCard { ledger, member, what, on, note, until } => {
                let (life, on) = (old_card_named(what)?, self.day(on.as_deref())?);
                let until = until.as_deref().map(|text| self.day(Some(text))).transpose()?;
                let card = OldCard { life, on, until, note: note.clone() };
                self.open(ledger)?.old_card(member, &card, &self.occasion)?;
                self.recorded()
            }
            ReturnsCommand::Destroyed { ledger, from, to, out } => {
                let last = self.day(to.as_deref())?;
                let first = match from {
                    Some(from) => self.day(Some(from))?,
                    None => last.plus_days(-365),
                };
                self.destroyed(ledger, (first, last), out.as_deref())
            }
            ReturnsCommand::Refusal { ledger, member, application, on, out } => {
                let on = self.day(on.as_deref())?;
                let mut desk = self.open(ledger)?;
                match out {
                    Some(out) => {
                        let letter = desk.refusal_letter(member, *application, out, on, &self.occasion)?;
                        if self.daicho.json {
                            self.say(&wire::json(&letter));
                        } else {
                            self.say(&format!("{}  {}  {}  {}", letter.member, letter.name, letter.on, letter.file));
                        }
                    }
                    None => self.applications(&desk.applications(member, on, self.lang)?),
                }
                Ok(DONE)
            }
        }
    }

    fn owed(&mut self, ledger: &Path, question: &OwedQuestion) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        let (json, lang) = (self.daicho.json, self.lang);
        let out = &mut self.out;
        let mut none = true;
        desk.owed(question, &mut |one| {
            if json {
                return out.line(&wire::json(&one));
            }
            let by = one.by.map(|by| by.to_string()).unwrap_or_default();
            let line = [
                one.employer.as_deref().unwrap_or("-"),
                &one.member,
                &one.name,
                words::word(one.kind, lang),
                one.paper.as_deref().unwrap_or_default(),
                words::word(one.state, lang),
                &by,
                &one.sentence,
                &one.next_sentence,
            ];
            none = false;
            out.line(&line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "))
        })?;
        if none && !json {
            let nothing = self.word("返していただく書類はありません。", "Nothing is outstanding.");
            self.say(nothing);
        }
        Ok(DONE)
    }

    fn used_after_loss(&mut self, ledger: &Path, on: Day) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        for one in desk.used_after_loss(on)? {
            if self.daicho.json {
                self.say(&wire::json(&one));
                continue;
            }
            let days = format!("{}{}", one.days, self.word("日", " days"));
            let paper = one.paper.as_deref().unwrap_or_default();
            self.say(&format!("{}  {}  {paper}  {}  {days}", one.member, one.name, one.from));
            for used in &one.uses {
                self.say(&format!("    {}  {}", used.on, used.note));
            }
        }
        Ok(DONE)
    }

    fn remind(&mut self, ledger: &Path, ask: &Remind) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let reminded = desk.remind(ask, &self.occasion)?;
        if self.daicho.json {
            self.say(&wire::json(&reminded));
            return Ok(DONE);
        }
        for letter in &reminded.letters {
            self.letter(letter);
        }
        for held in &reminded.held {
            let paper = held.paper.as_deref().unwrap_or_default();
            self.say(&format!("  -  {}  {}  {paper}  {}", held.member, held.name, held.sentence));
        }
        if reminded.letters.is_empty() {
            let nothing = self.word("督促する書類はありません。", "Nothing is to be reminded of.");
            self.say(nothing);
        } else if !reminded.recorded {
            let not_yet = self.word(
                "まだ記録も印刷もしていません。--out でフォルダーを指定すると、記録して書面を書き出します。",
                "Nothing is recorded or printed yet: give a folder with --out.",
            );
            self.say(not_yet);
        }
        Ok(DONE)
    }

    fn letter(&mut self, letter: &wire::ReminderShown) {
        if self.daicho.json {
            self.say(&wire::json(letter));
            return;
        }
        let file = letter.file.as_deref().unwrap_or_default();
        self.say(&format!("{}  {}  {}  {file}", letter.to, letter.firmness_word, letter.papers.len()));
        for line in &letter.papers {
            let paper = line.paper.as_deref().unwrap_or_default();
            let by = line.by.map(|by| by.to_string()).unwrap_or_default();
            self.say(&format!("    {}  {}  {paper}  {by}  {}", line.member, line.name, line.number));
        }
    }

    fn reminders(&mut self, ledger: &Path, employer: Option<&str>) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        for one in desk.reminders(employer, self.lang)? {
            if self.daicho.json {
                self.say(&wire::json(&one));
                continue;
            }
            let name = one.employer_name.as_deref().unwrap_or_else(|| self.word("自宅", "home")).to_owned();
            self.say(&format!("{}  {}  {name}  {}  {}", one.id, one.on, one.firmness_word, one.papers));
        }
        Ok(DONE)
    }

    fn destroyed(&mut self, ledger: &Path, (first, last): (Day, Day), out: Option<&Path>) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        let log = desk.destructions(first, last, out, self.lang)?;
        if self.daicho.json {
            self.say(&wire::json(&log));
            return Ok(DONE);
        }
        for one in &log.destructions {
            self.say(&format!("{}  {}  {}  {}  {}", one.on, one.papers, one.way, one.witness, one.codes.join(" ")));
        }
        if let Some(file) = &log.file {
            self.say(file);
        }
        Ok(DONE)
    }

    fn applications(&mut self, all: &wire::Applications) {
        if self.daicho.json {
            self.say(&wire::json(all));
            return;
        }
        self.say(&format!("{}  {}", all.member, all.name));
        for one in &all.applications {
            let on = one.on.map(|on| on.to_string()).unwrap_or_default();
            let fee = one.fee.as_ref().map(|fee| format!("  {} {}", fee.yen, words::fee(fee.state, self.lang)));
            self.say(&format!("    {}  {on}  {}{}", one.application, one.reason_word, fee.unwrap_or_default()));
            for part in &one.refused {
                self.say(&format!("        {}", part.sentence));
            }
        }
    }

    fn recorded(&mut self) -> Result<u8, Failure> {
        let line = if self.daicho.json { "{\"done\":true}" } else { self.word("記録しました。", "Recorded.") };
        self.say(line);
        Ok(DONE)
    }

    /// What was done about a paper, and where it was printed.
    pub(super) fn dunning(&mut self, log: &wire::DunningLog) {
        for entry in &log.entries {
            let note = entry.note.as_deref().unwrap_or_default();
            self.say(&format!("    {}  {}  {note}", entry.on, entry.said));
        }
        if let Some(file) = &log.file {
            self.say(file);
        }
    }
}
