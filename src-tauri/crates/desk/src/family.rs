//! What a household shares. Dependants lose cover with the insured person, whether or not a file has said so: on the 75th
//! birthday, and when voluntary continuation ends, nobody sends a form.

use std::collections::HashMap;
use std::ops::ControlFlow;

use ledger::{HouseholdId, Known, MemberId, State};
use rules::calendar::Day;
use rules::words::Relation;

use crate::{Desk, Failure};

/// How far ahead an insured person's end of cover counts for the dependants: beyond the longest certificate.
const AHEAD_YEARS: u32 = 6;

/// What an insured person's cover means for the dependants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lead {
    /// The first day without cover.
    ends: Option<Day>,
    voluntary_until: Option<Day>,
}

impl Lead {
    /// Nothing when it means nothing: the insured person's cover goes on, at an employer.
    fn of(insured: &State, on: Day) -> Option<Lead> {
        let coverage = insured.coverage.as_ref()?;
        let lead = Lead {
            ends: coverage.ends(insured.person.born).filter(|ends| *ends <= on.plus_years(AHEAD_YEARS)),
            voluntary_until: coverage.voluntary_until,
        };
        (lead.ends.is_some() || lead.voluntary_until.is_some()).then_some(lead)
    }

    fn of_dependant(self, state: &mut State) {
        if let Some(coverage) = &mut state.coverage {
            coverage.lost = [coverage.lost, self.ends].into_iter().flatten().min();
            coverage.voluntary_until = coverage.voluntary_until.or(self.voluntary_until);
        }
    }
}

fn dependant_of(state: &State) -> Option<HouseholdId> {
    let coverage = state.coverage.as_ref()?;
    (coverage.relation != Relation::Insured).then_some(coverage.household)
}

impl Desk {
    /// One member on a day, with what the insured person's cover means for a dependant.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) fn state(&self, id: MemberId, on: Day, known: Known) -> Result<Option<State>, Failure> {
        let Some(mut state) = self.ledger.state(id, on, known)? else { return Ok(None) };
        if let Some(household) = dependant_of(&state) {
            let family = self.ledger.household(household, on, known)?;
            let leads = family.iter().filter(|one| crate::case::insured(one));
            if let Some(lead) = leads.max_by_key(|one| began(one)).and_then(|one| Lead::of(one, on)) {
                lead.of_dependant(&mut state);
            }
        }
        Ok(Some(state))
    }

    /// Everyone on a day, likewise. Dependants whom the ledger gives before their insured person come last.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) fn states(
        &self,
        on: Day,
        known: Known,
        each: &mut dyn FnMut(State) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        // Of several insured persons of one household the one who began last leads.
        let mut leads: HashMap<HouseholdId, (Option<Day>, Option<Lead>)> = HashMap::new();
        let mut waiting: Vec<(HouseholdId, State)> = Vec::new();
        let mut gone = false;
        self.ledger.states(on, known, &mut |mut state| {
            let flow = match dependant_of(&state) {
                Some(household) if !leads.contains_key(&household) => {
                    waiting.push((household, state));
                    return Ok(ControlFlow::Continue(()));
                }
                Some(household) => {
                    if let Some((_, Some(lead))) = leads.get(&household) {
                        lead.of_dependant(&mut state);
                    }
                    each(state)
                }
                None => {
                    if let Some(coverage) = &state.coverage {
                        let known = leads.entry(coverage.household).or_insert((None, None));
                        if known.0 <= coverage.acquired {
                            *known = (coverage.acquired, Lead::of(&state, on));
                        }
                    }
                    each(state)
                }
            };
            gone = flow.is_break();
            Ok(flow)
        })?;
        for (household, mut state) in waiting {
            if gone {
                break;
            }
            if let Some((_, Some(lead))) = leads.get(&household) {
                lead.of_dependant(&mut state);
            }
            gone = each(state).is_break();
        }
        Ok(())
    }
}

fn began(state: &State) -> Option<Day> {
    state.coverage.as_ref().and_then(|coverage| coverage.acquired)
}
