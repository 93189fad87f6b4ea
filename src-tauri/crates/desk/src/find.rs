//! One box: number, kana, kanji, variants, birth date in any form, employer, paper number.

use ledger::{Known, MemberId, State};
use rules::calendar::Day;

use crate::case::{member, printable};
use crate::roles::Permission;
use crate::wire::Found;
use crate::{Desk, Failure};

impl Desk {
    /// The members that fit, best first, as they are on `on`.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn find(&self, query: &str, on: Day, limit: usize) -> Result<Vec<Found>, Failure> {
        self.must(Permission::View)?;
        self.showing("find", None, || {
            let known = self.ledger.now_known()?;
            let (mut hits, mut shown) = (Vec::new(), Vec::new());
            for id in self.ledger.find(query, limit)? {
                if let Some(state) = self.state(id, on, known)? {
                    hits.push(found(&state));
                    shown.push(id);
                }
            }
            Ok((hits, shown))
        })
    }

    /// Writes down that somebody copies from the screen what it shows of some members, named by number or management code.
    ///
    /// # Errors
    /// When one of them is nobody, or the ledger cannot be written: then nothing may be copied.
    pub fn copying(&self, members: &[String], on: Day) -> Result<(), Failure> {
        self.must(Permission::View)?;
        if members.is_empty() {
            return Ok(());
        }
        self.showing("copy", None, || {
            let ids: Result<Vec<MemberId>, Failure> = members.iter().map(|one| self.member(one, on)).collect();
            Ok(((), ids?))
        })
    }

    /// The household of a member, the insured person first.
    pub(crate) fn household(&self, state: &State, on: Day, known: Known) -> Result<Vec<State>, Failure> {
        let Some(coverage) = &state.coverage else { return Ok(Vec::new()) };
        let mut members = self.ledger.household(coverage.household, on, known)?;
        members.sort_by_key(|member| member.coverage.as_ref().map(|coverage| coverage.number.key().branch));
        Ok(members)
    }
}

/// A member as a hit.
#[must_use]
pub fn found(state: &State) -> Found {
    let coverage = state.coverage.as_ref();
    Found {
        member: member(state),
        name: printable(state).text().to_owned(),
        kana: state.names.printable().map(|named| named.kana.text().to_owned()).unwrap_or_default(),
        born: state.person.born,
        employer: coverage.and_then(|coverage| coverage.employer.clone()),
        code: state.code.clone(),
        acquired: coverage.and_then(|coverage| coverage.acquired),
        lost: coverage.and_then(|coverage| coverage.lost),
    }
}
