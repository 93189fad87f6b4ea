//! A colleague who was faster: whoever comes second is told by name who came first, and nothing of the second is written.

use ledger::ActSeq;
use rules::words::{Lang, Said};

use crate::{Desk, Failure, words};

/// The code of a complaint that somebody else was faster.
pub(crate) const FASTER: &str = "somebody_faster";

impl Desk {
    /// The last act that is there by now.
    pub(crate) fn head_now(&self) -> Result<ActSeq, Failure> {
        Ok(self.ledger.head()?.0)
    }

    /// Names whoever wrote since an act, in words that say that a colleague was faster.
    pub(crate) fn naming(&self, since: ActSeq, mut failure: Failure) -> Failure {
        if failure.complaints.iter().all(|one| one.code != FASTER) {
            return failure;
        }
        let last = self.ledger.acts(since.0 + 1..=i64::MAX).ok().and_then(|mut acts| acts.pop());
        let known = self.ledger.now_known().and_then(|known| self.ledger.operators(known));
        if let (Some(act), Ok(operators)) = (last, known) {
            let called = |lang| words::called(&operators, &act.operator, lang);
            for one in failure.complaints.iter_mut().filter(|one| one.code == FASTER) {
                one.sentence = Said::new(
                    one.sentence.ja.replacen("ほかの担当者", &called(Lang::Ja), 1),
                    one.sentence.en.replacen("A colleague", &called(Lang::En), 1),
                );
            }
        }
        failure
    }
}
