//! One member whole: the person, the household, papers, duties and what happened.

use crate::case::{decided, member, printable};
use crate::decide::{Question, answer};
use crate::find::found;
use crate::wire::{Event, Names, Paper, Shown};
use crate::{Desk, Failure};

impl Desk {
    /// A member on a day, as known then.
    ///
    /// # Errors
    /// When the member is unknown.
    pub fn show(&self, text: &str, question: &Question) -> Result<Shown, Failure> {
        let known = self.known(question.known_at.as_ref())?;
        let id = self.member(text, question.on)?;
        let state = self.ledger.state(id, question.on, known)?.ok_or_else(|| unknown_then(text))?;
        let policies = self.policies(known)?;
        // Before the first policy nothing can be decided, but the member can be looked at.
        let decision = policies.on(question.on).ok().and_then(|policy| {
            let decision = decided(&state, policy, question.on).ok()?;
            Some(answer(&state, &decision, question.on, question.lang))
        });
        let coverage = state.coverage.as_ref();
        let employer = coverage.and_then(|coverage| coverage.employer.clone());
        let employer_name = match &employer {
            Some(code) => self
                .ledger
                .employers(question.on, known)?
                .into_iter()
                .find(|entry| entry.code == *code)
                .map(|entry| entry.name),
            None => None,
        };
        let layer = |named: &Option<ledger::Named>| named.as_ref().map(|named| named.name.text().to_owned());
        let number = coverage.map(|coverage| coverage.number.clone()).unwrap_or_default();
        let hit = found(&state);
        Ok(Shown {
            member: member(&state),
            code: state.code.clone(),
            symbol: number.symbol,
            number: number.number,
            branch: number.branch,
            name: printable(&state).text().to_owned(),
            kana: hit.kana,
            names: Names {
                registered: layer(&state.names.registered),
                reported: layer(&state.names.reported),
                printed: layer(&state.names.printed),
            },
            born: state.person.born,
            sex: state.person.sex.map(rules::words::Sex::code),
            relation: coverage.map(|coverage| coverage.relation.code()),
            acquired: hit.acquired,
            lost: hit.lost,
            left: coverage.and_then(|coverage| coverage.left),
            voluntary_until: coverage.and_then(|coverage| coverage.voluntary_until),
            employer,
            employer_name,
            postcode: state.home.as_ref().map(|home| home.postcode.clone()),
            address: state.home.as_ref().map(|home| home.address.text().to_owned()),
            my_number: state.myna.my_number.code(),
            myna_card: state.myna.card.code(),
            use_registered: state.myna.use_registered.code(),
            e_certificate_until: state.myna.e_certificate_until,
            access: state.myna.access.code(),
            last_four: if state.last_four.is_some() { "on_file" } else { "none" },
            decision,
            household: self.household(&state, question.on, known)?.iter().map(found).collect(),
            papers: state
                .papers
                .iter()
                .map(|paper| Paper {
                    paper: paper.code.clone(),
                    kind: paper.kind.code(),
                    issued: paper.issued,
                    last_day: paper.until,
                    state: paper.life.code(),
                })
                .collect(),
            timeline: self
                .ledger
                .timeline(id, known)?
                .into_iter()
                .map(|event| Event {
                    on: event.on,
                    at: event.at.text().to_owned(),
                    act: event.act.0,
                    event: event.kind.to_owned(),
                })
                .collect(),
            on: question.on,
        })
    }
}

fn unknown_then(text: &str) -> Failure {
    use rules::words::{Complaint, Said, Weight};
    Failure::other(Complaint {
        place: text.to_owned(),
        code: "member_unknown",
        weight: Weight::Refusal,
        sentence: Said::new(
            "その時点では、この加入者は台帳にありませんでした。",
            "The ledger did not know this member then.",
        ),
        hint: Said::new("--known-at を後の時点にしてください。", "Choose a later --known-at."),
    })
}
