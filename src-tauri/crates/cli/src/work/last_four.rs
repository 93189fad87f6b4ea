//! The last-four check: letters, answers, cases.

use std::io::Read;
use std::path::Path;

use desk::checks::{CaseStep, Reply, Spelled, told_digits};
use desk::plan::{Listing, PaperWord, Plan};
use desk::wire::{self, CheckCase, CheckCaseShown, CheckCount};
use desk::{Failure, words};
use rules::words::{Lang, LastFour};

use super::{DONE, REFUSALS, Work};
use crate::grammar::LastFourCommand;

impl Work<'_> {
    /// The commands of the last-four check.
    pub(super) fn last_four(&mut self, ledger: &Path, command: &LastFourCommand) -> Result<u8, Failure> {
        match command {
            LastFourCommand::Start { on, until, members, layout, without_unprintable, dry_run } => {
                let on = self.day(on.as_deref())?;
                let until = until.as_deref().map(|until| self.day(Some(until))).transpose()?;
                let plan = Plan {
                    kind: PaperWord::LastFour,
                    on,
                    members: members.clone().map(Listing::File),
                    layout: layout.clone(),
                    without_unprintable: *without_unprintable,
                    dry_run: *dry_run,
                    envelopes: None,
                    lang: self.lang,
                };
                let planned = self.open(ledger)?.start_last_four(&plan, until, &self.occasion)?;
                self.planned(&planned, *dry_run)
            }
            LastFourCommand::Status { on } => self.last_four_status(ledger, on.as_deref()),
            LastFourCommand::Due { on } => {
                let on = self.day(on.as_deref())?;
                let due = self.open(ledger)?.last_four_due(on, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&due));
                } else {
                    let line = match self.lang {
                        Lang::Ja => format!("{}  回答なしと記録した方 {}人", due.on, due.members),
                        Lang::En => format!("{}  {} recorded without an answer", due.on, due.members),
                    };
                    self.say(&line);
                }
                Ok(DONE)
            }
            LastFourCommand::Answer { code, answer, also, on, said_file } => {
                let said = said_file.as_deref().map(said_in).transpose()?;
                let reply = Reply { agrees: answer == "agrees", said, on: self.day(on.as_deref())?, lang: self.lang };
                let codes: Vec<String> = std::iter::once(code).chain(also).cloned().collect();
                self.answered(ledger, &codes, &reply)
            }
            LastFourCommand::Cases { on } => {
                let on = self.day(on.as_deref())?;
                let cases = self.open(ledger)?.last_four_cases(on, self.lang)?;
                for case in &cases {
                    if self.daicho.json {
                        self.say(&wire::json(case));
                    } else {
                        self.case(case);
                    }
                }
                Ok(DONE)
            }
            LastFourCommand::Case { member, what, whom, until, on, note, name, address } => {
                let on = self.day(on.as_deref())?;
                let until = until.as_deref().map(|until| self.day(Some(until))).transpose()?;
                let mut desk = self.open(ledger)?;
                let step = match what.as_str() {
                    "second-letter" => {
                        let planned = desk.second_letter(member, on, until, self.lang, &self.occasion)?;
                        return self.planned(&planned, false);
                    }
                    "show" => {
                        let spelled = Spelled { name: name.clone(), address: address.clone() };
                        let shown = desk.last_four_case(member, on, &spelled, self.lang)?;
                        self.case_whole(&shown);
                        return Ok(DONE);
                    }
                    step => CaseStep::named(step, whom.as_deref(), until, on)?,
                };
                let shown = desk.last_four_step(member, &step, on, note.as_deref(), self.lang, &self.occasion)?;
                self.case_whole(&shown);
                Ok(DONE)
            }
        }
    }

    fn last_four_status(&mut self, ledger: &Path, on: Option<&str>) -> Result<u8, Failure> {
        let on = self.day(on)?;
        let status = self.open(ledger)?.last_four_status(on, self.lang)?;
        if self.daicho.json {
            self.say(&wire::json(&status));
            return Ok(DONE);
        }
        let counts = |counts: &[CheckCount]| {
            let some: Vec<String> =
                counts.iter().filter(|one| one.count > 0).map(|one| format!("{} {}", one.said, one.count)).collect();
            some.join("  ")
        };
        let (members, overdue) = (self.word("人", "members"), self.word("期限を過ぎた手紙", "past their day"));
        self.say(&format!("{}  {}{members}  {}", status.on, status.members, counts(&status.counts)));
        if status.overdue > 0 {
            self.say(&format!("    {overdue} {}", status.overdue));
        }
        for one in &status.campaigns {
            self.say(&format!("{}  {} → {}  {}  {}", one.batch, one.on, one.until, one.letters, counts(&one.counts)));
        }
        for one in &status.employers {
            let name = [one.employer.as_deref(), one.name.as_deref()];
            let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let name = if name.is_empty() { self.word("事業所なし", "no employer").to_owned() } else { name };
            self.say(&format!("    {name}  {}", counts(&one.counts)));
        }
        Ok(DONE)
    }

    fn answered(&mut self, ledger: &Path, codes: &[String], reply: &Reply) -> Result<u8, Failure> {
        let told = self.open(ledger)?.answer_last_four(codes, reply, &self.occasion)?;
        for one in &told {
            if self.daicho.json {
                self.say(&wire::json(one));
                continue;
            }
            let state = one.state.map(|state| words::word(state, self.lang));
            let line = [
                Some(one.given.as_str()),
                one.member.as_deref(),
                one.name.as_deref(),
                state,
                one.sentence.as_deref(),
                one.hint.as_deref(),
            ];
            self.say(&line.into_iter().flatten().collect::<Vec<_>>().join("  "));
        }
        Ok(if told.iter().all(|one| one.done) { DONE } else { REFUSALS })
    }

    fn case(&mut self, case: &CheckCase) {
        self.say(&format!("{}  {}  {}", case.member, case.name, case.said));
        if let Some(asked) = &case.asked {
            self.say(&format!("    {} → {}", asked.said, asked.until));
        }
        self.say(&format!("    {}", case.next));
        for swap in &case.swaps {
            self.say(&format!("    {} {}: {}", swap.member, swap.name, swap.sentence));
        }
    }

    fn case_whole(&mut self, shown: &CheckCaseShown) {
        if self.daicho.json {
            self.say(&wire::json(shown));
            return;
        }
        self.case(&shown.case);
        for letter in &shown.letters {
            let state = words::word(letter.state, self.lang);
            self.say(&format!("    {}  {} → {}  {state}", letter.paper, letter.on, letter.until));
        }
        for event in &shown.events {
            let asked = event.asked.as_ref().map(|asked| format!("{} → {}", asked.said, asked.until));
            let line =
                [Some(event.said.as_str()), asked.as_deref(), event.note.as_deref(), Some(event.operator.as_str())];
            self.say(&format!("    {}  {}", event.on, line.into_iter().flatten().collect::<Vec<_>>().join("  ")));
        }
        for one in &shown.agreements {
            let [first, second] = &one.between;
            let [a, b] = &one.spellings;
            self.say(&format!("    {}  {first} {a} / {second} {b}  {}", one.grade, one.because.join("、")));
        }
    }
}

/// The four digits that a member told, from a file or from standard input: arguments stay in the shell's history.
fn said_in(path: &Path) -> Result<LastFour, Failure> {
    let mut text = String::with_capacity(64);
    let read = if path.as_os_str() == "-" {
        std::io::stdin().take(64).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(64).read_to_string(&mut text))
    };
    read.map_err(|error| Failure::file(path, &error))?;
    told_digits(text)
}
