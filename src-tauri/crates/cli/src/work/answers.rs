//! What to say at the counter: for a member, or about a code.

use std::path::Path;

use desk::decide::Question;
use desk::leaflets::print_leaflet;
use desk::{Failure, answers, wire, words};
use rules::calendar::Day;
use rules::leaflet::Topic;

use super::{DONE, Work, text};
use crate::say;

impl Work<'_> {
    /// What to say to a member.
    pub(super) fn answers_for(&mut self, ledger: &Path, member: &str, question: &Question) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        let shown = desk.answers(member, question)?;
        if self.daicho.json {
            self.say(&wire::json(&shown));
            return Ok(DONE);
        }
        self.say(&format!("{}  {}  {}", shown.member, shown.name, shown.on));
        for page in &shown.pages {
            self.page(page);
        }
        for duty in shown.duties.iter().filter_map(|one| one.duty.as_deref()) {
            self.say(&format!("{}: {duty}", self.word("返納", "return")));
        }
        for paper in &shown.papers {
            let (kind, state) = (words::word(paper.kind, self.lang), words::word(paper.state, self.lang));
            self.say(&format!("{kind}  {}  {}  {}  {state}", paper.paper, paper.issued, text(paper.last_day)));
        }
        for one in &shown.milestones {
            self.say(&format!("{}: {} {}", self.word("節目", "milestone"), one.day, one.word));
        }
        Ok(DONE)
    }

    /// The pages about something; without it, what there are.
    pub(super) fn answers_about(&mut self, about: Option<&str>, on: Day) -> Result<u8, Failure> {
        let pages = match about {
            Some(about) => answers::about(about, on, self.lang)?,
            None => answers::at_hand(on, self.lang).pages,
        };
        if self.daicho.json {
            for page in &pages {
                self.say(&wire::json(page));
            }
            return Ok(DONE);
        }
        // Of many, what they are called; each can be asked for by its code.
        if pages.len() > 3 {
            let header = [self.word("コード", "code"), self.word("案内", "page")];
            let rows: Vec<Vec<String>> = pages.iter().map(|page| vec![page.code.clone(), page.title.clone()]).collect();
            self.say(&say::table(&header, &rows));
            return Ok(DONE);
        }
        for page in &pages {
            self.page(page);
        }
        Ok(DONE)
    }

    /// The leaflet that holds on a day, to be read or, with a folder, to be printed; from a ledger it bears the society's name.
    pub(super) fn leaflet(
        &mut self,
        ledger: Option<&Path>,
        topic: Topic,
        on: Day,
        out: Option<&Path>,
    ) -> Result<u8, Failure> {
        if let Some(out) = out {
            let printed = match ledger {
                Some(ledger) => self.open(ledger)?.leaflet(topic, on, self.lang, out)?,
                None => print_leaflet(topic, on, self.lang, out)?,
            };
            if self.daicho.json {
                self.say(&wire::json(&printed));
            } else {
                self.say(&format!("{}  {}  {}", printed.title, printed.on, printed.file));
            }
            return Ok(DONE);
        }
        if let Some(one) = answers::leaflet_on(topic, on, self.lang) {
            if self.daicho.json {
                self.say(&wire::json(&one));
                return Ok(DONE);
            }
            for line in &one.lines {
                let sign = match line.what {
                    "head" => "■ ",
                    "item" => "  ・",
                    _ => "  ",
                };
                self.say(&format!("{sign}{}", line.text));
            }
        }
        Ok(DONE)
    }

    fn page(&mut self, page: &wire::AnswerPage) {
        self.say(&format!("■ {}  [{}]", page.title, page.code));
        for (word, lines) in [
            (self.word("言う", "say"), &page.say),
            (self.word("聞く", "ask"), &page.ask),
            (self.word("する", "do"), &page.act),
        ] {
            for line in lines {
                self.say(&format!("    {word}: {line}"));
            }
        }
        self.say(&format!("    {}: {}", self.word("根拠", "basis"), page.basis));
    }
}
