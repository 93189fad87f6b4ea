//! なぜ？: every part of a member's decision with the facts it rested on, where they came from, and what would change it.

use ledger::{Event, MemberId, PaperState, State};
use rules::case::Fact;
use rules::decision::Decision;
use rules::explain::Why;
use rules::words::Lang;

use crate::case::{case, certificate, covered_sentence, decided, notice};
use crate::decide::{Question, undecided};
use crate::roles::Permission;
use crate::wire::{Explained, ExplainedChange, ExplainedFact, ExplainedPart};
use crate::{Desk, Failure, words};

impl Desk {
    /// Why everything about a member is decided as it is.
    ///
    /// # Errors
    /// When the member is unknown, the day lies before the first policy, or a fact is missing without which nothing is
    /// decided.
    pub fn explain(&self, text: &str, question: &Question) -> Result<Explained, Failure> {
        self.must(Permission::View)?;
        let id = self.member(text, question.on)?;
        self.showing_one("explain", id, || self.explained(text, id, question))
    }

    fn explained(&self, text: &str, id: MemberId, question: &Question) -> Result<(Explained, Vec<MemberId>), Failure> {
        let (on, lang) = (question.on, question.lang);
        let known = self.known(question.known_at.as_ref())?;
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let cannot = |cannot| Failure::refused(vec![undecided(&cannot, text)]);
        let decision = decided(&state, policy, on).map_err(cannot)?;
        let case = case(&state, on);
        let why = rules::explain(&case, policy).map_err(cannot)?;
        let events = self.happened(id, known)?;
        let part = |about: &'static str, why: &Why| {
            let outcome = outcome_of(about, &decision);
            let sentence = match about {
                "covered" => covered_sentence(&state, &decision, policy, on, lang).to_owned(),
                _ => why.sentence.in_lang(lang).to_owned(),
            };
            ExplainedPart {
                about,
                outcome,
                outcome_word: word_of(about, outcome, lang),
                sentence,
                basis: why.basis.in_lang(lang).to_owned(),
                facts: why
                    .inputs
                    .iter()
                    .map(|fact| {
                        let event = source(&events, *fact, on);
                        let paper = paper_of(&state, *fact, on);
                        // What the rules count as handed over may still lie in the house.
                        let inside = paper.filter(|it| *fact == Fact::CertificateState && it.life.in_house());
                        ExplainedFact {
                            column: fact.code(),
                            word: name(*fact, lang),
                            value: match inside {
                                Some(paper) => words::word(paper.life.code(), lang).to_owned(),
                                None => value(*fact, &case.cell(*fact), lang),
                            },
                            source: event
                                .and_then(|event| event.place.clone())
                                .or_else(|| paper.map(|paper| paper.code.clone())),
                            recorded: event.map(|event| event.at.text().to_owned()),
                        }
                    })
                    .collect(),
                changes: why
                    .would_change
                    .iter()
                    .map(|change| {
                        let fact = Fact::from_code(change.column);
                        let to = change.to.as_deref().unwrap_or_default();
                        ExplainedChange {
                            column: change.column,
                            word: fact.map_or_else(|| change.column.to_owned(), |fact| name(fact, lang)),
                            to: fact.map_or_else(|| to.to_owned(), |fact| value(fact, to, lang)),
                            outcome: change.outcome,
                            outcome_word: word_of(about, change.outcome, lang),
                        }
                    })
                    .collect(),
            }
        };
        let explained = Explained {
            on,
            known_at: question.known_at.as_ref().map(|moment| moment.text().to_owned()),
            policy_from: policy.from,
            policy_source: policy.source.clone(),
            parts: vec![
                part("covered", &why.covered),
                part("certificate", &why.certificate),
                part("notice", &why.notice),
                part("old_card_return", &why.old_card_return),
                part("certificate_return", &why.certificate_return),
            ],
        };
        Ok((explained, vec![id]))
    }
}

fn outcome_of(about: &str, decision: &Decision) -> &'static str {
    match about {
        "covered" => decision.covered.code(),
        "certificate" => decision.certificate.outcome.code(),
        "notice" => decision.notice.outcome.code(),
        "old_card_return" => decision.old_card_return.outcome.code(),
        _ => decision.certificate_return.outcome.code(),
    }
}

fn word_of(about: &str, outcome: &str, lang: Lang) -> String {
    let about = if about.ends_with("_return") { "return" } else { about };
    words::outcome(about, outcome, lang).to_owned()
}

fn name(fact: Fact, lang: Lang) -> String {
    match lang {
        Lang::Ja => fact.name_ja().to_owned(),
        Lang::En => fact.name_en().to_owned(),
    }
}

/// A fact's word or day as a clerk reads it; nothing known is said so.
fn value(fact: Fact, cell: &str, lang: Lang) -> String {
    if cell.is_empty() {
        return if lang == Lang::Ja { "（記録なし）" } else { "(nothing recorded)" }.to_owned();
    }
    words::fact(fact.code(), cell, lang).to_owned()
}

/// The paper of which a fact speaks.
fn paper_of(state: &State, fact: Fact, on: rules::calendar::Day) -> Option<&PaperState> {
    match fact {
        Fact::CertificateIssued | Fact::CertificateUntil | Fact::CertificateState => certificate(state, on),
        Fact::NoticeIssued => notice(state, on),
        _ => None,
    }
}

/// What recorded a fact last, as far as one row did.
fn source(events: &[Event], fact: Fact, on: rules::calendar::Day) -> Option<&Event> {
    let kind = match fact {
        Fact::Born => "person",
        Fact::Lost | Fact::Left | Fact::VoluntaryUntil | Fact::Acquired | Fact::Received => "coverage",
        Fact::MyNumber
        | Fact::Access
        | Fact::MynaCard
        | Fact::UseRegistered
        | Fact::ECertificateUntil
        | Fact::PortalVisible => "myna",
        Fact::Resident | Fact::Assistance | Fact::AskedAtEnrolment | Fact::OldCardUntil => "circumstance",
        Fact::Application | Fact::AppliedOn => "application",
        Fact::CertificateIssued | Fact::CertificateUntil | Fact::NoticeIssued => "paper",
        Fact::CertificateState => "paper_life",
        Fact::On | Fact::Change => return None,
    };
    let last = |kind: &str| events.iter().rev().find(|event| event.kind == kind && event.on <= on);
    // A paper that nothing has happened to since is where it was made.
    last(kind).or_else(|| if kind == "paper_life" { last("paper") } else { None })
}
