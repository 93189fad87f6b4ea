//! Milestones of a member, and days reckoned from what is given.

use std::path::Path;

use desk::decide::Question;
use desk::{Failure, milestones, wire};
use rules::calendar::Day;

use super::{DONE, Work};
use crate::grammar::ReckonGiven;

impl Work<'_> {
    /// The days ahead of a member.
    pub(super) fn milestones(&mut self, ledger: &Path, member: &str, question: &Question) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        let shown = desk.milestones(member, question)?;
        if self.daicho.json {
            self.say(&wire::json(&shown));
            return Ok(DONE);
        }
        self.say(&format!("{}  {}  {}", shown.member, shown.name, shown.on));
        if shown.milestones.is_empty() {
            let none = self.word("先の節目はありません。", "No day is ahead.");
            self.say(none);
        }
        for one in &shown.milestones {
            self.milestone(one);
        }
        Ok(DONE)
    }

    /// A day reckoned from what is given; no ledger is needed.
    pub(super) fn reckon(&mut self, kind: &str, given: &ReckonGiven, on: Day) -> Result<u8, Failure> {
        let reckoned = milestones::reckon(kind, &given.facts(), on, self.lang)?;
        if self.daicho.json {
            self.say(&wire::json(&reckoned));
        } else {
            self.milestone(&reckoned);
        }
        Ok(DONE)
    }

    fn milestone(&mut self, one: &wire::Milestone) {
        let near = if one.near { self.word("（1か月以内）", " (within a month)") } else { "" };
        self.say(&format!("{}  {}{near}", one.day, one.word));
        for step in &one.steps {
            self.say(&format!("    {}  {}", step.day, step.sentence));
        }
        for read in &one.readings {
            let counts =
                if read.counts { self.word("（この日までとして見ます）", " (counts)") } else { "" };
            let society = if read.society { self.word("（当組合の読み方）", " (the society's)") } else { "" };
            self.say(&format!("    {}  {}{counts}{society}", read.day, read.word));
        }
        let basis = self.word("根拠", "basis");
        self.say(&format!("    {basis}: {}", one.basis));
    }
}
