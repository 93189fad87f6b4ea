//! A share of the members, by their numbers: several connections look at everyone side by side, each at its own share.

use std::ops::ControlFlow;

use rules::calendar::Day;

use crate::acts::Known;
use crate::book::Ledger;
use crate::door::{Val, sql};
use crate::error::Result;
use crate::facts::{Coverage, MemberId, State};
use crate::history;

/// The members from one number to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl Share {
    /// Everyone.
    pub const ALL: Share = Share { first: i64::MIN, last: i64::MAX };

    /// One alone.
    #[must_use]
    pub fn one(member: MemberId) -> Share {
        Share { first: member.0, last: member.0 }
    }

    pub(crate) fn range<'v>(self) -> [Val<'v>; 2] {
        [Val::I(self.first), Val::I(self.last)]
    }
}

impl Ledger {
    /// Everyone, in two shares about as large as one another.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn halves(&self) -> Result<[Share; 2]> {
        let last = self.tx().one(sql!("members/last.sql"), &[], |row| row.int(0))?.unwrap_or(0);
        Ok([Share { last: last / 2, ..Share::ALL }, Share { first: last / 2 + 1, ..Share::ALL }])
    }

    /// As [`Ledger::states`], of a share of the members.
    ///
    /// # Errors
    /// Whatever `each` gives, or when the ledger cannot be read.
    pub fn states_of(
        &self,
        share: Share,
        on: Day,
        known: Known,
        each: &mut dyn FnMut(State) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        history::read(self.tx(), (share.first, share.last), on, known, each)
    }

    /// The members of a share as they are on each of some days, given in their order: the place of the day, and the state. A
    /// member's rows are read once for all the days.
    ///
    /// # Errors
    /// Whatever `each` gives, or when the ledger cannot be read.
    pub fn states_on(
        &self,
        share: Share,
        days: &[Day],
        known: Known,
        each: &mut dyn FnMut(usize, &State) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        history::read_on(self.tx(), (share.first, share.last), days, known, each)
    }

    /// The insured persons of a share on each of some days, in the order of their numbers: the place of the day, what covers them
    /// then or next as [`State`] has it, and when they were born.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn insured_on(
        &self,
        share: Share,
        days: &[Day],
        known: Known,
        each: &mut dyn FnMut(usize, &Coverage, Option<Day>),
    ) -> Result<()> {
        history::insured_on(self.tx(), (share.first, share.last), days, known, each)
    }
}
