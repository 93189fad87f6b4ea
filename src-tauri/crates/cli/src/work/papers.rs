//! One paper's life, and what is applied for.

use std::path::Path;

use desk::applications::Application;
use desk::decide::Question;
use desk::life::{BY_HAND, Happening};
use desk::{Failure, wire, words};
use rules::words::{Lang, Said};

use super::{DONE, REFUSALS, Work};
use crate::grammar::Command;
use crate::say;

impl Work<'_> {
    /// The commands about papers in hand.
    pub(super) fn of_papers(&mut self, command: &Command) -> Result<u8, Failure> {
        match command {
            Command::Paper { ledger, code, what, also, on, note, witness, out } => {
                let on = self.day(on.as_deref())?;
                if what == "show" {
                    let question = Question { on, known_at: None, member: None, lang: self.lang };
                    return self.paper(ledger, code, &question, out.as_deref());
                }
                let word = what.replace('-', "_");
                let step = BY_HAND.into_iter().find(|step| step.code() == word).ok_or_else(|| no_step(what))?;
                let codes: Vec<String> = std::iter::once(code).chain(also).cloned().collect();
                let (note, witness) = (note.clone(), witness.clone());
                let happening = Happening { step, on, note, witness, lang: self.lang };
                self.happened(ledger, &codes, &happening, out.as_deref())
            }
            Command::Apply { ledger, member, waive, fee: true, on, .. } => {
                let on = self.day(on.as_deref())?;
                let mut desk = self.open(ledger)?;
                let fee = desk.settle_fee(member, waive.as_deref(), on, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&fee));
                } else {
                    self.say(&self.fee(&fee));
                }
                Ok(DONE)
            }
            Command::Apply {
                ledger,
                member,
                reason,
                on,
                received,
                direct,
                proxy,
                relation,
                papers_seen,
                waive,
                paid,
                ..
            } => {
                let on = self.day(on.as_deref())?;
                let received = received.as_deref().map(|text| self.day(Some(text))).transpose()?;
                let application = Application {
                    member: member.clone(),
                    reason: reason.clone().unwrap_or_default(),
                    on,
                    received: received.unwrap_or(on),
                    direct: *direct,
                    proxy: proxy.as_ref().map(|name| {
                        let part = |part: &Option<String>| part.clone().unwrap_or_default();
                        (name.clone(), part(relation), part(papers_seen))
                    }),
                    waived: waive.clone(),
                    paid: *paid,
                    lang: self.lang,
                };
                self.apply(ledger, &application)
            }
            _ => Ok(DONE),
        }
    }

    fn paper(&mut self, ledger: &Path, code: &str, question: &Question, out: Option<&Path>) -> Result<u8, Failure> {
        let desk = self.open(ledger)?;
        let shown = desk.paper(code, question)?;
        if let Some(out) = out {
            let log = desk.dunning(code, question.on, Some(out), self.lang)?;
            if self.daicho.json {
                self.say(&wire::json(&log));
            } else {
                self.dunning(&log);
            }
            return Ok(DONE);
        }
        if self.daicho.json {
            self.say(&wire::json(&shown));
            return Ok(DONE);
        }
        let word = |code| words::word(code, self.lang);
        let head = format!("{}  {}  {}  {}", shown.paper, word(shown.kind), shown.member, shown.name);
        let said = shown.sentence.clone();
        let lines: Vec<String> = shown.events.iter().map(|event| format!("    {}  {}", event.on, event.said)).collect();
        self.say(&head);
        self.say(&format!("    {said}"));
        for line in lines {
            self.say(&line);
        }
        Ok(DONE)
    }

    fn happened(
        &mut self,
        ledger: &Path,
        codes: &[String],
        happening: &Happening,
        out: Option<&Path>,
    ) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let told = desk.paper_step(codes, happening, &self.occasion)?;
        let code = self.told(&told);
        if let Some(out) = out {
            for one in told.iter().filter(|one| one.done) {
                let log = desk.dunning(&one.paper, happening.on, Some(out), self.lang)?;
                if !self.daicho.json {
                    self.dunning(&log);
                }
            }
        }
        Ok(code)
    }

    fn apply(&mut self, ledger: &Path, application: &Application) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let applied = desk.apply(application, &self.occasion)?;
        if self.daicho.json {
            self.say(&wire::json(&applied));
        } else {
            let decision = &applied.decision;
            self.say(&format!("{}  {}  {}", applied.member, applied.name, applied.received));
            for (about, part) in [("certificate", &decision.certificate), ("notice", &decision.notice)] {
                let outcome = words::outcome(about, part.outcome, self.lang);
                let line = format!("    {}: {outcome}  {}", words::word(about, self.lang), part.sentence);
                self.say(&line);
            }
            if let Some(fee) = &applied.fee {
                let line = format!("    {}", self.fee(fee));
                self.say(&line);
            }
            for remark in &applied.remarks {
                self.say(&format!("    {remark}"));
            }
        }
        Ok(if applied.refused { REFUSALS } else { DONE })
    }

    fn fee(&self, fee: &wire::FeeShown) -> String {
        let state = words::fee(fee.state, self.lang);
        match self.lang {
            Lang::Ja => format!("手数料 {}円 {state}", fee.yen),
            Lang::En => format!("fee {} yen {state}", fee.yen),
        }
    }
}

fn no_step(what: &str) -> Failure {
    let known: Vec<&str> = BY_HAND.iter().map(|step| step.code()).collect();
    say::usage(
        what,
        "step_unknown",
        Said::new("書類に起きることとして知られていない言葉です。", "No such thing happens to papers."),
        Said::new(
            format!("show、{}のいずれかを指定してください。", known.join("、")),
            format!("Give show or one of {}.", known.join(", ")),
        ),
    )
}
