//! Whom the acts of this program were about, so that whoever has looked at everyone once looks again at these alone.
//!
//! It is kept in memory, by the connections that come from one another ([`crate::Ledger::again`]). What another program wrote is not
//! in it: then everyone is looked at anew.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use crate::door::{Table, Val};
use crate::facts::MemberId;
use crate::tables;

/// So many acts are remembered.
const ACTS: usize = 500;

/// An act about more members than this counts as one about everyone.
const MANY: usize = 2_000;

/// Whom an act is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whom {
    /// These alone.
    These(BTreeSet<i64>),
    /// Everyone may be decided otherwise, or nobody can tell who.
    Everyone,
}

impl Default for Whom {
    fn default() -> Whom {
        Whom::These(BTreeSet::new())
    }
}

impl Whom {
    /// A row is written.
    pub fn row(&mut self, table: &Table, values: &[Val<'_>]) {
        let everyone = [&tables::POLICY, &tables::PUBLISHED, &tables::GONE].iter().any(|one| one.name == table.name);
        let member = table.columns.first() == Some(&"member") || table.name == tables::MEMBER.name;
        match (&mut *self, values.first()) {
            _ if everyone => *self = Whom::Everyone,
            (Whom::These(these), Some(Val::I(id))) if member => {
                these.insert(*id);
                if these.len() > MANY {
                    *self = Whom::Everyone;
                }
            }
            _ => {}
        }
    }
}

/// The latest acts of this program and whom each was about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touched(Arc<Mutex<VecDeque<(i64, Whom)>>>);

impl Touched {
    pub fn add(&self, seq: i64, whom: Whom) {
        let mut acts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if acts.len() == ACTS {
            acts.pop_front();
        }
        acts.push_back((seq, whom));
    }

    /// Whom the acts after one and up to another were about; `None` when it is not known of all of them, or is everyone.
    pub fn between(&self, after: i64, last: i64) -> Option<Vec<MemberId>> {
        let acts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = BTreeSet::new();
        let mut count = 0;
        for (_, whom) in acts.iter().filter(|(seq, _)| after < *seq && *seq <= last) {
            let Whom::These(these) = whom else { return None };
            all.extend(these.iter().copied());
            count += 1;
        }
        (count == last - after).then(|| all.into_iter().map(MemberId).collect())
    }
}
