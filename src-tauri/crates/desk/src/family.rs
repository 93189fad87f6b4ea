//! What a household shares. Dependants lose cover with the insured person, whether or not a file has said so: on the 75th
//! birthday, and when voluntary continuation ends, nobody sends a form.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;

use ledger::{Coverage, HouseholdId, Known, MemberId, Share, State};
use rules::calendar::Day;
use rules::words::Relation;

use crate::watched::{Long, Watch};
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
    fn of(coverage: &Coverage, born: Option<Day>, on: Day) -> Option<Lead> {
        let lead = Lead {
            ends: coverage.ends(born).filter(|ends| *ends <= on.plus_years(AHEAD_YEARS)),
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

/// What the insured persons of households mean for their dependants, on each of some days.
#[derive(Default)]
pub(crate) struct Leads(HashMap<HouseholdId, Vec<Led>>);

/// From one of the days to another (by their places) somebody leads a household.
struct Led {
    first: usize,
    last: usize,
    began: Option<Day>,
    lead: Option<Lead>,
}

impl Leads {
    /// The leads of other households, and of the same ones.
    fn take(&mut self, other: Leads) {
        for (household, led) in other.0 {
            self.0.entry(household).or_default().extend(led);
        }
    }

    /// Of several insured persons of one household the one who began last leads.
    fn of(&self, state: &State, at: usize) -> Option<Lead> {
        let all = self.0.get(&dependant_of(state)?)?;
        all.iter().filter(|one| one.first <= at && at <= one.last).max_by_key(|one| one.began)?.lead
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
            let lead = leads.max_by_key(|one| began(one));
            let of = |one: &State| Lead::of(one.coverage.as_ref()?, one.person.born, on);
            if let Some(lead) = lead.and_then(of) {
                lead.of_dependant(&mut state);
            }
        }
        Ok(Some(state))
    }

    /// Everyone on a day, likewise, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) fn states(
        &self,
        on: Day,
        known: Known,
        each: &mut dyn FnMut(State) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        let leads = self.leads(Share::ALL, &[on], known)?;
        self.states_of_share(Share::ALL, on, known, &leads, each)
    }

    /// As [`Desk::states`], of a share of the members.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) fn states_of_share(
        &self,
        share: Share,
        on: Day,
        known: Known,
        leads: &Leads,
        each: &mut dyn FnMut(State) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        Ok(self.ledger.states_of(share, on, known, &mut |mut state| {
            if let Some(lead) = leads.of(&state, 0) {
                lead.of_dependant(&mut state);
            }
            Ok(each(state))
        })?)
    }

    /// As [`Desk::states`], of a share of the members on each of the days of the leads: the place of the day, and the state.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) fn states_on(
        &self,
        share: Share,
        days: &[Day],
        known: Known,
        leads: &Leads,
        each: &mut dyn FnMut(usize, &State) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        Ok(self.ledger.states_on(share, days, known, &mut |at, state| {
            let mut state = Cow::Borrowed(state);
            if let Some(lead) = leads.of(&state, at) {
                lead.of_dependant(state.to_mut());
            }
            Ok(each(at, &state))
        })?)
    }

    /// Who leads the households of a share's insured persons, on each of some days in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) fn leads(&self, share: Share, days: &[Day], known: Known) -> Result<Leads, Failure> {
        let mut leads = Leads::default();
        self.ledger.insured_on(share, days, known, &mut |at, coverage, born| {
            let Some(on) = days.get(at) else { return };
            let (began, lead) = (coverage.acquired, Lead::of(coverage, born, *on));
            let all = leads.0.entry(coverage.household).or_default();
            // The days of one person come one after the other.
            match all.last_mut() {
                Some(one) if one.last + 1 == at && (one.began, one.lead) == (began, lead) => one.last = at,
                _ => all.push(Led { first: at, last: at, began, lead }),
            }
        })?;
        Ok(leads)
    }

    /// Who leads everyone's households, and then what two find who look at everyone side by side, each at one half: the second
    /// through a connection of its own. Whoever looks asks after each whether it is still wanted.
    ///
    /// # Errors
    /// When the ledger cannot be read, or as `look` fails.
    pub(crate) fn side_by_side<T: Send>(
        &self,
        days: &[Day],
        known: Known,
        (long, watch): (&Long, &mut Watch<'_>),
        look: impl Fn(&Desk, Share, &Leads, &mut Step<'_>) -> Result<T, Failure> + Sync,
    ) -> Result<[T; 2], Failure> {
        let halves = self.ledger.halves()?;
        let mut beside = self.again()?;
        let unasked = || ControlFlow::Continue(());
        let leads_of = |desk: &Desk, share, _: &mut Step<'_>| desk.leads(share, days, known);
        let [mut leads, others] = both(self, &mut beside, halves, (&mut { unasked }, unasked), &leads_of)?;
        leads.take(others);
        let steps = (&mut long.told(watch) as &mut Step<'_>, || long.one());
        both(self, &mut beside, halves, steps, &|desk, share, step| look(desk, share, &leads, step))
    }
}

/// Is it still wanted? Asked after each who was looked at.
type Step<'a> = dyn FnMut() -> ControlFlow<()> + 'a;

fn both<T: Send>(
    desk: &Desk,
    beside: &mut Desk,
    [one, other]: [Share; 2],
    (step, mut others_step): (&mut Step<'_>, impl FnMut() -> ControlFlow<()> + Send),
    look: &(impl Fn(&Desk, Share, &mut Step<'_>) -> Result<T, Failure> + Sync),
) -> Result<[T; 2], Failure> {
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(move || look(beside, other, &mut others_step));
        let one = look(desk, one, step);
        (one, other.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
    });
    Ok([one?, other?])
}

fn began(state: &State) -> Option<Day> {
    state.coverage.as_ref().and_then(|coverage| coverage.acquired)
}
