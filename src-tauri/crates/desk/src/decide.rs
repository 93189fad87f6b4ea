//! What is decided for one member, or for all.

use std::ops::ControlFlow;

use ledger::{Moment, State};
use rules::CannotDecide;
use rules::calendar::Day;
use rules::decision::{Decision, ReturnDecision, ReturnOutcome};
use rules::policy::Policy;
use rules::returns::duty;
use rules::words::{Complaint, Lang, Weight};

use crate::case::{case, covered_before_post, covered_sentence, decided, member, printable};
use crate::roles::Permission;
use crate::wire::{Decided, Outcome, Return};
use crate::{Desk, Failure};

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// The day that is asked about.
    pub on: Day,
    /// What the ledger knew then; `None` is now.
    pub known_at: Option<Moment>,
    /// One member, as [`Desk::member`] understands it; `None` is all.
    pub member: Option<String>,
    /// The language of sentences.
    pub lang: Lang,
}

impl Desk {
    /// Decides one member or all, in the ledger's order. Writes nothing. Members that cannot be decided are returned
    /// as refusals beside the others.
    ///
    /// # Errors
    /// When the day lies before the first policy, or the member is unknown.
    pub fn decide(
        &self,
        question: &Question,
        each: &mut dyn FnMut(Decided) -> std::io::Result<()>,
    ) -> Result<Vec<Complaint>, Failure> {
        self.must(Permission::View)?;
        self.ledger.leave_the_file()?;
        let known = self.known(question.known_at.as_ref())?;
        let policies = self.policies(known)?;
        let policy = policies.on(question.on).map_err(Failure::other)?;
        let mut refused = Vec::new();
        let mut broken = None;
        let mut one = |state: State| match decided(&state, policy, question.on) {
            Ok(decision) => match each(answer(&state, &decision, policy, question.on, question.lang)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    broken = Some(error);
                    ControlFlow::Break(())
                }
            },
            Err(cannot) => {
                refused.push(undecided(&cannot, &member(&state)));
                ControlFlow::Continue(())
            }
        };
        match &question.member {
            Some(text) => {
                let id = self.member(text, question.on)?;
                let state = self.showing_one("decide", id, || Ok((self.state(id, question.on, known)?, vec![id])))?;
                if let Some(state) = state {
                    let _ = one(state);
                }
            }
            None => {
                self.showing_everyone("decide")?;
                self.states(question.on, known, &mut one)?;
            }
        }
        match broken {
            // A reader that has seen enough (`| head`) is no failure.
            Some(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(refused),
            Some(error) => Err(Failure::file(std::path::Path::new("(stdout)"), &error)),
            None => Ok(refused),
        }
    }
}

impl Desk {
    /// Decides everyone and answers only how many could be decided: for measuring, and for the counts of a home screen.
    ///
    /// # Errors
    /// When the day lies before the first policy.
    pub fn decide_count(&self, on: Day) -> Result<u64, Failure> {
        self.must(Permission::View)?;
        let known = self.known(None)?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let mut count = 0;
        self.states(on, known, &mut |state| {
            count += u64::from(decided(&state, policy, on).is_ok());
            ControlFlow::Continue(())
        })?;
        Ok(count)
    }
}

/// A member who cannot be decided, in words.
pub(crate) fn undecided(cannot: &CannotDecide, member: &str) -> Complaint {
    Complaint {
        place: member.to_owned(),
        code: CannotDecide::CODE,
        weight: Weight::Refusal,
        sentence: cannot.sentence(),
        hint: cannot.hint(),
    }
}

/// A decision as an answer.
#[must_use]
pub fn answer(state: &State, decision: &Decision, policy: &Policy, on: Day, lang: Lang) -> Decided {
    let certificate = &decision.certificate;
    let mut returns = Vec::new();
    for (paper, part) in [("old_card", &decision.old_card_return), ("certificate", &decision.certificate_return)] {
        returns.extend(returned(state, on, paper, part, lang));
    }
    Decided {
        member: member(state),
        name: printable(state).text().to_owned(),
        code: state.code.clone(),
        covered: decision.covered.code(),
        covered_because: decision.covered_because.code(),
        covered_sentence: covered_sentence(state, decision, policy, on, lang),
        covered_before_post: covered_before_post(state, decision, policy, on),
        usable_until: decision.usable_until,
        certificate: Outcome {
            outcome: certificate.outcome.code(),
            because: certificate.because.code(),
            reason: certificate.reason(lang),
            sentence: certificate.sentence(lang),
            basis: certificate.basis_under(policy).in_lang(lang).to_owned(),
            last_day: certificate.last_day.map(|last| last.day),
            last_day_because: certificate.last_day.map(|last| last.because.code()),
            wait_until: certificate.wait_until,
        },
        notice: Outcome {
            outcome: decision.notice.outcome.code(),
            because: decision.notice.because.code(),
            reason: decision.notice.reason(lang),
            sentence: decision.notice.sentence(lang),
            basis: decision.notice.basis_under(policy).in_lang(lang).to_owned(),
            last_day: None,
            last_day_because: None,
            wait_until: None,
        },
        returns,
    }
}

fn returned(state: &State, on: Day, paper: &'static str, part: &ReturnDecision, lang: Lang) -> Option<Return> {
    let because = part.because?;
    let duty = (part.outcome == ReturnOutcome::Due).then(|| duty(&case(state, on), false));
    Some(Return {
        paper,
        code: None,
        outcome: part.outcome.code(),
        because: because.code(),
        sentence: part.sentence(lang),
        owed_by: duty.map(|duty| duty.owed_by.code()),
        by: duty.and_then(|duty| duty.by),
        duty: duty.map(|duty| duty.sentence(lang)),
    })
}
