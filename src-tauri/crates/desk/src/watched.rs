//! Long looks at everyone, by one thread or by two: how far they are, and whether they are still wanted.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rules::words::{Complaint, Said, Weight};

use crate::Failure;

/// Hears how many of how many are looked at, and may end it.
pub type Watch<'a> = dyn FnMut(usize, usize) -> ControlFlow<()> + 'a;

/// After so many it is told how far it is: often enough for whoever waits, and too seldom to cost anything.
const EVERY: usize = 100;

/// A look at everyone that may end early.
pub(crate) struct Long {
    done: AtomicUsize,
    total: usize,
    unwanted: AtomicBool,
}

impl Long {
    /// A look at so many.
    pub fn of(total: usize) -> Long {
        Long { done: AtomicUsize::new(0), total, unwanted: AtomicBool::new(false) }
    }

    /// To be asked after each that was looked at, by the thread that tells whoever waits. Is it still wanted?
    pub fn told<'a>(&'a self, watch: &'a mut Watch<'_>) -> impl FnMut() -> ControlFlow<()> + 'a {
        let mut own = 0_usize;
        move || {
            own += 1;
            let flow = self.one();
            let done = self.done.load(Ordering::Relaxed).min(self.total);
            if own.is_multiple_of(EVERY) && watch(done, self.total).is_break() {
                self.unwanted.store(true, Ordering::Relaxed);
                return ControlFlow::Break(());
            }
            flow
        }
    }

    /// The same for a thread beside it.
    pub fn one(&self) -> ControlFlow<()> {
        self.done.fetch_add(1, Ordering::Relaxed);
        if self.unwanted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Everybody was looked at.
    ///
    /// # Errors
    /// When it was no longer wanted.
    pub fn whole(&self) -> Result<(), Failure> {
        if !self.unwanted.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Failure::refused(vec![Complaint {
            place: String::new(),
            code: "cancelled",
            weight: Weight::Note,
            sentence: Said::new("途中で止めました。台帳は元のままです。", "It was stopped. The ledger is as it was."),
            hint: Said::new("いつでも、もう一度始められます。", "It can be begun again at any time."),
        }]))
    }
}

/// Nobody waits for it.
pub(crate) fn unwatched(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
